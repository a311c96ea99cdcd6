"""Which words go through the network together: windows of whole sentences with their neighbours as context."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rashomon.model.pieces import Integers

MOST_PIECES = 254
"""Pieces of a window beside the marks at its ends, as in training."""
CONTEXT = 40
"""Pieces of whole sentences that may stand before, and after, the sentences that a window decides."""


@dataclass(frozen=True)
class WindowPlan:
    """Words `first:last` go in; what begins in `core_first:core_last` is decided here (all half-open)."""

    first: int
    last: int
    core_first: int
    core_last: int


def sentence_borders(sentence: Integers) -> Integers:
    """The index of each sentence's first word, and the number of words at the end."""
    if not len(sentence):
        return np.zeros(1, np.int64)
    begins = np.flatnonzero(sentence[1:] != sentence[:-1]) + 1
    return np.concatenate([[0], begins, [len(sentence)]])


def units(borders: Integers, piece: Integers, most: int) -> Integers:
    """Sentence borders, with further ones inside sentences that have more than `most` pieces."""
    out = [0]
    for begin, end in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True):
        at = begin
        while piece[end] - piece[at] > most:
            at = int(np.searchsorted(piece, piece[at] + most, "right")) - 1
            out.append(at)
        out.append(end)
    return np.array(out, np.int64)


def window_plans(
    borders: Integers, piece: Integers, most: int = MOST_PIECES, context: int = CONTEXT
) -> list[WindowPlan]:
    """Windows whose cores tile the units in order; `piece` is the number of pieces before each word (and in all).

    A core takes as many units as leave room for the context on both sides.
    """
    plans: list[WindowPlan] = []
    edges = borders.tolist()
    at, count = 0, len(edges) - 1
    while at < count:
        before = at
        while before > 0 and piece[edges[at]] - piece[edges[before - 1]] <= context:
            before -= 1
        while piece[edges[at + 1]] - piece[edges[before]] > most:
            before += 1
        upto = at + 1
        while upto < count and piece[edges[upto + 1]] - piece[edges[before]] <= most - (
            0 if upto + 1 == count else context
        ):
            upto += 1
        after = upto
        while (
            after < count
            and piece[edges[after + 1]] - piece[edges[before]] <= most
            and piece[edges[after + 1]] - piece[edges[upto]] <= context
        ):
            after += 1
        plans.append(WindowPlan(edges[before], edges[after], edges[at], edges[upto]))
        at = upto
    return plans
