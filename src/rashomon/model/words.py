"""A text's words, by rule and table, as Universal Dependencies divides English.

Contractions are two words (`do|n't`, `it|'s`), hyphens stand apart unless a bound prefix comes before them,
addresses, numbers and abbreviations stay whole. Nothing is altered: a word is a stretch of the text, and
what lies between words is white space. Tables: `tables/words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from rashomon.parse import Range

TABLES = tomllib.loads(resources.files(__package__).joinpath("tables/words.toml").read_text("utf-8"))

APOSTROPHES = "'’‘ʼ`´"
_PLAIN = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_MARK = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
_LETTER = rf"(?:[^\W\d_][{_MARK}]*)"
_LETTERS = rf"(?:{_LETTER}|\d|_)+"
_SHORT = TABLES["abbreviations"]
ABBREVIATIONS = frozenset(
    entry for part in ("before_names", "may_end", "months", "weekdays", "states") for entry in _SHORT[part]
)
_CONTRACTIONS: dict[str, list[int]] = {k: v for k, v in TABLES["contractions"].items() if k != "source"}
_CLITICS: tuple[str, ...] = tuple(TABLES["clitics"]["endings"])
_WHOLE_PREFIXES: tuple[str, ...] = tuple(TABLES["whole"]["prefixes"])
_WHOLE = frozenset(TABLES["whole"]["words"])
_HYPHEN_PREFIXES = frozenset(TABLES["hyphen_prefixes"]["entries"])
_UNITS = "|".join(sorted((re.escape(u) for u in TABLES["units"]["entries"]), key=lambda u: (-len(u), u)))

_PARTS = {
    "address": r"(?:https?://|ftp://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]",
    "mail": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "domain": r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|int|mil|co\.uk)(?!\w)",
    "handle": r"[@#]\w[\w-]*",
    "smile": r"[:;=]-?[)(DPp](?!\w)",
    "phone": r"\+?\d+(?:-\d+){2,}(?!\w)",
    "unit": rf"\d+(?:[.,:]\d+)*(?=(?i:{_UNITS})(?!\w))",
    "number": rf"\d+(?:[.,:/]\d+)*(?:{_LETTER}|\d)*(?:['’]s(?!\w))?",
    "short": rf"(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?",
    "degree": r"Ph\.D\.|M\.Sc\.|B\.Sc\.",
    "word": rf"{_LETTERS}(?:(?:[{APOSTROPHES}&]|\.(?=[^\W\d_]{{2,}}\.)|(?<=\w)/(?=\w(?:\W|$))){_LETTERS})*",
    "dots": r"\.{2,}|…+|(?:\. ){2,}\.(?!\w)",
    "quotes": r"''|``|’’|‘‘|,,",
    "run": r"(?P<same>[!?*=_~+<>#$-])(?P=same)+|[!?]{2,}",
    "dashes": r"[-–—]+",
    "one": r"\S",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{part})" for name, part in _PARTS.items()))
_WORDLIKE = frozenset(("word", "number"))


@lru_cache(maxsize=65536)
def _cuts(token: str) -> tuple[int, ...]:
    """Where a wordlike token is divided further, as offsets inside it."""
    plain = token.translate(_PLAIN).lower()
    lengths = _CONTRACTIONS.get(plain)
    if lengths:
        return tuple(sum(lengths[: i + 1]) for i in range(len(lengths) - 1))
    if "'" not in plain or plain in _WHOLE:
        return ()
    for clitic in _CLITICS:
        if plain.endswith(clitic) and len(plain) > len(clitic):
            at = len(plain) - len(clitic)
            if plain[0].isdigit() and clitic == "'s":
                return ()
            return (*_cuts(token[:at]), at)
    return ()


def _with_full_stop(text: str, start: int, end: int) -> int:
    """The end of the word with its full stop where it is an abbreviation or an initial."""
    if end >= len(text) or text[end] != ".":
        return end
    following = text[end + 1 : end + 2]
    word = text[start:end]
    if word.lower() in _BEFORE_NUMBERS and not _NUMBER_FOLLOWS.match(text, end + 1):
        return end
    if word.lower() + "." in ABBREVIATIONS and following != ".":
        is_state = word[0].isupper() or word.lower() not in _AMBIGUOUS
        return end + 1 if is_state else end
    if len(word) == 1 and word.isupper() and _INITIAL.match(text, end + 1):
        return end + 1
    return end


_AMBIGUOUS = frozenset(e[:-1] for part in ("states", "months", "weekdays", "before_names") for e in _SHORT[part])
_BEFORE_NUMBERS = frozenset(_SHORT["before_numbers"])
_NUMBER_FOLLOWS = re.compile(r"\s?\d")
_INITIAL = re.compile(r"\s?[A-Z]")


def _hyphenated(text: str, start: int, end: int) -> bool:
    """Whether the word that ends here is a bound prefix whose hyphen does not divide."""
    return (
        text[start:end].lower() in _HYPHEN_PREFIXES
        and text[end : end + 1] == "-"
        and text[end + 1 : end + 2].isalpha()
        and (start == 0 or text[start - 1] not in "-–")
    )


def word_ranges(text: str, start: int = 0, end: int | None = None) -> list[Range]:
    """The words of `text[start:end]` in order, as half-open code point ranges of `text`.

    Every character that is not white space lies in exactly one word. Nothing raises.
    """
    end = len(text) if end is None else end
    out: list[Range] = []
    at, prefix = start, -1
    while at < end:
        found = _TOKEN.search(text, at, end)
        if found is None:
            break
        first, last = found.span()
        if found.lastgroup in _WORDLIKE:
            if prefix < 0 and _hyphenated(text, first, last):
                prefix, at = first, last + 1
                continue
            longer = min(_with_full_stop(text, first, last), end)
            if longer > last:
                out.append(Range(prefix if prefix >= 0 else first, longer))
            else:
                _append_parts(out, text, first, last, prefix)
            last = longer
        else:
            out.append(Range(prefix if prefix >= 0 else first, last))
        prefix, at = -1, last
    return out


def _append_parts(out: list[Range], text: str, first: int, last: int, prefix: int) -> None:
    """Append the word, divided at its clitics, from its bound prefix on."""
    begin = prefix if prefix >= 0 else first
    for cut in _cuts(text[first:last]):
        out.append(Range(begin, first + cut))
        begin = first + cut
    out.append(Range(begin, last))
