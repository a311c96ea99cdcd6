"""Places told in two ways: one point on two sides of a town, one person from two towns, one area in two spellings."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from piles import PileMaker
from rashomon.assess import assess
from rashomon.records import Event, Participant, row_id

NEWS = "A flood broke the dam above Haldin. The valley of Haldin was under water. Boats came from Marsh End to Haldin"


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def places(maker):
    return [[[e.text for e in s.evidence] for s in f.sides] for f in assess(maker.pile()).findings if f.kind == "place"]


@pytest.mark.parametrize(
    ("side", "km", "bearing", "expected"),
    [("south", 12.0, 180.0, 1), ("north", 12.0, 0.0, 0), ("south", 40.0, 180.0, 0)],
)
def test_one_distance_on_two_sides_of_a_town_is_a_conflict(maker, side, km, bearing, expected):
    for name, word, far, at in (("a", "north", 12.0, 0.0), ("b", side, km, bearing)):
        text = f"The village of Quay, {far:.0f} km {word} of Orrin, was hit. {NEWS}"
        report = maker.report(f"{name}.txt", text, day="2021-06-01", outlet=f"Outlet {name}")
        maker.place(report, "Orrin", country="SR", lat=1.0, lon=1.0, precision=2, geonameid=7)
        row = maker.rows["places"][-1]
        maker.rows["places"][-1] = replace(row, relation="direction", km=far, bearing=at)
    assert len(places(maker)) == expected


@pytest.mark.parametrize(
    ("told", "town", "expected"),
    [("Elin Maro, 29, of Ridge", "Ridge", 1), ("Elin Maro was met in Ridge", "Ridge", 0)],
)
def test_one_person_from_two_towns_is_a_conflict(maker, told, town, expected):
    maro = maker.entity("Elin Maro")
    for name, text, place, number in (("a", "Elin Maro, 29, of Orrin", "Orrin", 7), ("b", told, town, 8)):
        report = maker.report(f"{name}.txt", f"{text}. {NEWS}", day="2021-06-01", outlet=f"Outlet {name}")
        maker.mention(report, "Elin Maro", maro)
        maker.place(report, place, country="SR", lat=1.0 + number, lon=1.0, precision=1, geonameid=number)
    assert len(places(maker)) == expected


@pytest.mark.parametrize(("area", "expected"), [("Hudaydah", 0), ("Orrin", 1)])
def test_two_spellings_of_an_area_are_one_area(maker, area, expected):
    for name, told in (("a", "Hodeida"), ("b", area)):
        maker.report(
            f"{name}.txt", f"The blast hit Quay in {told} province. {NEWS}", day="2021-06-01", outlet=f"Outlet {name}"
        )
    assert len(places(maker)) == expected


@pytest.mark.parametrize(
    ("text", "thing", "town", "expected"),
    [
        ("A drone was brought down near Ridge", "A drone", "Ridge", 1),
        ("Two drones were brought down near Ridge", "Two drones", "Ridge", 0),
        ("A drone was brought down near the River Ridge", "A drone", "Ridge", 0),
    ],
)
def test_one_deed_at_two_towns_is_a_conflict(maker, text, thing, town, expected):
    rows = (("a", "The drone was brought down over Orrin", "The drone", "Orrin", 7), ("b", text, thing, town, 8))
    for name, told, struck, place, number in rows:
        report = maker.report(f"{name}.txt", f"{told}. {NEWS}", day="2021-06-01", outlet=f"Outlet {name}")
        maker.place(report, place, country="SR", lat=1.0 + number, lon=1.0, precision=1, geonameid=number)
        where, span = maker.rows["places"][-1].id, maker.span(report, "brought")
        part = Participant(role="recipient", entity=None, span=maker.span(report, struck))
        maker.rows["events"].append(
            Event(id=row_id("events", report, span.start), report=report, span=span, type="ASSAULT", place=where,
                  participants=(part,), certainty="certain")
        )  # fmt: skip
    assert len(places(maker)) == expected


@pytest.mark.parametrize(("other", "expected"), [("Jon Bast", 0), ("Elin Maro", 1)])
def test_a_deed_beside_two_persons_is_two_deeds(maker, other, expected):
    rows = (("a", "Elin Maro", "Orrin", 7), ("b", other, "Ridge", 8))
    known = {name: maker.entity(name) for name in ("Elin Maro", "Jon Bast")}
    for letter, name, place, number in rows:
        told = f"The parcel for {name} was opened at {place}. {NEWS}"
        report = maker.report(f"{letter}.txt", told, day="2021-06-01", outlet=f"Outlet {letter}")
        maker.mention(report, name, known[name])
        maker.place(report, place, country="SR", lat=1.0 + number, lon=1.0, precision=1, geonameid=number)
        where, span = maker.rows["places"][-1].id, maker.span(report, "opened")
        part = Participant(role="recipient", entity=None, span=maker.span(report, "The parcel"))
        maker.rows["events"].append(
            Event(id=row_id("events", report, span.start), report=report, span=span, type="OTHER", place=where,
                  participants=(part,), certainty="certain")
        )  # fmt: skip
    assert len(places(maker)) == expected
