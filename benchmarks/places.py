"""Names of places and their coordinates on LGL and GeoVirus, beside a baseline by population.

    python -m benchmarks.places [--errors N] [--half 0|1]

The whole way from text to rows of `places` (model, names, places), scored by ../shared/scorers/score_places.py. What is
known of a report in a build is known here: LGL tells the outlet's domain, of which the reader uses the country alone.
Half 0 (every other document, from the first) is for development, half 1 to confirm; a half is printed and not written
down. LGL marks peoples and nationalities too ("Israeli", the "U.S." of "U.S. drones"), which the contract does not: for
LGL alone they are added here, at their country's middle. Countries are counted right as countries (their middles differ
between sets by hundreds of kilometres), all else within 161 km, wide areas (by our own gazetteer where the set does not
say) apart from cities and what is smaller. The baseline is the longest run of capitalised words in our gazetteer's
settlements of 15,000 and more, states of the USA and countries, the most populous bearer.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from benchmarks.results import write_section
from benchmarks.shared import rows, scorer
from rashomon.annotate.kinds import demonyms, is_acronym
from rashomon.annotate.names import mentions
from rashomon.annotate.places import places
from rashomon.gazetteer import Gazetteer, Toponym, folded
from rashomon.model import ReadingModel
from rashomon.parse import Parse, Range
from rashomon.records import Passage, Report

SETS = ("lgl", "geovirus")
REACH = {
    "lgl": {"found": 72, "countries": 95, "cities": 75, "end": 55},
    "geovirus": {"found": 80, "countries": 95, "cities": 85, "end": 60},
}
BASELINE_SIZE = 15_000
RUN = re.compile(r"[A-Z][\w.'’\-]*(?:\s+(?:of\s+)?[A-Z][\w.'’\-]*)*")


class Point(msgspec.Struct, frozen=True):
    """A name found, and where it was put."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    is_country: bool

    @property
    def row(self) -> dict[str, Any]:
        """In the scorer's form."""
        return {"start": self.start, "end": self.end, "lat": self.lat, "lon": self.lon}


def passages_of(report: str, text: str) -> Iterator[Passage]:
    """Each paragraph as a passage of the body."""
    for block in re.finditer(r"[^\n]+(?:\n(?!\n)[^\n]+)*", text):
        yield Passage(
            id=f"P-{block.start()}", report=report, start=block.start(), end=block.end(), text=block[0], kind="body"
        )


def read(document: dict[str, Any], model: ReadingModel, gazetteer: Gazetteer, nationalities: bool) -> list[Point]:
    """What our reader puts on the map."""
    url = f"http://{document['source']}/" if document.get("source") else None
    report = Report(id=f"R-{document['id']}", sha256="", names=(), url=url, words=0, text=document["text"])
    blocks = tuple(passages_of(report.id, report.text))
    parse = model.parse(report.id, report.text, [Range(p.start, p.end) for p in blocks])
    who = mentions(report, blocks, parse, gazetteer)
    found = [
        Point(p.span.start, p.span.end, p.lat, p.lon, p.precision in (5, 6) and p.country is not None)
        for p in places(report, blocks, parse, who, gazetteer)
    ]
    return [*found, *_peoples(report.text, parse, found, gazetteer)] if nationalities else found


def _peoples(text: str, parse: Parse, found: Sequence[Point], gazetteer: Gazetteer) -> Iterator[Point]:
    for name in parse.names:
        word = text[name.start : name.end]
        code = demonyms().get(folded(word))
        initials = next((t for t in gazetteer.lookup(word) if t.kind == "country"), None) if is_acronym(word) else None
        country = _country(gazetteer, code) if code else initials
        if country and not any(p.start < name.end and name.start < p.end for p in found):
            yield Point(name.start, name.end, country.lat, country.lon, True)


def _country(gazetteer: Gazetteer, code: str) -> Toponym | None:
    known = gazetteer.country(code)
    return next((t for t in gazetteer.lookup(known.name) if t.kind == "country"), None) if known else None


def baseline(document: dict[str, Any], gazetteer: Gazetteer) -> list[Point]:
    """The longest run of capitalised words that is a name, its most populous bearer."""
    found = []
    for run in RUN.finditer(document["text"]):
        words = [(run.start() + w.start(), run.start() + w.end()) for w in re.finditer(r"\S+", run[0])]
        first = 0
        while first < len(words):
            for last in range(len(words), first, -1):
                start, end = words[first][0], words[last - 1][1]
                bearer = _largest(gazetteer, document["text"][start:end].rstrip(".'’"))
                if bearer is not None:
                    found.append(Point(start, end, bearer.lat, bearer.lon, bearer.kind == "country"))
                    first = last - 1
                    break
            first += 1
    return found


def _largest(gazetteer: Gazetteer, name: str) -> Toponym | None:
    listed = [
        t
        for t in gazetteer.lookup(name)
        if t.kind == "country"
        or (t.kind == "admin1" and t.country == "US")
        or (t.kind == "settlement" and t.population >= BASELINE_SIZE)
    ]
    return max(listed, key=lambda t: t.population, default=None)


class Figures(msgspec.Struct, frozen=True):
    """What one reader comes to on one set, in per cent."""

    found: float
    countries: float
    wide: float
    cities: float
    within: float
    end: float
    seconds: float

    def line(self, name: str) -> str:
        """A line of the table."""
        told = (self.found, self.countries, self.wide, self.cities, self.within, self.end)
        return f"| {name} | " + " | ".join(f"{value:.1f}" for value in told) + f" | {self.seconds:.0f} |"


def figures(gold: dict[str, list[dict[str, Any]]], given: dict[str, list[Point]], seconds: float) -> Figures:
    """The scorer's figures, and countries and other places apart."""
    score = scorer("score_places")
    result = score.score(gold, {key: [p.row for p in points] for key, points in given.items()})
    right, of = Counter[str](), Counter[str]()
    for key, wanted in gold.items():
        points = given.get(key, [])
        for g, p, _ in score.pair(wanted, [point.row for point in points]):
            want, give = wanted[g], points[p]
            if want.get("lat") is None:
                continue
            size = size_of(want)
            country = size == "country"
            of[size] += 1
            near = give.lat is not None and (
                score.distance_km(want["lat"], want["lon"], give.lat, give.lon) <= score.NEAR_KM
            )
            right[size] += near or (country and give.is_country and _same_side(want, give, score))
    return Figures(
        found=result["exact"]["f1"],
        countries=100 * right["country"] / max(1, of["country"]),
        wide=100 * right["wide"] / max(1, of["wide"]),
        cities=100 * right["city"] / max(1, of["city"]),
        within=result["resolved"]["within_161km"] or 0.0,
        end=result["end_to_end_161km"] or 0.0,
        seconds=seconds,
    )


def size_of(want: dict[str, Any]) -> str:
    """What the gold means: a `country`, a `wide` area or a `city` or smaller; by LGL's feature code, else the name."""
    code = want.get("fcode")
    if code is not None:
        wide = ("ADM1", "CONT", "RGN", "AREA", "SEA", "OCN", "GULF")
        return "country" if str(code).startswith("PCL") else "wide" if code in wide else "city"
    named = str(want.get("page", "")).rsplit("/", 1)[-1].replace("_", " ")
    kinds = [t.kind for t in _GAZETTEER.lookup(named)[:2]]
    if "country" in kinds:
        return "country"
    return "wide" if kinds[:1] in (["region"], ["admin1"]) else "city"


def _same_side(want: dict[str, Any], give: Point, score: Any) -> bool:
    """Whether a country's two middles can be of one country: less than 1,500 km apart."""
    return bool(score.distance_km(want["lat"], want["lon"], give.lat, give.lon) <= COUNTRY_KM)


COUNTRY_KM = 1500.0
_GAZETTEER = Gazetteer.load()


def main() -> None:
    """Prints the table and writes its section of RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print so many of the commonest misses")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every other document alone, from the first or second")
    told = parser.parse_args()
    errors, half = told.errors, told.half
    model = ReadingModel.load()
    lines = [
        "| | found F1 | countries right | states, regions | cities and smaller | all within 161 km | end to end | s |"
    ]
    lines.append("| --- |" + " ---: |" * 7)
    for name in SETS:
        documents = list(rows(f"data/places/{name}.jsonl.gz"))[half or 0 :: 1 if half is None else 2]
        gold = {d["id"]: d["toponyms"] for d in documents}
        for reader, label in ((False, "largest bearer of the name"), (True, "Rashomon")):
            started = time.perf_counter()
            given = {
                d["id"]: read(d, model, _GAZETTEER, name == "lgl") if reader else baseline(d, _GAZETTEER)
                for d in documents
            }
            lines.append(figures(gold, given, time.perf_counter() - started).line(f"{name}, {label}"))
        reach = REACH[name]
        lines.append(
            f"| {name}, to reach | {reach['found']} | {reach['countries']} | | {reach['cities']} | | {reach['end']} | |"
        )
        if errors:
            print(name, "missed:", missed(gold, given).most_common(errors))
    lines.append(f"\nThe gazetteer loads in {1000 * loading():.0f} ms (the median of nine).")
    text = "\n".join(lines)
    if half is None:
        write_section("places", "Places (`python -m benchmarks.places`)", text)
    print(text)


def loading() -> float:
    """Seconds in which the gazetteer loads, the median of nine."""
    taken = []
    for _ in range(9):
        started = time.perf_counter()
        Gazetteer.load()
        taken.append(time.perf_counter() - started)
    return sorted(taken)[4]


def missed(gold: dict[str, list[dict[str, Any]]], given: dict[str, list[Point]]) -> Counter[str]:
    """The gold's names that were not found, by how often."""
    score = scorer("score_places")
    found: Counter[str] = Counter()
    for key, wanted in gold.items():
        paired = {g for g, _, _ in score.pair(wanted, [p.row for p in given.get(key, [])])}
        found.update(want["text"] for number, want in enumerate(wanted) if number not in paired)
    return found


if __name__ == "__main__":
    main()
