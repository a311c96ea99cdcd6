"""Parts that the reading model ran into one another, parted again, and second passes over contents."""

import pytest

from rashomon.annotate.inner import inside
from rashomon.annotate.noun_cues import before_predicate
from rashomon.annotate.parted import (
    according_behind,
    around_speaker,
    called_thing,
    party_in_content,
    with_to_know,
    without_answerer,
)
from rashomon.annotate.trees import Tree


def flat(tagged):
    """The text and the parse of words given as `form/UPOS`, all hanging on the first."""
    pairs = [word.rsplit("/", 1) for word in tagged.split()]
    parse = " ".join(
        f"{form}/{LEMMAS.get(form, form.lower())}/{upos}/{1 if n else 0}/{'dep' if n else 'root'}"
        for n, (form, upos) in enumerate(pairs)
    )
    return " ".join(form for form, _ in pairs), parse


LEMMAS = {
    "called": "call", "said": "say", "told": "tell", "claims": "claim", "was": "be", "were": "be", "is": "be",
    "believes": "believe", "claimed": "claim",
}  # fmt: skip


@pytest.fixture
def read(hand_made, at):
    """A tree of a tagged sentence, and the places of words in it."""

    def reading(tagged):
        text, parse = flat(tagged)
        return Tree(text, hand_made(text, parse)), lambda *words: tuple(at(text, w) for w in words)

    return reading


def texts(tree, parts):
    return [[tree.text[r.start : r.end] for r in part] for part in parts]


def test_what_is_called_absurd_is_a_part_of_what_is_said(read):
    tree, at = read("Oslo/PROPN called/VERB claims/NOUN that/SCONJ it/PRON paid/VERB absurd/ADJ ./PUNCT")
    found = called_thing(tree, at("Oslo"), at("called claims"), at("that it paid absurd"))
    assert texts(tree, found) == [["Oslo"], ["called"], ["claims that it paid absurd"]]


def test_a_person_who_is_called_something_stays_out_of_it(read):
    tree, at = read("Oslo/PROPN called/VERB Ana/PROPN a/DET friend/NOUN ./PUNCT")
    found = called_thing(tree, at("Oslo"), at("called Ana"), at("a friend"))
    assert texts(tree, found) == [["Oslo"], ["called Ana"], ["a friend"]]


def test_to_know_is_a_part_of_wanting_to(read):
    tree, at = read("“/PUNCT Why/ADV now/ADV ?/PUNCT ”/PUNCT Ana/PROPN wanted/VERB to/PART know/VERB ./PUNCT")
    found = with_to_know(tree, at("Ana"), at("wanted"), at("“ Why now ? ”", "to know"))
    assert texts(tree, found) == [["Ana"], ["wanted to know"], ["“ Why now ? ”"]]


def test_the_party_behind_a_noun_of_saying_is_its_source(read):
    tree, at = read(
        "It/PRON is/AUX the/DET view/NOUN of/ADP the/DET board/NOUN that/SCONJ Bast/PROPN must/AUX go/VERB ./PUNCT"
    )
    found = party_in_content(tree, (), at("It is the view of"), at("the board that Bast must go"))
    assert texts(tree, found) == [["the board"], ["It is the view"], ["that Bast must go"]]


def test_who_answers_a_demand_did_not_make_it(read):
    tree, at = read("Demands/NOUN that/SCONJ he/PRON go/VERB were/AUX rejected/VERB by/ADP the/DET court/NOUN ./PUNCT")
    told = (at("the court"), at("Demands"), at("that he go"))
    assert without_answerer(tree, *told) == ()


def test_according_to_with_a_speaker_before_it_is_of_whoever_stands_behind(read):
    tree, at = read("They/PRON lost/VERB ,/PUNCT he/PRON said/VERB ,/PUNCT according/VERB to/ADP Bast/PROPN ./PUNCT")
    found = according_behind(tree, at("he said"), at("according to"), at("They lost"))
    assert texts(tree, found) == [["Bast"], ["according to"], ["They lost , he said"]]


def test_a_content_goes_round_the_speaker_put_in(read):
    tree, at = read(
        "The/DET men/NOUN left/VERB ,/PUNCT Ana/PROPN said/VERB ,/PUNCT and/CCONJ the/DET gate/NOUN shut/VERB ./PUNCT"
    )
    found = around_speaker(tree, at("Ana"), at("said"), at("and the gate shut"))
    assert texts(tree, [found]) == [["The men left", "and the gate shut"]]


@pytest.mark.parametrize(
    ("tagged", "content", "whole"),
    [
        (
            "Her/PRON vow/NOUN to/PART stay/VERB in/ADP Leeds/PROPN was/AUX kept/VERB ./PUNCT",
            "to stay in Leeds was kept", "to stay in Leeds",
        ),
        (
            "Her/PRON vow/NOUN to/PART learn/VERB what/PRON was/AUX said/VERB ./PUNCT",
            "to learn what was said", "to learn what was said",
        ),
    ],
)  # fmt: skip
def test_what_a_noun_tells_ends_before_the_verb_that_is_the_nouns(read, tagged, content, whole):
    tree, at = read(tagged)
    assert texts(tree, [before_predicate(tree, at("vow"), at(content))]) == [[whole]]


@pytest.mark.parametrize(
    ("tagged", "found"),
    [
        (
            "the/DET family/NOUN is/AUX broken/ADJ and/CCONJ believes/VERB that/SCONJ he/PRON fell/VERB ./PUNCT",
            [["the family"], ["believes"], ["that he fell"]],
        ),
        (
            "the/DET guards/NOUN left/VERB and/CCONJ the/DET driver/NOUN claimed/VERB that/SCONJ he/PRON fell/VERB",
            [["the driver"], ["claimed"], ["that he fell"]],
        ),
        (
            "the/DET firm/NOUN cut/VERB debt/NOUN and/CCONJ kept/VERB its/PRON ships/NOUN ./PUNCT",
            None,
        ),
    ],
)  # fmt: skip
def test_a_verb_of_saying_that_another_is_joined_to_is_read_too(read, tagged, found):
    tree, at = read(tagged)
    told = list(inside(tree, at(tree.text)))
    assert [texts(tree, (p.source, p.cue, p.content)) for p in told] == ([found] if found else [])
