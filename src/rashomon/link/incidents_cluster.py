"""Episodes of many reports brought together: blocks first, then joined from the surest pair on.

Episodes meet only where they share a key: a participant, a place, a rare word, or (few at a time) their kind, with the
time they speak of. No episode is compared with all others. Clusters join, greatest pair first, where each member has
enough with its nearest in the other, on the average, and few pairs are forbidden: what is read of one sentence may err.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log, sqrt

import msgspec
from msgspec.structs import replace

from rashomon.link.incidents_compare import compared, story_points
from rashomon.link.incidents_episode import Episode
from rashomon.link.incidents_events import common_words, incident_table, window
from rashomon.link.incidents_points import Comparison
from rashomon.link.incidents_when import when

ENOUGH = 3.5
ENOUGH_AT_HOME = 4.5
ENOUGH_FOR_MAIN = 5.0
"""Of two happenings that reports are about; that they are led with says by itself nothing of their being one."""
LARGEST_BLOCK = 60
SAMPLE = 6
RARE = 0.45
BUCKET_DAYS = 14
FEWEST = 250
NEAR = 3
ONE_STORY = 1.0
MOST_FORBIDDEN = 0.25
"""The share of pairs of two clusters, weighed by how long they are told, that something may forbid."""


class Pair(msgspec.Struct, frozen=True, array_like=True):
    """Two episodes by their positions, the first smaller, with what speaks for them."""

    points: float
    first: int
    second: int
    why: tuple[str, ...]


class Cluster(msgspec.Struct, frozen=True):
    """Episodes that are one incident, by position, and the reasons of the joinings."""

    members: tuple[int, ...]
    why: tuple[str, ...]


def rarity(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    """How telling each word or name is, from those of each report: 1 in one report, less the more have it.

    Counted as if at least `FEWEST` reports were there, most on other things: what all reports of a small pile have is
    what the pile is about, and no less telling for that. Words common in any news (lexicon/common_words.toml) tell
    nothing.
    """
    count = Counter(w for words in sets for w in words)
    whole = log(max(len(sets), FEWEST))
    common = common_words()
    return {w: 0.0 if w in common else max(0.0, 1.0 - log(n) / whole) for w, n in count.items()}


def clusters(episodes: Sequence[Episode], rare: Mapping[str, float], names: Mapping[str, str]) -> tuple[Cluster, ...]:
    """The incidents that `episodes` are of, each episode in one, in the order of their first members."""
    known: dict[tuple[int, int], Comparison] = {}

    def compare(i: int, j: int) -> Comparison:
        key = (min(i, j), max(i, j))
        if key not in known:
            known[key] = compared(episodes[key[0]], episodes[key[1]], rare, names)
        return known[key]

    def weigh(i: int) -> float:
        return sqrt(len(episodes[i].occurrences))

    pairs = []
    for i, j in _meeting(episodes, rare):
        found = compare(i, j)
        if found.points is not None and found.points >= _enough(episodes[i], episodes[j]):
            pairs.append(Pair(found.points, i, j, found.why))
    pairs.sort(key=lambda p: (-p.points, p.first, p.second))
    members: dict[int, list[int]] = {i: [i] for i in range(len(episodes))}
    home = list(range(len(episodes)))
    why: dict[int, list[str]] = {}
    for pair in pairs:
        a, b = home[pair.first], home[pair.second]
        if a == b or not _may_join(members[a], members[b], compare, weigh):
            continue
        keep, gone = min(a, b), max(a, b)
        for each in members[gone]:
            home[each] = keep
        members[keep] = sorted(members[keep] + members.pop(gone))
        why[keep] = [*why.get(keep, []), *why.pop(gone, []), "; ".join(pair.why)]
    return tuple(Cluster(tuple(m), tuple(dict.fromkeys(why.get(k, ())))) for k, m in sorted(members.items()))


def _enough(a: Episode, b: Episode) -> float:
    """How many points two episodes need to be joined."""
    if a.report == b.report:
        return ENOUGH_AT_HOME
    return ENOUGH_FOR_MAIN if a.is_main and b.is_main else ENOUGH


def with_stories(
    episodes: Sequence[Episode], rare: Mapping[str, float], names: Mapping[str, str]
) -> tuple[Episode, ...]:
    """The episodes with the story of their report: reports tell one story whose main happenings are one, or that name
    the same people, places and bodies within a fortnight.
    """
    mains = [e for e in episodes if e.is_main]
    groups = [[mains[i] for i in cluster.members] for cluster in clusters(mains, rare, names)]
    since: dict[str, int | None] = {}
    for parts in groups:
        days = window(when(parts).interval) if any(e.is_news for e in parts) else None
        since.update((e.report, days.first if days else None) for e in parts)
    story = {e.report: parts[0].key for parts in stories(groups, rare) for e in parts}
    nearer = _of_others(episodes)
    return tuple(
        replace(e, story=story.get(e.report), since=None if e.key in nearer else since.get(e.report)) for e in episodes
    )


def stories(groups: Sequence[Sequence[Episode]], rare: Mapping[str, float]) -> list[list[Episode]]:
    """Groups of main episodes that are one happening, brought together where their reports tell one story.

    Average linkage over the names that the reports of two groups share; groups meet only where they share a rare one.
    """
    parts = [list(g) for g in groups]
    places: dict[str, set[int]] = {}
    for number, group in enumerate(parts):
        for name in {n for e in group for n in e.about if rare.get(n, 0.0) >= RARE}:
            places.setdefault(name, set()).add(number)
    met = {(i, j) for found in places.values() if len(found) <= LARGEST_BLOCK for i in found for j in found if i < j}
    pairs = sorted(((_likeness(parts[i], parts[j], rare), -i, -j) for i, j in sorted(met)), reverse=True)
    home = list(range(len(parts)))
    for likeness, i, j in pairs:
        a, b = home[-i], home[-j]
        if likeness < ONE_STORY or a == b or _likeness(parts[a], parts[b], rare) < ONE_STORY:
            continue
        parts[a] += parts[b]
        parts[b] = []
        home = [a if h == b else h for h in home]
    return [g for g in parts if g]


def _likeness(a: Sequence[Episode], b: Sequence[Episode], rare: Mapping[str, float]) -> float:
    """The mean, over the reports of both groups, of what the names are worth that each shares with its nearest."""
    rows = [[story_points(x, y, rare) for y in b[:SAMPLE]] for x in a[:SAMPLE]]
    nearest = [max(row) for row in rows] + [max(column) for column in zip(*rows, strict=True)]
    return sum(nearest) / len(nearest)


def _of_others(episodes: Sequence[Episode]) -> frozenset[str]:
    """The keys of episodes that follow, within a few sentences, another happening than what their report is about."""
    before: dict[str, list[tuple[int, bool]]] = {}
    for one in episodes:
        if one.is_main or one.type in incident_table().floating.types:
            told = before.setdefault(one.report, [])
            told += [(o.sentence, one.is_main) for o in one.occurrences]
    found = set()
    for one in episodes:
        first = one.occurrences[0].sentence
        near = [told for told in before.get(one.report, ()) if first - NEAR <= told[0] <= first]
        if near and not max(near)[1]:
            found.add(one.key)
    return frozenset(found)


def _may_join(
    a: Sequence[int],
    b: Sequence[int],
    compare: Callable[[int, int], Comparison],
    weigh: Callable[[int], float],
) -> bool:
    """Whether few pairs of two clusters are forbidden, and each member has on the average enough with its nearest.

    A long telling outweighs a short one: one wrong day or party in a sentence does not part what twenty others join;
    days that each tells more than once do.
    """
    columns = _sample(b)
    rows: list[list[float]] = []
    forbidden = whole = 0.0
    for i in _sample(a):
        row = []
        for j in columns:
            found, weight = compare(i, j), weigh(i) * weigh(j)
            if found.firmly:
                return False
            points, whole = found.points, whole + weight
            forbidden += weight if points is None else 0.0
            row.append(0.0 if points is None else points)
        rows.append(row)
    if forbidden > MOST_FORBIDDEN * whole:
        return False
    nearest = [max(row) for row in rows] + [max(column) for column in zip(*rows, strict=True)]
    return sum(nearest) / len(nearest) >= ENOUGH


def _sample(members: Sequence[int]) -> Sequence[int]:
    """A few members spread over a large cluster."""
    step = max(1, len(members) // SAMPLE)
    return members[::step][:SAMPLE]


def _meeting(episodes: Sequence[Episode], rare: Mapping[str, float]) -> list[tuple[int, int]]:
    """Pairs of episodes that share a key, in order."""
    blocks: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(episodes):
        for key in _keys(one, rare):
            blocks.setdefault(key, []).append(number)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        if 1 < len(block) <= LARGEST_BLOCK:
            found.update((i, j) for at, i in enumerate(block) for j in block[at + 1 :])
        elif len(block) > LARGEST_BLOCK:
            found.update((i, j) for at, i in enumerate(block) for j in block[at + 1 : at + 6])
    return sorted(found)


def _keys(one: Episode, rare: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """The keys of an episode: who, where, a rare word or its kind, with when it was or was told."""
    buckets = _buckets(one)
    what = [f"e:{entity}" for entity in one.sides.entities]
    what += [f"g:{p.geonameid}" for p in (*one.places, *one.lead_places) if p.geonameid]
    telling = sorted((e for e in one.about if rare.get(e, 0.0) >= RARE), key=lambda e: (-rare[e], e))
    what += [f"e:{e}" for e in telling[:12]]
    words = sorted((w for w in one.words if rare.get(w, 0.0) >= RARE), key=lambda w: (-rare[w], w))
    what += [f"w:{w}" for w in words[:12]]
    groups = incident_table().modes.together
    what += [f"m:{number}" for number, group in enumerate(groups) if one.modes & group]
    what += [f"t:{one.type}"]
    for key in sorted(set(what)):
        for bucket in (*buckets, "?") if one.is_main and key[0] == "e" else buckets:
            yield key, bucket
    if one.story is not None:
        yield f"s:{one.type}", one.story


def _buckets(one: Episode) -> Sequence[str]:
    """The fortnights that an episode may be of: its own days, else the days on which it was told; else none."""
    windows = [w for w in one.windows if w.is_narrow] or ([one.published] if one.published else [])
    days = {d // BUCKET_DAYS for w in windows for d in (w.first, w.last) if d is not None}
    if not days:
        return ("?",)
    return sorted({str(d + shift) for d in days for shift in (0, 1)})
