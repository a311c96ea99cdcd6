"""Whose statement a text is, as letterheads, the heads of releases and the lines of numbered reports tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.ingest.dates import printed_date, stated_interval
from rashomon.ingest.lines import (
    SMALL_WORDS,
    Line,
    Wrapping,
    alternatives,
    first_match,
    furniture,
    headline,
    in_small_letters,
    printed_days,
    stated,
    wrappings,
)
from rashomon.lexicon import table

_HEAD = 12
"""Lines of a statement's head."""
_SERIES = 6
"""Lines in which the line of a series stands."""
_LETTERHEAD = 4
"""Lines in which a letterhead names its body."""
_UNDER = 5
"""Lines under a body's name in which a label tells that it speaks."""
_LONG = 120
_NAME = 8
"""Words of a body's name at most."""
_NUMBERED = re.compile(r"(?:no|nr|n°|№|ref)[.:]? ?[\w./-]*\d", re.IGNORECASE)
_WORD = re.compile(r"[A-ZÀ-Ž][\w’'&.-]*\Z")


def of_bulletin(text: str, lines: Sequence[Line]) -> Wrapping:
    """A body's numbered report: the line of its series, which may tell its day, is no headline where others stand
    beside it; and the sentence that names who makes it.
    """
    told = wrappings().bulletin
    issuer = next((match for line in lines if (match := alternatives(told.issuers).match(line.text))), None)
    name = issuer["name"] if issuer else None
    titled = next((n for n, line in enumerate(lines[:_SERIES]) if _is_titled(line, told.series)), None)
    if titled is not None:
        over = [line.text for line in lines[:titled] if _is_name(line.text)]
        facts = stated(name or (in_small_letters(over[0]) if over else None))
        title = lines[titled]
        return Wrapping(msgspec.structs.replace(facts, title=title.text), (headline(title.start, title.end),))
    place = next((n for n, line in enumerate(lines[:_SERIES]) if alternatives(told.series).fullmatch(line.text)), None)
    if place is None:
        return Wrapping(stated(name))
    series = lines[place]
    if name is None and place and _is_name(lines[place - 1].text):
        above = lines[place - 1].text
        name = above if text.count(f"the {above}") + text.count(f"The {above}") else None
    dated = _dated(lines, told.issued) or series
    pieces = [] if dated is not series else re.split(r"\s*[|,–—()]\s*", series.text)
    days = printed_days([dated.text]) or next((days for piece in pieces if (days := stated_interval(piece))), None)
    return Wrapping(
        stated(name, days, f"printed with the report: “{dated.text}”"), (furniture(series.start, series.end),)
    )


def _is_titled(line: Line, series: tuple[str, ...]) -> bool:
    """Whether a line names what a numbered report is of before its series ("Floods: Situation Report 3")."""
    subject, mark, rest = line.text.partition(": ")
    return bool(mark) and len(subject.split()) > 1 and alternatives(series).fullmatch(rest) is not None


def _dated(lines: Sequence[Line], labels: tuple[str, ...]) -> Line | None:
    """The line of the head in which a label stands before a day."""
    for line in lines[:_HEAD]:
        label = first_match(labels, line.text)
        if label and len(line.text) < _LONG and printed_date(line.text, label.end()):
            return line
    return None


class _Names(msgspec.Struct, frozen=True):
    patterns: tuple[str, ...]


class _Letterheads(msgspec.Struct, frozen=True):
    """What the table of headings says of states and their bodies."""

    institution: _Names
    paper: _Names


def of_letterhead(_: str, lines: Sequence[Line]) -> Wrapping:
    """The body under the name of its state at the top of a statement, or over the label of a release."""
    told = table("headings", _Letterheads)
    is_state, is_body = (alternatives(group.patterns) for group in (told.paper, told.institution))
    for place, line in enumerate(lines[:_LETTERHEAD]):
        if len(line.text) > _LONG or is_body.fullmatch(line.text) is None:
            continue
        under = any(is_state.fullmatch(before.text) for before in lines[:place])
        if under or (line.text.isupper() and any(map(_is_label, lines[place + 1 : place + _UNDER]))):
            address = alternatives(wrappings().letterhead.lines)
            blocks = [furniture(a.start, a.end) for a in lines[:_HEAD] if address.fullmatch(a.text)]
            return Wrapping(stated(in_small_letters(line.text)), tuple(blocks))
    return Wrapping()


def of_release(_: str, lines: Sequence[Line]) -> Wrapping:
    """The head of a release: the name over its label is whose it is; it is of the day of its embargo's end."""
    told = wrappings().release
    place = next((n for n, line in enumerate(lines[:_SERIES]) if _is_release(line)), None)
    if place is None:
        return Wrapping()
    states = alternatives(table("headings", _Letterheads).paper.patterns)
    names = [line.text for line in lines[:place] if _is_name(line.text) and not states.fullmatch(line.text)]
    embargo = _dated(lines, told.embargoed)
    days = printed_days([embargo.text]) if embargo else None
    address = alternatives(wrappings().letterhead.lines)
    head = lines[:_HEAD]
    blocks = [line for line in head if _is_release(line) or address.fullmatch(line.text) or line is embargo]
    facts = stated(
        in_small_letters(names[0]) if names else None,
        days,
        f"printed over the text: “{embargo.text}”" if embargo else "",
    )
    return Wrapping(facts, tuple(furniture(line.start, line.end) for line in blocks))


def _is_release(line: Line) -> bool:
    """Whether a line is the label of a release, perhaps with its number or day."""
    label = first_match(wrappings().release.labels, line.text)
    if label is None or len(line.text.split()) > _NAME:
        return False
    return len(line.text[label.end() :].split()) <= 1 or printed_date(line.text, label.end()) is not None


def _is_label(line: Line) -> bool:
    return bool(_NUMBERED.match(line.text) or first_match(wrappings().release.labels, line.text))


def _is_name(text: str) -> bool:
    """Whether a line may be a body's name: some words, the weighty ones with capitals."""
    words = text.split()
    is_short = 1 < len(words) <= _NAME and not any(map(str.isdigit, text))
    return is_short and all(_WORD.match(word) or word.lower() in SMALL_WORDS for word in words)
