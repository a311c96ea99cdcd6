"""Copied sentences keep their origin though names, marks and hours are spelled otherwise; houses count once."""

from __future__ import annotations

import pytest

from piles import PileMaker
from rashomon.assess import assess

AGENCY = (
    "The bridge at Varn Ford was closed to lorries at about 6:30 on Monday, the road office said. "
    "Two drivers were hurt when a girder fell on the deck, said Ilya Maroun, a nurse at the clinic."
)
PRINTED = (
    "The bridge at Varnford was closed to lorries at about 6.30 on Monday, the road office said. "
    "Two drivers were hurt when a girder fell on the deck, said Ilia Marun, a nurse at the clinic."
)


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def told(maker, copied: bool):
    first = maker.report("a.txt", AGENCY, day="2021-06-01", outlet="Orrin Wire")
    later = maker.report("b.txt", PRINTED, day="2021-06-02", outlet="Lakes Post")
    for report, name in ((first, "Ilya Maroun"), (later, "Ilia Marun")):
        said = [maker.link(maker.entity(name), name)]
        maker.statement(report, "Two drivers were hurt when a girder fell on the deck", said)
    if copied:
        maker.copy(first, later, "Two drivers were hurt when a girder fell on the deck, said", 0.6)
    return assess(maker.pile())


def test_a_copied_statement_has_the_origin_of_the_one_copied(maker):
    assert [(o.name, len(o.reports)) for o in told(maker, True).origins] == [("Ilya Maroun", 2)]


def test_without_a_copy_two_names_are_two_origins(maker):
    assert len(told(maker, False).origins) == 2


def test_a_copy_shows_sentences_that_differ_in_spelling(maker):
    found = [f for f in told(maker, True).findings if f.kind == "circular"]
    assert [len(s.evidence) for s in found[0].sides] == [2, 2]
    assert found[0].sides[0].evidence[0].text.startswith("The bridge at Varn Ford")


def test_two_copies_of_one_story_are_no_copies_of_each_other(maker):
    reports = [
        maker.report(f"{n}.txt", AGENCY, day=f"2021-06-0{i}", outlet=f"Outlet {n}") for i, n in enumerate("abc", 1)
    ]
    for one, two in ((0, 1), (0, 2), (1, 2)):
        maker.copy(reports[one], reports[two], AGENCY, 0.9)
    found = [f for f in assess(maker.pile()).findings if f.kind == "circular"]
    assert sorted(s.label for f in found for s in f.sides) == ["Outlet a", "Outlet a", "Outlet b", "Outlet c"]


def test_a_masthead_that_others_cite_is_the_outlet_of_its_report(maker):
    wording = "The ferry left the pier with its doors open"
    own = maker.report("own.txt", f"THE VARN GAZETTE\nThe night of the ferry\n{wording}, a deckhand said.",
                       day="2021-06-01", title="The night of the ferry")  # fmt: skip
    maker.statement(own, wording, [maker.link(None, "a deckhand", "anonymous")])
    other = maker.report(
        "other.txt", f"{wording}, a deckhand told the Varn Gazette.", day="2021-06-02", outlet="Lakes Post"
    )
    chain = [maker.link(None, "the Varn Gazette", "media"), maker.link(None, "a deckhand", "anonymous")]
    maker.statement(other, wording, chain)
    made = assess(maker.pile())
    assert made.claims[0].origins == 1
    assert [f.kind for f in made.findings] == ["circular"]


@pytest.mark.parametrize(
    ("text", "party", "kind", "origins"),
    [
        (
            "The gate was locked at dusk, said Mara Ilves, a spokeswoman for the harbour police.",
            "the police",
            "body",
            1,
        ),
        (
            "The gate was locked at dusk, said Mara Ilves, a spokeswoman for the harbour police.",
            "the mayor",
            "person",
            2,
        ),
        ("The gate was locked at dusk, said the port director, Mara Ilves.", "the port director", "person", 1),
        ("The gate was locked at dusk, said Mara Ilves, who lives by the police station.", "the police", "body", 2),
    ],
)
def test_a_body_and_who_speaks_for_it_are_counted_once(maker, text, party, kind, origins):
    wording, who = "The gate was locked at dusk", maker.entity("Mara Ilves")
    one = maker.report("a.txt", text, day="2021-06-01", outlet="Orrin Wire")
    maker.mention(one, "Mara Ilves", who)
    maker.statement(one, wording, [maker.link(who, "Mara Ilves")])
    two = maker.report("b.txt", f"{wording}, {party} said.", day="2021-06-01", outlet="Lakes Post")
    maker.statement(two, wording, [maker.link(None, party, kind)])
    assert assess(maker.pile()).claims[0].origins == origins


def test_two_named_persons_of_one_trade_stay_two(maker):
    wording = "The gate was locked at dusk"
    for name, outlet in (("Mara Ilves", "Orrin Wire"), ("Jon Bast", "Lakes Post")):
        who = maker.entity(name)
        here = maker.report(f"{name}.txt", f"{wording}, said {name}, a docker.", day="2021-06-01", outlet=outlet)
        maker.mention(here, name, who)
        maker.statement(here, wording, [maker.link(who, name)])
    assert assess(maker.pile()).claims[0].origins == 2


def two_outlets(maker, first, second, holders):
    for name, outlet, text, (holder, kind) in zip(
        "ab", ("Orrin Wire", "Lakes Post"), (first, second), holders, strict=True
    ):
        here = maker.report(f"{name}.txt", f"{text}, {holder} said.", day="2021-06-01", outlet=outlet)
        maker.quantity(here, "Nine wagons", 9.0, measure="vehicles", counted="wagons")
        maker.statement(here, text, [maker.link(maker.entity(holder, kind), holder, "body")])
    return [f for f in assess(maker.pile()).findings if f.kind == "circular"]


def test_a_claim_that_two_outlets_have_from_one_body_alone_is_circular_and_low(maker):
    told = "Nine wagons left the harbour yard without brakes"
    found = two_outlets(maker, told, f"{told} again", [("Rail Office", "organisation")] * 2)
    assert [(f.severity, len(f.sides)) for f in found] == [("low", 2)]


def test_a_claim_that_two_outlets_have_from_two_bodies_is_not(maker):
    told = "Nine wagons left the harbour yard without brakes"
    assert two_outlets(maker, told, told, [("Rail Office", "organisation"), ("Dock Union", "organisation")]) == []


@pytest.mark.parametrize(("outlet", "origins"), [("Lakes Post", 1), ("Varn Rights Centre", 2)])
def test_a_newspapers_own_sentence_rests_on_the_source_that_others_have(maker, outlet, origins):
    told = "Nine wagons left the harbour yard without brakes"
    sourced = maker.report("a.txt", f"{told}, Mara Ilves said.", day="2021-06-01", outlet="Orrin Wire")
    maker.statement(sourced, told, [maker.link(maker.entity("Mara Ilves"), "Mara Ilves")])
    own = maker.report("b.txt", f"{told}.", day="2021-06-01", outlet=outlet)
    maker.statement(own, told)
    assert assess(maker.pile()).claims[0].origins == origins


@pytest.mark.parametrize(
    ("description", "origins"), [("a monitor", 1), ("the Watch", 1), ("the mayor’s office", 2), ("a rebel front", 2)]
)
def test_a_body_told_by_a_description_is_the_one_that_its_report_names(maker, description, origins):
    told = "Nine wagons left the yard without brakes"
    watch = maker.entity("Harbour Watch", "organisation")
    one = maker.report(
        "a.txt", f"{told}, {description} said. The Harbour Watch monitor has no office.", day="2021-06-01"
    )
    maker.mention(one, "Harbour Watch", watch, "organisation")
    maker.statement(one, told, [maker.link(None, description, "body")])
    two = maker.report("b.txt", f"{told}, Harbour Watch said.", day="2021-06-01", outlet="Lakes Post")
    maker.mention(two, "Harbour Watch", watch, "organisation")
    maker.statement(two, told, [maker.link(watch, "Harbour Watch", "body")])
    assert assess(maker.pile()).claims[0].origins == origins


def test_claims_of_other_reports_on_one_story_are_findings_of_their_own(maker):
    cable = maker.entity("The Cable", "media")
    for told, names in (
        ("Nine wagons left the harbour yard without brakes", "ab"),
        ("The mayor sold the old pier", "ac"),
    ):
        for name in names:
            here = maker.report(
                f"{name}{told[:4]}.txt", f"{told}, The Cable said.", day="2021-06-01", outlet=f"Outlet {name}"
            )
            maker.statement(here, told, [maker.link(cable, "The Cable", "media")], said="2021-06-01")
    found = [f for f in assess(maker.pile()).findings if f.kind == "circular"]
    assert len(found) == 2
