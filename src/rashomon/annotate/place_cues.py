"""What the words beside a name say that it is: "Idlib province", "the villages of", "a Lebanon man", lists of a kind.

Word lists: lexicon/place_words.toml. A cue says what a name is (a kind of the gazetteer), that it is a town and no
country (what is said of townspeople alone), or a state and no town (offices that states have).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rashomon.annotate.place_relations import place_words
from rashomon.gazetteer import PlaceKind

LOOK_BACK = 40
_LIST = re.compile(r"\s*(?:,|;|,?\s+(?:and|or|&))\s+(?:the\s+|in\s+)?")
_AGENCY = re.compile(r"\s+\([A-Z][\w ./&]{1,30}\)\s*[-–—]|\s+[-–—]\s")
_OPENING = re.compile(r"(?:,\s+[A-Z][\w. ]{1,20})?\s*(?:\([^)\n]{1,40}\)\s*)?(?:[-–—]{1,2})")
_AND_ANOTHER = re.compile(r"\s+(?:and|&)\s+[A-Z0-9]")
_TITLE_MARK = re.compile(r"\s+[-–—]\s+|\s*\|\s*")
_TITLE_TOWN = re.compile(r"\|\s*[A-Z][\w. ]{1,24},\s[A-Z]{2}\s*$")
"""A site's town, with its state by the post's letters, at the end of a title: "Man held | Dalby, OH"."""
_AGED = re.compile(r"\b\d{1,3},?\s+of\s+$")
_NUMBERED = re.compile(r"\b\d+(?:st|nd|rd|th)\s+(?:and|&)\s+$|\bon\s+(?:North|South|East|West|[NSEW]\.)\s+$")
"""What stands before the other street of a corner, "21st and ", and before a street that has sides, "on North "."""
_ADDRESS = re.compile(
    r"\b\d+\s+(?:[NSEW]\.?\s+)?(?:[A-Z0-9][\w.’']*\s+){1,3}"
    r"(?:St|Ave|Rd|Dr|Ln|Blvd|Ct|Street|Avenue|Road|Drive|Lane|Boulevard|Court)\b\.?,\s+(?:in\s+)?$"
)


def type_after(text: str, end: int) -> PlaceKind | None:
    """What the word after a name says that it is: "Idlib province"."""
    told = type_word().match(text, end)
    return _types()[told["type"].lower()] if told else None


def type_after_list(text: str, end: int) -> PlaceKind | None:
    """What the word after the last name of a list says that all of them are: "Dakota, Otoe and Washington counties"."""
    told = _types_word().match(text, end)
    return _plural_types()[told["type"].lower()] if told else None


def type_before(text: str, start: int) -> PlaceKind | None:
    """What the word before a name says that it is: "the state of Washington", "the villages of Nuli and Avnevi".

    "The capital of", "the districts of" say what lies in it, and nothing of the name.
    """
    told = _type_of().search(text, max(0, start - LOOK_BACK), start)
    return ({**_types(), **_plural_types()})[told["type"].lower()] if told else None


def is_said_of_towns(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a name is said of towns: "a Lebanon woman", "Gary Wilson, 54, of Palestine"."""
    before = text[max(0, start - 2 * LOOK_BACK) : start]
    return bool(_townspeople().match(text, end) or _AGED.search(before) or _ADDRESS.search(before))


def is_said_of_states(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a name is said of states: "New York’s attorney general", "Southern District of New
    York".
    """
    before = text[max(0, start - LOOK_BACK) : start]
    return bool(_offices().match(text, end) or _offices_of().search(before))


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a name stands alone as a dateline, where only cities known everywhere do (AP Stylebook, Datelines):
    "WASHINGTON (AP) —".
    """
    alone = text[start:end].isupper() and (start == 0 or text[start - 1] == "\n")
    return alone and bool(_AGENCY.match(text, end))


def is_street(text: str, start: int, end: int, is_wide: bool) -> bool:
    """Whether a name without a street's type is a street's by what stands beside it: "the 300 block of South Madrid",
    "the corner of Oleander and Stanton", "Ridge and Stanton streets", "21st and Cleveland", "on North Lamar", or by its
    last word, "Second Street"; not "a corner of Madrid", and of the names of lands (`is_wide`) only where the block has
    a number.
    """
    if " " in text[start:end] and text[start:end].split()[-1].lower() in _street_words():
        return True
    before = _on_street().search(text, max(0, start - 2 * LOOK_BACK), start)
    if before is not None and before["block"]:
        return True
    at_corner = before is not None and (before["other"] or _AND_ANOTHER.match(text, end))
    at_corner = at_corner or _NUMBERED.search(text, max(0, start - LOOK_BACK), start)
    return not is_wide and bool(at_corner or _streets().match(text, end))


def masthead(title: str) -> int | None:
    """Where a page's title goes over into its outlet's name: "Man held - WKRB News 12 Dalby, Ohio Weather & Sports"."""
    for mark in _TITLE_MARK.finditer(title):
        if _masthead_word().search(title, mark.end()):
            return mark.start()
    town = _TITLE_TOWN.search(title)
    return town.start() if town else None


def opens(text: str, start: int, end: int) -> bool:
    """Whether a name opens its line in capitals as the town of a dateline, its state and agency with it or not:
    "BENTON, Ark. (AP) —", "MONROE —"; counties are not told so without their type.
    """
    alone = text[start:end].isupper() and text[text.rfind("\n", 0, start) + 1 : start].strip() == ""
    return alone and bool(_OPENING.match(text, end))


def neighbours_in_lists(text: str, spans: Sequence[tuple[int, int]], outer: Sequence[bool]) -> list[tuple[int, ...]]:
    """For each name, by number, those that stand directly before and after it in a list; `outer`: it holds the one
    before it ("Paris, Texas"), and ends a list.
    """
    beside: list[list[int]] = [[] for _ in spans]
    for i in range(len(spans) - 1):
        if not outer[i + 1] and _LIST.fullmatch(text, spans[i][1], spans[i + 1][0]):
            beside[i].append(i + 1)
            beside[i + 1].append(i)
    return [tuple(b) for b in beside]


def without_type(name: str) -> tuple[str, PlaceKind | None]:
    """A name without the word for its type at its end, and that type."""
    last = None
    for told in type_word().finditer(name):
        if told.end() == len(name):
            last = told
    return (name[: last.start()], _types()[last["type"].lower()]) if last else (name, None)


@cache
def _on_street() -> re.Pattern[str]:
    """What stands before a street: "the 300 block of", "the corner of", and the other street of a corner."""
    side = r"(?:(?:[NSEW]{1,2}\.?|North|South|East|West)\s+)?"
    spots = "|".join(place_words().streets.spots)
    other = rf"(?P<other>(?:[A-Z0-9][\w.]*\s+){{1,3}}(?:and|&)\s+{side})?"
    return re.compile(rf"\b(?:(?P<block>\d+\s+blocks?)|{spots})\s+of\s+{side}{other}$")


@cache
def _streets() -> re.Pattern[str]:
    """What stands behind the names of several: "Ridge [and Stanton streets]"."""
    kinds = "|".join(place_words().streets.entries)
    return re.compile(rf"(?:\s+(?:and|&)\s+(?:[A-Z0-9][\w.]*\s+){{1,3}})?\s*\b(?i:{kinds})\b")


@cache
def _street_words() -> frozenset[str]:
    """The last words of streets' names: "street", "avenue"."""
    return frozenset(word.removesuffix("s") for word in place_words().streets.entries)


@cache
def _masthead_word() -> re.Pattern[str]:
    """What only the name of a station, paper or site has."""
    words = "|".join(place_words().mastheads.entries)
    return re.compile(rf"\b(?:{words})\b|\b[A-Za-z0-9]+\.(?:com|org|net|co\.uk|tv)\b|\b[KW][A-Z]{{2,3}}(?:-?TV)?\b")


@cache
def type_word() -> re.Pattern[str]:
    """A word for a type of place, after a space."""
    return re.compile(rf"\s(?P<type>{_listed(_types())})\b", re.IGNORECASE)


@cache
def _types_word() -> re.Pattern[str]:
    return re.compile(rf"\s(?P<type>{_listed(_plural_types())})\b", re.IGNORECASE)


@cache
def _type_of() -> re.Pattern[str]:
    words = place_words().types.before_of
    return re.compile(rf"\b(?P<type>{_listed([*words, *map(plural, words)])})\s+of\s+$", re.IGNORECASE)


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
def _plural_types() -> Mapping[str, PlaceKind]:
    return {plural(word): kind for word, kind in _types().items()}


def plural(word: str) -> str:
    """An English noun in the plural: "county", "counties"."""
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


@cache
def _townspeople() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_listed(place_words().townspeople.entries)})\b")


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s)?\s+(?:{_listed(place_words().state_offices.entries)})(?!\w)", re.IGNORECASE)


@cache
def _offices_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_listed(place_words().state_offices.before)})\s+$")


def _listed(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
