"""What the words around a town's name say of its being the scene: lexicon/whereabouts.toml, and the look of datelines.

Towns to which the hurt were taken, towns in a dateline, the towns and counties whose police act, and names put on the
map at a namesake far from all else that is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

import msgspec

from rashomon.annotate.place_relations import place_words
from rashomon.lexicon import table
from rashomon.link.incidents_compare import kilometres_apart
from rashomon.link.incidents_episode import Episode
from rashomon.link.incidents_events import Telling, incident_table
from rashomon.records import Place

TOWN, COUNTY, DIVISION, UNKNOWN = 2, 3, 4, 9
"""UCDP GED where_prec: a town or what is near it, a second-order and a first-order division; none known."""
NEAR_KM, DIVISION_KM, STRAY_KM = 60.0, 250.0, 150.0
BESIDE_KM = 100.0
"""“40 km north of Dalby” says as much as a county does; what is farther off says less."""
REACH, MARGIN_KM = 1.6, 20.0
"""How far from its middle a county may reach, in radii of what is built there and beyond it."""
_DATELINE = re.compile(r"\.\s|[^\n—–]{0,40}?(?:\([^)\n]{1,40}\))?\s*(?:[—–]|\s-{1,2}\s|--)")
"""What follows a dateline's town: ". ", ", March 6 (Agency) — ", " - "."""


_HEAD = re.compile(r"[A-Z][A-Z.'’ -]+,\s+")
"""A dateline's town before its state: "DALBY, "."""


_FROM = re.compile(r"(?:,? (?:[JS]r\.?|I{2,3}|IV))?(?:,? (?:age |aged )?\d{1,3})?,? (?:of|from) $")
"""What stands between a person and where they are from: " of ", ", 34, of ", ", from "."""


_ROUTE = re.compile(r"[A-Z]{1,2}-\d+")
"""A road by its number: "I-85"."""


_FORMERLY = re.compile(r"\b(?:[Rr]etired|[Ff]ormer|[Ee]x-?) $")
"""What stands before the town of somebody's past office: "a retired Dalby police officer"."""


_IS_FROM = re.compile(
    r"\b(?:(?:is|was|are|were) (?:both )?from|(?:female|male|man|woman|boy|girl|teen|couple) from|back home in"
    r"|(?:lives?|lived|resides?) in|(?:residents?|native) of) $"
)
"""What stands before a town where somebody is at home: " is from ", " lives in "; not "at his home in"."""


class Care(msgspec.Struct, frozen=True):
    """Where the hurt are taken."""

    source: str
    taken: list[str]
    lying: list[str]
    facilities: list[str]


class Capture(msgspec.Struct, frozen=True):
    """Words for an arrest, and those behind them that go on to what it is for."""

    source: str
    words: list[str]
    not_for: list[str]


class Forces(msgspec.Struct, frozen=True):
    """Bodies that are named after their town."""

    source: str
    words: list[str]


class Home(msgspec.Struct, frozen=True):
    """Words for people behind the town that they are from."""

    source: str
    people: list[str]


class Quarters(msgspec.Struct, frozen=True):
    """What a part of a town is called."""

    source: str
    words: list[str]


class Names(msgspec.Struct, frozen=True):
    """Words of the gazetteer's names that people leave out."""

    source: str
    generic: list[str]
    full: list[str]


class Within(msgspec.Struct, frozen=True):
    """Words between the name of a place and of what it lies in, and what a place may be."""

    source: str
    words: list[str]
    sites: list[str]


class Whereabouts(msgspec.Struct, frozen=True):
    """`lexicon/whereabouts.toml`."""

    care: Care
    capture: Capture
    forces: Forces
    home: Home
    quarters: Quarters
    names: Names
    within: Within


@cache
def whereabouts() -> Whereabouts:
    """The table, read once."""
    return table("whereabouts", Whereabouts)


def precision_of(place: Place) -> int:
    """How precisely a place is told: a stated short way from a town is as good as its county."""
    told = place.precision or UNKNOWN
    return min(told, COUNTY) if place.km is not None and place.km <= BESIDE_KM else told


def is_of_care(telling: Telling, place: Place) -> bool:
    """Whether the hurt were taken to a place, or lay there."""
    before = _before(telling, place)
    taken, lying, lay = _of_care()
    if taken.search(before) or lying.search(before):
        return True
    return bool(lay.search(before) and _of_facility().match(telling.text, place.span.end))


def is_of_capture(telling: Telling, place: Place) -> bool:
    """Whether a place is told of as where somebody was caught."""
    return bool(_of_capture().search(_before(telling, place)))


def _before(telling: Telling, place: Place) -> str:
    """What stands before a place in its sentence, 110 letters at most."""
    number = telling.sentence(place.span.start)
    start = telling.starts[number] if number >= 0 else 0
    return telling.text[max(start, place.span.start - 110) : place.span.start]


def is_home(telling: Telling, place: Place) -> bool:
    """Whether somebody is from a place: "Ann Orr, 34, of Dalby", "is from Dalby", "a Dalby girl"."""
    if _of_people().match(telling.text, place.span.end):
        return True
    before = telling.text[max(0, place.span.start - 24) : place.span.start]
    if _IS_FROM.search(before) or _FORMERLY.search(before):
        return True
    told = _FROM.search(before)
    end = place.span.start - len(told[0]) if told else None
    return end is not None and any(
        m.kind == "person" and m.head != "pronoun" and m.span.start < end <= m.span.end for m in telling.rows.mentions
    )


def is_quarter(place: Place, text: str) -> bool:
    """Whether a place is told of as a part of a town: "the Sallow neighborhood"."""
    words = _any(whereabouts().quarters.words)
    return bool(re.search(rf"\b{re.escape(place.span.text)}\s+(?:{words})\b", text, re.IGNORECASE))


def is_long_ago(parts: Sequence[Episode]) -> bool:
    """Whether what is told is history to the reports that tell it."""
    long_ago = incident_table().bounds.long_ago
    return any(
        e.published is not None and e.published.first is not None
        and any(w.last is not None and e.published.first - w.last > long_ago for w in e.windows)
        for e in parts
    )  # fmt: skip


def is_road(place: Place) -> bool:
    """Whether a name that no gazetteer has is that of a street: it lies in some town."""
    last = place.name.split()[-1]
    numbered = place.name[0].isdigit() or last.isdigit() or bool(_ROUTE.fullmatch(place.name))
    return place.lat is None and (numbered or last in place_words().features.after)


def in_dateline(telling: Telling, place: Place) -> bool:
    """Whether a place opens its line in capitals, and a dash follows, or is the state told with such a one: it is where
    the report was written.
    """
    text, start = telling.text, place.span.start
    before = text[text.rfind("\n", 0, start) + 1 : start] if start else ""
    opens = before.strip(" (-–—•") == "" and place.span.text.isupper()
    return (opens or bool(_HEAD.fullmatch(before))) and bool(_DATELINE.match(text, place.span.end))


def is_told_with_state(telling: Telling, place: Place) -> bool:
    """Whether a place is told with its state, as towns are and parts of towns are not: "CYPRESS, Texas"."""
    end = place.span.end
    return any(
        p.precision == DIVISION and p.span.start - end in (1, 2) and telling.text[end] == ","
        for p in telling.rows.places
    )


def lies_in(between: str) -> bool:
    """Whether the words between two places say that the first lies in or near the second."""
    words = re.findall(r"\w+", between.lower())
    bare = re.sub(r"\w+", "", between)
    return (
        set(bare) <= set(", \u00a0’'-") and bool(words or "," in bare) and set(words) <= set(whereabouts().within.words)
    )


def acting(places: Collection[Place], text: str) -> dict[Place, int]:
    """The towns and counties whose bodies are told of ("Dalby police"), and how often."""
    local = [p for p in places if p.lat is not None and precision_of(p) <= COUNTY]
    return {p: count for p in local if (count := _deeds_of(p, text))}


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _of_care() -> tuple[re.Pattern[str], ...]:
    """What stands before a town that is not the scene, with an example of each."""
    care = whereabouts().care
    taken, facilities, lying = _any(care.taken), _any(care.facilities), _any(care.lying)
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            # “was flown to a children's hospital in Dalby”, “airlifted to Dalby”; not “taken from his home in Dalby”
            rf"\b(?:{taken})\b(?![^;]*\bfrom\b)[^;.]{{0,60}}\bto\b[^;.]{{0,50}}$",
            # “died at a hospital in Dalby”, “in stable condition at a clinic in Dalby”; not “bombed a clinic in Dalby”
            rf"\b(?:{lying})\b[^;.]{{0,70}}\b(?:{facilities})\b[^;.]{{0,20}}$",
            # “died at a Dalby hospital”, by what stands before the town
            rf"\b(?:{lying})\b[^;.]{{0,70}}\b(?:at|in)\s+(?:an?|the)\s+$",
        )
    )


@cache
def _of_facility() -> re.Pattern[str]:
    """Where the hurt are taken, right behind the name of a town: " [children's] hospital"."""
    return re.compile(rf"(?:-area)?\s(?:[\w’'-]+\s)?(?:{_any(whereabouts().care.facilities)})\b", re.IGNORECASE)


@cache
def _of_capture() -> re.Pattern[str]:
    """What stands before a town where somebody was caught: “was arrested Friday at a motel in Dalby”; not “arrested
    after the shooting in Dalby”.
    """
    capture = whereabouts().capture
    rest = rf"(?:(?!\b(?:{_any(capture.not_for)})\b)[^;.]){{0,50}}"
    return re.compile(
        rf"\b(?:{_any(capture.words)})\b{rest}\b(?:in|near|at|outside|from)\s+(?:\w+\s+)?$", re.IGNORECASE
    )


@cache
def _of_people() -> re.Pattern[str]:
    """Who is from a town, right behind its name."""
    return re.compile(rf"\s(?:{_any(whereabouts().home.people)})\b")


def _deeds_of(place: Place, text: str) -> int:
    """How often a body named after a place is told of: "Dalby police", "the Dalby County sheriff's office"."""
    names = _any(sorted({place.name, place.span.text}))
    bodies = _any(whereabouts().forces.words)
    return len(re.findall(rf"\b(?:{names})[ \u00a0]+(?:{bodies})\b", text, re.IGNORECASE))


def is_stray(place: Place, known: Sequence[Place], acting: Sequence[Place]) -> bool:
    """Whether a town lies far from every body that acts, and from all else of its country that the reports name."""
    if (place.precision or UNKNOWN) > TOWN or any(apart(place, p) <= STRAY_KM for p in acting):
        return False
    if not any(p.country == place.country for p in acting) and any(_is_land_of(place, p) for p in known):
        return False
    return not any(
        apart(place, p) <= (NEAR_KM if (p.precision or UNKNOWN) <= COUNTY else DIVISION_KM)
        for p in known
        if p.name != place.name and (p.precision or UNKNOWN) <= DIVISION
    )


def _is_land_of(place: Place, other: Place) -> bool:
    return other.country == place.country and other.name != place.name


def is_within(place: Place, county: Place) -> bool:
    """Whether a place may lie in a county, by how far it is from the county's middle."""
    if county.precision != COUNTY or place.lat is None or place.country != county.country:
        return False
    return apart(place, county) <= REACH * (county.radius_km or 0.0) + MARGIN_KM


def apart(one: Place, two: Place) -> float:
    """Kilometres between two places, 0 where one of them has no point."""
    km = kilometres_apart(one.lat, one.lon, two.lat, two.lon)
    return km if km is not None else 0.0
