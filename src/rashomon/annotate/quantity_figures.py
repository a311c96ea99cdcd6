"""The figures of a sentence: numbers with bounds and what they count; ages, codes, scores and addresses left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.annotate.quantity_numerals import is_currency
from rashomon.annotate.quantity_numerals import numbers as all_numbers
from rashomon.annotate.quantity_words import (
    Line,
    bound_before,
    bound_phrases,
    grammar,
    lexicon,
    measure_of,
    phrases,
    phrases_by_first,
)
from rashomon.records import Bound
from rashomon.timex import Numeral

AGE_AFTER = re.compile(
    r"(?:,?\s(?:and|to|or)\s\d{1,3})?[-\s]*"
    r"(?:(?:and a half[-\s])?(?:year|month|week|day)s?[-\s]old|years? of age|-?y/?o\b)",
    re.IGNORECASE,
)
AGE_BEFORE = re.compile(
    r"\b(?:(?:aged?|ages|turn(?:s|ed|ing)|(?:young|old)er than)\s(?:about\s|just\s|only\s|of\s|from\s|between\s)?|"
    r"ages\sof\s(?:between\s)?)(?:\d{1,3}(?:,\s\d{1,3})*,?\s(?:and|to|or|through)\s)?$",
    re.IGNORECASE,
)
AGE_ALONE_AFTER = re.compile(r"\s?(?:[,.;)(—–]|$)")
AGE_OF_BOTH = re.compile(r"\b(?:both|all|each)\s$", re.IGNORECASE)
AGE_AT = re.compile(r"(?<!\bthe\s)(?<!\bof\s)\b(?:dead|dies|died|dying)\s+at\s(?:age\s|the age of\s)?$", re.IGNORECASE)
AGE_NAMED = re.compile(r"[A-Z][\w'’.\-]+,?\s\([\w\s]{2,20}\)\s$|[A-Z][\w'’.\-]+(?:\s(?:Jr|Sr|III|II)\.?)?,?\s?[,(]\s?$")
AGE_NAMED_AFTER = re.compile(
    r"\s?(?:[,.;)(—–]|-\s|$|of\b(?!\s(?:them|whom|which))|and\b|was\b|who\b|from\b|has\b|had\b|is\b)"
)
ENTITY_CODE = re.compile(r"[A-Za-z][-–]$|[./:#@]$|\bNo\.\s?$")
SHARE = re.compile(r"\b(?:quarters?|thirds?|half|fifths?|tenths?) of\s$", re.IGNORECASE)
"""What makes a share of the number behind it: "a quarter of a million"."""
FRACTION = re.compile(r"-?\s?(?:third|quarter|half|fifth|tenth|fourth)s?\b", re.IGNORECASE)
DECADE = re.compile(r"['’]?s\b")
"""What makes an age of a number: "in their 20s", "in his late 50’s"."""
GLUED = re.compile(
    r"-(?!\s)(?:year|month|week|day|hour|minute|story|storey|point|party|man|woman|way|time|part|page|vehicle|car|alarm|strong"
    r"|member|bedroom|seat|count|mile|foot|inch|block|lane|gauge|caliber|calibre|millimeter|old|person|judge|nation|state"
    r"|sided|pronged|thirds?)",
    re.IGNORECASE,
)
"""What a number makes an adjective with: "a three-story house"."""
CLOCK = re.compile(r"\s?o['’]clock", re.IGNORECASE)
CALIBRE = re.compile(r"\s?-?(?:mm|millimet|cal\b|calib|gauge)", re.IGNORECASE)
SLASHED = re.compile(r"\s?/\s?\d")
PHONE = re.compile(r"\(?\b\d{3}\)?[-.\s]\s?(?:\d{3}[-.\s])?\d{4}\b|\b1[-.\s]\d{3}[-.\s]\d{3}")
TO = frozenset({"to", "and", "-", "–", "or"})


def is_stop(line: Line, at: int) -> bool:
    """Whether a token ends what a number counts; in capitals "IS", "US", "WHO" are names."""
    token = line.tokens[at]
    named = token.text.isupper() and len(token.text) > 1 and not line.is_upper
    return token.lower in grammar("stop") and not named


OWNED = frozenset({"the", "those", "its", "his", "her", "our", "my", "their", "these"})
SINGLE = frozenset({"one", "1", "a"})
FOUND = frozenset({"found", "shot", "gunned"})
"""Words that say what befell those counted, and are not counted: "3 found dead", "Four shot"."""
LONE_ADVERBS = frozenset({"fatally", "mortally", "critically", "seriously", "severely"})
"""Adverbs that stand for what was done: "three were shot, one fatally"."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure: `first..last` are its tokens with bound and counted words (half-open)."""

    first: int
    last: int
    number: int
    """The token at which its number begins."""
    stop: int
    """The token after the number."""
    low: float | None
    high: float | None
    bound: Bound
    counted: tuple[int, int] | None
    """The tokens of what is counted, half-open."""
    head: int | None
    """The noun that is counted."""
    sign: str | None = None
    """`$` and its like, or `%`."""


class _Number(msgspec.Struct, frozen=True, array_like=True):
    """A number by its tokens, half-open; a range has a second value."""

    first: int
    last: int
    low: float
    high: float


def figures(line: Line) -> tuple[Figure, ...]:
    """The figures of a sentence in order; numbers in time expressions are none."""
    phones = [range(*m.span()) for m in PHONE.finditer(line.text, line.start, line.end)]
    found = [*_vague(line), *_both(line)]
    held = [range(line.tokens[f.first].start, line.tokens[f.stop - 1].end) for f in found]
    numbers = [n for n in all_numbers(line) if not _within(n.start, [*line.held, *phones, *held])]
    at = reached = 0
    while at < len(numbers):
        number, used = _ranged(line, numbers, at)
        at += used
        if number is not None and number.first >= reached and not _is_named(line, number):
            figure = _figure(line, number)
            if figure is not None:
                found.append(figure)
                reached = figure.stop
    return tuple(sorted(found, key=lambda f: f.first))


def _within(offset: int, stretches: Sequence[range]) -> bool:
    return any(offset in s for s in stretches)


def _tokens_of(line: Line, numeral: Numeral) -> tuple[int, int]:
    first = line.at(numeral.start)
    last = first
    while last < len(line.tokens) and line.tokens[last].end <= numeral.end:
        last += 1
    return first, max(last, first + 1)


def _ranged(line: Line, numbers: Sequence[Numeral], at: int) -> tuple[_Number | None, int]:
    """The number at `at`, with the next one where both make a range: "150 to 200", "between 50 and 60", "10-15"."""
    first, last = _tokens_of(line, numbers[at])
    if first >= len(line.tokens):
        return None, 1
    alone = _Number(first, last, numbers[at].value, numbers[at].value)
    if at + 1 == len(numbers):
        return alone, 1
    second, end = _tokens_of(line, numbers[at + 1])
    joint = line.lower(last)
    low, high = numbers[at].value, numbers[at + 1].value
    if second != last + 1 or joint not in TO or not 0 < low < high:
        return alone, 1
    led = line.lower(first - 1)
    if joint == "to" and led == "from" and line.lower(first - 2) in grammar("rises") | grammar("counts"):
        return alone, 1
    if joint == "and" and led != "between":
        return alone, 1
    if joint in {"-", "–"} and (high > 20 * low or not _noun_at(line, end)):
        return alone, 1
    return _Number(first, end, low, high), 2


def _noun_at(line: Line, at: int) -> bool:
    """Whether something that can be counted begins at a token."""
    word = line.lower(at)
    return (bool(word) and word[0].isalpha() and not is_stop(line, at)) or word in {"%", "dead"}


def _is_named(line: Line, number: _Number) -> bool:
    """Whether a number is an age, a code, a score, an address: a name of something, not how many there are."""
    start, end = line.tokens[number.first].start, line.tokens[number.last - 1].end
    before, after = line.text[max(line.start, start - 40) : start], line.text[end : end + 40]
    if (
        AGE_AT.search(before)
        or AGE_AFTER.match(after)
        or AGE_BEFORE.search(before)
        or GLUED.match(after)
        or CALIBRE.match(after)
        or CLOCK.match(after)
        or (DECADE.match(after) and line.lower(number.last - 1).isdigit())
    ):
        return True
    aged = AGE_NAMED.search(before) or _follows_person(line, number.first)
    if number.high <= 110 and aged and AGE_NAMED_AFTER.match(after):
        return True
    if number.high <= 110 and AGE_OF_BOTH.search(before) and AGE_ALONE_AFTER.match(after):
        return True
    if line.lower(number.first) == "a" and SHARE.search(before):
        return True
    if ENTITY_CODE.search(before) or SLASHED.match(after) or FRACTION.match(after):
        return True
    return any(told(line, number) for told in (_is_ratio, _is_coded, _is_score, _is_counted_off, _is_year))


def _follows_person(line: Line, at: int) -> bool:
    """Whether a number stands behind one person or several and a comma, as an age does: "the man, 28,"."""
    who = line.lower(at - 2)
    is_person = (who,) in phrases("victims") or measure_of("nouns").get(who) == "people"
    return is_person and line.lower(at - 1) in {",", "("}


def _is_ratio(line: Line, number: _Number) -> bool:
    """The second number of “one in five people”, “two out of three”, and the first before it"""

    def counts(at: int) -> bool:
        return line.lower(at).isdigit() or line.lower(at) in grammar("ages")

    behind = line.lower(number.first - 1) == "in" and counts(number.first - 2)
    behind = behind or line.lowers[max(0, number.first - 2) : number.first] == ["of", "every"]
    out_of = line.lowers[max(0, number.first - 2) : number.first] == ["out", "of"] and counts(number.first - 3)
    share = line.lowers[number.last : number.last + 2] in (["out", "of"], ["of", "every"]) and counts(number.last + 2)
    return behind or out_of or share


def _is_coded(line: Line, number: _Number) -> bool:
    """“Resolution 1325”, “Boeing 737”, “1200 block of Main Street”"""
    previous = line.tokens[number.first - 1] if number.first else None
    counted = previous is not None and previous.lower == "number" and line.lower(number.first - 2) in grammar("counts")
    if is_currency(line, number.first - 1) or counted:
        return False
    if line.tokens[number.first].text == "911" and measure_of("nouns").get(line.lower(number.last)) is None:
        return True
    figured = line.tokens[number.first].text[0].isdigit()
    if figured and line.lower(number.last) in {"block", "st", "street", "ave", "avenue"}:
        return True
    after = [line.lower(i) for i in range(number.last, number.last + 4)]
    capital = number.last < len(line.tokens) and line.tokens[number.last].text[0].isupper()
    if capital and figured and any(w in phrases_of_places() for w in after[1:]):
        return True
    if previous is None or not previous.text[0].isalpha():
        return False
    counts = any(line.lower(i) in measure_of("nouns") for i in range(number.last, number.last + 3))
    if previous.text.isupper() and 2 <= len(previous.text) <= 5 and not line.text[line.start : line.end].isupper():
        return not counts
    if (previous.lower,) in phrases("codes"):
        return not counts
    if not previous.text.isupper() and any(c.isupper() for c in previous.text[1:]):
        return True
    named = any(c.isupper() for c in previous.text) and number.first > 1 and line.tokens[number.first].text[0].isdigit()
    return named and not _noun_at(line, number.last) and line.lower(number.last) not in {"%", "percent"}


def phrases_of_places() -> frozenset[str]:
    """Words that end an address."""
    return frozenset(lexicon().places.words[:14])


def _is_counted_off(line: Line, number: _Number) -> bool:
    """“Image 1 of 8”, “page 3 of 12”: a place in a row."""

    def digits(at: int) -> bool:
        return line.lower(at).isdigit()

    def is_whole(at: int) -> bool:
        return line.lower(at - 1) == "of" and measure_of("nouns").get(line.lower(at + 1), "other") != "other"

    first = line.lower(number.last) in {"of", "/"} and digits(number.last + 1) and not is_whole(number.last + 1)
    second = line.lower(number.first - 1) in {"of", "/"} and digits(number.first - 2)
    return first or (second and not is_whole(number.first))


def _is_score(line: Line, number: _Number) -> bool:
    """“won 3-2”: two numbers about a hyphen that count nothing."""
    if number.low != number.high:
        return False
    left = line.lower(number.first - 1) in {"-", "–"} and line.lower(number.first - 2)[:1].isdigit()
    right = line.lower(number.last) in {"-", "–"} and line.lower(number.last + 1)[:1].isdigit()
    return left or right


def _is_year(line: Line, number: _Number) -> bool:
    token = line.tokens[number.first].text
    return len(token) == 4 and token.isdigit() and 1900 <= number.low <= 2039 and (
        line.lower(number.last) not in measure_of("nouns"))  # fmt: skip


def _figure(line: Line, number: _Number) -> Figure | None:
    first, last = number.first, _repeated(line, number)
    bound: Bound = "range" if number.low != number.high else "exact"
    low: float | None = number.low
    high: float | None = number.high
    sign = None
    if is_currency(line, first - 1):
        sign, first = line.lower(first - 1), first - 1
        if line.lower(first - 1) in {"us", "c", "a"}:
            first -= 1
    if line.lower(first - 1) in {"between", "from"} and bound == "range":
        first -= 1
    led = bound_before(line, first)
    if led is not None and bound == "exact":
        first, bound = led[0], _as_bound(led[1])
        outer = line.before(first, bound_phrases("before"))
        first = outer[0] if outer else first
    scale = _scale_behind(line, last, sign)
    if scale:
        number, last = _Number(number.first, last + 1, number.low * scale, number.high * scale), last + 1
        low, high = number.low, number.high
    trailing = line.after(last, bound_phrases("after"))
    if trailing is None and line.lower(last) == "+":
        trailing = last + 1, "at_least"
    if trailing is not None and bound == "exact":
        bound = _as_bound(trailing[1])
        last = trailing[0]
    low, high = _ends(bound, number.low, number.high)
    if line.lower(last) in {"%", "percent"} or (line.lower(last) == "per" and line.lower(last + 1) == "cent"):
        last += 1 if line.lower(last) != "per" else 2
        return Figure(first=first, last=last, number=number.first, stop=last, low=low, high=high, bound=bound,
                      counted=None, head=None, sign="%")  # fmt: skip
    if sign is not None:
        return Figure(first=first, last=last, number=number.first, stop=last, low=low, high=high, bound=bound,
                      counted=None, head=None, sign=sign)  # fmt: skip
    counted, head = _counted(line, last)
    if line.lower(number.first) in SINGLE and number.low == 1 and not _is_one(line, number, head):
        return None
    return Figure(
        first=first, last=counted[1] if counted else last, number=number.first, stop=last, low=low, high=high,
        bound=bound, counted=counted, head=head, sign=sign,
    )  # fmt: skip


def _repeated(line: Line, number: _Number) -> int:
    """The end of a number that is told twice: “eighty-four (84)”, as deeds and official letters do"""
    if line.lower(number.last) != "(" or line.lower(number.last + 2) != ")":
        return number.last
    twice = any(n.value == number.low for n in all_numbers(line) if line.at(n.start) == number.last + 1)
    return number.last + 3 if twice else number.last


SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12}
APART = frozenset({"mn", "mln", "bn", "bln"})
"""Those that a space may part from the number: “200 mln dollars”."""


def _scale_behind(line: Line, at: int, sign: str | None) -> float | None:
    """What a short form behind a number multiplies it by: “£2bn”, “2m people”; “a 2m wall” is measured in metres"""
    scale = SCALES.get(line.lower(at))
    if scale is None or (line.tokens[at - 1].end != line.tokens[at].start and line.lower(at) not in APART):
        return None
    plain = line.lower(at) in {"m", "k"} and sign is None
    if plain and measure_of("nouns").get(line.lower(at + 1)) not in {"people", "displaced", "killed"}:
        return None
    return scale


def _as_bound(word: str) -> Bound:
    bound: Bound = msgspec.convert(word, Bound)
    return bound


def _ends(bound: Bound, low: float, high: float) -> tuple[float | None, float | None]:
    if bound in {"at_least", "more_than"}:
        return low, None
    if bound in {"at_most", "less_than"}:
        return None, high
    return low, high


def _is_one(line: Line, number: _Number, head: int | None) -> bool:
    """Whether "one" counts: "one man was killed", not "one of the", "no one", "one day"."""
    if line.lower(number.last) == "of":
        return False
    if head is None or line.lower(number.first - 1) in {"no", "any", "every", "the", "this", "that", "each", "which"}:
        told = line.lower(number.last) in measure_of("participles") or line.lower(number.last) in LONE_ADVERBS
        return told and line.lower(number.first) != "a"
    return line.lower(head) in measure_of("nouns") or line.lower(head) == "shot"


def _counted(line: Line, at: int) -> tuple[tuple[int, int] | None, int | None]:
    """What a number counts: the tokens after it up to their noun, and the noun."""
    if line.lower(at) == "of" and line.lower(at + 1) in {"them", "whom", "us"}:
        return (at + 1, at + 2), None
    if line.lower(at) == "of" and line.lower(at + 1) in OWNED:
        at += 2
        if line.lower(at) in grammar("fallen") and not _noun_follows(line, at + 1):
            return (at, at + 1), at
    if line.lower(at) in measure_of("participles") and not _noun_follows(line, at + 1):
        return None, None
    if line.lower(at) == "shot" and "fired" in line.lowers[at + 1 : at + 4]:
        return (at, at + 1), at  # “one shot was fired”
    end, head = at, None
    while end < min(len(line.tokens), at + 7) and not _is_over(line, end, head, at):
        if head is not None or not _is_before_noun(line, end):
            head = end if line.tokens[end].text[0].isalpha() and not _is_passed(line, end, head) else head
        end += 1
    return (None, None) if head is None else ((at, head + 1), head)


def _is_suffering(word: str) -> bool:
    return word in lexicon().conditions["suffering"]


def _is_before_noun(line: Line, at: int) -> bool:
    """Whether a token only leads to the noun: "10,000 more troops", "five wounded soldiers"."""
    word = line.lower(at)
    return (word,) in phrases("fillers") or (word in measure_of("participles") and _noun_follows(line, at + 1))


def _is_passed(line: Line, at: int, head: int | None) -> bool:
    """Whether a token after a noun is no part of it: an adverb."""
    return head is not None and line.lower(at) not in measure_of("nouns") and _is_adverb(line.lower(at))


def _is_over(line: Line, at: int, head: int | None, first: int) -> bool:
    """Whether what is counted has ended before a token."""
    token = line.tokens[at]
    if token.lower == "-" and at > first:
        return False
    if token.lower in FOUND or token.lower in measure_of("intransitive") or _is_suffering(token.lower):
        return True
    if token.lower in LONE_ADVERBS and line.lower(at + 1) not in measure_of("participles"):
        return True
    if token.lower == "." and line.lower(at - 1) in {"st", "mt", "ft"}:
        return False
    if not token.text[0].isalpha() or line.is_held(at) or (is_stop(line, at) and token.lower != "dead"):
        return True
    if _is_verb(line, at):
        return True
    if head is None:
        return _is_past(line, at) and not _noun_follows_soon(line, at + 1)
    nouns = measure_of("nouns")
    if token.lower in {"hostage", "captive", "prisoner"}:
        return True
    if token.lower in measure_of("participles") or _is_past(line, at):
        return True
    return line.lower(head) in nouns and token.lower not in nouns and not token.text[0].isupper()


def _is_verb(line: Line, at: int) -> bool:
    """Whether the parse calls a token a verb that counts nothing; "IS" in capitals and participles are left alone."""
    token = line.tokens[at]
    if line.tag(at) not in {"VERB", "AUX"} or (token.text.isupper() and len(token.text) > 1):
        return False
    return token.lower not in measure_of("participles") and not token.lower.endswith(("ing", "ed"))


def _noun_follows(line: Line, at: int) -> bool:
    if line.lower(at) in grammar("stop") or not line.lower(at)[:1].isalpha():
        return False
    return any(line.lower(i) in measure_of("nouns") for i in (at, at + 1))


def _noun_follows_soon(line: Line, at: int) -> bool:
    """Whether a word that may be a noun stands at a token: "three armed men", not "a crowd of 5,000 gathered"."""
    return line.lower(at)[:1].isalpha() and not is_stop(line, at) and not line.is_held(at)


def _is_past(line: Line, at: int) -> bool:
    """Whether a token after a noun is a verb: by its tag, else by its ending."""
    tag = line.tag(at)
    word = line.lower(at)
    return tag in {"VERB", "AUX"} if tag else word.endswith("ed") and len(word) > 4


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4


def _vague(line: Line) -> list[Figure]:
    """Words like "dozens of people": no number, the word kept."""
    rows: list[Figure] = []
    at = 0
    while at < len(line.tokens):
        likely = phrases_by_first("vague").get(line.lowers[at], ())
        hit = next((p for p in likely if tuple(line.lowers[at : at + len(p)]) == p), None)
        if hit is None or line.is_held(at):
            at += 1
            continue
        last = at + len(hit)
        inner = last + 1 if line.lower(last) == "of" else last
        counted, head = _counted(line, inner)
        if head is not None and measure_of("nouns").get(line.lower(head), "other") != "other":
            rows.append(_wordy(at, last, counted, head))
        elif _is_predicate(line, last + (line.lower(last) in {"”", '"', "’"})) or _is_object(line, at, last):
            rows.append(_wordy(at, last + (line.lower(last) in {"more", "others"}), None, None))
        at = max(last, at + 1)
    return rows


def _both(line: Line) -> list[Figure]:
    """“both boys”, “both of his sons”, “both bombs”: two; “both soldiers and civilians” are no two"""
    rows: list[Figure] = []
    for at in range(len(line.tokens)):
        if line.lower(at) != "both" or line.is_held(at):
            continue
        counted, head = _counted(line, at + 1 + (line.lower(at + 1) == "the"))
        end = at + 1 if head is None else head + 1
        if _is_two(line, head, end):
            rows.append(
                Figure(first=at, last=end, number=at, stop=at + 1, low=2.0, high=2.0, bound="exact",
                       counted=counted if head is not None else None, head=head)
            )  # fmt: skip
    return rows


def _is_two(line: Line, head: int | None, end: int) -> bool:
    """Whether "both" stands with several people or alone as a subject, and joins no two of a row."""
    if head is None:
        return line.lower(end) in {"were", "are"} and line.lower(end - 2) not in {"they", "we", "who", "were", "are"}
    word = line.lower(head)
    plural = word.endswith("s") or word in {"men", "women", "children", "people"}
    return plural and measure_of("nouns").get(word) in {"people", "personnel", "munitions", "vehicles"} and (
        "and" not in line.lowers[end : end + 4])  # fmt: skip


def _is_predicate(line: Line, at: int) -> bool:
    """Whether a predicate follows a word like "dozens", "more" and "others" aside: "dozens more were missing"."""
    word = line.lower(at + 1) if line.lower(at) in {"more", "others"} else line.lower(at)
    verbs = measure_of("participles").keys() | measure_of("intransitive").keys()
    return word in verbs or word in {"were", "are", "have", "had"}


def _is_object(line: Line, at: int, last: int) -> bool:
    """Whether a verb of harm has a word like "dozens" as object: "wounding hundreds more", "killed dozens"."""
    last += line.lower(last) in {"more", "others"}
    behind = line.lower(last)
    ended = not behind[:1].isalpha() or (behind in grammar("stop") and behind != "of")
    return line.lower(at - 1) in measure_of("transitive") and ended


def _wordy(first: int, last: int, counted: tuple[int, int] | None, head: int | None) -> Figure:
    """A figure without a number."""
    end = counted[1] if counted else last
    return Figure(
        first=first, last=end, number=first, stop=last, low=None, high=None, bound="vague", counted=counted, head=head
    )
