"""Whether the words beside a figure make it a part of another, or one that comes on top of it: `112 of the 178`.

A phrase belongs to the figure that it stands right by: in `three were injured, one of them a guard, and two were held`
only the one is a part. `Twenty others wounded` comes on top of the dead, so that it is all of the wounded.
"""

from __future__ import annotations

import re

from rashomon.assess.counting import is_kind, kind_counted, on_top, part_after, part_before
from rashomon.assess.index import PileIndex
from rashomon.assess.phrases import has_phrase, spaced
from rashomon.assess.terms import words
from rashomon.records import Measure, Quantity
from rashomon.timex.numbers import number_words

_OF_A_NUMBER = re.compile(r"\s+(?:out )?of (?:the|its|those|some|about)?\s*\d")
_OUT_OF = re.compile(r"[^.;:\d]{1,80}\bout of (?:(?:a|the) (?:total|whole) of |the |all |some |about |nearly )*\d")
"""`538 children with their families, out of a total of 2,300`."""
_OF_THOSE = re.compile(
    r"(?:^|[,;:–—-]\s*|\b(?:and|that|but|while)\s+)(?:out of|of|among) (?:the|its|those|these|all|them|\d[\d,]*)\b"
    r"[^,.;]{0,60},\s*(?:[\w’'-]+ ){0,2}$",
    re.IGNORECASE,
)
"""`Of the dead, `, `and of those held, only `."""
_ALL_OF = re.compile(r"\b(?:all|most|none) of (?:them|whom|those)\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|and|, and|&)\s*")
_AROUND, _SENTENCES_BEFORE = 40, 2
_MEASURED: frozenset[Measure] = frozenset(("money", "percent", "distance", "duration"))
_HARM: frozenset[Measure] = frozenset(("killed", "injured", "missing", "captured", "displaced"))


def is_part(index: PileIndex, row: Quantity) -> bool:
    """Whether a figure is told as a part of another: as all of one kind in it (`the dead include nine nurses`)."""
    text, start = index.pile.text_of(row.report), _begin(index, row)
    before = text[start : row.span.start]
    return (
        has_phrase(after(index, row, _AROUND), part_after())
        or has_phrase(before_it(index, row, _AROUND), part_before())
        or bool(_OF_THOSE.search(before))
        or bool(_OF_A_NUMBER.match(text, row.span.end))
        or bool(_OUT_OF.match(text, row.span.end))
    )


def total_of(index: PileIndex, row: Quantity) -> float | None:
    """The number of which a figure is told as a part: of `538 children out of a total of 2,300` the 2,300."""
    text, sentence = index.pile.text_of(row.report), index.sentence_at(row.report, row.span.start)
    told = _OF_A_NUMBER.match(text, row.span.end) or _OUT_OF.match(text, row.span.end)
    if sentence is None or told is None:
        return None
    later = (q for q in index.quantities.inside(row.report, row.span.end, sentence.end) if q.span.end >= told.end())
    return next((q.low for q in later), None)


def is_addend(index: PileIndex, row: Quantity) -> bool:
    """Whether a figure is one of several to be added up: on top of another, beside another, told in passing, or some of
    all that it counts (`three of the slain officers`).
    """
    before = index.pile.text_of(row.report)[_begin(index, row) : row.span.start]
    if has_phrase(spaced(words(row.span.text)), part_after()):
        return True
    return _is_on_top(index, row) or words(before)[-1:] == ["where"] or _is_summand(index, row)


def has_parts(index: PileIndex, row: Quantity) -> bool:
    """Whether later figures of its sentence add up to a figure, `a nurse` counted as one: `25 died, 24 of them …`."""
    sentence = index.sentence_at(row.report, row.span.start)
    if sentence is None or not row.low:
        return False
    later = index.quantities.inside(row.report, row.span.end, sentence.end)
    parts = [q.low for q in later if q.low and q.low < row.low and q.measure not in _MEASURED]
    return bool(parts) and sum(parts) in (row.low, row.low - 1) and max(parts) < row.low


def before_it(index: PileIndex, row: Quantity, reach: int) -> str:
    """The words of its sentence before a figure and after the figure before it, within so many characters."""
    text, start = index.pile.text_of(row.report), _begin(index, row)
    others = index.quantities.inside(row.report, start, row.span.start)
    low = max([start, row.span.start - reach, *(o.span.end for o in others)])
    return spaced(words(text[low : row.span.start]))


def after(index: PileIndex, row: Quantity, reach: int) -> str:
    """A figure's own words and those of its sentence after it, up to the next number, within so many characters."""
    text, sentence = index.pile.text_of(row.report), index.sentence_at(row.report, row.span.start)
    high = min(sentence.end if sentence else len(text), row.span.end + reach)
    others = index.quantities.inside(row.report, row.span.end, high)
    high = min([high, *(o.span.start for o in others)])
    told = list(words(_ALL_OF.sub(" ", text[row.span.end : high])))
    ends = [i for i, word in enumerate(told) if word[0].isdigit() or word in number_words().small]
    own = words(row.span.text)
    return spaced([*own, *told[: min(ends, default=len(told))]])


def _begin(index: PileIndex, row: Quantity) -> int:
    sentence = index.sentence_at(row.report, row.span.start)
    return sentence.start if sentence else row.span.start


def _is_on_top(index: PileIndex, row: Quantity) -> bool:
    """Whether a figure comes on top of another of its measure; what comes on top of the dead is all of the wounded."""
    told = has_phrase(before_it(index, row, _AROUND) + after(index, row, _AROUND), on_top())
    if not told and "more" not in words(row.span.text)[1:]:
        return False
    rows, at = index.sentences.get(row.report, []), _begin(index, row)
    here = next((i for i, s in enumerate(rows) if s.start == at), 0)
    start = rows[max(0, here - _SENTENCES_BEFORE)].start if rows else at
    beside = {q.measure for q in index.quantities.inside(row.report, start, row.span.start)} & _HARM
    return row.measure not in _HARM or row.measure in beside or not beside


def _is_all_of_its_kind(row: Quantity, other: Quantity) -> bool:
    """Whether a figure counts a kind of people of its own beside another: `118 pupils and four members of staff`."""
    mine, theirs = (kind_counted(words(q.counted.text)[-1]) if q.counted else "" for q in (row, other))
    return is_kind(mine) and is_kind(theirs) and mine != theirs


def _is_summand(index: PileIndex, row: Quantity) -> bool:
    """Whether a figure is one of several that are told together: `two men and two women`, `2 adults, 3 children`."""
    text, sentence = index.pile.text_of(row.report), index.sentence_at(row.report, row.span.start)
    start, end = (sentence.start, sentence.end) if sentence else (row.span.start, row.span.end)
    for other in index.quantities.inside(row.report, start, end):
        if other.measure == row.measure and other.id != row.id and not _is_all_of_its_kind(row, other):
            low, high = sorted((other, row), key=lambda q: q.span.start)
            if _AND.fullmatch(text[low.span.end : high.span.start]):
                return True
    return False
