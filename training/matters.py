"""Vectors that tell which question a sentence answers and what it answers, learned from scenes of rival accounts.

    python -m training.matters --out FOLDER [--epochs N] [--threads N]

The scenes (training/accounts, its README) hold questions over which reports part, each with rival answers in several
wordings. The encoder is taught by supervised contrast (Khosla et al. 2020), scene by scene: answers to one question lie
together in one space (`matter`), those of one stance in another (`account`), while sentences of news keep the likeness
that the original encoder gives them. Every sixth scene is held out; the figures are over it, the original encoder's
beside them. What comes of it does not ship yet: docs/decisions/0010.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rashomon.model.pieces import CASES, PieceTable
from training import corpora
from training.distil import LONGEST, Teacher, sentence_texts
from training.network import WIDE, Encoder, encoder_folder, encoder_weights

ACCOUNTS = Path(__file__).resolve().parent / "accounts"
HELD_OUT = 6
MOST_PIECES = 72
TEMPERATURE, KEPT_LIKE, UNLIKE_SENTENCES, ARTICLES = 0.07, 10.0, 24, 700
RATE, HEAD_RATE, WARM = 5e-5, 2e-4, 100


@dataclass(frozen=True)
class Account:
    """A sentence of a scene: the place of its question in the scene, and its stance (`n` contradicts none)."""

    text: str
    question: int
    stance: str


@dataclass(frozen=True)
class Scene:
    """Accounts of one cluster of events."""

    name: str
    accounts: tuple[Account, ...]


def scenes() -> list[Scene]:
    """All scenes of training/accounts, in order."""
    found = []
    for path in sorted(ACCOUNTS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            told = [(n, a) for n, question in enumerate(row["questions"]) for a in question["accounts"]]
            found.append(Scene(row["scene"], tuple(Account(a["text"], n, a["stance"]) for n, a in told)))
    return found


class Spelled:
    """Sentences as pieces and letter case, each made once."""

    def __init__(self) -> None:
        self.table = PieceTable(encoder_folder() / "tokenizer.json")
        self._kept: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def of(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Ids and case, at most `MOST_PIECES` each."""
        if text not in self._kept:
            pieces = self.table.pieces(corpora.divided(text).spelling)
            self._kept[text] = pieces.ids[:MOST_PIECES], pieces.case[:MOST_PIECES]
        return self._kept[text]

    def batch(self, texts: Sequence[str]) -> tuple[Tensor, Tensor, Tensor]:
        """Ids, case and mask [B, T] of texts, each framed by the marks of a window."""
        rows, special = [self.of(t) for t in texts], CASES.index("special")
        width = max(len(ids) for ids, _ in rows) + 2
        ids, case = torch.zeros(len(rows), width, dtype=torch.long), torch.zeros(len(rows), width, dtype=torch.long)
        for n, (pieces, cases) in enumerate(rows):
            ids[n, : len(pieces) + 2] = torch.tensor([self.table.begin, *pieces, self.table.end])
            case[n, : len(pieces) + 2] = torch.tensor([special, *cases, special])
        return ids, case, torch.arange(width)[None] < torch.tensor([len(p) + 2 for p, _ in rows])[:, None]


class MatterNetwork(nn.Module):
    """MiniLM, the mean of its states, and a turn of the space for each of the two likenesses."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        super().__init__()
        self.encoder = Encoder(weights)
        for table in (self.encoder.case, self.encoder.layout):
            nn.init.zeros_(table.weight)
        self.matter, self.account = nn.Linear(WIDE, WIDE), nn.Linear(WIDE, WIDE)
        for turn in (self.matter, self.account):
            nn.init.eye_(turn.weight)
            nn.init.zeros_(turn.bias)

    def forward(self, ids: Tensor, case: Tensor, there: Tensor) -> Tensor:
        """Pooled states [B, 384] of pieces [B, T]."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.encoder(ids, case, torch.zeros_like(ids), there).float()
        mask = there[..., None].float()
        return (states * mask).sum(1) / mask.sum(1)


def contrast(vectors: Tensor, alike: Tensor, left_out: Tensor) -> Tensor:
    """Supervised contrast over rows [N, 384]: `alike` [N, N] are drawn together, `left_out` count for nothing."""
    unit = F.normalize(vectors, dim=-1)
    own = torch.eye(len(unit), dtype=torch.bool)
    scores = (unit @ unit.T / TEMPERATURE).masked_fill(own | left_out, -1e4)
    shares = scores - torch.logsumexp(scores, -1, keepdim=True)
    alike = alike & ~own
    used = alike.any(1)
    return (-(shares * alike).sum(1)[used] / alike.sum(1)[used]).mean()


def scene_loss(net: MatterNetwork, pooled: Tensor, accounts: Sequence[Account]) -> Tensor:
    """The contrast of one scene's accounts by question and by stance."""
    question = torch.tensor([a.question for a in accounts])
    stance = torch.tensor([ord(a.stance) for a in accounts])
    near = torch.tensor([a.stance == "n" for a in accounts])
    one = question[:, None] == question[None]
    beside = near[:, None] | near[None]
    pooled = F.dropout(pooled, 0.1, net.training)
    by_matter = contrast(net.matter(pooled), one & ~beside, one & beside)
    by_account = contrast(net.account(pooled), one & ~beside & (stance[:, None] == stance[None]), one & False)
    return by_matter + by_account


def rank_share(ahead: Sequence[float], behind: Sequence[float]) -> float:
    """The share of pairs of two samples of which the first is the higher (area under the ROC curve), in percent."""
    ranks = np.argsort(np.argsort(np.concatenate([ahead, behind])))
    return 100 * float((ranks[: len(ahead)].sum() - len(ahead) * (len(ahead) - 1) / 2) / len(ahead) / len(behind))


@torch.no_grad()
def figures(net: MatterNetwork, spelled: Spelled, held: Sequence[Scene]) -> str:
    """How well pairs of held-out accounts are ranked by the two likenesses."""
    net.eval()
    found: dict[tuple[str, str], list[float]] = {}
    for scene in held:
        pooled = net(*spelled.batch([a.text for a in scene.accounts]))
        for name, turn in (("matter", net.matter), ("account", net.account)):
            unit = F.normalize(turn(pooled), dim=-1)
            near = (unit @ unit.T).numpy()
            for i, j in combinations(range(len(scene.accounts)), 2):
                found.setdefault((name, _kind(scene.accounts[i], scene.accounts[j])), []).append(float(near[i, j]))
    answers = found["matter", "same"] + found["matter", "contrary"]
    return (
        f"answers of one question ahead of other pairs {rank_share(answers, found['matter', 'other']):.1f}, "
        f"one account ahead of other questions {rank_share(found['account', 'same'], found['account', 'other']):.1f}, "
        f"one account ahead of its rivals {rank_share(found['account', 'same'], found['account', 'contrary']):.1f}"
    )


def _kind(a: Account, b: Account) -> str:
    if a.question != b.question:
        return "other"
    if "n" in (a.stance, b.stance):
        return "near"
    return "same" if a.stance == b.stance else "contrary"


def news_sentences(chance: random.Random) -> list[str]:
    """Sentences of articles whose likeness is to stay as it was."""
    found = []
    for text in corpora.load_texts("outlets", ARTICLES):
        found += [s for s in sentence_texts(text, corpora.divided(text)) if 30 < len(s) < LONGEST][:12]
    chance.shuffle(found)
    return found[: 8 * ARTICLES]


def train(out: Path, epochs: int, seed: int = 1) -> None:
    """Train on all scenes but every sixth, print figures after each epoch, keep `final.pt`."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    known, spelled = scenes(), Spelled()
    kept, held = [s for i, s in enumerate(known) if i % HELD_OUT], known[::HELD_OUT]
    news = news_sentences(chance)
    goal = torch.from_numpy(Teacher().vectors(news))
    net = MatterNetwork(encoder_weights())
    heads = [*net.matter.parameters(), *net.account.parameters()]
    optim = torch.optim.AdamW(
        [{"params": net.encoder.parameters(), "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
    )
    total = epochs * len(kept)
    rate = torch.optim.lr_scheduler.LambdaLR(optim, lambda k: min((k + 1) / WARM, max(0.02, 1 - k / total)))
    print(f"{len(kept)} scenes; the original encoder: {figures(net, spelled, held)}", flush=True)
    out.mkdir(parents=True, exist_ok=True)
    begun = time.time()
    orders = [chance.sample(kept, len(kept)) for _ in range(epochs)]
    for epoch, order in enumerate(orders, 1):
        net.train()
        for scene in order:
            some = [chance.randrange(len(news)) for _ in range(UNLIKE_SENTENCES)]
            pooled = net(*spelled.batch([*(a.text for a in scene.accounts), *(news[i] for i in some)]))
            loss = scene_loss(net, pooled[: -len(some)], scene.accounts)
            for turn in (net.matter, net.account):
                unit = F.normalize(turn(pooled[-len(some) :]), dim=-1)
                loss = loss + KEPT_LIKE * ((unit @ unit.T - goal[some] @ goal[some].T) ** 2).mean()
            optim.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optim.step()
            rate.step()
        print(f"epoch {epoch}, {time.time() - begun:.0f} s: {figures(net, spelled, held)}", flush=True)
        torch.save({"net": net.state_dict(), "epochs": epoch}, out / "final.pt")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=4)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    train(a.out, a.epochs)


if __name__ == "__main__":
    main()
