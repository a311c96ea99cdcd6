"""What a row of people comes to: "a man and two children are dead" tells of three, beside its parts.

The number is read off the words of one row under one verb, as "two hundred and five" is; nothing is added up across
clauses or sentences, nothing where a part is vague or open, nothing inside "including", and never people of two sides
or kinds ("47 militants and two hostages").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec

from rashomon.annotate.quantity_words import Line, measure_of, toll_phrases
from rashomon.records import Bound, Measure

SUMMED: frozenset[Measure] = frozenset(("killed", "injured"))
SELF = frozenset({"himself", "herself", "themselves"})
LONGEST_GAP = 12
WORDS = frozenset({",", ";", "and", "&", "then", "also", "as", "well", "along", "with", "plus", "fatally", "later",
                   "his", "her", "their"})  # fmt: skip
LINKS = frozenset({"and", "&", "then", "with", "plus"})
PARTIAL = frozenset({"including", "included", "include", "among", "of", "both"})


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A figure or a victim with its measure, before it is a row; tokens half-open."""

    line: Line
    first: int
    last: int
    counted: tuple[int, int] | None
    measure: Measure
    low: float | None
    high: float | None
    bound: Bound
    why: str | None = None
    """What decided measure and bound."""


def sums(found: Sequence[Told]) -> list[Told]:
    """One more for each row of two and more phrases of one harm that are joined by commas and "and"."""
    made: list[Told] = []
    row: list[Told] = []
    for one in found:
        if row and not _is_joined(row[-1], one):
            made += _total(row)
            row = []
        row.append(one)
    return [*made, *_total(row)]


def is_gap(line: Line, last: int, first: int, words: Collection[str]) -> bool:
    """Whether nothing but joining words stands between two phrases of a row, names and ages behind a comma aside.

    “the captain, Ann Lee-Boro, 47, and a clerk”
    """
    between = range(last, first)
    if not 0 < len(between) <= LONGEST_GAP or line.lower(first - 1) not in words:
        return False
    named = line.lower(last) == ","
    return all(line.lower(i) in words or (named and _is_name_or_age(line, i)) for i in between)


def _is_name_or_age(line: Line, at: int) -> bool:
    text = line.tokens[at].text
    return text[0].isupper() or text in {"-", "."} or (text.isdigit() and int(text) <= 110)


def _between(one: Told, two: Told) -> list[str]:
    return one.line.lowers[one.last : two.first]


def _is_part(one: Told) -> bool:
    """“nine of them”, “19 of the 27”: counted already"""
    inside = one.line.lowers[one.first : one.last + 2]
    return any(a == "of" and b in {"them", "whom"} for a, b in pairwise(inside))


def _is_joined(one: Told, two: Told) -> bool:
    if one.measure != two.measure or _is_part(two):
        return False
    if _is_along_with(one, two):
        return True
    if two.line.lower(two.first) not in SELF:
        return is_gap(two.line, one.last, two.first, WORDS)
    return bool(between := _between(one, two)) and all(
        w in WORDS or measure_of("transitive").get(w) == one.measure for w in between
    )


def _is_anybody(one: Told) -> bool:
    """Whether a phrase counts people as such, and not the fighters or hostages among them."""
    if one.counted is None:
        return True
    head = one.line.lower(one.counted[1] - 1)
    return measure_of("nouns").get(head, "people") == "people"


def _is_along_with(one: Told, two: Told) -> bool:
    """“Two boys are dead along with their father”"""
    return two.line.lowers[two.first - 2 : two.first] == ["along", "with"] and two.first - one.last <= 8


def _is_partial(line: Line, first: int) -> bool:
    """Whether a row tells only of some ("of the dead, two men and a boy"); "the deaths of two men and a boy" is all."""
    return line.lower(first - 1) in PARTIAL and line.before(first, toll_phrases(of=True)) is None


def _total(row: Sequence[Told]) -> list[Told]:
    """The row's sum; none where its end is an apposition ("a victim, a man of 30") or a part has no number."""
    if len(row) < 2 or row[0].measure not in SUMMED:
        return []
    end = row[-1]
    if not all(map(_is_anybody, row)):
        return []
    ended = bool(LINKS & set(_between(row[-2], end))) or end.line.lower(end.first) in SELF
    if not ended or _is_partial(end.line, row[0].first):
        return []
    lows = [one.low for one in row if one.low is not None]
    bounds = {one.bound for one in row} - {"exact"}
    if len(lows) < len(row) or len(bounds) > 1 or not bounds <= {"at_least", "more_than", "about"}:
        return []
    bound: Bound = next(iter(bounds), "exact")
    low = sum(lows)
    return [
        Told(
            line=end.line, first=row[0].first, last=end.last, counted=(row[0].first, end.last), measure=end.measure,
            low=low, high=None if bound in {"at_least", "more_than"} else low, bound=bound,
            why=f"The sum of {len(row)} figures told side by side, which stand as rows of their own as well.",
        )
    ]  # fmt: skip
