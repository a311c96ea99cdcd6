"""A small ledger that holds: two reports on an invented explosion, a row or more in every table."""

from __future__ import annotations

import hashlib

from rashomon.ledger import Ledger
from rashomon.records import (
    Claim,
    Copy,
    Dismissed,
    Entity,
    Event,
    Evidence,
    Figure,
    Finding,
    FirstReported,
    Incident,
    IncidentPlace,
    Interval,
    Link,
    Mention,
    Origin,
    Participant,
    Passage,
    PassagePair,
    Place,
    Position,
    Problem,
    Quantity,
    Report,
    Row,
    Sentence,
    Side,
    Span,
    Statement,
    Time,
    row_id,
)

DAY = Interval(earliest="2031-05-03", latest="2031-05-03", zone="Europe/Oslo")

FIRST = """\
Blast at Vellmar harbour

VELLMAR – Mayor Ida Ström said on Saturday that 12 people had died 😀 in the blast.

Share this article
"""
SECOND = """\
Ström denies dock fire

The mayor’s office denied on Saturday that 12 people had died. انفجار\u00a0ميناء
"""
TEXTS = (FIRST, SECOND)


class Sample:
    """The sample's rows and the bytes of its reports."""

    def __init__(self) -> None:
        self.originals = tuple(text.encode() for text in TEXTS)
        self.reports = tuple(self._report(text, n) for n, text in enumerate(TEXTS, 1))

    @staticmethod
    def _report(text: str, number: int) -> Report:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        end = text.index("\n")
        return Report(
            id=row_id("reports", sha256, None, None, None),
            sha256=sha256,
            names=(f"{number:02}.txt",),
            outlet="=Harbour Post",
            outlet_basis="table",
            title=Span(start=0, end=end, text=text[:end]),
            language="en",
            published=DAY,
            published_basis="table",
            published_why="reports.csv says so.",
            words=len(text.split()),
            text=text,
        )

    def span(self, number: int, words: str) -> Span:
        start = TEXTS[number].index(words)
        return Span(start=start, end=start + len(words), text=words)

    def evidence(self, number: int, words: str, statement: str | None = None) -> Evidence:
        span = self.span(number, words)
        report = self.reports[number].id
        return Evidence(report=report, start=span.start, end=span.end, text=span.text, statement=statement)

    def passages(self) -> list[Passage]:
        rows = []
        for report in self.reports:
            start = 0
            for piece in report.text.split("\n\n"):
                end = min(start + len(piece) + 2, len(report.text))
                kind = "title" if start == 0 else "boilerplate" if piece.startswith("Share") else "body"
                rows.append(
                    Passage(
                        id=row_id("passages", report.id, start, end),
                        report=report.id,
                        start=start,
                        end=end,
                        text=report.text[start:end],
                        kind=kind,
                        reason="share" if kind == "boilerplate" else None,
                    )
                )
                start = end
        return rows

    @staticmethod
    def _sentence(report: Report) -> Sentence:
        start, end = report.text.index("\n\n") + 2, report.text.index("died") + 4
        ident = row_id("sentences", report.id, 1)
        return Sentence(id=ident, report=report.id, start=start, end=end, text=report.text[start:end], quoted=False)

    def ledger(self) -> Ledger:
        first, second = (report.id for report in self.reports)
        said, denied = self.span(0, "12 people had died"), self.span(1, "12 people had died")
        mayor, office = self.span(0, "Mayor Ida Ström"), self.span(1, "The mayor’s office")
        entity, other = row_id("entities", "mayor"), row_id("entities", "office")
        incident, event = row_id("incidents", "blast"), row_id("events", first, 7)
        time, place, quantity = row_id("times", first, 1), row_id("places", first, 1), row_id("quantities", first, 1)
        claim, origin = row_id("claims", first, 1), row_id("origins", "mayor")
        asserted, denial = row_id("statements", first, 1), row_id("statements", second, 1)
        reported = FirstReported(interval=DAY, report=first)
        figure = Figure(
            measure="killed", low=12.0, high=12.0, bound="exact", quantity=quantity, report=first, origin=origin
        )
        sides = (
            Side(label="Mayor Ida Ström", evidence=(self.evidence(0, said.text, asserted),)),
            Side(label="The mayor’s office", evidence=(self.evidence(1, denied.text, denial),)),
        )
        return Ledger(
            reports=self.reports,
            passages=tuple(self.passages()),
            sentences=tuple(self._sentence(report) for report in self.reports),
            mentions=(
                Mention(
                    id=row_id("mentions", first, 1),
                    report=first,
                    span=mayor,
                    kind="person",
                    entity=entity,
                    head="name",
                    confidence=0.913,
                ),
                Mention(
                    id=row_id("mentions", second, 1),
                    report=second,
                    span=office,
                    kind="government",
                    entity=other,
                    head="nominal",
                ),
            ),
            times=(
                Time(
                    id=time,
                    report=first,
                    span=self.span(0, "Saturday"),
                    type="DATE",
                    value="2031-05-03",
                    interval=DAY,
                    readings=(DAY,),
                    anchor="publication",
                    why="A weekday.",
                ),
            ),
            places=(
                Place(
                    id=place,
                    report=first,
                    span=self.span(0, "Vellmar"),
                    name="Vellmar",
                    geonameid=2650225,
                    lat=-1.5e-7,
                    lon=4.25,
                    precision=1,
                    why="The only place of that name.",
                ),
            ),
            quantities=(
                Quantity(
                    id=quantity,
                    report=first,
                    span=self.span(0, "12"),
                    low=12.0,
                    high=12.0,
                    bound="exact",
                    measure="killed",
                    counted=self.span(0, "people"),
                    whom=other,
                    event=event,
                ),
            ),
            statements=(
                Statement(
                    id=asserted,
                    report=first,
                    voice="attributed",
                    source=(mayor,),
                    cue=(self.span(0, "said"),),
                    content=(said,),
                    holder=entity,
                    holder_text="Ida Ström",
                    source_kind="person",
                    chain=(Link(holder=entity, holder_text="Ida Ström", source_kind="person", span=mayor),),
                    kind="assertion",
                    certainty="certain",
                    polarity="positive",
                    quotation="indirect",
                    said_at=DAY,
                    origin=origin,
                    confidence=0.87,
                ),
                Statement(
                    id=denial,
                    report=second,
                    voice="attributed",
                    source=(office,),
                    cue=(self.span(1, "denied"),),
                    content=(denied,),
                    holder=other,
                    holder_text="the mayor’s office",
                    source_kind="body",
                    chain=(Link(holder=other, holder_text="the mayor’s office", source_kind="body"),),
                    kind="denial",
                    certainty="certain",
                    polarity="positive",
                    quotation="indirect",
                    origin=origin,
                ),
            ),
            events=(
                Event(
                    id=event,
                    report=first,
                    span=self.span(0, "blast"),
                    type="ACCIDENT",
                    time=time,
                    interval=DAY,
                    place=place,
                    statement=asserted,
                    quantities=(quantity,),
                    incident=incident,
                    participants=(Participant(role="other", entity=entity, span=mayor),),
                ),
            ),
            entities=(
                Entity(
                    id=entity,
                    name="Ida Ström",
                    kind="person",
                    aliases=("Ström", "Mayor Ida Ström"),
                    mentions=1,
                    reports=(first,),
                ),
                Entity(id=other, name="the mayor’s office", kind="government", mentions=1, reports=(second,)),
            ),
            copies=(
                Copy(
                    id=row_id("copies", first, second),
                    earlier=first,
                    later=second,
                    passages=(PassagePair(earlier=said, later=denied),),
                    share=0.25,
                    direction_basis="date",
                ),
            ),
            incidents=(
                Incident(
                    id=incident,
                    title="Blast at Vellmar harbour",
                    type="ACCIDENT",
                    interval=DAY,
                    place=IncidentPlace(name="Vellmar", lat=1.5, lon=4.25),
                    events=(event,),
                    reports=(first,),
                    why=("One event.",),
                    figures=(figure,),
                    best=(figure,),
                ),
            ),
            claims=(
                Claim(
                    id=claim,
                    text=said.text,
                    report=first,
                    start=said.start,
                    end=said.end,
                    incident=incident,
                    positions=(row_id("positions", 1), row_id("positions", 2)),
                    reports=(first, second),
                    first_reported=reported,
                    origins=1,
                    origins_why="The mayor.",
                ),
            ),
            positions=(
                Position(
                    id=row_id("positions", 1),
                    claim=claim,
                    holder=entity,
                    holder_text="Ida Ström",
                    stance="asserts",
                    certainty="certain",
                    origin=origin,
                    statements=(asserted,),
                    reports=(first,),
                    first_reported=reported,
                ),
                Position(
                    id=row_id("positions", 2),
                    claim=claim,
                    holder=other,
                    holder_text="the mayor’s office",
                    stance="denies",
                    certainty="certain",
                    origin=origin,
                    statements=(denial,),
                    reports=(second,),
                    first_reported=reported,
                ),
            ),
            origins=(
                Origin(
                    id=origin,
                    name="Ida Ström",
                    kind="person",
                    statements=(asserted, denial),
                    reports=(first, second),
                    why="A named person's public words.",
                ),
            ),
            findings=(
                Finding(
                    id=row_id("findings", 1),
                    kind="denial",
                    severity="high",
                    rank=1,
                    sentence="The mayor’s office denies what the mayor says.",
                    sides=sides,
                    claims=(claim,),
                    incidents=(incident,),
                    why=("One denies what the other asserts.",),
                    confidence=0.8,
                ),
            ),
            dismissed=(
                Dismissed(id=row_id("dismissed", 1), kind="number", sides=sides, reason="same_origin", why="One."),
            ),
            problems=(
                Problem(id=row_id("problems", 1), name="scan.pdf", stage="ingest", code="pdf", message="Save as text."),
            ),
        )

    def tables(self) -> dict[str, tuple[Row, ...]]:
        ledger = self.ledger()
        return {name: getattr(ledger, name) for name in ledger.__struct_fields__}
