"""Bodies that are named after their town, parts of towns, and roads."""

import pytest
from msgspec.structs import replace

from rashomon.annotate.record import Annotations
from rashomon.link.incidents_events import Telling
from rashomon.link.incidents_seats import is_part, seats
from rashomon.link.incidents_whereabouts import is_road
from rashomon.records import Place, Report, span_of


def seated(text):
    """The places of bodies that a text without places of its own names."""
    report = Report(id="R-a", sha256="", names=(), words=0, text=text)
    rows = Annotations(report="R-a")
    return [p.name for p in seats([Telling(report, rows, {}, {}, frozenset(), frozenset(), frozenset(), text)])]


def test_the_towns_and_counties_of_bodies_are_those_that_the_gazetteer_has_just_so():
    assert seated("Chicago Police said so. The Chicago Fire Department came.") == ["Chicago"]
    assert seated("The Military Police said so. Metro police came, with Indiana police.") == []
    assert seated("Deputies of the Cook County sheriff's office came.") == []
    assert seated("Universal City Police said so.") == []
    assert seated("Chicago City Police said so.") == ["Chicago"]
    assert seated("Savannah-Chatham Metropolitan Police said so.") == ["Savannah"]
    assert seated("Half-Mast Police said so.") == []


@pytest.mark.parametrize(("name", "told"), [("I-85", True), ("Elm Road", True), ("B-Side", False), ("Sallow", False)])
def test_a_road_is_known_by_its_number_or_its_type(name, told):
    assert is_road(Place(id="", report="", span=span_of(name, 0, len(name)), name=name)) is told


def test_a_quarter_lies_in_a_much_larger_town_around_it():
    place = Place(id="", report="", span=span_of("Uptown", 0, 6), name="Uptown", country="US", lat=41.966, lon=-87.653,
                  precision=1, radius_km=2.1)  # fmt: skip
    city = replace(place, name="Chicago", lat=41.85, lon=-87.65, radius_km=14.7)
    assert is_part(place, city)
    assert not is_part(city, place)
    assert not is_part(place, replace(city, radius_km=4.0))
    assert not is_part(place, replace(city, lat=41.4))
