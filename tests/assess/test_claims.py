"""Claims, positions, and what follows from narrower and wider ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from piles import PileMaker
from rashomon.assess import Pile, assess
from rashomon.assess.open_matters import behind_whether

LIBYA = {"country": "LY"}
BENGHAZI = {"country": "LY", "lat": 32.1, "lon": 20.1, "precision": 1, "geonameid": 88319}


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def said(maker, name, content, who, *, kind="assertion", polarity="positive", cue=None, day="2021-06-01", places=()):
    """A report of one sentence by somebody named."""
    here = maker.report(f"{name}.txt", f"{who} {cue or 'said'}: {content}.", day=day, outlet=f"Outlet {name}")
    entity = next((e.id for e in maker.rows["entities"] if e.name == who), None) or maker.entity(who)
    for quote, place in places:
        maker.place(here, quote, **place)
    maker.statement(here, content, [maker.link(entity, who)], kind=kind, polarity=polarity, cue=cue)
    return here


def stands(made, text):
    claim = next(c for c in made.claims if c.text == text)
    return {(p.holder_text, p.stance, p.via is not None) for p in made.positions if p.claim == claim.id}


def test_two_wordings_of_one_thing_are_one_claim(maker):
    said(maker, "a", "the bridge at Haldin was blown up by retreating soldiers", "Elin Maro")
    said(maker, "b", "retreating soldiers blew up the bridge at Haldin", "Jon Bast")
    made = assess(maker.pile())
    assert len(made.claims) == 1
    assert {p.stance for p in made.positions} == {"asserts"}


@pytest.mark.parametrize(("story", "claims"), [(True, 1), (False, 2)])
def test_words_that_begin_with_a_pronoun_are_one_claim_in_one_story_alone(maker, story, claims):
    content = "their crews had cut the rope of the grain barge at the pier"
    rest = (
        "Haldin is on the Orrin. The Sarr council met in Haldin. The Orrin was high at Haldin.",
        "Rye is cheap now.",
    )
    for name, who in (("a", "Elin Maro"), ("b", "Jon Bast")):
        text = f"{who} said: {content}. {rest[0] if story or name == 'a' else rest[1] * 9}"
        here = maker.report(f"{name}.txt", text, day="2021-06-01", outlet=f"Outlet {name}")
        maker.statement(here, content, [maker.link(maker.entity(who), who)])
    assert len(assess(maker.pile()).claims) == claims


def test_figures_that_cannot_both_hold_are_two_claims(maker):
    a = said(maker, "a", "nine people were killed in the blast", "Elin Maro")
    b = said(maker, "b", "fourteen people were killed in the blast", "Jon Bast")
    maker.quantity(a, "nine people", 9.0)
    maker.quantity(b, "fourteen people", 14.0)
    assert len(assess(maker.pile()).claims) == 2


def test_a_denial_of_a_denied_thing_asserts_it(maker):
    said(maker, "a", "the army shelled the market", "Elin Maro")
    said(
        maker, "b", "the army had not shelled the market", "Jon Bast", kind="denial", polarity="negative", cue="denied"
    )
    made = assess(maker.pile())
    assert {(p.holder_text, p.stance) for p in made.positions} == {("Elin Maro", "asserts"), ("Jon Bast", "asserts")}


def test_we_did_not_is_a_denial_once(maker):
    said(maker, "a", "the army shelled the market", "Elin Maro")
    said(maker, "b", "the army did not shell the market", "Jon Bast", kind="denial", polarity="negative", cue="said")
    made = assess(maker.pile())
    assert {(p.holder_text, p.stance) for p in made.positions} == {("Elin Maro", "asserts"), ("Jon Bast", "denies")}


def test_who_asserts_the_narrower_asserts_the_wider_and_denying_the_wider_denies_the_narrower(maker):
    wide = "French special forces are operating in Libya"
    narrow = "French special forces fought in Benghazi"
    said(maker, "a", wide, "Elin Maro", places=[("Libya", LIBYA)])
    said(maker, "b", narrow, "Jon Bast", places=[("Benghazi", BENGHAZI)])
    said(maker, "c", wide, "Odd Renn", kind="denial", cue="denied", places=[("Libya", LIBYA)])
    made = assess(maker.pile())
    assert ("Jon Bast", "asserts", True) in stands(made, wide)
    assert ("Odd Renn", "denies", True) in stands(made, narrow)
    assert ("Elin Maro", "asserts", True) not in stands(made, narrow)


def test_support_is_not_told_by_presence(maker):
    support = "American troops are giving direct support"
    said(maker, "a", support + " in Libya", "Elin Maro", places=[("Libya", LIBYA)])
    said(maker, "b", "American troops are stationed in Benghazi", "Jon Bast", places=[("Benghazi", BENGHAZI)])
    assert ("Jon Bast", "asserts", True) not in stands(assess(maker.pile()), support + " in Libya")


def two_papers(maker, last_content, cue, **kwargs):
    cable = maker.entity("The Cable", "media")
    text = (
        "The Cable reported that French special forces were operating in Libya. "
        f"The minister of ports {cue} {last_content}."
    )
    here = maker.report("a.txt", text, day="2021-06-01", outlet="Quay Daily")
    maker.place(here, "Libya", **LIBYA)
    maker.mention(here, last_content, cable, "media") if "Cable" in last_content else None
    maker.statement(here, "French special forces were operating in Libya", [maker.link(cable, "The Cable", "media")])
    minister = maker.entity("minister of ports")
    maker.statement(here, last_content, [maker.link(minister, "the minister of ports")], cue=cue, **kwargs)
    return assess(maker.pile())


@pytest.mark.parametrize(
    ("content", "cue", "kind", "stance"),
    [
        ("the Cable report", "denied", "denial", "denies"),
        ("the report", "rejected", "denial", "denies"),
        ("the news", "confirmed", "assertion", "asserts"),
        ("to comment", "declined", "refusal", "declines"),
    ],
)
def test_a_content_that_points_is_brought_to_what_it_points_to(maker, content, cue, kind, stance):
    made = two_papers(maker, content, cue, kind=kind)
    told = "French special forces were operating in Libya"
    assert ("the minister of ports", stance, False) in stands(made, told)


def test_a_content_that_points_to_nothing_near_takes_no_position(maker):
    here = maker.report("a.txt", "Jon Bast declined to comment.", day="2021-06-01")
    maker.statement(
        here, "to comment", [maker.link(maker.entity("Jon Bast"), "Jon Bast")], kind="refusal", cue="declined"
    )
    assert assess(maker.pile()).positions == ()


@pytest.mark.parametrize(
    ("text", "kind", "claims"),
    [
        ("The keepers had left both sluices open", "assertion", 1),
        ("Had the keepers left both sluices open", "question", 0),
        ("The mayor of Haldin and the keepers", "assertion", 0),
        ("It was late", "assertion", 0),
    ],
)
def test_a_plain_sentence_of_a_report_is_a_claim_and_a_question_or_scrap_is_none(maker, text, kind, claims):
    here = maker.report("a.txt", f"{text}.", day="2021-06-01")
    maker.statement(here, text, kind=kind)
    assert len(assess(maker.pile()).claims) == claims


def test_a_headline_in_a_reports_own_voice_is_a_position_and_no_origin(maker):
    here = maker.report(
        "a.txt",
        "Keepers left both sluices open\n\nKeepers left both sluices open, Elin Maro said.",
        title="Keepers left both sluices open",
        outlet="The Orrin Bell",
        day="2021-06-01",
    )
    maker.statement(here, "Keepers left both sluices open")
    body = maker.span(here, "Keepers left both sluices open", 2)
    who = maker.link(maker.entity("Elin Maro"), "Elin Maro")
    maker.statement(here, "Keepers left both sluices open", [who], cue="said")
    maker.rows["statements"][-1] = replace(maker.rows["statements"][-1], content=(body,))
    made = assess(maker.pile())
    assert {p.holder_text for p in made.positions} == {"The Orrin Bell", "Elin Maro"}
    assert [c.origins for c in made.claims] == [1]


@pytest.mark.parametrize(
    ("content", "cue", "certainty", "kind", "stance"),
    [
        ("it was not clear whether the keepers had left both sluices open", "said", "certain", "assertion", "doubts"),
        ("“We do not know if the keepers had left both sluices open", "said", "certain", "assertion", "doubts"),
        ("it was too early to say the keepers had left both sluices open", "said", "certain", "assertion", "doubts"),
        ("whether the keepers had left both sluices open", "did not know", "unknown", "belief", "doubts"),
        ("whether the keepers had left both sluices open", "would not say", "unknown", "refusal", "declines"),
    ],
)
def test_what_is_left_open_is_doubted(maker, content, cue, certainty, kind, stance):
    here = maker.report("a.txt", f"Elin Maro {cue} {content}.", day="2021-06-01")
    who = maker.link(maker.entity("Elin Maro"), "Elin Maro")
    maker.statement(here, content, [who], cue=cue, certainty=certainty, kind=kind)
    assert stands(assess(maker.pile()), "the keepers had left both sluices open") == {("Elin Maro", stance, False)}


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("The pier burned, and it was unclear whether", ""),
        ("He asked in March whether they knew if it had burned", ""),
        ("If it rains they will ask whether", ""),
        ("it is clear whether it burned", ""),
        ("What is not known is whether the pier burned", "the pier burned"),
    ],
)
def test_only_words_right_before_leave_a_matter_open(text, matter):
    at = behind_whether(text)
    assert text[at:] == (matter or text)


def test_what_a_report_itself_calls_untrue_it_denies(maker):
    here = maker.report(
        "a.txt",
        "The keepers had left both sluices open, Elin Maro said. It is not true that the keepers had left both "
        "sluices open.",
        outlet="The Orrin Bell",
        day="2021-06-01",
    )
    who = maker.link(maker.entity("Elin Maro"), "Elin Maro")
    maker.statement(here, "The keepers had left both sluices open", [who], cue="said")
    own = "It is not true that the keepers had left both sluices open"
    maker.statement(here, own, kind="denial", polarity="negative")
    told = stands(assess(maker.pile()), "The keepers had left both sluices open")
    assert {("Elin Maro", "asserts", False), ("The Orrin Bell", "denies", False)} <= told


def test_a_doubt_in_a_word_is_of_what_was_said_last(maker):
    here = maker.report(
        "a.txt",
        "The keepers had left both sluices open, Elin Maro said. “I doubt it. The keepers are old,” said Jon Bast.",
        day="2021-06-01",
    )
    for name, content in (
        ("Elin Maro", "The keepers had left both sluices open"),
        ("Jon Bast", "I doubt it. The keepers are old"),
    ):
        maker.statement(here, content, [maker.link(maker.entity(name), name)], cue="said")
    told = stands(assess(maker.pile()), "The keepers had left both sluices open")
    assert ("Jon Bast", "doubts", False) in told


def test_a_claim_is_told_in_the_clearest_words_without_what_leads_in(maker):
    said(maker, "a", "that the bridge at Haldin was blown up by retreating soldiers", "Elin Maro")
    (claim,) = assess(maker.pile()).claims
    assert claim.text == "the bridge at Haldin was blown up by retreating soldiers"


def test_nothing_in_the_pile_makes_nothing():
    made = assess(Pile(reports=(), text_of={}.__getitem__))
    assert (made.claims, made.findings, made.origins) == ((), (), ())


def whole_pile() -> Pile:
    maker = PileMaker()
    for name, who, kind in (
        ("a", "Elin Maro", "assertion"),
        ("b", "Jon Bast", "denial"),
        ("c", "Odd Renn", "assertion"),
    ):
        here = said(maker, name, f"the army shelled the market in Haldin{name if kind == 'x' else ''}", who,
                    kind=kind, cue="denied" if kind == "denial" else "said")  # fmt: skip
        maker.quantity(here, "market", float(len(who)), measure="killed")
    return maker.pile()


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(random):
    pile = whole_pile()
    shuffled = {}
    for name in ("reports", "statements", "sentences", "quantities", "entities", "wordings"):
        rows = list(getattr(pile, name))
        random.shuffle(rows)
        shuffled[name] = tuple(rows)
    assert assess(replace(pile, **shuffled)) == assess(pile)
