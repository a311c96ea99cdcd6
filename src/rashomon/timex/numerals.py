"""The cardinal numbers that stand in a text, in words or figures, wherever no address, path or id holds them."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from rashomon.timex.numbers import number_at, number_words
from rashomon.timex.words import raw_tokens

DIGIT = re.compile(r"\d")
LETTERS = re.compile(r"[a-z]+")


class Numeral(msgspec.Struct, frozen=True, array_like=True):
    """A number at `text[start:end]` (half-open, code points)."""

    start: int
    end: int
    value: float


def numerals(text: str, start: int, end: int) -> tuple[Numeral, ...]:
    """The numbers of `text[start:end]` in order: "25", "10,000", "1.5 million", "two hundred and five", "a dozen".

    Whether one is a year, an age or a code is not decided here. Ordinals, clock times and dates in figures are none.
    """
    if not _may_hold_number(text[start:end].lower()):
        return ()
    raw = raw_tokens(text, start, end)
    lowers = [m.group().lower() for m in raw]
    found: list[Numeral] = []
    at = 0
    while at < len(raw):
        number = number_at(lowers, at) if raw[at].lastgroup in {"figure", "word"} else None
        if number is None:
            at += 1
            continue
        found.append(Numeral(raw[at].start(), raw[at + number.length - 1].end(), number.value))
        at += number.length
    return tuple(found)


@cache
def _counting_words() -> frozenset[str]:
    """The words of which each number in words has one: all but "half" and "a"."""
    words = number_words()
    return frozenset((*words.small, *words.scales))


def _may_hold_number(lower: str) -> bool:
    """Whether a text in small letters holds a digit or a word that counts: most sentences hold none."""
    return bool(DIGIT.search(lower)) or not _counting_words().isdisjoint(LETTERS.findall(lower))
