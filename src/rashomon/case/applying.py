"""What decisions make of the rows of a table: a pure function, applied between the stages of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

import msgspec

from rashomon.case.anchors import Finder, Pile
from rashomon.case.decisions import Anchor, Decision, Decisions
from rashomon.case.editing import REGROUPED, edited, validated
from rashomon.case.groups import Regrouping, merged, split
from rashomon.errors import DecisionError
from rashomon.ledger import Ledger
from rashomon.records import TABLES, Incident, Problem, Report, Row, Span, Statement, row_id

R = TypeVar("R", bound=Row)


class Applied(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """The rows after decisions, in the order in which they came (rows added by hand last), and what did not apply."""

    rows: tuple[R, ...]
    problems: tuple[Problem, ...] = ()
    removed: tuple[str, ...] = ()
    """Ids of rows that were rejected, or merged into another."""
    regrouping: Regrouping = Regrouping()

    def group_of(self, member: str, group: str) -> str:
        """The group in which a member of `group` is after merges and splits."""
        return self.regrouping.group_of(member, group)


def applied(
    table: str, rows: Sequence[R], decisions: Decisions, reports: Mapping[str, Report], members: Ledger | None = None
) -> Applied[R]:
    """The rows of a table as people decided.

    `reject` takes a row out, `accept` makes its confidence 1, `edit` sets fields and makes its confidence 1, `add`
    makes a row, `merge` and `split` regroup entities and incidents, `best` chooses an incident's figures; `grade` and
    `note` leave rows as they are, and what was undone does not count. `reports` are by their ids; `members` holds the
    members of groups (mentions of entities, events of incidents, statements of positions and origins), by which a
    group is found that has another id since a rebuild, and which `split` needs. A decision whose row is gone is an
    `orphaned_decision`. What other rows say of those that go is `decided`'s to mend.
    """
    numbered = [(n, d) for n, d in decisions.standing if _is_about(d, table)]
    if not numbered:
        return Applied(rows=tuple(rows))
    bench = _Bench(table, rows, Pile(members or Ledger(), reports))
    for number, decision in numbered:
        try:
            STEPS[decision.do](bench, decision)
        except DecisionError as error:
            bench.problems.append(_not_applied(number, decision, error))
    return Applied(
        rows=cast("tuple[R, ...]", tuple(bench.rows.values())),
        problems=tuple(bench.problems),
        removed=tuple(bench.removed),
        regrouping=bench.regrouping,
    )


def _is_about(decision: Decision, table: str) -> bool:
    """Whether a decision changes rows of a table; the members that `split` names are no rows that it changes."""
    named = any(anchor.table == table for anchor in decision.on)
    return named and (decision.do != "split" or table in REGROUPED)


class _OrphanedError(DecisionError):
    """A decision whose row is gone."""


class _Bench:
    """The rows of a table while decisions are applied, in order."""

    def __init__(self, table: str, rows: Iterable[Row], pile: Pile) -> None:
        self.table = table
        self.pile = pile
        self.rows: dict[str, Row] = {str(getattr(row, "id", "")): row for row in rows}
        self.removed: list[str] = []
        self.problems: list[Problem] = []
        self.regrouping = Regrouping()
        self._finder = Finder(self.rows.values(), pile)

    def found(self, anchor: Anchor) -> str:
        """The id of the row that is meant. Raises _OrphanedError where it is gone."""
        ident = self._finder.found(anchor)
        ident = self.regrouping.merged.get(ident, ident) if ident else None
        if ident is None or ident not in self.rows:
            raise _OrphanedError(f"the row {anchor.id} of {anchor.table} that it is about is gone ({anchor.text!r})")
        return ident

    def meant(self, decision: Decision) -> list[str]:
        """The ids of all rows of this table that a decision is about."""
        return [self.found(anchor) for anchor in decision.on if anchor.table == self.table]

    def remove(self, ident: str) -> None:
        del self.rows[ident]
        self.removed.append(ident)

    def report_of(self, anchor: Anchor) -> str:
        """The report whose original an anchor names and whose text holds its words there."""
        for report in self.pile.reports.values():
            if report.sha256 == anchor.sha256 and report.text[anchor.start or 0 : anchor.end or 0] == anchor.text:
                return report.id
        raise _OrphanedError(f"no report says {anchor.text!r} at {anchor.start}..{anchor.end} any more")


def _accept(bench: _Bench, decision: Decision) -> None:
    for ident in bench.meant(decision):
        bench.rows[ident] = _certain(bench.rows[ident])


def _reject(bench: _Bench, decision: Decision) -> None:
    for ident in bench.meant(decision):
        bench.remove(ident)


def _edit(bench: _Bench, decision: Decision) -> None:
    validated(decision)
    for ident in bench.meant(decision):
        bench.rows[ident] = _certain(edited(bench.rows[ident], decision))


def _add(bench: _Bench, decision: Decision) -> None:
    for anchor in decision.on:
        report = bench.report_of(anchor)
        ident = row_id(bench.table, "added", anchor.sha256, anchor.start, anchor.end, decision.changes)
        span = Span(start=anchor.start or 0, end=anchor.end or 0, text=anchor.text or "")
        kind = TABLES[bench.table]
        where: dict[str, Any] = {"content": (span,)} if kind is Statement else {"span": span}
        fields = {"confidence": 1.0} if "confidence" in kind.__struct_fields__ else {}
        try:
            told = msgspec.to_builtins(fields | decision.changes | where | {"id": ident, "report": report})
            bench.rows[ident] = msgspec.convert(told, kind)
        except msgspec.ValidationError as error:
            raise DecisionError(f"it is no row of {bench.table}: {error}") from error


def _merge(bench: _Bench, decision: Decision) -> None:
    kept, *others = dict.fromkeys(bench.meant(decision))
    for other in others:
        bench.rows[kept] = merged(bench.rows[kept], bench.rows[other], decision.by)
        bench.regrouping = bench.regrouping.with_merge(other, kept)
        bench.remove(other)


def _split(bench: _Bench, decision: Decision) -> None:
    (group,) = bench.meant(decision)
    members = [_member(bench, anchor) for anchor in decision.on if anchor.table != bench.table]
    left, new = split(bench.rows[group], members, decision.by, bench.pile.ledger)
    bench.rows[group] = left
    bench.rows[new.id] = new
    for member in members:
        bench.regrouping = bench.regrouping.with_split(member, new.id)


def _member(bench: _Bench, anchor: Anchor) -> str:
    rows: tuple[Row, ...] = getattr(bench.pile.ledger, anchor.table)
    ident = Finder(rows, bench.pile).found(anchor)
    if ident is None:
        raise _OrphanedError(f"the row {anchor.id} of {anchor.table} is gone ({anchor.text!r})")
    return ident


def _best(bench: _Bench, decision: Decision) -> None:
    validated(decision)
    chosen = decision.changes.get("best") or []
    for ident in bench.meant(decision):
        incident = bench.rows[ident]
        if isinstance(incident, Incident):
            figures = tuple(figure for figure in incident.figures if figure.quantity in chosen)
            if not figures:
                raise _OrphanedError(f"the figures chosen for {ident} are no figures of it any more")
            bench.rows[ident] = msgspec.structs.replace(incident, best=figures)


def _leave(bench: _Bench, decision: Decision) -> None:
    bench.meant(decision)


STEPS: dict[str, Callable[[_Bench, Decision], None]] = {
    "accept": _accept,
    "reject": _reject,
    "edit": _edit,
    "add": _add,
    "merge": _merge,
    "split": _split,
    "best": _best,
    "grade": _leave,
    "note": _leave,
}


def _certain(row: Row) -> Row:
    return msgspec.structs.replace(row, confidence=1.0) if "confidence" in row.__struct_fields__ else row


def _not_applied(number: int, decision: Decision, error: DecisionError) -> Problem:
    code = "orphaned_decision" if isinstance(error, _OrphanedError) else "bad_decision"
    what = f"line {number} of decisions.jsonl ({decision.do}, by {decision.by})"
    message = f"{what} was not applied: {error}; decide again or undo it"
    return Problem(
        id=row_id("problems", "decisions.jsonl", number, code, str(error)), name="decisions.jsonl", stage="decisions",
        code=code, message=message,
    )  # fmt: skip
