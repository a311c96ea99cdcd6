"""What a number or a wording that two tellings share speaks for, with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import msgspec

from rashomon.records import Measure, Quantity

PLAIN_MEASURES = frozenset(
    {"killed", "injured", "captured", "missing", "strikes", "attacks", "displaced", "munitions", "people", "personnel"}
)


class Figures(msgspec.Struct, frozen=True):
    """An exact number of a measure, as far as one report tells it."""

    measure: Measure
    low: float


class Comparison(msgspec.Struct, frozen=True):
    """How much speaks for two tellings being of one happening; None where a hard bound forbids it."""

    points: float | None
    why: tuple[str, ...] = ()
    firmly: bool = False
    """Whether more than one sentence of each forbids it, so that no other tellings can outweigh it."""


def figures(quantities: Sequence[Quantity]) -> frozenset[Figures]:
    """The numbers that tell one happening from another."""
    return frozenset(
        Figures(q.measure, q.low)
        for q in quantities
        if q.measure in PLAIN_MEASURES and q.bound != "vague" and q.low is not None
    )


def figures_points(a: frozenset[Figures], b: frozenset[Figures]) -> Comparison:
    """Points for the same number of the same thing."""
    same = sorted(a & b, key=lambda f: (-f.low, f.measure))
    if not same:
        return Comparison(0.0)
    best = same[0]
    if best.low <= 1:
        return Comparison(0.0)
    return Comparison(1.5 if best.low > 2 else 0.5, (f"both count {best.low:g} ({best.measure})",))


def wording_points(
    a: frozenset[str], b: frozenset[str], rarity: Mapping[str, float], known: frozenset[str]
) -> Comparison:
    """Points for rare words that the sentences share, up to 3, `known` names apart; `rarity` is 1 where one report of
    many has the word, 0 where all have it.
    """
    shared = sorted(((rarity.get(w, 0.0), w) for w in (a & b) - known), reverse=True)
    weight = sum(r * r for r, _ in shared)
    size = sqrt(_weight(a, rarity) * _weight(b, rarity))
    if not size:
        return Comparison(0.0)
    points = min(3.0, 6.0 * weight / size)
    telling = [w for r, w in shared[:3] if r > 0.3]
    why = (f"their sentences share “{'”, “'.join(telling)}”",) if telling and points >= 0.75 else ()
    return Comparison(points, why)


def _weight(words: frozenset[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(w, 0.0) ** 2 for w in sorted(words))
