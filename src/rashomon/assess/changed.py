"""Accounts that a report says have changed: `the army, which had insisted that nobody was missing, said that two were`.

By words of changing (`has shifted its account`), or by two statements of one party in one sentence, the first told as
earlier and worded as negative. Neither need contradict the other in so many words: the report sets them side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from rashomon.assess.content import Content
from rashomon.assess.index import PileIndex
from rashomon.assess.origins import Origins
from rashomon.assess.positions import Told
from rashomon.assess.telling import evidence_of, holders, listed, quoted
from rashomon.assess.terms import is_clause, stem, stems_of, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.lexicon import table
from rashomon.lexicon.groups import Phrases, Words
from rashomon.records import Sentence, Side

_SHOWN, _NEXT = 3, 250
_HAD = re.compile(r"^had\b", re.IGNORECASE)


class _Changed(msgspec.Struct, frozen=True):
    changing: Phrases
    earlier: Words


@cache
def _table() -> _Changed:
    told: _Changed = table("changed", _Changed)
    return told


def changed(weighed: Weighed) -> Verdicts:
    """One tension for each account that a report says has changed."""
    by_report: dict[str, list[Content]] = {}
    for content in weighed.members():
        if content.statement.voice == "attributed" and is_clause(content.text):
            by_report.setdefault(content.statement.report, []).append(content)
    found = [f for r in sorted(by_report, key=weighed.index.report_order) for f in _in_report(weighed, by_report[r])]
    return Verdicts(found=tuple(found))


def _in_report(weighed: Weighed, contents: Sequence[Content]) -> Iterator[Found]:
    ordered = sorted(contents, key=lambda c: c.spans[0].start)
    for earlier in ordered:
        sentence = weighed.index.sentence_at(earlier.statement.report, earlier.spans[0].start)
        after = [c for c in ordered if c.spans[0].start > earlier.spans[-1].end]
        if sentence is None or not after:
            continue
        if _says_changed(sentence) and earlier.spans[-1].end <= _at_change(sentence):
            later = next((c for c in after if c.spans[0].start - sentence.end <= _NEXT), None)
        else:
            here = [c for c in after if c.spans[0].start < sentence.end and _is_one(weighed.origins, earlier, c)]
            later = here[0] if here and _was_said_before(earlier) else None
        if later is not None:
            yield _found(weighed, earlier, later)


def _says_changed(sentence: Sentence) -> bool:
    return _at_change(sentence) > 0


def _at_change(sentence: Sentence) -> int:
    """Where a sentence says that an account changed, as a place in the report's text; 0 where it does not."""
    told = sentence.text.lower()
    at = [told.find(phrase) for phrase in _table().changing.phrases]
    return sentence.start + min(p for p in at if p >= 0) if any(p >= 0 for p in at) else 0


def _was_said_before(content: Content) -> bool:
    """Whether a negative content is told in the past perfect: `had insisted that nobody was`."""
    cue = " ".join(span.text for span in content.statement.cue)
    verbs = {stem(w) for w in words(cue)} & stems_of(_table().earlier.words)
    return content.sign < 0 and bool(_HAD.match(cue)) and bool(verbs)


def _is_one(origins: Origins, one: Content, two: Content) -> bool:
    """Whether two contents are of one party, or of a body and who speaks for it."""
    a, b = (origins.traced[c.id].key for c in (one, two))
    return a == b or origins.houses.are_one(a.who, b.who)


def _found(weighed: Weighed, earlier: Content, later: Content) -> Found:
    index = weighed.index
    first = [earlier, *_also_said(weighed, earlier)][:_SHOWN]
    return Found(
        kind="tension",
        severity="medium",
        sentence=(
            f"An account that has changed: {listed(holders(index, first))} before, {quoted(earlier.text)}; "
            f"{listed(holders(index, [later]))} later, {quoted(later.text)}."
        ),
        sides=(_side(index, first), _side(index, [later])),
        claims=tuple(t.claim.id for t in _claims_of(weighed.told, earlier)),
        why=("A report says that the one was said before the other, or that the account changed.",),
        weight=1.0,
    )


def _also_said(weighed: Weighed, content: Content) -> list[Content]:
    """What the same party says of the same claim in other reports."""
    rows = _claims_of(weighed.told, content)
    told = (m for row in rows for m in row.draft.members if m.key != content.key and not m.title)
    return [m for m in told if m.sign == content.sign and _is_one(weighed.origins, content, m)]


def _claims_of(told: Sequence[Told], content: Content) -> list[Told]:
    return [row for row in told if any(m.key == content.key for m in row.draft.members)]


def _side(index: PileIndex, contents: Sequence[Content]) -> Side:
    return Side(label=listed(holders(index, contents)), evidence=tuple(map(evidence_of, contents)))
