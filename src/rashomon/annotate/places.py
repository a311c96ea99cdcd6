"""Where: the places that a report names, put on the map where a gazetteer has them.

In: the passages, the parse and the mentions. Out: rows of `places`, each with a sentence that says why. A name inside
the name of a body, outlet or building is no place, nor is a nationality or a country that acts as its government. What
cannot be placed is a row without coordinates; nothing is guessed from likeness. Precision is UCDP GED `where_prec`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from rashomon.annotate.kinds import demonyms, is_acronym
from rashomon.annotate.place_relations import (
    Relation,
    abbreviations,
    place_type_words,
    place_words,
    relation_to,
    waters,
    widened,
)
from rashomon.annotate.place_senses import Chosen, Naming, senses
from rashomon.gazetteer import Gazetteer, PlaceKind, Toponym, folded
from rashomon.parse import Parse
from rashomon.records import Mention, Passage, Place, Report, row_id, span_of

_COMMA = re.compile(r"\s*,\s*")
_BETWEEN = re.compile(r",\s+(?:in\s+)?|\s+in\s+(?:the\s+)?|\s*\(\s*")
_DISTRICT_BOUND = 40
MODIFIERS = frozenset({"compound", "amod"})
_INTERNATIONAL_WATERS = 7
REGIONAL: tuple[PlaceKind, ...] = ("country", "region")


class Found(msgspec.Struct, frozen=True):
    """A name of a place in the text, before it is known which place it is; offsets half-open."""

    start: int
    end: int
    name: str
    """As it is looked up: without compass words, abbreviations written out."""
    kind: PlaceKind | None
    within: str | None
    part: str | None
    """The words for a part of it that were taken off ("northern")."""
    is_outer: bool = False
    """Another place is said to lie in it."""
    is_typed: bool = False
    """Its type is part of the name, with a capital: "Borno State"."""


def places(
    report: Report, passages: Sequence[Passage], parse: Parse, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """The places of a report in text order; those that no gazetteer has come without coordinates.

    Initials of a country before a noun ("US drones") are its adjective, and no more a place than "American" is.
    """
    adjectives = {w.start for w in parse.words if w.deprel in MODIFIERS}
    named = [m for m in mentions if not (is_acronym(m.span.text) and m.span.start in adjectives)]
    found = _found(report.text, named, gazetteer)
    namings = [
        Naming(f.name, f.within, f.kind, f.is_outer, gazetteer.is_known(f.name), _options(f, gazetteer)) for f in found
    ]
    said = [report.text[n.start : n.end] for n in parse.names if n.label == "NORP"]
    chosen = senses(namings, said, gazetteer)
    told = {code for word in said if (code := demonyms().get(folded(word)))}
    return tuple(
        _row(report, f, c)
        for f, c in zip(found, chosen, strict=True)
        if not (_of_building().match(report.text, f.end) and _is_far(f.name, c, namings, chosen, told))
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


def _is_far(
    name: str, chosen: Chosen, namings: Sequence[Naming], others: Sequence[Chosen], told: Collection[str]
) -> bool:
    """Whether nothing else in the report tells of the country in which a building's namesake lies."""
    place = chosen.place
    if place is None or place.own:
        return False
    beside = {o.place.country for n, o in zip(namings, others, strict=True) if o.place and n.name != name}
    return place.country not in beside and place.country not in told


def _found(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Found]:
    """The names of places among the mentions, each with what it is said to lie in."""
    spans = [s for m in mentions if m.head == "name" for s in _spans(text, m, gazetteer)]
    found = [_naming(text, *_trimmed(text, start, end, gazetteer), gazetteer) for start, end in sorted(spans)]
    barred = set(place_words().not_alone.entries)
    found = [f for f in found if folded(f.name) not in barred and not _is_of_something_else(text, f.end)]
    within = [_within(text, here, next(iter(found[i + 1 : i + 2]), None), gazetteer) for i, here in enumerate(found)]
    outer = [False, *(w is not None and w == after.name for w, after in zip(within, found[1:], strict=False))]
    return [
        msgspec.structs.replace(here, within=w, is_outer=o) for here, w, o in zip(found, within, outer, strict=False)
    ]


def _spans(text: str, mention: Mention, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The names in a mention: a place at each comma, an airfield or a user's own place that is a building."""
    span = mention.span
    if mention.kind == "place":
        start = span.start
        if gazetteer.is_known(span.text) or folded(span.text) in short_names():
            yield span.start, span.end
            return
        state = _with_state(span.text, gazetteer)
        if state is not None:
            yield span.start, span.start + state[0]
            yield span.start + state[1], span.end
            return
        for comma in [*_COMMA.finditer(text, span.start, span.end), None]:
            end = comma.start() if comma else span.end
            if end > start:
                yield start, end
            start = comma.end() if comma else end
    elif mention.kind == "facility" and any(
        t.kind == "airfield" or t.own for t in gazetteer.lookup(_without_type(span.text)[0])
    ):
        yield span.start, span.end


def _trimmed(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """The name itself: without "southern" before it, "province" in small letters after it, "the state of" before it;
    with the full stop of its abbreviation.
    """
    if text[end : end + 1] == "." and text[start : end + 1] in abbreviations():
        return start, end + 1
    if not text[start].islower() and gazetteer.is_known(text[start:end]):
        return start, end
    of = text[start:end].rfind(" of ")
    if of > 0 and gazetteer.is_known(text[start + of + 4 : end]):
        start += of + 4
    lower = re.match(r"(?:[a-z][\w\-]*\s+)+(?=[A-Z])", text[start:end])
    if lower:
        start += lower.end()
    name, part = _without_part(text[start:end])
    if part is not None and gazetteer.lookup(name):
        start += len(part) + 1
    name, kind = _without_type(text[start:end])
    if kind is not None and text[start + len(name) + 1].islower():
        end = start + len(name)
    return start, end


def _is_of_something_else(text: str, end: int) -> bool:
    """Whether the word after a name makes it that of an illness, a treaty ...: "West Nile virus"."""
    after = re.match(r"\s([A-Za-z]+)", text[end : end + 20])
    return after is not None and after[1].lower() in place_words().no_place.after


def _with_state(name: str, gazetteer: Gazetteer) -> tuple[int, int] | None:
    """Where a name is two, a place and its state or country with no comma: "Benghazi Libya"."""
    for space in re.finditer(r"\s+", name):
        outer = gazetteer.lookup(name[space.end() :])[:1]
        inner = name[: space.start()].rstrip(", ")
        wide = bool(outer) and outer[0].kind in ("country", "admin1")
        whole = inner[:1].isupper() and _without_part(inner + " x")[1] is None
        if wide and whole and gazetteer.is_known(inner):
            return len(inner), space.end()
    return None


def _naming(text: str, start: int, end: int, gazetteer: Gazetteer) -> Found:
    """What is looked up for `text[start:end]`: the whole, or what is left without words for its part or its type."""
    whole = text[start:end]
    plain = folded(whole)
    if plain in short_names() and not gazetteer.is_known(whole):
        return Found(start, end, short_names()[plain], None, None, None)
    if whole in place_words().alone.entries or (whole in abbreviations() and _after_comma(text, start)):
        name, country = abbreviations()[whole]
        return Found(start, end, name, "admin1", country, None)
    kind = _type_after(text, end)
    if kind == "settlement" and _wide_kind(whole, gazetteer) is not None:
        kind = None  # "a Florida neighborhood": a part of it, not a town of that name
    if gazetteer.is_known(whole) or gazetteer.lookup(whole):
        return Found(start, end, whole, kind, None, _part_before(text, start))
    name, part = _without_part(whole)
    if not gazetteer.lookup(name):
        name, kind = _without_type(name)
    code = demonyms().get(folded(name))
    state = gazetteer.country(code) if code else None
    if state is not None and (name != whole or _type_after(text, end)):
        name, kind = state.name, "country"  # "Libyan territory"
    is_typed = kind in ("admin1", "admin2") and whole.endswith(tuple(w.title() for w in place_type_words()))
    return Found(start, end, name, kind, None, part, is_typed=is_typed)


def _after_comma(text: str, start: int) -> bool:
    return text[max(0, start - 2) : start].strip() in (",", "(")


@cache
def short_names() -> Mapping[str, str]:
    """Full names by short ones, folded."""
    return {folded(short): name for short, name in place_words().short_names.entries.items()}


@cache
def _types() -> Mapping[str, PlaceKind]:
    types = place_words().types
    kinds: tuple[tuple[PlaceKind, tuple[str, ...]], ...] = (
        ("admin1", types.admin1),
        ("admin2", types.admin2),
        ("settlement", types.settlement),
        ("airfield", types.airfield),
    )
    return {word: kind for kind, words in kinds for word in words}


@cache
def _type_word() -> re.Pattern[str]:
    words = "|".join(sorted(_types(), key=lambda w: (-len(w), w)))
    return re.compile(rf"\s(?P<type>{words})\b", re.IGNORECASE)


def _type_after(text: str, end: int) -> PlaceKind | None:
    """What the word after a name says that it is: "Idlib province"."""
    told = _type_word().match(text, end)
    return _types()[told["type"].lower()] if told else None


def _without_type(name: str) -> tuple[str, PlaceKind | None]:
    """A name without the word for its type at its end, and that type."""
    last = None
    for told in _type_word().finditer(name):
        if told.end() == len(name):
            last = told
    return (name[: last.start()], _types()[last["type"].lower()]) if last else (name, None)


def _without_part(name: str) -> tuple[str, str | None]:
    """A name without a word for a part of it at its beginning, and that word."""
    first, _, rest = name.partition(" ")
    parts = place_words().parts
    if rest and (first.lower() in parts.compass or first.lower() in parts.other):
        return rest, first.lower()
    return name, None


def _part_before(text: str, start: int) -> str | None:
    """The word for a part that stands before a name: "in northern Syria"."""
    before = re.search(r"([A-Za-z\-]+)\s+$", text[max(0, start - 20) : start])
    if before is None:
        return None
    word = before[1].lower()
    parts = place_words().parts
    return word if (word in parts.compass and word.endswith("ern")) or word in parts.other else None


def _within(text: str, here: Found, after: Found | None, gazetteer: Gazetteer) -> str | None:
    """The wider place that a name is said to lie in: "Columbus, Ohio", "Aleppo in Syria"."""
    if here.within is not None:
        return here.within
    if after is not None and _BETWEEN.fullmatch(text[here.end : after.start]):
        wide = ("country", "admin1", "admin2", "region")
        kinds = _wide_kind(here.name, gazetteer), _wide_kind(after.name, gazetteer)
        is_list = kinds[0] is not None and kinds[0] == kinds[1]
        if not is_list and any(t.kind in wide for t in gazetteer.lookup(after.name)[:3]):
            return after.name
    short = re.match(r",\s+([A-Z][A-Za-z.]{1,5})", text[here.end : here.end + 12])
    if short and short[1] in abbreviations():
        return abbreviations()[short[1]][0]
    return None


def _wide_kind(name: str, gazetteer: Gazetteer) -> PlaceKind | None:
    """What a name is where it is a country's or division's before it is a town's: two of a kind in a row are a list."""
    first = next(iter(gazetteer.lookup(name)), None)
    return first.kind if first is not None and first.kind in ("country", "admin1") else None


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
