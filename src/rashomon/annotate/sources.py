"""Whose words: the party that a source names, what kind of party it is, and how a reader would name it.

Out of a source's words, the report's mentions and lexicon/sources.toml. A source that cannot be resolved stays so: a
bare surname nobody introduced keeps that name, a pronoun nobody precedes is `unresolved`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

import msgspec

from rashomon.annotate.trees import Tree
from rashomon.lexicon import table
from rashomon.parse import Range
from rashomon.records import EntityKind, Mention, SourceKind


class Heads(msgspec.Struct, frozen=True):
    """Nouns that name one kind of party."""

    source: str
    lemmas: tuple[str, ...]


class Trade(msgspec.Struct, frozen=True):
    """Endings of nouns for whoever does something."""

    source: str
    suffixes: tuple[str, ...]


class Media(msgspec.Struct, frozen=True):
    """Nouns that name a medium; `news_of` do so beside "news"."""

    source: str
    lemmas: tuple[str, ...]
    news_of: tuple[str, ...]


class MadeBy(msgspec.Struct, frozen=True):
    """Prepositions between a document and whoever made it."""

    source: str
    prepositions: tuple[str, ...]


class Press(msgspec.Struct, frozen=True):
    """Plural documents with no maker: what the press says."""

    source: str
    lemmas: tuple[str, ...]
    modifiers: tuple[str, ...]


class Handed(msgspec.Struct, frozen=True):
    """How words come to a medium: the verbs, prepositions and occasions."""

    source: str
    verbs: tuple[str, ...]
    prepositions: tuple[str, ...]
    occasions: tuple[str, ...]
    citing: tuple[str, ...]


class Anonymity(msgspec.Struct, frozen=True):
    """Formulas that say that a source is not named, and what the reason begins with."""

    source: str
    markers: tuple[str, ...]
    connectors: tuple[str, ...]
    plain: tuple[str, ...]


class SourceTable(msgspec.Struct, frozen=True):
    """The table of sources."""

    anonymous: Heads
    trade: Trade
    office: Heads
    crowd: Heads
    body: Heads
    document: Heads
    media: Media
    made_by: MadeBy
    press: Press
    handed: Handed
    anonymity: Anonymity


class Party(msgspec.Struct, frozen=True):
    """Whose words. `holder`: the mention that introduces the party in this report; `head`: the head noun's lemma."""

    holder: str | None
    text: str | None
    kind: SourceKind
    span: Range | None = None
    head: str = ""


NOBODY = Party(holder=None, text=None, kind="unresolved")
KIND_OF_ENTITY: dict[EntityKind, SourceKind] = {
    "person": "person",
    "armed_group": "body",
    "military": "body",
    "government": "body",
    "party": "body",
    "company": "body",
    "media": "media",
    "organisation": "body",
    "people": "crowd",
    "place": "body",
    "facility": "body",
    "other": "body",
}
INCIDENTAL = ("acl:relcl", "advcl", "parataxis", "appos", "ccomp", "discourse")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "such"})


@cache
def source_table() -> SourceTable:
    """The table, read once."""
    read: SourceTable = table("sources", SourceTable)
    return read


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

    def introducing(self, mention: Mention) -> Mention:
        """The mention that introduces the entity; the mention itself where none does."""
        return self.by_id.get(mention.entity or mention.id, mention)


def party(tree: Tree, mentions: Mentions, source: Sequence[Range]) -> Party:
    """The party that `source` names; `NOBODY` where it is empty."""
    words = tree.within(source)
    head = head_of(tree, words)
    if head is None:
        return NOBODY
    head = _antecedent(tree, head)
    maker = _maker(tree, mentions, words, head)
    if maker is not None:
        words = [i for i in words if i in set(tree.under(maker, ("punct",)))] or [maker]
        head = maker
    span = Range(source[0].start, source[-1].end)
    named = _named(tree, mentions, words, head)
    if named is not None:
        return _party_of(tree, mentions, named, head, span)
    return _nominal(tree, words, head, span, mentions)


def head_of(tree: Tree, words: Sequence[int]) -> int | None:
    """The noun that a source's words hang on; where the parser made none their head, the last noun before a clause or
    a preposition.
    """
    top = tree.top([i for i in words if tree.words[i].upos != "PUNCT"])
    if top is None or tree.words[top].upos in NOMINAL:
        return top
    before: list[int] = []
    for index in words:
        if before and tree.words[index].upos in ("ADP", "PUNCT", "SCONJ", "VERB", "AUX", "PRON"):
            break
        if tree.words[index].upos in NOMINAL:
            before.append(index)
    return before[-1] if before else top


def _lemma(tree: Tree, index: int) -> str:
    """A noun's lemma, without the plural ending that a wrong tag left on it."""
    lemma = tree.words[index].lemma.lower()
    known = _all_heads()
    return lemma[:-1] if lemma not in known and lemma.endswith("s") and lemma[:-1] in known else lemma


@cache
def _all_heads() -> frozenset[str]:
    sources = source_table()
    lists = (sources.anonymous, sources.office, sources.crowd, sources.body, sources.document, sources.media)
    return frozenset(lemma for heads in lists for lemma in heads.lemmas)


def _antecedent(tree: Tree, head: int) -> int:
    """A relative pronoun's antecedent: the noun that its clause hangs on."""
    if tree.lower(head) not in ("who", "which", "that", "whom") or tree.words[head].upos == "NOUN":
        return head
    for governor in tree.governors(head):
        if tree.words[governor].deprel.startswith("acl") and tree.words[governor].head >= 0:
            return tree.words[governor].head
    return head


def _maker(tree: Tree, mentions: Mentions, words: Sequence[int], head: int) -> int | None:
    """Who stands behind a document ("a report by the Post", "the Post's report"); none where nobody is named."""
    sources = source_table()
    if _lemma(tree, head) not in sources.document.lemmas:
        return None
    candidates = [
        c
        for c in tree.all_children(head, "nmod", "compound", "nmod:poss")
        if c in words and (_preposition(tree, c) in sources.made_by.prepositions or tree.words[c].deprel != "nmod")
    ]
    makers = {*sources.anonymous.lemmas, *sources.body.lemmas, *sources.media.lemmas}
    for child in candidates:
        held = [m for m in _mentions_at(tree, mentions, child) if m.head == "name"]
        if held and held[0].kind not in ("place", "facility", "people", "other"):
            return child
        is_maker = _preposition(tree, child) in ("by", "from") or tree.words[child].deprel == "nmod:poss"
        if is_maker and _lemma(tree, child) in makers:
            return child
    return None


def _preposition(tree: Tree, index: int) -> str:
    case = tree.child(index, "case")
    return "" if case is None else tree.lower(case)


def _mentions_at(tree: Tree, mentions: Mentions, index: int) -> list[Mention]:
    word = tree.words[index]
    return mentions.over(word.start, word.end)


def _named(tree: Tree, mentions: Mentions, words: Sequence[int], head: int) -> Mention | None:
    """The mention that the source stands for: a person named beside the head, else the mention at the head."""
    inside = set(words)
    beside = [c for c in tree.under(head) if c in inside and _is_beside(tree, c, head)]
    at_head = _mentions_at(tree, mentions, head)
    for index in (head, *beside):
        people = [m for m in _mentions_at(tree, mentions, index) if m.kind == "person" and m.head == "name"]
        if people:
            return people[-1]
    last = _last_person(tree, mentions, words, head)
    if last is not None:
        return last
    lemma = _lemma(tree, head)
    if lemma in source_table().media.lemmas or lemma in source_table().media.news_of:
        outlets = [m for i in beside for m in _mentions_at(tree, mentions, i) if m.kind == "media" and m.head == "name"]
        if outlets:
            return outlets[0]
    names = [m for m in at_head if m.head == "name"]
    return names[0] if names else (at_head[-1] if at_head else None)


def _is_beside(tree: Tree, index: int, head: int) -> bool:
    """Whether a word names the head itself: joined by apposition, flat name or compound, never by a preposition."""
    here = index
    while here != head and here >= 0:
        if tree.words[here].deprel.split(":")[0] not in ("appos", "flat", "compound", "nsubj", "name"):
            return False
        here = tree.words[here].head
    return here == head


def _last_person(tree: Tree, mentions: Mentions, words: Sequence[int], head: int) -> Mention | None:
    """A person's name that ends "the head of the council Tahir Saad", whatever the parser hung it on."""
    lemma = _lemma(tree, head)
    if lemma not in (*source_table().office.lemmas, *source_table().anonymous.lemmas) or not words:
        return None
    last = [i for i in words if tree.words[i].upos not in ("PUNCT",)][-1]
    people = [m for m in _mentions_at(tree, mentions, last) if m.kind == "person" and m.head == "name"]
    if not people or people[-1].span.start <= tree.words[head].end:
        return None
    before = [i for i in words if tree.words[i].end <= people[-1].span.start]
    joined = before and (
        tree.words[before[-1]].upos in ("ADP", "CCONJ", "ADJ", "SCONJ", "VERB") or _is_title(tree, before)
    )
    return None if joined else people[-1]


def _is_title(tree: Tree, before: Sequence[int]) -> bool:
    """Whether the words end in a title that hangs on a preposition ("a source close to minister" Le Drian)."""
    last = before[-1]
    if tree.lower(last) in (",", ")"):
        return False
    for index in (last, *tree.governors(last)):
        if index in before and _preposition(tree, index):
            return tree.words[last].upos in ("NOUN", "PROPN") and _lemma(tree, last) in source_table().office.lemmas
    return False


def _party_of(tree: Tree, mentions: Mentions, mention: Mention, head: int, span: Range) -> Party:
    first = mentions.introducing(mention)
    lemma = _lemma(tree, head)
    if first.head == "pronoun":
        return Party(holder=None, text=None, kind="unresolved", span=span, head=lemma)
    if first.head == "name":
        kind = _kind_of_name(tree, first, head)
        return Party(holder=first.id, text=first.span.text, kind=kind, span=span, head=lemma)
    if first is mention:
        told = _nominal(tree, _phrase(tree, head, span), head, span, mentions)
        kind = _kind_of_nominal(told.kind, mention.kind)
        return msgspec.structs.replace(told, holder=first.id, kind=kind)
    words = tree.within([Range(first.span.start, first.span.end)])
    top = tree.top(words)
    if top is None:
        return NOBODY
    kind = kind_of_noun(tree, top)
    if kind == "unresolved":
        kind = KIND_OF_ENTITY[first.kind]
    return Party(holder=first.id, text=spoken(first.span.text), kind=kind, span=span, head=_lemma(tree, top))


def _kind_of_nominal(by_noun: SourceKind, by_mention: EntityKind) -> SourceKind:
    """The table's kind; where it has none the mention's, people and persons without a name being anonymous."""
    if by_noun != "unresolved" or by_mention == "other":
        return by_noun
    return "anonymous" if by_mention in ("person", "people") else KIND_OF_ENTITY[by_mention]


def _kind_of_name(tree: Tree, mention: Mention, head: int) -> SourceKind:
    if mention.kind == "person":
        return "person"
    noun = kind_of_noun(tree, head)
    lies_at = mention.span.start <= tree.words[head].start < mention.span.end
    if not lies_at and noun in ("anonymous", "crowd", "document"):
        return noun
    return KIND_OF_ENTITY[mention.kind]


def _phrase(tree: Tree, head: int, span: Range) -> list[int]:
    inside = set(tree.within([span]))
    return [i for i in tree.under(head) if i in inside] or [head]


def _nominal(tree: Tree, words: Sequence[int], head: int, span: Range, mentions: Mentions) -> Party:
    """A source without a name: the party as its own words describe it."""
    word = tree.words[head]
    lemma = _lemma(tree, head)
    if word.upos == "PRON" and kind_of_noun(tree, head) == "unresolved":
        return Party(holder=None, text=None, kind="unresolved", span=span, head=lemma)
    pieces = tree.ranges(_identifying(tree, words, head))
    text = tree.text[pieces[0].start : pieces[0].end] if pieces else tree.text[span.start : span.end]
    return Party(holder=None, text=spoken(" ".join(text.split())), kind=kind_of_noun(tree, head), span=span, head=lemma)


def _identifying(tree: Tree, words: Sequence[int], head: int) -> list[int]:
    """The words that say who: up to the comma or dash behind which something is only added."""
    found: list[int] = []
    for index in words:
        if index > head and tree.words[index].upos == "PUNCT" and not _lists_on(tree, index, words):
            break
        found.append(index)
    return found


def _lists_on(tree: Tree, mark: int, words: Sequence[int]) -> bool:
    """Whether what follows a mark is another of a list ("residents, officials and police"), or a quotation."""
    if tree.lower(mark) not in (",", "–", "—", "-", "(", ";"):
        return True
    return (
        mark + 1 in words
        and tree.words[mark + 1].upos in ("NOUN", "PROPN", "ADJ", "CCONJ")
        and any(tree.words[i].upos == "CCONJ" for i in words if i > mark)
    )


def kind_of_noun(tree: Tree, head: int) -> SourceKind:
    """What kind of party the noun at `head` names, by number, article and the table."""
    sources, lemma = source_table(), _lemma(tree, head)
    plural = _is_plural(tree, head)
    if _is_press(tree, head, lemma, plural):
        return "media"
    if lemma in sources.media.news_of and any(tree.lower(c) == "news" for c in tree.children[head]):
        return "media"
    if plural and lemma in sources.crowd.lemmas:
        return "crowd"
    if lemma in sources.office.lemmas and not plural and _is_the_one(tree, head):
        return "person"
    for kind, heads in (
        ("anonymous", sources.anonymous.lemmas),
        ("document", sources.document.lemmas),
        ("media", sources.media.lemmas),
        ("body", sources.body.lemmas),
        ("crowd", sources.crowd.lemmas),
    ):
        if lemma in heads:
            return kind  # type: ignore[return-value]
    if tree.words[head].upos == "PROPN":
        return "person"
    return "anonymous" if tree.words[head].upos == "NOUN" and lemma.endswith(sources.trade.suffixes) else "unresolved"


def _is_plural(tree: Tree, head: int) -> bool:
    form, lemma = tree.lower(head), _lemma(tree, head)
    coordinated = tree.child(head, "conj") is not None
    return (
        form != lemma or coordinated or lemma in ("people", "police", "some", "many", "other", "most", "few", "several")
    )


def _is_press(tree: Tree, head: int, lemma: str, plural: bool) -> bool:
    press = source_table().press
    if lemma not in press.lemmas or not plural:
        return False
    modifiers = {tree.words[c].lemma.lower() for c in tree.all_children(head, "amod", "compound", "det")}
    bare = not tree.all_children(head, "nmod", "nmod:poss", "amod", "compound", "det")
    return bare or bool(modifiers & set(press.modifiers))


def _is_the_one(tree: Tree, head: int) -> bool:
    """Whether an office is one that the reader can point to: "the", its country's or body's name before it."""
    return any(
        tree.lower(c) in DEFINITE or tree.words[c].deprel == "nmod:poss" or tree.words[c].upos == "PROPN"
        for c in tree.all_children(head, "det", "nmod:poss", "compound", "amod")
    ) and not any(tree.lower(c) in ("a", "an", "one", "another") for c in tree.all_children(head, "det", "nummod"))


def is_anaphoric(tree: Tree, source: Sequence[Range]) -> bool:
    """Whether a source only points back: a pronoun, or a noun with "the", "this", "his"."""
    head = head_of(tree, tree.within(source))
    if head is None:
        return False
    if tree.words[head].upos == "PRON":
        return True
    return tree.words[head].upos == "NOUN" and any(
        tree.lower(c) in DEFINITE for c in tree.all_children(head, "det", "nmod:poss")
    )


def spoken(text: str) -> str:
    """A phrase as it would stand inside a sentence: an article or numeral at its start in small letters."""
    first, gap, rest = text.partition(" ")
    common = first.lower() in {
        "a",
        "an",
        "the",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "some",
        "several",
        "many",
    }
    return first.lower() + gap + rest if common and first.istitle() else text
