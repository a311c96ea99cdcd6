"""Intervals of days compared: before, apart, overlapping. Ends are inclusive; an open end meets anything."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from rashomon.records import Interval


@lru_cache(maxsize=1 << 14)
def day(told: str | None) -> date | None:
    """The day of an interval's end; None where it is open or no date."""
    try:
        return date.fromisoformat(told[:10]) if told else None
    except ValueError:
        return None


def days_apart(a: Interval | None, b: Interval | None) -> int | None:
    """Days between two intervals: 0 where they may touch, None where an open end leaves it unknown."""
    if a is None or b is None:
        return None
    one, two = _gap(a, b), _gap(b, a)
    if one is None or two is None:
        known = two if one is None else one
        return known if known is not None and known > 0 else None
    return max(one, two, 0)


def _gap(first: Interval, second: Interval) -> int | None:
    """Days from the end of `first` to the beginning of `second`; negative where they overlap."""
    end, begin = day(first.latest), day(second.earliest)
    return (begin - end).days if end and begin else None


def is_before(a: Interval | None, b: Interval | None) -> bool:
    """Whether `a` surely ends before `b` begins."""
    gap = _gap(a, b) if a and b else None
    return gap is not None and gap > 0


def is_one_day(a: Interval | None) -> bool:
    """Whether an interval is of one day."""
    return a is not None and day(a.earliest) is not None and day(a.earliest) == day(a.latest)


def earliest_of(intervals: list[Interval | None]) -> Interval | None:
    """The interval that begins first; None where none is known."""
    known = [i for i in intervals if i and (i.earliest or i.latest)]
    return min(known, key=lambda i: (i.earliest or i.latest or "", i.latest or "9999")) if known else None


def common(intervals: list[Interval | None]) -> Interval | None:
    """What all known intervals have in common; None where they have nothing or none is known."""
    known = [i for i in intervals if i is not None]
    starts = [i.earliest for i in known if i.earliest]
    ends = [i.latest for i in known if i.latest]
    first, last = (max(starts) if starts else None), (min(ends) if ends else None)
    if not known or (first and last and first[:10] > last[:10]):
        return None
    return Interval(earliest=first, latest=last)
