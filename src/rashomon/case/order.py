"""The contract's order of rows: by report, then start; tables that stand across reports, and reports, by id."""

from __future__ import annotations

from typing import Any

from rashomon.ledger import Ledger
from rashomon.records import TABLES, Event, Mention, Passage, Place, Quantity, Row, Sentence, Statement, Time

PER_REPORT = ("passages", "sentences", "mentions", "times", "places", "quantities", "statements", "events")
"""Tables whose rows each stand in one report."""

Key = tuple[str, int, int, str]


def sort_key(row: Row) -> Key:
    """Report, start, end, id; a statement starts where its content does. Other rows: the id alone."""
    match row:
        case Passage() | Sentence():
            return row.report, row.start, row.end, row.id
        case Mention() | Time() | Place() | Quantity() | Event():
            return row.report, row.span.start, row.span.end, row.id
        case Statement():
            first = row.content[0] if row.content else None
            return row.report, first.start if first else -1, first.end if first else -1, row.id
        case _:
            return "", 0, 0, str(getattr(row, "id", ""))


def ordered(ledger: Ledger) -> Ledger:
    """The same rows, every table in the contract's order."""
    tables: dict[str, Any] = {name: tuple(sorted(getattr(ledger, name), key=sort_key)) for name in TABLES}
    return Ledger(**tables)
