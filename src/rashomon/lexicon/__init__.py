"""The word tables: cue words, measures, event types, boilerplate markers. Data files with a source for each entry.

In: the name of a table and the shape that it must have. Out: the table, read once and kept. A table never holds
code; a rule over words that is not in a table does not exist.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from importlib import resources
from typing import TypeVar, cast

import msgspec

from rashomon.errors import LexiconError

T = TypeVar("T")


@cache
def _read(name: str) -> bytes:
    try:
        return (resources.files(__name__) / f"{name}.toml").read_bytes()
    except FileNotFoundError as error:
        raise LexiconError(f"no lexicon table {name}.toml in the package: install it again") from error


@cache
def _shaped(name: str, shape: Hashable) -> object:
    try:
        return msgspec.toml.decode(_read(name), type=cast("type[object]", shape))
    except msgspec.ValidationError as error:
        raise LexiconError(f"lexicon table {name}.toml: {error}") from error


def table(name: str, shape: type[T]) -> T:
    """The table `<name>.toml` of this package as a `shape` (a msgspec Struct), read once.

    Raises LexiconError where the table is missing or does not have the shape.
    """
    return cast("T", _shaped(name, cast("Hashable", shape)))
