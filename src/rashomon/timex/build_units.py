"""What patterns of units say: weeks, quarters, years, decades, seasons, feasts.

Every builder takes the parts of a match and gives None where the words are no time after all ("in 2000 people").
"""

from __future__ import annotations

import re
from typing import cast

import msgspec

from rashomon.timex.parts import (
    CLOCK_UNITS,
    Parts,
    Said,
    is_textual,
    mod_of,
    side_of,
    unit_it_lies_in,
    unit_named,
    which_of,
    year_of,
)
from rashomon.timex.record import Calendar, Ground, Length, Shift
from rashomon.timex.words import Token, around, time_words


def unit(parts: Parts) -> Said | None:
    """“last week”, “next year”, “this month”, “that day”, “the following month”"""
    name, token = unit_named(parts.word("unit")), parts.get("which")
    if name is None or token is None or name in CLOCK_UNITS - {"hour"}:
        return None
    count = which_of(parts)
    if name == "half" or count is None or parts.after() == "-":
        return None
    if token.letter == "L":
        count = -1 if name in {"quarter", "year"} else 0
    if (
        token.lower == "past"
        or (name in {"decade", "century"} and token.letter == "l")
        or (name in CLOCK_UNITS and token.letter == "l")
    ):
        towards = 1 if count > 0 else -1
        return Said(type="DURATION", mod=mod_of(parts), pattern=Length(count=1, unit=name, towards=towards))
    ground: Ground = "text" if is_textual(parts) else "publication"
    shift = Shift(unit=name, count=count, direction=side_of(parts), ground=ground)
    return Said(type="DATE", mod=mod_of(parts), pattern=shift)


def sub_unit(parts: Parts) -> Said | None:
    """Quarters and halves of years, and first or last weeks: "the third quarter of 1984", "the first half"."""
    sub, number = parts.word("sub"), parts.get("o")
    which = 2 if number is not None and number.letter == "2" else parts.whole("o")
    if number is not None and number.letter == "l" and number.lower != "last":
        return None
    of = None
    if which_of(parts) is not None and parts.get("unit"):
        if parts.word("unit") != "year":
            return None
        of = Shift(unit="year", count=which_of(parts))
    if parts.get("theunit"):
        if parts.word("theunit") != "year" or sub not in {"half", "quarter"}:
            return None
        of = Shift(unit="year", count=0)
    year = year_of(parts)
    fiscal = parts.get("fiscal") is not None or parts.get("fiscal2") is not None
    decade = parts.get("dec")
    if sub == "half" and decade is not None and which in {1, 2, -1}:
        return Said(type="DATE", mod="START" if which == 1 else "END", pattern=_decade(decade))
    if parts.get("m") or decade is not None:
        return None
    if sub == "quarter" and (which is None or which in {1, 2, 3, 4}):
        bare = which is None and year is None
        return None if bare and of is None else Said(
            type="DATE", mod=mod_of(parts),
            pattern=Calendar(year=year, quarter=which or 0, of=of, fiscal=fiscal))  # fmt: skip
    if sub == "half" and which in {1, 2, -1} and (year or of):
        return Said(type="DATE", pattern=Calendar(year=year, half=2 if which == -1 else which, of=of, fiscal=fiscal))
    return None


def the_unit(parts: Parts) -> Said | None:
    """“the weekend”, “the quarter”: a unit that the publication lies in or has just left."""
    name = parts.word("sub")
    if name == "weekend":
        return Said(type="DATE", pattern=Calendar(weekend=True))
    if name == "quarter" and _is_told_of_quarters(parts):
        return Said(type="DATE", pattern=Shift(unit="quarter", count=0, ground="text"))
    told = _ended(parts, name) if name in {"quarter", "year"} else None
    if told is None and name == "year" and parts.get("fiscal") is not None and not _ODD_YEAR.match(parts.follows()):
        return Said(type="DATE", pattern=Shift(unit="year", count=0))
    return told


_ODD_YEAR = re.compile(r"['’]s\b|\s+(?:(?:19|20)\d\d|before|after|to\b|that)")


def year_before(parts: Parts) -> Said | None:
    """“the same period last year”, “the quarter a year ago”: a year before the quarter that the text speaks of"""
    unit, sub = parts.word("unit") or parts.word("unit2"), parts.word("sub")
    if unit != "year" or sub not in {None, "quarter", "month", "half"} or which_of(parts) not in {None, -1}:
        return None
    return Said(type="DATE", pattern=Shift(unit="year", count=-1, ground="text"))


def _is_told_of_quarters(parts: Parts) -> bool:
    """Whether a quarter of a year was named before, so that "the quarter" is that one and no part of a town."""
    earlier = parts.tokens[: parts.first]
    named = any(token.lower == "quarter" and earlier[at - 1].letter in "o2-g" for at, token in enumerate(earlier) if at)
    return named and not re.match(r"-|\s+(?:of|to|past|ended|ending)\b", parts.follows())


ENDED = re.compile(r"\s+(?:that\s+)?(?:ended|ending|ends)\s+(?:on\s+)?(?:\d{1,2}\s+)?([A-Z][a-z]{2,})")


def _ended(parts: Parts, name: str) -> Said | None:
    """“the year ended March 31” is a length; “the quarter ended Sept. 30” the calendar's that holds most of it."""
    found = ENDED.match(parts.text, parts.tokens[parts.last - 1].end)
    words = time_words()
    month = words.months.get(found[1].lower(), words.month_abbreviations.get(found[1].lower())) if found else None
    if month is None:
        return None
    if name == "year":
        return Said(type="DURATION", pattern=Length(count=1, unit="year"))
    middle = (month - 2) % 12
    return Said(type="DATE", pattern=Calendar(quarter=middle // 3 + 1))


def midweek(parts: Parts) -> Said | None:
    """“midweek”, “mid-week”, “mid-month”"""
    name = "week" if parts.get("midweek") else unit_named(parts.word("unit"))
    if name not in {"week", "month", "year"} or (parts.get("k") and parts.word("k") != "MID"):
        return None
    return Said(type="DATE", mod="MID", pattern=Shift(unit=name, count=0))


def end_of_unit(parts: Parts) -> Said | None:
    """“the end of the month”, “later in the week”"""
    name = unit_named(parts.word("unit"))
    if name not in {"week", "month", "quarter", "year", "decade", "century"} or parts.after() in {"-", "'s"}:
        return None
    return Said(type="DATE", mod=mod_of(parts), pattern=Shift(unit=name, count=0, direction=side_of(parts)))


def year_end(parts: Parts) -> Said | None:
    """“year-end”, “year's end”"""
    token = parts.get("unit")
    if token is None or parts.word("unit") != "year" or parts.word("k") != "END":
        return None
    return Said(type="DATE", mod="END", pattern=Shift(unit="year", count=0))


COUNTED_PLURAL = re.compile(r"\s+[a-z]{3,}s\b")
SIGNS = re.compile(
    r"(?:[$€£#%+]|\bNo\.?|\b[Pp]age|\broom|\bWindows|\b(?:than|over|least|nearly|almost|to|people)|\b(?:Highway|Route|Room|Unit|Flight|Building"
    r"|Apartment|Suite|Gate|Box|Section|Article|Resolution))\s*$"
)
SPANNED = re.compile(r"\b(?:1[4-9]|20)\d\d\s+to\s+$|\b(?:dat(?:es?|ed|ing)|back)\s+to\s+$")
"""What makes four digits behind "to" a year after all: "from 1991 to 1997", "dating to 1994"."""
ADDRESS = re.compile(
    r"\s*(?:%|°|(?:[NSEW]\.?\s+|(?:North|South|East|West)\s+)?(?:[A-Z]\w+|\d{1,3}(?:st|nd|rd|th))\s+"
    r"(?:Street|St|Ave|Road|Avenue|Drive|Blvd|Boulevard|Lane|Block)\b)"
)
"""What makes four digits before it a share, a heat or a house: `1984 Elm Street`."""
WORD = re.compile(r"\s*([a-z]+)")


def _is_counted(follows: str) -> bool:
    """Whether what follows four digits is counted by them: "2000 people"."""
    word = WORD.match(follows)
    return bool(ADDRESS.match(follows)) or (word is not None and word.group(1) in around("counted"))


def year(parts: Parts) -> Said | None:
    """A year by itself: four digits that no counted noun, sign or bound claims."""
    value = year_of(parts)
    token = parts.get("y")
    if value is None or token is None:
        return None
    plain = parts.get("k") or parts.get("fiscal") or parts.get("the")
    before = parts.text[max(0, token.start - 12) : token.start]
    if not plain:
        marked = parts.before() in around("yearly")
        if not (1900 <= value <= 2039 or (marked and value >= 1400)):
            return None
        if (SIGNS.search(before) and not SPANNED.search(before)) or _is_counted(parts.follows()) or "," in token.lower:
            return None
        if parts.before() not in {"in", "since", "the"} and COUNTED_PLURAL.match(parts.follows()):
            return None
    return Said(type="DATE", mod=mod_of(parts), pattern=Calendar(year=value, fiscal=parts.get("fiscal") is not None))


def _decade(token: Token) -> Calendar:
    if token.letter == "R":
        return Calendar(decade=int(cast("float", token.value)))
    digits = re.sub(r"\D", "", token.lower)
    if len(digits) == 4 and digits.endswith("00") and digits != "2000":
        return Calendar(century=int(digits[:2]))  # "the 1800s" are a hundred years, "the 2000s" ten
    if len(digits) == 4:
        return Calendar(decade=int(digits[:3]))
    return Calendar(decade=int(digits[0]))


def decade(parts: Parts) -> Said | None:
    """“the 1990s”, “the mid-80s”; “his twenties” is an age."""
    token = parts.get("dec")
    if token is None or parts.before() in {"his", "her", "their", "my", "your", "our"}:
        return None
    if token.letter == "R" and parts.tokens[parts.first].letter != "d" and not parts.get("k"):
        return None
    return Said(type="DATE", mod=mod_of(parts), pattern=_decade(token))


def century(parts: Parts) -> Said | None:
    """“the 20th century”"""
    number = 2 if parts.get("o") and parts.get("o").letter == "2" else parts.whole("o")  # type: ignore[union-attr]
    if parts.word("cent") != "century" or number is None or not 1 <= number <= 22:
        return None
    if re.match(r"\s[A-Z]", parts.follows()):
        return None  # the studio 20th Century Fox
    return Said(type="DATE", mod=mod_of(parts), pattern=Calendar(century=number - 1))


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
    calendar = Calendar(season=parts.word("s"), year=year_of(parts), which=which_of(parts), of=unit_it_lies_in(parts))
    return Said(type="DATE", mod=mod_of(parts), pattern=calendar)


NOT_FEASTS = re.compile(r"\s+(?:Rising|Island|Islands|[Ee]ggs?|[Bb]unny|Bunnies|Seals?|[Tt]rees?|[Cc]arols?)\b")
"""What stands behind the feast in names of other things: "the Easter Rising"."""


OTHER_YEARS = frozenset(
    {"chinese", "lunar", "jewish", "islamic", "persian", "vietnamese", "tibetan", "korean", "orthodox"}
)
"""Whose New Year or Easter is another day."""


def holiday(parts: Parts) -> Said | None:
    """A feast: of fixed date, of a weekday in its month (Thanksgiving), by Easter, or of the Islamic year."""
    told = parts.word("g")
    token = parts.get("g")
    if parts.before() in OTHER_YEARS:
        return None
    if told is None or token is None or NOT_FEASTS.match(parts.follows()) or parts.text[token.start].islower():
        return None
    kind, *rest = told.split()
    if kind == "easter":
        feast = Calendar(from_easter=int(rest[0]), week=rest[1] == "week", weekend=rest[1] == "weekend")
    elif kind == "islamic":
        month, day, days = (int(number) for number in rest)
        feast = Calendar(islamic=(month, day, days))
    else:
        weekday = int(rest[1]) if len(rest) > 1 else None
        feast = Calendar(month=int(kind), day=int(rest[0]), weekday=weekday, on_or_after=weekday is not None)
    where = msgspec.structs.replace(feast, year=year_of(parts), which=which_of(parts), of=unit_it_lies_in(parts))
    return Said(type="DATE", pattern=where)
