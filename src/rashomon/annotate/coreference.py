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

import msgspec

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
GAP_AFTER_SPEECH = 40
"""Characters behind "he said" in which the sentence ends, if what he said stands before it."""
_CLOSED = re.compile(r"[,.!?;]?[\"”»]?\s+$")
_SAID_LAST = re.compile(r"\s+\w+(?:\s+[\w.]+){0,3}\s*(?:[.;]|,(?!\s*[\"“«'‘])|$)")
_WHOSE = re.compile(r",?\s+whose\b")
_ASIDE = re.compile(r",\s+(?:(?:the|an?)\s+)?(?:(?!(?:the|an?)\s)[\w'’.&-]+\s+){0,8}")
_OF = re.compile(r"\s+(?:to|of|for|at|with|in|from|by)\s+(?:the\s+)?(?:[A-Z][\w.]*\s+){0,2}")
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


def introduced_by(candidates: Sequence[Candidate], text: str, lemmas: Sequence[str] = ()) -> list[int]:
    """For each candidate the index of the one that introduces its entity; its own where none does.

    `lemmas`: of each word of the parse; without them no verb is known that shares the subject of the one before it.
    """
    report = _Report(candidates, text, lemmas)
    report.join_names()
    report.join_nominals()
    report.join_pronouns()
    return report.introducing()


class _Report:
    """The parties of one report, filled sieve by sieve."""

    def __init__(self, candidates: Sequence[Candidate], text: str, lemmas: Sequence[str] = ()) -> None:
        self.all = candidates
        self.text = text
        self.lemmas = lemmas
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
        bearers = [p for p in self.parties if self._bears(p, here, index) and not self._is_in_own_words(p, here, index)]
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
        here = self._from_quotation(self.all[index])
        if here.lemma in ("who", "whom"):
            return self._relative(index)
        if here.lemma in ("his", "her"):
            owner = self._whose(index)
            if owner is not None:
                return owner
        fitting = [p for p in self.parties if self._fits(p, here, index)]
        sharing = self._shared_subject(fitting, index)
        if sharing is not None:
            return sharing
        spoken = self._spoke_last(fitting, index) if here.speaks else None
        if spoken is not None or here.lemma == "it":
            return spoken
        same = [p for p in fitting if self._at(p, index).sentence == here.sentence]
        if same:
            return self._in_sentence(same, here, index)
        if here.gender is None and (here.number == "singular" or len(fitting) != 1):
            return self._people_before(fitting, here, index)
        for back in range(1, PRONOUN_REACH + 1):
            group = [p for p in fitting if self._at(p, index).sentence == here.sentence - back]
            subject = self._only_subject(group, index)
            if subject is not None:
                far = self.text[: here.start].rstrip()[-1:] in ('"', "”", "»")
                return subject if not far or self._opens_sentence(subject, index) else None
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
        if since and not (len(group) == 1 and self._is_topic(group[0], since, index)):
            return since[0] if len(since) == 1 and since[0].by_name else None
        return group[0] if len(group) == 1 else None

    def _opens_sentence(self, party: Party, before: int) -> bool:
        """Whether nobody, not even an unknown "he", is told of before a party in the sentence of its last mention:
        behind a quotation only such a subject is plain.
        """
        there = self._at(party, before).sentence
        people = (i for i in range(before) if self.all[i].sentence == there and self.all[i].kind == "person")
        opening = next(people, None)
        return opening is not None and self.of.get(opening) is party

    def _is_topic(self, party: Party, since: Sequence[Party], before: int) -> bool:
        """Whether somebody named who has spoken more than once stays whom the text is about (Grosz et al. 1995) though
        somebody without a name was told of since: "One friend lost a leg." between two sayings of Orlo's.
        """
        spoken = [m for m in party.members if m < before and self.all[m].speaks]
        return party.by_name and len(spoken) > 1 and not any(p.by_name for p in since)

    def _acted_after(self, party: Party, sentence: int, before: int) -> bool:
        """Whether a party was the subject of a sentence between one and the mention before which it is asked."""
        between = range(sentence + 1, self.all[before].sentence + 1)
        return any(m < before and self.all[m].subject and self.all[m].sentence in between for m in party.members)

    def _at(self, party: Party, before: int) -> Candidate:
        """The party's last mention outside quotation marks."""
        return self.all[self._unquoted(party, before)]

    def _unquoted(self, party: Party, before: int) -> int:
        end = self.all[before].start
        told = (m for m in party.members if m < before and self.all[m].end <= end and not self.all[m].quoted)
        return max(told, default=-1)

    def _fits(self, party: Party, here: Candidate, index: int) -> bool:
        last = self._unquoted(party, index)
        if last < 0 or self._is_in_own_words(party, here, index):
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

    def _is_in_own_words(self, party: Party, here: Candidate, index: int) -> bool:
        """Whether a party is named in the words that the pronoun's verb closes: nobody is "he" of "Orlo left, he said"
        and Orlo at once (Chomsky 1981, principle C); before "he said that ..." he may be.
        """
        told = here.form == "nominal" or here.gender is not None
        if not told or not self._said_last(here):
            return False  # "it" may be a report, which is nobody here: leaving the others out proves nothing
        start = self._from_quotation(here).sentence
        inside = (self.all[m] for m in party.members if m < index and self.all[m].end <= here.start)
        return any(m.form != "pronoun" and m.sentence >= start for m in inside)

    def _said_last(self, here: Candidate) -> bool:
        """Whether a speaker and the verb of saying stand behind what is said: "..., he said."."""
        after = self.text[here.end : here.end + GAP_AFTER_SPEECH]
        return here.speaks and self._closes(here) and _SAID_LAST.match(after) is not None

    def _closes(self, here: Candidate) -> bool:
        before = self.text[max(0, here.start - 4) : here.start]
        return before.rstrip()[-1:] in (",", '"', "”", "»", "’", "'") and _CLOSED.search(before) is not None

    def _from_quotation(self, here: Candidate) -> Candidate:
        """A speaker behind closing marks as if it stood in the first sentence between them: what is quoted, however
        long, does not part a speaker from who was told of before.
        """
        before = self.text[: here.start].rstrip()
        if before[-1:] not in ('"', "”", "»"):
            return here
        opening = max(before.rfind(mark, 0, len(before) - 1) for mark in ('"', "“", "«"))
        within = (c.sentence for c in self.all if c.quoted and opening <= c.start < here.start)
        return msgspec.structs.replace(here, sentence=min(within, default=here.sentence))

    def _is_beside(self, party: Party, here: Candidate) -> bool:
        """Whether the party is the subject of the pronoun's own verb: "his father asked him" is another "him"."""
        return any(self.all[m].governor == here.governor and self.all[m].subject for m in party.members)

    def _shared_subject(self, fitting: Sequence[Party], index: int) -> Party | None:
        """The person who opens the sentence, for "he" right behind a second verb, of saying, of that person's: "Orlo
        thanked Bast and said he ...", ", saying he ..."; not "Orlo left, and Bast said he ...".
        """
        here = self.all[index]
        if not here.subject or here.gender is None or not 1 < here.word < len(self.lemmas):
            return None
        verb = here.word - 1 - (self.lemmas[here.word - 1].lower() == "that")
        if self.lemmas[verb].lower() not in kind_table().speech.verbs or self.lemmas[verb - 1] not in ("and", ","):
            return None
        people = (
            i for i, c in enumerate(self.all) if c.sentence == here.sentence and c.kind == "person" and not c.quoted
        )
        opening = next((i for i in people if i < index), None)
        party = self.of.get(opening) if opening is not None and self.all[opening].subject else None
        return party if party in fitting else None

    def _people_before(self, fitting: Sequence[Party], here: Candidate, index: int) -> Party | None:
        """The people who are the only subject of the sentence before, for "they" as a subject (Grosz et al. 1995: the
        subject before what it acts on); bodies are not meant by it where people can be.
        """
        if not here.subject or here.number != "plural":
            return None
        group = [p for p in fitting if self._at(p, index).sentence == here.sentence - 1]
        subject = self._only_subject(group, index)
        return subject if subject is not None and subject.kind == "people" else None

    def _whose(self, index: int) -> Party | None:
        """The person right before "whose", for a possessive in that clause with nobody else named in between:
        "Orlo beat Maro, whose party has backed his plan"; not "... whose brother Bast has left his post".
        """
        here = self.all[index]
        others = [i for i in range(index) if self.all[i].sentence == here.sentence and self.all[i].kind == "person"]
        nearest = others[-1] if others else -1
        if nearest < 0 or self.all[nearest].form == "pronoun" or here.quoted:
            return None
        party = self.of.get(nearest)
        fits = party is not None and (party.gender is None or party.gender == here.gender)
        return party if fits and _WHOSE.match(self.text, self.all[nearest].end, here.start) else None

    def _relative(self, index: int) -> Party | None:
        """The party whose mention ends right before `who`."""
        here = self.all[index]
        gap_before = [i for i in range(max(0, index - 4), index) if self.all[i].end <= here.start]
        for i in reversed(gap_before):
            between = self.text[self.all[i].end : here.start]
            animate = self.all[i].kind in (*BODIES, "person", "people")
            if animate and re.fullmatch(r"\s*,?\s*", between) and self.all[i].form != "pronoun":
                described = self._described_by(i) if "," in between else None
                return described or self.of.get(i)
        return None

    def _described_by(self, index: int) -> Party | None:
        """The person whose description a name ends: "Liss, a special agent for the Lake Board, who spoke"."""
        if index < 2 or self.all[index].form != "name":
            return None
        noun, name = self.all[index - 1], None
        if noun.form != "nominal" or noun.kind != "person":
            return None
        for i in range(index - 2, max(-1, index - 5), -1):
            if self.all[i].form == "name" and self.all[i].kind == "person":
                name = i
                break
        joined = _OF.fullmatch(self.text, noun.end, self.all[index].start) if name is not None else None
        if name is None or joined is None or self.all[name].sentence != noun.sentence:
            return None
        return self.of.get(name) if _ASIDE.fullmatch(self.text, self.all[name].end, noun.start) else None


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
