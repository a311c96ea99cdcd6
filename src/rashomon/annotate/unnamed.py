"""Whose statements a stated reason for anonymity is of: all of whom its subject means, and each of several."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.annotate.anonymity import Reason
from rashomon.annotate.sources import party
from rashomon.annotate.speakers import Speakers, is_several
from rashomon.annotate.trees import Tree
from rashomon.annotate.voices import Page, Voiced, key_of, meets, place_of, spans_of
from rashomon.parse import Range
from rashomon.records import Statement

REASON_REACH = 3
"""Sentences back in which those spoke of whom "they asked not to be named" is said."""
UNNAMED = frozenset({"anonymous", "crowd"})
REASONED = frozenset({"anonymous", "crowd", "person"})
MEMBERS = frozenset({"one", "another", "other", "both"})
GROUP_REACH = 6
"""Sentences back in which "one of them" finds whom it is one of."""


def with_reasons(
    page: Page, rows: Sequence[Statement], voiced: Sequence[Voiced], why: Sequence[Reason]
) -> list[Statement]:
    """A stated reason belongs to every statement of the source that it is of."""
    reason_of: dict[str, Reason] = {}
    for reason in why:
        holder = _anonymous_in(page, voiced, reason) or _unnamed_before(page, voiced, reason)
        if holder:
            reason_of.setdefault(holder, reason)
    groups = {id(each): _group_of(page, voiced, each) for each in voiced if each.party.kind == "anonymous"}
    return [
        msgspec.structs.replace(row, anonymity_reason=spans_of(page, [why_not.reason])[0])
        if each.party.kind in REASONED
        and (why_not := reason_of.get(key_of(each.party)) or reason_of.get(groups.get(id(each), "")))
        else row
        for row, each in zip(rows, voiced, strict=True)
    ]


def _is_member(tree: Tree, source: Sequence[Range]) -> bool:
    """Whether a source is one of several told of before: "one of them", "another official", "the other"."""
    words = tree.within(source)
    return bool(words) and any(tree.lower(i) in MEMBERS for i in words[:2])


def _group_of(page: Page, voiced: Sequence[Voiced], each: Voiced) -> str:
    """The several unnamed who last spoke before one of them does, in a few sentences: what is said of why they are not
    named is said of each.
    """
    here, tree = page.tree.sentence(each.draft.start), page.tree
    member = _is_member(tree, each.draft.source)
    for other in reversed(voiced[: voiced.index(each)]):
        near = here - tree.sentence(other.draft.start) <= GROUP_REACH
        if not near or other.party.kind not in UNNAMED or not is_several(tree, other.draft.source):
            continue
        told = " ".join(s.text for s in spans_of(page, other.draft.source))
        if member or (key_of(other.party) != key_of(each.party) and (each.party.text or "\n") in told):
            return key_of(other.party)
    return ""


def _speakers_until(page: Page, voiced: Sequence[Voiced], sentence: int) -> Speakers:
    """The speakers of a report up to and with a sentence."""
    speakers = Speakers(page.tree, page.mentions, page.quoted)
    for each in voiced:
        place = place_of(page, each.draft)
        if place.sentence <= sentence:
            speakers.spoke(each.party, each.draft.source, place, each.through)
    return speakers


def _anonymous_in(page: Page, voiced: Sequence[Voiced], reason: Reason) -> str:
    """The anonymous source of a statement in the reason's own sentence whose words are its subject's."""
    here = [v for v in voiced if page.tree.sentence(v.draft.start) == reason.sentence and v.party.kind == "anonymous"]
    at = [v for v in here if v.party.span and any(meets(v.party.span, s) for s in reason.subject)]
    return key_of((at or here)[0].party) if at or here else ""


def _unnamed_before(page: Page, voiced: Sequence[Voiced], reason: Reason) -> str:
    """Whom the reason's subject means; where that is nobody who spoke, or a pronoun for somebody named, who last
    spoke unnamed a few sentences before: "The three asked not to be named because …" is said of no one else.
    """
    speakers = _speakers_until(page, voiced, reason.sentence)
    meant = speakers.resolved(party(page.tree, page.mentions, reason.subject), reason.subject, reason.sentence)
    spoke = [v for v in voiced if 0 <= reason.sentence - place_of(page, v.draft).sentence <= REASON_REACH]
    words = page.tree.within(reason.subject)
    pointing = all(page.tree.words[i].upos in ("PRON", "DET", "NUM") for i in words)
    own = [v for v in spoke if key_of(v.party) == key_of(meant) and not (pointing and v.party.kind not in REASONED)]
    if own and (own[-1].party.kind in UNNAMED or not pointing):
        return key_of(meant)
    unnamed = [v for v in spoke if v.party.kind in UNNAMED]
    if unnamed and (not own or voiced.index(unnamed[-1]) > voiced.index(own[-1])):
        return key_of(unnamed[-1].party)
    return key_of(meant)
