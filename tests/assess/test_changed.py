"""Accounts that a report says have changed."""

from __future__ import annotations

import pytest

from piles import PileMaker
from rashomon.assess import assess


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def tensions(maker, text, *said):
    """A report whose statements are (content, holder, cue, polarity)."""
    here = maker.report("a.txt", text, day="2021-06-01", outlet="Quay Daily")
    for content, holder, cue, polarity in said:
        who = maker.entity(holder, "organisation")
        maker.statement(here, content, [maker.link(who, holder, "body")], cue=cue, polarity=polarity)
    return [f for f in assess(maker.pile()).findings if f.kind == "tension"]


BEFORE, AFTER = "no wagon was missing from the yard", "two wagons had rolled off in the dark"


@pytest.mark.parametrize(
    ("cue", "holder", "count"),
    [("had insisted", "Rail Office", 1), ("had insisted", "Dock Union", 0), ("insists", "Rail Office", 0)],
)
def test_what_a_party_had_insisted_and_now_says(maker, cue, holder, count):
    text = f"The Rail Office, which on Monday {cue} that {BEFORE}, said on Friday that {AFTER} by the {holder}."
    told = tensions(maker, text, (BEFORE, "Rail Office", cue, "negative"), (AFTER, holder, "said", "positive"))
    assert len(told) == count


@pytest.mark.parametrize(("verb", "count"), [("has changed its account", 1), ("has changed its timetable", 0)])
def test_an_account_that_is_said_to_have_changed(maker, verb, count):
    text = f"The Rail Office, which said that {BEFORE}, {verb}. Its wagons: {AFTER}, it said."
    told = tensions(
        maker, text, (BEFORE, "Rail Office", "said", "negative"), (AFTER, "Rail Office", "said", "positive")
    )
    assert [len(f.sides) for f in told] == [2] * count
