"""What the reading model says of one report: words with their syntax, names, attributions, wording vectors.

Everything above `model` sees only this record; nothing but `model` makes one. All offsets are code points
of the report's text, half-open. Syntax is Universal Dependencies 2 (UPOS tags, basic relations).
"""

from __future__ import annotations

import msgspec


class Range(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A half-open stretch of the report's text, in code points."""

    start: int
    end: int


class Word(msgspec.Struct, frozen=True, array_like=True):
    """A syntactic word (UD): `don't` is two, `do` and `n't`; words never overlap and are in text order."""

    start: int
    end: int
    lemma: str
    upos: str
    head: int
    """Index in `Parse.words` of the governor; -1 for the root of its sentence."""
    deprel: str
    """UD relation with its subtype where there is one (`nsubj`, `nsubj:pass`, `acl:relcl`)."""


class SentenceSpan(msgspec.Struct, frozen=True, array_like=True):
    """A sentence, by its words: `Parse.words[first:last]` (half-open); it never crosses a passage's border."""

    start: int
    end: int
    first: int
    last: int


class Name(msgspec.Struct, frozen=True, array_like=True):
    """A named thing as the tagger sees it; names do not overlap."""

    start: int
    end: int
    label: str
    """`Person`, `Organization`, `Location`, `Facility`, `NORP`, `Product` or `Misc` (Worldwide Newswire's labels)."""
    confidence: float


class Attribution(msgspec.Struct, frozen=True):
    """Somebody's words as PolNeAR marks them: whose (source), the sign of it (cue), what (content).

    Each part is a list of ranges in text order; `source` is empty where the text names none.
    """

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    confidence: float


class Wording(msgspec.Struct, frozen=True, array_like=True):
    """A sentence's or a content's wording: 384 int8 numbers, of unit length when read as floats over their norm."""

    start: int
    end: int
    vector: bytes


class EventWord(msgspec.Struct, frozen=True, array_like=True):
    """A word that tells of something that happens, is said or holds, as TimeML 1.2.1 marks them."""

    start: int
    end: int
    label: str
    """`OCCURRENCE`, `REPORTING`, `I_ACTION`, `STATE`, `I_STATE`, `ASPECTUAL` or `PERCEPTION`."""
    confidence: float


class Parse(msgspec.Struct, frozen=True):
    """One report as the reading model reads it, boilerplate left out."""

    report: str
    words: tuple[Word, ...]
    sentences: tuple[SentenceSpan, ...]
    names: tuple[Name, ...]
    attributions: tuple[Attribution, ...]
    wordings: tuple[Wording, ...]
    """One for each sentence and one for each attribution's content (by its first start and last end)."""
    event_words: tuple[EventWord, ...] = ()
    """In text order, each one of `words`."""
