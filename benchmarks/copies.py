"""Recall and precision of `copies` on the near-duplicate pairs of ../shared/data/reuse, with time and memory.

    python benchmarks/copies.py [bbc|reuters]...

A listed pair shares 15 and more distinct sequences of eight words that are a quarter of one of the two. A row of ours
may be no listed pair and still be right: it also holds pairs that share less of each, or phrases of many texts.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
import time
from pathlib import Path

from rashomon.link.copies import copies
from rashomon.records import Interval, Passage, Report

SHARED = Path(__file__).resolve().parents[1] / "../shared"
MONTHS = dict(
    zip(["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], range(1, 13), strict=True)
)


def _rows(name: str) -> list[dict[str, str]]:
    with gzip.open(SHARED / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _published(date: str | None) -> Interval | None:
    """`26-FEB-1987 15:01:01.79` as a minute."""
    if not date:
        return None
    day, month, year = date.split()[0].split("-")
    minute = date.split()[1][:5]
    when = f"{year}-{MONTHS[month.upper()[:3]]:02d}-{int(day):02d}T{minute}"
    return Interval(earliest=when, latest=when)


def measured(name: str) -> None:
    """Print one corpus's figures."""
    texts = {row["id"]: row for row in _rows(f"load/{name}")}
    reports = [
        Report(id=key, sha256=key, names=(key,), words=0, text=row["text"], published=_published(row.get("date")))
        for key, row in texts.items()
    ]
    passages = {
        r.id: (Passage(id=r.id, report=r.id, start=0, end=len(r.text), text=r.text, kind="body"),) for r in reports
    }
    began = time.perf_counter()
    found = copies(reports, passages, lambda key: texts[key]["text"])
    seconds = time.perf_counter() - began
    listed = {frozenset((row["a"], row["b"])) for row in _rows(f"reuse/{name}_pairs")}
    got = {frozenset((row.earlier, row.later)) for row in found}
    dated = sum(row.direction_basis == "published" for row in found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name}: {len(reports)} reports, {len(found)} rows in {seconds:.1f} s, peak {peak} MB")
    print(f"  of {len(listed)} listed pairs found {100 * len(got & listed) / len(listed):.1f} %")
    print(f"  of {len(found)} rows listed {100 * len(got & listed) / max(1, len(got)):.1f} %; ordered by date {dated}")
    for row in [r for r in found if frozenset((r.earlier, r.later)) not in listed][:: max(1, len(found) // 12)]:
        print(f"  not listed: {row.earlier} {row.later} share {row.share}: {row.passages[0].later.text[:100]!r}")


if __name__ == "__main__":
    if not SHARED.exists():
        sys.exit(f"no corpora at {SHARED}: this benchmark needs them")
    for corpus in sys.argv[1:] or ["bbc", "reuters"]:
        measured(corpus)
