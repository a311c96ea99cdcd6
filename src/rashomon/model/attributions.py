"""Attributions of a whole text from those of its windows: each decided where its cue is at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.calibration import AttributionSigns
from rashomon.model.chains import TaggedSpan
from rashomon.model.links import Joined
from rashomon.model.plan import WindowPlan
from rashomon.parse import Attribution, Range


@dataclass(frozen=True)
class FoundAttribution:
    """An attribution as character ranges, and the signs of how sure it is."""

    source: tuple[Range, ...]
    cue: Range
    content: tuple[Range, ...]
    signs: AttributionSigns

    def at(self, confidence: float) -> Attribution:
        """The record, with this confidence."""
        return Attribution(self.source, (self.cue,), self.content, round(confidence, 3))


@dataclass(frozen=True)
class _Draft:
    """A joined cue of a window, its contents as words of the text (first and last, inclusive)."""

    plan: WindowPlan
    joined: Joined
    contents: tuple[Range, ...]

    def sees_end(self, content: Range) -> bool:
        """The window saw where the content ends."""
        return content.end < self.plan.last - 1


def found_attributions(
    ranges: Sequence[Range], plans: Sequence[WindowPlan], joined: Sequence[Sequence[Joined]]
) -> list[FoundAttribution]:
    """The attributions whose cue lies in its window's core, in text order.

    A content that reaches its window's end goes on as far as the next window says that it does; words that two
    windows give to two cues stay with the window that saw their end, else with the later one.
    """
    drafts = []
    for number, (plan, here) in enumerate(zip(plans, joined, strict=True)):
        for one in here:
            if plan.core_first <= one.cue.first + plan.first < plan.core_last:
                contents = (Range(c.first + plan.first, _end(number, c.last, plans, joined)) for c in one.content)
                drafts.append(_Draft(plan, one, tuple(contents)))
    kept = ((d, tuple(p for c in d.contents for p in _own_part(c, d, drafts))) for d in drafts)
    found = [_attribution(ranges, d, contents) for d, contents in kept if contents]
    return sorted(found, key=lambda a: (min(a.content[0], a.cue), a.cue))


def _own_part(content: Range, draft: _Draft, drafts: Sequence[_Draft]) -> list[Range]:
    """What is left of a content when other windows' cues have taken theirs; none or one range."""
    end = content.end
    for other in drafts:
        if other.plan is draft.plan:
            continue
        for taken in other.contents:
            overlap = taken.start <= end and content.start <= taken.end
            if overlap and _yields(draft, content, other, taken):
                if taken.start <= content.start:
                    return []
                end = taken.start - 1
    return [Range(content.start, end)]


def _yields(draft: _Draft, content: Range, other: _Draft, taken: Range) -> bool:
    own, theirs = draft.sees_end(content), other.sees_end(taken)
    return theirs if own != theirs else other.plan.first > draft.plan.first


def _end(number: int, last: int, plans: Sequence[WindowPlan], joined: Sequence[Sequence[Joined]]) -> int:
    """The last word of a content, in words of the text, followed over window ends."""
    while True:
        at = last + plans[number].first
        if at != plans[number].last - 1 or number + 1 == len(plans):
            return at
        number += 1
        offset = plans[number].first
        further = [c.last for j in joined[number] for c in j.content if c.first + offset <= at < c.last + offset]
        if not further:
            return at
        last = further[0]


def _attribution(ranges: Sequence[Range], draft: _Draft, contents: Sequence[Range]) -> FoundAttribution:
    one, offset = draft.joined, draft.plan.first

    def placed(span: TaggedSpan) -> Range:
        return Range(ranges[span.first + offset].start, ranges[span.last + offset].end)

    signs = AttributionSigns(
        one.cue.share,
        one.source.share if one.source else 1.0,
        min(c.share for c in one.content),
        one.source_share,
        one.content_share,
        one.source is not None,
    )
    content = tuple(sorted(Range(ranges[c.start].start, ranges[c.end].end) for c in contents))
    return FoundAttribution((placed(one.source),) if one.source else (), placed(one.cue), content, signs)
