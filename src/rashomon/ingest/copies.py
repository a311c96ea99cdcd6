"""What copied text brings along from a chat, a monitored broadcast or an agency's wire."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.ingest.dates import printed_date
from rashomon.ingest.lines import (
    Line,
    Wrapping,
    alternatives,
    first_match,
    furniture,
    headline,
    printed_days,
    stated,
    wrappings,
)
from rashomon.ingest.record import Block

_HEAD = 12
"""Lines of a text's head."""
_LEAST = 2
_TITLE = 3
"""Words that are too few for a headline."""


def of_chat(_: str, lines: Sequence[Line]) -> Wrapping:
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
        stated(channel, printed_days([one["date"] for one in told]), f"stamped “{stamps[0][1][0].strip()}”"),
        tuple(blocks),
    )


def _of_message(lines: Sequence[Line]) -> Wrapping:
    """One message that was passed on ("Forwarded from …"), with the day over it."""
    for place, line in enumerate(lines[:_HEAD]):
        if match := first_match(wrappings().chat.forwarded, line.text):
            over = [above for above in lines[:place] if printed_date(above.text)]
            day = over[-1].text if over else ""
            name = re.split(r" [|•·] |, \[", match["name"])[0].strip()
            facts = stated(name, printed_days([day]) if day else None, f"printed over the message: “{day}”")
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
    name, comma, _place = first["name"].partition(",")
    is_placed = bool(sources) and not comma and not lines[place].text.lower().startswith("source")
    _, _, rest = name.partition(" ")
    facts = stated(_broadcaster(rest if is_placed and " " in rest else name), printed_days(dates[:1]), why)
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


def of_wire(_: str, lines: Sequence[Line]) -> Wrapping:
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
    day = " ".join(found.get(part) or "" for part in ("day", "monthname", "year")) if found else ""
    if found.get("month"):
        day = f"20{found['year']}-{found['month']}-{found['day']}"
    placed = next(((line, match) for line in lines if (match := first_match(table.datelines, line.text))), None)
    dateline = placed[0].text[: placed[1].end()] if placed else ""
    days = printed_days([day]) if day else printed_days([dateline])
    where = stamps[0][0].text if stamps else dateline
    return Wrapping(stated(placed[1]["name"] if placed else None, days, f"printed with the report: “{where}”"), blocks)
