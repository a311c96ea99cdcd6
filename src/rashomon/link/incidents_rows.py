"""An incident's row from its events: title in a report's own words, type, interval, place, participants, figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum, sqrt

import msgspec

from rashomon.link.incidents_episode import Episode
from rashomon.link.incidents_events import Occurrence, Telling, common_words, incident_table
from rashomon.link.incidents_figures import figures
from rashomon.link.incidents_when import interval_of, when
from rashomon.link.incidents_where import where
from rashomon.link.record import Happened
from rashomon.records import (
    EventType,
    Incident,
    Participant,
    Quantity,
    Sentence,
    row_id,
)

_PRONOUN = re.compile(r"(?i)who|which|that|it|he|she|they|him|her|them|we|us|i|me|you")
_WORD = re.compile(r"\w{3,}")
_MARK = re.compile(r"[,;:.!?“”\"()–—]|\n")
OFTEN = 3
"""A title tells of what at least a third as many events do as of what most do."""
SHORT = 40
QUOTED, HARM = 0.5, 0.7
FURTHER = 20.0
"""What a title is worth that is quoted, or that tells of the harm alone; so many sentences down it is worth half."""
LONGEST_TITLE = 140
MOST_PARTICIPANTS = 12


def happened(one: Occurrence) -> Happened | None:
    """When an event was: its time expression's interval, else up to (of what is to come: from) the publication."""
    if one.interval is not None:
        return Happened(event=one.event.id, interval=one.interval)
    if one.bound is None or one.event.tense == "background":
        return None
    return Happened(event=one.event.id, interval=interval_of(one.bound))


def incident(
    parts: Sequence[Episode], why: Sequence[str], more: Sequence[Quantity], told: Mapping[str, Telling]
) -> Incident:
    """The row of an incident that `parts` tell of, in the order of publication; `more` are its tolls without event."""
    members = [o for e in parts for o in e.occurrences]
    reports = tuple(sorted({o.report for o in members}))
    days = when(parts)
    return Incident(
        id=row_id("incidents", members[0].event.id),
        title=_title(members, told),
        type=_type(members),
        interval=days.interval,
        place=where(parts, told),
        participants=_participants(members, told),
        events=tuple(sorted(o.event.id for o in members)),
        reports=reports,
        why=(*_why(members, reports, why), *([days.why] if days.why else [])),
        figures=figures(members, more, told),
    )


def _type(members: Sequence[Occurrence]) -> EventType:
    """The commonest type of the founding events that say more than what harm was done, the plain before the mild."""
    modes = incident_table().modes
    founding = [o for o in members if o.founds] or members
    telling = [o for o in founding if o.mode not in modes.harm] or founding
    telling = [o for o in telling if o.mode not in modes.mild] or telling
    count = Counter(o.event.type for o in telling)
    return min(count, key=lambda t: (-count[t], t))


def _participants(members: Sequence[Occurrence], told: Mapping[str, Telling]) -> tuple[Participant, ...]:
    """Each participant once: by entity where it has one, else by its words; actors first."""
    rows: dict[tuple[str, str], Participant] = {}
    for one in members:
        telling = told[one.report]
        for each in one.event.participants:
            entity = telling.entity_of.get(each.entity) if each.entity else None
            row = Participant(role=each.role, entity=entity, span=each.span, report=one.report)
            rows.setdefault((each.role, entity or each.span.text.lower()), row)
    order = {"actor": 0, "recipient": 1, "other": 2}
    return tuple(sorted(rows.values(), key=lambda p: order[p.role])[:MOST_PARTICIPANTS])


def _why(members: Sequence[Occurrence], reports: Sequence[str], why: Sequence[str]) -> tuple[str, ...]:
    """Why its events were taken as one; None is needed for one event."""
    if len(members) == 1:
        return ()
    first = f"{len(members)} events in {len(reports)} report{'s' if len(reports) > 1 else ''}"
    return (first, *why)


def _title(members: Sequence[Occurrence], told: Mapping[str, Telling]) -> str:
    """A short clear stretch of a report's own words: from who acts over the trigger to who suffers."""
    harm = incident_table().modes.harm
    founding = [o for o in members if o.founds] or [o for o in members if o.event.polarity == "positive"] or members
    count = Counter(o.mode for o in founding if o.mode not in harm)
    most = {mode for mode, number in count.items() if OFTEN * number >= max(count.values())} | harm
    clauses = [c for o in founding if o.mode in most and (c := _clause(o, told[o.report], o.mode in harm)) is not None]
    usable = [c for c in clauses if len(c.text) <= LONGEST_TITLE]
    return _clearest(usable) if usable else founding[0].event.span.text


class _Clause(msgspec.Struct, frozen=True):
    """A candidate for a title: its words, how many roles stand in it, how far down its report it is."""

    text: str
    report: str
    roles: int
    is_quoted: bool
    is_harm: bool
    sentence: int

    @property
    def words(self) -> frozenset[str]:
        """Its telling words."""
        return frozenset(w for w in _WORD.findall(self.text.lower()) if w not in common_words())


def _clearest(clauses: Sequence[_Clause]) -> str:
    """The candidate nearest to what all of them tell (centroid summarisation: Radev et al. 2004), told plainly.

    A word counts by the reports that tell the incident with it. Who acts and who suffers, the deed before its harm,
    no quotation, and the early in its report before the late weigh with it.
    """
    told: dict[str, set[str]] = {}
    for clause in clauses:
        for word in clause.words:
            told.setdefault(word, set()).add(clause.report)

    def clarity(clause: _Clause) -> tuple[float, int, str]:
        central = fsum(len(told[w]) for w in clause.words) / sqrt(len(clause.words) + 1)
        plain = (1 + min(clause.roles, 2)) * (QUOTED if clause.is_quoted else 1.0) * (HARM if clause.is_harm else 1.0)
        return (-round(central * plain / (1 + clause.sentence / FURTHER), 6), len(clause.text), clause.text)

    return min(clauses, key=clarity).text


def _widened(text: str, start: int, end: int, sentence: Sentence) -> tuple[int, int]:
    """The stretch between the punctuation marks around a lone trigger."""
    before = [m.end() for m in _MARK.finditer(text, sentence.start, start)]
    after = _MARK.search(text, end, sentence.end)
    first = max([sentence.start, *before])
    last = after.start() if after else sentence.end
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    if last - first <= LONGEST_TITLE:
        return first, last
    cut = text.rfind(" ", end, min(last, start + LONGEST_TITLE))
    return start, cut if cut > end else end


def _clause(one: Occurrence, telling: Telling, is_harm: bool) -> _Clause | None:
    """The stretch of its sentence from its first participant or trigger to its last part."""
    if one.sentence < 0:
        return None
    sentence = telling.rows.sentences[one.sentence]
    trigger = one.event.span
    parties = [p.span for p in one.event.participants if not _PRONOUN.fullmatch(p.span.text)]
    after = [q.span for q in one.quantities] + ([one.place.span] if one.place else [])
    whole = [trigger, *parties, *(s for s in after if s.start > trigger.start)]
    for parts in (whole, [trigger, *parties], [trigger, *parties[-1:]], [trigger]):
        inside = [p for p in parts if sentence.start <= p.start and p.end <= sentence.end]
        start, end = min(p.start for p in inside), max(p.end for p in inside)
        if end - start <= LONGEST_TITLE:
            break
    while start > sentence.start and not telling.text[start - 1].isspace():
        start -= 1
    if not parties and end - start < SHORT:
        start, end = _widened(telling.text, start, end, sentence)
    text = telling.text[start:end]
    roles = len({p.role for p in one.event.participants if p.span in inside})
    is_quoted = any(mark in sentence.text for mark in '“"') or "\n" in text
    return _Clause(text, one.report, roles, is_quoted, is_harm, one.sentence)
