"""`rashomon doctor`: what is installed, and what is missing."""

from __future__ import annotations

import platform
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import msgspec
import typer

from rashomon.cli.talk import print_json
from rashomon.errors import RashomonError
from rashomon.records import CONTRACT


class Line(msgspec.Struct, frozen=True):
    """One thing looked at: whether it is as it should be, and what was seen."""

    name: str
    ok: bool
    seen: str


def _installed(name: str) -> Line:
    try:
        return Line(name, True, version(name))
    except PackageNotFoundError:
        return Line(name, False, f"missing: pip install {name}")


def _model() -> Line:
    from rashomon.model import ReadingModel

    start = time.perf_counter()
    try:
        model = ReadingModel.load()
    except RashomonError as error:
        return Line("reading model", False, str(error))
    return Line("reading model", True, f"{model.version}, loaded in {time.perf_counter() - start:.2f} s")


def _gazetteer() -> Line:
    from rashomon.gazetteer import Gazetteer

    start = time.perf_counter()
    try:
        Gazetteer.load()
    except RashomonError as error:
        return Line("gazetteer", False, str(error))
    return Line("gazetteer", True, f"loaded in {1000 * (time.perf_counter() - start):.0f} ms")


def doctor(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Versions, model hash, and what is missing."""
    from rashomon.pipeline import STANDS_ON

    lines = [
        Line("python", sys.version_info >= (3, 11), platform.python_version()),
        Line("contract", True, str(CONTRACT)),
        *(_installed(name) for name in STANDS_ON),
        _model(),
        _gazetteer(),
    ]
    if json:
        print_json(lines)
    for line in () if json else lines:
        typer.echo(f"{'ok ' if line.ok else 'BAD'}  {line.name:<16} {line.seen}")
    if not all(line.ok for line in lines):
        raise typer.Exit(1)
