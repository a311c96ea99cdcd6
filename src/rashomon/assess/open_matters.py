"""What a clause leaves open: the matter behind `it was not clear whether`, and who is in doubt about it."""

from __future__ import annotations

import re
from functools import lru_cache

from rashomon.assess.focus import left_open
from rashomon.assess.terms import words

_WHETHER = re.compile(r"\b(?:whether|if)\s+", re.IGNORECASE)
_TOO_EARLY = re.compile(
    r"\btoo (?:early|soon) to (?:say|tell)\s+(?:that\s+)?(?!what|who|how|why|when|where)", re.IGNORECASE
)
_UNTRUE = re.compile(r"it (?:is|was) (?:\w+ )?(?:not|never) (?:true|so|the case) that\s+", re.IGNORECASE)
_END = re.compile(r"[.,;:!?][\"”’']*\s+")
_MOST_BEFORE = 9
"""Words that may stand before `whether`; behind more of them it is a clause inside another."""
_KEPT = 1 << 10


@lru_cache(maxsize=_KEPT)
def behind_whether(text: str) -> int:
    """Where the matter begins that `text` leaves open (`we do not know if …`), or that a cue left to it (`whether …`);
    0 where it leaves none open.
    """
    early = _TOO_EARLY.search(text)
    if early and _is_short(text[: early.start()]):
        return early.end()
    found = _WHETHER.search(text)
    if not found or not _is_short(text[: found.start()]):
        return 0
    if not words(text[: found.start()]):
        return found.end() if found[0].lower().startswith("whether") else 0
    return found.end() if left_open(text[: found.start()] + "the matter itself") else 0


def behind_untrue(text: str) -> int:
    """Where the matter begins that `text` calls untrue: behind `it is not true that`; 0 where it calls none so."""
    found = _UNTRUE.match(text)
    return found.end() if found else 0


def opens_matter(before: str, by_cue: bool) -> bool:
    """Whether the words before a stretch leave it open; a bare `whether` where its cue does (`by_cue`)."""
    clause = _END.split(before)[-1]
    told = words(clause)
    if told in ([], ["whether"]):
        return bool(told) and by_cue
    return behind_whether(f"{clause}it was so") > 0


def _is_short(before: str) -> bool:
    return len(words(before)) <= _MOST_BEFORE and not re.search(r"[,;:.] *\w", before)
