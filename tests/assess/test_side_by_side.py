"""Accounts side by side: who disagrees, figures one after the other, nobody against somebody, tolls, headlines."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from piles import PileMaker
from rashomon.assess import assess
from rashomon.assess.likeness import FEATURES, features, likelihood, worded
from rashomon.assess.terms import terms
from rashomon.records import Event, Time, row_id

STORY = (
    "A barge with grain went down off Haldin pier on the river Sarr. The barge was old and the river Sarr was high. "
    "Boats from Haldin searched the river Sarr for the crew of the barge. "
)


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def of_kind(made, *kinds):
    return [f for f in made.findings if f.kind in kinds]


def page(maker, text, *said, name="a.txt", day="2021-06-01", outlet="Quay Daily", title=None):
    """A report in which named people say things, with a mention of each."""
    here = maker.report(name, text, day=day, outlet=outlet, title=title)
    for who, content in said:
        entity = row_id("entities", who, "person")
        if all(e.id != entity for e in maker.rows["entities"]):
            maker.entity(who)
        maker.statement(here, content, [maker.link(entity, who)])
        maker.mention(here, who, entity)
    return here


def test_who_does_not_agree_is_a_tension(maker):
    text = (
        "The wind was strong, Elin Maro said. A guard, Jon Bast, did not agree. The flags were hanging down, he said."
    )
    page(maker, text, ("Elin Maro", "The wind was strong"), ("Jon Bast", "The flags were hanging down"))
    (finding,) = of_kind(assess(maker.pile()), "tension")
    assert [s.evidence[0].text for s in finding.sides] == ["The wind was strong", "The flags were hanging down"]


@pytest.mark.parametrize(
    ("between", "expected"), [("The other bank gave the opposite account", 1), ("Many disagreed", 0)]
)
def test_another_account_is_that_of_the_next_party(maker, between, expected):
    text = f"The boats came from Sarr, Elin Maro said. {between}. The boats were sent from Haldin, Jon Bast said."
    page(maker, text, ("Elin Maro", "The boats came from Sarr"), ("Jon Bast", "The boats were sent from Haldin"))
    assert len(of_kind(assess(maker.pile()), "tension")) == expected


def test_not_to_agree_on_a_thing_sets_nobody_against_who_spoke(maker):
    text = "The wind was strong, Elin Maro said. The sides did not agree on a date, Jon Bast said."
    page(maker, text, ("Elin Maro", "The wind was strong"), ("Jon Bast", "The sides did not agree on a date"))
    assert of_kind(assess(maker.pile()), "tension") == []


SETTLED = "The sluice keeper of Haldin had opened the east gate before dawn"


@pytest.mark.parametrize(
    ("sentence", "day", "expected"),
    [
        ("It was not clear whether the sluice keeper of Haldin had opened the east gate.", "2021-06-01", 1),
        ("It was too early to say that the sluice keeper had opened the east gate.", "2021-06-02", 1),
        ("In no uncertain terms the town praised the sluice keeper of the east gate.", "2021-06-01", 0),
        ("It was not clear whether the sluice keeper of Haldin had opened the east gate.", "2021-05-20", 0),
        ("It was not clear whether the ferry would run.", "2021-06-01", 0),
        ("It was not clear what the sluice keeper of Haldin had opened the east gate for.", "2021-06-01", 0),
    ],
)
def test_what_one_leaves_open_and_another_tells_as_settled(maker, sentence, day, expected):
    rest = " Haldin is on the Orrin. The Sarr council met in Haldin. The Orrin was high at Haldin."
    one = maker.report("a.txt", f"{SETTLED}, Elin Maro said.{rest}", day="2021-06-01", outlet="Quay Daily")
    maker.report("b.txt", f"{sentence}{rest}", day=day, outlet="Ridge News")
    maker.statement(one, SETTLED, [maker.link(maker.entity("Elin Maro"), "Elin Maro")], cue="said")
    found = [f for f in of_kind(assess(maker.pile()), "tension") if "leaves open" in f.why[0]]
    assert len(found) == expected


@pytest.mark.parametrize(("joining", "expected"), [("But", 1), ("Later", 0)])
def test_a_word_of_contrast_sets_two_accounts_against_each_other(maker, joining, expected):
    one, two = "charges under the east gate were found", "the only charges were those at the west gate"
    rest = "Haldin is on the Orrin. The Sarr council met in Haldin. The Orrin was high at Haldin."
    here = page(
        maker, f"{one}, Elin Maro said. {joining} {two}, Jon Bast said. {rest}", ("Elin Maro", one), ("Jon Bast", two)
    )
    told = [maker.quantity(here, "Sarr", 1.0)]
    for name in ("b", "c"):
        other = maker.report(
            f"{name}.txt", f"A gate at Haldin burst. {rest}", day="2021-06-01", outlet=f"Outlet {name}"
        )
        told.append(maker.quantity(other, "Sarr", 1.0))
    maker.incident("the gate", told, kind="ACCIDENT")
    assert len(of_kind(assess(maker.pile()), "tension")) == expected


def hours(maker, second, span):
    first = "it took two hours for the first fire engine to come to the depot"
    text = f"Elin Maro says {first}. The town says {second}, as Jon Bast put it."
    here = page(maker, text, ("Elin Maro", first), ("Jon Bast", second))
    maker.quantity(here, "two hours", 2.0, measure="duration")
    maker.quantity(here, span, float(span.split()[0]), measure="duration")
    return of_kind(assess(maker.pile()), "number")


def test_two_times_given_one_after_the_other_cannot_both_hold(maker):
    (finding,) = hours(maker, "the first fire engine came to the depot within 30 minutes", "30 minutes")
    assert "duration" in finding.sentence


def test_the_same_time_in_another_unit_is_no_conflict(maker):
    assert hours(maker, "the first fire engine came to the depot after 120 minutes", "120 minutes") == []


def test_a_time_for_another_thing_is_no_conflict(maker):
    assert hours(maker, "the mayor slept for 9 hours that night", "9 hours") == []


def test_nobody_against_a_number_is_a_denial(maker):
    text = "Nobody was hurt in the march, Elin Maro said. Nine people were injured, Jon Bast said."
    said = (("Elin Maro", "Nobody was hurt in the march"), ("Jon Bast", "Nine people were injured"))
    here = page(maker, text, *said)
    maker.quantity(here, "Nine people", 9.0, measure="injured", counted="people")
    (finding,) = of_kind(assess(maker.pile()), "denial")
    assert {s.label for s in finding.sides} == {"Elin Maro", "Jon Bast"}


@pytest.mark.parametrize(
    ("happening", "last", "expected"),
    [("the march", "2021-06-02", 1), ("the race", "2021-06-02", 0), ("the march", "2021-06-20", 0)],
)
def test_nobody_in_one_happening_is_not_held_against_a_number_of_another(maker, happening, last, expected):
    told = (("Elin Maro", "Nobody was hurt in the march"), ("Jon Bast", "Nine people were injured"))
    for name, (who, what) in zip("ab", told, strict=True):
        text = f"{STORY}{what}, {who} said."
        here = maker.report(f"{name}.txt", text, day="2021-06-01", last=last, outlet=f"Outlet {name}")
        maker.statement(here, what, [maker.link(maker.entity(who), who)], cue="said")
        maker.incident(
            "the march" if name == "a" else happening,
            [maker.quantity(here, what.split()[0], 9.0, measure="injured", counted="people" if name == "b" else None)],
        )
    found = [f for f in of_kind(assess(maker.pile()), "denial") if "nobody" in f.why[0]]
    assert len(found) == expected


def test_no_word_of_injuries_yet_leaves_it_open(maker):
    text = "There were no immediate reports of injuries, Elin Maro said. Nine people were injured, Jon Bast said."
    said = (("Elin Maro", "There were no immediate reports of injuries"), ("Jon Bast", "Nine people were injured"))
    here = page(maker, text, *said)
    maker.quantity(here, "Nine people", 9.0, measure="injured", counted="people")
    assert of_kind(assess(maker.pile()), "denial") == []


def tolls(maker, *told):
    """Reports of one story, each with a toll."""
    for n, (day, sentence, figure, low, measure) in enumerate(told):
        text = f"{STORY}{sentence}."
        here = maker.report(f"{n}.txt", text, day=day, outlet=f"Outlet {n}")
        for quote, entity in (("Haldin pier", "Haldin pier"), ("river Sarr", "River Sarr")):
            known = row_id("entities", entity, "facility")
            if all(e.id != known for e in maker.rows["entities"]):
                maker.entity(entity, "facility")
            maker.mention(here, quote, known, "facility")
        maker.statement(here, sentence, [maker.link(None, f"Speaker {n}", "body")])
        maker.quantity(here, figure, low, measure=measure)
    return assess(maker.pile())


def test_tolls_of_one_story_are_held_against_each_other_without_a_word_in_common(maker):
    first = ("2021-06-01", "Divers had recovered 9 bodies", "9 bodies", 9.0, "killed")
    second = ("2021-06-03", "The death toll reached 14", "14", 14.0, "killed")
    (finding,) = of_kind(tolls(maker, first, second), "update")
    assert [e.text for s in finding.sides for e in s.evidence] == ["9 bodies", "14"]


def test_a_number_of_survivors_moves_on(maker):
    first = ("2021-06-01", "By then 20 people had been brought ashore alive", "20 people", 20.0, "people")
    second = ("2021-06-03", "The company counts 24 survivors", "24 survivors", 24.0, "people")
    assert len(of_kind(tolls(maker, first, second), "update")) == 1


def test_people_counted_in_passing_are_no_toll(maker):
    first = ("2021-06-01", "The union has 20 people in its choir", "20 people", 20.0, "people")
    second = ("2021-06-03", "The company counts 24 survivors", "24 survivors", 24.0, "people")
    assert of_kind(tolls(maker, first, second), "update", "number") == []


def headline(maker, title, *said):
    text = f"{title}\n" + " ".join(f"{content}, {who} said." for who, content in said)
    return page(maker, text, *said, title=title)


def test_an_admission_that_the_text_denies_is_framing(maker):
    headline(maker, "Mill admits wheat was spoiled", ("Elin Maro", "The wheat was not spoiled in the store"))
    (finding,) = of_kind(assess(maker.pile()), "framing")
    assert finding.severity == "high"


def test_an_admission_that_the_text_bears_out_is_none(maker):
    said = (("Elin Maro", "The wheat was not spoiled in June"), ("Jon Bast", "She admitted it was spoiled in July"))
    headline(maker, "Mill admits wheat was spoiled", *said)
    assert of_kind(assess(maker.pile()), "framing") == []


def counted(maker, thing):
    title = "Storm train carried 240 people"
    text = f"{title}\nThe train was late. Its driver was tired. The kiosk sold 240 {thing} that day. It rained."
    here = maker.report("a.txt", text, day="2021-06-01", outlet="Quay Daily", title=title)
    maker.quantity(here, "240 people", 240.0, measure="people", counted="people")
    kind = "people" if thing == "passengers" else "other"
    maker.quantity(here, f"240 {thing}", 240.0, measure=kind, counted=thing)
    return of_kind(assess(maker.pile()), "framing")


def test_tickets_told_as_people_in_the_headline_are_framing(maker):
    assert len(counted(maker, "tickets")) == 1


def test_passengers_told_as_people_are_none(maker):
    assert counted(maker, "passengers") == []


def weekdays(maker, second, value):
    """One happening on a known day in one report, on a bare weekday in one of unknown date."""
    times = []
    for n, (day, sentence, when, told) in enumerate(
        (("2021-06-04", "The Haldin barge Una Vell sank on Thursday", "Thursday", "2021-06-03"), (None, *second, value))
    ):
        text = f"{STORY}{sentence}."
        here = maker.report(f"{n}.txt", text, day=day, outlet=f"Outlet {n}")
        for quote, entity in (("Haldin pier", "Haldin pier"), ("river Sarr", "River Sarr")):
            known = row_id("entities", entity, "facility")
            if all(e.id != known for e in maker.rows["entities"]):
                maker.entity(entity, "facility")
            maker.mention(here, quote, known, "facility")
        at, span = maker.span(here, when), maker.span(here, "sank")
        day_told = replace(maker.rows["reports"][0].published, earliest=told, latest=told) if day else None
        ident = row_id("times", here, at.start)
        times.append(Time(id=ident, report=here, span=at, type="DATE", value=told, interval=day_told))
        event = Event(id=row_id("events", here, span.start), report=here, span=span, type="ACCIDENT", time=ident)
        maker.rows["events"].append(event)
    return of_kind(assess(replace(maker.pile(), times=tuple(times))), "date")


def test_a_bare_weekday_against_another_day_is_a_dispute(maker):
    second = ("The Haldin barge Una Vell sank on Wednesday night", "Wednesday night")
    (finding,) = weekdays(maker, second, "XXXX-WXX-3TNI")
    assert "Wednesday" in finding.sentence


def test_the_same_weekday_is_none(maker):
    assert weekdays(maker, ("The Haldin barge Una Vell sank on Thursday", "Thursday"), "XXXX-WXX-4") == []


def test_words_that_are_alike_are_likelier_to_tell_one_thing():
    one, two = ("The mayor of Haldin closed the bridge", "The bridge was closed by the mayor of Haldin")
    weight = dict.fromkeys(terms(one).stems | terms(two).stems | terms("A goat won a prize").stems, 2.0)
    same = features(worded(one, terms(one)), worded(two, terms(two)), 0.9, weight, 0.8)
    other = features(worded(one, terms(one)), worded("A goat won", terms("A goat won")), 0.1, weight, 0.8)
    assert len(same) == len(FEATURES)
    assert likelihood(same) > 0.5 > likelihood(other)


def test_reports_that_are_far_apart_make_it_less_likely():
    told = worded("The bridge was closed", terms("The bridge was closed"))
    weight = dict.fromkeys(told.terms.stems, 2.0)
    near, far = (likelihood(features(told, told, 0.8, weight, affinity)) for affinity in (0.8, 0.2))
    assert near > far
