"""Headlines that have a matter settled over a text that leaves it open.

`Officials confirm …` over officials without a name, or over another outlet's story that the report could not confirm;
`… was an accident, panel finds` over the panel's own `preliminary indications`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from rashomon.assess.content import content_of
from rashomon.assess.index import PileIndex
from rashomon.assess.phrases import has_phrase, spaced
from rashomon.assess.resting import Resting, restings, rests
from rashomon.assess.telling import evidence_of, evidence_of_sentence, quoted
from rashomon.assess.terms import matter_stems, stem, stems_of, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.lexicon import table
from rashomon.lexicon.groups import Phrases, Words
from rashomon.records import Evidence, Report, Sentence, Side, Span, Statement

_CLOSE, _BAND, _SHOWN = 0.4, 0.1, 2
_FIRST, _LONGEST_HEADING = 4, 18
_ENDS = (".", "!", "”", '"')
_NOT = re.compile(r"n['’]t\b")
_NAMELESS = frozenset(("anonymous", "crowd", "unresolved", "media"))


class _Confirming(msgspec.Struct, frozen=True):
    confirming: Words
    anonymity: Phrases
    unconfirmed: Phrases
    settling: Words
    tentative: Phrases


@cache
def _table() -> _Confirming:
    told: _Confirming = table("confirming", _Confirming)
    return told


def confirmed(weighed: Weighed) -> Verdicts:
    """Headlines that have settled what the text leaves open, or has on the word of nobody with a name."""
    pointing = restings(weighed.index, weighed.origins)
    found = [_confirmed(weighed, report, pointing) for report in weighed.index.pile.reports]
    found += [_settled(weighed.index, report) for report in weighed.index.pile.reports]
    return Verdicts(found=tuple(f for f in found if f))


def _settled(index: PileIndex, report: Report) -> Found | None:
    """A headline that gives as somebody's finding what that party's words in the text leave open."""
    told = index.told.get(report.id, [])
    heading = next((s for s in told[:_FIRST] if _is_heading(index, report, s) and _settles(s)), None)
    line = index.sentence_at(report.id, heading.content[0].start) if heading else None
    if heading is None or line is None or _has(line.text, _table().tentative):
        return None
    own = [s for s in told if s.content[0].start >= line.end and _is_of(s, heading)]
    open_ = [s for s in own if _has(" ".join(c.text for c in s.content), _table().tentative)][:_SHOWN]
    if not open_ or own[0] is not open_[0]:
        return None
    who = index.name_of(report.id)
    return Found(
        kind="framing",
        severity="high",
        sentence=f"The headline says {quoted(line.text)}; in the text it is {quoted(open_[0].content[0].text)}.",
        sides=(
            Side(label=f"headline of {who}", evidence=(evidence_of_sentence(line),)),
            Side(label=open_[0].holder_text or who, evidence=tuple(evidence_of(content_of(index, s)) for s in open_)),
        ),
        why=("The headline gives as a finding what the words of the same party leave open.",),
        weight=1.0,
    )


def _is_heading(index: PileIndex, report: Report, statement: Statement) -> bool:
    """Whether a statement stands in the title, or in a line of its own that ends as no sentence does."""
    start = statement.content[0].start
    if report.title is not None and report.title.start <= start < report.title.end:
        return True
    line = index.sentence_at(report.id, start)
    return line is not None and not line.text.strip().endswith(_ENDS) and len(words(line.text)) <= _LONGEST_HEADING


def _settles(statement: Statement) -> bool:
    cue = {stem(w) for span in statement.cue for w in words(span.text)}
    return statement.voice == "attributed" and bool(cue & stems_of(_table().settling.words))


def _is_of(statement: Statement, heading: Statement) -> bool:
    """Whether a statement is of the party that a headline names, by a word of its name."""
    one, two = (matter_stems(s.holder_text or "") for s in (statement, heading))
    return statement.voice == "attributed" and bool(one & two)


def _confirmed(weighed: Weighed, report: Report, pointing: Sequence[Resting]) -> Found | None:
    index, title = weighed.index, report.title
    if title is None or not _confirms(title.text):
        return None
    body = [s for s in index.sentences.get(report.id, ()) if s.start >= title.end]
    nameless = [s for s in body if _has(s.text, _table().anonymity)]
    open_ = [s for s in body if _has(s.text, _table().unconfirmed)]
    close = _closest(index, report, title)
    borne = [s for s in index.told.get(report.id, ()) if _is_borne_out(s)]
    second = {p.pointing.id: p for s in borne for p in pointing if rests(index, weighed.origins, p, s)}
    if borne and not all(any(rests(index, weighed.origins, p, s) for p in pointing) for s in borne):
        return None
    nameless += [s for p in second.values() if (s := index.sentence_at(report.id, p.pointing.content[0].start))]
    if not close or not (nameless or open_):
        return None
    told = [s for s in (index.sentence_at(report.id, c.content[0].start) for c in close) if s]
    shown = sorted({s.id: s for s in (*told[:_SHOWN], *nameless[:_SHOWN], *open_[:_SHOWN])}.values(), key=_start)
    name = index.name_of(report.id)
    headline = Evidence(report=report.id, start=title.start, end=title.end, text=title.text)
    return Found(
        kind="framing",
        severity="high",
        sentence=(
            f"The headline {quoted(title.text)} has the matter confirmed; the text has it so: {quoted(told[0].text)} "
            f"And: {quoted((open_ or nameless)[0].text)}."
        ),
        sides=(
            Side(label=f"headline of {name}", evidence=(headline,)),
            Side(label=name, evidence=tuple(map(evidence_of_sentence, shown))),
        ),
        why=("Nobody with a name is said to confirm it in the text.",),
        weight=float(len(nameless) + len(open_)),
    )


def _start(sentence: Sentence) -> int:
    return sentence.start


def _confirms(text: str) -> bool:
    return bool(stems_of(_table().confirming.words) & set(map(stem, words(text))))


def _has(text: str, phrases: Phrases) -> bool:
    return has_phrase(spaced(words(_NOT.sub(" not", text))), phrases.phrases)


def _closest(index: PileIndex, report: Report, title: Span) -> list[Statement]:
    """The statements below a headline that are worded most like it, the most alike first."""
    vector = index.vector(report.id, title.start, title.end)
    body = [s for s in index.told.get(report.id, ()) if s.content[0].start >= title.end and s.voice == "attributed"]
    near = sorted(
        (-round(float(vector @ index.vector(s.report, s.content[0].start, s.content[-1].end)), 3), s.id, s)
        for s in body
    )
    return [s for cosine, _, s in near if -cosine >= max(_CLOSE, -near[0][0] - _BAND)]


def _is_borne_out(statement: Statement) -> bool:
    """Whether somebody with a name, at first hand, is said to confirm something."""
    first = all(link.source_kind != "media" for link in statement.chain)
    cue = " ".join(span.text for span in statement.cue)
    return first and statement.source_kind not in _NAMELESS and statement.kind == "assertion" and _confirms(cue)
