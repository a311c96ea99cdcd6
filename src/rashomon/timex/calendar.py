"""Patterns on the calendar, seen from one day: TIMEX3 value and the days it comes to.

Seen from a later day no pattern comes to an earlier date, so an uncertain day of publication is grounded by its ends.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from rashomon.timex.feasts import easter, islamic_days
from rashomon.timex.record import Calendar, Leaning, Length, Part, Pattern, Recurring, Shift, Unit, Vague

MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "week": 7, "weekend": 7, "night": 1}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
ISO_LENGTH = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "W", "month": "M",
    "quarter": "Q", "season": "Q", "half": "Y", "year": "Y", "decade": "E", "century": "C",
}  # fmt: skip
PER_DAY = {"hour": 24, "minute": 24 * 60, "second": 24 * 3600}
YEARS_OF = {"decade": 10, "century": 100}


class Days(msgspec.Struct, frozen=True):
    """A stretch of whole days, both ends inclusive, with its TIMEX3 value; an open end is None."""

    value: str
    first: date | None
    last: date | None
    minute: str | None = None
    """`HH:MM` where the time of day is told."""


def month_days(year: int, month: int, months: int = 1) -> tuple[date, date]:
    """The first and the last day of so many months."""
    first = date(year, month, 1)
    after = year * 12 + month - 1 + months
    return first, date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def moved(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, month_days(year, month)[1].day))


def shift_days(count: float, unit: Unit, day: date) -> date:
    """The day so many units from `day`."""
    if unit in MONTHS_OF:
        return moved(day, round(count * MONTHS_OF[unit]))
    return day + timedelta(days=round(count * DAYS_OF.get(unit, 0)))


def unit_days(unit: Unit, day: date) -> Days:
    """The calendar's unit that holds `day`: ISO weeks, whole months and years."""
    year, week, _ = day.isocalendar()
    monday = day - timedelta(days=day.isoweekday() - 1)
    if unit == "week":
        return Days(f"{year}-W{week:02d}", monday, monday + timedelta(days=6))
    if unit == "weekend":
        return Days(f"{year}-W{week:02d}-WE", monday + timedelta(days=5), monday + timedelta(days=6))
    if unit == "month":
        return Days(f"{day:%Y-%m}", *month_days(day.year, day.month))
    if unit == "quarter":
        number = (day.month - 1) // 3
        return Days(f"{day.year}-Q{number + 1}", *month_days(day.year, 3 * number + 1, 3))
    if unit == "year":
        return Days(f"{day.year}", *month_days(day.year, 1, 12))
    if unit in YEARS_OF:
        length = YEARS_OF[unit]
        begin = day.year - day.year % length
        return Days(f"{begin // length}", date(max(begin, 1), 1, 1), date(begin + length - 1, 12, 31))
    return Days(f"{day:%Y-%m-%d}", day, day)


# ------------------------------------------------------------------ calendar parts


def season_days(year: int, season: str) -> Days:
    """A season of the northern half of the earth, by whole months; winter begins in its year's December."""
    return Days(f"{year}-{season}", *month_days(year, SEASON_MONTHS[season], 3))


def _chosen(options: list[Days], seen: date, which: int | None, lean: Leaning | None) -> Days:
    """One of a row of like dates, in order: the last, this or next one, or what the verb's tense says."""
    over = [o for o in options if o.last and o.last < seen]
    ahead = [o for o in options if o.first and o.first > seen]
    if which == -1 and over:
        return over[-1]
    if which == 1 and ahead:
        return ahead[0]
    return min(options, key=lambda o: _distance(o, seen, lean))


AGAINST_FUTURE = 250
"""Days that a date before the publication seems farther off when the verb looks ahead."""
SOON = 45
"""Days to come in which a date may lie though the verb is past: it is the verb of what announces it."""


def _distance(days: Days, seen: date, lean: Leaning | None) -> tuple[int, bool]:
    """How far the days lie from `seen`, the tense weighed in; what is over comes before what is to come."""
    if days.first is None or days.last is None:
        return 10**9, False
    if days.first <= seen <= days.last:
        return 0, False
    if days.last < seen:
        return (seen - days.last).days + (AGAINST_FUTURE if lean == "future" else 0), False
    ahead = (days.first - seen).days
    return ahead + (400 if lean == "past" and ahead > SOON else 0), True


def _years(pattern: Calendar, seen: date, text: date | None) -> list[int]:
    """The years that the pattern may mean: one where it says so, else those around the day it is seen from."""
    if pattern.year is not None:
        return [pattern.year]
    if pattern.of is not None and pattern.of.unit == "year":
        base = text if pattern.of.ground == "text" and text else seen
        return [base.year + int(pattern.of.count or 0)]
    if pattern.which == 0:
        return [seen.year]
    return [seen.year - 1, seen.year, seen.year + 1]


def _feast(pattern: Calendar, year: int) -> Days | None:
    """A feast that moves; one of the Islamic year has for value the month or year that surely holds it."""
    if pattern.from_easter is not None:
        day = easter(year) + timedelta(days=pattern.from_easter)
        return unit_days("weekend" if pattern.weekend else "week" if pattern.week else "day", day)
    ends = islamic_days(year, *pattern.islamic) if pattern.islamic else None
    if ends is None:
        return None
    first, last = ends
    return Days(f"{first:%Y-%m}" if f"{first:%Y%m}" == f"{last:%Y%m}" else f"{year}", first, last)


def _within_year(pattern: Calendar, year: int) -> Days | None:
    """The part of a year that the pattern says; None where that year has no such day."""
    if pattern.from_easter is not None or pattern.islamic is not None:
        return _feast(pattern, year)
    if pattern.season:
        return season_days(year, pattern.season)
    if pattern.quarter:
        return Days(f"{year}-Q{pattern.quarter}", *month_days(year, 3 * pattern.quarter - 2, 3))
    if pattern.half:
        return Days(f"{year}-H{pattern.half}", *month_days(year, 6 * pattern.half - 5, 6))
    if pattern.month and pattern.day:
        try:
            day = date(year, pattern.month, pattern.day)
        except ValueError:
            return None
        if pattern.week or pattern.weekend:
            return unit_days("weekend" if pattern.weekend else "week", day)
        if pattern.on_or_after and pattern.weekday:
            return unit_days("day", day + timedelta(days=(pattern.weekday - day.isoweekday()) % 7))
        return unit_days("day", day)
    if pattern.month:
        return Days(f"{year}-{pattern.month:02d}", *month_days(year, pattern.month))
    return Days(f"{year}", *month_days(year, 1, 12))


def _weekday(pattern: Calendar, seen: date, lean: Leaning | None) -> tuple[Days, ...]:
    """The days that a weekday may mean seen from a day; the first is the likeliest.

    A bare weekday looks back, the day itself included; forward where its verb does. "last Monday" is the Monday
    before, or that of the calendar week before.
    """
    back = (seen.isoweekday() - (pattern.weekday or 1)) % 7
    monday = seen - timedelta(days=seen.isoweekday() - 1)
    own = monday + timedelta(days=(pattern.weekday or 1) - 1)
    if pattern.week:
        return (unit_days("day", seen + timedelta(days=(-back) % 7 + 7)),)
    if pattern.of is not None and pattern.of.unit == "week":
        return (unit_days("day", own + timedelta(weeks=int(pattern.of.count or 0))),)
    if pattern.which == -1:
        before = seen - timedelta(days=back or 7)
        return tuple(unit_days("day", d) for d in sorted({before, own - timedelta(weeks=1)}, reverse=True))
    if pattern.which == 1:
        after = seen + timedelta(days=(-back) % 7 or 7)
        return tuple(unit_days("day", d) for d in sorted({after, own + timedelta(weeks=1)}))
    if lean == "future" or (pattern.which == 0 and lean != "past"):
        return (unit_days("day", seen + timedelta(days=(-back) % 7)),)
    return (unit_days("day", seen - timedelta(days=back)),)


def _day_alone(day: int, seen: date, lean: Leaning | None) -> tuple[Days, ...]:
    """A day of an untold month: the last such day, the day itself included; the next one where the verb looks ahead."""
    months = [moved(seen.replace(day=1), n) for n in ((0, 1, 2) if lean == "future" else (0, -1, -2))]
    days = [m.replace(day=day) for m in months if day <= month_days(m.year, m.month)[1].day]
    fitting = [d for d in days if (d >= seen if lean == "future" else d <= seen)]
    return (unit_days("day", fitting[0]),) if fitting else ()


def _calendar(pattern: Calendar, seen: date, lean: Leaning | None, text: date | None) -> tuple[Days, ...]:
    if pattern.century is not None:
        first = pattern.century * 100
        return (Days(f"{pattern.century}", date(max(first, 1), 1, 1), date(first + 99, 12, 31)),)
    if pattern.decade is not None:
        decade = pattern.decade
        if decade < 100:
            decade = next(d for d in range(seen.year // 10, -1, -1) if d % 10 == decade)
        return (Days(f"{decade}", date(decade * 10, 1, 1), date(decade * 10 + 9, 12, 31)),)
    if pattern.weekend and pattern.from_easter is None and not pattern.month:
        to_come = timedelta(days=0 if lean == "future" or seen.isoweekday() >= 6 else -7)
        return (unit_days("weekend", seen + to_come),)
    if pattern.weekday and not pattern.month:
        return _weekday(pattern, seen, lean)
    if pattern.day and not pattern.month:
        return _day_alone(pattern.day, seen, lean)
    options = [d for y in _years(pattern, seen, text) if (d := _within_year(pattern, y))]
    if pattern.weekday and not pattern.on_or_after and pattern.day and pattern.year is None:
        agreeing = [d for d in options if d.first and d.first.isoweekday() == pattern.weekday]
        options = agreeing or options
    if not options:
        return ()
    if len(options) == 1:
        return (options[0],)
    if pattern.quarter == 0:
        return ()
    held = "past" if pattern.quarter or pattern.half else lean
    return (_chosen(options, seen, pattern.which, held),)


# ------------------------------------------------------------------ shifts and lengths


def _shift(pattern: Shift, seen: date) -> Days | None:
    if pattern.count is None or not _is_on_calendar(pattern.count, pattern.unit, seen):
        return None
    if pattern.count == int(pattern.count) or pattern.unit not in MONTHS_OF:
        return unit_days(pattern.unit, shift_days(pattern.count, pattern.unit, seen))
    months = round(pattern.count * MONTHS_OF[pattern.unit])
    return unit_days("month", moved(seen, months))


def _is_on_calendar(count: float, unit: Unit, seen: date) -> bool:
    """Whether a shift ends in years that dates can name, with a century to spare: "4,000 years ago" does not."""
    years = abs(count) * (MONTHS_OF[unit] / 12 if unit in MONTHS_OF else DAYS_OF.get(unit, 0) / 365)
    return seen.year - years > 100 and seen.year + years < 9900


def length_value(pattern: Length) -> str:
    """The TIMEX3 value of a length: `P10D`, `PT4H`, `P2Y6M`, `PXW`."""
    parts = [_length_part(pattern.count, pattern.unit), *(_length_part(n, u) for n, u in pattern.rest)]
    dated = "".join(p for p in parts if not p.startswith("T"))
    timed = "".join(p[1:] for p in parts if p.startswith("T"))
    return f"P{dated}{'T' + timed if timed else ''}"


def _length_part(count: float | None, unit: Unit) -> str:
    sign = ISO_LENGTH[unit]
    if count is None:
        return f"{sign[:-1]}X{sign[-1]}"
    if unit == "half":
        count /= 2
    if unit in {"year", "hour", "minute"} and count != int(count) and (count * 12) % 1 == 0:
        smaller = {"year": ("M", 12), "hour": ("M", 60), "minute": ("S", 60)}[unit]
        whole = f"{int(count)}{sign[-1]}" if int(count) else ""
        return f"{sign[:-1]}{whole}{round((count - int(count)) * smaller[1])}{smaller[0]}"
    return f"{sign[:-1]}{int(count) if count == int(count) else count}{sign[-1]}"


def _length(pattern: Length, seen: date) -> Days:
    value = length_value(pattern)
    if pattern.towards is None or pattern.count is None or not (0 <= pattern.count < 2000):
        return Days(value, None, None)
    try:
        count = pattern.towards * (pattern.high or pattern.count)
        parts = PER_DAY.get(pattern.unit)
        far = shift_days(count, pattern.unit, seen) if parts is None else shift_days(count / parts, "day", seen)
    except (ValueError, OverflowError):
        return Days(value, None, None)
    return Days(value, min(far, seen), max(far, seen))


def narrowed_by_mod(days: Days, mod: str | None) -> Days:
    """Early, mid and late of a month or a year (contract, rule on Time); other units keep their whole."""
    first, last = days.first, days.last
    if mod == "MID" and first is not None and len(days.value) == len("2016-W08") and "-W" in days.value:
        return Days(days.value, first + timedelta(days=1), first + timedelta(days=3))
    if mod not in {"START", "MID", "END"} or first is None or last is None or len(days.value) not in {4, 7}:
        return days
    if len(days.value) == 7 and days.value[4:5] == "-" and days.value[5:].isdigit():
        cuts = {"START": (1, 10), "MID": (11, 20), "END": (21, last.day)}[mod]
        return Days(days.value, first.replace(day=cuts[0]), first.replace(day=cuts[1]))
    if days.value.isdigit():
        cuts = {"START": (1, 3), "MID": (4, 9), "END": (10, 12)}[mod]
        year = first.year
        return Days(days.value, date(year, cuts[0], 1), month_days(year, cuts[1])[1])
    return days


def _one_side(days: Days, base: date, direction: int) -> Days:
    """The part of a unit before the day it is seen from, or after it: "earlier this year", "later this month"."""
    if days.first is None or days.last is None or not days.first <= base <= days.last:
        return days
    first, last = (days.first, base) if direction < 0 else (base, days.last)
    return msgspec.structs.replace(days, first=first, last=last)


def _night(days: Days, pattern: Shift) -> Days:
    """The two days of a night that ends on the day ("overnight") or begins on it ("through the night")."""
    if pattern.part != "NI" or days.first is None or days.last is None:
        return days
    if pattern.direction < 0:
        return msgspec.structs.replace(days, first=days.first - timedelta(days=1))
    return msgspec.structs.replace(days, last=days.last + timedelta(days=1)) if pattern.direction > 0 else days


def _with_time(days: Days, hour: int | None, minute: int | None, part: Part | None) -> Days:
    """The same day with its time: `2016-02-26T11:14`, `2016-02-26TEV`."""
    if hour is None:
        return msgspec.structs.replace(days, value=f"{days.value}T{part}") if part else days
    told = f"{hour:02d}:{minute or 0:02d}"
    value = f"{days.value}T{told}"
    if hour == 24:
        return msgspec.structs.replace(days, value=value)
    return msgspec.structs.replace(days, value=value, minute=told)


def seen_from(
    pattern: Pattern, mod: str | None, lean: Leaning | None, seen: date, text: date | None
) -> tuple[Days, ...]:
    """What the pattern comes to for one who writes on the day `seen`; several where it has several readings.

    `text` is the day the text last spoke of. Empty where it cannot be told.
    """
    if isinstance(pattern, Recurring):
        return (Days(pattern.value, None, None),)
    if isinstance(pattern, Length):
        return (_length(pattern, seen),)
    if isinstance(pattern, Vague):
        ends = {"PRESENT_REF": (seen, seen), "PAST_REF": (None, seen), "FUTURE_REF": (seen, None)}
        return (Days(pattern.reference, *ends[pattern.reference]),)
    if isinstance(pattern, Shift):
        base = text if pattern.ground == "text" else seen
        days = None if base is None or pattern.ground == "event" else _shift(pattern, base)
        if days and base and pattern.direction and mod in {"START", "END"}:
            return (_one_side(days, base, pattern.direction),)
        found: tuple[Days, ...] = (_night(days, pattern),) if days else ()
    else:
        found = _calendar(pattern, seen, lean, text)
    return tuple(_with_time(narrowed_by_mod(d, mod), pattern.hour, pattern.minute, pattern.part) for d in found)
