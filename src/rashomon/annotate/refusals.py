"""Answers withheld: refusals to comment, calls that nobody returned, "no comment", what somebody would not rule out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rashomon.annotate.clause_parts import (
    LONGEST_SOURCE,
    NOBODYS,
    NOMINAL,
    cue_words,
    form_at,
    party_after,
    to_next_mark,
)
from rashomon.annotate.cues import cue_table, silence, verb_at, withheld
from rashomon.annotate.draft import Draft
from rashomon.annotate.source_heads import head_of
from rashomon.annotate.source_words import lemma_of, source_table
from rashomon.annotate.trees import Tree

OWN = frozenset({"he", "she", "it", "they", "i", "we"})
FEWEST_HELD = 4
EXCLUDING = ("exclude", "preclude")
REFUSING = frozenset({"decline", "refuse"})
HAVING = frozenset({"have", "offer", "make"})
LONGEST_ASKED = 8


def held_back(tree: Tree, verb: int) -> Iterator[Draft]:
    """What a verb tells of an answer that was not given, or of what somebody would not rule out."""
    lemma, known = tree.words[verb].lemma.lower(), verb_at(tree, verb)
    if lemma in silence().verbs and is_silent(tree, verb):
        yield from unanswered(tree, verb)
    elif known == "rule" and form_at(tree, verb + 1) == "out" and is_refused(tree, verb):
        yield from to_next_mark(tree, verb, [*cue_words(tree, verb), verb + 1], verb + 2)
    elif known in EXCLUDING and is_refused(tree, verb):
        yield from to_next_mark(tree, verb, cue_words(tree, verb), verb + 1)
    elif lemma in REFUSING:
        yield from refusal(tree, verb)


def refusal(tree: Tree, verb: int) -> Iterator[Draft]:
    """Such as "declined to comment": an answer withheld, from its "to" to the next mark."""
    near = [tree.words[i].lemma.lower() for i in range(verb + 1, min(verb + 5, len(tree.words)))]
    asked = form_at(tree, verb + 1) != "to" and any(lemma in silence().things for lemma in near)
    if asked or (form_at(tree, verb + 1) == "to" and form_at(tree, verb + 2) in withheld()):
        yield from to_next_mark(tree, verb, cue_words(tree, verb), verb + 1)


def is_refused(tree: Tree, verb: int) -> bool:
    """Whether "not" or a verb of refusing stands right before a verb: "did not rule out", "declined to rule out"."""
    before = range(max(verb - 4, 0), verb)
    words = {tree.lower(i) for i in before} | {tree.words[i].lemma.lower() for i in before}
    return bool(words & {"not", "n't", "n’t", "never", *REFUSING})


def is_silent(tree: Tree, verb: int) -> bool:
    """Whether a verb of answering is denied, and of a call, a request or a question."""
    before = {tree.lower(i) for i in range(max(verb - 4, 0), verb)}
    after = [tree.words[i].lemma.lower() for i in range(verb, min(verb + LONGEST_ASKED, len(tree.words)))]
    denied = bool(before & {"not", "n't", "n’t", "never"})
    if tree.words[verb].lemma.lower() == "reach" and denied and tree.words[verb - 1].lemma.lower() == "be":
        return True
    denied = denied and not before & {"can", "ca"}
    late = "yet" in before and tree.lower(verb - 1) == "to"
    return late or (denied and any(lemma in silence().things for lemma in after))


def _is_of_calls(tree: Tree, verb: int) -> bool:
    """Whether calls, requests or questions stand behind a verb, or nothing does."""
    after = range(verb, min(verb + LONGEST_ASKED, len(tree.words)))
    asked = any(tree.words[i].lemma.lower() in silence().things for i in after)
    return asked or tree.words[verb].lemma.lower() != "reach"


def _is_somebody(tree: Tree, draft: Draft) -> bool:
    """Whether who could not be reached is a person: no island, no summit."""
    head, sources = head_of(tree, tree.within(draft.source)), source_table()
    people = (*sources.anonymous.lemmas, *sources.office.lemmas, *OWN)
    return head is not None and lemma_of(tree, head) in people


def unanswered(tree: Tree, verb: int) -> Iterator[Draft]:
    """Such as "did not answer calls", "could not be reached for comment"."""
    cue = cue_words(tree, verb)
    while cue[0] > 0 and tree.words[cue[0] - 1].upos in ("AUX", "PART", "ADV"):
        cue.insert(0, cue[0] - 1)
    first = verb + 1
    if not _is_of_calls(tree, verb):
        told = [d for d in to_next_mark(tree, verb, [i for i in cue if i < verb], verb) if _is_somebody(tree, d)]
        yield from (msgspec.structs.replace(d, content=tree.ranges([verb])) for d in told)
        return
    if first < len(tree.words) and tree.words[first].upos == "ADP":
        cue.append(first)
        first += 1
    if tree.words[first].upos == "PUNCT":
        cue, first = [i for i in cue if i < verb], verb
    yield from to_next_mark(tree, verb, cue, first)


def no_comment(tree: Tree, noun: int) -> Iterator[Draft]:
    """Such as "there was no immediate comment from the palace"."""
    no = next((i for i in range(max(noun - 3, 0), noun) if tree.lower(i) == "no"), None)
    party = party_after(tree, noun + 2, min(noun + 2 + LONGEST_SOURCE, len(tree.words)))
    if no is not None and party and any(tree.words[i].upos in NOMINAL for i in party):
        yield Draft(source=tree.ranges(party)[:1], cue=tree.ranges(range(no, noun))[:1], content=tree.ranges([noun]))


def having_none(tree: Tree, noun: int) -> Iterator[Draft]:
    """Such as "the Vatican had no comment"."""
    verb = next((i for i in range(noun - 1, max(noun - 5, -1), -1) if tree.words[i].lemma.lower() in HAVING), None)
    if verb is None:
        return
    cue, content = tree.ranges(range(verb, noun)), tree.ranges([noun])
    first = tree.sentences[max(tree.sentence(tree.words[noun].start), 0)].first
    party = [i for i in range(first, verb) if tree.words[i].upos not in ("AUX", "ADV", "PUNCT")]
    plain = party and not any(tree.words[i].upos in ("VERB", "SCONJ", "ADP") for i in party[:1])
    if cue and plain and tree.lower(party[0]) not in NOBODYS:
        yield Draft(source=tree.ranges(party)[:1], cue=cue[:1], content=content)


def calls_unanswered(tree: Tree, noun: int) -> Iterator[Draft]:
    """Such as "calls to the firm's office rang unanswered", "an email to the court was not returned"."""
    sentence = tree.sentences[max(tree.sentence(tree.words[noun].start), 0)]
    party = party_after(tree, noun + 2, sentence.last)
    verb = next((i for i in range(noun + 2, sentence.last) if tree.words[i].upos in ("VERB", "AUX")), None)
    if not party or verb is None or party[-1] != verb - 1:
        return
    end = next((i for i in range(verb, sentence.last) if tree.words[i].upos in ("PUNCT", "CCONJ")), sentence.last)
    last = next((i for i in range(verb, end) if _is_unanswered(tree, verb, i)), None)
    if last is not None:
        cue, content = tree.ranges(range(verb, last + 1)), tree.ranges([noun])
        yield Draft(source=tree.ranges(party)[:1], cue=cue[:1], content=content)


def _is_unanswered(tree: Tree, verb: int, index: int) -> bool:
    """Whether a word says that nobody answered: "unanswered", or "returned" behind "not"."""
    denied = any(tree.lower(i) in cue_table().negators.words for i in range(verb, index))
    return tree.lower(index) == "unanswered" or (denied and verb_at(tree, index) in silence().verbs)


def is_withheld(tree: Tree, content: Sequence[int]) -> bool:
    """Whether what somebody said is no more than that they would not tell: "he would not comment on the inquiry"."""
    full = [i for i in content if tree.words[i].upos != "PUNCT" and tree.lower(i) != "that"]
    if len(full) < FEWEST_HELD or tree.lower(full[0]) not in OWN or tree.words[full[1]].upos != "AUX":
        return False
    verb = next((i for i in full[2:] if tree.words[i].upos not in ("AUX", "ADV", "PART")), full[-1])
    negated = any(tree.lower(i) in cue_table().negators.words for i in full[1:] if i < verb)
    return negated and tree.words[verb].lemma.lower() in cue_table().withheld.plain
