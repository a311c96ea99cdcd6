"""What a pattern of the grammar says: type, mod and pattern of a TIMEX3, built from the tokens that its groups took.

Every function takes the parts of a match and gives None where the words are no time after all ("May 52", "a few men").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

import msgspec

from rashomon.records import TimexType
from rashomon.timex.record import Calendar, Length, Part, Pattern, Recurring, Reference, Shift, Unit, Vague
from rashomon.timex.words import Token

WHOLE: dict[str, str] = {"quarter": "quarter", "half": "half"}
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


# ------------------------------------------------------------------ pieces


def _unit(name: str | None) -> Unit | None:
    return cast("Unit", name) if name in ISO_UNIT or name in {"half", "season"} else None


def _mod(parts: Parts) -> str | None:
    word = parts.word("k")
    if word:
        return word
    earlier = parts.get("k2")
    return None if earlier is None else "START" if earlier.letter == "e" else "END"


def _approx(parts: Parts) -> str | None:
    word = parts.word("f")
    return None if word in {None, "NONE"} else word


def _year(parts: Parts, name: str = "y") -> int | None:
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


def _clock(parts: Parts) -> Clock | None:
    """The time of day that the parts tell; None where it is none ("25:10")."""
    token, hour, minute = parts.get("clock"), parts.whole("hour"), 0
    if token is not None:
        pieces = [int(p) for p in token.lower.split(":")]
        hour, minute = pieces[0], pieces[1]
    noon = parts.whole("noon")
    if noon is not None:
        hour = noon
    if hour is None:
        return Clock()
    half = parts.whole("mer") if parts.get("mer") else parts.whole("mer2")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    if hour > 24 or minute > 59:
        return None
    zone = parts.get("zone") or parts.get("zone2")
    bare = half is None and zone is None and noon is None
    return Clock(hour=hour, minute=minute, zone=zone.lower if zone else None, bare=bare)


def _which(parts: Parts, name: str = "which") -> int | None:
    token = parts.get(name)
    if token is None:
        return None
    return int(cast("float", token.value)) if token.letter == "l" else 0


def _textual(parts: Parts, name: str = "which") -> bool:
    token = parts.get(name)
    return token is not None and (token.lower in TEXTUAL or token.letter in "h=" or (
        token.lower == "next" and parts.tokens[parts.first].letter == "d"))  # fmt: skip


def _of(parts: Parts) -> Shift | None:
    unit = _unit(parts.word("ofunit"))
    which = _which(parts, "ofwhich")
    if unit is None or which is None:
        return None
    return Shift(unit=unit, count=which, ground="text" if _textual(parts, "ofwhich") else "publication")


def _typed(calendar: Calendar) -> TimexType:
    return "TIME" if calendar.hour is not None or calendar.part else "DATE"


def _is_day(day: int | None) -> bool:
    return day is None or 1 <= day <= 31


# ------------------------------------------------------------------ dates


def numeric(parts: Parts) -> Said | None:
    """`2016-02-26`, `26/02/2016`; where day and month could be either, the month comes first (news of the USA)."""
    token = parts.get("iso")
    digits = [int(d) for d in re.findall(r"\d+", token.lower)] if token else []
    if len(digits) < 3 or token is None:
        return None
    if digits[0] > 31:
        year, month, day = digits[:3]
    else:
        month, day, year = digits[:3]
        if month > 12 or "." in token.lower:
            month, day = day, month
        year = two_digit_year(year) if year < 100 else year
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2100):
        return None
    hour = digits[3] if len(digits) > 4 else None
    calendar = Calendar(year=year, month=month, day=day, hour=hour, minute=digits[4] if hour is not None else None)
    return Said(type=_typed(calendar), pattern=calendar)


def date(parts: Parts) -> Said | None:
    """A month with a day, a year or what else there is of a date."""
    day, year, clock = parts.whole("day"), _year(parts), _clock(parts)
    if parts.get("day") is not None and parts.whole("day") is None and parts.get("day").letter == "2":  # type: ignore[union-attr]
        day = 2
    if clock is None or not _is_day(day) or (parts.get("day") is not None and day is None):
        return None
    calendar = Calendar(
        year=year, month=parts.whole("m"), day=day, weekday=parts.whole("wd"), which=_which(parts), of=_of(parts),
        hour=clock.hour, minute=clock.minute, zone=clock.zone,
    )  # fmt: skip
    return Said(type=_typed(calendar), mod=_mod(parts), pattern=calendar)


def month(parts: Parts) -> Said | None:
    """A month by itself."""
    return Said(type="DATE", mod=_mod(parts), pattern=Calendar(month=parts.whole("m")))


def week_of(parts: Parts) -> Said | None:
    """ "the week of March 6" """
    if parts.word("week") != "week":
        return None
    inner = Calendar(year=_year(parts), month=parts.whole("m"), day=parts.whole("day"), week=True)
    return Said(type="DATE", pattern=inner) if _is_day(inner.day) and inner.day else None


def weekday(parts: Parts) -> Said | None:
    """A day of the week, with what stands around it."""
    clock = _clock(parts)
    part = parts.word("part") or parts.word("part2")
    token = parts.get("wd")
    if clock is None or token is None or (token.lower.endswith("days") and not parts.get("ofunit")):
        return None
    calendar = Calendar(
        weekday=parts.whole("wd"), part=cast("Part | None", part), which=_which(parts), of=_of(parts),
        hour=clock.hour, minute=clock.minute, zone=clock.zone,
    )  # fmt: skip
    skip = 1 if parts.tokens[parts.first].letter == "I" else 0
    return Said(type=_typed(calendar), mod=_mod(parts), pattern=calendar, skip=skip)


def night_of(parts: Parts) -> Said | None:
    """ "the night of Friday, Oct. 23" """
    inner = date(parts) if parts.get("m") else weekday(parts)
    if inner is None or not isinstance(inner.pattern, Calendar):
        return None
    part = cast("Part | None", parts.word("part") or parts.word("part2"))
    return Said(type="TIME", pattern=msgspec.structs.replace(inner.pattern, part=part))


def _is_shouted(parts: Parts, token: Token) -> bool:
    """Whether "TODAY" stands in a name in capitals: "USA TODAY"."""
    before = parts.text[max(0, token.start - 8) : token.start].rstrip()
    return parts.text[token.start : token.end].isupper() and before[-2:].isalpha() and before[-2:].isupper()


def deictic(parts: Parts) -> Said | None:
    """Yesterday, today, tomorrow, tonight."""
    clock, token = _clock(parts), parts.get("at")
    if clock is None or token is None or _is_shouted(parts, token):
        return None
    count = int(cast("float", token.value))
    if parts.get("dir"):
        count += -1 if parts.get("dir").letter == "e" else 1  # type: ignore[union-attr]
    part = parts.word("part") or ("NI" if token.letter == "D" else None)
    shift = Shift(unit="day", count=count, part=cast("Part | None", part), hour=clock.hour, minute=clock.minute)
    is_time = shift.part is not None or clock.hour is not None
    return Said(type="TIME" if is_time else "DATE", mod=_mod(parts), pattern=shift)


def part_of_day(parts: Parts) -> Said | None:
    """This morning, last night, that evening, the next morning."""
    part, which = cast("Part | None", parts.word("part")), parts.get("which")
    count = 0.0
    if which is not None and which.letter == "l":
        count = float(cast("float", which.value))
    ground = "text" if which is not None and (which.letter in "h=" or parts.tokens[parts.first].letter == "d") else None
    shift = Shift(unit="day", count=count, part=part, ground="text" if ground else "publication")
    return Said(type="TIME", mod=_mod(parts), pattern=shift)


CLOCKED = {"at", "by", "around", "about", "from", "until", "after", "before", "since", "till", "past"}
"""Words before a time of day."""


def clock(parts: Parts) -> Said | None:
    """A time of day alone; "10:35" by itself only after a preposition that takes one."""
    time = _clock(parts)
    if time is None or time.hour is None:
        return None
    if parts.get("noon") and parts.before() not in CLOCKED:
        return None
    if time.bare and parts.before() not in CLOCKED:
        return None
    return Said(type="TIME", pattern=Shift(unit="day", count=0, hour=time.hour, minute=time.minute))


# ------------------------------------------------------------------ units


def unit(parts: Parts) -> Said | None:
    """ "last week", "next year", "this month", "that day", "the following month" """
    name, token = _unit(parts.word("unit")), parts.get("which")
    if name is None or token is None or name in CLOCK_UNITS - {"hour"}:
        return None
    count = _which(parts)
    if name == "half" or count is None:
        return None
    if token.letter == "L":
        count = -1 if name in {"quarter", "year"} else 0
    if (
        token.lower == "past"
        or (name in {"decade", "century"} and token.letter == "l")
        or (name in CLOCK_UNITS and token.letter == "l")
    ):
        towards = 1 if count > 0 else -1
        return Said(type="DURATION", mod=_mod(parts), pattern=Length(count=1, unit=name, towards=towards))
    shift = Shift(unit=name, count=count, ground="text" if _textual(parts) else "publication")
    return Said(type="DATE", mod=_mod(parts), pattern=shift)


def sub_unit(parts: Parts) -> Said | None:
    """Quarters and halves of years, and first or last weeks: "the third quarter of 1984", "the first half"."""
    sub, number = parts.word("sub"), parts.get("o")
    which = 2 if number is not None and number.letter == "2" else parts.whole("o")
    if number is not None and number.letter == "l" and number.lower != "last":
        return None
    of = None
    if _which(parts) is not None and parts.get("unit"):
        if parts.word("unit") != "year":
            return None
        of = Shift(unit="year", count=_which(parts))
    year = _year(parts)
    fiscal = parts.get("fiscal") is not None or parts.get("fiscal2") is not None
    decade = parts.get("dec")
    if sub == "half" and decade is not None and which in {1, 2, -1}:
        return Said(type="DATE", mod="START" if which == 1 else "END", pattern=_decade(decade))
    if parts.get("m") or decade is not None:
        return None
    if sub == "quarter" and (which is None or which in {1, 2, 3, 4}):
        bare = which is None and year is None
        return None if bare and of is None else Said(
            type="DATE", mod=_mod(parts), pattern=Calendar(year=year, quarter=which or 0, of=of, fiscal=fiscal))  # fmt: skip
    if sub == "half" and which in {1, 2, -1} and (year or of):
        return Said(type="DATE", pattern=Calendar(year=year, half=2 if which == -1 else which, of=of, fiscal=fiscal))
    return None


def the_unit(parts: Parts) -> Said | None:
    """ "the weekend", "the quarter": a unit that the publication lies in or has just left."""
    name = parts.word("sub")
    if name == "weekend":
        return Said(type="DATE", pattern=Calendar(weekend=True))
    return None


def year_end(parts: Parts) -> Said | None:
    """ "year-end", "year's end" """
    token = parts.get("unit")
    if token is None or parts.word("unit") != "year" or parts.word("k") != "END":
        return None
    return Said(type="DATE", mod="END", pattern=Shift(unit="year", count=0))


COUNTED_PLURAL = re.compile(r"\s+[a-z]{3,}s\b")
YEARLY = {"in", "since", "by", "until", "till", "during", "from", "of", "after", "before", "the", "to", "and", "through",
          "late", "early", "mid", "between", "fiscal", "circa", "around", "about", "a", ","}  # fmt: skip
SIGNS = re.compile(r"(?:[$€£#%+]|\bNo\.?|\bRoom|\b(?:than|over|least|nearly|almost|to|people|Highway|Route))\s*$")
NOT_AFTER = re.compile(
    r"\s*(?:%|percent|per cent|people|men|women|troops|soldiers|fighters|militants|km|kilomet|miles|met(?:er|re)s|block"
    r"|feet|dead|killed|injured|wounded|others|civilians|refugees|migrants|dollars|euros|°|[A-Z]\w+ (?:Street|St|Ave|Road"
    r"|Avenue|Drive|Blvd|Boulevard|Lane|Block)|block)"
)


def year(parts: Parts) -> Said | None:
    """A year by itself: four digits that no counted noun, sign or bound claims."""
    value = _year(parts)
    token = parts.get("y")
    if value is None or token is None:
        return None
    plain = parts.get("k") or parts.get("fiscal") or parts.get("the")
    before = parts.text[max(0, token.start - 12) : token.start]
    if not plain:
        marked = parts.before() in YEARLY
        if not (1900 <= value <= 2039 or (marked and value >= 1400)):
            return None
        if SIGNS.search(before) or NOT_AFTER.match(parts.follows()) or "," in token.lower:
            return None
        if parts.before() not in {"in", "since", "the"} and COUNTED_PLURAL.match(parts.follows()):
            return None
    return Said(type="DATE", mod=_mod(parts), pattern=Calendar(year=value, fiscal=parts.get("fiscal") is not None))


def _decade(token: Token) -> Calendar:
    if token.letter == "R":
        return Calendar(decade=int(cast("float", token.value)))
    digits = re.sub(r"\D", "", token.lower)
    if len(digits) == 4:
        return Calendar(decade=int(digits[:3]))
    return Calendar(decade=int(digits[0]))


def decade(parts: Parts) -> Said | None:
    """ "the 1990s", "the mid-80s"; "his twenties" is an age."""
    token = parts.get("dec")
    if token is None or parts.before() in {"his", "her", "their", "my", "your", "our"}:
        return None
    if token.letter == "R" and parts.tokens[parts.first].letter != "d" and not parts.get("k"):
        return None
    return Said(type="DATE", mod=_mod(parts), pattern=_decade(token))


def century(parts: Parts) -> Said | None:
    """ "the 20th century" """
    number = 2 if parts.get("o") and parts.get("o").letter == "2" else parts.whole("o")  # type: ignore[union-attr]
    if parts.word("cent") != "century" or number is None or not 1 <= number <= 22:
        return None
    return Said(type="DATE", mod=_mod(parts), pattern=Calendar(century=number - 1))


def season(parts: Parts) -> Said | None:
    """A season; "spring" and "fall" are verbs too, so they need a word that makes them one."""
    first = parts.tokens[parts.first]
    token = parts.get("s")
    told = parts.get("which") or parts.get("y") or parts.get("ofwhich") or parts.get("k")
    if token is None or first.letter in "eE":
        return None
    if (
        not told
        and token.lower not in {"summer", "winter", "autumn"}
        and not (parts.before() in {"in", "this", "during", "by"} and first.letter == "d")
    ):
        return None
    if not told and parts.text[token.start].isupper():
        return None
    if parts.text[token.end : token.end + 1] == "-":
        return None
    if not told and re.match(r"\s+(?:of\s+(?!\d)|from|to|in\s+[a-z])", parts.follows()):
        return None
    calendar = Calendar(season=parts.word("s"), year=_year(parts), which=_which(parts), of=_of(parts))
    return Said(type="DATE", mod=_mod(parts), pattern=calendar)


def holiday(parts: Parts) -> Said | None:
    """A feast of fixed date."""
    date_ = parts.word("g")
    if date_ is None:
        return None
    month_, day = (int(d) for d in date_.split("-"))
    calendar = Calendar(month=month_, day=day, year=_year(parts), which=_which(parts), of=_of(parts))
    return Said(type="DATE", pattern=calendar)


# ------------------------------------------------------------------ counted


def _count(parts: Parts, name: str = "count") -> float | None:
    token = parts.get(name)
    if token is None or token.letter == "N":
        return None
    return 1.0 if token.letter == "a" else float(cast("float", token.value))


def _extra(parts: Parts) -> float:
    """The half of "a year and a half"."""
    return 0.5 if parts.word("half") == "half" else 0.0


def _is_fortnight(parts: Parts) -> bool:
    return parts.word("unit") == "fortnight"


def _counted(parts: Parts) -> tuple[float | None, Unit] | None:
    count, name = _count(parts), parts.word("unit") or parts.word("unit1")
    if name == "fortnight":
        return (None if count is None else 2 * count), "week"
    known = _unit(name)
    return None if known is None else ((None if count is None else count + _extra(parts)), known)


def ago(parts: Parts) -> Said | None:
    """ "three days ago", "a year ago", "the year-ago quarter" """
    counted = _counted(parts)
    if counted is None:
        return None
    count, name = counted
    first = parts.tokens[parts.first]
    if parts.get("count") is None and (first.letter == "d" or first.letter == "u"):
        count = 1.0
    if parts.get("ago") and parts.get("ago").letter == "e" and first.letter != "d":  # type: ignore[union-attr]
        return None
    if parts.get("count") is None and count is None and first.letter == "U":
        return Said(type="DATE", pattern=Vague(reference="PAST_REF"))
    if count is None:
        return Said(type="DATE", mod=_approx(parts), pattern=Vague(reference="PAST_REF"))
    if parts.get("sub") and parts.word("sub") == "quarter" and parts.get("o"):
        which = 2 if parts.get("o").letter == "2" else parts.whole("o")  # type: ignore[union-attr]
        return Said(type="DATE", pattern=Calendar(quarter=which, of=Shift(unit="year", count=-1)))
    shift = Shift(unit=name, count=-count)
    return Said(type="TIME" if name in CLOCK_UNITS else "DATE", mod=_approx(parts), pattern=shift)


def from_now(parts: Parts) -> Said | None:
    """ "three weeks from now" """
    counted = _counted(parts)
    token = parts.tokens[parts.last - 1]
    if counted is None or token.lower != "now":
        return None
    return Said(type="DATE", mod=_approx(parts), pattern=Shift(unit=counted[1], count=counted[0], direction=1))


CLAUSE = re.compile(r"\s*(?:[.,;:)”\"’]|$|\s(?:in|at|on|and|by|for|with|from|when|but|as|to)\b|\n)")


def shifted(parts: Parts) -> Said | None:
    """ "a year earlier", "two weeks later"; with "before" or "after" and what follows, a length alone."""
    counted, token = _counted(parts), parts.get("ago") or parts.get("ago1")
    if counted is None or token is None:
        return None
    count, name = counted
    if token.lower in {"before", "after"} and not CLAUSE.match(parts.follows()):
        if parts.get("count") is None or name in {"half", "quarter"}:
            return None
        return Said(type="DURATION", mod=_approx(parts), pattern=Length(count=count, unit=name), drop=1)
    if token.lower == "previously" and parts.get("count") is None:
        return None
    sign = -1 if token.letter == "e" else 1
    if parts.get("count") is None and parts.tokens[parts.first].letter in "ud":
        count = 1.0
    shift = Shift(unit=name, count=None if count is None else sign * count, direction=sign, ground="text")
    return Said(type="TIME" if name in CLOCK_UNITS else "DATE", mod=_approx(parts), pattern=shift)


def first_letter(parts: Parts) -> str:
    """The class of the match's first token."""
    return parts.tokens[parts.first].letter


def stretch(parts: Parts) -> Said | None:
    """ "the last 10 days", "the next few years", "the past months" """
    counted, which = _counted(parts), parts.get("which")
    if counted is None or which is None:
        return None
    ahead = which.letter == "l" and cast("float", which.value) > 0
    if which.lower == "past" and parts.get("count") is None and first_letter(parts) != "d":
        return Said(type="DATE", pattern=Vague(reference="PAST_REF"))
    textual = which.lower in {"following", "previous", "preceding"}
    towards = None if textual else 1 if ahead else -1
    first = parts.tokens[parts.first]
    skip = 1 if first.lower == "over" else 0
    pattern = Length(count=counted[0], unit=counted[1], towards=towards)
    return Said(type="DURATION", mod=None if skip else _approx(parts), pattern=pattern, skip=skip)


AGE = re.compile(r"[\s-]*(?:old|olds|of age|jail|sentence)\b")


def length(parts: Parts) -> Said | None:
    """A duration: "nearly two months", "10-year", "2 1/2 years"; an age is none."""
    counted_by = parts.get("count")
    if _is_age(parts) or (counted_by is not None and counted_by.lower == "recent"):
        return None
    if parts.word("nhalf") == "half":
        base = _count(parts)
        name = _unit(parts.word("unit"))
        if name is None:
            return None
        return Said(type="DURATION", mod=_approx(parts), pattern=Length(count=(base or 0.0) + 0.5, unit=name))
    if parts.match.re.groupindex.get("nhalf") and parts.get("nhalf") is not None:
        return None
    if parts.match.re.groupindex.get("nhalf") and "/" in parts.match.group():
        name = _unit(parts.word("unit"))
        pieces = [t.value for t in parts.tokens[parts.first : parts.last] if t.letter in "n"]
        if name is None or len(pieces) < 3 or not pieces[2]:
            return None
        whole, over, under = (float(cast("float", p)) for p in pieces[-3:])
        return Said(type="DURATION", mod=_approx(parts), pattern=Length(count=whole + over / under, unit=name))
    counted = _counted(parts)
    token = parts.get("unit")
    if counted is None or token is None:
        return None
    return _length(parts, counted[0], counted[1], token)


def _length(parts: Parts, count: float | None, name: Unit, token: Token) -> Said | None:
    first = parts.tokens[parts.first]
    skip = 1 if first.letter == "f" and first.lower == "over" and parts.tokens[parts.first + 1].letter == "d" else 0
    article = parts.get("count") is not None and parts.get("count").letter == "a"  # type: ignore[union-attr]
    if name in {"quarter", "half", "second"} and (article or token.letter == "u"):
        return None
    if name in {"half", "weekend"}:
        return None
    if article and (token.letter == "U" or not _is_spell(parts) or parts.text[first.start - 1 : first.start] == "-"):
        return None
    if parts.get("count") is not None and parts.get("count").lower == "one" and name == "day" and token.letter == "u":  # type: ignore[union-attr]
        if parts.before() in {",", "", "'", '"'}:
            return None
    second = _unit(parts.word("unit2"))
    rest = ((parts.number("count2") or 0.0, second),) if second else ()
    return Said(
        type="DURATION", mod=_approx(parts),
        pattern=Length(count=count, unit=name, rest=rest, high=parts.number("high")), skip=skip,
    )  # fmt: skip


def _is_age(parts: Parts) -> bool:
    return bool(AGE.match(parts.follows())) and parts.word("unit") in DAY_UNITS


SPELLS = frozenset(
    ["for", "in", "within", "over", "under", "after", "of", "than", "last", "lasted", "lasting", "takes", "took", "take", "taken", "spent", "spend", "waited", "wait", "least", "about", "nearly", "almost", "around", "and", "or", "is", "was", "be", "been", "-", "(", "to", "but", "once", "just", "only", "some", "until", "till", "before", "another", "every", "half"]
) | {"", ",", ".", "``", '"', "“"}  # fmt: skip
"""Words before "a year" that make it a length; after others it is a rate: "four flights a week"."""


def _is_spell(parts: Parts) -> bool:
    """Whether "a year" is a length, not a rate: "for a year", "$5 a year" is none."""
    return parts.get("f") is not None or parts.before() in SPELLS


def length_ahead(parts: Parts) -> Said | None:
    """ "the weeks ahead" """
    name = _unit(cast("str | None", parts.tokens[parts.first + 1].value))
    return None if name is None else Said(type="DURATION", pattern=Length(count=None, unit=name, towards=1))


def bare(parts: Parts) -> Said | None:
    """ "for weeks", "over years", "decades-long": a length whose count is left open."""
    name = _unit(parts.word("unit"))
    if name is None or name in {"half", "quarter", "second", "night", "weekend"}:
        return None
    if parts.get("long") is None and parts.before() not in {
        "for",
        "in",
        "within",
        "over",
        "after",
        "took",
        "take",
        "of",
    }:
        return None
    if parts.before() == "of" or parts.after() == "of":
        return None
    return Said(type="DURATION", pattern=Length(count=None, unit=name))


FREE = re.compile(
    r"\s*(?:[.,;:!?)”\"’]|$|\n|\s(?:and|or|that|which|when|is|was|are|were|has|had|have|as|to|but|by|in|with)\b)"
)


def the_past(parts: Parts) -> Said | None:
    """ "the past" as a noun"""
    token = parts.get("past")
    if token is None or token.lower != "past" or not FREE.match(parts.follows()):
        return None
    return Said(type="DATE", pattern=Vague(reference="PAST_REF"))


def recent(parts: Parts) -> Said | None:
    """ "recent weeks" is a past that no calendar holds; "several weeks" is a length."""
    token, name = parts.get("recent"), _unit(parts.word("unit"))
    if token is None or name is None or token.lower != "recent":
        return None
    return Said(type="DATE", pattern=Vague(reference="PAST_REF"))


def vague(parts: Parts) -> Said | None:
    """ "now", "recently", "soon"; "as soon as" is none."""
    token = parts.get("v")
    if token is not None and token.lower == "soon" and (parts.before() == "as" or parts.after() == "after"):
        return None
    return Said(type="DATE", pattern=Vague(reference=cast("Reference", parts.word("v"))))


# ------------------------------------------------------------------ sets


def periodic(parts: Parts) -> Said | None:
    """ "daily", "weekly"; capitalised within a sentence it is a name ("the Daily Mail")."""
    token = parts.get("j")
    if token is None or parts.text[token.start].isupper():
        return None
    return Said(type="SET", pattern=Recurring(value=cast("str", token.value)))


def every(parts: Parts) -> Said | None:
    """ "every Monday", "each year", "every two weeks" """
    token = parts.get("each")
    if token is None:
        return None
    count = parts.whole("count") or 1
    value = _each_value(token, count, parts.word("part"))
    return None if value is None else Said(type="SET", pattern=Recurring(value=value, quant=parts.word("every")))


def _each_value(token: Token, count: int, part: str | None) -> str | None:
    if token.letter == "w":
        return f"XXXX-WXX-{token.value}{'T' + part if part else ''}"
    if token.letter == "p":
        return f"XXXX-XX-XXT{token.value}"
    if token.letter == "s":
        return f"XXXX-{token.value}"
    sign = ISO_UNIT.get(str(token.value))
    if sign is None or sign in {"TS"}:
        return None
    return f"P{count}{sign}" if not sign.startswith("T") else f"PT{count}{sign[1:]}"


def times_a(parts: Parts) -> Said | None:
    """ "three times a week", "once a month" """
    token = parts.get("each")
    value = _each_value(token, 1, None) if token else None
    if value is None:
        return None
    once = parts.get("once")
    count = parts.whole("times") if once is None else 1 if once.lower == "once" else 2
    return Said(type="SET", pattern=Recurring(value=value, freq=f"{count}X" if count else None))


def weekdays(parts: Parts) -> Said | None:
    """ "Mondays", "Tuesday nights" """
    token, part = parts.get("days"), parts.get("part")
    if token is None:
        return None
    plural = token.lower.endswith("days") if part is None else part.lower.endswith("s")
    if not plural:
        return None
    return Said(type="SET", pattern=Recurring(value=_each_value(token, 1, parts.word("part")) or ""))
