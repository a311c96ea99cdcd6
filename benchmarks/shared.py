"""Where the corpora, the reports and the scorers lie, and what is said where they do not."""

from __future__ import annotations

import gzip
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def shared(name: str) -> Path:
    """A path below ../shared; leaves with a message and status 0 where it is absent."""
    path = SHARED / name
    if not path.exists():
        print(f"{path.relative_to(ROOT.parent)} lies not beside the repository: nothing measured")
        raise SystemExit(0)
    return path


def scorer(name: str) -> ModuleType:
    """A scoring script of ../shared/scorers as a module."""
    folder = str(shared("scorers"))
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)


def rows(name: str, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The documents of a corpus, from a .jsonl.gz below ../shared."""
    with gzip.open(shared(name), "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            yield json.loads(line)
