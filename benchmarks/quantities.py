"""Figures for quantities on ../shared/data/gun_violence/checked: killed and injured of each incident among the rows.

    python -m benchmarks.quantities [--errors N] [--set checked|unchecked] [--half odd|even] [--limit N] [--model]
                                    [--incidents] [--handcheck]

Reports pass the data's own sieve (they speak of guns, and name the place or a participant). For each incident and
each of killed and injured:
  recall     of the incidents where the fact is above 0: its number is among the rows with that measure (low or high)
  precision  of the incidents where such a row was found: the number that most reports give is the fact (ties: the
             larger one); a fact of 0 with any row is wrong; rows inside a sum of their own sentence are left out
  baseline   the same for the first number (in words or figures) within 40 characters of a word of killing or wounding
--incidents reads the same off the rows of `incidents` (the chief incident of most of its reports, as benchmarks.events
has it; the whole set in one pile, with the model): all of its figures, and those of the last report that gives a toll,
for who was hurt when the first wrote may have died since.
--handcheck prints what a reader who saw no code said of every row of killed and injured in 62 of the checked reports
(cases/figures_handcheck.csv: places of rows and verdicts, no words): right by the text, or with the wrong measure or
number, or no such thing; and how many harmed people that a clause of their own tells of have no row (`missed`).
Without --model the rules read plain text; with it they have the reading model's parse. Incidents at an even place of
the file are held back: errors are listed of the odd ones alone.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.handcheck import interval
from benchmarks.shared import ROOT
from rashomon.annotate.quantities import quantities
from rashomon.annotate.times import times
from rashomon.parse import Parse, Range
from rashomon.records import Passage, Quantity, Report
from rashomon.timex import numerals

SHARED = Path(__file__).parent / "../../shared"
NEAR = {
    "killed": re.compile(r"\b(?:kill|dead\b|died|death|slain)", re.IGNORECASE),
    "injured": re.compile(r"\b(?:injur|wound|hurt)", re.IGNORECASE),
}


def report_of(text: str) -> Report:
    """A report of a plain text."""
    return Report(id="R-000000000000", sha256="0" * 64, names=("text",), words=len(text.split()), text=text)


def plain_parse(text: str) -> Parse:
    """A parse that knows nothing."""
    return Parse(report="R-000000000000", words=(), sentences=(), names=(), attributions=(), wordings=())


def rows_of(text: str, parse_of: Callable[[str], Parse] = plain_parse) -> tuple[Quantity, ...]:
    """The quantities of a plain text, all of it body."""
    report = report_of(text)
    body = Passage(id="P-000000000000", report=report.id, start=0, end=len(text), text=text, kind="body")
    parse = parse_of(text)
    return quantities(report, [body], parse, [], times(report, [body], parse)).rows


def baseline(text: str, measure: str) -> list[float]:
    """The numbers near a word of killing or wounding."""
    near = [m.start() for m in NEAR[measure].finditer(text)]
    return [n.value for n in numerals(text, 0, len(text)) if any(abs(n.start - at) <= 40 for at in near)][:1]


def passes(report: dict[str, Any]) -> bool:
    """The data's sieve."""
    return bool(report["speaks_of_guns"] and (report["names_place"] or report["names_participant"]))


def figures_of(rows: Sequence[Quantity], measure: str, *, parts: bool = False) -> list[float]:
    """The numbers of one measure; without `parts` those inside a sum ("a man and two children") are left out."""
    own = [q for q in rows if q.measure == measure]
    whole = [q for q in own if parts or not any(_is_inside(q, other) for other in own)]
    return [v for q in whole for v in {q.low, q.high} if v is not None]


def _is_inside(one: Quantity, other: Quantity) -> bool:
    a, b = one.span, other.span
    return one.id != other.id and b.start <= a.start and a.end <= b.end


class Tally:
    """Counts of one way of reading."""

    def __init__(self) -> None:
        self.wanted = self.found = self.told = self.right = self.told_of_some = 0

    def add(self, fact: int, each: list[list[float]], whole: list[list[float]] | None = None) -> str | None:
        """Takes an incident's figures by report, and those of them that are no part of a sum; gives the error."""
        values = [v for one in each for v in one]
        told = Counter(v for one in (each if whole is None else whole) for v in set(one))
        top = max(told, key=lambda v: (told[v], v)) if told else None
        error = None
        if fact:
            self.wanted += 1
            self.found += fact in values
            error = None if fact in values else "missed"
        if top is not None:
            self.told += 1
            self.told_of_some += fact > 0
            self.right += top == fact
            error = error or (None if top == fact else f"top {top:g}")
        return error

    def __str__(self) -> str:
        recall, precision = 100 * self.found / max(1, self.wanted), 100 * self.right / max(1, self.told)
        some = f"{self.right}/{self.told_of_some} where the fact is above 0"
        told = f"precision {precision:.1f} ({self.right}/{self.told}; {some})"
        return f"recall {recall:.1f} ({self.found}/{self.wanted}), {told}"


def of_incidents(half: str | None) -> None:
    """Prints what the incidents' own rows come to, on the checked set."""
    from benchmarks.events import Reader, chief_incidents, gun_documents, linked

    reader, documents = Reader(), gun_documents()
    read = {d.report.id: reader.read(d) for d in documents}
    links = linked(documents, read)
    chief, _ = chief_incidents(read, links)
    incidents = {i.id: i for i in links.incidents}
    quantity = {q.id: q for rows in read.values() for q in rows.quantities}
    by_gold: dict[str, list[Any]] = {}
    for each in documents:
        by_gold.setdefault(each.gold["incident"], []).append(each)
    groups = list(by_gold.values())
    groups = groups if half is None else groups[0 if half == "even" else 1 :: 2]
    for name, last_alone in (("all figures", False), ("last toll", True)):
        tally = {"killed": Tally(), "injured": Tally()}
        for group in groups:
            votes = Counter(chief[d.report.id] for d in group if d.report.id in chief)
            told: dict[str, list[Quantity]] = {}
            for figure in incidents[min(votes, key=lambda i: (-votes[i], i))].figures if votes else ():
                if figure.measure in tally:
                    told.setdefault(figure.report, []).append(quantity[figure.quantity])
            dated = sorted((d for d in group if d.report.id in told), key=lambda d: str(d.report.published))
            given = [told[d.report.id] for d in dated[-1:]] if last_alone else list(told.values())
            for measure in tally:
                tally[measure].add(
                    group[0].gold[measure],
                    [figures_of(rows, measure, parts=True) for rows in given],
                    [figures_of(rows, measure) for rows in given],
                )
        for measure, one in tally.items():
            print(f"{measure:8} of the incident's row, {name}: {one}")


def judged() -> None:
    """Prints what the reader's verdicts come to."""
    with (ROOT / "benchmarks/cases/figures_handcheck.csv").open(encoding="utf-8", newline="") as lines:
        verdicts = list(csv.DictReader(lines))
    for measure in ("killed", "injured"):
        count = Counter(v["verdict"] for v in verdicts if v["measure"] == measure)
        of = sum(n for verdict, n in count.items() if verdict != "missed")
        low, high = interval(count["right"], of)
        print(f"{measure:8} judged by hand: {count['right']} of {of} rows right, {100 * count['right'] / of:.1f} % "
              f"({low:.1f} to {high:.1f}); {count['missed']} missed")  # fmt: skip


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--set", default="checked")
    parser.add_argument("--half", choices=("odd", "even"))
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--model", action="store_true")
    parser.add_argument("--incidents", action="store_true")
    parser.add_argument("--handcheck", action="store_true")
    args = parser.parse_args()
    if args.handcheck:
        judged()
    elif args.incidents:
        of_incidents(args.half)
    else:
        of_texts(args)


def of_texts(args: argparse.Namespace) -> None:
    """Prints what the texts' own rows come to, beside the baseline."""
    path = SHARED / f"data/gun_violence/{args.set}.jsonl.gz"
    if not path.exists():
        sys.exit("no ../shared/data/gun_violence beside the repository")
    parse_of = plain_parse
    if args.model:
        from rashomon.model import ReadingModel

        model = ReadingModel.load()

        def parse_of(text: str) -> Parse:
            return model.parse("R-000000000000", text, [Range(0, len(text))])

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        incidents = [json.loads(line) for line in lines][: args.limit]
    if args.half or args.errors:
        incidents = incidents[0 if args.half == "even" and not args.errors else 1 :: 2]
    ours, base = {"killed": Tally(), "injured": Tally()}, {"killed": Tally(), "injured": Tally()}
    shown = 0
    for incident in incidents:
        texts = [r["title"] + "\n\n" + r["text"] for r in incident["reports"] if passes(r)]
        each = [rows_of(t, parse_of) for t in texts]
        for measure in ("killed", "injured"):
            every = [figures_of(rows, measure, parts=True) for rows in each]
            error = ours[measure].add(incident[measure], every, [figures_of(rows, measure) for rows in each])
            base[measure].add(incident[measure], [baseline(t, measure) for t in texts])
            if error and shown < args.errors:
                shown += 1
                print(f"\n{incident['incident']} {measure}: fact {incident[measure]}, {error}")
                for rows, text in zip(each, texts, strict=True):
                    print("   text:", text[:700].replace("\n", " "))
                    for q in rows:
                        if q.measure in {"killed", "injured"}:
                            begin = max(0, q.span.start - 40)
                            around = text[begin : q.span.end + 40].replace("\n", " ")
                            print(f"      {q.measure} {q.low} {q.high} {q.span.text!r} …{around}…")
    for measure in ours:
        print(f"{measure:8} ours {ours[measure]} | baseline {base[measure]}")


if __name__ == "__main__":
    main()
