"""The noun that a source stands on: its head, by the order of words, and whom "who" goes back to."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.parse import Range

ARTICLES = ("the", "a", "an")
ENDS_PHRASE = frozenset({"PUNCT", "ADP", "SCONJ", "VERB", "AUX", "CCONJ"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
POSSESSOR = frozenset({"'s", "’s", "'", "’"})
"""The marks behind who owns what follows."""
POINTING = frozenset({"the", "this", "that", "these", "those", "such", "both"})


def head_of(tree: Tree, words: Sequence[int]) -> int | None:
    """The noun that a source stands on: the last before its first comma, preposition or clause (an English phrase has
    its head last), whatever the parser hung it on, and not the age behind a name ("Ana Kos 24"); the words' top where
    there is no noun.
    """
    if words and tree.lower(words[0]) in source_table().quantifier.lemmas and _is_alone(tree, words):
        return words[0]
    first: list[int] = []
    for index in words:
        ends = tree.words[index].upos in ENDS_PHRASE or (tree.words[index].upos == "PRON" and first)
        ends = ends and not is_hyphened(tree, index)
        if ends and any(tree.words[i].upos in NOMINAL for i in first):
            break
        first.append(index)
    if words and tree.lower(words[0]) in ARTICLES and words[1:] == words[-1:]:
        return words[-1]
    inside = [i for i in first if tree.words[i].upos in NOMINAL and not is_possessor(tree, i, words)]
    if len(inside) > 1 and tree.words[inside[-1]].upos == "NUM" and tree.words[inside[-2]].upos == "PROPN":
        inside.pop()
    return inside[-1] if inside else tree.top([i for i in words if tree.words[i].upos != "PUNCT"])


def is_hyphened(tree: Tree, index: int) -> bool:
    """Whether a word is the hyphen of a compound, or between two of them: "team-mate", "brother-in-law"."""
    hyphen = index if tree.lower(index) == "-" else index - 1
    if not 0 < hyphen < len(tree.words) - 1 or tree.lower(hyphen) != "-":
        return False
    mark = tree.words[hyphen]
    return tree.words[hyphen - 1].end == mark.start and mark.end == tree.words[hyphen + 1].start


def _is_alone(tree: Tree, words: Sequence[int]) -> bool:
    """Whether the first word is no determiner: nothing, a preposition or a clause follows ("some in the crowd")."""
    return len(words) == 1 or tree.words[words[1]].upos in ("ADP", "PRON", "PUNCT", "VERB", "SCONJ")


def is_possessor(tree: Tree, index: int, words: Sequence[int]) -> bool:
    """Whether a noun owns what follows it: "the army" of "the army's spokesman"."""
    return index + 1 in words and tree.lower(index + 1) in POSSESSOR


def antecedent(tree: Tree, head: int) -> int:
    """A relative pronoun's antecedent: the noun that its clause hangs on, else the noun before it."""
    if tree.lower(head) not in ("who", "which", "that", "whom") or tree.words[head].upos == "NOUN":
        return head
    described = _before_comma(tree, head)
    if described is not None:
        return described
    for governor in tree.governors(head):
        if tree.words[governor].deprel.startswith("acl") and tree.words[governor].head >= 0:
            return tree.words[governor].head
    before = [i for i in (head - 1, head - 2) if i >= 0 and tree.words[i].upos in ("NOUN", "PROPN")]
    return before[0] if before else head


def _before_comma(tree: Tree, relative: int) -> int | None:
    """The noun of the phrase that opens a sentence, where a comma parts it from a relative pronoun: it, and no noun in
    it, is meant ("An executive at the bank, who ...").
    """
    first = tree.sentences[max(tree.sentence(tree.words[relative].start), 0)].first
    words = list(range(first, relative - 1))
    if (
        not words
        or tree.lower(relative - 1) != ","
        or any(tree.words[i].upos in ("VERB", "AUX", "PUNCT") for i in words)
    ):
        return None
    return head_of(tree, words) if tree.words[words[0]].upos != "ADP" else None


def is_anaphoric(tree: Tree, source: Sequence[Range]) -> bool:
    """Whether a source only points back: a pronoun, or a noun with "the" or "this"; "his sources" are their own."""
    words = tree.within(source)
    head = head_of(tree, words)
    if head is None:
        return False
    if tree.words[head].upos == "PRON":
        return True
    definite = any(tree.lower(i) in POINTING for i in words if i < head)
    return tree.words[head].upos == "NOUN" and definite and not any(tree.lower(i) in ("'s", "’s") for i in words)
