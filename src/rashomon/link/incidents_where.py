"""Where an incident was: the town that most speaks for, told with its events or in the leads of reports about it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.link.incidents_compare import Episode
from rashomon.link.incidents_events import Telling
from rashomon.records import IncidentPlace, Place

OWN, OWN_MOST = 1.0, 3.0
LEAD, LATER, ABOUT_MOST = 0.5, 0.1, 2.0
LEAD_SENTENCES = 6
TOWN, UNKNOWN = 2, 9

Key = str
"""A name as the gazetteer has it, in small letters: reports that place one name apart still name one place."""


def where(parts: Sequence[Episode], told: Mapping[str, Telling]) -> IncidentPlace | None:
    """The place with most support among those told most precisely; a report's say is limited, whatever its length.

    Towns and what is finer (UCDP GED where_prec 1 and 2) are one class; a name without a point comes last.
    """
    support: defaultdict[Key, float] = defaultdict(float)
    found: defaultdict[Key, list[Place]] = defaultdict(list)
    for one in parts:
        _add(support, found, ((p, OWN) for o in one.occurrences if (p := o.place)), OWN_MOST)
        if one.is_main:
            _add(support, found, _named(told[one.report]), ABOUT_MOST)
    if not found:
        return None
    rows = {key: _likeliest(places) for key, places in found.items()}

    def rank(key: Key) -> tuple[bool, int, float, int, str]:
        precision = rows[key].precision or UNKNOWN
        return (rows[key].lat is None, max(precision, TOWN), -round(support[key], 6), precision, key)

    best = rows[min(rows, key=rank)]
    return IncidentPlace(name=best.name, geonameid=best.geonameid, lat=best.lat, lon=best.lon, precision=best.precision)


def _add(
    support: dict[Key, float], found: dict[Key, list[Place]], rows: Iterator[tuple[Place, float]], most: float
) -> None:
    """Counts places with their weights, each up to `most`."""
    count: defaultdict[Key, float] = defaultdict(float)
    for place, weight in rows:
        key = place.name.lower()
        count[key] += weight
        found[key].append(place)
    for key, weight in count.items():
        support[key] += min(most, weight)


def _likeliest(places: Sequence[Place]) -> Place:
    """Of the rows of one name the one with a point that most rows have, at its most precise."""
    count = Counter(p.geonameid for p in places)
    return min(
        places, key=lambda p: (p.lat is None, -count[p.geonameid], p.precision or UNKNOWN, p.geonameid or 0, p.id)
    )


def _named(telling: Telling) -> Iterator[tuple[Place, float]]:
    """The towns that a report names, those of its lead before the others."""
    for place in telling.rows.places:
        if place.lat is not None and place.precision is not None and place.precision <= TOWN:
            yield place, LEAD if telling.sentence(place.span.start) < LEAD_SENTENCES else LATER
