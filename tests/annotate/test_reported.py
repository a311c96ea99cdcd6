"""Statements that syntax and the order of words show, and the ends of parts made good."""

import pytest

from rashomon.annotate.anonymity import reasons
from rashomon.annotate.answers import with_answers
from rashomon.annotate.draft import Draft
from rashomon.annotate.free_indirect import continued
from rashomon.annotate.headlines import headlines
from rashomon.annotate.inner import inside
from rashomon.annotate.noun_cues import noun_cues
from rashomon.annotate.parted import (
    according_ahead,
    according_behind,
    rest_of_quotation,
    speaker_behind_marks,
    to_its_end,
    told_by,
    with_its_predicate,
)
from rashomon.annotate.quoted_speakers import quoted_speakers
from rashomon.annotate.quoting import quoted_ranges
from rashomon.annotate.reported import reported
from rashomon.annotate.retold import quoted_by, retold_from
from rashomon.annotate.sentence_tails import closing_party
from rashomon.annotate.source_words import Mentions
from rashomon.annotate.statement_rules import confidence_of
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


def texts(text, ranges):
    return [text[each.start : each.end] for each in ranges]


def parts(text, draft):
    return texts(text, draft.source), texts(text, draft.cue), texts(text, draft.content)


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


WHY = [
    (
        "An envoy , speaking on condition of anonymity to discuss talks , said it failed .",
        (
            "An/a/DET/2/det envoy/envoy/NOUN/13/nsubj ,/,/PUNCT/4/punct speaking/speak/VERB/13/advcl "
            "on/on/ADP/6/case condition/condition/NOUN/4/obl of/of/ADP/8/case anonymity/anonymity/NOUN/6/nmod "
            "to/to/PART/10/mark discuss/discuss/VERB/4/advcl talks/talk/NOUN/10/obj ,/,/PUNCT/4/punct "
            "said/say/VERB/0/root it/it/PRON/15/nsubj failed/fail/VERB/13/ccomp ././PUNCT/13/punct"
        ),
        ["to discuss talks"],
    ),
    (
        "The officers asked not to be named because they feared reprisals .",
        (
            "The/the/DET/2/det officers/officer/NOUN/3/nsubj asked/ask/VERB/0/root not/not/PART/7/advmod "
            "to/to/PART/7/mark be/be/AUX/7/aux:pass named/name/VERB/3/xcomp because/because/SCONJ/10/mark "
            "they/they/PRON/10/nsubj feared/fear/VERB/3/advcl reprisals/reprisal/NOUN/10/obj ././PUNCT/3/punct"
        ),
        ["because they feared reprisals"],
    ),
    (
        "The street was named because of a poet .",
        (
            "The/the/DET/2/det street/street/NOUN/4/nsubj:pass was/be/AUX/4/aux:pass named/name/VERB/0/root "
            "because/because/ADP/8/case of/of/ADP/5/fixed a/a/DET/8/det poet/poet/NOUN/4/obl ././PUNCT/4/punct"
        ),
        [],
    ),
]


KEPT_BACK = [
    (
        "We are withholding their names because they fear dismissal .",
        (
            "We/we/PRON/3/nsubj are/be/AUX/3/aux withholding/withhold/VERB/0/root their/their/PRON/5/nmod:poss "
            "names/name/NOUN/3/obj because/because/SCONJ/8/mark they/they/PRON/8/nsubj fear/fear/VERB/3/advcl "
            "dismissal/dismissal/NOUN/8/obj ././PUNCT/3/punct"
        ),
        ["their"],
    ),
    (
        "The officers asked not to be named because they feared reprisals .",
        (
            "The/the/DET/2/det officers/officer/NOUN/3/nsubj asked/ask/VERB/0/root not/not/PART/7/advmod "
            "to/to/PART/7/mark be/be/AUX/7/aux:pass named/name/VERB/3/xcomp because/because/SCONJ/10/mark "
            "they/they/PRON/10/nsubj feared/fear/VERB/3/advcl reprisals/reprisal/NOUN/10/obj ././PUNCT/3/punct"
        ),
        ["The officers"],
    ),
]


@pytest.mark.parametrize(("text", "parse", "whose"), KEPT_BACK)
def test_a_reason_is_of_those_whose_name_is_kept_back(hand_made, text, parse, whose):
    (found,) = reasons(Tree(text, hand_made(text, parse)))
    assert texts(text, found.subject) == whose


@pytest.mark.parametrize(("text", "parse", "why"), WHY)
def test_a_stated_reason_for_anonymity_is_found_word_by_word(hand_made, text, parse, why):
    found = reasons(Tree(text, hand_made(text, parse)))
    assert texts(text, [r.reason for r in found]) == why


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
    ("text", "barred"),
    [
        ("He will not give his name because he is in court .", ["because he is in court"]),
        ("She spoke because she had not been cleared to speak .", ["because she had not been cleared to speak"]),
        ("They were not ready to speak .", []),
    ],
)
def test_names_withheld_and_speech_not_allowed_are_reasons(hand_made, text, barred):
    words = " ".join(
        f"{w}/{w.lower()}/{'PUNCT' if w == '.' else 'X'}/{0 if n == 0 else 1}/dep" for n, w in enumerate(text.split())
    )
    assert texts(text, [r.reason for r in reasons(Tree(text, hand_made(text, words)))]) == barred


def flat(*tagged):
    """A sentence whose parse tells no more than tags: each word as `form/UPOS`, all hanging on the first."""
    words = " ".join(tagged).split()
    return " ".join(
        f"{form}/{form.lower()}/{upos}/{1 if n else 0}/{'dep' if n else 'root'}"
        for n, (form, upos) in enumerate(w.rsplit("/", 1) for w in words)
    )


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


def test_a_rule_has_the_confidence_that_was_measured_of_it():
    assert 0 < confidence_of("syntax") < 1
    assert confidence_of("no such rule") is None


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
