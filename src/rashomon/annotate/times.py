"""Time expressions of one report as read, passage by passage; `link` grounds them when it knows the publication."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.annotate.record import TimeReading
from rashomon.parse import Parse
from rashomon.read.tables import heading_rules
from rashomon.records import Passage, Report, row_id
from rashomon.timex import Calendar, expressions


def times(report: Report, passages: Sequence[Passage], parse: Parse) -> tuple[TimeReading, ...]:
    """The time expressions of the passages that are not boilerplate, in text order (TimeML 1.2.1).

    None crosses a passage's border; digits in addresses, paths and ids are none.
    """
    note = heading_rules().added_note

    def is_added(at: int) -> bool:
        return note.match(report.text, report.text.rfind("\n", 0, at) + 1) is not None

    return tuple(
        TimeReading(row_id("times", report.id, e.start, e.end), report.id, e, is_added(e.start))
        for passage in passages
        if passage.kind != "boilerplate"
        for e in expressions(report.text, passage.start, passage.end, parse.words)
    )


def caption_dates(report: Report, passages: Sequence[Passage], parse: Parse) -> tuple[TimeReading, ...]:
    """The days with their year that captions tell, in text order; they become no rows of `times`."""
    captions = [p for p in passages if p.kind == "caption"]
    return tuple(t for t in times(report, captions, parse) if _is_full_date(t))


def _is_full_date(reading: TimeReading) -> bool:
    pattern = reading.expression.pattern
    return isinstance(pattern, Calendar) and None not in (pattern.year, pattern.month, pattern.day)
