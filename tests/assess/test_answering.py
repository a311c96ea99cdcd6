"""What keeps a denial from being of an account, and voices of one state from confirming each other."""

from __future__ import annotations

import pytest

from piles import PileMaker
from rashomon.assess import assess

REST = "Sarr is on the Orrin. The Haldin council met in Sarr. The Orrin was high at Sarr"


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def said(maker, *told, text=None):
    """The denials of one report in which people speak one after the other: `(name, cue, content, kind, polarity)`."""
    whole = text or ". ".join(f"{name} {cue} {content}" for name, cue, content, *_ in told)
    report = maker.report("a.txt", f"{whole}. {REST}", day="2021-06-01", outlet="Quay Daily")
    for name, cue, content, kind, polarity in told:
        holder = maker.entity(name, "person" if name.istitle() else "organisation")
        link = maker.link(holder, name, "person" if name.istitle() else "body")
        maker.statement(report, content, [link], kind=kind, polarity=polarity, cue=cue)
    return [f for f in assess(maker.pile()).findings if f.kind == "denial"]


@pytest.mark.parametrize(
    ("denied", "count"),
    [
        ("accounts from pupils that he was beaten at the school", 0),
        ("accounts from Elin Maro that he was beaten at the school", 1),
        ("he was beaten at the school", 1),
    ],
)
def test_a_denial_of_somebody_s_account_is_of_nobody_else_s(maker, denied, count):
    found = said(
        maker,
        ("Elin Maro", "said", "the boy was beaten and later told the keepers of the fire", "assertion", "positive"),
        ("Jon Bast", "denied", denied, "denial", "positive"),
    )
    assert len(found) == count


@pytest.mark.parametrize(("end", "count"), [("", 1), ("?", 0)])
def test_a_question_is_no_account(maker, end, count):
    asked = f"the keepers of Sarr forced two locks before noon{end}"
    text = f"Elin Maro said {asked} Jon Bast denied the keepers forced two locks"
    found = said(
        maker,
        ("Elin Maro", "said", asked, "assertion", "positive"),
        ("Jon Bast", "denied", "the keepers forced two locks", "denial", "positive"),
        text=text,
    )
    assert len(found) == count


@pytest.mark.parametrize(("one", "two", "count"), [("Orrin Police", "police", 0), ("Orrin Police", "the keepers", 1)])
def test_a_body_does_not_deny_itself(maker, one, two, count):
    found = said(
        maker,
        (one, "said", "the boy had a knife in his hand", "assertion", "positive"),
        (two, "denied", "the boy had any knife in his hand", "denial", "positive"),
    )
    assert len(found) == count


def corroborated(maker, *parties):
    """The findings that two parties of two outlets say the same: each `(words before, name, kind)`."""
    told = ("the bridge at Sarr was shelled by boats at dawn", "boats shelled the bridge at Sarr at dawn")
    for letter, (before, name, kind), content in zip("ab", parties, told, strict=True):
        text = f"{before}{name} said {content}. {REST}"
        report = maker.report(f"{letter}.txt", text, day="2021-06-01", outlet=f"Outlet {letter}")
        holder = maker.entity(name, kind)
        maker.mention(report, name, holder, kind=kind)
        link = maker.link(holder, name, "person" if kind == "person" else "body")
        maker.statement(report, content, [link], cue="said")
    return [f for f in assess(maker.pile()).findings if f.kind == "corroboration"]


@pytest.mark.parametrize(
    ("one", "two", "count"),
    [
        (("", "Iran", "government"), ("", "IRNA", "media"), 0),
        (("Russian Foreign Minister ", "Carl Weiner", "person"), ("", "Kremlin", "organisation"), 0),
        (("", "Iraq", "government"), ("the ", "High Command", "military"), 0),
        (("", "Iran", "government"), ("Russian Foreign Minister ", "Carl Weiner", "person"), 1),
        (("the Russian painter ", "Carl Weiner", "person"), ("", "Kremlin", "organisation"), 1),
    ],
)
def test_two_voices_of_one_state_confirm_nothing(maker, one, two, count):
    assert len(corroborated(maker, one, two)) == count
