"""Lines of a plain text, the table of wrappings, and what a wrapping gives: facts, and blocks of furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from rashomon.ingest.record import Block, Facts
from rashomon.lexicon import table

_LINE = re.compile(r"[^\n\f]*\S[^\n\f]*")


class Line(msgspec.Struct, frozen=True):
    """A line that is not blank: `text` is `report[start:end]`, white space at its ends left out."""

    start: int
    end: int
    text: str
    indented: bool
    follows: bool
    """Whether it stands right under another line, with no blank one between."""


class Wrapping(msgspec.Struct, frozen=True):
    """What a text brings with it: facts that it states of itself, and the blocks that are no part of its report."""

    facts: Facts = Facts()
    blocks: tuple[Block, ...] = ()


class _Labels(msgspec.Struct, frozen=True):
    source: str
    labels: tuple[str, ...]
    codes: tuple[str, ...]


class _Forward(msgspec.Struct, frozen=True):
    source: str
    lines: tuple[str, ...]
    prefixes: tuple[str, ...]


class _Release(msgspec.Struct, frozen=True):
    source: str
    labels: tuple[str, ...]
    mailboxes: frozenset[str]


class _Chat(msgspec.Struct, frozen=True):
    source: str
    stamps: tuple[str, ...]
    omitted: tuple[str, ...]
    forwarded: tuple[str, ...]


class _Broadcast(msgspec.Struct, frozen=True):
    source: str
    told: tuple[str, ...]
    source_line: tuple[str, ...]
    notes: tuple[str, ...]
    described: tuple[str, ...]


class _Wire(msgspec.Struct, frozen=True):
    source: str
    notes: tuple[str, ...]
    ends: tuple[str, ...]
    stamps: tuple[str, ...]
    datelines: tuple[str, ...]


class _Bulletin(msgspec.Struct, frozen=True):
    source: str
    issuers: tuple[str, ...]
    series: tuple[str, ...]
    issued: tuple[str, ...]


class _Letterhead(msgspec.Struct, frozen=True):
    source: str
    lines: tuple[str, ...]


class _Print(msgspec.Struct, frozen=True):
    source: str
    numbers: tuple[str, ...]


class Wrappings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`lexicon/wrappings.toml`."""

    title: _Labels
    outlet: _Labels
    author: _Labels
    published: _Labels
    url: _Labels
    sender: _Labels
    text: _Labels
    other: _Labels
    sure: _Labels
    forward: _Forward
    release: _Release
    chat: _Chat
    broadcast: _Broadcast
    wire: _Wire
    bulletin: _Bulletin
    letterhead: _Letterhead
    print: _Print


def wrappings() -> Wrappings:
    """The table, read once."""
    return table("wrappings", Wrappings)


@cache
def alternatives(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Regular expressions of the table as one, without regard to case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@cache
def _each(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def first_match(patterns: tuple[str, ...], text: str) -> re.Match[str] | None:
    """The match of the first of some patterns at the begin of a text; they may name their groups alike."""
    return next((match for pattern in _each(patterns) if (match := pattern.match(text))), None)


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    found: list[Line] = []
    for match in _LINE.finditer(text):
        inner = match[0].strip()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        follows = bool(found) and text.count("\n", found[-1].end, start) == 1
        found.append(Line(start, start + len(inner), inner, start > match.start(), follows))
    return found


def furniture(start: int, end: int) -> Block:
    """A block that is none of the report's: `read` marks it by its place, as a page's landmark."""
    return Block(start, end, "div", body=False, links=1.0, within="nav")


def headline(start: int, end: int) -> Block:
    """A block that is named the report's title."""
    return Block(start, end, "h1", body=True)


def joined(parts: Iterable[Wrapping]) -> Wrapping:
    """Several wrappings of one text as one: the first that states a thing states it, and a block that meets one before
    it is left out.
    """
    facts: dict[str, object] = {}
    blocks: list[Block] = []
    for part in parts:
        told = {key: value for key, value in msgspec.structs.asdict(part.facts).items() if value is not None}
        for lead, group in _TOGETHER.items():
            if lead in told and lead not in facts:
                facts |= {key: told[key] for key in (lead, *group) if key in told}
        facts |= {key: value for key, value in told.items() if key not in facts and key not in _LED}
        for block in part.blocks:
            if all(block.end <= other.start or block.start >= other.end for other in blocks):
                blocks.append(block)
    return Wrapping(msgspec.convert(facts, Facts), tuple(sorted(blocks, key=lambda block: block.start)))


def merged(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks of furniture that stand together as one, as long as it is short and no label stands alone in it."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else block
        whole = text[last.start : block.end]
        is_apart = bool(text[last.end : block.start].strip()) or "\n\n" in whole or text[: last.end].endswith(":")
        if not found or is_apart or last.within != block.within or len(whole.split()) > _TOGETHER_WORDS:
            found.append(block)
        else:
            found[-1] = msgspec.structs.replace(last, end=block.end)
    return tuple(found)


_TOGETHER_WORDS = 24
_TOGETHER = {"outlet": ("outlet_basis",), "published": ("published_basis", "published_why")}
_LED = frozenset(key for lead, group in _TOGETHER.items() for key in (lead, *group))
