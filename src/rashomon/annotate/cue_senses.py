"""Which sense of a cue its content leaves: "found that ..." is told, "found rope" was done (lexicon/cues.toml, senses).

A test of sense asks for what a statement must have under its verb: a clause, a speech act's topic, or words in marks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from rashomon.annotate.cues import cue_table, verb_at
from rashomon.annotate.draft import FIGURE, Draft
from rashomon.annotate.parted import CALLING
from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree

MARKS = '"“”«»'
WH = frozenset({"how", "who", "what", "when", "where", "why", "which", "whether"})
COMING = frozenset({"will", "'ll", "’ll", "would"})
ANYBODY = frozenset({"anybody", "anyone"})
POSSIBLE = frozenset({"can", "could", "may", "might", "would", "should"})
SUPPOSED = frozenset({"if", "unless"})
BIDDING = frozenset({"ask", "order", "instruct", "force", "command"})
RELATIVES = frozenset({"who", "which", "that", "what", "whose", "while", "when", "after", "as", "how", "to"})
PARTICLES = frozenset({"at", "for", "to", "about", "on", "of", "with", "over", "against"})
JUDGING = frozenset({"no", "little", "few", "fault"})
WANTING = frozenset({"demand", "want", "seek", "request"})
FINITE = frozenset({"is", "are", "was", "were", "has", "had", "did", "does", "will", "would", "could", "should"})
MOST_QUOTED = 3
"""From as many quoted words on a thing is told in its speaker's own."""


def is_other_sense(tree: Tree, draft: Draft) -> bool:
    """Whether the cue stands in another sense than that of saying or holding something."""
    cue = tree.within(draft.cue)
    words = [i for i in tree.within(draft.content) if tree.words[i].upos != "PUNCT"]
    if not cue or not words or draft.rule == FIGURE:
        return False
    if _is_self(tree, draft, cue) or _is_supposed(tree, cue) or _is_anybodys(tree, draft, cue):
        return True
    if _is_named_so(tree, cue) or _goes_on(tree, cue, words):
        return True
    if not draft.source and not draft.by and (_is_seen(tree, cue, words) or _is_bidden(tree, cue, draft)):
        return True
    if _quoted_words(tree, draft) > MOST_QUOTED:
        return False
    verb = _verb(tree, cue)
    if verb is None:
        return _is_talk(tree, cue, words)
    return _is_deed(tree, draft, cue, verb, words)


def _verb(tree: Tree, cue: Sequence[int]) -> int | None:
    """The cue's last full verb, by its tag or by its place before a particle at the end."""
    return next((i for i in reversed(cue) if tree.words[i].upos == "VERB"), None)


def _is_deed(tree: Tree, draft: Draft, cue: Sequence[int], verb: int, words: Sequence[int]) -> bool:
    """Whether a verb tells of a deed over its object; "first published" says whose a story is, whatever it is of."""
    senses, lemma = cue_table().senses, verb_at(tree, verb)
    joined = f"{lemma} {tree.lower(cue[-1])}"
    if not _is_last(tree, cue, verb) or any(tree.lower(i) == "first" for i in cue):
        return False
    if joined in senses.summoning or (lemma in senses.searching and _is_search(tree, verb, words)):
        return True
    if _tells(tree, words):
        return False
    for verbs, is_deed in _tests():
        if lemma in verbs or joined in verbs:
            return is_deed(tree, draft, cue, words)
    withheld = any(tree.lower(i) in cue_table().negators.words for i in cue)
    return lemma not in (*WANTING, *CALLING) and not withheld and _is_empty(tree, words)


Test = Callable[[Tree, Draft, Sequence[int], Sequence[int]], bool]
"""Whether a cue over a content without a clause tells of a deed."""


@cache
def _tests() -> tuple[tuple[tuple[str, ...], Test], ...]:
    """Each class of verbs with what must hold for it to tell of a deed."""
    senses = cue_table().senses
    return (
        (senses.seeming, _is_look),
        (senses.things, _is_find),
        (senses.sights, lambda tree, draft, cue, words: not any(tree.lower(i) in ("as", "if") for i in words)),
        (senses.persons, lambda tree, draft, cue, words: _is_person(tree, words)),
        (senses.greeting, lambda tree, draft, cue, words: not any(tree.lower(i) in senses.greeted_for for i in words)),
        (senses.naming, lambda tree, draft, cue, words: _is_unnamed(tree, draft, words)),
        (senses.bringing, _is_brought),
        (senses.denied, lambda tree, draft, cue, words: any(tree.lower(i) in cue_table().negators.words for i in cue)),
    )


def _is_search(tree: Tree, verb: int, words: Sequence[int]) -> bool:
    """Whether an answer is still looked for: "are determining how", "finding who"."""
    return tree.lower(words[0]) in WH and tree.lower(verb).endswith("ing")


def _is_look(tree: Tree, draft: Draft, cue: Sequence[int], words: Sequence[int]) -> bool:
    """Whether somebody only looks so to the writer: "appeared calm", not "appears set to veto", nor "it seems"."""
    inclined = any(tree.lower(i) in cue_table().senses.inclined for i in words[:3])
    return not inclined and not _is_impersonal(tree, draft, cue)


def _is_find(tree: Tree, draft: Draft, cue: Sequence[int], words: Sequence[int]) -> bool:
    """Whether a thing was found, read or needed; what an inquiry finds, or what is judged of a thing, is told."""
    if tree.lower(words[0]) in JUDGING or _is_document(tree, draft) or _is_predicated(tree, words):
        return False
    return not (verb_at(tree, cue[-1]) == "hear" and _is_person(tree, words))


def _is_brought(tree: Tree, draft: Draft, cue: Sequence[int], words: Sequence[int]) -> bool:
    """Whether something was brought out that is no words ("released images"), or is still to come."""
    return _noun(tree, words) in cue_table().senses.brought or any(tree.lower(i) in COMING for i in cue)


def _is_document(tree: Tree, draft: Draft) -> bool:
    """Whether the source is a study or a body that finds by inquiry: whatever it found is its result."""
    nouns = {tree.words[i].lemma.lower() for i in tree.within(draft.source)}
    return bool(nouns & {*source_table().document.lemmas, *cue_table().senses.inquiring})


def _is_last(tree: Tree, cue: Sequence[int], verb: int) -> bool:
    """Whether nothing but a particle stands behind the verb in the cue: not "released documents alleging"."""
    return all(tree.lower(i) in PARTICLES or tree.words[i].upos in ("PUNCT", "ADV") for i in cue if i > verb)


def _is_impersonal(tree: Tree, draft: Draft, cue: Sequence[int]) -> bool:
    """Whether it is "it" to which something appears to be so, or "there"."""
    before = [*tree.within(draft.source), *cue, *([cue[0] - 1] if cue[0] else [])]
    return any(tree.lower(i) in ("it", "there") for i in before)


def _tells(tree: Tree, words: Sequence[int]) -> bool:
    """Whether a content holds a clause: a subject with its verb outside a relative clause, or "that"."""
    if tree.lower(words[0]) == "that" or (tree.lower(words[0]) in WH and len(words) > 2):
        return True
    inside = set(words)
    first = next((i for i in words if tree.lower(i) in FINITE), None)
    if first is not None and first > words[0] and not any(tree.lower(i) in RELATIVES for i in words if i < first):
        return True
    for index in words:
        if tree.words[index].upos not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "PRON", "NUM"):
            continue
        if tree.words[index].deprel.split(":")[0] in ("acl", "advcl"):
            continue
        subject = next((c for c in tree.all_children(index, "nsubj") if c in inside), None)
        if subject is not None and tree.lower(subject) not in ("who", "which", "that"):
            finite = tree.words[index].upos in ("VERB", "AUX") or tree.child(index, "cop", "aux") is not None
            if finite and not _is_relative(tree, index, inside):
                return True
    return False


def _is_relative(tree: Tree, index: int, inside: set[int]) -> bool:
    """Whether a verb stands in a clause that hangs on one of the content's nouns."""
    return any(tree.words[g].deprel.split(":")[0] in ("acl", "advcl") for g in tree.governors(index) if g in inside)


def _is_predicated(tree: Tree, words: Sequence[int]) -> bool:
    """Whether something is said of the thing: "finds her now leading", "found him guilty", "found it to be"."""
    return (
        any(
            (tree.words[i].upos == "VERB" and tree.lower(i).endswith("ing") and tree.words[i].deprel != "amod")
            or tree.lower(i) in ("as", "guilty", "liable", "innocent", "support", "evidence", "increase", "decrease")
            for i in words
        )
        or tree.lower(words[0]) == "to"
    )


def _noun(tree: Tree, words: Sequence[int]) -> str:
    """The lemma of the noun that heads the first noun phrase: its last noun before a preposition, comma or clause."""
    found = ""
    for index in words:
        if tree.words[index].upos in ("NOUN", "PROPN"):
            found = tree.words[index].lemma.lower()
        elif not found and index > words[0] and tree.words[index].upos == "ADP":
            return tree.words[index - 1].lemma.lower()
        elif found or tree.words[index].upos in ("ADP", "SCONJ", "VERB", "AUX", "CCONJ"):
            break
    return found


def _is_person(tree: Tree, words: Sequence[int]) -> bool:
    """Whether an object is a person: by its noun, or by a name of two or more words that opens it."""
    noun = _noun(tree, words)
    table = source_table()
    people = {*table.anonymous.lemmas, *table.crowd.lemmas, "national", "native", "people"}
    named = len(words) > 1 and all(tree.words[i].upos == "PROPN" for i in words[:2])
    return noun in people or named


def _is_unnamed(tree: Tree, draft: Draft, words: Sequence[int]) -> bool:
    """Whether nothing tells as whom or what somebody was identified, in the content or behind it."""
    number = tree.sentence(draft.cue[0].start)
    last = tree.sentences[number].last if number >= 0 else words[-1] + 1
    return not any(tree.lower(i) == "as" for i in range(words[0], max(last, words[-1] + 1))) and not any(
        tree.words[i].upos == "PROPN" for i in words
    )


def _is_empty(tree: Tree, words: Sequence[int]) -> bool:
    """Whether a content is the bare word for one: "the question", "more details about the bombs"."""
    clause = any(tree.lower(i) in ("that", "of", "whether", ":") for i in words)
    return _noun(tree, words) in cue_table().senses.empty and not clause


def _is_talk(tree: Tree, cue: Sequence[int], words: Sequence[int]) -> bool:
    """Whether a cue without a verb names an event of talk, and its content only the topic."""
    nouns = {tree.words[i].lemma.lower() for i in cue if tree.words[i].upos == "NOUN"}
    return bool(nouns & set(cue_table().senses.talks)) and not _tells(tree, words)


def _is_self(tree: Tree, draft: Draft, cue: Sequence[int]) -> bool:
    """Whether a cue is the second half of a compound adjective: "a self-described socialist"."""
    source = [tree.lower(i) for i in tree.within(draft.source) if tree.words[i].upos != "PUNCT"]
    return source == ["self"] and tree.text[draft.source[-1].end : tree.words[cue[0]].start].strip() == "-"


def _is_supposed(tree: Tree, cue: Sequence[int]) -> bool:
    """Whether the saying is only supposed and unreal: "if she had tweeted the same"."""
    first = cue[0]
    verb = _verb(tree, cue)
    unreal = tree.lower(first) == "had" and verb is not None
    return unreal and any(tree.lower(i) in SUPPOSED for i in range(max(0, first - 4), first))


def _is_anybodys(tree: Tree, draft: Draft, cue: Sequence[int]) -> bool:
    """Whether nobody in particular could say it ("can anybody say that ..."), or a relative clause only points at what
    somebody wants ("all they want to do is", "what they seek to do").
    """
    source = [tree.lower(i) for i in tree.within(draft.source)]
    if source and set(source) <= ANYBODY and any(tree.lower(i) in POSSIBLE for i in cue):
        return True
    content = [tree.lower(i) for i in tree.within(draft.content)[:2]]
    before = [tree.lower(i) for i in range(max(0, cue[0] - 4), cue[0])]
    return content == ["to", "do"] and bool({"what", "all"} & {*source, *before})


def _is_named_so(tree: Tree, cue: Sequence[int]) -> bool:
    """Whether a cue says what its subject is called, or what for: "became known as", "known for"."""
    return any(tree.lower(i) == "known" and tree.lower(i + 1) in ("as", "for") for i in cue if i + 1 < len(tree.words))


def _goes_on(tree: Tree, cue: Sequence[int], words: Sequence[int]) -> bool:
    """Whether somebody goes on doing something, and not speaking: "continue to ignore the signs"."""
    verb = _verb(tree, cue)
    return verb is not None and verb_at(tree, verb) == "continue" and tree.lower(words[0]) == "to"


def _is_seen(tree: Tree, cue: Sequence[int], words: Sequence[int]) -> bool:
    """Whether it is the writer to whom the subject seems to do something: "the film appears to show a raid"."""
    seems = any(tree.words[i].lemma.lower() in cue_table().senses.seeming for i in cue)
    return (
        seems and words[0] < cue[0] and any(tree.lower(i) == "to" for i in (cue[-1] + 1, *cue) if i in (*words, *cue))
    )


def _is_bidden(tree: Tree, cue: Sequence[int], draft: Draft) -> bool:
    """Whether it is told of somebody that they were asked or ordered to do something, and not by whom: a happening
    ("the crew were ordered to leave"). "Residents are urged to stay in" tells what is demanded.
    """
    verb = _verb(tree, cue)
    if verb is None or verb_at(tree, verb) not in BIDDING:
        return False
    done = any(tree.lower(i) in ("was", "were", "been") for i in cue if i < verb)
    behind = next((i for i in tree.within(draft.content) if i > cue[-1]), cue[-1])
    return done and tree.lower(behind) == "to"


def _quoted_words(tree: Tree, draft: Draft) -> int:
    """How many words of a content stand in quotation marks."""
    found = 0
    for each in draft.content:
        text = tree.text[max(each.start - 1, 0) : each.end + 1]
        pieces = text.replace("“", '"').replace("”", '"').replace("«", '"').replace("»", '"').split('"')
        found += sum(len(piece.split()) for piece in pieces[1::2])
    return found
