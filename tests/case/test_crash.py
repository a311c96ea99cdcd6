"""A build killed at any moment leaves the last snapshot whole."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from rashomon.case import Case, Manifest, check
from rashomon.case.decisions import Decision
from rashomon.ledger import Ledger

MOMENTS = 50
WRITES = 4
"""How many writes at the most a killed writer should have had time for, as long as one takes here."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


def write_for_ever(path: Path, ledger: Ledger, originals: tuple[bytes, ...]) -> None:
    """Snapshots one after another, each with an original and a decision of its own."""
    case = Case.open(path)
    n = 0
    while True:
        n += 1
        with case.lock():
            for original in originals:
                case.keep_original(original)
            case.keep_original(f"{os.getpid()} {n}".encode() * 1000)
            case.decide(Decision(at="2031-05-09", by="R. Kurosawa", do="undo", on=(), changes={"lines": [1]}))
            case.write(ledger, Manifest(options={"n": n}))


def killed_at(moment: float, path: Path, ledger: Ledger, originals: tuple[bytes, ...]) -> None:
    """Fork a writer, and kill it after so many seconds."""
    child = os.fork()
    if child == 0:
        try:
            write_for_ever(path, ledger, originals)
        finally:
            os._exit(1)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the writer ended by itself"


def test_killed_at_fifty_random_moments_the_case_opens_and_is_whole(built: Case, sample: Any) -> None:
    chance = random.Random(9)
    built.decide(Decision(at="2031-05-09", by="R. Kurosawa", do="note", on=(_anchor(built),)))
    begun = time.perf_counter()
    built.write(sample.ledger(), Manifest())
    longest = WRITES * (time.perf_counter() - begun)
    moved = set()
    for _ in range(MOMENTS):
        killed_at(chance.uniform(0, longest), built.path, sample.ledger(), sample.originals)
        case = Case.open(built.path)
        assert check(case) == ()
        assert len(case.statements) == 2
        moved.add(case.snapshot)
    assert len(moved) > 2
    built.reopened().write(sample.ledger(), Manifest())
    assert len(list((built.path / "snapshots").iterdir())) == 2


def _anchor(case: Case) -> Any:
    from rashomon.case import anchor_of

    return anchor_of(case, case.claims[0].id)
