"""What patterns of days and dates say: months, weekdays, clock times, parts of the day.

Every builder takes the parts of a match and gives None where the words are no time after all ("May 52").
"""

from __future__ import annotations

import re
from typing import cast

import msgspec

from rashomon.timex.calendar import month_days
from rashomon.timex.parts import (
    Parts,
    Said,
    by_part,
    clock_of,
    is_day,
    mod_of,
    two_digit_year,
    type_of,
    unit_it_lies_in,
    which_of,
    year_of,
)
from rashomon.timex.record import Calendar, Part, Shift
from rashomon.timex.words import Token, around, time_words


def numeric(parts: Parts) -> Said | None:
    """`2016-02-26`, `26/02/2016`; where day and month could be either, the month comes first (news of the USA)."""
    token = parts.get("iso")
    digits = [int(d) for d in re.findall(r"\d+", token.lower)] if token else []
    clock_ = clock_of(parts)
    if token is None or clock_ is None:
        return None
    if len(digits) == 2:
        return Said(type="DATE", pattern=Calendar(month=digits[1], day=digits[0]))
    if digits[0] > 31:
        year, month, day = digits[:3]
    else:
        month, day, year = digits[:3]
        if month > 12 or "." in token.lower:
            month, day = day, month
        year = two_digit_year(year) if year < 100 else year
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2100):
        return None
    hour, minute = (digits[3], digits[4]) if len(digits) > 4 else (clock_.hour, clock_.minute)
    minute = minute if hour is not None else None
    calendar = Calendar(year=year, month=month, day=day, hour=hour, minute=minute, zone=clock_.zone)
    return Said(type=type_of(calendar), pattern=calendar)


def date(parts: Parts) -> Said | None:
    """A month with a day, a year or what else there is of a date."""
    day, year, clock = parts.whole("day"), year_of(parts), clock_of(parts)
    if parts.get("day") is not None and parts.whole("day") is None and parts.get("day").letter == "2":  # type: ignore[union-attr]
        day = 2
    if clock is None or not is_day(day) or (parts.get("day") is not None and day is None):
        return None
    year = year or _known_year(parts, day)
    calendar = Calendar(
        year=year, month=parts.whole("m"), day=day, weekday=parts.whole("wd"), which=which_of(parts),
        of=unit_it_lies_in(parts),
        hour=clock.hour, minute=clock.minute, zone=clock.zone,
    )  # fmt: skip
    return Said(type=type_of(calendar), mod=mod_of(parts), pattern=calendar)


def _known_year(parts: Parts, day: int | None) -> int | None:
    """The year of an event that is known by its day: "the September 11 attacks"."""
    year, nouns = time_words().known_days.get(f"{parts.whole('m')}-{day}", (None, []))
    told = year is not None and re.match(rf"\s+(?:{'|'.join(nouns)})\b", parts.follows())
    return year if told else None


EVENTS = re.compile(r"\s+(?:Revolution|Uprising|Massacre|Movement|Fools?|Crisis|War|Accords?)\b")
"""What stands behind the month in names of events: "the October Revolution"."""
MARCHES = re.compile(r"\s+(?:for|on|of)\s+(?:the\s+)?[A-Z](?!\w+day)")
MARCHED = frozenset({"", "the", "a", "annual", "this", "“", '"', "``", "``the", "'s"})
"""What stands around a march that is no month: "the annual March for Life"."""
FIRST_NAMES = frozenset({"april", "june", "august"})


def month(parts: Parts) -> Said | None:
    """A month by itself; at the start of a sentence before a name it is a person ("April Nkemelu said")."""
    token = parts.get("m")
    named = re.match(r"\s+[A-Z][a-z]+", parts.follows())
    if EVENTS.match(parts.follows()) or parts.before() in {"black", "red"}:
        return None
    if MARCHES.match(parts.follows()) and token is not None and token.lower == "march" and parts.before() in MARCHED:
        return None
    if token is not None and token.lower in FIRST_NAMES and named and parts.before() in {"", ".", "¶", "“", '"'}:
        return None
    return Said(type="DATE", mod=mod_of(parts), pattern=Calendar(month=parts.whole("m")))


def week_of(parts: Parts) -> Said | None:
    """“the week of March 6”, “the weekend of 12-13 March”"""
    name = parts.word("week")
    if name not in {"week", "weekend"}:
        return None
    inner = Calendar(
        year=year_of(parts), month=parts.whole("m"), day=parts.whole("day"), week=name == "week",
        weekend=name == "weekend",
    )  # fmt: skip
    return Said(type="DATE", pattern=inner) if is_day(inner.day) and inner.day else None


TITLES = re.compile(
    r"\s+(?:Mirror|Times|Telegraph|Express|Herald|Mail|Post|Tribune|Independent|World|Star|Sun|Mercury|Guardian|People"
    r"|Business|Nation|Review|Night (?:Live|Football))\b"
)
"""What stands behind the day in names of newspapers and broadcasts: "the Sunday Mirror"."""
SHOWS = re.compile(r"\s+(?:programme|program|show|newspaper|magazine)\b", re.IGNORECASE)


NAMED_DAYS = frozenset({"black", "bloody", "super", "cyber", "maundy", "holy", "ash", "palm", "good"})
"""What makes a day a name: "Bloody Sunday", "Super Tuesday"."""


def weekday(parts: Parts) -> Said | None:
    """A day of the week, with what stands around it."""
    clock = clock_of(parts)
    part = parts.word("part") or parts.word("part2") or ("NI" if parts.get("overnight") else None)
    token, evening = parts.get("wd"), parts.get("part")
    if TITLES.match(parts.follows()) or parts.before() in NAMED_DAYS:
        return None
    if evening is not None and evening.lower.endswith("s"):
        return None
    if clock is None or token is None or (token.lower.endswith("days") and not parts.get("ofunit")):
        return None
    clock = by_part(clock, part)
    calendar = Calendar(
        weekday=parts.whole("wd"), part=cast("Part | None", part), which=which_of(parts), of=unit_it_lies_in(parts),
        hour=clock.hour, minute=clock.minute, zone=clock.zone,
    )  # fmt: skip
    skip = 1 if parts.tokens[parts.first].letter == "I" else 0
    return Said(type=type_of(calendar), mod=mod_of(parts), pattern=calendar, skip=skip)


def hour_in_words(parts: Parts) -> Said | None:
    """“five in the morning”, “ten on Sunday night”, behind a preposition that takes a clock time"""
    token, part = parts.get("hour"), parts.word("part")
    if token is None or not token.lower.isalpha() or parts.before() not in around("clocked"):
        return None
    time = clock_of(parts)
    if time is None or time.hour is None or not 1 <= time.hour <= 12:
        return None
    time = by_part(time, part)
    if parts.get("wd") is None:
        shift = Shift(unit="day", count=0, ground="text", hour=time.hour, minute=time.minute)
        return Said(type="TIME", pattern=shift)
    calendar = Calendar(weekday=parts.whole("wd"), part=cast("Part | None", part), hour=time.hour, minute=time.minute)
    return Said(type="TIME", pattern=calendar)


def night_of(parts: Parts) -> Said | None:
    """“the night of Friday, Oct. 23”"""
    inner = date(parts) if parts.get("m") else weekday(parts)
    if inner is None or not isinstance(inner.pattern, Calendar):
        return None
    part = cast("Part | None", parts.word("part") or parts.word("part2"))
    return Said(type="TIME", pattern=msgspec.structs.replace(inner.pattern, part=part))


def weekday_of_month(parts: Parts) -> Said | None:
    """“the first Monday of May”, “the last Friday in March 2015”"""
    token, month_ = parts.get("nth"), parts.whole("m")
    number = 2 if token is not None and token.letter == "2" else parts.whole("nth")
    if token is None or month_ is None or (token.letter == "l" and token.lower != "last"):
        return None
    if number is None or not (number == -1 or 1 <= number <= 4):
        return None
    day = month_days(ANY_YEAR, month_)[1].day - 6 if number == -1 else 7 * number - 6
    calendar = Calendar(
        year=year_of(parts), month=month_, day=day, weekday=parts.whole("wd"), on_or_after=True
    )  # fmt: skip
    return Said(type="DATE", pattern=calendar)


ANY_YEAR = 2001


def named_day(parts: Parts) -> Said | None:
    """“Friday the 18th”"""
    token, day = parts.get("day"), parts.whole("day")
    if token is None or not token.lower[:1].isdigit() or day is None or not 1 <= day <= 31:
        return None
    return Said(type="DATE", pattern=Calendar(day=day))


def week_on(parts: Parts) -> Said | None:
    """“Tuesday week”, “a week from Tuesday”: the day seven days behind the one to come"""
    if parts.word("wk") != "week" or re.match(r"-|\s+of\b", parts.follows()):
        return None
    return Said(type="DATE", pattern=Calendar(weekday=parts.whole("wd"), week=True))


ALONE = re.compile(
    r"\s*(?:[.,;:!?)”\"]|$|\n|\s(?:and|or|but|when|at|in|after|before|with|for|by|as|to|the|he|she|they)\b)"
)


def day_alone(parts: Parts) -> Said | None:
    """“on the 14th”: a day of the month whose month the words leave out; “on the 14th floor” is none"""
    token, day = parts.get("day"), parts.whole("day")
    if token is None or not token.lower[:1].isdigit() or parts.before() not in around("days_alone"):
        return None
    if day is None or not 1 <= day <= 31 or not ALONE.match(parts.follows()):
        return None
    return Said(type="DATE", pattern=Calendar(day=day))


def second_day(parts: Parts) -> Said | None:
    """The second day of “April 24 and 25”; “April 24 and 25 people” has none"""
    said = date(parts)
    if said is None or not ALONE.match(parts.follows()):
        return None
    return msgspec.structs.replace(said, skip=3)


def first_day(parts: Parts) -> Said | None:
    """The first day of “12 to 14 May” or “3 and 5 May”; the month says that it is one"""
    said = date(parts)
    last = next((t.value for t in parts.tokens[parts.first + 1 : parts.last] if t.letter in "no"), None)
    first = parts.whole("day")
    if said is None or first is None or not isinstance(last, float | int) or not first < last <= 31:
        return None
    return msgspec.structs.replace(said, drop=parts.last - parts.first - 1)


def week_of_month(parts: Parts) -> Said | None:
    """“the second week of June”: the ISO week that holds its 11th; the first holds the 4th, the last the 27th"""
    token, number = parts.get("nth"), parts.whole("nth")
    if token is None or parts.word("week") != "week" or (token.letter == "l" and token.lower != "last"):
        return None
    which = {"2": 2, "l": 0}.get(token.letter, number)
    if which is None or not 0 <= which <= 4:
        return None
    day = 7 * which - 3 if which else 27
    return Said(type="DATE", pattern=Calendar(year=year_of(parts), month=parts.whole("m"), day=day, week=True))


def _is_shouted(parts: Parts, token: Token) -> bool:
    """Whether "TODAY" stands in a name in capitals: "USA TODAY"."""
    before = parts.text[max(0, token.start - 8) : token.start].rstrip()
    return parts.text[token.start : token.end].isupper() and before[-2:].isalpha() and before[-2:].isupper()


def deictic(parts: Parts) -> Said | None:
    """Yesterday, today, tomorrow, tonight."""
    clock, token = clock_of(parts), parts.get("at")
    if clock is None or token is None or _is_shouted(parts, token):
        return None
    if parts.text[token.start].isupper() and SHOWS.match(parts.follows()):
        return None
    count = int(cast("float", token.value))
    if parts.get("dir"):
        count += -1 if parts.get("dir").letter == "e" else 1  # type: ignore[union-attr]
    part = parts.word("part") or ("NI" if token.letter == "D" else None)
    shift = Shift(
        unit="day", count=count, part=cast("Part | None", part), hour=clock.hour, minute=clock.minute,
        direction=-1 if token.lower == "overnight" else 0,
    )  # fmt: skip
    is_time = shift.part is not None or clock.hour is not None
    return Said(type="TIME" if is_time else "DATE", mod=mod_of(parts), pattern=shift)


def part_of_day(parts: Parts) -> Said | None:
    """This morning, last night, that evening, the next morning."""
    part, which = cast("Part | None", parts.word("part")), parts.get("which")
    count = 0.0
    if which is not None and which.letter == "l":
        count = float(cast("float", which.value))
    ground = "text" if which is not None and (which.letter in "h=" or parts.tokens[parts.first].letter == "d") else None
    shift = Shift(unit="day", count=count, part=part, ground="text" if ground else "publication")
    return Said(type="TIME", mod=mod_of(parts), pattern=shift)


THROUGH = frozenset({"during", "through", "throughout"})
EDGES = frozenset({"dawn", "dusk", "daybreak", "sunrise", "sunset", "nightfall"})


def part_alone(parts: Parts) -> Said | None:
    """“through the night”, “before dawn”: of the day last spoken of; a night went before the day it is told of"""
    token = parts.get("dawn") or parts.get("part")
    if token is None or re.match(r"\s+(?:of|shift|sky|train|bus|flight)\b|-", parts.follows()):
        return None
    if token.lower not in EDGES and (parts.get("dawn") or parts.before() not in THROUGH):
        return None
    if token.lower in EDGES and parts.before() not in around("clocked"):
        return None
    part = cast("Part | None", token.value)
    shift = Shift(unit="day", count=0, ground="text", part=part, direction=1 if part == "NI" else 0)
    return Said(type="TIME", pattern=shift)


def _is_between(parts: Parts) -> bool:
    """Whether it is one of the two clock times of "between 19:15 and 19:25"."""
    earlier = parts.tokens[max(0, parts.first - 3) : parts.first]
    if earlier and earlier[-1].lower == "between":
        return re.match(r" and \d{1,2}:\d\d", parts.follows()) is not None
    return [t.letter for t in earlier[1:]] == ["C", "&"] and earlier[0].lower == "between"


def clock(parts: Parts) -> Said | None:
    """A time of day alone, of the day last spoken of; "10:35" by itself only after a preposition that takes one."""
    time = clock_of(parts)
    if time is None or time.hour is None:
        return None
    if parts.get("noon") and parts.before() not in around("clocked"):
        return None
    worded = parts.get("clock") is None
    if time.bare and not worded and parts.before() not in around("clocked") and not _is_between(parts):
        return None
    time = by_part(time, parts.word("part") or parts.word("part2"))
    shift = Shift(unit="day", count=0, ground="text", hour=time.hour, minute=time.minute)
    return Said(type="TIME", pattern=shift)
