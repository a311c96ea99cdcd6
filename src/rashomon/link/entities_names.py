"""When two names of two reports are one name: folded spelling, tables of aliases, states and their governments.

Tables: lexicon/aliases.toml (and the user's), countries.toml, entity_links.toml. Nothing here measures likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from rashomon.gazetteer import folded
from rashomon.lexicon import table
from rashomon.lexicon.known_names import AliasTable, CountryTable, KnownNames
from rashomon.link.known_places import gazetteer
from rashomon.records import EntityKind

BODIES: frozenset[EntityKind] = frozenset(
    {"armed_group", "military", "government", "party", "company", "media", "organisation"}
)


class Words(msgspec.Struct, frozen=True):
    """A list of words."""

    source: str
    entries: tuple[str, ...]


class OneOfAState(msgspec.Struct, frozen=True):
    """Bodies of which a state has one."""

    source: str
    heads: tuple[str, ...]
    spellings: dict[str, str]
    fillers: tuple[str, ...]


class Descriptions(msgspec.Struct, frozen=True):
    """How a description after a name begins."""

    source: str
    relatives: tuple[str, ...]
    participles: tuple[str, ...]
    complements: tuple[str, ...]


class Tails(msgspec.Struct, frozen=True):
    """Words that the name of a body may have or leave out after its head."""

    source: str
    after: dict[str, tuple[str, ...]]


class ArabicNames(msgspec.Struct, frozen=True):
    """Signs of a name romanised from Arabic."""

    source: str
    entries: tuple[str, ...]
    signs: tuple[str, ...]


class Nicknames(msgspec.Struct, frozen=True):
    """Forms of given names, one name a row."""

    source: str
    names: tuple[tuple[str, ...], ...]


class Divisions(msgspec.Struct, frozen=True):
    """Short forms of first-order divisions by country."""

    US: dict[str, str]
    CA: dict[str, str]
    AU: dict[str, str]


class PlaceTable(msgspec.Struct, frozen=True):
    """What is needed here of lexicon/place_words.toml."""

    abbreviations: Divisions


class LinkTable(msgspec.Struct, frozen=True):
    """lexicon/entity_links.toml."""

    contested: Words
    one_of_a_state: OneOfAState
    descriptions: Descriptions
    arabic_names: ArabicNames
    nicknames: Nicknames
    tails: Tails


@cache
def link_table() -> LinkTable:
    """The table, read once."""
    return table("entity_links", LinkTable)


@cache
def _package_groups() -> Mapping[str, KnownNames]:
    return {folded(name): group for group in table("aliases", AliasTable).groups for name in group.names}


class Aliases:
    """The names that are known to be one: the package's table, and the user's over it."""

    def __init__(self, own: Mapping[str, Sequence[str]]) -> None:
        self._own = {folded(name): head for head, names in sorted(own.items()) for name in (head, *names)}

    def head(self, name: str) -> str | None:
        """The name that a known name stands under, or None."""
        plain = bare(name)
        if plain in self._own:
            return self._own[plain]
        group = _package_groups().get(plain)
        return None if group is None else self._own.get(folded(group.names[0]), group.names[0])

    def kind(self, name: str) -> EntityKind | None:
        """The kind that the package's table gives a name."""
        group = _package_groups().get(bare(name))
        return group.kind if group else None


def bare(name: str) -> str:
    """A name folded, without a possessive ending."""
    return folded(re.sub(r"['’]s?$", "", name.strip()))


@cache
def _state_words() -> Mapping[str, str]:
    """ISO codes by names of countries and what is of them, folded."""
    found: dict[str, str] = {}
    for country in gazetteer().countries:
        found[folded(country.name)] = country.code
    for code, words in sorted(table("countries", CountryTable).countries.items()):
        for word in (*words.names, *words.demonyms):
            found.setdefault(folded(word), code)
    return found


@cache
def _capitals() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for country in gazetteer().countries:
        found.setdefault(folded(country.capital), country.code)
    return {**found, "washington": "US", "washington dc": "US"}


def state_named(name: str) -> str | None:
    """The country that a name or nationality is of."""
    return _state_words().get(bare(name))


def place_key(name: str) -> str:
    """What a place's name is met under: its country, the only place that bears it, or the name itself."""
    name = _written_out().get(name, name)
    known = gazetteer().lookup(name)
    if known and known[0].kind == "country":
        return f"country {known[0].country}"
    if len(known) == 1:
        return f"{known[0].name} {known[0].lat} {known[0].lon}"
    return bare(name)


def is_place(name: str) -> bool:
    """Whether the gazetteer has a place of the name."""
    return gazetteer().is_known(name)


@cache
def _written_out() -> Mapping[str, str]:
    """Divisions by their short forms with a full stop, as written ("Mo." is Missouri)."""
    listed = table("place_words", PlaceTable).abbreviations
    return {s: n for each in (listed.US, listed.CA, listed.AU) for s, n in each.items() if "." in s}


def state_of_capital(name: str) -> str | None:
    """The country whose capital bears the name."""
    return _capitals().get(bare(name))


def state_of_government(phrase: str) -> str | None:
    """The country of "the French government", "France's government", and of nothing longer."""
    words = [w for w in _words(phrase) if w not in link_table().one_of_a_state.fillers]
    if len(words) < 2 or "government" not in words:
        return None
    rest = " ".join(w for w in words if w != "government")
    return _state_words().get(rest)


def body_of_state(phrase: str) -> str | None:
    """A key for a body of which a state has one: state and function of "the French defence ministry"; else None."""
    of_state = link_table().one_of_a_state
    words = [of_state.spellings.get(w, w) for w in _words(phrase) if w not in of_state.fillers]
    heads = [w for w in words if w in of_state.heads]
    states = sorted({_state_words()[w] for w in words if w in _state_words()})
    function = sorted({w for w in words if w not in _state_words()} - set(heads))
    if len(heads) != 1 or len(states) != 1 or not function:
        return None
    return f"{states[0]} {heads[0]} {' '.join(function)}"


def contested_states(phrases: Iterable[str]) -> frozenset[str]:
    """Countries of which the pile speaks as having more than one government."""
    marks = set(link_table().contested.entries)
    found: set[str] = set()
    for phrase in phrases:
        plain = phrase.lower()
        words = set(_words(phrase)) | set(re.findall(r"[a-z]+(?:-[a-z]+)*", plain))
        if "government" in plain and words & marks:
            found |= {_state_words()[w] for w in words if w in _state_words()}
    return frozenset(found)


def without_tail(name: str) -> str:
    """A folded name without what may be left out after its head: "ferguson police department" is "ferguson police"."""
    *rest, last = name.split()
    return " ".join(rest) if len(rest) > 1 and last in link_table().tails.after.get(rest[-1], ()) else name


def _words(phrase: str) -> list[str]:
    return folded(re.sub(r"['’]s\b", "", phrase)).split()


def is_acronym(name: str) -> bool:
    """Whether a name is written as initials."""
    return bool(re.fullmatch(r"[A-Z][A-Z0-9.&]{1,7}", name.strip()))
