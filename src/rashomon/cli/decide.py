"""`rashomon decide`: what a person decides, written down; it counts from the next build on."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from rashomon.case import Case, Decision, anchor_of
from rashomon.cli.talk import fail, note, progress
from rashomon.pipeline import build as build_case

Deed = Literal["accept", "reject", "edit", "merge", "split", "best", "grade", "note", "undo"]


def _changes(pairs: list[str]) -> dict[str, object]:
    """`field=value` pairs; a value that reads as JSON is taken as JSON, else as text."""
    changes: dict[str, object] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals:
            fail(f"--set takes FIELD=VALUE, not {pair!r}")
        try:
            changes[field] = msgspec.json.decode(value)
        except msgspec.DecodeError:
            changes[field] = value
    return changes


def decide(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.")],
    do: Annotated[Deed, typer.Argument(help="What is decided.")],
    rows: Annotated[list[str] | None, typer.Argument(metavar="ID…", help="Rows; for undo, line numbers.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="FIELD=VALUE, for edit, grade and best.")] = None,
    note_: Annotated[str | None, typer.Option("--note", help="Why.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who decides; the user's name if left out.")] = None,
    rebuild: Annotated[bool, typer.Option(help="Apply it at once.")] = True,
) -> None:
    """Accept, reject, edit, merge, split or undo; decisions.jsonl keeps who, when and why."""
    opened = Case.open(case)
    decision = Decision(
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        by=by or getpass.getuser(),
        do=do,
        on=() if do == "undo" else tuple(anchor_of(opened, row) for row in rows or []),
        changes=_changes(set_ or []) | ({"lines": [int(r) for r in rows or []]} if do == "undo" else {}),
        note=note_,
    )
    line = opened.decide(decision)
    note(f"line {line} of decisions.jsonl; `rashomon decide {case} undo {line}` takes it back")
    if rebuild:
        with progress() as told:
            build_case([], opened.reopened(), None, told)
