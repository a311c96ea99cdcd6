"""A report's words as copied text is looked for: lower-cased, boilerplate left out, with their fingerprints.

Two reports' words are aligned exactly: maximal runs of the same words, joined over small gaps. A fingerprint is a
number for eight words in a row (n-gram overlap as in Clough et al. 2002, "Measuring text reuse"), by the words
alone, so it is the same in every pile.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from rashomon.records import Passage

GRAM = 8
GAP = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(
    r"“[^”\n]*(?:”|(?=\n)|\Z)|\"[^\"\n]*(?:\"|(?=\n)|\Z)|``[^\n]*?(?:''|(?=\n)|\Z)|«[^»\n]*(?:»|(?=\n)|\Z)"
)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class Worded(msgspec.Struct, frozen=True):
    """The words of one report that are not boilerplate, as arrays of equal length, in text order."""

    report: str
    keys: NDArray[np.uint64]
    """One number for a word, by its lower-cased letters."""
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    stretch: NDArray[np.int32]
    """Which stretch between two boilerplate passages a word stands in; a copied passage never crosses one."""


class Match(msgspec.Struct, frozen=True, array_like=True):
    """`size` words of the earlier report from `earlier` on that stand in the later one from `later` on."""

    earlier: int
    later: int
    size: int


class Shared(msgspec.Struct, frozen=True, array_like=True):
    """A passage that two reports share: half-open word positions in each, and how many words are the same."""

    earlier: int
    earlier_end: int
    later: int
    later_end: int
    words: int


@lru_cache(maxsize=1 << 18)
def _key(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.replace("’", "'").encode(), digest_size=8).digest(), "big")


def worded(report: str, passages: Sequence[Passage]) -> Worded:
    """The words of a report's passages, boilerplate left out."""
    keys: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    stretches: list[int] = []
    stretch = 0
    for passage in passages:
        if passage.kind == "boilerplate":
            stretch += 1
            continue
        for found in _WORD.finditer(passage.text):
            keys.append(_key(found[0].lower()))
            starts.append(passage.start + found.start())
            ends.append(passage.start + found.end())
            stretches.append(stretch)
    return Worded(
        report=report,
        keys=np.array(keys, dtype=np.uint64),
        starts=np.array(starts, dtype=np.int32),
        ends=np.array(ends, dtype=np.int32),
        stretch=np.array(stretches, dtype=np.int32),
    )


def fingerprints(words: Worded) -> NDArray[np.uint64]:
    """The fingerprint of the eight words from each position on; 0 where a stretch ends before the eighth."""
    count = len(words.keys) - GRAM + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(GRAM):
        total = total * _MULTIPLIER + words.keys[offset : offset + count]
    total[words.stretch[:count] != words.stretch[GRAM - 1 :]] = 0
    return total


def _length(earlier: Worded, later: Worded, i: int, j: int) -> int:
    """How many words are the same from two positions on, within one stretch of each."""
    most = min(len(earlier.keys) - i, len(later.keys) - j)
    same = (
        (earlier.keys[i : i + most] == later.keys[j : j + most])
        & (earlier.stretch[i : i + most] == earlier.stretch[i])
        & (later.stretch[j : j + most] == later.stretch[j])
    )
    return most if same.all() else int(same.argmin())


def matches(earlier: Worded, later: Worded) -> tuple[Match, ...]:
    """Runs of eight and more words that both reports have, in the later report's order, none overlapping there."""
    places: dict[int, list[int]] = {}
    for i, print_ in enumerate(fingerprints(earlier).tolist()):
        if print_:
            places.setdefault(print_, []).append(i)
    found: list[Match] = []
    prints = fingerprints(later).tolist()
    j = 0
    while j < len(prints):
        candidates = places.get(prints[j], ()) if prints[j] else ()
        best = max(((_length(earlier, later, i, j), -i) for i in candidates[:GRAM]), default=(0, 0))
        if best[0] >= GRAM:
            found.append(Match(-best[1], j, best[0]))
            j += best[0]
        else:
            j += 1
    return tuple(found)


def shared(earlier: Worded, later: Worded) -> tuple[Shared, ...]:
    """The passages that two reports share: matches joined where at most four words lie between them in each."""
    joined: list[Shared] = []
    for match in matches(earlier, later):
        new = Shared(match.earlier, match.earlier + match.size, match.later, match.later + match.size, match.size)
        last = joined[-1] if joined else None
        if last is not None and _near(last, new, earlier, later):
            joined[-1] = Shared(last.earlier, new.earlier_end, last.later, new.later_end, last.words + new.words)
        else:
            joined.append(new)
    return tuple(joined)


def _near(last: Shared, new: Shared, earlier: Worded, later: Worded) -> bool:
    return (
        0 <= new.earlier - last.earlier_end <= GAP
        and new.later - last.later_end <= GAP
        and earlier.stretch[last.earlier] == earlier.stretch[new.earlier]
        and later.stretch[last.later] == later.stretch[new.later]
    )


def outside_quotations(words: Worded, text: str, first: int, last: int) -> int:
    """How many of the words `first`..`last` (half-open) stand outside quotation marks.

    A quotation that is never closed ends with its line.
    """
    begin, end = int(words.starts[first]), int(words.ends[last - 1])
    line = text.rfind("\n", 0, begin) + 1
    stop = text.find("\n", end)
    quoted = np.zeros(last - first, dtype=bool)
    for found in _QUOTED.finditer(text, line, len(text) if stop < 0 else stop):
        quoted |= (words.starts[first:last] >= found.start()) & (words.ends[first:last] <= found.end())
    return int(np.count_nonzero(~quoted))
