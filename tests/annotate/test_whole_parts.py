"""Parts that the model cut short or left with another, made whole."""

import pytest
from tagged import flat, texts

from rashomon.annotate.parted import (
    according_ahead,
    according_behind,
    rest_of_quotation,
    speaker_behind_marks,
    to_its_end,
    told_by,
    with_its_predicate,
)
from rashomon.annotate.quoting import quoted_ranges
from rashomon.annotate.trees import Tree
from rashomon.parse import Range


def test_a_content_cut_to_its_subject_gets_its_predicate_back(hand_made, at):
    text = "Police said no suspect had been arrested ."
    made = hand_made(
        text, flat("Police/NOUN said/VERB no/DET suspect/NOUN had/AUX been/AUX arrested/VERB ./PUNCT")
    )  # fmt: skip
    source, cue, cut = (at(text, "Police"),), (at(text, "said"),), (at(text, "no suspect"),)
    whole = with_its_predicate(Tree(text, made), source, cue, cut, ())
    assert texts(text, whole) == ["no suspect had been arrested"]
    assert with_its_predicate(Tree(text, made), source, cue, cut, (Range(0, len(text)),)) == cut


def test_a_quotation_goes_on_right_behind_its_speaker_and_not_in_the_next_sentence(hand_made, at):
    text = "“It fell,” she said, “and broke.” “Ah.”"
    made = hand_made(text, flat("“It/PRON fell,”/VERB she/PRON said,/VERB “and/CCONJ broke.”/VERB “Ah.”/INTJ"))
    quoted = quoted_ranges(text, 0, len(text))
    source, cue, first = (at(text, "she"),), (at(text, "said"),), (at(text, "“It fell,”"),)
    assert texts(text, rest_of_quotation(Tree(text, made), source, cue, first, quoted)) == [
        "“It fell,”",
        "“and broke.”",
    ]


def test_a_speaker_that_the_content_swallowed_stands_behind_its_marks(hand_made, at):
    text = "“ We ran , ” the doctor told Reuters ."
    made = hand_made(
        text, flat("“/PUNCT We/PRON ran/VERB ,/PUNCT ”/PUNCT the/DET doctor/NOUN told/VERB Reuters/PROPN ./PUNCT")
    )
    run_on = (Range(0, text.index(" told")),)
    source, _, content = speaker_behind_marks(
        Tree(text, made), (), (at(text, "told"),), run_on, (Range(0, text.index("”") + 1),)
    )
    assert (texts(text, source), texts(text, content)) == (["the doctor"], ["“ We ran , ”"])


def test_whoever_stands_behind_by_told_it(hand_made, at):
    text = "The court was told by a clerk that files burned ."
    made = hand_made(
        text,
        flat("The/DET court/NOUN was/AUX told/VERB by/ADP a/DET clerk/NOUN that/SCONJ files/NOUN burned/VERB ./PUNCT")
        .replace("was/was", "was/be").replace("told/told", "told/tell"),
    )  # fmt: skip
    assert texts(text, told_by(Tree(text, made), (at(text, "The court"),), (at(text, "was told"),))) == ["a clerk"]


def test_a_source_behind_according_to_has_all_before_it_as_content(hand_made, at):
    text = "It fell , a witness said , according to the Star ."
    made = hand_made(
        text,
        flat(
            "It/PRON fell/VERB ,/PUNCT a/DET witness/NOUN said/VERB ,/PUNCT according/VERB to/ADP the/DET Star/PROPN "
            "./PUNCT"
        ),
    )  # fmt: skip
    _, cue, content = according_behind(
        Tree(text, made), (at(text, "the Star"),), (at(text, "said"),), (at(text, "It fell"),)
    )
    assert (texts(text, cue), texts(text, content)) == (["according to"], ["It fell , a witness said"])


def test_a_speaker_between_according_to_and_the_content_is_told_of_by_the_source(hand_made, at):
    text = "According to the Post , Ana stated that it fell ."
    made = hand_made(
        text,
        flat(
            "According/VERB to/ADP the/DET Post/PROPN ,/PUNCT Ana/PROPN stated/VERB that/SCONJ it/PRON "
            "fell/VERB ./PUNCT"
        ).replace("stated/stated", "stated/state"),
    )
    source, cue, content = according_ahead(
        Tree(text, made), (at(text, "the Post"),), (at(text, "According to"),), (at(text, "that it fell"),)
    )
    told = (texts(text, source), texts(text, cue), texts(text, content))
    assert told == (["the Post"], ["According to"], ["Ana stated that it fell"])


@pytest.mark.parametrize(
    ("tagged", "content", "whole"),
    [
        (
            "Ana/PROPN said/VERB output/NOUN would/AUX rise/VERB by/ADP three/NUM tonnes/NOUN ./PUNCT",
            "output would rise by", "output would rise by three tonnes",
        ),
        (
            "Ana/PROPN said/VERB output/NOUN would/AUX rise/VERB on/ADV Monday/PROPN ./PUNCT",
            "output would rise", "output would rise",
        ),
    ],
)  # fmt: skip
def test_a_content_cut_in_a_phrase_runs_to_the_next_mark(hand_made, at, tagged, content, whole):
    text = " ".join(w.rsplit("/", 1)[0] for w in tagged.split())
    tree = Tree(text, hand_made(text, flat(tagged)))
    assert texts(text, to_its_end(tree, (at(text, "said"),), (at(text, content),), ())) == [whole]


def test_a_subject_parted_by_commas_from_what_is_said_of_it_is_not_the_whole(hand_made, at):
    tagged = (
        "Ana/PROPN said/VERB the/DET mill/NOUN ,/PUNCT which/PRON burned/VERB in/ADP May/PROPN ,/PUNCT would/AUX "
        "reopen/VERB ./PUNCT"
    )
    text = " ".join(w.rsplit("/", 1)[0] for w in tagged.split())
    tree = Tree(text, hand_made(text, flat(tagged)))
    told = with_its_predicate(tree, (at(text, "Ana"),), (at(text, "said"),), (at(text, "the mill"),), ())
    assert texts(text, told) == ["the mill , which burned in May , would reopen"]
