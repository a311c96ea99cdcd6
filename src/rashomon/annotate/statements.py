"""Who says what: the statements of one report, out of the reading model's attributions and the syntax.

Each attribution becomes a row with its party, chain, kind, certainty, polarity and quotation; statements inside
statements come from the syntax (PolNeAR marks only the outermost); the rest is the outlet's own voice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from rashomon.annotate.anonymity import Reason, reasons
from rashomon.annotate.answers import with_answers
from rashomon.annotate.chains import Route, is_own, route
from rashomon.annotate.cue_senses import is_other_sense
from rashomon.annotate.cues import REFUSED, sense
from rashomon.annotate.draft import Draft
from rashomon.annotate.drafting import Layout, drafts_of, kept, prose_ranges
from rashomon.annotate.headlines import headlines
from rashomon.annotate.modality import OWN_SUBJECTS, clause, least_sure, orders
from rashomon.annotate.own_voice import own_clauses
from rashomon.annotate.quoting import quotation, quoted_ranges
from rashomon.annotate.record import TimeReading, Timing
from rashomon.annotate.refusals import is_withheld
from rashomon.annotate.source_words import Mentions, source_table
from rashomon.annotate.sources import Party, party
from rashomon.annotate.speakers import Place, Speakers, is_several
from rashomon.annotate.statement_rules import confidence_of
from rashomon.annotate.trees import Tree
from rashomon.annotate.when_said import said_at
from rashomon.parse import Parse, Range
from rashomon.records import Link, Mention, Passage, Polarity, Report, Span, Statement, StatementKind, row_id

WRITERS = frozenset({"i", "we"})
BODY = frozenset({"body", "title"})
REASON_REACH = 3
"""Sentences back in which those spoke of whom "they asked not to be named" is said."""
UNNAMED = frozenset({"anonymous", "crowd"})
REASONED = frozenset({"anonymous", "crowd", "person"})
MEMBERS = frozenset({"one", "another", "other", "both"})
GROUP_REACH = 6
"""Sentences back in which "one of them" finds whom it is one of."""
MADE_WITHIN = 2
"""Sentences in which the maker of "a report" is named."""
NO_COMMENT = ("no", "comment")
NOT_SO = (("no",), ("never",), ("nothing",), ("nobody",), ("none",), ("not", "at", "all"), ("absolutely", "not"))
ONE_PERSON = frozenset({"he", "she"})
NOBODY_WORDS = frozenset({"neither", "none", "nobody", "no"})
LONGEST_NAME = 8
"""Words of a source that may stand for a party whose name opens it."""


class StatementReading(msgspec.Struct, frozen=True, kw_only=True):
    """The statements of a report, and the time expressions at which they were said."""

    rows: tuple[Statement, ...]
    timings: tuple[Timing, ...] = ()
    rules: dict[str, str] = {}
    """The rule that found a row, by its id; rows of the model's are none of them."""


class Voiced(msgspec.Struct, frozen=True):
    """A draft with whose words it is and how they came."""

    draft: Draft
    party: Party
    through: tuple[Party, ...]


class _Page(msgspec.Struct, frozen=True):
    """What every step needs of the report."""

    report: Report
    tree: Tree
    mentions: Mentions
    quoted: tuple[Range, ...]
    titles: tuple[Range, ...] = ()


def statements(
    report: Report,
    passages: Sequence[Passage],
    parse: Parse,
    mentions: Sequence[Mention],
    times: Sequence[TimeReading],
) -> StatementReading:
    """The rows of `statements` in text order, attributed ones and the outlet's own, none on boilerplate.

    Contents keep the ends that the reading model gave them, so that `Parse.wordings` can be found by them.
    """
    passages = sorted(passages, key=lambda p: p.start)
    tree = Tree(report.text, parse)
    quoted = tuple(q for p in passages if p.kind != "boilerplate" for q in quoted_ranges(report.text, p.start, p.end))
    titles = tuple(Range(p.start, p.end) for p in passages if p.kind == "title")
    page = _Page(report=report, tree=tree, mentions=Mentions(mentions), quoted=quoted, titles=titles)
    why = reasons(tree)
    layout = _layout(page, passages, times, parse)
    drafts = drafts_of(tree, parse, layout)
    drafts = with_answers(tree, drafts)
    found = [d for d in drafts if not _is_denied(tree, d) and not any(_is_of(d, r) for r in why)]
    deeds = {d for d in found if is_other_sense(tree, d)}
    found = [msgspec.structs.replace(d, outer=None) if d.outer in deeds else d for d in found]
    voiced = [v for v in _voiced(page, found, why) if v.draft not in deeds]
    found = [d for d in found if d not in deeds]
    rows = [_row(page, each) for each in voiced]
    rows = _with_reasons(page, rows, voiced, why)
    rows += _own_voice(page, passages, found, layout.passages)
    timings = [
        Timing(row=row.id, field="said_at", time=time.id)
        for row, each in zip(rows, voiced, strict=False)
        if (time := said_at(tree, each.draft, times)) is not None
    ]
    unique = {row.id: row for row in rows}
    return StatementReading(
        rows=tuple(sorted(unique.values(), key=lambda r: (r.content[0].start, r.content[-1].end, r.id))),
        timings=tuple(dict.fromkeys(timings)),
        rules={row.id: v.draft.rule for row, v in zip(rows, voiced, strict=False) if v.draft.rule},
    )


def _layout(page: _Page, passages: Sequence[Passage], times: Sequence[TimeReading], parse: Parse) -> Layout:
    return Layout(
        passages=tuple(r for p in passages if p.kind != "boilerplate" for r in prose_ranges(page.report, p)),
        quoted=page.quoted,
        moments=tuple(Range(t.expression.start, t.expression.end) for t in times),
        bodies=tuple(Range(n.start, n.end) for n in parse.names if n.label == "Organization"),
        headlines=tuple(headlines(page.tree, page.mentions, page.titles)),
    )


def _is_of(draft: Draft, why: Reason) -> bool:
    """Whether a draft stands in a stated reason: "as the government has not announced the deal" tells of nobody."""
    return bool(draft.cue) and why.reason.start <= draft.cue[0].start < why.reason.end


def _is_denied(tree: Tree, draft: Draft) -> bool:
    """Whether a statement stands inside one that denies, asks or demands it: nobody is told to have made it."""
    outer = draft.outer
    if outer is None:
        return False
    said = sense(tree, tree.within(outer.cue), tree.within(outer.content))
    return said.kind not in ("assertion", "belief") or _is_denied(tree, outer)


def _voiced(page: _Page, found: Sequence[Draft], why: Sequence[Reason]) -> list[Voiced]:
    """Whose words each draft is, in text order, so that what points back finds who spoke before."""
    speakers = Speakers(page.tree, page.mentions, page.quoted)
    told: dict[Draft, Voiced] = {}
    for draft in found:
        at = _place(page, draft)
        who = speakers.resolved(party(page.tree, page.mentions, draft.source), draft.source, at.sentence, draft.content)
        came = route(page.tree, page.mentions, draft, page.report.outlet)
        handed = _handed(page, speakers, draft, came, at.sentence)
        through = _through(draft, handed, told) or speakers.through(who, draft.source, at.sentence)
        before = None if draft.source or not at.quoted else speakers.goes_on(at.sentence)
        if draft.after is not None and draft.after in told:
            through, who = told[draft.after].through, msgspec.structs.replace(told[draft.after].party, span=None)
        elif before is not None:
            through, who = before.through, msgspec.structs.replace(before.party, span=None)
        who = _client(page, draft, who, told) or who
        cited = came.cited if came.cited is not None and not _is_why(came.cited, why) else None
        if cited is not None and who.kind != "unresolved":
            through, who = (*through, who), cited
        through = tuple(p for p in through if (p.holder, p.text) != (who.holder, who.text))
        told[draft] = Voiced(draft=draft, party=who, through=through)
        speakers.spoke(who, draft.source, at, through)
    voiced = [told[draft] for draft in found if not _is_own_inner(told, draft)]
    voiced = [v for v in voiced if v.draft.after is None or v.party.kind != "unresolved"]
    voiced = [_named_after(page, each, voiced) for each in voiced]
    voiced = [_introduced_below(page, each, voiced) for each in voiced]
    return [_made_below(page, each, voiced) for each in voiced]


def _is_why(cited: Party, why: Sequence[Reason]) -> bool:
    """Whether whom a source cites stands in its reason not to be named: ", citing company policy, said"."""
    return cited.span is not None and any(_meet(cited.span, r.reason) for r in why)


def _client(page: _Page, draft: Draft, who: Party, told: dict[Draft, Voiced]) -> Party | None:
    """The person whom "her client" means inside a lawyer's words: the other one whom the lawyer's own description
    names ("the lawyer for Jan Orlo, Ana Kos, said her client ...").
    """
    outer = told.get(draft.outer) if draft.outer is not None else None
    if outer is None or who.head not in source_table().client.lemmas or who.kind != "anonymous":
        return None
    named = (m for source in outer.draft.source for m in page.mentions.inside(source))
    others = {
        page.mentions.introducing(m).id: m
        for m in named
        if m.head == "name" and m.kind == "person" and page.mentions.introducing(m).id != outer.party.holder
    }
    if len(others) != 1:
        return None
    (other,) = others.values()
    found = party(page.tree, page.mentions, (Range(other.span.start, other.span.end),))
    return msgspec.structs.replace(found, span=who.span) if found.kind == "person" else None


def _is_own_inner(told: dict[Draft, Voiced], draft: Draft) -> bool:
    """Whether an inner statement is its outer one's speaker's own: "he said he planned to go" is one statement."""
    if draft.outer is None or draft.outer not in told:
        return False
    inner, outer = told[draft].party, told[draft.outer].party
    return (inner.holder, inner.text) == (outer.holder, outer.text) or inner.kind == "unresolved"


def _introduced_below(page: _Page, each: Voiced, voiced: Sequence[Voiced]) -> Voiced:
    """A headline's bare "police chief", "report" with whom the text below gives by the same noun as a speaker."""
    party = each.party
    titled = any(t.start <= each.draft.start < t.end for t in page.titles)
    if not titled or not party.head or party.span is None or not _is_bare(page.tree, each.draft.source):
        return each
    below = (v.party for v in voiced if v.draft.start > each.draft.end and v.party.head == party.head and v.party.text)
    found = next((p for p in below if len(p.text or "") > len(party.text or "")), None)
    return (
        each if found is None else msgspec.structs.replace(each, party=msgspec.structs.replace(found, span=party.span))
    )


def _made_below(page: _Page, each: Voiced, voiced: Sequence[Voiced]) -> Voiced:
    """The words "a report", whose maker is not told, with the outlet that the sentences right below give as the maker
    of one: news names in its second sentence whom its first only tells of.
    """
    tree, party = page.tree, each.party
    words = tree.within(each.draft.source)
    if party.kind != "document" or party.holder or not words or tree.lower(words[0]) not in ("a", "an"):
        return each
    here = tree.sentence(each.draft.start)
    for below in voiced:
        near = 0 < tree.sentence(below.draft.start) - here <= MADE_WITHIN
        same = any(tree.words[i].lemma.lower() == party.head for i in tree.within(below.draft.source))
        if near and same and below.party.kind == "media":
            return msgspec.structs.replace(each, party=msgspec.structs.replace(below.party, span=party.span))
    return each


def _is_bare(tree: Tree, source: Sequence[Range]) -> bool:
    """Whether a source is one common noun without an article."""
    words = tree.within(source)
    return len(words) == 1 and tree.words[words[0]].upos in ("NOUN", "PROPN", "VERB")


def _named_after(page: _Page, each: Voiced, voiced: Sequence[Voiced]) -> Voiced:
    """Nobody's "it was revealed that ..." with the outlet to whose story the next sentence opens."""
    if each.party.kind != "unresolved" or each.draft.source or not each.draft.cue or each.through:
        return each
    number = page.tree.sentence(each.draft.cue[0].start) + 1
    if number >= len(page.tree.sentences):
        return each
    opening = page.tree.sentences[number].start
    story = next((v for v in voiced if v.draft.start == opening and v.party.kind == "media"), None)
    if story is None or quotation(each.draft.content, page.quoted, page.report.text) != "indirect":
        return each
    return msgspec.structs.replace(each, party=msgspec.structs.replace(story.party, span=None))


def _place(page: _Page, draft: Draft) -> Place:
    """Where the words stand; without a cue the place of their first."""
    return Place(
        sentence=page.tree.sentence(draft.cue[0].start if draft.cue else draft.start),
        until=page.tree.sentence(draft.end - 1),
        quoted=quotation(draft.content, page.quoted, page.report.text) != "indirect",
    )


def _handed(page: _Page, speakers: Speakers, draft: Draft, came: Route, sentence: int) -> tuple[Party, ...]:
    """Who handed the words on, by the names that the speakers before give them ("the agency")."""
    by = (party(page.tree, page.mentions, draft.by),) if draft.by else ()
    steps = [speakers.resolved(p, (p.span,) if p.span else (), sentence) for p in (*by, *came.through)]
    outlets = [p for p in steps if p.kind == "media" or p in by]
    return tuple(p for p in outlets if p.text and not is_own(page.report.outlet, p.text))


def _through(draft: Draft, handed: Sequence[Party], told: dict[Draft, Voiced]) -> tuple[Party, ...]:
    outer = told.get(draft.outer) if draft.outer is not None else None
    before = (*outer.through, outer.party) if outer is not None and outer.party.text else ()
    return (*before, *(p for n, p in enumerate(handed) if _plain(p) not in {_plain(b) for b in (*before, *handed[:n])}))


def _plain(each: Party) -> str:
    """A party's name as it is compared: without its article."""
    return (each.text or "").removeprefix("the ").removeprefix("The ")


def _row(page: _Page, each: Voiced) -> Statement:
    draft, tree = each.draft, page.tree
    content = tree.within(draft.content)
    cue = tree.within(draft.cue)
    said = sense(tree, [*_nobody(tree, draft), *cue], content)
    inner = clause(tree, content, _own_words(tree, draft))
    own = (is_own(page.report.outlet, each.party.text) and each.party.kind == "media") or _is_writers(page, draft)
    quoted = quotation(draft.content, page.quoted, page.report.text)
    kind = _kind(said.kind, "demand" if quoted == "direct" and orders(tree, content) else inner.kind)
    plain = tuple(tree.lower(i) for i in content if tree.words[i].upos != "PUNCT")
    if plain == NO_COMMENT or (said.kind == "assertion" and is_withheld(tree, content)):
        said, kind = REFUSED, REFUSED.kind
    polarity = inner.polarity if said.polarity == "positive" or said.kind == "denial" else _turned(inner.polarity)
    polarity = "negative" if plain in NOT_SO else polarity
    links = () if own else _links(page, each)
    return Statement(
        id=row_id("statements", page.report.id, *(_pairs(r) for r in (draft.content, draft.source, draft.cue))),
        report=page.report.id,
        voice="outlet" if own else "attributed",
        source=_spans(page, draft.source),
        cue=_spans(page, draft.cue),
        content=_spans(page, draft.content),
        holder=None if own else each.party.holder,
        holder_text=page.report.outlet if own else _holder_text(page, each),
        source_kind="outlet" if own else each.party.kind,
        chain=links,
        kind=kind,
        certainty="unknown" if said.kind == "refusal" else least_sure(said.certainty, inner.certainty),
        polarity="positive" if said.kind == "refusal" else polarity,
        quotation=quoted,
        confidence=_confidence(draft),
    )


def _confidence(draft: Draft) -> float | None:
    """The model's confidence, or that measured of the draft's rule; inside another statement both must be right."""
    own = draft.confidence if draft.confidence is not None else confidence_of(draft.rule)
    around = draft.outer or draft.after
    outer = _confidence(around) if around is not None else 1.0
    return None if own is None or outer is None else round(own * outer, 3)


def _is_writers(page: _Page, draft: Draft) -> bool:
    """Whether a source is the writer's own "I" or "we", outside quotation marks."""
    words = [page.tree.lower(i) for i in page.tree.within(draft.source)]
    outside = quotation(draft.source, page.quoted, page.report.text) == "indirect"
    return (
        bool(words)
        and set(words) <= WRITERS
        and outside
        and quotation(draft.content, page.quoted, page.report.text) == "indirect"
    )


def _own_words(tree: Tree, draft: Draft) -> frozenset[str]:
    """What in a content means its speaker: pronouns of its number, nouns of the source ("a government spokesman")."""
    nouns = [i for i in tree.within(draft.source) if tree.words[i].upos in ("NOUN", "PROPN")]
    plain = not nouns or tree.words[nouns[-1]].upos == "PROPN" or not is_several(tree, draft.source)
    pronouns = OWN_SUBJECTS if plain else OWN_SUBJECTS - ONE_PERSON
    return pronouns | {tree.words[i].lemma.lower() for i in nouns}


def _kind(by_cue: StatementKind, by_content: StatementKind | None) -> StatementKind:
    """The cue's kind; a plain assertion is what its content makes of it, "asked" before a question mark a question."""
    asks = by_content == "question" and by_cue in ("demand", "belief")
    return by_content if by_content is not None and (asks or by_cue == "assertion") else by_cue


def _nobody(tree: Tree, draft: Draft) -> list[int]:
    """The "neither" or "nobody" that opens a source and turns its cue round."""
    return [i for i in tree.within(draft.source)[:1] if tree.lower(i) in NOBODY_WORDS]


def _turned(polarity: Polarity) -> Polarity:
    return "positive" if polarity == "negative" else "negative"


def _pairs(ranges: Sequence[Range]) -> list[list[int]]:
    return [[r.start, r.end] for r in ranges]


def _spans(page: _Page, ranges: Sequence[Range]) -> tuple[Span, ...]:
    text = page.report.text
    return tuple(Span(start=r.start, end=r.end, text=text[r.start : r.end]) for r in ranges)


def _holder_text(page: _Page, each: Voiced) -> str | None:
    text = _whole_name(page, each) or each.party.text
    media = [p.text for p in each.through if p.kind == "media" and p.text]
    return f"{text} (to {media[-1]})" if text and media and each.party.kind == "anonymous" else text


def _whole_name(page: _Page, each: Voiced) -> str | None:
    """The source's own words where the party's name only opens them: not "Norway" for "Norway's exiled government"."""
    party = each.party
    if not party.text or party.kind != "body" or len(each.draft.source) != 1:
        return None
    (span,) = _spans(page, each.draft.source)
    opens = re.match(rf"(?:the )?{re.escape(party.text)}(?:['’]s?|s['’]) \w", span.text, re.IGNORECASE)
    return span.text if opens and len(span.text.split()) <= LONGEST_NAME else None


def _links(page: _Page, each: Voiced) -> tuple[Link, ...]:
    """The chain: who handed the words on, then whose they are; empty where nobody in it is known."""
    if each.party.kind == "unresolved" and not each.through and each.party.text is None:
        return ()
    steps = [p for p in (*each.through, each.party) if p.text or p.span]
    return tuple(
        Link(
            holder=p.holder,
            holder_text=(p.text if p is not each.party else _holder_text(page, each)) or _words_of(page, p),
            source_kind=p.kind,
            span=_spans(page, [p.span])[0] if p.span is not None else None,
        )
        for p in steps
    )


def _words_of(page: _Page, each: Party) -> str:
    return page.report.text[each.span.start : each.span.end] if each.span is not None else ""


def _with_reasons(
    page: _Page, rows: Sequence[Statement], voiced: Sequence[Voiced], why: Sequence[Reason]
) -> list[Statement]:
    """A stated reason belongs to every statement of the source that it is of."""
    reason_of: dict[str, Reason] = {}
    for reason in why:
        holder = _anonymous_in(page, voiced, reason) or _unnamed_before(page, voiced, reason)
        if holder:
            reason_of.setdefault(holder, reason)
    groups = {id(each): _group_of(page, voiced, each) for each in voiced if each.party.kind == "anonymous"}
    return [
        msgspec.structs.replace(row, anonymity_reason=_spans(page, [why_not.reason])[0])
        if each.party.kind in REASONED
        and (why_not := reason_of.get(_key(each.party)) or reason_of.get(groups.get(id(each), "")))
        else row
        for row, each in zip(rows, voiced, strict=True)
    ]


def _is_member(tree: Tree, source: Sequence[Range]) -> bool:
    """Whether a source is one of several told of before: "one of them", "another official", "the other"."""
    words = tree.within(source)
    return bool(words) and any(tree.lower(i) in MEMBERS for i in words[:2])


def _group_of(page: _Page, voiced: Sequence[Voiced], each: Voiced) -> str:
    """The several unnamed who last spoke before one of them does, in a few sentences: what is said of why they are not
    named is said of each.
    """
    here, tree = page.tree.sentence(each.draft.start), page.tree
    member = _is_member(tree, each.draft.source)
    for other in reversed(voiced[: voiced.index(each)]):
        near = here - tree.sentence(other.draft.start) <= GROUP_REACH
        if not near or other.party.kind not in UNNAMED or not is_several(tree, other.draft.source):
            continue
        told = " ".join(s.text for s in _spans(page, other.draft.source))
        if member or (_key(other.party) != _key(each.party) and (each.party.text or "\n") in told):
            return _key(other.party)
    return ""


def _speakers_until(page: _Page, voiced: Sequence[Voiced], sentence: int) -> Speakers:
    """The speakers of a report up to and with a sentence."""
    speakers = Speakers(page.tree, page.mentions, page.quoted)
    for each in voiced:
        place = _place(page, each.draft)
        if place.sentence <= sentence:
            speakers.spoke(each.party, each.draft.source, place, each.through)
    return speakers


def _anonymous_in(page: _Page, voiced: Sequence[Voiced], reason: Reason) -> str:
    """The anonymous source of a statement in the reason's own sentence whose words are its subject's."""
    here = [v for v in voiced if page.tree.sentence(v.draft.start) == reason.sentence and v.party.kind == "anonymous"]
    at = [v for v in here if v.party.span and any(_meet(v.party.span, s) for s in reason.subject)]
    return _key((at or here)[0].party) if at or here else ""


def _unnamed_before(page: _Page, voiced: Sequence[Voiced], reason: Reason) -> str:
    """Whom the reason's subject means; where that is nobody who spoke, or a pronoun for somebody named, who last
    spoke unnamed a few sentences before: "The three asked not to be named because …" is said of no one else.
    """
    speakers = _speakers_until(page, voiced, reason.sentence)
    meant = speakers.resolved(party(page.tree, page.mentions, reason.subject), reason.subject, reason.sentence)
    spoke = [v for v in voiced if 0 <= reason.sentence - _place(page, v.draft).sentence <= REASON_REACH]
    own = [v for v in spoke if _key(v.party) == _key(meant)]
    words = page.tree.within(reason.subject)
    pointing = all(page.tree.words[i].upos in ("PRON", "DET", "NUM") for i in words)
    if own and (own[-1].party.kind in UNNAMED or not pointing):
        return _key(meant)
    unnamed = [v for v in spoke if v.party.kind in UNNAMED]
    if unnamed and (not own or voiced.index(unnamed[-1]) > voiced.index(own[-1])):
        return _key(unnamed[-1].party)
    return _key(meant)


def _meet(one: Range, two: Range) -> bool:
    return one.start < two.end and two.start < one.end


def _key(each: Party) -> str:
    return each.holder or each.text or ""


def _own_voice(
    page: _Page, passages: Sequence[Passage], found: Sequence[Draft], prose: Sequence[Range]
) -> list[Statement]:
    """The outlet's own sentences and clauses, the title among them."""
    near: dict[int, list[Draft]] = {}
    for draft in found:
        for number in range(max(page.tree.sentence(draft.start), 0), page.tree.sentence(draft.end - 1) + 1):
            near.setdefault(number, []).append(draft)
    own = [p for p in passages if p.kind in BODY]
    starts = [p.start for p in own]
    rows = []
    for number, sentence in enumerate(page.tree.sentences):
        at = bisect_right(starts, sentence.start) - 1
        if at < 0 or sentence.end > own[at].end:
            continue
        clauses = own_clauses(page.tree, sentence, near.get(number, ()), is_title=own[at].kind == "title")
        content = kept(page.report.text, clauses, prose)
        if content and quotation(content, page.quoted, page.report.text) != "direct":
            rows.append(_own_row(page, content))
    return rows


def _own_row(page: _Page, content: tuple[Range, ...]) -> Statement:
    inner = clause(page.tree, page.tree.within(content), own=frozenset())
    return Statement(
        id=row_id("statements", page.report.id, _pairs(content), [], []),
        report=page.report.id,
        voice="outlet",
        content=_spans(page, content),
        holder_text=page.report.outlet,
        source_kind="outlet",
        kind="question" if inner.kind == "question" else "assertion",
        certainty=inner.certainty,
        polarity=inner.polarity,
        quotation=quotation(content, page.quoted, page.report.text),
        confidence=confidence_of("outlet"),
    )
