"""Windows of whole sentences cut from documents, what is varied in them, and batches of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from rashomon.model.pieces import CASES, LAYOUTS, Pieces, PieceTable, word_surroundings
from rashomon.model.plan import MOST_PIECES
from rashomon.model.session import REGISTERS
from rashomon.parse import Range
from training.corpora import Document, Link

PIECES, WORDS = 32, 16
"""Batches are padded to multiples of these."""
SHORT_WINDOWS, SHORTEST_PIECES = 0.4, 8
"""The share of windows cut to a sentence or a few, and the pieces after which the shortest may end."""
SORTED_TOGETHER = 12
"""Batches whose windows are sorted by length together, so that little is padding."""
MASKED_WINDOWS, MASKED = 0.5, 0.1
"""Shares of windows with hidden words, and of the words hidden there: it learns from what stands around them."""
LOWERED, RAISED = 0.05, 0.04
"""Shares of windows whose letter case is lost: all small, all capitals."""
HEADLINE_STOP_DROPPED, QUOTES_LOST = 0.7, 0.06
"""Shares of documents whose headline loses its full stop (real ones have none), and that lose some quotation marks."""


@dataclass(frozen=True)
class Window:
    """A stretch of a document: its words (half-open) and pieces, with marks at both ends, registers before the last."""

    document: Document
    first: int
    last: int
    ids: np.ndarray
    case: np.ndarray
    layout: np.ndarray
    word_piece: np.ndarray
    surroundings: np.ndarray

    @property
    def upto(self) -> int:
        """The piece after the last word's."""
        return len(self.ids) - 1 - REGISTERS


def varied(document: Document, chance: random.Random) -> Document:
    """The document with a headline's full stop dropped and quotation marks lost, by chance."""
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
    """The document's windows in order; with `chance` the first and some others are shorter, so that borders move.

    Those of a sentence or two are what a headline or a brief is at run time.
    """
    pieces = table.pieces(document.spelling)
    around = word_surroundings(document.spelling)
    sentence = document.spelling.sentence
    if not len(sentence):
        return

    def window(first: int, last: int) -> Window:
        return _window(document, pieces, around[first:last], table, first, last)

    begins = np.flatnonzero(np.concatenate([[True], sentence[1:] != sentence[:-1]]))
    ends = np.append(begins[1:], len(sentence))
    limit = most if chance is None else chance.randint(most // 4, most)

    def further() -> int:
        if chance is None or chance.random() >= SHORT_WINDOWS:
            return most
        return chance.randint(SHORTEST_PIECES, most // 4)

    start = int(begins[0])
    upto = start
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        if pieces.first[end] - pieces.first[start] > limit and upto > start:
            yield window(start, upto)
            start, limit = begin, further()
        upto = end
        while pieces.first[upto] - pieces.first[start] > most:
            cut = int(np.searchsorted(pieces.first, pieces.first[start] + most, "right")) - 1
            yield window(start, cut)
            start, limit = cut, further()
    if upto > start:
        yield window(start, upto)


def _window(
    document: Document, pieces: Pieces, surroundings: np.ndarray, table: PieceTable, first: int, last: int
) -> Window:
    low, high = int(pieces.first[first]), int(pieces.first[last])
    special_case, special_layout = CASES.index("special"), LAYOUTS.index("special")

    def framed(array: np.ndarray, mark: tuple[int, int], register: int) -> np.ndarray:
        return np.concatenate([mark[:1], array[low:high], [register] * REGISTERS, mark[1:]])

    return Window(
        document,
        first,
        last,
        framed(pieces.ids, (table.begin, table.end), table.mask),
        framed(pieces.case, (special_case, special_case), CASES.index("lower")),
        framed(pieces.layout, (special_layout, special_layout), LAYOUTS.index("space_space")),
        pieces.first[first:last] - low + 1,
        surroundings,
    )


def without_case(window: Window, chance: random.Random) -> Window:
    """The window in small letters or in capitals, by chance."""
    draw = chance.random()
    if draw >= LOWERED + RAISED:
        return window
    target = CASES.index("lower" if draw < LOWERED else "upper")
    cased = np.isin(window.case, [CASES.index(c) for c in ("lower", "title", "upper", "capital", "mixed")])
    return replace(window, case=np.where(cased, target, window.case))


def masked(window: Window, mask: int, chance: np.random.Generator) -> Window:
    """Half of the windows with some words hidden, all pieces of each; the others as they are.

    Were every window to hold hidden words, the encoder would lean on them and read texts without them badly.
    """
    if chance.random() >= MASKED_WINDOWS:
        return window
    hidden = chance.random(window.last - window.first) < MASKED
    lengths = np.diff(np.append(window.word_piece, window.upto))
    ids = window.ids.copy()
    ids[1 : window.upto][np.repeat(hidden, lengths)] = mask
    return replace(window, ids=ids)


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
    surroundings: torch.Tensor


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
        _padded([w.surroundings for w in windows], 0, WORDS),
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


def batches(documents: list[Document], table: PieceTable, count: int, seed: int) -> Iterator[Batch]:
    """The windows of all documents again and again, `count` of like length together, with other borders each time."""
    chance = random.Random(seed)
    hiding = np.random.default_rng(seed)
    while True:
        windows = [w for d in documents for w in cut_windows(varied(d, chance), table, chance)]
        chance.shuffle(windows)
        wide = count * SORTED_TOGETHER
        groups: list[list[Window]] = []
        for at in range(0, len(windows), wide):
            alike = sorted(windows[at : at + wide], key=lambda w: len(w.ids))
            groups += [alike[i : i + count] for i in range(0, len(alike), count)]
        chance.shuffle(groups)
        for group in groups:
            yield batch_of([masked(without_case(w, chance), table.mask, hiding) for w in group])
