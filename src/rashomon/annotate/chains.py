"""Through whom words came: the outlet they were told to, the report that retells them, the party that it cites.

A chain runs from the nearest to the report to the root; its last item is whose words they are. The report's own
outlet is no step of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.annotate.reported import Draft
from rashomon.annotate.source_words import Mentions, source_table
from rashomon.annotate.sources import NOBODY, Party, head_of, party
from rashomon.annotate.trees import Tree
from rashomon.parse import Range
from rashomon.records import Mention

FEWEST_LETTERS = 3
LONGEST_CITED = 12
NEAREST = 5
"""Words before an outlet's name in which "interview with" stands."""


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


def _folded(name: str) -> str:
    words = name.lower().replace("’", "'").split()
    return " ".join(w for w in words if w not in ("the", "newspaper", "daily", "website"))


def route(tree: Tree, mentions: Mentions, draft: Draft, outlet: str | None) -> Route:
    """How the statement came to this report, as far as its own sentence says."""
    cue = _cue_verb(tree, draft)
    if cue is None:
        return Route()
    steps = [p for p in (_told_to(tree, mentions, cue, draft), _retold_by(tree, mentions, cue, draft)) if p]
    through = [p for p in steps if _is_outlet(mentions, p) and not is_own(outlet, p.text)]
    return Route(through=tuple(_distinct(through)), cited=_cited(tree, mentions, cue, draft))


def _is_outlet(mentions: Mentions, found: Party) -> bool:
    """Whether a party is an outlet by name, or by a noun that is one ("state television")."""
    row = mentions.by_id.get(found.holder or "")
    named = row is not None and row.head == "name" and any(c.isalpha() for c in row.span.text)
    sources = source_table()
    return bool(found.text) and (named or found.head in (*sources.media.lemmas, *sources.media.news_of))


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


def _told_to(tree: Tree, mentions: Mentions, cue: int, draft: Draft) -> Party | None:
    """The outlet that the words were told to: "told the Post", "confirmed it to AP", "in an interview with RTL"."""
    handed = source_table().handed
    if tree.words[cue].lemma.lower() not in handed.verbs:
        return None
    taken = set(tree.within((*draft.content, *draft.source)))
    speaking = [c for c in tree.all_children(cue, "advcl", "xcomp") if tree.words[c].lemma.lower() in handed.verbs]
    for child in [
        c for verb in (cue, *speaking) for c in tree.all_children(verb, "obj", "iobj", "obl", "nmod", "ccomp")
    ]:
        if child in taken or tree.words[child].upos not in ("NOUN", "PROPN", "X"):
            continue
        case = tree.child(child, "case")
        if case is not None and tree.lower(case) not in handed.prepositions:
            continue
        found = _outlet_at(tree, mentions, child)
        if found is not None:
            return found
    return _told_by_order(tree, mentions, cue, draft)


def _told_by_order(tree: Tree, mentions: Mentions, cue: int, draft: Draft) -> Party | None:
    """The same by the order of words: an outlet right behind "told", or behind "interview with", "speaking to"."""
    sentence = tree.sentences[max(tree.sentence(tree.words[cue].start), 0)]
    for name in mentions.inside(Range(sentence.start, sentence.end)):
        taken = any(r.start < name.span.end and name.span.start < r.end for r in (*draft.content, *draft.source))
        if name.head != "name" or taken or not _is_told(tree, cue, name, sentence.first):
            continue
        found = party(tree, mentions, (Range(name.span.start, name.span.end),))
        return msgspec.structs.replace(found, kind="media")
    return None


def _is_told(tree: Tree, cue: int, name: Mention, first: int) -> bool:
    handed = source_table().handed
    at = tree.within([Range(name.span.start, name.span.end)])
    if not at:
        return False
    before = [
        i
        for i in range(max(first, at[0] - NEAREST), at[0])
        if tree.words[i].upos not in ("DET", "ADJ", "PROPN", "PART")
    ]
    lemmas = [tree.words[i].lemma.lower() for i in before]
    if name.kind == "media" and before and before[-1] == cue and lemmas[-1] in ("tell", "inform"):
        return True
    handed_on = name.kind == "media" and lemmas[-1:] == ["to"] and before[-1] > cue
    if handed_on and tree.words[cue].lemma.lower() in handed.verbs:
        return True
    occasion = len(lemmas) > 1 and lemmas[-1] in ("to", "with") and lemmas[-2] in (*handed.occasions, "speak", "talk")
    return occasion and name.kind in ("media", "organisation", "company", "other")


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
        if found.kind == "media" and found.text:
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


def _cited(tree: Tree, mentions: Mentions, cue: int, draft: Draft) -> Party | None:
    """The party that the source cites for these words: "the Post reported, citing two officials", "quoted him"."""
    citing = source_table().handed.citing
    clauses = [
        c
        for c in tree.all_children(cue, "advcl", "parataxis", "xcomp", "conj", "acl")
        if tree.words[c].lemma.lower() in citing and tree.lower(c).endswith("ing")
    ]
    if tree.words[cue].lemma.lower() == "quote" and tree.child(cue, "aux:pass", "nsubj:pass") is None:
        clauses = [cue, *clauses]
    taken = set(tree.within((*draft.content, *draft.source)))
    heads = [tree.child(clause, "obj") for clause in clauses] + [_cited_by_order(tree, draft)]
    for cited in heads:
        if cited is None or cited in taken:
            continue
        found = _party_at(tree, mentions, cited)
        if found.kind in ("person", "anonymous", "body", "crowd", "media") and found.text:
            word = tree.words[cited]
            return msgspec.structs.replace(found, span=found.span or Range(word.start, word.end))
    return None


def _cited_by_order(tree: Tree, draft: Draft) -> int | None:
    """The head of the phrase behind ", citing" in the cue's sentence."""
    sentence = tree.sentences[max(tree.sentence(draft.cue[0].start), 0)]
    for index in range(sentence.first + 1, sentence.last - 1):
        if tree.lower(index) == "citing" and tree.lower(index - 1) in (",", "”", '"'):
            phrase = list(range(index + 1, min(index + 1 + LONGEST_CITED, sentence.last)))
            stops = [n for n, i in enumerate(phrase) if tree.words[i].upos in ("PUNCT", "VERB", "AUX")]
            phrase = phrase[: stops[0]] if stops else phrase
            return head_of(tree, phrase) if phrase else None
    return None
