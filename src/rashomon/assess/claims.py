"""Groups of contents as claims: which are worth a row, their clearest wording, and where each holder stands.

A claim is told as positive where any of its members is worded so; who holds the opposite denies it. Positions are
gathered by holder. What follows from a narrower or a wider claim is a position of its own, with `via`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from rashomon.assess.content import Content
from rashomon.assess.index import PileIndex
from rashomon.assess.terms import is_clause
from rashomon.records import Measure, Span, Stance, row_id

_HARM: frozenset[Measure] = frozenset(
    ("killed", "injured", "captured", "missing", "displaced", "strikes", "attacks", "people", "personnel")
)
_PRONOUNS = frozenset(
    ("he", "she", "it", "they", "we", "i", "his", "her", "its", "their", "our", "this", "that", "these")
)
_SHORTEST, _LONGEST = 5, 40
_FEWEST_STEMS = 3


class Stand(msgspec.Struct, frozen=True):
    """One statement's stand to a claim. `via` is the claim that it follows from, as a place in the list of drafts."""

    content: Content
    stance: Stance
    via: int | None = None


class Draft(msgspec.Struct, kw_only=True):
    """A claim while it is made: its members, its sign, and the stands taken to it."""

    members: list[Content]
    sign: int
    stands: list[Stand]
    wider: set[int]
    """Places of wider claims in the list of drafts."""
    narrower: set[int]


def stance_of(content: Content, sign: int) -> Stance:
    """Where a content's holder stands to a claim of `sign`."""
    if content.statement.kind == "refusal":
        return "declines"
    if content.open:
        return "doubts"
    if content.sign == sign:
        return "asserts"
    return "doubts" if content.statement.kind == "belief" else "denies"


def sign_of(members: Sequence[Content]) -> int:
    """+1 where a member is worded as positive, whoever holds or denies it; -1 where all are negative."""
    return 1 if any(not m.negative for m in members) else -1


def draft_of(members: list[Content]) -> Draft:
    """A draft of the claim that a group of contents makes. A headline takes no stand beside its own text."""
    sign = sign_of(members)
    stands = [Stand(m, stance_of(m, sign)) for m in members if not m.title or all(o.title for o in members)]
    return Draft(members=members, sign=sign, stands=stands, wider=set(), narrower=set())


def headlined(draft: Draft) -> list[Stand]:
    """The stands of headlines in a report's own voice beside its text: told as positions, never as an origin more."""
    stood = {s.content.key for s in draft.stands}
    titles = (m for m in draft.members if m.title and m.statement.voice == "outlet" and m.key not in stood)
    return [Stand(m, stance_of(m, draft.sign)) for m in titles]


def is_worth_a_claim(members: Sequence[Content]) -> bool:
    """Whether a group is worth a row: somebody is said to say it or to leave it open, several reports do, it carries
    an event or a figure of harm or force, or it is a plain sentence of a report's own.

    A question is not, nor a refusal alone that names no matter; a headline alone only with an event or figure.
    """
    told = [m for m in members if not m.title]
    if any(m.open or (m.statement.voice == "attributed" and m.statement.kind != "refusal") for m in told):
        return True
    if any(m.statement.kind == "refusal" for m in told):
        return False
    several = len({m.statement.report for m in members}) > 1
    tells = any(m.events or any(q.measure in _HARM for q in m.figures) for m in told or members)
    return tells or (bool(told) and (several or any(_is_plain(m) for m in told)))


def _is_plain(content: Content) -> bool:
    """Whether a sentence of a report's own tells something as a fact: a clause with words enough of its own."""
    enough = len(content.terms.stems) >= _FEWEST_STEMS and is_clause(content.text)
    return enough and content.mood == "fact" and content.statement.kind != "question" and not content.pointing


def wording(index: PileIndex, draft: Draft) -> tuple[Content, Span]:
    """The clearest wording of a claim: of its own sign, whole, with a subject that is no pronoun, earliest."""
    said = [m for m in draft.members if m.statement.kind != "refusal"] or draft.members
    own = [m for m in said if m.negative == (draft.sign < 0)] or said
    best = min(own, key=lambda m: (*_unclear(m), index.order(m.statement)))
    return best, max(best.spans, key=lambda s: (s.end - s.start, -s.start))


def _unclear(content: Content) -> tuple[int, int, int, int]:
    told = content.text.split()
    subject = told[0].strip("“”\"'‘’").lower() if told else ""
    size = len(told)
    return (
        int(content.title),
        int(len(content.spans) > 1),
        int(subject in _PRONOUNS),
        0 if _SHORTEST <= size <= _LONGEST else 1,
    )


def incident_of(draft: Draft) -> str | None:
    """The incident that most of a claim's members speak of; None where none does or two do equally."""
    votes = Counter(i for m in draft.members for i in m.incidents).most_common(2)
    if not votes or (len(votes) > 1 and votes[0][1] == votes[1][1]):
        return None
    return votes[0][0]


def claim_id(index: PileIndex, draft: Draft) -> str:
    """Hashed over the claim's own wording and polarity beside its key member (docs/contract.md)."""
    content, span = wording(index, draft)
    key = min(draft.members, key=lambda m: index.order(m.statement))
    return row_id("claims", content.statement.report, span.start, span.end, draft.sign, key.statement.id)
