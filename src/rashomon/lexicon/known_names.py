"""The shapes of the tables of known names: what bodies, countries and peoples are called."""

from __future__ import annotations

import msgspec

from rashomon.records import EntityKind


class KnownNames(msgspec.Struct, frozen=True):
    """Names of one and the same body."""

    kind: EntityKind
    names: tuple[str, ...]


class AliasTable(msgspec.Struct, frozen=True):
    """lexicon/aliases.toml."""

    source: str
    groups: tuple[KnownNames, ...]


class CountryWords(msgspec.Struct, frozen=True):
    """What a country and its people are called."""

    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class CountryTable(msgspec.Struct, frozen=True):
    """lexicon/countries.toml."""

    source: str
    countries: dict[str, CountryWords]
