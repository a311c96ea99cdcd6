"""The outlet that a report speaks of as its own and names nowhere else: whom its people told what they say.

One "told <outlet>" proves nothing, since a retelling has it too: of 3,000 texts of 121 outlets (shared/data/load) it
was the report's own in 169 of 377. Asked for are three paragraphs with it, or two ways of speaking so, where no other
outlet is spoken of likewise and the name is not cited; four and both, where it is: 28 of 29 were right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from rashomon.read.tables import is_known_outlet, is_outlet_name, outlet_rules
from rashomon.read.units import Unit

_WORD = r"[A-Z0-9](?:[\w’'&.!+-]*[\w!+])?"
_NAME = rf"(?:[Tt]he )?(?P<name>{_WORD}(?:(?: | of | de | da | and | & | al-|-){_WORD}){{0,5}}?)"
_END = r"(?= (?!(?:of|de|da|and) )[a-z]| [A-Z][a-z]+day\b|[.,;:)]|\s*$)"
_QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]")
_HINT = re.compile(
    r"\b(?:told|tells|telling|verify|confirm|reach|check|authenticate|in an? [\w -]{4,20} (?:to|with)"
    r"|not (?:(?:to )?(?:name|identify|publish)|(?:nam|identify|publish|disclos|reveal|report|releas)ing)"
    r"|seen|reviewed|viewed|verified|obtained|analy[sz]ed|learned|spoken"
    r"|(?:comment|questions|calls?|e-?mails?|[ei]nquiries) (?:from|by|sent))\b"
)
"""A word of each way of speaking so: most paragraphs have none."""
_PARAGRAPHS = 3
_WAYS = 2


def own_voice(units: Sequence[Unit]) -> str | None:
    """The name of the outlet that a report speaks of as its own, None where that is not sure."""
    told = [_QUOTED.sub(" ", unit.line) for unit in units if unit.kind is None]
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for place, line in enumerate(told):
        if not _HINT.search(line):
            continue
        for way, pattern in enumerate(_ways()):
            for match in pattern.finditer(line):
                if name := _outlet(match["name"]):
                    found[name].add((place, way))
    if len(found) != 1:
        return None
    name, signs = next(iter(found.items()))
    paragraphs, ways = len({place for place, _ in signs}), len({way for _, way in signs})
    if paragraphs > _PARAGRAPHS and ways >= _WAYS:
        return name
    is_cited = any(map(_cited(name).search, told))
    return name if not is_cited and (paragraphs >= _PARAGRAPHS or ways >= _WAYS) else None


def _outlet(name: str) -> str | None:
    """The outlet that a name is, or whose reporter it is ("CNN's John King"); else None."""
    for each in (name, re.split(r"[’']s ", name)[0]):
        if is_known_outlet(each) or is_outlet_name(each):
            return each
    return None


@cache
def _ways() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape.replace(" END", _END).replace("NAME", _NAME)) for shape in outlet_rules().own)


def _cited(name: str) -> re.Pattern[str]:
    """How a text cites an outlet as another's."""
    return re.compile("|".join(outlet_rules().cited).replace("NAME", re.escape(name)), re.IGNORECASE)
