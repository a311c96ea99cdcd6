"""Words told at one remove: by stories, agencies and letters, in answers, and where nobody is said to speak."""

import pytest
from tagged import flat, parts, texts

from rashomon.annotate.answers import with_answers
from rashomon.annotate.draft import Draft
from rashomon.annotate.free_indirect import continued
from rashomon.annotate.inner import inside
from rashomon.annotate.retold import quoted_by, retold_from
from rashomon.annotate.trees import Tree


def test_a_story_that_somebody_reacts_to_is_the_storys(hand_made, at):
    text = "He was reacting to a report by the Post that it failed ."
    tree = Tree(text, hand_made(
        text,
        (

                "He/he/PRON/3/nsubj was/be/AUX/3/aux reacting/react/VERB/0/root to/to/ADP/6/case a/a/DET/6/det "
                "report/report/NOUN/3/obl by/by/ADP/9/case the/the/DET/9/det Post/Post/PROPN/6/nmod "
                "that/that/SCONJ/12/mark it/it/PRON/12/nsubj failed/fail/VERB/6/acl ././PUNCT/3/punct"

        ),
    ))  # fmt: skip
    found = retold_from(tree, [at(text, "was reacting to")], [at(text, "that it failed")])
    assert found is not None
    assert texts(text, found.source) == ["a report by the Post"]


def test_whom_an_agency_quotes_is_the_speaker_and_the_agency_hands_it_on(hand_made, at):
    text = "The ship sank , the agency quoted a spokesman as saying ."
    tree = Tree(text, hand_made(
        text,
        (
            "The/the/DET/2/det ship/ship/NOUN/3/nsubj sank/sink/VERB/0/root ,/,/PUNCT/3/punct the/the/DET/6/det "
            "agency/agency/NOUN/7/nsubj quoted/quote/VERB/3/parataxis a/a/DET/9/det spokesman/spokesman/NOUN/7/obj "
            "as/as/SCONJ/11/mark saying/say/VERB/7/advcl ././PUNCT/3/punct"
        ),
    ))  # fmt: skip
    made = Draft(
        source=(at(text, "the agency"),), cue=(at(text, "quoted"),), content=(at(text, "a spokesman as saying"),)
    )
    found = quoted_by(tree, made)
    assert parts(text, found) == (["a spokesman"], ["quoted"], ["The ship sank"])
    assert texts(text, found.by) == ["the agency"]


def test_a_question_put_to_whoever_declines_is_what_the_refusal_is_of(hand_made, at):
    text = "Asked whether it sank , Ana declined to comment ."
    tree = Tree(text, hand_made(
        text,
        (
            "Asked/ask/VERB/7/advcl whether/whether/SCONJ/4/mark it/it/PRON/4/nsubj sank/sink/VERB/1/ccomp "
            ",/,/PUNCT/1/punct Ana/Ana/PROPN/7/nsubj declined/decline/VERB/0/root to/to/PART/9/mark "
            "comment/comment/VERB/7/xcomp ././PUNCT/7/punct"
        ),
    ))  # fmt: skip
    asked = Draft(source=(at(text, "Ana"),), cue=(at(text, "Asked"),), content=(at(text, "whether it sank"),))
    declined = Draft(source=(at(text, "Ana"),), cue=(at(text, "declined"),), content=(at(text, "to comment"),))
    (found,) = with_answers(tree, [asked, declined])
    assert parts(text, found) == (["Ana"], ["declined"], ["whether it sank", "to comment"])


@pytest.mark.parametrize(
    ("told", "tagged", "found"),
    [
        (
            "the driver had said he never saw it",
            "the/DET driver/NOUN had/AUX said/VERB he/PRON never/ADV saw/VERB it/PRON",
            (["the driver"], ["had said"], ["he never saw it"]),
        ),
        (
            "it had been told by the police that the road was shut",
            (
                "it/PRON had/AUX been/AUX told/VERB by/ADP the/DET police/NOUN that/SCONJ the/DET road/NOUN "
                "was/AUX shut/VERB"
            ),
            (["the police"], ["told"], ["that the road was shut"]),
        ),
        (
            "that , according to the coastguard , the raft sank",
            "that/SCONJ ,/PUNCT according/VERB to/ADP the/DET coastguard/NOUN ,/PUNCT the/DET raft/NOUN sank/VERB",
            (["the coastguard"], ["according to"], ["the raft sank"]),
        ),
    ],
)
def test_a_content_is_read_for_whose_words_it_tells_in_turn(hand_made, at, told, tagged, found):
    parse = (
        flat(tagged).replace("said/said", "said/say").replace("told/told", "told/tell").replace("been/been", "been/be")
    )
    made = hand_made(told, parse)
    (first, *_) = inside(Tree(told, made), (at(told, told),))
    assert parts(told, first) == found


def test_what_a_letter_tells_in_a_relative_clause_is_its_writers(hand_made, at):
    text = "a letter in which the ministry warned that it leaked"
    parse = flat(
        "a/DET letter/NOUN in/ADP which/PRON the/DET ministry/NOUN warned/VERB that/SCONJ it/PRON leaked/VERB"
    ).replace("warned/warned", "warned/warn")
    (found,) = inside(Tree(text, hand_made(text, parse)), (at(text, text),))
    assert parts(text, found) == (["the ministry"], ["warned"], ["that it leaked"])


MINISTER = (
    "He/he/PRON/2/nsubj said/say/VERB/0/root it/it/PRON/4/nsubj ended/end/VERB/2/ccomp ././PUNCT/2/punct",
    "Talks/talk/NOUN/3/nsubj would/would/AUX/3/aux begin/begin/VERB/0/root ././PUNCT/3/punct",
    "Rain/rain/NOUN/2/nsubj fell/fall/VERB/0/root ././PUNCT/2/punct",
)


def test_what_would_be_goes_on_with_the_words_before_and_a_plain_past_does_not(hand_made, at):
    text = "He said it ended . Talks would begin . Rain fell ."
    made = hand_made(text, *MINISTER)
    said = Draft(source=(at(text, "He"),), cue=(at(text, "said"),), content=(at(text, "it ended"),))
    (found,) = continued(Tree(text, made), [said], [at(text, text)], (), ())
    assert (texts(text, found.content), found.after) == (["Talks would begin"], said)
