"""Figures of two happenings with names of their own, of two sites, and parts that add up."""

from __future__ import annotations

import pytest

from piles import PileMaker
from rashomon.assess import assess
from rashomon.assess.scopes import Named, named_happenings_in

NEWS = "The hills above Haldin were on fire. The valley of Haldin was emptied. Buses came from Marsh End to Haldin"
FLOOD = "in the blasts at Haldin in the valley below the broken dam"


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Alder Fire killed nine", [Named("fire", "alder")]),
        ("worse than the Marsh End fire of 1933", [Named("fire", "marsh end")]),
        ("Hurricane Ida and Flight 17", [Named("hurricane", "ida"), Named("flight", "17")]),
        ("Alder Fire officials spoke", []),
        ("The Haldin Fire Department came", []),
        ("a fire in Haldin", []),
    ],
)
def test_a_happening_is_known_by_its_name(text, names):
    assert named_happenings_in(text) == names


def reports(maker, *told, days=("2021-06-01", "2021-06-01"), measure="killed"):
    """Reports of one story, each a text with its figures `(words, number)`, all of one incident."""
    figures = []
    for name, (text, numbers), day in zip("ab", told, days, strict=True):
        report = maker.report(f"{name}.txt", f"{text}. {NEWS}", day=day, outlet=f"Outlet {name}")
        for sentence in text.split(". "):
            maker.statement(report, sentence)
        figures += [maker.quantity(report, words, low, measure=measure) for words, low in numbers]
    maker.incident("the fires", figures)
    made = assess(maker.pile())
    return [
        (f.kind, sorted({e.text for s in f.sides for e in s.evidence}))
        for f in made.findings
        if f.kind in ("number", "update")
    ]


@pytest.mark.parametrize(("other", "kinds"), [("Birch", []), ("Alder", ["number"])])
def test_two_fires_with_names_have_their_own_dead(maker, other, kinds):
    found = reports(
        maker,
        ("The Alder Fire killed Nine people near Haldin", [("Nine people", 9)]),
        (f"The {other} Fire killed Twelve people near Haldin", [("Twelve people", 12)]),
    )
    assert [kind for kind, _ in found] == kinds


@pytest.mark.parametrize(("parts", "kinds"), [((10, 21), []), ((10, 22), ["number"])])
def test_two_counts_that_add_up_to_a_third_are_its_parts(maker, parts, kinds):
    first, second = (f"Toll {n}" for n in parts)
    found = reports(
        maker,
        (
            f"Toll 31 people died {FLOOD}. {first} people died {FLOOD} by the hall. {second} people died {FLOOD} too",
            [("Toll 31", 31), (first, parts[0]), (second, parts[1])],
        ),
        (f"Number 31 people died {FLOOD}", [("Number 31", 31)]),
    )
    assert [kind for kind, _ in found] == kinds


def test_two_sites_in_one_sentence_have_a_part_each(maker):
    text = f"Ten died at Orrin Airport and Twenty died at Sarr Station {FLOOD}"
    report = maker.report("a.txt", f"{text}. {NEWS}", day="2021-06-01", outlet="Outlet a")
    maker.statement(report, text)
    for site in ("Orrin Airport", "Sarr Station"):
        maker.mention(report, site, maker.entity(site, "facility"), kind="facility")
    other = maker.report("b.txt", f"Thirty people died {FLOOD}. {NEWS}", day="2021-06-01", outlet="Outlet b")
    maker.statement(other, f"Thirty people died {FLOOD}")
    figures = [maker.quantity(report, "Ten", 10), maker.quantity(report, "Twenty", 20)]
    maker.incident("the blasts", [*figures, maker.quantity(other, "Thirty people", 30)])
    assert not [f for f in assess(maker.pile()).findings if f.kind in ("number", "update")]


@pytest.mark.parametrize(("days", "kinds"), [(("2021-06-01", "2021-06-03"), ["update"])])
def test_what_burnt_grows_from_day_to_day(maker, days, kinds):
    figures = []
    for name, low, day in zip("ab", (435, 500), days, strict=True):
        text = f"The blaze near Haldin destroyed {low} structures in the hills above Marsh End"
        report = maker.report(f"{name}.txt", f"{text}. {NEWS}", day=day, outlet=f"Outlet {name}")
        maker.statement(report, text)
        figures.append(maker.quantity(report, str(low), low, measure="other", counted="structures"))
    assert [f.kind for f in assess(maker.pile()).findings if f.kind in ("number", "update")] == kinds


@pytest.mark.parametrize(("total", "kinds"), [(2300, []), (2100, ["number"])])
def test_a_part_is_held_against_all_but_its_own_whole(maker, total, kinds):
    texts = (
        ("a", f"1538 pupils of the valley were moved to Haldin by bus, out of a total of {total}", "1538", 1538),
        ("b", "2300 pupils of the valley were moved to Haldin by bus", "2300", 2300),
    )
    for name, text, quote, low in texts:
        report = maker.report(f"{name}.txt", f"{text}. {NEWS}", day="2021-06-01", outlet=f"Outlet {name}")
        maker.statement(report, text)
        maker.quantity(report, quote, low, measure="people", counted="pupils")
        if name == "a":
            maker.quantity(report, str(total), total, measure="people")
    assert [f.kind for f in assess(maker.pile()).findings if f.kind in ("number", "update")] == kinds


@pytest.mark.parametrize(("verb", "kinds"), [("gained", []), ("had", ["number"])])
def test_by_how_much_a_count_changed_is_no_count(maker, verb, kinds):
    for name, told, low in (
        ("a", f"Jon Bast {verb} 1300 votes in Haldin", 1300),
        ("b", "Jon Bast had 1900 votes in Haldin", 1900),
    ):
        report = maker.report(f"{name}.txt", f"{told}. {NEWS}", day="2021-06-01", outlet=f"Outlet {name}")
        maker.statement(report, told)
        maker.quantity(report, str(low), low, measure="other", counted="votes")
    assert [f.kind for f in assess(maker.pile()).findings if f.kind in ("number", "update")] == kinds
