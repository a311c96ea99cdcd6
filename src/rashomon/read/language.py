"""The language of a report (BCP 47), by py3langid over what is no boilerplate; short texts are judged with care."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rashomon.ingest import Document
from rashomon.read.tables import word_sets
from rashomon.read.units import Unit

_ENOUGH = 120
_SLICE = 300
_MARGIN = 30.0
"""How much better (log-likelihood, and a third of that for every hundred characters) another language must fit."""


def language(document: Document, units: Sequence[Unit]) -> str | None:
    """The language of the text, or None where too little of it says; what a page declares decides short texts.

    A report called another language than English is not annotated, so English stands unless another fits far better.
    """
    text = _sample("\n".join(unit.text for unit in units if unit.kind != "boilerplate"))
    letters = sum(map(str.isalpha, text))
    declared = (document.facts.language or "").replace("_", "-")
    primary = declared.split("-")[0].lower() if re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", declared) else None
    if letters < 20:
        return primary
    found = _found(text)
    if found == "en" and letters < _ENOUGH and not _english_words(text):
        return primary
    return found or primary or ("en" if _english_words(text) else None)


def _sample(text: str) -> str:
    """The first, the middle and the last of a long text; what is set in capitals alone in small letters."""
    if len(text) > 3 * _SLICE:
        middle = (len(text) - _SLICE) // 2
        text = f"{text[:_SLICE]}\n{text[middle : middle + _SLICE]}\n{text[-_SLICE:]}"
    capitals = sum(map(str.isupper, text))
    return text.lower() if capitals > 0.3 * len(text) else text


def _found(text: str) -> str | None:
    """The language that fits best, English where another fits hardly better, None where none can be told."""
    if _plainly_english(text):
        return "en"
    import py3langid

    text = unicodedata.normalize("NFC", text)
    found, score = py3langid.classify(text)
    if found == "en":
        return "en"
    margin = float(score) - dict(py3langid.rank(text))["en"]
    if found == "zxx" or margin < _MARGIN + 0.003 * _MARGIN * len(text):
        return "en" if _english_words(text) else None
    return "en" if _english_words(text, 0.15) else str(found)


def _plainly_english(text: str) -> bool:
    """Whether a text is English beyond doubt: a quarter of its words are the commonest, and "the" is one in thirty."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    common = sum(map(word_sets().english.__contains__, words))
    return len(words) >= 60 and common >= 0.25 * len(words) and words.count("the") * 30 >= len(words)


def _english_words(text: str, share: float = 0.12) -> bool:
    """Whether at least two of a text's words, and this share of them, are among the commonest of English."""
    common = word_sets().english
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(word in common for word in words) >= max(2, share * len(words))
