"""Events made ready to be compared: their days, place, who, how many, the words around them.

Days are numbers (proleptic Gregorian ordinals); a window is inclusive at both ends and open where an end is None.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property

import msgspec

from rashomon.annotate import Annotations
from rashomon.annotate.event_lexicon import DEED, stem
from rashomon.lexicon import table
from rashomon.link.incidents_cues import (
    AS_OF,
    brings_up,
    is_another,
    is_definite,
    moved,
    opened,
    opens_another,
    takes_up,
)
from rashomon.link.incidents_parties import Party, Sides, party, sides
from rashomon.records import (
    Event,
    EventType,
    Interval,
    Measure,
    Mention,
    Participant,
    Place,
    Quantity,
    Report,
    Statement,
    Time,
)

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DIED_OF = re.compile(r"(?:\s+\w+){0,3}?\s+(?:of|from)\s+(?:his|her|their|the)\s+(\w+(?:\s+\w+)?)")
NARROW, YEAR = 10, 300
MOST_NAMES = 24


class Bounds(msgspec.Struct, frozen=True):
    """How far apart two tellings of one incident may be."""

    source: str
    days_apart: int
    km_apart: float
    city_precision: int
    news_days: int
    """What a report tells as its news was no longer before it."""
    long_ago: int
    """What was longer before its report is history."""
    deed_days: int
    """What has no kind of its own is an incident where its time is told as so many days or fewer."""


class Aftermath(msgspec.Struct, frozen=True):
    """What tells in a lead that its report looks back: its main happening is no news of these days."""

    source: str
    words: frozenset[str]
    late: frozenset[str]
    """Those of a time when it is no news of these days for certain."""
    earlier: frozenset[str]
    """Words before what was earlier than the news."""
    types: frozenset[EventType]
    """Events that follow from violence and mishaps, on days of their own."""


class Modes(msgspec.Struct, frozen=True):
    """Which modes go together."""

    source: str
    generic: frozenset[str]
    harm: frozenset[str]
    harmless: frozenset[str]
    loose: frozenset[str]
    battle: frozenset[str]
    air: frozenset[str]
    mutual: frozenset[str]
    crime: frozenset[str]
    blast: frozenset[str]
    mishap: frozenset[str]
    shake: frozenset[str]
    riot: frozenset[str]
    mild: frozenset[str]

    @property
    def together(self) -> tuple[frozenset[str], ...]:
        """The sets of modes that may be tellings of one incident."""
        return (self.battle, self.air, self.crime, self.blast, self.mishap, self.shake, self.riot)


class Floating(msgspec.Struct, frozen=True):
    """Which types belong to the one incident told of where they have no time or place of their own."""

    source: str
    types: frozenset[EventType]


class Later(msgspec.Struct, frozen=True):
    """How harm is told on days after what did it."""

    source: str
    counted: frozenset[str]
    """Words for the dead who are counted: their day is that of the count."""
    hurt: frozenset[str]
    """What those die of who were hurt before: "of their wounds"."""


class Types(msgspec.Struct, frozen=True):
    """Which types found an incident."""

    source: str
    found: frozenset[EventType]
    future: frozenset[EventType]
    plain: frozenset[EventType]
    resumed: frozenset[EventType]
    modes: frozenset[str]
    set_in: frozenset[str]


class Nobody(msgspec.Struct, frozen=True):
    """Words that tell no party from another."""

    source: str
    words: frozenset[str]


class Toll(msgspec.Struct, frozen=True):
    """What a measure may be a toll of: harm, or events of some modes."""

    harm: bool = False
    modes: frozenset[str] = frozenset()
    least: int = 0
    """A figure below it is of some few people of whom the report speaks."""
    main: bool = False
    """Whether, of what its report tells in other sentences, it is of what the report is about or of nothing."""
    beside: bool = False
    """Whether one that is not of that may be of what its sentence alone tells of, or its story counts so too."""
    strays: bool = False
    """Whether one that hangs on an event of another kind ("received 23 bodies") is a toll too."""


class Befallen(msgspec.Struct, frozen=True):
    """The measure of the people whom an event of a mode befalls."""

    source: str
    measures: Mapping[str, Measure]


class IncidentTable(msgspec.Struct, frozen=True):
    """`lexicon/incidents.toml`."""

    bounds: Bounds
    modes: Modes
    floating: Floating
    later: Later
    types: Types
    nobody: Nobody
    aftermath: Aftermath
    tolls: Mapping[Measure, Toll]
    befallen: Befallen


@cache
def incident_table() -> IncidentTable:
    """The table, read once."""
    return table("incidents", IncidentTable)


class Common(msgspec.Struct, frozen=True):
    """`lexicon/common_words.toml`."""

    common: Nobody


@cache
def common_words() -> frozenset[str]:
    """Words that most news has, in small letters."""
    return table("common_words", Common).common.words


class Window(msgspec.Struct, frozen=True, array_like=True):
    """Days from first to last, both inclusive; an open end is None."""

    first: int | None
    last: int | None

    @property
    def is_narrow(self) -> bool:
        """Whether it is at most ten days long."""
        return self.lasts(NARROW)

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first is not None and self.first == self.last

    def lasts(self, days: int) -> bool:
        """Whether it is at most so many days long."""
        return self.first is not None and self.last is not None and self.last - self.first < days

    @property
    def is_of_a_year(self) -> bool:
        """Whether it is a year or more, as no news is told by."""
        return self.first is not None and self.last is not None and self.last - self.first > YEAR

    def apart(self, other: Window) -> int:
        """How many days lie between two windows; 0 where they touch or overlap."""
        gaps = [0]
        if self.first is not None and other.last is not None:
            gaps.append(self.first - other.last)
        if other.first is not None and self.last is not None:
            gaps.append(other.first - self.last)
        return max(gaps)


def window(interval: Interval | None) -> Window | None:
    """An interval in days; None where it says nothing or is no date."""
    if interval is None or (interval.earliest is None and interval.latest is None):
        return None
    try:
        return Window(_day(interval.earliest), _day(interval.latest))
    except ValueError:
        return None


def _day(moment: str | None) -> int | None:
    return date.fromisoformat(moment[:10]).toordinal() if moment else None


class Occurrence(msgspec.Struct, frozen=True):
    """One event as it is compared."""

    event: Event
    report: str
    mode: str
    window: Window | None
    """From its time expression alone."""
    bound: Window | None
    """What the publication allows where there is no time expression."""
    interval: Interval | None
    place: Place | None
    sides: Sides
    quantities: tuple[Quantity, ...]
    sentence: int
    names: frozenset[str]
    """The entities that its sentence names, countries and media apart."""
    words: frozenset[str]
    """The words of its sentence that are not the commonest."""
    is_definite: bool
    """"the attack": it takes up what was told before."""
    takes_up: bool
    """"the eviction", "this march": nothing between the article and the word."""
    is_another: bool
    """"another attack", "an earlier attack": it is not what was told before."""
    opens: bool
    """Its sentence begins with another happening: "In a separate incident, …"."""
    is_new: bool
    """"a march", "several attacks": it brings up one, or more, of its kind."""
    founds: bool
    joins: bool

    @property
    def is_deed(self) -> bool:
        """Whether it tells for certain of a deed done."""
        sure = self.event.polarity == "positive" and self.event.certainty in ("certain", "probable")
        return self.event.mode == DEED and sure

    @property
    def floats(self) -> bool:
        """Whether nothing of its own says when or where it was."""
        return self.window is None and self.place is None


class Telling:
    """One report's rows by id, as the comparison needs them."""

    def __init__(
        self,
        report: Report,
        rows: Annotations,
        times: Mapping[str, Time],
        entity_of: Mapping[str, str],
        named: frozenset[str],
        telling_names: frozenset[str],
        singling: frozenset[str],
        text: str,
    ) -> None:
        self.report, self.rows, self.times, self.entity_of, self.text = report, rows, times, entity_of, text
        self.named = named
        self.telling_names, self.singling = telling_names, singling
        self.published = window(report.published)
        self.starts = [s.start for s in rows.sentences]

    @cached_property
    def markers(self) -> Mapping[str, str]:
        """The preposition before each time expression."""
        return {t.id: t.expression.marker for t in self.rows.times if t.expression.marker}

    @cached_property
    def days(self) -> Sequence[tuple[int, Window]]:
        """Where each time expression stands and the days that it names, those of saying apart."""
        said = {t.time for t in self.rows.timings if t.field == "said_at"}
        rows = [(self.times[t.id], t) for t in self.rows.times if t.id in self.times and t.id not in said]
        found = [(row.span.start, window(row.interval)) for row, _ in rows]
        return [(at, days) for at, days in found if days is not None]

    @cached_property
    def names(self) -> Mapping[int, frozenset[str]]:
        """For each sentence the entities that it names and that tell one happening from another."""
        found: dict[int, set[str]] = {}
        for mention in self.rows.mentions:
            entity = self.entity_of.get(mention.id)
            if entity in self.telling_names:
                found.setdefault(self.sentence(mention.span.start), set()).add(entity)
        return {number: frozenset(entities) for number, entities in found.items()}

    @cached_property
    def about(self) -> frozenset[str]:
        """The telling names that it has most often, and so is about."""
        count: Counter[str] = Counter()
        for mention in self.rows.mentions:
            entity = self.entity_of.get(mention.id)
            if entity in self.telling_names:
                count[entity] += 1
        return frozenset(sorted(count, key=lambda e: (-count[e], e))[:MOST_NAMES])

    @cached_property
    def people(self) -> frozenset[str]:
        """The persons that it is about, those apart who only speak in it: a spokesman speaks of many happenings."""
        persons = {self.entity_of.get(m.id) for m in self.rows.mentions if m.kind == "person" and m.head == "name"}
        speaking = {self.entity_of.get(s.holder) for s in self.rows.statements if s.holder}
        return frozenset(e for e in persons - speaking if e is not None) & self.about

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The rows of `places` by id."""
        return {p.id: p for p in self.rows.places}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The rows of `statements` by id."""
        return {s.id: s for s in self.rows.statements}

    @cached_property
    def quantities(self) -> Mapping[str, Quantity]:
        """The rows of `quantities` by id."""
        return {q.id: q for q in self.rows.quantities}

    @cached_property
    def mentions(self) -> Mapping[str, Mention]:
        """The rows of `mentions` by id."""
        return {m.id: m for m in self.rows.mentions}

    def sentence(self, offset: int) -> int:
        """The number of the sentence at an offset."""
        return bisect_right(self.starts, offset) - 1

    @cached_property
    def words(self) -> Sequence[frozenset[str]]:
        """The words of each sentence: four letters and more, or a number."""
        return [
            frozenset(w.lower() for w in _WORD.findall(s.text) if len(w) > 3 or w.isdigit())
            for s in self.rows.sentences
        ]


def occurrences(telling: Telling) -> tuple[Occurrence, ...]:
    """The events of one report, in text order."""
    return tuple(_occurrence(telling, e) for e in sorted(telling.rows.events, key=lambda e: e.span.start))


def _occurrence(telling: Telling, event: Event) -> Occurrence:
    time = telling.times.get(event.time or "")
    marker = AS_OF if _is_later(event, telling.text) else telling.markers.get(event.time or "", "")
    told = moved(time.interval, telling.text[time.span.end : event.span.start]) if time and time.interval else None
    interval = opened(told, marker) if told else None
    number = telling.sentence(event.span.start)
    quantities = tuple(q for i in event.quantities if (q := telling.quantities.get(i)) is not None)
    own = window(interval)
    before = telling.text[max(0, event.span.start - 60) : event.span.start]
    place = telling.places.get(event.place or "")
    taken_up = takes_up(before)
    resumes = taken_up and event.type in incident_table().types.resumed and own is None and place is None
    return Occurrence(
        event=event,
        report=telling.report.id,
        mode=_mode(event),
        window=_until_told(own, telling.published, event) if own else None,
        bound=_bound(telling.published, event),
        interval=interval if own else None,
        place=place,
        sides=sides([_party(telling, p) for p in event.participants], incident_table().nobody.words),
        quantities=quantities,
        sentence=number,
        names=telling.names.get(number, frozenset()),
        words=telling.words[number] if number >= 0 else frozenset(),
        is_definite=is_definite(before),
        takes_up=taken_up,
        is_another=is_another(before),
        opens=number >= 0 and opens_another(telling.rows.sentences[number].text),
        is_new=brings_up(before),
        founds=not resumes and _founds(telling, event, own, place),
        joins=event.tense in ("past", "present") and event.certainty != "unknown",
    )


def _mode(event: Event) -> str:
    """What an event is compared by: its mode; of what is one by its day alone the word that tells it."""
    if event.mode == DEED:
        return f"{DEED} {stem(event.span.text.lower())}"
    return event.mode or event.type


def _is_later(event: Event, text: str) -> bool:
    """Whether an event gives a toll ("the toll rose to 33 on Tuesday") or tells of the hurt who died ("of their wounds
    on Tuesday"): its day is none of what killed them.
    """
    if event.mode != "death":
        return False
    later = incident_table().later
    if event.quantities and event.span.text.lower() in later.counted:
        return True
    cause = _DIED_OF.match(text, event.span.end)
    return cause is not None and not later.hurt.isdisjoint(cause[1].lower().split())


def _party(telling: Telling, row: Participant) -> Party:
    entity = telling.entity_of.get(row.entity) if row.entity else None
    return party(row.role, entity if entity in telling.named else None, row.span)


def _bound(published: Window | None, event: Event) -> Window | None:
    """What is told of in the past was by the day of publication; what is to come is from it on."""
    if published is None:
        return None
    if event.tense == "future":
        return Window(published.first, None) if published.first is not None else None
    return Window(None, published.last) if published.last is not None else None


def _until_told(own: Window, published: Window | None, event: Event) -> Window | None:
    """A window of the past ends with the report's publication; what lies wholly after it is no day of the past."""
    if event.tense == "future" or published is None or published.last is None:
        return own
    if own.last is not None and own.last <= published.last:
        return own
    if own.first is not None and own.first > published.last:
        return own if own.first <= published.last + 1 else None
    return Window(own.first, published.last)


def _founds(telling: Telling, event: Event, own: Window | None, place: Place | None) -> bool:
    """Whether an incident may begin with this event: it happened, or is a meeting or agreement to come; `own` has the
    days of its time expression.
    """
    rules = incident_table()
    near = place is not None and place.precision is not None and place.precision <= rules.bounds.city_precision
    dated = event.mode == DEED and (near or (own is not None and own.lasts(rules.bounds.deed_days)))
    set_in = event.mode in rules.types.set_in and (place is not None or (own is not None and own.first is not None))
    known = event.type in rules.types.found or event.mode in rules.types.modes
    if event.polarity == "negative" or not (known or dated or set_in):
        return False
    if event.tense == "future":
        return event.type in rules.types.future and event.certainty in ("certain", "probable") and bool(event.time)
    if event.tense == "background" or event.certainty not in ("certain", "probable"):
        return False
    statement = telling.statements.get(event.statement or "")
    return statement is None or statement.kind in ("assertion", "belief", "refusal")


def tellings(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotations],
    times: Sequence[Time],
    entity_of: Mapping[str, str],
    named: frozenset[str],
    telling_names: frozenset[str],
    singling: frozenset[str],
    text_of: Callable[[str], str],
) -> tuple[Telling, ...]:
    """The reports that have rows, by publication, then id."""
    by_id = {t.id: t for t in times}

    def order(report: Report) -> tuple[str, str]:
        return ((report.published.earliest if report.published else None) or "9999", report.id)

    return tuple(
        Telling(r, annotations[r.id], by_id, entity_of, named, telling_names, singling, text_of(r.id))
        for r in sorted(reports, key=order)
        if r.id in annotations
    )
