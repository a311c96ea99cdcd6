"""The banks of values (cases/times.csv, quantities.csv, places.csv): our own half, and the half written blind.

    python -m benchmarks.value_cases [--bank times] [--show own|blind-odd]

One judgement a bank, which the tests use too. An empty cell asks nothing (an interval is asked where either of its ends
is told; `low` and `high` of a quantity are open where empty), `null` wants the field empty. The blind half
(cases/blind) was written without sight of the code. Its rows with an even number stay closed: counted, never printed.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.quantities import rows_of
from rashomon.annotate.names import mentions
from rashomon.annotate.places import places
from rashomon.gazetteer import Gazetteer
from rashomon.parse import Name, Parse, SentenceSpan, Word
from rashomon.records import Interval, Passage, Place, Report
from rashomon.timex import expressions, in_text_order

FOLDER = Path(__file__).parent / "cases"
HALVES = {"own": FOLDER, "blind": FOLDER / "blind"}
MARKED_NAME = re.compile(r"\[(\w+):([^\]]+)\]")
EARTH_KM = 6371.0

Case = dict[str, str]


def bank(name: str, half: str = "own") -> list[Case]:
    """The rows of a bank."""
    with (HALVES[half] / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def is_closed(case: Case) -> bool:
    """Whether a row of the blind half is kept from sight: those with an even number."""
    return int(re.sub(r"\D", "", case["id"])) % 2 == 0


def time_faults(case: Case) -> list[str]:
    """What is wrong with the time expression of a case; words alone, no parse. Empty where all is right."""
    text = case["text"]
    found = expressions(text, 0, len(text))
    if not case["quote"]:
        return [f"found {e.text!r}" for e in found]
    ground = in_text_order(found, _published(case["published"]))
    spot = [(e, g) for e, g in zip(found, ground, strict=True) if e.text == case["quote"]]
    if not spot:
        return [f"found {[e.text for e in found]}"]
    expression, grounded = spot[0]
    interval = grounded.interval or Interval(earliest=None, latest=None)
    faults = [*_differs(case, "type", expression.type), *_differs(case, "value", grounded.value)]
    if case["earliest"] or case["latest"]:
        wanted = [case[end].replace("null", "") for end in ("earliest", "latest")]
        got = [interval.earliest or "", interval.latest or ""]
        faults += [f"interval {'/'.join(got)} for {'/'.join(wanted)}"] if got != wanted else []
    return faults


def quantity_faults(case: Case) -> list[str]:
    """What is wrong with the figure of a case; words alone, no parse. Without a measure, none may stand there."""
    text, quote = case["text"], case["quote"]
    found = rows_of(text)
    if not case["measure"]:
        start = text.index(quote)
        here = [q for q in found if q.span.start < start + len(quote) and start < q.span.end]
        return [f"a figure {q.span.text!r} {q.measure}" for q in here if q.measure != "duration"]
    spot = [q for q in found if q.span.text == quote]
    if not spot:
        return [f"found {[(q.span.text, q.measure) for q in found]}"]
    row = spot[0]
    faults = [*_differs(case, "measure", row.measure), *_differs(case, "bound", row.bound)]
    for end, got in (("low", row.low), ("high", row.high)):
        wanted = float(case[end]) if case[end] else None
        faults += [f"{end} {got} for {wanted}"] if got != wanted else []
    return faults


def place_faults(case: Case, gazetteer: Gazetteer) -> list[str]:
    """What is wrong with the place of a case; its names are given, so no model is needed.

    `country` `none`: no place with this name may stand; `-`: it is listed, unplaced.
    """
    found = places_of(case["text"], gazetteer)
    if case["country"] == "none":
        return [f"a place {p.span.text!r}" for p in found if case["name"] in p.span.text]
    row = next((p for p in found if p.span.text == case["name"]), None)
    if row is None:
        return ["no place"]
    if case["country"] == "-":
        where = (row.lat, row.lon, row.country, row.geonameid)
        return [] if where == (None, None, None, None) else [f"placed: {where}"]
    faults = [] if row.why else ["no why"]
    for field in ("country", "precision", "relation", "km", "bearing"):
        faults += _differs(case, field, getattr(row, field))
    if case["lat"]:
        faults += _far(row, float(case["lat"]), float(case["lon"]), float(case["within_km"]))
    return faults


def places_of(told: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The rows of `places` of a text in which [Label:Name] marks a name."""
    text, names, at = "", [], 0
    for mark in MARKED_NAME.finditer(told):
        text += told[at : mark.start()]
        names.append(Name(len(text), len(text) + len(mark[2]), mark[1], 0.9))
        text += mark[2]
        at = mark.end()
    text += told[at:]
    words = tuple(Word(w.start(), w.end(), w[0], "X", -1, "root") for w in re.finditer(r"[\w.'’\-]+", text))
    spans = (SentenceSpan(words[0].start, words[-1].end, 0, len(words)),) if words else ()
    report = Report(id="R-1", sha256="", names=(), words=0, text=text)
    block = Passage(id="P-1", report="R-1", start=0, end=len(text), text=text, kind="body")
    parse = Parse(report="R-1", words=words, sentences=spans, names=tuple(names), attributions=(), wordings=())
    return places(report, (block,), parse, mentions(report, (block,), parse, gazetteer), gazetteer)


def _published(told: str) -> Interval | None:
    """A day, `earliest/latest`, `earliest/` where it is open; None where nothing is told."""
    if not told:
        return None
    earliest, _, latest = told.partition("/")
    return Interval(earliest=earliest or None, latest=(latest if "/" in told else earliest) or None)


def _differs(case: Case, field: str, got: str | float | None) -> list[str]:
    wanted = case[field]
    if not wanted:
        return []
    is_number = isinstance(got, (int, float))
    same = wanted != "null" and float(wanted) == got if is_number else (got or "null") == wanted
    return [] if same else [f"{field} {got} for {wanted}"]


def _far(row: Place, lat: float, lon: float, within: float) -> list[str]:
    if row.lat is None or row.lon is None:
        return ["unplaced"]
    a, b = math.radians(row.lat), math.radians(lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon - row.lon) / 2) ** 2
    away = 2 * EARTH_KM * math.asin(math.sqrt(h))
    return [f"{away:.0f} km away"] if away > within else []


def judges() -> dict[str, Callable[[Case], list[str]]]:
    """The judgement of each bank; loads the gazetteer."""
    gazetteer = Gazetteer.load()
    return {
        "times": time_faults,
        "quantities": quantity_faults,
        "places": lambda case: place_faults(case, gazetteer),
    }


def main() -> None:
    """Prints how many rows of each bank are right, own and blind apart; lists what is wrong on wish."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--bank", choices=("times", "quantities", "places"))
    parser.add_argument("--show", choices=("own", "blind-odd"), help="list what is wrong")
    chosen = parser.parse_args()
    judge = judges()
    names = [chosen.bank] if chosen.bank else list(judge)
    print(f"{'right of all':12} {'own':>12} {'blind':>12} {'blind, odd':>12} {'blind, even':>12}")
    for name in names:
        own, blind = bank(name), bank(name, "blind")
        parts = (own, blind, [c for c in blind if not is_closed(c)], [c for c in blind if is_closed(c)])
        print(f"{name:12} " + " ".join(f"{_right(part, judge[name]):>12}" for part in parts))
    for name in names if chosen.show else []:
        shown = bank(name) if chosen.show == "own" else [c for c in bank(name, "blind") if not is_closed(c)]
        _list(shown, judge[name])


def _right(cases: Sequence[Case], judge: Callable[[Case], list[str]]) -> str:
    return f"{sum(not judge(case) for case in cases)} of {len(cases)}"


def _list(cases: Sequence[Case], judge: Callable[[Case], list[str]]) -> None:
    for case in cases:
        faults = judge(case)
        if faults:
            known = f" (known: {case['known_failure']})" if case["known_failure"] else ""
            print(f"{case['id']}{known} {case['text']!r} [{case.get('quote', case.get('name'))}]: {'; '.join(faults)}")


if __name__ == "__main__":
    main()
