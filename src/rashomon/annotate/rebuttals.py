"""Which statements deny: an answer in the negative that follows a party's own denial, and a thing called false.

"The ministry rejected the report. “No shell fell there,” its spokesman said": the quotation is the denial's own words.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.annotate.modality_words import modality_table
from rashomon.annotate.parted import CALLING
from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.annotate.voices import Page, Voiced, key_of
from rashomon.records import Statement

NEAR = 2
"""Sentences behind a denial in which its party's next words are its answer."""
OWNERS = frozenset({"its", "their", "his", "her"})


def with_denials(page: Page, rows: Sequence[Statement], voiced: Sequence[Voiced]) -> list[Statement]:
    """Rows in which a negative statement right behind its party's denial is one too."""
    found: list[Statement] = []
    for number, (row, each) in enumerate(zip(rows, voiced, strict=True)):
        before = next((n for n in range(number - 1, -1, -1) if voiced[n].draft.outer is None), None)
        answers = before is not None and found[before].kind == "denial" and _goes_on(page, voiced[before], each)
        plain = row.kind == "assertion" and row.voice == "attributed" and row.certainty == "certain"
        says_no = row.polarity == "negative" or _is_false(page.tree, each)
        found.append(msgspec.structs.replace(row, kind="denial") if answers and plain and says_no else row)
    return found


def _goes_on(page: Page, before: Voiced, each: Voiced) -> bool:
    """Whether somebody speaks on right behind a party's words: the party, or who belongs to it ("its spokesman")."""
    tree = page.tree
    near = 0 <= tree.sentence(each.draft.start) - tree.sentence(before.draft.end - 1) <= NEAR
    first = tree.within(each.draft.source)[:1]
    owned = bool(first) and tree.lower(first[0]) in OWNERS
    return near and bool(key_of(each.party)) and (owned or key_of(each.party) == key_of(before.party))


def _is_false(tree: Tree, each: Voiced) -> bool:
    """Whether words call something false: "an invention", "a fairy tale"."""
    words = tree.within(each.draft.content)
    low = " ".join(tree.lower(i) for i in words)
    falsity = modality_table().falsity
    return any(tree.words[i].lemma.lower() in falsity.false for i in words) or any(p in low for p in falsity.tales)


def calls_false(tree: Tree, cue: Sequence[int], content: Sequence[int]) -> bool:
    """Whether a cue of calling calls a thing that was said false: "called the allegation baseless"."""
    sources = source_table()
    if not any(tree.words[i].lemma.lower() in CALLING for i in cue):
        return False
    things = {*sources.answered.things, *sources.document.lemmas}
    said = next((n for n, i in enumerate(content) if tree.words[i].lemma.lower() in things), None)
    falsity = modality_table().falsity
    behind = [] if said is None else content[said + 1 :]
    low = " ".join(tree.lower(i) for i in behind)
    named = any({tree.words[i].lemma.lower(), tree.lower(i)} & set(falsity.false) for i in behind)
    return named or any(p in low for p in falsity.tales)
