"""What the dossier shows, made ready from the ledger: citations, positions, origins, incidents, reports.

Pure: a ledger in, structs out; the templates only lay them out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import inf

import msgspec
from markupsafe import Markup

from rashomon.assess.telling import is_several
from rashomon.present.dossier.citations import Citation, Index
from rashomon.present.dossier.told import heading
from rashomon.present.dossier.words import (
    SIDES,
    STANCES,
    TALLIES,
    counted,
    figure_words,
    interval_words,
    report_name,
    same_name,
)
from rashomon.records import Claim, Evidence, Figure, Finding, Incident, Measure, Origin, Position, Report, Stance

STANCE_ORDER: tuple[Stance, ...] = ("asserts", "denies", "doubts", "declines")
SEVERITIES = ("high", "medium", "low")


class SideView(msgspec.Struct, frozen=True):
    """One side of a finding: who, what they do, how many origins are behind them, and one citation of each first."""

    label: str
    stance: Stance | None
    does: str
    behind: str
    citations: tuple[Citation, ...]


class FindingView(msgspec.Struct, frozen=True):
    """A finding as a reader meets it."""

    row: Finding
    about: str
    """What is counted, where figures are compared."""
    behind: str
    """How many origins and reports all its sides together rest on."""
    heading: Markup
    sides: tuple[SideView, ...]


class PositionView(msgspec.Struct, frozen=True):
    """A holder's stand to a claim: the words it rests on, or the claims `via` which it is taken."""

    holder: str
    source: str
    certainty: str
    origins: tuple[Origin, ...]
    """Those behind it whose name says more than the holder's."""
    via: tuple[Claim, ...]
    citations: tuple[Citation, ...]


class StanceView(msgspec.Struct, frozen=True):
    """All who take one stance to a claim."""

    stance: Stance
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
    def tally(self) -> tuple[tuple[str, str], ...]:
        """How many take each stance: the stance, and the words for it."""
        return tuple((s.stance, f"{len(s.positions)} {TALLIES[s.stance][len(s.positions) > 1]}") for s in self.stances)

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
        """Whether several reports carry it."""
        return len(self.reports) > 1


class GiverView(msgspec.Struct, frozen=True):
    """Who gives a figure, in which words, as of when, and why it is read so."""

    origin: str
    as_of: str
    why: str
    citation: Citation


class FigureView(msgspec.Struct, frozen=True):
    """A figure for an incident, with all who give it."""

    measure: str
    words: str
    whom: str
    givers: tuple[GiverView, ...]


class IncidentView(msgspec.Struct, frozen=True):
    """An incident with its figures per source; `title` leads to its characters where it stands in a report."""

    row: Incident
    title: Citation | None
    figures: tuple[FigureView, ...]
    reports: tuple[Report, ...]
    part_of: Incident | None
    where: str
    citations: tuple[Citation, ...]

    @property
    def main(self) -> bool:
        """Whether several reports tell of it, or one gives a figure."""
        return len(self.reports) > 1 or bool(self.figures)


def findings(index: Index) -> tuple[FindingView, ...]:
    """The findings by rank."""

    def view(row: Finding) -> FindingView:
        sides = tuple(_side(index, row, number) for number in range(len(row.sides)))
        measures = {index.quantities[e.quantity].measure for s in row.sides for e in s.evidence if e.quantity}
        cited = [c for side in sides for c in side.citations]
        behind = _behind(index, [e for side in row.sides for e in side.evidence])
        return FindingView(row, ", ".join(sorted(measures)), behind, heading(row.sentence, cited), sides)

    return tuple(view(f) for f in sorted(index.ledger.findings, key=lambda f: (f.rank, f.id)))


def _side(index: Index, row: Finding, number: int) -> SideView:
    side = row.sides[number]
    stances = SIDES.get(row.kind, ())
    stance = stances[number] if number < len(stances) else None
    cited = [index.citation(e.report, e.start, e.end, e.statement, stance == "denies") for e in side.evidence]
    several = len({c.holder for c in cited}) > 1 or is_several(side.label)
    does = TALLIES[stance][several] if stance else ""
    return SideView(side.label, stance, does, _behind(index, side.evidence), _each_first(cited))


def _each_first(cited: Sequence[Citation]) -> tuple[Citation, ...]:
    """The first citation of each holder in each report before their further ones."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    nth = []
    for citation in cited:
        nth.append(seen[citation.holder, citation.home])
        seen[citation.holder, citation.home] += 1
    return tuple(c for _, c in sorted(zip(nth, cited, strict=True), key=lambda pair: pair[0]))


def _behind(index: Index, evidence: Sequence[Evidence]) -> str:
    """How many origins and reports are behind what is cited; the origins are an upper bound."""
    said = [index.statements[e.statement] for e in evidence if e.statement in index.statements]
    origins = {s.origin for s in said if s.origin}
    reports = counted(len({e.report for e in evidence}), "report")
    most = " at most" if len(origins) > 1 else ""
    return f"{counted(len(origins), 'origin')}{most}, {reports}" if origins else reports


def _position(index: Index, rows: Sequence[Position]) -> PositionView:
    """The stand of one holder, which several positions may tell: as it is said before what it follows from."""
    said = [index.statements[s] for row in rows for s in row.statements if s in index.statements]
    own = said and all(s.voice == "outlet" for s in said)
    behind = [index.origins[row.origin] for row in rows if row.origin in index.origins]
    direct = [row for row in rows if row.via is None]
    via = [index.claims[row.via] for row in rows if row.via in index.claims] if not direct else []
    return PositionView(
        holder=rows[0].holder_text + (" (own voice)" if own else ""),
        source=said[0].source_kind if said else "",
        certainty=rows[0].certainty,
        origins=tuple({o.id: o for o in behind if not same_name(o.name, rows[0].holder_text)}.values()),
        via=tuple({c.id: c for c in via}.values()),
        citations=index.said((s for row in direct for s in row.statements), rows[0].stance == "denies"),
    )


def _stance(index: Index, stance: Stance, rows: Sequence[Position]) -> StanceView:
    by_holder: dict[str, list[Position]] = defaultdict(list)
    for row in sorted(rows, key=lambda p: (p.via is not None, p.holder_text, p.id)):
        by_holder[row.holder_text].append(row)
    return StanceView(stance, STANCES[stance], tuple(_position(index, own) for own in by_holder.values()))


def claims(index: Index) -> tuple[ClaimView, ...]:
    """The claims: disputed ones first, then those that most reports carry, then those with most positions."""

    def view(row: Claim) -> ClaimView:
        by_stance: dict[Stance, list[Position]] = defaultdict(list)
        for position in (index.positions[p] for p in row.positions if p in index.positions):
            by_stance[position.stance].append(position)
        return ClaimView(
            row=row,
            citation=index.citation(row.report, row.start, row.end),
            stances=tuple(_stance(index, s, by_stance[s]) for s in STANCE_ORDER if s in by_stance),
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
    """The figures by measure and size, those without a number last, each with all who give it."""
    alike: dict[tuple[Measure, float, str], list[Figure]] = defaultdict(list)
    for figure in row.figures:
        if figure.quantity in index.quantities:
            words = figure_words(figure.low, figure.high, figure.bound)
            size = next((n for n in (figure.low, figure.high) if n is not None), inf)
            alike[figure.measure, size, words].append(figure)
    return tuple(
        FigureView(
            measure=measure,
            words=words,
            whom=", ".join(sorted({name for f in alike[measure, size, words] if (name := _whom(index, f))})),
            givers=tuple(_giver(index, f) for f in alike[measure, size, words]),
        )
        for measure, size, words in sorted(alike)
    )


def _whom(index: Index, figure: Figure) -> str:
    """Whom a figure is of, where its own words do not say it."""
    name = index.entity_name(figure.whom)
    return "" if name.casefold() in index.quantities[figure.quantity].span.text.casefold() else name


def _giver(index: Index, figure: Figure) -> GiverView:
    quantity = index.quantities[figure.quantity]
    origin = index.origins.get(figure.origin) if figure.origin else None
    citation = index.citation(figure.report, quantity.span.start, quantity.span.end)
    return GiverView(
        origin=origin.name if origin and not same_name(origin.name, report_name(index.reports[figure.report])) else "",
        as_of=interval_words(figure.as_of) if figure.as_of else "",
        why=quantity.why or "",
        citation=citation,
    )


def incidents(index: Index) -> tuple[IncidentView, ...]:
    """The incidents: those in several reports or with figures first, then by date."""
    events = {e.id: e for e in index.ledger.events}

    def view(row: Incident) -> IncidentView:
        triggers = [events[e] for e in row.events if e in events]
        place, at = row.place, index.title_at(row)
        return IncidentView(
            row=row,
            title=index.citation(at.report, at.start, at.end) if at else None,
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
