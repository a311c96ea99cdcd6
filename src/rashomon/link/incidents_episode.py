"""One happening as one report tells it: some of its events, and what they say together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rashomon.link.incidents_events import Occurrence, Window, incident_table, window
from rashomon.link.incidents_parties import Sides, together
from rashomon.link.incidents_points import Figures, figures
from rashomon.records import Place

LEAD = 4
"""So many sentences, the title among them, are the first of a report."""


class Episode(msgspec.Struct, frozen=True):
    """One happening as one report tells it."""

    occurrences: tuple[Occurrence, ...]
    published: Window | None
    type: str
    modes: frozenset[str]
    windows: tuple[Window, ...]
    places: tuple[Place, ...]
    sides: Sides
    figures: frozenset[Figures]
    names: frozenset[str]
    words: frozenset[str]
    spoken: frozenset[str]
    """The words of its places and triggers: they count as place and as kind, not as wording."""
    founds: bool
    is_main: bool = False
    """Whether its report is about it."""
    is_news: bool = False
    """Whether its report is about it and tells of it as news, not years later or in court."""
    looks_back: bool = False
    """Whether its report is about it and is from a court or on an anniversary."""
    about: frozenset[str] = frozenset()
    """Of a main one: the names that its report has."""
    singling: frozenset[str] = frozenset()
    """Of these the names that are of no town, nor of a body named after one."""
    people: frozenset[str] = frozenset()
    """Of these the persons who do not only speak."""
    lead_windows: tuple[Window, ...] = ()
    """Of a main one without a day of its own: the days of its report's lead."""
    lead_places: tuple[Place, ...] = ()
    """Of a main one without a town of its own: the towns of its report's lead."""

    news: Window | None = None
    """Where its report is on the news: the days just before it, of which is what it tells without a day."""
    story: str | None = None
    """What the reports on one main happening have in common: their episodes may be of one aftermath."""
    since: int | None = None
    """The first day of the happening that its report is about, where the report tells it as news."""

    @property
    def report(self) -> str:
        """The report's id."""
        return self.occurrences[0].report

    @property
    def is_another(self) -> bool:
        """Whether its report calls it another one than was told before."""
        return any(o.is_another or o.opens for o in self.occurrences)

    @property
    def leads(self) -> bool:
        """Whether it stands in the first sentences of its report, its title included."""
        return any(0 <= o.sentence < LEAD for o in self.occurrences)

    @property
    def key(self) -> str:
        """The id of its first event."""
        return self.occurrences[0].event.id


def episode(occurrences: Sequence[Occurrence], published: Window | None) -> Episode:
    """The episode that some events of one report make."""
    return Episode(
        occurrences=tuple(occurrences),
        published=published,
        type=_type(occurrences),
        modes=frozenset(o.mode for o in occurrences),
        windows=_windows(occurrences),
        places=tuple({(p.geonameid, p.name): p for o in occurrences if (p := o.place)}.values()),
        sides=together(o.sides for o in occurrences),
        figures=figures([q for o in occurrences for q in o.quantities]),
        names=frozenset().union(*(o.names for o in occurrences)),
        words=frozenset().union(*(o.words for o in occurrences)),
        spoken=frozenset(_spoken(occurrences)),
        founds=any(o.founds for o in occurrences),
    )


def _windows(occurrences: Sequence[Occurrence]) -> tuple[Window, ...]:
    """The days of some events; a year ("the third shooting this year"), of which the report ends the days, says
    nothing beside others.
    """
    told = [(o.window, window(o.interval)) for o in occurrences if o.window]
    near = [days for days, whole in told if whole is None or not whole.is_of_a_year]
    return tuple(dict.fromkeys(near or [days for days, _ in told]))


def _spoken(occurrences: Sequence[Occurrence]) -> Iterator[str]:
    """The words of the places and triggers of some events."""
    for one in occurrences:
        yield one.event.span.text.lower()
        for name in (one.place.name, one.place.span.text) if one.place else ():
            yield from name.lower().split()


def _type(occurrences: Sequence[Occurrence]) -> str:
    """The type of its founding events first told, harm last: what harm came of says what it was."""
    harm = incident_table().modes.harm
    ranked = sorted(occurrences, key=lambda o: (not o.founds, o.mode in harm, o.event.type == "OTHER"))
    return ranked[0].event.type
