"""What the dossier shows, made ready from the ledger: citations, positions, origins, incidents, reports.

Pure: a ledger in, structs out; the templates only lay them out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.ledger import Ledger
from rashomon.present.dossier.marked import address
from rashomon.present.dossier.words import STANCES, doubtful, figure_words, interval_words, report_name
from rashomon.records import (
    Claim,
    Entity,
    Finding,
    Incident,
    Origin,
    Position,
    Quantity,
    Report,
    Span,
    Statement,
)

STANCE_ORDER = ("asserts", "denies", "doubts", "declines")
SEVERITIES = ("high", "medium", "low")


class Citation(msgspec.Struct, frozen=True):
    """A quotation with where it stands: `href` leads to its characters in the report below."""

    text: str
    href: str
    report: str
    title: str
    published: str
    holder: str
    through: str
    origin: str
    unsure: bool = False
    """Whether the statement under it was read with little confidence."""


class SideView(msgspec.Struct, frozen=True):
    """One side of a finding."""

    label: str
    citations: tuple[Citation, ...]


class FindingView(msgspec.Struct, frozen=True):
    """A finding as a reader meets it; `number` is its rank."""

    row: Finding
    sides: tuple[SideView, ...]
    reports: int


class PositionView(msgspec.Struct, frozen=True):
    """A holder's stand to a claim, with the words it rests on."""

    row: Position
    holder: str
    source: str
    origin: Origin | None
    via: Claim | None
    citations: tuple[Citation, ...]


class StanceView(msgspec.Struct, frozen=True):
    """All who take one stance to a claim."""

    stance: str
    words: str
    positions: tuple[PositionView, ...]


class ClaimView(msgspec.Struct, frozen=True):
    """A claim with its holders by stance."""

    row: Claim
    citation: Citation
    stances: tuple[StanceView, ...]
    wider: tuple[Claim, ...]
    narrower: tuple[Claim, ...]
    disputed: bool

    @property
    def main(self) -> bool:
        """Whether more than one holder stands to it."""
        return self.disputed or sum(len(s.positions) for s in self.stances) > 1


class OriginView(msgspec.Struct, frozen=True):
    """An origin, who repeats it, and why its people are not named, where the text says so."""

    row: Origin
    told_to: str
    reports: tuple[Report, ...]
    reasons: tuple[Citation, ...]
    words: tuple[Citation, ...]

    @property
    def main(self) -> bool:
        """Whether several reports carry it, or its people are not named."""
        return len(self.reports) > 1 or self.row.kind == "anonymous"


class FigureView(msgspec.Struct, frozen=True):
    """A figure that a report gives for an incident."""

    measure: str
    words: str
    whom: str
    as_of: str
    citation: Citation | None


class IncidentView(msgspec.Struct, frozen=True):
    """An incident with its figures per source."""

    row: Incident
    figures: tuple[FigureView, ...]
    reports: tuple[Report, ...]
    part_of: Incident | None
    where: str
    citations: tuple[Citation, ...]

    @property
    def main(self) -> bool:
        """Whether several reports tell of it, or one gives a figure."""
        return len(self.reports) > 1 or bool(self.figures)


class Index:
    """The ledger's rows by id, and the citations that stand on them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.reports: dict[str, Report] = {r.id: r for r in ledger.reports}
        self.entities: dict[str, Entity] = {e.id: e for e in ledger.entities}
        self.statements: dict[str, Statement] = {s.id: s for s in ledger.statements}
        self.quantities: dict[str, Quantity] = {q.id: q for q in ledger.quantities}
        self.claims: dict[str, Claim] = {c.id: c for c in ledger.claims}
        self.positions: dict[str, Position] = {p.id: p for p in ledger.positions}
        self.origins: dict[str, Origin] = {o.id: o for o in ledger.origins}
        self.incidents: dict[str, Incident] = {i.id: i for i in ledger.incidents}

    def entity_name(self, entity: str | None) -> str:
        """The name of an entity, or nothing."""
        row = self.entities.get(entity) if entity else None
        return row.name if row else ""

    def holder(self, statement: Statement) -> str:
        """How a page names whose words a statement is."""
        if statement.voice == "outlet":
            return f"{report_name(self.reports[statement.report])}, in its own voice"
        name = statement.holder_text or self.entity_name(statement.holder)
        return name or "nobody named"

    def through(self, statement: Statement) -> str:
        """The chain between the report and the holder, nearest first, without the holder itself."""
        return " ← ".join(link.holder_text for link in statement.chain[:-1])

    def citation(self, report: str, start: int, end: int, statement: str | None = None) -> Citation:
        """The citation of a stretch of a report; a statement gives holder, chain and origin."""
        row = self.reports[report]
        said = self.statements.get(statement) if statement else None
        origin = self.origins.get(said.origin) if said and said.origin else None
        return Citation(
            text=row.text[start:end],
            href=f"#{address(report, start, end)}",
            report=report_name(row),
            title=row.title.text if row.title else "",
            published=interval_words(row.published),
            holder=self.holder(said) if said else "",
            through=self.through(said) if said else "",
            origin=origin.name if origin else "",
            unsure=said is not None and doubtful(said.confidence),
        )

    def spans(self, report: str, spans: Iterable[Span], statement: str | None = None) -> tuple[Citation, ...]:
        """A citation for each span."""
        return tuple(self.citation(report, s.start, s.end, statement) for s in spans)

    def said(self, statements: Iterable[str]) -> tuple[Citation, ...]:
        """The contents of statements, each cited once."""
        rows = [self.statements[s] for s in statements if s in self.statements]
        found = [self.citation(r.report, r.content[0].start, r.content[-1].end, r.id) for r in rows if r.content]
        return tuple({c.href: c for c in found}.values())


def findings(index: Index) -> tuple[FindingView, ...]:
    """The findings by rank."""

    def view(row: Finding) -> FindingView:
        sides = tuple(
            SideView(s.label, tuple(index.citation(e.report, e.start, e.end, e.statement) for e in s.evidence))
            for s in row.sides
        )
        return FindingView(row, sides, len({e.report for s in row.sides for e in s.evidence}))

    return tuple(view(f) for f in sorted(index.ledger.findings, key=lambda f: (f.rank, f.id)))


def _position(index: Index, row: Position) -> PositionView:
    rows = [index.statements[s] for s in row.statements if s in index.statements]
    own = rows and all(r.voice == "outlet" for r in rows)
    return PositionView(
        row=row,
        holder=row.holder_text + (" (own voice)" if own else ""),
        source=rows[0].source_kind if rows else "",
        origin=index.origins.get(row.origin) if row.origin else None,
        via=index.claims.get(row.via) if row.via else None,
        citations=index.said(row.statements),
    )


def claims(index: Index) -> tuple[ClaimView, ...]:
    """The claims: disputed ones first, then those with most holders, then by id."""

    def view(row: Claim) -> ClaimView:
        by_stance: dict[str, list[PositionView]] = defaultdict(list)
        for position in row.positions:
            if position in index.positions:
                by_stance[index.positions[position].stance].append(_position(index, index.positions[position]))
        stances = tuple(
            StanceView(
                s, STANCES[s], tuple(sorted(by_stance[s], key=lambda p: (p.via is not None, p.holder, p.row.id)))
            )
            for s in STANCE_ORDER
            if by_stance[s]
        )
        return ClaimView(
            row=row,
            citation=index.citation(row.report, row.start, row.end),
            stances=stances,
            wider=tuple(index.claims[c] for c in row.wider if c in index.claims),
            narrower=tuple(index.claims[c] for c in row.narrower if c in index.claims),
            disputed=len(set(by_stance) - {"asserts"}) > 0,
        )

    views = [view(c) for c in index.ledger.claims]
    return tuple(sorted(views, key=lambda v: (not v.disputed, -len(v.row.reports), -len(v.row.positions), v.row.id)))


def origins(index: Index) -> tuple[OriginView, ...]:
    """The origins: those that several reports carry first, then by what they say."""
    media = index.entity_name

    def view(row: Origin) -> OriginView:
        rows = [index.statements[s] for s in row.statements if s in index.statements]
        reasons = {
            (r.report, r.anonymity_reason.start): index.citation(
                r.report, r.anonymity_reason.start, r.anonymity_reason.end, r.id
            )
            for r in rows
            if r.anonymity_reason
        }
        return OriginView(
            row=row,
            told_to=media(row.told_to),
            reports=tuple(index.reports[r] for r in row.reports if r in index.reports),
            reasons=tuple(reasons[k] for k in sorted(reasons)),
            words=index.said(row.statements),
        )

    views = [view(o) for o in index.ledger.origins]
    return tuple(sorted(views, key=lambda v: (-len(v.reports), -len(v.row.statements), v.row.name, v.row.id)))


def _figures(index: Index, row: Incident) -> tuple[FigureView, ...]:
    found = []
    for figure in row.figures:
        quantity = index.quantities.get(figure.quantity)
        span = quantity.span if quantity else None
        found.append(
            FigureView(
                measure=figure.measure,
                words=figure_words(figure.low, figure.high, figure.bound),
                whom=index.entity_name(figure.whom) or (quantity.counted.text if quantity and quantity.counted else ""),
                as_of=interval_words(figure.as_of) if figure.as_of else "",
                citation=index.citation(figure.report, span.start, span.end) if span else None,
            )
        )
    return tuple(sorted(found, key=lambda f: (f.measure, f.citation.report if f.citation else "", f.words)))


def incidents(index: Index) -> tuple[IncidentView, ...]:
    """The incidents: those in several reports or with figures first, then by date."""
    events = {e.id: e for e in index.ledger.events}

    def view(row: Incident) -> IncidentView:
        triggers = [events[e] for e in row.events if e in events]
        place = row.place
        return IncidentView(
            row=row,
            figures=_figures(index, row),
            reports=tuple(index.reports[r] for r in row.reports if r in index.reports),
            part_of=index.incidents.get(row.part_of) if row.part_of else None,
            where=place.name if place else "",
            citations=tuple(index.citation(e.report, e.span.start, e.span.end, None) for e in triggers),
        )

    views = [view(i) for i in index.ledger.incidents]

    def order(v: IncidentView) -> tuple[int, int, str, str]:
        when = v.row.interval.earliest if v.row.interval and v.row.interval.earliest else "9999"
        return (-len(v.reports), -len(v.figures), when, v.row.id)

    return tuple(sorted(views, key=order))


def rests_on(index: Index) -> Mapping[str, tuple[Origin, ...]]:
    """For each report the origins that it carries and that other reports carry too."""
    found: dict[str, list[Origin]] = defaultdict(list)
    for row in index.ledger.origins:
        for report in row.reports if len(row.reports) > 1 else ():
            found[report].append(row)
    return {report: tuple(sorted(rows, key=lambda o: (-len(o.statements), o.id))) for report, rows in found.items()}


def by_severity(views: Sequence[FindingView]) -> tuple[tuple[str, int], ...]:
    """How many findings there are of each severity."""
    return tuple((s, n) for s in SEVERITIES if (n := sum(v.row.severity == s for v in views)))
