"""Places: the bank of cases (benchmarks/cases/places.csv) and properties. Names are given, so no model is needed."""

import pytest
from benchmarks.value_cases import bank, place_faults, places_of
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.place_hints import told_of
from rashomon.annotate.place_relations import relation_to
from rashomon.annotate.place_senses import Naming, Told, senses
from rashomon.gazetteer import Gazetteer
from rashomon.parse import Parse
from rashomon.records import Report

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


@pytest.mark.parametrize(
    ("url", "country"),
    [(None, None), ("https://www.news.co.uk/a/b", "GB"), ("https://news.ie", "IE"), ("https://radio.fm/1", None)],
)
def test_the_address_of_a_report_tells_its_country(url, country):
    report = Report(id="R-1", sha256="", names=(), words=0, text="", url=url)
    parse = Parse(report="R-1", words=(), sentences=(), names=(), attributions=(), wordings=())
    assert list(told_of(report, parse, GAZETTEER).countries) == ([country] if country else [])


def test_names_that_are_ambiguous_each_find_what_they_share():
    names = ("Springfield", "Decatur", "Bloomington")
    found = senses([Naming(name=n, senses=GAZETTEER.lookup(n)) for n in names], Told({}), GAZETTEER)
    assert {c.place.admin1 for c in found} == {"Illinois"}


def test_a_name_in_a_body_is_no_row_but_helps_the_others():
    namings = [
        Naming(name="Richmond", senses=GAZETTEER.lookup("Richmond")),
        Naming(name="Indiana", weight=0.5, senses=GAZETTEER.lookup("Indiana")),
    ]
    assert senses(namings, Told({}), GAZETTEER)[0].place.admin1 == "Indiana"


@pytest.mark.parametrize(
    ("name", "beside", "place"),
    [
        ("Villard", "Ohio", None),  # a slip for Willard there
        ("Greenacres", "Florida", "Greenacres City"),
        ("Las Vegas", "Nevada", "Las Vegas"),
    ],
)
def test_a_slip_that_the_gazetteer_lists_is_no_name_of_a_us_town(name, beside, place):
    namings = [Naming(name=n, senses=GAZETTEER.lookup(n)) for n in (name, beside)]
    found = senses(namings, Told({}), GAZETTEER)[0].place
    assert (found.name if found and found.country == "US" else None) == place


@pytest.mark.parametrize(("opens", "country"), [(False, "GB"), (True, None)])
def test_a_dateline_outweighs_a_namesake_abroad_that_stands_oftener(opens, country):
    memphis = Naming(name="Memphis", within="Tennessee", opens=opens, senses=GAZETTEER.lookup("Memphis"))
    namings = [memphis, *(Naming(name="Whitehaven", senses=GAZETTEER.lookup("Whitehaven")) for _ in range(2))]
    found = senses(namings, Told({}), GAZETTEER)[1].place
    assert (found.country if found else None) == country


@settings(max_examples=80)
@given(
    st.text(alphabet="abAB .,[]:'’\n\u00a0km15 éسن🙂", max_size=40),
    st.sampled_from(["Paris", "US", "Al Khums", "x", "Ill."]),
)
def test_any_text_gives_spans_that_read_back(around, name):
    told = f"{around.replace('[', '').replace(']', '')}[Location:{name}]{around.replace('[', '').replace(']', '')}"
    for row in places_of(told, GAZETTEER):
        assert row.span.text == row.span.text.strip() != ""
        assert (row.lat is None) == (row.lon is None)


def test_a_county_told_with_its_state_is_that_one_wherever_it_is_told():
    text = "A [Location:Sullivan County] boy died in [Location:Sullivan County], [Location:Indiana], on Friday."
    assert {r.why.split(":")[0] for r in places_of(text, GAZETTEER)[:2]} == {"Sullivan County (Indiana, US)"}
    told = "They met in [Location:Paris], [Location:Texas], and not in [Location:Paris]."
    assert places_of(told, GAZETTEER)[0].why.startswith("Paris (Texas, US)")
