"""Who does and who suffers what a trigger says, by syntax (Universal Dependencies 2): the words, not yet entities.

Passives, participles, infinitives, relative clauses and joined verbs get the subject that English gives them; a noun
gets that of the verb that carries it ("launched an attack").
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.annotate.event_lexicon import EventLexicon, present_form
from rashomon.annotate.trees import Tree

RELATIVE = frozenset({"who", "which", "that", "whom"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "themself", "myself", "yourself", "ourselves"})
AGAINST = frozenset({"on", "against", "of", "at", "upon"})
ASTRAY = ("conj", "dep", "advcl")
"""Relations that a parse gives a noun whose verb it has lost."""
UNMARKED = ("obl:tmod", "obl:unmarked")
SAME_PAST = frozenset(
    {"hit", "beat", "hurt", "set", "cut", "put", "let", "shut", "burst", "shed", "cast", "quit", "spread"}
)
"""Verbs whose past has the form of the present."""
UNTENSED = frozenset(
    {"to", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "do", "does", "did"}
)
_DEPTH = 4


class Arguments(msgspec.Struct, frozen=True):
    """Words by their index: who acts, who is acted upon, who else has part."""

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    others: tuple[int, ...] = ()


def case_of(tree: Tree, index: int) -> str | None:
    """The preposition (or the possessive's mark) that a word hangs on by, in small letters."""
    case = tree.child(index, "case")
    return tree.lower(case) if case is not None else None


def with_joined(tree: Tree, indices: Sequence[int]) -> tuple[int, ...]:
    """The words and those joined to them ("soldiers and two civilians")."""
    found: list[int] = []
    for index in indices:
        found += [index, *(c for c in tree.all_children(index, "conj") if tree.words[c].upos not in ("VERB", "AUX"))]
    return tuple(dict.fromkeys(found))


def is_passive(tree: Tree, index: int) -> bool:
    """Whether a verb is passive: by its subject or auxiliary, or a past participle after its noun."""
    if any(tree.words[c].upos == "AUX" for c in tree.all_children(index, "aux:pass")):
        return True
    if tree.words[index].upos == "ADJ" and tree.child(index, "cop") is not None:
        return True
    passive = tree.child(index, "nsubj:pass")
    if passive is not None:
        after = tree.words[index + 1].upos if index + 1 < len(tree.words) else ""
        active = tree.child(index, "obj") is not None and tree.child(index, "aux") is not None
        return passive < index and not active and after not in ("DET", "NOUN", "PROPN", "PRON", "NUM")
    if tree.child(index, "nsubj") is not None or tree.lower(index).endswith("ing"):
        return False
    word = tree.words[index]
    if word.deprel == "acl" and is_past_form(tree, index):
        return tree.child(index, "mark") is None
    governor = word.head
    if word.deprel == "conj" and governor >= 0 and is_past_form(tree, index) and tree.words[governor].upos == "VERB":
        return tree.child(index, "obj", "aux") is None and is_passive(tree, governor)
    if word.deprel in ("xcomp", "advcl") and is_past_form(tree, index) and tree.child(index, "obj", "mark") is None:
        return True
    return tree.child(index, "obl:agent") is not None


def is_past_form(tree: Tree, index: int) -> bool:
    """Whether a verb's form is a past or a past participle, by its letters."""
    form, lemma = tree.lower(index), tree.words[index].lemma.lower()
    if form in SAME_PAST:
        return not any(tree.lower(c) in UNTENSED for c in tree.all_children(index, "aux", "mark"))
    return form.endswith(("ed", "en", "wn", "ught", "ain")) or (
        form not in (lemma, present_form(lemma)) and not form.endswith("ing")
    )


def subjects(tree: Tree, index: int, depth: int = 0) -> tuple[int, ...]:
    """The words that are a verb's subject, whatever its voice; those that English leaves out are looked for."""
    own = _own_subject(tree, index)
    word = tree.words[index]
    governor = word.head
    if own is not None:
        if tree.lower(own) in RELATIVE and word.deprel == "acl:relcl" and governor >= 0:
            return with_joined(tree, [governor])
        return with_joined(tree, [own])
    misread = [c for c in tree.all_children(index, "obj") if c < index]
    if misread and word.deprel != "acl:relcl":
        return with_joined(tree, misread[:1])
    if depth > _DEPTH or governor < 0:
        return ()
    relation = word.deprel.split(":")[0]
    if relation == "acl" and tree.words[governor].upos in ("NOUN", "PROPN", "PRON", "NUM"):
        return (governor,) if tree.child(index, "mark") is None else ()
    if relation == "xcomp":
        obj = tree.child(governor, "obj", "nsubj:pass")
        return (obj,) if obj is not None else subjects(tree, governor, depth + 1)
    if relation in ("conj", "advcl", "parataxis") and tree.words[governor].upos in ("VERB", "AUX", "ADJ"):
        return subjects(tree, governor, depth + 1)
    return ()


def _own_subject(tree: Tree, index: int) -> int | None:
    """The word that a parse gives a verb as its subject; of a phrase that it takes for several the last."""
    found = tree.all_children(index, "nsubj", "nsubj:pass", "csubj")
    own = next(iter(found), None)
    for after in found[1:]:
        if own is not None and after == own + 1 and tree.words[after].upos == "NOUN":
            own = after
    return own


def verb_arguments(tree: Tree, index: int, patient: bool = False) -> Arguments:
    """The arguments of a verb; with `patient` its subject suffers ("the bus crashed")."""
    subject = subjects(tree, index)
    by = [c for c in tree.all_children(index, "obl") if tree.words[c].deprel == "obl:agent"]
    agents = [c for c in by if case_of(tree, c) in ("by", None)]
    passive = is_passive(tree, index)
    if passive:
        agents += [c for c in tree.all_children(index, "obl") if case_of(tree, c) == "by" and c not in agents]
        return Arguments(actors=with_joined(tree, agents), recipients=subject)
    direct = [c for c in tree.all_children(index, "obj") if c not in subject and not (c < index and c - 1 in subject)]
    if not direct or tree.lower(min(index + 1, len(tree.words) - 1)) in REFLEXIVE:
        direct = right_after(tree, index)
    subject = tuple(i for i in subject if i not in direct)
    obj = with_joined(tree, direct)
    if not obj and tree.words[index].deprel == "acl:relcl" and _leaves_a_gap(tree, index):
        gap = tree.words[index].head
        obj = () if gap in subject else (gap,)
    oblique = [c for c in tree.all_children(index, "obl") if case_of(tree, c) in AGAINST and not obj]
    others = [c for c in tree.all_children(index, "obl") if case_of(tree, c) in ("with", "alongside")]
    if patient and not obj:
        return Arguments(recipients=subject, others=with_joined(tree, others))
    return Arguments(actors=subject, recipients=obj or with_joined(tree, oblique), others=with_joined(tree, others))


def _leaves_a_gap(tree: Tree, index: int) -> bool:
    """Whether a relative clause has its subject and may lack its object: none that "when" or "where" begins."""
    begun = {tree.lower(c) for c in tree.all_children(index, "advmod", "mark")}
    return tree.child(index, "nsubj") is not None and not begun & {"when", "where", "why"}


def right_after(tree: Tree, index: int) -> list[int]:
    """The noun that follows a verb with nothing but its own determiners and modifiers between, or the reflexive right
    after it, whatever the parse.
    """
    last = None
    if index + 1 < len(tree.words) and tree.lower(index + 1) in REFLEXIVE:
        return [index + 1]
    for i in range(index + 1, min(len(tree.words), index + 7)):
        upos = tree.words[i].upos
        if upos in ("NOUN", "PROPN"):
            last = i
        elif last is not None or upos not in ("DET", "ADJ", "NUM") or tree.words[i].deprel == "root":
            break
    counted = last is not None and tree.child(last, "nummod") is not None and tree.words[last].upos == "NOUN"
    return [] if last is None or (tree.words[last].deprel in UNMARKED and not counted) else [last]


def shared_object(tree: Tree, index: int) -> tuple[int, ...]:
    """What a verb and the one joined right behind it are both done to: "shot and killed two guards"."""
    for other in tree.all_children(index, "conj"):
        between = all(tree.words[i].upos in ("CCONJ", "ADV") for i in range(index + 1, other))
        if between and tree.words[other].upos == "VERB" and not is_passive(tree, other):
            return with_joined(tree, tree.all_children(other, "obj"))
    return ()


def after_partner(tree: Tree, index: int, partners: Sequence[str]) -> tuple[int, ...]:
    """The noun after a verb's particle ("took over the police station"), whatever the parse."""
    after = index + 1
    if after >= len(tree.words) or tree.lower(after) not in partners:
        return ()
    return with_joined(tree, right_after(tree, after))


def adjective_arguments(tree: Tree, index: int) -> Arguments:
    """Who an adjective is said of: its noun, its subject, or the object that a verb leaves so ("left two dead"), which
    stands right before it, whatever the parse.
    """
    word = tree.words[index]
    if word.deprel == "amod" and word.head > index:
        return Arguments(recipients=(word.head,))
    before = (index - 1,) if index and tree.words[index - 1].upos in ("NOUN", "NUM") else ()
    if word.deprel == "amod" and word.head >= 0:
        return Arguments(recipients=before or (word.head,))
    return Arguments(recipients=tuple(dict.fromkeys((*before, *subjects(tree, index)))))


def without(arguments: Arguments, lemmas: Sequence[str], tree: Tree) -> Arguments:
    """The arguments less the words of a set phrase ("open fire" acts on no fire)."""
    left = tuple(i for i in arguments.recipients if tree.words[i].lemma.lower() not in lemmas)
    return Arguments(actors=arguments.actors, recipients=left, others=arguments.others)


def carrier(tree: Tree, index: int, lexicon: EventLexicon) -> int | None:
    """The verb that carries a noun's happening: it is the noun's light verb or says that it began, went on, ended; of
    what is part of a row or a state ("declared a state of emergency") that of the row or state.
    """
    word = tree.words[index]
    governor = word.head
    if governor >= 0 and case_of(tree, index) == "of" and tree.words[governor].lemma.lower() in lexicon.partitive:
        return carrier(tree, governor, lexicon)
    if governor < 0 or tree.words[governor].upos != "VERB" or word.deprel in ASTRAY:
        return _participle(tree, index, lexicon)
    lemma, relation = tree.words[governor].lemma.lower(), word.deprel.split(":")[0]
    passive = word.deprel == "nsubj:pass" or (relation == "nsubj" and is_passive(tree, governor))
    taken = relation == "obj" or passive or (relation == "obl" and case_of(tree, index) in ("in", "out", "into", "to"))
    carried = lemma in lexicon.light if taken else relation == "nsubj" and lemma in lexicon.aspect
    return governor if carried else _participle(tree, index, lexicon)


def _participle(tree: Tree, index: int, lexicon: EventLexicon) -> int | None:
    """The light verb that stands behind a noun as a participle ("a deal reached between two sides")."""
    found = tree.all_children(index, "acl")
    return next((c for c in found if tree.words[c].lemma.lower() in lexicon.light and is_past_form(tree, c)), None)


def noun_arguments(tree: Tree, index: int, family: str, lexicon: EventLexicon) -> Arguments:
    """The arguments of a noun: possessor, modifiers, `by`, `of`, `on`, `against`, and its carrier's subject."""
    victim_first = family in lexicon.possessed
    actors: list[int] = []
    recipients: list[int] = []
    others: list[int] = []
    for child in tree.all_children(index, "nmod", "compound", "amod", "obl"):
        relation, case = tree.words[child].deprel, case_of(tree, child)
        if relation == "nmod:poss" or relation.split(":")[0] in ("compound", "amod"):
            (recipients if victim_first and relation.split(":")[0] != "amod" else actors).append(child)
        elif case in ("by", "between", "from"):
            actors += with_joined(tree, [child])
        elif case in AGAINST:
            recipients += with_joined(tree, [child])
        elif case in ("with", "among"):
            others += with_joined(tree, [child])
    if victim_first and case_of(tree, index) == "in":
        recipients += _who_is_in(tree, index)
    verb = carrier(tree, index, lexicon)
    behind = verb is not None and tree.words[verb].head == index
    if verb is not None and not behind and not tree.words[index].deprel.startswith("nsubj"):
        actors = [*subjects(tree, verb), *actors]
    elif verb is not None and (behind or tree.words[index].deprel == "nsubj:pass"):
        agents = [c for c in tree.all_children(verb, "obl") if case_of(tree, c) == "by"]
        actors = [*with_joined(tree, agents), *actors]
    if verb is not None and not recipients:
        recipients = [c for c in tree.all_children(verb, "obl") if case_of(tree, c) in ("on", "against", "upon")]
    unique = dict.fromkeys
    return Arguments(actors=tuple(unique(actors)), recipients=tuple(unique(recipients)), others=tuple(unique(others)))


def _who_is_in(tree: Tree, index: int) -> Sequence[int]:
    """Who is in what a noun tells of: "35 people were in custody", "14 people in custody"."""
    own = tree.child(index, "nsubj")
    if own is not None:
        return with_joined(tree, [own])
    word = tree.words[index]
    governor = word.head
    if word.deprel == "nmod" and governor >= 0 and tree.words[governor].upos in ("NOUN", "PROPN", "NUM", "PRON"):
        return (governor,)
    return subjects(tree, governor) if word.deprel == "obl" and governor >= 0 else ()
