"""What a negation reaches: the words of a clause that say what is not so.

Of `no fragments were found` the fragments, of `nobody lifted a stone` the lifting and the stone. A negation before a
preposition (`not at the tanks`) sets one thing against another and reaches nothing of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from rashomon.assess.phrases import around_phrases, has_phrase, spaced
from rashomon.assess.terms import function_stems, is_verbal, stance_words, stem, stems_of, words
from rashomon.lexicon import table
from rashomon.lexicon.groups import Forms, Phrases, Words

_REACHED, _WHOLE = 4, 6
_SPOKEN_OF = re.compile(
    r"^\W*(?:(?:any|all|the|these|those|such|this|that) )?"
    r"(?:talk|claims?|reports?|suggestions?|allegations?|accusations?|rumou?rs?|stories|story|idea|notion|charges?) "
    r"(?:of|that|about) (?P<matter>[^.;]+?) (?:is|are|was|were) (?P<verdict>[^.;]+)",
    re.IGNORECASE,
)
"""`Any talk of overloading is false`, `the claim that guards fired was a lie`."""
_VERDICT_WORDS, _LEAST_OPEN = 4, 2
_DETERMINERS = frozenset(("no", "none", "neither"))
_OTHER = frozenset(("not", "never", "nobody", "nothing", "cannot", "nor"))
_PREPOSITIONS = frozenset(("at", "in", "on", "by", "from", "to", "with", "for", "of", "about", "under", "over", "near"))
_BEING = frozenset(("is", "are", "was", "were"))
_SUBJECT = 2
_JOINING = frozenset(("and", "or", "but", "that", "who", "which"))


class _Common(msgspec.Struct, frozen=True):
    source: str
    words: tuple[str, ...]


class _CommonWords(msgspec.Struct, frozen=True):
    common: _Common


class _Focus(msgspec.Struct, frozen=True):
    abstract: Words
    mental: Words
    unreal: Forms
    doubting: Phrases
    disowned: Phrases
    unsettled: Phrases
    partial: Forms
    account: Words
    telling: Words


@cache
def _empty_heads() -> frozenset[str]:
    """Stems of what is no happening: `no evidence`, `did not think`."""
    told = table("focus", _Focus)
    return stems_of(told.abstract.words) | stems_of(told.mental.words)


@cache
def _unreal() -> frozenset[str]:
    forms = table("focus", _Focus).unreal.forms.split()
    return frozenset(forms) | frozenset(f"{f.removesuffix('n')}n't" for f in forms) | {"won't", "shan't", "can't"}


@cache
def _partial() -> frozenset[str]:
    return frozenset(table("focus", _Focus).partial.forms.split())


def speaks_of_accounts(text: str) -> bool:
    """Whether `text` has a word for what somebody tells: `gave the opposite account`."""
    return bool(stems_of(table("focus", _Focus).account.words) & {stem(w) for w in words(text)})


def telling_nouns() -> tuple[str, ...]:
    """Nouns for what a party tells: `account`, `claim`, `report`."""
    return tuple(table("focus", _Focus).telling.words.split())


def is_unreal(text: str) -> bool:
    """Whether `text` says what would, can or will be, or asks for it, not what was."""
    return bool(_unreal() & set(words(text)))


def said_false(text: str) -> str | None:
    """What a clause says is false to speak of: `overloading` of `any talk of overloading is false`; else None."""
    told = _SPOKEN_OF.match(text)
    if told is None:
        return None
    after = {stem(w) for w in words(told["verdict"])[:_VERDICT_WORDS]}
    return told["matter"] if after & stance_words("falsity") else None


def doubts(text: str) -> bool:
    """Whether `text` ends with words that doubt what was said before: `… is sceptical.`"""
    told = " ".join(words(text))
    return any(told.endswith(f" {phrase}") for phrase in table("focus", _Focus).doubting.phrases)


def left_open(text: str) -> str | None:
    """What a sentence leaves open: what follows `it was not clear that`, or stands before `is unknown`; else None."""
    for before, after in around_phrases(spaced(words(text)), table("focus", _Focus).unsettled.phrases):
        if not before.endswith(" no"):
            return after if len(_content(words(after))) >= _LEAST_OPEN else before
    return None


def keeps_out(text: str) -> bool:
    """Whether `text` says that a party had no part in a deed: `it played no part in the clearing`."""
    return has_phrase(spaced(words(text.replace("n’t", " not"))), table("focus", _Focus).disowned.phrases)


@cache
def _common_stems() -> frozenset[str]:
    return frozenset(stem(w) for w in table("common_words", _CommonWords).common.words)


def is_common(told: str) -> bool:
    """Whether a stem is of a word that stands in so much news that it tells little."""
    return told in _common_stems()


def focus_of(text: str, whole: bool) -> list[frozenset[str]]:
    """The stems that each negation of `text` reaches; with `whole`, of a clause denied as a whole, its first ones."""
    matter = said_false(text)
    if matter is not None:
        return [frozenset(_content(words(matter))[:_WHOLE])]
    told = words(text)
    found = [_content(told)[:_WHOLE]] if whole else []
    for i, word in enumerate(told):
        after = told[i + 1 :]
        if word in _DETERMINERS:
            found.append(_noun_phrase(after) or _content(_until_negated(after))[:_REACHED])
        elif (word in _OTHER or word.endswith("n't")) and not (after and after[0] in _PREPOSITIONS | _partial()):
            subject = _content(told[:i])[-_SUBJECT:] if _is_being(told, i) else []
            found.append(_content(_until_negated(after))[:_REACHED] + subject)
    return [frozenset(f) for f in found if f and f[0] not in _empty_heads()]


def _content(told: Sequence[str]) -> list[str]:
    return [s for s in map(stem, told) if s and s not in function_stems()]


def _is_being(told: Sequence[str], at: int) -> bool:
    """Whether a negator stands with a form of `be`: `the press is not a target` is said of the press too."""
    word = told[at]
    return (word == "not" and at > 0 and told[at - 1] in _BEING) or word.removesuffix("n't") in _BEING


def _until_negated(told: Sequence[str]) -> Sequence[str]:
    end = next((i for i, w in enumerate(told) if w in _DETERMINERS | _OTHER or w.endswith("n't")), len(told))
    return told[:end]


def _noun_phrase(told: Sequence[str]) -> list[str]:
    """The content words up to a verb that can be seen, a preposition or a conjunction; `of` opens the phrase."""
    start = 1 if told[:1] == ["of"] else 0
    stop = _PREPOSITIONS | _JOINING
    end = next((i for i, w in enumerate(told) if i >= start and (w in stop or is_verbal(w))), len(told))
    return _content(told[:end])[:_REACHED]
