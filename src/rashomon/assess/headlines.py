"""Headlines held against the text below them: an admission that the text denies, things told as people.

A headline gives an office or a body a speech act (`company admits …`) while those quoted below deny the very matter. Or
headline and lead count people with a number that in the text is one of things (`187 people`, `187 tickets`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.assess.content import Content, content_of
from rashomon.assess.counting import generic_counted
from rashomon.assess.index import PileIndex
from rashomon.assess.telling import evidence_of_sentence, headline_side, holders, listed, quoted, told_side
from rashomon.assess.terms import StrongAct, stem, strong_acts, terms, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.records import Quantity, Report, Sentence, Side, Span

_PEOPLE = frozenset(("people", "killed", "injured", "missing", "displaced", "captured"))
_LEAST, _SHOWN = 10, 3
_BESIDE = 700


def headlines(weighed: Weighed) -> Verdicts:
    """Headlines that go further than the text below them."""
    index = weighed.index
    found = [_recounted(index, report) for report in index.pile.reports]
    found += [_denied_below(index, report, act) for report in index.pile.reports for act in strong_acts()]
    return Verdicts(found=tuple(f for f in found if f))


def _denied_below(index: PileIndex, report: Report, act: StrongAct) -> Found | None:
    """A headline that gives somebody an act of speech over what the text has only denied."""
    title = report.title
    if title is None or act.name == "denial" or not _stems(act.headline) & _stems(title.text):
        return None
    body = [content_of(index, s) for s in index.told.get(report.id, ()) if s.content[0].start >= title.end]
    said = [c for c in body if c.statement.voice == "attributed"]
    matter = _matter(title.text, act)
    against = [c for c in said if _denies(c) & matter]
    if not against or any(_stems(act.borne_out_by) & _stems(s.text) for s in _body(index, report, title)):
        return None
    beside = [c for c in said if any(_is_beside(c, d) for d in against)]
    shown = sorted({c.key: c for c in (*against, *beside)}.values(), key=lambda c: c.spans[0].start)[:_SHOWN]
    who = listed(holders(index, against))
    return Found(
        kind="framing",
        severity="high",
        sentence=(
            f"The headline {quoted(title.text)} speaks of an {act.name}; what the report has of {who} is "
            f"{quoted(against[0].text)}."
        ),
        sides=(headline_side(index, report, title), told_side(index, shown)),
        why=(f"No word of {act.name} stands in the text, and the matter is denied there.",),
        weight=float(len(against)),
    )


def _matter(title: str, act: StrongAct) -> frozenset[str]:
    """The stems of a headline after its word of the act."""
    told = words(title)
    at = next((i for i, w in enumerate(told) if stem(w) in _stems(act.headline)), len(told))
    return terms(" ".join(told[at + 1 :])).stems


def _denies(content: Content) -> frozenset[str]:
    """The stems that a content or one of its sentences negates."""
    parts = (terms(p) for span in content.spans for p in span.text.replace("? ", ". ").split(". "))
    own = content.terms.stems if content.is_denial and not content.pointing else frozenset[str]()
    return own.union(*(p.denied for p in parts))


def _is_beside(content: Content, denial: Content) -> bool:
    """Whether a content is of the party of a denial, told near it."""
    one, two = content.statement, denial.statement
    same = one.holder is not None and one.holder == two.holder
    return same and abs(content.spans[0].start - denial.spans[0].start) <= _BESIDE


def _recounted(index: PileIndex, report: Report) -> Found | None:
    """A number of people in headline and lead that is one of things in the text, and of people nowhere below."""
    title = report.title
    body = _body(index, report, title) if title else []
    if title is None or len(body) < 3:
        return None
    told = [q for q in index.quantities.inside(report.id, title.start, title.end) if _counts_people(q)]
    rest = [q for s in body[1:] for q in index.quantities.inside(report.id, s.start, s.end)]
    for figure in told:
        same = [q for q in rest if q.low == figure.low and q.bound == figure.bound]
        things = [q for q in same if q.measure == "other" and _names_things(q)]
        if things and not any(q.measure in _PEOPLE for q in same):
            return _found_recounted(index, report, title, things)
    return None


def _counts_people(row: Quantity) -> bool:
    return row.measure in _PEOPLE and (row.low or 0) >= _LEAST and row.bound != "vague"


def _names_things(row: Quantity) -> bool:
    told = words(row.counted.text) if row.counted else []
    return bool(told) and stem(told[-1]) not in generic_counted()


def _found_recounted(index: PileIndex, report: Report, title: Span, things: Sequence[Quantity]) -> Found:
    sentences = [s for q in things if (s := index.sentence_at(report.id, q.span.start))]
    return Found(
        kind="framing",
        severity="medium",
        sentence=f"The headline counts people: {quoted(title.text)}; the text counts {quoted(things[0].span.text)}.",
        sides=(
            headline_side(index, report, title),
            Side(label=index.name_of(report.id), evidence=tuple(map(evidence_of_sentence, sentences[:_SHOWN]))),
        ),
        why=("The number of people in the headline is in the text one of things, which need not be as many people.",),
        weight=1.0,
    )


def _body(index: PileIndex, report: Report, title: Span) -> list[Sentence]:
    return [s for s in index.sentences.get(report.id, ()) if s.start >= title.end]


def _stems(told: str) -> frozenset[str]:
    return frozenset(stem(w) for w in words(told))
