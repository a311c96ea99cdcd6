"""Words per second of `ReadingModel.parse` beside the bare int8 encoder over the same text, on one core.

`python -m training.bench [--articles N]`: the bare encoder reads the same text in windows without overlap; both
are timed in turns in one run, and the share of the time that each step of `parse` takes is printed.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

from rashomon.model.pieces import CASES, LAYOUTS, PieceTable
from rashomon.model.plan import MOST_PIECES, sentence_borders, units, window_plans
from rashomon.model.reading import ReadingModel
from rashomon.model.weights import Weights
from training import corpora
from training.export import graph_of, weights_of
from training.network import ReadingNetwork, encoder_weights


class BareEncoder:
    """The encoder alone in int8, as `parse` runs it but without heads, overlap and decoding."""

    def __init__(self, weights: Weights) -> None:
        net = ReadingNetwork(len(weights.labels("relations")), encoder_weights())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bare.onnx"
            onnx.save(graph_of(weights_of(net), heads=False), str(path))
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        table = weights.arrays("words.npz")
        self._rows, self._scale = table["rows"], table["scale"]
        self._table = PieceTable(weights.place / "vocabulary.json")

    def read(self, document: corpora.Document) -> None:
        """Run over a divided text."""
        pieces = self._table.pieces(document.spelling)
        borders = units(sentence_borders(document.spelling.sentence), pieces.first, MOST_PIECES)
        for plan in window_plans(borders, pieces.first, context=0):
            low, high = pieces.first[plan.first], pieces.first[plan.last]
            ids = np.concatenate([[self._table.begin], pieces.ids[low:high], [self._table.end]])
            words = self._rows[ids].astype(np.float32) * self._scale[ids][:, None]
            case = np.full(len(ids), CASES.index("lower"))
            layout = np.full(len(ids), LAYOUTS.index("special"))
            self._session.run(["states"], {"words": words, "case": case, "layout": layout})


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--weights", type=Path)
    a = parser.parse_args()
    weights = Weights(a.weights)
    texts = corpora.load_texts("outlets", 2000)[-a.articles :]
    documents = [corpora.divided(t) for t in texts]
    words = sum(len(d.ranges) for d in documents)
    bare, model = BareEncoder(weights), ReadingModel(weights)
    times: dict[str, list[float]] = {"bare": [], "parse": []}
    for _ in range(a.rounds):
        start = time.process_time()
        for document in documents:
            bare.read(document)
        middle = time.process_time()
        for text in texts:
            model.parse("", text, corpora.text_blocks(text))
        times["bare"].append(middle - start)
        times["parse"].append(time.process_time() - middle)
    best = {name: statistics.median(found) for name, found in times.items()}
    print(f"{words} words in {a.articles} articles, one core, processor time, median of {a.rounds} rounds")
    for name, seconds in best.items():
        print(f"{name:8}{words / seconds:8.0f} words a second")
    print(f"parse does {100 * best['bare'] / best['parse']:.1f} % of the bare encoder")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB (with the trainer's libraries)")


if __name__ == "__main__":
    main()
