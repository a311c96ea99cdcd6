"""Anchors: how a decision's row is found again after a rebuild, by its id, else by the words it stands on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import islice
from typing import Generic, TypeVar, cast

import msgspec

from rashomon.case.decisions import Anchor
from rashomon.case.references import placed_spans, rows_by_id
from rashomon.errors import DecisionError
from rashomon.ledger import Ledger
from rashomon.records import (
    LETTERS,
    TABLES,
    Copy,
    Dismissed,
    Finding,
    Incident,
    Origin,
    Position,
    Report,
    Row,
    Statement,
)

R = TypeVar("R", bound=Row)

MOST_MEMBERS = 40
"""How many members of a group are written into its anchor: enough to know it by."""


ON_EVIDENCE = ("findings", "dismissed")


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Words of an original: its SHA-256, where they stand, and what they are."""

    sha256: str
    start: int
    text: str


class Pile:
    """The rows that anchors are made and found among: reports for their hashes, and the members of groups."""

    def __init__(self, ledger: Ledger, reports: Mapping[str, Report] | None = None) -> None:
        """`reports` by their ids, where they are not those of the ledger."""
        self.ledger = ledger
        self.reports = {report.id: report for report in ledger.reports} if reports is None else reports

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Row]]:
        """For each table its rows by their ids."""
        return rows_by_id(self.ledger)

    def anchor(self, row_id: str) -> Anchor:
        """The anchor of a row. Raises DecisionError where the ledger has no row of that id."""
        table = next((name for name, letter in LETTERS.items() if row_id.startswith(f"{letter}-")), None)
        row = self.rows[table].get(row_id) if table else None
        if table is None or row is None:
            raise DecisionError(f"no row {row_id} in this case: `rashomon show` lists rows with their ids")
        return self.anchor_of(table, row)

    def anchor_of(self, table: str, row: Row) -> Anchor:
        """The anchor of a row of a table."""
        ident = str(getattr(row, "id", ""))
        if isinstance(row, Report):
            return Anchor(table=table, sha256=row.sha256, id=ident)
        members = self._members(row)
        if members is None:
            marks = self.marks(row)
            if not marks:
                return Anchor(table=table, id=ident, text=getattr(row, "message", None))
            end = marks[0].start + len(marks[0].text)
            return Anchor(
                table=table, sha256=marks[0].sha256, start=marks[0].start, end=end, text=marks[0].text, id=ident
            )
        anchors = tuple(self.anchor_of(member_table, member) for member_table, member in islice(members, MOST_MEMBERS))
        return Anchor(table=table, id=ident, text=name_of(row), members=anchors or self._evidence(row))

    def marks(self, row: Row) -> tuple[Mark, ...]:
        """What a row stands on: its own words, of a statement those of its content, or those of its members."""
        if isinstance(row, Report):
            return (Mark(row.sha256, 0, ""),)
        members = self._members(row)
        if members:
            return tuple(mark for _, member in members for mark in self.marks(member)[:1])
        if isinstance(row, Statement):
            return tuple(Mark(self._sha256(row.report), span.start, span.text) for span in row.content)
        spans = placed_spans(row)
        return tuple(Mark(self._sha256(s.report), s.start, s.text) for s in spans)

    def _members(self, row: Row) -> list[tuple[str, Row]] | None:
        """The rows that a group is made of; None for a row that is no group."""
        match row:
            case Incident():
                return self._named("events", row.events)
            case Origin() | Position():
                return self._named("statements", row.statements)
            case Copy():
                return self._named("reports", (row.earlier, row.later))
            case Finding() | Dismissed():
                return []
            case _ if type(row) is TABLES["entities"]:
                return [("mentions", mention) for mention in self._mentions.get(str(getattr(row, "id", "")), ())]
            case _:
                return None

    def _sha256(self, report: str | None) -> str:
        found = self.reports.get(report or "")
        return found.sha256 if found else ""

    def _named(self, table: str, ids: Iterable[str]) -> list[tuple[str, Row]]:
        rows = self.rows[table]
        return [(table, rows[ident]) for ident in ids if ident in rows]

    @cached_property
    def _mentions(self) -> Mapping[str, list[Row]]:
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for mention in self.ledger.mentions:
            if mention.entity is not None:
                found[mention.entity].append(mention)
        return found

    def _evidence(self, row: Row) -> tuple[Anchor, ...]:
        return tuple(
            Anchor(table="evidence", id="", sha256=m.sha256, start=m.start, end=m.start + len(m.text), text=m.text)
            for m in self.marks(row)[:MOST_MEMBERS]
        )


class Finder(Generic[R]):
    """Finds rows of one table by anchors."""

    def __init__(self, rows: Iterable[R], pile: Pile) -> None:
        self._rows = {str(getattr(row, "id", "")): row for row in rows}
        self._pile = pile

    def found(self, anchor: Anchor) -> str | None:
        """The id of the row that an anchor means; None where there is none any more.

        Else than by its id a row is known by its words in the same original, nearest to where they stood, a group by
        half of its members or more, and a finding by all of its evidence.
        """
        if anchor.id in self._rows:
            return anchor.id
        wanted = _marks(anchor)
        words = _words(wanted)
        shared: Counter[str] = Counter()
        for key in words:
            shared.update(self._by_words.get(key, {}).keys())
        enough = [ident for ident, count in shared.items() if 2 * count >= len(words)]
        if anchor.table in ON_EVIDENCE:
            enough = [ident for ident in enough if _words(self._pile.marks(self._rows[ident])) == words]
        if anchor.table == "reports" and len(enough) > 1:
            return None
        return min(enough, key=lambda ident: self._distance(ident, anchor, wanted, shared[ident]), default=None)

    def _distance(self, ident: str, anchor: Anchor, wanted: list[Mark], shared: int) -> tuple[int, bool, int, str]:
        starts = [
            abs(mark.start - start)
            for mark in wanted
            for start in self._by_words.get((mark.sha256, mark.text), {}).get(ident, ())
        ]
        other_name = bool(anchor.members) and name_of(self._rows[ident]) != anchor.text
        return -shared, other_name, min(starts, default=0), ident

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, str], Mapping[str, list[int]]]:
        """For words of an original the rows that stand on them, and where."""
        index: defaultdict[tuple[str, str], defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for ident, row in self._rows.items():
            for mark in self._pile.marks(row):
                index[mark.sha256, mark.text][ident].append(mark.start)
        return index


def name_of(row: Row) -> str | None:
    """What a reader calls a group: a name, a title, a sentence."""
    for field in ("name", "title", "sentence", "holder_text", "why"):
        if isinstance(getattr(row, field, None), str):
            return cast("str", getattr(row, field))
    return None


def _words(marks: Iterable[Mark]) -> set[tuple[str, str]]:
    return {(mark.sha256, mark.text) for mark in marks}


def _marks(anchor: Anchor) -> list[Mark]:
    if anchor.members:
        return [mark for member in anchor.members for mark in _marks(member)]
    if anchor.sha256 is None:
        return []
    return [Mark(anchor.sha256, anchor.start or 0, anchor.text or "")]
