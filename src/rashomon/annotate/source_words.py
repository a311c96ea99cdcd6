"""The table of sources (lexicon/sources.toml) and a report's mentions by place: what the readers of sources share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

import msgspec

from rashomon.annotate.trees import Tree
from rashomon.lexicon import table
from rashomon.parse import Range
from rashomon.records import Mention


class Heads(msgspec.Struct, frozen=True):
    """Nouns that name one kind of party."""

    source: str
    lemmas: tuple[str, ...]


class Documents(msgspec.Struct, frozen=True):
    """Nouns that name a document; `worded` ones are a party's own words from end to end."""

    source: str
    lemmas: tuple[str, ...]
    worded: tuple[str, ...]


class Gender(msgspec.Struct, frozen=True):
    """Words of a description that only "he", or only "she", can stand for."""

    source: str
    male: tuple[str, ...]
    female: tuple[str, ...]


class Trade(msgspec.Struct, frozen=True):
    """Endings of nouns for whoever does something."""

    source: str
    suffixes: tuple[str, ...]


class Media(msgspec.Struct, frozen=True):
    """Nouns that name a medium; `news_of` do so beside "news", `common` ones without any name ("state radio")."""

    source: str
    lemmas: tuple[str, ...]
    news_of: tuple[str, ...]
    common: tuple[str, ...]
    staff: tuple[str, ...]
    of_kinds: tuple[str, ...]
    name_ends: tuple[str, ...]


class MadeBy(msgspec.Struct, frozen=True):
    """Prepositions between a document and whoever made it."""

    source: str
    prepositions: tuple[str, ...]


class Press(msgspec.Struct, frozen=True):
    """Plural documents with no maker: what the press says."""

    source: str
    lemmas: tuple[str, ...]
    modifiers: tuple[str, ...]


class Answered(msgspec.Struct, frozen=True):
    """What is confirmed or denied as a whole, and the verbs that do so."""

    source: str
    verbs: tuple[str, ...]
    things: tuple[str, ...]


class Handed(msgspec.Struct, frozen=True):
    """How words come to a medium: the verbs (`telling` ones with whom as object, `talking` ones with "to"), the
    prepositions and occasions.
    """

    source: str
    verbs: tuple[str, ...]
    telling: tuple[str, ...]
    talking: tuple[str, ...]
    prepositions: tuple[str, ...]
    occasions: tuple[str, ...]
    citing: tuple[str, ...]
    reacting: tuple[str, ...]


class Shown(msgspec.Struct, frozen=True):
    """Verbs by whose participle words reach an outlet ("seen by X", "quoted by X"), and what stands between."""

    source: str
    privately: tuple[str, ...]
    publicly: tuple[str, ...]
    carrying: tuple[str, ...]
    spread: tuple[str, ...]
    prepositions: tuple[str, ...]


class Scene(msgspec.Struct, frozen=True):
    """Prepositions and nouns that say where somebody stood, and not who they are; `within` ones before a town."""

    source: str
    prepositions: tuple[str, ...]
    within: tuple[str, ...]
    nouns: tuple[str, ...]


class Anonymity(msgspec.Struct, frozen=True):
    """Formulas that say that a source is not named, and what the reason begins with."""

    source: str
    markers: tuple[str, ...]
    connectors: tuple[str, ...]
    barred: tuple[str, ...]
    telling: tuple[str, ...]


class NoParty(msgspec.Struct, frozen=True):
    """Nouns of deeds, times, qualities and sums, which say nothing themselves; ordinals that stand without a noun."""

    source: str
    lemmas: tuple[str, ...]
    ordinals: tuple[str, ...]
    comparing: tuple[str, ...]


class SourceTable(msgspec.Struct, frozen=True):
    """The table of sources."""

    anonymous: Heads
    trade: Trade
    office: Heads
    honorific: Heads
    gender: Gender
    crowd: Heads
    many: Heads
    official: Heads
    scene: Scene
    client: Heads
    quantifier: Heads
    body: Heads
    document: Documents
    media: Media
    made_by: MadeBy
    press: Press
    answered: Answered
    handed: Handed
    shown: Shown
    anonymity: Anonymity
    no_party: NoParty


@cache
def source_table() -> SourceTable:
    """The table, read once."""
    read: SourceTable = table("sources", SourceTable)
    return read


def lemma_of(tree: Tree, index: int) -> str:
    """A noun's lemma, without the plural ending that a wrong tag left on it."""
    lemma = tree.words[index].lemma.lower()
    known = _all_heads()
    return lemma[:-1] if lemma not in known and lemma.endswith("s") and lemma[:-1] in known else lemma


@cache
def _all_heads() -> frozenset[str]:
    sources = source_table()
    lists = (sources.anonymous, sources.office, sources.crowd, sources.body, sources.document, sources.media)
    return frozenset(lemma for heads in lists for lemma in heads.lemmas)


def is_listed(lemma: str) -> bool:
    """Whether a noun is one for people or bodies, and no document."""
    sources = source_table()
    lists = (sources.anonymous, sources.office, sources.crowd, sources.body)
    return any(lemma in heads.lemmas for heads in lists)


class Mentions:
    """A report's mentions by place, and the ones that introduce entities."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.rows = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        self.by_id = {m.id: m for m in mentions}
        self._starts = [m.span.start for m in self.rows]
        self._longest = max((m.span.end - m.span.start for m in mentions), default=0)

    def over(self, start: int, end: int) -> list[Mention]:
        """The mentions that hold `start`..`end`, the shortest first."""
        last = bisect_right(self._starts, start)
        held = []
        for row in reversed(self.rows[:last]):
            if row.span.start < start - self._longest:
                break
            if row.span.start <= start and row.span.end >= end:
                held.append(row)
        return sorted(held, key=lambda m: (m.span.end - m.span.start, m.id))

    def inside(self, each: Range) -> list[Mention]:
        """The mentions that lie in a range, in text order."""
        first = bisect_right(self._starts, each.start - 1)
        return [m for m in self.rows[first:] if m.span.start < each.end and m.span.end <= each.end]

    def of(self, holder: str | None) -> list[Mention]:
        """The mentions of the party that one introduces, in text order."""
        return [m for m in self.rows if holder is not None and holder in (m.id, m.entity)]

    def introducing(self, mention: Mention) -> Mention:
        """The mention that introduces the entity; the mention itself where none does."""
        return self.by_id.get(mention.entity or mention.id, mention)
