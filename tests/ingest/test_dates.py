"""Printed dates: one grammar, what it reads and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.ingest import printed_date, stated_interval


@pytest.mark.parametrize(
    ("text", "stretch", "earliest", "latest", "zone"),
    [
        ("Fri Feb 26, 2016 11:14:49", "Fri Feb 26, 2016 11:14:49", "2016-02-26T11:14", "2016-02-26T11:14", None),
        (
            "Posted: Friday, January 31, 2014 10:21 AM EST",
            "Friday, January 31, 2014 10:21 AM EST",
            "2014-01-31T10:21",
            "2014-01-31T10:21",
            "America/New_York",
        ),
        ("Published 12 May 2016 by the desk", "12 May 2016", "2016-05-12", "2016-05-12", None),
        ("2016-02-26T23:14:49+01:00", None, "2016-02-26T23:14", "2016-02-26T23:14", "Etc/GMT-1"),
        ("2016-02-26T11:14:49.000Z", None, "2016-02-26T11:14", "2016-02-26T11:14", "Etc/UTC"),
        ("Sun, 20 Dec 2009 18:33:00 +0000", None, "2009-12-20T18:33", "2009-12-20T18:33", "Etc/UTC"),
        ("15.04.2017", "15.04.2017", "2017-04-15", "2017-04-15", None),
        ("seen on 03/04/2016 here", "03/04/2016", "2016-03-04", "2016-04-03", None),
        ("1/30/16", "1/30/16", "2016-01-30", "2016-01-30", None),
        ("11:14 Feb 26 2016", "11:14 Feb 26 2016", "2016-02-26T11:14", "2016-02-26T11:14", None),
        ("the 3rd of June, 1999.", "3rd of June, 1999", "1999-06-03", "1999-06-03", None),
        ("26-FEB-1987 15:01:01.79", None, "1987-02-26T15:01", "1987-02-26T15:01", None),
        ("Sept. 9, 2016, 12:05 a.m.", None, "2016-09-09T00:05", "2016-09-09T00:05", None),
    ],
)
def test_a_printed_date_is_read_with_its_time_and_zone(
    text: str, stretch: str | None, earliest: str, latest: str, zone: str | None
) -> None:
    found = printed_date(text)
    assert found is not None
    assert text[found.start : found.end] == (stretch or text)
    assert (found.interval.earliest, found.interval.latest, found.interval.zone) == (earliest, latest, zone)


@pytest.mark.parametrize(
    "text",
    [
        "Friday",
        "May 12",
        "in 2016",
        "31 February 2016",
        "room 12/3/45678",
        "1.2.2016.7",
        "version 3.4.16",
        "99/99/2016",
    ],
)
def test_what_is_no_whole_date_is_left_alone(text: str) -> None:
    assert printed_date(text) is None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("May 2016", "2016-05-01", "2016-05-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-02-24/2016-02-26", "2016-02-24", "2016-02-26"),
        ("../2016-02-26", None, "2016-02-26"),
        ("2016-02-24/None", "2016-02-24", None),
    ],
)
def test_a_field_may_hold_a_month_a_year_or_an_interval(text: str, earliest: str | None, latest: str) -> None:
    found = stated_interval(text)
    assert found is not None
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize("text", ["", "soon", "Tuesday", "None/None", "12 May 2016 and later, as far as is known"])
def test_a_field_that_is_no_date_gives_none(text: str) -> None:
    assert stated_interval(text) is None


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1)))
def test_every_day_is_read_back_in_three_printings(day: object) -> None:
    for shape in ("%Y-%m-%d", "%d %B %Y", "%b %d, %Y"):
        found = stated_interval(day.strftime(shape))  # type: ignore[attr-defined]
        assert found is not None
        assert found.earliest == found.latest == str(day)


@given(st.text(alphabet="0123456789/-. :apmMayFebZT+", max_size=40))
def test_no_text_breaks_the_reader_of_dates(text: str) -> None:
    printed_date(text)
    stated_interval(text)


@pytest.mark.parametrize(
    "printed",
    [
        "Publié le 14 mars 2019 à 17h20", "14 de marzo de 2019", "14 de março de 2019", "14. März 2019, 17:20 Uhr",
        "14 Mart 2019", "14 марта 2019, 17:20", "14 березня 2019", "14 marca 2019", "14. března 2019", "14 مارس 2019",
    ],
)  # fmt: skip
def test_a_month_of_another_language_is_read(printed: str) -> None:
    date = printed_date(printed)
    assert date is not None
    assert (date.interval.earliest or "")[:10] == "2019-03-14"


@pytest.mark.parametrize("words", ["14 marsh birds in 2019", "14 mai", "the 3 mayors of 2019", "12 martyrs 2019"])
def test_a_word_that_begins_as_a_month_does_is_no_date(words: str) -> None:
    assert printed_date(words) is None
