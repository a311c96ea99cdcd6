"""A report's text with marks in it: every stretch that a cell points to has an address on the page.

Marks may nest and may cross: where two cross, the one that began first is cut into pieces, and its address is on its
first piece. The text itself is never altered, only escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from markupsafe import Markup, escape


class Mark(msgspec.Struct, frozen=True, order=True):
    """A stretch `start..end` (half-open, code points) with its address, its classes and what a reader is told of it.

    One that `opens` leads to itself, so that a click or a key shows what is told of it.
    """

    start: int
    end: int
    address: str
    classes: str = ""
    note: str = ""
    opens: bool = False


class _Open(msgspec.Struct, frozen=True):
    """A mark whose element is open, with the element's name."""

    mark: Mark
    element: str


def address(report: str, start: int, end: int) -> str:
    """The address on the page of a stretch of a report."""
    return f"{report}.{start}-{end}"


def _opening(mark: Mark, first: bool, element: str) -> Markup:
    parts = [Markup("<{}").format(element)]
    if element == "a":
        parts.append(Markup(' href="#{}"').format(mark.address))
    if first:
        parts.append(Markup(' id="{}"').format(mark.address))
    if mark.classes:
        parts.append(Markup(' class="{}"').format(mark.classes))
    if mark.note and first:
        parts.append(Markup(' title="{}"').format(mark.note))
    return Markup("").join([*parts, Markup(">")])


def merged(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in text order, outer before inner, those of one address made one."""
    by_address: dict[str, Mark] = {}
    for mark in sorted(marks):
        known = by_address.get(mark.address)
        if known is None:
            by_address[mark.address] = mark
        else:
            classes = " ".join(sorted({*known.classes.split(), *mark.classes.split()}))
            note = known.note if mark.note in known.note else " ".join(n for n in (known.note, mark.note) if n)
            opens = known.opens or mark.opens
            by_address[mark.address] = msgspec.structs.replace(known, classes=classes, note=note, opens=opens)
    return sorted(by_address.values(), key=lambda m: (m.start, -m.end, m.address))


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """`text[start:end]` escaped, with the marks that lie in it; a mark that reaches out is cut at the border."""
    inside = merged(m for m in marks if m.start < end and m.end > start)
    out: list[Markup] = []
    open_marks: list[_Open] = []
    seen: set[str] = set()
    borders = sorted({start, end, *(b for m in inside for b in (m.start, m.end) if start < b < end)})
    for here, there in zip(borders, borders[1:] or [end], strict=False):
        keep = next((i for i, one in enumerate(open_marks) if one.mark.end <= here), len(open_marks))
        reopen = [one.mark for one in open_marks[keep:] if one.mark.end > here]
        out += [Markup("</{}>").format(one.element) for one in reversed(open_marks[keep:])]
        del open_marks[keep:]
        starting = [m for m in inside if max(m.start, start) == here]
        for mark in [*reopen, *starting]:
            first = mark.address not in seen and mark.start >= start
            within = any(one.element == "a" for one in open_marks)
            element = "a" if mark.opens and first and not within else "span"
            out.append(_opening(mark, first, element))
            seen.add(mark.address)
            open_marks.append(_Open(mark, element))
        out.append(escape(text[here:there]))
    out += [Markup("</{}>").format(one.element) for one in reversed(open_marks)]
    return Markup("").join(out)
