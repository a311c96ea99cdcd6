"""When two full names are one person: the same first and last name, short or in full, in one romanisation or in two.

A name that bears a sign of Arabic (an article, a patronymic, a known given name) is compared by its consonants, doubled
letters and articles apart, while its vowels may differ as romanisations do: a~e, e~i, o~u. So Fayez al-Serraj is
Faiz Sarraj and Hussain is Hussein, but Hassan is not Hussein, nor Mahmoud Mohammed. Nothing else is compared so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from rashomon.gazetteer import arabic_folded, folded
from rashomon.link.entities_names import link_table

_INITIALS = re.compile(r"(?<=\s)(?:[A-Z]\.)+(?=\s)|(?<=\s)[A-Z]{1,2}(?=\s)")
_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "abu", "abou", "de", "van", "von", "der", "la", "le", "da", "du", "y"}
)
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "lord",
        "lady",
        "gen",
        "col",
        "president",
        "sheikh",
        "sheik",
        "prof",
        "sen",
        "rep",
        "gov",
    }
)
_VOWELS = {"a": "ae", "e": "aei", "i": "ie", "o": "ou", "u": "uo"}


class PersonName(msgspec.Struct, frozen=True):
    """A person's name in its parts, folded."""

    words: tuple[str, ...]
    """First to last, particles and initials left out."""
    initials: frozenset[str]
    arabic: bool

    @property
    def is_full(self) -> bool:
        """Whether it has a first and a last name."""
        return len(self.words) > 1


@cache
def person_name(name: str) -> PersonName:
    """The parts of a name as a report writes it."""
    whole = re.sub(r"['’]s?$", "", name.strip())
    initials = frozenset("".join(_INITIALS.findall(whole)).replace(".", "").lower())
    plain = folded(_INITIALS.sub(" ", whole)).split()
    plain = [w for i, w in enumerate(plain) if not (i == 0 and len(plain) > 1 and w in _TITLES)]
    arabic = link_table().arabic_names
    is_arabic = any(w in arabic.signs for w in plain) or bool(plain and plain[0] in arabic.entries)
    words = tuple(w for w in plain if len(w) > 1 and w not in _PARTICLES)
    return PersonName(words=words, initials=initials, arabic=is_arabic)


def is_one_person(one: PersonName, other: PersonName) -> bool:
    """Whether two full names are one person's: same first and last name, no middle name or initial that contradicts."""
    if not (one.is_full and other.is_full):
        return False
    arabic = one.arabic or other.arabic
    first = one.words[0], other.words[0]
    if not ((_same(*first, arabic) or is_one_given_name(*first)) and _same(one.words[-1], other.words[-1], arabic)):
        return False
    return _agree(one, other)


def either_way(name: str) -> str | None:
    """What a name of two words has in common with itself turned round ("Lu Lingzi", "Lingzi Lu"); None where either of
    them may be the given name.
    """
    whole = person_name(name)
    if len(whole.words) != 2 or whole.initials or all(_is_given(w) for w in whole.words):
        return None
    return " ".join(sorted(whole.words))


def _is_given(word: str) -> bool:
    listed = link_table()
    return word in listed.arabic_names.entries or any(word in forms for forms in listed.nicknames.names)


def is_one_given_name(one: str, other: str) -> bool:
    """Whether two given names are forms of one: Tom and Thomas, never Ron and Rob."""
    return any(one in forms and other in forms for forms in link_table().nicknames.names)


def _agree(one: PersonName, other: PersonName) -> bool:
    """Whether middle names and initials do not contradict."""
    mine, theirs = one.words[1:-1], other.words[1:-1]
    if one.initials and other.initials and one.initials != other.initials:
        return False
    if not mine or not theirs:
        return True
    arabic = one.arabic or other.arabic
    short, long = sorted((mine, theirs), key=len)
    return all(any(_same(a, b, arabic) for b in long) for a in short)


def _same(one: str, other: str, arabic: bool) -> bool:
    return one == other or (arabic and romanised_alike(one, other))


def romanised_alike(one: str, other: str) -> bool:
    """Whether two words can be romanisations of one Arabic word: same consonants, vowels that romanisations swap."""
    mine, theirs = _sounds(one), _sounds(other)
    if [c for c, _ in mine] != [c for c, _ in theirs]:
        return False
    return all(v == w or w in _VOWELS.get(v, "") for (_, v), (_, w) in zip(mine, theirs, strict=True))


@cache
def _sounds(word: str) -> tuple[tuple[str, str], ...]:
    """Each consonant with the vowel after it; a run of vowels that holds a front glide ("aye", "ai", "ey") is `ei`."""
    plain = arabic_folded(word).replace("q", "k")
    plain = plain[:1] + plain[1:].replace("y", "i")
    found: Sequence[tuple[str, str]] = re.findall(r"([^aeiou]?)([aeiou]*)", plain)
    return tuple((c, "ei" if len(v) > 1 and "i" in v and set(v) & set("ae") else v) for c, v in found if c or v)
