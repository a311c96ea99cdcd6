"""Labelled lines over and under a text, as databases of newspapers and mail programs write them.

A label is of the table, before a colon ("Publication title: …") or, as a code, before spaces ("PD   7 June 2018"). One
alone tells nothing: a text that opens with two of a report's own facts has a head, and where a label stands that none
but a database writes, every known label is its. In the head of an e-mail the day is the report's only where the mail is
a release; a mail that passes something on was sent on its day or the day after.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from rashomon.ingest.dates import printed_date, stated_interval
from rashomon.ingest.lines import Line, Wrapping, alternatives, furniture, headline, merged, wrappings
from rashomon.ingest.plain import folded
from rashomon.ingest.record import Block, Facts
from rashomon.records import Interval

_LABELLED = re.compile(
    r"(?:[*_]{1,2})?(?P<label>[A-Za-z][A-Za-z /-]{0,30}?)(?:[*_]{1,2})?[ \t]*:(?:[*_]{1,2})?(?!//)[ \t]*"
)
_CODED = re.compile(r"(?P<label>[A-Z]{2,3})(?::[ \t]*|[ \t]+|\Z)")
_PIECES = re.compile(r"[^\s|·•](?:(?!\s*[|·•]\s|\s{3}).)*")
"""What bars or wide spaces part on a line."""
_LENGTH = re.compile(r"length: ?[\d,]+ words?\b", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:copyright|\(c\)|©)\W|all rights reserved", re.IGNORECASE)
_EDITION = re.compile(r"[\w ,.-]{0,30}\bedition\b[\w ,.-]{0,20}\Z", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]{2,40}\)\Z")
_ADDRESS = re.compile(r"(?P<name>[^<>\n]*?)\s*<?\s*(?P<box>[\w.+-]+)@(?P<host>[\w.-]+)>?\Z")
_HEAD = 15
"""Lines from the top within which a head begins."""
_APART = 6
"""Lines without a label that may stand within it."""
_SHORT = 120
_PRINTED = 1500
"""Characters from the top of a text passed on within which it prints its own day."""
_LEAST_CODES = 4
_CODED_ROLES = ("title", "outlet", "author", "published", "text", "other")
_NAME = 10
"""Words of an outlet with its town at most."""
_WORDS = 3
"""Words of a headline at least."""


class Field(NamedTuple):
    """A labelled line: what its label stands for, where it begins, and where its value does."""

    role: str
    label: str
    place: int
    start: int
    at: int
    end: int


def of_fields(text: str, lines: Sequence[Line]) -> Wrapping:
    """What the labelled lines over and under a text say of it; nothing where it has no head of them."""
    coded = _coded(lines)
    codes = {field.label for field in coded}
    found = coded if "HD" in codes and len(codes) >= _LEAST_CODES else _labelled(lines)
    is_coded = found is coded
    is_database = is_coded or any(_is_sure(f, lines[f.place]) for f in found)
    head = found if is_coded else _head(found, lines)
    roles = {field.role for field in head if _is_told(text, field)}
    is_mail = "sender" in roles and bool(roles & {"title", "published"})
    if not is_database and not is_mail and len(roles & {"title", "outlet", "published", "author", "url"}) < 2:
        return Wrapping()
    if is_mail and not is_coded:
        return _of_mail(text, lines, head)
    if is_database:
        found, head = ([f for f in all_ if f.label != "subject"] for all_ in (found, head))
    facts = _facts(text, head)
    own = found if is_database else head
    blocks = _blocks(text, lines, own)
    if is_database and not is_coded:
        over = _over(text, lines, own)
        facts, blocks = _with(facts, over.facts), blocks + list(over.blocks)
    return Wrapping(facts, tuple(blocks))


@cache
def _roles() -> dict[str, str]:
    told = wrappings()
    order = ("other", "text", "sender", "url", "author", "published", "outlet", "title")
    return {label: role for role in order for label in getattr(told, role).labels}


@cache
def _codes() -> dict[str, str]:
    told = wrappings()
    return {
        code: role
        for role in ("title", "outlet", "author", "published", "text", "other")
        for code in getattr(told, role).codes
    }


def _labelled(lines: Sequence[Line]) -> list[Field]:
    """The labelled lines; a line on which bars part several labels gives a field for each."""
    found: list[Field] = []
    for place, line in enumerate(lines):
        pieces = [(piece.start(), piece.end()) for piece in _PIECES.finditer(line.text)]
        told = [(at, end, match) for at, end in pieces if (match := _role_of(line.text[at:end]))]
        if len(told) == len(pieces) > 1:
            found += [
                Field(r, name, place, line.start + at, line.start + at + n, line.start + end)
                for at, end, (r, name, n) in told
            ]
        elif whole := _role_of(line.text):
            role, name, size = whole
            found.append(Field(role, name, place, line.start, line.start + size, _end(lines, place)))
    return found


def _role_of(text: str) -> tuple[str, str, int] | None:
    """What the label that opens a text stands for, the label, and where its value begins; None where it has none."""
    match = _LABELLED.match(text)
    name = match["label"].casefold() if match else ""
    role = _roles().get(name) or ("other" if name in wrappings().sure.labels else None)
    return (role, name, match.end()) if match and role else None


def _coded(lines: Sequence[Line]) -> list[Field]:
    """The lines that a code opens; where codes stand alone, each with the lines under it up to the next."""
    matches = {
        place: m for place, line in enumerate(lines) if (m := _CODED.match(line.text)) and m["label"] in _codes()
    }
    places = sorted(matches)
    found: list[Field] = []
    for place, after in itertools.pairwise([*places, len(lines)]):
        line, match = lines[place], matches[place]
        role, at, end = _codes()[match["label"]], line.start + match.end(), _end(lines, place)
        if match.end() == len(line.text) and place + 1 < after:
            last = place + 1 if after == len(lines) else after - 1
            at, end = lines[place + 1].start, lines[last].end
        found.append(Field(role, match["label"], place, line.start, at, end))
    return found


def _end(lines: Sequence[Line], place: int) -> int:
    """The end of a value with the lines that are folded under it."""
    while place + 1 < len(lines) and lines[place + 1].indented and lines[place + 1].follows:
        place += 1
    return lines[place].end


def _is_sure(field: Field, line: Line) -> bool:
    return field.label in wrappings().sure.labels or _LENGTH.match(line.text) is not None


def _head(found: Sequence[Field], lines: Sequence[Line]) -> list[Field]:
    """The labelled lines at the top of a text, with no more than some short lines between them."""
    head: list[Field] = []
    for field in found:
        last = head[-1].place if head else field.place
        between = lines[last + 1 : field.place]
        if (not head and field.place >= _HEAD) or len(between) > _APART or any(len(b.text) > _SHORT for b in between):
            break
        head.append(field)
    return head


def _value(text: str, fields: Sequence[Field], role: str) -> Field | None:
    return next((field for field in fields if field.role == role and text[field.at : field.end].strip()), None)


def _is_told(text: str, field: Field) -> bool:
    """Whether a field holds what its label says: a name has a capital and few words, a day can be read."""
    value = text[field.at : field.end].strip()
    if field.role == "published":
        return _interval(value) is not None
    return bool(value) and (
        field.role != "outlet" or (value[0].isupper() and len(value.split()) <= _NAME) or value.startswith("http")
    )


def _said(text: str, field: Field | None) -> str | None:
    return " ".join(text[field.at : field.end].split()).strip("*_") if field else None


def _facts(text: str, head: Sequence[Field]) -> Facts:
    """What the fields say; a source that is an address is one."""
    outlet = _said(text, _value(text, head, "outlet"))
    address = _said(text, _value(text, head, "url"))
    if outlet and re.match(r"(?:https?://|www\.)", outlet):
        outlet, address = None, address or outlet
    dated = next((f for f in head if f.role == "published" and _interval(text[f.at : f.end])), None)
    interval = _interval(text[dated.at : dated.end]) if dated else None
    return Facts(
        title=_said(text, _value(text, head, "title")),
        author=_said(text, _value(text, head, "author")),
        url=address,
        outlet=_plain_name(outlet),
        outlet_basis="stated" if outlet else None,
        published=interval,
        published_basis="stated" if interval else None,
        published_why=f"Printed in the text's head: “{text[dated.start : dated.end]}”." if dated else None,
    )


def _plain_name(outlet: str | None) -> str | None:
    """A name without the town in brackets and the place behind a semicolon, as databases write them."""
    return _BRACKETS.sub("", outlet.split(";")[0]).strip(" ,") or None if outlet else None


def _interval(value: str) -> Interval | None:
    told = stated_interval(value)
    if told is not None:
        return told
    date = printed_date(value)
    return date.interval if date else None


def _blocks(text: str, lines: Sequence[Line], fields: Sequence[Field]) -> list[Block]:
    """Labelled lines as furniture, the title's value as the headline; of a text's label the label alone."""
    title = _value(text, fields, "title")
    found: list[Block] = []
    for field in fields:
        if field is title:
            found += [furniture(field.start, _label_end(text, field)), headline(field.at, field.end)]
        elif field.role == "text":
            found.append(furniture(field.start, _label_end(text, field)))
        else:
            found.append(furniture(field.start, field.end))
    return found


def _label_end(text: str, field: Field) -> int:
    return field.start + len(text[field.start : field.at].rstrip())


def _over(text: str, lines: Sequence[Line], fields: Sequence[Field]) -> Wrapping:
    """What stands without a label over the first label of a database: the headline or the outlet first, the outlet's
    name over the day.
    """
    above = list(lines[: fields[0].place])
    sure = alternatives(wrappings().sure.lines)
    furnished = [
        line for line in lines if sure.fullmatch(line.text) or (_RIGHTS.match(line.text) and len(line.text) < _SHORT)
    ]
    told = [line for line in above if line not in furnished]
    day = next((n for n, line in enumerate(told) if n and len(line.text) < 60 and printed_date(line.text)), None)
    blocks = [furniture(line.start, line.end) for line in furnished]
    if day is None:
        titles = [line for line in told if len(line.text.split()) >= _WORDS]
        if len(titles) != 1:
            return Wrapping(blocks=tuple(blocks))
        return Wrapping(Facts(title=titles[0].text), (*blocks, headline(titles[0].start, titles[0].end)))
    interval = printed_date(told[day].text)
    under = [line for line in told[day + 1 :] if not _EDITION.match(line.text)]
    blocks += [furniture(line.start, line.end) for line in told[day + 1 :] if _EDITION.match(line.text)]
    title = told[0] if day > 1 else next((line for line in under if len(line.text.split()) >= _WORDS), None)
    if title is not None:
        blocks.append(headline(title.start, title.end))
    blocks += [furniture(told[n].start, told[n].end) for n in (day - 1, day) if told[n] is not title]
    facts = Facts(
        title=title.text if title else None,
        outlet=_plain_name(told[day - 1].text),
        outlet_basis="stated",
        published=interval.interval if interval else None,
        published_basis="stated" if interval else None,
        published_why=f"Printed over the text: “{told[day].text}”." if interval else None,
    )
    return Wrapping(facts, tuple(blocks))


def _with(facts: Facts, over: Facts) -> Facts:
    """Facts with what `over` states where they are silent; a name and its day stand together in `over`."""
    told = {key: value for key, value in msgspec.structs.asdict(over).items() if value is not None}
    if facts.title is not None:
        told.pop("title", None)
    return msgspec.structs.replace(facts, **told)


# ------------------------------------------------------------------ e-mail


def _of_mail(text: str, lines: Sequence[Line], head: Sequence[Field]) -> Wrapping:
    """A report that came as an e-mail: a release is its sender's and of its day; what was passed on is of the day on
    which it was, or the day before, where the text prints none.
    """
    told = wrappings()
    heads = _of_mails(lines, head)
    head, fields = heads[-1], [field for each in heads for field in each]
    above = lines[: head[-1].place + _HEAD]
    separators = [line for line in above if alternatives(told.forward.lines).fullmatch(line.text)]
    subject, sender, sent = (_value(text, head, role) for role in ("title", "sender", "published"))
    words = _said(text, subject) or ""
    prefix = alternatives(told.forward.prefixes).match(words)
    title = words[prefix.end() :] if prefix else words
    label = alternatives(told.release.labels).match(title)
    title = title[label.end() :] if label else title
    body = text[head[-1].end :]
    is_passed_on = bool(separators or prefix)
    is_release = not is_passed_on and (
        label is not None
        or alternatives(told.release.labels).match(body.lstrip()) is not None
        or _is_press(text, sender)
    )
    blocks = [furniture(line.start, line.end) for line in separators]
    blocks += [furniture(field.start, field.end) for field in fields if field is not subject]
    if separators and separators[-1].start > head[-1].end:
        blocks += [
            furniture(line.start, line.end) for line in above if head[-1].end < line.start < separators[-1].start
        ]
    if subject is not None:
        blocks += _subject(text, lines, subject, title, own=not is_passed_on)
    headed = next((block for block in blocks if block.tag == "h1"), None)
    interval = _interval(text[sent.at : sent.end]) if sent else None
    if interval and not is_release:
        interval = None if printed_date(body[:_PRINTED]) else _or_day_before(interval)
    why = f"The e-mail that holds it was sent on “{_said(text, sent)}”" + (
        "." if is_release else "; taken to be of that day or the day before."
    )
    facts = Facts(
        title=text[headed.start : headed.end] if headed else None,
        published=interval,
        published_basis="stated" if interval else None,
        published_why=why if interval else None,
    )
    return Wrapping(facts, merged(text, sorted(blocks, key=lambda block: block.start)))


def _of_mails(lines: Sequence[Line], head: Sequence[Field]) -> list[list[Field]]:
    """The heads of mails among the labelled lines, those that stand together and name who sent them; the last is
    that of the mail that all the others pass on.
    """
    groups: list[list[Field]] = []
    for field in head:
        between = lines[groups[-1][-1].place + 1 : field.place] if groups else []
        if groups and all(line.indented for line in between):
            groups[-1].append(field)
        else:
            groups.append([field])
    return [group for group in groups if any(field.role == "sender" for field in group)]


def _is_press(text: str, sender: Field | None) -> bool:
    """Whether a mail comes from the press office of a body."""
    address = _ADDRESS.match(_said(text, sender) or "")
    return (
        address is not None
        and address["box"].casefold().replace("-", "").replace(".", "") in wrappings().release.mailboxes
    )


def _subject(text: str, lines: Sequence[Line], subject: Field, title: str, *, own: bool) -> list[Block]:
    """The blocks of a subject: its line that stands over the text again is the headline, else, of a mail's own text,
    what it says behind its marks.
    """
    wanted = folded(title)
    for line in lines[subject.place + 1 : subject.place + _HEAD]:
        same = folded(line.text)
        if len(same.split()) > _WORDS and wanted.endswith(same):
            return [*_parted(text, subject, subject.end), headline(line.start, line.end)]
    at = text.find(title, subject.at, subject.end) if title and own else -1
    if at < 0:
        return _parted(text, subject, subject.end)
    return [*_parted(text, subject, at), headline(at, subject.end)]


def _parted(text: str, field: Field, end: int) -> list[Block]:
    """A field's label, and its value up to `end`, as furniture."""
    value = furniture(field.at, field.at + len(text[field.at : end].rstrip()))
    return [furniture(field.start, _label_end(text, field)), *[value] * (value.end > value.start)]


def _or_day_before(interval: Interval) -> Interval | None:
    if interval.earliest is None:
        return None
    before = datetime.date.fromisoformat(interval.earliest[:10]) - datetime.timedelta(days=1)
    return Interval(earliest=before.isoformat(), latest=interval.latest, zone=interval.zone)
