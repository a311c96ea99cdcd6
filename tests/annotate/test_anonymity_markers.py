"""What spares the slow pattern of all markers of anonymity must never hide a marker."""

from __future__ import annotations

import pytest

from rashomon.annotate.anonymity import is_anonymity_clause
from rashomon.annotate.source_words import source_table


@pytest.mark.parametrize("marker", source_table().anonymity.markers)
def test_every_marker_is_found(marker: str) -> None:
    text = f"They spoke, {marker.format(own='her').upper()}, of the dam."
    assert is_anonymity_clause(text, 0, len(text))


def test_a_text_with_some_words_of_a_marker_is_none() -> None:
    text = "The name of the dam was given on condition of payment."
    assert not is_anonymity_clause(text, 0, len(text))
