"""Figures held against each other: what they count, of what they are a part, by when, and of one thing told twice."""

from __future__ import annotations

import pytest

from piles import PileMaker
from rashomon.assess import assess

NEWS = "A flood broke the dam above Haldin. The valley of Haldin was under water. Boats came from Marsh End to Haldin"
FLOOD = "in the flood at Haldin in the valley below the broken dam"


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def told(maker, *kinds):
    """The texts of every side of the findings of some kinds."""
    made = assess(maker.pile())
    return [(f.kind, [sorted({e.text for e in s.evidence}) for s in f.sides]) for f in made.findings if f.kind in kinds]


def two(maker, one, other, *, days=("2021-06-01", "2021-06-01"), measure="killed", counted=(None, None), news=NEWS):
    """Two reports of one story, each a sentence with a figure: `(sentence, the figure's words, its number)`."""
    figures = []
    for name, (text, quote, low), day, noun in zip("ab", (one, other), days, counted, strict=True):
        report = maker.report(f"{name}.txt", f"{text}. {news}", day=day, outlet=f"Outlet {name}")
        maker.statement(report, text)
        figures.append(maker.quantity(report, quote, low, measure=measure, counted=noun))
    return figures


@pytest.mark.parametrize(
    ("nouns", "kinds"),
    [
        (("inmates", "prisoners"), ["number"]),
        (("inmates", "deaths"), []),
        (("inmates", "guards"), []),
    ],
)
def test_nouns_of_one_kind_count_alike(maker, nouns, kinds):
    numbers = two(
        maker,
        (f"Nine {nouns[0]} were killed {FLOOD}", f"Nine {nouns[0]}", 9),
        (f"Twelve {nouns[1]} were killed {FLOOD}", f"Twelve {nouns[1]}", 12),
        counted=nouns,
    )
    maker.incident("the flood", numbers)
    assert [kind for kind, _ in told(maker, "number", "update")] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Twelve people were killed and twenty others wounded", ["number"]),
        ("Twelve others were killed after the first dead were found", []),
    ],
)
def test_others_beside_the_dead_are_all_of_the_wounded(maker, text, kinds):
    measure = "injured" if "wounded" in text else "killed"
    quote, low = ("twenty others", 20) if measure == "injured" else ("Twelve others", 12)
    numbers = []
    for name, sentence, words, number in (
        ("a", f"Nine {FLOOD} were hurt", "Nine", 9),
        ("b", f"{text} {FLOOD}", quote, low),
    ):
        report = maker.report(f"{name}.txt", f"{sentence}. {NEWS}", day="2021-06-01", outlet=f"Outlet {name}")
        maker.statement(report, sentence)
        if "Twelve people" in sentence:
            maker.quantity(report, "Twelve people", 12, counted="people")
        numbers.append(maker.quantity(report, words, number, measure=measure))
    maker.incident("the flood", numbers)
    assert [kind for kind, _ in told(maker, "number", "update")] == kinds


def test_a_part_belongs_to_the_number_right_before_its_words(maker):
    one, other = "Three were injured, one of them a guard, and two men were held", "Four men were held"
    first = maker.report("a.txt", f"{one}. {NEWS}", day="2021-06-01", outlet="Quay Daily")
    second = maker.report("b.txt", f"{other}. {NEWS}", day="2021-06-03", outlet="Ridge News")
    maker.statement(first, one)
    maker.statement(second, other)
    held = [
        maker.quantity(first, "two men", 2, measure="captured", counted="men"),
        maker.quantity(second, "Four men", 4, measure="captured", counted="men"),
    ]
    maker.incident("the arrests", held)
    assert told(maker, "number", "update") == [("update", [["two men"], ["Four men"]])]


def test_the_killed_or_wounded_are_no_count_of_the_killed(maker):
    numbers = two(
        maker,
        (f"Nine people were killed {FLOOD}", "Nine people", 9),
        (f"Forty people were killed or wounded {FLOOD}", "Forty people", 40),
        counted=("people", "people"),
    )
    maker.incident("the flood", numbers)
    assert told(maker, "number", "update") == []


@pytest.mark.parametrize(("last", "kinds"), [("2021-06-01", ["number"]), ("2021-06-04", [])])
def test_a_toll_of_an_unsure_day_may_have_moved_on(maker, last, kinds):
    numbers = []
    for name, low, end in (("a", 23, "2021-06-01"), ("b", 26, last)):
        text = f"The death toll {FLOOD} was {low}"
        report = maker.report(f"{name}.txt", f"{text}. {NEWS}", day="2021-06-01", last=end, outlet=f"Outlet {name}")
        maker.statement(report, text)
        numbers.append(maker.quantity(report, str(low), low))
    maker.incident("the flood", numbers)
    assert [kind for kind, _ in told(maker, "number", "update")] == kinds


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        (("The mission visited all 42 stations", "42 stations", 42),
         ("The mission was calm in the 31 precincts it visited", "31 precincts", 31), ["number"]),
        (("The mission visited all 42 stations", "42 stations", 42),
         ("A court closed the books of 31 stations", "31 stations", 31), []),
        (("The mission visited all 42 stations", "42 stations", 42),
         ("The mission visited 4 stations", "4 stations", 4), []),
    ],
)  # fmt: skip
def test_a_weighty_word_beside_both_makes_them_one_count(maker, one, other, kinds):
    two(maker, one, other, measure="other", counted=(one[1].split()[-1], other[1].split()[-1]))
    assert [kind for kind, _ in told(maker, "number", "update")] == kinds


@pytest.mark.parametrize(("more", "kinds"), [("", ["number"]), (" and Ms Holm 4,790 votes", [])])
def test_a_report_that_gives_both_numbers_counts_two_things(maker, more, kinds):
    two(
        maker,
        (f"Renn had 4,812 votes{more} in Haldin", "4,812 votes", 4812),
        ("Renn had 4,790 votes in Haldin", "4,790 votes", 4790),
        measure="other",
        counted=("votes", "votes"),
    )
    if more:
        first = maker.rows["reports"][0].id
        maker.quantity(first, "4,790 votes", 4790, measure="other", counted="votes")
    assert [kind for kind, _ in told(maker, "number")] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("Twenty-six inmates fled by a drain", ["number"]), ("Twenty-six inmates signed a letter", [])],
)
def test_people_of_one_fate_are_one_count_whatever_the_measure(maker, text, kinds):
    one = "Seventeen prisoners escaped from the jail in Haldin"
    first = maker.report("a.txt", f"{one}. {NEWS}", day="2021-06-01", outlet="Quay Daily")
    second = maker.report("b.txt", f"{text}. {NEWS}", day="2021-06-01", outlet="Ridge News")
    maker.quantity(first, "Seventeen prisoners", 17, measure="captured", counted="prisoners")
    maker.quantity(second, "Twenty-six inmates", 26, measure="displaced", counted="inmates")
    assert [kind for kind, _ in told(maker, "number", "update")] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("Ninety boats were taken from Haldin", ["number"]), ("Ninety boats will be taken from Haldin", [])],
)
def test_what_is_planned_is_no_count_of_what_was(maker, text, kinds):
    two(
        maker,
        ("Forty boats were taken from Haldin", "Forty boats", 40),
        (text, "Ninety boats", 90),
        measure="other",
        counted=("boats", "boats"),
    )
    assert [kind for kind, _ in told(maker, "number", "update")] == kinds


@pytest.mark.parametrize(
    ("text", "quote", "low", "kinds"),
    [
        ("The lamps at the mill failed for 30 minutes", "30 minutes", 30, ["number"]),
        ("The lamps at the mill failed for 60 minutes", "60 minutes", 60, []),
        ("The mayor of Haldin spoke for 30 minutes", "30 minutes", 30, []),
    ],
)
def test_time_is_held_against_time_in_one_unit(maker, text, quote, low, kinds):
    two(maker, ("The lamps at the mill failed for 1 hour", "1 hour", 1), (text, quote, low), measure="duration")
    assert [kind for kind, _ in told(maker, "number", "update")] == kinds


@pytest.mark.parametrize(
    ("nouns", "kinds"),
    [
        (("students", "pupils"), ["number"]),
        (("students", "soldiers"), []),
        (("students", "market women"), []),
    ],
)
def test_people_taken_of_one_kind_are_one_toll_without_an_incident(maker, nouns, kinds):
    two(
        maker,
        (f"Gunmen came and 84 {nouns[0]} were taken {FLOOD}", f"84 {nouns[0]}", 84),
        (f"The list says 118 {nouns[1]} were abducted {FLOOD}", f"118 {nouns[1]}", 118),
        measure="captured",
        counted=nouns,
    )
    assert [kind for kind, _ in told(maker, "number", "update")] == kinds


@pytest.mark.parametrize(("staff", "kinds"), [(" and four members of staff", ["number"]), ("", ["number"])])
def test_a_kind_beside_another_kind_is_all_of_its_kind(maker, staff, kinds):
    two(
        maker,
        (f"Gunmen came and 84 students were taken {FLOOD}", "84 students", 84),
        (f"By the list 118 pupils{staff} were abducted {FLOOD}", "118 pupils", 118),
        measure="captured",
        counted=("students", "pupils"),
    )
    if staff:
        report = next(r.id for r in maker.pile().reports if r.names[0] == "b.txt")
        maker.quantity(report, "four members of staff", 4, measure="captured", counted="staff")
    assert [kind for kind, _ in told(maker, "number")] == kinds


@pytest.mark.parametrize(
    ("text", "quote", "kinds"),
    [
        ("Three of the slain officers fell in the flood at Haldin", "Three of the slain officers", []),
        ("Three officers fell in the flood at Haldin", "Three officers", ["number"]),
    ],
)
def test_some_of_the_slain_are_no_count_of_them(maker, text, quote, kinds):
    numbers = two(
        maker,
        (f"Five officers were killed {FLOOD}", "Five officers", 5),
        (f"{text} in the valley below the broken dam", quote, 3),
        counted=("officers", "officers"),
    )
    maker.incident("the flood", numbers)
    assert [kind for kind, _ in told(maker, "number", "update")] == kinds


@pytest.mark.parametrize(
    ("lead", "sides"),
    [
        ("Nine people were killed", [["Nine people"], ["Twelve people"]]),
        ("A flood came", [["Four people"], ["Twelve people"]]),
    ],
)
def test_a_report_that_leads_with_more_tells_less_of_a_part_or_of_another_happening(maker, lead, sides):
    later, middle = "Four people were killed in the flood at Haldin", "Rain fell. It was cold. Boats came. Night fell"
    first = maker.report("a.txt", f"{lead} {FLOOD}. {middle}. {NEWS}. {later}.", day="2021-06-01", outlet="Quay Daily")
    second = maker.report("b.txt", f"Twelve people were killed {FLOOD}. {NEWS}", day="2021-06-01", outlet="Ridge News")
    numbers = [maker.quantity(second, "Twelve people", 12, counted="people")]
    for report, sentence in ((first, f"{lead} {FLOOD}"), (second, f"Twelve people were killed {FLOOD}")):
        maker.statement(report, sentence)
    if "people" in lead:
        numbers.append(maker.quantity(first, "Nine people", 9, counted="people"))
    numbers.append(maker.quantity(first, "Four people", 4, counted="people"))
    maker.incident("the flood", numbers)
    assert told(maker, "number") == [("number", sides)]
