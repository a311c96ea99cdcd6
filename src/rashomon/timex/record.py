"""Time expressions as read from words, before anything grounds them (TimeML 1.2.1, TIMEX3).

An `Expression` says what the words say and nothing more: a pattern that still hangs on when the text was written. The
patterns are a closed union, so that rows cached on disk read back as what they were.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from rashomon.records import Interval, TimexType

Unit = Literal["minute", "hour", "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade",
               "century", "second", "night"]  # fmt: skip
Part = Literal["MO", "MI", "AF", "EV", "NI", "DT"]
Reference = Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]
Leaning = Literal["past", "present", "future"]
Ground = Literal["publication", "text", "event"]


class Shift(msgspec.Struct, frozen=True, kw_only=True, tag="shift", omit_defaults=True):
    """So many units before or after something: "yesterday", "last week", "three days ago", "four days after".

    `count` is signed (-1 before, 0 the unit itself, 1 after), None where the words leave it open ("days ago").
    """

    unit: Unit
    count: float | None
    direction: int = 0
    """-1 or 1 where `count` is None; else the side of the unit that is meant: "earlier this year" is -1, and so is
    "overnight", the night that ends on the day; 1 for "through the night", which begins on it.
    """
    ground: Ground = "publication"
    """What it is counted from: the publication, the time last spoken of, or an event that the text names."""
    part: Part | None = None
    hour: int | None = None
    minute: int | None = None


class Calendar(msgspec.Struct, frozen=True, kw_only=True, tag="calendar", omit_defaults=True):
    """Parts of a date of the Gregorian calendar, as many as the words give: "May 12, 2016", "Tuesday", "the 1990s"."""

    century: int | None = None
    """The first two digits of its years."""
    decade: int | None = None
    """The first three digits of its years; below 100 where the century is left open ("the 80s" is 8)."""
    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    """`SP`, `SU`, `FA` or `WI`."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """ISO: Monday is 1."""
    weekend: bool = False
    part: Part | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    fiscal: bool = False
    week: bool = False
    """The week that holds the date: "the week of March 6"; with a weekday alone, a week on: "Tuesday week"."""
    on_or_after: bool = False
    """The first such weekday on or after the day of the month: Thanksgiving is a Thursday from November 22."""
    from_easter: int | None = None
    """Days from Easter Sunday: Good Friday is -2; with `week` or `weekend` the one that holds the day."""
    islamic: tuple[int, int, int] | None = None
    """Month and day of the Islamic year, and how many days: Ramadan is (9, 1, 30)."""
    which: int | None = None
    """-1 for "last", 0 for "this", 1 for "next"; None where the words have none of them."""
    of: Shift | None = None
    """The unit that it lies in: "June of last year", "Monday of last week"."""


class Length(msgspec.Struct, frozen=True, kw_only=True, tag="length", omit_defaults=True):
    """A stretch of time by its length: "three weeks", "the last 10 days" (`towards` -1), "the next year" (1)."""

    count: float | None
    unit: Unit
    rest: tuple[tuple[float, Unit], ...] = ()
    """Further parts: "two years and three months"."""
    towards: int | None = None
    """-1 where it ends with the publication, 1 where it begins with it."""
    high: float | None = None
    """The longer one of "two to three weeks"."""


class Recurring(msgspec.Struct, frozen=True, kw_only=True, tag="recurring", omit_defaults=True):
    """A set of times: "every Monday", "daily", "three times a week"; `value` is its TIMEX3 value."""

    value: str
    quant: str | None = None
    freq: str | None = None


class Vague(msgspec.Struct, frozen=True, kw_only=True, tag="vague", omit_defaults=True):
    """A time that no calendar holds: "now", "recently", "soon", "the future"."""

    reference: Reference


Pattern: TypeAlias = Shift | Calendar | Length | Recurring | Vague


class Expression(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression of a text (TimeML 1.2.1, TIMEX3), by its words alone; `start` and `end` are half-open."""

    start: int
    end: int
    text: str
    type: TimexType
    mod: str | None = None
    pattern: Pattern
    lean: Leaning | None = None
    """The tense of the verb that governs it, where that is plain."""
    marker: str | None = None
    """The preposition before it, lower case: "since", "until", "by", "on", "as of"."""
    closes: bool = False
    """It ends the stretch that the expression before it begins: "from 9 p.m. Friday until 6 a.m. Saturday"."""
    of_saying: bool = False
    """It is when something was said ("reported on Friday"), so that later times of day are not counted from it."""
    aside: bool = False
    """It stands in brackets: what follows them is not counted from it."""


class Grounded(msgspec.Struct, frozen=True, kw_only=True):
    """An expression on the calendar: what the row of `times` says of it."""

    value: str | None
    mod: str | None = None
    interval: Interval | None = None
    readings: tuple[Interval, ...] = ()
    """Where more than one reading remains; `interval` then holds them all."""
    anchor: Literal["publication", "text"] | None = None
    """What it was resolved against; `text` is the time last spoken of."""
    counted_from: int | None = None
    """The place in the text's order of the time it was counted from, where `anchor` is `text`."""
    why: str
