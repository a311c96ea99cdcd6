"""The name of a site over the menu of a page that was pasted whole: the line that opens it, over its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.ingest import folded, printed_date
from rashomon.read.menus import is_head, is_head_menu, is_label
from rashomon.read.tables import JOINING, heading_rules
from rashomon.read.units import Unit

_SMALL = JOINING | {"for", "in", "on"}
_WORDS = 7
"""Words of a name at most."""
_UNDER = 2
"""Lines between a name and the menu at most, less one."""
_FREQUENCY = re.compile(r"\s+\d{2,3}[.,]\d(?: ?(?:FM|MHz))?\Z")
_TAIL = re.compile(r"\s+(?:[|–—:-]|[(\[]).*\Z")
"""A section, a town or an abbreviation behind the name."""
_INITIALS = re.compile(r"(?P<initials>[A-Z]{2,6}) (?P<name>[A-Z].*)")


def masthead_place(units: Sequence[Unit]) -> int | None:
    """The place of the line with the site's name; None where no menu stands right under the line that opens the page,
    or that line reads as a headline or a section, or comes again as a headline.
    """
    place = next((i for i, unit in enumerate(units[:3]) if unit.kind in (None, "byline")), None)
    if place is None or not _is_name(units[place]) or not _has_menu(units[place + 1 :]):
        return None
    wanted = folded(units[place].line)
    again = any(folded(unit.line[: len(units[place].line) + 20]).startswith(wanted) for unit in units[place + 1 : 20])
    return None if again else place


def site_name(line: str) -> str:
    """The name in a masthead, without a frequency, a section behind a dash, or the initials before it."""
    name = _TAIL.sub("", _FREQUENCY.sub("", line)).strip(" .|-–—")
    short = _INITIALS.fullmatch(name)
    if short and short["initials"] == "".join(word[0] for word in short["name"].split()):
        return short["name"]
    return name


def _is_name(unit: Unit) -> bool:
    """Whether a line may be a site's name: a few words, all of them with capitals, no label, no head of a report."""
    words = site_name(unit.line).split()
    if not 1 <= len(words) <= _WORDS or unit.ends_sentence or is_label(unit.line) or unit.line.endswith((":", "?")):
        return False
    if printed_date(unit.line) is not None or (unit.kind is None and is_head(unit)):
        return False
    return all(word[0].isupper() or word.isdigit() or word.casefold() in _SMALL for word in words)


def _has_menu(below: Sequence[Unit]) -> bool:
    """Whether a menu, or what a paper says of itself, stands right under a name."""
    for unit in below[:_UNDER]:
        if is_head_menu(unit) or heading_rules().paper.fullmatch(unit.line):
            return True
        if unit.is_prose or len(unit.words) > _WORDS:
            return False
    return False
