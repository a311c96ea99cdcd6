"""Lines of a plain text, the table of wrappings, and what a wrapping gives: facts, and blocks of furniture."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from rashomon.ingest.dates import DayOrder, printed_date
from rashomon.ingest.record import Block, Facts
from rashomon.lexicon import table
from rashomon.records import Interval

SMALL_WORDS = frozenset(
    {"of", "the", "and", "for", "to", "in", "on", "against", "with", "de", "du", "da", "des", "la", "el", "y"}
)
"""Words that names write small."""
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{1,2})([./ ])(\d{1,2}|[A-Za-z]{3,9})\2(\d{2})(?!\d)")
_MARKS = re.compile(r"\A\s*(?:#{1,6}\s+|>\s+|[*_]{1,3}(?=\S))*")
"""White space and the marks of Markdown that open a line."""
_LINE = re.compile(r"[^\n\f]*\S[^\n\f]*")


class Line(msgspec.Struct, frozen=True):
    """A line that is not blank: `text` is `report[start:end]`, without white space and Markdown marks at its ends."""

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


class _Sure(_Labels, frozen=True):
    lines: tuple[str, ...]


class _Counted(msgspec.Struct, frozen=True):
    source: str
    words: tuple[str, ...]
    small: tuple[str, ...]


class _Forward(msgspec.Struct, frozen=True):
    source: str
    lines: tuple[str, ...]
    prefixes: tuple[str, ...]


class _Release(msgspec.Struct, frozen=True):
    source: str
    labels: tuple[str, ...]
    embargoed: tuple[str, ...]
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
    sure: _Sure
    counted: _Counted
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
        inner = _MARKS.sub("", match[0])
        start = match.end() - len(inner)
        inner = inner.rstrip(" \t\r*_\u00a0")
        if not inner:
            continue
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


def stated(outlet: str | None = None, days: Interval | None = None, why: str = "") -> Facts:
    """An outlet and the days of publication as facts that the text states; `why` says where the days stand."""
    return Facts(
        outlet=outlet,
        outlet_basis="stated" if outlet else None,
        published=days,
        published_basis="stated" if days else None,
        published_why=f"{why[:1].upper()}{why[1:]}." if days else None,
    )


def printed_days(told: Sequence[str]) -> Interval | None:
    """From the first to the last of some printed days in their order (years may have two digits); None where one cannot
    be read. Of figures that leave open which is the day, those are taken that all can be read by and that lie closest.
    """
    full = [_SHORT_YEAR.sub(_full, day) for day in told]
    orders: tuple[DayOrder, DayOrder] = ("dmy", "mdy")
    spans = [span for order in orders if (span := _span(full, order))]
    ambiguous = [day for day in full if (date := printed_date(day)) and date.interval.earliest != date.interval.latest]
    if len(told) == 1 and ambiguous:
        spans = [Interval(earliest=min(s.earliest or "" for s in spans), latest=max(s.latest or "" for s in spans))]
    return min(spans, key=_width, default=None)


def _span(days: Sequence[str], order: DayOrder) -> Interval | None:
    ends = [date.interval for day in days if (date := printed_date(day, order=order))]
    first = min((end.earliest for end in ends if end.earliest), default=None)
    last = max((end.latest for end in ends if end.latest), default=None)
    return Interval(earliest=first[:10], latest=last[:10]) if first and last and len(ends) == len(days) else None


def _width(interval: Interval) -> int:
    first, last = (datetime.date.fromisoformat(end or "") for end in (interval.earliest, interval.latest))
    return (last - first).days


def _full(match: re.Match[str]) -> str:
    year = int(match[4])
    return f"{match[1]}{match[2]}{match[3]}{match[2]}{1900 + year if year > 68 else 2000 + year}"


def in_small_letters(name: str) -> str:
    """A name in capitals as names are written: its words with a capital, but for the small ones."""
    if not name.isupper():
        return name
    words = name.lower().split()
    return " ".join(
        word if word in SMALL_WORDS and place else word[:1].upper() + word[1:] for place, word in enumerate(words)
    )
