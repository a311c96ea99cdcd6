"""What patterns of units say: weeks, quarters, years, decades, seasons, feasts.

Every builder takes the parts of a match and gives None where the words are no time after all ("in 2000 people").
"""

from __future__ import annotations

import re
from typing import cast

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
from rashomon.timex.words import Token, around


def unit(parts: Parts) -> Said | None:
    """“last week”, “next year”, “this month”, “that day”, “the following month”"""
    name, token = unit_named(parts.word("unit")), parts.get("which")
    if name is None or token is None or name in CLOCK_UNITS - {"hour"}:
        return None
    count = which_of(parts)
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
    return None


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
ADDRESS = re.compile(r"\s*(?:%|°|[A-Z]\w+ (?:Street|St|Ave|Road|Avenue|Drive|Blvd|Boulevard|Lane|Block))")
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


def holiday(parts: Parts) -> Said | None:
    """A feast of fixed date, or of a weekday in its month ("Thanksgiving Day")."""
    date_ = parts.word("g")
    if date_ is None:
        return None
    month_, day, *weekday = (int(d) for d in date_.split("-"))
    calendar = Calendar(
        month=month_, day=day, weekday=weekday[0] if weekday else None, on_or_after=bool(weekday),
        year=year_of(parts), which=which_of(parts), of=unit_it_lies_in(parts),
    )  # fmt: skip
    return Said(type="DATE", pattern=calendar)
