"""A figure with what is needed to hold it against another: who gives it, what it counts, of when and where."""

from __future__ import annotations

import re

import msgspec

from rashomon.assess.calendar import is_one_day
from rashomon.assess.content import content_of, spots_of
from rashomon.assess.counting import (
    crowd,
    follows_counting,
    generic_counted,
    holding,
    is_of_back_then,
    is_ordinal,
    is_planned,
    is_risen,
    is_superseded,
    kind_counted,
    surviving,
)
from rashomon.assess.index import PileIndex, Vectors
from rashomon.assess.origins import Origins, innermost
from rashomon.assess.partial import after, before_it, has_parts, is_addend, is_part, total_of
from rashomon.assess.phrases import spaced
from rashomon.assess.positions import holder_text
from rashomon.assess.scopes import Named, happenings_named, is_at_own_site
from rashomon.assess.terms import follows_saying, stem, terms, words
from rashomon.assess.tolls import counted_by, is_long_before, leads, toll_matter
from rashomon.records import (
    Interval,
    Place,
    Quantity,
    Statement,
)

_SIDES = frozenset(("military", "armed_group", "government", "party", "company", "organisation"))
_NAMED = frozenset(("person", "body", "document", "media"))
_LEAST_PEOPLE = 10
_AROUND, _NEXT = 40, 3
_OF_WHICH = re.compile(r" of (?:which|whom|them)\b")
_EITHER = re.compile(r"\b(?:killed|dead|died) or (?:wounded|injured|hurt|missing)\b", re.IGNORECASE)


class Figured(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with what is needed to hold it against another."""

    row: Quantity
    incident: str | None
    """The incident whose figure it is."""
    happened: Interval | None
    """When that was."""
    whom: str | None
    """The side whose people it counts, where that has a name."""
    holder: str
    origin: str
    counted: frozenset[str]
    """Stems of what it counts, general words for people left out: empty where it counts anybody."""
    part: bool
    """Whether the words beside it make it a part of another: all of one kind in it."""
    total: float | None
    """The number of which it is told as a part."""
    addend: bool
    """Whether it is one of several to be added up."""
    whole: bool
    """Whether its sentence gives the parts that it is made of: `25 died, 24 patients and a nurse`."""
    leads: bool
    """Whether its sentence is the headline or among the first below it."""
    long_before: bool
    """Whether its sentence tells of a day long before its report."""
    back_then: bool
    """Whether the words after it put it at a time gone by: `the 23 that were then found`."""
    superseded: bool
    """Whether the words before it say that another has taken its place."""
    risen: bool
    """Whether the words before it say that it is where a count has come to: `rose to 24`."""
    published: Interval | None
    since: Interval | None
    as_of: Interval | None
    statement: str | None
    planned: bool
    """Whether what it counts is to come."""
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
    elliptic: bool
    """Whether it should count people held and its sentence does not say so: `the army had spoken of three`."""
    named_happenings: frozenset[Named]
    """The happenings with names of their own that it may be of."""
    toll: str | None
    """What it is the toll of; None where it is told in passing."""


def figured(index: PileIndex, origins: Origins, row: Quantity) -> Figured:
    """A quantity with its holder, its origin and what it counts."""
    statement, (start, end) = innermost(index, row), _bounds(index, row)
    before = before_it(index, row, _AROUND)
    risen = is_risen(before)
    incident = index.incident_of.get(row.id)
    return Figured(
        row=row,
        incident=incident,
        happened=index.incidents[incident].interval if incident else None,
        whom=_named_side(index, row),
        holder=holder_text(index, content_of(index, statement)) if statement else index.name_of(row.report),
        origin=origins.of(statement.id) if statement else row.report,
        counted=_counted(index, row),
        part=is_part(index, row),
        total=total_of(index, row),
        addend=is_addend(index, row) or is_at_own_site(index, row),
        whole=has_parts(index, row),
        leads=leads(index, row),
        long_before=is_long_before(index, row),
        planned=is_planned(before) or is_planned(_right_after(index, row)),
        back_then=is_of_back_then(after(index, row, _AROUND)),
        superseded=is_superseded(before),
        risen=risen,
        published=index.window(row.report),
        since=row.since,
        as_of=row.as_of or counted_by(index, row) or (statement.said_at if statement else None),
        statement=statement.id if statement else None,
        spots=spots_of(index.places.inside(row.report, start, end)),
        vector=index.vector(row.report, start, end),
        named=statement is not None and statement.source_kind in _NAMED,
        attributed=statement is not None and statement.voice == "attributed",
        days=frozenset() if risen else _days_of(index, row.report, *_told_within(index, row, statement)),
        years=_years_of(index, row.report, start, end),
        elliptic=row.measure == "captured" and not _speaks_of_holding(index, row, start, end),
        in_custody="detain" in terms(index.pile.text_of(row.report)[start:end]).concepts,
        named_happenings=happenings_named(index, row),
        toll=toll_matter(index, row),
    )


def _right_after(index: PileIndex, row: Quantity) -> str:
    """The first words after a figure: of `30 people will be moved` `will be`."""
    told = words(after(index, row, _AROUND))[len(words(row.span.text)) :]
    return spaced(told[:_NEXT])


def _told_within(index: PileIndex, row: Quantity, statement: Statement | None) -> tuple[int, int]:
    """Where the words begin and end that tell a figure: of what is told by somebody the content, without his day."""
    start, end = _bounds(index, row)
    spans = statement.content if statement is not None and statement.voice == "attributed" else ()
    own = next((s for s in spans if s.start <= row.span.start and row.span.end <= s.end), None)
    return (max(start, own.start), min(end, own.end)) if own is not None else (start, end)


def _days_of(index: PileIndex, report: str, start: int, end: int) -> frozenset[str]:
    """The single days that a sentence names for what it tells: not those of the saying or of the counting."""
    text = index.pile.text_of(report)
    told = [t for t in index.times.inside(report, start, end) if is_one_day(t.interval)]
    own = (t.interval for t in told if not _is_of_the_telling(text[start : t.span.start]))
    return frozenset(i.earliest[:10] for i in own if i and i.earliest)


def _is_of_the_telling(before: str) -> bool:
    return follows_counting(before) or follows_saying(before)


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


def _speaks_of_holding(index: PileIndex, row: Quantity, start: int, end: int) -> bool:
    """Whether the sentence of a figure, what it counts left out, says that somebody is held."""
    text, counted = index.pile.text_of(row.report), row.counted or row.span
    return bool(holding() & set(map(stem, words(text[start : counted.start] + " " + text[counted.end : end]))))


def is_count(row: Quantity) -> bool:
    """Whether a figure can be held against others: no vague word, no place in a row, no single person told of."""
    alone = row.bound == "exact" and row.low == 1 and not any(c.isdigit() for c in row.span.text)
    few = row.measure == "people" and (stated(row) or 0) < _LEAST_PEOPLE
    return row.bound != "vague" and not alone and not few and not is_ordinal(row.span.text)


def is_of_either(index: PileIndex, row: Quantity) -> bool:
    """Whether a figure counts the dead and the wounded in one: `more than 40 were killed or wounded`."""
    sentence = index.sentence_at(row.report, row.span.start)
    return sentence is not None and bool(_EITHER.search(sentence.text[row.span.start - sentence.start :]))


def _counted(index: PileIndex, row: Quantity) -> frozenset[str]:
    told = words(row.counted.text) if row.counted else _counted_before(index, row)
    if not told or stem(told[-1]) in generic_counted() | surviving() | crowd():
        return frozenset()
    return frozenset((kind_counted(told[-1]),))


def _counted_before(index: PileIndex, row: Quantity) -> list[str]:
    """What the figure before counts, of whom a figure counts some: of `five bombers, three of which` the bombers."""
    sentence = index.sentence_at(row.report, row.span.start)
    if sentence is None or not _OF_WHICH.match(index.pile.text_of(row.report), row.span.end):
        return []
    before = [q for q in index.quantities.inside(row.report, sentence.start, row.span.start) if q.counted]
    return words(before[-1].counted.text) if before and before[-1].counted else []


def stated(q: Quantity) -> float | None:
    """The number that a figure states: its low one, else its high one."""
    return q.low if q.low is not None else q.high
