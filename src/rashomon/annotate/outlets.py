"""Which words name an outlet beside a verb of telling.

By the list of mastheads, by "the daily" before them, or because a body that is no public one is told something.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from rashomon.annotate.kinds import demonyms, known_names
from rashomon.annotate.source_words import Mentions, lemma_of, source_table
from rashomon.annotate.trees import Tree
from rashomon.gazetteer import folded
from rashomon.lexicon import table
from rashomon.records import Mention

LONGEST_DESCRIPTION = 7
"""Words that may describe an outlet before its name."""
LONGEST_NAME = 6
JOINTS = frozenset({"of", "de", "del", "della", "di", "du", "la", "le", "el", "and", "&", "-"})
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
            hyphened = index > first and tree.lower(index - 1) == "-"
            of_theirs = tree.words[index].upos == "ADP" and lemma_of(tree, index - 1) in source_table().media.staff
            if not (hyphened or of_theirs or tree.words[index].upos in DESCRIBING) or tree.lower(index) == ",":
                return []
            described = described or _is_medium(tree, index)
            index += 1
            continue
        if len(name) == 1 and tree.lower(index) in source_table().media.of_kinds:
            index += 1
            continue
        behind = name[-1] + 1
        described = described or _is_explained(tree, behind, last)
        if behind + 1 < last and tree.lower(behind) == "-" and not _is_capital(tree, behind + 1):
            index = behind + 2
            continue
        if _owns(tree, behind, last) and not _is_known(tree, name):
            index = behind + 1
            continue
        if behind < last and _is_medium(tree, behind):
            if behind + 1 < last and _capitals(tree, behind + 1, last):
                described, index = True, behind + 1
                continue
            described = True
        if _names_a_place(tree, name) and behind < last and tree.words[behind].upos in ("ADJ", "NOUN"):
            index = behind
            continue
        return name if described or _is_outlet(tree, mentions, name, told=told) else []
    return []


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
    """Whether an aside behind a name says that it is a medium: ", Finland’s largest newspaper"."""
    if index >= last or tree.lower(index) != ",":
        return False
    for here in range(index + 1, min(last, index + LONGEST_DESCRIPTION)):
        if tree.words[here].upos in ("VERB", "AUX", "PUNCT"):
            return False
        if _is_medium(tree, here) and not _is_capital(tree, here):
            return True
    return False


def _is_known(tree: Tree, name: Sequence[int]) -> bool:
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
    return index < last and tree.lower(index) in ("'s", "’s", "'", "’")


def _is_medium(tree: Tree, index: int) -> bool:
    media, lemma = source_table().media, lemma_of(tree, index)
    return tree.lower(index) in media.lemmas or lemma in media.lemmas or lemma in media.news_of


def _names_a_place(tree: Tree, name: Sequence[int]) -> bool:
    return all(tree.lower(i) in demonyms() for i in name)


def _is_outlet(tree: Tree, mentions: Mentions, name: Sequence[int], *, told: bool) -> bool:
    """Whether a name without any description is an outlet's: known as one, or a body that is no public one."""
    if _is_known(tree, name):
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
