"""Phrases looked for among words with a blank around each, so that a phrase is met as whole words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def spaced(told: Iterable[str]) -> str:
    """Words with a blank around each, as phrases are looked for in them."""
    return f" {' '.join(told)} "


def has_phrase(told: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands among `told`, words with a blank around each."""
    return any(f" {phrase} " in told for phrase in phrases)


def around_phrases(told: str, phrases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What stands before and behind each of the phrases that stand among `told`, where it comes first."""
    for phrase in phrases:
        before, found, behind = told.partition(f" {phrase} ")
        if found:
            yield before, behind
