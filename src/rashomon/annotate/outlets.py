"""Which words name an outlet beside a verb of telling.

By the list of mastheads, by "the daily" before them, or because a body that is no public one is told something.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from rashomon.annotate.kinds import demonyms, known_names
from rashomon.annotate.source_heads import POSSESSOR
from rashomon.annotate.source_words import Mentions, lemma_of, source_table
from rashomon.annotate.trees import Tree
from rashomon.gazetteer import folded
from rashomon.lexicon import table
from rashomon.records import Mention
from rashomon.timex.words import time_words

LONGEST_DESCRIPTION = 7
"""Words that may describe an outlet before its name."""
LONGEST_NAME = 6
JOINTS = frozenset({"of", "de", "del", "della", "di", "du", "la", "le", "el", "and", "&", "-"})
OPENING_MARKS = frozenset({"“", '"', "``", "‘"})
CLOSING_MARKS = frozenset({"”", '"', "''", "’"})
DESCRIBING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON", "PUNCT"})


class Names(msgspec.Struct, frozen=True):
    """A list of names with its source."""

    source: str
    names: tuple[str, ...]


class OutletNames(msgspec.Struct, frozen=True):
    """What the table of outlets says of names alone."""

    agencies: Names
    mastheads: Names


@cache
def _known() -> frozenset[str]:
    names = table("outlets", OutletNames)
    return frozenset(folded(name) for name in (*names.agencies.names, *names.mastheads.names))


def is_outlet_name(name: str) -> bool:
    """Whether a name is on the list of agencies and mastheads."""
    return folded(name) in _known()


def outlet_before(tree: Tree, words: Sequence[int], head: int) -> list[int]:
    """The listed outlet right before a document's noun: "Reuters" of "a Reuters report", the longest name first."""
    for first in range(max(words[0], head - LONGEST_NAME), head):
        name = tree.text[tree.words[first].start : tree.words[head - 1].end]
        if first in words and _is_capital(tree, first) and is_outlet_name(name):
            return list(range(first, head))
    return []


def outlet_words(
    tree: Tree, mentions: Mentions, first: int, last: int, *, told: bool, described: bool = False
) -> list[int]:
    """The words of the outlet's name in the phrase from word `first` on, behind all that describes it ("France’s daily
    Le Soir"); empty where it names none. With `told`, a named body that is no public one counts as an outlet, with
    `described` any name.
    """
    index = first
    common = _common(tree, first, last) if told else []
    if common:
        return common
    while index < min(last, first + LONGEST_DESCRIPTION):
        name = _capitals(tree, index, last)
        if told and not name and folded(tree.lower(index)) in _known() and not _is_medium(tree, index):
            return [index]
        if not name:
            if not _may_describe(tree, index, first):
                return []
            described = described or _is_medium(tree, index)
            index += 1
            continue
        if _is_of_calendar(tree, index):
            return []
        if len(name) == 1 and tree.lower(index) in source_table().media.of_kinds:
            index += 1
            continue
        name = _titled(tree, _without_day(tree, name), last)
        behind = name[-1] + 1
        described = described or _is_explained(tree, behind, last)
        owned = _owns(tree, behind, last)
        if owned and _is_opened(tree, behind + 1, last) and _is_by_mention(tree, mentions, name):
            return name
        further = _further(tree, name, behind, last)
        if further is not None:
            described, index = described or _is_medium(tree, behind), further
            continue
        if behind < last and _is_medium(tree, behind):
            if _is_of_town(tree, mentions, name, behind):
                return [*name, behind]
            described = True
        return name if described or _is_outlet(tree, mentions, name, told=told) else []
    return []


def _may_describe(tree: Tree, index: int, first: int) -> bool:
    """Whether a word may stand in what describes an outlet before its name."""
    hyphened = index > first and tree.lower(index - 1) == "-"
    of_theirs = tree.words[index].upos == "ADP" and lemma_of(tree, index - 1) in source_table().media.staff
    return (hyphened or of_theirs or tree.words[index].upos in DESCRIBING) and tree.lower(index) != ","


def _further(tree: Tree, name: Sequence[int], behind: int, last: int) -> int | None:
    """Where to look on behind a name that only describes an outlet: an owner, half of a compound, a nation."""
    if behind >= last:
        return None
    if tree.lower(behind) == "-" and behind + 1 < last and not _is_capital(tree, behind + 1):
        return behind + 2
    if _owns(tree, behind, last) and not is_masthead(tree, name):
        return behind + 1
    if _is_medium(tree, behind) and behind + 1 < last and _capitals(tree, behind + 1, last):
        return behind + 1
    return behind if _names_a_place(tree, name) and tree.words[behind].upos in ("ADJ", "NOUN") else None


def _is_of_calendar(tree: Tree, index: int) -> bool:
    """Whether a capital word is a weekday or a month: "told reporters Monday" names no Monday."""
    form, words = tree.lower(index), time_words()
    follows = index + 1 < len(tree.words) and _is_capital(tree, index + 1)
    return not follows and (form in words.weekdays or form in words.months)


def _without_day(tree: Tree, name: list[int]) -> list[int]:
    """A run of capital words without the weekday behind a listed name: the BBC of "told the BBC Thursday"."""
    ends = len(name) > 1 and tree.lower(name[-1]) in time_words().weekdays
    return name[:-1] if ends and is_masthead(tree, name[:-1]) else name


def _titled(tree: Tree, name: list[int], last: int) -> list[int]:
    """A name that stands right behind an opening quotation mark up to the closing one: “Meet the Press”."""
    if tree.lower(name[0] - 1) not in OPENING_MARKS:
        return name
    for index in range(name[0], min(last, name[0] + LONGEST_NAME)):
        if tree.lower(index) in CLOSING_MARKS:
            whole = list(range(name[0], index))
            while whole and tree.words[whole[-1]].upos == "PUNCT":
                whole.pop()
            return whole if len(whole) > len(name) else name
    return name


def _is_opened(tree: Tree, index: int, last: int) -> bool:
    return index < last and tree.lower(index) in OPENING_MARKS


def _is_by_mention(tree: Tree, mentions: Mentions, name: Sequence[int]) -> bool:
    """Whether a name is a medium's, by the list or by the name that was found in the report."""
    found = mention_of(tree, mentions, name)
    return is_masthead(tree, name) or (found is not None and found.kind == "media")


def _is_of_town(tree: Tree, mentions: Mentions, name: Sequence[int], behind: int) -> bool:
    """Whether a place and a common noun together say which medium: "Riga television", not the "Boston Globe"."""
    if tree.lower(behind) not in source_table().media.common or _is_capital(tree, behind) or is_masthead(tree, name):
        return False
    found, both = mention_of(tree, mentions, name), mention_of(tree, mentions, [*name, behind])
    return (found is not None and found.kind == "place") or both is not None


def _common(tree: Tree, first: int, last: int) -> list[int]:
    """The words of a medium without a name ("state television", "the newspaper"), its article left out."""
    found: list[int] = []
    for index in range(first, min(last, first + LONGEST_DESCRIPTION)):
        word = tree.words[index]
        if tree.lower(index) in ("this", "our"):
            return []
        if word.upos == "DET" and not found:
            continue
        of_country = not found and tree.lower(index) in demonyms()
        if word.upos not in ("ADJ", "NOUN", "PROPN") or (_is_capital(tree, index) and not of_country):
            break
        found.append(index)
    plain = bool(found) and tree.lower(found[-1]) in source_table().media.common
    capital = bool(found) and found[-1] + 1 < last and _is_capital(tree, found[-1] + 1)
    return found if plain and not capital else []


def _is_explained(tree: Tree, index: int, last: int) -> bool:
    """Whether an aside behind a name says that it is a medium: ", Finland’s largest newspaper". The noun of the
    medium is its head: ", the station's director" and ", head of services" are persons.
    """
    if index >= last or tree.lower(index) != ",":
        return False
    aside: list[int] = []
    for here in range(index + 1, min(last, index + LONGEST_DESCRIPTION)):
        if tree.words[here].upos in ("VERB", "AUX", "PUNCT", "ADP", "SCONJ"):
            break
        aside.append(here)
    return bool(aside) and not _is_capital(tree, aside[-1]) and _is_medium(tree, aside[-1])


def is_masthead(tree: Tree, name: Sequence[int]) -> bool:
    """Whether a run of capital words is an outlet's name, or begins with one or with a word that only outlets bear."""
    forms = [folded(tree.text[tree.words[name[0]].start : tree.words[i].end]) for i in name]
    words = [tree.text[tree.words[i].start : tree.words[i].end] for i in (name[0], name[-1])]
    if words[0] == "The" and len(name) > 1:
        words[0] = tree.text[tree.words[name[1]].start : tree.words[name[1]].end]
    return any(f in _known() for f in forms) or (
        len(name) > 1 and any(w in source_table().media.name_ends for w in words)
    )


def _capitals(tree: Tree, index: int, last: int) -> list[int]:
    """The run of capital words from a word on, with what joins them."""
    if not _is_capital(tree, index) or (tree.words[index].upos == "DET" and tree.lower(index) != "the"):
        return []
    found = [index]
    for here in range(index + 1, min(last, index + LONGEST_NAME)):
        if tree.lower(here) == "-" and here + 1 < last and not _is_capital(tree, here + 1):
            break
        joins = tree.lower(here) in JOINTS and here + 1 < last and _is_capital(tree, here + 1)
        numbered = tree.lower(here)[:1].isdigit()
        if not joins and not numbered and not _is_capital(tree, here):
            break
        found.append(here)
    return found if any(tree.lower(i) != "the" for i in found) else []


def _is_capital(tree: Tree, index: int) -> bool:
    return tree.text[tree.words[index].start].isupper()


def _owns(tree: Tree, index: int, last: int) -> bool:
    return index < last and tree.lower(index) in POSSESSOR


def _is_medium(tree: Tree, index: int) -> bool:
    media, lemma = source_table().media, lemma_of(tree, index)
    return tree.lower(index) in media.lemmas or lemma in media.lemmas or lemma in media.news_of


def _names_a_place(tree: Tree, name: Sequence[int]) -> bool:
    return all(tree.lower(i) in demonyms() for i in name)


def _is_outlet(tree: Tree, mentions: Mentions, name: Sequence[int], *, told: bool) -> bool:
    """Whether a name without any description is an outlet's: known as one, or a body that is no public one."""
    if is_masthead(tree, name):
        return True
    mention = mention_of(tree, mentions, name)
    if mention is None:
        return told and _is_nobodys(tree, name)
    if mention.kind == "media":
        return True
    if (
        not told
        or mention.kind not in ("organisation", "company", "other")
        or folded(mention.span.text) in known_names()
    ):
        return False
    return _is_nobodys(tree, name)


def _is_nobodys(tree: Tree, name: Sequence[int]) -> bool:
    """Whether a name ends in no noun of a public body, an office or a crowd: not "Parliament", not "MPs"."""
    sources, last = source_table(), name[-1]
    common = (*sources.body.lemmas, *sources.crowd.lemmas, *sources.anonymous.lemmas, *sources.office.lemmas)
    return tree.words[last].upos == "PROPN" and lemma_of(tree, last) not in common and tree.lower(last) not in common


def mention_of(tree: Tree, mentions: Mentions, name: Sequence[int]) -> Mention | None:
    """The proper name that covers the end of a name."""
    word = tree.words[name[-1]]
    first = next((i for i in name if tree.lower(i) != "the"), name[0])
    named = [
        m for m in mentions.over(word.start, word.end) if m.head == "name" and m.span.start <= tree.words[first].start
    ]
    return named[-1] if named else None
