"""How a report stands to a place it names: in it, near it, or so many kilometres to one side of it.

The point stays that of the place named; precision and radius widen (UCDP GED codebook 24.1, where_prec 2 and 5).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import msgspec

from rashomon.lexicon import table
from rashomon.records import PlaceRelation

LOOK_BACK = 60
NEAR_KM = 25.0


class Abbreviations(msgspec.Struct, frozen=True):
    """Short forms of divisions by country."""

    source: str
    US: dict[str, str]
    CA: dict[str, str]
    AU: dict[str, str]


class Entries(msgspec.Struct, frozen=True):
    """A list of words."""

    source: str
    entries: tuple[str, ...]


class ShortNames(msgspec.Struct, frozen=True):
    """Short names and what they stand for."""

    source: str
    entries: dict[str, str]


class Types(msgspec.Struct, frozen=True):
    """What a place is said to be."""

    source: str
    admin1: tuple[str, ...]
    admin2: tuple[str, ...]
    settlement: tuple[str, ...]
    airfield: tuple[str, ...]
    before_of: tuple[str, ...]
    """Those that tell what a name is where "of" stands between them."""


class Parts(msgspec.Struct, frozen=True):
    """Words for a part of a place; bearings in degrees."""

    source: str
    compass: dict[str, int]
    other: tuple[str, ...]


class Near(msgspec.Struct, frozen=True):
    """Words that put something near a place, and what can lie between two."""

    source: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    between: tuple[str, ...]


class Travel(msgspec.Struct, frozen=True):
    """Words of journeys, and how many km one unit of time reaches at most, roughly."""

    source: str
    journeys: tuple[str, ...]
    reach_km: dict[str, float]


class Units(msgspec.Struct, frozen=True):
    """Units of distance in km, and number words."""

    source: str
    entries: dict[str, float]
    numbers: dict[str, int]


class Alike(msgspec.Struct, frozen=True):
    """Words after a name that make it the name of something else."""

    source: str
    after: tuple[str, ...]


class StateOffices(msgspec.Struct, frozen=True):
    """Offices and courts of states, after a name (`entries`) or before it."""

    source: str
    entries: tuple[str, ...]
    before: tuple[str, ...]


class Companies(msgspec.Struct, frozen=True):
    """Words that make a name a company's, before it (`entries`) or after it."""

    source: str
    entries: tuple[str, ...]
    after: tuple[str, ...]


class Streets(msgspec.Struct, frozen=True):
    """Words for several streets (`entries`), and for a spot on a street."""

    source: str
    entries: tuple[str, ...]
    spots: tuple[str, ...]


class Standing(msgspec.Struct, frozen=True):
    """Words before and after a name that only a town has, and after which "in" is none of place."""

    source: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    trust: tuple[str, ...]


class Features(msgspec.Struct, frozen=True):
    """Words that make a name that of water, land or a road, before it or after it."""

    source: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Parties(msgspec.Struct, frozen=True, rename={"with_": "with", "from_": "from"}):
    """Words beside a country or capital that stands for those who govern it (`place_parties`)."""

    source: str
    acts: tuple[str, ...]
    irregular: dict[str, tuple[str, ...]]
    not_third_person: tuple[str, ...]
    """Those of `acts` whose form with -s is a noun too: "Russia claims"."""
    takes: tuple[str, ...]
    feels: tuple[str, ...]
    with_: tuple[str, ...]
    from_: tuple[str, ...]
    against: tuple[str, ...]
    addressed: tuple[str, ...]
    addressed_irregular: dict[str, tuple[str, ...]]
    to_act: tuple[str, ...]
    described: tuple[str, ...]
    groups: tuple[str, ...]
    members: tuple[str, ...]
    hyphened: tuple[str, ...]
    not_agents: tuple[str, ...]
    own: tuple[str, ...]
    abroad: tuple[str, ...]
    of_seat: tuple[str, ...]
    outlets: tuple[str, ...]


class PlaceWords(msgspec.Struct, frozen=True):
    """lexicon/place_words.toml."""

    abbreviations: Abbreviations
    alone: Entries
    short_names: ShortNames
    types: Types
    parts: Parts
    near: Near
    units: Units
    travel: Travel
    no_place: Alike
    not_alone: Entries
    buildings: Entries
    townspeople: Entries
    times: Entries
    months: Entries
    companies: Companies
    state_offices: StateOffices
    features: Features
    standing: Standing
    streets: Streets
    mastheads: Entries
    parties: Parties


class Relation(msgspec.Struct, frozen=True):
    """The relation to the place named; `start` is where the words that say so begin, or None."""

    relation: PlaceRelation = "in"
    km: float | None = None
    bearing: float | None = None
    words: str | None = None
    reach_km: float | None = None
    """How far off it can be where the words tell no distance: "a day's drive from"."""


class Region(msgspec.Struct, frozen=True):
    """What is needed here of a row of lexicon/regions.toml."""

    names: tuple[str, ...]
    kind: str


class RegionTable(msgspec.Struct, frozen=True):
    """lexicon/regions.toml."""

    regions: tuple[Region, ...]


@cache
def waters() -> frozenset[str]:
    """Names of seas, gulfs and straits, as the gazetteer shows them."""
    return frozenset(r.names[0] for r in table("regions", RegionTable).regions if r.kind == "water")


@cache
def place_words() -> PlaceWords:
    """The table, read once."""
    return table("place_words", PlaceWords)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = place_words()
    number = r"(?P<number>\d+(?:[.,]\d+)?|" + "|".join(words.units.numbers) + ")"
    unit = "(?P<unit>" + "|".join(sorted(words.units.entries, key=lambda u: (-len(u), u))) + ")"
    compass = "(?P<side>" + "|".join(sorted(words.parts.compass, key=lambda c: (-len(c), c))) + ")"
    of = r"(?:\s+(?:of|from))\s+(?:the\s+(?:\w+\s+)?(?:city|town|village|capital)\s+of\s+|the\s+)?"
    aside = r"\.?\s+(?:\([^)]*\)\s+)?"
    far = re.compile(rf"\b{number}[\s-]*{unit}{aside}(?:to\s+the\s+)?(?:(?:due|just)\s+)?{compass}{of}$", re.IGNORECASE)
    away = re.compile(rf"\b{number}[\s-]*{unit}{aside}(?:away\s+)?(?:from|of|outside)\s+(?:the\s+)?$", re.IGNORECASE)
    side = re.compile(rf"\b(?:to\s+the\s+|just\s+|far\s+)?{compass}{of}$", re.IGNORECASE)
    return far, away, side


@cache
def _travel() -> re.Pattern[str]:
    words = place_words()
    unit = "|".join(words.travel.reach_km)
    journey = "|".join(words.travel.journeys)
    compass = "|".join(sorted(words.parts.compass, key=lambda c: (-len(c), c)))
    return re.compile(
        rf"\b(?P<unit>{unit})s?(?:['’]s?)?[\s-]+(?:{journey})\s+(?:(?:away|to\s+the|due)\s+)?(?:(?P<side>{compass})\s+)?"
        r"(?:from|of|outside)\s+(?:the\s+(?:\w+\s+)?(?:city|town|village|capital)\s+of\s+|the\s+)?$",
        re.IGNORECASE,
    )


@cache
def _between() -> re.Pattern[str]:
    nouns = "|".join(place_words().near.between)
    town = r"(?:the\s+)?(?:(?:city|cities|town|towns|village|villages|port|ports)\s+of\s+)?"
    return re.compile(
        rf"\b(?:{nouns})(?:\s+that\s+\w+|\s+\w+ing)?\s+(?P<words>between)\s+{town}(?:[^.;:]{{2,40}}?\s+and\s+{town})?$",
        re.IGNORECASE,
    )


@cache
def _near_before() -> re.Pattern[str]:
    listed = sorted((w for w in place_words().near.before if w != "between"), key=lambda w: (-len(w), w))
    of_the_city = r"(?:the\s+(?:\w+\s+){0,2}(?:city|town|village|capital)\s+of\s+|the\s+)?"
    return re.compile(rf"\b(?P<words>{'|'.join(listed)})\s+{of_the_city}$", re.IGNORECASE)


@cache
def _near_after() -> re.Pattern[str]:
    words = place_words()
    compass = "|".join(sorted(words.parts.compass, key=lambda c: (-len(c), c)))
    after = "|".join(words.near.after)
    return re.compile(rf"(?:['’]?s)?\s+(?:(?:{compass})\s+)?(?P<words>{after})\b", re.IGNORECASE)


@cache
def abbreviations() -> Mapping[str, tuple[str, str]]:
    """The division and its country by its short form, as written."""
    listed = place_words().abbreviations
    codes = (("Australia", listed.AU), ("Canada", listed.CA), ("United States", listed.US))
    return {short: (name, country) for country, table in codes for short, name in table.items()}


def place_type_words() -> tuple[str, ...]:
    """The words that say what a place is: "county", "province"."""
    types = place_words().types
    return (*types.admin1, *types.admin2, *types.settlement, *types.airfield)


def is_type(word: str) -> bool:
    """Whether a word says what a place is."""
    return word in place_type_words()


def relation_to(text: str, start: int, end: int) -> Relation:
    """The relation that the words around `text[start:end]` tell.

    `some 15 km south of X` is a direction with km and bearing, `west of X` one without km, `near X` and `X's
    outskirts` are near, and so are `a day's drive from X` and `the road between X and Y`; everything else is in.
    """
    before = text[max(0, start - LOOK_BACK) : start]
    before = before[before.rfind("\n") + 1 :]
    journey = _travel().search(before)
    if journey:
        return _journey(journey)
    far, away, side = _patterns()
    for pattern in (far, away, side):
        found = pattern.search(before)
        if found:
            return _direction(found)
    near = (
        _near_before().search(before) or _between().search(before) or _near_after().match(text[end : end + LOOK_BACK])
    )
    if near:
        return Relation(relation="near", words=near["words"])
    return Relation()


def _direction(found: re.Match[str]) -> Relation:
    told = found.groupdict()
    words = place_words()
    bearing = float(words.parts.compass[told["side"].lower()]) if told.get("side") else None
    km = None
    if told.get("number"):
        number = told["number"].lower()
        amount = words.units.numbers.get(number) or float(number.replace(",", "."))
        km = round(amount * words.units.entries[told["unit"].lower()], 1)
    return Relation(
        relation="direction" if bearing is not None else "near", km=km, bearing=bearing, words=found[0].strip()
    )


def _journey(found: re.Match[str]) -> Relation:
    """What a travel time tells: no distance, but a bearing where one is told, and how far it can be."""
    side = found["side"]
    words = place_words()
    return Relation(
        relation="direction" if side else "near",
        bearing=float(words.parts.compass[side.lower()]) if side else None,
        words=found[0].strip(),
        reach_km=words.travel.reach_km[found["unit"].lower()],
    )


def widened(precision: int | None, radius_km: float, relation: Relation) -> tuple[int | None, float]:
    """Precision and radius of something that stands in this relation to a place with these."""
    if relation.relation == "in" or precision is None:
        return precision, radius_km
    reach = relation.km if relation.km is not None else relation.reach_km or NEAR_KM
    if precision == 1:
        return (2 if reach <= NEAR_KM else 5), round(radius_km + reach, 1)
    return precision if precision > 2 else 2, round(radius_km + reach, 1)
