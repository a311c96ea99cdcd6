"""The weights that ship with the package: found, checked by hash, loaded."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from rashomon.errors import ModelError

Floats = npt.NDArray[np.float32]


class FileHash(msgspec.Struct, frozen=True):
    """A file of the weights and its SHA-256."""

    name: str
    sha256: str


class ModelManifest(msgspec.Struct, frozen=True):
    """What the shipped reading model is, for a case's manifest and for `rashomon doctor`."""

    name: str
    version: str
    """Twelve hex digits of a SHA-256 over the hashes of the weight files and how they are decoded and calibrated."""
    files: tuple[FileHash, ...]
    steps: int
    encoder: str
    corpora: tuple[str, ...]


def folder() -> Path:
    """Where the weights lie in the installed package."""
    return Path(str(resources.files(__package__))) / "weights"


class Weights:
    """The weight files of one folder, each read once and checked against `manifest.json`."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = folder() if place is None else place
        path = self.place / "manifest.json"
        if not path.is_file():
            raise ModelError(
                f"the reading model's manifest is missing ({path}): install the package again, or run `make model`"
            )
        try:
            self.described: dict[str, Any] = json.loads(path.read_bytes())
            self.hashes: dict[str, str] = dict(self.described["files"])
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(f"the reading model's manifest cannot be read ({path}): {error}") from error

    @cached_property
    def version(self) -> str:
        """A short hash over all weights and over what the manifest says of decoding and calibration."""
        joined = "".join(f"{name}:{sha}\n" for name, sha in sorted(self.hashes.items()))
        joined += json.dumps([self.described.get("decoding"), self.described.get("calibration")], sort_keys=True)
        return hashlib.sha256(joined.encode()).hexdigest()[:12]

    def content(self, name: str) -> bytes:
        """A weight file's bytes; ModelError where it is missing or not the one that the manifest names."""
        path = self.place / name
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ModelError(
                f"a file of the reading model cannot be read ({path}): {error}; install the package again"
            ) from error
        found = hashlib.sha256(content).hexdigest()
        if found != self.hashes.get(name):
            raise ModelError(
                f"a file of the reading model is not the one that was shipped ({path}): SHA-256 {found}; "
                "install the package again"
            )
        return content

    def labels(self, kind: str) -> tuple[str, ...]:
        """The labels of a head, in the order of its outputs."""
        return tuple(self.described["labels"][kind])

    def arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        """The arrays of an npz file, hash checked."""
        import io

        with np.load(io.BytesIO(self.content(name)), allow_pickle=False) as kept:
            return {key: kept[key] for key in kept.files}


def manifest() -> ModelManifest:
    """What the shipped model is; ModelError where its manifest is missing. Reads no weights."""
    weights = Weights()
    described = weights.described
    return ModelManifest(
        str(described["name"]),
        weights.version,
        tuple(FileHash(name, sha) for name, sha in sorted(weights.hashes.items())),
        int(described["steps"]),
        str(described["encoder"]["name"]),
        tuple(c["name"] for c in described.get("corpora", ())),
    )
