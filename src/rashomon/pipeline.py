"""The six stages in order: ingest → read → annotate → link → assess, into a case; `present` shows what is in it.

A person's decisions are applied between the stages, and the stages after them run on what they left. The same
reports give the same bytes, in any order, at once or in pieces.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from msgspec.structs import replace

from rashomon.annotate import Annotations
from rashomon.assess import Assessment, Pile, ReportWordings, assess
from rashomon.case import Case, Decisions, Manifest, ModelUsed, decided
from rashomon.intake import BuildSettings, Intake, Progress, ReadReport
from rashomon.ledger import Ledger
from rashomon.link import joined, link
from rashomon.model import manifest as model_manifest
from rashomon.records import Incident, Passage, Problem

__all__ = ["BuildSettings", "Progress", "build"]

STANDS_ON = (
    "rashomon", "duckdb", "htmldate", "msgspec", "numpy", "onnxruntime", "py3langid", "tokenizers", "trafilatura",
)  # fmt: skip
"""What the manifest gives the versions of."""

ANNOTATED = ("mentions", "times", "places", "quantities", "statements", "events", "entities", "incidents")
ASSESSED = ("claims", "positions", "origins", "findings")


def build(
    paths: Sequence[Path | str],
    case: Case,
    settings: BuildSettings | None = None,
    progress: Progress | None = None,
    without: Iterable[str] = (),
) -> Case:
    """Add the reports at `paths` to a case, leave out the reports (by id) `without`, and make its ledger anew.

    Raises LockedError where another build holds the case, InputError where `case.toml` names what is not there. A
    report that cannot be read is a row of `problems`; the rest goes on.
    """
    settings, taken_out = settings or BuildSettings(), frozenset(without)
    with case.lock():
        intake = Intake(case, settings, progress)
        intake.take_in(paths)
        intake.leave_out(taken_out)
        found = intake.readings()
        ledger = _ledger(found, intake.problems(), case, progress)
        gone = {r.sha256 for r in case.reports if r.id in taken_out} - {r.sha256 for r in ledger.reports}
        case.write(ledger, _manifest(case, settings))
        intake.tidy(gone)
    return case.reopened()


def _ledger(
    found: Mapping[str, ReadReport], problems: Sequence[Problem], case: Case, progress: Progress | None
) -> Ledger:
    """Every table of the contract, from what the single reports gave."""
    tell: Progress = progress or (lambda stage, done, of: None)
    decisions = case.decisions
    ledger = _read_tables(found, (*problems, *decisions.problems), decisions)
    annotations = {r.id: found[r.id].annotations for r in ledger.reports}

    with _uncollected():
        tell("link", 0, 1)
        ledger = _linked(ledger, annotations, case.settings.aliases, decisions)
        tell("assess", 0, 1)
        return _assessed(ledger, annotations, decisions)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's collector of cycles: rows make none, and of a large pile it goes through millions each time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _read_tables(found: Mapping[str, ReadReport], problems: Sequence[Problem], decisions: Decisions) -> Ledger:
    readings = [f.reading for f in found.values()]
    return decided(
        Ledger(
            reports=tuple(r.report for r in readings),
            passages=tuple(p for r in readings for p in r.passages),
            problems=(*problems, *(p for r in readings for p in r.problems)),
        ),
        decisions,
        ("reports",),
    )


def _linked(
    ledger: Ledger,
    annotations: Mapping[str, Annotations],
    aliases: Mapping[str, Sequence[str]],
    decisions: Decisions,
) -> Ledger:
    passages: dict[str, list[Passage]] = {r.id: [] for r in ledger.reports}
    for passage in ledger.passages:
        passages[passage.report].append(passage)
    text = {r.id: r.text for r in ledger.reports}
    links = link(ledger.reports, annotations, passages, aliases, text.__getitem__)
    rows = joined(ledger.reports, annotations, links)
    return decided(replace(rows, passages=ledger.passages, problems=ledger.problems), decisions, ANNOTATED)


def _assessed(ledger: Ledger, annotations: Mapping[str, Annotations], decisions: Decisions) -> Ledger:
    text = {r.id: r.text for r in ledger.reports}
    wordings = tuple(ReportWordings(r.id, annotations[r.id].wordings) for r in ledger.reports)
    tables = {name: getattr(ledger, name) for name in Pile.__struct_fields__ if hasattr(ledger, name)}
    made = assess(Pile(**tables, text_of=text.__getitem__, wordings=wordings))
    return decided(_with_assessment(ledger, made), decisions, ASSESSED)


def _with_assessment(ledger: Ledger, made: Assessment) -> Ledger:
    """The ledger with claims, origins and findings, and the origins of statements and figures filled in."""
    origin = {a.row: a.group for a in made.origin_of}
    of_figure = {a.row: a.group for a in made.figure_origin_of}
    return replace(
        ledger,
        statements=tuple(replace(s, origin=origin.get(s.id)) for s in ledger.statements),
        incidents=tuple(_with_origins(i, of_figure) for i in ledger.incidents),
        claims=made.claims,
        positions=made.positions,
        origins=made.origins,
        findings=made.findings,
        dismissed=made.dismissed,
    )


def _with_origins(row: Incident, origin: Mapping[str, str]) -> Incident:
    return replace(row, figures=tuple(replace(f, origin=origin.get(f.quantity)) for f in row.figures))


def _manifest(case: Case, settings: BuildSettings) -> Manifest:
    """What the tables are made with: versions, weights, and what a user set."""
    return Manifest(
        versions={name: version(name) for name in STANDS_ON},
        models=tuple(ModelUsed(name=f.name, sha256=f.sha256) for f in model_manifest().files),
        options={"aliases": case.settings.aliases, "columns": case.settings.columns | settings.columns},
    )
