"""Figures told as the toll of the story that several reports tell: what to hold against each other across reports.

A toll is told without saying again of what: `the death toll reached 33`. So it is known by its place (headline, lead),
its words (`toll`, `bodies`, `survivors`) or as killed and injured told together; and two tolls are of one matter where
their reports tell one story. What is counted of a group apart, in passing, or of a happening long before is no toll.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.assess.calendar import day, days_apart
from rashomon.assess.counting import (
    crowd,
    follows_counting,
    generic_counted,
    is_kind,
    is_ordinal,
    kind_counted,
    surviving,
    tells_long_before,
    tells_toll,
)
from rashomon.assess.index import PileIndex
from rashomon.assess.story import Stories
from rashomon.assess.terms import stem, words
from rashomon.assess.verdicts import Rivals
from rashomon.records import Interval, Measure, Quantity, Sentence

HARM: tuple[Measure, ...] = ("killed", "injured", "missing", "captured")
_LEAD_SENTENCES = 3
_LONG_BEFORE_DAYS = 30
_MOST_PAIRS = 200_000
_SURVIVOR_WORDS, _LEAST_MANY = 6, 10


def tolls(index: PileIndex, stories: Stories) -> list[Rivals]:
    """Pairs of tolls of one measure in reports that tell one story, in order, each once."""
    held: dict[str, list[Quantity]] = {}
    for row in sorted(index.pile.quantities, key=lambda q: (index.report_order(q.report), q.span.start, q.id)):
        matter = toll_matter(index, row)
        if matter:
            held.setdefault(matter, []).append(row)
    return sorted(Rivals(*sorted((a.id, b.id))) for rows in held.values() for a, b in _of_one_story(stories, rows))


def _of_one_story(stories: Stories, rows: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    by_report: dict[str, list[Quantity]] = {}
    for row in rows:
        by_report.setdefault(row.report, []).append(row)
    found, reports = list[tuple[Quantity, Quantity]](), list(by_report)
    budget = _MOST_PAIRS
    for i, one in enumerate(reports):
        budget -= len(reports) - i
        if budget < 0:
            break
        for two in reports[i:]:
            if one == two or stories.are_one(one, two):
                found += [(a, b) for a in by_report[one] for b in by_report[two] if a.id != b.id]
    return found


def toll_matter(index: PileIndex, row: Quantity) -> str | None:
    """What a figure is the toll of: a measure of harm, `survivors` or a `crowd`; None where it is no toll."""
    sentence = index.sentence_at(row.report, row.span.start)
    kind = None if is_plain(row) else _kind_of(row)
    if sentence is None or is_long_before(index, row) or not (kind or is_plain(row)):
        return None
    if row.measure == "people":
        return _of_people(index, row, sentence) if (row.low or 0) >= _LEAST_MANY else None
    if row.measure not in HARM:
        return None
    told = (
        row.measure == "captured"
        or leads(index, row)
        or tells_toll(sentence.text)
        or (kind is None and (_gives_both(index, sentence) or _is_first(index, row)))
        or counted_by(index, row) is not None
    )
    return (f"{row.measure}, {kind}" if kind else row.measure) if told else None


def _kind_of(row: Quantity) -> str | None:
    """The kind of people of whom alone a figure is a toll (`84 students had been taken`); None where of no one kind."""
    told = words(row.counted.text) if row.counted else ()
    kinds = {k for w in told if is_kind(k := kind_counted(w))}
    rest = [w for w in told if not is_kind(kind_counted(w)) and stem(w) not in generic_counted()]
    return next(iter(kinds)) if len(kinds) == 1 and not rest and _is_of_several(row) else None


def _is_first(index: PileIndex, row: Quantity) -> bool:
    """Whether a figure is the first of the dead or the injured at large that its report gives."""
    rows = (q for q in index.quantities.of(row.report) if q.measure == row.measure)
    first = next((q for q in rows if is_plain(q) and not is_long_before(index, q)), None)
    return row.measure in ("killed", "injured") and first is not None and first.id == row.id


def _gives_both(index: PileIndex, sentence: Sentence) -> bool:
    """Whether a sentence gives the killed and the injured together, as a toll does: `killed three and injured 176`."""
    rows = index.quantities.inside(sentence.report, sentence.start, sentence.end)
    return {"killed", "injured"} <= {q.measure for q in rows if is_plain(q)}


def counted_by(index: PileIndex, row: Quantity) -> Interval | None:
    """The day by which a figure was counted, where its sentence says so: `19 bodies by Friday night`."""
    sentence = index.sentence_at(row.report, row.span.start)
    if sentence is None:
        return None
    for time in index.times.inside(sentence.report, sentence.start, sentence.end):
        if time.interval is not None and follows_counting(sentence.text[: time.span.start - sentence.start]):
            return time.interval
    return None


def is_plain(row: Quantity) -> bool:
    """Whether a figure counts people at large: no vague word, no place in a row, no single person, no group apart."""
    told = [stem(w) for w in words(row.counted.text)] if row.counted else []
    return all(s in generic_counted() | surviving() | crowd() for s in told) and _is_of_several(row)


def _is_of_several(row: Quantity) -> bool:
    """Whether a figure is no vague word, no place in a row and no single person."""
    alone = row.low == 1 and not any(c.isdigit() for c in row.span.text)
    return row.bound != "vague" and not alone and not is_ordinal(row.span.text)


def _of_people(index: PileIndex, row: Quantity, sentence: Sentence) -> str | None:
    """Whether many people counted are those who came away, or a crowd."""
    if _is_of_survivors(index, row, sentence):
        return "survivors"
    return "crowd" if crowd() & set(map(stem, words(sentence.text))) else None


def _is_of_survivors(index: PileIndex, row: Quantity, sentence: Sentence) -> bool:
    """Whether words right by a figure say that those counted came away: `68 survivors`, `62 were found alive`."""
    told = words(index.pile.text_of(row.report)[row.span.start : sentence.end])
    return bool(surviving() & set(map(stem, told[: len(words(row.span.text)) + _SURVIVOR_WORDS])))


def leads(index: PileIndex, row: Quantity) -> bool:
    """Whether a figure stands in the headline or among the first sentences below it."""
    sentence, title = index.sentence_at(row.report, row.span.start), index.reports[row.report].title
    body = [s for s in index.sentences.get(row.report, ()) if title is None or s.start >= title.end]
    return sentence is not None and (sentence.start < (title.end if title else 0) or sentence in body[:_LEAD_SENTENCES])


def is_long_before(index: PileIndex, row: Quantity) -> bool:
    """Whether the sentence of a figure tells of a day long before its report."""
    sentence, published = index.sentence_at(row.report, row.span.start), index.window(row.report)
    if sentence is None:
        return False
    if tells_long_before(sentence.text):
        return True
    for time in index.times.inside(sentence.report, sentence.start, sentence.end):
        apart = days_apart(time.interval, published)
        before = time.interval is not None and day(time.interval.latest) is not None
        if before and apart is not None and apart > _LONG_BEFORE_DAYS:
            return True
    return False
