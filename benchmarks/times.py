"""Figures for time expressions on TempEval-3's training documents: strict extent and value F1, and words a second.

    python -m benchmarks.times [--half a|b|both] [--folds N] [--errors N] [--model]

Half A (documents whose id hashes to an even number) was looked at while the grammar was written;
half B was not until its figures had been told. `--folds` gives the figures of each of N parts, by document: one grammar
for all, nothing is changed between them.
Scored by ../shared/scorers/score_times.py.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rashomon.model import ReadingModel
from rashomon.parse import Range, Word
from rashomon.records import Interval
from rashomon.timex import expressions, in_text_order

SHARED = Path(__file__).parent / "../../shared"


def predicted(document: dict[str, Any], words: Sequence[Word] = ()) -> dict[str, Any]:
    """A document's expressions in the form of the gold."""
    day = document["dct"][:10]
    found = expressions(document["text"], 0, len(document["text"]), words)
    ground = in_text_order(found, Interval(earliest=day, latest=day))
    timexes = [
        {"start": e.start, "end": e.end, "type": e.type, "value": g.value} for e, g in zip(found, ground, strict=True)
    ]
    return {"id": document["id"], "timexes": timexes}


def half_of(document: dict[str, Any]) -> str:
    """Which half a document belongs to, by its id."""
    return "b" if int(hashlib.sha256(document["id"].encode()).hexdigest(), 16) % 2 else "a"


def fold_of(document: dict[str, Any], folds: int) -> int:
    """Which of so many folds a document belongs to, by its id."""
    return int(hashlib.sha256(document["id"].encode()).hexdigest(), 16) // 2 % folds


def print_folds(documents: Sequence[dict[str, Any]], told: Sequence[dict[str, Any]], folds: int) -> None:
    """Prints strict extent and value F1 of each fold, and their mean and least."""
    rows = []
    for fold in range(folds):
        chosen = [i for i, d in enumerate(documents) if fold_of(d, folds) == fold]
        gold = {documents[i]["id"]: documents[i]["timexes"] for i in chosen}
        result = scorer().score(gold, {told[i]["id"]: told[i]["timexes"] for i in chosen}, [])
        rows.append((result["strict"]["f1"], result["value_f1"]))
        print(
            f"fold {fold}: {len(chosen)} documents, {result['gold']} gold; strict F1 {rows[-1][0]}; value {rows[-1][1]}"
        )
    for name, column in zip(("strict", "value"), zip(*rows, strict=True), strict=True):
        print(f"{name} F1 over {folds} folds: mean {sum(column) / folds:.2f}, least {min(column)}, most {max(column)}")


def scorer() -> Any:
    """The module score_times beside the repository."""
    spec = importlib.util.spec_from_file_location("score_times", SHARED / "scorers/score_times.py")
    if spec is None or spec.loader is None:
        sys.exit("no ../shared/scorers/score_times.py beside the repository")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("a", "b", "both"), default="both")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--model", action="store_true", help="read tense from the reading model's parse")
    args = parser.parse_args()
    model = ReadingModel.load() if args.model else None
    path = SHARED / "data/tempeval3/train.jsonl.gz"
    if not path.exists():
        sys.exit("no ../shared/data/tempeval3 beside the repository")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    if args.folds:
        print_folds(documents, [predicted(d) for d in documents], args.folds)
        return
    for half in ("a", "b") if args.half == "both" else (args.half,):
        chosen = [d for d in documents if half_of(d) == half]
        parsed = (
            {d["id"]: model.parse("R", d["text"], [Range(0, len(d["text"]))]).words for d in chosen} if model else {}
        )
        begun = time.perf_counter()
        told = [predicted(d, parsed.get(d["id"], ())) for d in chosen]
        seconds = time.perf_counter() - begun
        words = sum(len(d["text"].split()) for d in chosen)
        errors: list[Any] = []
        gold = {d["id"]: d["timexes"] for d in chosen}
        result = scorer().score(gold, {d["id"]: d["timexes"] for d in told}, errors)
        print(
            f"half {half}: {result['documents']} documents, {result['gold']} gold; "
            f"strict P {result['strict']['p']} R {result['strict']['r']} F1 {result['strict']['f1']}; "
            f"relaxed F1 {result['relaxed']['f1']}; value F1 {result['value_f1']}; type F1 {result['type_f1']}; "
            f"{words / seconds:,.0f} words/s"
        )
        texts = {d["id"]: d for d in chosen}
        for kind, key, want, give in errors[: args.errors]:
            spot = want or give
            text = texts[key]["text"]
            around = text[max(0, spot["start"] - 50) : spot["end"] + 40].replace("\n", " ")
            brief = [f"{text[t['start'] : t['end']]!r} {t['type']} {t['value']}" if t else "-" for t in (want, give)]
            print(f"{kind:8} @{texts[key]['dct'][:10]} gold {brief[0]} | ours {brief[1]} | …{around}…")


if __name__ == "__main__":
    main()
