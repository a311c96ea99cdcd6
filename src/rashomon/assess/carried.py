"""Sentences that one report carries over from another, word for word or nearly.

Agencies' stories are printed with other spellings, clock times and marks; what is aligned here are sentences that have
nearly all words in common (Clough et al. 2002, "Measuring text reuse", near-verbatim), of reports between which a copy
is known.
"""

from __future__ import annotations

from collections import Counter
from weakref import WeakKeyDictionary

import msgspec

from rashomon.assess.index import PileIndex, content_text, first_start
from rashomon.assess.terms import words
from rashomon.records import Copy, Sentence, Statement

_NEARLY, _HELD, _LEAST, _LEAST_HELD = 0.7, 0.9, 5, 8
_SAME_STATEMENT = 0.6


_KEPT: WeakKeyDictionary[PileIndex, dict[str, list[CarriedSentence]]] = WeakKeyDictionary()


class CarriedSentence(msgspec.Struct, frozen=True):
    """A sentence of the later report, and the one of the earlier that it carries over."""

    earlier: Sentence
    later: Sentence


def nearness(one: list[str], two: list[str]) -> float:
    """How many of two texts' words they have in common, of the words of both: 1 for the same words."""
    return 2 * _common(Counter(one), Counter(two)) / (len(one) + len(two)) if one or two else 0.0


def carried_sentences(index: PileIndex, copy: Copy) -> list[CarriedSentence]:
    """The sentences that a copy's later report carries over, in its order; each with the nearest of the earlier one."""
    known = _KEPT.setdefault(index, {})
    if copy.id not in known:
        known[copy.id] = _carried_sentences(index, copy)
    return known[copy.id]


def _carried_sentences(index: PileIndex, copy: Copy) -> list[CarriedSentence]:
    earlier = [(s, Counter(words(s.text))) for s in index.sentences.get(copy.earlier, ())]
    found = []
    for sentence in index.sentences.get(copy.later, ()):
        own = Counter(words(sentence.text))
        best = max(((_carried(theirs, own), -n) for n, (_, theirs) in enumerate(earlier)), default=(0.0, 0))
        if best[0] > 0:
            found.append(CarriedSentence(earlier[-best[1]][0], sentence))
    return found


def _common(one: Counter[str], two: Counter[str]) -> int:
    """How many words two texts have in common."""
    return sum(min(one[w], two[w]) for w in one.keys() & two.keys())


def _carried(one: Counter[str], two: Counter[str]) -> float:
    """How near two sentences are where the one carries the other over; 0 where it does not."""
    lengths = one.total(), two.total()
    shorter = min(lengths)
    if shorter < _LEAST:
        return 0.0
    common = _common(one, two)
    near, held = 2 * common / sum(lengths), common / shorter
    return near if near >= _NEARLY or (held >= _HELD and shorter >= _LEAST_HELD) else 0.0


class CarriedStatements:
    """What statements of copies were first told as, in the report copied from."""

    def __init__(self, index: PileIndex) -> None:
        self.index = index
        self._from: dict[str, list[tuple[str, str]]] = {}
        """By the id of a later sentence, the report and the id of each that it carries over."""
        self._sentences: dict[str, Sentence] = {}
        for copy in index.pile.copies:
            for pair in carried_sentences(index, copy):
                self._from.setdefault(pair.later.id, []).append((copy.earlier, pair.earlier.id))
                self._sentences[pair.earlier.id] = pair.earlier

    def first_report(self, statement: Statement) -> str | None:
        """The earliest report that a statement's sentence is carried over from; None where it is of its own report."""
        reports = [report for report, _ in self._origins_of(statement)]
        return min(reports, key=self.index.report_order, default=None)

    def first(self, statement: Statement) -> Statement:
        """The statement as the earliest report copied from has it; itself where there is none."""
        seen = {statement.id}
        while True:
            before = [s for s in self._counterparts(statement) if s.id not in seen]
            if not before:
                return statement
            statement = min(before, key=self.index.order)
            seen.add(statement.id)

    def _origins_of(self, statement: Statement) -> list[tuple[str, str]]:
        sentence = self.index.sentence_at(statement.report, first_start(statement))
        return self._from.get(sentence.id, []) if sentence else []

    def _counterparts(self, statement: Statement) -> list[Statement]:
        own = words(content_text(statement))
        found = []
        for report, ident in self._origins_of(statement):
            sentence = self._sentences[ident]
            there = [s for s in self.index.told.get(report, ()) if _stands_in(s, sentence)]
            near = [(nearness(own, words(content_text(s))), s.voice != "outlet", s.id, s) for s in there]
            best = max(near, default=None, key=lambda n: n[:3])
            found += [best[3]] if best and best[0] >= _SAME_STATEMENT else []
        return found


def _stands_in(statement: Statement, sentence: Sentence) -> bool:
    return any(span.start < sentence.end and sentence.start < span.end for span in statement.content)
