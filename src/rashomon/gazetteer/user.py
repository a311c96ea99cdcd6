"""A user's own gazetteer: checkpoints, camps and districts that no world gazetteer has."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from rashomon.errors import LexiconError
from rashomon.gazetteer.folding import folded
from rashomon.gazetteer.record import Toponym

REQUIRED = ("name", "lat", "lon")
_BROADEST = 7


def own_toponyms(path: Path) -> dict[str, tuple[Toponym, ...]]:
    """The places of a CSV file by folded name, in the file's order.

    Columns: `name`, `lat`, `lon` (degrees, WGS 84), and where known `country` (ISO 3166-1 alpha-2), `precision`
    (UCDP GED where_prec 1..7, 1 if left out) and `other_names` (divided by `;`). Raises LexiconError with the line
    where a row cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [column for column in REQUIRED if column not in (reader.fieldnames or ())]
            if missing:
                raise LexiconError(f"{path}: no column {', '.join(missing)}; the first line must name name,lat,lon")
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LexiconError(f"{path} cannot be read as CSV in UTF-8: {error}") from error
    found: dict[str, tuple[Toponym, ...]] = {}
    for number, row in rows:
        place = _toponym(path, number, row)
        for spelling in (place.name, *(row.get("other_names") or "").split(";")):
            key = folded(spelling)
            if key and place not in found.get(key, ()):
                found[key] = (*found.get(key, ()), place)
    return found


def _toponym(path: Path, number: int, row: Mapping[str, str | None]) -> Toponym:
    """A row as a place."""
    name = (row["name"] or "").strip()
    try:
        lat, lon = float(row["lat"] or ""), float(row["lon"] or "")
        precision = int(row.get("precision") or 1)
    except ValueError as error:
        raise LexiconError(f"{path}, line {number}: {error}; lat and lon are degrees, precision is 1 to 7") from error
    if not name or not (-90 <= lat <= 90 and -180 <= lon <= 180 and 1 <= precision <= _BROADEST):
        raise LexiconError(f"{path}, line {number}: no name, or lat, lon or precision out of range")
    country = (row.get("country") or "").strip().upper() or None
    return Toponym(name=name, kind="settlement", lat=lat, lon=lon, country=country, precision=precision, own=True)
