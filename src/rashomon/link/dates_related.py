"""Which reports of a pile may speak of one day: all of a small pile about one thing, near ones of a large one.

In a mixed pile two reports that name the same people on a Tuesday mostly mean two Tuesdays (measured on dated news of
three years: half of the pairs of sentences that look most alike). So there only reports that tell one story are compared.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from statistics import median

from rashomon.link.dates_references import ReportWords

SMALL = 40
"""Reports of a pile that a person brings together by hand."""
ONE_STORY = 0.25
"""Cosine of two openings that tell one story; of a large or mixed pile only such are compared."""
COHERENT = 0.055
"""Median cosine over a small pile that is about one thing."""
COMMON = 0.05
"""Share of a large pile's reports in which a word stands that says nothing of which reports belong together."""


def related(pile: Sequence[ReportWords]) -> tuple[tuple[int, int], ...]:
    """The pairs of reports, by their places in the pile, that may share references to days; in order."""
    likeness = _likenesses(pile)
    small = len(pile) <= SMALL
    if small and (len(pile) < 4 or median(likeness.values()) >= COHERENT):
        return tuple(combinations(range(len(pile)), 2))
    return tuple(sorted(pair for pair, like in likeness.items() if like >= ONE_STORY))


def _likenesses(pile: Sequence[ReportWords]) -> dict[tuple[int, int], float]:
    """The cosine of the openings of each pair that shares a word rare enough; words weigh by their rarity."""
    standing = Counter(w for report in pile for w in report.about.words)
    weight = {w: math.log(1 + len(pile) / n) ** 2 for w, n in standing.items()}
    size = [math.sqrt(sum(weight[w] for w in sorted(r.about.words))) or 1.0 for r in pile]
    most = len(pile) if len(pile) <= SMALL else max(3, int(COMMON * len(pile)))
    rooms: dict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(pile):
        for word in report.about.words:
            if standing[word] <= most:
                rooms[word].append(i)
    pairs = {pair for word in rooms for pair in combinations(rooms[word], 2)}
    return {
        (i, j): sum(weight[w] for w in sorted(pile[i].about.words & pile[j].about.words)) / (size[i] * size[j])
        for i, j in pairs
    }
