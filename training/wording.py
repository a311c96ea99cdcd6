"""Fits the exported model's wording head anew: `python -m training.wording [--weights FOLDER]`.

Training teaches the head with the registers of training; a text read with more of them pools a little differently. Over
the exported network, as it reads, the head is fitted in closed form (ridge regression towards what training left) to
the original encoder's vectors of unlabelled sentences and titles. Nothing else changes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from rashomon.model.reading import ReadingModel
from rashomon.model.weights import Weights
from training import corpora
from training.distil import LONGEST, Teacher, sentence_texts
from training.export import WEIGHTS, wording_graph
from training.sources import digest

TEXTS, SENTENCES = 14_000, 8
"""Texts in all, and sentences of one article at most."""
TOWARDS = 100.0
"""What the trained head weighs beside the texts."""


def texts() -> Iterator[str]:
    """Sentences and titles of articles."""
    for row in corpora.rows("load/outlets.jsonl.gz"):
        sentences = sentence_texts(row["text"], corpora.divided(row["text"]))
        yield from [s for s in sentences if 20 < len(s) < LONGEST][:SENTENCES]
        yield row["title"]


def fitted(states: np.ndarray, goal: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Weights and bias as one table [385, 384] that takes pooled states [N, 384] near the goal [N, 384].

    The goal's unit vectors are brought to the length that the trained head gives, so that both pull alike.
    """
    before = np.concatenate([weight, bias[None]]).astype(np.float64)
    ahead = np.concatenate([states, np.ones((len(states), 1))], 1).astype(np.float64)
    length = np.linalg.norm(ahead @ before, axis=1).mean()
    pull = ahead.T @ ahead + TOWARDS * np.eye(ahead.shape[1])
    return np.asarray(np.linalg.solve(pull, ahead.T @ (goal * length) + TOWARDS * before), np.float32)


def pooled(model: ReadingModel, found: Sequence[str]) -> np.ndarray:
    """The pooled states [N, 384] of loose texts as the model reads them; of one without words all nought."""
    states = (model.loose_states(text) for text in found)
    return np.concatenate([np.zeros((1, 384), np.float32) if s is None else s for s in states])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    a = parser.parse_args()
    found = [text for text, _ in zip(texts(), range(TEXTS), strict=False)]
    head = {i.name: numpy_helper.to_array(i) for i in onnx.load(str(a.weights / "wording.onnx")).graph.initializer}
    states = pooled(ReadingModel(Weights(a.weights)), found)
    table = fitted(states, Teacher().vectors(found), head["vectors_weight"], head["vectors_bias"])
    graph = wording_graph({"wording.weight": table[:-1].T, "wording.bias": table[-1]})
    onnx.save(graph, str(a.weights / "wording.onnx"))
    path = a.weights / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["files"]["wording.onnx"] = digest(a.weights / "wording.onnx")
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
