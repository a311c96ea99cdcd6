"""The name that opens a pasted page over its menu is the site's; a headline or a section there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.read import Reading
from rashomon.read.masthead import site_name

Reader = Callable[..., Reading]
BODY = (
    "Two boats sank off Tamrat on Monday night, the harbour master said, and five men were brought ashore.\n"
    "The owners of the boats denied that either had been overloaded, and blamed the storm.\n"
)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("LAKE FM 98.4\nListen live * News * Traffic * Greetings", "Lake FM"),
        ("Open Harbour Foundation\nWho we are / Our work / Volunteer / Support us", "Open Harbour Foundation"),
        ("TAMRAT DNES\nNewspaper of the Municipality of Tamrat\n14.03.2019", "Tamrat Dnes"),
        ("LSR Lake Sea Radio | Tamrat\nListen live   Somali   Afar   Podcasts", "Lake Sea Radio"),
        (
            "TAMRAT STATE NEWS SERVICE (TSNS)\nEnglish Desk\nCouncil | Cabinet | States | Culture",
            "Tamrat State News Service",
        ),
    ],
)
def test_a_name_over_the_menu_is_the_outlet(reading: Reader, head: str, outlet: str) -> None:
    report = reading(f"{head}\nTwo boats sink off Tamrat in storm\n{BODY}Its owner spoke to Lake FM.\n").report
    assert (report.outlet, report.outlet_basis) == (outlet, "stated")
    assert report.title is not None
    assert report.title.text == "Two boats sink off Tamrat in storm"


@pytest.mark.parametrize(
    "head",
    [
        "Two Boats Sink Off Tamrat\nHome | World | Politics | Ports\nTwo Boats Sink Off Tamrat",
        "Two boats sink off Tamrat in storm\nHome | World | Politics | Ports",
        "World\nHome | World | Politics | Ports\nTwo boats sink off Tamrat in storm",
        "Lina Haddad\nTwo boats sink off Tamrat in storm",
        "Tuesday, March 19, 2019\nHome | World | Politics | Ports\nTwo boats sink off Tamrat in storm",
    ],
)
def test_a_headline_a_section_an_author_or_a_day_is_no_name(reading: Reader, head: str) -> None:
    assert reading(f"{head}\n{BODY}").report.outlet is None


def test_what_stands_beside_a_name_is_left_out() -> None:
    assert site_name("YEMEN LAKE AGENCY - YLA") == "YEMEN LAKE AGENCY"
