"""Through whom words came: the outlet they were told to, the report that retells them, the party that it cites.

A chain runs from the nearest to the report to the root; its last item is whose words they are. The report's own
outlet is no step of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.annotate.cues import reporting_verbs, verb_at
from rashomon.annotate.draft import Draft
from rashomon.annotate.kinds import demonyms, initials_of, kind_table, known_names
from rashomon.annotate.outlets import mention_of, outlet_words
from rashomon.annotate.source_heads import head_of
from rashomon.annotate.source_words import Mentions, lemma_of, source_table
from rashomon.annotate.sources import NOBODY, Party, party
from rashomon.annotate.trees import Tree
from rashomon.gazetteer import folded
from rashomon.parse import Range
from rashomon.records import SourceKind
from rashomon.timex.words import time_words

FEWEST_LETTERS = 3
LONGEST_CITED = 12
NEAREST = 5
"""Words before "to" or "with" in which "interview" stands."""
OPENING = 5
"""Words in which "as first reported by" stands."""
CITED: frozenset[SourceKind] = frozenset({"person", "anonymous", "body", "crowd", "media", "document"})


class Route(msgspec.Struct, frozen=True):
    """Who handed a statement on, nearest first; `cited` is the party behind its source, where one is cited."""

    through: tuple[Party, ...] = ()
    cited: Party | None = None


def is_own(outlet: str | None, name: str | None) -> bool:
    """Whether `name` is the report's own outlet, articles, case and "newspaper" apart."""
    if not outlet or not name:
        return False
    ours, theirs = _folded(outlet), _folded(name)
    if len(theirs) < FEWEST_LETTERS:
        return False
    return ours == theirs or f"{ours} ".startswith(f"{theirs} ") or f" {ours}".endswith(f" {theirs}")


def is_outlets_own(outlet: str | None, each: Party) -> bool:
    """Whether a party is the outlet itself: by its name, its initials, or a body that publishes its own words by the
    noun that its name begins with ("The Office" of an "Office of the Ombudsman").
    """
    if not outlet or not each.text or each.kind not in ("media", "body"):
        return False
    if each.kind == "media":
        return is_own(outlet, each.text) or each.text == initials_of(outlet)
    ours, theirs = _folded(outlet), _folded(each.text)
    shortened = each.text.split()[-1][:1].isupper() and ours.startswith(f"{theirs} of ")
    return ours == theirs or shortened or (len(each.text) >= FEWEST_LETTERS and each.text == initials_of(outlet))


def _folded(name: str) -> str:
    words = name.lower().replace("’", "'").split()
    return " ".join(w for w in words if w not in ("the", "newspaper", "daily", "website"))


def route(tree: Tree, mentions: Mentions, draft: Draft, outlet: str | None) -> Route:
    """How the statement came to this report, as far as its own clause says: of a statement inside another the other's
    content, else its sentence. Nobody hands on words of their own ("according to a report of AFP" has AFP once).
    """
    cue = _cue_verb(tree, draft)
    if cue is None:
        return Route()
    around = _around(tree, draft)
    steps = [p for p in (_told_to(tree, mentions, cue, draft, around), _retold_by(tree, mentions, cue, draft)) if p]
    steps += _first_told_by(tree, mentions, around)
    steps += _shown_to(tree, mentions, around)
    says = _folded(party(tree, mentions, draft.source).text or "")
    steps = [p for p in steps if _folded(p.text or "") != says]
    through = [p for p in steps if _is_outlet(mentions, p) and not is_own(outlet, p.text)]
    return Route(through=tuple(_distinct(through)), cited=_cited(tree, mentions, cue, draft, around))


def _around(tree: Tree, draft: Draft) -> list[int]:
    """The words in which a statement's way is told, its own content left out."""
    sentence = tree.sentences[max(tree.sentence(draft.cue[0].start), 0)]
    whole = draft.outer.content if draft.outer is not None else (Range(sentence.start, sentence.end),)
    content = set(tree.within(draft.content))
    if not any(tree.words[i].upos in ("VERB", "AUX") for i in content):
        content = set()
    return [i for i in tree.within(whole) if sentence.first <= i < sentence.last and i not in content]


def _is_outlet(mentions: Mentions, found: Party) -> bool:
    """Whether a party is an outlet by name, or by a noun that is one ("state television")."""
    row = mentions.by_id.get(found.holder or "")
    named = row is not None and row.head == "name" and any(c.isalpha() for c in row.span.text)
    sources = source_table()
    medium = found.kind == "media" or found.head in (*sources.media.lemmas, *sources.media.news_of)
    return bool(found.text) and (named or medium)


def _distinct(parties: Sequence[Party]) -> list[Party]:
    found: list[Party] = []
    for each in parties:
        if all((each.holder, each.text) != (other.holder, other.text) for other in found):
            found.append(each)
    return found


def _cue_verb(tree: Tree, draft: Draft) -> int | None:
    words = tree.within(draft.cue)
    verbs = [i for i in words if tree.words[i].upos == "VERB"]
    return verbs[0] if verbs else tree.top(words)


def _party_at(tree: Tree, mentions: Mentions, head: int) -> Party:
    words = tree.under(head, ("case", "punct", "acl:relcl", "acl", "ccomp"))
    pieces = tree.ranges(
        [i for i in words if i <= head or tree.words[i].deprel in ("flat", "appos", "compound", "nmod")]
    )
    return party(tree, mentions, pieces) if pieces else NOBODY


def outlet_from(
    tree: Tree, mentions: Mentions, first: int, last: int, *, told: bool, described: bool = False
) -> Party | None:
    """The outlet that the phrase from word `first` on names, if any."""
    name = outlet_words(tree, mentions, first, last, told=told, described=described)
    if not name:
        return None
    span = Range(tree.words[name[0]].start, tree.words[name[-1]].end)
    text = tree.text[span.start : span.end]
    owned = re.sub(r"['’]s?$", "", text)
    span = Range(span.start, span.start + len(owned))
    mention = mention_of(tree, mentions, name)
    if mention is not None and folded(mention.span.text) == folded(owned):
        return msgspec.structs.replace(party(tree, mentions, (span,)), kind="media")
    return Party(holder=None, text=owned, kind="media", span=span, head=lemma_of(tree, name[-1]))


def _told_to(tree: Tree, mentions: Mentions, cue: int, draft: Draft, around: Sequence[int]) -> Party | None:
    """The outlet that the words were told to: "told the Post", "confirmed it to AP", "in an interview with RTL"."""
    handed = source_table().handed
    plain = _told_by_order(tree, mentions, cue, around)
    if plain is not None or tree.words[cue].lemma.lower() not in handed.verbs:
        return plain
    taken = set(tree.within((*draft.content, *draft.source)))
    speaking = [c for c in tree.all_children(cue, "advcl", "xcomp") if tree.words[c].lemma.lower() in handed.verbs]
    for child in [
        c for verb in (cue, *speaking) for c in tree.all_children(verb, "obj", "iobj", "obl", "nmod", "ccomp")
    ]:
        if child in taken or child not in around or tree.words[child].upos not in ("NOUN", "PROPN", "X"):
            continue
        case = tree.child(child, "case")
        if case is not None and tree.lower(case) not in handed.prepositions:
            continue
        thing = tree.words[child].deprel == "obj" and lemma_of(tree, child) in source_table().press.lemmas
        if case is None and (child < cue or thing):
            continue
        found = _outlet_at(tree, mentions, child)
        if found is not None:
            return found
    return None


def _told_by_order(tree: Tree, mentions: Mentions, cue: int, around: Sequence[int]) -> Party | None:
    """The same by the order of words: an outlet right behind "told", or behind "interview with", "speaking to"."""
    for index in around:
        first = _addressed_from(tree, cue, index)
        if first is None or first not in around or not _is_of_cue(tree, cue, index, around):
            continue
        told = tree.lower(index) not in ("in", "on") and tree.lower(index - 1) != "according"
        found = outlet_from(tree, mentions, first, around[-1] + 1, told=told)
        if found is None and told and first == index + 1 and tree.lower(index) == "told":
            found = _told_once(tree, mentions, first)
        if found is not None:
            return found
    return None


def _told_once(tree: Tree, mentions: Mentions, first: int) -> Party | None:
    """An outlet of a name that no list has: one word behind "told", which the report neither introduces nor brings up
    again. A person would have a full name at first, a government would act elsewhere.
    """
    last = first
    while (
        last + 2 < len(tree.words)
        and tree.lower(last + 1) == "-"
        and tree.words[last].end == tree.words[last + 1].start
    ):
        last += 2
    text = tree.text[tree.words[first].start : tree.words[last].end]
    after = tree.text[tree.words[last + 1].start] if last + 1 < len(tree.words) else "."
    mention = mention_of(tree, mentions, range(first, last + 1))
    ordered = last + 1 < len(tree.words) and tree.lower(last + 1) in ("to", "not", "and", "about")
    alone = (
        not ordered
        and text[0].isupper()
        and not text.isupper()
        and not after.isupper()
        and tree.words[first].upos == "PROPN"
    )
    known = _is_given_name(text) or any(folded(w) in demonyms() or folded(w) in time_words().weekdays for w in (text,))
    if not alone or known or folded(text) in known_names() or len(re.findall(rf"\b{re.escape(text)}\b", tree.text)) > 1:
        return None
    if mention is not None and (mention.entity not in (None, mention.id) or folded(mention.span.text) != folded(text)):
        return None
    if mention is not None and mention.kind in ("place", "government") and last == first:
        return None
    span = Range(tree.words[first].start, tree.words[last].end)
    return Party(holder=mention.id if mention is not None else None, text=text, kind="media", span=span)


def _is_given_name(text: str) -> bool:
    given = kind_table().given_names
    return folded(text) in (*given.male, *given.female)


def _addressed_from(tree: Tree, cue: int, index: int) -> int | None:
    """Where the phrase for whom words are told to begins, if the word at `index` leads to one."""
    handed, form, lemma = source_table().handed, tree.lower(index), tree.words[index].lemma.lower()
    if form not in ("in", "on", "to", "with") and lemma not in handed.telling:
        return None
    barred = {tree.lower(i) for i in range(max(index - NEAREST - 2, 0), index)}
    if barred & {*source_table().anonymity.barred, "not", "n't", "n’t"} and lemma not in handed.telling:
        return None
    if tree.words[index].upos == "VERB" and lemma in handed.telling:
        return index + 1
    if form in ("in", "on"):
        speaking = index > 0 and tree.words[index - 1].lemma.lower() in (*handed.talking, "write", "appear")
        return index + 1 if index == cue + 1 or speaking else None
    if form not in ("to", "with"):
        return None
    first = tree.sentences[max(tree.sentence(tree.words[index].start), 0)].first
    for before in range(index - 1, max(first, index - NEAREST) - 1, -1):
        word = tree.words[before]
        talks = word.lemma.lower() in handed.talking and word.upos != "NOUN"
        if word.lemma.lower() in handed.occasions or talks or (before == cue and form == "to"):
            return index + 1
        if word.upos in ("VERB", "PUNCT"):
            return None
    return None


def _is_of_cue(tree: Tree, cue: int, index: int, around: Sequence[int]) -> bool:
    """Whether no other speaker's verb stands between a cue and the words beside it."""
    first, last = min(cue, index), max(cue, index)
    between = [i for i in around if first < i < last and tree.words[i].upos == "VERB"]
    return not any(tree.words[i].lemma.lower() in reporting_verbs() and tree.child(i, "nsubj") for i in between)


def _outlet_at(tree: Tree, mentions: Mentions, head: int) -> Party | None:
    """The medium at a noun, whose programme or journalist it is, or with whom the interview was."""
    here = _party_at(tree, mentions, head)
    sources = source_table()
    if here.text and (here.kind == "media" or here.head in (*sources.media.lemmas, *sources.media.news_of)):
        return here
    deeper = tree.all_children(head, "nmod:poss", "compound", "appos")
    if tree.words[head].lemma.lower() in source_table().handed.occasions:
        deeper += tree.all_children(head, "nmod", "acl", "obl")
    for child in deeper:
        found = _party_at(tree, mentions, child)
        if found.kind == "media" and found.text and found.text != found.text.lower():
            return found
    return None


def _retold_by(tree: Tree, mentions: Mentions, cue: int, draft: Draft) -> Party | None:
    """The Post of "according to the Post" beside a statement that is somebody else's."""
    taken = set(tree.within((*draft.content, *draft.source, *draft.cue)))
    quoted = tree.words[cue].lemma.lower() in source_table().handed.citing
    for child in tree.all_children(cue, "obl", "advmod", "advcl"):
        if child in taken:
            continue
        words = tree.under(child)
        opening = {tree.lower(i) for i in words[:2]}
        if "according" not in opening and not (quoted and "by" in opening):
            continue
        heads = [child] if tree.lower(child) != "according" else tree.all_children(child, "obl", "nmod", "obj")
        for head in heads:
            found = _party_at(tree, mentions, head)
            if found.kind == "media" and found.text:
                return found
    return None


def _first_told_by(tree: Tree, mentions: Mentions, around: Sequence[int]) -> list[Party]:
    """The outlet of "as first reported by X" and "according to X" beside a statement that is somebody else's."""
    for index in around:
        opening = [tree.lower(i) for i in range(index, min(index + OPENING, around[-1] + 1))]
        if opening[:1] != ["as"] or "by" not in opening:
            continue
        verb = index + opening.index("by") - 1
        plain = all(tree.words[i].upos in ("ADV", "ADJ", "NUM") for i in range(index + 1, verb))
        if plain and tree.words[verb].lemma.lower() in source_table().handed.verbs:
            found = outlet_from(tree, mentions, verb + 2, around[-1] + 1, told=True)
            return [found] if found is not None else []
    return []


def _shown_to(tree: Tree, mentions: Mentions, around: Sequence[int]) -> list[Party]:
    """The outlet of "a letter seen by X", "quoted by X", "in a statement carried by X"."""
    shown = source_table().shown
    for index in around:
        occasion = (
            tree.words[index].upos != "NOUN" or tree.words[index].lemma.lower() in source_table().handed.occasions
        )
        read = verb_at(tree, index) in (*shown.privately, *shown.publicly) and occasion
        if not read or index + 1 not in around:
            continue
        near = [i for i in range(index + 1, index + 1 + NEAREST) if i in around]
        first = next((i for i in near if tree.lower(i) in shown.prepositions), None)
        if first is None or any(tree.words[i].upos in ("VERB", "NOUN") for i in range(index + 1, first)):
            continue
        told = verb_at(tree, index) in shown.privately and tree.lower(first) not in ("in", "on")
        carries = verb_at(tree, index) in shown.carrying and tree.lower(first) == "by"
        found = outlet_from(tree, mentions, first + 1, around[-1] + 1, told=told, described=carries)
        if found is not None:
            return [found]
    return []


def _cited(tree: Tree, mentions: Mentions, cue: int, draft: Draft, around: Sequence[int]) -> Party | None:
    """The party that the source cites for these words: "the Post reported, citing two officials", "quoted him"."""
    citing, handed = source_table().handed.citing, source_table().handed.verbs
    clauses = [
        c
        for c in tree.all_children(cue, "advcl", "parataxis", "xcomp", "conj", "acl")
        if tree.words[c].lemma.lower() in citing and tree.lower(c).endswith("ing") and c in around
    ]
    if tree.words[cue].lemma.lower() == "quote" and tree.child(cue, "aux:pass", "nsubj:pass") is None:
        clauses = [cue, *clauses]
    taken = set(tree.within((*draft.content, *draft.source)))
    cited = [(head, None) for clause in clauses if (head := tree.child(clause, "obj")) is not None]
    for head, phrase in [*_cited_by_order(tree, around), *cited]:
        if head in taken:
            continue
        found = party(tree, mentions, phrase) if phrase else _party_at(tree, mentions, head)
        kinds = CITED if tree.words[cue].lemma.lower() in handed else CITED - {"document"}
        if found.kind in kinds and found.text:
            word = tree.words[head]
            return msgspec.structs.replace(found, span=found.span or Range(word.start, word.end))
    return None


def _cited_by_order(tree: Tree, around: Sequence[int]) -> list[tuple[int, tuple[Range, ...] | None]]:
    """Head and extent of the phrase behind ", citing" in the words around a statement."""
    citing = source_table().handed.citing
    for index in around:
        cites = tree.words[index].lemma.lower() in citing and tree.lower(index).endswith("ing")
        if not cites or index == 0 or tree.lower(index - 1) not in (",", "”", '"'):
            continue
        phrase = [i for i in range(index + 1, index + 1 + LONGEST_CITED) if i in around]
        stops = [n for n, i in enumerate(phrase) if _ends_cited(tree, i)]
        phrase = phrase[: stops[0]] if stops else phrase
        head = head_of(tree, phrase) if phrase else None
        return [(head, tree.ranges(phrase)[:1])] if head is not None else []
    return []


def _ends_cited(tree: Tree, index: int) -> bool:
    described = tree.words[index].upos == "VERB" and tree.words[index - 1].upos in ("DET", "ADJ", "NUM")
    ends = tree.words[index].upos in ("PUNCT", "VERB", "AUX") or tree.lower(index) in ("who", "which", "that", "whose")
    return ends and not described
