"""Rival accounts of what caused a mishap: two parties, two causes with no word in common, neither denying the other.

Of one story only. Accounts that share a word of their cause, or words of one concept, stand on one side.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations

import msgspec

from rashomon.assess.content import Content
from rashomon.assess.focus import is_common
from rashomon.assess.index import PileIndex
from rashomon.assess.phrases import around_phrases, spaced
from rashomon.assess.positions import holder_key
from rashomon.assess.telling import evidence_of, holders, listed, quoted
from rashomon.assess.terms import concepts_of, is_clause, stems_of, terms, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.lexicon import table
from rashomon.lexicon.groups import Phrases, Words
from rashomon.records import Side

_SHOWN = 3
_MOST_WORDS, _CAUSE_WORDS = 45, 12
_PLAIN = frozenset(("assertion", "belief"))


class _Causes(msgspec.Struct, frozen=True):
    causing: Phrases
    mishap: Words


class _Account(msgspec.Struct, frozen=True):
    """Who gives a cause, and the telling stems of the cause."""

    content: Content
    cause: frozenset[str]


@cache
def _mishaps() -> frozenset[str]:
    return stems_of(table("causes", _Causes).mishap.words)


def causes(weighed: Weighed) -> Verdicts:
    """One finding for each story whose cause is told in two ways."""
    index = weighed.index
    accounts = [a for a in (_account(index, c) for c in weighed.members()) if a]
    used, found = set[tuple[str, int]](), list[Found]()
    for one, two in combinations(accounts, 2):
        if one.content.key not in used and two.content.key not in used and _are_rival(weighed, one, two):
            sides = [
                [a for a in accounts if a is x or _is_beside(weighed, a, x, y)] for x, y in ((one, two), (two, one))
            ]
            used |= {a.content.key for side in sides for a in side}
            found.append(_found(index, [[a.content for a in side][:_SHOWN] for side in sides]))
    return Verdicts(found=tuple(found))


def _account(index: PileIndex, content: Content) -> _Account | None:
    """A content as an account of what caused a mishap; None where it is none."""
    statement = content.statement
    plain = statement.voice == "attributed" and statement.kind in _PLAIN and content.mood == "fact" and content.sign > 0
    if not plain or not is_clause(content.text) or len(words(content.text)) > _MOST_WORDS:
        return None
    after = _cause_of(content.text)
    sentence = index.sentence_at(statement.report, content.spans[0].start)
    told = terms(sentence.text).stems if sentence else content.terms.stems
    cause = frozenset(s for s in after if not is_common(s)) - _mishaps()
    return _Account(content, cause) if cause and told & _mishaps() else None


def _cause_of(text: str) -> frozenset[str]:
    """The stems right after words of causing."""
    told = around_phrases(spaced(words(text)), table("causes", _Causes).causing.phrases)
    _, after = next(told, ("", ""))
    return terms(" ".join(after.split()[:_CAUSE_WORDS])).stems


def _are_rival(weighed: Weighed, one: _Account, two: _Account) -> bool:
    a, b = one.content.statement.report, two.content.statement.report
    other = holder_key(weighed.origins, one.content) != holder_key(weighed.origins, two.content)
    return other and not _is_shared(one, two) and weighed.stories.are_one(a, b)


def _is_beside(weighed: Weighed, account: _Account, one: _Account, two: _Account) -> bool:
    """Whether an account gives the cause of `one`, and not that of `two`, in the same story."""
    near = weighed.stories.are_one(account.content.statement.report, one.content.statement.report)
    return near and _is_shared(account, one) and not _is_shared(account, two)


def _is_shared(one: _Account, two: _Account) -> bool:
    """Whether two causes have a word in common, or words of one concept: `a car bomb`, `an explosive device`."""
    concepts = [frozenset(c for s in a.cause for c in concepts_of(s)) for a in (one, two)]
    return bool(one.cause & two.cause or concepts[0] & concepts[1])


def _found(index: PileIndex, sides: Sequence[Sequence[Content]]) -> Found:
    parts = [f"{listed(holders(index, side))}: {quoted(side[0].text)}" for side in sides]
    return Found(
        kind="tension",
        severity="medium",
        sentence=f"Two accounts of the cause. {'. '.join(parts)}.",
        sides=tuple(Side(label=listed(holders(index, s)), evidence=tuple(map(evidence_of, s))) for s in sides),
        why=("Both say what caused it, and their causes have no word in common; neither denies the other.",),
        weight=float(sum(map(len, sides))),
    )
