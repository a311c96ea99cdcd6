"""Statements that the syntax alone shows: a reporting verb with its clause, "according to", a noun of saying.

For what the reading model leaves out by its corpus (statements inside statements: PolNeAR marks only the outermost),
and the plain cases that it misses. Relations are those of Universal Dependencies 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rashomon.annotate.cues import not_sources, reporting_verbs
from rashomon.annotate.sources import source_table
from rashomon.annotate.trees import Tree
from rashomon.parse import Range

INSIDE_CUE = ("aux", "aux:pass", "compound:prt", "advmod", "cop")
AFTER_SOURCE = ("acl:relcl", "advcl", "parataxis", "punct", "ccomp")
CLAUSES = ("ccomp", "parataxis")


class Draft(msgspec.Struct, frozen=True):
    """A statement as found, before anything is read from it. `outer`: the draft whose content holds it."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    confidence: float | None = None
    outer: Draft | None = None

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return min(each.start for each in (*self.source, *self.cue, *self.content))

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return max(each.end for each in (*self.source, *self.cue, *self.content))


def reported(tree: Tree) -> list[Draft]:
    """Every statement that the syntax shows, nested ones too, in the order of their cues."""
    found: list[Draft] = []
    for index, word in enumerate(tree.words):
        if word.upos == "VERB" and word.lemma.lower() in reporting_verbs():
            found += _of_verb(tree, index)
        elif tree.lower(index) == "according":
            found += _according(tree, index)
        elif word.upos == "NOUN":
            found += _of_noun(tree, index)
    return found


def _of_verb(tree: Tree, verb: int) -> Iterator[Draft]:
    content = _content(tree, verb)
    if not content:
        return
    source = _source(tree, verb)
    if source is None:
        return
    drafted = _draft(tree, source, _cue(tree, verb), content)
    if drafted is not None:
        yield drafted


def _draft(tree: Tree, source: Sequence[int], cue: Sequence[int], content: Sequence[int]) -> Draft | None:
    taken = {*source, *cue}
    parts = (tree.ranges(source), tree.ranges(cue), tree.ranges([i for i in content if i not in taken]))
    if not (parts[0] and parts[1] and parts[2]):
        return None
    return Draft(source=parts[0], cue=parts[1][:1], content=parts[2])


def _cue(tree: Tree, verb: int) -> list[int]:
    near = {verb, *(c for c in tree.all_children(verb, *INSIDE_CUE) if c < verb)}
    first = verb
    while first - 1 in near:
        first -= 1
    particle = [c for c in tree.all_children(verb, "compound:prt") if c == verb + 1]
    return [*range(first, verb + 1), *particle]


def _content(tree: Tree, verb: int) -> list[int]:
    clause = tree.child(verb, "ccomp")
    if clause is not None:
        return tree.under(clause)
    after = [c for c in tree.all_children(verb, "parataxis") if tree.words[c].upos in ("VERB", "ADJ", "NOUN", "AUX")]
    if after and _follows_colon(tree, after[0]):
        return tree.under(after[0])
    if tree.words[verb].deprel == "parataxis" and tree.words[verb].head >= 0:
        return tree.under(tree.words[verb].head, keep=verb)
    return []


def _follows_colon(tree: Tree, clause: int) -> bool:
    first = tree.under(clause)[0]
    before = [tree.lower(i) for i in range(max(first - 2, 0), first + 1)]
    return any(mark in (":", ",", '"', "“", "''", "``") for mark in before)


def _source(tree: Tree, verb: int) -> list[int] | None:
    """Whose verb it is: its subject, a governing verb's, or the noun that its clause hangs on."""
    subject = tree.child(verb, "nsubj")
    if subject is not None and tree.words[subject].deprel != "nsubj:pass":
        return _phrase(tree, subject)
    relation = tree.words[verb].deprel.split(":")[0]
    governor = tree.words[verb].head
    if subject is not None or governor < 0 or relation not in ("conj", "advcl", "xcomp", "acl"):
        return None
    if relation == "acl":
        return _phrase(tree, governor, leave=("acl",)) if tree.words[governor].upos in ("NOUN", "PROPN") else None
    subject = tree.child(governor, "nsubj")
    return _phrase(tree, subject) if subject is not None and tree.words[governor].upos in ("VERB", "ADJ") else None


def _phrase(tree: Tree, head: int, leave: Sequence[str] = ()) -> list[int]:
    """A noun phrase with what identifies it; what only comments on it (after a comma) is left out."""
    incidental = [c for c in tree.all_children(head, "acl", "advcl", "parataxis") if _after_comma(tree, c)]
    cut = {i for c in incidental for i in tree.under(c)}
    words = [i for i in tree.under(head, ("punct", *leave) if not tree.child(head, "appos") else leave) if i not in cut]
    return _unbroken(words, head) or [head]


def _after_comma(tree: Tree, clause: int) -> bool:
    first = tree.under(clause)[0]
    return (first > 0 and tree.lower(first) in (",", "–", "-", "—", "(")) or tree.lower(max(first - 1, 0)) in (
        ",",
        "–",
        "—",
        "(",
    )


def _unbroken(words: Sequence[int], head: int) -> list[int]:
    """The stretch of neighbouring words (gaps of one, punctuation) that holds the head."""
    run: list[int] = []
    for index in words:
        if run and index - run[-1] > 2:
            if head in run:
                break
            run = []
        run.append(index)
    return list(range(run[0], run[-1] + 1)) if head in run else [head]


def _according(tree: Tree, index: int) -> Iterator[Draft]:
    """A clause with "according to X", wherever the parser put "according"."""
    if index + 1 >= len(tree.words) or tree.lower(index + 1) != "to":
        return
    party = tree.words[index].head
    if tree.words[index].deprel not in ("case", "fixed") or party < 0:
        hanging = tree.child(index, "obl", "nmod", "obj")
        if hanging is None:
            return
        party, phrase_top = hanging, index
    else:
        phrase_top = party
    governor = tree.words[phrase_top].head
    if governor < 0 or tree.words[party].lemma.lower() in not_sources():
        return
    root = _clause_of(tree, governor)
    source = [i for i in _phrase(tree, party) if i > index + 1]
    content = list(tree.under(root, keep=phrase_top))
    drafted = _draft(tree, source, [index, index + 1], content)
    if drafted is not None:
        yield drafted


def _clause_of(tree: Tree, index: int) -> int:
    """The clause that a word belongs to: the nearest governor that is a predicate."""
    here = index
    while tree.words[here].head >= 0 and tree.words[here].deprel.split(":")[0] in (
        "nmod",
        "obl",
        "obj",
        "nsubj",
        "appos",
        "compound",
        "amod",
        "flat",
    ):
        here = tree.words[here].head
    return here


def _of_noun(tree: Tree, noun: int) -> Iterator[Draft]:
    """Such as "reports that …", "media reports … were preparing": a noun of saying with a full clause."""
    sources = source_table()
    if tree.words[noun].lemma.lower() not in sources.press.lemmas or tree.lower(noun) == tree.words[noun].lemma.lower():
        return
    for clause in tree.all_children(noun, "acl", "ccomp"):
        if tree.words[clause].deprel == "acl:relcl" or tree.child(clause, "nsubj") is None or clause < noun:
            continue
        source = [i for i in tree.under(noun, ("acl", "ccomp", "punct", "case")) if i < clause]
        drafted = _draft(tree, source, [noun], tree.under(clause))
        content = tree.ranges(list(tree.under(clause)))
        if drafted is not None:
            yield drafted
        elif content:
            yield Draft(source=tree.ranges(source), cue=tree.ranges([noun]), content=content)
