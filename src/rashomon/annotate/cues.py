"""What a cue says of its content: kind, certainty and polarity, from the table of cue words (lexicon/cues.toml)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import msgspec

from rashomon.annotate.trees import Tree
from rashomon.lexicon import table
from rashomon.records import Certainty, Polarity, StatementKind


class Sense(msgspec.Struct, frozen=True):
    """What a cue makes of its content."""

    kind: StatementKind
    certainty: Certainty
    polarity: Polarity = "positive"


class CueGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cue words of one sense, with where their classing comes from."""

    source: str
    kind: StatementKind
    certainty: Certainty
    reporting: bool
    lemmas: tuple[str, ...]
    clause: bool = False
    polarity: Polarity = "positive"
    negated: Sense | None = None
    to: Sense | None = None


class Negators(msgspec.Struct, frozen=True):
    """Words that turn a cue round."""

    source: str
    words: tuple[str, ...]
    verbs: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """A list of lemmas with its source."""

    source: str
    lemmas: tuple[str, ...]


class Withheld(msgspec.Struct, frozen=True):
    """Verbs of what is withheld after "declined to"; `plain` ones tell of that after "would not" too."""

    source: str
    lemmas: tuple[str, ...]
    plain: tuple[str, ...]


class Closing(msgspec.Struct, frozen=True):
    """Forms of verbs that may close a sentence behind their speaker; `addressed` ones take whom they were told to,
    `clausal` ones a clause without "that".
    """

    source: str
    forms: tuple[str, ...]
    addressed: tuple[str, ...]
    clausal: tuple[str, ...]
    moments: tuple[str, ...]


class Figures(msgspec.Struct, frozen=True):
    """Verbs by which a party gives a figure: "put the dead at", "counted nine", "spoke of", "gave nine dead"; `harm`:
    what the figure of the last is of.
    """

    source: str
    placing: tuple[str, ...]
    counting: tuple[str, ...]
    speaking: tuple[str, ...]
    giving: tuple[str, ...]
    reckoning: tuple[str, ...]
    """Nouns of a count: "the ministry's toll stood at nine"."""
    harm: tuple[str, ...]


class Vehicles(msgspec.Struct, frozen=True):
    """Verbs that bring out the form of words: "issue" a statement."""

    source: str
    verbs: tuple[str, ...]


class Nouns(msgspec.Struct, frozen=True):
    """Nouns that tell a statement with whose it is: before "that", before an infinitive, before "for" a thing."""

    source: str
    clausal: tuple[str, ...]
    infinitive: tuple[str, ...]
    thing: tuple[str, ...]


class Senses(msgspec.Struct, frozen=True):
    """Verbs and nouns of a cue that have another sense beside that of saying, by what it takes to be told."""

    source: str
    things: tuple[str, ...]
    sights: tuple[str, ...]
    persons: tuple[str, ...]
    seeming: tuple[str, ...]
    inclined: tuple[str, ...]
    greeting: tuple[str, ...]
    greeted_for: tuple[str, ...]
    naming: tuple[str, ...]
    searching: tuple[str, ...]
    bringing: tuple[str, ...]
    brought: tuple[str, ...]
    talks: tuple[str, ...]
    empty: tuple[str, ...]
    summoning: tuple[str, ...]
    denied: tuple[str, ...]
    inquiring: tuple[str, ...]


class Silence(msgspec.Struct, frozen=True):
    """Verbs of answering, and nouns of what is not answered."""

    source: str
    verbs: tuple[str, ...]
    things: tuple[str, ...]


class Irregular(msgspec.Struct, frozen=True):
    """A verb's irregular forms."""

    lemma: str
    forms: tuple[str, ...]


class CueTable(msgspec.Struct, frozen=True):
    """The table of cue words."""

    group: tuple[CueGroup, ...]
    negators: Negators
    irregular: tuple[Irregular, ...]
    closing: Closing
    figures: Figures
    vehicles: Vehicles
    nouns: Nouns
    believing: Words
    states: Words
    expected: Words
    ordering: Words
    accusing: Words
    silence: Silence
    senses: Senses
    addressing: Words
    hearsay: Words
    supposing: Words
    withheld: Withheld
    deeds: Words
    no_source: Words
    no_speaker: Words


PLAIN = Sense(kind="assertion", certainty="certain")
REFUSED = Sense(kind="refusal", certainty="unknown")
DOUBTLESS = frozenset({("no", "doubt"), ("little", "doubt")})
REACH = 2
"""Words back in which a governing verb belongs to its cue."""
NEGATOR = ("no", "not")
WH = frozenset({"whether", "if", "who", "what", "when", "where", "why", "how", "which"})


@cache
def cue_table() -> CueTable:
    """The table, read once."""
    read: CueTable = table("cues", CueTable)
    return read


@cache
def _entries() -> dict[tuple[str, ...], CueGroup]:
    found: dict[tuple[str, ...], CueGroup] = {}
    for group in cue_table().group:
        for lemma in group.lemmas:
            found.setdefault(tuple(lemma.split()), group)
    return found


@cache
def _longest() -> int:
    return max(len(phrase) for phrase in _entries())


@cache
def reporting_verbs() -> frozenset[str]:
    """Single verbs beside which a clause is speech or writing."""
    return frozenset(phrase[0] for phrase, group in _entries().items() if len(phrase) == 1 and group.reporting)


@cache
def attitude_verbs() -> frozenset[str]:
    """Single verbs beside which a clause is what somebody takes to be so, means to do or wants done."""
    kinds = ("belief", "intention", "demand")
    return frozenset(p[0] for p, group in _entries().items() if len(p) == 1 and group.kind in kinds and group.clause)


@cache
def commitments() -> frozenset[str]:
    """Single verbs by which somebody commits themselves: to promise, to threaten."""
    groups = (g for g in cue_table().group if g.kind == "intention" and g.reporting)
    return frozenset(lemma for group in groups for lemma in group.lemmas if " " not in lemma)


@cache
def deeds() -> frozenset[str]:
    """Verbs of doing that a corpus of attributions counts and a reader of news does not: to authorize, to sign."""
    return frozenset(cue_table().deeds.lemmas)


def is_known(tree: Tree, cue: Sequence[int]) -> bool:
    """Whether some entry of the table fits the cue."""
    return _group(_lemmas(tree, cue), "") is not None


@cache
def calls() -> frozenset[tuple[str, ...]]:
    """Verbs that demand with a preposition: ("call", "for")."""
    joined = ("for", "on", "upon")
    return frozenset(p for p, group in _entries().items() if group.kind == "demand" and p[-1] in joined and len(p) == 2)


@cache
def accusing() -> frozenset[str]:
    """Verbs with whom they accuse and a preposition: "accused the guards of opening fire"."""
    return frozenset(cue_table().accusing.lemmas)


@cache
def supposing() -> frozenset[str]:
    """Auxiliaries of words that are not said yet, or only might be."""
    return frozenset(cue_table().supposing.lemmas)


@cache
def silence() -> Silence:
    """Verbs of answering, and what is not answered."""
    return cue_table().silence


@cache
def figure_verbs() -> Figures:
    """Verbs by which a party gives a figure."""
    return cue_table().figures


@cache
def withheld() -> frozenset[str]:
    """What is withheld after "declined to": "comment", "say"."""
    return frozenset(cue_table().withheld.lemmas)


@cache
def addressing() -> frozenset[str]:
    """Verbs whose passive subject is spoken to, or of, and does not speak: "was asked"."""
    return frozenset(cue_table().addressing.lemmas)


@cache
def hearsay() -> frozenset[str]:
    """Adverbs that say that somebody says so, and not who: "reportedly"."""
    return frozenset(cue_table().hearsay.lemmas)


@cache
def not_sources() -> frozenset[str]:
    """Nouns after "according to" that are nobody's word."""
    return frozenset(cue_table().no_source.lemmas)


def sense(tree: Tree, cue: Sequence[int], content: Sequence[int]) -> Sense:
    """What the cue at words `cue` makes of the content at words `content`.

    A cue that no entry fits is an assertion, certain: PolNeAR's plain case.
    """
    cue = _with_governors(tree, _without_adjunct(tree, cue), content)
    lemmas = _lemmas(tree, cue)
    first = tree.lower(content[0]) if content else ""
    following = _following(tree, [i for i in content if not cue or i > cue[0]] or content)
    refusal = _refusal(lemmas, following) or _unwilling(tree, cue, lemmas, following)
    if refusal is not None:
        return refusal
    if any(pair in DOUBTLESS for pair in pairwise(lemmas)):
        return Sense(kind="belief", certainty="certain")
    group = _denying(tree, cue, lemmas) or _group(lemmas, first)
    if group is None:
        return PLAIN
    if _is_negated(tree, cue, lemmas) and not _is_disclaimed(lemmas, group):
        return _negated(lemmas, group)
    if group.to is not None and first == "to":
        return group.to
    if group.kind == "intention" and _wants_done(lemmas, first, following):
        return Sense(kind="demand", certainty="certain")
    if _is_supposed(tree, cue):
        return Sense(kind=group.kind, certainty="unknown", polarity=group.polarity)
    return Sense(kind=group.kind, certainty=group.certainty, polarity=group.polarity)


def _without_adjunct(tree: Tree, cue: Sequence[int]) -> Sequence[int]:
    """A cue without the phrase that only says how or where: "wrote" of "wrote in a letter seen by"."""
    verb = next((n for n, i in enumerate(cue) if tree.words[i].upos == "VERB"), None)
    if verb is None:
        return cue
    for n in range(verb + 1, len(cue) - 2):
        adjunct = tree.words[cue[n]].upos == "ADP" and tree.words[cue[n + 1]].upos in ("DET", "PRON", "ADJ", "NOUN")
        if adjunct and any(tree.words[i].upos == "VERB" for i in cue[n + 1 :]):
            return cue[: n + 1]
    return cue


def _denying(tree: Tree, cue: Sequence[int], lemmas: Sequence[str]) -> CueGroup | None:
    """The denial that a verb makes of the noun behind it in the cue: "dismissed reports"."""
    full = _full(tree, cue)
    for index, lemma in zip(full[:-1], lemmas, strict=False):
        group = _entries().get((lemma,))
        if group is not None and group.kind == "denial" and tree.words[index].upos == "VERB":
            return group
    return None


def _with_governors(tree: Tree, cue: Sequence[int], content: Sequence[int]) -> list[int]:
    """The cue with the verbs just before it that it hangs on: "refused" of "refused to say", "rejected" of "claims"."""
    top = tree.top(cue)
    taken, found = {*cue, *content}, list(cue)
    for governor in tree.governors(top) if top is not None else ():
        beside = 0 < found[0] - governor <= REACH
        joined = tree.words[found[0] if governor != top else top].deprel.split(":")[0] in (
            "xcomp",
            "obj",
            "mark",
            "ccomp",
        )
        if governor in taken or not beside or not joined or _known("", tree.lower(governor)) not in _heads():
            break
        found.insert(0, governor)
    return found


def _lemmas(tree: Tree, cue: Sequence[int]) -> list[str]:
    """The cue's lemmas; a form whose tag led its lemma astray ("refused" as an adjective) is looked up itself."""
    return [_known(lemma, tree.lower(i)) for lemma, i in zip(_as_tagged(tree, cue), _full(tree, cue), strict=True)]


def verb_at(tree: Tree, index: int) -> str:
    """The lemma of a verb; of a form whose tag led its lemma astray the table's."""
    return _known(tree.words[index].lemma.lower(), tree.lower(index))


def _known(lemma: str, form: str) -> str:
    return lemma if lemma in _heads() else _forms().get(form, lemma)


@cache
def _heads() -> frozenset[str]:
    return frozenset(word for phrase in _entries() for word in phrase)


@cache
def _forms() -> dict[str, str]:
    """Forms of the verbs in the table, by the rules of spelling and the table of irregular ones."""
    found: dict[str, str] = {}
    for lemma in sorted(reporting_verbs() | {phrase[0] for phrase in _entries()}):
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        third = lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"
        past = lemma[:-1] + "ied" if third.endswith("ies") else stem + "ed"
        for form in (third, past, stem + "ing"):
            found.setdefault(form, lemma)
    return found | {form: verb.lemma for verb in cue_table().irregular for form in verb.forms}


def _full(tree: Tree, cue: Sequence[int]) -> list[int]:
    return [i for i in cue if tree.words[i].upos != "PUNCT" or tree.lower(i) == ":"]


def _as_tagged(tree: Tree, cue: Sequence[int]) -> list[str]:
    return [tree.words[i].lemma.lower() or tree.lower(i) for i in _full(tree, cue)]


def _following(tree: Tree, content: Sequence[int]) -> list[str]:
    return [tree.words[i].lemma.lower() for i in content[:4] if tree.lower(i) != "to"]


def _group(lemmas: Sequence[str], first: str) -> CueGroup | None:
    """The entry of the longest phrase in the cue; a question word at the content's start counts as the cue's last."""
    found = _longest_entry(lemmas, first)
    plain = [lemma for lemma in lemmas if lemma not in cue_table().negators.words]
    return found if found is not None or len(plain) == len(lemmas) else _longest_entry(plain, first)


def _longest_entry(lemmas: Sequence[str], first: str) -> CueGroup | None:
    words = [*lemmas, first] if first in WH or first in ("for", "on", "to", "out") else list(lemmas)
    for length in range(min(_longest(), len(words)), 0, -1):
        for start in range(len(words) - length, -1, -1):
            found = _entries().get(tuple(words[start : start + length]))
            if found is not None:
                return found
    return None


def _is_negated(tree: Tree, cue: Sequence[int], lemmas: Sequence[str]) -> bool:
    """Whether a negator stands in the cue (PolNeAR's cues hold theirs) or a refusing verb governs its last."""
    negators = cue_table().negators
    return bool({tree.lower(i) for i in cue} & set(negators.words)) or bool(set(lemmas[:-1]) & set(negators.verbs))


def _is_disclaimed(lemmas: Sequence[str], group: CueGroup) -> bool:
    """Whether a group's own phrase holds the negator: "claimed no responsibility", "did not rule out"."""
    phrases = (tuple(p.split()) for p in group.lemmas if set(p.split()) & set(NEGATOR) and len(p.split()) > 1)
    return any(p == tuple(lemmas[n : n + len(p)]) for p in phrases for n in range(len(lemmas)))


def _is_supposed(tree: Tree, cue: Sequence[int]) -> bool:
    """Whether the words were not said yet, or only might be: "will say", "could argue"."""
    return bool({tree.lower(i) for i in cue} & set(cue_table().supposing.lemmas))


def _refusal(lemmas: Sequence[str], following: Sequence[str]) -> Sense | None:
    """An answer withheld ("declined" + "to comment"); what they decline to rule out or deny is another thing."""
    refusing = [i for i, lemma in enumerate(lemmas) if lemma in ("decline", "refuse")]
    if not refusing:
        return None
    after = [*lemmas[refusing[0] + 1 :], *following]
    after = [lemma for lemma in after if lemma not in ("to", "also", "immediately")]
    if after[:2] == ["rule", "out"] or after[:1] in (["exclude"], ["preclude"]):
        return Sense(kind="belief", certainty="possible")
    if after and (after[0] in cue_table().withheld.lemmas or (after[0] == "take" and "question" in after[:3])):
        return REFUSED
    return Sense(kind="intention", certainty="certain", polarity="negative") if after else REFUSED


def _unwilling(tree: Tree, cue: Sequence[int], lemmas: Sequence[str], following: Sequence[str]) -> Sense | None:
    """An answer withheld by somebody who "did not want to answer", "did not wish to comment"."""
    denied = bool({tree.lower(i) for i in cue} & set(cue_table().negators.words))
    after = [*lemmas[-2:], *following][:4]
    wants = bool({"want", "wish", "care"} & set(lemmas))
    return REFUSED if denied and wants and any(word in cue_table().withheld.plain for word in after) else None


def _wants_done(lemmas: Sequence[str], first: str, following: Sequence[str]) -> bool:
    """Whether somebody else is to do what is wanted: "wants the officer to be suspended", not "wants to leave"."""
    return bool(lemmas) and lemmas[-1] == "want" and bool(following) and first not in ("to", "“", '"', "out")


def _negated(lemmas: Sequence[str], group: CueGroup) -> Sense:
    if group.negated is not None:
        return group.negated
    if group.kind == "refusal" or (group.kind == "assertion" and set(lemmas) & set(cue_table().withheld.plain)):
        return REFUSED
    return Sense(kind=group.kind, certainty="unknown", polarity=group.polarity)
