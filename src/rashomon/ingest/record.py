"""What `ingest` takes and hands on: settings, a document with its text and the map to its original, and problems."""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.records import Container, Interval, OutletBasis, Problem, PublishedBasis

FIELDS = ("id", "text", "title", "published", "outlet", "url")
"""The fields of a table's row that are taken as they are named, unless `IngestSettings.columns` names others."""

INFORMATION = frozenset({"character_set", "not_a_report", "page_beyond_extractor"})
"""Codes of `problems` rows that only inform: what they tell of was read in full, or is no report."""


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
    """A block of a page: `text[start:end]` without white space at its ends, and what its place in the page says."""

    start: int
    end: int
    tag: str
    """The name of the innermost block element (`p`, `h1`, `li`, `figcaption`, `nav`)."""
    body: bool
    """Whether an extractor calls it body; true of every block where none could say."""
    links: float = 0.0
    """The share of its characters that stand in links, 0..1."""
    within: str = ""
    """The outer landmark that it stands in (`nav`, `header`, `footer`, `aside`, `form`, `figure`), or nothing."""


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
    extracted: bool = False
    """Whether an extractor judged `blocks`; false of all that is not a page, and of pages beyond its limits."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a user says of a report in `reports.csv` or `case.toml`, in the user's words; None where not said."""

    outlet: str | None = None
    published: str | None = None
    url: str | None = None


class IngestSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a user can set about reading inputs."""

    columns: dict[str, str] = {}
    """A field of `FIELDS` → the column of a table that holds it."""
    size_limit: int = 64 * 1024 * 1024
    """The most bytes of one report (a file, or a row's text); what is larger becomes a problem."""
    known: dict[str, Known] = {}
    """What `case.toml` says, by report name (relative path, base name, or `FILE#ID` for a row)."""


class Ingested(msgspec.Struct, frozen=True, kw_only=True):
    """One report with its original bytes, or what kept a name from becoming one."""

    name: str
    document: Document | None = None
    original: bytes = b""
    """The file's bytes; of a table's row, the row as canonical JSON. Empty where there is no document."""
    problems: tuple[Problem, ...] = ()


class KnownTable(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder's `reports.csv` says, by the name it stands under there, and what of it could not be read."""

    known: dict[str, Known] = {}
    problems: tuple[Problem, ...] = ()
