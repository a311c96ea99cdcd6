"""What was done to those whom a phrase names: by the verb before them, the verb after them, their state, or the parse.

Words decide first, so that the rule holds where syntax is wrong; the parse is asked where they say nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from rashomon.annotate.quantity_conditions import bare_condition, condition, sent_to_care
from rashomon.annotate.quantity_participles import (
    FATALLY,
    SHOT,
    STRUCK,
    has_object,
    is_to_death,
    participle,
    survives,
    words_of_part,
)
from rashomon.annotate.quantity_tolls import Harm, named_toll
from rashomon.annotate.quantity_words import (
    SAID,
    Line,
    bound_phrases,
    grammar,
    lexicon,
    measure_of,
)
from rashomon.records import Measure

SHOOTS = SHOT | {"shoots", "shooting", "shoot"}
SINGULAR = frozenset({"was", "is", "has", "dies", "suffers", "remains"})
HELD_AS = frozenset({"hostage", "captive", "prisoner"})
HAVE = frozenset({"has", "have", "had", "having", "'ve"})


def harm_to(
    line: Line,
    first: int,
    last: int,
    ends: Mapping[int, int],
    *,
    conditions: bool = True,
    single: bool = False,
    plural: bool = False,
) -> Harm | None:
    """What was done to those named by the tokens `first..last` (half-open): killed, injured, captured and so on.

    `conditions` says whether their state tells it too: "is in critical condition", "was taken to hospital"; `single`
    that one person is named, `plural` that several are: no verb in the singular is theirs.
    """
    found = _before(line, first, last, ends)
    one_of = _is_of_one(line, first)
    if found is None and one_of:
        found = _reduced(line, last)
    elif found is None and not _is_agent(line, first, last, ends) and not _is_whole(line, first, last):
        found = _after(line, last, ends, plural=plural and line.lower(first - 1) != "of") or _parsed(line, last - 1)
    if conditions and not one_of and not _is_whole(line, first, last) and (found is None or found.measure == "injured"):
        uncertain = single and bool(line.told & words_of_part("dies"))
        found = _in_condition(line, first, last, ends, found, is_uncertain=uncertain)
    if found is None or _is_unreal(line, first, last, left=found.left) or (single and _is_wished(line, first, last)):
        return None
    return found


def speaks(line: Line, first: int, last: int) -> bool:
    """“12 dead and 30 wounded, a nurse said”: whoever tells of a row behind its comma is none of it."""
    return line.lower(first - 1) == "," and line.lower(last) in SAID


def _is_of_one(line: Line, first: int) -> bool:
    """“one of three people hit by gunfire has died”: a verb behind is the one's."""
    led = line.before(first, bound_phrases("before"))
    at = led[0] if led else first
    at -= line.lower(at - 1) in grammar("leads")
    return line.lowers[max(0, at - 2) : at] in (["one", "of"], ["1", "of"])


def _is_whole(line: Line, first: int, last: int) -> bool:
    """“Of the 52 passengers, 18 died”: what is said behind the comma is said of the part."""
    at = first
    while line.lower(at - 1) in grammar("leads"):
        at -= 1
    opened = at < 2 or not line.lower(at - 2)[:1].isalnum()
    return line.lower(at - 1) == "of" and opened and line.lower(last) == ","


def _reduced(line: Line, last: int) -> Harm | None:
    """What a participle right behind a phrase says: "one of three people killed in the blast"."""
    found = participle(line, last, reduced=True)
    return Harm(found, left=False) if found else None


def _is_agent(line: Line, first: int, last: int, ends: Mapping[int, int]) -> bool:
    """Whether a phrase says by whom or whose, or is the object of another's deed: "shot by another boy, and died", "the
    son of a trooper was killed", "a dog that was shot after attacking an officer is dead".
    """
    if line.lower(first - 1) == "by":
        return line.lower(last) not in {"who", "found", "later"}
    if line.lower(first - 1).endswith("ing") and line.lower(first - 2) in {"after", "before", "while", "for"}:
        return line.lower(last) not in {"who", ","}
    return line.lower(first - 1) == "of" and first - 1 in ends.values()


def _in_condition(
    line: Line, first: int, last: int, ends: Mapping[int, int], found: Harm | None, *, is_uncertain: bool
) -> Harm | None:
    """What the state of those named says; whoever is hurt and dies of it is killed."""
    end = None if _is_agent(line, first, last, ends) else _subject_end(line, last, ends)
    state = condition(line, end, ends, is_uncertain=is_uncertain) if end is not None else None
    if found is not None:
        return Harm("killed", left=False) if state == "killed" else found
    found_so = is_uncertain or (_is_found(line, first) and bool(line.told & words_of_part("dies")))
    state = state or bare_condition(line, last, ends, is_uncertain=found_so)
    state = state or sent_to_care(line, first, last, is_uncertain=is_uncertain)
    return Harm(state, left=False) if state else None


def _is_until_then(line: Line, at: int) -> bool:
    """“fired until noon and killed five”: till a time, and not till something comes about"""
    return line.lower(at) == "until" and (line.is_held(at + 1) or line.lower(at + 1) in grammar("dayparts"))


def _is_wished(line: Line, first: int, last: int) -> bool:
    """“to see his son die in an accident”: of one person a verb in the bare form tells of nothing that happened."""
    in_row = {line.lower(first - 1), line.lower(last)} & {"and", "&", ","}
    return not in_row and line.lower(last) in {"die", "perish", "drown", "succumb"}


def _is_found(line: Line, first: int) -> bool:
    """“found three people with gunshot wounds”: in a report of deaths some of them may be the dead."""
    return line.lower(first - 1) in {"found", "discovered", "located", "find"}


def has_own(line: Line, at: int) -> bool:
    """Whether a participle of its own follows a phrase: "1 killed, 2 wounded"."""
    return line.lower(at) in SHOT | STRUCK or participle(line, at, reduced=True) is not None


# ------------------------------------------------------------------ the verb after them


def _after(line: Line, at: int, ends: Mapping[int, int], *, plural: bool) -> Harm | None:
    """“17 people were killed”, “four soldiers killed on Wednesday”, “24 people died”"""
    direct = participle(line, at, reduced=True)
    if direct is not None:
        return Harm("killed" if direct == "injured" and _dies_of_it(line, at + 1, ends) else direct, left=False)
    closed = _closed(line, at)
    if closed is not None:
        found = _predicate(line, closed, ends)
        if found is not None:
            return found
    end = _subject_end(line, at, ends)
    while end is not None:
        found = None if plural and line.lower(end) in SINGULAR else _predicate(line, end, ends)
        if found is not None and found.measure == "injured" and _dies_of_it(line, end + 2, ends):
            return Harm("killed", left=False)
        if found is not None or line.lower(at) not in {"who", "which", ","}:
            return found
        end = _subject_end(line, end + 1, ends)
    return None


def _dies_of_it(line: Line, at: int, ends: Mapping[int, int]) -> bool:
    """Whether the main verb behind a clause of wounding is one of dying: "A man injured in the crash has died"."""
    for i in range(at, min(len(line.tokens), at + 16)):
        if i in ends or line.lower(i) in grammar("breaks") - {"that", "."}:
            return False
        if line.lower(i) in {"died", "dies"}:
            return True
    return False


def _closed(line: Line, at: int) -> int | None:
    """The verb behind a relative clause between commas: "Four workers, who had been asleep …, died"."""
    if line.lower(at) != "," or line.lower(at + 1) not in {"who", "which", "whose", "whom"}:
        return None
    for i in range(at + 2, min(len(line.tokens), at + 40)):
        if line.lower(i) == "," and (
            line.lower(i + 1) in grammar("auxiliaries") or line.lower(i + 1) in measure_of("intransitive")
        ):
            return i + 1
    return None


def _predicate(line: Line, end: int, ends: Mapping[int, int]) -> Harm | None:
    """What the verb that begins at a token says was done to its subject."""
    word = line.lower(end)
    found = participle(line, end + 1, reduced=True) if word not in grammar("auxiliaries") else None
    if found is not None:
        return Harm(found, left=False)
    dying = "killed" if _loses_life(line, end) else measure_of("intransitive").get(word)
    if dying is not None:
        return Harm(dying, left=False)
    if word not in grammar("auxiliaries"):
        return None
    i, auxiliary = end, word
    while line.lower(i) in grammar("auxiliaries") | grammar("between") or line.lower(i).endswith("ly"):
        if line.negates(i):
            return None
        auxiliary = line.lower(i) if line.lower(i) in grammar("auxiliaries") else auxiliary
        if line.lower(i + 1) == "among":
            among = _among(line, i + 2, ends)
            return Harm(among, left=False) if among else None
        found = participle(line, i + 1, reduced=False)
        if _loses_life(line, i + 1):
            return Harm("killed", left=False)
        if found is not None:
            return Harm(found, left=False) if _is_undergone(line, i + 1, auxiliary) else None
        i += 1
        if i > end + 8:
            break
    return None


def _among(line: Line, at: int, ends: Mapping[int, int]) -> Measure | None:
    """“were among the dead”, “are among those held”, “were among the 126 people killed”"""
    if line.lower(at) in {"the", "those"}:
        told = measure_of("participles").get(line.lower(at + 1))
        if told is not None:
            return told
        at += 1
    counted = next((ends[i] for i in (at - 1, at) if i in ends), None)
    return participle(line, counted, reduced=True) if counted is not None else None


def _loses_life(line: Line, at: int) -> bool:
    """“19 citizens lost their lives”"""
    own = line.lower(at + 1) in {"their", "his", "her"} and line.lower(at + 2) in {"lives", "life"}
    return own and line.lower(at) in {"lost", "lose", "loses"}


def _is_undergone(line: Line, at: int, auxiliary: str) -> bool:
    """Whether a participle tells what befell its subject: after "have" alone only dying and the like do."""
    word = line.lower(at)
    while word.endswith("ly") or word in {"still", "now", "already", "since", "later"}:
        at += 1
        word = line.lower(at)
    return auxiliary not in HAVE or word in measure_of("intransitive")


def _subject_end(line: Line, at: int, ends: Mapping[int, int]) -> int | None:
    """Where the verb of a subject that ends at `at` begins; what stands between may be a relative clause or a list."""
    i = reached = at
    while i < min(len(line.tokens), at + 14):
        word = line.lower(i)
        if word == "whose" or word in grammar("tells") or (i > at + 1 and _turns_to_another(line, at, i)):
            return None
        if word == "and" and i + 1 in ends and line.lower(ends[i + 1]) in SINGULAR:
            return None  # “the officer called for help and the child was taken to hospital”
        finite = word in grammar("auxiliaries") or word in measure_of("intransitive") or word in _verbs_of_state()
        if finite or _loses_life(line, i):
            return i
        if i in ends:
            listed = all(line.lower(k) in grammar("joins") for k in range(reached, i))
            if not listed and line.lower(ends[i] - 1) in {"them", "whom"}:
                return None  # “17 prisoners escaped and 11 of them were caught again”
            if not listed and line.lowers[i - 2 : i] == [",", "and"]:
                return None  # “12 miners with burns, and four of them died”
            i = reached = ends[i]
            if listed and participle(line, i, reduced=True):
                return i - 1
            continue
        if word in grammar("breaks"):
            return None
        if i > at and _is_finite(line, i):
            return None
        i += 1
    return None


def _turns_to_another(line: Line, first: int, at: int) -> bool:
    """Whether somebody else becomes the subject at a token: "returned fire and Lee was killed", "fought Lee, who died".

    `first` is the token behind the phrase; without a verb since then "and" only joins: "men of Lipova and Haldin".
    """
    if line.lower(at) in {"who", "which"}:
        named = line.tokens[at - 2].text
        is_name = named[0].isupper() and not named.isupper() and not named.endswith("s")
        return line.lower(at - 1) == "," and line.lower(first) != "," and is_name
    following = line.tokens[at + 1].text if at + 1 < len(line.tokens) else ""
    acted = any(line.lower(i).endswith("ed") for i in range(first, at))
    return line.lower(at) == "and" and acted and not line.is_title and following[:1].isupper()


def _is_finite(line: Line, at: int) -> bool:
    """Whether a token is a verb of its own that takes the subject away."""
    word, tag = line.lower(at), line.tag(at)
    if word in {"who", "which"} or word in measure_of("participles"):
        return False
    if tag:
        return tag == "VERB" and not word.endswith("ing")
    return word.endswith("ed") and len(word) > 4


def _verbs_of_state() -> frozenset[str]:
    """Finite verbs that say how their subject fares."""
    return frozenset((*lexicon().conditions["suffering"], "remains", "remain", "remained", "lies"))


# ------------------------------------------------------------------ the verb before them


def _before(line: Line, first: int, last: int, ends: Mapping[int, int]) -> Harm | None:
    """“killing 47 militants”, “wounded at least 20”, “shot and killed a 22-year-old man”, “left 3 dead”"""
    i = first - 1
    while i >= 0 and (
        line.lower(i) in grammar("leads")
        or (line.lower(i) in {"him", ","} and line.lower(i - 1) in measure_of("transitive"))
    ):
        i -= 1
    word = line.lower(i)
    if word in SHOOTS or (word == "dead" and line.lower(i - 1) in SHOOTS):
        return _shooting(line, i, last)
    if line.lower(last) in HELD_AS and word in grammar("holds"):
        return Harm("captured", left=True)
    found = measure_of("transitive").get(word)
    if found is None or _is_passive(line, i):
        return named_toll(line, first)
    apart = line.lower(first - 1) == "," or i in ends.values()
    if apart and has_own(line, last):
        return None
    if line.lower(i - 1) in FATALLY:
        found = "killed"
    return Harm(found, left=True)


def _shooting(line: Line, at: int, last: int) -> Harm | None:
    """What became of the object of a verb of shooting: "fatally shot his wife", "shot him in the leg"."""
    if (
        line.lower(at) == "dead"
        or line.lower(at - 1) in FATALLY
        or line.lower(last) == "dead"
        or is_to_death(line, last)
    ):
        return Harm("killed", left=True)
    if _is_passive(line, at) or line.lower(at - 1) in {"the", "a", "mass"} or _is_own_foot(line, last):
        return None
    hurt = any(
        line.lowers[last : last + len(words)] == words
        for entry in lexicon().shot["injured"]
        if (words := entry.split())
    )
    told = "injured" if hurt and not set(line.lowers) & words_of_part("dies") else survives(line)
    return Harm(told, left=True) if told else None


def _is_own_foot(line: Line, last: int) -> bool:
    """“shot himself in the foot” in a report that tells of no gun and no wound is said of politics."""
    own = line.lower(last - 1) in {"himself", "herself", "themselves", "itself", "self"}
    told = line.told - {"foot", "shot", "shooting", "shoot", "shoots"}
    return own and line.lowers[last : last + 3] == ["in", "the", "foot"] and not told & grammar("arms")


def _is_passive(line: Line, at: int) -> bool:
    """Whether the verb's object is its subject: "was killed two days later", "those killed"."""
    i = at - 1
    while line.lower(i) in grammar("between") or line.lower(i).endswith("ly"):
        i -= 1
    return line.lower(i) in {"was", "were", "been", "being", "is", "are", "be", "those", "people"} and (
        line.lower(at).endswith(("ed", "en", "ain", "urt", "hot")))  # fmt: skip


# ------------------------------------------------------------------ the parse, and what did not happen


def _parsed(line: Line, at: int) -> Harm | None:
    """By the syntax: object of a verb of harm, passive subject of one, or one that a participle says it of."""
    words = line.words
    offset = line.tokens[at].start if 0 <= at < len(line.tokens) else -1
    index = next((i for i in _indices(line) if words[i].start == offset), None)
    if index is None:
        return None
    for _ in range(3):
        word = words[index]
        relation, head = word.deprel, word.head
        if head < 0:
            return None
        governor = line.text[words[head].start : words[head].end].lower()
        if relation == "nsubj:pass":
            found = measure_of("participles").get(governor)
            told_so = found and not _is_negated(line, words[head].start) and not _is_active(line, words[head].start)
            return Harm(found, left=False) if found and told_so else None
        if relation in {"obj", "dobj"}:
            found = measure_of("transitive").get(governor)
            return Harm(found, left=True) if found else None
        if relation != "conj":
            return None
        index = head
    return None


def _is_negated(line: Line, offset: int) -> bool:
    """Whether "not" or "never" stands among the words right before a verb: "who were inside, were not hurt"."""
    at = line.at(offset)
    return any(line.negates(i) for i in range(max(0, at - 3), at))


def _is_active(line: Line, offset: int) -> bool:
    """Whether a verb of harm is active: "the guard had killed his son", "a student killed 17 people"."""
    at = line.at(offset)
    if line.lower(at) in measure_of("intransitive"):
        return False
    return line.lower(at - 1) in HAVE or (line.lower(at - 1) not in grammar("auxiliaries") and has_object(line, at + 1))


def _indices(line: Line) -> range:
    first = bisect_left(line.words, line.start, key=lambda w: w.start)
    return range(first, bisect_left(line.words, line.end, key=lambda w: w.start))


def _is_unreal(line: Line, first: int, last: int, *, left: bool) -> bool:
    """Whether the verb tells what did not happen or is only feared: "threatened to kill five people"."""
    words = words_of_part("unreal")
    if line.lowers[max(0, first - 3) : first - 1] in (["none", "of"], ["neither", "of"]):
        return True
    if line.lowers[max(0, first - 4) : first - 1] == ["not", "one", "of"]:
        return True
    if left:
        return any(
            (line.lower(i) in words and not _is_until_then(line, i)) or line.negates(i)
            for i in range(max(0, first - 5), first)
        )
    if line.lowers[last + 1 : last + 3] == ["about", "to"]:
        return True  # “a suspect is about to be arrested”
    return line.lower(first - 1) in {"if", "no"} or any(
        line.negates(i) or line.lower(i) in {"could", "would", "might"}
        for i in range(last, min(last + 4, len(line.tokens)))
    )
