"""Furniture by its shape and company; and what looks like it and is the report's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.read import Reading
from rashomon.read.menus import is_menu

Reader = Callable[..., Reading]
BODY = (
    "Two boats sank off Tamrat on Monday night, the harbour master said, and five men were brought ashore.\n"
    "The owners of the boats denied that either had been overloaded, and blamed the storm.\n"
)


def kinds(reading: Reader, text: str) -> dict[str, str]:
    """The kind of each line of a text, by its words."""
    passages = reading(text).passages
    found: dict[str, str] = {}
    at = 0
    for line in text.split("\n"):
        if line.strip():
            found[line] = next(p.kind for p in passages if p.start <= at < p.end)
        at += len(line) + 1
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Home | World | Politics | Ports & Harbours",
        "Local >> Security",
        "EN | FR | AR",
        "HOME NEWS SPORTS OPINION OBITS E-EDITION",
        "World Military & Defense Business & Economy",
        "NewsBusinessSportsOpinionVideos",
    ],
)
def test_a_row_of_section_names_is_a_menu(line: str) -> None:
    assert is_menu(line)


@pytest.mark.parametrize(
    "line",
    [
        "Lina Haddad | Samir Odeh | Karim Saleh",
        "Coast Guard 5 | Harbour Police 3 | Missing 14",
        "Two Boats Sink Off Tamrat In Storm",
        "Written by Lina Haddad | Tamrat | Updated: March 14, 2019",
        "World leaders | what they said: “We are with you” | and did",
        "Wounded in the port.",
    ],
)
def test_names_figures_headlines_and_quotations_are_no_menu(line: str) -> None:
    assert not is_menu(line)


def test_sections_behind_a_date_are_cut_off_the_date_line(reading: Reader) -> None:
    report = reading(f"7 March 2024 | City | State | Nation\nTwo boats sink off Tamrat\n{BODY}")
    assert [(p.kind, p.text.strip()) for p in report.passages[:3]] == [
        ("dateline", "7 March 2024"),
        ("boilerplate", "| City | State | Nation"),
        ("title", "Two boats sink off Tamrat"),
    ]


def test_a_kicker_and_a_standfirst_without_a_menu_are_left(reading: Reader) -> None:
    found = kinds(
        reading, f"Two boats sink off Tamrat\nFive men saved, owners deny blame\n{BODY}What divers saw\n{BODY}"
    )
    assert "boilerplate" not in found.values()


def test_a_subhead_between_advertisements_and_a_list_of_facts_before_the_foot_are_body(reading: Reader) -> None:
    text = (
        f"Two boats sink off Tamrat\n{BODY}Advertisement\nThe storm\nAdvertisement\n{BODY}Saved: five men\nShare\nTweet"
    )
    found = kinds(reading, text)
    assert found["The storm"] == found["Saved: five men"] == "body"


def test_a_short_last_sentence_and_a_correction_behind_furniture_are_body(reading: Reader) -> None:
    note = "Correction: the boats sank on Monday, not on Sunday"
    text = f"Two boats sink off Tamrat\n{BODY}Share\nTweet\nThe mayor denied it.\n{note}\nComments (2)\nTag cloud"
    found = kinds(reading, text)
    assert found["The mayor denied it."] == found[note] == "body"
    assert found["Tag cloud"] == "boilerplate"


def test_a_last_paragraph_of_the_report_behind_a_related_link_is_body(reading: Reader) -> None:
    last = "The harbour stays closed to boats until the storm has passed over Tamrat."
    found = kinds(
        reading, f"Two boats sink off Tamrat\n{BODY}Share\nRelated stories\nChoir sings for ducks\n{last}\nTweet"
    )
    assert (found["Choir sings for ducks"], found[last]) == ("boilerplate", "body")


def test_a_lone_stamp_of_a_live_page_is_no_readers_comment(reading: Reader) -> None:
    text = f"Two boats sink off Tamrat\nComments (4)\n12 May 2016 10:40\n{BODY}12 May 2016 09:15\n{BODY}"
    assert kinds(reading, text)[BODY.split("\n")[0]] == "body"


def test_a_menu_parted_by_wide_spaces_and_a_slogan_stand_above_the_headline(reading: Reader) -> None:
    head = "THE STRAIT - English pages\nHome   Port   Deaths   Classifieds   Tide table\n"
    report = reading(f"{head}Two boats sink off Tamrat\nBy Lina Haddad\n{BODY}")
    assert report.report.title is not None
    assert report.report.title.text == "Two boats sink off Tamrat"


def test_figures_parted_by_wide_spaces_are_no_menu(reading: Reader) -> None:
    rows = "City   Dead   Missing   State\nTamrat   5   2   stable\n"
    found = kinds(reading, f"Two boats sink off Tamrat\n{BODY}{rows}{BODY}")
    assert "boilerplate" not in found.values()


def test_a_section_over_the_headline_is_no_masthead(reading: Reader) -> None:
    report = reading(f"Home\nWorld\nSport\nU.S. NEWS\nTwo boats sink off Tamrat\n{BODY}").report
    assert report.outlet is None


REPORT = f"{BODY}Divers of the navy found nine bodies near the reef on Tuesday, and the governor ordered an inquiry.\n"
FOOT = "Share\nTweet\nMost read\n"


@pytest.mark.parametrize(
    "line",
    [
        "My cousin was on board. There were no life jackets, not one.",
        "Lina Haddad has covered the port since 2011. She was named reporter of the year twice.",
        "We encourage your feedback and want this to be a forum for discussion, so be respectful in your comments.",
        "Your digital subscription includes access to all our websites and to a weekly newsletter.",
    ],
)
def test_what_stands_behind_the_furniture_of_a_foot_is_no_part_of_the_report(reading: Reader, line: str) -> None:
    found = kinds(reading, f"Two boats sink off Tamrat\n{REPORT}{FOOT}{line}\nComments (2)\nLog in\n")
    assert found[line] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Judge Ana Salinas said a centre for families had been opened at the chapel of the village.",
        "“They knew of the storm and let us sail,” the captain of a third vessel told reporters.",
        "The owners of both boats have been asked for a report on the storm by the harbour master of Tamrat.",
    ],
)
def test_what_goes_on_with_the_report_behind_widgets_is_body(reading: Reader, line: str) -> None:
    found = kinds(reading, f"Two boats sink off Tamrat\n{REPORT}{FOOT}{line}\nComments (2)\nLog in\n")
    assert found[line] == "body"


def test_keywords_under_their_label_behind_the_report_go_with_it(reading: Reader) -> None:
    found = kinds(reading, f"Two boats sink off Tamrat\n{REPORT}In this news\nTamrat\nCoast guard\nComments\n")
    assert found["Tamrat"] == found["Coast guard"] == "boilerplate"


def test_the_day_that_a_page_was_opened_goes_with_its_menu(reading: Reader) -> None:
    head = "Tuesday, August 4, 2015\nLogin | Register | ePaper\n"
    found = kinds(reading, f"{head}Two boats sink off Tamrat\nMAY 8, 2015\n{BODY}")
    assert (found["Tuesday, August 4, 2015"], found["MAY 8, 2015"]) == ("boilerplate", "dateline")


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Lina covers the port for the Strait Post. She has worked as a reporter in Ossa.", "boilerplate"),
        ("Lina was a reporter of the Strait Post and had sailed on the first boat with her brother.", "body"),
        ("Lina is five years old and lay in the hospital of Tamrat until Friday with a broken arm.", "body"),
    ],
)
def test_a_note_on_the_author_under_a_name_is_told_from_one_on_the_dead(reading: Reader, note: str, kind: str) -> None:
    found = kinds(reading, f"Two boats sink off Tamrat\n{REPORT}Lina Haddad\n{note}\n")
    assert found[note] == kind


@pytest.mark.parametrize(
    "line",
    [
        "Who we are / Our work / Volunteer / Support us",
        "Listen live * News * Traffic * Greetings",
        "Portada   Cantones   Sucesos   Agro   Cine",
        "Institution | Regional offices | File a complaint | Transparency",
    ],
)
def test_a_row_of_unknown_labels_over_the_headline_is_a_menu(reading: Reader, line: str) -> None:
    found = kinds(reading, f"Tamrat Harbour Trust\n{line}\nTwo boats sink off Tamrat in storm\n{BODY}")
    assert [found[line], found["Two boats sink off Tamrat in storm"]] == ["boilerplate", "title"]


@pytest.mark.parametrize(
    "line", ["Village   Saved   Missing   Boats", "Lina Haddad | Samir Odeh | Karim Saleh | Omar Aziz"]
)
def test_a_row_within_the_report_is_no_menu(reading: Reader, line: str) -> None:
    assert kinds(reading, f"Two boats sink off Tamrat\n{BODY}{line}\n{BODY}")[line] == "body"


def test_names_of_four_authors_over_the_report_are_no_menu(reading: Reader) -> None:
    line = "Lina Haddad | Samir Odeh | Karim Saleh | Omar Aziz"
    assert kinds(reading, f"Two boats sink off Tamrat\n{line}\n{BODY}")[line] != "boilerplate"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("LEA TAMBIÉN: Fishermen ask for a new mole", "boilerplate"),
        ("À lire aussi : The harbour that fell asleep", "boilerplate"),
        ("Read: The harbour that fell asleep", "boilerplate"),
        ("Related The harbour that fell asleep for a year", "boilerplate"),
        ("What the harbour wants of its fishermen 01:41", "boilerplate"),
        ("The second boat was seen from the mole at 01:41", "body"),
        ("READ MORE | The harbour that fell asleep", "boilerplate"),
        ("Next article: The harbour that fell asleep", "boilerplate"),
        ('[adrotate group="2"]', "boilerplate"),
        ("A post shared by Sara Odeh (@saraodeh)", "boilerplate"),
        ("Have a tip? Write to desk@echo.example", "boilerplate"),
        ("Next came the second boat, which had no lights.", "body"),
        ("Share of boats without lights: 40 percent", "body"),
        ("Missing: Omar Aziz, 34", "body"),
        ("Last week:On the mole, nobody saw a thing", "boilerplate"),
        ("OWNERS OF BOATS IN LAKE RACE FINED AFTER COLLISION", "boilerplate"),
        ("HARBOUR MASTER: FIVE MEN BROUGHT ASHORE FROM TWO BOATS", "body"),
        ("THE NIGHT", "body"),
        ("Boats | 12 | 3", "body"),
        ("— With assistance by Sara Odeh", "boilerplate"),
        ("Sara Odeh reported from Tamrat.", "boilerplate"),
        ("A radio station reported from the mole that nobody was missing.", "body"),
        ("Divers search the harbour of Tamrat on Tuesday. | AP Photo", "caption"),
        ("Divers search the harbour of Tamrat on Tuesday. Sara Odeh/Tamrat Gazette", "caption"),
        ("1 of 3 fishermen had been at sea for a week, their wives said in Tamrat.", "body"),
    ],
)
def test_lines_between_paragraphs_are_told_by_their_labels(reading: Reader, line: str, kind: str) -> None:
    assert kinds(reading, f"Two boats sink off Tamrat\n{BODY}{line}\n{BODY}")[line] == kind


def test_the_title_of_a_recording_goes_with_its_player(reading: Reader) -> None:
    line = "The Harbour That Fell Asleep For A Year"
    found = kinds(reading, f"Two boats sink off Tamrat\n{line}\n{BODY}{line} Listen · 4:33 4:33\n{BODY}")
    assert [found[line], found["Two boats sink off Tamrat"]] == ["boilerplate", "title"]


def test_other_stories_under_a_foreign_heading_go_with_it(reading: Reader) -> None:
    found = kinds(
        reading, f"Two boats sink off Tamrat\n{BODY}TE PUEDE INTERESAR\nPrice of cocoa falls to 310 dollars\n"
    )
    assert found["Price of cocoa falls to 310 dollars"] == "boilerplate"


def test_a_row_of_a_table_at_the_end_of_a_report_is_no_row_of_links(reading: Reader) -> None:
    found = kinds(reading, f"Two boats sink off Tamrat\n{BODY}Police boats | 2 | 3\nNewsletter boats | 4 | 2\n")
    assert set(found.values()) == {"title", "body"}
    found = kinds(reading, f"Two boats sink off Tamrat\n{BODY}Tide times | Prices of fish | Newsletter\n")
    assert found["Tide times | Prices of fish | Newsletter"] == "boilerplate"
