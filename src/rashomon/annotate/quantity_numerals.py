"""Numbers of other house styles, and the money that stands before them: "4 812 voters", "57,3 %", "BGN 500", "₹200".

A report's own habit decides: where it writes 4,812 a space parts two numbers; a dot parts thousands only beside decimal
commas. "4,812" is never a decimal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import msgspec

from rashomon.annotate.quantity_words import Line
from rashomon.lexicon import table
from rashomon.timex import Numeral, numerals

SPACED = re.compile(
    r"(?<![\w,.+(/:–-])(?<!\d[ \u00a0\u202f\u2009\t])[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+"
    r"(?![\d\w])(?!\s\d|[.,:/–-]\d)"
)
COMMA_THOUSANDS = re.compile(r"\b[1-9]\d{0,2},\d{3}\b")
DECIMAL = re.compile(r"(?<![\w,.])(\d{1,4}),(\d{1,2})(?![\d,])(?:\s(million|billion|trillion)\b)?")
LETTERED = re.compile(
    r"(?<![\w-])[KNPR](?:(?=[\d.,]+\s(?:million|billion|trillion)\b)|(?=\d{1,3},\d{3}))"
    r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s(million|billion|trillion)\b)?"
)
"""Kwacha, naira, pula and rand as their papers write them."""
PER_CENT = re.compile(r"\s?(?:%|per\s?cent)")
DOTTED = re.compile(r"(?<![\w,.])[1-9]\d{0,2}(?:\.\d{3})+(?![\d\w]|[.,]\d)")
SCALES = {"million": 1e6, "billion": 1e9, "trillion": 1e12}


class Elliptic(msgspec.Struct, frozen=True):
    """The table `elliptic_figures`."""

    source: str
    fates: dict[str, list[str]]
    fits: dict[str, list[str]]
    frames: dict[str, list[str]]
    frames_by: dict[str, list[str]]
    words: dict[str, list[str]]


@cache
def elliptic() -> Elliptic:
    """The table of words about figures that lean on others."""
    words: Elliptic = table("elliptic_figures", Elliptic)
    return words


@cache
def leaning(name: str) -> frozenset[str]:
    """A list of that table: `recounts`, `differences` and so on."""
    return frozenset(elliptic().words[name])


def is_currency(line: Line, at: int) -> bool:
    """Whether a token is a sign or code of money that may stand before a number."""
    if not 0 <= at < len(line.tokens):
        return False
    text = line.tokens[at].text
    return unicodedata.category(text[0]) == "Sc" or text in leaning("codes") or _is_letter_of_money(line, at)


def _is_letter_of_money(line: Line, at: int) -> bool:
    """“N500,000”, “R2.5 million”: one letter right before a sum; “R2”, “A4” and “N12” are none"""
    return LETTERED.match(line.text, line.tokens[at].start) is not None


@lru_cache(maxsize=16)
def numbers(line: Line) -> tuple[Numeral, ...]:
    """The numbers of a sentence in order, those of other house styles whole."""
    plain = [n for n in numerals(line.text, line.start, line.end) if not _is_in_code(line, n)]
    own = [*_spaced(line), *_decimals(line), *_lettered(line)]
    if not own:
        return tuple(plain)
    rest = [n for n in plain if not any(n.start < o.end and o.start < n.end for o in own)]
    return tuple(sorted([*rest, *own], key=lambda n: n.start))


def _is_in_code(line: Line, number: Numeral) -> bool:
    """“R2”, “K9”: a number right behind a letter"""
    return line.text[number.start - 1 : number.start].isalpha() and line.text[number.start].isdigit()


def _spaced(line: Line) -> list[Numeral]:
    """“4 812”, where the report does not write "4,812" and no clock or code stands in front"""
    found = []
    for hit in SPACED.finditer(line.text, line.start, line.end):
        plain, rounded = " " in hit.group(), hit.group().endswith("000")
        before = line.lower(line.at(hit.start()) - 1)
        if plain and not rounded and (before in leaning("clock") or _parts_by_commas(line.text)):
            continue
        found.append(Numeral(hit.start(), hit.end(), float(re.sub(r"\D", "", hit.group()))))
    return found


def _decimals(line: Line) -> list[Numeral]:
    """“57,3 %”, “3,5 million”, and beside such ones “4.812 votes”"""
    found = []
    for hit in DECIMAL.finditer(line.text, line.start, line.end):
        if hit.group(3) or _has_unit(line, hit):
            value = float(f"{hit.group(1)}.{hit.group(2)}") * SCALES.get(hit.group(3) or "", 1.0)
            found.append(Numeral(hit.start(), hit.end(), value))
    dotted = DOTTED.finditer(line.text, line.start, line.end)
    if _has_decimal_commas(line.text):
        found += [Numeral(m.start(), m.end(), float(m.group().replace(".", ""))) for m in dotted]
    return found


@lru_cache(maxsize=8)
def _parts_by_commas(text: str) -> bool:
    """Whether a report writes "4,812"."""
    return COMMA_THOUSANDS.search(text) is not None


@lru_cache(maxsize=8)
def _has_decimal_commas(text: str) -> bool:
    """Whether a report writes "57,3 %"."""
    return any(PER_CENT.match(text, m.end()) for m in DECIMAL.finditer(text))


def _lettered(line: Line) -> list[Numeral]:
    """The sums behind a letter for a currency: "N500,000", "N60 million"."""
    found = []
    for hit in LETTERED.finditer(line.text, line.start, line.end):
        value = float(hit.group(1).replace(",", "")) * SCALES.get(hit.group(2) or "", 1.0)
        found.append(Numeral(hit.start(1), hit.end(), value))
    return found


def _has_unit(line: Line, hit: re.Match[str]) -> bool:
    at = line.at(hit.end())
    return line.lower(at) in leaning("units") or is_currency(line, line.at(hit.start()) - 1)
