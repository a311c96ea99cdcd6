"""What the gazetteer gives: one entry of the world's places, or of a user's own."""

from __future__ import annotations

from typing import Literal

import msgspec

PlaceKind = Literal["country", "region", "admin1", "admin2", "settlement", "airfield"]
"""GeoNames' PCLI, RGN and CONT, ADM1, ADM2, PPL*, AIRP and AIRB; a user's own places are settlements."""


class Toponym(msgspec.Struct, frozen=True, kw_only=True):
    """A place as a gazetteer has it. Degrees are WGS 84; of an area they give its middle, not its capital."""

    name: str
    kind: PlaceKind
    lat: float
    lon: float
    geonameid: int | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2 (XK for Kosovo); None for what lies in several or in none."""
    admin1: str | None = None
    """Name of the first-order division it lies in."""
    population: int = 0
    radius_km: float = 0.0
    """Half the width of the place, roughly: a circle that holds most of it."""
    precision: int | None = None
    """UCDP GED `where_prec` of a report that names just this place: 1 a settlement, 3 a second-order division,
    4 a first-order division, 5 a fuzzy area in a country, 6 a country, 7 international waters."""
    own: bool = False
    """From the user's own gazetteer, which comes first."""


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A country: codes, names, neighbours, and the point in its middle."""

    code: str
    name: str
    capital: str
    geonameid: int
    neighbours: tuple[str, ...] = ()
    arabic: bool = False
    """Arabic is among its languages."""
