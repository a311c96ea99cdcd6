"""A case on disk: a folder that one can copy, and that a crash at any moment leaves readable."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Self, TypeVar, cast, overload

import duckdb

from rashomon.case.anchors import Pile
from rashomon.case.cache import Cache
from rashomon.case.decisions import Anchor, Decision, Decisions, append_decision, read_decisions
from rashomon.case.editing import validated
from rashomon.case.files import flush_file, flush_folder, write_whole
from rashomon.case.lock import Lock
from rashomon.case.manifest import Manifest
from rashomon.case.parquet import connected, quoted, quoted_name
from rashomon.case.settings import TEMPLATE, CaseSettings, settings_from
from rashomon.case.snapshots import Snapshots
from rashomon.errors import CaseError, DecisionError
from rashomon.ledger import Ledger
from rashomon.records import (
    TABLES,
    Claim,
    Copy,
    Dismissed,
    Entity,
    Event,
    Finding,
    Incident,
    Mention,
    Origin,
    Passage,
    Place,
    Position,
    Problem,
    Quantity,
    Report,
    Row,
    Sentence,
    Statement,
    Time,
)

R = TypeVar("R", bound=Row)

SETTINGS_FILE = "case.toml"
FLUSHING = 16
"""How many files the disk is asked for at once: it takes them together."""


class _Table(Generic[R]):
    """A table of the case as an attribute: its rows, read when first asked for."""

    def __init__(self, row: type[R]) -> None:
        self._name = next(name for name, kind in TABLES.items() if kind is row)

    @overload
    def __get__(self, case: None, owner: type[Case]) -> Self: ...

    @overload
    def __get__(self, case: Case, owner: type[Case]) -> tuple[R, ...]: ...

    def __get__(self, case: Case | None, owner: type[Case]) -> Self | tuple[R, ...]:
        if case is None:
            return self
        return cast("tuple[R, ...]", case.table(self._name))


class Case:
    """A case: its originals, its settings, its tables as of the last build, and what people decided.

    `case.claims` and its like are the rows of a table in the contract's order, empty before the first build;
    `case.query` asks them in SQL. What is read stays as it was when first asked for, until `write` or `reopened`.
    """

    reports = _Table(Report)
    passages = _Table(Passage)
    sentences = _Table(Sentence)
    mentions = _Table(Mention)
    times = _Table(Time)
    places = _Table(Place)
    quantities = _Table(Quantity)
    statements = _Table(Statement)
    events = _Table(Event)
    entities = _Table(Entity)
    copies = _Table(Copy)
    incidents = _Table(Incident)
    claims = _Table(Claim)
    positions = _Table(Position)
    origins = _Table(Origin)
    findings = _Table(Finding)
    dismissed = _Table(Dismissed)
    problems = _Table(Problem)

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cache = Cache(path / "cache")
        self._snapshots = Snapshots(path)
        self._lock = Lock(path / "lock")
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._unflushed: list[Path] = []
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._number = self._snapshots.current()

    @classmethod
    def open(cls, path: Path | str) -> Case:
        """The case in a folder. Raises CaseError where there is none."""
        folder = Path(path)
        if not (folder / SETTINGS_FILE).is_file():
            raise CaseError(f"{folder} is no case: it has no {SETTINGS_FILE}; `rashomon build` makes one")
        return cls(folder)

    @classmethod
    def create(cls, path: Path | str) -> Case:
        """The case in a folder, made if need be. Raises CaseError where the folder holds something else."""
        folder = Path(path)
        if (folder / SETTINGS_FILE).is_file():
            return cls(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise CaseError(f"{folder} holds files and is no case: name a new or an empty folder")
            write_whole(folder / SETTINGS_FILE, TEMPLATE.encode())
        except OSError as error:
            raise CaseError(f"{folder} cannot be made a case: {error}") from error
        return cls(folder)

    def reopened(self) -> Case:
        """The case as it is on disk now."""
        return type(self)(self.path)

    def lock(self) -> Lock:
        """To hold while building: `with case.lock():`. Raises LockedError where another process builds."""
        return self._lock

    @cached_property
    def settings(self) -> CaseSettings:
        """`case.toml`, read once. Raises InputError where it is no TOML."""
        return settings_from(self.path / SETTINGS_FILE)

    def original_path(self, sha256: str) -> Path:
        """Where an original lies, or would lie."""
        return self.path / "originals" / sha256

    def original(self, sha256: str) -> bytes:
        """The bytes of an original. Raises CaseError where it is not kept."""
        try:
            return self.original_path(sha256).read_bytes()
        except OSError as error:
            raise CaseError(f"the original {sha256} of {self.path} cannot be read: {error}") from error

    def keep_original(self, content: bytes) -> str:
        """Keep the bytes of an original; gives their SHA-256. The disk holds them for sure after the next `write`.

        Raises CaseError where the disk does not take them.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.original_path(sha256)
        try:
            if not path.exists() or path.stat().st_size != len(content):
                write_whole(path, content, durable=False)
                self._unflushed.append(path)
        except OSError as error:
            raise CaseError(f"an original cannot be kept in {self.path}: {error}") from error
        return sha256

    def remove_original(self, sha256: str) -> None:
        """Delete an original, of a report that was removed."""
        self.original_path(sha256).unlink(missing_ok=True)

    def write(self, ledger: Ledger, manifest: Manifest) -> int:
        """Make the rows the case, in the contract's order, in a new snapshot; gives its number.

        The same rows and manifest give the same bytes. `counts` and `files` of the manifest are filled here.
        Raises LockedError where another process builds.
        """
        with self._lock:
            self._flush_originals()
            self._number = self._snapshots.write(ledger, manifest)
        self._rows, self._connection = {}, None
        return self._number

    @property
    def snapshot(self) -> Path | None:
        """The folder of the snapshot that is read: Parquet files and `manifest.json`. None before the first build."""
        return None if self._number is None else self._snapshots.folder(self._number)

    @property
    def manifest(self) -> Manifest | None:
        """What the tables were made with. None before the first build."""
        return None if self._number is None else self._snapshots.manifest(self._number)

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of a table of the contract, in its order; none before the first build."""
        if name not in TABLES:
            raise CaseError(f"no table {name!r}; there are {', '.join(TABLES)}")
        if self._number is None:
            return ()
        if name not in self._rows:
            self._rows[name] = self._snapshots.rows(self._number, name)
        return self._rows[name]

    def ledger(self) -> Ledger:
        """All tables."""
        return Ledger(**cast("dict[str, Any]", {name: self.table(name) for name in TABLES}))

    def query(self, sql: str, parameters: tuple[object, ...] = ()) -> duckdb.DuckDBPyRelation:
        """What DuckDB answers; every table of the contract is a view by its name. Nothing is written.

        Raises CaseError before the first build, and duckdb.Error where the SQL is wrong.
        """
        if self._connection is None:
            self._connection = self._views()
        return self._connection.sql(sql, params=list(parameters) or None)

    @property
    def decisions(self) -> Decisions:
        """What people decided, as it stands in `decisions.jsonl` now."""
        return read_decisions(self.path / "decisions.jsonl")

    def decide(self, decision: Decision) -> int:
        """Write a decision down; gives the number of its line, from 1. It counts from the next build on.

        Raises DecisionError where it names nothing, sets what a person may not set, or undoes what is not there.
        """
        validated(decision)
        decisions = self.decisions
        if decision.do == "undo":
            standing = decisions.undone
            if not decisions.taken_back(len(decisions.lines) + 1, decision, standing):
                raise DecisionError("there is no decision that this undoes: `decisions.jsonl` lists them by line")
        return append_decision(self.path / "decisions.jsonl", decision)

    def _views(self) -> duckdb.DuckDBPyConnection:
        folder = self.snapshot
        if folder is None:
            raise CaseError(f"{self.path} has not been built yet: `rashomon build PATH… --case {self.path}`")
        connection = connected()
        for table in TABLES:
            source = quoted(str((folder / f"{table}.parquet").resolve()))
            view = f"CREATE VIEW {quoted_name(table)} AS SELECT * FROM read_parquet({source})"  # noqa: S608 -- quoted
            connection.execute(view)
        return connection

    def _flush_originals(self) -> None:
        if self._unflushed:
            with ThreadPoolExecutor(FLUSHING) as threads:
                list(threads.map(flush_file, (path for path in self._unflushed if path.exists())))
            flush_folder(self.path / "originals")
        self._unflushed.clear()


def anchor_of(case: Case, row_id: str) -> Anchor:
    """The anchor of a row of the last build, for a decision. Raises DecisionError where there is no such row."""
    return Pile(case.ledger()).anchor(row_id)
