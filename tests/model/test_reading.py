"""The shipped model end to end: what holds for every text, whatever the weights say."""

import hashlib
import json
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import ModelError
from rashomon.model import ReadingModel, manifest
from rashomon.model.weights import Weights, folder
from rashomon.parse import Parse, Range

STORY = """Port closed after strike, mayor says

The harbour of Sidra was closed on Monday after an air strike, Mayor Salem Barasi said. “Nobody was told,” he added.

“We did not fly that day,” a spokesman for the air force told the Gulf Courier, which first reported the strike. He
declined to comment on earlier flights.

Share this article 🙂

According to two officials, who spoke on condition of anonymity, at least twelve people were hurt.
"""


@pytest.fixture(scope="module")
def model() -> ReadingModel:
    return ReadingModel.load()


def blocks_of(text: str) -> list[Range]:
    blocks, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Range(start, start + len(part)))
        start += len(part) + 2
    return blocks


def assert_sound(parse: Parse, text: str, blocks: list[Range]) -> None:
    def inside(start: int, end: int) -> None:
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert any(b.start <= start and end <= b.end for b in blocks) or end - start > 1

    ends = [0]
    for word in parse.words:
        inside(word.start, word.end)
        assert ends[-1] <= word.start
        ends.append(word.end)
    assert [w for s in parse.sentences for w in range(s.first, s.last)] == list(range(len(parse.words)))
    for s in parse.sentences:
        inside(s.start, s.end)
        heads = [parse.words[i].head for i in range(s.first, s.last)]
        assert heads.count(-1) == 1
        assert all(h == -1 or s.first <= h < s.last for h in heads)
        for i in range(s.first, s.last):
            seen, at = set(), i
            while at != -1:
                assert at not in seen
                seen.add(at)
                at = parse.words[at].head
    for name, later in zip(parse.names, parse.names[1:], strict=False):
        assert name.end <= later.start
    for a in parse.attributions:
        assert a.cue
        assert a.content
        for r in (*a.source, *a.cue, *a.content):
            inside(r.start, r.end)
        assert 0 <= a.confidence <= 1
    assert all(len(w.vector) == 384 for w in parse.wordings)
    assert len(parse.wordings) >= len(parse.sentences)


def test_a_story_is_read_soundly_and_nothing_stands_outside_the_blocks(model: ReadingModel) -> None:
    blocks = [b for b in blocks_of(STORY) if not STORY[b.start :].startswith("Share")]
    parse = model.parse("r", STORY, blocks)
    assert_sound(parse, STORY, blocks)
    assert "Share" not in {STORY[w.start : w.end] for w in parse.words}
    assert all(any(b.start <= w.start and w.end <= b.end for b in blocks) for w in parse.words)


def test_plain_attributions_are_found(model: ReadingModel) -> None:
    parse = model.parse("r", STORY, blocks_of(STORY))
    sources = {STORY[s.start : s.end] for a in parse.attributions for s in a.source}
    assert any("Salem Barasi" in s for s in sources)
    assert any("spokesman for the air force" in s for s in sources)
    assert "he" in sources


def test_plain_names_are_found(model: ReadingModel) -> None:
    parse = model.parse("r", STORY, blocks_of(STORY))
    names = {(STORY[n.start : n.end], n.label) for n in parse.names}
    assert ("Salem Barasi", "Person") in names
    assert ("Sidra", "Location") in names


def test_the_same_text_gives_the_same_record(model: ReadingModel) -> None:
    first = model.parse("r", STORY, blocks_of(STORY))
    model.parse("other", "Something else was read in between. It said little.", [Range(0, 51)])
    assert model.parse("r", STORY, blocks_of(STORY)) == first
    assert ReadingModel.load().parse("r", STORY, blocks_of(STORY)) == first


def test_the_kind_of_quotation_mark_is_no_evidence(model: ReadingModel) -> None:
    curly = "“Nobody was told,” he said. “It’s over.”"
    straight = curly.translate(str.maketrans("“”’", '""\''))
    a, b = (model.parse("r", t, [Range(0, len(t))]) for t in (curly, straight))
    assert [w.upos for w in a.words] == [w.upos for w in b.words]
    assert a.attributions == b.attributions


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        ".",
        "“",
        "🙂🙂",
        "قال المتحدث إن الميناء مغلق.",
        "\u00a0He said\u00a0no.\r\nShe said “yes",
        "<div><p>He said &amp; left",
        "word " * 900,
        "x" * 5000,
        "a-b" * 700,
        '"' * 300,
        "http://example.org/" + "a/" * 400,
    ],
)
def test_odd_texts_are_read_soundly(model: ReadingModel, text: str) -> None:
    blocks = [Range(0, len(text))] if text else []
    assert_sound(model.parse("r", text, blocks), text, blocks)


@given(st.integers(0, 10_000))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shuffled_and_cut_text_is_read_soundly(model: ReadingModel, seed: int) -> None:
    chance = random.Random(seed)
    words = STORY.split(" ") * 3
    chance.shuffle(words)
    text = " ".join(words)[: chance.randint(1, 1800)]
    assert_sound(model.parse("r", text, blocks_of(text)), text, blocks_of(text))


def test_like_wordings_lie_closer_than_unlike_ones(model: ReadingModel) -> None:
    texts = ["The port was closed after a strike.", "A strike shut the harbour.", "She likes to bake bread.", ""]
    a, b, c, empty = (np.frombuffer(v, np.int8).astype(float) for v in model.wording(texts))

    def cosine(x: np.ndarray, y: np.ndarray) -> float:
        return float(x @ y / np.linalg.norm(x) / np.linalg.norm(y))

    assert cosine(a, b) > cosine(a, c) + 0.2
    assert not empty.any()


def test_the_manifest_names_files_and_version_without_reading_weights(model: ReadingModel) -> None:
    described = manifest()
    assert described.version == model.version
    for file in described.files:
        assert hashlib.sha256((folder() / file.name).read_bytes()).hexdigest() == file.sha256
        assert (folder() / file.name).stat().st_size < 30e6
    assert sum((folder() / f.name).stat().st_size for f in described.files) < 40e6


def test_changed_or_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        Weights(tmp_path)
    shutil.copytree(folder(), tmp_path / "weights")
    (tmp_path / "weights" / "heads.npz").write_bytes(b"changed")
    with pytest.raises(ModelError, match="shipped"):
        Weights(tmp_path / "weights").content("heads.npz")
    (tmp_path / "weights" / "manifest.json").write_text(json.dumps({"name": "x"}))
    with pytest.raises(ModelError, match="manifest"):
        Weights(tmp_path / "weights")
