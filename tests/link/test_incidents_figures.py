"""The figures of an incident: those of its events, and tolls and counts that hang on none."""

import msgspec
from invented import SINKING, Pile

from rashomon.records import span_of


def only_first(pile, number=1):
    """The pile's first report with its first events alone."""
    rows = pile.annotations["R-a"]
    pile.annotations["R-a"] = msgspec.structs.replace(rows, events=rows.events[:number])
    return pile.solved().incidents


def test_a_toll_that_hangs_on_no_event_belongs_to_what_its_report_is_about():
    pile = Pile().add("R-a", SINKING, ("The toll rose to 23", "rose", "OTHER", "rise", {"count": [("23", "killed")]}))
    rows = pile.annotations["R-a"]
    pile.annotations["R-a"] = msgspec.structs.replace(rows, events=rows.events[:1])
    (row,) = pile.solved().incidents
    assert [(f.measure, f.low) for f in row.figures] == [("killed", 23)]


def test_a_count_that_hangs_on_no_event_belongs_to_the_only_incident_of_its_sentence():
    told = ("A ferry with 40 lorries on it sank off Tembe on Tuesday", "sank", "ACCIDENT", "transport")
    pile = Pile().add("R-a", (*told, {"place": "Tembe", "day": "2021-03-02", "count": [("40 lorries", "other")]}))
    rows = pile.annotations["R-a"]
    bare = tuple(msgspec.structs.replace(e, quantities=()) for e in rows.events)
    pile.annotations["R-a"] = msgspec.structs.replace(rows, events=bare)
    (row,) = pile.solved().incidents
    assert [(f.measure, f.low) for f in row.figures] == [("other", 40)]


def test_people_held_are_the_arrests_and_not_what_the_report_is_about():
    pile = Pile().add(
        "R-a",
        SINKING,
        ("Police arrested the captain", "arrested", "COERCE", "arrest", {"recipient": ["the captain"]}),
        ("14 were held by then", "held", "OTHER", "rise", {"count": [("14", "captured")]}),
    )
    rows = pile.annotations["R-a"]
    pile.annotations["R-a"] = msgspec.structs.replace(rows, events=rows.events[:2])
    assert {i.type: [f.low for f in i.figures] for i in pile.solved().incidents} == {"ACCIDENT": [], "COERCE": [14]}


def test_the_wounded_whom_somebody_treats_are_a_toll_of_what_hurt_them_and_who_was_moved_is_none():
    treated = {"recipient": ["61 people"], "place": "Tembe", "count": [("61 people", "injured")]}
    moved = {"recipient": ["30 people"], "place": "Tembe", "count": [("30 people", "people")]}
    told = (
        SINKING,
        ("Doctors treated 61 people in Tembe", "treated", "AID", "rescue", treated),
        ("The navy moved 30 people in Tembe", "moved", "AID", "rescue", moved),
    )
    rows = Pile().add("R-a", *told).solved().incidents
    (sinking,) = (r for r in rows if r.type == "ACCIDENT")
    assert [(f.measure, f.low) for f in sinking.figures] == [("injured", 61)]
    assert sorted(f.low for r in rows if r.type == "AID" for f in r.figures) == [30, 61]


def test_a_share_of_the_votes_is_of_the_vote_that_its_report_is_about_and_of_nothing_else():
    poll = {"place": "Tembe", "day": "2021-03-02"}
    for opening, shares in (
        (("Tembe voted on Tuesday", "voted", "OTHER", "election", poll), [57]),
        (SINKING, []),
    ):
        pile = Pile().add("R-a", opening, ("It was 57%", "was", "OTHER", "rise", {"count": [("57%", "percent")]}))
        rows = pile.annotations["R-a"]
        pile.annotations["R-a"] = msgspec.structs.replace(rows, events=rows.events[:1])
        assert [f.low for r in pile.solved().incidents for f in r.figures] == shares


def test_some_few_people_in_the_sentence_of_an_incident_are_no_figure_of_it():
    told = ("A ferry sank off Tembe on Tuesday, 3 officials said", "sank", "ACCIDENT", "transport")
    pile = Pile().add("R-a", (*told, {"place": "Tembe", "day": "2021-03-02", "count": [("3 officials", "people")]}))
    rows = pile.annotations["R-a"]
    bare = tuple(msgspec.structs.replace(e, quantities=()) for e in rows.events)
    pile.annotations["R-a"] = msgspec.structs.replace(rows, events=bare)
    (row,) = pile.solved().incidents
    assert row.figures == ()


def test_people_counted_are_what_befell_them():
    pile = Pile().add(
        "R-a",
        ("Police arrested 35 people in Tembe", "arrested", "COERCE", "arrest",
         {"recipient": ["35 people"], "place": "Tembe", "count": [("35 people", "people")]}),
    )  # fmt: skip
    (row,) = pile.solved().incidents
    assert [(f.measure, f.low) for f in row.figures] == [("captured", 35)]


def test_a_count_of_people_is_of_the_crowd_that_its_report_is_about_and_of_none_told_by_the_way():
    march = {"place": "Tembe", "day": "2021-03-02"}
    marched = ("Women marched in Tembe on Tuesday", "marched", "PROTEST", "demo", march)
    seen = ("We counted 58 of them", "counted", "OTHER", "rise", {"count": [("58", "people")]})
    for told, counts in (((marched, seen), [58]), ((SINKING, SINKING, marched, seen), [])):
        rows = only_first(Pile().add("R-a", *told), len(told) - 1)
        assert [f.low for r in rows for f in r.figures] == counts


def test_what_is_handed_over_is_of_that_incident_of_its_sentence():
    told = "Someone handed 60 million over in Tembe on Tuesday after men stormed a school"
    options = {"recipient": ["60 million"], "place": "Tembe", "day": "2021-03-02", "count": [("60 million", "money")]}
    pile = Pile().add("R-a", (told, "handed", "AID", "aid", options), ("And they left", "left", "OTHER", "rise"))
    rows = pile.annotations["R-a"]
    (given, _), start = rows.events, told.index("stormed")
    stormed = msgspec.structs.replace(
        given, id="E-stormed", type="ASSAULT", mode="raid", participants=(), quantities=(),
        span=span_of(told, start, start + len("stormed")),
    )  # fmt: skip
    bare = msgspec.structs.replace(given, quantities=())
    pile.annotations["R-a"] = msgspec.structs.replace(rows, events=(bare, stormed))
    assert {r.type: [f.low for f in r.figures] for r in pile.solved().incidents} == {"AID": [60], "ASSAULT": []}


def test_a_figure_is_none_of_what_it_is_compared_with():
    now = ("Tembe voted on Tuesday", "voted", "OTHER", "election", {"place": "Tembe", "day": "2021-03-02"})
    text = "It was 57%, up from 49% in the vote of February in Sulva"
    first = (text, "vote", "OTHER", "election", {"place": "Sulva", "day": "2021-02-02", "count": [("57%", "percent")]})
    pile = Pile().add("R-a", now, now, first)
    rows = pile.annotations["R-a"]
    bare = tuple(msgspec.structs.replace(e, quantities=()) for e in rows.events)
    pile.annotations["R-a"] = msgspec.structs.replace(rows, events=bare)
    found = {r.place.name: [f.low for f in r.figures] for r in pile.solved().incidents}
    assert found == {"Tembe": [57], "Sulva": []}
