"""Who speaks a quotation, by what stands right beside its marks: for quotations that no other reader has claimed.

The forms of news prose: “...,” said the guard; “...,” the guard said; the guard said: “...”; “...” — Ana Kos, guard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.annotate.cues import reporting_verbs, verb_at
from rashomon.annotate.sentence_tails import Parts
from rashomon.annotate.source_heads import head_of
from rashomon.annotate.source_words import lemma_of, source_table
from rashomon.annotate.trees import Tree
from rashomon.annotate.word_order import NOMINAL
from rashomon.parse import Range

FEWEST_WORDS = 2
LONGEST_PARTY = 18
NEAR = 2
"""Marks and adverbs between a quotation and its speaker."""
SIGNED = re.compile(r"\s*(?:—|–|--)\s*(?=[^\W\d_])")
NAME_ENDS = re.compile(r"[,;(\n]|\.\s|\.\Z")
LONGEST_NAME = 60


def quoted_speakers(tree: Tree, quoted: Sequence[Range], taken: Sequence[Range]) -> Iterator[Parts]:
    """Source, cue and content of quotations of some words that nothing in `taken` touches."""
    for number, each in enumerate(quoted):
        words = [i for i in tree.within([each]) if tree.words[i].upos != "PUNCT"]
        both = tree.within([each, *quoted[number + 1 : number + 2]])
        if not words or len(both) < FEWEST_WORDS or any(t.start < each.end and each.start < t.end for t in taken):
            continue
        found = _after(tree, each) or _signed(tree, each) or _before(tree, words[0])
        if found is None or any(t.start < r.end and r.start < t.end for t in taken for r in found[0]):
            continue
        source, cue, end = found
        if len(words) < FEWEST_WORDS and not (number + 1 < len(quoted) and quoted[number + 1].start - end < NEAR + 2):
            continue
        onward = quoted[number + 1] if number + 1 < len(quoted) else None
        goes_on = onward is not None and _joins(tree.text[end : onward.start], onward.start - end)
        yield Parts(source=source, cue=cue, content=(each, onward) if goes_on and onward is not None else (each,))


Found = tuple[tuple[Range, ...], tuple[Range, ...], int]
"""Source, cue, and where the last of them ends."""


def _joins(between: str, length: int) -> bool:
    """Whether a quotation goes on behind its speaker: only a comma and few words between, in one sentence."""
    return length < LONGEST_NAME and "." not in between.strip().removesuffix(".") and "\n" not in between


def _after(tree: Tree, each: Range) -> Found | None:
    """The speaker behind the marks: a verb of saying and a noun phrase, in either order."""
    first = next((i for i in tree.within([Range(each.end, each.end + LONGEST_NAME)]) if _opens(tree, i)), None)
    if first is None or first == 0:
        return None
    if tree.words[first].upos == "VERB" and verb_at(tree, first) in reporting_verbs():
        party = _phrase(tree, first + 1)
        return _found(tree, party, first, party[-1]) if party else None
    party = _phrase(tree, first)
    verb = party[-1] + 1 if party else len(tree.words)
    if verb < len(tree.words) and tree.words[verb].upos == "VERB" and verb_at(tree, verb) in reporting_verbs():
        return _found(tree, party, verb, verb)
    return None


def _opens(tree: Tree, index: int) -> bool:
    return tree.words[index].upos not in ("PUNCT", "ADV")


def _before(tree: Tree, first: int) -> Found | None:
    """The speaker before the marks: a noun phrase and a verb of saying, behind it a comma or a colon."""
    verb = first - 1
    while verb > 0 and tree.words[verb].upos == "PUNCT" and first - verb <= NEAR + 1:
        verb -= 1
    if verb <= 0 or tree.words[verb].upos != "VERB" or verb_at(tree, verb) not in reporting_verbs():
        return None
    sentence = tree.sentences[max(tree.sentence(tree.words[verb].start), 0)]
    written = list(range(sentence.first, verb))
    head = head_of(tree, written) if written and verb_at(tree, verb) == "read" else None
    if head is not None and lemma_of(tree, head) in source_table().document.lemmas:
        ends = next((n for n, i in enumerate(written) if tree.words[i].upos == "VERB"), len(written))
        return _found(tree, written[:ends], verb, first - 1)
    if not any(tree.lower(i) in (":", ",") for i in range(verb + 1, first)):
        return None
    party: list[int] = []
    for index in range(verb - 1, sentence.first - 1, -1):
        if tree.words[index].upos in ("PUNCT", "VERB", "AUX", "SCONJ", "ADV", "CCONJ"):
            break
        party.insert(0, index)
    return _found(tree, party, verb, first - 1) if party and _is_party(tree, party) else None


def _phrase(tree: Tree, first: int) -> list[int]:
    """The noun phrase from a word on, to the first mark or verb."""
    found: list[int] = []
    for index in range(first, min(first + LONGEST_PARTY, len(tree.words))):
        if tree.words[index].upos in ("PUNCT", "VERB", "AUX", "SCONJ", "CCONJ", "ADV"):
            break
        found.append(index)
    while found and tree.words[found[-1]].upos in ("ADP", "DET"):
        found.pop()
    return found if _is_party(tree, found) else []


def _is_party(tree: Tree, words: Sequence[int]) -> bool:
    return bool(words) and tree.words[words[0]].upos != "ADP" and any(tree.words[i].upos in NOMINAL for i in words)


def _found(tree: Tree, party: Sequence[int], verb: int, last: int) -> Found:
    return tree.ranges(party)[:1], tree.ranges([verb]), tree.words[last].end


def signed(tree: Tree, content: Sequence[Range], quoted: Sequence[Range]) -> Parts | None:
    """The parts of a content that ends in a quotation with its speaker's name behind a dash."""
    each = next((q for q in quoted if content and q.start <= content[-1].end - 1 < q.end + 1), None)
    found = _signed(tree, each) if each is not None else None
    return Parts(source=found[0], cue=found[1], content=(each,)) if found is not None and each is not None else None


def _signed(tree: Tree, each: Range) -> Found | None:
    """A name behind a dash that closes the paragraph: “...” — Ana Kos, guard."""
    dash = SIGNED.match(tree.text, each.end)
    if dash is None:
        return None
    line = tree.text[dash.end() : tree.text.find("\n", dash.end()) if "\n" in tree.text[dash.end() :] else None]
    ends = NAME_ENDS.search(line)
    name = line[: ends.start()] if ends else line
    party = tree.within([Range(dash.end(), dash.end() + len(name.rstrip()))])
    plain = 0 < len(name) <= LONGEST_NAME and all(
        tree.words[i].upos in ("PROPN", "NOUN", "ADJ", "DET", "X") for i in party
    )
    if not plain or not party:
        return None
    mark = tree.text[each.end : dash.end()]
    start = each.end + len(mark) - len(mark.lstrip())
    return tree.ranges(party)[:1], (Range(start, start + len(mark.strip())),), dash.end() + len(line)
