"""Which events are one happening: hand-made rows of invented reports."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import SINKING, Pile

from rashomon.annotate.record import Annotations, TimeReading
from rashomon.link.incidents_compare import modes_points
from rashomon.link.incidents_names import singling, telling
from rashomon.records import (
    Entity,
    Interval,
    Mention,
    span_of,
)
from rashomon.timex import expressions

RAID = ("Qarun stormed Tembe on Tuesday", "stormed", "ASSAULT", "raid",
        {"actor": ["Qarun"], "place": "Tembe", "day": "2021-03-02"})  # fmt: skip


def test_harm_in_the_sentence_of_its_deed_and_the_noun_that_takes_it_up_are_one_incident():
    pile = Pile().add(
        "R-a",
        RAID,
        ("Qarun killed 11 people in Tembe", "killed", "ASSAULT", "killing",
         {"actor": ["Qarun"], "recipient": ["people"], "place": "Tembe", "count": [("11 people", "killed")]}),
        ("The attack lasted until dawn", "attack", "ASSAULT", "attack"),
    )  # fmt: skip
    (row,) = pile.solved().incidents
    assert len(row.events) == 3
    assert [(f.measure, f.low) for f in row.figures] == [("killed", 11)]
    assert row.interval == Interval(earliest="2021-03-02", latest="2021-03-02")
    assert row.place.name == "Tembe"


def test_two_reports_of_one_raid_come_together_and_say_why():
    pile = Pile().add("R-a", RAID)
    pile.add("R-b", ("Fighters of Qarun raided Tembe late Tuesday", "raided", "ASSAULT", "raid",
                     {"actor": ["Qarun"], "place": "Tembe", "day": "2021-03-02"}))  # fmt: skip
    (row,) = pile.solved().incidents
    assert row.reports == ("R-a", "R-b")
    assert any("Qarun" in why and "Tembe" in why for why in row.why)


def test_raids_of_one_kind_on_days_far_apart_stay_two():
    pile = Pile().add("R-a", RAID)
    pile.add("R-b", ("Qarun stormed Tembe on the 20th", "stormed", "ASSAULT", "raid",
                     {"actor": ["Qarun"], "place": "Tembe", "day": "2021-03-20"}), published="2021-03-21")  # fmt: skip
    assert len(pile.solved().incidents) == 2


def test_raids_in_towns_far_apart_stay_two():
    pile = Pile().add("R-a", RAID)
    pile.add("R-b", ("Qarun stormed Sulva on Tuesday", "stormed", "ASSAULT", "raid",
                     {"actor": ["Qarun"], "place": "Sulva", "day": "2021-03-02"}))  # fmt: skip
    assert len(pile.solved().incidents) == 2


def test_what_the_one_side_does_to_the_other_is_not_what_the_other_does_back():
    pile = Pile().add(
        "R-a",
        ("The army raided Qarun near Tembe", "raided", "ASSAULT", "raid",
         {"actor": ["army"], "recipient": ["Qarun"], "place": "Tembe", "day": "2021-03-02"}),
        ("Qarun attacked the army near Tembe", "attacked", "ASSAULT", "raid",
         {"actor": ["Qarun"], "recipient": ["army"], "place": "Tembe", "day": "2021-03-02"}),
    )  # fmt: skip
    assert len(pile.solved().incidents) == 2


def test_what_was_denied_only_or_is_to_come_or_did_not_happen_founds_no_incident():
    for options in ({"statement": "denial"}, {"tense": "future"}, {"polarity": "negative"}, {"certainty": "possible"},
                    {"tense": "background"}):  # fmt: skip
        pile = Pile().add("R-a", (*RAID[:4], {**RAID[4], **options}))
        assert pile.solved().incidents == (), options


def test_a_meeting_to_come_is_an_incident():
    pile = Pile().add("R-a", ("Envoys will hold talks in Tembe on Monday", "talks", "CONSULT", "meet",
                              {"place": "Tembe", "day": "2021-03-08", "tense": "future"}))  # fmt: skip
    (row,) = pile.solved().incidents
    assert row.interval == Interval(earliest="2021-03-08", latest="2021-03-08")


def test_a_denied_event_joins_the_incident_that_others_tell_of():
    pile = Pile().add("R-a", RAID)
    pile.add("R-b", ("Qarun stormed Tembe, which Dela Moss denies", "stormed", "ASSAULT", "raid",
                     {"actor": ["Qarun"], "place": "Tembe", "day": "2021-03-02", "statement": "denial"}))  # fmt: skip
    solution = pile.solved()
    assert len(solution.incidents[0].events) == 2


def test_an_event_without_time_place_figure_or_name_is_no_incident():
    pile = Pile().add("R-a", ("Somebody was attacked", "attacked", "ASSAULT", "raid"))
    assert pile.solved().incidents == ()


def test_what_is_told_as_news_without_a_day_lies_in_the_days_before_and_says_so():
    pile = Pile().add(
        "R-a", ("Qarun stormed Tembe", "stormed", "ASSAULT", "raid", {"actor": ["Qarun"], "place": "Tembe"})
    )
    solution = pile.solved()
    assert solution.incidents[0].interval == Interval(earliest="2021-03-01", latest="2021-03-04")
    assert "told as news on 2021-03-04" in solution.incidents[0].why[-1]


def test_what_a_court_hears_of_is_no_news_and_only_ends_with_its_publication():
    raid = ("The trial heard how Qarun stormed Tembe", "stormed", "ASSAULT", "raid", {"actor": ["Qarun"]})
    solution = Pile().add("R-a", raid).solved()
    assert solution.incidents[0].interval == Interval(earliest=None, latest="2021-03-04")


def test_a_report_without_a_date_raises_nothing_and_guesses_no_day():
    pile = Pile().add("R-a", ("Qarun stormed Tembe", "stormed", "ASSAULT", "raid",
                              {"actor": ["Qarun"], "place": "Tembe"}), published=None)  # fmt: skip
    solution = pile.solved()
    assert solution.incidents[0].interval is None
    assert solution.happened == ()


def test_every_event_is_in_one_incident_at_most_and_titles_are_the_reports_own_words():
    pile = Pile().add("R-a", RAID, ("The attack lasted until dawn", "attack", "ASSAULT", "attack"))
    pile.add("R-b", RAID)
    solution = pile.solved()
    rows = [a.row for a in solution.incident_of]
    assert len(rows) == len(set(rows))
    assert all(any(i.title in r.text for r in pile.reports) for i in solution.incidents)


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_order_of_the_reports_changes_nothing(rng: random.Random):
    pile = Pile().add("R-a", RAID).add("R-b", RAID, published="2021-03-05").add("R-c", RAID, published=None)
    first = pile.solved()
    rng.shuffle(pile.reports)
    pile.annotations = dict(sorted(pile.annotations.items(), key=lambda _: rng.random()))
    assert pile.solved() == first


def test_a_raid_within_a_campaign_of_the_same_side_is_part_of_it():
    pile = Pile().add(
        "R-a",
        ("The army began an operation in Tembe in March", "operation", "ASSAULT", "operation",
         {"actor": ["army"], "place": "Tembe", "day": "2021-03-01..2021-03-30"}),
        ("The army raided Tembe on Tuesday", "raided", "ASSAULT", "raid",
         {"actor": ["army"], "place": "Tembe", "day": "2021-03-02"}),
        published="2021-04-01",
    )  # fmt: skip
    parts = {i.type: i.part_of for i in pile.solved().incidents if i.part_of}
    assert len(parts) == 1


def test_another_attack_is_not_the_attack_told_before():
    pile = Pile().add(
        "R-a",
        ("Qarun launched a suicide attack at Tembe", "attack", "ASSAULT", "suicide-attack",
         {"actor": ["Qarun"], "place": "Tembe"}),
        ("Then another suicide attack by Qarun hit Tembe", "attack", "ASSAULT", "suicide-attack",
         {"actor": ["Qarun"], "place": "Tembe"}),
    )  # fmt: skip
    assert len(pile.solved().incidents) == 2


def test_an_air_raid_and_a_storming_of_one_town_stay_two():
    pile = Pile().add(
        "R-a",
        RAID,
        (
            "It came after the navy bombed Tembe",
            "bombed",
            "ASSAULT",
            "airstrike",
            {"actor": ["navy"], "place": "Tembe"},
        ),
    )
    assert len(pile.solved().incidents) == 2


def test_two_days_told_exactly_and_not_neighbours_are_two_happenings():
    pile = Pile().add("R-a", SINKING)
    again = {"place": "Tembe", "day": "2021-03-04"}
    pile.add("R-b", ("A ferry sank off Tembe on Thursday", "sank", "ACCIDENT", "transport", again))
    assert len(pile.solved().incidents) == 2


def test_harm_without_day_or_place_goes_to_what_its_report_is_about_and_what_is_called_another_does_not():
    told = (
        SINKING,
        ("The minister will speak tomorrow", "speak", "OTHER", "speech", {"tense": "future"}),
        ("Nobody slept", "slept", "OTHER", "sleep"),
        ("It was dark", "dark", "OTHER", "dark"),
        ("14 people drowned", "drowned", "ACCIDENT", "drowning", {"count": [("14 people", "killed")]}),
        ("Another accident was in the news", "accident", "ACCIDENT", "accident"),
    )
    (row,) = Pile().add("R-a", *told).solved().incidents
    assert len(row.events) == 2
    assert [f.low for f in row.figures] == [14]


def test_what_a_deed_was_done_to_pins_it_down():
    pile = Pile().add("R-a", ("Somebody burned a barn", "burned", "ASSAULT", "arson", {"recipient": ["a barn"]}))
    assert len(pile.solved().incidents) == 1


def test_a_deed_is_an_incident_by_its_day_alone_and_one_in_two_reports_only_on_one_day():
    told = ("The surgeon operated on Dela Moss", "operated", "OTHER", "deed")
    assert Pile().add("R-a", (*told, {"recipient": ["Dela Moss"]})).solved().incidents == ()
    for day, incidents_told in (("2021-03-02", 1), ("2021-03-04", 2)):
        pile = Pile().add("R-a", (*told, {"recipient": ["Dela Moss"], "day": "2021-03-02"}))
        pile.add("R-b", (*told, {"recipient": ["Dela Moss"], "day": day}), published="2021-03-05")
        assert len(pile.solved().incidents) == incidents_told


def test_the_blast_is_likeliest_the_one_told_most_and_what_its_own_sentence_tells_stays_with_it():
    first = {"place": "Tembe", "day": "2021-03-02"}
    told = (
        ("A blast hit Tembe on Tuesday", "blast", "ACCIDENT", "explosion", first),
        ("The blast in Tembe was heard far", "blast", "ACCIDENT", "explosion", {"place": "Tembe"}),
        ("The blast in Tembe broke roofs", "blast", "ACCIDENT", "explosion", {"place": "Tembe"}),
        ("There was a blast in Sulva on Monday", "blast", "ACCIDENT", "explosion",
         {"place": "Sulva", "day": "2021-03-01"}),
    )  # fmt: skip
    quiet = [(f"Nobody slept on night {n}", "slept", "OTHER", "sleep") for n in (1, 2, 3)]
    for last, size in (
        (("Somebody saw a blast of light", "blast", "ACCIDENT", "explosion"), 4),
        (("In Sulva a blast was seen", "blast", "ACCIDENT", "explosion", {"place": "Sulva"}), 3),
    ):
        rows = Pile().add("R-a", *told, *quiet, last).solved().incidents
        assert max(len(r.events) for r in rows) == size


def test_a_toll_of_a_later_day_and_who_died_of_wounds_are_dated_by_what_killed_them():
    count = {"day": "2021-03-08", "count": [("33", "killed")]}
    died = {"day": "2021-03-08", "count": [("2", "killed")]}
    for later, days in (
        (("The toll reached 33 on Monday", "toll", "OTHER", "death", count), "2021-03-02"),
        (("2 died of their wounds on Monday", "died", "OTHER", "death", died), "2021-03-02"),
    ):
        (row,) = Pile().add("R-a", SINKING, later, published="2021-03-09").solved().incidents
        assert row.interval.earliest == row.interval.latest == days
        assert len(row.figures) == 1


def test_who_died_on_a_day_of_another_cause_is_dated_by_it():
    died = {"day": "2021-03-30", "count": [("2", "killed")], "place": "Sulva"}
    pile = Pile().add(
        "R-a", SINKING, ("2 died of cold in Sulva", "died", "OTHER", "death", died), published="2021-03-31"
    )
    assert {i.interval.earliest for i in pile.solved().incidents} == {"2021-03-02", "2021-03-30"}


def test_what_is_told_by_its_year_alone_is_not_the_news_told_without_a_day():
    pile = Pile().add(
        "R-a",
        ("Qarun bombed Tembe", "bombed", "ASSAULT", "bombing", {"actor": ["Qarun"], "place": "Tembe"}),
        ("Qarun bombed Tembe in 1996", "bombed", "ASSAULT", "bombing",
         {"actor": ["Qarun"], "place": "Tembe", "day": "1996-01-01..1996-12-31"}),
        published=None,
    )  # fmt: skip
    assert len(pile.solved().incidents) == 2


def test_a_tale_goes_on_in_the_time_of_the_history_that_it_told_last():
    news = ("A blast hit Tembe on Tuesday", "blast", "ASSAULT", "bombing", {"place": "Tembe", "day": "2021-03-02"})
    again = [(f"The blast in Tembe was heard on hill {n}", "blast", "ASSAULT", "bombing") for n in (1, 2, 3)]
    long_ago = ("A blast hit Sulva in 1996", "blast", "ASSAULT", "bombing",
                {"place": "Sulva", "day": "1996-01-01..1996-12-31"})  # fmt: skip
    dead = ("In that attack 6 were killed", "killed", "ASSAULT", "killing", {"count": [("6", "killed")]})
    quiet = ("Nobody slept then", "slept", "OTHER", "sleep")
    for told, year in (((long_ago, dead), "1996"), ((long_ago, quiet, quiet, dead), "2021")):
        rows = Pile().add("R-a", news, *again, *told).solved().incidents
        assert [r.interval.earliest[:4] for r in rows if r.figures] == [year]


def test_the_eviction_goes_back_to_the_eviction_told_before():
    pile = Pile().add(
        "R-a",
        ("Police cleared the camp in Tembe on Tuesday", "cleared", "COERCE", "crowd-control",
         {"place": "Tembe", "day": "2021-03-02"}),
        ("A union called the eviction unlawful", "eviction", "COERCE", "crowd-control"),
    )  # fmt: skip
    (row,) = pile.solved().incidents
    assert len(row.events) == 2


def test_a_deed_without_a_day_is_an_incident_where_two_reports_tell_it():
    told = ("The clerk stuffed ballots into the box of Dela Moss", "stuffed", "OTHER", "deed")
    again = ("Ballots were stuffed by the clerk into that box of Dela Moss", "stuffed", "OTHER", "deed")
    parties = {"actor": ["clerk"], "recipient": ["Dela Moss"]}
    pile = Pile().add("R-a", (*told, parties))
    assert pile.solved().incidents == ()
    (row,) = pile.add("R-b", (*again, parties), published="2021-03-05").solved().incidents
    assert (row.type, len(row.reports)) == ("OTHER", 2)


def test_deeds_of_one_day_by_other_verbs_are_one_where_the_same_did_it_to_the_same():
    parties = {"actor": ["The warden of Tembe"], "recipient": ["ballots"], "place": "Tembe", "day": "2021-03-02"}
    others = parties | {"recipient": ["a window"]}
    pile = Pile().add("R-a", ("The warden of Tembe pushed ballots into a box", "pushed", "OTHER", "deed", parties))
    pile.add("R-b", ("The warden of Tembe smuggled in ballots", "smuggled", "OTHER", "deed", parties))
    assert len(pile.solved().incidents) == 1
    pile.add("R-c", ("The warden of Tembe opened a window", "opened", "OTHER", "deed", others))
    assert len(pile.solved().incidents) == 2


def test_the_dead_of_a_riot_are_part_of_it_and_what_was_fired_is_told_apart():
    riot = frozenset({"riot"})
    assert modes_points(riot, frozenset({"killing"}), ("PROTEST", "ASSAULT")) == 1.0
    assert modes_points(riot, frozenset({"firearms"}), ("PROTEST", "ASSAULT")) is None


def test_what_is_denied_joins_what_it_denies_and_founds_nothing():
    fired = {"actor": ["army"], "place": "Tembe", "day": "2021-03-02"}
    denied = {"actor": ["army"], "place": "Tembe", "polarity": "negative"}
    pile = Pile().add("R-a", ("The army shelled Tembe on Tuesday", "shelled", "ASSAULT", "heavy-weapons", fired))
    pile.add("R-b", ("The army shelled nobody in Tembe", "shelled", "ASSAULT", "heavy-weapons", denied))
    (row,) = pile.solved().incidents
    assert len(row.reports) == 2
    alone = Pile().add("R-b", ("The army shelled nobody in Tembe", "shelled", "ASSAULT", "heavy-weapons", denied))
    assert alone.solved().incidents == ()


def test_one_sentence_of_a_long_telling_puts_it_nowhere_else():
    def told(sentences, place):
        blasts = [(f"Blast {n} shook Tembe", "Blast", "ACCIDENT", "explosion", {}) for n in range(sentences)]
        where = {"place": place, "day": "2021-03-02"}
        first = ("A blast in Tembe killed 23", "blast", "ACCIDENT", "explosion", {"count": [("23", "killed")]})
        return [first, *blasts, (f"The blast was felt in {place}", "blast", "ACCIDENT", "explosion", where)]

    for sentences, incidents_told in ((5, 1), (1, 2)):
        pile = Pile().add("R-a", *told(sentences, "Sulva"))
        pile.add("R-b", *told(sentences, "Tembe"), published="2021-03-05")
        assert len(pile.solved().incidents) == incidents_told


def test_the_second_blast_is_of_the_attack_and_a_second_attack_is_another():
    bombed = ("Qarun bombed Tembe", "bombed", "ASSAULT", "bombing", {"place": "Tembe", "day": "2021-03-02"})
    for words, incidents_told in (("The second bombing came at noon", 1), ("A second bombing hit Tembe", 2)):
        where = {"place": "Tembe"}
        pile = Pile().add("R-a", bombed, (f"{words} in Tembe", "bombing", "ASSAULT", "bombing", where))
        assert len(pile.solved().incidents) == incidents_told


def test_what_a_sentence_sets_apart_is_not_what_was_told():
    killed = (
        "Men killed 4 in Tembe",
        "killed",
        "ASSAULT",
        "killing",
        {"day": "2021-03-02", "count": [("4", "killed")]},
    )
    for words, incidents_told in (("In a separate incident, men took 3 herders", 2), ("There men took 3 herders", 1)):
        taken = (words, "took", "COERCE", "abduct", {"count": [("3 herders", "captured")]})
        assert len(Pile().add("R-a", killed, taken).solved().incidents) == incidents_told


def test_the_day_of_what_was_so_long_before_is_counted_back():
    agreed = "On Thursday they agreed, two days after a clash in Tembe"
    (row,) = (
        Pile()
        .add("R-a", (agreed, "clash", "ASSAULT", "clash", {"day": "2021-03-04", "place": "Tembe"}))
        .solved()
        .incidents
    )
    assert (row.interval.earliest, row.interval.latest) == ("2021-03-02", "2021-03-02")


def test_a_deed_of_another_day_is_another_happening():
    raided = ("On Tuesday men raided Tembe", "raided", "ASSAULT", "raid", {"day": "2021-03-02", "place": "Tembe"})
    for day, incidents_told in (("2021-03-03", 2), ("2021-03-02", 1)):
        shelled = (
            "By dawn guns had shelled Tembe",
            "shelled",
            "ASSAULT",
            "heavy-weapons",
            {"day": day, "place": "Tembe"},
        )
        assert len(Pile().add("R-a", raided, shelled).solved().incidents) == incidents_told


def test_a_title_tells_of_what_most_events_are():
    raided = ("The army raided Tembe", "raided", "ASSAULT", "raid", {"actor": ["army"], "place": "Tembe"})
    shot = [(f"Qarun shot {n} men in Tembe", "shot", "ASSAULT", "firearms",
             {"actor": ["Qarun"], "place": "Tembe", "recipient": [f"{n} men"]}) for n in range(2, 6)]  # fmt: skip
    raided[4].pop("actor")
    (row,) = Pile().add("R-a", raided, *shot).solved().incidents
    assert row.title.startswith("Qarun shot")


def test_a_deed_told_without_a_day_is_an_incident_where_it_counts_whom():
    told = ("The clerk carted away 100 bodies", "carted", "OTHER", "deed", {"count": [("100 bodies", "killed")]})
    (row,) = Pile().add("R-a", told).solved().incidents
    assert "carted away 100 bodies" in row.title


def test_a_death_is_an_incident_by_its_day_and_none_without():
    died = ("The mayor of Tembe died", "died", "OTHER", "death")
    assert Pile().add("R-a", (*died, {"recipient": ["The mayor"]})).solved().incidents == ()
    dated = Pile().add("R-a", (*died, {"recipient": ["The mayor"], "day": "2021-02-20"}))
    assert len(dated.solved().incidents) == 1


def test_a_light_that_fails_hurts_nobody():
    assert modes_points(frozenset({"outage"}), frozenset({"injuring"}), ("ACCIDENT", "ASSAULT")) is None
    assert modes_points(frozenset({"outage"}), frozenset({"storm"}), ("ACCIDENT", "DISASTER")) == 1.0


def test_a_war_is_an_incident_where_three_reports_tell_of_it():
    told = ("The war in Tembe went on", "war", "ASSAULT", "war", {"place": "Tembe"})
    pile = Pile()
    for number, incidents_told in ((1, 0), (2, 0), (3, 1)):
        pile.add(f"R-{number}", told)
        assert len(pile.solved().incidents) == incidents_told


def test_who_leaves_is_told_apart_from_what_was_done_there():
    assert modes_points(frozenset({"withdraw"}), frozenset({"bombing"}), ("RETREAT", "ASSAULT")) is None
    assert modes_points(frozenset({"withdraw"}), frozenset({"clash"}), ("RETREAT", "ASSAULT")) is None


def shooting(name, published, place="Tembe", **options):
    """A report on a shooting in a town, told without a day."""
    hurt = options.pop("hurt", "A boy")
    told = f"{hurt} was shot in {place}"
    return (name, (told, "shot", "ASSAULT", "firearms", {"recipient": [hurt], "place": place, **options})), published


@pytest.mark.parametrize(
    ("second", "count"),
    [
        pytest.param(shooting("R-b", "2021-03-08"), 1, id="within a week"),
        pytest.param(shooting("R-b", "2021-04-20"), 2, id="weeks later"),
        pytest.param(shooting("R-b", "2021-04-20", hurt="Dela Moss"), 1, id="weeks later, the same name"),
    ],
)
def test_two_shootings_of_one_town_are_one_by_their_day_or_a_name(second, count):
    pile = Pile()
    for (name, sentence), published in (shooting("R-a", "2021-03-04", hurt="Dela Moss"), second):
        pile.add(name, sentence, published=published)
    assert len(pile.solved().incidents) == count


def test_a_day_and_a_small_count_in_common_are_no_one_happening_without_a_place():
    day = {"day": "2021-03-02", "count": [("3 people", "injured")], "recipient": ["3 people"]}
    scene = {"place": "Tembe", **day}
    pile = Pile().add("R-a", ("Shots hurt 3 people in Tembe", "Shots", "ASSAULT", "firearms", scene))
    pile.add("R-b", ("Gunfire wounded 3 people at some party", "Gunfire", "ASSAULT", "firearms", day))
    assert len(pile.solved().incidents) == 2


def test_towns_their_police_and_hospitals_single_nothing_out():
    names = {"Tembe": "place", "Tembe Police": "organisation", "Tembe Mill": "organisation", "Dela Moss": "person"}
    names["Orsana Hospital"] = "facility"
    entities = [Entity(id=n, name=n, kind=k, mentions=1, reports=()) for n, k in names.items()]
    pile = Pile().add("R-a", RAID)
    assert singling(entities, set(names), pile.annotations) == {"Tembe Mill", "Dela Moss"}


def test_a_day_within_a_longer_time_is_no_name():
    text = "On Tuesday evening Dela Moss saw it"
    found = [(m, text.index(m)) for m in ("Tuesday", "Dela Moss")]
    rows = Annotations(
        report="R-a",
        mentions=tuple(
            Mention(id=m, report="R-a", span=span_of(text, at, at + len(m)), kind="other", entity=m, head="name")
            for m, at in found
        ),
        times=tuple(TimeReading(id="T-a", report="R-a", expression=e) for e in expressions(text, 0, len(text), ())),
    )
    assert telling({"R-a": rows}, {m: m for m, _ in found}, ()) == {"Dela Moss"}


@pytest.mark.parametrize(("dead", "count"), [("9 people", 1), ("2 people", 2)])
def test_of_many_who_were_hit_each_report_names_others(dead, count):
    pile = Pile()
    for name, hurt in (("R-a", "Dela Moss"), ("R-b", "army")):
        shot = {"recipient": [hurt], "place": "Tembe", "day": "2021-03-02", "count": [(dead, "killed")]}
        pile.add(name, (f"Shots killed {dead} in Tembe, among them {hurt}", "Shots", "ASSAULT", "firearms", shot))
    assert len(pile.solved().incidents) == count


def test_what_two_reports_tell_of_a_year_long_ago_is_of_it_whatever_their_leads_name():
    raid = {"actor": ["Qarun"], "recipient": ["Dela Moss"]}
    lead = ("Dela Moss spoke up on Tuesday", "spoke", "CONSULT", "meet", {"actor": ["Dela Moss"], "day": "2021-03-02"})
    then = raid | {"day": "1982-01-01..1982-12-31"}
    told = ("Qarun beat Dela Moss", "beat", "ASSAULT", "beat", raid)
    dated = ("Qarun beat Dela Moss in 1982", "beat", "ASSAULT", "beat", then)
    pile = Pile().add("R-a", lead, dated, told).add("R-b", lead, dated, told, published="2021-03-05")
    assert "1982-01-01" in {i.interval.earliest for i in pile.solved().incidents if i.type == "ASSAULT"}


def test_deeds_told_by_one_verb_of_two_parties_in_one_report_are_two():
    police = {"actor": ["The police"], "recipient": ["rifles"], "day": "2021-03-02"}
    boy = {"actor": ["A boy"], "recipient": ["a canister"], "day": "2021-03-02"}
    pile = Pile().add(
        "R-a", ("The police held rifles", "held", "OTHER", "deed", police), ("A boy held a canister", "held", "OTHER",
                                                                             "deed", boy),
    )  # fmt: skip
    assert all(len(i.events) == 1 for i in pile.solved().incidents)
