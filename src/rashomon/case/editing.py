"""Which fields a person may set, and what follows for the rest of the row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_type_hints

import msgspec

from rashomon.case.decisions import Decision
from rashomon.case.settings import stated_interval
from rashomon.errors import DecisionError
from rashomon.records import TABLES, Claim, Interval, Link, Place, Report, Row, Statement, Time

R = TypeVar("R", bound=Row)

EDITABLE: dict[str, tuple[str, ...]] = {
    "reports": ("outlet", "publisher", "url", "published", "language"),
    "mentions": ("kind",),
    "times": ("type", "value", "mod", "interval"),
    "places": ("name", "geonameid", "country", "lat", "lon", "precision", "radius_km", "relation", "km", "bearing"),
    "quantities": ("low", "high", "bound", "measure", "cumulative", "since", "as_of"),
    "statements": ("holder_text", "source_kind", "kind", "certainty", "polarity", "quotation", "said_at"),
    "events": ("type", "mode", "interval", "polarity", "certainty", "tense"),
    "entities": ("name", "kind", "aliases"),
    "incidents": ("title", "type", "interval", "place"),
    "claims": ("origins", "origins_why"),
    "positions": ("stance", "certainty"),
    "origins": ("name", "kind", "family"),
    "findings": ("kind", "severity", "rank", "sentence"),
}
"""What `edit` may set. Spans, texts and ids are no person's to set: a wrong one is rejected, a missing one added."""

REJECTABLE = tuple(
    table for table in TABLES if table not in ("reports", "passages", "sentences", "problems", "dismissed")
)
REGROUPED = ("entities", "incidents")
MEMBERS = {"entities": "mentions", "incidents": "events"}
ADDABLE = ("mentions", "times", "places", "quantities", "statements", "events")


def validated(decision: Decision) -> Decision:
    """The decision, if it can mean something. Raises DecisionError that says what may be decided instead."""
    if decision.do == "undo":
        if not decision.on and not decision.changes.get("lines"):
            raise DecisionError('undo names a row, or lines of decisions.jsonl: {"lines": [3]}')
        return decision
    if not decision.on:
        raise DecisionError(f"{decision.do} names no row")
    for anchor in decision.on:
        if anchor.table not in TABLES:
            raise DecisionError(f"no table {anchor.table!r}")
    if decision.do in CHECKS:
        CHECKS[decision.do](decision)
    return decision


def _check_reject(decision: Decision) -> None:
    for anchor in decision.on:
        if anchor.table == "reports":
            raise DecisionError("a report is not rejected but taken out: `rashomon remove`")
        if anchor.table not in REJECTABLE:
            raise DecisionError(f"a row of {anchor.table} cannot be rejected; {', '.join(REJECTABLE)} can")


def _check_edit(decision: Decision) -> None:
    if not decision.changes:
        raise DecisionError("edit sets no field")
    for anchor in decision.on:
        allowed = EDITABLE.get(anchor.table, ())
        for field, value in decision.changes.items():
            if field not in allowed:
                may = ", ".join(allowed) or "nothing"
                raise DecisionError(f"{field} of {anchor.table} is not a person's to set; {may} may be set")
            _value(TABLES[anchor.table], field, value)


def _check_regrouping(decision: Decision) -> None:
    groups = [anchor.table for anchor in decision.on if anchor.table in REGROUPED]
    if decision.do == "merge" and (len(groups) < 2 or len(set(groups)) > 1 or len(groups) < len(decision.on)):
        raise DecisionError("merge names two or more entities, or two or more incidents")
    members = [anchor.table for anchor in decision.on if anchor.table not in REGROUPED]
    if decision.do == "split" and (len(groups) != 1 or not members or set(members) != {MEMBERS[groups[0]]}):
        raise DecisionError("split names one entity and mentions of it, or one incident and events of it")


def _check_add(decision: Decision) -> None:
    for anchor in decision.on:
        if anchor.table not in ADDABLE or anchor.sha256 is None or not anchor.text:
            raise DecisionError(f"add names words of a report for a row of one of {', '.join(ADDABLE)}")


def _check_best(decision: Decision) -> None:
    chosen = decision.changes.get("best")
    if any(anchor.table != "incidents" for anchor in decision.on) or not isinstance(chosen, list) or not chosen:
        raise DecisionError('best names an incident, and figures of it by their quantities: {"best": ["Q-…"]}')


CHECKS: dict[str, Callable[[Decision], None]] = {
    "reject": _check_reject,
    "edit": _check_edit,
    "merge": _check_regrouping,
    "split": _check_regrouping,
    "add": _check_add,
    "best": _check_best,
}


def edited(row: R, decision: Decision) -> R:
    """The row with the fields set that the decision sets, and what follows from them."""
    changes = {field: _value(type(row), field, value) for field, value in decision.changes.items()}
    followed = FOLLOWS.get(type(row))
    more = followed(row, changes, _why(decision)) if followed else {}
    return msgspec.structs.replace(row, **(dict(more) | changes))


def _value(row: type[Row], field: str, value: Any) -> Any:
    """A value as the field's type. An interval may be written as a person writes a date."""
    hint = get_type_hints(row)[field]
    if isinstance(value, str) and hint == Interval | None:
        value = stated_interval(value) or value
    try:
        return msgspec.convert(value, hint) if not isinstance(value, Row) else value
    except msgspec.ValidationError as error:
        raise DecisionError(f"{value!r} cannot be the {field} of a row: {error}") from error


def _why(decision: Decision) -> str:
    return f"Decided by {decision.by}" + (f": {decision.note}" if decision.note else "")


def _report_follows(row: Report, changes: Mapping[str, Any], why: str) -> Mapping[str, Any]:
    more: dict[str, Any] = {}
    if "outlet" in changes:
        more["outlet_basis"] = None if changes["outlet"] is None else "decision"
    if "published" in changes:
        basis, told = (None, None) if changes["published"] is None else ("decision", why)
        more |= {"published_basis": basis, "published_why": told}
    return more


def _time_follows(row: Time, changes: Mapping[str, Any], why: str) -> Mapping[str, Any]:
    return {"why": why, "readings": ()} if "interval" in changes else {"why": why}


def _place_follows(row: Place, changes: Mapping[str, Any], why: str) -> Mapping[str, Any]:
    return {"why": why}


def _claim_follows(row: Claim, changes: Mapping[str, Any], why: str) -> Mapping[str, Any]:
    return {"origins_why": why}


def _statement_follows(row: Statement, changes: Mapping[str, Any], why: str) -> Mapping[str, Any]:
    """Another holder is the chain's root, and no entity is known for it until `link` finds one."""
    if not {"holder_text", "source_kind"} & changes.keys():
        return {}
    named = changes.get("holder_text", row.holder_text)
    kind = changes.get("source_kind", row.source_kind)
    holder = row.holder if named == row.holder_text else None
    if row.voice == "outlet" or not named:
        return {"holder": holder}
    span = row.chain[-1].span if row.chain and named == row.holder_text else None
    root = Link(holder=holder, holder_text=named, source_kind=kind, span=span)
    return {"holder": holder, "chain": (*row.chain[:-1], root)}


FOLLOWS: dict[type[Row], Callable[..., Mapping[str, Any]]] = {
    Report: _report_follows,
    Time: _time_follows,
    Place: _place_follows,
    Claim: _claim_follows,
    Statement: _statement_follows,
}
