"""Two accounts of where, by what is told of a place: one point on two sides of a town, one person from two towns, one
deed done to one thing near two towns.

`12 km north of Salt Ridge` and `12 km south of Salt Ridge` cannot be one village; nor is somebody `of Ridge` and `of
Quay`. Both only in reports of one story, and only where no report of the first account has the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from rashomon.assess.focus import is_common
from rashomon.assess.index import PileIndex
from rashomon.assess.telling import evidence_of_sentence, listed, quoted
from rashomon.assess.terms import stem, words
from rashomon.assess.verdicts import Found, Weighed
from rashomon.lexicon import table
from rashomon.lexicon.groups import Forms
from rashomon.link.entities_persons import romanised_alike
from rashomon.records import Evidence, Place, Side

_SAME_KM, _OTHER_SIDE = 1.25, 90.0
_TOWN = 3
_FROM = re.compile(
    r",?\s+(?:aged )?(?:\d{1,3},?\s+)?(?:an? [\w-]+(?: [\w-]+)? )?(?:of|from)\s+(?:nearby\s+|suburban\s+)?",
    re.IGNORECASE,
)
"""Between a name and a town: `, 29, of`, ` from nearby`, `, a young nurse from`."""
_FURTHEST = 60
_WHY = {
    "direction": "One town and one distance, on two sides of it.",
    "person": "One person is said to be from two towns.",
    "deed": "One deed done to one thing, at two towns.",
}


class _Words(msgspec.Struct, frozen=True):
    wide: Forms


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
    named: frozenset[str] = frozenset()
    """The persons that the sentence of a deed names."""


def located(weighed: Weighed) -> Iterator[Found]:
    """Points and persons that reports of one story put in two places."""
    index = weighed.index
    held: dict[tuple[str, str], list[_Located]] = {}
    for report in sorted(index.reports, key=index.report_order):
        for one in (*_directions(index, report), *_homes(index, report), *_deeds(index, report)):
            held.setdefault(one.matter, []).append(one)
    beside = _named_beside(index)
    for _, told in sorted(held.items()):
        for sides in _sides(weighed, told):
            if not any({(a.value, b.value), (b.value, a.value)} & beside for a in sides[0] for b in sides[1]):
                yield _found(index, sides)


def _directions(index: PileIndex, report: str) -> Iterator[_Located]:
    for place in index.places.of(report):
        if place.relation == "direction" and place.km and place.bearing is not None:
            evidence = _told_at(index, place)
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
            evidence = _told_at(index, place) if town else None
            if evidence and _FROM.fullmatch(text, mention.span.end, place.span.start):
                yield _Located(
                    matter=("person", mention.entity), value=place.name.lower(), at=0.0, km=0.0, evidence=evidence
                )


def _deeds(index: PileIndex, report: str) -> Iterator[_Located]:
    """What was done to one thing, and at which town: `a drone was brought down near Orrin`."""
    places = {p.id: p for p in index.places.of(report)}
    for event in index.events.of(report):
        place = places.get(event.place or "")
        struck = [p.span.text for p in event.participants if p.role == "recipient"]
        told = words(struck[0]) if len(struck) == 1 else []
        real = event.tense == "past" and event.polarity == "positive" and event.certainty == "certain"
        if place is None or not real or told[:1] not in (["a"], ["an"], ["the"]) or told[-1].endswith("s"):
            continue
        town = (place.precision or _TOWN) <= _TOWN and place.relation != "direction" and not _is_wide(index, place)
        evidence = _told_at(index, place) if town else None
        if evidence and not is_common(stem(told[-1])):
            matter = ("deed", f"{stem(event.span.text)} {stem(told[-1])}")
            people = index.mentions.inside(report, evidence.start, evidence.end)
            named = frozenset(m.entity for m in people if m.kind == "person" and m.head == "name" and m.entity)
            yield _Located(matter=matter, value=place.name.lower(), at=0.0, km=0.0, evidence=evidence, named=named)


def _is_wide(index: PileIndex, place: Place) -> bool:
    """Whether a place is a river, a sea, a valley: its name or the word before it says so."""
    text = index.pile.text_of(place.report)
    beside = words(text[max(0, place.span.start - _FURTHEST) : place.span.start])[-1:]
    return bool(set(table("located", _Words).wide.forms.split()) & {*beside, *words(place.span.text)})


def _named_beside(index: PileIndex) -> set[tuple[str, str]]:
    """Names of places that some sentence names side by side with no distance between: one may lie in the other."""
    found = set[tuple[str, str]]()
    for report in index.reports:
        rows = index.places.of(report)
        for one, two in pairwise(rows):
            if two.span.start - one.span.end <= _FURTHEST and not (two.relation == "direction" and two.km):
                found.add((one.name.lower(), two.name.lower()))
    return found


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
    return (a.value == b.value or romanised_alike(a.value, b.value)) and _near(a, b)


def _near(a: _Located, b: _Located) -> bool:
    return max(a.km, b.km) <= _SAME_KM * min(a.km, b.km)


def _exclude(a: _Located, b: _Located) -> bool:
    if a.matter[0] != "direction":
        return not _agree(a, b) and (bool(a.named & b.named) or not (a.named and b.named))
    turn = abs(a.at - b.at) % 360
    return _near(a, b) and min(turn, 360 - turn) >= _OTHER_SIDE


def _told_at(index: PileIndex, place: Place) -> Evidence | None:
    """The sentence that names a place."""
    sentence = index.sentence_at(place.report, place.span.start)
    if sentence is None or place.span.end > sentence.end:
        return None
    return evidence_of_sentence(sentence)


def _found(index: PileIndex, sides: tuple[list[_Located], list[_Located]]) -> Found:
    parts = [f"{quoted(each[0].evidence.text)} ({index.name_of(each[0].evidence.report)})" for each in sides]
    by = sides[0][0].matter[0]
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
        why=(_WHY[by],),
        weight=float(sum(map(len, sides))),
    )
