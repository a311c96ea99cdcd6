"""Title, byline, dateline and captions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.ingest import Facts, ingest
from rashomon.read import Reading, read

Reader = Callable[..., Reading]
BODY = "Two boats sank off Tamrat on Monday night, the harbour master said, and five men were brought ashore.\n\n" * 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Two boats sink off Tamrat\n\n" + BODY, "Two boats sink off Tamrat"),
        ("Menu\n\nShare\n\nTwo boats sink off Tamrat\n\n" + BODY, "Two boats sink off Tamrat"),
        ("‘No one told us’: what sank the boats?\n\n" + BODY, "‘No one told us’: what sank the boats?"),
        ("× Two boats sink off Tamrat\n\n" + BODY, "Two boats sink off Tamrat"),
        ("TWO BOATS SINK OFF TAMRAT\n" + BODY, "TWO BOATS SINK OFF TAMRAT"),
        ("Two Boats Sink Off Tamrat, Five Saved.\n\n" + BODY, "Two Boats Sink Off Tamrat, Five Saved."),
        ("Two boats sink off Tamrat Posted: Monday, May 7, 2018 6:10 PM\n\n" + BODY, "Two boats sink off Tamrat"),
        ("Boats that sank were old, says...\n\n" + BODY, "Boats that sank were old, says..."),
        (BODY, None),
        ("A pilot was given a hundred dollars by the owner of one of the boats. What would he do?\n\n" + BODY, None),
        ("Lina Haddad\n\n" + BODY, None),
        ("TAMRAT, Idra\n\n" + BODY, None),
        ("March 3, 2018\n\n" + BODY, None),
        ("Rescuers on the pier on Tuesday. (Photo: Lina Haddad)\n\n" + BODY, None),
        ("Tamrat (Reuters) - Two boats sank on Monday.\n\n" + BODY, None),
        ("“It was dark,” the pilot said.\n\n" + BODY, None),
    ],
)
def test_a_headline_is_what_stands_first_and_reads_as_one(reading: Reader, text: str, title: str | None) -> None:
    found = reading(text).report.title
    assert (found.text if found else None) == title


def test_a_title_that_a_field_names_is_found_even_where_it_ends_as_a_sentence(reading: Reader) -> None:
    text = "Boats sank. Nobody knows why.\n\n" + BODY
    found = reading(text, Facts(title="Boats sank. Nobody knows why.")).report.title
    assert found is not None
    assert found.start == 0


def test_markdown_gives_its_heading_without_the_mark_and_its_front_matter_aside(reading: Reader) -> None:
    text = f"---\noutlet: Tamrat Voice\n---\n\n# Boats sank. Nobody knows why.\n\n{BODY}"
    found = reading(text, media="markdown")
    assert found.report.title is not None
    assert found.report.title.text == "Boats sank. Nobody knows why."
    assert [(p.kind, p.reason) for p in found.passages[:3]] == [
        ("boilerplate", "code"),
        ("title", None),
        ("body", None),
    ]


def test_a_repeated_headline_is_boilerplate_and_the_first_is_the_title(reading: Reader) -> None:
    title = "Two boats sink off Tamrat"
    passages = reading(f"{title}\n\n{title}\nFri Feb 26, 2016 11:14:49\n\n{BODY}").passages
    assert [(p.kind, p.reason) for p in passages[:4]] == [
        ("title", None),
        ("boilerplate", "repeated_title"),
        ("dateline", None),
        ("body", None),
    ]


def test_a_headline_at_the_head_of_the_first_paragraph_is_cut_off_it(reading: Reader) -> None:
    passages = reading(
        "Two boats sink off Tamrat\n\nTwo boats sink off Tamrat Five men were saved when they sank."
    ).passages
    assert [p.kind for p in passages] == ["title", "boilerplate", "body"]
    assert passages[2].text == "Five men were saved when they sank."


def test_a_first_sentence_that_opens_like_the_headline_is_body(reading: Reader) -> None:
    passages = reading(
        "Two boats sink off Tamrat\n\nTwo boats sink off Tamrat every winter, the harbour master said."
    ).passages
    assert [p.kind for p in passages] == ["title", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "By Lina Haddad",
        "by: Lina Haddad and Samir Odeh",
        "(Author: Tamrat Voice Editorial Staff)",
        "Tamrat Voice with wires",
        "Lina Haddad, Staff Writer",
        "The Associated Press",
        "Press Trust of India",
    ],
)
def test_bylines_are_told_in_their_many_forms(reading: Reader, line: str) -> None:
    report = reading(f"Two boats sink off Tamrat\n\n{line}\n\n{BODY}").report
    assert report.byline is not None
    assert report.byline.text == line


@pytest.mark.parametrize(
    "line",
    [
        "By the time help came, both boats were gone.",
        "By Monday night five men had been brought ashore by the coast guard's cutter.",
        "From the pier one could see nothing.",
        "Written by hand, the log ends at noon, the harbour master said.",
    ],
)
def test_sentences_that_open_like_bylines_are_body(reading: Reader, line: str) -> None:
    passages = reading(f"Two boats sink off Tamrat\n\n{line}\n\n{BODY}").passages
    assert passages[1].kind == "body"


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("TRIPOLI, Libya (AP) — ", "TRIPOLI, Libya (AP)"),
        ("PORT AMSA, Feb 9 (Reuters) - ", "PORT AMSA, Feb 9 (Reuters)"),
        ("Ferguson, Missouri (CNN) -- ", "Ferguson, Missouri (CNN)"),
        ("NAIROBI – ", "NAIROBI"),
        ("EASTPORT (WQZX) - ", "EASTPORT (WQZX)"),
        ("CANBERRA, Orvania (AP)_ ", "CANBERRA, Orvania (AP)"),
        ("SAN TELO, 16 SEP 89 (RADIO SAN TELO) -- [TEXT] ", "SAN TELO, 16 SEP 89 (RADIO SAN TELO)"),
    ],
)
def test_a_dateline_is_a_span_within_the_first_paragraph(reading: Reader, opening: str, dateline: str) -> None:
    found = reading(f"Two boats sink off Tamrat\n\n{opening}Two boats sank on Monday night, officials said.\n\n{BODY}")
    assert found.report.dateline is not None
    assert found.report.dateline.text == dateline
    assert found.passages[1].kind == "body"


def test_a_dateline_on_a_line_of_its_own_is_no_headline(reading: Reader) -> None:
    found = reading(f"NAIROBI, Orvania (AP) _\n\n{BODY}")
    assert found.report.title is None
    assert [p.kind for p in found.passages[:2]] == ["dateline", "body"]
    assert found.report.dateline is not None
    assert found.report.dateline.text == "NAIROBI, Orvania (AP)"


@pytest.mark.parametrize(
    "opening",
    ["The boats – old ones – ", "Samir Odeh, 43 — ", "Sinking boats -- two of them -- ", "He said it (again) - "],
)
def test_a_dash_in_a_sentence_makes_no_dateline(reading: Reader, opening: str) -> None:
    assert reading(f"Two boats sink off Tamrat\n\n{opening}sank on Monday night.\n\n{BODY}").report.dateline is None


def test_a_last_line_without_a_full_stop_is_a_caption(reading: Reader) -> None:
    last = "A man looks at a boat that lies on the beach north of the harbour of Tamrat"
    passages = reading(f"Two boats sink off Tamrat\n\n{BODY}{BODY}{last}").passages
    assert (passages[-1].text, passages[-1].kind) == (last, "caption")
    passages = reading(f"Two boats sink off Tamrat\n\n{BODY}{BODY}{last}.").passages
    assert passages[-1].kind == "body"


@pytest.mark.parametrize("signature", ["--Reuters", "REUTER", "(AFP)", "— AP"])
def test_an_agency_signed_behind_the_last_sentence_is_a_byline_of_its_own(reading: Reader, signature: str) -> None:
    passages = reading(
        f"Two boats sink off Tamrat\n\n{BODY}The search went on until dark, he said. {signature}"
    ).passages
    assert (passages[-1].text, passages[-1].kind) == (signature, "byline")
    assert passages[-2].kind == "body"


@pytest.mark.parametrize(
    "title",
    [
        "Video raises questions over boats that sank off Tamrat",
        "Photos show two boats sink off Tamrat",
        "Why two boats matter to the U.S.",
    ],
)
def test_a_headline_on_a_video_or_before_an_initialism_is_the_title(reading: Reader, title: str) -> None:
    report = reading(f"{title}\n\n{BODY}").report
    assert report.title is not None
    assert report.title.text == title


@pytest.mark.parametrize(
    "credit", ["Photo AFP", "Photo: Lina Haddad", "Images courtesy of the coast guard", "Video CNN"]
)
def test_the_credit_of_a_picture_is_no_headline(reading: Reader, credit: str) -> None:
    passages = reading(f"Two boats sink off Tamrat\n\n{BODY}{credit}\n\n{BODY}").passages
    assert next(p.kind for p in passages if p.text.strip() == credit) != "body"


@pytest.mark.parametrize(
    "caption",
    [
        "Rescuers carry a man to the quay in Tamrat. CONTRIBUTED PHOTO / COAST GUARD",
        "A boat lies on the beach at Tamrat, May 8, 2018. STRAIT WIRE/Lina Haddad/File Photo Purchase Licensing Rights",
        "Families wait at the gate of the harbour of Tamrat. © Lina Haddad, Strait Post",
    ],
)
def test_a_sentence_before_an_agencys_credit_is_a_caption(reading: Reader, caption: str) -> None:
    assert reading(f"Two boats sink off Tamrat\n\n{caption}\n\n{BODY}").passages[1].kind == "caption"


ONE_LINE = " ".join((BODY * 5).split())


def test_a_page_on_one_line_is_cut_behind_its_headline_and_before_its_foot(reading: Reader) -> None:
    text = f"Two boats sink off the coast of Tamrat in a storm A pilot saw them go. {ONE_LINE}"
    found = reading(f"{text} SHARE THIS STORY Tags: Tamrat, boats 3 comments")
    assert [p.kind for p in found.passages] == ["title", "body", "boilerplate"]
    assert found.passages[0].text.strip() == "Two boats sink off the coast of Tamrat in a storm"


def test_a_paragraph_that_names_a_place_with_an_article_is_not_cut(reading: Reader) -> None:
    text = f"The two judges who had flown to The Hague on Monday came home. {ONE_LINE}"
    assert [p.kind for p in reading(text).passages] == ["body"]


def test_a_byline_and_a_date_under_a_pictures_button_are_no_teasers(reading: Reader) -> None:
    caption = "A boat lies on the beach after the storm of Monday night off Tamrat. (Lina Haddad/AP)"
    head = f"Two boats sink off Tamrat\n{caption}"
    found = reading(
        f"{head}\nRead More\nBy LINA HADDAD and SAMIR ODEH\nUpdated 8:52 PM CDT, May 9, 2018\nShare\n\n{BODY}"
    )
    assert found.report.byline is not None
    assert found.report.byline.text == "By LINA HADDAD and SAMIR ODEH"
    assert [p.kind for p in found.passages[3:5]] == ["byline", "dateline"]


def test_the_last_entry_of_a_list_is_no_signature(reading: Reader) -> None:
    found = reading(f"Two boats sink off Tamrat\n\n{BODY}- Five men are safe.\n- A boat is still missing.\n")
    assert found.passages[-1].kind == "body"


@pytest.mark.parametrize("credit", ["Lina Haddad / Strait Public Radio", "Photo by Lina Haddad"])
def test_a_line_in_the_present_before_a_credit_is_its_caption(reading: Reader, credit: str) -> None:
    caption = "Boats lie side by side in the harbour of Tamrat."
    found = reading(f"Two boats sink off Tamrat\n{caption}\n{credit}\n\n{BODY}")
    assert found.passages[1].kind == "caption"


def test_a_paragraph_of_the_report_before_a_credit_is_body(reading: Reader) -> None:
    found = reading(f"Two boats sink off Tamrat\n\n{BODY}{BODY}Photo by Lina Haddad\n\n{BODY}")
    assert [p.kind for p in found.passages].count("caption") == 0


def test_the_line_of_the_browsers_tab_is_no_title(reading: Reader) -> None:
    head = "Two boats sink off Tamrat - Strait Post\nHome | News | Sport\nTwo boats sink off Tamrat\n\n"
    found = reading(head + BODY)
    assert [p.kind for p in found.passages[:3]] == ["boilerplate", "boilerplate", "title"]
    assert found.passages[0].reason == "repeated_title"


def test_a_headline_printed_twice_is_the_title_where_it_stands_first(reading: Reader) -> None:
    found = reading(f"Two boats sink off Tamrat\n\nTwo boats sink off Tamrat\n\n{BODY}")
    assert [p.kind for p in found.passages[:2]] == ["title", "boilerplate"]


def test_a_label_over_a_menu_is_no_title(reading: Reader) -> None:
    assert reading(f"Press review\nMK | AL | EN\n12.05.2018 - 09:35\n\n{BODY}").report.title is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Two boats sink off Tamrat | Kaminka Dnes", "Two boats sink off Tamrat"),
        ("Two boats sink off Tamrat - The Strait Monitor", "Two boats sink off Tamrat"),
        ("Two boats sink off Tamrat - Five men saved", "Two boats sink off Tamrat - Five men saved"),
        ("Source: Kaminka Dnes\nDate: 14 March 2019\nTitle: Two boats sink off Tamrat", "Two boats sink off Tamrat"),
        ("12:40 Five men saved from the mole\nTwo boats sink off Tamrat", "Two boats sink off Tamrat"),
        (
            "[Translated from the French. The original prevails in case of doubt.]\nTwo boats sink off Tamrat",
            "Two boats sink off Tamrat",
        ),
    ],
)
def test_a_headline_stands_without_its_site_its_label_and_what_is_put_over_it(
    reading: Reader, head: str, title: str
) -> None:
    report = reading(
        f"{head}\n\nTwo boats sank off Tamrat on Monday night, the harbour master said on Tuesday.\n"
    ).report
    assert report.title is not None
    assert report.title.text == title


def test_what_a_text_was_copied_out_of_is_no_dateline_and_does_not_hide_the_reports_own(tmp_path: Path) -> None:
    head = "From: Lea Tarn <lt@desk.example>\nSubject: Fwd: it\n\nLoad it\n\nTo: Desk\n\nDate: May 9, 2018 8:10 PM\n\n"
    text = f"{head}Two boats sink off Tamrat\n\nTAMRAT, May 8 (Levant Press) -- {BODY}"
    (tmp_path / "mail.txt").write_text(text, encoding="utf-8")
    (one,) = ingest([tmp_path / "mail.txt"])
    assert one.document is not None
    report = read(one.document).report
    assert report.outlet == "Levant Press"
    assert report.dateline is not None
    assert report.dateline.text.startswith("TAMRAT")
