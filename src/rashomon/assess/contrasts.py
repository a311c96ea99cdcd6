"""Accounts that a report sets side by side: `a survivor did not agree`, two figures one right after the other.

Three kinds of contrast that no denial marks. Somebody is said to disagree with who spoke before. Two parties speak one
after the other in one report and give figures for one thing that cannot both hold. A word of contrast stands between
what two parties say (`…, but investigators said …`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rashomon.assess.alike import may_agree
from rashomon.assess.calendar import days_apart
from rashomon.assess.content import Content, cosine
from rashomon.assess.coordinated import sets_against
from rashomon.assess.counting import is_of_first_count
from rashomon.assess.focus import doubts, is_unreal, speaks_of_accounts
from rashomon.assess.index import PileIndex
from rashomon.assess.measured import in_one_unit
from rashomon.assess.positions import Told, holder_text
from rashomon.assess.telling import evidence_of, holders, listed, quoted, stretch
from rashomon.assess.terms import disagrees, is_clause, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.records import Measure, Quantity, Side

_MEASURES: frozenset[Measure] = frozenset(("duration", "distance", "people"))
_LEAST_PEOPLE = 10
_BEFORE, _AFTER, _BESIDE = 500, 400, 250
_SHOWN = 2
_NEAR = 0.6
_LEAST_SHARED = 2
_FACTOR = 1.5
_OPPOSED, _OPENING, _TOLD_BY = 0.5, 6, 3


def contrasts(weighed: Weighed) -> Verdicts:
    """Accounts that a report sets against each other."""
    by_report = _by_report(weighed.index, weighed.told)
    home = {m.key: row.claim.id for row in weighed.told for m in row.draft.members}
    shared = {r for i in weighed.index.pile.incidents if len(i.reports) >= _TOLD_BY for r in i.reports}
    found: list[Found] = []
    for report in sorted(by_report, key=weighed.index.report_order):
        found += _disagreements(weighed.index, report, by_report[report])
        found += _one_after_the_other(weighed.index, by_report[report])
        if report in shared:
            found += _set_against(weighed, by_report[report], home)
    return Verdicts(found=tuple(found))


def _by_report(index: PileIndex, told: Sequence[Told]) -> dict[str, list[Content]]:
    """The contents that claims are made of, by report, in the order of the text, each once."""
    held: dict[str, dict[tuple[str, int], Content]] = {}
    for row in told:
        for member in row.draft.members:
            if not member.title:
                held.setdefault(member.statement.report, {})[member.key] = member
    return {r: sorted(c.values(), key=lambda c: (c.spans[0].start, c.id)) for r, c in held.items()}


def _is_account(content: Content) -> bool:
    return content.statement.voice == "attributed" and content.mood == "fact" and is_clause(content.text)


def _disagreements(index: PileIndex, report: str, contents: Sequence[Content]) -> Iterator[Found]:
    """Who is said to disagree, with what was said before and what is said after."""
    for sentence in index.sentences.get(report, ()):
        if not (disagrees(sentence.text) or doubts(sentence.text)):
            continue
        here = {m.entity for m in index.mentions.inside(report, sentence.start, sentence.end) if m.entity}
        after = [c for c in contents if 0 <= c.spans[0].start - sentence.start <= len(sentence.text) + _AFTER]
        before = [c for c in contents if 0 < sentence.start - c.spans[-1].end <= _BEFORE and _is_account(c)]
        before = [c for c in before if c.statement.holder not in here and not is_unreal(c.text)]
        after = [c for c in after if _is_account(c)]
        named = [c for c in after if c.statement.holder in here]
        after = named or (_of_next_party(after, before) if speaks_of_accounts(sentence.text) else [])
        if before and after:
            last = before[-1].statement.holder_text
            yield _tension(index, [c for c in before if c.statement.holder_text == last][-_SHOWN:], after[:_SHOWN])


def _of_next_party(after: Sequence[Content], before: Sequence[Content]) -> list[Content]:
    """What the next party says that is not the last before: `An official gave another account. The mayor said …`."""
    others = [c for c in after if before and c.statement.holder_text != before[-1].statement.holder_text]
    return [c for c in others if c.statement.holder_text == others[0].statement.holder_text]


def _tension(index: PileIndex, one: Sequence[Content], two: Sequence[Content]) -> Found:
    sides = (_side(index, one), _side(index, two))
    told = (quoted(e.text) for e in (sides[0].evidence[-1], sides[1].evidence[0]))
    parts = (f"{side.label}: {text}. " for side, text in zip(sides, told, strict=True))
    return Found(
        kind="tension",
        severity="medium",
        sentence="".join(parts) + "The report sets the one against the other.",
        sides=sides,
        why=("The report says that they do not agree.",),
        weight=1.0,
    )


def _side(index: PileIndex, contents: Sequence[Content]) -> Side:
    evidence = tuple(stretch(index, c) if c.is_denial else evidence_of(c) for c in contents)
    return Side(label=listed(holders(index, contents)), evidence=evidence)


def _one_after_the_other(index: PileIndex, contents: Sequence[Content]) -> Iterator[Found]:
    """Figures of one thing that two parties give one right after the other and that cannot both hold."""
    told = [c for c in contents if _is_account(c)]
    for one, two in pairwise(told):
        apart = two.spans[0].start - one.spans[-1].end
        other = one.statement.holder_text != two.statement.holder_text and not _one_party(one, two)
        if 0 <= apart <= _BESIDE and other and _is_one_matter(index, one, two):
            pair = next(((x, y) for x in one.figures for y in two.figures if _cannot_both_hold(index, x, y)), None)
            if pair and not any(_is_of_first_count(index, q) for q in pair):
                yield _number(index, one, two, pair[0].measure)


def _set_against(weighed: Weighed, contents: Sequence[Content], home: Mapping[tuple[str, int], str]) -> Iterator[Found]:
    """Accounts of one matter by two parties that a report joins by a word of contrast: `A says …, while B says …`;
    `home` is the claim of each content.
    """
    index, told = weighed.index, [c for c in contents if _is_account(c)]
    if not told or not weighed.stories.is_shared(told[0].statement.report):
        return
    for one, two in pairwise(told):
        other = one.statement.holder_text != two.statement.holder_text and not _one_party(one, two)
        near = 0 <= two.spans[0].start - one.spans[-1].end <= _BESIDE and cosine(index, one, two) >= _OPPOSED
        apart = home[one.key] != home[two.key] and all(map(_tells_of_a_happening, (one, two)))
        if other and near and apart and _is_joined_by_contrast(index, one, two):
            yield _tension(index, [one], [two])


def _tells_of_a_happening(content: Content) -> bool:
    """Whether an account that some party gives tells what was: no view, no plan, no share of a survey."""
    known = content.statement.source_kind != "unresolved" and content.statement.kind != "belief"
    counted = any(q.measure == "percent" for q in content.figures)
    return known and not counted and not content.terms.first_person and not is_unreal(content.text)


def _is_joined_by_contrast(index: PileIndex, one: Content, two: Content) -> bool:
    """Whether a word of contrast opens the sentence of the second account, or joins both in one sentence."""
    report, start = one.statement.report, two.spans[0].start
    sentence = index.sentence_at(report, start)
    if sentence is None:
        return False
    if one.spans[-1].end <= sentence.start:
        opening = words(sentence.text)[:_OPENING]
        return sets_against(opening[:1]) or "however" in opening
    return sets_against(words(index.pile.text_of(report)[one.spans[-1].end : start]))


def _one_party(one: Content, two: Content) -> bool:
    return one.statement.holder is not None and one.statement.holder == two.statement.holder


def _is_one_matter(index: PileIndex, one: Content, two: Content) -> bool:
    near = cosine(index, one, two) >= _NEAR and not _other_times(index, one, two)
    return near and len(one.terms.stems & two.terms.stems) >= _LEAST_SHARED


def _other_times(index: PileIndex, one: Content, two: Content) -> bool:
    """Whether two contents speak of two times: `in 2012`, `in 2008`."""
    told = [[t.interval for t in index.times.inside_any(c.statement.report, c.spans) if t.interval] for c in (one, two)]
    apart = [days_apart(a, b) for a in told[0] for b in told[1]]
    return bool(apart) and all(apart)


def _cannot_both_hold(index: PileIndex, x: Quantity, y: Quantity) -> bool:
    if x.measure != y.measure or x.measure not in _MEASURES or "vague" in (x.bound, y.bound):
        return False
    if x.measure == "people" and min(q.low or 0 for q in (x, y)) < _LEAST_PEOPLE:
        return False
    told = in_one_unit(index, x, y)
    if told is None or may_agree(*told):
        return False
    low, high = sorted(q.low if q.low is not None else q.high or 0.0 for q in told)
    return high >= _FACTOR * low


def _is_of_first_count(index: PileIndex, row: Quantity) -> bool:
    """Whether the sentence of a figure says that the count was or became another: `230 were initially missing`."""
    sentence = index.sentence_at(row.report, row.span.start)
    return sentence is not None and is_of_first_count(sentence.text)


def _number(index: PileIndex, one: Content, two: Content, measure: Measure) -> Found:
    return Found(
        kind="number",
        severity="medium",
        sentence=(
            f"Two accounts of one {measure} cannot both hold: {quoted(one.text)} ({holder_text(index, one)}) against "
            f"{quoted(two.text)} ({holder_text(index, two)})."
        ),
        sides=(_side(index, [one]), _side(index, [two])),
        why=("The report gives the one right after the other, of one matter.",),
        weight=1.0,
    )
