"""Which of the places that bear a name a report means.

What the report says of the name itself comes first ("Paris, Texas"; "Idlib province"), then how much else it names
of the same country, division and surroundings; population only decides between what is left. One name has one sense
in a report, unless it is qualified where it stands. Weights were set on every other document of both place corpora
and checked on the rest (benchmarks/places.py).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from rashomon.annotate.kinds import demonyms
from rashomon.gazetteer import Gazetteer, PlaceKind, Toponym, folded

NEAR_KM = 300.0
EARTH_KM = 6371.0088
ROUNDS = 3
FAMOUS = 350_000
WORLD_CITY = 500_000
KNOWN_EVERYWHERE = 150_000
"""People of a place that a report may name without a word on its country."""


class Weights(msgspec.Struct, frozen=True):
    """How much each sign counts, in powers of ten of population."""

    country: float = 5.0
    neighbour: float = 0.8
    division: float = 2.0
    near: float = 3.5
    qualified: float = 6.0
    typed: float = 6.0
    state: float = 1.7
    division_prior: float = 0.8
    after_town: float = -1.5
    second_after_town: float = -1.5
    short_second: float = -1.5
    airfield: float = -2.0
    capital: float = 4.0
    far_capital: float = 3.5
    other_name: float = -0.8
    fame: float = 2.0


WEIGHTS = Weights()


class Naming(msgspec.Struct, frozen=True):
    """A name of a place where it stands: what it is said to lie in, and what it is said to be."""

    name: str
    within: str | None = None
    kind: PlaceKind | None = None
    is_outer: bool = False
    is_exact: bool = True
    """A place is spelled so; otherwise the senses are those of romanised Arabic."""
    senses: tuple[Toponym, ...] = ()


class Chosen(msgspec.Struct, frozen=True):
    """The sense that a name has, and the sentence that says why; None where no gazetteer has it."""

    place: Toponym | None
    why: str


def distance_km(one: Toponym, other: Toponym) -> float:
    """Great-circle distance."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


class Surroundings:
    """What a report's other names say of where it plays: weights of countries and divisions, and points."""

    def __init__(
        self, countries: Mapping[str, float], chosen: Mapping[str, Toponym], counts: Mapping[str, int]
    ) -> None:
        self.countries = defaultdict(float, countries)
        self.divisions: dict[tuple[str, str], float] = defaultdict(float)
        self.chosen = chosen
        for name, place in chosen.items():
            if place.country:
                self.countries[place.country] += counts[name] * (2.0 if place.kind == "country" else 1.0)
                division = place.name if place.kind == "admin1" else place.admin1
                if division:
                    self.divisions[place.country, division] += counts[name] * (2.0 if place.kind == "admin1" else 1.0)
        self.total = sum(self.countries.values()) or 1.0

    def without(self, name: str, place: Toponym | None, count: int) -> tuple[float, float]:
        """What a name itself gave to the weight of its country and division."""
        if place is None or not place.country:
            return 0.0, 0.0
        return count * (2.0 if place.kind == "country" else 1.0), count * (2.0 if place.kind == "admin1" else 1.0)


def senses(namings: Sequence[Naming], said: Iterable[str], gazetteer: Gazetteer) -> list[Chosen]:
    """The sense of each naming. `said`: words of the report that may be nationalities, which tell of countries too."""
    told: dict[str, float] = defaultdict(float)
    for word in said:
        code = demonyms().get(folded(word))
        if code is not None:
            told[code] += 0.5
    kinds = _grouped(namings)
    counts = {key: len(group) for key, group in kinds.items()}
    chosen: dict[str, Toponym] = {}
    for turn in range(ROUNDS):
        around = Surroundings(told, chosen, counts)
        chosen = {
            key: best
            for key, group in kinds.items()
            if (best := _best(key, group, around, gazetteer, counts[key], first=turn == 0)) is not None
        }
    around = Surroundings(told, chosen, counts)
    return [_chosen(naming, chosen, around, gazetteer, counts) for naming in namings]


def _grouped(namings: Sequence[Naming]) -> dict[str, list[Naming]]:
    groups: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        groups[folded(naming.name)].append(naming)
    return groups


def _chosen(
    naming: Naming, chosen: Mapping[str, Toponym], around: Surroundings, gazetteer: Gazetteer, counts: Mapping[str, int]
) -> Chosen:
    key = folded(naming.name)
    place = chosen.get(key)
    if naming.within is not None or naming.kind is not None or naming.is_outer:
        place = _best(key, [naming], around, gazetteer, counts[key]) or place
    if place is None:
        return Chosen(None, _why_unplaced(naming))
    return Chosen(place, _why(naming, place, around, counts[key]))


def _best(
    key: str, group: Sequence[Naming], around: Surroundings, gazetteer: Gazetteer, count: int, *, first: bool = False
) -> Toponym | None:
    """The best sense of a name over all its places in the report."""
    options = group[0].senses
    if not options:
        return None
    if options[0].own:
        return options[0]
    fit = [o for o in options if first or _is_plausible(key, o, group, around, gazetteer, count)]
    scored = [(_score(key, o, options, group, around, gazetteer, count, first=first), -i) for i, o in enumerate(fit)]
    return fit[-max(scored)[1]] if fit else None


def _is_plausible(
    key: str, option: Toponym, group: Sequence[Naming], around: Surroundings, gazetteer: Gazetteer, count: int
) -> bool:
    """Whether a report can mean a place: one known everywhere, or one of whose country it tells anything else.

    A village of a land that the report says nothing of is a namesake: the name stays unplaced.
    """
    known = option.population >= KNOWN_EVERYWHERE and group[0].is_exact
    if option.kind in ("country", "region") or known or option.country is None:
        return True
    if any(n.within is not None and lies_in(option, n.within, gazetteer) for n in group):
        return True
    own, _ = around.without(key, around.chosen.get(key), count)
    same = around.chosen.get(key)
    left = dict(around.countries)
    if same is not None and same.country:
        left[same.country] = left.get(same.country, 0.0) - own
    told = [code for code, weight in sorted(left.items()) if weight > 0.1]
    if not told:
        return group[0].is_exact
    return any(c == option.country or gazetteer.are_neighbours(option.country, c) for c in told)


def _score(
    key: str,
    option: Toponym,
    options: Sequence[Toponym],
    group: Sequence[Naming],
    around: Surroundings,
    gazetteer: Gazetteer,
    count: int,
    *,
    first: bool,
) -> float:
    score = _prior(key, option, options, gazetteer)
    own_country, own_division = around.without(key, around.chosen.get(key), count)
    same = around.chosen.get(key)
    if option.country:
        weight = around.countries[option.country]
        if same is not None and same.country == option.country:
            weight -= own_country
        others = max(1e-9, around.total - own_country)
        score += WEIGHTS.country * min(1.0, max(0.0, weight) / others) if others > 0.1 else 0.0
        score += _renown(option, options, gazetteer, is_told=others <= 0.1 or weight > 0.1)
        beside = sum(w for c, w in sorted(around.countries.items()) if gazetteer.are_neighbours(option.country, c))
        score += WEIGHTS.neighbour * min(1.0, beside / others) if others > 0.1 else 0.0
        division = option.name if option.kind == "admin1" else option.admin1
        if division:
            weight = around.divisions[option.country, division]
            if same is not None and same.country == option.country and division in (same.name, same.admin1):
                weight -= own_division
            score += WEIGHTS.division * (1 - 1 / (1 + max(0.0, weight)))
    if not first and option.kind not in ("country", "region"):
        score += WEIGHTS.near * _nearness(key, option, around)
    for naming in group:
        if naming.within is not None and lies_in(option, naming.within, gazetteer):
            score += WEIGHTS.qualified / len(group) + WEIGHTS.qualified / 4
        if naming.is_outer and option.kind in ("country", "admin1", "admin2"):
            score += WEIGHTS.typed / len(group)
        if naming.kind is not None and option.kind == naming.kind:
            score += WEIGHTS.typed / len(group)
    return score


def _prior(key: str, option: Toponym, options: Sequence[Toponym], gazetteer: Gazetteer) -> float:
    """What speaks for a place before the report is looked at: its size and kind."""
    size = math.log10(option.population + 100) - 2
    if option.kind == "country":
        return 6.0 + WEIGHTS.state + size / 10
    if option.kind == "region":
        return 10.0
    if option.kind in ("admin1", "admin2"):
        named_for_town = any(
            o.kind == "settlement"
            and o.country == option.country
            and distance_km(o, option) < 2 * option.radius_km + 20
            for o in options
        )
        after_town = WEIGHTS.after_town if option.kind == "admin1" else WEIGHTS.second_after_town
        short = WEIGHTS.short_second if option.kind == "admin2" and folded(option.name) != key else 0.0
        return size + short + (after_town if named_for_town else WEIGHTS.division_prior)
    if option.kind == "airfield":
        return WEIGHTS.airfield
    by_name = folded(option.name) == key or not any(folded(o.name) == key for o in options)
    return size + (0.0 if by_name else WEIGHTS.other_name)


def _renown(option: Toponym, options: Sequence[Toponym], gazetteer: Gazetteer, *, is_told: bool) -> float:
    """What speaks for a capital or a large city, unless its country bears the name too ("Mexico").

    Where the report tells nothing else of the country, only a capital of half a million has renown, and less.
    """
    if option.kind != "settlement" or any(o.kind == "country" and o.country == option.country for o in options):
        return 0.0
    country = gazetteer.country(option.country) if option.country else None
    is_capital = country is not None and folded(country.capital) == folded(option.name)
    if not is_told:
        return WEIGHTS.far_capital if is_capital and option.population >= WORLD_CITY else 0.0
    return (WEIGHTS.capital if is_capital else 0.0) + (WEIGHTS.fame if option.population >= FAMOUS else 0.0)


def _nearness(key: str, option: Toponym, around: Surroundings) -> float:
    """0..1: how many of the report's other names lie close by."""
    close = 0.0
    for name, place in sorted(around.chosen.items()):
        if name != key and place.kind in ("settlement", "admin2", "airfield"):
            close += max(0.0, 1 - distance_km(option, place) / NEAR_KM)
    return 1 - 1 / (1 + close)


@lru_cache(maxsize=1024)
def _outer(name: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The places that another may be said to lie in, by name."""
    return tuple(t for t in gazetteer.lookup(name) if t.kind in ("country", "admin1", "admin2", "region"))


def lies_in(place: Toponym, within: str, gazetteer: Gazetteer) -> bool:
    """Whether a place lies in a country, a first- or a second-order division of that name."""
    for outer in _outer(within, gazetteer):
        if outer.kind == "country" and outer.country == place.country and place.kind != "country":
            return True
        if outer.country != place.country:
            continue
        if outer.kind == "admin1" and place.admin1 == outer.name:
            return True
        wide = outer.kind in ("admin2", "region")
        if wide and place.kind == "settlement" and distance_km(place, outer) <= 1.6 * outer.radius_km + 15:
            return True
    return False


def _why_unplaced(naming: Naming) -> str:
    if not naming.senses:
        return f"no gazetteer has a place called “{naming.name}”"
    lands = ", ".join(sorted({s.country for s in naming.senses if s.country}))
    return f"places called “{naming.name}” lie in {lands} alone, of which the report tells nothing else"


def _why(naming: Naming, place: Toponym, around: Surroundings, count: int) -> str:
    """A sentence that says why the name was read so."""
    where = ", ".join(filter(None, (place.admin1 if place.kind != "admin1" else None, place.country)))
    what = f"{place.name} ({where})" if where and place.kind != "country" else place.name
    if place.own:
        return f"{what}: the user's own gazetteer comes first"
    if place.kind in ("country", "region"):
        return f"{what}: the {place.kind} of that name"
    others = len(naming.senses) - 1
    if naming.within is not None:
        return f"{what}: it is said to lie in “{naming.within}”"
    if others == 0:
        return f"{what}: the only place of that name in the gazetteer"
    held = around.countries[place.country] - count if place.country else 0.0
    if held > 0.4:
        return f"{what}: of {others + 1} places of that name, the report names most of its surroundings"
    return f"{what}: of {others + 1} places of that name the largest, and nothing in the report says otherwise"
