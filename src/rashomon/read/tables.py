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
    run: int
    repeated: float
    after_close: float
    call: float
    terms: float
    landmark: dict[str, float]
    links: float
    not_body: float
    outside: float
    body: float


class Atoms(msgspec.Struct, frozen=True):
    """Words of page furniture of one kind."""

    reason: BoilerplateReason
    source: str
    words: tuple[str, ...]
    opens: bool = False


class Labels(msgspec.Struct, frozen=True):
    """Names of sections that tell a menu in company, and nothing alone."""

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
    within: bool = False
    tail: bool = False
    hints: tuple[str, ...] = ()


EdgeAt = Literal["lead", "trail", "inside", "gallery", "credit"]


class Edges(msgspec.Struct, frozen=True):
    """Regular expressions of furniture joined to a paragraph of a flattened page, or laid into it."""

    reason: BoilerplateReason
    at: EdgeAt
    source: str
    patterns: tuple[str, ...]


class Talk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of sentences in which a page speaks to its reader."""

    source: str
    polite: frozenset[str]
    buttons: frozenset[str]
    verbs: frozenset[str]
    reader: frozenset[str]
    channels: frozenset[str]
    objects: frozenset[str]
    parties: frozenset[str]
    terms: frozenset[str]
    offers: frozenset[str]
    forum: frozenset[str]
    bio: frozenset[str]
    trade: frozenset[str]
    telling: frozenset[str]
    past: frozenset[str]


class BoilerplateTable(msgspec.Struct, frozen=True):
    """`lexicon/boilerplate.toml`."""

    weights: Weights
    edges: tuple[Edges, ...]
    atoms: tuple[Atoms, ...]
    labels: Labels
    talk: Talk
    markers: tuple[Markers, ...]


class Marker(msgspec.Struct, frozen=True):
    """One group of markers as one compiled pattern."""

    pattern: re.Pattern[str]
    anchored: bool
    whole: bool
    reason: BoilerplateReason
    weight: float
    opens: bool
    within: bool
    tail: bool
    hints: tuple[str, ...]


class Edge(msgspec.Struct, frozen=True):
    """One group of edges as one compiled pattern."""

    pattern: re.Pattern[str]
    at: EdgeAt
    reason: BoilerplateReason


class BoilerplateRules(msgspec.Struct, frozen=True):
    """The table made ready: atoms by their words, markers compiled."""

    weights: Weights
    atoms: dict[tuple[str, ...], BoilerplateReason]
    opening: frozenset[tuple[str, ...]]
    """The atoms under which headline-like lines stand."""
    longest_atom: int
    labels: frozenset[tuple[str, ...]]
    edges: tuple[Edge, ...]
    markers: tuple[Marker, ...]
    of_prose: tuple[Marker, ...]
    """Those that are tried on running prose: what fills a whole line counts there only where it weighs enough alone."""


@cache
def boilerplate_rules() -> BoilerplateRules:
    """The rules of `lexicon/boilerplate.toml`, compiled once."""
    told = table("boilerplate", BoilerplateTable)
    atoms = {tuple(atom_words(word)): group.reason for group in told.atoms for word in group.words}
    markers = tuple(_marker(group) for group in _merged(told.markers))
    enough = told.weights.threshold - told.weights.prose
    return BoilerplateRules(
        weights=told.weights,
        atoms=atoms,
        opening=frozenset(tuple(atom_words(word)) for group in told.atoms if group.opens for word in group.words),
        longest_atom=max(map(len, atoms)),
        labels=frozenset(tuple(atom_words(word)) for word in told.labels.words),
        edges=tuple(Edge(_alternatives(group.patterns), group.at, group.reason) for group in told.edges),
        markers=markers,
        of_prose=tuple(marker for marker in markers if not marker.whole or marker.weight >= enough),
    )


@cache
def page_talk() -> Talk:
    """The words in which a page speaks to its reader, loaded once."""
    return table("boilerplate", BoilerplateTable).talk


def atom_words(text: str) -> list[str]:
    """The words of a line as atoms are compared: letters, digits, apostrophes, `+`; case folded; numbers left out."""
    return [word for word in re.findall(r"[^\W\d_][\w+'’-]*", text.casefold().replace("’", "'")) if word]


def _merged(groups: tuple[Markers, ...]) -> list[Markers]:
    """The groups of markers, those of one kind and weight as one: each is tried on every line."""
    found: dict[tuple[object, ...], Markers] = {}
    for group in groups:
        kind = (group.reason, group.at, group.weight, group.opens, group.within, group.tail, group.hints)
        before = found.get(kind)
        found[kind] = msgspec.structs.replace(group, patterns=before.patterns + group.patterns) if before else group
    return list(found.values())


def _marker(group: Markers) -> Marker:
    joined = "|".join(f"(?:{pattern})" for pattern in group.patterns)
    shapes = {
        "whole": rf"(?:{joined})\Z",
        "start": rf"(?:{joined})",
        "end": rf"(?:{joined})\Z",
        "any": rf"(?:{joined})",
    }
    return Marker(
        pattern=re.compile(shapes[group.at], re.IGNORECASE),
        anchored=group.at in ("whole", "start"),
        whole=group.at == "whole",
        reason=group.reason,
        weight=group.weight,
        opens=group.opens,
        within=group.within,
        tail=group.tail,
        hints=group.hints,
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
    caption_start: Patterns
    caption_end: Patterns
    caption_tail: Patterns
    gallery: Patterns
    signature: Patterns
    person: Patterns
    place_line: Patterns
    stamp: Patterns
    institution: Patterns
    paper: Patterns
    body: Patterns
    title_label: Patterns
    added_note: Patterns
    noted: Patterns
    source_label: Patterns
    day_first: Patterns
    month_first: Patterns


class HeadingRules(msgspec.Struct, frozen=True):
    """The table with each group as one compiled pattern."""

    byline: re.Pattern[str]
    contributed: re.Pattern[str]
    time_line: re.Pattern[str]
    date_words: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_end: re.Pattern[str]
    caption_tail: re.Pattern[str]
    gallery: re.Pattern[str]
    signature: re.Pattern[str]
    person: re.Pattern[str]
    place_line: re.Pattern[str]
    stamp: re.Pattern[str]
    institution: re.Pattern[str]
    paper: re.Pattern[str]
    body: re.Pattern[str]
    title_label: re.Pattern[str]
    added_note: re.Pattern[str]
    noted: re.Pattern[str]
    source_label: re.Pattern[str]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]


@cache
def heading_rules() -> HeadingRules:
    """The rules of `lexicon/headings.toml`, compiled once."""
    told = table("headings", HeadingTable)
    return HeadingRules(*(_joined(getattr(told, field)) for field in HeadingTable.__struct_fields__))


def _joined(group: Patterns) -> re.Pattern[str]:
    return _alternatives(group.patterns)


def _alternatives(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


class OutletTable(msgspec.Struct, frozen=True):
    """`lexicon/outlets.toml`."""

    class Names(msgspec.Struct, frozen=True):
        """Names with their source."""

        source: str
        names: tuple[str, ...]

    agencies: Names
    generic: Names
    owners: Names
    mastheads: Names
    ends: Names
    bylines: Names
    signs: Names
    spoken: Names
    own: Names
    cited: Names


class OutletRules(msgspec.Struct, frozen=True):
    """The table made ready, case folded."""

    agencies: frozenset[str]
    generic: frozenset[str]
    owners: frozenset[str]
    mastheads: frozenset[str]
    ends: re.Pattern[str]
    bylines: tuple[str, ...]
    signs: tuple[str, ...]
    spoken: str
    own: tuple[str, ...]
    cited: tuple[str, ...]


@cache
def outlet_rules() -> OutletRules:
    """The rules of `lexicon/outlets.toml`, made ready once."""
    told = table("outlets", OutletTable)
    return OutletRules(
        agencies=frozenset(map(outlet_key, told.agencies.names)),
        generic=frozenset(map(outlet_key, told.generic.names)),
        owners=frozenset(map(outlet_key, told.owners.names)),
        mastheads=frozenset(key for name in told.mastheads.names for key in _masthead_keys(name)),
        ends=re.compile(
            rf"(?:^|[ -])(?:{'|'.join(map(re.escape, told.ends.names))})(?: \d{{1,2}})?\Z|\.(?:com|net|org)\Z"
        ),
        bylines=told.bylines.names,
        signs=told.signs.names,
        spoken="|".join(f"(?:{shape})" for shape in told.spoken.names),
        own=told.own.names,
        cited=told.cited.names,
    )


def _masthead_keys(name: str) -> tuple[str, ...]:
    """A masthead's keys: without its "The" only where more than one word is left ("National" alone is a menu's)."""
    key = outlet_key(name)
    return (key,) if " " in key or not name.startswith("The ") else (f"the {key}",)


def masthead_key(line: str) -> str:
    """A line as mastheads are compared: without "the" where more than one word is left."""
    key = outlet_key(line)
    return f"the {key}" if " " not in key and line.casefold().startswith("the ") else key


def outlet_key(name: str) -> str:
    """A name as outlets are compared: case folded, without "the"."""
    return re.sub(r"^the ", "", " ".join(name.casefold().replace("’", "'").split()))


_NO_NAMES = frozenset({"copyright", "contributing", "published", "posted", "source"})
JOINING = frozenset({"of", "the", "and", "de", "del", "da", "do", "di", "du", "la", "le", "el", "y", "al", "&"})
"""Words that names write small."""


def is_outlet_name(name: str) -> bool:
    """Whether a name is a known outlet's, or ends in a word that names of outlets end in (`ends` of the table)."""
    rules = outlet_rules()
    if outlet_key(name) in rules.agencies | rules.generic | rules.owners:
        return False
    if masthead_key(name) in rules.mastheads:
        return True
    words = name.split()
    if ":" in name or not words or words[0].casefold() in page_talk().buttons | page_talk().verbs | _NO_NAMES:
        return False
    is_name = all(word[0].isupper() or word in JOINING or word.isdigit() for word in words)
    shown = name.title() if name.isupper() else name
    return 2 <= len(words) <= 6 and is_name and rules.ends.search(shown) is not None


_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
_QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]")


def is_masthead(line: str, text: str) -> bool:
    """Whether a line over a report is the outlet's name: as `is_outlet_name` says, or as the report speaks of itself
    ("told The Tarsk Tribune"), or a body's that makes a statement of its own ("we").
    """
    bare = line.strip(" ().|-–—")
    if heading_rules().body.fullmatch(bare) and text.count(bare) > 1 and _OURS.search(_QUOTED.sub(" ", text)):
        return True
    return is_outlet_name(bare) or (
        1 < len(bare.split()) <= 6
        and re.search(rf"\btold {re.escape(bare)}\b", text, re.IGNORECASE if bare.isupper() else 0) is not None
    )


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's."""
    return outlet_key(name) in outlet_rules().agencies


def is_known_outlet(line: str) -> bool:
    """Whether a line is the name of a known outlet or agency and nothing else."""
    rules = outlet_rules()
    bare = line.strip(" ().")
    return len(bare) > 1 and (masthead_key(bare) in rules.mastheads or outlet_key(bare) in rules.agencies)


class WordGroup(msgspec.Struct, frozen=True):
    """A group of words with its source."""

    source: str
    words: tuple[str, ...]


class ReadingWords(msgspec.Struct, frozen=True):
    """`lexicon/reading_words.toml`."""

    function: WordGroup
    english: WordGroup
    headline_small: WordGroup
    telling: WordGroup
    foreign: WordGroup


class WordSets(msgspec.Struct, frozen=True):
    """The words that tell prose, English and title case."""

    function: frozenset[str]
    english: frozenset[str]
    headline_small: frozenset[str]
    telling: frozenset[str]
    foreign: frozenset[str]


@cache
def word_sets() -> WordSets:
    """The sets of `lexicon/reading_words.toml`, made once."""
    told = table("reading_words", ReadingWords)
    return WordSets(*(frozenset(getattr(told, group).words) for group in ReadingWords.__struct_fields__))
