"""What a statement's content says, taken apart for comparison: terms, sides, places, figures, time, polarity."""

from __future__ import annotations

from typing import Literal
from weakref import WeakKeyDictionary

import msgspec

from rashomon.assess.coordinated import coordinated
from rashomon.assess.focus import said_false
from rashomon.assess.index import PileIndex, Vectors
from rashomon.assess.open_matters import behind_untrue, behind_whether, opens_matter
from rashomon.assess.terms import (
    Terms,
    acting_part,
    grounds,
    is_called_false,
    is_clause,
    is_pointing,
    is_withheld,
    lead_in,
    nations,
    number_denied,
    obliges,
    points_back,
    stance_words,
    stem,
    tells_what_was_said,
    terms,
    words,
)
from rashomon.records import Event, Interval, Mention, Place, Quantity, Span, Statement

Mood = Literal["fact", "will", "demand", "question"]
_MOODS: dict[str, Mood] = {"intention": "will", "demand": "demand", "question": "question"}
_COUNTRY_PRECISION = 6
_LEAST_STEMS = 3
_NO_SIDES = frozenset(("place", "facility"))


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """One statement's content for comparison. `sign` is where its holder stands to the matter told as positive."""

    statement: Statement
    spans: tuple[Span, ...]
    """Its stretches; of a content of several sentences those of one."""
    text: str
    terms: Terms
    actors: frozenset[str]
    """Codes of the nations named before company, opponents and purpose are."""
    sides: frozenset[str]
    """Entities that are no places."""
    named: frozenset[str]
    """Those of them that are named."""
    persons: frozenset[str]
    places: tuple[Place, ...]
    spots: tuple[Place, ...]
    """Places smaller than a country whose coordinates are known."""
    countries: frozenset[str]
    """Countries in which its places lie."""
    ground: frozenset[str]
    """The same, or where it names no place the country that its report is about."""
    figures: tuple[Quantity, ...]
    events: tuple[Event, ...]
    incidents: frozenset[str]
    when: Interval | None
    mood: Mood
    negative: bool
    """Whether it is worded as negative."""
    sign: int
    is_denial: bool
    """Whether it is denied in so many words, and the words show it: by the cue, or by its own negation."""
    pointing: bool
    """Whether it says nothing itself but points to what somebody else said."""
    title: bool
    open: bool
    """Whether its holder leaves it open: `it was not clear whether …`; its stretches begin behind `whether`."""

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from other contents: its statement and where it begins."""
        return self.statement.id, self.spans[0].start


_KEPT: WeakKeyDictionary[PileIndex, dict[str, Content]] = WeakKeyDictionary()


def spots_of(places: list[Place]) -> tuple[Place, ...]:
    """Those of `places` that are smaller than a country and whose point is known."""
    return tuple(p for p in places if p.lat is not None and 0 < (p.precision or 0) < _COUNTRY_PRECISION)


def _is_full_name(index: PileIndex, mention: Mention) -> bool:
    """Whether a mention is of somebody with a name of more than one word: no place or firm taken for a person."""
    entity = index.entities.get(mention.entity or "")
    return mention.head != "nominal" and entity is not None and len(entity.name.split()) > 1


def _when(events: list[Event]) -> Interval | None:
    """The interval of the content's events where they have one and the same."""
    known = {(e.interval.earliest, e.interval.latest): e.interval for e in events if e.interval}
    return next(iter(known.values())) if len(known) == 1 else None


def _sign(statement: Statement, negative: bool) -> int:
    """+1 where the holder holds the matter (told as positive) to be so, -1 where not.

    A denial turns a positive content round. A negative content under a denial that is no word of denying
    (`“we did not …”`, read as a denial) is negative already and is not turned round again.
    """
    if not _is_denial(statement, negative):
        return -1 if negative else 1
    return 1 if negative and _has_denying_cue(statement) else -1


def _has_denying_cue(statement: Statement) -> bool:
    denying = any(stem(w) in stance_words("denying") for span in statement.cue for w in words(span.text))
    return denying or _is_not_true(statement)


def _is_not_true(statement: Statement) -> bool:
    """Whether the cue itself says that what follows is not so: `it is not true that …`; or a report's own words do."""
    if statement.voice == "outlet" and behind_untrue(statement.content[0].text):
        return True
    cue = terms(" ".join(span.text for span in statement.cue))
    return cue.negated and bool(cue.stems & stance_words("truth"))


def _is_denial(statement: Statement, negative: bool) -> bool:
    if _is_not_true(statement):
        return True
    return statement.kind == "denial" and (negative or _has_denying_cue(statement))


def _is_deed(statement: Statement) -> bool:
    """Whether what reads as a denial is the rejection of a thing: `voters rejected the ordinance`."""
    cues = {stem(w) for span in statement.cue for w in words(span.text)}
    text = " ".join(span.text for span in statement.content)
    return is_withheld(text) or (bool(cues & stance_words("rejecting")) and not tells_what_was_said(text))


def _mood(statement: Statement, text: str, is_open: bool) -> Mood:
    if statement.kind in _MOODS:
        return _MOODS[statement.kind]
    if is_open:
        return "question"
    if statement.kind == "denial" and _is_deed(statement):
        return "demand"
    if terms(text).open_matter:
        return "question"
    return "demand" if obliges(text) else "fact"


def takes_up(statement: Statement, text: str) -> bool:
    """Whether a clause denies what was just said without saying it again: by a word of falsity, `such`, or a number."""
    if is_called_false(text, " ".join(span.text for span in statement.cue)) or number_denied(text) is not None:
        return True
    return points_back(text) and (terms(text).negated or statement.kind == "denial")


def _is_title(index: PileIndex, statement: Statement) -> bool:
    title = index.reports[statement.report].title
    return title is not None and all(title.start <= s.start and s.end <= title.end for s in statement.content)


def _pieces(index: PileIndex, statement: Statement) -> list[tuple[Span, ...]]:
    """The stretches of a content account by account, the words that lead into a clause left out."""
    by_sentence: dict[str, list[Span]] = {}
    for span in statement.content:
        at = span.start
        while at < span.end:
            sentence = index.sentence_at(statement.report, at)
            end = min(span.end, sentence.end) if sentence and sentence.end > at else span.end
            piece = _cut(span, at, end)
            if piece:
                by_sentence.setdefault(sentence.id if sentence else "", []).append(piece)
            at = end
    parts = [tuple(p) for p in by_sentence.values()]
    whole = [p for p in parts if _stands_alone(_joined(p))] if len(parts) > 1 else []
    kept = whole if len(whole) > 1 else [tuple(s for p in parts for s in p)]
    if statement.voice == "outlet":
        return [_matter_of(piece) for piece in kept]
    return [_without_lead(part) for piece in kept for part in _accounts(piece)]


def _accounts(piece: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """A stretch in one piece parted into the accounts that it joins; others as they are."""
    if len(piece) > 1:
        return [piece]
    first, told = piece[0], coordinated(piece[0].text)
    parts = [_cut(first, first.start + start, first.start + end) for start, end in told]
    return [(part,) for part in parts if part]


def _stands_alone(text: str) -> bool:
    """Whether a sentence of a content can be held against others by itself: it says enough, or is a short clause."""
    stems = len(terms(text).stems)
    return stems >= _LEAST_STEMS or (stems > 0 and is_clause(text))


def _cut(span: Span, start: int, end: int) -> Span | None:
    """The part of a span from `start` to `end`, white space at its ends left out; None where nothing is left."""
    text = span.text[start - span.start : end - span.start]
    if not text.strip():
        return None
    start += len(text) - len(text.lstrip())
    return Span(start=start, end=start + len(text.strip()), text=text.strip())


def _without_lead(piece: tuple[Span, ...]) -> tuple[Span, ...]:
    first = piece[0]
    cut = _cut(first, first.start + lead_in(first.text), first.end)
    return _matter_of((cut, *piece[1:]) if cut else piece)


def _matter_of(piece: tuple[Span, ...]) -> tuple[Span, ...]:
    """A stretch without the words that leave its matter open, or call it untrue."""
    first = piece[0]
    lead = behind_untrue(first.text) or behind_whether(first.text)
    cut = _cut(first, first.start + lead, first.end)
    return (cut, *piece[1:]) if cut else piece


def _is_open(statement: Statement, spans: tuple[Span, ...]) -> bool:
    """Whether a stretch of a content stands behind words that leave it open, or behind a cue that does."""
    start = spans[0].start
    around = next((s for s in statement.content if s.start <= start < s.end), statement.content[0])
    before = around.text[: max(start - around.start, 0)]
    unknown = statement.kind == "belief" and statement.certainty == "unknown"
    return opens_matter(before, by_cue=unknown or statement.kind == "refusal")


def _joined(spans: tuple[Span, ...]) -> str:
    return " ".join(span.text for span in spans)


def content_of(index: PileIndex, statement: Statement) -> Content:
    """A statement’s content taken apart, whole but for the words that lead in; kept as long as the pile's index."""
    known = _KEPT.setdefault(index, {})
    if statement.id not in known:
        known[statement.id] = _whole(index, statement)
    return known[statement.id]


def _whole(index: PileIndex, statement: Statement) -> Content:
    return _content(index, statement, _spans_of_whole(statement), alone=True)


def _spans_of_whole(statement: Statement) -> tuple[Span, ...]:
    return _without_lead(statement.content) if statement.voice == "attributed" else _matter_of(statement.content)


def _content(index: PileIndex, statement: Statement, spans: tuple[Span, ...], alone: bool) -> Content:
    report, text = statement.report, _joined(spans)
    mentions = [m for m in index.mentions.inside_any(report, spans) if m.entity]
    places = index.places.inside_any(report, spans)
    named = frozenset(p.country for p in places if p.country) | grounds(text)
    events = index.events.inside_any(report, spans)
    told, is_open = terms(text), _is_open(statement, spans)
    worded = alone and statement.polarity == "negative" and not _is_not_true(statement)
    negative = told.negated or worded or said_false(text) is not None
    mood = _mood(statement, text, is_open)
    return Content(
        statement=statement,
        spans=spans,
        text=text,
        terms=told,
        actors=nations(acting_part(text)),
        sides=frozenset(m.entity for m in mentions if m.entity and m.kind not in _NO_SIDES),
        named=frozenset(m.entity for m in mentions if m.entity and m.kind not in _NO_SIDES and m.head == "name"),
        persons=frozenset(m.entity for m in mentions if m.entity and m.kind == "person" and _is_full_name(index, m)),
        places=tuple(places),
        spots=spots_of(places),
        countries=named,
        ground=named or frozenset(filter(None, (index.ground_of(report),))),
        figures=tuple(index.quantities.inside_any(report, spans)),
        events=tuple(events),
        incidents=frozenset(e.incident for e in events if e.incident),
        when=_when(events),
        mood=mood,
        negative=negative,
        sign=_sign(statement, negative),
        is_denial=_is_denial(statement, negative) and mood == "fact",
        pointing=is_pointing(text) or takes_up(statement, text),
        title=_is_title(index, statement),
        open=is_open,
    )


def contents(index: PileIndex) -> list[Content]:
    """The contents of all statements, earliest published first; one of several sentences gives one for each."""
    found, known = [], _KEPT.setdefault(index, {})
    for statement in sorted(index.pile.statements, key=index.order):
        pieces = _pieces(index, statement)
        made = [_content(index, statement, piece, alone=len(pieces) == 1) for piece in pieces]
        if len(made) == 1 and made[0].spans == _spans_of_whole(statement):
            known[statement.id] = made[0]
        found += made
    return found


def vector_of(index: PileIndex, content: Content) -> Vectors:
    """The unit vector of a content's wording."""
    return index.vector(content.statement.report, content.spans[0].start, content.spans[-1].end)


def cosine(index: PileIndex, a: Content, b: Content) -> float:
    """How near the wordings of two contents are."""
    return float(vector_of(index, a) @ vector_of(index, b))
