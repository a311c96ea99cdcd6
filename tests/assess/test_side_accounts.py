"""Headlines that settle what the text leaves open, rival causes, two areas, stories retold, counts that have risen."""

from __future__ import annotations

import pytest

from piles import PileMaker
from rashomon.assess import assess


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def sides(maker, kind):
    made = assess(maker.pile())
    return [[[e.text for e in s.evidence] for s in f.sides] for f in made.findings if f.kind == kind]


def test_a_headline_confirms_what_nobody_with_a_name_confirms(maker):
    title = "Officials confirm raid on the salt store"
    text = f"{title}\nGuards raided the salt store, two officials said. They were not named. It could not be confirmed."
    report = maker.report("a.txt", text, day="2021-06-01", outlet="Quay Daily", title=title)
    maker.statement(
        report, "Guards raided the salt store", [maker.link(None, "two officials", "anonymous")], cue="said"
    )
    ((head, told),) = sides(maker, "framing")
    assert head == [title]
    assert any("not named" in t for t in told)


def test_a_headline_may_confirm_what_somebody_with_a_name_confirms(maker):
    title = "Mayor confirms raid on the salt store"
    text = f"{title}\nGuards raided the salt store, Mayor Odd Renn confirmed. Two men were not named."
    report = maker.report("a.txt", text, day="2021-06-01", outlet="Quay Daily", title=title)
    chain = [maker.link(maker.entity("Odd Renn"), "Odd Renn")]
    maker.statement(report, "Guards raided the salt store", chain, cue="confirmed")
    assert sides(maker, "framing") == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [("preliminary signs pointed to a rusty valve", 1), ("a rusty valve had burst", 0)],
)
def test_a_headline_gives_as_a_finding_what_the_text_leaves_open(maker, said, expected):
    title = "Mill fire was an accident, panel finds"
    report = maker.report(
        "a.txt", f"{title}\nThe panel said {said}.", day="2021-06-01", outlet="Quay Daily", title=title
    )
    panel = maker.entity("the panel", "organisation")
    maker.statement(report, "Mill fire was an accident", [maker.link(panel, "panel", "body")], cue="finds")
    maker.statement(report, said, [maker.link(panel, "the panel", "body")], cue="said")
    assert len(sides(maker, "framing")) == expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("the fire was caused by a rusty valve", "the fire was started by arsonists", 1),
        ("the fire was caused by a rusty valve", "the fire was caused by a valve", 0),
        ("the fire was caused by a bomb", "the fire was caused by an explosive device", 0),
        ("the delay was caused by a rusty valve", "the delay was due to arsonists", 0),
    ],
)
def test_two_causes_of_one_mishap_sit_badly_together(maker, one, two, expected):
    report = maker.report("a.txt", f"Elin Maro said {one}. Jon Bast said {two}.", day="2021-06-01", outlet="Quay Daily")
    for name, told in (("Elin Maro", one), ("Jon Bast", two)):
        maker.statement(report, told, [maker.link(maker.entity(name), name)], cue="said")
    assert len(sides(maker, "tension")) == expected


NEWS = "Elin Maro and Jon Bast spoke of the Kosta quarry at Sarr on Monday as Una Vell and Odd Renn looked on. "


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("It is the Kosta quarry in Dal district.", "It is the Kosta stone quarry in Ren district.", 1),
        ("It is the Kosta quarry in Dal district.", "It is the Kosta quarry in Ren province.", 0),
        ("It is the Kosta quarry in Dal district.", "It is the Kosta quarry in Dal district.", 0),
    ],
)
def test_one_thing_in_two_areas_of_one_kind(maker, one, two, expected):
    for name, text in (("a", one), ("b", two)):
        report = maker.report(f"{name}.txt", NEWS + text, day="2021-06-01", outlet=f"Outlet {name}")
        maker.statement(report, text.rstrip("."))
    assert len(sides(maker, "place")) == expected


def test_a_story_retold_is_one_account_with_its_own_report(maker):
    own = "Two officials told us that guards took nine crates of salt from the store."
    later = "Guards carried nine crates of salt from the store, according to Ridge News."
    first = maker.report("a.txt", own, day="2021-06-01", outlet="Ridge News")
    second = maker.report("b.txt", later, day="2021-06-02", outlet="Quay Daily")
    paper = maker.entity("Ridge News", "media")
    maker.statement(first, "guards took nine crates of salt from the store",
                    [maker.link(None, "two officials", "anonymous")], cue="told")  # fmt: skip
    maker.statement(second, "Guards carried nine crates of salt from the store",
                    [maker.link(paper, "Ridge News", "media")], cue="according to")  # fmt: skip
    assert len(sides(maker, "circular")) == 1


@pytest.mark.parametrize(("person", "count"), [(None, 1), ("Odd Renn", 0)])
def test_what_a_named_person_told_an_outlet_is_retold_only_from_a_story_in_which_he_speaks(maker, person, count):
    own = "Two officials told us that guards took nine crates of salt from the store."
    retold = "Guards carried nine crates of salt from the store"
    first = maker.report("a.txt", own, day="2021-06-01", outlet="Ridge News")
    tail = f"{person} told Ridge News" if person else "according to Ridge News"
    second = maker.report("b.txt", f"{retold}, {tail}.", day="2021-06-02", outlet="Quay Daily")
    chain = [maker.link(maker.entity("Ridge News", "media"), "Ridge News", "media")]
    if person:
        chain.append(maker.link(maker.entity(person), person))
    maker.statement(first, "guards took nine crates of salt from the store",
                    [maker.link(None, "two officials", "anonymous")], cue="told")  # fmt: skip
    maker.statement(second, retold, chain, cue="told" if person else "according to")
    assert len(sides(maker, "circular")) == count


def test_who_is_said_to_cite_an_outlet_has_it_from_there(maker):
    one = "Guards took nine crates of salt, Ridge News reported."
    two = "Guards took nine crates of salt, said the Sarr Board, which cites a story in Ridge News."
    paper, board = maker.entity("Ridge News", "media"), maker.entity("Sarr Board", "organisation")
    first = maker.report("a.txt", one, day="2021-06-01", outlet="Quay Daily")
    second = maker.report("b.txt", two, day="2021-06-02", outlet="Dune Post")
    maker.statement(
        first, "Guards took nine crates of salt", [maker.link(paper, "Ridge News", "media")], cue="reported"
    )
    maker.statement(second, "Guards took nine crates of salt", [maker.link(board, "Sarr Board", "body")], cue="said",
                    source="the Sarr Board, which cites a story in Ridge News")  # fmt: skip
    maker.mention(second, "Ridge News", paper, "media")
    assert len(sides(maker, "circular")) == 1


@pytest.mark.parametrize(("verb", "kinds"), [("rose to", ["update"]), ("was", ["number"])])
def test_a_count_that_has_risen_is_an_update_where_no_day_is_known(maker, verb, kinds):
    figures = []
    for name, low, told in (("a", 23, "The death toll was 23"), ("b", 26, f"The death toll {verb} 26")):
        report = maker.report(f"{name}.txt", f"{told}, {NEWS}", outlet=f"Outlet {name}")
        maker.statement(report, told)
        figures.append(maker.quantity(report, str(low), low))
    maker.incident("the flood", figures)
    assert [f.kind for f in assess(maker.pile()).findings if f.kind in ("update", "number")] == kinds


def test_what_was_last_year_is_another_happening(maker):
    figures = []
    for name, low, told in (
        ("a", 14, "Fourteen people were held"),
        ("b", 9, "A raid last year ended with 9 people held"),
    ):
        report = maker.report(f"{name}.txt", f"{told}, {NEWS}", outlet=f"Outlet {name}")
        maker.statement(report, told)
        figures.append(maker.quantity(report, "Fourteen" if low == 14 else "9", low, measure="captured"))
    maker.incident("the raid", figures, "COERCE")
    made = assess(maker.pile())
    assert [f.kind for f in made.findings] == []
    assert "other_period" in {d.reason for d in made.dismissed}
