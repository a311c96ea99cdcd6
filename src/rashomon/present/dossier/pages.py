"""The reports in full: passages with every stretch marked that a row of the ledger stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec
from markupsafe import Markup

from rashomon.ledger import Ledger
from rashomon.present.dossier.marked import Mark, address, marked
from rashomon.present.dossier.view import Index
from rashomon.present.dossier.words import figure_words, interval_words
from rashomon.records import Passage, Report, Row, Span, Statement


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
    note = f"{index.holder(row)}: {row.kind}, {row.quotation}"
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
    for klass, table in (("time", ledger.times), ("place", ledger.places), ("quantity", ledger.quantities)):
        for one in table:
            at = one.span
            found[one.report].append(Mark(at.start, at.end, address(one.report, at.start, at.end), klass))
    for event in ledger.events:
        at = event.span
        found[event.report].append(Mark(at.start, at.end, address(event.report, at.start, at.end)))
    return found


def _href(report: str, span: Span) -> str:
    return f"#{address(report, span.start, span.end)}"


def _place_words(name: str, lat: float | None, lon: float | None, precision: int | None) -> str:
    if lat is None or lon is None:
        return f"{name}: not placed"
    return f"{name} ({lat:.2f}, {lon:.2f}), precision {precision}"


class _Cells(msgspec.Struct):
    """The cells of one report's tables."""

    times: list[CellView] = msgspec.field(default_factory=list)
    places: list[CellView] = msgspec.field(default_factory=list)
    quantities: list[CellView] = msgspec.field(default_factory=list)
    statements: list[StatementView] = msgspec.field(default_factory=list)
    passages: list[Passage] = msgspec.field(default_factory=list)
    problems: list[str] = msgspec.field(default_factory=list)


def _cells(index: Index, ledger: Ledger) -> Mapping[str, _Cells]:
    cells: dict[str, _Cells] = defaultdict(_Cells)
    for time in ledger.times:
        value = interval_words(time.interval) if time.interval else time.value or "open"
        readings = " or ".join(interval_words(r) for r in time.readings)
        cells[time.report].times.append(
            CellView(_href(time.report, time.span), time.span.text, readings or value, time.why or "")
        )
    for place in ledger.places:
        value = _place_words(place.name, place.lat, place.lon, place.precision)
        cells[place.report].places.append(
            CellView(_href(place.report, place.span), place.span.text, value, place.why or "")
        )
    for figure in ledger.quantities:
        value = figure_words(figure.low, figure.high, figure.bound)
        cells[figure.report].quantities.append(
            CellView(
                _href(figure.report, figure.span), figure.span.text, f"{figure.measure}: {value}", figure.why or ""
            )
        )
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
