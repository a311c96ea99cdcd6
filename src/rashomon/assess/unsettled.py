"""What one leaves open and another tells as settled: `it is too early to say that …` against `they have …`.

Both on nearly the same day, in reports of one story: an open matter may have been settled later, without a tension.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rashomon.assess.calendar import days_apart
from rashomon.assess.content import Content, vector_of
from rashomon.assess.focus import is_common, left_open
from rashomon.assess.index import PileIndex
from rashomon.assess.matters import matters_of
from rashomon.assess.telling import evidence_of_sentence, holders, listed, quoted, told_side
from rashomon.assess.terms import function_stems, is_clause, says_something, stem, supposes, terms, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.records import Sentence, Side

_COVERED, _NEAR = 0.75, 0.6
_LEAST_SHARED = 2
_KIN, _COMMON = 0.6, 0.4
_NEAR_DAYS = 1
_MOST_WORDS = 45


def unsettled(weighed: Weighed) -> Verdicts:
    """Matters that one leaves open and another tells as settled."""
    told = [m for m in weighed.members() if _is_account(m)]
    telling = _by_stem(told)
    found = [f for report in sorted(weighed.index.sentences) for f in _of_report(weighed, report, told, telling)]
    return Verdicts(found=tuple(found))


def _by_stem(told: Sequence[Content]) -> dict[str, list[int]]:
    """The places of accounts by the stems of their words that are not common."""
    found: dict[str, list[int]] = {}
    for n, content in enumerate(told):
        for word in terms(content.text).stems:
            if not is_common(word):
                found.setdefault(word, []).append(n)
    return found


def _of_report(
    weighed: Weighed, report: str, told: Sequence[Content], telling: Mapping[str, Sequence[int]]
) -> Iterator[Found]:
    title = weighed.index.reports[report].title
    for sentence in weighed.index.sentences[report]:
        matter = left_open(sentence.text)
        if matter is None or words(matter)[:1] == ["what"] or (title and title.start <= sentence.start < title.end):
            continue
        stems = frozenset(filter(None, map(stem, words(matter)))) - function_stems()
        if len(stems) >= _LEAST_SHARED:
            shared = Counter(n for s in stems for n in telling.get(s, ()))
            near = (n for n, count in shared.items() if count >= _LEAST_SHARED)
            best, at = max(((_fit(weighed, sentence, stems, told[n]), n) for n in near), default=(0.0, 0))
            if best:
                yield _tension(weighed.index, told[at], sentence)


def _is_account(content: Content) -> bool:
    plain = content.mood == "fact" and content.sign > 0 and not content.pointing and is_clause(content.text)
    short = len(words(content.text)) <= _MOST_WORDS
    return (
        plain and short and says_something(content.text) and not supposes(content.text) and not left_open(content.text)
    )


def _fit(weighed: Weighed, sentence: Sentence, stems: frozenset[str], told: Content) -> float:
    """How well an account that shares words with it settles what a sentence leaves open; 0 where it does not."""
    index, one, two = weighed.index, sentence.report, told.statement.report
    apart = days_apart(index.window(one), index.window(two))
    if (one == two and told.statement.voice == "outlet") or (apart is not None and apart > _NEAR_DAYS):
        return 0.0
    if one == two and any(s.start < sentence.end and sentence.start < s.end for s in told.spans):
        return 0.0
    near = float(vector_of(index, told) @ index.vector(one, sentence.start, sentence.end))
    covered = _covered(stems, terms(told.text).stems)
    fits = covered >= _COVERED and near >= _NEAR and weighed.stories.are_one(one, two)
    return round(covered + near, 4) if fits else 0.0


def _covered(stems: frozenset[str], had: frozenset[str]) -> float:
    """The share of the weight of some stems that other stems have, or have of their matters."""
    weight = {s: _COMMON if is_common(s) else 1.0 for s in stems}
    matters = {m for s in had for m in matters_of(s)}
    kin = (s for s in stems - had if matters_of(s) & matters)
    return (math.fsum(weight[s] for s in stems & had) + _KIN * math.fsum(weight[s] for s in kin)) / math.fsum(
        weight.values()
    )


def _tension(index: PileIndex, told: Content, sentence: Sentence) -> Found:
    open_side = Side(label=index.name_of(sentence.report), evidence=(evidence_of_sentence(sentence),))
    return Found(
        kind="tension",
        severity="medium",
        sentence=(
            f"{listed(holders(index, [told]))}: {quoted(told.text)}. {open_side.label} leaves it open: "
            f"{quoted(sentence.text)}."
        ),
        sides=(told_side(index, [told]), open_side),
        why=("One tells as settled what another, on nearly the same day, leaves open.",),
        weight=1.0,
    )
