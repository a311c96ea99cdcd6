"""Words handed on by whoever tells them again: stories of the press, and "the agency quoted a witness as saying"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rashomon.annotate.clause_parts import FEWEST_WORDS, LONGEST_SOURCE, party_after, says_something, sound_draft
from rashomon.annotate.cues import verb_at
from rashomon.annotate.draft import Draft
from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.parse import Range, SentenceSpan


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
    noun = next((i for i in gap if is_story(tree, i)), None)
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
    quote = next(
        (i for i in words if verb_at(tree, i) in source_table().handed.citing and tree.words[i].upos == "VERB"), None
    )
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


def quoting(tree: Tree, verb: int) -> Draft | None:
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
            party = party_after(tree, before + 2, saying - 1 if before == quote else sentence.last)
            return tree.ranges(party)[:1]
    return ()


def is_story(tree: Tree, noun: int) -> bool:
    """Whether a noun is a published story: several "reports", or one with whoever made it behind it."""
    sources, word = source_table(), tree.words[noun]
    if word.upos != "NOUN" or word.lemma.lower() not in sources.press.lemmas:
        return False
    plural = tree.lower(noun) != word.lemma.lower()
    return plural or (noun + 1 < len(tree.words) and tree.lower(noun + 1) in sources.made_by.prepositions)


def story(tree: Tree, noun: int) -> Iterator[Draft]:
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
    if all(parts) and says_something(tree, list(range(that, sentence.last))):
        content = (Range(parts[2][0].start, parts[2][-1].end),)
        yield Draft(source=parts[0][:1], cue=parts[1], content=content)


def press_reports(tree: Tree, noun: int) -> Iterator[Draft]:
    """Such as "reports that …", "media reports … were preparing": a noun of saying with a full clause."""
    sources = source_table()
    if tree.words[noun].lemma.lower() not in sources.press.lemmas or tree.lower(noun) == tree.words[noun].lemma.lower():
        return
    for clause in tree.all_children(noun, "acl", "ccomp"):
        if tree.words[clause].deprel == "acl:relcl" or tree.child(clause, "nsubj") is None or clause < noun:
            continue
        source = [i for i in tree.under(noun, ("acl", "ccomp", "punct", "case")) if i < clause]
        drafted = sound_draft(tree, source, [noun], tree.under(clause))
        content = tree.ranges(list(tree.under(clause)))
        if drafted is not None:
            yield drafted
        elif content:
            yield Draft(source=tree.ranges(source), cue=tree.ranges([noun]), content=content)
