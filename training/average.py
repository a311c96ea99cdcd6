"""The mean of two runs' weights, as a run of its own: `python -m training.average RUN RUN --out FOLDER`.

Runs that share their beginning lie so close that the mean beats either (Wortsman et al. 2022, model soups).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch


def averaged(runs: list[Path], out: Path) -> None:
    """Write `final.pt` and `recipe.json` of the mean of the runs' weights: the last run's recipe, all histories.

    Raises ValueError where the runs' relations differ.
    """
    recipes = [json.loads((run / "recipe.json").read_text()) for run in runs]
    if any(r["relations"] != recipes[0]["relations"] for r in recipes):
        raise ValueError("the runs do not have the same relations")
    kept = [torch.load(run / "final.pt", weights_only=True) for run in runs]
    nets = [k["net"] for k in kept]
    mean = {name: torch.stack([net[name].float() for net in nets]).mean(0) for name in nets[0]}
    out.mkdir(parents=True, exist_ok=True)
    recipe = recipes[-1] | {"averaged": [r.get("history", []) for r in recipes]}
    recipe.pop("history", None)
    (out / "recipe.json").write_text(json.dumps(recipe, indent=1))
    torch.save({"net": mean, "step": sum(k["step"] for k in kept)}, out / "final.pt")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help="folders of runs that have ended")
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args()
    averaged(a.runs, a.out)


if __name__ == "__main__":
    main()
