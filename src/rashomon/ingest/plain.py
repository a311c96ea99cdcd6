"""Plain text and Markdown: line ends, front matter, and a title from a field put before the text."""

from __future__ import annotations

import re

import msgspec

from rashomon.ingest.dates import stated_interval
from rashomon.ingest.lines import Wrapping, furniture
from rashomon.ingest.record import Facts

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"^(title|author|by|outlet|publisher|site|source|url|link|date|published)[ \t]*:[ \t]*(.+?)[ \t]*$", re.I | re.M
)
_LISTED = re.compile(r"^(author)s?[ \t]*:[ \t]*\n[ \t]*-[ \t]*(.+?)[ \t]*$", re.I | re.M)
_OUTLETS = ("outlet", "publisher", "site", "source")
_ADDRESS = re.compile(r"https?://|www\.", re.I)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Titled(msgspec.Struct, frozen=True):
    """A text and whether a title was put before it."""

    text: str
    added: bool


def with_line_ends(text: str) -> str:
    r"""`text` with line ends `\n`; lone surrogates, which no file can hold, become U+FFFD; else unaltered."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", text)


def with_title(text: str, title: str | None) -> Titled:
    """`text` with `title` before it and a blank line, unless the title stands in the text's first lines."""
    title = with_line_ends(" ".join((title or "").split()))
    if not title:
        return Titled(text, added=False)
    wanted = folded(title)
    seen = 0
    for line in text.split("\n"):
        seen += bool(line.strip())
        if wanted and folded(line) == wanted:
            return Titled(text, added=False)
        if seen > 40:
            break
    if folded(text[: 2 * len(title) + 200]).startswith(wanted):
        return Titled(text, added=False)
    return Titled(f"{title}\n\n{text}", added=True)


def folded(text: str) -> str:
    """Letters and digits alone, case folded: what two printings of one title have in common."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def front_matter(text: str) -> Wrapping | None:
    """What the front matter of a Markdown file says of its report, and the block that it stands in; None where it has
    none.
    """
    front = _FRONT.match(text)
    if front is None:
        return None
    said = {key.lower(): _bare(value) for key, value in (*_LISTED.findall(front[1]), *_FIELD.findall(front[1]))}
    names = [said[key] for key in _OUTLETS if key in said]
    addresses = [said[key] for key in ("url", "link", *_OUTLETS) if _ADDRESS.match(said.get(key, ""))]
    outlet = next((name for name in names if not _ADDRESS.match(name)), None)
    date = said.get("published") or said.get("date")
    interval = stated_interval(date) if date else None
    facts = Facts(
        title=said.get("title"),
        author=said.get("author") or said.get("by"),
        url=next(iter(addresses), None),
        outlet=outlet,
        outlet_basis="metadata" if outlet else None,
        published=interval,
        published_basis="metadata" if interval else None,
        published_why=f"The front matter says “{date}”." if interval else None,
    )
    return Wrapping(facts, (furniture(front.start(), front.start() + len(front[0].rstrip())),))


def _bare(value: str) -> str:
    """A value without the quotation marks and the brackets of a note-taker's link around it."""
    return value.strip("\"'").removeprefix("[[").removesuffix("]]")
