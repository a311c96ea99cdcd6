"""What copied text brings along from a chat, a monitored broadcast, an agency's wire, a body's bulletin or print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from rashomon.ingest.dates import printed_date, stated_interval
from rashomon.ingest.lines import Line, Wrapping, alternatives, first_match, furniture, headline, wrappings
from rashomon.ingest.plain import folded
from rashomon.ingest.record import Block, Facts
from rashomon.lexicon import table
from rashomon.records import Interval

_HEAD = 12
_LEAST = 2
_NEAR = 2
"""Lines around a page number among which a running head stands."""
_RUNNING = 120
"""Characters of a running head at most."""
_TITLE = 3
_SERIES = 6
_LETTERHEAD = 4
"""Lines in which a letterhead names its body."""
_NUMBERED = re.compile(r"(?:no|nr|n°|№|ref)[.:]? ?[\w./-]*\d", re.IGNORECASE)
_SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on"})
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{1,2})([./ ])(\d{1,2}|[A-Za-z]{3,9})\2(\d{2})(?!\d)")
_ENGLISH_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+")


def of_chat(text: str, lines: Sequence[Line]) -> Wrapping:
    """Messages of a chat or a channel: their stamps are furniture; published from the first to the last of them; the
    outlet is the channel, where one alone speaks, or the one whose message was passed on.
    """
    table = wrappings().chat
    stamps = [(line, match) for line in lines if (match := first_match(table.stamps, line.text))]
    if len(stamps) < _LEAST or stamps[0][0] not in lines[:_HEAD]:
        return _of_message(lines)
    blocks: list[Block] = []
    for line, match in stamps:
        rest = line.text[match.end() :].strip("\u200e\u200f ")
        is_empty = not rest or alternatives(table.omitted).fullmatch(rest) is not None
        blocks.append(furniture(line.start, line.end if is_empty else line.start + len(match[0].rstrip())))
    told = [match.groupdict() for _, match in stamps]
    channels = {one.get("channel") for one in told}
    channel = told[0].get("channel") if len(channels) == 1 else None
    return Wrapping(
        _facts(channel, _days([one["date"] for one in told]), f"stamped “{stamps[0][1][0].strip()}”"), tuple(blocks)
    )


def _of_message(lines: Sequence[Line]) -> Wrapping:
    """One message that was passed on ("Forwarded from …"), with the day over it."""
    for place, line in enumerate(lines[:_HEAD]):
        if match := first_match(wrappings().chat.forwarded, line.text):
            over = [above for above in lines[:place] if printed_date(above.text)]
            day = over[-1].text if over else ""
            name = re.split(r" [|•·] |, \[", match["name"])[0].strip()
            facts = _facts(name, _days([day]) if day else None, f"printed over the message: “{day}”")
            return Wrapping(facts, tuple(furniture(above.start, above.end) for above in lines[: place + 1]))
    return Wrapping()


def of_broadcast(_: str, lines: Sequence[Line]) -> Wrapping:
    """The translated report of a broadcaster or paper: the outlet is whose report it is, not who translated it; the
    headline stands over the line that tells whose it is.
    """
    table = wrappings().broadcast
    blocks = [furniture(line.start, line.end) for line in lines if alternatives(table.notes).fullmatch(line.text)]
    told = [(place, match) for place, line in enumerate(lines[:_HEAD]) if (match := first_match(table.told, line.text))]
    sources = [
        (place, match) for place, line in enumerate(lines) if (match := first_match(table.source_line, line.text))
    ]
    if not told and not sources:
        return Wrapping()
    place, first = (sources or told)[0]
    if told and told[0][0] > 0 and len(lines[told[0][0] - 1].text.split()) > _TITLE:
        over = lines[: told[0][0]]
        blocks = [
            *(furniture(line.start, line.end) for line in over[:-1]),
            headline(over[-1].start, over[-1].end),
            *blocks,
        ]
    ending = sources[-1][0] if sources and sources[-1][0] > len(lines) // 2 else len(lines)
    taken = [p for p, _ in (*told, *sources)] + [*range(ending, len(lines))]
    blocks += [furniture(lines[p].start, lines[p].end) for p in taken]
    dates = [match["date"] for _, match in (*sources, *told) if match["date"]]
    why = f"printed with the report: “{lines[place].text}”"
    title = next((lines[told[0][0] - 1].text for block in blocks if block.tag == "h1"), None)
    facts = _facts(_broadcaster(first["name"]), _days(dates[:1]), why)
    return Wrapping(msgspec.structs.replace(facts, title=title), tuple(blocks))


def _broadcaster(name: str) -> str | None:
    """A name without what describes it before ("state-run", "Pakistani newspaper") and behind ("website")."""
    described = alternatives(tuple(rf"{word}\Z" for word in wrappings().broadcast.described))
    words = name.split()
    last = max((n for n, word in enumerate(words[:-1]) if word[:1].islower() and word[-2:] != "of"), default=-1)
    kept = " ".join(words[last + 1 :])
    end = described.search(kept)
    is_small = end is not None and kept[end.start() :].islower()
    return (kept[: end.start()] if end and is_small else kept).strip(" ,") or None


def of_wire(text: str, lines: Sequence[Line]) -> Wrapping:
    """Slugs and notes to editors over agency copy, and the stamp at its end, which tells the day; whose copy it is the
    dateline tells.
    """
    table = wrappings().wire
    notes = [line for line in lines[:_HEAD] if alternatives(table.notes).fullmatch(line.text)]
    ends = [line for line in lines[-4:] if alternatives(table.ends).fullmatch(line.text)]
    stamps = [
        (line, match) for line in (*lines[:3], *lines[3:][-4:]) if (match := first_match(table.stamps, line.text))
    ]
    if len(stamps) + len(notes) + len(ends) < _LEAST:
        return Wrapping()
    blocks = tuple(furniture(line.start, line.end) for line in [*notes, *(line for line, _ in stamps), *ends])
    found = stamps[0][1].groupdict() if stamps else {}
    month = found.get("monthname") or ""
    day = (
        f"{found['day']} {month} {found['year']}"
        if month
        else f"20{found['year']}-{found['month']}-{found['day']}"
        if found
        else ""
    )
    placed = next((match for line in lines if (match := first_match(table.datelines, line.text))), None)
    return Wrapping(
        _facts(
            placed["name"] if placed else None,
            _days([day]) if day else None,
            f"stamped “{stamps[0][0].text}”" if stamps else "",
        ),
        blocks,
    )


def of_bulletin(_: str, lines: Sequence[Line]) -> Wrapping:
    """A body's numbered report: the line of its series, which may tell its day, is no headline where others
    stand beside it; and the sentence that names who makes it.
    """
    table = wrappings().bulletin
    issuer = next((match for line in lines if (match := alternatives(table.issuers).match(line.text))), None)
    place = next((n for n, line in enumerate(lines[:_SERIES]) if alternatives(table.series).fullmatch(line.text)), None)
    if place is None:
        return Wrapping(_facts(issuer["name"] if issuer else None, None, ""))
    series = lines[place]
    dated = [
        line
        for line in lines[:_HEAD]
        if (match := first_match(table.issued, line.text)) and printed_date(line.text, match.end())
    ]
    days = _days([dated[0].text]) if dated else None
    pieces = [series.text, *re.split(r"\s*[|,–—()]\s*", series.text)]
    days = days or next((told for piece in pieces if (told := _days([piece]) or stated_interval(piece))), None)
    facts = _facts(
        issuer["name"] if issuer else None, days, f"printed with the report: “{(dated or [series])[0].text}”"
    )
    return Wrapping(facts, (furniture(series.start, series.end),))


class _Names(msgspec.Struct, frozen=True):
    patterns: tuple[str, ...]


class _Letterheads(msgspec.Struct, frozen=True):
    """What the table of headings says of states and their bodies."""

    institution: _Names
    paper: _Names


def of_letterhead(_: str, lines: Sequence[Line]) -> Wrapping:
    """The body under the name of its state at the top of a statement, or over the label of a release."""
    told = table("headings", _Letterheads)
    is_state, is_body = (alternatives(group.patterns) for group in (told.paper, told.institution))
    for place, line in enumerate(lines[:_LETTERHEAD]):
        if len(line.text) > _RUNNING or is_body.fullmatch(line.text) is None:
            continue
        under = any(is_state.fullmatch(before.text) for before in lines[:place])
        over = any(
            _NUMBERED.match(after.text) or first_match(wrappings().release.labels, after.text)
            for after in lines[place + 1 : place + 5]
        )
        if under or (over and line.text.isupper()):
            head = lines[:_HEAD]
            blocks = [
                furniture(a.start, a.end) for a in head if alternatives(wrappings().letterhead.lines).fullmatch(a.text)
            ]
            return Wrapping(_facts(_in_small_letters(line.text), None, ""), tuple(blocks))
    return Wrapping()


def _in_small_letters(name: str) -> str:
    """A name in capitals as names are written: its words with a capital, but for the small ones."""
    if not name.isupper():
        return name
    words = name.lower().split()
    return " ".join(
        word if word in _SMALL and place else word[:1].upper() + word[1:] for place, word in enumerate(words)
    )


def of_print(text: str, lines: Sequence[Line]) -> Wrapping:
    """Page numbers and running heads: lines that stand beside numbers (or breaks) of pages, again and again."""
    number = alternatives(wrappings().print.numbers)
    turns = [
        place
        for place, line in enumerate(lines)
        if number.fullmatch(line.text) or "\f" in text[lines[place - 1].end if place else 0 : line.start]
    ]
    numbers = [place for place in turns if number.fullmatch(lines[place].text)]
    counted = [int(digits[0]) for place in numbers if (digits := re.findall(r"\d+", lines[place].text))]
    if len(turns) < _LEAST or (numbers and counted != sorted(set(counted))):
        return Wrapping()
    near = {p for turn in turns for p in range(turn - _NEAR, turn + _NEAR + 1) if 0 <= p < len(lines)} | {0}
    again: dict[str, list[int]] = defaultdict(list)
    for place in sorted(near - set(numbers)):
        if len(lines[place].text) <= _RUNNING:
            again[re.sub(r"\d+", "", folded(lines[place].text))].append(place)
    heads = {place for key, places in again.items() if key and len(places) > 1 for place in places}
    if not heads and len(numbers) < _LEAST + 1:
        return Wrapping()
    return Wrapping(blocks=tuple(furniture(lines[p].start, lines[p].end) for p in sorted(heads | set(numbers))))


def _facts(outlet: str | None, days: Interval | None, why: str) -> Facts:
    return Facts(
        outlet=outlet,
        outlet_basis="stated" if outlet else None,
        published=days,
        published_basis="stated" if days else None,
        published_why=f"{why[:1].upper()}{why[1:]}." if days else None,
    )


def _days(told: Sequence[str]) -> Interval | None:
    """From the first to the last of some printed days (years may have two digits); None where one cannot be read."""
    found = [printed_date(_SHORT_YEAR.sub(_full, day)) for day in told]
    ends = [date.interval for date in found if date]
    first = min((end.earliest for end in ends if end.earliest), default=None)
    last = max((end.latest for end in ends if end.latest), default=None)
    return Interval(earliest=first[:10], latest=last[:10]) if first and last and len(ends) == len(found) else None


def _full(match: re.Match[str]) -> str:
    year = int(match[4])
    return f"{match[1]}{match[2]}{match[3]}{match[2]}{1900 + year if year > 68 else 2000 + year}"
