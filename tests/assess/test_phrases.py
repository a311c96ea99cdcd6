"""Phrases of tables among words."""

import pytest

from rashomon.assess.phrases import around_phrases, has_phrase, spaced


@pytest.mark.parametrize(
    ("told", "held"),
    [("up from nine", True), ("nine, up from", True), ("a start-up from Ravel", False), ("", False)],
)
def test_a_phrase_is_met_as_whole_words_wherever_it_stands(told, held):
    assert has_phrase(spaced(told.replace(",", "").split()), ["as of", "up from"]) is held


def test_what_stands_around_phrases_is_parted_at_the_first_of_each():
    told = spaced(["the", "cause", "was", "due", "to", "rust", "due", "to", "rain"])
    assert list(around_phrases(told, ["owing to", "due to", "cause was due"])) == [
        (" the cause was", "rust due to rain "),
        (" the", "to rust due to rain "),
    ]
