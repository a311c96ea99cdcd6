"""What `ingest` hands on: a document with its text, the map to its original, and what its wrapping says of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.records import Container, Interval, OutletBasis, PublishedBasis


class TextRun(msgspec.Struct, frozen=True, array_like=True):
    """`text[start:end]` stands at `original[at:at_end]` of the decoded original; runs are in text order.

    Where `end - start == at_end - at` the run is literal, character by character; else the whole of the one stands
    for the whole of the other (a character reference, folded white space).
    """

    start: int
    end: int
    at: int
    at_end: int


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A block of a page: `text[start:end]`, the tag path's last name, and whether an extractor calls it body."""

    start: int
    end: int
    tag: str
    body: bool


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a report apart from its text; `None` where not said. `published_why` is a sentence."""

    outlet: str | None = None
    outlet_basis: OutletBasis | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    published: Interval | None = None
    published_basis: PublishedBasis | None = None
    published_why: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One report as it came in: `ingest`'s output and `read`'s input."""

    id: str
    """The report's id."""
    sha256: str
    names: tuple[str, ...]
    container: Container | None = None
    media: Literal["plain", "markdown", "html", "row"]
    encoding: str | None = None
    text: str
    title_added: bool = False
    """Whether the title was put before the text (with a blank line) because it came from a field or metadata."""
    facts: Facts = Facts()
    blocks: tuple[Block, ...] = ()
    runs: tuple[TextRun, ...] = ()
