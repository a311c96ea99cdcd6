# ruff: noqa: E501
"""A report's row and its passages: what holds of every text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.ingest import Block, Document, Facts
from rashomon.read import Reading, read

Reader = Callable[..., Reading]
BODY = "Two boats sank off Tamrat on Monday night, the harbour master said, and five men were brought ashore."
LINES = st.sampled_from(
    [
        "", " ", "\t", "Menu", "Share", "Advertisement", "By Lina Haddad", "May 8, 2018", "Read more: Boats sink again",
        "Two boats sink off Tamrat", "“We saw nothing,” he said. “It was dark.", "Copyright 2018 WQZX. All rights reserved.",
        "Two boats sank off Tamrat on Monday, the harbour master said, and five men were brought ashore.",
        "string(3) \"[{\"id\":\"1\",\"title\":\"x\"},{\"id\":\"2\"}]\"", "بيان من البلدية", "😀 \u00a0 ok", "—Reuters", "<p>x</p>", "(",
    ]
)  # fmt: skip


def document(text: str) -> Document:
    return Document(id="R-0", sha256="", names=("t.txt",), media="plain", text=text)


@settings(max_examples=200)
@given(st.lists(LINES, max_size=25).map("\n".join) | st.text(max_size=300))
def test_passages_tile_every_text_and_spans_are_clean(text: str) -> None:
    if not text.strip():
        return
    found = read(document(text))
    assert "".join(p.text for p in found.passages) == text
    assert [p.start for p in found.passages][1:] == [p.end for p in found.passages][:-1]
    assert len({p.id for p in found.passages}) == len(found.passages)
    for span in (found.report.title, found.report.byline, found.report.dateline):
        if span is not None:
            assert text[span.start : span.end] == span.text == span.text.strip()
            home = next(p for p in found.passages if p.start <= span.start < p.end)
            assert home.kind != "boilerplate"
    assert all((p.reason is not None) == (p.kind == "boilerplate") for p in found.passages)


@settings(max_examples=50)
@given(st.lists(LINES, max_size=20).map("\n\n".join))
def test_the_same_text_gives_the_same_rows(text: str) -> None:
    assert read(document(text)) == read(document(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two boats sank off Tamrat on Monday, the harbour master said, and five men were brought ashore. " * 3, "en"),
        ("Deux bateaux ont coulé au large de Tamrat lundi, a déclaré le capitaine du port, et cinq hommes. " * 3, "fr"),
        ("قال رئيس الميناء إن قاربين غرقا قبالة تمرات يوم الاثنين وتم إنقاذ خمسة رجال. " * 3, "ar"),
        ("Menu\n\nShare\n\nDos barcos se hundieron frente a Tamrat el lunes, dijo el capitán del puerto. " * 3, "es"),
    ],
)
def test_the_language_is_of_the_text_without_its_furniture(reading: Reader, text: str, language: str) -> None:
    assert reading(text).report.language == language


def test_a_report_in_another_language_is_kept_and_told(reading: Reader) -> None:
    found = reading("Deux bateaux ont coulé au large de Tamrat lundi, a déclaré le capitaine du port. " * 4)
    assert [p.code for p in found.problems] == ["language"]
    assert found.passages


def test_a_text_too_short_to_tell_gets_no_language(reading: Reader) -> None:
    assert reading("OK 2016").report.language is None
    assert reading("Deux bateaux ont coulé au large de Tamrat lundi, dit le chef du port.").report.language == "fr"
    assert reading("The boats sank on Monday and five of the men were saved.").report.language == "en"


def test_english_set_in_capitals_or_hardly_telling_is_not_called_another_language(reading: Reader) -> None:
    shouted = "TWO PEOPLE ARE IN CRITICAL CONDITION THIS MORNING AFTER BOATS SANK OFF TAMRAT LAST NIGHT. WE GO LIVE TO THE PIER."
    assert reading(shouted).report.language == "en"
    assert reading("Shr 16 cts vs 13 cts\nPay April 15\nRecord March 31\nNet 4.1 vs 3.2").report.language in (
        "en",
        None,
    )


def test_prose_broken_by_hand_is_one_passage_a_paragraph(reading: Reader) -> None:
    text = (
        "Two boats sank off Tamrat on Monday night, the harbour\nmaster said, and five men were brought ashore by the\n"
        "coast guard before dawn on Tuesday, he told reporters.\n    A sixth man is missing. His family said that he had\n"
        "been at sea for eleven years and knew the coast well,\nand they asked that the search go on until Friday.\n"
    )
    assert [p.text.split()[0] for p in reading(text).passages] == ["Two", "A"]


def test_no_break_spaces_and_emoji_do_not_move_spans(reading: Reader) -> None:
    text = "Share 😀\n\nTwo boats\u00a0sink off Tamrat\n\n😞 Two\u00a0boats sank off Tamrat on Monday, the master said.\u00a0\n"
    found = reading(text)
    assert found.report.title is not None
    assert found.report.title.text == "Two boats\u00a0sink off Tamrat"
    assert "".join(p.text for p in found.passages) == text


def test_an_address_that_stands_over_the_text_is_its_url(reading: Reader) -> None:
    body = "Two boats sank off Tamrat on Monday, the harbour master said, and five men were brought ashore."
    found = reading(f"https://tamrat.example/boats\n\n{body}")
    assert found.report.url == "https://tamrat.example/boats"
    assert [p.kind for p in found.passages] == ["boilerplate", "body"]
    assert reading(f"{body}\n\nhttps://tamrat.example/boats").report.url is None


def test_teasers_that_each_open_anew_are_no_wrapped_paragraph(reading: Reader) -> None:
    foot = "Read next\nRail line reopens after repairs in the hills\nInsurers raise rates for ships in the strait\n"
    found = reading(f"Two boats sink off Tamrat\n\n{BODY}\n\n{foot}Sign up for the Strait briefing\n")
    assert {p.kind for p in found.passages[2:]} == {"boilerplate"}
    assert found.report.text[found.passages[2].start :].startswith("Read next")


def test_a_last_sentence_with_an_editors_initials_is_body(reading: Reader) -> None:
    last = "The search went on until dark. /lh"
    found = reading(f"Two boats sink off Tamrat\n\n{BODY}\n\nShare\n\nTweet\n\n{last}\n\nMost read\n\nComments")
    assert next(p.kind for p in found.passages if last in p.text) == "body"


def test_a_page_heading_longer_than_its_metadata_is_the_title_as_a_whole(reading: Reader) -> None:
    heading = "Two boats sink off Tamrat: what is known"
    text = f"{heading}\n\n{BODY}"
    blocks = (
        Block(start=0, end=len(heading), tag="h1", body=True),
        Block(start=len(heading) + 2, end=len(text), tag="p", body=True),
    )
    report = reading(text, Facts(title="Two boats sink off Tamrat"), media="html", blocks=blocks).report
    assert report.title is not None
    assert report.title.text == heading
