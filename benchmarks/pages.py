"""The read stage on dirty pages of our own (cases/pages and pages_b): boilerplate, title, outlet, date, language.

    python -m benchmarks.pages [--rows] [--show] [--write]

Boilerplate is counted in characters other than white space; what the key leaves open (`either`) is not counted, and a
caption may be called either. `--rows` builds each page and counts rows that stand on keyed boilerplate. `--show`
prints the faults of the open pages; those of pages held back (even numbers) are counted and never printed.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

import rashomon
from benchmarks.results import write_section
from benchmarks.shared import ROOT
from rashomon.ingest import IngestSettings, ingest
from rashomon.read import Reading, read
from rashomon.records import Report

FOLDER = ROOT / "benchmarks" / "cases" / "pages"
SECOND = ROOT / "benchmarks" / "cases" / "pages_b"
"""Pages of forty kinds of files (wires, databases, mails, chats, prints), all of them written blind."""
FIELDS = ("title", "outlet", "published", "language")
BUILT = ("sentences", "mentions", "times", "places", "quantities", "statements", "events")
CLEAN = frozenset({"boilerplate", "caption"})
"""Kinds on which nothing stands."""

Key = dict[str, Any]


@dataclass
class Tally:
    """Counts of a half: characters by what they are and what they were called, fields right, faults in words."""

    pages: int = 0
    characters: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    faults: list[str] = field(default_factory=list)

    def share(self, of: Iterable[tuple[str, str]], among: Iterable[tuple[str, str]]) -> float:
        """A share of characters in percent, 100 where there are none."""
        whole = sum(self.characters[pair] for pair in among)
        return 100 * sum(self.characters[pair] for pair in of) / whole if whole else 100.0

    @property
    def precision(self) -> float:
        """Of the characters called boilerplate, those that are."""
        return self.share([("boilerplate", "boilerplate")], [(k, "boilerplate") for k in ("boilerplate", "body")])

    @property
    def recall(self) -> float:
        """Of the characters that are boilerplate, those called so."""
        return self.share(
            [("boilerplate", "boilerplate")], [("boilerplate", k) for k in ("boilerplate", "body", "caption")]
        )

    @property
    def body_lost(self) -> float:
        """Of the body's characters, those on which nothing may stand."""
        return self.share([("body", k) for k in CLEAN], [("body", k) for k in (*CLEAN, "body")])

    @property
    def captions(self) -> float:
        """Of the captions' characters, those kept from the body."""
        return self.share([("caption", k) for k in CLEAN], [("caption", k) for k in (*CLEAN, "body")])


BLIND = re.compile(r"b\d\d")
"""How the files begin that somebody wrote who had not seen the code."""


def readings(folder: Path) -> dict[str, Reading]:
    """What the read stage makes of each page of a bank, by file name."""
    paths = [folder / row["file"] for row in pages(folder)]
    found = [d.document for d in ingest(paths, IngestSettings()) if d.document]
    return {Path(document.names[0]).name: read(document) for document in found}


def pages(folder: Path) -> list[Key]:
    """The rows of a bank's key."""
    rows: list[Key] = json.loads((folder / "key.json").read_text("utf-8"))["reports"]
    return rows


def _who(folder: Path, key: Key) -> str:
    return "blind b" if folder == SECOND else "blind" if BLIND.match(key["file"]) else "own"


def spot(text: str, stretch: str | Key) -> range:
    """Where a stretch of the key stands in a text. Raises ValueError where it does not."""
    quote, nth = (stretch, 1) if isinstance(stretch, str) else (stretch["quote"], stretch["nth"])
    at = -1
    for _ in range(nth):
        at = text.index(quote, at + 1)
    return range(at, at + len(quote))


def kinds(text: str, key: Key) -> list[str]:
    """What each character of a text is by the key: `boilerplate`, `caption`, `either` or `body`."""
    found = ["body"] * len(text)
    for kind in ("either", "caption", "boilerplate"):
        for stretch in key[kind]:
            for at in spot(text, stretch):
                found[at] = kind
    return found


def judge(reading: Reading, key: Key, tally: Tally) -> None:
    """Add a page to the tally of its half."""
    text, wanted = reading.report.text, kinds(reading.report.text, key)
    tally.pages += 1
    for passage in reading.passages:
        called = passage.kind if passage.kind in CLEAN else "body"
        for at in range(passage.start, passage.end):
            if not text[at].isspace():
                tally.characters[wanted[at], called] += 1
        tally.faults += (
            f"{key['file']}: {fault}" for fault in _stretches(text, wanted, passage.start, passage.end, called)
        )
    for name, value in zip(FIELDS, _fields(reading.report, key), strict=True):
        tally.right[name] += value is None
        if value is not None:
            tally.faults.append(f"{key['file']}: {name} {value}")


def _fields(report: Report, key: Key) -> Iterator[str | None]:
    """What was given instead of title, outlet, publication and language; None where right."""
    title = report.title and report.title.text
    want = spot(report.text, key["title"]) if key["title"] else range(0)
    meets = report.title is not None and report.title.start < want.stop and want.start < report.title.end
    right = meets and len(title or "") < 2 * len(want) if want else title is None
    yield None if right else repr(title)
    names = {_plain(n) for n in (key["outlet"], *key["outlet_aliases"]) if n}
    yield None if (report.outlet is None and not names) or _plain(report.outlet or "") in names else repr(report.outlet)
    got = report.published
    days = [(end or "")[:10] or None for end in (got.earliest, got.latest)] if got else [None, None]
    yield (
        None
        if days == list((key["published"] or {"earliest": None, "latest": None}).values())
        else f"{days} {report.published_why}"
    )
    yield None if report.language == key["language"] else repr(report.language)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _stretches(text: str, wanted: list[str], start: int, end: int, called: str) -> Iterator[str]:
    """The stretches of a passage that are called what they are not."""
    at = start
    while at < end:
        stop = next((i for i in range(at, end) if wanted[i] != wanted[at] and not text[i].isspace()), end)
        is_ = wanted[at]
        words = text[at:stop].strip()
        if words and is_ != "either" and (is_ == "body") != (called == "body"):
            yield f"{is_} called {called}: {words[:90]!r}"
        at = stop


def standing(folder: Path, key: Key) -> int:
    """Rows of a page's own case that stand on keyed boilerplate."""
    with tempfile.TemporaryDirectory() as work:
        case = rashomon.build(folder / key["file"], Path(work) / "case")
        report = case.reports[0]
        wanted = kinds(report.text, key)
        return sum(_touches(row, wanted) for name in BUILT for row in getattr(case, name))


def _touches(row: msgspec.Struct, wanted: list[str]) -> bool:
    spans: list[Any] = [row] if hasattr(row, "start") else []
    for name in ("span", "content", "source", "cue"):
        value = getattr(row, name, None) or ()
        spans += value if isinstance(value, (list, tuple)) else [value]
    return any("boilerplate" in wanted[s.start : s.end] for s in spans)


def table(halves: dict[str, Tally], with_rows: bool) -> str:
    """The figures as a Markdown table, a row for each half."""
    head = ["pages", "precision", "recall", "F1", "body lost", "captions", *FIELDS, *["rows on it"] * with_rows]
    out = [f"| | {' | '.join(head)} |", "| --- |" + " ---: |" * len(head)]
    for name, t in halves.items():
        f1 = 2 * t.precision * t.recall / max(t.precision + t.recall, 1e-9)
        shares = [f"{v:.1f} %" for v in (t.precision, t.recall, f1, t.body_lost, t.captions)]
        fields = [f"{t.right[f]}/{t.pages}" for f in FIELDS]
        out.append(f"| {name} | {' | '.join([str(t.pages), *shares, *fields, *[str(t.rows)] * with_rows])} |")
    return "\n".join(out)


def main() -> None:
    """Score the pages and print the figures, and the faults of the open ones where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", action="store_true", help="build each page and count rows on boilerplate")
    parser.add_argument("--show", action="store_true", help="print the faults of the open pages")
    parser.add_argument("--write", action="store_true", help="write the figures, rows among them, to RESULTS.md")
    a = parser.parse_args()
    a.rows |= a.write
    halves = {f"{who}, {half}": Tally() for who in ("own", "blind", "blind b") for half in ("open", "held back")}
    for folder in (FOLDER, SECOND):
        found = readings(folder)
        for key in pages(folder):
            tally = halves[f"{_who(folder, key)}, {'held back' if key['held_back'] else 'open'}"]
            judge(found[key["file"]], key, tally)
            tally.rows += standing(folder, key) if a.rows else 0
    print(body := table(halves, a.rows))
    if a.show:
        print("", *(fault for name, t in halves.items() if name.endswith("open") for fault in t.faults), sep="\n")
    if a.write:
        write_section("pages", "Dirty pages (`python -m benchmarks.pages --write`)", body)


if __name__ == "__main__":
    main()
