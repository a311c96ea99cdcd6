"""Keys of the real piles in ../shared/piles, kept without their words: every quotation is a place in its report.

    python -m benchmarks.real pack KEY.json …   keys with quotations (as in ../shared/scorers/KEY.md) to benchmarks/real
    python -m benchmarks.real unpack FOLDER     the keys with their quotations, to read or mend outside the repository

No text of a report is copied into the repository, so a quotation stands as `{"at": [start, end]}`, offsets in the
characters of the file it is of. Written blind on 21 November by readers who had seen no code.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.shared import ROOT, SHARED

FOLDER = ROOT / "benchmarks" / "real"
QUOTED = frozenset({"quote", "content", "source", "anonymity_reason", "title", "boilerplate"})
"""Fields that hold a quotation, or a list of them."""


def texts(pile: str) -> dict[str, str]:
    """The reports of a real pile by file name; empty where ../shared is absent."""
    folder = SHARED / "piles" / pile / "reports"
    return {p.name: p.read_text("utf-8") for p in sorted(folder.glob("*.txt"))}


def packed(row: Any, text_of: dict[str, str], file: str | None = None) -> Any:
    """A part of a key with places for its quotations."""

    def place(value: Any, file: str) -> Any:
        quote, nth = (value["quote"], value.get("nth", 1)) if isinstance(value, dict) else (value, 1)
        at = -1
        for _ in range(nth):
            at = text_of[file].index(quote, at + 1)
        return {"at": [at, at + len(quote)]}

    return _walked(row, file, place, packed, text_of)


def unpacked(row: Any, text_of: dict[str, str], file: str | None = None) -> Any:
    """A part of a key with its quotations again, as `quote` and `nth`."""

    def words(value: Any, file: str) -> Any:
        start, end = value["at"]
        quote, text = text_of[file][start:end], text_of[file]
        nth, at = 1, text.find(quote)
        while at != start:
            nth, at = nth + 1, text.index(quote, at + 1)
        return {"quote": quote, "nth": nth} if nth > 1 else quote

    return _walked(row, file, words, unpacked, text_of)


def answers(pile: str) -> dict[str, Any]:
    """The key of a real pile with its quotations."""
    key: dict[str, Any] = unpacked(json.loads((FOLDER / f"{pile}.json").read_text("utf-8")), texts(pile))
    return key


def _walked(
    row: Any, file: str | None, change: Callable[[Any, str], Any], again: Callable[..., Any], text_of: dict[str, str]
) -> Any:
    if isinstance(row, list):
        return [again(r, text_of, file) for r in row]
    if not isinstance(row, dict):
        return row
    file = row.get("file", file)
    told = dict(row)
    nth = {"nth": told.pop("nth")} if "nth" in told and isinstance(told.get("quote"), str) else {}
    out: dict[str, Any] = {}
    for name, value in told.items():
        if name not in QUOTED or value is None or file is None:
            out[name] = again(value, text_of, file)
        elif isinstance(value, list):
            out[name] = [change(v, file) for v in value]
        else:
            made = change({"quote": value, **nth} if nth and name == "quote" else value, file)
            out |= made if name == "quote" and isinstance(made, dict) and "quote" in made else {name: made}
    return out


def main() -> None:
    """The command line."""
    if sys.argv[1] == "pack":
        for path in map(Path, sys.argv[2:]):
            key = json.loads(path.read_text("utf-8"))
            made = packed(key, texts(path.stem))
            FOLDER.mkdir(exist_ok=True)
            told = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
            (FOLDER / path.name).write_text(told.replace('},{"', '},\n{"') + "\n", encoding="utf-8")
    else:
        for path in sorted(FOLDER.glob("*.json")):
            told = json.dumps(answers(path.stem), ensure_ascii=False, indent=1)
            (Path(sys.argv[2]) / path.name).write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
