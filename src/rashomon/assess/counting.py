"""Words about figures: what they count, of whom they are a part, whether they have risen or been superseded.

Tables: `lexicon/concepts.toml`, `stances.toml`.
"""

from __future__ import annotations

from functools import cache

import msgspec

from rashomon.assess.terms import stems_of, words
from rashomon.lexicon import table
from rashomon.lexicon.groups import Forms, Phrases, Words


class _Counting(msgspec.Struct, frozen=True):
    counted_generic: Words
    part_words: Phrases
    toll_words: Phrases
    risen: Phrases
    long_before: Phrases
    crowd: Words
    surviving: Words
    ordinals: Forms


class _Stances(msgspec.Struct, frozen=True):
    superseded: Phrases


@cache
def generic_counted() -> frozenset[str]:
    """Stems of nouns that count people or things without saying which."""
    return stems_of(table("concepts", _Counting).counted_generic.words)


def tells_toll(text: str) -> bool:
    """Whether words of `text` make its figures tolls: `the death toll reached 33`."""
    told = f" {' '.join(words(text))} "
    return any(f" {phrase} " in told for phrase in table("concepts", _Counting).toll_words.phrases)


@cache
def crowd() -> frozenset[str]:
    """Stems of words by which people counted are a crowd."""
    return stems_of(table("concepts", _Counting).crowd.words)


@cache
def surviving() -> frozenset[str]:
    """Stems of words that say that people came away alive."""
    return stems_of(table("concepts", _Counting).surviving.words)


@cache
def part_phrases() -> tuple[str, ...]:
    """Words beside a figure that make it a part of another figure, or one on top of it."""
    told: tuple[str, ...] = table("concepts", _Counting).part_words.phrases
    return told


@cache
def superseded_phrases() -> tuple[str, ...]:
    """Words before a figure that say that another has taken its place."""
    told: tuple[str, ...] = table("stances", _Stances).superseded.phrases
    return told


@cache
def risen_phrases() -> tuple[str, ...]:
    """Words before a figure that say that a count has come to it."""
    told: tuple[str, ...] = table("concepts", _Counting).risen.phrases
    return told


def tells_long_before(text: str) -> bool:
    """Whether words of `text` put what it tells long before it was told: `last year`, `two years ago`."""
    told = f" {' '.join(words(text))} "
    return any(f" {phrase} " in told for phrase in table("concepts", _Counting).long_before.phrases)


def is_ordinal(text: str) -> bool:
    """Whether a figure's words give a place in a row, not a count: `the third person`."""
    return bool(frozenset(table("concepts", _Counting).ordinals.forms.split()) & set(words(text)))
