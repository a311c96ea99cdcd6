"""A text to its units: paragraphs, or the lines of a group that are no wrapped prose; of a page, its blocks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import msgspec

from rashomon.ingest import Document, printed_date
from rashomon.read.code import code_start, is_code
from rashomon.read.tables import heading_rules, word_sets
from rashomon.records import BoilerplateReason, PassageKind

_GROUP = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]+")
_LINES = re.compile(r".+", re.DOTALL)
_FRONT = re.compile(r"\A\ufeff?\s*---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LABEL = re.compile(r"\s*(?:(?:published|posted|updated|first published|date)(?: on| at)?:?\s*)?", re.IGNORECASE)
_AUTHOR = re.compile(
    r"By (?:[A-ZÀ-Ž][\w’'.-]+ ){2,3}(?:and (?:[A-ZÀ-Ž][\w’'.-]+ ){2,3})?(?:[|,·–—-] ?)?(?=\W*\d|[A-Z])"
)
_SENTENCE = re.compile(r"\s*[\"“‘'(]?[A-Z][^{}<>$\\]*\s[^{}<>$\\]{40,}[.!?][\"'”’)]*\s*\Z")
_OPENING = re.compile(r"(?<=[a-z0-9’')]) +(?=(?:A|An|The|At|In|On|More|It|There|He|She|They|This|These) [a-z0-9])")
"""Where a sentence opens in small letters' company behind no mark."""
_BEGINS = re.compile(r"[ \t]{2,}|\t|[-*•▪●]\s+[\"“‘'(\[]?[A-Z0-9]")
"""How a line begins a paragraph of its own within wrapped prose: indented, or as an entry of a list."""
_SENTENCE_END = re.compile(
    r"[.!?…][\"'”’»)\]]*"
    r"(?: ?/[A-Za-z]{2,5}(?:/[A-Za-z]{2,5})?| \([A-Z]{2,4}\)| ?[–—-]{1,2} ?[A-Z][\w./]*(?:,? [A-Z][\w./]*){0,2})?\Z"
)
"""A sentence's end, perhaps with who signs behind it ("/lzb", "(RJ)", "—KG, Strait News")."""
_LINK = re.compile(r"!?\[(?P<words>(?:[^\[\]]|!?\[[^\[\]]*\]\([^()\s]*\))*)\]\((?:[^()\s]*)(?: \"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|(?<![\w*])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?![\w*])")
_HEADING = re.compile(r"\A(?:#{1,6}|[-*+](?=\s+\[))\s+")
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
    suspect: bool = False
    """Whether its place in a page alone speaks for boilerplate; a byline or a caption may still claim it."""
    set_apart: bool = False
    """Whether it is furniture cut out of a paragraph: no caption, and no line of a page's foot."""
    kind: PassageKind | None = None
    reason: BoilerplateReason | None = None
    line: str = ""
    """Its text with white space folded to single spaces, without the marks of Markdown."""
    words: tuple[str, ...] = ()
    """Its words, as printed."""
    ends_sentence: bool = False
    """Whether it ends as a sentence does."""
    is_prose: bool = False
    """Whether it reads as running text: eight words and more, some of them function words, ended as a sentence; or
    twenty-five and more, however it ends.
    """

    def __post_init__(self) -> None:
        bare = self.text
        if "](" in bare or "**" in bare or bare[0] in "#*_":
            bare, share = without_marks(bare)
            self.links = max(self.links, share)
        self.line = " ".join(bare.split())
        self.words = tuple(_WORD.findall(bare))
        self.ends_sentence = _SENTENCE_END.search(self.text[-40:]) is not None
        self.is_prose = self._reads_as_prose()

    def _reads_as_prose(self) -> bool:
        if len(self.words) < 8 or not (self.ends_sentence or len(self.words) >= 25):
            return False
        words = [*map(str.lower, self.words)]
        sets, least = word_sets(), 0.18 * len(words)
        common = sum(map(sets.function.__contains__, words))
        return common >= least or sum(map(sets.foreign.__contains__, words)) >= least


def without_marks(text: str) -> tuple[str, float]:
    """A text without Markdown's marks of links, pictures, headings and emphasis, and which share of it is links."""
    linked = sum(len(match["words"]) for match in _LINK.finditer(text))
    bare = _EMPHASIS.sub("", _LINK.sub(lambda match: match["words"], _HEADING.sub("", text)))
    if not any(map(str.isalnum, bare)):
        return text, 1.0 if linked else 0.0
    return bare, linked / len(bare)


def units(document: Document) -> list[Unit]:
    """The units of a document's text in order; every character of it that is no white space is in one."""
    found = [part for unit in _units(document) for part in _without_stamp(unit)]
    if len(found) == 1 and not document.facts.title:
        found = _without_headline(found[0])
    first = next((place for place, unit in enumerate(found) if unit.is_prose), None)
    if first is not None:
        found[first : first + 1] = _without_date(found[first])
    return found


def _without_headline(unit: Unit) -> list[Unit]:
    """The one paragraph of a page that lost its line breaks, cut behind its headline: some words, most of them small,
    that no mark ends, before a word that opens sentences ("… over quarry deaths A video that …").
    """
    opening = _OPENING.search(unit.text, 0, 180) if len(unit.text) > 400 else None
    if opening is None:
        return [unit]
    words = _WORD.findall(unit.text[: opening.start()])
    small = sum(map(str.islower, words))
    if not 5 <= len(words) <= 22 or 2 * small < len(words) or words[-1].lower() in word_sets().function:
        return [unit]
    return split_unit(unit, unit.start + opening.end())


def _without_date(unit: Unit) -> list[Unit]:
    """The first paragraph cut behind the date that opens it ("15 Apr 2017 The attack …", "Published May 3, 2016 …"),
    and before it, where the author stands there.
    """
    date = printed_date(unit.text, 0, 70)
    if date is None or len(unit.text) - date.end < 40:
        return [unit]
    by = _AUTHOR.match(unit.text)
    label = by.end() if by else 0
    if not _LABEL.fullmatch(unit.text, label, date.start):
        return [unit]
    following = unit.text[date.end :].lstrip()
    opens_sentence = following[0].isupper() or following[0] in '“‘"('
    return split_unit(unit, unit.start + label, unit.start + date.end) if opens_sentence else [unit]


def _without_stamp(unit: Unit) -> list[Unit]:
    """A short line cut before the date that is printed behind its headline ("… Posted: Monday, …")."""
    if len(unit.text) > 300 or unit.is_prose or ":" not in unit.text:
        return [unit]
    stamp = heading_rules().stamp.search(unit.text, 12)
    return split_unit(unit, unit.start + stamp.start()) if stamp else [unit]


def _units(document: Document) -> list[Unit]:
    text = document.text
    if document.media == "markdown" and (front := _FRONT.match(text)):
        matter = front[0].strip()
        at = front.start() + front[0].index(matter)
        whole = Unit(start=at, end=at + len(matter), text=matter, opens_group=True, kind="boilerplate", reason="code")
        return [whole, *_plain(text, front.end(), len(text))]
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
                start=block.start,
                end=block.end,
                text=text[block.start : block.end],
                opens_group=not at or "\n\n" in gap,
                tag=block.tag,
                body=judged,
                links=block.links,
                within=block.within,
            )
        )
        at = block.end
    found.extend(_plain(text, at, len(text)))
    return found


def split_unit(unit: Unit, *places: int) -> list[Unit]:
    """A unit cut at offsets of the report's text; parts of nothing but white space are left out."""
    ends = [unit.start, *places, unit.end]
    parts = [_stripped(unit, a, b) for a, b in itertools.pairwise(ends)]
    return [part for part in parts if part is not None]


def _stripped(unit: Unit, start: int, end: int) -> Unit | None:
    inner = unit.text[start - unit.start : end - unit.start]
    if not inner.strip():
        return None
    start += len(inner) - len(inner.lstrip())
    return msgspec.structs.replace(unit, start=start, end=start + len(inner.strip()), text=inner.strip())


def _plain(text: str, at: int, end: int) -> Iterator[Unit]:
    groups = [list(_LINE.finditer(text, g.start(), g.end())) for g in _GROUP.finditer(text, at, end)]
    groups = [_with_dumps(text, lines) if len(lines) > 2 else lines for lines in groups]
    broken = [len(lines) > 2 and _is_wrapped(lines) for lines in groups]
    by_hand = sum(len(g) for g, b in zip(groups, broken, strict=True) if b) > 0.6 * sum(map(len, groups))
    for lines, wrapped in zip(groups, broken, strict=True):
        wrapped = wrapped and (by_hand or not _open_anew(lines))
        whole = wrapped or (by_hand and len(lines) == 2 and _is_wrapped(lines))
        paragraphs = _wrapped(lines) if whole else [[line] for line in lines]
        for number, paragraph in enumerate(paragraphs):
            start, stop = paragraph[0].start(), paragraph[-1].end()
            inner = text[start:stop]
            start += len(inner) - len(inner.lstrip())
            inner = inner.strip()
            yield Unit(start=start, end=start + len(inner), text=inner, opens_group=number == 0)


def _with_dumps(text: str, lines: list[re.Match[str]]) -> list[re.Match[str]]:
    """The lines of a group, a dump of several of them as one; sentences divide a page that lost its breaks."""
    if not is_code(text[lines[0].start() : lines[-1].end()]):
        return lines
    found: list[re.Match[str]] = []
    for is_prose, run in itertools.groupby(lines, key=lambda line: _divides(line[0])):
        stretch = list(run)
        start, end = stretch[0].start(), stretch[-1].end()
        whole = None if is_prose or len(stretch) < 3 else _LINES.match(text, start, end)
        found += [whole] if whole and is_code(whole[0]) else stretch
    return found


def _divides(line: str) -> bool:
    """Whether a line is a sentence and no part of a dump."""
    return bool(_SENTENCE.match(line)) and not is_code(line) and not code_start(line)


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


def _open_anew(lines: list[re.Match[str]]) -> bool:
    """Whether every line of a group opens as a line of its own, as entries of a list do: in wrapped prose some go on in
    small letters.
    """
    begun = [next(filter(str.isalnum, line[0]), "") for line in lines]
    return not any(map(str.islower, begun))


def _wrapped(lines: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    paragraphs: list[list[re.Match[str]]] = []
    for line in lines:
        if paragraphs and not _BEGINS.match(line[0]):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs
