"""Cases of events and incidents of our own: each row read by the whole way, and what it gave held against the row.

    python -m benchmarks.event_cases

events.csv      a sentence, a trigger in it, and its type, tense, polarity and certainty; an empty type means that the
                word is no event (a row that gives a polarity or tense but no type leaves the type open)
incidents.csv   two short reports with a trigger each: `same` incident, `different` ones, or `none`
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from rashomon.annotate import Annotations, annotate
from rashomon.gazetteer import Gazetteer
from rashomon.link import Links, link
from rashomon.model import ReadingModel
from rashomon.parse import Range
from rashomon.records import Interval, Passage, Report

FOLDER = Path(__file__).parent / "cases"


class EventCase(msgspec.Struct, frozen=True):
    """A row of events.csv; an empty field is left open."""

    id: str
    about: str
    text: str
    trigger: str
    type: str
    tense: str
    polarity: str
    certainty: str
    known_failure: str


class IncidentCase(msgspec.Struct, frozen=True):
    """A row of incidents.csv."""

    id: str
    about: str
    expect: str
    text_a: str
    published_a: str
    trigger_a: str
    text_b: str
    published_b: str
    trigger_b: str
    known_failure: str
    note: str


def event_cases() -> list[EventCase]:
    """The rows of events.csv."""
    with (FOLDER / "events.csv").open(encoding="utf-8", newline="") as file:
        return [EventCase(**row) for row in csv.DictReader(file)]


def incident_cases() -> list[IncidentCase]:
    """The rows of incidents.csv."""
    with (FOLDER / "incidents.csv").open(encoding="utf-8", newline="") as file:
        return [IncidentCase(**row) for row in csv.DictReader(file)]


def report_of(name: str, text: str, day: str = "") -> tuple[Report, tuple[Passage, ...]]:
    """A report of one body passage."""
    report = Report(
        id=f"R-{name}",
        sha256=name,
        names=(name,),
        words=len(text.split()),
        text=text,
        published=Interval(earliest=day, latest=day) if day else None,
    )
    return report, (Passage(id=f"P-{name}", report=report.id, start=0, end=len(text), text=text, kind="body"),)


def event_fault(case: EventCase, rows: Annotations) -> str | None:
    """What is wrong with a sentence's events, or None."""
    at = case.text.index(case.trigger)
    found = [e for e in rows.events if e.span.start == at]
    if not case.type and not (case.tense or case.polarity):
        return f"an event {found[0].type}" if found else None
    if not found:
        return "no event" if case.type else None
    got = found[0]
    for field in ("type", "tense", "polarity", "certainty"):
        wanted = getattr(case, field)
        if wanted and getattr(got, field) != wanted:
            return f"{field} {getattr(got, field)} not {wanted}"
    return None


def incident_fault(case: IncidentCase, rows: tuple[Annotations, Annotations], links: Links) -> str | None:
    """What is wrong with the incidents of two reports, or None."""
    group = {a.row: a.group for a in links.incident_of}
    found = []
    for text, trigger, each in ((case.text_a, case.trigger_a, rows[0]), (case.text_b, case.trigger_b, rows[1])):
        at = text.index(trigger)
        found.append(next((group.get(e.id) for e in each.events if e.span.start == at), None))
    if case.expect == "none":
        return None if found == [None, None] else "an incident"
    if None in found:
        return "no incident for " + " and ".join(n for n, f in zip("ab", found, strict=True) if f is None)
    same = found[0] == found[1]
    return None if same == (case.expect == "same") else "one incident" if same else "two incidents"


Read = Callable[[Report, tuple[Passage, ...]], Annotations]


def linked_pair(case: IncidentCase, read: Read) -> tuple[tuple[Annotations, Annotations], Links]:
    """The two reports of a case read and linked."""
    told = [report_of("a", case.text_a, case.published_a), report_of("b", case.text_b, case.published_b)]
    rows = {report.id: read(report, passages) for report, passages in told}
    texts = {report.id: report.text for report, _ in told}
    links = link([r for r, _ in told], rows, {r.id: p for r, p in told}, {}, texts.__getitem__)
    return (rows["R-a"], rows["R-b"]), links


def reader() -> Read:
    """The whole of `annotate` behind the reading model, loaded once."""
    model, gazetteer = ReadingModel.load(), Gazetteer.load()

    def read(report: Report, passages: tuple[Passage, ...]) -> Annotations:
        parse = model.parse(report.id, report.text, [Range(p.start, p.end) for p in passages])
        return annotate(report, passages, parse, gazetteer)

    return read


def main() -> None:
    """Print how many cases hold, and which do not."""
    read = reader()
    events, incidents = event_cases(), incident_cases()
    faults = [(c.id, c.about, event_fault(c, read(*report_of("a", c.text))), c.text) for c in events]
    _tell("events.csv", faults)
    _tell("incidents.csv", [(c.id, c.about, incident_fault(c, *linked_pair(c, read)), c.text_a) for c in incidents])


def _tell(name: str, faults: Sequence[tuple[str, str, str | None, str]]) -> None:
    wrong = [f for f in faults if f[2]]
    print(f"{name}: {len(faults) - len(wrong)} of {len(faults)} hold")
    for fault in wrong:
        print("  " + " | ".join(str(part) for part in fault))


if __name__ == "__main__":
    main()
