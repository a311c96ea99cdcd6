"""Builds piles that have a key and holds their ledgers against it, by score_case.py.

    python -m benchmarks.case [PILE …] [--write]        (`make bench-case` writes)

The five reports of ../shared/reports (`reports`), the real piles of ../shared/piles (keys in benchmarks/real), and the
piles of our own in benchmarks/piles; the keys were written by somebody who had not seen the code. Named ones alone, or
all; of those in `CLOSED` the figures are told and not what lies behind them, since nobody who writes rules may see it,
and they are left out unless --write is given or they are named. With --write every figure goes to
benchmarks/RESULTS.md, a section for each pile.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import rashomon
from benchmarks.real import FOLDER, answers
from benchmarks.results import write_section
from benchmarks.shared import ROOT, scorer, shared
from rashomon.present.export import export

CLOSED = ("convoy-seizure", "dam-evacuation", "drone-depot", "rally-shots", "tanker-fire")
"""Piles that no rule was developed on: scored at the end of a session."""


class Keyed(NamedTuple):
    """A pile with its key; without a path the key is one of benchmarks/real."""

    name: str
    reports: Path
    key: Path | None

    def answers(self) -> dict[str, Any]:
        """The key, with its quotations."""
        key: dict[str, Any] = answers(self.name) if self.key is None else json.loads(self.key.read_text("utf-8"))
        return key


def piles() -> list[Keyed]:
    """The five reports first, then the real piles, then our own, by name."""
    own = sorted(p.parent for p in (ROOT / "benchmarks" / "piles").glob("*/key.json"))
    real = sorted(p.stem for p in FOLDER.glob("*.json"))
    five = shared("reports")
    return [
        Keyed("reports", five, five / "key.json"),
        *(Keyed(name, shared("piles") / name / "reports", None) for name in real),
        *(Keyed(p.name, p / "reports", p / "key.json") for p in own),
    ]


def scored(pile: Keyed, work: Path) -> dict[str, Any]:
    """The score of a pile."""
    paths = sorted(p for p in pile.reports.iterdir() if p.suffix in (".txt", ".html", ".md"))
    case = rashomon.build(paths, work / "case")
    export(case, "jsonl", work / "export")
    result: dict[str, Any] = scorer("score_case").score(work / "export", pile.answers(), pile.reports)
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
    """Score the piles, show what lies behind the counts, and write their sections when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", nargs="*", help="names; all that are open where none is given")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md, closed piles with the others")
    a = parser.parse_args()
    for pile in piles():
        if pile.name not in a.piles if a.piles else pile.name in CLOSED and not a.write:
            continue
        with tempfile.TemporaryDirectory() as work:
            result = scored(pile, Path(work))
        if a.write:
            kind = "Our own pile" if pile.key is not None else "The real pile"
            title = "The five reports" if pile.name == "reports" else f"{kind} {pile.name}"
            write_section(f"case-{pile.name}", f"{title} (`make bench-case`)", table(result))
        print(f"\n{pile.name}\n" + scorer("score_case").printed(result, pile.name not in CLOSED))


if __name__ == "__main__":
    main()
