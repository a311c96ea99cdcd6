"""What a journalist's folder holds beside clean reports: exports of databases, mails, chats, broadcasts, prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rashomon.ingest import Document, ingest
from rashomon.read import Reading, read

FOLDER = Path(__file__).parent / "folder"
KEY: dict[str, dict[str, Any]] = json.loads((FOLDER / "key.json").read_text("utf-8"))


def document_of(path: Path) -> Document:
    (one,) = ingest([path])
    assert one.document is not None, one.problems
    return one.document


def document_from(tmp_path: Path, text: str, name: str = "report.txt") -> Document:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return document_of(tmp_path / name)


def kinds_at(reading: Reading, words: str) -> set[str]:
    at = reading.report.text.index(words)
    return {p.kind for p in reading.passages if p.start < at + len(words) and at < p.end}


@pytest.mark.parametrize("name", sorted(KEY))
def test_a_copied_text_tells_title_outlet_and_day(name: str) -> None:
    report, key = read(document_of(FOLDER / name)).report, KEY[name]
    days = [d[:10] for d in (report.published.earliest, report.published.latest) if d] if report.published else []
    wanted = key["published"] if isinstance(key["published"], list) else [key["published"]] * 2
    assert (report.title.text if report.title else None) == key["title"]
    assert report.outlet == key["outlet"]
    assert days == wanted


@pytest.mark.parametrize("name", sorted(KEY))
def test_the_body_of_a_copied_text_begins_where_its_report_does(name: str) -> None:
    reading, key = read(document_of(FOLDER / name)), KEY[name]
    assert kinds_at(reading, key["first"]) == {"body"}
    for words in key["boilerplate"]:
        assert kinds_at(reading, words) == {"boilerplate"}, words


def test_labels_in_a_report_without_a_head_tell_nothing(tmp_path: Path) -> None:
    text = (
        "Two held over fire at Calder mill\n\nPolice held two men over the fire at the Calder mill, the force said.\n\n"
        "Date: the fire began on Monday.\n\nSource: a guard at the gate, who saw the men run, told the police of it.\n"
    )
    document = document_from(tmp_path, text)
    assert document.facts.outlet is None
    assert document.facts.published is None
    assert document.blocks == ()


def test_one_stamp_in_brackets_makes_no_chat(tmp_path: Path) -> None:
    text = "Outage hits Tarn\n\n[14/07/2021, 18:22] Tarn: the power failed at six, the company said in a statement.\n"
    assert document_from(tmp_path, text).blocks == ()


def test_figures_that_stand_alone_are_no_page_numbers_where_they_do_not_count_up(tmp_path: Path) -> None:
    text = (
        "Dead by district\n\nOruma\n\n12\n\nTisno\n\n7\n\nVelem\n\n31\n\nThe ministry gave no figure for the capital.\n"
    )
    assert document_from(tmp_path, text).blocks == ()


def test_a_mail_that_passes_a_report_on_leaves_the_day_to_the_day_that_the_report_prints(tmp_path: Path) -> None:
    text = (
        "From: Elena Sarkis <e.sarkis@desk.example>\nDate: Mon, Feb 6, 2023 at 8:14 AM\nSubject: Fwd: dam\n\n"
        "Dam gates opened at Solva\n\n3 February 2023\n\nThe gates of the Solva dam were opened, the operator said.\n"
    )
    published = read(document_from(tmp_path, text)).report.published
    assert published is not None
    assert published.earliest == "2023-02-03"


def test_the_source_in_front_matter_is_an_address_where_it_is_one(tmp_path: Path) -> None:
    text = '---\ntitle: "Strike ends at Oruma port"\nsource: https://orumapost.example/1\n---\nThe strike is over.\n'
    document = document_from(tmp_path, text, "clip.md")
    assert document.facts.url == "https://orumapost.example/1"
    assert document.facts.outlet is None
    assert document.text.startswith("Strike ends at Oruma port\n\n---")


def test_a_name_over_a_row_of_labels_is_the_site_and_a_headline_over_its_author_and_day_is_none(tmp_path: Path) -> None:
    body = "\n\nFire at Solva mill\n\nA fire burned down the mill.\n\nNobody was hurt.\n\nThe cause is open.\n\nEnd.\n"
    assert document_from(tmp_path, f"The Lean Margin\nabout | archive | who we are | subscribe{body}").facts.outlet
    dated = f"Fire Burns Solva Mill\nKim Rao | 3 May 2019 | Solva | Local{body}"
    assert document_from(tmp_path, dated).facts.outlet is None
