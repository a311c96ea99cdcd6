"""What a statement's content says, taken apart for comparison: terms, sides, places, figures, time, polarity."""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.assess.index import PileIndex, content_text
from rashomon.assess.terms import Terms, acting_part, grounds, is_pointing, nations, stance_words, stem, terms, words
from rashomon.records import Event, Interval, Place, Quantity, Statement

Mood = Literal["fact", "will", "demand", "question"]
_MOODS: dict[str, Mood] = {"intention": "will", "demand": "demand", "question": "question"}
_COUNTRY_PRECISION = 6


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """One statement's content for comparison. `sign` is where its holder stands to the matter told as positive."""

    statement: Statement
    text: str
    terms: Terms
    actors: frozenset[str]
    """Codes of the nations named before company, opponents and purpose are."""
    sides: frozenset[str]
    """Entities that are no places."""
    persons: frozenset[str]
    places: tuple[Place, ...]
    spots: tuple[Place, ...]
    """Places smaller than a country whose coordinates are known."""
    countries: frozenset[str]
    """Countries in which its places lie."""
    ground: frozenset[str]
    """The same, or where it names no place the country that its report is about."""
    figures: tuple[Quantity, ...]
    events: tuple[Event, ...]
    incidents: frozenset[str]
    when: Interval | None
    mood: Mood
    sign: int
    pointing: bool
    """Whether it says nothing itself but points to what somebody else said."""
    title: bool

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id


def _places(places: list[Place]) -> tuple[tuple[Place, ...], frozenset[str]]:
    fine = tuple(p for p in places if p.lat is not None and 0 < (p.precision or 0) < _COUNTRY_PRECISION)
    return fine, frozenset(p.country for p in places if p.country)


def _when(events: list[Event]) -> Interval | None:
    """The interval of the content's events where they have one and the same."""
    known = {(e.interval.earliest, e.interval.latest): e.interval for e in events if e.interval}
    return next(iter(known.values())) if len(known) == 1 else None


def _sign(statement: Statement, negated: bool) -> int:
    """+1 where the holder holds the matter (told as positive) to be so, -1 where not.

    A denial turns a positive content round. A negative content under a denial that is no word of denying
    (`“we did not …”`, read as a denial) is negative already and is not turned round again.
    """
    negative = statement.polarity == "negative" or (negated and statement.kind == "denial")
    if statement.kind != "denial":
        return -1 if statement.polarity == "negative" else 1
    cued = any(stem(w) in stance_words("denying") for span in statement.cue for w in words(span.text))
    return 1 if negative and cued else -1


def _is_title(index: PileIndex, statement: Statement) -> bool:
    title = index.reports[statement.report].title
    return title is not None and all(title.start <= s.start and s.end <= title.end for s in statement.content)


def content_of(index: PileIndex, statement: Statement) -> Content:
    """A statement's content taken apart."""
    report, spans, text = statement.report, statement.content, content_text(statement)
    mentions = [m for m in index.mentions.inside_any(report, spans) if m.entity]
    places = index.places.inside_any(report, spans)
    spots, countries = _places(places)
    named = countries | grounds(text)
    events = index.events.inside_any(report, spans)
    told = terms(text)
    return Content(
        statement=statement,
        text=text,
        terms=told,
        actors=nations(acting_part(text)),
        sides=frozenset(m.entity for m in mentions if m.entity and m.kind not in ("place", "facility")),
        persons=frozenset(m.entity for m in mentions if m.entity and m.kind == "person" and m.head == "name"),
        places=tuple(places),
        spots=spots,
        countries=named,
        ground=named or frozenset(filter(None, (index.ground_of(report),))),
        figures=tuple(index.quantities.inside_any(report, spans)),
        events=tuple(events),
        incidents=frozenset(e.incident for e in events if e.incident),
        when=_when(events),
        mood=_MOODS.get(statement.kind, "fact"),
        sign=_sign(statement, told.negated),
        pointing=is_pointing(text),
        title=_is_title(index, statement),
    )


def contents(index: PileIndex) -> list[Content]:
    """The contents of all statements, earliest published first."""
    return [content_of(index, s) for s in sorted(index.pile.statements, key=index.order)]
