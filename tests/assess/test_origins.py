"""Chains end where the contract says: one origin for one party, never two for what cannot be told apart."""

from __future__ import annotations

import pytest

from piles import PileMaker
from rashomon.assess import assess

TEXT = "The convoy left the camp at dawn without its guards, {who} said."
CONTENT = "The convoy left the camp at dawn without its guards"


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def report(maker, name, outlet, day, who="somebody"):
    return maker.report(f"{name}.txt", TEXT.format(who=f"{who} of {name}"), day=day, outlet=outlet)


def kinds(made):
    return sorted((o.kind, o.name, len(o.reports)) for o in made.origins)


def test_a_named_person_is_one_origin_whoever_carries_the_words(maker):
    who = maker.entity("Elin Maro")
    for name, outlet in (("a", "Quay Daily"), ("b", "Ridge News")):
        maker.statement(report(maker, name, outlet, "2021-06-01"), CONTENT, [maker.link(who, "Elin Maro")])
    assert kinds(assess(maker.pile())) == [("person", "Elin Maro", 2)]


def test_officials_through_an_outlet_are_one_origin_in_two_reports(maker):
    cable = maker.entity("The Cable", "media")
    for name, words in (("a", "two officials"), ("b", "two officials who asked not to be named")):
        chain = [maker.link(cable, "The Cable", "media"), maker.link(None, words, "anonymous")]
        maker.statement(report(maker, name, f"Outlet {name}", "2021-06-01"), CONTENT, chain)
    made = assess(maker.pile())
    assert [(o.kind, o.told_to, len(o.reports)) for o in made.origins] == [("anonymous", cable, 2)]


def test_officials_of_two_outlets_are_two_origins(maker):
    for name in ("a", "b"):
        chain = [maker.link(None, "an official", "anonymous")]
        maker.statement(report(maker, name, f"Outlet {name}", "2021-06-01"), CONTENT, chain)
    made = assess(maker.pile())
    assert [o.kind for o in made.origins] == ["anonymous", "anonymous"]
    assert made.claims[0].origins == 2


def test_people_of_other_sorts_in_one_story_are_told_apart(maker):
    text = "A nurse said the road was closed. A Turkish diplomat said the bridge was open."
    here = maker.report("a.txt", text, day="2021-06-01", outlet="Quay Daily")
    maker.statement(here, "the road was closed", [maker.link(None, "A nurse", "anonymous")])
    maker.statement(here, "the bridge was open", [maker.link(None, "A Turkish diplomat", "anonymous")])
    assert len(assess(maker.pile()).origins) == 2


def test_one_story_retold_twice_is_one_origin_and_two_stories_are_two(maker):
    cable = maker.entity("The Cable", "media")
    for name, day in (("a", "2021-06-01"), ("b", "2021-06-03"), ("c", "2021-11-20")):
        maker.statement(report(maker, name, f"Outlet {name}", day), CONTENT, [maker.link(cable, "The Cable", "media")])
    made = assess(maker.pile())
    assert kinds(made) == [("media", "The Cable", 1), ("media", "The Cable", 2)]
    assert made.claims[0].origins == 1, "two stories of one outlet count once for a claim"


def test_a_story_in_the_pile_is_the_one_that_others_retell(maker):
    cable = maker.entity("The Cable", "media")
    own = report(maker, "own", "The Cable", "2021-06-01")
    other = report(maker, "other", "Ridge News", "2021-06-02")
    maker.statement(own, CONTENT, [maker.link(None, "two officials", "anonymous")])
    chain = [maker.link(cable, "The Cable", "media"), maker.link(None, "two officials", "anonymous")]
    maker.statement(other, CONTENT, chain)
    made = assess(maker.pile())
    assert [(o.kind, len(o.reports)) for o in made.origins] == [("anonymous", 2)]
    assert made.claims[0].origins == 1


def test_an_outlets_own_sentence_has_the_outlet_or_its_report(maker):
    maker.statement(report(maker, "a", "Quay Daily", "2021-06-01"), CONTENT)
    maker.statement(report(maker, "b", None, "2021-06-01"), CONTENT)
    assert kinds(assess(maker.pile())) == [("outlet", "Quay Daily", 1), ("outlet", "b.txt", 1)]


def test_a_copied_sentence_has_the_report_it_was_copied_from(maker):
    first, later = (report(maker, n, f"Outlet {n}", f"2021-06-0{d}", "it") for n, d in (("a", 1), ("b", 2)))
    maker.statement(first, CONTENT)
    maker.statement(later, CONTENT)
    maker.copy(first, later, CONTENT, 0.8)
    assert kinds(assess(maker.pile())) == [("outlet", "Outlet a", 2)]


def test_a_source_told_of_in_a_story_is_not_counted_beside_the_story(maker):
    cable = maker.entity("The Cable", "media")
    here = report(maker, "a", "Quay Daily", "2021-06-01")
    there = report(maker, "b", "Ridge News", "2021-06-01")
    maker.statement(here, CONTENT, [maker.link(cable, "The Cable", "media")])
    chain = [maker.link(cable, "The Cable", "media"), maker.link(None, "an official", "anonymous")]
    maker.statement(there, CONTENT, chain)
    made = assess(maker.pile())
    assert made.claims[0].origins == 1
    assert "not counted beside it" in made.claims[0].origins_why


def test_every_statement_and_every_figure_in_one_has_an_origin(maker):
    here = maker.report("a.txt", "Nine people were killed, Elin Maro said.", day="2021-06-01")
    told = maker.statement(here, "Nine people were killed", [maker.link(maker.entity("Elin Maro"), "Elin Maro")])
    figure = maker.quantity(here, "Nine people", 9.0)
    made = assess(maker.pile())
    ids = {o.id for o in made.origins}
    assert {a.row for a in made.origin_of} == {told}
    assert [(a.row, a.group in ids) for a in made.figure_origin_of] == [(figure, True)]
