"""Which names of a pile tell one happening from another, and which of these single it out in its town."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from rashomon.annotate import Annotations
from rashomon.link.incidents_whereabouts import whereabouts
from rashomon.records import Entity, Mention


def telling(
    annotations: Mapping[str, Annotations], entity_of: Mapping[str, str], countries: Collection[str]
) -> frozenset[str]:
    """The named entities that tell one happening from another: neither countries nor media nor days."""
    count: Counter[str] = Counter()
    for rows in annotations.values():
        times = sorted((t.expression.start, t.expression.end) for t in rows.times)
        for m in rows.mentions:
            entity = entity_of.get(m.id)
            if m.head == "name" and m.kind != "media" and entity is not None and entity not in countries:
                count[entity] += -1 if _is_in(times, m) else 1
    return frozenset(entity for entity, more in count.items() if more > 0)


def _is_in(times: Sequence[tuple[int, int]], mention: Mention) -> bool:
    """Whether a mention is part of a time expression ("Tuesday")."""
    before = bisect_right(times, mention.span.start, key=lambda t: t[0]) - 1
    return before >= 0 and mention.span.end <= times[before][1]


def singling(
    entities: Sequence[Entity], telling: Collection[str], annotations: Mapping[str, Annotations]
) -> frozenset[str]:
    """Of the names that tell happenings apart those of no town or land, nor of a body named after one, nor of a
    hospital: a town's hurt are all taken there.
    """
    known = {
        name.lower()
        for rows in annotations.values()
        for place in rows.places
        if place.lat is not None
        for name in (place.name, place.span.text)
    }
    care = tuple(whereabouts().care.facilities)
    found = {
        e.id for e in entities if e.kind == "person" or not (_is_of(e.name, known) or e.name.lower().endswith(care))
    }
    return frozenset(found & set(telling))


def _is_of(name: str, known: Collection[str]) -> bool:
    """Whether a name is that of a known place, or of its police and the like ("Dalby Police Department")."""
    words = name.lower().split()
    bodies = whereabouts().forces.words
    return any(
        " ".join(words[:n]) in known and (n == len(words) or " ".join(words[n:]).startswith(tuple(bodies)))
        for n in range(1, len(words) + 1)
    )
