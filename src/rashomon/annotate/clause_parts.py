"""The parts of a clause that tells somebody's words, by its syntax: whose verb it is, the cue, what is said.

Relations are those of Universal Dependencies 2. A wrong parse throws parts about: what does not stand together is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.annotate.draft import Draft
from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.annotate.word_order import source_by_order
from rashomon.parse import Range

INSIDE_CUE = ("aux", "aux:pass", "compound:prt", "advmod", "cop")
NOBODYS = frozenset({"it", "there", "you", "one", "i", "we", "who", "which", "that", "what", "this", "these"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
LONGEST_NAMING = 4
ANSWERED_WORDS = frozenset({"it", "this", "that", "them", "both", "so"})
FEWEST_WORDS = 3
WIDEST_GAP = 5
LONGEST_SOURCE = 25


def subject_of(tree: Tree, cue: Sequence[Range], content: Sequence[Range]) -> tuple[Range, ...]:
    """The subject of a cue's verb, where it stands outside the content; empty where there is none."""
    taken = set(tree.within((*content, *cue)))
    words = tree.within(cue)
    governing = [tree.words[i].head for i in words if tree.words[i].upos == "NOUN" and tree.words[i].deprel == "obj"]
    for verb in [*words, *(g for g in governing if g >= 0)]:
        if tree.words[verb].upos == "VERB" and tree.child(verb, "aux:pass") is None:
            source = speaker_of(tree, verb)
            if source is not None and not set(source) & taken and tree.lower(source[0]) not in ("it", "there"):
                return tree.ranges(source)[:1]
    return ()


def form_at(tree: Tree, index: int) -> str:
    """A word in small letters; empty behind the last."""
    return tree.lower(index) if index < len(tree.words) else ""


def cue_words(tree: Tree, verb: int) -> list[int]:
    """A verb with the auxiliaries, adverbs and particle that stand right beside it."""
    near = {verb, *(c for c in tree.all_children(verb, *INSIDE_CUE) if c < verb)}
    first = verb
    while first - 1 in near:
        first -= 1
    particle = [c for c in tree.all_children(verb, "compound:prt") if c == verb + 1]
    return [*range(first, verb + 1), *particle]


def clause_words(tree: Tree, verb: int) -> list[int]:
    """What a verb of saying tells: its clause, what follows its colon, or the sentence that it stands in."""
    clause = tree.child(verb, "ccomp")
    if clause is not None:
        return _on_its_side(tree, verb, clause)
    after = [c for c in tree.all_children(verb, "parataxis") if tree.words[c].upos in ("VERB", "ADJ", "NOUN", "AUX")]
    if after and _follows_colon(tree, after[0]):
        return tree.under(after[0])
    if tree.words[verb].deprel == "parataxis" and tree.words[verb].head >= 0:
        return tree.under(tree.words[verb].head, keep=verb)
    return []


def _on_its_side(tree: Tree, verb: int, clause: int) -> list[int]:
    """A clause's words on its own side of the verb, from its "that" on where it has one."""
    words = [i for i in tree.under(clause) if (i > verb) == (clause > verb)]
    that = next((i for i in words if tree.lower(i) == "that" and i > verb and tree.words[i].deprel == "mark"), None)
    return words if that is None or clause < verb else list(range(that, words[-1] + 1))


def thing_answered(tree: Tree, verb: int) -> list[int]:
    """What is confirmed or denied where it is no clause: "the news", "the Post's report", "allegations of fraud"."""
    thing = tree.child(verb, "obj")
    answering = source_table().answered
    if thing is None or tree.words[verb].lemma.lower() not in answering.verbs:
        return []
    if tree.words[thing].lemma.lower() not in answering.things and tree.lower(thing) not in ANSWERED_WORDS:
        return []
    return [i for i in tree.under(thing) if tree.words[i].upos != "PUNCT" or i < thing]


def _follows_colon(tree: Tree, clause: int) -> bool:
    first = tree.under(clause)[0]
    before = [tree.lower(i) for i in range(max(first - 2, 0), first + 1)]
    return any(mark in (":", ",", '"', "“", "''", "``") for mark in before)


def speaker_of(tree: Tree, verb: int) -> list[int] | None:
    """Whose verb it is: its subject, a governing verb's, or the noun that its clause hangs on."""
    subject = tree.child(verb, "nsubj")
    if _is_done_to(tree, verb):
        return None
    if subject is not None and tree.words[subject].deprel != "nsubj:pass":
        return noun_phrase(tree, subject)
    relation = tree.words[verb].deprel.split(":")[0]
    governor = tree.words[verb].head
    if subject is not None or governor < 0 or relation not in ("conj", "advcl", "xcomp", "acl"):
        return None
    if relation == "acl":
        return noun_phrase(tree, governor, leave=("acl",)) if tree.words[governor].upos in ("NOUN", "PROPN") else None
    subject = tree.child(governor, "nsubj")
    return noun_phrase(tree, subject) if subject is not None and tree.words[governor].upos in ("VERB", "ADJ") else None


def _is_done_to(tree: Tree, verb: int) -> bool:
    """Whether "be" stands before a participle, adverbs between: "had been warned twice"."""
    index = verb - 1
    while index > 0 and tree.words[index].upos in ("ADV", "PART"):
        index -= 1
    return index >= 0 and tree.words[index].lemma.lower() == "be" and not tree.lower(verb).endswith("ing")


def noun_phrase(tree: Tree, head: int, leave: Sequence[str] = ()) -> list[int]:
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


def speaker_by_order(tree: Tree, verb: int, content: Sequence[int]) -> list[int]:
    """Whose verb it is by the order of words, where the parse shows nobody."""
    ranges = source_by_order(tree, tree.ranges(cue_words(tree, verb)), tree.ranges(content))
    return tree.within(ranges)


def party_after(tree: Tree, first: int, last: int) -> list[int]:
    """The noun phrase from `first` on: to a comma, a mark, or a verb that does not hang on it."""
    found: list[int] = []
    for index in range(first, last):
        word = tree.words[index]
        ends = (word.upos == "PUNCT" and tree.lower(index) not in ("-", "’", "'", ".")) or word.upos in ("AUX", "CCONJ")
        if ends or (word.upos == "VERB" and not word.deprel.startswith("acl")):
            break
        found.append(index)
    while found and tree.words[found[-1]].upos in ("PUNCT", "ADP", "SCONJ"):
        found.pop()
    return found


def to_next_mark(tree: Tree, verb: int, cue: Sequence[int], first: int) -> Iterator[Draft]:
    """A draft of what stands behind a cue, to the next mark; nothing where nobody speaks."""
    last = first
    while last < len(tree.words) and tree.words[last].upos not in ("PUNCT", "CCONJ") and last - first < LONGEST_SOURCE:
        last += 1
    content = list(range(first, last))
    if (verb and tree.words[verb - 1].upos in ("DET", "ADJ")) or tree.words[verb - 1].deprel == "nmod:poss":
        return
    source = speaker_of(tree, verb) or tree.within(source_by_order(tree, tree.ranges(cue), tree.ranges(content)))
    parts = (tree.ranges(source), tree.ranges(cue), tree.ranges(content))
    if source and parts[0] and parts[1] and parts[2] and tree.lower(source[0]) not in NOBODYS:
        yield Draft(source=parts[0][:1], cue=parts[1][:1], content=parts[2][:1])


def sound_draft(tree: Tree, source: Sequence[int], cue: Sequence[int], content: Sequence[int]) -> Draft | None:
    """A draft of parts that stand beside one another; None where a wrong parse threw them about."""
    taken = {*source, *cue}
    parts = (tree.ranges(source), tree.ranges(cue), tree.ranges([i for i in content if i not in taken]))
    if not (parts[0] and parts[1] and parts[2]) or not _is_sound(tree, source, cue, tree.within(parts[2])):
        return None
    return Draft(source=parts[0], cue=parts[1][:1], content=parts[2])


def _is_sound(tree: Tree, source: Sequence[int], cue: Sequence[int], content: Sequence[int]) -> bool:
    """Whether the parts stand beside one another as parts of one statement do: a wrong parse throws them about."""
    named = any(tree.words[i].upos in NOMINAL for i in source) and tree.words[source[-1]].upos in NOMINAL | {"PUNCT"}
    opens = tree.words[source[0]].upos not in ("ADP", "VERB", "SCONJ", "AUX", "CCONJ")
    beside = min(_gap(source, content), _gap(cue, content)) <= WIDEST_GAP
    near = _gap(source, cue) <= WIDEST_GAP and len(source) <= LONGEST_SOURCE
    return named and opens and beside and near and says_something(tree, content)


def says_something(tree: Tree, content: Sequence[int]) -> bool:
    """Whether a content is a clause with a subject, an infinitive, or what is confirmed and denied as a whole."""
    full = [i for i in content if tree.words[i].upos != "PUNCT"]
    if len(full) == 1 and tree.lower(full[0]) in ANSWERED_WORDS:
        return True
    if any(tree.words[i].lemma.lower() in source_table().answered.things for i in full[:LONGEST_NAMING]):
        return True
    subject = any(tree.words[i].deprel.startswith(("nsubj", "csubj", "expl")) for i in full)
    verb = any(tree.words[i].upos in ("VERB", "AUX") for i in full)
    return len(full) >= FEWEST_WORDS and verb and (subject or tree.lower(full[0]) in ("to", "that"))


def _gap(one: Sequence[int], two: Sequence[int]) -> int:
    """The words between two runs of words."""
    first, second = (one, two) if one[0] < two[0] else (two, one)
    after = [i for i in second if i > first[0]]
    return min((min(abs(i - j) for i in after) - 1 for j in (first[0], first[-1]) if after), default=0)
