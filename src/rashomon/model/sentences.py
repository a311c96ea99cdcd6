"""Sentences from words, by rule and table: full stops, abbreviations, initials, quotation marks, line ends.

A sentence is a run of words inside one block (a passage); a block's border always ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.model.words import TABLES
from rashomon.parse import Range

_SHORT = TABLES["abbreviations"]
_BEFORE_NAMES = frozenset(_SHORT["before_names"])
_MAY_END = frozenset(_SHORT["may_end"]) | frozenset(_SHORT["states"])
_DATES = frozenset(_SHORT["months"]) | frozenset(_SHORT["weekdays"])
_STARTERS = frozenset(TABLES["starters"]["entries"])
_SAID = frozenset(TABLES["said"]["entries"])
_CLOSERS = frozenset("\"'”’»)]}›") | {"''", "’’"}
_OPENERS = frozenset("\"'“‘«([{‹„") | {"``", "‘‘", "''"}
_TERMINAL = re.compile(r"[.!?…。؟]+|(?:\. )+\.")
_DOTS = re.compile(r"\.{2,}|…+")
_PARAGRAPH = re.compile(r"\n[ \t\r\u00a0]*\n")
_FOOTNOTE = re.compile(r"\[\d{1,3}\](?=\s+[A-Z\"“]|\s*$)")
SPEECH_REACH = 6
"""How many words after a closed quotation a verb of saying is looked for."""


def sentence_starts(text: str, words: Sequence[Range]) -> list[int]:
    """Indices into `words` at which a sentence begins; the words are those of one block.

    The first is 0 where there are words at all.
    """
    if not words:
        return []
    starts, wide = [0], _line_width(text, words)
    at = 0
    while at < len(words) - 1:
        ends = _terminal(text, words, at) and not _numbers_a_list(text, words, starts[-1], at)
        upto = _end_after(text, words, at) if ends else 0
        if not upto and _line_ends(text, words, at, wide):
            upto = at + 1
        if upto and upto < len(words):
            starts.append(upto)
        at = max(at + 1, upto)
    return starts


def _word(text: str, words: Sequence[Range], at: int) -> str:
    return text[words[at].start : words[at].end] if at < len(words) else ""


def _terminal(text: str, words: Sequence[Range], at: int) -> bool:
    word = _word(text, words, at)
    return bool(_TERMINAL.fullmatch(word)) or (word.endswith(".") and len(word) > 1)


def _numbers_a_list(text: str, words: Sequence[Range], first: int, at: int) -> bool:
    """A short number with its full stop begins the sentence ("2. The port was closed.")."""
    return at == first + 1 and _word(text, words, first).isdigit() and words[first].end - words[first].start < 3


def _end_after(text: str, words: Sequence[Range], at: int) -> int:
    """The index after the sentence that ends at word `at` with its closing marks; 0 where none ends."""
    word, following = _word(text, words, at), at + 1
    closed = following
    while closed < len(words) and _closes(text, words, closed):
        closed += 1
    if _FOOTNOTE.match(text, words[closed].start if closed < len(words) else len(text)):
        closed = min(closed + 3, len(words))
    if closed >= len(words):
        return closed
    following_word = _word(text, words, closed)
    if not _may_begin(text, words, closed):
        return 0
    bare = _bare(text, words, closed)
    if _TERMINAL.fullmatch(word):
        quoted = closed > at + 1
        if quoted and not word.endswith(".") and _speech_follows(text, words, closed):
            return 0
        return 0 if _DOTS.fullmatch(word) and not bare[:1].isupper() else closed
    return closed if _abbreviation_ends(word.lower(), bare, following_word) else 0


def _closes(text: str, words: Sequence[Range], at: int) -> bool:
    """A closing mark stands right behind what it closes, or nothing but white space follows it."""
    word = _word(text, words, at)
    if word not in _CLOSERS:
        return False
    touches = words[at].start == words[at - 1].end
    return touches or (word in "\"'" and at + 1 < len(words) and words[at].end != words[at + 1].start)


def _may_begin(text: str, words: Sequence[Range], at: int) -> bool:
    """Whether a sentence may begin here: a capital, a number, an opening mark, a bullet, or a line of its own."""
    word = _word(text, words, at)
    if "\n" in text[words[at - 1].end : words[at].start] and not word[0].islower():
        return True
    bare = _bare(text, words, at)
    first = bare[:1]
    if words[at - 1].end == words[at].start and not (first.isupper() and len(bare) > 1):
        return word in _OPENERS and first.isupper()
    return not first.islower() and (first.isalnum() or word in _OPENERS or word[0] in "-–—•*#@$£€")


def _bare(text: str, words: Sequence[Range], at: int) -> str:
    """The first word at or after `at` that is no opening mark."""
    while at < len(words) and _word(text, words, at) in _OPENERS:
        at += 1
    return _word(text, words, at)


def _speech_follows(text: str, words: Sequence[Range], at: int) -> bool:
    for index in range(at, min(at + SPEECH_REACH, len(words))):
        word = _word(text, words, index).lower()
        if word in _SAID:
            return True
        if _TERMINAL.fullmatch(word) or word in _OPENERS:
            return False
    return False


def _abbreviation_ends(word: str, following: str, mark: str) -> bool:
    """Whether a sentence ends with this abbreviation, its full stop serving twice."""
    if word in _BEFORE_NAMES or (len(word) == 2 and word[0].isalpha()):
        return False
    if word in _DATES:
        return not following[:1].isdigit() and following.lower() in _STARTERS
    starts = following[:1].isupper() and following.lower() in _STARTERS
    return starts or (mark in _OPENERS and following[:1].isupper() and word in _MAY_END)


WRAPPED_AT, FULL = 100, 0.7
"""Blocks of three lines or more, none longer than this, most of them this full, were broken by hand."""


def _line_width(text: str, words: Sequence[Range]) -> int:
    """The width in characters at which a block's lines were broken by hand; 0 where they were not."""
    lines = [len(line.strip()) for line in text[words[0].start : words[-1].end].split("\n")]
    wide = max(lines)
    full = sum(length >= FULL * wide for length in lines[:-1])
    return wide if len(lines) > 2 and wide <= WRAPPED_AT and 3 * full >= 2 * (len(lines) - 1) else 0


def _line_ends(text: str, words: Sequence[Range], at: int, wide: int) -> bool:
    """Whether a sentence ends with the line: in a block broken by hand only after a short one."""
    gap = text[words[at].end : words[at + 1].start]
    if "\n" not in gap:
        return False
    if _PARAGRAPH.search(gap):
        return True
    line = words[at].end - (text.rfind("\n", 0, words[at].end) + 1)
    return not (wide and line >= FULL * wide) and not _goes_on(text, words, at + 1)


def _goes_on(text: str, words: Sequence[Range], at: int) -> bool:
    return _word(text, words, at)[0].islower()
