"""Rows to Parquet and back, by DuckDB alone: columns are the fields of the record, nested as structs and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import duckdb
import msgspec
from msgspec import inspect

from rashomon.records import Row

R = TypeVar("R", bound=Row)

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "preserve_insertion_order": True,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""What keeps the bytes the same from run to run, and DuckDB off the network."""

LEAST_OBJECT = 1 << 24
BATCH = 2_000
SCALARS: dict[type[inspect.Type], str] = {
    inspect.StrType: "VARCHAR",
    inspect.LiteralType: "VARCHAR",
    inspect.IntType: "BIGINT",
    inspect.FloatType: "DOUBLE",
    inspect.BoolType: "BOOLEAN",
}


def connected() -> duckdb.DuckDBPyConnection:
    """A database in memory with `SETTINGS`."""
    return duckdb.connect(":memory:", config=SETTINGS)


def column_types(row: type[Row]) -> dict[str, str]:
    """The DuckDB type of each field of a record, in the order of the fields."""
    shape = inspect.type_info(row)
    if not isinstance(shape, inspect.StructType):
        raise TypeError(f"{row.__name__} is no record")
    return {field.encode_name: duckdb_type(field.type) for field in shape.fields}


def duckdb_type(kind: inspect.Type) -> str:
    """The DuckDB type that holds a msgspec type; TypeError where there is none (records hold no maps)."""
    if isinstance(kind, inspect.UnionType):
        inner = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
        if len(inner) == 1:
            return duckdb_type(inner[0])
    if isinstance(kind, inspect.VarTupleType | inspect.ListType):
        return f"{duckdb_type(kind.item_type)}[]"
    if isinstance(kind, inspect.StructType):
        fields = ", ".join(f"{quoted_name(f.encode_name)} {duckdb_type(f.type)}" for f in kind.fields)
        return f"STRUCT({fields})"
    try:
        return SCALARS[type(kind)]
    except KeyError:
        raise TypeError(f"no column type for {kind}") from None


def write_parquet(
    connection: duckdb.DuckDBPyConnection, rows: Iterable[R], row: type[R], path: Path, by_way_of: Path
) -> int:
    """Write `rows` to `path` by way of a file of JSON lines, which is gone afterwards; gives their count.

    The same rows give the same bytes with the same version of DuckDB.
    """
    encoder, count, longest = msgspec.json.Encoder(), 0, 0
    with by_way_of.open("wb") as file:
        for each in rows:
            line = encoder.encode(each)
            longest = max(longest, len(line))
            count += 1
            file.write(line + b"\n")
    types = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in column_types(row).items())
    options = f"format='newline_delimited', columns={{{types}}}, maximum_object_size={max(LEAST_OBJECT, longest + 2)}"
    read = f"SELECT * FROM read_json({quoted(str(by_way_of))}, {options})"  # noqa: S608 -- quoted
    connection.execute(f"COPY ({read}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")
    by_way_of.unlink()
    return count


def read_parquet(connection: duckdb.DuckDBPyConnection, path: Path, row: type[R]) -> Iterator[R]:
    """The rows of a file in their order. Raises duckdb.Error or msgspec.ValidationError where they are not such."""
    decoder = msgspec.json.Decoder(row)
    told = f"SELECT to_json(r)::VARCHAR FROM (SELECT * FROM read_parquet({quoted(str(path))})) r"  # noqa: S608 -- quoted
    result = connection.execute(told)
    while lines := result.fetchmany(BATCH):
        for (line,) in lines:
            yield decoder.decode(line)


def quoted(text: str) -> str:
    """A string as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def quoted_name(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
