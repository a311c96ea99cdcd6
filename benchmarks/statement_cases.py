"""The bank of statement cases (cases/statements.csv), read by the whole way from text to rows.

    .venv/bin/python benchmarks/statement_cases.py [--show] [--mark]

A row of the bank asks about one content of one passage. An empty cell asks nothing, `-` wants the field empty; `chain`
is written nearest first with ` < ` between the steps, its last the root. `voice` is `attributed`, `outlet`, or `none`
where no attributed statement may touch the content. A row is right when every cell is. Rows with a reason in
`known_failure` are counted apart; `--mark`, for a new reading model, writes there what is wrong with it and takes out
what an earlier model had wrong and this one has right.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from rashomon.annotate.names import mentions
from rashomon.annotate.statements import statements
from rashomon.annotate.times import times
from rashomon.model import ReadingModel
from rashomon.parse import Range
from rashomon.records import Passage, Report, Statement

BANK = Path(__file__).parent / "cases/statements.csv"
MARK = "with reading model "
FIELDS = ("source_kind", "kind", "certainty", "polarity", "quotation")


def bank() -> list[dict[str, str]]:
    """The rows of the bank."""
    with BANK.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read(model: ReadingModel, case: dict[str, str]) -> tuple[Statement, ...]:
    """The statements of a case's passage; a first line without a full stop is its title."""
    text = case["text"]
    lines = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    report = Report(
        id="R-000000000000", sha256="", names=(case["id"],), words=len(text.split()), text=text,
        outlet=case["outlet"] or None,
    )  # fmt: skip
    titled = len(lines) > 1 and not lines[0].group().rstrip().endswith((".", "”", '"', "?"))
    passages = tuple(
        Passage(
            id=f"P-{m.start()}", report=report.id, start=m.start(), end=m.end(), text=m.group(),
            kind="title" if titled and number == 0 else "body",
        )
        for number, m in enumerate(lines)
    )  # fmt: skip
    parse = model.parse(report.id, text, [Range(p.start, p.end) for p in passages])
    who = mentions(report, passages, parse)
    return statements(report, passages, parse, who, times(report, passages, parse)).rows


def faults(case: dict[str, str], rows: Sequence[Statement]) -> list[str]:
    """What is wrong with `rows` for a case, a sentence each; empty where all is right."""
    start = case["text"].index(case["content"])
    asked = Range(start, start + len(case["content"]))
    near = [r for r in rows if 2 * _shared(r, asked) >= min(asked.end - asked.start, _size(r))]
    if case["voice"] == "none":
        return [f"said by {r.holder_text}: {_words(r)}" for r in near if r.voice == "attributed"]
    if not near:
        return ["no statement"]
    row = max(near, key=lambda r: (_shared(r, asked) / (_size(r) + asked.end - asked.start - _shared(r, asked)), r.id))
    found = {field: str(getattr(row, field)) for field in FIELDS} | {
        "voice": row.voice,
        "holder": _name(row.holder_text),
        "chain": " < ".join(_name(link.holder_text) for link in row.chain),
        "reason": row.anonymity_reason.text if row.anonymity_reason else "",
    }
    return [
        f"{field}: {found[field] or '-'} for {want}"
        for field in ("voice", "holder", "chain", "reason", *FIELDS)
        if (want := case[field]) and not _fits(field, found[field], "" if want == "-" else want)
    ]


def _shared(row: Statement, asked: Range) -> int:
    return sum(max(0, min(s.end, asked.end) - max(s.start, asked.start)) for s in row.content)


def _size(row: Statement) -> int:
    return sum(s.end - s.start for s in row.content)


def _words(row: Statement) -> str:
    return " … ".join(s.text for s in row.content)


def _name(text: str | None) -> str:
    return re.sub(r"\s*\(to [^)]*\)$", "", text or "")


def _fits(field: str, found: str, want: str) -> bool:
    if field in ("holder", "chain"):
        return _folded(found) == _folded(want)
    return found == want


def _folded(name: str) -> str:
    return re.sub(r"\b(the|a|an)\s+", "", name.lower().replace("’", "'"))


def _write(cases: Sequence[dict[str, str]]) -> None:
    with BANK.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(cases[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(cases)


def main() -> int:
    """Print how many cases are right, by what they are about."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    arguments.add_argument("--show", action="store_true", help="list what is wrong")
    arguments.add_argument("--mark", action="store_true", help="write what is wrong into known_failure")
    chosen = arguments.parse_args()
    model = ReadingModel.load()
    right, known, mended = 0, 0, 0
    cases = bank()
    for case in cases:
        wrong = faults(case, read(model, case))
        right += not wrong
        known += bool(wrong) and bool(case["known_failure"])
        mended += not wrong and bool(case["known_failure"])
        if chosen.mark and (not case["known_failure"] or case["known_failure"].startswith(MARK)):
            case["known_failure"] = f"{MARK}{model.version}: {wrong[0]}" if wrong else ""
        if wrong and chosen.show:
            mark = " (known)" if case["known_failure"] else ""
            print(f"{case['id']} {case['about']}{mark}: {case['text']!r}\n    " + "\n    ".join(wrong))
    if chosen.mark:
        _write(cases)
    print(f"statement cases right: {right} of {len(cases)} ({100 * right / len(cases):.1f} %)")
    print(f"known failures among the wrong ones: {known}; marked as known but right: {mended}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
