"""Places: the bank of cases (benchmarks/cases/places.csv) and properties. Names are given, so no model is needed."""

import csv
import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.names import mentions
from rashomon.annotate.place_relations import relation_to
from rashomon.annotate.places import places
from rashomon.gazetteer import Gazetteer
from rashomon.parse import Name, Parse, SentenceSpan, Word
from rashomon.records import Passage, Report

BANK = Path(__file__).parents[2] / "benchmarks/cases/places.csv"
GAZETTEER = Gazetteer.load()
MARK = re.compile(r"\[(\w+):([^\]]+)\]")


def _read(told, gazetteer=GAZETTEER):
    """The rows of `places` of a text in which [Label:Name] marks a name."""
    text, names, at = "", [], 0
    for mark in MARK.finditer(told):
        text += told[at : mark.start()]
        names.append(Name(len(text), len(text) + len(mark[2]), mark[1], 0.9))
        text += mark[2]
        at = mark.end()
    text += told[at:]
    words = tuple(Word(w.start(), w.end(), w[0], "X", -1, "root") for w in re.finditer(r"[\w.'’\-]+", text))
    spans = (SentenceSpan(words[0].start, words[-1].end, 0, len(words)),) if words else ()
    report = Report(id="R-1", sha256="", names=(), words=0, text=text)
    block = Passage(id="P-1", report="R-1", start=0, end=len(text), text=text, kind="body")
    parse = Parse(report="R-1", words=words, sentences=spans, names=tuple(names), attributions=(), wordings=())
    return places(report, (block,), parse, mentions(report, (block,), parse, gazetteer), gazetteer)


def _cases():
    with BANK.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _km(lat1, lon1, lat2, lon2):
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(h))


@pytest.mark.parametrize("case", _cases(), ids=lambda c: c["id"])
def test_the_bank_of_places(case, request):
    if case["known_failure"]:
        request.applymarker(pytest.mark.xfail(reason=case["known_failure"], strict=True))
    found = _read(case["text"])
    row = next((p for p in found if p.span.text == case["name"]), None)
    if case["country"] == "none":
        assert not [p for p in found if case["name"] in p.span.text]
        return
    assert row is not None
    assert row.why
    if case["country"] == "-":
        assert (row.lat, row.lon, row.country, row.geonameid) == (None, None, None, None)
        return
    assert row.country == (case["country"] or None)
    assert _km(row.lat, row.lon, float(case["lat"]), float(case["lon"])) <= float(case["within_km"])
    assert row.precision == (int(case["precision"]) if case["precision"] else None)
    assert row.relation == case["relation"]
    assert row.km == (float(case["km"]) if case["km"] else None)
    assert row.bearing == (float(case["bearing"]) if case["bearing"] else None)


def test_a_users_own_place_comes_before_the_worlds(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("name,lat,lon,country,precision\nAbu Grein,31.44,15.24,LY,1\n", encoding="utf-8")
    (row,) = _read("Soldiers held the [Location:Abu Grein] checkpoint.", GAZETTEER.with_user(own))
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
    for row in _read(told):
        assert row.span.text == row.span.text.strip() != ""
        assert (row.lat is None) == (row.lon is None)
