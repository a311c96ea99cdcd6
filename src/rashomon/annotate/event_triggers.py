"""Which words of a report are triggers: the tables' words whose conditions hold and which no trap takes away.

A verb is judged by its subject and object, a noun by what modifies it and by the verb that carries it. Words that
sport, computing and election campaigns use in another sense are left alone in such texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from rashomon.annotate.event_arguments import (
    AGAINST,
    Arguments,
    adjective_arguments,
    after_partner,
    carrier,
    case_of,
    is_passive,
    is_past_form,
    noun_arguments,
    right_after,
    shared_object,
    subjects,
    verb_arguments,
    without,
)
from rashomon.annotate.event_lexicon import Entry, EventLexicon, Group, Part, Trap
from rashomon.annotate.event_reading import Reading, after_of
from rashomon.annotate.trees import Tree
from rashomon.records import EventType

PARTS: Mapping[str, Part] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
TAKES_UP, BACK, AHEAD = "incident", 4, 2
TAKEN_UP = frozenset({"ASSAULT", "ACCIDENT", "DISASTER", "PROTEST"})
NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "appos"})
HARM = frozenset({"killing", "injuring", "destruction"})
HARMLESS = HARM | {"outage"}
CAUSES = frozenset({"ASSAULT", "ACCIDENT", "DISASTER"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PARTS_OF_HYPHENED: Sequence[Part] = ("noun", "verb")


class Trigger(msgspec.Struct, frozen=True):
    """A word that reports a happening: its index in the parse, its group, and who has part in it."""

    index: int
    group: Group
    arguments: Arguments
    carrier: int | None
    """The verb that carries a noun's happening."""
    part: Part


def triggers(reading: Reading) -> tuple[Trigger, ...]:
    """The triggers of a report, in text order."""
    found = [t for i in range(len(reading.tree.words)) if (t := _trigger(reading, i)) is not None]
    return tuple(_taken_up(reading, tuple(_by_cause(reading, found))))


def _taken_up(reading: Reading, found: Sequence[Trigger]) -> Iterator[Trigger]:
    """What "the incident" or "it happened" takes up gives them their type, in a headline what its lead tells; they are
    dropped where nothing was told.
    """
    last = next((t for t in found if t.group.type in TAKEN_UP), None)
    if last is not None and reading.sentence_of[last.index] > AHEAD:
        last = None
    for trigger in found:
        if trigger.group.echoes:
            if (echoed := _echoed(trigger, found)) is not None:
                yield trigger if trigger.group.type != "OTHER" else replace(trigger, group=echoed.group)
        elif trigger.group.family != TAKES_UP:
            last = trigger if trigger.group.type in TAKEN_UP else last
            yield trigger
        elif last is not None and abs(reading.sentence_of[trigger.index] - reading.sentence_of[last.index]) <= BACK:
            yield replace(trigger, group=replace(trigger.group, type=last.group.type))


def _echoed(trigger: Trigger, found: Sequence[Trigger]) -> Trigger | None:
    """The happening that an ambiguous word takes up: the last before it of the families it may mean, else the first."""
    meant = [t for t in found if t.group.family in trigger.group.echoes and not t.group.echoes]
    return next((t for t in reversed(meant) if t.index < trigger.index), next(iter(meant), None))


def _by_cause(reading: Reading, found: Sequence[Trigger]) -> Iterator[Trigger]:
    """Deaths and injuries that nobody is said to bring about get the type of what else their sentence, or most of
    their report, tells of: "killed in a stampede" is no assault.
    """
    harms = [t for t in found if t.group.family in HARM and not _has_doer(reading, t)]
    causes = [t for t in found if t.group.type in CAUSES and t.group.family not in HARMLESS and not t.group.loose]
    by_sentence: dict[int, set[EventType]] = {}
    for cause in causes:
        by_sentence.setdefault(reading.sentence_of[cause.index], set()).add(cause.group.type)
    most = Counter(t.group.type for t in causes).most_common(1)
    common: EventType | None = most[0][0] if most and 2 * most[0][1] > len(causes) else None
    unsaid = {t.index for t in harms}
    for trigger in found:
        if trigger.index not in unsaid:
            yield trigger
            continue
        here = by_sentence.get(reading.sentence_of[trigger.index], set())
        kind = "ASSAULT" if "ASSAULT" in here else min(here, default=common)
        group = trigger.group if kind is None else replace(trigger.group, type=kind)
        yield replace(trigger, group=group)


def _has_doer(reading: Reading, trigger: Trigger) -> bool:
    return any(
        reading.belongs(i, ("human", "armed", "person", "people", "government", "pronoun"))
        for i in trigger.arguments.actors
    )


def _trigger(reading: Reading, index: int) -> Trigger | None:
    """The trigger at a word, or None; what is tagged as a verb and is none of the tables may be a noun of theirs."""
    if (hyphened := reading.hyphened.get(index)) is not None:
        if index != hyphened.head:
            return None
        for whole in PARTS_OF_HYPHENED:
            if found := _as_part(reading, index, whole, hyphened.form):
                return found
    part = _part(reading.tree, index, reading.lexicon)
    found = _as_part(reading, index, part) if part else None
    if found is None and part == "adjective" and _stands_alone(reading.tree, index):
        return _as_part(reading, index, "noun")
    return found


def _stands_alone(tree: Tree, index: int) -> bool:
    """Whether what is tagged as an adjective has an article before it, or stands for a noun ("the regime offensive"),
    and no noun after it.
    """
    after = tree.words[index + 1].upos if index + 1 < len(tree.words) else ""
    if not index or after in ("NOUN", "PROPN", "ADJ", "VERB"):
        return False
    before = tree.words[index - 1].upos
    return before == "DET" or (before in ("NOUN", "PROPN", "ADJ") and tree.words[index].deprel in NOMINAL)


def _as_part(reading: Reading, index: int, part: Part, form: str | None = None) -> Trigger | None:
    """The trigger at a word taken as a verb, a noun or an adjective; `form` is that of the hyphened word around it."""
    tree, lexicon = reading.tree, reading.lexicon
    candidates = lexicon.candidates(form or tree.lower(index), part)
    misplaced = part == "verb" and tree.words[index].deprel == "amod"
    if not candidates or misplaced or index in reading.timed:
        return None
    if part == "noun" and not form and _names_a_thing(reading, index):
        return None
    carried_by = carrier(tree, index, lexicon) if part == "noun" else None
    for entry in candidates:
        if not _partners_stand(tree, index, entry):
            continue
        group = entry.group
        arguments = _arguments(reading, index, entry)
        if part == "noun":
            holds = _noun_holds(reading, index, group, carried_by)
        else:
            holds = _verb_holds(reading, index, group, arguments)
        if holds and not _is_trapped(reading, index, entry, arguments, carried_by):
            return Trigger(index=index, group=group, arguments=arguments, carrier=carried_by, part=part)
    return None


def _part(tree: Tree, index: int, lexicon: EventLexicon) -> Part | None:
    """As what a word is looked up; an adjective with the passive's auxiliary is a participle.

    A form that is nothing but a noun of the tables is one, whatever the tagger makes of it.
    """
    upos = tree.words[index].upos
    if upos not in PARTS:
        form = tree.lower(index)
        return "noun" if lexicon.candidates(form, "noun") and not lexicon.candidates(form, "verb") else None
    if (
        upos == "VERB"
        and index
        and tree.words[index - 1].upos == "DET"
        and tree.words[index].lemma == tree.lower(index)
    ):
        return "noun"
    if upos == "ADJ" and lexicon.candidates(tree.lower(index), "adjective"):
        return "adjective"
    if upos == "ADJ" and tree.child(index, "aux:pass", "nsubj:pass", "cop") is not None:
        return "verb"
    return PARTS.get(upos)


def _arguments(reading: Reading, index: int, entry: Entry) -> Arguments:
    """The arguments of a word as its entry takes them."""
    tree, group = reading.tree, entry.group
    if entry.part == "noun":
        return noun_arguments(tree, index, group.family, reading.lexicon)
    if entry.part == "adjective":
        return adjective_arguments(tree, index)
    found = without(verb_arguments(tree, index, group.patient), entry.partners, tree)
    if group.patient and not found.recipients:
        found = Arguments(recipients=found.actors, others=found.others)
    if entry.partners and not group.patient and tree.child(index, "obj") is None and not is_passive(tree, index):
        found = Arguments(found.actors, after_partner(tree, index, entry.partners) or found.recipients, found.others)
    if tree.child(index, "obj") is None and "none" in group.objects and not is_passive(tree, index):
        named = right_after(tree, index)
        fitting = tuple(i for i in found.recipients if i in named or reading.belongs(i, group.objects))
        found = Arguments(actors=found.actors, recipients=fitting, others=found.others)
    bare = not found.recipients and tree.child(index, "aux", "obj") is None and is_past_form(tree, index)
    nominal = ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ")
    bare = bare and not (index + 1 < len(tree.words) and tree.words[index + 1].upos in nominal)
    if bare and group.family in reading.lexicon.patients and not entry.partners and not group.preps:
        shared = shared_object(tree, index)
        if shared and not is_passive(tree, index):
            return Arguments(actors=found.actors, recipients=shared, others=found.others)
        return Arguments(recipients=found.actors, others=found.others)
    return found


def _names_a_thing(reading: Reading, index: int) -> bool:
    """Whether a noun only modifies another ("bomb squad"), unless that one stands for the happening ("blast site")."""
    tree, word = reading.tree, reading.tree.words[index]
    after = index + 1
    follows = ("NOUN", "PROPN") if tree.text[word.start].islower() else ("NOUN",)
    named = after < len(tree.words) and tree.words[after].upos in follows and after not in reading.timed
    if named and tree.words[after].start == word.end + 1:
        return reading.lemma(after) not in reading.lexicon.scene
    if word.deprel.split(":")[0] not in ("compound", "flat", "amod") or word.head < 0:
        mention = reading.mention_of.get(index)
        return word.upos == "PROPN" and mention is not None and mention.head == "name"
    between = range(index + 1, word.head) if word.head > index else range(0)
    if any(tree.words[i].upos in ("VERB", "AUX", "ADP") for i in between):
        return False
    return reading.lemma(word.head) not in reading.lexicon.scene or word.deprel == "amod"


def _partners_stand(tree: Tree, index: int, entry: Entry) -> bool:
    """Whether the words that an entry asks for stand with its head: after a verb, before a noun."""
    if not entry.partners:
        return True
    near = _before(tree, index) if entry.part == "noun" else range(index + 1, min(len(tree.words), index + 5))
    around = {w for i in near for w in (tree.lower(i), tree.words[i].lemma.lower())}
    around |= {tree.words[c].lemma.lower() for c in tree.children[index] if tree.words[c].deprel != "conj"}
    return all(partner in around for partner in entry.partners)


def _before(tree: Tree, index: int) -> Iterator[int]:
    """The words right before a noun, back to the first that ends its phrase."""
    for i in range(index - 1, max(-1, index - 5), -1):
        if tree.words[i].upos not in ("NOUN", "PROPN", "ADJ") and tree.lower(i) != "-":
            return
        yield i


def _verb_holds(reading: Reading, index: int, group: Group, arguments: Arguments) -> bool:
    """Whether a verb's subject, object, preposition and topic are what its group asks for."""
    if group.weak and reading.is_weak(index, group.type):
        return False
    if group.passive and not is_passive(reading.tree, index):
        return False
    subject, obj = (arguments.recipients, ()) if group.patient else (arguments.actors, arguments.recipients)
    if group.subjects and not _one_of(reading, subject, group.subjects, missing_is_fine="none" in group.subjects):
        return False
    if group.preps:
        tree = reading.tree
        obj = (*obj, *(c for c in tree.all_children(index, "obl") if case_of(tree, c) in group.preps))
    open_object = "none" in group.objects or ("clause" in group.objects and _has_clause(reading.tree, index))
    if group.objects and not _one_of(reading, obj, group.objects, missing_is_fine=open_object):
        return False
    return not group.preps or _has_preposition(reading.tree, index, group.preps)


def _has_clause(tree: Tree, index: int) -> bool:
    return tree.child(index, "xcomp", "ccomp") is not None


def _one_of(reading: Reading, indices: Sequence[int], classes: Sequence[str], missing_is_fine: bool) -> bool:
    if not indices:
        return missing_is_fine
    return any(reading.belongs(i, classes) for i in indices)


def _has_preposition(tree: Tree, index: int, preps: Sequence[str]) -> bool:
    children = tree.children[index]
    if index + 1 < len(tree.words) and tree.lower(index + 1) in preps:
        return True
    return any(tree.lower(c) in preps or case_of(tree, c) in preps for c in children)


def _noun_holds(reading: Reading, index: int, group: Group, carried_by: int | None) -> bool:
    """Whether a noun's modifiers, preposition, carrier and topic are what its group asks for."""
    tree = reading.tree
    if group.weak and reading.is_weak(index, group.type):
        return False
    if group.needs_light and carried_by is None:
        return False
    if group.definite and not is_definite(tree, index):
        return False
    if group.preps and not _has_preposition(tree, index, group.preps):
        return False
    if group.objects:
        cases = AGAINST.intersection(group.preps) or AGAINST
        after = [c for c in tree.all_children(index, "nmod") if case_of(tree, c) in cases]
        if not _one_of(reading, after, group.objects, missing_is_fine=False):
            return False
    return not group.modifiers or _is_modified(reading, index, group.modifiers, carried_by)


def is_definite(tree: Tree, index: int) -> bool:
    """Whether a noun has a definite article, a demonstrative or a possessor: what it tells of is taken for granted."""
    determiners = {tree.lower(c) for c in tree.all_children(index, "det")} | {tree.lower(index - 1) if index else ""}
    return bool(determiners & DEFINITE) or tree.child(index, "nmod:poss") is not None


def _is_modified(reading: Reading, index: int, classes: Sequence[str], carried_by: int | None) -> bool:
    """Whether a modifier is of one of the classes; `number`, `named`, `light` and `witnessed` stand for those."""
    tree = reading.tree
    if "light" in classes and carried_by is not None:
        return True
    governor = tree.words[index].head
    if "witnessed" in classes and governor >= 0 and reading.lemma(governor) in reading.lexicon.witnessing:
        return True
    if "number" in classes and tree.child(index, "nummod") is not None:
        return True
    modifiers = tree.all_children(index, "amod", "compound", "nmod")
    if "named" in classes and any(tree.words[c].upos == "PROPN" for c in modifiers):
        return True
    return any(reading.belongs(c, classes) for c in modifiers if tree.words[c].upos != "NUM")


def _is_trapped(reading: Reading, index: int, entry: Entry, arguments: Arguments, carried_by: int | None) -> bool:
    """Whether a trap of the tables says that this use is no happening."""
    traps = reading.lexicon.traps.get(entry.lemma, ())
    return any(trap.catches(_in_role(reading, index, trap, arguments, carried_by, entry)) for trap in traps)


def is_misused(reading: Reading, index: int, arguments: Arguments) -> bool:
    """Whether a trap of the tables catches a verb of theirs, whatever else its entries ask for."""
    entries = reading.lexicon.candidates(reading.tree.lower(index), "verb")
    return any(not e.partners and _is_trapped(reading, index, e, arguments, None) for e in entries)


def _in_role(
    reading: Reading, index: int, trap: Trap, arguments: Arguments, carried_by: int | None, entry: Entry
) -> set[str]:
    """The lemmas that stand in a trap's role."""
    tree = reading.tree
    if trap.role == "object":
        named = reading.mention_of
        return {reading.lemma(i) for i in arguments.recipients if i not in named or named[i].head != "name"}
    if trap.role == "subject":
        return {reading.lemma(i) for own in subjects(tree, index) for i in (own, *after_of(tree, own))}
    if trap.role == "verb":
        governor = tree.words[index].head if entry.part == "noun" else -1
        return {reading.lemma(governor)} if governor >= 0 else set()
    if trap.role == "particle":
        after = tree.lower(index + 1) if index + 1 < len(tree.words) else ""
        return {after} - set(entry.partners)
    relations = ("amod", "compound", "nmod:poss") if trap.role == "modifier" else ("nmod",)
    children = tree.all_children(index, *relations)
    if trap.role == "of" and trap.words == ("*",):
        children = [c for c in children if case_of(tree, c) == "of"] or after_of(tree, index)
    elif trap.role == "of":
        children += after_of(tree, index)
    found = {reading.lemma(c) for c in children}
    if trap.role == "modifier" and index:
        found.add(reading.lemma(index - 1))
    return found
