"""The bank of statement cases, read by the whole way from text to rows.

    .venv/bin/python -m benchmarks.statement_cases [--show] [--mark]

Two halves, scored apart: our own (cases/statements.csv) and the one written without sight of the code
(cases/blind/statements_*.csv). Of the blind half the rows with an odd number may be read for development; those with an
even one are held back and never shown.

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
from typing import NamedTuple

from rashomon.annotate.names import mentions
from rashomon.annotate.statements import StatementReading, statements
from rashomon.annotate.times import times
from rashomon.model import ReadingModel
from rashomon.parse import Range
from rashomon.records import Passage, Report, Statement

BANK = Path(__file__).parent / "cases/statements.csv"
BLIND = Path(__file__).parent / "cases/blind"
MARK = "with reading model "
STEP = " < "
FIELDS = ("source_kind", "kind", "certainty", "polarity", "quotation")


class Tally(NamedTuple):
    """How a half of the bank came out: rows right, and roots right of the rows with a chain of two or more."""

    right: int
    cases: int
    roots: int
    chains: int

    def __str__(self) -> str:
        return f"{_share(self.right, self.cases)}; roots of chains of two or more {_share(self.roots, self.chains)}"


def bank() -> list[dict[str, str]]:
    """The rows of our own half."""
    return _rows(BANK)


def blind() -> list[dict[str, str]]:
    """The rows written without sight of the code."""
    return [row for path in sorted(BLIND.glob("statements_*.csv")) for row in _rows(path)]


def is_held_back(case: dict[str, str]) -> bool:
    """Whether a blind row is closed to development: its number is even."""
    return int(re.sub(r"\D", "", case["id"])) % 2 == 0


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _share(right: int, cases: int) -> str:
    return f"{right} of {cases} ({100 * right / max(cases, 1):.1f} %)"


def read(model: ReadingModel, case: dict[str, str]) -> tuple[Statement, ...]:
    """The statements of a case's passage."""
    return reading(model, case).rows


def reading(model: ReadingModel, case: dict[str, str]) -> StatementReading:
    """The reading of a case's passage; a first line without a full stop is its title."""
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
    return statements(report, passages, parse, who, times(report, passages, parse))


def faults(case: dict[str, str], rows: Sequence[Statement]) -> list[str]:
    """What is wrong with `rows` for a case, a sentence each; empty where all is right."""
    asked = _asked(case)
    near = _near(rows, asked)
    if case["voice"] == "none":
        return [f"said by {r.holder_text}: {_words(r)}" for r in near if r.voice == "attributed"]
    if not near:
        return ["no statement"]
    row = _best(near, asked)
    found = {field: str(getattr(row, field)) for field in FIELDS} | {
        "voice": row.voice,
        "holder": _name(row.holder_text),
        "chain": STEP.join(_name(link.holder_text) for link in row.chain),
        "reason": row.anonymity_reason.text if row.anonymity_reason else "",
    }
    return [
        f"{field}: {found[field] or '-'} for {want}"
        for field in ("voice", "holder", "chain", "reason", *FIELDS)
        if (want := case[field]) and not _fits(field, found[field], "" if want == "-" else want)
    ]


def row_of(case: dict[str, str], rows: Sequence[Statement]) -> Statement | None:
    """The row that answers a case: the one whose content fits best."""
    near = _near(rows, _asked(case))
    return _best(near, _asked(case)) if near else None


def is_chain(case: dict[str, str]) -> bool:
    """Whether a row asks for a chain of two steps or more."""
    return STEP in case["chain"]


def has_root(case: dict[str, str], rows: Sequence[Statement]) -> bool:
    """Whether the root of a row's chain is right, whatever stands before it."""
    near = _near(rows, _asked(case))
    if not near:
        return False
    chain = _best(near, _asked(case)).chain
    return bool(chain) and _fits("holder", _name(chain[-1].holder_text), case["chain"].split(STEP)[-1])


def _asked(case: dict[str, str]) -> Range:
    start = case["text"].index(case["content"])
    return Range(start, start + len(case["content"]))


def _near(rows: Sequence[Statement], asked: Range) -> list[Statement]:
    return [r for r in rows if 2 * _shared(r, asked) >= min(asked.end - asked.start, _size(r))]


def _best(near: Sequence[Statement], asked: Range) -> Statement:
    return max(near, key=lambda r: (_shared(r, asked) / (_size(r) + asked.end - asked.start - _shared(r, asked)), r.id))


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


def _tally(model: ReadingModel, cases: Sequence[dict[str, str]], *, show: bool) -> Tally:
    """Score `cases` and, with `show`, list what is wrong."""
    right = roots = chains = 0
    for case in cases:
        rows = read(model, case)
        wrong = faults(case, rows)
        right += not wrong
        chains += is_chain(case)
        roots += is_chain(case) and has_root(case, rows)
        if wrong and show:
            mark = " (known)" if case["known_failure"] else ""
            print(f"{case['id']} {case['about']}{mark}: {case['text']!r}\n    " + "\n    ".join(wrong))
    return Tally(right, len(cases), roots, chains)


def _mark(model: ReadingModel, cases: Sequence[dict[str, str]]) -> None:
    """Write into `known_failure` what this reading model has wrong."""
    for case in cases:
        wrong = faults(case, read(model, case))
        if not case["known_failure"] or case["known_failure"].startswith(MARK):
            case["known_failure"] = f"{MARK}{model.version}: {wrong[0]}" if wrong else ""
    _write(cases)


def main() -> int:
    """Print how many cases are right in each half."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    arguments.add_argument("--show", action="store_true", help="list what is wrong, blind rows held back apart")
    arguments.add_argument("--mark", action="store_true", help="write what is wrong into known_failure of our own half")
    chosen = arguments.parse_args()
    model = ReadingModel.load()
    if chosen.mark:
        _mark(model, bank())
    written = blind()
    odd = _tally(model, [c for c in written if not is_held_back(c)], show=chosen.show)
    even = _tally(model, [c for c in written if is_held_back(c)], show=False)
    own = _tally(model, bank(), show=chosen.show)
    both = Tally(*(a + b for a, b in zip(odd, even, strict=True)))
    every = Tally(*(a + b for a, b in zip(own, both, strict=True)))
    print(f"statement cases right, reading model {model.version}")
    for name, tally in (("own half", own), ("blind half", both), ("  odd", odd), ("  even", even), ("both", every)):
        print(f"{name:<12}{tally}")
    known = sum(bool(c["known_failure"]) for c in bank())
    print(f"marked as known failures in our own half: {known}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
