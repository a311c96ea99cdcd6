"""What one report brings to the pile's references: its expressions with the words around them, stories, stretches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from rashomon.annotate import Annotations
from rashomon.link.dates_evidence import Spoken, is_bare_weekday
from rashomon.link.dates_system import ALWAYS, Difference
from rashomon.link.dates_wording import Wording, wording
from rashomon.records import Report
from rashomon.timex import Calendar, Length

AFTER = re.compile(r"\s+(after|before)\b")
THEN = re.compile(r"\W*Since then\b")
BREAK = re.compile(r"(?<=[.!?])[\"”’']*\s+|\n+")
LONGEST = 400
"""Characters of a caption's sentence on either side of a date."""
OPENING = 3000
"""Characters at the head of a report that say what it is about."""


class Told(msgspec.Struct, frozen=True):
    """An expression with the words around it: its sentence, and the names of the sentence after it."""

    spoken: Spoken
    around: Wording
    sentence: int
    """Where its sentence begins."""


class Story(msgspec.Struct, frozen=True):
    """A sentence that gives an outlet's story, with the day it came out where the sentence tells it."""

    outlet: str
    around: Wording
    text: str
    day: str | None


class Stretch(msgspec.Struct, frozen=True):
    """“over the last 10 days”: a campaign that has gone on for so long."""

    days: int
    text: str
    around: Wording


class ReportWords(msgspec.Struct, frozen=True):
    """What one report brings to the pile's references."""

    report: str
    name: str
    told: tuple[Told, ...]
    stories: tuple[Story, ...]
    offsets: tuple[Difference, ...]
    stretches: tuple[Stretch, ...]
    about: frozenset[str]
    """The words of its opening."""


def _sentences(text: str, annotations: Annotations) -> list[tuple[int, int]]:
    if annotations.sentences:
        return [(s.start, s.end) for s in annotations.sentences]
    edges = [0, *(m.end() for m in BREAK.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def _unread(text: str, offset: int) -> tuple[int, int]:
    """The sentence of a caption, which the reading model does not read."""
    first = max(0, offset - LONGEST)
    begins = [m.end() for m in BREAK.finditer(text, first, offset)]
    end = BREAK.search(text, offset, offset + LONGEST)
    return begins[-1] if begins else first, end.start() if end else min(len(text), offset + LONGEST)


def report_words(report: Report, rows: Sequence[Spoken], annotations: Annotations, text: str) -> ReportWords:
    """The references of one report."""
    sentences = _sentences(text, annotations)
    starts = [s[0] for s in sentences]

    @cache
    def read(at: int) -> Wording:
        return wording(text[slice(*sentences[at])]) if at < len(sentences) else Wording(frozenset(), frozenset())

    def around(offset: int) -> tuple[Wording, int]:
        at = max(0, bisect_right(starts, offset) - 1)
        if not sentences or offset >= sentences[at][1]:
            start, end = _unread(text, offset)
            return wording(text[start:end]), start
        own, following = read(at), read(at + 1)
        return Wording(
            own.words | following.names, own.names | following.names, {**following.forms, **own.forms}
        ), sentences[at][0] if sentences else 0

    told = tuple(Told(r, *around(r.expression.start)) for r in rows)
    return ReportWords(
        report=report.id,
        name=_name(report),
        told=told,
        stories=_stories(annotations, sentences, told, text, read),
        offsets=(*_offsets(annotations, told, text), *_since_then(told, text), *_one_weekday(told)),
        stretches=_stretches(annotations, around),
        about=wording(text[:OPENING]).words,
    )


def _name(report: Report) -> str:
    """How a reason names a report: by its title, cut where it is long."""
    name = report.title.text if report.title else (report.names[0] if report.names else report.id)
    return f"“{name}”" if len(name) <= 60 else f"“{name[:57].rsplit(' ', 1)[0]} …”"


def _stories(
    annotations: Annotations,
    sentences: Sequence[tuple[int, int]],
    told: Sequence[Told],
    text: str,
    read: Callable[[int], Wording],
) -> tuple[Story, ...]:
    """The sentences that give an outlet's story; `read` gives the wording of a sentence by its place."""
    starts = [s[0] for s in sentences]
    rows = []
    for mention in annotations.mentions:
        if mention.kind != "media" or mention.head != "name" or not sentences:
            continue
        at = max(0, bisect_right(starts, mention.span.start) - 1)
        start, end = sentences[at]
        days = [t.spoken for t in told if t.sentence == start and is_day(t.spoken)]
        outlet = " ".join(sorted(wording(f"The {mention.span.text}").words))
        rows.append(Story(outlet, read(at), text[start:end], days[-1].day if days else None))
    return tuple(rows)


def _stretches(annotations: Annotations, around: Callable[[int], tuple[Wording, int]]) -> tuple[Stretch, ...]:
    rows = []
    for reading in annotations.times:
        pattern = reading.expression.pattern
        if isinstance(pattern, Length) and pattern.towards == -1 and pattern.count and pattern.unit in {"day", "week"}:
            days = round(pattern.count * (7 if pattern.unit == "week" else 1))
            if 5 <= days <= 60:
                rows.append(Stretch(days, reading.expression.text, around(reading.expression.start)[0]))
    return tuple(rows)


def is_day(row: Spoken) -> bool:
    """Whether it is one day of the calendar."""
    return row.length == 1 and isinstance(row.expression.pattern, Calendar)


def _offsets(annotations: Annotations, told: Sequence[Told], text: str) -> list[Difference]:
    """“It came four days after US planes bombed …”, where a weekday of the same text is that day."""
    rows = []
    days = [t for t in told if is_day(t.spoken) and t.spoken.held.weekday]
    for reading in annotations.times:
        expression, pattern = reading.expression, reading.expression.pattern
        joint = AFTER.match(text, expression.end)
        if not isinstance(pattern, Length) or pattern.unit != "day" or not joint or pattern.count is None:
            continue
        before = [t for t in days if t.spoken.expression.start < expression.start]
        if not before:
            continue
        base, sign = before[-1], (-1 if joint.group(1) == "after" else 1)
        clause = wording(text[joint.end() : joint.end() + 120].split("\n")[0])
        wanted = ((base.spoken.held.weekday or 1) - 1 + sign * int(pattern.count)) % 7 + 1
        for target in days:
            if target.spoken.held.weekday == wanted and target is not base and clause.names & target.around.names:
                gap = sign * int(pattern.count)
                names = target.spoken.expression.text, base.spoken.expression.text
                told_of = f"{expression.text} {joint.group(1)} it"
                why = f"“{names[0]}” is the day of which the text says that what came “{names[1]}” was {told_of}"
                rows.append(Difference(base.spoken.day, target.spoken.day, gap, gap, why, 3.0))
    return rows


def _one_weekday(told: Sequence[Told]) -> list[Difference]:
    """A weekday that a text tells twice as past is one day."""
    first: dict[int | None, Spoken] = {}
    rows = []
    for row in (t.spoken for t in told if is_bare_weekday(t.spoken)):
        earlier = first.setdefault(row.held.weekday, row)
        if earlier is not row:
            why = f"“{earlier.expression.text}” and “{row.expression.text}” of one report are one day"
            rows.append(Difference(earlier.day, row.day, 0, 0, why, 1.0))
    return rows


def _since_then(told: Sequence[Told], text: str) -> list[Difference]:
    """“Since then …”: what the sentence tells is not before what was told last."""
    rows = []
    for earlier, later in pairwise(told):
        if later.sentence != earlier.sentence and THEN.match(text, later.sentence) and is_day(later.spoken):
            why = f"“{later.spoken.expression.text}” is after “{earlier.spoken.expression.text}”"
            rows.append(Difference(earlier.spoken.day, later.spoken.day, 0, ALWAYS, why, 2.0))
    return rows
