"""Where quotation marks hold a text, and how much of a content they hold; marks need not balance.

A mark opens or closes by its neighbours, not by its shape: real reports close with `“`, or never.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from rashomon.parse import Range
from rashomon.records import Quotation

DOUBLE = re.compile(r"[\"“”„«»]|''|``")
SINGLE = re.compile(r"(?<!\w)['‘](?=\w)[^\n]{3,600}?[,.?!…]['’](?!\w)")
"""Single marks count where a stop stands before the last: apostrophes have none."""
OPENING_SHAPE = frozenset("“„«") | {"``"}
LONGEST = 3000
WORD = re.compile(r"\w+")


def quoted_ranges(text: str, start: int, end: int) -> tuple[Range, ...]:
    """What stands between double quotation marks in `text[start:end]` (a passage), marks included.

    A mark that nothing closes holds to the passage's end where the passage begins with it, else nothing.
    """
    found: list[Range] = []
    opened: int | None = None
    for mark in DOUBLE.finditer(text, start, end):
        if opened is None and _opens(text, mark, start):
            opened = mark.start()
        elif opened is not None and not _opens_anew(text, mark, start):
            found.append(Range(opened, mark.end()))
            opened = None
    if opened is not None and not text[start:opened].strip() and end - opened < LONGEST:
        found.append(Range(opened, end))
    if not found:
        found = [Range(m.start(), m.end()) for m in SINGLE.finditer(text, start, end)]
    return tuple(found)


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1]
    if not after or after.isspace():
        return False
    return not (before.isalnum() or before in ".,!?") or mark.group() in OPENING_SHAPE


def _opens_anew(text: str, mark: re.Match[str], start: int) -> bool:
    before = text[mark.start() - 1] if mark.start() > start else " "
    return before.isspace() and mark.group() in OPENING_SHAPE and _opens(text, mark, start)


def quotation(content: Sequence[Range], quoted: Sequence[Range], text: str) -> Quotation:
    """`direct` where marks hold all of the content's words, `mixed` where they hold some, else `indirect`.

    `quoted` is in text order and does not overlap.
    """
    inside = outside = 0
    for each in content:
        near = _near(quoted, each)
        for word in WORD.finditer(text[each.start : each.end]):
            here = each.start + word.start()
            if any(q.start <= here < q.end for q in near):
                inside += 1
            elif word.group().lower() != "that":
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _near(quoted: Sequence[Range], each: Range) -> Sequence[Range]:
    """The quotations that may touch a stretch."""
    first = max(bisect_right(quoted, Range(each.start, each.start)) - 1, 0)
    return quoted[first : bisect_right(quoted, Range(each.end, each.end))]
