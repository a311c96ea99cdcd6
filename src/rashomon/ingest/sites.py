"""The name of the site over a page that was pasted whole, where its copyright line has it again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.ingest.lines import Line, Wrapping, in_small_letters, stated
from rashomon.ingest.plain import folded
from rashomon.ingest.record import Facts

_HEAD = 6
"""Lines in which the name stands."""
_FOOT = 15
_LEAST = 2
"""Words that the two have in common at least."""
_LONG = 6
_SHORT = 160
_RIGHTS = re.compile(r"©|\(c\)|copyright|rights reserved", re.IGNORECASE)
_BARS = re.compile(r"\s*[|•·»]\s*|\s{2,}|\t")
_LIVE = re.compile(r" (?:live|online)\Z", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Ž0-9][\w’'&.-]*(?: (?:of|the|de|del|da|and|&|[A-ZÀ-Ž0-9][\w’'&.-]*)){0,6}")


def of_site(_: str, lines: Sequence[Line]) -> Wrapping:
    """The one name in the head of a page whose last words stand together in a copyright line of its foot."""
    foot = [
        folded(line.text).split() for line in lines[-_FOOT:] if len(line.text) < _SHORT and _RIGHTS.search(line.text)
    ]
    if not foot or len(lines) <= _HEAD:
        return Wrapping()
    pieces = [piece.strip() for line in lines[:_HEAD] for piece in _BARS.split(line.text) if len(piece) < _SHORT]
    names = [name for piece in pieces if _NAME.fullmatch(piece) and (name := _name(piece, foot))]
    return Wrapping(stated(in_small_letters(names[0])) if len(set(map(folded, names))) == 1 else Facts())


def _name(piece: str, foot: Sequence[Sequence[str]]) -> str | None:
    """A name without what says that its page is live; None where its last words do not stand together in the foot."""
    name = _LIVE.sub("", piece)
    words = folded(name).split()
    if len(piece.split()) > _LONG:
        return None
    return name if len(words) >= _LEAST and any(_stands(words[-_LEAST:], line) for line in foot) else None


def _stands(run: Sequence[str], line: Sequence[str]) -> bool:
    return any(line[at : at + len(run)] == list(run) for at in range(len(line) - len(run) + 1))
