"""What somebody did, or what befell them, by a verb that no table of happenings has.

"The surgeon handed the bullet to a magistrate": what was done to somebody or to a thing, or on a day or at a place of
its own, is part of a story's course; whether it is an incident is `link`'s to say. Verbs of saying, of states and of
the course of other happenings are none; nor is what may be, was not, or is to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rashomon.annotate.cues import attitude_verbs, reporting_verbs
from rashomon.annotate.event_arguments import Arguments, is_past_form, verb_arguments
from rashomon.annotate.event_circumstances import Circumstances
from rashomon.annotate.event_lexicon import DEED, Group, present_form
from rashomon.annotate.event_reading import Reading
from rashomon.annotate.event_reality import CONDITIONS, MAYBE, reality
from rashomon.annotate.event_triggers import Trigger, is_misused
from rashomon.annotate.record import TimeReading
from rashomon.annotate.trees import Tree
from rashomon.timex import Calendar, Shift

_GROUP = Group(family=DEED, type="OTHER", source="lexicon/event_words.toml, deeds")
REACH = 5
BODILY = ("human", "armed", "animate")
UNSURE = MAYBE | CONDITIONS
_UNITS = frozenset({"minute", "hour", "day", "week", "weekend", "month", "night"})


def deeds(
    reading: Reading, around: Circumstances, times: Sequence[TimeReading], in_headline: Callable[[int], bool]
) -> tuple[Trigger, ...]:
    """The verbs of a report that tell what was done, in text order; `in_headline` says whether a word stands in one."""
    dated = frozenset(t.id for t in times if _is_dated(t))
    return tuple(_deeds(reading, around, dated, in_headline))


def _is_dated(time: TimeReading) -> bool:
    """Whether a time expression is a month or shorter."""
    pattern = time.expression.pattern
    if isinstance(pattern, Shift):
        return pattern.unit in _UNITS
    if not isinstance(pattern, Calendar):
        return False
    return any((pattern.month, pattern.day, pattern.weekday, pattern.weekend, pattern.week, pattern.part, pattern.hour))


def _deeds(
    reading: Reading, around: Circumstances, dated: frozenset[str], in_headline: Callable[[int], bool]
) -> Iterator[Trigger]:
    for index, word in enumerate(reading.tree.words):
        if word.upos != "VERB" or index in around.trigger_at or index in around.carried or index in around.cues:
            continue
        headline = in_headline(index)
        if not (_tells_past(reading.tree, index) or (headline and _is_present(reading.tree, index))):
            continue
        if not _may_be(reading, index) or _carries(reading, around, index):
            continue
        arguments = verb_arguments(reading.tree, index)
        set_in = around.own_time(index) in dated or around.own_place(index) is not None
        if not _has_parties(reading, index, arguments, set_in) or is_misused(reading, index, arguments):
            continue
        trigger = Trigger(index=index, group=_GROUP, arguments=arguments, carrier=None, part="verb")
        real = reality(reading, trigger, headline, True)
        told = real.certainty in ("certain", "probable") or _is_alleged(reading, index)
        if told and real.tense == "past" and real.polarity == "positive":
            yield trigger


def _tells_past(tree: Tree, index: int) -> bool:
    """Whether a verb may tell of the past: by its form or auxiliary ("was carrying", "did release"), or as a participle
    that orders two happenings ("after leaving the town").
    """
    if is_past_form(tree, index):
        return True
    helped = {tree.lower(c) for c in tree.all_children(index, "aux")}
    if not tree.lower(index).endswith("ing"):
        return "did" in helped
    ordering = {tree.lower(c) for c in tree.all_children(index, "mark", "case")} & {"after", "before"}
    return bool(helped & {"was", "were", "been"} or ordering)


def _is_alleged(reading: Reading, index: int) -> bool:
    """Whether a verb is the content of one of alleging or suspecting, and nothing else leaves it open."""
    tree, word = reading.tree, reading.tree.words[index]
    if word.deprel == "conj" and 0 <= word.head < index:
        return _is_alleged(reading, word.head)
    if word.head < 0 or {tree.lower(c) for c in tree.all_children(index, "aux", "mark")} & UNSURE:
        return False
    return word.deprel in ("ccomp", "acl") and reading.lemma(word.head) in reading.lexicon.words.unreal.doubt


def _is_present(tree: Tree, index: int) -> bool:
    """Whether a verb is a plain present with a subject before it, the past of headlines ("Army frees hostages")."""
    form, lemma = tree.lower(index), tree.words[index].lemma.lower()
    own = tree.child(index, "nsubj")
    return form in (lemma, present_form(lemma)) and own is not None and tree.child(index, "aux", "mark") is None


def _may_be(reading: Reading, index: int) -> bool:
    """Whether a verb is one of doing, in a clause that is not of sport, computing or a campaign."""
    lemma = reading.lemma(index)
    said = lemma in reporting_verbs() or lemma in attitude_verbs()
    if lemma in reading.lexicon.no_deeds or (said and lemma not in reading.lexicon.handled):
        return False
    if reading.tree.words[index].deprel.split(":")[0] in ("amod", "compound", "aux", "case", "mark"):
        return False
    return not reading.topical[reading.sentence_of[index]] and not _governs_clause(reading.tree, index)


def _has_parties(reading: Reading, index: int, arguments: Arguments, set_in: bool) -> bool:
    """Whether somebody or something fit for a deed has part.

    With a day or place of its own (`set_in`) anybody or anything that can be touched, or a thing that is no figure or
    thought; without one somebody or something that can be touched to whom it is done; of a verb of the tables
    whose conditions do not hold only a thing, since else it is mostly a figure of speech ("bombarded with questions").
    """
    struck = [i for i in arguments.recipients if i not in reading.timed]
    things = [i for i in struck if reading.tree.words[i].upos == "NOUN"]
    if reading.lemma(index) in reading.lexicon.faint:
        leading = arguments.actors or [i for i in struck if reading.tree.words[i].upos != "NUM"]
        return set_in and _is_concrete(reading, [i for i in leading if reading.tree.lower(i) != "it"])
    if not set_in:
        known = bool(reading.lexicon.candidates(reading.tree.lower(index), "verb"))
        bodies = all(any(reading.belongs(i, BODILY) for i in side) for side in (arguments.actors, struck))
        literal = not known or bodies or any(reading.belongs(i, reading.lexicon.things) for i in things)
        return literal and any(reading.belongs(i, reading.lexicon.touchable) for i in struck)
    if _is_concrete(reading, (*arguments.actors, *arguments.recipients)):
        return True
    return any(not reading.belongs(i, ("intangible",)) for i in things)


def _carries(reading: Reading, around: Circumstances, index: int) -> bool:
    """Whether a light verb stands before the noun of another happening, whatever the parse hangs that on."""
    light = reading.lemma(index) in reading.lexicon.light | reading.lexicon.aspect
    return light and any(i in around.trigger_at for i in range(index + 1, index + 1 + REACH))


def _governs_clause(tree: Tree, index: int) -> bool:
    """Whether a verb only leads to another ("rushed to help", "was seen leaving"): that one is the deed."""
    return tree.child(index, "xcomp", "ccomp") is not None


def _is_concrete(reading: Reading, words: Sequence[int]) -> bool:
    """Whether somebody or something that can be touched is among them."""
    return any(i in reading.mention_of or reading.belongs(i, reading.lexicon.touchable) for i in words)
