"""Where: the places that a report names, put on the map where a gazetteer has them.

In: the passages, the parse and the mentions. Out: rows of `places`, each with a sentence that says why. A name inside
the name of a body, outlet or building is no place, nor is a nationality or a country that acts as its government. What
cannot be placed is a row without coordinates; nothing is guessed from likeness. Precision is UCDP GED `where_prec`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from rashomon.annotate.kinds import is_acronym
from rashomon.annotate.place_cues import is_dateline, is_said_of_states, is_said_of_towns, masthead, opens, without_type
from rashomon.annotate.place_hints import names_in_bodies, told_of
from rashomon.annotate.place_names import Found, found_names
from rashomon.annotate.place_parties import is_adjective_of_state, is_land
from rashomon.annotate.place_relations import Relation, place_words, relation_to, waters, widened
from rashomon.annotate.place_senses import Chosen, Naming, senses
from rashomon.gazetteer import Gazetteer, PlaceKind, Toponym, folded
from rashomon.parse import Parse
from rashomon.records import Mention, Passage, Place, Report, row_id, span_of

MODIFIERS = frozenset({"compound", "amod"})
_INTERNATIONAL_WATERS = 7
_ARTICLE = re.compile(r"\b[Aa]n?\s$")
REGIONAL: tuple[PlaceKind, ...] = ("country", "region")


def places(
    report: Report, passages: Sequence[Passage], parse: Parse, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """The places of a report in text order; those that no gazetteer has come without coordinates.

    Initials of a country before a noun ("US drones") are its adjective, and no more a place than "American" is; so is
    "United States" there, which has no other.
    """
    before_nouns = _ends_before_nouns(report.text, parse)
    named = [m for m in mentions if not _is_adjective(report.text, m, before_nouns, gazetteer)]
    found = found_names(report.text, named, gazetteer)
    namings = [_naming_of(report.text, f, found, gazetteer) for f in found]
    context = told_of(report, parse, gazetteer)
    every = [*namings, *names_in_bodies(report.text, mentions, namings, gazetteer)]
    chosen = senses(every, context, gazetteer)
    told = set(context.countries)
    outlets = [(p.start + at, p.end) for p in passages if p.kind == "title" and (at := masthead(p.text)) is not None]
    return tuple(
        _row(report, f, c)
        for f, c in zip(found, chosen, strict=False)
        if not (_is_of_building(report.text, f) and _is_far(f.name, c, every, chosen, told))
        and not any(start <= f.start < end for start, end in outlets)
    )


def _ends_before_nouns(text: str, parse: Parse) -> set[int]:
    """Where words end that say more of the noun after them: by the parse, or where one stands right behind."""
    ends = {w.end for w in parse.words if w.deprel in MODIFIERS}
    times = set(place_words().times.entries)
    for word, after in pairwise(parse.words):
        follows = after.upos == "NOUN" and text[word.end : after.start] in (" ", "\u00a0")
        if follows and text[after.start : after.end].lower() not in times:
            ends.add(word.end)
    return ends


def _is_adjective(text: str, name: Mention, before_nouns: Collection[int], gazetteer: Gazetteer) -> bool:
    """Whether a country's name stands for its adjective: initials before any noun ("US drones"), every name before what
    only a state has ("France soldiers").
    """
    short = is_acronym(name.span.text) or folded(name.span.text).startswith("united ")
    if short and name.span.end in before_nouns:
        return True
    return is_adjective_of_state(text, name.span.end) and is_land(name.span.text, gazetteer)


def _naming_of(text: str, found: Found, every: Sequence[Found], gazetteer: Gazetteer) -> Naming:
    """A name found, with all that the words around it say of which place it is."""
    return Naming(
        name=found.name,
        within=found.within,
        kind=found.kind,
        is_outer=found.is_outer,
        is_short=found.is_short,
        is_exact=gazetteer.is_known(found.name),
        is_full=without_type(found.name)[1] in ("admin2", "airfield"),
        is_town=is_said_of_towns(text, found.start, found.end),
        opens=opens(text, found.start, found.end),
        is_state=is_said_of_states(text, found.start, found.end),
        is_land=found.part is not None and (found.part.endswith("ern") or found.part == "upstate"),
        is_dateline=is_dateline(text, found.start, found.end),
        beside=tuple(folded(every[b].name) for b in found.beside),
        senses=_options(found, gazetteer),
    )


def _options(found: Found, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The places a name can be: of "Peach State" only states called Peach."""
    known = gazetteer.lookup(found.name)
    return tuple(t for t in known if t.own or t.kind == found.kind) if found.is_typed else known


@cache
def _of_building() -> re.Pattern[str]:
    """The words after a name that make it that of a building: "Ouagadougou [convention] centre"."""
    nouns = "|".join(sorted(place_words().buildings.entries))
    return re.compile(rf"(?:\s+(?:\[[^\]\n]*\]|[a-z]+(?:-[a-z]+)*)){{0,2}}\s+(?:{nouns})\b", re.IGNORECASE)


def _is_of_building(text: str, found: Found) -> bool:
    """Whether a name may be that of a building: "the Damascus restaurant"; "a Damascus bar" is one there."""
    return bool(_of_building().match(text, found.end)) and not _ARTICLE.search(text, 0, found.start)


def _is_far(
    name: str, chosen: Chosen, namings: Sequence[Naming], others: Sequence[Chosen], told: Collection[str]
) -> bool:
    """Whether nothing else in the report tells of the country in which a building's namesake lies."""
    place = chosen.place
    if place is None or place.own:
        return False
    beside = {o.place.country for n, o in zip(namings, others, strict=True) if o.place and n.name != name}
    return place.country not in beside and place.country not in told


def _row(report: Report, found: Found, chosen: Chosen) -> Place:
    span = span_of(report.text, found.start, found.end)
    place = chosen.place
    identity = row_id("places", report.id, span.start, span.end)
    if place is None:
        return Place(id=identity, report=report.id, span=span, name=span.text, why=chosen.why)
    relation = _relation(report.text, found, place)
    precision, radius = widened(_precision(found, place), place.radius_km, relation)
    return Place(
        id=identity,
        report=report.id,
        span=span,
        name=place.name,
        geonameid=place.geonameid,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=precision,
        radius_km=round(radius, 1),
        relation=relation.relation,
        km=relation.km,
        bearing=relation.bearing,
        why=chosen.why + (f"; “{relation.words}”" if relation.words else ""),
    )


def _relation(text: str, found: Found, place: Toponym) -> Relation:
    """The relation told; "northern Syria" is a part of Syria to the north."""
    if found.part is not None:
        side = place_words().parts.compass.get(found.part)
        return Relation(relation="in", bearing=float(side) if side is not None else None, words=found.part)
    if place.kind in REGIONAL:
        told = relation_to(text, found.start, found.end)
        return told if told.relation == "direction" else Relation()
    return relation_to(text, found.start, found.end)


def _precision(found: Found, place: Toponym) -> int | None:
    """`where_prec` of the place, or 5 of a part of a country or division."""
    if found.part is not None and place.precision is not None and place.kind in ("country", "admin1", "region"):
        return 5
    return _INTERNATIONAL_WATERS if place.kind == "region" and place.name in waters() else place.precision
