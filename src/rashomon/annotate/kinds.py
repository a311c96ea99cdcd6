"""What kind of entity a name or a noun stands for: known names first, then head words, then the model's label.

Tables: lexicon/entity_kinds.toml (nouns and head words), aliases.toml (known names), countries.toml (states and
peoples). Kinds are the contract's; where a table is silent the label decides, and an unknown noun is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import msgspec

from rashomon.gazetteer import folded
from rashomon.lexicon import table
from rashomon.lexicon.known_names import AliasTable, CountryTable, KnownNames
from rashomon.records import EntityKind

OF_LABEL: dict[str, EntityKind] = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "Facility": "facility",
    "NORP": "people",
    "Product": "other",
    "Misc": "other",
}
_BODIES: tuple[EntityKind, ...] = (
    "armed_group", "military", "media", "party", "government", "company", "facility", "organisation",
)  # fmt: skip
_ENDS_HEAD = frozenset({"of", "for", "on", "in", "and", "to", "at", "against", "de", "di", "du", "des", "da", "the"})


class Heads(msgspec.Struct, frozen=True):
    """Nouns and head words of names that mean one kind of entity."""

    source: str
    nouns: tuple[str, ...] = ()
    plural_only: tuple[str, ...] = ()
    plural_of_person: tuple[str, ...] = ()
    in_names: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True):
    """A list of words."""

    source: str
    entries: tuple[str, ...]


class Modified(msgspec.Struct, frozen=True):
    """Nouns whose kind hangs on the word before them."""

    source: str
    armed_group: tuple[str, ...]
    thing_nouns: tuple[str, ...]
    """Nouns that are of a person, but with one of `thing_modifiers` of a thing: "media player"."""
    thing_modifiers: tuple[str, ...]
    media_nouns: tuple[str, ...]
    media_modifiers: tuple[str, ...]
    military_nouns: tuple[str, ...]
    military_modifiers: tuple[str, ...]
    government_nouns: tuple[str, ...]
    government_modifiers: tuple[str, ...]
    police: tuple[str, ...]
    facility_nouns: tuple[str, ...]
    facility_modifiers: tuple[str, ...]


class Titles(msgspec.Struct, frozen=True):
    """Titles before persons' names."""

    source: str
    honorifics: tuple[str, ...]
    ranks: tuple[str, ...]


class CallSigns(msgspec.Struct, frozen=True):
    """Initials of four letters from K or W on that are no station's."""

    source: str
    bodies: tuple[str, ...]


class Gender(msgspec.Struct, frozen=True):
    """Nouns that tell a person's sex."""

    source: str
    male: tuple[str, ...]
    female: tuple[str, ...]


class Verbs(msgspec.Struct, frozen=True):
    """Verbs of one class."""

    source: str
    verbs: tuple[str, ...]


class KindTable(msgspec.Struct, frozen=True):
    """lexicon/entity_kinds.toml."""

    person: Heads
    armed_group: Heads
    military: Heads
    government: Heads
    party: Heads
    company: Heads
    media: Heads
    organisation: Heads
    people: Heads
    facility: Heads
    streets: Words
    place: Heads
    armed_modifiers: Words
    modified: Modified
    titles: Titles
    call_signs: CallSigns
    gender: Gender
    family_first: Words
    acts_of_states: Verbs
    speech: Verbs
    backed: Words
    generic: Words
    given_names: Gender


@cache
def kind_table() -> KindTable:
    """The table of kinds, read once."""
    return table("entity_kinds", KindTable)


@cache
def known_names() -> Mapping[str, KnownNames]:
    """The groups of known names by each of their names, folded."""
    return {folded(name): group for group in table("aliases", AliasTable).groups for name in group.names}


@cache
def demonyms() -> Mapping[str, str]:
    """ISO codes of countries by what their people and things are called, folded, plurals too."""
    found: dict[str, str] = {}
    for code, words in table("countries", CountryTable).countries.items():
        for word in words.demonyms:
            found.setdefault(folded(word), code)
            found.setdefault(folded(word) + "s", code)
    return found


@cache
def _nouns() -> Mapping[str, EntityKind]:
    kinds = kind_table()
    order: tuple[EntityKind, ...] = (*_BODIES, "people", "place", "person")
    found: dict[str, EntityKind] = {}
    for kind in order:
        for noun in getattr(kinds, kind).nouns:
            found.setdefault(noun, kind)
    return found


@cache
def _plurals() -> Mapping[str, EntityKind]:
    kinds = kind_table()
    found: dict[str, EntityKind] = {}
    for kind in (*_BODIES, "people"):
        heads: Heads = getattr(kinds, kind)
        for noun in (*heads.plural_only, *heads.plural_of_person):
            found.setdefault(noun, kind)
    return found


@cache
def _name_heads() -> Mapping[str, EntityKind]:
    kinds = kind_table()
    found: dict[str, EntityKind] = {}
    for kind in _BODIES:
        for head in getattr(kinds, kind).in_names:
            found.setdefault(head, kind)
    return found


def kind_of_name(name: str, label: str) -> EntityKind:
    """The kind of a proper name, from the tables and the model's label.

    A person stays a person and a place a place unless the name is known as something else, or a street's; of a body
    the head word decides: the last word, or the last before `of`, `for`, `in`.
    """
    plain = folded(name)
    known = known_names().get(plain)
    if known is not None and not (label in ("Person", "Location") and known.kind in ("media", "company")):
        return known.kind
    if label == "NORP":
        return "people"
    if label == "Location" and plain.split()[-1] in kind_table().streets.entries and " " in plain:
        return "facility"
    if label not in ("Organization", "Facility", "Misc", "Product"):
        return OF_LABEL.get(label, "other")
    if is_call_sign(name):
        return "media"
    by_head = _by_head(plain)
    if label == "Facility" and by_head in ("company", "organisation", "media", None):
        return "facility"
    if label == "Misc" and by_head in ("government", "organisation", "party", "military") and len(plain.split()) > 1:
        return by_head
    if label in ("Misc", "Product"):
        return "other"
    return by_head or "organisation"


def is_call_sign(name: str) -> bool:
    """Whether a name is a US station's: "WXYZ", "KHOU 11", "WAFB-TV"; not "WNBA", nor initials of three letters without
    the service behind them ("WHO", "KGB").
    """
    told = _CALL_SIGN.fullmatch(name)
    if told is None or told["letters"] in kind_table().call_signs.bodies:
        return False
    return len(told["letters"]) == _CALL_SIGN_LETTERS or told["service"] is not None


def _by_head(plain: str) -> EntityKind | None:
    """The kind that the head word of a name tells, its last two words before its last one."""
    heads = _name_heads()
    words = plain.split()
    until = next((i for i, word in enumerate(words) if i and word in _ENDS_HEAD), len(words))
    for run in (words[:until], words):
        for length in (3, 2, 1):
            told = heads.get(" ".join(run[-length:])) if len(run) >= length else None
            if told is not None and (len(words) > 1 or told not in ("company", "facility")):
                return told
    return None


def kind_of_noun(lemma: str, plural: bool, before: frozenset[str]) -> EntityKind | None:
    """The kind of a nominal with this head noun; `before` are the lemmas that modify it. None where it is no entity."""
    kinds = kind_table()
    modified = kinds.modified
    armed = bool(before & set(kinds.armed_modifiers.entries))
    if armed and lemma in modified.armed_group:
        return "armed_group"
    if lemma in modified.thing_nouns and before & set(modified.thing_modifiers):
        return None
    by_modifier: tuple[tuple[tuple[str, ...], tuple[str, ...], EntityKind], ...] = (
        (modified.facility_nouns, modified.facility_modifiers, "facility"),
        (modified.media_nouns, modified.media_modifiers, "media"),
        (modified.military_nouns, modified.military_modifiers, "military"),
        (modified.government_nouns, modified.government_modifiers, "government"),
    )
    for nouns, modifiers, kind in by_modifier:
        if lemma in nouns and before & set(modifiers):
            return kind
    if lemma == "force":
        return "organisation" if before & set(modified.police) else "military" if plural else None
    if plural and lemma in _plurals():
        return _plurals()[lemma]
    told = _nouns().get(lemma)
    return "people" if told == "person" and plural else told


def gender_of(words: frozenset[str]) -> str | None:
    """`male` or `female` where one of these folded words tells, else None."""
    gender = kind_table().gender
    male, female = bool(words & set(gender.male)), bool(words & set(gender.female))
    return None if male == female else "male" if male else "female"


def gender_of_name(name: str) -> str | None:
    """`male` or `female` where a full name's first word is a given name of one sex, else None."""
    words = folded(name).split()
    given = kind_table().given_names
    if len(words) < _FULL_NAME or (words[0] in given.male) == (words[0] in given.female):
        return None
    return "male" if words[0] in given.male else "female"


_FULL_NAME = 2
_CALL_SIGN_LETTERS = 4
_CALL_SIGN = re.compile(
    r"(?P<letters>[KW][A-Z]{2,3})(?P<service>-?(?:TV|DT|CD|LD|LP|FM|AM)(?:\d{1,2})?)?(?:[ -]?\d{1,2})?"
)
"""Of US broadcast stations: three or four letters from K or W on, then the service and the channel."""
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.]{1,8}")


def is_acronym(name: str) -> bool:
    """Whether a name is written as initials."""
    return bool(_ACRONYM.fullmatch(name))


def initials_of(name: str) -> str:
    """The initials of the words of a name that begin with a capital, function words left out."""
    return "".join(word[0] for word in re.split(r"[\s\-]+", name) if word[:1].isupper()).upper()
