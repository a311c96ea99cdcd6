"""Dumps of data and scripts among the lines of a text: PHP and JSON variables, JavaScript, style sheets, markup."""

from __future__ import annotations

import re

_START = re.compile(
    r"\b(?:string|array|int|object|bool|float)\(\d+\)|\bArray\s*\(\s*\[|\bstdClass Object|\[?\{\s*\"[\w$-]+\"\s*:"
    r"|<\?php|\bfunction\s*\w*\([\w, ]*\)\s*\{|\b(?:var|let|const)\s+[\w$]+\s*=|\bwindow\.\w+|\bdocument\.\w+\("
    r"|\$\(['\"(d]|@media\b|[.#][\w-]+\s*\{[^}]*:|\bpush\(\{|\(adsbygoogle|googletag"
    r"|<(?:div|span|script|iframe|img|p|a|blockquote|tweet)\b[^>]*>"
)
_HINT = re.compile(r"[{<$]|\(\d|=>|window\.|@media|googletag|stdClass|Array")
_MARKS = re.compile(r"[{}\[\]<>=;|\\_]|\":|\",|\"\s*:|/\w+/|\w+\(\)|=>")
_TAG = re.compile(r"<[^<>]{1,400}>|https?://\S+")
_WORDS = re.compile(r"[^\W\d_]+,? [^\W\d_]+,? [^\W\d_]+")
_SAMPLE = 4000


def is_code(text: str) -> bool:
    """Whether a text is a dump: it begins as one somewhere, is full of marks, and holds no prose but for its tags."""
    sample = text[:_SAMPLE]
    if len(text) < 20 or not _HINT.search(sample) or not _START.search(sample):
        return False
    bare = _TAG.sub(" ", sample)
    if bare != sample and not _START.search(bare):
        return len(bare.split()) < 6 and len(bare) < 0.4 * len(sample)
    return len(_MARKS.findall(sample)) >= max(4, 0.025 * len(sample))


def code_start(text: str) -> int | None:
    """Where a dump begins behind other words and runs to the end of `text`; None where none does."""
    if "(" not in text and "{" not in text and "<" not in text:
        return None
    begin = _START.search(text)
    if begin is None or begin.start() == 0 or not is_code(text[begin.start() :]):
        return None
    if not _WORDS.search(text, 0, begin.start()) and is_code(text):
        return None
    return begin.start()
