"""Two hours for one happening: an hour apart or more, neither a bound, and no report that has both."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from piles import PileMaker
from rashomon.assess import assess
from rashomon.records import Event, Interval, Time, row_id

NEWS = "A flood broke the dam above Haldin. The valley of Haldin was under water. Boats came from Marsh End to Haldin"


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def clocked(maker, name, text, hours, *, word="attack"):
    """A report with a time row for each `(words, clock)`, the first of them that of the event `word`."""
    here = maker.report(f"{name}.txt", f"{text}. {NEWS}", day="2021-06-03", outlet=f"Outlet {name}")
    times = []
    for number, (words, clock) in enumerate(hours):
        at, told = maker.span(here, words), f"2021-06-02T{clock}"
        ident = row_id("times", here, at.start)
        times.append(
            Time(id=ident, report=here, span=at, type="TIME", value=told, interval=Interval(earliest=told, latest=told))
        )
        span = maker.span(here, word, number + 1)
        maker.rows["events"].append(
            Event(id=row_id("events", here, span.start), report=here, span=span, type="ASSAULT", time=ident)
        )
    return times


def dates(maker, times):
    made = assess(replace(maker.pile(), times=tuple(times)))
    return [
        [[e.text.split(" began")[0] for e in s.evidence] for s in f.sides] for f in made.findings if f.kind == "date"
    ]


@pytest.mark.parametrize(
    ("told", "words", "clock", "expected"),
    [
        ("The attack on the mill began at 22:00", "22:00", "22:00", 1),
        ("The attack on the mill began at 16:30", "16:30", "16:30", 0),
        ("The attack on the mill began and lasted until 22:00", "22:00", "22:00", 0),
        ("The attack on the mill began at half past four", "half past four", "04:30", 0),
    ],
)
def test_one_happening_at_two_hours(maker, told, words, clock, expected):
    times = clocked(maker, "a", "The attack on the mill began at 16:20", [("16:20", "16:20")])
    times += clocked(maker, "b", told, [(words, clock)])
    assert len(dates(maker, times)) == expected


def test_where_one_report_has_both_hours_they_are_two_moments(maker):
    first = "The attack on the mill began at 16:20 and another attack on the mill at 22:00"
    times = clocked(maker, "a", first, [("16:20", "16:20"), ("22:00", "22:00")])
    times += clocked(maker, "b", "The attack on the mill began at 22:00", [("22:00", "22:00")])
    assert dates(maker, times) == []
