"""One victim by a common noun: "a man was killed", "killing the pilot", "his wife died". A name alone is no figure."""

from __future__ import annotations

import msgspec

from rashomon.annotate.quantity_figures import STOP, Figure
from rashomon.annotate.quantity_measures import harm_to
from rashomon.annotate.quantity_words import Line, phrases
from rashomon.records import Measure

OPENS = frozenset(["a", "an", "the", "his", "her", "their", "one", "another", "its", "our", "my"])
DONE: frozenset[Measure] = frozenset(("killed", "injured", "captured", "missing"))
LONGEST = 8
"""Tokens that a phrase of one victim may have: "a 22-year-old West Oakland man"."""


class Victim(msgspec.Struct, frozen=True, array_like=True):
    """The tokens of the phrase (half-open) and what was done to the one it names."""

    first: int
    last: int
    measure: Measure


def victims(line: Line, figures: tuple[Figure, ...]) -> tuple[Victim, ...]:
    """The single victims of a sentence, in order; none where a figure stands already."""
    used = {i for f in figures for i in range(f.first, f.last)}
    found: list[Victim] = []
    at = 0
    while at < len(line.tokens):
        last = _phrase(line, at) if line.lower(at) in OPENS and at not in used else None
        if last is None or used & set(range(at, last)):
            at += 1
            continue
        harm = harm_to(line, at, last, figures)
        if harm is not None and harm.measure in DONE:
            found.append(Victim(at, last, harm.measure))
        at = last
    return tuple(found)


def _phrase(line: Line, at: int) -> int | None:
    """The end of a phrase for one person that begins at a determiner; None where it names no one."""
    heads = {w[0] for w in phrases("victims") if len(w) == 1}
    i = at + 1
    while i < min(len(line.tokens), at + LONGEST):
        word = line.lower(i)
        if word in heads and not (line.lower(i + 1) in heads or line.lower(i + 1) == "-"):
            return i + 1
        if word in STOP or (not word[0].isalnum() and word not in {"-", "'", ","}) or word == "'s":
            return None
        if word == "," and not line.lower(i + 1)[:1].isalpha():
            return None
        i += 1
    return None
