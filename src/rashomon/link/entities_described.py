"""How reports describe an entity, word for word: "unrecognised by the international community", "who leads ...".

Taken is what stands after a name between commas: a relative clause, a participle with its complement, or a noun that
`annotate` found to be of the same party.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from rashomon.link.entities_names import link_table
from rashomon.records import Mention, ReportSpan

_AFTER = re.compile(r"['’]?s?,[ \u00a0]+(?P<told>[a-z][^,;:.()\n“”\"—]{7,160})(?P<end>[,.;\n])(?=\s|$)")
_ABBREVIATED = 4
_MOST = 12


def descriptions(mentions: Sequence[Mention], text_of: Callable[[str], str]) -> tuple[ReportSpan, ...]:
    """The descriptions of one entity, by report and start; the same words of one report once."""
    found: dict[tuple[str, str], ReportSpan] = {}
    nouns = {(m.report, m.span.start) for m in mentions if m.head == "nominal"}
    for mention in sorted(mentions, key=lambda m: (m.report, m.span.start)):
        if mention.head == "pronoun":
            continue
        told = _after(text_of(mention.report), mention, nouns)
        if told is not None:
            found.setdefault((told.report, told.text.lower()), told)
    ordered = sorted(found.values(), key=lambda d: (d.report, d.start))
    return tuple(ordered[:_MOST])


def _after(text: str, mention: Mention, nouns: Collection[tuple[str, int]]) -> ReportSpan | None:
    """The description right after a mention, between commas; a relative clause may end with its sentence."""
    here = _AFTER.match(text, mention.span.end)
    if here is None:
        return None
    words = link_table().descriptions
    told: list[str] = str(here["told"]).lower().split()
    first, second, *_ = [*told, ""]
    is_relative = first in words.relatives
    is_participle = first.endswith(words.participles) and second in words.complements
    is_noun = (mention.report, here.start("told")) in nouns
    if not (is_relative or (here["end"] == "," and (is_participle or is_noun))):
        return None
    last = here["told"].split()[-1]
    if here["end"] == "." and len(last) <= _ABBREVIATED and last[0].isupper():
        return None
    start, end = here.span("told")
    while text[end - 1].isspace():
        end -= 1
    return ReportSpan(report=mention.report, start=start, end=end, text=text[start:end])
