r"""Files, pages and tables in; one document a report out, with its original bytes, as they come.

In: paths (files, folders) and settings. Out: for each report a `Document` (text with line ends `\\n`, the map to a
page's original, what wrapping and user say of it) and its bytes, or rows of `problems` that say what to do. It streams,
sorted by name and row. It never alters a file, never uses the network, never raises for a bad input, and never judges
what a text says: that is `read`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rashomon.ingest.dates import DayOrder, PrintedDate, printed_date, stated_interval
from rashomon.ingest.documents import from_file, from_table
from rashomon.ingest.known import load_known
from rashomon.ingest.plain import folded
from rashomon.ingest.record import (
    INFORMATION,
    Block,
    Document,
    Facts,
    Ingested,
    IngestSettings,
    Known,
    KnownTable,
    TextRun,
)
from rashomon.ingest.sites import RIGHTS
from rashomon.ingest.sources import Source, sources
from rashomon.ingest.trouble import problem

__all__ = [
    "INFORMATION", "RIGHTS", "Block", "DayOrder", "Document", "Facts", "IngestSettings", "Ingested", "Known",
    "KnownTable", "PrintedDate", "TextRun", "folded", "ingest", "load_known", "printed_date", "stated_interval",
]  # fmt: skip


def ingest(paths: Sequence[Path | str], settings: IngestSettings | None = None) -> Iterator[Ingested]:
    """Every report under `paths`, one at a time: sorted by name (relative to the folder given), then by row.

    A file that comes in twice gives two `Ingested` with the same `document.id`: the caller joins their names.
    Problems of the walk itself come first. Never raises for what it reads.
    """
    settings = settings or IngestSettings()
    found = sources(paths)
    for trouble in found.problems:
        yield Ingested(name=trouble.name or "", problems=(trouble,))
    beside: dict[Path, KnownTable] = {}
    for source in found.files:
        if source.folder not in beside:
            beside[source.folder] = load_known(source.folder)
            for trouble in beside[source.folder].problems:
                yield Ingested(name=trouble.name or "", problems=(trouble,))
        yield from _read(source, settings, beside[source.folder].known)


def _read(source: Source, settings: IngestSettings, beside: dict[str, Known]) -> Iterator[Ingested]:
    try:
        if source.media in ("jsonl", "csv", "parquet"):
            yield from from_table(source, settings, beside)
        else:
            yield from_file(source, settings, beside)
    except FileNotFoundError as error:
        yield Ingested(name=source.name, problems=(problem("vanished", source.name, error.strerror or ""),))
    except OSError as error:
        detail = error.strerror or type(error).__name__
        yield Ingested(name=source.name, problems=(problem("unreadable", source.name, detail),))
