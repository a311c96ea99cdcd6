"""Exports of the ledger: JSONL, CSV, Parquet, SQLite, each with a manifest (docs/contract.md, "Rules for every table").

The same case gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from rashomon.case import Case, manifest_json, scalar_references
from rashomon.errors import CaseError, InputError
from rashomon.records import TABLES, Row

Format = Literal["jsonl", "csv", "parquet", "sqlite"]
Cell = str | int | float | None

FORMULA = ("=", "+", "-", "@", "\t")
"""With these a text cell may be taken for a formula by a spreadsheet; it gets a `'` before it."""
SQLITE_FILE = "ledger.db"


def export(case: Case, format: Format, out: Path) -> tuple[Path, ...]:  # noqa: A002 -- the command's word
    """Write all tables of a case to the folder `out`, made if need be, with a `manifest.json`; gives the files.

    JSONL: a file a table, all keys in the contract's order. CSV: nested values as JSON text, text cells that begin
    like a formula with a `'` before them; numbers stay numbers. Parquet: the snapshot's own files. SQLite: one file
    with a table each, nested values as JSON text. A file is in place whole or not at all, the manifest last.
    Raises CaseError where nothing was built yet, InputError where `out` or `format` cannot be used.
    """
    manifest = case.manifest
    if manifest is None:
        raise CaseError(f"{case.path} has not been built yet: nothing to export")
    if format not in WRITERS:
        raise InputError(f"no format {format!r}: one of {', '.join(get_args(Format))}")
    try:
        out.mkdir(parents=True, exist_ok=True)
        written = WRITERS[format](case, out)
        files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in written}
        whole = msgspec.structs.replace(manifest, files=files)
        written.append(_put(out / "manifest.json", lambda path: path.write_bytes(manifest_json(whole))))
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error}") from error
    return tuple(written)


def _jsonl(case: Case, out: Path) -> list[Path]:
    def write(table: str, path: Path) -> None:
        encoder = msgspec.json.Encoder()
        with path.open("wb") as file:
            file.writelines(encoder.encode(row) + b"\n" for row in case.table(table))

    return [_put(out / f"{table}.jsonl", partial(write, table)) for table in TABLES]


def _csv(case: Case, out: Path) -> list[Path]:
    def write(table: str, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(TABLES[table].__struct_fields__)
            writer.writerows([_csv_cell(cell) for cell in _cells(row)] for row in case.table(table))

    return [_put(out / f"{table}.csv", partial(write, table)) for table in TABLES]


def _parquet(case: Case, out: Path) -> list[Path]:
    folder = case.snapshot
    if folder is None:
        return []
    return [_put(out / f"{table}.parquet", partial(shutil.copyfile, folder / f"{table}.parquet")) for table in TABLES]


def _sqlite(case: Case, out: Path) -> list[Path]:
    def write(path: Path) -> None:
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("BEGIN")
            for table, row in TABLES.items():
                _sqlite_table(connection, table, row, case.table(table))
            connection.execute("COMMIT")

    return [_put(out / SQLITE_FILE, write)]


def _sqlite_table(connection: sqlite3.Connection, table: str, kind: type[Row], rows: tuple[Row, ...]) -> None:
    """A table with its key, its references, and an index on the report, for Datasette's links between rows."""
    points = scalar_references(kind)
    names = kind.__struct_fields__
    columns = [_sqlite_column(name, points.get(name)) for name in names]
    connection.execute(f'CREATE TABLE "{table}" ({", ".join(columns)})')
    marks = ", ".join("?" for _ in names)
    insert = f'INSERT INTO "{table}" VALUES ({marks})'  # noqa: S608 -- names of the contract
    connection.executemany(insert, (_cells(row) for row in rows))
    if "report" in names:
        connection.execute(f'CREATE INDEX "{table}_report" ON "{table}" ("report")')


def _sqlite_column(name: str, points_to: str | None) -> str:
    if name == "id":
        return '"id" TEXT PRIMARY KEY'
    return f'"{name}"' + (f' TEXT REFERENCES "{points_to}" ("id")' if points_to else "")


def _cells(row: Row) -> list[Cell]:
    return [_cell(getattr(row, name)) for name in row.__struct_fields__]


def _cell(value: Any) -> Cell:
    """A value as one cell: nested ones as JSON text, truth as JSON writes it."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return value
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))


def _csv_cell(cell: Cell) -> Cell:
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _put(path: Path, write: Callable[[Path], object]) -> Path:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


WRITERS: dict[str, Callable[[Case, Path], list[Path]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
    "sqlite": _sqlite,
}
