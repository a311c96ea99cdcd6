"""Sentences that go on with somebody's words unmarked: "He said the strike would end. Talks would begin at noon."

News tells a source's words over several sentences and names the source in one. A sentence without a speaker is taken
for the last one's only where its tense shows it: it foretells from a past ("would"), it lays down terms ("will have to
be asked"), or it stands in the past perfect between two sentences of one speaker. Plain past and present stay the
outlet's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rashomon.annotate.draft import Draft
from rashomon.annotate.source_words import lemma_of, source_table
from rashomon.annotate.trees import Tree
from rashomon.parse import Range, SentenceSpan

PRONOUNS = frozenset({"he", "she", "they", "it"})
WOULD = frozenset({"would"})
TERMS = frozenset({"will", "wo"})
TOLD_LATER = frozenset({"if", "later", "eventually", "subsequently", "afterwards", "afterward"})
"""With these "would" is a condition, or what the outlet knows came after."""
HAD = frozenset({"had"})


def continued(
    tree: Tree, drafts: Sequence[Draft], passages: Sequence[Range], quoted: Sequence[Range], moments: Sequence[Range]
) -> list[Draft]:
    """A draft for each sentence that goes on with the words of the one before; `after` is the draft that it goes on."""
    spoken: dict[int, Draft] = {}
    touched: set[int] = set()
    for draft in drafts:
        for number in range(max(tree.sentence(draft.start), 0), tree.sentence(draft.end - 1) + 1):
            touched.add(number)
        if draft.outer is None and draft.source and draft.cue:
            number = tree.sentence(draft.cue[0].start)
            spoken[number] = max((spoken.get(number, draft), draft), key=lambda d: d.content[-1].end)
    found: list[Draft] = []
    last: dict[int, Draft] = {}
    for passage in passages:
        inside = [n for n, s in enumerate(tree.sentences) if passage.start <= s.start and s.end <= passage.end]
        for before, number in pairwise(inside):
            goes_on = spoken.get(before) or last.get(before)
            if number in touched or _is_quoted(tree.sentences[number], quoted):
                continue
            if goes_on is None:
                found += _ahead_of(tree, number, spoken.get(number + 1)) if _is_of_person(tree, before) else ()
                continue
            if _foretells(tree, number, moments) or _is_between(tree, number, spoken.get(number + 1)):
                whole = tree.ranges(range(tree.sentences[number].first, tree.sentences[number].last))
                last[number] = goes_on
                content = (Range(whole[0].start, whole[-1].end),)
                found.append(Draft(source=(), cue=(), content=content, after=goes_on, rule="continued"))
    return found


def _ahead_of(tree: Tree, number: int, after: Draft | None) -> list[Draft]:
    """A sentence in the past perfect before one that its speaker closes, as that speaker's: "The lawyer laid out her
    case. Bast had driven to the lake. He had sunk the gun, she said."
    """
    if after is None or not _is_between(tree, number, after):
        return []
    whole = tree.ranges(range(tree.sentences[number].first, tree.sentences[number].last))
    content = (Range(whole[0].start, whole[-1].end),)
    return [Draft(source=after.source, cue=after.cue, content=content, rule="continued")]


def _is_of_person(tree: Tree, number: int) -> bool:
    """Whether the subject of a sentence's main verb is somebody by name or trade."""
    sentence = tree.sentences[number]
    root = next((i for i in range(sentence.first, sentence.last) if tree.words[i].deprel == "root"), None)
    subject = tree.child(root, "nsubj") if root is not None else None
    sources = source_table()
    people = (*sources.anonymous.lemmas, *sources.office.lemmas)
    return subject is not None and (tree.words[subject].upos == "PROPN" or lemma_of(tree, subject) in people)


def _is_quoted(sentence: SentenceSpan, quoted: Sequence[Range]) -> bool:
    return any(q.start < sentence.end and sentence.start < q.end for q in quoted)


def _auxiliaries(tree: Tree, number: int) -> list[int]:
    """The auxiliaries of a sentence's main verb: those before it, behind its subject."""
    sentence = tree.sentences[number]
    root = next((i for i in range(sentence.first, sentence.last) if tree.words[i].deprel == "root"), None)
    if root is None:
        return []
    found = [i for i in tree.all_children(root, "aux", "cop") if i < root]
    index = root - 1
    while index >= sentence.first and tree.words[index].upos in ("AUX", "ADV", "PART"):
        found.append(index)
        index -= 1
    return sorted({i for i in found if tree.words[i].upos in ("AUX", "VERB")})


def _foretells(tree: Tree, number: int, moments: Sequence[Range]) -> bool:
    """Whether a sentence foretells as its speaker did: with "would", or with the terms of something, and no date."""
    sentence = tree.sentences[number]
    words = [tree.lower(i) for i in _auxiliaries(tree, number)]
    if any(word in WOULD for word in words):
        return not {tree.lower(i) for i in range(sentence.first, sentence.last)} & TOLD_LATER
    if not any(word in TERMS for word in words):
        return False
    dated = any(sentence.start <= m.start < sentence.end and _is_date(tree.text[m.start : m.end]) for m in moments)
    text = tree.text[sentence.start : sentence.end].lower()
    terms = " have to " in text or ("be" in words and ("wo" in words or " will not " in text))
    return terms and not dated


def _is_date(text: str) -> bool:
    return any(c.isdigit() or c.isupper() for c in text)


def _is_between(tree: Tree, number: int, after: Draft | None) -> bool:
    """Whether a sentence in the past perfect stands before one that its speaker closes with a pronoun: ", she said"."""
    if after is None or after.content[0].start > after.source[0].start:
        return False
    source = tree.within(after.source)
    pointing = len(source) == 1 and tree.lower(source[0]) in PRONOUNS
    return pointing and any(tree.lower(i) in HAD | WOULD for i in _auxiliaries(tree, number))
