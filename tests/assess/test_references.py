"""Denials that point: `denied it`, `rejected her claims`, `that number is an invention`, `it is not 96`."""

from __future__ import annotations

import pytest

from piles import PileMaker
from rashomon.assess import assess
from rashomon.assess.terms import disagrees, is_called_false, is_withheld, number_denied, points_back, terms

DAM = "The dam was sound in May, Elin Maro said. The gate at Haldin had rusted through, Jon Bast said. "


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


class Page:
    """One report in which people speak one after the other."""

    def __init__(self, maker, text):
        self.maker, self.report = maker, maker.report("a.txt", text, day="2021-06-01", outlet="Quay Daily")
        self.known = {}

    def who(self, name, kind="person"):
        sort = {"body": "company"}.get(kind, kind)
        self.known[name] = self.known.get(name) or self.maker.entity(name, sort)
        return self.known[name]

    def says(self, name, content, sort="person", **more):
        self.maker.statement(self.report, content, [self.maker.link(self.who(name, sort), name, sort)], **more)

    def denials(self):
        made = assess(self.maker.pile())
        return [[[e.text for e in s.evidence] for s in f.sides] for f in made.findings if f.kind == "denial"]


def test_a_denial_of_it_is_of_who_spoke_last_and_is_carried_out_by_what_follows(maker):
    page = Page(maker, DAM + "Sarr Water denied it. Both gates were tested in June, spokeswoman Ana Rill said.")
    page.says("Elin Maro", "The dam was sound in May", cue="said")
    page.says("Jon Bast", "The gate at Haldin had rusted through", cue="said")
    page.says("Sarr Water", "it", "body", kind="denial", cue="denied")
    page.says("Ana Rill", "Both gates were tested in June", source="spokeswoman Ana Rill")
    ((told, against),) = page.denials()
    assert told == ["The gate at Haldin had rusted through"]
    assert any("denied it" in text for text in against)
    assert "Both gates were tested in June" in against


def test_who_is_charged_denies_the_charge_not_what_the_accuser_says_besides(maker):
    page = Page(
        maker,
        "Elin Maro blamed Sarr Water, saying men of theirs had forced the gate. Two boats had sunk, Elin Maro said. "
        "Sarr Water denied it.",
    )
    page.who("Sarr Water", "body")
    maker.mention(page.report, "Sarr Water", page.known["Sarr Water"], "company")
    page.says("Elin Maro", "men of theirs had forced the gate", cue="saying")
    page.says("Elin Maro", "Two boats had sunk", cue="said")
    page.says("Sarr Water", "it", "body", kind="denial", cue="denied")
    ((told, _),) = page.denials()
    assert told == ["men of theirs had forced the gate"]


def test_what_somebody_else_says_next_does_not_carry_a_denial_out(maker):
    page = Page(maker, DAM + "Sarr Water denied it. The river was high in June, a fisher, Ana Rill, said.")
    page.says("Jon Bast", "The gate at Haldin had rusted through", cue="said")
    page.says("Sarr Water", "it", "body", kind="denial", cue="denied")
    page.says("Ana Rill", "The river was high in June", source="a fisher, Ana Rill")
    ((_, against),) = page.denials()
    assert "The river was high in June" not in against


def test_claims_of_somebody_named_are_what_that_person_said(maker):
    page = Page(maker, DAM + "Sarr Water rejected Elin Maro’s claims.")
    page.says("Elin Maro", "The dam was sound in May", cue="said")
    page.says("Jon Bast", "The gate at Haldin had rusted through", cue="said")
    page.says("Sarr Water", "Elin Maro’s claims", kind="denial", cue="rejected")
    maker.mention(page.report, "Elin Maro’s", page.who("Elin Maro"))
    maker.mention(page.report, "Elin Maro", page.who("Elin Maro"), nth=2)
    ((told, _),) = page.denials()
    assert told == ["The dam was sound in May"]


def test_claims_of_somebody_who_said_nothing_here_are_denied_of_nobody(maker):
    page = Page(maker, DAM + "Sarr Water rejected Una Vell’s claims.")
    page.says("Jon Bast", "The gate at Haldin had rusted through", cue="said")
    page.says("Sarr Water", "Una Vell’s claims", kind="denial", cue="rejected")
    maker.mention(page.report, "Una Vell", page.who("Una Vell"))
    assert page.denials() == []


def test_allegations_are_of_who_denies_them_or_of_nobody_here(maker):
    page = Page(maker, DAM + "Sarr Water denied the allegations.")
    page.says("Jon Bast", "The gate at Haldin had rusted through", cue="said")
    page.says("Sarr Water", "the allegations", kind="denial", cue="denied")
    assert page.denials() == []


def test_that_number_is_an_invention_denies_who_gave_a_number(maker):
    text = "The depot held 187 drums of fuel, Elin Maro said. The road was wet, Jon Bast said. “That number is a lie.”"
    page = Page(maker, text + " So said Una Vell.")
    page.says("Elin Maro", "The depot held 187 drums of fuel", cue="said")
    maker.quantity(page.report, "187 drums", 187.0, measure="other", counted="drums")
    page.says("Jon Bast", "The road was wet", cue="said")
    page.says("Una Vell", "That number is a lie")
    ((told, against),) = page.denials()
    assert told == ["The depot held 187 drums of fuel"]
    assert against == ["That number is a lie"]


def test_it_is_not_96_denies_who_said_96(maker):
    page = Page(maker, "The bus carried 96 pilgrims, Elin Maro said. “It was not 96,” Jon Bast said.")
    page.says("Elin Maro", "The bus carried 96 pilgrims", cue="said")
    maker.quantity(page.report, "96 pilgrims", 96.0, measure="people", counted="pilgrims")
    page.says("Jon Bast", "“It was not 96,”")
    ((told, against),) = page.denials()
    assert told == ["The bus carried 96 pilgrims"]
    assert "not 96" in against[0]


def test_no_such_order_denies_what_was_just_said(maker):
    page = Page(maker, "The crew was told to sail, Elin Maro said. Nobody gave any such order, Jon Bast said.")
    page.says("Elin Maro", "The crew was told to sail", cue="said")
    page.says("Jon Bast", "Nobody gave any such order")
    ((told, _),) = page.denials()
    assert told == ["The crew was told to sail"]


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("That number is an invention", "said", True),
        ("the figure of 40 crates a rumour", "called", True),
        ("This claim is not true", "said", True),
        ("It is false that the gate was shut", "said", False),
        ("The teeth were false", "said", False),
        ("The report is not false", "said", False),
    ],
)
def test_what_is_called_false_is_a_word_that_points(text, cue, expected):
    assert is_called_false(text, cue) is expected


def test_words_that_point_back():
    assert points_back("Nobody gave any such order")
    assert not points_back("The men gave such orders as they could")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It is not 96", 96.0),
        ("That figure was not 1,200", 1200.0),
        ("It is not 96 but", 96.0),
        ("Not 96 men came", None),
    ],
)
def test_a_number_is_denied_by_a_short_clause(text, number):
    assert number_denied(text) == number


def test_who_disagrees_is_set_against_who_spoke_before():
    assert disagrees("A second guard did not agree.")
    assert disagrees("A second guard disagreed, saying the road was dry")
    assert not disagrees("if the two sides did not agree on a date")


def test_what_is_withheld_is_no_account():
    assert is_withheld("access to the site")
    assert not is_withheld("that the access road was shut")


def test_few_and_hardly_negate_but_not_a_few():
    assert terms("only a few guards had keys").negated
    assert terms("few guards had keys").negated
    assert not terms("a few guards had keys").negated
    assert not terms("over the past few days the guards had keys").negated


def test_speech_within_speech_is_no_second_account(maker):
    page = Page(maker, "Elin Maro said that Jon Bast denied that the gate had rusted through.")
    page.says("Elin Maro", "Jon Bast denied that the gate had rusted through", cue="said")
    page.says("Jon Bast", "the gate had rusted through", kind="denial", cue="denied")
    assert page.denials() == []
