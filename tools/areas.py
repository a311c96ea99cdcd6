"""The middles of areas: of a country from its borders, of a division from the settlements known to lie in it.

A country's middle is that of the area of its main body: its largest piece of land and all that hang together with
it over gaps of less than 450 km (so Alaska does not pull the United States' middle to Canada). Borders are Natural
Earth's at 1:110 million (public domain), as geopandas 0.14 carried them; a country too small for it, and a division,
has the middle of the hull of its settlements. So the middle is that of the area, not of the people.
"""

from __future__ import annotations

import itertools
import math
import struct
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

GAP_KM = 450.0
DEGREE_KM = 111.19
EARTH_KM = 6371.0088
BORDERS = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
POLYGON = 5

Point = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """A middle in degrees and the radius of a circle of the same area."""

    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True)
class Land:
    """A country's pieces of land, each a ring of (lat, lon)."""

    name: str
    iso3: str
    rings: tuple[tuple[Point, ...], ...]


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex hull of (x, y) points, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(run: Iterable[Point]) -> list[Point]:
        chain: list[Point] = []
        for p in run:
            while len(chain) >= 2 and turn(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain

    return half(ordered)[:-1] + half(reversed(ordered))[:-1]


def turn(a: Point, b: Point, c: Point) -> float:
    """Positive where a, b, c turn to the left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def distance_km(a: Point, b: Point) -> float:
    """Distance on a plane that is good enough below some thousand kilometres."""
    across = (a[1] - b[1] + 180) % 360 - 180
    return math.hypot((a[0] - b[0]) * DEGREE_KM, across * math.cos(math.radians((a[0] + b[0]) / 2)) * DEGREE_KM)


def area_of_points(points: list[Point]) -> Area:
    """The middle and size of the hull of (lat, lon) points; of fewer than three their mean."""
    lat0 = sum(p[0] for p in points) / len(points)
    lon0 = sum(p[1] for p in points) / len(points)
    scale = math.cos(math.radians(lat0))
    laid = {(((p[1] - lon0 + 180) % 360 - 180) * scale, p[0]): p for p in points}
    ring = hull(laid)
    if len(ring) < 3:
        return Area(lat0, lon0, max(3.0, max((distance_km(a, b) for a in points for b in points), default=0.0) / 2))
    return area_of_rings([tuple(laid[p] for p in ring)])


def area_of_rings(rings: list[tuple[Point, ...]]) -> Area:
    """The centre of gravity and size of pieces of land together, on the sphere.

    It is the point from which Lambert's azimuthal projection, which keeps areas, has the land's centroid at its origin.
    """
    dense = [densified(ring) for ring in rings]
    lat, lon = dense[0][0]
    total = 0.0
    for _ in range(12):
        total = x = y = 0.0
        for ring in dense:
            size, cx, cy = moments([laid_out(p, (lat, lon)) for p in ring])
            total, x, y = total + size, x + cx, y + cy
        if total < 1.0:
            return Area(sum(p[0] for p in rings[0]) / len(rings[0]), rings[0][0][1], 3.0)
        lat, lon = moved((lat, lon), x / total, y / total)
    return Area(lat, (lon + 180) % 360 - 180, max(3.0, math.sqrt(total / math.pi)))


def densified(ring: tuple[Point, ...]) -> list[Point]:
    """A ring with a point at least every degree: borders along a parallel are no great circles."""
    points: list[Point] = []
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        across = (b[1] - a[1] + 180) % 360 - 180
        steps = max(1, math.ceil(max(abs(across), abs(b[0] - a[0]))))
        points.extend((a[0] + (b[0] - a[0]) * k / steps, a[1] + across * k / steps) for k in range(steps))
    return points


def laid_out(p: Point, middle: Point) -> Point:
    """A (lat, lon) in km east and north of a middle, on Lambert's azimuthal equal-area projection (Snyder 1987, 24)."""
    lat, lat0, east = math.radians(p[0]), math.radians(middle[0]), math.radians(p[1] - middle[1])
    toward = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(east)
    scale = EARTH_KM * math.sqrt(2 / max(1e-9, 1 + toward))
    north = math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(east)
    return scale * math.cos(lat) * math.sin(east), scale * north


def moved(start: Point, x: float, y: float) -> Point:
    """The point that lies x km east and y km north of `start` on the same projection."""
    rho = math.hypot(x, y)
    if rho < 1e-9:
        return start
    c, lat0 = 2 * math.asin(min(1.0, rho / 2 / EARTH_KM)), math.radians(start[0])
    lat = math.asin(math.cos(c) * math.sin(lat0) + y * math.sin(c) * math.cos(lat0) / rho)
    east = math.atan2(x * math.sin(c), rho * math.cos(lat0) * math.cos(c) - y * math.sin(lat0) * math.sin(c))
    return math.degrees(lat), start[1] + math.degrees(east)


def moments(ring: list[Point]) -> tuple[float, float, float]:
    """Area and first moments of a ring on the plane, whichever way round it runs."""
    doubled = cx = cy = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        doubled += cross
        cx += (a[0] + b[0]) * cross
        cy += (a[1] + b[1]) * cross
    sign = 1 if doubled >= 0 else -1
    return sign * doubled / 2, sign * cx / 6, sign * cy / 6


def main_body(rings: Iterable[tuple[Point, ...]]) -> list[tuple[Point, ...]]:
    """The largest ring and those that hang together with it over gaps of less than 450 km."""
    left = sorted(rings, key=lambda r: area_of_rings([r]).radius_km, reverse=True)
    body, edge = [], left[:1]
    left = left[1:]
    while edge:
        here = edge.pop()
        body.append(here)
        near = [r for r in left if min(distance_km(a, b) for a in here[::2] for b in r[::2]) < GAP_KM]
        left = [r for r in left if r not in near]
        edge.extend(near)
    return body


def lands(wheel: Path) -> Iterator[Land]:
    """Every country of Natural Earth's map in a geopandas 0.14 wheel: a shapefile and its dBase table."""
    with zipfile.ZipFile(wheel) as archive:
        shapes, table = archive.read(f"{BORDERS}.shp"), archive.read(f"{BORDERS}.dbf")
    records = iter(dbase_rows(table))
    at = 100
    while at < len(shapes):
        length = struct.unpack(">i", shapes[at + 4 : at + 8])[0] * 2
        record = next(records)
        yield Land(record["name"], record["iso_a3"], tuple(rings_of(shapes[at + 8 : at + 8 + length])))
        at += 8 + length


def rings_of(shape: bytes) -> Iterator[tuple[Point, ...]]:
    """The rings of a polygon of a shapefile (ESRI 1998, table 6)."""
    if struct.unpack("<i", shape[:4])[0] != POLYGON:
        return
    parts, count = struct.unpack("<2i", shape[36:44])
    starts = [*struct.unpack(f"<{parts}i", shape[44 : 44 + 4 * parts]), count]
    base = 44 + 4 * parts
    for first, last in itertools.pairwise(starts):
        flat = struct.unpack(f"<{2 * (last - first)}d", shape[base + 16 * first : base + 16 * last])
        yield tuple(zip(flat[1::2], flat[0::2], strict=True))


def dbase_rows(table: bytes) -> Iterator[dict[str, str]]:
    """The rows of a dBase III table as text."""
    count, header, width = struct.unpack("<IHH", table[4:12])
    columns, at = [], 32
    while table[at] != 0x0D:
        columns.append((table[at : at + 11].split(b"\0")[0].decode(), table[at + 16]))
        at += 32
    for number in range(count):
        row, at, told = table[header + number * width :], 1, {}
        for name, size in columns:
            told[name] = row[at : at + size].decode("utf-8", "replace").strip()
            at += size
        yield told


def country_areas(
    wheel: Path, iso3: dict[str, str], named: dict[str, str], points: Iterable[tuple[str, float, float]]
) -> dict[str, Area]:
    """The middle and size of each country by its two-letter code; `iso3` and `named` give codes for Natural Earth's."""
    of: dict[str, list[Point]] = defaultdict(list)
    for code, lat, lon in points:
        of[code].append((lat, lon))
    areas = {code: area_of_points(here) for code, here in sorted(of.items()) if code}
    for land in lands(wheel):
        code = iso3.get(land.iso3) or named.get(land.name)
        if code in areas:
            areas[code] = area_of_rings(main_body(land.rings))
    return areas
