"""Sentences that a stranger reads: who is told, and with which verb."""

import pytest

from rashomon.assess.telling import is_plural, is_several, listed


@pytest.mark.parametrize(
    "name",
    [
        "federal officials",
        "sources with knowledge of the talks",
        "witnesses",
        "people in the square",
        "two clerks (to AP)",
    ],
)
def test_several_under_one_name(name):
    assert is_plural(name)


@pytest.mark.parametrize(
    "name",
    [
        "a clerk",
        "one of the doctors",
        "a spokesman for the Ravens",
        "the boss",
        "somebody not named",
        "a source in Paris",
        "",
    ],
)
def test_one_by_herself(name):
    assert not is_plural(name)


@pytest.mark.parametrize("name", ["the authorities", "media accounts", "the police", "Both", "Federal officials"])
def test_a_description_of_several_takes_a_plural_verb(name):
    assert is_several(name)


@pytest.mark.parametrize("name", ["The United Nations", "Reuters", "the governor", "Médecins Sans Frontières"])
def test_a_name_takes_a_singular_verb_whatever_its_last_letter(name):
    assert not is_several(name)


def test_names_in_a_row_stand_once():
    assert listed(["Maro", "Bast", "Maro"]) == "Maro and Bast"
    assert listed([]) == ""
