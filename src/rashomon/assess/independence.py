"""How many independent origins stand behind the statements that assert a claim: an upper bound, with the reason.

Two pieces of one outlet count once. A source told of in a story stands behind that story and is not counted beside
it; nor is an outlet's own sentence beside the source that the same report, or else any other, gives for the same claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import msgspec

from rashomon.assess.content import Content
from rashomon.assess.origins import OriginKey, Origins

_SOURCED = frozenset(("person", "body", "anonymous", "crowd", "document"))


class Independent(msgspec.Struct, frozen=True):
    """The parties behind a claim: each a tuple of origins that count once, first the one that leads it."""

    parties: tuple[tuple[OriginKey, ...], ...]

    def __len__(self) -> int:
        return len(self.parties)


class _Union:
    def __init__(self, keys: Sequence[OriginKey]) -> None:
        self.lead = {k: k for k in keys}

    def root(self, key: OriginKey) -> OriginKey:
        while self.lead[key] != key:
            key = self.lead[key]
        return key

    def join(self, a: OriginKey, b: OriginKey) -> None:
        first, second = sorted((self.root(a), self.root(b)))
        self.lead[second] = first


def independent(origins: Origins, asserting: Sequence[Content]) -> Independent:
    """The independent parties behind the contents that assert a claim."""
    traces = [origins.traced[c.id] for c in asserting]
    keys = sorted({t.key for t in traces})
    union = _Union(keys)
    papers = {k.who: k for k in keys if k.kind in ("media", "outlet")}
    for key in keys:
        if key.kind in ("media", "outlet"):
            union.join(key, papers[key.who])
    for trace in traces:
        for story in trace.rests_on:
            if story in union.lead:
                union.join(trace.key, story)
    _join_own_reports(asserting, origins, union)
    _join_own_voice(asserting, origins, union)
    _join_families(origins, keys, union)
    _join_houses(origins, keys, union)
    _join_unsourced(asserting, origins, keys, union)
    keys = [k for k in keys if not _is_blank(origins, k)] or keys[:1]
    parties: dict[OriginKey, list[OriginKey]] = {}
    for key in keys:
        parties.setdefault(union.root(key), []).append(key)
    return Independent(parties=tuple(tuple(p) for _, p in sorted(parties.items())))


def _is_blank(origins: Origins, key: OriginKey) -> bool:
    """Whether an origin cannot be told from any other: nobody named, or `reports` without an outlet's name."""
    if key.kind == "unresolved":
        return True
    return key.kind == "media" and not origins.row_of[key].name.strip("“”‘’\"' ")[:1].isupper()


def _join_own_reports(asserting: Sequence[Content], origins: Origins, union: _Union) -> None:
    """What retells an outlet whose own reports are in the pile rests on whom those have for the same claim."""
    told = {c.id: origins.traced[c.id] for c in asserting}
    by_outlet: dict[str, list[OriginKey]] = {}
    for content in asserting:
        outlet = origins.outlet_of.get(content.statement.report)
        if outlet:
            by_outlet.setdefault(outlet, []).append(told[content.id].key)
    for trace in told.values():
        for story in (trace.key, *trace.rests_on):
            own = by_outlet.get(story.who, []) if story.kind == "media" else []
            if own and trace.key not in own:
                union.join(trace.key, own[0])


def _join_own_voice(asserting: Sequence[Content], origins: Origins, union: _Union) -> None:
    """An outlet's own sentence rests on the first source that its report names for the same claim."""
    for own in asserting:
        if own.statement.voice != "outlet":
            continue
        beside = [c for c in asserting if c.statement.report == own.statement.report and c.statement.voice != "outlet"]
        if beside:
            union.join(origins.traced[own.id].key, origins.traced[beside[0].id].key)


def _join_unsourced(asserting: Sequence[Content], origins: Origins, keys: Sequence[OriginKey], union: _Union) -> None:
    """A newspaper's own sentence without a source cannot be told apart from the source that others have; a body that
    publishes its own findings can.
    """
    sourced = [k for k in keys if k.kind in _SOURCED and not _is_blank(origins, k)]
    finders = {origins.traced[c.id].key for c in asserting if c.statement.report in origins.own_findings}
    for key in keys if sourced else ():
        alone = all(union.root(k) != union.root(key) for k in keys if k != key)
        if key.kind == "outlet" and key not in finders and alone:
            union.join(key, sourced[0])


def _join_families(origins: Origins, keys: Sequence[OriginKey], union: _Union) -> None:
    """Outlets of one publisher count once."""
    first: dict[str, OriginKey] = {}
    for key in keys:
        family = origins.row_of[key].family
        if family is not None:
            union.join(key, first.setdefault(family, key))


def _join_houses(origins: Origins, keys: Sequence[OriginKey], union: _Union) -> None:
    """A body and who speaks for it count once."""
    known = [k for k in keys if k.kind in ("person", "body")]
    for one, two in combinations(known, 2):
        if union.root(one) != union.root(two) and origins.houses.are_one(one.who, two.who):
            union.join(one, two)


def why(origins: Origins, behind: Independent) -> str:
    """The sentence that says who is counted, and what is not counted beside whom."""
    if not behind.parties:
        return "Nobody in the pile asserts it."
    told = [_party(p, origins) for p in behind.parties]
    return f"{len(told)} at most: " + "; ".join(told) + "."


def _party(party: tuple[OriginKey, ...], origins: Origins) -> str:
    lead, *rest = dict.fromkeys(origins.row_of[k].name for k in sorted(party, key=_lead))
    return f"{lead} (not counted beside it: {', '.join(rest)})" if rest else lead


def _lead(key: OriginKey) -> tuple[int, OriginKey]:
    return (("person", "body", "document", "media", "anonymous", "crowd", "outlet", "unresolved").index(key.kind), key)
