"""Questions put to somebody, and the answer withheld: "Asked whether it was safe, the minister declined to comment."

Whoever is asked does not ask: the question is what the refusal is of, or nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.annotate.cues import sense
from rashomon.annotate.draft import Draft
from rashomon.annotate.trees import Tree

ASKED = frozenset({"asked", "pressed", "questioned", "quizzed"})
BEFORE_ASKED = frozenset({"when", "if", ",", "but", "and"})


def with_answers(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with each question that a sentence's subject was asked joined to the refusal in that sentence, and
    left out where nobody is said to ask.
    """
    asked = [d for d in drafts if _is_put(tree, d)]
    found: list[Draft] = []
    for draft in drafts:
        if draft in asked:
            continue
        question = next((q for q in asked if _is_answer(tree, draft, q)), None)
        if question is None:
            found.append(draft)
        else:
            pieces = tuple(sorted({*question.content, *draft.content}))
            found.append(msgspec.structs.replace(draft, content=pieces))
    return found


def _is_put(tree: Tree, draft: Draft) -> bool:
    """Whether a cue is a participle that opens its sentence: "Asked whether ..."."""
    words = tree.within(draft.cue)
    if not words or tree.lower(words[0]) not in ASKED:
        return False
    sentence = tree.sentences[max(tree.sentence(tree.words[words[0]].start), 0)]
    return all(tree.lower(i) in BEFORE_ASKED for i in range(sentence.first, words[0]))


def _is_answer(tree: Tree, draft: Draft, question: Draft) -> bool:
    if not draft.cue or tree.sentence(draft.cue[0].start) != tree.sentence(question.cue[0].start):
        return False
    if any(c.start < q.end and q.start < c.end for c in draft.content for q in question.content):
        return False
    return sense(tree, tree.within(draft.cue), tree.within(draft.content)).kind == "refusal"
