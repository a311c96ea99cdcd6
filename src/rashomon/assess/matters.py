"""Words of one matter (`lexicon/matters.toml`): what is denied is mostly told in other words.

Wider than concepts: to share a matter is a hint and no more.
"""

from __future__ import annotations

from functools import cache

import msgspec

from rashomon.assess.terms import concepts_of, stems_of
from rashomon.lexicon import table


class _Matter(msgspec.Struct, frozen=True):
    name: str
    source: str
    words: str


class _Matters(msgspec.Struct, frozen=True):
    matter: tuple[_Matter, ...]


@cache
def _matter_of() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for matter in table("matters", _Matters).matter:
        for told in stems_of(matter.words):
            found.setdefault(told, set()).add(matter.name)
    return {told: frozenset(names) for told, names in found.items()}


def matters_of(told: str) -> frozenset[str]:
    """The matters and concepts that a stem is of."""
    return _matter_of().get(told, frozenset()) | concepts_of(told)
