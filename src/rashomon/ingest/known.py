"""What a user knows of a report: `reports.csv` beside the files, and the words of it as facts.

`reports.csv` has a header: `file` (or `name`, `report`, `id`) says which report, `outlet`, `published`, `url` what is
known of it.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path, PurePosixPath

import msgspec

from rashomon.ingest.dates import stated_interval
from rashomon.ingest.decoding import Undecoded, decoded
from rashomon.ingest.record import Facts, Known, KnownTable
from rashomon.ingest.sources import KNOWN_FILE
from rashomon.ingest.trouble import problem
from rashomon.records import Problem

_WHICH = ("file", "name", "report", "filename", "id")


class Applied(msgspec.Struct, frozen=True):
    """Facts with a user's knowledge above them, and what of it could not be read."""

    facts: Facts
    problems: tuple[Problem, ...] = ()


def load_known(folder: Path | str) -> KnownTable:
    """What `reports.csv` in `folder` says, by the name it says it of; nothing where there is none. Never raises."""
    path = Path(folder) / KNOWN_FILE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return KnownTable()
    except OSError as error:
        return KnownTable(problems=(problem("unreadable", KNOWN_FILE, error.strerror or type(error).__name__),))
    text = decoded(raw)
    if isinstance(text, Undecoded):
        return KnownTable(problems=(problem(text.code, KNOWN_FILE, text.detail),))
    return _table(text.text)


def _table(text: str) -> KnownTable:
    head = text[: text.find("\n")] if "\n" in text else text
    mark = max(",;\t", key=head.count)
    known: dict[str, Known] = {}
    problems: list[Problem] = []
    try:
        for number, row in enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark), start=2):
            cells = {k.strip().lower(): v.strip() for k, v in row.items() if isinstance(k, str) and isinstance(v, str)}
            name = next((cells[key] for key in _WHICH if cells.get(key)), None)
            if name is None:
                if any(cells.values()):
                    problems.append(problem("known_unreadable", KNOWN_FILE, f"Line {number} names no file"))
                continue
            known[name] = Known(
                outlet=cells.get("outlet") or None,
                published=cells.get("published") or cells.get("date") or None,
                url=cells.get("url") or None,
            )
    except csv.Error as error:
        problems.append(problem("known_unreadable", KNOWN_FILE, f"It is no table ({error})"))
    return KnownTable(known=known, problems=tuple(problems))


def known_of(name: str, *tables: dict[str, Known]) -> Known:
    """What `tables` (the first stands above the next) say of the report `name`, by its name or its base name."""
    rows = [table.get(name) or table.get(PurePosixPath(name).name) or Known() for table in tables]
    return Known(
        outlet=next((row.outlet for row in rows if row.outlet), None),
        published=next((row.published for row in rows if row.published), None),
        url=next((row.url for row in rows if row.url), None),
    )


def with_known(facts: Facts, known: Known, name: str, where: str) -> Applied:
    """`facts` with `known` above them; `where` says in a sentence's words who said so ("reports.csv")."""
    problems: tuple[Problem, ...] = ()
    if known.outlet:
        facts = msgspec.structs.replace(facts, outlet=known.outlet, outlet_basis="table")
    if known.url:
        facts = msgspec.structs.replace(facts, url=known.url)
    if known.published:
        interval = stated_interval(known.published)
        if interval is None:
            problems = (problem("known_unreadable", name, f"No date can be read from published “{known.published}”"),)
        else:
            why = f"{where} says “{known.published}”."
            facts = msgspec.structs.replace(facts, published=interval, published_basis="table", published_why=why)
    return Applied(facts, problems)
