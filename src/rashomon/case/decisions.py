"""What people decided: `decisions.jsonl`, to which lines are added and never changed (docs/contract.md, Decisions)."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Any, Literal

import msgspec

from rashomon.errors import CaseError
from rashomon.records import Problem, row_id

Do = Literal["accept", "reject", "edit", "merge", "split", "add", "best", "grade", "note", "undo"]


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """Where a row stands, so that it is found again after a rebuild: by `id`, else by the text of its report.

    A row that is not of one report (an entity, an incident) has its `members`' anchors instead.
    """

    table: str
    sha256: str | None = None
    """Of the report's original."""
    start: int | None = None
    end: int | None = None
    text: str | None = None
    id: str
    members: tuple[Anchor, ...] = ()


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `decisions.jsonl`: when (UTC, ISO 8601) and by whom, what, on which rows."""

    at: str
    by: str
    do: Do
    on: tuple[Anchor, ...]
    changes: dict[str, Any] = msgspec.field(default_factory=dict, name="set")
    note: str | None = None


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """All decisions in the order of their lines, and the lines that could not be read.

    A line that cannot be read keeps its place as None, so that `undo` by number finds what it means.
    """

    lines: tuple[Decision | None, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def standing(self) -> tuple[tuple[int, Decision], ...]:
        """The decisions that count, with the numbers of their lines from 1: those not undone, without the undos."""
        undone = self.undone
        numbered = ((n, d) for n, d in enumerate(self.lines, 1) if d is not None and n not in undone)
        return tuple((number, decision) for number, decision in numbered if decision.do != "undo")

    @property
    def undone(self) -> frozenset[int]:
        """The numbers of the lines that an `undo` that stands takes back.

        An undo names lines (`{"lines": [3]}`), which may be undos too, or rows, and then means the last decision on
        one of them before it that still stands.
        """
        undone: set[int] = set()
        for number in range(len(self.lines), 0, -1):
            decision = self.lines[number - 1]
            if decision is not None and decision.do == "undo" and number not in undone:
                undone.update(self.taken_back(number, decision, undone))
        return frozenset(undone)

    def taken_back(self, number: int, undo: Decision, undone: Collection[int] = ()) -> tuple[int, ...]:
        """The lines that an undo at line `number` takes back."""
        named = undo.changes.get("lines")
        if isinstance(named, list):
            told = (each for each in named if isinstance(each, int) and 0 < each < number)
            return tuple(each for each in told if self.lines[each - 1] is not None)
        rows = {(anchor.table, anchor.id) for anchor in undo.on}
        for before in range(number - 1, 0, -1):
            decision = self.lines[before - 1]
            if decision is None or decision.do == "undo" or before in undone:
                continue
            if rows & {(anchor.table, anchor.id) for anchor in decision.on}:
                return (before,)
        return ()


def read_decisions(path: Path) -> Decisions:
    """The decisions in a file; none where there is no file. A torn last line is a problem, not an error."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Decisions()
    except OSError as error:
        raise CaseError(f"{path} cannot be read: {error}") from error
    lines: list[Decision | None] = []
    problems: list[Problem] = []
    decoder = msgspec.json.Decoder(Decision)
    told = content.split(b"\n")
    for number, line in enumerate(told[:-1] if not told[-1] else told, 1):
        try:
            lines.append(decoder.decode(line) if line.strip() else None)
        except msgspec.MsgspecError as error:
            lines.append(None)
            problems.append(_unread(number, str(error), torn=number == len(told)))
    return Decisions(lines=tuple(lines), problems=tuple(problems))


def append_decision(path: Path, decision: Decision) -> int:
    """Add a line and have the disk hold it; gives the line's number, from 1.

    After a last line that was torn by a crash it begins a new one, so that nothing else is lost.
    """
    line = msgspec.json.encode(decision, order="deterministic") + b"\n"
    with path.open("ab+") as file:
        file.seek(0)
        held = file.read()
        torn = bool(held) and not held.endswith(b"\n")
        file.write(b"\n" + line if torn else line)
        file.flush()
        os.fsync(file.fileno())
    return held.count(b"\n") + torn + 1


def _unread(number: int, error: str, torn: bool) -> Problem:
    why = "it was torn by a crash" if torn else "it is no decision"
    message = f"line {number} of decisions.jsonl does not count: {why} ({error}); decide it again"
    code = "torn_decision" if torn else "bad_decision"
    return Problem(
        id=row_id("problems", "decisions.jsonl", number, code), name="decisions.jsonl", stage="decisions", code=code,
        message=message,
    )  # fmt: skip
