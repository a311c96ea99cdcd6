"""Accounts that look like several and are one: a story retold, words copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from rashomon.assess.content import Content, cosine
from rashomon.assess.index import PileIndex
from rashomon.assess.origins import OriginKey, Origins
from rashomon.assess.positions import Told
from rashomon.assess.publishers import folded_name
from rashomon.assess.stories import paper_link
from rashomon.assess.telling import evidence_of, listed, quoted, says, shown
from rashomon.assess.terms import is_clause, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed
from rashomon.records import Copy, Evidence, PassagePair, Side

_SHOWN = 4
_COPIED_SHARE = 0.15
_MUCH_COPIED, _SEVERAL_WORDS = 0.25, 25
_LEAST_WORDS = 5
_ENDS = ".!?…"
_RETOLD, _LEAST_SHARED = 0.5, 2


class _SameSentence(msgspec.Struct, frozen=True):
    """A sentence that stands in two reports."""

    earlier: Evidence
    later: Evidence


def paper_name(index: PileIndex, content: Content) -> str:
    """The outlet whose story a content comes through, as an entity or as the text has it."""
    link = paper_link(content.statement)
    entity = index.entities.get(link.holder or "") if link else None
    return entity.name if entity else link.holder_text if link else "another outlet"


def direct(told: Told, stance: str) -> list[Content]:
    """The contents that take a stance to a claim as it stands."""
    return [s.content for s in told.draft.stands if s.stance == stance and s.via is None]


def circular(weighed: Weighed) -> Verdicts:
    """Reports of several outlets that tell one claim on the word of one story or one nameless party."""
    index, origins, told = weighed.index, weighed.origins, weighed.told
    best: dict[OriginKey, tuple[int, str, list[Content], Told]] = {}
    for row in told:
        for key, contents in _by_story(index, origins, row).items():
            outlets = {index.name_of(c.statement.report) for c in contents}
            rank = (-len(outlets), row.claim.id, contents, row)
            if len(outlets) > 1 and (key not in best or rank[:2] < best[key][:2]):
                best[key] = rank
    found = [_circular(index, contents, row) for _, (_, _, contents, row) in sorted(best.items())]
    return Verdicts(found=(*found, *_retold(weighed, frozenset(best))))


def _retold(weighed: Weighed, known: frozenset[OriginKey]) -> list[Found]:
    """Stories whose own report the pile holds and that another report retells in other words."""
    index, origins = weighed.index, weighed.origins
    held: dict[OriginKey, list[Content]] = {}
    contents = {m.key: m for m in weighed.members()}
    for content in contents.values():
        key = origins.traced[content.id].key
        own = key.kind == "media" and key.story in index.reports and key.story != content.statement.report
        if own and key not in known and is_clause(content.text):
            held.setdefault(key, []).append(content)
    found = (_retelling(index, key, told, contents) for key, told in sorted(held.items()))
    return [f for f in found if f]


def _retelling(
    index: PileIndex, key: OriginKey, told: Sequence[Content], contents: Mapping[tuple[str, int], Content]
) -> Found | None:
    """What others retell of a story beside what its own report says most like it; None where nothing is like it."""
    own = [c for c in contents.values() if c.statement.report == key.story and is_clause(c.text)]
    pairs = sorted((-cosine(index, a, b), a.key, b.key) for a in told for b in own if _share_words(a, b))
    near = [(contents[a], contents[b]) for far, a, b in pairs if -far >= _RETOLD][:_SHOWN]
    if not near:
        return None
    later = {c.key: c for c, _ in near}
    first = {c.key: c for _, c in near}
    name, outlets = index.name_of(key.story), [index.name_of(c.statement.report) for c in later.values()]
    one, two = near[0]
    return Found(
        kind="circular",
        severity="medium",
        sentence=(
            f"{listed(outlets)} {says(len(outlets), 'tell')} it on the word of {name}, "
            f"whose own story is among the reports: "
            f"{quoted(one.text)} ({outlets[0]}), {quoted(two.text)} ({name})."
        ),
        sides=(
            Side(label=name, evidence=tuple(evidence_of(c) for c in first.values())),
            Side(label=f"{name}, told by {listed(outlets)}", evidence=tuple(evidence_of(c) for c in later.values())),
        ),
        why=(f"The report names {name} as its source, and the story it retells is in the pile: one account, not two.",),
        weight=float(len(near)),
    )


def _share_words(a: Content, b: Content) -> bool:
    return len(a.terms.stems & b.terms.stems) >= _LEAST_SHARED


def _by_story(index: PileIndex, origins: Origins, told: Told) -> dict[OriginKey, list[Content]]:
    """The contents that assert a claim as it stands, by the story they come through, one for each report."""
    held: dict[OriginKey, dict[str, Content]] = {}
    for content in sorted(direct(told, "asserts"), key=lambda c: index.order(c.statement)):
        trace = origins.traced[content.id]
        stories = [k for k in (trace.key, *trace.rests_on) if k.kind == "media"]
        for key in stories:
            held.setdefault(key, {}).setdefault(content.statement.report, content)
    for key, by_report in held.items():
        for content in _own(index, key, told):
            by_report.setdefault(content.statement.report, content)
    return {key: list(by_report.values()) for key, by_report in held.items()}


def _own(index: PileIndex, key: OriginKey, told: Told) -> list[Content]:
    """What the story's own report, where the pile holds it, tells of a claim."""
    if key.story not in index.reports:
        return []
    own = [c for c in direct(told, "asserts") if c.statement.report == key.story and not c.title]
    return sorted(own, key=lambda c: index.order(c.statement))[:1]


def _circular(index: PileIndex, contents: Sequence[Content], told: Told) -> Found:
    name = paper_name(index, contents[0])
    outlets = [index.name_of(c.statement.report) for c in contents]
    first, second = contents[0], contents[1]
    sentence = (
        f"{listed(outlets)} tell it, but on the word of one story of {name}: {quoted(first.text)} "
        f"({outlets[0]}), {quoted(second.text)} ({outlets[1]})."
    )
    sides = tuple(
        Side(label=outlet if outlet == name else f"{name}, told by {outlet}", evidence=(shown(index, c),))
        for outlet, c in zip(outlets, contents, strict=True)
    )
    return Found(
        kind="circular",
        severity="medium",
        sentence=sentence,
        sides=sides,
        claims=(told.claim.id,),
        incidents=(told.claim.incident,) if told.claim.incident else (),
        why=(f"The words are those of {name} in each report; by its days and wording it is one story.",),
        weight=float(len(outlets)),
    )


def copied(weighed: Weighed) -> Verdicts:
    """Reports that hold another's words for a good part, so that they are no second account."""
    index = weighed.index
    found = [f for f in (_copy(index, c) for c in index.pile.copies) if f]
    return Verdicts(found=tuple(found))


def _copy(index: PileIndex, copy: Copy) -> Found | None:
    names = (index.name_of(copy.earlier), index.name_of(copy.later))
    pairs = [p for passage in copy.passages for p in _same_sentences(index, copy, passage)]
    pairs = sorted(
        sorted(pairs, key=lambda p: (-len(p.later.text), p.later.start))[:_SHOWN], key=lambda p: p.later.start
    )
    decided = not copy.direction_basis.startswith("undecided")
    several = decided and len(pairs) > 1 and sum(len(words(p.later.text)) for p in pairs) >= _SEVERAL_WORDS
    if not pairs or folded_name(names[0]) == folded_name(names[1]) or not (several or copy.share >= _COPIED_SHARE):
        return None
    share = round(100 * copy.share)
    told = f"has {share} % of its words from {names[0]}"
    if not decided:
        told = f"and {names[0]} have {share} % of the words of {names[1]} in common, and it is open who had them first"
    return Found(
        kind="circular",
        severity="medium" if several or copy.share >= _MUCH_COPIED else "low",
        sentence=f"{names[1]} {told}: {quoted(pairs[0].later.text)}.",
        sides=(
            Side(label=names[0], evidence=tuple(p.earlier for p in pairs)),
            Side(label=names[1], evidence=tuple(p.later for p in pairs)),
        ),
        why=(f"{share} % of the words of {names[1]} stand in {names[0]}.", copy.direction_basis),
        weight=copy.share,
    )


def _same_sentences(index: PileIndex, copy: Copy, passage: PassagePair) -> list[_SameSentence]:
    """Whole sentences of a copied passage, as they stand in both reports."""
    found = []
    for sentence in index.sentences.get(copy.later, ()):
        text = sentence.text.strip().rstrip(_ENDS)
        at = sentence.start + len(sentence.text) - len(sentence.text.lstrip())
        if at < passage.later.start or at + len(text) > passage.later.end:
            continue
        there = passage.earlier.text.find(text) if len(text.split()) >= _LEAST_WORDS else -1
        if there >= 0:
            first = passage.earlier.start + there
            found.append(
                _SameSentence(
                    Evidence(report=copy.earlier, start=first, end=first + len(text), text=text),
                    Evidence(report=copy.later, start=at, end=at + len(text), text=text),
                )
            )
    return found
