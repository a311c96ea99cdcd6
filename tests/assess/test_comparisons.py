"""Comparisons one by one: headlines, days, stories under other names, and what denies without saying it again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from piles import PileMaker
from rashomon.assess import assess
from rashomon.assess.terms import forces_of, is_pointing, lead_in, stem, terms
from rashomon.records import Event, Time, row_id


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def kinds(made):
    return {f.kind for f in made.findings}


def headline(maker, title, certainty, *, holder="Harbour Cable", kind="media"):
    body = "Drones from the north may have caused the fire at the fuel depot in Haldin"
    here = maker.report("a.txt", f"{title}\n{body}, {holder} said.", day="2021-06-01", outlet="Quay Daily", title=title)
    who = maker.entity(holder, kind)
    maker.statement(here, body, [maker.link(who, holder, kind)], certainty=certainty, cue="said")
    return assess(maker.pile())


def test_a_flat_headline_over_a_guess_is_framing(maker):
    made = headline(maker, "Drones from the north caused fire at Haldin fuel depot", "possible")
    assert kinds(made) == {"framing"}


@pytest.mark.parametrize(
    ("title", "certainty"),
    [
        ("Drones from the north may have caused fire at Haldin fuel depot", "possible"),
        ("Drones from the north caused fire at Haldin fuel depot, cable says", "possible"),
        ("Drones from the north caused fire at Haldin fuel depot", "certain"),
        ("“Drones from the north caused fire at Haldin fuel depot”", "possible"),
    ],
)
def test_a_headline_that_takes_care_is_none(maker, title, certainty):
    assert kinds(headline(maker, title, certainty)) == set()


def act(maker, title, cue):
    said = "we do not need any foreign troops here"
    here = maker.report("a.txt", f"{title}\nElin Maro {cue}: {said}.", day="2021-06-01", title=title)
    who = maker.entity("Elin Maro")
    maker.mention(here, "Elin Maro", who)
    maker.statement(here, said, [maker.link(who, "Elin Maro")], polarity="negative", cue=cue)
    return assess(maker.pile())


def test_a_headline_that_makes_a_denial_of_other_words_is_framing(maker):
    assert kinds(act(maker, "Foreign troops arrive despite Elin Maro’s denial", "said")) == {"framing"}


@pytest.mark.parametrize(
    ("title", "cue"),
    [
        ("Foreign troops arrive despite Elin Maro’s denial", "denied"),
        ("Court denies request by Elin Maro", "said"),
    ],
)
def test_a_denial_that_the_text_bears_out_or_somebody_else_makes_is_none(maker, title, cue):
    assert kinds(act(maker, title, cue)) == set()


def dated(maker, name, text, who, when, day):
    here = maker.report(name, text, day="2021-06-05", outlet=name)
    content = text.split(", ")[0]
    maker.statement(here, content, [maker.link(maker.entity(who), who)], cue="said")
    span, at = maker.span(here, "blast"), maker.span(here, when)
    time = row_id("times", here, at.start)
    interval = replace(maker.rows["reports"][0].published, earliest=day, latest=day)
    event = Event(id=row_id("events", here, span.start), report=here, span=span, type="OTHER", time=time)
    maker.rows["events"].append(event)
    return Time(id=time, report=here, span=at, type="DATE", value=day, interval=interval)


def days(maker, second, when, day):
    first = "The blast at the fuel depot in Haldin was on Wednesday night, Elin Maro said."
    times = (
        dated(maker, "a.txt", first, "Elin Maro", "Wednesday night", "2021-06-02"),
        dated(maker, "b.txt", second, "Jon Bast", when, day),
    )
    return assess(replace(maker.pile(), times=times))


def test_two_days_for_one_happening_is_a_finding(maker):
    made = days(
        maker,
        "The blast at the fuel depot in Haldin was on Thursday night, Jon Bast said.",
        "Thursday night",
        "2021-06-03",
    )
    assert kinds(made) == {"date"}


@pytest.mark.parametrize(
    "told",
    [
        "The blast at the fuel depot in Haldin was a crime, Jon Bast said on Friday.",
        "The blast at the fuel depot in Haldin had killed nine as of Friday, Jon Bast said.",
    ],
)
def test_the_day_of_the_saying_or_the_counting_is_no_day_of_the_happening(maker, told):
    assert "date" not in kinds(days(maker, told, "Friday", "2021-06-04"))


def test_of_two_deeds_of_one_word_in_a_sentence_it_is_open_which_the_day_is_of(maker):
    second = "The blast at the fuel depot in Haldin was after the blast of Thursday night, Jon Bast said."
    times = (
        dated(maker, "a.txt", "The blast at the fuel depot in Haldin was on Wednesday night, Elin Maro said.",
              "Elin Maro", "Wednesday night", "2021-06-02"),
        dated(maker, "b.txt", second, "Jon Bast", "Thursday night", "2021-06-03"),
    )  # fmt: skip
    span = maker.span(times[1].report, "blast", 2)
    more = Event(id=row_id("events", times[1].report, span.start), report=times[1].report, span=span, type="OTHER")
    maker.rows["events"].append(more)
    assert "date" not in kinds(assess(replace(maker.pile(), times=times)))


def test_a_newspapers_report_is_the_newspapers_story(maker):
    cable = maker.entity("The Harbour Cable", "media", reports=("x",))
    for name, holder, kind in (("a", "The Harbour Cable", "media"), ("b", "a report by The Harbour Cable", "document")):
        here = maker.report(
            f"{name}.txt", "The convoy left the camp at dawn.", day="2021-06-01", outlet=f"Outlet {name}"
        )
        link = maker.link(cable if kind == "media" else None, holder, kind)
        maker.statement(here, "The convoy left the camp at dawn", [link])
    made = assess(maker.pile())
    assert [(o.kind, len(o.reports)) for o in made.origins] == [("media", 2)]
    assert kinds(made) == {"circular"}


@pytest.mark.parametrize(("day", "found"), [("2021-05-31", {"circular"}), ("2021-06-02", set())])
def test_a_report_that_came_out_later_is_not_the_story_that_was_cited(maker, day, found):
    said = "The convoy left the camp at dawn without any of its guards"
    cable = maker.entity("Harbour Cable", "media", reports=("x",))
    here = maker.report("a.txt", f"{said}, Harbour Cable said.", day="2021-06-01", outlet="Quay Daily")
    maker.statement(here, said, [maker.link(cable, "Harbour Cable", "media")])
    own = maker.report("b.txt", f"{said}.", day=day, outlet="Harbour Cable")
    maker.statement(own, said)
    assert kinds(assess(maker.pile())) & {"circular"} == found


def test_a_copied_report_is_no_second_account(maker):
    text = "The convoy left the camp at dawn without any of its guards. Nobody saw it arrive."
    first = maker.report("a.txt", text, day="2021-06-01", outlet="Outlet a")
    later = maker.report("b.txt", text, day="2021-06-02", outlet="Outlet b")
    maker.copy(first, later, text, 0.9)
    made = assess(maker.pile())
    assert kinds(made) == {"circular"}
    assert all(e.text in text for f in made.findings for side in f.sides for e in side.evidence)


@pytest.mark.parametrize(("open_", "close", "found"), [("“", "”", set()), ("", "", {"circular"})])
def test_words_that_two_reports_quote_are_no_copy(maker, open_, close, found):
    words = "The pier is closed to all boats until the harbour court has met and heard every keeper of the lock"
    again = "Nobody shall moor there by day or night and the fines will be tripled before the spring flood"
    reports = []
    for name, day in (("a", "2021-06-01"), ("b", "2021-06-02")):
        text = f"{open_}{words}.{close} {open_}{again}.{close} So it went at {name}."
        reports.append(maker.report(f"{name}.txt", text, day=day, outlet=f"Outlet {name}"))
    maker.copy(reports[0], reports[1], words, 0.9)
    assert kinds(assess(maker.pile())) == found


@pytest.mark.parametrize(
    ("text", "nations", "wide"),
    [
        ("French special forces are operating in Libya", {"FR"}, set()),
        ("The UAE and the UK have stationed elite forces there", {"AE", "GB"}, set()),
        ("soldiers injured in the American strike", set(), set()),
        ("western troops on the ground", set(), {"western"}),
        ("forces in western Libya", set(), set()),
    ],
)
def test_whose_forces_a_clause_speaks_of(text, nations, wide):
    told = forces_of(text)
    assert (set(told.nations), set(told.wide)) == (nations, wide)


@pytest.mark.parametrize("text", ["the Cable report", "the news", "it", "these allegations", "to comment"])
def test_what_points_says_nothing_itself(text):
    assert is_pointing(text)


@pytest.mark.parametrize("text", ["the convoy", "reports that the convoy left", "any involvement in the attack"])
def test_what_says_something_does_not_point(text):
    assert not is_pointing(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("that the convoy left", "the convoy left"),
        ("media reports that the convoy left", "the convoy left"),
        ("a report by The Cable that the convoy left", "the convoy left"),
        ("the convoy that left", "the convoy that left"),
        (":\n\nthe convoy left", "the convoy left"),
    ],
)
def test_what_leads_into_a_clause_is_cut(text, rest):
    assert text[lead_in(text) :] == rest


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("deployed", "deployment"),
        ("denied", "deny"),
        ("fought", "fighting"),
        ("operations", "operating"),
        ("killed", "kills"),
    ],
)
def test_forms_of_a_word_have_one_stem(one, two):
    assert stem(one) == stem(two)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("the army did not shell the market", True),
        ("no arrests have been made", True),
        ("Suspect No. 1 was held", False),
        ("not only the army shelled the market", False),
        ("the army shelled those who had not left", False),
    ],
)
def test_the_main_clause_alone_is_negated(text, negated):
    assert terms(text).negated is negated
