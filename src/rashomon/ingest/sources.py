"""The paths a user names → the files to read, in the order of their names; links and odd files told, never followed
blindly.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from rashomon.ingest.trouble import problem
from rashomon.records import Problem

MEDIA = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown", ".htm": "html", ".html": "html",
    ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
}  # fmt: skip
"""File name endings that are read, and what they are read as."""
TO_TEXT = {".pdf": "PDF", ".docx": "DOCX", ".doc": "Word (.doc)", ".odt": "ODT", ".rtf": "RTF", ".epub": "EPUB"}
"""Endings of documents that a user is told to save as text or page."""
KNOWN_FILE = "reports.csv"


class Source(msgspec.Struct, frozen=True):
    """A file to read: the report's name (relative to the folder given, posix; of a file given, its base name)."""

    name: str
    path: Path
    media: str
    folder: Path
    """The folder whose `reports.csv` speaks of it."""


class Sources(msgspec.Struct, frozen=True):
    """The files to read, by name, and what stood in the way of others."""

    files: tuple[Source, ...]
    problems: tuple[Problem, ...]


def sources(paths: Sequence[Path | str]) -> Sources:
    """Every file that `paths` (files and folders, folders with all that lies under them) give to read."""
    files: dict[str, Source] = {}
    problems: list[Problem] = []
    for path in map(Path, paths):
        for found in _under(path):
            if isinstance(found, Problem):
                problems.append(found)
            elif str(found.path) not in files:
                files[str(found.path)] = found
    ordered = sorted(files.values(), key=lambda s: (s.name, str(s.path)))
    return Sources(tuple(ordered), tuple(sorted(problems, key=lambda p: (p.name or "", p.code))))


def _under(path: Path) -> Iterator[Source | Problem]:
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield _file(path.name, path, path.parent, named=True)
        elif path.is_symlink():
            yield problem("symlink_loop", path.name, "it leads to nothing or to itself")
        else:
            yield problem("missing", str(path))
    except OSError as error:
        yield problem("unreadable", path.name, error.strerror or type(error).__name__)


def _folder(top: Path) -> Iterator[Source | Problem]:
    pending: list[tuple[Path, tuple[str, ...]]] = [(top, (os.path.realpath(top),))]
    while pending:
        folder, above = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield problem("unreadable", _name(top, folder), error.strerror or type(error).__name__)
            continue
        for entry in entries:
            path = Path(entry.path)
            name = _name(top, path)
            if entry.name.startswith(".") or entry.name.lower() == KNOWN_FILE:
                continue
            if entry.is_symlink() and not path.exists():
                yield problem("symlink_loop", name, "it leads to nothing or to itself")
            elif path.is_dir():
                real = os.path.realpath(path)
                if real in above:
                    yield problem("symlink_loop", name, "to a folder above it")
                elif not is_case(path):
                    pending.append((path, (*above, real)))
            elif path.is_file():
                yield _file(name, path, top, named=False)


def is_case(folder: Path) -> bool:
    """Whether a folder is a case of Rashomon's (its originals are no further reports)."""
    return (folder / "snapshots").is_dir() and ((folder / "current").exists() or (folder / "originals").is_dir())


def _file(name: str, path: Path, folder: Path, *, named: bool) -> Source | Problem:
    ending = path.suffix.lower()
    inner = Path(path.stem).suffix.lower()
    if ending == ".gz" and MEDIA.get(inner) in ("jsonl", "csv"):
        return Source(name, path, MEDIA[inner], folder)
    if ending in MEDIA:
        return Source(name, path, MEDIA[ending], folder)
    if ending in TO_TEXT:
        return problem("save_as_text", name, TO_TEXT[ending])
    if named and not ending:
        return Source(name, path, "plain", folder)
    return problem("unsupported" if named else "not_a_report", name, ending or "no ending")


def _name(top: Path, path: Path) -> str:
    return path.relative_to(top).as_posix()
