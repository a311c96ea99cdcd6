"""Which incidents are part of a longer one: a raid within a campaign that the reports tell of too.

Only where plain: the longer one is nothing but a course of things (an operation, a siege, a war) with days of its own,
the shorter lies within them, and both have a side in common and, where both have one, the place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from rashomon.link.incidents_compare import kilometres_apart
from rashomon.link.incidents_events import Window, incident_table, window
from rashomon.records import Incident

NEAR_KM = 60.0
LONGEST_PART = 31


def with_parts(incidents: Sequence[Incident], modes: Mapping[str, frozenset[str]]) -> tuple[Incident, ...]:
    """The incidents with `part_of` filled; `modes` are the modes of each one's events."""
    loose = incident_table().modes.loose
    longer: dict[str, list[Incident]] = {}
    for each in incidents:
        if modes[each.id] <= loose and _span(each) is not None:
            for side in _sides(each):
                longer.setdefault(side, []).append(each)
    return tuple(replace(i, part_of=_whole(i, longer)) if not modes[i.id] & loose else i for i in incidents)


def _span(incident: Incident) -> Window | None:
    """Its days, where they begin and are more than a few."""
    days = window(incident.interval)
    if days is None or days.first is None or (days.last is not None and days.last - days.first < 3):
        return None
    return days


def _sides(incident: Incident) -> set[str]:
    """The entities that act in it."""
    return {p.entity for p in incident.participants if p.entity and p.role == "actor"}


def _whole(incident: Incident, longer: Mapping[str, Sequence[Incident]]) -> str | None:
    """The one incident that this is part of; None where there is none or several."""
    days = window(incident.interval)
    if days is None or days.first is None or days.last is None or days.last - days.first > LONGEST_PART:
        return None
    found = {
        each.id
        for side in sorted(_sides(incident))
        for each in longer.get(side, ())
        if _holds(_span(each), days) and _is_near(each, incident) and each.type == incident.type
    }
    return found.pop() if len(found) == 1 else None


def _holds(long: Window | None, short: Window) -> bool:
    if long is None or long.first is None or short.first is None or short.last is None:
        return False
    return long.first <= short.first and (long.last is None or short.last <= long.last)


def _is_near(a: Incident, b: Incident) -> bool:
    if a.place is None or b.place is None:
        return True
    km = kilometres_apart(a.place.lat, a.place.lon, b.place.lat, b.place.lon)
    return a.place.name == b.place.name or (km is not None and km <= NEAR_KM)
