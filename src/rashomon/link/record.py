"""What `link` finds across reports: rows of its own, and the fields of other rows that it fills."""

from __future__ import annotations

import msgspec

from rashomon.records import Copy, Entity, Incident, Interval, PublishedBasis, Time


class Assigned(msgspec.Struct, frozen=True, array_like=True):
    """A row of one report that belongs to a group: a mention to its entity, an event to its incident."""

    row: str
    group: str


class Dated(msgspec.Struct, frozen=True):
    """A report's date of publication after the pile was seen."""

    report: str
    published: Interval
    basis: PublishedBasis
    why: str


class Happened(msgspec.Struct, frozen=True):
    """When an event was, after its time expression was grounded."""

    event: str
    interval: Interval


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """All that stands across reports, claims and findings apart."""

    dates: tuple[Dated, ...] = ()
    """Only reports whose date `link` inferred or narrowed."""
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()
    entity_of: tuple[Assigned, ...] = ()
    happened: tuple[Happened, ...] = ()
    copies: tuple[Copy, ...] = ()
    incidents: tuple[Incident, ...] = ()
    incident_of: tuple[Assigned, ...] = ()
