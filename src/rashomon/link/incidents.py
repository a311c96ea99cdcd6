"""Incidents: which events, in one report and across reports, are one happening, and what each report says of it.

Precision comes first: what is unsure stays apart. An incident begins with something said to have happened (or a
meeting or agreement to come) that has a time, a place or a figure; denials and doubts may join it, never found it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from rashomon.annotate import Annotations
from rashomon.link.entities import EntitySolution
from rashomon.link.incidents_cluster import clusters, rarity, with_stories
from rashomon.link.incidents_episode import Episode
from rashomon.link.incidents_events import Occurrence, Window, incident_table, occurrences, tellings
from rashomon.link.incidents_figures import unhung
from rashomon.link.incidents_names import singling, telling
from rashomon.link.incidents_parts import with_parts
from rashomon.link.incidents_rows import happened, incident
from rashomon.link.incidents_story import with_story
from rashomon.link.incidents_within import episodes
from rashomon.link.record import Assigned, Happened
from rashomon.records import Entity, Incident, Report, Time

COUNTRY = 6
SPOTS = frozenset({"place", "facility"})


class IncidentSolution(msgspec.Struct, frozen=True, kw_only=True):
    """The incidents of a pile, the incident of each event in one, and when events happened."""

    incidents: tuple[Incident, ...] = ()
    incident_of: tuple[Assigned, ...] = ()
    happened: tuple[Happened, ...] = ()


def incidents(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotations],
    times: Sequence[Time],
    who: EntitySolution,
    text_of: Callable[[str], str],
) -> IncidentSolution:
    """The incidents of `reports`, by id; `times` are grounded, `who` has the pile's entities.

    An incident's id stands on its key member: the event earliest published, ties by id. `happened` has an interval
    for each event with a grounded time, and for other past events one that ends with the report's publication.
    """
    entity_of = {a.row: a.group for a in who.entity_of}
    names = {e.id: e.name for e in who.entities}
    one = _countries(who.entities, annotations)
    entity_of = {row: one.get(entity, entity) for row, entity in entity_of.items()}
    countries = frozenset(one.values())
    named = frozenset(
        entity
        for rows in annotations.values()
        for m in rows.mentions
        if m.head == "name" and (entity := entity_of.get(m.id)) and (m.kind not in SPOTS or entity in countries)
    )
    names_told = telling(annotations, entity_of, countries)
    single = singling(who.entities, names_told, annotations)
    told = tellings(reports, annotations, times, entity_of, named, names_told, single, text_of)
    by_report = {t.report.id: t for t in told}
    events = [occurrences(t) for t in told]
    alone = [e for t, o in zip(told, events, strict=True) for e in with_story(episodes(o, t.published), t, names)]
    rare = rarity([frozenset(t.about).union(*t.words) for t in told])
    found = with_stories(alone, rare, names)
    rows: list[Incident] = []
    modes: dict[str, frozenset[str]] = {}
    incident_of: list[Assigned] = []
    founded = [
        (parts, cluster.why)
        for cluster in clusters(found, rare, names)
        if _is_founded(parts := [found[i] for i in cluster.members])
    ]
    tolls = unhung([parts for parts, _ in founded], by_report)
    for number, (parts, why) in enumerate(founded):
        row = incident(parts, why, tolls.get(number, ()), by_report)
        rows.append(row)
        modes[row.id] = frozenset(o.mode for e in parts for o in e.occurrences)
        incident_of += [Assigned(row=e, group=row.id) for e in row.events]
    return IncidentSolution(
        incidents=with_parts(sorted(rows, key=lambda i: i.id), modes),
        incident_of=tuple(sorted(incident_of, key=lambda a: a.row)),
        happened=tuple(h for o in events for each in o if (h := happened(each)) is not None),
    )


def _countries(entities: Sequence[Entity], annotations: Mapping[str, Annotations]) -> dict[str, str]:
    """For each entity that bears a country's name the entity that stands for the country: it acts under many names."""
    named = {
        name.lower(): place.country
        for rows in annotations.values()
        for place in rows.places
        if place.country and place.precision is not None and place.precision >= COUNTRY
        for name in (place.name, place.span.text)
    }
    stands: dict[str, str] = {}
    found: dict[str, str] = {}
    for entity in sorted(entities, key=lambda e: (e.kind != "government", e.id)):
        if entity.kind not in ("government", "place"):
            continue
        country = next((c for n in (entity.name, *entity.aliases) if (c := named.get(n.lower()))), None)
        if country is not None:
            found[entity.id] = stands.setdefault(country, entity.id)
    return found


def _is_founded(parts: Sequence[Episode]) -> bool:
    """Whether some event of it happened, and a time, a place, a figure or a known participant pins it down.

    What a report is about is pinned down by the day or town of its lead, or by being told more than once; a deed
    without day or place by being told in more than one report, or by how many it counts.
    """
    members = [o for e in parts for o in e.occurrences]
    founding = [o for o in members if o.founds]
    if not founding:
        told = [o for o in members if o.is_deed]
        return len({o.report for o in told}) > 1 or any(o.quantities for o in told)
    pinned = any(_is_pinned(o.window) for o in members) or any(o.place for o in members)
    acting = any(p.role == "actor" for o in members for p in o.event.participants)
    counted = any(o.quantities for o in founding)
    if all(o.mode in incident_table().modes.loose for o in members):
        return ((pinned or counted) and acting) or len({o.report for o in members}) > 2
    known = any(p.entity for o in founding for p in o.event.participants) or any(_is_plain(o) for o in founding)
    led = any(e.is_main and (e.lead_windows or e.lead_places or len(e.occurrences) > 1) for e in parts)
    return pinned or counted or known or led


def _is_plain(one: Occurrence) -> bool:
    """Whether an event tells plainly what befell somebody or something: a deed done, by no more than a verb."""
    rules = incident_table()
    struck = any(p.role == "recipient" for p in one.event.participants)
    return struck and one.event.type in rules.types.plain and one.event.certainty == "certain"


def _is_pinned(window: Window | None) -> bool:
    return window is not None and window.first is not None
