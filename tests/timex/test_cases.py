"""The bank of time expressions (benchmarks/cases/times.csv): extent, type, value and interval of each."""

import pytest
from benchmarks.value_cases import bank, time_faults


def rows():
    for row in bank("times"):
        known = row["known_failure"]
        marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
        yield pytest.param(row, id=f"{row['id']}-{row['trap']}", marks=marks)


@pytest.mark.parametrize("row", list(rows()))
def test_an_expression_of_the_bank_is_found_with_its_value_and_interval(row):
    assert time_faults(row) == []
