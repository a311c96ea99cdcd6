"""What a negative content denies: the account of another party to which its negation fits best.

News sets a denial beside what is denied, in other words: `he had been shot by police`, `denied that live rounds had
been used`. So an account is chosen by how much of what the negation reaches it tells (`focus_of`), by how near the
wordings are, and by whether its party was the last to speak before. A word of denying always has such an account.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

import msgspec

from rashomon.assess.alike import Likeness, differs
from rashomon.assess.claims import Draft, Stand, draft_of
from rashomon.assess.content import Content
from rashomon.assess.focus import doubts, focus_of, is_common, is_unreal
from rashomon.assess.matters import matters_of
from rashomon.assess.positions import holder_key
from rashomon.assess.terms import concepts_of, is_clause, says_something, supposes, terms, words
from rashomon.records import Stance

_COVERED, _NEAR, _BESIDE, _IN_WORDS = 2.0, 1.0, 0.8, 0.5
_LEAST = 1.8
_LEAST_IN_WORDS, _LEAST_ELSEWHERE = 1.9, 2.1
_LEAST_COSINE, _LEAST_DENIED, _LEAST_BESIDE = 0.4, 0.38, 0.3
_KIN, _COMMON = 0.6, 0.4
_LEAST_MASS = 1.8
_MOST_OF, _LEAST_WEIGHT, _LEAST_AS_A_WHOLE = 0.6, 2.5, 0.3
_AT_HAND = 350
_MOST_WORDS, _MOST_WORDED = 45, 20
_HALF, _ALL_BUT = 0.45, 0.8
_MOST_HELD, _MOST_DOUBTING = 60, 6
_SENTENCE = re.compile(r"[.!?]\s+")
_CONCEPT = "concept: "
_NO_ACCOUNT = frozenset(("refusal", "question", "demand", "intention"))


_ABOUT = re.compile(r"\b(?:about|regarding|concerning)\b(?! \d)")
"""What follows is spoken of, not told: `warned about overloading`."""


class Target(msgspec.Struct, frozen=True, order=True):
    """How well an account fits a denial, and its place in `likeness.contents`; the best is the greatest."""

    fit: float
    earlier: int
    """Minus its place: of two that fit equally the earlier one."""


class _Denial(msgspec.Struct, frozen=True):
    place: int
    content: Content
    foci: tuple[frozenset[str], ...]
    """The stems that each of its negations reaches."""


def with_denied(likeness: Likeness, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each content that nobody asserts in its own draft moved to the draft of what it denies."""
    finder = _Finder(likeness)
    home = {m.key: d for d, draft in enumerate(drafts) for m in draft.members}
    into: dict[tuple[str, int], int] = {}
    for d, draft in enumerate(drafts):
        if draft.sign < 0 or not any(s.stance == "asserts" for s in draft.stands):
            for member, best in ((m, finder.target(m)) for m in draft.members):
                told = home.get(likeness.contents[-best.earlier].key) if best else None
                if told is not None and told != d and drafts[told].sign > 0:
                    into[member.key] = told
    taking = set(into.values())
    into = {key: told for key, told in into.items() if home[key] not in taking}
    held: dict[int, list[Content]] = {}
    beside: dict[int, list[Content]] = {}
    for d, draft in enumerate(drafts):
        denied = sorted({into[m.key] for m in draft.members if m.key in into})
        for member in draft.members:
            own = into.get(member.key, d)
            held.setdefault(own, []).append(member)
            if member.sign < 0 and member.statement.kind not in _NO_ACCOUNT:
                for told in denied:
                    beside.setdefault(told, []).extend([member] if told != own else [])
    touched = taking | {home[key] for key in into}
    return [
        _made(likeness, members, beside.get(d, ())) if d in touched else drafts[d]
        for d, members in sorted(held.items())
    ]


def add_declined(likeness: Likeness, drafts: Sequence[Draft]) -> None:
    """Adds to drafts the stands of those who would not speak of them, or doubt them in a word: a refusal that names
    what it is of, or either right behind what another party told.
    """
    finder = _Finder(likeness)
    home = {m.key: d for d, draft in enumerate(drafts) for m in draft.members}
    for content in likeness.contents:
        stance: Stance | None = "declines" if content.statement.kind == "refusal" else None
        stance = "doubts" if stance is None and _only_doubts(content) else stance
        best = finder.declined(content) if stance else None
        told = home.get(likeness.contents[-best.earlier].key) if best else None
        if stance and told is not None and not any(s.content.key == content.key for s in drafts[told].stands):
            drafts[told].stands.append(Stand(content, stance))


def _made(likeness: Likeness, members: Sequence[Content], beside: Sequence[Content]) -> Draft:
    """A draft of its members, with the stands of those beside: they say the same as a member that denies it."""
    draft = draft_of(sorted(members, key=lambda m: likeness.index.order(m.statement)))
    draft.stands += [Stand(c, "denies") for c in beside]
    return draft


class _Finder:
    """The accounts of a pile by their words and by report, to look for what a content denies."""

    def __init__(self, likeness: Likeness) -> None:
        self.likeness = likeness
        self.by_key: dict[str, list[int]] = {}
        """Accounts by the stems and concepts of their words."""
        self.by_report: dict[str, list[int]] = {}
        self.place = {c.key: i for i, c in enumerate(likeness.contents)}
        for i, content in enumerate(likeness.contents):
            if _is_account(content):
                self.by_report.setdefault(content.statement.report, []).append(i)
                for key in sorted(content.terms.stems) + [f"{_CONCEPT}{c}" for c in sorted(content.terms.concepts)]:
                    self.by_key.setdefault(key, []).append(i)

    def target(self, content: Content) -> Target | None:
        """The account that a content denies; None where it denies none."""
        if content.sign > 0 or content.mood != "fact" or content.title or content.pointing or _is_long(content):
            return None
        if content.statement.voice == "outlet" and not (content.is_denial or content.terms.first_person):
            return None
        if content.statement.kind in _NO_ACCOUNT or content.terms.attitude or content.terms.open_matter:
            return None
        if not content.is_denial and is_unreal(content.text):
            return None
        foci = tuple(focus_of(content.text, whole=content.is_denial and not content.negative))
        if not foci:
            return None
        denial = _Denial(self.place[content.key], content, foci)
        fits = (Target(self._fit(denial, i), -i) for i in self._candidates(denial))
        return max((t for t in fits if t.fit > 0), default=None)

    def declined(self, content: Content) -> Target | None:
        """The account that a refusal is of; None where it is of none, or points to one (`references`)."""
        if content.title or content.pointing:
            return None
        foci = tuple(focus_of(content.text, whole=True))
        denial, report = _Denial(self.place[content.key], content, foci), content.statement.report
        fits = (Target(self._declined(denial, i), -i) for i in self.by_report.get(report, ()))
        return max((t for t in fits if t.fit > 0), default=None)

    def _declined(self, denial: _Denial, i: int) -> float:
        content, told = denial.content, self.likeness.contents[i]
        own = {holder_key(self.likeness.origins, c) for c in (content, told)}
        if len(own) < 2 or told.statement.voice == "outlet" or told.spans[-1].end > content.spans[0].start:
            return 0.0
        covered = max((self._covered(focus, told)[0] for focus in denial.foci), default=0.0)
        beside = self._is_beside(content, told)
        return round(covered + beside, 4) if beside or covered >= _HALF else 0.0

    def _candidates(self, denial: _Denial) -> Iterator[int]:
        report = denial.content.statement.report
        told = set(self.by_report.get(report, ()))
        stems = frozenset[str]().union(*denial.foci)
        for key in (*stems, *(f"{_CONCEPT}{c}" for s in stems for c in concepts_of(s))):
            held = self.by_key.get(key, ())
            told |= set(held) if len(held) <= _MOST_HELD else set()
        return iter(sorted(told))

    def _fit(self, denial: _Denial, i: int) -> float:
        """How well an account fits a denial; 0 where it cannot be what is denied."""
        likeness, content, told = self.likeness, denial.content, self.likeness.contents[i]
        here = told.statement.report == content.statement.report
        if not self._may_be_denied(content, told, here):
            return 0.0
        covered, mass = max(self._covered(focus, told) for focus in denial.foci)
        whole, weight = self._covered(content.terms.stems, told)
        cosine = likeness.cosine(denial.place, i)
        beside = here and self._is_beside(content, told)
        fit = _COVERED * covered + _NEAR * cosine + _BESIDE * beside + _IN_WORDS * content.is_denial
        if whole >= _MOST_OF and covered >= _MOST_OF and weight >= _LEAST_WEIGHT and cosine >= _LEAST_AS_A_WHOLE:
            return round(fit + whole, 4)
        if content.is_denial:
            plain = beside or (mass >= _LEAST_MASS and covered >= _HALF and cosine >= _LEAST_DENIED)
        elif beside:
            plain = mass >= _LEAST_MASS and covered >= _HALF and cosine >= _LEAST_BESIDE
        else:
            plain = mass >= _LEAST_MASS and covered >= _ALL_BUT and cosine >= _LEAST_COSINE
        least = _LEAST if beside else _LEAST_IN_WORDS if content.is_denial else _LEAST_ELSEWHERE
        return round(fit + whole, 4) if plain and fit >= least else 0.0

    def _may_be_denied(self, content: Content, told: Content, here: bool) -> bool:
        likeness = self.likeness
        if holder_key(likeness.origins, content) == holder_key(likeness.origins, told):
            return False
        if here and (told.statement.voice == "outlet" or _overlap(content, told)):
            return False
        if differs(content, told) not in (None, "negation", "pronouns" if here else None):
            return False
        reached = frozenset[str]().union(*focus_of(told.text, whole=False))
        if not told.is_denial and any(f & reached for f in focus_of(content.text, whole=content.is_denial)):
            return False
        one, two = content.statement.report, told.statement.report
        stories = likeness.stories
        return here or (stories.may_be_one(one, two) if content.is_denial else stories.are_one(one, two))

    def _covered(self, focus: frozenset[str], told: Content) -> tuple[float, float]:
        """The share of the weight of a negation's words that an account has, and how much that is."""
        weight = {s: (_COMMON if is_common(s) else 1.0) * self.likeness.weight.get(s, 1.0) for s in focus}
        said = terms(_ABOUT.split(told.text)[0])
        had = math.fsum(weight[s] for s in focus & said.stems)
        matters = {m for s in said.stems for m in matters_of(s)}
        had += _KIN * math.fsum(weight[s] for s in focus - said.stems if matters_of(s) & matters)
        whole = math.fsum(weight.values())
        return (had / whole if whole else 0.0), had

    def _is_beside(self, content: Content, told: Content) -> bool:
        """Whether an account ends shortly before a denial, its party being the last other one to speak."""
        gap = content.spans[0].start - told.spans[-1].end
        if not 0 <= gap <= _AT_HAND:
            return False
        own = {holder_key(self.likeness.origins, c) for c in (content, told)}
        between = (self.likeness.contents[i] for i in self.by_report.get(content.statement.report, ()))
        return not any(
            told.spans[-1].end <= c.spans[0].start < content.spans[0].start
            and c.statement.voice == "attributed"
            and holder_key(self.likeness.origins, c) not in own
            for c in between
        )


def _is_account(content: Content) -> bool:
    """Whether a content tells as a fact, and positively, what may be denied."""
    plain = content.mood == "fact" and not content.title and not content.pointing and content.sign > 0
    told = is_clause(content.text) and says_something(content.text) and not supposes(content.text)
    return plain and told and content.statement.kind not in _NO_ACCOUNT


def _overlap(a: Content, b: Content) -> bool:
    """Whether one of two contents of a report stands within the other: words told within words."""
    return any(x.start < y.end and y.start < x.end for x in a.spans for y in b.spans)


def _only_doubts(content: Content) -> bool:
    """Whether somebody's words are, or open with, a doubt of what was just said: `“I doubt it. They never …”`."""
    statement = content.statement
    first = _SENTENCE.split(statement.content[0].text)[0].strip(" .,;“”\"'‘’")
    return statement.voice == "attributed" and doubts(f"so {first}") and len(words(first)) <= _MOST_DOUBTING


def _is_long(content: Content) -> bool:
    return len(words(content.text)) > (_MOST_WORDS if content.is_denial else _MOST_WORDED)
