"""Which of the places that bear a name a report means.

What the report says of the name itself comes first ("Paris, Texas"; "Idlib province"), then how well each place fits
with what the report's other names can be (all their senses at once, as likely as they are; see `place_field`);
population only decides between what is left. One name has one sense in a report, unless it is qualified where it
stands. Weights were set on every other document of both place corpora and checked on the rest (benchmarks/places.py).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from rashomon.annotate.place_field import Field, Sense, distance_km
from rashomon.gazetteer import Gazetteer, PlaceKind, Toponym, folded

FAMOUS = 350_000
WORLD_CITY = 500_000
METROPOLIS = 5_000_000
KNOWN_EVERYWHERE = 100_000
"""People of a place that a report may name without a word on its country; by another name than its own `FAMOUS`."""
TOWN_SHARE = 0.1
"""Of a division's people, in the town that it is named for: from here its name means the town first."""
TELLING = 1.0
"""Weight of other countries in a report from which on a village of none of them is a namesake."""
LEAST_SHARE = 0.05
"""Of what a report tells of countries, in a village's own and its neighbours: below, it is a namesake."""
HEADED = 3.0
"""How much more a dateline says of the land that a report is from than another name does."""
CANDIDATES = 60
SLIP = 2
"""Letters by which a name that is written wrong differs."""
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
AREAS: tuple[PlaceKind, ...] = ("country", "admin1", "admin2", "region")


class Weights(msgspec.Struct, frozen=True):
    """How much each sign counts, in powers of ten of population."""

    qualified: float = 6.0
    typed: float = 6.0
    state: float = 6.2
    people: float = 0.4
    division_prior: float = 0.8
    after_town: float = -1.5
    second_after_town: float = -1.5
    short_second: float = -1.5
    airfield: float = -2.0
    capital: float = 3.0
    far_capital: float = 3.0
    other_name: float = -1.1
    unlike_name: float = -2.5
    fame: float = 1.5
    townsman: float = -4.0
    office: float = 2.5
    chief_town: float = 0.4
    dateline: float = 5.0
    metropolis: float = 1.5


WEIGHTS = Weights()


class Naming(msgspec.Struct, frozen=True):
    """A name of a place where it stands: what it is said to lie in, and what it is said to be."""

    name: str
    within: str | None = None
    kind: PlaceKind | None = None
    is_outer: bool = False
    is_exact: bool = True
    """A place is spelled so; otherwise the senses are those of romanised Arabic."""
    is_full: bool = False
    """Its type is part of it, and so are few its namesakes: "Anderson County"."""
    is_short: bool = False
    """It is written as an abbreviation: "Mass."."""
    is_town: bool = False
    """Words beside it are said of towns alone: "a Lebanon man"."""
    opens: bool = False
    """It opens a line as a town does: "BENTON, Ark. —"."""
    is_state: bool = False
    """Words beside it are said of states alone: "the New York attorney general"."""
    is_land: bool = False
    """A side of it is told of, as of lands: "western New York"."""
    is_dateline: bool = False
    """It stands alone as a dateline: "WASHINGTON (AP) —"."""
    beside: tuple[str, ...] = ()
    """Folded names that stand in one list with it, directly before or after."""
    weight: float = 1.0
    """Less than 1 of a name inside the name of a body, which only tells of the surroundings."""
    senses: tuple[Toponym, ...] = ()


class Told(msgspec.Struct, frozen=True):
    """Countries that a report tells of by other words than names of places, with weights."""

    countries: Mapping[str, float]


class Chosen(msgspec.Struct, frozen=True):
    """The sense that a name has, and the sentence that says why; None where no gazetteer has it."""

    place: Toponym | None
    why: str


def senses(namings: Sequence[Naming], told: Told, gazetteer: Gazetteer) -> list[Chosen]:
    """The sense of each naming; those of less than full weight help the others and have none of their own."""
    groups: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        groups[folded(naming.name)].append(naming)
    counts = {key: sum(n.weight for n in group) for key, group in groups.items()}
    candidates = {key: _candidates(key, group, gazetteer) for key, group in groups.items()}
    field = Field(candidates, counts, _lists(groups), told.countries, gazetteer)
    said = {key: c + (HEADED if any(n.opens for n in groups[key]) else 0.0) for key, c in counts.items()}
    chosen = _placed(field.best(), groups, said, told, gazetteer)
    implausible = {key for key, place in chosen.items() if place is None and candidates[key]}
    if implausible:
        field = Field(
            {k: _plausible(k, c, groups, chosen, said, told, gazetteer) for k, c in candidates.items()},
            counts, _lists(groups), told.countries, gazetteer,
        )  # fmt: skip
        chosen = _placed(field.best(), groups, said, told, gazetteer)
    return [_chosen(n, chosen, field, told, said, gazetteer) for n in namings]


def _lists(groups: Mapping[str, Sequence[Naming]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted({b for n in group for b in n.beside} - {key})) for key, group in groups.items()}


def _candidates(key: str, group: Sequence[Naming], gazetteer: Gazetteer) -> tuple[Sense, ...]:
    """The senses of a name with what speaks for each before the rest of the report is looked at."""
    options = group[0].senses
    if options and options[0].own:
        return (Sense(options[0], 0.0, 0.0, 0.0),)
    found = [
        Sense(o, _prior(key, o, options) + _said_of(o, group, gazetteer), *_renown(key, o, options, gazetteer))
        for o in options
        if not _is_elsewhere(o, group, gazetteer) and not _is_slip(key, o, group)
    ]
    return tuple(sorted(found, key=lambda s: -s.prior)[:CANDIDATES])


def _is_short_county(key: str, option: Toponym) -> bool:
    return option.kind == "admin2" and option.country in ENGLISH and folded(option.name).startswith(key + " ")


def _is_slip(key: str, option: Toponym, group: Sequence[Naming]) -> bool:
    """Whether a name is one that a small US town only has by a slip of the pen, "Graysville" of Grayville, or is told
    with a type that is not its own: "Penn Township" is neither Penngrove nor Penn County.

    GeoNames has the GNIS's variants among its other names. To take them would be to guess from likeness.
    """
    typed = all(n.kind == "settlement" for n in group)
    if typed and _is_short_county(key, option):
        return True
    if option.kind != "settlement" or option.country != "US" or option.own or option.population >= KNOWN_EVERYWHERE:
        return False
    one, other = key.replace(" ", ""), folded(option.name).replace(" ", "")
    return one != other and (typed or _letters_apart(one, other) <= SLIP)


def _letters_apart(one: str, other: str) -> int:
    """How many letters of two names must be put in, taken out or changed to make them one (Levenshtein 1966)."""
    if abs(len(one) - len(other)) > SLIP:
        return SLIP + 1
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        now = [i]
        for j, b in enumerate(other, 1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] + (a != b)))
        before = now
    return before[-1]


def _said_of(option: Toponym, group: Sequence[Naming], gazetteer: Gazetteer) -> float:
    """What the words beside the name say: what it lies in, what it is, whose it is."""
    score = 0.0
    for n in group:
        share = n.weight / len(group)
        if n.within is not None and lies_in(option, n.within, gazetteer):
            score += WEIGHTS.qualified * (share + 0.25)
        if n.is_outer and option.kind in ("country", "admin1", "admin2"):
            score += WEIGHTS.typed * share
        if n.kind is not None and option.kind == n.kind:
            score += WEIGHTS.typed * share
        if n.is_town and option.kind == "country":
            score += WEIGHTS.townsman * share
        if n.opens and option.kind == "admin2" and folded(option.name) != folded(n.name):
            score += WEIGHTS.townsman * share
        if n.is_dateline and option.kind == "settlement" and option.population >= FAMOUS:
            score += WEIGHTS.dateline * share
        if n.is_land and option.kind == "admin1" and option.country in ENGLISH:
            score += WEIGHTS.office * share
        if n.is_state and option.kind == "admin1":
            score += WEIGHTS.office * share
    return score


def _is_elsewhere(option: Toponym, group: Sequence[Naming], gazetteer: Gazetteer) -> bool:
    """Whether a place lies outside what the name is said to lie in: "Grantville, Pennsylvania" is not Georgia's.

    A large city stays: "talks in Kyiv, Georgia and Moldova".
    """
    if option.kind in ("country", "region") or (option.kind == "settlement" and option.population >= FAMOUS):
        return False
    return any(
        n.within is not None
        and not lies_in(option, n.within, gazetteer)
        and all(_is_apart(option, outer) for outer in _outer(n.within, gazetteer))
        for n in group
    )


def _is_apart(place: Toponym, outer: Toponym) -> bool:
    """Whether a place surely does not lie in an area: another country, or another division and far from its middle."""
    if outer.country is None or place.country is None:
        return False
    if outer.country != place.country:
        return True
    division = outer.name if outer.kind == "admin1" else outer.admin1
    if outer.kind not in ("admin1", "admin2") or place.admin1 is None or division is None:
        return False
    return place.admin1 != division and distance_km(place, outer) > 1.5 * outer.radius_km + 50


def _placed(
    best: Mapping[str, Toponym],
    groups: Mapping[str, Sequence[Naming]],
    counts: Mapping[str, float],
    told: Told,
    gazetteer: Gazetteer,
) -> dict[str, Toponym | None]:
    """The best senses, None where the report cannot mean it."""
    return {
        key: place
        if (place := best.get(key)) and _is_plausible(key, place, groups[key], best, counts, told, gazetteer)
        else None
        for key in groups
    }


def _plausible(
    key: str,
    candidates: Sequence[Sense],
    groups: Mapping[str, Sequence[Naming]],
    chosen: Mapping[str, Toponym | None],
    counts: Mapping[str, float],
    told: Told,
    gazetteer: Gazetteer,
) -> tuple[Sense, ...]:
    kept = {k: p for k, p in chosen.items() if p is not None}
    return tuple(s for s in candidates if _is_plausible(key, s.place, groups[key], kept, counts, told, gazetteer))


def _is_plausible(
    key: str,
    option: Toponym,
    group: Sequence[Naming],
    chosen: Mapping[str, Toponym],
    counts: Mapping[str, float],
    told: Told,
    gazetteer: Gazetteer,
) -> bool:
    """Whether a report can mean a place: one known everywhere, or one of whose country it tells anything else.

    A village of a land that the report says nothing of is a namesake: the name stays unplaced, unless it stands oftener
    than all that tells of other lands. Another spelling of it ("Foua", "Fuaa") says nothing of the land either.
    """
    people = KNOWN_EVERYWHERE if _bears(key, option) else FAMOUS
    known = option.population >= people and group[0].is_exact
    if option.kind in ("country", "region") or known or option.country is None or option.own:
        return True
    if any(n.within is not None and lies_in(option, n.within, gazetteer) for n in group):
        return True
    lands: dict[str, float] = defaultdict(float, told.countries)
    for other, place in chosen.items():
        if other != key and place.country and place != option:
            lands[place.country] += counts[other]
    oftener = 0.0 if _is_clipped_name(key, option) else max(TELLING, counts[key])
    if sum(lands.values()) < oftener or (group[0].is_full and group[0].is_exact):
        return group[0].is_exact
    around = (c for c in sorted(lands) if c == option.country or gazetteer.are_neighbours(option.country, c))
    near = sum(lands[c] for c in around)
    return near > 0 and near >= LEAST_SHARE * sum(lands.values())


def _is_clipped_name(key: str, option: Toponym) -> bool:
    """Whether a name is some words of a village's own: "Aubin" for Saint-Aubin-de-Ré is said among its neighbours."""
    own, told = re.split(r"[\s-]+", folded(option.name)), re.split(r"[\s-]+", key)
    return option.kind == "settlement" and len(told) < len(own) and set(told) < set(own)


def _is_clipped(key: str, option: Toponym, naming: Naming, chosen: Mapping[str, Toponym | None]) -> bool:
    """Whether a county is meant by a name without its type, and nothing says so, nor names anything else of its
    division: "Castro" is no Castro County.
    """
    if not _is_short_county(key, option) or naming.beside:
        return False
    here = option.country, option.admin1
    return not any(
        p is not None and o != key and here in ((p.country, p.admin1), (p.country, p.name))
        for o, p in chosen.items()
        if p is None or not _is_short_county(o, p)
    )  # fmt: skip


def _chosen(
    naming: Naming,
    chosen: Mapping[str, Toponym | None],
    field: Field,
    told: Told,
    counts: Mapping[str, float],
    gazetteer: Gazetteer,
) -> Chosen:
    key = folded(naming.name)
    place = chosen.get(key)
    if place is not None and not naming.kind and _is_clipped(key, place, naming, chosen):
        towns = [c for c in _candidates(key, [naming], gazetteer) if not _is_short_county(key, c.place)]
        town = field.best_of(key, towns)
        kept = {k: p for k, p in chosen.items() if p is not None and k != key}
        if town is None or not _is_plausible(key, town, [naming], kept, counts, told, gazetteer):
            return Chosen(None, f"“{naming.name}” alone is not {place.name}: the report names nothing else near it")
        return Chosen(town, _why(naming, town, field, counts[key]))
    own = naming.within or naming.kind or naming.is_outer or naming.is_town or naming.is_state or naming.is_land
    if place is None or not own or (naming.within is None and naming.kind == place.kind):
        return Chosen(place, _why(naming, place, field, counts[key]) if place else _why_unplaced(naming))
    here = field.best_of(key, _candidates(key, [naming], gazetteer))
    kept = {k: p for k, p in chosen.items() if p is not None}
    if here is not None and _is_plausible(key, here, [naming], kept, counts, told, gazetteer):
        place = here
    return Chosen(place, _why(naming, place, field, counts[key]))


def _prior(key: str, option: Toponym, options: Sequence[Toponym]) -> float:
    """What speaks for a place before the report is looked at: its size and kind."""
    size = math.log10(option.population + 100) - 2
    if option.kind == "country":
        return WEIGHTS.state + WEIGHTS.people * size
    if option.kind == "region":
        return 10.0
    if option.kind in ("admin1", "admin2"):
        named_for_town = any(
            o.kind == "settlement"
            and o.country == option.country
            and o.population >= TOWN_SHARE * option.population
            and distance_km(o, option) < 2 * option.radius_km + 20
            for o in options
        )
        after_town = WEIGHTS.after_town if option.kind == "admin1" else WEIGHTS.second_after_town
        short = WEIGHTS.short_second if option.kind == "admin2" and folded(option.name) != key else 0.0
        return size + short + (after_town if named_for_town else WEIGHTS.division_prior)
    if option.kind == "airfield":
        return WEIGHTS.airfield
    if _bears(key, option) or not any(_bears(key, o) for o in options):
        chief = WEIGHTS.chief_town if _is_chief_town(option, options) else 0.0
        return size + chief + (WEIGHTS.unlike_name if _is_unlike(key, option) else 0.0)
    return size + (WEIGHTS.unlike_name if _is_unlike(key, option) else WEIGHTS.other_name)


def _is_chief_town(town: Toponym, options: Sequence[Toponym]) -> bool:
    """Whether its division bears its name too: Valencia in Spain, not that in Venezuela."""
    return any(
        o.kind in ("admin1", "admin2") and o.country == town.country and distance_km(o, town) < o.radius_km + 20
        for o in options
    )


def _bears(key: str, option: Toponym) -> bool:
    return folded(option.name) == key


def _is_unlike(key: str, option: Toponym) -> bool:
    """Whether a name has nothing of the place's own, in an English-speaking country: there it is one of long ago."""
    if option.country not in ENGLISH:
        return False
    own = folded(option.name)
    return not any(own[i : i + 4] in key for i in range(max(1, len(own) - 3)))


def _renown(key: str, option: Toponym, options: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[float, float]:
    """What speaks for a capital or a large city by the name it is known by, unless its country bears it too ("Mexico").

    The first where the report tells of the country, or of none; the second where it tells of others alone: then only
    a capital of half a million has renown, and less.
    """
    if option.kind != "settlement" or any(o.kind == "country" and o.country == option.country for o in options):
        return 0.0, 0.0
    rivals = [o.population for o in options if o.kind == "settlement" and _bears(key, o)]
    if not _bears(key, option) and option.population < 10 * max(rivals, default=0):
        return 0.0, 0.0
    country = gazetteer.country(option.country) if option.country else None
    is_capital = country is not None and folded(country.capital) == folded(option.name)
    near = (WEIGHTS.capital if is_capital else 0.0) + (WEIGHTS.fame if option.population >= FAMOUS else 0.0)
    far = WEIGHTS.far_capital if is_capital and option.population >= WORLD_CITY else 0.0
    metropolis = WEIGHTS.metropolis if is_capital and option.population >= METROPOLIS else 0.0
    return near + metropolis, far + metropolis


@lru_cache(maxsize=1024)
def _outer(name: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The places that another may be said to lie in, by name."""
    return tuple(t for t in gazetteer.lookup(name) if t.kind in AREAS)


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
    if naming.within is not None:
        return f"no gazetteer has a place called “{naming.name}” in “{naming.within}”"
    return f"places called “{naming.name}” lie in {lands} alone, of which the report tells nothing else"


def _why(naming: Naming, place: Toponym, field: Field, count: float) -> str:
    """A sentence that says why the name was read so."""
    where = ", ".join(filter(None, (place.admin1 if place.kind != "admin1" else None, place.country)))
    what = f"{place.name} ({where})" if where and place.kind != "country" else place.name
    if place.own:
        return f"{what}: the user's own gazetteer comes first"
    if place.kind in ("country", "region"):
        return f"{what}: the {place.kind} of that name"
    others = len(naming.senses) - 1
    if naming.is_short:
        return f"{what}: the division that the abbreviation stands for"
    if naming.within is not None:
        return f"{what}: it is said to lie in “{naming.within}”"
    if others == 0:
        return f"{what}: the only place of that name in the gazetteer"
    if field.tells_of(place, count):
        return f"{what}: of {others + 1} places of that name, the report names most of its surroundings"
    return f"{what}: of {others + 1} places of that name the largest, and nothing in the report says otherwise"
