"""Blame laid to two sides, and blame that a report takes over as its own."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from piles import PileMaker
from rashomon.assess import assess
from rashomon.records import Event, Time, row_id


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def blamed(maker, one, two):
    text = f"The minister blames {one}. Mara Ilves blames {two}."
    here = maker.report("a.txt", text, day="2021-06-01", outlet="Quay Daily")
    for content, holder in ((one, "minister"), (two, "Mara Ilves")):
        maker.statement(here, content, [maker.link(maker.entity(holder), holder)], cue="blames")
    return [f for f in assess(maker.pile()).findings if f.kind == "tension"]


@pytest.mark.parametrize(
    ("one", "two", "count"),
    [
        ("the smugglers’ gang", "the broken pumps", 1),
        ("the smugglers’ gang", "the gang of smugglers", 0),
        ("the delay on the smugglers", "the broken pumps", 0),
        ("the delay on the smugglers", "the delay on the broken pumps", 1),
    ],
)
def test_two_parties_who_blame_two_sides_for_one_thing(maker, one, two, count):
    assert [f.severity for f in blamed(maker, one, two)] == ["low"] * count


@pytest.mark.parametrize(
    ("own", "count"),
    [
        ("smugglers attacked the pier", 1),
        ("smugglers built the pier", 0),
        ("smugglers attacked the pier in March", 0),
        ("smugglers attacked the pier in May", 1),
    ],
)
def test_a_report_that_takes_over_the_blame_of_one_party(maker, own, count):
    text = f"Two boats sank after {own}. The minister blamed smugglers."
    here = maker.report("a.txt", text, day="2021-06-01", outlet="Quay Daily")
    if "attacked" in own:
        span = maker.span(here, "attacked")
        maker.rows["events"].append(
            Event(id=row_id("events", here, span.start), report=here, span=span, type="ASSAULT")
        )
    maker.statement(here, f"Two boats sank after {own}")
    maker.statement(here, "smugglers", [maker.link(maker.entity("minister"), "minister")], cue="blamed")
    times = ()
    for month, days in (("March", ("2021-03-01", "2021-03-31")), ("May", ("2021-05-01", "2021-05-31"))):
        if month in own:
            interval = replace(maker.rows["reports"][0].published, earliest=days[0], latest=days[1])
            at = maker.span(here, month)
            times = (Time(id="T-1", report=here, span=at, type="DATE", value=days[0], interval=interval),)
    framing = [f for f in assess(replace(maker.pile(), times=times)).findings if f.kind == "framing"]
    assert len(framing) == count
