"""What may be a mention of somebody or something, before it is known whose: names, nominals, pronouns."""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.records import EntityKind, MentionHead

Number = Literal["singular", "plural"]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A mention as it is found in the parse; offsets are code points into the report's text, half-open."""

    start: int
    end: int
    text: str
    kind: EntityKind
    form: MentionHead
    sentence: int
    word: int
    """Index in `Parse.words` of its head."""
    number: Number
    lemma: str
    """The head's lemma, folded."""
    described: frozenset[str] = frozenset()
    """Lemmas that modify the head, and of a name the title and description that stand beside it, folded."""
    definite: bool = False
    """It begins with `the`, `this`, `that`, `these`, `those` or a possessive."""
    subject: bool = False
    speaks: bool = False
    """It is the subject of a verb of saying."""
    governor: int = -1
    """Index of the word that its head hangs on."""
    quoted: bool = False
    """It stands inside quotation marks."""
    gender: str | None = None
    in_title: bool = False
    apposed: int | None = None
    """Head word of the name that this nominal stands in apposition to, or describes."""
    confidence: float | None = None
