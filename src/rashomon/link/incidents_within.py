"""Which events of one report are one happening: an attack, what it did, and "the attack" three sentences on.

In text order each event joins the episode that most speaks for, or begins its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.link.incidents_compare import (
    Episode,
    are_contrary,
    episode,
    figures_points,
    modes_points,
    parties_points,
    places_points,
    windows_points,
)
from rashomon.link.incidents_events import Occurrence, Window, incident_table

ENOUGH = 2.5
FAR_SENTENCES = 8


def episodes(occurrences: Sequence[Occurrence], published: Window | None) -> tuple[Episode, ...]:
    """The episodes of one report, in the order of their first events."""
    groups: list[list[Occurrence]] = []
    for occurrence in occurrences:
        if not (occurrence.founds or occurrence.joins):
            continue
        best, points = None, ENOUGH
        for group in groups:
            found = _points(occurrence, group)
            if found is not None and found >= points:
                best, points = group, found
        if best is None:
            groups.append([occurrence])
        else:
            best.append(occurrence)
    return tuple(episode(g, published) for g in groups)


def _points(new: Occurrence, group: Sequence[Occurrence]) -> float | None:
    """What speaks for an event's being one with a group's, or None where something forbids it."""
    best: float | None = None
    floating, harm = incident_table().floating.types, incident_table().modes.harm
    if new.is_another and any(o.mode == new.mode for o in group):
        return None
    if any(_exclude(new, old) for old in group):
        return None
    for old in group:
        modes = modes_points(frozenset((new.mode,)), frozenset((old.mode,)), (new.event.type, old.event.type))
        when = windows_points([new.window] if new.window else [], [old.window] if old.window else [])
        where = places_points([new.place] if new.place else [], [old.place] if old.place else [])
        both = frozenset((new.mode, old.mode))
        if when is None or where is None:
            return None
        parties = frozenset(new.parties), frozenset(old.parties)
        if are_contrary(*parties, both):
            return None
        if modes is None or (new.event.tense == "future") != (old.event.tense == "future"):
            continue
        who = parties_points(*parties, {}, {}).points or 0.0
        if new.event.type not in floating and new.mode not in harm and max(who, when - 1, where - 1) <= 0:
            continue
        found = modes + when + where + who + _nearness(new, old) + (_floating(new, old) if modes != 1.0 else 0.0)
        found += figures_points(episode([new], None).figures, episode([old], None).figures).points or 0.0
        best = found if best is None else max(best, found)
    return best


def _exclude(new: Occurrence, old: Occurrence) -> bool:
    """Whether two events say plainly what they were, and it was not the same."""
    modes = incident_table().modes
    vague = modes.harm | modes.generic
    if new.mode in vague or old.mode in vague:
        return False
    return modes_points(frozenset((new.mode,)), frozenset((old.mode,)), (new.event.type, old.event.type)) is None


def _nearness(new: Occurrence, old: Occurrence) -> float:
    """Points for standing near: one sentence, harm beside its deed, a definite noun that takes up what was told."""
    rules = incident_table()
    harm, apart = rules.modes.harm, new.sentence - old.sentence
    points = 1.0 if apart == 0 else 0.5 if apart <= 2 else 0.0
    if apart <= 1 and (new.mode in harm) != (old.mode in harm):
        points += 1.5 if apart == 0 else 0.75
    if new.is_another:
        return points
    if new.is_definite and apart <= FAR_SENTENCES and new.window is None:
        points += 1.5
    return points


def _floating(new: Occurrence, old: Occurrence) -> float:
    """A point where one of two has no time or place of its own and reports seldom tell two of the kind."""
    rules = incident_table()
    alone = new.event.type in rules.floating.types or new.mode in rules.modes.harm
    floats = (new.floats or old.floats) and alone and new.mode not in rules.modes.loose and not new.is_another
    return 1.0 if floats else 0.0
