"""Furniture joined to a paragraph or laid into it, as a page leaves it that lost its line breaks: buttons, players,
pointers to other stories, and galleries, whose counter ("3 of 76") goes up by one through the text.

Cuts are made between sentences alone: furniture within one is left, since two halves of a sentence tell less than the
whole with a stranger in it. What stands between two cuts of a gallery is a caption.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rashomon.read.menus import is_label
from rashomon.read.tables import BoilerplateRules, Edge, word_sets
from rashomon.read.units import Unit, split_unit
from rashomon.records import BoilerplateReason

_ENDED = re.compile(r"[.!?…”\")\]]\s*\Z")
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[\"“‘'(]?[A-Z0-9])")
_COUNTER = re.compile(r"(?<![\d,.$£€/])\b(?P<number>\d{1,3}) ?(?:of|/) ?(?P<total>\d{1,3})\b(?![,./]\d|/)")
_WORD = re.compile(r"\S+")
_JOINT = 300
"""Characters at the end of a text's last paragraph in which joined furniture begins, and, less fifty, of its first."""
_MEMBERS = 3
"""Counters that make a series."""
_AGREED = 0.8
"""The share of a series' counters beside which the same word stands."""
_LEFT, _RIGHT = 4, 16
"""Words beside a counter that may come with it, at most."""
_LONGEST = 60
"""Words of a caption at most, where no other caption of its gallery is longer."""
_REPORT = 25
"""Words of the report behind a caption in its paragraph at least; fewer may be the caption's."""
_FUNCTION = 2
"""Function words of a caption at least; a credit has fewer."""


def without_edges(units: list[Unit], rules: BoilerplateRules) -> list[Unit]:
    """The first and the last paragraph without the furniture that a page which lost its line breaks joins to them."""
    prose = [i for i, unit in enumerate(units) if unit.is_prose and len(unit.text) > 400]
    if not prose:
        return units
    found = [[unit] for unit in units]
    last = found[prose[-1]][0]
    trails = [edge for edge in rules.edges if edge.at == "trail"]
    begins = [(match.start(), edge) for edge in trails if (match := _trail(edge.pattern, last.text))]
    if begins:
        at, edge = min(begins, key=lambda begin: begin[0])
        found[prose[-1]] = _set_apart(last, last.start + at, -1, edge.reason)
    first = found[prose[0]][0]
    leads = [edge for edge in rules.edges if edge.at == "lead"]
    ends = [(m.end(), edge) for edge in leads if (m := edge.pattern.search(first.text, 0, _JOINT - 50))]
    if ends:
        at, edge = max(ends, key=lambda end: end[0])
        found[prose[0]] = [*_set_apart(first, first.start + at, 0, edge.reason), *found[prose[0]][1:]]
    return [unit for part in found for unit in part]


def _trail(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first furniture in a text's last characters that stands behind the end of a sentence."""
    for match in pattern.finditer(text, max(0, len(text) - _JOINT)):
        if _ENDED.search(text, max(0, match.start() - 6), match.start()):
            return match
    return None


def _set_apart(unit: Unit, at: int, part: int, reason: BoilerplateReason) -> list[Unit]:
    """A unit cut in two, the one at `part` marked."""
    parts = split_unit(unit, at)
    if len(parts) > 1:
        parts[part].kind, parts[part].reason = "boilerplate", reason
    return parts


def without_inlaid(units: Sequence[Unit], rules: BoilerplateRules) -> list[Unit]:
    """The units cut at the furniture within them: it is marked, captions between a gallery's buttons are too."""
    cut = [part for unit in units for part in _without_pointers(unit, rules.edges)]
    cut = _without_galleries(cut)
    cut = [part for unit in cut for part in _without_buttons(unit, rules.edges)]
    return [part for unit in cut for part in _without_credited(unit, rules.edges)]


class _Stretch(NamedTuple):
    """Furniture within a unit, as offsets of its text."""

    start: int
    end: int
    reason: BoilerplateReason


def _without_pointers(unit: Unit, edges: Sequence[Edge]) -> list[Unit]:
    """A unit cut at players and pointers to other stories that stand between its sentences."""
    if unit.kind is not None:
        return [unit]
    found: list[_Stretch] = []
    for edge in edges:
        for match in edge.pattern.finditer(unit.text) if edge.at == "inside" else ():
            if _is_between(unit.text, match.start(), match.end(), found):
                found.append(_Stretch(match.start(), match.end(), edge.reason))
    return _cut(unit, found)


def _is_between(text: str, start: int, end: int, others: Sequence[_Stretch]) -> bool:
    """Whether a stretch stands between two sentences, or at an end of its paragraph, and is not all of it."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    begins = not before or _ENDED.search(before) is not None or any(0 <= start - s.end <= 1 for s in others)
    return bool(before or after) and begins and not after[:1].islower() and after[:1] not in ("-", "–", "—", ",")


def _cut(unit: Unit, stretches: Sequence[_Stretch]) -> list[Unit]:
    """A unit cut at stretches of furniture, which are marked; of two that overlap the first counts."""
    if not stretches:
        return [unit]
    places = sorted({unit.start + at for stretch in stretches for at in stretch[:2]})
    parts = split_unit(unit, *places)
    for part in parts:
        at = part.start - unit.start
        for stretch in stretches:
            if stretch.start <= at < stretch.end:
                part.kind, part.reason, part.set_apart = "boilerplate", stretch.reason, True
                break
    return parts


def _without_buttons(unit: Unit, edges: Sequence[Edge]) -> list[Unit]:
    """A unit cut at a gallery's buttons; the rest of it is a caption, where it is no longer than one."""
    if unit.kind is not None:
        return [unit]
    found = [
        _Stretch(match.start(), match.end(), edge.reason)
        for edge in edges
        if edge.at == "gallery"
        for match in edge.pattern.finditer(unit.text)
    ]
    parts = _cut(unit, found)
    rest = [part for part in parts if part.kind is None]
    function = word_sets().function
    if not found or not any(sum(map(function.__contains__, part.words)) >= _FUNCTION for part in rest):
        return [unit]
    for part in rest:
        if len(part.words) <= _LONGEST:
            part.kind = "caption"
    return parts


def _without_credited(unit: Unit, edges: Sequence[Edge]) -> list[Unit]:
    """A long paragraph cut at the captions within it: a sentence with the credit of its picture in brackets behind it,
    before another sentence.
    """
    if unit.kind is not None or len(unit.words) < _LONGEST:
        return [unit]
    captions: list[tuple[int, int]] = []
    for edge in edges:
        for match in edge.pattern.finditer(unit.text) if edge.at == "credit" else ():
            before, after = unit.text[: match.start()].rstrip(), unit.text[match.end() :].lstrip()
            begins = [end.end() for end in _SENTENCE_END.finditer(before)]
            if len(after.split()) >= _REPORT and (after[0].isupper() or after[0] in "“\"‘'"):
                captions.append((begins[-1] if begins else 0, match.end()))
    parts = split_unit(unit, *sorted({unit.start + at for ends in captions for at in ends}))
    for part in parts:
        at = part.start - unit.start
        if any(begin <= at < end for begin, end in captions):
            part.kind = "caption"
    return parts


class _Counted(NamedTuple):
    """A counter in a text: its unit's place, its offsets in that unit, its number."""

    place: int
    start: int
    end: int
    number: int


class _Beside(NamedTuple):
    """The words that come with every counter of a series, before and behind it."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class _Gallery(NamedTuple):
    """What a series of counters says of one unit: its furniture, and between which offsets its captions stand."""

    stretches: list[_Stretch]
    begin: int
    end: int


def _without_galleries(units: list[Unit]) -> list[Unit]:
    """The units cut at the counters of galleries and the words that come with each; what is between is captions."""
    galleries: dict[int, _Gallery] = {}
    for series in _series(units):
        beside = _Beside(_common(units, series, -1), _common(units, series, 1))
        if len(beside.left) + len(beside.right) >= _MEMBERS or is_label(" ".join(beside.left + beside.right)):
            for place, gallery in _galleries(units, series, beside):
                galleries.setdefault(place, gallery)
    cut = (_captioned(unit, galleries[place]) if place in galleries else [unit] for place, unit in enumerate(units))
    return [part for parts in cut for part in parts]


def _galleries(units: Sequence[Unit], series: Sequence[_Counted], beside: _Beside) -> Iterator[tuple[int, _Gallery]]:
    """The galleries of one series, by the places of its units. A caption stands before its counter where the gallery's
    title opens it, or its last counter ends the paragraph; else behind it.
    """
    first, last = series[0], series[-1]
    titles = list(_titles(units[first.place].text, first, beside.right))
    precede = bool(titles) or last.end == len(units[last.place].text)
    for place in sorted({member.place for member in series}):
        text = units[place].text
        found = [_with_beside(text, member, beside) for member in series if member.place == place]
        begin, end = 0, len(text)
        if precede and place == last.place:
            end = found[-1].end
        elif not precede and place == first.place:
            begin = found[0].start
        if place == first.place:
            found = [*titles, *found]
            found[0] = found[0]._replace(start=_opening(text, found[0].start, beside))
            begin = found[0].start if titles else begin
        yield place, _Gallery(found, begin, end)
    above = units[first.place - 1].text if first.place else ""
    if above and set(above.split()) <= {*beside.left, *beside.right}:
        yield first.place - 1, _Gallery([_Stretch(0, len(above), "navigation")], 0, 0)


def _series(units: Sequence[Unit]) -> Iterator[list[_Counted]]:
    """The counters that go up by one from one to the next, to one total, three at least."""
    open_series: dict[str, list[_Counted]] = {}
    done: list[list[_Counted]] = []
    for place, unit in enumerate(units):
        for match in _COUNTER.finditer(unit.text) if unit.kind is None else ():
            counted = _Counted(place, match.start(), match.end(), int(match["number"]))
            before = open_series.get(match["total"])
            if before and counted.number == before[-1].number + 1:
                before.append(counted)
            else:
                done.append([counted])
                open_series[match["total"]] = done[-1]
    return (series for series in done if len(series) >= _MEMBERS)


def _common(units: Sequence[Unit], series: Sequence[_Counted], side: int) -> tuple[str, ...]:
    """The words beside nearly all counters of a series, in reading order: before it (`side` -1) or behind it (1), where
    the last does not count, since no caption need follow.
    """
    beside: list[list[str]] = []
    for number, member in enumerate(series if side < 0 else series[:-1]):
        text = units[member.place].text
        neighbour = series[number + side] if number + side >= 0 else None
        within = neighbour if neighbour and neighbour.place == member.place else None
        if side < 0:
            words = _WORD.findall(text[within.end if within else 0 : member.start])[::-1]
        else:
            words = _WORD.findall(text[member.end : within.start if within else len(text)])
        beside.append(words[: _LEFT if side < 0 else _RIGHT])
    beside = [words for words in beside if words]
    found: list[str] = []
    while len(beside) >= _MEMBERS - 1:
        nexts = Counter(words[len(found)] for words in beside if len(words) > len(found))
        word, times = nexts.most_common(1)[0] if nexts else ("", 0)
        if times < max(_AGREED * len(beside), _MEMBERS - 1):
            break
        found.append(word)
    return tuple(found if side > 0 else found[::-1])


def _with_beside(text: str, member: _Counted, beside: _Beside) -> _Stretch:
    """A counter with as many of the words that come with it as stand beside it."""
    start, end = member.start, member.end
    for word in reversed(beside.left):
        before = text[:start].rstrip()
        if not before.endswith(word):
            break
        start = len(before) - len(word)
    for word in beside.right:
        behind = len(text) - len(text[end:].lstrip())
        if not text.startswith(word, behind):
            break
        end = behind + len(word)
    return _Stretch(start, end, "navigation")


def _titles(text: str, first: _Counted, right: tuple[str, ...]) -> Iterator[_Stretch]:
    """The gallery's title before its first counter: the words that stand behind the others."""
    if len(right) > 1:
        title = re.compile(r"\s+".join(map(re.escape, right)))
        for match in title.finditer(text, 0, first.start):
            yield _Stretch(match.start(), match.end(), "navigation")


def _opening(text: str, start: int, beside: _Beside) -> int:
    """Where the words that come with a gallery's counters begin before its first: of a gallery without captions all."""
    while (before := text[:start].split()) and before[-1] in beside.left + beside.right:
        start = text.rindex(before[-1], 0, start)
    return start


def _captioned(unit: Unit, gallery: _Gallery) -> list[Unit]:
    """A gallery's paragraph cut, with its captions marked. At an end that no furniture bounds, of a stretch longer than
    a caption one sentence is the caption.
    """
    parts = _cut(unit, gallery.stretches)
    rest = [part for part in parts if part.kind is None]
    rest = [p for p in rest if p.start >= unit.start + gallery.begin and p.end <= unit.start + gallery.end]
    bounded = [len(part.words) for part in rest if part is not parts[0] and part is not parts[-1]]
    longest = max([_LONGEST, *bounded])
    found: list[Unit] = []
    for part in parts:
        is_caption = any(part is other for other in rest)
        if is_caption and len(part.words) > longest:
            found.extend(_of_open_side(part, last=part is parts[0]))
            continue
        part.kind = "caption" if is_caption else part.kind
        found.append(part)
    return found


def _of_open_side(part: Unit, *, last: bool) -> list[Unit]:
    """A long stretch beside a gallery, with its last (or first) sentence marked as a caption."""
    ends = [match.end() for match in _SENTENCE_END.finditer(part.text)]
    if not ends:
        return [part]
    pieces = split_unit(part, part.start + ends[-1 if last else 0])
    pieces[-1 if last else 0].kind = "caption"
    return pieces
