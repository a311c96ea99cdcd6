"""Towns among the names that the tagger took for something else: a building, a body, a person.

The tagger labels one spelling once for a report, so a town that it took for a building is lost wherever it stands.
The words around a name tell a town without it: "in Dalby", "DALBY (AP) —", "Dalby, Ohio", "a Dalby man", "Dalby
police". One of them makes every such name a town but a person's, who is one only where the words say so. Only what a
gazetteer has as a settlement under just this name counts, no country, and no family name of somebody in the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from rashomon.annotate.kinds import known_names
from rashomon.annotate.place_cues import is_dateline, is_said_of_towns, type_before
from rashomon.annotate.place_relations import abbreviations, place_words
from rashomon.gazetteer import Gazetteer, folded
from rashomon.records import Mention

LOOK_BACK = 40
LONGEST_INITIALS = 4
"""“TSU” is a university, not Tsu."""
_STATE = re.compile(r",\s+([A-Z][\w.]*(?:\s[A-Z]\w+)?)")
_DATELINE = re.compile(
    r"^(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,2})(?:,\s[A-Z][\w. ]{1,16})?"
    r"\s*(?:\([^)\n]{1,40}\)\s*)?[-–—]{1,2}\s",
    re.MULTILINE,
)
_GOES_ON = re.compile(r"[ \u00a0](?:[A-Z]|of\b)|['’]s?\b|[-–]\w")


def towns(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Where names stand as towns that are labelled as something else, half-open."""
    named = [m for m in mentions if m.head == "name" and m.kind not in ("place", "people", "media")]
    surnames = {folded(m.span.text).split()[-1] for m in named if m.kind == "person" and " " in m.span.text}
    spots = [(m, *_without_body(text, m.span.start, m.span.end)) for m in named]
    known = [(m, start, end) for m, start, end in spots if _is_town(text[start:end], surnames, gazetteer)]
    sure = {folded(text[start:end]) for _, start, end in known if _stands(text, start, end, gazetteer)}
    for mention, start, end in known:
        if folded(text[start:end]) in sure and (mention.kind != "person" or _stands(text, start, end, gazetteer)):
            yield start, end


def untagged(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Where towns stand that the tagger passed over, half-open: in datelines, "AUBURN, Wash. — ", and where words
    locate what it took for a place elsewhere in the report, or what they locate more than once, "in Dalby".
    """
    taken = [(m.span.start, m.span.end) for m in mentions]
    spots = [found.span("name") for found in _DATELINE.finditer(text)]
    told = {m.span.text for m in mentions if m.kind == "place" and m.head == "name"}
    located = Counter(found["name"] for found in _located_name().finditer(text))
    told.update(n for n, count in located.items() if count > 1 and folded(n) not in place_words().months.entries)
    for name in sorted(told):
        again = (found.span() for found in re.finditer(rf"\b{re.escape(name)}\b", text))
        spots.extend(
            (start, end)
            for start, end in again
            if _located().search(text, max(0, start - LOOK_BACK), start) and not _GOES_ON.match(text, end)
        )
    for start, end in spots:
        free = not any(a < end and start < b for a, b in taken)
        if free and _is_town(text[start:end], set(), gazetteer):
            yield start, end


def _without_body(text: str, start: int, end: int) -> tuple[int, int]:
    """A town without the common noun that a mention took along: "Dalby [police]"; not "Dalby Police"."""
    body = _of_townsfolk().search(text, start, end)
    return (start, body.start()) if body and body.end() == end else (start, end)


def _is_town(name: str, surnames: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a settlement is called just so, and nothing wider, nor a body or a person of the report."""
    plain, words = folded(name), place_words()
    if plain in surnames or plain in known_names() or plain in words.not_alone.entries or plain in words.parts.other:
        return False
    if name.isupper() and len(name) <= LONGEST_INITIALS:
        return False
    known = gazetteer.lookup(name) if gazetteer.is_known(name) else ()
    if not known or known[0].kind in ("country", "region"):
        return False
    return any(t.kind == "settlement" and folded(t.name) == plain for t in known)


def _stands(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the words around a name are those around a town."""
    if is_dateline(text, start, end) or is_said_of_towns(text, start, end) or _of_townsfolk().match(text, end):
        return True
    state = _STATE.match(text, end)
    if state and (state[1] in abbreviations() or any(t.kind == "admin1" for t in gazetteer.lookup(state[1])[:1])):
        return True
    if _GOES_ON.match(text, end):
        return False
    return bool(_located().search(text, max(0, start - LOOK_BACK), start)) or type_before(text, start) == "settlement"


@cache
def _located() -> re.Pattern[str]:
    """A word that locates right before a name, or before a word for its part; not "confidence in"."""
    words = place_words()
    parts = "|".join(sorted((*words.parts.compass, *words.parts.other), key=lambda w: (-len(w), w)))
    trust = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in words.standing.trust)
    return re.compile(rf"(?<!\w){trust}(?:{'|'.join(words.standing.before)})\s+(?:(?:{parts})\s+)?$", re.IGNORECASE)


@cache
def _located_name() -> re.Pattern[str]:
    """Up to three capitalised words that go no further, behind a word that locates."""
    words = "|".join(place_words().standing.before)
    return re.compile(rf"(?<!\w)(?:{words})\s+(?P<name>[A-Z][\w-]++(?: [A-Z][\w-]++){{0,2}}+)(?!{_GOES_ON.pattern})")


@cache
def _of_townsfolk() -> re.Pattern[str]:
    """What only a town has, in small letters behind its name: "Dalby police", "a Dalby bar"."""
    return re.compile(rf"[ \u00a0](?:{'|'.join(place_words().standing.after)})\b")
