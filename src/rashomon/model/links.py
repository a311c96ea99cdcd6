"""Attributions from the pieces of one window: each content piece to its cue, each cue to its source or to none.

The features are those of training: the states of a piece's first and last word, the signed distance in words
and in sentences, and how many other candidates lie between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from rashomon.model.chains import TaggedSpan
from rashomon.model.pieces import Integers
from rashomon.model.session import opened
from rashomon.model.weights import Floats, Weights

DISTANCES = (-60, -30, -15, -8, -4, -2, -1, 0, 1, 2, 4, 8, 15, 30, 60)
"""Borders of the bins of the distance in words, as in training."""


class LinkScorer:
    """The learned score of a child piece with a parent piece, by the weight file `NAME.onnx`."""

    def __init__(self, weights: Weights, name: str) -> None:
        self._session = opened(weights, f"{name}.onnx")

    def shares(
        self, states: Floats, children: Sequence[TaggedSpan], parents: Sequence[TaggedSpan], sentence: Integers
    ) -> Floats:
        """The share [C, P + 1] of each parent for each child; the last column is for none of them."""
        places = pair_places(children, parents, sentence)
        feeds = {
            "child": _ends(states, children),
            "parent": _ends(states, parents),
            "distance": places.distance,
            "sentences": places.sentences,
            "between": places.between,
        }
        return np.asarray(self._session.run(["shares"], feeds)[0], np.float32)


def _ends(states: Floats, spans: Sequence[TaggedSpan]) -> Floats:
    return np.concatenate([states[[s.first for s in spans]], states[[s.last for s in spans]]], -1)


@dataclass(frozen=True)
class PairPlaces:
    """Where child and parent lie to each other: three tables [C, P] of indices."""

    distance: Integers
    sentences: Integers
    between: Integers


def pair_places(children: Sequence[TaggedSpan], parents: Sequence[TaggedSpan], sentence: Integers) -> PairPlaces:
    """Bins of the signed distance in words and in sentences, and how many other parents lie between (0 to 3)."""
    c0, c1 = np.array([s.first for s in children]), np.array([s.last for s in children])
    p0, p1 = np.array([s.first for s in parents]), np.array([s.last for s in parents])
    ahead = np.maximum(p0[None] - c1[:, None], 0) - np.maximum(c0[:, None] - p1[None], 0)
    apart = np.clip(sentence[p0][None] - sentence[c0][:, None], -3, 3) + 3
    middle, own = (p0 + p1) / 2, (c0 + c1)[:, None] / 2
    low, high = np.minimum(own, middle[None])[..., None], np.maximum(own, middle[None])[..., None]
    between = ((middle > low) & (middle < high)).sum(-1)
    return PairPlaces(np.searchsorted(DISTANCES, ahead, "left"), apart, np.clip(between, 0, 3))


@dataclass
class Joined:
    """A cue with what belongs to it, in words of the window, and the shares of the choices that joined them."""

    cue: TaggedSpan
    source: TaggedSpan | None
    source_share: float
    content: list[TaggedSpan] = field(default_factory=list)
    content_share: float = 1.0


@dataclass(frozen=True)
class WindowWords:
    """What linking sees of a window's words: their states [W, 384], and by word the sentence and mark."""

    states: Floats
    sentence: Integers
    is_quotation_mark: npt.NDArray[np.bool_]


def joined_pieces(
    spans: Sequence[TaggedSpan], words: WindowWords, of_content: LinkScorer, of_cue: LinkScorer
) -> list[Joined]:
    """The attributions of a window, by cue in text order; content without cue, or cue without content, gives none.

    A content that does not open with a quotation mark has its cue in the sentence in which it begins: only quotations
    go on after a full stop (PolNeAR dev: attribution F1 67.1 with this rule, 65.8 without).
    """
    cues = [s for s in spans if s.kind == "cue"]
    sources = [s for s in spans if s.kind == "source"]
    contents = [s for s in spans if s.kind == "content"]
    if not (cues and contents):
        return []
    found = []
    none = np.ones((len(cues), 1), np.float32)
    by_cue = of_cue.shares(words.states, cues, sources, words.sentence) if sources else none
    for cue, row in zip(cues, by_cue, strict=True):
        best = int(row.argmax())
        found.append(Joined(cue, sources[best] if best < len(sources) else None, float(row[best])))
    by_content = of_content.shares(words.states, contents, cues, words.sentence)[:, :-1]
    for content, row in zip(contents, by_content * _within_reach(contents, cues, words), strict=True):
        best = int(row.argmax())
        if row[best] > 0:
            found[best].content.append(content)
            found[best].content_share = min(found[best].content_share, float(row[best] / row.sum()))
    return [j for j in found if j.content]


def _within_reach(
    contents: Sequence[TaggedSpan], cues: Sequence[TaggedSpan], words: WindowWords
) -> npt.NDArray[np.bool_]:
    """Whether each content [C] may belong to each cue [P]."""
    firsts = np.array([c.first for c in contents])
    at = words.sentence[np.array([c.first for c in cues])]
    return np.asarray((words.sentence[firsts][:, None] == at[None]) | words.is_quotation_mark[firsts][:, None], bool)
