"""Where a content goes on with a second account of its own: `… had been shot down and that nobody was hurt`.

Clauses that `and that` joins, or `and`, `but`, `while` or a semicolon before a new subject, can be true apart from each
other, so each is held against others by itself (The Cambridge Grammar of the English Language (2002), chapter 15:
clausal coordination).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from rashomon.assess.terms import is_clause, is_verbal, words
from rashomon.lexicon import table
from rashomon.lexicon.groups import Forms

_JOINING = re.compile(
    r"(?P<that>,? (?:and|but|or) that )|(?P<subject>, (?:and|but|while) |; (?:and |but )?)(?=(?P<first>[^\W\d_]+))"
)
_REACH = 8


class _Coordination(msgspec.Struct, frozen=True):
    subjects: Forms
    contrast: Forms


@cache
def _forms(group: str) -> frozenset[str]:
    told: Forms = getattr(table("coordination", _Coordination), group)
    return frozenset(told.forms.split())


def sets_against(told: Iterable[str]) -> bool:
    """Whether words, in small letters, set what follows against what was said before."""
    return bool(_forms("contrast") & set(told))


def coordinated(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text` that tell one account each, half-open; one alone where it tells but one."""
    start = 0
    for found in _JOINING.finditer(text):
        if is_clause(text[start : found.start()]) and _is_account(text[found.end() :], found):
            yield start, found.start()
            start = found.end()
    yield start, len(text)


def _is_account(rest: str, joining: re.Match[str]) -> bool:
    """Whether what follows begins as a clause with a subject of its own: one of a clause within would have none."""
    near = words(rest)[:_REACH]
    if joining["that"]:
        return is_clause(" ".join(near))
    named = joining["first"][0].isupper()
    return (named or joining["first"].lower() in _forms("subjects")) and any(map(is_verbal, near))
