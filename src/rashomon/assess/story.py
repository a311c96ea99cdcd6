"""Which reports tell one story: worded alike as a whole, close in time, and with names in common.

A report's wording is the mean of its sentences' vectors. Pairs are looked at when something asks for them; a report's
neighbours are found by one product with all others, so that nothing compares all pairs of a large pile.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

import numpy as np

from rashomon.assess.calendar import days_apart
from rashomon.assess.focus import is_common
from rashomon.assess.index import WIDTH, PileIndex, Vectors
from rashomon.assess.terms import nations, stem

_ALIKE, _ALIKE_FEW_NAMES, _ALIKE_BETWEEN, _NEAR = 0.65, 0.75, 0.6, 0.6
_NEAR_DAYS = 21
_SHARED_NAMES, _MANY_NAMES = 2, 3
_FEW, _COMMON = 12, 0.03
_SHORT = 3
_LEAST_BETWEEN, _MOST_BETWEEN = 2, 50
_COUNTRY_PRECISION = 6
_NO_NAMES = frozenset(("place",))
_PROPER = re.compile(r"(?<=[\w,;:’'\"“] )[A-Z][\w’'-]{3,}")
_TITLED = 0.6


def _is_titled(text: str) -> bool:
    """Whether most words of a line have a capital, as in some headlines."""
    told = [w for w in text.split() if w[:1].isalpha()]
    return len(told) > 3 and sum(w[0].isupper() for w in told) >= _TITLED * len(told)


class Stories:
    """The reports of a pile, ready to be asked whether two of them tell one story."""

    def __init__(self, index: PileIndex) -> None:
        self.index = index
        self._place = {r.id: n for n, r in enumerate(index.pile.reports)}
        self._known: dict[tuple[str, str], bool] = {}
        self._worded: dict[tuple[str, str], bool] = {}
        self._names: dict[str, frozenset[str]] = {}

    @cached_property
    def _vectors(self) -> Vectors:
        rows = [self._mean(r.id) for r in self.index.pile.reports]
        return np.stack(rows) if rows else np.zeros((0, WIDTH), dtype=np.float32)

    def _mean(self, report: str) -> Vectors:
        sentences = self.index.sentences.get(report, ())
        total = np.zeros(WIDTH, dtype=np.float32)
        for s in sentences:
            total += self.index.vector(report, s.start, s.end)
        norm = float(np.linalg.norm(total))
        return total / norm if norm else total

    def affinity(self, one: str, two: str) -> float:
        """The cosine of two reports' wordings as a whole; 1 of a report with itself."""
        if one == two:
            return 1.0
        a, b = self._vectors[self._place[one]], self._vectors[self._place[two]]
        return round(float(a @ b), 4)

    def are_one(self, one: str, two: str) -> bool:
        """Whether two reports tell one story."""
        if one == two:
            return True
        key = (min(one, two), max(one, two))
        if key not in self._known:
            self._known[key] = self._are_one(*key) or self._by_way_of_others(*key)
        return self._known[key]

    def _by_way_of_others(self, one: str, two: str) -> bool:
        """Whether two reports, worded alike and near in time, each tell one story with the same other reports."""
        if self.affinity(one, two) < _ALIKE_BETWEEN or not self._are_near(one, two):
            return False
        close = np.minimum(
            self._vectors @ self._vectors[self._place[one]], self._vectors @ self._vectors[self._place[two]]
        )
        between = [self.index.pile.reports[n].id for n in np.flatnonzero(close >= _ALIKE)[:_MOST_BETWEEN]]
        shared = [r for r in between if r not in (one, two) and self._are_one(one, r) and self._are_one(r, two)]
        return len(shared) >= _LEAST_BETWEEN

    def may_be_one(self, one: str, two: str) -> bool:
        """Whether two reports are near enough as a whole for one to speak of what the other tells; of a very short one
        it is not known.
        """
        short = any(len(self.index.sentences.get(r, ())) < _SHORT for r in (one, two))
        return one == two or short or self.affinity(one, two) >= _NEAR or self.are_one(one, two)

    def are_told_near(self, one: str, two: str) -> bool:
        """Whether two reports tell one story, or are too short for that to be known."""
        short = any(len(self.index.sentences.get(r, ())) < _SHORT for r in (one, two))
        return short or self.are_one(one, two)

    def _are_one(self, one: str, two: str) -> bool:
        key = (min(one, two), max(one, two))
        if key not in self._worded:
            self._worded[key] = self._are_worded_alike(*key)
        return self._worded[key]

    def _are_worded_alike(self, one: str, two: str) -> bool:
        alike = self.affinity(one, two)
        if alike < _ALIKE:
            return False
        shared = len(self.names(one) & self.names(two) & self._telling)
        return self._are_near(one, two) and shared >= (_SHARED_NAMES if alike >= _ALIKE_FEW_NAMES else _MANY_NAMES)

    def _are_near(self, one: str, two: str) -> bool:
        apart = days_apart(self.index.window(one), self.index.window(two))
        return apart is None or apart <= _NEAR_DAYS

    @cached_property
    def _telling(self) -> frozenset[str]:
        """Names that tell a story from others: those in few reports of a large pile, all of a small one."""
        spread = Counter(n for r in self.index.pile.reports for n in self.names(r.id))
        most = max(_FEW, _COMMON * len(self.index.pile.reports))
        return frozenset(n for n, reports in spread.items() if reports <= most)

    def names(self, report: str) -> frozenset[str]:
        """The named parties of a report, and its places below a country."""
        if report not in self._names:
            named = {m.entity for m in self.index.mentions.of(report) if m.head == "name" and m.kind not in _NO_NAMES}
            spots = {
                str(p.geonameid or p.name)
                for p in self.index.places.of(report)
                if p.lat is not None and 0 < (p.precision or 0) < _COUNTRY_PRECISION
            }
            self._names[report] = frozenset(n for n in named if n) | frozenset(spots) | self._proper(report)
        return self._names[report]

    def _proper(self, report: str) -> frozenset[str]:
        """Words with a capital inside sentences that are no common words, no times and no nations: places and bodies
        that nothing else knows.
        """
        text, found = self.index.pile.text_of(report), set[str]()
        times = [(t.span.start, t.span.end) for t in self.index.times.of(report)]
        for sentence in self.index.sentences.get(report, ()):
            if sentence.text.isupper() or _is_titled(sentence.text):
                continue
            for word in _PROPER.finditer(text, sentence.start, sentence.end):
                told = word[0].removesuffix("’s").removesuffix("'s")
                dated = any(a <= word.start() < b for a, b in times)
                if not dated and not is_common(stem(told)) and not nations(told):
                    found.add(told.lower())
        return frozenset(found)

    def is_shared(self, report: str) -> bool:
        """Whether any other report of the pile tells the story of a report."""
        close = self._vectors @ self._vectors[self._place[report]]
        near = [self.index.pile.reports[n].id for n in np.flatnonzero(close >= _ALIKE)]
        return any(other != report and self.are_one(report, other) for other in near)
