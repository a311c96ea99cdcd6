"""Chooses what is added to the statements' emissions before decoding, on PolNeAR dev, and writes it to the manifest.

`python -m training.tune`: one number at a time, round after round while the attribution F1 rises. Even documents
decide; what they choose is kept only if the odd ones, printed beside them, do not lose by it.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from rashomon.model.reading import ReadingModel, StatementDecoding, TextReading
from rashomon.model.weights import Weights
from rashomon.parse import Range
from training import corpora
from training.evaluate import scorer
from training.export import WEIGHTS
from training.labels import ROLES

STEPS = (-0.5, -0.25, 0.25, 0.5)
LEAST_GAIN = 0.05


@dataclass(frozen=True)
class Read:
    """A document of the dev split, read once."""

    row: dict[str, Any]
    ranges: list[Range]
    reading: TextReading


def attribution_f1(model: ReadingModel, documents: list[Read], scored: ModuleType) -> float:
    """Attribution-level F1 with the decoding that the model has now."""
    found = {}
    for document in documents:
        rows = [
            {"source": [(r.start, r.end) for r in a.source], "content": [(r.start, r.end) for r in a.content]}
            for a in model.attributions(document.ranges, document.reading)
        ]
        found[document.row["id"]] = {"attributions": rows}
    result = scored.score({d.row["id"]: d.row for d in documents}, found)
    return float(result["attribution"]["f1"])


def tuned(model: ReadingModel, documents: list[Read]) -> dict[str, Any]:
    """The best decoding found, as the manifest keeps it."""
    scored, labels = scorer("score_statements"), model.statement_labels
    chosen: dict[str, float] = {"sentence_border": 1.0, **dict.fromkeys(ROLES, 0.0)}

    def described() -> dict[str, Any]:
        return {"sentence_border": chosen["sentence_border"], "begin": {r: chosen[r] for r in ROLES}}

    def measured(part: int) -> float:
        model.decoding = StatementDecoding.of(described(), labels)
        return attribution_f1(model, documents[part::2], scored)

    untuned, best, odd = described(), measured(0), measured(1)
    print(f"at first {best:.2f} (even), {odd:.2f} (odd)")
    rising = True
    while rising:
        rising = False
        for name in chosen:
            for step in STEPS:
                kept = chosen[name]
                chosen[name] = kept + step
                f1 = measured(0)
                if f1 > best + LEAST_GAIN:
                    best, rising = f1, True
                    print(f"{name} {chosen[name]:+.2f}: {best:.2f}", flush=True)
                else:
                    chosen[name] = kept
    print(f"at last {measured(0):.2f} (even), {measured(1):.2f} (odd): {described()}")
    return described() if measured(1) >= odd else untuned


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    a = parser.parse_args()
    model = ReadingModel(Weights(a.weights))
    documents = []
    for row in corpora.rows("polnear/dev.jsonl.gz"):
        ranges, spelling = model.divided(row["text"], corpora.text_blocks(row["text"]))
        documents.append(Read(row, ranges, model.read(spelling)))
    path = a.weights / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["decoding"] = tuned(model, documents)
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
