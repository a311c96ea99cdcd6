"""`make bench-case`: builds ../shared/reports and holds the ledger against a careful reader's key.

Writes every figure of score_case.py to benchmarks/RESULTS.md, between the marks of this section.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import rashomon
from benchmarks.results import write_section
from benchmarks.shared import scorer, shared
from rashomon.present.export import export


def scored(reports: Path, work: Path) -> dict[str, Any]:
    """The score of a pile whose key lies beside its reports."""
    case = rashomon.build(sorted(reports.glob("*.txt")), work / "case")
    export(case, "jsonl", work / "export")
    key = json.loads((reports / "key.json").read_text("utf-8"))
    result: dict[str, Any] = scorer("score_case").score(work / "export", key, reports)
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
    """Score the five reports and write the section."""
    reports = shared("reports")
    with tempfile.TemporaryDirectory() as work:
        result = scored(reports, Path(work))
    text = table(result)
    write_section("case", "The five reports (`make bench-case`)", text)
    print(scorer("score_case").printed(result, True))


if __name__ == "__main__":
    main()
