"""How commands talk: progress and notes on standard error, data on standard output, JSON where asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import msgspec
import typer

from rashomon.ingest import INFORMATION
from rashomon.intake import Progress
from rashomon.records import Problem

INCOMPLETE = 3
"""The exit code where all is done but some inputs could not be read in full."""

STAGES = {"ingest": "taking in", "read": "reading", "link": "linking", "assess": "weighing"}


def note(message: str) -> None:
    """A line on standard error."""
    typer.echo(message, err=True)


def fail(message: str, code: int = 2) -> NoReturn:
    """Say what was wrong, and leave."""
    note(f"rashomon: {message}")
    raise typer.Exit(code)


def print_json(value: object) -> None:
    """A value as JSON on standard output, and a line end."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda stage, done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Callable[[int, int | None], None]] = {}

        def show(stage: str, done: int, of: int | None) -> None:
            if stage not in tasks:
                task = bar.add_task(STAGES.get(stage, stage), total=of)
                tasks[stage] = lambda n, total: bar.update(task, completed=n, total=total)
            tasks[stage](done, of)

        yield show


def tell_problems(problems: tuple[Problem, ...]) -> bool:
    """Say what could not be read in full; gives whether there was anything but information."""
    grave = [p for p in problems if p.code not in INFORMATION]
    for problem in grave[:20]:
        note(f"{problem.name or problem.report}: {problem.message}")
    if len(grave) > 20:
        note(f"and {len(grave) - 20} more: `rashomon show CASE problems`")
    return bool(grave)
