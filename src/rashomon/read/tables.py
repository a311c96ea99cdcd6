"""The tables that `read` goes by, in the shape in which it uses them."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from rashomon.lexicon import table
from rashomon.records import BoilerplateReason

At = Literal["whole", "start", "end", "any"]


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each feature says for (above 0) or against boilerplate; see the table's head."""

    source: str
    threshold: float
    prose: float
    long: float
    quoted: float
    repeated: float
    after_close: float
    landmark: float
    links: float
    not_body: float
    body: float


class Atoms(msgspec.Struct, frozen=True):
    """Words of page furniture of one kind."""

    reason: BoilerplateReason
    source: str
    words: tuple[str, ...]


class Markers(msgspec.Struct, frozen=True):
    """Regular expressions that speak for one kind of boilerplate."""

    reason: BoilerplateReason
    at: At
    weight: float
    source: str
    patterns: tuple[str, ...]
    opens: bool = False
    closes: bool = False


class BoilerplateTable(msgspec.Struct, frozen=True):
    """`lexicon/boilerplate.toml`."""

    weights: Weights
    atoms: tuple[Atoms, ...]
    markers: tuple[Markers, ...]


class Marker(msgspec.Struct, frozen=True):
    """One group of markers as one compiled pattern."""

    pattern: re.Pattern[str]
    whole: bool
    reason: BoilerplateReason
    weight: float
    opens: bool
    closes: bool


class BoilerplateRules(msgspec.Struct, frozen=True):
    """The table made ready: atoms by their words, markers compiled."""

    weights: Weights
    atoms: dict[tuple[str, ...], BoilerplateReason]
    longest_atom: int
    markers: tuple[Marker, ...]


@cache
def boilerplate_rules() -> BoilerplateRules:
    """The rules of `lexicon/boilerplate.toml`, compiled once."""
    told = table("boilerplate", BoilerplateTable)
    atoms = {tuple(atom_words(word)): group.reason for group in told.atoms for word in group.words}
    return BoilerplateRules(
        weights=told.weights,
        atoms=atoms,
        longest_atom=max(map(len, atoms)),
        markers=tuple(_marker(group) for group in told.markers),
    )


def atom_words(text: str) -> list[str]:
    """The words of a line as atoms are compared: letters, digits, apostrophes, `+`; case folded; numbers left out."""
    return [word for word in re.findall(r"[^\W\d_][\w+'’-]*", text.casefold().replace("’", "'")) if word]


def _marker(group: Markers) -> Marker:
    joined = "|".join(f"(?:{pattern})" for pattern in group.patterns)
    shapes = {"whole": rf"(?:{joined})\Z", "start": rf"(?:{joined})", "end": rf"(?:{joined})\Z", "any": rf"(?:{joined})"}
    return Marker(
        pattern=re.compile(shapes[group.at], re.IGNORECASE),
        whole=group.at in ("whole", "start"),
        reason=group.reason,
        weight=group.weight,
        opens=group.opens,
        closes=group.closes,
    )


class Patterns(msgspec.Struct, frozen=True):
    """A group of regular expressions with its source."""

    source: str
    patterns: tuple[str, ...]


class HeadingTable(msgspec.Struct, frozen=True):
    """`lexicon/headings.toml`."""

    byline: Patterns
    contributed: Patterns
    time_line: Patterns
    date_words: Patterns
    caption: Patterns


class HeadingRules(msgspec.Struct, frozen=True):
    """The table with each group as one compiled pattern."""

    byline: re.Pattern[str]
    contributed: re.Pattern[str]
    time_line: re.Pattern[str]
    date_words: re.Pattern[str]
    caption: re.Pattern[str]


@cache
def heading_rules() -> HeadingRules:
    """The rules of `lexicon/headings.toml`, compiled once."""
    told = table("headings", HeadingTable)
    return HeadingRules(
        *(_joined(group) for group in (told.byline, told.contributed, told.time_line, told.date_words, told.caption))
    )


def _joined(group: Patterns) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in group.patterns), re.IGNORECASE)
