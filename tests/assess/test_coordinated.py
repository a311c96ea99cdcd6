"""Where a content goes on with an account of its own."""

from __future__ import annotations

import pytest

from rashomon.assess.coordinated import coordinated
from rashomon.assess.terms import is_clause


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the mast had been cut and that nobody was aboard", ["the mast had been cut", "nobody was aboard"]),
        ("it owned no barge, but that one was hired in May", ["it owned no barge", "one was hired in May"]),
        ("The lock was shut, and none of the keepers had left", ["The lock was shut", "none of the keepers had left"]),
        ("the bridge was closed; it is being mended", ["the bridge was closed", "it is being mended"]),
        ("Two barges were there, but Haldin was not told", ["Two barges were there", "Haldin was not told"]),
        ("ropes, nets and that old sail", ["ropes, nets and that old sail"]),
        ("a barge, a sail and a rope with knots tied", ["a barge, a sail and a rope with knots tied"]),
        ("the keeper ran and shut the gate", ["the keeper ran and shut the gate"]),
        ("they found oars, the sail and a rope", ["they found oars, the sail and a rope"]),
    ],
)
def test_accounts_that_are_joined_are_told_apart(text, parts):
    assert [text[start:end] for start, end in coordinated(text)] == parts


@pytest.mark.parametrize(
    ("text", "clause"),
    [("the keepers opened it", True), ("the Sarr-led council", False), ("the half-sunken, tar-covered boat", False)],
)
def test_a_clause_has_a_verb_that_can_be_seen_and_no_compound_is_one(text, clause):
    assert is_clause(text) == clause
