"""Rashomon's sentences: quotations set apart and cut, nothing else touched."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.present.dossier.told import LONGEST, brief, heading, shortened, told

LONG = (
    "The harbour master wrote in his log that " + "the crane had stood still for hours, " * 6 + "and 14 men went home"
)


def test_only_what_is_quoted_is_set_in_the_type_of_quotations():
    html = told("Seen from “<b>Friday</b>”: a bare “Friday” looks back.")
    assert html == (
        'Seen from <q class="quoted">&lt;b&gt;Friday&lt;/b&gt;</q>: a bare <q class="quoted">Friday</q> looks back.'
    )


def test_a_cut_quotation_keeps_the_words_that_it_is_there_for():
    assert "14 men" not in shortened(LONG)
    assert shortened(LONG, "14 men").startswith("… ")
    assert "14 men went home" in shortened(LONG, "14 men")


def test_two_figures_of_one_quotation_are_each_kept_in_their_turn():
    twice = f"First “3 by sea, {LONG}”, then “3 by sea, {LONG}”, then “no one”."
    first, second, last = brief(twice, ["14 men", "3 by sea", "no one"]).split(", then ")
    assert "14 men" in first
    assert "3 by sea" in second
    assert last == "“no one”."


def test_a_sentence_with_short_quotations_stands_as_it_is():
    sentence = "A says “yes”. B denies it: “no”."
    assert brief(sentence, ["yes", "no"]) == sentence


def test_a_heading_that_lists_many_quotations_ends_before_the_list_that_stands_under_it():
    assert heading("Accounts of the dead differ: “2” (A), “3” (B), “4” (C).", []) == "Accounts of the dead differ."
    two = "Accounts of the dead differ: “2” (A), “3” (B)."
    assert heading(two, []).count("<q") == 2
    told_first = "A (“yes”), B (“yes”) and C (“yes”) say the same."
    assert heading(told_first, []).count("<q") == 3


@given(st.text(min_size=1, max_size=400), st.text(max_size=20))
def test_what_is_cut_is_short_and_its_words_are_those_of_the_text(text, kept):
    shown = shortened(text, kept)
    assert len(shown) <= LONGEST + 4
    assert shown.removeprefix("… ").removesuffix(" …") in text
