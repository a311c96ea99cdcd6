"""Headlines over what is denied, preliminary or of other people; parties that only point to a newspaper."""

from __future__ import annotations

import pytest

from piles import PileMaker
from rashomon.assess import assess
from rashomon.records import Event, row_id


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def headline(maker, title, *said, deed=None, deed_type="ASSAULT"):
    """A report whose statements are (content, holder, kind, polarity), one to a line."""
    lines = [f"{content}, {holder} said." for content, holder, _, _ in said]
    here = maker.report("a.txt", "\n".join([title, *lines]), day="2021-06-01", outlet="Quay Daily", title=title)
    for content, holder, kind, polarity in said:
        who = maker.entity(holder) if kind == "person" else None
        maker.statement(here, content, [maker.link(who, holder, kind)], polarity=polarity, cue="said")
    if deed:
        span = maker.span(here, deed)
        maker.rows["events"].append(
            Event(id=row_id("events", here, span.start), report=here, span=span, type=deed_type)
        )
    return here


def framing(maker):
    return [f for f in assess(maker.pile()).findings if f.kind == "framing"]


ACCOUNT = ("Their boats had fired on the market from the river", "Elin Maro", "person", "positive")


@pytest.mark.parametrize(
    ("denial", "holder"),
    [
        ("Not one shell was fired on the market by our boats", "Jon Bast"),
        ("No boat of the navy was involved", "the Haldin navy"),
    ],
)
def test_a_flat_headline_over_what_the_text_has_denied_is_framing(maker, denial, holder):
    title = "Haldin navy fired on crowded market"
    headline(maker, title, ACCOUNT, (denial, holder, "body", "negative"), deed="fired on crowded")
    (found,) = framing(maker)
    assert found.sides[0].evidence[0].text == title
    assert denial in [e.text for e in found.sides[1].evidence]


@pytest.mark.parametrize(
    ("title", "denial"),
    [
        ("Navy fired on crowded market, doctors say", "Not one shell was fired on the market by our boats"),
        ("Navy fired on crowded market", "No other shell was fired on the market"),
        ("Navy fired on crowded market", "Not one of the bakers was paid this month"),
    ],
)
def test_a_headline_with_a_source_or_over_another_denial_is_none(maker, title, denial):
    headline(maker, title, ACCOUNT, (denial, "Jon Bast", "person", "negative"), deed="fired on crowded")
    assert framing(maker) == []


def test_a_headline_of_opinion_tells_no_deed_that_could_be_denied(maker):
    title = "Market cloud hangs over navy budget"
    headline(
        maker, title, ACCOUNT, ("The market has nothing to do with the navy budget", "Jon Bast", "person", "negative")
    )
    assert framing(maker) == []


def test_a_flat_headline_over_what_is_called_preliminary_is_framing(maker):
    title = "Rebel rockets destroy grain store in Haldin"
    lead = ("Rebel rockets fell on the grain store in Haldin", "Elin Maro", "person", "positive")
    open_ = ("Preliminary information indicates that the rockets came from the hills", "Jon Bast", "person", "positive")
    headline(maker, title, lead, open_)
    assert [f.severity for f in framing(maker)] == ["medium"]


@pytest.mark.parametrize(("who", "count"), [("Two western officials", 1), ("Two French officials", 0)])
def test_a_headline_may_not_give_its_source_a_nation(maker, who, count):
    title = "French officials: navy jet bombed grain store in Haldin"
    content = "a navy jet bombed the grain store in Haldin"
    here = maker.report("a.txt", f"{title}\n{who} said {content}.", day="2021-06-01", outlet="Quay Daily", title=title)
    told = [maker.link(None, "French officials", "anonymous")]
    maker.statement(here, "navy jet bombed grain store in Haldin", told)
    maker.statement(here, content, [maker.link(None, who.lower(), "anonymous")], source=who, cue="said")
    assert len(framing(maker)) == count


@pytest.mark.parametrize(("points", "count"), [("a report in The Cable", 1), ("the state of the road", 0)])
def test_a_party_that_points_to_a_report_only_confirms_nothing(maker, points, count):
    title = "River Party confirms ballots were burned"
    own = "River Party ballots were burned behind the school"
    text = f"{title}\nThe River Party confirmed that {own}.\nThe party pointed to {points}, which named nobody."
    here = maker.report("a.txt", text, day="2021-06-01", outlet="Quay Daily", title=title)
    maker.entity("The Cable", "media")
    party = maker.link(maker.entity("River Party", "party"), "River Party", "body")
    maker.statement(here, own, [party], cue="confirmed")
    maker.statement(here, points, [party], cue="pointed to")
    assert len(framing(maker)) == count
