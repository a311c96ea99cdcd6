"""Which words tell of something that happens, and of what class: a small head over the encoder's states.

The classes are those of TimeML 1.2.1 (Pustejovsky et al. 2005): OCCURRENCE ("arrested", "the blast"), REPORTING
("said"), PERCEPTION ("saw"), ASPECTUAL ("began"), I_ACTION ("tried"), I_STATE ("hopes"), STATE ("is on board").
"""

from __future__ import annotations

import numpy as np

from rashomon.model.session import WindowReading, opened
from rashomon.model.weights import Floats, Weights

NO_EVENT = "none"


class EventHead:
    """The learned share of each class for each word, by the weight file `events.onnx`."""

    def __init__(self, weights: Weights) -> None:
        self._session = opened(weights, "events.onnx")
        self.labels = weights.labels("events")

    def shares(self, window: WindowReading) -> Floats:
        """The share [W, L] of each of `labels` for each word of a window."""
        return np.asarray(self._session.run(["shares"], {"words": word_means(window)})[0], np.float32)


def word_means(window: WindowReading) -> Floats:
    """The mean state [W, 384] of each word's pieces."""
    first, length = window.word_piece[:-1], np.diff(window.word_piece)
    if not len(first):
        return np.zeros((0, window.states.shape[1]), np.float32)
    sums = np.add.reduceat(window.states[: window.word_piece[-1]], first, axis=0)
    return np.asarray(sums / length[:, None], np.float32)
