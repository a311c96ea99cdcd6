"""Furniture within a paragraph is cut out of it: galleries, players, pointers; and what looks like it and is prose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.read import Reading

Reader = Callable[..., Reading]
HEAD = "Dockers walk out in Velm\n\nDockers in Velm walked out on Monday, their union said, and the cranes stood.\n\n"
FOOT = "\n\nThe port said that it would sue the union over the losses of the day.\n"


def stretches(reading: Reader, paragraph: str) -> list[tuple[str, str]]:
    """Kind and text of the passages of one paragraph between two of the report."""
    report = reading(f"{HEAD}{paragraph}{FOOT}")
    start, end = len(HEAD), len(HEAD) + len(paragraph)
    return [(p.kind, p.text.strip()) for p in report.passages if start <= p.start < end]


def test_a_gallery_in_one_paragraph_is_cut_at_its_counter_and_its_title(reading: Reader) -> None:
    told = [
        "Dockers sit at the gate on Monday.",
        "The first crane stops.",
        "Police look on. Nobody was held.",
        "Night falls on the quay",
    ]
    title = "Photos: Strike in the port of Velm"
    gallery = f"{title} {title} " + f" {title} ".join(
        f"{caption} Hide Caption {number} of 4" for number, caption in enumerate(told, 1)
    )
    assert stretches(reading, gallery) == [
        ("boilerplate", f"{title} {title}"),
        ("caption", told[0]),
        ("boilerplate", f"Hide Caption 1 of 4 {title}"),
        ("caption", told[1]),
        ("boilerplate", f"Hide Caption 2 of 4 {title}"),
        ("caption", told[2]),
        ("boilerplate", f"Hide Caption 3 of 4 {title}"),
        ("caption", told[3]),
        ("boilerplate", "Hide Caption 4 of 4"),
    ]


def test_the_report_before_and_behind_a_gallery_stays_body(reading: Reader) -> None:
    title = "Photos: Strike in the port"
    paragraph = (
        f"The union spoke of a full stop. {title} Men sit down. Hide Caption 1 of 3 {title} Women join. Hide Caption 2 "
        f"of 3 {title} Rain falls. Hide Caption 3 of 3 The harbour master denied that a ship had left."
    )
    found = stretches(reading, paragraph)
    assert found[0] == ("body", "The union spoke of a full stop.")
    assert found[-1] == ("body", "The harbour master denied that a ship had left.")
    assert [text for kind, text in found if kind == "caption"] == ["Men sit down.", "Women join.", "Rain falls."]


def test_captions_behind_their_counters_are_captions(reading: Reader) -> None:
    paragraph = (
        "Image 1 of 3 Men sit down at the gate. Image 2 of 3 Women join them. Image 3 of 3 Rain falls on the quay."
    )
    assert [kind for kind, _ in stretches(reading, paragraph)] == ["boilerplate", "caption"] * 3


@pytest.mark.parametrize(
    "paragraph",
    [
        "The count went on: 1 of 3 ships was found at dawn, 2 of 3 by noon, and 3 of 3 at night, the port said.",
        "The votes stood at 7 of 12 on Monday, at 8 of 12 on Tuesday and at 9 of 12 when the strike was called.",
        "The union (see: its own letter of March) had warned the port, which read it and did nothing about it.",
        "“Advertisement Is Theft”, the poster said, and the port took it down before the ministers came to Velm.",
        "The next shift (read: nobody) came at noon, and the owners asked the court to order the men back to work.",
    ],
)
def test_figures_and_brackets_of_prose_are_no_furniture(reading: Reader, paragraph: str) -> None:
    assert stretches(reading, paragraph) == [("body", paragraph)]


def test_a_player_and_a_pointer_between_sentences_are_cut_out(reading: Reader) -> None:
    player = "JUST WATCHED Cranes stand in Velm Replay More Videos ... MUST WATCH Cranes stand in Velm 01:20"
    pointer = "(RELATED: Port Of Velm Lost Millions In Last Strike)"
    paragraph = f"The union spoke of a full stop. {player} The port denied it. {pointer}"
    assert stretches(reading, paragraph) == [
        ("body", "The union spoke of a full stop."),
        ("boilerplate", player),
        ("body", "The port denied it."),
        ("boilerplate", pointer),
    ]


def test_furniture_within_a_sentence_is_left(reading: Reader) -> None:
    paragraph = "The union (RELATED: Port Of Velm Lost Millions In Last Strike) said that nobody would go back to work."
    assert stretches(reading, paragraph) == [("body", paragraph)]


def test_buttons_of_a_picture_leave_its_caption(reading: Reader) -> None:
    paragraph = "Hide caption Dockers sit at the gate of the port in Velm on Monday. Previous Next Jonas Reil/AFP"
    assert stretches(reading, paragraph) == [
        ("boilerplate", "Hide caption"),
        ("caption", "Dockers sit at the gate of the port in Velm on Monday."),
        ("boilerplate", "Previous Next"),
        ("caption", "Jonas Reil/AFP"),
    ]


def test_the_label_of_highlights_is_cut_off_and_they_are_the_reports(reading: Reader) -> None:
    text = "Dockers walk out in Velm\n\nStory highlights Source: The union plans to go on for a week\n\n" + HEAD + FOOT
    assert [(p.kind, p.text.strip()) for p in reading(text).passages[1:3]] == [
        ("boilerplate", "Story highlights"),
        ("body", "Source: The union plans to go on for a week"),
    ]


def test_a_players_line_with_its_length_is_furniture(reading: Reader) -> None:
    line = "Dockers In Velm Walk Out, And The Port Sues Listen · 4:33 4:33"
    assert stretches(reading, line) == [("boilerplate", line)]


LONG = (
    "Dockers in Velm walked out on Monday, their union said, and the cranes stood. The port said that it would sue the "
    "union over the losses of the day. Two ships turned away to Ossa in the evening, the harbour master said, and a "
    "third lay off the mole with no pilot. The ministry asked both sides to talk before the end of the week, and the "
    "union answered that it had asked for nothing else since March, when the last round of talks had broken down."
)


@pytest.mark.parametrize(
    "foot",
    [
        "(Reporting by Lina Haddad; editing by Omar Aziz)",
        "Lina Haddad and Omar Aziz contributed to this report.",
        "Source: AFP",
        "Share this: Facebook Twitter WhatsApp",
        "Related: The port that fell asleep Ten years without a crane",
    ],
)
def test_a_foot_joined_to_the_last_paragraph_is_cut_off(reading: Reader, foot: str) -> None:
    passages = reading(f"Dockers walk out in Velm\n\n{LONG} {foot}\n").passages
    assert [(p.kind, p.text.strip()) for p in passages[1:]] == [("body", LONG), ("boilerplate", foot)]


def test_a_last_sentence_on_reporting_is_no_foot(reading: Reader) -> None:
    last = "A newspaper in Ossa, reporting by telephone from the mole, had told of it first."
    passages = reading(f"Dockers walk out in Velm\n\n{LONG} {last}\n").passages
    assert [p.kind for p in passages] == ["title", "body"]


def test_a_caption_with_its_credit_within_a_paragraph_is_one(reading: Reader) -> None:
    caption = "Men sit down at the gate on Monday. (Photo: Sara Odeh/AFP)"
    passages = reading(f"Dockers walk out in Velm\n\n{caption} {LONG}\n").passages
    assert [(p.kind, p.text.strip()) for p in passages[1:]] == [("caption", caption), ("body", LONG)]
    passages = reading(f"Dockers walk out in Velm\n\nThe union called it a success. {caption} {LONG}\n").passages
    assert [p.kind for p in passages] == ["title", "body", "caption", "body"]
    passages = reading(
        f"Dockers walk out in Velm\n\n{LONG} Its photo (by Sara Odeh/AFP) went round the world.\n"
    ).passages
    assert [p.kind for p in passages] == ["title", "body"]


def test_an_author_and_a_day_that_open_the_only_paragraph_are_told(reading: Reader) -> None:
    report = reading(f"Dockers walk out in Velm\n\nBy Lina Haddad 14 March 2019 {LONG}\n").report
    assert report.byline is not None
    assert report.published is not None
    assert (report.byline.text, report.published.earliest) == ("By Lina Haddad", "2019-03-14")
