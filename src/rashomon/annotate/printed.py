"""A party's statement that a report prints in full: whose words the sentences behind its announcement are.

"The union issued the following statement: …", then paragraphs that say "we". Only where the announcement says that
what follows is one, and somebody speaks of themselves in it; it ends where an outlet's bracketed note begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.annotate.clause_parts import speaker_of
from rashomon.annotate.modality import OWN_SUBJECTS, clause
from rashomon.annotate.source_words import source_table
from rashomon.annotate.sources import Party, party
from rashomon.annotate.trees import Tree
from rashomon.annotate.voices import Page, spans_of
from rashomon.annotate.word_order import source_by_order
from rashomon.parse import Range
from rashomon.records import Link, Passage, Statement

FOLLOWING = re.compile(
    r"\b(?:issued|released|published|sent|put out|made|circulated)\b[^.\n]{0,40}?\bthe following\b\s+(?P<thing>\w+)"
)
OURS = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
FEWEST_OURS = 2
FURTHEST = 400
"""Characters into a report in which a statement printed in full is announced."""


class Printed(msgspec.Struct, frozen=True):
    """Where a statement is printed, and whose it is."""

    stretch: Range
    party: Party


def with_printed(page: Page, passages: Sequence[Passage], rows: Sequence[Statement]) -> list[Statement]:
    """Rows in which the sentences of a statement printed in full are its party's, not the outlet's."""
    found = _printed(page, passages)
    if found is None:
        return list(rows)
    inside = found.stretch
    return [
        _theirs(page, row, found.party)
        if row.voice == "outlet" and inside.start <= row.content[0].start and row.content[-1].end <= inside.end
        else row
        for row in rows
    ]


def _printed(page: Page, passages: Sequence[Passage]) -> Printed | None:
    body = [p for p in passages if p.kind == "body"]
    for number, each in enumerate(body[:-1]):
        told = FOLLOWING.search(each.text)
        if told is None or each.start - body[0].start > FURTHEST:
            continue
        if told.group("thing").lower() not in source_table().document.worded:
            continue
        verb = next(iter(page.tree.within([Range(each.start + told.start(), each.start + told.start() + 4)])), None)
        source = _source(page.tree, verb) if verb is not None else ()
        who = party(page.tree, page.mentions, source)
        last = next((p for p in body[number + 1 :] if p.text.lstrip().startswith(("(", "["))), None)
        stretch = Range(each.end, last.start if last is not None else body[-1].end)
        ours = len(OURS.findall(page.report.text[stretch.start : stretch.end]))
        if who.text and who.kind != "unresolved" and ours >= FEWEST_OURS:
            return Printed(stretch=stretch, party=who)
    return None


def _source(tree: Tree, verb: int) -> tuple[Range, ...]:
    """Who issued it: the verb's subject, by the parse or by the order of words."""
    words = speaker_of(tree, verb)
    return tree.ranges(words)[:1] if words else source_by_order(tree, tree.ranges([verb]), ())


def _theirs(page: Page, row: Statement, who: Party) -> Statement:
    """A row of the outlet's as the party's own words, with what "we" makes of them."""
    content = page.tree.within(tuple(Range(s.start, s.end) for s in row.content))
    inner = clause(page.tree, content, OWN_SUBJECTS) if not row.cue and content else None
    span = spans_of(page, [who.span])[0] if who.span is not None else None
    return msgspec.structs.replace(
        row,
        voice="attributed",
        holder=who.holder,
        holder_text=who.text,
        source_kind=who.kind,
        chain=(Link(holder=who.holder, holder_text=who.text or "", source_kind=who.kind, span=span),),
        kind=inner.kind or "assertion" if inner is not None else row.kind,
    )
