"""The whole way: the same pile gives the same bytes, however it came in; what is read once is not read again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import rashomon
from rashomon import intake
from rashomon.case import Case, check


def digests(case: Case) -> dict[str, str]:
    folder = case.snapshot
    assert folder is not None
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_a_built_case_checks_clean(sample_case):
    assert check(sample_case) == ()


def test_the_same_pile_in_another_order_gives_the_same_bytes(sample_case, sample_files, tmp_path):
    other = rashomon.build(list(reversed(sample_files)), tmp_path / "case")
    assert digests(other) == digests(sample_case)


def test_the_same_pile_in_pieces_gives_the_same_bytes(sample_case, sample_files, tmp_path):
    for piece in (sample_files[5:], sample_files[:2], sample_files[2:5]):
        case = rashomon.build(piece, tmp_path / "case")
    assert digests(case) == digests(sample_case)


def test_the_same_pile_over_several_processes_gives_the_same_bytes(sample_case, sample_files, tmp_path):
    case = rashomon.build(sample_files, tmp_path / "case", rashomon.BuildSettings(workers=3))
    assert digests(case) == digests(sample_case)


def test_reports_in_the_case_are_not_read_again(sample_files, tmp_path, monkeypatch):
    rashomon.build(sample_files[:2], tmp_path / "case")

    def not_again(pending: object) -> object:
        raise AssertionError("a report was read again")

    monkeypatch.setattr(intake, "_read_one", not_again)
    case = rashomon.build(sample_files[:2], tmp_path / "case")
    assert len(case.reports) == 2
    assert not [p for p in case.problems if p.code == "failed"]


def test_a_report_taken_out_leaves_nothing_behind(sample_files, tmp_path):
    case = rashomon.build(sample_files[:3], tmp_path / "case")
    gone = next(r.id for r in case.reports if r.names == (sample_files[1].name,))
    from rashomon.pipeline import build

    less = build([], case, without=[gone])
    alone = rashomon.build([sample_files[0], sample_files[2]], tmp_path / "other")
    assert {r.id for r in less.reports} == {r.id for r in alone.reports}
    assert digests(less) == digests(alone)
    assert {p.name for p in (less.path / "originals").iterdir()} == {r.sha256 for r in less.reports}


def test_one_file_under_two_names_is_one_report(sample_files, tmp_path):
    copy = tmp_path / "again.txt"
    copy.write_bytes(sample_files[0].read_bytes())
    case = rashomon.build([sample_files[0], copy], tmp_path / "case")
    assert [r.names for r in case.reports] == [(sample_files[0].name, "again.txt")]


def test_a_bad_input_is_a_problem_and_the_rest_goes_on(sample_files, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    case = rashomon.build([empty, tmp_path / "gone.txt", sample_files[0]], tmp_path / "case")
    assert len(case.reports) == 1
    assert {p.name for p in case.problems if p.report is None} >= {"empty.txt", str(tmp_path / "gone.txt")}
    assert check(case) == ()


def test_a_report_in_another_language_is_kept_and_not_annotated(tmp_path):
    text = "Die Regierung teilte am Montag mit, dass die Brücke gesperrt bleibt. Niemand wurde verletzt. " * 4
    path = tmp_path / "bericht.txt"
    path.write_text(text, encoding="utf-8")
    case = rashomon.build([path], tmp_path / "case")
    assert [r.language for r in case.reports] == ["de"]
    assert case.statements == ()
    assert "language" in {p.code for p in case.problems}


def test_a_case_that_is_deleted_from_its_cache_builds_again(sample_case, sample_files, tmp_path):
    import shutil

    case = rashomon.build(sample_files, tmp_path / "case")
    shutil.rmtree(case.path / "cache")
    from rashomon.pipeline import build

    assert digests(build([], case)) == digests(sample_case)


@pytest.mark.shared
def test_the_five_reports_check_clean(shared: Path, tmp_path):
    case = rashomon.build(sorted((shared / "reports").glob("*.txt")), tmp_path / "case")
    assert check(case) == ()
    assert len(case.reports) == 5


def test_nothing_stands_on_a_pasted_gallery(tmp_path):
    gallery = (
        "Photos: The flood. People leave Vesna on May 30, 2019. Hide Caption 1 of 9 Photos: A boat. Hide Caption 2 of 9"
    )
    body = "River floods Vesna\n\nThe river flooded Vesna on Monday, the mayor said on Tuesday."
    text = f"{body}\n\n{gallery}\n\nTwo roads were closed on Monday."
    (tmp_path / "a.txt").write_text(text)
    case = rashomon.build([tmp_path / "a.txt"], tmp_path / "case")
    (caption,) = (p for p in case.passages if p.kind == "caption")
    assert caption.text.startswith("Photos")
    spans = [
        s
        for t in (case.statements, case.times, case.mentions)
        for r in t
        for s in getattr(r, "content", None) or (r.span,)
    ]
    assert spans
    assert not [s for s in spans if caption.start <= s.start < caption.end]
