from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from rashomon.case import Cache, Case, Manifest, cache_key, code_digest
from rashomon.errors import LockedError
from rashomon.ledger import Ledger

HOLD = """
import sys
from rashomon.case import Case
with Case.open(sys.argv[1]).lock():
    print("held", flush=True)
    sys.stdin.read()
"""


class Value(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    vector: bytes = b""


def holder(case: Case) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(case.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_build_is_refused_and_a_dead_ones_lock_taken_over(tmp_path: Path) -> None:
    case = Case.create(tmp_path / "case")
    process = holder(case)
    with pytest.raises(LockedError, match=str(process.pid)), case.lock():
        pass
    with pytest.raises(LockedError, match="wait until it is done"):
        case.write(Ledger(), Manifest())
    process.kill()
    process.communicate()
    with case.lock():
        case.write(Ledger(), Manifest())


def test_the_holder_may_lock_again(tmp_path: Path) -> None:
    case = Case.create(tmp_path / "case")
    with case.lock(), case.lock():
        case.write(Ledger(), Manifest())
    with Case.open(case.path).lock():
        pass


def test_a_value_comes_back_and_another_shape_does_not(tmp_path: Path) -> None:
    cache, key = Cache(tmp_path), cache_key("R-1", "model", "code")
    value = Value(("Ström", "\x00"), bytes(range(256)))
    cache.put("annotations", key, value)
    assert cache.get("annotations", key, Value) == value
    assert cache.get("annotations", cache_key("R-1", "model", "new code"), Value) is None
    assert cache.get("readings", key, Value) is None
    assert cache.get("annotations", key, int) is None


@pytest.mark.parametrize("damage", [b"", b"short", b"\x00" * 400])
def test_a_damaged_value_counts_as_none(damage: bytes, tmp_path: Path) -> None:
    cache, key = Cache(tmp_path), cache_key("R-1")
    cache.put("annotations", key, Value(("a",)))
    (path,) = (p for p in tmp_path.rglob(key) if p.is_file())
    path.write_bytes(damage)
    assert cache.get("annotations", key, Value) is None


def test_what_is_no_longer_wanted_is_deleted(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = [cache_key(str(n)) for n in range(5)]
    for key in keys:
        cache.put("annotations", key, Value((key,)))
    cache.keep_only("annotations", set(keys[:2]))
    assert [cache.get("annotations", key, Value) is not None for key in keys] == [True, True, False, False, False]


def test_a_key_changes_with_any_of_its_parts() -> None:
    keys = {cache_key("a", "b"), cache_key("ab"), cache_key("a", "b", ""), cache_key("b", "a")}
    assert len(keys) == 4


def test_code_has_a_digest_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "rashomon_digest_probe"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "words.toml").write_text("a = 1")
    monkeypatch.syspath_prepend(str(tmp_path))
    before = code_digest("rashomon_digest_probe")
    (package / "words.toml").write_text("a = 2")
    code_digest.cache_clear()
    assert code_digest("rashomon_digest_probe") != before
    assert code_digest("rashomon.records") == code_digest("rashomon.records")
