"""When an incident was: the days that most of its tellings agree on, and in words what they rest on.

In this order: the days that hang on its events; those of the people found dead or hurt; the days that the leads of
reports about it name; weeks and months; of what a report on the news tells, the days before it (`news_days`,
lexicon/incidents.toml); else no more than "by the first report".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rashomon.link.incidents_episode import Episode
from rashomon.link.incidents_events import NARROW, Occurrence, Window, incident_table, window
from rashomon.records import Interval

AGREED = 2
DAYS, MONTH = 4, 31
"""Days told exactly, or as those of a weekend, come before weeks; of reports that look back months count too."""

Counts = Callable[[Occurrence], bool]


class When(NamedTuple):
    """An incident's days, and what is to be said of them where no event has a day of its own."""

    interval: Interval | None
    why: str | None = None


def when(parts: Sequence[Episode]) -> When:
    """The days of the incident that `parts` tell of, one or more of each report."""
    told = _dated(parts)
    cap = _cap(parts)
    own = _voted(parts, cap, _is_telling, DAYS)
    if own is not None:
        return When(_as_told(own, told))
    died = _voted(parts, cap, _is_harm, DAYS)
    if died is not None:
        return When(interval_of(died), "its day is that of those it befell: none stands with the event itself")
    weeks = _voted(parts, cap, _is_telling, NARROW)
    months = _voted(parts, cap, _is_telling, MONTH)
    past = _long_past(parts)
    if past is not None and weeks is None:
        return When(_as_told(past, told), "reports agree that it was long before they were written")
    leads = _elected([{w: 1.0 / len(days) for w in days} for e in parts if (days := _until(e, cap))])
    elsewhere = weeks is not None or (leads is not None and months is not None and months.apart(leads) > 0)
    if leads is not None and not (elsewhere and any(e.looks_back for e in parts)):
        return When(interval_of(leads), "its day is the one that the lead names: none stands with the event itself")
    if weeks is not None:
        return When(_as_told(weeks, told))
    return _wide(parts, [o for o in told if o.window and _is_until(o.window, cap)])


def _long_past(parts: Sequence[Episode]) -> Window | None:
    """The time long ago of which two reports tell alike, where no event has days of its own: "in 1982", "more than
    three decades ago". One report alone may only bring up another happening of the kind.
    """
    ballots = [{o.window: 1.0 for o in told if o.window and _is_old(o)} for told in _by_report(parts)]
    best = _elected(ballots)
    agree = best is not None and sum(any(w.apart(best) == 0 for w in b) for b in ballots) >= AGREED
    return best if agree else None


def _wide(parts: Sequence[Episode], told: Sequence[Occurrence]) -> When:
    """The days of what no report gives a day to: weeks or months that are told, the days before it was news."""
    first = _news(parts)
    if told:
        best = min((o.window for o in told if o.window), key=_length)
        vague = all(o.window is None or o.window.first is None or _is_of_a_year(o) for o in told)
        if first is None or not vague or best.apart(first):
            return When(_as_told(best, told))
        first = Window(max(_known(first.first, best.first)), min(_known(first.last, best.last)))
    if first is not None:
        return When(interval_of(first), _why_news(_news(parts) or first))
    bound = _bound([o for e in parts for o in e.occurrences])
    since = _since(parts)
    if bound is not None and bound.latest is not None and since is not None and since <= bound.latest:
        found = Interval(earliest=since, latest=bound.latest)
        return When(found, f"no report says when it was: told in reports on what happened on {since}, so from then on")
    return When(bound)


def _voted(parts: Sequence[Episode], cap: int | None, counts: Counts, most: int) -> Window | None:
    """The days with most votes of the reports, of the events that count and are told by so many days at most."""
    looking_back = {e.report for e in parts if e.looks_back}
    ballots = (_ballot(o, cap, counts, most, looks_back=o[0].report in looking_back) for o in _by_report(parts))
    return _elected(list(ballots))


def _is_telling(one: Occurrence) -> bool:
    return one.founds


def _is_harm(one: Occurrence) -> bool:
    """Whether an event tells what befell people, and no more: those found dead were killed on that day or before."""
    return one.joins and one.mode in incident_table().modes.harm


def _is_until(days: Window, cap: int | None) -> bool:
    return cap is None or days.first is None or days.first <= cap


def _dated(parts: Sequence[Episode]) -> Sequence[Occurrence]:
    """The founding events that have days; those of a month or year long ago only where most of the events have them.

    One event of five in "August 2014" is the background that the report brings up, not the day of what it tells.
    """
    founding = [o for e in parts for o in e.occurrences if o.founds]
    dated = [o for o in founding if o.window]
    old = [o for o in dated if _is_old(o)]
    return dated if 2 * len(old) >= len(founding) else [o for o in dated if o not in old]


def _is_of_a_year(one: Occurrence) -> bool:
    """Whether an event is told by its year ("the fourth killing of 2017"), of which the report may end the days."""
    whole = window(one.interval)
    return whole is not None and whole.is_of_a_year


def _is_old(one: Occurrence) -> bool:
    """Whether an event is of no certain day, and long before its report."""
    if one.window is None or one.window.is_narrow or one.window.last is None:
        return False
    told = one.bound.last if one.bound else None
    return told is not None and told - one.window.last > incident_table().bounds.long_ago


def interval_of(days: Window) -> Interval:
    """Days as an interval."""
    return Interval(earliest=_written(days.first), latest=_written(days.last))


def _written(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day is not None else None


def _cap(parts: Sequence[Episode]) -> int | None:
    """The last day that what happened can have been: that of the first report that tells of it as past."""
    lasts = [
        e.published.last
        for e in parts
        if e.founds
        and e.published
        and e.published.last is not None
        and any(o.founds and o.event.tense != "future" for o in e.occurrences)
    ]
    return min(lasts, default=None)


def _by_report(parts: Sequence[Episode]) -> Iterator[Sequence[Occurrence]]:
    """The events of each report, those of what it is about first."""
    told: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for each in sorted(parts, key=lambda e: not e.is_main):
        told[each.report].extend(each.occurrences)
    return iter(told.values())


def _ballot(
    occurrences: Sequence[Occurrence], cap: int | None, counts: Counts, most: int, *, looks_back: bool
) -> Mapping[Window, float]:
    """One report's vote: its days, one vote in all; what came after the first report has none."""
    told: defaultdict[Window, float] = defaultdict(float)
    for one in occurrences:
        days = _days(one, is_found=counts is _is_harm)
        if days is None or not days.lasts(MONTH if looks_back else most) or not counts(one):
            continue
        if not _is_until(days, cap) and one.event.tense != "future":
            continue
        told[days] += 1.0
    votes = _of_the_past(told, occurrences[0].bound if looks_back and occurrences else None)
    votes = {w: n for w, n in votes.items() if w.lasts(most)}
    whole = sum(votes.values())
    return {w: n / whole for w, n in votes.items()}


def _of_the_past(votes: Mapping[Window, float], told: Window | None) -> Mapping[Window, float]:
    """Of a report from a court or a funeral (`told` is when) the days before its own, where it gives any."""
    last = told.last if told else None
    if last is None:
        return votes
    news = last - incident_table().bounds.news_days
    past = {w: n for w, n in votes.items() if w.last is not None and w.last < news}
    return past or votes


def _days(one: Occurrence, *, is_found: bool) -> Window | None:
    """The days of an event's own time; what was before an hour ("before 4 a.m. Sunday") was on that hour's day, and of
    those found dead on a day (`is_found`) no later one is known.
    """
    days = one.window
    if days is None or days.first is not None or one.interval is None:
        return days
    return Window(days.last, days.last) if is_found or "T" in (one.interval.latest or "") else days


def _until(one: Episode, cap: int | None) -> Sequence[Window]:
    """The days of a lead up to the first report."""
    return [w for w in one.lead_windows if cap is None or (w.first is not None and w.first <= cap)]


def _elected(ballots: Sequence[Mapping[Window, float]]) -> Window | None:
    """The days with most votes, each vote counting for all days that it meets; narrowed by those that meet it."""
    votes: defaultdict[Window, float] = defaultdict(float)
    for days, vote in (item for ballot in ballots for item in ballot.items()):
        votes[days] += vote
    if not votes:
        return None
    support = {w: sum(n for x, n in votes.items() if w.apart(x) == 0) for w in votes}
    rank = {w: (round(support[w], 6), round(n, 6), -_length(w)) for w, n in votes.items()}
    best = _first_of_last([w for w in votes if rank[w] == max(rank.values())])
    first, last = best.first, best.last
    for each in sorted((w for w in votes if w.apart(best) == 0), key=lambda w: (-votes[w], _length(w), w.first or 0)):
        if each.apart(Window(first, last)) == 0:
            first = max(_known(first, each.first), default=None)
            last = min(_known(last, each.last), default=None)
    return Window(first, last)


def _first_of_last(days: Sequence[Window]) -> Window:
    """Of days with as many votes the last, nearest to the reports; of neighbours the first: who was shot dies later."""
    last = max(w.first or 0 for w in days)
    near = [w for w in days if last - (w.first or 0) <= incident_table().bounds.days_apart]
    return min(near, key=lambda w: w.first or 0)


def _known(*days: int | None) -> Iterator[int]:
    return (d for d in days if d is not None)


def _as_told(days: Window, told: Sequence[Occurrence]) -> Interval:
    """The days as an event's own interval has them, with its hours, where just one has."""
    exact = {(o.interval.earliest, o.interval.latest): o.interval for o in told if o.interval}
    same = [i for i in exact.values() if window(i) == days]
    return same[0] if len(same) == 1 else interval_of(days)


def _length(days: Window) -> int:
    return days.last - days.first if days.first is not None and days.last is not None else 100_000


def _news(parts: Sequence[Episode]) -> Window | None:
    """The days just before the first of the reports that tell of it as their news."""
    told = [e.news for e in parts if e.news is not None]
    return min(told, key=lambda w: (w.last or 0, w.first or 0), default=None)


def _why_news(news: Window) -> str:
    """What is to be said of the days before the news."""
    back = incident_table().bounds.news_days
    out, last = _written(None if news.first is None else news.first + back), _written(news.last)
    told = f"on {last}" if out == last else f"between {out} and {last}"
    return f"no report says when it was: told as news {told}, so no more than {back} days before"


def _since(parts: Sequence[Episode]) -> str | None:
    """The day from which on the aftermath of what reports are about was; None of violence and mishap, old or new."""
    kinds = incident_table().floating.types
    if any(e.is_main or e.since is None or e.type in kinds for e in parts):
        return None
    return _written(min(e.since for e in parts if e.since is not None))


def _bound(members: Sequence[Occurrence]) -> Interval | None:
    """What the dates of publication alone allow."""
    lasts = [o.bound.last for o in members if o.founds and o.bound and o.bound.last is not None]
    firsts = [o.bound.first for o in members if o.founds and o.bound and o.bound.first is not None]
    if lasts:
        return interval_of(Window(None, min(lasts)))
    return interval_of(Window(max(firsts), None)) if firsts else None
