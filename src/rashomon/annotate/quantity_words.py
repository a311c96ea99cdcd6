"""The words that quantities are read from: the lexicon, a report's tokens, and phrases of the lexicon among them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise

import msgspec

from rashomon.lexicon import table
from rashomon.parse import Parse
from rashomon.records import Measure

HARMED: frozenset[Measure] = frozenset(("killed", "injured", "captured", "missing", "displaced"))
UNTOLD: frozenset[Measure] = frozenset(("people", "personnel"))
"""Measures of people of whom nothing is told."""
OF_PEOPLE = HARMED | UNTOLD
SAID = frozenset({"said", "told", "says", "say", "tell", "saw", "heard", "reported", "recalled", "described"})
TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|_+")
SHORT = "St Mt Ft Mr Ms Dr Lt Mrs Sgt Gen Col Det Cpl Rev Gov Capt Jan Feb Aug Sept Oct Nov Dec"
TITLES = "".join(rf"(?<!\b{short}\.)" for short in SHORT.split())
"""Short forms whose full stop ends no sentence: "St. Louis", "Sgt. Lee", "Nov. 2"."""
SENTENCE_END = re.compile(TITLES + r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")


class Words(msgspec.Struct, frozen=True):
    """A list of words or phrases."""

    words: list[str]


class QuantityLexicon(msgspec.Struct, frozen=True):
    """The table `quantities`."""

    source: str
    nouns: dict[Measure, list[str]]
    participles: dict[Measure, list[str]]
    intransitive: dict[Measure, list[str]]
    transitive: dict[Measure, list[str]]
    tolls: dict[Measure, list[str]]
    unreal: Words
    before: dict[str, list[str]]
    after: dict[str, list[str]]
    vague: Words
    codes: Words
    places: Words
    cumulative: Words
    victims: Words
    shot: dict[str, list[str]]
    conditions: dict[str, list[str]]
    survives: Words
    dies: Words
    fillers: Words
    loose: Words
    grammar: dict[str, list[str]]


@cache
def lexicon() -> QuantityLexicon:
    """The table of quantity words."""
    words: QuantityLexicon = table("quantities", QuantityLexicon)
    return words


@cache
def grammar(name: str) -> frozenset[str]:
    """Function words by what they do beside a figure: `stop`, `auxiliaries`, `leads` and so on."""
    return frozenset(lexicon().grammar[name])


@cache
def measure_of(part: str) -> Mapping[str, Measure]:
    """One part of the lexicon turned round: a word to its measure. An entry of several words stays one key."""
    entries: dict[Measure, list[str]] = getattr(lexicon(), part)
    return {word: measure for measure, words in reversed(entries.items()) for word in words}


@cache
def bound_phrases(part: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Phrases that bound a number with the bound, the longest first."""
    entries: dict[str, list[str]] = getattr(lexicon(), part)
    rows = [(tuple(words_of(p)), bound) for bound, phrases in entries.items() for p in phrases]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))


@cache
def phrases(part: str) -> tuple[tuple[str, ...], ...]:
    """The words or phrases of a list, the longest first."""
    words: Words = getattr(lexicon(), part)
    return tuple(sorted({tuple(words_of(w)) for w in words.words}, key=lambda w: (-len(w), w)))


@cache
def phrases_by_first(part: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The same by their first word."""
    rows: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases(part):
        rows[phrase[0]] = (*rows.get(phrase[0], ()), phrase)
    return rows


@cache
def toll_phrases(*, of: bool) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Phrases for a toll with its measure, the longest first: before those counted ("deaths of"), or by themselves."""
    rows = [
        (tuple(w.split()), m)
        for w, m in measure_of("tolls").items()
        if w.endswith((" of", " included", " include")) is of
    ]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))


def words_of(text: str) -> list[str]:
    """The lower-case tokens of a text."""
    return [m.group().lower().replace("’", "'") for m in TOKEN.finditer(text)]


class Token(msgspec.Struct, frozen=True, array_like=True):
    """A token of the text, half-open; `lower` has straight apostrophes."""

    start: int
    end: int
    text: str
    lower: str


class Line:
    """The tokens of one sentence with the parse's tags where it has them; `told` are the words of its report."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        parse: Parse,
        held: Sequence[range] = (),
        told: frozenset[str] = frozenset(),
    ) -> None:
        self.text, self.start, self.end, self.held, self.told = text, start, end, held, told
        self.tokens = [
            Token(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'"))
            for m in TOKEN.finditer(text, start, end)
        ]
        self.words = parse.words

    @cached_property
    def lowers(self) -> list[str]:
        """The lower-case tokens."""
        return [t.lower for t in self.tokens]

    @cached_property
    def tags(self) -> dict[int, str]:
        """The tag of the word that begins at an offset."""
        first = bisect_left(self.words, self.start, key=lambda w: w.start)
        last = bisect_left(self.words, self.end, key=lambda w: w.start)
        return {w.start: w.upos for w in self.words[first:last]}

    @cached_property
    def is_title(self) -> bool:
        """Whether nearly all its longer words begin with a capital, as in a headline."""
        long = [t.text for t in self.tokens if len(t.text) > 3 and t.text.isalpha()]
        return len(long) >= 3 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)

    @cached_property
    def is_upper(self) -> bool:
        """Whether the sentence is in capitals, so that they tell no names."""
        words = [t.text for t in self.tokens if t.text.isalpha()]
        return len(words) >= 5 and sum(w.isupper() for w in words) >= 0.8 * len(words)

    def is_held(self, at: int) -> bool:
        """Whether a token stands in a time expression."""
        if not 0 <= at < len(self.tokens):
            return False
        return any(self.tokens[at].start in h for h in self.held)

    def tag(self, at: int) -> str:
        """The UPOS tag of a token, "" where the parse has none."""
        return self.tags.get(self.tokens[at].start, "") if 0 <= at < len(self.tokens) else ""

    def lower(self, at: int) -> str:
        """The lower-case token at an index; "" outside the sentence."""
        return self.lowers[at] if 0 <= at < len(self.lowers) else ""

    def negates(self, at: int) -> bool:
        """Whether a token says no: "not", "never", "didn't"."""
        return self.lower(at) in grammar("negations") or self.lower(at).endswith("n't")

    def at(self, offset: int) -> int:
        """The index of the first token that begins at or after an offset."""
        return bisect_left(self.tokens, offset, key=lambda t: t.start)

    def before(self, at: int, options: Iterable[tuple[tuple[str, ...], str]]) -> tuple[int, str] | None:
        """A phrase that ends right before token `at`: where it begins, and what it stands for."""
        for words, meaning in options:
            begin = at - len(words)
            if begin >= 0 and tuple(self.lowers[begin:at]) == words:
                return begin, meaning
        return None

    def after(self, at: int, options: Iterable[tuple[tuple[str, ...], str]]) -> tuple[int, str] | None:
        """A phrase that begins at token `at`: where it ends (half-open), and what it stands for."""
        for words, meaning in options:
            if tuple(self.lowers[at : at + len(words)]) == words:
                return at + len(words), meaning
        return None


def bound_before(line: Line, at: int) -> tuple[int, str] | None:
    """A bound that ends right before token `at`: where it begins, and which.

    The particle of a verb bounds nothing: "had gone up to 11", "handed over two captives", "ran over 3 dogs".
    """
    led = line.before(at, bound_phrases("before"))
    if led is not None and line.lower(at - 1) == "over" and line.lower(led[0] - 1) in grammar("hands"):
        return None
    if led is not None and line.lower(led[0]) == "up" and line.lower(led[0] - 1) in grammar("goes"):
        return None
    return led


def lines(
    text: str, start: int, end: int, parse: Parse, held: Sequence[range], told: frozenset[str] = frozenset()
) -> Sequence[Line]:
    """The sentences of a stretch: the parse's where it has any there, else by punctuation and line ends.

    `held` are the offsets of time expressions in the report, `told` its words.
    """

    def line(a: int, b: int) -> Line:
        return Line(text, a, b, parse, [h for h in held if h.start < b and a < h.stop], told)

    own = parse.sentences
    first = bisect_left(own, start, key=lambda s: s.start)
    last = bisect_right(own, end, key=lambda s: s.end)
    if first < last:
        return [line(s.start, s.end) for s in own[first:last]]
    ends = [m.end() for m in SENTENCE_END.finditer(text, start, end)]
    edges = [start, *(at for at in ends if not any(h.start < at < h.stop for h in held)), end]
    return [line(a, b) for a, b in pairwise(edges) if text[a:b].strip()]
