"""What one report gave, kept so that it need not be read again; the folder may be deleted at any time."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import msgspec

from rashomon.case.files import write_whole

T = TypeVar("T")

DIGEST = 16


class Cache:
    """Values of a kind by a key; workers may share it, for a file is put in place whole.

    A damaged file counts as none, and so does one of another shape.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, kind: str, key: str, shape: type[T]) -> T | None:
        """What was put under the key, or None."""
        try:
            held = self._path(kind, key).read_bytes()
        except OSError:
            return None
        digest, content = held[:DIGEST], held[DIGEST:]
        if digest != _digest(content):
            return None
        try:
            return msgspec.msgpack.decode(content, type=shape)
        except msgspec.MsgspecError:
            return None

    def put(self, kind: str, key: str, value: object) -> None:
        """Keep a record under the key."""
        content = msgspec.msgpack.encode(value)
        write_whole(self._path(kind, key), _digest(content) + content, durable=False)

    def keep_only(self, kind: str, keys: Collection[str]) -> None:
        """Delete what was put for reports, models or versions that are gone."""
        for path in (self._folder / kind).glob("*/*"):
            if path.name not in keys:
                path.unlink(missing_ok=True)

    def _path(self, kind: str, key: str) -> Path:
        return self._folder / kind / key[:2] / key


def cache_key(*stands_on: str) -> str:
    """The key of what was made from these: a report's id, a model's hash, a `code_digest`."""
    return hashlib.sha256(msgspec.json.encode(stands_on)).hexdigest()[:40]


@cache
def code_digest(*packages: str) -> str:
    """SHA-256 over the code and word tables of packages or modules (`"rashomon.annotate"`): new code, new key."""
    digest = hashlib.sha256()
    for package in sorted(packages):
        for name, path in _sources(package):
            content = path.read_bytes()
            digest.update(msgspec.json.encode([package, name, len(content)]) + content)
    return digest.hexdigest()


def _sources(package: str) -> list[tuple[str, Path]]:
    spec = find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(package)
    if not spec.submodule_search_locations:
        path = Path(spec.origin or "")
        return [(path.name, path)]
    folder = Path(spec.submodule_search_locations[0])
    found = (p for p in folder.rglob("*") if p.suffix in (".py", ".toml"))
    return sorted((p.relative_to(folder).as_posix(), p) for p in found)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=DIGEST).digest()
