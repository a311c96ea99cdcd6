"""Happenings of public interest in one report: what, who, when, where, how sure, in whose words.

Types and modes are PLOVER's (Halterman et al. 2023) with DISASTER, ACCIDENT and OTHER beside them. Verbs of saying
are statements and no events. An event says what its sentence says; whether two are one happening is `link`'s to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from rashomon.annotate.event_circumstances import Circumstances, position
from rashomon.annotate.event_deeds import deeds
from rashomon.annotate.event_lexicon import event_lexicon
from rashomon.annotate.event_reading import Reading
from rashomon.annotate.event_reality import Reality, is_presupposed, reality
from rashomon.annotate.event_triggers import Trigger, triggers
from rashomon.annotate.modality import least_sure
from rashomon.annotate.participants import participants
from rashomon.annotate.record import TimeReading
from rashomon.annotate.trees import Tree
from rashomon.parse import Parse, Range
from rashomon.records import (
    Certainty,
    Event,
    Mention,
    Passage,
    Place,
    Quantity,
    Report,
    Statement,
    row_id,
    span_of,
)

HEADLINES = frozenset({"title", "caption"})
OCCURRENCE = "OCCURRENCE"
UNTOLD = ("question", "refusal", "demand", "intention")


def events(
    report: Report,
    passages: Sequence[Passage],
    parse: Parse,
    mentions: Sequence[Mention],
    times: Sequence[TimeReading],
    places: Sequence[Place],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> tuple[Event, ...]:
    """A row for each trigger of a report, in text order.

    `span` is the trigger, one word, hyphens and all. `interval` and `incident` stay None here. `certainty` is the
    least sure of the clause's own and the statement's that carries it. `confidence` is None: rules decide.
    Source: PLOVER codebook.
    """
    ordered = sorted(passages, key=lambda p: p.start)
    starts = [p.start for p in ordered]
    tree = Tree(report.text, parse)
    timed = frozenset(tree.within([Range(t.expression.start, t.expression.end) for t in times]))
    occurrences = [Range(w.start, w.end) for w in parse.event_words if w.label == OCCURRENCE]
    reading = Reading(tree, event_lexicon(), mentions, places, timed, tree.within(occurrences))
    found = triggers(reading)
    around = Circumstances(reading, found, times, quantities, statements)

    def in_headline(index: int) -> bool:
        passage = _passage(ordered, starts, parse.words[index].start)
        return passage is not None and passage.kind in HEADLINES

    if more := tuple(deeds(reading, around, in_headline)):
        found = tuple(sorted((*found, *more), key=lambda t: t.index))
        around = Circumstances(reading, found, times, quantities, statements)
    rows = []
    for trigger in found:
        passage = _passage(ordered, starts, parse.words[trigger.index].start)
        if passage is None or passage.kind != "boilerplate":
            rows.append(_event(report, reading, trigger, around, in_headline(trigger.index)))
    return tuple(rows)


def with_events(quantities: Sequence[Quantity], happened: Sequence[Event]) -> tuple[Quantity, ...]:
    """Quantities, each with the event that it belongs to; of several the one whose trigger stands nearest."""
    holders: dict[str, list[Event]] = {}
    for event in happened:
        for quantity in event.quantities:
            holders.setdefault(quantity, []).append(event)

    def held(row: Quantity) -> Quantity:
        found = holders.get(row.id)
        if found is None:
            return row
        return replace(row, event=min(found, key=lambda e: (abs(e.span.start - row.span.start), e.id)).id)

    return tuple(map(held, quantities))


def _passage(ordered: Sequence[Passage], starts: Sequence[int], offset: int) -> Passage | None:
    """The passage, of those in text order, that holds an offset."""
    at = position(starts, offset)
    return ordered[at] if at >= 0 else None


def _event(report: Report, reading: Reading, trigger: Trigger, around: Circumstances, headline: bool) -> Event:
    word = reading.hyphened.get(trigger.index) or reading.tree.words[trigger.index]
    time, place = around.time(trigger), around.place(trigger)
    statement = around.statement(trigger)
    real = reality(reading, trigger, headline, time is not None or place is not None)
    return Event(
        id=row_id("events", report.id, word.start, word.end),
        report=report.id,
        span=span_of(report.text, word.start, word.end),
        type=trigger.group.type,
        mode=trigger.group.mode or trigger.group.family,
        participants=participants(reading, trigger),
        time=time,
        place=place,
        polarity=real.polarity,
        certainty=_certainty(real, statement, is_presupposed(reading, trigger)),
        tense=real.tense,
        statement=statement.id if statement else None,
        quantities=tuple(around.quantities.get(trigger.index, ())),
    )


def _certainty(real: Reality, statement: Statement | None, presupposed: bool) -> Certainty:
    """The least sure of the clause's own certainty and that of the statement that carries it; what is taken for granted
    is as sure where it is only asked about, demanded, or no word is given on it.
    """
    if statement is None or (presupposed and (statement.kind in UNTOLD or statement.certainty == "unknown")):
        return real.certainty
    if statement.kind in ("demand", "question", "intention") and real.tense != "past":
        return least_sure(real.certainty, statement.certainty, "possible")
    return least_sure(real.certainty, statement.certainty)
