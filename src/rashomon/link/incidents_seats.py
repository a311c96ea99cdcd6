"""The towns and counties in the names of bodies that act: where "Dalby Police" act is no place told, but is near it.

`annotate` gives no place for a name inside that of a body. Here one is put on the map where the gazetteer has a town or
county of just that name, the nearest to what else the reports put there, or else a large one. It stands in for a scene
that nothing else tells, and is the town that a quarter of it is a part of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rashomon.annotate.place_hints import names_in_bodies
from rashomon.annotate.place_relations import place_words
from rashomon.gazetteer import Toponym, folded
from rashomon.link.incidents_events import Telling
from rashomon.link.incidents_whereabouts import DIVISION, STRAY_KM, TOWN, UNKNOWN, apart, whereabouts
from rashomon.link.known_places import gazetteer
from rashomon.records import Place, span_of

LARGE = 100_000
"""People of a town that a report may name without a word on where it is."""
CHIEF = 10
"""How much larger than its namesakes such a town is."""
PARTS_RATIO = 2.8
"""A town at least so much wider than a place inside it has it as a part: eight times its people."""
PART_REACH = 1.6
"""How far from its middle a part of a town may lie, in radii of its built-up area: towns are no circles."""


def seats(tellings: Sequence[Telling]) -> tuple[Place, ...]:
    """The towns and counties in names of bodies that the reports have no place for, each once."""
    told = {p.name.lower() for t in tellings for p in t.rows.places if p.lat is not None}
    around = [p for t in tellings for p in t.rows.places if p.lat is not None and (p.precision or UNKNOWN) <= DIVISION]
    found: dict[str, Place] = {}
    for telling in tellings:
        for start, end in _names(telling.text):
            name = telling.text[start:end]
            if name.lower() not in told and name.lower() not in found:
                place = _placed(telling, start, end, around)
                found.update({name.lower(): place} if place else {})
    return tuple(found.values())


def is_part(place: Place, town: Place) -> bool:
    """Whether a place lies in the built-up area of a much larger town."""
    if (town.precision or UNKNOWN) > TOWN or (place.precision or UNKNOWN) > TOWN or place.country != town.country:
        return False
    wide, narrow = town.radius_km or 0.0, place.radius_km or 0.0
    return place.name != town.name and wide > PARTS_RATIO * narrow and apart(place, town) <= PART_REACH * wide


def _placed(telling: Telling, start: int, end: int, around: Sequence[Place]) -> Place | None:
    """The place of a name: the nearest to the others within `STRAY_KM`, a large one where nothing is near."""
    text = telling.text[start:end]
    options = [(t, _place(telling, start, end, t)) for t in _bearers(text)]
    for known in (around, _named_in_bodies(telling)):
        near = [(min(apart(place, p) for p in known), place) for _, place in options] if known else []
        closest = min(near, key=lambda n: n[0], default=None)
        if closest is not None and closest[0] <= STRAY_KM:
            return closest[1]
    towns = sorted(((t.population, place) for t, place in options if t.kind == "settlement"), key=lambda o: -o[0])
    if not towns or towns[0][0] < LARGE or any(people * CHIEF > towns[0][0] for people, _ in towns[1:]):
        return None
    return towns[0][1]


def _named_in_bodies(telling: Telling) -> Sequence[Place]:
    """The large towns inside names of bodies and buildings, which tell what is around: "San Antonio Medical Center"."""
    found = names_in_bodies(telling.text, telling.rows.mentions, (), gazetteer())
    large = (t for n in found for t in n.senses[:1] if t.kind == "settlement" and t.population >= LARGE)
    return [_place(telling, 0, 1, t) for t in large]


def _place(telling: Telling, start: int, end: int, known: Toponym) -> Place:
    return Place(
        id="", report=telling.report.id, span=span_of(telling.text, start, end), name=known.name,
        geonameid=known.geonameid, country=known.country, lat=known.lat, lon=known.lon,
        precision=known.precision, radius_km=known.radius_km,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[tuple[int, int], ...]:
    """Where names before words for bodies stand, the longest that the gazetteer has."""
    names = (body.span("name") for body in _bodies().finditer(text))
    ways = (_longest, _without_last, _before_hyphen)
    return tuple(s for start, end in names if (s := next(filter(None, (w(text, start, end) for w in ways)), None)))


def _longest(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The longest ending of some words that is a town's or county's name, if any."""
    words = re.finditer(r"(?<![\w.'’-])(?!The\b)[A-Z]", text[start:end])
    first = next((start + w.start() for w in words if _bearers(text[start + w.start() : end])), None)
    return (first, end) if first is not None else None


def _without_last(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The same without a last word that is the body's: "Dalby [City] Police"."""
    last = text.rfind(" ", start, end)
    is_of_body = last > 0 and any(w.startswith(text[last + 1 : end].lower() + " ") for w in whereabouts().forces.words)
    return _longest(text, start, last) if is_of_body else None


def _before_hyphen(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The town of a body that it has in common with its county: "Dalby-Orrin Police"."""
    hyphen = text.find("-", start, end)
    return _longest(text, start, hyphen) if hyphen > start else None


@lru_cache(maxsize=4096)
def _bearers(name: str) -> tuple[Toponym, ...]:
    """The towns that are called just so, and counties with their type; none where a country or state is."""
    known, words = gazetteer().lookup(name), place_words()
    if folded(name) in words.not_alone.entries or folded(name) in words.parts.other:
        return ()
    if not known or known[0].kind in ("country", "region", "admin1"):
        return ()
    return tuple(t for t in known if t.kind in ("settlement", "admin2") and folded(t.name) == folded(name))


@cache
def _bodies() -> re.Pattern[str]:
    """Up to three capitalised words and a body: "Universal City Police", "the Orrin County sheriff"."""
    words = "|".join(re.escape(w) for w in sorted(whereabouts().forces.words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?P<name>\b[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,2}}) (?i:{words})\b")
