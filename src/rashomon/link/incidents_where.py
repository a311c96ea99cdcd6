"""Where an incident was: the town that most speaks for, told with its events or in the leads of reports about it.

A town to which the hurt were taken says little for itself (lexicon/whereabouts.toml). A name whose bearer lies far from
all else that its reports tell of, when the police of another town act, is most likely a part of that town, or a hamlet
there, that no gazetteer has, put on the map at a namesake.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from rashomon.lexicon import table
from rashomon.link.incidents_compare import Episode, kilometres_apart
from rashomon.link.incidents_events import Telling
from rashomon.records import IncidentPlace, Place

OWN, OWN_MOST = 1.0, 3.0
LEAD, LATER, ABOUT_MOST = 0.5, 0.1, 2.0
ASIDE = 0.1
"""What a town says for itself where the hurt were taken to it."""
WEAK = 0.1
"""A place with less than this share of the best one's support is not it, however precise."""
NEAR_KM, DIVISION_KM, STRAY_KM = 60.0, 250.0, 150.0
LEAD_SENTENCES = 6
TOWN, COUNTY, DIVISION, UNKNOWN = 2, 3, 4, 9

Key = str
"""A name as the gazetteer has it, in small letters: reports that place one name apart still name one place."""


class Care(msgspec.Struct, frozen=True):
    """Where the hurt are taken."""

    source: str
    taken: list[str]
    lying: list[str]
    facilities: list[str]


class Forces(msgspec.Struct, frozen=True):
    """Bodies that are named after their town."""

    source: str
    words: list[str]


class Names(msgspec.Struct, frozen=True):
    """Words of the gazetteer's names that people leave out."""

    source: str
    generic: list[str]


class Whereabouts(msgspec.Struct, frozen=True):
    """`lexicon/whereabouts.toml`."""

    care: Care
    forces: Forces
    names: Names


class Support:
    """What speaks for each place, and its rows."""

    def __init__(self) -> None:
        self.weight: defaultdict[Key, float] = defaultdict(float)
        self.rows: defaultdict[Key, list[Place]] = defaultdict(list)

    def add(self, told: Iterator[tuple[Place, float]], most: float) -> None:
        """Counts places with their weights, each up to `most`."""
        count: defaultdict[Key, float] = defaultdict(float)
        for place, weight in told:
            key = place.name.lower()
            count[key] += weight
            self.rows[key].append(place)
        for key, weight in count.items():
            self.weight[key] += min(most, weight)


def where(parts: Sequence[Episode], told: Mapping[str, Telling]) -> IncidentPlace | None:
    """The place with most support among those told most precisely; a report's say is limited, whatever its length.

    Towns and what is finer (UCDP GED where_prec 1 and 2) are one class; a name without a point comes last.
    """
    support = Support()
    for one in parts:
        telling = told[one.report]
        support.add(((p, OWN * _share(telling, p)) for o in one.occurrences if (p := o.place)), OWN_MOST)
        if one.is_main:
            support.add(_named(telling), ABOUT_MOST)
    if not support.rows:
        return None
    _settled(support, [told[r] for r in dict.fromkeys(e.report for e in parts)])
    rows = {key: _likeliest(places) for key, places in support.rows.items()}
    most = max(support.weight[key] for key in rows)

    def rank(key: Key) -> tuple[bool, bool, int, float, int, str]:
        precision, weight = rows[key].precision or UNKNOWN, support.weight[key]
        is_weak = weight < WEAK * most
        return (rows[key].lat is None, is_weak, max(precision, TOWN), -round(weight, 6), precision, key)

    best = min(rows, key=rank)
    row = rows[best]
    return IncidentPlace(
        name=_as_told(row, support.rows[best]), geonameid=row.geonameid, lat=row.lat, lon=row.lon,
        precision=row.precision,
    )  # fmt: skip


def _likeliest(places: Sequence[Place]) -> Place:
    """Of the rows of one name the one with a point that most rows have, at its most precise."""
    count = Counter(p.geonameid for p in places)
    return min(
        places, key=lambda p: (p.lat is None, -count[p.geonameid], p.precision or UNKNOWN, p.geonameid or 0, p.id)
    )


def _as_told(row: Place, places: Sequence[Place]) -> str:
    """The gazetteer's name without a "City" or "Center" that no report says: Greenacres for Greenacres City."""
    told = Counter(p.span.text for p in places if p.geonameid == row.geonameid and not p.span.text.isupper())
    if not told or row.name in told:
        return row.name
    name = min(told, key=lambda n: (-told[n], n))
    more = row.name.lower().split()
    words = name.lower().split()
    without = [w for w in more if w not in whereabouts().names.generic]
    return name if words == without else row.name


def _named(telling: Telling) -> Iterator[tuple[Place, float]]:
    """The towns that a report names, those of its lead before the others."""
    for place in telling.rows.places:
        if place.lat is not None and place.precision is not None and place.precision <= TOWN:
            weight = LEAD if telling.sentence(place.span.start) < LEAD_SENTENCES else LATER
            yield place, weight * _share(telling, place)


# ------------------------------------------------------------------ towns told of for another reason


def _share(telling: Telling, place: Place) -> float:
    """How much of its weight a naming has: little where the hurt were taken there."""
    number = telling.sentence(place.span.start)
    start = telling.starts[number] if number >= 0 else 0
    before = telling.text[max(start, place.span.start - 110) : place.span.start]
    return ASIDE if any(pattern.search(before) for pattern in _asides()) else 1.0


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _asides() -> tuple[re.Pattern[str], ...]:
    """What stands before a town that is not the scene, with an example of each."""
    care = whereabouts().care
    taken, facilities, lying = _any(care.taken), _any(care.facilities), _any(care.lying)
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            # “was flown to a children's hospital in Dalby”, “airlifted to Dalby”; not “taken from his home in Dalby”
            rf"\b(?:{taken})\b(?![^;]*\bfrom\b)[^;.]{{0,60}}\bto\b[^;.]{{0,50}}$",
            # “died at a hospital in Dalby”, “in stable condition at a clinic in Dalby”; not “bombed a clinic in Dalby”
            rf"\b(?:{lying})\b[^;.]{{0,50}}\b(?:{facilities})\b[^;.]{{0,20}}$",
        )
    )


# ------------------------------------------------------------------ parts of a town that no gazetteer has


def _settled(support: Support, tellings: Sequence[Telling]) -> None:
    """Puts each stray name where the police act that the reports tell of most.

    A part of a town is told as the town; a place of a county keeps its name, with the county's point and precision.
    """
    known = {p.name.lower(): p for t in tellings for p in t.rows.places if p.lat is not None and p.precision}
    text = "\n".join(t.text for t in tellings)
    local = [p for p in known.values() if (p.precision or UNKNOWN) <= COUNTY]
    acting = {p: count for p in local if (count := _deeds_of(p, text))}
    for key in list(support.rows) if acting else ():
        own = known.get(key)
        if own is None or own in acting or not _is_stray(own, list(known.values()), list(acting)):
            continue
        ground = max(acting, key=lambda p: (acting[p], -(p.precision or UNKNOWN), p.name))
        if (ground.precision or UNKNOWN) >= COUNTY:
            support.rows[key] = [replace(ground, name=own.name, geonameid=None)]
            continue
        support.rows[ground.name.lower()].append(ground)
        support.weight[ground.name.lower()] += support.weight.pop(key)
        del support.rows[key]


def _deeds_of(place: Place, text: str) -> int:
    """How often a body named after a place is told of: "Dalby police", "the Dalby County sheriff's office"."""
    names = _any(sorted({place.name, place.span.text}))
    bodies = _any(whereabouts().forces.words)
    return len(re.findall(rf"\b(?:{names})\s+(?:{bodies})\b", text, re.IGNORECASE))


def _is_stray(place: Place, known: Sequence[Place], acting: Sequence[Place]) -> bool:
    """Whether a town lies far from every body that acts, and from all else of its country that the reports name."""
    if (place.precision or UNKNOWN) > TOWN or any(_apart(place, p) <= STRAY_KM for p in acting):
        return False
    if not any(p.country == place.country for p in acting) and any(_is_land_of(place, p) for p in known):
        return False
    return not any(
        _apart(place, p) <= (NEAR_KM if (p.precision or UNKNOWN) <= COUNTY else DIVISION_KM)
        for p in known
        if p.name != place.name and (p.precision or UNKNOWN) <= DIVISION
    )


def _is_land_of(place: Place, other: Place) -> bool:
    return other.country == place.country and other.name != place.name


def _apart(one: Place, two: Place) -> float:
    km = kilometres_apart(one.lat, one.lon, two.lat, two.lon)
    return km if km is not None else 0.0


@cache
def whereabouts() -> Whereabouts:
    """The table, read once."""
    return table("whereabouts", Whereabouts)
