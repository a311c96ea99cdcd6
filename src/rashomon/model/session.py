"""One window through the encoder and its heads, by onnxruntime."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from rashomon.errors import ModelError
from rashomon.model.pieces import CASES, LAYOUTS, Integers, Pieces
from rashomon.model.weights import Floats, Weights

REGISTERS = 5
"""Hidden pieces behind each window's words. The encoder's heads rest their attention there when they look for nothing
(Darcet et al. 2023, registers): a sentence by itself is read as well as one among others. Their number was chosen on
the dev splits (docs/model-card.md): more of them read single sentences better still, but take the wording vectors
further from the original's.
"""
_OUTPUTS = ("states", "tags", "names", "statements", "statement_states", "arcs", "relation_child", "relation_head")


@dataclass(frozen=True)
class WindowReading:
    """What the network says of one window's words (W) and pieces (T, with the marks at both ends)."""

    states: Floats
    """[T, 384]; the pieces between the last word and the end mark are registers and nobody's."""
    word_piece: npt.NDArray[np.int64]
    """[W + 1]: the piece that begins each word, and the one after the last word."""
    tags: Floats
    names: Floats
    statements: Floats
    statement_states: Floats
    """[W, 384]: the words as the statements' own layer leaves them."""
    arcs: Floats
    """[W, W + 1]: the head of each word; the last column is the root."""
    relation_child: Floats
    relation_head: Floats


def opened(weights: Weights, name: str, threads: int = 1) -> Any:
    """An onnxruntime session over a weight file; ModelError where it cannot be had.

    Everything with more than a few numbers runs here and not in numpy, whose products spread over all cores.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False
    content = weights.content(name)
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"onnxruntime cannot load {name} of the reading model: {error}") from error


class Network:
    """The shipped network; one window at a time, so that no window's numbers hang on its neighbours.

    `hidden` is the piece that stood for hidden words in training: a few of them end each window.
    """

    def __init__(self, weights: Weights, hidden: int, threads: int = 1) -> None:
        self._hidden = hidden
        self._session = opened(weights, "reading.onnx", threads)
        self._relations = opened(weights, "relations.onnx")
        self._wording = opened(weights, "wording.onnx")
        table = weights.arrays("words.npz")
        self._rows, self._scale = table["rows"], table["scale"]
        self._marks = (CASES.index("special"), LAYOUTS.index("special"))

    def read(
        self, pieces: Pieces, surroundings: Integers, first: int, last: int, begin: int, end: int
    ) -> WindowReading:
        """The words `first:last` of a text as one window, framed by the pieces `begin` and `end`.

        `surroundings` are those of all the text's words.
        """
        low, high = int(pieces.first[first]), int(pieces.first[last])
        ids = np.concatenate([[begin], pieces.ids[low:high], [self._hidden] * REGISTERS, [end]])
        case = np.full(len(ids), self._marks[0], np.int64)
        layout = np.full(len(ids), self._marks[1], np.int64)
        upto = 1 + high - low
        case[1:upto] = pieces.case[low:high]
        layout[1:upto] = pieces.layout[low:high]
        case[upto:-1], layout[upto:-1] = CASES.index("lower"), LAYOUTS.index("space_space")
        word_piece = pieces.first[first : last + 1] - low + 1
        words = self._rows[ids].astype(np.float32) * self._scale[ids][:, None]
        feeds: dict[str, Any] = {"words": words, "case": case, "layout": layout}
        feeds |= {"word_piece": word_piece[:-1], "surroundings": surroundings[first:last]}
        found = dict(zip(_OUTPUTS, self._session.run(list(_OUTPUTS), feeds), strict=True))
        return WindowReading(word_piece=word_piece, **found)

    def relations(self, child: Floats, head: Floats) -> npt.NDArray[np.int64]:
        """The best relation of each word to its chosen head; both [N, 256]."""
        return np.asarray(self._relations.run(["choice"], {"child": child, "head": head})[0], np.int64)

    def wording(self, pooled: Floats) -> Floats:
        """Wording vectors of pooled states, both [N, 384]."""
        return np.asarray(self._wording.run(["vectors"], {"pooled": pooled})[0], np.float32)
