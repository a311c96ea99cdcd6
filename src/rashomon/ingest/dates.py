"""Printed dates to intervals: one grammar for metadata fields, tables and the date lines of reports.

Gregorian calendar. Offsets from UTC become the fixed zones of the IANA database (`Etc/GMT-2` is two hours east).
A numeric date that can be read in two ways gives an interval that holds both.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Literal

import msgspec

from rashomon.lexicon import table
from rashomon.records import Interval

DayOrder = Literal["dmy", "mdy"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


class _MonthTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`lexicon/foreign_months.toml`: twelve names a language."""

    source: str
    french: tuple[str, ...]
    spanish: tuple[str, ...]
    portuguese: tuple[str, ...]
    italian: tuple[str, ...]
    german: tuple[str, ...]
    dutch: tuple[str, ...]
    turkish: tuple[str, ...]
    russian: tuple[str, ...]
    ukrainian: tuple[str, ...]
    polish: tuple[str, ...]
    czech: tuple[str, ...]
    bulgarian: tuple[str, ...]
    indonesian: tuple[str, ...]
    arabic: tuple[str, ...]


_FOREIGN = {
    name: number
    for language in _MonthTable.__struct_fields__[1:]
    for number, name in enumerate(getattr(table("foreign_months", _MonthTable), language), start=1)
    if name not in _MONTHS
}
_ZONES = {
    "gmt": "Etc/UTC", "utc": "Etc/UTC", "z": "Etc/UTC", "est": "America/New_York", "edt": "America/New_York",
    "et": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago", "ct": "America/Chicago",
    "mst": "America/Denver", "mdt": "America/Denver", "mt": "America/Denver", "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles", "bst": "Europe/London", "cet": "Europe/Paris",
    "cest": "Europe/Paris", "msk": "Europe/Moscow",
}  # fmt: skip

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?"
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?:[:.]\d{2}(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?\s*(?P<zone>z\b|(?:gmt|utc|e[sd]?t|c[sd]?t|m[sd]?t|p[sd]?t|bst|cest?|msk)\b)?"
    r"\s*\(?(?:gmt|utc)?(?P<offset>[+-]\d{2}:?\d{2}|[+-]\d{1,2}\b)?\)?"
)
_YEAR = r"\d{4}(?!\s+(?:gmt|utc)\b)"
"""No hour ("Aug 12 1642 GMT")."""
_SHAPES = tuple(
    re.compile(rf"(?<![\w/.])(?<!\w-)(?:{_WEEKDAY})?{shape}(?!(?!t\d)[\w/-]|\.\d)", re.IGNORECASE)
    for shape in (
        r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})",  # 2016-02-26, 2016/02/26
        rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH.format('m2')},?[\s-]+(?P<y2>\d{{4}})",  # 3 May 2016
        rf"{_MONTH.format('m3')}\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>{_YEAR})",  # February 26, 2016
        rf"(?P<d7>\d{{1,2}})\.?\s+(?:de\s+)?(?P<m7>{'|'.join(_FOREIGN)})\s+(?:de\s+)?(?P<y7>\d{{4}})",  # 3 mai 2016
        r"(?P<a4>\d{1,2})(?P<mark>[/.-])(?P<b4>\d{1,2})(?P=mark)(?P<y4>\d{4}|\d{2})",  # 26.02.2016, 02/26/16
    )
)
_TIME_AFTER = re.compile(r"\s*(?:,|\||-|–|—|·|•|at|@|t)?\s*" + _CLOCK, re.IGNORECASE)
_TIME_BEFORE = re.compile(_CLOCK + r"\s*(?:,|\||-|–|—|·|•|on)?\s*$", re.IGNORECASE)
_MONTH_ONLY = re.compile(
    rf"(?:{_MONTH.format('m5')},?\s+(?P<y5>\d{{4}})|(?P<y6>\d{{4}})-(?P<m6>\d{{2}}))", re.IGNORECASE
)
_BETWEEN = re.compile(r"(\d{4}-[\d:Tt-]+|\.\.|None|)\s*/\s*(\d{4}-[\d:Tt-]+|\.\.|None|)")
_OPEN_ENDS = frozenset({"", "..", "None"})
_YEAR_ONLY = re.compile(r"(?:19|20)\d{2}")


class PrintedDate(msgspec.Struct, frozen=True):
    """A date as printed: the stretch that holds it (with its weekday and time of day), and its interval."""

    start: int
    end: int
    interval: Interval
    timed: bool
    """Whether a time of day was printed with it."""


def printed_date(text: str, at: int = 0, end: int | None = None, order: DayOrder | None = None) -> PrintedDate | None:
    """The first whole date (day, month, year) printed in `text[at:end]`, or None.

    `order` says how an ambiguous numeric date is to be read; without it the interval holds both readings.
    """
    end = len(text) if end is None else end
    found = [match for shape in _SHAPES if (match := shape.search(text, at, end))]
    for match in sorted(found, key=lambda m: (m.start(), -m.end())):
        days = _days(match, order)
        if days is not None:
            return _with_time(text, match, days, at, end)
    return None


def stated_interval(text: str, order: DayOrder | None = None) -> Interval | None:
    """The interval of a field that holds nothing but a date: a day, a day and time, a month, a year, or two of them
    as ISO 8601 writes an interval (`2016-02-24/2016-02-26`, an end left out or `..` is open); else None.
    """
    text = text.strip()
    if between := _BETWEEN.fullmatch(text):
        return _between(between[1], between[2], order)
    whole = printed_date(text, order=order)
    if whole is not None and not text[: whole.start].strip(" ,") and len(text) - whole.end <= 6:
        return whole.interval
    if month := _MONTH_ONLY.fullmatch(text):
        return _month(
            int(month["y5"] or month["y6"]), _MONTHS[month["m5"].lower()] if month["m5"] else int(month["m6"])
        )
    if _YEAR_ONLY.fullmatch(text):
        return Interval(earliest=f"{text}-01-01", latest=f"{text}-12-31")
    return None


def _between(first: str, second: str, order: DayOrder | None) -> Interval | None:
    begin = None if first in _OPEN_ENDS else stated_interval(first, order)
    end = None if second in _OPEN_ENDS else stated_interval(second, order)
    if begin is None and end is None:
        return None
    return Interval(earliest=begin.earliest if begin else None, latest=end.latest if end else None)


def _month(year: int, month: int) -> Interval | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    last = calendar.monthrange(year, month)[1]
    return Interval(earliest=f"{year:04}-{month:02}-01", latest=f"{year:04}-{month:02}-{last:02}")


def _days(match: re.Match[str], order: DayOrder | None) -> list[date] | None:
    got = {key: value for key, value in match.groupdict().items() if value}
    if "a4" not in got:
        year, month, day = (next(v for k, v in got.items() if k[0] == part and k[1:].isdigit()) for part in "ymd")
        days = [_day(int(year), _month_of(month), int(day))]
        return [days[0]] if days[0] else None
    first, second, year = int(got["a4"]), int(got["b4"]), _full_year(got["y4"])
    if len(got["y4"]) == 2 and got["mark"] != "/":
        return None
    dmy, mdy = _day(year, second, first), _day(year, first, second)
    if order or got["mark"] == ".":
        chosen = mdy if order == "mdy" else dmy
        return [chosen] if chosen else None
    return sorted({day for day in (dmy, mdy) if day}) or None


def _month_of(name: str) -> int:
    """The number of a month as printed: in figures, by its English name, or by one in another language; 0 for none."""
    return int(name) if name.isdigit() else _MONTHS.get(name.lower()) or _FOREIGN.get(name.lower(), 0)


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) > 68 else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_time(text: str, match: re.Match[str], days: list[date], at: int, end: int) -> PrintedDate:
    after = _TIME_AFTER.match(text, match.end(), end)
    clock = _clock(after) if after else None
    if after and clock:
        trimmed = match.end() + len(text[match.end() : after.end()].rstrip())
        return PrintedDate(match.start(), trimmed, _interval(days, clock, _zone(after)), timed=True)
    before = _TIME_BEFORE.search(text, max(at, match.start() - 24), match.start())
    clock = _clock(before) if before and not text[max(at, before.start() - 1) : before.start()].isalnum() else None
    if before and clock:
        return PrintedDate(before.start(), match.end(), _interval(days, clock, _zone(before)), timed=True)
    return PrintedDate(match.start(), match.end(), _interval(days, None, None), timed=False)


def _interval(days: list[date], clock: str | None, zone: str | None) -> Interval:
    tail = f"T{clock}" if clock else ""
    return Interval(earliest=days[0].isoformat() + tail, latest=days[-1].isoformat() + tail, zone=zone)


def _clock(match: re.Match[str]) -> str | None:
    hour, minute, half = int(match["hour"]), match["minute"], (match["half"] or "").lower()
    if minute is None and not half:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute or '00'}" if hour < 24 and int(minute or 0) < 60 else None


def _zone(match: re.Match[str]) -> str | None:
    if match["zone"] and not match["offset"]:
        return _ZONES.get(match["zone"].lower())
    if not match["offset"]:
        return None
    sign, digits = match["offset"][0], match["offset"][1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if minutes or hours > 14:
        return None
    return "Etc/UTC" if hours == 0 else f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
