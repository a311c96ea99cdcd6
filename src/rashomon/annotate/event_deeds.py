"""What happened by a word that no table has: "the surgeon handed the bullet to a magistrate", "the removal".

The reading model says which words tell of an occurrence (TimeML 1.2.1). Those that were, or are going on, are kept
here as deeds of no known type; whether one is an incident is `link`'s to say. What may be, was not, or is to come is
none, nor is what sport, computing and campaigns tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rashomon.annotate.event_arguments import Arguments, carrier, noun_arguments, verb_arguments
from rashomon.annotate.event_circumstances import Circumstances
from rashomon.annotate.event_lexicon import DEED, Group
from rashomon.annotate.event_reading import Reading
from rashomon.annotate.event_reality import CONDITIONS, MAYBE, reality
from rashomon.annotate.event_triggers import Trigger, is_misused

_GROUP = Group(family=DEED, type="OTHER", source="TimeML 1.2.1, class OCCURRENCE, by the reading model")
REACH = 5
TOUCHABLE = ("human", "armed", "worker", "official", "crowd", "vehicle", "aircraft", "vessel", "structure", "weapon",
             "dead_body", "artifact", "goods", "thing")  # fmt: skip
BODILY = ("human", "armed", "animate")
UNSURE = MAYBE | CONDITIONS
MODIFIERS = frozenset({"amod", "compound", "flat", "aux", "case", "mark"})


def deeds(reading: Reading, around: Circumstances, in_headline: Callable[[int], bool]) -> Iterator[Trigger]:
    """The words of a report that tell what happened and are no triggers yet, in text order.

    `in_headline` says whether a word stands in one.
    """
    for index in reading.occurrences:
        if index in around.trigger_at or index in around.carried or index in around.cues or index in reading.timed:
            continue
        if reading.topical[reading.sentence_of[index]] or (trigger := _trigger(reading, around, index)) is None:
            continue
        real = reality(reading, trigger, in_headline(index), True)
        told = real.certainty in ("certain", "probable") or _is_alleged(reading, index)
        if told and real.tense in ("past", "present") and real.polarity == "positive":
            yield trigger


def _trigger(reading: Reading, around: Circumstances, index: int) -> Trigger | None:
    """A verb or a noun with who has part in it; what somebody was "to" do is no deed yet.

    A noun of the tables whose conditions do not hold is no happening ("an explosion of interest"), nor is who or what
    can be touched ("firefighters"), or a noun with nobody's part, no day and no place of its own ("the process").
    """
    tree, word = reading.tree, reading.tree.words[index]
    if word.deprel.split(":")[0] in MODIFIERS:
        return None
    set_in = around.own_time(index) is not None or around.own_place(index) is not None
    if word.upos == "NOUN":
        if any(not e.partners for e in reading.lexicon.candidates(tree.lower(index), "noun")):
            return None
        arguments = noun_arguments(tree, index, DEED, reading.lexicon)
        if reading.belongs(index, TOUCHABLE) or not (set_in or arguments.actors or arguments.recipients):
            return None
        return Trigger(index, _GROUP, arguments, carrier(tree, index, reading.lexicon), "noun")
    if word.upos != "VERB" or (index and tree.lower(index - 1) == "to"):
        return None
    arguments = verb_arguments(tree, index)
    if _carries(reading, around, index) or is_misused(reading, index, arguments):
        return None
    if not _is_literal(reading, index, arguments, set_in):
        return None
    return Trigger(index, _GROUP, arguments, None, "verb")


def _is_alleged(reading: Reading, index: int) -> bool:
    """Whether a verb is the content of one of alleging or suspecting, and nothing else leaves it open."""
    tree, word = reading.tree, reading.tree.words[index]
    if word.deprel == "conj" and 0 <= word.head < index:
        return _is_alleged(reading, word.head)
    if word.head < 0 or {tree.lower(c) for c in tree.all_children(index, "aux", "mark")} & UNSURE:
        return False
    return word.deprel in ("ccomp", "acl") and reading.lemma(word.head) in reading.lexicon.words.unreal.doubt


def _carries(reading: Reading, around: Circumstances, index: int) -> bool:
    """Whether a light verb stands before the noun of another happening, whatever the parse hangs that on."""
    light = reading.lemma(index) in reading.lexicon.light | reading.lexicon.aspect
    return light and any(i in around.trigger_at for i in range(index + 1, index + 1 + REACH))


def _is_literal(reading: Reading, index: int, arguments: Arguments, set_in: bool) -> bool:
    """Whether it may have befallen somebody or something: "shares rose" tells of sums alone.

    A verb of the tables whose conditions do not hold is mostly a figure of speech ("bombarded with questions", "lost
    their nerve"), unless it has a day or place of its own (`set_in`), a body does it, to a body if to anything, or it
    is done to a thing.
    """
    struck = [i for i in arguments.recipients if i not in reading.timed]
    if set_in or not reading.lexicon.candidates(reading.tree.lower(index), "verb"):
        parties = (*arguments.actors, *struck)
        return not parties or not all(reading.belongs(i, ("intangible",)) for i in parties)
    bodies = [any(reading.belongs(i, BODILY) for i in side) for side in (arguments.actors, struck)]
    things = [i for i in struck if reading.tree.words[i].upos == "NOUN"]
    by_body = bodies[0] and (bodies[1] or not struck)
    return by_body or any(reading.belongs(i, reading.lexicon.things) for i in things)
