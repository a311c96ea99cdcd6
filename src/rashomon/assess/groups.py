"""Contents that say the same thing gathered by average linkage: no chaining through a vague statement.

A group takes another in when their contents are alike on average and no two of them plainly differ. Pairs are taken
most alike first, ties by the contents' order, so that the same pile gives the same groups.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.assess.alike import Likeness, Pair
from rashomon.assess.content import Content

_LARGEST = 60

Group = list[int]


def groups(likeness: Likeness, pairs: Sequence[Pair]) -> list[Group]:
    """Places in `likeness.contents`, gathered; each group and the list in the contents' order."""
    held = {i: [i] for i in range(len(likeness.contents))}
    root = list(range(len(likeness.contents)))
    for first, second in _alike_first(likeness, pairs):
        a, b = root[first], root[second]
        if a != b and _may_join(likeness, held[a], held[b]):
            keep, gone = min(a, b), max(a, b)
            held[keep] = sorted(held[keep] + held.pop(gone))
            for i in held[keep]:
                root[i] = keep
    return [held[i] for i in sorted(held)]


def _alike_first(likeness: Likeness, pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    found = [
        (-likeness.score(p.first, p.second) - likeness.own_words(p.first, p.second), p.first, p.second)
        for p in pairs
        if likeness.comparable[p.first] and likeness.comparable[p.second] and likeness.is_same(p.first, p.second)
    ]
    return [(i, j) for _, i, j in sorted(found)]


def _worded(a: Content, b: Content) -> bool:
    """Whether two contents are opposed by their wording alone, without anybody denying."""
    return not (a.is_denial or b.is_denial)


def _may_join(likeness: Likeness, a: Group, b: Group) -> bool:
    if len(a) + len(b) > _LARGEST:
        return False
    contents, cross = likeness.contents, [(i, j) for i in a for j in b]
    if any(likeness.differ(i, j) for i, j in cross):
        return False
    opposed = [(i, j) for i, j in cross if contents[i].sign != contents[j].sign]
    if any(likeness.score(i, j) < likeness.settings.together for i, j in opposed if _worded(contents[i], contents[j])):
        return False
    mean = sum(likeness.score(i, j) + likeness.own_words(i, j) for i, j in cross) / len(cross)
    return mean >= likeness.settings.together
