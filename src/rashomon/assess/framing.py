"""Headlines that say more than the words under them, and words that sit badly with what others tell.

Framing: a headline names a speech act of somebody (a denial, an admission, a threat) and nothing that the report
quotes of him bears it out. Tension: somebody says that a thing is not needed, wanted or planned, and others tell that
it is there; neither denies the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rashomon.assess.calendar import days_apart
from rashomon.assess.content import Content, content_of, cosine
from rashomon.assess.index import PileIndex, Vectors
from rashomon.assess.positions import Told
from rashomon.assess.telling import headline_side, holders, listed, quoted, told_side
from rashomon.assess.terms import (
    StrongAct,
    concepts_of,
    is_clause,
    matter_stems,
    nations,
    says_something,
    stem,
    stems_of,
    strong_acts,
    takes_care,
    wide_nations,
    words,
)
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.assess.wider import presence_of
from rashomon.records import Report, Span, Statement

_SHOWN = 3
_REACH_DAYS = 12
_CLOSE, _CLOSE_BAND = 0.62, 0.1
_NEXT_WORDS, _LEAST_TITLE = 2, 4
_ALLOWED = frozenset(("allow",))
_NEAR_LEAVE, _LEAVE_REACH, _LEAVE_CONCEPTS = 0.3, 1500, 2


def framing(weighed: Weighed) -> Verdicts:
    """Headlines that give somebody a speech act that the report does not bear out."""
    index = weighed.index
    acts = [_overstated(index, report, act) for report in index.pile.reports for act in strong_acts()]
    return Verdicts(found=tuple(f for f in (*acts, *map(partial(_unhedged, index), index.pile.reports)) if f))


def _unhedged(index: PileIndex, report: Report) -> Found | None:
    """A headline that says flatly what the report has only as somebody's guess."""
    title = report.title
    if title is None or takes_care(title.text) or len(words(title.text)) < _LEAST_TITLE:
        return None
    close = [content_of(index, s) for s in _closest(index, report, title)]
    if not close or not all(_is_guess(c) for c in close) or _names_holder(title, close):
        return None
    who = listed(holders(index, close[:1]))
    return Found(
        kind="framing",
        severity="medium",
        sentence=f"The headline says {quoted(title.text)}; in the text it is {who}: {quoted(close[0].text)}.",
        sides=(headline_side(index, report, title), told_side(index, close[:_SHOWN])),
        why=("The headline neither names a source nor leaves a doubt; the text has it as somebody's guess.",),
        weight=1.0,
    )


def _names_holder(title: Span, contents: Sequence[Content]) -> bool:
    """Whether a headline names the very party whose guess it tells."""
    told = matter_stems(title.text)
    return any(told & matter_stems(c.statement.holder_text or "") for c in contents)


def _closest(index: PileIndex, report: Report, title: Span) -> list[Statement]:
    """The statements below a headline that are worded most like it, the most alike first."""
    vector = index.vector(report.id, title.start, title.end)
    body = [s for s in index.told.get(report.id, ()) if s.content[0].start >= title.end]
    near = sorted(((round(float(vector @ _vector(index, s)), 3), s) for s in body), key=lambda n: (-n[0], n[1].id))
    return [s for cosine, s in near if cosine >= max(_CLOSE, near[0][0] - _CLOSE_BAND)]


def _vector(index: PileIndex, statement: Statement) -> Vectors:
    return index.vector(statement.report, statement.content[0].start, statement.content[-1].end)


def _is_guess(content: Content) -> bool:
    statement = content.statement
    guess = statement.voice == "attributed" and statement.certainty in ("possible", "probable")
    return guess and is_clause(content.text) and says_something(content.text)


def _stems(statement: Statement) -> frozenset[str]:
    spans = (*statement.cue, *statement.content)
    return frozenset(stem(w) for span in spans for w in words(span.text))


def _overstated(index: PileIndex, report: Report, act: StrongAct) -> Found | None:
    title = report.title
    if title is None or not stems_of(act.headline) & frozenset(map(stem, words(title.text))):
        return None
    named = {
        m.entity
        for m in index.mentions.inside(report.id, title.start, title.end)
        if m.kind == "person" and _acts(title.text[m.span.end - title.start :], act)
    }
    said = [
        s
        for s in index.told.get(report.id, ())
        if s.voice == "attributed" and s.holder in named and s.content[0].start >= title.end
    ]
    borne = stems_of(act.borne_out_by)
    if not said or any(s.kind == "denial" or _stems(s) & borne for s in said) or _cited(index, report, borne):
        return None
    shown = sorted(said, key=lambda s: (s.polarity == "positive", index.order(s)))[:_SHOWN]
    contents = [content_of(index, s) for s in shown]
    who = listed(holders(index, contents))
    return Found(
        kind="framing",
        severity="high",
        sentence=(
            f"The headline {quoted(title.text)} speaks of a {act.name}; "
            f"what the report quotes of {who} is {quoted(contents[0].text)}."
        ),
        sides=(headline_side(index, report, title), told_side(index, contents)),
        why=(f"No statement of {who} in the report is told with a word of {act.name}.",),
        weight=float(len(said)),
    )


def _acts(after: str, act: StrongAct) -> bool:
    """Whether what follows a name in a headline gives its bearer the speech act: `X’s denial`, `X again denies`."""
    told = [stem(w) for w in words(after) if w != "s"][:_NEXT_WORDS]
    return bool(stems_of(act.headline) & frozenset(told))


def _cited(index: PileIndex, report: Report, borne: frozenset[str]) -> bool:
    """Whether the body uses a word of the act outside statements, so that somebody may have done it after all."""
    title_end = report.title.end if report.title else 0
    body = [s for s in index.sentences.get(report.id, ()) if s.start >= title_end]
    return any(borne & frozenset(map(stem, words(s.text))) for s in body)


def tension(weighed: Weighed) -> Verdicts:
    """Somebody says that forces are not needed or wanted; others tell that such forces are there."""
    index, told = weighed.index, weighed.told
    found = []
    for row in sorted(told, key=lambda t: t.claim.id):
        unwilling = [m for m in row.draft.members if _is_unwilling(m)]
        there = [p for p in told if p is not row and _tellers(index, p, unwilling)] if unwilling else []
        if there:
            found.append(_tension(index, row, unwilling, there))
    return Verdicts(found=(*found, *_limited(index, told)))


def _limited(index: PileIndex, told: Sequence[Told]) -> list[Found]:
    """A leave that one tells of, and limits to it that another tells of."""
    given = [(t, m) for t in told for m in t.draft.members if not m.negative and m.terms.concepts >= _ALLOWED]
    limits = [(t, m) for t in told for m in t.draft.members if any("allow" in concepts_of(s) for s in m.terms.denied)]
    found: dict[str, Found] = {}
    for limit_row, limit in limits:
        near = [(t, m) for t, m in given if t is not limit_row and _limits(index, limit, m)]
        if near:
            row, leave = max(near, key=lambda n: (cosine(index, limit, n[1]), n[0].claim.id))
            found.setdefault(limit_row.claim.id, _limit(index, (limit_row, limit), (row, leave)))
    return [found[i] for i in sorted(found)]


def _limits(index: PileIndex, limit: Content, leave: Content) -> bool:
    """Whether a refusal of leave is of the matter for which leave is told: one report, and near in words."""
    told = (limit, leave)
    plain = all(c.mood == "fact" and not c.title and c.statement.voice == "attributed" for c in told)
    here = limit.statement.report == leave.statement.report
    near = here and abs(limit.spans[0].start - leave.spans[0].start) <= _LEAVE_REACH
    one = limit.statement.holder_text == leave.statement.holder_text
    kin = not one and len(limit.terms.concepts & leave.terms.concepts) >= _LEAVE_CONCEPTS
    return plain and near and kin and cosine(index, limit, leave) >= _NEAR_LEAVE


def _limit(index: PileIndex, limit: tuple[Told, Content], leave: tuple[Told, Content]) -> Found:
    one, two = leave[1], limit[1]
    return Found(
        kind="tension",
        severity="medium",
        sentence=(
            f"{listed(holders(index, [one]))}: {quoted(one.text)}. {listed(holders(index, [two]))}: "
            f"{quoted(two.text)}. The one tells of a leave, the other of its limits."
        ),
        sides=(told_side(index, [one]), told_side(index, [two])),
        claims=tuple(dict.fromkeys((leave[0].claim.id, limit[0].claim.id))),
        why=("A leave may be wider in one telling than in the other; neither denies the other.",),
        weight=1.0,
    )


def _tellers(index: PileIndex, row: Told, unwilling: Sequence[Content]) -> list[Content]:
    """The members of a claim that sit badly with what is not wanted."""
    return [m for m in row.draft.members if not m.title and any(_sits_badly(index, m, u) for u in unwilling)]


def _is_unwilling(content: Content) -> bool:
    told = content.terms
    return content.sign < 0 and told.attitude and "armed_force" in told.concepts and bool(told.wide)


def _sits_badly(index: PileIndex, there: Content, unwilling: Content) -> bool:
    presence = presence_of(there)
    same = there.statement.holder is not None and there.statement.holder == unwilling.statement.holder
    if presence is None or there.statement.voice == "outlet" or there.sign < 0 or same:
        return False
    known = wide_nations()
    side = any("*" in known[w] or bool(presence.nations & known[w]) for w in unwilling.terms.wide)
    ground = unwilling.countries | unwilling.terms.nations | nations(unwilling.statement.holder_text or "")
    apart = days_apart(index.window(there.statement.report), index.window(unwilling.statement.report))
    near = there.statement.report == unwilling.statement.report or (apart is not None and apart <= _REACH_DAYS)
    return side and near and (not ground or bool(ground & presence.countries))


def _tension(index: PileIndex, row: Told, unwilling: Sequence[Content], there: Sequence[Told]) -> Found:
    here = {m.statement.report for m in unwilling}
    tellers = [m for t in there for m in _tellers(index, t, unwilling)]
    one, two = (
        sorted(contents, key=lambda c: (c.statement.report not in here, index.order(c.statement)))[:_SHOWN]
        for contents in (unwilling, tellers)
    )
    return Found(
        kind="tension",
        severity="medium",
        sentence=(
            f"{listed(holders(index, one))}: {quoted(one[0].text)}. {listed(holders(index, two))}: "
            f"{quoted(two[0].text)}. The one speaks of what is wanted, the other of what is there."
        ),
        sides=tuple(told_side(index, s) for s in (one, two)),
        claims=(row.claim.id, *(t.claim.id for t in there)),
        why=("What is not needed or wanted may be there all the same: no denial.",),
        weight=float(len(one) + len(two)),
    )
