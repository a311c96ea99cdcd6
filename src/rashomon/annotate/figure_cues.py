"""Figures that a party gives: "the governor put the dead at 26", "police had counted nine", "they spoke of 800".

No verb of saying stands in these, and corpora of attributions mark few of them; to a reader they are the party's word.
Verbs and the nouns of "give" stand in lexicon/cues.toml, `figures`.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate.clause_parts import NOBODYS, cue_words, speaker_of
from rashomon.annotate.cues import figure_verbs, verb_at
from rashomon.annotate.sentence_tails import Parts
from rashomon.annotate.source_heads import POSSESSOR, head_of
from rashomon.annotate.source_words import is_listed, lemma_of, source_table
from rashomon.annotate.trees import Tree
from rashomon.annotate.word_order import source_by_order
from rashomon.timex import expressions
from rashomon.timex.numbers import number_at

LONGEST_THING = 12
"""Words of what is put "at" a figure."""
LONGEST_TOLD = 25
OURS = frozenset({"our", "my"})
ABOUT = frozenset({
    "about", "around", "roughly", "nearly", "almost", "over", "some", "more", "less", "fewer", "than", "at", "least",
    "most", "only", "just", "up", "to", "“", '"', "as", "many",
})  # fmt: skip
PERSONS = frozenset({"he", "she", "they", "it"})
OPEN = frozenset({",", ";", ".", "—", "–", ":", "but", "while", "which", "who", "after", "when", "as"})


def figures_told(tree: Tree) -> Iterator[Parts]:
    """Source, cue and content of every figure that somebody is told to give, in text order."""
    for index, word in enumerate(tree.words):
        read = _told if word.upos == "VERB" else _reckoned if word.upos == "NOUN" else None
        if read is not None and (found := read(tree, index)) is not None:
            yield found


def _told(tree: Tree, verb: int) -> Parts | None:
    lemma, verbs = verb_at(tree, verb), figure_verbs()
    after = verb + 1
    if lemma in verbs.placing:
        begins = _is_placed(tree, verb)
    elif lemma in verbs.counting:
        begins = _counts(tree, after)
    elif lemma in verbs.speaking and tree.lower(min(after, len(tree.words) - 1)) == "of":
        begins = _counts(tree, after + 1)
    elif lemma in verbs.giving:
        begins = _counts(tree, after) and _is_toll(tree, after)
    else:
        return None
    content = _to_its_end(tree, after) if begins else []
    cue = cue_words(tree, verb)
    source = speaker_of(tree, verb) or tree.within(source_by_order(tree, tree.ranges(cue), tree.ranges(content)))
    if not content or not source or not _is_party(tree, source) or source[-1] >= verb:
        return None
    return Parts(source=tree.ranges(source)[:1], cue=tree.ranges(cue)[:1], content=tree.ranges(content)[:1])


def _reckoned(tree: Tree, noun: int) -> Parts | None:
    """A count by whose it is, with the figure that it comes to: "the government's toll of the dead stood at 23"."""
    if lemma_of(tree, noun) not in figure_verbs().reckoning or noun < 2:
        return None
    mark = next((i for i in (noun - 1, noun - 2) if tree.lower(i) in POSSESSOR), None)
    owner = tree.words[mark].head if mark else -1
    if mark is None or not 0 <= owner < mark:
        return None
    source = [i for i in tree.under(owner) if i < mark]
    content = _to_its_end(tree, noun + 1)
    verb = next((i for i in content if tree.words[i].upos in ("VERB", "AUX")), None)
    if verb is None or verb_at(tree, verb) in figure_verbs().placing:
        return None
    if not any(_counts(tree, i) for i in content if i > verb) or not _is_party(tree, source):
        return None
    told = tree.ranges(source)
    if expressions(tree.text, told[0].start, told[-1].end):
        return None
    return Parts(source=told[:1], cue=tree.ranges([noun])[:1], content=tree.ranges(content)[:1])


def _last(tree: Tree, index: int) -> int:
    """The end of a word's sentence."""
    return tree.sentences[max(tree.sentence(tree.words[index].start), 0)].last


def _is_placed(tree: Tree, verb: int) -> bool:
    """Whether "at" and a figure follow a verb in its clause."""
    for index in range(verb + 1, min(verb + 1 + LONGEST_THING, _last(tree, verb) - 1)):
        if tree.lower(index) == "at":
            return _counts(tree, index + 1)
        if tree.words[index].upos in ("VERB", "AUX") or tree.lower(index) in (",", ";"):
            return False
    return False


def _counts(tree: Tree, first: int) -> bool:
    """Whether a figure opens the words from `first` on, "about" or "more than" before it; no year, no share of time."""
    index, last = first, _last(tree, min(first, len(tree.words) - 1))
    while index < last and tree.lower(index) in ABOUT:
        index += 1
    return index < last and number_at([tree.lower(index)], 0) is not None


def _is_toll(tree: Tree, first: int) -> bool:
    """Whether the figure is of dead, hurt or missing: "gives nine dead"."""
    near = range(first, min(first + LONGEST_THING // 2, _last(tree, first)))
    return any(tree.lower(i) in figure_verbs().harm for i in near)


def _to_its_end(tree: Tree, first: int) -> list[int]:
    """The words from `first` to the end of the clause."""
    found: list[int] = []
    for index in range(first, min(first + LONGEST_TOLD, _last(tree, first))):
        if tree.lower(index) in OPEN and found:
            break
        found.append(index)
    return found


def _is_party(tree: Tree, source: list[int]) -> bool:
    """Whether a source can give a figure: a person, a body, a document, several of a trade; no "it" of weather."""
    head = head_of(tree, source)
    if head is None or tree.words[source[0]].upos in ("ADP", "VERB", "SCONJ") or tree.lower(source[0]) in OURS:
        return False
    if tree.words[head].upos == "PRON":
        return tree.lower(head) in PERSONS or tree.lower(head) not in NOBODYS
    lemma, table = lemma_of(tree, head), source_table()
    known = is_listed(lemma) or lemma in table.document.lemmas or lemma in table.media.lemmas
    return known or tree.words[head].upos == "PROPN" or lemma.endswith(table.trade.suffixes)
