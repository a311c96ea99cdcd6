"""Divisions that GeoNames' present ones do not show: from before a reform, or of custom (lexicon/divisions.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from rashomon.gazetteer.folding import folded
from rashomon.gazetteer.record import Toponym
from rashomon.lexicon import table

FIRST_ORDER = 4
PEOPLE = 500_000
"""Of a division whose people nobody counts: so many as a middling one has."""


class Division(msgspec.Struct, frozen=True, array_like=True):
    """A row of the table."""

    name: str
    country: str
    lat: float
    lon: float
    radius_km: float


class DivisionTable(msgspec.Struct, frozen=True):
    """lexicon/divisions.toml."""

    source: str
    divisions: tuple[Division, ...]


@cache
def other_divisions() -> Mapping[str, tuple[Toponym, ...]]:
    """The divisions by folded name, read once; what has no country is a region, as wide areas are."""
    found: dict[str, tuple[Toponym, ...]] = {}
    for d in table("divisions", DivisionTable).divisions:
        place = Toponym(
            name=d.name, kind="admin1" if d.country else "region", lat=d.lat, lon=d.lon, country=d.country or None,
            population=PEOPLE, radius_km=d.radius_km, precision=FIRST_ORDER if d.country else None,
        )  # fmt: skip
        found[folded(d.name)] = (*found.get(folded(d.name), ()), place)
    return found
