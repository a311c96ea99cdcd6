"""The statements of a report before they are read: the model's, without what is none, and what the syntax adds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.annotate.anonymity import is_anonymity_clause
from rashomon.annotate.draft import FIGURE, Draft, draft_of
from rashomon.annotate.figure_cues import figures_told
from rashomon.annotate.free_indirect import continued
from rashomon.annotate.inner import inside as statements_inside
from rashomon.annotate.no_statement import SCARE_WORDS, is_hearsay, is_none
from rashomon.annotate.noun_cues import before_predicate, noun_cues
from rashomon.annotate.parted import (
    according_ahead,
    according_behind,
    around_speaker,
    behind_citing,
    called_thing,
    clause_behind_that,
    party_in_content,
    party_in_cue,
    rest_of_quotation,
    source_in_cue,
    speaker_behind_cue,
    speaker_behind_marks,
    to_its_end,
    told_by,
    with_its_predicate,
    with_to_know,
    without_answerer,
    without_cited,
    without_scene,
)
from rashomon.annotate.quoted_speakers import quoted_speakers, signed
from rashomon.annotate.reported import reported
from rashomon.annotate.retold import quoted_by, retold_from
from rashomon.annotate.sentence_tails import Parts, turned_over
from rashomon.annotate.trees import Tree
from rashomon.annotate.trimming import (
    cut_at_next_verb,
    cut_at_refusal,
    cut_at_semicolon,
    in_reach,
    is_spoken_to,
    opened_by_source,
    source_of,
    split_at_comma,
    thing_of,
    withheld_in,
)
from rashomon.parse import Attribution, Parse, Range
from rashomon.records import Passage, Report

_AFTER_DATELINE = re.compile(r"[ ,.)]*(?:\([^)\n]{1,40}\))?[ .]*(?:[-–—]{1,2}|:)\s*")
"""What parts a dateline from its paragraph: " — ", " (Reuters) - ", "): "."""
FIRST_PERSON = frozenset({"i", "we", "you", "me", "us"})
LONGEST_CONDITION = 60
"""Characters of a piece that may be no more than a condition of anonymity."""
LONGEST_SMALL = 3
"""Letters of words that keep their small letters in a title."""


class Layout(msgspec.Struct, frozen=True):
    """Where statements may stand (passages that are no boilerplate), what marks hold, and where times are named."""

    passages: tuple[Range, ...]
    quoted: tuple[Range, ...] = ()
    moments: tuple[Range, ...] = ()
    bodies: tuple[Range, ...] = ()
    """Names of organisations: whom words may be told to."""
    headlines: tuple[Parts, ...] = ()
    """What titles tell without a verb."""


def drafts_of(tree: Tree, parse: Parse, layout: Layout) -> list[Draft]:
    """Every statement of the report, outer ones before those inside them, else in text order."""
    allowed = layout.passages
    read = [d for a in parse.attributions for d in _of_model(tree, a, layout)]
    model = [d for d in read if not is_none(tree, d)]
    told = [
        *reported(tree),
        *(draft_of(p, "headline") for p in layout.headlines),
        *(draft_of(p, "noun") for p in noun_cues(tree)),
        *(draft_of(p, FIGURE) for p in figures_told(tree)),
    ]
    ruled = [d for r in told if (d := _clipped_to(tree.text, r, allowed)) and not is_none(tree, d)]
    ruled = [_without_moment(tree, d, layout) for d in ruled if not _is_mine(tree, d)]
    ruled = [msgspec.structs.replace(d, content=_its_own(tree, d)) for d in ruled if not _is_title(tree, d, layout)]
    added = _apart([d for d in ruled if not _touches(d, model)])
    taken = [r for d in (*model, *added) for r in (*d.source, *d.cue, *d.content)]
    beside = [draft_of(p, "beside marks") for p in quoted_speakers(tree, layout.quoted, taken)]
    added += [d for b in beside if (d := _clipped_to(tree.text, b, allowed)) and not is_none(tree, d)]
    around = [d for d in ruled if d not in added and _encloses(d, model)]
    inside_of = [o for d in (*model, *added, *around) for o in statements_inside(tree, d.content)]
    inner = [d for o in inside_of if (d := _clipped_to(tree.text, _in_sentence(tree, draft_of(o, "inside")), allowed))]
    once = _without_doubles([*inner, *_apart(ruled)], len(inner))
    inside = [d for d in once if d not in added and d not in around and not _is_taken(d, model)]
    inside = list(dict.fromkeys(msgspec.structs.replace(d, rule="inside") for d in inside))
    lone = _unclaimed(tree, [*model, *added, *around], layout.quoted, allowed)
    found = _nested(tree, [*model, *added, *around, *lone], inside)
    onward = continued(tree, found, allowed, layout.quoted, layout.moments)
    onward = [d for o in onward if (d := _clipped(tree.text, o, allowed)).content]
    return sorted([*found, *onward], key=lambda d: (d.start, -d.end, d.content))


def _in_sentence(tree: Tree, draft: Draft) -> Draft:
    """A statement inside another without what the outer speaker goes on with in the next sentence."""
    number = tree.sentence(draft.cue[0].start)
    end = tree.sentences[number].end if number >= 0 else draft.end
    if draft.content[-1].end <= end:
        return draft
    content = [Range(c.start, min(c.end, end)) for c in draft.content if c.start < end]
    if content:
        content[-1] = Range(
            content[-1].start, content[-1].start + len(tree.text[content[-1].start : content[-1].end].rstrip(" ."))
        )
    return msgspec.structs.replace(draft, content=tuple(content) or draft.content)


def _without_moment(tree: Tree, draft: Draft, layout: Layout) -> Draft:
    """A rule's draft of a thing without the moment behind it: "appealed for donors on Sunday"."""
    return msgspec.structs.replace(draft, content=thing_of(tree, draft.content, layout.bodies, layout.moments))


def _its_own(tree: Tree, draft: Draft) -> tuple[Range, ...]:
    """A rule's content without whom its speaker cites, and without the "according to X" that is of all of it."""
    content = without_cited(tree, draft.content)
    if any(tree.lower(i) == "according" for i in tree.within(draft.cue)):
        return content
    words = tree.within(content)
    mark = next((i for i in words[1:] if tree.lower(i) == "according" and tree.lower(i - 1) == ","), None)
    if mark is None or tree.lower(words[0]) == "that" or mark + 1 not in words or tree.lower(mark + 1) != "to":
        return content
    return tree.ranges([i for i in words if i < mark - 1]) or content


def _is_title(tree: Tree, draft: Draft, layout: Layout) -> bool:
    """Whether source and cue stand in the name of a work: “He Said He Loved Me”, every word with a capital."""
    first = draft.start
    title = next((q for q in layout.quoted if q.start <= first < q.end and draft.end <= q.end), None)
    forms = [tree.text[tree.words[i].start : tree.words[i].end] for i in tree.within([title])] if title else []
    words = [form for form in forms if form[0].isalpha() and len(form) > LONGEST_SMALL]
    return len(words) > 1 and all(form[0].isupper() for form in words)


def _is_mine(tree: Tree, draft: Draft) -> bool:
    """Whether a rule's draft is the writer's or a quoted speaker's own ("I think ..."), or of a relative clause."""
    relative = any(tree.lower(i) in ("who", "which", "whose") for i in tree.within(draft.content)[:1])
    return relative or any(tree.lower(i) in ("i", "we", "you") for i in tree.within(draft.source))


def _apart(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of rules without those whose cue another has: where two rules read one statement the first stays."""
    found: list[Draft] = []
    for draft in drafts:
        if not any(_shared(c, o) for c in draft.cue for other in found for o in other.cue):
            found.append(draft)
    return found


def _without_doubles(drafts: Sequence[Draft], first: int) -> list[Draft]:
    """Drafts without those behind the `first` that share their cue with one of these: two readings of one statement."""
    cues = [c for d in drafts[:first] for c in d.cue]
    return [d for n, d in enumerate(drafts) if n < first or not any(_shared(c, own) for c in d.cue for own in cues)]


def _of_model(tree: Tree, found: Attribution, layout: Layout) -> list[Draft]:
    """The model's attribution with its ends made good; two where its speaker goes on with another verb."""
    allowed = layout.passages
    content = kept(tree.text, found.content, allowed)
    if not content:
        return []
    source, cue = kept(tree.text, found.source, allowed), kept(tree.text, found.cue, allowed)
    content = in_reach(tree, cue, content, layout.quoted, allowed)
    if not content:
        return []
    source, cue, content = behind_citing(tree, cue) or (source, cue, content)
    source, cue, content = with_to_know(tree, source, cue, _told_apart(tree, content))
    source, cue, content = called_thing(tree, *turned_over(tree, source, cue, content))
    source, cue, content = party_in_cue(tree, *source_in_cue(tree, source, cue, content))
    source, cue, content = party_in_content(tree, source, cue, content)
    source, cue, content = speaker_behind_marks(tree, source, cue, content, layout.quoted)
    signature = signed(tree, content, layout.quoted) if not _names(tree, source) else None
    if signature is not None:
        source, cue, content = signature.source, signature.cue, signature.content
    source, cue, content = according_behind(tree, source, cue, content)
    source, cue, content = according_ahead(tree, source, cue, content)
    source, cue, content = speaker_behind_cue(tree, source, cue, content, layout.quoted)
    content = without_cited(tree, clause_behind_that(tree, cue, content))
    source, content = split_at_comma(tree, source, cue, content)
    source, content = opened_by_source(tree, source, cue, content)
    source = kept(tree.text, source_of(tree, source, cue, content, layout.moments), allowed)
    if is_hearsay(tree, cue) or is_spoken_to(tree, source, cue):
        source = ()
    retold = retold_from(tree, cue, content)
    if retold is not None:
        source, cue, content = retold.source, retold.cue, retold.content
    source = without_answerer(tree, told_by(tree, source, cue), cue, content)
    content = with_its_predicate(tree, source, cue, content, layout.quoted)
    content = without_scene(tree, around_speaker(tree, source, cue, content), layout.quoted)
    content = to_its_end(tree, cue, content, layout.quoted)
    content = rest_of_quotation(tree, source, cue, content, layout.quoted)
    content = cut_at_semicolon(tree, content, layout.quoted)
    content = before_predicate(tree, cue, thing_of(tree, content, layout.bodies, layout.moments))
    refused = withheld_in(tree, cue)
    if refused is not None:
        cue, content = refused.cue, refused.content
    parted = cut_at_next_verb(tree, cue, content)
    drafts = [quoted_by(tree, Draft(source=source, cue=cue, content=parted.content, confidence=found.confidence))]
    if parted.rest:
        drafts.append(Draft(source=source, cue=parted.cue, content=parted.rest, confidence=found.confidence))
    drafts = [part for d in drafts for part in _at_refusal(tree, d)]
    return [clipped for d in drafts if (clipped := _clipped(tree.text, d, allowed)).content]


def _told_apart(tree: Tree, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """A content of several pieces without one that only says that its speaker is not named."""
    short = [c for c in content if c.end - c.start <= LONGEST_CONDITION]
    barred = {c for c in short if is_anonymity_clause(tree.text, c.start, c.end)}
    return tuple(c for c in content if c not in barred) or content


def _names(tree: Tree, source: Sequence[Range]) -> bool:
    """Whether a source is more than a pronoun."""
    return any(tree.words[i].upos in ("NOUN", "PROPN") for i in tree.within(source))


def _at_refusal(tree: Tree, draft: Draft) -> list[Draft]:
    """A draft, and the answer that its speaker held back behind it as one of its own."""
    parted = cut_at_refusal(tree, draft.content)
    if not (parted.rest and parted.content and draft.cue):
        return [draft]
    refused = Draft(source=draft.source, cue=parted.cue, content=parted.rest, confidence=draft.confidence)
    return [msgspec.structs.replace(draft, content=parted.content), refused]


def _clipped_to(text: str, draft: Draft, allowed: Sequence[Range]) -> Draft | None:
    found = _clipped(text, draft, allowed)
    return found if found.cue and found.content else None


def _clipped(text: str, draft: Draft, allowed: Sequence[Range]) -> Draft:
    """A draft without what lies outside the prose, and without white space at its parts' ends."""
    source, cue, content = (kept(text, part, allowed) for part in (draft.source, draft.cue, draft.content))
    return msgspec.structs.replace(draft, source=source, cue=cue, content=content)


def prose_ranges(report: Report, passage: Passage) -> tuple[Range, ...]:
    """A passage without the dateline that opens it: "BANJUL, Nov 10 (Savanna Press) – " is nobody's words."""
    line = report.dateline
    whole = Range(passage.start, passage.end)
    if line is None or not passage.start <= line.start < line.end < passage.end or passage.kind != "body":
        return (whole,)
    dash = _AFTER_DATELINE.match(report.text, line.end, passage.end)
    cut = (Range(passage.start, line.start), Range(dash.end(), passage.end)) if dash else (whole,)
    return tuple(r for r in cut if r.start < r.end)


def kept(text: str, ranges: Iterable[Range], allowed: Sequence[Range]) -> tuple[Range, ...]:
    """The parts of `ranges` that lie in passages that are no boilerplate, without white space at their ends."""
    found = []
    for each in sorted(ranges):
        for start, end in _stretches(each, allowed):
            inner = text[start:end]
            start += len(inner) - len(inner.lstrip())
            end -= len(inner) - len(inner.rstrip())
            if start < end:
                found.append(Range(start, end))
    return tuple(found)


def _stretches(each: Range, allowed: Sequence[Range]) -> list[tuple[int, int]]:
    """The stretches of `each` in `allowed`; neighbours are joined again where nothing lies between them."""
    found: list[tuple[int, int]] = []
    first = max(bisect_right(allowed, Range(each.start, each.start)) - 1, 0)
    for passage in allowed[first : bisect_right(allowed, Range(each.end, each.end))]:
        start, end = max(each.start, passage.start), min(each.end, passage.end)
        if start < end:
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def _touches(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a ruled statement stands where another does already: its cue or much of its content is taken."""
    cue = draft.cue[0]
    for other in others:
        if other.start >= draft.end or other.end <= draft.start:
            continue
        if any(_shared(cue, r) for r in (*other.cue, *other.content, *other.source)):
            return True
        taken = sum(_shared(a, b) for a in draft.content for b in (*other.content, *other.cue))
        if 3 * taken > sum(r.end - r.start for r in draft.content):
            return True
    return False


def _shared(one: Range, two: Range) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def _encloses(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a ruled statement tells of others' whole statements: the model may mark the inner one alone."""
    near = [o for o in others if o.start < draft.end and draft.start < o.end]
    return bool(near) and all(_lies_in(o, draft) for o in near)


def _is_taken(draft: Draft, others: Sequence[Draft]) -> bool:
    return any(_shared(draft.cue[0], c) for o in others for c in (*o.cue, *o.source))


def _nested(tree: Tree, outer: Sequence[Draft], inside: Sequence[Draft]) -> list[Draft]:
    """All drafts, each with the smallest whose content holds it; ruled ones `inside` count only where one does."""
    found: list[Draft] = []
    for draft in sorted([*outer, *inside], key=lambda d: (d.start, -d.end, d.content)):
        holders = [o for o in found if o.start <= draft.start and draft.end <= o.end and _lies_in(draft, o)]
        holder = min(holders, key=lambda o: (o.end - o.start, o.start), default=None)
        if holder is None and draft not in inside:
            found.append(draft)
        elif holder is not None and _is_told(tree, draft, holder):
            found.append(msgspec.structs.replace(draft, outer=holder))
        elif draft not in inside and (holder is None or draft.source or not holder.rule):
            found.append(draft)
    return found


def _lies_in(draft: Draft, outer: Draft) -> bool:
    """Whether all of a statement stands in another's content."""
    return all(
        any(_shared(r, c) == r.end - r.start for c in outer.content)
        for r in (*draft.source, *draft.cue, *draft.content)
    )


def _is_told(tree: Tree, draft: Draft, outer: Draft) -> bool:
    """Whether an inner statement is another's, told as said: not the speaker's own "I think"."""
    heads = {tree.lower(i) for i in tree.within(draft.source)}
    return bool(heads) and not (len(heads) == 1 and heads & FIRST_PERSON) and outer.content != draft.content


def _unclaimed(tree: Tree, taken: Sequence[Draft], quoted: Sequence[Range], allowed: Sequence[Range]) -> list[Draft]:
    """Whole sentences in quotation marks that nobody is said to say."""
    spans = [r for d in taken for r in (*d.source, *d.cue, *d.content)]
    found = []
    for each in quoted:
        words = [i for i in tree.within([each]) if tree.words[i].upos != "PUNCT"]
        verbs = [i for i in words if tree.words[i].upos in ("VERB", "AUX")]
        if len(words) <= SCARE_WORDS or not verbs or any(_shared(each, r) for r in spans):
            continue
        if _is_whole(tree, each):
            content = kept(tree.text, [each], allowed)
            if content:
                found.append(Draft(source=(), cue=(), content=content, rule="lone quotation"))
    return found


def _is_whole(tree: Tree, each: Range) -> bool:
    """Whether a quotation begins and ends where sentences do."""
    number = tree.sentence(each.start)
    if not 0 <= number < len(tree.sentences):
        return False
    before = tree.text[tree.sentences[number].start : each.start].strip()
    end = next((s.end for s in tree.sentences[number:] if s.end >= each.end - 1), each.end)
    return not before and not tree.text[each.end : end].strip(" .,;")
