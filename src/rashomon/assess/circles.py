"""Accounts that look like several and are one: a story retold, words copied."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

import msgspec

from rashomon.assess.calendar import is_before
from rashomon.assess.carried import CarriedSentence, carried_sentences
from rashomon.assess.content import Content, vector_of
from rashomon.assess.index import PileIndex
from rashomon.assess.origins import NAMELESS, OriginKey, Origins
from rashomon.assess.positions import Told
from rashomon.assess.publishers import family_of, folded_name
from rashomon.assess.resting import restings, rests
from rashomon.assess.stories import paper_link
from rashomon.assess.telling import evidence_of, evidence_of_sentence, listed, quoted, says, stretch
from rashomon.assess.terms import content_stems, function_stems, is_clause, stems_of, terms, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.records import Copy, Evidence, Sentence, Side

_SHOWN, _SHOWN_EACH = 4, 4
_COPIED_SHARE = 0.15
_MUCH_COPIED, _SEVERAL_WORDS = 0.25, 25
_OF_THIRD = 0.8
_SHOWN_COPIED = 12
_LEAST_OUTLETS = 2
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]?")
_RETOLD, _WORDED_ALIKE, _LEAST_SHARED = 0.55, 0.5, 2
_BY_WORD, _MOST_BY_WORD, _BY_SORT = 0.05, 4, 0.15
_NAMES = 6
_FEW, _COMMON = 12, 0.03


class _Retold(msgspec.Struct, frozen=True):
    """A claim that several outlets tell on the word of one story: how many (negative), and what each tells."""

    outlets: int
    claim: str
    contents: list[Content]
    told: Told


def paper_name(index: PileIndex, content: Content) -> str:
    """The outlet whose story a content comes through, as an entity or as the text has it."""
    link = paper_link(content.statement)
    entity = index.entities.get(link.holder or "") if link else None
    return entity.name if entity else link.holder_text if link else "another outlet"


def direct(told: Told, stance: str) -> list[Content]:
    """The contents that take a stance to a claim as it stands."""
    return [s.content for s in told.draft.stands if s.stance == stance and s.via is None]


def circular(weighed: Weighed) -> Verdicts:
    """Reports of several outlets that tell one claim on the word of one story or one nameless party, and reports that
    hold another's words.
    """
    index, origins, told = weighed.index, weighed.origins, weighed.told
    held: dict[OriginKey, list[_Retold]] = {}
    for row in told:
        for key, contents in _by_story(index, origins, row).items():
            outlets = {index.name_of(c.statement.report) for c in contents}
            if len(outlets) > 1:
                held.setdefault(key, []).append(_Retold(-len(outlets), row.claim.id, contents, row))
    found = [_circular(index, group) for key in sorted(held) for group in _by_reports(held[key])]
    together = [_reports(f) for f in found]
    copies = [c for c in _copied(weighed) if not any(_reports(c) <= reports for reports in together)]
    named = [f for f in (_of_one_party(weighed, row) for row in told) if f]
    return Verdicts(found=(*found, *_retold(weighed, frozenset(held)), *copies, *named))


def _by_reports(retold: Sequence[_Retold]) -> list[list[_Retold]]:
    """Claims on the word of one story, those of the same reports or fewer with the widest of them."""
    groups: list[list[_Retold]] = []
    for each in sorted(retold, key=_widest):
        own = {c.statement.report for c in each.contents}
        wider = next((g for g in groups if own <= {c.statement.report for c in g[0].contents}), None)
        if wider is None:
            groups.append([each])
        else:
            wider.append(each)
    return groups


def _reports(found: Found) -> frozenset[str]:
    return frozenset(e.report for side in found.sides for e in side.evidence)


def _of_one_party(weighed: Weighed, told: Told) -> Found | None:
    """A happening or a figure that several outlets have, each in words of its own, from one party with a name alone;
    what somebody is quoted with is nobody else's account anyhow.
    """
    index, origins = weighed.index, weighed.origins
    said = [c for c in direct(told, "asserts") if not c.title]
    keys = {origins.traced[c.id].key for c in said}
    if told.claim.origins != 1 or len(keys) != 1 or next(iter(keys)).kind not in ("person", "body"):
        return None
    happening = told.claim.incident is not None or any(c.figures for c in said)
    if not happening or any(c.statement.quotation == "direct" for c in said):
        return None
    by_outlet: dict[str, Content] = {}
    for content in sorted(said, key=lambda c: index.order(c.statement)):
        if origins.traced[content.id].first == content.id and is_clause(content.text):
            by_outlet.setdefault(folded_name(index.name_of(content.statement.report)), content)
    contents = list(by_outlet.values())[:_SHOWN]
    if len(contents) < _LEAST_OUTLETS:
        return None
    name, outlets = origins.row_of[next(iter(keys))].name, [index.name_of(c.statement.report) for c in contents]
    sides = zip(outlets, contents, strict=True)
    return Found(
        kind="circular",
        severity="low",
        sentence=(
            f"{listed(outlets)} tell it, all on the word of {name}: {quoted(contents[0].text)} ({outlets[0]}), "
            f"{quoted(contents[1].text)} ({outlets[1]})."
        ),
        sides=tuple(Side(label=f"{name}, told by {outlet}", evidence=(stretch(index, c),)) for outlet, c in sides),
        claims=(told.claim.id,),
        incidents=(told.claim.incident,) if told.claim.incident else (),
        why=(f"Nobody but {name} is said to say it: one origin in {len(by_outlet)} outlets.",),
        weight=float(len(by_outlet)),
    )


def _widest(retold: _Retold) -> tuple[int, str]:
    return retold.outlets, retold.claim


def _retold(weighed: Weighed, known: frozenset[OriginKey]) -> list[Found]:
    """Stories whose own report the pile holds and that another report retells in other words."""
    index, origins = weighed.index, weighed.origins
    held: dict[str, list[Content]] = {}
    contents = {m.key: m for m in weighed.members()}
    spoken = frozenset((c.statement.report, c.statement.holder) for c in contents.values())
    shown_ = {key.story for key in known}
    for content in contents.values():
        trace = origins.traced[content.id]
        for story in dict.fromkeys(k.story for k in (trace.key, *trace.rests_on) if k.kind == "media"):
            own = story in index.reports and _is_of_another(weighed, story, content.statement.report)
            if own and story not in shown_ and is_clause(content.text) and _speak(index, spoken, story, content):
                held.setdefault(story, []).append(content)
    for rest in restings(index, origins):
        story = rest.story or ""
        if story in index.reports and _is_of_another(weighed, story, rest.pointing.report):
            told = [c for c in contents.values() if rests(index, origins, rest, c.statement) and is_clause(c.text)]
            held.setdefault(story, []).extend(told)
    common = _common(index) if held else frozenset[str]()
    found = (_retelling(index, story, told, contents, common) for story, told in sorted(held.items()))
    return [f for f in found if f]


def _speak(index: PileIndex, spoken: Set[tuple[str, str | None]], story: str, content: Content) -> bool:
    """Whether the persons by whose words a content is told speak in a story too, as far as they have names.

    What somebody `told Fox News` stands in the report that has the talk with him, and not in all that Fox News has.
    """
    told = content.statement
    links = [(told.holder, told.source_kind), *((link.holder, link.source_kind) for link in told.chain)]
    named = (index.entities.get(holder or "") for holder, kind in links if kind not in NAMELESS)
    return all((story, holder.id) in spoken for holder in named if holder is not None and holder.kind == "person")


def _is_of_another(weighed: Weighed, story: str, report: str) -> bool:
    """Whether a report may retell another outlet's, which came out no later: one story, and two publishers."""
    one, two = (weighed.index.reports[r].outlet or r for r in (story, report))
    same = folded_name(one) == folded_name(two) or (family_of(one) is not None and family_of(one) == family_of(two))
    out, told = (weighed.index.reports[r].published for r in (story, report))
    if story == report or same or is_before(told, out):
        return False
    shared = len(weighed.stories.names(story) & weighed.stories.names(report))
    return weighed.stories.are_one(story, report) or (shared >= _NAMES and weighed.stories.may_be_one(story, report))


def _retelling(
    index: PileIndex,
    story: str,
    told: Sequence[Content],
    contents: Mapping[tuple[str, int], Content],
    common: frozenset[str],
) -> Found | None:
    """What others retell of a story beside what its own report says most like it; None where nothing is like it."""
    own = _own_words(index, story, [c for c in contents.values() if c.statement.report == story])
    scores = ((_likeness(index, c, part, common), c.key, n) for c in told for n, part in enumerate(own))
    pairs = sorted((-score, key, n) for score, key, n in scores)
    near = [(contents[key], own[n]) for far, key, n in pairs if -far >= _RETOLD][:_SHOWN]
    if not near:
        return None
    later = {c.key: c for c, _ in near}
    first = {part.evidence.start: part.evidence for _, part in near}
    name, outlets = _name_of_story(index, story, told), [index.name_of(c.statement.report) for c in later.values()]
    one, two = near[0]
    return Found(
        kind="circular",
        severity="high" if any(part.nameless for _, part in near) else "medium",
        sentence=(
            f"{listed(outlets)} {says(len(set(outlets)), 'tell')} it on the word of {name}, "
            f"whose own story is among the reports: "
            f"{quoted(one.text)} ({outlets[0]}), {quoted(two.evidence.text)} ({name})."
        ),
        sides=(
            Side(label=name, evidence=tuple(first.values())),
            Side(label=f"{name}, told by {listed(outlets)}", evidence=tuple(evidence_of(c) for c in later.values())),
        ),
        why=(f"The report names {name} as its source, and the story it retells is in the pile: one account, not two.",),
        weight=float(len(near)),
    )


class _Part(msgspec.Struct, frozen=True):
    """A part of a story's own report: the words, and whose they are where somebody without a name says them."""

    evidence: Evidence
    nameless: str = ""


def _own_words(index: PileIndex, story: str, contents: Sequence[Content]) -> list[_Part]:
    """What a report tells: its contents, and its sentences that hold none."""
    clauses = [c for c in contents if is_clause(c.text)]
    parts = [
        _Part(evidence_of(c), (c.statement.holder_text or "") if c.statement.source_kind in NAMELESS else "")
        for c in clauses
    ]
    held = [(c.spans[0].start, c.spans[-1].end) for c in clauses]
    body = (s for s in index.sentences.get(story, ()) if not any(a < s.end and s.start < b for a, b in held))
    return [*parts, *(_Part(evidence_of_sentence(s)) for s in body if is_clause(s.text))]


def _common(index: PileIndex) -> frozenset[str]:
    """Stems that tell no story of the pile from another: those in more than a few of its reports, of a large pile."""
    spread = Counter(
        s for r in index.reports for s in {t for x in index.sentences.get(r, ()) for t in content_stems(x.text)}
    )
    most = max(_FEW, _COMMON * len(index.reports))
    return frozenset(s for s, reports in spread.items() if reports > most)


def _likeness(index: PileIndex, told: Content, own: _Part, common: frozenset[str]) -> float:
    """How likely one content retells another: by wording, by words in common, and where both are of nameless people of
    one sort (`two Western officials`); 0 where neither words nor people are in common.
    """
    shared = len(told.terms.stems & terms(own.evidence.text).stems - common)
    holder = (told.statement.holder_text or "") if told.statement.source_kind in NAMELESS else ""
    one_sort = bool((stems_of(holder) & stems_of(own.nameless)) - function_stems())
    if shared < _LEAST_SHARED and not one_sort:
        return 0.0
    near = float(vector_of(index, told) @ index.vector(own.evidence.report, own.evidence.start, own.evidence.end))
    if near < _WORDED_ALIKE and shared <= _LEAST_SHARED and not one_sort:
        return 0.0
    return near + _BY_WORD * min(shared, _MOST_BY_WORD) + _BY_SORT * one_sort


def _name_of_story(index: PileIndex, story: str, told: Sequence[Content]) -> str:
    """The outlet of a story whose own report is in the pile; as others name it where the report does not."""
    cited = next((paper_name(index, c) for c in told if paper_link(c.statement)), None)
    return index.reports[story].outlet or cited or index.name_of(story)


def _by_story(index: PileIndex, origins: Origins, told: Told) -> dict[OriginKey, list[Content]]:
    """The contents that assert a claim as it stands, by the story they come through, one for each report; or that deny
    it, where nobody in the pile asserts it.
    """
    held: dict[OriginKey, dict[str, Content]] = {}
    said = direct(told, "asserts") or direct(told, "denies")
    for content in sorted(said, key=lambda c: index.order(c.statement)):
        trace = origins.traced[content.id]
        stories = [k for k in (trace.key, *trace.rests_on) if k.kind == "media"]
        first = index.statements[trace.first].report
        for key in (k for k in stories if first in (content.statement.report, k.story)):
            held.setdefault(key, {}).setdefault(content.statement.report, content)
    for key, by_report in held.items():
        for content in _own(index, origins, key, told, list(by_report)):
            by_report.setdefault(content.statement.report, content)
    return {key: list(by_report.values()) for key, by_report in held.items()}


def _own(index: PileIndex, origins: Origins, key: OriginKey, told: Told, citing: Sequence[str]) -> list[Content]:
    """What the outlet's own report, where the pile holds it, tells of a claim: the story's before its others, none that
    came out after all that cite the outlet.
    """
    own = [c for c in direct(told, "asserts") if origins.outlet_of.get(c.statement.report) == key.who and not c.title]
    own = [c for c in own if not all(is_before(index.window(r), index.window(c.statement.report)) for r in citing)]
    return sorted(own, key=lambda c: (c.statement.report != key.story, index.order(c.statement)))[:1]


def _circular(index: PileIndex, retold: Sequence[_Retold]) -> Found:
    """The finding over all that several outlets tell on the word of one story, what most of them tell first."""
    widest = retold[0].contents
    by_report = {c.statement.report: [c] for c in widest}
    for content in (c for r in retold[1:] for c in r.contents):
        if content.statement.report in by_report and len(by_report[content.statement.report]) < _SHOWN_EACH:
            by_report[content.statement.report].append(content)
    name = next(paper_name(index, c) for c in widest if paper_link(c.statement))
    outlets = [index.name_of(c.statement.report) for c in widest]
    first, second = widest[:2]
    sentence = (
        f"{listed(outlets)} tell it, but on the word of one story of {name}: {quoted(first.text)} "
        f"({outlets[0]}), {quoted(second.text)} ({outlets[1]})."
    )
    sides = tuple(
        Side(
            label=outlet if outlet == name else f"{name}, told by {outlet}",
            evidence=tuple(_with_source(index, c) for c in contents),
        )
        for outlet, contents in zip(outlets, by_report.values(), strict=True)
    )
    own = [c for content in by_report.values() for c in content if not paper_link(c.statement)]
    incidents = [r.told.claim.incident for r in retold if r.told.claim.incident]
    return Found(
        kind="circular",
        severity="high" if own and any(_is_nameless(o) for o in own) else "medium",
        sentence=sentence,
        sides=sides,
        claims=tuple(r.claim for r in retold),
        incidents=tuple(dict.fromkeys(incidents)),
        why=(f"The words are those of {name} in each report; by its days and wording it is one story.",),
        weight=float(len(outlets)),
    )


def _is_nameless(content: Content) -> bool:
    return content.statement.source_kind in NAMELESS


def _with_source(index: PileIndex, content: Content) -> Evidence:
    """A content as evidence, with whose word it is on."""
    return stretch(index, content) if content.statement.voice == "attributed" else evidence_of(content)


def _copied(weighed: Weighed) -> list[Found]:
    """Reports that hold another's words for a good part, so that they are no second account."""
    index = weighed.index
    sources: dict[str, list[Copy]] = {}
    for copy in index.pile.copies:
        sources.setdefault(copy.later, []).append(copy)
    found = [_copy(index, c, _is_explained(c, sources)) for c in index.pile.copies]
    return [f for f in found if f]


def _is_explained(copy: Copy, sources: Mapping[str, Sequence[Copy]]) -> bool:
    """Whether two reports have their common words from a third that both copy, and that came before either."""
    behind = {c.earlier: c for c in sources.get(copy.earlier, ())}
    return any(c.earlier in behind and c.share >= _OF_THIRD * copy.share for c in sources.get(copy.later, ()))


def _copy(index: PileIndex, copy: Copy, explained: bool) -> Found | None:
    names = (index.name_of(copy.earlier), index.name_of(copy.later))
    pairs = [
        p for p in carried_sentences(index, copy) if not (_is_quoted(index, p.earlier) or _is_quoted(index, p.later))
    ]
    decided = not copy.direction_basis.startswith("undecided")
    several = decided and len(pairs) > 1 and sum(len(words(p.later.text)) for p in pairs) >= _SEVERAL_WORDS
    if not pairs or explained or folded_name(names[0]) == folded_name(names[1]):
        return None
    if not (several or copy.share >= _COPIED_SHARE):
        return None
    pairs = _telling(pairs)
    share = round(100 * copy.share)
    told = f"has {share} % of its words from {names[0]}"
    if not decided:
        told = f"and {names[0]} have {share} % of the words of {names[1]} in common, and it is open who had them first"
    return Found(
        kind="circular",
        severity="medium" if several or copy.share >= _MUCH_COPIED else "low",
        sentence=f"{names[1]} {told}: {quoted(pairs[0].later.text)}.",
        sides=(
            Side(label=names[0], evidence=tuple(evidence_of_sentence(p.earlier) for p in pairs)),
            Side(label=names[1], evidence=tuple(evidence_of_sentence(p.later) for p in pairs)),
        ),
        why=(f"{share} % of the words of {names[1]} stand in {names[0]}.", copy.direction_basis),
        weight=copy.share,
    )


def _is_quoted(index: PileIndex, sentence: Sentence) -> bool:
    """Whether most of a sentence is somebody's words in quotation marks, which two reports may have from him."""
    own = words(_QUOTED.sub(" ", sentence.text))
    told = (s for s in index.told.get(sentence.report, ()) if s.quotation == "direct")
    spoken = any(c.start <= sentence.start and sentence.end <= c.end for s in told for c in s.content)
    return sentence.quoted or spoken or 2 * len(own) < len(words(sentence.text))


def _telling(pairs: Sequence[CarriedSentence]) -> list[CarriedSentence]:
    """The sentences that show a copy best, in the text's order: the longest in the reporter's own words, since a
    quotation may be had from who said it.
    """
    first = sorted(pairs, key=lambda p: (-len(words(_QUOTED.sub(" ", p.later.text))), p.later.start))[:_SHOWN_COPIED]
    return sorted(first, key=lambda p: p.later.start)
