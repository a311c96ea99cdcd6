"""The figures of an incident: those that hang on its events, and tolls that hang on none ("the toll rose to 23").

A toll without an event of its own belongs to the one incident of harm in its sentence, else to what its report is
about, unless its sentence tells of other days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rashomon.link.incidents_compare import Episode
from rashomon.link.incidents_events import Occurrence, Telling, incident_table
from rashomon.link.incidents_story import is_harmful
from rashomon.records import Figure, Measure, Quantity

TOLLS: Collection[Measure] = ("killed", "injured", "missing", "displaced")
UNCOUNTED: Collection[Measure] = ("money", "percent", "distance", "duration")


def unhung(groups: Sequence[Sequence[Episode]], told: Mapping[str, Telling]) -> Mapping[int, Sequence[Quantity]]:
    """For each group of episodes that is an incident, by position, the tolls of its reports that hang on no event."""
    hung: set[str] = set()
    about: dict[str, int] = {}
    harm: dict[tuple[str, int], set[int]] = {}
    for number, group in enumerate(groups):
        for one in group:
            if one.is_main:
                about[one.report] = number
            for occurrence in one.occurrences:
                hung.update(q.id for q in occurrence.quantities)
                if occurrence.event.type in incident_table().floating.types:
                    harm.setdefault((one.report, occurrence.sentence), set()).add(number)
    mains = {e.report: e for g in groups for e in g if e.is_main}
    found: dict[int, list[Quantity]] = {}
    for report, telling in told.items():
        for quantity, sentence in _tolls(telling, hung):
            here = harm.get((report, sentence), set())
            if len(here) == 1:
                found.setdefault(next(iter(here)), []).append(quantity)
            elif not here and report in about and _may_be_of(telling, sentence, mains[report]):
                found.setdefault(about[report], []).append(quantity)
    return found


def _tolls(telling: Telling, hung: Collection[str]) -> Iterator[tuple[Quantity, int]]:
    """The tolls of a report that hang on no event of an incident, nor on one that did not happen."""
    elsewhere = {
        q
        for e in telling.rows.events
        if e.polarity == "negative" or e.tense in ("future", "background") or e.certainty in ("possible", "unknown")
        for q in e.quantities
    }
    for quantity in telling.rows.quantities:
        if quantity.measure in TOLLS and quantity.id not in hung and quantity.id not in elsewhere:
            yield quantity, telling.sentence(quantity.span.start)


def _may_be_of(telling: Telling, sentence: int, main: Episode) -> bool:
    """Whether a toll's sentence may speak of what its report is about: violence or mishap, and no day before it."""
    rules = incident_table()
    if not is_harmful(main):
        return False
    days = [w for at, w in telling.days if telling.sentence(at) == sentence and w.last is not None]
    first = min((w.first for w in main.windows if w.first is not None), default=None)
    published = telling.published.last if telling.published else None
    if first is None:
        first = published - rules.bounds.long_ago if published is not None else None
    return first is None or all(w.last is not None and w.last >= first - rules.bounds.days_apart for w in days)


def figures(members: Sequence[Occurrence], more: Sequence[Quantity], told: Mapping[str, Telling]) -> tuple[Figure, ...]:
    """Every quantity of its events, and `more` that hang on none, once, by report and place in it."""
    rows: dict[str, tuple[str, Quantity]] = {}
    for one in members:
        for quantity in one.quantities:
            rows.setdefault(quantity.id, (one.report, quantity))
    for quantity in more:
        rows.setdefault(quantity.id, (quantity.report, quantity))
    ordered = sorted(rows.values(), key=lambda r: (r[0], r[1].span.start, r[1].id))
    return tuple(_figure(q, told[r]) for r, q in ordered if q.measure not in UNCOUNTED)


def _figure(quantity: Quantity, telling: Telling) -> Figure:
    as_of = next(
        (
            t.interval
            for g in telling.rows.timings
            if g.row == quantity.id and g.field == "as_of" and (t := telling.times.get(g.time))
        ),
        quantity.as_of,
    )
    return Figure(
        measure=quantity.measure,
        whom=telling.entity_of.get(quantity.whom) if quantity.whom else None,
        low=quantity.low,
        high=quantity.high,
        bound=quantity.bound,
        quantity=quantity.id,
        report=telling.report.id,
        as_of=as_of,
    )
