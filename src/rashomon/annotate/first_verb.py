"""What a clause's first verb shows by the order of words alone: who is told to do it, whether "not" stands in it.

A long report is parsed less well than a sentence by itself, and then subject, auxiliaries and negators hang anywhere;
English puts the subject first and all that turns a verb round right beside it (Huddleston & Pullum 2002, 3.2, 9.2).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.annotate.modality_words import modality_table
from rashomon.annotate.source_heads import head_of
from rashomon.annotate.source_words import is_listed, lemma_of
from rashomon.annotate.trees import Tree

BECOMING = frozenset({"be", "remain", "seem", "stay", "become"})
QUESTION = frozenset({"who", "what", "whether", "if", "when", "where", "why", "how", "which", "whose", "whom"})
BREAKING = frozenset(
    {"that", "who", "which", "whose", "what", "if", "when", "because", "while", "although", ",", ";", ":"}
)
OWNERS = frozenset({"its", "his", "her", "their", "our", "my"})
MARKS = frozenset("\"“”'‘’")
LEADING = frozenset({"that", "and", "but", "really", "also"})
LONGEST_SUBJECT = 12
LONGEST_GROUP = 5


class FirstVerb(msgspec.Struct, frozen=True):
    """A clause's first verb: `subject` before it, `group` with its auxiliaries and adverbs, up to `main`."""

    subject: tuple[int, ...]
    group: tuple[int, ...]
    main: int
    negated: bool
    is_owned: bool
    """Whether the subject is people or a body of the speaker's: "its officers"."""
    plans: bool
    """Whether a plan is told of the subject: "planned to meet", "is committed to finding"."""
    obliges: bool
    """Whether the verb says what ought to be done: "should be withheld"."""


def first_verb(tree: Tree, words: Sequence[int]) -> FirstVerb | None:
    """The first verb of the clause that `words` open with; None where another clause or a mark comes before it."""
    full = [i for i in words if tree.lower(i) not in MARKS]
    while full and tree.lower(full[0]) in LEADING:
        full.pop(0)
    start = next((n for n, i in enumerate(full[:LONGEST_SUBJECT]) if tree.words[i].upos in ("VERB", "AUX")), 0)
    if not start or any(tree.lower(i) in BREAKING for i in full[:start]) or _is_participle(tree, full[start]):
        return None
    behind = full[start : start + LONGEST_GROUP]
    main = next((n for n, i in enumerate(behind) if tree.words[i].upos not in ("AUX", "ADV", "PART")), len(behind) - 1)
    group, subject = behind[: main + 1], full[:start]
    negators = set(modality_table().negation.words) - {"no"}
    after = behind[main + 1] if main + 1 < len(behind) else -1
    head = head_of(tree, subject) if tree.lower(subject[0]) in OWNERS else None
    return FirstVerb(
        subject=tuple(subject),
        group=tuple(group),
        main=behind[main],
        negated=any(tree.lower(i) in negators for i in group),
        is_owned=head is not None and is_listed(lemma_of(tree, head)),
        plans=_plans(tree, behind[main], after),
        obliges=_obliges(tree, group, after),
    )


def _is_participle(tree: Tree, verb: int) -> bool:
    """Whether a verb only describes the noun before it: "officers waiting outside"."""
    return tree.words[verb].upos == "VERB" and tree.lower(verb).endswith("ing")


def _plans(tree: Tree, main: int, after: int) -> bool:
    intent = modality_table().intent
    to = after >= 0 and tree.lower(after) == "to"
    forms = {tree.words[main].lemma.lower(), tree.lower(main)}
    return to and bool(forms & set(intent.predicates)) and not forms & {"go", "going"}


def _obliges(tree: Tree, group: Sequence[int], after: int) -> bool:
    """Whether a deontic modal opens the verb of an act: "should go", "must be opened"; not "should be easy"."""
    deontic = {lemma for modal in modality_table().modal if modal.deontic for lemma in modal.lemmas} - {"shall"}
    done = tree.words[group[-1]].upos == "VERB" or (
        tree.lower(group[-1]) == "be" and after >= 0 and tree.words[after].upos == "VERB"
    )
    low = {tree.lower(i) for i in group}
    return bool(low & deontic) and done and not low & {"have", "has"}


def is_left_open(tree: Tree, words: Sequence[int]) -> bool:
    """Whether a clause says of a question that nobody knows: "it was not yet clear who", "we do not know whether",
    "the reasons were still unclear".
    """
    table, negators = modality_table().open, modality_table().negation.words
    full = [i for i in words if tree.lower(i) not in MARKS]
    being = next((n for n, i in enumerate(full[: 2 * LONGEST_SUBJECT]) if tree.words[i].lemma.lower() in BECOMING), 0)
    ahead = {tree.lower(i) for n, i in enumerate(full[:being]) if n or tree.lower(i) != "what"}
    near = [tree.lower(i) for i in full[being + 1 : being + LONGEST_GROUP]]
    if being and not ahead & BREAKING and set(near) & set(table.unsettled):
        return True
    verb = next((n for n, i in enumerate(full[:LONGEST_SUBJECT]) if tree.words[i].upos in ("VERB", "AUX")), 0)
    if not verb or any(tree.lower(i) in BREAKING for i in full[:verb]):
        return False
    group = full[verb : verb + LONGEST_GROUP]
    for place, index in enumerate(group[1:], 1):
        denied = any(tree.lower(i) in negators for i in group[:place])
        if denied and tree.lower(index) in table.settled and _asks_on(tree, index, words):
            return True
    return False


def _asks_on(tree: Tree, index: int, words: Sequence[int]) -> bool:
    """Whether a question follows a word within the next few: "clear on Sunday if"."""
    return any(tree.lower(i) in QUESTION for i in range(index + 1, min(index + 1 + LONGEST_GROUP, words[-1] + 1)))
