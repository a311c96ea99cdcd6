"""A page to its text, map, blocks and facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.ingest.body import judged
from rashomon.ingest.dates import printed_date
from rashomon.ingest.metadata import PageHead, page_facts, page_head
from rashomon.ingest.plain import folded, with_title
from rashomon.ingest.record import Block, Facts, TextRun
from rashomon.ingest.walk import Walked, walked

_SITE = re.compile(r"\s+(?:[|–—·«»]|::|-)\s+")
_TOPS = ("h1", "h2")
_HEADINGS = ("h1", "h2", "h3", "h4")
_LONG = 140
"""Characters of a paragraph at least that is no teaser."""
_WORDS = 4
"""Words of a headline at least."""
_NAME = 10
"""Words of a site's name at most."""
_KIN = 0.5


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
    facts = page_facts(head, source, walk.text)
    site = None if facts.outlet else _site(walk, head.title)
    title = _title(walk, head, facts.title, facts.outlet or site)
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


def _title(walk: Walked, head: PageHead, told: str | None, site: str | None) -> str | None:
    """The headline: a heading of the page that the told title names, begins with or shares most of its words with; the
    heading over the first paragraph where the told title is the site's or stands nowhere; else the told title without
    the name of the site behind it or before it. A title of a window none of whose words the page has tells nothing.
    """
    headings = [block for block in walk.blocks if block.tag in _HEADINGS]
    if not told:
        tops = [_line(walk, block) for block in headings if block.tag == "h1"]
        return tops[0] if len(tops) == 1 else None
    wanted = folded(told)
    for block in headings:
        heading = folded(_line(walk, block))
        if block.tag in _TOPS and len(heading) > 10 and heading != folded(site or "") and wanted.startswith(heading):
            return _line(walk, block)
    pieces = _SITE.split(told)
    pieces = [piece for piece in pieces if folded(piece) != folded(site or "")]
    own = max(pieces, key=len, default="")
    if own and folded(own) in folded(walk.text):
        return own
    over = _over_text(walk, headings, site)
    main = [block for block in over if block.tag == "h1"]
    over = main if len(main) == 1 else over
    kin = max(over, key=lambda block: _shared(own, _line(walk, block)), default=None)
    if kin is not None and _shared(own, _line(walk, kin)) >= _KIN:
        return _line(walk, kin)
    is_of_window = told == head.title
    if over and (not own or is_of_window):
        return _line(walk, over[-1])
    return own if own and (not is_of_window or _shared(own, walk.text) >= _KIN) else None


def _line(walk: Walked, block: Block) -> str:
    return " ".join(walk.text[block.start : block.end].split())


def _over_text(walk: Walked, headings: Sequence[Block], site: str | None) -> list[Block]:
    """The headings of some words over the first long paragraph, the site's name left out."""
    first = next((b.start for b in walk.blocks if b.end - b.start > _LONG and b.tag not in _HEADINGS), len(walk.text))
    return [
        block
        for block in headings
        if block.start < first
        and len(_line(walk, block).split()) >= _WORDS
        and folded(_line(walk, block)) != folded(site or "")
    ]


def _shared(title: str, other: str) -> float:
    """The share of a title's words of four letters and more that stand in another text, by their first four letters."""
    stems = {word[:4] for word in folded(title).split() if len(word) > 3}
    return len(stems & {word[:4] for word in folded(other).split()}) / len(stems) if stems else 0.0


def _site(walk: Walked, told: str | None) -> str | None:
    """The name of the site at the end of the page's title, or at its begin before something longer, where a logo's line
    of the page is the same or has a date behind it, where it stands in the page's head and foot or opens the labels of
    its head, or an address is ("Strait Post": "straitpost.example").
    """
    pieces = _SITE.split(told or "")
    if len(pieces) == 1:
        pieces = (told or "").split(": ", 1)
        names = pieces[:-1]
    else:
        names = [pieces[-1], pieces[0]]
    whole = len(told or "")
    fitting = [name for n, name in enumerate(names) if folded(name) and (n == 0 or 2 * len(name) < whole)]
    return next((name.strip() for name in fitting if _is_site(walk, name)), None)


def _is_site(walk: Walked, name: str) -> bool:
    """Whether a part of the page's title is the name of its site, as the page shows it."""
    wanted = folded(name)
    if len(wanted.split()) > _NAME:
        return False
    lines = [(block, folded(_line(walk, block))) for block in walk.blocks if block.end - block.start < 100]
    over = _over_text(walk, [block for block in walk.blocks if block.tag in _HEADINGS], None)
    last = over[-1].start if over else 0
    logos = {line for block, line in lines if block.tag not in _HEADINGS or block.start < last}
    dated = any(line.startswith(f"{wanted} ") and printed_date(_line(walk, block)) for block, line in lines)
    heads = [_line(walk, block) for block, _ in lines if block.within in ("header", "nav")]
    feet = [line for block, line in lines if block.within == "footer"]
    opens = bool(heads) and re.match(rf"{re.escape(name.strip())} [A-ZÀ-Ž]", heads[0]) is not None
    both = any(wanted in folded(line) for line in heads) and any(wanted in line for line in feet)
    squeezed = "".join(filter(str.isalnum, wanted))
    is_address = len(squeezed) > 4 and re.search(rf"\b{squeezed}\.[a-z]{{2,}}", walk.text.casefold()) is not None
    return wanted in logos or dated or opens or both or is_address
