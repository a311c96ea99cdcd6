"""How reports describe an entity, word for word: "unrecognised by the international community", "who leads ...".

Taken is what stands between commas after a name and describes it, and a noun that stands in apposition to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rashomon.link.entities_names import link_table
from rashomon.records import Mention, ReportSpan

_AFTER = re.compile(r"['’]?s?,[ \u00a0]+(?P<told>[a-z][^,;:.()\n“”\"—]{7,160})(?P<end>[,.;\n])")
_MOST = 12


def descriptions(mentions: Sequence[Mention], text_of: Callable[[str], str]) -> tuple[ReportSpan, ...]:
    """The descriptions of one entity, by report and start; the same words of one report once."""
    found: dict[tuple[str, str], ReportSpan] = {}
    for mention in sorted(mentions, key=lambda m: (m.report, m.span.start)):
        if mention.head == "pronoun":
            continue
        text = text_of(mention.report)
        told = _after(text, mention)
        if told is not None:
            found.setdefault((told.report, told.text.lower()), told)
    ordered = sorted(found.values(), key=lambda d: (d.report, d.start))
    return tuple(ordered[:_MOST])


def _after(text: str, mention: Mention) -> ReportSpan | None:
    """The description right after a mention, between commas; a relative clause may end with its sentence."""
    here = _AFTER.match(text, mention.span.end)
    if here is None:
        return None
    words = link_table().descriptions
    first = here["told"].split()[0].lower()
    is_relative = first in words.relatives
    is_clause = is_relative or first in words.articles or first.endswith(words.participles)
    if not is_clause or (here["end"] != "," and not is_relative):
        return None
    start, end = here.span("told")
    while text[end - 1].isspace():
        end -= 1
    return ReportSpan(report=mention.report, start=start, end=end, text=text[start:end])
