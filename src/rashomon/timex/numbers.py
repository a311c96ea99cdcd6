"""Cardinal numbers in words and figures: "twenty-five", "two hundred", "10,000", "1.5 million", "2 1/2".

A number is read from a run of tokens; what it counts, and whether it is a year or a code, is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from rashomon.lexicon import table

FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
"""`10,000` · `1,500.5` · `25` · `1.5`"""


class NumberWords(msgspec.Struct, frozen=True):
    """The table `number_words`."""

    source: str
    small: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]


class Number(msgspec.Struct, frozen=True, array_like=True):
    """A number that takes the first `length` tokens."""

    value: float
    length: int


@cache
def number_words() -> NumberWords:
    """The table of number words."""
    words: NumberWords = table("number_words", NumberWords)
    return words


def figure(token: str) -> float | None:
    """The value of a token of figures, None where it is none."""
    return float(token.replace(",", "")) if FIGURE.fullmatch(token) else None


class _Sum:
    """A number that is being read word by word."""

    def __init__(self) -> None:
        self.total = 0.0
        self.part = 0.0
        self.last = ""

    def value(self) -> float:
        return self.total + self.part

    def small(self, value: float) -> bool:
        """Adds a word like "twenty" or "five"; False where it begins another number."""
        if self.last == "small" and not (self.part % 100 >= 20 and self.part % 10 == 0 and value < 10):
            return False
        if self.last == "figure":
            return False
        self.part += value
        self.last = "small"
        return True

    def scale(self, value: float) -> None:
        """Multiplies by "hundred" or moves up by "thousand" and more."""
        if value < 1000:
            self.part = (self.part or 1) * value
        else:
            self.total += (self.part or 1) * value
            self.part = 0.0
        self.last = "scale"


def _half_of(tokens: Sequence[str], start: int) -> Number | None:
    """“half a dozen”, “half-dozen”, “half a million”"""
    scales = number_words().scales
    if tokens[start] != "half" or start + 2 >= len(tokens) or tokens[start + 1] not in {"a", "-"}:
        return None
    scale = scales.get(tokens[start + 2])
    return Number(scale / 2, 3) if scale else None


def number_at(tokens: Sequence[str], start: int) -> Number | None:
    """The longest number that begins at `tokens[start]`; tokens are lower case, hyphens are tokens of their own.

    "a hundred" and "a dozen" are numbers; "a" alone and "hundreds" are not.
    """
    words = number_words()
    halved = _half_of(tokens, start)
    if halved is not None:
        return halved
    total = _Sum()
    at, end = start, start
    while at < len(tokens):
        token = tokens[at]
        value = figure(token)
        if value is not None:
            if total.last and not (total.last == "scale" and value < 1000):
                break
            total.part += value
            total.last = "figure"
        elif token in words.small:
            if not total.small(words.small[token]):
                break
        elif token in words.scales and (total.last or _is_round(token)):
            total.scale(words.scales[token])
        elif at == start and token in {"a"} and at + 1 < len(tokens) and tokens[at + 1] in words.scales:
            at += 1
            continue
        elif not (end == at and total.last and _joins(tokens, at, total)):
            break
        else:
            at += 1
            continue
        at += 1
        end = at
    return Number(value=total.value(), length=end - start) if total.last else None


def _is_round(token: str) -> bool:
    """Whether a scale word can stand for one of it without "a": "dozen" and "hundred" after a determiner."""
    return token in {"hundred", "thousand", "million", "dozen"}


def _joins(tokens: Sequence[str], at: int, total: _Sum) -> bool:
    """Whether `tokens[at]` joins two parts of one number: as in "twenty-five" and "hundred and two"."""
    words = number_words()
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    if tokens[at] == "-":
        return following in words.scales or (total.last == "small" and words.small.get(following, 10) < 10)
    return tokens[at] == "and" and total.last == "scale" and following in words.small
