"""Which contents say the same thing: pairs that share something rare, vetoes that part them, a score for the rest.

The score is a learned one (`likeness`): how likely two wordings tell one thing, given what they share and how near
their reports are. A veto is a plain difference: other nations, other people, figures that cannot both hold, places far
apart, days apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

import msgspec
import numpy as np
import numpy.typing as npt

from rashomon.assess.calendar import days_apart
from rashomon.assess.content import Content, vector_of
from rashomon.assess.index import PileIndex, Vectors
from rashomon.assess.likeness import features, likelihood, worded
from rashomon.assess.measured import with_unit
from rashomon.assess.origins import Origins
from rashomon.assess.record import AssessSettings
from rashomon.assess.story import Stories
from rashomon.assess.terms import concepts_of, is_clause, says_something
from rashomon.records import Measure, Place, Quantity

_KIN = 0.6
_NEAR_KM = 50.0
_NEAR_DAYS = 3
_LEAST_COSINE = 0.5
_ALIKE, _WORD_FOR_WORD = 0.6, 0.9
_KEYS = 10
_AT_ONCE = 2_000
"""Pairs whose wordings are held beside one another: few enough for a processor's own memory."""
_LEAST_STEMS = 2
_PRIOR = 20


class Pair(msgspec.Struct, frozen=True, order=True):
    """Two contents, by their places in the list, that share something rare; `first < second`."""

    first: int
    second: int
    cosine: float


def may_group(content: Content) -> bool:
    """Whether a content says enough to be held against others."""
    enough = len(content.terms.stems) >= _LEAST_STEMS
    return enough and not content.pointing and content.mood != "question" and says_something(content.text)


class Likeness:
    """The contents of a pile, ready to be compared."""

    def __init__(
        self,
        index: PileIndex,
        contents: Sequence[Content],
        origins: Origins,
        stories: Stories,
        settings: AssessSettings,
    ) -> None:
        self.index = index
        self.stories = stories
        self.contents = contents
        self.origins = origins
        self.settings = settings
        rows = [vector_of(index, c) for c in contents]
        self.comparable = [may_group(c) for c in contents]
        """Whether each content says enough to be held against others."""
        self.vectors: Vectors = np.stack(rows) if rows else np.zeros((0, 1), dtype=np.float32)
        self.worded = [worded(c.text, c.terms) for c in contents]
        self._scores: dict[tuple[int, int], float] = {}
        spread = Counter(s for c in contents for s in c.terms.stems)
        self.weight = {s: math.log(1 + (_PRIOR + len(contents)) / (1 + n)) for s, n in spread.items()}

    def pairs(self) -> list[Pair]:
        """Pairs of contents worth comparing, each once, in order."""
        postings: dict[str, list[int]] = {}
        for i, content in enumerate(self.contents):
            for key in self._keys(content):
                postings.setdefault(key, []).append(i)
        return self._scored(_crossed(postings, len(self.contents), self.settings.pairs))

    def _keys(self, content: Content) -> Iterable[str]:
        rare = sorted(content.terms.stems, key=lambda s: (-self.weight[s], s))[:_KEYS]
        return (*rare, *sorted(content.sides), *sorted(content.incidents))

    def _scored(self, codes: npt.NDArray[np.int64]) -> list[Pair]:
        count, found = len(self.contents), list[Pair]()
        for at in range(0, len(codes), _AT_ONCE):
            first, second = np.divmod(codes[at : at + _AT_ONCE], count)
            near = np.einsum("ij,ij->i", self.vectors[first], self.vectors[second])
            kept = np.flatnonzero(near >= _LEAST_COSINE)
            found += [Pair(int(first[k]), int(second[k]), round(float(near[k]), 4)) for k in kept]
        return found

    def cosine(self, i: int, j: int) -> float:
        """The cosine of two contents' wordings."""
        return float(self.vectors[i] @ self.vectors[j])

    def covered(self, i: int, j: int) -> float:
        """The share of the weight of content `j`'s words that content `i` has too, concepts counted in part."""
        a, b = self.contents[i].terms, self.contents[j].terms
        whole = math.fsum(self.weight[s] for s in b.stems)
        rest = math.fsum(self.weight[s] for s in b.stems - a.stems)
        kin = _KIN * rest * len(a.concepts & b.concepts) / (len(b.concepts) or 1)
        return (whole - rest + kin) / whole if whole else 0.0

    def score(self, i: int, j: int) -> float:
        """How likely two contents, their figures apart, tell one thing, 0 to 1."""
        key = (i, j) if i < j else (j, i)
        if key not in self._scores:
            one, two = (self.contents[k].statement.report for k in key)
            near = self.stories.affinity(one, two)
            told = features(self.worded[key[0]], self.worded[key[1]], self.cosine(*key), self.weight, near)
            self._scores[key] = likelihood(told, numbers=False)
        return self._scores[key]

    def is_same(self, i: int, j: int) -> bool:
        """Whether two contents, of equal or opposite sign, are about the same matter."""
        a, b = self.contents[i], self.contents[j]
        if self.differ(i, j):
            return False
        need = self.settings.same if a.sign == b.sign else self.settings.contrary
        if (a.is_denial or b.is_denial) and self._are_near(a, b):
            need = self.settings.denied
        return self.score(i, j) + self.own_words(i, j) >= need

    def differ(self, i: int, j: int) -> bool:
        """Whether a plain difference parts two contents. Pronouns part none that are worded alike in one story."""
        a, b = self.contents[i], self.contents[j]
        found = differs(a, b)
        if found != "pronouns":
            return found is not None
        least = _WORD_FOR_WORD if a.terms.first_person or b.terms.first_person else _ALIKE
        one, two = a.statement.report, b.statement.report
        return one == two or self.score(i, j) < least or not self.stories.are_one(one, two)

    def _are_near(self, a: Content, b: Content) -> bool:
        """Whether two clauses were told in one report, or in reports of days known to be near."""
        if not is_clause(a.text) or not is_clause(b.text):
            return False
        one, two = a.statement.report, b.statement.report
        apart = days_apart(self.index.window(one), self.index.window(two))
        return one == two or (apart is not None and apart <= self.settings.state_days)

    def own_words(self, i: int, j: int) -> float:
        """What two contents of one origin gain in likeness: people repeat themselves, a story is retold."""
        a, b = self.contents[i], self.contents[j]
        told = a.statement.voice == b.statement.voice == "attributed" and a.negative == b.negative
        return self.settings.repeated if told and self.origins.of(a.id) == self.origins.of(b.id) else 0.0


def _crossed(postings: dict[str, list[int]], count: int, budget: int) -> npt.NDArray[np.int64]:
    """Codes `first * count + second` of all pairs in the shortest postings, until the budget is spent."""
    codes: list[npt.NDArray[np.int64]] = []
    for _, held in sorted(postings.items(), key=lambda p: (len(p[1]), p[0])):
        budget -= len(held) * (len(held) - 1) // 2
        if budget < 0:
            break
        if len(held) > 1:
            rows = np.asarray(held, dtype=np.int64)
            a, b = np.triu_indices(len(held), 1)
            codes.append(rows[a] * count + rows[b])
    if not codes:
        return np.zeros(0, dtype=np.int64)
    told: npt.NDArray[np.int64] = np.sort(np.concatenate(codes))
    first: npt.NDArray[np.bool_] = np.append(np.array([True]), told[1:] != told[:-1])
    return np.compress(first, told)


class _Difference(msgspec.Struct, frozen=True):
    """A plain difference, and when two contents have it."""

    name: str
    parts: Callable[[Content, Content], bool]


def differs(a: Content, b: Content) -> str | None:
    """The plain difference that parts two contents; None where there is none."""
    for difference in _DIFFERENCES:
        if difference.parts(a, b):
            return difference.name
    return None


def _one_voice(a: Content, b: Content) -> bool:
    return a.statement.voice == b.statement.voice == "outlet" and a.statement.report == b.statement.report


def _apart(one: AbstractSet[str], two: AbstractSet[str]) -> bool:
    """Whether two sets have something each and nothing in common."""
    return bool(one and two and not one & two)


def _days_differ(a: Content, b: Content) -> bool:
    apart = days_apart(a.when, b.when)
    return apart is not None and apart > _NEAR_DAYS


def _speak_of_one(a: Content, b: Content) -> bool:
    """Whether pronouns may point to the same: no speech within speech, one speaker's `we`, no `he` of elsewhere."""
    if a.statement.report == b.statement.report:
        return not any(x.start < y.end and y.start < x.end for x in a.spans for y in b.spans)
    if a.terms.first_person and b.terms.first_person and a.statement.holder != b.statement.holder:
        return False
    return not any(c.terms.pronoun_first and not c.persons for c in (a, b))


def _negations_meet(a: Content, b: Content) -> bool:
    """Whether what one content negates is what the other tells of; opposite signs need a reason that can be seen."""
    told = a.terms.negated != b.terms.negated or a.is_denial or b.is_denial
    if a.sign != b.sign and not told:
        return False
    if not (a.terms.denied or b.terms.denied):
        return True
    return all(_tells_of(y, x.terms.denied) for x, y in ((a, b), (b, a)) if x.terms.denied)


def _tells_of(content: Content, denied: frozenset[str]) -> bool:
    """Whether a content has at least half of some stems, or words of their concepts."""
    met = [s for s in denied if s in content.terms.stems or concepts_of(s) & content.terms.concepts]
    return 2 * len(met) >= len(denied)


def rival_figures(a: Content, b: Content) -> list[tuple[Quantity, Quantity]]:
    """Figures of one measure in two contents whose ranges have nothing in common; none where some agree."""
    rivals = []
    for measure in shared_measures(a, b):
        ours, theirs = ([q for q in c.figures if q.measure == measure] for c in (a, b))
        if not any(may_agree(with_unit(x), with_unit(y)) for x in ours for y in theirs):
            rivals += [(x, y) for x in ours for y in theirs]
    return rivals


def shared_measures(a: Content, b: Content) -> list[Measure]:
    """Measures of which both contents have a figure, in order."""
    if not (a.figures and b.figures):
        return []
    return sorted({q.measure for q in a.figures} & {q.measure for q in b.figures})


def may_agree(x: Quantity, y: Quantity) -> bool:
    """Whether the ranges of two figures meet. A vague figure meets any."""
    if "vague" in (x.bound, y.bound):
        return True
    (a, b), (c, d) = limits(x), limits(y)
    return a <= d and c <= b


def limits(q: Quantity) -> tuple[float, float]:
    """The least and the most that a figure can mean; `about` gives a tenth either way."""
    low = q.low if q.low is not None else -math.inf
    high = q.high if q.high is not None else math.inf
    if q.bound in ("at_least", "more_than"):
        return low, math.inf
    if q.bound in ("at_most", "less_than"):
        return 0.0, (high if q.high is not None else low)
    return (low * 0.9, high * 1.1) if q.bound == "about" else (low, high)


def far_apart(a: Sequence[Place], b: Sequence[Place]) -> bool:
    """Whether two contents name places and no two of them are near each other."""
    spots = [(p, q) for p in a for q in b]
    return bool(spots) and not any(_near(p, q) for p, q in spots)


def _near(p: Place, q: Place) -> bool:
    return kilometres(p, q) <= _NEAR_KM + (p.radius_km or 0) + (q.radius_km or 0)


def kilometres(p: Place, q: Place) -> float:
    """Great-circle distance; infinite where a point is not known."""
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return math.inf
    a, b, c, d = map(math.radians, (p.lat, p.lon, q.lat, q.lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


_DIFFERENCES = (
    _Difference("mood", lambda a, b: a.mood != b.mood),
    _Difference("one report's own voice", _one_voice),
    _Difference("pronouns", lambda a, b: not _speak_of_one(a, b)),
    _Difference("negation", lambda a, b: not _negations_meet(a, b)),
    _Difference("attitude", lambda a, b: a.terms.attitude != b.terms.attitude and a.sign != b.sign),
    _Difference(
        "nations",
        lambda a, b: bool(a.terms.nations - b.terms.nations and b.terms.nations - a.terms.nations),
    ),
    _Difference("actors", lambda a, b: bool(a.actors - b.actors and b.actors - a.actors)),
    _Difference("ages", lambda a, b: _apart(a.terms.ages, b.terms.ages)),
    _Difference("people", lambda a, b: _apart(a.persons, b.persons)),
    _Difference("days", _days_differ),
    _Difference("countries", lambda a, b: _apart(a.countries, b.countries)),
    _Difference("places", lambda a, b: far_apart(a.spots, b.spots)),
    _Difference("figures", lambda a, b: bool(rival_figures(a, b))),
)
"""What parts two contents, tried in order."""
