"""Whether a denial answers an account: what keeps two that share words, or stand near each other, from being opposed.

A body and who speaks for it do not deny each other. `Denied accounts from pupils that he was bullied` answers pupils
and nobody else. What points (`denied it`) answers what was said before it. A question tells nothing, nor does a
sentence deny its own other half. Far apart in a report, or in two, both must share two words, or what is negated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rashomon.assess.content import Content, cosine
from rashomon.assess.focus import focus_of, is_unreal, telling_nouns
from rashomon.assess.index import PileIndex
from rashomon.assess.origins import Origins
from rashomon.assess.positions import holder_text
from rashomon.assess.terms import is_clause, matter_stems, nations, stance_words, stem, words

_ALIKE, _LEAST_SHARED, _BESIDE = 0.7, 2, 350


@cache
def _tellers() -> tuple[re.Pattern[str], ...]:
    """`accounts from some pupils that …`, `Mr Doe’s finding last week that …`, `an Iranian report that …`."""
    told = rf"(?:{'|'.join(telling_nouns())})s?"
    return (
        re.compile(rf"\b{told} (?:\w+ )?(?:by|from) (?P<who>[^,;.]{{2,70}}?) that\b"),
        re.compile(rf"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)[’']s? {told} (?:[\w’'-]+ ){{0,6}}?that\b"),
        re.compile(rf"\b(?:an?|the|this) (?P<who>[A-Z][\w.-]+) {told} that\b"),
    )


def answering(index: PileIndex, origins: Origins, denials: Sequence[Content], told: Content) -> list[Content]:
    """Those of some denials that may be of an account, where any of them has anything to do with it.

    What points right behind a denial of another account carries that on: `denied that the boy was beaten; these
    reports, it said, are untrue`.
    """
    free = [d for d in denials if not _is_of_another(index, origins, d, told)]
    barred = [d for d in denials if not d.pointing and d not in free]
    free = [d for d in free if not (d.pointing and any(_is_right_behind(d, e) for e in barred))]
    return free if any(d.pointing or _is_about(index, d, told) for d in free) else []


def _is_right_behind(one: Content, other: Content) -> bool:
    here = one.statement.report == other.statement.report
    return here and 0 <= one.spans[0].start - other.spans[-1].end <= _BESIDE


def _is_of_another(index: PileIndex, origins: Origins, denial: Content, told: Content) -> bool:
    """Whether a denial cannot be of an account, however near the two are."""
    here = denial.statement.report == told.statement.report
    if told.text.rstrip("”\"’' ").endswith("?") or (here and _are_of_one_house(index, origins, denial, told)):
        return True
    if denial.pointing:
        return here and told.spans[0].start >= denial.spans[0].start and not is_clause(told.text)
    if is_unreal(told.text) and not is_unreal(denial.text) and not has_word_of_denying(denial):
        return True
    own = here and told.statement.voice == "outlet" and not has_word_of_denying(denial)
    other = cosine(index, told, denial) < _ALIKE and not _is_of_its_teller(index, denial, told)
    return other or (own and _in_one(index, denial, told))


def _is_about(index: PileIndex, denial: Content, told: Content) -> bool:
    """Whether a denial stands beside an account, or has words enough in common with it."""
    here = denial.statement.report == told.statement.report
    beside = here and abs(denial.spans[0].start - told.spans[-1].end) <= _BESIDE
    if beside or told.incidents & denial.incidents or is_reached(denial, told):
        return True
    shared = len(told.terms.stems & denial.terms.stems) >= _LEAST_SHARED
    return shared or cosine(index, told, denial) >= _ALIKE


def is_reached(denial: Content, told: Content) -> bool:
    """Whether an account has half of the words that a negation reaches: of `no fragments were found` the fragments."""
    reached = focus_of(denial.text, whole=denial.is_denial)
    return any(2 * len(focus & told.terms.stems) >= len(focus) for focus in reached)


def has_word_of_denying(content: Content) -> bool:
    """Whether a content is told with a word of denying: `denied`, `rejected`."""
    return bool({stem(w) for s in content.statement.cue for w in words(s.text)} & stance_words("denying"))


def _are_of_one_house(index: PileIndex, origins: Origins, one: Content, two: Content) -> bool:
    parties = [c.statement.holder or holder_text(index, c) for c in (one, two)]
    kinds = {c.statement.source_kind for c in (one, two)}
    return kinds in ({"body"}, {"person", "body"}) and origins.houses.are_one(*parties)


def _in_one(index: PileIndex, one: Content, two: Content) -> bool:
    """Whether two contents stand in one sentence."""
    at = [index.sentence_at(c.statement.report, c.spans[0].start) for c in (one, two)]
    return at[0] is not None and at[0] == at[1]


def _is_of_its_teller(index: PileIndex, denial: Content, told: Content) -> bool:
    """Whether an account is by the party that a denial says it was told by; true where it says none."""
    told_in = " ".join(span.text for span in denial.statement.content)
    found = next((m["who"] for teller in _tellers() if (m := teller.search(told_in))), None)
    if found is None:
        return True
    who = " ".join((told.statement.holder_text or "", *(s.text for s in told.statement.source)))
    return bool(matter_stems(found) & matter_stems(who) or nations(found) & nations(who))
