"""Trains the reading model: `python -m training.train --out FOLDER --steps N` (resumes from FOLDER by itself)."""

from __future__ import annotations

import argparse
import json
import queue
import random
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch

from rashomon.model.pieces import PieceTable
from training import corpora, distil, losses
from training.corpora import Document
from training.network import ReadingNetwork, encoder_folder, encoder_weights
from training.sources import digest
from training.windows import Batch, batch_of, batches

SYNTAX = ("en_ewt-train", "en_gum-train")


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the weights besides the corpora; written into the manifest."""

    steps: int
    seed: int = 9
    rate: float = 2e-4
    head_rate: float = 6e-4
    warm: int = 200
    statement_windows: int = 5
    name_windows: int = 3
    syntax_windows: int = 4
    article_windows: int = 1
    loose_windows: int = 12
    loose_every: int = 4
    taught_articles: int = 600
    weight_tags: float = 0.5
    weight_names: float = 5.0
    weight_statements: float = 4.0
    weight_links: float = 0.5
    weight_wording: float = 10.0
    licensed_only: bool = False
    begun: str = ""
    """SHA-256 of the weights that it begins from; none: the encoder as published."""
    labelled: str = ""
    """SHA-256 of the articles that an ensemble labelled with statements; none: PolNeAR alone."""
    labelled_windows: int = 4
    lent: str = ""
    """SHA-256 of the labels that specialists gave the texts of other tasks; none: each text has its own task alone."""
    weight_lent: float = 0.5


SPECIALISTS = {
    "statements": {"statement_windows": 8, "syntax_windows": 3},
    "names": {"name_windows": 12},
    "syntax": {"syntax_windows": 12},
}
"""What the recipe of a teacher has: it learns statements, with syntax beside them, or names, or syntax alone."""
NOTHING_ELSE = dict.fromkeys(
    ("statement_windows", "name_windows", "syntax_windows", "article_windows", "loose_windows"), 0
)
OWN = {
    "statements": ("statements", "links"),
    "labelled": ("statements", "links"),
    "names": ("names",),
    "syntax": ("tags", "arcs", "relations"),
}
"""The tasks for which the texts of each stream are there; labels of the others are lent."""


@dataclass(frozen=True)
class Lent:
    """Files of other runs."""

    begin: Path | None
    """Weights to begin from."""
    labelled: Path | None
    """Articles that an ensemble labelled with statements (`training.ensemble`)."""
    labels: Path | None
    """Trees and names that specialists gave the texts of other tasks (`training.lend`)."""

    def digests(self) -> dict[str, str]:
        """What the recipe keeps of them: their SHA-256, nothing of a file that was not lent."""
        files = {"begun": self.begin, "labelled": self.labelled, "lent": self.labels}
        return {name: digest(path) if path else "" for name, path in files.items()}


@dataclass(frozen=True)
class Material:
    """The training documents, task by task."""

    syntax: list[Document]
    names: list[Document]
    statements: list[Document]
    labelled: list[Document]
    """Articles with an ensemble's statements."""


def material(*, licensed_only: bool, lent: Lent) -> Material:
    """All corpora; with `licensed_only` those that state no licence (PolNeAR, Worldwide Newswire) are left out."""
    coarse = [
        *corpora.coarse_names("wikigold_train", "wikigold"),
        *list(corpora.coarse_names("uner_ewt_train_prerelease", "uner"))[:: 1 if licensed_only else 3],
    ]
    names = coarse if licensed_only else [*corpora.names("train"), *coarse]
    statements = [] if licensed_only else list(corpora.statements("train"))
    attributed = {d.name: d for d in corpora.labelled_statements(lent.labelled)} if lent.labelled else {}
    labels = corpora.lent_labels(lent.labels) if lent.labels else {}

    def filled(documents: Iterable[Document]) -> list[Document]:
        return [corpora.filled(d, labels.get(d.name), attributed.get(d.name)) for d in documents]

    syntax = [d for name in SYNTAX for d in corpora.syntax(name)]
    taught = [d for d in attributed.values() if d.name.startswith("outlets/")]
    return Material(syntax, filled(names), filled(statements), filled(taught))


def relation_names(documents: list[Document]) -> list[str]:
    """The relations seen at least five times, sorted; a rarer subtype is read as its base."""
    counts: dict[str, int] = {}
    for document in documents:
        for relation in document.relations or ():
            counts[relation] = counts.get(relation, 0) + 1
            base = relation.split(":")[0]
            if base != relation:
                counts[base] = counts.get(base, 0)
    bases = {r.split(":")[0] for r in counts}
    return sorted(r for r in counts if counts[r] >= 5 or r in bases)


@dataclass(frozen=True)
class Step:
    """One step's batches: by stream (see `OWN`), and of unlabelled text."""

    batches: dict[str, Batch]
    wording: list[tuple[Batch, list[np.ndarray]]]
    """Windows of articles, and loose texts now and then, with the teacher's vectors."""


def steps(recipe: Recipe, stuff: Material, source: distil.Taught, table: PieceTable, first: int) -> Iterator[Step]:
    """Batches from step `first` on; the seed and the step decide them."""
    chance = random.Random(recipe.seed * 1000 + first)
    streams = {
        stream: batches(documents, table, count, chance.randrange(10**6))
        for stream, count, documents in (
            ("statements", recipe.statement_windows, stuff.statements),
            ("labelled", recipe.labelled_windows, stuff.labelled),
            ("names", recipe.name_windows, stuff.names),
            ("syntax", recipe.syntax_windows, stuff.syntax),
        )
        if documents and count
    }
    article: list[distil.Lesson] = []
    loose = distil.loose_lessons(source, table)
    for step in range(first, recipe.steps):
        if len(article) < recipe.article_windows:
            article = distil.lessons(source, table, chance)
        taken = [article.pop() for _ in range(recipe.article_windows)]
        extra = (
            sorted(chance.sample(loose, recipe.loose_windows), key=lambda x: len(x.window.ids))
            if recipe.loose_windows and step % recipe.loose_every == 0
            else []
        )
        wording = [(batch_of([x.window for x in t]), [x.vectors for x in t]) for t in (taken, extra) if t]
        yield Step({name: next(stream) for name, stream in streams.items()}, wording)


def ahead(source: Iterator[Step], depth: int = 6) -> Iterator[Step]:
    """The same items, made by a thread of their own."""
    line: queue.Queue[Step | BaseException | None] = queue.Queue(depth)

    def fill() -> None:
        try:
            for item in source:
                line.put(item)
            line.put(None)
        except BaseException as error:  # handed over to the training thread
            line.put(error)

    threading.Thread(target=fill, daemon=True).start()
    while (item := line.get()) is not None:
        if isinstance(item, BaseException):
            raise item
        yield item


@dataclass(frozen=True)
class Loss:
    """A task's loss over one stream's batch; `lent` where the labels are not the stream's own."""

    task: str
    lent: bool
    value: torch.Tensor


def step_losses(net: ReadingNetwork, step: Step, relation_index: dict[str, int]) -> Iterator[Loss]:
    """Every task's loss over every batch that has labels of it."""
    words = {name: net.word_states(_states(net, b), b.word_piece) for name, b in step.batches.items()}
    for name, batch in step.batches.items():
        if any(w.document.heads is not None for w in batch.windows):
            syntax = losses.syntax_loss(net, words[name], batch, relation_index)
            for task, value in (("tags", syntax.tags), ("arcs", syntax.arcs), ("relations", syntax.relations)):
                yield Loss(task, task not in OWN[name], value)
    named = [n for n, b in step.batches.items() if any(w.document.names is not None for w in b.windows)]
    if named:
        found = losses.names_losses(net, [words[n] for n in named], [step.batches[n] for n in named])
        yield from (Loss("names", "names" not in OWN[n], value) for n, value in zip(named, found, strict=True))
    stated = [n for n, b in step.batches.items() if any(w.document.statements is not None for w in b.windows)]
    if stated:
        batches_ = [step.batches[n] for n in stated]
        own = [
            net.statement_states(words[n], b.surroundings, b.word_there) for n, b in zip(stated, batches_, strict=True)
        ]
        found = losses.statements_losses(net, own, batches_)
        yield from (Loss("statements", "statements" not in OWN[n], v) for n, v in zip(stated, found, strict=True))
        for name, states, batch in zip(stated, own, batches_, strict=True):
            yield Loss("links", "links" not in OWN[name], losses.links_loss(net, states, batch))
    if step.wording:
        found = [losses.wording_loss(net, _states(net, batch), batch.windows, v) for batch, v in step.wording]
        yield Loss("wording", False, torch.stack(found).sum())


def _states(net: ReadingNetwork, batch: Batch) -> torch.Tensor:
    return net.encoder(batch.ids, batch.case, batch.layout, batch.there)


def weighted(found: list[Loss], recipe: Recipe) -> torch.Tensor:
    """The losses as one."""
    weights = {
        "tags": recipe.weight_tags,
        "names": recipe.weight_names,
        "statements": recipe.weight_statements,
        "links": recipe.weight_links,
        "wording": recipe.weight_wording,
    }
    shares = ((recipe.weight_lent if x.lent else 1.0) * weights.get(x.task, 1.0) * x.value.float() for x in found)
    return torch.stack(list(shares)).sum()


def optimiser(net: ReadingNetwork, recipe: Recipe) -> torch.optim.AdamW:
    """AdamW with a higher rate for the heads; no decay on vectors."""
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in net.named_parameters():
        old = name.startswith("encoder.") and not name.startswith(("encoder.case", "encoder.layout"))
        groups.setdefault((old, parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": p, "lr": recipe.rate if old else recipe.head_rate, "weight_decay": 0.01 if wide else 0.0}
            for (old, wide), p in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def rate_at(step: int, recipe: Recipe) -> float:
    """The share of the full rate: rising over `warm` steps, then falling to zero in a line."""
    return min((step + 1) / recipe.warm, 1.0) * (1 - step / recipe.steps)


def train(recipe: Recipe, out: Path, save_every: int, lent: Lent) -> None:
    """Run the recipe to its end, from the last checkpoint in `out` where there is one, else from `lent.begin`."""
    torch.manual_seed(recipe.seed)
    out.mkdir(parents=True, exist_ok=True)
    recipe = replace(recipe, **lent.digests())
    stuff = material(licensed_only=recipe.licensed_only, lent=lent)
    relations = relation_names(stuff.syntax)
    (out / "recipe.json").write_text(json.dumps({**asdict(recipe), "relations": relations}, indent=1))
    net = ReadingNetwork(len(relations), encoder_weights())
    optim = optimiser(net, recipe)
    first = 0
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        net.load_state_dict(kept["net"])
        optim.load_state_dict(kept["optim"])
        first = kept["step"]
    elif lent.begin is not None:
        net.load_state_dict(torch.load(lent.begin, weights_only=True)["net"])
    schedule = torch.optim.lr_scheduler.LambdaLR(optim, lambda s: rate_at(s + first, recipe))
    table = PieceTable(encoder_folder() / "tokenizer.json")
    source = distil.taught(out / f"taught-{recipe.taught_articles}.npz", recipe.taught_articles)
    print(
        f"{len(stuff.statements)} and {len(stuff.labelled)} statement, {len(stuff.names)} name, "
        f"{len(stuff.syntax)} syntax documents; {len(relations)} relations; from step {first}",
        flush=True,
    )
    index = {r: i for i, r in enumerate(relations)}
    sums: dict[str, float] = {}
    since = time.monotonic()
    for number, step in enumerate(ahead(steps(recipe, stuff, source, table, first)), first):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = list(step_losses(net, step, index))
        total = weighted(found, recipe)
        optim.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optim.step()
        schedule.step()
        for loss in found:
            name = f"lent {loss.task}" if loss.lent else loss.task
            sums[name] = sums.get(name, 0.0) + float(loss.value.detach())
        if (number + 1) % 50 == 0:
            took = (time.monotonic() - since) / 50
            print(
                f"step {number + 1} {took:.3f} s  " + " ".join(f"{k} {v / 50:.4f}" for k, v in sums.items()), flush=True
            )
            sums, since = {}, time.monotonic()
        if (number + 1) % save_every == 0 or number + 1 == recipe.steps:
            _save(net, optim, number + 1, checkpoint)
    _save(net, None, recipe.steps, out / "final.pt")


def _save(net: ReadingNetwork, optim: torch.optim.Optimizer | None, step: int, path: Path) -> None:
    kept = {"net": net.state_dict(), "step": step}
    if optim is not None:
        kept["optim"] = optim.state_dict()
    scratch = path.with_suffix(".part")
    torch.save(kept, scratch)
    scratch.replace(path)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the final weights")
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--articles", type=int, default=600, help="load articles that the teacher reads")
    parser.add_argument("--threads", type=int, default=3)
    parser.add_argument("--save-every", type=int, default=300)
    parser.add_argument(
        "--rate", type=float, default=Recipe.rate, help="the encoder's highest rate; heads learn at three times it"
    )
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--begin", type=Path, help="final.pt of another run to begin from")
    parser.add_argument("--labelled", type=Path, help="articles that `training.ensemble` labelled")
    parser.add_argument("--lent", type=Path, help="trees and names that `training.lend` gave the texts of other tasks")
    parser.add_argument("--specialist", choices=sorted(SPECIALISTS), help="learns one task, to teach it to others")
    parser.add_argument("--licensed-only", action="store_true", help="leave out corpora that state no licence")
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    recipe = Recipe(
        steps=a.steps,
        seed=a.seed,
        rate=a.rate,
        head_rate=3 * a.rate,
        taught_articles=a.articles,
        licensed_only=a.licensed_only,
        **(NOTHING_ELSE | SPECIALISTS[a.specialist] if a.specialist else {}),
    )
    train(recipe, a.out, a.save_every, Lent(a.begin, a.labelled, a.lent))


if __name__ == "__main__":
    main()
