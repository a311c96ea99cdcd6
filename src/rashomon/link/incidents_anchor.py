"""Where a place lies that no gazetteer has: where the reports say that it is, as precisely as they say it.

"Marsh End in Orrin County", "the Sallow stone quarry in Orrin", "the Orrin town of Sallow", "Sallow, 12 km south of
Orrin"; or what a report's lead says of its scene ("about 40 km north of Orrin"). What the incident's own reports do not
say of a name another report of the pile may; and what it is said to lie in may be placed the same way. Nothing is
guessed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from weakref import WeakKeyDictionary

from msgspec.structs import replace

from rashomon.annotate.place_relations import place_words
from rashomon.link.incidents_events import Telling
from rashomon.link.incidents_whereabouts import (
    BESIDE_KM,
    COUNTY,
    DIVISION,
    is_told_with_state,
    lies_in,
    precision_of,
    whereabouts,
)
from rashomon.records import Place

LEAD_SENTENCES = 6
LONGEST_WAY, LOOK_BACK = 60, 100
CHAIN = 2
"""How many names that no gazetteer has may stand between a place and one that it has."""

_NAME = re.compile(r"\b[A-Z][\w’'-]*(?: (?:(?:of|de|el|al) )?[A-Z][\w’'-]*)*")

Key = str

_HELD: WeakKeyDictionary[Telling, Mapping[Key, tuple[Place, ...]]] = WeakKeyDictionary()


def anchored(name: str, tellings: Sequence[Telling], pile: Iterable[Telling]) -> Place | None:
    """The finest place that a name is said to lie in or near by `tellings`, else by the pile; None where none says."""
    key = name.lower()
    told = [p for t in tellings for p in (*_held(t).get(key, ()), *_ways(t, key))]
    at = _finest(told) or _in_pile(key, pile, CHAIN)
    if at is None:
        return None
    at = _only_county(tellings, at) if precision_of(at) >= DIVISION else at
    return replace(at, name=name, geonameid=None, precision=max(COUNTY, precision_of(at)))


def said_in(telling: Telling) -> Iterator[tuple[Key, Key]]:
    """The names right before that of what they are said to lie in: "Sallow Heights, Orrin"."""
    rows = sorted(telling.rows.places, key=lambda p: p.span.start)
    for one, other in pairwise(rows):
        if lies_in(telling.text[one.span.end : other.span.start]):
            yield one.name.lower(), other.name.lower()


def innermost(telling: Telling, place: Place) -> Place:
    """The town that is told together with what it lies in: "DALBY, Ohio", "the Orrin suburb of Dalby"."""
    rows = sorted(telling.rows.places, key=lambda p: p.span.start)
    at = next((i for i, p in enumerate(rows) if p.id == place.id), None)
    if at is None:
        return place
    before, behind = rows[max(0, at - 1)], rows[min(at + 1, len(rows) - 1)]
    if is_told_with_state(telling, before) and place.precision == DIVISION:
        return before
    return behind if holds_before(telling.text[place.span.end : behind.span.start]) else place


def _in_pile(key: Key, pile: Iterable[Telling], steps: int) -> Place | None:
    """What the reports of the pile say that a name lies in, put on the map through other such names if need be."""
    told = [p for t in pile for p in _held(t).get(key, ())]
    at = _finest(told)
    if at is not None or steps == 0:
        return at
    names = Counter(p.name.lower() for p in told if p.lat is None and p.name.lower() != key)
    best = min(names, key=lambda n: (-names[n], n), default=None)
    return _in_pile(best, pile, steps - 1) if best is not None else None


def _finest(told: Sequence[Place]) -> Place | None:
    """Of the places with a point the finest, then the one told most."""
    places = Counter(p for p in told if p.lat is not None)
    return min(places, key=lambda p: (precision_of(p), -places[p], p.name, p.geonameid or 0), default=None)


def _only_county(tellings: Sequence[Telling], land: Place) -> Place:
    """The one county that reports tell of in a country, else the land that a place was said to lie in."""
    rows = [p for t in tellings for p in t.rows.places if p.precision == COUNTY and p.country == land.country]
    counties = {p.geonameid: p for p in rows if p.relation == "in"}
    return next(iter(counties.values())) if len(counties) == 1 else land


def _held(telling: Telling) -> Mapping[Key, tuple[Place, ...]]:
    """For each name that no gazetteer has the places that its report says it lies in, each as the same row."""
    if telling not in _HELD:
        found: defaultdict[Key, list[Place]] = defaultdict(list)
        rows = sorted(telling.rows.places, key=lambda p: p.span.start)
        for one, other in pairwise(rows):
            between = telling.text[one.span.end : other.span.start]
            if one.lat is None and _holds_behind(between, other):
                found[one.name.lower()].append(_bare(other))
            elif other.lat is None and holds_before(between):
                found[other.name.lower()].append(_bare(one))
        for place in rows:
            if place.lat is not None and (name := _name_before(telling, place)):
                found[name.lower()].append(_bare(place))
        _HELD[telling] = {key: tuple(places) for key, places in found.items()}
    return _HELD[telling]


def _ways(telling: Telling, key: Key) -> Iterator[Place]:
    """The places from which the lead of a report that has a name tells how far something is, and it is not far."""
    if not any(p.lat is None and p.name.lower() == key for p in telling.rows.places):
        return
    for place in telling.rows.places:
        near = place.lat is not None and place.km is not None and place.km <= BESIDE_KM
        if near and telling.sentence(place.span.start) < LEAD_SENTENCES:
            yield _bare(place)


def _bare(place: Place) -> Place:
    return replace(place, id="", report="", span=replace(place.span, start=0, end=0, text=""), why=None)


def _holds_behind(between: str, other: Place) -> bool:
    """Whether a place right behind a name is what it lies in: " quarry in ", ", 12 km south of "."""
    site = _site().match(between)
    rest = between[site.end() :] if site else between
    if other.km is not None and other.km <= BESIDE_KM:
        return len(rest) <= LONGEST_WAY and not re.search(r"[.;:\n]|\band\b", rest)
    return lies_in(rest) and bool(re.search(r"\w", rest) or precision_of(other) >= COUNTY)


def _name_before(telling: Telling, place: Place) -> str | None:
    """A site's name that has no row of its own and is said to lie in a place: "Sallow prison, 12 km from Orrin"."""
    number = telling.sentence(place.span.start)
    start = max(telling.starts[number] if number >= 0 else 0, place.span.start - LOOK_BACK)
    before = telling.text[start : place.span.start]
    for name in reversed(list(_NAME.finditer(before))):
        between = before[name.end() :]
        if _site().match(between) and _holds_behind(between, place):
            return name[0]
    return None


def holds_before(between: str) -> bool:
    """Whether a place right before a name is what it lies in: "the Orrin town of Sallow"."""
    return bool(_town_of().fullmatch(between))


@cache
def _site() -> re.Pattern[str]:
    """What a place may be, right behind its name: " stone quarry"."""
    sites = "|".join(sorted(whereabouts().within.sites, key=lambda w: (-len(w), w)))
    return re.compile(rf" (?:[a-z]+ )?(?:{sites})(?=[ ,])")


@cache
def _town_of() -> re.Pattern[str]:
    kinds = "|".join(sorted(place_words().types.settlement, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:['’]s)?(?: [a-z-]+){{0,2}} (?:{kinds}|community|district|neighbou?rhood) of ")
