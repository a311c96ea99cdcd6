"""Snapshots: all tables as Parquet files in a folder that becomes the case by one atomic rename of `current`."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from functools import cached_property
from pathlib import Path

import duckdb
import msgspec

from rashomon.case.files import flush_file, flush_folder, write_whole
from rashomon.case.manifest import Manifest, manifest_json
from rashomon.case.order import ordered
from rashomon.case.parquet import connected, read_parquet, write_parquet
from rashomon.errors import CaseError
from rashomon.ledger import Ledger
from rashomon.records import CONTRACT, TABLES, Row

KEPT = 2
"""How many snapshots stay: the current one, and one before it for those who are reading it."""
UNFINISHED = ".unfinished"


class Snapshots:
    """The folder `snapshots` of a case and the file `current` beside it, which names one of them."""

    def __init__(self, case: Path) -> None:
        self._folder = case / "snapshots"
        self._current = case / "current"

    @cached_property
    def _reader(self) -> duckdb.DuckDBPyConnection:
        return connected()

    def current(self) -> int | None:
        """The number of the snapshot that is the case; None before the first. CaseError where it is not there."""
        try:
            told = self._current.read_text("ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise CaseError(f"{self._current} cannot be read ({error}): build the case again") from error
        if not told.isdigit() or not self.folder(int(told)).is_dir():
            raise CaseError(f"{self._current} names a snapshot {told!r} that is not there: build the case again")
        return int(told)

    def folder(self, number: int) -> Path:
        """Where the files of a snapshot lie."""
        return self._folder / str(number)

    def write(self, ledger: Ledger, manifest: Manifest) -> int:
        """Write all tables and make them the case; gives the snapshot's number.

        Until the last step the snapshot before is the case; a crash leaves that one whole. The caller holds the lock.
        Raises CaseError where the disk does not take it.
        """
        try:
            return self._written(ledger, manifest)
        except (OSError, duckdb.Error) as error:
            raise CaseError(
                f"{self._folder} cannot be written ({error}): the snapshot before is still the case"
            ) from error

    def _written(self, ledger: Ledger, manifest: Manifest) -> int:
        unfinished = self._folder / UNFINISHED
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        _write_tables(unfinished, ordered(ledger), manifest)
        number = max(self._numbers(), default=0) + 1
        unfinished.rename(self.folder(number))
        flush_folder(self._folder)
        write_whole(self._current, f"{number}\n".encode())
        self._prune(number)
        return number

    def manifest(self, number: int) -> Manifest:
        """The manifest of a snapshot."""
        path = self.folder(number) / "manifest.json"
        try:
            manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
        except (OSError, msgspec.MsgspecError) as error:
            raise CaseError(f"{path} cannot be read ({error}): build the case again") from error
        if manifest.contract != CONTRACT:
            raise CaseError(
                f"{path} is of contract {manifest.contract}, this Rashomon speaks {CONTRACT}: build the case again"
            )
        return manifest

    def rows(self, number: int, table: str) -> tuple[Row, ...]:
        """The rows of a table of a snapshot, in the contract's order."""
        path = self.folder(number) / f"{table}.parquet"
        try:
            return tuple(read_parquet(self._reader, path, TABLES[table]))
        except (duckdb.Error, msgspec.MsgspecError) as error:
            raise CaseError(f"{path} cannot be read ({error}): build the case again") from error

    def _numbers(self) -> list[int]:
        return [int(path.name) for path in self._folder.iterdir() if path.name.isdigit()]

    def _prune(self, current: int) -> None:
        for number in sorted(self._numbers())[:-KEPT]:
            if number != current:
                shutil.rmtree(self.folder(number), ignore_errors=True)


def _write_tables(folder: Path, ledger: Ledger, manifest: Manifest) -> None:
    """Every table and the manifest, flushed."""
    counts: dict[str, int] = {}
    files: dict[str, str] = {}
    with contextlib.closing(connected()) as connection:
        for table, row in TABLES.items():
            path = folder / f"{table}.parquet"
            counts[table] = write_parquet(connection, getattr(ledger, table), row, path, folder / f"{table}.jsonl")
            files[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
            flush_file(path)
    whole = msgspec.structs.replace(manifest, contract=CONTRACT, counts=counts, files=files)
    write_whole(folder / "manifest.json", manifest_json(whole))
