"""The name of the site over a page that was pasted whole, where its copyright line has it again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.ingest.dates import printed_date
from rashomon.ingest.lines import Line, Wrapping, furniture, in_small_letters, stated
from rashomon.ingest.plain import folded

_HEAD = 6
"""Lines in which the name stands."""
_FOOT = 15
_LEAST = 2
"""Words that the two have in common at least."""
_LONG = 6
_LABELS, _LABEL = 3, 2
_SHORT = 160
RIGHTS = re.compile(r"©|\(c\)|copyright|rights reserved", re.IGNORECASE)
"""What a copyright line says."""
_BARS = re.compile(r"\s*[|•·»]\s*|\s{2,}|\t")
_LIVE = re.compile(r" (?:live|online)\Z", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Ž0-9][\w’'&.-]*(?: (?:of|the|de|del|da|and|&|[A-ZÀ-Ž0-9][\w’'&.-]*)){0,6}")


def of_site(_: str, lines: Sequence[Line]) -> Wrapping:
    """The one name in the head of a page whose last words stand together in a copyright line of its foot; else the name
    that opens it right over a row of labels.
    """
    rights = [line.text for line in lines[-_FOOT:] if len(line.text) < _SHORT and RIGHTS.search(line.text)]
    foot = [folded(line).split() for line in rights]
    pieces = [piece.strip() for line in lines[:_HEAD] for piece in _BARS.split(line.text) if len(piece) < _SHORT]
    names = [name for piece in pieces if foot and _NAME.fullmatch(piece) and (name := _name(piece, foot))]
    if len(lines) > _HEAD and len(set(map(folded, names))) == 1:
        return Wrapping(stated(in_small_letters(names[0])))
    if len(lines) > _HEAD and _is_over_labels(lines[0], lines[1]):
        return Wrapping(stated(in_small_letters(lines[0].text)), (furniture(lines[1].start, lines[1].end),))
    return Wrapping()


def _is_over_labels(name: Line, row: Line) -> bool:
    """Whether a name stands over a row of four labels and more that bars part, most of them of a word or two."""
    labels = [label for label in row.text.split("|") if label.strip()]
    short = sum(len(label.split()) <= _LABEL for label in labels)
    is_row = len(labels) > _LABELS and 2 * short >= len(labels) and printed_date(row.text) is None
    is_name = _NAME.fullmatch(name.text) is not None and _LEAST <= len(name.text.split()) <= _LONG
    return is_row and is_name and row.follows and not any(map(str.isdigit, name.text))


def _name(piece: str, foot: Sequence[Sequence[str]]) -> str | None:
    """A name without what says that its page is live; None where its last words do not stand together in the foot."""
    name = _LIVE.sub("", piece)
    words = folded(name).split()
    if len(piece.split()) > _LONG:
        return None
    return name if len(words) >= _LEAST and any(_stands(words[-_LEAST:], line) for line in foot) else None


def _stands(run: Sequence[str], line: Sequence[str]) -> bool:
    return any(line[at : at + len(run)] == list(run) for at in range(len(line) - len(run) + 1))
