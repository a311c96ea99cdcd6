"""One named thing put in two areas of one kind: `the Kosta quarry in Dal district`, `… in Ren district`.

By the words alone: a name, a preposition, and a name with the word of its kind (district, province). Areas of two kinds
lie in each other and are no conflict; nor are two areas that one report names for one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rashomon.assess.index import PileIndex
from rashomon.assess.telling import quoted
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.records import Evidence, Side

_KINDS = "district|province|county|region|governorate|prefecture|department|municipality|state|canton|oblast"
_NAME = r"[A-Z][\w’'-]+"
_PLACED = re.compile(
    rf"(?P<thing>{_NAME})(?P<kind>(?: [a-z][\w-]+){{0,3}}),? (?:in|of)"
    rf" (?:the )?(?:{_NAME} [a-z]+ (?:of|in) (?:the )?)?(?P<area>{_NAME}) (?P<level>{_KINDS})\b"
)
"""`Kosta stone quarry in Mahe block of Dal district`, `Kosta in Dal district`."""


class _Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A named thing and the area that a report puts it in."""

    thing: str
    level: str
    area: str
    evidence: Evidence


def areas(weighed: Weighed) -> Verdicts:
    """Named things that reports of one story put in two areas of one kind."""
    index = weighed.index
    held: dict[tuple[str, str], list[_Placed]] = {}
    for report in sorted(index.reports, key=index.report_order):
        for placed in _placed(index, report):
            held.setdefault((placed.thing, placed.level), []).append(placed)
    found = (_found(weighed, told) for _, told in sorted(held.items()))
    return Verdicts(found=tuple(f for f in found if f))


def _placed(index: PileIndex, report: str) -> Iterator[_Placed]:
    text = index.pile.text_of(report)
    for sentence in index.sentences.get(report, ()):
        for told in _PLACED.finditer(text, sentence.start, sentence.end):
            evidence = Evidence(report=report, start=told.start(), end=told.end(), text=told[0])
            thing = told["thing"].lower()
            yield _Placed(thing=thing, level=told["level"], area=told["area"].lower(), evidence=evidence)


def _found(weighed: Weighed, told: list[_Placed]) -> Found | None:
    by_area: dict[str, list[_Placed]] = {}
    for placed in told:
        by_area.setdefault(placed.area, []).append(placed)
    reports = {area: {p.evidence.report for p in each} for area, each in by_area.items()}
    sides = [
        (area, each)
        for area, each in by_area.items()
        if any(not reports[area] & other and _are_of_one_story(weighed, reports[area], other) for other in reports.values())
    ]
    if len(sides) < 2:
        return None
    index = weighed.index
    parts = [f"{quoted(each[0].evidence.text)} ({index.name_of(each[0].evidence.report)})" for _, each in sides]
    return Found(
        kind="place",
        severity="medium",
        sentence=f"One place is put in two areas: {' against '.join(parts)}.",
        sides=tuple(
            Side(label=index.name_of(each[0].evidence.report), evidence=tuple(p.evidence for p in each)) for _, each in sides
        ),
        why=(f"One name, and two names of a {told[0].level}, in reports of one story.",),
        weight=float(len(told)),
    )


def _are_of_one_story(weighed: Weighed, one: set[str], two: set[str]) -> bool:
    return any(weighed.stories.are_one(a, b) for a in one for b in two)
