"""Two tellings compared: may they be of one happening, how much speaks for it, and why, in words.

Hard bounds come first (days, kilometres, contrary actors, modes that exclude each other); then points, each with its
reason, so that a person can follow every joining.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt

import msgspec

from rashomon.annotate.event_lexicon import DEED
from rashomon.link.incidents_episode import LEAD, Episode
from rashomon.link.incidents_events import Occurrence, Window, incident_table
from rashomon.link.incidents_parties import Shared, are_contrary, parties_points
from rashomon.link.incidents_points import Comparison, Figures, figures_points, wording_points
from rashomon.records import Place

EARTH_KM = 6371.0
TELLING = 0.75
BESIDE, BESIDE_MOST = 0.5, 1.5
LED = 1.0
LONG = 5
WHO, WORDING = 0.25, 0.5
LEAST_SUPPORT, LONE = 2, 1.0
"""Of days, place, names, numbers and wording two should speak for it: what one alone says counts for less."""
MAIN = 1.0
OTHER_WORDS = 0.5
"""For one happening in words that would tell two apart."""
ABOUT, ABOUT_MOST, ABOUT_LEAST = 0.75, 3.0, 0.5
RARE_NAME, SINGULAR = 0.6, 0.8
"""A name that only two or three reports have is support enough."""
SURE = 1.5
"""With so much in common reports on the same may differ in place and party: what parts them is a finding."""
ASTRAY, SAME_DAYS, MAY_BE, OTHER_DAYS = -1.0, 2.0, 0.5, -2.0
STORY, HISTORY = 1.5, -1.5
STORY_DAYS = 14
TOLD_APART, TOLD_LATER, TOLD_BY, TOLD_ALIKE = 7, 60, 10, 1.5
"""Happenings told more than a week or two months apart; figures and wordings that tell one from others of its kind."""
FORBIDDEN = Comparison(points=None)
FIRMLY_FORBIDDEN = Comparison(points=None, firmly=True)
TOLD_TWICE = 2
HIT, MANY = frozenset({"killed", "injured"}), 4
"""Measures of who was hit; where so many were, reports name others of them."""


def kilometres(a: Place, b: Place) -> float | None:
    """The distance on the globe between two places; None where one has no point."""
    return kilometres_apart(a.lat, a.lon, b.lat, b.lon)


def kilometres_apart(lat: float | None, lon: float | None, to_lat: float | None, to_lon: float | None) -> float | None:
    """The distance on the globe between two points in degrees; None where one is not known."""
    if lat is None or lon is None or to_lat is None or to_lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (lat, lon, to_lat, to_lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def modes_points(a: frozenset[str], b: frozenset[str], types: tuple[str, str]) -> float | None:
    """2 for a mode in common, 1 for modes that may be one happening, 0.5 for a word that says no more than the type,
    None for modes that exclude each other.
    """
    modes = incident_table().modes
    a, b = a - modes.loose or a, b - modes.loose or b
    vague = modes.harm | modes.generic
    plain = a - vague, b - vague
    if plain[0] & plain[1]:
        return 2.0
    if (plain[0] or plain[1]) and not (plain[0] and plain[1]) and (plain[0] | plain[1]) <= modes.harmless:
        return None
    if plain[0] and plain[1]:
        deeds = a - modes.harm, b - modes.harm
        return 1.0 if any(deeds[0] & group and deeds[1] & group for group in modes.together) else None
    if a & b:
        return 1.5
    if any(a & group and b & group for group in modes.together):
        return 1.0
    if types[0] == types[1] and (a & modes.generic or b & modes.generic) and not (a | b) & modes.loose:
        return 0.5
    return None


def windows_points(a: Sequence[Window], b: Sequence[Window]) -> float | None:
    """2 for the same narrow days, 0.5 for neighbouring ones or for days that may be the same, 0 where one is open, less
    where both are narrow and apart, None for days far apart.
    """
    if not a or not b:
        return 0.0
    gaps = [x.apart(y) for x in a for y in b]
    if min(gaps) > incident_table().bounds.days_apart:
        return None
    narrow = [x.apart(y) for x in a for y in b if x.is_narrow and y.is_narrow]
    if narrow:
        return SAME_DAYS if min(narrow) == 0 else MAY_BE if min(narrow) == 1 else OTHER_DAYS
    return MAY_BE if min(gaps) == 0 else 0.0


def is_of_another_day(new: Sequence[Occurrence], told: Sequence[Occurrence]) -> bool:
    """Whether deeds of a kind of their own have an exact day on which nothing that their report tells before was: the
    drone that was shot down on Wednesday is none of Tuesday's raid. Those hurt die days later, and "the attack" may
    stand beside a day of something else: their days say nothing.
    """
    rules = incident_table().modes
    vague = rules.harm | rules.generic
    kinds = {o.mode for o in new} - vague
    days = [o.window for o in new if o.window is not None and o.mode not in rules.harm]
    exact = [o.window for o in told if o.window is not None and o.window.is_day and o.mode not in rules.harm]
    if not kinds or any(o.mode in kinds for o in told) or not days or not exact or not all(w.is_day for w in days):
        return False
    return min(x.apart(y) for x in days for y in exact) > 0


def places_points(a: Sequence[Place], b: Sequence[Place]) -> float | None:
    """2 for one town, 0.5 for one country, 0 where nothing is known, None for towns far apart."""
    if not a or not b:
        return 0.0
    bounds = incident_table().bounds
    if {p.geonameid for p in a if p.geonameid} & {p.geonameid for p in b if p.geonameid}:
        exact = any(_is_town(p) for p in a)
        return 2.0 if exact else 0.5
    far, near = False, False
    for x in a:
        for y in b:
            km = kilometres(x, y)
            if km is None or not (_is_town(x) and _is_town(y)):
                continue
            near = near or km <= 40
            far = far or km > bounds.km_apart
    if near:
        return 1.5
    if far:
        return None
    countries = {p.country for p in a if p.country}, {p.country for p in b if p.country}
    if countries[0] and countries[1] and not countries[0] & countries[1]:
        return None
    if _spellings(a) & _spellings(b):
        return 1.5
    return 0.25 if countries[0] & countries[1] else 0.0


def _located(one: Episode) -> Sequence[Place]:
    """The places of an episode and its lead that have a point."""
    return [p for p in (*one.places, *one.lead_places) if p.lat is not None]


def _spellings(places: Sequence[Place]) -> set[str]:
    """The names of places, as the gazetteer and as the reports have them."""
    return {n.lower() for p in places for n in (p.name, p.span.text)}


def _is_town(place: Place) -> bool:
    return place.precision is not None and place.precision <= incident_table().bounds.city_precision


def told_points(a: Episode, b: Episode) -> float:
    """Points for being told within days of each other, where the text alone does not say that the days agree."""
    if a.published is None or b.published is None:
        return 0.0
    apart = a.published.apart(b.published)
    return 1.0 if apart <= 4 else 0.5 if apart <= 14 else 0.0 if apart <= 60 else -1.0


def compared(a: Episode, b: Episode, rarity: Mapping[str, float], names: Mapping[str, str]) -> Comparison:
    """Two reports' episodes compared; `rarity` is of words and of entities."""
    if a.report == b.report and a.modes & b.modes and (a.is_another or b.is_another or _are_of_two_times(a, b)):
        return FORBIDDEN
    if a.report == b.report and is_of_another_day(b.occurrences, a.occurrences):
        return FORBIDDEN
    about = about_points(a, b, rarity, names)
    modes = modes_points(a.modes, b.modes, (a.type, b.type))
    if modes is None and _may_differ(a, b, about.points or 0):
        modes = OTHER_WORDS
    who = parties_points(a.sides, b.sides, names, rarity)
    when = _when_points(a, b, max(about.points or 0, who.points) >= SURE and not _are_deeds(a, b))
    where = _where_points(a, b, (about.points or 0) >= (SURE if when == SAME_DAYS else ABOUT_MOST))
    if modes is None or when is None or where is None or are_told_apart(a, b, names, about.points or 0):
        firmly = not _are_told_within(a, b, STORY_DAYS) or (when is None and _are_firmly_dated(a, b))
        return FIRMLY_FORBIDDEN if firmly else FORBIDDEN
    parts = _Parts(
        modes=modes,
        when=when,
        where=where,
        told=told_points(a, b) if when < 1 else 0.0,
        who=who,
        about=about,
        count=figures_points(a.figures, b.figures),
        wording=wording_points(a.words, b.words, rarity, a.spoken | b.spoken),
        beside=min(BESIDE_MOST, BESIDE * len(a.names & b.names)),
        story=STORY if _share_story(a, b) else 0.0,
    )
    if _are_deeds(a, b) and not parts.tell_one_deed:
        return Comparison(0.0)
    if not parts.say_anything or not _are_singled_out(a, b, parts, rarity):
        return Comparison(0.0)
    return Comparison(round(parts.points + _standing(a, b), 3), tuple(_why(a, b, parts, names)))


class _Parts(msgspec.Struct, frozen=True):
    """What speaks for two tellings being of one happening, each by itself."""

    modes: float
    when: float
    where: float
    told: float
    who: Shared
    about: Comparison
    count: Comparison
    wording: Comparison
    beside: float
    story: float

    @property
    def named(self) -> float:
        """Points for names beside the event, where nothing surer names the same."""
        return 0.0 if self.who.points >= 1 else max(0.0, self.beside - (self.about.points or 0))

    @property
    def say_anything(self) -> bool:
        """Whether more than kind and day speaks for it."""
        most = max(self.where, self.who.points, self.count.points or 0)
        least = self.named or self.about.points or self.story
        return bool(least) or most >= 1 or (self.wording.points or 0) >= TELLING

    @property
    def tell_one_deed(self) -> bool:
        """Whether two tellings by one verb may be of one deed: somebody or something in common, the wording, or the day
        and the place.
        """
        told_alike = (self.wording.points or 0) >= TELLING
        return self.who.points > 0 or told_alike or (self.when >= 1 and self.where >= 1)

    @property
    def support(self) -> int:
        """How many of days, place, names, numbers, wording and story speak for it."""
        return sum(
            (
                self.when >= 1,
                self.where >= 1,
                self.who.points + self.named + (self.about.points or 0) >= WHO,
                (self.count.points or 0) >= 1,
                (self.wording.points or 0) >= WORDING,
                self.story > 0,
            )
        )

    @property
    def points(self) -> float:
        """All together."""
        plain = self.modes + self.when + self.where + self.told + self.who.points + self.named + self.story
        worded = (self.about.points or 0) + (self.count.points or 0) + (self.wording.points or 0)
        alone = self.support < LEAST_SUPPORT and (self.about.points or 0) < RARE_NAME
        return plain + worded - (LONE if alone else 0.0)


def _are_singled_out(a: Episode, b: Episode, parts: _Parts, rarity: Mapping[str, float]) -> bool:
    """Whether two happenings that reports are about share more than others of their kind do, in one town or on one day.

    A name that is no town's, or a rare one, who took part, a large figure or the wording; else the place, or two towns
    named, and with it the day, or being told within a week. A town sees many shootings, and a day many towns' ones.
    Months apart and without a day in common only who took part tells: police, tip lines and stations speak of many.
    """
    if not (a.is_main and b.is_main) or a.report == b.report:
        return True
    if parts.when < 1 and not _are_told_within(a, b, TOLD_LATER):
        return parts.who.points >= SURE or bool(a.people & b.people)
    shared = {e: r for e in a.about & b.about if (r := rarity.get(e, 0.0)) >= ABOUT_LEAST}
    named = any(r >= SINGULAR or e in a.singling for e, r in shared.items())
    counted = any(f.low >= TOLD_BY for f in a.figures & b.figures)
    if named or counted or parts.who.points >= SURE or (parts.wording.points or 0) >= TOLD_ALIKE:
        return True
    return (parts.where >= 1 or len(shared) > 1) and (parts.when >= 1 or _are_told_within(a, b, TOLD_APART))


def _when_points(a: Episode, b: Episode, sure: bool) -> float | None:
    """The days of two episodes; where one has none, half for what the leads name, less where the other is history.

    Two days told exactly, and neither the same nor neighbours, tell two happenings apart, unless it is `sure` by names
    that they are one.
    """
    if _is_told_before(a, b) or _is_told_before(b, a):
        return None
    when = windows_points(a.windows, b.windows)
    if when == OTHER_DAYS and not sure and all(w.is_day for w in (*a.windows, *b.windows)):
        return None
    if _is_before(a, b, sure) or _is_before(b, a, sure):
        return HISTORY
    if when == 0 and windows_points(a.windows or a.lead_windows, b.windows or b.lead_windows) == SAME_DAYS:
        return SAME_DAYS / 2
    return when


def _are_told_within(a: Episode, b: Episode, days: int) -> bool:
    """Whether two reports came out within so many days, or may have."""
    return a.published is None or b.published is None or a.published.apart(b.published) <= days


def _are_firmly_dated(a: Episode, b: Episode) -> bool:
    """Whether each has its single days from more than one of its events."""
    return all(
        all(w.is_day for w in e.windows) and sum(o.window is not None for o in e.occurrences) >= TOLD_TWICE
        for e in (a, b)
    )


def _are_of_two_times(a: Episode, b: Episode) -> bool:
    """Whether the one is told by its year alone and the other without a day, as news."""
    years = [all(w.is_of_a_year for w in e.windows) if e.windows else None for e in (a, b)]
    return True in years and None in years


def _are_deeds(a: Episode, b: Episode) -> bool:
    """Whether two episodes are what they are by their days alone: on other days they are others."""
    return all(mode.startswith(DEED) for mode in a.modes | b.modes)


def _may_differ(a: Episode, b: Episode, about: float) -> bool:
    """Whether two episodes of modes that exclude each other may yet be one happening in other words.

    The harm that both reports are about, where they name the same ("a riot", "the shooting at the prison"): how it came
    about is where accounts part. Deeds of the same to the same ("stuffed ballots", "pushed in a bundle of ballots").
    """
    if _are_deeds(a, b):
        return bool(a.sides.doing & b.sides.doing) and bool(a.sides.suffering & b.sides.suffering)
    harm = a.modes & b.modes & incident_table().modes.harm
    return a.is_main and b.is_main and about >= SURE and bool(harm)


def _where_points(a: Episode, b: Episode, sure: bool) -> float | None:
    """The places of two episodes, or of the leads; far apart only costs, where it is `sure` by names and days, or
    where a long telling has its place from one of its sentences alone.
    """
    where = places_points(a.places or a.lead_places, b.places or b.lead_places)
    if where is None and not sure:
        where = places_points(_firm_places(a), _firm_places(b))
        return ASTRAY if where is not None else None
    return ASTRAY if where is None else where


def _firm_places(one: Episode) -> Sequence[Place]:
    """The places of an episode; of a long one those that its lead or two of its events have."""
    if len(one.occurrences) < LONG:
        return one.places or one.lead_places
    told = Counter((o.place.geonameid, o.place.name) for o in one.occurrences if o.place)
    led = {(o.place.geonameid, o.place.name) for o in one.occurrences if o.place and 0 <= o.sentence < LEAD}
    keys = led | {key for key, count in told.items() if count > 1}
    return [p for p in one.places if (p.geonameid, p.name) in keys] or one.lead_places


def _standing(a: Episode, b: Episode) -> float:
    """Points for where two episodes stand in their reports."""
    return (MAIN if a.is_main and b.is_main else 0.0) + (LED if a.leads and b.leads else 0.0)


def _why(a: Episode, b: Episode, parts: _Parts, names: Mapping[str, str]) -> Iterator[str]:
    """Why two episodes may be one happening, in words."""
    yield f"both tell of {_mode_name(a, b)}"
    if parts.when >= 1:
        yield "their days agree"
    if parts.named:
        yield f"both sentences name {', '.join(sorted(names.get(e, e) for e in a.names & b.names)[:3])}"
    if parts.where >= 1:
        yield f"both are at {_place_name(a.places or a.lead_places, b.places or b.lead_places)}"
    if parts.story:
        yield "both are told in reports on one happening"
    if a.is_main and b.is_main:
        yield "both reports are about it"
    if a.leads and b.leads:
        yield "both reports lead with it"
    for each in (parts.about, parts.who, parts.count, parts.wording):
        yield from each.why


def about_points(a: Episode, b: Episode, rarity: Mapping[str, float], names: Mapping[str, str]) -> Comparison:
    """Points for the telling names that two reports have, anywhere, where both are about these episodes.

    Names of the places where both were count as places alone.
    """
    if not (a.is_main and b.is_main) or a.report == b.report or told_points(a, b) < 0:
        return Comparison(0.0)
    placed = _spellings(_located(a)) & _spellings(_located(b))
    named = (e for e in a.about & b.about if names.get(e, e).lower() not in placed)
    shared = sorted(((rarity.get(e, 0.0), e) for e in named), reverse=True)
    telling = [(r, e) for r, e in shared if r >= ABOUT_LEAST]
    if not telling:
        return Comparison(0.0)
    told = ", ".join(names.get(e, e) for _, e in telling[:3])
    points = min(ABOUT_MOST, sum(ABOUT * r for r, _ in telling))
    return Comparison(points, (f"both reports name {told}",))


def story_points(a: Episode, b: Episode, rarity: Mapping[str, float]) -> float:
    """What the names are worth that two reports share which were published within a fortnight, or no day says when."""
    if a.published and b.published and a.published.apart(b.published) > STORY_DAYS:
        return 0.0
    if a.looks_back != b.looks_back or windows_points(a.windows, b.windows) is None:
        return 0.0
    shared = (r for e in sorted(a.about & b.about) if (r := rarity.get(e, 0.0)) >= ABOUT_LEAST)
    return ABOUT * sum(shared)


def _share_story(a: Episode, b: Episode) -> bool:
    """Whether two episodes stand in different reports that tell one story, and neither calls its own another one."""
    if a.is_another or b.is_another:
        return False
    return a.report != b.report and a.story is not None and a.story == b.story


def _is_told_before(a: Episode, b: Episode) -> bool:
    """Whether the report of the one, told as past without a day, was out before the days of the other."""
    out = a.published.last if a.published else None
    if out is None or a.windows or any(o.event.tense == "future" for o in a.occurrences):
        return False
    late = out + incident_table().bounds.days_apart
    return bool(b.windows) and all(w.first is not None and w.first > late for w in b.windows)


def _is_before(a: Episode, b: Episode, sure: bool) -> bool:
    """Whether the one is history and the other, that has no day, is news; or the one is news and the other looks back.

    A report from a court or on an anniversary may look back on news of the same week where it is `sure` by names.
    """
    told = b.published.last if b.published else None
    if told is None or any(w.first is not None for w in b.windows) or not a.windows:
        return False
    if b.is_main and not b.is_news:
        return b.looks_back and a.is_news and not sure
    long_ago = incident_table().bounds.long_ago
    return all(w.last is not None and told - w.last > (0 if w.is_of_a_year else long_ago) for w in a.windows)


def are_told_apart(a: Episode, b: Episode, names: Mapping[str, str], about: float) -> bool:
    """Whether who did it or who suffered tells two episodes apart; reports about the same names may differ in it."""
    if about >= SURE:
        return False
    if not (a.modes & b.modes).isdisjoint(incident_table().modes.mutual):
        return False
    return are_contrary(a.sides, b.sides) or _are_others(a, b, names)


def _hit(one: Episode) -> frozenset[Figures]:
    return frozenset(f for f in one.figures if f.measure in HIT)


def _are_others(a: Episode, b: Episode, names: Mapping[str, str]) -> bool:
    """Whether both tell who suffered by name, no name of the one is like one of the other, nor is the other's report
    about it; of many who were hit each report names others.
    """
    told = (a.sides.sufferers, b.sides.sufferers)
    if not told[0] or not told[1] or told[0] & told[1] or any(f.low >= MANY for f in _hit(a) | _hit(b)):
        return False
    if told[0] & b.about or told[1] & a.about:
        return False
    words = [{w for e in entities for w in names.get(e, e).lower().split()} for entities in told]
    return not words[0] & words[1]


def _mode_name(a: Episode, b: Episode) -> str:
    shared = sorted(a.modes & b.modes)
    return shared[0] if shared else f"{min(a.modes)} and {min(b.modes)}"


def _place_name(a: Sequence[Place], b: Sequence[Place]) -> str:
    ids = {p.geonameid for p in b}
    return next((p.name for p in a if p.geonameid in ids), a[0].name if a else b[0].name)
