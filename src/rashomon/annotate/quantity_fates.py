"""What befell people, told without a verb of harm: "14 men have not come home", "taken from their homes by police".

And whom a trade names, what an attack is made with ("sent three drones"), and who is sent somewhere to work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from rashomon.annotate.quantity_figures import Figure
from rashomon.annotate.quantity_numerals import elliptic, leaning
from rashomon.annotate.quantity_participles import words_of_part
from rashomon.annotate.quantity_words import Line, grammar, measure_of
from rashomon.records import Measure

PEOPLE: frozenset[Measure] = frozenset(("people", "personnel", "other"))
"""Measures of people that what befell them may narrow down; "other" of a noun in no table."""
REACH = 8
LIGHT = frozenset(
    {"who", "did", "still", "be", "being", "remain", "remained", "remains", "more", "others", "“", '"', "‘"}
)
HOME = 25
"""Tokens behind those counted in which it may be said where they sleep."""


def fate(line: Line, figure: Figure, found: Measure | None, ends: Mapping[int, int]) -> Measure | None:
    """A narrower measure of a figure than `found`, None where nothing narrows it.

    `ends` are the phrases of figures and victims in the sentence, first token to end.
    """
    noun = line.lower(figure.head) if figure.head is not None else ""
    if found == "vehicles" and noun in leaning("aerial"):
        return "munitions" if leaning("assaults") & set(line.lowers) else None
    if found not in PEOPLE | {None} or figure.sign is not None or not _may_be_people(line, figure, noun):
        return None
    if _is_awaited(line, figure):
        return "missing"
    last = beyond(line, figure.last)
    told = _told_behind(line, last, ends) or ("captured" if _is_taken(line, last, ends) else None)
    told = told or _framed(line, figure, noun, last)
    told = told or next((m for m, holds in RULES.items() if holds(line, figure, noun)), None)
    if told is not None:
        away = told == "displaced" and runs_off(line, figure)
        return None if away or (told == "people" and found == "personnel") else told
    if noun in leaning("specialists") and _is_despatched(line, figure):
        return "personnel"
    return "people" if found == "other" and noun in leaning("trades") else None


def _may_be_people(line: Line, figure: Figure, noun: str) -> bool:
    """Whether a figure counts people, or may: things of the table never do, a plural that it does not know may."""
    known = measure_of("nouns").get(noun)
    if known is not None:
        return known in {"people", "personnel"}
    return not noun or noun in leaning("trades") or noun.endswith("s")


@cache
def _fates() -> tuple[tuple[tuple[str, ...], Measure], ...]:
    known: dict[str, Measure] = {m: m for part in ("participles", "nouns") for m in measure_of(part).values()}
    rows = [(tuple(p.split()), known[m]) for m, listed in elliptic().fates.items() for p in listed]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))


def gets_away(line: Line, figure: Figure, ends: Mapping[int, int]) -> bool:
    """“17 inmates had escaped”, “four hostages were freed”: a noun of people held, whom nobody holds any more"""
    return _told_behind(line, figure.last, ends) == "people"


def beyond(line: Line, last: int) -> int:
    """Past what those counted are of: “four members of staff were taken”, “26 persons deprived of liberty”"""
    if line.lower(last) != "of":
        return last
    for at in range(last + 2, min(last + 7, len(line.tokens))):
        word = line.lower(at)
        if word in grammar("auxiliaries") | leaning("seized") or measure_of("participles").get(word):
            return at
        if word in grammar("breaks") or not word[0].isalnum():
            break
    return last


def _told_behind(line: Line, last: int, ends: Mapping[int, int]) -> Measure | None:
    """What a fixed phrase behind those counted says, nothing but auxiliaries, adverbs and marks between."""
    for at in range(last, min(len(line.tokens), last + REACH)):
        hit = line.after(at, _fates())
        if hit is not None:
            found: Measure = next(m for _, m in _fates() if m == hit[1])
            return found
        word = line.lower(at)
        light = grammar("auxiliaries") | grammar("between") | leaning("adverbs") | LIGHT
        if at in ends:
            return _told_behind(line, beyond(line, ends[at]), ends) if line.lower(at - 1) in {"and", ","} else None
        if word in {"and", ","} and at + 1 in ends:
            continue
        if not (word in light or word.endswith("ly")):
            return None
    return None


def _framed(line: Line, figure: Figure, noun: str, last: int) -> Measure | None:
    """“hacked twelve people to death”, “police picked up 17 demonstrators”: the object of a verb of more than one word

    Of a noun in no table only what is done to the living: a flood sweeps bridges away too.
    """
    known = not noun or noun in leaning("trades") or measure_of("nouns").get(noun) in {"people", "personnel"}
    first = figure.first
    while line.lower(first - 1) in grammar("leads"):
        first -= 1
    for verb, rest, told in _frames("frames"):
        if (known or rest) and _stands(line, first, last, verb, rest):
            return None if _is_unreal(line, first - len(verb)) else told
    for verb, rest, told in _frames("frames_by"):
        by = leaning(f"by_{told}") & set(line.lowers[max(0, first - 12) : first - len(verb)])
        if known and by and _stands(line, first, last, verb, rest) and _is_of_such(noun, told):
            return None if _is_unreal(line, first - len(verb)) else told
    return None


def _is_unreal(line: Line, verb: int) -> bool:
    """Whether the words before a verb say that it did not come about: “threatened to burn them alive”"""
    words = words_of_part("unreal")
    return any(line.lower(i) in words or line.negates(i) for i in range(max(0, verb - 5), verb))


def runs_off(line: Line, figure: Figure) -> bool:
    """“two gunmen fled”, “three men fled the scene”: whoever runs from a deed or a cell has lost no home"""
    behind = line.lowers[figure.last : figure.last + 8]
    if not {"fled", "flee", "fleeing"} & set(behind):
        return False
    noun = line.lower(figure.head) if figure.head is not None else ""
    armed = measure_of("nouns").get(noun) in {"personnel", "captured"} or noun in leaning("sought")
    return armed or bool(leaning("scenes") & set(behind))


def _stands(line: Line, first: int, last: int, verb: tuple[str, ...], rest: tuple[str, ...]) -> bool:
    """Whether a frame's words stand about those counted."""
    return tuple(line.lowers[first - len(verb) : first]) == verb and tuple(line.lowers[last : last + len(rest)]) == rest


def _is_of_such(noun: str, told: Measure) -> bool:
    """Whether a guarded frame may be said of a noun: armies lose soldiers, rescuers search for no suspects."""
    if told == "killed":
        return measure_of("nouns").get(noun) == "personnel" or noun in leaning("armed")
    return told != "missing" or noun not in leaning("sought")


@cache
def _frames(part: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...], Measure], ...]:
    """The frames of a table: the words before those counted, the words behind, and what they tell."""
    known: dict[str, Measure] = {m: m for m in measure_of("nouns").values()}
    entries: dict[str, list[str]] = getattr(elliptic(), part)
    rows = [
        (tuple(verb.split()), tuple(rest.split()), known[m])
        for m, listed in entries.items()
        for verb, _, rest in (frame.partition("~") for frame in listed)
    ]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]) - len(r[1]), r)))


def _is_taken(line: Line, last: int, ends: Mapping[int, int]) -> bool:
    """“forty pupils were taken from their dormitory by gunmen”; “taken to hospital by police” is none"""
    at = last
    while line.lower(at) in grammar("auxiliaries") | grammar("between"):
        at += 1
    if line.lower(at) in {"and", ","} and at + 1 in ends:
        return _is_taken(line, beyond(line, ends[at + 1]), ends)
    behind = line.lowers[at + 1 : at + 10]
    if line.lower(at) not in leaning("seized") or leaning("cared") & set(behind):
        return False
    if leaning("kidnapping") & line.told:
        return line.lower(at + 1) not in {"to", "part", "a", "the", "their", "his", "her", "ill", "off"}
    if "by" not in behind:
        return False
    by = behind.index("by")
    if behind[0] == "to" and not leaning("cells") & set(behind[:by]):
        return False
    return not {",", ".", ";"} & set(behind[:by]) and bool(leaning("seizers") & set(behind[by + 1 : by + 5]))


def _is_awaited(line: Line, figure: Figure) -> bool:
    """“the families of twelve workers still do not know where they are”"""
    kin = line.lower(figure.first - 1) == "of" and line.lower(figure.first - 2) in leaning("kin")
    behind = " ".join(line.lowers[figure.last : figure.last + REACH])
    return kin and any(f" {phrase}" in f" {behind}" for phrase in leaning("unknowing"))


def _is_despatched(line: Line, figure: Figure) -> bool:
    """“arrived on Wednesday with eleven experts”, “sent six divers”, “six divers were deployed”"""
    for at in range(figure.first - 1, max(-1, figure.first - 9), -1):
        if line.lower(at) in grammar("breaks"):
            break
        if line.lower(at) in leaning("despatched"):
            return True
    return bool(leaning("despatched") & set(line.lowers[figure.last : figure.last + 4]))


def singles(line: Line) -> list[Figure]:
    """“a single drone”, “a lone lorry”: one; “without a single shot” and “not a single” are none"""
    rows = []
    for at in range(len(line.tokens) - 2):
        if line.lower(at) != "a" or line.lower(at + 1) not in {"single", "lone"} or line.lower(at - 1) == "without":
            continue
        if not line.negates(at - 1) and measure_of("nouns").get(line.lower(at + 2)) in {
            "munitions",
            "vehicles",
            "strikes",
            "attacks",
        }:
            rows.append(
                Figure(first=at, last=at + 3, number=at, stop=at + 2, low=1.0, high=1.0, bound="exact",
                       counted=(at + 2, at + 3), head=at + 2)
            )  # fmt: skip
    return rows


# ------------------------------------------------------------------ what verbs tell of some people and not of others


def _is_slain(line: Line, figure: Figure, noun: str) -> bool:
    """“11 terrorists were neutralised”, “four of our sons fell”; “12 teams were eliminated” is none"""
    armed = measure_of("nouns").get(noun) == "personnel" or noun in leaning("comrades")
    at = figure.last
    while line.lower(at) in grammar("auxiliaries") | grammar("between"):
        at += 1
    said = f"{' '.join(line.lowers[at : at + 4])} "
    return armed and any(said.startswith(f"{phrase} ") for phrase in leaning("slain"))


def _is_shown(line: Line, figure: Figure, noun: str) -> bool:
    """“police paraded two suspected informants”, “the six men paraded on television”; soldiers parade themselves"""
    if measure_of("nouns").get(noun) == "personnel":
        return False
    verb = line.lower(figure.first - 1) in leaning("shown")
    at = figure.last + (line.lower(figure.last) in grammar("auxiliaries"))
    passive = line.lower(at) == "paraded" and line.lower(at + 1) in leaning("stages")
    return passive or (verb and bool(leaning("showers") & line.told))


def _is_caught(line: Line, figure: Figure, noun: str) -> bool:
    """“fourteen have been caught”; “caught in the storm”, “caught on camera”, “caught cheating” are none"""
    at = figure.last
    while line.lower(at) in grammar("auxiliaries") | grammar("between") | leaning("adverbs"):
        at += 1
    behind = line.lower(at + 1)
    passive = line.lower(at - 1) in grammar("auxiliaries") - {"had", "has", "have"}
    ended = behind in leaning("caught_by") or not behind[:1].isalpha() or line.is_held(at + 1)
    return line.lower(at) == "caught" and passive and ended


def _is_cared_for(line: Line, figure: Figure, noun: str) -> bool:
    """“the hospital has admitted 27 people since midnight”, “seven soldiers were brought in with splinter wounds”

    Only in a report that tells of wounds: hospitals admit students too.
    """
    if not leaning("wounded") & line.told:
        return False
    behind = " ".join(line.lowers[figure.last : figure.last + 10])
    if any(f" {verb} with " in f" {behind}" for verb in leaning("brought")):
        return bool(leaning("wounded") & set(behind.split()))
    if line.lower(figure.first - 1) in leaning("admits"):
        return bool(leaning("wards") & set(line.lowers))
    stays = line.lower(figure.last) in {"remain", "remained", "remains"} or " still in " in f" {behind}"
    return stays and bool(leaning("wards") & set(line.lowers[figure.last + 1 : figure.last + 5]))


def _is_displaced(line: Line, figure: Figure, noun: str) -> bool:
    """“1,400 people have left the town and are sleeping in two schools”, “registered in Doka, where tents are given”"""
    if noun not in leaning("settled"):
        return False
    last = figure.last
    while last < min(figure.last + HOME, len(line.tokens)) and line.lower(last) not in {";", "but", "where", "while"}:
        roofs = leaning("roofs") & set(line.lowers[last + 1 : last + 6])
        if line.lower(last) in leaning("sleeping") and line.lower(last - 1) in grammar("auxiliaries") and roofs:
            return True
        last += 1
    gone = line.lowers[figure.last : figure.last + 2] == ["have", "left"] and line.tag(figure.last + 2) == "PROPN"
    listed = "registered" in line.lowers[figure.last : figure.last + 7] and leaning("relief") & set(line.lowers)
    return bool(listed) or (gone and bool(leaning("uprooted") & line.told))


RULES: dict[Measure, Callable[[Line, Figure, str], bool]] = {
    "killed": _is_slain,
    "captured": lambda line, figure, noun: _is_shown(line, figure, noun) or _is_caught(line, figure, noun),
    "injured": _is_cared_for,
    "displaced": _is_displaced,
}
"""What tells each fate, of a line, a figure and the noun that it counts."""
