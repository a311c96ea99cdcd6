"""Sentences that a stranger reads: who is told, and with which verb."""

import pytest

from rashomon.assess.telling import is_plural, listed


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


def test_names_in_a_row_stand_once():
    assert listed(["Maro", "Bast", "Maro"]) == "Maro and Bast"
    assert listed([]) == ""
