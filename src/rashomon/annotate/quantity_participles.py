"""What a participle of harm says of whom it is told: "found dead", "shot in the leg", "fatally wounded".

A reduced one ("soldiers killed on Wednesday") must have no object of its own; of those shot the words beside it decide,
then the sentence, then what the whole report tells.
"""

from __future__ import annotations

import re
from functools import cache

from rashomon.annotate.quantity_words import Line, grammar, lexicon, measure_of, phrases
from rashomon.records import Measure
from rashomon.timex import numerals

SHOT = frozenset({"shot", "gunned"})
STRUCK = frozenset({"struck", "hit"})
FATALLY = frozenset({"fatally", "mortally"})
TAKEN_FOR = frozenset({"found", "pronounced", "declared", "confirmed", "presumed", "feared", "left"})
STATES = frozenset({"dead", "missing", "died", "perished"})
"""Words of harm that can have no object: whatever follows them in a headline is none."""


def participle(line: Line, at: int, *, reduced: bool) -> Measure | None:
    """The measure of a participle at a token; a reduced one ("soldiers killed on") must have no object of its own."""
    word = line.lower(at)
    if word in FATALLY and line.lower(at + 1) in SHOT | {"wounded", "injured", "stabbed", "struck", "hit"}:
        return None if reduced and has_object(line, at + 2) else "killed"
    if word in TAKEN_FOR and _is_dead(line, at + 1):
        return "killed"
    if (word.endswith(("ed", "en")) or word in SHOT) and is_to_death(line, at + 1):
        return "killed"
    if reduced and word not in STATES and line.lower(at + 1) in {"and", "&"} and has_object(line, at + 3):
        return None
    if word in SHOT | STRUCK and not (reduced and has_object(line, at + 1)):
        return _shot(line, at)
    if (word.endswith("ly") and len(word) > 4) or word in {"still", "yet", "now", "already", "later"}:
        return participle(line, at + 1, reduced=reduced)
    found = _longest_participle(line, at)
    if found is None or (word in {"seized", "treated", "executed"} and reduced) or _is_filmed(line, at):
        return None
    if found == "missing" and line.tag(at) == "VERB" and has_object(line, at + 1):
        return None
    if word in STATES:
        return None if line.lower(at + 1) in grammar("dead_idioms") else found
    following = line.lower(at + 1)
    if reduced and has_object(line, at + 1):
        return None
    if reduced and line.tag(at) == "VERB" and following in {"at", "more"} and line.lower(at + 2) in {"least", "than"}:
        return None
    return found


def _is_filmed(line: Line, at: int) -> bool:
    """“two men captured in the photographs”, “captured on camera”: nobody holds them."""
    if line.lower(at) != "captured" or line.lower(at + 1) not in {"in", "on", "by"}:
        return False
    return bool(grammar("images") & set(line.lowers[at + 2 : at + 6]))


def _longest_participle(line: Line, at: int) -> Measure | None:
    """The measure of the longest entry of participles that begins at a token: "taken into custody" before "taken"."""
    for length in range(4, 0, -1):
        found = measure_of("participles").get(" ".join(line.lowers[at : at + length]))
        if found is not None:
            return found
    return None


def is_to_death(line: Line, at: int) -> bool:
    """“to death” at a token: stabbed, beaten, starved or frozen"""
    return line.lowers[at : at + 2] == ["to", "death"]


def _is_dead(line: Line, at: int) -> bool:
    """“dead”, “shot dead”, “shot to death”, “clinically dead”"""
    said = " ".join(line.lowers[at : at + 3])
    return bool(re.match(r"(?:\w+ly )?(?:(?:shot|stabbed|beaten) (?:dead|to death)|dead\b|slain|murdered)", said))


def has_object(line: Line, at: int) -> bool:
    """Whether an object begins at a token: the verb before it is active."""
    if line.is_held(at):
        return False
    if line.lower(at) in grammar("objects") or _is_proper_object(line, at):
        return True
    if line.is_title and (line.lower(at),) in phrases("victims"):
        return True
    return at < len(line.tokens) and bool(numerals(line.text, line.tokens[at].start, line.tokens[at].end))


def _is_proper_object(line: Line, at: int) -> bool:
    """Whether a name begins at a token; among the capitals of a headline none can be told."""
    if at >= len(line.tokens) or line.is_title:
        return False
    return line.tokens[at].text[0].isupper() and line.lower(at) not in grammar("stop")


def _shot(line: Line, at: int) -> Measure | None:
    """Whether those shot were killed or wounded; None where neither the sentence nor the report says."""
    if line.lower(at - 1) in FATALLY or line.lower(at - 2) in FATALLY:
        return "killed"
    for name, entries in lexicon().shot.items():
        for entry in entries:
            words = tuple(entry.split())
            for gap in range(1, 4):
                if _is_parted(line, at + 1, at + gap):
                    break
                if tuple(line.lowers[at + gap : at + gap + len(words)]) == words:
                    return "killed" if name == "killed" else "injured"
    return survives(line)


def _is_parted(line: Line, first: int, last: int) -> bool:
    """Whether others stand between: "four were hit, one fatally", "four were hit, none dead", "four hit, man dead"."""
    between = line.lowers[first:last]
    return any(
        w in {"one", "none", "some", "both", "another", "others"} | grammar("ages")
        or w.isdigit()
        or (w,) in phrases("victims")
        for w in between
    )


def survives(line: Line) -> Measure | None:
    """Injured, where the sentence tells of wounds and of no death, or else the whole report does."""
    lowers = set(line.lowers)
    if lowers & words_of_part("survives") and not lowers & words_of_part("dies"):
        return "injured"
    cared = words_of_part("survives") | frozenset(lexicon().conditions["care"])
    return "injured" if line.told & cared and not line.told & words_of_part("dies") else None


@cache
@cache
def words_of_part(part: str) -> frozenset[str]:
    """The single words of a part of the lexicon."""
    return frozenset(w[0] for w in phrases(part) if len(w) == 1)
