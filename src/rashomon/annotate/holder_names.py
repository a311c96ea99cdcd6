"""A party as a reader would name it: a person without title and age, a phrase as inside a sentence."""

from __future__ import annotations

import re

from rashomon.annotate.source_words import source_table

GENERATION = re.compile(r", (?:Jr|Sr|I{1,3}|IV)\b\.?\Z")
"""The end of a name that a comma does not part from it."""
FULL_NAME = 2
"""Words of a name that stands without its title."""


def person_name(text: str) -> str:
    """A person's name without what was swept into it: a comma and what it adds, a bracket, an age, a full stop."""
    found = text.strip(" ,;")
    comma = GENERATION.search(found)
    if comma is None:
        found = re.split(r",| \(", found, maxsplit=1)[0]
    found = _without_title(re.sub(r" \d+\Z", "", found.strip()))
    return re.sub(r"(?<=[a-z]{3})\.\Z", "", found) or text


def _without_title(name: str) -> str:
    """A full name without the office or trade before it; "President Kos" keeps it, as its surname alone says less."""
    words, sources = name.split(), source_table()
    titles = {*sources.office.lemmas, *sources.anonymous.lemmas}
    ends = [n for n, word in enumerate(words[:-FULL_NAME]) if word.lower() in titles]
    return " ".join(words[ends[-1] + 1 :]) if ends else name


def spoken(text: str) -> str:
    """A phrase as it would stand inside a sentence: an article or numeral at its start in small letters."""
    first, gap, rest = text.partition(" ")
    common = first.lower() in {
        "a",
        "an",
        "the",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "some",
        "several",
        "many",
    }
    return first.lower() + gap + rest if common and first.istitle() else text
