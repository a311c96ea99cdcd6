"""The six stages in order: ingest → read → annotate → link → assess, into a case; `present` shows what is in it.

A person's decisions are applied between the stages, and the stages after them run on what they left. The same
reports give the same bytes, in any order, at once or in pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from rashomon.annotate import Annotations
from rashomon.assess import Assessment, Pile, ReportWordings, assess
from rashomon.case import Case, Decisions, Manifest, ModelUsed, applied
from rashomon.intake import BuildSettings, Intake, Progress, ReadReport
from rashomon.ledger import Ledger
from rashomon.link import Joined, Links, joined, link
from rashomon.model import manifest as model_manifest
from rashomon.records import Incident, Passage, Problem, Report, Row

__all__ = ["BuildSettings", "Progress", "build"]

R = TypeVar("R", bound=Row)

STANDS_ON = (
    "rashomon",
    "duckdb",
    "htmldate",
    "msgspec",
    "numpy",
    "onnxruntime",
    "py3langid",
    "tokenizers",
    "trafilatura",
)
"""What the manifest gives the versions of."""


class _Reviewed:
    """A person's decisions, applied to one table after another; gathers what they could not be applied to."""

    def __init__(self, decisions: Decisions, reports: Sequence[Report]) -> None:
        self._decisions = decisions
        self._reports = {r.id: r for r in reports}
        self.problems: list[Problem] = [*decisions.problems]

    def __call__(self, table: str, rows: Sequence[R]) -> tuple[R, ...]:
        """The rows of a table as people left them."""
        outcome = applied(table, rows, self._decisions, self._reports)
        self.problems += outcome.problems
        return outcome.rows


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
    settings = settings or BuildSettings()
    with case.lock():
        intake = Intake(case, settings, progress)
        intake.take_in(paths)
        intake.leave_out(without)
        found = intake.readings()
        case.write(_ledger(found, intake.problems(), case, progress), _manifest(case, settings))
    return case.reopened()


def _ledger(
    found: Mapping[str, ReadReport], problems: Sequence[Problem], case: Case, progress: Progress | None
) -> Ledger:
    """Every table of the contract, from what the single reports gave."""
    tell: Progress = progress or (lambda stage, done, of: None)
    read = [f.reading.report for f in found.values()]
    reviewed = _Reviewed(case.decisions, read)
    reports = reviewed("reports", read)
    passages = {r.id: found[r.id].reading.passages for r in reports}
    text = {r.id: r.text for r in reports}
    annotations = {r.id: found[r.id].annotations for r in reports}

    tell("link", 0, 1)
    links = link(reports, annotations, passages, case.settings.aliases, text.__getitem__)
    rows = _reviewed_rows(joined(reports, annotations, links), reviewed)
    links = replace(
        links,
        entities=reviewed("entities", links.entities),
        incidents=reviewed("incidents", links.incidents),
    )
    tell("assess", 0, 1)
    made = assess(_pile(rows, links, annotations, text))
    own = [p for r in reports for p in found[r.id].reading.problems]
    return _tables(rows, passages, links, made, reviewed, [*problems, *own])


def _reviewed_rows(rows: Joined, reviewed: _Reviewed) -> Joined:
    """The tables of single reports as people left them."""
    return Joined(
        reports=rows.reports,
        **{
            name: reviewed(name, getattr(rows, name))
            for name in ("sentences", "mentions", "times", "places", "quantities", "statements", "events")
        },
    )


def _pile(rows: Joined, links: Links, annotations: Mapping[str, Annotations], text: Mapping[str, str]) -> Pile:
    return Pile(
        **{name: getattr(rows, name) for name in rows.__struct_fields__},
        text_of=text.__getitem__,
        entities=links.entities,
        copies=links.copies,
        incidents=links.incidents,
        wordings=tuple(ReportWordings(r, a.wordings) for r, a in annotations.items()),
    )


def _tables(
    rows: Joined,
    passages: Mapping[str, Sequence[Passage]],
    links: Links,
    made: Assessment,
    reviewed: _Reviewed,
    problems: Sequence[Problem],
) -> Ledger:
    """The ledger, with the origins that only `assess` knows in the rows of statements and figures."""
    origin = {a.row: a.group for a in made.origin_of}
    of_figure = {a.row: a.group for a in made.figure_origin_of}
    fields = msgspec.structs.asdict(rows)
    fields["statements"] = tuple(replace(s, origin=origin.get(s.id)) for s in rows.statements)
    claims, findings = reviewed("claims", made.claims), reviewed("findings", made.findings)
    return Ledger(
        **fields,
        passages=tuple(p for each in passages.values() for p in each),
        entities=links.entities,
        copies=links.copies,
        incidents=tuple(_with_origins(i, of_figure) for i in links.incidents),
        claims=claims,
        positions=made.positions,
        origins=made.origins,
        findings=findings,
        dismissed=made.dismissed,
        problems=tuple({p.id: p for p in (*problems, *reviewed.problems)}.values()),
    )


def _with_origins(row: Incident, origin: Mapping[str, str]) -> Incident:
    return replace(row, figures=tuple(replace(f, origin=origin.get(f.quantity)) for f in row.figures))


def _manifest(case: Case, settings: BuildSettings) -> Manifest:
    """What the tables are made with: versions, weights, and what a user set."""
    model = model_manifest()
    options = {"aliases": case.settings.aliases, "columns": settings.columns, "limit_mb": settings.limit_mb}
    return Manifest(
        versions={name: version(name) for name in STANDS_ON},
        models=tuple(ModelUsed(name=f.name, sha256=f.sha256) for f in model.files),
        options=options,
    )
