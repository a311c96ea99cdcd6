"""References that two time expressions, or two reports, share: the same day, the same story, the same campaign.

Two expressions are held to be of one day only where their words fit one day and the sentences around them share enough
content words, a name among them. "the Le Monde report on Wednesday" in two reports is one Wednesday.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations, pairwise

import msgspec

from rashomon.annotate import Annotations
from rashomon.link.dates_evidence import Spoken, published_day
from rashomon.link.dates_system import ALWAYS, Difference
from rashomon.link.dates_wording import Rarity, Wording, likeness, rarity, shared, wording
from rashomon.records import Report
from rashomon.timex import Calendar, Length, Shift

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
CROWD = 60
"""A word that stands with a kind of day in more expressions than this joins nothing."""
AFTER = re.compile(r"\s+(after|before)\b")
THEN = re.compile(r"\W*Since then\b")
BREAK = re.compile(r"(?<=[.!?])[\"”’']*\s+|\n+")


class Told(msgspec.Struct, frozen=True):
    """An expression with the words around it: its sentence, and the names of the sentence after it."""

    spoken: Spoken
    around: Wording
    sentence: int
    """Where its sentence begins."""


class Story(msgspec.Struct, frozen=True):
    """A sentence that gives an outlet's story, with the day it came out where the sentence tells it."""

    outlet: str
    around: Wording
    text: str
    day: str | None


class Stretch(msgspec.Struct, frozen=True):
    """“over the last 10 days”: a campaign that has gone on for so long."""

    days: int
    text: str
    around: Wording


class ReportWords(msgspec.Struct, frozen=True):
    """What one report brings to the pile's references."""

    report: str
    name: str
    told: tuple[Told, ...]
    stories: tuple[Story, ...]
    offsets: tuple[Difference, ...]
    stretches: tuple[Stretch, ...]


def _sentences(text: str, annotations: Annotations) -> list[tuple[int, int]]:
    if annotations.sentences:
        return [(s.start, s.end) for s in annotations.sentences]
    edges = [0, *(m.end() for m in BREAK.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def report_words(report: Report, rows: Sequence[Spoken], annotations: Annotations, text: str) -> ReportWords:
    """The references of one report."""
    sentences = _sentences(text, annotations)
    starts = [s[0] for s in sentences]

    def around(offset: int) -> tuple[Wording, int]:
        at = max(0, bisect_right(starts, offset) - 1)
        own = wording(text[slice(*sentences[at])]) if sentences else Wording(frozenset(), frozenset())
        following = wording(text[slice(*sentences[at + 1])]) if at + 1 < len(sentences) else own
        return Wording(
            own.words | following.names, own.names | following.names, {**following.forms, **own.forms}
        ), sentences[at][0] if sentences else 0

    told = tuple(Told(r, *around(r.expression.start)) for r in rows)
    return ReportWords(
        report=report.id,
        name=_name(report),
        told=told,
        stories=_stories(annotations, sentences, told, text),
        offsets=(*_offsets(annotations, told, text), *_since_then(told, text)),
        stretches=_stretches(annotations, around),
    )


def _name(report: Report) -> str:
    """How a reason names a report: by its title, cut where it is long."""
    name = report.title.text if report.title else (report.names[0] if report.names else report.id)
    return f"“{name}”" if len(name) <= 60 else f"“{name[:57].rsplit(' ', 1)[0]} …”"


def _stories(
    annotations: Annotations, sentences: Sequence[tuple[int, int]], told: Sequence[Told], text: str
) -> tuple[Story, ...]:
    """The sentences that give an outlet's story."""
    starts = [s[0] for s in sentences]
    rows = []
    for mention in annotations.mentions:
        if mention.kind != "media" or mention.head != "name" or not sentences:
            continue
        start, end = sentences[max(0, bisect_right(starts, mention.span.start) - 1)]
        days = [t.spoken for t in told if t.sentence == start and _is_day(t.spoken)]
        outlet = " ".join(sorted(wording(f"The {mention.span.text}").words))
        rows.append(Story(outlet, wording(text[start:end]), text[start:end], days[-1].day if days else None))
    return tuple(rows)


def _stretches(annotations: Annotations, around: Callable[[int], tuple[Wording, int]]) -> tuple[Stretch, ...]:
    rows = []
    for reading in annotations.times:
        pattern = reading.expression.pattern
        if isinstance(pattern, Length) and pattern.towards == -1 and pattern.count and pattern.unit in {"day", "week"}:
            days = round(pattern.count * (7 if pattern.unit == "week" else 1))
            if 5 <= days <= 60:
                rows.append(Stretch(days, reading.expression.text, around(reading.expression.start)[0]))
    return tuple(rows)


def _is_day(row: Spoken) -> bool:
    return row.length == 1 and isinstance(row.expression.pattern, Calendar)


def _offsets(annotations: Annotations, told: Sequence[Told], text: str) -> list[Difference]:
    """“It came four days after US planes bombed …”, where a weekday of the same text is that day."""
    rows = []
    days = [t for t in told if _is_day(t.spoken) and t.spoken.held.weekday]
    for reading in annotations.times:
        expression, pattern = reading.expression, reading.expression.pattern
        joint = AFTER.match(text, expression.end)
        if not isinstance(pattern, Length) or pattern.unit != "day" or not joint or pattern.count is None:
            continue
        before = [t for t in days if t.spoken.expression.start < expression.start]
        if not before:
            continue
        base, sign = before[-1], (-1 if joint.group(1) == "after" else 1)
        clause = wording(text[joint.end() : joint.end() + 120].split("\n")[0])
        wanted = ((base.spoken.held.weekday or 1) - 1 + sign * int(pattern.count)) % 7 + 1
        for target in days:
            if target.spoken.held.weekday == wanted and target is not base and clause.names & target.around.names:
                gap = sign * int(pattern.count)
                names = target.spoken.expression.text, base.spoken.expression.text
                told_of = f"{expression.text} {joint.group(1)} it"
                why = f"“{names[0]}” is the day of which the text says that what came “{names[1]}” was {told_of}"
                rows.append(Difference(base.spoken.day, target.spoken.day, gap, gap, why, 3.0))
    return rows


def _since_then(told: Sequence[Told], text: str) -> list[Difference]:
    """“Since then …”: what the sentence tells is not before what was told last."""
    rows = []
    for earlier, later in pairwise(told):
        if later.sentence != earlier.sentence and THEN.match(text, later.sentence) and _is_day(later.spoken):
            why = f"“{later.spoken.expression.text}” is after “{earlier.spoken.expression.text}”"
            rows.append(Difference(earlier.spoken.day, later.spoken.day, 0, ALWAYS, why, 2.0))
    return rows


# ------------------------------------------------------------------ across reports


class Shared(msgspec.Struct, frozen=True):
    """A reference that two reports share (or one report twice), as a difference of days."""

    reports: tuple[str, str]
    difference: Difference


class _Candidate(msgspec.Struct, frozen=True):
    """A shared day; `fixed` where one of the two is a date with its year, `free` the other."""

    shared: Shared
    fixed: int | None
    free: str


def shared_references(pile: Sequence[ReportWords], dated: frozenset[str]) -> tuple[Shared, ...]:
    """The references that reports share, the strongest first; none between two reports whose dates are `dated`."""
    rare = rarity([t.around for t in words.told] + [s.around for s in words.stories] for words in pile)
    rows = [
        *_same_days(pile, dated, rare),
        *_campaigns(pile, dated, rare),
        *_same_stories(pile, dated, rare),
    ]
    return tuple(sorted(rows, key=lambda r: (-r.difference.strength, r.difference.a, r.difference.b)))


def _kinds(row: Spoken) -> list[str]:
    """The kinds of day that an expression may share with another: expressions of one kind are compared."""
    held, kinds = row.held, []
    if held.month:
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


def _same_days(pile: Sequence[ReportWords], dated: frozenset[str], rare: Rarity) -> Iterable[Shared]:
    rooms: dict[tuple[str, str], list[tuple[ReportWords, Told]]] = defaultdict(list)
    for words in pile:
        for told in words.told:
            for kind in _kinds(told.spoken):
                for name in told.around.names:
                    rooms[kind, name].append((words, told))
    seen: set[tuple[str, str]] = set()
    candidates: list[_Candidate] = []
    for key in sorted(rooms):
        if len(rooms[key]) > CROWD:
            continue
        for (one, a), (two, b) in combinations(rooms[key], 2):
            pair = (a.spoken.day, b.spoken.day)
            if pair in seen or {one.report, two.report} <= dated:
                continue
            seen.add(pair)
            found = _same(one, a, two, b, rare)
            if found is not None:
                fixed = a.spoken.fixed if a.spoken.fixed is not None else b.spoken.fixed
                free = b.spoken.day if a.spoken.fixed is not None else a.spoken.day
                candidates.append(_Candidate(found, fixed, free))
    yield from _decided(candidates)
    yield from _weeks(pile, dated, rare)


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
    if one.report == two.report and not (_is_day(x) and _is_day(y) and x.held != y.held):
        return None
    if x.fixed is not None and y.fixed is not None:
        return None
    if _is_day(x) and _is_day(y):
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
        spans = [t for t in words.told if (t.spoken.held.month and t.spoken.length > 1) or _is_dated_day(t.spoken)]
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


def _is_dated_day(row: Spoken) -> bool:
    return row.length == 1 and row.held.month is not None


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


def _same_stories(pile: Sequence[ReportWords], dated: frozenset[str], rare: Rarity) -> Iterable[Shared]:
    """A story that one report dates is not younger than another report that gives it."""
    by_outlet: dict[str, list[tuple[ReportWords, Story]]] = defaultdict(list)
    for words in pile:
        for story in words.stories:
            by_outlet[story.outlet].append((words, story))
    best: dict[tuple[str, str], Shared] = {}
    for outlet in sorted(by_outlet):
        if len(by_outlet[outlet]) > CROWD:
            continue
        for one, story in by_outlet[outlet]:
            for two, other in by_outlet[outlet]:
                if story.day is None or one.report == two.report or {one.report, two.report} <= dated:
                    continue
                like = likeness(story.around, other.around, rare)
                if like < SAME_STORY:
                    continue
                why = f"{two.name} gives the same story as {one.name}, where it came out then"
                found = Shared(
                    (one.report, two.report), Difference(story.day, published_day(two.report), 0, ALWAYS, why, like)
                )
                key = (story.day, two.report)
                if key not in best or best[key].difference.strength < like:
                    best[key] = found
    return [best[k] for k in sorted(best)]
