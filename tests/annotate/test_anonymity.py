"""Stated reasons for keeping a name back, and whose they are."""

import pytest
from tagged import texts

from rashomon.annotate.anonymity import reasons
from rashomon.annotate.trees import Tree

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
