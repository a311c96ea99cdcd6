"""Figures whose noun stands elsewhere: "nine of them", "19 of the 27", "had given 19 a day earlier", "X had 4,640".

The nearest figure before that fits lends its measure, in the sentence first: a part is no greater than its whole, a
second count of the same thing is of the same order of magnitude, and nothing leans on money, shares or distances.
A bare number that no such frame holds stays out: a score, an age, a date, a place in a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import msgspec

from rashomon.annotate.quantity_figures import Figure
from rashomon.annotate.quantity_numerals import elliptic, leaning, numbers
from rashomon.annotate.quantity_sums import Told
from rashomon.annotate.quantity_words import HARMED, OF_PEOPLE, UNTOLD, Line, grammar, measure_of, phrases, words_of
from rashomon.records import Measure

MEASURED: frozenset[Measure] = frozenset(("money", "percent", "distance", "duration"))
"""Measures whose figures lend nothing."""
THINGS: frozenset[Measure] = frozenset(("munitions", "vehicles", "strikes", "attacks"))
ORDER = 10.0
"""Two counts of one thing differ by no more than this factor."""
NEAR = 12
"""Words that may stand between a figure and the part that is told beside it."""
CLOSERS = frozenset({"", ".", ",", ";", ":", ")", "”", '"', "’", "–", "—", "!", "?"})
QUESTION = re.compile(r"\b[Hh]ow many((?: [\w'’]+){1,7})[^?]{0,80}$")
ASKED = 140
"""Characters before a bare number in which it may be asked how many."""
FEW = 10
"""Up to so many, "the two" stands for those told of and counts nobody anew."""
LIGHT = CLOSERS | frozenset({"for", "with", "in", "on", "at", "by", "as", "and", "but", "while", "so", "after", "when"})


class Kin(msgspec.Struct, frozen=True):
    """What a figure measures, and the words from which it has it."""

    measure: Measure
    why: str


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure may lean on."""

    found: Sequence[Told]
    """The figures of its sentence before it."""
    before: Sequence[Sequence[Told]]
    """Those of the sentences before, the nearest last."""
    behind: Callable[[int], Measure | None]
    """The measure of the figure that begins its number at a token of the sentence."""


def leans(line: Line, figure: Figure) -> bool:
    """Whether a figure has no noun of its own: none at all, or another number ("Seven of the twelve")."""
    if figure.sign is not None:
        return False
    return figure.head is None or (line.lower(figure.stop) == "of" and _number(line, figure.head) is not None)


def is_of_things(line: Line, figure: Figure, setting: Setting) -> bool:
    """“9 of 14 rockets were shot down”: part of things, whatever the verb does to people"""
    whole = figure.stop + 1 + (line.lower(figure.stop + 1) in leaning("wholes"))
    return line.lower(figure.stop) == "of" and setting.behind(whole) in THINGS


def included(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“Twelve were killed, including three children, and 30 wounded”, “among them a few”: no verb behind"""
    among = line.lowers[max(0, figure.first - 2) : figure.first] in (["among", "them"], ["among", "whom"])
    if (line.lower(figure.first - 1) != "including" and not among) or line.lower(figure.last) not in CLOSERS | {"and"}:
        return None
    told = setting.found[-1] if setting.found else None
    if told is None or told.measure not in HARMED or not 0 <= figure.first - told.last <= NEAR:
        return None
    people = figure.head is not None and measure_of("nouns").get(line.lower(figure.head)) in {"people", "personnel"}
    return _like(told) if people and _is_part(figure, told.high if told.high is not None else told.low) else None


def part_of_counted(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“Nineteen people died. Five of the twelve patients were children”: of a number told before, its noun repeated"""
    if figure.head is None or line.lowers[figure.stop : figure.stop + 2] != ["of", "the"]:
        return None
    whole = _number(line, figure.stop + 2)
    if whole is None or not _is_part(figure, whole):
        return None
    told = [t for t in _lenders(setting, len(setting.before)) if t.measure in HARMED and whole == t.low == t.high]
    return _like(told[0]) if told else None


def is_aside(line: Line, figure: Figure) -> bool:
    """“three were hurt, one of them a guard, and two men were held”: no verb behind is that one's"""
    parted = line.lower(figure.stop) == "of" and line.lower(figure.stop + 1) in leaning("parts")
    return parted and line.lower(figure.stop + 2) in {"a", "an"}


def inherited(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """What a figure without a noun measures by the figure or noun that it leans on; None where it leans on none."""
    rules = (
        _part_of_them, _part, _part_of_those, _held, _restated, _one_of, _estimate, _difference, _further, _again,
        _asked, _recount, _risen, _parallel, _gapped_subject, _of_the_fallen, _same_verb, _same_predicate,
        _same_said, _of_whole,
    )  # fmt: skip
    return next((kin for rule in rules if (kin := rule(line, figure, setting)) is not None), None)


def _like(told: Told) -> Kin:
    words = told.line.text[told.line.tokens[told.first].start : told.line.tokens[told.last - 1].end]
    return Kin(told.measure, f"Of the same as “{words}” ({told.measure})")


def _number(line: Line, at: int) -> float | None:
    """The number that begins at a token."""
    start = line.tokens[at].start if at < len(line.tokens) else -1
    return next((n.value for n in numbers(line) if n.start == start), None)


def _is_part(figure: Figure, whole: float | None) -> bool:
    low = figure.low if figure.low is not None else figure.high
    return low is None or whole is None or low <= whole


def _is_alike(figure: Figure, told: Told) -> bool:
    """Whether a figure may count anew what another counted."""
    one, two = figure.low or figure.high, told.low or told.high
    return bool(one and two) and max(one or 1, two or 1) <= ORDER * min(one or 1, two or 1)


def _lenders(setting: Setting, reach: int) -> list[Told]:
    """The figures before, the nearest first: of the sentence, then those for people of `reach` sentences before."""
    rows = [*reversed(setting.found)]
    for line in list(reversed(setting.before))[:reach]:
        rows += [t for t in reversed(line) if t.measure in OF_PEOPLE]
    return [t for t in rows if t.measure not in MEASURED]


def _part_of_them(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“17 people were arrested, nine of them at home”, “23 complaints, nine of them ours”, “9 of which were lost”"""
    if line.lower(figure.stop) != "of" or line.lower(figure.stop + 1) not in leaning("parts"):
        return None
    lenders = [t for t in _lenders(setting, 1) if _is_part(figure, t.high if t.high is not None else t.low)]
    things = line.lower(figure.stop + 1) == "which"
    lenders = [t for t in lenders if not (things and t.measure in OF_PEOPLE)]
    lenders.sort(key=lambda t: t.measure not in OF_PEOPLE)
    return _like(lenders[0]) if lenders else None


def _part(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“19 of the 27 arrested people”, “Seven of the twelve”: by the whole here, or by the number told before"""
    if line.lower(figure.stop) != "of":
        return None
    at = figure.stop + 1 + (line.lower(figure.stop + 1) in leaning("wholes"))
    whole = _number(line, at)
    if whole is None or not _is_part(figure, whole):
        return None
    here = setting.behind(at)
    if here is not None and here not in {"other", "people"}:
        return Kin(here, "By what is said of the whole that it is part of") if here not in MEASURED else None
    told = [t for t in _lenders(setting, len(setting.before)) if whole in {t.low, t.high} and t.measure in OF_PEOPLE]
    return _like(told[0]) if told else (Kin(here, "By the whole that it is part of") if here else None)


def _part_of_those(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“Six of the detained”, “Eight of those on board”"""
    if line.lower(figure.stop) != "of" or line.lower(figure.stop + 1) not in leaning("wholes"):
        return None
    if leaning("present") & set(line.lowers[figure.stop + 2 : figure.stop + 4]):
        return Kin("people", "Part of those who were there")
    word = line.lower(figure.stop + 2)
    found = measure_of("participles").get(word)
    return Kin(found, f"Part of the “{word}”") if found else None


def _held(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“the four they hold”"""
    if line.lower(figure.first - 1) != "the" or line.lower(figure.stop) not in leaning("pronouns"):
        return None
    word = line.lower(figure.stop + 1)
    found = "captured" if word in leaning("holding") else measure_of("transitive").get(word)
    return Kin(found, f"By what is said of them (“{word}”)") if found else None


def _one_of(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“her complaint, one of 14 received”"""
    if line.lowers[max(0, figure.first - 3) : figure.first] != [",", "one", "of"] or figure.first < 4:
        return None
    word = line.lower(figure.first - 4)
    if not word.isalpha() or line.tokens[figure.first - 4].text[0].isupper():
        return None
    nouns = measure_of("nouns")
    return Kin(nouns.get(word) or nouns.get(f"{word}s") or "other", f"One of them is a “{word}”")


def _estimate(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“puts the dead at 26”, “the dead, whom the ministry now puts at 26”, “put the bundle at around fifty”"""
    at = figure.first - 1 - (line.lower(figure.first - 1) in {"anywhere", "somewhere"})
    if line.lower(at) != "at" or line.lower(figure.stop) not in LIGHT:
        return None
    verb = next((i for i in range(at - 1, max(-1, at - 8), -1) if line.lower(i) in leaning("estimates")), -1)
    put = line.lowers[verb + 1 : at]
    if verb < 0 or (put and put[0] not in leaning("determiners")) or "," in put:
        return None
    if not put:
        relative = next((i for i in range(verb, max(-1, verb - 8), -1) if line.lower(i) in {"whom", "which"}), -1)
        put = line.lowers[max(0, relative - 3) : relative] if relative > 0 else []
    if {"age", "ages"} & set(put):
        return None
    named: Measure | None = next((m for w in reversed(put) if (m := _measure_named(w))), None)
    return Kin(named or "other", f"An estimate of “{' '.join(put)}”") if put else None


def _measure_named(word: str) -> Measure | None:
    if word in grammar("crowds"):
        return "people"
    return measure_of("nouns").get(word) or measure_of("tolls").get(word)


def _difference(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“a lead of 150”: not as many as are counted, but by how many"""
    of = line.lower(figure.first - 1) == "of" and line.lower(figure.first - 2) in leaning("differences")
    return Kin("other", "By how many two counts differ") if of and line.lower(figure.stop) in LIGHT else None


def _further(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“four men are in custody after two more were picked up”: more of the same, where the verb fits"""
    if line.lower(figure.stop) not in leaning("more"):
        return None
    said = " ".join(line.lowers[figure.stop + 1 : figure.stop + 6])
    for told in _lenders(setting, 1):
        if any(f" {phrase}" in f" {said}" for phrase in elliptic().fits.get(told.measure, [])):
            return _like(told)
    return None


def _again(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“19 people were arrested on Monday and another six on Tuesday”, “and six more the next day”"""
    more = line.lower(figure.stop) in leaning("more")
    if not setting.found or not (more or line.lower(figure.first - 1) == "another"):
        return None
    at = figure.stop + more
    told = setting.found[-1]
    if leaning("harmed") & set(line.lowers[at : at + 6]) or told.measure not in OF_PEOPLE:
        return None
    return _like(told) if line.is_held(at) or line.is_held(at + 1) or line.lower(at) in CLOSERS else None


def _recount(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“It had given 19 a day earlier”, “police have spoken of 800”: another count of those counted before"""
    if not _is_recounted(line, figure):
        return None
    lenders = [t for t in _lenders(setting, 2) if t.measure in OF_PEOPLE and _is_alike(figure, t)]
    return _like(lenders[0]) if lenders else None


def _is_recounted(line: Line, figure: Figure) -> bool:
    """Whether a verb of counting stands before a bare number, and nothing that it could count behind it."""
    at = figure.first - 1
    while line.lower(at) in leaning("adverbs"):
        at -= 1
    said = (" ".join(line.lowers[max(0, at - back) : at + 1]) for back in range(3))
    counted = any(words in leaning("recounts") for words in said)
    return counted and (line.lower(figure.stop) in LIGHT or line.is_held(figure.stop))


def _asked(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“How many were hurt is 183”, “How many it killed is open. The clinic said eight”: by the question before"""
    copula = line.lower(figure.first - 1) in {"is", "was"} and line.lower(figure.stop) in CLOSERS
    if not copula and not _is_recounted(line, figure):
        return None
    start = line.tokens[figure.first].start
    hit = QUESTION.search(line.text[max(0, start - ASKED) : start])
    if hit is None:
        return None
    words = words_of(hit.group(1))
    tables = (measure_of("participles"), measure_of("transitive"), measure_of("intransitive"), measure_of("nouns"))
    found: Measure | None = next((m for t in tables for w in words if (m := t.get(w)) in HARMED), None)
    return Kin(found, f"By the question how many (“{' '.join(words)}”)") if found else None


def _restated(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“Eleven of the 26 bore wounds”, “the 51 recovered earlier”: a number told before, with its article"""
    if line.lower(figure.first - 1) != "the" or figure.low is None or figure.low != figure.high or figure.low <= FEW:
        return None
    told = [t for t in _lenders(setting, len(setting.before)) if t.measure in OF_PEOPLE and t.low == figure.low]
    same = [t for t in told if t.high == figure.high]
    return _like(same[0]) if same and line.lower(figure.first - 2) != "of" else None


def _risen(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“The death toll in the flood rose to 40”, “The police figure was 300”, “lowered the figure to 39”

    By the toll that it is told of; a bare count counts anew those of the sentences before.
    """
    moves = leaning("accounting") | grammar("rises")
    if line.lower(figure.first - 1) not in moves or line.lower(figure.stop) not in LIGHT | {"from", "a"}:
        return None
    at = figure.first - 1
    while line.lower(at) in moves | {"down", "from"} or line.lower(at)[:1].isdigit() or line.lower(at).endswith("ly"):
        at -= 1
    if not grammar("rises") & set(line.lowers[at + 1 : figure.first]):
        return None
    for i in range(at, max(-1, at - 9), -1):
        word = line.lower(i)
        if word in grammar("breaks") or word in CLOSERS or line.tag(i) in {"VERB", "AUX"}:
            return None
        if word == "toll":
            return Kin("killed", "By the toll that it is told of")
        if word in leaning("accounts"):
            return _anew(line, figure, setting, i)
    return None


def _anew(line: Line, figure: Figure, setting: Setting, at: int) -> Kin | None:
    """What a figure measures that is told of "the number of …" or, at a token, of a bare count."""
    if line.lower(at + 1) == "of":
        said = line.lowers[at + 2 : figure.first - 1]
        named: Measure | None = next((m for w in said if (m := measure_of("nouns").get(w))), None)
        return Kin(named or "other", f"By “{line.lower(at)} of”") if line.lower(at) == "number" else None
    lenders = [t for t in _lenders(setting, 2) if t.measure in OF_PEOPLE and _is_alike(figure, t)]
    return _like(lenders[0]) if lenders else None


def _parallel(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“Dunn got 4,812 votes and Ames had 4,640”, “4,790 votes against 4,640 for Ames”"""
    if line.lower(figure.first - 1) not in leaning("has") or line.lower(figure.stop) not in LIGHT:
        return None
    told = setting.found[-1] if setting.found else None
    if told is not None and told.measure == "percent" and _is_alike(figure, told):
        return _like(told) if (figure.low or 0) <= 100 else None
    if told is None or told.counted is None or told.measure in MEASURED or not _is_alike(figure, told):
        return None
    noun = line.lower(told.counted[1] - 1)
    return _like(told) if noun in measure_of("nouns") or noun.endswith("s") else None


def _gapped_subject(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“Police counted 300 marchers, the organisers 2,000.”: the verb is left out, the noun with it"""
    told = setting.found[-1] if setting.found else None
    if told is None or told.counted is None or line.lower(figure.stop) not in CLOSERS or told.measure in MEASURED:
        return None
    joint, subject = line.lower(told.last), line.lowers[told.last + 1 : figure.first]
    opened = bool(subject) and subject[0] in leaning("determiners") and 2 <= len(subject) <= 4
    plain = all(w.isalpha() and w not in grammar("auxiliaries") for w in subject)
    return _like(told) if joint in {",", ";", "and"} and opened and plain and _is_alike(figure, told) else None


def _same_verb(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“More than 5,000 people left Kesra and about 2,200 left Dumat”: the verb again, of as many as they are"""
    verb = line.lower(figure.stop)
    for told in reversed(setting.found):
        same = told.measure in OF_PEOPLE and line.lower(told.last) == verb and _is_alike(figure, told)
        if same and verb.isalpha() and line.tag(figure.stop) in {"VERB", ""} and verb not in grammar("stop"):
            return _like(told)
    return None


def _same_predicate(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“400 homes were destroyed and 1,200 damaged”: another participle, the noun and the auxiliary left out"""
    told = setting.found[-1] if setting.found else None
    if told is None or told.counted is None or told.measure in MEASURED or not _is_next(line, figure):
        return None
    done = line.lower(told.last) in {"were", "are"} or line.lower(told.first - 1).endswith("ed")
    again = line.lower(figure.stop).endswith("ed") and line.tag(figure.stop) in {"VERB", "ADJ", ""}
    return _like(told) if done and again and line.lower(figure.stop + 1) in LIGHT else None


def _same_said(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“31 deaths on Monday, 28 on Sunday”, “three died at the scene and two in hospital”: another day or place"""
    told = setting.found[-1] if setting.found else None
    if told is None or told.measure not in OF_PEOPLE or not _is_alike(figure, told) or not _is_next(line, figure):
        return None
    if _is_dated(line, figure.stop):
        return _like(told) if any(_is_dated(line, i) for i in range(told.last, figure.first)) else None
    placed = {"in", "at", "on"} & set(line.lowers[told.last : figure.first])
    return _like(told) if placed and _is_of_deathbed(line, figure.stop) and told.measure == "killed" else None


def _is_next(line: Line, figure: Figure) -> bool:
    """Whether a figure begins a second member: behind “and” or a comma."""
    return line.lower(figure.first - 1) in {"and", ",", ";", "while", "but"}


def _is_dated(line: Line, at: int) -> bool:
    """Whether a day or the like stands right behind: “on Monday”, “a day earlier”"""
    return line.is_held(at) or (line.lower(at) in {"on", "in", "by", "at"} and line.is_held(at + 1))


def _is_of_deathbed(line: Line, at: int) -> bool:
    """“in hospital”, “later at a clinic”, “on the way to hospital”: where the hurt die"""
    at += line.lower(at) == "later"
    behind = line.lowers[at + 1 : at + 6]
    return line.lower(at) in {"in", "at", "on"} and bool(leaning("wards") & set(behind)) and (
        line.lower(at + 1) not in {"critical", "serious", "stable", "fair", "good"})  # fmt: skip


def _of_the_fallen(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“Of the dead, five were children”, “of those killed, 12 were women”: part of those of whom it is told"""
    at = figure.first - 1
    while line.lower(at) in leaning("adverbs"):
        at -= 1
    if line.lower(at) != "," or line.lower(at - 3) != "of" or line.lower(at - 2) not in {"the", "those"}:
        return None
    opened = at < 4 or not line.lower(at - 4)[:1].isalnum()
    found = measure_of("participles").get(line.lower(at - 1)) or measure_of("nouns").get(line.lower(at - 1))
    return Kin(found, f"Part of the “{line.lower(at - 1)}”") if opened and found in HARMED else None


def _of_whole(line: Line, figure: Figure, setting: Setting) -> Kin | None:
    """“of 900 teachers, only 140 turned up”: people at least; what befell them is for the verb to say"""
    told = setting.found[-1] if setting.found else None
    if told is None or told.measure not in OF_PEOPLE or not _is_part(figure, told.high or told.low):
        return None
    led = line.lower(told.first - 1 - (line.lower(told.first - 1) in leaning("wholes"))) == "of"
    between = [w for w in line.lowers[told.last : figure.first] if w not in leaning("adverbs")]
    between = between[1:] if between and measure_of("participles").get(between[0]) == told.measure else between
    parted = between in ([","], ["on", "board", ","], ["aboard", ","])
    named = measure_of("nouns").get(line.lower(figure.stop + 1)) in UNTOLD
    if told.measure in HARMED and line.lower(figure.stop) in {"were", "are"} and named:
        return _like(told) if led and parted else None  # “of the 30 dead, 12 were soldiers”
    verb = line.lower(figure.stop).endswith("ed") or line.tag(figure.stop) in {"VERB", "AUX"}
    return Kin("people", "Part of those told of before") if led and parted and verb else None


# ------------------------------------------------------------------ figures that numbers alone do not show


def leaning_figures(line: Line, figures: Sequence[Figure]) -> list[Figure]:
    """“one of them a guard”, and the second member of “4,812 votes and Ms Ames 4,640”."""
    return [*_one_of_them(line), *_gapped(line, figures)]


def _one_of_them(line: Line) -> list[Figure]:
    """“three were hurt, one of them a guard”; “one of them said” is no figure"""
    rows = []
    for at in range(1, len(line.tokens) - 3):
        parted = line.lowers[at : at + 2] == ["one", "of"] and line.lower(at + 2) in leaning("parts")
        if not parted or line.lower(at - 1) not in {",", "(", "–", "—"} or line.lower(at + 3) not in {"a", "an"}:
            continue
        heads = [i for i in range(at + 4, min(at + 8, len(line.tokens))) if (line.lower(i),) in phrases("victims")]
        last = heads[0] + 1 if heads else at + 3
        while (line.lower(last),) in phrases("victims"):
            last += 1
        rows.append(
            Figure(first=at, last=last, number=at, stop=at + 1, low=1.0, high=1.0, bound="exact",
                   counted=(at + 2, at + 3), head=None)
        )  # fmt: skip
    return rows


def _gapped(line: Line, figures: Sequence[Figure]) -> list[Figure]:
    rows: list[Figure] = []
    taken = {i for f in figures for i in range(f.first, f.last)}
    for number in numbers(line):
        at = line.at(number.start)
        end = line.at(number.end)
        if at in taken or line.is_held(at) or line.lower(end) not in CLOSERS or not line.lower(at)[:1].isdigit():
            continue
        name = at
        while name > 0 and (line.tokens[name - 1].text[0].isupper() or line.lower(name - 1) == "."):
            name -= 1
        whole = next((f for f in figures if f.last == name - 1 and f.counted and f.head is not None), None)
        if name == at or whole is None or line.lower(name - 1) not in {"and", ",", "to", "against"}:
            continue
        if whole.sign is None and whole.low and number.value > 110 and whole.low / ORDER <= number.value:
            rows.append(
                Figure(first=at, last=end, number=at, stop=end, low=number.value, high=number.value, bound="exact",
                       counted=whole.counted, head=whole.head)
            )  # fmt: skip
    return rows


def measures_behind(
    line: Line, figures: Sequence[Figure], of: Callable[[Figure], Measure | None]
) -> Callable[[int], Measure | None]:
    """The measure of the figure that begins its number at a token, asked only where a part leans on it."""
    starts: Mapping[int, Figure] = {f.number: f for f in figures}

    def behind(at: int) -> Measure | None:
        return of(starts[at]) if at in starts else None

    return behind
