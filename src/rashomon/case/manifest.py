"""What a set of tables was made with: enough to make it again, and nothing that a second run would change."""

from __future__ import annotations

from typing import Any

import msgspec

from rashomon.records import CONTRACT


class ModelUsed(msgspec.Struct, frozen=True, kw_only=True):
    """A file of weights or a compact index, by its SHA-256."""

    name: str
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest beside tables: a snapshot's and an export's alike. No clock time, no path, no history."""

    contract: int = CONTRACT
    versions: dict[str, str] = {}
    """The version of Rashomon, of what it stands on, and of its word tables."""
    models: tuple[ModelUsed, ...] = ()
    options: dict[str, Any] = {}
    """What a user set, as JSON."""
    counts: dict[str, int] = {}
    """Rows of each table; filled where the tables are written."""
    files: dict[str, str] = {}
    """SHA-256 of each file; filled where the tables are written."""


def manifest_json(manifest: Manifest) -> bytes:
    """The manifest's file: UTF-8 JSON, maps in the order of their keys, a line end at the end."""
    told = msgspec.json.encode(manifest, order="deterministic")
    return msgspec.json.format(told, indent=1) + b"\n"
