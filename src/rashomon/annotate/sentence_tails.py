"""Statements whose speaker closes or opens the sentence, by the order of words alone.

The commonest forms of attribution in news, and plain without a parse: "The bridge fell, a witness told Reuters." (a
clause, a comma, a noun phrase, a verb of saying, nothing behind it but whom it was told to, when and where), and "A
witness told Reuters that the bridge fell."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from rashomon.annotate.cues import cue_table
from rashomon.annotate.source_heads import head_of
from rashomon.annotate.source_words import is_listed, lemma_of
from rashomon.annotate.trees import Tree
from rashomon.annotate.word_order import NOMINAL
from rashomon.parse import Range, SentenceSpan

LONGEST_PARTY = 18
LONGEST_REST = 8
LONGEST_ASIDE = 8
FEWEST_WORDS = 4
FEWEST_CLOSED = 3
BEGINS_CLAUSE = frozenset({"DET", "PRON", "NOUN", "PROPN", "NUM", "ADJ"})
OPENING = frozenset({"that", "“", '"', "but", "and"})
OBJECTS = frozenset({"us", "me", "him", "her", "them", "you"})
LEADING_ON = frozenset({"that", "what", "who", "which", "as", "is", "was", "are", "were", "be", "been"})
FEWEST_OF_TEXT = 80
COMMAS_PER_WORD = 150
SPEAKING = frozenset({"he", "she", "they", "it"})
BEING = frozenset({"is", "was", "are", "were", "be", "been"})
FEWEST_OF_TEXT = 80
COMMAS_PER_WORD = 150
MARKS = frozenset({",", "?", "!", "”", '"', "''", "—", "–"})


class Parts(msgspec.Struct, frozen=True):
    """Who, the verb, and what."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


def closing_party(tree: Tree, sentence: SentenceSpan) -> Iterator[Parts]:
    """Source, cue and content of a sentence that its speaker closes; nothing where it is not plain."""
    words = range(sentence.first, sentence.last)
    turned = _turned(tree, sentence)
    if turned is not None:
        yield turned
        return
    for index in reversed(words):
        if tree.lower(index) not in MARKS or index + 2 >= sentence.last:
            continue
        verb = _verb_after(tree, index + 1, sentence.last)
        if verb is None or not _closes(tree, verb, sentence.last):
            continue
        content, party = list(range(sentence.first, index + 1)), list(range(index + 1, verb))
        if _is_party(tree, party) and _is_clause(tree, content):
            source, cue, told = tree.ranges(party), tree.ranges([verb]), tree.ranges(content)
            yield Parts(source=source[:1], cue=cue, content=(Range(told[0].start, told[-1].end),))
        return
    if has_no_commas(tree):
        yield from _unmarked(tree, sentence)


def has_no_commas(tree: Tree) -> bool:
    """Whether a text has lost its commas, as what some scrapers and corpora keep of a page has."""
    return len(tree.words) >= FEWEST_OF_TEXT and COMMAS_PER_WORD * tree.text.count(",") < len(tree.words)


def _unmarked(tree: Tree, sentence: SentenceSpan) -> Iterator[Parts]:
    """The same where no comma stands before the party: "Nine people died a monitoring group said Sunday"."""
    last = sentence.last
    while last > sentence.first and tree.words[last - 1].upos == "PUNCT":
        last -= 1
    for verb in range(last - 1, sentence.first + FEWEST_WORDS, -1):
        if not _is_closing(tree, verb) or not _is_alone(tree, verb, last):
            continue
        first = _party_start(tree, sentence.first, verb)
        content = [i for i in range(sentence.first, first) if i > sentence.first or tree.lower(i) not in OPENING]
        if first < verb and _is_clause(tree, content) and _ends_clause(tree, content[-1], first):
            told = tree.ranges(content)
            whole = (Range(told[0].start, told[-1].end),)
            yield Parts(source=tree.ranges(range(first, verb))[:1], cue=tree.ranges([verb]), content=whole)
        return


def _is_alone(tree: Tree, verb: int, last: int) -> bool:
    """Whether nothing that is told follows a verb: its sentence ends, or "on Friday", "while", "updating" follow."""
    if verb + 1 >= last or _closes(tree, verb, last):
        return True
    after = tree.words[verb + 1]
    joins = after.upos in ("ADP", "SCONJ") and tree.lower(verb + 1) not in ("that", "whether", "if")
    return joins or (after.upos == "VERB" and tree.lower(verb + 1).endswith("ing"))


def _ends_clause(tree: Tree, last: int, party: int) -> bool:
    """Whether a clause may end with a word right before a party: "the ward he said" is one noun with its clause."""
    ends = tree.words[last].upos not in ("ADP", "DET", "SCONJ", "CCONJ", "PART")
    noun = tree.words[party].upos == "PRON" and tree.words[last].upos == "NOUN" and tree.lower(party) != "they"
    return ends and not noun and tree.lower(last) not in LEADING_ON


def _party_start(tree: Tree, begin: int, verb: int) -> int:
    """Where the noun phrase right before a verb begins: at its article, its capitals or its pronoun."""
    index = verb
    while index > begin:
        word, low = tree.words[index - 1], tree.lower(index - 1)
        if word.upos == "PRON":
            return index - 1 if index == verb and low in SPEAKING else index
        inside = word.upos in ("NOUN", "PROPN", "ADJ", "NUM", "DET") or low in ("-", "’s", "'s")
        linked = index < verb and (low in ("of", "for") or (low == "and" and tree.words[index].upos == "DET"))
        if not inside and not linked:
            return index
        index -= 1
        if word.upos == "DET" and tree.lower(index - 1) not in ("of", "for", "and"):
            return index
    return index


def _is_office(tree: Tree, party: Sequence[int]) -> bool:
    """Whether words are one who holds an office, with its place and name: "the head of the clinic, Dr. Ana Kos"."""
    inside = (*NOMINAL, "DET", "ADJ", "NUM", "ADP", "PUNCT", "PART")
    plain = all(tree.words[i].upos in inside and tree.lower(i) not in (";", ":") for i in party)
    head = head_of(tree, party) if plain and tree.lower(party[0]) in ("the", "its", "his", "her", "their") else None
    return head is not None and is_listed(lemma_of(tree, head))


def turned_over(
    tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...]
) -> tuple[tuple[Range, ...], tuple[Range, ...], tuple[Range, ...]]:
    """A statement whose party closes the sentence behind its verb, where that party was read as what is told."""
    words, verb = tree.within(content), tree.within(cue)
    if not verb or not words or words[0] < verb[-1] or any(tree.words[i].upos == "VERB" for i in words):
        return source, cue, content
    found = _turned(tree, tree.sentences[max(tree.sentence(cue[0].start), 0)])
    same = (
        found is not None and found.cue[0].start == cue[-1].start and tree.text[: cue[-1].start].rstrip().endswith(",")
    )
    return (found.source, found.cue, found.content) if found is not None and same else (source, cue, content)


def _turned(tree: Tree, sentence: SentenceSpan) -> Parts | None:
    """The same with the verb first: "Whale sinks yacht, claims skipper"."""
    last = sentence.last
    while last > sentence.first and tree.words[last - 1].upos == "PUNCT":
        last -= 1
    for index in range(last - 2, max(last - LONGEST_PARTY, sentence.first + FEWEST_WORDS) - 1, -1):
        if tree.lower(index - 1) not in MARKS or not _is_closing(tree, index):
            continue
        party, content = list(range(index + 1, last)), list(range(sentence.first, index))
        plain = all(tree.words[i].upos in (*NOMINAL, "DET", "ADJ", "NUM") for i in party) and len(party) < LONGEST_REST
        plain = (plain or _is_office(tree, party)) and tree.lower(party[0]) not in OBJECTS
        if plain and _is_party(tree, party) and _is_clause(tree, content):
            told = tree.ranges(content)
            whole = (Range(told[0].start, told[-1].end),)
            return Parts(source=tree.ranges(party)[:1], cue=tree.ranges([index]), content=whole)
    return None


def opening_party(tree: Tree, words: Sequence[int]) -> Iterator[Parts]:
    """Source, cue and content of words that open with their speaker and a verb of saying; nothing where not plain."""
    full = [i for i in words if tree.lower(i) not in OPENING]
    if not full or full[-1] - full[0] < FEWEST_WORDS:
        return
    verb = _verb_after(tree, full[0], full[-1])
    party = [] if verb is None else [i for i in full if i < verb]
    if verb is None or not _is_party(tree, party) or any(tree.words[i].upos in ("VERB", "AUX") for i in party):
        return
    that = next((i for i in full if verb < i <= verb + LONGEST_REST and tree.lower(i) == "that"), None)
    plain = tree.lower(verb) in cue_table().closing.clausal and tree.words[verb + 1].upos in BEGINS_CLAUSE
    content = [i for i in full if i >= that] if that else [i for i in full if i > verb] if plain else []
    if len(content) >= FEWEST_WORDS and any(tree.words[i].upos in ("VERB", "AUX") for i in content[1:]):
        yield Parts(source=tree.ranges(party)[:1], cue=tree.ranges([verb]), content=tree.ranges(content))


def described_party(tree: Tree, sentence: SentenceSpan) -> Iterator[Parts]:
    """Source, cue and content of a sentence with a verb of saying behind a party described at length:
    "A teacher who asked not to be named said the school was shut."
    """
    verb = next((i for i in range(sentence.first + 1, sentence.last) if _says_on(tree, i, sentence.last)), None)
    if verb is None:
        return
    party = list(range(sentence.first, verb))
    while party and tree.words[party[-1]].upos in ("AUX", "ADV", "PART", "PUNCT"):
        party.pop()
    content = list(range(verb + 1, sentence.last))
    described = any(tree.lower(i) in ("who", "quoted", "cited", "interviewed", "reached", "contacted") for i in party)
    clause = bool(content) and (tree.lower(content[0]) == "that" or tree.words[content[0]].upos in BEGINS_CLAUSE)
    finite = any(tree.words[i].upos in ("VERB", "AUX") for i in content[1:])
    if described and clause and finite and len(content) >= FEWEST_WORDS and _is_party(tree, party[:LONGEST_PARTY]):
        yield Parts(source=tree.ranges(party)[:1], cue=tree.ranges([verb]), content=tree.ranges(content)[:1])


def parenthetical_party(tree: Tree, sentence: SentenceSpan) -> Iterator[Parts]:
    """Source, cue and content of a sentence that its speaker interrupts: "The question, said the judge, was ..."."""
    commas = [i for i in range(sentence.first + 1, sentence.last) if tree.lower(i) == ","]
    for first, last in pairwise(commas):
        inside = list(range(first + 1, last))
        if not 2 <= len(inside) <= LONGEST_PARTY or last + 2 >= sentence.last:
            continue
        verb = next((i for i in (inside[0], inside[-1]) if _is_closing(tree, i)), None)
        party = [i for i in inside if i != verb]
        if verb is None or not _is_party(tree, party) or any(tree.words[i].upos in ("VERB", "AUX") for i in party):
            continue
        before, after = tree.ranges(range(sentence.first, first)), tree.ranges(range(last + 1, sentence.last))
        if before and after:
            told = (Range(before[0].start, before[-1].end), Range(after[0].start, after[-1].end))
            yield Parts(source=tree.ranges(party)[:1], cue=tree.ranges([verb]), content=told)
            return


def _is_closing(tree: Tree, index: int) -> bool:
    word = tree.words[index]
    return word.upos == "VERB" and tree.text[word.start : word.end] in cue_table().closing.forms


def _says_on(tree: Tree, index: int, last: int) -> bool:
    """Whether a word is a verb of saying with "that" or a clause right behind it."""
    word = tree.words[index]
    if word.upos != "VERB" or tree.text[word.start : word.end] not in cue_table().closing.forms or index + 1 >= last:
        return False
    return tree.lower(index + 1) == "that" or tree.words[index + 1].upos in BEGINS_CLAUSE


def _verb_after(tree: Tree, first: int, last: int) -> int | None:
    """The verb of saying behind the noun phrase that begins at `first`."""
    for index in range(first, min(last, first + LONGEST_PARTY)):
        word = tree.words[index]
        verb = index > first and word.upos in ("VERB", "AUX")
        if verb and tree.text[word.start : word.end] in cue_table().closing.forms:
            return index
        if tree.lower(index) in MARKS and not (tree.lower(index) == "," and _in_apposition(tree, index, last)):
            return None
    return None


def _in_apposition(tree: Tree, index: int, last: int) -> bool:
    """Whether a comma is one of two round an aside that a verb of saying follows: "the master, Captain Lowe, said"."""
    for other in range(max(index - LONGEST_PARTY, 0), min(index + LONGEST_PARTY, last - 1)):
        if other == index or tree.lower(other) != ",":
            continue
        pair = (min(index, other), max(index, other))
        if pair[1] + 1 >= len(tree.words):
            continue
        after = tree.words[pair[1] + 1]
        between = [tree.words[i].upos for i in range(pair[0] + 1, pair[1])]
        aside = 0 < len(between) <= LONGEST_ASIDE and "VERB" not in between and "AUX" not in between
        if aside and tree.text[after.start : after.end] in cue_table().closing.forms:
            return True
    return False


def _closes(tree: Tree, verb: int, last: int) -> bool:
    """Whether nothing follows the verb but an addressee of "told", a time, a place."""
    rest = [i for i in range(verb + 1, last) if tree.words[i].upos != "PUNCT"]
    if len(rest) > LONGEST_REST or any(tree.words[i].upos in ("VERB", "AUX", "SCONJ") for i in rest):
        return False
    told = tree.lower(verb) in cue_table().closing.addressed
    if not rest:
        return not told or tree.lower(verb) == "told"
    return told or tree.words[rest[0]].upos in ("ADP", "ADV") or tree.lower(rest[0]) in cue_table().closing.moments


def _is_party(tree: Tree, words: Sequence[int]) -> bool:
    full = [i for i in words if tree.words[i].upos != "PUNCT"]
    if not full or tree.words[full[0]].upos in ("VERB", "AUX", "SCONJ", "CCONJ", "ADP", "ADV"):
        return False
    if tree.lower(full[0]) in ("that", "i", "we", "you", "it", "what"):
        return False
    return any(tree.words[i].upos in NOMINAL for i in full) and tree.words[full[-1]].upos not in ("ADP", "DET", "AUX")


def _is_clause(tree: Tree, words: Sequence[int]) -> bool:
    full = [i for i in words if tree.words[i].upos != "PUNCT"]
    finite = [i for i in full if tree.words[i].upos in ("VERB", "AUX")]
    opens = bool(full) and tree.words[full[0]].upos not in ("SCONJ", "CCONJ") and tree.lower(full[0]) != "according"
    return len(full) >= FEWEST_CLOSED and opens and any(i > full[0] for i in finite)
