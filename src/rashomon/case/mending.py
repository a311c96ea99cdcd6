"""A ledger after decisions: what pointed at a row that is gone points nowhere, or at what took its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

import msgspec

from rashomon.case.applying import applied
from rashomon.case.decisions import Decisions
from rashomon.case.groups import Regrouping
from rashomon.case.references import POINTS
from rashomon.ledger import Ledger
from rashomon.records import (
    TABLES,
    Claim,
    Dismissed,
    Event,
    Evidence,
    Figure,
    Finding,
    Incident,
    Mention,
    Origin,
    Position,
    Row,
    Side,
)

R = TypeVar("R", bound=Row)

VITAL: dict[type[Row], tuple[tuple[str, ...], ...]] = {
    Position: (("statements", "via"),),
    Claim: (("positions",),),
    Origin: (("statements",),),
    Incident: (("events",),),
    Finding: (("claims",), ("incidents",)),
    Side: (("evidence",),),
}
"""A row goes too if the fields of one of these groups are all empty once what they named is gone."""
REQUIRED: dict[type[Row], tuple[str, ...]] = {
    Evidence: ("statement", "quantity", "report"),
    Figure: ("quantity", "report"),
    Position: ("claim",),
}
"""A row goes as soon as one of these fields named a row that is gone."""

Names = Mapping[str, str | None]


def decided(ledger: Ledger, decisions: Decisions, tables: Sequence[str]) -> Ledger:
    """The ledger with decisions applied to `tables` in the order given, and what follows for all other rows.

    Rows that stand on rows taken out go with them; a merged group's id stands wherever one of its parts did. The
    ledger may be of any stage: ids of rows that it does not hold yet are left alone. Problems are added to its own.
    """
    for table in tables:
        rows: tuple[Row, ...] = getattr(ledger, table)
        result = applied(table, rows, decisions, {report.id: report for report in ledger.reports}, ledger)
        if result.rows == rows and not result.problems:
            continue
        problems = tuple(dict.fromkeys((*ledger.problems, *result.problems)))
        ledger = msgspec.structs.replace(ledger, **{table: result.rows, "problems": problems})
        gone: dict[str, str | None] = {ident: result.regrouping.merged.get(ident) for ident in result.removed}
        ledger = mended(_regrouped(ledger, result.regrouping), gone)
    return ledger


def mended(ledger: Ledger, names: Names) -> Ledger:
    """The ledger with ids replaced as `names` says; where that is None the id goes, and what cannot be without it."""
    while names:
        tables: dict[str, Any] = {}
        lost: dict[str, str | None] = {}
        for table in TABLES:
            kept = []
            for row in cast("tuple[Row, ...]", getattr(ledger, table)):
                mended_row = _mended(row, names)
                if mended_row is None:
                    lost[str(getattr(row, "id", ""))] = None
                else:
                    kept.append(mended_row)
            tables[table] = tuple(kept)
        ledger = Ledger(**tables)
        names = lost
    return ledger


def _regrouped(ledger: Ledger, regrouping: Regrouping) -> Ledger:
    """Mentions and events in the groups that they were split into."""
    if not regrouping.split:
        return ledger

    def mention(row: Mention) -> Mention:
        group = regrouping.split.get(row.id)
        return msgspec.structs.replace(row, entity=group) if group else row

    def event(row: Event) -> Event:
        group = regrouping.split.get(row.id)
        return msgspec.structs.replace(row, incident=group) if group else row

    return msgspec.structs.replace(
        ledger,
        mentions=tuple(mention(row) for row in ledger.mentions),
        events=tuple(event(row) for row in ledger.events),
    )


def _mended(row: R, names: Names) -> R | None:
    """The row with its references mended; None where it cannot be without one of them."""
    changes: dict[str, Any] = {}
    points = POINTS.get(type(row), {})
    for field in row.__struct_fields__:
        value = getattr(row, field)
        changed = _mended_ids(value, names) if field in points else _mended_value(value, names)
        if changed is not value and changed != value:
            changes[field] = changed
    if not changes:
        return row
    if any(field in changes and changes[field] is None for field in REQUIRED.get(type(row), ())):
        return None
    if isinstance(row, Finding | Dismissed) and len(changes.get("sides", row.sides)) < 2:
        return None
    for vital in VITAL.get(type(row), ()):
        if any(field in changes for field in vital) and not any(changes.get(f, getattr(row, f)) for f in vital):
            return None
    return msgspec.structs.replace(row, **changes)


def _mended_ids(value: Any, names: Names) -> Any:
    if isinstance(value, tuple):
        if not any(each in names for each in value):
            return value
        kept = (names.get(each, each) for each in value)
        return tuple(dict.fromkeys(each for each in kept if each is not None))
    return names.get(value, value)


def _mended_value(value: Any, names: Names) -> Any:
    if isinstance(value, Row):
        return _mended(value, names)
    if isinstance(value, tuple) and value and isinstance(value[0], Row):
        kept = tuple(_mended(each, names) for each in value)
        return tuple(each for each in kept if each is not None)
    return value
