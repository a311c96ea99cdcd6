"""Chains of attribution to origins: the earliest party the pile lets us see behind a content (docs/contract.md).

A named person or body is one origin wherever it is heard. Anonymous people are one for each outlet they spoke to, each
story and each sort of people that can be told apart. An outlet's story is one however many retell it. An outlet's own
sentence has the outlet; a copied passage has the report that it was copied from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from rashomon.assess.calendar import common, earliest_of
from rashomon.assess.carried import CarriedStatements
from rashomon.assess.houses import Houses, published_by_bodies
from rashomon.assess.index import PileIndex, first_start
from rashomon.assess.publishers import family_of, folded_name
from rashomon.assess.record import AssessSettings
from rashomon.assess.stories import Papers, Retelling, Story, stories
from rashomon.assess.terms import function_stems, nations, stem, words
from rashomon.link.record import Assigned
from rashomon.records import Interval, Link, Origin, Quantity, SourceKind, Span, Statement, row_id

NAMELESS: frozenset[str] = frozenset(("anonymous", "crowd"))
"""Kinds of source that are people without a name."""


class OriginKey(msgspec.Struct, frozen=True, order=True):
    """What tells one origin from another."""

    kind: str
    who: str
    story: str = ""


class Traced(msgspec.Struct, frozen=True, kw_only=True):
    """A statement traced to its origin. `rests_on` holds the keys of media stories that its chain passes through."""

    statement: str
    key: OriginKey
    rests_on: tuple[OriginKey, ...] = ()
    first: str = ""
    """The statement that it carries over from another report, as the earliest report has it; itself otherwise."""


class Origins(msgspec.Struct, frozen=True):
    """All origins of a pile, and the trace of each statement."""

    rows: tuple[Origin, ...]
    traced: Mapping[str, Traced]
    row_of: Mapping[OriginKey, Origin]
    houses: Houses
    outlet_of: Mapping[str, str]
    """The folded name of each report's outlet, where it is known."""
    own_findings: frozenset[str]
    """The reports that a body publishes itself (a statement, a bulletin), so that their own voice is a party's."""

    def of(self, statement: str) -> str:
        """The id of a statement's origin."""
        return self.row_of[self.traced[statement].key].id


def _party(link: Link) -> str:
    return link.holder or folded_name(link.holder_text)


_CLAUSE = re.compile(r"\s+(?:who|which|that|speaking|citing|whom|with knowledge)\b|[,(;–—]")


def chain_of(statement: Statement) -> tuple[Link, ...]:
    """The chain of a statement, nearest first; its holder alone where none is told, nothing for the outlet's voice."""
    if statement.chain or statement.voice == "outlet":
        return statement.chain
    return (Link(holder=statement.holder, holder_text=statement.holder_text or "", source_kind=statement.source_kind),)


def _copied_from(index: PileIndex) -> dict[str, list[tuple[int, int, str]]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    for copy in index.pile.copies:
        for pair in copy.passages:
            found.setdefault(copy.later, []).append((pair.later.start, pair.later.end, copy.earlier))
    return found


class _Tracer:
    """Traces statements; holds what a trace looks up."""

    def __init__(self, index: PileIndex, papers: Papers, houses: Houses, retold: list[Retelling]) -> None:
        self.index = index
        self.houses = houses
        self.copied = _copied_from(index)
        self.carried = CarriedStatements(index)
        self.papers = papers
        self.story_of = {r.statement: r.story for r in retold}

    def home(self, statement: Statement) -> str:
        """The report that a statement was first printed in: its own, or the one it was copied from."""
        report, start = statement.report, first_start(statement)
        earlier = [r for a, b, r in self.copied.get(report, []) if a <= start < b]
        carried = self.carried.first_report(statement)
        earlier += [carried] if carried else []
        return min(earlier, key=self.index.report_order, default=report)

    def outlet_key(self, report: str) -> OriginKey:
        """The key of an outlet's own voice: the outlet, or the report where it is not named."""
        return OriginKey("outlet", self.papers.outlet_of.get(report, report))

    def media_key(self, statement: Statement, link: Link) -> OriginKey:
        """The key of another outlet's story."""
        story = self.story_of.get(statement.id)
        return OriginKey("media", self.papers.of(link), story.key if story else statement.report)

    def key(self, statement: Statement) -> OriginKey:
        """The key of a statement's origin."""
        chain, home = chain_of(statement), self.home(statement)
        if not chain:
            return self.outlet_key(home)
        root = chain[-1]
        if root.source_kind == "media":
            return self.media_key(statement, root)
        if root.source_kind in NAMELESS:
            return self.nameless_key(statement, chain, home)
        if root.source_kind == "unresolved" or not _party(root):
            return OriginKey("unresolved", home)
        if root.source_kind == "outlet":
            return self.outlet_key(home)
        named = self.houses.named_as(home, root.holder_text) if root.source_kind == "body" else None
        return OriginKey(root.source_kind, named or _party(root))

    def nameless_key(self, statement: Statement, chain: tuple[Link, ...], home: str) -> OriginKey:
        """The key of people without a name: whom they told, in which story, and the sort of people."""
        paper = next((link for link in reversed(chain[:-1]) if link.source_kind == "media"), None)
        if paper is not None:
            told = self.media_key(statement, paper)
            return OriginKey(chain[-1].source_kind, told.who, f"{told.story}|{_sort(chain[-1].holder_text)}")
        return OriginKey(chain[-1].source_kind, self.outlet_key(home).who, f"{home}|{_sort(chain[-1].holder_text)}")

    def traced(self, statement: Statement) -> Traced:
        """A statement with its origin and the stories that it came through; a copied one has those of the first."""
        first = self.carried.first(statement)
        through = [self.media_key(first, link) for link in chain_of(first)[:-1] if link.source_kind == "media"]
        if first is not statement:
            through += [self.media_key(statement, k) for k in chain_of(statement) if k.source_kind == "media"]
        return Traced(statement=statement.id, key=self.key(first), rests_on=tuple(through), first=first.id)


def _sort(text: str) -> str:
    """The sort of people that a description tells of: nations and stems of its words, without numbers."""
    kept = sorted({s for s in map(stem, words(_CLAUSE.split(text)[0])) if s and not s[0].isdigit()} - function_stems())
    return ",".join([*sorted(nations(text)), *kept])


def _merged_sorts(keys: Iterable[OriginKey]) -> dict[OriginKey, OriginKey]:
    """Nameless people whom one outlet heard for one story, when one description holds the other's words, are one."""
    groups: dict[tuple[str, str], list[OriginKey]] = {}
    for key in sorted(set(keys)):
        if key.kind in NAMELESS:
            groups.setdefault((key.who, key.story.split("|")[0]), []).append(key)
    return {key: min(_kin(key, group)) for group in groups.values() for key in group}


def _kin(key: OriginKey, group: list[OriginKey]) -> set[OriginKey]:
    """All keys that reach `key` by descriptions one of which holds the other."""
    found, edge = {key}, [key]
    while edge:
        here = _sorts(edge.pop())
        near = {g for g in group if g not in found and (_sorts(g) <= here or here <= _sorts(g))}
        found |= near
        edge += sorted(near)
    return found


def _sorts(key: OriginKey) -> frozenset[str]:
    return frozenset(key.story.split("|")[1].split(",")) - {""}


def origins(index: PileIndex, settings: AssessSettings) -> Origins:
    """The origins of all statements of a pile."""
    papers = Papers(index)
    retold = stories(index, papers, settings)
    houses = Houses(index)
    tracer = _Tracer(index, papers, houses, retold)
    first = {s.id: tracer.traced(s) for s in index.pile.statements}
    merged = _merged_sorts(t.key for t in first.values())
    traced = {i: msgspec.structs.replace(t, key=merged.get(t.key, t.key)) for i, t in first.items()}
    groups: dict[OriginKey, list[Statement]] = {}
    for statement in sorted(index.pile.statements, key=index.order):
        groups.setdefault(traced[statement.id].key, []).append(statement)
    shown = {r.story.key: r.story for r in retold}
    rows = {key: _row(index, key, group, shown) for key, group in groups.items()}
    ordered = tuple(sorted(rows.values(), key=lambda o: o.id))
    return Origins(
        rows=ordered,
        traced=traced,
        row_of=rows,
        houses=houses,
        outlet_of=papers.outlet_of,
        own_findings=published_by_bodies(index),
    )


def innermost(index: PileIndex, row: Quantity) -> Statement | None:
    """The statement whose content holds a quantity."""
    return innermost_at(index, row.report, row.span)


def innermost_at(index: PileIndex, report: str, span: Span) -> Statement | None:
    """The statement whose content holds a span: the shortest, attributed before the outlet's own."""
    holding = [
        s for s in index.told.get(report, ()) if any(c.start <= span.start and span.end <= c.end for c in s.content)
    ]
    return min(holding, key=lambda s: (s.voice == "outlet", _length(s), s.id), default=None)


def _length(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)


def figure_origins(index: PileIndex, traced: Origins) -> tuple[Assigned, ...]:
    """The origin of each quantity that stands in a statement."""
    told = ((q.id, innermost(index, q)) for q in sorted(index.pile.quantities, key=lambda q: q.id))
    return tuple(Assigned(q, traced.of(s.id)) for q, s in told if s)


def _id(key: OriginKey, group: list[Statement]) -> str:
    if key.kind in ("person", "body", "document"):
        return row_id("origins", key.kind, key.who)
    return row_id("origins", key.kind, key.who, key.story and group[0].id)


def _row(index: PileIndex, key: OriginKey, group: list[Statement], shown: Mapping[str, Story]) -> Origin:
    chain = next(filter(None, map(chain_of, group)), ())
    name = _name(index, key, group)
    outlet = key.who if key.kind == "outlet" else None
    told_to = next((link.holder for link in reversed(chain[:-1]) if link.source_kind == "media"), None)
    story = shown[key.story].when if key.kind == "media" and key.story in shown else None
    kind: SourceKind = chain[-1].source_kind if chain else "outlet"
    return Origin(
        id=_id(key, group),
        name=name,
        kind="outlet" if key.kind == "outlet" else kind,
        told_to=told_to if key.kind in NAMELESS else None,
        story=story or (_story_of_group(index, group) if key.kind == "media" else None),
        statements=tuple(sorted(s.id for s in group)),
        reports=tuple(sorted({s.report for s in group})),
        family=family_of(outlet or (name if kind == "media" else None)),
        why=_why(index, key, group, name),
    )


def _name(index: PileIndex, key: OriginKey, group: list[Statement]) -> str:
    if key.kind == "outlet":
        named = [r for r in sorted(index.reports) if (o := index.reports[r].outlet) and folded_name(o) == key.who]
        named = named or sorted({s.report for s in group})
        return index.name_of(named[0] if named else key.who)
    if key.kind == "unresolved":
        return f"somebody not named in {index.name_of(key.who)}"
    roots = [chain[-1] for chain in map(chain_of, group) if chain]
    root = roots[0]
    entity = index.entities.get(key.who) or index.entities.get(root.holder or "")
    longest = max((link.holder_text for link in roots), key=lambda t: (len(t), t))
    return entity.name if entity and key.kind not in NAMELESS else longest or root.holder_text


def _story_of_group(index: PileIndex, group: list[Statement]) -> Interval | None:
    said = common([s.said_at for s in group])
    first = earliest_of([index.window(s.report) for s in group])
    return said or (Interval(earliest=None, latest=first.latest) if first and first.latest else None)


def _why(index: PileIndex, key: OriginKey, group: list[Statement], name: str) -> str:
    where = sorted({index.name_of(s.report) for s in group})
    carried = f"{len(group)} statement{'s' * (len(group) > 1)} in {', '.join(where)}"
    told = {
        "outlet": f"{name} in its own voice, no source named: {carried}.",
        "media": f"One story of {name}, by the days and the wording of those who retell it: {carried}.",
        "anonymous": f"Not named; who spoke to one outlet for one story counts once: {carried}.",
        "crowd": f"Not named one by one; who spoke to one outlet for one story counts once: {carried}.",
        "unresolved": f"The text does not say whose words these are: {carried}.",
    }
    return told.get(key.kind, f"Named, so one origin whoever carries the words: {carried}.")
