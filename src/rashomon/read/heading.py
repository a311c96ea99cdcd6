"""Title, byline, dateline and captions of a text, and the headline printed twice.

A headline is what stands first and reads as one (short, not ended as a sentence, or in title case), or what a field
or the page's metadata names. A date line under it is of the kind `dateline`; the dateline proper ("KABUL (Reuters) -")
stands inside the first paragraph, which stays body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.ingest import Document, folded, printed_date
from rashomon.read.tables import heading_rules
from rashomon.read.units import Unit, split_unit
from rashomon.records import Span, span_of

_HEAD = 12
_DATELINE = re.compile(
    r"\(?(?P<place>[A-Z][A-Za-zÀ-ž.’'-]*(?:(?:,? |/)(?:[A-Z][A-Za-zÀ-ž.’'-]*|d[eiu]|al|el|of|the|and)){0,6})\)?"
    r"(?:,? (?P<day>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?))?"
    r"(?: ?(?P<agency>[(\[][A-Za-z][\w .&/’'-]{1,40}[)\]]))?"
    r" ?(?P<dash>--+|[–—―]|(?<= )-(?= )|(?<=\))-)\s*(?=\S)"
)
_SMALL = frozenset("a an the of in on at to for and or but nor as by with from into over after is via vs v".split())
_SPEECH = re.compile(r"\b(?:said|says|told|added|according to)\b", re.IGNORECASE)
_FURNISHED = re.compile(r"\s*(?:updated|posted|published|by)\b", re.IGNORECASE)


class Heading(msgspec.Struct, frozen=True):
    """What stands over and beside the text; spans of the report's text."""

    title: Span | None
    byline: Span | None
    dateline: Span | None
    agency: str | None
    """The name in brackets in the dateline, as printed."""


def headed(document: Document, units: Sequence[Unit]) -> tuple[list[Unit], Heading]:
    """The units (cut where a repeated headline opens a paragraph) with `kind` set on those that are no body, and the
    heading.
    """
    found = list(units)
    place = _title_place(document, found)
    title = None
    if place is not None:
        title, found = _set_title(document, found, place)
    byline = _mark_bylines(found, 0 if place is None else place)
    date_line = _mark_date_lines(found, place)
    _mark_captions(found)
    dateline, agency = _dateline(document.text, found)
    return found, Heading(title, byline, dateline or date_line, agency)


def _title_place(document: Document, units: Sequence[Unit]) -> int | None:
    free = [i for i, unit in enumerate(units) if unit.kind is None]
    if document.facts.title:
        wanted = folded(document.facts.title)
        for i, unit in enumerate(units[:60]):
            if folded(unit.text) == wanted:
                return i
        for i in free[:_HEAD]:
            if wanted and folded(units[i].text).startswith(wanted):
                return i
        return None
    for i in free[:_HEAD]:
        unit = units[i]
        if unit.tag == "h1" or _is_title(unit):
            return i if any(u.is_prose for u in units[i + 1 :]) or unit.tag == "h1" else None
        if unit.is_prose or len(unit.words) > 25:
            return None
    return None


def _is_title(unit: Unit) -> bool:
    """Whether a unit that stands first reads as a headline."""
    line, words = unit.line, unit.words
    if not 2 <= len(words) <= 28 or len(line) > 200 or unit.tag in ("li", "td", "th", "figcaption"):
        return False
    if _is_byline(line) or _date_only(line) or _DATELINE.match(line) or line.startswith(("•", "*", "(", "[")):
        return False
    if line.endswith(("...", "…", ":")) and len(words) < 4:
        return False
    if not unit.ends_sentence:
        return line[0].isupper() or line[0] in "‘“'\"" or not line[0].isalpha()
    if line.endswith(("?", "!", "”", "’", "'", '"', ")")):
        return not _SPEECH.search(line) or line.endswith("?")
    return len(words) <= 20 and _title_case(words) and not _SPEECH.search(line)


def _title_case(words: list[str]) -> bool:
    heavy = [word for word in words if word.lower() not in _SMALL and word[0].isalpha()]
    return len(heavy) >= 3 and sum(word[0].isupper() for word in heavy) >= 0.85 * len(heavy)


def _set_title(document: Document, units: list[Unit], place: int) -> tuple[Span, list[Unit]]:
    """Mark the title's unit, cut off what is joined to it, and mark its repetitions."""
    unit = units[place]
    wanted = document.facts.title if document.facts.title else unit.line
    end = _end_of(unit, wanted)
    parts = split_unit(unit, end) if end < unit.end else [unit]
    parts[0].kind, parts[0].reason = "title", None
    title = span_of(document.text, parts[0].start, parts[0].end)
    if title.text.startswith("#") and document.media == "markdown":
        title = span_of(document.text, title.start + len(title.text) - len(title.text.lstrip("# ")), title.end)
    rest: list[Unit] = parts[1:]
    for other in units[place + 1 :]:
        rest.extend(_without_repetition(other, title.text))
    before = [_repeated(u, title.text) for u in units[:place]]
    return title, [*before, parts[0], *rest]


def _end_of(unit: Unit, wanted: str) -> int:
    """Where `wanted` ends within a unit that begins with it (offset of the text); the unit's end if it does not."""
    words = re.findall(r"\w+", wanted.casefold())
    at = 0
    for word in words:
        match = re.compile(r"\W*(\w+)").match(unit.text, at)
        if match is None or match[1].casefold() != word:
            return unit.end
        at = match.end()
    tail = re.compile(r"[\"'”’»)?!.]*").match(unit.text, at)
    return unit.start + (tail.end() if tail else at)


def _repeated(unit: Unit, title: str) -> Unit:
    if unit.kind in (None, "boilerplate") and folded(unit.text) == folded(title):
        unit.kind, unit.reason = "boilerplate", "repeated_title"
    return unit


def _without_repetition(unit: Unit, title: str) -> list[Unit]:
    """A unit with the headline that it repeats as a unit of its own: all of it, or what opens it (behind a date)."""
    if unit.kind not in (None, "boilerplate"):
        return [unit]
    if folded(unit.text) == folded(title):
        return [_repeated(unit, title)]
    if unit.kind is not None or len(title.split()) < 4 or len(unit.text) < len(title):
        return [unit]
    date = printed_date(unit.text, 0, 60)
    opening = date.end if date and not unit.text[: date.start].strip(" ,") else 0
    opening += len(unit.text[opening:]) - len(unit.text[opening:].lstrip(" .,-|"))
    inner = msgspec.structs.replace(unit, start=unit.start + opening, text=unit.text[opening:])
    end = _end_of(inner, title)
    following = unit.text[end - unit.start :].lstrip()
    if end >= unit.end or not following or not (following[0].isupper() or following[0] in "\"“‘'(0123456789"):
        return [unit]
    parts = split_unit(unit, unit.start + opening, end)
    _repeated(parts[-2], title)
    return parts


def _is_byline(line: str) -> bool:
    rules = heading_rules()
    return len(line) <= 160 and rules.byline.match(line) is not None


def _mark_bylines(units: list[Unit], start: int) -> Span | None:
    first = None
    prose = 0
    for unit in units[start:]:
        prose += unit.kind is None and unit.is_prose
        if unit.kind is not None:
            continue
        if (prose <= 1 and not unit.is_prose and _is_byline(unit.line)) or heading_rules().contributed.match(unit.line):
            unit.kind = "byline"
            if first is None and prose <= 1:
                first = Span(start=unit.start, end=unit.end, text=unit.text)
    return first


def _date_only(line: str) -> bool:
    """Whether a line holds a printed date and next to nothing else ("Posted: …", a section, a time zone)."""
    date = printed_date(line[:200])
    if date is None:
        return heading_rules().time_line.fullmatch(line) is not None
    rest = line[: date.start] + " " + line[date.end :]
    rest = heading_rules().date_words.sub(" ", rest)
    while (again := printed_date(rest)) is not None:
        rest = rest[: again.start] + " " + rest[again.end :]
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 2


def _mark_date_lines(units: list[Unit], place: int | None) -> Span | None:
    first, prose = None, 0
    for unit in units:
        prose += unit.is_prose
        if prose > 1 or unit.kind == "boilerplate" and unit.reason != "repeated_title":
            continue
        if unit.kind is None and len(unit.text) <= 120 and not unit.is_prose and _date_only(unit.line):
            unit.kind = "dateline"
            first = first or Span(start=unit.start, end=unit.end, text=unit.text)
    return first


def _mark_captions(units: list[Unit]) -> None:
    rules = heading_rules()
    last = max((i for i, u in enumerate(units) if u.kind is None and u.is_prose and u.ends_sentence), default=-1)
    for place, unit in enumerate(units):
        if unit.kind is not None:
            continue
        if unit.tag == "figcaption" or (len(unit.words) <= 90 and rules.caption.search(unit.line)):
            unit.kind = "caption"
        elif place == len(units) - 1 and place == last + 1 and place > 3 and _is_end_caption(unit):
            unit.kind = "caption"


def _is_end_caption(unit: Unit) -> bool:
    return 8 <= len(unit.words) <= 60 and not unit.ends_sentence and not re.search(r"[“”\"]|--", unit.text)


def _dateline(text: str, units: Sequence[Unit]) -> tuple[Span | None, str | None]:
    """The dateline proper, where the first paragraphs open with one: place, perhaps day and agency, a dash."""
    for unit in [u for u in units if u.kind is None][:4]:
        match = _DATELINE.match(unit.text)
        if match is None or not (match["agency"] or _is_place_head(match["place"])):
            continue
        end = match.end("agency") if match["agency"] else match.end("day") if match["day"] else match.end("place")
        agency = match["agency"][1:-1].strip() if match["agency"] else None
        return span_of(text, unit.start, unit.start + end), agency
    return None, None


def _is_place_head(place: str) -> bool:
    """Whether a place name is set as datelines set it: its first word in capitals."""
    return re.match(r"[A-ZÀ-Ž]{3,}|[A-Z]\.", place) is not None
