"""`rashomon demo`: the sample case that ships in the package."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from rashomon.case import Case
from rashomon.cli.look import write_dossier
from rashomon.cli.talk import progress
from rashomon.pipeline import build as build_case

SAMPLE = "tarsk"
BESIDE = ("case.toml", "gazetteer.csv")
"""Files of the sample that belong to the case, not to the pile."""


def demo(
    case: Annotated[Path, typer.Option("--case", help="Where to put the case.")] = Path("demo"),
    open_: Annotated[bool, typer.Option("--open", help="Open the dossier in the browser.")] = False,
) -> None:
    """Build the sample case (eight reports of our own on an invented explosion) and write its dossier."""
    from rashomon.present.terminal import show_summary

    with resources.as_file(resources.files("rashomon.samples") / SAMPLE) as pile:
        made = Case.create(case)
        for name in BESIDE:
            shutil.copyfile(pile / name, case / name)
        reports = sorted(p for p in pile.iterdir() if p.name not in BESIDE)
        with progress() as told:
            built = build_case(reports, made.reopened(), None, told)
    page = case / "dossier.html"
    write_dossier(built, page)
    show_summary(built)
    typer.echo(page)
    if open_:
        typer.launch(str(page.resolve()))
