"""What points where: ids and spans in the rows of the contract, found by walking the records."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.ledger import Ledger
from rashomon.records import (
    Claim,
    Copy,
    Entity,
    Event,
    Evidence,
    Figure,
    Finding,
    FirstReported,
    Incident,
    Link,
    Mention,
    Origin,
    Participant,
    Passage,
    Place,
    Position,
    Problem,
    Quantity,
    Report,
    ReportSpan,
    Row,
    Sentence,
    Span,
    Statement,
    Time,
)

POINTS: dict[type[Row], dict[str, str]] = {
    Passage: {"report": "reports"},
    Sentence: {"report": "reports"},
    Mention: {"report": "reports", "entity": "entities"},
    Time: {"report": "reports", "anchor": "times"},
    Place: {"report": "reports"},
    Quantity: {"report": "reports", "whom": "entities", "event": "events"},
    Link: {"holder": "entities"},
    Statement: {"report": "reports", "holder": "entities", "origin": "origins"},
    Participant: {"entity": "entities", "report": "reports"},
    Event: {
        "report": "reports", "time": "times", "place": "places", "statement": "statements",
        "quantities": "quantities", "incident": "incidents",
    },
    ReportSpan: {"report": "reports"},
    Entity: {"reports": "reports"},
    Copy: {"earlier": "reports", "later": "reports"},
    Figure: {"whom": "entities", "quantity": "quantities", "report": "reports", "origin": "origins"},
    Incident: {"part_of": "incidents", "events": "events", "reports": "reports"},
    FirstReported: {"report": "reports"},
    Claim: {
        "report": "reports", "incident": "incidents", "wider": "claims", "narrower": "claims",
        "positions": "positions", "reports": "reports",
    },
    Position: {
        "claim": "claims", "holder": "entities", "origin": "origins", "via": "claims", "statements": "statements",
        "reports": "reports",
    },
    Origin: {"told_to": "entities", "statements": "statements", "reports": "reports"},
    Evidence: {"report": "reports", "statement": "statements", "quantity": "quantities"},
    Finding: {"claims": "claims", "incidents": "incidents"},
    Problem: {"report": "reports"},
}  # fmt: skip
"""For each record, the fields that hold an id, or ids, and the table that these are of."""

PUBLICATION = "publication"
"""What `Time.anchor` says where it is no time's id."""


class Reference(msgspec.Struct, frozen=True):
    """An id that a row holds, the field that holds it, and the table in which it must be."""

    field: str
    table: str
    id: str


class Placed(msgspec.Struct, frozen=True):
    """A span that a row holds, and the report in whose text it stands; None where the row does not say."""

    report: str | None
    start: int
    end: int
    text: str


def references(row: Row) -> Iterator[Reference]:
    """Every id in a row and in the records inside it."""
    for field, table in POINTS.get(type(row), {}).items():
        value = getattr(row, field)
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None and not (field == "anchor" and one == PUBLICATION):
                yield Reference(field, table, one)
    for child in _children(row):
        yield from references(child)


def placed_spans(row: Row) -> Iterator[Placed]:
    """Every span in a row: its own stretch, spans and spans in the records inside it, with the report it is of."""
    if isinstance(row, Copy):
        for pair in row.passages:
            yield from _placed(pair.earlier, row.earlier)
            yield from _placed(pair.later, row.later)
    else:
        yield from _placed(row, row.id if isinstance(row, Report) else None)


def scalar_references(row: type[Row]) -> dict[str, str]:
    """The fields of a record that hold one id at most, with the table that it is of; `anchor` may hold a word too."""
    lists = {field.name for field in msgspec.structs.fields(row) if "tuple" in str(field.type)}
    return {field: table for field, table in POINTS.get(row, {}).items() if field not in (*lists, "anchor")}


def rows_by_id(ledger: Ledger) -> dict[str, dict[str, Row]]:
    """For each table its rows by their ids."""
    return {table: {row.id: row for row in getattr(ledger, table)} for table in ledger.__struct_fields__}


def _placed(row: Row, report: str | None) -> Iterator[Placed]:
    report = getattr(row, "report", None) or report
    if isinstance(row, Span | ReportSpan | Passage | Sentence | Claim | Evidence):
        yield Placed(report, row.start, row.end, row.text)
    for child in _children(row):
        yield from _placed(child, report)


def _children(row: Row) -> Iterator[Row]:
    for field in row.__struct_fields__:
        value = getattr(row, field)
        if isinstance(value, Row):
            yield value
        elif isinstance(value, tuple):
            for each in value:
                if isinstance(each, Row):
                    yield each
