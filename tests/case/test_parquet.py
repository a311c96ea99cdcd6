from __future__ import annotations

import tempfile
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.case.parquet import column_types, connected, read_parquet, write_parquet
from rashomon.records import TABLES, Row

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
SCALARS: dict[object, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    if hint in SCALARS:
        return SCALARS[hint]
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*(values(each) for each in get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    hints = get_type_hints(hint)
    return st.fixed_dictionaries({name: values(hints[name]) for name in hint.__struct_fields__}).map(
        lambda fields: hint(**fields)
    )


@pytest.mark.parametrize("table", TABLES)
def test_any_row_that_the_types_allow_comes_back_from_parquet(table: str) -> None:
    kind = TABLES[table]

    @settings(max_examples=6, suppress_health_check=list(HealthCheck))
    @given(st.lists(values(kind), max_size=3))
    def comes_back(rows: list[Row]) -> None:
        with tempfile.TemporaryDirectory() as folder, connected() as connection:
            path = Path(folder) / "it's.parquet"
            assert write_parquet(connection, rows, kind, path, Path(folder) / "rows.jsonl") == len(rows)
            assert list(read_parquet(connection, path, kind)) == rows

    comes_back()


def test_columns_are_the_fields_in_the_contracts_order() -> None:
    for kind in TABLES.values():
        assert tuple(column_types(kind)) == kind.__struct_fields__
    told = column_types(TABLES["statements"])
    assert told["confidence"] == "DOUBLE"
    assert told["content"] == 'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)[]'


def test_a_type_that_no_column_holds_is_refused() -> None:
    class Mapped(Row, frozen=True, kw_only=True):
        by_name: dict[str, str]

    with pytest.raises(TypeError, match="no column type"):
        column_types(Mapped)
