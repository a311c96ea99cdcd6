"""`python -m benchmarks.findings [--piles DIR]`: what findings come of texts that are not one pile, and of real piles.

Every sixth article of load/outlets (500 of 3,000, of two years and 121 outlets) as one pile: most of them have nothing
to do with each other, so that a high finding there had better be right. Prints the counts by kind and severity and
every high finding with its sides, for a reader to judge. With `--piles` the same for each folder of reports below DIR,
which have no key: their ABOUT.md says what is contested. Nothing is written to RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path

import rashomon
from benchmarks.shared import rows

CORPUS, STEP = "data/load/outlets.jsonl.gz", 6
SUFFIXES = (".txt", ".html", ".md")


def built(paths: list[Path], work: Path) -> rashomon.Case:
    """A case of reports."""
    return rashomon.build(paths, work / "case")


def of_outlets(work: Path) -> rashomon.Case:
    """The case of every sixth article."""
    path = work / "outlets.jsonl"
    kept = (row for n, row in enumerate(rows(CORPUS)) if n % STEP == 0)
    path.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
    return built([path], work)


def told(name: str, case: rashomon.Case, severities: tuple[str, ...]) -> None:
    """Print the counts of a case's findings, and those of the severities asked for."""
    counts = Counter((f.severity, f.kind) for f in case.findings)
    print(f"{name}: {len(case.reports)} reports, {len(case.findings)} findings")
    for (severity, kind), count in sorted(counts.items()):
        print(f"  {severity} {kind}: {count}")
    for finding in (f for f in case.findings if f.severity in severities):
        print(f"  #{finding.rank} {finding.kind} {finding.severity}: {finding.sentence[:300]}")
        for side in finding.sides:
            print(f"      {side.label[:80]} | " + " | ".join(e.text[:100] for e in side.evidence))


def main() -> None:
    """Build, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--piles", type=Path, help="a folder of piles, each with a folder `reports`")
    folder = parser.parse_args().piles
    with tempfile.TemporaryDirectory() as work:
        told("unrelated texts", of_outlets(Path(work)), ("high",))
    for pile in sorted(p for p in folder.iterdir() if (p / "reports").is_dir()) if folder else ():
        paths = sorted(p for p in (pile / "reports").iterdir() if p.suffix in SUFFIXES)
        with tempfile.TemporaryDirectory() as work:
            told(pile.name, built(paths, Path(work)), ("high", "medium", "low"))


if __name__ == "__main__":
    main()
