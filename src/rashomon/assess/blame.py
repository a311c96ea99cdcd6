"""Blame: two parties whom a report has lay a happening to two sides, and a report that takes over one party's blame.

`The minister blames the gang; a mother blames the water` is a tension. `After terrorists attacked the buses …` in the
report's own voice, where further down the government blames "terrorists", says more than the report has.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations

import msgspec

from rashomon.assess.calendar import days_apart
from rashomon.assess.content import Content
from rashomon.assess.focus import is_common
from rashomon.assess.index import PileIndex
from rashomon.assess.positions import holder_key
from rashomon.assess.telling import holders, listed, quoted, stretch, told_side
from rashomon.assess.terms import concepts_of, function_stems, stem, stems_of, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.lexicon import table
from rashomon.lexicon.groups import Words
from rashomon.records import Side

_LONGEST, _FIRST = 6, 3
_NEAR_DAYS = 21
_DEEDS = frozenset(("ASSAULT",))


class _Blame(msgspec.Struct, frozen=True):
    blaming: Words


class _Laid(msgspec.Struct, frozen=True):
    """A content by which a party blames, and the stems of who or what is blamed, and of what for, where it is told."""

    content: Content
    blamed: frozenset[str]
    matter: frozenset[str]


@cache
def _verbs() -> frozenset[str]:
    return stems_of(table("blame", _Blame).blaming.words)


def blame(weighed: Weighed) -> Verdicts:
    """One tension for each two parties that blame two sides, one framing for each report whose first sentences take a
    blame over.
    """
    members = weighed.members()
    laid = [b for b in map(_laid, members) if b]
    found, used = list[Found](), set[tuple[str, int]]()
    for one, two in combinations(laid, 2):
        if one.content.key not in used and two.content.key not in used and _are_rival(weighed, one, two):
            used |= {one.content.key, two.content.key}
            found.append(_tension(weighed.index, one, two))
    by_report: dict[str, list[Content]] = {}
    for content in members:
        if content.statement.voice == "outlet" and content.sign > 0:
            by_report.setdefault(content.statement.report, []).append(content)
    by_report = {r: sorted(c, key=lambda x: x.spans[0].start)[:_FIRST] for r, c in by_report.items()}
    for each in laid:
        report = each.content.statement.report
        own = [c for c in by_report.get(report, ()) if _takes_over(weighed.index, c, each)]
        if own:
            del by_report[report]
            found.append(_framing(weighed.index, own[0], each))
    return Verdicts(found=tuple(found))


def _laid(content: Content) -> _Laid | None:
    """A content as blame; None where its party blames nobody."""
    cue = {stem(w) for span in content.statement.cue for w in words(span.text)}
    if content.statement.voice != "attributed" or not cue & _verbs() or content.sign < 0:
        return None
    whom, matter = _parted(words(content.text))
    blamed = frozenset(s for s in map(stem, whom[:_LONGEST]) if not is_common(s)) - function_stems()
    return _Laid(content, blamed, frozenset(map(stem, matter)) - function_stems()) if blamed else None


def _parted(told: list[str]) -> tuple[list[str], list[str]]:
    """Whom words of blame name, and what for: `the delay on the rebels`, `the rebels for the delay`."""
    at = next((i for i, w in enumerate(told) if w in ("on", "for")), None)
    if at is None:
        return told, []
    return (told[at + 1 :], told[:at]) if told[at] == "on" else (told[:at], told[at + 1 :])


def _are_rival(weighed: Weighed, one: _Laid, two: _Laid) -> bool:
    a, b = one.content.statement.report, two.content.statement.report
    other = holder_key(weighed.origins, one.content) != holder_key(weighed.origins, two.content)
    concepts = [frozenset(c for s in x.blamed for c in concepts_of(s)) for x in (one, two)]
    apart = not one.blamed & two.blamed and not concepts[0] & concepts[1]
    shared = {s for s in one.matter & two.matter if not is_common(s)}
    of_one = bool(shared) or not (one.matter or two.matter)
    return a == b and other and apart and of_one


def _takes_over(index: PileIndex, own: Content, laid: _Laid) -> bool:
    """Whether a sentence of the report's own has whom a party blames do the deed of force that it blames them for."""
    sentence = index.sentence_at(laid.content.statement.report, laid.content.spans[0].start)
    of = index.events.inside(sentence.report, sentence.start, sentence.end) if sentence else []
    if of and not {e.incident for e in of} & {e.incident for e in own.events}:
        return False
    if _is_long_ago(index, own):
        return False
    told = words(own.text)
    deeds = [e for e in own.events if e.type in _DEEDS and e.polarity == "positive"]
    at = next((i for i, w in enumerate(told) if stem(w) in laid.blamed), None)
    if at is None or not deeds:
        return False
    after = {stem(w) for w in told[at + 1 : at + 3]}
    return any(stem(w) in after for e in deeds for w in words(e.span.text))


def _is_long_ago(index: PileIndex, own: Content) -> bool:
    """Whether a sentence of a report's own tells of another time than the report's: `hit the same base in February`."""
    report = own.statement.report
    told = index.times.inside(report, own.spans[0].start, own.spans[-1].end)
    return any((days_apart(t.interval, index.window(report)) or 0) > _NEAR_DAYS for t in told if t.interval)


def _tension(index: PileIndex, one: _Laid, two: _Laid) -> Found:
    pair = [one.content, two.content]
    names = [listed(holders(index, [c])) for c in pair]
    sides = tuple(Side(label=n, evidence=(stretch(index, c),)) for n, c in zip(names, pair, strict=True))
    told = [quoted(s.evidence[0].text) for s in sides]
    return Found(
        kind="tension",
        severity="low",
        sentence=f"{names[0]} and {names[1]} blame two sides: {told[0]}, {told[1]}.",
        sides=sides,
        why=("Both lay a happening to somebody in one report, and not to the same; neither denies the other.",),
        weight=1.0,
    )


def _framing(index: PileIndex, own: Content, laid: _Laid) -> Found:
    who = listed(holders(index, [laid.content]))
    return Found(
        kind="framing",
        severity="medium",
        sentence=f"The report says in its own voice {quoted(own.text)}; in it {who} alone blames them.",
        sides=(told_side(index, [own]), Side(label=who, evidence=(stretch(index, laid.content),))),
        why=("What the report tells as a fact stands in it as the blame of one party.",),
        weight=1.0,
    )
