"""Which blocks of a page are body: trafilatura's judgement (`favor_precision`), carried over to our own blocks.

trafilatura and lxml lose text below 254 nested elements and in nodes over 10 MB without an error; a page beyond that
is not given to them, and the reader is told.
"""

from __future__ import annotations

import logging
import re

import msgspec

from rashomon.ingest.record import Block
from rashomon.ingest.walk import Walked

DEPTH_LIMIT = 250
NODE_LIMIT = 9_500_000
BLOCK_LIMIT = 20_000
"""Blocks of one page; trafilatura takes minutes beyond (no news page comes near)."""
_BULK = re.compile(r"data:[\w.+-]+/[\w.+-]+[;,][^\"')\s>]{200,}|<style\b.*?</style\s*>", re.DOTALL | re.IGNORECASE)
_SHINGLE = 4


class Judged(msgspec.Struct, frozen=True):
    """The blocks with their `body` set; `extracted` tells whether an extractor did, `beyond` why it could not."""

    blocks: tuple[Block, ...]
    extracted: bool
    beyond: str | None = None


def judged(walk: Walked, source: str) -> Judged:
    """`walk.blocks` with `body` as trafilatura has it; all of them body where it is not asked or finds too little."""
    if walk.depth > DEPTH_LIMIT:
        return Judged(walk.blocks, False, f"elements nested {walk.depth} deep")
    if walk.longest > NODE_LIMIT:
        return Judged(walk.blocks, False, f"a text of {walk.longest:,} characters between two tags")
    if len(walk.blocks) > BLOCK_LIMIT:
        return Judged(walk.blocks, False, f"{len(walk.blocks):,} blocks of text")
    extract = _extracted(_BULK.sub("", source))
    words = extract.split()
    if len(words) < 25:
        return Judged(walk.blocks, False)
    seen = {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
    lines = {" ".join(line.split()) for line in extract.split("\n")}
    blocks = tuple(
        msgspec.structs.replace(b, body=_is_body(walk.text[b.start : b.end], seen, lines)) for b in walk.blocks
    )
    return Judged(blocks, any(block.body for block in blocks))


def _is_body(text: str, seen: set[tuple[str, ...]], lines: set[str]) -> bool:
    words = text.split()
    if len(words) < _SHINGLE + 1:
        return " ".join(words).lstrip("-• ") in lines
    shingles = [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
    return sum(shingle in seen for shingle in shingles) >= 0.6 * len(shingles)


def _extracted(source: str) -> str:
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return extract(source, favor_precision=True, include_comments=False, include_formatting=False) or ""
    except Exception:
        return ""
