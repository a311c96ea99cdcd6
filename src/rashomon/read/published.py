"""When a report was published, where it says so itself or its wrapping does: an interval, its basis, and why.

What must be inferred from weekdays or from other reports is `link`'s; here that stays None. "Updated" is the day of a
later version: a date printed as that of publication stands above it, and alone it leaves the day before open too.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

import msgspec

from rashomon.ingest import Document, PrintedDate, printed_date
from rashomon.read.heading import Heading
from rashomon.read.units import Unit
from rashomon.records import Interval, PublishedBasis

_UPDATED = re.compile(r"(?:updated|modified|revised|edited)\b[^.!?]{0,24}\Z", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:published|posted|first published|released|issued|filed|publication date|date|created|uploaded)"
    r"(?: (?:on|at))?:?\s*\Z",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(?P<day>\d{1,2} [A-Z][A-Za-z]{2,8}) (?P<year>\d{2})(?!\d)")
_HEAD_UNITS = 14


class Published(msgspec.Struct, frozen=True):
    """The publication's interval, basis and reason; all None where nothing says it."""

    interval: Interval | None = None
    basis: PublishedBasis | None = None
    why: str | None = None


def published(document: Document, units: Sequence[Unit], heading: Heading) -> Published:
    """The date of publication that a table, the metadata, or a printed date line says; None where none does."""
    facts = document.facts
    if facts.published is not None:
        return Published(facts.published, facts.published_basis, facts.published_why)
    return _stated(document.text, units, heading)


def _stated(text: str, units: Sequence[Unit], heading: Heading) -> Published:
    updated: PrintedDate | None = None
    for unit in _candidates(units):
        limit = unit.end if unit.kind in ("dateline", "byline") else min(unit.end, unit.start + 60)
        date = printed_date(text, unit.start, limit)
        while date is not None:
            before = text[unit.start : date.start]
            if _UPDATED.search(before):
                updated = updated or date
            elif unit.kind is not None or not before.strip(" ,.-–—|(") or _LABEL.search(before):
                return _told(text, date, "Printed with the report")
            date = printed_date(text, date.end, limit)
    lines = {unit.start for unit in units if unit.kind == "dateline"}
    inner = heading.dateline if heading.dateline and heading.dateline.start not in lines else None
    if inner is not None and (date := _date_of_dateline(inner.text)) is not None:
        return _told(inner.text, date, "Printed in the dateline")
    if updated is not None:
        return _told_by_update(text, updated)
    return Published()


def _date_of_dateline(text: str) -> PrintedDate | None:
    """The date in a dateline; there a year may be printed with two digits ("16 SEP 89")."""
    short = _SHORT_YEAR.search(text)
    if short is None:
        return printed_date(text)
    century = 1900 if int(short["year"]) > 68 else 2000
    read = printed_date(f"{short['day']} {century + int(short['year'])}")
    return PrintedDate(short.start(), short.end(), read.interval, timed=False) if read else None


def _candidates(units: Sequence[Unit]) -> list[Unit]:
    """The units that may print the report's own date: date lines, bylines, what opens the first paragraph, and the
    furniture right above it.
    """
    lines = [unit for unit in units[:_HEAD_UNITS] if unit.kind == "dateline"]
    lines += [unit for unit in units if unit.kind == "dateline" and unit not in lines]
    bylines = [unit for unit in units[:_HEAD_UNITS] if unit.kind == "byline"]
    first = next((place for place, unit in enumerate(units) if unit.kind is None), None)
    if first is None:
        return lines + bylines
    joined = [unit for unit in units[max(first - 1, 0) : first] if unit.kind == "boilerplate" and len(unit.text) < 300]
    return [*lines, *bylines, units[first], *joined]


def _told(text: str, date: PrintedDate, where: str) -> Published:
    return Published(date.interval, "stated", f"{where}: “{text[date.start : date.end]}”.")


def _told_by_update(text: str, date: PrintedDate) -> Published:
    """Of a report that prints nothing but its update: that day or the day before, as nearly all are."""
    if date.interval.earliest is None or date.interval.latest is None:
        return Published()
    before = datetime.date.fromisoformat(date.interval.earliest[:10]) - datetime.timedelta(days=1)
    interval = Interval(earliest=before.isoformat(), latest=date.interval.latest, zone=date.interval.zone)
    words = text[date.start : date.end]
    why = f"Printed as updated, with no other date: “{words}”; taken to be of that day or the day before."
    return Published(interval, "stated", why)
