"""References that two time expressions, or two reports, share: the same day, the same story, the same campaign.

Two expressions are held to be of one day only where their words fit one day and the sentences around them share enough
content words, a name among them. "the Le Monde report on Wednesday" in two reports is one Wednesday.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product

import msgspec

from rashomon.link.dates_evidence import Spoken, published_day
from rashomon.link.dates_references import ReportWords, Told, is_day
from rashomon.link.dates_related import related
from rashomon.link.dates_system import ALWAYS, Difference
from rashomon.link.dates_wording import Rarity, Wording, likeness, rarity, shared
from rashomon.timex import Calendar, Shift

SAME_DAY = 5.0
"""Likeness of two wordings that speak of one day."""
SAME_DATE = 6.5
"""The same where one of them is a date with its year: a wrong one would move a report by weeks."""
RIVAL = 0.75
"""A date of another day that is so much as likely leaves a weekday undecided."""
SAME_MONTH = 3.0
SAME_START = 2.0
"""The same for two that say since when: both words and kind agree."""
SAME_PLACE = 5.0
SAME_STORY = 5.0


class Shared(msgspec.Struct, frozen=True):
    """A reference that two reports share (or one report twice), as a difference of days."""

    reports: tuple[str, str]
    difference: Difference


class _Candidate(msgspec.Struct, frozen=True):
    """A shared day; `fixed` where one of the two is a date with its year, `free` the other."""

    shared: Shared
    fixed: int | None
    free: str


def shared_references(pile: Sequence[ReportWords], dated: frozenset[str], one_thing: bool) -> tuple[Shared, ...]:
    """The references that reports share, the strongest first; none between two reports whose dates are `dated`.

    `one_thing` tells whether the pile is about one.
    """
    rare = rarity([t.around for t in words.told] + [s.around for s in words.stories] for words in pile)
    pairs = related(pile, one_thing)
    rows = [
        *_same_days(pile, pairs, dated, rare),
        *(_same_dates(pile, dated) if one_thing else ()),
        *_campaigns(pile, dated, rare),
        *_same_stories(pile, frozenset(pairs), dated, rare),
    ]
    return tuple(sorted(rows, key=lambda r: (-r.difference.strength, r.difference.a, r.difference.b)))


def _kinds(row: Spoken) -> list[str]:
    """The kinds of day that an expression may share with another: expressions of one kind are compared."""
    held, kinds = row.held, []
    if held.month and isinstance(row.expression.pattern, Calendar):
        kinds.append(f"month {held.month}")
    if row.length == 1 and held.weekday and not held.month:
        kinds.append(f"weekday {held.weekday}")
    if row.fixed is not None and row.length <= 31:
        at = date.fromordinal(row.fixed)
        kinds.append(f"month {at.month}")
        if row.length == 1:
            kinds.append(f"weekday {at.isoweekday()}")
    if row.expression.marker == "since":
        kinds.append("since")
    if isinstance(row.expression.pattern, Shift) and row.expression.pattern.unit == "week":
        kinds.append("week")
    return kinds


def _same_days(
    pile: Sequence[ReportWords], pairs: Sequence[tuple[int, int]], dated: frozenset[str], rare: Rarity
) -> Iterable[Shared]:
    """Expressions of one day or month in two reports that may share any."""
    candidates: list[_Candidate] = []
    for i, j in pairs:
        one, two = pile[i], pile[j]
        if {one.report, two.report} <= dated:
            continue
        for a, b in product(one.told, two.told):
            found = _same(one, a, two, b, rare) if set(_kinds(a.spoken)) & set(_kinds(b.spoken)) else None
            if found is not None:
                fixed = a.spoken.fixed if a.spoken.fixed is not None else b.spoken.fixed
                free = b.spoken.day if a.spoken.fixed is not None else a.spoken.day
                candidates.append(_Candidate(found, fixed, free))
    yield from _decided(candidates)
    yield from _weeks(pile, dated, rare)


def _same_dates(pile: Sequence[ReportWords], dated: frozenset[str]) -> Iterable[Shared]:
    """“April 15” and “April 15, 2013” of a pile about one thing are one day.

    Only if 2013 is the latest year of which it tells a day, and no other of its full dates is of an April 15.
    """
    full = [
        (date.fromordinal(t.spoken.fixed), words, t.spoken)
        for words in pile
        for t in words.told
        if t.spoken.length == 1 and t.spoken.fixed
    ]
    latest = max((at.year for at, _, _ in full), default=0)
    by_day: dict[tuple[int, int], list[tuple[date, ReportWords, Spoken]]] = defaultdict(list)
    for at, words, row in full:
        by_day[at.month, at.day].append((at, words, row))
    for one in pile:
        for row in (
            t.spoken for t in one.told if t.spoken.fixed is None and t.spoken.length == 1 and t.spoken.held.month
        ):
            told = by_day.get((row.held.month or 0, row.held.day or 0), [])
            if one.report in dated or not told or {at.year for at, _, _ in told} != {latest}:
                continue
            _, two, other = told[0]
            why = f"“{row.expression.text}” in {one.name} and “{other.expression.text}” in {two.name} are one day: "
            why += f"{latest} is the only year of which the reports, which are about one thing, tell it"
            yield Shared((one.report, two.report), Difference(row.day, other.day, 0, 0, why, SAME_DAY))


def _decided(rows: Sequence[_Candidate]) -> list[Shared]:
    """The candidates without those of a weekday that two dates lay claim to alike."""
    claims: dict[str, list[_Candidate]] = defaultdict(list)
    for row in rows:
        if row.fixed is not None:
            claims[row.free].append(row)
    kept = []
    for row in rows:
        rivals = [c for c in claims[row.free] if c.fixed != row.fixed] if row.fixed is not None else []
        if all(c.shared.difference.strength < RIVAL * row.shared.difference.strength for c in rivals):
            kept.append(row.shared)
    return kept


def _same(one: ReportWords, a: Told, two: ReportWords, b: Told, rare: Rarity) -> Shared | None:
    """Two expressions of one day or one month, where their words fit and their sentences are alike."""
    like = likeness(a.around, b.around, rare)
    x, y = a.spoken, b.spoken
    both_since = x.expression.marker == y.expression.marker == "since"
    if x.fixed is not None and y.fixed is not None:
        return None
    if is_day(x) and is_day(y):
        dated = x.fixed is not None or y.fixed is not None
        if not _fit(x, y) or like < (SAME_START if both_since else SAME_DATE if dated else SAME_DAY):
            return None
        names = len(a.around.names & b.around.names)
        if names < (1 if both_since else 2) or len(shared(a.around, b.around)) < 3:
            return None
    elif x.length == 1 or y.length == 1 or not _same_month(x, y) or like < _same_month_needs(x, y):
        return None
    why = f"“{x.expression.text}” in {one.name} and “{y.expression.text}” in {two.name} are one day: both speak of "
    why += _of_what(a.around, b.around)
    low = high = 0
    return Shared((one.report, two.report), Difference(x.day, y.day, low, high, why, like))


def _of_what(a: Wording, b: Wording) -> str:
    return ", ".join(shared(a, b)[:6])


def _fit(x: Spoken, y: Spoken) -> bool:
    """Whether the words of two days can mean one day."""
    if x.held.weekday and y.held.weekday and not x.held.month and not y.held.month:
        plain = x.expression.pattern, y.expression.pattern
        bare = all(isinstance(p, Calendar) and p.which is None and p.of is None for p in plain)
        return x.held.weekday == y.held.weekday and (bare or x.expression.marker == y.expression.marker == "since")
    if x.held.month and y.held.month:
        return (x.held.month, x.held.day) == (y.held.month, y.held.day)
    for fixed, other in ((x, y), (y, x)):
        if fixed.fixed is not None:
            return other.held.fits(fixed.fixed)
    return True


def _is_of_one_year(row: Spoken) -> bool:
    """Whether its words give the year, or count it from the report's."""
    pattern = row.expression.pattern
    return row.fixed is not None or (isinstance(pattern, Calendar) and pattern.of is not None)


def _same_month_needs(x: Spoken, y: Spoken) -> float:
    """How alike the sentences of two months must be: less where both tell the year."""
    return SAME_MONTH if _is_of_one_year(x) and _is_of_one_year(y) else SAME_DAY


def _same_month(x: Spoken, y: Spoken) -> bool:
    def month(row: Spoken) -> tuple[int, int] | None:
        if row.fixed is not None:
            at = date.fromordinal(row.fixed)
            return (at.month, at.day) if row.length <= 31 else None
        return (row.held.month, row.held.day) if row.held.month else None

    return month(x) is not None and month(x) == month(y)


def _weeks(pile: Sequence[ReportWords], dated: frozenset[str], rare: Rarity) -> Iterable[Shared]:
    """“last week” and “early May” of one thing in one text: the week holds a day of that part of the month."""
    for words in pile:
        if words.report in dated:
            continue
        weeks = [t for t in words.told if "week" in _kinds(t.spoken)]
        spans = [t for t in words.told if _is_narrow_past(t.spoken)]
        for week in weeks:
            for span in spans:
                like = likeness(week.around, span.around, rare)
                if like < SAME_PLACE or not week.around.names & span.around.names:
                    continue
                x, y = week.spoken, span.spoken
                why = f"“{x.expression.text}” and “{y.expression.text}” tell of one thing: "
                why += _of_what(week.around, span.around)
                gap = Difference(y.day, x.day, -6, y.length - 1, why, like / 2)
                yield Shared((words.report, words.report), gap)


def _is_narrow_past(row: Spoken) -> bool:
    """Whether it is a past day, or early, mid or late in a month, without its year."""
    return row.held.month is not None and row.high == 0 and row.length <= 11 and row.held.weekday is None


def _campaigns(pile: Sequence[ReportWords], dated: frozenset[str], rare: Rarity) -> Iterable[Shared]:
    """“over the last 10 days” and “since August 1” of one campaign: the days counted back reach its beginning."""
    for words in pile:
        if words.report in dated:
            continue
        for stretch in words.stretches:
            for told in words.told:
                row = told.spoken
                if row.expression.marker != "since" or row.length != 1:
                    continue
                like = likeness(stretch.around, told.around, rare)
                if like < SAME_START:
                    continue
                low, high = -(stretch.days + stretch.days // 2), -(stretch.days - 1)
                why = f"“{stretch.text}” go back to “{row.expression.text}”"
                gap = Difference(published_day(words.report), row.day, low, high, why, like)
                yield Shared((words.report, words.report), gap)


def _same_stories(
    pile: Sequence[ReportWords], pairs: frozenset[tuple[int, int]], dated: frozenset[str], rare: Rarity
) -> Iterable[Shared]:
    """A story that one report dates is not younger than another report that gives it."""
    best: dict[tuple[str, str], Shared] = {}
    for i, j in sorted((*pairs, *((j, i) for i, j in pairs))):
        one, two = pile[i], pile[j]
        if {one.report, two.report} <= dated:
            continue
        for story, other in product(one.stories, two.stories):
            like = likeness(story.around, other.around, rare)
            if story.day is None or story.outlet != other.outlet or like < SAME_STORY:
                continue
            why = f"{two.name} gives the same story as {one.name}, where it came out then"
            gap = Difference(story.day, published_day(two.report), 0, ALWAYS, why, like)
            key = (story.day, two.report)
            if key not in best or best[key].difference.strength < like:
                best[key] = Shared((one.report, two.report), gap)
    return [best[k] for k in sorted(best)]
