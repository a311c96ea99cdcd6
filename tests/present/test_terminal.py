from __future__ import annotations

import io
from typing import Any

import msgspec
import pytest
from rich.console import Console

from rashomon.case import Case, Manifest
from rashomon.errors import InputError
from rashomon.present.terminal import found, show_row, show_summary, show_table
from rashomon.records import TABLES


def printed(show: Any, *told: Any, width: int = 100, terminal: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, highlight=False, markup=False)
    show(*told, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_the_summary_says_what_the_pile_is_in_about_ten_lines(built: Case) -> None:
    text = printed(show_summary, built)
    assert len(text.splitlines()) <= 12
    assert "2 attributed (0 to people unnamed)" in text
    assert "1, 1 of them denied or doubted by someone" in text
    assert "The mayor’s office denies what the mayor says." in text


@pytest.mark.parametrize("table", TABLES)
def test_every_row_can_be_shown_in_full_and_in_a_line(table: str, built: Case) -> None:
    row: Any = built.table(table)[0]
    assert found(built, row.id) == row
    assert row.id in printed(show_row, built, row.id)
    assert row.id in printed(show_table, built, table)


def test_a_statement_shows_its_words_in_their_passage_and_the_rows_next_to_it(built: Case) -> None:
    statement = next(s for s in built.statements if s.kind == "assertion")
    text = " ".join(printed(show_row, built, statement.id).split())
    assert "Mayor Ida Ström said on Saturday that 12 people had died" in text
    assert "01.txt 74–92" in text
    assert f"{statement.holder} Ida Ström (person)" in text
    position = next(p for p in built.positions if statement.id in p.statements)
    assert f"{position.id} Ida Ström says so" in text


def test_a_table_of_dates_or_places_says_why_each_has_its_value(built: Case) -> None:
    for table in ("times", "places"):
        text = " ".join(printed(show_table, built, table).split())
        reasons = [row.why for row in built.table(table) if row.why]
        assert reasons
        assert all(reason in text for reason in reasons)


def test_an_id_of_many_digits_is_told_in_full(built: Case) -> None:
    place = next(p for p in built.places if p.geonameid)
    assert str(place.geonameid) in printed(show_row, built, place.id)


def test_a_finding_shows_both_sides_with_outlet_date_holder_and_origin(built: Case) -> None:
    text = " ".join(printed(show_row, built, built.findings[0].id).split())
    assert text.count("“12 people had died”") >= 2
    assert "=Harbour Post (02.txt), 3 May 2031, the mayor’s office, origin: Ida Ström" in text
    assert "One denies what the other asserts." in text


def test_colour_is_for_terminals(built: Case) -> None:
    row = built.claims[0].id
    assert "\x1b[" not in printed(show_row, built, row)
    assert "\x1b[" in printed(show_row, built, row, terminal=True)


def test_lines_fit_the_width(built: Case) -> None:
    for row in (built.findings[0].id, built.reports[0].id):
        assert all(len(line) <= 60 for line in printed(show_row, built, row, width=60).splitlines())


def test_a_report_cannot_command_the_terminal(built: Case, sample: Any) -> None:
    ledger = sample.ledger()
    entity = msgspec.structs.replace(ledger.entities[0], name="\x1b[2J[bold]Mayor\x9b")
    built.write(msgspec.structs.replace(ledger, entities=(entity, *ledger.entities[1:])), Manifest())
    text = printed(show_row, built, entity.id)
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "[bold]Mayor" in text


def test_an_unknown_id_is_told_with_what_to_do(built: Case) -> None:
    with pytest.raises(InputError, match="lists them"):
        found(built, "K-000000000000")
    with pytest.raises(InputError, match="is no id"):
        found(built, "everything")


def test_a_case_without_rows_has_a_summary(built: Case) -> None:
    from rashomon.ledger import Ledger

    built.write(Ledger(), Manifest())
    assert "none" in printed(show_summary, built)


def test_a_table_begins_with_what_weighs_most(built: Case, sample: Any) -> None:
    ledger = sample.ledger()
    ranked = [msgspec.structs.replace(ledger.findings[0], id=f"F-{n:012x}", rank=9 - n) for n in range(3)]
    alone = msgspec.structs.replace(ledger.claims[0], id="K-000000000000", reports=ledger.claims[0].reports[:1])
    built.write(msgspec.structs.replace(ledger, findings=tuple(ranked), claims=(alone, *ledger.claims)), Manifest())
    findings, claims = printed(show_table, built, "findings"), printed(show_table, built, "claims")
    assert findings.index(ranked[2].id) < findings.index(ranked[1].id) < findings.index(ranked[0].id)
    assert claims.index(ledger.claims[0].id) < claims.index(alone.id)
