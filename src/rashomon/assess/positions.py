"""Drafts to rows: positions by holder, what follows from narrower and wider claims, claims with their counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from rashomon.assess.claims import Draft, Stand, claim_id, headlined, incident_of, is_worth_a_claim, wording
from rashomon.assess.content import Content
from rashomon.assess.independence import independent, why
from rashomon.assess.index import PileIndex
from rashomon.assess.origins import NAMELESS, Origins, chain_of
from rashomon.records import Certainty, Claim, FirstReported, Position, Stance, row_id

_SURER: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its positions and the draft it was made from."""

    claim: Claim
    positions: tuple[Position, ...]
    draft: Draft
    asserting: tuple[Content, ...]
    """The contents that assert it, those of narrower claims among them."""


class _HolderStance(msgspec.Struct, frozen=True, order=True):
    holder: str
    stance: Stance
    via: int


def holder_key(origins: Origins, content: Content) -> str:
    """What tells a holder from others: its entity, else its origin."""
    chain = chain_of(content.statement)
    if chain and chain[-1].holder and chain[-1].source_kind not in NAMELESS:
        return chain[-1].holder
    return origins.of(content.id)


def add_following(drafts: Sequence[Draft], origins: Origins) -> None:
    """Adds what follows: who asserts the narrower asserts the wider, who denies the wider denies the narrower."""
    said = [[s for s in draft.stands if s.via is None] for draft in drafts]
    own = [{holder_key(origins, s.content) for s in stands} for stands in said]
    for narrow, draft in enumerate(drafts):
        for wide in sorted(draft.wider):
            _follow(drafts[wide], said[narrow], "asserts", narrow, own[wide], origins)
            _follow(draft, said[wide], "denies", wide, own[narrow], origins)


def _follow(into: Draft, said: Sequence[Stand], stance: Stance, via: int, own: set[str], origins: Origins) -> None:
    for stand in said:
        if stand.stance == stance and holder_key(origins, stand.content) not in own:
            into.stands.append(Stand(stand.content, stance, via))


def told(index: PileIndex, drafts: Sequence[Draft], origins: Origins) -> list[Told]:
    """The rows of all drafts that are worth a claim, in the order of their ids."""
    linked = {w for draft in drafts for w in draft.wider} | {d for d, draft in enumerate(drafts) if draft.wider}
    kept = [d for d, draft in enumerate(drafts) if _is_kept(draft, d in linked)]
    ids = {d: claim_id(index, drafts[d]) for d in kept}
    rows = [_told(index, drafts, d, ids, origins) for d in kept]
    return sorted(rows, key=lambda t: t.claim.id)


def _is_kept(draft: Draft, linked: bool) -> bool:
    """Whether a draft becomes a claim: worth it by itself, or by a denial, or as a case of another."""
    stood = any(s.stance in ("denies", "declines") and s.via is None for s in draft.stands)
    told = any(not m.title and m.statement.kind not in ("refusal", "question") for m in draft.members)
    return (
        is_worth_a_claim(draft.members)
        or (linked and told)
        or (stood and any(s.stance == "asserts" for s in draft.stands))
    )


def _told(
    index: PileIndex,
    drafts: Sequence[Draft],
    d: int,
    ids: Mapping[int, str],
    origins: Origins,
) -> Told:
    draft = drafts[d]
    stands = [s for s in draft.stands if s.via is None or s.via in ids]
    positions = _positions(index, ids[d], [*stands, *headlined(draft)], ids, origins)
    asserting = sorted({s.content.key: s.content for s in stands if s.stance == "asserts"}.values(), key=_order(index))
    behind = independent(origins, asserting)
    content, span = wording(index, draft)
    reports = sorted({m.statement.report for m in draft.members})
    claim = Claim(
        id=ids[d],
        text=span.text,
        report=content.statement.report,
        start=span.start,
        end=span.end,
        incident=incident_of(draft),
        wider=tuple(sorted(ids[w] for w in draft.wider if w in ids)),
        narrower=tuple(sorted(ids[n] for n in draft.narrower if n in ids)),
        positions=tuple(p.id for p in positions),
        reports=tuple(reports),
        first_reported=_first(index, draft.members),
        origins=len(behind),
        origins_why=why(origins, behind),
    )
    return Told(claim=claim, positions=positions, draft=draft, asserting=tuple(asserting))


def _order(index: PileIndex) -> Callable[[Content], tuple[str, str, int, str]]:
    return lambda content: index.order(content.statement)


def _first(index: PileIndex, contents: Sequence[Content]) -> FirstReported:
    report = min((c.statement.report for c in contents), key=index.report_order)
    return FirstReported(interval=index.window(report), report=report)


def _positions(
    index: PileIndex, claim: str, stands: Sequence[Stand], ids: Mapping[int, str], origins: Origins
) -> tuple[Position, ...]:
    groups: dict[_HolderStance, list[Content]] = {}
    for stand in stands:
        via = -1 if stand.via is None else stand.via
        groups.setdefault(_HolderStance(holder_key(origins, stand.content), stand.stance, via), []).append(
            stand.content
        )
    rows = [_position(index, claim, key, group, ids, origins) for key, group in groups.items()]
    return tuple(sorted(rows, key=lambda p: p.id))


def _position(
    index: PileIndex,
    claim: str,
    key: _HolderStance,
    group: Sequence[Content],
    ids: Mapping[int, str],
    origins: Origins,
) -> Position:
    ordered = sorted(group, key=_order(index))
    first = ordered[0].statement
    via = ids[key.via] if key.via >= 0 else None
    return Position(
        id=row_id("positions", claim, key.holder, key.stance, via),
        claim=claim,
        holder=first.holder,
        holder_text=holder_text(index, ordered[0]),
        stance=key.stance,
        certainty=min((c.statement.certainty for c in ordered), key=_SURER.index),
        origin=origins.of(first.id),
        via=via,
        statements=tuple(sorted({c.id for c in ordered})),
        reports=tuple(sorted({c.statement.report for c in ordered})),
        first_reported=_first(index, ordered),
    )


def holder_text(index: PileIndex, content: Content) -> str:
    """How a reader would name a content's holder."""
    statement = content.statement
    if statement.voice == "outlet":
        return index.name_of(statement.report)
    entity = index.entities.get(statement.holder or "")
    return statement.holder_text or (entity.name if entity else "somebody not named")
