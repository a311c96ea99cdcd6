"""Hand-made rows of invented reports: a pile from marked sentences."""

import re

from rashomon.annotate.record import Annotations
from rashomon.link.entities import EntitySolution
from rashomon.link.incidents import incidents
from rashomon.link.record import Assigned
from rashomon.records import (
    Entity,
    Event,
    Interval,
    Mention,
    Participant,
    Place,
    Quantity,
    Report,
    Sentence,
    Statement,
    Time,
    row_id,
    span_of,
)

NAMES = {"rebels": "armed_group", "army": "military", "Qarun": "armed_group", "Dela Moss": "person", "navy": "military"}
TOWNS = {"Tembe": (1, 10.0, 20.0), "Marrow Point": (2, 10.2, 20.1), "Sulva": (3, 25.0, 40.0)}


class Pile:
    """Builds the rows of a few reports from marked sentences."""

    def __init__(self):
        self.reports, self.annotations, self.times, self.entity_of = [], {}, [], []

    def add(self, name, *sentences, published="2021-03-04"):
        """`sentences`: (text, trigger, type, mode, {options}); the text names its participants, place and day."""
        text = "\n".join(s[0] for s in sentences)
        report = Report(
            id=name,
            sha256=name,
            names=(name,),
            words=0,
            text=text,
            published=Interval(earliest=published, latest=published) if published else None,
        )
        rows = {"sentences": [], "mentions": [], "places": [], "quantities": [], "statements": [], "events": []}
        at = 0
        for each in sentences:
            self._sentence(report, at, rows, *each)
            at += len(each[0]) + 1
        self.reports.append(report)
        self.annotations[name] = Annotations(report=name, **{k: tuple(v) for k, v in rows.items()})
        return self

    def _sentence(self, report, at, rows, text, trigger, kind, mode, options=None):
        options = options or {}

        def span(words):
            start = at + text.index(words)
            return span_of(report.text, start, start + len(words))

        rows["sentences"].append(
            Sentence(id=f"S-{report.id}-{at}", report=report.id, start=at, end=at + len(text), text=text, quoted=False)
        )
        parties = []
        for role in ("actor", "recipient"):
            for words in options.get(role, ()):
                entity = None
                if words in NAMES:
                    where = span(words)
                    entity = row_id("mentions", report.id, where.start, where.end)
                    rows["mentions"].append(
                        Mention(id=entity, report=report.id, span=where, kind=NAMES[words], entity=entity, head="name")
                    )
                    self.entity_of.append(Assigned(row=entity, group=f"N-{words}"))
                parties.append(Participant(role=role, entity=entity, span=span(words)))
        place = options.get("place")
        if place:
            number, lat, lon = TOWNS[place]
            rows["places"].append(
                Place(
                    id=f"L-{report.id}-{at}", report=report.id, span=span(place), name=place, geonameid=number,
                    country="XX", lat=lat, lon=lon, precision=1,
                )
            )  # fmt: skip
        day = options.get("day")
        if day:
            first, _, last = day.partition("..")
            interval = Interval(earliest=first, latest=last or first)
            self.times.append(
                Time(id=f"T-{report.id}-{at}", report=report.id, span=span(text[:3]), type="DATE", value=day,
                     interval=interval)
            )  # fmt: skip
        counts = []
        for words, measure in options.get("count", ()):
            number = float(re.search(r"\d+", words)[0])
            where = span(words)
            counts.append(f"Q-{report.id}-{where.start}")
            rows["quantities"].append(
                Quantity(id=counts[-1], report=report.id, span=where, low=number, high=number, bound="exact",
                         measure=measure)
            )  # fmt: skip
        statement = options.get("statement")
        if statement:
            rows["statements"].append(
                Statement(id=f"A-{report.id}-{at}", report=report.id, voice="attributed", content=(span(text),),
                          source_kind="person", kind=statement, certainty="certain", polarity="positive",
                          quotation="indirect")
            )  # fmt: skip
        where = span(trigger)
        rows["events"].append(
            Event(
                id=row_id("events", report.id, where.start, where.end), report=report.id, span=where, type=kind,
                mode=mode, participants=tuple(parties), time=f"T-{report.id}-{at}" if day else None,
                place=f"L-{report.id}-{at}" if place else None, quantities=tuple(counts),
                statement=f"A-{report.id}-{at}" if statement else None,
                **{k: v for k, v in options.items() if k in ("polarity", "certainty", "tense")},
            )
        )  # fmt: skip

    def solved(self):
        texts = {r.id: r.text for r in self.reports}
        entities = tuple(Entity(id=f"N-{n}", name=n, kind=k, mentions=1, reports=()) for n, k in NAMES.items())
        who = EntitySolution(entities=entities, entity_of=tuple(self.entity_of))
        return incidents(self.reports, self.annotations, self.times, who, texts.__getitem__)


SINKING = (
    "The ferry sank off Tembe on Tuesday",
    "sank",
    "ACCIDENT",
    "transport",
    {"place": "Tembe", "day": "2021-03-02"},
)
