"""Whose words: the party that a source names, and how a reader would name it.

Out of a source's words, the report's mentions and lexicon/sources.toml. A source that cannot be resolved stays so: a
bare surname nobody introduced keeps that name, a pronoun nobody precedes is `unresolved`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.annotate.holder_names import person_name, spoken
from rashomon.annotate.kinds import demonyms
from rashomon.annotate.nominals import is_at_least
from rashomon.annotate.outlets import is_masthead, is_outlet_name, mention_of, outlet_before, outlet_words
from rashomon.annotate.source_heads import ARTICLES, POSSESSOR, antecedent, head_of, is_hyphened, is_possessor
from rashomon.annotate.source_kinds import kind_of_name, kind_of_nominal, kind_of_noun
from rashomon.annotate.source_words import Mentions, lemma_of, source_table
from rashomon.annotate.trees import Tree
from rashomon.parse import Range
from rashomon.records import Mention, SourceKind

ARTICLE = re.compile(r"\A[Aa]n? (?=[A-Z])")
"""An article that the name behind it does not bear: "a CNN" of "a CNN poll"."""
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
LONGEST_OWNER = 7
LEANING = ("pro-", "anti-", "non-", "ex-")
RELATIVES = ("who", "which", "whom", "whose")


class Party(msgspec.Struct, frozen=True):
    """Whose words. `holder`: the mention that introduces the party in this report; `head`: the head noun's lemma."""

    holder: str | None
    text: str | None
    kind: SourceKind
    span: Range | None = None
    head: str = ""


NOBODY = Party(holder=None, text=None, kind="unresolved")


def party(tree: Tree, mentions: Mentions, source: Sequence[Range]) -> Party:
    """The party that `source` names; `NOBODY` where it is empty."""
    words = tree.within(source)
    head = head_of(tree, words)
    if head is None:
        return NOBODY
    span = Range(source[0].start, source[-1].end)
    behind = _behind_scene(tree, words, head)
    if behind:
        return party(tree, mentions, tree.ranges(behind))
    meant = antecedent(tree, head)
    if meant != head:
        told = tree.under(meant, ("acl:relcl", "punct", "case"))
        head, words = meant, [i for i in told if i < head or meant > head]
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
    called = _called(tree, mentions, words, head)
    if called is not None:
        return _party_of(tree, mentions, called, head, span)
    if named is not None and _is_some_of(tree, words, head, named):
        return _nominal(tree, words, head, span)
    if named is not None and not _is_only_near(tree, mentions, words, head, named):
        return _party_of(tree, mentions, named, head, span)
    return _nominal(tree, words, head, span)


def _behind_scene(tree: Tree, words: Sequence[int], head: int) -> list[int]:
    """The words behind the comma that ends "in a statement issued in Haldin": whose statement it is stands there."""
    opened = words[0] > 0 and tree.lower(words[0] - 1) == "in" and tree.lower(words[0]) in ("a", "an")
    if not opened or lemma_of(tree, head) not in source_table().document.lemmas:
        return []
    comma = next((n for n, i in enumerate(words) if i > head and tree.lower(i) == ","), len(words))
    return list(words[comma + 1 :])


def _called(tree: Tree, mentions: Mentions, words: Sequence[int], head: int) -> Mention | None:
    """The body whose name alone stands behind the comma of its description: "the operator, Transvia"."""
    comma = next((n for n, i in enumerate(words) if i > head and tree.lower(i) == ","), None)
    if comma is None or lemma_of(tree, head) not in source_table().body.lemmas or comma + 1 >= len(words):
        return None
    rest = [i for i in words[comma + 1 :] if tree.words[i].upos != "PUNCT"]
    if not rest or tree.words[head].upos == "PROPN":
        return None
    start, end = tree.words[rest[0]].start, tree.words[rest[-1]].end
    named = (m for m in mentions.inside(Range(start, end)) if m.head == "name" and m.kind not in ("person", "place"))
    return next((m for m in named if m.span.start == start and m.span.end == end), None)


def _is_some_of(tree: Tree, words: Sequence[int], head: int, named: Mention) -> bool:
    """Whether a source is some of a party's people and not the party: "several other Republicans"."""
    people = named.kind == "party" and lemma_of(tree, head) in source_table().crowd.lemmas
    before = [i for i in words if i < head and tree.words[i].end <= named.span.start]
    several = (*source_table().quantifier.lemmas, "other")
    return people and any(tree.words[i].upos in ("ADJ", "NUM") or tree.lower(i) in several for i in before)


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
    named = (m for m in named if not _is_leaning(tree.text, m.span.start))
    return [m for m in named if m.span.text.split()[0].lower() not in comparing]


def _is_leaning(text: str, start: int) -> bool:
    """Whether a name only says whom somebody is for or against: the Sofia of "pro-Sofia media"."""
    return text[max(start - 5, 0) : start].lower().endswith(LEANING)


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
        made = made or _is_in_name_of(tree, before)
        if (behind and made) or (not behind and name.kind != "person") or (not behind and _owns(tree, name)):
            return name
    return None


def _is_in_name_of(tree: Tree, before: Sequence[int]) -> bool:
    """Whether words have "in the name of": "a message in the name of the smuggler known as Old Marek"."""
    lower = " ".join(tree.lower(i) for i in range(before[0], before[-1] + 1)) if before else ""
    return " in the name of" in lower or " on behalf of" in lower


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
    at_head = [m for m in _mentions_at(tree, mentions, head) if not _is_leaning(tree.text, m.span.start)]
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
    if tree.words[between[-1]].upos not in ("NOUN", "PROPN") or is_possessor(tree, between[-1], words):
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
        kind = kind_of_name(tree, first, head)
        text = spoken(mention.span.text) if _says_more(mention, first) else first.span.text
        text = person_name(text) if kind == "person" else ARTICLE.sub("", text)
        text = _without_medium(text) if kind == "media" else text
        kind = "media" if text != first.span.text and is_outlet_name(text) else kind
        return Party(holder=first.id, text=text, kind=kind, span=span, head=lemma_of(tree, head))
    if first is mention:
        told = _nominal(tree, _phrase(tree, head, span), head, span)
        return msgspec.structs.replace(told, holder=first.id, kind=kind_of_nominal(told.kind, mention.kind))
    top = head_of(tree, tree.within([Range(first.span.start, first.span.end)]))
    if top is None:
        return NOBODY
    kind = kind_of_nominal(kind_of_noun(tree, top), first.kind)
    text = tree.text[first.span.start : _end_of_owner(tree, top, first.span.end)]
    return Party(holder=first.id, text=spoken(text), kind=kind, span=span, head=lemma_of(tree, top))


def _end_of_owner(tree: Tree, head: int, end: int) -> int:
    """Where a description ends with whose they are behind it: "relatives of the trapped miners"."""
    after = head + 1
    if after >= len(tree.words) or tree.words[head].end != end or tree.lower(after) != "of":
        return end
    last = head
    for index in range(after + 1, min(after + LONGEST_OWNER, len(tree.words))):
        if tree.words[index].upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            break
        last = index
    return tree.words[last].end if last > head and tree.words[last].upos in ("NOUN", "PROPN") else end


def _without_medium(name: str) -> str:
    """An outlet's name without the common noun behind it: "Yonhap" of "Yonhap news agency"; not "State television"."""
    media = source_table().media
    words = name.split()
    while len(words) > 1 and words[-1].islower() and words[-1] in (*media.lemmas, *media.news_of, "news"):
        words.pop()
    known = len(words) < len(name.split()) and words[-1][0].isupper() and words[-1].lower() not in media.of_kinds
    return " ".join(words) if known else name


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
    """The words that say who: no preposition before them, up to the comma or dash behind which something is added."""
    found: list[int] = []
    for index in words:
        if index > head and tree.words[index].upos == "PUNCT" and not _lists_on(tree, index, words):
            break
        if index > head and index + 1 in words and _is_shown(tree, index + 1) and tree.words[index].upos != "NOUN":
            break
        if index == head + 1 and _is_spread(tree, words, head):
            break
        found.append(index)
    found = _without_left_over(tree, found, head)
    while found and tree.lower(found[-1]) in POSSESSOR:
        found.pop()
    while found and found[0] < head and tree.words[found[0]].upos == "ADP" and not is_at_least(tree, found[0]):
        found.pop(0)
    return found[: _scene_from(tree, found, head)]


def _is_spread(tree: Tree, words: Sequence[int], head: int) -> bool:
    """Whether a participle right behind a document only tells how it went round, not who made it: "handed out at"."""
    sources, participle = source_table(), head + 1
    document = lemma_of(tree, head) in sources.document.lemmas
    spread = tree.words[participle].upos == "VERB" and tree.words[participle].lemma.lower() in sources.shown.spread
    return document and spread and not any(tree.lower(i) in ("by", "from") for i in words if i > head)


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
    return tree.words[index].upos in ("ADP", "CCONJ", "SCONJ") and not is_hyphened(tree, index)


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
    opens = head == tree.sentences[max(tree.sentence(tree.words[head].start), 0)].first
    small = tree.text[tree.words[head].start].islower() or (opens and tree.words[head].upos == "NOUN")
    common = tree.words[head].upos in ("NOUN", "PROPN") and small
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
