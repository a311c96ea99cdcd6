"""Harm told without a verb of harm: "is in critical condition", "was taken to hospital, where he died".

A sentence says it of its subject from the token at which the predicate begins; nothing is read past the next phrase
for people, nor past a word that opens another clause. Examples of each part stand beside its expression.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from rashomon.annotate.quantity_words import Line, grammar, lexicon
from rashomon.records import Measure

MOST = 24
"""Tokens of a predicate that are read."""
MOST_AFTER = 14
"""Tokens after it in which its subject may die."""
FOLLOWING = 200
"""Characters of the next sentence that are looked at."""
ATTEMPTS = re.compile(
    r"\battempted\s+(?:[\w-]+\s+){0,2}?(?:murder|homicide)s?|\b(?:homicide|murder)\s+"
    r"(?:detective|investigator|unit|division|bureau|squad|rate)\w*", re.IGNORECASE
)  # fmt: skip
"""Words of death that tell of none: "charged with attempted murder", "homicide detectives"."""


def condition(line: Line, at: int, ends: Mapping[int, int], *, is_uncertain: bool) -> Measure | None:
    """What the predicate that begins at token `at` says became of its subject; None where it says nothing.

    `ends` are the phrases of figures and victims in the sentence, first token to end. `is_uncertain` is said of one
    person in a report that tells of a death: whoever was taken to hospital may be the one who died there.
    """
    last = _reach(line, at, ends)
    if last <= at:
        return None
    said = _said(line, at, last)
    strong = any(p.search(said) for p in _living())
    if not strong and not any(p.search(said) for p in _harmed()):
        return None
    if _dying().search(_said(line, at, min(len(line.tokens), last + MOST_AFTER))) or _is_fatal(said):
        return "killed"
    return "injured" if strong or not is_uncertain else None


def bare_condition(line: Line, at: int, ends: Mapping[int, int], *, is_uncertain: bool) -> Measure | None:
    """The same right behind a noun: "a boy with a gunshot wound", "Man critical after shooting"."""
    said = _said(line, at, _reach(line, at, ends))
    if _wounded_behind_noun().match(said):
        return "killed" if _is_fatal(said) else None if is_uncertain else "injured"
    return "injured" if _living_behind_noun().match(said) else None


def sent_to_care(line: Line, first: int, last: int, *, is_uncertain: bool) -> Measure | None:
    """“sent four people to the hospital”: the object of a verb of taking, by its tokens (half-open)."""
    if line.lower(first - 1) not in lexicon().conditions["taking"] or line.lower(last) not in {"to", "in"}:
        return None
    said = _said(line, last, min(len(line.tokens), last + 10))
    if not re.match(rf"(?:to|in) (?:[\w'.-]+ ){{0,6}}?(?:{_any('care')})\b", said):
        return None
    if _dying().search(_said(line, last, min(len(line.tokens), last + MOST_AFTER + 10))):
        return "killed"
    return None if is_uncertain else "injured"


def dies_next(line: Line) -> bool:
    """Whether the next sentence says that the one person of this one died: "He died at the scene."."""
    return bool(_died_next().match(line.text[line.end : line.end + FOLLOWING].replace("’", "'")))


def told_words(texts: Collection[str]) -> frozenset[str]:
    """The words of a report in lower case, deaths that never came about left out."""
    return frozenset(w for text in texts for w in re.findall(r"[^\W\d_]+", ATTEMPTS.sub(" ", text).lower()))


def _reach(line: Line, at: int, ends: Mapping[int, int]) -> int:
    """Where a predicate ends: at the next phrase for people, or a word that opens another clause."""
    i = at
    while i < min(len(line.tokens), at + MOST):
        if i > at and (i in ends or line.lower(i) in grammar("breaks")):
            return i
        i += 1
    return i


def _said(line: Line, first: int, last: int) -> str:
    return " ".join(line.lowers[first:last])


def _any(part: str) -> str:
    return "|".join(sorted(map(re.escape, lexicon().conditions[part]), key=len, reverse=True))


def _is_fatal(said: str) -> bool:
    """“suffered a fatal gunshot wound”"""
    return bool(re.search(r"\b(?:fatal|mortal|deadly) ", said)) and "non - fatal" not in said


def _being() -> str:
    adverbs = r"(?:\w+ly |also |now |still |both |all |then |later |being |been |be |to |expected |said )*"
    return rf"^(?:n't )?(?:(?:{_any('being')}) )+{adverbs}"


@cache
def _living() -> tuple[re.Pattern[str], ...]:
    return (
        # “is listed in critical but stable condition”
        re.compile(rf"^(?:(?:{_any('being')}|{_any('lying')}) |\w+ly |also |now |still |both |all )+in (?:a |an )?"
                   r"(?:[\w-]+ ){0,4}condition\b"),
        # “suffered non-life-threatening wounds”
        re.compile(rf"^(?:{_any('being')} |\w+ly |also )*(?:{_any('suffering')}) (?:[\w,-]+ ){{0,4}}?"
                   rf"(?:non - ?|not )life - threatening (?:[\w,-]+ ){{0,4}}?(?:{_any('wounds')})\b"),
        # “is recovering from”, “are fighting for their lives”, “is expected to survive”
        re.compile(rf"{_being()}(?:{_any('recovering')})\b"),
    )  # fmt: skip


@cache
def _harmed() -> tuple[re.Pattern[str], ...]:
    return (
        # “was rushed by ambulance to a nearby hospital”
        re.compile(rf"{_being()}(?:{_any('taken')}) (?:[\w'.-]+ ){{0,6}}?to (?:[\w'.-]+ ){{0,8}}?(?:{_any('care')})\b"),
        # “suffered two gunshot wounds to the leg”
        re.compile(rf"^(?:{_any('being')} |\w+ly |also )*(?:{_any('suffering')}) (?:from )?(?:[\w,-]+ ){{0,6}}?"
                   rf"(?:{_any('wounds')})\b"),
    )  # fmt: skip


@cache
def _wounded_behind_noun() -> re.Pattern[str]:
    grave = "gun ?shot|bullet|stab|knife|shrapnel|serious|critical|minor|life - threatening|fatal"
    return re.compile(
        rf"(?:with|suffering(?: from)?) (?:[\w,-]+ ){{0,5}}?(?:{grave}) (?:[\w-]+ ){{0,2}}?(?:{_any('wounds')})\b"
    )


@cache
def _living_behind_noun() -> re.Pattern[str]:
    return re.compile(
        r"in (?:critical|serious|stable|grave|guarded|fair) (?:but \w+ )?condition\b"
        r"|(?:in )?critical (?:after|following)\b|fighting for (?:his|her|their) li(?:fe|ves)\b"
        r"|recovering (?:from|after|in)\b|hospitali[sz]ed\b"
    )


@cache
def _dying() -> re.Pattern[str]:
    """“where he later died”, “but she did not survive”, “where doctors pronounced him dead”"""
    return re.compile(
        r"\b(?:where|and|but) (?:(?:he|she|they|both|all) )(?:\w+ ){0,2}?(?:died|dies|succumbed|pronounced|declared)"
        r"|\b(?:where|and|but) (?:later |soon |then )?(?:died|succumbed)\b|\bpronounced (?:him|her|them) dead\b"
        r"|\bwhere (?:he|she|they|both|all) (?:was|were) (?:\w+ )?(?:pronounced|declared) (?:\w+ )?dead\b"
        r"|\bbut (?:he |she |they )?(?:did not|didn't) (?:survive|make it)\b|\bbefore (?:dying|he died|she died)\b"
    )


@cache
def _died_next() -> re.Pattern[str]:
    who = r"(?:he|she|the (?:[\w-]+ ){0,2}?(?:" + "|".join(w for w in lexicon().victims.words if w.isalpha()) + r"))"
    return re.compile(
        rf"[\s\"”]*{who} (?:\w+ )?(?:(?:later |soon |then |also )*(?:died|succumbed)|(?:has|had) (?:since |\w+ )?died"
        rf"|was (?:\w+ )?(?:pronounced|declared) (?:\w+ )?dead|(?:did not|didn't) survive)\b",
        re.IGNORECASE,
    )
