"""A parse written by hand, so that a test of a rule does not hang on the reading model."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.parse import Attribution, Parse, Range, SentenceSpan, Word

HandMade = Callable[..., Parse]

sys.path.insert(0, str(Path(__file__).parent))


def _hand_made(text: str, *sentences: str, attributions: tuple[Attribution, ...] = ()) -> Parse:
    """`sentences`: each word as `form/lemma/UPOS/governor/relation`, governors counted from 1 in the sentence."""
    words: list[Word] = []
    spans: list[SentenceSpan] = []
    offset = 0
    for sentence in sentences:
        first = len(words)
        for told in sentence.split():
            form, lemma, upos, head, relation = told.rsplit("/", 4)
            start = text.index(form, offset)
            offset = start + len(form)
            governor = first + int(head) - 1 if int(head) else -1
            words.append(Word(start, offset, lemma, upos, governor, relation))
        spans.append(SentenceSpan(words[first].start, words[-1].end, first, len(words)))
    return Parse(
        report="R-000000000000", words=tuple(words), sentences=tuple(spans), names=(), attributions=attributions,
        wordings=(),
    )  # fmt: skip


def _at(text: str, quote: str, nth: int = 1) -> Range:
    """The nth place of `quote` in `text`."""
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return Range(start, start + len(quote))


@pytest.fixture
def hand_made() -> HandMade:
    return _hand_made


@pytest.fixture
def at() -> Callable[..., Range]:
    return _at
