"""Figures told of one thing in two reports of one story: votes, ballots, passengers, people who escaped.

Two figures are held against each other where they count one kind of thing by a noun that is no general one, measure
money, time or distance, or count people whom one fate befell; where no account gives both numbers; and where one of
four holds (of what is measured the first). A weighty word, which few
reports of a large pile have, stands right beside both (`visited all 42 stations`, `the 31 stations it visited`); the
fate is one; large numbers within a tenth of each other share a name; the sentences are copies but for the number.
Whether they conflict is for `explained` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations, pairwise

import msgspec

from rashomon.assess.alike import may_agree
from rashomon.assess.counting import crowd, fate_told, generic_counted, is_change, kind_counted
from rashomon.assess.figured import is_count, stated
from rashomon.assess.focus import is_common
from rashomon.assess.index import PileIndex
from rashomon.assess.measured import with_unit
from rashomon.assess.origins import innermost
from rashomon.assess.partial import after, before_it
from rashomon.assess.phrases import spaced
from rashomon.assess.terms import function_stems, stem, words
from rashomon.assess.verdicts import Rivals, Weighed
from rashomon.records import Measure, Quantity, Sentence

_NOT_TALLIED: frozenset[Measure] = frozenset(("killed", "injured", "missing", "percent"))
_MEASURED: frozenset[Measure] = frozenset(("money", "distance", "duration"))
_BESIDE, _FATE_AFTER, _FATE_BEFORE, _REACH = 6, 5, 2, 60
_LEAST_COSINE, _LEAST_COSINE_MEASURED, _COPIED = 0.3, 0.5, 0.75
_FACTOR, _CLOSE, _LARGE = 3.0, 1.1, 100
_LEAST_AROUND = 3
_MOST_OF_A_NOUN = 80


class _Tally(msgspec.Struct, frozen=True, kw_only=True):
    row: Quantity
    sentence: Sentence
    holder: str | None
    """Who gives it, where somebody is said to."""
    noun: str | None
    fate: str | None
    numbers: frozenset[float | None]
    """The numbers of its sentence."""
    change: bool
    """Whether it is by how much a count changed."""
    beside: frozenset[str]
    """Weighty stems right beside the figure, what it counts left out."""


class Matched(msgspec.Struct, frozen=True):
    """Two figures told of one thing; whether what they count befell people, and so may grow."""

    pair: Rivals
    may_grow: bool


def tallies(weighed: Weighed) -> list[Matched]:
    """Pairs of figures that are told of one thing, in order, each once."""
    index = weighed.index
    held: dict[tuple[str, str], list[_Tally]] = {}
    for row in sorted(index.pile.quantities, key=lambda q: (q.report, q.span.start, q.id)):
        tally = _tally(index, row)
        if tally is not None and tally.noun:
            held.setdefault(("noun", tally.noun), []).append(tally)
        if tally is not None and tally.fate:
            held.setdefault(("fate", tally.fate), []).append(tally)
    found = dict[Rivals, bool]()
    for (by, _), rows in sorted(held.items()):
        for one, two in _may_conflict(rows) if len(rows) <= _MOST_OF_A_NOUN else ():
            told_of_one = weighed.stories.are_one(one.row.report, two.row.report)
            if told_of_one and _is_one_thing(weighed, one, two, by == "fate"):
                pair = Rivals(*sorted((one.row.id, two.row.id)))
                found[pair] = found.get(pair, False) or by == "fate"
    return [Matched(pair, grows) for pair, grows in sorted(found.items())]


def _tally(index: PileIndex, row: Quantity) -> _Tally | None:
    sentence = index.sentence_at(row.report, row.span.start)
    if sentence is None or row.measure in _NOT_TALLIED or not is_count(row):
        return None
    counted = words(row.counted.text)[-1:] if row.counted else []
    general = not counted or stem(counted[0]) in generic_counted() | crowd()
    noun = row.measure if row.measure in _MEASURED else None if general else kind_counted(counted[0])
    beside = _words_beside(index, row, sentence)
    near = words(after(index, row, _REACH))[: len(words(row.span.text)) + _FATE_AFTER]
    fate = fate_told(spaced((*words(before_it(index, row, _REACH))[-_FATE_BEFORE:], *near)))
    if noun is None and fate is None:
        return None
    statement = innermost(index, row)
    return _Tally(
        row=with_unit(row),
        sentence=sentence,
        holder=statement.holder_text if statement and statement.voice == "attributed" else None,
        noun=noun,
        change=is_change(before_it(index, row, _REACH)),
        fate=fate,
        numbers=frozenset(
            stated(with_unit(q)) for q in index.quantities.inside(row.report, sentence.start, sentence.end)
        ),
        beside=frozenset(stem(w) for w in beside if kind_counted(w) != noun and not is_common(stem(w)))
        - function_stems(),
    )


def _words_beside(index: PileIndex, row: Quantity, sentence: Sentence) -> list[str]:
    text = index.pile.text_of(row.report)
    before, later = text[sentence.start : row.span.start], text[row.span.end : sentence.end]
    return [w for w in (*words(before)[-_BESIDE:], *words(later)[:_BESIDE]) if not w[0].isdigit()]


def _may_conflict(rows: Sequence[_Tally]) -> Iterator[tuple[_Tally, _Tally]]:
    """Pairs with two numbers of one size that no one party gives both of."""
    known: dict[tuple[str, str | None], set[float | None]] = {}
    for tally in rows:
        known.setdefault((tally.row.report, tally.holder), set()).add(stated(tally.row))
    for one, two in combinations(rows, 2):
        a, b = one.row, two.row
        low, high = sorted((stated(a) or 0.0, stated(b) or 0.0))
        both = stated(b) in known[a.report, one.holder] | one.numbers or stated(a) in (
            known[b.report, two.holder] | two.numbers
        )
        one_voice = a.report == b.report and (not one.holder or not two.holder or one.holder == two.holder)
        if not both and not one_voice and one.change == two.change and high <= _FACTOR * low and not may_agree(a, b):
            yield one, two


def _is_one_thing(weighed: Weighed, one: _Tally, two: _Tally, of_fate: bool) -> bool:
    index, spread = weighed.index, weighed.spread
    if of_fate and not (one.noun and two.noun and one.noun != two.noun):
        return any(spread.is_telling(stem(w)) for t in (one, two) for w in t.beside)
    if one.row.measure != two.row.measure or one.row.report == two.row.report:
        return False
    low, high = sorted((stated(one.row) or 0.0, stated(two.row) or 0.0))
    near = float(
        index.vector(one.row.report, one.sentence.start, one.sentence.end)
        @ index.vector(two.row.report, two.sentence.start, two.sentence.end)
    )
    measured = one.row.measure in _MEASURED
    if near < (_LEAST_COSINE_MEASURED if measured else _LEAST_COSINE):
        return False
    beside = any(spread.is_telling(s) for s in one.beside & two.beside)
    names = {stem(n) for t in (one, two) for n in _names(t.sentence)}
    if measured:
        return any(spread.is_telling(s) for s in (one.beside & two.beside) - names)
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
