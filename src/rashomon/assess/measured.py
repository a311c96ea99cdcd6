"""Figures brought to one unit: `two hours` and `30 minutes` are 120 and 30 minutes; `within` makes a figure a bound."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec.structs import replace

from rashomon.assess.index import PileIndex
from rashomon.assess.terms import words
from rashomon.lexicon import table
from rashomon.records import Quantity

_UNITLESS = frozenset(("people", "killed", "injured", "captured", "missing", "displaced"))
_BEFORE = 20


class _Units(msgspec.Struct, frozen=True):
    source: str
    size: dict[str, float]


class _Measured(msgspec.Struct, frozen=True):
    duration: _Units
    distance: _Units


@cache
def _sizes(measure: str) -> dict[str, float]:
    units = table("units", _Measured)
    return {"duration": units.duration, "distance": units.distance}[measure].size


def in_one_unit(index: PileIndex, x: Quantity, y: Quantity) -> tuple[Quantity, Quantity] | None:
    """Two figures of one measure in one unit, with the bound of the word before them; None where a unit is unknown."""
    if x.measure in _UNITLESS:
        return _bounded(index, x), _bounded(index, y)
    if x.measure not in ("duration", "distance"):
        return None
    sizes = [_size(q) for q in (x, y)]
    if sizes[0] is None or sizes[1] is None:
        return None
    return _scaled(_bounded(index, x), sizes[0]), _scaled(_bounded(index, y), sizes[1])


def with_unit(row: Quantity) -> Quantity:
    """A duration in minutes or a distance in metres; any other figure, and one of unknown unit, as it stands."""
    size = _size(row) if row.measure in ("duration", "distance") else None
    return _scaled(row, size) if size else row


def _size(row: Quantity) -> float | None:
    known = _sizes(row.measure)
    return next((known[w] for w in reversed(words(row.span.text)) if w in known), None)


def _scaled(row: Quantity, size: float) -> Quantity:
    low, high = (None if v is None else v * size for v in (row.low, row.high))
    return replace(row, low=low, high=high)


def _bounded(index: PileIndex, row: Quantity) -> Quantity:
    """A figure with the bound that a word right before it gives: `within 30 minutes` is at most that."""
    start = row.span.start
    before = words(index.pile.text_of(row.report)[max(0, start - _BEFORE) : start])[-1:]
    if before in (["within"], ["under"]) and row.bound == "exact":
        return replace(row, low=None, bound="at_most")
    return row
