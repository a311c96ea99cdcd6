"""Units to passages: stretches that tile the text, white space between two of them going to the first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from rashomon.ingest import Document, TextRun
from rashomon.read.units import Unit
from rashomon.records import OriginalRange, Passage, row_id


def passages(document: Document, units: Sequence[Unit]) -> tuple[Passage, ...]:
    """The passages of a document: one a unit, boilerplate of one reason that stands together as one. They tile its
    text, from 0 to its end; a page's passages have their place in the decoded original.
    """
    groups = list(_grouped(units))
    if not groups:
        return ()
    found: list[Passage] = []
    starts = [0, *(group[0].start for group in groups[1:]), len(document.text)]
    ends = [run.end for run in document.runs]
    begins = [run.start for run in document.runs]
    for group, start, end in zip(groups, starts, starts[1:], strict=False):
        kind = group[0].kind or "body"
        found.append(
            Passage(
                id=row_id("passages", document.id, start, end, kind),
                report=document.id,
                start=start,
                end=end,
                text=document.text[start:end],
                kind=kind,
                reason=group[0].reason if kind == "boilerplate" else None,
                original=_original(document.runs, begins, ends, start, end),
            )
        )
    return tuple(found)


def _grouped(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    group: list[Unit] = []
    for unit in units:
        if group and unit.kind == group[0].kind == "boilerplate" and unit.reason == group[0].reason:
            group.append(unit)
        else:
            if group:
                yield group
            group = [unit]
    if group:
        yield group


def _original(
    runs: tuple[TextRun, ...], begins: list[int], ends: list[int], start: int, end: int
) -> OriginalRange | None:  # fmt: skip
    """Where `text[start:end]` stands in the decoded original, from its first mapped character to its last."""
    first, last = bisect_right(ends, start), bisect_left(begins, end) - 1
    if not runs or first > last:
        return None
    a, b = runs[first], runs[last]
    at = a.at + (start - a.start if start > a.start and a.end - a.start == a.at_end - a.at else 0)
    at_end = b.at + (end - b.start) if end < b.end and b.end - b.start == b.at_end - b.at else b.at_end
    return OriginalRange(start=at, end=at_end)
