"""What only looks like a statement: hedges, deeds, what others expect, "according to schedule", scare quotes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rashomon.annotate.anonymity import is_anonymity_clause
from rashomon.annotate.cues import cue_table, deeds, hearsay, is_known, not_sources, reporting_verbs, sense, verb_at
from rashomon.annotate.draft import FIGURE, Draft
from rashomon.annotate.sources import is_no_party
from rashomon.annotate.trees import Tree
from rashomon.parse import Range

ANYONE = frozenset({"nothing", "you", "one", "no", "nobody", "none", "anybody", "anyone"})
RELATIVE = frozenset({"which", "who", "whom", "what", "as", "that", "how", "why"})
LONGEST_MARKER = 28
"""Characters of a content in which a formula of anonymity may end."""
SURE = 0.7
"""From here on the model's word is taken for a cue that no table knows (on PolNeAR dev as right as the others)."""
SCARE_WORDS = 3
"""A quotation of so few words that nobody is said to say stands in scare quotes."""


def is_none(tree: Tree, draft: Draft) -> bool:
    """Whether it only looks like a statement: "according to schedule", two words in scare quotes."""
    if draft.rule == FIGURE:
        return False
    source = tree.within(draft.source)
    anyone = all(tree.lower(i) in ANYONE for i in source) and not draft.by
    if source and (anyone or _is_sentence(tree, source) or _is_no_one(tree, source)):
        return True
    if source and tree.words[tree.top(source) or source[0]].lemma.lower() in cue_table().no_speaker.lemmas:
        return True
    cue = [tree.lower(i) for i in tree.within(draft.cue)]
    if cue and cue[0] == "according":
        top = tree.top(source)
        if top is None or tree.words[top].lemma.lower() in not_sources():
            return True
    words = [i for i in tree.within(draft.content) if tree.words[i].upos != "PUNCT"]
    if draft.cue and words and tree.lower(words[0]) == "by" and not any(tree.words[i].upos == "VERB" for i in words):
        return True
    if draft.cue and _is_marker(tree, draft):
        return True
    if (
        _is_state(tree, draft, words)
        or _is_hoped(tree, draft)
        or _is_contrary(tree, draft)
        or _is_unpublished(tree, draft, words)
        or _is_citing(tree, draft, words)
    ):
        return True
    if all(tree.lower(i) in RELATIVE for i in words) or _is_hedge(tree, draft) or _is_deed(tree, draft, words):
        return True
    return not draft.source and not draft.cue and len(words) <= SCARE_WORDS


def _is_no_one(tree: Tree, source: Sequence[int]) -> bool:
    """Whether a source says that nobody spoke: "no group", "none of the drivers", "not one of them"; "neither side"
    is two parties, and "no longer" no party at all.
    """
    first = tree.lower(source[0])
    after = tree.lower(source[1]) if len(source) > 1 else ""
    return (first in ("no", "none") and after != "longer") or (first == "not" and after in ("one", "a"))


def _is_marker(tree: Tree, draft: Draft) -> bool:
    """Whether a cue and its content say no more than that somebody is not named: "asked not to be named"; not "told
    us on condition of anonymity that ...".
    """
    start, content = draft.cue[-1].start, draft.content[0].start
    ahead = is_anonymity_clause(tree.text, start, content)
    return not (ahead and start < content) and is_anonymity_clause(tree.text, start, content + LONGEST_MARKER)


def _is_sentence(tree: Tree, source: Sequence[int]) -> bool:
    """Whether a source is a whole clause, and so nobody: "Rome and Washington reached agreement"."""
    inside = set(source)
    verbs = [i for i in source if tree.words[i].upos == "VERB" and not tree.words[i].deprel.startswith("acl")]
    verbs = [i for i in verbs if not tree.lower(i).endswith("ing")]
    relative = any(tree.lower(i) in ("who", "which", "that", "whose", ",") for i in source)
    return not relative and any(c in inside for i in verbs for c in tree.all_children(i, "nsubj"))


def _is_state(tree: Tree, draft: Draft, words: Sequence[int]) -> bool:
    """Whether nobody's passive behind its subject tells how a thing is, and no words: "none of them are listed"."""
    cue = tree.within(draft.cue)
    if draft.source or not cue or draft.content[-1].end > draft.cue[0].start or len(draft.content) > 1:
        return False
    passive = tree.words[cue[0]].lemma.lower() == "be" and tree.words[cue[-1]].upos == "VERB" and cue[-1] > cue[0]
    return passive and not any(tree.words[i].upos in ("VERB", "AUX", "PUNCT") for i in words)


def _is_hedge(tree: Tree, draft: Draft) -> bool:
    """Whether nobody's passive only hedges the outlet's own sentence: "are believed to have died", or tells what is to
    be done: "will be asked for, and decided on each time".
    """
    cue, source = tree.within(draft.cue), tree.within(draft.source)
    if not cue or (source and not is_no_party(tree, source, tree.top(source) or source[0])):
        return False
    joined = tree.words[cue[0]].deprel == "conj" and _is_passive(tree, tree.words[cue[0]].head)
    done = source and tree.lower(cue[0]).endswith("ed") and tree.words[max(cue[0] - 1, 0)].upos == "CCONJ"
    passive = joined or done or any(tree.words[i].lemma.lower() == "be" for i in cue)
    return bool(passive) and sense(tree, cue, tree.within(draft.content)).kind in ("belief", "intention")


def _is_passive(tree: Tree, verb: int) -> bool:
    return verb >= 0 and tree.child(verb, "aux:pass", "nsubj:pass") is not None


def _is_deed(tree: Tree, draft: Draft, words: Sequence[int]) -> bool:
    """Whether a cue tells of a deed: a verb of doing with no verb of saying beside it, or one that no table of cues
    knows over a thing and no clause. What quotation marks hold is said.
    """
    if any(m in tree.text[max(draft.content[0].start - 1, 0) : draft.content[-1].end + 1] for m in '"“”«»'):
        return False
    cue = tree.within(draft.cue)
    if is_hearsay(tree, draft.cue) and len(cue) > 1:
        return True
    verbs = [tree.words[i].lemma.lower() for i in cue if tree.words[i].upos == "VERB"]
    if any(v in deeds() for v in verbs) and not any(v in reporting_verbs() for v in verbs):
        return "make" not in verbs or not any(tree.lower(i) in ("clear", "plain", "known") for i in cue)
    if is_known(tree, cue) or not any(tree.words[i].upos in ("VERB", "AUX") for i in cue):
        return False
    if draft.confidence is not None and draft.confidence >= SURE:
        return False
    if tree.sentence(draft.content[0].start) != tree.sentence(draft.cue[0].start):
        return True
    return not any(tree.words[i].upos in ("VERB", "AUX") and tree.child(i, "nsubj", "mark") is not None for i in words)


def _is_hoped(tree: Tree, draft: Draft) -> bool:
    """Whether a cue is what others expect of its subject: "the committee is expected to recommend ..."."""
    cue = tree.within(draft.cue)
    pairs = pairwise(cue)
    content = tree.within(draft.content)
    to = any(tree.lower(i) == "to" for i in (*cue, *content[:1]))
    saying = cue and not draft.source and tree.lower(cue[0]) == "is" and tree.lower(max(cue[0] - 1, 0)) == "it"
    if not (to or saying) or not draft.cue or (draft.source and draft.source[0].start > draft.cue[0].start):
        return False
    return any(tree.words[a].lemma.lower() == "be" and tree.lower(b) in cue_table().expected.lemmas for a, b in pairs)


def _is_contrary(tree: Tree, draft: Draft) -> bool:
    """Whether the outlet sets its own word against somebody's: "contrary to what the army says, ..."."""
    source = tree.within(draft.source)
    if not source or source[0] < 2 or not draft.cue or draft.content[0].start < draft.cue[-1].end:
        return False
    return tree.lower(source[0] - 1) == "what" and tree.lower(source[0] - 2) in ("to", "despite", "unlike")


def _is_citing(tree: Tree, draft: Draft, words: Sequence[int]) -> bool:
    """Whether a cue only points to a source: the "citing two people" of a statement that is told beside it."""
    cue = [tree.lower(i) for i in tree.within(draft.cue)]
    finite = any(tree.words[i].upos in ("VERB", "AUX") and tree.child(i, "nsubj") is not None for i in words)
    return len(cue) == 1 and cue[0] in ("citing", "quoting") and not finite


def _is_unpublished(tree: Tree, draft: Draft, words: Sequence[int]) -> bool:
    """Whether it is told of somebody that they have not brought a thing out: "have not published a death toll"."""
    cue = tree.within(draft.cue)
    perfect = any(tree.words[i].lemma.lower() == "have" for i in cue) and any(
        tree.lower(i) in cue_table().negators.words for i in cue
    )
    issued = bool(cue) and verb_at(tree, cue[-1]) in cue_table().vehicles.verbs
    return perfect and issued and not any(tree.words[i].upos in ("VERB", "AUX") for i in words)


def is_hearsay(tree: Tree, cue: Sequence[Range]) -> bool:
    """Whether a cue says that somebody says so, and not who: "reportedly"."""
    return any(tree.lower(i) in hearsay() for i in tree.within(cue))
