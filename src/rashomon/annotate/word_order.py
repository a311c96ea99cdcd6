"""Sources by the order of words alone, for where the parser went astray: "the guard said", "said the guard"."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.annotate.trees import Tree
from rashomon.parse import Range

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
LONGEST_BEFORE = 8
"""Words that a source before its cue may have where only their order shows it."""
LONGEST_AFTER = 20
OPENERS = frozenset({"but", "and", "however", "meanwhile", "still", "yet", "so", "then", "also", "later"})


def source_by_order(tree: Tree, cue: Sequence[Range], content: Sequence[Range]) -> tuple[Range, ...]:
    """The noun phrase right before an active cue, or behind it where the content went before ("said the guard")."""
    words = tree.within(cue)
    if not words or not is_active(tree, words):
        return ()
    taken = set(tree.within(content))
    before = _run(tree, range(words[0] - 1, -1, -1), taken)[::-1] or _before_aside(tree, words[0], taken)
    opens = bool(before) and tree.words[before[0]].upos not in ("ADP", "PART")
    if opens and len(before) <= LONGEST_BEFORE and _is_phrase(tree, before):
        return tree.ranges(before)[:1]
    if content and content[0].start < cue[0].start:
        after = _run(tree, range(words[-1] + 1, len(tree.words)), taken)
        if after and len(after) <= LONGEST_AFTER and _is_phrase(tree, after) and tree.words[after[0]].upos != "ADP":
            return tree.ranges(after)[:1]
    return ()


def is_active(tree: Tree, cue: Sequence[int]) -> bool:
    """Whether a cue holds a verb that is no passive: no form of "be" right before a participle."""
    verbs = [i for i in cue if tree.words[i].upos == "VERB"]
    if not verbs or tree.child(verbs[-1], "aux:pass") is not None:
        return False
    be = any(tree.words[i].lemma.lower() == "be" for i in cue)
    return not be or tree.lower(verbs[-1]).endswith("ing")


def _run(tree: Tree, order: range, taken: set[int]) -> list[int]:
    """The words in `order` up to a mark, the sentence's end or what is taken."""
    found: list[int] = []
    sentence = tree.sentence(tree.words[order.start].start) if 0 <= order.start < len(tree.words) else -1
    for index in order:
        word = tree.words[index]
        stops = word.upos in ("PUNCT", "SCONJ") or (order.step < 0 and word.upos in ("VERB", "AUX", "ADV", "CCONJ"))
        if index in taken or stops or tree.sentence(word.start) != sentence:
            break
        found.append(index)
    return found


def _is_phrase(tree: Tree, words: Sequence[int]) -> bool:
    nominal = any(tree.words[i].upos in NOMINAL for i in words)
    opens = ("it", "there", "i", "you", "we", "that", "which", "what", "whose", "whom")
    return nominal and tree.lower(words[0]) not in opens


def opening_phrase(tree: Tree, cue: Sequence[Range], content: Sequence[Range]) -> list[int]:
    """The phrase that opens a cue's sentence, where an aside between commas parts it from the cue; else nothing."""
    words = tree.within(cue)
    if not words or not is_active(tree, words):
        return []
    found = _before_aside(tree, words[0], set(tree.within(content)))
    return found if found and len(found) <= LONGEST_BEFORE and _is_phrase(tree, found) else []


def _before_aside(tree: Tree, cue: int, taken: set[int]) -> list[int]:
    """The phrase that opens the sentence, where nothing but an aside between commas parts it from the cue."""
    mark = tree.lower(cue - 1) if cue else ""
    if mark not in (",", "–", "—"):
        return []
    first = tree.sentences[max(tree.sentence(tree.words[cue].start), 0)].first
    if tree.lower(first) in OPENERS:
        first += 1
    found: list[int] = []
    for index in range(first, cue - 1):
        if tree.lower(index) == mark:
            break
        if index in taken or tree.words[index].upos in ("VERB", "AUX", "SCONJ", "PUNCT"):
            return []
        found.append(index)
    opens_clause = bool(found) and tree.words[found[0]].upos in ("ADP", "ADV")
    return [] if opens_clause else found
