"""The scenes of rival accounts that were written to train on: each whole, and each sentence once."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "training" / "accounts"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_question_has_rival_answers_in_two_wordings_and_a_near_sentence(path):
    texts = []
    for scene in map(json.loads, path.read_text("utf-8").splitlines()):
        for question in scene["questions"]:
            stances = Counter(a["stance"] for a in question["accounts"])
            assert set(stances) <= set("abcn"), (scene["scene"], question["about"])
            assert min(stances["a"], stances["b"]) >= 2, (scene["scene"], question["about"])
            assert stances["n"] >= 1, (scene["scene"], question["about"])
            texts += [a["text"] for a in question["accounts"]]
    assert len(texts) == len(set(texts))
