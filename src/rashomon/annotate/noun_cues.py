"""Statements that a noun tells: "the rebels' threat to blow up the bridge", "a feeling among nurses that ...".

By the order of words: whose (a possessor, or a phrase behind "of", "by", "among"), a noun of saying, meaning or asking,
and what. Only nouns of lexicon/cues.toml's table `nouns`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.annotate.cues import cue_table
from rashomon.annotate.sentence_tails import Parts
from rashomon.annotate.source_heads import POSSESSOR
from rashomon.annotate.trees import Tree
from rashomon.annotate.word_order import NOMINAL
from rashomon.parse import Range, SentenceSpan

LONGEST_OWNER = 7
LONGEST_PARTY = 12
FEWEST_WORDS = 3
OWN = frozenset({"his", "her", "their", "its"})
HOLDING = frozenset({"among", "of", "by", "from", "within", "in"})
AUXILIARIES = frozenset(
    {"be", "have", "do", "will", "would", "can", "could", "may", "might", "must", "shall", "should"}
)
FACT = frozenset(
    {
        "view",
        "opinion",
        "eyes",
        "judgment",
        "judgement",
        "words",
        "estimation",
        "assessment",
        "telling",
        "account",
        "admission",
        "reckoning",
    }
)


def noun_cues(tree: Tree) -> Iterator[Parts]:
    """Source, cue and content of every statement that a noun tells."""
    table = cue_table().nouns
    for sentence in tree.sentences:
        yield from _as_far_as(tree, sentence)
        for index in range(sentence.first, sentence.last):
            lemma = tree.words[index].lemma.lower()
            owned = index > sentence.first and tree.lower(index - 1) in POSSESSOR
            if tree.words[index].upos != "NOUN" and not (owned and tree.words[index].upos == "VERB"):
                continue
            if lemma in (*table.clausal, *table.infinitive, *table.thing):
                yield from _told(tree, index, lemma, sentence)
            if lemma == "doubt":
                yield from _no_doubt(tree, index, sentence)
            if tree.lower(index) in FACT:
                yield from _in_the_view(tree, index, sentence)


def _told(tree: Tree, noun: int, lemma: str, sentence: SentenceSpan) -> Iterator[Parts]:
    after = noun + 1
    owner = _owner(tree, noun, sentence.first)
    if not owner and after < sentence.last and tree.lower(after) in HOLDING:
        owner = _party(tree, after + 1, sentence.last)
        after = owner[-1] + 1 if owner else after
    if not owner or after >= sentence.last:
        return
    if tree.lower(after) in ("never", "not") and after + 1 < sentence.last:
        after += 1
    table, opens, cue = cue_table().nouns, tree.lower(after), [noun]
    if lemma in table.clausal and opens == "that":
        content = _to_its_end(tree, noun, list(range(after, sentence.last)))
    elif lemma in table.infinitive and opens == "to" and _is_verb(tree, after + 1, sentence.last):
        first = after - 1 if tree.lower(after - 1) in ("never", "not") else after
        content = _to_its_end(tree, noun, list(range(first, sentence.last)))
    elif _is_to_do(tree, after, lemma, sentence.last) or (
        lemma in (*table.clausal, *table.thing)
        and tree.words[after].lemma.lower() == "be"
        and _is_that(tree, after + 1)
    ):
        content = list(range(after + 1, sentence.last))
    elif lemma in table.thing and opens == "for":
        cue = [noun, after]
        content = _thing(tree, after + 1, sentence.last)
    else:
        return
    if len(content) >= FEWEST_WORDS or (content and opens == "for"):
        yield from _parts(tree, owner, cue, content)


def _owner(tree: Tree, noun: int, first: int) -> list[int]:
    """The possessor before a noun, adjectives between passed over; a possessive pronoun stands for one."""
    index = noun - 1
    while index > first and tree.words[index].upos in ("ADJ", "NOUN") and index > noun - 4:
        index -= 1
    if tree.lower(index) in OWN:
        return [index]
    if tree.lower(index) not in POSSESSOR:
        return []
    found: list[int] = []
    for here in range(index - 1, max(first, index - LONGEST_OWNER) - 1, -1):
        if tree.words[here].upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            break
        found.insert(0, here)
        if tree.words[here].upos == "DET":
            break
    return found


def _party(tree: Tree, first: int, last: int) -> list[int]:
    """A noun phrase from a word on, to "that", a mark or a verb."""
    found: list[int] = []
    for index in range(first, min(last, first + LONGEST_PARTY)):
        if tree.words[index].upos in ("PUNCT", "VERB", "AUX", "SCONJ", "PART") or tree.lower(index) in ("that", "for"):
            break
        found.append(index)
    return found if any(tree.words[i].upos in NOMINAL for i in found) else []


def _is_verb(tree: Tree, index: int, last: int) -> bool:
    """Whether a word may be an infinitive: the parse takes "spare" and "ban" for nouns."""
    plain = index < last and tree.words[index].upos in ("VERB", "AUX", "NOUN", "ADV")
    return plain and tree.text[tree.words[index].start].islower() and not tree.lower(index).endswith("ing")


def _is_to_do(tree: Tree, after: int, lemma: str, last: int) -> bool:
    """Such as "the union's plan is to strike"."""
    be = lemma in cue_table().nouns.infinitive and tree.words[after].lemma.lower() == "be"
    return be and after + 2 < last and tree.lower(after + 1) == "to" and _is_verb(tree, after + 2, last)


def _is_that(tree: Tree, index: int) -> bool:
    return index < len(tree.words) and tree.lower(index) == "that"


def _to_its_end(tree: Tree, noun: int, words: Sequence[int]) -> list[int]:
    """What is told, to the sentence's end; before the main verb where the noun is its subject, and before a comma."""
    told = list(words)
    comma = next((i for i in told if tree.lower(i) in (",", ";", "–", "—")), None)
    told = [i for i in told if comma is None or i < comma]
    main = tree.words[noun].head
    if main >= 0 and main in told and tree.words[noun].deprel.startswith("nsubj"):
        told = [i for i in told if i < main]
        while told and tree.words[told[-1]].upos in ("AUX", "ADV", "PART"):
            told.pop()
    return _before_auxiliary(tree, told)


def before_predicate(tree: Tree, cue: Sequence[Range], content: tuple[Range, ...]) -> tuple[Range, ...]:
    """A content behind a noun of saying without the verb whose subject the noun is: "her vow to stay was kept"."""
    marks, words = tree.within(cue), tree.within(content)
    if len(content) != 1 or not marks or not words or words[0] != marks[-1] + 1:
        return content
    if tree.words[marks[0]].upos != "NOUN" or len(marks) > 2 or tree.words[marks[-1]].upos not in ("NOUN", "ADP"):
        return content
    phrase = tree.words[marks[-1]].upos == "ADP" and tree.words[words[0]].upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM")
    told = _before_auxiliary(tree, words, phrase=phrase)
    return (Range(content[0].start, tree.words[told[-1]].end),) if len(told) < len(words) else content


def _before_auxiliary(tree: Tree, told: Sequence[int], *, phrase: bool = False) -> list[int]:
    """What a noun tells, up to the auxiliary of a verb that has no subject in it: the noun itself is that verb's.

    An infinitive has no auxiliary behind its object, a clause none behind its verb, a `phrase` none at all, but where a
    word joins another.
    """
    full = list(told)
    verbs = [0] if phrase else [n for n, i in enumerate(full) if tree.words[i].upos == "VERB"]
    if not verbs:
        return full
    for place in range(verbs[0] + 1, len(full)):
        word = tree.words[full[place]]
        if word.upos in ("CCONJ", "SCONJ", "PRON", "PUNCT") or tree.lower(full[place]) in ("that", "which", "who"):
            return full
        noun = tree.words[full[place - 1]].upos in ("NOUN", "PROPN", "NUM", "ADV", "ADJ")
        if word.upos == "AUX" and word.lemma.lower() in AUXILIARIES and noun:
            return full[:place]
    return full


def _thing(tree: Tree, first: int, last: int) -> list[int]:
    """The noun phrase from a word on."""
    found: list[int] = []
    for index in range(first, last):
        nominal = bool(found) and tree.words[index - 1].upos in ("DET", "ADJ")
        if tree.words[index].upos in ("PUNCT", "VERB", "AUX", "SCONJ", "PART", "CCONJ") and not nominal:
            break
        found.append(index)
    while len(found) > 1 and tree.words[found[-1]].upos in ("ADP", "ADV", "DET"):
        found.pop()
    to = found[-1] + 1 if found else last
    if to + 1 < last and tree.lower(to) == "to" and tree.words[to + 1].upos == "VERB":
        comma = next((i for i in range(to, last) if tree.words[i].upos == "PUNCT"), last)
        return _before_auxiliary(tree, list(range(first, comma)))
    return found


def _as_far_as(tree: Tree, sentence: SentenceSpan) -> Iterator[Parts]:
    """Such as "As far as the union is concerned, the talks are over"."""
    words = list(range(sentence.first, sentence.last))
    opening = [tree.lower(i) for i in words[:3]]
    concerned = next((i for i in words[3:LONGEST_PARTY] if tree.lower(i) == "concerned"), None)
    if opening not in (["as", "far", "as"], ["so", "far", "as"]) or concerned is None:
        return
    owner = [i for i in words[3:] if i < concerned and tree.words[i].upos != "AUX"]
    content = [i for i in words if i > concerned + 1]
    if owner and len(content) > FEWEST_WORDS:
        yield from _parts(tree, owner, [concerned], content)


def _no_doubt(tree: Tree, noun: int, sentence: SentenceSpan) -> Iterator[Parts]:
    """Such as "For most of the farmers there is little doubt that the dredging did it"."""
    there = next((i for i in range(max(sentence.first, noun - 4), noun) if tree.lower(i) == "there"), None)
    if there is None or tree.lower(sentence.first) not in ("for", "among") or noun + 2 >= sentence.last:
        return
    owner = [i for i in range(sentence.first + 1, there) if tree.words[i].upos != "PUNCT"]
    if owner and tree.lower(noun + 1) == "that" and any(tree.words[i].upos in NOMINAL for i in owner):
        yield from _parts(tree, owner, range(there, noun + 1), range(noun + 1, sentence.last))


def _in_the_view(tree: Tree, noun: int, sentence: SentenceSpan) -> Iterator[Parts]:
    """Such as "In the view of the auditors, the loan was lost", "In her view, ..."."""
    if noun - sentence.first > LONGEST_OWNER or tree.lower(sentence.first) not in ("in", "to", "by"):
        return
    comma = next((i for i in range(noun, min(noun + LONGEST_PARTY, sentence.last)) if tree.lower(i) == ","), None)
    if comma is None:
        return
    behind = noun + 1 < comma and tree.lower(noun + 1) == "of"
    owner = list(range(noun + 2, comma)) if behind else _owner(tree, noun, sentence.first)
    content = list(range(comma + 1, sentence.last))
    if owner and len(content) > FEWEST_WORDS and any(tree.words[i].upos in NOMINAL for i in owner):
        yield from _parts(tree, owner, [noun], content)


def _parts(tree: Tree, owner: Sequence[int], cue: Sequence[int], content: Sequence[int]) -> Iterator[Parts]:
    source, verb, told = tree.ranges(owner), tree.ranges(cue), tree.ranges(content)
    if source and verb and told:
        yield Parts(source=source[:1], cue=verb, content=(Range(told[0].start, told[-1].end),))
