"""Parties that speak for one house: a body and its spokesman, an office and who bears it, a body named more shortly.

Of two such parties it cannot be told that they know a thing each by themselves, so they are counted once behind
a claim. Two persons with names are never one, unless both speak for one body.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

import msgspec

from rashomon.assess.index import PileIndex
from rashomon.assess.terms import function_stems, nations, stem, stems_of, words
from rashomon.lexicon import table
from rashomon.lexicon.groups import Phrases, Words
from rashomon.records import Mention

_OF = r"(?: (?:for|of) (?P<of>[^,;:.()]{2,60}))?"
_OWN = r"(?P<own>(?:[\w’'-]+ ){0,5})"
_TITLES = r"(?:[A-Z][\w’'.-]* ){0,5}"
_REACH, _BESIDE = 160, 4
_CLAUSE = re.compile(r"[,;:.()“”\"—]|\b(?:said|says|told|tells|according|reported|which|that|who)\b")
_NO_BODY = frozenset(("place", "person", "facility", "media", "people"))
_BODIES = frozenset(("organisation", "government", "military", "armed_group", "party", "company"))
_OFFICIAL = frozenset(("government", "military"))
_ARTICLE = re.compile(r"^(?:an?|the) (?=\w)", re.IGNORECASE)
_BASED = re.compile(r"\b\w+-based\b")
_LEAST_TOLD = 2
_VERB = re.compile(r"\b(?:said|says|told|tells|according|announced|and)\b")

Designation = frozenset[str]


class _State(msgspec.Struct, frozen=True):
    nation: str
    source: str
    names: tuple[str, ...]


class _Speaking(msgspec.Struct, frozen=True):
    speaking: Phrases
    heading: Phrases
    bare: Words
    bodies: Words
    office: Words
    state: tuple[_State, ...]


@cache
def _state_of() -> dict[str, str]:
    """The nation that a name stands for as its government or its voice."""
    return {name: state.nation for state in table("houses", _Speaking).state for name in state.names}


@cache
def _spokes() -> str:
    told = table("houses", _Speaking)
    return rf"(?:{'|'.join(map(re.escape, (*told.speaking.phrases, *told.heading.phrases)))})"


@cache
def _words_for() -> tuple[str, ...]:
    """The words for those who speak for a house, in small letters."""
    told = table("houses", _Speaking)
    return tuple(w.lower() for w in (*told.speaking.phrases, *told.heading.phrases))


@cache
def _before() -> re.Pattern[str]:
    """`the army's spokesman, Col. …`, `Police spokeswoman …`, `a spokesman for the ministry, …`."""
    return re.compile(rf"{_OWN}(?i:{_spokes()}){_OF},? ?{_TITLES}$")


@cache
def _after() -> re.Pattern[str]:
    """`…, a spokeswoman for the regional police`, `…, the ministry's spokesman`."""
    return re.compile(rf"^, (?:\d+, )?{_OWN}{_spokes()}{_OF}")


class Houses:
    """The houses that the parties of a pile speak for."""

    def __init__(self, index: PileIndex) -> None:
        self.index = index
        self._spoken_for: dict[str, set[Designation]] = {}
        self._named: dict[str, set[str]] = {}
        self._offices: dict[tuple[str, str], bool] = {}
        self._told_beside: dict[str, Designation] = {}
        self._by_name: dict[str, list[Mention]] = {}
        for mention in index.pile.mentions:
            if mention.entity and mention.head == "name":
                self._by_name.setdefault(mention.entity, []).append(mention)
            if mention.kind == "person" and mention.head == "name" and mention.entity:
                self._named.setdefault(mention.entity, set()).add(mention.span.text)
                body = self._body_of(mention)
                if body:
                    self._spoken_for.setdefault(mention.entity, set()).add(body)

    def are_one(self, one: str, two: str) -> bool:
        """Whether two parties, each an entity or a folded description, speak for one house."""
        named = [party in self._named for party in (one, two)]
        if all(named):
            return _meet(self._spoken_for.get(one, ()), self._spoken_for.get(two, ()))
        if any(named):
            person, other = (one, two) if named[0] else (two, one)
            told = self._designation(other)
            return _meet(self._spoken_for.get(person, ()), (told,)) or self._bears(person, other)
        return self._is_described(one, two)

    def states_of(self, party: str) -> frozenset[str]:
        """The nations for which a party, an entity or a folded description, speaks as their state: by its name, or by
        the office before it (`U.S. Defence Secretary …`, `Iranian news agency …`).
        """
        entity = self.index.entities.get(party)
        name = entity.name if entity else party
        known = _state_of().get(name.lower())
        if known is not None:
            return frozenset((known,))
        if entity is not None and entity.kind in _OFFICIAL:
            return nations(name)
        befores = (self._around(m)[0] for m in self._by_name.get(party, ()))
        return frozenset[str]().union(*map(_office_of, befores))

    def is_bare_office(self, party: str) -> bool:
        """Whether a party is an army or an office of a state that the pile does not name: `the High Command`."""
        entity = self.index.entities.get(party)
        return entity is not None and entity.kind in _OFFICIAL and not self.states_of(party)

    def named_as(self, report: str, description: str) -> str | None:
        """The one body with a name that a report told of by a description or a part of its name alone: `a monitor` over
        `the Harbour Watch monitoring group`, `the Watch`; None where none or several could be meant.
        """
        article = _ARTICLE.match(description)
        told = _stems(_BASED.sub("", description[article.end() :])) if article else frozenset[str]()
        if article is None or not told:
            return None
        short = description[article.end()].isupper()
        if not short and article[0].lower().startswith("the") and len(told) < _LEAST_TOLD:
            return None
        near = {
            m.entity
            for m in self.index.mentions.of(report)
            if m.entity and m.head == "name" and m.kind in _BODIES and told <= self._known(m.entity, short)
        }
        return next(iter(near)) if len(near) == 1 else None

    def _known(self, body: str, short: bool) -> Designation:
        """The stems of a body's name, or of the words beside it."""
        return self._designation(body) if short else self._beside(body)

    def _designation(self, party: str) -> Designation:
        entity = self.index.entities.get(party)
        return _stems(entity.name if entity else party)

    def _is_described(self, one: str, two: str) -> bool:
        """Whether two bodies are one, the one named more shortly, and at least one by a description alone."""
        names = [self.index.entities[p].name if p in self.index.entities else p for p in (one, two)]
        described = [name[:1].islower() or name.lower().startswith("the ") for name in names]
        a, b = map(_stems, names)
        if any(described) and bool(a and b) and (a <= b or b <= a):
            return True
        if all(described) or not any(described):
            return False
        body, told = (two, a) if described[0] else (one, b)
        return bool(told) and told <= self._beside(body)

    def _beside(self, body: str) -> Designation:
        """The stems of the words right before and behind a body's name, wherever the pile has it: `the London-based
        Harbour Watch monitoring group`.
        """
        if body not in self._told_beside:
            found = set[str]()
            for mention in self._by_name.get(body, ()):
                before, after = (_CLAUSE.split(text) for text in self._around(mention))
                found |= _stems(" ".join([*before[-1].split()[-_BESIDE:], *after[0].split()[:_BESIDE]]))
            self._told_beside[body] = frozenset(found)
        return self._told_beside[body]

    def _bears(self, person: str, other: str) -> bool:
        """Whether the pile gives a person with a name the office that the other party is told by."""
        if (person, other) not in self._offices:
            entity = self.index.entities.get(other)
            office = [w for w in words(entity.name if entity else other) if w not in ("the", "a", "an")]
            named = self._by_name.get(person, ())
            self._offices[person, other] = len(office) > 1 and any(self._is_titled(m, office) for m in named)
        return self._offices[person, other]

    def _is_titled(self, mention: Mention, office: list[str]) -> bool:
        """Whether a name stands right behind an office, or right before it."""
        before, after = self._around(mention)
        told = words(mention.span.text)
        first = words(before)[-len(office) :] == office or told[: len(office)] == office
        last = [w for w in words(after) if w not in ("the", "a", "an")][: len(office)] == office
        return first or (after.startswith(",") and last)

    def _around(self, mention: Mention) -> tuple[str, str]:
        """The words of a mention's sentence right before and right after it."""
        sentence = self.index.sentence_at(mention.report, mention.span.start)
        if sentence is None:
            return "", ""
        text = self.index.pile.text_of(mention.report)
        before = text[max(sentence.start, mention.span.start - _REACH) : mention.span.start]
        return before, text[mention.span.end : min(sentence.end, mention.span.end + _REACH)]

    def _body_of(self, mention: Mention) -> Designation | None:
        """The body that a person with a name is told to speak for."""
        before, after = self._around(mention)
        beside = f"{before}\n{after}".lower()
        if not any(w in beside for w in _words_for()):
            return None
        told = _before().search(before) or _after().search(after)
        if told is None:
            return None
        phrase = f"{_VERB.split(told['own'] or '')[-1]} {told['of'] or ''}"
        return _stems(phrase) or self._last_body(mention)

    def _last_body(self, mention: Mention) -> Designation | None:
        """The body named last before a mention: `The ministry denied it. Its spokesman, …`."""
        near = [
            m
            for m in self.index.mentions.inside(mention.report, mention.span.start - 2 * _REACH, mention.span.start)
            if m.kind not in _NO_BODY and m.head != "pronoun"
        ]
        return _stems(near[-1].span.text) or None if near else None


def _office_of(before: str) -> frozenset[str]:
    """The nations for which a name speaks by the words right before it: titles, or words of an office."""
    office = frozenset(table("houses", _Speaking).office.words.split())
    held = frozenset[str]()
    for word in reversed(before.split()):
        held = nations(word)
        if held or not (word[:1].isupper() or word.strip(",").lower() in office):
            break
    return held if before.split() and not nations(before.split()[-1]) else frozenset()


def _stems(text: str) -> Designation:
    bare = stems_of(table("houses", _Speaking).bare.words)
    return frozenset(s for s in map(stem, words(text)) if s and not s[0].isdigit()) - function_stems() - bare


def published_by_bodies(index: PileIndex) -> frozenset[str]:
    """The reports in which a body speaks for itself: its name says that it is one, or it makes a demand of its own."""
    named = stems_of(table("houses", _Speaking).bodies.words)
    demanding = {s.report for s in index.pile.statements if s.voice == "outlet" and s.kind == "demand"}
    by_name = {r.id for r in index.pile.reports if named & set(map(stem, words(r.outlet or "")))}
    return frozenset(demanding | by_name)


def _meet(one: Collection[Designation], two: Collection[Designation]) -> bool:
    """Whether a designation of the one side is held by one of the other."""
    return any(a and b and (a <= b or b <= a) for a in one for b in two)
