"""HTML to tokens with their places in the source: a tokenizer of our own, because parsers keep no offsets.

It follows the tokenization of the HTML standard (WHATWG, 13.2.5) where it bears on visible text: attributes with and
without quotation marks, comments, raw text elements, unclosed ends. It never fails: what is no markup is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

RAW = frozenset({"script", "style", "noscript", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
"""Elements whose content holds no tags: it runs to their own end tag."""
_ATTRIBUTES = r"(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?)*+"
_MARKUP = re.compile(
    r"<!--(?P<comment>(?:-?>)?.*?)(?:--!?>|\Z)"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<[!?][^>]*+(?:>|\Z)"
    r"|</(?P<close>[a-zA-Z][^\s/>]*+)[^>]*+(?:>|\Z)"
    rf"|<(?P<open>[a-zA-Z][^\s/>]*+)(?P<attributes>{_ATTRIBUTES})(?:>|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")


class Token(msgspec.Struct, frozen=True, array_like=True):
    """A stretch `source[start:end]`: text (`raw` where references in it are not resolved), a tag or a comment."""

    kind: Literal["text", "raw", "open", "close", "comment"]
    start: int
    end: int
    name: str = ""
    attributes: str = ""


def tokens(source: str) -> Iterator[Token]:
    """The tokens of a page in order; a raw text element gives its tags and, between them, one `text` or `raw`."""
    at, size = 0, len(source)
    is_xml = source.lstrip("\ufeff \t\r\n").startswith("<?xml")
    while at < size:
        match = _MARKUP.search(source, at)
        start = match.start() if match else size
        if start > at:
            yield Token("text", at, start)
        if match is None:
            return
        at = match.end()
        if match["close"]:
            yield Token("close", start, at, match["close"].lower())
        elif match["open"]:
            name = match["open"].lower()
            yield Token("open", start, at, name, match["attributes"])
            if name in RAW and not match["attributes"].endswith("/"):
                end = _raw_end(source, name, at)
                if end > at:
                    yield Token("text" if name in ("textarea", "title") else "raw", at, end)
                at = end
        elif match["comment"] is not None:
            yield Token("comment", match.start("comment"), match.end("comment"))
        elif match["cdata"] is not None and is_xml:
            yield Token("raw", match.start("cdata"), match.end("cdata"))


def _raw_end(source: str, name: str, at: int) -> int:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
    return end.start() if end else len(source)


def attributes(text: str) -> dict[str, str]:
    """A tag's attributes, names in lower case, references resolved; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found
