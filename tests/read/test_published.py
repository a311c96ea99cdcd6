"""The date of publication: printed, in metadata or a table; never inferred here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.ingest import Facts
from rashomon.read import Reading
from rashomon.records import Interval

Reader = Callable[..., Reading]
TITLE = "Two boats sink off Tamrat\n\n"
BODY = "Two boats sank off Tamrat on Monday night, the harbour master said, and five men were brought ashore.\n\n" * 2


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        (f"{TITLE}Fri Feb 26, 2016 11:14:49\n\n{BODY}", "2016-02-26T11:14", "2016-02-26T11:14"),
        (f"{TITLE}Published 12 May 2016\n\n{BODY}", "2016-05-12", "2016-05-12"),
        (
            f"{TITLE}Updated: Wednesday, May 9, 2018 7:40 AM Posted: Tuesday, May 8, 2018\n\n{BODY}",
            "2018-05-08",
            "2018-05-08",
        ),
        (f"Posted: Friday, January 31, 2014 10:21 AM EST\n\n{BODY}", "2014-01-31T10:21", "2014-01-31T10:21"),
        (f"{TITLE}TAMRAT, May 8, 2018 (Reuters) - {BODY}", "2018-05-08", "2018-05-08"),
        (f"{TITLE}Saturday 15 April 2017 Two boats sink off Tamrat. {BODY}", "2017-04-15", "2017-04-15"),
        (f"{TITLE}SAN TELO, 16 SEP 89 (DPA) -- {BODY}", "1989-09-16", "1989-09-16"),
        (f"{TITLE}03/04/2016\n\n{BODY}", "2016-03-04", "2016-04-03"),
        (f"{TITLE}By Lina Haddad, May 8, 2018\n\n{BODY}", "2018-05-08", "2018-05-08"),
        (f"{TITLE}Published 03/04/2016, 07:15 BST\n\n{BODY}", "2016-04-03T07:15", "2016-04-03T07:15"),
        (f"{TITLE}Published 03/04/2016 9:15 PM EST\n\n{BODY}", "2016-03-04T21:15", "2016-03-04T21:15"),
        (f"{TITLE}03/04/2016 - 20:15\n\n{BODY}", "2016-04-03T20:15", "2016-04-03T20:15"),
        (f"{TITLE}03/04/2016 - 08:15\n\n{BODY}", "2016-03-04T08:15", "2016-04-03T08:15"),
        (f"{TITLE}03/04/2016 - 22h15\n\n{BODY}", "2016-04-03T22:15", "2016-04-03T22:15"),
        (f"{TITLE}Sunday 03/04/2016\n\n{BODY}", "2016-04-03", "2016-04-03"),
        (f"{TITLE}03/04/2016\n\n{BODY}The ministry of defence sent lorries.", "2016-04-03", "2016-04-03"),
        (f"{TITLE}03/04/2016\n\nTAMRAT, Miss. — {BODY}", "2016-03-04", "2016-03-04"),
        (f"{TITLE}03/04/2016\n\n{BODY}The organization’s center sent defense trucks.", "2016-03-04", "2016-04-03"),
        (f"Monday, August 28, 2023\nHome\nNews\nSport\n{TITLE}21st August 2017\n\n{BODY}", "2017-08-21", "2017-08-21"),
        (f"{TITLE}Thursday 12 September 2013 - 07 Dhul-Qa'dah 1434\n\n{BODY}", "2013-09-12", "2013-09-12"),
        (f"{TITLE}{BODY}Share\nTweet\nFirst published on: 13-03-2019", "2019-03-13", "2019-03-13"),
        (f"{TITLE}Published:Wednesday | November 8, 2017 | 12:00 AM\n\n{BODY}", "2017-11-08T00:00", "2017-11-08T00:00"),
        (f"{TITLE}By Lina Haddad -May 8, 2018\n\n{BODY}", "2018-05-08", "2018-05-08"),
        (f"{TITLE}May 2018\n\n{BODY}", "2018-05-01", "2018-05-31"),
        (f"{TITLE}05.02.2021 | 16:40\n\n{BODY}", "2021-02-05T16:40", "2021-02-05T16:40"),
        (f"{TITLE}Updated: May 9, 2018\n\n{BODY}", "2018-05-08", "2018-05-09"),
    ],
)
def test_a_printed_date_is_the_date_with_a_reason(
    reading: Reader, text: str, earliest: str | None, latest: str
) -> None:
    report = reading(text).report
    assert report.published is not None
    assert (report.published.earliest, report.published.latest) == (earliest, latest)
    assert report.published_basis == "stated"
    assert report.published_why


@pytest.mark.parametrize(
    "text",
    [
        TITLE + BODY,
        f"{TITLE}Since May 12, 2016, the navy has been at sea off Tamrat, the ministry said.\n\n{BODY}",
        f"{TITLE}On 3 March 2011 another boat had sunk there, and nobody was saved, the harbour master said.\n\n{BODY}",
        f"{TITLE}Updated at 8:35 p.m. ET\n\n{BODY}",
        f"{TITLE}{BODY}Copyright 2018 WQZX. All rights reserved.",
        f"{TITLE}{BODY}Related stories\nWhy the talks keep failing\nPublished on 1 Mar 2017",
        f"{TITLE}{BODY}Share\nTweet\nMarch 24, 2021 9:01 AM",
    ],
)
def test_a_date_in_the_story_is_not_the_date_of_the_report(reading: Reader, text: str) -> None:
    report = reading(text).report
    assert (report.published, report.published_basis, report.published_why) == (None, None, None)


def test_what_a_table_or_metadata_says_stands_above_what_is_printed(reading: Reader) -> None:
    day = Interval(earliest="2018-05-07", latest="2018-05-07")
    facts = Facts(published=day, published_basis="table", published_why="The table says “2018-05-07”.")
    report = reading(f"{TITLE}May 9, 2018\n\n{BODY}", facts).report
    assert (report.published, report.published_basis) == (day, "table")
