"""Entities and incidents made one, or taken apart, by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.errors import DecisionError
from rashomon.ledger import Ledger
from rashomon.records import Entity, Event, Incident, Interval, Mention, Row, row_id


class Regrouping(msgspec.Struct, frozen=True):
    """Where groups and members went: merged groups to the one that was kept, split members to a new one."""

    merged: Mapping[str, str] = {}
    split: Mapping[str, str] = {}

    def with_merge(self, other: str, kept: str) -> Regrouping:
        """Also `other` merged into `kept`."""
        earlier = {group: kept if into == other else into for group, into in self.merged.items()}
        return Regrouping(merged=earlier | {other: kept}, split=self.split)

    def with_split(self, member: str, group: str) -> Regrouping:
        """Also `member` in `group`."""
        return Regrouping(merged=self.merged, split=dict(self.split) | {member: group})

    def group_of(self, member: str, group: str) -> str:
        """The group in which a member of `group` is now."""
        group = self.split.get(member, group)
        return self.merged.get(group, group)


def merged(kept: Row, other: Row, by: str) -> Row:
    """Two entities, or two incidents, as one; the first gives id, name and kind."""
    if isinstance(kept, Entity) and isinstance(other, Entity):
        names = dict.fromkeys((*kept.aliases, other.name, *other.aliases))
        return msgspec.structs.replace(
            kept,
            aliases=tuple(name for name in names if name != kept.name),
            described_as=tuple(dict.fromkeys((*kept.described_as, *other.described_as))),
            mentions=kept.mentions + other.mentions,
            reports=_united(kept.reports, other.reports),
        )
    if isinstance(kept, Incident) and isinstance(other, Incident):
        return msgspec.structs.replace(
            kept,
            interval=_hull(kept.interval, other.interval),
            place=kept.place or other.place,
            participants=tuple(dict.fromkeys((*kept.participants, *other.participants))),
            events=_united(kept.events, other.events),
            reports=_united(kept.reports, other.reports),
            figures=tuple(dict.fromkeys((*kept.figures, *other.figures))),
            why=(*kept.why, *other.why, f"Merged with “{other.title}”: decided by {by}."),
        )
    raise DecisionError("merge is for two or more entities, or two or more incidents")


def split(group: Row, members: Sequence[str], by: str, among: Ledger) -> tuple[Row, Entity | Incident]:
    """A group without some of its members, and a new group of these."""
    if isinstance(group, Entity):
        mentions = [m for m in among.mentions if m.id in members]
        left = [m for m in among.mentions if m.entity == group.id and m.id not in members]
        return _split_entity(group, left, mentions)
    if isinstance(group, Incident):
        events = [e for e in among.events if e.id in members]
        left_events = [e for e in among.events if e.id in group.events and e.id not in members]
        return _split_incident(group, left_events, events, by)
    raise DecisionError("split is for an entity or an incident")


def _split_entity(group: Entity, left: Sequence[Mention], moved: Sequence[Mention]) -> tuple[Entity, Entity]:
    if not left or not moved:
        raise DecisionError("split leaves a mention on either side")
    first = min(moved, key=lambda m: (m.head != "name", m.id))
    new = Entity(
        id=row_id("entities", "split", group.id, sorted(m.id for m in moved)), name=first.span.text, kind=group.kind,
        mentions=len(moved), reports=_united(m.report for m in moved),
    )  # fmt: skip
    said = {m.span.text for m in left}
    aliases = tuple(name for name in group.aliases if name in said or name not in {m.span.text for m in moved})
    smaller = msgspec.structs.replace(
        group, aliases=aliases, mentions=len(left), reports=_united(m.report for m in left)
    )
    return smaller, new


def _split_incident(
    group: Incident, left: Sequence[Event], moved: Sequence[Event], by: str
) -> tuple[Incident, Incident]:
    if not left or not moved:
        raise DecisionError("split leaves an event on either side")
    quantities = {quantity for event in moved for quantity in event.quantities}
    said = {participant.span for event in moved for participant in event.participants}
    first = min(moved, key=lambda event: event.id)
    new = Incident(
        id=row_id("incidents", "split", group.id, sorted(event.id for event in moved)), title=group.title,
        type=first.type, interval=_hulls(moved), place=group.place, events=tuple(sorted(e.id for e in moved)),
        participants=tuple(p for p in group.participants if p.span in said),
        reports=_united(event.report for event in moved), part_of=group.part_of,
        figures=tuple(figure for figure in group.figures if figure.quantity in quantities),
        why=(f"Split from “{group.title}”: decided by {by}.",),
    )  # fmt: skip
    smaller = msgspec.structs.replace(
        group,
        events=tuple(sorted(event.id for event in left)),
        reports=_united(event.report for event in left),
        figures=tuple(figure for figure in group.figures if figure.quantity not in quantities),
    )
    return smaller, new


def _united(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({each for some in lists for each in some}))


def _hulls(events: Sequence[Event]) -> Interval | None:
    whole: Interval | None = None
    for event in events:
        whole = _hull(whole, event.interval)
    return whole


def _hull(one: Interval | None, other: Interval | None) -> Interval | None:
    """The smallest interval that holds both; an open end stays open, and what is unknown adds nothing."""
    if one is None or other is None:
        return one or other
    starts, ends = (one.earliest, other.earliest), (one.latest, other.latest)
    return Interval(
        earliest=None if None in starts else min(start for start in starts if start),
        latest=None if None in ends else max(end for end in ends if end),
        zone=one.zone if one.zone == other.zone else None,
    )
