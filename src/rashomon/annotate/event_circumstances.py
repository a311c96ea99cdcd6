"""When and where a happening was, how many it counts, and whose words it stands in: the nearest by syntax, or the
sentence's only one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from rashomon.annotate.event_arguments import case_of
from rashomon.annotate.event_reading import Reading
from rashomon.annotate.event_triggers import Trigger
from rashomon.annotate.record import TimeReading
from rashomon.annotate.trees import Tree
from rashomon.parse import Range
from rashomon.records import Measure, Place, Quantity, Statement

ACTORS = frozenset({"government", "military", "people", "armed_group", "media", "organisation", "company"})
ENDS = frozenset(",;:.!?–—")
FAR_KM = 30.0
REACH = 10
BEFORE_DAY = frozenset({"on", "in", "late", "early"})
COUNTRY = 6
HARM_MEASURES = frozenset({"killed", "injured", "captured", "missing"})
HARMING = frozenset({"ASSAULT", "ACCIDENT", "DISASTER", "COERCE", "OTHER", "PROTEST", "AID", "RETREAT"})
NO_TIME = frozenset({"DURATION", "SET"})
MEASURE_FAMILIES: Mapping[Measure, Collection[str]] = {
    "killed": ("killing", "murder", "death", "massacre", "beheading", "execution", "assassination", "drowning"),
    "injured": ("injuring", "shooting", "stabbing", "beating"),
    "captured": ("arrest", "abduction", "capture"),
    "strikes": ("airstrike",),
    "attacks": ("attack", "bombing", "suicide-attack", "raid"),
}


class Circumstances:
    """The rows of one report that may belong to its triggers, by word and by sentence."""

    def __init__(
        self,
        reading: Reading,
        triggers: Sequence[Trigger],
        times: Sequence[TimeReading],
        quantities: Sequence[Quantity],
        statements: Sequence[Statement],
    ) -> None:
        self.reading = reading
        self.trigger_at = {t.index: t for t in triggers}
        self.carried = {t.carrier: t.index for t in triggers if t.carrier is not None}
        tree = reading.tree
        self.cued = [(s, frozenset(tree.within([Range(c.start, c.end) for c in s.cue]))) for s in statements if s.cue]
        self.cues = frozenset(i for _, cue in self.cued for i in cue)
        self.times: dict[int, str] = {}
        self.said: dict[int, str] = {}
        """The times of saying ("the mayor said on Sunday"): of what was said they are no time."""
        for time in times:
            if time.expression.type in NO_TIME:
                continue
            words = tree.within([Range(time.expression.start, time.expression.end)])
            rows = self.said if self._is_said(words) else self.times
            rows.update(dict.fromkeys(words, time.id))
        self.places = {i: p.id for i, p in reading.place_of.items() if _locates(reading, i, p, self.trigger_at)}
        self.statements = sorted(statements, key=_breadth)
        self.quantities = self._quantities(quantities)

    def time(self, trigger: Trigger) -> str | None:
        """The time expression of a trigger; a trigger that is itself a word of saying has that of its saying."""
        rows = {**self.said, **self.times} if trigger.index in self.cues else self.times
        return self._nearest(trigger, rows)

    def own_time(self, index: int) -> str | None:
        """The time expression that hangs on a verb itself, or stands right after it in its clause."""
        return self._under(index, self.times, index) or self._beside(index, self.times)

    def own_place(self, index: int) -> str | None:
        """The place that hangs on a verb itself, or stands right after it in its clause."""
        return self._under(index, self.places, index) or self._beside(index, self.places)

    def _is_said(self, words: Sequence[int]) -> bool:
        """Whether a time hangs on a statement's cue, or stands right by it, outside what was said."""
        tree = self.reading.tree
        top = tree.top(words)
        if top is None:
            return False
        before = words[0] - 1
        while before >= 0 and (tree.lower(before) in BEFORE_DAY or tree.words[before].upos == "DET"):
            before -= 1
        at, governors = tree.words[top].start, {tree.words[top].head, before}
        return any(
            governors & cue and not any(c.start <= at < c.end for c in statement.content)
            for statement, cue in self.cued
        )

    def place(self, trigger: Trigger) -> str | None:
        """The place of a trigger; one that only names a participant's home is none."""
        found = self._nearest(trigger, self.places)
        return found or self._only(trigger.index + 1, trigger, self.places)

    def statement(self, trigger: Trigger) -> Statement | None:
        """The innermost statement whose content holds a trigger: the shortest, attributed before the outlet's."""
        start = self.reading.tree.words[trigger.index].start
        for statement in self.statements:
            if any(span.start <= start < span.end for span in statement.content):
                return statement
        return None

    def _nearest(self, trigger: Trigger, rows: Mapping[int, str]) -> str | None:
        """The row that hangs on a trigger or its carrier, else on a verb above it, else the sentence's only one.

        What modifies a noun ("soldiers hurt in the strike") has no part in the time and place of the clause above.
        """
        tree, here = self.reading.tree, trigger.index
        found = self._under(here, rows, here) or self._beside(here, rows)
        for _ in range(3):
            relation = tree.words[here].deprel.split(":")[0]
            if found is not None or relation == "acl" or (relation == "advcl" and tree.child(here, "mark") is not None):
                return found
            here = tree.words[here].head
            if here < 0 or relation in ("ccomp", "root", "parataxis"):
                break
            found = self._under(here, rows, trigger.index)
        first = tree.sentences[self.reading.sentence_of[trigger.index]].first
        return found or self._only(first, trigger, rows)

    def _only(self, first: int, trigger: Trigger, rows: Mapping[int, str]) -> str | None:
        """The only row of a trigger's sentence from a word on."""
        last = self.reading.tree.sentences[self.reading.sentence_of[trigger.index]].last
        only = {rows[i] for i in range(first, last) if i in rows}
        return only.pop() if len(only) == 1 else None

    def _beside(self, index: int, rows: Mapping[int, str]) -> str | None:
        """The first row after a trigger in its own clause, whatever the parse makes of it."""
        tree = self.reading.tree
        last = tree.sentences[self.reading.sentence_of[index]].last
        for i in range(index + 1, min(last, index + 1 + REACH)):
            stops = tree.words[i].upos in ("VERB", "AUX", "SCONJ", "CCONJ") or tree.lower(i) in ENDS
            if stops or i in self.trigger_at:
                return None
            if i in rows:
                return rows[i]
        return None

    def _under(self, index: int, rows: Mapping[int, str], at: int) -> str | None:
        """The first row under a word, by the fewest steps, not below another trigger or a clause of its own."""
        tree = self.reading.tree
        level, steps = [index], 0
        while level and steps < 4:
            near = sorted(level, key=lambda i: (abs(i - at), i))
            for i in near:
                if i in rows and i != index:
                    return rows[i]
            level = [
                c
                for i in level
                for c in tree.children[i]
                if tree.words[c].deprel.split(":")[0] not in ("ccomp", "parataxis", "conj", "advcl")
                and not (c in self.trigger_at and c != at and c != index)
            ]
            steps += 1
        return None

    def _quantities(self, quantities: Sequence[Quantity]) -> dict[int, list[str]]:
        """For each trigger's word the quantities that belong to it."""
        found: dict[int, list[str]] = {}
        for quantity in quantities:
            for index in self._holders(quantity):
                found.setdefault(index, []).append(quantity.id)
        return found

    def _may_harm(self, index: int) -> bool:
        """Whether a trigger may have victims: violence, mishap, arrest, or death, and no long course of things."""
        group = self.trigger_at[index].group
        return group.type in HARMING and not group.loose

    def _holders(self, quantity: Quantity) -> list[int]:
        """The triggers that a quantity belongs to: the nearest above it, and one of its measure in the sentence."""
        tree = self.reading.tree
        ends = [quantity.span, quantity.counted] if quantity.counted else [quantity.span]
        words = tree.within([Range(s.start, s.end) for s in ends if s])
        if not words or quantity.measure in ("money", "percent", "distance", "duration"):
            return []
        top = tree.top(words)
        first = words[0] if top is None else top
        path = [first, *tree.governors(first)]
        found: list[int] = [i for i in (*words, *path) if i in self.trigger_at][:1]
        if not found:
            found = [self.carried[i] for i in path if i in self.carried][:1]
        families = MEASURE_FAMILIES.get(quantity.measure, ())
        sentence = tree.sentences[self.reading.sentence_of[first]]
        here = [i for i in range(sentence.first, sentence.last) if i in self.trigger_at]
        if quantity.measure in HARM_MEASURES:
            found = [i for i in found if self._may_harm(i)] or sorted(
                (i for i in here if self._may_harm(i)), key=lambda i: (abs(i - first), i)
            )[:1]
        if families and (not found or self.trigger_at[found[0]].group.family not in families):
            fitting = [i for i in here if self.trigger_at[i].group.family in families]
            found += sorted(fitting, key=lambda i: (abs(i - first), i))[:1]
        return list(dict.fromkeys(found))


def _locates(reading: Reading, index: int, place: Place, trigger_at: Collection[int]) -> bool:
    """Whether a place says where something was: not whose it is ("US warplanes"), who acts, what lies far off."""
    mention = reading.mention_of.get(index)
    if mention is not None and mention.kind in ACTORS:
        return False
    if place.relation == "direction" and (place.km is None or place.km > FAR_KM):
        return False
    tree, country = reading.tree, place.precision is not None and place.precision >= COUNTRY
    word = tree.words[index]
    if word.deprel == "compound":
        return not country and (word.head in trigger_at or reading.belongs(word.head, ("structure", "territory")))
    while word.deprel in ("conj", "flat") and word.head >= 0:
        index, word = word.head, tree.words[word.head]
    relation = word.deprel.split(":")[0]
    if country and relation not in ("obl", "nmod"):
        return False
    if word.deprel == "nmod:poss":
        return not country and reading.belongs(word.head, ("structure", "territory"))
    if word.deprel in ("obl", "nmod"):
        return _preposition(tree, index) in reading.lexicon.locating
    return relation in ("obj", "root", "appos", "parataxis", "advmod", "list", "dep", "obl")


def _preposition(tree: Tree, index: int) -> str | None:
    """What a place hangs on by, or stands after where the parse has lost it."""
    case = case_of(tree, index)
    if case is not None:
        return case
    before = index - 1
    while before >= 0 and tree.words[before].upos in ("DET", "ADJ", "PROPN", "NOUN"):
        before -= 1
    return tree.lower(before) if before >= 0 else None


def _breadth(statement: Statement) -> tuple[int, int, str]:
    size = sum(span.end - span.start for span in statement.content)
    return (0 if statement.voice == "attributed" else 1, size, statement.id)


def position(starts: Sequence[int], offset: int) -> int:
    """The index of the last start at or before an offset."""
    return bisect_left(starts, offset + 1) - 1
