"""How sure a clause is, whether it is turned round, and whether it is what its speaker means, believes or demands.

From the clause's main predicate alone, over lexicon/modality.toml: what a relative clause hedges does not hedge the
whole. Certainty follows FactBank (Saurí & Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.annotate.first_verb import FirstVerb, first_verb, is_left_open
from rashomon.annotate.modality_words import modality_table
from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.records import Certainty, Polarity, StatementKind

LESS_SURE: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")
MARKERS = frozenset({"PUNCT", "ADP", "SCONJ", "PART", "CCONJ", "DET"})
SIDE = frozenset(
    {"if", "when", "because", "although", "though", "while", "unless", "after", "before", "since", "until"}
)
_MARKS = frozenset("\"“”'‘’")
BEING = frozenset({"is", "was", "are", "were", "has", "have", "had"})
MORE = frozenset(
    {"longer", "later", "fewer", "less", "more", "doubt", "question", "matter", "surprise", "small", "different"}
)
AROUND = frozenset({"ADV", "CCONJ", "ADP", "DET", "NOUN", "PROPN", "NUM", "ADJ"})
OURS = frozenset({"our", "ours", "my", "mine"})
WILLING = frozenset({"will", "'ll", "’ll", "wo", "shall"})
COMING = frozenset({"will", "'ll", "’ll", "would", "can", "could", "should", "may", "might", "must", "wo", "ca"})
LONGEST_ADVERBIAL = 5
REACH = 3
"""Words behind a verb in which its own negation is told by a word of doubt."""
OPENING_WORDS = 5
OWN_SUBJECTS = frozenset({"i", "we", "he", "she", "they", "it"})


class Clause(msgspec.Struct, frozen=True):
    """What a clause says of itself; `kind` is null where it is a plain assertion."""

    certainty: Certainty
    polarity: Polarity
    kind: StatementKind | None


def least_sure(*certainties: Certainty) -> Certainty:
    """The least sure of several."""
    return max(certainties, key=LESS_SURE.index)


def orders(tree: Tree, words: Sequence[int]) -> bool:
    """Whether words open with a verb in the base form and no subject: "Open the books!"."""
    full = [i for i in words if tree.words[i].upos not in ("PUNCT", "INTJ", "CCONJ")]
    if len(full) < 2 or tree.words[full[0]].upos != "VERB":
        return False
    first = full[0]
    base = (
        tree.lower(first) == tree.words[first].lemma.lower() and tree.lower(first) not in modality_table().order.never
    )
    capital = tree.text[tree.words[first].start].isupper()
    return base and capital and tree.child(first, "nsubj") is None


def clause(tree: Tree, words: Sequence[int], own: frozenset[str] = OWN_SUBJECTS) -> Clause:
    """How the clause at `words` stands, by its main predicate; `own` are subjects that mean its speaker."""
    root = _predicate(tree, words)
    if root is None:
        return Clause(certainty="certain", polarity="positive", kind=None)
    inside = set(words)
    near = [c for c in tree.children[root] if c in inside]
    kind, sure = _attitude(tree, root, near, own)
    first = first_verb(tree, words)
    if kind is None and first is not None:
        kind, sure = _by_order(tree, first, own)
    negative = _is_negative(tree, root, near, words) or (first is not None and _is_turned(tree, first, words))
    denied = any(tree.lower(i) in modality_table().negation.words for i in (*near, *_just_before(tree, root)))
    if denied and {tree.words[root].lemma.lower(), tree.lower(root)} & set(modality_table().open.excluding):
        return Clause(certainty="possible", polarity="positive", kind=kind)
    if is_left_open(tree, words):
        return Clause(certainty="unknown", polarity="positive", kind=None if kind == "belief" else kind)
    if _asks(tree, words):
        kind = "question"
    elif kind is None and (
        (negative and (_is_own_deed(tree, root, near, own) or _is_none_of_ours(tree, words)))
        or _is_rebuttal(tree, root, words, negative)
    ):
        kind = "denial"
    return Clause(
        certainty=least_sure(sure, _certainty(tree, root, near, negative), _of_opening(tree, words)),
        polarity="negative" if negative else "positive",
        kind=kind,
    )


def _predicate(tree: Tree, words: Sequence[int]) -> int | None:
    """The clause's main predicate: of the words that hang on nothing in it, the first with a verb's company."""
    inside = set(words)
    outer = [i for i in words if tree.words[i].head not in inside and tree.words[i].upos not in MARKERS]
    main = [i for i in outer if not any(tree.lower(m) in SIDE for m in tree.all_children(i, "mark", "advmod"))]
    outer = main or outer
    full = [i for i in outer if tree.all_children(i, "nsubj", "aux", "cop")]
    verbs = [i for i in outer if tree.words[i].upos == "VERB"]
    return next(iter(full or verbs or outer), None)


def _asks(tree: Tree, words: Sequence[int]) -> bool:
    last = tree.words[words[-1]]
    return "?" in tree.text[max(last.end - 3, 0) : last.end + 2].split("\n")[0]


def _is_negative(tree: Tree, root: int, near: Sequence[int], words: Sequence[int]) -> bool:
    negation = modality_table().negation
    start, end = tree.words[words[0]].start, tree.words[words[-1]].end
    low = tree.text[start:end].lower()
    if (
        any(phrase in low and f"{phrase} of" not in low for phrase in negation.no_negation)
        or tree.words[root].lemma.lower() in negation.litotes
    ):
        return False
    opening = _opening(tree, words)
    if opening[0].strip("\"“'‘") in negation.opening or _is_nothing(opening) or _lacks(tree, words):
        return True
    if _takes_nothing(tree, words):
        return True
    hanging = [c for c in near if tree.words[c].deprel.split(":")[0] in ("advmod", "det", "cc", "aux", "nsubj", "obj")]
    if any(tree.lower(c) in negation.words for c in (*hanging, *_just_before(tree, root))):
        return True
    if any(tree.lower(i) == "no" and tree.lower(i + 1) == "longer" for i in range(max(words[0], root - 3), root)):
        return True
    for core in near:
        if tree.words[core].deprel.split(":")[0] in ("nsubj", "obj") and any(
            tree.lower(d) in ("no", "neither", "none") for d in tree.all_children(core, "det", "advmod")
        ):
            return True
    nominal = tree.words[root].upos in ("NOUN", "ADJ", "PROPN")
    return nominal and any(tree.lower(c) in negation.words for c in tree.all_children(root, "det", "advmod"))


def _opening(tree: Tree, words: Sequence[int]) -> list[str]:
    """The words of a clause from its subject on: without "that", and without an adverbial before a comma ("however,",
    "but so far,").
    """
    full = [i for i in words if tree.lower(i) not in _MARKS]
    full = full[1:] if full and tree.lower(full[0]) == "that" else full
    comma = next((n for n, i in enumerate(full[: LONGEST_ADVERBIAL + 1]) if tree.lower(i) == ","), 0)
    if comma and len(full) > comma + 1 and _is_around(tree, full[:comma]):
        full = full[comma + 1 :]
    return [tree.lower(i) for i in full] or [""]


def _lacks(tree: Tree, words: Sequence[int]) -> bool:
    """Whether a clause says behind an opening phrase that something is not: "despite the cold there is no snow"."""
    there = next((i for i in words if tree.lower(i) == "there" or tree.words[i].upos in ("VERB", "AUX")), None)
    if there is None or tree.lower(there) != "there":
        return False
    if any(tree.lower(i) in SIDE or tree.lower(i) in ("that", ",") for i in words if i < there - 1):
        return False
    after = [tree.lower(i) for i in words if i > there][:3]
    negation = modality_table().negation
    return bool(after) and after[0] in BEING and any(w in negation.opening or w in ("n't", "n’t") for w in after[1:])


def _is_around(tree: Tree, words: Sequence[int]) -> bool:
    """Whether words are an adverbial: "however", "but so far", "on Monday"."""
    opens = tree.words[words[0]].upos in ("ADV", "CCONJ", "ADP")
    return opens and all(tree.words[i].upos in AROUND for i in words)


def _takes_nothing(tree: Tree, words: Sequence[int]) -> bool:
    """Whether "no" stands right behind a clause's first verb: "has no plans", "have found no link"."""
    verb = next((i for i in words if tree.words[i].upos in ("VERB", "AUX")), None)
    if verb is None or any(tree.lower(i) in SIDE | {"that", "who", "which"} for i in words if words[0] < i < verb):
        return False
    while verb + 1 < words[-1] and tree.words[verb + 1].upos in ("VERB", "AUX", "ADV", "PART"):
        verb += 1
    comparing = verb + 2 <= words[-1] and tree.lower(verb + 2) in MORE
    return verb + 1 in words and tree.lower(verb + 1) in ("no", "none", "nobody") and not comparing


def _is_nothing(opening: Sequence[str]) -> bool:
    """Whether a clause opens with "there is no"."""
    verb = opening[1] if len(opening) > 2 else ""
    there = opening[0].strip("\"“'‘") == "there" and verb in ("is", "was", "are", "were", "has", "had")
    return there and any(word in modality_table().negation.opening for word in opening[2:4])


def _of_opening(tree: Tree, words: Sequence[int]) -> Certainty:
    """The certainty that "it is possible that", "it was unclear whether" gives the clause behind it."""
    full = [i for i in words if tree.words[i].upos != "PUNCT"][: OPENING_WORDS + 1]
    if full and tree.lower(full[0]) == "that":
        full = full[1:]
    if (
        len(full) < 3
        or tree.lower(full[0]) != "it"
        or tree.words[full[1]].lemma.lower() not in ("be", "remain", "seem")
    ):
        return "certain"
    lemmas = {tree.words[i].lemma.lower() for i in full[2:OPENING_WORDS]} | {
        tree.lower(i) for i in full[2:OPENING_WORDS]
    }
    grades = [h.certainty for h in modality_table().hedge if lemmas & set(h.lemmas)]
    return least_sure("certain", *grades)


def _certainty(tree: Tree, root: int, near: Sequence[int], negative: bool) -> Certainty:
    grades: list[Certainty] = ["certain"]
    near = sorted({*near, *_just_before(tree, root)})
    if any(_is_nearly(tree, i) for i in near):
        grades.append("probable")
    if _concludes(tree, root, near):
        grades.append("probable")
    for hedge in modality_table().hedge:
        if any(tree.words[i].lemma.lower() in hedge.lemmas for i in near if _is_adverbial(tree, i)):
            grades.append(hedge.certainty)
        if tree.words[root].lemma.lower() in hedge.lemmas and _is_impersonal(tree, root):
            grades.append(hedge.certainty)
    auxiliaries = {tree.lower(i) for i in near if tree.words[i].deprel.startswith("aux")}
    if negative or tree.words[root].lemma.lower() in modality_table().open.perceiving:
        auxiliaries -= {"could"}
    modals = [m.certainty for m in modality_table().modal if not m.deontic and auxiliaries & set(m.lemmas)]
    return least_sure(*grades, *modals)


def _is_adverbial(tree: Tree, index: int) -> bool:
    hanging = tree.words[index].deprel.split(":")[0] in ("advmod", "amod", "cop")
    return hanging or tree.words[index].upos in ("ADV", "ADJ")


def _just_before(tree: Tree, root: int) -> list[int]:
    """Auxiliaries and adverbs right before a predicate, wherever the parse hung them."""
    found: list[int] = []
    index = root - 1
    while index >= 0 and (tree.words[index].upos in ("AUX", "ADV", "PART") or tree.lower(index + 1) == "to"):
        found.append(index)
        index -= 1
    return found


def _is_nearly(tree: Tree, index: int) -> bool:
    """Whether an adverb of certainty is made less by the one before it: "almost certainly"."""
    sure = tree.lower(index) in modality_table().open.sureness
    return sure and index > 0 and tree.lower(index - 1) in modality_table().open.nearly


def _concludes(tree: Tree, root: int, near: Sequence[int]) -> bool:
    """Whether a deontic modal concludes from signs: "must have been mined"."""
    auxiliaries = {tree.lower(i) for i in near if tree.words[i].upos == "AUX"}
    return "must" in auxiliaries and "have" in auxiliaries


def _is_impersonal(tree: Tree, root: int) -> bool:
    """Whether the hedging verb is nobody's: a passive ("are believed to"), a raising verb or "it is unclear"."""
    passive = tree.child(root, "aux:pass", "nsubj:pass") is not None
    subject = tree.child(root, "nsubj")
    impersonal = subject is not None and tree.lower(subject) in ("it", "there")
    return passive or impersonal or tree.child(root, "xcomp") is not None


def _attitude(
    tree: Tree, root: int, near: Sequence[int], own: frozenset[str]
) -> tuple[StatementKind | None, Certainty]:
    modality = modality_table()
    lemma = tree.words[root].lemma.lower()
    auxiliaries = {tree.lower(i) for i in near if tree.words[i].deprel.split(":")[0] == "aux"}
    subject = next((c for c in near if tree.words[c].deprel.startswith("nsubj")), None)
    done_to = any(tree.words[c].deprel == "aux:pass" for c in near)
    mine = subject is not None and tree.lower(subject) in own and not done_to
    if mine:
        for grade in LESS_SURE[:3]:
            if lemma in getattr(modality.belief, grade) and lemma not in modality.intent.predicates:
                return "belief", grade
        if (lemma in modality.intent.predicates and not _has_gone(tree, root)) or _intends(tree, root, auxiliaries):
            return "intention", "certain"
    if _demands(tree, root, near, auxiliaries):
        return "demand", "certain"
    return None, "certain"


def _by_order(tree: Tree, first: FirstVerb, own: frozenset[str]) -> tuple[StatementKind | None, Certainty]:
    """The same by the order of words, where a long report's parse threw subject and verb apart."""
    modality, forms = modality_table(), {tree.words[first.main].lemma.lower(), tree.lower(first.main)}
    mine = len(first.subject) == 1 and tree.lower(first.subject[0]) in own
    theirs = first.is_owned and not first.negated
    coming = any(tree.lower(i) in WILLING for i in first.group) and tree.words[first.main].upos == "VERB"
    if mine and not first.negated:
        for grade in LESS_SURE[:3]:
            if forms & set(getattr(modality.belief, grade)) and not forms & set(modality.intent.predicates):
                return "belief", grade
    if (mine or theirs) and (first.plans or (coming and not forms & set(modality.intent.states))):
        return "intention", "certain"
    return ("demand", "certain") if first.obliges else (None, "certain")


def _is_turned(tree: Tree, first: FirstVerb, words: Sequence[int]) -> bool:
    """Whether "not" stands in a clause's first verb, and is no "not only"."""
    negation = modality_table().negation
    low = tree.text[tree.words[words[0]].start : tree.words[words[-1]].end].lower()
    near = [i for i in words if first.group[0] <= i <= first.main + REACH]
    litotes = any({tree.words[i].lemma.lower(), tree.lower(i)} & set(negation.litotes) for i in near)
    return first.negated and not litotes and not any(phrase in low for phrase in negation.no_negation)


def _has_gone(tree: Tree, root: int) -> bool:
    """Whether "go" tells of a going: all but "going to" do."""
    if tree.words[root].lemma.lower() not in ("go", "going"):
        return False
    after = tree.lower(root + 1) if root + 1 < len(tree.words) else ""
    return not (tree.lower(root) == "going" and after == "to")


def _is_own_deed(tree: Tree, root: int, near: Sequence[int], own: frozenset[str]) -> bool:
    """Whether a clause tells of what its speaker did or has done: "we did not bomb", "they have never met"."""
    subject = next((c for c in near if tree.words[c].deprel == "nsubj"), None)
    done = {tree.lower(i) for i in near if tree.words[i].deprel.split(":")[0] == "aux"} & {"did", "have", "has", "had"}
    mine = subject is not None and (tree.lower(subject) in own or tree.words[subject].lemma.lower() in own)
    return mine and bool(done) and tree.words[root].upos == "VERB" and _is_act(tree, root)


def _is_none_of_ours(tree: Tree, words: Sequence[int]) -> bool:
    """Whether a clause opens by denying that anything of the speaker's own was there or did something: "none of our
    guards was at the gate", "there was no man of mine", "I never touched it"; what is to come is no denial.
    """
    full = [i for i in words if tree.lower(i) not in _MARKS]
    ends = next((n for n, i in enumerate(full) if n and tree.lower(i) in (".", ";", "?", "!")), len(full))
    low = [tree.lower(i) for i in full[:ends]]
    if not low or set(low) & COMING:
        return False
    if low[0] in ("i", "we") and low[1:2] == ["never"]:
        return len(low) > 2 and tree.words[full[2]].upos == "VERB" and _is_act(tree, full[2])
    opens = low[0] in ("no", "none") or low[:2] in (["not", "one"], ["not", "a"]) or _is_nothing(low)
    return opens and bool(set(low) & OURS)


def _is_rebuttal(tree: Tree, root: int, words: Sequence[int], negative: bool) -> bool:
    """Whether a clause calls something said false ("that is a lie", "it is not true"), or denies "any such" thing."""
    falsity, lemma = modality_table().falsity, tree.words[root].lemma.lower()
    low = " ".join(tree.lower(i) for i in words)
    such = negative and any(phrase in low for phrase in falsity.denying)
    subject = tree.child(root, "nsubj")
    if subject is not None and not _is_said(tree, subject, words):
        return such
    if tree.words[root].upos == "VERB" and (
        subject is None or tree.lower(subject) not in ("they", "that", "it", "this")
    ):
        return such
    return such or (not negative and lemma in falsity.false) or (negative and lemma in falsity.true)


def _is_said(tree: Tree, subject: int, words: Sequence[int]) -> bool:
    """Whether a subject is something that was said ("that", "the report"), or opens the clause as one."""
    things = source_table().answered.things
    first = next((i for i in words if tree.words[i].upos == "NOUN"), subject)
    pronoun = tree.words[subject].upos in ("PRON", "DET")
    return pronoun or tree.words[subject].lemma.lower() in things or tree.words[first].lemma.lower() in things


def _is_act(tree: Tree, root: int) -> bool:
    return tree.words[root].lemma.lower() not in modality_table().intent.states


def _intends(tree: Tree, root: int, auxiliaries: set[str]) -> bool:
    intent = modality_table().intent
    acts = tree.words[root].upos == "VERB" and _is_act(tree, root) and not tree.child(root, "aux:pass")
    return acts and bool(auxiliaries & set(intent.modals)) and "have" not in auxiliaries


def _demands(tree: Tree, root: int, near: Sequence[int], auxiliaries: set[str]) -> bool:
    """A deontic modal over an act: "must work with", not "must have seen", "should be easy"."""
    deontic = {lemma for modal in modality_table().modal if modal.deontic for lemma in modal.lemmas}
    over_act = tree.words[root].upos == "VERB" and not auxiliaries & {"have", "has"}
    return over_act and bool(auxiliaries & deontic) and "shall" not in auxiliaries
