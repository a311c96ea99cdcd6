from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest

from rashomon.case import Case, validate_export
from rashomon.errors import CaseError, InputError
from rashomon.present.export import export
from rashomon.records import TABLES


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet", "sqlite"])
def test_the_same_case_gives_the_same_bytes(kind: Any, built: Case, tmp_path: Path) -> None:
    export(built, kind, tmp_path / "one")
    export(built, kind, tmp_path / "two")
    export(built, kind, tmp_path / "two")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet", "sqlite"])
def test_the_manifest_names_every_file_with_its_hash(kind: Any, built: Case, tmp_path: Path) -> None:
    export(built, kind, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    files = {path.name: path for path in tmp_path.iterdir() if path.is_file() and path.name != "manifest.json"}
    assert manifest["files"] == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert manifest["contract"] == 1
    assert manifest["counts"]["positions"] == 2


def test_jsonl_has_every_key_in_the_contracts_order(built: Case, tmp_path: Path) -> None:
    export(built, "jsonl", tmp_path)
    for table, row in TABLES.items():
        lines = (tmp_path / f"{table}.jsonl").read_bytes().splitlines()
        assert lines
        assert all(tuple(json.loads(line)) == row.__struct_fields__ for line in lines)
        assert tuple(msgspec.json.decode(line, type=row) for line in lines) == built.table(table)


def test_jsonl_is_found_valid_and_faults_in_it_are_told(built: Case, tmp_path: Path) -> None:
    export(built, "jsonl", tmp_path)
    assert validate_export(tmp_path) == ()
    path = tmp_path / "copies.jsonl"
    row = json.loads(path.read_bytes())
    path.write_text(json.dumps(dict(reversed(row.items()))) + "\n[]\n")
    (tmp_path / "places.jsonl").unlink()
    assert {problem.code for problem in validate_export(tmp_path)} >= {"bad_keys", "bad_row", "unreadable"}


def test_csv_cells_that_begin_like_a_formula_are_made_text_and_numbers_stay(built: Case, tmp_path: Path) -> None:
    export(built, "csv", tmp_path)
    with (tmp_path / "reports.csv").open(encoding="utf-8", newline="") as file:
        first, _ = csv.DictReader(file)
    assert first["outlet"] == "'=Harbour Post"
    assert json.loads(first["title"])["text"] == built.reports[0].title.text  # type: ignore[union-attr]
    assert first["text"] == built.reports[0].text
    with (tmp_path / "places.csv").open(encoding="utf-8", newline="") as file:
        (place,) = csv.DictReader(file)
    assert float(place["lat"]) == -1.5e-7
    assert place["geonameid"] == "2650225"
    assert place["km"] == ""


def test_parquet_is_read_with_nested_columns(built: Case, tmp_path: Path) -> None:
    export(built, "parquet", tmp_path)
    sql = (
        f"SELECT chain[1].holder_text, content[1].start FROM '{tmp_path / 'statements.parquet'}' WHERE kind = 'denial'"
    )
    (found,) = duckdb.sql(sql).fetchall()
    assert found[0] == "the mayor’s office"


def test_sqlite_has_typed_cells_keys_and_references(built: Case, tmp_path: Path) -> None:
    export(built, "sqlite", tmp_path)
    connection = sqlite3.connect(tmp_path / "ledger.db")
    (found,) = connection.execute(
        "SELECT r.outlet, json_extract(c.first_reported, '$.interval.earliest'), typeof(c.start)"
        " FROM claims c JOIN reports r ON r.id = c.report"
    ).fetchall()
    assert found == ("=Harbour Post", "2031-05-03", "integer")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert {row[2] for row in connection.execute("PRAGMA foreign_key_list(statements)")} == {
        "reports",
        "entities",
        "origins",
    }
    connection.close()


def test_what_cannot_be_exported_is_said(built: Case, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="not been built"):
        export(Case.create(tmp_path / "new"), "jsonl", tmp_path / "out")
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError):
        export(built, "jsonl", tmp_path / "file")
    with pytest.raises(InputError, match="no format"):
        export(built, "xlsx", tmp_path / "out")  # type: ignore[arg-type]


def test_nothing_of_an_export_is_left_half_written(built: Case, tmp_path: Path) -> None:
    export(built, "sqlite", tmp_path / "out")
    assert sorted(bytes_of(tmp_path / "out")) == ["ledger.db", "manifest.json"]
