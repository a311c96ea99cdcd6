"""The reading model at run time: a report's text in, its `Parse` out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from rashomon.model.attributions import FoundAttribution, found_attributions
from rashomon.model.calibration import Calibration
from rashomon.model.chains import TaggedSpan, best_tags, held_in, tag_shares, tagged_spans
from rashomon.model.event_words import NO_EVENT, EventHead
from rashomon.model.lemmas import Lemmas
from rashomon.model.links import Joined, LinkScorer, WindowWords, joined_pieces
from rashomon.model.pieces import (
    QUOTATION_MARKS,
    Integers,
    PieceTable,
    Spelling,
    plain_form,
    spelling_of,
    word_surroundings,
)
from rashomon.model.plan import MOST_PIECES, WindowPlan, sentence_borders, units, window_plans
from rashomon.model.sentences import sentence_starts
from rashomon.model.session import Network, WindowReading
from rashomon.model.trees import sentence_tree
from rashomon.model.weights import Floats, Weights
from rashomon.model.words import word_ranges
from rashomon.parse import Attribution, EventWord, Name, Parse, Range, SentenceSpan, Word, Wording

NEVER = 30.0
"""A weight that no emission outweighs."""
NAME_LABELS = frozenset(("Person", "Organization", "Location", "Facility", "NORP", "Product", "Misc"))


@dataclass(frozen=True)
class WordTrees:
    """Syntax of a text's words: indices of tag and relation, heads as word indices (-1 the root)."""

    tags: Integers
    heads: Integers
    relations: Integers


@dataclass(frozen=True)
class FoundName:
    """A name by its words (`last` inclusive)."""

    first: int
    last: int
    label: str
    share: float


@dataclass(frozen=True)
class StatementDecoding:
    """What is added to the statements' emissions before the chain decides; tuned on the dev split."""

    begin: Floats
    """One number a tag: how ready a span of each role is to begin."""
    sentence_border: float
    """How much less likely a span goes over a sentence's border."""

    @classmethod
    def of(cls, described: dict[str, Any] | None, tags: tuple[str, ...]) -> StatementDecoding:
        """What a manifest says; nothing is added where it is silent."""
        ready = dict(described["begin"]) if described else {}
        begin = [ready.get(t[2:], 0.0) if t[0] in "BS" else 0.0 for t in tags]
        return cls(np.array(begin, np.float32), float(described["sentence_border"]) if described else 0.0)


@dataclass(frozen=True)
class TextReading:
    """All that the network says of one text, window by window."""

    spelling: Spelling
    borders: Integers
    plans: list[WindowPlan]
    windows: list[WindowReading]


class ReadingModel:
    """Reads reports. Loaded once; keeps nothing between calls but the pieces of words it has met."""

    def __init__(self, weights: Weights, threads: int = 1) -> None:
        self.version = weights.version
        """A short hash over the weights, for caches."""
        weights.content("vocabulary.json")
        self._table = PieceTable(weights.place / "vocabulary.json")
        self._network = Network(weights, self._table.mask, threads)
        heads = weights.arrays("heads.npz")
        self._heads = heads
        self._content_links = LinkScorer(weights, "cue_of_content")
        self._cue_links = LinkScorer(weights, "source_of_cue")
        self._weights = weights
        self.tag_labels = weights.labels("tags")
        self.relation_labels = weights.labels("relations")
        self.name_labels = weights.labels("names")
        self.statement_labels = weights.labels("statements")
        self._lemmas = Lemmas()
        self._calibration = Calibration.of(weights.described.get("calibration"))
        self.decoding = StatementDecoding.of(weights.described.get("decoding"), self.statement_labels)

    @cached_property
    def _events(self) -> EventHead:
        """Loaded when first asked for: the head is fitted on what the others leave (training/events.py)."""
        return EventHead(self._weights)

    @classmethod
    def load(cls, threads: int = 1) -> ReadingModel:
        """The model that ships with the package; ModelError where its weights are missing or changed.

        With `threads` above one the network runs on so many cores; the rows are the same.
        """
        return cls(Weights(), threads)

    def words(self, text: str) -> list[Range]:
        """The words of a text by our rules, as `parse` divides it."""
        return word_ranges(text)

    def parse(self, report: str, text: str, blocks: Sequence[Range]) -> Parse:
        """Read one report; `blocks` are its passages without boilerplate, in text order (about a paragraph each).

        Nothing outside of the blocks is read or gets a span. The same text and blocks give the same record.
        """
        ranges, spelling = self.divided(text, blocks)
        reading = self.read(spelling)
        trees = self.trees(reading)
        found = self.attributions(ranges, reading)
        attributions = tuple(a.at(self._calibration.attribution(a.signs)) for a in found)
        sentences = _sentence_spans(ranges, reading.borders)
        return Parse(
            report,
            self._word_rows(text, ranges, trees),
            sentences,
            tuple(
                Name(ranges[n.first].start, ranges[n.last].end, n.label, round(self._calibration.name(n.share), 3))
                for n in self.names(reading)
                if n.label in NAME_LABELS
            ),
            attributions,
            self._wordings(ranges, reading, sentences, attributions),
            tuple(self._event_words(ranges, reading)),
        )

    def wording(self, texts: Sequence[str]) -> list[bytes]:
        """The wording vectors of loose texts, each by itself: 384 int8 numbers each; of an empty text all nought."""
        return [self._loose_wording(text) for text in texts]

    # --- steps, in the order in which they run ---------------------------------

    def divided(self, text: str, blocks: Sequence[Range]) -> tuple[list[Range], Spelling]:
        """The words of the blocks in order, and how they are spelled, spaced and divided into sentences."""
        ranges: list[Range] = []
        sentence: list[int] = []
        block: list[int] = []
        for number, part in enumerate(blocks):
            words = word_ranges(text, part.start, part.end)
            starts = set(sentence_starts(text, words))
            at = sentence[-1] if sentence else -1
            for i in range(len(words)):
                at += i in starts
                sentence.append(at)
            block += [number] * len(words)
            ranges += words
        spaced = [i == 0 or ranges[i - 1].end < r.start for i, r in enumerate(ranges)]
        return ranges, spelling_of([text[r.start : r.end] for r in ranges], spaced, sentence, block)

    def read(self, spelling: Spelling) -> TextReading:
        """Run the network over a text's words, windows in order."""
        pieces = self._table.pieces(spelling)
        borders = sentence_borders(spelling.sentence)
        plans = window_plans(units(borders, pieces.first, MOST_PIECES), pieces.first)
        around, marks = word_surroundings(spelling), (self._table.begin, self._table.end)
        windows = [self._network.read(pieces, around, p.first, p.last, *marks) for p in plans]
        return TextReading(spelling, borders, plans, windows)

    def trees(self, reading: TextReading) -> WordTrees:
        """Tags, and one tree a sentence; the parts of a sentence longer than a window hang on its first part."""
        count = len(reading.spelling.forms)
        tags, heads = np.zeros(count, np.int64), np.full(count, -1, np.int64)
        relations = np.zeros(count, np.int64)
        for plan, window in zip(reading.plans, reading.windows, strict=True):
            core = slice(plan.core_first - plan.first, plan.core_last - plan.first)
            here = self._window_heads(reading.spelling.sentence[plan.first : plan.last], window.arcs, core)
            tags[plan.core_first : plan.core_last] = window.tags[core].argmax(1)
            relations[plan.core_first : plan.core_last] = self._window_relations(window, here, core)
            heads[plan.core_first : plan.core_last] = np.where(here < 0, -1, here + plan.first)
        self._hang_parts(reading.borders, heads, relations)
        return WordTrees(tags, heads, relations)

    def _window_heads(self, sentence: Integers, arcs: Floats, core: slice) -> Integers:
        """Heads of the core's words as window word indices."""
        heads = np.full(core.stop - core.start, -1, np.int64)
        begins = np.flatnonzero(np.diff(sentence[core], prepend=-1))
        for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(heads)], strict=True):
            low, high = core.start + begin, core.start + end
            tree = sentence_tree(np.concatenate([arcs[low:high, low:high], arcs[low:high, -1:]], 1))
            heads[begin:end] = np.where(tree < 0, -1, tree + low)
        return heads

    def _window_relations(self, window: WindowReading, heads: Integers, core: slice) -> Integers:
        chosen = np.where((heads < 0)[:, None], self._heads["relation_root"], window.relation_head[heads])
        choice = self._network.relations(window.relation_child[core], chosen)
        root = self.relation_labels.index("root")
        return np.where(heads < 0, root, choice)

    def _hang_parts(self, borders: Integers, heads: Integers, relations: Integers) -> None:
        """Let further roots of one sentence depend on its first, as `parataxis`."""
        roots = np.flatnonzero(heads < 0)
        number = np.searchsorted(borders, roots, "right")
        further = np.flatnonzero(number[1:] == number[:-1]) + 1
        for at in further.tolist():
            first = roots[np.searchsorted(number, number[at])]
            heads[roots[at]] = first
            relations[roots[at]] = self.relation_labels.index("parataxis")

    def names(self, reading: TextReading) -> list[FoundName]:
        """The names of a text, each decided in the window in whose core it begins, all labels of training."""
        spans = _spans(self.name_emissions(reading), self.name_steps, self.name_labels)
        found: list[FoundName] = []
        for plan, here in zip(reading.plans, spans, strict=True):
            for span in here:
                first = span.first + plan.first
                if plan.core_first <= first < plan.core_last and (not found or found[-1].last < first):
                    found.append(FoundName(first, span.last + plan.first, span.kind, span.share))
        return found

    @property
    def name_steps(self) -> Floats:
        """What the chain of name tags adds from one tag to the next, [L + 1, L + 1], the text's border last."""
        return np.asarray(self._heads["name_chain"])

    def name_emissions(self, reading: TextReading) -> list[Floats]:
        """What the chain of name tags decides from, [W, L] a window: no name goes over a sentence's border."""
        inside = _inside(self.name_labels)
        return [
            held_in(w.names, inside, _begins(reading.spelling.sentence, p), NEVER)
            for p, w in zip(reading.plans, reading.windows, strict=True)
        ]

    def statement_emissions(self, reading: TextReading) -> list[Floats]:
        """What the chain of statement tags decides from, [W, L] a window: `decoding` added, borders held."""
        inside = _inside(self.statement_labels)
        emissions = []
        for plan, window in zip(reading.plans, reading.windows, strict=True):
            sentence, block = (_begins(a, plan) for a in (reading.spelling.sentence, reading.spelling.block))
            held = held_in(window.statements + self.decoding.begin, inside, sentence, self.decoding.sentence_border)
            emissions.append(held_in(held, inside, block, NEVER))
        return emissions

    def _joined(self, reading: TextReading) -> list[list[Joined]]:
        found = []
        spans = _spans(self.statement_emissions(reading), self._heads["statement_chain"], self.statement_labels)
        for plan, window, here in zip(reading.plans, reading.windows, spans, strict=True):
            spelling, part = reading.spelling, slice(plan.first, plan.last)
            marks = np.array([plain_form(form) in QUOTATION_MARKS for form in spelling.forms[part]], bool)
            words = WindowWords(window.statement_states, spelling.sentence[part], marks)
            found.append(joined_pieces(here, words, self._content_links, self._cue_links))
        return found

    def attributions(self, ranges: Sequence[Range], reading: TextReading) -> list[FoundAttribution]:
        """The attributions of a text with the signs of their sureness, in text order."""
        return found_attributions(ranges, reading.plans, self._joined(reading))

    def _event_words(self, ranges: Sequence[Range], reading: TextReading) -> Iterator[EventWord]:
        """The words whose likeliest class is one of events, each decided in the window in whose core it stands."""
        labels = self._events.labels
        for plan, window in zip(reading.plans, reading.windows, strict=True):
            shares = self._events.shares(window)[plan.core_first - plan.first : plan.core_last - plan.first]
            for at, best in enumerate(shares.argmax(1).tolist(), plan.core_first):
                if labels[best] != NO_EVENT:
                    share = round(float(shares[at - plan.core_first, best]), 3)
                    yield EventWord(ranges[at].start, ranges[at].end, labels[best], share)

    def _word_rows(self, text: str, ranges: list[Range], trees: WordTrees) -> tuple[Word, ...]:
        tags = [self.tag_labels[t] for t in trees.tags.tolist()]
        relations = [self.relation_labels[r] for r in trees.relations.tolist()]
        rows = zip(ranges, tags, trees.heads.tolist(), relations, strict=True)
        return tuple(Word(r.start, r.end, self._lemmas.lemma(text[r.start : r.end], t), t, h, d) for r, t, h, d in rows)

    def _wordings(
        self,
        ranges: list[Range],
        reading: TextReading,
        sentences: Sequence[SentenceSpan],
        attributions: Sequence[Attribution],
    ) -> tuple[Wording, ...]:
        """Pooled in the window in which the stretch begins (what lies beyond that window's end is left out)."""
        if not ranges:
            return ()
        starts = np.array([r.start for r in ranges])
        stretches = [Range(s.start, s.end) for s in sentences]
        stretches += [Range(a.content[0].start, a.content[-1].end) for a in attributions]
        stretches = list(dict.fromkeys(stretches))
        firsts = np.searchsorted(starts, [s.start for s in stretches], "right") - 1
        lasts = np.searchsorted(starts, [s.end for s in stretches], "left")
        cores = np.array([p.core_first for p in reading.plans])
        windows = np.searchsorted(cores, firsts, "right") - 1
        pooled = np.zeros((len(stretches), 384), np.float32)
        for i, (first, last, number) in enumerate(zip(firsts.tolist(), lasts.tolist(), windows.tolist(), strict=True)):
            plan, window = reading.plans[number], reading.windows[number]
            low, high = window.word_piece[first - plan.first], window.word_piece[min(last, plan.last) - plan.first]
            pooled[i] = window.states[low:high].mean(0)
        vectors = self._projected(pooled)
        return tuple(Wording(s.start, s.end, v.tobytes()) for s, v in zip(stretches, vectors, strict=True))

    def _projected(self, pooled: Floats) -> np.ndarray:
        vectors = self._network.wording(pooled)
        top = np.abs(vectors).max(1, keepdims=True)
        return np.asarray(np.round(vectors / np.maximum(top, 1e-9) * 127), np.int8)

    def _loose_wording(self, text: str) -> bytes:
        states = self.loose_states(text)
        return bytes(384) if states is None else bytes(self._projected(states)[0].tobytes())

    def loose_states(self, text: str) -> Floats | None:
        """The pooled states [1, 384] of a loose text, of its first window where it is long; None of an empty one."""
        ranges, spelling = self.divided(text, [Range(0, len(text))])
        if not ranges:
            return None
        window = self.read(spelling).windows[0]
        return np.asarray(window.states[1 : window.word_piece[-1]].mean(0, keepdims=True))


def _inside(tags: tuple[str, ...]) -> Integers:
    """The tags that go on with a span."""
    return np.flatnonzero([t[0] in "IE" for t in tags])


def _begins(numbers: Integers, plan: WindowPlan) -> Integers:
    """The words of a window, its first apart, at which the number (of sentence or block) changes."""
    return np.flatnonzero(np.diff(numbers[plan.first : plan.last])) + 1


def _spans(emissions: list[Floats], steps: Floats, names: tuple[str, ...]) -> list[list[TaggedSpan]]:
    tags = best_tags(emissions, steps)
    sure = tag_shares(emissions, steps, tags)
    return [tagged_spans(t, s, names) for t, s in zip(tags, sure, strict=True)]


def _sentence_spans(ranges: list[Range], borders: Integers) -> tuple[SentenceSpan, ...]:
    edges = borders.tolist()
    return tuple(SentenceSpan(ranges[a].start, ranges[b - 1].end, a, b) for a, b in pairwise(edges))
