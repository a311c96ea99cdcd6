"""Time expressions of a stretch of text, by their words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rashomon.parse import Word
from rashomon.timex.grammar import readings
from rashomon.timex.record import Expression, Leaning, Recurring, Vague
from rashomon.timex.tense import lean
from rashomon.timex.words import around, tokens

_BRACKET = re.compile(r"\([^()\n]*$")
_TO = re.compile(r"\s+(?:to|until|till|through)\s+|\s*[-–]\s*")
MARKER = re.compile(
    r"\b(as soon as|as early as|as of|up to|prior to|no later than|since|until|till|by|before|after|from|to|"
    r"in|on|at|over|during|within|for|"
    r"through|throughout|between|around|about|following)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _closes(text: str, start: int, end: int, first: int) -> bool:
    """Whether what begins at `first` ends a stretch that `text[start:end]` begins: "X until", "between X and"."""
    return _TO.fullmatch(text, end, first) is not None or (
        text[end:first] == " and " and text[max(0, start - 12) : start].lower().endswith(("between ", "between the "))
    )


@cache
def _saying() -> re.Pattern[str]:
    """A verb of saying right before an expression, its addressee or its means at most between: "told the BBC on"."""
    verbs = "|".join(sorted(around("sayings")))
    return re.compile(
        rf"\b(?:{verbs})(?:\s+(?!that\b)[\w’'.\-]+){{0,3}}?\s+(?:(?:on|late|early|in)\s+)*$", re.IGNORECASE
    )


def _lean(text: str, start: int, end: int, words: Sequence[Word], marker: str | None) -> Leaning | None:
    """The tense that says where to look; "until Monday" and "as soon as Monday" look ahead whatever their verb."""
    if marker in {"until", "till"} and text[start - len(marker) - 1 : start - len(marker)].isupper():
        return lean(text, start, end, words)
    return "future" if marker in {"until", "till", "as soon as", "as early as"} else lean(text, start, end, words)


def expressions(text: str, start: int, end: int, words: Sequence[Word] = ()) -> tuple[Expression, ...]:
    """The time expressions of `text[start:end]` (half-open, code points), in text order; they never overlap.

    Extents and types by TimeML 1.2.1: determiners in, prepositions out. `words` (the report's, with their syntax) help
    with tense and with "may" and "march"; without them the words around decide. Never raises on any text.
    """
    found = tokens(text, start, end, words)
    rows: list[Expression] = []
    for reading in readings(text, found):
        first, last = found[reading.first].start, found[reading.last - 1].end
        pattern = reading.said.pattern
        leans = not isinstance(pattern, Recurring | Vague)
        before = MARKER.search(text, max(start, first - 20), first)
        marker = before.group(1).lower() if before else None
        closes = bool(rows) and _closes(text, rows[-1].start, rows[-1].end, first)
        rows.append(
            Expression(
                start=first,
                end=last,
                text=text[first:last],
                type=reading.said.type,
                mod=reading.said.mod,
                pattern=pattern,
                lean=_lean(text, first, last, words, marker) if leans else None,
                closes=closes,
                marker=marker,
                of_saying=_saying().search(text, max(start, first - 50), first) is not None,
                aside=_BRACKET.search(text, max(start, first - 50), first) is not None,
            )
        )
    return tuple(rows)
