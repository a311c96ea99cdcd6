"""Statements inside statements, by the order of words: whose words a content goes on to tell.

A second pass over contents, for corpora of attributions mark only the outermost one, and a parse goes astray most where
clauses lie in clauses. Read is each sentence of a content whose first verb is one of saying or of attitude ("that the
driver had said he never saw it", "it had been told by the police that ..."), that joins such a verb to another ("that
he fell ill and feared he would die"), opens with "according to", tells of a state of mind, or that its speaker closes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.annotate.cues import accusing, attitude_verbs, cue_table, reporting_verbs, supposing, verb_at
from rashomon.annotate.sentence_tails import Parts, closing_party
from rashomon.annotate.source_heads import POSSESSOR
from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.annotate.word_order import NOMINAL
from rashomon.parse import Range, SentenceSpan

DEEPEST = 3
"""Statements inside one another that are looked for."""
LONGEST_PARTY = 16
LONGEST_ADDRESSEE = 8
FEWEST_WORDS = 3
BEFORE_VERB = frozenset({"AUX", "ADV", "PART"})
OPENING = frozenset({"that", "“", '"', "``", "‘", "but", "and", ","})
ASKING = frozenset({"whether", "if", "why", "how", "what", "who", "when", "where"})
BEGINS_CLAUSE = frozenset({"DET", "PRON", "NOUN", "PROPN", "NUM", "ADJ"})
ADDRESSED = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "X"})
JOINED = frozenset({"DET", "ADJ", "ADP", "NUM"})


def inside(tree: Tree, content: Sequence[Range], depth: int = 0) -> Iterator[Parts]:
    """The statements in a content, each before those inside it."""
    for words in _sentences(tree, content):
        opened = _opened(tree, words)
        for found in [*([opened] if opened else []), *_joined(tree, words), *_told_of(tree, words)]:
            yield found
            if depth < DEEPEST:
                yield from inside(tree, found.content, depth + 1)


def _sentences(tree: Tree, content: Sequence[Range]) -> Iterator[list[int]]:
    """The words of each piece of a content, sentence by sentence."""
    for piece in content:
        words = tree.within([piece])
        for number in sorted({tree.sentence(tree.words[i].start) for i in words}):
            yield [i for i in words if tree.sentence(tree.words[i].start) == number]


def of_state(tree: Tree, words: Sequence[int]) -> Iterator[Parts]:
    """The statement of a sentence that tells of a state of mind: "Shopkeepers are afraid the market will close"."""
    for place, index in enumerate(words[:LONGEST_PARTY]):
        if tree.words[index].upos in ("VERB", "PUNCT", "SCONJ"):
            return
        if tree.words[index].lemma.lower() not in ("be", "remain", "feel"):
            continue
        near = range(place + 1, min(place + 4, len(words)))
        state = next((n for n in near if _is_state(tree, words[n]) or tree.words[words[n]].upos == "VERB"), None)
        state = state if state is not None and _is_state(tree, words[state]) else None
        party = list(words[:place])
        if state is None or not party or not _is_party(tree, party) or tree.lower(party[0]) in ("it", "there"):
            return
        told = list(words[state + 1 :])
        clause = bool(told) and (tree.lower(told[0]) in ("that", *ASKING) or _has_subject(tree, told))
        found = _parts(tree, party, words[place : state + 1], told) if clause else None
        if found is not None:
            yield found
        return


def _is_state(tree: Tree, index: int) -> bool:
    return tree.lower(index) in cue_table().states.lemmas


def opens_with(tree: Tree, words: Sequence[int]) -> Iterator[Parts]:
    """The statement that a whole sentence is, where its first verb is one of telling or of belief, behind its party."""
    found = _opened(tree, words)
    if found is None or not found.cue or tree.lower(words[0]) == "according":
        return
    if any(tree.words[i].upos in ("VERB", "AUX") for i in tree.within(found.source)):
        return
    verb = next((i for i in reversed(tree.within(found.cue)) if tree.words[i].upos == "VERB"), None)
    lemma = verb_at(tree, verb) if verb is not None else ""
    told, finite = tree.within(found.content), False
    for index in told[:LONGEST_PARTY]:
        finite = finite or tree.words[index].upos in ("VERB", "AUX")
    clause = bool(told) and tree.lower(told[0]) != "to" and finite
    to = next((i for i in told[1:LONGEST_ADDRESSEE] if tree.lower(i) == "to"), None)
    noun = any(tree.words[i].upos in ("NOUN", "PROPN") for i in tree.within(found.source))
    infinitive = len(told) > 1 and tree.lower(told[0]) == "to" and tree.words[told[1]].upos == "VERB"
    means = noun and lemma in attitude_verbs() and infinitive
    to_do = to is not None and to + 1 in told and tree.words[to + 1].upos == "VERB"
    orders = lemma in cue_table().ordering.lemmas and to_do
    that = bool(told) and tree.lower(told[0]) == "that" and lemma in reporting_verbs()
    says = that or (clause and lemma in (*source_table().handed.telling, *cue_table().believing.lemmas, *HEARING))
    if means or orders or says:
        yield found


def _opened(tree: Tree, words: Sequence[int]) -> Parts | None:
    """The statement that a content's words are, all but what opens them."""
    full = _plain(tree, words)
    if len(full) < FEWEST_WORDS + 2 or full[-1] - full[0] >= 2 * len(full):
        return None
    if tree.lower(full[0]) == "according":
        return _according(tree, full)
    full = _behind_fronted(tree, full)
    verb = _main_verb(tree, full)
    if verb is None:
        return next(of_state(tree, full), None) or _closed(tree, full)
    party = [i for i in full if i < verb]
    while party and tree.words[party[-1]].upos in (*BEFORE_VERB, "PUNCT"):
        party.pop()
    cue = [i for i in full if (not party or i > party[-1]) and i <= verb and tree.words[i].upos != "PUNCT"]
    after = [i for i in full if i > verb]
    if _is_passive(tree, cue) or (after and tree.lower(after[0]) == "from"):
        return _told_by(tree, cue, after)
    told = _told(tree, verb, after)
    joined = bool(party) and (tree.words[party[-1]].upos == "CCONJ" or tree.lower(party[-1]) in POSSESSOR)
    joined = joined or (len(party) > 1 and (tree.lower(party[-1]) in SUBJECTS or _holds_clause(tree, party)))
    if not told or joined or not _is_party(tree, party) or any(tree.lower(i) in supposing() for i in cue):
        return _closed(tree, full)
    return _parts(tree, party, cue, told)


def _plain(tree: Tree, words: Sequence[int]) -> list[int]:
    """A content's words without what opens them: "that", marks, "but"."""
    full = list(words)
    while full and tree.lower(full[0]) in OPENING:
        full.pop(0)
    return full


def _behind_fronted(tree: Tree, full: list[int]) -> list[int]:
    """What stands behind the comma of a clause or phrase of time or place that opens a content: "after the vote,"."""
    if tree.words[full[0]].upos not in ("SCONJ", "ADP") and tree.lower(full[0]) not in FRONTING:
        return full
    comma = next((n for n, i in enumerate(full[:LONGEST_PARTY]) if tree.lower(i) == ","), None)
    rest = full[comma + 1 :] if comma is not None else []
    return rest if len(rest) >= FEWEST_WORDS + 2 else full


def _joined(tree: Tree, words: Sequence[int]) -> Iterator[Parts]:
    """The statements of verbs of saying or attitude that "and" or "but" joins to a content's first verb, whatever that
    is: "the family is broken and does not believe that he fell", "the guards left and the driver said ...".
    """
    full = _plain(tree, words)
    first = next((i for i in full if tree.words[i].upos in ("VERB", "AUX")), None)
    party = [] if first is None else [i for i in full if i < first and tree.words[i].upos not in BEFORE_VERB]
    if not _is_party(tree, party) or any(tree.words[i].upos == "PUNCT" for i in party):
        return
    for place, index in enumerate(full):
        if tree.words[index].upos != "CCONJ" or index < (first or 0):
            continue
        rest = full[place + 1 :]
        if rest and tree.words[rest[0]].upos in ("DET", "PROPN", "PRON", "NOUN"):
            own = _opened(tree, rest)
            yield from [own] if own is not None else []
            continue
        verb = next((i for i in rest if tree.words[i].upos not in BEFORE_VERB), None)
        if verb is None or (rest[0] == verb and tree.words[verb].upos not in ("VERB", "ADJ")):
            continue
        state = next(of_state(tree, [*party, *rest]), None) if tree.words[rest[0]].upos == "AUX" else None
        says = tree.words[verb].upos == "VERB" and verb_at(tree, verb) in (reporting_verbs() | attitude_verbs())
        if state is None and (not says or tree.lower(verb).endswith("ing") or _has_own_subject(tree, verb)):
            continue
        found = state or _of_joined(tree, party, [i for i in rest if i <= verb], rest)
        if found is not None:
            yield found


def _of_joined(tree: Tree, party: Sequence[int], cue: Sequence[int], rest: Sequence[int]) -> Parts | None:
    """The statement of a verb and what is told behind it, for a party that stands before another verb."""
    if any(tree.lower(i) in supposing() for i in cue) or _is_passive(tree, cue):
        return None
    told = _told(tree, cue[-1], [i for i in rest if i > cue[-1]])
    return _parts(tree, party, cue, told) if _is_clause(tree, told) else None


def _told_of(tree: Tree, words: Sequence[int]) -> Iterator[Parts]:
    """The statement of a clause that says what a thing holds: "minutes in which a member called the deal a mistake"."""
    for place, index in enumerate(words[:-FEWEST_WORDS]):
        if tree.lower(index) == "in" and tree.lower(words[place + 1]) == "which":
            found = _opened(tree, words[place + 2 :])
            yield from [found] if found is not None else []


def _has_own_subject(tree: Tree, verb: int) -> bool:
    """Whether a verb's subject stands behind the "and" that joins it: "and the driver claimed"."""
    subject = tree.child(verb, "nsubj")
    return subject is not None and not any(tree.words[i].upos == "CCONJ" for i in range(subject, verb))


def _is_clause(tree: Tree, told: Sequence[int]) -> bool:
    """Whether what is told opens as a clause does: "that", "to", a question word, a subject with its verb."""
    opens = bool(told) and tree.lower(told[0]) in ("that", "to", *ASKING)
    return opens or (bool(told) and _has_subject(tree, told))


def _according(tree: Tree, full: Sequence[int]) -> Parts | None:
    """Such as "according to the coastguard, the raft sank"."""
    comma = next((i for i in full if tree.lower(i) == ","), None)
    if comma is None or tree.lower(full[1]) != "to":
        return None
    party = [i for i in full[2:] if i < comma]
    return _parts(tree, party, full[:2], [i for i in full if i > comma]) if _is_party(tree, party) else None


def _main_verb(tree: Tree, full: Sequence[int]) -> int | None:
    """The first finite verb's full verb, asides between commas passed over, where it is one of saying or attitude."""
    index = told = 0
    while index < len(full) and told < LONGEST_PARTY:
        here, told = full[index], told + 1
        if tree.lower(here) in (",", "–", "—") and index:
            ends = next((n for n in range(index + 1, len(full)) if tree.lower(full[n]) == tree.lower(here)), None)
            if ends is None:
                return None
            index = ends + 1
            continue
        if tree.lower(here) in RELATIVE or (tree.words[here].upos in ("SCONJ", "CCONJ") and index == 0):
            return None
        if tree.words[here].upos == "CCONJ" and any(tree.words[i].upos in ("AUX", "VERB") for i in full[:index]):
            return None
        hyphened = index and tree.lower(full[index - 1]) == "-"
        if (
            index
            and not hyphened
            and (tree.words[here].upos == "VERB" or tree.lower(here) in cue_table().closing.clausal)
        ):
            describes = _only_describes(tree, full, index)
            says = verb_at(tree, here) in (reporting_verbs() | attitude_verbs() | accusing() | HEARING)
            if says and not (describes and not _told(tree, here, full[index + 1 :])):
                return here if _is_finite(tree, full, index) else None
            if not describes:
                return None
        index += 1
    return None


def _is_finite(tree: Tree, full: Sequence[int], place: int) -> bool:
    """Whether a verb is of whom stands before it: "-ing" behind a form of "be" or its noun ("letters urging them")."""
    being = any(tree.words[i].lemma.lower() == "be" for i in full[:place])
    before = full[place - 1]
    beside = tree.words[before].upos in NOMINAL or tree.lower(before) == "for"
    return being or beside or not tree.lower(full[place]).endswith("ing")


def _only_describes(tree: Tree, full: Sequence[int], place: int) -> bool:
    """Whether a participle right behind a noun only says who is meant: "an officer briefed on the case says ..."."""
    here, before = full[place], full[place - 1]
    followed = place + 1 < len(full) and tree.words[full[place + 1]].upos in ("ADP", "ADV")
    spoken = any(tree.lower(i) in cue_table().closing.clausal for i in full[place + 1 : place + LONGEST_ADDRESSEE])
    participle = tree.lower(here).endswith(("ed", "en", "ing", "wn"))
    participle = participle and (tree.words[here].deprel.startswith("acl") or spoken)
    return participle and followed and tree.words[before].upos in NOMINAL


SUBJECTS = frozenset({"i", "we", "you", "they", "he", "she", "it"})
FRONTING = frozenset(
    {"before", "after", "when", "while", "until", "since", "during", "in", "at", "on", "as", "under", "despite"}
)
RELATIVE = frozenset({"which", "who", "whose", "whom", "where"})
HEARING = frozenset({"hear", "learn", "determine", "find", "know", "realize", "realise", "understand", "discover"})
"""Verbs of what somebody came to know, which a clause with "that" follows."""


def _holds_clause(tree: Tree, party: Sequence[int]) -> bool:
    """Whether a subject of its own begins in a party: "the matter until we all"."""
    return any(tree.words[i].upos == "SCONJ" for i in party[1:]) and any(tree.lower(i) in SUBJECTS for i in party[1:])


def _is_passive(tree: Tree, cue: Sequence[int]) -> bool:
    done = bool(cue) and not tree.lower(cue[-1]).endswith("ing")
    return done and any(tree.words[i].lemma.lower() == "be" for i in cue[:-1])


def _told_by(tree: Tree, cue: Sequence[int], after: Sequence[int]) -> Parts | None:
    """Such as "it had been told by the police that ...", "she had heard from a nurse that ..."."""
    after = list(after)
    while after and tree.words[after[0]].upos in ("ADV", "NUM"):
        after.pop(0)
    if not after or tree.lower(after[0]) not in ("by", "from"):
        return None
    that = next((i for i in after[:LONGEST_PARTY] if tree.lower(i) in ("that", *ASKING)), None)
    party = [i for i in after[1:] if that is not None and i < that]
    told = [i for i in after if that is not None and i >= that]
    heard = [after[0]] if tree.lower(after[0]) == "from" else []
    return _parts(tree, party, [*cue[-1:], *heard], told) if told and _is_party(tree, party) else None


def _told(tree: Tree, verb: int, after: Sequence[int]) -> list[int]:
    """What is told behind a verb: from "that" or a question word on, a clause without one, what is denied, "to" do."""
    if not after:
        return []
    lemma = verb_at(tree, verb)
    after = _behind_aside(tree, after)
    if not after:
        return []
    if tree.lower(after[0]) == ":" and len(after) > FEWEST_WORDS:
        return list(after[1:])
    near = after[: LONGEST_ADDRESSEE + 1]
    if lemma in accusing():
        return list(after) if any(tree.lower(i) in ("of", "for", "on", "over") for i in near[1:]) else []
    mark = next((i for i in near if tree.lower(i) in ("that", *ASKING)), None)
    between = [i for i in near if mark is not None and i < mark]
    parted = any(tree.words[i].upos in ("VERB", "AUX", "PUNCT") for i in between)
    if mark is not None and not parted and not _is_of_noun(tree, lemma, between, mark):
        return [i for i in after if i >= mark]
    if lemma in source_table().answered.verbs:
        return list(after)
    first = 0
    if lemma in source_table().handed.telling or tree.words[after[0]].upos == "PRON":
        first = _behind_addressee(tree, after)
    rest = list(after[first:])
    if not rest:
        return []
    if lemma in cue_table().ordering.lemmas and any(tree.lower(i) == "to" for i in rest[1:LONGEST_ADDRESSEE]):
        return rest
    to = tree.lower(rest[0]) == "to" and lemma not in (*source_table().handed.talking, *HEARING)
    clause = tree.words[rest[0]].upos in BEGINS_CLAUSE and _has_subject(tree, rest) and lemma not in HEARING
    means = lemma in (attitude_verbs() | {"expect"}) and _is_wanted(tree, rest)
    return rest if to or clause or means or tree.lower(rest[0]) in ("“", '"', "``") else []


def _is_wanted(tree: Tree, rest: Sequence[int]) -> bool:
    """Whether words are whom and what they are to do: "expected him to insist that ..."."""
    to = next((n for n, i in enumerate(rest[:LONGEST_ADDRESSEE]) if tree.lower(i) == "to"), 0)
    party = rest[:to]
    does = 0 < to < len(rest) - 1 and tree.words[rest[to + 1]].upos in ("VERB", "AUX")
    return does and all(tree.words[i].upos in ADDRESSED for i in party) and _is_party(tree, party)


def _is_of_noun(tree: Tree, lemma: str, between: Sequence[int], mark: int) -> bool:
    """Whether a "that" goes on with a noun behind a verb of belief, which is told to nobody: "hope the evidence that is
    there will do".
    """
    belief = lemma in (*attitude_verbs(), *cue_table().believing.lemmas) and lemma not in cue_table().ordering.lemmas
    opens = bool(between) and tree.words[between[0]].upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON")
    return belief and opens and tree.lower(mark) == "that" and tree.words[between[-1]].upos in ("NOUN", "PROPN")


def _behind_aside(tree: Tree, after: Sequence[int]) -> Sequence[int]:
    """What stands behind an aside between commas right after a verb: "believe, but cannot prove, that ..."."""
    if tree.lower(after[0]) != ",":
        return after
    comma = next((n for n in range(1, min(LONGEST_PARTY, len(after))) if tree.lower(after[n]) == ","), None)
    return after if comma is None else after[comma + 1 :]


def _behind_addressee(tree: Tree, after: Sequence[int]) -> int:
    """The place behind "her", "the court", "the Post" where a clause with a subject of its own begins."""
    for count in range(1, min(LONGEST_ADDRESSEE, len(after) - 2)):
        if tree.words[after[count - 1]].upos not in ADDRESSED:
            break
        new = (
            tree.words[after[count]].upos in ("DET", "PRON", "NUM") and tree.words[after[count - 1]].upos not in JOINED
        )
        if new and _has_subject(tree, after[count:]):
            return count
    return 0


def _has_subject(tree: Tree, words: Sequence[int]) -> bool:
    """Whether words run from a noun phrase to a finite verb, with no mark between."""
    for count, index in enumerate(words):
        if tree.words[index].upos in ("VERB", "AUX") and not (count and tree.lower(words[count - 1]) == "to"):
            return count > 0 and any(tree.words[i].upos in NOMINAL for i in words[:count])
        if tree.words[index].upos in ("PUNCT", "SCONJ") and tree.lower(index) not in ("“", '"', "-"):
            return False
    return False


def _closed(tree: Tree, full: Sequence[int]) -> Parts | None:
    """A content that its speaker closes: "the shot came from the roof, a bystander said", ", according to a guard"."""
    mark = next((n for n, i in enumerate(full) if n > FEWEST_WORDS and _is_according(tree, i)), None)
    if mark is not None:
        party = [i for i in full[mark + 2 :] if tree.words[i].upos != "PUNCT"]
        told = [i for i in full[:mark] if i != full[mark - 1] or tree.lower(i) != ","]
        return _parts(tree, party, full[mark : mark + 2], told) if _is_party(tree, party) else None
    first, last = full[0], full[-1] + 1
    span = SentenceSpan(tree.words[first].start, tree.words[full[-1]].end, first, last)
    return next(iter(closing_party(tree, span)), None)


def _is_according(tree: Tree, index: int) -> bool:
    to = index + 1 < len(tree.words) and tree.lower(index + 1) == "to"
    return to and tree.lower(index) == "according" and tree.lower(index - 1) == ","


def _is_party(tree: Tree, words: Sequence[int]) -> bool:
    comma = next((n for n, i in enumerate(words) if n and tree.lower(i) in (",", "–", "—")), len(words))
    full = [i for i in words[:comma] if tree.words[i].upos != "PUNCT"]
    if not full or len(full) > LONGEST_PARTY or tree.lower(full[0]) == "what":
        return False
    if tree.words[full[0]].upos in ("VERB", "AUX", "SCONJ", "CCONJ", "ADP"):
        return False
    return any(tree.words[i].upos in NOMINAL for i in full) or tree.lower(full[0]) in source_table().quantifier.lemmas


def _parts(tree: Tree, party: Sequence[int], cue: Sequence[int], told: Sequence[int]) -> Parts | None:
    source, verb, content = tree.ranges(party), tree.ranges(cue), tree.ranges(told)
    if not (source and verb and content):
        return None
    return Parts(
        source=(Range(source[0].start, source[-1].end),),
        cue=verb[-1:],
        content=(Range(content[0].start, content[-1].end),),
    )
