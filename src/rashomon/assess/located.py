"""Two accounts of where, by what is told of a place: one point on two sides of a town, one person from two towns.

`12 km north of Salt Ridge` and `12 km south of Salt Ridge` cannot be one village; nor is somebody `of Ridge` and `of
Quay`. Both only in reports of one story, and only where no report of the first account has the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from rashomon.assess.index import PileIndex
from rashomon.assess.telling import listed, quoted
from rashomon.assess.verdicts import Found, Weighed
from rashomon.records import Evidence, Place, Side

_SAME_KM, _OTHER_SIDE = 1.25, 90.0
_TOWN = 3
_FROM = re.compile(
    r",?\s+(?:aged )?(?:\d{1,3},?\s+)?(?:an? [\w-]+(?: [\w-]+)? )?(?:of|from)\s+(?:nearby\s+|suburban\s+)?",
    re.IGNORECASE,
)
"""Between a name and a town: `, 29, of`, ` from nearby`, `, a young nurse from`."""
_FURTHEST = 60


class _Located(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says of where something lies or somebody comes from."""

    matter: tuple[str, str]
    """What is located: what two accounts must share."""
    value: str
    """Where it is put."""
    at: float
    """Of a direction its bearing, else 0."""
    km: float
    evidence: Evidence


def located(weighed: Weighed) -> Iterator[Found]:
    """Points and persons that reports of one story put in two places."""
    index = weighed.index
    held: dict[tuple[str, str], list[_Located]] = {}
    for report in sorted(index.reports, key=index.report_order):
        for one in (*_directions(index, report), *_homes(index, report)):
            held.setdefault(one.matter, []).append(one)
    for _, told in sorted(held.items()):
        for sides in _sides(weighed, told):
            yield _found(index, sides)


def _directions(index: PileIndex, report: str) -> Iterator[_Located]:
    for place in index.places.of(report):
        if place.relation == "direction" and place.km and place.bearing is not None:
            evidence = _evidence(index, place)
            if evidence:
                matter = ("direction", str(place.geonameid or place.name))
                yield _Located(
                    matter=matter, value=f"{place.bearing:.0f}", at=place.bearing, km=place.km, evidence=evidence
                )


def _homes(index: PileIndex, report: str) -> Iterator[_Located]:
    text = index.pile.text_of(report)
    for mention in index.mentions.of(report):
        if mention.kind != "person" or mention.head != "name" or not mention.entity or " " not in mention.span.text:
            continue
        for place in index.places.inside(report, mention.span.end, mention.span.end + _FURTHEST):
            town = place.lat is not None and (place.precision or _TOWN + 1) <= _TOWN
            evidence = _evidence(index, place) if town else None
            if evidence and _FROM.fullmatch(text, mention.span.end, place.span.start):
                value = str(place.geonameid or place.name)
                yield _Located(matter=("person", mention.entity), value=value, at=0.0, km=0.0, evidence=evidence)


def _sides(weighed: Weighed, told: Sequence[_Located]) -> Iterator[tuple[list[_Located], list[_Located]]]:
    """Two accounts that exclude each other, the first told and all that agree with it against all others."""
    first = told[0]
    one = [t for t in told if _agree(first, t)]
    known = {t.evidence.report for t in one}
    two = [t for t in told if _exclude(first, t) and t.evidence.report not in known]
    two = [t for t in two if any(weighed.stories.are_one(t.evidence.report, r) for r in sorted(known))]
    if two:
        yield one, two


def _agree(a: _Located, b: _Located) -> bool:
    return a.value == b.value and _near(a, b)


def _near(a: _Located, b: _Located) -> bool:
    return max(a.km, b.km) <= _SAME_KM * min(a.km, b.km)


def _exclude(a: _Located, b: _Located) -> bool:
    if a.matter[0] == "person":
        return a.value != b.value
    turn = abs(a.at - b.at) % 360
    return _near(a, b) and min(turn, 360 - turn) >= _OTHER_SIDE


def _evidence(index: PileIndex, place: Place) -> Evidence | None:
    sentence = index.sentence_at(place.report, place.span.start)
    if sentence is None or place.span.end > sentence.end:
        return None
    text = sentence.text
    start = sentence.start + len(text) - len(text.lstrip())
    return Evidence(report=place.report, start=start, end=start + len(text.strip()), text=text.strip())


def _found(index: PileIndex, sides: tuple[list[_Located], list[_Located]]) -> Found:
    parts = [f"{quoted(each[0].evidence.text)} ({index.name_of(each[0].evidence.report)})" for each in sides]
    person = sides[0][0].matter[0] == "person"
    return Found(
        kind="place",
        severity="medium",
        sentence=f"Two accounts of where: {parts[0]} against {parts[1]}.",
        sides=tuple(
            Side(
                label=listed([index.name_of(t.evidence.report) for t in each]),
                evidence=tuple(dict.fromkeys(t.evidence for t in each)),
            )
            for each in sides
        ),
        why=("One person is said to be from two towns.",)
        if person
        else ("One town and one distance, on two sides of it.",),
        weight=float(sum(map(len, sides))),
    )
