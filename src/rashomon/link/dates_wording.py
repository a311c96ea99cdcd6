"""The wording around a time expression, as folded content words, and how much two wordings have in common."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from rashomon.lexicon import table

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
STEM = 5
"""Letters that two words must share to be one: "fight", "fighters", "fighting"."""
NAME_WEIGHT = 1.5


class WordingWords(msgspec.Struct, frozen=True):
    """The table `date_words`: words that say nothing of what a sentence is about, and words that are one."""

    source: str
    empty: list[str]
    same: dict[str, list[str]]


class _Country(msgspec.Struct, frozen=True):
    names: list[str] = []
    demonyms: list[str] = []


class _Countries(msgspec.Struct, frozen=True):
    countries: dict[str, _Country]


class _Group(msgspec.Struct, frozen=True):
    names: list[str]


class _Aliases(msgspec.Struct, frozen=True):
    groups: list[_Group]


class Wording(msgspec.Struct, frozen=True):
    """Folded content words; `names` are those that stand with a capital within a sentence."""

    words: frozenset[str]
    names: frozenset[str]
    forms: Mapping[str, str] = {}
    """How each folded word stands in the text."""


@cache
def _folds() -> Mapping[tuple[str, ...], str]:
    """Names of several forms to one: "united states", "american" and "us" are one word."""
    folds: dict[tuple[str, ...], str] = {}
    for code, country in table("countries", _Countries).countries.items():
        for form in (*country.names, *country.demonyms):
            folds.setdefault(_parts(form), f"={code}")
    for group in table("aliases", _Aliases).groups:
        for form in group.names:
            folds.setdefault(_parts(form), "=" + " ".join(_parts(group.names[0])))
    words: WordingWords = table("date_words", WordingWords)
    for one, forms in words.same.items():
        folds.update({_parts(form): one for form in forms})
    return folds


@cache
def _empty() -> frozenset[str]:
    words: WordingWords = table("date_words", WordingWords)
    return frozenset(words.empty)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(m.group().lower().replace("’", "'").removesuffix("'s").replace(".", "") for m in WORD.finditer(name))


@cache
def _first_words() -> Mapping[str, int]:
    """The first word of each folded name with the most words that such a name has."""
    longest: dict[str, int] = {}
    for form in _folds():
        if form:
            longest[form[0]] = max(longest.get(form[0], 0), len(form))
    return longest


def wording(text: str) -> Wording:
    """The content words of a text, folded; short forms in lower case ("us", "is", "it") are no names."""
    found = list(WORD.finditer(text))
    lowers = [m.group().lower().replace("’", "'").removesuffix("'s").replace(".", "") for m in found]
    words: set[str] = set()
    names: set[str] = set()
    forms: dict[str, str] = {}
    at = 0
    while at < len(found):
        capital = found[at].group()[0].isupper()
        length = _folded(lowers, at) if capital or len(lowers[at]) > 4 else 0
        if length and not (length == 1 and len(lowers[at]) <= 3 and not found[at].group().replace(".", "").isupper()):
            folded = _folds()[tuple(lowers[at : at + length])]
            words.add(folded)
            names.add(folded)
            forms.setdefault(folded, text[found[at].start() : found[at + length - 1].end()])
            at += length
            continue
        if lowers[at] not in _empty() and len(lowers[at]) > 2:
            words.add(stem(lowers[at]))
            forms.setdefault(stem(lowers[at]), found[at].group())
            if capital and at:
                names.add(stem(lowers[at]))
        at += 1
    return Wording(words=frozenset(words), names=frozenset(names), forms=forms)


def stem(word: str) -> str:
    """The first letters of a word, by which its forms are one: "carried", "carrying"."""
    return word[:STEM].replace("y", "i")


def _folded(lowers: list[str], at: int) -> int:
    """How many words from `at` on are one folded name; 0 where none is."""
    for length in range(min(_first_words().get(lowers[at], 0), len(lowers) - at), 0, -1):
        if tuple(lowers[at : at + length]) in _folds():
            return length
    return 0


class Rarity(msgspec.Struct, frozen=True):
    """In how many of a pile's reports each word stands."""

    reports: int
    standing: Mapping[str, int]

    def weight(self, word: str) -> float:
        """How much it says that two wordings share a word: little where every report has it; 1 in a pile of two."""
        if self.reports < 4:
            return 1.0
        share = self.standing.get(word, 1) / self.reports
        return max(0.3, min(1.5, 0.5 - 0.55 * math.log(share)))


def rarity(wordings: Iterable[Iterable[Wording]]) -> Rarity:
    """The rarity of words over reports, each given by its wordings."""
    counts: Counter[str] = Counter()
    reports = 0
    for own in wordings:
        reports += 1
        counts.update({w for each in own for w in each.words})
    return Rarity(reports=reports, standing=counts)


def shared(a: Wording, b: Wording) -> tuple[str, ...]:
    """The words that two wordings share, as the first has them: names first."""
    both = sorted(a.words & b.words, key=lambda w: (not (w in a.names and w in b.names), w))
    return tuple(a.forms.get(w, w) for w in both)


def likeness(a: Wording, b: Wording, rare: Rarity) -> float:
    """How much two wordings share: a sum over the words in both, names weighing more."""
    both = a.words & b.words
    return sum(rare.weight(w) * (NAME_WEIGHT if w in a.names and w in b.names else 1.0) for w in sorted(both))
