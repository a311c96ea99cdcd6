"""Nobody against somebody: one says that nobody was hurt, killed or arrested, another gives a number of them.

Both tell one story, in reports of nearly the same day; `no immediate reports of injuries` leaves the matter open and is
no such account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.assess.calendar import day, days_apart
from rashomon.assess.content import Content
from rashomon.assess.index import PileIndex
from rashomon.assess.telling import holders, listed, quoted, told_side
from rashomon.assess.terms import concepts_of, stem, words
from rashomon.assess.tolls import is_long_before, is_plain
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.records import Interval, Measure

_MEASURE: dict[str, Measure] = {"kill": "killed", "injure": "injured", "detain": "captured"}
_NAMED = frozenset(("person", "body", "media", "document"))
_NOBODY = frozenset(("none", "nobody"))
_NEAR_DAYS, _KNOWN_DAYS = 1, 3
_MOST_WORDS, _EARLY = 20, 8
_VERB_REACH, _NOUN_REACH = 5, 2
_SHOWN = 3


def nobody(weighed: Weighed) -> Verdicts:
    """What one says happened to nobody and another to a number of people."""
    index = weighed.index
    ordered = [m for m in weighed.members() if m.mood == "fact"]
    counted: dict[Measure, list[Content]] = {}
    for content in ordered:
        for measure in sorted(_measures_counted(index, content)):
            counted.setdefault(measure, []).append(content)
    found: list[Found] = []
    for content in ordered:
        for measure in sorted(_measures_of_nobody(content)):
            found += _found(weighed, content, measure, counted.get(measure, ()))
    return Verdicts(found=tuple(found))


def _measures_of_nobody(content: Content) -> set[Measure]:
    """The harms of which a content says that they came to nobody: `no arrests were made`, `nobody was hurt`."""
    told = words(content.text)
    if content.sign > 0 or not content.negative or len(told) > _MOST_WORDS:
        return set()
    told = told[:_EARLY]
    at = next((i for i, w in enumerate(told) if w in _NOBODY or w == "no"), None)
    if at is None:
        return set()
    people = told[at] in _NOBODY or told[at + 1 : at + 2] in (["one"], ["person"], ["people"])
    reached = told[at + 1 : at + 1 + (_VERB_REACH if people else _NOUN_REACH)]
    names = {name for w in reached for name in concepts_of(stem(w))}
    return {_MEASURE[name] for name in names if name in _MEASURE}


def _measures_counted(index: PileIndex, content: Content) -> set[Measure]:
    if content.sign < 0 or content.negative:
        return set()
    rows = (q for q in content.figures if q.measure in _MEASURE.values() and is_plain(q))
    return {q.measure for q in rows if not is_long_before(index, q)}


def _found(weighed: Weighed, nobody_: Content, measure: Measure, counted: Sequence[Content]) -> Iterator[Found]:
    index = weighed.index
    against = [c for c in counted if _meet(weighed, c, nobody_)]
    if against:
        named = all(any(c.statement.source_kind in _NAMED for c in s) for s in ((nobody_,), against))
        yield Found(
            kind="denial",
            severity="high" if named else "medium",
            sentence=(
                f"{listed(holders(index, against[:_SHOWN]))}: {quoted(against[0].text)}. "
                f"{listed(holders(index, [nobody_]))}: {quoted(nobody_.text)}."
            ),
            sides=(told_side(index, against[:_SHOWN]), told_side(index, [nobody_])),
            why=(f"One gives a number of {measure}, the other says that there was nobody.",),
            weight=float(len(against)),
        )


def _meet(weighed: Weighed, counted: Content, nobody_: Content) -> bool:
    one, two = counted.statement, nobody_.statement
    if one.report == two.report and (one.voice == two.voice == "outlet" or one.holder == two.holder):
        return False
    apart = days_apart(weighed.index.window(one.report), weighed.index.window(two.report))
    days = days_apart(counted.when, nobody_.when)
    near = apart is not None and apart <= _NEAR_DAYS and (days is None or days == 0)
    if one.report != two.report and not all(_is_known(weighed.index.window(r)) for r in (one.report, two.report)):
        return False
    happenings = [_incidents(weighed.index, c) for c in (counted, nobody_)]
    if all(happenings) and not happenings[0] & happenings[1]:
        return False
    return near and weighed.stories.are_one(one.report, two.report)


def _is_known(window: Interval | None) -> bool:
    """Whether it is known within a few days when a report came out."""
    ends = (day(window.earliest), day(window.latest)) if window else (None, None)
    return ends[0] is not None and ends[1] is not None and (ends[1] - ends[0]).days <= _KNOWN_DAYS


def _incidents(index: PileIndex, content: Content) -> frozenset[str]:
    """The incidents of which the sentence of a content tells."""
    report = content.statement.report
    sentence = index.sentence_at(report, content.spans[0].start)
    told = index.events.inside(report, sentence.start, sentence.end) if sentence else ()
    return frozenset(e.incident for e in told if e.incident)
