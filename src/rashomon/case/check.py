"""Whether a ledger keeps what the contract promises, and whether a case still holds what it was made from."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

import msgspec

from rashomon.case.folder import Case
from rashomon.case.order import sort_key
from rashomon.case.references import placed_spans, references
from rashomon.case.values import faults
from rashomon.errors import CaseError
from rashomon.ledger import Ledger
from rashomon.records import CONTRACT, LETTERS, TABLES, Passage, Problem, Report, Row, row_id

Ranges = tuple[tuple[int, int], ...]

MAY_STAND_ON_BOILERPLATE = ("passages", "problems")
MAY_END_IN_WHITE_SPACE = ("passages", "sentences")


def check(case: Case) -> tuple[Problem, ...]:
    """What is wrong with a case: originals by their hashes, files by the manifest's, and all that `validate` finds.

    A case without a build has nothing wrong with it. Nothing raises: what cannot be read is a problem.
    """
    try:
        manifest, ledger = case.manifest, case.ledger()
    except CaseError as error:
        return (_problem("case", "", "unreadable", str(error)),)
    if manifest is None:
        return ()
    return (*_files(case, manifest.files), *_originals(case, ledger), *validate(ledger))


def validate(ledger: Ledger) -> tuple[Problem, ...]:
    """What in a ledger breaks the contract; empty where nothing does.

    Values, ids, order, spans by their characters, white space at their ends, rows on boilerplate, references, and
    passages that must tile their report's text.
    """
    return tuple(_Validation(ledger).problems())


def validate_export(folder: Path) -> tuple[Problem, ...]:
    """What breaks the contract in a folder of `<table>.jsonl`: keys and their order as well as all of `validate`."""
    problems: list[Problem] = []
    tables: dict[str, tuple[Row, ...]] = {}
    for table, row in TABLES.items():
        tables[table] = tuple(_exported(folder / f"{table}.jsonl", table, row, problems))
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        if manifest["contract"] != CONTRACT:
            problems.append(_problem("manifest", "", "contract", f"the contract is {manifest['contract']}"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        problems.append(_problem("manifest", "", "unreadable", f"manifest.json: {error}"))
    ledger = msgspec.convert(tables, Ledger, from_attributes=True)
    return (*problems, *validate(ledger))


def _exported(path: Path, table: str, row: type[Row], problems: list[Problem]) -> Iterator[Row]:
    """The rows of a file; those that cannot be read, and keys out of order, are told."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        problems.append(_problem(table, "", "unreadable", f"{path.name}: {error}"))
        return
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            read = msgspec.json.decode(line, type=row)
        except msgspec.MsgspecError as error:
            problems.append(_problem(table, "", "bad_row", f"line {number}: {error}"))
            continue
        if json.dumps(json.loads(line)) != json.dumps(json.loads(msgspec.json.encode(read))):
            problems.append(
                _problem(table, "", "bad_keys", f"line {number} has not the contract's keys in their order")
            )
        yield read


def _files(case: Case, files: dict[str, str]) -> Iterator[Problem]:
    """Files of the snapshot that are not what the manifest says."""
    for name, sha256 in files.items():
        path = case.snapshot / name if case.snapshot else Path(name)
        if not path.is_file() or _sha256(path) != sha256:
            yield _problem("case", name, "changed_file", f"{name} of the snapshot was changed: build the case again")


def _originals(case: Case, ledger: Ledger) -> Iterator[Problem]:
    """Originals that are gone or changed; a table's row may be kept by the table alone."""
    known: dict[str, str | None] = {}
    for report in ledger.reports:
        faulty = [_original_fault(case, sha256, known) for sha256 in _hashes(report)]
        if all(faulty):
            yield _problem(
                "reports", report.id, faulty[0] or "", f"the original {report.sha256} of {', '.join(report.names)}"
            )


def _hashes(report: Report) -> tuple[str, ...]:
    return (report.sha256, report.container.sha256) if report.container else (report.sha256,)


def _original_fault(case: Case, sha256: str, known: dict[str, str | None]) -> str | None:
    if sha256 not in known:
        path = case.original_path(sha256)
        fault = None if path.is_file() else "missing_original"
        known[sha256] = fault or (None if _sha256(path) == sha256 else "changed_original")
    return known[sha256]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Validation:
    """One look at a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._texts = {report.id: report.text for report in ledger.reports}
        self._ids = {table: {row.id for row in getattr(ledger, table)} for table in TABLES}
        self._boilerplate = _boilerplate(ledger.passages)

    def problems(self) -> Iterator[Problem]:
        for table, kind in TABLES.items():
            rows: tuple[Row, ...] = getattr(self._ledger, table)
            yield from self._table(table, rows)
            decoder = msgspec.json.Decoder(kind)
            for row in rows:
                for code, message in self._row(table, row, decoder):
                    yield _problem(table, str(getattr(row, "id", "")), code, message)
        yield from self._tiling()
        yield from self._positions()

    def _table(self, table: str, rows: tuple[Row, ...]) -> Iterator[Problem]:
        """Ids that occur twice, and rows out of order."""
        if len(self._ids[table]) != len(rows):
            yield _problem(table, "", "duplicate_id", f"{len(rows) - len(self._ids[table])} ids occur more than once")
        keys = [sort_key(row) for row in rows]
        if keys != sorted(keys):
            yield _problem(table, "", "wrong_order", "rows are not sorted by report and start, or by id")

    def _row(self, table: str, row: Row, decoder: msgspec.json.Decoder[Row]) -> Iterator[tuple[str, str]]:
        try:
            decoder.decode(msgspec.json.encode(row))
        except msgspec.MsgspecError as error:
            yield "bad_value", str(error)
            return
        if not _is_id(str(getattr(row, "id", "")), LETTERS[table]):
            yield "bad_id", f"an id of {table} is {LETTERS[table]}- and 12 hex digits"
        for message in faults(row):
            yield "bad_value", message
        for reference in references(row):
            if reference.id not in self._ids[reference.table]:
                yield "unresolved_id", f"{reference.field} {reference.id} is not in {reference.table}"
        yield from self._spans(table, row)

    def _spans(self, table: str, row: Row) -> Iterator[tuple[str, str]]:
        for span in placed_spans(row):
            text = self._texts.get(span.report or "")
            if text is None:
                yield "bad_span", f"{span.start}..{span.end} names no report"
            elif not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
                yield "bad_span", f"{span.start}..{span.end} is not {span.text[:60]!r}"
            elif table not in MAY_END_IN_WHITE_SPACE and span.text != span.text.strip():
                yield "blank_span", f"{span.start}..{span.end} begins or ends in white space: {span.text[:60]!r}"
            elif table not in MAY_STAND_ON_BOILERPLATE and self._is_on_boilerplate(span.report, span.start, span.end):
                yield "on_boilerplate", f"{span.start}..{span.end} stands on boilerplate: {span.text[:60]!r}"

    def _is_on_boilerplate(self, report: str | None, start: int, end: int) -> bool:
        """Whether any character of the span is boilerplate."""
        ranges = self._boilerplate.get(report or "", ())
        after = bisect_left(ranges, (end, -1))
        return after > 0 and ranges[after - 1][1] > start

    def _tiling(self) -> Iterator[Problem]:
        """Reports whose passages leave a gap or overlap."""
        passages: dict[str, list[tuple[int, int]]] = {report: [] for report in self._texts}
        for passage in self._ledger.passages:
            passages.setdefault(passage.report, []).append((passage.start, passage.end))
        for report, text in self._texts.items():
            at = 0
            for start, end in sorted(passages[report]):
                if start != at:
                    yield _problem("passages", report, "not_tiled", f"a passage begins at {start}, not at {at}")
                at = end
            if at != len(text):
                yield _problem("passages", report, "not_tiled", f"passages end at {at}, the text at {len(text)}")

    def _positions(self) -> Iterator[Problem]:
        """Positions that their claim does not name."""
        named = {position: claim.id for claim in self._ledger.claims for position in claim.positions}
        for position in self._ledger.positions:
            if named.get(position.id) != position.claim:
                yield _problem("positions", position.id, "unnamed_position", f"{position.claim} does not name it")


def _boilerplate(passages: tuple[Passage, ...]) -> dict[str, Ranges]:
    found: dict[str, list[tuple[int, int]]] = {}
    for passage in passages:
        if passage.kind == "boilerplate":
            found.setdefault(passage.report, []).append((passage.start, passage.end))
    return {report: tuple(sorted(ranges)) for report, ranges in found.items()}


def _is_id(ident: str, letter: str) -> bool:
    digits = ident.removeprefix(f"{letter}-")
    return len(digits) == 12 and len(ident) == 14 and all(digit in "0123456789abcdef" for digit in digits)


def _problem(table: str, row: str, code: str, message: str) -> Problem:
    where = f"{table} {row}".strip()
    return Problem(
        id=row_id("problems", "check", table, row, code, message), name=where, stage="check", code=code, message=message
    )
