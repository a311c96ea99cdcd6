"""Our walk of a page: its visible text, block by block, with the place of every character in the source.

White space folds as CSS `white-space: normal` folds it (`pre` keeps it); a block ends in a blank line, a list item or
row in a line end, a cell in a tab. Such separators have no place in the source, so no run covers them.
"""

from __future__ import annotations

import html
import re
from collections import Counter

import msgspec

from rashomon.ingest.markup import Token, attributes, tokens
from rashomon.ingest.record import Block, TextRun

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_PARAGRAPH = frozenset(
    """
    address article aside blockquote body center details div dl fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hgroup hr html legend main menu nav ol p pre section summary table ul video audio caption
    """.split()  # noqa: SIM905
)
_LINE = frozenset(
    """
    li tr dt dd option optgroup select button label thead tbody tfoot input textarea
    """.split()  # noqa: SIM905
)
_CELL = frozenset({"td", "th"})
_HIDDEN = frozenset(
    """
    head script style noscript template svg math object iframe canvas datalist textarea title xmp noembed
    noframes
    """.split()  # noqa: SIM905
)
_LANDMARKS = frozenset({"nav", "header", "footer", "aside", "form", "figure", "button", "select"})
_CLOSES = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
_SCOPES = frozenset({"ul", "ol", "dl", "table", "select"})
_OF_ARCHIVE = re.compile(
    r"\bid\s*=\s*[\"']?(?:wm-ipp|wm-toolbar|wm-banner|archive-?(?:banner|toolbar|header))", re.IGNORECASE
)
"""The bar that a web archive lays over a page."""
_INVISIBLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_PIECE = re.compile(
    r"(?P<space>[ \t\n\r\f]+)|(?P<reference>&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?)"
    r"|(?P<plain>[^ \t\n\r\f&]++(?: [^ \t\n\r\f&]++)*+|&)"
)
_PRE_PIECE = re.compile(
    r"(?P<reference>&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?)|(?P<line>\r\n?)|(?P<plain>[^&\r]+|&)"
)


class Walked(msgspec.Struct, frozen=True):
    """A page's visible text with its blocks and runs, and how deep and how long its parts are."""

    text: str
    blocks: tuple[Block, ...]
    runs: tuple[TextRun, ...]
    depth: int
    longest: int
    """The characters of its longest stretch of text between two tags."""


def walked(source: str) -> Walked:
    """The visible text of the page `source`. Never raises."""
    walk = _Walk(source)
    for token in tokens(source):
        walk.take(token)
    return walk.done()


class _Element:
    __slots__ = ("hidden", "landmark", "link", "name", "pre")

    def __init__(self, name: str, above: _Element | None, *, hidden: bool) -> None:
        self.name = name
        self.hidden: bool = hidden or (above is not None and above.hidden)
        self.link: bool = name == "a" or (above is not None and above.link)
        self.pre: bool = name == "pre" or (above is not None and above.pre)
        self.landmark: str = name if name in _LANDMARKS else (above.landmark if above else "")


class _Walk:
    """The state of one walk: what is open, what is written, what separator is due."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.open: list[_Element] = []
        self.counts: Counter[str] = Counter()
        self.depth = self.longest = 0
        self.pieces: list[str] = []
        self.size = 0
        self.runs: list[TextRun] = []
        self.blocks: list[Block] = []
        self.due = ""
        self.space: tuple[int, int] | None = None
        self.start: int | None = None
        self.linked = 0
        self.owner: _Element | None = None

    def take(self, token: Token) -> None:
        if token.kind == "open":
            self._opened(token.name, token.attributes)
        elif token.kind == "close":
            self._closed(token.name)
        elif token.kind != "comment":
            self.longest = max(self.longest, token.end - token.start)
            if not (self.open and self.open[-1].hidden):
                self._text(token)

    def done(self) -> Walked:
        self._break("\n\n")
        return Walked("".join(self.pieces), tuple(self.blocks), tuple(self.runs), self.depth, self.longest)

    def _opened(self, name: str, told: str) -> None:
        if name == "br":
            self._line_break()
            return
        self._imply_ends(name)
        self._separate(name)
        if name in _VOID:
            return
        hidden = name in _HIDDEN or (bool(told) and _is_hidden(told))
        self.open.append(_Element(name, self.open[-1] if self.open else None, hidden=hidden))
        if _OF_ARCHIVE.search(told):
            self.open[-1].landmark = "nav"
        self.counts[name] += 1
        self.depth = max(self.depth, len(self.open))

    def _imply_ends(self, name: str) -> None:
        if name in _PARAGRAPH and self.open and self.open[-1].name == "p":
            self._pop()
        elif name == "body":
            while self.open and self.open[-1].name != "html":
                self._pop()
        closes = _CLOSES.get(name)
        if closes is None or not any(self.counts[other] for other in closes):
            return
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place].name in closes:
                while len(self.open) > place:
                    self._pop()
            elif self.open[place].name in _SCOPES:
                return

    def _closed(self, name: str) -> None:
        if name == "br":
            self._line_break()
            return
        self._separate(name)
        if not self.counts[name]:
            return
        if name in _PARAGRAPH or name in _LINE or name in _CELL or name in _HIDDEN:
            while self._pop() != name:
                pass
            return
        place = next(i for i in range(len(self.open) - 1, -1, -1) if self.open[i].name == name)
        self.counts[name] -= 1
        del self.open[place]
        if name == "a":
            for element in self.open[place:]:
                element.link = False

    def _pop(self) -> str:
        name = self.open.pop().name
        self.counts[name] -= 1
        return name

    def _separate(self, name: str) -> None:
        if name in _PARAGRAPH:
            self._break("\n\n")
        elif name in _LINE:
            self._break("\n")
        elif name in _CELL:
            self._break("\t")

    def _line_break(self) -> None:
        if self.due == "\n" or (self.open and self.open[-1].hidden):
            self._break("\n\n")
        elif not self.due:
            self.due, self.space = "\n", None

    def _break(self, separator: str) -> None:
        if self.start is not None and self.owner is not None:
            size = self.size - self.start
            links = round(self.linked / size, 3) if size else 0.0
            self.blocks.append(Block(self.start, self.size, self.owner.name, True, links, self.owner.landmark))
        self.start, self.linked, self.space = None, 0, None
        if len(separator) > len(self.due) or (self.due == "\t" and separator == "\n"):
            self.due = separator

    def _text(self, token: Token) -> None:
        if token.kind == "raw":
            self._write(self.source[token.start : token.end], token.start, token.end)
        elif self.open and self.open[-1].pre:
            self._preformatted(token)
        else:
            for match in _PIECE.finditer(self.source, token.start, token.end):
                if match.lastgroup == "space":
                    self.space = (self.space[0] if self.space else match.start(), match.end())
                else:
                    written = match[0] if match.lastgroup == "plain" else html.unescape(match[0])
                    self._write(written, match.start(), match.end())

    def _preformatted(self, token: Token) -> None:
        for match in _PRE_PIECE.finditer(self.source, token.start, token.end):
            if self.start is None and match.lastgroup != "reference" and not match[0].strip(" \t\n\r\f"):
                continue
            plain = {"plain": match[0], "line": "\n"}.get(match.lastgroup or "")
            self._write(html.unescape(match[0]) if plain is None else plain, match.start(), match.end())

    def _write(self, text: str, at: int, at_end: int) -> None:
        if not text:
            return
        if self.due:
            if self.size:
                self._put(self.due)
            self.due, self.space = "", None
        elif self.space is not None and self.size and self.start is not None:
            self._run(self.space[0], self.space[1], 1)
            self._put(" ")
        self.space = None
        if self.start is None:
            self.start, self.owner = self.size, self._block_element()
        self._run(at, at_end, len(text))
        self._put(text)
        if self.open and self.open[-1].link:
            self.linked += len(text)

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.size += len(text)

    def _run(self, at: int, at_end: int, length: int) -> None:
        last = self.runs[-1] if self.runs else None
        literal = at_end - at == length
        if (
            literal and last is not None and last.end == self.size and last.at_end == at
            and last.end - last.start == last.at_end - last.at
        ):  # fmt: skip
            self.runs[-1] = TextRun(last.start, self.size + length, last.at, at_end)
        else:
            self.runs.append(TextRun(self.size, self.size + length, at, at_end))

    def _block_element(self) -> _Element:
        for element in reversed(self.open):
            if element.name in _PARAGRAPH or element.name in _LINE or element.name in _CELL:
                return element
        return self.open[-1] if self.open else _Element("body", None, hidden=False)


def _is_hidden(told: str) -> bool:
    lower = told.lower()
    if "hidden" not in lower and "none" not in lower:
        return False
    said = attributes(told)
    return ("hidden" in said and said["hidden"].lower() != "until-found") or bool(
        _INVISIBLE.search(said.get("style", ""))
    )
