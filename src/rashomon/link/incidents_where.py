"""Where an incident was: the town that most speaks for, told with its events or in the leads of reports about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.link.incidents_compare import Episode
from rashomon.link.incidents_events import Telling
from rashomon.records import IncidentPlace, Place

OWN, OWN_MOST = 1.0, 3.0
LEAD, LATER, ABOUT_MOST = 0.5, 0.1, 2.0
LEAD_SENTENCES = 6
TOWN, UNKNOWN = 2, 9

Key = tuple[int | None, str]


def where(parts: Sequence[Episode], told: Mapping[str, Telling]) -> IncidentPlace | None:
    """The place with most support among those told most precisely; a report's say is limited, whatever its length.

    Towns and what is finer (UCDP GED where_prec 1 and 2) are one class; a name without a point comes last.
    """
    support: defaultdict[Key, float] = defaultdict(float)
    found: dict[Key, Place] = {}
    for one in parts:
        _add(support, found, ((p, OWN) for o in one.occurrences if (p := o.place)), OWN_MOST)
        if one.is_main:
            _add(support, found, _named(told[one.report]), ABOUT_MOST)
    if not found:
        return None

    def rank(key: Key) -> tuple[bool, int, float, int, str]:
        precision = found[key].precision or UNKNOWN
        return (found[key].lat is None, max(precision, TOWN), -round(support[key], 6), precision, found[key].name)

    best = found[min(found, key=rank)]
    return IncidentPlace(name=best.name, geonameid=best.geonameid, lat=best.lat, lon=best.lon, precision=best.precision)


def _add(support: dict[Key, float], found: dict[Key, Place], rows: Iterator[tuple[Place, float]], most: float) -> None:
    """Counts places with their weights, each up to `most`; of a place the most precise telling stands for all."""
    count: defaultdict[Key, float] = defaultdict(float)
    for place, weight in rows:
        key = (place.geonameid, "" if place.geonameid else place.name)
        count[key] += weight
        if key not in found or (place.precision or UNKNOWN) < (found[key].precision or UNKNOWN):
            found[key] = place
    for key, weight in count.items():
        support[key] += min(most, weight)


def _named(telling: Telling) -> Iterator[tuple[Place, float]]:
    """The towns that a report names, those of its lead before the others."""
    for place in telling.rows.places:
        if place.lat is not None and place.precision is not None and place.precision <= TOWN:
            yield place, LEAD if telling.sentence(place.span.start) < LEAD_SENTENCES else LATER
