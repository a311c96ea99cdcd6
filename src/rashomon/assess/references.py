"""Contents that point: `denied the Le Monde report`, `confirmed the news`, `declined to comment`.

Each is brought to the claim under discussion: of the outlet that it names, else of what stands shortly before it in
the same report. Where that is not plain, to none: a person is not put where he may not stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.assess.calendar import days_apart
from rashomon.assess.claims import Draft, Stand
from rashomon.assess.content import Content
from rashomon.assess.index import PileIndex, first_start
from rashomon.assess.stories import paper_link
from rashomon.assess.terms import disowns, nations, stance_words, stem, words
from rashomon.records import Stance, Statement

_REACH = 1600
_PRONOUN_REACH = 500
_AT_HAND = 350
_DEED_DAYS = 45
_HARM = frozenset(("combat", "kill", "injure", "explosion", "shooting", "detain"))


def add_pointing(index: PileIndex, drafts: Sequence[Draft], contents: Sequence[Content]) -> None:
    """Adds the stands of pointing contents to the drafts that they point to."""
    for content in contents:
        stance = _stance(content)
        target = _target(index, drafts, content) if stance else None
        if stance and target is not None:
            drafts[target].stands.append(Stand(content, stance))


def add_disowned(index: PileIndex, drafts: Sequence[Draft], contents: Sequence[Content]) -> None:
    """Adds to what others tell of a party's deed the stand of the party that denies any part in it."""
    for content in contents:
        if content.statement.kind == "denial" and disowns(content.text):
            told = [d for d, draft in enumerate(drafts) if _tells_of_deed(index, draft, content)]
            if told:
                best = min(told, key=lambda d: (not _here(drafts[d], content), -_prominence(drafts[d]), d))
                drafts[best].stands.append(Stand(content, "denies"))


def _tells_of_deed(index: PileIndex, draft: Draft, content: Content) -> bool:
    """Whether somebody else tells, near in time, of a deed of harm by the holder of a content."""
    return any(_is_deed_of(index, m, content) for m in draft.members)


def _is_deed_of(index: PileIndex, told: Content, content: Content) -> bool:
    holder = content.statement.holder
    if holder is None or holder not in told.sides or told.statement.holder == holder or told.sign < 0:
        return False
    by_it = any(p.entity == holder and p.role == "actor" for e in told.events for p in e.participants)
    apart = days_apart(index.window(told.statement.report), index.window(content.statement.report))
    near = told.statement.report == content.statement.report or (apart is not None and apart <= _DEED_DAYS)
    return near and told.mood == "fact" and not told.title and bool(told.terms.concepts & _HARM) and by_it


def _stance(content: Content) -> Stance | None:
    """The stance that a pointing content takes; None where it takes none or does not point."""
    statement = content.statement
    if not content.pointing:
        return None
    cues = {stem(w) for span in statement.cue for w in words(span.text)}
    if statement.kind == "refusal":
        return "declines"
    if statement.kind == "denial" or cues & stance_words("denying"):
        return "denies"
    return "asserts" if cues & stance_words("agreeing") and statement.polarity == "positive" else None


def _target(index: PileIndex, drafts: Sequence[Draft], content: Content) -> int | None:
    """The draft that a content points to, or None."""
    named = {m.entity for m in index.mentions.inside_any(content.statement.report, content.statement.content)}
    papers = {e for e in named if e and (row := index.entities.get(e)) and row.kind == "media"}
    near = [] if papers else _before(drafts, content, _reach(content))
    if papers:
        near = _anywhere(drafts, content)
        near = [d for d in near if any(_paper(m.statement) in papers for m in _here(drafts[d], content))]
    elif _stance(content) != "asserts":
        near = _of_its_side(index, drafts, content, near)
        if content.statement.kind != "refusal":
            near = [d for d in near if any(m.statement.voice == "attributed" for m in _here(drafts[d], content))]
    if not near:
        return None
    best = min(near, key=lambda d: _rank(drafts, d, content))
    up = [d for d in drafts[best].wider if _before(drafts, content, None).count(d)]
    return min(up, key=lambda d: _rank(drafts, d, content)) if up else best


def _rank(drafts: Sequence[Draft], d: int, content: Content) -> tuple[int, int, int]:
    """The most prominent claim first, then the one told first in the report."""
    return -_prominence(drafts[d]), first_start(_here(drafts[d], content)[0].statement), d


def _paper(statement: Statement) -> str | None:
    link = paper_link(statement)
    return link.holder if link else None


def _reach(content: Content) -> int:
    return _PRONOUN_REACH if len(content.text) <= 5 else _REACH


def _here(draft: Draft, content: Content) -> list[Content]:
    """A draft's members in the report of a content."""
    return [m for m in draft.members if m.statement.report == content.statement.report]


def _before(drafts: Sequence[Draft], content: Content, reach: int | None) -> list[int]:
    """Drafts with an assertion by somebody else in the same report, before the content and within reach of it."""
    start, holder = first_start(content.statement), content.statement.holder
    found = []
    for d, draft in enumerate(drafts):
        for member in _here(draft, content):
            gap = start - first_start(member.statement)
            asserted = member.mood == "fact" and not member.title and member.statement.kind != "denial"
            other = holder is None or member.statement.holder != holder
            if asserted and other and gap > 0 and (reach is None or gap <= reach):
                found.append(d)
                break
    return found


def _anywhere(drafts: Sequence[Draft], content: Content) -> list[int]:
    """Drafts that somebody asserts in the same report, wherever."""
    return [d for d, draft in enumerate(drafts) if any(m.mood == "fact" and not m.title for m in _here(draft, content))]


def _of_its_side(index: PileIndex, drafts: Sequence[Draft], content: Content, near: list[int]) -> list[int]:
    """Of the drafts near a refusal or denial those that speak of the holder or its nation; else the one at hand."""
    holder = content.statement.holder_text or ""
    own, nation = content.statement.holder, nations(holder)
    kin = [
        d for d in near if any(nation & m.terms.nations or (own and own in m.sides) for m in _here(drafts[d], content))
    ]
    if kin:
        return kin
    last = [d for d in near if first_start(content.statement) - _last(drafts[d], content) <= _AT_HAND]
    return last if not nation else []


def _last(draft: Draft, content: Content) -> int:
    return max(first_start(m.statement) for m in _here(draft, content))


def _prominence(draft: Draft) -> int:
    """How many holders and reports a claim has: what a report is known for comes first."""
    holders = {(s.content.statement.holder or s.content.statement.holder_text or "") for s in draft.stands}
    return len(holders) + len({m.statement.report for m in draft.members})
