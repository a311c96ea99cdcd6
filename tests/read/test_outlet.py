"""The outlet: where the report says so, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.ingest import Facts
from rashomon.read import Reading

Reader = Callable[..., Reading]
TITLE = "Two boats sink off Tamrat\n\n"
BODY = "Two boats sank off Tamrat on Monday night, the harbour master said, and five men were brought ashore.\n\n" * 2


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"{TITLE}(Author: Tamrat Gazette Editorial Staff)\n\n{BODY}", "Tamrat Gazette"),
        (f"{TITLE}Tamrat’s Channel with wires\n\n{BODY}", "Tamrat’s Channel"),
        (f"{TITLE}By Plateau Mirror Staff\n\n{BODY}", "Plateau Mirror"),
        (
            f"{TITLE}{BODY}Copyright © 2019 The Tamrat Times, LLC. Click here for reprint permission.",
            "The Tamrat Times",
        ),
        (f"{TITLE}{BODY}© 2018 Ossa Post. All rights reserved.", "Ossa Post"),
        (f"{TITLE}{BODY}Copyright 2018 WQZX. All rights reserved.", "WQZX"),
        (f"{TITLE}Lina Haddad\n\nUSA TODAY\n\n{BODY}", "USA TODAY"),
        (f"{TITLE}EASTPORT (WQZX) - {BODY}", "WQZX"),
        (f"{TITLE}{BODY}Ossa News' Lina Haddad and Samir Odeh contributed to this report.", "Ossa News"),
        (f"{TITLE}PORT AMSA (Reuters) - {BODY}", "Reuters"),
        (f"The Strait Monitor\n\n{TITLE}{BODY}", "The Strait Monitor"),
        (f"Northern Mirror, March 16, 2019\n\n{TITLE}{BODY}", "Northern Mirror"),
        (f"{TITLE}Northern Mirror (Web Edition), 2019-03-16\n\n{BODY}", "Northern Mirror"),
        (f"{TITLE}By Lena Varo, The Harbour Post\n\n{BODY}", "The Harbour Post"),
        (f"{TITLE}Coast Radio newsroom\n\n{BODY}", "Coast Radio"),
        (f"Tamrat Tonight\n\n{TITLE}{BODY}“It was dark,” a pilot told Tamrat Tonight.", "Tamrat Tonight"),
        (f"{TITLE}PORT AMSA (Tidewire) - {BODY}“No,” he told Tidewire by telephone.", "Tidewire"),
        (f"{TITLE}{BODY}Coastline is now on Telegram.\n© 2019 Coastline Pvt Ltd", "Coastline"),
        (f"STRAIT STANDARD\n\n{TITLE}{BODY}A pilot told the Strait Standard so.", "Strait Standard"),
        (f"Ministry of Ports of Tamrat\n\n{TITLE}{BODY}", "Ministry of Ports of Tamrat"),
        (f"{TITLE}Source\nTamrat Relief Council\nPosted\n28 Sep 2017\n\n{BODY}", "Tamrat Relief Council"),
        (f"{TITLE}Lina Haddad, Strait Ledger Staff Writer\n\n{BODY}", "Strait Ledger"),
        (f"{TITLE}By Strait Ledger\n\n{BODY}", "Strait Ledger"),
        (f"{TITLE}{BODY}This article was originally published by the Strait Ledger.", "Strait Ledger"),
        (f"{TITLE}{BODY}The post Two boats sink off Tamrat appeared first on Strait Ledger.", "Strait Ledger"),
        (f"{TITLE}{BODY}Strait Ledger. All rights reserved.", "Strait Ledger"),
        (f"{TITLE}{BODY}Share\nTweet\nLina Haddad is a reporter for the Strait Ledger.", "Strait Ledger"),
        (f"{TITLE}Strait Ledger, Tamrat, 8 March 2024\n\n{BODY}", "Strait Ledger"),
        (f"{TITLE}By Coastline Staff and News Agencies\n\n{BODY}", "Coastline"),
        (
            f"O CABO DE TAMRAT - English pages\nHome | News | Port\n{TITLE}{BODY}More from O Cabo\nTide table",
            "O Cabo de Tamrat",
        ),
        (f"VOZ DE TAMRAT\n\n{TITLE}{BODY}Contact us | © Voz de Tamrat", "Voz de Tamrat"),
        (f"{TITLE}PORT AMSA (AP) - {BODY}© 2018 Ossa Post. All rights reserved.", "Ossa Post"),
        (f"{TITLE}(CNN) {BODY}", "CNN"),
        (f"{TITLE}Port Amsa (CNN){BODY}", "CNN"),
        (f"{TITLE}{BODY}(Also on Strait Ledger: The harbour that fell asleep)\n\n{BODY}", "Strait Ledger"),
        (f"{TITLE}{BODY}Source: Strait Ledger and news agencies", "Strait Ledger"),
        (f"{TITLE}{BODY}(Tamrat World and Agencies) {BODY * 3}Source TamratWorld and agencies", "Tamrat World"),
    ],
)
def test_an_outlet_is_taken_where_the_report_states_it(reading: Reader, text: str, outlet: str) -> None:
    report = reading(text).report
    assert (report.outlet, report.outlet_basis) == (outlet, "stated")


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}{BODY}According to the Washington Post, the boats were old. “They were,” the mayor told CNN.",
        f"{TITLE}Middle East Eye had reported in May that both boats were unfit for the sea.\n\n{BODY}",
        f"{TITLE}{BODY}Residents told Libya's Channel that no one had warned them.",
        f"{TITLE}{BODY}The Associated Press contributed to this report.",
        f"{TITLE}{BODY}© 2017 Cox Media Group.",
        f"{TITLE}{BODY}Contributing: The Strait Press",
        f"Support the Strait Post\n\n{TITLE}{BODY}",
        f"{TITLE}{BODY}Click for more from TamratNow.example.",
        f'{TITLE}{BODY}string(99) "[{{"id":"1","sort":"2","pic":"/2016/01/18/alalam_63.jpg","title":"VIDEO"}}]"',
        f"{TITLE}By Lena Varo, Defence Correspondent\n\n{BODY}",
        f"Night Falls on the Tamrat Express\n\n{BODY}",
        f"This is from Today\n\n{TITLE}{BODY}",
        f"National\nWorld\nThe day\n\n{TITLE}{BODY}",
        f"{TITLE}{BODY}More from Coastline\n“No,” he told Coastline.",
        f"Lina Haddad\n\n{TITLE}By Lina Haddad\n\n{BODY}",
        f"{TITLE}The ministry of ports of Tamrat denied it.\n\n{BODY}",
    ],
)
def test_an_outlet_that_is_cited_or_hinted_at_is_not_the_reports_own(reading: Reader, text: str) -> None:
    assert reading(text).report.outlet is None


def test_a_file_name_never_names_an_outlet(reading: Reader) -> None:
    assert reading(TITLE + BODY).report.outlet is None


def test_what_a_table_says_stands_above_what_the_report_says(reading: Reader) -> None:
    text = f"{TITLE}{BODY}© 2018 Ossa Post. All rights reserved."
    report = reading(text, Facts(outlet="Tamrat Voice", outlet_basis="table")).report
    assert (report.outlet, report.outlet_basis) == ("Tamrat Voice", "table")


def test_the_owner_in_a_copyright_line_is_the_publisher(reading: Reader) -> None:
    report = reading(f"{TITLE}{BODY}Copyright 2016 WQZX (Harrow Corporation). All rights reserved.").report
    assert (report.outlet, report.publisher) == ("WQZX", "Harrow Corporation")


TOLD = "A pilot told the Strait Post so.\n\nTwo owners told the Strait Post that they knew.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{TOLD}Men told the Strait Post.\n\n",
        "A pilot told the Strait Post by phone.\n\nThe Strait Post could not independently verify the number.\n\n",
        "A pilot told the Strait Post by phone.\n\nThe Strait Post is not naming him, who fears for his job.\n\n",
    ],
)
def test_an_outlet_to_which_all_speak_is_the_reports_own(reading: Reader, text: str) -> None:
    assert reading(f"{TITLE}{BODY}{text}").report.outlet == "Strait Post"


@pytest.mark.parametrize(
    "text",
    [
        TOLD,
        f"According to the Strait Post, a pilot knew.\n\n{TOLD}Another told the Strait Post that he fled.\n\n",
        f"{TOLD}One told the Strait Post of it.\n\nOwners told Ossa News that they knew.\n\n",
        "“I told the Strait Post.”\n\n“He told the Strait Post.”\n\n“We told the Strait Post.”\n\n",
    ],
)
def test_an_outlet_that_is_retold_is_not_the_reports_own(reading: Reader, text: str) -> None:
    assert reading(f"{TITLE}{BODY}{text}").report.outlet is None


@pytest.mark.parametrize(
    ("foot", "outlet"),
    [
        (
            "Write to Lina Haddad at lina@straitpost.example\nThe Strait Post offers news on your phone.",
            "The Strait Post",
        ),
        ("Coastline Herald | Editorial Riba S.A. | © All rights reserved 2014", "Coastline Herald"),
        ("Copyright Radio Tamrat 2001-2014", "Radio Tamrat"),
        ("Follow @linahaddad on Twitter\nMore by Lina Haddad", None),
        ("Ossa Media Group © 2015", None),
    ],
)
def test_an_address_in_the_foot_that_writes_a_name_together_names_the_outlet(
    reading: Reader, foot: str, outlet: str | None
) -> None:
    assert reading(f"{TITLE}May 8, 2015\n\n{BODY}Share\nTweet\n{foot}").report.outlet == outlet


TOLD_US = "A man told Kaminka Dnes that he had warned them."


@pytest.mark.parametrize(
    "text",
    [
        f"Kaminka Dnes, 14 March 2019\n\n{TITLE}{BODY}{TOLD_US}",
        f"Kaminka Dnes | 14 March 2019 | Town\n\n{TITLE}{BODY}{TOLD_US}",
        f"Kaminka Dnes – No. 61 (1204) – Thursday, 14 March 2019 – page 3\n\n{TITLE}{BODY}{TOLD_US}",
        f"{TITLE}By Lina Haddad for Kaminka Dnes\n\n{BODY}{TOLD_US}",
        f"{TITLE}Source: Kaminka Dnes, 14 March 2019\n\n{BODY}",
        f"https://www.kaminkadnes.example/news/two-boats\n{TITLE}{BODY}Follow Kaminka Dnes on Facebook",
    ],
)
def test_a_name_of_no_known_shape_counts_where_the_reports_own_voice_or_address_bears_it_out(
    reading: Reader, text: str
) -> None:
    assert reading(text).report.outlet == "Kaminka Dnes"


@pytest.mark.parametrize(
    "text",
    [
        f"Tamrat Heights, 14 March 2019\n\n{TITLE}{BODY}Contact our office in Tamrat Heights | Privacy policy",
        f"{TITLE}By Lina Haddad, Tamrat Heights\n\n{BODY}Follow Lina Haddad on Twitter",
        f"https://www.kaminkadnes.example/news/two-boats\n{TITLE}{BODY}",
    ],
)
def test_a_town_beside_the_day_or_an_address_alone_names_no_outlet(reading: Reader, text: str) -> None:
    assert reading(text).report.outlet is None


def test_a_body_that_speaks_of_itself_as_we_is_the_outlet_of_its_statement(reading: Reader) -> None:
    head = "Harbour Watch International\n\nStatement\n\n14 March 2019\n\n"
    ours = "Harbour Watch International calls for an inquiry. We have spoken to the owners."
    assert reading(f"{head}{TITLE}{BODY}{ours}").report.outlet == "Harbour Watch International"
    others = "Harbour Watch International calls for an inquiry. “We have spoken to the owners,” it said."
    assert reading(f"{head}{TITLE}{BODY}{others}").report.outlet is None
