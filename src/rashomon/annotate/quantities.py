"""How many: figures with bounds and measure, what is counted, whom, and the time that a figure is of or since.

In: one report with its passages, parse, mentions and times. Out: rows of `quantities`, and timings that `link` fills.
Vague words keep their word and get no numbers: ACLED's and UCDP's conversions belong to exports of their names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from rashomon.annotate.quantity_breakdowns import broken_down
from rashomon.annotate.quantity_conditions import told_words
from rashomon.annotate.quantity_ellipsis import (
    Kin,
    Setting,
    included,
    inherited,
    is_aside,
    is_of_things,
    leaning_figures,
    leans,
    measures_behind,
    part_of_counted,
)
from rashomon.annotate.quantity_fates import fate, singles
from rashomon.annotate.quantity_figures import Figure, figures
from rashomon.annotate.quantity_measures import measure
from rashomon.annotate.quantity_participles import SHOT, STRUCK, participle
from rashomon.annotate.quantity_sums import SUMMED, Told, is_gap, sums
from rashomon.annotate.quantity_tolls import Harm
from rashomon.annotate.quantity_victims import Person, persons, victim
from rashomon.annotate.quantity_words import OF_PEOPLE, UNTOLD, Line, grammar, lines, measure_of
from rashomon.annotate.quantity_words import phrases as lexicon_phrases
from rashomon.annotate.record import TimeReading, Timing
from rashomon.parse import Parse
from rashomon.records import Bound, Measure, Mention, Passage, Quantity, Report, Span, row_id, span_of
from rashomon.timex import Expression, Length

REMEMBERED = 6
"""Sentences whose figures a bare number may lean on."""
SINCE = frozenset({"since", "from"})
JOINS = frozenset({"and", ",", ";", "or", "&", "then", "his", "her", "another"})
BOUND_WORDS: dict[Bound, str] = {
    "at_least": "that many or more", "more_than": "more than that", "at_most": "that many or fewer",
    "less_than": "fewer than that", "about": "about that many", "vague": "no number",
}  # fmt: skip
GROUPS = frozenset({"people", "armed_group", "military", "government", "party", "organisation", "person"})


class QuantityReading(msgspec.Struct, frozen=True):
    """The rows of `quantities` of one report, and which of their fields are a time expression's interval."""

    rows: tuple[Quantity, ...]
    timings: tuple[Timing, ...]


def quantities(
    report: Report,
    passages: Sequence[Passage],
    parse: Parse,
    mentions: Sequence[Mention],
    times: Sequence[TimeReading],
) -> QuantityReading:
    """The figures of a report's passages that are not boilerplate, in text order (contract, table `quantities`).

    `low` and `high` keep the stated number (UCDP and ACLED round theirs; this does not). Ordinals, ages, years, dates,
    codes, scores and addresses are no figures. `whom` is the id of a mention inside what is counted.
    """
    held = [range(t.expression.start, t.expression.end) for t in times]
    told = told_words([p.text for p in passages if p.kind != "boilerplate"])
    rows: list[Quantity] = []
    timings: list[Timing] = []
    before: list[list[Told]] = []
    for passage in passages:
        if passage.kind == "boilerplate":
            continue
        for line in lines(report.text, passage.start, passage.end, parse, held, told):
            found = _of_line(line, before[-REMEMBERED:])
            before.append(found)
            near = [t for t in times if line.start <= t.expression.start < line.end]
            made = [_row(report, one, mentions, near) for one in found]
            rows.extend(made)
            timings.extend(t for row, one in zip(made, found, strict=True) for t in _timings(row, one, near))
    rows.extend(_durations(report, times))
    return QuantityReading(rows=tuple(sorted(rows, key=lambda q: q.span.start)), timings=tuple(timings))


def _of_line(line: Line, before: Sequence[Sequence[Told]]) -> list[Told]:
    """The figures and single victims of a sentence, and the sums of rows of them; a verb before a row governs each.

    `before` are the figures of the sentences before, the nearest last.
    """
    each = _figures(line)
    idle: list[Told] = []
    phrases: list[Figure | Person] = [*each, *persons(line, each)]
    ends = {p.first: p.last for p in phrases}
    behind = measures_behind(line, each, lambda f: _alone(line, f, ends))
    found: list[Told] = []
    led: Measure | None = None
    reached = -1
    for phrase in sorted(phrases, key=lambda p: p.first):
        joined = led if _is_joined(line, reached, phrase.first) else None
        kin: Kin | None = None
        if isinstance(phrase, Figure):
            setting = Setting(found=found, before=before, behind=behind)
            harm = None if is_aside(line, phrase) else measure(line, phrase, ends, joined)
            if (kin := included(line, phrase, setting)) is not None:
                harm = Harm(kin.measure, left=False)
            elif leans(line, phrase) and (
                harm is None or harm.measure == "other" or is_of_things(line, phrase, setting)
            ):
                kin = inherited(line, phrase, setting)
                harm = Harm(kin.measure, left=False) if kin is not None else _of_subject(line, phrase, found) or harm
            elif harm is not None and harm.measure in UNTOLD and (kin := part_of_counted(line, phrase, setting)):
                harm = Harm(kin.measure, left=False)
            harm = _beside_the_dead(line, phrase, found) or harm
            narrower = fate(line, phrase, harm.measure if harm else None, ends)
            if narrower is not None:
                harm, kin = Harm(narrower, left=False), None
        else:
            harm = victim(line, phrase, ends, joined)
        if harm is None and line.lowers[phrase.first - 2 : phrase.first] == ["along", "with"] and found:
            harm = Harm(found[-1].measure, left=False) if found[-1].measure in SUMMED else None
        led, reached = (harm.measure if harm is not None and harm.left else None), phrase.last
        if harm is not None:
            found.append(_told(line, phrase, harm.measure, kin))
        elif isinstance(phrase, Figure) or not phrase.named:
            idle.append(_told(line, phrase, "people", None))
    found = broken_down(line, found, idle, before[-1] if before else ())
    return sorted([*found, *sums(found)], key=lambda t: (t.first, t.last))


def _alone(line: Line, figure: Figure, ends: Mapping[int, int]) -> Measure | None:
    """What a figure measures that leans on no other."""
    harm = measure(line, figure, ends, None)
    plain = harm.measure if harm is not None else None
    return fate(line, figure, plain, ends) or plain


def _figures(line: Line) -> list[Figure]:
    """The figures of a sentence, those that lean on others among them."""
    plain = [*figures(line), *singles(line)]
    return [*plain, *leaning_figures(line, plain)]


def _told(line: Line, phrase: Figure | Person, measure: Measure, kin: Kin | None) -> Told:
    if isinstance(phrase, Figure):
        counted, low, high, bound = phrase.counted, phrase.low, phrase.high, phrase.bound
    else:
        counted, low, high, bound = (phrase.first, phrase.last), 1.0, 1.0, "exact"
    return Told(
        line=line, first=phrase.first, last=phrase.last, counted=counted, measure=measure, low=low, high=high,
        bound=bound, why=f"{kin.why}." if kin is not None else _why(line, phrase, measure),
    )  # fmt: skip


def _why(line: Line, phrase: Figure | Person, measure: Measure) -> str:
    """What decided the measure, and the words that decided the bound."""
    if isinstance(phrase, Person):
        return f"One person, by what the sentence says of them ({measure})."
    head = line.tokens[phrase.head].text if phrase.head is not None else None
    if phrase.sign is not None:
        reason = f"“{phrase.sign}” says what is measured"
    elif head is not None and measure_of("nouns").get(head.lower(), "other") == measure:
        known = "says what is counted" if measure != "other" else "is counted, for which there is no measure"
        reason = f"“{head}” {known}"
    else:
        reason = f"By what is said of {f'“{head}”' if head else 'them'}"
    words = " ".join(t.text for t in line.tokens[phrase.first : phrase.number])
    return (
        f"{reason}; “{words}”: {BOUND_WORDS[phrase.bound]}." if words and phrase.bound in BOUND_WORDS else f"{reason}."
    )


def _of_subject(line: Line, figure: Figure, found: Sequence[Told]) -> Harm | None:
    """Of a bare number before its verb only that it counts people: “Of the 68 survivors, 51 were picked up”"""
    told = figure.head is None and any(t.measure in OF_PEOPLE for t in found)
    return Harm("people", left=False) if told and line.lower(figure.stop) in {"were", "are", "have", "had"} else None


def _beside_the_dead(line: Line, figure: Figure, found: Sequence[Told]) -> Harm | None:
    """“a boy was killed, six others shot”: others shot or hit beside one killed were wounded."""
    if not {"other", "others", "more"} & set(line.lowers[figure.number : figure.last]):
        return None
    at = figure.last
    while line.lower(at) in grammar("auxiliaries"):
        at += 1
    shot = line.lower(at) in SHOT | STRUCK and participle(line, at, reduced=True) is None
    return Harm("injured", left=False) if shot and any(t.measure == "killed" for t in found) else None


def _is_joined(line: Line, last: int, first: int) -> bool:
    """Whether nothing but "and" or a comma stands between two phrases of a row."""
    return last >= 0 and is_gap(line, last, first, JOINS)


def _span(report: Report, line: Line, first: int, last: int) -> Span:
    return span_of(report.text, line.tokens[first].start, line.tokens[last - 1].end)


def _row(report: Report, one: Told, mentions: Sequence[Mention], near: Sequence[TimeReading]) -> Quantity:
    span = _span(report, one.line, one.first, one.last)
    return Quantity(
        id=row_id("quantities", report.id, span.start, span.end),
        report=report.id,
        span=span,
        low=one.low,
        high=one.high,
        bound=one.bound,
        measure=one.measure,
        counted=_span(report, one.line, *one.counted) if one.counted else None,
        whom=_whom(one, mentions),
        cumulative=_cumulative(one, near),
        why=one.why,
    )


def _whom(one: Told, mentions: Sequence[Mention]) -> str | None:
    """The mention of the side or people inside what is counted; None where none stands there."""
    if one.counted is None or one.measure not in OF_PEOPLE:
        return None
    start, end = one.line.tokens[one.counted[0]].start, one.line.tokens[one.counted[1] - 1].end
    inside = [
        m for m in mentions if m.span.start < end and start < m.span.end and m.kind in GROUPS and m.head != "pronoun"
    ]
    return min(inside, key=lambda m: (m.head != "name", m.span.start, m.span.end)).id if inside else None


def _cumulative(one: Told, near: Sequence[TimeReading]) -> bool | None:
    """Whether the figure is a total so far; None where nothing says."""
    lowers = one.line.lowers
    for words in lexicon_phrases("cumulative"):
        for i in range(max(0, one.first - 8), min(len(lowers), one.last + 6)):
            if tuple(lowers[i : i + len(words)]) == words:
                return True
    if any(t.expression.marker in SINCE | {"as of"} for t in near):
        return True
    return None


def _timings(row: Quantity, one: Told, near: Sequence[TimeReading]) -> list[Timing]:
    """The times of the sentence that a figure is since, or as of."""
    since = [t for t in near if t.expression.marker == "since"]
    as_of = [t for t in near if t.expression.marker in {"as of"}]
    rows = [Timing(row=row.id, field="since", time=_nearest(since, row).id)] if since else []
    return rows + ([Timing(row=row.id, field="as_of", time=_nearest(as_of, row).id)] if as_of else [])


def _nearest(times: Sequence[TimeReading], row: Quantity) -> TimeReading:
    return min(times, key=lambda t: (abs(t.expression.start - row.span.start), t.expression.start))


def _durations(report: Report, times: Sequence[TimeReading]) -> list[Quantity]:
    """Lengths of time that are told as such: "a three-day battle"; windows like "the last 10 days" are none."""
    rows = []
    for reading in times:
        expression, pattern = reading.expression, reading.expression.pattern
        if expression.type != "DURATION" or not isinstance(pattern, Length) or pattern.towards or pattern.count is None:
            continue
        span = span_of(report.text, expression.start, expression.end)
        bound: Bound = "range" if pattern.high else _bound(expression)
        rows.append(
            Quantity(
                id=row_id("quantities", report.id, span.start, span.end),
                report=report.id,
                span=span,
                low=None if bound in {"at_most", "less_than"} else pattern.count,
                high=None if bound in {"at_least", "more_than"} else pattern.high or pattern.count,
                bound=bound,
                measure="duration",
                why="A length of time.",
            )
        )
    return rows


BOUNDS: dict[str, Bound] = {
    "MORE_THAN": "more_than", "EQUAL_OR_MORE": "at_least", "EQUAL_OR_LESS": "at_most", "LESS_THAN": "less_than",
    "APPROX": "about",
}  # fmt: skip


def _bound(expression: Expression) -> Bound:
    """The bound that a TIMEX3 mod stands for; "nearly" and "almost" are about, "within" is at most."""
    if expression.text.lower().startswith(("nearly", "almost")):
        return "about"
    return BOUNDS.get(expression.mod or "", "at_most" if expression.marker == "within" else "exact")
