"""The stated reason why a source is not named, and whose reason it is (AP Stylebook: the reason is to be told)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from rashomon.annotate.cues import reporting_verbs
from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.parse import Range

LONGEST_GAP = 24
NEXT_WORD = 16
LONGEST_CLOSING = 6
OBJECTS = frozenset({"them", "him"})
OTHERS = OBJECTS | {"her", "his", "their"}
KEEPING = frozenset({"we", "it", "which", "newspaper", "paper"})
SAYING = frozenset({"said", "told", "says", "tells"})


class Reason(msgspec.Struct, frozen=True):
    """A reason for anonymity, and the words that it is of: the subject of its clause (empty where none is plain)."""

    reason: Range
    subject: tuple[Range, ...]
    sentence: int


@cache
def _markers() -> re.Pattern[str]:
    phrases = sorted(source_table().anonymity.markers, key=len, reverse=True)
    patterns = (re.escape(p).replace(r"\ ", r"\s+").replace(r"\{own\}", r"(?:his|her|their)") for p in phrases)
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def _words_of_markers() -> Mapping[str, Sequence[Sequence[str]]]:
    """The words of the markers, those left open apart: for each marker's longest word its others."""
    found: dict[str, list[list[str]]] = {}
    for phrase in source_table().anonymity.markers:
        longest, *rest = sorted((w.lower() for w in phrase.split() if "{" not in w), key=len, reverse=True)
        found.setdefault(longest, []).append(rest)
    return found


def _may_hold_marker(text: str) -> bool:
    """Whether all words of some marker stand in a text: most texts hold none, and the pattern of all is slow."""
    lower = text.lower()
    held = [others for longest, others in _words_of_markers().items() if longest in lower]
    return any(all(w in lower for w in words) for others in held for words in others)


@cache
def _plain() -> re.Pattern[str]:
    """Such as "not authorized to speak", "had not been cleared to talk"."""
    barred, telling = ("|".join(words) for words in (source_table().anonymity.barred, source_table().anonymity.telling))
    return re.compile(
        rf"(?:\bnot|n['’]t|\bnever)\s+(?:(?:been|yet|officially)\s+)*(?:{barred})\s+to\s+(?:publicly\s+)?(?:{telling})\b",
        re.IGNORECASE,
    )


@cache
def _connector() -> re.Pattern[str]:
    phrases = sorted(source_table().anonymity.connectors, key=len, reverse=True)
    words = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    return re.compile(rf"[\s,]*(?:[a-z]+(?:\s+[a-z]+)?\s+)??\b({words})\b", re.IGNORECASE)


def reasons(tree: Tree) -> list[Reason]:
    """Every stated reason in the report, in text order."""
    found: list[Reason] = []
    for number, sentence in enumerate(tree.sentences):
        text = tree.text[sentence.start : sentence.end]
        before = len(found)
        for mark in _markers().finditer(text) if _may_hold_marker(text) else ():
            begun = _connector().match(text, mark.end())
            if begun and begun.start(1) - mark.end() <= LONGEST_GAP:
                start = sentence.start + begun.start(1)
                at = Range(sentence.start + mark.start(), sentence.start + mark.end())
                found.append(_reason(tree, number, start, sentence.end, at))
        if len(found) == before:
            for mark in _plain().finditer(text):
                start = _clause_start(tree, sentence.start + mark.start(), sentence.start)
                at = Range(sentence.start + mark.start(), sentence.start + mark.end())
                found.append(_reason(tree, number, start, sentence.end, at))
    return found


def _reason(tree: Tree, number: int, start: int, end: int, marker: Range) -> Reason:
    """The reason from `start` to a dash, a stop, or the comma behind which a verb of saying takes up its sentence."""
    body = tree.text[start:end]
    stop = re.search(r"\s[–—-]\s|;|\.\s", body)
    body = body[: stop.start()] if stop else body
    for comma in re.finditer(r",\s*", body):
        after = tree.within([Range(start + comma.end(), start + comma.end() + NEXT_WORD)])
        taken_up = any(tree.words[i].lemma.lower() in reporting_verbs() or tree.lower(i) in SAYING for i in after[:2])
        if taken_up or _closes(tree, tree.within([Range(start + comma.end(), end)])):
            body = body[: comma.start()]
            break
    body = body.rstrip(' \t\n\u00a0,.;:–—-"“”’')
    subject = _kept_back(tree, marker) or _subject(tree, marker.start)
    return Reason(reason=Range(start, start + len(body)), subject=subject, sentence=number)


def _kept_back(tree: Tree, marker: Range) -> tuple[Range, ...]:
    """Whose name a newspaper keeps back: "them" of "it did not name them", "their" of "we are withholding their names",
    whoever "whom it did not name" is said of. Empty where the people themselves are the subject.
    """
    words = tree.within([marker])
    if words and tree.lower(words[0]) == "whom":
        verb = next((g for i in words for g in (i, *tree.governors(i)) if tree.words[g].deprel == "acl:relcl"), None)
        return tree.ranges([tree.words[verb].head])[:1] if verb is not None else ()
    people = [i for i in words if tree.lower(i) in OTHERS]
    subjects = (tree.child(g, "nsubj") for i in words[:1] for g in (i, *tree.governors(i)))
    subject = next((s for s in subjects if s is not None), None)
    keeps = subject is not None and tree.lower(subject) in KEEPING
    return tree.ranges(people[-1:])[:1] if people and (keeps or tree.lower(people[-1]) in OBJECTS) else ()


def _closes(tree: Tree, words: Sequence[int]) -> bool:
    """Whether words are a speaker who closes the sentence: "the newspaper said"."""
    full = [i for i in words if tree.words[i].upos != "PUNCT"]
    closing = bool(full) and len(full) <= LONGEST_CLOSING and tree.lower(full[-1]) in SAYING
    return closing and not any(tree.words[i].upos in ("VERB", "AUX", "SCONJ") for i in full[:-1])


def _clause_start(tree: Tree, offset: int, first: int) -> int:
    """Where the clause round "not authorized to" begins: at "because", "who", "as", else at its auxiliary."""
    before = tree.text[first:offset]
    conjunction = list(re.finditer(r"\b(because|as|since|who|given that)\b", before, re.IGNORECASE))
    if conjunction and len(before) - conjunction[-1].start() < 60:
        last = conjunction[-1]
        return first + (last.end() + 1 if last.group().lower() == "who" else last.start())
    auxiliary = re.search(r"\b(is|are|was|were|had|has|have)(?:\s+not)?\s*$", before, re.IGNORECASE)
    return first + auxiliary.start() if auxiliary else offset


def _subject(tree: Tree, marker: int) -> tuple[Range, ...]:
    """Who stands before the marker as the subject of its verb, or as the noun that its clause is of; else the phrase
    that opens the sentence.
    """
    words = tree.within([Range(marker, marker + NEXT_WORD)])
    if not words:
        return ()
    for governor in (words[0], *tree.governors(words[0])):
        noun = tree.child(governor, "nsubj")
        if noun is None and tree.words[governor].deprel in ("acl", "acl:relcl"):
            noun = tree.words[governor].head
        if noun is not None and 0 <= noun < words[0] and tree.words[noun].upos in ("NOUN", "PROPN", "PRON"):
            return tree.ranges([i for i in tree.under(noun, ("acl:relcl", "acl", "punct", "appos")) if i < words[0]])[
                :1
            ]
    return _opening(tree, words[0])


def _opening(tree: Tree, marker: int) -> tuple[Range, ...]:
    """The phrase that opens the marker's sentence, up to its first verb or comma."""
    found: list[int] = []
    for index in range(tree.sentences[max(tree.sentence(tree.words[marker].start), 0)].first, marker):
        if tree.words[index].upos in ("VERB", "AUX", "PUNCT"):
            break
        found.append(index)
    return tree.ranges(found)[:1]


def is_anonymity_clause(text: str, start: int, end: int) -> bool:
    """Whether words say no more than that somebody is not named: "asked not to be named"."""
    return _may_hold_marker(text[start:end]) and bool(_markers().search(text, start, end))
