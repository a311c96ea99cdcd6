"""Statements on real pages, judged by hand: 40 load texts and 20 pages pasted with their menus.

    python -m benchmarks.handcheck --print 0:10 [--fresh]   the texts with what the reader finds, to be judged
    python -m benchmarks.handcheck                          figures of the verdicts in cases/handcheck*.csv

A verdict names a text and a stretch of it, and nothing of its words: `text` (corpus and number), `start` and `end` of
the content, `verdict` and `error`. Verdicts: `right`; `content` (it is no statement, or more than half of the content
is wrong), `holder` (the wrong party, or one where there is none), `reading` (kind, polarity or quotation wrong);
`missed` for a party's statement that no row has. `error` is the class of the fault in a few words. `--fresh`: another
draw.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import tempfile
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rashomon
from benchmarks.results import write_section
from benchmarks.shared import ROOT, rows, shared
from rashomon.case import Case
from rashomon.records import Statement

VERDICTS = {
    "The second draw (model 5e247e794ea4; 18 of its pasted pages were in the first as well)": "handcheck",
    "The first draw (model 085cef20c8bb, before what was mended on it)": "handcheck_first",
}
"""Draws and the files in benchmarks/cases with their verdicts."""
DRAWN = {"outlets": 24, "bbc": 8, "reuters": 8}
PAGES = 20
SEED, FRESH = 21, 22
SHORTEST, LONGEST = 150, 900
"""Words of a text that is drawn."""


@dataclass(frozen=True)
class Text:
    """A text of the sample: its corpus and number there, or its pile and file."""

    name: str
    text: str
    published: str


def sample(seed: int) -> list[Text]:
    """The sixty texts of a draw, the load texts first."""
    chance = random.Random(seed)
    found: list[Text] = []
    for corpus, count in DRAWN.items():
        fit = [
            Text(f"{corpus}/{number}", row["text"], str(row.get("date") or "")[:10])
            for number, row in enumerate(rows(f"data/load/{corpus}.jsonl.gz"))
            if SHORTEST <= len(row["text"].split()) <= LONGEST
        ]
        found += chance.sample(fit, count)
    pages = sorted(shared("piles").glob("*/reports/*.txt"))
    chosen = sorted(chance.sample(pages, PAGES))
    return found + [Text(f"{p.parts[-3]}/{p.stem}", p.read_text("utf-8"), "") for p in chosen]


def read(texts: list[Text]) -> Iterator[tuple[Text, Case]]:
    """Each text as a case of its own."""
    for text in texts:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.txt"
            page.write_text(text.text, encoding="utf-8")
            yield text, rashomon.build(page, Path(folder) / "case")


def told(case: Case) -> list[Statement]:
    """The statements with a voice other than the outlet's, in text order."""
    return sorted((s for s in case.statements if s.voice == "attributed"), key=lambda s: s.content[0].start)


def show(text: Text, case: Case) -> None:
    """Print a text with its passages' places, and its statements."""
    report = case.reports[0]
    print(f"\n{'=' * 100}\nTEXT {text.name}  published {text.published or 'not told'}")
    for passage in case.passages:
        print(textwrap.fill(f"[{passage.start} {passage.kind}] {report.text[passage.start : passage.end]}", 140))
    print("-" * 40)
    names = {e.id: e.name for e in case.entities}
    for row in told(case):
        content = " … ".join(report.text[c.start : c.end] for c in row.content)
        chain = " < ".join(link.holder_text for link in row.chain)
        holder = names.get(row.holder or "", row.holder_text or "(unresolved)")
        print(f"{row.content[0].start} {row.content[-1].end} | {holder} [{row.source_kind}] chain: {chain}")
        print(f"    {row.kind} {row.polarity} {row.certainty} {row.quotation} {row.confidence} | {content}")


def interval(right: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share, in percent."""
    share = right / of
    middle = share + z * z / (2 * of)
    wide = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return tuple(100 * (middle + sign * wide) / (1 + z * z / of) for sign in (-1, 1))  # type: ignore[return-value]


def figures(verdicts: list[dict[str, str]]) -> str:
    """The table of the verdicts: precision by draw with Wilson's interval, recall, and the commonest faults."""
    lines = [
        "| | statements | right | of them, 95 % | content right | holder right | missed |",
        "| --- |" + " ---: |" * 6,
    ]
    load = {name.split("/")[0] for name in DRAWN}
    groups = {
        "load texts": [v for v in verdicts if v["text"].split("/")[0] in load],
        "pasted pages": [v for v in verdicts if v["text"].split("/")[0] not in load],
        "all": verdicts,
    }
    for title, group in groups.items():
        found = [v for v in group if v["verdict"] != "missed"]
        if not found:
            continue
        count = Counter(v["verdict"] for v in found)
        low, high = interval(count["right"], len(found))
        content = 100 * (1 - count["content"] / len(found))
        holder = 100 * (1 - count["holder"] / max(len(found) - count["content"], 1))
        missed = len(group) - len(found)
        lines.append(
            f"| {title} | {len(found)} | {100 * count['right'] / len(found):.1f} % | {low:.1f} to {high:.1f} "
            f"| {content:.1f} % | {holder:.1f} % | {missed} |"
        )
    faults = Counter((v["verdict"], v["error"]) for v in verdicts if v["verdict"] != "right")
    lines += ["", "The commonest faults:", ""]
    lines += [f"- {count} {error} ({verdict})" for (verdict, error), count in faults.most_common(10)]
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--print", metavar="FROM:TO", help="texts of the draw to print")
    parser.add_argument("--fresh", action="store_true", help="another draw")
    a = parser.parse_args()
    if a.print:
        first, last = map(int, a.print.split(":"))
        for text, case in read(sample(FRESH if a.fresh else SEED)[first:last]):
            show(text, case)
        return
    parts = []
    for title, name in VERDICTS.items():
        with (ROOT / f"benchmarks/cases/{name}.csv").open(encoding="utf-8", newline="") as lines:
            parts.append(f"{title}:\n\n{figures(list(csv.DictReader(lines)))}")
    print(body := "\n\n".join(parts))
    write_section("handcheck", "Statements judged by hand (`python -m benchmarks.handcheck`)", body)


if __name__ == "__main__":
    main()
