"""Shapes of the tables' groups: words or phrases of one kind, each group with its source."""

from __future__ import annotations

import msgspec


class Words(msgspec.Struct, frozen=True):
    """Words in a row, blanks between them; they are compared by their stems."""

    source: str
    words: str


class Forms(msgspec.Struct, frozen=True):
    """Forms in a row, blanks between them; they are compared as they stand."""

    source: str
    forms: str


class Phrases(msgspec.Struct, frozen=True):
    """Phrases of one word and more."""

    source: str
    phrases: tuple[str, ...]
