"""Which mentions of one report are one party, from the surest signs to the less sure (Lee et al. 2013, sieves).

Names first: the same name, known other names, acronyms in brackets, a surname after the full name. Then nominals:
apposition, a title that one person bears, the same head noun with no modifier that contradicts. Then pronouns, where
one candidate alone fits. What is not plain stays its own: a bare surname nobody introduced is nobody else's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rashomon.annotate.candidates import Candidate, Number
from rashomon.annotate.kinds import demonyms, initials_of, is_acronym, kind_table, known_names
from rashomon.gazetteer import arabic_folded, folded
from rashomon.records import EntityKind

SAME_WORDS_REACH = 2
"""Sentences back in which "the officials" may pass over others of that noun to the nearest."""
NOUN_REACH = 15
"""Sentences back in which a definite noun may find its only bearer."""
KIND_REACH = 4
"""Sentences back in which "the newspaper" finds the newspaper named."""
PRONOUN_REACH = 2
SPEECH_REACH = 4
"""Sentences back in which a speaking pronoun finds the last who spoke."""
BODIES: frozenset[EntityKind] = frozenset(
    {"armed_group", "military", "government", "party", "company", "media", "organisation"}
)
NOUNS_OF_NAMES: dict[str, frozenset[EntityKind]] = {
    "newspaper": frozenset({"media"}),
    "daily": frozenset({"media"}),
    "paper": frozenset({"media"}),
    "magazine": frozenset({"media"}),
    "broadcaster": frozenset({"media"}),
    "outlet": frozenset({"media"}),
    "channel": frozenset({"media"}),
    "company": frozenset({"company"}),
    "firm": frozenset({"company"}),
    "airline": frozenset({"company"}),
    "militia": frozenset({"armed_group"}),
    "organization": frozenset({"organisation"}),
    "organisation": frozenset({"organisation"}),
    "party": frozenset({"party"}),
    "charity": frozenset({"organisation"}),
    "watchdog": frozenset({"organisation", "government"}),
    "agency": frozenset({"organisation", "government", "media"}),
    "union": frozenset({"organisation"}),
    "club": frozenset({"organisation"}),
    "group": frozenset({"organisation"}),
    "ngo": frozenset({"organisation"}),
    "lender": frozenset({"company", "organisation"}),
    "insurer": frozenset({"company"}),
    "bank": frozenset({"company", "organisation"}),
    "manufacturer": frozenset({"company"}),
    "retailer": frozenset({"company"}),
    "carmaker": frozenset({"company"}),
    "supplier": frozenset({"company"}),
    "operator": frozenset({"company"}),
}
MEMBERS = frozenset({"militant", "jihadist", "jihadi", "terrorist", "extremist", "insurgent"})
"""Nouns for an armed group by its members: "the militants" are the one group named just before."""
POSSESSIVE = frozenset({"his", "her", "their", "its"})
_BRACKET = re.compile(r"\s*,?\s*\(\s*(?:the\s+|or\s+)?")


@dataclass
class Party:
    """One entity of the report as far as it is known."""

    first: int
    kind: EntityKind
    number: Number
    names: list[str] = field(default_factory=list)
    described: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)
    gender: str | None = None
    members: list[int] = field(default_factory=list)
    by_name: bool = False


def introduced_by(candidates: Sequence[Candidate], text: str) -> list[int]:
    """For each candidate the index of the one that introduces its entity; its own where none does."""
    report = _Report(candidates, text)
    report.join_names()
    report.join_nominals()
    report.join_pronouns()
    return report.introducing()


class _Report:
    """The parties of one report, filled sieve by sieve."""

    def __init__(self, candidates: Sequence[Candidate], text: str) -> None:
        self.all = candidates
        self.text = text
        self.parties: list[Party] = []
        self.of: dict[int, Party] = {}
        people = [name_words(c.text) for c in candidates if c.form == "name" and c.kind == "person"]
        full = {(w[0], w[-1]) for w in people if len(w) > 1}
        self.bearers = Counter(last for _, last in full)
        """How many full names of persons end in a surname."""

    def introducing(self) -> list[int]:
        """The index of the introducing candidate for each."""
        return [self.of[i].first if i in self.of else i for i in range(len(self.all))]

    def _new(self, index: int) -> Party:
        candidate = self.all[index]
        party = Party(first=index, kind=candidate.kind, number=candidate.number)
        self.parties.append(party)
        self._add(party, index)
        return party

    def _add(self, party: Party, index: int) -> None:
        candidate = self.all[index]
        self.of[index] = party
        party.members.append(index)
        party.described |= candidate.described
        party.gender = party.gender or candidate.gender
        if candidate.form == "name":
            party.by_name = True
            if candidate.text not in party.names:
                party.names.append(candidate.text)
            party.described |= set(folded(candidate.text).split())
        elif candidate.form == "nominal":
            party.lemmas.add(candidate.lemma)
            party.described.add(candidate.lemma)

    # names

    def join_names(self) -> None:
        """Sieves over proper names, full names before what is left of headlines."""
        order = [i for i, c in enumerate(self.all) if c.form == "name"]
        late = [i for i in order if self.all[i].in_title and self.all[i].kind == "person"]
        for index in (*(i for i in order if i not in late), *late):
            party = self._same_name(index)
            if party is None:
                self._new(index)
            else:
                self._add(party, index)
        for party in self.parties:
            party.first = min(party.members, key=lambda i: self._rank(i, party))

    def _rank(self, index: int, party: Party) -> tuple[bool, int]:
        """The introducing mention is the first that is as full as the fullest, of a person; of others the first."""
        if party.kind != "person":
            return False, index
        fullest = max(len(name_words(name)) for name in party.names)
        return len(name_words(self.all[index].text)) < min(2, fullest), index

    def _same_name(self, index: int) -> Party | None:
        candidate = self.all[index]
        fitting = [p for p in self.parties if p.by_name and kinds_agree(p.kind, candidate.kind)]
        return (
            _by_spelling(candidate, fitting)
            or self._by_brackets(index, fitting)
            or (
                self._by_person(candidate, fitting)
                if candidate.kind == "person"
                else _by_short_form(candidate, fitting)
            )
        )

    def _by_person(self, candidate: Candidate, fitting: Sequence[Party]) -> Party | None:
        """A person under a shorter or fuller form of the same name, where only one bears it."""
        words = name_words(candidate.text)
        if not words:
            return None
        people = [p for p in fitting if p.kind == "person"]
        bearers = [p for p in people if any(_is_person(words, name_words(n)) for n in p.names)]
        if not bearers and len(words) > 1 and self.bearers[words[-1]] == 1:
            bearers = [p for p in people if all(name_words(n) == words[-1:] for n in p.names)]
        mine = _initials(candidate.text)
        bearers = [p for p in bearers if not any(mine and (i := _initials(n)) and i != mine for n in p.names)]
        if candidate.gender:
            bearers = [p for p in bearers if p.gender in (None, candidate.gender)]
        return bearers[0] if len(bearers) == 1 else None

    def _by_brackets(self, index: int, fitting: Sequence[Party]) -> Party | None:
        """An acronym in brackets after the name, or a name in brackets after its acronym."""
        if index == 0 or self.all[index].kind == "person":
            return None
        before, here = self.all[index - 1], self.all[index]
        if before.form != "name" or not _BRACKET.fullmatch(self.text[before.end : here.start]):
            return None
        if self.text[here.end : here.end + 1] not in (")", ",", ";", "/") and is_acronym(here.text) is False:
            return None
        party = self.of.get(index - 1)
        short, full = (here.text, before.text) if is_acronym(here.text) else (before.text, here.text)
        return party if party in fitting and is_acronym(short) and _stands_for(short, full) else None

    # nominals

    def join_nominals(self) -> None:
        """Sieves over nominals, in text order."""
        by_head = {c.word: i for i, c in enumerate(self.all) if c.form == "name"}
        for index, candidate in enumerate(self.all):
            if candidate.form != "nominal":
                continue
            named = by_head.get(candidate.apposed) if candidate.apposed is not None else None
            party = self.of.get(named) if named is not None else None
            if party is None or not _may_describe(candidate, party):
                party = self._same_noun(index) if candidate.definite else None
            if party is None:
                self._new(index)
            else:
                self._add(party, index)

    def _same_noun(self, index: int) -> Party | None:
        """The party that a definite noun goes back to: its only bearer in reach, or the nearest just before."""
        here = self.all[index]
        bearers = [p for p in self.parties if self._bears(p, here, index)]
        if not bearers:
            return self._named_of_kind(index)
        nearest = max(bearers, key=lambda p: self._last(p, index))
        others = [p for p in self.parties if p is not nearest and here.lemma in p.lemmas and self._last(p, index) >= 0]
        distance = here.sentence - self.all[self._last(nearest, index)].sentence
        if len(bearers) == 1 and (not others or here.described):
            return nearest if distance <= NOUN_REACH else None
        spoken = [p for p in bearers if any(self.all[m].speaks for m in p.members if m < index)]
        if here.speaks and spoken:
            speaker = max(spoken, key=lambda p: self._last(p, index))
            silence = here.sentence - self.all[self._last(speaker, index)].sentence
            return speaker if silence <= (NOUN_REACH if len(spoken) == 1 else SPEECH_REACH) else None
        return nearest if distance <= SAME_WORDS_REACH else None

    def _bears(self, party: Party, here: Candidate, index: int) -> bool:
        """Whether a party spoken of before bears the noun, in the same number, with every modifier that it has now."""
        if self._last(party, index) < 0 or party.number != here.number:
            return False
        titled = party.by_name and here.lemma in party.described and here.lemma not in kind_table().generic.entries
        if here.lemma not in party.lemmas and not titled:
            return False
        if party.gender and here.gender and party.gender != here.gender:
            return False
        if not kinds_agree(party.kind, here.kind) and not (party.kind == "person" and here.kind == "person"):
            return False
        return here.described <= party.described and not _clash(here.described, party.described)

    def _named_of_kind(self, index: int) -> Party | None:
        """The one outlet, company or group named just before, for "the newspaper", "the company", "the militia"."""
        here = self.all[index]
        kinds = NOUNS_OF_NAMES.get(here.lemma) if here.number == "singular" else None
        armed = here.kind == "armed_group" and (here.lemma == "group" or here.lemma in MEMBERS)
        if armed and here.described <= set(kind_table().armed_modifiers.entries):
            kinds = frozenset({"armed_group"})
        elif kinds is None or here.described:
            return None
        near = []
        for party in self.parties:
            last = self._last(party, index)
            if party.by_name and party.kind in kinds and last >= 0:
                near.append((here.sentence - self.all[last].sentence, party))
        near = [(d, p) for d, p in near if d <= KIND_REACH and not _clash(here.described, p.described)]
        if len(near) != 1:
            return None
        return near[0][1]

    def _last(self, party: Party, before: int) -> int:
        """The party's last mention before an index that does not hold it; -1 where there is none."""
        here = self.all[before]
        return max((m for m in party.members if m < before and self.all[m].end <= here.start), default=-1)

    # pronouns

    def join_pronouns(self) -> None:
        """Third-person pronouns outside quotation marks, in text order, where one party alone fits."""
        for index, candidate in enumerate(self.all):
            if candidate.form != "pronoun":
                continue
            party = None if candidate.quoted else self._pointed_to(index)
            if party is not None:
                self._add(party, index)

    def _pointed_to(self, index: int) -> Party | None:
        """The one party that a pronoun can mean: in its sentence, then the subjects of the sentences before."""
        here = self.all[index]
        if here.lemma in ("who", "whom"):
            return self._relative(index)
        fitting = [p for p in self.parties if self._fits(p, here, index)]
        spoken = self._spoke_last(fitting, index) if here.speaks else None
        if spoken is not None or here.lemma == "it":
            return spoken
        same = [p for p in fitting if self._at(p, index).sentence == here.sentence]
        if same:
            return self._in_sentence(same, here, index)
        if here.gender is None and (here.number == "singular" or len(fitting) != 1):
            return None
        for back in range(1, PRONOUN_REACH + 1):
            group = [p for p in fitting if self._at(p, index).sentence == here.sentence - back]
            subject = self._only_subject(group, index)
            if subject is not None:
                return subject
            if group:
                return group[0] if len(fitting) == 1 and group[0].by_name else None
        return None

    def _in_sentence(self, same: Sequence[Party], here: Candidate, index: int) -> Party | None:
        """The only party before a pronoun in its sentence, or of several the only subject, if it may choose."""
        if here.lemma not in POSSESSIVE and not here.subject:
            return same[0] if len(same) == 1 and same[0].by_name else None
        if len(same) == 1:
            last = self._at(same[0], index)
            return same[0] if same[0].by_name or last.subject else None
        return None if here.lemma == "its" else self._only_subject(same, index)

    def _only_subject(self, group: Sequence[Party], index: int) -> Party | None:
        subjects = [p for p in group if self._at(p, index).subject]
        return subjects[0] if len(subjects) == 1 else None

    def _spoke_last(self, fitting: Sequence[Party], index: int) -> Party | None:
        """The party that spoke last before a pronoun that speaks, where one alone did in that sentence."""
        last = {id(p): max((m for m in p.members if m < index and self.all[m].speaks), default=-1) for p in fitting}
        speakers = [p for p in fitting if last[id(p)] >= 0]
        if not speakers:
            return None
        nearest = max(self.all[last[id(p)]].sentence for p in speakers)
        group = [p for p in speakers if self.all[last[id(p)]].sentence == nearest]
        since = [p for p in fitting if p not in group and self._acted_after(p, nearest, index)]
        if since:
            return since[0] if len(since) == 1 and since[0].by_name else None
        return group[0] if len(group) == 1 else None

    def _acted_after(self, party: Party, sentence: int, before: int) -> bool:
        """Whether a party was the subject of a sentence between one and the mention before which it is asked."""
        between = range(sentence + 1, self.all[before].sentence + 1)
        return any(m < before and self.all[m].subject and self.all[m].sentence in between for m in party.members)

    def _at(self, party: Party, before: int) -> Candidate:
        return self.all[self._last(party, before)]

    def _fits(self, party: Party, here: Candidate, index: int) -> bool:
        last = self._last(party, index)
        if last < 0 or self.all[last].quoted:
            return False
        spoke = max((m for m in party.members if m < index and self.all[m].speaks), default=-1) if here.speaks else -1
        far = here.sentence - self.all[last].sentence > PRONOUN_REACH
        if far and (spoke < 0 or here.sentence - self.all[spoke].sentence > SPEECH_REACH):
            return False
        if party.gender and here.gender and party.gender != here.gender:
            return False
        if here.lemma not in POSSESSIVE and not here.subject and self._is_beside(party, here):
            return False
        if here.lemma in POSSESSIVE and self.text[self.all[last].end : here.start].strip() == ",":
            return False  # "Melisa McNeill, his lawyer" is not her own
        if here.gender is not None:
            return party.kind == "person" and party.number == "singular"
        if here.number == "plural":
            return party.number == "plural" and party.kind in (*BODIES, "people")
        return party.number == "singular" and party.kind in BODIES

    def _is_beside(self, party: Party, here: Candidate) -> bool:
        """Whether the party is the subject of the pronoun's own verb: "his father asked him" is another "him"."""
        return any(self.all[m].governor == here.governor and self.all[m].subject for m in party.members)

    def _relative(self, index: int) -> Party | None:
        """The party whose mention ends right before `who`."""
        here = self.all[index]
        gap_before = [i for i in range(max(0, index - 4), index) if self.all[i].end <= here.start]
        for i in reversed(gap_before):
            between = self.text[self.all[i].end : here.start]
            animate = self.all[i].kind in (*BODIES, "person", "people")
            if animate and re.fullmatch(r"\s*,?\s*", between) and self.all[i].form != "pronoun":
                return self.of.get(i)
        return None


def kinds_agree(one: EntityKind, other: EntityKind) -> bool:
    """Whether two kinds may be of one entity: the tagger tells bodies apart badly, places and governments are two."""
    return one == other or (one in BODIES and other in BODIES and {one, other} != {"government", "military"})


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, articles of Arabic and initials left out, folded."""
    words = [arabic_folded(word) for word in re.split(r"[\s\u00a0]+", re.sub(r"['’]s$", "", name)) if word]
    ranks = {*kind_table().titles.ranks, *kind_table().titles.honorifics}
    kept = [w for w in words if len(w) > 1 and w not in ("al", "el", "bin", "ben", "de", "van", "von")]
    return tuple(w for i, w in enumerate(kept) if not (i == 0 and len(kept) > 1 and w in ranks))


@lru_cache(maxsize=8192)
def _group(name: str) -> str:
    """What a name is known as: its group of aliases, or itself folded."""
    plain = folded(name)
    known = known_names().get(plain)
    return known.names[0] if known is not None else plain


def _by_spelling(candidate: Candidate, fitting: Iterable[Party]) -> Party | None:
    """The same name, or another name of the same group of the alias table."""
    wanted = _group(candidate.text)
    same = [p for p in fitting if any(_group(name) == wanted for name in p.names)]
    exact = [p for p in same if p.kind == candidate.kind]
    return next(iter(exact or same), None)


def _initials(name: str) -> str:
    """The middle initials of a name: "hw" of "George H.W. Bush"."""
    return "".join(re.findall(r"(?<=[\s.])([A-Z])\.", name)).lower()


def _is_person(words: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a name is the surname of a known full name, or the same first and last name."""
    if len(words) == 1 and len(known) > 1:
        return words[0] == known[-1] or (words[0] == known[0] and known[0] in kind_table().family_first.entries)
    if len(words) > 1 and len(known) > 1:
        return words[-1] == known[-1] and words[0] == known[0]
    return tuple(words) == tuple(known)


def _stands_for(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym are initials of a name, in order: "Washington (CNN)" is a dateline."""
    initials = iter(initials_of(name))
    return all(letter in initials for letter in acronym.replace(".", "").upper())


def _by_short_form(candidate: Candidate, fitting: Sequence[Party]) -> Party | None:
    """A body under its initials ("WP") or its last word ("the Post"), where only one bears them."""
    plain = folded(candidate.text)
    if candidate.kind not in BODIES or plain in known_names():
        return None
    if is_acronym(candidate.text) and len(plain) > 1:
        bearers = [p for p in fitting if any(initials_of(n) == plain.upper() and " " in n for n in p.names)]
    elif " " not in plain and candidate.kind not in ("government", "military"):
        bearers = [p for p in fitting if any(_shortened(plain, folded(n).split()) for n in p.names)]
    else:
        return None
    return bearers[0] if len(bearers) == 1 else None


def _shortened(word: str, known: Sequence[str]) -> bool:
    """Whether a word is the last of a longer name ("Post"), or its first where the rest is only its form ("Boeing")."""
    if len(known) < 2:
        return False
    joint = next((n for n, w in enumerate(known) if w in ("for", "of") and n), len(known))
    return word in (known[-1], known[joint - 1]) or (word == known[0] and known[-1] in kind_table().company.in_names)


def _may_describe(candidate: Candidate, party: Party) -> bool:
    """Whether a noun in apposition can be of the party: of a person a person, of a body a body or a group."""
    if party.kind == "person":
        return candidate.kind == "person" and candidate.number == "singular"
    return candidate.kind != "person" or candidate.lemma in ("source", "head", "chief")


def _clash(one: frozenset[str] | set[str], other: frozenset[str] | set[str]) -> bool:
    """Whether two descriptions name different countries."""
    mine = {demonyms()[w] for w in one if w in demonyms()}
    theirs = {demonyms()[w] for w in other if w in demonyms()}
    return bool(mine and theirs and not mine & theirs)
