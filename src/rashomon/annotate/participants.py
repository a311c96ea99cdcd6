"""Who takes part in a happening: each word that syntax gives, as the mention that holds it or as its own phrase."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate.event_arguments import Arguments
from rashomon.annotate.event_lexicon import DEED
from rashomon.annotate.event_reading import Reading
from rashomon.annotate.event_triggers import Trigger
from rashomon.records import Participant, Role, Span, span_of

NOT_IN_PHRASE = (
    "acl",
    "acl:relcl",
    "appos",
    "conj",
    "cc",
    "parataxis",
    "advcl",
    "nmod",
    "case",
    "obl",
    "cop",
    "nsubj",
    "list",
    "dep",
)
ACTING = ("human", "armed", "government", "person", "people", "party", "company", "aircraft", "vehicle_military")
SIDES = frozenset({"government", "military", "armed_group", "people", "place"})
SUFFERING = (*ACTING, "structure", "vehicle", "aircraft", "territory")


def participants(reading: Reading, trigger: Trigger) -> tuple[Participant, ...]:
    """The participants of a trigger, actors first, each phrase once; `entity` is the introducing mention's id."""
    rows: dict[tuple[int, int], Participant] = {}
    for role, index in _roles(trigger.arguments):
        row = _participant(reading, trigger, role, index)
        if row is not None:
            rows.setdefault((row.span.start, row.span.end), row)
    return tuple(rows.values())


def _roles(arguments: Arguments) -> Iterator[tuple[Role, int]]:
    """Each word of the arguments with its role."""
    for index in arguments.actors:
        yield "actor", index
    for index in arguments.recipients:
        yield "recipient", index
    for index in arguments.others:
        yield "other", index


def _participant(reading: Reading, trigger: Trigger, role: Role, index: int) -> Participant | None:
    """One participant; a place or a time is none, nor is a thing, but of a deed that was done to it."""
    mention = reading.mention_of.get(index)
    tree = reading.tree
    modifies = trigger.part == "noun" and tree.words[index].deprel.split(":")[0] in ("amod", "compound")
    if mention is not None:
        if modifies and mention.kind not in (SIDES if role == "actor" else (*SIDES, "person")):
            return None
        if (
            mention.kind in ("place", "facility")
            and role == "actor"
            and not modifies
            and tree.words[index].deprel != "nsubj"
        ):
            return None
        return Participant(role=role, entity=mention.entity or mention.id, span=mention.span)
    if modifies or index in reading.place_of or index == trigger.index:
        return None
    fit = reading.belongs(index, ACTING if role == "actor" else SUFFERING)
    if not fit and not _is_handled(reading, trigger, index):
        return None
    return Participant(role=role, entity=_side(reading, index), span=_phrase(reading, index))


def _is_handled(reading: Reading, trigger: Trigger, index: int) -> bool:
    """Whether a deed is done to a thing ("stuffed ballots"): by it alone one deed is told from another."""
    thing = reading.tree.words[index].upos == "NOUN" and index in trigger.arguments.recipients
    return trigger.group.family == DEED and thing and not reading.belongs(index, ("intangible",))


def _side(reading: Reading, index: int) -> str | None:
    """Whose armed men or craft they are ("US warplanes"): the entity of the side that stands before them."""
    if not reading.belongs(index, ("armed", "aircraft", "vehicle_military")):
        return None
    for child in reading.tree.all_children(index, "compound", "amod", "nmod:poss"):
        mention = reading.mention_of.get(child)
        if mention is not None and mention.kind in SIDES:
            return mention.entity or mention.id
    return None


def _phrase(reading: Reading, index: int) -> Span:
    """The noun phrase around a word, without what follows its head."""
    tree = reading.tree
    words = {
        i for i in tree.under(index, leave_out=NOT_IN_PHRASE) if tree.words[i].upos != "PUNCT" or tree.lower(i) == "-"
    }
    names = {index, *tree.all_children(index, "flat")}
    first = last = index
    while first - 1 in words:
        first -= 1
    while last + 1 in names:
        last += 1
    return span_of(tree.text, tree.words[first].start, tree.words[last].end)
