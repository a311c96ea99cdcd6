"""One file, or one row of a table, to a document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from rashomon.ingest.decoding import Decoded, Undecoded, decoded
from rashomon.ingest.known import known_of, with_known
from rashomon.ingest.lines import Wrapping
from rashomon.ingest.page import page
from rashomon.ingest.plain import Titled, front_matter, with_line_ends, with_title
from rashomon.ingest.record import FIELDS, Block, Document, Facts, Ingested, IngestSettings, Known
from rashomon.ingest.sources import Source
from rashomon.ingest.tables import TableError, TableRow, canonical, file_sha256, rows
from rashomon.ingest.trouble import problem
from rashomon.ingest.wrapping import wrapping
from rashomon.records import Container, Problem, row_id

_PAGE = re.compile(r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
"""How a page begins, whatever its file is called."""


def from_file(source: Source, settings: IngestSettings, beside: dict[str, Known]) -> Ingested:
    """The document of a text or page; `beside` is what the folder's reports.csv says. Raises OSError."""
    size = source.path.stat().st_size
    if size > settings.size_limit:
        return _refused(source.name, "oversized", f"It holds {size:,} bytes, the limit is {settings.size_limit:,}")
    raw = source.path.read_bytes()
    if not raw.strip():
        return _refused(source.name, "empty")
    text = decoded(raw, page=source.media == "html")
    if isinstance(text, Undecoded):
        return _refused(source.name, text.code, text.detail)
    if not text.text.strip("\ufeff \t\r\n\x00"):
        return _refused(source.name, "empty")
    if source.media == "plain" and _PAGE.match(text.text):
        source = msgspec.structs.replace(source, media="html")
    known = known_of(source.name, settings.known, beside)
    ident = _ident(hashlib.sha256(raw).hexdigest(), known)
    document, problems = (_page if source.media == "html" else _plain)(source, text, ident)
    if document is None:
        return Ingested(name=source.name, problems=problems)
    applied = with_known(document.facts, known, source.name, "The user's table")
    told = (problem("character_set", source.name, text.told, ident.id),) if text.told else ()
    document = msgspec.structs.replace(document, facts=applied.facts)
    return Ingested(
        name=source.name, document=document, original=raw, problems=(*told, *problems, *applied.problems)
    )  # fmt: skip


class _Ident(msgspec.Struct, frozen=True):
    id: str
    sha256: str


class _Made(msgspec.Struct, frozen=True, array_like=True):
    document: Document | None
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Any]:
        return iter((self.document, self.problems))


def _ident(sha256: str, known: Known) -> _Ident:
    return _Ident(row_id("reports", sha256, known.outlet, known.published, known.url), sha256)


def _refused(name: str, code: str, detail: str = "") -> Ingested:
    return Ingested(name=name, problems=(problem(code, name, detail),))


def _plain(source: Source, text: Decoded, ident: _Ident) -> _Made:
    body = with_line_ends(text.text)
    front = front_matter(body) if source.media == "markdown" else None
    around = wrapping(body) if front is None else Wrapping(front.facts, front.blocks)
    media: Literal["plain", "markdown"] = "markdown" if source.media == "markdown" else "plain"
    titled = with_title(body, around.facts.title) if front else Titled(body, added=False)
    shift = len(titled.text) - len(body)
    return _Made(
        Document(
            id=ident.id, sha256=ident.sha256, names=(source.name,), media=media, encoding=text.encoding,
            text=titled.text, title_added=titled.added, facts=around.facts,
            blocks=tuple(_shifted(block, shift) for block in around.blocks),
        )
    )  # fmt: skip


def _shifted(block: Block, by: int) -> Block:
    return Block(block.start + by, block.end + by, block.tag, block.body, block.links, block.within)


def _page(source: Source, text: Decoded, ident: _Ident) -> _Made:
    read = page(text.text)
    if not read.text.strip():
        return _Made(None, (problem("no_text", source.name),))
    beyond = (problem("page_beyond_extractor", source.name, read.beyond, ident.id),) if read.beyond else ()
    return _Made(
        Document(
            id=ident.id, sha256=ident.sha256, names=(source.name,), media="html", encoding=text.encoding,
            text=read.text, title_added=read.title_added, facts=read.facts, blocks=read.blocks, runs=read.runs,
            extracted=read.extracted,
        ),
        beyond,
    )  # fmt: skip


def from_table(source: Source, settings: IngestSettings, beside: dict[str, Known]) -> Iterator[Ingested]:
    """The documents of a table's rows, in their order. Raises OSError."""
    column = {field: settings.columns.get(field, field) for field in FIELDS}
    reading = _TableReading(column, settings, beside, file_sha256(source.path))
    try:
        for row in rows(source.path, source.media):
            if row.number == 0 and row.cells is not None and column["text"] not in row.cells:
                yield _refused(source.name, "column_missing", f"“{column['text']}”")
                if source.media != "jsonl":
                    return
            yield _row(source, row, reading)
    except TableError as error:
        yield _refused(source.name, "table_unreadable", str(error))


class _TableReading(msgspec.Struct, frozen=True):
    """What holds for every row of one table."""

    column: dict[str, str]
    settings: IngestSettings
    beside: dict[str, Known]
    sha256: str


def _row(source: Source, row: TableRow, reading: _TableReading) -> Ingested:
    if row.cells is None:
        return _refused(f"{source.name}#{row.number}", "row_unreadable", row.trouble)
    said = {field: with_line_ends(_said(row.cells.get(name))) for field, name in reading.column.items()}
    name = f"{source.name}#{said['id'].strip() or row.number}"
    if not said["text"].strip():
        return _refused(name, "row_without_text", f"“{reading.column['text']}”")
    original = canonical(row.cells)
    if len(original) > reading.settings.size_limit:
        detail = f"It holds {len(original):,} bytes, the limit is {reading.settings.size_limit:,}"
        return _refused(name, "oversized", detail)
    said_known = Known(**{key: said[key].strip() or None for key in ("outlet", "published", "url")})
    known = known_of(name, reading.settings.known, reading.beside)
    both = known_of(name, {name: known}, {name: said_known})
    ident = _ident(hashlib.sha256(original).hexdigest(), both)
    facts = with_known(Facts(title=said["title"].strip() or None), said_known, name, "The table")
    applied = with_known(facts.facts, known, name, "The user's table")
    titled = with_title(said["text"], said["title"])
    document = Document(
        id=ident.id, sha256=ident.sha256, names=(name,), container=Container(sha256=reading.sha256, row=row.number),
        media="row", text=titled.text, title_added=titled.added, facts=applied.facts,
    )  # fmt: skip
    return Ingested(name=name, document=document, original=original, problems=(*facts.problems, *applied.problems))


def _said(value: object) -> str:
    """A cell as text: None is nothing, a date prints itself, a number as it is written."""
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value)
