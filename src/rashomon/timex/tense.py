"""The tense of the verb that governs a time expression: from the parse where there is one, else from the words around.

Tense decides which Monday: "met on Monday" looks back, "will meet on Monday" forward.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import msgspec

from rashomon.lexicon import table
from rashomon.parse import Word
from rashomon.timex.record import Leaning

EDGE = re.compile(r"[.?!;]['\"”’)]*\s+(?=[\"“‘'(]*[A-Z0-9])|\n|[;:—]")
WORDS = re.compile(r"[^\W\d_]+(?:['’](?:ll|d|re|ve|s|t))?")


class TenseWords(msgspec.Struct, frozen=True):
    """The table `tense_words`."""

    source: str
    future: dict[str, bool]
    future_before_to: dict[str, bool]
    modal: dict[str, bool]
    past: dict[str, bool]
    accused: dict[str, bool]
    laid_to_have_been: dict[str, bool]
    present: dict[str, bool]


@cache
def tense_words() -> TenseWords:
    """The table of words that show a verb's tense."""
    words: TenseWords = table("tense_words", TenseWords)
    return words


def _word_lean(word: str, following: str) -> Leaning | None:
    words = tense_words()
    if word in words.future or word.endswith(("'ll", "’ll")):
        return "future"
    if word in words.future_before_to and following == "to":
        return "future"
    if word in words.past or (word.endswith("ed") and len(word) > 4 and word not in words.present):
        return "past"
    return "present" if word in words.present else None


def _is_modal(word: str, following: str) -> bool:
    """“would meet on Monday” lies ahead, “would have met” does not; “Wednesday's ruling” is told before all that"""
    return word in tense_words().modal and following != "have"


def _is_still_to_come(spoken: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a past form tells of a plan: "has scheduled a meeting Thursday", "is expected next week"."""
    before = spoken[at - 1].group().lower() if at else ""
    return spoken[at].group().lower() in tense_words().future_before_to and before in PRESENT_HELPERS


PRESENT_HELPERS = frozenset({"is", "are", "has", "have", "be"})
HEARSAY = frozenset({"said", "believed", "thought", "known", "reported", "understood", "alleged", "appeared", "seemed",
                     "claimed", "was", "were"})  # fmt: skip


def _of_infinitive(before: str) -> Leaning | None:
    """“Ferries to be suspended Monday” looks ahead; “was to be”, “said to be” do not say"""
    return None if before in HEARSAY else "future"


def surface_lean(text: str, start: int, end: int) -> Leaning | None:
    """The tense by the words of the clause around `text[start:end]`; the nearest sign of one wins.

    A sign before the expression counts more than one after it: "He will meet them on Monday, she said".
    """
    left = max((m.end() for m in EDGE.finditer(text, max(0, start - 300), start)), default=max(0, start - 300))
    edge = EDGE.search(text, end, min(len(text), end + 200))
    right = edge.start() if edge else min(len(text), end + 200)
    owned = text[end : end + 2] in {"'s", "’s"}
    signs: list[tuple[int, Leaning]] = []
    seen: list[tuple[int, Leaning]] = []
    spoken = list(WORDS.finditer(text, left, right))
    for at, match in enumerate(spoken):
        if start <= match.start() < end:
            continue
        following = spoken[at + 1].group().lower() if at + 1 < len(spoken) else ""
        lean = _word_lean(match.group().lower(), following)
        if lean == "past" and _is_still_to_come(spoken, at):
            lean = "future"
        if match.end() <= start and not owned and _is_modal(match.group().lower(), following):
            lean = "future"
        if lean == "past" and [m.group().lower() for m in spoken[max(0, at - 2) : at]] == ["to", "be"]:
            lean = _of_infinitive(spoken[at - 3].group().lower() if at >= 3 else "")
        if lean:
            before = match.end() <= start
            gap = text[match.end() : start] if before else text[end : match.start()]
            distance = (
                (start - match.end() if before else match.start() - end) + 40 * gap.count(",") + (0 if before else 15)
            )
            told = not before and any(sign == "past" and place >= end for place, sign in seen)
            seen.append((match.start(), lean))
            signs.append((distance - (20 if lean == "future" and not told else 0), lean))
    return min(signs, key=lambda s: s[0])[1] if signs else None


def parsed_lean(words: Sequence[Word], text: str, start: int, end: int) -> Leaning | None:
    """The tense of the nearest verb above the expression in the parse; None where none shows one."""
    at = bisect_left(words, start, key=lambda w: w.start)
    if at >= len(words) or words[at].start >= end:
        return None
    seen = 0
    while 0 <= at < len(words) and seen < 12:
        seen += 1
        if words[at].upos in {"VERB", "AUX"} and not start <= words[at].start < end:
            lean = "past" if _is_laid_to_somebody(words, text, at) else _verb_lean(words, text, at)
            if lean:
                return lean
        elif _has_been(words, text, at):
            return "past"
        at = words[at].head
    return None


def _verb_lean(words: Sequence[Word], text: str, at: int) -> Leaning | None:
    form = text[words[at].start : words[at].end].lower()
    helpers = [
        text[w.start : w.end].lower()
        for w in words[max(0, at - 8) : at + 4]
        if w.head == at and w.deprel.split(":")[0] in {"aux", "cop"}
    ]
    table_ = tense_words()
    if any(h in table_.future or h in {"'ll", "’ll"} for h in helpers):
        return "future"
    if any(h in table_.modal for h in helpers) and "have" not in helpers:
        return "future"
    if _is_planned(words, text, at, helpers):
        return "future"
    if any(h in {"has", "have", "had", "'ve", "’ve", "'d"} for h in helpers):
        return "past"
    for helper in helpers:
        lean = _word_lean(helper, "")
        if lean:
            return lean
    if form in table_.past or (form.endswith("ed") and form != words[at].lemma):
        return "past"
    return "present" if not helpers and words[at].upos == "VERB" and _is_plain(form, words[at].lemma) else None


def _is_laid_to_somebody(words: Sequence[Word], text: str, at: int) -> bool:
    """Whether a verb tells a deed that somebody is held to have done: "are suspected of shooting two men Jan. 7"."""
    governor = words[at].head
    if governor < 0 or not text[words[at].start : words[at].end].lower().endswith("ing"):
        return False
    marked = at > 0 and text[words[at - 1].start : words[at - 1].end].lower() in {"of", "with", "for", "in"}
    return marked and text[words[governor].start : words[governor].end].lower() in tense_words().accused


def _has_been(words: Sequence[Word], text: str, at: int) -> bool:
    """Whether a noun is of what was, whatever its verb tells: "there would be a price to pay after a suspected attack
    Saturday".
    """
    near = range(max(0, at - 5), at)
    laid = tense_words().laid_to_have_been
    return words[at].upos == "NOUN" and any(
        words[i].head == at and text[words[i].start : words[i].end].lower() in laid for i in near
    )


def _is_plain(form: str, lemma: str) -> bool:
    """Whether a verb stands in the present or the infinitive: "expire", "expires"."""
    return form in {lemma, f"{lemma}s", f"{lemma}es"}


def _is_planned(words: Sequence[Word], text: str, at: int, helpers: Sequence[str]) -> bool:
    """Whether the verb tells a plan: "plans to meet" (at either verb), "is to resume"."""

    def form(index: int) -> str:
        return text[words[index].start : words[index].end].lower()

    near = range(max(0, at - 6), min(len(words), at + 6))
    to_verb = any(words[i].head == at and words[i].deprel == "mark" and form(i) == "to" for i in near)
    if to_verb and any(h in {"is", "are"} for h in helpers):
        return True
    governor = words[at].head
    if words[at].deprel == "xcomp" and 0 <= governor < len(words) and form(governor) in tense_words().future_before_to:
        return True
    planned = form(at) in tense_words().future_before_to and form(at) not in {"is", "are", "be"}
    return planned and any(words[i].head == at and words[i].deprel == "xcomp" and i > at for i in near)


CLAUSE = re.compile(
    r"(?:^|[.?!,;:—“\"‘'(]\s*|\b(?:and|but|that)\s+)(?:(?:on|by|in|early|late|from)\s+)*$", re.IGNORECASE
)
AHEAD = re.compile(r",?\s+((?:[\w’'-]+\s+){0,3}?)(?:will|shall|won['’]t)\b|,?\s+()\w+['’]ll\b")


def _opens_what_is_to_come(text: str, start: int, end: int) -> bool:
    """Whether an expression stands before its clause, which looks ahead: "…, and on Wednesday we will be in court"."""
    ahead = AHEAD.match(text, end)
    if ahead is None or CLAUSE.search(text, max(0, start - 40), start) is None:
        return False
    return all(_word_lean(word, "") != "past" for word in (ahead[1] or "").lower().split())


def lean(text: str, start: int, end: int, words: Sequence[Word] = ()) -> Leaning | None:
    """The tense of the verb that governs `text[start:end]`, where that is plain."""
    if _opens_what_is_to_come(text, start, end):
        return "future"
    return (parsed_lean(words, text, start, end) if words else None) or surface_lean(text, start, end)
