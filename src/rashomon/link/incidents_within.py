"""Which events of one report are one happening: an attack, what it did, and "the attack" three sentences on.

In text order each event joins the episode that most speaks for, or begins its own; what has no day or place of its own
likeliest that told most often before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from rashomon.link.incidents_compare import (
    is_of_another_day,
    modes_points,
    places_points,
    windows_points,
)
from rashomon.link.incidents_episode import Episode, episode
from rashomon.link.incidents_events import Occurrence, Window, incident_table
from rashomon.link.incidents_parties import are_contrary, parties_points
from rashomon.link.incidents_points import figures, figures_points

ENOUGH = 2.5
FAR_SENTENCES = 8
SAME = 2.0
LONG_AGO = 90
OFTEN, SALIENT = 3, 0.5
"""What has been told most, so often at least, is what "the blast" and the dead are likeliest of."""
SEEN_FIRST, SEEN_LAST = 4, 10
"""Of a long episode a new event is held against its first and its last ones."""


def episodes(occurrences: Sequence[Occurrence], published: Window | None) -> tuple[Episode, ...]:
    """The episodes of one report, in the order of their first events.

    In a sentence the harm is placed last, so that it goes to that of its deeds to which it stands nearest. What joins
    something told before brings up no other of its kind, whatever its article ("a blast that shook the city").
    """
    groups: list[list[Occurrence]] = []
    harm = incident_table().modes.harm
    for occurrence in sorted(occurrences, key=lambda o: (o.sentence, o.mode in harm)):
        if not (occurrence.founds or occurrence.joins):
            continue
        occurrence = _in_its_time(occurrence, groups)
        best, points = None, ENOUGH
        most, salient = max(map(len, groups), default=0), _may_take_up_most(occurrence, groups)
        for group in groups:
            found = _points(occurrence, group)
            if found and salient and len(group) == most >= OFTEN:
                found += SALIENT
            if found is not None and found >= points:
                best, points = group, found
        if best is None:
            groups.append([occurrence])
        else:
            best.append(replace(occurrence, is_new=False))
    told = sorted((sorted(g, key=_start) for g in groups), key=lambda g: _start(g[0]))
    return tuple(episode(g, published) for g in told)


def _in_its_time(one: Occurrence, groups: Sequence[Sequence[Occurrence]]) -> Occurrence:
    """An event without day or place, right behind history that may be of one happening with it, in the time of that.

    A tale goes on in the time of what it told last (temporal anaphora: Webber 1988): "the bombing of 1993. In that
    attack six were killed", "in 2009 a gunman opened fire on four officers. All four were killed".
    """
    if one.window is not None or one.place is not None or one.event.tense == "future":
        return one
    told = max((g[-1] for g in groups), key=lambda o: (o.sentence, _start(o)), default=None)
    if told is None or one.sentence - told.sentence > 1 or not _is_history(told):
        return one
    if _modes(one.mode, told.mode, one.event.type, told.event.type) is None:
        return one
    return replace(one, window=told.window)


def _may_take_up_most(one: Occurrence, groups: Sequence[Sequence[Occurrence]]) -> bool:
    """Whether an event may be of what was told most: nothing else of its sentence, day or place says what it is of."""
    return one.floats and _may_float(one) and all(g[-1].sentence != one.sentence for g in groups)


def _start(one: Occurrence) -> int:
    return one.event.span.start


def _points(new: Occurrence, group: Sequence[Occurrence]) -> float | None:
    """What speaks for an event's being one with a group's, or None where something forbids it."""
    if new.is_another and any(o.mode == new.mode for o in group):
        return None
    if (new.opens and all(o.sentence != new.sentence for o in group)) or is_of_another_day([new], group):
        return None
    best: float | None = None
    for old in group if len(group) <= SEEN_FIRST + SEEN_LAST else (*group[:SEEN_FIRST], *group[-SEEN_LAST:]):
        found = _pair(new, old)
        if found is None:
            return None
        best = found if best is None else max(best, found)
    return best


def _pair(new: Occurrence, old: Occurrence) -> float | None:
    """What speaks for two events being one; 0 where nothing can, None where something forbids it."""
    modes = _modes(new.mode, old.mode, new.event.type, old.event.type)
    when = windows_points([new.window], [old.window]) if new.window and old.window else 0.0
    where = places_points([new.place], [old.place]) if new.place and old.place else 0.0
    if when is None or where is None or _exclude(new.mode, old.mode, modes):
        return None
    mutual = new.mode in incident_table().modes.mutual or old.mode in incident_table().modes.mutual
    if not mutual and are_contrary(new.sides, old.sides):
        return None
    if modes is None or (new.event.tense == "future") != (old.event.tense == "future"):
        return 0.0
    if new.event.polarity != old.event.polarity and modes != SAME:
        return 0.0
    if _are_of_two_times(new, old):
        return None
    who = parties_points(new.sides, old.sides, {}, {}).points
    if new.is_deed and old.is_deed and who <= 0 and new.sides.heads and old.sides.heads:
        return 0.0
    apart = not _may_float(new)
    taken_up = new.takes_up and modes == SAME and new.sentence - old.sentence <= FAR_SENTENCES
    if apart and not taken_up and max(who, when - 1, where - 1) <= 0:
        return 0.0
    count = 0.0
    if new.quantities and old.quantities:
        count = figures_points(figures(new.quantities), figures(old.quantities)).points or 0.0
    floating = _floating(new, old) if modes != 1.0 else 0.0
    return modes + when + where + who + count + floating + _nearness(new, old)


@cache
def _modes(new: str, old: str, new_type: str, old_type: str) -> float | None:
    return modes_points(frozenset((new,)), frozenset((old,)), (new_type, old_type))


def _exclude(new: str, old: str, points: float | None) -> bool:
    """Whether two modes say plainly what happened, and it was not the same."""
    modes = incident_table().modes
    vague = modes.harm | modes.generic
    return points is None and new not in vague and old not in vague


def _nearness(new: Occurrence, old: Occurrence) -> float:
    """Points for standing near: one sentence, harm beside its deed, a definite noun that takes up what was told."""
    rules = incident_table()
    harm, apart = rules.modes.harm, new.sentence - old.sentence
    points = 1.0 if apart == 0 else 0.5 if apart <= 2 else 0.0
    if apart == 0:
        points += 1 / (1 + abs(_start(new) - _start(old)))
    if apart <= 1 and (new.mode in harm) != (old.mode in harm):
        points += 1.5 if apart == 0 else 0.75
    if new.is_another:
        return points
    if new.is_definite and apart <= FAR_SENTENCES and new.window is None:
        points += 1.5
    return points


def _floating(new: Occurrence, old: Occurrence) -> float:
    """A point where one of two has no time or place of its own and reports seldom tell two of the kind."""
    loose = new.mode in incident_table().modes.loose
    floats = (new.floats or old.floats) and _may_float(new) and not loose and not new.is_another
    return 1.0 if floats and not _is_history(new) and not _is_history(old) else 0.0


def _may_float(one: Occurrence) -> bool:
    """Whether an event is of a kind of which a report seldom tells two, or harm that one did."""
    return one.mode in incident_table().modes.harm or one.event.type in incident_table().floating.types


def _are_of_two_times(new: Occurrence, old: Occurrence) -> bool:
    """Whether one is told by its year and the other without a day, as news; right after it "the attack" may be it."""
    if old.window is None:
        return new.window is not None and new.window.is_of_a_year
    return new.window is None and old.window.is_of_a_year and new.sentence - old.sentence > 1


def _is_history(one: Occurrence) -> bool:
    """Whether an event is told as long past, or by its year alone: what a report leaves without a day is news."""
    if one.window is None or one.window.last is None:
        return False
    told = one.bound.last if one.bound else None
    return one.window.is_of_a_year or (told is not None and told - one.window.last > LONG_AGO)
