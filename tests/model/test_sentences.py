"""Sentences by rule, with the traps of news text."""

import pytest

from rashomon.model.sentences import sentence_starts
from rashomon.model.words import word_ranges


def sentences(text: str) -> list[str]:
    words = word_ranges(text)
    starts = [words[i].start for i in sentence_starts(text, words)]
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The army left.", "It came back."],
        ["He met Gen. Khalid Omar in the U.S. on Monday.", "They spoke."],
        ["It happened in the U.S.", "The army denied it."],
        ["“We left.”", "She did not."],
        ['"Why?" he asked.', "Nobody knew."],
        ['"Is it true?" Mr. Amari asked.', "No."],
        ["J. K. Barr spoke at 5 p.m. yesterday.", "Then he left."],
        ["The price rose 3.5 percent.", "Yahoo! paid."],
        ["He wrote it in 2011. [12]", "Then he died."],
        ["(The base was closed.)", "It opened again."],
        ["2. The port was closed.", "He was born in 1976.", "It was 5."],
        ["The deal ... was off.", "Nobody cared."],
        ["It was “a success.”", "“Not so,” said Lt. Barr."],
        ["Acme Inc. Chairman John Orr left on Jan. 5 for Dec. talks.", "He is 40."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_line_of_its_own_is_a_sentence() -> None:
    assert sentences("Strike kills five in port city\nThe army said so.") == [
        "Strike kills five in port city",
        "The army said so.",
    ]


def test_lines_broken_by_hand_do_not_end_a_sentence() -> None:
    lines = (
        "The ministry said on Monday that the two ships had been seen off",
        "Tripoli and that the navy of General Omar on Sunday night had",
        "followed them to the Gulf of Sidra, where one of them was lost.",
    )
    text = "\n".join(lines)
    assert sentences(text) == [text]


def test_no_words_no_sentences() -> None:
    assert sentence_starts("  ", []) == []
