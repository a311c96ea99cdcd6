"""The best tags of a chain over many windows at once (Viterbi), how probable they are, and spans from tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.model.pieces import Integers
from rashomon.model.weights import Floats


@dataclass(frozen=True)
class TaggedSpan:
    """A span of words (`last` inclusive) of one kind, and how sure its tags are (the least of its words' shares)."""

    first: int
    last: int
    kind: str
    share: float


def held_in(emission: Floats, inside: Integers, border: Integers, weight: float) -> Floats:
    """The emissions with the tags `inside` a span made less likely, by `weight`, at the words that begin a stretch.

    A large weight forbids spans over the stretches' borders.
    """
    out = emission.copy()
    out[np.ix_(border, inside)] -= np.float32(weight)
    return out


def best_tags(emissions: Sequence[Floats], steps: Floats) -> list[Integers]:
    """The best tags of each window; emissions [W, L] each, `steps` [L + 1, L + 1] with the border last."""
    if not emissions:
        return []
    count, tags = len(emissions), steps.shape[0] - 1
    lengths = np.array([len(e) for e in emissions])
    wide = int(lengths.max())
    scores = np.zeros((wide, count, tags), np.float32)
    for i, e in enumerate(emissions):
        scores[: len(e), i] = e
    turned = np.ascontiguousarray(steps[:-1, :-1].T)
    back = np.zeros((wide, count, tags), np.int64)
    best = scores[0] + steps[-1, :-1]
    ends = np.zeros((count, tags), np.float32)
    ends[lengths == 1] = best[lengths == 1]
    for t in range(1, wide):
        through = best[:, None, :] + turned
        back[t] = through.argmax(-1)
        best = np.take_along_axis(through, back[t][..., None], -1)[..., 0] + scores[t]
        done = lengths == t + 1
        ends[done] = best[done]
    last = (ends + steps[:-1, -1]).argmax(-1)
    return [_path(back[:, i], int(lengths[i]), int(last[i])) for i in range(count)]


def _path(back: Integers, length: int, last: int) -> Integers:
    tags = np.zeros(length, np.int64)
    for t in range(length - 1, -1, -1):
        tags[t] = last
        last = int(back[t, last])
    return tags


def tag_shares(emissions: Sequence[Floats], steps: Floats, chosen: Sequence[Integers]) -> list[Floats]:
    """The probability of each word's chosen tag under the chain (forward and backward passes), for each window."""
    if not emissions:
        return []
    count, tags = len(emissions), steps.shape[0] - 1
    lengths = np.array([len(e) for e in emissions])
    wide = int(lengths.max())
    weights = np.ones((wide, count, tags), np.float32)
    for i, e in enumerate(emissions):
        weights[: len(e), i] = np.exp(e - e.max(1, keepdims=True))
    step, end = np.exp(steps[:-1, :-1]), np.exp(steps[:-1, -1])
    back = np.ascontiguousarray(step.T)
    ahead = np.empty_like(weights)
    ahead[0] = _scaled(weights[0] * np.exp(steps[-1, :-1]))
    for t in range(1, wide):
        ahead[t] = _scaled((ahead[t - 1] @ step) * weights[t])
    behind = np.empty_like(weights)
    behind[wide - 1] = end
    for t in range(wide - 1, 0, -1):
        behind[t - 1] = _scaled((weights[t] * behind[t]) @ back)
        behind[t - 1, lengths == t] = end
    both = ahead * behind
    both /= np.maximum(both.sum(-1, keepdims=True), np.float32(1e-30))
    return [both[np.arange(len(c)), i, c] for i, c in enumerate(chosen)]


def _scaled(row: Floats) -> Floats:
    return np.asarray(row / np.maximum(row.sum(-1, keepdims=True), np.float32(1e-30)), np.float32)


def tagged_spans(tags: Integers, sure: Floats, names: Sequence[str]) -> list[TaggedSpan]:
    """The spans of a BIOES sequence in order, with the least share of their words; tags never contradict the scheme."""
    found, first = [], 0
    for at in np.flatnonzero(tags).tolist():
        part, kind = names[tags[at]][0], names[tags[at]][2:]
        if part in "BS":
            first = at
        if part in "ES":
            found.append(TaggedSpan(first, at, kind, float(sure[first : at + 1].min())))
    return found
