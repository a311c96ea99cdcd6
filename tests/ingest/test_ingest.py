"""Files, folders and tables to documents; what goes wrong is told, and the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.ingest import INFORMATION, Document, Ingested, IngestSettings, Known, ingest, load_known
from rashomon.ingest.trouble import MESSAGES

TEXT = "Two boats sank off Tamrat\n\nTwo boats sank off Tamrat on Monday, the harbour master said.\n"


def write(folder: Path, **files: str | bytes) -> None:
    for name, body in files.items():
        path = folder / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body if isinstance(body, bytes) else body.encode())


def documents(found: list[Ingested]) -> list[Document]:
    return [one.document for one in found if one.document is not None]


def codes(found: list[Ingested]) -> dict[str, list[str]]:
    return {one.name: [p.code for p in one.problems] for one in found if one.problems}


def test_a_folder_is_read_in_the_order_of_names_with_its_subfolders(tmp_path: Path) -> None:
    write(tmp_path, b_DOT_txt=TEXT, a__z_DOT_md="# Head\n\nA body.", c_DOT_html="<p>A page of words.</p>")
    assert [d.names for d in documents(list(ingest([tmp_path])))] == [("a/z.md",), ("b.txt",), ("c.html",)]


def test_a_file_given_is_named_by_its_base_name(tmp_path: Path) -> None:
    write(tmp_path, deep__down__b_DOT_txt=TEXT)
    assert [d.names for d in documents(list(ingest([tmp_path / "deep/down/b.txt"])))] == [("b.txt",)]


def test_the_same_bytes_give_the_same_id_whatever_their_name(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=TEXT, b_DOT_txt=TEXT)
    first, second = documents(list(ingest([tmp_path])))
    assert first.id == second.id
    assert first.id.startswith("R-")


def test_the_same_bytes_under_another_outlet_are_another_report(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=TEXT, b_DOT_txt=TEXT, reports_DOT_csv="file,outlet\nb.txt,Tamrat Voice\n")
    first, second = documents(list(ingest([tmp_path])))
    assert first.id != second.id
    assert (second.facts.outlet, second.facts.outlet_basis) == ("Tamrat Voice", "table")


def test_originals_are_the_bytes_as_they_came(tmp_path: Path) -> None:
    raw = TEXT.replace("\n", "\r\n").encode("utf-16")
    write(tmp_path, a_DOT_txt=raw)
    (one,) = ingest([tmp_path])
    assert one.original == raw
    assert one.document is not None
    assert one.document.text == TEXT


def test_what_reports_csv_and_case_toml_say_stands_above_the_page(tmp_path: Path) -> None:
    page = '<meta property="og:site_name" content="Wrong"><p>Two boats sank off Tamrat on Monday.</p>'
    write(
        tmp_path,
        a_DOT_html=page,
        reports_DOT_csv="file;outlet;published;url\na.html;From CSV;2018-03-05;https://x.example\n",
    )
    (one,) = ingest([tmp_path], IngestSettings(known={"a.html": Known(outlet="From the case")}))
    assert one.document is not None
    facts = one.document.facts
    assert (facts.outlet, facts.url, facts.outlet_basis) == ("From the case", "https://x.example", "table")
    assert facts.published is not None
    assert (facts.published.earliest, facts.published_basis) == ("2018-03-05", "table")


def test_a_date_in_reports_csv_that_is_none_is_told(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=TEXT, reports_DOT_csv="file,published\na.txt,last week\n,orphan\n")
    found = list(ingest([tmp_path]))
    assert codes(found) == {"reports.csv": ["known_unreadable"], "a.txt": ["known_unreadable"]}
    assert load_known(tmp_path).known["a.txt"].published == "last week"


def test_what_is_no_report_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(
        tmp_path,
        empty_DOT_txt="",
        blank_DOT_txt=" \n\t\n",
        pdf_DOT_txt=b"%PDF-1.4 x",
        paper_DOT_pdf=b"%PDF-1.4 x",
        word_DOT_docx=b"PK\x03\x04",
        key_DOT_json="{}",
        bin_DOT_txt=bytes(300),
        big_DOT_txt="x" * 5000,
        good_DOT_txt=TEXT,
        _DOT_hidden_DOT_txt=TEXT,
    )
    found = list(ingest([tmp_path], IngestSettings(size_limit=4000)))
    assert [d.names[0] for d in documents(found)] == ["good.txt"]
    assert codes(found) == {
        "empty.txt": ["empty"],
        "blank.txt": ["empty"],
        "pdf.txt": ["save_as_text"],
        "paper.pdf": ["save_as_text"],
        "word.docx": ["save_as_text"],
        "key.json": ["not_a_report"],
        "bin.txt": ["binary"],
        "big.txt": ["oversized"],
    }


def test_a_file_of_another_kind_that_is_named_is_unsupported(tmp_path: Path) -> None:
    write(tmp_path, key_DOT_json="{}")
    assert codes(list(ingest([tmp_path / "key.json", tmp_path / "gone.txt"]))) == {
        "key.json": ["unsupported"],
        str(tmp_path / "gone.txt"): ["missing"],
    }


def test_links_that_lead_in_circles_or_nowhere_are_told(tmp_path: Path) -> None:
    write(tmp_path, sub__a_DOT_txt=TEXT)
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(ingest([tmp_path]))
    assert [d.names[0] for d in documents(found)] == ["sub/a.txt"]
    assert codes(found) == {"sub/loop": ["symlink_loop"], "self.txt": ["symlink_loop"]}


def test_a_path_that_vanishes_while_others_are_read_is_told(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=TEXT, b_DOT_txt=TEXT, c_DOT_txt=TEXT)
    stream = ingest([tmp_path])
    first = next(stream)
    (tmp_path / "b.txt").unlink()
    rest = list(stream)
    assert first.document is not None
    assert codes(rest) == {"b.txt": ["vanished"]}
    assert [d.names[0] for d in documents(rest)] == ["c.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=TEXT)
    (tmp_path / "a.txt").chmod(0)
    assert codes(list(ingest([tmp_path]))) == {"a.txt": ["unreadable"]}


def test_a_case_folder_among_the_reports_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=TEXT, case__snapshots__1__x_DOT_txt="no", case__originals__y_DOT_txt="no")
    assert [d.names[0] for d in documents(list(ingest([tmp_path])))] == ["a.txt"]


def test_rows_of_jsonl_are_reports_and_bad_lines_are_told(tmp_path: Path) -> None:
    rows = [
        {"id": "r1", "text": "Boats sank.", "title": "Boats sink", "outlet": "Voice", "published": "2018-03-05", "url": "https://x.example"},
        {"id": "r2", "text": ""},
        {"id": "r3", "text": "Boats sink\n\nBoats sank.", "title": "Boats sink", "emoji": "\ud83d"},
    ]  # fmt: skip
    write(tmp_path, t_DOT_jsonl="\n".join(json.dumps(r) for r in rows[:2]) + "\n{not json\n[1]\n" + json.dumps(rows[2]))
    found = list(ingest([tmp_path]))
    first, third = documents(found)
    assert first.names == ("t.jsonl#r1",)
    assert (first.text, first.title_added) == ("Boats sink\n\nBoats sank.", True)
    assert (first.facts.outlet, first.facts.outlet_basis, first.facts.url) == ("Voice", "table", "https://x.example")
    assert first.container is not None
    assert first.container.row == 0
    assert (third.text, third.title_added) == ("Boats sink\n\nBoats sank.", False)
    told = codes(found)
    assert told["t.jsonl#r2"] == ["row_without_text"]
    assert told["t.jsonl#2"] == told["t.jsonl#3"] == ["row_unreadable"]


def test_columns_are_mapped_in_csv_and_parquet_and_gzip(tmp_path: Path) -> None:
    write(tmp_path, t_DOT_csv='nr;body;date\n7;"Boats sank; two, he said.";2018-03-05\n')
    (tmp_path / "u.csv.gz").write_bytes(gzip.compress(b"nr,body,date\n8,Nobody drowned.,2018-03-06\n"))
    duckdb.sql(f"copy (select 9 as nr, 'Ships sailed.' as body, date '2018-03-07' as date) to '{tmp_path}/v.parquet'")
    settings = IngestSettings(columns={"id": "nr", "text": "body", "published": "date"})
    found = documents(list(ingest([tmp_path], settings)))
    assert [d.names[0] for d in found] == ["t.csv#7", "u.csv.gz#8", "v.parquet#9"]
    assert [d.text for d in found] == ["Boats sank; two, he said.", "Nobody drowned.", "Ships sailed."]
    assert [d.facts.published and d.facts.published.earliest for d in found] == [
        "2018-03-05",
        "2018-03-06",
        "2018-03-07",
    ]


def test_a_table_without_the_text_column_or_that_is_none_is_told(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_csv="x,y\n1,2\n", b_DOT_parquet="no parquet", c_DOT_csv="id,text\n1,a,b,c\n2,Good text.\n")
    found = list(ingest([tmp_path]))
    assert codes(found)["a.csv"] == ["column_missing"]
    assert codes(found)["b.parquet"] == ["table_unreadable"]
    assert codes(found)["c.csv#0"] == ["row_unreadable"]
    assert [d.text for d in documents(found)] == ["Good text."]


def test_front_matter_of_markdown_tells_what_is_known(tmp_path: Path) -> None:
    matter = "---\ntitle: Boats sink\noutlet: Tamrat Voice\ndate: 2018-03-05\n---\n\n# Boats sink\n\nTwo boats sank.\n"
    write(tmp_path, a_DOT_md=matter)
    (one,) = ingest([tmp_path])
    assert one.document is not None
    assert (one.document.facts.outlet, one.document.facts.outlet_basis) == ("Tamrat Voice", "metadata")
    assert one.document.facts.published is not None


def test_a_page_saved_under_another_ending_is_read_as_a_page(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_DOT_txt="<!DOCTYPE html><html><body><p>Two boats sank.</p></body></html>",
        b_DOT_txt="<p>Not a page.",
    )
    found = documents(list(ingest([tmp_path])))
    assert [(d.media, d.text) for d in found] == [("html", "Two boats sank."), ("plain", "<p>Not a page.")]


def test_every_code_is_stable_and_says_what_to_do() -> None:
    assert set(MESSAGES) >= INFORMATION
    for code, message in MESSAGES.items():
        assert code.islower()
        assert message.endswith(".")
        assert len(message) > 40


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=200))
def test_any_text_comes_through_unaltered_but_for_line_ends(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "t.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for one in ingest([path]):
        if one.document is not None and one.document.encoding == "utf-8" and not one.problems:
            assert one.document.text == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
