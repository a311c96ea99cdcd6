"""Keys whose quotations are kept as places, so that no text of a report stands in the repository."""

from __future__ import annotations

from benchmarks.real import packed, unpacked

TEXTS = {"a.txt": "The mill burned. The mill burned down, she said.", "b.txt": "Nobody was hurt."}
KEY = {
    "pile": "mill",
    "reports": [{"file": "a.txt", "title": None, "boilerplate": ["The mill burned down"], "outlet": "Mill News"}],
    "statements": [{"file": "a.txt", "content": {"quote": "The mill burned", "nth": 2}, "source": "she"}],
    "claims": [{"id": "k1", "positions": [{"evidence": [{"file": "b.txt", "quote": "Nobody was hurt"}]}]}],
    "findings": [{"sides": [[{"file": "a.txt", "quote": "mill", "nth": 2}], [{"file": "b.txt", "quote": "hurt"}]]}],
}


def test_a_key_comes_back_whole():
    assert unpacked(packed(KEY, TEXTS), TEXTS) == KEY


def test_a_packed_key_has_no_words_of_the_reports():
    told = str(packed(KEY, TEXTS))
    assert "burned" not in told
    assert "hurt" not in told
