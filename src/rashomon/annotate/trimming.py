"""The ends of the model's parts made good: contents that run on too far, sources cut too long or not found at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.annotate.clause_parts import subject_of
from rashomon.annotate.cues import addressing, figure_verbs, reporting_verbs, verb_at, withheld
from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.annotate.word_order import is_active, opening_phrase, source_by_order
from rashomon.parse import Range, SentenceSpan

PREPOSITIONS = re.compile(r"(?:\s+(?:late|early|on|in|at|over|since|during))*\s*$")
RELATIVE = re.compile(r"\b(?:who|which|that|whose)\b")
_ASIDE = re.compile(r"[\s,]*")
LEADING = re.compile(r"^(?:as well as|along with|and|but|amid|with)\s+", re.IGNORECASE)
LONGEST_BEHIND = 12
"""Words behind a semicolon in which a further speaker and their verb stand."""
HANGING = re.compile(r",\s+(?:speaking|talking|citing|quoting|adding|referring|writing)\b.*$", re.DOTALL)


class Parted(msgspec.Struct, frozen=True):
    """A content cut where its speaker goes on with another verb: that verb, and what it says."""

    content: tuple[Range, ...]
    cue: tuple[Range, ...] = ()
    rest: tuple[Range, ...] = ()


def source_of(
    tree: Tree,
    source: tuple[Range, ...],
    cue: Sequence[Range],
    content: Sequence[Range],
    moments: Sequence[Range],
) -> tuple[Range, ...]:
    """The source without what only hangs on it ("on Thursday", ", speaking on condition of ..."); where the model found
    none, the subject of the cue's verb, by the parse or by the order of words.
    """
    if not source:
        return subject_of(tree, cue, content) or source_by_order(tree, cue, content)
    if _is_cited(tree, source):
        opened = opening_phrase(tree, cue, content)
        return tree.ranges(opened)[:1] if opened else source_by_order(tree, cue, content) or _first_phrase(tree, source)
    opened = opening_phrase(tree, cue, content)
    if opened and _is_governed(tree, source, opened):
        return tree.ranges(opened)[:1]
    source = tuple(_to_its_noun(tree, each) for each in source)
    return tuple(_trimmed(tree.text, _behind_preposition(tree, each), moments) for each in source)


def _to_its_noun(tree: Tree, each: Range) -> Range:
    """A source that was cut behind its article, up to its noun."""
    words = tree.within([each])
    if not words or tree.words[words[-1]].upos != "DET":
        return each
    last = words[-1] + 1
    while last < len(tree.words) and tree.words[last].upos in ("ADJ", "NOUN", "PROPN", "NUM"):
        last += 1
    return Range(each.start, tree.words[last - 1].end)


def _is_cited(tree: Tree, source: Sequence[Range]) -> bool:
    """Whether a source stands right behind "citing", and is whom or what the speaker points to."""
    words = tree.within(source)
    return bool(words) and words[0] > 0 and tree.lower(words[0] - 1) in ("citing", "quoting")


def _first_phrase(tree: Tree, source: tuple[Range, ...]) -> tuple[Range, ...]:
    """The noun phrase that opens a source's sentence, up to its verb or comma; the source where there is none."""
    sentence = tree.sentences[max(tree.sentence(source[0].start), 0)]
    found: list[int] = []
    for index in range(sentence.first, sentence.last):
        if tree.words[index].upos in ("VERB", "AUX", "PUNCT", "ADV", "SCONJ"):
            break
        found.append(index)
    plain = bool(found) and tree.words[found[0]].upos != "ADP"
    return tree.ranges(found)[:1] if plain else source


def _is_governed(tree: Tree, source: Sequence[Range], opened: Sequence[int]) -> bool:
    """Whether a source stands in the aside behind the phrase that opens the sentence: behind its preposition or
    "citing", or in its clause ("the Guard, as its members call it, said").
    """
    words = tree.within(source)
    if not words or words[0] <= opened[-1] or tree.lower(words[0] - 1) == "to":
        return False
    before = tree.words[words[0] - 1]
    if tree.lower(words[0] - 1) == "as" and any(tree.words[i].upos == "VERB" for i in words):
        return True
    return before.upos == "ADP" or (before.lemma.lower() in source_table().handed.citing and opened[-1] < words[0] - 1)


def opened_by_source(
    tree: Tree, source: tuple[Range, ...], cue: Sequence[Range], content: tuple[Range, ...]
) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Source and content where the model took the speaker and an aside for the content's first piece; and no source
    where it took the "it" of "it was revealed". What ends right before "who" tells whose words they are, and is none
    of them ("links to a gunman who professed ...").
    """
    words = tree.within(source)
    behind = len(content) > 1 and bool(words) and tree.lower(words[0]) in ("who", "which")
    if behind and _ASIDE.fullmatch(tree.text, content[0].end, source[0].start):
        return source, content[1:]
    if len(words) == 1 and tree.lower(words[0]) == "it" and not is_active(tree, tree.within(cue)):
        return (), content
    if source or len(content) < 2 or not cue or content[0].start >= cue[0].start:
        return source, content
    found = source_by_order(tree, cue, content[1:])
    return (found, content[1:]) if found and found[0].start == content[0].start else (source, content)


def cut_at_next_verb(tree: Tree, cue: Sequence[Range], content: tuple[Range, ...]) -> Parted:
    """The content before a further verb of saying that its speaker goes on with ("..., adding that ...", "... and asked
    for ..."), and that verb with what it says, where that is a clause.
    """
    whole = Parted(content=content)
    verbs = tree.within(cue)
    for index in tree.within(content):
        if not _goes_on(tree, verbs, index):
            continue
        first = index - 1 if index and tree.lower(index - 1) in ("and", "but") else index
        kept = tuple(
            Range(c.start, min(c.end, tree.words[first - 1].end)) for c in content if c.start < tree.words[first].start
        )
        rest = tuple(
            Range(max(c.start, tree.words[index].end + 1), c.end) for c in content if c.end > tree.words[index].end + 1
        )
        verb = (Range(tree.words[index].start, tree.words[index].end),)
        return Parted(content=_bare(tree.text, kept), cue=verb, rest=_bare(tree.text, rest)) if kept else whole
    return whole


def cut_at_semicolon(tree: Tree, content: tuple[Range, ...], quoted: Sequence[Range]) -> tuple[Range, ...]:
    """A content before the semicolon behind which somebody else speaks: "4,000 came; police have spoken of 800"."""
    words = tree.within(content)
    for place, index in enumerate(words[:-2]):
        if tree.lower(index) != ";" or any(q.start <= tree.words[index].start < q.end for q in quoted):
            continue
        behind = words[place + 1 : place + 2 + LONGEST_BEHIND]
        verb = next((n for n, i in enumerate(behind) if tree.words[i].upos in ("VERB", "AUX")), 0)
        own = any(tree.words[i].upos == "PRON" for i in behind[:verb])
        says = next((i for i in behind[verb:] if tree.words[i].upos == "VERB"), behind[verb])
        if verb and not own and verb_at(tree, says) in (reporting_verbs() | set(figure_verbs().speaking)):
            end = tree.words[index].start
            return tuple(Range(c.start, min(c.end, end)) for c in content if c.start < end)
    return content


def cut_at_refusal(tree: Tree, content: tuple[Range, ...]) -> Parted:
    """A content before the answer that its speaker held back: "it went well, but declined to name it", "..., but she
    would not give details".
    """
    words = tree.within(content)
    for place, index in enumerate(words):
        if tree.lower(index) not in ("but", "and") or place < 2 or place + 2 >= len(words):
            continue
        first = place + 2 if tree.lower(words[place + 1]) in ("he", "she", "they") else place + 1
        last = _refusal_in(tree, words[first : first + 4])
        if last is None or not any(i > last for i in words):
            continue
        end = tree.words[last].end
        kept = tuple(
            Range(c.start, min(c.end, tree.words[index].start)) for c in content if c.start < tree.words[index].start
        )
        rest = tuple(Range(max(c.start, end), c.end) for c in content if c.end > end)
        cue = (Range(tree.words[words[first]].start, end),)
        return Parted(content=_bare(tree.text, kept), cue=cue, rest=_bare(tree.text, rest))
    return Parted(content=content)


def _refusal_in(tree: Tree, words: Sequence[int]) -> int | None:
    """The last word of a refusal that opens some words: "declined", "would not give"."""
    forms = [tree.lower(i) for i in words]
    if (
        forms[:1]
        and forms[0] in ("declined", "refused", "declines", "refuses")
        and forms[1:2] == ["to"]
        and len(words) > 2
    ):
        return words[0] if tree.words[words[2]].lemma.lower() in withheld() else None
    modal = (
        forms[:1] and forms[0] in ("would", "could", "did", "will") and forms[1:2] and forms[1] in ("not", "n't", "n’t")
    )
    return words[2] if modal and len(words) > 2 and tree.words[words[2]].lemma.lower() in withheld() else None


def _bare(text: str, pieces: Sequence[Range]) -> tuple[Range, ...]:
    """Pieces without commas and spaces at their ends."""
    found = []
    for each in pieces:
        body = text[each.start : each.end]
        start = each.start + len(body) - len(body.lstrip(" ,\u00a0"))
        end = each.start + len(body.rstrip(" ,\u00a0"))
        if start < end:
            found.append(Range(start, end))
    return tuple(found)


def _goes_on(tree: Tree, cue: Sequence[int], index: int) -> bool:
    word = tree.words[index]
    if word.upos != "VERB" or word.lemma.lower() not in reporting_verbs() or index < 1:
        return False
    after = tree.lower(index + 1) if index + 1 < len(tree.words) else ""
    participle = tree.lower(index).endswith("ing") and tree.lower(index - 1) in (",", "”", '"', "''", "and")
    if participle:
        return after in ("that", ":", "“", '"', "``") or tree.child(index, "ccomp") is not None
    joined = word.deprel == "conj" and word.head in cue and tree.child(index, "nsubj") is None
    return joined and tree.lower(index - 1) in ("and", "but", "also")


def thing_of(
    tree: Tree, content: tuple[Range, ...], names: Sequence[Range], moments: Sequence[Range]
) -> tuple[Range, ...]:
    """A content that is no clause without whom it was told to, and when: "the raid" of "the raid to AFP on Sunday"."""
    if len(content) != 1 or any(tree.words[i].upos in ("VERB", "AUX") for i in tree.within(content)):
        return content
    each = _trimmed(tree.text, content[0], moments)
    told = next((n for n in names if each.start < n.start and n.end == each.end), None)
    before = tree.text[each.start : told.start].rstrip().lower() if told is not None else ""
    if before.endswith((" to", "\u00a0to")):
        each = Range(each.start, each.start + len(before[:-3].rstrip()))
    return (each,)


def withheld_in(tree: Tree, cue: Sequence[Range]) -> Parted | None:
    """The refusal in a cue that swallowed it: "declined to comment, citing" is "declined", of "to comment"."""
    words = tree.within(cue)
    for index, after, third in zip(words, words[1:], words[2:], strict=False):
        refuses = tree.words[index].lemma.lower() in ("decline", "refuse") and tree.lower(after) == "to"
        if refuses and tree.lower(third) in withheld() and any(tree.lower(i) == "," for i in words[3:]):
            first, last, end = tree.words[index], tree.words[after], tree.words[third]
            return Parted(content=(Range(last.start, end.end),), cue=(Range(first.start, first.end),))
    return None


def split_at_comma(
    tree: Tree, source: tuple[Range, ...], cue: Sequence[Range], content: tuple[Range, ...]
) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Source and content of "according to the Post, the minister said ..." parted at the comma, where the model took
    the next clause's subject for the source's end and left its verb to open the content.
    """
    words = tree.within(content[:1])
    if not (source and cue and words) or not tree.text[cue[0].start : cue[0].end].lower().startswith("according"):
        return source, content
    if tree.words[words[0]].upos not in ("VERB", "AUX") or source[0].start > content[0].start:
        return source, content
    between = tree.within([Range(source[0].start, content[0].start)])
    comma = next((i for i in between if tree.lower(i) == ","), None)
    if comma is None or comma + 1 >= words[0]:
        return source, content
    opened = Range(tree.words[comma + 1].start, content[0].end)
    return (Range(source[0].start, min(source[0].end, tree.words[comma].start)),), (opened, *content[1:])


def _behind_preposition(tree: Tree, each: Range) -> Range:
    """A source without the phrase that a preposition before it governs: the judge of "In a ruling, the judge"."""
    words = tree.within([each])
    commas = [i for i in words if tree.lower(i) == ","]
    if (
        not words
        or not commas
        or words[0] == 0
        or tree.words[words[0] - 1].upos != "ADP"
        or tree.lower(words[0] - 1) == "to"
    ):
        return each
    after = [i for i in words if i > commas[-1]]
    named = any(tree.words[i].upos in ("NOUN", "PROPN", "PRON") for i in after)
    return Range(tree.words[after[0]].start, each.end) if named else each


def _trimmed(text: str, each: Range, moments: Sequence[Range]) -> Range:
    body = HANGING.sub("", text[each.start : each.end])
    last = next((m for m in moments if each.start < m.start and m.end == each.start + len(body)), None)
    if last is not None and RELATIVE.search(body):
        last = None
    if last is not None:
        body = PREPOSITIONS.sub("", body[: last.start - each.start])
    body = body.rstrip(" ,\u00a0")
    start = each.start + len(body) - len(LEADING.sub("", body))
    return Range(start, each.start + len(body)) if body.strip() and start < each.start + len(body) else each


def is_spoken_to(tree: Tree, source: Sequence[Range], cue: Sequence[Range]) -> bool:
    """Whether a source is whom the words were said to or of: "he was asked", "she was accused"."""
    words = tree.within(cue)
    if not source or not cue or source[0].start > cue[0].start:
        return False
    be = next((i for i in words if tree.words[i].lemma.lower() == "be"), None)
    verb = next((i for i in words if be is not None and i > be and tree.words[i].upos in ("VERB", "ADJ")), None)
    if verb is None or tree.lower(verb).endswith("ing"):
        return False
    by = verb + 1 < len(tree.words) and tree.lower(verb + 1) == "by"
    return not by and tree.words[verb].lemma.lower() in addressing()


def in_reach(
    tree: Tree,
    cue: Sequence[Range],
    content: tuple[Range, ...],
    quoted: Sequence[Range],
    passages: Sequence[Range],
) -> tuple[Range, ...]:
    """The content without what a cue does not reach: unquoted words go no further than the cue's own sentence.

    Where nothing stands in the cue's sentence, its passage is: "He said this. ...". A quotation runs over the border of
    a passage only into one that is nothing but quotation.
    """
    number = tree.sentence(cue[0].start) if cue else -1
    if number < 0:
        return content
    sentence = tree.sentences[number]
    pieces = [part for each in content for part in _at_sentences(tree, each)]
    near = [p for p in pieces if sentence.start <= p.start < sentence.end]
    home = next((p for p in passages if p.start <= cue[0].start < p.end), sentence_range(sentence))
    if not near:
        return tuple(c for c in content if _lies(c, home) or _is_quoted(c, quoted))
    kept = [
        p
        for p in pieces
        if p in near
        or (_is_quoted(p, quoted) and (_lies(p, home) or _all_quoted(tree.text, p, home, quoted, passages)))
    ]
    return tuple(_joined(tree.text, kept, content))


def _at_sentences(tree: Tree, each: Range) -> list[Range]:
    """A stretch cut where sentences end."""
    found, start = [], each.start
    for number in range(max(tree.sentence(each.start), 0), len(tree.sentences)):
        span = tree.sentences[number]
        if span.start >= each.end:
            break
        end = min(each.end, span.end if span.end < each.end else each.end)
        if start < end:
            found.append(Range(start, end))
        start = max(start, min(each.end, tree.sentences[number + 1].start)) if number + 1 < len(tree.sentences) else end
    return found


def _is_quoted(piece: Range, quoted: Sequence[Range]) -> bool:
    middle = (piece.start + piece.end) // 2
    return any(q.start <= middle < q.end for q in quoted)


def _joined(text: str, pieces: Sequence[Range], whole: Sequence[Range]) -> list[Range]:
    """Neighbouring pieces of one stretch as one again, without white space or a full stop left at their ends."""
    found: list[Range] = []
    for piece in pieces:
        together = found and any(w.start <= found[-1].start and piece.end <= w.end for w in whole)
        if together and not text[found[-1].end : piece.start].strip():
            found[-1] = Range(found[-1].start, piece.end)
        else:
            found.append(piece)
    cut = [p if any(p.end == w.end for w in whole) else _without_stop(text, p) for p in found]
    return [p for p in cut if p.start < p.end]


def _without_stop(text: str, piece: Range) -> Range:
    body = text[piece.start : piece.end].rstrip()
    return Range(piece.start, piece.start + len(body.rstrip(".").rstrip() if not body.endswith("...") else body))


def sentence_range(sentence: SentenceSpan) -> Range:
    """A sentence's ends."""
    return Range(sentence.start, sentence.end)


def _lies(piece: Range, inside: Range) -> bool:
    return inside.start <= piece.start and piece.end <= inside.end


def _all_quoted(text: str, piece: Range, home: Range, quoted: Sequence[Range], passages: Sequence[Range]) -> bool:
    """Whether the passage of a piece, and all between it and the cue's, hold nothing outside quotation marks."""
    first, last = (home.end, piece.end) if piece.start >= home.end else (piece.start, home.start)
    between = [p for p in passages if p.end > first and p.start < last and p != home]
    return bool(between) and all(_is_quotation(text, p, quoted) for p in between)


def _is_quotation(text: str, passage: Range, quoted: Sequence[Range]) -> bool:
    near = [q for q in quoted if q.start < passage.end and passage.start < q.end]
    held = sum(min(q.end, passage.end) - max(q.start, passage.start) for q in near)
    return held >= len(text[passage.start : passage.end].strip()) - 2
