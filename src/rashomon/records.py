"""The rows of the ledger (docs/contract.md, contract 1), spans, intervals and ids.

Field order here is the order of keys and columns in every export. A field that is not known is None.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

CONTRACT = 1

PassageKind = Literal["title", "byline", "dateline", "body", "caption", "boilerplate"]
BoilerplateReason = Literal[
    "navigation", "share", "advertisement", "comments", "author_box", "repeated_title", "related", "code", "notice",
    "other",
]  # fmt: skip
OutletBasis = Literal["stated", "metadata", "table", "decision"]
PublishedBasis = Literal["stated", "metadata", "table", "inferred", "cross_report", "decision"]
EntityKind = Literal[
    "person", "armed_group", "military", "government", "party", "company", "media", "organisation", "people", "place",
    "facility", "other",
]  # fmt: skip
MentionHead = Literal["name", "nominal", "pronoun"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceRelation = Literal["in", "near", "direction"]
Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague"]
Measure = Literal[
    "killed", "injured", "captured", "missing", "displaced", "people", "strikes", "attacks", "munitions", "personnel",
    "vehicles", "money", "percent", "distance", "duration", "other",
]  # fmt: skip
Voice = Literal["attributed", "outlet"]
SourceKind = Literal["person", "body", "anonymous", "crowd", "document", "media", "outlet", "unresolved"]
StatementKind = Literal["assertion", "denial", "belief", "intention", "demand", "question", "refusal"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]
Quotation = Literal["direct", "indirect", "mixed"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "DISASTER", "ACCIDENT", "OTHER",
]  # fmt: skip
Role = Literal["actor", "recipient", "other"]
Tense = Literal["past", "present", "future", "background"]
Stance = Literal["asserts", "denies", "doubts", "declines"]
FindingKind = Literal[
    "denial", "number", "date", "place", "actor", "update", "corroboration", "circular", "framing", "tension",
]  # fmt: skip
Severity = Literal["high", "medium", "low"]
DismissalReason = Literal[
    "other_period", "other_scope", "subset", "revision", "other_definition", "same_origin", "not_contrary",
    "too_uncertain",
]  # fmt: skip


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """The base of rows and of the structs in them."""


class Span(Row, frozen=True, kw_only=True):
    """A half-open stretch of one report's text, in code points; `report.text[start:end] == text`."""

    start: int
    end: int
    text: str


class ReportSpan(Row, frozen=True, kw_only=True):
    """A span that names its report."""

    report: str
    start: int
    end: int
    text: str


class Interval(Row, frozen=True, kw_only=True):
    """Both ends inclusive, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, local time; an open end is None."""

    earliest: str | None
    latest: str | None
    zone: str | None = None


class Container(Row, frozen=True, kw_only=True):
    """The table that a report was a row of: its hash and the row's number from 0."""

    sha256: str
    row: int


class Report(Row, frozen=True, kw_only=True):
    r"""One report. `text` has line ends `\n` and is otherwise as the original says."""

    id: str
    sha256: str
    container: Container | None = None
    names: tuple[str, ...]
    url: str | None = None
    outlet: str | None = None
    outlet_basis: OutletBasis | None = None
    publisher: str | None = None
    title: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    language: str | None = None
    published: Interval | None = None
    published_basis: PublishedBasis | None = None
    published_why: str | None = None
    words: int
    text: str


class OriginalRange(Row, frozen=True, kw_only=True):
    """A half-open stretch of the decoded original page, in code points."""

    start: int
    end: int


class Passage(Row, frozen=True, kw_only=True):
    """A stretch of a report; a report's passages tile its text."""

    id: str
    report: str
    start: int
    end: int
    text: str
    kind: PassageKind
    reason: BoilerplateReason | None = None
    original: OriginalRange | None = None


class Sentence(Row, frozen=True, kw_only=True):
    """A sentence of a passage that is not boilerplate."""

    id: str
    report: str
    start: int
    end: int
    text: str
    quoted: bool


class Mention(Row, frozen=True, kw_only=True):
    """A stretch that names or points to an entity. Out of `annotate`, `entity` is the id of the mention that
    introduces the entity in this report (its own id if none does); `link` puts the entity's id there.
    """

    id: str
    report: str
    span: Span
    kind: EntityKind
    entity: str | None
    head: MentionHead
    confidence: float | None = None


class Time(Row, frozen=True, kw_only=True):
    """A time expression: TIMEX3 (TimeML 1.2.1) type, value and mod, and the interval that it comes to."""

    id: str
    report: str
    span: Span
    type: TimexType
    value: str | None
    mod: str | None = None
    interval: Interval | None = None
    readings: tuple[Interval, ...] = ()
    anchor: str | None = None
    why: str | None = None


class Place(Row, frozen=True, kw_only=True):
    """A place named, with UCDP GED `where_prec` 1..7; `bearing` in degrees and `km` where stated."""

    id: str
    report: str
    span: Span
    name: str
    geonameid: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    radius_km: float | None = None
    relation: PlaceRelation = "in"
    km: float | None = None
    bearing: float | None = None
    why: str | None = None


class Quantity(Row, frozen=True, kw_only=True):
    """A figure with its bounds, its measure, what is counted and whom it is of."""

    id: str
    report: str
    span: Span
    low: float | None
    high: float | None
    bound: Bound
    measure: Measure
    counted: Span | None = None
    whom: str | None = None
    cumulative: bool | None = None
    since: Interval | None = None
    as_of: Interval | None = None
    event: str | None = None
    why: str | None = None


class Link(Row, frozen=True, kw_only=True):
    """One step of a chain of attribution."""

    holder: str | None
    holder_text: str
    source_kind: SourceKind
    span: Span | None = None


class Statement(Row, frozen=True, kw_only=True):
    """Somebody's words, or the outlet's own sentence. `chain`: nearest first, its last item the root; empty for the
    outlet's voice.
    """

    id: str
    report: str
    voice: Voice
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    holder: str | None = None
    holder_text: str | None = None
    source_kind: SourceKind
    chain: tuple[Link, ...] = ()
    kind: StatementKind
    certainty: Certainty
    polarity: Polarity
    quotation: Quotation
    anonymity_reason: Span | None = None
    said_at: Interval | None = None
    origin: str | None = None
    confidence: float | None = None


class Participant(Row, frozen=True, kw_only=True):
    """Who acts, who is acted upon, who else has part in an event; `report` is set in incidents."""

    role: Role
    entity: str | None
    span: Span
    report: str | None = None


class Event(Row, frozen=True, kw_only=True):
    """A happening at its trigger; types are PLOVER's sixteen, or DISASTER, ACCIDENT, OTHER."""

    id: str
    report: str
    span: Span
    type: EventType
    mode: str | None = None
    participants: tuple[Participant, ...] = ()
    time: str | None = None
    interval: Interval | None = None
    place: str | None = None
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    tense: Tense = "past"
    statement: str | None = None
    quantities: tuple[str, ...] = ()
    incident: str | None = None
    confidence: float | None = None


class Entity(Row, frozen=True, kw_only=True):
    """Who or what is spoken of across reports."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    described_as: tuple[ReportSpan, ...] = ()
    mentions: int
    reports: tuple[str, ...]


class PassagePair(Row, frozen=True, kw_only=True):
    """The same words in two reports."""

    earlier: Span
    later: Span


class Copy(Row, frozen=True, kw_only=True):
    """A report that holds another's words; `share` is of the later report's words."""

    id: str
    earlier: str
    later: str
    passages: tuple[PassagePair, ...]
    share: float
    direction_basis: str


class IncidentPlace(Row, frozen=True, kw_only=True):
    """Where an incident was, at the best precision told."""

    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None


class Figure(Row, frozen=True, kw_only=True):
    """A figure that one report gives for an incident."""

    measure: Measure
    whom: str | None = None
    low: float | None
    high: float | None
    bound: Bound
    quantity: str
    report: str
    origin: str | None = None
    as_of: Interval | None = None


class Incident(Row, frozen=True, kw_only=True):
    """One happening, as far as the reports let it be told apart; `best` stays None until a person sets it."""

    id: str
    title: str
    type: EventType
    interval: Interval | None = None
    place: IncidentPlace | None = None
    participants: tuple[Participant, ...] = ()
    part_of: str | None = None
    events: tuple[str, ...]
    reports: tuple[str, ...]
    why: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    best: tuple[Figure, ...] | None = None


class FirstReported(Row, frozen=True, kw_only=True):
    """When and by which report a claim or position first stands in the pile."""

    interval: Interval | None
    report: str


class Claim(Row, frozen=True, kw_only=True):
    """What several statements say alike; `start`, `end`, `text` are its clearest verbatim wording."""

    id: str
    text: str
    report: str
    start: int
    end: int
    incident: str | None = None
    wider: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    positions: tuple[str, ...]
    reports: tuple[str, ...]
    first_reported: FirstReported
    origins: int
    origins_why: str


class Position(Row, frozen=True, kw_only=True):
    """Where one holder stands to a claim."""

    id: str
    claim: str
    holder: str | None
    holder_text: str
    stance: Stance
    certainty: Certainty
    origin: str | None
    via: str | None = None
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    first_reported: FirstReported


class Origin(Row, frozen=True, kw_only=True):
    """The earliest party the pile lets us see behind what is said."""

    id: str
    name: str
    kind: SourceKind
    told_to: str | None = None
    story: Interval | None = None
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    family: str | None = None
    why: str


class Evidence(Row, frozen=True, kw_only=True):
    """A quotation under one side of a finding."""

    report: str
    start: int
    end: int
    text: str
    statement: str | None = None
    quantity: str | None = None


class Side(Row, frozen=True, kw_only=True):
    """One side of a finding."""

    label: str
    evidence: tuple[Evidence, ...]


class Finding(Row, frozen=True, kw_only=True):
    """Where the accounts part, or seem to agree and do not. `sentence` is what a stranger reads."""

    id: str
    kind: FindingKind
    severity: Severity
    rank: int
    sentence: str
    sides: tuple[Side, ...]
    claims: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    confidence: float | None = None


class Dismissed(Row, frozen=True, kw_only=True):
    """A pair that was compared and is no finding, with the explanation that settled it."""

    id: str
    kind: FindingKind
    sides: tuple[Side, ...]
    reason: DismissalReason
    why: str


class Problem(Row, frozen=True, kw_only=True):
    """What could not be read in full, and what to do. `report` is null where no report came of `name`."""

    id: str
    report: str | None = None
    name: str | None = None
    stage: str
    code: str
    message: str
    span: Span | None = None


TABLES: dict[str, type[Row]] = {
    "reports": Report,
    "passages": Passage,
    "sentences": Sentence,
    "mentions": Mention,
    "times": Time,
    "places": Place,
    "quantities": Quantity,
    "statements": Statement,
    "events": Event,
    "entities": Entity,
    "copies": Copy,
    "incidents": Incident,
    "claims": Claim,
    "positions": Position,
    "origins": Origin,
    "findings": Finding,
    "dismissed": Dismissed,
    "problems": Problem,
}
"""Every table of the contract with the type of its rows, in the contract's order."""

LETTERS: dict[str, str] = {
    "reports": "R", "passages": "P", "sentences": "S", "mentions": "M", "times": "T", "places": "L",
    "quantities": "Q", "statements": "A", "events": "E", "entities": "N", "copies": "C", "incidents": "I",
    "claims": "K", "positions": "X", "origins": "O", "findings": "F", "dismissed": "D", "problems": "Z",
}  # fmt: skip
"""The letter with which a table's ids begin."""


def row_id(table: str, *stands_on: object) -> str:
    """The id of a row: its table's letter, `-`, and 12 hex digits of a SHA-256 over what it stands on.

    `stands_on` is hashed as canonical JSON: strings, numbers, None, and (nested) sequences of them. Never pass
    what depends on order, path or time of the run.
    """
    told = msgspec.json.encode([table, *stands_on], order="deterministic")
    return f"{LETTERS[table]}-{hashlib.sha256(told).hexdigest()[:12]}"


def span_of(text: str, start: int, end: int) -> Span:
    """The span of `text[start:end]` with white space at both ends left out.

    Raises ValueError where nothing but white space is left or the ends lie outside the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"span {start}..{end} lies outside a text of {len(text)} characters")
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    if start >= end:
        raise ValueError(f"span {start}..{end} holds nothing but white space")
    return Span(start=start, end=end, text=text[start:end])
