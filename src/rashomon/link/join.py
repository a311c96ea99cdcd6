"""Puts what `link` found into the rows that single reports gave: entities for mentions, intervals, incidents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from rashomon.annotate import Annotations
from rashomon.ledger import Ledger
from rashomon.link.record import Dated, Links
from rashomon.records import Event, Interval, Link, Participant, Report, Statement, Time


class _Filled(msgspec.Struct, frozen=True):
    """What the fields of single reports' rows are filled from."""

    entity: Mapping[str, str]
    incident: Mapping[str, str]
    happened: Mapping[str, Interval]
    fields: Mapping[str, Mapping[str, Interval | None]]

    def who(self, mention: str | None) -> str | None:
        """The entity of a mention; None where it has none."""
        return self.entity.get(mention) if mention else None


def published(reports: Sequence[Report], dates: Sequence[Dated]) -> tuple[Report, ...]:
    """The reports with the dates of publication that the pile gave them."""
    by_report = {d.report: d for d in dates}

    def one(report: Report) -> Report:
        dated = by_report.get(report.id)
        if dated is None:
            return report
        return replace(report, published=dated.published, published_basis=dated.basis, published_why=dated.why)

    return tuple(one(r) for r in reports)


def _timed(annotations: Mapping[str, Annotations], times: Sequence[Time]) -> dict[str, dict[str, Interval | None]]:
    """For each row the fields that are a time expression's interval."""
    interval = {t.id: t.interval for t in times}
    fields: dict[str, dict[str, Interval | None]] = {}
    for each in annotations.values():
        for timing in each.timings:
            fields.setdefault(timing.row, {})[timing.field] = interval.get(timing.time)
    return fields


def _statement(row: Statement, filled: _Filled) -> Statement:
    chain = tuple(
        Link(holder=filled.who(s.holder), holder_text=s.holder_text, source_kind=s.source_kind, span=s.span)
        for s in row.chain
    )
    return replace(row, holder=filled.who(row.holder), chain=chain, **filled.fields.get(row.id, {}))


def _event(row: Event, filled: _Filled) -> Event:
    return replace(
        row,
        participants=tuple(
            Participant(role=p.role, entity=filled.who(p.entity), span=p.span) for p in row.participants
        ),
        interval=filled.happened.get(row.id),
        incident=filled.incident.get(row.id),
    )


def joined(reports: Sequence[Report], annotations: Mapping[str, Annotations], links: Links) -> Ledger:
    """The tables of single reports with everything that `links` knows of their rows, and the tables of `links`."""
    filled = _Filled(
        entity={a.row: a.group for a in links.entity_of},
        incident={a.row: a.group for a in links.incident_of},
        happened={h.event: h.interval for h in links.happened},
        fields=_timed(annotations, links.times),
    )
    rows = [annotations[r.id] for r in reports if r.id in annotations]
    return Ledger(
        reports=published(reports, links.dates),
        sentences=tuple(s for a in rows for s in a.sentences),
        mentions=tuple(replace(m, entity=filled.who(m.id)) for a in rows for m in a.mentions),
        times=links.times,
        places=tuple(p for a in rows for p in a.places),
        quantities=tuple(
            replace(q, whom=filled.who(q.whom), **filled.fields.get(q.id, {})) for a in rows for q in a.quantities
        ),
        statements=tuple(_statement(s, filled) for a in rows for s in a.statements),
        events=tuple(_event(e, filled) for a in rows for e in a.events),
        entities=links.entities,
        copies=links.copies,
        incidents=links.incidents,
    )
