"""Statements of headlines, which have no verb of saying: "Police: three held", "Bridge to open in May – minister".

Only of titles, and only where what stands beside the mark is somebody who can speak: by lexicon/sources.toml, or a
person or body by name. "Floods: what we know" is nobody's word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.annotate.sentence_tails import Parts
from rashomon.annotate.source_words import Mentions, lemma_of, source_table
from rashomon.annotate.trees import Tree
from rashomon.parse import Range

LONGEST_PARTY = 5
FEWEST_WORDS = 2
SPEAKING = frozenset({"person", "government", "military", "party", "company", "media", "organisation", "armed_group"})
ASKING = frozenset({"what", "how", "why", "who", "where", "when", "is", "are", "live", "in"})
OPENED = re.compile(r"\s*(?P<party>[^:\n]{2,60}?):\s+(?P<told>\S[^\n]*)")
CLOSED = re.compile(r"\s*(?P<told>[^\n]*\S)(?:\s+[–—-]|\s*[–—]|:)\s+(?P<party>[^–—\n:]{2,60})\s*")


def headlines(tree: Tree, mentions: Mentions, titles: Sequence[Range]) -> Iterator[Parts]:
    """Source, cue and content of titles that a colon or a dash parts into who and what."""
    for title in titles:
        line = tree.text[title.start : title.end]
        opened, closed = OPENED.fullmatch(line), CLOSED.fullmatch(line)
        for found, mark in ((opened, "after"), (closed, "before")):
            parts = _parts(tree, mentions, title, found, told_after=mark == "after") if found else None
            if parts is not None:
                yield parts
                break


def _parts(tree: Tree, mentions: Mentions, title: Range, found: re.Match[str], *, told_after: bool) -> Parts | None:
    party = Range(title.start + found.start("party"), title.start + found.end("party"))
    told = Range(title.start + found.start("told"), title.start + found.end("told"))
    who, what = tree.within([party]), tree.within([told])
    if not who or len(who) > LONGEST_PARTY or len(what) < FEWEST_WORDS or tree.lower(what[0]) in ASKING:
        return None
    quoted = any(mark in tree.text[told.start : told.end] for mark in "“”‘\"'")
    if not quoted and not any(tree.words[i].upos in ("VERB", "AUX") for i in what):
        return None
    if any(tree.words[i].upos in ("VERB", "AUX", "PUNCT") for i in who) or not _can_speak(tree, mentions, who):
        return None
    mark = Range(party.end, told.start) if told_after else Range(told.end, party.start)
    text = tree.text[mark.start : mark.end]
    start = mark.start + len(text) - len(text.lstrip())
    return Parts(source=(party,), cue=(Range(start, start + len(text.strip())),), content=(told,))


def _can_speak(tree: Tree, mentions: Mentions, who: Sequence[int]) -> bool:
    """Whether words end in a noun for a party, or are the name of one."""
    sources, last = source_table(), who[-1]
    heads = (sources.anonymous, sources.office, sources.crowd, sources.body)
    if any(lemma_of(tree, last) in each.lemmas or tree.lower(last) in each.lemmas for each in heads):
        return True
    over = mentions.over(tree.words[last].start, tree.words[last].end)
    return any(m.kind in SPEAKING and m.head == "name" and m.span.start <= tree.words[who[0]].start for m in over)
