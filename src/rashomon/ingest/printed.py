"""Printed pages that were turned into text: page numbers, running heads, and paragraphs that lines were broken in."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.ingest.lines import Line, Wrapping, alternatives, furniture, stated, wrappings
from rashomon.ingest.plain import folded
from rashomon.ingest.record import Block

_LEAST = 2
_PAGE = 3
"""Lines of a page at least."""
_NEAR = 2
"""Lines around a page number among which a running head stands."""
_RUNNING = 120
"""Characters of a running head at most."""
_FULL = 0.65
"""The share of the widest line that a line of a paragraph, but for the last, has at least."""
_NARROW, _WIDE = 30, 110
_WRAPPED = 0.5
_TOP = 3
"""Lines in which a masthead stands."""
_PIECES = re.compile(r"\s{2,}|\s*[|,•·]\s*|\s+[–—-]\s+")
_PAGED = re.compile(r"[0-9]{1,3}")
_TURNED = 4
"""Pages between two that have a running head, at most."""
_DIGITS = re.compile(r"\d+")


def of_print(text: str, lines: Sequence[Line]) -> Wrapping:
    """Page numbers, running heads and paragraphs; a running head that is the masthead tells the outlet."""
    numbers = _numbers(lines)
    heads = _running(text, lines, numbers)
    if not heads and len(numbers) <= _LEAST:
        return Wrapping()
    taken = heads | set(numbers)
    pieces = {folded(piece) for place in heads if place for piece in _PIECES.split(lines[place].text)}
    mastheads = [line.text for n, line in enumerate(lines[:_TOP]) if n not in heads and folded(line.text) in pieces]
    blocks = [furniture(lines[place].start, lines[place].end) for place in taken]
    blocks += _paragraphs([line for place, line in enumerate(lines) if place not in taken])
    return Wrapping(stated(mastheads[0] if mastheads else None), tuple(blocks))


def _numbers(lines: Sequence[Line]) -> list[int]:
    """The places of page numbers: figures on lines of their own, each greater than the last."""
    number = alternatives(wrappings().print.numbers)
    places = [place for place, line in enumerate(lines) if number.fullmatch(line.text)]
    counted = [int(digits[0]) for place in places if (digits := _DIGITS.findall(lines[place].text))]
    apart = all(b - a >= _PAGE for a, b in itertools.pairwise(places))
    return places if apart and counted == sorted(set(counted)) else []


def _running(text: str, lines: Sequence[Line], numbers: Sequence[int]) -> set[int]:
    """The places of lines that come again: beside page numbers and breaks, or with a number that counts up."""
    breaks = [n for n, line in enumerate(lines) if "\f" in text[lines[n - 1].end if n else 0 : line.start]]
    turns = [*numbers, *breaks]
    near = {p for turn in turns for p in range(turn - _NEAR, turn + _NEAR + 1)} | {0}
    again: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if place not in numbers and len(line.text) <= _RUNNING:
            again[_DIGITS.sub("", folded(line.text)).strip()].append(place)
    found: set[int] = set()
    for key, places in again.items():
        apart = len(places) > _LEAST or all(b - a >= _PAGE for a, b in itertools.pairwise(places))
        if (
            key
            and apart
            and len(places) >= _LEAST
            and (_counts_up([lines[p].text for p in places]) or (len(turns) >= _LEAST and near.issuperset(places)))
        ):
            found.update(places)
    return found


def _counts_up(told: Sequence[str]) -> bool:
    """Whether lines that are the same but for a figure at one of their ends count up by it, as pages do."""
    if not any(map(str.isalpha, told[0])):
        return False
    figures = [
        next((int(word) for word in (*line.split()[:1], *line.split()[-1:]) if _PAGED.fullmatch(word)), 0)
        for line in told
    ]
    return figures[0] > 0 and all(0 < after - before <= _TURNED for before, after in itertools.pairwise(figures))


def _paragraphs(lines: Sequence[Line]) -> Iterator[Block]:
    """The paragraphs of text that was broken by hand: a line that is not full ends one."""
    lengths = sorted(len(line.text) for line in lines)
    widest = lengths[int(0.9 * len(lengths))] if lengths else 0
    full = sum(length >= _FULL * widest for length in lengths)
    if not _NARROW <= widest <= _WIDE or full < _WRAPPED * len(lines):
        return
    group: list[Line] = []
    for line in [*lines, None]:
        if group and (line is None or not line.follows or len(group[-1].text) < _FULL * widest):
            if len(group) > 1 and any(line.text[0].islower() for line in group[1:]):
                yield Block(group[0].start, group[-1].end, "p", body=True)
            group = []
        if line is not None:
            group.append(line)
