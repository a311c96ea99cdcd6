"""The dates of a pile: when each report was published, and where each of its time expressions lies.

A date that is stated, or that metadata or a table give, stands. What no report states is inferred from what its own
text says and narrowed by what reports share; each answer tells why, and is left open where the texts leave it open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from rashomon.annotate import Annotations
from rashomon.link.dates_evidence import (
    Spoken,
    declare,
    local_system,
    on_captions,
    published_day,
    spoken,
)
from rashomon.link.dates_grounding import grounded_times
from rashomon.link.dates_references import ReportWords, report_words
from rashomon.link.dates_related import about_one_thing
from rashomon.link.dates_shared import Shared, shared_references
from rashomon.link.dates_system import ALWAYS, NEVER, Bound, Difference, System
from rashomon.link.dates_timeline import Telling, Timeline, weekdays_weight
from rashomon.link.record import Dated
from rashomon.records import Interval, PublishedBasis, Report, Time

RECURS = 400
"""Days after the last date that reports give with its year in which a date without a year is looked for."""
WIDEST = 5 * 366
"""A publication that its text leaves open by more days than this is not told: it would date nothing."""


SELDOM = 0.001
"""A day of publication is left out where, by the ages of the weekdays told, it is so much less likely than the best."""
SELDOM_OF_TWO = 0.02
"""The same of two days that a report states. Of 300 dated news texts, as if updated on their day, 92 of 93 were told
rightly; as if on the day after, two rightly and seven wrongly, and the rest stayed open.
"""
MONTH = 31
FEW = 5
"""Days of a publication that references leave open, with which it still helps to place another."""
OPEN = 10
"""Days of a publication left open that are more than this are narrowed by the days that the pile tells."""


class DateSolution(msgspec.Struct, frozen=True):
    """Publications that were inferred or narrowed, and every time expression grounded."""

    dates: tuple[Dated, ...]
    times: tuple[Time, ...]


class _Own(msgspec.Struct, frozen=True):
    """One report's unknown days and what its words say of them."""

    report: Report
    known: tuple[int, int] | None
    rows: tuple[Spoken, ...]
    differences: tuple[Difference, ...]
    system: System


def narrowed(
    reports: Sequence[Report], annotations: Mapping[str, Annotations], text_of: Callable[[str], str]
) -> DateSolution:
    """Dates of publication inferred and narrowed over the pile, and the rows of `times` grounded against them."""
    ordered = sorted((r for r in reports if r.id in annotations), key=lambda r: r.id)
    own = {r.id: _own(r, annotations[r.id], text_of(r.id)) for r in ordered}
    dated = frozenset(r.id for r in ordered if own[r.id].known)
    links: tuple[Shared, ...] = ()
    one_thing = False
    if len(dated) < len(ordered):
        words = [report_words(r, own[r.id].rows, annotations[r.id], text_of(r.id)) for r in ordered]
        one_thing = about_one_thing(words)
        links = shared_references(words, dated, one_thing)
        systems = _systems(own, words, links)
    else:
        systems = {r: o.system for r, o in own.items()}
    for each in own.values():
        _likely(each, systems[each.report.id])
    if one_thing:
        _placed([own[r.id] for r in ordered], systems)
    dates = [d for r in ordered if (d := _dated(own[r.id], systems[r.id]))]
    published = {r.id: r.published for r in reports} | {d.report: d.published for d in dates}
    times = [t for r in ordered for t in grounded_times(annotations[r.id].times, published[r.id], systems[r.id])]
    return DateSolution(dates=tuple(dates), times=tuple(times))


def _known(published: Interval | None) -> tuple[int, int] | None:
    """The days of a publication that is known at both ends."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    try:
        low, high = date.fromisoformat(published.earliest[:10]), date.fromisoformat(published.latest[:10])
    except ValueError:
        return None
    return (low.toordinal(), high.toordinal()) if low <= high else None


def _own(report: Report, annotations: Annotations, text: str) -> _Own:
    known = _known(report.published)
    rows = (*spoken(report, annotations.times, text), *on_captions(annotations.caption_dates))
    system, differences = local_system(report.id, known, rows)
    return _Own(report, known, rows, differences, system)


# ------------------------------------------------------------------ reports that share references


def _systems(own: Mapping[str, _Own], words: Sequence[ReportWords], links: Sequence[Shared]) -> dict[str, System]:
    """The system of each report: one for all reports that references join."""
    offsets = {w.report: w.offsets for w in words}
    group = _groups([*own], links)
    members: dict[str, list[str]] = defaultdict(list)
    for report in own:
        members[group[report]].append(report)
    by_group: dict[str, list[Shared]] = defaultdict(list)
    for link in links:
        by_group[group[link.reports[0]]].append(link)
    systems: dict[str, System] = {}
    for head in sorted(members):
        system = _joined(
            [own[r] for r in members[head]], [d for r in members[head] for d in offsets[r]], by_group[head]
        )
        systems.update(dict.fromkeys(members[head], system))
    return systems


def _groups(reports: Sequence[str], links: Sequence[Shared]) -> dict[str, str]:
    """Each report's group by the smallest report in it (union-find)."""
    parent = {r: r for r in reports}

    def root(report: str) -> str:
        while parent[report] != report:
            parent[report] = parent[parent[report]]
            report = parent[report]
        return report

    for link in links:
        a, b = sorted(root(r) for r in link.reports)
        parent[b] = a
    return {r: root(r) for r in reports}


def _joined(own: Sequence[_Own], offsets: Sequence[Difference], links: Sequence[Shared]) -> System:
    if not links and not offsets and len(own) == 1:
        return own[0].system
    system = System()
    for each in own:
        declare(system, each.report.id, each.known, each.rows)
    for each in own:
        system.add(each.differences)
    for difference in offsets:
        system.add([difference])
    taken = [link for link in links if system.add([link.difference])]
    _first_years(system, taken, own)
    return system


def _first_years(system: System, links: Sequence[Shared], own: Sequence[_Own]) -> None:
    """A date without a year that another report calls by its weekday: the first year in which both agree."""
    for link in links:
        a, b = system.days.get(link.difference.a), system.days.get(link.difference.b)
        if a is None or b is None or link.difference.low != 0 or link.difference.high != 0:
            continue
        weekday = next((d.held.weekday for d in (a, b) if d.held.weekday), None)
        dated = next((n for n, d in ((link.difference.a, a), (link.difference.b, b)) if d.held.month), None)
        if dated is None or weekday is None:
            continue
        day = system.days[dated]
        told = max((r.fixed for o in own for r in o.rows if r.fixed is not None and r.high == 0), default=NEVER)
        if day.low.at > NEVER and day.high.at >= ALWAYS and day.low.at - told <= RECURS:
            at = date.fromordinal(day.low.at)
            why = f"{at.year} is the first year after the dates told in which {at:%B} {at.day} is a {at:%A}"
            system.bound(dated, high=Bound(day.low.at, why))


def _likely(own: _Own, system: System) -> None:
    """Leave out the ends of a publication on which weekdays that the text tells would be of an unheard-of age."""
    name = published_day(own.report.id)
    low, high = system.days[name].low.at, system.days[name].high.at
    if (own.known is not None and not _is_of_two_days(own)) or not 0 < high - low <= MONTH:
        return
    weights: dict[int, float] = {}
    for at in range(low, high + 1):
        days = system.where(name, at)
        if days is not None:
            weights[at] = weekdays_weight(own.rows, days, at)
    best = max(weights.values(), default=0.0)
    least = SELDOM if own.known is None else SELDOM_OF_TWO
    kept = [at for at, weight in weights.items() if weight >= least * best]
    if kept and (kept[0], kept[-1]) != (low, high):
        why = "bare weekdays in news are seldom older than four days"
        system.bound(name, Bound(kept[0], why), Bound(kept[-1], why))


def _placed(pile: Sequence[_Own], systems: Mapping[str, System]) -> None:
    """Place the reports that no reference dates among the dated ones of a pile about one thing.

    Those whose day is found stand beside the dated ones when the next are looked at.
    """
    waiting = [
        o for o in pile if o.known is None and systems[o.report.id].days[published_day(o.report.id)].width > OPEN
    ]
    while waiting:
        told = {o.report.id: Telling(o.report.id, o.rows, _found_days(o, systems[o.report.id])) for o in pile}
        tellings = list(told.values())
        timeline = Timeline.of(tellings, systems) or Timeline.around(tellings, systems)
        if timeline is None:
            return
        found = {o.report.id: timeline.place(told[o.report.id], systems[o.report.id]) for o in waiting}
        places = {report: between for report, between in found.items() if between is not None}
        if not places:
            return
        surest = min(high - low for low, high in places.values())
        for report, (low, high) in places.items():
            if high - low == surest:
                why = "the reports here are about one thing, and its weekdays fit the days of which the others tell"
                systems[report].bound(published_day(report), Bound(low, why), Bound(high, why))
        waiting = [o for o in waiting if (b := places.get(o.report.id)) is None or b[1] - b[0] > surest]


def _found_days(own: _Own, system: System) -> tuple[int, int] | None:
    """The days of a publication that is known, or that references have put within a few days; None where it is open."""
    day = system.days[published_day(own.report.id)]
    return (day.low.at, day.high.at) if day.width <= (FEW if own.known is None else 1) else None


# ------------------------------------------------------------------ the rows


def _dated(own: _Own, system: System) -> Dated | None:
    """The publication of a report that states none, or two days; None where its text says too little."""
    if own.known is not None:
        return _of_the_two(own, system) if _is_of_two_days(own) else None
    day = system.days[published_day(own.report.id)]
    low, high = day.low.at, day.high.at
    if low <= NEVER or high >= ALWAYS or high - low > WIDEST:
        return _open(own, system)
    interval = Interval(earliest=date.fromordinal(low).isoformat(), latest=date.fromordinal(high).isoformat())
    reasons = [system.reasons(published_day(own.report.id), side) for side in ("low", "high")]
    why = f"No date in the text. Not before {interval.earliest}: {_sentence(reasons[0])} "
    why += f"Not after {interval.latest}: {_sentence(reasons[1])}"
    return Dated(report=own.report.id, published=interval, basis=_basis(own, reasons), why=why)


def _is_of_two_days(own: _Own) -> bool:
    """Whether a report states one of two days, as one does that prints only when it was updated."""
    return own.known is not None and own.known[1] - own.known[0] == 1


def _of_the_two(own: _Own, system: System) -> Dated | None:
    """The one of two stated days that fits what the text tells; None where both do."""
    day, told = system.days[published_day(own.report.id)], own.report.published
    if day.low.at != day.high.at or told is None:
        return None
    at = date.fromordinal(day.low.at).isoformat()
    moment = next((end for end in (told.earliest, told.latest) if end and end.startswith(at)), at)
    reasons = [system.reasons(published_day(own.report.id), side) for side in ("low", "high")]
    why = f"{own.report.published_why or ''} Of the two it is {at}: {_sentence([*reasons[0], *reasons[1]])}".strip()
    interval = Interval(earliest=moment, latest=moment, zone=told.zone)
    return Dated(report=own.report.id, published=interval, basis=_basis(own, reasons), why=why)


def _open(own: _Own, system: System) -> Dated | None:
    """A publication of which one end is known; only where a day or a month with its year gives that end."""
    low = system.days[published_day(own.report.id)].low
    if low.at <= NEVER or not any(r.fixed is not None and r.length <= 31 and r.high == 0 for r in own.rows):
        return None
    earliest = date.fromordinal(low.at).isoformat()
    reasons = [system.reasons(published_day(own.report.id), "low")]
    why = f"No date in the text. Not before {earliest}: {_sentence(reasons[0])} How long after, the text leaves open."
    return Dated(
        report=own.report.id, published=Interval(earliest=earliest, latest=None), basis=_basis(own, reasons), why=why
    )


def _basis(own: _Own, reasons: Sequence[Sequence[str]]) -> PublishedBasis:
    """`inferred` where the report's own words are all the reasons."""
    mine = {d.why for d in own.differences}
    return "inferred" if all(r in mine for side in reasons for r in side) else "cross_report"


def _sentence(reasons: Sequence[str]) -> str:
    told = "; ".join(reasons) or "nothing more is known"
    return f"{told[0].upper()}{told[1:]}."
