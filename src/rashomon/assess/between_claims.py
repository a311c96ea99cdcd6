"""Findings over the positions of a claim: denial, accounts that rest on one origin, corroboration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from rashomon.assess.answering import answering, has_word_of_denying, is_reached
from rashomon.assess.calendar import days_apart
from rashomon.assess.circles import direct, paper_name
from rashomon.assess.claims import Stand
from rashomon.assess.content import Content, cosine
from rashomon.assess.focus import is_unreal
from rashomon.assess.independence import independent
from rashomon.assess.index import PileIndex
from rashomon.assess.origins import Origins
from rashomon.assess.positions import Told, holder_key, holder_text
from rashomon.assess.stories import paper_link
from rashomon.assess.telling import carried, holders, how_many, listed, quoted, says, shown
from rashomon.assess.terms import concepts_of, is_clause, matter_stems, stem, terms, words
from rashomon.assess.verdicts import Found, Verdicts, Weighed, dismissal
from rashomon.records import Dismissed, Severity, Side

_NAMED = frozenset(("person", "body", "media", "document"))
_SHOWN, _SHOWN_EACH = 4, 2
_MOST_WORDS = 45
_SAME_WORDS, _LEAST_RUN = 0.6, 5
_REPEATED, _BEFORE = 0.8, 3
_PLAINLY_ALIKE = 0.7
_DENIAL_REACH_DAYS = 45
_TOLD_BY = 3
_LEAST_SHARED = 2
_AT_HAND = 700


def _says_enough(content: Content) -> bool:
    """Whether a content is a clause, or points to one: a bare noun phrase, or half a page, takes no stand."""
    return content.pointing or (is_clause(content.text) and len(words(content.text)) <= _MOST_WORDS)


def _one_each(index: PileIndex, origins: Origins, contents: Iterable[Content], told: Told) -> list[Content]:
    """One content for each holder and report, members of the claim first, the plain before the hedged; a handful."""
    members = {m.key for m in told.draft.members}
    kept: dict[tuple[str, str], Content] = {}
    for content in sorted(
        contents, key=lambda c: (c.key not in members, c.title, _is_hedged(c), index.order(c.statement))
    ):
        kept.setdefault((holder_key(origins, content), content.statement.report), content)
    return list(kept.values())[:_SHOWN]


def _is_hedged(content: Content) -> bool:
    """Whether a holder is told to be less than certain of a content."""
    return content.statement.certainty != "certain"


def _side(index: PileIndex, contents: Sequence[Content]) -> Side:
    evidence = tuple(shown(index, c) for c in contents)
    return Side(label=listed(holders(index, contents)), evidence=evidence)


def denial(weighed: Weighed) -> Verdicts:
    """What one asserts and another denies, each denial held against the claim that most assert or deny."""
    index, origins, told = weighed.index, weighed.origins, weighed.told
    target: dict[tuple[str, int], Told] = {}
    for row in sorted(told, key=lambda t: (-_weight(t), t.claim.id)):
        if _asserters(index, row):
            for content in direct(row, "denies"):
                target.setdefault(content.key, row)
    own = [row for row in told if any(t is row for t in target.values()) or _is_denied_by_members(index, row)]
    found = [_denial(weighed, row) for row in own]
    return Verdicts(found=tuple(f for f in found if f), dismissed=tuple(_refusals(index, origins, told)))


def _is_denied_by_members(index: PileIndex, told: Told) -> bool:
    """Whether a content that the claim is made of denies what another asserts."""
    members = {m.key for m in told.draft.members}
    return any(c.key in members for c in direct(told, "denies")) and bool(_asserters(index, told))


def _weight(told: Told) -> int:
    return len(direct(told, "denies")) + len(direct(told, "asserts")) + len(told.claim.reports)


def _asserters(index: PileIndex, told: Told) -> list[Content]:
    """Who asserts a claim as it stands, or by a narrower one; headlines and questions are no accounts."""
    stands = [s for s in told.draft.stands if s.stance == "asserts" and not s.content.title]
    return [s.content for s in sorted(stands, key=_via_last)]


def _via_last(stand: Stand) -> bool:
    return stand.via is not None


def _denial(weighed: Weighed, told: Told) -> Found | None:
    index, origins = weighed.index, weighed.origins
    against = _one_each(index, origins, filter(_says_enough, direct(told, "denies")), told)
    deniers = {holder_key(origins, c) for c in against}
    near = [
        c
        for c in _asserters(index, told)
        if holder_key(origins, c) not in deniers and _says_enough(c) and _is_plainly_met(index, c, against)
    ]
    answers = {c.key: answering(index, origins, against, c) for c in near}
    near = [
        c
        for c in near
        if any(_meet(weighed, c, d) for d in answers[c.key]) and not any(_is_one_account(index, c, d) for d in against)
    ]
    pro = _one_each(index, origins, near, told)
    answered = {d.key for c in pro for d in answers[c.key]}
    against = [d for d in against if d.key in answered]
    if not pro or not against:
        return None
    who, others = holders(index, pro), holders(index, against)
    sentence = (
        f"{listed(who)}{carried(index, pro)} {says(how_many(index, pro))} {quoted(pro[0].text)}. "
        f"{listed(others)} {says(how_many(index, against), 'deny')} it: {quoted(shown(index, against[0]).text)}."
    )
    changed = any(_has_given_way(index, c, d) for c in pro for d in against)
    why = f"{len(who)} {'holder asserts' if len(who) == 1 else 'holders assert'} the claim, {len(others)} deny it."
    if changed:
        why = "A report says that the one was said before the other: an account that has changed."
    return Found(
        kind="tension" if changed else "denial",
        severity=_denial_severity(weighed, pro, against),
        sentence=sentence,
        sides=(_side(index, pro), _side(index, against)),
        claims=(told.claim.id,),
        incidents=(told.claim.incident,) if told.claim.incident else (),
        why=(why,),
        weight=float(len(who) + len(others)),
    )


def _has_given_way(index: PileIndex, told: Content, denial: Content) -> bool:
    """Whether one sentence tells an account and that it was denied before: `…, after the army had denied it`."""
    one, two = told.statement, denial.statement
    cue = [w for span in two.cue for w in words(span.text)]
    if one.report != two.report or "had" not in cue:
        return False
    here = index.sentence_at(one.report, told.spans[0].start)
    return here is not None and here.start <= denial.spans[0].start < here.end


def _is_plainly_met(index: PileIndex, told: Content, against: Sequence[Content]) -> bool:
    """Whether an outlet's own sentence is worded so like a denial, or so pointed to, that it is what is denied."""
    if told.statement.voice != "outlet":
        return True
    return any(d.pointing or cosine(index, told, d) >= _PLAINLY_ALIKE for d in against)


def _meet(weighed: Weighed, a: Content, b: Content) -> bool:
    """Whether two contents were told near enough in time, in stories near enough, to speak of one state of things."""
    one, two = a.statement.report, b.statement.report
    if one == two:
        return True
    apart = days_apart(weighed.index.window(one), weighed.index.window(two))
    told = b.is_denial or a.is_denial or b.pointing
    near = weighed.stories.may_be_one(one, two) if told else weighed.stories.are_told_near(one, two)
    return (apart is None or apart <= _DENIAL_REACH_DAYS) and near


def _denial_severity(weighed: Weighed, pro: Sequence[Content], against: Sequence[Content]) -> Severity:
    if all(c.statement.voice == "outlet" for c in against):
        return "low"
    named = [any(c.statement.source_kind in _NAMED for c in side) for side in (pro, against)]
    reports = sorted({c.statement.report for c in (*pro, *against)})
    shared = any(weighed.stories.is_shared(r) for r in reports)
    plain = any(_is_plain(weighed.index, pro, d) for d in against)
    shared_matter = _have_a_happening(weighed, reports) and any(_share_a_matter(c, d) for c in pro for d in against)
    if not shared_matter and not any(has_word_of_denying(c) or c.pointing for c in against):
        return "low"
    return "high" if all(named) and shared and plain else "medium"


def _share_a_matter(told: Content, negation: Content) -> bool:
    """Whether a plain negation is of more than the thing that it negates: `no bullet was fired` answers nobody who
    only speaks of a bullet. One incident shows it, or that they are told one right after the other; where one of them
    tells of a happening one report or two words in common; else three, with what is negated.
    """
    here = told.statement.report == negation.statement.report
    beside = here and abs(negation.spans[0].start - told.spans[-1].end) <= _AT_HAND
    if (beside and is_reached(negation, told)) or told.incidents & negation.incidents:
        return True
    shared = len(told.terms.stems & negation.terms.stems)
    if _is_of(told, negation) and negation.is_denial and (shared or is_reached(negation, told)):
        return True
    if told.incidents or negation.incidents:
        return here or shared >= _LEAST_SHARED
    return (negation.is_denial or not here) and shared > _LEAST_SHARED and is_reached(negation, told)


def _have_a_happening(weighed: Weighed, reports: Sequence[str]) -> bool:
    """Whether one of some reports tells of an incident that several reports of the pile tell of.

    In comment and analysis words that say `not` mostly answer no account.
    """
    least = min(_TOLD_BY, len(weighed.index.pile.reports))
    return any(len(i.reports) >= least and set(reports) & set(i.reports) for i in weighed.index.pile.incidents)


def _is_plain(index: PileIndex, pro: Sequence[Content], denial: Content) -> bool:
    """Whether it is plain what a denial denies: it is worded like it, or speaks of who denies it.

    Without a word of denying it must be of what was, and told in the same report or on a day known to be near.
    """
    if denial.pointing:
        return any(_is_of(c, denial) for c in pro)
    near = [c for c in pro if denial.is_denial or (not is_unreal(denial.text) and _is_known_near(index, c, denial))]
    return any(cosine(index, c, denial) >= _PLAINLY_ALIKE for c in near)


def _is_known_near(index: PileIndex, a: Content, b: Content) -> bool:
    one, two = a.statement.report, b.statement.report
    apart = days_apart(index.window(one), index.window(two))
    return one == two or (apart is not None and apart <= _DENIAL_REACH_DAYS)


def _is_of(told: Content, denial: Content) -> bool:
    """Whether a content speaks of the party that denies it: so it is surely what the party denies."""
    return denial.statement.holder is not None and denial.statement.holder in told.sides


def _is_one_account(index: PileIndex, a: Content, b: Content) -> bool:
    """Whether two contents are one holder's words twice over: under two names, or the same quotation."""
    if _is_speech_within_speech(a, b):
        return True
    if b.pointing:
        return False
    surnames = [holder_text(index, c).split()[-1:] for c in (a, b)]
    kinds = {c.statement.source_kind for c in (a, b)}
    if kinds == {"person"} and surnames[0] == surnames[1]:
        return True
    return not b.is_denial and _repeats(a, b)


def _is_speech_within_speech(a: Content, b: Content) -> bool:
    """Whether one of two statements stands in the other's content."""
    if a.statement.report != b.statement.report:
        return False
    one, two = ((*c.statement.content, *c.statement.cue) for c in (a, b))
    return any(x.start < y.end and y.start < x.end for x in one for y in two)


def _repeats(a: Content, b: Content) -> bool:
    """Whether one of two contents has nearly all words of the other in one run, with no negation right before it."""
    one, two = sorted((words(a.text), words(b.text)), key=len)
    run = SequenceMatcher(None, one, two, autojunk=False).find_longest_match()
    before = " ".join(two[max(0, run.b - _BEFORE) : run.b])
    return run.size >= max(_LEAST_RUN, _REPEATED * len(one)) and not terms(before).negated


def _refusals(index: PileIndex, origins: Origins, told: Sequence[Told]) -> list[Dismissed]:
    rows = []
    for row in told:
        silent, pro = direct(row, "declines"), _asserters(index, row)
        if silent and pro:
            sides = (_side(index, pro[:1]), _side(index, _one_each(index, origins, silent, row)))
            rows.append(dismissal("denial", sides, "not_contrary", "To decline to comment is not to deny."))
    return rows


def corroboration(weighed: Weighed) -> Verdicts:
    """Claims that two origins known to be apart assert as they stand, neither of which rests on the other."""
    told = weighed.told
    verdicts = [_corroboration(weighed, row) for row in told]
    return Verdicts(
        found=tuple(f for v in verdicts for f in v.found), dismissed=tuple(d for v in verdicts for d in v.dismissed)
    )


def _corroboration(weighed: Weighed, told: Told) -> Verdicts:
    index, origins = weighed.index, weighed.origins
    said = [c for c in direct(told, "asserts") if c.statement.voice == "attributed" and not c.title]
    said = [c for c in said if origins.traced[c.id].key.kind not in ("outlet", "unresolved") and _tells_what_was(c)]
    behind = independent(origins, said)
    if len(behind) < 2 or told.draft.sign < 0:
        return Verdicts()
    parties = [[c for c in said if origins.traced[c.id].key in party] for party in behind.parties]
    sides = sorted((p for p in parties if p), key=lambda s: index.order(s[0].statement))[:_SHOWN]
    if len(sides) < 2 or not _are_of_one_story(weighed, sides):
        return Verdicts()
    shown_sides = tuple(_side(index, _confirming_first(s)[:_SHOWN_EACH]) for s in sides)
    if not any(_is_known_apart(index, origins, a, b) for i, a in enumerate(sides) for b in sides[i + 1 :]):
        why = "They may be the same people, or the same words: not known to be two accounts."
        return Verdicts(dismissed=(dismissal("corroboration", shown_sides, "same_origin", why),))
    names = [listed(holders(index, s)) for s in sides]
    parts = [f"{n} ({quoted(shown(index, _confirming_first(s)[0]).text)})" for n, s in zip(names, sides, strict=True)]
    found = Found(
        kind="corroboration",
        severity=_corroboration_severity(index, sides),
        sentence=f"{listed(parts)} say the same, each on its own word.",
        sides=shown_sides,
        claims=(told.claim.id,),
        incidents=(told.claim.incident,) if told.claim.incident else (),
        why=("No chain in the pile leads from one to the other.", told.claim.origins_why),
        weight=float(len(behind)),
    )
    return Verdicts(found=(found,))


def _are_of_one_story(weighed: Weighed, sides: Sequence[Sequence[Content]]) -> bool:
    """Whether the first side's reports tell one story with those of each other side."""
    here = {c.statement.report for c in sides[0]}
    others = ({c.statement.report for c in side} for side in sides[1:])
    return all(any(weighed.stories.may_be_one(a, b) for a in here for b in there) for there in others)


def _tells_what_was(content: Content) -> bool:
    """Whether a content tells what was or is: of what would, must or may be nobody gives an account."""
    return _says_enough(content) and content.mood == "fact" and not is_unreal(content.text)


def _may_be_of_one_state(index: PileIndex, origins: Origins, a: Sequence[Content], b: Sequence[Content]) -> bool:
    """Whether two sides speak for one state, or one for a state and the other is an army or office of no told one."""
    parties = [{c.statement.holder or holder_text(index, c) for c in side} for side in (a, b)]
    one, two = (frozenset[str]().union(*map(origins.houses.states_of, side)) for side in parties)
    bare = [any(origins.houses.is_bare_office(p) for p in side) for side in parties]
    return bool(one & two) or (bool(one) and bare[1]) or (bool(two) and bare[0])


def _is_known_apart(index: PileIndex, origins: Origins, a: Sequence[Content], b: Sequence[Content]) -> bool:
    """Whether two sides are surely two parties: told in other words, in two reports or one confirming the other, and
    both with names of their own, or nameless to two outlets; two voices of one state are one.
    """
    if _may_be_of_one_state(index, origins, a, b):
        return False
    if any(_same_words(x, y) for x in a for y in b):
        return False
    confirming = any(c.pointing for c in (*a, *b))
    together = {c.statement.report for c in a} & {c.statement.report for c in b}
    if together and not confirming and not (_papers(index, a) and _papers(index, b)):
        return False
    named = [any(_has_name(index, c) for c in side) for side in (a, b)]
    if all(named):
        return not _name_stems(index, a) & _name_stems(index, b)
    media = any(c.statement.source_kind == "media" and _has_name(index, c) for c in (*a, *b))
    return any(named) and (confirming or media)


def _confirming_first(side: Sequence[Content]) -> list[Content]:
    return sorted(side, key=lambda c: not c.pointing)


def _papers(index: PileIndex, side: Sequence[Content]) -> frozenset[str]:
    """The outlets whose stories a side comes through."""
    return frozenset(paper_name(index, c) for c in side if paper_link(c.statement))


def _has_name(index: PileIndex, content: Content) -> bool:
    """Whether a holder goes by a name, not by an office or a description alone (`Police`, `the governor`)."""
    statement = content.statement
    if statement.source_kind not in _NAMED:
        return False
    told = holder_text(index, content).split()
    if all(concepts_of(stem(w)) for w in words(" ".join(told))):
        return False
    capitals = sum(w[:1].isupper() for w in told)
    return capitals >= (2 if statement.source_kind == "person" else 1)


def _name_stems(index: PileIndex, side: Sequence[Content]) -> frozenset[str]:
    """The words of holders' names and descriptions: parties that share one may be of one house."""
    return frozenset[str]().union(*(matter_stems(holder_text(index, c)) for c in side))


def _same_words(a: Content, b: Content) -> bool:
    """Whether two contents share a run of words that makes up most of the shorter: a quotation carried on."""
    one, two = words(a.text), words(b.text)
    run = SequenceMatcher(None, one, two, autojunk=False).find_longest_match().size
    return run >= max(_LEAST_RUN, _SAME_WORDS * min(len(one), len(two)))


def _corroboration_severity(index: PileIndex, sides: Sequence[Sequence[Content]]) -> Severity:
    contents = [c for s in sides for c in s]
    several = len({c.statement.report for c in contents}) > 1 or any(c.pointing for c in contents)
    near = any(
        cosine(index, a, b) >= _PLAINLY_ALIKE for i, s in enumerate(sides) for t in sides[i + 1 :] for a in s for b in t
    )
    return "medium" if several and (near or any(c.pointing for c in contents)) else "low"
