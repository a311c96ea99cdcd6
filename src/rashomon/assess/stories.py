"""An outlet's stories told apart: what several reports retell of it is one story when their days and words meet.

Two retellings are of one story when the reports came out within days of each other and what they retell is worded
alike, or when both put it on one day. Months apart are two stories; so are near days with nothing in common.
"""

from __future__ import annotations

import re

import msgspec

from rashomon.assess.calendar import common, days_apart, earliest_of, is_before, is_one_day
from rashomon.assess.index import PileIndex, content_text, first_start
from rashomon.assess.publishers import folded_name
from rashomon.assess.record import AssessSettings
from rashomon.assess.terms import terms
from rashomon.records import Interval, Link, Report, Statement

_ALIKE = 0.55
_SHARED = 0.3
_LEAST_SHARED = 3
_LIKE_OWN = 0.5
_HEAD, _LONGEST_HEAD = 200, 12
_HEAD_PARTS = re.compile(r"\n|\s[|•·–—-]\s")


class Story(msgspec.Struct, frozen=True):
    """A story of an outlet that reports retell; `key` is the id of the outlet's own report
    where the pile holds it, else of the earliest statement that retells it.
    """

    key: str
    outlet: str
    when: Interval | None


class Retelling(msgspec.Struct, frozen=True):
    """A statement that retells a story."""

    statement: str
    story: Story


class Papers:
    """Other outlets by a name of their own: that of an outlet of the pile where it is one."""

    def __init__(self, index: PileIndex) -> None:
        self._entities = index.entities
        self.outlet_of: dict[str, str] = {r.id: folded_name(r.outlet) for r in index.pile.reports if r.outlet}
        """The folded name of the outlet of each report, where it is known."""
        cited = {n for s in index.pile.statements if (link := paper_link(s)) for n in self._names(link)}
        for report in index.pile.reports:
            heads = _mastheads(index, report) & cited if not report.outlet else frozenset[str]()
            if len(heads) == 1:
                self.outlet_of[report.id] = next(iter(heads))
        self._outlets = frozenset(self.outlet_of.values())

    def _names(self, link: Link) -> frozenset[str]:
        entity = self._entities.get(link.holder or "")
        return frozenset(map(folded_name, (link.holder_text, *((entity.name, *entity.aliases) if entity else ()))))

    def of(self, link: Link) -> str:
        """What an outlet goes by in origins: a folded name of the pile's outlets, else its entity, else its name."""
        entity = self._entities.get(link.holder or "")
        own = sorted(self._names(link) & self._outlets)
        return own[0] if own else folded_name(entity.name if entity else link.holder_text)


def _mastheads(index: PileIndex, report: Report) -> frozenset[str]:
    """What a report whose outlet is not known may be by: a line of its head or a part of its title, folded, the first
    words of such a line among them (`The Orrin Post Monday, 3 May`). An outlet only where others cite it by that name.
    """
    end = report.title.end if report.title else 0
    lines = _HEAD_PARTS.split(index.pile.text_of(report.id)[: end or _HEAD])
    told = [folded_name(line).split() for line in lines if len(line.split()) <= _LONGEST_HEAD]
    whole = {" ".join(t) for t in told if t}
    return frozenset(whole | {" ".join(t[:n]) for t in told for n in range(2, len(t))})


def paper_link(statement: Statement) -> Link | None:
    """The link of the outlet whose story a statement comes through: the last media link of its chain."""
    for link in reversed(statement.chain):
        if link.source_kind == "media":
            return link
    if not statement.chain and statement.source_kind == "media" and statement.voice == "attributed":
        return Link(holder=statement.holder, holder_text=statement.holder_text or "", source_kind="media")
    return None


class _Part(msgspec.Struct, frozen=True):
    """What one report retells of one outlet."""

    report: str
    paper: str
    statements: tuple[Statement, ...]
    own: bool = False
    """Whether the report is the outlet's own, so the story itself."""


def _parts(index: PileIndex, papers: Papers) -> list[_Part]:
    groups = dict[tuple[str, str], list[Statement]]()
    for statement in index.pile.statements:
        link = paper_link(statement)
        if link:
            groups.setdefault((papers.of(link), statement.report), []).append(statement)
    parts = [_Part(r, p, tuple(sorted(g, key=index.order))) for (p, r), g in groups.items()]
    cited = {part.paper for part in parts}
    own = {report: outlet for report, outlet in papers.outlet_of.items() if outlet in cited}
    parts += [_Part(r, paper, tuple(index.told.get(r, ())), own=True) for r, paper in own.items()]
    return sorted(parts, key=lambda part: (part.paper, not part.own, index.report_order(part.report)))


def _is_one_story(index: PileIndex, a: _Part, b: _Part, settings: AssessSettings) -> bool:
    if (a.own and b.own) or _is_too_late(index, a, b) or _is_too_late(index, b, a):
        return False
    apart = days_apart(index.window(a.report), index.window(b.report))
    if apart is not None and apart > settings.story_days:
        return False
    said = [common([s.said_at for s in part.statements if s.said_at]) for part in (a, b)]
    if is_one_day(said[0]) and is_one_day(said[1]):
        return days_apart(said[0], said[1]) == 0
    if len(_stems(a) & _stems(b)) < _LEAST_SHARED:
        return False
    like = _is_like if a.own or b.own else _alike
    return any(like(index, s, t) for s in a.statements for t in b.statements)


def _is_too_late(index: PileIndex, own: _Part, retelling: _Part) -> bool:
    """Whether an outlet's own report surely came out after the report that retells the outlet."""
    return own.own and not retelling.own and is_before(index.window(retelling.report), index.window(own.report))


def _stems(part: _Part) -> frozenset[str]:
    """The stems of all that a part retells."""
    return frozenset[str]().union(*(terms(content_text(s)).stems for s in part.statements))


def _alike(index: PileIndex, s: Statement, t: Statement) -> bool:
    one, two = (terms(content_text(x)).stems for x in (s, t))
    shared = len(one & two) / (min(len(one), len(two)) or 1)
    if shared < _SHARED:
        return False
    return _cosine(index, s, t) >= _ALIKE


def _is_like(index: PileIndex, s: Statement, t: Statement) -> bool:
    """Whether one of two statements may retell the other, where the outlet's own report is in the pile."""
    shared = terms(content_text(s)).stems & terms(content_text(t)).stems
    return bool(shared) and _cosine(index, s, t) >= _LIKE_OWN


def _cosine(index: PileIndex, s: Statement, t: Statement) -> float:
    vectors = [index.vector(x.report, first_start(x), x.content[-1].end) for x in (s, t)]
    return float(vectors[0] @ vectors[1])


def stories(index: PileIndex, papers: Papers, settings: AssessSettings) -> list[Retelling]:
    """Every statement that comes through another outlet, with the story it retells."""
    groups: list[list[_Part]] = []
    for part in _parts(index, papers):
        near = [
            g for g in groups if g[0].paper == part.paper and any(_is_one_story(index, p, part, settings) for p in g)
        ]
        if near:
            near[0].append(part)
        else:
            groups.append([part])
    return [r for group in groups for r in _retellings(index, group)]


def _retellings(index: PileIndex, group: list[_Part]) -> list[Retelling]:
    told = sorted((s for part in group if not part.own for s in part.statements), key=index.order)
    own = sorted(part.report for part in group if part.own)
    if not told:
        return []
    when = index.window(own[0]) if own else _when(index, told)
    story = Story(key=own[0] if own else told[0].id, outlet=group[0].paper, when=when)
    return [Retelling(statement=s.id, story=story) for s in told]


def _when(index: PileIndex, told: list[Statement]) -> Interval | None:
    """When the story came out: the day it is put on, else on or before the first report that retells it."""
    days = [s.said_at for s in told if is_one_day(s.said_at)]
    said = common(list(days)) if days else None
    first = earliest_of([index.window(s.report) for s in told])
    return said or (Interval(earliest=None, latest=first.latest) if first and first.latest else None)
