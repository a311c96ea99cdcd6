"""Whose report it is, where the report says so: byline, masthead, copyright line, dateline, its own reporters.

A file name never tells, nor an outlet that the text cites as a source. A news agency in the dateline or byline counts
where nothing else is said: the text is its own, whoever else printed it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from rashomon.ingest import RIGHTS, Document, printed_date
from rashomon.read.heading import Heading
from rashomon.read.masthead import masthead_place, site_name
from rashomon.read.own_voice import own_voice
from rashomon.read.tables import (
    JOINING,
    OutletRules,
    heading_rules,
    is_known_outlet,
    is_masthead,
    is_outlet_name,
    masthead_key,
    outlet_key,
    outlet_rules,
)
from rashomon.read.units import Unit
from rashomon.records import OutletBasis

_NAME = (
    r"(?P<name>(?:The |the )?[A-Z0-9À-Ž][\w’'&.!+-]*"
    r"(?:(?: | of | de | da | do | del | di | du | la | le | el | y | and | & | al-|-)[A-Z0-9À-Ž][\w’'&.!+-]*){0,6}?)"
)
_YEARS = r"(?:(?:19|20)\d\d(?: ?[-–] ?(?:19|20)?\d\d)?)?"
_COPYRIGHT = re.compile(
    rf"(?i:©|\(c\)|copyright|all content)\W*(?i:copyright|©|\(c\))?\W*{_YEARS},? ?(?i:by )?{_NAME}"
    r"(?=\W*\Z|[.,;]|\s[-–|(]|,? (?:19|20)\d\d\b| (?i:all|this|click|reserved|used|terms)\b)"
    r"(?: \((?P<owner>[^)]{3,60})\))?"
)
_ADDRESS = re.compile(r"(?:@|\bwww\.|https?://(?:www\.)?)([A-Za-z][\w-]{5,30})\b(?!@)")
_HOST = re.compile(r"https?://((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
_EDGES = " .|/-–—()"
_PIECES = re.compile(r",| for (?=[A-Z])|\s[|/·–—-]\s")
"""What parts an author, an outlet, a town and a day."""
_MAIL = re.compile(r"\w@([A-Za-z][\w-]{5,30})\.[a-z]{2,}")
"""A page's account or the name of its site; and where its people have their post."""
_CALL_SIGN = re.compile(
    r"[A-Z]{3,5}(?:[-/ ](?:TV|FM|AM|[A-Z]{4}|News|\d{1,2}))*(?: ?\d{1,2})?|[A-Z][\w-]+\.(?:com|org|net)"
)
_NAME_ALONE = re.compile(_NAME)
_BRACKETED = re.compile(rf"(?:[A-Z][\w.’'-]*(?:,? [A-Z][\w.’'-]*){{0,4}} )?\({_NAME}\) ?(?=[A-Z“\"‘'])")
_CAPITALISED = re.compile(r"[A-ZÀ-Ž][\w&-]+(?: (?:of |de )?[A-ZÀ-Ž][\w&-]+){1,3}")
_BY_WORD = re.compile(r"\(?(?:by|from|source)\b:? (?:the (?=[A-Z]))?", re.IGNORECASE)
_STAFF = re.compile(r" (?:staff )?(?:writer|reporter|correspondent|editor)s?\Z", re.IGNORECASE)
_PERSON = re.compile(r"[A-ZÀ-Ž][\w’'.-]+(?: [A-ZÀ-Ž][\w’'.-]+){1,3}(?:,| [|/·–—-]) ")
_BY = re.compile(r"\(?(?:by|author|written by|reported by)\b", re.IGNORECASE)
_LABEL = 5
"""Characters of a label of an address that are too few to be two words."""
_LONG = 8
"""Characters from which a name in capitals may be one that is not written so elsewhere."""
_PLAIN = re.compile(r"(?=.*[AEIOUÀ-Ü])[A-ZÀ-Ž’'-]{4,}")
_TOGETHER = re.compile(r"[A-Z][A-Za-z]+[A-Z][a-z]{2,}")
"""A name written together ("StraitPost")."""
_STATION = re.compile(r"(?:radio|television|tv|channel) \S", re.IGNORECASE)
_CONTRIBUTED = re.compile(rf"{_NAME}[’']s? (?:[a-z]+ ){{0,3}}[A-Z][\w.’'-]+ [A-Z]")
_COMPANY_END = re.compile(
    r"[,.]? (?:LLC|Inc|(?:\(?P(?:vt|ty)\.?\)? )?Ltd|Limited|Co|Corp|Corporation|Company|LP|PLC|GmbH|News Service)"
    r"\b\.?.*\Z"
)
_RESERVED = re.compile(
    r"\W*(?:\.|,| -)? ?(?:All Rights|All rights|This |Click|Used|Reserved|Distributed|Read|Terms).*\Z"
)


class Outlet(msgspec.Struct, frozen=True):
    """The outlet with its basis, and who stands behind it; None where not said."""

    name: str | None = None
    basis: OutletBasis | None = None
    publisher: str | None = None


def outlet(document: Document, units: Sequence[Unit], heading: Heading) -> Outlet:
    """The outlet of a report: what a table or metadata says, else what the report states; never a guess."""
    facts = document.facts
    address = facts.url or (units[0].text if units else "")
    stated = next(_stated(units, heading, address), None)
    if stated is not None and stated.name is not None:
        stated = msgspec.structs.replace(stated, name=_as_written(stated.name, document.text))
    if facts.outlet:
        return Outlet(facts.outlet, facts.outlet_basis, facts.publisher or (stated.publisher if stated else None))
    return stated or Outlet(publisher=facts.publisher)


def _as_written(name: str, text: str) -> str:
    """A name set in capitals, or written together, as the report writes it elsewhere, where it does; one in capitals
    else with capital initials, where no word of it may be an acronym.
    """
    if _TOGETHER.fullmatch(name):
        apart = re.search(r"\b" + " ?".join(name) + r"\b", text.replace(name, ""))
        return apart[0] if apart else name
    if not name.isupper() or (" " not in name and len(name) < _LONG) or is_known_outlet(name):
        return name
    for match in re.finditer(re.escape(name), text, re.IGNORECASE):
        if match[0].istitle() or (match[0][0].isupper() and not match[0].isupper()):
            return match[0]
    if len(name) < _LONG:
        return name
    words = [word.lower() if word.lower() in JOINING else word for word in name.split()]
    if all(_PLAIN.fullmatch(word) or not word.isupper() or len(word) == 1 for word in words):
        return " ".join([words[0].title(), *(word if word.islower() else word.title() for word in words[1:])])
    return name


def _stated(units: Sequence[Unit], heading: Heading, address: str) -> Iterator[Outlet]:
    rules = outlet_rules()
    for before, unit in itertools.pairwise([None, *units]):
        if unit is None:
            continue
        if unit.kind == "byline" or _is_credit(unit):
            yield from _of_byline(unit.line, rules)
            if before is not None and heading_rules().source_label.match(before.line) and _usable(unit.line, rules):
                yield Outlet(unit.line, "stated")
        elif unit.kind == "dateline":
            yield from _of_date_line(unit.line)
    if heading.agency and _usable(heading.agency, rules) and _is_outlet_like(heading.agency, rules):
        yield Outlet(heading.agency, "stated")
    yield from _of_opening(units, rules)
    yield from _mastheads(units)
    yield from _of_copyright(units, rules)
    yield from _by_signs(units, heading, rules)
    yield from _by_address(units, address)
    for unit in units:
        if _is_credit(unit) and "contributed" in unit.text:
            match = _CONTRIBUTED.match(unit.line)
            if match and _usable(match["name"], rules) and _is_outlet_like(match["name"], rules):
                yield Outlet(match["name"], "stated")
    if name := own_voice(units):
        yield Outlet(name, "stated")
    yield from _agencies(units, heading, rules)


def _of_opening(units: Sequence[Unit], rules: OutletRules) -> Iterator[Outlet]:
    """The outlet in brackets that opens the first paragraph, perhaps behind a place, without a dash ("(CNN) The …")."""
    first = next((unit for unit in units if unit.kind is None and unit.is_prose), None)
    match = _BRACKETED.match(first.line) if first else None
    if match and is_known_outlet(match["name"]) and _usable(match["name"], rules):
        yield Outlet(match["name"], "stated")


def _is_credit(unit: Unit) -> bool:
    """Whether a line is one of the credits that close a report."""
    return unit.reason == "author_box" and heading_rules().contributed.match(unit.line) is not None


def _agencies(units: Sequence[Unit], heading: Heading, rules: OutletRules) -> Iterator[Outlet]:
    """The agency in the dateline's brackets or alone in the byline."""
    if heading.agency and outlet_key(heading.agency) in rules.agencies:
        yield Outlet(heading.agency, "stated")
    for unit in units[:12]:
        bare = re.sub(r"^(?:by|source):? ", "", unit.line.strip(" ()."), flags=re.IGNORECASE)
        if unit.kind == "byline" and outlet_key(bare) in rules.agencies:
            yield Outlet(bare, "stated")


def _of_byline(line: str, rules: OutletRules) -> Iterator[Outlet]:
    for pattern in _byline_shapes():
        match = pattern.match(line)
        if match and _usable(match["name"], rules):
            yield Outlet(match["name"], "stated")
    if "contributed" in line:
        return
    for piece in re.split(r",| \| |/| - | – | — | · | for | at ", line)[1:]:
        name = piece.strip(" ().")
        name = _STAFF.sub("", name)
        if masthead_key(name) in rules.mastheads or (_is_with_author(line) and is_outlet_name(name)):
            yield Outlet(name, "stated")
    bare = _BY_WORD.sub("", line).strip(" ().")
    if masthead_key(bare) in rules.mastheads or is_outlet_name(bare):
        yield Outlet(bare, "stated")


def _is_with_author(line: str) -> bool:
    """Whether a byline has its author's name before the outlet's."""
    return _BY.match(line) is not None or _PERSON.match(line) is not None


def _by_signs(units: Sequence[Unit], heading: Heading, rules: OutletRules) -> Iterator[Outlet]:
    """A name of no known shape that the page gives as its own at one place (dateline, copyright line, its channels, a
    line over the headline), and that is its own at another too: in its furniture, its byline, or "told <name>".
    """
    authors = {_BY_WORD.sub("", _PIECES.split(unit.line)[0]).casefold() for unit in units if unit.kind == "byline"}
    for sign in _signed(units, heading):
        name = sign.name
        is_author = name.casefold() in authors and not is_outlet_name(name) and _by_author_box(units, sign)
        if not _usable(name, rules) or is_author:
            continue
        if not sign.is_over and is_outlet_name(name):
            yield Outlet(name, "stated")
        forms = "|".join(map(re.escape, (name, sign.short or name)))
        own = re.compile(rf"(?<![\w’'-])(?:{forms})(?![\w-])", re.IGNORECASE)
        spoken = re.compile(rules.spoken.replace("NAME", re.escape(name)))
        for unit in units:
            is_own = _may_repeat(unit, sign) and own.search(unit.line[:300])
            if unit.start != sign.place and (is_own or (name in unit.line and spoken.search(unit.line))):
                yield Outlet(name, "stated")
                break


def _by_author_box(units: Sequence[Unit], sign: _Sign) -> bool:
    """Whether a name is told by a box on an author ("Follow Lina Haddad on Twitter")."""
    return any(unit.start == sign.place and unit.reason == "author_box" for unit in units)


def _by_address(units: Sequence[Unit], address: str) -> Iterator[Outlet]:
    """A name that is written together in the page's address or one of its people ("lh@straitpost.example", "Strait
    Post"); an outlet's name also in an account or a link of its furniture, which may be an author's ("@straitpost").
    """
    own = [unit.line[:300] for unit in units if unit.kind == "byline" or _is_page_furniture(unit)]
    mails = {found.casefold() for line in own for found in _MAIL.findall(line)}
    if host := _HOST.match(address):
        mails |= {label.casefold().replace("-", "") for label in host[1].split(".") if len(label) > _LABEL}
    links = {found.casefold() for line in own for found in _ADDRESS.findall(line)}
    if not mails and not links:
        return
    for unit in units:
        for match in _CAPITALISED.finditer(unit.line[:400]):
            for name in (match[0], match[0].partition(" ")[2]):
                together = "".join(filter(str.isalnum, name)).casefold().removeprefix("the")
                if together in mails or (together in links and is_outlet_name(name)):
                    yield Outlet(name, "stated")


def _is_page_furniture(unit: Unit) -> bool:
    return unit.kind == "boilerplate" and unit.reason not in ("comments", "code", "related")


def _may_repeat(unit: Unit, sign: _Sign) -> bool:
    """Whether a unit is one in which a page names itself."""
    if unit.kind == "byline" or sign.of_line:
        return not sign.is_over
    return unit.kind == "boilerplate" and unit.reason not in ("author_box", "code", "repeated_title")


class _Sign(NamedTuple):
    """A name that a page gives as its own, and the unit that does."""

    place: int
    is_over: bool
    """Whether it is no more than a line over the headline, as an author's name may be."""
    name: str
    short: str = ""
    """How the page may call itself for short."""
    of_line: bool = False
    """Whether it stands beside an author or a day, as a town may: then the report's own voice must name it too."""


def _signed(units: Sequence[Unit], heading: Heading) -> Iterator[_Sign]:
    """The names that a page gives as its own."""
    if heading.agency:
        yield _Sign(heading.dateline.start if heading.dateline else -1, False, heading.agency)
    title = heading.title.start if heading.title else 0
    if units and units[0].kind == "byline" and units[0].start < title:
        yield from _opening_name(units[0])
    for unit in units:
        yield from _beside_author_or_day(unit, heading)
        if unit.kind == "boilerplate":
            for pattern in _sign_shapes():
                if match := pattern.search(unit.line[:200]):
                    name = _COMPANY_END.sub("", _RESERVED.sub("", match["name"])).strip(" .,-")
                    yield _Sign(unit.start, False, name)
        elif unit.kind in (None, "byline") and unit.start < title and _NAME_ALONE.fullmatch(unit.line):
            yield _Sign(unit.start, True, unit.line)


def _beside_author_or_day(unit: Unit, heading: Heading) -> Iterator[_Sign]:
    """The names behind an author in a byline, beside the day in a date line, and behind the headline on its line."""
    pieces = _PIECES.split(unit.line)
    is_tail = heading.title is not None and 0 < unit.start - heading.title.end < 5 and "\n" not in unit.text
    for number, piece in enumerate(pieces if unit.kind in ("byline", "dateline") else []):
        name = piece.strip(" .|/-–—()")
        if (number or is_tail or unit.kind == "dateline") and _NAME_ALONE.fullmatch(name) and not _is_day(name):
            yield _Sign(unit.start, True, name, of_line=True)


def _is_day(name: str) -> bool:
    return printed_date(name) is not None or name.casefold().endswith("day")


def _opening_name(unit: Unit) -> Iterator[_Sign]:
    """The name in capitals that opens a page, without the section behind its dash; for short its first two words."""
    name = re.split(r" [-–—|:] ", unit.line)[0]
    if name.isupper() and len(name.split()) > 2:
        yield _Sign(unit.start, True, name, " ".join(name.split()[:2]))


@cache
def _sign_shapes() -> tuple[re.Pattern[str], ...]:
    """The furniture that names its outlet, `NAME` in the table standing for any name."""
    return (_COPYRIGHT, *(re.compile(shape.replace("NAME", _NAME)) for shape in outlet_rules().signs))


def _of_date_line(line: str) -> Iterator[Outlet]:
    """The outlet that stands before or behind the date of a date line ("Northern Mirror, March 16, 2019")."""
    date = printed_date(line)
    if date is not None:
        for piece in re.split(r",|\s[|–—-]\s", f"{line[: date.start]},{line[date.end :]}"):
            for name in dict.fromkeys((piece.strip(_EDGES), piece.partition("(")[0].strip(_EDGES))):
                if is_outlet_name(name):
                    yield Outlet(name, "stated")


def _mastheads(units: Sequence[Unit]) -> Iterator[Outlet]:
    """A line of the head that is an outlet's name and nothing else."""
    text = "\n".join(unit.text for unit in units)
    opening = masthead_place(units)
    if opening is not None and units[opening].kind == "byline":
        yield Outlet(site_name(units[opening].line), "stated")
    for unit in units[:12]:
        if unit.is_prose or unit.kind == "title":
            return
        is_body = unit.kind == "byline" and heading_rules().institution.fullmatch(unit.line)
        if unit.kind in (None, "byline") and (is_body or is_masthead(unit.line, text)):
            yield Outlet(unit.line.strip(" ().|-–—"), "stated")


def _of_copyright(units: Sequence[Unit], rules: OutletRules) -> Iterator[Outlet]:
    for unit in units:
        if not _is_page_furniture(unit) or unit.reason == "author_box":
            continue
        match = _COPYRIGHT.search(unit.line[:200])
        if RIGHTS.search(unit.line):
            pieces = [piece.strip(" .") for piece in unit.line.split("|")]
            yield from (Outlet(piece, "stated") for piece in pieces[:-1] if is_outlet_name(piece))
        if match is None:
            continue
        name = _COMPANY_END.sub("", _RESERVED.sub("", match["name"])).strip(" .,-")
        if name and _usable(name, rules) and _is_outlet_like(name, rules):
            yield Outlet(name, "stated", match["owner"])


def _usable(name: str, rules: OutletRules) -> bool:
    return any(map(str.isalpha, name)) and outlet_key(name) not in rules.agencies | rules.generic | rules.owners


def _is_outlet_like(name: str, rules: OutletRules) -> bool:
    """Whether a name is of the shape of an outlet's: a known one, a station's call sign, an address, a news word."""
    known = masthead_key(name) in rules.mastheads or _STATION.match(name) is not None
    return known or bool(_CALL_SIGN.fullmatch(name)) or rules.ends.search(name) is not None


@cache
def _byline_shapes() -> tuple[re.Pattern[str], ...]:
    """The bylines that name an outlet, `NAME` in the table standing for any name."""
    return tuple(re.compile(shape.replace("NAME", _NAME)) for shape in outlet_rules().bylines)
