"""The outlet's own sentences: what no source, cue and content covers, and says something of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.annotate.draft import Draft
from rashomon.annotate.trees import Tree
from rashomon.annotate.word_order import NOMINAL
from rashomon.parse import Range, SentenceSpan

FEWEST_WORDS = 3
NOT_TRUE = re.compile(
    r"It (?:is|was) (?:(?:simply|just|also) )?(?:not|never) (?:true|so|the case)(?: that)?", re.IGNORECASE
)
UNTRUE = re.compile(
    rf"(?:(?:But|And|Yet) )?(?P<told>{NOT_TRUE.pattern}\s[^\n“”\"]{{8,}}?)(?:, (?:as|contrary) [^\n]+)?[.!]?\s*\Z",
    re.IGNORECASE,
)
FINITE = frozenset({"VERB", "AUX"})


def said_untrue(tree: Tree, sentence: SentenceSpan) -> Range | None:
    """What a report itself calls untrue, "It is not true that ..." with what stands behind it but for who is told to
    have said it (", as the mayor said").
    """
    found = UNTRUE.match(tree.text, sentence.start, sentence.end)
    return Range(*found.span("told")) if found else None


def calls_untrue(tree: Tree, draft: Draft) -> bool:
    """Whether a draft is nobody's but the report's own, its cue the words "It is not true"."""
    cue = tree.text[draft.cue[0].start : draft.cue[-1].end] if draft.cue else ""
    return not draft.source and not draft.by and draft.outer is None and bool(NOT_TRUE.fullmatch(cue.strip()))


def own_clauses(tree: Tree, sentence: SentenceSpan, drafts: Sequence[Draft], is_title: bool) -> tuple[Range, ...]:
    """The outlet's own clause in a sentence: all of it where nobody's words stand in it, else the main clause or one
    joined to it that no statement touches; empty where nothing is the outlet's own.
    """
    words = list(range(sentence.first, sentence.last))
    if not words:
        return ()
    here = [d for d in drafts if d.start < sentence.end and d.end > sentence.start]
    if not here:
        says = is_title or _says_something(tree, words) or _is_sentence(tree, words)
        return tree.ranges(words) if says else ()
    taken = {i for d in here for i in tree.within((*d.source, *d.cue, *d.content))}
    root = next((i for i in words if tree.words[i].deprel == "root"), None)
    if root is None:
        return ()
    for clause in (root, *tree.all_children(root, "conj")):
        own = [i for i in tree.under(clause, keep=None) if i not in taken] if clause not in taken else []
        if own and _stands_alone(tree, clause, taken) and _says_something(tree, own):
            return _without_joints(tree, clause, taken, root)
    return _ahead(tree, words, taken)


def _ahead(tree: Tree, words: Sequence[int], taken: set[int]) -> tuple[Range, ...]:
    """The clause before the ", and" or the semicolon behind which somebody's words begin, by their order alone."""
    first = next((i for i in words if i in taken), words[0])
    joint = first - 1
    if joint > words[0] and tree.words[joint].upos == "CCONJ":
        joint -= 1
    own = list(range(words[0], joint))
    joined = joint > words[0] and tree.lower(joint) in (",", ";") and (joint < first - 1 or tree.lower(joint) == ";")
    opens = joined and tree.words[own[0]].upos not in ("SCONJ", "ADP", "CCONJ")
    plain = opens and any(tree.words[i].upos in FINITE for i in own) and _says_something(tree, own)
    return tree.ranges(own) if plain else ()


def _stands_alone(tree: Tree, clause: int, taken: set[int]) -> bool:
    """Whether a clause has a subject of its own that nobody's words cover, and no statement as its complement."""
    subject = tree.child(clause, "nsubj", "nsubj:pass", "expl")
    if subject is None or subject in taken or clause in taken:
        return False
    core = tree.all_children(clause, "ccomp", "xcomp", "obj", "aux", "cop", "obl")
    return not any(i in taken for i in core)


def _without_joints(tree: Tree, clause: int, taken: set[int], root: int) -> tuple[Range, ...]:
    """The clause's words but for branches that statements stand in, and other main clauses."""
    cut: set[int] = set()
    for child in tree.children[clause]:
        branch = tree.under(child)
        other_clause = clause == root and tree.words[child].deprel == "conj" and tree.child(child, "nsubj") is not None
        if other_clause or any(i in taken for i in branch) or tree.words[child].deprel == "cc":
            cut |= set(branch)
    pieces = tree.ranges([i for i in tree.under(clause) if i not in cut])
    return tuple(p for p in pieces if len(tree.within([p])) >= FEWEST_WORDS)


def _says_something(tree: Tree, words: Sequence[int]) -> bool:
    """Whether words make a sentence: a verb with a subject, or a verb and enough words around it."""
    full = [i for i in words if tree.words[i].upos != "PUNCT"]
    verbs = [i for i in full if tree.words[i].upos in FINITE]
    has_subject = any(tree.words[i].deprel.startswith("nsubj") for i in full)
    return len(full) >= FEWEST_WORDS and bool(verbs) and (has_subject or _is_finite(tree, full))


def _is_sentence(tree: Tree, words: Sequence[int]) -> bool:
    """Whether words that a full stop ends have a noun and then a verb, whatever the parse hung on what: "At noon (GMT)
    a bomb hit the ward."
    """
    verb = next((i for i in words if tree.words[i].upos in FINITE), None)
    noun = verb is not None and any(tree.words[i].upos in (*NOMINAL, "NUM") for i in words if i < verb)
    return noun and tree.lower(words[-1]) == "." and len(words) > FEWEST_WORDS


def _is_finite(tree: Tree, words: Sequence[int]) -> bool:
    """Whether an auxiliary stands behind a noun, whatever the parse hung on what: "the jets have flown"."""
    first = next((n for n, i in enumerate(words) if tree.words[i].upos == "AUX"), None)
    return first is not None and any(tree.words[i].upos in NOMINAL for i in words[:first])
