"""How well the senses of a report's names fit with one another.

Every name keeps all its senses, each as likely as what speaks for it; the likelihoods of the others then speak for or
against each, a few rounds long (relaxation labelling after Rosenfeld, Hummel and Zucker 1976, as toponym resolution
uses it: minimality of space and of countries, Leidner 2007; Speriosu and Baldridge 2013; Kamalloo and Rafiei 2018).
So two names that are ambiguous each ("New London", "Winfield") find the one county that has both, which taking the
largest bearer first cannot.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from rashomon.gazetteer import Gazetteer, Toponym

EARTH_KM = 6371.0088
ROUNDS = 5
NO_CONTEXT = 0.1
"""Weight of countries below which a report tells of none."""
TOLD_SHARE = 0.05
POINTS = ("settlement", "admin2", "airfield")
Floats = npt.NDArray[np.float64]


class FieldWeights(msgspec.Struct, frozen=True):
    """How much each fit counts, in powers of ten of population."""

    country: float = 5.0
    neighbour: float = 0.8
    division: float = 2.0
    near: float = 3.5
    near_km: float = 300.0
    listed: float = 2.0
    its_people: float = 2.5
    """For a country whose people or things the report names too: "Mexico" beside "Mexican"."""
    sharpness: float = 1.0
    """By how many powers of ten a sense grows likelier for one point."""


WEIGHTS = FieldWeights()


class Sense(msgspec.Struct, frozen=True):
    """A place that a name can be, and what speaks for it."""

    place: Toponym
    prior: float
    renown: float
    """Where the report tells of its country, or of none."""
    far_renown: float
    """Where it tells of others alone."""


def distance_km(one: Toponym, other: Toponym) -> float:
    """Great-circle distance."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


class Field:
    """The senses of all names of a report; made once for a report, and changed only while it is made."""

    def __init__(
        self,
        candidates: Mapping[str, Sequence[Sense]],
        counts: Mapping[str, float],
        lists: Mapping[str, Sequence[str]],
        told: Mapping[str, float],
        gazetteer: Gazetteer,
    ) -> None:
        self._keys = [key for key, listed in candidates.items() if listed]
        self._number = {key: i for i, key in enumerate(self._keys)}
        self._lists = [[self._number[b] for b in lists[key] if b in self._number] for key in self._keys]
        self._counts = np.array([counts[key] for key in self._keys])
        self._told, self._gazetteer = told, gazetteer
        self._senses = [s for key in self._keys for s in candidates[key]]
        self._group = np.array([i for i, key in enumerate(self._keys) for _ in candidates[key]], dtype=np.intp)
        self._lay()
        self._shares = np.zeros(len(self._senses))
        for _ in range(ROUNDS if len(self._senses) else 0):
            self._shares = self._likely(self._scores(self._senses, self._group))

    def best(self) -> dict[str, Toponym]:
        """The likeliest sense of each name."""
        scores = self._scores(self._senses, self._group) if self._senses else np.zeros(0)
        found: dict[str, Toponym] = {}
        for number, key in enumerate(self._keys):
            mine = np.flatnonzero(self._group == number)
            found[key] = self._senses[int(mine[np.argmax(scores[mine])])].place
        return found

    def best_of(self, key: str, candidates: Sequence[Sense]) -> Toponym | None:
        """The likeliest of other candidates for a name, with the rest of the report as it is."""
        if not candidates:
            return None
        group = np.full(len(candidates), self._number.get(key, -1), dtype=np.intp)
        return candidates[int(np.argmax(self._scores(candidates, group)))].place

    def tells_of(self, place: Toponym, count: float) -> bool:
        """Whether other names of the report lie in a place's country."""
        return bool(place.country and self._land_weights.get(place.country, 0.0) - count > 0.4)

    def _lay(self) -> None:
        """What is reckoned from the senses as columns."""
        places = [s.place for s in self._senses]
        self._lands = [p.country for p in places]
        self._divisions = [_division(p) for p in places]
        self._as_country = np.array([2.0 if p.kind == "country" else 1.0 for p in places])
        self._as_division = np.array([2.0 if p.kind == "admin1" else 1.0 for p in places])
        self._is_point = np.array([p.kind in POINTS for p in places], dtype=bool)
        self._lat = np.radians(np.array([p.lat for p in places]))
        self._lon = np.radians(np.array([p.lon for p in places]))
        self._kinds = np.array([p.kind for p in places], dtype=object)
        self._land_weights: dict[str, float] = {}
        self._close = self._closeness(self._senses, self._group)

    def _likely(self, scores: Floats) -> Floats:
        """How likely each sense is among those of its name."""
        shares = np.zeros(len(scores))
        for number in range(len(self._keys)):
            mine = np.flatnonzero(self._group == number)
            raised = np.power(10.0, WEIGHTS.sharpness * (scores[mine] - scores[mine].max()))
            shares[mine] = raised / raised.sum()
        return shares

    def _scores(self, senses: Sequence[Sense], group: npt.NDArray[np.intp]) -> Floats:
        """What speaks for each sense: its own, and the fit with the other names as likely as they are now."""
        mass = self._shares * self._counts[self._group]
        lands, own_lands = _sums(self._lands, mass * self._as_country, self._group)
        for code, weight in sorted(self._told.items()):
            lands[code] = lands.get(code, 0.0) + weight
        self._land_weights = lands
        divisions, own_divisions = _sums(self._divisions, mass * self._as_division, self._group)
        total = sum(lands.values())
        own_total: dict[int, float] = {}
        for (number, _), weight in own_lands.items():
            own_total[number] = own_total.get(number, 0.0) + weight
        near = self._nearness(senses, group)
        scores = np.zeros(len(senses))
        for i, sense in enumerate(senses):
            place, number = sense.place, int(group[i])
            score = sense.prior
            others = total - own_total.get(number, 0.0)
            if place.kind == "country" and place.country in self._told:
                score += WEIGHTS.its_people
            if place.country:
                share = 0.0
                if others > NO_CONTEXT:
                    share = (lands.get(place.country, 0.0) - own_lands.get((number, place.country), 0.0)) / others
                    known = self._gazetteer.country(place.country)
                    beside = sum(
                        lands.get(c, 0.0) - own_lands.get((number, c), 0.0) for c in (known.neighbours if known else ())
                    )
                    score += WEIGHTS.country * share + WEIGHTS.neighbour * min(1.0, beside / others)
                is_told = others <= NO_CONTEXT or share > TOLD_SHARE
                score += sense.renown if is_told else sense.far_renown
                division = _division(place)
                if division is not None:
                    weight = divisions.get(division, 0.0) - own_divisions.get((number, division), 0.0)
                    score += WEIGHTS.division * (1 - 1 / (1 + max(0.0, weight)))
            if place.kind not in ("country", "region"):
                score += WEIGHTS.near * (1 - 1 / (1 + near[i]))
            scores[i] = score + WEIGHTS.listed * self._listed(place, number)
        return scores

    def _nearness(self, senses: Sequence[Sense], group: npt.NDArray[np.intp]) -> Floats:
        """How many of the other names lie close by, each as far as it is likely to."""
        close = self._close if senses is self._senses else self._closeness(senses, group)
        weight = self._shares * self._is_point * np.minimum(1.0, self._counts)[self._group]
        return np.asarray((close * weight).sum(axis=1), dtype=np.float64)

    def _closeness(self, senses: Sequence[Sense], group: npt.NDArray[np.intp]) -> Floats:
        """1 where a sense and one of another name lie in one spot, 0 from `near_km` on, as the square between."""
        lat = np.radians(np.array([s.place.lat for s in senses]))[:, None]
        lon = np.radians(np.array([s.place.lon for s in senses]))[:, None]
        h = np.sin((lat - self._lat) / 2) ** 2 + np.cos(lat) * np.cos(self._lat) * np.sin((lon - self._lon) / 2) ** 2
        away = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))
        close = np.maximum(0.0, 1 - away / WEIGHTS.near_km) ** 2
        close[group[:, None] == self._group] = 0.0
        return np.asarray(close, dtype=np.float64)

    def _listed(self, place: Toponym, number: int) -> float:
        """How likely the names that stand in one list with it are of its kind."""
        beside = self._lists[number] if 0 <= number < len(self._lists) else []
        if not beside:
            return 0.0
        same = [float(self._shares[(self._group == b) & (self._kinds == place.kind)].sum()) for b in beside]
        return sum(same) / len(same)


def _division(place: Toponym) -> str | None:
    """The first-order division that a place is or lies in, with its country."""
    name = place.name if place.kind == "admin1" else place.admin1
    return f"{place.country} {name}" if place.country and name else None


def _sums(
    keys: Sequence[str | None], weights: Floats, group: npt.NDArray[np.intp]
) -> tuple[dict[str, float], dict[tuple[int, str], float]]:
    """Weights by key, and by name and key."""
    every: dict[str, float] = {}
    own: dict[tuple[int, str], float] = {}
    for key, weight, number in zip(keys, weights.tolist(), group.tolist(), strict=True):
        if key is not None:
            every[key] = every.get(key, 0.0) + weight
            own[number, key] = own.get((number, key), 0.0) + weight
    return every, own
