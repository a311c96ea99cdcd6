"""The commands as a user types them: data on standard output, talk on standard error, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


def rashomon(*arguments: object, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rashomon", *map(str, arguments)]
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture(scope="module")
def built(sample_files, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    done = rashomon("build", *sample_files[:3], "--case", "case", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_build_prints_a_summary_and_no_control_characters(built, sample_files):
    done = rashomon("build", sample_files[0], "--case", "case", cwd=built)
    assert done.returncode == 0
    assert re.search(r"reports\s+3 ", done.stdout)
    assert "\x1b" not in done.stdout + done.stderr


def test_build_reads_a_list_of_paths_from_standard_input(sample_files, tmp_path):
    listed = "".join(f"{p}\n" for p in sample_files[:2])
    done = rashomon("build", "-", "--case", "case", "--json", cwd=tmp_path, stdin=listed)
    assert json.loads(done.stdout)["counts"]["reports"] == 2


def test_build_with_an_unreadable_input_ends_with_3_and_says_what_to_do(sample_files, tmp_path):
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 not for now")
    done = rashomon("build", "scan.pdf", sample_files[0], "--case", "case", cwd=tmp_path)
    assert done.returncode == 3
    assert "scan.pdf" in done.stderr


def test_wrong_usage_ends_with_2(tmp_path):
    assert rashomon("build", cwd=tmp_path).returncode == 2
    assert rashomon("export", "case", "--format", "xml", cwd=tmp_path).returncode == 2


def test_a_folder_that_is_no_case_is_one_line_on_standard_error_and_1(tmp_path):
    done = rashomon("show", tmp_path, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "E-case" in done.stderr


def test_dossier_goes_to_a_file_or_to_standard_output(built):
    done = rashomon("dossier", "case", "-o", "page.html", cwd=built)
    assert done.stdout.strip() == "page.html"
    page = (built / "page.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert rashomon("dossier", "case", "-o", "-", cwd=built).stdout == page


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet", "sqlite"])
def test_export_writes_every_table_and_a_manifest(built, kind):
    done = rashomon("export", "case", "--format", kind, "--out", f"out-{kind}", cwd=built)
    assert done.returncode == 0, done.stderr
    assert (built / f"out-{kind}" / "manifest.json").is_file()


def test_show_prints_a_row_by_its_id(built):
    rows = json.loads(rashomon("show", "case", "statements", "--json", cwd=built).stdout)
    row = next(r for r in rows if r["voice"] == "attributed")
    shown = rashomon("show", "case", row["id"], cwd=built)
    assert shown.returncode == 0, shown.stderr
    assert row["content"][0]["text"].split()[0] in shown.stdout


def test_check_says_how_many_reports_were_checked(built):
    done = rashomon("check", "case", cwd=built)
    assert done.returncode == 0
    assert "3 reports checked, 0 wrong" in done.stderr


def test_a_rejected_statement_is_gone_and_undo_brings_it_back(built):
    def ids() -> set[str]:
        return {r["id"] for r in json.loads(rashomon("show", "case", "statements", "--json", cwd=built).stdout)}

    before = ids()
    row = min(before)
    done = rashomon("decide", "case", "reject", row, "--by", "test", "--note", "no statement", cwd=built)
    assert done.returncode == 0, done.stderr
    assert ids() == before - {row}
    assert rashomon("decide", "case", "undo", "1", "--by", "test", cwd=built).returncode == 0
    assert ids() == before


def test_remove_takes_a_report_out_by_its_file_name(sample_files, tmp_path):
    rashomon("build", *sample_files[:2], "--case", "case", cwd=tmp_path)
    done = rashomon("remove", "case", sample_files[1].name, "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["counts"]["reports"] == 1
    assert rashomon("remove", "case", "no-such.txt", cwd=tmp_path).returncode == 2


def test_doctor_finds_everything_in_place(tmp_path):
    done = rashomon("doctor", "--json", cwd=tmp_path)
    assert done.returncode == 0
    assert all(line["ok"] for line in json.loads(done.stdout))
