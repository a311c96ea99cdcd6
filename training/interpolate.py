"""The mean of two exported models: `python -m training.interpolate EARLIER [--weights FOLDER] [--share 0.5]`.

Weights that were trained further on one kind of text lose of what they could on others, and nothing shows it where
those others are not measured. Half-way between both ends lie weights that keep nearly all of both (Wortsman et al.
2022, robust fine-tuning): docs/decisions/0009. EARLIER is a folder of exported weights, of an earlier commit say; those
of FOLDER are replaced. Afterwards: `training.wording`, `training.tune`, `training.calibrate`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from training.export import WEIGHTS
from training.network import rounded_rows
from training.sources import digest

GRAPHS = ("reading.onnx", "relations.onnx", "wording.onnx", "cue_of_content.onnx", "source_of_cue.onnx")
ARRAYS = "heads.npz"


def mean(earlier: onnx.ModelProto, later: onnx.ModelProto, share: float) -> onnx.ModelProto:
    """A graph whose constants lie between those of two of one shape, `share` of the way to the later one.

    Matrices kept as int8 with one scale a column are brought back to numbers, mixed and rounded anew. Raises
    ValueError where the graphs differ.
    """
    kept = [{i.name: numpy_helper.to_array(i) for i in g.graph.initializer} for g in (earlier, later)]
    if [(n, v.shape) for n, v in kept[0].items()] != [(n, v.shape) for n, v in kept[1].items()]:
        raise ValueError("the two graphs are not of one shape")
    out = dict(kept[1])
    for name, value in kept[1].items():
        if value.dtype == np.float32 and not _is_scale(name, kept[1]):
            out[name] = mixed(kept[0][name], value, share)
        elif value.dtype == np.int8:
            scale = name.removesuffix("_weight") + "_scale"
            wide = [k[name].astype(np.float32) * k[scale] for k in kept]
            rows, out[scale] = rounded_rows(mixed(wide[0], wide[1], share).T)
            out[name] = rows.T
    for constant in later.graph.initializer:
        constant.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(out[constant.name]), constant.name))
    return later


def _is_scale(name: str, known: dict[str, np.ndarray]) -> bool:
    """Whether a constant is the scale of an int8 matrix, not of a normalisation."""
    matrix = known.get(name.removesuffix("_scale") + "_weight")
    return name.endswith("_scale") and matrix is not None and matrix.dtype == np.int8


def mixed(earlier: np.ndarray, later: np.ndarray, share: float) -> np.ndarray:
    """Numbers `share` of the way from one array to another."""
    return ((1 - share) * earlier + share * later).astype(np.float32)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("earlier", type=Path)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--share", type=float, default=0.5, help="how far towards the weights of FOLDER")
    a = parser.parse_args()
    path = a.weights / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["recipe"]["between"] = {
        "earlier": json.loads((a.earlier / "manifest.json").read_text("utf-8"))["files"]["reading.onnx"],
        "later": manifest["files"]["reading.onnx"],
        "share": a.share,
    }
    for name in GRAPHS:
        graph = mean(onnx.load(str(a.earlier / name)), onnx.load(str(a.weights / name)), a.share)
        onnx.save(graph, str(a.weights / name))
    with np.load(a.earlier / ARRAYS) as one, np.load(a.weights / ARRAYS) as two:
        arrays = {k: mixed(one[k], two[k], a.share) for k in two.files}
    np.savez(a.weights / ARRAYS, **arrays)
    for name in (*GRAPHS, ARRAYS):
        manifest["files"][name] = digest(a.weights / name)
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
