"""Findings before they are ranked, and comparisons that were dismissed."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.assess.content import Content
from rashomon.assess.index import PileIndex
from rashomon.assess.origins import Origins
from rashomon.assess.positions import Told
from rashomon.assess.spread import Spread
from rashomon.assess.story import Stories
from rashomon.records import DismissalReason, Dismissed, Finding, FindingKind, Severity, Side, row_id


class Rivals(msgspec.Struct, frozen=True, order=True):
    """Two quantities, by id, that contents alike in all but their figures give."""

    first: str
    second: str


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """What comparisons look at: the pile, its origins, its claims, and figures that may be rivals."""

    index: PileIndex
    origins: Origins
    told: Sequence[Told]
    stories: Stories
    spread: Spread
    rivals: Sequence[Rivals] = ()

    def members(self) -> list[Content]:
        """What the claims hold, headlines apart, each content once and in the reports' order."""
        held = {m.key: m for row in self.told for m in row.draft.members if not m.title}
        return sorted(held.values(), key=lambda c: (*self.index.order(c.statement), c.key))


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A finding without its rank. `weight` orders findings of one severity: how much stands behind it."""

    kind: FindingKind
    severity: Severity
    sentence: str
    sides: tuple[Side, ...]
    claims: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    weight: float = 0.0


class Verdicts(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison came to."""

    found: tuple[Found, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of `findings` and `dismissed`."""

    findings: tuple[Finding, ...]
    dismissed: tuple[Dismissed, ...]


_SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
_KINDS: tuple[FindingKind, ...] = (
    "denial", "number", "date", "place", "actor", "framing", "tension", "update", "circular", "corroboration",
)  # fmt: skip


def _anchors(sides: Sequence[Side]) -> list[list[list[str | int]]]:
    return sorted(sorted([e.report, e.start, e.end] for e in side.evidence) for side in sides)


def dismissal(kind: FindingKind, sides: Sequence[Side], reason: DismissalReason, why: str) -> Dismissed:
    """A row of `dismissed`."""
    told = row_id("dismissed", kind, _anchors(sides), reason)
    return Dismissed(id=told, kind=kind, sides=tuple(sides), reason=reason, why=why)


def ranked(verdicts: Sequence[Verdicts]) -> Ranked:
    """All findings in rank order, ties by kind and id; each pair of stretches once in a kind."""
    rows: dict[str, Found] = {}
    for found in (f for v in verdicts for f in v.found):
        rows.setdefault(row_id("findings", found.kind, _anchors(found.sides)), found)
    order = sorted(
        rows.items(),
        key=lambda r: (_SEVERITIES.index(r[1].severity), _KINDS.index(r[1].kind), -r[1].weight, r[0]),
    )
    dismissed = {d.id: d for v in verdicts for d in v.dismissed}
    return Ranked(
        findings=tuple(_row(ident, rank, found) for rank, (ident, found) in enumerate(order, 1)),
        dismissed=tuple(dismissed[i] for i in sorted(dismissed)),
    )


def _row(ident: str, rank: int, found: Found) -> Finding:
    return Finding(
        id=ident,
        kind=found.kind,
        severity=found.severity,
        rank=rank,
        sentence=found.sentence,
        sides=found.sides,
        claims=tuple(sorted(found.claims)),
        incidents=tuple(sorted(found.incidents)),
        why=found.why,
    )
