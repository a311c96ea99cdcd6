"""The bank of time expressions (benchmarks/cases/times.csv): extent, type, value and interval of each."""

import csv
from pathlib import Path

import pytest

from rashomon.records import Interval
from rashomon.timex import expressions, in_text_order

BANK = Path(__file__).parents[2] / "benchmarks/cases/times.csv"


def rows():
    with BANK.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            known = row["known_failure"]
            marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
            yield pytest.param(row, id=f"{row['id']}-{row['trap']}", marks=marks)


def published(told):
    if not told:
        return None
    earliest, _, latest = told.partition("/")
    return Interval(earliest=earliest or None, latest=(latest if "/" in told else earliest) or None)


@pytest.mark.parametrize("row", list(rows()))
def test_an_expression_of_the_bank_is_found_with_its_value_and_interval(row):
    text = row["text"]
    found = expressions(text, 0, len(text))
    ground = in_text_order(found, published(row["published"]))
    if not row["quote"]:
        assert [e.text for e in found] == []
        return
    spot = [(e, g) for e, g in zip(found, ground, strict=True) if e.text == row["quote"]]
    assert spot, [e.text for e in found]
    expression, grounded = spot[0]
    assert text[expression.start : expression.end] == row["quote"]
    assert (expression.type, grounded.value) == (row["type"], row["value"] or None)
    interval = grounded.interval or Interval(earliest=None, latest=None)
    assert (interval.earliest or "", interval.latest or "") == (row["earliest"], row["latest"])
