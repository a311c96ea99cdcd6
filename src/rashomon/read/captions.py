"""Captions of pictures: lines that open or end as captions do, lines before a credit, a last line without an end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.read.tables import HeadingRules, heading_rules, word_sets
from rashomon.read.units import Unit

_FEW = 4
_CREDIT = 10
_CAPTION = 40
"""Words of a credit, and of a caption, at most."""
_CREDITED = re.compile(
    r"[a-z][a-z’.]+ ?/ ?[a-z]|\b(?:photo|image|picture|credit|courtesy|getty|reuters|afp|ap)\b", re.IGNORECASE
)
_NO_PICTURE = re.compile(r"[“”\"]|:\Z|\d\D+\d\D+\d")
_NO_CAPTION = re.compile(r"[“”\"#@]|--|https?:|www\.|[:,;)\d]\Z|[.!?] ")
_CREDIT_SIGNS = (
    " | ",
    " via ",
    "source",
    "archive",
    "foto",
    "фото",
    "pic",
    "bild",
    "imag",
    "epa",
    "photo",
    "image",
    "picture",
    "credit",
    "caption",
    "/",
    "(",
    "[",
    "©",
    "—",
    "–",
)
_COUNTED = re.compile(r"\d of \d")
_LEGAL = re.compile(r"\b(?:copyright|rights|reserved|terms|policy|privacy|site|permission|cookies)\b", re.IGNORECASE)
_CREDITS = ("(photo", "(source", ". photo:", ". photo by", ". credit:", ". image:")
SIGNATURE = re.compile(r"[.!?”\")]\s+(?P<mark>[-–—(]{0,3} ?(?P<name>[A-Z][\w. -]{1,30}?))\)?\.?\Z")
"""A name signed behind the last sentence."""
SPEECH = re.compile(r"\b(?:said|says|told|tells|added|adds|according to)\b", re.IGNORECASE)
"""Words of saying."""


def mark_captions(units: list[Unit], title: int | None) -> None:
    """Mark lines that open or end as captions do; `title` is the place of the headline that a field names."""
    rules = heading_rules()
    prose = sum(unit.is_prose and unit.kind is None for unit in units)
    for place, unit in enumerate(units):
        if place == title or unit.set_apart or (unit.kind is not None and not _may_be_caption(unit)):
            continue
        if (unit.tag == "figcaption" and len(unit.words) > 3) or (
            _COUNTED.search(unit.line) and rules.gallery.search(unit.line)
        ):
            unit.kind, unit.reason = "caption", None
        elif (
            (unit.kind is None or unit.reason in ("other", "notice"))
            and len(unit.words) <= 90
            and not (unit.is_prose and prose < 2)
            and _is_caption(unit.line, rules, 1 if unit.kind is None else 2)
        ):
            if place == len(units) - 1 and SIGNATURE.search(unit.text) and SPEECH.search(unit.line):
                continue
            unit.kind, unit.reason = "caption", None


def mark_credited(units: Sequence[Unit]) -> None:
    """Mark the line before a picture's credit as its caption: a sentence or less in the present, as captions are, that
    furniture or the headline stands before.
    """
    for before, unit, credit in zip(units, units[1:], units[2:], strict=False):
        is_credit = credit.reason == "other" and len(credit.words) <= _CREDIT and _CREDITED.search(credit.line)
        is_line = unit.kind is None and _FEW <= len(unit.words) <= _CAPTION and not _NO_PICTURE.search(unit.line)
        told = word_sets().telling.isdisjoint(word.casefold() for word in unit.words)
        if is_credit and is_line and told and not (before.is_prose and before.kind is None and unit.is_prose):
            unit.kind = "caption"


def mark_last_caption(units: list[Unit]) -> None:
    """A last line after the last sentence that ends in no full stop, where all else does, and tells of nothing past,
    is a picture's.
    """
    prose = [unit for unit in units[:-1] if unit.kind is None and unit.is_prose]
    if len(prose) < 4 or prose[-1] is not units[-2] or sum(u.ends_sentence for u in prose) < 0.95 * len(prose):
        return
    unit = units[-1]
    is_free = unit.kind is None and not unit.tag and not unit.ends_sentence and 8 <= len(unit.words) <= 35
    is_past = not word_sets().telling.isdisjoint(word.lower() for word in unit.words)
    if is_free and not is_past and not _NO_CAPTION.search(unit.text):
        unit.kind = "caption"


def _may_be_caption(unit: Unit) -> bool:
    """Whether a line of furniture may be a caption still: credits and labels, and a sentence before a © of its own."""
    if unit.reason == "notice":
        return unit.line[:1].isalpha() and _LEGAL.search(unit.line) is None
    return unit.reason in ("navigation", "other", "related")


def _is_caption(line: str, rules: HeadingRules, least: int) -> bool:
    """Whether a line is a caption: opened or ended as one, with function words (`least` behind an opening), unless its
    credit is plain.
    """
    tail = line[-160:].lower()
    if not rules.caption_start.match(line) and not any(sign in tail for sign in _CREDIT_SIGNS):
        return False
    line = rules.caption_tail.sub("", line.replace("'", "’"))
    function = word_sets().function
    starts = rules.caption_start.match(line) is not None
    least = 0 if any(sign in tail for sign in _CREDITS) and least == 1 else least if starts else 2
    if sum(word in function for word in line.lower().split()) < least:
        return False
    return starts or rules.caption_end.search(line, max(0, len(line) - 120)) is not None
