"""The tables of happenings, made ready: which forms may report one, and what else stands in the tables.

`lexicon/events.toml` has the groups with their PLOVER types, `lexicon/event_words.toml` the words around them. Forms
are built from lemmas by rule, so a wrong lemma of the reading model loses no happening.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec

from rashomon.lexicon import table
from rashomon.records import EventType

TrapRole = Literal["modifier", "object", "subject", "of", "verb", "particle"]
Part = Literal["verb", "noun", "adjective"]
DEED = "deed"
"""The mode of a happening that no table has (event_deeds.py)."""
_VOWELS = "aeiou"


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for one sort of happening and the conditions under which they mean it."""

    family: str
    type: EventType
    source: str
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    preps: tuple[str, ...] = ()
    weak: bool = False
    loose: bool = False
    patient: bool = False
    passive: bool = False
    definite: bool = False
    needs_light: bool = False
    echoes: tuple[str, ...] = ()
    """Families: a noun that may mean many things takes up the last of these that its report tells of."""


class Groups(msgspec.Struct, frozen=True):
    """`events.toml`."""

    groups: tuple[Group, ...]


class Trap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Uses of some lemmas that are no happening: the word in `role` is one of `words`, or (`*`) any but `unless`."""

    source: str
    lemmas: tuple[str, ...]
    role: TrapRole
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()

    def catches(self, found: set[str]) -> bool:
        """Whether one of the lemmas in its role is one of its words."""
        return bool(found - set(self.unless)) if self.words == ("*",) else bool(found & set(self.words))


class Irregular(msgspec.Struct, frozen=True):
    """Forms that no rule gives, each `form lemma`."""

    source: str
    forms: tuple[str, ...]


class Listed(msgspec.Struct, frozen=True):
    """A list of words."""

    source: str
    words: tuple[str, ...]


class Families(msgspec.Struct, frozen=True):
    """A list of families of groups."""

    source: str
    families: tuple[str, ...]


class Carriers(msgspec.Struct, frozen=True):
    """Verbs that carry a noun's happening."""

    source: str
    light: tuple[str, ...]
    aspect: tuple[str, ...]


class Unreal(msgspec.Struct, frozen=True):
    """What tells that a happening is to come, over, not so, or in doubt."""

    source: str
    future: tuple[str, ...]
    over: tuple[str, ...]
    not_so: tuple[str, ...]
    doubt: tuple[str, ...]
    negative: tuple[str, ...]


class Deeds(msgspec.Struct, frozen=True):
    """Classes of things to which a verb of the tables is done in its literal sense."""

    source: str
    things: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """`event_words.toml`; in `classes` the key `source` says where the lists come from."""

    irregular: Irregular
    classes: Mapping[str, str | tuple[str, ...]]
    verbs_of_noun: Carriers
    unreal: Unreal
    traps: tuple[Trap, ...]
    scene: Listed
    sport: Listed
    cyber: Listed
    campaign: Listed
    possessed: Families
    patients: Families
    to_come: Listed
    locating: Listed
    witnessing: Listed
    partitive: Listed
    deeds: Deeds


class Entry(msgspec.Struct, frozen=True):
    """One word of one group: its lemma, and the words that must stand with it."""

    order: int
    group: Group
    part: Part
    lemma: str
    partners: tuple[str, ...]


class EventLexicon:
    """The tables, indexed; read-only."""

    def __init__(self, groups: Sequence[Group], words: Words) -> None:
        self.words = words
        self.classes = {n: frozenset(c) for n, c in words.classes.items() if not isinstance(c, str)}
        self.human_endings = tuple(sorted(self.classes["human_endings"]))
        self.light = frozenset(words.verbs_of_noun.light)
        self.aspect = frozenset(words.verbs_of_noun.aspect)
        self.possessed = frozenset(words.possessed.families)
        self.patients = frozenset(words.patients.families)
        self.scene = frozenset(words.scene.words)
        self.to_come = frozenset(words.to_come.words)
        self.locating = frozenset(words.locating.words)
        self.partitive = frozenset(words.partitive.words)
        self.witnessing = frozenset(words.witnessing.words)
        self.things = words.deeds.things
        self.topics = tuple(frozenset(t.words) for t in (words.sport, words.cyber, words.campaign))
        self.traps: dict[str, list[Trap]] = {}
        for trap in words.traps:
            for lemma in trap.lemmas:
                self.traps.setdefault(lemma, []).append(trap)
        self.past_forms = frozenset(f for f, lemma in (p.split() for p in words.irregular.forms) if f != lemma)
        self.lemma_of = dict(p.split() for p in words.irregular.forms)
        irregular: dict[str, list[str]] = {}
        for form, lemma in self.lemma_of.items():
            irregular.setdefault(lemma, []).append(form)
        self.entries: dict[tuple[str, Part], list[Entry]] = {}
        for order, group in enumerate(groups):
            for verb in group.verbs:
                head, *rest = verb.split()
                self._add(Entry(order, group, "verb", head, tuple(rest)), verb_forms(head, irregular.get(head, ())))
            for noun in group.nouns:
                *rest, head = noun.split()
                self._add(Entry(order, group, "noun", head, tuple(rest)), noun_forms(head, irregular.get(head, ())))

            for adjective in group.adjectives:
                self._add(Entry(order, group, "adjective", adjective, ()), (adjective,))

    def _add(self, entry: Entry, forms: Sequence[str]) -> None:
        for form in dict.fromkeys(forms):
            self.entries.setdefault((form, entry.part), []).append(entry)

    def candidates(self, form: str, part: Part) -> Sequence[Entry]:
        """The entries that a lower-cased form may be, in the order of the table."""
        return self.entries.get((form, part), ())


def verb_forms(lemma: str, irregular: Sequence[str] = ()) -> tuple[str, ...]:
    """The forms of a verb: `stop` gives stop, stops, stopping, stopped; irregular pasts are given."""
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    if _doubles(lemma):
        stem = lemma + lemma[-1]
    past = stem + "d" if lemma.endswith("ee") else stem + "ed"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        past = lemma[:-1] + "ied"
    forms = [lemma, present_form(lemma), stem + "ing", past, *irregular]
    if stem.endswith(lemma[-1] * 2) and stem != lemma:
        forms += [lemma + "ing", lemma + "ed"]
    return tuple(forms)


def stem(form: str) -> str:
    """What the forms of a verb have in common, for matching alone: `stuff`, `stuffed` and `stuffing` give `stuf`."""
    bare = event_lexicon().lemma_of.get(form, form)
    for ending, left in (("ied", "y"), ("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", "")):
        if bare.endswith(ending) and len(bare) - len(ending) > 2:
            bare = bare.removesuffix(ending) + left
            break
    return bare[:-1] if len(bare) > 3 and bare[-1] in (bare[-2], "e") else bare


def noun_forms(lemma: str, irregular: Sequence[str] = ()) -> tuple[str, ...]:
    """The singular and plural of a noun."""
    return (lemma, present_form(lemma), *irregular)


def _doubles(lemma: str) -> bool:
    """Whether the last consonant may be doubled: one vowel before one consonant at the end."""
    return len(lemma) > 2 and lemma[-1] not in "aeiouwxyh" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS


def present_form(lemma: str) -> str:
    """A word with the ending -s: the third person of a verb, the plural of a noun."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


@cache
def event_lexicon() -> EventLexicon:
    """The tables of the package, read once."""
    return EventLexicon(table("events", Groups).groups, table("event_words", Words))
