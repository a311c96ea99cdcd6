"""Who takes part, as it is compared: who acts and who suffers, by entity where a name stands, and by words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import msgspec

from rashomon.records import Span

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = frozenset({"the", "its", "his"})
NAME, STRUCK, MOST = 1.5, 1.5, 4.0
WORD, WORDS_MOST, LEAST = 0.5, 1.5, 0.25


class Party(msgspec.Struct, frozen=True, array_like=True):
    """A participant as it is compared: its entity where it has a name, and the last word of its phrase."""

    role: Literal["actor", "recipient", "other"]
    entity: str | None
    word: str
    words: frozenset[str] = frozenset()
    """All words of its phrase of three letters and more, "the" and the like apart."""


class Sides(msgspec.Struct, frozen=True):
    """The participants of one event or of several, made ready: entities and words by what they do."""

    doers: frozenset[str] = frozenset()
    sufferers: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    """The words of those who act."""
    suffering: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    """The last words of all phrases, but those that tell no party from another."""


class Shared(msgspec.Struct, frozen=True):
    """What speaks for the same participants."""

    points: float
    why: tuple[str, ...] = ()


NOTHING = Shared(0.0)


def party(role: Literal["actor", "recipient", "other"], entity: str | None, span: Span) -> Party:
    """A participant; `entity` is None where it has no name."""
    words = _WORD.findall(span.text.lower())
    bare = [w.removesuffix("'s").removesuffix("’s") for w in words]
    return Party(role, entity, bare[-1] if bare else "", frozenset(w for w in bare if len(w) > 2) - _SMALL)


def sides(parties: Collection[Party], nobody: frozenset[str]) -> Sides:
    """Participants made ready; the words of `nobody` tell no party from another."""
    return Sides(
        doers=frozenset(p.entity for p in parties if p.entity and p.role == "actor"),
        sufferers=frozenset(p.entity for p in parties if p.entity and p.role == "recipient"),
        entities=frozenset(p.entity for p in parties if p.entity),
        doing=frozenset(w for p in parties if p.role == "actor" for w in p.words),
        suffering=frozenset(w for p in parties if p.role == "recipient" for w in p.words),
        heads=frozenset(p.word for p in parties) - nobody,
    )


def together(many: Iterable[Sides]) -> Sides:
    """The participants of several events."""
    rows = tuple(many)
    if len(rows) == 1:
        return rows[0]
    return Sides(
        doers=frozenset().union(*(s.doers for s in rows)),
        sufferers=frozenset().union(*(s.sufferers for s in rows)),
        entities=frozenset().union(*(s.entities for s in rows)),
        doing=frozenset().union(*(s.doing for s in rows)),
        suffering=frozenset().union(*(s.suffering for s in rows)),
        heads=frozenset().union(*(s.heads for s in rows)),
    )


def are_contrary(a: Sides, b: Sides) -> bool:
    """Whether known actors exclude each other: one's actor suffers in the other, or nobody who acts is in both."""
    if (a.doers & b.sufferers - b.doers) or (b.doers & a.sufferers - a.doers):
        return True
    if not a.doing.isdisjoint(b.suffering) and not b.doing.isdisjoint(a.suffering):
        return a.doing.isdisjoint(b.doing)
    return bool(a.doers and b.doers and a.doers.isdisjoint(b.doers) and a.sufferers.isdisjoint(b.sufferers))


def parties_points(a: Sides, b: Sides, names: Mapping[str, str], rarity: Mapping[str, float]) -> Shared:
    """Points for participants in common: 1.5 a name (3 one that suffers in both), up to 0.5 a word; at most 4."""
    if not a.entities.isdisjoint(b.entities):
        shared = sorted(a.entities & b.entities)
        told = f"both tell of {', '.join(names.get(e, e) for e in shared[:3])}"
        struck = len(a.sufferers & b.sufferers)
        return Shared(min(MOST, NAME * len(shared) + STRUCK * struck), (told,))
    if a.heads.isdisjoint(b.heads):
        return NOTHING
    words = sorted(a.heads & b.heads)
    points = WORD * sum(rarity.get(w, 0.0 if rarity else 1.0) for w in words)
    why = (f"both tell of “{'”, “'.join(words[:3])}”",) if points >= LEAST else ()
    return Shared(min(WORDS_MOST, points), why)
