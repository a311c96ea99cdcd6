"""Figures of one measure held against each other: do they conflict, or does something explain them?

Explanations are tried in a fixed order (docs: how it decides): the ranges meet; one origin gave both; they count other
people or things; one is a part of the other; they are of other windows; the later one has moved on (an update). Only
what is left is a conflict of numbers, and only where two origins stand behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from rashomon.assess.alike import limits, may_agree
from rashomon.assess.calendar import days_apart, is_before
from rashomon.assess.content import content_of
from rashomon.assess.index import PileIndex
from rashomon.assess.origins import Origins, innermost
from rashomon.assess.positions import Told, holder_text
from rashomon.assess.telling import listed, quoted
from rashomon.assess.terms import generic_counted, part_phrases, stem, superseded_phrases, words
from rashomon.assess.verdicts import Found, Verdicts, dismissal
from rashomon.records import (
    DismissalReason,
    Dismissed,
    Evidence,
    Incident,
    Interval,
    Measure,
    Quantity,
    Side,
)

_COMPARED: tuple[Measure, ...] = ("killed", "injured", "captured", "missing", "displaced", "strikes", "attacks")
_COUNTED_ON: frozenset[Measure] = frozenset(("strikes", "attacks"))
_AROUND = 40
_SHOWN = 4

Moved = Literal["update", "conflict"]


class Figured(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with what is needed to hold it against another."""

    row: Quantity
    holder: str
    origin: str
    counted: frozenset[str]
    """Stems of what it counts, general words for people left out: empty where it counts anybody."""
    part: bool
    superseded: bool
    """Whether the words before it say that another has taken its place."""
    published: Interval | None
    since: Interval | None
    as_of: Interval | None
    statement: str | None


class _Compared(msgspec.Struct, frozen=True):
    verdict: Moved | Literal["agree"] | DismissalReason
    why: str


def numbers(index: PileIndex, origins: Origins, told: Sequence[Told]) -> Verdicts:
    """Conflicts and updates among the figures of each incident."""
    parts = [_of_incident(index, origins, incident) for incident in index.pile.incidents]
    return Verdicts(
        found=tuple(f for v in parts for f in v.found),
        dismissed=tuple(d for v in parts for d in v.dismissed),
    )


def _of_incident(index: PileIndex, origins: Origins, incident: Incident) -> Verdicts:
    rows = [index.quantity[f.quantity] for f in incident.figures if f.quantity in index.quantity]
    found: list[Found] = []
    dismissed: list[Dismissed] = []
    for measure in _COMPARED:
        figures = [figured(index, origins, q) for q in rows if q.measure == measure and q.bound != "vague"]
        figures.sort(key=lambda f: (index.report_order(f.row.report), f.row.span.start, f.row.id))
        verdicts = _of_measure(index, incident, figures)
        found += verdicts.found
        dismissed += verdicts.dismissed
    return Verdicts(found=tuple(found), dismissed=tuple(dismissed))


def figured(index: PileIndex, origins: Origins, row: Quantity) -> Figured:
    """A quantity with its holder, its origin and what it counts."""
    statement = innermost(index, row)
    return Figured(
        row=row,
        holder=holder_text(index, content_of(index, statement)) if statement else index.name_of(row.report),
        origin=origins.of(statement.id) if statement else row.report,
        counted=_counted(row),
        part=any(f" {phrase} " in _beside(index, row, _AROUND, _AROUND) for phrase in part_phrases()),
        superseded=any(f" {phrase} " in _beside(index, row, _AROUND, 0) for phrase in superseded_phrases()),
        published=index.window(row.report),
        since=row.since,
        as_of=row.as_of or (statement.said_at if statement else None),
        statement=statement.id if statement else None,
    )


def _counted(row: Quantity) -> frozenset[str]:
    told = words(row.counted.text) if row.counted else []
    return frozenset(map(stem, told[-1:])) - generic_counted()


def _beside(index: PileIndex, row: Quantity, before: int, after: int) -> str:
    """The words of its sentence right beside a figure, within so many characters."""
    text, span = index.pile.text_of(row.report), row.span
    sentence = index.sentence_at(row.report, span.start)
    low, high = (sentence.start, sentence.end) if sentence else (0, len(text))
    told = text[max(low, span.start - before) : min(high, span.end + after)]
    return f" {' '.join(words(told))} "


def _of_measure(index: PileIndex, incident: Incident, figures: Sequence[Figured]) -> Verdicts:
    apart: dict[Moved, list[Figured]] = {"update": [], "conflict": []}
    whys: dict[Moved, list[str]] = {"update": [], "conflict": []}
    dismissed = []
    for i, one in enumerate(figures):
        for two in figures[i + 1 :]:
            told = compared(one, two)
            if told.verdict == "update" or told.verdict == "conflict":
                apart[told.verdict] += [one, two]
                whys[told.verdict].append(told.why)
            elif told.verdict != "agree":
                sides = (_side([one]), _side([two]))
                dismissed.append(dismissal("number", sides, told.verdict, told.why))
    found = [
        _found(index, incident, verdict, list({f.row.id: f for f in figures}.values()), whys[verdict])
        for verdict, figures in apart.items()
        if figures
    ]
    return Verdicts(found=tuple(found), dismissed=tuple(dismissed))


def compared(one: Figured, two: Figured) -> _Compared:
    """What becomes of two figures of one measure in one incident; `one` is the earlier published."""
    if _same_numbers(one.row, two.row):
        return _Compared("agree", "The figures are the same.")
    if one.row.whom and two.row.whom and one.row.whom != two.row.whom:
        return _Compared("other_scope", "They count another side's people.")
    if one.counted != two.counted:
        return _other_counted(one, two)
    if one.superseded != two.superseded:
        return _Compared("update", "The words before one figure say that the other has taken its place.")
    if one.part or two.part:
        return _Compared("subset", "The words beside one figure make it a part of a whole, or one on top of it.")
    if one.since and two.since and days_apart(one.since, two.since):
        return _Compared("other_period", "They count from different days.")
    if _moved_on(one, two):
        return _Compared("update", "The later figure is higher: a count that moved on.")
    if may_agree(one.row, two.row):
        return _Compared("not_contrary", "Both can hold: the ranges meet.")
    if one.origin == two.origin:
        return _Compared("same_origin", "Both come from one origin.")
    if one.row.measure in _COUNTED_ON and one.since is None and two.since is None:
        return _Compared("too_uncertain", "Neither says from when it counts, so they may be of other windows.")
    if "about" in (one.row.bound, two.row.bound):
        return _Compared("too_uncertain", "One of them is given as about.")
    return _Compared("conflict", "Same measure, same people, the same time: both cannot hold.")


def _other_counted(one: Figured, two: Figured) -> _Compared:
    if one.counted and two.counted:
        return _Compared("other_scope", "They count other people or things.")
    return _Compared("subset", "One counts a part of what the other counts.")


def _same_numbers(a: Quantity, b: Quantity) -> bool:
    return (a.low, a.high) == (b.low, b.high) or (a.bound != "range" != b.bound and _stated(a) == _stated(b))


def _stated(q: Quantity) -> float | None:
    return q.low if q.low is not None else q.high


def _moved_on(one: Figured, two: Figured) -> bool:
    """Whether the later of two figures is the higher one, the order of their days being known."""
    low, high = sorted((one, two), key=lambda f: limits(f.row)[0])
    if limits(low.row)[0] == limits(high.row)[0]:
        return False
    if is_before(low.as_of, high.as_of or high.published) and low.as_of:
        return True
    if low.row.report == high.row.report:
        return bool(high.row.since and not low.row.since and low.as_of)
    return is_before(low.published, high.published)


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


def _found(
    index: PileIndex, incident: Incident, verdict: Moved, figures: Sequence[Figured], whys: Sequence[str]
) -> Found:
    by_value: dict[float, list[Figured]] = {}
    for figure in figures:
        by_value.setdefault(limits(figure.row)[0], []).append(figure)
    order = sorted(by_value.items(), key=lambda v: v[0])
    groups = [g for _, g in (order if len(order) <= _SHOWN else [*order[: _SHOWN - 1], order[-1]])]
    parts = [f"{quoted(_around(index, g[0]))} ({g[0].holder}, {index.name_of(g[0].row.report)})" for g in groups]
    measure = figures[0].row.measure
    told = {
        "update": f"The number of {measure} moved on: " + ", then ".join(parts) + ".",
        "conflict": f"Two accounts of the number of {measure} cannot both hold: " + " against ".join(parts) + ".",
    }
    return Found(
        kind="update" if verdict == "update" else "number",
        severity="medium" if verdict == "update" else "high",
        sentence=told[verdict],
        sides=tuple(_side(g) for g in groups),
        incidents=(incident.id,),
        why=tuple(dict.fromkeys(whys)),
        weight=float(len(figures)),
    )


def _around(index: PileIndex, figure: Figured) -> str:
    """The figure with the words around it, so that it can be read alone."""
    sentence = index.sentence_at(figure.row.report, figure.row.span.start)
    span = figure.row.span
    if sentence is None or len(sentence.text) <= 160:
        return sentence.text if sentence else span.text
    text = index.pile.text_of(figure.row.report)
    start, end = max(sentence.start, span.start - 70), min(sentence.end, span.end + 70)
    start = (
        start
        if start == sentence.start
        else text.index(" ", start, span.start + 1)
        if " " in text[start : span.start + 1]
        else span.start
    )
    end = end if end == sentence.end else text.rindex(" ", span.end, end) if " " in text[span.end : end] else span.end
    return text[start:end]
