"""One tree a sentence from scores of heads: the best head of each word, mended where that is no tree."""

from __future__ import annotations

import numpy as np

from rashomon.model.pieces import Integers
from rashomon.model.weights import Floats


def sentence_tree(scores: Floats) -> Integers:
    """The head of each word of a sentence, -1 for its one root; scores [n, n + 1], the last column the root.

    Chu-Liu and Edmonds' maximum spanning tree, with one root (McDonald and others, 2005).
    """
    size = len(scores)
    if size == 1:
        return np.array([-1], np.int64)
    scores = scores.copy()
    scores[np.arange(size), np.arange(size)] = -np.inf
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == size)
    if len(roots) == 1 and _reaches_root(heads):
        return np.where(heads == size, -1, heads)
    root = int(_best_root(scores, roots))
    return _with_root(scores[:, :size], root)


def _best_root(scores: Floats, roots: Integers) -> int:
    """The root among the candidates whose loss against the others' best other head is least."""
    size = len(scores)
    gain = scores[:, size] - scores[:, :size].max(1)
    if len(roots) == 0:
        return int(gain.argmax())
    return int(roots[gain[roots].argmax()])


def _reaches_root(heads: Integers) -> bool:
    size = len(heads)
    up = np.append(heads, size)
    for _ in range(int(size).bit_length()):
        up = up[up]
    return bool((up == size).all())


def _with_root(scores: Floats, root: int) -> Integers:
    """The maximum tree in which `root` is the root; scores [n, n] of head by word."""
    scores = scores.astype(np.float64)
    scores[root] = -np.inf
    heads = _arborescence(scores, root)
    heads[root] = -1
    return heads


def _arborescence(scores: np.ndarray, root: int) -> Integers:
    size = len(scores)
    heads = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if not len(cycle):
        return np.asarray(heads, np.int64)
    inside = np.zeros(size, bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, outer)] - kept[:, None]
    enter_at = entering.argmax(0)
    leaving = scores[np.ix_(outer, cycle)]
    leave_from = leaving.argmax(1)
    small = np.full((len(outer) + 1, len(outer) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outer, outer)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    small_heads = _arborescence(small, int(np.flatnonzero(outer == root)[0]))
    for i, head in enumerate(small_heads[:-1].tolist()):
        heads[outer[i]] = cycle[leave_from[i]] if head == len(outer) else outer[head]
    broken = int(small_heads[-1])
    heads[cycle[enter_at[broken]]] = outer[broken]
    heads[root] = root
    return np.asarray(heads, np.int64)


def _cycle(heads: Integers, root: int) -> Integers:
    state = np.zeros(len(heads), np.int64)
    state[root] = -1
    for start in range(len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = start + 1
            path.append(at)
            at = int(heads[at])
        if state[at] == start + 1 and at in path:
            return np.array(path[path.index(at) :], np.int64)
        state[path] = -1
    return np.zeros(0, np.int64)
