"""Tables of reports, a row each: JSONL, CSV and Parquet, read row by row (DuckDB reads the Parquet)."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import itertools
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from rashomon.ingest.decoding import Undecoded, decoded
from rashomon.ingest.plain import with_line_ends

_SNIFF = 1 << 20
_BATCH = 256


class TableRow(msgspec.Struct, frozen=True):
    """A row of a table by its number from 0: its cells, or why it cannot be read."""

    number: int
    cells: dict[str, Any] | None
    trouble: str = ""


class TableError(Exception):
    """The table as a whole cannot be read; the message says why."""


def rows(path: Path, media: str) -> Iterator[TableRow]:
    """The rows of a table (`media`: jsonl, csv or parquet) in its order. Raises TableError, OSError."""
    readers = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}
    return readers[media](path)


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def canonical(cells: dict[str, Any]) -> bytes:
    """A row as canonical JSON: keys sorted, UTF-8, no spaces; what the hash of a row stands on."""
    return msgspec.json.encode(cells, order="deterministic", enc_hook=str)


def _opened(path: Path) -> gzip.GzipFile | io.BufferedReader:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")


def _jsonl(path: Path) -> Iterator[TableRow]:
    with _opened(path) as file:
        number = 0
        try:
            for line in file:
                line = line.strip(b"\xef\xbb\xbf \t\r\n")
                if not line:
                    continue
                yield _json_row(number, line)
                number += 1
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise TableError(str(error)) from error


def _json_row(number: int, line: bytes) -> TableRow:
    try:
        cells = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        text = decoded(line)
        if isinstance(text, Undecoded):
            return TableRow(number, None, f"{text.code}: {text.detail}")
        try:
            cells = _whole(json.loads(text.text))
        except (ValueError, RecursionError) as error:
            return TableRow(number, None, f"not JSON: {error}")
    return TableRow(number, cells) if isinstance(cells, dict) else TableRow(number, None, "not a JSON object")


def _whole(value: Any) -> Any:
    """A value of JSON with the halves of characters that escapes can leave behind replaced by U+FFFD."""
    if isinstance(value, str):
        return with_line_ends(value) if any("\ud800" <= c <= "\udfff" for c in value) else value
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {str(_whole(key)): _whole(item) for key, item in value.items()}
    return value


def _csv(path: Path) -> Iterator[TableRow]:
    with _opened(path) as file:
        head = file.read(_SNIFF)
    text = decoded(head[: head.rfind(b"\n") + 1] or head)
    if isinstance(text, Undecoded):
        raise TableError(f"{text.code}: {text.detail}")
    first = text.text[: text.text.find("\n")] if "\n" in text.text else text.text
    mark = max(",;\t|", key=first.count)
    csv.field_size_limit(2**31 - 1)
    codec = "utf-8-sig" if text.encoding == "utf-8" else text.encoding
    with _opened(path) as raw, io.TextIOWrapper(raw, encoding=codec, errors="replace", newline="") as lines:
        try:
            reader = csv.DictReader(lines, delimiter=mark)
            for number, cells in enumerate(reader):
                if None in cells:
                    yield TableRow(number, None, "more cells than the header has columns")
                else:
                    yield TableRow(number, {key.lstrip("\ufeff"): value for key, value in cells.items()})
        except (csv.Error, gzip.BadGzipFile, EOFError) as error:
            raise TableError(str(error)) from error


def _parquet(path: Path) -> Iterator[TableRow]:
    import duckdb

    try:
        with duckdb.connect(":memory:", config={"threads": 1}) as base:
            found = base.execute("select * from read_parquet(?)", [str(path)])
            names = [column[0] for column in found.description or ()]
            counter = itertools.count()
            while batch := found.fetchmany(_BATCH):
                for values in batch:
                    yield TableRow(next(counter), dict(zip(names, values, strict=True)))
    except duckdb.Error as error:
        raise TableError(str(error).split("\n")[0]) from error
