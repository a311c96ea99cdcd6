"""The tokens that a pattern of the grammar took, and the pieces of a date that builders make of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

import msgspec

from rashomon.records import TimexType
from rashomon.timex.record import Calendar, Pattern, Shift, Unit
from rashomon.timex.words import Token, around

DAY_UNITS = {"day", "week", "weekend", "month", "quarter", "year", "decade", "century"}
CLOCK_UNITS = {"second", "minute", "hour"}
TEXTUAL = {"following", "previous", "preceding", "same", "latter"}
"""Words that count from a time the text has just spoken of, where "the" stands before them."""
ISO_UNIT = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
    "weekend": "WE", "night": "D", "decade": "E", "century": "C",
}  # fmt: skip


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A reading; `skip` and `drop` tokens at its ends belong to the pattern but not to the expression."""

    type: TimexType
    pattern: Pattern
    mod: str | None = None
    skip: int = 0
    drop: int = 0


class Parts:
    """The tokens of a match by the names of the pattern's groups."""

    def __init__(self, text: str, tokens: Sequence[Token], match: re.Match[str]) -> None:
        self.text, self.tokens, self.match = text, tokens, match
        self.first, self.last = match.start(), match.end()

    def get(self, name: str) -> Token | None:
        """The first token that the group `name` took."""
        if name not in self.match.re.groupindex or self.match.start(name) < 0:
            return None
        return self.tokens[self.match.start(name)]

    def number(self, name: str) -> float | None:
        """The number of the token, None where there is none."""
        token = self.get(name)
        return float(token.value) if token is not None and isinstance(token.value, int | float) else None

    def whole(self, name: str) -> int | None:
        """The number of the token where it is a whole one."""
        value = self.number(name)
        return int(value) if value is not None and value == int(value) else None

    def word(self, name: str) -> str | None:
        """The value of the token where it is a word."""
        token = self.get(name)
        return token.value if token is not None and isinstance(token.value, str) else None

    def before(self) -> str:
        """The letters before the match are no part of it: the lower-case token before, or ""."""
        return self.tokens[self.first - 1].lower if self.first else ""

    def after(self) -> str:
        """The lower-case token after the match, or ""."""
        return self.tokens[self.last].lower if self.last < len(self.tokens) else ""

    def follows(self) -> str:
        """The text right after the match, up to 24 characters."""
        end = self.tokens[self.last - 1].end
        return self.text[end : end + 24]


def unit_named(name: str | None) -> Unit | None:
    """The unit of a name; None where the name is none."""
    return cast("Unit", name) if name in ISO_UNIT or name in {"half", "season"} else None


def mod_of(parts: Parts) -> str | None:
    """The TIMEX3 mod of early, mid or late before a date."""
    word = parts.word("k")
    if word:
        return word
    earlier = parts.get("k2")
    return None if earlier is None else "START" if earlier.letter == "e" else "END"


def approximation(parts: Parts) -> str | None:
    """The TIMEX3 mod of "about", "more than" and their like."""
    word = parts.word("f")
    return None if word in {None, "NONE"} else word


def year_of(parts: Parts, name: str = "y") -> int | None:
    """The year that a group took, four digits or two."""
    token = parts.get(name)
    if token is None:
        return None
    if token.letter == "Z":
        return two_digit_year(int(token.lower.lstrip("'’")))
    return int(cast("float", token.value))


def two_digit_year(digits: int) -> int:
    """The year that two digits stand for: 1930 to 2029 (POSIX takes 1969; news looks further back)."""
    return 2000 + digits if digits < 30 else 1900 + digits


class Clock(msgspec.Struct, frozen=True):
    """A time of day; both None where none is told."""

    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    bare: bool = False
    """Neither a.m. nor a zone stands with it."""


def clock_of(parts: Parts) -> Clock | None:
    """The time of day that the parts tell; None where it is none ("25:10")."""
    token, hour, minute = parts.get("clock"), parts.whole("hour"), 0
    if token is not None:
        pieces = [int(p) for p in re.split(r"[:.h]", token.lower)]
        hour, minute = pieces[0], pieces[1]
    if parts.get("four") is not None:
        told = _military(parts)
        if told is None:
            return None
        hour, minute = told
    if parts.get("spoken") is not None:
        told = _spoken(parts)
        if told is None:
            return None
        hour, minute = told
    noon = parts.whole("noon")
    if noon is not None:
        hour = noon
    if hour is None:
        return Clock()
    half = next((h for name in ("mer", "mer2", "mer3") if (h := parts.whole(name)) is not None), None)
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    if hour > 24 or minute > 59:
        return None
    zone = parts.get("zone") or parts.get("zone2")
    bare = half is None and zone is None and noon is None and parts.get("four") is None
    return Clock(hour=hour, minute=minute, zone=zone.lower if zone else None, bare=bare)


def _military(parts: Parts) -> tuple[int, int] | None:
    """Hour and minute of “2125 GMT”, “at 1430 hours”."""
    token, hours = parts.get("four"), parts.get("hours")
    if hours is not None and (parts.word("hours") != "hour" or parts.before() not in around("clocked")):
        return None
    if token is None or not re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", token.lower):
        return None
    return int(token.lower[:2]), int(token.lower[2:])


MINUTES = {"half": 30, "quarter": 15}


def _spoken(parts: Parts) -> tuple[int, int] | None:
    """Hour and minute of "half past six", "a quarter to nine", "at ten past five"; None where it is no time of day.

    "ten to six" may be a score or a range: only behind a preposition of clock times it is a time.
    """
    share, number, way = parts.get("frac"), parts.whole("mins"), parts.get("way")
    minute = MINUTES.get(share.lower) if share is not None else number
    hour = parts.whole("spoken")
    is_to = way is not None and way.lower == "to"
    if way is None or way.lower not in ("past", "to") or hour is None or not 1 <= hour <= 12:
        return None
    if minute is None or minute not in (5, 10, 15, 20, 25, 30) or (minute == 30 and (is_to or share is None)):
        return None
    if (is_to or share is None) and parts.before() not in around("clocked"):
        return None
    return (hour, minute) if not is_to else ((hour - 1) or 12, 60 - minute)


def by_part(clock: Clock, part: str | None) -> Clock:
    """A clock time without a.m. or p.m. in a part of the day: "10.30 on Tuesday night" is 22:30."""
    if not clock.bare or clock.hour is None or not 1 <= clock.hour < NOON:
        return clock
    is_late = part in ("AF", "EV") or (part == "NI" and clock.hour >= EVENING)
    return msgspec.structs.replace(clock, hour=clock.hour + NOON) if is_late else clock


NOON, EVENING = 12, 6


def which_of(parts: Parts, name: str = "which") -> int | None:
    """-1 for "last", 0 for "this" and "that", 1 for "next"; None where none of them stands."""
    token = parts.get(name)
    if token is None:
        return None
    return int(cast("float", token.value)) if token.letter == "l" else 0


def is_textual(parts: Parts, name: str = "which") -> bool:
    """Whether it counts from a time that the text has just spoken of: "the following week", "that day"."""
    token = parts.get(name)
    if token is None:
        return False
    before = parts.match.start(name) - 1
    led = before >= parts.first and parts.tokens[before].letter == "d"
    return token.lower in TEXTUAL or token.letter in "h=" or (token.lower == "next" and led)


def side_of(parts: Parts) -> int:
    """-1 for "earlier" before a unit, 1 for "later": the part of it before, or after, the time of writing; else 0."""
    token = parts.get("k2")
    return 0 if token is None else {"earlier": -1, "later": 1}.get(token.lower, 0)


def unit_it_lies_in(parts: Parts) -> Shift | None:
    """The unit of "of last year", where it stands."""
    unit = unit_named(parts.word("ofunit"))
    which = which_of(parts, "ofwhich")
    if unit is None or which is None:
        return None
    return Shift(unit=unit, count=which, ground="text" if is_textual(parts, "ofwhich") else "publication")


def type_of(calendar: Calendar) -> TimexType:
    """TIME where a time of day is told, else DATE."""
    return "TIME" if calendar.hour is not None or calendar.part else "DATE"


def is_day(day: int | None) -> bool:
    """Whether a number can be a day of a month; None can."""
    return day is None or 1 <= day <= 31
