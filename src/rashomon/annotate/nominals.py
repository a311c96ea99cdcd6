"""Nominals and pronouns of a parse that point to somebody: "the ministry", "two Libyan military officials", "he".

A noun counts where lexicon/entity_kinds.toml gives it a kind; its span is its own phrase, without relative clauses,
appositions and what is joined to it by "and". Nothing inside a proper name is a nominal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.annotate.candidates import Candidate, Number
from rashomon.annotate.kinds import gender_of, kind_of_noun, kind_table
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


BEGINS_NOTHING = frozenset({"ADP", "SCONJ", "CCONJ", "PUNCT", "AUX", "PART"})


def speaks(tree: Tree, index: int) -> bool:
    """Whether a word, or the noun it stands beside, is the subject of a verb of saying."""
    word = tree.words[index]
    if word.deprel.split(":")[0] in ("appos", "flat", "conj") and 0 <= word.head < len(tree.words):
        word = tree.words[word.head]
    if word.deprel != "nsubj" or not 0 <= word.head < len(tree.words):
        return False
    return tree.words[word.head].lemma.lower() in kind_table().speech.verbs


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
    plural = is_plural(tree, head)
    lemma = folded(tree.words[head].lemma)
    if _is_title(tree, head, lemma, phrase, names):
        return None
    phrase = _without_prepositions(tree, _to_its_noun(tree, phrase), head)
    before = frozenset(folded(tree.words[i].lemma) for i in phrase if i < head and tree.words[i].upos != "DET")
    kind = kind_of_noun(lemma, plural, before)
    if kind is None:
        return None
    start, end = tree.words[phrase[0] - is_at_least(tree, phrase[0] - 1)].start, tree.words[phrase[-1]].end
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
        speaks=speaks(tree, head),
        governor=tree.words[head].head,
        quoted=quoted,
        gender=gender_of(before | {lemma}),
        apposed=_apposed(tree, head, names),
    )


def _is_title(tree: Tree, head: int, lemma: str, phrase: Sequence[int], names: Mapping[int, int]) -> bool:
    """Whether a noun is told by the name beside it ("spokesman Peter Cook") or half of one ("Secretary of State")."""
    if head + 1 in names and (head + 1 in phrase or kind_of_noun(lemma, False, frozenset()) == "person"):
        return True
    starts = tree.words[head].start == tree.sentences[max(0, tree.sentence(tree.words[head].start))].start
    capital = tree.text[tree.words[head].start].isupper()
    return capital and not starts and kind_of_noun(lemma, False, frozenset()) == "place"


def _to_its_noun(tree: Tree, phrase: Sequence[int]) -> list[int]:
    """A phrase that the parse broke off behind an article or a preposition, up to its next noun."""
    found = list(phrase)
    while tree.words[found[-1]].upos in ("DET", "ADP") and found[-1] + 1 < len(tree.words):
        found.append(found[-1] + 1)
        while tree.words[found[-1]].upos in ("ADJ", "NUM") and found[-1] + 1 < len(tree.words):
            found.append(found[-1] + 1)
        following = found[-1] + 1
        if (
            tree.words[found[-1]].upos == "VERB"
            and following < len(tree.words)
            and tree.words[following].upos == "NOUN"
        ):
            found.append(following)
    return found if tree.words[found[-1]].upos in ("NOUN", "PROPN") else list(phrase)


def _without_prepositions(tree: Tree, phrase: Sequence[int], head: int) -> list[int]:
    """A phrase without what cannot begin one."""
    first = next((k for k, i in enumerate(phrase) if i == head or tree.words[i].upos not in BEGINS_NOTHING), 0)
    return list(phrase[first:])


def is_at_least(tree: Tree, index: int) -> bool:
    """Whether a word is the "at" of "at least" or "at most"."""
    return index >= 0 and tree.lower(index) == "at" and tree.lower(index + 1) in ("least", "most")


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


def is_expletive(tree: Tree, index: int) -> bool:
    """Whether an "it" stands for nothing: "it was revealed that", "it is clear that", "it rained"."""
    word = tree.words[index]
    if word.deprel == "expl":
        return True
    if tree.lower(index) != "it" or not 0 <= word.head < len(tree.words):
        return False
    if word.deprel not in ("nsubj", "nsubj:pass"):
        return False
    clausal = tree.child(word.head, "csubj", "ccomp") is not None
    return clausal and (word.deprel == "nsubj:pass" or tree.words[word.head].upos in ("ADJ", "NOUN"))


def pronouns(tree: Tree, quoted: Sequence[bool]) -> list[Candidate]:
    """The third-person and relative pronouns that can stand for somebody."""
    found = []
    for index, word in enumerate(tree.words):
        told = PRONOUNS.get(tree.lower(index))
        if told is None or word.upos not in ("PRON", "DET") or is_expletive(tree, index):
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
                speaks=speaks(tree, index),
                governor=word.head,
                quoted=quoted[index],
                gender=gender,
            )
        )
    return found
