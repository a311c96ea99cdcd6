"""What tells of a report's surroundings beside the places it names: peoples, names in those of bodies, the address.

A place inside the name of a body is no point on a map, but it says where the report plays: "Indiana State Police",
"Henry County Sheriff". Outlets are left out: every report names the New York Times.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.annotate.kinds import demonyms
from rashomon.annotate.place_parties import is_land
from rashomon.annotate.place_relations import place_words
from rashomon.annotate.place_senses import Naming, Told
from rashomon.gazetteer import Gazetteer, Toponym, folded
from rashomon.parse import Parse
from rashomon.records import EntityKind, Mention, Report

PEOPLE = 0.5
BODY = 0.5
ADDRESS = 0.5
LONGEST = 3
LARGE = 100_000
NOT_BODIES: tuple[EntityKind, ...] = ("place", "person", "people", "media", "other")
_WORD = re.compile(r"[A-Z][\w'’.\-]*")
_ADDRESS = re.compile(r"^[a-z]+://[^/]*\.([a-z]{2})(?::\d+)?(?:/|$)", re.IGNORECASE)
_NOT_LANDS = frozenset({"tv", "co", "me", "io", "ai", "fm", "ly", "to", "cc", "ws"})
"""Domains of countries that are sold to anyone."""


def told_of(report: Report, parse: Parse, gazetteer: Gazetteer) -> Told:
    """The countries whose people or things the report names ("Libyan"), and that of its address (".ie")."""
    countries: dict[str, float] = defaultdict(float)
    for name in parse.names:
        code = demonyms().get(folded(report.text[name.start : name.end])) if name.label == "NORP" else None
        if code is not None:
            countries[code] += PEOPLE
    domain = _ADDRESS.match(report.url or "")
    if domain and domain[1].lower() not in _NOT_LANDS:
        code = {"UK": "GB"}.get(domain[1].upper(), domain[1].upper())
        if gazetteer.country(code):
            countries[code] += ADDRESS
    return Told(countries)


def names_in_bodies(
    text: str, mentions: Sequence[Mention], namings: Sequence[Naming], gazetteer: Gazetteer
) -> list[Naming]:
    """The names of places inside those of bodies and buildings, which help the report's other names; a country that
    stands for its government helps them as itself.
    """
    known = {folded(n.name) for n in namings}
    found: list[Naming] = []
    for mention in mentions:
        if mention.head == "name" and mention.kind not in NOT_BODIES:
            name = text[mention.span.start : mention.span.end]
            if is_land(name, gazetteer):
                found.append(Naming(name=name, senses=gazetteer.lookup(name)))
            else:
                found.extend(_names_in(name, known, gazetteer))
    return found


def _names_in(name: str, known: set[str], gazetteer: Gazetteer) -> Iterator[Naming]:
    """The longest names of places in a name, from the left."""
    words = list(_WORD.finditer(name))
    barred = set(place_words().not_alone.entries)
    first = 0
    while first < len(words):
        for last in range(min(len(words), first + LONGEST), first, -1):
            here = name[words[first].start() : words[last - 1].end()]
            senses = () if folded(here) in barred else _senses(here, known, gazetteer)
            if senses:
                yield Naming(name=here, weight=BODY, senses=senses)
                first = last - 1
                break
        first += 1


def _senses(name: str, known: set[str], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The places that a name in a body's name can be: states, divisions, large towns, and what the report names."""
    if not gazetteer.is_known(name):
        return ()
    senses = gazetteer.lookup(name)
    if folded(name) in known:
        return senses
    wide = tuple(t for t in senses if t.kind in ("country", "admin1") or folded(t.name) == folded(name))
    is_telling = any(
        t.kind in ("country", "admin1") or (" " in name and t.kind == "admin2") or t.population >= LARGE for t in wide
    )
    return wide if is_telling else ()
