"""benchmarks/RESULTS.md: a section for each benchmark, written by the benchmark and by nothing else."""

from __future__ import annotations

import re

from benchmarks.shared import ROOT

PATH = ROOT / "benchmarks" / "RESULTS.md"
HEAD = "# Results\n\nEvery section is written by the command in its title, in one run.\n"


def write_section(name: str, title: str, body: str) -> None:
    """Put a section in its place, or at the end where there is none of that name."""
    text = PATH.read_text("utf-8") if PATH.exists() else HEAD
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    section = f"{begin}\n## {title}\n\n{body.strip()}\n{end}"
    found = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    text = found.sub(lambda _: section, text) if found.search(text) else f"{text.rstrip()}\n\n{section}\n"
    PATH.write_text(text, encoding="utf-8")
