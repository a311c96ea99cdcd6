"""What `assess` takes and makes: the pile with every row joined, and claims, positions, origins, findings."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from rashomon.link.record import Assigned
from rashomon.parse import Wording
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
    Place,
    Position,
    Quantity,
    Report,
    Sentence,
    Statement,
    Time,
)


class ReportWordings(msgspec.Struct, frozen=True):
    """The wording vectors of one report: one for each sentence and one for each attribution's content."""

    report: str
    wordings: tuple[Wording, ...]


class Pile(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that stands before claims: the rows of single reports with entities, intervals and incidents filled
    in, and the rows across reports. `text_of` gives a report's text by its id.
    """

    reports: tuple[Report, ...]
    text_of: Callable[[str], str]
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
    wordings: tuple[ReportWordings, ...] = ()


class AssessSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How likely two wordings must tell one thing. Every figure is between 0 and 1 unless it says otherwise."""

    same: float = 0.4
    """From this likeness on two contents say the same thing."""
    together: float = 0.35
    """How alike the contents of two groups must be on average for the groups to be one."""
    contrary: float = 0.5
    """The same for two contents of opposite polarity, which look alike more easily."""
    state_days: int = 45
    """Days within which two reports may speak of one state of things."""
    repeated: float = 0.1
    """What two contents of one origin gain in likeness: people repeat themselves, a story is retold."""
    denied: float = 0.4
    """The same where one of the two is denied in so many words: what is denied is mostly what is being said."""
    story_days: int = 12
    """Days between two reports beyond which an outlet's story is another story."""
    pairs: int = 4_000_000
    """Pairs of contents compared at most; the rarest things shared come first."""


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """Claims with their positions, origins, findings, and what was compared and dismissed."""

    claims: tuple[Claim, ...] = ()
    positions: tuple[Position, ...] = ()
    origins: tuple[Origin, ...] = ()
    origin_of: tuple[Assigned, ...] = ()
    """The origin of each statement."""
    figure_origin_of: tuple[Assigned, ...] = ()
    """The origin of each quantity that stands in a statement."""
    findings: tuple[Finding, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
