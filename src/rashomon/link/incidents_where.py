"""Where an incident was: the town that most speaks for, told with its events or in the leads of reports about it.

A town to which the hurt were taken, one where somebody was caught, one that somebody is from, and one abroad that only
heads the report say little for themselves. A name far from all else that is told, when the police of another town act,
is most likely a part of that town, or a hamlet there, that no gazetteer has, put on the map at a namesake. A place that
no gazetteer has keeps its name and lies where the reports say that it is ("Marsh End in Orrin County"), as precisely as
that is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from rashomon.link.incidents_anchor import LEAD_SENTENCES, anchored, innermost, said_in
from rashomon.link.incidents_episode import Episode
from rashomon.link.incidents_events import Telling
from rashomon.link.incidents_seats import is_part, seats
from rashomon.link.incidents_whereabouts import (
    COUNTY,
    DIVISION,
    MARGIN_KM,
    NEAR_KM,
    TOWN,
    UNKNOWN,
    acting,
    apart,
    in_dateline,
    is_home,
    is_long_ago,
    is_of_capture,
    is_of_care,
    is_quarter,
    is_road,
    is_stray,
    is_within,
    precision_of,
    whereabouts,
)
from rashomon.records import IncidentPlace, Place

OWN, OWN_MOST = 1.0, 3.0
"""What an event's own place says for itself, and all those of one report."""
LEAD, LATER, ABOUT_MOST = 0.5, 0.1, 2.0
"""What a town says that a report on the happening names, in its lead (its dateline too) or below, and all of them."""
SEAT = 0.5
"""What a town says whose police or other body acts in such a report; of a county's bodies, for each town in it."""
NEAR, HOME, ASIDE = 0.5, 0.3, 0.1
"""By what each of these counts where something was only near, where somebody is from (many are hurt at home), and where
the hurt were taken or somebody was caught.
"""
WEAK, WEAK_BESIDE = 0.1, 0.25
"""A place with less than this share of the best one's support is not it, however precise; one that no event names
needs more.
"""
FELT = frozenset({"ASSAULT", "ACCIDENT", "DISASTER", "PROTEST"})
"""What happens to people where they are."""
SAID = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "REQUEST", "REJECT", "THREATEN", "SANCTION"})
"""What is said or settled anywhere."""
ONE_TOWN, FIRST_TOWN = 0.6, 0.5
"""Of the towns that reports name, in one of them: there is what they tell with no place of its own."""
SUBURBS_KM = 40.0

Key = str
"""A name as the gazetteer has it, in small letters: reports that place one name apart still name one place."""


class Support:
    """What speaks for each place, its rows, and those that an event names."""

    def __init__(self, is_felt: bool) -> None:
        self.is_felt = is_felt
        """Whether it is of what is done to people: then not where somebody was caught."""
        self.weight: defaultdict[Key, float] = defaultdict(float)
        self.rows: defaultdict[Key, list[Place]] = defaultdict(list)
        self.lands: list[Place] = []
        """Counties whose bodies act."""
        self.own: set[Key] = set()
        self.scene: set[Key] = set()
        """Those told of otherwise than as where the hurt were taken or somebody is from."""

    def add(self, telling: Telling, told: Iterable[tuple[Place, float]], most: float) -> None:
        """Counts a report's places with their weights, each up to `most`."""
        count: defaultdict[Key, float] = defaultdict(float)
        for place, weight in told:
            key = place.name.lower()
            share = self._share(telling, place)
            count[key] += weight * share
            self.rows[key].append(place)
            if share > HOME:
                self.scene.add(key)
        for key, weight in count.items():
            self.weight[key] += min(most, weight)

    def _share(self, telling: Telling, place: Place) -> float:
        """By what a place counts, for what the words around it say that it is to the happening."""
        if is_of_care(telling, place) or (self.is_felt and is_of_capture(telling, place)):
            return ASIDE
        if in_dateline(telling, place) and any(
            p.name == place.name and is_of_care(telling, p) for p in telling.rows.places
        ):
            return ASIDE
        if is_home(telling, place):
            return HOME
        return 1.0 if place.relation == "in" else NEAR

    def add_own(self, telling: Telling, one: Episode) -> None:
        """Counts the places of a report's events: where people died, or anything else followed, is less surely the
        scene of what is done to people.
        """
        at = [(p, o.event.type) for o in one.occurrences if o.place and (p := innermost(telling, o.place))]
        scenes = {p.id for p, kind in at if kind in FELT or not self.is_felt}
        own = {p.id: p for p, _ in at}.values()
        weights = [(p, OWN if p.id in scenes and not in_dateline(telling, p) else LEAD) for p in own]
        self.add(telling, weights, OWN_MOST)
        self.own.update(p.name.lower() for p in own if not in_dateline(telling, p))

    def add_seats(self, telling: Telling) -> None:
        """Counts the towns whose bodies act in a report, and the counties for what lies in them."""
        every = acting([*_known([telling]), *seats([telling])], telling.text)
        towns = [(p, SEAT) for p in every if precision_of(p) <= TOWN]
        self.add(telling, towns, SEAT)
        self.lands.extend(p for p in every if precision_of(p) == COUNTY)

    @property
    def is_on_map(self) -> bool:
        """Whether some place has a point."""
        return any(p.lat is not None for rows in self.rows.values() for p in rows)

    def stand_in(self, ground: Sequence[Place]) -> None:
        """Adds the rows of a town that no event names, as what is told later in a report."""
        if ground:
            key = ground[0].name.lower()
            self.rows[key], self.weight[key] = list(ground), LATER
            self.scene.add(key)

    def drop(self, key: Key) -> float:
        """Takes a name away, and gives what spoke for it."""
        self.rows.pop(key, None)
        self.own.discard(key)
        self.scene.discard(key)
        return self.weight.pop(key, 0.0)


def where(parts: Sequence[Episode], told: Mapping[str, Telling]) -> IncidentPlace | None:
    """The place with most support among those told most precisely; a report's say is limited, whatever its length.

    Towns and what is finer (UCDP GED where_prec 1 and 2) are one class; a name without a point comes last.
    """
    kinds = {e.type for e in parts}
    support = Support(bool(kinds & FELT))
    for one in parts:
        telling = told[one.report]
        support.add_own(telling, one)
        if one.is_main:
            support.add(telling, _named(telling), ABOUT_MOST)
        if one.is_main and support.is_felt:
            support.add_seats(telling)
    tellings = [told[r] for r in dict.fromkeys(e.report for e in parts)]
    grounds = seats(tellings)
    is_main = any(e.is_main for e in parts)
    is_done = not kinds <= SAID
    lies_somewhere = is_done and (is_main or not is_long_ago(parts))
    in_streets = all(is_road(p) for rows in support.rows.values() for p in rows)
    if in_streets and (lies_somewhere or (is_done and support.rows)):
        ground = _ground(tellings, grounds, is_felt=support.is_felt, on_map=True)
        support.stand_in(ground or _ground(tellings, grounds, is_felt=support.is_felt))
    if not support.rows:
        return None
    _without_datelines_abroad(support, tellings)
    _settled(support, tellings, grounds, is_main)
    _nearby(support)
    _anchored(support, tellings, told)
    if lies_somewhere and not support.is_on_map:
        _guessed(support, _ground(tellings, grounds, is_felt=support.is_felt, on_map=True))
    if not support.rows:
        return None
    key = _best(support)
    row = _likeliest(support.rows[key])
    return IncidentPlace(
        name=_as_told(row, support.rows[key]), geonameid=row.geonameid, lat=row.lat, lon=row.lon,
        precision=row.precision,
    )  # fmt: skip


def _best(support: Support) -> Key:
    """The place with most support, what speaks for a county speaking for each town in it; a name before the land that
    it lies in. Towns and counties are one class (a town that is no part of the county told most is seldom the scene).
    """
    rows = {key: _likeliest(places) for key, places in support.rows.items()}
    most = max(support.weight[key] for key in rows)
    order = {key: number for number, key in enumerate(rows)}
    counties = [key for key, row in rows.items() if row.precision == COUNTY and row.geonameid is not None]

    def rank(key: Key) -> tuple[bool, bool, bool, int, float, int, bool, int]:
        place, precision, weight = rows[key], precision_of(rows[key]), support.weight[key]
        is_land = precision > TOWN and place.geonameid is not None
        around = _around(support, place, [rows[c] for c in counties]) if precision <= TOWN else 0.0
        is_weak = weight < (WEAK if key in support.own or around else WEAK_BESIDE) * most
        aside, against = key not in support.scene, -round(weight + around, 6)
        return (place.lat is None, aside, is_weak, max(precision, COUNTY), against, precision, is_land, order[key])

    return min(rows, key=rank)


def _around(support: Support, town: Place, counties: Sequence[Place]) -> float:
    """What speaks for the county that a town lies in: of several told that reach so far the nearest, by their size."""
    told = [c for c in (*counties, *support.lands) if is_within(town, c)]
    if not told:
        return 0.0
    own = min(told, key=lambda c: (apart(town, c) / ((c.radius_km or 0.0) + MARGIN_KM), c.name)).geonameid
    named = sum(support.weight[c.name.lower()] for c in counties if c.geonameid == own)
    return named + SEAT * sum(c.geonameid == own for c in support.lands)


def _named(telling: Telling) -> Iterator[tuple[Place, float]]:
    """The towns that a report names, and what is a stated way from one; those of its lead before the others."""
    for place in telling.rows.places:
        if place.lat is not None and precision_of(place) <= (TOWN if place.km is None else COUNTY):
            leads = telling.sentence(place.span.start) < LEAD_SENTENCES
            yield place, LEAD if leads else LATER


def _ground(
    tellings: Sequence[Telling], grounds: Sequence[Place], *, is_felt: bool, on_map: bool = False
) -> Sequence[Place]:
    """The one town that reports tell of; of what is done to people (`is_felt`) the town that they tell of first and
    most; else that whose body acts in them most; else the only county that they tell of, or dateline of what is felt.
    `on_map`: only such as have a point, for a name that has none.
    """
    towns: defaultdict[Key, list[tuple[float, Place]]] = defaultdict(list)
    for telling in tellings:
        for place in telling.rows.places:
            is_town = place.relation == "in" and (precision_of(place) <= TOWN if place.lat is not None else not on_map)
            aside = is_road(place) or in_dateline(telling, place) or is_of_care(telling, place)
            aside = aside or (is_felt and is_of_capture(telling, place))
            if is_town and not aside and not is_home(telling, place):
                leads = is_felt and telling.sentence(place.span.start) < LEAD_SENTENCES
                towns[place.name.lower()].append((LEAD if leads else LATER, place))
    weights = {key: sum(w for w, _ in told) for key, told in towns.items()}
    most = max(weights, key=lambda k: (weights[k], k), default="")
    share = FIRST_TOWN if is_felt else ONE_TOWN
    if most and weights[most] >= share * sum(weights.values()):
        return [p for _, p in towns[most]]
    known = _known(tellings)
    bodies = acting([*grounds, *known], "\n".join(t.text for t in tellings))
    if bodies:
        return [max(bodies, key=lambda p: (-max(TOWN, precision_of(p)), bodies[p], p.name))]
    counties = [p for p in known if p.precision == COUNTY and p.relation == "in"]
    if len({p.geonameid for p in counties}) == 1:
        return counties[:1]
    heads = [p for t in tellings for p in t.rows.places if precision_of(p) <= TOWN and in_dateline(t, p)]
    return heads if is_felt and not on_map and len({p.name for p in heads}) == 1 else ()


def _anchored(support: Support, tellings: Sequence[Telling], told: Mapping[str, Telling]) -> None:
    """Puts names that no gazetteer has where reports say that they lie; a road only where nothing else has a point."""
    roads: dict[Key, Place] = {}
    for key in [k for k, rows in support.rows.items() if all(p.lat is None for p in rows)]:
        name = support.rows[key][0]
        at = anchored(name.name, tellings, told.values())
        if at is not None and not is_road(name):
            support.rows[key] = [at]
        elif at is not None:
            roads[key] = at
    if not support.is_on_map:
        support.rows.update({key: [at] for key, at in roads.items()})


def _guessed(support: Support, ground: Sequence[Place]) -> None:
    """Puts names of which no report says where they lie by the town that reports tell of, as roughly as its division;
    where only roads are named it is the town.
    """
    names = [key for key, rows in support.rows.items() if not is_road(rows[0])]
    if not names or not ground:
        support.stand_in(ground)
        return
    at = _likeliest(ground)
    for key in names:
        rough = max(DIVISION, precision_of(at))
        support.rows[key] = [
            replace(p, lat=at.lat, lon=at.lon, country=at.country, precision=rough) for p in support.rows[key]
        ]


def _nearby(support: Support) -> None:
    """Lets a place that things are only told to be near speak for the town told there: "Dalby's suburbs" for Orrin."""
    for key in list(support.rows):
        near = support.rows[key]
        is_in = sum(p.relation == "in" for p in near)
        if is_in >= len(near) / 2 or (is_in and key in support.own):
            continue
        at = _likeliest(near)
        inside = [
            k
            for k, rows in support.rows.items()
            if k != key and any(p.relation == "in" for p in rows)
            if precision_of(_likeliest(rows)) <= TOWN and 0 < apart(at, _likeliest(rows)) <= SUBURBS_KM
        ]
        if inside and at.precision is not None:
            best = max(inside, key=lambda k: (support.weight[k], k))
            support.weight[best] += support.drop(key)


def _likeliest(places: Sequence[Place]) -> Place:
    """Of the rows of one name the one with a point that most rows have, at its most precise."""
    count = Counter(p.geonameid for p in places)
    return min(
        places, key=lambda p: (p.lat is None, -count[p.geonameid], p.precision or UNKNOWN, p.geonameid or 0, p.id)
    )


def _as_told(row: Place, places: Sequence[Place]) -> str:
    """The gazetteer's name without a "City" or "Center" that no report says: Greenacres for Greenacres City."""
    texts = [p.span.text for p in places if p.geonameid == row.geonameid]
    told = Counter(t for t in texts if not t.isupper())
    if not told or row.name.lower() in map(str.lower, texts) or row.name.lower() in whereabouts().names.full:
        return row.name
    name = min(told, key=lambda n: (-told[n], n))
    without = [w for w in row.name.lower().split() if w not in whereabouts().names.generic]
    return name if name.lower().split() == without else row.name


def _without_datelines_abroad(support: Support, tellings: Sequence[Telling]) -> None:
    """Takes away towns that lie in another country than most places told: a dateline's, and where an event names its
    own place, any of the lead.
    """
    rows = [(t, p) for t in tellings for p in t.rows.places]
    heads = {p.id for t, p in rows if in_dateline(t, p)}
    lands = Counter(p.country for _, p in rows if p.country and p.id not in heads)
    if not lands:
        return
    land = min(lands, key=lambda c: (-lands[c], c))
    for key in [k for k in support.rows if k not in support.own]:
        told = support.rows[key]
        if _likeliest(told).country not in (None, land) and (support.own or all(p.id in heads for p in told)):
            support.drop(key)


def _known(tellings: Sequence[Telling]) -> Sequence[Place]:
    """The places with a point that reports name, each name once."""
    rows = (p for t in tellings for p in t.rows.places if p.lat is not None and p.precision)
    return list({p.name.lower(): p for p in rows}.values())


def _settled(support: Support, tellings: Sequence[Telling], grounds: Sequence[Place], is_main: bool) -> None:
    """Tells a part of a town as the town, and puts each stray name of what reports are about (`is_main`) where the
    police act that they tell of most, where none does in a county that they tell of, else by the dateline. A place of a
    county keeps its name, with the county's point and precision.
    """
    every, text = [*_known(tellings), *grounds], "\n".join(t.text for t in tellings)
    bodies, inside = acting(every, text), {pair for t in tellings for pair in said_in(t)}
    heads = {p.name.lower() for t in tellings for p in t.rows.places if in_dateline(t, p)}
    lands = list(bodies) or [p for p in every if precision_of(p) == COUNTY]
    opening = [p for p in every if p.name.lower() in heads and precision_of(p) <= TOWN]
    for key in list(support.rows):
        own = _likeliest(support.rows[key])
        if own.lat is None or any(p.geonameid == own.geonameid for p in bodies):
            continue
        quarter, near = is_quarter(own, text), lands or [p for p in opening if p.country == own.country]
        seated = [p for p in every if p in bodies or p.name.lower() in heads]
        around = [p for p in every if is_part(own, p) and (quarter or p in seated or (key, p.name.lower()) in inside)]
        if not around and quarter:
            around = [p for p in seated if precision_of(p) <= TOWN and apart(own, p) > NEAR_KM]
        if not around and not (is_main and near and is_stray(own, every, near)):
            continue
        ground = max(around or near, key=lambda p: (bodies.get(p, 0), -precision_of(p), p.name))
        if precision_of(ground) >= COUNTY:
            support.rows[key] = [replace(ground, name=own.name, geonameid=None)]
            continue
        _moved(support, key, ground)


def _moved(support: Support, key: Key, ground: Place) -> None:
    """Lets what speaks for a name speak for the town that it is a part of."""
    whole = ground.name.lower()
    if key in support.own:
        support.own.add(whole)
    if key in support.scene:
        support.scene.add(whole)
    support.weight[whole] += support.drop(key)
    support.rows[whole].append(ground)
