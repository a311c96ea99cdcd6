"""The whole ledger in memory: every table of the contract as a tuple of rows, in the contract's order of rows."""

from __future__ import annotations

import msgspec

from rashomon.records import (
    Claim,
    Copy,
    Dismissed,
    Entity,
    Event,
    Finding,
    Incident,
    Mention,
    Origin,
    Passage,
    Place,
    Position,
    Problem,
    Quantity,
    Report,
    Sentence,
    Statement,
    Time,
)


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Every table of the contract; fields are named and ordered as `records.TABLES`."""

    reports: tuple[Report, ...] = ()
    passages: tuple[Passage, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    entities: tuple[Entity, ...] = ()
    copies: tuple[Copy, ...] = ()
    incidents: tuple[Incident, ...] = ()
    claims: tuple[Claim, ...] = ()
    positions: tuple[Position, ...] = ()
    origins: tuple[Origin, ...] = ()
    findings: tuple[Finding, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
    problems: tuple[Problem, ...] = ()
