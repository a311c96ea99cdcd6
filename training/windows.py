"""Windows of whole sentences cut from documents, what is varied in them, and batches of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from rashomon.model.pieces import CASES, LAYOUTS, Pieces, PieceTable
from rashomon.parse import Range
from training.corpora import Document, Link

MOST_PIECES = 190
"""Pieces in a window beside the two marks at its ends."""
PIECES, WORDS = 32, 16
"""Batches are padded to multiples of these."""
LOWERED, RAISED = 0.05, 0.04
"""Shares of windows whose letter case is lost: all small, all capitals."""
HEADLINE_STOP_DROPPED, QUOTES_LOST = 0.7, 0.06
"""Shares of documents whose headline loses its full stop (real ones have none), and that lose some quotation marks."""


@dataclass(frozen=True)
class Window:
    """A stretch of a document: its words (half-open) and pieces with the marks at both ends."""

    document: Document
    first: int
    last: int
    ids: np.ndarray
    case: np.ndarray
    layout: np.ndarray
    word_piece: np.ndarray


def varied(document: Document, chance: random.Random) -> Document:
    """The document with a headline's full stop dropped and quotation marks lost, by chance; a tree stays whole."""
    if document.heads is not None:
        return document
    dropped: set[int] = set()
    forms, block = document.spelling.forms, document.spelling.block
    headline = int((block == 0).sum())
    if headline and headline < len(forms) and forms[headline - 1] == "." and chance.random() < HEADLINE_STOP_DROPPED:
        dropped.add(headline - 1)
    if chance.random() < QUOTES_LOST:
        dropped |= {i for i, f in enumerate(forms) if f in ('"', "“", "”", "''", "``") and chance.random() < 0.25}
    return document.without(frozenset(dropped)) if dropped else document


def cut_windows(
    document: Document, table: PieceTable, chance: random.Random | None, most: int = MOST_PIECES
) -> Iterator[Window]:
    """The document's windows in order; with `chance` the first is shorter by a random part, so that borders move."""
    pieces = table.pieces(document.spelling)
    sentence = document.spelling.sentence
    if not len(sentence):
        return
    begins = np.flatnonzero(np.concatenate([[True], sentence[1:] != sentence[:-1]]))
    ends = np.append(begins[1:], len(sentence))
    limit = most if chance is None else chance.randint(most // 4, most)
    start = int(begins[0])
    upto = start
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        if pieces.first[end] - pieces.first[start] > limit and upto > start:
            yield _window(document, pieces, table, start, upto)
            start, limit = begin, most
        upto = end
        while pieces.first[upto] - pieces.first[start] > most:
            cut = int(np.searchsorted(pieces.first, pieces.first[start] + most, "right")) - 1
            if document.heads is None:
                yield _window(document, pieces, table, start, cut)
            start = cut if document.heads is None else upto
            limit = most
            if start == upto:
                break
    if upto > start:
        yield _window(document, pieces, table, start, upto)


def _window(document: Document, pieces: Pieces, table: PieceTable, first: int, last: int) -> Window:
    low, high = int(pieces.first[first]), int(pieces.first[last])
    special_case, special_layout = CASES.index("special"), LAYOUTS.index("special")

    def framed(array: np.ndarray, begin: int, end: int) -> np.ndarray:
        return np.concatenate([[begin], array[low:high], [end]])

    return Window(
        document,
        first,
        last,
        framed(pieces.ids, table.begin, table.end),
        framed(pieces.case, special_case, special_case),
        framed(pieces.layout, special_layout, special_layout),
        pieces.first[first:last] - low + 1,
    )


def without_case(window: Window, chance: random.Random) -> Window:
    """The window in small letters or in capitals, by chance."""
    draw = chance.random()
    if draw >= LOWERED + RAISED:
        return window
    target = CASES.index("lower" if draw < LOWERED else "upper")
    cased = np.isin(window.case, [CASES.index(c) for c in ("lower", "title", "upper", "capital", "mixed")])
    return replace(window, case=np.where(cased, target, window.case))


@dataclass
class Batch:
    """Windows as padded tensors: pieces [B, T], words [B, W]."""

    windows: list[Window]
    ids: torch.Tensor
    case: torch.Tensor
    layout: torch.Tensor
    there: torch.Tensor
    word_piece: torch.Tensor
    word_there: torch.Tensor
    sentence: torch.Tensor


def rounded_up(count: int, multiple: int) -> int:
    """The next multiple: few shapes, so that the kernels made for them are found again."""
    return -(-count // multiple) * multiple


def _padded(arrays: Sequence[np.ndarray], fill: int, multiple: int) -> torch.Tensor:
    wide = rounded_up(max(len(a) for a in arrays), multiple)
    out = np.full((len(arrays), wide), fill, np.int64)
    for row, array in zip(out, arrays, strict=True):
        row[: len(array)] = array
    return torch.from_numpy(out)


def batch_of(windows: list[Window]) -> Batch:
    """The windows side by side; padding is masked in `there` and `word_there`."""
    words = _padded([np.ones(w.last - w.first, np.int64) for w in windows], 0, WORDS).bool()
    return Batch(
        windows,
        _padded([w.ids for w in windows], 0, PIECES),
        _padded([w.case for w in windows], 0, PIECES),
        _padded([w.layout for w in windows], 0, PIECES),
        _padded([np.ones(len(w.ids), np.int64) for w in windows], 0, PIECES).bool(),
        _padded([w.word_piece for w in windows], 0, WORDS),
        words,
        _padded([w.document.spelling.sentence[w.first : w.last] for w in windows], -1, WORDS),
    )


def links_inside(window: Window) -> list[Link]:
    """The attributions whose cue lies in the window, in window words, with those of their pieces that do as well."""
    found = []
    for link in window.document.links:
        parts = [tuple(_inside(window, p)) for p in (link.source, link.cue, link.content)]
        if parts[1]:
            found.append(Link(*parts))
    return found


def _inside(window: Window, pieces: tuple[Range, ...]) -> Iterator[Range]:
    for p in pieces:
        if window.first <= p.start and p.end < window.last:
            yield Range(p.start - window.first, p.end - window.first)


def stream(documents: list[Document], table: PieceTable, seed: int) -> Iterator[Window]:
    """The windows of all documents again and again, in a new order and with other borders each time."""
    chance = random.Random(seed)
    while True:
        windows = [w for d in documents for w in cut_windows(varied(d, chance), table, chance)]
        chance.shuffle(windows)
        for window in windows:
            yield without_case(window, chance)
