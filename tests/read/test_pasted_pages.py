"""Pasted pages of our own, line by line: each line of pasted/*.txt says what it is (`kind> text`, `-` a blank line)."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from rashomon.ingest import Document
from rashomon.read import read

KINDS = {"title", "byline", "dateline", "body", "caption"}
PAGES = sorted((Path(__file__).parent / "pasted").glob("*.txt"))


class Line(NamedTuple):
    start: int
    end: int
    kind: str
    reason: str | None


def pasted(path: Path) -> tuple[str, list[Line]]:
    text, lines = "", []
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            continue
        kind, mark, words = row.partition("> ")
        if row == "-" or not mark:
            text += "\n"
            continue
        said = (kind, None) if kind in KINDS else ("boilerplate", kind)
        lines.append(Line(len(text), len(text) + len(words), *said))
        text += words + "\n"
    return text, lines


def kinds_of(text: str, lines: list[Line]) -> list[tuple[str, str, str | None]]:
    passages = read(Document(id="R-0", sha256="", names=("pasted.txt",), media="plain", text=text)).passages
    found = []
    for line in lines:
        at = [
            p
            for p in passages
            if p.start < line.end
            and p.end > line.start
            and text[max(p.start, line.start) : min(p.end, line.end)].strip()
        ]
        found.append((text[line.start : line.end], at[0].kind, at[0].reason))
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_line_of_a_pasted_page_is_of_its_kind(path: Path) -> None:
    text, lines = pasted(path)
    found = kinds_of(text, lines)
    wanted = [(text[line.start : line.end], line.kind) for line in lines]
    assert [(words, kind) for words, kind, _ in found] == wanted


def test_most_boilerplate_is_given_its_reason() -> None:
    right = total = 0
    for path in PAGES:
        text, lines = pasted(path)
        for line, (_, kind, reason) in zip(lines, kinds_of(text, lines), strict=True):
            if line.kind == kind == "boilerplate":
                total += 1
                right += line.reason == reason
    assert right >= 0.9 * total
