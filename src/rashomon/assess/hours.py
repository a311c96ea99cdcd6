"""Two reports that put one happening at two hours: the hospital was hit at 3 a.m., the rockets fired at ten at night.

Held against each other are events of one incident, or of one word with a telling word in common, each with a clock time
of its own that is no bound (`until noon`), an hour apart or more. An hour in words alone (`half past four`) may be of
the morning or the evening. Where one report has both hours they are of two moments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

import msgspec

from rashomon.assess.calendar import day, is_one_day
from rashomon.assess.content import content_of
from rashomon.assess.index import PileIndex, Vectors
from rashomon.assess.origins import innermost_at
from rashomon.assess.positions import holder_text
from rashomon.assess.telling import evidence_of_sentence, listed, quoted, whence
from rashomon.assess.terms import follows_saying, stem, terms, words
from rashomon.assess.verdicts import Found, Weighed
from rashomon.records import Event, Sentence, Side, Time

_TYPES = frozenset(("ASSAULT", "ACCIDENT", "DISASTER", "PROTEST", "COERCE"))
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_DAYTIME = re.compile(r"\d|morning|noon|evening|night|midday|dawn|a\.?m|p\.?m", re.IGNORECASE)
_BOUNDS = frozenset(("by", "until", "till", "since", "after", "before", "of", "from", "than", "to", "and"))
_DAY, _HALF_DAY, _APART, _ALIKE = 24 * 60, 12 * 60, 60, 0.25
_SAME = 20


class _Clocked(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a report puts at an hour."""

    event: Event
    minute: int
    """Of the day."""
    day: date | None
    either: bool
    """Whether it may as well be twelve hours later."""
    sentence: Sentence
    origin: str
    holder: str
    vector: Vectors


def hours(weighed: Weighed) -> Iterator[Found]:
    """Happenings that two origins put at two hours, one finding for each incident or word."""
    index = weighed.index
    times = {t.id: t for t in index.pile.times}
    groups: dict[tuple[str, str], list[_Clocked]] = {}
    for event in sorted(index.pile.events, key=lambda e: (index.report_order(e.report), e.span.start, e.id)):
        clocked = _clocked(weighed, event, times)
        if clocked:
            groups.setdefault(("word", stem(event.span.text.split()[-1])), []).append(clocked)
            if event.incident:
                groups.setdefault(("incident", event.incident), []).append(clocked)
    used = set[str]()
    for (by, _), held in sorted(groups.items()):
        disputed = (p for p in combinations(held, 2) if _is_dispute(weighed, p, held, by == "incident"))
        pair = next(disputed, None)
        if pair and not used & {c.event.id for c in pair}:
            used |= {c.event.id for c in held}
            yield _found(index, pair, held)


def _clocked(weighed: Weighed, event: Event, times: Mapping[str, Time]) -> _Clocked | None:
    index, time = weighed.index, times.get(event.time or "")
    minute = _minute(time) if time is not None and time.type == "TIME" else None
    sentence = index.sentence_at(event.report, event.span.start)
    plain = event.type in _TYPES and event.tense == "past" and event.polarity == "positive"
    if time is None or minute is None or sentence is None or not plain:
        return None
    before = sentence.text[: max(0, time.span.start - sentence.start)]
    if follows_saying(before) or _BOUNDS & set(words(before)[-1:]):
        return None
    statement = innermost_at(index, event.report, event.span)
    return _Clocked(
        event=event,
        minute=minute,
        day=day(time.interval.earliest) if time.interval and is_one_day(time.interval) else None,
        either=not _DAYTIME.search(time.span.text),
        sentence=sentence,
        origin=weighed.origins.of(statement.id) if statement else event.report,
        holder=holder_text(index, content_of(index, statement)) if statement else index.name_of(event.report),
        vector=index.vector(event.report, sentence.start, sentence.end),
    )


def _minute(time: Time) -> int | None:
    """The minute of the day that a time gives, on whatever day; None where it gives none or a stretch."""
    ends = (time.interval.earliest, time.interval.latest) if time.interval else ()
    clocks = {c.groups() for c in (_CLOCK.search(end or "") for end in ends) if c}
    if len(clocks) != 1 or time.interval is None or not all(ends):
        return None
    hour, minute = map(int, clocks.pop())
    return 60 * hour + minute


def _minutes_apart(one: _Clocked, two: _Clocked) -> int:
    """Minutes between two hours, round the clock where a day is not known."""
    gap = abs(one.minute - two.minute)
    if one.either or two.either:
        gap %= _HALF_DAY
        return min(gap, _HALF_DAY - gap)
    if one.day and two.day:
        return abs((one.day - two.day).days * _DAY + one.minute - two.minute)
    return min(gap, _DAY - gap)


def _is_dispute(weighed: Weighed, pair: tuple[_Clocked, _Clocked], held: Sequence[_Clocked], of_incident: bool) -> bool:
    one, two = pair
    a, b = one.event.report, two.event.report
    if a == b or one.origin == two.origin or not _APART <= _minutes_apart(one, two) <= _DAY:
        return False
    if not weighed.stories.are_one(a, b) or float(one.vector @ two.vector) < _ALIKE:
        return False
    if any(
        c.event.report in (a, b) and _minutes_apart(c, d) <= _SAME
        for c in held
        for d in pair
        if c.event.report != d.event.report
    ):
        return False
    shared = terms(one.sentence.text).stems & terms(two.sentence.text).stems
    return of_incident or any(weighed.spread.is_telling(s) for s in shared - {stem(one.event.span.text)})


def _found(index: PileIndex, pair: tuple[_Clocked, _Clocked], held: Sequence[_Clocked]) -> Found:
    sides = [[c for c in held if _minutes_apart(c, one) <= _SAME] for one in pair]
    parts = [f"{quoted(each[0].sentence.text)} {whence(index, each[0].holder, each[0].event.report)}" for each in sides]
    return Found(
        kind="date",
        severity="medium",
        sentence=f"Two hours are given for one happening: {parts[0]}; {parts[1]}.",
        sides=tuple(
            Side(
                label=listed([c.holder for c in each]),
                evidence=tuple(evidence_of_sentence(c.sentence) for c in each),
            )
            for each in sides
        ),
        incidents=tuple(sorted({c.event.incident for each in sides for c in each if c.event.incident})),
        why=("One happening, an hour apart or more, and each report knows one of the hours only.",),
        weight=float(sum(map(len, sides))),
    )
