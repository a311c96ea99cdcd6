"""Towns that the tagger took for something else, streets, mastheads: names are given, so no model is needed."""

import pytest
from benchmarks.value_cases import places_of

from rashomon.annotate.names import mentions
from rashomon.annotate.place_cues import masthead
from rashomon.annotate.places import places
from rashomon.gazetteer import Gazetteer
from rashomon.parse import Name, Parse, SentenceSpan, Word
from rashomon.records import Passage, Report

GAZETTEER = Gazetteer.load()


def told_of(text):
    """Name and division's country of each row."""
    return [(row.name, row.country) for row in places_of(text, GAZETTEER)]


@pytest.mark.parametrize(
    "text",
    [
        "Two people were shot in [Facility:Toledo] on Friday.",
        "Two people were shot, [Organization:Toledo] police said.",
        "[Organization:Toledo police] heard shots.",
        "A [Facility:Toledo] man was shot.",
        "Shots were heard near [Misc:Toledo] at noon.",
        "A bar in [Person:Toledo] was robbed.",
        "[Facility:TOLEDO] (IAP) — Two people were shot.",
    ],
)
def test_a_town_is_one_by_the_words_around_it_whatever_it_was_labelled(text):
    assert "Toledo" in [name for name, _ in told_of(text)]


def test_one_sure_naming_makes_every_building_of_the_name_the_town():
    rows = told_of("[Facility:Toledo] mourned. Two people were shot in [Facility:Toledo].")
    assert [name for name, _ in rows] == ["Toledo", "Toledo"]


@pytest.mark.parametrize(
    "text",
    [
        "[Person:Toledo] said that she was shot.",
        "They believe in [Person:Toledo].",
        "[Person:Ann Toledo] was hurt. Shots were fired in [Person:Toledo]'s car.",
        "The judge in [Facility:Toledo Hall] heard it.",
        "The match was lost in [Organization:Congress Hall].",
        "He taught in [Organization:TSU] until May.",
    ],
)
def test_what_is_no_town_by_its_words_stays_none(text):
    assert told_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She lives in the 300 block of South [Location:Madrid].",
        "It began on the corner of Pine and [Location:Toledo].",
        "It began at the intersection of [Location:Toledo] and Pine.",
        "It began at [Location:Toledo] and Pine streets.",
        "It began between [Location:Toledo] and Pine Avenues.",
        "It began near 21st and [Location:Toledo].",
        "It began in the yard on North [Location:Toledo].",
    ],
)
def test_a_street_without_its_type_is_no_town(text):
    (row,) = [r for r in places_of(text, GAZETTEER) if r.span.text in ("Madrid", "Toledo")]
    assert row.lat is None


def test_the_corner_of_a_land_or_a_town_is_no_street():
    (row,) = places_of("They met in a far corner of [Location:Toledo].", GAZETTEER)
    assert row.lat is not None


def test_a_street_with_its_type_is_no_town_that_is_called_so():
    told = places_of("Shots were heard at [Location:Second Street] and Pine Avenue.", GAZETTEER)
    assert all(row.lat is None for row in told)


def test_a_town_that_the_tagger_passed_over_is_one_where_words_locate_it():
    text = "Shots were heard in Toledo, police said. [Location:Toledo] mourned. Ann Toledo wept, and Toledo too."
    assert [row.span.start for row in places_of(text, GAZETTEER)] == [20, 41]


def test_short_counties_do_not_bear_each_other_out():
    told = places_of("Men were shot in [Location:Camden]. They were taken to [Location:Cooper].", GAZETTEER)
    assert told[0].precision != 3
    both = places_of("Shots in [Location:Camden], said [Location:Camden County] deputies.", GAZETTEER)
    assert both[1].precision == 3


def test_a_township_is_neither_a_county_nor_a_town_of_another_name():
    (row,) = places_of("It was in [Location:Bates Township].", GAZETTEER)
    assert row.lat is None


def test_a_dateline_that_was_not_tagged_is_a_town():
    assert told_of("AUBURN, Wash. (IAP) — Police came.")[0] == ("Auburn", "US")
    assert told_of("UPDATE — Police came.") == []
    assert told_of("The AUBURN, Wash. — team came.") == []


def test_a_dateline_in_capitals_is_a_town_and_no_county_that_bears_its_name():
    (row, _) = places_of("[Location:BENTON], [Location:Ark.] (IAP) — An officer fired.", GAZETTEER)
    assert (row.name, row.precision) == ("Benton", 1)


def test_a_county_outside_the_state_that_is_told_is_not_meant():
    (row, _) = places_of("[Location:SHELBY], [Location:N.Y.] — A boy was hurt.", GAZETTEER)
    assert row.lat is None


def test_a_suburb_by_the_compass_is_near():
    (row,) = places_of("They were found in [Location:Atlanta]'s northeastern suburbs.", GAZETTEER)
    assert (row.relation, row.precision) == ("near", 2)


def test_a_bar_of_a_town_is_in_it_and_the_named_one_may_not_be():
    assert told_of("Four people were shot outside a [Location:Zanesville] bar.") == [("Zanesville", "US")]
    told = told_of("[Location:Lyon] and [Location:Nantes] mourned. The [Location:Zanesville] bar shut.")
    assert [country for _, country in told] == ["FR", "FR", None]


@pytest.mark.parametrize(
    ("title", "at"),
    [
        ("Man held - WKRB News 12 Dalby, Ohio Weather & Sports", 8),
        ("Man held - Orrin.com | Dalby", 8),
        ("Man held - Dalby mourns", None),
        ("Man held| Dalby, OH", 8),
        ("Man held | Dalby mourns", None),
        ("Talks: Orrin - Dalby", None),
    ],
)
def test_where_a_title_goes_over_into_its_masthead(title, at):
    assert masthead(title) == at


def test_a_town_in_a_masthead_is_no_place():
    text = "Man held - WKRB News 12 Toledo"
    start = text.index("Toledo")
    words = (Word(0, 3, "Man", "NOUN", -1, "root"), Word(start, start + 6, "Toledo", "PROPN", 0, "dep"))
    report = Report(id="R-1", sha256="", names=(), words=0, text=text)
    names = (Name(start, start + 6, "Location", 0.9),)
    parse = Parse("R-1", words, (SentenceSpan(0, len(text), 0, 2),), names, (), ())
    rows = {}
    for kind in ("title", "body"):
        block = Passage(id="P-1", report="R-1", start=0, end=len(text), text=text, kind=kind)
        rows[kind] = places(report, (block,), parse, mentions(report, (block,), parse, GAZETTEER), GAZETTEER)
    assert (len(rows["title"]), len(rows["body"])) == (0, 1)


def test_what_words_locate_more_than_once_is_a_town_that_the_tagger_passed_over_and_no_month():
    text = "Two were shot in Vienna on Friday. They had kin in Vienna, and Vienna mourned. Ann Orr wept in Toledo."
    assert [row.span.start for row in places_of(text, GAZETTEER)] == [17, 51]
    assert told_of("It opened in May last year. She came in May too.") == []
    assert told_of("Ann Orr wept in Vienna Hall. They met in Vienna Hall again.") == []


def test_a_dateline_of_which_the_tagger_has_the_last_words_is_the_whole_town():
    assert told_of("- SANTA [Location:FE], [Location:N.M.] - Two people were shot.")[0] == ("Santa Fe", "US")
    (row,) = places_of("WE LOVE SANTA [Location:FE] shirts sold well.", GAZETTEER)
    assert row.span.text == "FE"
