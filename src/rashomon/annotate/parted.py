"""Parts of an attribution that the reading model ran into one another, parted again by marks and the order of words."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.annotate.cues import addressing, cue_table, reporting_verbs, verb_at
from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.annotate.word_order import NOMINAL, is_active
from rashomon.parse import Range, SentenceSpan

LONGEST_SPEAKER = 25
LONGEST_OWNER = 10
LONGEST_PUT_IN = 8
LONGEST_SCENE = 6
CALLING = ("call", "brand", "label", "term")
FEWEST_WORDS = 3
FEWEST_BETWEEN = 2
JOINTS = frozenset({",", "–", "—", "-"})

Parts = tuple[tuple[Range, ...], tuple[Range, ...], tuple[Range, ...]]
"""Source, cue and content."""


def speaker_behind_marks(
    tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...], quoted: Sequence[Range]
) -> Parts:
    """A content that took its speaker along, parted where the quotation ends: “...,” the doctor, who was there, told.

    Only a quotation that opens the content, with nothing but a noun phrase between it and an active cue.
    """
    if not cue or not content or content[0].start >= cue[0].start:
        return source, cue, content
    first = content[0]
    marks = next((q for q in quoted if q.start <= first.start + 1 and first.start < q.end < first.end), None)
    if marks is None or not is_active(tree, tree.within(cue)):
        return source, cue, content
    speaker = [i for i in tree.within([Range(marks.end, first.end)]) if tree.lower(i) not in JOINTS]
    beside = 0 <= cue[0].start - first.end <= 3
    named = bool(speaker) and len(speaker) <= LONGEST_SPEAKER and _is_phrase(tree, speaker)
    if not beside or not named:
        return source, cue, content
    who = tree.ranges(range(speaker[0], speaker[-1] + 1))[:1]
    return who, cue, (Range(first.start, marks.end), *content[1:])


def source_in_cue(tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...]) -> Parts:
    """A cue that took its source along, parted before its verb: "A note on the door said"."""
    words = tree.within(cue)
    verb = next((n for n, i in enumerate(words) if tree.words[i].upos == "VERB"), None)
    if source or not verb or len(cue) != 1 or verb_at(tree, words[verb]) not in reporting_verbs():
        return source, cue, content
    before = list(words[:verb])
    while before and tree.words[before[-1]].upos in ("AUX", "ADV", "PART"):
        before.pop()
    if not before or not _is_phrase(tree, before) or tree.lower(before[0]) in ("it", "there"):
        return source, cue, content
    return tree.ranges(before)[:1], tree.ranges(words[len(before) :])[:1], content


def according_behind(
    tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...]
) -> Parts:
    """An attribution whose source stands behind "according to" with that as its cue, and all before it as content:
    "the shot came from the roof, a bystander said, according to the Star".
    """
    words, marks = tree.within(source), tree.within(cue)
    if words and len(marks) > 1 and tree.lower(marks[0]) == "according" and words[-1] < marks[0]:
        return _with_its_party(tree, marks, source, content) or (source, cue, content)
    if not words or words[0] < 2 or not cue or tree.lower(words[0] - 1) != "to":
        return source, cue, content
    at = words[0] - 2
    sentence = tree.sentences[max(tree.sentence(tree.words[at].start), 0)]
    if tree.lower(at) != "according" or at - sentence.first < FEWEST_WORDS or cue[0].start >= tree.words[at].start:
        return source, cue, content
    told = tree.ranges(range(sentence.first, at))
    return source, tree.ranges([at, at + 1]), (Range(told[0].start, told[-1].end),) if told else content


def _with_its_party(
    tree: Tree, marks: Sequence[int], source: tuple[Range, ...], content: tuple[Range, ...]
) -> Parts | None:
    """An "according to" that was given the speaker before it ("...," he told the crowd, according to a video): its
    source is whoever stands behind it, and what that speaker said with who said it its content.
    """
    sentence = tree.sentences[max(tree.sentence(tree.words[marks[0]].start), 0)]
    party: list[int] = []
    for index in range(marks[1] + 1, sentence.last):
        if tree.words[index].upos in ("PUNCT", "AUX", "CCONJ"):
            break
        party.append(index)
    start = min(source[0].start, content[0].start)
    told = tree.within([Range(start, tree.words[marks[0]].start)])
    while told and tree.words[told[-1]].upos == "PUNCT" and tree.lower(told[-1]) == ",":
        told = told[:-1]
    if not party or not told:
        return None
    whole = Range(tree.words[told[0]].start, tree.words[told[-1]].end)
    return tree.ranges(party)[:1], tree.ranges(marks)[:1], (whole,)


def party_in_content(
    tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...]
) -> Parts:
    """A content that took its party along behind a noun of saying: "it is the view of the board that ..."."""
    words, marks = tree.within(content), tree.within(cue)
    that = next((n for n, i in enumerate(words[:LONGEST_OWNER]) if tree.lower(i) == "that"), 0)
    of = bool(marks) and tree.lower(marks[-1]) in ("of", "among", "from")
    if source or not of or not that or any(tree.words[i].upos in ("VERB", "AUX", "PUNCT") for i in words[:that]):
        return source, cue, content
    whole = Range(tree.words[words[that]].start, content[-1].end)
    return tree.ranges(words[:that])[:1], tree.ranges(marks[:-1])[:1], (whole,)


def with_to_know(tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...]) -> Parts:
    """An attribution where the model took "to know" of "..., she wanted to know" for a part of what is asked."""
    words = tree.within(cue)
    last = tree.within(content[-1:]) if len(content) > 1 else []
    know = [tree.lower(i) for i in last if tree.words[i].upos != "PUNCT"]
    if not words or know not in (["to", "know"], ["to", "ask"]) or last[0] != words[-1] + 1:
        return source, cue, content
    return source, (*cue[:-1], Range(cue[-1].start, content[-1].end)), content[:-1]


def party_in_cue(tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...]) -> Parts:
    """A cue that took its party along behind a noun of saying: "calls by the mayor for" calm."""
    words = tree.within(cue)
    if source or len(words) <= FEWEST_WORDS:
        return source, cue, content
    if (tree.words[words[0]].upos, tree.words[words[-1]].upos) != ("NOUN", "ADP"):
        return source, cue, content
    party = words[2:-1]
    plain = tree.lower(words[1]) in ("by", "from", "of") and _is_phrase(tree, party)
    if not plain or any(tree.words[i].upos in ("VERB", "AUX", "PUNCT") for i in party):
        return source, cue, content
    return tree.ranges(party)[:1], (*tree.ranges([words[0]]), *tree.ranges([words[-1]])), content


def without_scene(tree: Tree, content: tuple[Range, ...], quoted: Sequence[Range]) -> tuple[Range, ...]:
    """A quotation without the phrase behind it that says where it was said: “We stay” outside the ground."""
    last = content[-1]
    held = next((q for q in quoted if q.start <= last.start + 1 and last.start < q.end < last.end), None)
    rest = tree.within([Range(held.end, last.end)]) if held is not None else []
    if (
        held is None
        or not rest
        or len(rest) > LONGEST_SCENE
        or tree.lower(rest[0]) not in source_table().scene.prepositions
    ):
        return content
    if any(tree.words[i].upos in ("VERB", "AUX", "SCONJ", "CCONJ") for i in rest):
        return content
    return (*content[:-1], Range(last.start, held.end))


def behind_citing(tree: Tree, cue: tuple[Range, ...]) -> Parts | None:
    """Source, cue and content of "X, quoting Y, said that ...", where the model took "quoting" for the cue."""
    words = tree.within(cue)
    if not words or tree.lower(words[0]) not in ("citing", "quoting") or tree.lower(words[0] - 1) != ",":
        return None
    sentence = tree.sentences[max(tree.sentence(cue[0].start), 0)]
    comma = next((i for i in range(words[0] + 1, sentence.last) if tree.lower(i) == ","), None)
    if comma is None or comma + 2 >= sentence.last:
        return None
    verb = next((i for i in range(comma + 1, min(comma + 4, sentence.last)) if tree.words[i].upos == "VERB"), None)
    opened = list(range(sentence.first, words[0] - 1))
    if verb is None or verb_at(tree, verb) not in reporting_verbs() or not opened or len(opened) > LONGEST_SPEAKER:
        return None
    told = tree.ranges(range(verb + 1, sentence.last))
    who = tree.ranges(opened)
    plain = bool(who) and not any(tree.words[i].upos in ("VERB", "AUX") for i in opened)
    return (who[:1], tree.ranges([verb]), (Range(told[0].start, told[-1].end),)) if plain and told else None


def without_cited(tree: Tree, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """A content without whom the speaker cites, where the model took them for its start: "citing a report, that"."""
    words = tree.within(content[:1])
    if words and tree.lower(words[0]) in ("citing", "quoting"):
        comma = next((i for i in words if tree.lower(i) == ","), None)
        rest = [i for i in words if comma is not None and i > comma]
        return (Range(tree.words[rest[0]].start, content[0].end), *content[1:]) if rest else content
    if not words or words[0] == 0 or tree.lower(words[0] - 1) != "citing":
        return content
    that = next((i for i in words[:LONGEST_SPEAKER] if tree.lower(i) == "that"), None)
    if that is None or tree.lower(that - 1) != ",":
        return content
    return (Range(tree.words[that].start, content[0].end), *content[1:])


def speaker_behind_cue(
    tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...], quoted: Sequence[Range]
) -> Parts:
    """A content whose second piece is its speaker, right behind the verb: “...,” said Mariam, who fled."""
    if source or len(content) != 2 or not cue or not content[0].end <= cue[0].start < content[1].start:
        return source, cue, content
    beside = not tree.text[cue[-1].end : content[1].start].strip()
    held = any(q.start <= content[0].start + 1 and content[0].end <= q.end + 1 for q in quoted)
    onward = next((q for q in quoted if content[1].start < q.start < content[1].end), None)
    who = Range(content[1].start, onward.start if onward is not None else content[1].end)
    unquoted = not any(q.start < who.end and who.start < q.end for q in quoted)
    words = [i for i in tree.within([who]) if tree.lower(i) != "," or onward is None]
    if not (beside and unquoted and held and words and _is_phrase(tree, words)):
        return source, cue, content
    rest = (Range(onward.start, content[1].end),) if onward is not None else ()
    return tree.ranges(range(words[0], words[-1] + 1))[:1], cue, (content[0], *rest)


def rest_of_quotation(
    tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...], quoted: Sequence[Range]
) -> tuple[Range, ...]:
    """A quoted content with the quotation that goes on right behind its speaker: “...,” she said, “...”."""
    if not cue or not content or not source or content[-1].end > cue[0].start:
        return content
    if not any(q.start <= content[-1].start + 1 and content[-1].end <= q.end + 1 for q in quoted):
        return content
    end = max(cue[-1].end, source[-1].end)
    onward = next((q for q in quoted if q.start >= end), None)
    if onward is None or tree.text[end : onward.start].strip() != ",":
        return content
    return (*content, onward)


def with_its_predicate(
    tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...], quoted: Sequence[Range]
) -> tuple[Range, ...]:
    """A content that was cut to its clause's subject, with the rest of the clause: what is said of "no suspect" turns
    it round. Only behind or before a plain verb of saying, and outside quotation marks.
    """
    words, verbs = tree.within(content), tree.within(cue)
    if len(content) != 1 or not words or not verbs or any(tree.words[i].upos in ("VERB", "AUX") for i in words):
        return content
    plain = tree.lower(verbs[-1]) in cue_table().closing.clausal
    if not (plain or _takes_clause(tree, verbs, words)) or any(q.start < content[0].end <= q.end for q in quoted):
        return content
    sentence = tree.sentences[max(tree.sentence(content[0].start), 0)]
    taken = {*verbs, *tree.within(source)}
    after = words[-1] + 1
    if _is_put_in(tree, verbs, words, sentence):
        return (Range(content[0].start, _end_of(tree, sentence)),)
    if after >= sentence.last or after in taken or tree.words[after].upos not in ("AUX", "VERB"):
        return content
    last = after
    while last + 1 < sentence.last and last + 1 not in taken and tree.words[last + 1].upos != "PUNCT":
        last += 1
    return (Range(content[0].start, tree.words[last].end),)


def _takes_clause(tree: Tree, cue: Sequence[int], words: Sequence[int]) -> bool:
    """Whether an auxiliary right behind a content and its verb of telling or belief shows the clause that it opens:
    "reported an arrest" before "had been made".
    """
    after = words[-1] + 1
    told = verb_at(tree, cue[-1]) in (reporting_verbs() | set(cue_table().believing.lemmas))
    auxiliary = after < len(tree.words) and tree.words[after].upos == "AUX"
    return told and auxiliary and words[0] == cue[-1] + 1


def around_speaker(
    tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...]
) -> tuple[Range, ...]:
    """A content behind a speaker put between commas with the clause before it too: "the men left, he said, and the
    gate was shut".
    """
    if len(content) != 1 or len(source) != 1 or not cue or content[0].start < cue[-1].end:
        return content
    first, last = min(source[0].start, cue[0].start), max(source[0].end, cue[-1].end)
    speaker, told = tree.within([Range(first, last)]), tree.within(content)
    sentence = tree.sentences[max(tree.sentence(first), 0)]
    if not speaker or not told or len(speaker) > LONGEST_PUT_IN or tree.words[told[0]].upos != "CCONJ":
        return content
    put_in = tree.lower(speaker[0] - 1) == "," and tree.lower(speaker[-1] + 1) == "," and told[0] == speaker[-1] + 2
    before = list(range(sentence.first, speaker[0] - 1))
    clause = any(tree.words[i].upos in ("VERB", "AUX") for i in before[1:])
    opens = bool(before) and tree.words[before[0]].upos not in ("SCONJ", "ADP", "VERB", "AUX")
    if not put_in or not clause or not opens:
        return content
    return (Range(tree.words[before[0]].start, tree.words[before[-1]].end), *content)


def _is_put_in(tree: Tree, cue: Sequence[int], words: Sequence[int], sentence: SentenceSpan) -> bool:
    """Whether a bare subject right behind its verb of saying is parted by commas from what is said of it: "the mill,
    which burned in May, would reopen".
    """
    after = words[-1] + 1
    if words[0] != cue[-1] + 1 or after + 1 >= sentence.last or tree.lower(after) != ",":
        return False
    closing = next((i for i in range(after + 2, sentence.last) if tree.lower(i) == ","), None)
    return closing is not None and any(
        tree.words[i].upos == "AUX" for i in range(closing + 1, min(closing + 12, sentence.last))
    )


def _end_of(tree: Tree, sentence: SentenceSpan) -> int:
    """Where the last word of a sentence ends."""
    return next(tree.words[i].end for i in range(sentence.last - 1, -1, -1) if tree.words[i].upos != "PUNCT")


def to_its_end(
    tree: Tree, cue: tuple[Range, ...], content: tuple[Range, ...], quoted: Sequence[Range]
) -> tuple[Range, ...]:
    """A content behind its cue that was cut in a phrase ("rise by three to"), with the rest up to the next mark."""
    words = tree.within(content)
    if len(content) != 1 or not words or not cue or content[0].start < cue[-1].end:
        return content
    sentence = tree.sentences[max(tree.sentence(content[0].start), 0)]
    last = words[-1]
    if last + 1 >= sentence.last or any(q.start < content[0].end <= q.end for q in quoted):
        return content
    after = tree.words[last + 1]
    inside = tree.words[last].upos in ("ADP", "DET") and after.upos in ("DET", "NOUN", "PROPN", "NUM", "ADJ")
    counted = tree.words[last].upos == "NUM" and after.upos in ("NOUN", "PROPN")
    if not (inside or counted):
        return content
    while last + 1 < sentence.last and tree.words[last + 1].upos != "PUNCT":
        last += 1
    return (Range(content[0].start, tree.words[last].end),)


def called_thing(tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...]) -> Parts:
    """An attribution whose cue took along what is called something: "called allegations" of "called allegations that it
    hacked the port absurd".
    """
    words = tree.within(cue)
    if len(words) < 2 or not content or tree.words[words[-1]].upos != "NOUN":
        return source, cue, content
    called = any(tree.words[i].lemma.lower() in CALLING for i in words[:-1])
    thing = tree.words[words[-1]].lemma.lower() in source_table().answered.things
    beside = not tree.text[cue[-1].end : content[0].start].strip()
    if not (called and thing and beside):
        return source, cue, content
    whole = Range(tree.words[words[-1]].start, content[0].end)
    return source, tree.ranges(words[:-1]), (whole, *content[1:])


def without_answerer(
    tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...]
) -> tuple[Range, ...]:
    """The source of a noun of saying, but not who answers it: "demands that ... were rejected by the court"."""
    words, marks, told = tree.within(source), tree.within(cue), tree.within(content)
    if not words or not marks or not told or tree.words[marks[-1]].upos != "NOUN" or words[0] < marks[-1]:
        return source
    between = [i for i in range(told[-1] + 1, words[0]) if tree.words[i].upos == "VERB"]
    return () if between and tree.lower(words[0] - 1) == "by" else source


def told_by(tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...]) -> tuple[Range, ...]:
    """The source of "the court was told by a clerk that ...": whoever stands behind "by"."""
    words = tree.within(cue)
    verb = next((i for i in reversed(words) if tree.words[i].upos == "VERB"), None)
    if verb is None or verb + 2 >= len(tree.words) or tree.lower(verb + 1) != "by":
        return source
    be = any(tree.words[i].lemma.lower() == "be" for i in range(max(verb - 3, 0), verb))
    if not be or verb_at(tree, verb) not in addressing():
        return source
    party: list[int] = []
    for index in range(verb + 2, min(verb + 2 + LONGEST_SPEAKER, len(tree.words))):
        if tree.words[index].upos in ("VERB", "AUX", "SCONJ", "PUNCT") or tree.lower(index) == "that":
            break
        party.append(index)
    return tree.ranges(party)[:1] or source


def according_ahead(tree: Tree, source: tuple[Range, ...], cue: tuple[Range, ...], content: tuple[Range, ...]) -> Parts:
    """The same before its content, where another speaker stands between: "According to the Post, the spokesman stated
    that ..." is the Post's, with the spokesman in it.
    """
    words, told = tree.within(source), tree.within(content)
    if not words or words[0] < 2 or not told or not cue or tree.lower(words[0] - 2) != "according":
        return source, cue, content
    sentence = tree.sentences[max(tree.sentence(source[0].start), 0)]
    comma = next((i for i in range(words[0], min(told[0], sentence.last)) if tree.lower(i) == ","), None)
    between = list(range(comma + 1, told[0])) if comma is not None else []
    speaks = any(verb_at(tree, i) in reporting_verbs() and tree.words[i].upos == "VERB" for i in between)
    if words[0] - 2 - sentence.first > 1 or comma is None or len(between) < FEWEST_BETWEEN or not speaks:
        return source, cue, content
    whole = Range(tree.words[comma + 1].start, content[-1].end)
    who = (Range(source[0].start, min(source[0].end, tree.words[comma].start)),)
    return who, tree.ranges([words[0] - 2, words[0] - 1]), (whole,)


def clause_behind_that(tree: Tree, cue: tuple[Range, ...], content: tuple[Range, ...]) -> tuple[Range, ...]:
    """A content that is no more than "that", with all of the sentence behind it: "that, according to X, ..."."""
    words = tree.within(content)
    if len(words) != 1 or tree.lower(words[0]) != "that" or not cue or cue[0].start > content[0].start:
        return content
    sentence = tree.sentences[max(tree.sentence(content[0].start), 0)]
    rest = tree.ranges(range(words[0], sentence.last))
    return (Range(rest[0].start, rest[-1].end),) if rest else content


def _is_phrase(tree: Tree, words: Sequence[int]) -> bool:
    opens = tree.words[words[0]].upos in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM")
    return opens and any(tree.words[i].upos in NOMINAL for i in words)
