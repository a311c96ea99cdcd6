"""What one report gives by itself: names, times, places, quantities, statements, events.

In: a `Report` with its passages and the reading model's `Parse`. Out: `Annotations`, rows that need no other report.
Nothing here knows of the pile: entities are mentions that introduce one another, times are readings that nothing has
grounded yet. Nothing stands on boilerplate, nor on captions: they are written apart from the report, often later. A
pure function: the same report gives the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.annotate.events import events, with_events
from rashomon.annotate.names import mentions
from rashomon.annotate.places import places
from rashomon.annotate.quantities import quantities
from rashomon.annotate.record import Annotations, TimeReading, Timing
from rashomon.annotate.sentences import sentences
from rashomon.annotate.statements import statements
from rashomon.annotate.times import caption_dates, times
from rashomon.gazetteer import Gazetteer
from rashomon.parse import Parse
from rashomon.records import Passage, Report

__all__ = ["Annotations", "TimeReading", "Timing", "annotate", "told"]


def told(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that a report tells its story in: neither boilerplate nor captions."""
    return tuple(p for p in passages if p.kind not in ("boilerplate", "caption"))


def annotate(report: Report, passages: Sequence[Passage], parse: Parse, gazetteer: Gazetteer) -> Annotations:
    """All rows that one report gives by itself; `parse` has read the passages of `told` and no others."""
    on_captions = caption_dates(report, passages, parse)
    passages = told(passages)
    who = mentions(report, passages, parse, gazetteer)
    when = times(report, passages, parse)
    where = places(report, passages, parse, who, gazetteer)
    how_many = quantities(report, passages, parse, who, when)
    said = statements(report, passages, parse, who, when)
    happened = events(report, passages, parse, who, when, where, how_many.rows, said.rows)
    return Annotations(
        report=report.id,
        sentences=sentences(report, parse),
        mentions=who,
        times=when,
        caption_dates=on_captions,
        places=where,
        quantities=with_events(how_many.rows, happened),
        statements=said.rows,
        events=happened,
        timings=(*how_many.timings, *said.timings),
        wordings=parse.wordings,
    )
