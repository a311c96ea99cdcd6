"""What a report is about: its main happening, what takes it up again, and what its lead says of when and where.

A report's main event stands in its headline and lead (van Dijk 1988, "News as Discourse"); "the shooting", "the
tragedy" and harm told without day or place of its own go to it unless something tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from rashomon.link.incidents_compare import (
    are_told_apart,
    is_of_another_day,
    modes_points,
    places_points,
    windows_points,
)
from rashomon.link.incidents_episode import Episode, episode
from rashomon.link.incidents_events import YEAR, Telling, Window, incident_table
from rashomon.records import Place

_YEAR = re.compile(r"\b\d{4}\b")
WEIGHTS = (3.0, 2.0, 2.0, 1.0, 1.0)
"""What an event in the first sentences, the title among them, says of what the report is about."""
LATER, LATER_MOST = 0.25, 1.5
LEAST, FOUNDING = 1.0, 1.5
NEWS_DAYS = 10
EARLIER_REACH = 40
"""So many characters before an event may say that it was earlier."""
LEAD_SENTENCES, NEWS_SENTENCES, SENTENCE_WORDS = 6, 3, 4


class Lead(NamedTuple):
    """What the first sentences of a report say of days and places, whatever they hang on."""

    days: tuple[Window, ...]
    places: tuple[Place, ...]


def with_story(episodes: Sequence[Episode], telling: Telling, names: Mapping[str, str]) -> tuple[Episode, ...]:
    """The episodes of one report with the main one marked, what takes it up joined to it, and the lead's setting."""
    number = _main(episodes)
    if number is None:
        return tuple(episodes)
    main, rest, lead = episodes[number], [], _lead(telling, episodes[number].type)
    main = replace(main, lead_windows=lead.days)
    for each in (*episodes[:number], *episodes[number + 1 :]):
        if _takes_up(each, main, names):
            main = replace(episode((*main.occurrences, *each.occurrences), main.published), lead_windows=lead.days)
        else:
            rest.append(each)
    looks_back = _looks_back(telling, incident_table().aftermath.words)
    first = sorted(main.occurrences, key=lambda o: o.event.span.start)
    main = replace(
        episode(first, main.published),
        is_main=True,
        is_news=_leads(main) and not looks_back,
        looks_back=looks_back,
        about=telling.about,
        singling=telling.about & telling.singling,
        people=telling.people,
        lead_windows=() if any(_is_day_past(w, main.published) for w in main.windows) else lead.days,
        lead_places=() if any(_is_town(p) for p in main.places) else lead.places,
    )
    news = _news(main, telling)
    return tuple(replace(e, news=news if _may_be_news(e, main, telling) else None) for e in (main, *rest))


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
    if are_told_apart(one, main, names, 0.0) or is_of_another_day(one.occurrences, main.occurrences):
        return False
    if when > 0 or where > 0 or _dates(one, main):
        return True
    if not all(o.floats for o in one.occurrences):
        return False
    return not any(o.is_new and o.mode not in rules.modes.harm for o in one.occurrences)


def _dates(one: Episode, main: Episode) -> bool:
    """Whether one gives the day of a main one that has none: "the incident happened on 4 October"."""
    if main.windows or not any(w.is_day for w in one.windows):
        return False
    generic = incident_table().modes.generic
    return any((o.is_definite or o.mode in generic) and o.window and o.window.is_day for o in one.occurrences)


def _leads(main: Episode) -> bool:
    """Whether a report leads with what it is about, and it is no history."""
    return main.founds and _weight(main) >= LEAST and not _is_history(main)


def _is_day_past(days: Window, told: Window | None) -> bool:
    """Whether a few days lie before the publication."""
    late = told is not None and told.last is not None and days.first is not None and days.first > told.last
    return days.is_narrow and not late


def _news(main: Episode, telling: Telling) -> Window | None:
    """The days that a report on the news is on; None where it looks back, from a court above all."""
    told = telling.published
    if told is None or told.first is None or told.last is None or _weight(main) < LEAST or _is_history(main):
        return None
    if _looks_back(telling, incident_table().aftermath.late):
        return None
    return Window(told.first - incident_table().bounds.news_days, told.last)


def _may_be_news(one: Episode, main: Episode, telling: Telling) -> bool:
    """Whether what a report tells without a day is of the days it is on: what happened, not earlier, not far away."""
    if places_points(one.places, main.places or main.lead_places) is None:
        return False
    first = one.occurrences[0].event.span.start
    before = telling.text[max(0, first - EARLIER_REACH) : first].lower().split()
    earlier = not incident_table().aftermath.earlier.isdisjoint(before)
    return one.founds and (one.is_main or is_harmful(one)) and not _is_history(one) and not earlier


def _looks_back(telling: Telling, words: frozenset[str]) -> bool:
    """Whether a report tells of what happened as of something past: in court, on an anniversary."""
    return any(each & words for each in _opening(telling))


def _opening(telling: Telling) -> Sequence[frozenset[str]]:
    """The words of the first sentences; a dateline, a byline or the title once more is none."""
    said = dict.fromkeys(w for w in telling.words[: 2 * LEAD_SENTENCES] if len(w) >= SENTENCE_WORDS)
    return list(said)[:NEWS_SENTENCES]


def _lead(telling: Telling, kind: str) -> Lead:
    """The days and towns of the first sentences; a day of saying, of an arrest, or one that is no news, is none.

    Where they tell of an arrest or a charge and give no day of these, it is a day before that hangs on nothing.
    """
    others, over = _of_aftermath(telling, kind), _datelines(telling)
    named = [(i, w) for i, w in telling.days if telling.sentence(i) < LEAD_SENTENCES and w.is_day and i not in others]
    news = [(i, w) for i, w in named if _is_news(w, telling.published, NEWS_DAYS)]
    days = [w for i, w in news if i not in over] or [w for _, w in news]
    if not days and _follows(telling, kind):
        hung = {t.expression.start for t in telling.rows.times if t.id in {e.time for e in telling.rows.events}}
        days = [w for i, w in named if i not in hung and _is_news(w, telling.published, YEAR)]
    places = [p for p in telling.rows.places if telling.sentence(p.span.start) < LEAD_SENTENCES and _is_town(p)]
    return Lead(tuple(dict.fromkeys(days)), tuple({p.geonameid: p for p in places}.values()))


def _follows(telling: Telling, kind: str) -> bool:
    """Whether a report opens with what follows from violence or a mishap: an arrest, a charge, a sentence."""
    rules = incident_table().aftermath
    opening = (e for e in telling.rows.events if telling.sentence(e.span.start) < LEAD_SENTENCES)
    return _looks_back(telling, rules.late) or any(e.type in rules.types - {kind} for e in opening)


def _of_aftermath(telling: Telling, kind: str) -> frozenset[int]:
    """Where the times stand that only arrests, charges and the like have, if the report is about another kind."""
    types = incident_table().aftermath.types - {kind}
    timed = [e for e in telling.rows.events if e.time]
    taken = {e.time for e in timed if e.type in types} - {e.time for e in timed if e.type not in types}
    return frozenset(t.expression.start for t in telling.rows.times if t.id in taken)


def _datelines(telling: Telling) -> frozenset[int]:
    """Where the day of publication stands with its year: over a report, not in what it tells of."""
    spans = {t.expression.start: telling.text[t.expression.start : t.expression.end] for t in telling.rows.times}
    return frozenset(i for i, w in telling.days if w == telling.published and _YEAR.search(spans.get(i, "")))


def _is_news(window: Window, published: Window | None, most: int) -> bool:
    """Whether days lie no longer before the publication than so many."""
    if published is None or published.last is None or window.first is None:
        return False
    return 0 <= published.last - window.first <= most


def _is_town(place: Place) -> bool:
    precision = incident_table().bounds.city_precision
    return place.lat is not None and place.precision is not None and place.precision <= precision
