"""Figures of one measure held against each other: do they conflict, or does something explain them?

Explanations are tried in a fixed order (docs: how it decides): the ranges meet; one origin gave both; they count other
people or things; one is a part of the other; they are of other windows; the later one has moved on (an update). Only
what is left is a conflict of numbers, and only where two origins stand behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal

import msgspec
from msgspec.structs import replace

from rashomon.assess.alike import far_apart, limits, may_agree
from rashomon.assess.calendar import days_apart, is_before, is_one_day
from rashomon.assess.content import content_of, spots_of
from rashomon.assess.counting import (
    crowd,
    generic_counted,
    is_ordinal,
    part_phrases,
    risen_phrases,
    superseded_phrases,
    surviving,
)
from rashomon.assess.index import PileIndex, Vectors
from rashomon.assess.origins import Origins, innermost
from rashomon.assess.positions import holder_text
from rashomon.assess.telling import listed, quoted
from rashomon.assess.terms import stem, terms, words
from rashomon.assess.tolls import counted_by, is_long_before, toll_matter
from rashomon.assess.verdicts import Found, Verdicts, Weighed, dismissal
from rashomon.records import (
    DismissalReason,
    Dismissed,
    Evidence,
    Interval,
    Measure,
    Place,
    Quantity,
    Side,
)

_COMPARED: tuple[Measure, ...] = (
    "killed", "injured", "captured", "missing", "displaced", "people", "strikes", "attacks", "munitions", "vehicles",
    "personnel",
)  # fmt: skip
_STATES: frozenset[Measure] = frozenset(("missing", "displaced"))
"""Measures of a state of things, which may fall as well as rise; others count what has happened, and only rise."""
_COUNTED_ON: frozenset[Measure] = frozenset(("strikes", "attacks"))
_SIDES = frozenset(("military", "armed_group", "government", "party", "company", "organisation"))
_NAMED = frozenset(("person", "body", "document", "media"))
_OF_A_NUMBER = re.compile(r"\s+(?:out )?of (?:the|its|those|some|about)?\s*\d")
_OF_THOSE = re.compile(
    r"\b(?:out of|of|among) (?:the|its|those|these|all|them|\d[\d,]*)\b[^,.;]{0,60},\s*(?:[\w’'-]+ ){0,2}$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|and|, and|&)\s*")
_LEAST_COSINE, _ONE_CROWD, _BESIDE_CROWD = 0.5, 0.66, 300
_LEAST_PEOPLE = 10
_MOST_FIGURES = 40
_AROUND = 40
_SHOWN = 8
_SCALE, _WIDE = 10, 1.5
_LONG_SENTENCE, _BESIDE = 160, 70

Moved = Literal["update", "conflict"]


class Figured(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with what is needed to hold it against another."""

    row: Quantity
    whom: str | None
    """The side whose people it counts, where that has a name."""
    holder: str
    origin: str
    counted: frozenset[str]
    """Stems of what it counts, general words for people left out: empty where it counts anybody."""
    part: bool
    long_before: bool
    """Whether its sentence tells of a day long before its report."""
    superseded: bool
    """Whether the words before it say that another has taken its place."""
    risen: bool
    """Whether the words before it say that it is where a count has come to: `rose to 24`."""
    published: Interval | None
    since: Interval | None
    as_of: Interval | None
    statement: str | None
    spots: tuple[Place, ...]
    """Places smaller than a country in its sentence."""
    vector: Vectors
    """The wording of its sentence."""
    named: bool
    """Whether somebody with a name gives it."""
    attributed: bool
    """Whether it is told as somebody's, not in the outlet's own voice."""
    days: frozenset[str]
    """The single days that its sentence names."""
    years: frozenset[str]
    """The years that its sentence speaks of."""
    in_custody: bool
    """Whether its sentence speaks of people held."""
    toll: str | None
    """What it is the toll of; None where it is told in passing."""


class _Compared(msgspec.Struct, frozen=True):
    verdict: Moved | Literal["agree"] | DismissalReason
    why: str


class _Apart(msgspec.Struct, frozen=True):
    """Two figures that part, and why."""

    one: Figured
    two: Figured
    why: str


def numbers(weighed: Weighed) -> Verdicts:
    """Conflicts and updates among the figures of each incident, and among those of contents otherwise alike."""
    index = weighed.index
    grouped = _grouped(weighed)
    parts = [_of_group(weighed, [index.quantity[q] for q in group]) for group in grouped]
    return Verdicts(
        found=tuple(f for v in parts for f in v.found),
        dismissed=tuple(d for v in parts for d in v.dismissed),
    )


def _grouped(weighed: Weighed) -> list[list[str]]:
    """Quantities of one measure that are to be held against each other: of one incident, or rivals; in order."""
    index, lead = weighed.index, dict[str, str]()
    for incident in index.pile.incidents:
        for measure in _COMPARED:
            told = (index.quantity.get(f.quantity) for f in incident.figures if f.measure == measure)
            rows = [q.id for q in told if q is not None and q.measure == measure]
            for one, two in pairwise(rows):
                _join(lead, one, two)
    for pair in weighed.rivals:
        if index.quantity[pair.first].measure in _COMPARED:
            _join(lead, pair.first, pair.second)
    groups: dict[str, list[str]] = {}
    for quantity in sorted(lead):
        groups.setdefault(_root(lead, quantity), []).append(quantity)
    return [group for _, group in sorted(groups.items()) if len(group) <= _MOST_FIGURES]


def _root(lead: dict[str, str], one: str) -> str:
    while lead.setdefault(one, one) != one:
        one = lead[one]
    return one


def _join(lead: dict[str, str], one: str, two: str) -> None:
    first, second = sorted((_root(lead, one), _root(lead, two)))
    lead[second] = first


def _of_group(weighed: Weighed, rows: Sequence[Quantity]) -> Verdicts:
    index = weighed.index
    figures = [figured(index, weighed.origins, q) for q in rows if _is_count(q)]
    figures = [replace(f, part=f.part or _is_increment(f, figures)) for f in figures]
    figures.sort(key=lambda f: (index.report_order(f.row.report), f.row.span.start, f.row.id))
    apart: dict[Moved, list[_Apart]] = {"update": [], "conflict": []}
    dismissed: dict[tuple[float | None, float | None], Dismissed] = {}
    for one, two, told in _pairs_compared(figures):
        if told.verdict == "update" or told.verdict == "conflict":
            apart[told.verdict].append(_Apart(one, two, told.why))
        elif told.verdict != "agree":
            pair = dismissal("number", (_side([one]), _side([two])), told.verdict, told.why)
            dismissed.setdefault((_stated(one.row), _stated(two.row)), pair)
    disputed = {limits(f.row) for pair in apart["conflict"] for f in (pair.one, pair.two)}
    if all(limits(f.row) in disputed for pair in apart["update"] for f in (pair.one, pair.two)):
        apart["update"] = []
    found = [
        _found(weighed, verdict, list({f.row.id: f for pair in linked for f in (pair.one, pair.two)}.values()), linked)
        for verdict, pairs in apart.items()
        for linked in _linked(pairs)
    ]
    return Verdicts(found=tuple(found), dismissed=tuple(dismissed.values()))


def _linked(pairs: Sequence[_Apart]) -> list[list[_Apart]]:
    """Pairs gathered that hang together by their figures, so that counts of two things are two findings."""
    lead: dict[str, str] = {}
    for pair in pairs:
        _join(lead, pair.one.row.id, pair.two.row.id)
    held: dict[str, list[_Apart]] = {}
    for pair in pairs:
        held.setdefault(_root(lead, pair.one.row.id), []).append(pair)
    return list(held.values())


def _is_increment(one: Figured, figures: Sequence[Figured]) -> bool:
    """Whether a figure makes up, with one of another report as great or greater, one of its own report: 14, 13 more,
    now 27.
    """
    more = _stated(one.row) or 0.0
    own = {_stated(f.row) for f in figures if f.row.report == one.row.report}
    before = {_stated(f.row) or 0.0 for f in figures if f.row.report != one.row.report}
    return any(first >= more and first + more in own for first in before)


def _pairs_compared(figures: Sequence[Figured]) -> list[tuple[Figured, Figured, _Compared]]:
    """All pairs with what becomes of them. Two numbers of which one report surely has the later are an update in every
    report: one whose day is not sure does not make them a conflict.
    """
    pairs = [(one, two, compared(one, two)) for i, one in enumerate(figures) for two in figures[i + 1 :]]
    moved = {_numbers(one, two): told for one, two, told in pairs if told.verdict == "update"}
    return [
        (one, two, moved.get(_numbers(one, two), told) if told.verdict == "conflict" and _unsure(one, two) else told)
        for one, two, told in pairs
    ]


def _numbers(one: Figured, two: Figured) -> tuple[float, ...]:
    return tuple(sorted((limits(one.row)[0], limits(two.row)[0])))


def _unsure(one: Figured, two: Figured) -> bool:
    """Whether the day of one of two figures is not known to the day."""
    return not (is_one_day(one.published) and is_one_day(two.published))


def figured(index: PileIndex, origins: Origins, row: Quantity) -> Figured:
    """A quantity with its holder, its origin and what it counts."""
    statement, (start, end) = innermost(index, row), _bounds(index, row)
    return Figured(
        row=row,
        whom=_named_side(index, row),
        holder=holder_text(index, content_of(index, statement)) if statement else index.name_of(row.report),
        origin=origins.of(statement.id) if statement else row.report,
        counted=_counted(row),
        part=_is_part(index, row),
        long_before=is_long_before(index, row),
        superseded=any(f" {phrase} " in _beside(index, row, _AROUND, 0) for phrase in superseded_phrases()),
        risen=any(f" {phrase} " in _beside(index, row, _AROUND, 0) for phrase in risen_phrases()),
        published=index.window(row.report),
        since=row.since,
        as_of=row.as_of or counted_by(index, row) or (statement.said_at if statement else None),
        statement=statement.id if statement else None,
        spots=spots_of(index.places.inside(row.report, start, end)),
        vector=index.vector(row.report, start, end),
        named=statement is not None and statement.source_kind in _NAMED,
        attributed=statement is not None and statement.voice == "attributed",
        days=_days_of(index, row.report, start, end),
        years=_years_of(index, row.report, start, end),
        in_custody="detain" in terms(index.pile.text_of(row.report)[start:end]).concepts,
        toll=toll_matter(index, row),
    )


def _days_of(index: PileIndex, report: str, start: int, end: int) -> frozenset[str]:
    told = (t.interval for t in index.times.inside(report, start, end) if is_one_day(t.interval))
    return frozenset(i.earliest[:10] for i in told if i and i.earliest)


def _years_of(index: PileIndex, report: str, start: int, end: int) -> frozenset[str]:
    told = (t.interval for t in index.times.inside(report, start, end) if t.interval)
    return frozenset(i.earliest[:4] for i in told if i.earliest and i.latest and i.earliest[:4] == i.latest[:4])


def _named_side(index: PileIndex, row: Quantity) -> str | None:
    entity = index.entities.get(row.whom or "")
    return entity.id if entity and entity.kind in _SIDES and entity.name[:1].isupper() else None


def _bounds(index: PileIndex, row: Quantity) -> tuple[int, int]:
    """Where the sentence of a figure begins and ends."""
    sentence = index.sentence_at(row.report, row.span.start)
    return (sentence.start, sentence.end) if sentence else (row.span.start, row.span.end)


def _is_part(index: PileIndex, row: Quantity) -> bool:
    """Whether the words beside a figure make it a part of another, or one on top of it: `112 of the 178`."""
    text = index.pile.text_of(row.report)
    beside = any(f" {phrase} " in _beside(index, row, _AROUND, _AROUND) for phrase in part_phrases())
    more = "more" in words(row.span.text)[1:]
    sentence = index.sentence_at(row.report, row.span.start)
    of_those = sentence and _OF_THOSE.search(text[sentence.start : row.span.start])
    where = sentence and words(text[sentence.start : row.span.start])[-1:] == ["where"]
    return (
        beside
        or more
        or bool(where)
        or bool(of_those)
        or _is_summand(index, row)
        or bool(_OF_A_NUMBER.match(text, row.span.end))
    )


def _is_summand(index: PileIndex, row: Quantity) -> bool:
    """Whether a figure is one of several that are told together: `two men and two women`, `2 adults, 3 children`."""
    start, end = _bounds(index, row)
    text = index.pile.text_of(row.report)
    for other in index.quantities.inside(row.report, start, end):
        if other.measure == row.measure and other.id != row.id:
            low, high = sorted((other, row), key=lambda q: q.span.start)
            if _AND.fullmatch(text[low.span.end : high.span.start]):
                return True
    return False


def _is_count(row: Quantity) -> bool:
    """Whether a figure can be held against others: no vague word, no place in a row, no single person told of."""
    alone = row.bound == "exact" and row.low == 1 and not any(c.isdigit() for c in row.span.text)
    few = row.measure == "people" and (_stated(row) or 0) < _LEAST_PEOPLE
    return row.bound != "vague" and not alone and not few and not is_ordinal(row.span.text)


def _counted(row: Quantity) -> frozenset[str]:
    told = words(row.counted.text) if row.counted else []
    return frozenset(map(stem, told[-1:])) - generic_counted() - surviving() - crowd()


def _beside(index: PileIndex, row: Quantity, before: int, after: int) -> str:
    """The words of its sentence right beside a figure, within so many characters."""
    text, span = index.pile.text_of(row.report), row.span
    sentence = index.sentence_at(row.report, span.start)
    low, high = (sentence.start, sentence.end) if sentence else (0, len(text))
    others = [q.span for q in index.quantities.inside(row.report, low, high) if q.measure == row.measure]
    low = max((o.end for o in others if o.end <= span.start), default=low)
    high = min((o.start for o in others if o.start >= span.end), default=high)
    told = text[max(low, span.start - before) : min(high, span.end + after)]
    return f" {' '.join(words(told))} "


def compared(one: Figured, two: Figured) -> _Compared:
    """What becomes of two figures of one measure in one incident; `one` is the earlier published."""
    return next((e.told for e in _EXPLANATIONS if e.holds(one, two)), _CONFLICT)


def _other_side(one: Figured, two: Figured) -> bool:
    return bool(one.whom and two.whom and one.whom != two.whom)


def _other_kind(one: Figured, two: Figured) -> bool:
    return bool(one.counted and two.counted and not one.counted & two.counted)


def _elsewhere(one: Figured, two: Figured) -> bool:
    return far_apart(one.spots, two.spots)


def _unlike(one: Figured, two: Figured) -> bool:
    told_alone = _tolls_of(one, two) not in (None, "crowd")
    return not told_alone and float(one.vector @ two.vector) < _LEAST_COSINE


def _out_of_scale(one: Figured, two: Figured) -> bool:
    return _many_times(one, two, _SCALE)


def _many_times(one: Figured, two: Figured, factor: float) -> bool:
    low, high = sorted((_stated(one.row) or 0.0, _stated(two.row) or 0.0))
    return high >= factor * max(low, 1.0)


def _other_day(one: Figured, two: Figured) -> bool:
    """Whether the sentences of two tolls speak of two single days."""
    return _tolls_of(one, two) is not None and bool(one.days and two.days and not one.days & two.days)


def _tolls_of(one: Figured, two: Figured) -> str | None:
    """What two figures are both the toll of."""
    return one.toll if one.toll == two.toll else None


def _other_window(one: Figured, two: Figured) -> bool:
    return bool(one.since and two.since and days_apart(one.since, two.since))


def _uncertain_window(one: Figured, two: Figured) -> bool:
    return one.row.measure in _COUNTED_ON and one.since is None and two.since is None


def _unnamed_in_one_report(one: Figured, two: Figured) -> bool:
    firm = _tolls_of(one, two) is not None and (one.named or two.named)
    return one.row.report == two.row.report and not firm and not (one.named and two.named)


def _is_one_crowd(one: Figured, two: Figured) -> bool:
    """Whether two parties tell of one crowd: in sentences so alike that they do, or one right after the other."""
    if one.row.report == two.row.report:
        beside = abs(one.row.span.start - two.row.span.start) <= _BESIDE_CROWD
        return (one.attributed or two.attributed) and beside
    return one.attributed and two.attributed and float(one.vector @ two.vector) >= _ONE_CROWD


def _same_numbers(a: Quantity, b: Quantity) -> bool:
    return (a.low, a.high) == (b.low, b.high) or (a.bound != "range" != b.bound and _stated(a) == _stated(b))


def _stated(q: Quantity) -> float | None:
    return q.low if q.low is not None else q.high


def _has_risen(one: Figured, two: Figured) -> bool:
    """Whether the higher of two figures is told as where the count has come to, and not surely before the lower."""
    low, high = sorted((one, two), key=lambda f: limits(f.row)[0])
    return high.risen and not is_before(high.published, low.published)


def _moved_on(one: Figured, two: Figured) -> bool:
    """Whether the later of two figures is the higher one, the order of their days being known; of a state, either."""
    if one.row.measure == "people" and _tolls_of(one, two) != "survivors":
        return False
    if one.row.measure in _STATES:
        return is_before(one.published, two.published) or is_before(two.published, one.published)
    low, high = sorted((one, two), key=lambda f: limits(f.row)[0])
    if limits(low.row)[0] == limits(high.row)[0]:
        return False
    if is_before(low.as_of, high.as_of or high.published) and low.as_of:
        return True
    if low.row.report == high.row.report:
        return bool(high.row.since and not low.row.since and low.as_of)
    return is_before(low.published, high.published)


class _Explanation(msgspec.Struct, frozen=True):
    """Something that settles two figures, and when it does."""

    holds: Callable[[Figured, Figured], bool]
    told: _Compared


_EXPLANATIONS = (
    _Explanation(lambda a, b: _same_numbers(a.row, b.row), _Compared("agree", "The figures are the same.")),
    _Explanation(_other_side, _Compared("other_scope", "They count another side's people.")),
    _Explanation(_other_kind, _Compared("other_scope", "They count other people or things.")),
    _Explanation(
        lambda a, b: a.counted != b.counted, _Compared("subset", "One counts a part of what the other counts.")
    ),
    _Explanation(
        lambda a, b: a.part or b.part,
        _Compared("subset", "The words beside one figure make it a part of a whole, or one on top of it."),
    ),
    _Explanation(
        lambda a, b: a.row.measure == "people" and "survivors" in (a.toll, b.toll) and a.toll != b.toll,
        _Compared("other_scope", "One counts those who came away, the other people at large."),
    ),
    _Explanation(
        lambda a, b: a.long_before != b.long_before,
        _Compared("other_period", "One is of a happening long before its report."),
    ),
    _Explanation(
        lambda a, b: a.superseded != b.superseded,
        _Compared("update", "The words before one figure say that the other has taken its place."),
    ),
    _Explanation(
        _has_risen, _Compared("update", "The words before the higher figure say that the count has risen to it.")
    ),
    _Explanation(_elsewhere, _Compared("other_scope", "Their sentences speak of places far apart.")),
    _Explanation(_unlike, _Compared("too_uncertain", "They stand in sentences too unlike to be of one count.")),
    _Explanation(_out_of_scale, _Compared("too_uncertain", "One is many times the other: not of one count.")),
    _Explanation(
        lambda a, b: bool(a.years and b.years and not a.years & b.years),
        _Compared("other_period", "Their sentences speak of two years."),
    ),
    _Explanation(_other_day, _Compared("other_period", "Their sentences speak of two days.")),
    _Explanation(_other_window, _Compared("other_period", "They count from different days.")),
    _Explanation(_moved_on, _Compared("update", "The later figure is higher: a count that moved on.")),
    _Explanation(lambda a, b: may_agree(a.row, b.row), _Compared("not_contrary", "Both can hold: the ranges meet.")),
    _Explanation(lambda a, b: a.origin == b.origin, _Compared("same_origin", "Both come from one origin.")),
    _Explanation(
        _uncertain_window,
        _Compared("too_uncertain", "Neither says from when it counts, so they may be of other windows."),
    ),
    _Explanation(
        _unnamed_in_one_report,
        _Compared("too_uncertain", "One report gives both, and does not put a name to each."),
    ),
    _Explanation(
        lambda a, b: a.in_custody and b.in_custody and _unsure(a, b),
        _Compared("too_uncertain", "Those held change from day to day, and the day of one count is not known."),
    ),
    _Explanation(
        lambda a, b: "crowd" in (a.toll, b.toll) and not _is_one_crowd(a, b),
        _Compared("too_uncertain", "Crowds are guessed at: held against each other only where two parties give them."),
    ),
    _Explanation(
        lambda a, b: "about" in (a.row.bound, b.row.bound) and not _many_times(a, b, _WIDE),
        _Compared("too_uncertain", "One of them is given as about."),
    ),
)
"""What is tried, in order; what nothing explains is a conflict."""
_CONFLICT = _Compared("conflict", "Same measure, same people, the same time: both cannot hold.")


def _side(figures: Sequence[Figured]) -> Side:
    evidence = tuple(
        Evidence(
            report=f.row.report,
            start=f.row.span.start,
            end=f.row.span.end,
            text=f.row.span.text,
            statement=f.statement,
            quantity=f.row.id,
        )
        for f in figures
    )
    return Side(label=listed([f.holder for f in figures]), evidence=evidence)


def _found(weighed: Weighed, verdict: Moved, figures: Sequence[Figured], pairs: Sequence[_Apart]) -> Found:
    index = weighed.index
    by_value: dict[float, list[Figured]] = {}
    for figure in figures:
        by_value.setdefault(limits(figure.row)[0], []).append(figure)
    falls = verdict == "update" and figures[0].row.measure in _STATES
    order = sorted(by_value.items(), key=lambda v: (index.report_order(v[1][0].row.report) if falls else (), v[0]))
    groups = [g for _, g in (order if len(order) <= _SHOWN else [*order[: _SHOWN - 1], order[-1]])]
    parts = [f"{quoted(_around(index, g[0]))} ({g[0].holder}, {index.name_of(g[0].row.report)})" for g in groups]
    measure, ids = figures[0].row.measure, {f.row.id for f in figures}
    told = {
        "update": f"The number of {measure} moved on: " + ", then ".join(parts) + ".",
        "conflict": f"Two accounts of the number of {measure} cannot both hold: " + " against ".join(parts) + ".",
    }
    return Found(
        kind="update" if verdict == "update" else "number",
        severity="high" if verdict == "conflict" and _is_firm(weighed, figures) else "medium",
        sentence=told[verdict],
        sides=tuple(_side(g) for g in groups),
        incidents=tuple(sorted({i.id for i in index.pile.incidents if ids & {f.quantity for f in i.figures}})),
        why=tuple(dict.fromkeys(p.why for p in pairs)),
        weight=float(len(figures)),
    )


def _is_firm(weighed: Weighed, figures: Sequence[Figured]) -> bool:
    """Whether two of the figures are given flatly, without a bound, and in reports that tell one story."""
    exact = [f for f in figures if f.row.bound == "exact"]
    return any(
        one.row.low != two.row.low and weighed.stories.are_one(one.row.report, two.row.report)
        for i, one in enumerate(exact)
        for two in exact[i + 1 :]
    )


def _around(index: PileIndex, figure: Figured) -> str:
    """The figure with the words around it, so that it can be read alone."""
    sentence, span = index.sentence_at(figure.row.report, figure.row.span.start), figure.row.span
    if sentence is None or len(sentence.text) <= _LONG_SENTENCE:
        return sentence.text if sentence else span.text
    text = index.pile.text_of(figure.row.report)
    before = text[max(sentence.start, span.start - _BESIDE) : span.start]
    after = text[span.end : min(sentence.end, span.end + _BESIDE)]
    if span.start - _BESIDE > sentence.start:
        before = before.partition(" ")[2]
    if span.end + _BESIDE < sentence.end:
        after = after.rpartition(" ")[0]
    return before + text[span.start : span.end] + after
