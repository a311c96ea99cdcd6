from __future__ import annotations

import math
import operator
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rashomon.engine import AHEAD, cores, run

WORK = """
import os, time

loaded = []

def load():
    loaded.append(1)

def refuse():
    raise ValueError("no weights")

def slow_square(n):
    time.sleep(0.02 if n % 3 == 0 else 0)
    return n * n

def die_on_three(n):
    if n == 3:
        os._exit(7)
    return n

def how_often_loaded(n):
    print("noise on standard output")
    return len(loaded)

def secret(n):
    return lambda: n
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    import importlib

    (tmp_path / "rashomon_engine_work.py").write_text(WORK)
    monkeypatch.syspath_prepend(str(tmp_path))
    module = importlib.import_module("rashomon_engine_work")
    return importlib.reload(module)


@pytest.mark.parametrize("workers", [1, 3])
def test_values_come_in_the_order_of_the_items(workers: int, work: Any) -> None:
    outcomes = list(run(work.slow_square, range(20), workers))
    assert [outcome.value for outcome in outcomes] == [n * n for n in range(20)]
    assert [outcome.index for outcome in outcomes] == list(range(20))


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_the_failure_of_its_item_alone(workers: int) -> None:
    outcomes = list(run(math.sqrt, [4.0, -1.0, 9.0], workers))
    assert [outcome.value for outcome in outcomes] == [2.0, None, 3.0]
    assert outcomes[1].failure is not None
    assert outcomes[1].failure.error == "ValueError"
    assert outcomes[0].failure is None


def test_a_worker_that_dies_takes_its_item_and_no_other(work: Any) -> None:
    outcomes = list(run(work.die_on_three, range(8), 2))
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, None, 4, 5, 6, 7]
    assert outcomes[3].failure is not None
    assert outcomes[3].failure.error == "Crashed"
    assert "7" in outcomes[3].failure.message


def test_what_cannot_be_sent_is_a_failure(work: Any) -> None:
    (outcome,) = run(work.secret, [1], 2)
    assert outcome.failure is not None
    (other,) = run(operator.truth, [lambda: 1], 2)
    assert other.failure is not None


def test_each_worker_loads_once_and_may_print(work: Any) -> None:
    outcomes = run(work.how_often_loaded, range(12), 2, work.load)
    assert {outcome.value for outcome in outcomes} == {1}


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_initializer_raises_ends_the_run(workers: int, work: Any) -> None:
    with pytest.raises(ValueError, match="no weights"):
        list(run(work.slow_square, range(4), workers, work.refuse))


@pytest.mark.parametrize("workers", [1, 2])
def test_items_are_read_only_a_little_ahead(workers: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[float]:
        for n in range(1000):
            taken.append(n)
            yield float(n)

    outcomes = run(math.sqrt, items(), workers)
    for _ in range(5):
        next(outcomes)
    assert len(taken) <= 5 + workers * AHEAD
    outcomes.close()  # type: ignore[attr-defined]


def test_progress_is_told_after_each_item() -> None:
    seen: list[int] = []
    list(run(math.sqrt, [1.0, 4.0], progress=seen.append))
    assert seen == [1, 2]


def test_a_partial_function_is_sent_with_what_it_holds() -> None:
    add: Callable[[int], int] = partial(operator.add, 40)
    assert [outcome.value for outcome in run(add, [1, 2], 2)] == [41, 42]


def test_no_worker_outlives_the_run(work: Any) -> None:
    children = Path("/proc/self/task") / str(os.getpid()) / "children"
    if not children.exists():
        pytest.skip("needs /proc")
    before = children.read_text().split()
    list(run(work.slow_square, range(6), 3))
    outcomes = run(work.slow_square, range(1000), 3)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    time.sleep(0.05)
    assert set(children.read_text().split()) <= set(before)


def test_there_is_a_processor() -> None:
    assert cores() >= 1
