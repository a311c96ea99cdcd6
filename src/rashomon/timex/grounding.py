"""Expressions on the calendar: value, interval, readings, and a sentence that says why.

The publication is an interval. A pattern grounded from its ends gives the ends of the answer, so that what is not known
of the publication is not known of the time either. Nothing is grounded against a publication that is not known.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from rashomon.records import Interval
from rashomon.timex.calendar import Days, length_value, seen_from
from rashomon.timex.record import Calendar, Expression, Grounded, Length, Recurring, Shift, Vague

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ANY_DAY = date(2000, 1, 1)


def day_of(moment: str | None) -> date | None:
    """The day of an interval's end; None where it is open or no date."""
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None


def hangs_on_publication(expression: Expression) -> bool:
    """Whether the expression needs the date of publication (or an earlier time) to be on the calendar."""
    pattern = expression.pattern
    if isinstance(pattern, Calendar):
        told = pattern.year is not None or pattern.century is not None or (pattern.decade or 0) >= 100
        return not told
    return not isinstance(pattern, Recurring) and not (isinstance(pattern, Length) and pattern.towards is None)


def grounded(expression: Expression, published: Interval | None, earlier: Grounded | None) -> Grounded:
    """Where the expression lies on the calendar (TimeML 1.2.1 values; contract, rule on Time).

    `published` is the interval of publication, both ends inclusive, open ends None; `earlier` the time that the text
    last spoke of. The interval is as wide as the publication leaves it; where two readings remain both are given.
    """
    if not hangs_on_publication(expression):
        return _absolute(expression)
    pattern = expression.pattern
    if isinstance(pattern, Shift) and _is_of_a_day(expression) and not _is_one_day(earlier):
        published_day = replace(
            expression, pattern=replace(pattern, ground="publication", direction=-pattern.direction)
        )
        return _from_publication(published_day, published)
    if isinstance(pattern, Shift) and pattern.ground == "text":
        return _from_text(expression, published, earlier)
    return _from_publication(expression, published)


def _is_of_a_day(expression: Expression) -> bool:
    """Whether it is a time of a day that the text has told, or else of the publication's: "at 8 p.m.", "at dawn"."""
    pattern = expression.pattern
    if not isinstance(pattern, Shift) or pattern.count != 0:
        return False
    return pattern.hour is not None or (
        pattern.part is not None and pattern.ground == "text" and not _is_that(expression)
    )


def _is_that(expression: Expression) -> bool:
    """Whether it takes up what was told: "that night", "the same evening"."""
    return expression.text.lower().startswith(("that", "the same"))


def _is_one_day(earlier: Grounded | None) -> bool:
    """Whether the time last spoken of is one day: "at 8 p.m." is then of that day, else of the publication's."""
    told = earlier.interval if earlier else None
    return told is not None and told.earliest is not None and (told.earliest[:10] == (told.latest or "")[:10])


def _absolute(expression: Expression) -> Grounded:
    days = seen_from(expression.pattern, expression.mod, expression.lean, ANY_DAY, None)
    if not days:
        return Grounded(value=None, mod=expression.mod, why="The words name no day of the calendar.")
    told = interval_of(days[:1])
    why = "The words give the date themselves." if told else "A length or a repetition: it names no date."
    if isinstance(expression.pattern, Calendar) and expression.pattern.islamic is not None:
        why = "The Islamic calendar's days of that year as tables have them, a day wider at both ends."
    return Grounded(value=days[0].value, mod=expression.mod, interval=told, why=why)


def interval_of(days: tuple[Days, ...]) -> Interval | None:
    """The interval that holds all of `days`; None where no end is known."""
    firsts = [_moment(d.first, d.minute) for d in days]
    lasts = [_moment(d.last, d.minute) for d in days]
    earliest = None if None in firsts else min(f for f in firsts if f)
    latest = None if None in lasts else max(last for last in lasts if last)
    return Interval(earliest=earliest, latest=latest) if earliest or latest else None


def _moment(day: date | None, minute: str | None) -> str | None:
    return None if day is None else f"{day.isoformat()}T{minute}" if minute else day.isoformat()


def _from_text(expression: Expression, published: Interval | None, earlier: Grounded | None) -> Grounded:
    ends = (
        (day_of(earlier.interval.earliest), day_of(earlier.interval.latest)) if earlier and earlier.interval else None
    )
    if earlier is None or ends is None or None in ends:
        return Grounded(
            value=_open_value(expression), mod=expression.mod, why="It counts from a time that is not known."
        )
    text = [end for end in ends if end]
    found = [seen_from(expression.pattern, expression.mod, expression.lean, t, t) for t in text]
    return _joined(expression, found, "text", f"Counted from {earlier.value or 'the time named before it'}.")


def _from_publication(expression: Expression, published: Interval | None) -> Grounded:
    ends = (day_of(published.earliest), day_of(published.latest)) if published else (None, None)
    if ends == (None, None):
        return Grounded(
            value=_open_value(expression),
            mod=expression.mod,
            why="It hangs on the date of publication, which is not known.",
        )
    found = [
        () if end is None else seen_from(expression.pattern, expression.mod, expression.lean, end, None) for end in ends
    ]
    told = f"Seen from the publication, {_told(ends[0], ends[1])}"
    return _joined(expression, found, "publication", told + _looking(expression))


def _told(first: date | None, last: date | None) -> str:
    if first == last:
        return f"{first}"
    return f"{first} or later" if last is None else f"{last} or before" if first is None else f"{first} to {last}"


def _looking(expression: Expression) -> str:
    """How the expression looks from where it is seen: the half of a sentence that ends it."""
    pattern = expression.pattern
    if isinstance(pattern, Calendar) and pattern.weekday and pattern.which is None and pattern.of is None:
        day = DAY_NAMES[pattern.weekday - 1]
        if expression.lean == "future":
            return f": its verb looks ahead, so the {day} to come."
        return f": a bare {day} looks back less than a week."
    if isinstance(pattern, Calendar) and pattern.islamic is not None:
        return ": the Islamic calendar's days as tables have them, a day wider at both ends."
    if expression.lean == "future" and isinstance(pattern, Calendar):
        return ": its verb looks ahead."
    return "."


def _joined(expression: Expression, found: list[tuple[Days, ...]], anchor: str, why: str) -> Grounded:
    """The readings from both ends as one answer; an end that nothing is known of stays open."""
    if not any(found):
        return Grounded(
            value=_open_value(expression), mod=expression.mod, why="It counts from a time that is not known."
        )
    low, high = interval_of(found[0]) if found[0] else None, interval_of(found[-1]) if found[-1] else None
    earliest, latest = (low.earliest if low else None), (high.latest if high else None)
    whole = Interval(earliest=earliest, latest=latest) if earliest or latest else None
    readings = _readings(found)
    if len(readings) > 1 and len(found[0]) > 1:
        why += " Two readings remain: the one nearest, and that of the calendar week beside it."
    return Grounded(
        value=_common([d.value for days in found for d in days[:1]]) if all(found) else _open_value(expression),
        mod=expression.mod, interval=whole, readings=readings if len(readings) > 1 else (),
        anchor="text" if anchor == "text" else "publication", why=why,
    )  # fmt: skip


def _readings(found: list[tuple[Days, ...]]) -> tuple[Interval, ...]:
    """The intervals that remain where they are few and known at both ends."""
    if not all(found):
        return ()
    each = {i for days in found for d in days if (i := interval_of((d,))) and i.earliest and i.latest}
    several = any(len(days) > 1 for days in found)
    if not several and len(each) > 1:
        return ()
    return tuple(sorted(each, key=lambda i: (i.earliest or "", i.latest or "")))


def _common(values: list[str]) -> str | None:
    """One value where all are equal, else what they share with X for the digits that differ; None where nothing is."""
    if len(set(values)) == 1:
        return values[0]
    first, second = values[0], values[-1]
    if len(first) != len(second) or first[:4] != second[:4]:
        return None
    same = [a == b for a, b in zip(first, second, strict=True)]
    kept = same.index(False)
    return "".join(c if i < kept or not c.isdigit() else "X" for i, c in enumerate(first))


def _open_value(expression: Expression) -> str | None:
    """The value with X for what only the publication could tell: `XXXX-05`, `XXXX-WXX-2`."""
    pattern = expression.pattern
    if isinstance(pattern, Length):
        return length_value(pattern)
    if isinstance(pattern, Vague):
        return pattern.reference
    if not isinstance(pattern, Calendar):
        return None
    if pattern.month:
        return f"XXXX-{pattern.month:02d}" + (f"-{pattern.day:02d}" if pattern.day else "")
    if pattern.weekday:
        return f"XXXX-WXX-{pattern.weekday}" + (f"T{pattern.part}" if pattern.part else "")
    if pattern.season:
        return f"XXXX-{pattern.season}"
    return f"XXXX-Q{pattern.quarter}" if pattern.quarter else None
