"""The rows of `times`: each expression of a report on the calendar, narrowed where the pile says more of its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from rashomon.annotate import TimeReading
from rashomon.link.dates_system import ALWAYS, NEVER, System
from rashomon.records import Interval, Span, Time
from rashomon.timex import Calendar, Expression, Grounded, in_text_order

NOTED_WITHIN = 7
"""Days within which a correction or an editor's note is added to a report."""


def grounded_times(readings: Sequence[TimeReading], published: Interval | None, system: System) -> tuple[Time, ...]:
    """The expressions of one report grounded against its publication, in text order.

    Those of a note that was added later are grounded against the days on which it may have been.
    """
    ordered = sorted(readings, key=lambda r: r.expression.start)
    expressions = [r.expression for r in ordered]
    grounds = in_text_order(expressions, published)
    if any(r.added for r in ordered):
        noted = in_text_order(expressions, _with_days_after(published))
        grounds = tuple(late if r.added else told for r, told, late in zip(ordered, grounds, noted, strict=True))
    return tuple(_row(reading, ground, system, ordered) for reading, ground in zip(ordered, grounds, strict=True))


def _with_days_after(published: Interval | None) -> Interval | None:
    """The days from a publication on which a note is added to it."""
    if published is None or published.latest is None:
        return published
    last = date.fromisoformat(published.latest[:10]) + timedelta(days=NOTED_WITHIN)
    return Interval(earliest=published.earliest, latest=last.isoformat(), zone=published.zone)


def _row(reading: TimeReading, ground: Grounded, system: System, ordered: Sequence[TimeReading]) -> Time:
    expression = reading.expression
    anchor: str | None = ground.anchor
    if anchor == "text":
        anchor = None if ground.counted_from is None else ordered[ground.counted_from].id
    narrowed = _narrowed(reading, ground, system)
    interval, readings, why, value = ground.interval, ground.readings, ground.why, ground.value
    if reading.added:
        why = f"In a note that was added, {NOTED_WITHIN} days after the report at most. {why}"
    if narrowed is not None:
        interval, readings = narrowed, ()
        value = _value(expression, narrowed) or value
        why = f"{why} The pile narrows it: {'; '.join(system.reasons(f't:{reading.id}', 'low')[:3])}."
    return Time(
        id=reading.id,
        report=reading.report,
        span=Span(start=expression.start, end=expression.end, text=expression.text),
        type=expression.type,
        value=value,
        mod=ground.mod,
        interval=interval,
        readings=readings,
        anchor=anchor,
        why=why,
    )


def _narrowed(reading: TimeReading, ground: Grounded, system: System) -> Interval | None:
    """The days that the pile leaves of a weekday or a date without a year; None where it says no more than the text."""
    pattern = reading.expression.pattern
    day = system.days.get(f"t:{reading.id}")
    if day is None or not isinstance(pattern, Calendar) or pattern.hour is not None or pattern.year is not None:
        return None
    if day.low.at <= NEVER or day.high.at >= ALWAYS or not (pattern.weekday or pattern.day):
        return None
    low, high = date.fromordinal(day.low.at).isoformat(), date.fromordinal(day.high.at).isoformat()
    if ground.interval is None:
        return Interval(earliest=low, latest=high)
    earliest, latest = (
        max(low, (ground.interval.earliest or low)[:10]),
        min(high, (ground.interval.latest or high)[:10]),
    )
    if earliest > latest or (earliest, latest) == (ground.interval.earliest, ground.interval.latest):
        return None
    return Interval(earliest=earliest, latest=latest)


def _value(expression: Expression, interval: Interval) -> str | None:
    """The TIMEX3 value of a single day."""
    pattern = expression.pattern
    if interval.earliest != interval.latest or not isinstance(pattern, Calendar):
        return None
    return f"{interval.earliest}T{pattern.part}" if pattern.part else interval.earliest
