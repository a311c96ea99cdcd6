"""Whose words: the party that a source names, what kind of party it is, and how a reader would name it.

Out of a source's words, the report's mentions and lexicon/sources.toml. A source that cannot be resolved stays so: a
bare surname nobody introduced keeps that name, a pronoun nobody precedes is `unresolved`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.annotate.kinds import demonyms
from rashomon.annotate.outlets import is_masthead, is_outlet_name, mention_of, outlet_before, outlet_words
from rashomon.annotate.source_words import Mentions, lemma_of, source_table
from rashomon.annotate.trees import Tree
from rashomon.parse import Range
from rashomon.records import EntityKind, Mention, SourceKind


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
GENERATION = re.compile(r", (?:Jr|Sr|I{1,3}|IV)\b\.?\Z")
"""The end of a name that a comma does not part from it."""
ARTICLE = re.compile(r"\A[Aa]n? (?=[A-Z])")
"""An article that the name behind it does not bear: "a CNN" of "a CNN poll"."""
ENDS_PHRASE = frozenset({"PUNCT", "ADP", "SCONJ", "VERB", "AUX", "CCONJ"})
LONGEST_TITLE = 5
FULL_NAME = 2
"""Words of a name that stands without its title."""
PRONOUNS = frozenset(
    {
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
        "both",
        "him",
        "her",
        "them",
        "what",
        "whom",
    }
    | {
        "nobody",
        "none",
        "nothing",
        "everybody",
        "everyone",
        "somebody",
        "someone",
        "anyone",
        "anybody",
        "one",
        "others",
        "another",
    }
)
ARTICLES = ("the", "a", "an")
RELATIVES = ("who", "which", "whom", "whose")
POSSESSOR = ("'s", "’s", "'", "’")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
POINTING = frozenset({"the", "this", "that", "these", "those", "such", "both"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "such"})


def party(tree: Tree, mentions: Mentions, source: Sequence[Range]) -> Party:
    """The party that `source` names; `NOBODY` where it is empty."""
    words = tree.within(source)
    head = head_of(tree, words)
    if head is None:
        return NOBODY
    span = Range(source[0].start, source[-1].end)
    antecedent = _antecedent(tree, head)
    if antecedent != head:
        head, words = antecedent, tree.under(antecedent, ("acl:relcl", "punct", "case"))
    medium = _medium(tree, mentions, words, head, span)
    if medium is not None:
        return medium
    maker = _maker(tree, mentions, words, head)
    if maker is not None:
        return _party_of(tree, mentions, maker, _word_at(tree, maker, head), span)
    outlet = _outlet_behind(tree, words, head)
    if outlet is not None:
        return _nominal(tree, [i for i in words if i > head], outlet, span)
    named = _named(tree, mentions, words, head)
    if named is not None and _is_only_where(tree, words, named):
        return NOBODY
    if named is not None and not _is_only_near(tree, mentions, words, head, named):
        return _party_of(tree, mentions, named, head, span)
    return _nominal(tree, words, head, span)


def _is_only_where(tree: Tree, words: Sequence[int], named: Mention) -> bool:
    """Whether a place stands behind the "in" that opens its sentence: "In Varna, the owners said" has no town speak."""
    before = words[0] - 1
    inside = before >= 0 and tree.words[before].upos == "ADP" and tree.lower(before) in source_table().scene.within
    return inside and named.kind in ("place", "facility") and named.head == "name"


def _medium(tree: Tree, mentions: Mentions, words: Sequence[int], head: int, span: Range) -> Party | None:
    """An outlet by a name that the model did not find: "France’s Le Figaro newspaper", "a report in El País"."""
    sources, first = source_table(), words[0]
    if lemma_of(tree, head) in sources.document.lemmas and tree.words[head].upos != "PROPN":
        before = outlet_before(tree, words, head)
        if before:
            text = tree.text[tree.words[before[0]].start : tree.words[before[-1]].end]
            return Party(holder=None, text=text, kind="media", span=span, head=lemma_of(tree, before[-1]))
        made = next((i for i in words if i > head and tree.lower(i) in sources.made_by.prepositions), None)
        if made is None or _is_shown(tree, made):
            return None
        first = made + 1
    found = outlet_words(tree, mentions, first, words[-1] + 1, told=False)
    if not found or (first == words[0] and not _ends_phrase(tree, words, found[-1] + 1)):
        return None
    if not tree.text[tree.words[found[0]].start].isupper():
        return None
    name = mention_of(tree, mentions, found)
    if name is not None and name.kind == "person" and not is_masthead(tree, found):
        return None
    if name is not None and name.kind != "media":
        first_named = mentions.introducing(name)
        text = first_named.span.text if first_named.head == "name" else name.span.text
        return Party(holder=first_named.id, text=text, kind="media", span=span, head=lemma_of(tree, head))
    if name is not None:
        return None
    text = tree.text[tree.words[found[0]].start : tree.words[found[-1]].end]
    return Party(holder=None, text=text, kind="media", span=span, head=lemma_of(tree, found[-1]))


def _ends_phrase(tree: Tree, words: Sequence[int], after: int) -> bool:
    """Whether a source's phrase ends behind an outlet's name, "newspaper" apart: not "BBC journalist Ana Kos"."""
    if after <= words[-1] and tree.lower(after) in (
        *source_table().media.lemmas,
        *source_table().media.news_of,
        "news",
    ):
        return _ends_phrase(tree, words, after + 1)
    return after > words[-1] or tree.words[after].upos in ("PUNCT", "ADP", "PRON", "SCONJ")


def _is_only_near(tree: Tree, mentions: Mentions, words: Sequence[int], head: int, named: Mention) -> bool:
    """Whether a noun was joined to another person's name in its phrase: "a source close to the minister"."""
    first = mentions.introducing(named)
    inside = words and tree.words[words[0]].start <= first.span.start and first.span.end <= tree.words[words[-1]].end
    beside = first.head == "name" and first.kind == "person" and named.head == "nominal"
    return bool(beside and inside) and not _is_the_head(tree, words, head, first)


def head_of(tree: Tree, words: Sequence[int]) -> int | None:
    """The noun that a source stands on: the last before its first comma, preposition or clause (an English phrase has
    its head last), whatever the parser hung it on; the words' top where there is no noun.
    """
    if words and tree.lower(words[0]) in source_table().quantifier.lemmas and _is_alone(tree, words):
        return words[0]
    first: list[int] = []
    for index in words:
        ends = tree.words[index].upos in ENDS_PHRASE or (tree.words[index].upos == "PRON" and first)
        ends = ends and not _is_hyphened(tree, index)
        if ends and any(tree.words[i].upos in NOMINAL for i in first):
            break
        first.append(index)
    if words and tree.lower(words[0]) in ARTICLES and words[1:] == words[-1:]:
        return words[-1]
    inside = [i for i in first if tree.words[i].upos in NOMINAL and not _is_possessor(tree, i, words)]
    return inside[-1] if inside else tree.top([i for i in words if tree.words[i].upos != "PUNCT"])


def _is_hyphened(tree: Tree, index: int) -> bool:
    """Whether a word is the hyphen of a compound, or between two of them: "team-mate", "brother-in-law"."""
    hyphen = index if tree.lower(index) == "-" else index - 1
    if not 0 < hyphen < len(tree.words) - 1 or tree.lower(hyphen) != "-":
        return False
    mark = tree.words[hyphen]
    return tree.words[hyphen - 1].end == mark.start and mark.end == tree.words[hyphen + 1].start


def _is_alone(tree: Tree, words: Sequence[int]) -> bool:
    """Whether the first word is no determiner: nothing, a preposition or a clause follows ("some in the crowd")."""
    return len(words) == 1 or tree.words[words[1]].upos in ("ADP", "PRON", "PUNCT", "VERB", "SCONJ")


def _is_possessor(tree: Tree, index: int, words: Sequence[int]) -> bool:
    return index + 1 in words and tree.lower(index + 1) in ("'s", "’s", "'", "’")


def _antecedent(tree: Tree, head: int) -> int:
    """A relative pronoun's antecedent: the noun that its clause hangs on, else the noun before it."""
    if tree.lower(head) not in ("who", "which", "that", "whom") or tree.words[head].upos == "NOUN":
        return head
    described = _before_comma(tree, head)
    if described is not None:
        return described
    for governor in tree.governors(head):
        if tree.words[governor].deprel.startswith("acl") and tree.words[governor].head >= 0:
            return tree.words[governor].head
    before = [i for i in (head - 1, head - 2) if i >= 0 and tree.words[i].upos in ("NOUN", "PROPN")]
    return before[0] if before else head


def _before_comma(tree: Tree, relative: int) -> int | None:
    """The noun of the phrase that opens a sentence, where a comma parts it from a relative pronoun: it, and no noun in
    it, is meant ("An executive at the bank, who ...").
    """
    first = tree.sentences[max(tree.sentence(tree.words[relative].start), 0)].first
    words = list(range(first, relative - 1))
    if (
        not words
        or tree.lower(relative - 1) != ","
        or any(tree.words[i].upos in ("VERB", "AUX", "PUNCT") for i in words)
    ):
        return None
    return head_of(tree, words) if tree.words[words[0]].upos != "ADP" else None


def _word_at(tree: Tree, mention: Mention, otherwise: int) -> int:
    top = tree.top(tree.within([Range(mention.span.start, mention.span.end)]))
    return otherwise if top is None else top


def _names_in(mentions: Mentions, tree: Tree, words: Sequence[int]) -> list[Mention]:
    """The proper names among a source's words, in text order."""
    if not words:
        return []
    first, last = tree.words[words[0]].start, tree.words[words[-1]].end
    comparing = source_table().no_party.comparing
    named = (m for m in mentions.inside(Range(first, last)) if m.head == "name")
    return [m for m in named if m.span.text.split()[0].lower() not in comparing]


def _maker(tree: Tree, mentions: Mentions, words: Sequence[int], head: int) -> Mention | None:
    """Who stands behind a document ("a report by the Post", "the Post's report"); none where nobody is named."""
    sources = source_table()
    if lemma_of(tree, head) not in sources.document.lemmas:
        return None
    for name in _names_in(mentions, tree, words):
        if name.kind in ("place", "facility", "people", "other"):
            continue
        before = [
            i for i in words if tree.words[i].end <= name.span.start and tree.words[i].upos not in ("DET", "PROPN")
        ]
        behind = name.span.start > tree.words[head].end
        made = bool(before) and tree.lower(before[-1]) in sources.made_by.prepositions
        made = made and not _is_shown(tree, before[-1])
        if (behind and made) or (not behind and name.kind != "person") or (not behind and _owns(tree, name)):
            return name
    return None


def _is_shown(tree: Tree, preposition: int) -> bool:
    """Whether a preposition follows the participle of somebody who only read the document: "a letter seen by AP"."""
    shown = source_table().shown
    participle = tree.words[preposition - 1]
    return (
        preposition > 0
        and participle.upos == "VERB"
        and participle.lemma.lower() in (*shown.privately, *shown.publicly)
    )


def _outlet_behind(tree: Tree, words: Sequence[int], head: int) -> int | None:
    """The "newspaper" behind a document's preposition, where no name was found: "a report in Le Monde newspaper"."""
    sources = source_table()
    if lemma_of(tree, head) not in sources.document.lemmas:
        return None
    made = next(
        (i for i in words if i > head and tree.lower(i) in sources.made_by.prepositions and not _is_shown(tree, i)),
        None,
    )
    behind = head_of(tree, [i for i in words if made is not None and i > made])
    proper = behind is not None and bool(_proper_before(tree, words, behind))
    return behind if behind is not None and proper and lemma_of(tree, behind) in sources.media.lemmas else None


def _owns(tree: Tree, name: Mention) -> bool:
    after = tree.text[name.span.end : name.span.end + 2]
    return name.span.text.endswith(("’s", "'s")) or after in ("’s", "'s")


def _mentions_at(tree: Tree, mentions: Mentions, index: int) -> list[Mention]:
    word = tree.words[index]
    return mentions.over(word.start, word.end)


def _named(tree: Tree, mentions: Mentions, words: Sequence[int], head: int) -> Mention | None:
    """The mention that a source stands for: a person named with the head, an outlet named before "newspaper", else
    the mention at the head.
    """
    at_head = _mentions_at(tree, mentions, head)
    names = _names_in(mentions, tree, words)
    person = next((m for m in names if m.kind == "person" and _is_the_head(tree, words, head, m)), None)
    if person is not None:
        return person
    sources, lemma = source_table(), lemma_of(tree, head)
    if lemma in sources.media.lemmas or lemma in sources.media.news_of:
        before = [m for m in names if m.span.end <= tree.words[head].start and not _owns(tree, m)]
        outlets = [m for m in before if m.kind == "media"] or [m for m in before if m.kind not in ("place", "people")]
        if outlets:
            return outlets[-1]
    proper = [m for m in at_head if m.head == "name"]
    if tree.text[tree.words[head].start].islower() and lemma in (*sources.anonymous.lemmas, *sources.crowd.lemmas):
        proper, at_head = [], [m for m in at_head if m.head != "name"]
    return proper[0] if proper else (at_head[-1] if at_head else None)


def _is_the_head(tree: Tree, words: Sequence[int], head: int, name: Mention) -> bool:
    """Whether a person's name is whom the source names: at its head, right behind it, between commas, or after all
    that describes the office ("the head of the council Tahir Saad"; not "a source close to minister Le Drian").
    """
    start, end = name.span.start, name.span.end
    if start <= tree.words[head].start < end:
        return True
    between = [i for i in words if tree.words[head].end <= tree.words[i].start and tree.words[i].end <= start]
    if start == tree.words[words[0]].start and _has_article_behind(tree, words, end):
        return True
    if start < tree.words[head].start or not between:
        return not between and start >= tree.words[head].end
    if tree.lower(between[-1]) in (",", "–", "—"):
        after = [i for i in words if tree.words[i].start >= end]
        return not after or tree.lower(after[0]) in (",", "–", "—", "(")
    if _is_apposed(tree, between) or _is_titled(tree, words, head, between, end):
        return True
    last, sources = tree.words[between[-1]], source_table()
    office = lemma_of(tree, head) in sources.office.lemmas
    title = lemma_of(tree, between[-1]) in (*sources.office.lemmas, *sources.anonymous.lemmas)
    return office and last.upos in ("NOUN", "PROPN", "PUNCT") and not title


def _has_article_behind(tree: Tree, words: Sequence[int], end: int) -> bool:
    """Whether "a" or "an" stands right behind a name that opens a phrase: "Ana Kos a nurse", its comma left out."""
    after = next((i for i in words if tree.words[i].start >= end), None)
    return after is not None and tree.lower(after) in ("a", "an")


def _is_titled(tree: Tree, words: Sequence[int], head: int, between: Sequence[int], end: int) -> bool:
    """Whether all from the head to a name is its title: "Special Agent in Charge Ana Kos" in capitals, or trades in the
    singular without an article ("pilot and former flight instructor Ana Kos"; not "police and teacher Ana Kos").
    """
    behind = [i for i in words if tree.words[i].start >= end]
    if any(tree.words[i].upos not in ("ADV", "PUNCT") for i in behind) or not between:
        return False
    if tree.words[between[-1]].upos not in ("NOUN", "PROPN") or _is_possessor(tree, between[-1], words):
        return False
    capital = all(tree.words[i].upos == "ADP" or tree.text[tree.words[i].start].isupper() for i in (head, *between))
    if capital and head > words[0]:
        return lemma_of(tree, between[-1]) not in (*source_table().office.lemmas, *source_table().anonymous.lemmas)
    joined = any(tree.words[i].upos == "CCONJ" for i in between)
    plain = all(tree.words[i].upos in ("NOUN", "PROPN", "ADJ", "CCONJ") for i in between)
    article = any(tree.words[i].upos in ("DET", "NUM") for i in words if i <= head)
    return joined and plain and not article and all(_is_one_person(tree, i) for i in (head, between[-1]))


def _is_one_person(tree: Tree, index: int) -> bool:
    """Whether a noun in small letters and in the singular names somebody by trade or office."""
    sources, lemma = source_table(), lemma_of(tree, index)
    listed = lemma in (*sources.anonymous.lemmas, *sources.office.lemmas) or lemma.endswith(sources.trade.suffixes)
    return listed and tree.lower(index) == lemma and lemma not in sources.body.lemmas


def _is_apposed(tree: Tree, between: Sequence[int]) -> bool:
    """Whether words end in a comma and a plain description: the ", the student" before her name."""
    commas = [n for n, i in enumerate(between) if tree.lower(i) == ","]
    after = between[commas[-1] + 1 :] if commas else []
    return bool(after) and all(tree.words[i].upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM") for i in after)


def _party_of(tree: Tree, mentions: Mentions, mention: Mention, head: int, span: Range) -> Party:
    first = mentions.introducing(mention)
    if first.head == "pronoun" or (mention.head == "pronoun" and not _is_plain(tree, mentions, mention, first)):
        return Party(holder=None, text=None, kind="unresolved", span=span, head=lemma_of(tree, head))
    if first.head == "name":
        kind = _kind_of_name(tree, first, head)
        text = spoken(mention.span.text) if _says_more(mention, first) else first.span.text
        text = person_name(text) if kind == "person" else ARTICLE.sub("", text)
        kind = "media" if text != first.span.text and is_outlet_name(text) else kind
        return Party(holder=first.id, text=text, kind=kind, span=span, head=lemma_of(tree, head))
    if first is mention:
        told = _nominal(tree, _phrase(tree, head, span), head, span)
        return msgspec.structs.replace(told, holder=first.id, kind=_kind_of_nominal(told.kind, mention.kind))
    top = head_of(tree, tree.within([Range(first.span.start, first.span.end)]))
    if top is None:
        return NOBODY
    kind = _kind_of_nominal(kind_of_noun(tree, top), first.kind)
    return Party(holder=first.id, text=spoken(first.span.text), kind=kind, span=span, head=lemma_of(tree, top))


def _says_more(mention: Mention, first: Mention) -> bool:
    """Whether a noun says more than the name it was joined to: "Libya's recognized government", of "Libya"."""
    wider = first.kind in ("place", "government", "military", "party")
    return mention.head == "nominal" and wider and first.span.text in mention.span.text


def _is_plain(tree: Tree, mentions: Mentions, pronoun: Mention, first: Mention) -> bool:
    """Whether a pronoun's party is plain: named in the report, or last told of as a sentence's subject."""
    if first.head == "name":
        return True
    before = [m for m in mentions.rows if m.entity == pronoun.entity and m.span.end <= pronoun.span.start]
    if not before:
        return False
    top = tree.top(tree.within([Range(before[-1].span.start, before[-1].span.end)]))
    return top is not None and tree.words[top].deprel.startswith("nsubj")


def _kind_of_nominal(by_noun: SourceKind, by_mention: EntityKind) -> SourceKind:
    """The table's kind; where it has none the mention's, people and persons without a name being anonymous."""
    if by_noun != "unresolved" or by_mention == "other":
        return by_noun
    return "anonymous" if by_mention in ("person", "people") else KIND_OF_ENTITY[by_mention]


def _kind_of_name(tree: Tree, mention: Mention, head: int) -> SourceKind:
    """The kind of a named party; "newspaper" beside a name says more of it than the name does."""
    if lemma_of(tree, head) in source_table().media.lemmas:
        return "media"
    if mention.span.text.split(" ")[0].rstrip(".").lower() in source_table().honorific.lemmas:
        return "person"
    if (
        mention.kind in ("organisation", "company")
        and mention.span.text.split(" ")[-1] in source_table().media.name_ends
    ):
        return "media"
    return KIND_OF_ENTITY[mention.kind]


def _phrase(tree: Tree, head: int, span: Range) -> list[int]:
    inside = tree.within([span])
    return inside if head in inside else tree.under(head, ("acl:relcl", "punct"))


def _nominal(tree: Tree, words: Sequence[int], head: int, span: Range) -> Party:
    """A source without a name: the party as its own words describe it."""
    word = tree.words[head]
    lemma = lemma_of(tree, head)
    if word.upos == "PRON" and tree.lower(head) in PRONOUNS and kind_of_noun(tree, head) == "unresolved":
        return Party(holder=None, text=None, kind="unresolved", span=span, head=lemma)
    if is_no_party(tree, words, head):
        return Party(holder=None, text=None, kind="unresolved", span=span, head=lemma)
    proper = _proper_before(tree, words, head) if lemma in source_table().media.lemmas else []
    pieces = tree.ranges(proper or _identifying(tree, words, head))
    text = tree.text[pieces[0].start : pieces[0].end] if pieces else tree.text[span.start : span.end]
    if text.lower() in ARTICLES:
        text = tree.text[tree.words[words[0]].start : tree.words[words[-1]].end]
    return Party(holder=None, text=spoken(" ".join(text.split())), kind=kind_of_noun(tree, head), span=span, head=lemma)


def _proper_before(tree: Tree, words: Sequence[int], head: int) -> list[int]:
    """The capital words right before "newspaper", whoever owns them left out: "Le Figaro" of "France's Le Figaro"."""
    found: list[int] = []
    for index in range(head - 1, words[0] - 1, -1):
        form = tree.text[tree.words[index].start : tree.words[index].end]
        opens = index == tree.sentences[max(tree.sentence(tree.words[index].start), 0)].first
        if form.lower() in demonyms() or tree.words[index].upos == "ADJ":
            break
        common = opens and (tree.words[index].upos != "PROPN" or form.lower() in source_table().media.of_kinds)
        if not form[:1].isupper() or tree.words[index].upos == "DET" or common:
            break
        found.insert(0, index)
    return found


def _identifying(tree: Tree, words: Sequence[int], head: int) -> list[int]:
    """The words that say who: up to the comma or dash behind which something is only added."""
    found: list[int] = []
    for index in words:
        if index > head and tree.words[index].upos == "PUNCT" and not _lists_on(tree, index, words):
            break
        if index > head and index + 1 in words and _is_shown(tree, index + 1) and tree.words[index].upos != "NOUN":
            break
        found.append(index)
    found = _without_left_over(tree, found, head)
    while found and tree.lower(found[-1]) in POSSESSOR:
        found.pop()
    return found[: _scene_from(tree, found, head)]


def _without_left_over(tree: Tree, words: Sequence[int], head: int) -> list[int]:
    """A phrase without what the next clause left on it: a preposition or conjunction that leads to nothing, "who", the
    "said" right behind its noun. A relative clause keeps its end ("a clerk who asked who she was speaking to").
    """
    found = list(words)
    if len(found) > 1 and found[-1] == head + 1 and tree.words[head + 1].lemma.lower() == "say":
        return found[:-1]
    while found and found[-1] > head and tree.words[found[-1]].upos in ("CCONJ", "PUNCT"):
        found.pop()
    if any(tree.words[i].upos in ("VERB", "AUX") for i in found if i > head):
        return found
    bare = next((n for n, i in enumerate(found) if i > head and tree.lower(i) in RELATIVES), len(found))
    found = found[:bare]
    while found and found[-1] > head and _leads_on(tree, found[-1]):
        found.pop()
    return found


def _leads_on(tree: Tree, index: int) -> bool:
    """Whether a word has its own words behind it: a preposition, "and", "who"; not the "by" of "passer-by"."""
    return tree.words[index].upos in ("ADP", "CCONJ", "SCONJ") and not _is_hyphened(tree, index)


def is_no_party(tree: Tree, words: Sequence[int], head: int) -> bool:
    """Whether a phrase is nobody that could say anything: a deed, a time, a quality, an ordinal without its noun. What
    is called so and may speak ("the defence", "the delegation") is listed as a body or a person, and is one.
    """
    table, lemma = source_table().no_party, lemma_of(tree, head)
    if not words:
        return False
    if tree.lower(words[-1]) in table.ordinals:
        return head == words[-1] and tree.lower(words[0]) == "the"
    if tree.words[words[0]].upos == "ADP" and tree.lower(words[0]) in table.comparing:
        return True
    common = tree.words[head].upos in ("NOUN", "PROPN") and tree.text[tree.words[head].start].islower()
    return common and lemma in table.lemmas


def _scene_from(tree: Tree, words: Sequence[int], head: int) -> int:
    """Where a phrase begins that only says where somebody stood: "a baker in the street"."""
    scene = source_table().scene
    for count, index in enumerate(words):
        if index <= head or tree.words[index].upos != "ADP":
            continue
        place = [tree.words[i].lemma.lower() for i in words[count + 1 : count + 4]]
        if tree.lower(index) in scene.prepositions or any(noun in scene.nouns for noun in place):
            return count
    return len(words)


def _lists_on(tree: Tree, mark: int, words: Sequence[int]) -> bool:
    """Whether what follows a mark is another of a list ("residents, officials and police"), or a quotation."""
    inside_word = mark + 1 < len(tree.words) and tree.words[mark].end == tree.words[mark + 1].start
    if tree.lower(mark) not in (",", "–", "—", "-", "(", ";") or (tree.lower(mark) == "-" and inside_word):
        return True
    return (
        mark + 1 in words
        and tree.words[mark + 1].upos in ("NOUN", "PROPN", "ADJ", "CCONJ")
        and any(tree.words[i].upos == "CCONJ" for i in words if i > mark)
    )


def kind_of_noun(tree: Tree, head: int) -> SourceKind:
    """What kind of party the noun at `head` names, by number, article and the table."""
    sources, lemma = source_table(), lemma_of(tree, head)
    plural = _is_plural(tree, head)
    if tree.words[head].upos == "NUM" or tree.lower(head) == "another":
        return "anonymous"
    if tree.words[head].upos in ("PRON", "DET") and tree.lower(head) in sources.quantifier.lemmas:
        return "anonymous" if tree.lower(head) == "one" else "crowd"
    if _is_press(tree, head, lemma, plural):
        return "media"
    if lemma in sources.media.news_of and any(tree.lower(c) == "news" for c in tree.children[head]):
        return "media"
    if plural and _is_uncounted_trade(tree, head, lemma):
        return "crowd"
    if plural and lemma in sources.crowd.lemmas:
        person = lemma in sources.anonymous.lemmas or lemma == "people"
        return "anonymous" if _is_counted(tree, head) and person else "crowd"
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
            single = kind == "crowd" and not plural and lemma.endswith(sources.trade.suffixes)
            return "anonymous" if single else kind  # type: ignore[return-value]
    if tree.words[head].upos == "PROPN":
        return "person"
    if tree.words[head].upos == "NOUN" and plural and lemma not in sources.official.lemmas:
        return "crowd"
    return "anonymous" if tree.words[head].upos in ("NOUN", "ADJ") else "unresolved"


def _is_plural(tree: Tree, head: int) -> bool:
    form, lemma = tree.lower(head), lemma_of(tree, head)
    if any(
        tree.lower(c) in ("a", "an", "one", "another", "this") for c in (*tree.all_children(head, "det", "nummod"),)
    ):
        return False
    coordinated = tree.child(head, "conj") is not None
    return (
        form != lemma or coordinated or lemma in ("people", "police", "some", "many", "other", "most", "few", "several")
    )


def _is_counted(tree: Tree, head: int) -> bool:
    """Whether a number stands before a noun: "two soldiers" are two persons, "soldiers" a crowd."""
    before = [i for i in range(max(head - LONGEST_TITLE, 0), head) if tree.words[i].upos == "NUM"]
    return tree.child(head, "nummod") is not None or bool(before and before[-1] >= head - 2)


def _is_uncounted_trade(tree: Tree, head: int, lemma: str) -> bool:
    """Whether a plural names many of one trade, no officials: "nurses", "dozens of mothers"; "two nurses" are two."""
    sources = source_table()
    if lemma in sources.many.lemmas:
        return True
    of_many = head > 1 and tree.words[head - 2].lemma.lower() in sources.many.lemmas
    common = (*sources.body.lemmas, *sources.document.lemmas, *sources.media.lemmas)
    trade = tree.words[head].upos == "NOUN" and lemma.endswith(sources.trade.suffixes) and lemma not in common
    listed = (lemma in sources.anonymous.lemmas or trade) and lemma not in sources.official.lemmas
    return listed and (of_many or not _is_counted(tree, head))


def _is_press(tree: Tree, head: int, lemma: str, plural: bool) -> bool:
    press = source_table().press
    if lemma not in press.lemmas or not plural:
        return False
    modifiers = {tree.words[c].lemma.lower() for c in tree.all_children(head, "amod", "compound", "det")}
    bare = not tree.all_children(head, "nmod:poss", "amod", "compound", "det")
    return bare or bool(modifiers & set(press.modifiers))


def _is_the_one(tree: Tree, head: int) -> bool:
    """Whether an office is one that a reader can point to: "the", or its country's or body's name, stands before it."""
    for index in range(head - 1, max(head - LONGEST_TITLE, -1), -1):
        form = tree.lower(index)
        if form in DEFINITE or form in ("'s", "’s") or (tree.words[index].upos == "PROPN" and form.isalpha()):
            return True
        if tree.words[index].upos not in ("ADJ", "NOUN", "NUM"):
            return False
    return False


def is_anaphoric(tree: Tree, source: Sequence[Range]) -> bool:
    """Whether a source only points back: a pronoun, or a noun with "the" or "this"; "his sources" are their own."""
    words = tree.within(source)
    head = head_of(tree, words)
    if head is None:
        return False
    if tree.words[head].upos == "PRON":
        return True
    definite = any(tree.lower(i) in POINTING for i in words if i < head)
    return tree.words[head].upos == "NOUN" and definite and not any(tree.lower(i) in ("'s", "’s") for i in words)


def person_name(text: str) -> str:
    """A person's name without what was swept into it: a comma and what it adds, a bracket, an age, a full stop."""
    found = text.strip(" ,;")
    comma = GENERATION.search(found)
    if comma is None:
        found = re.split(r",| \(", found, maxsplit=1)[0]
    found = _without_title(re.sub(r" \d+\Z", "", found.strip()))
    return re.sub(r"(?<=[a-z]{3})\.\Z", "", found) or text


def _without_title(name: str) -> str:
    """A full name without the office or trade before it; "President Kos" keeps it, as its surname alone says less."""
    words, sources = name.split(), source_table()
    titles = {*sources.office.lemmas, *sources.anonymous.lemmas}
    ends = [n for n, word in enumerate(words[:-FULL_NAME]) if word.lower() in titles]
    return " ".join(words[ends[-1] + 1 :]) if ends else name


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
