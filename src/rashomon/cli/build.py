"""`rashomon build` and `rashomon remove`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from rashomon.case import Case
from rashomon.cli.talk import INCOMPLETE, fail, note, print_json, progress, tell_problems
from rashomon.intake import BuildSettings
from rashomon.pipeline import build as build_case
from rashomon.records import TABLES

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)]


def _listed(paths: list[str]) -> list[Path]:
    """The paths of a command line; `-` stands for a list on standard input, a path a line."""
    listed: list[Path] = []
    for path in paths:
        lines = sys.stdin.read().splitlines() if path == "-" else [path]
        listed += [Path(line) for line in lines if line.strip()]
    return listed


def _columns(maps: list[str]) -> dict[str, str]:
    """`text=body,published=date` as our field to their column."""
    columns: dict[str, str] = {}
    for pair in (p for told in maps for p in told.split(",")):
        field, equals, column = pair.partition("=")
        if not equals or not field.strip() or not column.strip():
            fail(f"--map takes FIELD=COLUMN, parted by commas (text=body,published=date), not {pair!r}")
        columns[field.strip()] = column.strip()
    return columns


def summary(case: Case) -> dict[str, object]:
    """What a program wants to know after a build."""
    counts = {name: len(case.table(name)) for name in TABLES}
    return {"case": str(case.path), "counts": counts, "problems": case.problems}


def build(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files and folders; `-` for a list on standard input.")
    ],
    case: Annotated[Path, typer.Option("--case", help="The case's folder; made if need be.")] = Path("case"),
    map_: Annotated[
        list[str] | None, typer.Option("--map", help="For tables: text=body,published=date (our field = their column).")
    ] = None,
    limit_mb: Annotated[float | None, typer.Option(help="The largest report to read, in millions of bytes.")] = None,
    workers: Annotated[int, typer.Option(help="Processes; 0: as many as there are processors.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="The summary as JSON.")] = False,
) -> None:
    """Build a case from reports, or add reports to it. Unchanged reports are not read again."""
    settings = BuildSettings(workers=workers, columns=_columns(map_ or []), limit_mb=limit_mb)
    with progress() as told:
        built = build_case(_listed(paths), Case.create(case), settings, told)
    _finish(built, json)


def _finish(case: Case, json: bool) -> None:
    if json:
        print_json(summary(case))
    else:
        from rashomon.present.terminal import show_summary

        show_summary(case)
    if tell_problems(case.problems):
        raise typer.Exit(INCOMPLETE)


def remove(
    case: CaseFolder,
    reports: Annotated[list[str], typer.Argument(metavar="REPORT…", help="Ids or file names of reports.")],
    json: Annotated[bool, typer.Option("--json", help="The summary as JSON.")] = False,
) -> None:
    """Take reports out of a case, and make its ledger anew."""
    opened = Case.open(case)
    found: set[str] = set()
    for name in reports:
        ids = {r.id for r in opened.reports if r.id == name or name in r.names}
        if not ids:
            known = ", ".join(sorted(n for r in opened.reports for n in r.names)[:12])
            fail(f"no report {name!r} in {case}; there are {known}")
        found |= ids
    with progress() as told:
        built = build_case([], opened, None, told, without=found)
    note(f"removed {len(found)}")
    _finish(built, json)
