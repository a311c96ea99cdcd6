"""`make bench-case`: builds piles that have a key and holds their ledgers against it, by score_case.py.

The five reports of ../shared/reports, and the piles of our own in benchmarks/piles, whose keys were written by somebody
who had not seen the code. Writes every figure to benchmarks/RESULTS.md, a section for each pile.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import rashomon
from benchmarks.results import write_section
from benchmarks.shared import ROOT, scorer, shared
from rashomon.present.export import export


class Keyed(NamedTuple):
    """A pile with its key."""

    name: str
    reports: Path
    key: Path


def piles() -> list[Keyed]:
    """The five reports first, then our own piles by name."""
    own = sorted(p.parent for p in (ROOT / "benchmarks" / "piles").glob("*/key.json"))
    five = shared("reports")
    return [Keyed("reports", five, five / "key.json"), *(Keyed(p.name, p / "reports", p / "key.json") for p in own)]


def scored(pile: Keyed, work: Path) -> dict[str, Any]:
    """The score of a pile."""
    paths = sorted(p for p in pile.reports.iterdir() if p.suffix in (".txt", ".html", ".md"))
    case = rashomon.build(paths, work / "case")
    export(case, "jsonl", work / "export")
    key = json.loads(pile.key.read_text("utf-8"))
    result: dict[str, Any] = scorer("score_case").score(work / "export", key, pile.reports)
    return result


def table(result: dict[str, Any]) -> str:
    """The lines of a score as a Markdown table."""
    out = ["| | figure | value | of |", "| --- | --- | ---: | ---: |"]
    for line in result["lines"]:
        value, got, of = line["value"], line["got"], line["of"]
        number = "–" if value is None else str(value) if isinstance(value, int) else f"{value:.1f}"
        note = f" ({line['note']})" if line["note"] else ""
        count = f"{got}/{of}" if of is not None else ""
        out.append(f"| {line['section']} | {line['figure']}{note} | {number} | {count} |")
    parts = ", ".join(f"{k} {v}" for k, v in result["parts"].items())
    return "\n".join([*out, "", f"Case score {result['case_score']}, the mean of: {parts}."])


def main() -> None:
    """Score every pile, write its section, and show what lies behind the counts."""
    for pile in piles():
        with tempfile.TemporaryDirectory() as work:
            result = scored(pile, Path(work))
        title = "The five reports" if pile.name == "reports" else f"Our own pile {pile.name}"
        write_section(f"case-{pile.name}", f"{title} (`make bench-case`)", table(result))
        print(f"\n{pile.name}\n" + scorer("score_case").printed(result, True))


if __name__ == "__main__":
    main()
