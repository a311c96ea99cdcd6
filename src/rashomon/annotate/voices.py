"""Whose words each statement is and through whom they came, in text order: what points back finds who spoke before."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.annotate.anonymity import Reason
from rashomon.annotate.chains import Route, is_own, route
from rashomon.annotate.draft import Draft
from rashomon.annotate.quoting import quotation
from rashomon.annotate.source_words import Mentions, source_table
from rashomon.annotate.sources import Party, party
from rashomon.annotate.speakers import Place, Speakers
from rashomon.annotate.trees import Tree
from rashomon.parse import Range
from rashomon.records import Report, Span

MADE_WITHIN = 2
"""Sentences in which the maker of "a report" is named."""


class Voiced(msgspec.Struct, frozen=True):
    """A draft with whose words it is and how they came."""

    draft: Draft
    party: Party
    through: tuple[Party, ...]


class Page(msgspec.Struct, frozen=True):
    """What every step needs of the report."""

    report: Report
    tree: Tree
    mentions: Mentions
    quoted: tuple[Range, ...]
    titles: tuple[Range, ...] = ()


def voiced_of(page: Page, found: Sequence[Draft], why: Sequence[Reason]) -> list[Voiced]:
    """Whose words each draft is, in text order, so that what points back finds who spoke before."""
    speakers = Speakers(page.tree, page.mentions, page.quoted)
    told: dict[Draft, Voiced] = {}
    for draft in found:
        at = place_of(page, draft)
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
    return cited.span is not None and any(meets(cited.span, r.reason) for r in why)


def _client(page: Page, draft: Draft, who: Party, told: dict[Draft, Voiced]) -> Party | None:
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


def _introduced_below(page: Page, each: Voiced, voiced: Sequence[Voiced]) -> Voiced:
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


def _made_below(page: Page, each: Voiced, voiced: Sequence[Voiced]) -> Voiced:
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


def _named_after(page: Page, each: Voiced, voiced: Sequence[Voiced]) -> Voiced:
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


def place_of(page: Page, draft: Draft) -> Place:
    """Where the words stand; without a cue the place of their first."""
    return Place(
        sentence=page.tree.sentence(draft.cue[0].start if draft.cue else draft.start),
        until=page.tree.sentence(draft.end - 1),
        quoted=quotation(draft.content, page.quoted, page.report.text) != "indirect",
    )


def _handed(page: Page, speakers: Speakers, draft: Draft, came: Route, sentence: int) -> tuple[Party, ...]:
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


def meets(one: Range, two: Range) -> bool:
    """Whether two stretches share a character."""
    return one.start < two.end and two.start < one.end


def key_of(each: Party) -> str:
    """What tells a party from others in a report: its holder, else its words."""
    return each.holder or each.text or ""


def spans_of(page: Page, ranges: Sequence[Range]) -> tuple[Span, ...]:
    """Stretches with their text."""
    text = page.report.text
    return tuple(Span(start=r.start, end=r.end, text=text[r.start : r.end]) for r in ranges)
