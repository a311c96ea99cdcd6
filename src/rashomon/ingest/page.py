"""A page to its text, map, blocks and facts."""

from __future__ import annotations

import re

import msgspec

from rashomon.ingest.body import judged
from rashomon.ingest.dates import printed_date
from rashomon.ingest.metadata import page_facts, page_head
from rashomon.ingest.plain import folded, with_title
from rashomon.ingest.record import Block, Facts, TextRun
from rashomon.ingest.walk import Walked, walked

_SITE = re.compile(r"\s+(?:[|–—·«»]|::|-)\s+")


class Page(msgspec.Struct, frozen=True):
    """A page's visible text and all that goes with it; see `Document` for the fields."""

    text: str
    title_added: bool
    facts: Facts
    blocks: tuple[Block, ...]
    runs: tuple[TextRun, ...]
    extracted: bool
    beyond: str | None


def page(source: str) -> Page:
    """The page `source` (decoded) as text with its map, blocks and facts. Never raises."""
    walk = walked(source)
    head = page_head(source)
    facts = page_facts(head, source)
    title = _title(walk, facts.title)
    site = None if facts.outlet else _site(walk, head.title)
    facts = msgspec.structs.replace(
        facts, title=title, outlet=facts.outlet or site, outlet_basis="metadata" if facts.outlet or site else None
    )
    judgement = judged(walk, source)
    titled = with_title(walk.text, title) if walk.text.strip() else None
    shift = len(titled.text) - len(walk.text) if titled else 0
    return Page(
        text=titled.text if titled else "",
        title_added=bool(titled and titled.added),
        facts=facts,
        blocks=tuple(Block(b.start + shift, b.end + shift, b.tag, b.body, b.links, b.within) for b in judgement.blocks),
        runs=tuple(TextRun(r.start + shift, r.end + shift, r.at, r.at_end) for r in walk.runs),
        extracted=judgement.extracted,
        beyond=judgement.beyond,
    )


def _title(walk: Walked, told: str | None) -> str | None:
    """The headline: a heading of the page that the told title names or begins with; else the told title without the
    name of the site behind it.
    """
    headings = [walk.text[b.start : b.end] for b in walk.blocks if b.tag in ("h1", "h2")]
    if told:
        wanted = folded(told)
        for heading in headings:
            if len(folded(heading)) > 10 and wanted.startswith(folded(heading)):
                return " ".join(heading.split())
        pieces = _SITE.split(told)
        return max(pieces, key=len) if len(pieces) > 1 else told
    tops = [walk.text[b.start : b.end] for b in walk.blocks if b.tag == "h1"]
    return " ".join(tops[0].split()) if len(tops) == 1 else None


def _site(walk: Walked, told: str | None) -> str | None:
    """The name of the site at the end of the page's title, where a logo's line of the page is the same or has a date
    behind it, or an address is ("Strait Post": "straitpost.example").
    """
    pieces = _SITE.split(told or "")
    if len(pieces) < 2:
        return None
    wanted = folded(pieces[-1])
    lines = [walk.text[b.start : b.end] for b in walk.blocks if b.end - b.start < 100 and b.tag != "h1"]
    logos = {folded(line) for line in lines if len(line) < 60}
    dated = any(folded(line).startswith(f"{wanted} ") and printed_date(line) is not None for line in lines)
    squeezed = "".join(filter(str.isalnum, wanted))
    is_address = len(squeezed) > 4 and re.search(rf"\b{squeezed}\.[a-z]{{2,}}", walk.text.casefold()) is not None
    return pieces[-1].strip() if wanted and (wanted in logos or dated or is_address) else None
