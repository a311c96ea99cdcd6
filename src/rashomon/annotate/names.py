"""Who and what a report speaks of: names with their kinds, nominals and pronouns, and which of them are one.

In: the passages and the parse. Out: rows of `mentions`; `entity` holds the id of the mention that introduces the
entity in this report (contract.md; `coreference.py` decides). A country or capital that acts is its government; a
nationality as an adjective is no mention. Nothing stands on boilerplate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.annotate.candidates import Candidate
from rashomon.annotate.coreference import introduced_by
from rashomon.annotate.kinds import demonyms, gender_of, gender_of_name, kind_of_name, kind_of_noun, kind_table
from rashomon.annotate.name_labels import corrected, with_outlet
from rashomon.annotate.nominals import PRONOUNS, SUBJECTS, nominals, pronouns, speaks
from rashomon.annotate.place_parties import is_party, is_seat_of_power
from rashomon.annotate.place_relations import is_type
from rashomon.annotate.trees import Tree
from rashomon.gazetteer import Gazetteer, folded
from rashomon.parse import Name, Parse, Range
from rashomon.records import Mention, Passage, Report, row_id, span_of

_ASIDE = 16
_LONGEST_INITIALS = 3
_ONLY_ASIDE = re.compile(r"\s+(?:\([A-Z.]+\)\s+)?")
OPENING, CLOSING, STRAIGHT = frozenset("“«„"), frozenset("”»"), '"'
MARK = re.compile('[“«„”»"]')


def mentions(
    report: Report, passages: Sequence[Passage], parse: Parse, gazetteer: Gazetteer | None = None
) -> tuple[Mention, ...]:
    """The mentions of a report in text order; `entity` is the id of the mention that introduces the entity.

    With a gazetteer, names that the model took for people or bodies and that stand as places are places.
    """
    found = candidates(report, passages, parse, gazetteer)
    introducing = introduced_by(found, report.text, [w.lemma for w in parse.words])
    ids = [row_id("mentions", report.id, c.start, c.end) for c in found]
    return tuple(
        Mention(
            id=ids[i],
            report=report.id,
            span=span_of(report.text, c.start, c.end),
            kind=found[introducing[i]].kind if c.form == "pronoun" else c.kind,
            entity=ids[introducing[i]],
            head=c.form,
            confidence=c.confidence,
        )
        for i, c in enumerate(found)
        if c.form != "pronoun" or c.lemma not in UNTOLD or introducing[i] != i
    )


UNTOLD = frozenset({"it", "its", "itself", "who", "whom"})
"""Pronouns that are a mention only where it is plain whom they mean."""


def candidates(
    report: Report, passages: Sequence[Passage], parse: Parse, gazetteer: Gazetteer | None = None
) -> list[Candidate]:
    """Every stretch that may name or point to somebody, in text order, none overlapping boilerplate."""
    tree = Tree(report.text, parse)
    kinds = {(p.start, p.end): p.kind for p in passages}
    barred = [p for p in passages if p.kind == "boilerplate"]
    quoted = quoted_words(report.text, parse, passages)
    titles = [Range(*place) for place, kind in kinds.items() if kind == "title"]
    names = with_outlet(parse.names, report.text, report.outlet)
    named = _named(tree, corrected(tree, names, gazetteer), quoted, titles, gazetteer)
    head_of = {i: c.word for c in named for i in tree.within([Range(c.start, c.end)])}
    taken = [i in head_of for i in range(len(parse.words))]
    described = [_before_its_name(c, named, report.text) for c in nominals(tree, taken, quoted, head_of)]
    found = [*named, *described, *pronouns(tree, quoted)]
    found = [_heard(tree, c) for c in found if not any(c.start < p.end and p.start < c.end for p in barred)]
    by_place = {(c.start, c.end): c for c in reversed(found)}
    return [by_place[place] for place in sorted(by_place, key=lambda p: (p[0], -p[1]))]


def _heard(tree: Tree, candidate: Candidate) -> Candidate:
    """A candidate with the verb of saying right behind it as its own, where the parse hung the two elsewhere:
    "Holder said", "the chief said"; not "the ferry that Orlo said had sunk", whose head is not beside the verb.
    """
    after = next((i for i in range(candidate.word, len(tree.words)) if tree.words[i].start >= candidate.end), None)
    if candidate.form == "pronoun" or candidate.speaks or candidate.quoted:
        return candidate
    if after is None or tree.words[after].start != candidate.end + 1:
        return candidate
    verb = tree.words[after]
    finite = verb.upos == "VERB" and not tree.lower(after).endswith("ing")
    if not finite or verb.lemma.lower() not in kind_table().speech.verbs:
        return candidate
    return msgspec.structs.replace(candidate, speaks=True, subject=True)


def _before_its_name(nominal: Candidate, named: Sequence[Candidate], text: str) -> Candidate:
    """A description with the name right after it: "the head of the Lake Board (LKB) Jan Orlo"."""
    if nominal.apposed is not None or nominal.kind != "person" or nominal.number == "plural":
        return nominal
    for name in named:
        if (
            name.kind == "person"
            and 0 < name.start - nominal.end < _ASIDE
            and _ONLY_ASIDE.fullmatch(text, nominal.end, name.start)
        ):
            return msgspec.structs.replace(nominal, apposed=name.word)
    return nominal


def quoted_words(text: str, parse: Parse, passages: Sequence[Passage]) -> list[bool]:
    """Of each word, whether it stands inside quotation marks; marks left open end with their passage."""
    marks = _quoted_stretches(text, [(p.start, p.end) for p in passages] or [(0, len(text))])
    flags, at = [], 0
    for word in parse.words:
        while at < len(marks) and marks[at].end <= word.start:
            at += 1
        flags.append(at < len(marks) and marks[at].start <= word.start)
    return flags


def _quoted_stretches(text: str, blocks: Sequence[tuple[int, int]]) -> list[Range]:
    stretches: list[Range] = []
    for start, end in blocks:
        since: int | None = None
        for found in MARK.finditer(text, start, end):
            offset, mark = found.start(), found.group()
            if since is None and (mark in OPENING or mark == STRAIGHT):
                since = offset
            elif since is not None and (mark in CLOSING or mark == STRAIGHT):
                stretches.append(Range(since, offset))
                since = None
        if since is not None:
            stretches.append(Range(since, end))
    return stretches


def _named(
    tree: Tree, names: Sequence[Name], quoted: Sequence[bool], titles: Sequence[Range], gazetteer: Gazetteer | None
) -> list[Candidate]:
    """The proper names, adjectives of nationality left out; a country that stands for its government is a body."""
    found = []
    for name in names:
        words = tree.within([Range(name.start, name.end)])
        head = tree.top(words)
        text = tree.text[name.start : name.end].strip()
        if head is None or not text or (name.label == "NORP" and not _stands_alone(tree, head)):
            continue
        if folded(text) in PRONOUNS:
            continue  # "He" at the start of a sentence, which the tagger took for a name
        named = _name(tree, name, name.label, head, words, quoted[head], titles)
        if gazetteer is not None and named.kind == "place" and _governs(named, tree.text, gazetteer):
            named = msgspec.structs.replace(named, kind="government")
        found.append(named)
    return found


def _governs(name: Candidate, text: str, gazetteer: Gazetteer) -> bool:
    """Whether a place's name stands for those who govern it: "the US is hopeful", "ties with Moscow"."""
    return is_party(text, name.start, name.end) and is_seat_of_power(name.text, gazetteer)


def _stands_alone(tree: Tree, head: int) -> bool:
    """Whether a nationality stands as a noun ("Tunisians", "the French"), not before one."""
    word = tree.words[head]
    if word.deprel in ("amod", "compound", "flat", "nmod:poss", "det"):
        return False
    form = tree.lower(head)
    after = tree.words[head + 1] if head + 1 < len(tree.words) else None
    if after is not None and after.upos in ("NOUN", "PROPN", "ADJ") and after.start == word.end + 1:
        return False
    adjective = form in demonyms() and not form.endswith(("s", "men"))
    return not adjective or tree.child(head, "det", "nummod") is not None


def _name(
    tree: Tree, name: Name, label: str, head: int, words: Sequence[int], quoted: bool, titles: Sequence[Range]
) -> Candidate:
    start, end = name.start, name.end
    text = tree.text[start:end]
    kind = kind_of_name(text, label)
    if kind == "place" and is_part_of_longer(tree, words):
        kind = "other"  # the ship "Banjul Queen"
    elif kind == "place" and acts(tree, head) and not _is_dateline(text):
        kind = "government"
    described = _described(tree, head, set(words))
    if kind == "person":
        described |= _title_before(tree, words)
    return Candidate(
        start=start,
        end=end,
        text=text,
        kind=kind,
        form="name",
        sentence=tree.sentence(tree.words[head].start),
        word=head,
        number="plural" if kind == "people" else "singular",
        lemma=folded(tree.words[head].lemma),
        described=described,
        definite=True,
        subject=tree.words[_above(tree, head, set(words))].deprel in SUBJECTS or tree.words[head].deprel in SUBJECTS,
        speaks=speaks(tree, head),
        governor=tree.words[_above(tree, head, set(words))].head,
        quoted=quoted,
        gender=(gender_of(described) or gender_of_name(text)) if kind == "person" else None,
        in_title=any(t.start <= start and end <= t.end for t in titles),
        confidence=round(name.confidence, 3),
    )


def _above(tree: Tree, head: int, words: set[int]) -> int:
    """The noun that a name is written beside as its title or apposition ("spokesman Peter Cook"), or the name."""
    word = tree.words[head]
    if word.deprel.split(":")[0] in ("appos", "flat") and 0 <= word.head < len(tree.words) and word.head not in words:
        return word.head
    return head


def _described(tree: Tree, head: int, words: set[int]) -> frozenset[str]:
    """Lemmas of the title and description that stand with a name: "Pentagon spokesman Peter Cook", "X, the mayor"."""
    above = _above(tree, head, words)
    beside = set(tree.under(above, ("acl:relcl", "conj", "cc", "parataxis", "advcl"))) - words
    if above == head:
        wanted = ("compound", "amod", "nmod", "appos", "flat")
        heads = [c for c in tree.all_children(head, *wanted) if c not in words]
        beside = {i for c in heads for i in tree.under(c, ("acl:relcl", "conj", "parataxis", "advcl"))} - words
    nouns = (i for i in sorted(beside) if tree.words[i].upos in ("NOUN", "PROPN", "ADJ"))
    return frozenset(folded(tree.words[i].lemma) for i in nouns) - {""}


def _title_before(tree: Tree, words: Sequence[int]) -> frozenset[str]:
    """The title or form of address right before a person's name or at its start, however the parse hung it: "chief" of
    "Police Chief Jon Orlo", "mrs" of "Mrs. Orlo".
    """
    opening = folded(tree.words[words[0]].lemma).strip(".")
    if gender_of(frozenset({opening})) is not None and len(words) > 1:
        return frozenset({opening})
    before = words[0] - 1
    if before < 0 or tree.words[before].end + 1 != tree.words[words[0]].start:
        return frozenset()
    word = tree.words[before]
    lemma = folded(word.lemma).strip(".")
    titled = gender_of(frozenset({lemma})) is not None or kind_of_noun(lemma, False, frozenset()) == "person"
    titled = titled and word.upos in ("NOUN", "PROPN")
    return frozenset({lemma}) if titled else frozenset()


def _is_dateline(text: str) -> bool:
    """Whether a name is set as a dateline sets it: in capitals, and no initials."""
    return text.isupper() and len(text) > _LONGEST_INITIALS


def is_part_of_longer(tree: Tree, words: Sequence[int]) -> bool:
    """Whether a name goes on with a capitalised word that the tagger left out and that is no title or type."""
    if not words or words[-1] + 1 >= len(tree.words):
        return False
    last, after = tree.words[words[-1]], tree.words[words[-1] + 1]
    form = tree.text[after.start : after.end]
    hangs = last.deprel in ("compound", "flat") and last.head == words[-1] + 1
    hangs = hangs or (words[0] > 0 and tree.lower(words[0] - 1) == "the")
    if not hangs or after.upos != "PROPN" or after.start != last.end + 1 or not form.istitle():
        return False
    kinds = kind_table()
    lemma = folded(after.lemma)
    goes_on = words[-1] + 2 < len(tree.words) and tree.words[words[-1] + 2].upos == "PROPN"
    noun = kind_of_noun(lemma, False, frozenset())
    is_title = lemma in kinds.titles.ranks or (noun == "person" and goes_on)
    return not is_title and noun in (None, "person") and not is_type(lemma)


def acts(tree: Tree, head: int) -> bool:
    """Whether the name of a country or city is the subject of a verb that only a government can do."""
    verbs = set(kind_table().acts_of_states.verbs)
    subject = head
    while tree.words[subject].deprel == "conj" and 0 <= tree.words[subject].head < len(tree.words):
        subject = tree.words[subject].head
    word = tree.words[subject]
    if word.deprel != "nsubj" or not 0 <= word.head < len(tree.words):
        return False
    verb = tree.words[word.head]
    return verb.upos == "VERB" and verb.lemma.lower() in verbs
