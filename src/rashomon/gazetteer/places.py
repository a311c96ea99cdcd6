"""The gazetteer as other stages see it: look-up by name, countries and their neighbours, a user's places first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from rashomon.gazetteer.divisions import other_divisions
from rashomon.gazetteer.folding import arabic_folded, folded
from rashomon.gazetteer.index import ARABIC, Index
from rashomon.gazetteer.record import Country, Toponym
from rashomon.gazetteer.user import own_toponyms

KEPT = 1 << 12
"""Names whose places are kept in memory: reports of one pile name the same ones."""


class Gazetteer:
    """The world's countries, divisions, settlements of 500 and more and airfields, and a user's own places."""

    def __init__(self, index: Index, own: Mapping[str, Sequence[Toponym]]) -> None:
        self._index = index
        self._own = own
        self._countries = {country.code: country for country in index.countries}
        self._looked_up = lru_cache(maxsize=KEPT)(self._lookup)
        self._known = lru_cache(maxsize=KEPT)(self._is_known)

    @classmethod
    def load(cls) -> Gazetteer:
        """The package's gazetteer; nothing is read before it is asked for, so this takes milliseconds."""
        return cls(Index.opened(), {})

    def with_user(self, path: Path) -> Gazetteer:
        """The same with a user's own places first (CSV: name, lat, lon, and country, precision, other_names).

        Raises LexiconError where the file cannot be read.
        """
        return Gazetteer(self._index, {**self._own, **own_toponyms(path)})

    def lookup(self, name: str) -> tuple[Toponym, ...]:
        """The places that bear a name, none where none does: a user's own, then wide regions, then the most populous,
        then divisions of the past.

        Spelling is folded (case, accents, apostrophes, hyphens). A name that no place bears so, or only an airfield,
        is looked up once more as romanised Arabic among places of Arabic-speaking countries. Nothing is guessed from
        likeness.
        """
        return self._looked_up(name)

    def _lookup(self, name: str) -> tuple[Toponym, ...]:
        spelling = folded(name)
        if not spelling:
            return ()
        found = [
            *(self._index.toponym(row) for row in self._index.rows(spelling)),
            *other_divisions().get(spelling, ()),
        ]
        if all(place.kind == "airfield" for place in found):
            romanised = self._index.rows(ARABIC + arabic_folded(name))
            found = [*(place for place in map(self._index.toponym, romanised) if place not in found), *found]
        return (*self._own.get(spelling, ()), *found)

    def is_known(self, name: str) -> bool:
        """Whether any place bears the name just so (folded)."""
        return self._known(name)

    def _is_known(self, name: str) -> bool:
        spelling = folded(name)
        listed = spelling in self._own or spelling in other_divisions()
        return bool(spelling) and (listed or bool(self._index.rows(spelling)))

    def country(self, code: str) -> Country | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return self._countries.get(code)

    def are_neighbours(self, one: str, other: str) -> bool:
        """Whether two countries share a land border."""
        country = self._countries.get(one)
        return country is not None and other in country.neighbours

    @property
    def countries(self) -> tuple[Country, ...]:
        """Every country, by code."""
        return self._index.countries
