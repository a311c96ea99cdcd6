"""Places: the bank of cases (benchmarks/cases/places.csv) and properties. Names are given, so no model is needed."""

import pytest
from benchmarks.value_cases import bank, place_faults, places_of
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.place_relations import relation_to
from rashomon.gazetteer import Gazetteer

GAZETTEER = Gazetteer.load()


@pytest.mark.parametrize("case", bank("places"), ids=lambda c: c["id"])
def test_the_bank_of_places(case, request):
    if case["known_failure"]:
        request.applymarker(pytest.mark.xfail(reason=case["known_failure"], strict=True))
    assert place_faults(case, GAZETTEER) == []


def test_a_users_own_place_comes_before_the_worlds(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("name,lat,lon,country,precision\nAbu Grein,31.44,15.24,LY,1\n", encoding="utf-8")
    (row,) = places_of("Soldiers held the [Location:Abu Grein] checkpoint.", GAZETTEER.with_user(own))
    assert (row.lat, row.lon, row.precision) == (31.44, 15.24, 1)
    assert "user" in row.why


def test_a_relation_with_a_no_break_space_is_read():
    assert relation_to("some 15\u00a0km south of Sirte", 20, 25).km == 15.0


def test_a_line_end_parts_a_relation_from_the_name():
    assert relation_to("It stood near\nSirte", 14, 19).relation == "in"


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet="abAB .,[]:'’\n\u00a0km15 éسن🙂", max_size=40),
    st.sampled_from(["Paris", "US", "Al Khums", "x", "Ill."]),
)
def test_any_text_gives_spans_that_read_back(around, name):
    told = f"{around.replace('[', '').replace(']', '')}[Location:{name}]{around.replace('[', '').replace(']', '')}"
    for row in places_of(told, GAZETTEER):
        assert row.span.text == row.span.text.strip() != ""
        assert (row.lat is None) == (row.lon is None)
