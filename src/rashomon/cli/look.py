"""`rashomon dossier`, `export`, `show` and `check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from rashomon.case import Case
from rashomon.cli.build import CaseFolder, summary
from rashomon.cli.talk import fail, note, print_json
from rashomon.present.dossier import Version
from rashomon.present.dossier import dossier as page

Format = Literal["jsonl", "csv", "parquet", "sqlite"]


def versions(case: Case) -> list[Version]:
    """The colophon's lines, from the manifest."""
    manifest = case.manifest
    if manifest is None:
        return []
    lines = [Version("contract", str(manifest.contract))]
    lines += [Version(name, value) for name, value in sorted(manifest.versions.items())]
    return lines + [Version(f"model {m.name}", f"SHA-256 {m.sha256[:16]}…") for m in manifest.models]


def write_dossier(case: Case, out: Path) -> None:
    """Write the page of a case. Raises CaseError where it was never built."""
    title = case.settings.title or case.path.resolve().name
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(case.ledger(), title, versions(case)), encoding="utf-8", newline="\n")


def _built(folder: Path) -> Case:
    case = Case.open(folder)
    if case.snapshot is None:
        fail(f"{folder} has not been built yet: rashomon build PATH… --case {folder}", 1)
    return case


def dossier(
    case: CaseFolder,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The page; - for standard output.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the dossier: one HTML file to read, without network or script."""
    built = _built(case)
    if out is not None and str(out) == "-":
        title = built.settings.title or case.resolve().name
        sys.stdout.write(page(built.ledger(), title, versions(built)))
        return
    path = out or case / "dossier.html"
    write_dossier(built, path)
    typer.echo(path)
    if open_:
        typer.launch(str(path))


def export(
    case: CaseFolder,
    format_: Annotated[Format, typer.Option("--format", help="jsonl, csv, parquet or sqlite.")] = "jsonl",
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = Path("export"),
) -> None:
    """Write every table of the ledger, with a manifest beside them."""
    from rashomon.present.export import export as write

    for path in write(_built(case), format_, out):
        typer.echo(path)


def show(
    case: CaseFolder,
    row: Annotated[str | None, typer.Argument(metavar="[ID]", help="An id, or a table's name.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The row, or the summary, as JSON.")] = False,
) -> None:
    """Show a case: its summary, or one row with its quotations and reasons."""
    from rashomon.present.terminal import found, show_row, show_summary, show_table
    from rashomon.records import TABLES

    built = _built(case)
    if row is None:
        print_json(summary(built)) if json else show_summary(built)
    elif row in TABLES:
        print_json(built.table(row)) if json else show_table(built, row)
    elif json:
        print_json(found(built, row))
    else:
        show_row(built, row)


def check(
    case: CaseFolder, json: Annotated[bool, typer.Option("--json", help="What is wrong, as JSON.")] = False
) -> None:
    """Re-read every original by its hash, every span by its characters, every id."""
    from rashomon.case import check as checked

    built = _built(case)
    wrong = checked(built)
    if json:
        print_json(wrong)
    for problem in () if json else wrong:
        typer.echo(f"{problem.code}: {problem.message}")
    note(f"{len(built.reports)} reports checked, {len(wrong)} wrong")
    if wrong:
        raise typer.Exit(1)
