from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rashomon.case import Case, Manifest, ordered
from rashomon.errors import CaseError
from rashomon.ledger import Ledger
from rashomon.records import TABLES


def files_of(case: Case) -> dict[str, bytes]:
    assert case.snapshot is not None
    return {path.name: path.read_bytes() for path in sorted(case.snapshot.iterdir())}


def reversed_ledger(ledger: Ledger) -> Ledger:
    return Ledger(**{name: tuple(reversed(getattr(ledger, name))) for name in TABLES})


@pytest.mark.parametrize("table", TABLES)
def test_every_table_comes_back_as_it_was_written(table: str, built: Case, sample: Any) -> None:
    again = Case.open(built.path)
    assert again.table(table) == getattr(ordered(sample.ledger()), table)
    assert again.table(table)


def test_empty_tables_are_written_and_read(tmp_path: Path) -> None:
    case = Case.create(tmp_path / "case")
    case.write(Ledger(), Manifest())
    assert case.ledger() == Ledger()
    assert all(case.query(f"SELECT count(*) FROM {table}").fetchall() == [(0,)] for table in TABLES)


def test_rows_in_another_order_give_the_same_bytes(tmp_path: Path, sample: Any) -> None:
    one, other = Case.create(tmp_path / "one"), Case.create(tmp_path / "other")
    one.write(sample.ledger(), Manifest())
    other.write(Ledger(), Manifest())
    other.write(reversed_ledger(sample.ledger()), Manifest())
    assert files_of(one) == files_of(other)


def test_manifest_tells_counts_and_hashes(built: Case) -> None:
    manifest = built.manifest
    assert manifest is not None
    assert manifest.counts["statements"] == 2
    files = files_of(built)
    assert manifest.files == {n: hashlib.sha256(b).hexdigest() for n, b in files.items() if n != "manifest.json"}


def test_only_the_newest_two_snapshots_stay(built: Case) -> None:
    for _ in range(3):
        built.write(Ledger(), Manifest())
    assert sorted(path.name for path in (built.path / "snapshots").iterdir()) == ["3", "4"]


def test_tables_are_read_as_attributes_and_in_sql(built: Case) -> None:
    assert [claim.text for claim in built.claims] == ["12 people had died"]
    sql = "SELECT s.holder_text, r.names[1] FROM statements s JOIN reports r ON r.id = s.report WHERE s.kind = ?"
    assert built.query(sql, ("denial",)).fetchall() == [("the mayor’s office", "02.txt")]
    assert built.query("SELECT figures[1].low FROM incidents").fetchall() == [(12.0,)]


def test_an_open_case_reads_its_snapshot_to_the_end_while_another_is_written(built: Case) -> None:
    reader = Case.open(built.path)
    built.write(Ledger(), Manifest())
    assert len(reader.statements) == 2
    assert len(reader.reopened().statements) == 0


def test_a_case_without_a_build_is_empty(tmp_path: Path) -> None:
    case = Case.create(tmp_path / "case")
    assert case.reports == ()
    assert case.manifest is None
    with pytest.raises(CaseError, match="not been built"):
        case.query("SELECT 1")


def test_a_folder_with_other_files_does_not_become_a_case(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CaseError, match="empty folder"):
        Case.create(tmp_path)
    with pytest.raises(CaseError, match="no case"):
        Case.open(tmp_path)


def test_a_lost_table_is_told_with_what_to_do(built: Case) -> None:
    assert built.snapshot is not None
    (built.snapshot / "claims.parquet").unlink()
    with pytest.raises(CaseError, match="build the case again"):
        _ = Case.open(built.path).claims


def test_tables_of_another_contract_are_refused(built: Case) -> None:
    assert built.snapshot is not None
    path = built.snapshot / "manifest.json"
    told = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode(told | {"contract": 99}))
    with pytest.raises(CaseError, match="contract 99"):
        _ = Case.open(built.path).manifest


def test_originals_are_kept_by_hash(built: Case, sample: Any) -> None:
    content = sample.originals[0]
    assert built.keep_original(content) == hashlib.sha256(content).hexdigest()
    assert built.original(sample.reports[0].sha256) == content
    with pytest.raises(CaseError):
        built.original("0" * 64)


def test_nul_characters_and_very_long_texts_survive(tmp_path: Path, sample: Any) -> None:
    case = Case.create(tmp_path / "case")
    text = "a\x00b\r\u2028 \u202e\ufeff \U0001f600 " + "long " * 4_000_000
    report = msgspec.structs.replace(sample.reports[0], text=text)
    case.write(Ledger(reports=(report,)), Manifest())
    assert case.reports == (report,)


def test_a_disk_that_refuses_is_told_and_the_snapshot_before_stays(built: Case, sample: Any) -> None:
    before = built.snapshot
    (built.path / "snapshots" / ".unfinished").write_text("in the way")
    with pytest.raises(CaseError, match="still the case"):
        built.write(Ledger(), Manifest())
    assert Case.open(built.path).snapshot == before
    assert len(Case.open(built.path).statements) == 2


def test_a_case_explains_its_tables_to_who_asks_the_class() -> None:
    assert isinstance(Case.__doc__, str)
    assert not isinstance(Case.claims, tuple)
