"""What a figure is the count of, where its report tells several: of one fire among many, at one of two places.

`The Alder Fire` and `the Birch Fire` have their own dead. `Ten died at the airport and twenty at the station` gives two
parts, whoever says so; and two counts told side by side that add up to a third of their report are its parts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import combinations, pairwise

import msgspec

from rashomon.assess.counting import named_first, named_happenings
from rashomon.assess.index import PileIndex
from rashomon.records import Quantity

_PROPER = r"[A-Z][\w’'-]+"
_AT_MOST_WORDS = 3
_BESIDE = 350
_LEAST_NAMED = 2
_TEXTS = 4096
_SITES = frozenset(("facility", "place"))
_OFFICES = r"(?! (?:[A-Z]|officials?|crews?|chiefs?|fire-?fighters?|service|department|authorit|said))"


class Named(msgspec.Struct, frozen=True, order=True):
    """A happening by its name: of `the Alder Fire` the fire, and `alder`."""

    kind: str
    name: str


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """`the Alder Fire`, `the Griffith Park fire`; `Hurricane Ida`, `Flight 17`."""
    before = rf"\b((?:{_PROPER} ){{1,{_AT_MOST_WORDS}}})((?i:{'|'.join(named_happenings())}))\b{_OFFICES}"
    return re.compile(before), re.compile(rf"\b((?i:{'|'.join(named_first())})) ({_PROPER}|\d+)\b")


def named_happenings_in(text: str) -> list[Named]:
    """The happenings that a text names, in its order."""
    before, after = _names()
    found = [(m.start(), m[2], m[1]) for m in before.finditer(text)]
    found += [(m.start(), m[1], m[2]) for m in after.finditer(text) if m[1][:1].isupper()]
    told = [(start, kind.lower(), name.lower().split()) for start, kind, name in found]
    told = [(start, kind, [w for w in name if w not in ("the", "a", "an", "in")]) for start, kind, name in told]
    return [Named(kind, " ".join(name)) for _, kind, name in sorted(told) if name]


def happenings_named(index: PileIndex, row: Quantity) -> frozenset[Named]:
    """The named happenings that a figure may be of: those told beside it, up to the next number of its sentence, else
    the one that its report names most.
    """
    text, sentence = index.pile.text_of(row.report), index.sentence_at(row.report, row.span.start)
    if sentence is not None:
        rows = index.quantities.inside(row.report, sentence.start, sentence.end)
        start = max((q.span.end for q in rows if q.span.end <= row.span.start), default=sentence.start)
        end = min((q.span.start for q in rows if q.span.start >= row.span.end), default=sentence.end)
        own = named_happenings_in(text[start:end])
        if own:
            return frozenset(own)
    return _named_most(text)


@lru_cache(maxsize=_TEXTS)
def _named_most(text: str) -> frozenset[Named]:
    """The happening that a report names most, in itself; empty where none leads."""
    told = Counter(named_happenings_in(text)).most_common(2)
    leads = told and told[0][1] >= _LEAST_NAMED and (len(told) == 1 or told[0][1] > told[1][1])
    return frozenset((told[0][0],)) if leads else frozenset()


def are_of_two(one: frozenset[Named], two: frozenset[Named]) -> bool:
    """Whether two figures are of two happenings of one kind, each by its name."""
    return bool({n.kind for n in one} & {n.kind for n in two}) and not one & two


def is_at_own_site(index: PileIndex, row: Quantity) -> bool:
    """Whether the sentence of a figure gives another of its measure, and a site to each of them."""
    sentence = index.sentence_at(row.report, row.span.start)
    if sentence is None:
        return False
    rows = index.quantities.inside(row.report, sentence.start, sentence.end)
    told = sorted((q for q in rows if q.measure == row.measure), key=lambda q: q.span.start)
    if len(told) != len({(q.low, q.high) for q in told}) or len(told) < _LEAST_NAMED:
        return False
    ends = [sentence.start, *(q.span.start for q in told), sentence.end]
    sites = [_sites(index, row.report, a, b) for a, b in pairwise(ends)]
    return any(_are_apart(held) for held in (sites[1:], sites[:-1]))


def _sites(index: PileIndex, report: str, start: int, end: int) -> frozenset[str]:
    told = (m for m in index.mentions.inside(report, start, end) if m.kind in _SITES and m.head == "name")
    return frozenset(m.entity or m.span.text for m in told)


def _are_apart(sites: Sequence[frozenset[str]]) -> bool:
    return all(sites) and not any(a & b for a, b in combinations(sites, 2))


def is_summand_of(row: Quantity, told: Sequence[Quantity]) -> bool:
    """Whether a figure and another beside it, of its measure and report, add up to a third of them."""
    own = [q for q in told if q.report == row.report and q.measure == row.measure and q.low and q.low != row.low]
    totals = {q.low for q in own}
    beside = (q for q in own if abs(q.span.start - row.span.start) <= _BESIDE)
    return any((q.low or 0.0) + (row.low or 0.0) in totals for q in beside)
