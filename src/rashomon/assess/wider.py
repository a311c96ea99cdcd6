"""Which claims are narrower cases of others: the same core with a place, a side, a figure or a time added.

Two ways to know it. By words: the narrower says all that the wider says, and more. By presence: a nation's forces that
fight or work in a place are there, and in its country; `western` and `foreign` forces take in each nation's.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.assess.alike import Likeness, Pair, differs, kilometres
from rashomon.assess.calendar import days_apart
from rashomon.assess.claims import Draft, draft_of
from rashomon.assess.content import Content
from rashomon.assess.index import PileIndex
from rashomon.assess.terms import acting_part, forces_of, function_stems, stance_words, stem, terms, wide_nations, words
from rashomon.assess.terms import nations as nations_of

_COVERED = 0.82
_NEAR = 0.5
_LEAST_STEMS = 3
_AT_HAND_KM = 60.0
_ACTIVE = frozenset(("combat", "military_activity", "help"))
_PLAIN = _ACTIVE | {"armed_force"}
_BARE = 0.25
_NEAR_DAYS = 45


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """Forces of some nations that are, or do something, somewhere."""

    nations: frozenset[str]
    wide: frozenset[str]
    countries: frozenset[str]
    content: Content
    combat: bool
    help: bool
    bare: bool
    """Whether it says little beyond that they are there."""


def presence_of(content: Content) -> Presence | None:
    """The presence of forces that a content tells of; None where it tells of none or leaves the place open."""
    if content.mood != "fact" or content.terms.attitude or "armed_force" not in content.terms.concepts:
        return None
    acting = acting_part(content.text)
    head, forces = terms(acting), forces_of(content.text)
    if not head.concepts & _ACTIVE and not content.countries:
        return None
    nations = (forces_of(acting).nations or forces.nations) - content.ground
    wide = forces.wide
    if not (nations or wide) or not content.ground:
        return None
    return Presence(
        nations=nations,
        wide=wide,
        countries=content.ground,
        content=content,
        combat="combat" in head.concepts,
        help="help" in head.concepts,
        bare=_is_bare(content),
    )


def _is_bare(content: Content) -> bool:
    """Whether a clause's acting part has hardly a word beyond forces, what all forces do, and plain modifiers."""
    head = acting_part(content.text)
    named = {stem(w) for p in content.places for w in words(p.name)}
    plain = stance_words("plain_modifier") | named
    rest = {
        stem(w)
        for w in words(head)
        if not nations_of(w.title()) | nations_of(w.upper()) and not terms(w).concepts & _PLAIN and stem(w) not in plain
    } - function_stems()
    return len(rest) <= max(1, _BARE * len(terms(head).stems))


def holds_in(narrow: Presence, wide: Presence) -> bool:
    """Whether the presence told in `narrow` is a case of that told in `wide`."""
    if not wide.bare or (wide.combat and not narrow.combat) or (wide.help and not narrow.help):
        return False
    if not narrow.countries & wide.countries or not _lies_in(narrow.content, wide.content):
        return False
    return covers(wide, narrow)


def covers(wide: Presence, narrow: Presence) -> bool:
    """Whether the sides of `wide` take in those of `narrow`: its very nations, or a wide side that they belong to."""
    if not narrow.nations:
        return bool(narrow.wide) and narrow.wide <= wide.wide
    known = wide_nations()
    if wide.wide:
        return any("*" in known[w] or bool(narrow.nations & known[w]) for w in wide.wide)
    return wide.nations <= narrow.nations


def _lies_in(narrow: Content, wide: Content) -> bool:
    """Whether the places of `wide`, where it names any below a country, are those of `narrow`."""
    return not wide.spots or any(kilometres(p, q) <= _AT_HAND_KM for p in narrow.spots for q in wide.spots)


def _adds(narrow: Presence, wide: Presence) -> bool:
    more_precise = bool(narrow.content.spots) and not wide.content.spots
    narrower_side = bool(wide.wide) and not narrow.wide
    return more_precise or narrower_side or (narrow.combat and not wide.combat) or not narrow.bare


def with_one_presence(index: PileIndex, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those made one that say no more than that one nation's forces are at work in one country."""
    kept: list[Draft] = []
    bare: dict[int, list[Presence]] = {}
    for draft in drafts:
        own = _bare(draft) if draft.sign > 0 else []
        twin = next((i for i, other in bare.items() if _is_one_presence(index, own, other)), None) if own else None
        if twin is None:
            bare |= {len(kept): own} if own else {}
            kept.append(draft)
        else:
            members = sorted((*kept[twin].members, *draft.members), key=lambda m: index.order(m.statement))
            kept[twin] = draft_of(members)
            bare[twin] = bare[twin] + own
    return kept


def _is_one_presence(index: PileIndex, a: Sequence[Presence], b: Sequence[Presence]) -> bool:
    return any(_is_twin(p, q) and _is_near(index, p.content, q.content) for p in a for q in b)


def _bare(draft: Draft) -> list[Presence]:
    told = (presence_of(m) for m in draft.members if not m.title)
    return [p for p in told if p and p.bare and not p.help and not p.content.spots and not p.content.figures]


def _is_twin(p: Presence, q: Presence) -> bool:
    same = p.nations == q.nations and p.wide == q.wide and p.combat == q.combat
    return same and bool(p.nations) and bool(p.countries & q.countries)


def _is_near(index: PileIndex, a: Content, b: Content) -> bool:
    apart = days_apart(index.window(a.statement.report), index.window(b.statement.report))
    return a.statement.report == b.statement.report or (apart is not None and apart <= _NEAR_DAYS)


def mark_wider(drafts: Sequence[Draft], likeness: Likeness, pairs: Sequence[Pair]) -> None:
    """Sets `wider` of every draft, closed over steps; no two drafts are each wider than the other."""
    place = {m.key: d for d, draft in enumerate(drafts) for m in draft.members}
    at = [place.get(c.key) for c in likeness.contents]
    found = _by_presence(drafts)
    for pair in pairs:
        for i, j in ((pair.first, pair.second), (pair.second, pair.first)):
            a, b = at[i], at[j]
            if a is not None and b is not None and a != b and _says_more(likeness, i, j, pair.cosine):
                found.add((a, b))
    for a, b in sorted(found):
        if (b, a) not in found:
            drafts[a].wider.add(b)
    _close(drafts)


def _close(drafts: Sequence[Draft]) -> None:
    """Adds the wider claims of wider claims, and what is narrower than each."""
    for a, draft in enumerate(drafts):
        edge = sorted(draft.wider)
        while edge:
            for b in sorted(drafts[edge.pop()].wider - draft.wider - {a}):
                draft.wider.add(b)
                edge.append(b)
    for a, draft in enumerate(drafts):
        for b in draft.wider:
            drafts[b].narrower.add(a)


def _by_presence(drafts: Sequence[Draft]) -> set[tuple[int, int]]:
    told: dict[str, list[tuple[int, Presence]]] = {}
    for d, draft in enumerate(drafts):
        if draft.sign > 0:
            for presence in filter(None, map(presence_of, draft.members)):
                for country in sorted(presence.countries):
                    told.setdefault(country, []).append((d, presence))
    return {
        (a, b)
        for held in told.values()
        for b, wide in held
        if wide.bare
        for a, narrow in held
        if a != b and holds_in(narrow, wide) and _adds(narrow, wide)
    }


def _says_more(likeness: Likeness, i: int, j: int, cosine: float) -> bool:
    """Whether content `i` says all of content `j`, and adds a place, a side, a figure or a time."""
    a, b = likeness.contents[i], likeness.contents[j]
    if a.negative or b.negative or cosine < _NEAR or a.title or b.pointing or len(b.terms.stems) < _LEAST_STEMS:
        return False
    adds = (a.spots and not b.spots, a.figures and not b.figures, a.when and not b.when, a.sides - b.sides)
    if not any(adds) or not b.terms.nations <= a.terms.nations or not b.persons <= a.persons:
        return False
    if (b.spots and not a.spots) or (b.figures and not a.figures) or likeness.covered(i, j) < _COVERED:
        return False
    return likeness.covered(j, i) < _COVERED and not differs(a, b)
