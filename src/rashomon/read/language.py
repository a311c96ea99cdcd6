"""The language of a report (BCP 47), by py3langid over what is no boilerplate; short texts are judged with care."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rashomon.ingest import Document
from rashomon.read.tables import word_sets
from rashomon.read.units import Unit

_ENOUGH = 120
_MOST = 1500
_LATIN_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")


def language(document: Document, units: Sequence[Unit]) -> str | None:
    """The language of the text, or None where too little of it says; what a page declares decides short texts."""
    text = "\n".join(unit.text for unit in units if unit.kind != "boilerplate")[:_MOST]
    letters = sum(map(str.isalpha, text))
    declared = (document.facts.language or "").replace("_", "-") or None
    primary = declared.split("-")[0].lower() if declared and re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", declared) else None
    if letters < 20:
        return primary
    found = _found(text)
    if letters < _ENOUGH and not _is_sure(text, found):
        return primary or ("en" if _english_words(text) else None)
    return found


def _found(text: str) -> str:
    import py3langid

    return str(py3langid.classify(unicodedata.normalize("NFC", text))[0])


def _is_sure(text: str, found: str) -> bool:
    """Whether a short text's language can be told: its script is its own, or function words bear the finding out."""
    if not _LATIN_LETTER.search(text):
        return True
    return found == "en" and _english_words(text)


def _english_words(text: str) -> bool:
    common = word_sets().english
    words = re.findall(r"[a-z]+", text.lower())
    return sum(word in common for word in words) >= max(2, 0.12 * len(words))
