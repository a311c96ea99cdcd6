"""Who is who across reports.

Every party of a report (its mentions that `annotate` found to be one) goes to one entity. Two parties are one where
they bear the same name, a known other name, or, of persons, the same first and last name; a state's government is met
under the state's name, its capital's, or "the French government", unless the pile tells of rival governments. Nobody is
met by a bare surname, and no nameless group by its words. Tables: entities_names.py; persons: entities_persons.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from rashomon.link.entities_described import descriptions
from rashomon.link.entities_names import (
    BODIES,
    Aliases,
    bare,
    body_of_state,
    contested_states,
    is_acronym,
    is_place,
    place_key,
    state_named,
    state_of_capital,
    state_of_government,
    without_tail,
)
from rashomon.link.entities_persons import PersonName, either_way, is_one_person, person_name
from rashomon.link.record import Assigned
from rashomon.records import Entity, EntityKind, Mention, Report, row_id

_LATEST = "9999"


class EntitySolution(msgspec.Struct, frozen=True):
    """The entities of a pile and the entity of every mention; both in order of ids."""

    entities: tuple[Entity, ...]
    entity_of: tuple[Assigned, ...]


class Party(msgspec.Struct, frozen=True):
    """The mentions of one report that are one; `names` as written, the most frequent first."""

    report: str
    published: str
    introducing: str
    kind: EntityKind
    mentions: tuple[Mention, ...]
    names: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The order in which parties count as a group's key member: earliest published, ties by id."""
        return self.published, self.introducing


def entities(
    mentions: Mapping[str, Sequence[Mention]],
    reports: Sequence[Report],
    aliases: Mapping[str, Sequence[str]],
    text_of: Callable[[str], str],
) -> EntitySolution:
    """The entities of the reports. `mentions` are those of each report by its id, their `entity` a mention's id;
    `aliases` are the user's, a name to its other names; `text_of` gives a report's text.

    An entity's id comes from its key member: the party of the earliest published report, ties by id.
    """
    known = Aliases(aliases)
    published = {r.id: (r.published.earliest if r.published else None) or _LATEST for r in reports}
    parties = [p for report in sorted(mentions) for p in _parties(report, mentions[report], published)]
    groups = _Groups(parties)
    _by_keys(parties, groups, known)
    _by_persons(parties, groups)
    made = [_entity(group, known, text_of) for group in groups.listed()]
    rows = sorted((entity for entity, _ in made), key=lambda e: e.id)
    assigned = [Assigned(m.id, entity.id) for entity, group in made for p in group for m in p.mentions]
    return EntitySolution(tuple(rows), tuple(sorted(assigned, key=lambda a: a.row)))


def _parties(report: str, mentions: Sequence[Mention], published: Mapping[str, str]) -> list[Party]:
    """The parties of one report, in order of their introducing mentions' ids."""
    of: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.id)):
        of[mention.entity or mention.id].append(mention)
    found = []
    for introducing, members in sorted(of.items()):
        names = Counter(m.span.text for m in members if m.head == "name")
        found.append(
            Party(
                report=report,
                published=published.get(report, _LATEST),
                introducing=introducing,
                kind=_kind(members),
                mentions=tuple(members),
                names=tuple(sorted(names, key=lambda n: (-names[n], -len(n), n))),
            )
        )
    return found


def _kind(members: Iterable[Mention]) -> EntityKind:
    """The kind most of the names have; of a party without a name the first mention's."""
    listed = list(members)
    kinds = Counter(m.kind for m in listed if m.head == "name") or Counter([listed[0].kind])
    return min(kinds, key=lambda k: (-kinds[k], k))


class _Groups:
    """Parties joined step by step (union-find over their indices)."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._parties = parties
        self._parent = list(range(len(parties)))

    def root(self, index: int) -> int:
        """The index that stands for a party's group."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        """Makes two groups one."""
        a, b = sorted((self.root(one), self.root(other)))
        self._parent[b] = a

    def listed(self) -> list[list[Party]]:
        """Every group with its key member first."""
        members: dict[int, list[Party]] = defaultdict(list)
        for index, party in enumerate(self._parties):
            members[self.root(index)].append(party)
        return [sorted(group, key=lambda p: p.key) for group in members.values()]


def _by_keys(parties: Sequence[Party], groups: _Groups, known: Aliases) -> None:
    """Joins parties that share a key: a name, a group of aliases, a state, a body of which a state has one."""
    contested = contested_states(m.span.text for p in parties for m in p.mentions if m.kind == "government")
    ambiguous = _ambiguous_acronyms(parties, known)
    first: dict[str, int] = {}
    for index, party in enumerate(parties):
        for key in sorted(_keys(party, known, contested, ambiguous)):
            groups.join(first.setdefault(key, index), index)


def _keys(party: Party, known: Aliases, contested: frozenset[str], ambiguous: frozenset[str]) -> set[str]:
    """The keys under which a party of another report is the same.

    A name of several words that is no place's is one thing's whatever kind each report's tagger gave it.
    """
    found: set[str] = set()
    family = _family(party.kind)
    names = _whole_names(party)
    plain = [n for n in names if " " in bare(n) and known.head(n) is None and not is_place(n)]
    found |= {f"name {form}" for n in plain for form in (bare(n), without_tail(bare(n)))}
    if party.kind == "person":
        found |= {f"turned {key}" for n in plain if (key := either_way(n)) is not None}
    for name in names:
        head = known.head(name)
        if family == "place":
            found.add(f"place {bare(head or '') or place_key(name)}")
        elif head is not None:
            found.add(f"known {bare(head)}")
        elif party.kind != "person" and not (bare(name) in ambiguous and is_acronym(name)):
            found.add(f"{family} {bare(name)}")
    found |= _state_keys(party, contested)
    return found


def _whole_names(party: Party) -> list[str]:
    """The names under which a party may be met elsewhere: none that is part of another ("the Times"), but initials."""
    words = {n: bare(n).split() for n in party.names}
    fullest = max(len(w) for w in words.values()) if words else 0
    if party.kind == "person":
        return [n for n in party.names if len(words[n]) == fullest]
    return [
        n for n in party.names
        if is_acronym(n) or not any(set(words[n]) < set(other) for other in words.values())
    ]  # fmt: skip


def _state_keys(party: Party, contested: frozenset[str]) -> set[str]:
    """Keys of a government or ministry by its state."""
    if party.kind != "government":
        return set()
    found: set[str] = set()
    for mention in party.mentions:
        if mention.head == "pronoun":
            continue
        text = mention.span.text
        body = body_of_state(text)
        if body is not None:
            found.add(f"body {body}")
        state = state_named(text) if mention.head == "name" else None
        loose = state_of_capital(text) if mention.head == "name" else None
        loose = loose or state_of_government(text)
        if state is not None or (loose is not None and loose not in contested):
            found.add(f"state {state or loose}")
    return found


def _family(kind: EntityKind) -> str:
    """Kinds that the tagger tells apart badly count as one where the name is the same; places and armies stay apart."""
    return "body" if kind in BODIES and kind != "military" else kind


def _ambiguous_acronyms(parties: Iterable[Party], known: Aliases) -> frozenset[str]:
    """Acronyms that stand for two different names in the pile, and are in no table."""
    stands_for: dict[str, set[str]] = defaultdict(set)
    for party in parties:
        full = [bare(n) for n in party.names if not is_acronym(n)]
        for name in party.names:
            if is_acronym(name) and full and known.head(name) is None:
                stands_for[bare(name)].add(min(full))
    return frozenset(acronym for acronym, names in stands_for.items() if len(names) > 1)


def _by_persons(parties: Sequence[Party], groups: _Groups) -> None:
    """Joins persons of the same first and last name; never one that contradicts a name of the group."""
    bearer: dict[PersonName, int] = {}
    for index, party in enumerate(parties):
        if party.kind == "person" and party.names:
            name = max((person_name(n) for n in party.names), key=lambda n: (len(n.words), len(n.initials)))
            if name.is_full:
                groups.join(bearer.setdefault(name, index), index)
    blocks: dict[str, list[PersonName]] = defaultdict(list)
    for name in bearer:
        blocks[_block(name)].append(name)
    for _, block in sorted(blocks.items()):
        for cluster in _clusters(sorted(block, key=lambda n: (bearer[n], n.words))):
            for name in cluster[1:]:
                groups.join(bearer[cluster[0]], bearer[name])


def _block(name: PersonName) -> str:
    """Only names with this in common are compared: the first two consonants of the last name."""
    last = name.words[-1].replace("q", "k")
    return "".join([c for c in last if c not in "aeiouy"][:2]) or last


def _clusters(names: Sequence[PersonName]) -> list[list[PersonName]]:
    """Names that are one person's, each fitting every other of its cluster and no other cluster."""
    clusters: list[list[PersonName]] = []
    for name in names:
        fitting = [c for c in clusters if all(is_one_person(name, other) for other in c)]
        if len(fitting) == 1:
            fitting[0].append(name)
        else:
            clusters.append([name])
    return clusters


def _entity(group: Sequence[Party], known: Aliases, text_of: Callable[[str], str]) -> tuple[Entity, Sequence[Party]]:
    """The row of a group of parties."""
    name = _name(group, known)
    forms = {_without_possessive(n) for p in group for n in p.names}
    row = Entity(
        id=row_id("entities", group[0].introducing),
        name=name,
        kind=_kind_of_group(group, known),
        aliases=tuple(sorted(forms - {name})),
        described_as=descriptions([m for p in group for m in p.mentions], text_of),
        mentions=sum(len(p.mentions) for p in group),
        reports=tuple(sorted({p.report for p in group})),
    )
    return row, group


def _name(group: Sequence[Party], known: Aliases) -> str:
    """The fullest common form of the name; of a party without one, the words that introduce it."""
    forms = Counter(_without_possessive(m.span.text) for p in group for m in p.mentions if m.head == "name")
    if not forms:
        by_id = {m.id: m for m in group[0].mentions}
        return by_id.get(group[0].introducing, group[0].mentions[0]).span.text
    heads = Counter(head for form in sorted(forms) for _ in range(forms[form]) if (head := known.head(form)))
    if heads and sum(heads.values()) * 2 >= sum(forms.values()):
        return min(heads, key=lambda h: (-heads[h], h))
    person = group[0].kind == "person"
    return min(forms, key=lambda f: (_is_short(f, person), -forms[f], -len(f), f))


def _is_short(form: str, person: bool) -> bool:
    """A surname alone, an acronym or a name in capitals is never the name shown where there is another."""
    return (person and " " not in form) or (form.isupper() and len(form) > 1)


def _without_possessive(name: str) -> str:
    return name[:-2] if name.endswith(("'s", "’s")) else name


def _kind_of_group(group: Sequence[Party], known: Aliases) -> EntityKind:
    """The kind most of its named parties have; a known name's kind stands above them."""
    told = Counter(kind for p in group for n in p.names if (kind := known.kind(n)) is not None and p.kind != "place")
    kinds = told or Counter(p.kind for p in group if p.names) or Counter(p.kind for p in group)
    return min(kinds, key=lambda k: (-kinds[k], k))
