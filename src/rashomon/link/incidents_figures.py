"""The figures of an incident: those that hang on its events, and tolls that hang on none ("the toll rose to 23").

A toll without an event of its own belongs to the one incident of its kind in its sentence, else in its report, else in
its report's story, unless its sentence tells of other days. So does one that hangs on an event of another kind: the
wounded who are treated, the dead who are buried. Any other count belongs to its sentence's only incident.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from rashomon.link.incidents_episode import Episode
from rashomon.link.incidents_events import Occurrence, Telling, incident_table
from rashomon.link.incidents_story import is_harmful
from rashomon.records import Figure, Measure, Quantity

UNCOUNTED: Collection[Measure] = ("distance", "duration")


_COMPARED = re.compile(r"\b(?:(?:up|down)\s+from|compared\s+(?:with|to)|(?:higher|lower)\s+than|as\s+against|versus)\b")


class _Told(NamedTuple):
    """One incident as one report tells it."""

    number: int
    episode: Episode


class _Incidents:
    """The episodes of a pile's incidents, by report and by sentence."""

    def __init__(self, groups: Sequence[Sequence[Episode]]) -> None:
        self.groups = groups
        self.hung: dict[str, int] = {}
        """The incident of each quantity that hangs on an event."""
        self.counts: Counter[tuple[int, Measure]] = Counter()
        self.told: dict[str, list[_Told]] = {}
        self.beside: dict[tuple[str, int], list[_Told]] = {}
        self.of_story: dict[str, list[_Told]] = {}
        for number, group in enumerate(groups):
            for one in group:
                each = _Told(number, one)
                self.told.setdefault(one.report, []).append(each)
                if one.story is not None:
                    self.of_story.setdefault(one.story, []).append(each)
                for occurrence in one.occurrences:
                    self.beside.setdefault((one.report, occurrence.sentence), []).append(each)
                    self.hung.update((q.id, number) for q in occurrence.quantities)
                    self.counts.update((number, q.measure) for q in occurrence.quantities)

    def of(self, quantity: Quantity, telling: Telling) -> int | None:
        """The incident of a toll that hangs on no event, or None: the one of its kind in its sentence, else in its
        report, else in its report's story; of several the one that most reports give such a toll, else what a report
        is about.
        """
        sentence = telling.sentence(quantity.span.start)
        told_there = self.beside.get((quantity.report, sentence), ())
        beside = _fitting([t for t in told_there if not _is_compared(quantity, t.episode, sentence, telling)], quantity)
        if beside:
            return _only(beside)
        told = [t for t in self.told.get(quantity.report, ()) if not t.episode.is_another]
        if incident_table().tolls[quantity.measure].main:
            told = [t for t in told if t.episode.is_main]
        fitting = [t for t in _fitting(told, quantity) if _may_be_of(telling, sentence, t.episode)]
        if fitting:
            return max(fitting, key=lambda t: self._weight(t, quantity.measure)).number
        stories = {t.episode.story for t in told} - {None}
        story = self.of_story.get(min(filter(None, stories)), []) if len(stories) == 1 else []
        if incident_table().tolls[quantity.measure].beside:
            story = [t for t in story if t.episode.is_main or self.counts[t.number, quantity.measure]]
        fitting = [t for t in _fitting(story, quantity) if _may_be_of(telling, sentence, t.episode)]
        return max(fitting, key=lambda t: self._weight(t, quantity.measure)).number if fitting else None

    def strays(self, quantity: Quantity) -> bool:
        """Whether a figure of harm or of people held hangs on what did them none: on their treatment or burial, or on
        a count of the dead without a day or cause.
        """
        kinds = incident_table().tolls.get(quantity.measure)
        if kinds is None or not kinds.strays:
            return False
        return not _fitting([_Told(n, e) for n in [self.hung[quantity.id]] for e in self.groups[n]], quantity)

    def taking_part(self, quantity: Quantity, telling: Telling) -> int | None:
        """The one incident in which those or that which a figure counts act or suffer: "60 million was handed over"."""
        span, sentence = quantity.span, telling.sentence(quantity.span.start)
        return _only(
            [
                told
                for told in self.beside.get((quantity.report, sentence), ())
                if any(
                    p.span.start <= span.start and span.end <= p.span.end
                    for o in told.episode.occurrences
                    if o.sentence == sentence
                    for p in o.event.participants
                )
            ]
        )

    def beside_alone(self, quantity: Quantity, telling: Telling) -> int | None:
        """The incident of a figure that hangs on no event: the only one of its sentence; not few people, nor shares."""
        kinds = incident_table().tolls.get(quantity.measure)
        if quantity.id in self.hung or _are_few(quantity) or (kinds is not None and kinds.main and not kinds.beside):
            return None
        sentence = telling.sentence(quantity.span.start)
        told = self.beside.get((quantity.report, sentence), ())
        return _only([t for t in told if not _is_compared(quantity, t.episode, sentence, telling)])

    def _weight(self, one: _Told, measure: Measure) -> tuple[int, bool, int]:
        """How likely a report's tolls are of an incident: by the tolls that hang on it, and by its place."""
        return (self.counts[one.number, measure], one.episode.is_main, -one.number)


def unhung(groups: Sequence[Sequence[Episode]], told: Mapping[str, Telling]) -> Mapping[int, Sequence[Quantity]]:
    """For each group of episodes that is an incident, by position, the counts of its reports that hang on no event."""
    incidents = _Incidents(groups)
    found: dict[int, list[Quantity]] = {}
    for telling in told.values():
        for quantity in _unhung(telling, incidents):
            toll = quantity.measure in incident_table().tolls
            number = incidents.of(quantity, telling) if toll else None
            if number is None and quantity.id not in incidents.hung:
                number = incidents.taking_part(quantity, telling)
            if number is None:
                number = incidents.beside_alone(quantity, telling)
            if number is not None:
                found.setdefault(number, []).append(quantity)
    return found


def _fitting(told: Sequence[_Told], quantity: Quantity) -> list[_Told]:
    """The incidents that a figure may be a toll of: harm of violence and mishap, people held of arrests, a crowd."""
    kinds = incident_table().tolls.get(quantity.measure)
    if kinds is None or _are_few(quantity):
        return []
    if kinds.harm:
        return [t for t in told if is_harmful(t.episode) and not _is_count(t.episode)]
    return [t for t in told if not t.episode.modes.isdisjoint(kinds.modes)]


def _is_count(one: Episode) -> bool:
    """Whether an episode only counts the dead, as of some day or none, in a report of a story: no more than a toll."""
    counted = one.modes == {"death"} and all(w.first is None for w in one.windows)
    return counted and one.story is not None and not one.is_main


def _are_few(quantity: Quantity) -> bool:
    """Whether a figure is of some few people of whom the report speaks, and no toll."""
    kinds = incident_table().tolls.get(quantity.measure)
    return kinds is not None and quantity.low is not None and quantity.low < kinds.least


def _only(told: Sequence[_Told]) -> int | None:
    """The one incident of these, or None."""
    numbers = {t.number for t in told}
    return numbers.pop() if len(numbers) == 1 else None


def _unhung(telling: Telling, incidents: _Incidents) -> Iterator[Quantity]:
    """The counts of a report that hang on no event of an incident of their kind, nor on one that did not happen."""
    elsewhere = {
        q
        for e in telling.rows.events
        if e.polarity == "negative" or e.tense in ("future", "background") or e.certainty in ("possible", "unknown")
        for q in e.quantities
    }
    for quantity in telling.rows.quantities:
        if quantity.measure in UNCOUNTED or quantity.id in elsewhere:
            continue
        if quantity.id not in incidents.hung or incidents.strays(quantity):
            yield quantity


def _is_compared(quantity: Quantity, one: Episode, sentence: int, telling: Telling) -> bool:
    """Whether all that a sentence tells of an episode stands behind what a figure is compared with: "turnout was 57 per
    cent, up from 49 in the first round".
    """
    starts = [o.event.span.start for o in one.occurrences if o.sentence == sentence]
    end = quantity.span.end
    return all(end < start and _COMPARED.search(telling.text, end, start) is not None for start in starts)


def _may_be_of(telling: Telling, sentence: int, one: Episode) -> bool:
    """Whether a toll's sentence may speak of an episode: it tells of no day before it."""
    rules = incident_table()
    days = [w for at, w in telling.days if telling.sentence(at) == sentence and w.last is not None]
    first = min((w.first for w in one.windows if w.first is not None), default=None)
    published = telling.published.last if telling.published else None
    if first is None:
        first = published - rules.bounds.long_ago if published is not None else None
    return first is None or all(w.last is not None and w.last >= first - rules.bounds.days_apart for w in days)


def figures(members: Sequence[Occurrence], more: Sequence[Quantity], told: Mapping[str, Telling]) -> tuple[Figure, ...]:
    """Every quantity of its events, and `more` that hang on none, once, by report and place in it."""
    rows: dict[str, tuple[str, Quantity]] = {}
    for one in members:
        for quantity in one.quantities:
            rows.setdefault(quantity.id, (one.report, _befallen(one, quantity)))
    for quantity in more:
        rows.setdefault(quantity.id, (quantity.report, quantity))
    ordered = sorted(rows.values(), key=lambda r: (r[0], r[1].span.start, r[1].id))
    return tuple(_figure(q, told[r]) for r, q in ordered if q.measure not in UNCOUNTED)


def _befallen(one: Occurrence, quantity: Quantity) -> Quantity:
    """A number of people as what befell them: of "35 people were in custody" 35 are captured."""
    measure = incident_table().befallen.measures.get(one.mode)
    if measure is None or quantity.measure not in ("people", "other", "personnel"):
        return quantity
    struck = [p.span for p in one.event.participants if p.role == "recipient"]
    said = quantity.counted or quantity.span
    meets = any(s.start < max(said.end, quantity.span.end) and quantity.span.start < s.end for s in struck)
    return replace(quantity, measure=measure) if meets else quantity


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
