"""How a happening stands to what was told before, by the words around its trigger: "the attack" takes it up, "another
attack" and "In a separate incident, …" set apart, "two days after a clash" counts from a day told before.
"""

from __future__ import annotations

import re
from datetime import date

from rashomon.records import Interval
from rashomon.timex import numerals

_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|their|its)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_TAKING_UP = re.compile(r"\b(?:the|this|that|these|those)\s+$", re.IGNORECASE)
_NEW = re.compile(r"\b(?:an?|two|three|four|several|some|many|more|new|fresh)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_ANOTHER = re.compile(
    r"(?:\b(?:another|earlier|previous|prior|separate|other|unrelated|similar|further)|(?<!\bthe )\b(?:second|third))"
    r"\s+(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_HAPPENING = r"(?:incident|attack|shooting|case|crash|accident|event|development|raid|blast|explosion|clash|strike)s?"
_ELSEWHERE = re.compile(
    rf"\W*(?:separately,|unrelatedly,|in\s+(?:an?\s+(?:[\w-]+\s+)?(?:separate|unrelated|different)|another)\s+"
    rf"(?:[\w-]+\s+){{0,2}}{_HAPPENING}\b)",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"\b(?P<number>an?|[\w-]+)\s+(?P<unit>day|week)s?\s+(?P<side>after|following|before)\s+(?:[\w’'-]+\s+){0,8}$",
    re.IGNORECASE,
)
AS_OF = "as of"
DAYS = {"day": 1, "week": 7}


def is_definite(before: str) -> bool:
    """Whether the words before a trigger are of what was told: "the deadly attack"."""
    return bool(_DEFINITE.search(before))


def takes_up(before: str) -> bool:
    """Whether nothing stands between such an article and the trigger: "the attack"."""
    return bool(_TAKING_UP.search(before))


def brings_up(before: str) -> bool:
    """Whether the words before a trigger are of what was not told: "a march", "several attacks"."""
    return bool(_NEW.search(before))


def is_another(before: str) -> bool:
    """Whether the words before a trigger call it another one than was told: "another attack", "an earlier attack"."""
    return bool(_ANOTHER.search(before))


def opens_another(sentence: str) -> bool:
    """Whether a sentence begins with another happening: "In a separate incident, …", "Separately, …"."""
    return bool(_ELSEWHERE.match(sentence))


def days_from(between: str) -> int | None:
    """How many days after the day told before it a happening was, by the words between the two: "agreed on Thursday,
    two days after a clash" is -2. None where they say nothing; "hours after" and "months after" say no day.
    """
    found = _OFFSET.search(between)
    if found is None:
        return None
    said = found["number"].lower()
    value = 1.0 if said in ("a", "an") else next((n.value for n in numerals(said, 0, len(said))), None)
    if value is None:
        return None
    days = int(value) * DAYS[found["unit"].lower()]
    return days if found["side"].lower() == "before" else -days


def moved(told: Interval, between: str) -> Interval:
    """The days of a happening whose time is told before it, `between` the words from there to its trigger."""
    days = days_from(between)
    if not days or told.earliest is None or told.latest is None:
        return told
    ends = [date.fromisoformat(e[:10]).toordinal() + days for e in (told.earliest, told.latest)]
    first, last = (date.fromordinal(e).isoformat() for e in ends)
    return Interval(earliest=first, latest=last, zone=told.zone)


def opened(interval: Interval, marker: str) -> Interval | None:
    """What is told of "since May" began then, "as of Wednesday" was by then; "before" and "after" say little more."""
    if marker in ("since", "from"):
        return Interval(earliest=interval.earliest, latest=None, zone=interval.zone)
    if marker in (AS_OF, "by", "until", "till", "before", "up to"):
        return Interval(earliest=None, latest=interval.latest, zone=interval.zone)
    return interval
