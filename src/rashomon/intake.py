"""What comes into a case, report by report: ingest → read → parse → annotate, over an engine, each report once.

What one report gives is kept in the case's cache by report, model and code, so an unchanged report is not read twice,
and a build that was cut off goes on where it stopped. A report that cannot be read is a row of `problems`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from rashomon import engine
from rashomon.annotate import Annotations, annotate, told
from rashomon.case import Cache, Case, cache_key, code_digest
from rashomon.errors import InputError
from rashomon.gazetteer import Gazetteer
from rashomon.ingest import Document, IngestSettings, Known, ingest
from rashomon.model import ReadingModel
from rashomon.parse import Range
from rashomon.read import Reading, read
from rashomon.records import Problem, row_id

READING_CODE = tuple(
    f"rashomon.{name}"
    for name in ("ingest", "read", "timex", "model", "gazetteer", "annotate", "lexicon", "records", "parse")
)
"""The code that decides what one report gives: a change to it makes new keys in the cache."""

Progress = Callable[[str, int, int | None], object]
"""Told the stage, how many are done, and of how many (None where not known yet)."""


class BuildSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How a build runs. Nothing here changes what it finds, but for the column map and the size limit."""

    workers: int = 0
    """Processes for per-report work; 0: as many as there are processors, but one for a small pile."""
    columns: dict[str, str] = {}
    """For tables: our field to their column; stands above the case's own."""
    limit_mb: float | None = None
    """The largest report to read, in millions of bytes; None: the case's own limit."""


class ReadReport(msgspec.Struct, frozen=True):
    """What one report gives by itself: its row and passages, and its annotations."""

    reading: Reading
    annotations: Annotations


class _Pending(msgspec.Struct, frozen=True):
    """A report to be read, and the user's own gazetteer."""

    document: Document
    gazetteer: Path | None


@cache
def _model() -> ReadingModel:
    return ReadingModel.load()


@cache
def _gazetteer(user: Path | None) -> Gazetteer:
    shipped = Gazetteer.load()
    return shipped.with_user(user) if user else shipped


def _load() -> None:
    """What a worker loads once, before its first report."""
    _model()
    _gazetteer(None)


def _read_one(pending: _Pending) -> ReadReport:
    """Read, parse and annotate one report: pure, but for what is loaded once."""
    reading = read(pending.document)
    report = reading.report
    if report.language not in (None, "en"):
        return ReadReport(_foreign(reading), Annotations(report=report.id))
    blocks = [Range(p.start, p.end) for p in told(reading.passages)]
    parse = _model().parse(report.id, report.text, blocks)
    return ReadReport(reading, annotate(report, reading.passages, parse, _gazetteer(pending.gazetteer)))


def _foreign(reading: Reading) -> Reading:
    """The reading of a report that is kept and shown, not annotated; a problem says so."""
    report = reading.report
    message = (
        f"in another language than English ({report.language}): kept and shown, not annotated; "
        "add a translation as a report of its own if you need its statements"
    )
    ident = row_id("problems", report.id, "language")
    problem = Problem(id=ident, report=report.id, stage="read", code="language", message=message)
    return replace(reading, problems=(*(p for p in reading.problems if p.code != "language"), problem))


def _known(case: Case) -> dict[str, Known]:
    """What `case.toml` says of reports, as ingest takes it."""

    def day(facts: object) -> str | None:
        interval = getattr(facts, "published", None)
        return f"{interval.earliest}/{interval.latest}" if interval else None

    return {name: Known(outlet=f.outlet, published=day(f), url=f.url) for name, f in case.settings.reports.items()}


class Intake:
    """One build's reports: what is in the case, what each gives, what went wrong."""

    def __init__(self, case: Case, settings: BuildSettings, progress: Progress | None = None) -> None:
        self._case = case
        self._settings = settings
        self._tell: Progress = progress or (lambda stage, done, of: None)
        self._documents = Cache(case.path / "documents")
        self._names: dict[str, set[str]] = {r.id: set(r.names) for r in case.reports}
        self._problems = {(p.name, p.code): p for p in case.problems if p.stage == "ingest" and p.report is None}
        self._user = self._gazetteer_file()
        self._own_places = self._user.read_bytes().hex() if self._user else ""

    def _gazetteer_file(self) -> Path | None:
        user = self._case.settings.gazetteer
        if user is not None and not user.is_file():
            raise InputError(f"{user}, named in case.toml under [gazetteer], cannot be found: mend the path")
        return user

    def take_in(self, paths: Sequence[Path | str]) -> None:
        """Keep what lies at `paths`: originals by hash, and the document that was made of each."""
        case = self._case.settings
        limit = case.limit_mb if self._settings.limit_mb is None else self._settings.limit_mb
        settings = IngestSettings(
            columns=case.columns | self._settings.columns, size_limit=int(limit * 1_000_000), known=_known(self._case)
        )
        for number, one in enumerate(ingest(paths, settings), 1):
            self._problems = {k: p for k, p in self._problems.items() if k[0] != one.name}
            self._problems |= {(p.name, p.code): p for p in one.problems}
            if one.document is not None:
                self._case.keep_original(one.original)
                self._names.setdefault(one.document.id, set()).update(one.document.names)
                self._documents.put("document", one.document.id, one.document)
            self._tell("ingest", number, None)

    def leave_out(self, reports: Iterable[str]) -> None:
        """Take reports out of the case."""
        for report in reports:
            self._names.pop(report, None)

    def tidy(self, originals: Iterable[str]) -> None:
        """Delete what no report stands on any more: documents, readings by older code, and these originals."""
        self._documents.keep_only("document", self._names)
        self._case.cache.keep_only("reports", {self._key(report) for report in self._names})
        for sha256 in originals:
            self._case.remove_original(sha256)

    def readings(self) -> dict[str, ReadReport]:
        """What each report gives, from the cache or read now, by report."""
        found: dict[str, ReadReport] = {}
        pending: list[str] = []
        for report in sorted(self._names):
            held = self._case.cache.get("reports", self._key(report), ReadReport)
            if held is None:
                pending.append(report)
            else:
                found[report] = held
        found |= self._read([r for r in pending if self._has_document(r)])
        return {r: self._named(found[r]) for r in sorted(found)}

    def problems(self) -> tuple[Problem, ...]:
        """Problems of inputs that became no report, of `case.toml`, and of reports that could not be read."""
        return (*self._case.settings.problems, *self._problems.values())

    def _key(self, report: str) -> str:
        return cache_key(report, _model().version, code_digest(*READING_CODE), self._own_places)

    def _named(self, held: ReadReport) -> ReadReport:
        names = tuple(sorted(self._names[held.reading.report.id]))
        return replace(held, reading=replace(held.reading, report=replace(held.reading.report, names=names)))

    def _pending(self, reports: Sequence[str]) -> Iterator[_Pending]:
        for report in reports:
            document = self._documents.get("document", report, Document)
            if document is not None:
                yield _Pending(document, self._user)

    def _read(self, reports: Sequence[str]) -> dict[str, ReadReport]:
        workers = self._settings.workers or min(engine.cores(), 1 + len(reports) // 16)
        found: dict[str, ReadReport] = {}
        for outcome in engine.run(_read_one, self._pending(reports), workers, _load):
            report = reports[outcome.index]
            if outcome.value is None:
                self._failed(report, outcome.failure.message if outcome.failure else "no reason given")
            else:
                self._case.cache.put("reports", self._key(report), outcome.value)
                found[report] = outcome.value
            self._tell("read", outcome.index + 1, len(reports))
        return found

    def _has_document(self, report: str) -> bool:
        if self._documents.get("document", report, Document) is not None:
            return True
        self._failed(report, "its document is gone from the case's folder: build with its file again")
        return False

    def _failed(self, report: str, why: str) -> None:
        name = min(self._names[report])
        message = f"{name} could not be read: {why}; the rest went on"
        ident = row_id("problems", report, "failed")
        self._problems[name, "failed"] = Problem(id=ident, name=name, stage="read", code="failed", message=message)
