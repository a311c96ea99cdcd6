"""Fits the head of event words on the exported network: `python -m training.events [--weights FOLDER]`.

The network is read as it ships and does not change. The events of TempEval-3's training documents and those of ECB+ in
the sentences that were checked for them teach one head. Printed are its figures on a fifth of TempEval-3's documents,
taught by the others and ECB+ train, and on ECB+ dev, taught by all else; the latter is written. For weights that were
trained with `--licensed-only` TempEval-3, which states no licence, is left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import nn
from torch.nn import functional

from rashomon.model.event_words import NO_EVENT, word_means
from rashomon.model.pieces import Integers
from rashomon.model.reading import ReadingModel
from rashomon.model.weights import Floats, Weights
from rashomon.parse import Range
from training import corpora
from training.export import WEIGHTS, events_graph
from training.network import WIDE
from training.sources import digest

LABELS = (NO_EVENT, "OCCURRENCE", "REPORTING", "I_ACTION", "STATE", "I_STATE", "ASPECTUAL", "PERCEPTION")
ECB: Mapping[str, str] = {
    "OCCURRENCE": "OCCURRENCE", "CAUSATIVE": "OCCURRENCE", "GENERIC": "OCCURRENCE", "REPORTING": "REPORTING",
    "STATE": "STATE", "ASPECTUAL": "ASPECTUAL", "PERCEPTION": "PERCEPTION",
}  # fmt: skip
"""What ECB+ calls an action of a kind, in TimeML's classes."""
HIDDEN = 256
EPOCHS, BATCH, RATE, FOLD = 6, 512, 2e-3, 5


@dataclass(frozen=True)
class Taught:
    """A document's words: their forms in small letters, surroundings [W, 1152] and labels [W]."""

    forms: tuple[str, ...]
    words: Floats
    labels: Integers


class EventNetwork(nn.Module):
    """A word with its neighbours [N, 1152] to a number for each label [N, L]."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(3 * WIDE, eps=1e-12)
        self.hidden = nn.Linear(3 * WIDE, HIDDEN)
        self.label = nn.Linear(HIDDEN, len(LABELS))
        self.drop = nn.Dropout(0.2)

    def forward(self, words: torch.Tensor) -> torch.Tensor:
        """The numbers before the softmax."""
        bent = functional.gelu(self.hidden(self.drop(self.norm(words))))
        found: torch.Tensor = self.label(self.drop(bent))
        return found


def surroundings(states: Floats) -> Floats:
    """Each word between the one before it and the one behind it: [W, 384] to [W, 1152], nought beyond the ends."""
    none = np.zeros((1, states.shape[1]), np.float32)
    return np.concatenate([states, np.concatenate([none, states[:-1]]), np.concatenate([states[1:], none])], 1)


def read(model: ReadingModel, text: str, named: Mapping[int, str], stretches: Sequence[Range] | None) -> Taught:
    """A text with the label of the word over each offset of `named`; words outside of `stretches` are left out."""
    ranges, spelling = model.divided(text, [Range(0, len(text))])
    reading = model.read(spelling)
    parts = []
    for plan, window in zip(reading.plans, reading.windows, strict=True):
        parts.append(surroundings(word_means(window))[plan.core_first - plan.first : plan.core_last - plan.first])
    found = [next((named[at] for at in range(r.start, r.end) if at in named), NO_EVENT) for r in ranges]
    labels = np.array([LABELS.index(n) for n in found], np.int64)
    words = np.concatenate(parts) if parts else np.zeros((0, 3 * WIDE), np.float32)
    kept = [stretches is None or any(s.start <= r.start < s.end for s in stretches) for r in ranges]
    forms = tuple(text[r.start : r.end].lower() for r, k in zip(ranges, kept, strict=True) if k)
    return Taught(forms, words[np.array(kept, bool)], labels[np.array(kept, bool)])


def tempeval(model: ReadingModel) -> Iterator[Taught]:
    """TempEval-3's training documents."""
    for row in corpora.rows("tempeval3/train.jsonl.gz"):
        yield read(model, row["text"], {e["start"]: e["class"] for e in row["events"]}, None)


def ecb(model: ReadingModel, part: str) -> Iterator[Taught]:
    """The checked sentences of ECB+; every word of a mention has its label."""
    for row in corpora.rows(f"ecbplus/{part}.jsonl.gz"):
        checked = [Range(*row["sentences"][i]) for i in row["selected_sentences"]]
        yield read(model, row["text"], dict(_ecb_labels(row)), checked)


def _ecb_labels(row: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for mention in row["mentions"]:
        if mention["is_event"] and mention["selected"]:
            label = ECB[mention["type"].removeprefix("NEG_").removeprefix("ACTION_")]
            yield from ((at, label) for at in range(mention["start"], mention["end"]))


def fitted(documents: Sequence[Taught]) -> EventNetwork:
    """A head taught by some documents; the same documents, on as many threads, give the same head."""
    torch.manual_seed(7)
    words = torch.from_numpy(np.concatenate([d.words for d in documents]))
    labels = torch.from_numpy(np.concatenate([d.labels for d in documents]))
    net = EventNetwork()
    steps = EPOCHS * (len(labels) // BATCH)
    learn = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.05)
    pace = torch.optim.lr_scheduler.OneCycleLR(learn, RATE, total_steps=steps + 1)
    for _ in range(EPOCHS):
        order = torch.randperm(len(labels))
        for at in range(0, len(labels) - BATCH + 1, BATCH):
            chosen = order[at : at + BATCH]
            loss = functional.cross_entropy(net(words[chosen]), labels[chosen], label_smoothing=0.05)
            learn.zero_grad()
            loss.backward()
            learn.step()
            pace.step()
    return net.eval()


def by_form(taught: Sequence[Taught], documents: Sequence[Taught]) -> Integers:
    """What to compare with: each word's most frequent label among those that taught, by its form; none if unseen."""
    counts: dict[str, Counter[int]] = {}
    for document in taught:
        for form, label in zip(document.forms, document.labels.tolist(), strict=True):
            counts.setdefault(form, Counter())[label] += 1
    known = {form: min(c, key=lambda label: (-c[label], label)) for form, c in counts.items()}
    return np.array([known.get(form, 0) for d in documents for form in d.forms], np.int64)


def by_head(net: EventNetwork, documents: Sequence[Taught]) -> Integers:
    """The likeliest label of each word."""
    with torch.no_grad():
        return np.concatenate([net(torch.from_numpy(d.words)).argmax(1).numpy() for d in documents])


def figures(best: Integers, documents: Sequence[Taught]) -> str:
    """Precision, recall and F1 in percent: of event words, and of those of the class OCCURRENCE."""
    labels = np.concatenate([d.labels for d in documents])
    lines = []
    for name, ours, gold in (("events", best > 0, labels > 0), ("occurrences", best == 1, labels == 1)):
        both = (ours & gold).sum()
        rates = (100 * both / max(1, ours.sum()), 100 * both / max(1, gold.sum()))
        lines.append(f"{name}: {rates[0]:.1f} / {rates[1]:.1f} / {2 * rates[0] * rates[1] / sum(rates):.1f}")
    return "; ".join(lines)


def write(net: EventNetwork, weights: Path) -> None:
    """The head as `events.onnx`, its hash and labels in the manifest, which names its corpora already."""
    state = {k: v.detach().float().numpy() for k, v in net.state_dict().items()}
    onnx.save(events_graph(state), str(weights / "events.onnx"))
    path = weights / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["files"]["events.onnx"] = digest(weights / "events.onnx")
    manifest["labels"]["events"] = LABELS
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    a = parser.parse_args()
    weights = Weights(a.weights)
    model = ReadingModel(weights)
    own = [] if weights.described["recipe"]["licensed_only"] else list(tempeval(model))
    other, dev = list(ecb(model, "train")), list(ecb(model, "dev"))
    print("precision / recall / F1")
    if own:
        rest = [*(d for i, d in enumerate(own) if i % FOLD), *other]
        print("TempEval-3, a fifth:", figures(by_head(fitted(rest), own[::FOLD]), own[::FOLD]))
        print("  by the word alone:", figures(by_form(rest, own[::FOLD]), own[::FOLD]))
    net = fitted([*own, *other])
    print("ECB+ dev:", figures(by_head(net, dev), dev))
    print("  by the word alone:", figures(by_form([*own, *other], dev), dev))
    write(net, a.weights)


if __name__ == "__main__":
    main()
