"""The best tags of a chain: Viterbi over many windows at once, and spans from tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.model.pieces import Integers
from rashomon.model.weights import Floats

_NEVER = np.float32(-1e4)


@dataclass(frozen=True)
class TaggedSpan:
    """A span of words (`last` inclusive) of one kind, and how sure its tags are (the least of its words' shares)."""

    first: int
    last: int
    kind: str
    share: float


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


def shares(emission: Floats) -> Floats:
    """Softmax over the last axis."""
    moved = np.exp(emission - emission.max(-1, keepdims=True))
    return np.asarray(moved / moved.sum(-1, keepdims=True), np.float32)


def tagged_spans(tags: Integers, emission: Floats, names: Sequence[str]) -> list[TaggedSpan]:
    """The spans of a BIOES sequence in order; tags never contradict the scheme."""
    if not tags.any():
        return []
    sure = shares(emission)[np.arange(len(tags)), tags]
    found, first = [], 0
    for at in np.flatnonzero(tags).tolist():
        part, kind = names[tags[at]][0], names[tags[at]][2:]
        if part in "BS":
            first = at
        if part in "ES":
            found.append(TaggedSpan(first, at, kind, float(sure[first : at + 1].min())))
    return found
