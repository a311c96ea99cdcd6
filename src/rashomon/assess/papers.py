"""A newspaper's report told of as a document is the newspaper's story: `a report by The Cable` is The Cable's.

Statements are given back with such a link of their chain, and such a holder, put to the outlet that it names. And who
is said to cite an outlet (`according to X, which cites a story in Y`) has it from that outlet, so that Y is the root.
A body that bears the name of an outlet of the pile is that outlet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from rashomon.assess.publishers import folded_name
from rashomon.assess.record import Pile
from rashomon.records import Entity, Link, Mention, Statement

_CITES = re.compile(r"^[^.;]*\b(?:cit(?:es|ed|ing)|quot(?:es|ed|ing))\b[^.,;]*$")
_REACH = 120


def with_papers(pile: Pile) -> Pile:
    """The pile with every document that names an outlet put to that outlet."""
    papers = _papers(pile.entities)
    outlets = frozenset(folded_name(r.outlet) for r in pile.reports if r.outlet)
    if not papers and not outlets:
        return pile
    cited = _Cited(pile)
    return replace(pile, statements=tuple(_read(cited.read(s), papers, outlets) for s in pile.statements))


class _Cited:
    """The outlets that sentences say others cite."""

    def __init__(self, pile: Pile) -> None:
        self.pile = pile
        self.media = {e.id: e for e in pile.entities if e.kind == "media"}
        self.mentions: dict[str, list[Mention]] = {}
        for mention in sorted(pile.mentions, key=lambda m: m.span.start):
            if mention.entity in self.media:
                self.mentions.setdefault(mention.report, []).append(mention)

    def read(self, statement: Statement) -> Statement:
        """A statement with the outlet that its source is said to cite as the root of its chain."""
        paper = self._paper(statement) if statement.voice == "attributed" and statement.chain else None
        if paper is None or any(link.holder == paper.id for link in statement.chain):
            return statement
        link = Link(holder=paper.id, holder_text=paper.name, source_kind="media")
        chain = (*statement.chain, link)
        return replace(statement, chain=chain, holder=paper.id, holder_text=paper.name, source_kind="media")

    def _paper(self, statement: Statement) -> Entity | None:
        if not statement.source or statement.chain[-1].source_kind not in ("body", "media", "document"):
            return None
        text, start = self.pile.text_of(statement.report), statement.source[-1].start
        for mention in self.mentions.get(statement.report, ()):
            if 0 < mention.span.start - start <= _REACH and _CITES.search(text[start : mention.span.start]):
                return self.media[mention.entity or ""]
        return None


def _papers(entities: Sequence[Entity]) -> dict[str, Entity]:
    """Outlets by each of their names, folded; of two of one name the one in more reports."""
    found: dict[str, Entity] = {}
    outlets = (e for e in entities if e.kind == "media")
    for entity in sorted(outlets, key=lambda e: (-len(e.reports), -e.mentions, e.id)):
        for name in sorted({folded_name(n) for n in (entity.name, *entity.aliases) if n[:1].isupper()}):
            if len(name) > 1:
                found.setdefault(name, entity)
    return found


def _read(statement: Statement, papers: Mapping[str, Entity], outlets: AbstractSet[str]) -> Statement:
    chain = tuple(_link(link, papers, outlets) for link in statement.chain)
    if chain == statement.chain:
        return statement
    root = chain[-1]
    return replace(
        statement,
        chain=chain,
        holder=root.holder,
        holder_text=root.holder_text,
        source_kind=root.source_kind,
    )


def _link(link: Link, papers: Mapping[str, Entity], outlets: AbstractSet[str]) -> Link:
    if link.source_kind in ("body", "document") and folded_name(link.holder_text) in outlets:
        return replace(link, source_kind="media")
    paper = _named(link.holder_text, papers) if link.source_kind == "document" else None
    return replace(link, holder=paper.id, holder_text=paper.name, source_kind="media") if paper else link


def _named(text: str, papers: Mapping[str, Entity]) -> Entity | None:
    """The one outlet that a document's description names, the longest name first."""
    told = f" {folded_name(text)} "
    held = [papers[n] for n in sorted(papers, key=lambda n: (-len(n), n)) if f" {n} " in told]
    return held[0] if held else None
