"""What a denial in other words denies: by what its negation reaches, by wording, by who spoke last."""

from __future__ import annotations

import pytest

from piles import PileMaker
from rashomon.assess import assess
from rashomon.assess.focus import doubts, focus_of, keeps_out, said_false


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


class Page:
    """One report in which people speak one after the other."""

    def __init__(self, maker, text, name="a", day="2021-06-01"):
        self.maker = maker
        self.report = maker.report(f"{name}.txt", text, day=day, outlet=f"Outlet {name}")

    def says(self, name, content, cue, **more):
        known = {e.name: e.id for e in self.maker.rows["entities"]}
        holder = known.get(name) or self.maker.entity(name)
        self.maker.statement(self.report, content, [self.maker.link(holder, name, "person")], cue=cue, **more)


def found(maker, kind="denial"):
    made = assess(maker.pile())
    return [[[e.text for e in s.evidence] for s in f.sides] for f in made.findings if f.kind == kind]


@pytest.mark.parametrize(
    ("text", "whole", "reached"),
    [
        ("no gravel was carted off", False, [{"gravel"}]),
        ("None of our lorries was on the ridge", False, [{"lorry"}]),
        ("none has opened a sluice", False, [{"open", "sluic"}]),
        ("Nobody opened a sluice", False, [{"open", "sluic"}]),
        ("The hatch was rusty, not at the hinge", False, []),
        ("no evidence that the lorries came", False, []),
        ("we did not think of the sluice", False, []),
        ("the sluice had been opened", True, [{"sluic", "open"}]),
        ("Any talk of opened sluices is nonsense", False, [{"open", "sluic"}]),
        ("The sluice was opened", False, []),
        ("The ferry was not full", False, [{"full", "ferry"}]),
        ("not every keeper was from Haldin", False, []),
        ("it does not necessarily make him a keeper", False, []),
    ],
)
def test_a_negation_reaches_what_is_not_so(text, whole, reached):
    assert focus_of(text, whole) == [frozenset(r) for r in reached]


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("The claim that guards slept was a plain lie", "guards slept"),
        ("Any talk of leaking sluices is false", "leaking sluices"),
        ("The report of the panel was long", None),
        ("His teeth were false", None),
    ],
)
def test_what_is_called_false_to_speak_of_is_denied(text, matter):
    assert said_false(text) == matter


@pytest.mark.parametrize(
    ("text", "doubting"),
    [
        ("Ana Rill, who runs the ferry museum, is sceptical.", True),
        ("“I doubt it.", True),
        ("She is sceptical about taxes on salt.", False),
        ("There is no doubt that it sank.", False),
    ],
)
def test_doubt_of_what_was_said_ends_a_sentence(text, doubting):
    assert doubts(text) == doubting


def test_who_had_no_part_in_a_deed_keeps_out_of_it():
    assert keeps_out("it had played no part in the felling")
    assert not keeps_out("the part was not in stock")


def test_a_denial_in_other_words_is_of_the_party_that_spoke_last(maker):
    page = Page(
        maker, "The east sluice gate was opened, Elin Maro said. No east sluice gate was found open, Jon Bast insisted."
    )
    page.says("Elin Maro", "The east sluice gate was opened", "said")
    page.says("Jon Bast", "No east sluice gate was found open", "insisted", polarity="negative")
    assert found(maker) == [[["The east sluice gate was opened"], ["No east sluice gate was found open"]]]


def test_what_would_be_and_what_is_thought_deny_nothing(maker):
    page = Page(
        maker,
        "The sluice had been forced open, Elin Maro said. In May nobody would go near a sluice, Jon Bast insisted. "
        "I do not think of sluices, Una Vell held.",
    )
    page.says("Elin Maro", "The sluice had been forced open", "said")
    page.says("Jon Bast", "In May nobody would go near a sluice", "insisted", polarity="negative")
    page.says("Una Vell", "I do not think of sluices", "held", polarity="negative")
    assert found(maker) == []


def test_what_is_only_warned_about_is_not_what_is_denied(maker):
    page = Page(
        maker,
        "The mayor and both engineers of Sarr were warned in March about sluices, Elin Maro said. "
        "No sluice had rusted, Jon Bast insisted.",
    )
    page.says("Elin Maro", "The mayor and both engineers of Sarr were warned in March about sluices", "said")
    page.says("Jon Bast", "No sluice had rusted", "insisted", polarity="negative")
    assert found(maker) == []


def test_an_account_that_has_changed_is_a_tension(maker):
    text = "The guards fired two flares, the warden said, after his deputy had denied that flares were fired."
    page = Page(maker, text)
    warden, deputy = maker.entity("the warden"), maker.entity("his deputy")
    maker.statement(page.report, "The guards fired two flares", [maker.link(warden, "the warden")], cue="said")
    maker.statement(
        page.report, "flares were fired", [maker.link(deputy, "his deputy")], cue="had denied", kind="denial"
    )
    assert found(maker) == []
    ((one, two),) = found(maker, "tension")
    assert one == ["The guards fired two flares"]
    assert two == ["flares were fired"]


def test_what_is_denied_may_be_told_in_words_of_the_same_matter(maker):
    told, denial = "The sail at Sarr quay was alight", "Nobody ignited the sail at Sarr quay"
    page = Page(maker, f"{told}, Elin Maro said. Bread was cheap, Una Vell said. {denial}, Jon Bast insisted.")
    page.says("Elin Maro", told, "said")
    page.says("Una Vell", "Bread was cheap", "said")
    page.says("Jon Bast", denial, "insisted", polarity="negative")
    assert found(maker) == [[[told], [denial]]]


def test_a_denial_of_all_that_another_report_tells_needs_no_word_of_denying(maker):
    told, denial = "The keepers of Sarr forced two locks before noon", "No locks were forced by the keepers"
    rest = "Sarr is on the Orrin. The Haldin council met in Sarr. The Orrin was high at Sarr."
    one, two = (
        Page(maker, f"{t}, {name} said. {rest}", name) for t, name in ((told, "Elin Maro"), (denial, "Jon Bast"))
    )
    one.says("Elin Maro", told, "said")
    two.says("Jon Bast", denial, "said", polarity="negative")
    assert found(maker) == [[[told], [denial]]]


@pytest.mark.parametrize(("incident", "severity"), [(True, "medium"), (False, "low")])
def test_without_a_word_of_denying_it_weighs_little_where_reports_share_no_happening(maker, incident, severity):
    told, denial = "Keepers forced two locks before noon", "No locks were forced by keepers"
    page = Page(maker, f"{told}, Elin Maro said. {denial}, Jon Bast insisted.")
    page.says("Elin Maro", told, "said")
    page.says("Jon Bast", denial, "insisted", polarity="negative")
    if incident:
        maker.incident("the locks", [maker.quantity(page.report, "two", 2.0, measure="other")])
    (finding,) = (f for f in assess(maker.pile()).findings if f.kind == "denial")
    assert finding.severity == severity


@pytest.mark.parametrize(
    ("denial", "severity"), [("No locks were forced by the keepers", "high"), ("There were no locks", "low")]
)
def test_a_plain_negation_in_another_report_weighs_little_where_only_the_thing_is_shared(maker, denial, severity):
    told = "The keepers of Sarr forced two locks before noon"
    rest = "Sarr is on the Orrin. The Haldin council met in Sarr. The Orrin was high at Sarr. Nine boats sank."
    one, two = (
        Page(maker, f"{t}, {name} said. {rest}", name) for t, name in ((told, "Elin Maro"), (denial, "Jon Bast"))
    )
    one.says("Elin Maro", told, "said")
    two.says("Jon Bast", denial, "said", polarity="negative")
    maker.incident("the boats", [maker.quantity(p.report, "Nine", 9.0, measure="other") for p in (one, two)])
    assert [f.severity for f in assess(maker.pile()).findings if f.kind == "denial"] == [severity]


def test_each_of_two_accounts_that_are_joined_may_be_denied(maker):
    told = "The rocket fell into the sea and that nobody was wounded"
    page = Page(maker, f"{told}, Elin Maro said. Seven guards were wounded, Jon Bast held.")
    page.says("Elin Maro", told, "said")
    page.says("Jon Bast", "Seven guards were wounded", "held")
    assert found(maker) == [[["Seven guards were wounded"], ["nobody was wounded"]]]


def test_words_told_within_a_denial_are_not_what_it_denies(maker):
    page = Page(maker, "No gate at Sarr was opened though Elin Maro said the gate was opened, Jon Bast insisted.")
    page.says(
        "Jon Bast",
        "No gate at Sarr was opened though Elin Maro said the gate was opened",
        "insisted",
        polarity="negative",
    )
    page.says("Elin Maro", "the gate was opened", "said")
    assert found(maker) == []
