"""Statements that syntax and the order of words show, and nouns, headlines and quotation marks that tell one."""

import pytest
from tagged import flat, parts

from rashomon.annotate.headlines import headlines
from rashomon.annotate.noun_cues import noun_cues
from rashomon.annotate.quoted_speakers import quoted_speakers
from rashomon.annotate.quoting import quoted_ranges
from rashomon.annotate.reported import reported
from rashomon.annotate.sentence_tails import closing_party
from rashomon.annotate.source_words import Mentions
from rashomon.annotate.statement_rules import confidence_of
from rashomon.annotate.trees import Tree

SAID = (
    "Ana Ruiz said that the slope moved .",
    (
        "Ana/Ana/PROPN/3/nsubj Ruiz/Ruiz/PROPN/1/flat said/say/VERB/0/root that/that/SCONJ/7/mark "
        "the/the/DET/6/det slope/slope/NOUN/7/nsubj moved/move/VERB/3/ccomp ././PUNCT/3/punct"
    ),
    (["Ana Ruiz"], ["said"], ["that the slope moved"]),
)

BEHIND = (
    "The slope moved , residents said .",
    (
        "The/the/DET/2/det slope/slope/NOUN/3/nsubj moved/move/VERB/0/root ,/,/PUNCT/3/punct "
        "residents/resident/NOUN/6/nsubj said/say/VERB/3/parataxis ././PUNCT/3/punct"
    ),
    (["residents"], ["said"], ["The slope moved"]),
)

ACCORDING = (
    "The dam held , according to the mayor .",
    (
        "The/the/DET/2/det dam/dam/NOUN/3/nsubj held/hold/VERB/0/root ,/,/PUNCT/8/punct "
        "according/accord/VERB/8/case to/to/ADP/5/fixed the/the/DET/8/det mayor/mayor/NOUN/3/obl "
        "././PUNCT/3/punct"
    ),
    (["the mayor"], ["according to"], ["The dam held"]),
)

DECLINED = (
    "The airline declined to comment .",
    (
        "The/the/DET/2/det airline/airline/NOUN/3/nsubj declined/decline/VERB/0/root to/to/PART/5/mark "
        "comment/comment/VERB/3/xcomp ././PUNCT/3/punct"
    ),
    (["The airline"], ["declined"], ["to comment"]),
)

CALLED = (
    "Nurses called for a strike .",
    (
        "Nurses/nurse/NOUN/2/nsubj called/call/VERB/0/root for/for/ADP/5/case a/a/DET/5/det "
        "strike/strike/NOUN/2/obl ././PUNCT/2/punct"
    ),
    (["Nurses"], ["called for"], ["a strike"]),
)

CONFIRMED = (
    "Two officers confirmed the news .",
    (
        "Two/two/NUM/2/nummod officers/officer/NOUN/3/nsubj confirmed/confirm/VERB/0/root the/the/DET/5/det "
        "news/news/NOUN/3/obj ././PUNCT/3/punct"
    ),
    (["Two officers"], ["confirmed"], ["the news"]),
)


@pytest.mark.parametrize(("text", "parse", "found"), [SAID, BEHIND, ACCORDING, DECLINED, CALLED, CONFIRMED])
def test_syntax_shows_who_says_what(hand_made, text, parse, found):
    (draft,) = reported(Tree(text, hand_made(text, parse)))
    assert parts(text, draft) == found


REFUSED = (
    "The airline refused to move .",
    (
        "The/the/DET/2/det airline/airline/NOUN/3/nsubj refused/refuse/VERB/0/root to/to/PART/5/mark "
        "move/move/VERB/3/xcomp ././PUNCT/3/punct"
    ),
)

SCHEDULE = (
    "The bus left according to schedule .",
    (
        "The/the/DET/2/det bus/bus/NOUN/3/nsubj left/leave/VERB/0/root according/accord/VERB/6/case "
        "to/to/ADP/4/fixed schedule/schedule/NOUN/3/obl ././PUNCT/3/punct"
    ),
)

OPENED = (
    "The mayor opened the bridge .",
    (
        "The/the/DET/2/det mayor/mayor/NOUN/3/nsubj opened/open/VERB/0/root the/the/DET/5/det "
        "bridge/bridge/NOUN/3/obj ././PUNCT/3/punct"
    ),
)


@pytest.mark.parametrize(("text", "parse"), [REFUSED, SCHEDULE, OPENED])
def test_syntax_shows_no_statement_where_nobody_says_anything(hand_made, text, parse):
    assert reported(Tree(text, hand_made(text, parse))) == []


TAIL = (
    "The bridge fell at noon , a witness told Reuters .",
    (
        "The/the/DET/2/det bridge/bridge/NOUN/3/nsubj fell/fall/VERB/0/root at/at/ADP/5/case "
        "noon/noon/NOUN/3/obl ,/,/PUNCT/3/punct a/a/DET/8/det witness/witness/NOUN/3/appos told/tell/VERB/3/dep "
        "Reuters/Reuters/PROPN/9/dep ././PUNCT/3/punct"
    ),
)

OTHER_VERB = (
    "When the bridge fell , the army announced a curfew .",
    (
        "When/when/SCONJ/4/mark the/the/DET/3/det bridge/bridge/NOUN/4/nsubj fell/fall/VERB/8/advcl "
        ",/,/PUNCT/4/punct the/the/DET/7/det army/army/NOUN/8/nsubj announced/announce/VERB/0/root "
        "a/a/DET/10/det curfew/curfew/NOUN/8/obj ././PUNCT/8/punct"
    ),
)


def test_a_speaker_who_closes_the_sentence_is_found_without_the_parse(hand_made):
    text, parse = TAIL
    made = hand_made(text, parse)
    (found,) = closing_party(Tree(text, made), made.sentences[0])
    assert parts(text, found) == (["a witness"], ["told"], ["The bridge fell at noon"])


def test_a_verb_with_something_of_its_own_behind_it_closes_no_sentence(hand_made):
    text, parse = OTHER_VERB
    made = hand_made(text, parse)
    assert list(closing_party(Tree(text, made), made.sentences[0])) == []


def test_a_story_with_its_maker_says_what_stands_behind_its_that(hand_made):
    text = "It follows a report by the Post that it failed ."
    parse = hand_made(
        text,
        (
            "It/it/PRON/2/nsubj follows/follow/VERB/0/root a/a/DET/4/det report/report/NOUN/2/obj by/by/ADP/7/case "
            "the/the/DET/7/det Post/Post/PROPN/4/nmod that/that/SCONJ/10/mark it/it/PRON/10/nsubj "
            "failed/fail/VERB/2/dep ././PUNCT/2/punct"
        ),
    )
    (draft,) = reported(Tree(text, parse))
    assert parts(text, draft) == (["a report by the Post"], ["report"], ["that it failed"])


@pytest.mark.parametrize(
    ("text", "tagged", "found"),
    [
        (
            "Prices rose after the rebels ’ threat to blow up the bridge .",
            (
                "Prices/NOUN rose/VERB after/ADP the/DET rebels/NOUN ’/PART threat/NOUN to/PART blow/VERB up/ADP "
                "the/DET bridge/NOUN ./PUNCT"
            ),
            (["the rebels"], ["threat"], ["to blow up the bridge"]),
        ),
        (
            "There is a feeling among nurses that nobody listens .",
            "There/PRON is/AUX a/DET feeling/NOUN among/ADP nurses/NOUN that/SCONJ nobody/PRON listens/VERB ./PUNCT",
            (["nurses"], ["feeling"], ["that nobody listens"]),
        ),
        (
            "The plan to the north of the river failed .",
            "The/DET plan/NOUN to/ADP the/DET north/NOUN of/ADP the/DET river/NOUN failed/VERB ./PUNCT",
            None,
        ),
    ],
)
def test_a_noun_tells_a_statement_with_whose_it_is(hand_made, text, tagged, found):
    told = [parts(text, p) for p in noun_cues(Tree(text, hand_made(text, flat(tagged))))]
    assert told == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "tagged", "found"),
    [
        ("Police: three held", "Police/NOUN :/PUNCT three/NUM held/VERB", (["Police"], [":"], ["three held"])),
        ("Bridge opens – minister", "Bridge/NOUN opens/VERB –/PUNCT minister/NOUN",
         (["minister"], ["–"], ["Bridge opens"])),
        ("Storm: two held", "Storm/NOUN :/PUNCT two/NUM held/VERB", None),
        ("Police: what we know", "Police/NOUN :/PUNCT what/PRON we/PRON know/VERB", None),
    ],
)  # fmt: skip
def test_a_headline_is_parted_by_its_mark_where_somebody_can_speak(hand_made, at, text, tagged, found):
    made = hand_made(text, flat(tagged))
    told = [parts(text, p) for p in headlines(Tree(text, made), Mentions([]), [at(text, text)])]
    assert told == ([found] if found else [])


def test_a_quotation_that_nobody_claimed_is_whose_name_stands_beside_its_marks(hand_made):
    text = "“ They shot at us . ” — Jelena Kos , farmer"
    parse = flat(
        "“/PUNCT They/PRON shot/VERB at/ADP us/PRON ./PUNCT ”/PUNCT —/PUNCT Jelena/PROPN Kos/PROPN ,/PUNCT farmer/NOUN"
    )
    text = text.replace("“ ", "“").replace(" . ”", ".”").replace(" ,", ",")
    made = hand_made(text, parse)
    (found,) = quoted_speakers(Tree(text, made), quoted_ranges(text, 0, len(text)), ())
    assert parts(text, found)[0] == ["Jelena Kos"]


def test_a_rule_has_the_confidence_that_was_measured_of_it():
    assert 0 < confidence_of("syntax") < 1
    assert confidence_of("no such rule") is None
