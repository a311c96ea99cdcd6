"""The quality figures that `make gate` holds: each a share in percent on a dev split or a bank of cases of our own.

Held-back splits are measured elsewhere. The five reports have no floor: a rule that serves them and no others is worth
less than nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks import event_cases, statement_cases, times
from benchmarks.shared import ROOT, SHARED, rows, scorer
from rashomon.model import ReadingModel
from training import evaluate

DATA = SHARED / "data"


class Measure(NamedTuple):
    """Figures by name, in percent, more is better; and the gold data and scorers that they stand on."""

    figures: Callable[[], dict[str, float]]
    gold: tuple[Path, ...]


@cache
def _model() -> ReadingModel:
    return ReadingModel.load()


def _evaluated(told: Callable[[ReadingModel], Iterator[evaluate.Figure]]) -> dict[str, float]:
    return {figure.name: figure.value for figure in told(_model())}


def _times() -> dict[str, float]:
    """The half of TempEval-3's training documents that nobody looked at while the grammar was written."""
    chosen = [d for d in rows("data/tempeval3/train.jsonl.gz") if times.half_of(d) == "b"]
    told = {d["id"]: times.predicted(d)["timexes"] for d in chosen}
    result = scorer("score_times").score({d["id"]: d["timexes"] for d in chosen}, told, [])
    return {"strict F1": result["strict"]["f1"], "value F1": result["value_f1"]}


def _share(right: Iterable[bool]) -> float:
    told = list(right)
    return 100 * sum(told) / len(told)


def _statement_cases() -> dict[str, float]:
    bank = statement_cases.bank()
    return {"right": _share(not statement_cases.faults(c, statement_cases.read(_model(), c)) for c in bank)}


def _event_cases() -> dict[str, float]:
    read = event_cases.reader()
    told = []
    for case in event_cases.event_cases():
        report, passages = event_cases.report_of("case", case.text)
        told.append(event_cases.event_fault(case, read(report, passages)) is None)
    return {"events right": _share(told)}


def _cases(*names: str) -> tuple[Path, ...]:
    return tuple(ROOT / "benchmarks" / "cases" / f"{name}.csv" for name in names)


MEASURES: dict[str, Measure] = {
    "statements": Measure(
        lambda: _evaluated(evaluate.statement_figures),
        (DATA / "polnear/dev.jsonl.gz", SHARED / "scorers/score_statements.py"),
    ),
    "names": Measure(
        lambda: _evaluated(evaluate.name_figures),
        (DATA / "names/worldwide_dev.jsonl.gz", SHARED / "scorers/score_names.py"),
    ),
    "syntax": Measure(
        lambda: _evaluated(evaluate.syntax_figures),
        (DATA / "syntax/en_ewt-dev.conllu.gz", DATA / "syntax/en_gum-dev.conllu.gz"),
    ),
    "times": Measure(_times, (DATA / "tempeval3/train.jsonl.gz", SHARED / "scorers/score_times.py")),
    "statement cases": Measure(_statement_cases, _cases("statements")),
    "event cases": Measure(_event_cases, _cases("events")),
}
