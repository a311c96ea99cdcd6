"""The words of a text as classes of time words: one letter for each token, so that grammar is a pattern over letters.

Addresses, paths and ids are one token of no class: digits in them are no dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

import msgspec

from rashomon.lexicon import table
from rashomon.parse import Word
from rashomon.timex.numbers import figure, number_at

NEVER = re.compile(
    r"(?:https?://|www\.)\S+"  # https://a.example/2016/01/18
    r"|\S+@\S+\.\w+"  # a@b.example
    r"|[@#]\w+"  # @reporter2016, #may
    r"|\S*/\S*/\S*/\S*"  # /2016/01/18/a.jpg
    r"|\S*\.(?:jpe?g|png|gif|mp4|html?|php|pdf|aspx?)\b\S*"  # picture_2016.jpg
    r"|\w*_\w*"  # alalam_6358
    r"|\b(?=\w*\d)(?=\w*[A-Za-z])(?!\d{1,4}(?:st|nd|rd|th|s|am|pm|h|k|m|bn|km|mm|lb|kg|h\d\d)\b)\w{3,}\b"  # T3X90
    r"|\b\d{7,}\b",  # 1780522
    re.IGNORECASE,
)
MAY_BE_NEVER = re.compile(
    r"[/@#_]|www\.|\.(?:jpe?g|png|gif|mp4|html?|php|pdf|aspx?)|\d[^\W\d]|[^\W\d]\d|\d{7}", re.IGNORECASE
)
"""What each address, path or id has: where a text holds nothing of it, the slower pattern need not look."""
TOKEN = re.compile(
    r"(?P<clock>\b\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\b\d{1,2}h[0-5]\d\b)"  # 11:14:49, 18h00
    r"|(?P<iso>\b\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?\b)"  # 2016-02-26 09:42
    r"|(?P<slashed>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b|\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b|\b\d{4}/\d{1,2}/\d{1,2}\b"
    r"|(?:(?<=\bon\s)|(?<=\bsince\s)|(?<=\buntil\s))(?:0?[1-9]|[12]\d|3[01])\."  # on 16.11.
    r"(?:0?[1-9]|1[0-2])\.(?![\d.]))"
    r"|(?P<ordinal>\b\d{1,3}(?:st|nd|rd|th)\b)"  # 12th
    r"|(?P<decade>(?:['’`]|\b\d\d)\d0['’]?s\b)"  # 1990s, '80s
    r"|(?P<short>['’]\d\d\b(?!s))"  # '16
    r"|(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"  # 10,000
    r"|(?P<dotted>[A-Za-z](?:\.[A-Za-z])+\.?)"  # p.m.
    r"|(?P<word>[^\W\d_]+)"  # Tuesday
    r"|(?P<genitive>['’]s\b|['’](?=\s))"  # Friday’s, two weeks’
    r"|(?P<gap>\n\s*\n\s*)"  # a blank line
    r"|(?P<mark>[^\w\s])",
    re.IGNORECASE,
)
DOTTED_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
"""A clock time with a dot, as British and European news writes it: `10.30 am`."""
CLOCK_NEXT = re.compile(
    r"\s?(?:[ap]\.?\s?m\b|(?:GMT|UTC|BST|CET|CEST|IST|EST|EDT)\b|hrs\b|local\s+time\b)", re.IGNORECASE
)
CLOCK_BEFORE = re.compile(r"\b(?:at|around|about|by|until|till|from|since|before|after|between)\s$", re.IGNORECASE)
DAY_NEXT = re.compile(
    r"\s+(?:(?:on|last|this|next)\s+)?(?:[A-Z][a-z]+day|yesterday|today|tonight|tomorrow|(?:in\s+the\s+|this\s+)?"
    r"(?:morning|afternoon|evening)|at\s+night)\b"
)
MERIDIEM = {"am": 0, "a.m.": 0, "a.m": 0, "pm": 12, "p.m.": 12, "p.m": 12}
MARKS = {"-": "-", "–": "-", "‑": "-", ",": ",", "/": "/", ".": "_"}


class TimeWords(msgspec.Struct, frozen=True):
    """The table `time_words`."""

    source: str
    months: dict[str, int]
    month_abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    units: dict[str, str]
    plural_units: dict[str, str]
    parts: dict[str, str]
    clock_words: dict[str, int]
    seasons: dict[str, str]
    deictic_days: dict[str, int]
    deictic_nights: dict[str, int]
    decade_words: dict[str, int]
    ordinals: dict[str, int]
    which: dict[str, int]
    zones: dict[str, int]
    mods: dict[str, str]
    approximations: dict[str, str]
    vague_counts: dict[str, bool]
    vague: dict[str, str]
    periodic: dict[str, str]
    every: dict[str, str]
    holidays: dict[str, tuple[int, int]]
    movable_feasts: dict[str, tuple[int, str]]
    islamic_feasts: dict[str, tuple[int, int, int]]
    feasts: dict[str, tuple[int, int, int]]
    known_days: dict[str, tuple[int, list[str]]]
    around: dict[str, list[str]]
    function_words: dict[str, str]


class Token(msgspec.Struct, frozen=True, array_like=True):
    """A token with the letter of its class (`x` where it has none) and what it stands for in that class."""

    start: int
    end: int
    letter: str
    value: str | float | None
    lower: str


@cache
def time_words() -> TimeWords:
    """The table of time words."""
    words: TimeWords = table("time_words", TimeWords)
    return words


@cache
def around(name: str) -> frozenset[str]:
    """Words that may stand before an expression: `spells`, `yearly`, `clocked`."""
    return frozenset(time_words().around[name])


class _Lexicon(msgspec.Struct, frozen=True):
    """Single words and phrases by their first word, each with its letter and value."""

    words: Mapping[str, tuple[str, str | float | None]]
    capitalised: Mapping[str, tuple[str, str | float | None]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, str | float | None], ...]]


@cache
def _lexicon() -> _Lexicon:
    rows = time_words()
    by_letter: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("f", rows.approximations), ("N", rows.vague_counts), ("V", rows.vague), ("J", rows.periodic),
        ("u", rows.units), ("U", rows.plural_units), ("p", rows.parts), ("q", rows.clock_words), ("s", rows.seasons),
        ("@", rows.deictic_days), ("n@", rows.deictic_nights), ("R", rows.decade_words), ("o", rows.ordinals),
        ("l", rows.which), ("k", rows.mods), ("j", rows.every), ("m", rows.months), ("w", rows.weekdays),
        ("G", {day: " ".join(map(str, date)) for day, date in (rows.holidays | rows.feasts).items()}),
        ("G", {day: f"easter {offset} {unit}" for day, (offset, unit) in rows.movable_feasts.items()}),
        ("G", {day: "islamic " + " ".join(map(str, date)) for day, date in rows.islamic_feasts.items()}),
    )  # fmt: skip
    words: dict[str, tuple[str, str | float | None]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str | float | None]]] = {}
    for letter, entries in by_letter:
        for entry, value in entries.items():
            one = "D" if letter == "n@" else letter
            kept = value if isinstance(value, str | int) and not isinstance(value, bool) else None
            parts = tuple(t.group().lower() for t in TOKEN.finditer(entry))
            if len(parts) == 1:
                words[entry] = (one, kept)
            else:
                phrases.setdefault(parts[0], []).append((parts, one, kept))
    for entry, letter in rows.function_words.items():
        parts = tuple(t.group().lower() for t in TOKEN.finditer(entry))
        if len(parts) == 1:
            words.setdefault(entry, (letter, None))
        else:
            phrases.setdefault(parts[0], []).append((parts, letter, None))
    short = {**{m: ("m", v) for m, v in rows.month_abbreviations.items()},
             **{w: ("w", v) for w, v in rows.weekday_abbreviations.items()}}  # fmt: skip
    return _Lexicon(
        words=words,
        capitalised=short,
        phrases={first: tuple(sorted(p, key=lambda e: -len(e[0]))) for first, p in phrases.items()},
    )


def masked(text: str, start: int, end: int) -> tuple[range, ...]:
    """The stretches of addresses, paths and ids, in which no date stands."""
    if not MAY_BE_NEVER.search(text, start, end):
        return ()
    return tuple(range(*m.span()) for m in NEVER.finditer(text, start, end))


def raw_tokens(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Tokens outside addresses, paths and ids; a masked stretch is skipped."""
    return list(_raw(text, start, end))


def _raw(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    edges = [(m.start, m.stop) for m in masked(text, start, end)]
    at = start
    for left, right in chain(edges, [(end, end)]):
        yield from TOKEN.finditer(text, at, left)
        at = max(at, right)


def _is_noun(start: int, tags: Mapping[int, str]) -> bool | None:
    """Whether the tagger calls the word at `start` a noun; None where it says nothing."""
    tag = tags.get(start)
    return None if tag is None else tag in {"NOUN", "PROPN", "NUM", "ADJ"}


DAY_OR_IN = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?|\b(?:in|last|early|mid|late|of|since|next|until|by|this))[\s-]+$",
    re.IGNORECASE,
)
"""What stands before a month: "12th of", "in", "early"."""


TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Judge|Sgt|Capt|Col|Gen|Lt)\.?\s$")
"""What makes a month's name a person's: "Ms May"."""


def _is_month(match: re.Match[str], text: str, tags: Mapping[int, str]) -> bool:
    """Whether "May" or "March" names the month: a capital within a sentence, or a number beside it."""
    word = match.group()
    if re.match(r"\.?\s*\d{1,4}\b", text[match.end() : match.end() + 7]):
        return True
    before = text[max(0, match.start() - 12) : match.start()].rsplit("\n", 1)[-1]
    if DAY_OR_IN.search(before):
        return word[0].isupper() or (word.lower() == "march" and before.rstrip()[-1:].isdigit())
    if not word[0].isupper() or word.isupper():
        return False
    if _is_surname(text, word):
        return False
    opening = not before.strip() or before.rstrip()[-1:] in ".?!:\"“‘'”"
    tag = _is_noun(match.start(), tags)
    return not opening and tag is not False


NOT_NAMES = frozenset({
    "In", "On", "By", "Since", "Last", "Early", "Late", "Mid", "Until", "Till", "Next", "This", "From", "To", "Through",
    "Between", "And", "Of", "After", "Before", "During", "For", "The", "That",
})  # fmt: skip
"""Capitalised words before "May" and "March" that leave them a month."""


@lru_cache(maxsize=8)
def _is_surname(text: str, word: str) -> bool:
    """Whether "May" is a person's name, or a headline's verb, by a capitalised word before it here or anywhere in the
    text: "Theresa May", "Trump May Visit".
    """
    named = re.compile(rf"\b([A-Z][a-z]+)\s{word}\b(?!\.?,?\s*\d)")
    days = time_words().weekdays
    return any(f[1] not in NOT_NAMES and f[1].lower() not in days for f in named.finditer(text))


def _has_number_beside(match: re.Match[str], text: str) -> bool:
    """Whether a number stands right before or after a word: "12 august", "august 12"."""
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 3]
    return bool(re.search(r"\d(?:st|nd|rd|th)?\s$", before) or re.match(r"\s\d", after))


def _is_dotted_clock(match: re.Match[str], text: str) -> bool:
    """Whether a figure is a clock time: "10.30 am", "at 10.30 on Tuesday"; "at 10.30 pence" is none."""
    if not DOTTED_CLOCK.fullmatch(match.group()):
        return False
    before = text[max(0, match.start() - 8) : match.start()]
    return bool(
        CLOCK_NEXT.match(text, match.end()) or (CLOCK_BEFORE.search(before) and DAY_NEXT.match(text, match.end()))
    )


def _lettered(match: re.Match[str], text: str, tags: Mapping[int, str]) -> tuple[str, str | float | None]:
    """The class letter and value of a token by itself."""
    kind, token = match.lastgroup, match.group()
    lower = token.lower()
    if kind in {"clock", "iso", "slashed", "decade", "short", "genitive"}:
        return {"clock": "C", "iso": "9", "slashed": "9", "decade": "r", "short": "Z", "genitive": "'"}[kind], token
    if kind == "gap":
        return "¶", None
    if kind == "mark":
        return MARKS.get(lower, "x"), None
    if kind == "ordinal":
        return "o", float(int(re.sub(r"\D", "", token)))
    if kind == "figure" and _is_dotted_clock(match, text):
        return "C", token
    if kind == "figure":
        value = figure(token)
        return ("y" if len(token) == 4 and value is not None and 1000 <= value <= 2100 else "n"), value
    if lower in MERIDIEM:
        return "M", MERIDIEM[lower]
    return _worded(match, text, lower, tags)


MONTH_NEXT = re.compile(r"[.,]{0,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")


def _is_short(match: re.Match[str], text: str, lower: str) -> bool:
    """Whether "Jan", "Fri" or "Mar" is short for a month or day: a full stop or a number stands with it."""
    after = text[match.end() : match.end() + 8]
    if re.match(r"[.,]?\s*['’]?\d|\.\s?[a-z]", after):
        return True
    if re.search(r"\d(?:st|nd|rd|th)?\s$", text[max(0, match.start() - 4) : match.start()]):
        return True
    return lower in time_words().weekday_abbreviations and bool(MONTH_NEXT.match(after))


def _worded(match: re.Match[str], text: str, lower: str, tags: Mapping[int, str]) -> tuple[str, str | float | None]:
    """The class letter and value of a word."""
    lexicon = _lexicon()
    token = match.group()
    if lower in {"may", "march"}:
        if TITLED.search(text[max(0, match.start() - 6) : match.start()]):
            return "x", None
        return ("m", time_words().months[lower]) if _is_month(match, text, tags) else ("x", None)
    if lower == "august" and not token[0].isupper() and not _has_number_beside(match, text):
        return "x", None
    if lower in time_words().zones and (token.isupper() or lower in {"gmt", "utc"}):
        return "z", lower
    found = lexicon.words.get(lower)
    if found and found[0] == "m" and TITLED.search(text[max(0, match.start() - 6) : match.start()]):
        return "x", None
    if found:
        if found[0] in "mw" and not token[0].isupper() and lower not in time_words().months | time_words().weekdays:
            return "x", None
        return ("2", "second") if lower == "second" else found
    if token[0].isupper() and lower in lexicon.capitalised and _is_short(match, text, lower):
        return lexicon.capitalised[lower]
    return "x", None


def _merged(raw: Sequence[re.Match[str]], lowers: Sequence[str], at: int) -> tuple[int, str, str | float | None] | None:
    """A phrase of the table, or a number of several words, that begins at `at`: its length, letter, value."""
    for parts, letter, value in _lexicon().phrases.get(lowers[at], ()):
        if tuple(lowers[at : at + len(parts)]) == parts:
            return len(parts), letter, value
    number = number_at(lowers, at) if raw[at].lastgroup in {"figure", "word"} else None
    if number is not None and number.value in {18, 19, 20} and raw[at].lastgroup == "word":
        rest = number_at(lowers, at + number.length)
        if rest is not None and 10 <= rest.value <= 99 and raw[at + number.length].lastgroup == "word":
            return number.length + rest.length, "y", 100 * number.value + rest.value
    if number is None or (number.length == 1 and raw[at].lastgroup == "figure"):
        return None
    return number.length, "n", number.value


def tokens(text: str, start: int, end: int, words: Sequence[Word] = ()) -> tuple[Token, ...]:
    """The tokens of `text[start:end]` with their class letters; phrases and numbers of several words are one token."""
    first = bisect_left(words, start, key=lambda w: w.start) if words else 0
    tags: dict[int, str] = {}
    for word in words[first:]:
        if word.start >= end:
            break
        tags[word.start] = word.upos
    raw = raw_tokens(text, start, end)
    lowers = [m.group().lower().replace("’", "'") for m in raw]
    found: list[Token] = []
    at = 0
    while at < len(raw):
        several = _merged(raw, lowers, at)
        if several:
            length, letter, value = several
            found.append(Token(raw[at].start(), raw[at + length - 1].end(), letter, value, lowers[at]))
            at += length
            continue
        one = raw[at]
        letter, value = _lettered(one, text, tags)
        dotted = _is_shortened(lowers[at], letter) and at + 1 < len(raw) and raw[at + 1].span() == (
            one.end(), one.end() + 1) and raw[at + 1].group() == "."  # fmt: skip
        found.append(Token(one.start(), one.end() + dotted, letter, value, lowers[at]))
        at += 1 + dotted
    return tuple(found)


def _is_shortened(lower: str, letter: str) -> bool:
    """Whether a full stop after the word belongs to it: `Sept.`, `Fri.`."""
    full = time_words()
    return letter in {"m", "w"} and lower not in full.months and lower not in full.weekdays
