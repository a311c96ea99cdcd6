"""What a toll says of a number: "the death toll rose to 126", "the lives of 22", "the number of injured is 11"."""

from __future__ import annotations

import msgspec

from rashomon.annotate.quantity_words import (
    HARMED,
    Line,
    bound_before,
    bound_phrases,
    grammar,
    lexicon,
    measure_of,
    toll_phrases,
)
from rashomon.records import Measure

FARTHEST = 26
"""Tokens that the subject of a verb of rising may have."""


class Harm(msgspec.Struct, frozen=True, array_like=True):
    """What was done to those whom a phrase names; `left` where the verb before them governs a row of them."""

    measure: Measure
    left: bool


def named_toll(line: Line, first: int) -> Harm | None:
    """“the deaths of two men”, “claimed the lives of 22 people”"""
    i = first
    while line.lower(i - 1) in grammar("leads"):
        i -= 1
    hit = line.before(i, toll_phrases(of=True))
    if hit is None or _are_kept(line, hit[0]):
        return None
    return Harm(_as_measure(hit[1]), left=True)


def _are_kept(line: Line, at: int) -> bool:
    """“saved the lives of many others”, “touched the lives of millions”: lives are lost by their verb alone"""
    lost = grammar("loses_lives") & {*line.lowers[max(0, at - 4) : at], *line.lowers[at + 3 : at + 8]}
    return line.lower(at) == "lives" and not lost


def _as_measure(name: str) -> Measure:
    known: dict[str, Measure] = {m: m for part in (lexicon().tolls, lexicon().nouns) for m in part}
    return known[name]


def toll(line: Line, first: int) -> Harm | None:
    """“the death toll rose to 126”, “deaths: 24”"""
    led = line.before(first, bound_phrases("before"))
    i = led[0] if led else first
    rises = line.lower(i - 1) in grammar("rises")
    for back in range(i - 1, max(-1, i - 12), -1):
        word = line.lower(back)
        rising = word in grammar("rises") or word.endswith("ly") or word[:1].isdigit()
        if not rising and not (rises and _is_of_toll(line, back)):
            return None
        hit = line.before(back, toll_phrases(of=False))
        if hit and not _are_kept(line, hit[0]):
            return Harm(_as_measure(hit[1]), left=True)
    return None


def labelled(line: Line, first: int, last: int) -> Harm | None:
    """“Killed: 14”, “- Missing: 3”, “Dead 14, wounded 52”: a row of a list, nothing behind the number but its end."""
    led = bound_before(line, first)
    at = (led[0] if led else first) - 1
    at -= line.lower(at) in {":", "|", "-", "–"}
    ended = not line.lower(last)[:1].isalnum()
    if not ended or at < 0 or (at > 0 and line.lower(at - 1)[:1].isalnum()):
        return None
    found = measure_of("participles").get(line.lower(at)) or measure_of("nouns").get(line.lower(at))
    return Harm(found, left=False) if found in HARMED else None


def risen(line: Line, first: int) -> Harm | None:
    """“Deaths in the floods rise to 70”, “The death toll from a blast on a crowded convoy reached at least 112 people”

    The subject of a verb of rising is the clause's first noun of harm, however much stands behind it.
    """
    led = bound_before(line, first)
    end = led[0] if led else first
    moved = False
    while line.lower(end - 1) in grammar("rises") | grammar("moves") or line.lower(end - 1).endswith("ly"):
        end -= 1
        moved = moved or line.lower(end) in grammar("moves")
    begin = end
    while begin > max(0, end - FARTHEST) and not _parts_clauses(line, begin - 1):
        begin -= 1
    for at in range(begin, min(begin + 4, end)) if moved else ():
        hit = line.after(at, toll_phrases(of=False))
        noun = measure_of("nouns").get(line.lower(at))
        stop = hit[0] if hit else at + 1
        if (hit or noun in HARMED) and (stop == end or line.lower(stop) in grammar("of_toll")):
            return Harm(_as_measure(hit[1] if hit else str(noun)), left=True)
    return None


def _parts_clauses(line: Line, at: int) -> bool:
    """Whether another clause ends at a token: at a break, a comma, or a finite verb by its auxiliary."""
    return line.lower(at) in grammar("breaks") | {",", "“", '"', "said", "and"} or line.tag(at) == "AUX"


def _is_of_toll(line: Line, at: int) -> bool:
    """Whether a token stands in what a toll is of, up to four words behind it: "the toll from the blast rose to 12"."""
    for back in range(at, max(-1, at - 5), -1):
        if line.lower(back) in {"from", "in", "of", "at"}:
            return line.before(back, toll_phrases(of=False)) is not None
        if line.lower(back) in grammar("breaks") | {","}:
            return False
    return False


def inverted(line: Line, first: int) -> Harm | None:
    """“Among those kidnapped were 28 children”, “the dead are eight”, “the guards kidnapped were eight and not six”"""
    led = bound_before(line, first)
    at = (led[0] if led else first) - 1
    if line.lower(at) not in {"was", "were", "are", "is", "include", "included"}:
        return None
    for i in range(at - 1, max(-1, at - 7), -1):
        if line.lower(i) in grammar("breaks") | {","}:
            return None
        if line.lower(i) in {"those", "the"}:
            i += measure_of("nouns").get(line.lower(i + 1)) in {"people", "personnel"} and i + 3 == at
            found = measure_of("participles").get(line.lower(i + 1))
            ended = i + 2 == at or line.lower(i + 2) in grammar("of_toll") | {"by"}
            return Harm(found, left=True) if found and ended else None
    return None


def number_of(line: Line, first: int) -> Harm | None:
    """“the number of injured officers had gone up to 11”, “gave the number of those killed as 14”"""
    led = bound_before(line, first)
    at = led[0] if led else first
    moved = line.lower(at - 1) in {"to", "at"} and bool(grammar("rises") & set(line.lowers[max(0, at - 4) : at - 1]))
    if not moved and line.lower(at - 1) not in grammar("moves") | {"is", "was", "as"}:
        return None
    for i in range(at - 3, max(-1, at - 20), -1):
        if line.lower(i) in grammar("breaks"):
            return None
        if line.lowers[i : i + 2] == ["number", "of"]:
            said = line.lowers[i + 2 : at - 1]
            told = (measure_of("participles").get(w) or measure_of("nouns").get(w) for w in said)
            found = next((m for m in told if m in HARMED), None)
            return Harm(found, left=True) if found else None
    return None


def toll_behind(line: Line, last: int) -> Harm | None:
    """“brings to 31 the number of fatalities”, “put at 12 the death toll”"""
    if line.lower(last) != "the":
        return None
    for at in range(last + 1, last + 5):
        hit = line.after(at, toll_phrases(of=False))
        if hit:
            return Harm(_as_measure(hit[1]), left=False)
        if line.lower(at) not in {"number", "of", "total", "official", "confirmed", "overall"}:
            return None
    return None
