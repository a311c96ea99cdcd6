"""Text that was copied out of a database without the labels of its fields."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.ingest.dates import printed_date
from rashomon.ingest.lines import Line, Wrapping, alternatives, furniture, printed_days, stated, wrappings

_HEAD = 8
_AFTER = 9
"""Lines under the count of words that a head has at most."""
_NAME = 9


def of_counted(_: str, lines: Sequence[Line]) -> Wrapping:
    """A head whose lines stand without labels in the order that Factiva gives them: the count of words, the day, the
    hour, the source, its code, the language.
    """
    told = wrappings().counted
    words, small = alternatives(told.words), alternatives(told.small)
    place = next((n for n, line in enumerate(lines[:_HEAD]) if words.fullmatch(line.text)), None)
    if place is None or place + 1 >= len(lines) or printed_date(lines[place + 1].text) is None:
        return Wrapping()
    days = printed_days([lines[place + 1].text])
    blocks = [furniture(line.start, line.end) for line in lines[place : place + 2]]
    outlet: str | None = None
    for line in lines[place + 2 : place + _AFTER]:
        if small.fullmatch(line.text) is None and (outlet or len(line.text.split()) > _NAME):
            break
        outlet = outlet or (None if small.fullmatch(line.text) else line.text)
        blocks.append(furniture(line.start, line.end))
    return Wrapping(stated(outlet, days, f"printed over the text: “{lines[place + 1].text}”"), tuple(blocks))
