"""When and where an incident was, from its tellings: hand-made rows of invented reports."""

import re
from datetime import date

import pytest
from msgspec.structs import replace

from rashomon.annotate.record import Annotations
from rashomon.link.incidents_episode import episode
from rashomon.link.incidents_events import Telling, Window, occurrences
from rashomon.link.incidents_story import with_story
from rashomon.link.incidents_when import when
from rashomon.link.incidents_where import where
from rashomon.link.incidents_whereabouts import in_dateline
from rashomon.records import Event, Interval, Mention, Place, Report, Sentence, Time, row_id, span_of

TOWNS = {
    "Dalby": ("Dalby", 1, 10.0, 20.0, 1),
    "Orrin": ("Orrin", 2, 10.9, 20.9, 1),
    "Marsh End": ("Marsh End", 3, 48.0, 3.0, 1),
    "Orrin County": ("Orrin County", 4, 10.8, 20.8, 3),
    "Westland": ("Westland", 5, 48.5, 4.0, 4),
    "Greenby": ("Greenby City", 6, 10.0, 20.0, 1),
    "Sallow": ("Sallow", None, None, None, None),
    "Oklahoma": ("Oklahoma City", 8, 10.0, 20.0, 1),
    "CAPITAL": ("Capital", 7, -30.0, -60.0, 1),
    "ORRIN": ("Orrin", 2, 10.9, 20.9, 1),
    "Kirk": ("Kirk", 9, 10.7, 20.7, 1),
    "Fen County": ("Fen County", 10, 10.95, 21.0, 3),
}
"""A name in a text: the gazetteer's name, id, point and precision."""


COUNTRIES = {"Capital": "YY", "Sallow": None}
"""The countries of those that lie not in XX."""


DEATHS = {"died": "death", "dead": "death"}
"""Triggers that tell what befell people, with their mode; all others are of a shooting."""


def telling(*sentences, name="R-a", published="2021-03-05"):
    """A report of sentences `(text, trigger, place of the event, (moment or days of its time, marker))`."""
    text = "\n".join(s[0] for s in sentences)
    report = Report(id=name, sha256=name, names=(name,), words=0, text=text,
                    published=Interval(earliest=published, latest=published))  # fmt: skip
    rows = {"sentences": [], "places": [], "events": []}
    times = {}
    at = 0
    for told, trigger, scene, *more in sentences:
        rows["sentences"].append(
            Sentence(id=f"S-{at}", report=name, start=at, end=at + len(told), text=told, quoted=False)
        )
        for words, (listed, number, lat, lon, precision) in TOWNS.items():
            for found in re.finditer(rf"{words}\b(?! County| police| sheriff)", told):
                way = 40.0 if told[: found.start()].endswith("40 km north of ") else None
                where_ = span_of(text, at + found.start(), at + found.end())
                rows["places"].append(
                    Place(id=row_id("places", name, where_.start, where_.end), report=name, span=where_, name=listed,
                          geonameid=number, country=COUNTRIES.get(listed, "XX"), lat=lat, lon=lon,
                          precision=5 if way else precision, km=way)
                )  # fmt: skip
        here = next((p for p in rows["places"] if scene and p.span.text == scene and p.span.start >= at), None)
        start = at + told.index(trigger)
        if more:
            first, _, last = more[0].partition("..")
            interval = Interval(earliest=first or None, latest=last or first)
            times[f"T-{at}"] = Time(id=f"T-{at}", report=name, span=span_of(text, start, start + 1), type="DATE",
                                    value=first, interval=interval)  # fmt: skip
        rows["events"].append(
            Event(id=row_id("events", name, start, start + len(trigger)), report=name,
                  span=span_of(text, start, start + len(trigger)),
                  type="OTHER" if trigger in DEATHS else "ASSAULT", mode=DEATHS.get(trigger, "firearms"),
                  place=here.id if here else None, time=f"T-{at}" if more else None)
        )  # fmt: skip
        at += len(told) + 1
    rows_ = Annotations(report=name, **{k: tuple(v) for k, v in rows.items()})
    return Telling(report, rows_, times, {}, frozenset(), frozenset(), frozenset(), text)


def parts_of(*tellings, main=True):
    """Each report's events as one episode."""
    return [replace(episode(occurrences(t), t.published), is_main=main) for t in tellings]


def place_of(*tellings):
    return where(parts_of(*tellings), {t.report.id: t for t in tellings})


def days(first, last):
    return tuple(date.fromisoformat(d).toordinal() for d in (first, last))


def days_of(*parts):
    found = when(list(parts)).interval
    return (found.earliest, found.latest)


def test_the_town_of_the_events_is_where_it_was():
    told = telling(("Two men were shot in Dalby", "shot", "Dalby"), ("They lived in Orrin", "lived", None))
    assert place_of(told).name == "Dalby"


@pytest.mark.parametrize(
    "words",
    [
        "A man was shot and taken by helicopter to a clinic in Orrin",
        "A man was shot and died at a hospital in Orrin",
        "A man was shot and airlifted to Orrin",
    ],
)
def test_where_the_hurt_were_taken_is_not_where_they_were_hurt(words):
    told = telling(("Shots in Dalby", "Shots", None), (words, "shot", "Orrin"), ("He was shot twice", "shot", None))
    assert place_of(told).name == "Dalby"


def test_a_hospital_that_was_attacked_is_where_it_was():
    told = telling(
        ("Gunmen shot patients at a hospital in Orrin", "shot", "Orrin"), ("A guard came from Dalby", "came", None)
    )
    assert place_of(told).name == "Orrin"


def test_the_only_town_told_is_where_it_was_though_the_hurt_were_taken_there():
    told = telling(("A man was shot and flown to a hospital in Orrin", "shot", "Orrin"))
    assert place_of(told).name == "Orrin"


def test_a_namesake_far_from_the_town_whose_police_act_is_a_part_of_that_town():
    told = telling(
        ("Two men were shot in Marsh End", "shot", "Marsh End"),
        ("Orrin police said that shots were fired", "fired", None),
        ("Orrin has seen ten shootings", "shootings", None),
    )
    assert place_of(told).name == "Orrin"


def test_what_a_report_only_brings_up_stays_where_it_was_whoever_polices_the_report_is_about():
    told = telling(
        ("In 1995 two men were shot in Marsh End", "shot", "Marsh End"),
        ("Orrin police said that shots were fired", "fired", None),
        ("Orrin has seen ten shootings", "shootings", None),
    )
    assert where(parts_of(told, main=False), {told.report.id: told}).name == "Marsh End"


def test_a_namesake_in_a_county_whose_sheriff_acts_keeps_its_name_and_has_the_countys_point():
    told = telling(
        ("Two men were shot in Marsh End", "shot", "Marsh End"),
        ("The Orrin County sheriff's office heard that shots were fired", "fired", None),
        ("Shots are rare in Orrin County", "Shots", None),
    )
    found = place_of(told)
    assert (found.name, found.geonameid, found.precision, found.lat) == ("Marsh End", None, 3, 10.8)


@pytest.mark.parametrize(
    "more",
    [
        ("Marsh End police heard the shots", "Orrin police heard shots too", "Orrin mourned the shots"),
        ("It was the worst shooting in Westland", "Orrin police heard the shots", "Orrin mourned the shots"),
        ("Orrin mourned the shots", "The police heard shots", "Shots were heard"),
    ],
)
def test_a_far_town_is_no_namesake_with_police_or_a_division_of_its_own_or_where_no_police_are_told_of(more):
    rows = [(words, re.search(r"(?i)shots|shooting", words)[0], None) for words in more]
    assert place_of(telling(("Two men were shot in Marsh End", "shot", "Marsh End"), *rows)).name == "Marsh End"


def test_a_town_is_called_as_the_reports_call_it():
    assert place_of(telling(("Two men were shot in Greenby", "shot", "Greenby"))).name == "Greenby"


def test_a_city_that_shares_its_name_with_a_state_is_called_in_full():
    assert place_of(telling(("Two men were shot in Oklahoma", "shot", "Oklahoma"))).name == "Oklahoma City"


def test_where_somebody_is_from_is_less_than_where_the_events_are():
    text = "Ann Orr, 34, of Dalby was shot"
    told = telling((text, "shot", "Dalby"), ("The shots fell in Orrin", "shots", "Orrin"))
    ann = Mention(id="M-1", report="R-a", span=span_of(text, 0, 7), kind="person", entity=None, head="name")
    known = Annotations(**{f: getattr(told.rows, f) for f in told.rows.__struct_fields__} | {"mentions": (ann,)})
    other = Telling(told.report, known, told.times, {}, frozenset(), frozenset(), frozenset(), told.text)
    assert place_of(told).name == "Dalby"
    assert place_of(other).name == "Orrin"


def test_a_dateline_abroad_is_not_where_it_was():
    told = telling(
        ("CAPITAL, March 5 — Two men were shot", "shot", "CAPITAL"), ("Shots are rare in Dalby", "Shots", "Dalby")
    )
    assert place_of(told).name == "Dalby"
    nowhere = telling(("CAPITAL. Two men were shot", "shot", "CAPITAL"), ("Westland mourned the shots", "shots", None))
    assert place_of(nowhere) is None


def test_a_dateline_is_where_it_was_if_nothing_else_is_told():
    assert place_of(telling(("CAPITAL — Two men were shot", "shot", None))).name == "Capital"


def test_a_place_that_no_gazetteer_has_lies_where_it_is_said_to_lie():
    told = telling(("Two men were shot in Sallow, a village in the north of Orrin County", "shot", "Sallow"))
    found = place_of(told)
    assert (found.name, found.geonameid, found.precision, found.lat) == ("Sallow", None, 3, 10.8)


def test_a_place_that_no_gazetteer_has_lies_where_the_lead_tells_a_way_from():
    told = telling(
        ("Two men were shot in Sallow", "shot", "Sallow"),
        ("The shots fell at a depot 40 km north of Orrin", "shots", None),
    )
    assert (place_of(told).name, place_of(told).lat, place_of(told).precision) == ("Sallow", 10.9, 3)


@pytest.mark.parametrize("main", [True, False])
def test_a_place_that_no_gazetteer_has_keeps_its_name_and_is_roughly_by_the_town_told_of_beside_it(main):
    told = telling(("Two men were shot in Sallow and a judge came from Orrin", "shot", "Sallow"))
    found = where(parts_of(told, main=main), {told.report.id: told})
    assert (found.name, found.geonameid) in (("Sallow", None), ("Orrin", 2))
    assert main or (found.name, found.lat, found.precision) == ("Sallow", 10.9, 4)


def test_a_place_that_no_gazetteer_has_lies_nowhere_where_no_town_is_told_of_or_history_is_told():
    assert place_of(telling(("Two men were shot in Sallow", "shot", "Sallow"))).lat is None
    old = telling(
        ("Two men were shot in Sallow in 1995, says a judge from Orrin", "shot", "Sallow", "1995-01-01..1995-12-31")
    )
    assert where(parts_of(old, main=False), {old.report.id: old}).lat is None


def test_of_towns_told_as_often_the_first_is_where_it_was():
    told = telling(("Men were shot in Orrin", "shot", "Orrin"), ("Shots were fired in Dalby too", "fired", "Dalby"))
    assert place_of(told).name == "Orrin"


def test_a_namesake_far_from_the_county_told_of_keeps_its_name_and_has_the_countys_point():
    told = telling(("Two men were shot in Marsh End, in Orrin County", "shot", "Marsh End"))
    assert (place_of(told).name, place_of(told).lat, place_of(told).precision) == ("Marsh End", 10.8, 3)


@pytest.mark.parametrize(
    ("words", "name"),
    [("the Marsh End neighborhood", "Orrin"), ("Marsh End", "Marsh End")],
)
def test_a_quarter_with_a_far_namesake_is_the_town_whose_police_act(words, name):
    told = telling(
        (f"Two men were shot in {words}", "shot", "Marsh End"),
        ("Orrin police heard the shots", "shots", None),
        ("Orrin saw the worst shooting in Westland", "shooting", None),
    )
    assert place_of(told).name == name


def test_a_town_told_beside_needs_more_than_a_dateline_against_the_county_of_the_scene():
    rows = [(f"Men were shot in Orrin County {n} times", "shot", "Orrin County") for n in (2, 3)]
    told = telling(("DALBY — It was loud", "loud", None), *rows)
    assert place_of(told).name == "Orrin County"


def test_what_no_report_of_the_incident_places_another_report_of_the_pile_may():
    told = telling(("Two men were shot at the Sallow quarry", "shot", "Sallow"))
    other = telling(("Sallow quarry, in the south of Orrin County, is shut", "shut", None), name="R-b")
    assert place_of(told).lat is None
    found = where(parts_of(told), {t.report.id: t for t in (told, other)})
    assert (found.name, found.precision, found.lat) == ("Sallow", 3, 10.8)


@pytest.mark.parametrize("words", ["the Orrin County village of Sallow", "Orrin County's small town of Sallow"])
def test_a_place_that_no_gazetteer_has_lies_in_what_stands_before_its_kind(words):
    assert place_of(telling((f"Two men were shot in {words}", "shot", "Sallow"))).lat == 10.8


def test_what_is_told_with_no_place_lies_in_the_one_town_told_and_what_is_settled_does_not():
    told = telling(("Men were shot", "shot", None), ("Dalby mourned; in Dalby shops shut", "mourned", None))
    (part,) = parts_of(told, main=False)
    assert where([part], {told.report.id: told}).name == "Dalby"
    assert where([replace(part, type="CONSULT")], {told.report.id: told}) is None


def test_history_told_with_no_place_has_none():
    told = telling(
        ("Men were shot in 1995", "shot", None, "1995-01-01..1995-12-31"), ("Dalby mourned", "mourned", None)
    )
    assert where([parts_of(told, main=False)[0]], {told.report.id: told}) is None


def test_a_street_that_no_gazetteer_has_gives_way_to_the_town():
    told = telling(("Men were shot on Sallow Street in Dalby", "shot", "Sallow"))
    street = replace(told.rows.places[-1], name="Sallow Street")
    rows = Annotations(
        **{f: getattr(told.rows, f) for f in told.rows.__struct_fields__} | {"places": (told.rows.places[0], street)}
    )
    known = Telling(told.report, rows, told.times, {}, frozenset(), frozenset(), frozenset(), told.text)
    assert where(parts_of(known, main=False), {known.report.id: known}).name == "Dalby"


def test_near_a_town_is_the_town_told_beside_it():
    told = telling(
        ("Three people were shot in the suburbs of Greenby", "shot", "Greenby"),
        ("Dalby mourned the shots", "shots", None),
    )
    near = [replace(p, relation="near", precision=2) if p.name == "Greenby City" else p for p in told.rows.places]
    near = [replace(p, lat=10.2) if p.name == "Dalby" else p for p in near]
    rows = Annotations(**{f: getattr(told.rows, f) for f in told.rows.__struct_fields__} | {"places": tuple(near)})
    known = Telling(told.report, rows, told.times, {}, frozenset(), frozenset(), frozenset(), told.text)
    assert place_of(told).name == "Greenby"
    assert place_of(known).name == "Dalby"


@pytest.mark.parametrize("words", ["An Orrin girl was shot", "The boy is from Orrin. He was shot"])
def test_a_town_that_somebody_is_only_from_comes_after_the_county_of_the_scene(words):
    told = telling((words, "shot", None), ("Shots were heard in Orrin County", "Shots", "Orrin County"))
    assert place_of(told).name == "Orrin County"


def test_a_part_told_with_its_town_behind_it_is_the_town():
    told = telling(("Men were shot in Greenby, Dalby", "shot", "Greenby"), ("Greenby mourned", "mourned", None))
    wide = [replace(p, radius_km=9.0 if p.name == "Dalby" else 1.0) for p in told.rows.places]
    rows = Annotations(**{f: getattr(told.rows, f) for f in told.rows.__struct_fields__} | {"places": tuple(wide)})
    known = Telling(told.report, rows, told.times, {}, frozenset(), frozenset(), frozenset(), told.text)
    assert place_of(told).name == "Greenby"
    assert place_of(known).name == "Dalby"


def test_what_is_told_of_a_county_speaks_for_the_town_in_it_and_not_for_one_outside():
    county = (
        ("Men were shot in Orrin County", "shot", "Orrin County"),
        ("He fired in Orrin County", "fired", "Orrin County"),
    )
    told = telling(*county, ("Orrin mourned the shots", "shots", None), ("Shots fell in Dalby", "Shots", "Dalby"))
    assert place_of(told).name == "Orrin"
    apart = telling(*county, ("Shots fell in Dalby", "Shots", "Dalby"))
    assert place_of(apart).name == "Orrin County"


def test_a_town_told_far_below_is_not_where_it_was_though_it_lies_in_the_county():
    county = ("Men were shot in Orrin County", "shot", "Orrin County")
    fillers = [("No shots were heard", "shots", None)] * 6
    assert (
        place_of(telling(county, county, *fillers, ("Shots are rare in Orrin", "Shots", None))).name == "Orrin County"
    )


def test_events_told_at_one_mention_of_a_town_are_one_vote():
    told = telling(("Men were shot in Dalby", "shot", "Dalby"), ("He fired in Orrin", "fired", "Orrin"))
    (first, second) = told.rows.events
    here = [replace(first, id=f"E-{k}", span=span_of(told.report.text, k, k + 3)) for k in range(2)]
    rows = replace(told.rows, events=(*here, first, second))
    again = Telling(told.report, rows, told.times, {}, frozenset(), frozenset(), frozenset(), told.text)
    more = telling(("He fired in Orrin", "fired", "Orrin"), name="R-b")
    assert place_of(again, more).name == "Orrin"


def test_the_town_whose_police_act_is_where_it_was_if_the_hurt_were_only_taken_elsewhere():
    told = telling(
        ("A man was shot and flown to a clinic in Orrin", "shot", "Orrin"),
        ("Chicago police heard shots", "shots", None),
    )
    assert place_of(told).name == "Chicago"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("A boy was shot in the Orrin suburb of Dalby", "Dalby"),
        ("A boy was shot in Orrin, a friend of Dalby", "Orrin"),
    ],
)
def test_the_town_told_with_what_it_is_a_suburb_of_is_where_it_was(words, name):
    assert place_of(telling((words, "shot", "Orrin"))).name == name


def test_a_town_that_somebody_served_once_is_where_they_are_from():
    town = ("Shots were fired in Dalby", "Shots", None)
    assert place_of(telling(("A retired Orrin officer shot a man", "shot", None), town)).name == "Dalby"
    assert place_of(telling(("An Orrin officer shot a man", "shot", None), town)).name == "Orrin"


def test_a_dateline_where_the_hurt_were_taken_is_not_where_it_was():
    told = telling(
        ("ORRIN — A man was shot", "shot", None),
        ("He is from Dalby", "is", None),
        ("He died at an Orrin hospital", "died", None),
    )
    assert place_of(told).name == "Dalby"


def test_a_namesake_far_from_the_dateline_is_a_part_of_its_town_unless_its_land_is_told():
    far = ("ORRIN — Men were shot in Marsh End", "shot", "Marsh End")
    assert place_of(telling(far)).name == "Orrin"
    assert place_of(telling(far, ("Westland mourned the shots", "shots", None))).name == "Marsh End"


def test_a_town_near_two_counties_lies_in_one():
    told = telling(
        ("A man was shot in Kirk", "shot", "Kirk"),
        ("A man was hit in Orrin", "hit", "Orrin"),
        ("Another was wounded in Orrin County", "wounded", "Orrin County"),
        ("A guard was beaten in Fen County", "beaten", "Fen County"),
    )
    assert place_of(told).name == "Kirk"


def test_a_name_without_a_point_stands_in_for_a_scene_only_where_no_other_does():
    told = telling(("Three were shot", "shot", None), ("Sallow is quiet, Sallow is small, Dalby is not", "is", None))
    assert where(parts_of(told, main=False), {told.report.id: told}).name == "Dalby"
    alone = telling(("Three were shot", "shot", None), ("Sallow is quiet", "is", None))
    assert where(parts_of(alone, main=False), {alone.report.id: alone}).name == "Sallow"


def test_where_people_died_is_less_surely_the_scene_than_where_they_were_shot():
    told = telling(
        ("A boy died in Orrin", "died", "Orrin"),
        ("He had been shot in Dalby", "shot", "Dalby"),
    )
    assert place_of(told).name == "Dalby"
    assert place_of(telling(("Two were shot", "shot", None), ("They died in Orrin", "died", "Orrin"))).name == "Orrin"


def test_who_was_found_dead_on_a_day_lived_no_longer():
    told = telling(
        ("Police spoke of a shooting", "shooting", None), ("He was found dead", "dead", None, "..2021-02-28")
    )
    assert days_of(*parts_of(told)) == ("2021-02-28", "2021-02-28")


def test_what_was_before_an_hour_was_on_its_day_and_before_a_day_any_time():
    hour = telling(("He was shot before 4 a.m. Sunday", "shot", None, "..2021-02-28T04:00"))
    assert days_of(*parts_of(hour)) == ("2021-02-28", "2021-02-28")
    day = telling(("He was shot before Sunday", "shot", None, "..2021-02-28"))
    assert days_of(*parts_of(day)) == (None, "2021-02-28")


def test_a_report_has_one_vote_and_the_day_told_first_counts_twice():
    told = telling(
        ("A man was shot on Tuesday", "shot", None, "2021-03-02"),
        ("He was shot at on Friday too", "shot", None, "2021-02-26"),
    )
    first, second = occurrences(told)
    both = [episode([first], told.published), episode([second], told.published)]
    assert days_of(*both) == ("2021-03-02", "2021-03-02")
    assert days_of(episode([first, second], told.published)) == ("2021-03-02", "2021-03-02")


def test_a_report_from_a_funeral_tells_the_day_before_its_own():
    told = telling(
        ("The men killed were buried on Friday", "killed", None, "2021-03-05"),
        ("They were shot on 20 February", "shot", None, "2021-02-20"),
    )
    (part,) = parts_of(told)
    assert days_of(replace(part, looks_back=True)) == ("2021-02-20", "2021-02-20")
    assert days_of(part) == ("2021-03-05", "2021-03-05")


def test_a_month_long_ago_beside_events_without_a_day_is_not_when_it_was():
    old = ("One was shot there in August 2014", "shot", None, "2014-08-01..2014-08-31")
    told = telling(("Two were shot", "shot", None), ("The men shot first", "shot", None), old)
    assert days_of(*parts_of(told, main=False)) == (None, "2021-03-05")
    assert days_of(*parts_of(telling(old), main=False)) == ("2014-08-01", "2014-08-31")


def test_a_day_after_the_first_report_is_no_day_of_the_past_and_the_lead_stands_before_weeks():
    told = telling(("A man shot dead is buried on Saturday", "shot", None, "2021-03-06"))
    (part,) = parts_of(told)
    lead = replace(part, lead_windows=(Window(*days("2021-03-02", "2021-03-02")),))
    assert days_of(lead) == ("2021-03-02", "2021-03-02")
    weeks = telling(("A man was shot two weeks ago", "shot", None, "2021-02-15..2021-02-21"))
    (part,) = parts_of(weeks)
    assert days_of(part) == ("2021-02-15", "2021-02-21")
    assert days_of(replace(part, lead_windows=lead.lead_windows)) == ("2021-03-02", "2021-03-02")
    assert days_of(replace(part, lead_windows=lead.lead_windows, looks_back=True)) == ("2021-02-15", "2021-02-21")


def test_a_months_shooting_is_not_of_the_day_of_its_hearing():
    told = telling(("Two are charged in the January shooting", "shooting", None, "2021-01-01..2021-01-31"))
    (part,) = parts_of(told)
    hearing = replace(part, lead_windows=(Window(*days("2021-03-02", "2021-03-02")),))
    assert days_of(hearing) == ("2021-03-02", "2021-03-02")
    assert days_of(replace(hearing, looks_back=True)) == ("2021-01-01", "2021-01-31")


def test_of_two_days_told_as_often_the_last_counts_and_of_neighbours_the_first():
    def part(day, name):
        return parts_of(telling(("A man was shot", "shot", None, day), name=name))[0]

    assert days_of(part("2021-02-10", "R-a"), part("2021-03-04", "R-b")) == ("2021-03-04", "2021-03-04")
    assert days_of(part("2021-03-02", "R-a"), part("2021-03-04", "R-b")) == ("2021-03-02", "2021-03-02")


def test_what_a_report_on_the_news_tells_without_a_day_is_of_the_days_before_it():
    told = telling(("Two were shot", "shot", None), ("A man was shot in a previous attack", "attack", None))
    shot, before = occurrences(told)
    main = with_story([episode([shot], told.published)], told, {})
    assert days_of(*main) == ("2021-03-02", "2021-03-05")
    apart = with_story([episode([shot], told.published), episode([before], told.published)], told, {})
    assert days_of(apart[-1]) == (None, "2021-03-05") or len(apart) == 1


def test_a_report_of_a_verdict_tells_no_news():
    told = telling(("The jury heard that two were shot by a neighbour", "shot", None))
    (part,) = with_story([episode(occurrences(told), told.published)], told, {})
    assert days_of(part) == (None, "2021-03-05")


def test_the_year_of_a_count_leaves_the_days_before_the_report():
    told = telling(
        ("A man was shot", "shot", None), ("He is the fourth shot in 2021", "shot", None, "2021-01-01..2021-12-31")
    )
    (part,) = with_story([episode(occurrences(told), told.published)], told, {})
    assert days_of(part) == ("2021-03-02", "2021-03-05")


def test_a_year_says_nothing_beside_days():
    told = telling(
        ("A man was shot on Tuesday", "shot", None, "2021-03-02"),
        ("It was the fourth shooting of 2021", "shooting", None, "2021-01-01..2021-12-31"),
    )
    assert episode(occurrences(told), told.published).windows == (Window(*days("2021-03-02", "2021-03-02")),)
    year = telling(("It was the fourth shooting of 2021", "shooting", None, "2021-01-01..2021-12-31"))
    assert episode(occurrences(year), year.published).windows == (Window(*days("2021-01-01", "2021-03-05")),)


def test_the_incident_happened_on_a_day_gives_what_a_report_is_about_its_day():
    told = telling(
        ("A man is sought over the attack in which three were shot", "shot", None),
        ("The attack happened on 12 February", "attack", None, "2021-02-12"),
    )
    first, second = occurrences(told)
    parts = with_story([episode([first], told.published), episode([second], told.published)], told, {})
    assert (len(parts), days_of(*parts)) == (1, ("2021-02-12", "2021-02-12"))
    another = telling(
        ("A man is sought over the attack in which three were shot", "shot", None),
        ("Another attack happened on 12 February", "attack", None, "2021-02-12"),
    )
    first, second = occurrences(another)
    assert len(with_story([episode([first], told.published), episode([second], told.published)], another, {})) == 2


def test_what_happened_in_a_far_town_is_not_of_the_news_and_a_wide_publication_is_said():
    told = telling(
        ("Two were shot in Dalby", "shot", "Dalby"), ("The shots of Marsh End came to mind", "shots", "Marsh End")
    )
    first, second = occurrences(told)
    parts = with_story([episode([first], told.published), episode([second], told.published)], told, {})
    assert [days_of(part) for part in parts] == [("2021-03-02", "2021-03-05"), (None, "2021-03-05")]
    assert when(parts[:1]).why == (
        "no report says when it was: told as news on 2021-03-05, so no more than 3 days before"
    )


@pytest.mark.parametrize(
    ("caught", "name"),
    [
        ("A man was arrested Friday at a motel in Orrin", "Dalby"),
        ("A man was arrested after the shots in Orrin", "Orrin"),  # that is where it was
    ],
)
def test_where_somebody_was_caught_is_not_the_scene(caught, name):
    told = telling(
        (caught, "arrested", "Orrin"), (caught, "arrested", "Orrin"), ("Men were shot in Dalby", "shot", "Dalby")
    )
    assert place_of(told).name == name


def test_the_state_of_a_dateline_says_as_little_as_its_town():
    told = telling(("DALBY, Westland — It was loud", "loud", "Westland"), ("Men were shot in Orrin", "shot", "Orrin"))
    westland = next(p for p in told.rows.places if p.name == "Westland")
    assert in_dateline(told, westland)
    told = telling(("In Dalby, Westland - a state - it was loud", "loud", "Westland"))
    assert not in_dateline(told, next(p for p in told.rows.places if p.name == "Westland"))
