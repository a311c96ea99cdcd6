"""Fits the curves from decoders' shares to probabilities on the dev splits and writes them into the manifest.

`python -m training.calibrate` prints the expected calibration error (ten bins, five folds by document).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rashomon.model.calibration import logit
from rashomon.model.reading import NAME_LABELS, ReadingModel
from rashomon.model.weights import Weights
from training import corpora
from training.evaluate import scorer
from training.export import WEIGHTS

FOLDS, BINS = 5, 10


@dataclass(frozen=True)
class Sample:
    """Signs [N, K] (the first column is one), whether each was right [N], and its document's number [N]."""

    signs: np.ndarray
    right: np.ndarray
    document: np.ndarray


def fitted(signs: np.ndarray, right: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Logistic regression by Newton's method, slightly drawn to nought."""
    weights = np.zeros(signs.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-signs @ weights))
        gradient = signs.T @ (p - right) + ridge * weights
        curvature = (signs * (p * (1 - p))[:, None]).T @ signs + ridge * np.eye(len(weights))
        weights = weights - np.linalg.solve(curvature, gradient)
    return weights


def calibration_error(probability: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error in percent over equal-width bins."""
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    gaps = [
        abs(probability[bins == b].mean() - right[bins == b].mean()) * (bins == b).sum()
        for b in range(BINS)
        if (bins == b).any()
    ]
    return 100 * sum(gaps) / len(right)


def report(title: str, sample: Sample) -> list[float]:
    """Print the error over folds and the reliability curve; the weights fitted on all."""
    held = np.zeros(len(sample.right))
    for fold in range(FOLDS):
        out = sample.document % FOLDS == fold
        held[out] = 1 / (1 + np.exp(-sample.signs[out] @ fitted(sample.signs[~out], sample.right[~out])))
    error = calibration_error(held, sample.right)
    print(f"{title}: {len(held)} rows, {100 * sample.right.mean():.1f} % right, calibration error {error:.2f} %")
    bins = np.minimum((held * BINS).astype(int), BINS - 1)
    for b in range(BINS):
        inside = bins == b
        if inside.any():
            print(f"  said {held[inside].mean():.2f}  was {sample.right[inside].mean():.2f}  {int(inside.sum())} rows")
    return [round(float(w), 4) for w in fitted(sample.signs, sample.right)]


def name_sample(model: ReadingModel) -> Sample:
    """Worldwide Newswire dev: right is the exact span with its label."""
    signs, right, number = [], [], []
    for at, row in enumerate(corpora.rows("names/worldwide_dev.jsonl.gz")):
        gold = {(e["start"], e["end"], e["label"]) for e in row["entities"]}
        ranges, spelling = model.divided(row["text"], corpora.text_blocks(row["text"]))
        for name in model.names(model.read(spelling)):
            if name.label in NAME_LABELS:
                signs.append([1.0, logit(name.share)])
                right.append((ranges[name.first].start, ranges[name.last].end, name.label) in gold)
                number.append(at)
    return Sample(np.array(signs), np.array(right, float), np.array(number))


def attribution_sample(model: ReadingModel) -> Sample:
    """PolNeAR dev: right is a content and a source that overlap a gold one's by half, as the scorer has it."""
    scored = scorer("score_statements")
    signs, right, number = [], [], []
    for at, row in enumerate(corpora.rows("polnear/dev.jsonl.gz")):
        text = row["text"]
        ranges, spelling = model.divided(text, corpora.text_blocks(text))
        gold = [
            (scored.normal_span(text, a["content"]), scored.normal_span(text, a["source"])) for a in row["attributions"]
        ]
        for found in model.attributions(ranges, model.read(spelling)):
            content = scored.normal_span(text, [(r.start, r.end) for r in found.content])
            source = scored.normal_span(text, [(r.start, r.end) for r in found.source])
            signs.append([1.0, *found.signs.values()])
            right.append(any(scored.iou(content, c) >= 0.5 and scored.iou(source, s) >= 0.5 for c, s in gold))
            number.append(at)
    return Sample(np.array(signs), np.array(right, float), np.array(number))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    a = parser.parse_args()
    model = ReadingModel(Weights(a.weights))
    curves = {
        "names": report("names", name_sample(model)),
        "attributions": report("attributions", attribution_sample(model)),
    }
    path = a.weights / "manifest.json"
    described = json.loads(path.read_text("utf-8"))
    described["calibration"] = curves
    path.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
