"""A case in the terminal: a summary of ten lines or so, one row in full with its quotations, or a table's rows.

What stands in a report is in curly quotation marks; all else is Rashomon's. Colour and width are the terminal's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from textwrap import shorten
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rashomon.case import Case, references, rows_by_id
from rashomon.errors import InputError
from rashomon.present.dossier.citations import Index
from rashomon.present.dossier.told import brief
from rashomon.present.dossier.words import (
    KINDS,
    REASONS,
    SOURCES,
    STANCES,
    counted,
    figure_words,
    interval_words,
)
from rashomon.records import (
    LETTERS,
    TABLES,
    Claim,
    Copy,
    Dismissed,
    Entity,
    Event,
    Evidence,
    Figure,
    Finding,
    FirstReported,
    Incident,
    IncidentPlace,
    Interval,
    Link,
    Mention,
    Origin,
    Participant,
    Passage,
    PassagePair,
    Place,
    Position,
    Problem,
    Quantity,
    Report,
    ReportSpan,
    Row,
    Sentence,
    Side,
    Span,
    Statement,
    Time,
)

FINDINGS_SHOWN = 3
LONGEST_SENTENCE = 320
LINKED_SHOWN = 12
WHOLE_FROM = 1e5
"""Numbers from here on are told without decimals and in full."""
LONGEST_QUOTE = 240
VALUES = (Time, Place, Quantity)
"""The rows that say in `why` how they got their value."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters with which a report could command the terminal."""


def found(case: Case, row_id: str) -> Row:
    """The row of an id, whose letter says its table. Raises InputError where there is none."""
    table = next((name for name, letter in LETTERS.items() if row_id.startswith(f"{letter}-")), None)
    if table is None:
        letters = ", ".join(f"{letter} {name}" for name, letter in LETTERS.items())
        raise InputError(f"{row_id!r} is no id; an id is a letter, `-` and 12 hex digits ({letters})")
    for row in case.table(table):
        if _id(row) == row_id:
            return row
    raise InputError(f"no row {row_id} in {table}: `rashomon show {case.path} {table}` lists them")


def show_summary(case: Case, console: Console | None = None) -> None:
    """What the pile is and where its accounts part: reports, origins, claims, incidents, findings by rank."""
    console = console or _console()
    view = _View(case)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for label, value in view.summary():
        grid.add_row(label, value)
    console.print(Text(_plain(case.settings.title or case.path.resolve().name), style="bold"))
    console.print(grid)


def show_table(case: Case, table: str, console: Console | None = None) -> None:
    """The rows of a table, a line each with its id; under a date, place or figure the reason for its value.

    Findings come by rank; claims, incidents and origins by how many reports tell of them.
    """
    console = console or _console()
    view = _View(case)
    for row in sorted(case.table(table), key=_weight):
        console.print(Text.assemble((_id(row), "cyan"), "  ", view.line(row)))
        if isinstance(row, VALUES) and row.why:
            console.print(Padding(Text(_plain(row.why), style="dim"), (0, 0, 0, 16)))


def show_row(case: Case, row_id: str, console: Console | None = None) -> None:
    """A row in full: its words in their report, its fields, its reasons, and the rows one step away.

    Raises InputError where there is no such row.
    """
    console = console or _console()
    row = found(case, row_id)
    view = _View(case)
    line = f"{KINDS[row.kind]} ({row.severity}): {_plain(row.sentence)}" if isinstance(row, Finding) else view.line(row)
    console.print(Text.assemble((_id(row), "bold cyan"), "  ", (line, "bold")))
    for quotation in view.quotations(row):
        console.print(Padding(quotation, (0, 0, 0, 2)))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for field in row.__struct_fields__:
        value = getattr(row, field)
        if field not in ("id", "text", "start", "end", "span", "sentence") and value not in (None, ()):
            grid.add_row(field, Text("\n").join(view.values(value)))
    console.print(Padding(grid, (1, 0, 0, 2)))
    for title, rows in (("it names", view.named_rows(row)), ("it is named by", view.naming_rows(row))):
        _print_linked(console, title, rows, view)


def _print_linked(console: Console, title: str, rows: list[Row], view: _View) -> None:
    if not rows:
        return
    console.print(Text(f"\n{title}", style="bold"))
    for row in rows[:LINKED_SHOWN]:
        console.print(Padding(Text.assemble((_id(row), "cyan"), "  ", view.line(row)), (0, 0, 0, 2)))
    if len(rows) > LINKED_SHOWN:
        console.print(f"  and {len(rows) - LINKED_SHOWN} more")


class _View:
    """A case as lines of text."""

    def __init__(self, case: Case) -> None:
        self._path = case.path
        self._ledger = case.ledger()
        self._index = Index(self._ledger)
        self._rows = rows_by_id(self._ledger)
        self._reports: dict[str, Report] = {report.id: report for report in self._ledger.reports}

    def line(self, row: Row) -> str:
        """What a row is, in a line."""
        return _plain(LINES[type(row)](self, row)) if type(row) in LINES else ""

    def summary(self) -> Iterator[tuple[str, str]]:
        """The lines of the summary, each with its label."""
        ledger = self._ledger
        outlets = {report.outlet for report in ledger.reports if report.outlet}
        words = sum(report.words for report in ledger.reports)
        yield (
            "reports",
            f"{len(ledger.reports)} ({counted(len(outlets), 'outlet')} named, {words:,} words), {self._dates()}",
        )
        yield "statements", self._voices()
        kinds = Counter(origin.kind for origin in ledger.origins)
        told = ", ".join(f"{number} {SOURCES[kind]}" for kind, number in kinds.most_common())
        yield "origins", f"{len(ledger.origins)} ({told})" if told else "none"
        disputed = {position.claim for position in ledger.positions if position.stance in ("denies", "doubts")}
        yield "claims", f"{len(ledger.claims)}, {len(disputed)} of them denied or doubted by someone"
        yield "incidents", f"{len(ledger.incidents)}, with {sum(len(i.figures) for i in ledger.incidents)} figures"
        grave = Counter(finding.severity for finding in ledger.findings)
        levels = ", ".join(f"{grave[level]} {level}" for level in ("high", "medium", "low") if grave[level])
        yield "findings", f"{len(ledger.findings)} ({levels})" if levels else "none"
        ranked = sorted(ledger.findings, key=lambda finding: (finding.rank, finding.id))
        for finding in ranked[:FINDINGS_SHOWN]:
            sentence = shorten(_plain(_brief(finding)), LONGEST_SENTENCE, placeholder="…")
            yield f"{finding.rank:>6}.", f"{KINDS[finding.kind]}: {sentence} [{finding.id}]"
        if ledger.problems:
            seen = counted(len(ledger.problems), "input or row", "inputs or rows")
            yield "problems", f"{seen} to look at: rashomon show {self._path} problems"

    def _dates(self) -> str:
        known = [report.published for report in self._ledger.reports if report.published]
        starts = [interval.earliest for interval in known if interval.earliest]
        ends = [interval.latest for interval in known if interval.latest]
        if not starts or not ends:
            return "dates not known"
        whole = interval_words(Interval(earliest=min(starts)[:10], latest=max(ends)[:10]))
        unknown = len(self._reports) - len(known)
        return whole + (f", {unknown} without a date" if unknown else "")

    def _voices(self) -> str:
        ledger = self._ledger
        attributed = [s for s in ledger.statements if s.voice == "attributed"]
        unnamed = sum(s.source_kind == "anonymous" for s in attributed)
        own = len(ledger.statements) - len(attributed)
        return f"{len(attributed)} attributed ({unnamed} to people unnamed), {own} in the outlets’ own words"

    def quotations(self, row: Row) -> Iterator[Text]:
        """The passages that hold the row's words, these in bold."""
        spans: tuple[Span | Row, ...] = (row,)
        if isinstance(row, Statement):
            spans = row.content
        elif isinstance(getattr(row, "span", None), Span):
            spans = (row.span,)  # type: ignore[attr-defined]
        elif not isinstance(row, Claim | Passage | Sentence):
            return
        report = self._reports.get(getattr(row, "report", None) or "")
        if report is not None:
            for span in spans:
                yield self._quotation(report, getattr(span, "start", 0), getattr(span, "end", 0))

    def _quotation(self, report: Report, start: int, end: int) -> Text:
        """A stretch of a report with what stands about it in its paragraph."""
        first = report.text.rfind("\n", 0, start) + 1
        last = report.text.find("\n", end)
        last = len(report.text) if last < 0 else last
        first, last = max(first, start - LONGEST_QUOTE), min(last, end + LONGEST_QUOTE)
        return Text.assemble(
            "“", _plain(report.text[first:start]), (_plain(report.text[start:end]), "bold yellow"),
            _plain(report.text[end:last]), "”", (f"  {report.names[0]} {start}–{end}", "dim"),
        )  # fmt: skip

    def values(self, value: Any) -> list[Text]:
        """A field's value, a line for each of its items."""
        if isinstance(value, tuple):
            return [line for each in value for line in self.values(each)]
        if isinstance(value, Side):
            return [Text(_plain(value.label), style="bold"), *(self._evidence(each) for each in value.evidence)]
        if isinstance(value, Row):
            return [Text(_plain(PARTS[type(value)](self, value) if type(value) in PARTS else repr(value)))]
        if isinstance(value, bool):
            return [Text("yes" if value else "no")]
        if isinstance(value, float):
            return [Text(f"{value:g}" if abs(value) < WHOLE_FROM else f"{value:.0f}")]
        return [Text(_plain(f"{value}  {self._named(str(value))}".rstrip()))]

    def _evidence(self, evidence: Evidence) -> Text:
        """The words in their sentence where they are few or denied; where they stand, whose they are, who is behind."""
        cited = self._index.citation(evidence.report, evidence.start, evidence.end, evidence.statement)
        who = "".join(f", {name}" for name in (cited.holder, cited.origin and f"origin: {cited.origin}") if name)
        before, after = (" ".join(f"|{part}|".split())[1:-1] for part in (cited.before, cited.after))
        return Text.assemble(
            "  “", (_plain(before), "dim"), _plain(_inner(cited.text)), (_plain(after), "dim"), "”",
            (_plain(f"  {cited.report}, {cited.published}{who}"), "dim"),
        )  # fmt: skip

    def _named(self, value: str) -> str:
        """What an id means; nothing for any other string."""
        table = next((name for name, letter in LETTERS.items() if value.startswith(f"{letter}-")), None)
        row = self._rows[table].get(value) if table else None
        return self.line(row) if row is not None else ""

    def report(self, ident: str | None) -> str:
        """How a report is called, with the name of its file."""
        report = self._reports.get(ident or "")
        return report.names[0] if report else str(ident)

    def named_rows(self, row: Row) -> list[Row]:
        """The rows that a row names."""
        named = {(reference.table, reference.id): None for reference in references(row)}
        return [self._rows[table][ident] for table, ident in named if ident in self._rows[table] and ident != _id(row)]

    def naming_rows(self, row: Row) -> list[Row]:
        """The rows that name a row, the weightier tables first; of a report those across reports alone."""
        tables = [table for table in reversed(TABLES) if not isinstance(row, Report) or table not in PER_REPORT]
        by_table: defaultdict[str, list[Row]] = defaultdict(list)
        for table in tables:
            for other in self._rows[table].values():
                if any(reference.id == _id(row) for reference in references(other)) and other != row:
                    by_table[table].append(other)
        return [other for table in tables for other in by_table[table]]


PER_REPORT = ("passages", "sentences", "mentions", "times", "places", "quantities", "events", "statements")


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)


def _weight(row: Row) -> tuple[int, int]:
    """What comes first in a table: the gravest finding, what most reports tell of; else as the ledger has it."""
    if isinstance(row, Finding):
        return (row.rank, 0)
    if isinstance(row, Claim):
        return (-len(row.reports), -len(row.positions))
    if isinstance(row, Incident):
        return (-len(row.reports), -len(row.figures))
    if isinstance(row, Origin):
        return (-len(row.reports), -len(row.statements))
    return (0, 0)


def _id(row: Row) -> str:
    return str(getattr(row, "id", ""))


def _plain(text: str) -> str:
    """Text that the terminal only shows, never obeys."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _inner(text: str) -> str:
    """Words on one line, without quotation marks that hold all of them."""
    shown = " ".join(text.split())
    return shown[1:-1] if len(shown) > 1 and shown[0] in '“"' and shown[-1] in '”"' else shown


def _brief(finding: Finding) -> str:
    return brief(finding.sentence, [e.text for side in finding.sides for e in side.evidence])


def _quoted(text: str) -> str:
    shown = _inner(text)
    return _plain(f"“{shown if len(shown) <= LONGEST_QUOTE else shown[:LONGEST_QUOTE].rstrip() + '…'}”")


def _several(spans: Iterable[Span]) -> str:
    return " … ".join(_quoted(span.text) for span in spans)


def _report_line(view: _View, row: Report) -> str:
    outlet = f"{row.outlet}, " if row.outlet else ""
    return f"{row.names[0]}: {outlet}{interval_words(row.published)}"


def _statement_line(view: _View, row: Statement) -> str:
    return f"{row.holder_text or 'someone'} ({SOURCES[row.source_kind]}), {row.kind}: {_several(row.content)}"


def _quantity_line(view: _View, row: Quantity) -> str:
    return f"{_quoted(row.span.text)}: {row.measure} {figure_words(row.low, row.high, row.bound)}"


def _copy_line(view: _View, row: Copy) -> str:
    return f"{view.report(row.later)} holds {row.share:.0%} of its words from {view.report(row.earlier)}"


def _position_line(view: _View, row: Position) -> str:
    return f"{row.holder_text} {STANCES[row.stance]}" + (" (by way of another claim)" if row.via else "")


def _incident_line(view: _View, row: Incident) -> str:
    return f"{row.title} ({row.type}), {interval_words(row.interval)}"


def _time_line(view: _View, row: Time) -> str:
    return f"{_quoted(row.span.text)}: {row.value or row.type}, {interval_words(row.interval)}"


def _problem_line(view: _View, row: Problem) -> str:
    return f"{row.name or view.report(row.report)}, {row.code}: {row.message}"


LINES: dict[type[Row], Callable[..., str]] = {
    Report: _report_line,
    Passage: lambda view, row: f"{row.reason or row.kind} of {view.report(row.report)}: {_quoted(row.text)}",
    Sentence: lambda view, row: _quoted(row.text),
    Mention: lambda view, row: f"{_quoted(row.span.text)}: {row.kind} ({row.head})",
    Time: _time_line,
    Place: lambda view, row: f"{_quoted(row.span.text)}: {row.name}" + (f", {row.country}" if row.country else ""),
    Quantity: _quantity_line,
    Statement: _statement_line,
    Event: lambda view, row: f"{_quoted(row.span.text)}: {row.type}, {interval_words(row.interval)}",
    Entity: lambda view, row: f"{row.name} ({row.kind}), {counted(row.mentions, 'mention')}",
    Copy: _copy_line,
    Incident: _incident_line,
    Claim: lambda view, row: f"{_quoted(row.text)}, {counted(row.origins, 'origin')}",
    Position: _position_line,
    Origin: lambda view, row: f"{row.name} ({SOURCES[row.kind]}), {counted(len(row.reports), 'report')}",
    Finding: lambda view, row: f"{row.rank}. {KINDS[row.kind]} ({row.severity}): {_brief(row)}",
    Dismissed: lambda view, row: f"{KINDS[row.kind]}, dismissed as {REASONS[row.reason]}: {row.why}",
    Problem: _problem_line,
}
"""A line for each table's rows."""


def _figure_part(view: _View, row: Figure) -> str:
    return f"{row.measure} {figure_words(row.low, row.high, row.bound)}, {view.report(row.report)}  {row.quantity}"


def _link_part(view: _View, row: Link) -> str:
    return f"{row.holder_text} ({SOURCES[row.source_kind]})" + (f"  {row.holder}" if row.holder else "")


PARTS: dict[type[Row], Callable[..., str]] = {
    Span: lambda view, row: f"{_quoted(row.text)}  {row.start}–{row.end}",
    ReportSpan: lambda view, row: f"{_quoted(row.text)}  {view.report(row.report)} {row.start}–{row.end}",
    Interval: lambda view, row: interval_words(row) + (f" ({row.zone})" if row.zone else ""),
    Link: _link_part,
    Figure: _figure_part,
    Participant: lambda view, row: f"{row.role}: {_quoted(row.span.text)}" + (f"  {row.entity}" if row.entity else ""),
    PassagePair: lambda view, row: _quoted(row.earlier.text),
    FirstReported: lambda view, row: f"{interval_words(row.interval)}, {view.report(row.report)}",
    IncidentPlace: lambda view, row: row.name,
}
"""A line for each record inside a row."""
