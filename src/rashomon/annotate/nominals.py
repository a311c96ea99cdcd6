"""Nominals and pronouns of a parse that point to somebody: "the ministry", "two Libyan military officials", "he".

A noun counts where lexicon/entity_kinds.toml gives it a kind; its span is its own phrase, without relative clauses,
appositions and what is joined to it by "and". Nothing inside a proper name is a nominal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.annotate.candidates import Candidate, Number
from rashomon.annotate.kinds import gender_of, kind_of_noun
from rashomon.annotate.trees import Tree
from rashomon.gazetteer import folded
from rashomon.records import EntityKind

LEFT_OUT = (
    "acl", "advcl", "appos", "parataxis", "conj", "cc", "punct", "dep", "discourse", "cop", "nsubj", "csubj", "aux",
    "ccomp", "mark", "advmod", "vocative", "orphan", "xcomp", "obl", "case", "expl", "dislocated",
)  # fmt: skip
"""Branches of a noun that are not of its own phrase: clauses, what is joined to it, the preposition before it."""
DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "both", "such"}
)
PLURAL_TAGS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many", "few", "some", "both"}
)
PRONOUNS: Mapping[str, tuple[EntityKind, Number, str | None]] = {
    "he": ("person", "singular", "male"),
    "him": ("person", "singular", "male"),
    "his": ("person", "singular", "male"),
    "himself": ("person", "singular", "male"),
    "she": ("person", "singular", "female"),
    "her": ("person", "singular", "female"),
    "hers": ("person", "singular", "female"),
    "herself": ("person", "singular", "female"),
    "they": ("people", "plural", None),
    "them": ("people", "plural", None),
    "their": ("people", "plural", None),
    "theirs": ("people", "plural", None),
    "themselves": ("people", "plural", None),
    "it": ("other", "singular", None),
    "its": ("other", "singular", None),
    "itself": ("other", "singular", None),
    "who": ("person", "singular", None),
    "whom": ("person", "singular", None),
}
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


def own_phrase(tree: Tree, head: int) -> list[int]:
    """The words of a noun's own phrase that stand together around it, in text order."""
    wanted = set(tree.under(head, LEFT_OUT))
    wanted |= {i for child in tree.all_children(head, "nmod") for i in _with_case(tree, child) if child > head}
    wanted |= {i for child in tree.all_children(head, "amod") if child > head for i in tree.under(child, ("punct",))}
    return _around(head, wanted)


def _with_case(tree: Tree, child: int) -> list[int]:
    """A complement with its preposition, without the clauses and asides in it."""
    return sorted({*tree.under(child, tuple(r for r in LEFT_OUT if r != "case"))})


def _around(head: int, wanted: set[int]) -> list[int]:
    """The unbroken run of wanted words that holds the head."""
    first = last = head
    while first - 1 in wanted:
        first -= 1
    while last + 1 in wanted:
        last += 1
    return list(range(first, last + 1))


def is_plural(tree: Tree, head: int) -> bool:
    """Whether a noun stands in the plural: its form is not its lemma, a numeral stands with it, or it is a mass."""
    word = tree.words[head]
    form = tree.lower(head)
    counted = any(tree.lower(c) in PLURAL_TAGS for c in tree.all_children(head, "nummod", "amod", "det"))
    return counted or (form != word.lemma.lower() and form.endswith(("s", "men", "women", "people", "children")))


def nominals(tree: Tree, taken: Sequence[bool], quoted: Sequence[bool], names: Mapping[int, int]) -> list[Candidate]:
    """The nominals of a report. `taken` and `quoted` say of each word whether it lies in a name, in quotation marks;
    `names` gives the head word of the name that a word belongs to.
    """
    found = []
    for index, word in enumerate(tree.words):
        if taken[index] or word.upos != "NOUN" or word.deprel in ("compound", "flat", "goeswith", "fixed"):
            continue
        candidate = _nominal(tree, index, quoted[index], names)
        if candidate is not None:
            found.append(candidate)
    return found


def _nominal(tree: Tree, head: int, quoted: bool, names: Mapping[int, int]) -> Candidate | None:
    phrase = own_phrase(tree, head)
    if any(i == head + 1 and i in names for i in phrase):
        return None  # a title: "spokesman Peter Cook" is told by the name
    plural = is_plural(tree, head)
    lemma = folded(tree.words[head].lemma)
    before = frozenset(folded(tree.words[i].lemma) for i in phrase if i < head and tree.words[i].upos != "DET")
    kind = kind_of_noun(lemma, plural, before)
    if kind is None:
        return None
    start, end = tree.words[phrase[0]].start, tree.words[phrase[-1]].end
    described = before | frozenset(folded(tree.words[i].lemma) for i in phrase if i > head)
    return Candidate(
        start=start,
        end=end,
        text=tree.text[start:end],
        kind=kind,
        form="nominal",
        sentence=tree.sentence(tree.words[head].start),
        word=head,
        number="plural" if plural else "singular",
        lemma=lemma,
        described=frozenset(w for w in described if any(c.isalpha() for c in w) and len(w) > 1),
        definite=tree.lower(phrase[0]) in DEFINITE or _is_possessed(tree, head),
        subject=tree.words[head].deprel in SUBJECTS,
        quoted=quoted,
        gender=gender_of(before | {lemma}),
        apposed=_apposed(tree, head, names),
    )


def _is_possessed(tree: Tree, head: int) -> bool:
    return tree.child(head, "nmod:poss") is not None


def _apposed(tree: Tree, head: int, names: Mapping[int, int]) -> int | None:
    """The name that a noun describes: its apposition on either side, or the subject that it is predicated of."""
    word = tree.words[head]
    for child in tree.all_children(head, "appos", "flat"):
        if child in names:
            return names[child]
    if word.deprel == "appos" and word.head in names:
        return names[word.head]
    return None


def pronouns(tree: Tree, quoted: Sequence[bool]) -> list[Candidate]:
    """The third-person and relative pronouns that can stand for somebody."""
    found = []
    for index, word in enumerate(tree.words):
        told = PRONOUNS.get(tree.lower(index))
        if told is None or word.upos not in ("PRON", "DET") or word.deprel == "expl":
            continue
        kind, number, gender = told
        found.append(
            Candidate(
                start=word.start,
                end=word.end,
                text=tree.text[word.start : word.end],
                kind=kind,
                form="pronoun",
                sentence=tree.sentence(word.start),
                word=index,
                number=number,
                lemma=tree.lower(index),
                subject=word.deprel in SUBJECTS,
                quoted=quoted[index],
                gender=gender,
            )
        )
    return found
