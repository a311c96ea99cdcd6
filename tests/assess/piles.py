"""Small invented piles as rows, built by quoting: no model and no other stage has a part in them."""

from __future__ import annotations

import hashlib

import numpy as np

from rashomon.assess import Pile, ReportWordings
from rashomon.assess.terms import terms
from rashomon.parse import Wording
from rashomon.records import (
    Copy,
    Entity,
    Event,
    Figure,
    Incident,
    Interval,
    Link,
    Mention,
    PassagePair,
    Place,
    Quantity,
    Report,
    Sentence,
    Span,
    Statement,
    row_id,
)

TABLES = (
    "reports", "sentences", "mentions", "places", "quantities", "statements", "events", "entities", "copies",
    "incidents",
)  # fmt: skip


def vector(text: str) -> bytes:
    """A wording vector of words alone: texts that share words and concepts are near."""
    told, sums = terms(text), np.zeros(384)
    for word in sorted(told.stems) + sorted(told.concepts) * 2:
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
        sums += np.random.default_rng(seed).standard_normal(384)
    norm = np.linalg.norm(sums) or 1.0
    return (sums / norm * 127 * 4).clip(-127, 127).astype(np.int8).tobytes()


class PileMaker:
    """Gathers rows; every method takes verbatim words of a report and finds them there."""

    def __init__(self) -> None:
        self.rows: dict[str, list] = {name: [] for name in TABLES}
        self.texts: dict[str, str] = {}

    def report(self, name, text, *, day=None, outlet=None, title=None, last=None) -> str:
        ident = row_id("reports", name, text)
        self.texts[ident] = text
        head = self.span(ident, title) if title else None
        published = Interval(earliest=day, latest=last or day) if day else None
        self.rows["reports"].append(
            Report(id=ident, sha256="0" * 64, names=(name,), outlet=outlet, title=head, published=published,
                   words=len(text.split()), text=text)
        )  # fmt: skip
        at = 0
        for line in text.split("\n"):
            for piece in line.split(". "):
                end = min(at + len(piece) + 2, len(text))
                if piece.strip():
                    self.rows["sentences"].append(
                        Sentence(id=row_id("sentences", ident, at), report=ident, start=at, end=end,
                                 text=text[at:end], quoted=False)
                    )  # fmt: skip
                at += len(piece) + 2
            at -= 1
        return ident

    def span(self, report: str, quote: str, nth: int = 1) -> Span:
        at = -1
        for _ in range(nth):
            at = self.texts[report].index(quote, at + 1)
        return Span(start=at, end=at + len(quote), text=quote)

    def entity(self, name, kind="person", aliases=(), reports=()) -> str:
        ident = row_id("entities", name, kind)
        self.rows["entities"].append(
            Entity(id=ident, name=name, kind=kind, aliases=tuple(aliases), mentions=1, reports=tuple(reports))
        )
        return ident

    def mention(self, report, quote, entity, kind="person", nth=1) -> None:
        span = self.span(report, quote, nth)
        self.rows["mentions"].append(
            Mention(id=row_id("mentions", report, span.start, span.end), report=report, span=span, kind=kind,
                    entity=entity, head="name")
        )  # fmt: skip

    def place(self, report, quote, *, country, lat=None, lon=None, precision=6, geonameid=1) -> None:
        span = self.span(report, quote)
        self.rows["places"].append(
            Place(id=row_id("places", report, span.start), report=report, span=span, name=quote, country=country,
                  lat=lat, lon=lon, precision=precision, geonameid=geonameid)
        )  # fmt: skip

    def link(self, holder=None, text="", kind="person") -> Link:
        return Link(holder=holder, holder_text=text, source_kind=kind)

    def statement(self, report, content, chain=(), *, kind="assertion", cue=None, polarity="positive",
                  certainty="certain", said=None, source=None) -> str:  # fmt: skip
        span, root = self.span(report, content), chain[-1] if chain else None
        cues = (self.span(report, cue),) if cue else ()
        ident = row_id("statements", report, span.start, span.end, kind, [c.holder_text for c in chain])
        self.rows["statements"].append(
            Statement(
                id=ident, report=report, voice="attributed" if chain else "outlet", content=(span,), cue=cues,
                source=(self.span(report, source),) if source else (),
                holder=root.holder if root else None, holder_text=root.holder_text if root else None,
                source_kind=root.source_kind if root else "outlet", chain=tuple(chain), kind=kind,
                certainty=certainty, polarity=polarity, quotation="indirect",
                said_at=Interval(earliest=said, latest=said) if said else None,
            )
        )  # fmt: skip
        return ident

    def quantity(
        self, report, quote, low, *, high=None, bound="exact", measure="killed", counted=None, as_of=None
    ) -> str:
        span = self.span(report, quote)
        ident = row_id("quantities", report, span.start)
        self.rows["quantities"].append(
            Quantity(
                id=ident, report=report, span=span, low=low, high=low if bound == "exact" else high, bound=bound,
                measure=measure, counted=self.span(report, counted) if counted else None,
                as_of=Interval(earliest=as_of, latest=as_of) if as_of else None,
            )
        )  # fmt: skip
        return ident

    def incident(self, title, quantities, kind="ASSAULT") -> str:
        ident = row_id("incidents", title)
        known = {q.id: q for q in self.rows["quantities"]}
        events = []
        for q in (known[i] for i in quantities):
            events.append(row_id("events", q.report, q.span.start))
            self.rows["events"].append(
                Event(id=events[-1], report=q.report, span=q.span, type=kind, incident=ident, quantities=(q.id,))
            )
        self.rows["incidents"].append(
            Incident(
                id=ident, title=title, type=kind, events=tuple(events),
                reports=tuple(sorted({known[q].report for q in quantities})),
                figures=tuple(
                    Figure(measure=q.measure, low=q.low, high=q.high, bound=q.bound, quantity=q.id, report=q.report)
                    for q in (known[i] for i in quantities)
                ),
            )
        )  # fmt: skip
        return ident

    def copy(self, earlier, later, quote, share) -> None:
        pair = PassagePair(earlier=self.span(earlier, quote), later=self.span(later, quote))
        self.rows["copies"].append(
            Copy(id=row_id("copies", earlier, later), earlier=earlier, later=later, passages=(pair,), share=share,
                 direction_basis="published")
        )  # fmt: skip

    def pile(self) -> Pile:
        wordings = []
        for report, text in self.texts.items():
            ranges = {(s.start, s.end) for s in self.rows["sentences"] if s.report == report}
            ranges |= {(s.content[0].start, s.content[-1].end) for s in self.rows["statements"] if s.report == report}
            wordings.append(ReportWordings(report, tuple(Wording(a, b, vector(text[a:b])) for a, b in sorted(ranges))))
        return Pile(text_of=self.texts.__getitem__, wordings=tuple(wordings),
                    **{name: tuple(rows) for name, rows in self.rows.items()})  # fmt: skip
