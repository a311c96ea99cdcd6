from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.case import Case, stated_interval
from rashomon.case.settings import DEFAULT_LIMIT_MB, TEMPLATE, CaseSettings, settings_from
from rashomon.errors import InputError
from rashomon.records import Interval

WHOLE = """
title = "Blast"
[aliases]
"World Health Organization" = ["WHO", "the UN health agency"]
[report."02.txt"]
outlet = "The Gull"
published = 2031-05-03
url = "https://gull.example/1"
[report."pile.jsonl#17"]
published = "2031-05"
[gazetteer]
file = "places.csv"
[ingest]
limit_mb = 2
map = { text = "body" }
"""


def told(tmp_path: Path, content: str) -> CaseSettings:
    path = tmp_path / "case.toml"
    path.write_text(content)
    return settings_from(path)


def test_all_that_a_person_may_say_is_read(tmp_path: Path) -> None:
    settings = told(tmp_path, WHOLE)
    assert settings.problems == ()
    assert settings.title == "Blast"
    assert settings.aliases == {"World Health Organization": ("WHO", "the UN health agency")}
    assert settings.reports["02.txt"].outlet == "The Gull"
    assert settings.reports["02.txt"].published == Interval(earliest="2031-05-03", latest="2031-05-03")
    assert settings.reports["pile.jsonl#17"].published == Interval(earliest="2031-05-01", latest="2031-05-31")
    assert settings.gazetteer == tmp_path / "places.csv"
    assert (settings.limit_mb, settings.columns) == (2.0, {"text": "body"})


def test_a_new_case_has_settings_that_say_nothing_wrong(tmp_path: Path) -> None:
    assert Case.create(tmp_path / "case").settings == CaseSettings()
    uncommented = "\n".join(line.removeprefix("# ") for line in TEMPLATE.splitlines() if "=" in line or "[" in line)
    assert told(tmp_path, uncommented).problems == ()


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ("colour = 1", "unknown_setting", "colour"),
        ("[ingest]\nlimit = 1", "unknown_setting", "limit_mb"),
        ('[report."1.txt"]\nauthor = "x"', "unknown_setting", "author"),
        ("title = 1", "bad_setting", "title"),
        ("aliases = 1", "bad_setting", "aliases"),
        ("[aliases]\nWHO = 1", "bad_setting", "WHO"),
        ('[ingest]\nlimit_mb = "big"', "bad_setting", "limit_mb"),
        ("[ingest.map]\ntext = 1", "bad_setting", "map.text"),
        ('[report."1.txt"]\npublished = "yesterday"', "bad_setting", "published"),
        ('[report.1]\ntxt = { outlet = "x" }', "unknown_setting", "txt"),
        ('report = { "1" = "x" }', "bad_setting", "quotation marks"),
    ],
)
def test_what_is_not_understood_is_told_and_the_rest_counts(
    content: str, code: str, words: str, tmp_path: Path
) -> None:
    settings = told(tmp_path, content)
    assert [problem.code for problem in settings.problems] == [code]
    assert words in settings.problems[0].message
    assert settings.limit_mb == DEFAULT_LIMIT_MB


def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 1"):
        told(tmp_path, "title = \n[aliases]")


@pytest.mark.parametrize(
    ("date", "earliest", "latest"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-02-26", "2016-02-26", "2016-02-26"),
        ("2016-02-26T14:30", "2016-02-26T14:30", "2016-02-26T14:30"),
        ("2016-02-24/2016-02-26", "2016-02-24", "2016-02-26"),
        (" 2015-12 / 2016 ", "2015-12-01", "2016-12-31"),
    ],
)
def test_dates_as_people_write_them_are_intervals(date: str, earliest: str, latest: str) -> None:
    assert stated_interval(date) == Interval(earliest=earliest, latest=latest)


@pytest.mark.parametrize(
    "date", ["", "May", "2016-13", "2016-02-30", "03/04/2016", "2016-02-26/2016-02-24", "2016-02-26T25:00", 2016]
)
def test_what_is_no_date_is_none(date: object) -> None:
    assert stated_interval(date) is None


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    stated_interval(text)


@given(st.dates())
def test_a_day_is_itself(day: object) -> None:
    interval = stated_interval(day)
    assert interval is not None
    assert interval.earliest == interval.latest == str(day)
