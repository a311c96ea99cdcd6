"""Contents that point: `denied the Le Monde report`, `denies it`, `that number is an invention`, `no such order`.

Each is brought to the claim under discussion: of the outlet or person that it names, of the figure that it names, else
of who spoke last before it in the same report. Where that is not plain, to none: a person is not put where he may not
stand. What the same party says right after a denial that points carries it out, and stands with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from rashomon.assess.calendar import days_apart
from rashomon.assess.claims import Draft, Stand
from rashomon.assess.content import Content
from rashomon.assess.focus import keeps_out
from rashomon.assess.index import PileIndex, first_start
from rashomon.assess.stories import paper_link
from rashomon.assess.story import Stories
from rashomon.assess.terms import (
    disowns,
    is_called_false,
    is_clause,
    is_pointing,
    matter_stems,
    nations,
    number_denied,
    points_back,
    points_to_charge,
    points_to_number,
    stance_words,
    stem,
    supposes,
    words,
)
from rashomon.records import Stance, Statement

_REACH = 1600
_PRONOUN_REACH = 500
_RUN_REACH = 700
_AT_HAND = 350
_CARRIED = 320
_DEED_DAYS = 45
_NO_SPEAKERS = frozenset(("place", "facility", "other"))
_HARM = frozenset(("combat", "kill", "injure", "explosion", "shooting", "detain", "destroy", "beating"))


def add_pointing(index: PileIndex, drafts: Sequence[Draft], contents: Sequence[Content], stories: Stories) -> None:
    """Adds the stands of pointing contents to the drafts that they point to, with what carries a denial out."""
    order = {c.key: n for n, c in enumerate(contents)}
    told_in: dict[str, list[int]] = {}
    for d, draft in enumerate(drafts):
        for report in sorted({m.statement.report for m in draft.members}):
            told_in.setdefault(report, []).append(d)
    settled = {s.content.key for d in drafts if _is_asserted(d) for s in d.stands if s.stance == "denies"}
    for content in contents:
        stance = _stance(content)
        number = number_denied(content.text) if stance == "denies" else None
        if number is not None:
            _add_number_denied(drafts, content, number, stories)
            continue
        near = told_in.get(content.statement.report, [])
        target = _target(index, {d: drafts[d] for d in near}, content) if stance else None
        if stance and target is not None:
            drafts[target].stands.append(Stand(content, stance))
            if stance == "denies":
                told = [c for c in _carried_out(contents, order[content.key]) if c.key not in settled]
                drafts[target].stands.extend(Stand(c, stance) for c in told if not _stands(drafts[target], c))


def _is_asserted(draft: Draft) -> bool:
    return any(s.stance == "asserts" for s in draft.stands)


def _add_number_denied(drafts: Sequence[Draft], content: Content, number: float, stories: Stories) -> None:
    """Adds the stand of `it is not 96` to what others of the story tell with that very number, the most told first."""
    holder, report = content.statement.holder, content.statement.report
    gives = [any(_gives(m, number, holder, report, stories) for m in draft.members) for draft in drafts]
    told = [d for d, given in enumerate(gives) if given]
    if told:
        best = min(told, key=lambda d: (-_prominence(drafts[d]), d))
        drafts[best].stands.append(Stand(content, "denies"))


def _gives(told: Content, number: float, holder: str | None, report: str, stories: Stories) -> bool:
    """Whether a content is somebody else's and gives a number, in a report of the same story."""
    if told.title or told.mood != "fact" or told.negative or (holder and told.statement.holder == holder):
        return False
    exact = any(q.low == number and q.bound in ("exact", "about") for q in told.figures)
    return exact and stories.are_one(report, told.statement.report)


def _stands(draft: Draft, content: Content) -> bool:
    return any(s.content.key == content.key for s in draft.stands)


def _carried_out(contents: Sequence[Content], at: int) -> Iterator[Content]:
    """What the party of a denial that points says right after it: `X denied it. “Nobody did,” its spokesman said.`"""
    denial, last = contents[at], contents[at].spans[-1].end
    for told in contents[at + 1 :]:
        statement, start = told.statement, told.spans[0].start
        if statement.report != denial.statement.report or start - last > _CARRIED or statement.voice == "outlet":
            return
        if told.spans[-1].end <= last:
            continue
        if not _is_of_party(told, denial) or statement.kind in ("refusal", "demand", "intention", "question"):
            return
        if is_clause(told.text) and not told.title:
            yield told
        last = told.spans[-1].end


def _is_of_party(told: Content, denial: Content) -> bool:
    """Whether a content's holder is that of a denial, or speaks for the body whose denial it is."""
    one, two = told.statement, denial.statement
    if one.holder is not None and one.holder == two.holder:
        return True
    source = " ".join(s.text for s in one.source)
    spoken = {stem(w) for w in words(f"{one.holder_text or ''} {source}")}
    names = matter_stems(two.holder_text or "")
    speaks = bool(spoken & stance_words("speaking_for")) and two.source_kind == "body"
    return speaks or bool(names and names <= spoken)


def add_disowned(index: PileIndex, drafts: Sequence[Draft], contents: Sequence[Content]) -> None:
    """Adds to what others tell of a party's deed the stand of the party that denies any part in it."""
    for content in contents:
        if (content.statement.kind == "denial" and disowns(content.text)) or _keeps_out(content):
            told = [d for d, draft in enumerate(drafts) if _tells_of_deed(index, draft, content)]
            if told:
                best = min(told, key=lambda d: (not _here(drafts[d], content), -_prominence(drafts[d]), d))
                drafts[best].stands.append(Stand(content, "denies"))


def _tells_of_deed(index: PileIndex, draft: Draft, content: Content) -> bool:
    """Whether somebody else tells, near in time, of a deed of harm by the holder of a content."""
    return any(_is_deed_of(index, m, content) for m in draft.members)


def _keeps_out(content: Content) -> bool:
    plain = content.statement.voice == "attributed" and content.mood == "fact" and not content.title
    return plain and content.negative and keeps_out(content.text)


def _is_deed_of(index: PileIndex, told: Content, content: Content) -> bool:
    holder = content.statement.holder
    if holder is None or holder not in told.sides or told.statement.holder == holder or told.sign < 0:
        return False
    by_it = any(p.entity == holder and p.role == "actor" for e in told.events for p in e.participants)
    here = told.statement.report == content.statement.report
    charged = here and told.statement.voice == "attributed" and bool(told.events)
    apart = days_apart(index.window(told.statement.report), index.window(content.statement.report))
    near = here or (apart is not None and apart <= _DEED_DAYS)
    harm = bool(told.terms.concepts & _HARM)
    return near and told.mood == "fact" and not told.title and ((by_it and harm) or charged)


def _stance(content: Content) -> Stance | None:
    """The stance that a pointing content takes; None where it takes none or does not point."""
    statement = content.statement
    if not content.pointing:
        return None
    cue = " ".join(span.text for span in statement.cue)
    cues = {stem(w) for w in words(cue)}
    if statement.kind == "refusal":
        return "declines"
    if content.terms.attitude or (statement.voice == "outlet" and not is_pointing(content.text)):
        return None
    if statement.kind == "denial" or cues & stance_words("denying") or _is_said_false(content, cue):
        return "denies"
    return "asserts" if cues & stance_words("agreeing") and statement.polarity == "positive" else None


def _is_said_false(content: Content, cue: str) -> bool:
    if number_denied(content.text) is not None:
        return True
    return is_called_false(content.text, cue) or (points_back(content.text) and content.negative)


def _target(index: PileIndex, drafts: Mapping[int, Draft], content: Content) -> int | None:
    """The draft that a content points to, or None."""
    near = _under_discussion(index, drafts, content)
    if not near:
        return None
    best = min(near, key=lambda d: (_is_negative(drafts[d]), _bare(drafts[d], content), *_rank(drafts, d, content)))
    up = [d for d in drafts[best].wider if _before(drafts, content, None).count(d)]
    return min(up, key=lambda d: _rank(drafts, d, content)) if up else best


def _under_discussion(index: PileIndex, drafts: Mapping[int, Draft], content: Content) -> list[int]:
    """The drafts that a content may point to: by what it names (outlet, person, figure, charge), else nearness."""
    named = {m.entity for m in index.mentions.inside_any(content.statement.report, content.spans) if m.entity}
    named -= {content.statement.holder}
    spoken = {e for e in named if (row := index.entities.get(e)) and row.kind not in _NO_SPEAKERS}
    told = {_paper(m.statement) for draft in drafts.values() for m in _here(draft, content)}
    papers = {e for e in named if e in told or ((row := index.entities.get(e)) and row.kind == "media")}
    if papers:
        near = _anywhere(drafts, content)
        return [d for d in near if any(_paper(m.statement) in papers for m in _here(drafts[d], content))]
    if _stance(content) == "asserts":
        return _before(drafts, content, _reach(content))
    if content.statement.kind == "refusal":
        return _of_its_side(drafts, content, _before(drafts, content, _reach(content)))
    near = [d for d in _before(drafts, content, _REACH) if _is_told(drafts[d], content)]
    if named:
        said = [d for d in near if any(_is_said_by(index, m, named) for m in _here(drafts[d], content))]
        topical = [] if spoken else [d for d in near if _speaks_of(drafts[d], content, named)]
        return said or _last_spoken(drafts, content, topical) or topical
    if points_to_number(content.text):
        return _with_figures(drafts, content, near)
    if points_to_charge(content.text):
        return _of_its_side(drafts, content, near, strict=True) or _right_before(drafts, content, near)[-1:]
    last, own = _last_spoken(drafts, content, near), _of_its_side(drafts, content, near, strict=True)
    own = [d for d in own if _is_within(drafts[d], content, _reach(content))]
    charged = [d for d in last if d in own or _names_beside(index, drafts[d], content)]
    return charged or own or last


def _names_beside(index: PileIndex, draft: Draft, content: Content) -> bool:
    """Whether a draft stands in a sentence that names the holder of a content: `blamed the army, saying its men …`."""
    holder = content.statement.holder
    report = content.statement.report
    told = (index.sentence_at(report, m.spans[0].start) for m in _here(draft, content))
    named = {m.entity for s in told if s for m in index.mentions.inside(report, s.start, s.end)}
    return holder is not None and holder in named


def _is_said_by(index: PileIndex, told: Content, named: AbstractSet[str]) -> bool:
    """Whether one of `named` is the holder of a content, or the body that its source speaks for."""
    if told.statement.holder in named:
        return True
    spans = (*told.statement.source, *told.statement.cue)
    return bool(named & {m.entity for m in index.mentions.inside_any(told.statement.report, spans)})


def _speaks_of(draft: Draft, content: Content, named: AbstractSet[str]) -> bool:
    return any(named & m.sides for m in _here(draft, content))


def _is_within(draft: Draft, content: Content, reach: int) -> bool:
    return any(0 < first_start(content.statement) - first_start(m.statement) <= reach for m in _here(draft, content))


def _is_told(draft: Draft, content: Content) -> bool:
    """Whether somebody is said to say a draft, in the report of a content."""
    return any(m.statement.voice == "attributed" for m in _here(draft, content))


def _with_figures(drafts: Mapping[int, Draft], content: Content, near: Sequence[int]) -> list[int]:
    """Of the drafts near a content those that give the figure it names; where it names none, those with any figure."""
    numbers = {q.low for q in content.figures}
    held = {d: {q.low for m in _here(drafts[d], content) for q in m.figures} for d in near}
    return [d for d, told in held.items() if (told & numbers if numbers else told)]


def _last_spoken(drafts: Mapping[int, Draft], content: Content, near: Sequence[int]) -> list[int]:
    """Of the drafts near a content those of the last other party to speak before it, in one run of its words."""
    told = sorted(((first_start(m.statement), d, m) for d in near for m in _here(drafts[d], content)), key=_placed)
    told = [t for t in told if t[0] < first_start(content.statement) and t[2].statement.voice == "attributed"]
    told = [t for t in told if not any(_is_within_words(t[2], other) for _, _, other in told)]
    if not told or first_start(content.statement) - told[-1][0] > _reach(content):
        return []
    holder, last, run = _party(told[-1][2]), first_start(content.statement), list[int]()
    for start, d, member in reversed(told):
        if _party(member) != holder or last - start > _RUN_REACH:
            break
        run.append(d)
        last = start
    return list(dict.fromkeys(run))


def _right_before(drafts: Mapping[int, Draft], content: Content, near: Sequence[int]) -> list[int]:
    """Of the drafts of harm that the last other party tells, those right before a content, the last one last."""
    told = _last_spoken(drafts, content, near)
    told = [d for d in told if any(m.terms.concepts & _HARM for m in _here(drafts[d], content))]
    told = [d for d in told if 0 <= first_start(content.statement) - _end(drafts[d], content) <= _AT_HAND]
    return sorted(told, key=lambda d: (_end(drafts[d], content), d))


def _end(draft: Draft, content: Content) -> int:
    ends = [m.spans[-1].end for m in _here(draft, content) if m.spans[-1].end <= first_start(content.statement)]
    return max(ends, default=-_REACH)


def _is_within_words(inner: Content, outer: Content) -> bool:
    """Whether a content is a part of another's words: whoever speaks there is quoted by who speaks here."""
    a, b = ((c.statement.content[0].start, c.statement.content[-1].end) for c in (inner, outer))
    return a != b and b[0] <= a[0] and a[1] <= b[1]


def _party(content: Content) -> str | None:
    return content.statement.holder or content.statement.holder_text


def _placed(told: tuple[int, int, Content]) -> tuple[int, int]:
    return told[:2]


def _rank(drafts: Mapping[int, Draft], d: int, content: Content) -> tuple[int, int, int]:
    """The most prominent claim first, then the one told first in the report."""
    return -_prominence(drafts[d]), first_start(_here(drafts[d], content)[0].statement), d


def _bare(draft: Draft, content: Content) -> bool:
    """Whether a draft's words here begin with one that points back (`it carried …`): no gist of a story."""
    return all(m.terms.pronoun_first for m in _here(draft, content))


def _is_negative(draft: Draft) -> bool:
    """Whether a draft says that something is not so: what is denied is mostly that something is."""
    return draft.sign < 0


def _paper(statement: Statement) -> str | None:
    link = paper_link(statement)
    return link.holder if link else None


def _reach(content: Content) -> int:
    return _PRONOUN_REACH if len(content.text) <= 5 else _REACH


def _here(draft: Draft, content: Content) -> list[Content]:
    """A draft's members in the report of a content."""
    return [m for m in draft.members if m.statement.report == content.statement.report]


def _before(drafts: Mapping[int, Draft], content: Content, reach: int | None) -> list[int]:
    """Drafts with an assertion by somebody else in the same report, before the content and within reach of it."""
    start, holder = first_start(content.statement), content.statement.holder
    found = []
    for d, draft in drafts.items():
        for member in _here(draft, content):
            gap = start - first_start(member.statement)
            plain = member.mood == "fact" and not supposes(member.text)
            asserted = plain and not member.title and member.statement.kind not in ("denial", "refusal")
            other = holder is None or member.statement.holder != holder
            if asserted and other and gap > 0 and (reach is None or gap <= reach):
                found.append(d)
                break
    return found


def _anywhere(drafts: Mapping[int, Draft], content: Content) -> list[int]:
    """Drafts that somebody asserts in the same report, wherever."""
    return [d for d, draft in drafts.items() if any(m.mood == "fact" and not m.title for m in _here(draft, content))]


def _of_its_side(drafts: Mapping[int, Draft], content: Content, near: list[int], strict: bool = False) -> list[int]:
    """Of the drafts near a refusal or denial those that speak of the holder or its nation; else the one at hand,
    unless it must be `strict`: a charge is of who denies it.
    """
    own, nation = content.statement.holder, nations(content.statement.holder_text or "")
    kin = [
        d for d in near if any(nation & m.terms.nations or (own and own in m.sides) for m in _here(drafts[d], content))
    ]
    if kin or strict:
        return kin
    last = [d for d in near if first_start(content.statement) - _last(drafts[d], content) <= _AT_HAND]
    return last if not nation else []


def _last(draft: Draft, content: Content) -> int:
    return max(first_start(m.statement) for m in _here(draft, content))


def _prominence(draft: Draft) -> int:
    """How many holders and reports a claim has: what a report is known for comes first."""
    holders = {(s.content.statement.holder or s.content.statement.holder_text or "") for s in draft.stands}
    return len(holders) + len({m.statement.report for m in draft.members})
