"""Two reports that put one happening on two days, each knowing only one of them.

Held against each other are events of one word whose own time expressions give a single day, days apart by no more than
happenings told alike can be, in sentences worded alike. A happening that goes on for days, or comes again, is told with
both days by some report, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from rashomon.assess.alike import far_apart
from rashomon.assess.calendar import days_apart, is_one_day
from rashomon.assess.content import content_of, spots_of
from rashomon.assess.counting import follows_counting
from rashomon.assess.hours import hours
from rashomon.assess.index import PileIndex, Vectors
from rashomon.assess.origins import Origins, innermost_at
from rashomon.assess.positions import holder_text
from rashomon.assess.telling import evidence_of_sentence, listed, quoted, whence
from rashomon.assess.terms import follows_saying, stem, terms, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.records import Event, Place, Sentence, Side, Statement, Time

_POINT_TYPES = frozenset(("ASSAULT", "ACCIDENT", "DISASTER", "OTHER", "COERCE", "AGREE", "CONSULT"))
_FURTHEST_DAYS = 3
_ALIKE = 0.6
_LEAST_SHARED, _NAMED_ALIKE = 2, 2
_MOST_EVENTS = 60
_RELATIVE = frozenset(("who", "whom", "whose", "which"))
_LASTING, _LASTING_WORDS = frozenset(("since", "until", "throughout")), 12
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BARE_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")


class _Dated(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a report puts on a single day by words of its own."""

    event: Event
    day: str
    """The day, or of a bare weekday in a report of unknown date its number: `wednesday` is `W3`."""
    weekday: int
    sentence: Sentence
    origin: str
    holder: str
    vector: Vectors
    spots: tuple[Place, ...]
    named: frozenset[str]
    """Words of names in its sentence."""


def days(weighed: Weighed) -> Verdicts:
    """Happenings that two origins put on two days."""
    index = weighed.index
    times = {t.id: t for t in index.pile.times}
    groups: dict[str, list[_Dated]] = {}
    for event in sorted(index.pile.events, key=lambda e: (index.report_order(e.report), e.span.start, e.id)):
        dated = _dated(index, weighed.origins, event, times)
        if dated:
            groups.setdefault(stem(event.span.text.split()[-1]), []).append(dated)
    found: list[Found] = []
    for _, held in sorted(groups.items()):
        if len(held) <= _MOST_EVENTS:
            found += _of_group(weighed, held)
    return Verdicts(found=(*found, *hours(weighed)))


def _dated(index: PileIndex, origins: Origins, event: Event, times: Mapping[str, Time]) -> _Dated | None:
    time = times.get(event.time or "")
    sentence = index.sentence_at(event.report, event.span.start)
    dateline = index.reports[event.report].dateline
    if time is not None and dateline is not None and time.span.start < dateline.end:
        return None
    plain = event.type in _POINT_TYPES and event.tense == "past" and event.polarity == "positive"
    if time is None or sentence is None or not plain or time.readings or not _names_a_day(time):
        return None
    if _tells_it_twice(index, sentence, event):
        return None
    told = _day_of(time)
    statement = innermost_at(index, event.report, event.span)
    if told is None or _days_told(index, sentence) != {told} or (statement and _is_of_saying(statement, time)):
        return None
    if _is_said_then(sentence, time) or _goes_on(sentence, time) or _is_of_another_clause(sentence, time, event):
        return None
    return _Dated(
        event=event if told[0] == "W" else msgspec.structs.replace(event, interval=time.interval),
        day=told,
        weekday=int(told[1:]) if told[0] == "W" else date.fromisoformat(told).isoweekday(),
        sentence=sentence,
        origin=origins.of(statement.id) if statement else event.report,
        holder=holder_text(index, content_of(index, statement)) if statement else index.name_of(event.report),
        vector=index.vector(event.report, sentence.start, sentence.end),
        named=_names(index, sentence),
        spots=spots_of(index.places.inside(event.report, sentence.start, sentence.end)),
    )


def _tells_it_twice(index: PileIndex, sentence: Sentence, event: Event) -> bool:
    """Whether a sentence tells of two deeds by one word: `attacked the depot after Friday's attack on the port`."""
    told = index.events.inside(sentence.report, sentence.start, sentence.end)
    own = stem(event.span.text.split()[-1])
    return any(e.span.start != event.span.start and stem(e.span.text.split()[-1]) == own for e in told)


def _day_of(time: Time) -> str | None:
    """The single day that a time gives, or the weekday where its week is not known."""
    if is_one_day(time.interval) and time.interval and time.interval.earliest:
        return time.interval.earliest[:10]
    bare = _BARE_WEEKDAY.search(time.span.text)
    return f"W{_WEEKDAYS.index(bare[0]) + 1}" if bare else None


def _names(index: PileIndex, sentence: Sentence) -> frozenset[str]:
    """Words with a capital inside a sentence, those of its times left out."""
    times = index.times.inside(sentence.report, sentence.start, sentence.end)
    days_told = {word for t in times for word in t.span.text.split()}
    told = (word.strip(".,;:“”‘’\"'()").removesuffix("’s").removesuffix("'s") for word in sentence.text.split()[1:])
    return frozenset(word for word in told if word[:1].isupper()) - days_told


def _names_a_day(time: Time) -> bool:
    """Whether a time names a day or month, which English writes with a capital, and no hour alone."""
    return any(word[0].isupper() for word in time.span.text.split())


def _days_told(index: PileIndex, sentence: Sentence) -> set[str | None]:
    """The single days that a sentence names, those of the saying apart: with two it is open which is the deed's."""
    times = index.times.inside(sentence.report, sentence.start, sentence.end)
    return {_day_of(t) for t in times if not _is_said_then(sentence, t)} - {None}


def _is_said_then(sentence: Sentence, time: Time) -> bool:
    """Whether a time is of the saying or of a count, not of what is told: `she said on`, `eight dead as of`."""
    before = sentence.text[: max(0, time.span.start - sentence.start)]
    return follows_saying(before) or follows_counting(before)


def _goes_on(sentence: Sentence, time: Time) -> bool:
    """Whether a deed goes on from a day, or up to one: `have clashed since the shooting on Saturday`."""
    before = words(sentence.text[: max(0, time.span.start - sentence.start)])
    return bool(_LASTING & set(before[-_LASTING_WORDS:]))


def _is_of_another_clause(sentence: Sentence, time: Time, event: Event) -> bool:
    """Whether a relative clause begins between a time and a deed: `on Friday they name the officer who fired`."""
    between = sentence.text[max(0, time.span.end - sentence.start) : max(0, event.span.start - sentence.start)]
    return bool(_RELATIVE & set(words(between)))


def _is_of_saying(statement: Statement, time: Time) -> bool:
    """Whether a time is of the saying, not of what is said: after the cue, and outside of the content."""
    inside = any(s.start <= time.span.start and time.span.end <= s.end for s in statement.content)
    return not inside and any(c.end <= time.span.start for c in statement.cue)


def _of_group(weighed: Weighed, held: Sequence[_Dated]) -> list[Found]:
    """One finding for each pair of days that is disputed, with who gives each."""
    disputed: dict[tuple[str, str], list[_Dated]] = {}
    for i, one in enumerate(held):
        for two in held[i + 1 :]:
            if _is_dispute(weighed, one, two, held):
                low, high = sorted((one.day, two.day))
                disputed.setdefault((low, high), []).extend((one, two))
    return [_found(weighed.index, list({d.event.id: d for d in each}.values())) for _, each in sorted(disputed.items())]


def _are_apart(weighed: Weighed, one: _Dated, two: _Dated) -> bool:
    """Whether two days differ, by no more than happenings told alike can; of a bare weekday, in one story only."""
    if "W" in (one.day[0], two.day[0]):
        return one.weekday != two.weekday and weighed.stories.are_one(one.event.report, two.event.report)
    apart = days_apart(one.event.interval, two.event.interval)
    return bool(apart) and (apart or 0) <= _FURTHEST_DAYS


def _is_dispute(weighed: Weighed, one: _Dated, two: _Dated, held: Sequence[_Dated]) -> bool:
    same = one.event.report == two.event.report or one.origin == two.origin or one.event.type != two.event.type
    if same or not _are_apart(weighed, one, two):
        return False
    shared = sum(weighed.spread.is_telling(stem(name)) for name in one.named & two.named)
    if (far_apart(one.spots, two.spots) and shared < _NAMED_ALIKE) or (one.named and two.named and not shared):
        return False
    if "W" in (one.day[0], two.day[0]) and not shared:
        return False
    if float(one.vector @ two.vector) < _ALIKE:
        return False
    told = [{d.day for d in held if d.event.report == x.event.report} for x in (one, two)]
    if any(len(days_told) > 1 for days_told in told):
        return False
    return len(terms(one.sentence.text).stems & terms(two.sentence.text).stems) >= _LEAST_SHARED


def _found(index: PileIndex, each: Sequence[_Dated]) -> Found:
    by_day: dict[str, list[_Dated]] = {}
    for dated in each:
        by_day.setdefault(dated.day, []).append(dated)
    groups = [group for _, group in sorted(by_day.items())]
    parts = [
        f"{_named_day(day)}: {quoted(g[0].sentence.text)} {whence(index, g[0].holder, g[0].event.report)}"
        for day, g in sorted(by_day.items())
    ]
    incidents = {d.event.incident for d in each if d.event.incident}
    return Found(
        kind="date",
        severity="medium",
        sentence="Two days are given for one happening: " + "; ".join(parts) + ".",
        sides=tuple(
            Side(label=listed([d.holder for d in g]), evidence=tuple(evidence_of_sentence(d.sentence) for d in g))
            for g in groups
        ),
        incidents=tuple(sorted(incidents)),
        why=("One word for the deed, sentences worded alike, and each report knows one of the days only.",),
        weight=float(len(each)),
    )


def _named_day(day: str) -> str:
    """A day as it is shown: its date, or the weekday's name where its week is not known."""
    return _WEEKDAYS[int(day[1:]) - 1] if day[0] == "W" else day
