"""Training's own arithmetic, on small made-up documents; nothing here needs the corpora or torch's absence to fail."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs requirements/training.txt")

from torch import nn  # noqa: E402
from training.chain import Chain  # noqa: E402
from training.corpora import ANY_NAME, UNSURE, Document, Link, bioes, filled, words_of_span  # noqa: E402
from training.evaluate import ranks, spearman  # noqa: E402
from training.labels import STATEMENT_TAGS, allowed_steps, scheme  # noqa: E402
from training.losses import syntax_loss  # noqa: E402
from training.network import ARC, RELATION, WIDE, ReadingNetwork  # noqa: E402
from training.train import Recipe, rate_at  # noqa: E402
from training.windows import Window, batch_of  # noqa: E402

from rashomon.model.pieces import spelling_of  # noqa: E402
from rashomon.parse import Range  # noqa: E402


def document() -> Document:
    forms = ("Talks", "end", ".", "She", "said", "so", ".")
    spelling = spelling_of(forms, [True] * 7, [0, 0, 0, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1, 1])
    link = Link((Range(3, 3),), (Range(4, 4),), (Range(5, 5),))
    return Document("made up", spelling, statements=np.arange(7), links=(link,))


def test_a_dropped_word_moves_labels_and_links_along() -> None:
    shorter = document().without(frozenset({2}))
    assert shorter.spelling.forms == ("Talks", "end", "She", "said", "so", ".")
    assert shorter.statements is not None
    assert shorter.statements.tolist() == [0, 1, 3, 4, 5, 6]
    assert shorter.links[0].source == (Range(2, 2),)


def test_what_hung_on_a_dropped_word_hangs_nowhere_for_sure() -> None:
    heads = np.array([1, -1, 1, 4, -1, 6, 4])
    treed = replace(document(), tags=np.zeros(7, np.int64), heads=heads, relations=("dep",) * 7)
    shorter = treed.without(frozenset({6}))
    assert shorter.heads is not None
    assert shorter.heads.tolist() == [1, -1, 1, 4, -1, UNSURE]
    shorter = treed.without(frozenset({2}))
    assert shorter.heads is not None
    assert shorter.heads.tolist() == [1, -1, 3, -1, 5, 3]
    assert shorter.relations == ("dep",) * 6


def lent() -> dict[str, Any]:
    return {"tags": [0] * 7, "heads": [1, -1, 1, 4, -1, 4, UNSURE], "relations": ["dep"] * 7, "names": [0] * 6 + [-1]}


def test_labels_are_lent_only_where_a_text_has_none_of_its_own() -> None:
    attributed = replace(document(), statements=np.zeros(7, np.int64), links=())
    whole = filled(document(), lent(), attributed)
    assert whole.statements is not None
    assert whole.statements.tolist() == list(range(7))
    assert whole.links == document().links
    assert whole.heads is not None
    assert whole.heads.tolist() == lent()["heads"]
    assert whole.names is not None
    assert whole.names.tolist() == [0] * 6 + [ANY_NAME]
    assert filled(replace(document(), statements=None, links=()), None, attributed).statements is not None
    assert filled(document(), None, None).heads is None


def test_labels_of_other_words_are_refused() -> None:
    with pytest.raises(ValueError, match="made up"):
        filled(document(), lent() | {"heads": [0]}, None)


def test_the_loss_of_trees_counts_the_words_whose_head_is_known() -> None:
    half = filled(document(), lent(), None)
    pieces = np.zeros(15, np.int64)
    window = Window(half, 3, 7, pieces, pieces, pieces, np.arange(1, 5), np.zeros(4, np.int64))
    other = replace(window, document=document())
    torch.manual_seed(1)
    net = ReadingNetwork.__new__(ReadingNetwork)
    nn.Module.__init__(net)
    for name, size in (("tags", 17), ("arc_child", ARC), ("arc_head", ARC), ("relation_child", RELATION)):
        setattr(net, name, nn.Linear(WIDE, size))
    net.arc, net.relation_head, net.relation = nn.Linear(ARC, ARC), nn.Linear(WIDE, RELATION), nn.Linear(RELATION, 1)
    net.root, net.relation_root = nn.Parameter(torch.randn(ARC)), nn.Parameter(torch.randn(RELATION))
    words = torch.randn(1, 16, WIDE).expand(2, -1, -1)
    both, one = batch_of([window, other]), batch_of([window])
    index = {"dep": 0}
    with torch.no_grad():
        arcs = float(syntax_loss(net, words, both, index).arcs)
        assert arcs == pytest.approx(float(syntax_loss(net, words[:1], one, index).arcs), rel=1e-4)
        assert float(syntax_loss(net, words[1:], batch_of([other]), index).arcs) == 0


def test_a_link_whose_cue_is_dropped_is_gone() -> None:
    assert document().without(frozenset({4})).links == ()


def test_a_span_takes_the_words_it_covers_by_half() -> None:
    ranges = [Range(0, 4), Range(5, 9), Range(10, 14)]
    starts = np.array([0, 5, 10])
    assert words_of_span(ranges, starts, 5, 14) == Range(1, 2)
    assert words_of_span(ranges, starts, 6, 11) == Range(1, 1)
    assert words_of_span(ranges, starts, 4, 5) is None


def test_a_scheme_lets_no_span_begin_inside() -> None:
    steps = allowed_steps(STATEMENT_TAGS)
    outside, inside = STATEMENT_TAGS.index("O"), STATEMENT_TAGS.index("I-cue")
    assert not steps[outside][inside]
    assert not steps[-1][inside]
    assert not steps[inside][-1]
    assert steps[STATEMENT_TAGS.index("B-cue")][inside]
    tags = np.zeros(4, np.int64)
    bioes(tags, STATEMENT_TAGS, 1, 3, "cue")
    assert [STATEMENT_TAGS[t] for t in tags] == ["O", "B-cue", "I-cue", "E-cue"]


def test_the_chains_loss_is_nought_when_every_tag_is_allowed_and_its_gradient_is_that_of_differences() -> None:
    torch.manual_seed(1)
    chain = Chain(allowed_steps(scheme(("a",))))
    chain.free.data.normal_()
    emit = torch.randn(1, 3, 5, dtype=torch.float32, requires_grad=True)
    there = torch.ones(1, 3, dtype=torch.bool)
    allowed = torch.ones(1, 3, 5, dtype=torch.bool)
    assert abs(float(chain.loss(emit, there, allowed).sum().detach())) < 1e-4
    allowed[0, 1] = torch.tensor([True, False, False, False, False])
    loss = chain.loss(emit, there, allowed).sum()
    loss.backward()
    moved = emit.detach().clone()
    moved[0, 1, 0] += 0.01
    slope = (float(chain.loss(moved, there, allowed).sum().detach()) - float(loss.detach())) / 0.01
    assert emit.grad is not None
    assert abs(slope - float(emit.grad[0, 1, 0])) < 0.02


def test_the_rate_rises_and_then_falls_to_nought() -> None:
    recipe = Recipe(steps=1000, warm=100)
    assert rate_at(0, recipe) < rate_at(99, recipe)
    assert rate_at(500, recipe) == 0.5
    assert rate_at(1000, recipe) == 0


def test_ranks_share_ties() -> None:
    assert ranks(np.array([3.0, 1.0, 3.0])).tolist() == [1.5, 0.0, 1.5]
    assert spearman(np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 15.0])) == pytest.approx(50.0)


def test_weights_between_two_are_brought_back_to_numbers_and_rounded_anew():
    onnx = pytest.importorskip("onnx")
    from onnx import helper, numpy_helper
    from training.interpolate import mean

    def graph(value: float):
        rows, scale = np.full((2, 3), 127, np.int8), np.full(3, value / 127, np.float32)
        kept = {"x_weight": rows, "x_scale": scale, "norm_scale": np.full(2, value, np.float32)}
        constants = [numpy_helper.from_array(v, n) for n, v in kept.items()]
        return helper.make_model(helper.make_graph([], "g", [], [], constants))

    out = {i.name: numpy_helper.to_array(i) for i in mean(graph(1.0), graph(3.0), 0.5).graph.initializer}
    assert onnx
    assert np.allclose(out["x_weight"] * out["x_scale"], 2.0, atol=0.01)
    assert np.allclose(out["norm_scale"], 2.0)
