"""Headlines that go further than the text: flat over what is denied or preliminary there, or of other people's word.

Flat is a headline that neither names who says it nor leaves a doubt. What it says is contested where the text has it
from others and somebody in the text denies the very deed, or says that he had no part in it. `US officials: …` over
officials of whom the text knows no such nation gives them one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from rashomon.assess.content import Content, content_of
from rashomon.assess.focus import is_common
from rashomon.assess.index import PileIndex
from rashomon.assess.origins import NAMELESS
from rashomon.assess.phrases import has_phrase, spaced
from rashomon.assess.positions import holder_text
from rashomon.assess.telling import evidence_of_sentence, headline_side, holders, listed, quoted, stretch, told_side
from rashomon.assess.terms import (
    Terms,
    concepts_of,
    is_clause,
    matter_stems,
    nations,
    stem,
    stems_of,
    takes_care,
    terms,
    words,
)
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.lexicon import table
from rashomon.lexicon.groups import Phrases, Words
from rashomon.records import Evidence, Report, Side, Span

_SHOWN, _LEAST_TITLE, _EARLY = 3, 4, 5
_NEAR, _BAND, _BORNE_OUT = 0.4, 0.1, 0.6
_LEAST_SHARED, _BESIDE = 2, 2
_LONGEST_HEADING, _ENDS = 18, (".", "!", "”", '"')
_SENTENCE = re.compile(r"(?<=[.!?])[”\"]?\s+")
_GENITIVE = re.compile(r"['’]s\b")
_DEEDS = frozenset(("ASSAULT", "COERCE"))
_SAID = frozenset(("assertion", "denial", "belief"))


class _Overstated(msgspec.Struct, frozen=True):
    taking_part: Words
    preliminary: Phrases
    further: Words
    undecided: Words


@cache
def _table() -> _Overstated:
    told: _Overstated = table("overstated", _Overstated)
    return told


class _Read(msgspec.Struct, frozen=True):
    """A report with a headline: what the headline says, and the contents of its body in the text's order."""

    index: PileIndex
    report: Report
    title: Span
    body: tuple[Content, ...]

    @property
    def deeds(self) -> frozenset[str]:
        """The stems of the deeds of force that the headline tells: of each its trigger, and behind a word that says
        little (`opened fire`) the next.
        """
        events = self.index.events.inside(self.report.id, self.title.start, self.title.end)
        after = (words(self.title.text[e.span.start - self.title.start :]) for e in events if e.type in _DEEDS)
        told = (w for text in after for w in text[: 1 + is_common(stem(text[0]))])
        return frozenset(map(stem, told))

    @property
    def said(self) -> list[Content]:
        """What the body has from others."""
        return [c for c in self.body if c.statement.voice == "attributed" and c.statement.kind in _SAID]

    def nearness(self, content: Content) -> float:
        """How near a content is worded to the headline."""
        spans = content.spans
        here = self.index.vector(self.report.id, spans[0].start, spans[-1].end)
        return float(self.index.vector(self.report.id, self.title.start, self.title.end) @ here)


def overstated(weighed: Weighed) -> Verdicts:
    """Headlines that go further than the text below them, one finding for each report."""
    found = []
    for report in weighed.index.pile.reports:
        told = (_found(_read(weighed.index, report, heading)) for heading in _headings(weighed.index, report))
        found += [f for f in told if f][:1]
    return Verdicts(found=tuple(found))


def _found(read: _Read) -> Found | None:
    return _other_people(read) or (_contested(read) or _preliminary(read) if _is_flat(read) else None)


def _headings(index: PileIndex, report: Report) -> list[Span]:
    """The title, and the lines of their own above the first sentence that could be it."""
    found = [report.title] if report.title else []
    for sentence in index.sentences.get(report.id, ()):
        text = sentence.text.strip()
        if text.endswith(_ENDS) or len(words(text)) > _LONGEST_HEADING:
            break
        evidence = evidence_of_sentence(sentence)
        if not any(t.start < evidence.end and evidence.start < t.end for t in found):
            found.append(Span(start=evidence.start, end=evidence.end, text=evidence.text))
    return [span for span in found if len(words(span.text)) >= _LEAST_TITLE]


def _read(index: PileIndex, report: Report, title: Span) -> _Read:
    body = (content_of(index, s) for s in index.told.get(report.id, ()) if s.content[0].start >= title.end)
    return _Read(index, report, title, tuple(body))


def _is_flat(read: _Read) -> bool:
    """Whether a headline says something, in the outlet's own voice and without a doubt."""
    return not (takes_care(read.title.text) or _sources(read) or terms(read.title.text).negated)


def _sources(read: _Read) -> list[Content]:
    """What the headline itself gives as somebody's words."""
    told = (s for s in read.index.told.get(read.report.id, ()) if s.content[0].start < read.title.end)
    return [content_of(read.index, s) for s in told if s.voice == "attributed"]


def _contested(read: _Read) -> Found | None:
    """A flat headline over what the text has from others and has denied by somebody."""
    against = [c for c in read.said if _denying(read, c)]
    own = [c for c in read.body if c.statement.voice == "outlet" and c.sign > 0]
    if not against or any(read.nearness(c) >= _BORNE_OUT for c in own):
        return None
    deniers = {c.statement.holder_text for c in against}
    accounts = [c for c in read.said if c.sign > 0 and c.statement.holder_text not in deniers and is_clause(c.text)]
    accounts = sorted(accounts, key=lambda c: (-round(read.nearness(c), 3), c.spans[0].start))[:_BESIDE]
    shown = sorted([*against[:_SHOWN], *accounts], key=lambda c: c.spans[0].start)
    evidence = tuple(_evidence(read, c) for c in shown)
    who = listed(holders(read.index, against[:_SHOWN]))
    return Found(
        kind="framing",
        severity="high",
        sentence=(
            f"The headline says flatly {quoted(read.title.text)}; in the text it is denied by {who}: "
            f"{quoted(_evidence(read, against[0]).text)}."
        ),
        sides=(
            headline_side(read.index, read.report, read.title),
            Side(label=listed(holders(read.index, shown)), evidence=evidence),
        ),
        why=("The headline names no source and leaves no doubt; the text has the matter from others, and denied.",),
        weight=float(len(against)),
    )


def _evidence(read: _Read, content: Content) -> Evidence:
    """A content as evidence: of a denial the stretch that denies."""
    span = _denying(read, content) or max(content.spans, key=lambda s: (s.end - s.start, -s.start))
    report = content.statement.report
    return Evidence(report=report, start=span.start, end=span.end, text=span.text, statement=content.id)


def _denying(read: _Read, content: Content) -> Span | None:
    """The stretch of a content that denies what a headline says; None where none does."""
    if content.mood != "fact" or not read.deeds:
        return None
    further = frozenset(_table().further.words.split()) | frozenset(_table().undecided.words.split())
    parts = ((span, part) for span in content.spans for part in _SENTENCE.split(span.text))
    plain = ((span, terms(part)) for span, part in parts if not further & set(words(part)))
    return next((span for span, told in plain if told.negated and _denies(read, content, told)), None)


def _denies(read: _Read, content: Content, told: Terms) -> bool:
    """Whether a negative sentence denies the deed that a headline tells, with one thing more of it, or that the party
    that the headline names had any part in it.
    """
    head, holder = terms(read.title.text), content.statement.holder_text or ""
    named = bool(_nations(content, read.index) & _nations_in(read) or matter_stems(holder) & head.stems)
    if told.denied & stems_of(_table().taking_part.words):
        return named
    concepts = {c for s in told.denied for c in concepts_of(s)} & {c for s in read.deeds for c in concepts_of(s)}
    shared = told.stems & head.stems
    more = (told.concepts & head.concepts) - {c for s in shared for c in concepts_of(s)}
    return bool(told.denied & read.deeds or concepts) and (len(shared) + len(more) >= _LEAST_SHARED or named)


def _nations(content: Content, index: PileIndex) -> frozenset[str]:
    """The nations of all through whom a content comes, by adjectives and by the countries that stand in its source."""
    statement = content.statement
    told = [statement.holder_text or "", *(s.text for s in statement.source), *(k.holder_text for k in statement.chain)]
    places = index.places.inside_any(statement.report, statement.source)
    return frozenset(p.country for p in places if p.country).union(*(nations(_GENITIVE.sub("", t)) for t in told))


def _nations_in(read: _Read) -> frozenset[str]:
    """The nations that a headline names."""
    places = read.index.places.inside(read.report.id, read.title.start, read.title.end)
    return nations(_GENITIVE.sub("", read.title.text)) | frozenset(p.country for p in places if p.country)


def _nearest(read: _Read) -> list[Content]:
    """What the body has from others that is worded most like the headline, the nearest first."""
    near = sorted(((-round(read.nearness(c), 3), c.spans[0].start, c) for c in read.said), key=lambda n: n[:2])
    return [c for far, _, c in near if -far >= max(_NEAR, -near[0][0] - _BAND)]


def _preliminary(read: _Read) -> Found | None:
    """A flat headline over what the party that the text has it from calls preliminary."""
    first = read.said[:_EARLY]
    open_ = [c for c in first if _is_preliminary(c.text)]
    if not open_ or _is_preliminary(read.title.text) or not any(c in first for c in _nearest(read)):
        return None
    return Found(
        kind="framing",
        severity="medium",
        sentence=(
            f"The headline says flatly {quoted(read.title.text)}; {holder_text(read.index, open_[0])} leaves it open: "
            f"{quoted(open_[0].text)}."
        ),
        sides=(headline_side(read.index, read.report, read.title), told_side(read.index, open_)),
        why=("The headline has settled what the party that the text has it from calls preliminary.",),
        weight=1.0,
    )


def _is_preliminary(text: str) -> bool:
    return has_phrase(spaced(words(text)), _table().preliminary.phrases)


def _other_people(read: _Read) -> Found | None:
    """A headline that gives people without a name a nation of which the text knows no such people."""
    for source in _sources(read):
        holder = source.statement.holder_text or ""
        given = nations(_GENITIVE.sub("", holder))
        if not given or source.statement.source_kind not in NAMELESS:
            continue
        told = [c for c in read.said if c.statement.source_kind in NAMELESS and read.nearness(c) >= _NEAR]
        told = [c for c in told if matter_stems(c.statement.holder_text or "") & matter_stems(holder)]
        if told and not any(_nations(c, read.index) & given for c in read.body):
            return _of_others(read, told[:_SHOWN])
    return None


def _of_others(read: _Read, told: Sequence[Content]) -> Found:
    who = listed(holders(read.index, told))
    return Found(
        kind="framing",
        severity="high",
        sentence=f"The headline gives {quoted(read.title.text)}; in the text those who say so are {who}.",
        sides=(
            headline_side(read.index, read.report, read.title),
            Side(label=who, evidence=tuple(stretch(read.index, c) for c in told)),
        ),
        why=("Nobody in the text is said to be of the nation that the headline gives its source.",),
        weight=1.0,
    )
