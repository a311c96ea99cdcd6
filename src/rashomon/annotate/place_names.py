"""The names of places in a report, as they stand and as they are looked up, before it is known which places they are.

A mention can hold several ("Sharon and Falls Village", "Paris, Texas", "the Washington-Moscow route") or more than the
name ("R-Elbow Lake", "southern Syria", "the City of Norfolk"); and a name can be part of a longer one that the mention
cuts off ("Lake Ontario"). A name before "virus" or "treaty" is that of something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from rashomon.annotate.kinds import demonyms, kind_of_name, known_names
from rashomon.annotate.place_cues import (
    is_street,
    neighbours_in_lists,
    type_after,
    type_after_list,
    type_before,
    without_type,
)
from rashomon.annotate.place_relations import abbreviations, place_type_words, place_words
from rashomon.annotate.place_towns import towns, untagged
from rashomon.gazetteer import Gazetteer, PlaceKind, folded
from rashomon.records import EntityKind, Mention

_COMMA = re.compile(r"\s*,\s*")
_PARTY = re.compile(r"[RDI]-(?=[A-Z])")
_JOINTS = (
    (re.compile(r"['’]s (?=[A-Z])"), True),
    (re.compile(r" in (?:the )?(?=[A-Z])"), True),
    (re.compile(r" (?:and|or|&) (?=[A-Z])"), True),
    (re.compile(r"[-–—/](?=[A-Z])"), False),
    (re.compile(r" of (?:the )?(?=[A-Z])"), False),
)
"""Where a mention of two names is parted; the last says whether one of them known is enough."""
_OF = re.compile(
    r"(?:[Tt]he\s+)?(?:city|town|village|township|borough|county|state|province|district|governorate)\s+of\s+(?=[A-Z])",
    re.IGNORECASE,
)
_LIST_GOES_ON = re.compile(r",?\s+(?:and|or|&|but)\s|,\s+(?:the\s+)?[A-Z]")
_LIST_WENT_ON = re.compile(r"(?:[A-Z][\w.]+,|\b(?:and|or|&))\s+$")
_COURT = re.compile(r"(?:Northern|Southern|Eastern|Western|Central|Middle) District")
LONGEST_BODY = 24
BODIES: tuple[EntityKind, ...] = ("company", "government", "media", "party", "military", "armed_group")
TOWN, WORLD_CITY = 50_000, 1_000_000
_CAPITALS = re.compile(r"^[ (–—•-]*(?P<words>(?:[A-Z][A-Z.'’-]+ ){1,2})$", re.MULTILINE)
_STATE_DASH = re.compile(r"(?:,\s[A-Z][\w. ]{1,16})?\s*(?:\([^)\n]{1,40}\)\s*)?[-–—]{1,2}\s")
_BETWEEN = re.compile(r",\s+(?:(?:located\s+)?in\s+)?(?:the\s+)?|\s+(?:located\s+)?in\s+(?:the\s+)?|\s*\(\s*")


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A name of a place in the text, before it is known which place it is; offsets half-open."""

    start: int
    end: int
    name: str
    """As it is looked up: without compass words, abbreviations written out."""
    kind: PlaceKind | None = None
    within: str | None = None
    part: str | None = None
    """The words for a part of it that were taken off ("northern")."""
    is_outer: bool = False
    """Another place is said to lie in it."""
    is_short: bool = False
    """It stands as an abbreviation: "Mass."."""
    is_typed: bool = False
    """Its type is part of the name, with a capital: "Borno State"."""
    beside: tuple[int, ...] = ()
    """The numbers of the names that stand in one list with it, directly before and after."""


def found_names(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Found]:
    """The names of places among the mentions, each with what it is said to lie in."""
    listed = {s for m in mentions if m.head == "name" for s in _spans(text, m, gazetteer)}
    spans = sorted(listed.union(towns(text, mentions, gazetteer), untagged(text, mentions, gazetteer)))
    found = [_naming(text, *_trimmed(text, start, end, gazetteer), gazetteer) for start, end in spans]
    barred = set(place_words().not_alone.entries)
    firms = _companies(text, found, gazetteer)
    found = [f for f in found if barred.isdisjoint((folded(f.name), folded(text[f.start : f.end])))]
    found = [f for f in found if not _is_of_something_else(text, f, firms, gazetteer)]
    found = [f for f in found if f.kind is not None or folded(f.name) not in demonyms()]
    within = [_within(text, here, next(iter(found[i + 1 : i + 2]), None), gazetteer) for i, here in enumerate(found)]
    outer = [False, *(w is not None and w == after.name for w, after in zip(within, found[1:], strict=False))]
    lists = neighbours_in_lists(text, [(f.start, f.end) for f in found], outer)
    kinds = _kinds_in_lists(text, found, lists, gazetteer)
    return [
        msgspec.structs.replace(here, within=w, is_outer=o, beside=b, kind=k)
        for here, w, o, b, k in zip(found, within, outer, lists, kinds, strict=False)
    ]


def _kinds_in_lists(
    text: str, found: Sequence[Found], lists: Sequence[tuple[int, ...]], gazetteer: Gazetteer
) -> list[PlaceKind | None]:
    """What each name is said to be, by a word beside it or beside the list that it stands in."""
    kinds: list[PlaceKind | None] = [f.kind for f in found]
    for i, here in enumerate(found):
        if kinds[i] is None and i - 1 in lists[i] and (told := type_after_list(text, here.end)):
            kinds[i] = told
            for earlier in range(i - 1, -1, -1):
                if earlier not in lists[earlier + 1]:
                    break
                kinds[earlier] = kinds[earlier] or told
    return [
        None if k == "settlement" and _wide_kind(f.name, gazetteer) else k for f, k in zip(found, kinds, strict=True)
    ]


def _spans(text: str, mention: Mention, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The names in a mention, each of the places in it; an airfield or a user's own place that is a building."""
    span = mention.span
    if mention.kind == "place":
        yield from _names_in(text, span.start, span.end, gazetteer)
    elif mention.kind == "facility" and any(
        t.kind == "airfield" or t.own for t in gazetteer.lookup(without_type(span.text)[0])
    ):
        yield span.start, span.end


def _names_in(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The names of places in `text[start:end]`: one where it is known, else parted where both parts are names."""
    whole = text[start:end]
    if _is_known(whole, gazetteer):
        yield start, end
        return
    party = _PARTY.match(whole)
    if party:
        start += party.end()
        whole = text[start:end]
    for first, last in _parts(whole, gazetteer):
        yield start + first, start + last


def _parts(name: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The names that one is made of, half-open: at its commas, "X's Y", "X and Y", "X-Y", "X Y" where Y is a state."""
    state = _with_state(name, gazetteer)
    if state is not None:
        yield 0, state[0]
        yield state[1], len(name)
        return
    start = 0
    for comma in [*_COMMA.finditer(name), None]:
        end = comma.start() if comma else len(name)
        if end > start:
            yield from ((start + i, start + k) for i, k in _joined(name[start:end], gazetteer))
        start = comma.end() if comma else end


def _joined(name: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The two names of "Sharon and Falls Village", "China's Guangdong", "Washington-Moscow"; one where it is one."""
    for pattern, is_loose in _JOINTS:
        for joint in () if _is_known(name, gazetteer) else pattern.finditer(name):
            sides = name[: joint.start()], name[joint.end() :]
            known = [_is_known(side, gazetteer) for side in sides]
            if all(side[:1].isupper() for side in sides) and (all(known) or (is_loose and any(known))):
                yield 0, joint.start()
                yield joint.end(), len(name)
                return
    yield 0, len(name)


def _is_known(name: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.is_known(name) or folded(name) in short_names()


def _trimmed(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """The name itself: without "southern" before it, "province" in small letters after it, "the City of" before it;
    with the full stop of its abbreviation, and with "Lake" before it and "Bay" after it.
    """
    start = _whole_dateline(text, start, end, gazetteer)
    stopped = text[start : end + 1]
    if text[end : end + 1] == "." and (stopped in abbreviations() or stopped.capitalize() in abbreviations()):
        return start, end + 1
    of = _OF.match(text, start, end)
    if of and gazetteer.lookup(text[of.end() : end]) and not _is_land(text[start:end], gazetteer):
        start = of.end()
    elif (last := text.rfind(" of ", start, end)) > 0 and not _is_known(text[start:end], gazetteer):
        start = last + 4 if gazetteer.is_known(text[last + 4 : end]) else start
    start, end = _with_feature(text, start, end)
    if not text[start].islower() and _is_town(text[start:end], gazetteer):
        return _with_side(text, start, end, gazetteer), end
    lower = re.match(r"(?:[a-z][\w\-]*\s+)+(?=[A-Z])", text[start:end])
    if lower:
        start += lower.end()
        if _is_town(text[start:end], gazetteer):
            return start, end
    plain = start
    while (part := _without_part(text[plain:end])[1]) is not None:
        plain += len(part) + 1
        if gazetteer.lookup(text[plain:end]):
            start = plain
            break
    name, kind = without_type(text[start:end])
    if kind is not None and text[start + len(name) + 1].islower():
        end = start + len(name)
    return _with_side(text, start, end, gazetteer), end


def _whole_dateline(text: str, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where a dateline's town begins of which the mention has the last words alone: "LITTLE [ROCK], Ark. —"."""
    opening = _CAPITALS.search(text, max(0, start - 40), start) if text[start:end].isupper() else None
    first = opening.start("words") if opening else start
    towns = gazetteer.lookup(text[first:end]) if first < start and _STATE_DASH.match(text, end) else ()
    return first if any(t.kind == "settlement" for t in towns) else start


def _with_side(text: str, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where a name begins, "eastern" before it in small letters a part of it where a region of a country is called so:
    "eastern Ghouta"; not "south Sudan", a part of Sudan.
    """
    side = re.search(r"\b([a-z]+(?:-[a-z]+)?)[ \u00a0]$", text[max(0, start - 20) : start])
    parts = place_words().parts
    if side is None or (side[1] not in parts.compass and side[1] not in parts.other):
        return start
    whole = gazetteer.lookup(f"{side[1]} {text[start:end]}")
    return start - len(side[0]) if whole and whole[0].kind == "region" and whole[0].country else start


def _is_town(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a place is called just so, and not only an airfield ("East Texas")."""
    return gazetteer.is_known(name) and any(t.kind != "airfield" or t.own for t in gazetteer.lookup(name))


def _is_land(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a country is called just so: "State of Kuwait"."""
    return any(t.kind == "country" for t in gazetteer.lookup(name))


def _with_feature(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the word that makes it that of water, land or a road, where the mention cut it off."""
    before, after = _features()
    found = before.search(text, max(0, start - 20), start)
    if found:
        start = found.start("word")
    found = after.match(text, end)
    return start, found.end("word") if found else end


@cache
def _features() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = place_words().features
    before, after = (
        "|".join(re.escape(w) for w in sorted(listed, key=lambda w: (-len(w), w)))
        for listed in (words.before, words.after)
    )
    return (
        re.compile(rf"(?<![\w\-])(?P<word>{before})[ \u00a0]$"),
        re.compile(rf"[ \u00a0](?P<word>{after})(?![\w\-])(?! [A-Z])"),
    )


def _is_of_something_else(text: str, found: Found, companies: Collection[str], gazetteer: Gazetteer) -> bool:
    """Whether a name is that of an illness or a treaty ("West Nile virus"), of a court's district ("Southern District
    of Florida"), of a company ("Woodco Inc", "a stake in Fuso") or ends that of a body ("al-Qaeda in Yemen").
    """
    start, end = found.start, found.end
    after = re.match(r"\s([A-Za-z]+)\b", text[end : end + 25])
    if after is not None and after[1].lower() in place_words().no_place.after:
        return True
    if _COURT.fullmatch(text, start, end) and text.startswith(" of ", end):
        return True
    name = text[start:end]
    if not gazetteer.is_known(name) and kind_of_name(name, "Organization") in BODIES and " " in name:
        return True
    before = text[max(0, start - LONGEST_BODY) : start]
    if any(folded(before[at:] + name) in known_names() for at in _words_in(before)):
        return True
    return folded(name) in companies


def _words_in(text: str) -> Iterator[int]:
    return (word.start() for word in re.finditer(r"\b[A-Za-z]", text))


def _companies(text: str, found: Sequence[Found], gazetteer: Gazetteer) -> frozenset[str]:
    """Folded names that are a company's somewhere in the report, and so everywhere: "Fuso" after "a stake in Fuso"."""
    before, after = _of_company()
    return frozenset(
        folded(text[f.start : f.end])
        for f in found
        if (before.search(text, max(0, f.start - 30), f.start) or after.match(text, f.end))
        and _is_town_first(f.name, gazetteer)
    )


def _is_town_first(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is a town's before a country's or state's: a firm can be named for it."""
    known = gazetteer.lookup(name)
    town = next((t for t in known if t.kind in ("settlement", "airfield")), None)
    wide = bool(known) and known[0].kind not in ("settlement", "airfield")
    return town is not None and (not wide or TOWN <= town.population < WORLD_CITY)


@cache
def _of_company() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = place_words().companies
    before = "|".join(re.escape(w) for w in words.entries)
    after = "|".join(re.escape(w) if w[0] in "'’" else " " + re.escape(w) for w in words.after)
    return re.compile(rf"\b(?:{before})\s+$", re.IGNORECASE), re.compile(rf"(?:{after})\b")


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
    """What is looked up for `text[start:end]`: the whole, or what is left without words for its part or its type.

    A street's name is looked up as one, lest it be the town that it may be called after.
    """
    whole = text[start:end]
    if is_street(text, start, end, _wide_kind(whole, gazetteer) is not None):
        return Found(start=start, end=end, name=f"{whole} street")
    plain = folded(whole)
    if plain in short_names() and not gazetteer.is_known(whole):
        return Found(start=start, end=end, name=short_names()[plain])
    short = next((s for s in (whole, whole + ".", whole.capitalize()) if s in abbreviations()), whole)
    if whole in place_words().alone.entries or (short in abbreviations() and _after_comma(text, start)):
        name, country = abbreviations()[short]
        return Found(start=start, end=end, name=name, kind="admin1", within=country, is_short=True)
    kind = type_after(text, end) or type_before(text, start)
    if kind == "settlement" and _wide_kind(whole, gazetteer) is not None:
        kind = None  # "a Florida neighborhood": a part of it, not a town of that name
    if gazetteer.is_known(whole) or gazetteer.lookup(whole):
        return Found(start=start, end=end, name=whole, kind=kind, part=_part_before(text, start))
    name, part = _without_part(whole)
    if not gazetteer.lookup(name):
        name, kind = without_type(name)
    code = demonyms().get(folded(name))
    state = gazetteer.country(code) if code else None
    if state is not None and (name != whole or type_after(text, end)):
        name, kind = state.name, "country"  # "Libyan territory"
    is_typed = kind in ("admin1", "admin2") and whole.endswith(tuple(w.title() for w in place_type_words()))
    return Found(start=start, end=end, name=name, kind=kind, part=part, is_typed=is_typed)


def _after_comma(text: str, start: int) -> bool:
    """Whether it stands where the state of a town, or of a member of parliament ("D-Calif."), is told."""
    return text[max(0, start - 2) : start].strip() in (",", "(", "D-", "R-", "I-")


@cache
def short_names() -> Mapping[str, str]:
    """Full names by short ones, folded."""
    return {folded(short): name for short, name in place_words().short_names.entries.items()}


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
        typed = after.kind == "admin2" or after.is_typed or without_type(after.name)[1] == "admin2"
        wide = ("country", "admin1", "region", *(["admin2"] if typed else []))
        kinds = _wide_kind(here.name, gazetteer), _wide_kind(after.name, gazetteer)
        is_list = kinds[0] is not None and kinds[0] == kinds[1] and _is_listed(text, here, after)
        if not is_list and any(t.kind in wide for t in gazetteer.lookup(after.name)[:3]):
            return after.name
    short = re.match(r",\s+([A-Z][A-Za-z.]{1,5})", text[here.end : here.end + 12])
    if short and short[1] in abbreviations():
        return abbreviations()[short[1]][0]
    return None


def _is_listed(text: str, here: Found, after: Found) -> bool:
    """Whether a list goes on after two names, or before them: two alone with a comma are none ("Nevada, Missouri")."""
    return bool(_LIST_GOES_ON.match(text, after.end) or _LIST_WENT_ON.search(text, max(0, here.start - 30), here.start))


def _wide_kind(name: str, gazetteer: Gazetteer) -> PlaceKind | None:
    """What a name is where it is a country's or division's before it is a town's: two of a kind in a row are a list."""
    first = next(iter(gazetteer.lookup(name)), None)
    return first.kind if first is not None and first.kind in ("country", "admin1") else None
