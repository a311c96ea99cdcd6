"""Whether a trigger tells of something that was, is, will be, may be, or was not (FactBank's scale; Karttunen 1971).

By auxiliaries, negation, the verbs and conjunctions above the trigger, and for a noun by the verb that carries it.
A plural without anything that pins it down ("attacks on civilians") is background: the kind, not a happening.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.annotate.event_arguments import SAME_PAST, case_of, is_past_form
from rashomon.annotate.event_lexicon import present_form
from rashomon.annotate.event_reading import Reading
from rashomon.annotate.event_triggers import Trigger, is_definite
from rashomon.annotate.modality import least_sure
from rashomon.annotate.trees import Tree
from rashomon.records import Certainty, Polarity, Tense

FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "ll"})
DUE = frozenset({"is", "are", "'s", "’s", "'re", "’re", "due"})
MAYBE = frozenset({"may", "might", "could", "would", "can", "should", "must", "ca"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until"})
_DEPTH = 5


class Reality(msgspec.Struct, frozen=True):
    """How a trigger stands to what happened."""

    tense: Tense = "past"
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"


def reality(reading: Reading, trigger: Trigger, headline: bool, anchored: bool) -> Reality:
    """How a trigger stands; in a headline or caption the present is past; `anchored` has a time or place of its own."""
    if trigger.part == "adjective":
        governor = reading.tree.words[trigger.index].head
        carried = trigger.index if reading.tree.words[trigger.index].deprel != "xcomp" else governor
        found = _of_verb(reading, carried, headline)
        return Reality("past" if found.tense == "background" else found.tense, found.polarity, found.certainty)
    if trigger.part == "verb":
        return _of_verb(reading, trigger.index, headline)
    return _of_noun(reading, trigger, headline, anchored)


def _of_verb(reading: Reading, index: int, headline: bool, depth: int = 0) -> Reality:
    tree = reading.tree
    polarity: Polarity = "negative" if _is_negated(reading, index) else "positive"
    helping = (
        tree.all_children(index, "aux", "cop") if tree.words[index].upos != "VERB" else tree.all_children(index, "aux")
    )
    auxiliaries = {tree.lower(c) for c in helping if tree.words[c].deprel != "aux:pass"}
    lemmas = {reading.lemma(c) for c in helping}
    above = _above(reading, index, headline, depth)
    if auxiliaries & FUTURE or _is_due(reading, index):
        return Reality("future", polarity, least_sure("probable", above.certainty))
    if auxiliaries & MAYBE and not ("have" in lemmas and auxiliaries & {"must"}):
        tense: Tense = "past" if "have" in lemmas else "future"
        return Reality(tense, polarity, "possible")
    if _is_untensed(tree, index):
        negative = polarity == "negative" or above.polarity == "negative"
        return Reality(above.tense, "negative" if negative else "positive", above.certainty)
    return Reality(_tense(reading, index, auxiliaries, headline), polarity, above.certainty)


def _is_due(reading: Reading, index: int) -> bool:
    """Whether it is laid down for later: "hearings are to begin on Monday"."""
    before = reading.tree.lower(index - 2) if index > 1 and reading.tree.lower(index - 1) == "to" else ""
    return before in DUE


def _is_untensed(tree: Tree, index: int) -> bool:
    """Whether a verb has no tense of its own: infinitives, participles that hang on another verb."""
    word = tree.words[index]
    if tree.child(index, "aux", "aux:pass") is not None and tree.child(index, "nsubj", "nsubj:pass") is not None:
        return False
    if any(tree.lower(c) == "to" and tree.words[c].upos == "PART" for c in tree.children[index]):
        return True
    return word.deprel.split(":")[0] in ("xcomp", "advcl", "acl") and tree.lower(index).endswith("ing")


def _tense(reading: Reading, index: int, auxiliaries: set[str], headline: bool) -> Tense:
    tree = reading.tree
    form, lemma = tree.lower(index), reading.lemma(index)
    passive = {tree.lower(c) for c in tree.all_children(index, "aux:pass")}
    if auxiliaries & {"is", "are", "'s", "’s", "'re", "am"} and form.endswith("ing"):
        return "present"
    if auxiliaries & {"has", "have", "had", "was", "were", "been", "did", "'d", "’d", "'ve"}:
        return "past"
    if passive & {"is", "are", "'s", "’s", "'re", "being"} and not passive & {"was", "were", "been"} and not headline:
        return "present"
    plain = form in (lemma, present_form(lemma)) and not passive and form not in reading.lexicon.past_forms
    own_past = form == lemma and lemma in SAME_PAST
    if plain and not own_past and not auxiliaries and tree.words[index].deprel != "conj" and not headline:
        return "background"
    return "past"


def _is_negated(reading: Reading, index: int) -> bool:
    tree, negative = reading.tree, reading.lexicon.words.unreal.negative
    if any(tree.lower(c) in negative for c in tree.all_children(index, "advmod", "det", "mark", "cc:preconj")):
        return True
    core = tree.all_children(index, "nsubj", "nsubj:pass", "obj")
    return any(tree.lower(c) in negative or _has_no(tree, c, negative) for c in core)


def _has_no(tree: Tree, index: int, negative: Sequence[str]) -> bool:
    return any(tree.lower(c) in negative for c in tree.all_children(index, "det"))


def _above(reading: Reading, index: int, headline: bool, depth: int) -> Reality:
    """What the words above a verb make of it: a plan, a failure, a condition, a purpose."""
    tree, unreal = reading.tree, reading.lexicon.words.unreal
    word = tree.words[index]
    relation, governor = word.deprel.split(":")[0], word.head
    if any(tree.lower(c) in CONDITIONS for c in tree.all_children(index, "mark", "advmod")) and relation != "root":
        return Reality("future", "positive", "possible")
    if governor < 0 or depth > _DEPTH:
        return Reality()
    lemma = reading.lemma(governor)
    to = any(tree.lower(c) == "to" for c in tree.all_children(index, "mark"))
    if relation in ("xcomp", "ccomp", "acl", "advcl"):
        if lemma in unreal.not_so and relation in ("xcomp", "advcl"):
            return Reality("past", "negative", "certain")
        if to and relation == "xcomp" and lemma in unreal.over:
            return _of_verb(reading, governor, headline, depth + 1)
        if to and (lemma in unreal.future or relation in ("advcl", "acl")):
            return Reality("future", "positive", "possible")
        if lemma in unreal.doubt and relation in ("ccomp", "xcomp", "acl"):
            return Reality("past", "positive", "possible")
    if relation in ("advcl", "xcomp", "conj", "acl") and tree.words[governor].upos in ("VERB", "AUX"):
        return _of_verb(reading, governor, headline, depth + 1)
    return Reality()


def _of_noun(reading: Reading, trigger: Trigger, headline: bool, anchored: bool) -> Reality:
    tree, unreal, index = reading.tree, reading.lexicon.words.unreal, trigger.index
    modifiers = {reading.lemma(c) for c in tree.all_children(index, "amod", "compound", "advmod")}
    if any(tree.lower(c) in unreal.negative for c in tree.all_children(index, "det", "case", "advmod")):
        return Reality("past", "negative", "certain")
    if modifiers & reading.lexicon.to_come:
        return Reality("future", "positive", "probable")
    doubted: Certainty = "possible" if modifiers & set(unreal.doubt) else "certain"
    if trigger.carrier is not None:
        carried = _of_verb(reading, trigger.carrier, headline)
        return Reality(carried.tense, carried.polarity, least_sure(doubted, carried.certainty))
    governed = _governed(reading, index, headline)
    if governed is not None:
        return governed
    if not anchored and _is_kind(reading, index) and not headline and not _is_of_a_clause(reading, index):
        return Reality("background", "positive", doubted)
    return Reality("past", "positive", doubted)


def _governed(reading: Reading, index: int, headline: bool) -> Reality | None:
    """What the word above a noun makes of it: "threat of an attack", "plans a strike", "will meet at a summit"."""
    tree, unreal = reading.tree, reading.lexicon.words.unreal
    word = tree.words[index]
    governor = word.head
    if governor < 0:
        return None
    relation, lemma, case = word.deprel.split(":")[0], reading.lemma(governor), case_of(tree, index)
    definite = is_definite(tree, index)
    if relation == "nmod" and lemma in unreal.doubt and not definite:
        return Reality("future", "positive", "possible")
    if relation in ("obj", "obl") and not definite:
        if lemma in unreal.not_so and relation == "obj":
            return Reality("future", "negative", "possible")
        if lemma in unreal.future and (relation == "obj" or case in ("for", "with")):
            return Reality("future", "positive", "possible")
    if word.deprel == "nsubj:pass" and lemma in unreal.not_so:
        return Reality("past", "negative", "certain")
    if relation == "obl" and case in ("in", "at", "during") and tree.words[governor].upos == "VERB":
        above = _of_verb(reading, governor, headline)
        return above if above.tense == "future" else None
    return None


def is_presupposed(reading: Reading, trigger: Trigger) -> bool:
    """Whether a noun takes what it tells of for granted, whatever is asked or withheld about it: "comment on the
    shooting" (Karttunen 1971; Heim 1983 on definites).
    """
    return trigger.part == "noun" and trigger.carrier is None and is_definite(reading.tree, trigger.index)


def _is_of_a_clause(reading: Reading, index: int) -> bool:
    """Whether a clause of the past is told of a bare noun: "voting was calm", "residents heard gunfire"."""
    tree = reading.tree
    word, governor = tree.words[index], tree.words[index].head
    if governor < 0 or tree.lower(index).endswith("s"):
        return False
    if word.deprel == "obj":
        return reading.lemma(governor) in reading.lexicon.witnessing and is_past_form(tree, governor)
    told = tree.all_children(governor, "cop", "aux", "aux:pass")
    return word.deprel.split(":")[0] == "nsubj" and any(tree.lower(c) in ("was", "were", "had") for c in told)


def _is_kind(reading: Reading, index: int) -> bool:
    """Whether a noun names a kind of happening: a plural, or a mass noun, with nothing to pin it down."""
    tree = reading.tree
    if is_definite(tree, index) or tree.child(index, "nummod", "acl:relcl") is not None:
        return False
    if any(
        tree.lower(c) in ("a", "an", "another", "each", "several", "recent")
        for c in tree.all_children(index, "det", "amod")
    ):
        return False
    return not any(tree.words[c].upos in ("PROPN", "NUM") for c in tree.all_children(index, "compound", "nmod", "amod"))
