"""Title, byline and dateline of a text, and the headline printed twice.

A headline is what stands first and reads as one (short, not ended as a sentence, or in title case), or what a field
or the page's metadata names. A date line under it is of the kind `dateline`; the dateline proper ("KABUL (Reuters) -")
stands inside the first paragraph, which stays body.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import msgspec

from rashomon.ingest import Document, folded, printed_date
from rashomon.read.captions import SIGNATURE, SPEECH, mark_captions, mark_credited, mark_last_caption
from rashomon.read.masthead import masthead_place
from rashomon.read.menus import (
    first_prose,
    is_label,
    is_menu_row,
    is_page_head,
    likeliest_headline,
    mark_above,
    mark_author_box,
)
from rashomon.read.tables import (
    heading_rules,
    is_agency,
    is_known_outlet,
    is_masthead,
    is_outlet_name,
    word_sets,
)
from rashomon.read.units import Unit, split_unit
from rashomon.records import Span, span_of

_HEAD = 12
_FEW = 4
_ASIDE = re.compile(r"\([^()]*\)")
"""What stands in brackets beside the name of an outlet: "CNN (Web News), 2016-07-08"."""
_LONG_HEADLINE = 28
_PLACE = r"[A-Z][A-Za-zÀ-ž.’'-]*(?:(?:,? |/)(?:[A-Z][A-Za-zÀ-ž.’'-]*|d[eiu]|al|el|of|the|and)){0,6}"
_DAY = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?"
    r"|\d{1,2} [A-Z][A-Za-z]{2,8}(?: (?:\d{4}|\d{2}))?"
)
_DATELINE = re.compile(
    rf"\(?(?P<place>{_PLACE})\)?(?:,? \(?(?P<day>{_DAY})\)?)?\)?"
    r"(?: ?(?P<agency>[(\[][A-Za-z][\w .&/’'-]{1,40}[)\]]))?"
    r" ?(?P<dash>--+|[–—―]|_|(?<= )-(?= |\Z)|(?<=\))-)\s*(?=\S|\Z)"
)
_SENTENCES = re.compile(r"[a-z]{3,}[.!?]['\"”’]? [A-Z]")
_TITLE_MARK = re.compile(r"(?:#+|[×•»>▶|*-]+)\s+(?=\w|[“\"‘'])")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}\Z")
_BARS = re.compile(r"\s+[|·•–—]\s+")
_SITE_TAIL = re.compile(
    r"\s+(?P<bar>[|–—-])\s+(?P<name>[A-ZÀ-Ž][\w’'.&-]*(?: (?:of|de|del|la|the|and|&|[A-ZÀ-Ž][\w’'.&-]*)){0,5})\Z"
)
_FROM = re.compile(
    r"(?:[A-ZÀ-Ž][\w’'-]+ ){2,3}(?:and (?:[A-ZÀ-Ž][\w’'-]+ ){2,3})?in [A-ZÀ-Ž][\w’'-]+(?: [A-ZÀ-Ž][\w’'-]+)?"
)
"""An author with the town, as it stands under a headline."""
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}\b")
"""How an entry of a live page opens."""
_CAPITALS = re.compile(r"[A-ZÀ-Ž][A-ZÀ-Ž.’'-]*(?: [A-ZÀ-Ž.’'&-]+)+(?: [-–—|:] .*)?\Z")
"""A name in capitals, perhaps with a section behind a dash."""


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
    if document.media != "html" and (name := masthead_place(found)) is not None:
        found[name].kind, found[name].reason = "byline", None
    labelled = _without_label(found)
    place = labelled if labelled is not None else _printed_title(document, found, _named_title(document, found))
    mark_captions(found, place)
    if place is None and not document.facts.title:
        place = _first_headline(found, document)
        if place is not None and len(found[place].words) < _FEW and any(map(is_menu_row, found[place:])):
            place = None
        place = place if place is None else _nearest(found, place)
    title = None
    if place is not None:
        _mark_mastheads(found[:place], document.text)
        mark_above(found, place)
        title, found = _set_title(document, found, place)
    mark_credited(found)
    found = _without_signature(found)
    _mark_named_sources(found)
    byline = _mark_bylines(found)
    if byline is not None:
        mark_author_box(found, byline.text)
    date_line = _mark_date_lines(found)
    _mark_day_opened(found)
    mark_last_caption(found)
    dateline, agency = _dateline(document.text, found)
    return found, Heading(title, byline, dateline or date_line, agency)


def _without_label(units: list[Unit]) -> int | None:
    """The place of the headline that a label names in the lines over a report ("Title: …"), cut off its label."""
    for place, unit in enumerate(itertools.takewhile(lambda unit: not unit.is_prose, units[:_HEAD])):
        label = heading_rules().title_label.match(unit.text)
        if label and unit.kind in (None, "boilerplate"):
            parts = split_unit(unit, unit.start + label.end())
            parts[0].kind, parts[0].reason = "boilerplate", "navigation"
            parts[1].kind, parts[1].reason = None, None
            units[place : place + 1] = parts
            return place + 1
    return None


def _named_title(document: Document, units: Sequence[Unit]) -> int | None:
    """The unit that is, or opens with, the title that a field or the metadata names."""
    wanted = folded(document.facts.title or "")
    if not wanted:
        return None
    for i, unit in enumerate(units[:60]):
        if folded(unit.text[: 2 * len(wanted) + 40]) == wanted:
            return i
    for i, unit in enumerate(units[:_HEAD]):
        if unit.kind is None and folded(unit.text[: 2 * len(wanted) + 40]).startswith(wanted):
            return i
    return None


def _printed_title(document: Document, units: Sequence[Unit], named: int | None) -> int | None:
    """The page's only main heading, where its metadata's title stands nowhere in it and was put before the text."""
    if named is None or not document.blocks or units[named].tag or units[named].start:
        return named
    headings = [place for place, unit in enumerate(units) if unit.tag == "h1" and unit.kind is None and _is_title(unit)]
    if len(headings) != 1:
        return named
    units[named].kind = "title"
    return headings[0]


def _mark_mastheads(above: Sequence[Unit], text: str) -> None:
    """Mark the outlet's name among the lines over the headline, and what stands under a name in capitals that opens the
    page, before its menu.
    """
    menu = next((place for place, unit in enumerate(above) if is_menu_row(unit)), 0)
    if menu and _CAPITALS.match(above[0].line) and not is_label(above[0].line):
        for unit in above[:menu]:
            unit.kind = unit.kind or "byline"
    for place, unit in enumerate(above):
        is_name = is_masthead(unit.line, text) or heading_rules().institution.fullmatch(unit.line)
        if unit.kind is None and not unit.is_prose and is_name and not _is_section(above, place, text):
            unit.kind = "byline"


def _is_section(above: Sequence[Unit], place: int, text: str) -> bool:
    """Whether a line that may be a masthead is made of labels ("U.S. NEWS") or stands within a menu, and the text has
    the name nowhere else.
    """
    line = above[place].line
    if is_known_outlet(line) or text.casefold().count(line.casefold()) > 1:
        return False
    beside = above[max(place - 1, 0) : place + 2]
    return is_label(line) or (
        len(beside) == 3
        and all(len(unit.words) <= _FEW and not unit.ends_sentence for unit in beside)
        and any(unit.kind == "boilerplate" for unit in (beside[0], beside[2]))
    )


def _first_headline(units: Sequence[Unit], document: Document) -> int | None:
    """The first unit that reads as a headline, before any prose; below the head of a page (menus, teasers), the first
    of those whose words come again in the first paragraphs.
    """
    first = _headline_from(units, 0, document)
    if first is None or units[first].tag == "h1":
        return first
    last = first
    found = [first]
    while (place := _headline_from(units, last + 1, document)) is not None:
        found.append(place)
        last = place
    if len(found) == 1 or not is_page_head(units[: found[-1]]):
        return first
    found = [place for place in found if not is_label(units[place].line)] or found
    likeliest = likeliest_headline({place: units[place] for place in found}, first_prose(units))
    long = [place for place in found if len(units[place].words) >= _FEW]
    return likeliest if likeliest is not None else [first, *long][-1]


def _nearest(units: Sequence[Unit], place: int) -> int:
    """The place of the headline, or of its repetition before the first paragraph where the first is the line of the
    browser's tab: the site's name stands behind it, or a page's head under it.
    """
    wanted = folded(units[place].text)
    found = place
    for below, unit in enumerate(units[place + 1 :], place + 1):
        if unit.is_prose and unit.kind is None and len(unit.words) > _LONG_HEADLINE:
            break
        if unit.kind is not None or len(unit.words) < _FEW:
            continue
        line = folded(unit.text)
        if wanted.startswith(line) and (wanted != line or is_page_head(units[place + 1 : below])):
            found = below
    return found


def _headline_from(units: Sequence[Unit], start: int, document: Document) -> int | None:
    """The first unit from `start` on that reads as a headline, before any prose."""
    for i in [i for i, unit in enumerate(units) if unit.kind is None and i >= start][:_HEAD]:
        unit = units[i]
        if unit.tag == "h1" or (document.media == "markdown" and unit.text.startswith("# ")):
            return i
        if unit.suspect:
            continue
        if is_masthead(unit.line, document.text) and _has_headline(units[i + 1 :]):
            continue
        if _is_title(unit):
            return i if any(u.is_prose and u.kind is None for u in units[i + 1 :]) else None
        if (unit.is_prose or len(unit.words) > 25) and not (unit.line[0] == "[" and unit.line[-1] == "]"):
            return None
    return None


def _has_headline(units: Sequence[Unit]) -> bool:
    """Whether a headline stands before the next prose."""
    for unit in units[:_HEAD]:
        if unit.kind is None and not unit.suspect and _is_title(unit):
            return True
        if unit.is_prose:
            return False
    return False


def _is_title(unit: Unit) -> bool:
    """Whether a unit that stands first reads as a headline."""
    line, words = unit.line, unit.words
    if not 2 <= len(words) <= 28 or len(line) > 200 or unit.tag in ("li", "td", "th", "figcaption"):
        return False
    if (
        (_is_byline(line) and not line.endswith("?"))
        or _date_only(line)
        or _dateline_match(line)
        or heading_rules().institution.fullmatch(line)
        or heading_rules().paper.fullmatch(line)
        or _CLOCK.match(line)
        or line.startswith(("•", "*", "(", "["))
    ):
        return False
    if line.endswith(("...", "…")):
        return len(words) >= 6
    if len(words) > 16 and line.endswith("?") and _SENTENCES.search(line):
        return False
    if (len(words) <= 3 and heading_rules().person.match(line)) or heading_rules().place_line.match(line):
        return False
    if not unit.ends_sentence or _INITIALS.search(line):
        return line[0].isupper() or line[0] in "‘“'\"" or not line[0].isalpha()
    if line.endswith(("?", "!", "”", "’", "'", '"', ")")):
        return not SPEECH.search(line) or line.endswith("?")
    if SPEECH.search(line):
        return False
    return (len(words) <= 20 and _title_case(words)) or (len(words) <= 18 and _SENTENCES.search(line) is not None)


def _title_case(words: Sequence[str]) -> bool:
    small = word_sets().headline_small
    heavy = [word for word in words if word.lower() not in small and word[0].isalpha()]
    return len(heavy) >= 3 and sum(word[0].isupper() for word in heavy) >= 0.85 * len(heavy)


def _set_title(document: Document, units: list[Unit], place: int) -> tuple[Span, list[Unit]]:
    """Mark the title's unit, cut off what is joined to it, and mark its repetitions."""
    unit = units[place]
    wanted = unit.line if unit.tag == "h1" else document.facts.title or unit.line
    end = _end_of(unit, wanted)
    parts = split_unit(unit, end) if end < unit.end else _without_site(unit)
    parts[0].kind, parts[0].reason = "title", None
    mark = _TITLE_MARK.match(parts[0].text)
    title = span_of(document.text, parts[0].start + (mark.end() if mark else 0), parts[0].end)
    rest: list[Unit] = parts[1:]
    for other in units[place + 1 :]:
        rest.extend(_without_repetition(other, title.text))
    before = [_repeated(u, title.text) if not _holds(u, title.text) else _of_tab(u) for u in units[:place]]
    return title, [*before, parts[0], *rest]


def _without_site(unit: Unit) -> list[Unit]:
    """A headline with the name of its site, as the line of a browser's tab has it behind a bar (an outlet's also behind
    a dash), as a unit of its own.
    """
    tail = _SITE_TAIL.search(unit.text)
    if tail is None or unit.tag or len(unit.text[: tail.start()].split()) < _FEW:
        return [unit]
    if tail["bar"] != "|" and not is_outlet_name(tail["name"]):
        return [unit]
    parts = split_unit(unit, unit.start + tail.start(), unit.start + tail.start("name"))
    parts[-1].kind, parts[-1].reason = "byline", None
    for part in parts[1:-1]:
        part.kind, part.reason = "boilerplate", "navigation"
    return parts


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
    if unit.kind in (None, "boilerplate") and _is_same(unit.text, title):
        unit.kind, unit.reason = "boilerplate", "repeated_title"
    return unit


def _holds(unit: Unit, title: str) -> bool:
    """Whether a line over the headline is the headline with the name of its site or with the way to it."""
    line, wanted = folded(unit.text), folded(title)
    return unit.kind in (None, "boilerplate") and len(line) <= len(wanted) + 60 and line.startswith(wanted)


def _of_tab(unit: Unit) -> Unit:
    unit.kind, unit.reason = "boilerplate", "repeated_title"
    return unit


def _is_same(text: str, title: str) -> bool:
    return len(text) <= 2 * len(title) + 20 and folded(text) == folded(title)


def _without_repetition(unit: Unit, title: str) -> list[Unit]:
    """A unit with the headline that it repeats as a unit of its own: all of it, or what opens it (behind a date)."""
    if unit.kind not in (None, "boilerplate"):
        return [unit]
    if _is_same(unit.text, title):
        return [_repeated(unit, title)]
    opener = title.split()[0].casefold()
    if (
        unit.kind is not None
        or len(title.split()) < 4
        or len(unit.text) < len(title)
        or opener not in unit.text[:80].casefold()
    ):
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
    """Whether a line says who wrote: "By …", a desk, an agency or an outlet by its name alone."""
    return len(line) <= 160 and (heading_rules().byline.match(line) is not None or is_known_outlet(line))


def _without_signature(units: list[Unit]) -> list[Unit]:
    """The last paragraph with the agency's name that is signed behind its last sentence as a unit of its own."""
    free = [place for place, unit in enumerate(units) if unit.kind is None]
    if not free:
        return units
    last = free[-1]
    tail = units[last].text[-60:]
    signed = SIGNATURE.search(tail)
    if signed is None or not is_agency(signed["name"]):
        return units
    parts = split_unit(units[last], units[last].end - len(tail) + signed.start("mark"))
    if len(parts) > 1:
        parts[-1].kind = "byline"
    return [*units[:last], *parts, *units[last + 1 :]]


def _mark_named_sources(units: Sequence[Unit]) -> None:
    """Mark the name that stands under a label in the head of a database's page ("Source", "Published by")."""
    for label, name in itertools.pairwise(itertools.takewhile(lambda unit: not unit.is_prose, units)):
        if heading_rules().source_label.match(label.line) and name.kind is None and 1 <= len(name.words) <= 10:
            name.kind = "byline"


def _mark_bylines(units: list[Unit]) -> Span | None:
    """Mark who wrote: a byline before the second paragraph, names beside one, signatures at the end; and as furniture
    the credits that close a report ("Reporting by …; Editing by …").
    """
    rules = heading_rules()
    last = max((i for i, unit in enumerate(units) if unit.kind is None and unit.is_prose), default=len(units))
    over = [unit for unit in units if unit.kind == "byline" and len(unit.line) < 60][:1]
    head: list[Unit] = []
    prose, is_under = 0, False
    for place, unit in enumerate(units):
        is_under = is_under or unit.kind == "title"
        if unit.kind is not None:
            continue
        prose += unit.is_prose and not unit.suspect
        in_head = prose <= 1 and not unit.is_prose and place < _HEAD * 2
        told = _is_byline(unit.line) or _is_name_by_byline(units, place) or (is_under and _FROM.fullmatch(unit.line))
        if in_head and told:
            unit.kind = "byline"
            head.append(unit)
        elif len(unit.line) < 700 and rules.contributed.match(unit.line):
            unit.kind, unit.reason = "boilerplate", "author_box"
        elif place > last and len(unit.line) < 100 and rules.signature.match(unit.line):
            unit.kind = "byline"
    named = [unit for unit in head + over if not is_outlet_name(unit.line)] or head or over
    return Span(start=named[0].start, end=named[0].end, text=named[0].text) if named else None


def _is_name_by_byline(units: Sequence[Unit], place: int) -> bool:
    """Whether a line of names stands directly before a byline ("USA TODAY") or a date line."""
    if not heading_rules().person.match(units[place].line) or place == 0 or place + 1 >= len(units):
        return False
    after = units[place + 1]
    return after.kind in (None, "dateline") and (_is_byline(after.line) or _date_only(after.line))


def _date_only(line: str) -> bool:
    """Whether a line holds a printed date and next to nothing else ("Posted: …", a section, a time zone)."""
    date = printed_date(line[:200])
    if date is None:
        return heading_rules().time_line.fullmatch(line) is not None
    rest = line[: date.start] + " " + line[date.end :]
    pieces = [piece.strip(" .|/-–—()") for piece in re.split(r",|\s[|–—-]\s", rest)]
    if any(map(is_outlet_name, pieces)) and all(len(piece.split()) <= _FEW for piece in pieces):
        return True
    bars = _BARS.split(line)
    alone = [piece for piece in bars if (found := printed_date(piece)) is not None and found.end - found.start > 5]
    if len(alone) == 1 and len(bars) > (1 if "|" in line else 2) and all(len(p.split()) <= _FEW + 1 for p in bars):
        return True
    rest = heading_rules().date_words.sub(" ", rest)
    while (again := printed_date(rest)) is not None:
        rest = rest[: again.start] + " " + rest[again.end :]
    rest = _ASIDE.sub(" ", rest) if _ASIDE.sub("", rest).strip(" ,.") else rest
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 2


def _is_wrapping(unit: Unit) -> bool:
    """Whether a line belongs to what a text was copied out of, or to a page's menu: no line of the report's head."""
    return unit.suspect and unit.within == "nav"


def _mark_date_lines(units: list[Unit]) -> Span | None:
    first, prose = None, 0
    last = max((i for i, unit in enumerate(units) if unit.is_prose and not unit.suspect), default=0)
    for place, unit in enumerate(units):
        prose += unit.is_prose and not unit.suspect and unit.kind != "caption"
        if prose > 1 and place < last:
            continue
        if (
            unit.kind is None
            and len(unit.text) <= 120
            and not (unit.is_prose or _is_wrapping(unit))
            and _date_only(unit.line)
        ):
            unit.kind = "dateline"
            first = first or Span(start=unit.start, end=unit.end, text=unit.text)
    return first


def _mark_day_opened(units: Sequence[Unit]) -> None:
    """Mark the date in a page's head, above its menu, where another stands under the headline: the day that the page
    was opened, or the paper's.
    """
    title = next((place for place, unit in enumerate(units) if unit.kind == "title"), 0)
    dated = [place for place, unit in enumerate(units) if unit.kind == "dateline"]
    if is_page_head(units[:title]) and any(title < place < title + _HEAD for place in dated):
        for place in dated:
            if place < title:
                units[place].kind, units[place].reason = "boilerplate", "navigation"


def _dateline(text: str, units: Sequence[Unit]) -> tuple[Span | None, str | None]:
    """The dateline proper, where the first paragraphs open with one: place, perhaps day and agency, a dash."""
    for unit in [u for u in units if u.kind is None and not _is_wrapping(u)][:4]:
        match = _dateline_match(unit.text)
        if match is None:
            continue
        end = match.end("agency") if match["agency"] else match.end("day") if match["day"] else match.end("place")
        agency = match["agency"][1:-1].strip() if match["agency"] else None
        if match.end() == len(unit.text):
            unit.kind = "dateline"
        return span_of(text, unit.start, unit.start + end), agency
    return None, None


def _dateline_match(text: str) -> re.Match[str] | None:
    match = _DATELINE.match(text)
    is_dated = match is not None and match["day"] is not None and re.search(r"\d{4}\Z", match["day"]) is not None
    return match if match and (match["agency"] or is_dated or _is_place_head(match["place"])) else None


def _is_place_head(place: str) -> bool:
    """Whether a place name is set as datelines set it: its first word in capitals."""
    return re.match(r"[A-ZÀ-Ž]{3,}|[A-Z]\.", place) is not None
