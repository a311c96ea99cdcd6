"""`make gate`: no quality figure falls below the floor that it once reached (in the manner of trafilatura’s gate).

`floors.json` holds for each figure its floor and a digest of the gold data and scorers it was reached on. A figure
below its floor fails; so does a digest that differs, for then figures cannot be compared. `--update` raises floors to
what is reached now, less `SLACK`; it lowers none without `--allow-regression`. Without ../shared nothing is measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from benchmarks.quality import MEASURES
from benchmarks.shared import ROOT, SHARED

FLOORS = ROOT / "benchmarks" / "floors.json"
SLACK = 0.5
"""Points below what was reached that a floor is set at: another processor's rounding must not fail."""


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over files, by their names and bytes, in any order."""
    parts = sorted(p.name + hashlib.sha256(p.read_bytes()).hexdigest() for p in paths)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def judged(name: str, floors: dict[str, dict[str, object]]) -> tuple[dict[str, dict[str, object]], list[str]]:
    """What a benchmark reaches now, in the shape of the floors, and what is wrong with it."""
    measure = MEASURES[name]
    now: dict[str, dict[str, object]] = {}
    stands_on, wrong = digest(measure.gold), []
    for figure, value in measure.figures().items():
        key = f"{name}: {figure}"
        now[key] = {"floor": round(value - SLACK, 1), "gold": stands_on}
        known = floors.get(key)
        if known is None:
            print(f"  new   {key}: {value:.1f}")
        elif known["gold"] != stands_on:
            wrong.append(f"{key}: the gold data changed; look at it, then --update --allow-regression")
        elif value < float(cast("float", known["floor"])):
            wrong.append(f"{key}: {value:.1f}, floor {known['floor']}")
        else:
            print(f"  holds {key}: {value:.1f}, floor {known['floor']}")
    return now, wrong


def raised(
    floors: dict[str, dict[str, object]], now: dict[str, dict[str, object]], lower: bool
) -> dict[str, dict[str, object]]:
    """The floors after an update: never lower than they were, unless `lower`."""
    merged = dict(floors)
    for key, reached in now.items():
        known = floors.get(key)
        if lower or known is None or float(cast("float", reached["floor"])) > float(cast("float", known["floor"])):
            merged[key] = reached
    return dict(sorted(merged.items()))


def main() -> int:
    """Measure, compare, and update where asked to."""
    parser = argparse.ArgumentParser(description="hold the quality floors")
    parser.add_argument("--update", action="store_true", help="raise floors to what is reached now")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower them too")
    parser.add_argument("--only", nargs="*", default=list(MEASURES), choices=list(MEASURES), help="these alone")
    told = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared lies not beside the repository: nothing measured")
        return 0
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    now: dict[str, dict[str, object]] = {}
    wrong: list[str] = []
    for name in told.only:
        reached, failed = judged(name, floors)
        now |= reached
        wrong += failed
    if told.update:
        FLOORS.write_text(json.dumps(raised(floors, now, told.allow_regression), indent=1) + "\n", encoding="utf-8")
        return 0
    for line in wrong:
        print(f"  FALLS {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
