"""Statements that the syntax alone shows: a reporting verb with its clause, "according to", a noun of saying.

For what the reading model leaves out by its corpus (statements inside statements: PolNeAR marks only the outermost),
and the plain cases that it misses. Relations are those of Universal Dependencies 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rashomon.annotate.cues import (
    accusing,
    attitude_verbs,
    calls,
    not_sources,
    reporting_verbs,
    silence,
    supposing,
    verb_at,
    withheld,
)
from rashomon.annotate.inner import of_state, opens_with
from rashomon.annotate.sentence_tails import Parts, closing_party, described_party, opening_party, parenthetical_party
from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.annotate.word_order import source_by_order
from rashomon.parse import Range, SentenceSpan

INSIDE_CUE = ("aux", "aux:pass", "compound:prt", "advmod", "cop")
AFTER_SOURCE = ("acl:relcl", "advcl", "parataxis", "punct", "ccomp")
REFUSING = frozenset({"decline", "refuse"})
NOBODYS = frozenset({"it", "there", "you", "one", "i", "we", "who", "which", "that", "what", "this", "these"})
HAVING = frozenset({"have", "offer", "make"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
LONGEST_NAMING = 4
ANSWERED_WORDS = frozenset({"it", "this", "that", "them", "both", "so"})
LONGEST_ACCUSED = 8
FEWEST_WORDS = 3
WIDEST_GAP = 5
LONGEST_SOURCE = 25
FIRST_WORDS = 2
"""So many words may stand before an "according to" that opens its sentence ("But according to")."""


class Draft(msgspec.Struct, frozen=True):
    """A statement as found, before anything is read from it. `outer`: the draft whose content holds it."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    confidence: float | None = None
    outer: Draft | None = None
    by: tuple[Range, ...] = ()
    """Who hands the words on, where the source is somebody they quote."""
    rule: str = ""
    """The rule that found it; empty for the model's."""
    after: Draft | None = None
    """The draft whose words a sentence without a speaker goes on with."""

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return min(each.start for each in (*self.source, *self.cue, *self.content))

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return max(each.end for each in (*self.source, *self.cue, *self.content))


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
    if lemma in silence().things and _form(tree, index + 1) == "from":
        return list(_of_no_comment(tree, index))
    if lemma in silence().things and _form(tree, index - 1) in ("no", "immediate"):
        return list(_of_having_none(tree, index))
    return [*_of_noun(tree, index)] or [*(_of_story(tree, index) if _is_story(tree, index) else ())]


def _by_verb(tree: Tree, index: int) -> Iterator[Draft]:
    """What a verb tells, by the list that it stands in."""
    lemma = tree.words[index].lemma.lower()
    if verb_at(tree, index) == "quote" and (told := _of_quoting(tree, index)) is not None:
        yield told
    elif (lemma, _form(tree, index + 1)) in calls():
        yield from _of_call(tree, index)
    elif lemma in silence().verbs and _is_silent(tree, index):
        yield from _of_silence(tree, index)
    elif lemma in accusing() and tree.child(index, "ccomp") is None:
        yield from _of_accusation(tree, index)
    elif verb_at(tree, index) == "rule" and _form(tree, index + 1) == "out" and _is_refused(tree, index):
        yield from _to_next_mark(tree, index, [*_cue(tree, index), index + 1], index + 2)
    elif lemma in source_table().answered.verbs and (first := _answered(tree, index)):
        yield from _to_next_mark(tree, index, _cue(tree, index), first)
    elif lemma in reporting_verbs():
        yield from _of_verb(tree, index)
    elif lemma in attitude_verbs():
        yield from _of_attitude(tree, index)
    elif lemma in REFUSING:
        yield from _of_refusal(tree, index)


def _closing(tree: Tree, sentence: SentenceSpan) -> list[Parts]:
    """The reading of a sentence that its speaker closes or interrupts, the plainest forms of news."""
    return [*parenthetical_party(tree, sentence), *closing_party(tree, sentence)][:1]


def _opened(tree: Tree, found: Sequence[Draft]) -> Iterator[Draft]:
    """Sentences that their speaker opens, where the parse did not show it."""
    cues = {c.start for d in found for c in d.cue}
    for sentence in tree.sentences:
        words = range(sentence.first, sentence.last)
        bare = not any(d.start < sentence.end and sentence.start < d.end for d in found)
        told = [
            *(opening_party(tree, words) if bare else ()),
            *(opens_with(tree, words) if bare else ()),
            *(of_state(tree, words) if bare else ()),
            *described_party(tree, sentence),
        ]
        told = [p for p in told if p.source and p.content and p.cue[0].start not in cues]
        yield from (draft_of(parts, "opening") for parts in told[:1])


def draft_of(parts: Parts, rule: str) -> Draft:
    """A draft of the parts that the order of words shows to a rule."""
    return Draft(source=parts.source, cue=parts.cue, content=parts.content, rule=rule)


def subject_of(tree: Tree, cue: Sequence[Range], content: Sequence[Range]) -> tuple[Range, ...]:
    """The subject of a cue's verb, where it stands outside the content; empty where there is none."""
    taken = set(tree.within((*content, *cue)))
    words = tree.within(cue)
    governing = [tree.words[i].head for i in words if tree.words[i].upos == "NOUN" and tree.words[i].deprel == "obj"]
    for verb in [*words, *(g for g in governing if g >= 0)]:
        if tree.words[verb].upos == "VERB" and tree.child(verb, "aux:pass") is None:
            source = _source(tree, verb)
            if source is not None and not set(source) & taken and tree.lower(source[0]) not in ("it", "there"):
                return tree.ranges(source)[:1]
    return ()


def _of_verb(tree: Tree, verb: int) -> Iterator[Draft]:
    content = _content(tree, verb) or _object(tree, verb)
    if not content:
        return
    source = _source(tree, verb) or _source_by_order(tree, verb, content)
    if not source:
        return
    drafted = _draft(tree, source, _cue(tree, verb), content)
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
    drafted = _draft(tree, _phrase(tree, subject), _cue(tree, verb), tree.under(clause))
    if drafted is not None:
        yield drafted


def _form(tree: Tree, index: int) -> str:
    return tree.lower(index) if index < len(tree.words) else ""


def _of_call(tree: Tree, verb: int) -> Iterator[Draft]:
    """Such as "called for a ceasefire": what is demanded is the phrase behind the preposition, to the next mark."""
    cue = _cue(tree, verb)
    if not any(tree.lower(i) in supposing() for i in cue):
        yield from _to_next_mark(tree, verb, [*cue, verb + 1], verb + 2)


def _of_accusation(tree: Tree, verb: int) -> Iterator[Draft]:
    """Such as "accused the guards of opening fire": whom and what, to the next mark."""
    if tree.child(verb, "aux:pass") is not None or _form(tree, verb - 1) in ("was", "were", "been", "is", "are"):
        return
    near = range(verb + 2, min(verb + 2 + LONGEST_ACCUSED, len(tree.words)))
    if any(tree.lower(i) in ("of", "for", "over") for i in near):
        yield from _to_next_mark(tree, verb, _cue(tree, verb), verb + 1)


def _is_refused(tree: Tree, verb: int) -> bool:
    """Whether "not" or a verb of refusing stands right before a verb: "did not rule out", "declined to rule out"."""
    before = range(max(verb - 4, 0), verb)
    words = {tree.lower(i) for i in before} | {tree.words[i].lemma.lower() for i in before}
    return bool(words & {"not", "n't", "n’t", "never", *REFUSING})


def _is_silent(tree: Tree, verb: int) -> bool:
    """Whether a verb of answering is denied, and of a call, a request or a question."""
    before = {tree.lower(i) for i in range(max(verb - 4, 0), verb)}
    after = [tree.words[i].lemma.lower() for i in range(verb, min(verb + LONGEST_ACCUSED, len(tree.words)))]
    denied = bool(before & {"not", "n't", "n’t", "never"}) and not before & {"can", "ca"}
    late = "yet" in before and tree.lower(verb - 1) == "to"
    return late or (denied and any(lemma in silence().things for lemma in after))


def _of_silence(tree: Tree, verb: int) -> Iterator[Draft]:
    """Such as "did not answer calls", "could not be reached for comment"."""
    cue = _cue(tree, verb)
    while cue[0] > 0 and tree.words[cue[0] - 1].upos in ("AUX", "PART", "ADV"):
        cue.insert(0, cue[0] - 1)
    first = verb + 1
    if first < len(tree.words) and tree.words[first].upos == "ADP":
        cue.append(first)
        first += 1
    if tree.words[first].upos == "PUNCT":
        cue, first = [i for i in cue if i < verb], verb
    yield from _to_next_mark(tree, verb, cue, first)


def _of_no_comment(tree: Tree, noun: int) -> Iterator[Draft]:
    """Such as "there was no immediate comment from the palace"."""
    no = next((i for i in range(max(noun - 3, 0), noun) if tree.lower(i) == "no"), None)
    party = _party_after(tree, noun + 2, min(noun + 2 + LONGEST_SOURCE, len(tree.words)))
    if no is not None and party and any(tree.words[i].upos in NOMINAL for i in party):
        yield Draft(source=tree.ranges(party)[:1], cue=tree.ranges(range(no, noun))[:1], content=tree.ranges([noun]))


def _of_having_none(tree: Tree, noun: int) -> Iterator[Draft]:
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


def _of_refusal(tree: Tree, verb: int) -> Iterator[Draft]:
    """Such as "declined to comment": an answer withheld, from its "to" to the next mark."""
    near = [tree.words[i].lemma.lower() for i in range(verb + 1, min(verb + 5, len(tree.words)))]
    asked = _form(tree, verb + 1) != "to" and any(lemma in silence().things for lemma in near)
    if asked or (_form(tree, verb + 1) == "to" and _form(tree, verb + 2) in withheld()):
        yield from _to_next_mark(tree, verb, _cue(tree, verb), verb + 1)


def _on_its_side(tree: Tree, verb: int, clause: int) -> list[int]:
    """A clause's words on its own side of the verb, from its "that" on where it has one."""
    words = [i for i in tree.under(clause) if (i > verb) == (clause > verb)]
    that = next((i for i in words if tree.lower(i) == "that" and i > verb and tree.words[i].deprel == "mark"), None)
    return words if that is None or clause < verb else [i for i in words if i >= that]


def _to_next_mark(tree: Tree, verb: int, cue: Sequence[int], first: int) -> Iterator[Draft]:
    last = first
    while last < len(tree.words) and tree.words[last].upos not in ("PUNCT", "CCONJ") and last - first < LONGEST_SOURCE:
        last += 1
    content = list(range(first, last))
    if (verb and tree.words[verb - 1].upos in ("DET", "ADJ")) or tree.words[verb - 1].deprel == "nmod:poss":
        return
    source = _source(tree, verb) or tree.within(source_by_order(tree, tree.ranges(cue), tree.ranges(content)))
    parts = (tree.ranges(source), tree.ranges(cue), tree.ranges(content))
    if source and parts[0] and parts[1] and parts[2] and tree.lower(source[0]) not in NOBODYS:
        yield Draft(source=parts[0][:1], cue=parts[1][:1], content=parts[2][:1])


def _draft(tree: Tree, source: Sequence[int], cue: Sequence[int], content: Sequence[int]) -> Draft | None:
    taken = {*source, *cue}
    parts = (tree.ranges(source), tree.ranges(cue), tree.ranges([i for i in content if i not in taken]))
    if not (parts[0] and parts[1] and parts[2]) or not _is_sound(tree, source, cue, tree.within(parts[2])):
        return None
    return Draft(source=parts[0], cue=parts[1][:1], content=parts[2])


def _is_sound(tree: Tree, source: Sequence[int], cue: Sequence[int], content: Sequence[int]) -> bool:
    """Whether the parts stand beside one another as parts of one statement do: a wrong parse throws them about."""
    named = any(tree.words[i].upos in NOMINAL for i in source) and tree.words[source[-1]].upos in NOMINAL | {"PUNCT"}
    opens = tree.words[source[0]].upos not in ("ADP", "VERB", "SCONJ", "AUX", "CCONJ")
    beside = min(_gap(source, content), _gap(cue, content)) <= WIDEST_GAP
    near = _gap(source, cue) <= WIDEST_GAP and len(source) <= LONGEST_SOURCE
    return named and opens and beside and near and _says(tree, content)


def _says(tree: Tree, content: Sequence[int]) -> bool:
    """Whether a content is a clause with a subject, an infinitive, or what is confirmed and denied as a whole."""
    full = [i for i in content if tree.words[i].upos != "PUNCT"]
    if len(full) == 1 and tree.lower(full[0]) in ANSWERED_WORDS:
        return True
    if any(tree.words[i].lemma.lower() in source_table().answered.things for i in full[:LONGEST_NAMING]):
        return True
    subject = any(tree.words[i].deprel.startswith(("nsubj", "csubj", "expl")) for i in full)
    verb = any(tree.words[i].upos in ("VERB", "AUX") for i in full)
    return len(full) >= FEWEST_WORDS and verb and (subject or tree.lower(full[0]) in ("to", "that"))


def _gap(one: Sequence[int], two: Sequence[int]) -> int:
    """The words between two runs of words."""
    first, second = (one, two) if one[0] < two[0] else (two, one)
    after = [i for i in second if i > first[0]]
    return min((min(abs(i - j) for i in after) - 1 for j in (first[0], first[-1]) if after), default=0)


def _cue(tree: Tree, verb: int) -> list[int]:
    near = {verb, *(c for c in tree.all_children(verb, *INSIDE_CUE) if c < verb)}
    first = verb
    while first - 1 in near:
        first -= 1
    particle = [c for c in tree.all_children(verb, "compound:prt") if c == verb + 1]
    return [*range(first, verb + 1), *particle]


def _content(tree: Tree, verb: int) -> list[int]:
    clause = tree.child(verb, "ccomp")
    if clause is not None:
        return _on_its_side(tree, verb, clause)
    after = [c for c in tree.all_children(verb, "parataxis") if tree.words[c].upos in ("VERB", "ADJ", "NOUN", "AUX")]
    if after and _follows_colon(tree, after[0]):
        return tree.under(after[0])
    if tree.words[verb].deprel == "parataxis" and tree.words[verb].head >= 0:
        return tree.under(tree.words[verb].head, keep=verb)
    return []


def _source_by_order(tree: Tree, verb: int, content: Sequence[int]) -> list[int]:
    ranges = source_by_order(tree, tree.ranges(_cue(tree, verb)), tree.ranges(content))
    return tree.within(ranges)


def _object(tree: Tree, verb: int) -> list[int]:
    """What is confirmed or denied where it is no clause: "the news", "the Post's report", "allegations of fraud"."""
    thing = tree.child(verb, "obj")
    answering = source_table().answered
    if thing is None or tree.words[verb].lemma.lower() not in answering.verbs:
        return []
    if tree.words[thing].lemma.lower() not in answering.things and tree.lower(thing) not in ANSWERED_WORDS:
        return []
    return [i for i in tree.under(thing) if tree.words[i].upos != "PUNCT" or i < thing]


def _follows_colon(tree: Tree, clause: int) -> bool:
    first = tree.under(clause)[0]
    before = [tree.lower(i) for i in range(max(first - 2, 0), first + 1)]
    return any(mark in (":", ",", '"', "“", "''", "``") for mark in before)


def _source(tree: Tree, verb: int) -> list[int] | None:
    """Whose verb it is: its subject, a governing verb's, or the noun that its clause hangs on."""
    subject = tree.child(verb, "nsubj")
    if _is_done_to(tree, verb):
        return None
    if subject is not None and tree.words[subject].deprel != "nsubj:pass":
        return _phrase(tree, subject)
    relation = tree.words[verb].deprel.split(":")[0]
    governor = tree.words[verb].head
    if subject is not None or governor < 0 or relation not in ("conj", "advcl", "xcomp", "acl"):
        return None
    if relation == "acl":
        return _phrase(tree, governor, leave=("acl",)) if tree.words[governor].upos in ("NOUN", "PROPN") else None
    subject = tree.child(governor, "nsubj")
    return _phrase(tree, subject) if subject is not None and tree.words[governor].upos in ("VERB", "ADJ") else None


def _is_done_to(tree: Tree, verb: int) -> bool:
    """Whether "be" stands before a participle, adverbs between: "had been warned twice"."""
    index = verb - 1
    while index > 0 and tree.words[index].upos in ("ADV", "PART"):
        index -= 1
    return index >= 0 and tree.words[index].lemma.lower() == "be" and not tree.lower(verb).endswith("ing")


def _phrase(tree: Tree, head: int, leave: Sequence[str] = ()) -> list[int]:
    """A noun phrase with what identifies it; what only comments on it (after a comma) is left out."""
    incidental = [c for c in tree.all_children(head, "acl", "advcl", "parataxis") if _after_comma(tree, c)]
    cut = {i for c in incidental for i in tree.under(c)}
    words = [i for i in tree.under(head, ("punct", *leave) if not tree.child(head, "appos") else leave) if i not in cut]
    return _unbroken(words, head) or [head]


def _after_comma(tree: Tree, clause: int) -> bool:
    first = tree.under(clause)[0]
    return (first > 0 and tree.lower(first) in (",", "–", "-", "—", "(")) or tree.lower(max(first - 1, 0)) in (
        ",",
        "–",
        "—",
        "(",
    )


def _unbroken(words: Sequence[int], head: int) -> list[int]:
    """The stretch of neighbouring words (gaps of one, punctuation) that holds the head."""
    run: list[int] = []
    for index in words:
        if run and index - run[-1] > 2:
            if head in run:
                break
            run = []
        run.append(index)
    return list(range(run[0], run[-1] + 1)) if head in run else [head]


def _according(tree: Tree, index: int) -> Iterator[Draft]:
    """A clause with "according to X": two words that mean nothing else, so the parse only helps to find the ends."""
    if index + 1 >= len(tree.words) or tree.lower(index + 1) != "to":
        return
    sentence = tree.sentences[max(tree.sentence(tree.words[index].start), 0)]
    source = _party_after(tree, index + 2, sentence.last)
    if not source or any(tree.words[i].lemma.lower() in not_sources() for i in source):
        return
    content = _told_beside(tree, index, source[-1], sentence)
    parts = (tree.ranges(source), tree.ranges([index, index + 1]), tree.ranges(content))
    finite = any(tree.words[i].upos in ("VERB", "AUX") for i in content)
    if finite and parts[0] and parts[2] and tree.words[source[0]].upos not in ("VERB", "AUX"):
        yield Draft(source=parts[0][:1], cue=parts[1], content=parts[2])


def _party_after(tree: Tree, first: int, last: int) -> list[int]:
    """The noun phrase from `first` on: to a comma, a mark, or a verb that does not hang on it."""
    found: list[int] = []
    for index in range(first, last):
        word = tree.words[index]
        ends = (word.upos == "PUNCT" and tree.lower(index) not in ("-", "’", "'", ".")) or word.upos in ("AUX", "CCONJ")
        if ends or (word.upos == "VERB" and not word.deprel.startswith("acl")):
            break
        found.append(index)
    while found and tree.words[found[-1]].upos in ("PUNCT", "ADP", "SCONJ"):
        found.pop()
    return found


def _told_beside(tree: Tree, index: int, last: int, sentence: SentenceSpan) -> list[int]:
    """What "according to X" is of: all of the sentence but itself, without a joined main clause behind it."""
    words = [i for i in range(sentence.first, sentence.last) if not index <= i <= last]
    if index - sentence.first <= FIRST_WORDS:
        return [i for i in words if i > last]
    before = [i for i in words if i < index]
    return before if _ends_clause(tree, last, sentence.last) else words


def _ends_clause(tree: Tree, last: int, end: int) -> bool:
    """Whether nothing or another clause follows the phrase."""
    rest = [i for i in range(last + 1, end) if tree.words[i].upos != "PUNCT"]
    return not rest or tree.words[rest[0]].upos in ("CCONJ", "SCONJ", "PRON", "ADV") or tree.lower(last + 1) != ","


def retold_from(tree: Tree, cue: Sequence[Range], content: Sequence[Range]) -> Draft | None:
    """The story that a content is retold from, where a cue only reacts to it or names it: "was reacting to a report by
    the Post that ...", "amid reports ...". None where the cue says more of its source than that.
    """
    words = tree.within(cue)
    if not words or not content:
        return None
    reacting = {tree.words[i].lemma.lower() for i in words if tree.words[i].upos == "VERB"}
    if reacting - set(source_table().handed.reacting):
        return None
    told = max(content, key=lambda c: c.end - c.start)
    before = [i for i in range(words[0], words[0] + LONGEST_SOURCE) if i < len(tree.words)]
    gap = [i for i in before if tree.words[i].end <= told.start]
    noun = next((i for i in gap if _is_story(tree, i)), None)
    if noun is None:
        return None
    first = noun - 1 if noun - 1 in gap and tree.words[noun - 1].upos in ("DET", "ADJ") else noun
    phrase = [i for i in gap if i >= first and tree.lower(i) not in ("that", "of")]
    return Draft(
        source=tree.ranges(phrase)[:1],
        cue=tree.ranges([noun]),
        content=tuple(c for c in content if c.start >= told.start),
    )


def quoted_by(tree: Tree, draft: Draft) -> Draft:
    """A draft of "the agency quoted a witness as saying ..." (or "a witness was quoted by the agency as saying ...") as
    the witness's, handed on by the agency; else the draft.

    What was said stands behind "saying", or where nothing does before the agency.
    """
    words = tree.within((*draft.source, *draft.cue, *draft.content))
    sentence = tree.sentences[max(tree.sentence(draft.cue[0].start), 0)] if draft.cue else None
    quote = next((i for i in words if verb_at(tree, i) == "quote" and tree.words[i].upos == "VERB"), None)
    if quote is None or sentence is None:
        return draft
    saying = next((i for i in range(quote + 2, sentence.last) if _is_saying(tree, i)), None)
    if saying is None or not sentence.first <= quote < sentence.last:
        return draft
    passive = any(tree.words[i].lemma.lower() == "be" for i in range(max(quote - 3, sentence.first), quote))
    party = _subject_before(tree, sentence, quote) if passive else tree.ranges(range(quote + 1, saying - 1))
    by = _agent(tree, quote, saying, sentence) if passive else draft.source
    first = by[0].end if passive and by and by[0].start > tree.words[saying].end else tree.words[saying].end
    told = [
        i for i in range(saying + 1, sentence.last) if tree.words[i].upos != "PUNCT" and tree.words[i].start >= first
    ]
    if len(told) < FEWEST_WORDS:
        start = party[0].start if passive and party else draft.start
        told = [i for i in range(sentence.first, sentence.last) if tree.words[i].end <= start]
    content = tree.ranges(told)
    if not party or not content:
        return draft
    whole = (Range(content[0].start, content[-1].end),)
    return msgspec.structs.replace(draft, source=party[:1], cue=tree.ranges([quote]), content=whole, by=by)


def _of_quoting(tree: Tree, verb: int) -> Draft | None:
    """Such as "the agency quoted a witness as saying ...", where nothing else has found it."""
    sentence = tree.sentences[max(tree.sentence(tree.words[verb].start), 0)]
    cue, before = tree.ranges([verb]), _subject_before(tree, sentence, verb)
    if not any(_is_saying(tree, i) for i in range(verb + 2, sentence.last)) or not before:
        return None
    bare = Draft(source=before, cue=cue, content=cue)
    found = quoted_by(tree, bare)
    return None if found is bare else found


def _is_saying(tree: Tree, index: int) -> bool:
    return tree.lower(index) == "saying" and tree.lower(index - 1) == "as"


def _subject_before(tree: Tree, sentence: SentenceSpan, quote: int) -> tuple[Range, ...]:
    """The noun phrase before "was quoted": from the sentence's start or its last comma on."""
    words = list(range(sentence.first, quote))
    while words and tree.words[words[-1]].upos in ("AUX", "ADV", "PART"):
        words.pop()
    comma = next((i for i in reversed(words) if tree.lower(i) in (",", "”", '"')), None)
    return tree.ranges([i for i in words if comma is None or i > comma])[:1]


def _agent(tree: Tree, quote: int, saying: int, sentence: SentenceSpan) -> tuple[Range, ...]:
    """Whoever quotes: the phrase behind "by", right behind "quoted" or right behind "saying"."""
    for before in (quote, saying):
        if before + 1 < sentence.last and tree.lower(before + 1) == "by":
            party = _party_after(tree, before + 2, saying - 1 if before == quote else sentence.last)
            return tree.ranges(party)[:1]
    return ()


def _is_story(tree: Tree, noun: int) -> bool:
    """Whether a noun is a published story: several "reports", or one with whoever made it behind it."""
    sources, word = source_table(), tree.words[noun]
    if word.upos != "NOUN" or word.lemma.lower() not in sources.press.lemmas:
        return False
    plural = tree.lower(noun) != word.lemma.lower()
    return plural or (noun + 1 < len(tree.words) and tree.lower(noun + 1) in sources.made_by.prepositions)


def _of_story(tree: Tree, noun: int) -> Iterator[Draft]:
    """Such as "a report by the Post that …": a story with its maker, and what stands behind its "that"."""
    sentence = tree.sentences[max(tree.sentence(tree.words[noun].start), 0)]
    that = next(
        (i for i in range(noun + 2, min(noun + LONGEST_SOURCE, sentence.last)) if tree.lower(i) == "that"), None
    )
    if that is None or any(
        tree.words[i].upos in ("VERB", "AUX", "PUNCT") and tree.lower(i) != "-" for i in range(noun, that)
    ):
        return
    first = noun - 1 if noun > sentence.first and tree.words[noun - 1].upos in ("DET", "ADJ") else noun
    parts = [tree.ranges(range(*ends)) for ends in ((first, that), (noun, noun + 1), (that, sentence.last))]
    if all(parts) and _says(tree, list(range(that, sentence.last))):
        content = (Range(parts[2][0].start, parts[2][-1].end),)
        yield Draft(source=parts[0][:1], cue=parts[1], content=content)


def _answered(tree: Tree, verb: int) -> int:
    """Where what is answered as a whole begins, right behind a verb: "rebuffed suggestions that"; 0 where none is."""
    for index in range(verb + 1, min(verb + LONGEST_NAMING, len(tree.words))):
        if tree.words[index].upos == "NOUN":
            return verb + 1 if tree.words[index].lemma.lower() in source_table().answered.things else 0
        if tree.words[index].upos not in ("DET", "ADJ"):
            return 0
    return 0


def _of_noun(tree: Tree, noun: int) -> Iterator[Draft]:
    """Such as "reports that …", "media reports … were preparing": a noun of saying with a full clause."""
    sources = source_table()
    if tree.words[noun].lemma.lower() not in sources.press.lemmas or tree.lower(noun) == tree.words[noun].lemma.lower():
        return
    for clause in tree.all_children(noun, "acl", "ccomp"):
        if tree.words[clause].deprel == "acl:relcl" or tree.child(clause, "nsubj") is None or clause < noun:
            continue
        source = [i for i in tree.under(noun, ("acl", "ccomp", "punct", "case")) if i < clause]
        drafted = _draft(tree, source, [noun], tree.under(clause))
        content = tree.ranges(list(tree.under(clause)))
        if drafted is not None:
            yield drafted
        elif content:
            yield Draft(source=tree.ranges(source), cue=tree.ranges([noun]), content=content)
