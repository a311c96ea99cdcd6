"""In how many reports of a pile a word stands: what few have tells one matter from others."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from rashomon.assess.index import PileIndex
from rashomon.assess.terms import stem, vocabulary

_FEW, _COMMON = 12, 0.02


class Spread:
    """A pile, ready to be asked whether few of its reports have a stem."""

    def __init__(self, index: PileIndex) -> None:
        self._index = index

    @cached_property
    def _reports(self) -> Counter[str]:
        texts = (self._index.pile.text_of(r.id) for r in self._index.pile.reports)
        return Counter(s for text in texts for s in {stem(w) for w in vocabulary(text)})

    def is_telling(self, told: str) -> bool:
        """Whether few reports have a stem: all stems of a small pile are telling."""
        return self._reports[told] <= max(_FEW, _COMMON * len(self._index.pile.reports))
