"""One victim: by a common noun ("a man was killed", "killing the pilot", "his wife died"), or by name and age.

A name alone is no figure; a name with an age ("Ida Marsh, 15, died") is how casualty lists count one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from rashomon.annotate.quantity_conditions import dies_next
from rashomon.annotate.quantity_figures import Figure
from rashomon.annotate.quantity_harm import SHOOTS, harm_to, speaks
from rashomon.annotate.quantity_participles import SHOT
from rashomon.annotate.quantity_tolls import Harm
from rashomon.annotate.quantity_words import Line, grammar, measure_of, phrases
from rashomon.records import Measure

DONE: frozenset[Measure] = frozenset(("killed", "injured", "captured"))
LONGEST = 8
"""Tokens that a phrase of one victim may have: "a 22-year-old West Oakland man"."""


OLDEST = 110
"""Years of age."""
AT = frozenset({"in", "at", "near", "outside", "around", "to"})


class Person(msgspec.Struct, frozen=True, array_like=True):
    """The tokens (half-open) of a phrase for one person; `named` where it is a name with an age."""

    first: int
    last: int
    named: bool = False


def persons(line: Line, figures: Sequence[Figure]) -> tuple[Person, ...]:
    """The phrases for one person in a sentence, in order; none where a figure stands already."""
    used = {i for f in figures for i in range(f.first, f.last)}
    found: list[Person] = []
    at = 0
    while at < len(line.tokens):
        after = found[-1].last if found else max((f.last for f in figures if f.last <= at), default=-1)
        last = _phrase(line, at, joined=_is_next_in_row(line, at, after)) if at not in used else None
        named = last is None and at not in used and line.lowers[after:at] != [","]
        last = _named(line, at) if named else last
        if last is None or used & set(range(at, last)):
            at += 1
            continue
        if not (found and _is_apposition(line, found[-1], at, last)):
            found.append(Person(at, last, named=named))
        at = last
    return tuple(found)


def _named(line: Line, at: int) -> int | None:
    """The end of a name with an age that begins at a token: "Ida Marsh, 15,", "Lee Orton-Hale, 41, of Dorset"."""
    inside = _is_of_name(line, at - 1) or line.lower(at - 1) in {"-", "."}
    if line.is_upper or inside or not _is_of_name(line, at):
        return None
    if line.lower(at - 1) in AT:
        return None  # “In Carson City, 15, most of them students, were killed”
    i = at
    while i < at + LONGEST and (_is_of_name(line, i) or line.lower(i) in {"-", "."}):
        i += 1
    age = line.lower(i + 1)
    if line.lower(i) != "," or not age.isdigit() or not 0 < int(age) <= OLDEST:
        return None
    follows = line.lower(i + 2)
    return i + 2 if follows in {",", "of", "and", ""} or follows in grammar("auxiliaries") else None


def _is_of_name(line: Line, at: int) -> bool:
    """Whether a token may be part of a person's name."""
    word = line.tokens[at].text if 0 <= at < len(line.tokens) else ""
    named = word[:1].isupper() and word.isalpha() and line.tag(at) in {"PROPN", "NOUN", ""} and not line.is_held(at)
    return named and line.lower(at) not in grammar("stop")


def _is_apposition(line: Line, person: Person, at: int, last: int) -> bool:
    """Whether a phrase behind a comma says who the one just named is: "Ida Marsh, 15, a student, died"."""
    return person.named and line.lowers[person.last : at] == [","] and line.lower(last) == ","


def _is_next_in_row(line: Line, at: int, after: int) -> bool:
    """Whether a token stands behind a phrase for people and "and": "a woman and girl", "a mother, father and son"."""
    between = line.lowers[after:at] if after >= 0 else []
    if between == [","]:
        return line.lower(at) in _heads() and line.lower(at + 1) in {",", "and"}
    return between in (["and"], [",", "and"])


def victim(line: Line, person: Person, ends: Mapping[int, int], led: Measure | None) -> Harm | None:
    """What was done to one person; `led` where a verb before the phrase before it governs this one too."""
    if speaks(line, person.first, person.last):
        return None
    harm = harm_to(line, person.first, person.last, ends, single=True) or (Harm(led, left=True) if led else None)
    shot = harm is None and any(line.lower(i) in SHOT for i in range(person.last, person.last + 6))
    if (shot or (harm is not None and harm.measure == "injured")) and len(ends) <= 2 and dies_next(line):
        return Harm("killed", left=False)
    more = _is_another(line, person.first) or _is_numbered(line, person.first)
    return harm if harm is not None and (harm.measure in DONE or (more and harm.measure == "missing")) else None


def _opens(line: Line, at: int) -> bool:
    """Whether a phrase for one person may begin here: at a determiner, or where a headline leaves it out."""
    word = line.lower(at)
    if word in grammar("opens"):
        return True
    if line.is_title and line.lower(at - 1) in measure_of("transitive").keys() | SHOOTS:
        return word in _heads()
    if at and line.lower(at - 1) not in {":", ";", "”", '"', "–", "—"}:
        return word.isdigit() and _is_aged(line, at) is not None and line.lower(at - 1) not in grammar("opens")
    return line.tokens[at].text[0].isupper() or word.isdigit()


def _is_aged(line: Line, at: int) -> int | None:
    """The end of "6-year-old" that begins at a token, where no noun follows it; None where it does not stand there."""
    i = at + 1
    i += line.lower(i) == "-"
    if line.lower(i) not in {"year", "month", "week", "day"}:
        return None
    i += 1
    i += line.lower(i) == "-"
    return i + 1 if line.lower(i) == "old" else None


def _phrase(line: Line, at: int, *, joined: bool = False) -> int | None:
    """The end of a phrase for one person that begins at a token; None where none does.

    `joined` is said of a token behind a phrase for people and "and": it needs no article ("a woman and girl").
    """
    heads = _heads()
    if line.lower(at) in {"himself", "herself"} or _is_another(line, at):
        return at + 1
    if _is_numbered(line, at):
        return at + 2
    if not joined and not _opens(line, at):
        return None
    opened = line.lower(at) in grammar("opens")
    bare = joined and not opened and not line.lower(at).isdigit()
    led = joined or opened or line.lower(at).isdigit()
    for i in range(at + opened, min(len(line.tokens), at + LONGEST + 4)):
        word = line.lower(i)
        if (not led and _is_headline_over(line, at, i)) or (bare and _is_bare_over(line, at, i)):
            return None
        if word in heads and line.lower(i - 1) == "-" and _leads_on(line, i + 1):
            return None
        if word in heads and line.lower(i + 1) not in heads and line.lower(i + 1) != "-":
            return i + 1
        aged = _is_aged(line, i) if word.isdigit() or word in grammar("ages") else None
        if aged is not None and not _noun_after(line, aged):
            return aged
        if _ends_phrase(line, i):
            return None
    return None


def _is_headline_over(line: Line, at: int, i: int) -> bool:
    """Whether a phrase that a headline opens without an article has ended: at a verb, or after five words."""
    word = line.lower(i)
    return i > at and (i > at + 5 or word.endswith("ed") or word in grammar("headline_verbs"))


def _is_bare_over(line: Line, at: int, i: int) -> bool:
    """Whether a later member of a row is none: too far off, or "a husband and father of two"."""
    return i > at + 3 or (line.lower(i) in _heads() and line.lower(i + 1) == "of")


def _ends_phrase(line: Line, i: int) -> bool:
    word = line.lower(i)
    if word in grammar("stop") or word == "'s" or (not word[0].isalnum() and word not in {"-", "'", ","}):
        return True
    return word == "," and not line.lower(i + 1)[:1].isalpha()


def _leads_on(line: Line, at: int) -> bool:
    """Whether a noun follows what a hyphen has joined: "the three-man crew"."""
    word = line.lower(at)
    follows = measure_of("participles").keys() | grammar("auxiliaries") | grammar("stop")
    return word[:1].isalpha() and word not in follows and word not in measure_of("intransitive")


def _is_another(line: Line, at: int) -> bool:
    """“another” by itself: "another was injured", "killing three and wounding another"."""
    if line.lower(at) != "another":
        return False
    behind = line.lower(at + 1)
    ended = not behind[:1].isalnum() or behind in grammar("stop")
    return _is_verb_next(line, at + 1) or (line.lower(at - 1) in measure_of("transitive") and ended)


def _is_numbered(line: Line, at: int) -> bool:
    """“a fourth was wounded”: one more by an ordinal."""
    return line.lower(at) in {"a", "the"} and line.lower(at + 1) in grammar("ordinals") and _is_verb_next(line, at + 2)


def _is_verb_next(line: Line, at: int) -> bool:
    while line.lower(at).endswith("ly"):
        at += 1
    return line.lower(at) in measure_of("participles").keys() | grammar("auxiliaries")


def _noun_after(line: Line, at: int) -> bool:
    """Whether an age only describes a noun that follows within a few words: "a 22-year-old Oakland man"."""
    heads = _heads()
    for i in range(at, min(at + 4, len(line.tokens))):
        if line.lower(i) in heads:
            return True
        if (
            line.lower(i) in grammar("stop")
            or line.lower(i) in measure_of("participles")
            or not line.lower(i)[:1].isalpha()
        ):
            return False
    return False


@cache
def _heads() -> frozenset[str]:
    return frozenset(w[0] for w in phrases("victims") if len(w) == 1)
