"""Words as the encoder takes them: WordPieces, letter case and layout of each, and where each word begins.

The encoder is uncased and sees one kind of quotation mark: an outlet's habit is no evidence. Letter case and
the white space around a word come in beside the piece as two small numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Integers = npt.NDArray[np.int64]

CASES = ("other", "lower", "title", "upper", "capital", "mixed", "number", "letters_and_digits", "special")
"""Letter case of a word: its index is what the encoder sees."""
LAYOUTS = (
    "continuation",
    *(f"{b}_{a}" for b in ("none", "space", "sentence", "block") for a in ("none", "space")),
    "special",
)
"""What stands before the word (nothing, space, the sentence's or block's border) and after it."""
SURROUNDINGS = tuple(f"{border}_{mark}" for border in ("inner", "sentence", "block") for mark in ("out", "in", "mark"))
"""Where a word stands: what begins with it, and whether it is out of quotation marks, in them, or is one."""
MOST_PIECES = 12
"""Pieces of one word beyond this are not read (addresses, codes)."""

_DOUBLE = ("''", "``", "’’", "‘‘", ",,")
_ONE_MARK = str.maketrans({**dict.fromkeys("“”„‟«»＂", '"'), **dict.fromkeys("‘’ʼ‚‛‹›´`", "'"), "\u00a0": " "})


QUOTATION_MARKS = frozenset("\"'")
"""The marks that open a quotation, in their plain form."""
_OPENING = frozenset(("“", "„", "«", "``", "‘‘", "‘", "‹"))
_CLOSING = frozenset(("”", "»", "''", "’’", "’", "›"))


def plain_form(word: str) -> str:
    """The word with every quotation mark in its plain form; the only change made before WordPiece."""
    return '"' if word in _DOUBLE else word.translate(_ONE_MARK)


def case_of(word: str) -> int:
    """The index in `CASES` of a word's letter case."""
    letters = sum(c.isalpha() for c in word)
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 6 if digits else 0
    if digits:
        return 7
    if word == word.lower():
        return 1
    uppers = sum(c.isupper() for c in word)
    if uppers == letters:
        return 3 if letters > 1 else 4
    first = next(c for c in word if c.isalpha())
    return 2 if uppers == 1 and first.isupper() else 5


@dataclass(frozen=True)
class Spelling:
    """The words of one text for the encoder; arrays are parallel to the words."""

    forms: tuple[str, ...]
    spaced: npt.NDArray[np.bool_]
    """White space stands before the word."""
    sentence: Integers
    """The number of the word's sentence, from 0, never falling."""
    block: Integers
    """The number of the word's block, from 0, never falling."""


@dataclass(frozen=True)
class Pieces:
    """A text's pieces: three parallel arrays, and where in them each word begins (one entry more than words)."""

    ids: Integers
    case: Integers
    layout: Integers
    first: Integers


class PieceTable:
    """WordPiece of single words, by the vocabulary of the encoder."""

    def __init__(self, vocabulary: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}
        self.begin = int(self._tokenizer.token_to_id("[CLS]") or 0)
        self.end = int(self._tokenizer.token_to_id("[SEP]") or 0)
        self.mask = int(self._tokenizer.token_to_id("[MASK]") or 0)
        self.unknown = int(self._tokenizer.token_to_id("[UNK]") or 0)

    def lookup(self, word: str) -> tuple[tuple[int, ...], int]:
        """The word's piece ids (at least one, at most `MOST_PIECES`) and its letter case."""
        known = self._known.get(word)
        if known is None:
            ids = self._tokenizer.encode(plain_form(word)[:200], add_special_tokens=False).ids
            known = (tuple(ids[:MOST_PIECES]) or (self.unknown,), case_of(word))
            if len(self._known) < 500_000:
                self._known[word] = known
        return known

    def pieces(self, spelling: Spelling) -> Pieces:
        """All pieces of a text, without the marks that begin and end a window."""
        looked = [self.lookup(word) for word in spelling.forms]
        lengths = np.fromiter((len(ids) for ids, _ in looked), np.int64, len(looked))
        first = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        ids = np.fromiter((i for ids, _ in looked for i in ids), np.int64, int(first[-1]))
        case = np.repeat(np.fromiter((c for _, c in looked), np.int64, len(looked)), lengths)
        layout = np.zeros(int(first[-1]), np.int64)
        if len(looked):
            layout[first[:-1]] = word_layout(spelling)
        return Pieces(ids, case, layout, first)


def word_layout(spelling: Spelling) -> Integers:
    """The index in `LAYOUTS` of each word's first piece."""
    before = spelling.spaced.astype(np.int64)
    begins = np.ones(len(before), bool)
    begins[1:] = spelling.sentence[1:] != spelling.sentence[:-1]
    before[begins] = 2
    begins[1:] = spelling.block[1:] != spelling.block[:-1]
    before[begins] = 3
    after = np.ones(len(before), np.int64)
    after[:-1] = (before[1:] > 0).astype(np.int64)
    return 1 + 2 * before + after


def word_surroundings(spelling: Spelling) -> Integers:
    """The index in `SURROUNDINGS` of each word; a quotation ends with its block at the latest."""
    count = len(spelling.forms)
    border, mark = np.zeros(count, np.int64), np.zeros(count, np.int64)
    if count:
        border[1:] = spelling.sentence[1:] != spelling.sentence[:-1]
        border[1:][spelling.block[1:] != spelling.block[:-1]] = 2
        border[0] = 2
    held: dict[str, bool] = {}
    for i, form in enumerate(spelling.forms):
        if border[i] == 2:
            held = {}
        plain = plain_form(form)
        if plain in QUOTATION_MARKS:
            mark[i] = 2
            held[plain] = _opens(spelling, i, held.get(plain, False))
        elif any(held.values()):
            mark[i] = 1
    return 3 * border + mark


def _opens(spelling: Spelling, at: int, held: bool) -> bool:
    """Whether the mark opens a quotation: by its form, else by the space around it, else by turns."""
    form = spelling.forms[at]
    if form in _OPENING:
        return True
    if form in _CLOSING:
        return False
    apart = bool(spelling.spaced[at]) or at == 0 or spelling.block[at] != spelling.block[at - 1]
    joined = at + 1 < len(spelling.forms) and not spelling.spaced[at + 1]
    return apart if apart == joined else not held


def spelling_of(
    forms: Sequence[str], spaced: Sequence[bool], sentence: Sequence[int], block: Sequence[int]
) -> Spelling:
    """A spelling from plain sequences of one length."""
    return Spelling(tuple(forms), np.asarray(spaced, bool), np.asarray(sentence, np.int64), np.asarray(block, np.int64))
