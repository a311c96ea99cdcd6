"""Words about figures: what they count, of whom they are a part, whether they have risen or been superseded.

Tables: `lexicon/counting.toml`, `stances.toml`.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from rashomon.assess.phrases import has_phrase, spaced
from rashomon.assess.terms import stem, stems_of, words
from rashomon.lexicon import table
from rashomon.lexicon.groups import Forms, Phrases, Words

_BROUGHT_TO = re.compile(r" (?:takes|taking|took|brings|bringing|brought|puts|putting) (?:[^ ]+ ){1,6}(?:to|at) $")
_EARLIER_ON = re.compile(r" earlier (?:this|that|last|in|on|today|yesterday) ")


class _Kind(msgspec.Struct, frozen=True):
    name: str
    source: str
    words: str


class _Fate(msgspec.Struct, frozen=True):
    name: str
    source: str
    phrases: tuple[str, ...]


class _Counting(msgspec.Struct, frozen=True):
    counted_generic: Words
    part_after: Phrases
    part_before: Phrases
    on_top: Phrases
    toll_words: Phrases
    risen: Phrases
    named_happening: Words
    named_first: Words
    changing: Words
    first_counted: Phrases
    long_before: Phrases
    back_then: Phrases
    planned: Phrases
    holding: Words
    crowd: Words
    surviving: Words
    ordinals: Forms
    kind: tuple[_Kind, ...]
    fate: tuple[_Fate, ...]


class _Stances(msgspec.Struct, frozen=True):
    superseded: Phrases


def _table() -> _Counting:
    return table("counting", _Counting)


@cache
def generic_counted() -> frozenset[str]:
    """Stems of nouns that count people or things without saying which."""
    return stems_of(_table().counted_generic.words)


@cache
def _kinds() -> dict[str, str]:
    return {s: kind.name for kind in _table().kind for s in stems_of(kind.words)}


def kind_counted(noun: str) -> str:
    """What a noun counts: the kind that it is a word for (`inmates`: prisoner), else its stem."""
    return _kinds().get(stem(noun), stem(noun))


def is_kind(name: str) -> bool:
    """Whether a kind counted stands in the table, and is not the stem of any noun."""
    return name in _kinds().values()


def fate_told(told: str) -> str | None:
    """What words beside a number of people, blanks around each, say befell them: ` seventeen inmates escaped `."""
    return next((f.name for f in _table().fate if has_phrase(told, f.phrases)), None)


def tells_toll(text: str) -> bool:
    """Whether words of `text` make its figures tolls: `the death toll reached 33`."""
    return has_phrase(spaced(words(text)), _table().toll_words.phrases)


@cache
def crowd() -> frozenset[str]:
    """Stems of words by which people counted are a crowd."""
    return stems_of(_table().crowd.words)


@cache
def holding() -> frozenset[str]:
    """Stems of words that say that people are held."""
    return stems_of(_table().holding.words)


@cache
def surviving() -> frozenset[str]:
    """Stems of words that say that people came away alive."""
    return stems_of(_table().surviving.words)


def part_after() -> tuple[str, ...]:
    """Words after a figure that make it a part of another."""
    told: tuple[str, ...] = _table().part_after.phrases
    return told


def part_before() -> tuple[str, ...]:
    """Words before a figure that make it a part of another."""
    told: tuple[str, ...] = _table().part_before.phrases
    return told


def on_top() -> tuple[str, ...]:
    """Words beside a figure by which it comes on top of another."""
    told: tuple[str, ...] = _table().on_top.phrases
    return told


def is_superseded(before: str) -> bool:
    """Whether words before a figure say that another has taken its place: `up from`, not `earlier this week`."""
    return has_phrase(_EARLIER_ON.sub(" ", before), table("stances", _Stances).superseded.phrases)


def is_planned(told: str) -> bool:
    """Whether words beside a figure say that what it counts is to come: `set to see 30 moved`, `30 will be moved`."""
    return has_phrase(told, _table().planned.phrases)


def is_of_back_then(after: str) -> bool:
    """Whether words after a figure put it at a time before that of the rest: `the 23 bodies that were then found`."""
    return has_phrase(after, _table().back_then.phrases)


def is_risen(before: str) -> bool:
    """Whether words before a figure say that a count has come to it: `rose to`, `bringing the dead to`."""
    return has_phrase(before, _table().risen.phrases) or bool(_BROUGHT_TO.search(before))


def named_happenings() -> tuple[str, ...]:
    """Words behind a name that make it the name of a happening (`the Alder Fire`), in small letters."""
    return tuple(_table().named_happening.words.split())


def named_first() -> tuple[str, ...]:
    """Words before a name that make it one: `Hurricane Ida`."""
    return tuple(_table().named_first.words.split())


def is_of_first_count(text: str) -> bool:
    """Whether words of `text` set a count against one before it: `initially`, `a revised list`."""
    return has_phrase(spaced(words(text)), _table().first_counted.phrases)


def is_change(before: str) -> bool:
    """Whether words right before a figure make it a change of a count: `cut 1,247 votes off the lead`."""
    return bool(set(words(before)[-2:]) & set(_table().changing.words.split()))


def tells_long_before(text: str) -> bool:
    """Whether words of `text` put what it tells long before it was told: `last year`, `two years ago`."""
    return has_phrase(spaced(words(text)), _table().long_before.phrases)


def follows_counting(before: str) -> bool:
    """Whether words right before a time make it the time of counting: `19 bodies by`, `as of`."""
    told = words(before)[-2:]
    return told[-1:] in (["by"], ["until"], ["till"]) or told == ["as", "of"]


def is_ordinal(text: str) -> bool:
    """Whether a figure's words give a place in a row, not a count: `the third person`."""
    return bool(frozenset(_table().ordinals.forms.split()) & set(words(text)))
