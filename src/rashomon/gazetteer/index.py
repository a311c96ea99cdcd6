"""The compact index of the world's places: memory-mapped columns and a hash of each folded name.

A name's 48-bit key (of a SHA-256) is split: its upper 16 bits say where its bucket begins, its lower 32 are kept. So
a name costs four bytes, nothing is read before it is asked for, and two names meet once in 10^8 look-ups.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from rashomon.gazetteer.record import Country, PlaceKind, Toponym

KINDS: tuple[PlaceKind, ...] = ("country", "region", "admin1", "admin2", "settlement", "airfield")
PRECISIONS: dict[PlaceKind, int | None] = {
    "country": 6, "region": None, "admin1": 4, "admin2": 3, "settlement": 1, "airfield": 1,
}  # fmt: skip
PLACE = np.dtype(
    [
        ("geonameid", "<u4"),
        ("lat", "<i4"),
        ("lon", "<i4"),
        ("population", "<u4"),
        ("admin1", "<u2"),
        ("radius", "<u2"),
        ("country", "u1"),
        ("kind", "u1"),
    ]
)
"""A row of `places.npy`: degrees times 10^5, radius in tenths of a km, admin1 as a row's number, country from 1."""
ARABIC = "~"
"""Before a spelling folded as romanised Arabic."""
NAME_BLOCK = 64
"""Names lie end to end; where every 64th begins is kept, and each one's length in bytes."""
_FUZZY = 5


def key_of(spelling: str) -> int:
    """The 48-bit key of a folded name."""
    return int.from_bytes(hashlib.sha256(spelling.encode()).digest()[:6], "big")


class Index:
    """The shipped index; made once by `Index.opened()` and never changed."""

    def __init__(self, folder: Path) -> None:
        def column(name: str) -> npt.NDArray[np.uint32]:
            return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))

        self._places: npt.NDArray[np.void] = np.asarray(np.load(folder / "places.npy", mmap_mode="r"))
        self._buckets, self._keys, self._rows = column("buckets"), column("keys"), column("rows")
        self._name_lengths, self._name_blocks = column("name_lengths"), column("name_blocks")
        self._names = np.asarray(np.memmap(folder / "names.bin", dtype=np.uint8, mode="r"))
        self.countries = msgspec.json.decode((folder / "countries.json").read_bytes(), type=tuple[Country, ...])

    @classmethod
    def opened(cls) -> Index:
        """The index of the package."""
        return cls(Path(str(resources.files("rashomon.gazetteer") / "data")))

    def rows(self, spelling: str) -> list[int]:
        """The rows of the places that bear a folded name, most populous first."""
        key = key_of(spelling)
        first, last = (int(edge) for edge in self._buckets[key >> 32 : (key >> 32) + 2])
        bucket = self._keys[first:last]
        low = key & 0xFFFFFFFF
        begin, end = np.searchsorted(bucket, low, "left"), np.searchsorted(bucket, low, "right")
        return [int(row) for row in self._rows[first + begin : first + end]]

    def name(self, row: int) -> str:
        """The name of a row, as GeoNames or the lexicon writes it."""
        block = row // NAME_BLOCK
        before = self._name_lengths[block * NAME_BLOCK : row].sum(dtype=np.int64)
        start = int(self._name_blocks[block]) + int(before)
        return self._names[start : start + int(self._name_lengths[row])].tobytes().decode()

    def toponym(self, row: int) -> Toponym:
        """A row as a record."""
        place = self._places[row]
        kind = KINDS[int(place["kind"])]
        code = int(place["country"])
        precision = PRECISIONS[kind]
        if kind == "region":
            precision = _FUZZY if code else None
        return Toponym(
            name=self.name(row),
            kind=kind,
            lat=int(place["lat"]) / 1e5,
            lon=int(place["lon"]) / 1e5,
            geonameid=int(place["geonameid"]) or None,
            country=self.countries[code - 1].code if code else None,
            admin1=self.name(int(place["admin1"])) if place["admin1"] else None,
            population=int(place["population"]),
            radius_km=int(place["radius"]) / 10,
            precision=precision,
        )
