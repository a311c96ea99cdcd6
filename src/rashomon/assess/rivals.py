"""Contents alike in all but their figures: what to hold against each other where no incident brings them together."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.assess.alike import Likeness, Pair, differs, shared_measures
from rashomon.assess.content import Content
from rashomon.assess.counting import generic_counted
from rashomon.assess.story import Stories
from rashomon.assess.terms import stem, words
from rashomon.assess.verdicts import Rivals
from rashomon.records import Quantity

_ALIKE = 0.3
_LEAST_SHARED = 2
_CLOSE = 0.6


def rivals(likeness: Likeness, pairs: Sequence[Pair], stories: Stories) -> list[Rivals]:
    """Pairs of quantities of one measure in contents that tell of one thing, in order, each once."""
    found = set()
    for pair in pairs:
        a, b = likeness.contents[pair.first], likeness.contents[pair.second]
        measures = shared_measures(a, b)
        named = bool(likeness.worded[pair.first].names & likeness.worded[pair.second].names)
        if not measures or not _is_one_thing(a, b, named):
            continue
        alike = likeness.score(pair.first, pair.second) >= _ALIKE
        close = (
            not alike and named and pair.cosine >= _CLOSE and stories.are_one(a.statement.report, b.statement.report)
        )
        if alike or close:
            found |= {
                Rivals(*sorted((x.id, y.id)))
                for measure in measures
                for x in a.figures
                for y in b.figures
                if x.measure == y.measure == measure and x.id != y.id and (alike or _counts_alike(x, y))
            }
    return sorted(found)


def _counts_alike(x: Quantity, y: Quantity) -> bool:
    """Whether two figures count things of one name, which is not a general one: `96 passengers`, `138 passengers`."""
    one, two = (
        {stem(w) for w in words(q.counted.text)[-1:]} - generic_counted() if q.counted else set() for q in (x, y)
    )
    return bool(one & two)


def _is_one_thing(a: Content, b: Content, named: bool) -> bool:
    """Whether two contents differ in nothing but figures, and share more than the words for harm."""
    if a.mood != "fact" or b.mood != "fact" or differs(a, b) not in (None, "figures"):
        return False
    names = [c.named | {str(p.geonameid) for p in c.spots if p.geonameid} for c in (a, b)]
    if all(names) and not named and not names[0] & names[1]:
        return False
    return len(a.terms.stems & b.terms.stems) >= _LEAST_SHARED
