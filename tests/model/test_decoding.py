"""Trees and chains: always well formed, and best where that can be checked by trying all."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model.chains import best_tags, held_in, tag_shares, tagged_spans
from rashomon.model.plan import MOST_PIECES, units, window_plans
from rashomon.model.trees import sentence_tree


@given(st.integers(1, 24), st.integers(0, 10_000))
def test_every_sentence_is_one_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    heads = sentence_tree(scores)
    assert (heads == -1).sum() == 1
    for word in range(size):
        seen = set()
        while word != -1:
            assert word not in seen
            seen.add(word)
            word = int(heads[word])


def test_a_clear_tree_is_kept_as_it_is() -> None:
    scores = np.full((3, 4), -5.0, np.float32)
    scores[0, 1] = scores[1, 3] = scores[2, 1] = 5.0
    assert sentence_tree(scores).tolist() == [1, -1, 1]


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_best_chain_is_the_best_of_all_chains(length: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    emission = chance.normal(size=(length, 3)).astype(np.float32)
    steps = chance.normal(size=(4, 4)).astype(np.float32)

    def score(tags: tuple[int, ...]) -> float:
        within = sum(steps[a, b] for a, b in itertools.pairwise(tags))
        return float(sum(emission[i, t] for i, t in enumerate(tags)) + within + steps[3, tags[0]] + steps[tags[-1], 3])

    (found,) = best_tags([emission], steps)
    assert np.isclose(
        score(tuple(found.tolist())), max(score(t) for t in itertools.product(range(3), repeat=length)), atol=1e-4
    )


def test_chains_of_unlike_length_do_not_touch_each_other() -> None:
    chance = np.random.default_rng(1)
    steps = chance.normal(size=(6, 6)).astype(np.float32)
    windows = [chance.normal(size=(n, 5)).astype(np.float32) for n in (1, 7, 3, 12)]
    together = best_tags(windows, steps)
    assert [t.tolist() for t in together] == [best_tags([w], steps)[0].tolist() for w in windows]


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10_000))
def test_shares_are_the_sums_over_all_chains(length: int, other: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    windows = [chance.normal(size=(n, 3)).astype(np.float32) for n in (length, other)]
    steps = chance.normal(size=(4, 4)).astype(np.float32)
    chosen = [np.zeros(n, np.int64) for n in (length, other)]
    for emission, shares in zip(windows, tag_shares(windows, steps, chosen), strict=True):
        weights = {
            tags: np.exp(
                sum(emission[i, t] for i, t in enumerate(tags))
                + sum(steps[a, b] for a, b in itertools.pairwise(tags))
                + steps[3, tags[0]]
                + steps[tags[-1], 3]
            )
            for tags in itertools.product(range(3), repeat=len(emission))
        }
        total = sum(weights.values())
        for at in range(len(emission)):
            assert np.isclose(shares[at], sum(w for t, w in weights.items() if t[at] == 0) / total, atol=1e-4)


def test_spans_are_read_from_tags() -> None:
    names = ("O", "B-a", "I-a", "E-a", "S-a")
    tags = np.array([0, 1, 2, 3, 4, 0])
    spans = tagged_spans(tags, np.ones(6, np.float32), names)
    assert [(s.first, s.last, s.kind) for s in spans] == [(1, 3, "a"), (4, 4, "a")]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=200), st.data())
def test_the_cores_of_the_windows_tile_the_text_and_no_window_is_too_long(
    lengths: list[int], data: st.DataObject
) -> None:
    piece = np.concatenate([[0], np.cumsum(lengths)])
    cuts = sorted(data.draw(st.sets(st.integers(1, len(lengths)), max_size=20)) | {len(lengths)})
    plans = window_plans(units(np.array([0, *cuts]), piece, MOST_PIECES), piece)
    assert plans[0].core_first == 0
    assert plans[-1].core_last == len(lengths)
    for before, after in itertools.pairwise(plans):
        assert before.core_last == after.core_first
    for p in plans:
        assert p.first <= p.core_first < p.core_last <= p.last
        assert piece[p.last] - piece[p.first] <= MOST_PIECES


def test_no_span_goes_over_a_border_that_forbids_it() -> None:
    names = ("O", "B-a", "I-a", "E-a", "S-a")
    steps = np.zeros((6, 6), np.float32)
    allowed = {(0, 0), (0, 1), (0, 4), (1, 2), (1, 3), (2, 2), (2, 3), (3, 0), (3, 1), (3, 4), (4, 0), (4, 1), (4, 4)}
    for a, b in itertools.product(range(5), repeat=2):
        steps[a, b] = 0.0 if (a, b) in allowed else -30.0
    steps[5, 2] = steps[5, 3] = steps[1, 5] = steps[2, 5] = -30.0
    emission = np.zeros((4, 5), np.float32)
    emission[0, 1] = emission[1, 2] = emission[2, 2] = emission[3, 3] = 4.0
    (free,) = best_tags([emission], steps)
    assert free.tolist() == [1, 2, 2, 3]
    (held,) = best_tags([held_in(emission, np.array([2, 3]), np.array([2]), 30.0)], steps)
    spans = tagged_spans(held, np.ones(4, np.float32), names)
    assert all(not (s.first < 2 <= s.last) for s in spans)
    assert held_in(emission, np.array([2, 3]), np.zeros(0, np.int64), 30.0).tolist() == emission.tolist()
