"""What spares a slow pattern must never hide what the pattern finds."""

from __future__ import annotations

import pytest

from rashomon.timex.grammar import RULES
from rashomon.timex.numerals import numerals
from rashomon.timex.words import masked


def test_no_rule_takes_a_token_of_no_class() -> None:
    """`readings` looks for rules between the tokens of no class (`x`), one stretch at a time."""
    assert not [r.pattern for r in RULES if "x" in r.pattern or "[^" in r.pattern or "." in r.pattern]


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/2017/03/04",
        "www.example",
        "desk@paper.example",
        "#march2017",
        "one/two/three/2017",
        "harbour_2017.jpg",
        "harbour.JPEG",
        "file_2017",
        "T3X90",
        "é7x90",
        "3015566",
    ],
)
def test_addresses_and_codes_are_masked(text: str) -> None:
    told = f"see {text} there"
    assert masked(told, 0, len(told)) == (range(4, 4 + len(text)),)


@pytest.mark.parametrize(
    ("text", "value"),
    [("Half a dozen left", 6), ("A hundred left", 100), ("TWELVE left", 12), ("about 7 left", 7), ("they left", None)],
)
def test_numbers_are_looked_for_wherever_one_may_stand(text: str, value: float | None) -> None:
    assert [n.value for n in numerals(text, 0, len(text))] == ([] if value is None else [value])
