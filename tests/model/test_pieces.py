"""Where words stand to borders and quotation marks, as the statements' layer is told."""

import pytest

from rashomon.model.pieces import SURROUNDINGS, spelling_of, word_surroundings


def marks(text: str, blocks: tuple[int, ...] = ()) -> str:
    """One letter a word of a text with `_` where no space stands: o out of marks, i in them, m a mark."""
    forms, spaced = [], []
    for word in text.split(" "):
        for number, part in enumerate(word.split("_")):
            forms.append(part)
            spaced.append(number == 0)
    numbers = [sum(at >= b for b in blocks) for at in range(len(forms))]
    found = word_surroundings(spelling_of(forms, spaced, numbers, numbers))
    return "".join(SURROUNDINGS[f].split("_")[1][0] for f in found.tolist())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“_We wait_,_” she said_.", "miiimooo"),
        ('"_We wait_,_" she said_, "_here_._"', "miiimooomiim"),
        ("He called it a ‘_farce_’ twice", "oooomimo"),
        ("the workers_' party won", "oomoo"),
        ('a " b " c', "omimo"),
    ],
)
def test_quotation_marks_open_and_close_by_form_by_space_or_by_turns(text: str, expected: str) -> None:
    assert marks(text) == expected


def test_an_unclosed_quotation_ends_with_its_block() -> None:
    assert marks("“_We wait_. He left_.", blocks=(4,)) == "miiiooo"


def test_borders_of_blocks_outweigh_those_of_sentences() -> None:
    found = word_surroundings(spelling_of(["A", "b", "C", "D"], [True] * 4, [0, 0, 1, 2], [0, 0, 0, 1]))
    assert [SURROUNDINGS[f].split("_")[0] for f in found.tolist()] == ["block", "inner", "sentence", "block"]


def test_an_empty_text_has_no_surroundings() -> None:
    assert word_surroundings(spelling_of([], [], [], [])).tolist() == []
