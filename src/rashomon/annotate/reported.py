"""Statements that the syntax alone shows: a reporting verb with its clause, "according to", a noun of saying.

For what the reading model leaves out by its corpus (statements inside statements: PolNeAR marks only the outermost),
and the plain cases that it misses. Relations are those of Universal Dependencies 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rashomon.annotate.clause_parts import (
    LONGEST_NAMING,
    NOBODYS,
    clause_words,
    cue_words,
    form_at,
    noun_phrase,
    party_after,
    sound_draft,
    speaker_by_order,
    speaker_of,
    thing_answered,
    to_next_mark,
)
from rashomon.annotate.cues import (
    accusing,
    attitude_verbs,
    calls,
    commitments,
    not_sources,
    reporting_verbs,
    silence,
    supposing,
    verb_at,
)
from rashomon.annotate.draft import Draft, draft_of
from rashomon.annotate.inner import of_state, opens_with
from rashomon.annotate.parted import CALLING
from rashomon.annotate.refusals import calls_unanswered, having_none, held_back, no_comment
from rashomon.annotate.retold import is_story, press_reports, quoting, story
from rashomon.annotate.sentence_tails import Parts, closing_party, described_party, opening_party, parenthetical_party
from rashomon.annotate.source_heads import head_of
from rashomon.annotate.source_words import is_listed, lemma_of, source_table
from rashomon.annotate.trees import Tree
from rashomon.parse import Range, SentenceSpan

LONGEST_ACCUSED = 8
OBLIGING = ("must", "should", "ought")
FIRST_WORDS = 2
"""So many words may stand before an "according to" that opens its sentence ("But according to")."""


def reported(tree: Tree) -> list[Draft]:
    """Every statement that the syntax shows, nested ones too, in the order of their cues."""
    found: list[Draft] = []
    for index, word in enumerate(tree.words):
        if tree.lower(index) == "according":
            found += _according(tree, index)
        elif word.upos == "NOUN":
            found += _by_noun(tree, index)
        elif word.upos == "VERB":
            found += _by_verb(tree, index)
    closed = [draft_of(p, "closing") for s in tree.sentences for p in _closing(tree, s) if p.source and p.content]
    taken = {c.start for d in closed for c in d.cue}
    found = [d for d in found if not any(c.start in taken for c in d.cue)]
    found = [msgspec.structs.replace(d, rule="syntax") for d in found]
    return [*closed, *found, *_opened(tree, [*closed, *found])]


def _by_noun(tree: Tree, index: int) -> list[Draft]:
    """What a noun tells: an answer withheld, reports that say something, a story with its maker."""
    lemma = tree.words[index].lemma.lower()
    if lemma in silence().things and form_at(tree, index + 1) == "to":
        return list(calls_unanswered(tree, index))
    if lemma in silence().things and form_at(tree, index + 1) == "from":
        return list(no_comment(tree, index))
    if lemma in silence().things and form_at(tree, index - 1) in ("no", "immediate"):
        return list(having_none(tree, index))
    return [*press_reports(tree, index)] or [*(story(tree, index) if is_story(tree, index) else ())]


def _by_verb(tree: Tree, index: int) -> Iterator[Draft]:
    """What a verb tells, by the list that it stands in."""
    lemma = tree.words[index].lemma.lower()
    if index and tree.lower(index) in ("citing", "quoting") and tree.lower(index - 1) == ",":
        return
    if verb_at(tree, index) in source_table().handed.citing and (told := quoting(tree, index)) is not None:
        yield told
    elif (lemma, form_at(tree, index + 1)) in calls():
        yield from _of_call(tree, index)
    elif withheld := list(held_back(tree, index)):
        yield from withheld
    elif lemma in accusing() and tree.child(index, "ccomp") is None:
        yield from _of_accusation(tree, index)
    elif lemma in source_table().answered.verbs and (first := _answered(tree, index)):
        yield from to_next_mark(tree, index, cue_words(tree, index), first)
    elif lemma in CALLING and (told := _of_calling(tree, index)) is not None:
        yield told
    elif lemma in reporting_verbs():
        yield from [*_of_verb(tree, index)] or [*(_of_resolve(tree, index) if lemma in commitments() else ())]
    elif lemma in attitude_verbs():
        yield from _of_attitude(tree, index)


def _closing(tree: Tree, sentence: SentenceSpan) -> list[Parts]:
    """The reading of a sentence that its speaker closes or interrupts, the plainest forms of news."""
    return [*parenthetical_party(tree, sentence), *closing_party(tree, sentence)][:1]


def _opened(tree: Tree, found: Sequence[Draft]) -> Iterator[Draft]:
    """Sentences that their speaker opens, where the parse did not show it."""
    cues = {c.start for d in found for c in d.cue}
    held = [(d.start, d.end, d) for d in found]
    for sentence in tree.sentences:
        words = range(sentence.first, sentence.last)
        bare = not any(
            start < sentence.end and sentence.start < end and not _is_put_in(tree, d, sentence)
            for start, end, d in held
        )
        told = [
            *(opening_party(tree, words) if bare else ()),
            *(opens_with(tree, words) if bare else ()),
            *(of_state(tree, words) if bare else ()),
            *described_party(tree, sentence),
        ]
        told = [p for p in told if p.source and p.content and p.cue[0].start not in cues]
        yield from (draft_of(parts, "opening") for parts in told[:1])


def _is_put_in(tree: Tree, draft: Draft, sentence: SentenceSpan) -> bool:
    """Whether a draft is an "according to X" put into what somebody else tells: "said that, according to X, ..."."""
    cue = tree.within(draft.cue)
    that = bool(cue) and cue[0] - 2 > sentence.first and tree.lower(cue[0] - 2) == "that"
    return that and tree.lower(cue[0]) == "according" and tree.lower(cue[0] - 1) == ","


def _of_verb(tree: Tree, verb: int) -> Iterator[Draft]:
    content = clause_words(tree, verb) or thing_answered(tree, verb)
    if not content or (tree.lower(verb - 1) in OBLIGING and verb):
        return
    source = speaker_of(tree, verb) or speaker_by_order(tree, verb, content)
    if not source:
        return
    drafted = sound_draft(tree, source, cue_words(tree, verb), content)
    if drafted is not None:
        yield drafted


def _of_attitude(tree: Tree, verb: int) -> Iterator[Draft]:
    """Such as "hopes that it holds", "plans to leave", "demanded that they go": a verb of attitude with its clause."""
    subject = tree.child(verb, "nsubj")
    clause = tree.child(verb, "ccomp", "xcomp")
    if subject is None or clause is None or clause < verb or tree.words[subject].deprel == "nsubj:pass":
        return
    if tree.lower(subject) in NOBODYS or tree.words[clause].upos not in ("VERB", "AUX", "ADJ"):
        return
    drafted = sound_draft(tree, noun_phrase(tree, subject), cue_words(tree, verb), tree.under(clause))
    if drafted is not None:
        yield drafted


def _of_calling(tree: Tree, verb: int) -> Draft | None:
    """Such as "called allegations that it hacked the port absurd": what was said, and what it is called."""
    if not _answered(tree, verb):
        return None
    sentence = tree.sentences[max(tree.sentence(tree.words[verb].start), 0)]
    told, source = list(range(verb + 1, sentence.last)), speaker_of(tree, verb)
    while told and tree.words[told[-1]].upos == "PUNCT" and tree.lower(told[-1]) in (".", "!", "?"):
        told.pop()
    content = tree.ranges(told)
    if not source or not content or tree.lower(source[0]) in NOBODYS:
        return None
    whole = (Range(content[0].start, content[-1].end),)
    return Draft(source=tree.ranges(source)[:1], cue=tree.ranges(cue_words(tree, verb))[:1], content=whole)


def _of_resolve(tree: Tree, verb: int) -> Iterator[Draft]:
    """Such as "are threatening to walk out": a verb of commitment whose subject can commit itself (no "row" can)."""
    for draft in _of_attitude(tree, verb):
        head = head_of(tree, tree.within(draft.source))
        to = tree.lower(verb + 1) == "to"
        if head is not None and to and (tree.words[head].upos == "PROPN" or is_listed(lemma_of(tree, head))):
            yield draft


def _of_call(tree: Tree, verb: int) -> Iterator[Draft]:
    """Such as "called for a ceasefire": what is demanded is the phrase behind the preposition, to the next mark."""
    cue = cue_words(tree, verb)
    if not any(tree.lower(i) in supposing() for i in cue):
        yield from to_next_mark(tree, verb, [*cue, verb + 1], verb + 2)


def _of_accusation(tree: Tree, verb: int) -> Iterator[Draft]:
    """Such as "accused the guards of opening fire": whom and what, to the next mark."""
    if tree.child(verb, "aux:pass") is not None or form_at(tree, verb - 1) in ("was", "were", "been", "is", "are"):
        return
    near = range(verb + 2, min(verb + 2 + LONGEST_ACCUSED, len(tree.words)))
    if any(tree.lower(i) in ("of", "for", "over") for i in near):
        yield from to_next_mark(tree, verb, cue_words(tree, verb), verb + 1)


def _answered(tree: Tree, verb: int) -> int:
    """Where what is answered as a whole begins, right behind a verb: "rebuffed suggestions that"; 0 where none is."""
    for index in range(verb + 1, min(verb + LONGEST_NAMING, len(tree.words))):
        if tree.words[index].upos == "NOUN":
            return verb + 1 if tree.words[index].lemma.lower() in source_table().answered.things else 0
        if tree.words[index].upos not in ("DET", "ADJ"):
            return 0
    return 0


def _according(tree: Tree, index: int) -> Iterator[Draft]:
    """A clause with "according to X": two words that mean nothing else, so the parse only helps to find the ends."""
    if index + 1 >= len(tree.words) or tree.lower(index + 1) != "to":
        return
    sentence = tree.sentences[max(tree.sentence(tree.words[index].start), 0)]
    source = party_after(tree, index + 2, sentence.last)
    if not source or any(tree.words[i].lemma.lower() in not_sources() for i in source):
        return
    content = _told_beside(tree, index, source[-1], sentence)
    parts = (tree.ranges(source), tree.ranges([index, index + 1]), tree.ranges(content))
    finite = any(tree.words[i].upos in ("VERB", "AUX") for i in content)
    if finite and parts[0] and parts[2] and tree.words[source[0]].upos not in ("VERB", "AUX"):
        yield Draft(source=parts[0][:1], cue=parts[1], content=parts[2])


def _told_beside(tree: Tree, index: int, last: int, sentence: SentenceSpan) -> list[int]:
    """What "according to X" is of: all of the sentence but itself, without a joined main clause behind it."""
    words = [i for i in range(sentence.first, sentence.last) if not index <= i <= last]
    if index - sentence.first <= FIRST_WORDS:
        return [i for i in words if i > last]
    if tree.lower(index - 1) == "," and tree.lower(index - 2) == "that":
        return [i for i in words if i > last]
    before = [i for i in words if i < index]
    return before if _ends_clause(tree, last, sentence.last) else words


def _ends_clause(tree: Tree, last: int, end: int) -> bool:
    """Whether nothing or another clause follows the phrase."""
    rest = [i for i in range(last + 1, end) if tree.words[i].upos != "PUNCT"]
    return not rest or tree.words[rest[0]].upos in ("CCONJ", "SCONJ", "PRON", "ADV") or tree.lower(last + 1) != ","
