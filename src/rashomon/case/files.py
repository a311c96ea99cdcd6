"""Writing that survives a crash: a file is whole under its name, or it is not there."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def write_whole(path: Path, content: bytes, durable: bool = True) -> None:
    """Put `content` at `path` by one rename, so that no reader ever sees half of it; flushed first where `durable`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with unfinished.open("wb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    unfinished.replace(path)
    if durable:
        flush_folder(path.parent)


def flush_file(path: Path) -> None:
    """Have the disk hold what was written to `path`."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(path: Path) -> None:
    """Have the disk hold the names in `path`; Windows has no such call and does it by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
