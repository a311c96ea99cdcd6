"""Sources and contents cut where the model ran on: at a comma, a day, another verb, a refusal."""

import pytest
from tagged import flat, texts

from rashomon.annotate.trees import Tree
from rashomon.annotate.trimming import (
    cut_at_next_verb,
    cut_at_refusal,
    in_reach,
    source_of,
    split_at_comma,
    withheld_in,
)
from rashomon.annotate.word_order import source_by_order
from rashomon.parse import Range

ASIDE = (
    "A diplomat , speaking on Sunday , said it failed .",
    (
        "A/a/DET/2/det diplomat/diplomat/NOUN/8/dep ,/,/PUNCT/4/punct speaking/speak/VERB/8/ccomp "
        "on/on/ADP/6/case Sunday/Sunday/PROPN/4/obl ,/,/PUNCT/4/punct said/say/VERB/0/root it/it/PRON/10/nsubj "
        "failed/fail/VERB/8/ccomp ././PUNCT/8/punct"
    ),
)


def test_a_source_parted_from_its_cue_by_an_aside_is_found_by_order(hand_made, at):
    text, parse = ASIDE
    tree = Tree(text, hand_made(text, parse))
    found = source_by_order(tree, [at(text, "said")], [at(text, "it failed")])
    assert texts(text, found) == ["A diplomat"]


def test_what_only_hangs_on_a_source_is_cut_from_it(hand_made, at):
    text, parse = ASIDE
    tree = Tree(text, hand_made(text, parse))
    whole = (at(text, "A diplomat , speaking on Sunday"),)
    found = source_of(tree, whole, [at(text, "said")], [at(text, "it failed")], [])
    assert texts(text, found) == ["A diplomat"]


def test_a_day_at_a_sources_end_is_cut_from_it(hand_made, at):
    text = "The envoy on Thursday said it failed ."
    tree = Tree(text, hand_made(
        text,
        (

                "The/the/DET/2/det envoy/envoy/NOUN/5/nsubj on/on/ADP/4/case Thursday/Thursday/PROPN/5/obl "
                "said/say/VERB/0/root it/it/PRON/7/nsubj failed/fail/VERB/5/ccomp ././PUNCT/5/punct"

        ),
    ))  # fmt: skip
    found = source_of(
        tree, (at(text, "The envoy on Thursday"),), [at(text, "said")], [at(text, "it failed")], [at(text, "Thursday")]
    )
    assert texts(text, found) == ["The envoy"]


def test_the_subject_that_the_model_took_for_the_sources_end_goes_back_to_the_content(hand_made, at):
    text = "According to the Post , the judge said it failed ."
    tree = Tree(text, hand_made(
        text,
        (

                "According/accord/VERB/4/case to/to/ADP/1/fixed the/the/DET/4/det Post/Post/PROPN/8/obl "
                ",/,/PUNCT/8/punct the/the/DET/7/det judge/judge/NOUN/8/nsubj said/say/VERB/0/root "
                "it/it/PRON/10/nsubj failed/fail/VERB/8/ccomp ././PUNCT/8/punct"

        ),
    ))  # fmt: skip
    source, content = split_at_comma(
        tree, (at(text, "the Post , the judge"),), [at(text, "According to")], (at(text, "said it failed"),)
    )
    assert texts(text, source) == ["the Post "]
    assert texts(text, content) == ["the judge said it failed"]


def test_a_content_ends_where_its_speaker_goes_on_with_another_verb(hand_made, at):
    text = "He said he may go , adding that ties were good ."
    tree = Tree(text, hand_made(
        text,
        (

                "He/he/PRON/2/nsubj said/say/VERB/0/root he/he/PRON/5/nsubj may/may/AUX/5/aux go/go/VERB/2/ccomp "
                ",/,/PUNCT/7/punct adding/add/VERB/2/advcl that/that/SCONJ/11/mark ties/tie/NOUN/11/nsubj "
                "were/be/AUX/11/cop good/good/ADJ/7/ccomp ././PUNCT/2/punct"

        ),
    ))  # fmt: skip
    parted = cut_at_next_verb(tree, [at(text, "said")], (at(text, "he may go , adding that ties were good"),))
    assert texts(text, parted.content) == ["he may go"]
    assert texts(text, parted.cue) == ["adding"]
    assert texts(text, parted.rest) == ["that ties were good"]


def test_unquoted_words_go_no_further_than_the_cues_sentence_and_quoted_ones_do(hand_made, at):
    text = "He said it failed . It rained . “ We wept . ”"
    tree = Tree(text, hand_made(
        text,
        "He/he/PRON/2/nsubj said/say/VERB/0/root it/it/PRON/4/nsubj failed/fail/VERB/2/ccomp ././PUNCT/2/punct",
        "It/it/PRON/2/nsubj rained/rain/VERB/0/root ././PUNCT/2/punct",
        "“/“/PUNCT/3/punct We/we/PRON/3/nsubj wept/weep/VERB/0/root ././PUNCT/3/punct ”/”/PUNCT/3/punct",
    ))  # fmt: skip
    whole = (at(text, "it failed . It rained . “ We wept . ”"),)
    kept = in_reach(tree, [at(text, "said")], whole, [at(text, "“ We wept . ”")], [Range(0, len(text))])
    assert texts(text, kept)[0] == "it failed"
    assert "We wept" in texts(text, kept)[-1]
    assert "rained" not in " ".join(texts(text, kept))


def test_a_cue_that_swallowed_a_refusal_gives_it_back(hand_made, at):
    text = "It declined to comment , citing a policy ."
    tree = Tree(text, hand_made(
        text,
        (

                "It/it/PRON/2/nsubj declined/decline/VERB/0/root to/to/PART/4/mark comment/comment/VERB/2/xcomp "
                ",/,/PUNCT/6/punct citing/cite/VERB/2/advcl a/a/DET/8/det policy/policy/NOUN/6/obj "
                "././PUNCT/2/punct"

        ),
    ))  # fmt: skip
    parted = withheld_in(tree, [at(text, "declined to comment , citing")])
    assert parted is not None
    assert texts(text, parted.cue) == ["declined"]
    assert texts(text, parted.content) == ["to comment"]


@pytest.mark.parametrize(
    ("tagged", "content", "cue", "rest"),
    [
        (
            "the/DET talks/NOUN went/VERB well/ADV ,/PUNCT but/CCONJ declined/VERB to/PART comment/VERB on/ADP it/PRON",
            "the talks went well", "declined", "to comment on it",
        ),
        (
            "it/PRON is/AUX done/VERB ,/PUNCT but/CCONJ she/PRON would/AUX not/PART give/VERB dates/NOUN",
            "it is done", "would not give", "dates",
        ),
        ("it/PRON is/AUX done/VERB ,/PUNCT but/CCONJ she/PRON would/AUX not/PART swim/VERB far/ADV", None, None, None),
        ("roads/NOUN and/CCONJ dams/NOUN would/AUX not/PART hold/VERB", None, None, None),
    ],
)  # fmt: skip
def test_an_answer_held_back_is_cut_from_what_was_said(hand_made, at, tagged, content, cue, rest):
    text = " ".join(w.rsplit("/", 1)[0] for w in tagged.split())
    parted = cut_at_refusal(Tree(text, hand_made(text, flat(tagged))), (at(text, text),))
    if content is None:
        assert (texts(text, parted.content), parted.rest) == ([text], ())
    else:
        assert [texts(text, p) for p in (parted.content, parted.cue, parted.rest)] == [[content], [cue], [rest]]
