"""Figures of one measure held against each other: do they conflict, or does something explain them?

Explanations are tried in a fixed order (docs: how it decides): the ranges meet; one origin gave both; they count other
people or things; one is a part of the other; they are of other windows; the later one has moved on (an update). Only
what is left is a conflict of numbers, and only where two origins stand behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from rashomon.assess.alike import limits
from rashomon.assess.calendar import is_before
from rashomon.assess.explained import HARM, STATES, Compared, Moved, compared, compared_of_one_thing, unsure
from rashomon.assess.figured import Figured, figured, is_count, is_of_either, stated
from rashomon.assess.index import PileIndex
from rashomon.assess.measured import with_unit
from rashomon.assess.scopes import is_summand_of
from rashomon.assess.tallies import tallies
from rashomon.assess.telling import listed, quoted, whence
from rashomon.assess.verdicts import Found, Verdicts, Weighed, dismissal
from rashomon.records import (
    Dismissed,
    Evidence,
    Measure,
    Quantity,
    Side,
)

_COMPARED: tuple[Measure, ...] = (
    "killed", "injured", "captured", "missing", "displaced", "people", "strikes", "attacks", "munitions", "vehicles",
    "personnel",
)  # fmt: skip
_RISING: frozenset[Measure] = frozenset(("killed", "injured", "captured"))
_MAY_HAVE_MOVED = Compared("too_uncertain", "The count may have moved on: the day of one figure is not known.")
_MOST_FIGURES = 80
_SHOWN = 8
_LEAST_LED = 2
_WORDED_ALIKE = 0.6
_LONG_SENTENCE, _BESIDE = 160, 70


_Compare = tuple[Figured, Figured, Compared]


class _Apart(msgspec.Struct, frozen=True):
    """Two figures that part, and why."""

    one: Figured
    two: Figured
    why: str


def numbers(weighed: Weighed) -> Verdicts:
    """Conflicts and updates among the figures of each incident, among those of contents otherwise alike, and among
    those told of one thing; each once.
    """
    index = weighed.index
    struck = _struck(index)
    groups = ([index.quantity[q] for q in group if q not in struck] for group in _grouped(weighed))
    grouped = [_of_group(weighed, group) for group in groups]
    known = [f for v in grouped for f in v.found]
    tallied = _tallied(weighed)
    return Verdicts(
        found=(*known, *(f for v in tallied for f in v.found if not any(_is_told_by(f, k) for k in known))),
        dismissed=tuple(d for v in (*grouped, *tallied) for d in v.dismissed),
    )


def _struck(index: PileIndex) -> frozenset[str]:
    """Counts of soldiers or officers whom somebody attacked: of how many were hit, not of how many there were, and not
    of one harm (`12 officers were shot`, `the murder of five officers`).
    """
    attacks = (e for e in index.pile.events if e.type == "ASSAULT")
    struck = ((e, p.span) for e in attacks for p in e.participants if p.role == "recipient")
    hit = ((span, index.quantity[q]) for e, span in struck for q in e.quantities)
    return frozenset(
        q.id for span, q in hit if q.measure == "personnel" and q.span.start < span.end and span.start < q.span.end
    )


def _is_told_by(one: Found, other: Found) -> bool:
    """Whether two sides of a finding have figures on two sides of another of its kind."""
    ours, theirs = ([{e.quantity for e in s.evidence} for s in f.sides] for f in (one, other))
    met = {(i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if a & b}
    return one.kind == other.kind and len({i for i, _ in met}) > 1 and len({j for _, j in met}) > 1


def _tallied(weighed: Weighed) -> list[Verdicts]:
    """What becomes of figures of one counted noun that are told of one thing."""
    index, lead = weighed.index, dict[str, str]()
    matches = tallies(weighed)
    for match in matches:
        _join(lead, match.pair.first, match.pair.second)
    grouped: dict[str, list[_Compare]] = {}
    for match in matches:
        ids = (match.pair.first, match.pair.second)
        figures = [figured(index, weighed.origins, with_unit(index.quantity[q])) for q in ids]
        one, two = sorted(figures, key=lambda f: (index.report_order(f.row.report), f.row.span.start, f.row.id))
        told = compared_of_one_thing(one, two, match.may_grow)
        grouped.setdefault(_root(lead, ids[0]), []).append((one, two, told))
    return [_verdicts(weighed, rows) for _, rows in sorted(grouped.items())]


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
    figures = [figured(index, weighed.origins, q) for q in rows if is_count(q) and not is_of_either(index, q)]
    own = [f.row for f in figures]
    figures = [
        replace(f, addend=f.addend or _is_increment(f, figures) or _is_aside(f, figures) or is_summand_of(f.row, own))
        for f in _with_whole(figures)
    ]
    figures.sort(key=lambda f: (index.report_order(f.row.report), f.row.span.start, f.row.id))
    return _verdicts(weighed, _pairs_compared(weighed, figures))


def _verdicts(weighed: Weighed, pairs: Sequence[_Compare]) -> Verdicts:
    apart: dict[Moved, list[_Apart]] = {"update": [], "conflict": []}
    dismissed: dict[tuple[float | None, float | None], Dismissed] = {}
    for one, two, told in pairs:
        if told.verdict == "update" or told.verdict == "conflict":
            apart[told.verdict].append(_Apart(one, two, told.why))
        elif told.verdict != "agree":
            pair = dismissal("number", (_side([one]), _side([two])), told.verdict, told.why)
            dismissed.setdefault((stated(one.row), stated(two.row)), pair)
    disputed = {_numbers(pair.one, pair.two) for pair in apart["conflict"]}
    apart["update"] = [p for p in apart["update"] if _numbers(p.one, p.two) not in disputed]
    shown = {n for pair in disputed for n in pair}
    if all(n in shown for p in apart["update"] for n in _numbers(p.one, p.two)):
        apart["update"] = []
    found = [
        _found(weighed, verdict, list({f.row.id: f for pair in linked for f in (pair.one, pair.two)}.values()), linked)
        for verdict, parted in apart.items()
        for linked in _linked(parted)
    ]
    return Verdicts(found=tuple(found), dismissed=tuple(dismissed.values()))


def _with_whole(figures: Sequence[Figured]) -> list[Figured]:
    """The figures, those that count anybody as counting whom all headlines and leads count: of a fire on a ward all
    dead are patients, unless a report tells the patients as a part of its dead.
    """
    whole = [f for f in figures if not f.part and not f.addend]
    told = {(kind, f.row.report) for f in whole for kind in f.counted}
    led = {(kind, f.row.report) for f in whole if f.leads for kind in f.counted}
    kinds = {kind for kind, _ in (led or told)}
    if len(kinds) != 1 or len(led or told) < _LEAST_LED:
        return list(figures)
    return [f if f.counted or f.whole else replace(f, counted=frozenset(kinds)) for f in figures]


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
    more = stated(one.row) or 0.0
    own = {stated(f.row) for f in figures if f.row.report == one.row.report}
    before = {stated(f.row) or 0.0 for f in figures if f.row.report != one.row.report}
    return any(first >= more and first + more in own for first in before)


def _is_aside(one: Figured, figures: Sequence[Figured]) -> bool:
    """Whether a report tells a lesser harm in its own voice than that which it leads with: a part of it, or another
    happening's (`the ambush of 2009, in which all four were killed`), for no report contradicts its own lead so.
    """
    if one.row.measure not in HARM or one.leads or one.attributed:
        return False
    own = [f for f in figures if f.row.report == one.row.report and f.leads and not (f.part or f.addend)]
    return bool(own) and all((stated(f.row) or 0.0) > (stated(one.row) or 0.0) for f in own)


def _pairs_compared(weighed: Weighed, figures: Sequence[Figured]) -> list[_Compare]:
    """All pairs with what becomes of them. Two numbers of which one report surely has the later are an update in every
    report: one whose day is not sure does not make them a conflict; nor does it where the count may have moved.
    """
    pairs = [
        (one, two, compared(one, two))
        for i, one in enumerate(figures)
        for two in figures[i + 1 :]
        if weighed.stories.are_told_near(one.row.report, two.row.report)
    ]
    moved = {_numbers(one, two): told for one, two, told in pairs if told.verdict == "update"}
    return [
        (one, two, moved.get(_numbers(one, two), _MAY_HAVE_MOVED if _may_move(one, two) else told))
        if told.verdict == "conflict" and unsure(one, two)
        else (one, two, told)
        for one, two, told in pairs
    ]


def _may_move(one: Figured, two: Figured) -> bool:
    """Whether the higher of two figures of what only rises may be the later one, none saying by when it counts. Of two
    reports of which no day is known at all, sentences worded alike are taken to be of one time.
    """
    low, high = sorted((one, two), key=lambda f: limits(f.row)[0])
    dated = one.published is not None or two.published is not None or float(one.vector @ two.vector) < _WORDED_ALIKE
    timed = one.as_of is not None and two.as_of is not None
    return one.row.measure in _RISING and dated and not timed and not is_before(high.published, low.published)


def _numbers(one: Figured, two: Figured) -> tuple[float, ...]:
    return tuple(sorted((limits(one.row)[0], limits(two.row)[0])))


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
    falls = verdict == "update" and figures[0].row.measure in STATES
    order = sorted(by_value.items(), key=lambda v: (index.report_order(v[1][0].row.report) if falls else (), v[0]))
    groups = [g for _, g in (order if len(order) <= _SHOWN else [*order[: _SHOWN - 1], order[-1]])]
    parts = [f"{quoted(_around(index, g[0]))} {whence(index, g[0].holder, g[0].row.report)}" for g in groups]
    accounts, both = ("Two accounts", "both") if len(groups) == 2 else (f"{len(groups)} accounts", "all")
    ids = {f.row.id for f in figures}
    told = {
        "update": f"The {_named(figures[0])} moved on: " + ", then ".join(parts) + ".",
        "conflict": f"{accounts} of the {_named(figures[0])} cannot {both} hold: " + " against ".join(parts) + ".",
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


def _named(figure: Figured) -> str:
    """What a figure gives, as it is shown: a number of its measure or of what it counts, or what is measured."""
    row = figure.row
    if row.measure in ("money", "duration", "distance"):
        return {"money": "sum of money"}.get(row.measure, row.measure)
    return f"number of {row.measure if row.measure != 'other' or row.counted is None else row.counted.text}"


def _is_firm(weighed: Weighed, figures: Sequence[Figured]) -> bool:
    """Whether two of the figures are given flatly, without a bound, and in reports that tell one story."""
    exact = [f for f in figures if f.row.bound == "exact" and f.row.measure in _COMPARED]
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
