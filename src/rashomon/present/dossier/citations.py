"""What the dossier quotes: every citation with where it stands, who says it, and as much around it as makes it plain.

A figure alone, the words that somebody denies, and what was read with little confidence, say too little without their
sentence: there it is shown about them, set apart from the characters that the row stands on. Who denies in a word or
two (`denied it`) answers the sentence before, which is shown too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from rashomon.ledger import Ledger
from rashomon.present.dossier.marked import address
from rashomon.present.dossier.words import doubtful, interval_words, report_name, same_name
from rashomon.records import (
    Claim,
    Entity,
    Incident,
    Origin,
    Position,
    Quantity,
    Report,
    ReportSpan,
    Sentence,
    Span,
    Statement,
    StatementKind,
)

FEW_WORDS = 4
"""A quotation of so many words or fewer is shown in its sentence."""
AROUND = 170
"""At most so many characters of the sentence on either side of a quotation."""
AGAINST: frozenset[StatementKind] = frozenset({"denial", "refusal"})
"""Kinds whose content alone reads as if it were asserted."""


class Citation(msgspec.Struct, frozen=True):
    """A quotation with where it stands: `href` leads to its characters in the report below, `home` to the report."""

    text: str
    href: str
    report: str
    home: str
    published: str
    before: str = ""
    after: str = ""
    holder: str = ""
    through: str = ""
    origin: str = ""
    """Who is behind it; empty where it goes without saying."""
    unsure: bool = False
    """Whether the statement under it was read with little confidence."""


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
        self._sentences: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in sorted(ledger.sentences, key=lambda s: s.start):
            self._sentences[sentence.report].append(sentence)

        self._named = Counter(report_name(report) for report in ledger.reports)

    def name(self, report: Report) -> str:
        """What the page calls a report: its outlet, with the file where an outlet has several; else its file."""
        name, file = report_name(report), report.names[0].rsplit("/", 1)[-1]
        return f"{name} ({file})" if self._named[name] > 1 and name != file else name

    def entity_name(self, entity: str | None) -> str:
        """The name of an entity, or nothing."""
        row = self.entities.get(entity) if entity else None
        return row.name if row else ""

    def holder(self, statement: Statement) -> str:
        """How a page names whose words a statement is."""
        if statement.voice == "outlet":
            return f"{self.name(self.reports[statement.report])}, in its own voice"
        name = statement.holder_text or self.entity_name(statement.holder)
        return name or "nobody named"

    def through(self, statement: Statement) -> str:
        """The chain between the report and the holder, nearest first, without the holder itself."""
        return " ← ".join(link.holder_text for link in statement.chain[:-1])

    def origin_behind(self, statement: Statement | None) -> str:
        """The name of a statement's origin where it says more than the holder's and the report's do."""
        origin = self.origins.get(statement.origin) if statement and statement.origin else None
        if statement is None or origin is None:
            return ""
        told = (self.holder(statement), report_name(self.reports[statement.report]))
        return "" if any(same_name(origin.name, name) for name in told) else origin.name

    def citation(
        self, report: str, start: int, end: int, statement: str | None = None, denies: bool = False
    ) -> Citation:
        """The citation of a stretch of a report; a statement gives holder, chain and origin.

        What stands here as somebody's denial is shown in its sentence.
        """
        row = self.reports[report]
        said = self.statements.get(statement) if statement else None
        is_bare = len(row.text[start:end].split()) <= FEW_WORDS
        is_unsure = said is not None and doubtful(said.confidence)
        is_against = denies or (said is not None and said.kind in AGAINST)
        before, after = self._around(row, start, end, said) if is_bare or is_unsure or is_against else ("", "")
        own = said is not None and said.voice == "outlet"
        return Citation(
            text=row.text[start:end],
            href=f"#{address(report, start, end)}",
            report=self.name(row),
            home=f"#{report}",
            published=interval_words(row.published),
            before=before,
            after=after,
            holder="in its own voice" if own else self.holder(said) if said else "",
            through=self.through(said) if said else "",
            origin=self.origin_behind(said),
            unsure=is_unsure,
        )

    def spans(self, report: str, spans: Iterable[Span], statement: str | None = None) -> tuple[Citation, ...]:
        """A citation for each span."""
        return tuple(self.citation(report, s.start, s.end, statement) for s in spans)

    def said(self, statements: Iterable[str], denies: bool = False) -> tuple[Citation, ...]:
        """The contents of statements, each cited once."""
        rows = [self.statements[s] for s in statements if s in self.statements]
        found = [
            self.citation(r.report, r.content[0].start, r.content[-1].end, r.id, denies) for r in rows if r.content
        ]
        return tuple({c.href: c for c in found}.values())

    def title_at(self, incident: Incident) -> ReportSpan | None:
        """Where an incident's title stands in its reports."""
        for report in incident.reports:
            start = self.reports[report].text.find(incident.title) if report in self.reports else -1
            if start >= 0:
                return ReportSpan(report=report, start=start, end=start + len(incident.title), text=incident.title)
        return None

    def _around(self, row: Report, start: int, end: int, said: Statement | None) -> tuple[str, str]:
        """What stands before and after a quotation in its sentence, and in the one before where it answers that."""
        sentences = self._sentences[row.id]
        first = bisect_right(sentences, start, key=lambda s: s.start) - 1
        last = bisect_left(sentences, end, key=lambda s: s.end)
        if first < 0 or last >= len(sentences) or last < first:
            return "", ""
        if (
            said
            and _answers(said)
            and first
            and not row.text[sentences[first - 1].end : sentences[first].start].strip()
        ):
            first -= 1
        begin, stop = min(sentences[first].start, start), max(sentences[last].end, end)
        return _cut_before(row.text[begin:start]), _cut_after(row.text[end:stop])


def _answers(said: Statement) -> bool:
    """Whether a denial or refusal is too short to say what it is of."""
    return said.kind in AGAINST and sum(len(span.text.split()) for span in said.content) <= FEW_WORDS


def _cut_before(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return "… " + text[-AROUND:].partition(" ")[2]


def _cut_after(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return text[:AROUND].rpartition(" ")[0] + " …"
