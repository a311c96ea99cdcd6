"""What the time expressions of one text say of the day on which it was published.

A text is published on or after what it tells as past; a bare weekday reaches back at most a week; "last week" is the
calendar week before. Expressions inside quotations are left out: they are counted from when their words were said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

import msgspec

from rashomon.annotate import TimeReading
from rashomon.link.dates_system import ALWAYS, FREE, NEVER, Bound, Difference, Held, System
from rashomon.records import Report
from rashomon.timex import Calendar, Expression, Length, Shift, grounded

REACH = 7
"""Days that a bare weekday reaches back or forward at most."""
YEAR = 370
CUTS = {"START": (1, 10), "MID": (11, 10), "END": (21, 11)}
"""First day and length in days of the early, mid and late part of a month (contract, rule on Time)."""
OPENING, CLOSING = "“«", "”»"


class Spoken(msgspec.Struct, frozen=True):
    """A time expression as an unknown day: the first day of what it names, held to weekday or day of the year."""

    id: str
    report: str
    expression: Expression
    held: Held
    length: int
    """Days that it covers."""
    low: int
    """Of its first day, counted from the publication; with `high` the limits of where it lies."""
    high: int
    fixed: int | None = None
    """Its first day, where the words give it."""
    caption: bool = False
    """Whether a caption tells it: it says nothing of when its report came out."""

    @property
    def day(self) -> str:
        """The name of its unknown day in the system."""
        return f"t:{self.id}"


def published_day(report: str) -> str:
    """The name of a report's unknown day of publication in the system."""
    return f"p:{report}"


def quoted_stretches(text: str) -> tuple[range, ...]:
    """Stretches between quotation marks within one paragraph; an unbalanced mark closes with its paragraph."""
    found: list[range] = []
    at = 0
    for paragraph in text.split("\n"):
        opened: int | None = None
        for offset, char in enumerate(paragraph, at):
            if opened is None and (char in OPENING or char == '"'):
                opened = offset
            elif opened is not None and (char in CLOSING or char == '"'):
                found.append(range(opened, offset + 1))
                opened = None
        if opened is not None:
            found.append(range(opened, at + len(paragraph)))
        at += len(paragraph) + 1
    return tuple(found)


def spoken(report: Report, times: Sequence[TimeReading], text: str) -> tuple[Spoken, ...]:
    """The expressions of a text that say something of its publication, in text order."""
    quoted = quoted_stretches(text)
    starts = [q.start for q in quoted]
    rows = []
    for reading in times:
        at = bisect_right(starts, reading.expression.start) - 1
        if reading.added or (at >= 0 and reading.expression.start in quoted[at]):
            continue
        row = _spoken(reading.id, report.id, reading.expression)
        if row is not None:
            rows.append(row)
    return tuple(rows)


def on_captions(readings: Sequence[TimeReading]) -> tuple[Spoken, ...]:
    """The days that captions tell, in text order: written apart, often later, they bound no publication."""
    rows = (_absolute(r.id, r.report, r.expression) for r in readings)
    return tuple(msgspec.structs.replace(r, low=NEVER, high=ALWAYS, caption=True) for r in rows if r is not None)


def _spoken(time: str, report: str, expression: Expression) -> Spoken | None:
    pattern = expression.pattern
    if isinstance(pattern, Length) or expression.type == "SET":
        return None
    if isinstance(pattern, Calendar) and pattern.year is not None:
        return _absolute(time, report, expression)
    placed = _placed(expression)
    if placed is None:
        return None
    held, length, low, high = placed
    return Spoken(time, report, expression, held, length, low, high)


def _absolute(time: str, report: str, expression: Expression) -> Spoken | None:
    """A date with its year: a report that tells it as past is not older.

    A bare year proves it only after "since": "the 2020 race" may lie ahead. What is told as to come proves nothing.
    """
    told = grounded(expression, None, None).interval
    if told is None or told.earliest is None or told.latest is None:
        return None
    first, last = date.fromisoformat(told.earliest[:10]).toordinal(), date.fromisoformat(told.latest[:10]).toordinal()
    high = ALWAYS
    if expression.marker == "since" or (expression.lean == "past" and last - first < 31):
        high = 0
    return Spoken(time, report, expression, FREE, last - first + 1, NEVER, high, fixed=first)


Placed = tuple[Held, int, int, int]


def _placed(expression: Expression) -> Placed | None:
    pattern = expression.pattern
    if isinstance(pattern, Shift):
        return _shifted(pattern)
    if not isinstance(pattern, Calendar):
        return None
    if pattern.weekday and not pattern.month:
        return _weekday(pattern, expression)
    if pattern.month and not pattern.week:
        return _of_year(pattern, expression)
    return None


def _shifted(pattern: Shift) -> Placed | None:
    if pattern.ground != "publication" or pattern.count is None or pattern.count != int(pattern.count):
        return None
    count = int(pattern.count)
    if pattern.unit == "day" and abs(count) <= 10:
        return FREE, 1, count, count
    if pattern.unit == "week" and abs(count) <= 4:
        return Held(weekday=1), 7, 7 * count - 6, 7 * count
    if pattern.unit == "year" and count in {-1, 0, 1}:
        return Held(month=1, day=1), 365, 366 * min(count, 0) - 365 + 365 * max(count, 0), 365 * count
    return None


def _weekday(pattern: Calendar, expression: Expression) -> Placed | None:
    held = Held(weekday=pattern.weekday)
    if pattern.of is not None:
        weeks = int(pattern.of.count or 0)
        return (held, 1, 7 * weeks - 6, 7 * weeks + 6) if pattern.of.unit == "week" else None
    if pattern.which is not None:
        low, high = {-1: (-13, -1), 0: (-6, 6), 1: (1, 13)}[pattern.which]
        return held, 1, low, high
    low, high = {"past": (-REACH, 0), "future": (0, REACH)}.get(expression.lean or "", (-REACH, REACH))
    return held, 1, (-REACH if expression.marker == "since" else low), (0 if expression.marker == "since" else high)


def _of_year(pattern: Calendar, expression: Expression) -> Placed | None:
    first, length = (pattern.day, 1) if pattern.day else CUTS.get(expression.mod or "", (1, 28))
    held = Held(weekday=pattern.weekday, month=pattern.month, day=first)
    if pattern.of is not None:
        return _of_other_year(pattern, held, length) if pattern.of.unit == "year" else None
    if pattern.which == -1:
        return held, length, -YEAR - 60, -length
    if pattern.which is not None:
        return held, length, -YEAR, YEAR
    past = expression.lean == "past" or expression.marker == "since"
    low, high = (-YEAR, 0) if past else (-length, YEAR) if expression.lean == "future" else (-YEAR, YEAR)
    return held, length, low, high


def _of_other_year(pattern: Calendar, held: Held, length: int) -> Placed | None:
    """“June of last year”: the report is of the year after."""
    if pattern.of is None or pattern.of.ground != "publication":
        return None
    count = int(pattern.of.count or 0)
    first = date(2001, held.month or 1, min(held.day, 28)).timetuple().tm_yday
    if count != -1:
        return None
    leap = 1 if (held.month or 1) < 3 else 0
    return held, length, -(366 - first) - 365, -(366 - first) + leap


def is_bare_weekday(row: Spoken) -> bool:
    """Whether it is a weekday by itself that looks back."""
    pattern = row.expression.pattern
    bare = isinstance(pattern, Calendar) and bool(pattern.weekday) and not pattern.month and pattern.of is None
    return bare and isinstance(pattern, Calendar) and pattern.which is None and row.high == 0


def differences(row: Spoken) -> tuple[Difference, ...]:
    """Where an expression lies, counted from its report's publication."""
    if (row.low, row.high) == (NEVER, ALWAYS):
        return ()
    return (Difference(published_day(row.report), row.day, row.low, row.high, _why(row)),)


def _why(row: Spoken) -> str:
    told, pattern = f"“{row.expression.text}”", row.expression.pattern
    if row.fixed is not None:
        return f"it tells of {told} as past"
    if isinstance(pattern, Calendar) and pattern.weekday and row.high in {0, REACH} and pattern.which is None:
        where = {0: "back", REACH: "ahead" if row.low == 0 else "back or ahead"}[row.high]
        return f"a bare {told} looks {where} at most a week"
    if isinstance(pattern, Calendar) and pattern.which == -1 and pattern.weekday:
        return f"{told} is the one before, or that of the week before"
    if isinstance(pattern, Shift):
        return f"{told} is counted from the day of publication"
    return f"{told} without a year lies within a year of the report"


def local_system(
    report: str, known: tuple[int, int] | None, rows: Sequence[Spoken]
) -> tuple[System, tuple[Difference, ...]]:
    """The system of one report, and the differences that its own words give and that do not contradict one another."""
    system = System()
    declare(system, report, known, rows)
    kept: list[Difference] = []
    for row in sorted(rows, key=lambda r: (r.fixed is None, r.expression.start)):
        kept.extend(d for d in differences(row) if system.add([d]))
    return system, tuple(kept)


def declare(system: System, report: str, known: tuple[int, int] | None, rows: Sequence[Spoken]) -> None:
    """Put a report's unknown days into a system."""
    low, high = known or (NEVER, ALWAYS)
    system.day(published_day(report), low=Bound(low), high=Bound(high))
    for row in rows:
        fixed = Bound(row.fixed) if row.fixed is not None else None
        system.day(row.day, row.held, fixed, fixed)
