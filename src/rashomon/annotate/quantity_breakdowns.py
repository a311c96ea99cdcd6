"""What a count comes to by its parts: "19 people died: twelve patients, four members of staff and three relatives".

The parts behind a whole that add up to it share its fate, though no verb stands beside them; whoever is counted by
another noun of harm ("24 prisoners and a guard" of 25 dead) too. Parts that do not come to the whole keep their own.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.annotate.quantity_sums import Told
from rashomon.annotate.quantity_words import HARMED, SAID, Line, grammar, measure_of
from rashomon.records import Measure

OPEN: frozenset[Measure] = frozenset(("people", "personnel", "other"))
"""Measures of parts that the whole may narrow."""
LEADS = frozenset({",", ":", ";", "and", "&", "–", "—", "(", "-"})
FARTHEST = 14
"""Tokens between two parts."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A figure or a person behind a whole, with its place among the sentence's figures where it has one."""

    told: Told
    index: int | None = None


def broken_down(line: Line, found: Sequence[Told], idle: Sequence[Told], before: Sequence[Told]) -> list[Told]:
    """The figures of a sentence, those measured anew that come to a count told before them.

    `found` are in text order; `idle` are figures and persons of the sentence of which nothing is told, with any
    measure; `before` are the figures of the sentence before.
    """
    parts = [Part(told=t, index=k) for k, t in enumerate(found)] + [Part(told=t) for t in idle]
    parts.sort(key=lambda p: (p.told.first, p.told.last))
    rows = list(found)
    for whole in [*before, *found]:
        if whole.measure not in HARMED or whole.low is None or whole.low < 2:
            continue
        here = whole.line is line
        for part in _parts_of(line, whole, [p for p in parts if not here or p.told.first >= whole.last], here=here):
            same = msgspec.structs.replace(
                part.told, measure=whole.measure, why=f"Part of a count that it adds up to ({whole.measure})."
            )
            if part.index is None:
                rows.append(same)
            elif rows[part.index].measure != whole.measure:
                rows[part.index] = same
    return sorted(rows, key=lambda t: (t.first, t.last))


def _parts_of(line: Line, whole: Told, parts: Sequence[Part], *, here: bool) -> list[Part]:
    """The first row of two and more parts that adds up to a whole; none where it does not."""
    for start, first in enumerate(parts):
        if not (_is_led(line, first.told) if here else _is_definite(line, first.told)):
            continue
        row: list[Part] = []
        left = whole.low or 0
        for part in parts[start:]:
            if not _fits(part.told, whole) or (row and not _follows(line, row[-1].told, part.told)):
                break
            row.append(part)
            left -= part.told.low or 0
            if left == 0 and len(row) > 1:
                return [] if here and _is_subject(line, first.told, part.told) else row
            if left <= 0:
                break
    return []


def _is_led(line: Line, first: Told) -> bool:
    """Whether a row of parts may begin here: behind a colon, a comma, a dash."""
    return line.lower(first.first - 1) in LEADS - {"and", "&"}


def _is_definite(line: Line, first: Told) -> bool:
    """“The two men and two women …”, “Twelve were patients, …”: said of those of the sentence before, not of others"""
    said = line.lower(first.first) == "the" or line.lower(first.first - 1) == "the"
    return said or (first.first == 0 and first.counted is None and line.lower(first.last) in {"were", "are"})


def _is_subject(line: Line, first: Told, last: Told) -> bool:
    """“Two people died, a man and a woman told police”: a row behind a comma that does something of its own"""
    verb = line.lower(last.last)
    acts = verb in SAID or line.tag(last.last) in {"VERB", "AUX"}
    return line.lower(first.first - 1) == "," and acts and verb not in measure_of("participles")


def _fits(part: Told, whole: Told) -> bool:
    """Whether a part may share a whole's fate: one without a fate, the whole's own, or that of its noun alone."""
    if part.low is None or part.low != part.high:
        return False
    noun = part.line.lower(part.counted[1] - 1) if part.counted else ""
    return part.measure in OPEN or part.measure == whole.measure or measure_of("nouns").get(noun) == part.measure


def _follows(line: Line, one: Told, two: Told) -> bool:
    """Whether a part stands next to another in a row, words of its own aside: "three relatives who cared for them"."""
    between = line.lowers[one.last : two.first]
    joined = line.lower(two.first - 1) in LEADS
    return joined and len(between) <= FARTHEST and not {";", "but", "while"} & set(between[:-1]) & grammar("breaks")
