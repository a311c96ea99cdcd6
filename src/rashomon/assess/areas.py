"""Two accounts of where: one named thing in two areas of one kind, or one happening near two places far apart.

By the words alone: a name, a preposition, and a name with the word of its kind (`the Kosta quarry in Dal district`).
Areas of two kinds lie in each other and are no conflict; nor are two that one report names for one thing. Or by
distance: `two kilometres from Kosta` and `500 metres from Dal` cannot both hold where the two lie ten apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import msgspec

from rashomon.assess.alike import kilometres
from rashomon.assess.content import Content, cosine
from rashomon.assess.focus import is_common
from rashomon.assess.index import PileIndex
from rashomon.assess.located import located
from rashomon.assess.measured import with_unit
from rashomon.assess.telling import evidence_of, holders, listed, quoted
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.link.entities_persons import romanised_alike
from rashomon.records import Evidence, Place, Side

_KINDS = "district|province|county|region|governorate|prefecture|department|municipality|state|canton|oblast"
_NAME = r"[A-Z][\w’'-]+"
_PLACED = re.compile(
    rf"(?P<thing>{_NAME})(?P<kind>(?: [a-z][\w-]+){{0,3}}),? (?:in|of)"
    rf" (?:the )?(?:{_NAME} [a-z]+ (?:of|in) (?:the )?)?(?P<area>{_NAME}) (?P<level>{_KINDS})\b"
)
"""`Kosta stone quarry in Mahe block of Dal district`, `Kosta in Dal district`."""
_FROM = re.compile(r"\s+(?:[a-z]+ ){0,2}(?:from|off|of|outside)\s+(?:[a-z]+ ){0,2}")
_ALIKE, _SLACK, _FARTHEST_KM = 0.5, 1.2, 200


class _Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A named thing and the area that a report puts it in."""

    thing: str
    level: str
    area: str
    evidence: Evidence


def areas(weighed: Weighed) -> Verdicts:
    """What reports of one story put in two areas of one kind, or near two places too far apart."""
    index = weighed.index
    held: dict[tuple[str, str], list[_Placed]] = {}
    for report in sorted(index.reports, key=index.report_order):
        for placed in _placed(index, report):
            held.setdefault((placed.thing, placed.level), []).append(placed)
    found = (_found(weighed, told) for _, told in sorted(held.items()))
    return Verdicts(found=(*(f for f in found if f), *_near_two_places(weighed), *located(weighed)))


class _Near(msgspec.Struct, frozen=True):
    """A content that tells how far from a place something happened, in kilometres at most."""

    content: Content
    place: Place
    within: float


def _near_two_places(weighed: Weighed) -> Iterator[Found]:
    """Happenings told alike, each near a place, the two places farther apart than that allows."""
    index = weighed.index
    told, used = [n for n in (_near(index, c) for c in weighed.members() if c.sign > 0) if n], set[tuple[str, int]]()
    for one, two in combinations(told, 2):
        seen = bool(used & {one.content.key, two.content.key})
        if not seen and _cannot_both_be(one, two) and _is_one_happening(weighed, one.content, two.content):
            used |= {one.content.key, two.content.key}
            yield _found_near(index, (one, two))


def _near(index: PileIndex, content: Content) -> _Near | None:
    text = index.pile.text_of(content.statement.report)
    for figure in (with_unit(q) for q in content.figures if q.measure == "distance" and q.bound != "vague"):
        for place in content.spots:
            between = text[figure.span.end : place.span.start]
            high = figure.high if figure.high is not None else figure.low
            if high is not None and figure.span.end < place.span.start and _FROM.fullmatch(between):
                return _Near(content, place, high / 1000)
    return None


def _cannot_both_be(one: _Near, two: _Near) -> bool:
    return _SLACK * (one.within + two.within) < kilometres(one.place, two.place) < _FARTHEST_KM


def _is_one_happening(weighed: Weighed, a: Content, b: Content) -> bool:
    one, two = a.statement.report, b.statement.report
    shared = {s for s in a.terms.stems & b.terms.stems if not is_common(s)} | (a.terms.concepts & b.terms.concepts)
    near = bool(shared) and cosine(weighed.index, a, b) >= _ALIKE
    return (
        near
        and one != two
        and weighed.origins.of(a.id) != weighed.origins.of(b.id)
        and weighed.stories.are_one(one, two)
    )


def _found_near(index: PileIndex, pair: tuple[_Near, _Near]) -> Found:
    one, two = (n.content for n in pair)
    far = round(kilometres(pair[0].place, pair[1].place))
    names = [listed(holders(index, [c])) for c in (one, two)]
    return Found(
        kind="place",
        severity="medium",
        sentence=f"Two accounts of where: {quoted(one.text)} ({names[0]}) against {quoted(two.text)} ({names[1]}).",
        sides=tuple(Side(label=n, evidence=(evidence_of(c),)) for n, c in zip(names, (one, two), strict=True)),
        why=(f"{pair[0].place.name} and {pair[1].place.name} lie about {far} km apart.",),
        weight=2.0,
    )


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
        area = next((known for known in by_area if romanised_alike(known, placed.area)), placed.area)
        by_area.setdefault(area, []).append(placed)
    reports = {area: {p.evidence.report for p in each} for area, each in by_area.items()}
    sides = [
        (area, each)
        for area, each in by_area.items()
        if any(
            not reports[area] & other and _are_of_one_story(weighed, reports[area], other) for other in reports.values()
        )
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
            Side(label=index.name_of(each[0].evidence.report), evidence=tuple(p.evidence for p in each))
            for _, each in sides
        ),
        why=(f"One name, and two names of a {told[0].level}, in reports of one story.",),
        weight=float(len(told)),
    )


def _are_of_one_story(weighed: Weighed, one: set[str], two: set[str]) -> bool:
    return any(weighed.stories.are_one(a, b) for a in one for b in two)
