"""Words by rule: nothing lost, nothing altered, divided as Universal Dependencies divides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model.words import word_ranges

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("abcdefgLMU.,'’“”\"-–—!?()[]@#/&$%0123456789 \n\r\t\u00a0"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=80,
)


def forms(text: str) -> list[str]:
    return [text[r.start : r.end] for r in word_ranges(text)]


@given(TEXTS)
def test_every_character_that_is_no_white_space_lies_in_exactly_one_word(text: str) -> None:
    ranges = word_ranges(text)
    covered = [i for r in ranges for i in range(r.start, r.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(r.start < r.end for r in ranges)


@given(TEXTS)
def test_words_never_begin_or_end_in_white_space(text: str) -> None:
    for form in forms(text):
        assert form == form.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know", ["They", "do", "n't", "know"]),
        ("They don’t know", ["They", "do", "n’t", "know"]),
        ("it's Hifter's", ["it", "'s", "Hifter", "'s"]),
        ("the officials' words", ["the", "officials", "'", "words"]),
        ("We cannot and won't", ["We", "can", "not", "and", "wo", "n't"]),
        ("It's gonna rain", ["It", "'s", "gon", "na", "rain"]),
        ("I'd've gone", ["I", "'d", "'ve", "gone"]),
        ("a long-term, non-lethal plan", ["a", "long", "-", "term", ",", "non-lethal", "plan"]),
        ("the U.S. Army", ["the", "U.S.", "Army"]),
        ("Gen. J. Smith of St. Louis", ["Gen.", "J.", "Smith", "of", "St.", "Louis"]),
        ("1,200 people at 5:30 on 9/11", ["1,200", "people", "at", "5:30", "on", "9/11"]),
        ("$5.3 and 40%", ["$", "5.3", "and", "40", "%"]),
        ("at 10am or 7:30pm", ["at", "10", "am", "or", "7:30", "pm"]),
        ("the 1980s and 21st", ["the", "1980s", "and", "21st"]),
        ("see http://a.org/b_c?d=e.", ["see", "http://a.org/b_c?d=e", "."]),
        ("mail me@a-b.co.uk, now", ["mail", "me@a-b.co.uk", ",", "now"]),
        ("''We go,'' she", ["''", "We", "go", ",", "''", "she"]),
        ("Wait... what?!", ["Wait", "...", "what", "?!"]),
        ("O'Connor of Shi'ite Sana'a", ["O'Connor", "of", "Shi'ite", "Sana'a"]),
        ("AT&T said no.", ["AT&T", "said", "no", "."]),
        ("No. 6 fell", ["No.", "6", "fell"]),
        ("he met him in Jan. 2016", ["he", "met", "him", "in", "Jan.", "2016"]),
        ("قال 🙂 المتحدث", ["قال", "🙂", "المتحدث"]),
    ],
)
def test_words_are_divided_as_the_treebanks_divide_them(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_a_stretch_is_read_without_what_stands_around_it() -> None:
    text = "Before. He won't. After."
    assert [text[r.start : r.end] for r in word_ranges(text, 8, 17)] == ["He", "wo", "n't", "."]


def test_a_sentence_end_after_a_common_word_is_no_abbreviation() -> None:
    assert forms("They sat. He said no. It will mar. Go")[2::2][:1] == ["."]
    assert "sat." not in forms("They sat. He")
