"""How likely two wordings tell one thing: a logistic regression over what they share and where they part.

The features are plain (cosine of the wordings, weighty words, names, numbers, concepts, length, how near the two
reports are as a whole), the coefficients those that `tools/train_alike.py` fits and writes to `lexicon/likeness.toml`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache

import msgspec

from rashomon.assess.terms import Terms
from rashomon.lexicon import table

FEATURES = (
    "cosine", "overlap", "cosine x overlap", "names shared", "names apart", "numbers shared", "numbers apart",
    "concepts", "weight shared", "length apart", "affinity", "affinity known",
)  # fmt: skip
"""What the regression looks at, in order."""
NUMBERS = (5, 6)
"""Places in FEATURES of what hangs on numbers."""

_KIN = 0.6
_SHARE = 0.05
_CLOSEST = 0.8
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARKS = ".,;:!?'\"“”‘’()[]"


class Worded(msgspec.Struct, frozen=True):
    """A wording, ready to be compared."""

    terms: Terms
    names: frozenset[str]
    numbers: frozenset[str]


class _Corpus(msgspec.Struct, frozen=True):
    name: str
    part: str
    licence: str
    pairs: int


class _Likeness(msgspec.Struct, frozen=True):
    source: str
    script: str
    features: tuple[str, ...]
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    weight: tuple[float, ...]
    bias: float
    same: float
    """The share of the pairs it was fitted to that tell one thing."""
    corpora: tuple[_Corpus, ...]


def _odds(share: float) -> float:
    return math.log(share / (1 - share))


def worded(text: str, terms: Terms) -> Worded:
    """A text with its names and numbers. Names are words with a capital inside it; none where all have one."""
    told = text.split()
    capital = [w for w in told[1:] if w[:1].isupper()]
    titled = len(told) > 3 and len(capital) >= 0.8 * (len(told) - 1)
    names = () if titled else (w.strip(_MARKS).lower().removesuffix("'s").removesuffix("’s") for w in capital)
    return Worded(terms, frozenset(n for n in names if n), frozenset(_NUMBER.findall(text)))


def overlap(a: Terms, b: Terms, weight: Mapping[str, float]) -> float:
    """The share of weighty words in common; words of one concept count in part."""
    both = math.fsum([weight[s] for s in a.stems & b.stems])
    rest = [math.fsum([weight[s] for s in x.stems - y.stems]) for x, y in ((a, b), (b, a))]
    kin = _KIN * min(rest) * _share(a.concepts, b.concepts)
    whole = 2 * both + sum(rest)
    return (2 * both + 2 * kin) / whole if whole else 0.0


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / (len(one | two) or 1)


def _apart(one: frozenset[str], two: frozenset[str]) -> float:
    return float(bool(one and two) and not one & two)


def features(
    a: Worded, b: Worded, cosine: float, weight: Mapping[str, float], affinity: float | None
) -> tuple[float, ...]:
    """What FEATURES names, of two wordings; `affinity` is None where nothing is known of their reports."""
    shared = overlap(a.terms, b.terms, weight)
    both = math.fsum([weight[s] for s in a.terms.stems & b.terms.stems])
    least = min(len(a.names), len(b.names)) or 1
    return (
        cosine,
        shared,
        cosine * shared,
        len(a.names & b.names) / least,
        _apart(a.names, b.names),
        float(bool(a.numbers & b.numbers)),
        _apart(a.numbers, b.numbers),
        _share(a.terms.concepts, b.terms.concepts),
        math.log1p(both),
        abs(math.log((1 + len(a.terms.stems)) / (1 + len(b.terms.stems)))),
        min(affinity or 0.0, _CLOSEST),
        float(affinity is not None),
    )


@cache
def _model() -> _Likeness:
    model = table("likeness", _Likeness)
    if model.features != FEATURES:
        raise ValueError("lexicon/likeness.toml was fitted to other features: run tools/train_alike.py")
    return model


@cache
def _weights(numbers: bool) -> tuple[float, tuple[tuple[int, float, float, float], ...]]:
    """Where the sum begins, and for each feature that counts its place, weight, mean and spread."""
    model = _model()
    rows = zip(range(len(FEATURES)), model.weight, model.mean, model.spread, strict=True)
    begins = model.bias + _odds(_SHARE) - _odds(model.same)
    return begins, tuple(row for row in rows if numbers or row[0] not in NUMBERS)


def likelihood(told: tuple[float, ...], numbers: bool = True) -> float:
    """How likely two wordings of a pile tell one thing, 0 to 1; `numbers` false leaves out what hangs on numbers.

    Of the pairs that it was fitted to nearly half tell one thing, of those compared in a pile few: so the odds are
    brought down from the one share to the other.
    """
    total, rows = _weights(numbers)
    for n, weight, mean, spread in rows:
        total += weight * (told[n] - mean) / spread
    return round(1 / (1 + math.exp(-total)), 4)
