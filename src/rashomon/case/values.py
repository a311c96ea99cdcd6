"""Values that the types of a row allow and the contract does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rashomon.records import (
    Bound,
    Claim,
    Copy,
    Dismissed,
    Figure,
    Finding,
    Incident,
    IncidentPlace,
    Interval,
    Passage,
    Place,
    Position,
    Problem,
    Quantity,
    Report,
    Row,
    Statement,
)

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?", re.ASCII)

BOTH, LOW, HIGH, NEITHER = (True, True), (True, False), (False, True), (False, False)
KNOWN_ENDS: dict[Bound, tuple[tuple[bool, bool], ...]] = {
    "exact": (BOTH,),
    "at_least": (LOW,),
    "more_than": (LOW,),
    "at_most": (HIGH,),
    "less_than": (HIGH,),
    "about": (BOTH,),
    "range": (BOTH,),
    "vague": (NEITHER,),
}
"""Which of low and high are stated with each bound; the other end is open, not a guess."""


def faults(row: Row) -> Iterator[str]:
    """What the contract forbids in a row or in the records inside it, each as a sentence without its row."""
    confidence = getattr(row, "confidence", None)
    if confidence is not None and not (0 <= confidence <= 1 and round(confidence, 3) == confidence):
        yield f"confidence {confidence} is no number in 0..1 of three places"
    rule = RULES.get(type(row))
    if rule is not None:
        yield from rule(row)
    for field in row.__struct_fields__:
        value = getattr(row, field)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Row):
                yield from faults(each)


def _report(row: Report) -> Iterator[str]:
    if (row.published is None) != (row.published_basis is None):
        yield "published and published_basis go together"
    if (row.outlet is None) != (row.outlet_basis is None):
        yield "outlet and outlet_basis go together"
    if not row.names:
        yield "a report has a name under which it came in"


def _passage(row: Passage) -> Iterator[str]:
    if (row.kind == "boilerplate") != (row.reason is not None):
        yield "boilerplate has a reason, and no other passage has"


def _interval(row: Interval) -> Iterator[str]:
    ends = [end for end in (row.earliest, row.latest) if end is not None]
    if not all(MOMENT.fullmatch(end) for end in ends):
        yield f"{row.earliest}..{row.latest} is not written as YYYY-MM-DD or YYYY-MM-DDTHH:MM"
    elif len(ends) == 2 and ends[0] > ends[1] and not ends[0].startswith(ends[1]):
        yield f"{row.earliest}..{row.latest} ends before it begins"


def _position_on_earth(row: Place | IncidentPlace) -> Iterator[str]:
    if (row.lat is None) != (row.lon is None):
        yield "lat and lon go together"
    if not -90 <= (row.lat or 0) <= 90 or not -180 <= (row.lon or 0) <= 180:
        yield f"{row.lat}, {row.lon} is no place on Earth"
    if not 1 <= (row.precision or 1) <= 7:
        yield f"precision {row.precision} is not one of UCDP's 1..7"


def _bounds(row: Quantity | Figure) -> Iterator[str]:
    if row.low is not None and row.high is not None and row.low > row.high:
        yield f"low {row.low} is above high {row.high}"
    known = (row.low is not None, row.high is not None)
    if known not in KNOWN_ENDS[row.bound] or (row.bound == "exact" and row.low != row.high):
        yield f"low {row.low} and high {row.high} do not go with {row.bound}"


def _statement(row: Statement) -> Iterator[str]:
    if not row.content:
        yield "a statement has content"
    if row.voice == "outlet" and row.chain:
        yield "the outlet's voice has no chain"
    if row.chain and row.chain[-1].holder != row.holder:
        yield "the holder is the last of the chain"


def _share(row: Copy) -> Iterator[str]:
    if not 0 <= row.share <= 1:
        yield f"share {row.share} is not in 0..1"
    if row.earlier == row.later:
        yield "a copy is of another report"


def _sides(row: Finding | Dismissed) -> Iterator[str]:
    if len(row.sides) < 2 or not all(side.evidence for side in row.sides):
        yield "two or more sides, each with evidence"


def _origins(row: Claim) -> Iterator[str]:
    if row.origins < 0:
        yield f"origins {row.origins} is below 0"
    if not row.positions:
        yield "a claim has a position"


def _statements(row: Position) -> Iterator[str]:
    if not row.statements and row.via is None:
        yield "a position that is not implied stands on a statement"


def _events(row: Incident) -> Iterator[str]:
    if not row.events:
        yield "an incident has an event"


def _where(row: Problem) -> Iterator[str]:
    if row.report is None and row.name is None:
        yield "a problem is of a report or a name"


RULES: dict[type[Row], Callable[..., Iterator[str]]] = {
    Report: _report,
    Passage: _passage,
    Interval: _interval,
    Place: _position_on_earth,
    IncidentPlace: _position_on_earth,
    Quantity: _bounds,
    Figure: _bounds,
    Statement: _statement,
    Copy: _share,
    Finding: _sides,
    Dismissed: _sides,
    Claim: _origins,
    Position: _statements,
    Incident: _events,
    Problem: _where,
}
"""For each record what it must keep to, apart from its types."""
