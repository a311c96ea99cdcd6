"""When a report was published, where it says so itself or its wrapping does: an interval, its basis, and why.

What must be inferred from weekdays or from other reports is `link`'s; here that stays None. "Updated" is the day of a
later version: a date printed as that of publication stands above it, and alone it leaves the day before open too.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Sequence

import msgspec

from rashomon.ingest import DayOrder, Document, PrintedDate, printed_date, stated_interval
from rashomon.read.heading import Heading
from rashomon.read.tables import heading_rules
from rashomon.read.units import Unit
from rashomon.records import Interval, PublishedBasis

_UPDATED = re.compile(r"(?:updated|modified|revised|edited)\b[^.!?]{0,24}\Z", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:published|posted|first published|released|issued|filed|publication date|date|created|uploaded)"
    r"(?: (?:on|at))?:?\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s|,]*\Z",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:first )?(?:published|posted|released|issued|filed|publication date|date)\b", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?P<day>\d{1,2} [A-Z][A-Za-z]{2,8}) (?P<year>\d{2})(?!\d)")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? *(?=\d|\Z)", re.IGNORECASE)
_MONTH_ALONE = re.compile(
    r"(?:(?:published|posted|issued|issue|date|edition)(?: (?:on|in))?:? )?"
    r"(?P<month>[A-Z][A-Za-z]{2,8}\.?,? \d{4})(?: issue)?",
    re.IGNORECASE,
)
_HEAD_UNITS = 14
_JOINED = 6
"""Lines of furniture between headline and first paragraph in which the date may stand."""


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
        limit = unit.end if unit.kind is not None else min(unit.end, unit.start + 60)
        date = printed_date(text, unit.start, limit)
        while date is not None:
            before = text[unit.start : date.start]
            if _UPDATED.search(before):
                updated = updated or date
            elif unit.kind is not None or not before.strip(" ,.-–—|(") or _LABEL.search(before):
                return _ordered(text, unit, date)
            date = printed_date(text, date.end, limit)
    lines = {unit.start for unit in units if unit.kind == "dateline"}
    inner = heading.dateline if heading.dateline and heading.dateline.start not in lines else None
    if inner is not None and (date := _date_of_dateline(inner.text)) is not None:
        return _told(inner.text, date, "Printed in the dateline")
    return _told_by_update(text, updated) if updated is not None else _of_the_month(units)


def _of_the_month(units: Sequence[Unit]) -> Published:
    """The month that stands alone on a line of the head, as a magazine's issue has it."""
    for unit in itertools.takewhile(lambda unit: not _is_body(unit), units[: 2 * _HEAD_UNITS]):
        told = _MONTH_ALONE.fullmatch(unit.line)
        interval = stated_interval(told["month"]) if told else None
        if told and interval is not None:
            return Published(interval, "stated", f"Printed with the report: “{told['month']}”.")
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
    """The units that may print the report's own date: date lines (those under the headline before those over it, which
    may be the day that the page was opened), bylines, what opens the first paragraph, and the furniture right above it.
    """
    title = next((place for place, unit in enumerate(units) if unit.kind == "title"), 0)
    dated = [p for p, unit in enumerate(units) if unit.kind == "dateline" and not _is_of_foot(units, p)]
    under = [p for p in dated if title <= p < title + _HEAD_UNITS]
    lines = [units[p] for p in dict.fromkeys([*under, *dated])]
    bylines = [unit for unit in units[: title + _HEAD_UNITS] if unit.kind == "byline"]
    first = next((place for place, unit in enumerate(units) if unit.kind is None), None)
    if first is None:
        return lines + bylines
    above = units[max(first - _JOINED, min(title, first), 0) : first]
    joined = [
        unit for unit in above if unit.kind == "boilerplate" and unit.reason != "related" and len(unit.text) < 300
    ]
    return [*lines, *bylines, units[first], *reversed(joined)]


def _ordered(text: str, unit: Unit, date: PrintedDate) -> Published:
    """A date as told; one of two readings where what stands beside it or the report's own ways say which."""
    first, last = date.interval.earliest, date.interval.latest
    if first is None or last is None or first == last:
        return _told(text, date, "Printed with the report")
    for order, why in ((_order_of_weekday(text, date), "the weekday"), (_order_of_ways(text, unit), _WAYS)):
        if order is not None and (read := printed_date(text, date.start, unit.end, order)) is not None:
            words = text[date.start : date.end]
            reading = "day" if order == "dmy" else "month"
            return Published(
                read.interval, "stated", f"Printed with the report: “{words}”, the {reading} first, as {why} tells."
            )
    return _told(text, date, "Printed with the report")


_WAYS = "how the report writes clock times, places and words"


def _order_of_weekday(text: str, date: PrintedDate) -> DayOrder | None:
    """The order that the weekday printed before the date bears out."""
    beside = _WEEKDAY.search(text, max(0, date.start - 14), date.start) or _WEEKDAY.match(text, date.start)
    if beside is None:
        return None
    fits: list[DayOrder] = []
    orders: tuple[DayOrder, DayOrder] = ("dmy", "mdy")
    for order in orders:
        read = printed_date(text, date.start, date.end, order)
        day = read and read.interval.earliest
        if day and datetime.date.fromisoformat(day[:10]).strftime("%a").lower() == beside[1].lower():
            fits.append(order)
    return fits[0] if len(fits) == 1 else None


def _order_of_ways(text: str, unit: Unit) -> DayOrder | None:
    """The order that the clock zone beside the date tells, else the spelling and the datelines of the whole report."""
    for stretch, least in ((unit.line, 1), (text, 2)):
        day, month = (
            _different(pattern, stretch) for pattern in (heading_rules().day_first, heading_rules().month_first)
        )
        if day >= least and not month:
            return "dmy"
        if month and day < least:
            return "mdy"
    return None


def _different(pattern: re.Pattern[str], text: str) -> int:
    return len({match[0].casefold() for match in pattern.finditer(text)})


def _is_of_foot(units: Sequence[Unit], place: int) -> bool:
    """Whether a date line stands in the furniture under a report: below a list of other stories, or without a label
    behind two lines of furniture.
    """
    body = next((i for i in range(place - 1, -1, -1) if units[i].kind == "title" or _is_body(units[i])), None)
    if body is None or units[body].kind == "title":
        return False
    furniture = [unit for unit in units[body:place] if unit.kind == "boilerplate"]
    if any(unit.reason == "related" for unit in furniture[-3:]):
        return True
    return len(furniture) > 1 and not _LABELLED.match(units[place].line)


def _is_body(unit: Unit) -> bool:
    return unit.is_prose and unit.kind is None


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
