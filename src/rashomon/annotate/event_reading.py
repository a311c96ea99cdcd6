"""One report's parse as its triggers are read: mentions, places, hyphened words, topics, classes of words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from rashomon.annotate.event_lexicon import EventLexicon
from rashomon.annotate.trees import Tree
from rashomon.parse import Range
from rashomon.records import EntityKind, EventType, Mention, Place, Span

Row = TypeVar("Row")
KIND_CLASSES: Mapping[EntityKind, tuple[str, ...]] = {
    "person": ("person", "official"),
    "armed_group": ("armed",),
    "military": ("armed",),
    "government": ("government",),
    "party": ("party",),
    "company": ("company",),
    "media": ("company",),
    "organisation": ("organisation", "company"),
    "people": ("people",),
    "place": ("place",),
    "facility": ("structure", "place"),
}
ACTING_PLACES = ("government",)
CRAFT_KINDS = frozenset({"other", "facility", "person"})
SPORTING, LOCAL = 4, 2
FOUGHT = frozenset({"ASSAULT", "PROTEST", "THREATEN", "ACCIDENT", "DISASTER", "SUPPORT", "OTHER"})
"""Kinds of happenings whose words election campaigns use for what is said."""
HYPHENS = frozenset("-‐‑")


class Hyphened(NamedTuple):
    """A hyphened word: its form in small letters, the word of it on which it hangs, and where it stands in the text."""

    form: str
    head: int
    start: int
    end: int


class Reading:
    """One report's parse with what is known of its words: mentions, places, topics."""

    def __init__(
        self,
        tree: Tree,
        lexicon: EventLexicon,
        mentions: Sequence[Mention],
        places: Sequence[Place],
        timed: Collection[int] = (),
        occurrences: Sequence[int] = (),
    ) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.timed = timed
        """Words of time expressions: nobody takes part by them."""
        self.occurrences = occurrences
        """Words that tell of an occurrence, as the reading model sees them, in text order."""
        self.mention_of = _by_word(tree, mentions, lambda m: m.span)
        self.place_of = _by_word(tree, places, lambda p: p.span)

    @cached_property
    def sentence_of(self) -> list[int]:
        """The sentence of each word."""
        found = [-1] * len(self.tree.words)
        for number, sentence in enumerate(self.tree.sentences):
            found[sentence.first : sentence.last] = [number] * (sentence.last - sentence.first)
        return found

    @cached_property
    def hyphened(self) -> Mapping[int, Hyphened]:
        """The hyphened words of the tables ("sit-in" is three words of the parse), by each of their words."""
        tree, last = self.tree, -1
        found: dict[int, Hyphened] = {}
        for first in range(len(tree.words) - 2):
            if first < last:
                continue
            last = first
            while last + 2 < len(tree.words) and self._is_hyphened(last):
                last += 2
            if last > first:
                inside = range(first, last + 1)
                top = next((i for i in inside if tree.words[i].head not in inside), first)
                form = "-".join(tree.lower(i) for i in range(first, last + 1, 2))
                if self.lexicon.candidates(form, "noun") or self.lexicon.candidates(form, "verb"):
                    whole = Hyphened(form, top, tree.words[first].start, tree.words[last].end)
                    found.update(dict.fromkeys(inside, whole))
        return found

    def _is_hyphened(self, index: int) -> bool:
        """Whether a hyphen with no space about it stands between a word and the next."""
        before, mark, after = self.tree.words[index : index + 3]
        return before.end == mark.start and mark.end == after.start and self.tree.lower(index + 1) in HYPHENS

    @cached_property
    def topical(self) -> list[bool]:
        """For each sentence whether it speaks of sport, computing or a campaign, where weak words mean other things."""
        return self._of_topics(self.lexicon.topics)

    @cached_property
    def sporting(self) -> list[bool]:
        """For each sentence whether it speaks of sport or computing."""
        return self._of_topics(self.lexicon.topics[:-1])

    def is_weak(self, index: int, kind: EventType) -> bool:
        """Whether a weak word for a kind of happening means another thing in its sentence: campaigns attack, fight and
        march in words alone, and free, sign and meet as others do.
        """
        sentences = self.topical if kind in FOUGHT else self.sporting
        return sentences[self.sentence_of[index]]

    def _of_topics(self, topics: Sequence[frozenset[str]]) -> list[bool]:
        lows = [self.tree.lower(i) for i in range(len(self.tree.words))]
        sport = self.lexicon.topics[0]
        if len({w for w in lows if w in sport}) >= SPORTING:
            return [True] * len(self.tree.sentences)
        return [
            any(len({w for w in lows[s.first : s.last] if w in topic}) >= LOCAL for topic in topics)
            for s in self.tree.sentences
        ]

    def lemma(self, index: int) -> str:
        """The word's lemma in small letters."""
        return self.tree.words[index].lemma.lower()

    def belongs(self, index: int, classes: Sequence[str]) -> bool:
        """Whether a word belongs to one of the classes, by its lemma, its number, or the entity that it names."""
        if index in self.timed:
            return False
        if self.lemma(index) in self.lexicon.partitive and (whole := after_of(self.tree, index)):
            return self.belongs(whole[0], classes)
        word, forms = self.tree.words[index], self._forms(index)
        if any(forms & self.lexicon.classes.get(c, frozenset()) for c in classes):
            return True
        if "human" in classes and word.upos == "NOUN" and self._is_human(index):
            return True
        if "money" in classes and self._is_sum(index):
            return True
        if word.upos == "NUM":
            return "human" in classes and not self._is_sum(index)
        if "counted" in classes and word.upos == "NOUN" and self.tree.child(index, "nummod") is not None:
            return True
        known: tuple[str, ...] = ()
        mention = self.mention_of.get(index)
        if mention is not None:
            known = KIND_CLASSES.get(mention.kind, ())
        if index in self.place_of:
            known = (*known, "place", *ACTING_PLACES)
        elif not known and word.upos == "PROPN" and not self.tree.text[word.start].islower():
            known = ("person", "armed", "people", "government")
        if word.upos == "PROPN" and self._names_craft(index):
            known = (*known, "vehicle", "vessel")
        return any(c in classes for c in known)

    def _forms(self, index: int) -> set[str]:
        """What a word may stand as in a class: its lemma, it with the word before it, its singulars; of a name also the
        noun that describes it.
        """
        forms = {self.lemma(index), self._pair(index), *_singulars(self.tree.lower(index))}
        if self.tree.words[index].upos == "PROPN" and (noun := self._described(index)) is not None:
            forms |= {self.lemma(noun), *_singulars(self.tree.lower(noun))}
        return forms

    def _is_human(self, index: int) -> bool:
        """Whether a noun is one of people by its ending, or by the "who" of its relative clause (Cambridge Grammar of
        the English Language, ch. 12, 3.5.4).
        """
        if self.lemma(index).endswith(self.lexicon.human_endings):
            return True
        clauses = self.tree.all_children(index, "acl:relcl")
        return any(self.tree.lower(c) in ("who", "whom") for i in clauses for c in self.tree.children[i])

    def _is_sum(self, index: int) -> bool:
        """Whether a number or its sign is a sum of money: "provided $340 million"."""
        around = (index - 1, index, index + 1)
        signs = self.lexicon.classes["currency"]
        near = (i for i in around if 0 <= i < len(self.tree.words))
        return self.tree.words[index].upos in ("NUM", "SYM") and any(self.tree.lower(i) in signs for i in near)

    def _names_craft(self, index: int) -> bool:
        """Whether a name has the article that English gives ships, trains and aircraft, and is no known party's.

        "the Joola", "the Costa Concordia" (Cambridge Grammar of the English Language, ch. 5, 20.3).
        """
        mention = self.mention_of.get(index)
        if mention is not None and mention.kind not in CRAFT_KINDS:
            return False
        first = self._first_of_name(index)
        return bool(first) and self.tree.lower(first - 1) == "the" and index not in self.place_of

    def _first_of_name(self, index: int) -> int:
        while index and self.tree.words[index - 1].upos == "PROPN":
            index -= 1
        return index

    def _described(self, index: int) -> int | None:
        """The noun that stands right before a name and says what it is of, whichever of both the parse takes for the
        head: "the ferry Marenda" (Cambridge Grammar of the English Language, ch. 5, 14.3: appositive names).
        """
        before = self._first_of_name(index) - 1
        return before if before >= 0 and self.tree.words[before].upos == "NOUN" else None

    def _pair(self, index: int) -> str:
        before = self.lemma(index - 1) if index else ""
        return f"{before} {self.lemma(index)}"


def _singulars(form: str) -> tuple[str, ...]:
    """A form and what it may be the plural of, whatever lemma the parse gives it."""
    man = form.removesuffix("men") + "man" if form.endswith("men") else form
    lorry = form.removesuffix("ies") + "y" if form.endswith("ies") else form
    return (form, form.removesuffix("s"), man, lorry)


def _by_word(tree: Tree, rows: Sequence[Row], span_of: Callable[[Row], Span]) -> dict[int, Row]:
    """For each word the shortest row whose span holds it."""
    found: dict[int, Row] = {}
    ordered = sorted(rows, key=lambda r: (span_of(r).start - span_of(r).end, span_of(r).start))
    for row in ordered:
        span = span_of(row)
        for index in tree.within([Range(span.start, span.end)]):
            found[index] = row
    return found


def after_of(tree: Tree, index: int) -> list[int]:
    """The noun after "of" right after a word, whatever the parse."""
    if index + 1 >= len(tree.words) or tree.lower(index + 1) != "of":
        return []
    near = range(index + 2, min(len(tree.words), index + 6))
    return [i for i in near if tree.words[i].upos in ("NOUN", "PROPN")][:1]
