"""The expressions of one text grounded in order, so that "a day later" counts from the day spoken of before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from rashomon.records import Interval
from rashomon.timex.grounding import grounded, hangs_on_publication
from rashomon.timex.record import Calendar, Expression, Grounded, Shift

_CLOCK = re.compile(r"T(\d\d):(\d\d)$")
_SPOKEN = re.compile(r"^[^\d]*\b(?:past|to)\s+[a-z]+$", re.IGNORECASE)
QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def _is_year_before(expression: Expression) -> bool:
    """Whether it compares with the same period a year before: "a year earlier", "the year-ago quarter"."""
    pattern = expression.pattern
    return isinstance(pattern, Shift) and pattern.unit == "year" and pattern.count == -1 and (
        pattern.ground == "text" or expression.text.lower().startswith(("a year", "year", "the year")))  # fmt: skip


def _quarter_of(expression: Expression, quarter: Grounded) -> Grounded | None:
    """The quarter spoken of in the year that is told: "the 1988 quarter", "last year's quarter"."""
    pattern, found = expression.pattern, QUARTER.fullmatch(quarter.value or "")
    if not isinstance(pattern, Calendar) or pattern.quarter != 0 or not found:
        return None
    year = pattern.year or (int(found[1]) + int(pattern.of.count or 0) if pattern.of else None)
    if year is None:
        return None
    told = grounded(replace(expression, pattern=Calendar(year=year, quarter=int(found[2]))), None, None)
    return replace(told, anchor="text", why=f"The quarter of that year that {quarter.value} is of its own.")


def _end_of_stretch(expression: Expression, before: Expression, begin: Grounded) -> Grounded | None:
    """The end of a stretch of weekdays or of months: of "9 p.m. Friday until 6 a.m. Saturday" the Saturday on or after
    that Friday, of "April to June" the June after that April.
    """
    start = begin.interval.earliest if begin.interval else None
    if start is None or begin.readings or _of_week(before) is None or _of_week(before) != _of_week(expression):
        return None
    if begin.interval is not None and (begin.interval.latest or "")[:7] != start[:7]:
        return None
    day = Interval(earliest=start[:10], latest=start[:10])
    told = grounded(replace(expression, lean="future"), day, None)
    if told.interval is None or (told.interval.earliest or "")[:10] < start[:10]:
        return None
    return replace(told, anchor="text", why=f"It ends the stretch that begins with {begin.value}.")


def _of_week(expression: Expression) -> bool | None:
    """Whether it is a bare day of the week, or a month without a year; None where it is neither."""
    pattern = expression.pattern
    if not isinstance(pattern, Calendar) or not hangs_on_publication(expression):
        return None
    if pattern.which is not None or pattern.of is not None or not (pattern.weekday or pattern.month):
        return None
    return pattern.month is None


def _stands(expression: Expression, told: Grounded, published: Interval | None) -> bool:
    """Whether a time stays the one last spoken of beside a day of saying: one day, and not that of the publication with
    its year, which stands over a text that counts from its own days.
    """
    pattern, interval = expression.pattern, told.interval
    day = (interval.earliest or "")[:10] if interval else ""
    if interval is None or not day or (interval.latest or "")[:10] != day:
        return False
    full = isinstance(pattern, Calendar) and pattern.year is not None and pattern.day is not None
    return not (full and published is not None and (published.earliest or "")[:10] == day)


def _on_the_clock(expression: Expression, before: Grounded | None) -> Expression:
    """An hour told in words alone after a clock time of one day: "half past seven" after 19:10 is 19:30."""
    pattern, hour = expression.pattern, _CLOCK.search(before.value or "") if before else None
    if hour is None or not isinstance(pattern, Shift) or pattern.hour is None or not _SPOKEN.search(expression.text):
        return expression
    told, shown = (pattern.hour, pattern.minute or 0), (int(hour[1]), int(hour[2]))
    if pattern.ground != "text" or not 1 <= pattern.hour <= 12 or not told < shown < (pattern.hour + 12, told[1]):
        return expression
    return replace(expression, pattern=replace(pattern, hour=pattern.hour + 12))


def _same_quarter(expression: Expression, quarter: Grounded) -> Grounded | None:
    """The quarter a year before the one that the text speaks of."""
    found = QUARTER.fullmatch(quarter.value or "")
    if not found:
        return None
    year, number = int(found[1]) - 1, int(found[2])
    whole = Calendar(year=year, quarter=number)
    before = Expression(start=0, end=0, text="", type="DATE", pattern=whole)
    told = grounded(before, None, None)
    return Grounded(
        value=told.value, mod=expression.mod, interval=told.interval, anchor="text",
        why=f"The same quarter a year before {quarter.value}.",
    )  # fmt: skip


def in_text_order(expressions: Iterable[Expression], published: Interval | None) -> tuple[Grounded, ...]:
    """Each expression of a text grounded (see `grounded`), in the order given, which is the text's."""
    earlier: int | None = None
    quarter: int | None = None
    rows: list[Grounded] = []
    listed = tuple(expressions)
    for at, expression in enumerate(listed):
        pattern = expression.pattern
        told, counted_from = None, earlier
        if (
            quarter is not None
            and isinstance(pattern, Shift)
            and pattern.unit == "quarter"
            and pattern.ground == "text"
            and pattern.count == 0
        ):
            same = rows[quarter]
            why = f"The quarter named before it, {same.value}."
            rows.append(replace(same, why=why, mod=expression.mod, anchor="text", counted_from=quarter, readings=()))
            continue
        if quarter is not None and _is_year_before(expression):
            told, counted_from = _same_quarter(expression, rows[quarter]), quarter
        if quarter is not None and told is None and (told := _quarter_of(expression, rows[quarter])) is not None:
            counted_from = quarter
        if expression.closes and told is None:
            told, counted_from = _end_of_stretch(expression, listed[at - 1], rows[-1]), at - 1
        if told is None:
            before = None if earlier is None else rows[earlier]
            told, counted_from = grounded(_on_the_clock(expression, before), published, before), earlier
        rows.append(replace(told, counted_from=counted_from) if told.anchor == "text" else told)
        if told.interval is None or not isinstance(pattern, Calendar | Shift) or _is_year_before(expression):
            continue
        stands = earlier is not None and _stands(listed[earlier], rows[earlier], published)
        if not (stands and (expression.aside or expression.of_saying)):
            earlier = at
        if isinstance(pattern, Calendar) and pattern.quarter:
            quarter = at
    return tuple(rows)
