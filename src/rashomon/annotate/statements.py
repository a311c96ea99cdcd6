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
from rashomon.annotate.chains import is_outlets_own
from rashomon.annotate.cue_senses import is_other_sense
from rashomon.annotate.cues import REFUSED, sense
from rashomon.annotate.draft import Draft
from rashomon.annotate.drafting import Layout, drafts_of, kept, prose_ranges
from rashomon.annotate.headlines import headlines
from rashomon.annotate.modality import OWN_SUBJECTS, clause, least_sure, orders
from rashomon.annotate.modality_words import modality_table
from rashomon.annotate.own_voice import calls_untrue, own_clauses, said_untrue
from rashomon.annotate.printed import with_printed
from rashomon.annotate.quoting import quotation, quoted_ranges
from rashomon.annotate.rebuttals import calls_false, with_denials
from rashomon.annotate.record import TimeReading, Timing
from rashomon.annotate.refusals import is_withheld
from rashomon.annotate.source_words import Mentions, source_table
from rashomon.annotate.sources import Party
from rashomon.annotate.speakers import is_several
from rashomon.annotate.statement_rules import confidence_of
from rashomon.annotate.towns_ahead import behind_town, town_ahead, without_town
from rashomon.annotate.trees import Tree
from rashomon.annotate.unnamed import with_reasons
from rashomon.annotate.voices import Page, Voiced, spans_of, voiced_of
from rashomon.annotate.when_said import said_at
from rashomon.parse import Parse, Range
from rashomon.records import Link, Mention, Passage, Polarity, Quotation, Report, Statement, StatementKind, row_id

WRITERS = frozenset({"i", "we"})
BODY = frozenset({"body", "title"})
NO_COMMENT = ("no", "comment")
NOT_SO = (("no",), ("never",), ("nothing",), ("nobody",), ("none",), ("not", "at", "all"), ("absolutely", "not"))
ONE_PERSON = frozenset({"he", "she"})
MANY = frozenset({"they"})
THING = frozenset({"it"})
NOBODY_WORDS = frozenset({"neither", "none", "nobody", "no"})
LONGEST_NAME = 8
"""Words of a source that may stand for a party whose name opens it."""


class StatementReading(msgspec.Struct, frozen=True, kw_only=True):
    """The statements of a report, and the time expressions at which they were said."""

    rows: tuple[Statement, ...]
    timings: tuple[Timing, ...] = ()
    rules: dict[str, str] = {}
    """The rule that found a row, by its id; rows of the model's are none of them."""


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
    page = Page(report=report, tree=tree, mentions=Mentions(mentions), quoted=quoted, titles=titles)
    why = reasons(tree)
    town = town_ahead(page, passages)
    layout = _layout(page, passages, times, parse, town)
    drafts = drafts_of(tree, without_town(page, parse, town), layout)
    drafts = with_answers(tree, drafts)
    found = [d for d in drafts if not _is_denied(tree, d) and not any(_is_of(d, r) for r in why)]
    deeds = {d for d in found if is_other_sense(tree, d)}
    found = [msgspec.structs.replace(d, outer=None) if d.outer in deeds else d for d in found]
    voiced = [v for v in voiced_of(page, found, why) if v.draft not in deeds]
    found = [d for d in found if d not in deeds]
    rows = with_denials(page, [_row(page, each) for each in voiced], voiced)
    rows = with_reasons(page, rows, voiced, why)
    rows = with_printed(page, passages, [*rows, *_own_voice(page, passages, found, layout.passages)])
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


def _layout(
    page: Page, passages: Sequence[Passage], times: Sequence[TimeReading], parse: Parse, town: Range | None
) -> Layout:
    return Layout(
        passages=tuple(
            part
            for p in passages
            if p.kind != "boilerplate"
            for r in prose_ranges(page.report, p)
            for part in behind_town(r, town)
        ),
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


def _row(page: Page, each: Voiced) -> Statement:
    draft, tree = each.draft, page.tree
    content = tree.within(draft.content)
    cue = tree.within(draft.cue)
    said = sense(tree, [*_nobody(tree, draft), *cue], content)
    own = is_outlets_own(page.report.outlet, each.party) or _is_writers(page, draft) or calls_untrue(tree, draft)
    quoted = quotation(draft.content, page.quoted, page.report.text)
    inner = clause(tree, content, _own_words(page, each, quoted))
    kind = _kind(said.kind, "demand" if quoted == "direct" and orders(tree, content) else inner.kind)
    plain = tuple(tree.lower(i) for i in content if tree.words[i].upos != "PUNCT")
    if plain == NO_COMMENT or (said.kind == "assertion" and is_withheld(tree, content)):
        said, kind = REFUSED, REFUSED.kind
    polarity = inner.polarity if said.polarity == "positive" or said.kind == "denial" else _turned(inner.polarity)
    polarity = "negative" if plain in NOT_SO else polarity
    kind = "denial" if kind == "assertion" and (calls_false(tree, cue, content) or _is_untrue(tree, content)) else kind
    links = () if own else _links(page, each)
    return Statement(
        id=row_id("statements", page.report.id, *(_pairs(r) for r in (draft.content, draft.source, draft.cue))),
        report=page.report.id,
        voice="outlet" if own else "attributed",
        source=spans_of(page, draft.source),
        cue=spans_of(page, draft.cue),
        content=spans_of(page, draft.content),
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


def _is_writers(page: Page, draft: Draft) -> bool:
    """Whether a source is the writer's own "I" or "we", outside quotation marks."""
    words = [page.tree.lower(i) for i in page.tree.within(draft.source)]
    outside = quotation(draft.source, page.quoted, page.report.text) == "indirect"
    return (
        bool(words)
        and set(words) <= WRITERS
        and outside
        and quotation(draft.content, page.quoted, page.report.text) == "indirect"
    )


def _own_words(page: Page, each: Voiced, quoted: Quotation) -> frozenset[str]:
    """What in a content means its speaker: "I" and "we" alone in quotation marks, else pronouns of the party's number
    and kind too; nouns of the source ("a government spokesman").
    """
    tree, source = page.tree, each.draft.source
    nouns = frozenset(
        tree.words[i].lemma.lower() for i in tree.within(source) if tree.words[i].upos in ("NOUN", "PROPN")
    )
    if quoted == "direct":
        return WRITERS | nouns
    if each.party.kind == "unresolved":
        return OWN_SUBJECTS | nouns
    if each.party.kind in ("body", "media", "document"):
        return (OWN_SUBJECTS - ONE_PERSON) | nouns
    if each.party.kind == "person":
        return (OWN_SUBJECTS - MANY - THING) | nouns
    several = each.party.kind == "crowd" or is_several(tree, source)
    return (OWN_SUBJECTS - THING - (ONE_PERSON if several else frozenset())) | nouns


def _kind(by_cue: StatementKind, by_content: StatementKind | None) -> StatementKind:
    """The cue's kind; a plain assertion is what its content makes of it, "asked" before a question mark a question."""
    asks = by_content == "question" and by_cue in ("demand", "belief")
    return by_content if by_content is not None and (asks or by_cue == "assertion") else by_cue


def _is_untrue(tree: Tree, content: Sequence[int]) -> bool:
    """Whether a content opens with what was said and ends by calling it false: "claims that ... are untrue"."""
    full = [i for i in content if tree.words[i].upos not in ("PUNCT", "DET", "ADJ")]
    ends = [i for i in content if tree.words[i].upos != "PUNCT"][-2:]
    if len(full) < len(ends) + 1 or len(ends) < len(NO_COMMENT):
        return False
    said = tree.words[full[0]].lemma.lower() in source_table().answered.things
    return said and tree.words[ends[0]].lemma.lower() == "be" and tree.lower(ends[1]) in modality_table().falsity.false


def _nobody(tree: Tree, draft: Draft) -> list[int]:
    """The "neither" or "nobody" that opens a source and turns its cue round."""
    return [i for i in tree.within(draft.source)[:1] if tree.lower(i) in NOBODY_WORDS]


def _turned(polarity: Polarity) -> Polarity:
    return "positive" if polarity == "negative" else "negative"


def _pairs(ranges: Sequence[Range]) -> list[list[int]]:
    return [[r.start, r.end] for r in ranges]


def _holder_text(page: Page, each: Voiced) -> str | None:
    text = _whole_name(page, each) or each.party.text
    media = [p.text for p in each.through if p.kind == "media" and p.text]
    return f"{text} (to {media[-1]})" if text and media and each.party.kind == "anonymous" else text


def _whole_name(page: Page, each: Voiced) -> str | None:
    """The source's own words where the party's name only opens them: not "Norway" for "Norway's exiled government"."""
    party = each.party
    if not party.text or party.kind != "body" or len(each.draft.source) != 1:
        return None
    (span,) = spans_of(page, each.draft.source)
    opens = re.match(rf"(?:the )?{re.escape(party.text)}(?:['’]s?|s['’]) \w", span.text, re.IGNORECASE)
    return span.text if opens and len(span.text.split()) <= LONGEST_NAME else None


def _links(page: Page, each: Voiced) -> tuple[Link, ...]:
    """The chain: who handed the words on, then whose they are; empty where nobody in it is known."""
    if each.party.kind == "unresolved" and not each.through and each.party.text is None:
        return ()
    steps = [p for p in (*each.through, each.party) if p.text or p.span]
    return tuple(
        Link(
            holder=p.holder,
            holder_text=(p.text if p is not each.party else _holder_text(page, each)) or _words_of(page, p),
            source_kind=p.kind,
            span=spans_of(page, [p.span])[0] if p.span is not None else None,
        )
        for p in steps
    )


def _words_of(page: Page, each: Party) -> str:
    return page.report.text[each.span.start : each.span.end] if each.span is not None else ""


def _own_voice(
    page: Page, passages: Sequence[Passage], found: Sequence[Draft], prose: Sequence[Range]
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
        untrue = said_untrue(page.tree, sentence)
        whose = [d for d in near.get(number, ()) if untrue is None or d.start <= untrue.start]
        clauses = own_clauses(page.tree, sentence, whose, is_title=own[at].kind == "title")
        clauses = (untrue,) if untrue is not None and not whose else clauses
        content = kept(page.report.text, clauses, prose)
        if content and quotation(content, page.quoted, page.report.text) != "direct":
            rows.append(_own_row(page, content))
    return rows


def _own_row(page: Page, content: tuple[Range, ...]) -> Statement:
    inner = clause(page.tree, page.tree.within(content), own=frozenset())
    return Statement(
        id=row_id("statements", page.report.id, _pairs(content), [], []),
        report=page.report.id,
        voice="outlet",
        content=spans_of(page, content),
        holder_text=page.report.outlet,
        source_kind="outlet",
        kind=inner.kind if inner.kind in ("question", "denial") else "assertion",
        certainty=inner.certainty,
        polarity=inner.polarity,
        quotation=quotation(content, page.quoted, page.report.text),
        confidence=confidence_of("outlet"),
    )
