"""The reports in full: passages with every stretch marked that a row of the ledger stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from markupsafe import Markup

from rashomon.ledger import Ledger
from rashomon.present.dossier.citations import Index
from rashomon.present.dossier.marked import Mark, address, marked
from rashomon.present.dossier.words import PRECISIONS, figure_words, interval_words
from rashomon.records import Passage, Place, Quantity, Report, Row, Span, Statement, Time


class PassageView(msgspec.Struct, frozen=True):
    """A passage with its marks; `kind` and `reason` as in the ledger."""

    kind: str
    reason: str
    html: Markup


class CellView(msgspec.Struct, frozen=True):
    """A row of a report's tables: a link to the characters, what they come to, and why."""

    href: str
    text: str
    value: str
    why: str


class StatementView(msgspec.Struct, frozen=True):
    """A statement of a report's table."""

    row: Statement
    href: str
    text: str
    holder: str
    through: str
    reason: str


class ReportView(msgspec.Struct, frozen=True):
    """A report in full."""

    row: Report
    passages: tuple[PassageView, ...]
    statements: tuple[StatementView, ...]
    times: tuple[CellView, ...]
    places: tuple[CellView, ...]
    quantities: tuple[CellView, ...]
    problems: tuple[str, ...]


def _spans(value: object) -> Iterator[tuple[str, int, int]]:
    """Every stretch of a named report in a row: structs that hold `report`, `start` and `end`."""
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _spans(item)
    elif isinstance(value, Row):
        report, start, end = (getattr(value, name, None) for name in ("report", "start", "end"))
        if isinstance(report, str) and isinstance(start, int) and isinstance(end, int):
            yield report, start, end
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))


def _content(row: Statement) -> Span:
    first, last = row.content[0], row.content[-1]
    return Span(start=first.start, end=last.end, text=first.text)


def _statement_marks(index: Index, row: Statement) -> Iterator[Mark]:
    """One address for the whole content, and visible marks on its pieces, its source and its cue."""
    if not row.content:
        return
    whole = _content(row)
    note = f"{index.holder(row)}: {row.kind}, {row.quotation}."
    klass = "content" if row.voice == "attributed" else "voice"
    pieces = row.content if len(row.content) > 1 else ()
    visible = "" if pieces else f"{klass} {row.kind}"
    yield Mark(whole.start, whole.end, address(row.report, whole.start, whole.end), visible, note)
    for piece in pieces:
        yield Mark(piece.start, piece.end, address(row.report, piece.start, piece.end), f"{klass} {row.kind}", "")
    for name, spans in (("source", row.source), ("cue", row.cue), ("reason", (row.anonymity_reason,))):
        for span in filter(None, spans):
            yield Mark(span.start, span.end, address(row.report, span.start, span.end), name, "")


def marks(index: Index) -> Mapping[str, list[Mark]]:
    """For each report every mark that something on the page leads to, or that shows a statement."""
    ledger = index.ledger
    found: dict[str, list[Mark]] = defaultdict(list)
    for row in ledger.statements:
        for mark in _statement_marks(index, row):
            found[row.report].append(mark)
    named = (ledger.findings, ledger.dismissed, ledger.claims, ledger.entities)
    for report, start, end in (s for rows in named for s in _spans(rows)):
        found[report].append(Mark(start, end, address(report, start, end)))
    for report, mark in _value_marks(ledger):
        found[report].append(mark)
    for event in ledger.events:
        at = event.span
        found[event.report].append(Mark(at.start, at.end, address(event.report, at.start, at.end)))
    for incident in ledger.incidents:
        if title := index.title_at(incident):
            found[title.report].append(Mark(title.start, title.end, address(title.report, title.start, title.end)))
    return found


def _value_marks(ledger: Ledger) -> Iterator[tuple[str, Mark]]:
    """Dates, places and figures, each with what it comes to and why."""
    kinds: tuple[tuple[str, Iterable[tuple[Time | Place | Quantity, str]]], ...] = (
        ("time", ((row, _time_words(row)) for row in ledger.times)),
        ("place", ((row, _place_words(row)) for row in ledger.places)),
        ("quantity", ((row, _quantity_words(row)) for row in ledger.quantities)),
    )
    for klass, rows in kinds:
        for row, value in rows:
            at, note = row.span, f"{value}. {row.why or ''}".rstrip()
            yield row.report, Mark(at.start, at.end, address(row.report, at.start, at.end), klass, note, opens=True)


def _href(report: str, span: Span) -> str:
    return f"#{address(report, span.start, span.end)}"


def _time_words(row: Time) -> str:
    readings = " or ".join(interval_words(r) for r in row.readings)
    return readings or (interval_words(row.interval) if row.interval else row.value or "open")


def _place_words(row: Place) -> str:
    if row.lat is None or row.lon is None:
        return f"{row.name}: not placed"
    return f"{row.name} ({row.lat:.2f}, {row.lon:.2f}), {PRECISIONS.get(row.precision or 0, 'precision not told')}"


def _quantity_words(row: Quantity) -> str:
    return f"{row.measure}: {figure_words(row.low, row.high, row.bound)}"


class _Cells(msgspec.Struct):
    """The cells of one report's tables."""

    times: list[CellView] = msgspec.field(default_factory=list)
    places: list[CellView] = msgspec.field(default_factory=list)
    quantities: list[CellView] = msgspec.field(default_factory=list)
    statements: list[StatementView] = msgspec.field(default_factory=list)
    passages: list[Passage] = msgspec.field(default_factory=list)
    problems: list[str] = msgspec.field(default_factory=list)


def _cell(row: Time | Place | Quantity, value: str) -> CellView:
    return CellView(_href(row.report, row.span), row.span.text, value, row.why or "")


def _cells(index: Index, ledger: Ledger) -> Mapping[str, _Cells]:
    cells: dict[str, _Cells] = defaultdict(_Cells)
    for time in ledger.times:
        cells[time.report].times.append(_cell(time, _time_words(time)))
    for place in ledger.places:
        cells[place.report].places.append(_cell(place, _place_words(place)))
    for figure in ledger.quantities:
        cells[figure.report].quantities.append(_cell(figure, _quantity_words(figure)))
    for said in ledger.statements:
        if said.voice == "attributed" and said.content:
            whole = _content(said)
            reason = said.anonymity_reason.text if said.anonymity_reason else ""
            text = " … ".join(s.text for s in said.content)
            cells[said.report].statements.append(
                StatementView(said, _href(said.report, whole), text, index.holder(said), index.through(said), reason)
            )
    for passage in ledger.passages:
        cells[passage.report].passages.append(passage)
    for problem in ledger.problems:
        if problem.report:
            cells[problem.report].problems.append(problem.message)
    return cells


def _end(row: Report, passage: Passage) -> int:
    """Where a passage's words end: the white space after them is the page's to set."""
    return passage.start + len(row.text[passage.start : passage.end].rstrip())


def reports(index: Index) -> tuple[ReportView, ...]:
    """Every report in full: the earliest published first, those without a date last, ties by name."""
    ledger, found = index.ledger, marks(index)
    cells = _cells(index, ledger)

    def view(row: Report) -> ReportView:
        own = cells[row.id]
        passages = tuple(
            PassageView(p.kind, p.reason or "", marked(row.text, p.start, _end(row, p), found.get(row.id, ())))
            for p in sorted(own.passages, key=lambda p: p.start)
        )
        return ReportView(
            row=row,
            passages=passages,
            statements=tuple(own.statements),
            times=tuple(own.times),
            places=tuple(own.places),
            quantities=tuple(own.quantities),
            problems=tuple(own.problems),
        )

    def order(row: Report) -> tuple[str, str, str]:
        when = row.published.earliest or row.published.latest if row.published else None
        return (when or "9999", row.names[0], row.id)

    return tuple(view(r) for r in sorted(ledger.reports, key=order))
