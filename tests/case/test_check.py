from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rashomon.case import Case, Manifest, check, ordered, validate
from rashomon.ledger import Ledger
from rashomon.records import Container, Interval, Span, row_id

Change = Callable[[Any], Any]


def changed(ledger: Ledger, table: str, **fields: Any) -> Ledger:
    """The ledger with the fields of the first row of a table set."""
    first, *others = getattr(ledger, table)
    return msgspec.structs.replace(ledger, **{table: (msgspec.structs.replace(first, **fields), *others)})


def codes(ledger: Ledger) -> set[str]:
    return {problem.code for problem in validate(ledger)}


@pytest.fixture
def ledger(sample: Any) -> Ledger:
    return ordered(sample.ledger())


def moved(span: Span, by: int) -> Span:
    return Span(start=span.start + by, end=span.end + by, text=span.text)


def test_a_case_as_built_has_nothing_wrong(built: Case) -> None:
    assert check(built) == ()


def test_a_case_without_a_build_has_nothing_wrong(tmp_path: Path) -> None:
    assert check(Case.create(tmp_path / "case")) == ()


def test_an_original_that_was_changed_or_lost_is_told(built: Case, sample: Any) -> None:
    built.original_path(sample.reports[0].sha256).write_bytes(b"other")
    built.original_path(sample.reports[1].sha256).unlink()
    assert {problem.code for problem in check(built)} == {"changed_original", "missing_original"}


def test_a_row_of_a_table_may_be_kept_by_its_table(tmp_path: Path, sample: Any) -> None:
    case = Case.create(tmp_path / "case")
    container = Container(sha256=case.keep_original(b"rows"), row=3)
    report = msgspec.structs.replace(sample.reports[1], container=container)
    passages = tuple(passage for passage in sample.passages() if passage.report == report.id)
    case.write(Ledger(reports=(report,), passages=passages), Manifest())
    assert check(case) == ()


def test_a_changed_table_file_is_told(built: Case) -> None:
    assert built.snapshot is not None
    held = built.places
    (built.snapshot / "places.parquet").write_bytes((built.snapshot / "places.parquet").read_bytes() + b" ")
    assert held
    assert {problem.code for problem in check(built)} == {"changed_file"}
    (built.snapshot / "places.parquet").write_bytes(b"")
    assert {problem.code for problem in check(Case.open(built.path))} == {"unreadable"}


@pytest.mark.parametrize(
    ("table", "field", "change"),
    [
        ("mentions", "span", lambda span: moved(span, 1)),
        ("mentions", "span", lambda span: Span(start=span.start, end=span.end, text=span.text + "!")),
        ("times", "span", lambda span: Span(start=900, end=908, text=span.text)),
        ("claims", "start", lambda start: start + 1),
        ("statements", "content", lambda spans: (moved(spans[0], -1),)),
        ("copies", "passages", lambda pairs: (msgspec.structs.replace(pairs[0], earlier=pairs[0].later),)),
        ("findings", "sides", lambda sides: (msgspec.structs.replace(
            sides[0], evidence=(msgspec.structs.replace(sides[0].evidence[0], start=0),)), sides[1])),
    ],
)  # fmt: skip
def test_a_span_that_is_not_its_text_is_told_wherever_it_stands(
    table: str, field: str, change: Change, ledger: Ledger
) -> None:
    row = getattr(ledger, table)[0]
    assert codes(changed(ledger, table, **{field: change(getattr(row, field))})) == {"bad_span"}


def test_a_span_that_ends_in_white_space_is_told(ledger: Ledger, sample: Any) -> None:
    assert codes(changed(ledger, "places", span=sample.span(0, " Vellmar"))) == {"blank_span"}


def test_a_row_that_touches_boilerplate_is_told(ledger: Ledger, sample: Any) -> None:
    assert codes(changed(ledger, "places", span=sample.span(0, "Share this"))) == {"on_boilerplate"}
    assert codes(changed(ledger, "places", span=sample.span(0, "blast.\n\nShare"))) == {"on_boilerplate"}
    assert codes(changed(ledger, "places", span=sample.span(0, "in the blast."))) == set()


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        ("mentions", {"entity": row_id("entities", "nobody")}),
        ("statements", {"holder": row_id("statements", "no entity"), "chain": ()}),
        ("positions", {"via": row_id("claims", "none")}),
        ("events", {"quantities": (row_id("quantities", "none"),)}),
        ("times", {"anchor": "yesterday"}),
        ("quantities", {"whom": "civilians"}),
        ("findings", {"incidents": ("I-000000000000",)}),
    ],
)
def test_an_id_that_is_nowhere_is_told(table: str, fields: dict[str, Any], ledger: Ledger) -> None:
    assert "unresolved_id" in codes(changed(ledger, table, **fields))


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        ("mentions", {"confidence": 1.2}),
        ("mentions", {"confidence": 0.12345}),
        ("mentions", {"kind": "ship"}),
        ("times", {"interval": Interval(earliest="2031-05-04", latest="2031-05-03")}),
        ("times", {"interval": Interval(earliest="May", latest=None)}),
        ("quantities", {"low": 13.0}),
        ("quantities", {"bound": "exactly"}),
        ("quantities", {"bound": "at_least"}),
        ("quantities", {"bound": "vague"}),
        ("quantities", {"low": None}),
        ("places", {"lat": 91.0}),
        ("places", {"precision": 8}),
        ("statements", {"content": ()}),
        ("statements", {"voice": "outlet"}),
        ("findings", {"sides": ()}),
        ("copies", {"share": 1.5}),
        ("passages", {"reason": "share", "kind": "body"}),
    ],
)
def test_a_value_that_the_contract_does_not_know_is_told(table: str, fields: dict[str, Any], ledger: Ledger) -> None:
    assert "bad_value" in codes(changed(ledger, table, **fields))


def test_passages_that_leave_a_gap_or_overlap_are_told(ledger: Ledger) -> None:
    gap = msgspec.structs.replace(ledger, passages=ledger.passages[1:])
    assert codes(gap) == {"not_tiled"}
    first = ledger.passages[0]
    shorter = {"end": first.end - 1, "text": first.text[:-1]}
    assert codes(changed(ledger, "passages", **shorter)) == {"not_tiled"}


def test_rows_out_of_order_and_ids_twice_are_told(ledger: Ledger) -> None:
    assert codes(msgspec.structs.replace(ledger, mentions=ledger.mentions[::-1])) == {"wrong_order"}
    twice = msgspec.structs.replace(ledger, places=ledger.places * 2)
    assert codes(twice) == {"duplicate_id"}


def test_an_id_of_the_wrong_letter_is_told(ledger: Ledger) -> None:
    assert "bad_id" in codes(changed(ledger, "dismissed", id="F-000000000000"))
    assert "bad_id" in codes(changed(ledger, "dismissed", id="D-00000000000G"))
