"""Labels of the tasks that a corpus lacks, by a specialist of each: `python -m training.lend --out lent.jsonl.gz`.

A network that learns trees from treebanks and names and statements from news comes to tell the kinds of text apart, and
does badly on each what was never asked of it there: trees and names on articles that have labels of statements alone.
The treebanks' dev splits do not show it. A specialist that learned one task from the encoder (`training.train
--specialist`, exported) has no such manners; what it says of the other tasks' texts is what `training.train --lent`
learns there (multi-task self-training: Ghiasi et al. 2021).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.model.chains import best_tags, tag_shares
from rashomon.model.reading import ReadingModel, TextReading
from rashomon.model.weights import Floats, Weights
from training import corpora

SURE = 0.6
"""A head, or a name's tag, with a lesser share of the probability is in doubt."""
NAME_SETS = ("worldwide_train", "wikigold_train", "uner_ewt_train_prerelease")


def head_shares(reading: TextReading, heads: np.ndarray) -> Floats:
    """The share [W] of each word's head among all heads in its sentence, in the window in whose core the word lies.

    Nought where the head lies outside of that window, as it may in sentences longer than one.
    """
    found = np.ones(len(heads), np.float32)
    sentence = reading.spelling.sentence
    for plan, window in zip(reading.plans, reading.windows, strict=True):
        here = sentence[plan.first : plan.last]
        scores = np.where(here[:, None] == here[None], window.arcs[:, :-1], -np.inf)
        np.fill_diagonal(scores, -np.inf)
        scores = np.concatenate([scores, window.arcs[:, -1:]], 1)
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        core = np.arange(plan.core_first, plan.core_last)
        column = np.where(heads[core] < 0, len(here), heads[core] - plan.first)
        inside = (column >= 0) & (column <= len(here))
        found[core] = np.where(inside, shares[core - plan.first, np.where(inside, column, 0)], 0.0)
    return found


def name_tags(model: ReadingModel, reading: TextReading) -> np.ndarray:
    """The index in `NAME_TAGS` of each word's tag [W], -1 where it is in doubt."""
    emissions, steps = model.name_emissions(reading), model.name_steps
    tags = best_tags(emissions, steps)
    found = np.zeros(len(reading.spelling.forms), np.int64)
    for plan, tag, share in zip(reading.plans, tags, tag_shares(emissions, steps, tags), strict=True):
        core = slice(plan.core_first - plan.first, plan.core_last - plan.first)
        found[plan.core_first : plan.core_last] = np.where(share[core] < SURE, -1, tag[core])
    return found


@dataclass(frozen=True)
class Specialists:
    """Exported weights that know one task each."""

    syntax: ReadingModel
    names: ReadingModel

    def labels(self, name: str, text: str) -> dict[str, Any]:
        """A text's tags, heads, relations and name tags, one a word; what is in doubt is below nought (`SURE`)."""
        spelling = corpora.divided(text).spelling
        reading = self.syntax.read(spelling)
        trees = self.syntax.trees(reading)
        sure = head_shares(reading, trees.heads) >= SURE
        return {
            "id": name,
            "tags": trees.tags.tolist(),
            "heads": np.where(sure, trees.heads, corpora.UNSURE).tolist(),
            "relations": [self.syntax.relation_labels[r] for r in trees.relations.tolist()],
            "names": name_tags(self.names, self.names.read(spelling)).tolist(),
        }


def texts(labelled: Path | None) -> Iterator[tuple[str, str]]:
    """Names and texts of PolNeAR's and the name corpora's training documents, and of the articles labelled."""
    for file in ("polnear/train", *(f"names/{name}" for name in NAME_SETS)):
        yield from ((row["id"], row["text"]) for row in corpora.rows(f"{file}.jsonl.gz"))
    if labelled:
        yield from ((row["id"], row["text"]) for row in corpora.rows_of(labelled))


_SPECIALISTS: list[Specialists] = []


def _begin(syntax: Path, names: Path) -> None:
    _SPECIALISTS.append(Specialists(ReadingModel(Weights(syntax)), ReadingModel(Weights(names))))


def _labels(text: tuple[str, str]) -> str:
    return json.dumps(_SPECIALISTS[0].labels(*text))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--syntax", type=Path, required=True, help="exported weights of the specialist in syntax")
    parser.add_argument("--names", type=Path, required=True, help="exported weights of the specialist in names")
    parser.add_argument("--labelled", type=Path, help="articles that `training.ensemble` labelled")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=4)
    a = parser.parse_args()
    pool = ProcessPoolExecutor(a.processes, initializer=_begin, initargs=(a.syntax, a.names))
    with pool:
        corpora.write_rows(a.out, pool.map(_labels, texts(a.labelled), chunksize=8))


if __name__ == "__main__":
    main()
