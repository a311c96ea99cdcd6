"""Denials that do not say the denied thing again: of all foreign forces, by what only one's own side did.

`We did not allow any foreign forces to enter` denies that French forces are there; `only Libyans fought in Benghazi`
denies that others fought there. Words of need, wish or plan deny nothing: `we do not need foreign troops` does not say
that there are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.assess.alike import kilometres
from rashomon.assess.calendar import days_apart
from rashomon.assess.claims import Draft, Stand
from rashomon.assess.content import Content
from rashomon.assess.index import PileIndex
from rashomon.assess.terms import wide_nations
from rashomon.assess.wider import Presence, presence_of

_NEAR_KM = 60.0
_REACH_DAYS = 45


def add_opposed(index: PileIndex, drafts: Sequence[Draft], contents: Sequence[Content]) -> None:
    """Adds to drafts that tell of forces somewhere the stands of contents that deny all such forces there.

    Of claims one of which is wider than the other the wider is denied; the narrower is denied with it.
    """
    told = [(d, p) for d, draft in enumerate(drafts) if draft.sign > 0 for p in _presences(draft)]
    for content in contents:
        if not (is_sweeping(content) or is_exclusive(content)):
            continue
        reached = {d for d, p in told if denies(content, p) and _meet(index, content, p.content)}
        for d in sorted(reached):
            if not drafts[d].wider & reached and not _stands(drafts[d], content):
                drafts[d].stands.append(Stand(content, "denies"))


def _meet(index: PileIndex, denial: Content, told: Content) -> bool:
    """Whether a denial was told near enough in time to speak of the same state of things."""
    if denial.statement.report == told.statement.report:
        return True
    apart = days_apart(index.window(denial.statement.report), index.window(told.statement.report))
    return apart is not None and apart <= _REACH_DAYS


def _presences(draft: Draft) -> list[Presence]:
    return [p for p in map(presence_of, draft.members) if p]


def _stands(draft: Draft, content: Content) -> bool:
    return any(s.content.key == content.key for s in draft.stands)


def is_sweeping(content: Content) -> bool:
    """Whether a content denies something of a whole wide side: `no foreign forces`, or `any` under a denial."""
    told = content.terms
    return (
        content.mood == "fact"
        and content.sign < 0
        and told.sweeping
        and not told.attitude
        and bool(told.wide)
        and "armed_force" in told.concepts
    )


def is_exclusive(content: Content) -> bool:
    """Whether a content says that its own side alone fought: `only Libyans`, `without any support from …`."""
    told = content.terms
    alone = told.exclusive or (told.sweeping and "help" in told.concepts and bool(told.wide))
    return content.mood == "fact" and content.sign > 0 and alone and "combat" in told.concepts | _taking(content)


def _taking(content: Content) -> frozenset[str]:
    return frozenset(("combat",)) if "take" in content.terms.concepts else frozenset()


def denies(content: Content, told: Presence) -> bool:
    """Whether a sweeping or exclusive content reaches a presence: its place, and its side."""
    if is_exclusive(content):
        at_hand = any(kilometres(p, q) <= _NEAR_KM for p in content.spots for q in told.content.spots)
        return told.combat and at_hand and not told.nations & content.terms.nations
    known = wide_nations()
    reached = any("*" in known[w] or bool(told.nations & known[w]) for w in content.terms.wide)
    return reached and bool(_grounds(content) & told.countries)


def _grounds(content: Content) -> frozenset[str]:
    """The countries whose ground a content speaks of, by its places or by its adjectives (`Libyan territories`)."""
    return content.countries | content.terms.nations
