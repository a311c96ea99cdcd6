"""What becomes of two figures of one measure: explanations in a fixed order; what is left is a conflict.

The ranges meet; one origin gave both; they count other people or things; one is a part of the other; they are of other
windows; the later one has moved on (an update).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from rashomon.assess.alike import far_apart, limits, may_agree
from rashomon.assess.calendar import days_apart, is_before, is_one_day
from rashomon.assess.figured import Figured, stated
from rashomon.assess.scopes import are_of_two
from rashomon.records import (
    DismissalReason,
    Measure,
    Quantity,
)

STATES: frozenset[Measure] = frozenset(("missing", "displaced"))
"""Measures of a state of things, which may fall as well as rise; others count what has happened, and only rise."""
_COUNTED_ON: frozenset[Measure] = frozenset(("strikes", "attacks"))
HARM: frozenset[Measure] = frozenset(("killed", "injured"))
"""Measures of who was hit."""
_LEAST_COSINE, _LEAST_COSINE_OF_HARM = 0.5, 0.33
_ONE_CROWD, _BESIDE_CROWD = 0.66, 300
_SCALE, _WIDE = 10, 1.5
_MISTAKEN_DAYS = 31

Moved = Literal["update", "conflict"]


class Compared(msgspec.Struct, frozen=True):
    """What two figures come to, and why."""

    verdict: Moved | Literal["agree"] | DismissalReason
    why: str


def unsure(one: Figured, two: Figured) -> bool:
    """Whether the day of one of two figures is not known to the day."""
    return not (is_one_day(one.published) and is_one_day(two.published))


def compared(one: Figured, two: Figured) -> Compared:
    """What becomes of two figures of one measure in one incident; `one` is the earlier published."""
    return next((e.told for e in _EXPLANATIONS if e.holds(one, two)), _CONFLICT)


def compared_of_one_thing(one: Figured, two: Figured, may_grow: bool) -> Compared:
    """The same of two figures known to be told of one thing. Of people whom one fate befell the count may grow, and
    one may say who they were; of other things only words or the days of the counting tell an update.
    """
    left_out = (_unlike, _moved_on, *((_narrower, _elliptic) if may_grow else ()))
    if may_grow and not _same_numbers(one.row, two.row) and _grew(one, two) and not (one.part or two.part):
        return Compared("update", "The later figure is higher: a count that moved on.")
    told = next((e.told for e in _EXPLANATIONS if e.holds not in left_out and e.holds(one, two)), _CONFLICT)
    days = is_before(one.as_of, two.as_of) or is_before(two.as_of, one.as_of)
    return Compared("update", "They were counted on two days.") if told.verdict == "conflict" and days else told


def _grew(one: Figured, two: Figured) -> bool:
    low, high = sorted((one, two), key=lambda f: limits(f.row)[0])
    return is_before(low.published, high.published)


def _other_side(one: Figured, two: Figured) -> bool:
    return bool(one.whom and two.whom and one.whom != two.whom)


def _other_kind(one: Figured, two: Figured) -> bool:
    return bool(one.counted and two.counted and not one.counted & two.counted)


def _narrower(one: Figured, two: Figured) -> bool:
    return one.counted != two.counted


def _elsewhere(one: Figured, two: Figured) -> bool:
    return far_apart(one.spots, two.spots)


def _unlike(one: Figured, two: Figured) -> bool:
    """Whether two sentences are too unlike to tell of one count. The dead and the wounded of one incident may be told
    in any words.
    """
    harm = one.row.measure in HARM
    if _tolls_of(one, two) not in (None, "crowd") or (harm and one.incident and one.incident == two.incident):
        return False
    return float(one.vector @ two.vector) < (_LEAST_COSINE_OF_HARM if harm else _LEAST_COSINE)


def _elliptic(one: Figured, two: Figured) -> bool:
    return one.elliptic or two.elliptic


def _may_be_anybody(one: Figured, two: Figured) -> bool:
    """Whether two figures count people of whom nothing is told but that they were there."""
    return one.row.measure == "people" and not one.counted and not two.counted and _tolls_of(one, two) is None


def _out_of_scale(one: Figured, two: Figured) -> bool:
    return many_times(one, two, _SCALE)


def many_times(one: Figured, two: Figured, factor: float) -> bool:
    """Whether one of two figures is so many times the other."""
    low, high = sorted((stated(one.row) or 0.0, stated(two.row) or 0.0))
    return high >= factor * max(low, 1.0)


def _other_day(one: Figured, two: Figured) -> bool:
    """Whether the sentences of two tolls speak of two single days."""
    return _tolls_of(one, two) is not None and bool(one.days and two.days and not one.days & two.days)


def _tolls_of(one: Figured, two: Figured) -> str | None:
    """What two figures are both the toll of."""
    return one.toll if one.toll == two.toll else None


def _long_apart(one: Figured, two: Figured) -> bool:
    """Whether two figures are of two incidents so far apart that neither day is a mistake for the other."""
    return (days_apart(one.happened, two.happened) or 0) > _MISTAKEN_DAYS


def _other_window(one: Figured, two: Figured) -> bool:
    return bool(one.since and two.since and days_apart(one.since, two.since))


def _uncertain_window(one: Figured, two: Figured) -> bool:
    return one.row.measure in _COUNTED_ON and one.since is None and two.since is None


def _unnamed_in_one_report(one: Figured, two: Figured) -> bool:
    of_one = one.row.measure in HARM and one.incident is not None and one.incident == two.incident
    firm = (_tolls_of(one, two) is not None or of_one) and (one.named or two.named)
    return one.row.report == two.row.report and not firm and not (one.named and two.named)


def _is_one_crowd(one: Figured, two: Figured) -> bool:
    """Whether two parties tell of one crowd: in sentences so alike that they do, or one right after the other."""
    if one.row.report == two.row.report:
        beside = abs(one.row.span.start - two.row.span.start) <= _BESIDE_CROWD
        return (one.attributed or two.attributed) and beside
    return one.attributed and two.attributed and float(one.vector @ two.vector) >= _ONE_CROWD


def _same_numbers(a: Quantity, b: Quantity) -> bool:
    return (a.low, a.high) == (b.low, b.high) or (a.bound != "range" != b.bound and stated(a) == stated(b))


def _has_risen(one: Figured, two: Figured) -> bool:
    """Whether one of two figures is told as where the count has come to, and not surely before the other: the higher
    of two counts of harm, which only rise.
    """
    low, high = sorted((one, two), key=lambda f: limits(f.row)[0])
    if high.risen:
        return not is_before(high.published, low.published)
    return low.risen and low.row.measure == "other" and not is_before(low.published, high.published)


def _moved_on(one: Figured, two: Figured) -> bool:
    """Whether the later of two figures is the higher one, the order of their days being known; of a state, either."""
    if one.row.measure == two.row.measure == "people" and _tolls_of(one, two) != "survivors":
        return False
    if one.row.measure in STATES:
        return is_before(one.published, two.published) or is_before(two.published, one.published)
    low, high = sorted((one, two), key=lambda f: limits(f.row)[0])
    if limits(low.row)[0] == limits(high.row)[0]:
        return False
    if is_before(low.as_of, high.as_of or high.published) and low.as_of:
        return True
    if low.row.report == high.row.report:
        return bool(high.row.since and not low.row.since and low.as_of)
    return is_before(low.published, high.published)


def _is_of_its_total(one: Figured, two: Figured) -> bool:
    """Whether one of two figures is told as a part of the very number of the other."""
    totals = ((one.total, stated(two.row)), (two.total, stated(one.row)))
    return any(total is not None and total == number for total, number in totals)


def _counted_on_two_days(one: Figured, two: Figured) -> bool:
    """Whether two figures of what may rise and fall say that they were counted on two days."""
    days = is_before(one.as_of, two.as_of) or is_before(two.as_of, one.as_of)
    return days and one.row.measure not in HARM and not may_agree(one.row, two.row)


class _Explanation(msgspec.Struct, frozen=True):
    """Something that settles two figures, and when it does."""

    holds: Callable[[Figured, Figured], bool]
    told: Compared


_EXPLANATIONS = (
    _Explanation(lambda a, b: _same_numbers(a.row, b.row), Compared("agree", "The figures are the same.")),
    _Explanation(_other_side, Compared("other_scope", "They count another side's people.")),
    _Explanation(
        _is_of_its_total,
        Compared("subset", "One is told as a part of the other."),
    ),
    _Explanation(
        lambda a, b: are_of_two(a.named_happenings, b.named_happenings),
        Compared("other_scope", "They are of two happenings, each with a name of its own."),
    ),
    _Explanation(_other_kind, Compared("other_scope", "They count other people or things.")),
    _Explanation(_narrower, Compared("subset", "One counts a part of what the other counts.")),
    _Explanation(
        lambda a, b: a.addend or b.addend or ((a.part or b.part) and not (a.counted and a.counted == b.counted)),
        Compared("subset", "The words beside one figure make it a part of a whole, or one on top of it."),
    ),
    _Explanation(
        lambda a, b: a.row.measure == "people" and "survivors" in (a.toll, b.toll) and a.toll != b.toll,
        Compared("other_scope", "One counts those who came away, the other people at large."),
    ),
    _Explanation(
        lambda a, b: a.long_before != b.long_before or a.back_then != b.back_then,
        Compared("other_period", "One is of a time before its report."),
    ),
    _Explanation(_long_apart, Compared("other_period", "They are of two happenings, more than a month apart.")),
    _Explanation(_out_of_scale, Compared("too_uncertain", "One is many times the other: not of one count.")),
    _Explanation(
        lambda a, b: a.superseded != b.superseded,
        Compared("update", "The words before one figure say that the other has taken its place."),
    ),
    _Explanation(_has_risen, Compared("update", "The words before one figure say that the count has come to it.")),
    _Explanation(
        lambda a, b: a.planned != b.planned, Compared("other_period", "What one counts is to come, or was to.")
    ),
    _Explanation(_elsewhere, Compared("other_scope", "Their sentences speak of places far apart.")),
    _Explanation(_unlike, Compared("too_uncertain", "They stand in sentences too unlike to be of one count.")),
    _Explanation(_elliptic, Compared("too_uncertain", "The sentence of one does not say that those counted are held.")),
    _Explanation(_may_be_anybody, Compared("too_uncertain", "Neither says what the people counted did.")),
    _Explanation(
        lambda a, b: bool(a.years and b.years and not a.years & b.years),
        Compared("other_period", "Their sentences speak of two years."),
    ),
    _Explanation(_other_day, Compared("other_period", "Their sentences speak of two days.")),
    _Explanation(_other_window, Compared("other_period", "They count from different days.")),
    _Explanation(_moved_on, Compared("update", "The later figure is higher: a count that moved on.")),
    _Explanation(_counted_on_two_days, Compared("update", "They were counted on two days.")),
    _Explanation(lambda a, b: may_agree(a.row, b.row), Compared("not_contrary", "Both can hold: the ranges meet.")),
    _Explanation(lambda a, b: a.origin == b.origin, Compared("same_origin", "Both come from one origin.")),
    _Explanation(
        _uncertain_window,
        Compared("too_uncertain", "Neither says from when it counts, so they may be of other windows."),
    ),
    _Explanation(
        _unnamed_in_one_report,
        Compared("too_uncertain", "One report gives both, and does not put a name to each."),
    ),
    _Explanation(
        lambda a, b: a.in_custody and b.in_custody and unsure(a, b),
        Compared("too_uncertain", "Those held change from day to day, and the day of one count is not known."),
    ),
    _Explanation(
        lambda a, b: "crowd" in (a.toll, b.toll) and not _is_one_crowd(a, b),
        Compared("too_uncertain", "Crowds are guessed at: held against each other only where two parties give them."),
    ),
    _Explanation(
        lambda a, b: "about" in (a.row.bound, b.row.bound) and not many_times(a, b, _WIDE),
        Compared("too_uncertain", "One of them is given as about."),
    ),
)
"""What is tried, in order; what nothing explains is a conflict."""
_CONFLICT = Compared("conflict", "Same measure, same people, the same time: both cannot hold.")
