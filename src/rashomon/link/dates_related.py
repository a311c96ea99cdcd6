"""Which reports of a pile may speak of one day: all of a small pile about one thing, near ones of a large one.

In a mixed pile two reports that name the same people on a Tuesday mostly mean two Tuesdays (in dated news of three
years so do half of the sentences that look most alike). There only reports that tell one story are compared.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from statistics import median

from rashomon.link.dates_references import ReportWords

SMALL = 40
"""Reports of a pile that a person brings together by hand."""
ONE_STORY = 0.25
"""Cosine of two openings that tell one story; of a large or mixed pile only such are compared."""
COHERENT = 0.055
"""Median cosine over a small pile that is about one thing."""
RARE = 15
"""Reports of a large pile in which a word stands that says which reports belong together."""
SHARED_RARE = 3
"""Such words that two reports of one story share at least."""


def related(pile: Sequence[ReportWords], one_thing: bool) -> tuple[tuple[int, int], ...]:
    """The pairs of reports, by their places in the pile, that may share references to days; in order.

    All of a pile about `one_thing`.
    """
    if one_thing:
        return tuple(combinations(range(len(pile)), 2))
    return tuple(sorted(pair for pair, like in _likenesses(pile).items() if like >= ONE_STORY))


def about_one_thing(pile: Sequence[ReportWords]) -> bool:
    """Whether a pile is small and about one thing."""
    return len(pile) <= SMALL and (len(pile) < 4 or median(_likenesses(pile).values()) >= COHERENT)


def _likenesses(pile: Sequence[ReportWords]) -> dict[tuple[int, int], float]:
    """The cosine of the openings of pairs of reports; words weigh by their rarity."""
    standing = Counter(w for report in pile for w in report.about)
    weight = {w: math.log(1 + len(pile) / n) ** 2 for w, n in standing.items()}
    size = [math.sqrt(sum(weight[w] for w in sorted(r.about))) or 1.0 for r in pile]
    return {
        (i, j): sum(weight[w] for w in sorted(pile[i].about & pile[j].about)) / (size[i] * size[j])
        for i, j in _candidates(pile, standing)
    }


def _candidates(pile: Sequence[ReportWords], standing: Counter[str]) -> Iterable[tuple[int, int]]:
    """All pairs of a small pile; of a large one those that share rare words, found by the words."""
    if len(pile) <= SMALL:
        return combinations(range(len(pile)), 2)
    rooms: dict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(pile):
        for word in report.about:
            if standing[word] <= RARE:
                rooms[word].append(i)
    shared = Counter(pair for room in rooms.values() for pair in combinations(room, 2))
    return sorted(pair for pair, count in shared.items() if count >= SHARED_RARE)
