"""Two tellings compared: may they be of one happening, how much speaks for it, and why, in words.

Hard bounds come first (days, kilometres, contrary actors, modes that exclude each other); then points, each with its
reason, so that a person can follow every joining.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import asin, cos, radians, sin, sqrt

import msgspec

from rashomon.link.incidents_events import Occurrence, Party, Window, incident_table
from rashomon.records import Measure, Place, Quantity

EARTH_KM = 6371.0
TELLING = 0.75
BESIDE, BESIDE_MOST = 0.5, 1.5
LEAD, LED = 4, 1.0
WHO, WORDING = 0.25, 0.5
LEAST_SUPPORT, LONE = 2, 1.0
"""Of days, place, names, numbers and wording two should speak for it: what one alone says counts for less."""
PLAIN_MEASURES = frozenset(
    {"killed", "injured", "captured", "missing", "strikes", "attacks", "displaced", "munitions", "people", "personnel"}
)


class Figures(msgspec.Struct, frozen=True):
    """An exact number of a measure, as far as one report tells it."""

    measure: Measure
    low: float


class Episode(msgspec.Struct, frozen=True):
    """One happening as one report tells it."""

    occurrences: tuple[Occurrence, ...]
    published: Window | None
    type: str
    modes: frozenset[str]
    windows: tuple[Window, ...]
    places: tuple[Place, ...]
    parties: frozenset[Party]
    figures: frozenset[Figures]
    names: frozenset[str]
    words: frozenset[str]
    founds: bool

    @property
    def report(self) -> str:
        """The report's id."""
        return self.occurrences[0].report

    @property
    def is_another(self) -> bool:
        """Whether its report calls it another one than was told before."""
        return any(o.is_another for o in self.occurrences)

    @property
    def leads(self) -> bool:
        """Whether it stands in the first sentences of its report, its title included."""
        return any(0 <= o.sentence < LEAD for o in self.occurrences)

    @property
    def key(self) -> str:
        """The id of its first event."""
        return self.occurrences[0].event.id


class Comparison(msgspec.Struct, frozen=True):
    """How much speaks for two tellings being of one happening; None where a hard bound forbids it."""

    points: float | None
    why: tuple[str, ...] = ()


FORBIDDEN = Comparison(points=None)


def episode(occurrences: Sequence[Occurrence], published: Window | None) -> Episode:
    """The episode that some events of one report make."""
    return Episode(
        occurrences=tuple(occurrences),
        published=published,
        type=_type(occurrences),
        modes=frozenset(o.mode for o in occurrences),
        windows=tuple(dict.fromkeys(o.window for o in occurrences if o.window)),
        places=tuple({(p.geonameid, p.name): p for o in occurrences if (p := o.place)}.values()),
        parties=frozenset(p for o in occurrences for p in o.parties),
        figures=figures([q for o in occurrences for q in o.quantities]),
        names=frozenset().union(*(o.names for o in occurrences)),
        words=frozenset().union(*(o.words for o in occurrences)),
        founds=any(o.founds for o in occurrences),
    )


def figures(quantities: Sequence[Quantity]) -> frozenset[Figures]:
    """The numbers that tell one happening from another."""
    return frozenset(
        Figures(q.measure, q.low)
        for q in quantities
        if q.measure in PLAIN_MEASURES and q.bound != "vague" and q.low is not None
    )


def _type(occurrences: Sequence[Occurrence]) -> str:
    """The type of its founding events first told, harm last: what harm came of says what it was."""
    harm = incident_table().modes.harm
    ranked = sorted(occurrences, key=lambda o: (not o.founds, o.mode in harm, o.event.type == "OTHER"))
    return ranked[0].event.type


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
    if plain[0] and plain[1]:
        return 1.0 if any(plain[0] & group and plain[1] & group for group in modes.together) else None
    if a & b:
        return 1.5
    if any(a & group and b & group for group in modes.together):
        return 1.0
    if types[0] == types[1] and (a & modes.generic or b & modes.generic) and not (a | b) & modes.loose:
        return 0.5
    return None


def windows_points(a: Sequence[Window], b: Sequence[Window]) -> float | None:
    """2 for the same narrow days, 0.5 for days that may be the same, 0 where one is open, None for days far apart."""
    if not a or not b:
        return 0.0
    gaps = [x.apart(y) for x in a for y in b]
    if min(gaps) > incident_table().bounds.days_apart:
        return None
    narrow = [x.apart(y) for x in a for y in b if x.is_narrow and y.is_narrow]
    if narrow:
        return 2.0 if min(narrow) == 0 else 1.0 if min(narrow) == 1 else -0.5
    return 0.5 if min(gaps) == 0 else 0.0


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
    if {p.name.lower() for p in a} & {p.name.lower() for p in b}:
        return 1.5
    return 0.25 if countries[0] & countries[1] else 0.0


def _is_town(place: Place) -> bool:
    return place.precision is not None and place.precision <= incident_table().bounds.city_precision


def are_contrary(a: frozenset[Party], b: frozenset[Party], modes: frozenset[str]) -> bool:
    """Whether known actors exclude each other: one's actor suffers in the other, or nobody who acts is in both."""
    if modes & incident_table().modes.mutual:
        return False
    doers = _named(a, "actor"), _named(b, "actor")
    sufferers = _named(a, "recipient"), _named(b, "recipient")
    if (doers[0] & sufferers[1] - doers[1]) or (doers[1] & sufferers[0] - doers[0]):
        return True
    if _worded(a, "actor") & _worded(b, "recipient") and _worded(b, "actor") & _worded(a, "recipient"):
        return not (_worded(a, "actor") & _worded(b, "actor"))
    shared_sufferer = bool(sufferers[0] & sufferers[1])
    return bool(doers[0] and doers[1]) and not doers[0] & doers[1] and not shared_sufferer


def _worded(parties: frozenset[Party], role: str) -> set[str]:
    return {w for p in parties if p.role == role for w in p.words}


def _named(parties: frozenset[Party], role: str) -> set[str]:
    return {p.entity for p in parties if p.entity and p.role == role}


def told_points(a: Episode, b: Episode) -> float:
    """Points for being told within days of each other, where the text alone does not say that the days agree."""
    if a.published is None or b.published is None:
        return 0.0
    apart = a.published.apart(b.published)
    return 1.0 if apart <= 4 else 0.5 if apart <= 14 else 0.0 if apart <= 60 else -1.0


def parties_points(
    a: frozenset[Party], b: frozenset[Party], names: Mapping[str, str], rarity: Mapping[str, float]
) -> Comparison:
    """Points for participants in common: 1.5 a name (3 one that suffers in both), up to 0.5 a word; at most 4."""
    shared = sorted({p.entity for p in a if p.entity} & {p.entity for p in b if p.entity})
    struck = _named(a, "recipient") & _named(b, "recipient")
    if shared:
        told = f"both tell of {', '.join(names.get(e, e) for e in shared[:3])}"
        return Comparison(min(4.0, 1.5 * len(shared) + 1.5 * len(struck)), (told,))
    words = sorted({p.word for p in a} & {p.word for p in b} - incident_table().nobody.words)
    points = 0.5 * sum(rarity.get(w, 1.0) for w in words)
    return Comparison(min(1.5, points), (f"both tell of “{'”, “'.join(words[:3])}”",) if points >= 0.25 else ())


def figures_points(a: frozenset[Figures], b: frozenset[Figures]) -> Comparison:
    """Points for the same number of the same thing."""
    same = sorted(a & b, key=lambda f: (-f.low, f.measure))
    if not same:
        return Comparison(0.0)
    best = same[0]
    if best.low <= 1:
        return Comparison(0.0)
    return Comparison(1.5 if best.low > 2 else 0.5, (f"both count {best.low:g} ({best.measure})",))


def wording_points(
    a: frozenset[str], b: frozenset[str], rarity: Mapping[str, float], known: frozenset[str]
) -> Comparison:
    """Points for rare words that the sentences share, up to 3, `known` names apart; `rarity` is 1 where one report of
    many has the word, 0 where all have it.
    """
    shared = sorted(((rarity.get(w, 0.0), w) for w in (a & b) - known), reverse=True)
    weight = sum(r * r for r, _ in shared)
    size = sqrt(_weight(a, rarity) * _weight(b, rarity))
    if not size:
        return Comparison(0.0)
    points = min(3.0, 6.0 * weight / size)
    telling = [w for r, w in shared[:3] if r > 0.3]
    why = (f"their sentences share “{'”, “'.join(telling)}”",) if telling and points >= 0.75 else ()
    return Comparison(points, why)


def _weight(words: frozenset[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(w, 0.0) ** 2 for w in sorted(words))


def compared(a: Episode, b: Episode, rarity: Mapping[str, float], names: Mapping[str, str]) -> Comparison:
    """Two reports' episodes compared."""
    if a.report == b.report and a.modes & b.modes and (a.is_another or b.is_another):
        return FORBIDDEN
    modes = modes_points(a.modes, b.modes, (a.type, b.type))
    when = windows_points(a.windows, b.windows)
    where = places_points(a.places, b.places)
    if modes is None or when is None or where is None or are_contrary(a.parties, b.parties, a.modes & b.modes):
        return FORBIDDEN
    if _are_others(a, b, names):
        return FORBIDDEN
    who = parties_points(a.parties, b.parties, names, rarity)
    count = figures_points(a.figures, b.figures)
    wording = wording_points(a.words, b.words, rarity, _spoken(a, b))
    told = told_points(a, b) if when < 1 else 0.0
    beside = min(BESIDE_MOST, BESIDE * len(a.names & b.names)) if not who.points or who.points < 1 else 0.0
    support = [
        when >= 1,
        where >= 1,
        (who.points or 0) + beside >= WHO,
        (count.points or 0) >= 1,
        (wording.points or 0) >= WORDING,
    ]
    if not (where >= 1 or beside or max(who.points or 0, count.points or 0) >= 1 or (wording.points or 0) >= TELLING):
        return Comparison(0.0)
    why = [f"both tell of {_mode_name(a, b)}"]
    if when >= 1:
        why.append("their days agree")
    if beside:
        why.append(f"both sentences name {', '.join(sorted(names.get(e, e) for e in a.names & b.names)[:3])}")
    if where >= 1:
        why.append(f"both are at {_place_name(a.places, b.places)}")
    points = modes + when + told + where + beside + (who.points or 0) + (count.points or 0) + (wording.points or 0)
    if sum(support) < LEAST_SUPPORT:
        points -= LONE
    if a.leads and b.leads:
        points += LED
        why.append("both reports lead with it")
    return Comparison(round(points, 3), (*why, *who.why, *count.why, *wording.why))


def _are_others(a: Episode, b: Episode, names: Mapping[str, str]) -> bool:
    """Whether both tell who suffered by name, and no name of the one is like one of the other."""
    told = [_named(e.parties, "recipient") for e in (a, b)]
    if not told[0] or not told[1] or told[0] & told[1] or (a.modes & b.modes) & incident_table().modes.mutual:
        return False
    words = [{w for e in entities for w in names.get(e, e).lower().split()} for entities in told]
    return not words[0] & words[1]


def _spoken(a: Episode, b: Episode) -> frozenset[str]:
    """The words of the places of both: they count as place, not as wording."""
    return frozenset(w for p in (*a.places, *b.places) for n in (p.name, p.span.text) for w in n.lower().split())


def _mode_name(a: Episode, b: Episode) -> str:
    shared = sorted(a.modes & b.modes)
    return shared[0] if shared else f"{min(a.modes)} and {min(b.modes)}"


def _place_name(a: Sequence[Place], b: Sequence[Place]) -> str:
    ids = {p.geonameid for p in b}
    return next((p.name for p in a if p.geonameid in ids), a[0].name if a else b[0].name)
