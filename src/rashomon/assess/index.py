"""The pile looked up: rows by id, and the rows of a report that stand inside a stretch of its text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from rashomon.assess.record import Pile
from rashomon.records import (
    Entity,
    Event,
    Incident,
    Interval,
    Mention,
    Place,
    Quantity,
    Report,
    Sentence,
    Span,
    Statement,
    Time,
)

Vectors = npt.NDArray[np.float32]
WIDTH = 384
_MOST = 0.6


class _Spanned(Protocol):
    @property
    def report(self) -> str: ...
    @property
    def span(self) -> Span: ...


S = TypeVar("S", bound=_Spanned)


class Standing(Generic[S]):
    """Rows with a span, by report and start."""

    def __init__(self, rows: Iterable[S]) -> None:
        by_report: dict[str, list[S]] = {}
        for row in rows:
            by_report.setdefault(row.report, []).append(row)
        self._rows = {r: sorted(found, key=lambda x: (x.span.start, x.span.end)) for r, found in by_report.items()}
        self._starts = {r: [x.span.start for x in found] for r, found in self._rows.items()}

    def of(self, report: str) -> list[S]:
        """All rows of a report, by start."""
        return self._rows.get(report, [])

    def inside(self, report: str, start: int, end: int) -> list[S]:
        """The rows that lie wholly in `[start, end)` of a report."""
        rows = self._rows.get(report, [])
        at = bisect_left(self._starts.get(report, []), start)
        found = []
        for row in rows[at:]:
            if row.span.start >= end:
                break
            if row.span.end <= end:
                found.append(row)
        return found

    def inside_any(self, report: str, spans: Sequence[Span]) -> list[S]:
        """The rows that lie wholly in one of `spans`."""
        return [row for span in spans for row in self.inside(report, span.start, span.end)]


class PileIndex:
    """A pile with its rows looked up by id, by report and by stretch."""

    def __init__(self, pile: Pile) -> None:
        self.pile = pile
        self.reports: Mapping[str, Report] = {r.id: r for r in pile.reports}
        self.entities: Mapping[str, Entity] = {e.id: e for e in pile.entities}
        self.statements: Mapping[str, Statement] = {s.id: s for s in pile.statements}
        self.quantity: Mapping[str, Quantity] = {q.id: q for q in pile.quantities}
        self.incident_of: Mapping[str, str] = {f.quantity: i.id for i in pile.incidents for f in i.figures}
        """The incident of each quantity that is a figure of one."""
        self.incidents: Mapping[str, Incident] = {i.id: i for i in pile.incidents}
        self.event: Mapping[str, Event] = {e.id: e for e in pile.events}
        self.mentions: Standing[Mention] = Standing(pile.mentions)
        self.places: Standing[Place] = Standing(pile.places)
        self.quantities: Standing[Quantity] = Standing(pile.quantities)
        self.events: Standing[Event] = Standing(pile.events)
        self.times: Standing[Time] = Standing(pile.times)
        self.told: Mapping[str, list[Statement]] = _told(pile.statements)
        self.sentences: Mapping[str, list[Sentence]] = _by_report(pile.sentences)
        self._ground: dict[str, str | None] = {}
        self._vectors = {w.report: {(v.start, v.end): v.vector for v in w.wordings} for w in pile.wordings}

    def vector(self, report: str, start: int, end: int) -> Vectors:
        """The unit vector of a stretch's wording; of the stretch that overlaps most where it has none of its own."""
        known = self._vectors.get(report, {})
        told = known.get((start, end))
        if told is None:
            near = [(_shared(start, end, a, b), -a, -b) for a, b in known if a < end and start < b]
            told = known[(-max(near)[1], -max(near)[2])] if near else b""
        raw = np.frombuffer(told, dtype=np.int8).astype(np.float32)
        norm = float(np.linalg.norm(raw)) if raw.size == WIDTH else 0.0
        return raw / norm if norm else np.zeros(WIDTH, dtype=np.float32)

    def sentence_at(self, report: str, at: int) -> Sentence | None:
        """The sentence of a report that holds a character."""
        rows = self.sentences.get(report, [])
        i = bisect_right(rows, at, key=lambda s: s.start) - 1
        return rows[i] if i >= 0 and at < rows[i].end else None

    def name_of(self, report: str) -> str:
        """How a report is called: its outlet, or the name of its file."""
        row = self.reports[report]
        return row.outlet or row.names[0].rsplit("/", 1)[-1]

    def ground_of(self, report: str) -> str | None:
        """The country that a report is about: of its places most lie there; None where no country has most."""
        if report not in self._ground:
            votes = Counter(p.country for p in self.places.of(report) if p.country)
            first = votes.most_common(1)
            clear = bool(first) and first[0][1] >= _MOST * votes.total()
            self._ground[report] = first[0][0] if clear else None
        return self._ground[report]

    def window(self, report: str) -> Interval | None:
        """When a report was published."""
        return self.reports[report].published

    def order(self, statement: Statement) -> tuple[str, str, int, str]:
        """Earliest published first, then by report, place in the text, and id; unknown dates come last."""
        return (*self.report_order(statement.report), first_start(statement), statement.id)

    def report_order(self, report: str) -> tuple[str, str]:
        """Earliest published first, ties by id; unknown dates come last."""
        known = self.window(report)
        return ((known and (known.earliest or known.latest)) or "9999", report)


def _by_report(sentences: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    by_report: dict[str, list[Sentence]] = {}
    for sentence in sorted(sentences, key=lambda s: (s.report, s.start)):
        by_report.setdefault(sentence.report, []).append(sentence)
    return by_report


def _told(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    by_report: dict[str, list[Statement]] = {}
    for statement in statements:
        by_report.setdefault(statement.report, []).append(statement)
    for found in by_report.values():
        found.sort(key=lambda s: (first_start(s), s.content[-1].end, s.id))
    return by_report


def _shared(a: int, b: int, c: int, d: int) -> float:
    return (min(b, d) - max(a, c)) / (max(b, d) - min(a, c))


def first_start(statement: Statement) -> int:
    """Where a statement's content begins."""
    return statement.content[0].start


def content_text(statement: Statement) -> str:
    """What a statement says, its stretches joined by a space."""
    return " ".join(span.text for span in statement.content)
