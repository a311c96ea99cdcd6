"""A figure with what is needed to hold it against another: who gives it, what it counts, of when and where."""

from __future__ import annotations

import re

import msgspec

from rashomon.assess.calendar import is_one_day
from rashomon.assess.content import content_of, spots_of
from rashomon.assess.counting import (
    crowd,
    generic_counted,
    is_ordinal,
    part_phrases,
    risen_phrases,
    superseded_phrases,
    surviving,
)
from rashomon.assess.index import PileIndex, Vectors
from rashomon.assess.origins import Origins, innermost
from rashomon.assess.positions import holder_text
from rashomon.assess.terms import stem, terms, words
from rashomon.assess.tolls import counted_by, is_long_before, toll_matter
from rashomon.records import (
    Interval,
    Place,
    Quantity,
)

_SIDES = frozenset(("military", "armed_group", "government", "party", "company", "organisation"))
_NAMED = frozenset(("person", "body", "document", "media"))
_OF_A_NUMBER = re.compile(r"\s+(?:out )?of (?:the|its|those|some|about)?\s*\d")
_OF_THOSE = re.compile(
    r"\b(?:out of|of|among) (?:the|its|those|these|all|them|\d[\d,]*)\b[^,.;]{0,60},\s*(?:[\w’'-]+ ){0,2}$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|and|, and|&)\s*")
_LEAST_PEOPLE = 10
_AROUND = 40


class Figured(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with what is needed to hold it against another."""

    row: Quantity
    whom: str | None
    """The side whose people it counts, where that has a name."""
    holder: str
    origin: str
    counted: frozenset[str]
    """Stems of what it counts, general words for people left out: empty where it counts anybody."""
    part: bool
    long_before: bool
    """Whether its sentence tells of a day long before its report."""
    superseded: bool
    """Whether the words before it say that another has taken its place."""
    risen: bool
    """Whether the words before it say that it is where a count has come to: `rose to 24`."""
    published: Interval | None
    since: Interval | None
    as_of: Interval | None
    statement: str | None
    spots: tuple[Place, ...]
    """Places smaller than a country in its sentence."""
    vector: Vectors
    """The wording of its sentence."""
    named: bool
    """Whether somebody with a name gives it."""
    attributed: bool
    """Whether it is told as somebody's, not in the outlet's own voice."""
    days: frozenset[str]
    """The single days that its sentence names."""
    years: frozenset[str]
    """The years that its sentence speaks of."""
    in_custody: bool
    """Whether its sentence speaks of people held."""
    toll: str | None
    """What it is the toll of; None where it is told in passing."""


def figured(index: PileIndex, origins: Origins, row: Quantity) -> Figured:
    """A quantity with its holder, its origin and what it counts."""
    statement, (start, end) = innermost(index, row), _bounds(index, row)
    return Figured(
        row=row,
        whom=_named_side(index, row),
        holder=holder_text(index, content_of(index, statement)) if statement else index.name_of(row.report),
        origin=origins.of(statement.id) if statement else row.report,
        counted=_counted(row),
        part=_is_part(index, row),
        long_before=is_long_before(index, row),
        superseded=any(f" {phrase} " in _beside(index, row, _AROUND, 0) for phrase in superseded_phrases()),
        risen=any(f" {phrase} " in _beside(index, row, _AROUND, 0) for phrase in risen_phrases()),
        published=index.window(row.report),
        since=row.since,
        as_of=row.as_of or counted_by(index, row) or (statement.said_at if statement else None),
        statement=statement.id if statement else None,
        spots=spots_of(index.places.inside(row.report, start, end)),
        vector=index.vector(row.report, start, end),
        named=statement is not None and statement.source_kind in _NAMED,
        attributed=statement is not None and statement.voice == "attributed",
        days=_days_of(index, row.report, start, end),
        years=_years_of(index, row.report, start, end),
        in_custody="detain" in terms(index.pile.text_of(row.report)[start:end]).concepts,
        toll=toll_matter(index, row),
    )


def _days_of(index: PileIndex, report: str, start: int, end: int) -> frozenset[str]:
    told = (t.interval for t in index.times.inside(report, start, end) if is_one_day(t.interval))
    return frozenset(i.earliest[:10] for i in told if i and i.earliest)


def _years_of(index: PileIndex, report: str, start: int, end: int) -> frozenset[str]:
    told = (t.interval for t in index.times.inside(report, start, end) if t.interval)
    return frozenset(i.earliest[:4] for i in told if i.earliest and i.latest and i.earliest[:4] == i.latest[:4])


def _named_side(index: PileIndex, row: Quantity) -> str | None:
    entity = index.entities.get(row.whom or "")
    return entity.id if entity and entity.kind in _SIDES and entity.name[:1].isupper() else None


def _bounds(index: PileIndex, row: Quantity) -> tuple[int, int]:
    """Where the sentence of a figure begins and ends."""
    sentence = index.sentence_at(row.report, row.span.start)
    return (sentence.start, sentence.end) if sentence else (row.span.start, row.span.end)


def _is_part(index: PileIndex, row: Quantity) -> bool:
    """Whether the words beside a figure make it a part of another, or one on top of it: `112 of the 178`."""
    text = index.pile.text_of(row.report)
    beside = any(f" {phrase} " in _beside(index, row, _AROUND, _AROUND) for phrase in part_phrases())
    more = "more" in words(row.span.text)[1:]
    sentence = index.sentence_at(row.report, row.span.start)
    of_those = sentence and _OF_THOSE.search(text[sentence.start : row.span.start])
    where = sentence and words(text[sentence.start : row.span.start])[-1:] == ["where"]
    return (
        beside
        or more
        or bool(where)
        or bool(of_those)
        or _is_summand(index, row)
        or bool(_OF_A_NUMBER.match(text, row.span.end))
    )


def _is_summand(index: PileIndex, row: Quantity) -> bool:
    """Whether a figure is one of several that are told together: `two men and two women`, `2 adults, 3 children`."""
    start, end = _bounds(index, row)
    text = index.pile.text_of(row.report)
    for other in index.quantities.inside(row.report, start, end):
        if other.measure == row.measure and other.id != row.id:
            low, high = sorted((other, row), key=lambda q: q.span.start)
            if _AND.fullmatch(text[low.span.end : high.span.start]):
                return True
    return False


def is_count(row: Quantity) -> bool:
    """Whether a figure can be held against others: no vague word, no place in a row, no single person told of."""
    alone = row.bound == "exact" and row.low == 1 and not any(c.isdigit() for c in row.span.text)
    few = row.measure == "people" and (stated(row) or 0) < _LEAST_PEOPLE
    return row.bound != "vague" and not alone and not few and not is_ordinal(row.span.text)


def _counted(row: Quantity) -> frozenset[str]:
    told = words(row.counted.text) if row.counted else []
    return frozenset(map(stem, told[-1:])) - generic_counted() - surviving() - crowd()


def _beside(index: PileIndex, row: Quantity, before: int, after: int) -> str:
    """The words of its sentence right beside a figure, within so many characters."""
    text, span = index.pile.text_of(row.report), row.span
    sentence = index.sentence_at(row.report, span.start)
    low, high = (sentence.start, sentence.end) if sentence else (0, len(text))
    others = [q.span for q in index.quantities.inside(row.report, low, high) if q.measure == row.measure]
    low = max((o.end for o in others if o.end <= span.start), default=low)
    high = min((o.start for o in others if o.start >= span.end), default=high)
    told = text[max(low, span.start - before) : min(high, span.end + after)]
    return f" {' '.join(words(told))} "


def stated(q: Quantity) -> float | None:
    """The number that a figure states: its low one, else its high one."""
    return q.low if q.low is not None else q.high
