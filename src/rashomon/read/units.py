"""A text to its units: paragraphs, or the lines of a group that are no wrapped prose; of a page, its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rashomon.ingest import Document
from rashomon.records import BoilerplateReason, PassageKind

_GROUP = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]+")
_INDENT = re.compile(r"[ \t]{2,}|\t")
_FUNCTION_WORDS = frozenset(
    "the a an of to in and that for on with as at by from was were is are be been has had have he she it they his her its "
    "their who which said says not but or this will would could after when".split()
)  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


class Unit(msgspec.Struct, kw_only=True):
    """A stretch to be judged as one, white space at its ends left out, with what is seen of it and decided."""

    start: int
    end: int
    text: str
    opens_group: bool
    """Whether a blank line (or the text's begin) stands before it."""
    tag: str = ""
    body: bool | None = None
    links: float = 0.0
    within: str = ""
    kind: PassageKind | None = None
    reason: BoilerplateReason | None = None

    @property
    def line(self) -> str:
        """Its text with white space folded to single spaces."""
        return " ".join(self.text.split())

    @property
    def words(self) -> list[str]:
        """Its words, as printed."""
        return _WORD.findall(self.text)

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return _SENTENCE_END.search(self.text) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it reads as running text: eight words and more, some of them function words, ended as a sentence;
        or twenty-five and more, however it ends.
        """
        words = self.words
        if len(words) < 8:
            return False
        common = sum(word.lower() in _FUNCTION_WORDS for word in words)
        return common >= 0.18 * len(words) and (self.ends_sentence or len(words) >= 25)


def units(document: Document) -> list[Unit]:
    """The units of a document's text in order; every character of it that is no white space is in one."""
    text = document.text
    if not document.blocks:
        return list(_plain(text, 0, len(text)))
    found: list[Unit] = []
    at = 0
    for block in document.blocks:
        found.extend(_plain(text, at, block.start))
        gap = text[at : block.start]
        judged = block.body if document.extracted else None
        found.append(
            Unit(
                start=block.start, end=block.end, text=text[block.start : block.end], opens_group=not at or "\n\n" in gap,
                tag=block.tag, body=judged, links=block.links, within=block.within,
            )  # fmt: skip
        )
        at = block.end
    found.extend(_plain(text, at, len(text)))
    return found


def split_unit(unit: Unit, *places: int) -> list[Unit]:
    """A unit cut at offsets of the report's text; parts of nothing but white space are left out."""
    ends = [unit.start, *places, unit.end]
    parts = [_stripped(unit, a, b) for a, b in zip(ends, ends[1:], strict=False)]
    return [part for part in parts if part is not None]


def _stripped(unit: Unit, start: int, end: int) -> Unit | None:
    inner = unit.text[start - unit.start : end - unit.start]
    if not inner.strip():
        return None
    start += len(inner) - len(inner.lstrip())
    return msgspec.structs.replace(unit, start=start, end=start + len(inner.strip()), text=inner.strip())


def _plain(text: str, at: int, end: int) -> Iterator[Unit]:
    for group in _GROUP.finditer(text, at, end):
        lines = [match for match in _LINE.finditer(text, group.start(), group.end())]
        paragraphs = _wrapped(lines) if len(lines) > 2 and _is_wrapped(lines) else [[line] for line in lines]
        for number, paragraph in enumerate(paragraphs):
            start, stop = paragraph[0].start(), paragraph[-1].end()
            inner = text[start:stop]
            start += len(inner) - len(inner.lstrip())
            inner = inner.strip()
            yield Unit(start=start, end=start + len(inner), text=inner, opens_group=number == 0)


def _is_wrapped(lines: list[re.Match[str]]) -> bool:
    """Whether a group is prose broken by hand: nearly all lines end between 45 and 100 columns and not as sentences."""
    lengths = [len(line[0].rstrip()) for line in lines]
    widest = max(lengths)
    if not 45 <= widest <= 100:
        return False
    inner = [line[0].rstrip() for line in lines[:-1]]
    full = sum(len(line) >= 0.7 * widest for line in inner)
    ended = sum(_SENTENCE_END.search(line) is not None for line in inner)
    return full >= 0.6 * len(inner) and ended <= 0.5 * len(inner)


def _wrapped(lines: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    paragraphs: list[list[re.Match[str]]] = []
    for line in lines:
        if paragraphs and not _INDENT.match(line[0]):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs
