"""Figures of one counted noun told of one thing in two reports of one story: votes, ballots, passengers, whatever.

Two figures are held against each other where they count one kind of thing by a noun that is no general one, neither
report knows the other's number, and one of three holds. A weighty word, which few reports of a large pile have, stands
right beside both (`visited all 42 stations`, `the 31 stations it visited`); large numbers within a tenth of each other
share a name; the sentences are copies but for the number. Whether they conflict is for `explained` to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import combinations, pairwise

import msgspec

from rashomon.assess.alike import may_agree
from rashomon.assess.counting import crowd, generic_counted, kind_counted
from rashomon.assess.figured import is_count, stated
from rashomon.assess.focus import is_common
from rashomon.assess.index import PileIndex
from rashomon.assess.story import Stories
from rashomon.assess.terms import function_stems, stem, words
from rashomon.assess.verdicts import Rivals
from rashomon.records import Measure, Quantity, Sentence

_NOT_TALLIED: frozenset[Measure] = frozenset(
    ("killed", "injured", "missing", "money", "percent", "distance", "duration")
)
_BESIDE = 6
_LEAST_COSINE, _COPIED = 0.3, 0.75
_FACTOR, _CLOSE, _LARGE = 3.0, 1.1, 100
_LEAST_AROUND = 3
_MOST_OF_A_NOUN = 80
_FEW, _COMMON = 12, 0.02


class _Tally(msgspec.Struct, frozen=True):
    row: Quantity
    sentence: Sentence
    beside: frozenset[str]
    """Weighty stems right beside the figure, what it counts left out."""


def tallies(index: PileIndex, stories: Stories) -> list[Rivals]:
    """Pairs of figures that count one kind of thing, told of one thing, in order, each once."""
    held: dict[str, list[_Tally]] = {}
    for row in sorted(index.pile.quantities, key=lambda q: (q.report, q.span.start, q.id)):
        noun = _noun(row)
        sentence = index.sentence_at(row.report, row.span.start)
        if noun and sentence and is_count(row) and row.measure not in _NOT_TALLIED:
            held.setdefault(noun, []).append(_Tally(row, sentence, _beside(index, row, sentence, noun)))
    spread = _Spread(index)
    return sorted(
        Rivals(*sorted((a.row.id, b.row.id)))
        for rows in held.values()
        if len(rows) <= _MOST_OF_A_NOUN
        for a, b in _may_conflict(rows)
        if stories.are_one(a.row.report, b.row.report) and _is_one_thing(index, spread, a, b)
    )


class _Spread:
    """In how many reports of a pile a stem stands."""

    def __init__(self, index: PileIndex) -> None:
        self._index = index

    @cached_property
    def _reports(self) -> Counter[str]:
        texts = (self._index.pile.text_of(r.id) for r in self._index.pile.reports)
        return Counter(s for text in texts for s in {stem(w) for w in set(words(text))})

    def is_telling(self, told: str) -> bool:
        """Whether few reports have a stem: all stems of a small pile are telling."""
        return self._reports[told] <= max(_FEW, _COMMON * len(self._index.pile.reports))


def _noun(row: Quantity) -> str | None:
    told = words(row.counted.text) if row.counted else []
    if not told or stem(told[-1]) in generic_counted() | crowd():
        return None
    return kind_counted(told[-1])


def _beside(index: PileIndex, row: Quantity, sentence: Sentence, noun: str) -> frozenset[str]:
    text = index.pile.text_of(row.report)
    near = words(text[sentence.start : row.span.start])[-_BESIDE:] + words(text[row.span.end : sentence.end])[:_BESIDE]
    told = {stem(w) for w in near if not w[0].isdigit() and kind_counted(w) != noun}
    return frozenset(s for s in told - function_stems() if not is_common(s))


def _may_conflict(rows: Sequence[_Tally]) -> Iterator[tuple[_Tally, _Tally]]:
    """Pairs of two reports with two numbers of one size, neither report giving the other's."""
    known: dict[str, set[float | None]] = {}
    for tally in rows:
        known.setdefault(tally.row.report, set()).add(stated(tally.row))
    for one, two in combinations(rows, 2):
        a, b = one.row, two.row
        low, high = sorted((stated(a) or 0.0, stated(b) or 0.0))
        same = a.report == b.report or a.measure != b.measure or may_agree(a, b)
        if not same and high <= _FACTOR * low and not {stated(b)} & known[a.report] | {stated(a)} & known[b.report]:
            yield one, two


def _is_one_thing(index: PileIndex, spread: _Spread, one: _Tally, two: _Tally) -> bool:
    low, high = sorted((stated(one.row) or 0.0, stated(two.row) or 0.0))
    near = float(
        index.vector(one.row.report, one.sentence.start, one.sentence.end)
        @ index.vector(two.row.report, two.sentence.start, two.sentence.end)
    )
    if near < _LEAST_COSINE:
        return False
    beside = any(spread.is_telling(s) for s in one.beside & two.beside)
    named = any(spread.is_telling(stem(n)) for n in _names(one.sentence) & _names(two.sentence))
    return beside or (named and low >= _LARGE and high <= _CLOSE * low) or (near >= _COPIED and _is_copied(one, two))


def _names(sentence: Sentence) -> frozenset[str]:
    told = (w.strip(".,;:“”‘’\"'()").removesuffix("’s").removesuffix("'s") for w in sentence.text.split()[1:])
    return frozenset(w for w in told if w[:1].isupper())


def _is_copied(one: _Tally, two: _Tally) -> bool:
    """Whether two sentences are the same right around the two figures."""
    a, b = words(one.sentence.text), words(two.sentence.text)
    first, second = (words(t.row.span.text)[:1] for t in (one, two))
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return any(
        a[x.a + x.size : y.a] == first and b[x.b + x.size : y.b] == second and x.size + y.size >= _LEAST_AROUND
        for x, y in pairwise(blocks)
    )
