"""The days that a pile about one thing tells, and where a report without a date fits among them.

A person who brings a few reports on one thing together seldom has one of another month among them. So where some are
dated, the others are looked for near them: on each day on which such a report might have come out, its weekdays mean
certain days, and those of which the dated reports tell as well are likelier.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from rashomon.link.dates_evidence import Spoken, is_bare_weekday, published_day
from rashomon.link.dates_system import ALWAYS, NEVER, System, Unknown

AGES = (0.46, 0.24, 0.09, 0.12, 0.03, 0.006, 0.004, 0.002)
"""How often a bare weekday of the past is so many days old (TempEval-3's training documents, 288 of them, smoothed)."""
DATED = 2
"""Reports with a day of their own that a timeline needs."""
TOLD_BY = 3
"""Reports that must tell a day by its date where none is dated: with two, one of ten was placed wrongly on eleven piles
whose dates were hidden, with three one of twenty-five.
"""
BEFORE, AFTER = 2, 7
"""Days before the first and after the last dated report on which another is looked for."""
LONGEST = 31
"""Days between the first and the last dated report of a pile about one thing."""
UNTOLD = 0.1
"""What a day weighs of which no dated report tells, beside one of which some does."""
PER_DAY = 0.85
"""What a day of publication weighs for each day that it lies after the last dated report."""
FAINT = 0.08
"""Days of publication are left out that weigh less than this share of the likeliest."""
TELLING = 2
"""Days that a report must tell by weekday, by "yesterday" or without the year to be placed among others."""


class Telling(msgspec.Struct, frozen=True):
    """A report's expressions, and the first and last day on which it may have come out where they are near."""

    report: str
    rows: tuple[Spoken, ...]
    days: tuple[int, int] | None


class Timeline(msgspec.Struct, frozen=True):
    """The first and last day on which a report without a date is looked for, and the days of which the pile tells."""

    first: int
    last: int
    settled: int
    """The last day on which a dated report came out."""
    told: frozenset[int]

    @classmethod
    def of(cls, pile: Sequence[Telling], systems: Mapping[str, System]) -> Timeline | None:
        """The timeline of a pile about one thing; None where too few reports are dated, or too far apart."""
        dated = [(t, t.days) for t in pile if t.days is not None]
        if len(dated) < DATED:
            return None
        first, last = min(low for _, (low, _) in dated), max(high for _, (_, high) in dated)
        if last - first > LONGEST:
            return None
        told = {low for _, (low, high) in dated if low == high}
        for report, _ in dated:
            for row in report.rows:
                day = systems[report.report].days[row.day]
                if row.length == 1 and day.low.at == day.high.at and not row.caption:
                    told.add(day.low.at)
        return cls(first - BEFORE, last + AFTER, last, frozenset(told))

    @classmethod
    def around(cls, pile: Sequence[Telling], systems: Mapping[str, System]) -> Timeline | None:
        """The timeline of a pile about one thing in which no two reports are dated.

        That of the day that most reports tell by its date, if three do; the earlier one where two days have as many.
        """
        reports: dict[int, set[str]] = defaultdict(set)
        for report in pile:
            for row in report.rows:
                day = systems[report.report].days[row.day]
                by_date = row.fixed is not None or row.held.month is not None
                if by_date and row.length == 1 and day.low.at == day.high.at:
                    reports[day.low.at].add(report.report)
        chief = min(reports, key=lambda day: (-len(reports[day]), day), default=None)
        if chief is None or len(reports[chief]) < TOLD_BY:
            return None
        return cls(chief, chief + 2 * AFTER, chief + AFTER, frozenset({chief}))

    def place(self, report: Telling, system: System) -> tuple[int, int] | None:
        """The days between which a report came out; None where it tells too little, or fits nowhere."""
        day = system.days[published_day(report.report)]
        low, high = max(day.low.at, self.first), min(day.high.at, self.last)
        rows = [r for r in report.rows if r.length == 1 and r.fixed is None and (r.low, r.high) != (NEVER, ALWAYS)]
        if len({(r.held, r.low, r.high) for r in rows}) < TELLING:
            return None
        weights = {at: self._weight(report, rows, system, at) for at in range(low, high + 1)}
        best = max(weights.values(), default=0.0)
        kept = [at for at, weight in weights.items() if weight > FAINT * best]
        return (kept[0], kept[-1]) if kept else None

    def _weight(self, report: Telling, rows: Sequence[Spoken], system: System, at: int) -> float:
        days = system.where(published_day(report.report), at)
        if days is None:
            return 0.0
        placed = {days[r.day].low.at for r in rows if days[r.day].low.at == days[r.day].high.at}
        weight = math.prod(1.0 if day in self.told else UNTOLD for day in placed - {at})
        return weight * weekdays_weight(rows, days, at) * PER_DAY ** max(0, at - self.settled)


def weekdays_weight(rows: Sequence[Spoken], days: Mapping[str, Unknown], at: int) -> float:
    """How usual the ages of the bare weekdays are that a text tells, if it came out on the day `at`."""
    told = {r.expression.pattern.weekday: r for r in rows if is_bare_weekday(r)}  # type: ignore[union-attr]
    ages = (min(max(at - days[r.day].high.at, 0), len(AGES) - 1) for r in told.values())
    return math.prod(AGES[age] for age in ages)
