"""A newspaper's report told of as a document is the newspaper's story: `a report by The Cable` is The Cable's.

Statements are given back with such a link of their chain, and such a holder, put to the outlet that it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from rashomon.assess.publishers import folded_name
from rashomon.assess.record import Pile
from rashomon.records import Entity, Link, Statement


def with_papers(pile: Pile) -> Pile:
    """The pile with every document that names an outlet put to that outlet."""
    papers = _papers(pile.entities)
    if not papers:
        return pile
    return replace(pile, statements=tuple(_read(s, papers) for s in pile.statements))


def _papers(entities: Sequence[Entity]) -> dict[str, Entity]:
    """Outlets by each of their names, folded; of two of one name the one in more reports."""
    found: dict[str, Entity] = {}
    outlets = (e for e in entities if e.kind == "media")
    for entity in sorted(outlets, key=lambda e: (-len(e.reports), -e.mentions, e.id)):
        for name in sorted({folded_name(n) for n in (entity.name, *entity.aliases) if n[:1].isupper()}):
            if len(name) > 1:
                found.setdefault(name, entity)
    return found


def _read(statement: Statement, papers: Mapping[str, Entity]) -> Statement:
    chain = tuple(_link(link, papers) for link in statement.chain)
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


def _link(link: Link, papers: Mapping[str, Entity]) -> Link:
    paper = _named(link.holder_text, papers) if link.source_kind == "document" else None
    return replace(link, holder=paper.id, holder_text=paper.name, source_kind="media") if paper else link


def _named(text: str, papers: Mapping[str, Entity]) -> Entity | None:
    """The one outlet that a document's description names, the longest name first."""
    told = f" {folded_name(text)} "
    held = [papers[n] for n in sorted(papers, key=lambda n: (-len(n), n)) if f" {n} " in told]
    return held[0] if held else None
