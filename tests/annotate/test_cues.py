"""What cues make of their content."""

import pytest

from rashomon.annotate.cues import cue_table, reporting_verbs, sense
from rashomon.annotate.modality import clause
from rashomon.annotate.modality_words import modality_table
from rashomon.annotate.quoting import quotation, quoted_ranges
from rashomon.annotate.trees import Tree
from rashomon.parse import Range


def words_of(tree, text, quote):
    start = text.index(quote)
    return tree.within([Range(start, start + len(quote))])


CASES = [
    (
        "Ana denied it .",
        "Ana/Ana/PROPN/2/nsubj denied/deny/VERB/0/root it/it/PRON/2/obj ././PUNCT/2/punct",
        "denied", "it", "denial", "certain", "positive",
    ),
    (
        "Ana declined to comment .",
        (
            "Ana/Ana/PROPN/2/nsubj declined/decline/VERB/0/root to/to/PART/4/mark comment/comment/VERB/2/xcomp "
            "././PUNCT/2/punct"
        ),
        "declined", "to comment", "refusal", "unknown", "positive",
    ),
    (
        "Ana refused to rule out war .",
        (
            "Ana/Ana/PROPN/2/nsubj refused/refuse/VERB/0/root to/to/PART/4/mark rule/rule/VERB/2/xcomp "
            "out/out/ADP/4/compound:prt war/war/NOUN/4/obj ././PUNCT/2/punct"
        ),
        "refused to rule out", "war", "belief", "possible", "positive",
    ),
    (
        "Ana refused to leave .",
        (
            "Ana/Ana/PROPN/2/nsubj refused/refuse/VERB/0/root to/to/PART/4/mark leave/leave/VERB/2/xcomp "
            "././PUNCT/2/punct"
        ),
        "refused", "to leave", "intention", "certain", "negative",
    ),
    (
        "Ana did not believe it .",
        (
            "Ana/Ana/PROPN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod believe/believe/VERB/0/root it/it/PRON/4/obj "
            "././PUNCT/4/punct"
        ),
        "did not believe", "it", "belief", "probable", "negative",
    ),
    (
        "Ana told him to go .",
        (
            "Ana/Ana/PROPN/2/nsubj told/tell/VERB/0/root him/he/PRON/2/obj to/to/PART/5/mark go/go/VERB/2/xcomp "
            "././PUNCT/2/punct"
        ),
        "told", "to go", "demand", "certain", "positive",
    ),
    (
        "Ana asked whether it rained .",
        (
            "Ana/Ana/PROPN/2/nsubj asked/ask/VERB/0/root whether/whether/SCONJ/5/mark it/it/PRON/5/nsubj "
            "rained/rain/VERB/2/ccomp ././PUNCT/2/punct"
        ),
        "asked", "whether it rained", "question", "unknown", "positive",
    ),
    (
        "Ana doubts it .",
        "Ana/Ana/PROPN/2/nsubj doubts/doubt/VERB/0/root it/it/PRON/2/obj ././PUNCT/2/punct",
        "doubts", "it", "belief", "possible", "negative",
    ),
    (
        "Ana zorbed it .",
        "Ana/Ana/PROPN/2/nsubj zorbed/zorb/VERB/0/root it/it/PRON/2/obj ././PUNCT/2/punct",
        "zorbed", "it", "assertion", "certain", "positive",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parse", "cue", "content", "kind", "certainty", "polarity"), CASES)
def test_a_cue_gives_kind_certainty_and_polarity(
    hand_made, text, parse, cue, content, kind, certainty, polarity
):  # fmt: skip
    tree = Tree(text, hand_made(text, parse))
    found = sense(tree, words_of(tree, text, cue), words_of(tree, text, content))
    assert (found.kind, found.certainty, found.polarity) == (kind, certainty, polarity)


def test_every_group_of_cue_words_names_its_source_and_has_words():
    assert all(group.source and group.lemmas for group in cue_table().group)
    assert all(graded.source for graded in (*modality_table().hedge, *modality_table().modal))


def test_a_verb_of_belief_lets_no_clause_pass_for_speech():
    assert "say" in reporting_verbs()
    assert not {"believe", "hope", "fear", "want"} & reporting_verbs()


def test_only_the_main_predicate_turns_a_clause_round(hand_made):
    text = "The man who did not sign left ."
    tree = Tree(text, hand_made(
        text,
        "The/the/DET/2/det man/man/NOUN/7/nsubj who/who/PRON/6/nsubj did/do/AUX/6/aux not/not/PART/6/advmod "
        "sign/sign/VERB/2/acl:relcl left/leave/VERB/0/root ././PUNCT/7/punct",
    ))  # fmt: skip
    assert clause(tree, list(range(8))).polarity == "positive"


def test_a_subject_with_no_turns_a_clause_round(hand_made):
    text = "No bodies were found ."
    tree = Tree(text, hand_made(
        text,
        "No/no/DET/2/det bodies/body/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass found/find/VERB/0/root ././PUNCT/4/punct",
    ))  # fmt: skip
    assert clause(tree, list(range(5))).polarity == "negative"


@pytest.mark.parametrize(
    ("tagged", "polarity"),
    [
        ("However/ADV ,/PUNCT no/DET deal/NOUN was/AUX made/VERB", "negative"),
        ("Despite/ADP rumours/NOUN there/PRON has/AUX not/PART been/AUX a/DET strike/NOUN", "negative"),
        ("There/PRON is/AUX no/DET question/NOUN the/DET dam/NOUN leaks/VERB", "positive"),
        ("There/PRON is/AUX no/DET question/NOUN of/ADP surrender/NOUN", "negative"),
        ("he/PRON ,/PUNCT not/PART Ana/PROPN ,/PUNCT would/AUX pay/VERB", "positive"),
    ],
)
def test_a_clause_is_turned_round_behind_what_opens_it(hand_made, tagged, polarity):
    words = [w.split("/") for w in tagged.split()]
    text = " ".join(form for form, _ in words)
    *before, (verb, tag) = words
    hanging = " ".join(f"{form}/{form.lower()}/{upos}/{len(words)}/dep" for form, upos in before)
    parse = f"{hanging} {verb}/{verb}/{tag}/0/root"
    assert clause(Tree(text, hand_made(text, parse)), list(range(len(words)))).polarity == polarity


@pytest.mark.parametrize(
    ("tagged", "cue", "kind", "polarity"),
    [
        ("Firms/firm/NOUN claimed/claim/VERB no/no/DET responsibility/responsibility/NOUN for/for/ADP it/it/PRON",
         [1, 2, 3, 4], "denial", "positive"),
        ("Firms/firm/NOUN claimed/claim/VERB full/full/ADJ responsibility/responsibility/NOUN for/for/ADP it/it/PRON",
         [1, 2, 3, 4], "assertion", "positive"),
        ("Firms/firm/NOUN also/also/ADV strongly/strongly/ADV disagreed/disagree/VERB with/with/ADP it/it/PRON",
         [3, 4], "belief", "negative"),
        ("Firms/firm/NOUN also/also/ADV strongly/strongly/ADV agreed/agree/VERB with/with/ADP it/it/PRON",
         [3, 4], "belief", "positive"),
    ],
)  # fmt: skip
def test_who_disclaims_denies_and_who_disagrees_does_not_assent(hand_made, tagged, cue, kind, polarity):
    words = [w.split("/") for w in tagged.split()]
    text = " ".join(w[0] for w in words)
    parse = " ".join("/".join([*w, str(1 if n else 0), "dep" if n else "root"]) for n, w in enumerate(words))
    told = sense(Tree(text, hand_made(text, parse)), cue, [5])
    assert (told.kind, told.polarity) == (kind, polarity)


def test_may_leaves_a_clause_possible_and_must_makes_it_a_demand(hand_made):
    text = "They may leave . Rome must act ."
    tree = Tree(text, hand_made(
        text,
        "They/they/PRON/3/nsubj may/may/AUX/3/aux leave/leave/VERB/0/root ././PUNCT/3/punct",
        "Rome/Rome/PROPN/3/nsubj must/must/AUX/3/aux act/act/VERB/0/root ././PUNCT/3/punct",
    ))  # fmt: skip
    assert clause(tree, [0, 1, 2, 3]).certainty == "possible"
    assert clause(tree, [4, 5, 6, 7]).kind == "demand"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “it is over” and left.", ["“it is over”"]),
        ('He said "it is over" and left.', ['"it is over"']),
        ("It was “felt in Turin,“ he said.", ["“felt in Turin,“"]),
        ("“The tower swayed, said the guard.", ["“The tower swayed, said the guard."]),
        ('He called it "a mistake. Then he left.', []),
        ("Nothing is quoted here.", []),
        ("", []),
    ],
)
def test_quotation_marks_are_read_by_their_neighbours_and_need_not_balance(text, quoted):
    assert [text[q.start : q.end] for q in quoted_ranges(text, 0, len(text))] == quoted


def test_a_content_partly_in_quotation_marks_is_mixed():
    text = "He said the war “is over”."
    quoted = quoted_ranges(text, 0, len(text))
    assert quotation([Range(8, 25)], quoted, text) == "mixed"
    assert quotation([Range(16, 25)], quoted, text) == "direct"
    assert quotation([Range(8, 15)], quoted, text) == "indirect"
