"""What a report is about: its main happening, what takes it up again, and what its lead says of when and where.

A report's main event stands in its headline and lead (van Dijk 1988, "News as Discourse"); "the shooting", "the
tragedy" and harm told without day or place of its own go to it unless something tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from rashomon.link.incidents_compare import (
    Episode,
    are_told_apart,
    episode,
    modes_points,
    places_points,
    windows_points,
)
from rashomon.link.incidents_events import Telling, Window, incident_table
from rashomon.records import Place

WEIGHTS = (3.0, 2.0, 2.0, 1.0, 1.0)
"""What an event in the first sentences, the title among them, says of what the report is about."""
LATER, LATER_MOST = 0.25, 1.5
LEAST, FOUNDING = 1.0, 1.5
NEWS_DAYS = 10
LEAD_SENTENCES, NEWS_SENTENCES = 6, 3


class Lead(NamedTuple):
    """What the first sentences of a report say of days and places, whatever they hang on."""

    days: tuple[Window, ...]
    places: tuple[Place, ...]


def with_story(episodes: Sequence[Episode], telling: Telling, names: Mapping[str, str]) -> tuple[Episode, ...]:
    """The episodes of one report with the main one marked, what takes it up joined to it, and the lead's setting."""
    number = _main(episodes)
    if number is None:
        return tuple(episodes)
    main, rest, lead = episodes[number], [], _lead(telling)
    main = replace(main, lead_windows=lead.days)
    for each in (*episodes[:number], *episodes[number + 1 :]):
        if _takes_up(each, main, names):
            main = replace(episode((*main.occurrences, *each.occurrences), main.published), lead_windows=lead.days)
        else:
            rest.append(each)
    first = sorted(main.occurrences, key=lambda o: o.event.span.start)
    main = replace(
        episode(first, main.published),
        is_main=True,
        is_news=_leads(main) and not _looks_back(telling),
        looks_back=_looks_back(telling),
        about=telling.about,
        lead_windows=() if main.windows else lead.days,
        lead_places=() if any(_is_town(p) for p in main.places) else lead.places,
    )
    return (main, *rest)


def _main(episodes: Sequence[Episode]) -> int | None:
    """The episode that a report leads with: violence, mishap or protest before what follows from it, news before old.

    Where the lead has none of these, what is told of one further down stands in its place; None without any.
    """
    ranked = []
    for number, each in enumerate(episodes):
        weight = _weight(each)
        kind = is_harmful(each)
        if weight >= LEAST or (kind and weight > 0 and not _is_history(each) and not each.is_another):
            ranked.append((kind, not _is_history(each), weight + FOUNDING * each.founds, -number))
    return -max(ranked)[3] if ranked else None


def _weight(one: Episode) -> float:
    """How much an episode is what its report is about, by the sentences that tell of it."""
    sentences = {o.sentence for o in one.occurrences if o.event.tense in ("past", "present") and o.sentence >= 0}
    later = [n for n in sentences if n >= len(WEIGHTS)]
    return sum(WEIGHTS[n] for n in sentences if n < len(WEIGHTS)) + min(LATER_MOST, LATER * len(later))


def _is_history(one: Episode) -> bool:
    """Whether every day that an episode is given lies long before its report, or is a year."""
    told, long_ago = one.published.last if one.published else None, incident_table().bounds.long_ago
    if one.windows and all(w.is_of_a_year for w in one.windows):
        return True
    if told is None or not one.windows:
        return False
    return all(w.last is not None and told - w.last > long_ago for w in one.windows)


def is_harmful(one: Episode) -> bool:
    """Whether an episode is one violent, mishap, disaster or protest, or harm of which nobody says the cause."""
    rules = incident_table()
    harmful = one.type in rules.floating.types or one.modes <= rules.modes.harm
    return harmful and not one.modes <= rules.modes.loose


def _takes_up(one: Episode, main: Episode, names: Mapping[str, str]) -> bool:
    """Whether an episode only takes up the main one: of its kind, nothing of its own that tells it apart."""
    rules = incident_table()
    if not is_harmful(main):
        return False
    if one.is_another or _is_history(one) or one.modes & rules.modes.loose:
        return False
    if any(o.event.tense == "future" or o.event.polarity == "negative" for o in one.occurrences):
        return False
    modes = modes_points(one.modes, main.modes, (one.type, main.type))
    when, where = windows_points(one.windows, main.windows or main.lead_windows), places_points(one.places, main.places)
    if modes is None or when is None or where is None or when < 0:
        return False
    if are_told_apart(one, main, names, 0.0):
        return False
    if when > 0 or where > 0:
        return True
    if not all(o.floats for o in one.occurrences):
        return False
    return one.modes <= rules.modes.harm or not any(o.is_new for o in one.occurrences)


def _leads(main: Episode) -> bool:
    """Whether a report leads with what it is about, and it is no history."""
    return main.founds and _weight(main) >= LEAST and not _is_history(main)


def _looks_back(telling: Telling) -> bool:
    """Whether a report tells of what happened as of something past: in court, on an anniversary."""
    return any(words & incident_table().aftermath.words for words in telling.words[:NEWS_SENTENCES])


def _lead(telling: Telling) -> Lead:
    """The days and towns of the first sentences; a day of saying, or one that is no news, is none of it."""
    days = [
        w
        for i, w in telling.days
        if telling.sentence(i) < LEAD_SENTENCES and w.is_day and _is_news(w, telling.published)
    ]
    places = [p for p in telling.rows.places if telling.sentence(p.span.start) < LEAD_SENTENCES and _is_town(p)]
    return Lead(tuple(dict.fromkeys(days)), tuple({p.geonameid: p for p in places}.values()))


def _is_news(window: Window, published: Window | None) -> bool:
    if published is None or published.last is None or window.first is None:
        return False
    return 0 <= published.last - window.first <= NEWS_DAYS


def _is_town(place: Place) -> bool:
    precision = incident_table().bounds.city_precision
    return place.lat is not None and place.precision is not None and place.precision <= precision
