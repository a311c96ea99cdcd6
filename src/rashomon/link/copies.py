"""Copied text: which report holds another's words, how much of them, and which of the two came first.

Reports meet in an inverted index of fingerprints of eight words, never all with all; a fingerprint that many reports
hold (a set phrase, a table's heading) brings each of them together with the first alone. What meets is aligned
exactly. A shared quotation of a person is no copy: words inside quotation marks do not make a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from rashomon.link.copies_text import Shared, Worded, fingerprints, outside_quotations, shared, worded
from rashomon.records import Copy, Interval, Passage, PassagePair, Report, row_id, span_of

PUBLISHED = "published"
NAMES = "names the other as its source"
UNDECIDED = "undecided: the dates of publication do not say, ordered by id"


class CopySettings(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a copy (tuned on agency updates and repeated pages; benchmarks/copies.py prints what each gives)."""

    set_phrase: int = 12
    """A fingerprint in more reports than this brings them together with the first of them only."""
    least_prints: int = 8
    """Fewer shared fingerprints than this are not looked at."""
    least_words: int = 30
    """Shared words outside quotation marks that a copy must have at least."""
    least_run: int = 24
    """Of these in one passage: what is written to a pattern (rates, issues of bonds) shares shorter ones."""
    least_share: float = 0.1
    """Of one of the two reports' words, unless `plenty` words are shared."""
    plenty: int = 100
    whole_share: float = 0.9
    """With this share of one report's words, `whole_words` are enough: a short report taken whole."""
    whole_words: int = 18


class _Order(msgspec.Struct, frozen=True):
    """Two reports, the earlier first, and why."""

    earlier: Report
    later: Report
    basis: str


def copies(
    reports: Sequence[Report],
    passages: Mapping[str, Sequence[Passage]],
    text_of: Callable[[str], str],
    settings: CopySettings | None = None,
) -> tuple[Copy, ...]:
    """A row for each two reports that share a real amount of text, by id.

    `share` is of the later report's words. `direction_basis` says what put the earlier first: `published` (its
    interval ends before the other's begins), that the later names the other's outlet as its source, or nothing but
    the ids.
    """
    settings = settings or CopySettings()
    ordered = sorted(reports, key=lambda r: (_bounds(r.published)[0], r.id))
    words = [worded(r.id, passages.get(r.id, ())) for r in ordered]
    rows = []
    for first, second in _meeting(words, settings):
        order = _order(ordered[first], ordered[second], text_of)
        swapped = order.earlier is ordered[second]
        earlier, later = (words[second], words[first]) if swapped else (words[first], words[second])
        row = _copy(order, earlier, later, text_of, settings)
        if row is not None:
            rows.append(row)
    return tuple(sorted(rows, key=lambda c: c.id))


def _meeting(words: Sequence[Worded], settings: CopySettings) -> list[tuple[int, int]]:
    """Pairs of positions in `words` that share enough fingerprints to be looked at, in order."""
    prints, owners = _index(words)
    starts = np.flatnonzero(np.diff(prints, prepend=prints[:1] + np.uint64(1))) if len(prints) else np.zeros(0, int)
    ends = np.append(starts[1:], len(prints))
    common = ends - starts > 1
    counts: Counter[tuple[int, int]] = Counter()
    for start, end in zip(starts[common].tolist(), ends[common].tolist(), strict=True):
        holders = owners[start:end].tolist()
        pivots = holders if len(holders) <= settings.set_phrase else holders[:1]
        for position, first in enumerate(pivots):
            for second in holders[position + 1 :]:
                counts[first, second] += 1
    return sorted(pair for pair, count in counts.items() if count >= settings.least_prints)


def _index(words: Sequence[Worded]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """All fingerprints with the report that holds each, sorted by fingerprint, then report."""
    own = [np.unique(fingerprints(w)) for w in words]
    own = [prints[prints != 0] for prints in own]
    if not own:
        return np.zeros(0, np.uint64), np.zeros(0, np.int32)
    prints = np.concatenate(own)
    owners = np.repeat(np.arange(len(own), dtype=np.int32), [len(p) for p in own])
    order = np.lexsort((owners, prints))
    return prints[order], owners[order]


def _bounds(published: Interval | None) -> tuple[str, str]:
    """First and last moment of an interval as texts that sort by time; an open end sorts outermost."""
    first = (published.earliest if published else None) or "0000"
    last = (published.latest if published else None) or "9999"
    return first + "T00:00" if len(first) == 10 else first, last + "T23:59" if len(last) == 10 else last


def _order(a: Report, b: Report, text_of: Callable[[str], str]) -> _Order:
    """Which of two reports came first."""
    if _bounds(a.published)[1] < _bounds(b.published)[0]:
        return _Order(a, b, PUBLISHED)
    if _bounds(b.published)[1] < _bounds(a.published)[0]:
        return _Order(b, a, PUBLISHED)
    a_names_b, b_names_a = _names(text_of(a.id), a, b), _names(text_of(b.id), b, a)
    if a_names_b != b_names_a:
        return _Order(b, a, NAMES) if a_names_b else _Order(a, b, NAMES)
    return _Order(a, b, UNDECIDED) if a.id < b.id else _Order(b, a, UNDECIDED)


def _names(text: str, report: Report, other: Report) -> bool:
    """Whether a report's text names the other's outlet, which is not its own."""
    return bool(other.outlet) and other.outlet != report.outlet and str(other.outlet) in text


def _copy(
    order: _Order, earlier: Worded, later: Worded, text_of: Callable[[str], str], settings: CopySettings
) -> Copy | None:
    """The row for two reports in order, or None where they share too little."""
    found = shared(earlier, later)
    text = text_of(later.report)
    same = sum(s.words for s in found)
    own = [outside_quotations(later, text, s.later, s.later_end) for s in found]
    if not _is_copy(own, max(same / len(later.keys), same / len(earlier.keys)), settings):
        return None
    earlier_text = text_of(earlier.report)
    return Copy(
        id=row_id("copies", earlier.report, later.report),
        earlier=earlier.report,
        later=later.report,
        passages=tuple(_pair(s, earlier, later, earlier_text, text) for s in found),
        share=round(min(1.0, same / len(later.keys)), 3),
        direction_basis=order.basis,
    )


def _is_copy(own: Sequence[int], share: float, settings: CopySettings) -> bool:
    """Whether passages with so many words outside quotation marks each, `share` in all, make a copy."""
    words = sum(own)
    if share >= settings.whole_share and words >= settings.whole_words:
        return True
    if words < settings.least_words or max(own) < settings.least_run:
        return False
    return share >= settings.least_share or words >= settings.plenty


def _pair(found: Shared, earlier: Worded, later: Worded, earlier_text: str, later_text: str) -> PassagePair:
    return PassagePair(
        earlier=span_of(earlier_text, int(earlier.starts[found.earlier]), int(earlier.ends[found.earlier_end - 1])),
        later=span_of(later_text, int(later.starts[found.later]), int(later.ends[found.later_end - 1])),
    )
