"""What patterns of counted units say: lengths, "three days ago", "a year earlier", sets.

Every builder takes the parts of a match and gives None where the words are no time after all (an age, a rate).
"""

from __future__ import annotations

import re
from typing import cast

import msgspec

from rashomon.timex.parts import (
    CLOCK_UNITS,
    DAY_UNITS,
    ISO_UNIT,
    Parts,
    Said,
    approximation,
    unit_named,
)
from rashomon.timex.record import Calendar, Length, Recurring, Reference, Shift, Unit, Vague
from rashomon.timex.words import Token, around


def _count(parts: Parts, name: str = "count") -> float | None:
    token = parts.get(name)
    if token is None or token.letter == "N":
        return None
    return 1.0 if token.letter == "a" else float(cast("float", token.value))


def _extra(parts: Parts) -> float:
    """The half of "a year and a half"."""
    return 0.5 if parts.word("half") == "half" else 0.0


def _counted(parts: Parts) -> tuple[float | None, Unit] | None:
    count, name = _count(parts), parts.word("unit") or parts.word("unit1")
    if name == "fortnight":
        return (None if count is None else 2 * count), "week"
    known = unit_named(name)
    return None if known is None else ((None if count is None else count + _extra(parts)), known)


def ago(parts: Parts) -> Said | None:
    """“three days ago”, “a year ago”, “the year-ago quarter”"""
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
        return Said(type="DATE", mod=approximation(parts), pattern=Vague(reference="PAST_REF"))
    if parts.get("sub") and parts.word("sub") == "quarter" and parts.get("o"):
        which = 2 if parts.get("o").letter == "2" else parts.whole("o")  # type: ignore[union-attr]
        return Said(type="DATE", pattern=Calendar(quarter=which, of=Shift(unit="year", count=-1)))
    shift = Shift(unit=name, count=-count)
    return Said(type="TIME" if name in CLOCK_UNITS else "DATE", mod=approximation(parts), pattern=shift)


def ago_or_so(parts: Parts) -> Said | None:
    """“30 or 40 years ago”: a past that is not told closer"""
    known = _counted(parts)
    return None if known is None else Said(type="DATE", mod=approximation(parts), pattern=Vague(reference="PAST_REF"))


def ago_to_the_day(parts: Parts) -> Said | None:
    """“a week ago today”, “two weeks ago Monday”: a day, where the unit alone is a week"""
    counted, weekday = _counted(parts), parts.whole("wd")
    if counted is None or counted[0] is None or counted[1] != "week":
        return None
    if weekday is not None:
        of = Shift(unit="week", count=-counted[0])
        return Said(type="DATE", pattern=Calendar(weekday=weekday, of=of))
    at = parts.whole("at")
    return None if at is None else Said(type="DATE", pattern=Shift(unit="day", count=at - 7 * counted[0]))


def from_now(parts: Parts) -> Said | None:
    """“three weeks from now”"""
    counted = _counted(parts)
    token = parts.tokens[parts.last - 1]
    in_time = token.lower == "time" and parts.before() == "in"
    if counted is None or not (token.lower == "now" or in_time):
        return None
    return Said(type="DATE", mod=approximation(parts), pattern=Shift(unit=counted[1], count=counted[0], direction=1))


CLAUSE = re.compile(r"\s*(?:[.,;:)”\"’]|$|\s(?:in|at|on|and|by|for|with|from|when|but|as|to)\b|\n)")


def shifted(parts: Parts) -> Said | None:
    """“a year earlier”, “two weeks later”; with “before” or “after” and what follows, a length alone.

    “as much as a year earlier” compares with a year earlier: “as much as” is no part of it.
    """
    counted, token = _counted(parts), parts.get("ago") or parts.get("ago1")
    if counted is None or token is None:
        return None
    count, name = counted
    if token.lower in {"before", "after"} and not CLAUSE.match(parts.follows()):
        if parts.get("count") is None or name in {"half", "quarter"}:
            return None
        return Said(type="DURATION", mod=approximation(parts), pattern=Length(count=count, unit=name), drop=1)
    if token.lower == "previously" and parts.get("count") is None:
        return None
    sign = -1 if token.letter == "e" else 1
    if parts.get("count") is None and parts.tokens[parts.first].letter in "ud":
        count = 1.0
    shift = Shift(unit=name, count=None if count is None else sign * count, direction=sign, ground="text")
    compared = parts.get("f")
    skip = 1 if compared is not None and compared.lower == "as" else 0
    mod = None if skip else approximation(parts)
    return Said(type="TIME" if name in CLOCK_UNITS else "DATE", mod=mod, pattern=shift, skip=skip)


def first_letter(parts: Parts) -> str:
    """The class of the match's first token."""
    return parts.tokens[parts.first].letter


def stretch(parts: Parts) -> Said | None:
    """“the last 10 days”, “the next few years”, “the past months”"""
    counted, which = _counted(parts), parts.get("which")
    if counted is None or which is None:
        return None
    ahead = which.letter == "l" and cast("float", which.value) > 0
    if which.lower == "past" and parts.get("count") is None and first_letter(parts) != "d":
        return Said(type="DATE", pattern=Vague(reference="PAST_REF"))
    textual = which.lower in {"following", "previous", "preceding"} or parts.after() == "of"
    towards = None if textual else 1 if ahead else -1
    first = parts.tokens[parts.first]
    skip = 1 if first.lower == "over" else 0
    pattern = Length(count=counted[0], unit=counted[1], towards=towards, high=parts.number("high"))
    return Said(type="DURATION", mod=None if skip else approximation(parts), pattern=pattern, skip=skip)


WAR = re.compile(r"['’]?\s+War\b")
"""What makes a length a name: "the Six-Day War"."""
AGE = re.compile(r"[\s-]*(?:old|olds|of age|jail|sentence)\b")


AHEAD = frozenset({"will", "would", "may", "might", "could", "can", "should", "to"})
"""What makes "one day" a day to come: "will one day be king"."""


def length(parts: Parts) -> Said | None:
    """A duration: "nearly two months", "10-year", "2 1/2 years"; an age is none."""
    counted_by = parts.get("count")
    if counted_by is not None and counted_by.lower == "many" and parts.before() == "as":
        return None
    compared = parts.get("f")
    if compared is not None and compared.lower == "as" and parts.after() in {"earlier", "ago", "before", "later"}:
        return None
    if (
        _is_age(parts)
        or _is_quoted(parts)
        or WAR.match(parts.follows())
        or (counted_by is not None and counted_by.lower == "recent")
    ):
        return None
    if parts.word("nhalf") == "half":
        base = _count(parts)
        name = unit_named(parts.word("unit"))
        if name is None:
            return None
        return Said(type="DURATION", mod=approximation(parts), pattern=Length(count=(base or 0.0) + 0.5, unit=name))
    if parts.match.re.groupindex.get("nhalf") and parts.get("nhalf") is not None:
        return None
    if parts.match.re.groupindex.get("nhalf") and "/" in parts.match.group():
        name = unit_named(parts.word("unit"))
        pieces = [t.value for t in parts.tokens[parts.first : parts.last] if t.letter in "n"]
        if name is None or len(pieces) < 3 or not pieces[2]:
            return None
        whole, over, under = (float(cast("float", p)) for p in pieces[-3:])
        return Said(type="DURATION", mod=approximation(parts), pattern=Length(count=whole + over / under, unit=name))
    counted = _counted(parts)
    token = parts.get("unit")
    if counted is None or token is None:
        return None
    if counted_by is not None and counted_by.lower == "one" and counted[1] == "day" and parts.before() in AHEAD:
        return Said(type="DATE", pattern=Vague(reference="FUTURE_REF"))
    return _length(parts, counted[0], counted[1], token)


def _length(parts: Parts, count: float | None, name: Unit, token: Token) -> Said | None:
    first = parts.tokens[parts.first]
    skip = 1 if first.letter == "f" and first.lower == "over" and parts.tokens[parts.first + 1].letter == "d" else 0
    article = parts.get("count") is not None and parts.get("count").letter == "a"  # type: ignore[union-attr]
    if name in {"quarter", "half", "second"} and (article or token.letter == "u"):
        return None
    if name in {"half", "weekend"} or (name == "quarter" and parts.after() == "of"):
        return None
    if article and name in {"minute", "second"} and parts.before() == "wait":
        return None  # "wait a minute" asks for nobody's time
    if article and (token.letter == "U" or not _is_spell(parts) or parts.text[first.start - 1 : first.start] == "-"):
        return None
    counting = parts.get("count")
    if counting is not None and counting.lower == "one" and name == "day" and parts.before() in {",", "", "'", '"'}:
        return None
    second = unit_named(parts.word("unit2"))
    rest = ((parts.number("count2") or 0.0, second),) if second else ()
    return Said(
        type="DURATION", mod=approximation(parts),
        pattern=Length(count=count, unit=name, rest=rest, high=parts.number("high")), skip=skip,
    )  # fmt: skip


def _is_age(parts: Parts) -> bool:
    return bool(AGE.match(parts.follows())) and parts.word("unit") in DAY_UNITS


def _is_quoted(parts: Parts) -> bool:
    """Whether it is a title: its unit has a capital within a sentence or within quotation marks ("on 60 Minutes")."""
    first, last = parts.tokens[parts.first], parts.tokens[parts.last - 1]
    begun = parts.text[max(0, first.start - 12) : first.start]
    if first.lower.isdigit() and parts.text[last.start].isupper() and re.search(r"\b[a-z]+\s$", begun):
        return True
    opened = parts.text[max(0, first.start - 1) : first.start] in {"“", '"', "‘"}
    return opened and parts.text[last.start].isupper() and parts.follows()[:1] in {"”", '"', "’", ","}


def _is_spell(parts: Parts) -> bool:
    """Whether "a year" is a length, not a rate: "for a year", "$5 a year" is none."""
    return parts.get("f") is not None or parts.before() in around("spells")


def length_ahead(parts: Parts) -> Said | None:
    """“the weeks ahead”"""
    name = unit_named(cast("str | None", parts.tokens[parts.first + 1].value))
    return None if name is None else Said(type="DURATION", pattern=Length(count=None, unit=name, towards=1))


def bare(parts: Parts) -> Said | None:
    """“for weeks”, “over years”, “decades-long”: a length whose count is left open."""
    name = unit_named(parts.word("unit"))
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
    """“the past” as a noun"""
    token = parts.get("past")
    if token is None or token.lower != "past" or not FREE.match(parts.follows()):
        return None
    return Said(type="DATE", pattern=Vague(reference="PAST_REF"))


def recent(parts: Parts) -> Said | None:
    """“recent weeks” is a past that no calendar holds; “several weeks” is a length."""
    token, name = parts.get("recent"), unit_named(parts.word("unit"))
    if token is None or name is None or token.lower != "recent":
        return None
    return Said(type="DATE", pattern=Vague(reference="PAST_REF"))


def vague(parts: Parts) -> Said | None:
    """“now”, “recently”, “soon”; “as soon as” is none."""
    token = parts.get("v")
    if token is not None and token.lower == "soon" and (parts.before() == "as" or parts.after() == "after"):
        return None
    return Said(type="DATE", pattern=Vague(reference=cast("Reference", parts.word("v"))))


def periodic(parts: Parts) -> Said | None:
    """“daily”, “weekly”; capitalised within a sentence it is a name (“the Daily Mail”)."""
    token = parts.get("j")
    if token is None or parts.text[token.start].isupper() or _is_paper(parts, token):
        return None
    return Said(type="SET", pattern=Recurring(value=cast("str", token.value)))


def _is_paper(parts: Parts, token: Token) -> bool:
    """Whether a daily or weekly is a newspaper, by the name beside it: "the Le Monde daily", "the daily Granma"."""
    before = re.search(r"\b([A-Z]\w+)\s$", parts.text[max(0, token.start - 24) : token.start])
    return bool(before or re.match(r"\s[A-Z][a-z]", parts.follows())) and token.lower in {"daily", "weekly", "monthly"}


def every(parts: Parts) -> Said | None:
    """“every Monday”, “each year”, “every two weeks”"""
    token = parts.get("each")
    if token is None:
        return None
    count = parts.whole("count") or (2 if parts.get("other") else 1)
    value = _each_value(token, count, parts.word("part"))
    return None if value is None else Said(type="SET", pattern=Recurring(value=value, quant=parts.word("every")))


def _each_value(token: Token, count: int, part: str | None) -> str | None:
    if token.letter == "w":
        return f"XXXX-WXX-{token.value}{'T' + part if part else ''}"
    if token.letter == "p":
        return f"XXXX-XX-XXT{token.value}"
    if token.letter == "m":
        return f"XXXX-{int(cast('float', token.value)):02d}"
    if token.letter == "s":
        return f"XXXX-{token.value}"
    sign = ISO_UNIT.get(str(token.value))
    if sign is None or sign in {"TS"}:
        return None
    return f"P{count}{sign}" if not sign.startswith("T") else f"PT{count}{sign[1:]}"


def times_a(parts: Parts) -> Said | None:
    """“three times a week”, “once a month”"""
    token = parts.get("each")
    value = _each_value(token, 1, None) if token else None
    if value is None:
        return None
    once = parts.get("once")
    count = parts.whole("times") if once is None else 1 if once.lower == "once" else 2
    return Said(type="SET", pattern=Recurring(value=value, freq=f"{count}X" if count else None))


def first_weekdays(parts: Parts) -> Said | None:
    """The first day of “Monday and Tuesday nights”"""
    said = weekdays(parts)
    return None if said is None else msgspec.structs.replace(said, drop=parts.last - parts.first - 1)


def weekdays(parts: Parts) -> Said | None:
    """“Mondays”, “Tuesday nights”"""
    token, part = parts.get("days"), parts.get("part")
    if token is None:
        return None
    plural = token.lower.endswith("days") if part is None else part.lower.endswith("s")
    if not plural:
        return None
    if part is None and _has_lost_its_marks(parts):
        return Said(type="DATE", pattern=Calendar(weekday=parts.whole("days")))
    return Said(type="SET", pattern=Recurring(value=_each_value(token, 1, parts.word("part")) or ""))


NOUN = re.compile(r"\s+(?!and\b|or\b|at\b|in\b|from\b|to\b|when\b|after\b|before\b|for\b|as\b|with\b)[a-z]{3,}")


def _has_lost_its_marks(parts: Parts) -> bool:
    """Whether "Saturdays" is a genitive, in a text that a scraper left without apostrophes: "Saturdays blast"."""
    lost = not any(mark in parts.text for mark in ("'", "’"))
    return lost and parts.before() not in {"on", "every", "most", "all"} and NOUN.match(parts.follows()) is not None
