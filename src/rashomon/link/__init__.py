"""What stands across reports: the pile's dates, entities, copied text, incidents.

In: every report with its annotations, and texts on demand. Out: `Links`: rows of its own, and which entity, interval
and incident the rows of single reports belong to; `joined` puts those into the rows. Nothing here weighs claims or
sources, and nothing compares all pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rashomon.annotate import Annotations
from rashomon.link.copies import copies
from rashomon.link.dates import narrowed
from rashomon.link.entities import entities
from rashomon.link.incidents import incidents
from rashomon.link.join import joined, published
from rashomon.link.record import Assigned, Dated, Happened, Links
from rashomon.records import Passage, Report

__all__ = ["Assigned", "Dated", "Happened", "Links", "joined", "link"]


def link(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotations],
    passages: Mapping[str, Sequence[Passage]],
    aliases: Mapping[str, Sequence[str]],
    text_of: Callable[[str], str],
) -> Links:
    """All that stands across `reports`; `aliases` are the user's, a name to its other names."""
    solution = narrowed(reports, annotations, text_of)
    dated = published(reports, solution.dates)
    who = entities({r: a.mentions for r, a in annotations.items()}, dated, aliases, text_of)
    happened = incidents(dated, annotations, solution.times, who, text_of)
    return Links(
        dates=solution.dates,
        times=solution.times,
        entities=who.entities,
        entity_of=who.entity_of,
        happened=happened.happened,
        copies=copies(dated, passages, text_of),
        incidents=happened.incidents,
        incident_of=happened.incident_of,
    )
