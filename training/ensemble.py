"""Several models as one that reads statements, and the texts that it labels for another to learn from.

    python -m training.ensemble FOLDER [FOLDER …] --out statements.jsonl.gz [--only outlets|worldwide] [--processes N]

The folders hold exported weights (`python -m training.export --out`). Unlabelled articles are read by all of them
together and written as PolNeAR's documents are, what they are not sure of as doubtful; `training.train --labelled`
learns from the file (self-training with an ensemble as teacher: Buciluă et al. 2006, Xie et al. 2020). They are
articles of outlets, without those of September to December 2016, the months of PolNeAR's dev and test split, and those
checked by hand; and the training articles of Worldwide Newswire, which come from elsewhere than the United States.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.handcheck import FRESH, SEED, sample

from rashomon.model.chains import TaggedSpan, best_tags, tag_shares
from rashomon.model.pieces import Integers, Spelling
from rashomon.model.reading import ReadingModel, TextReading
from rashomon.model.session import WindowReading
from rashomon.model.weights import Floats, Weights
from training import corpora
from training.evaluate import as_scored

LEFT_OUT = ("2016-09", "2016-10", "2016-11", "2016-12")
"""Months whose articles may be PolNeAR's of the dev and test split."""
SURE = 0.6
"""A word whose tag has less than this share of the ensemble's probability is in doubt."""


class _MeanScorer:
    """The mean of the members' link shares; each member sees its own states, side by side in `states`."""

    def __init__(self, scorers: Sequence[Any]) -> None:
        self._scorers = scorers

    def shares(
        self, states: Floats, children: Sequence[TaggedSpan], parents: Sequence[TaggedSpan], sentence: Integers
    ) -> Floats:
        parts = np.split(states, len(self._scorers), axis=1)
        found = [s.shares(p, children, parents, sentence) for s, p in zip(self._scorers, parts, strict=True)]
        return np.asarray(np.mean(found, axis=0), np.float32)


class Ensemble(ReadingModel):
    """Models that read statements together: mean emissions, mean steps, mean link shares; the rest is the first's."""

    def __init__(self, folders: Sequence[Path | None]) -> None:
        super().__init__(Weights(folders[0]))
        self._members = [ReadingModel(Weights(folder)) for folder in folders]
        self._heads = self._heads | {
            "statement_chain": np.mean([m._heads["statement_chain"] for m in self._members], axis=0)
        }
        self._content_links = _MeanScorer([m._content_links for m in self._members])
        self._cue_links = _MeanScorer([m._cue_links for m in self._members])

    def read(self, spelling: Spelling) -> TextReading:
        """Each window by every member: mean emissions of statements, and the states of all side by side."""
        readings = [m.read(spelling) for m in self._members]
        windows = [_together(parts) for parts in zip(*(r.windows for r in readings), strict=True)]
        return replace(readings[0], windows=windows)

    def sureness(self, reading: TextReading) -> Floats:
        """The share [W] of each word's chosen statement tag, in the window in whose core the word lies."""
        emissions = self.statement_emissions(reading)
        steps = self._heads["statement_chain"]
        found = np.ones(len(reading.spelling.forms), np.float32)
        for plan, share in zip(reading.plans, tag_shares(emissions, steps, best_tags(emissions, steps)), strict=True):
            found[plan.core_first : plan.core_last] = share[plan.core_first - plan.first : plan.core_last - plan.first]
        return found


def _together(parts: Sequence[WindowReading]) -> WindowReading:
    return replace(
        parts[0],
        statements=np.mean([p.statements for p in parts], axis=0),
        statement_states=np.concatenate([p.statement_states for p in parts], axis=1),
    )


def labelled(model: Ensemble, name: str, text: str) -> dict[str, Any]:
    """A text as PolNeAR writes its documents; runs of words whose tags are not sure stand under `discuss`."""
    ranges, spelling = model.divided(text, corpora.text_blocks(text))
    reading = model.read(spelling)
    unsure = np.flatnonzero(model.sureness(reading) < SURE)
    runs = np.split(unsure, np.flatnonzero(np.diff(unsure) > 1) + 1) if len(unsure) else []
    return {
        "id": name,
        "text": text,
        "discard": [],
        "discuss": [[[ranges[run[0]].start, ranges[run[-1]].end]] for run in runs],
        "attributions": [as_scored(i, a.at(1.0)) for i, a in enumerate(model.attributions(ranges, reading))],
    }


def _outlets() -> Iterator[tuple[str, str]]:
    checked = {text.name for seed in (SEED, FRESH) for text in sample(seed)}
    for number, row in enumerate(corpora.rows("load/outlets.jsonl.gz")):
        name = f"outlets/{number}"
        if name not in checked and row["date"][:7] not in LEFT_OUT:
            yield name, row["text"]


def _worldwide() -> Iterator[tuple[str, str]]:
    yield from ((row["id"], row["text"]) for row in corpora.rows("names/worldwide_train.jsonl.gz"))


ARTICLES = {"outlets": _outlets, "worldwide": _worldwide}
"""Names and texts of the articles to label."""

_ENSEMBLE: list[Ensemble] = []


def _begin(folders: Sequence[Path]) -> None:
    _ENSEMBLE.append(Ensemble(folders))


def _label(article: tuple[str, str]) -> str:
    return json.dumps(labelled(_ENSEMBLE[0], *article), ensure_ascii=False)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of exported weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", choices=sorted(ARTICLES), nargs="+", default=sorted(ARTICLES))
    parser.add_argument("--processes", type=int, default=4)
    a = parser.parse_args()
    pool = ProcessPoolExecutor(a.processes, initializer=_begin, initargs=(a.folders,))
    with pool:
        corpora.write_rows(
            a.out, pool.map(_label, chain.from_iterable(ARTICLES[name]() for name in a.only), chunksize=8)
        )


if __name__ == "__main__":
    main()
