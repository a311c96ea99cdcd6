"""The time expression that says when something was said ("said on Thursday"), told from those inside what was said."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.annotate.draft import Draft
from rashomon.annotate.record import TimeReading
from rashomon.annotate.trees import Tree
from rashomon.parse import Range

SAID_TYPES = frozenset({"DATE", "TIME"})


def said_at(tree: Tree, draft: Draft, times: Sequence[TimeReading]) -> TimeReading | None:
    """The first expression that hangs on the cue and stands outside the content; None where none does."""
    if not draft.cue:
        return None
    cue = set(tree.within(draft.cue))
    number = tree.sentence(draft.cue[0].start)
    sentence = tree.sentences[number] if 0 <= number < len(tree.sentences) else None
    if sentence is None:
        return None
    for time in times:
        expression = time.expression
        if expression.end <= sentence.start or expression.start >= sentence.end or expression.type not in SAID_TYPES:
            continue
        here = Range(expression.start, expression.end)
        if any(here.start < c.end and c.start < here.end for c in (*draft.content, *draft.source)):
            continue
        top = tree.top(tree.within([here]))
        if top is not None and (top in cue or tree.words[top].head in cue or _beside(tree, draft, here)):
            return time
    return None


def _beside(tree: Tree, draft: Draft, here: Range) -> bool:
    """Whether nothing but a preposition stands between the cue and the expression."""
    last = draft.cue[-1]
    if here.start >= last.end:
        return tree.text[last.end : here.start].strip().lower() in ("", "on", "in", "late", "early")
    return tree.text[here.end : draft.cue[0].start].strip() in ("", ",")
