"""What a figure measures: by the noun that it counts, else by what was done to those counted."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.annotate.quantity_fates import gets_away, runs_off
from rashomon.annotate.quantity_figures import Figure
from rashomon.annotate.quantity_harm import harm_to, has_own, speaks
from rashomon.annotate.quantity_numerals import leaning
from rashomon.annotate.quantity_participles import FATALLY
from rashomon.annotate.quantity_tolls import Harm, inverted, labelled, number_of, risen, toll, toll_behind
from rashomon.annotate.quantity_words import Line, bound_phrases, grammar, measure_of, phrases
from rashomon.records import Measure

LOST = frozenset({"killed", "missing"})
JOINED = frozenset({"and", ",", "or", "&", "his", "her", "their"})
BY_NOUN: frozenset[Measure] = frozenset(
    ("killed", "injured", "missing", "strikes", "attacks", "munitions", "vehicles", "money",
     "percent", "distance")
)  # fmt: skip
"""Measures that a noun decides whatever its verb; people and personnel hang on the verb."""
OF_TOLLS: frozenset[Measure] = frozenset(("people", "personnel", "captured"))
"""Measures of nouns for people that a toll right before them outweighs: "the dead at 24 inmates and a guard"."""
OF_ANYONE: frozenset[Measure] = frozenset(("killed", "injured"))
"""What a verb says of whoever is counted, though the noun be in no table: things are seized and moved, not these."""


def measure(line: Line, figure: Figure, ends: Mapping[int, int], led: Measure | None) -> Harm | None:
    """What a figure measures; `led` is the measure of the phrase right before it, where a verb before both gave it.

    `ends` are the phrases of figures and victims in the sentence, first token to end. None where nothing says what is
    counted.
    """
    if figure.sign is not None:
        return Harm("percent" if figure.sign == "%" else "money", left=False)
    noun = measure_of("nouns").get(line.lower(figure.head)) if figure.head is not None else None
    if noun is None and figure.head is not None and line.lower(figure.head) in leaning("currencies"):
        noun = "money"
    if noun is None and figure.head is not None and line.lower(figure.head) in leaning("trades"):
        noun = "people"
    if noun in BY_NOUN or noun == "other":
        died = noun == "injured" and harm_to(line, figure.first, figure.last, ends, conditions=False)
        return died if died and died.measure == "killed" else Harm(noun, left=False)
    if figure.head is not None and line.lower(figure.head) == "lives":
        return Harm("killed" if _are_lost(line, figure) else "other", left=False)
    harm = _harm_to_counted(line, figure, noun, ends, led)
    if harm is not None and harm.measure == "displaced" and runs_off(line, figure):
        return Harm("people" if noun == "captured" else noun or "other", left=False)
    if harm is not None and not (harm.measure in LOST and _lives(line, figure)):
        return harm
    if figure.head is None:
        return None
    if noun == "captured" and gets_away(line, figure, ends):
        noun = "people"
    if noun == "people" and _serves(line, figure.last):
        noun = "personnel"
    if figure.bound == "vague" and any(tuple(line.lowers[figure.number : figure.stop]) == w for w in phrases("loose")):
        return None
    return Harm(noun or "other", left=False)


def _harm_to_counted(
    line: Line, figure: Figure, noun: Measure | None, ends: Mapping[int, int], led: Measure | None
) -> Harm | None:
    """What was done to those counted; of a noun in no table only what is done to the living."""
    if speaks(line, figure.first, figure.last):
        return None
    if figure.head is not None and noun is None and not _names_people(line, figure):
        plural = (figure.low or figure.high or 2.0) > 1
        harm = harm_to(line, figure.first, figure.last, ends, conditions=False, plural=plural)
        harm = harm or _premodified(line, figure)
        burned = {"burned", "treated", "executed"} & set(line.lowers[figure.last : figure.last + 6])
        held = harm is not None and harm.measure == "captured" and _is_of_persons(line, figure)
        return harm if harm is not None and (held or harm.measure in OF_ANYONE) and not burned else None
    bare = figure.head is None
    tolls = (toll, number_of, risen) if bare else ()
    harm = next((h for t in tolls if (h := t(line, figure.first))), None)
    if bare:
        harm = harm or toll_behind(line, figure.last) or labelled(line, figure.first, figure.last)
    plural = (figure.low or figure.high or 2.0) > 1
    harm = harm or harm_to(line, figure.first, figure.last, ends, plural=plural) or _premodified(line, figure)
    if harm is None and figure.head is None and _is_of_crowd(line, figure.first):
        return Harm("people", left=False)
    harm = harm or inverted(line, figure.first)
    joined = line.lower(figure.first - 1) in JOINED and not has_own(line, figure.last)
    if harm is None and led is not None and joined and (noun is not None or figure.head is None):
        harm = Harm(led, left=True)
    if harm is None and figure.head is None:
        harm = _elliptic(line, figure)
    if harm is None and noun in OF_TOLLS:
        harm = toll(line, figure.first) or risen(line, figure.first)
    return harm


def _is_of_persons(line: Line, figure: Figure) -> bool:
    """“five welders were arrested”: what is done to people alone; not “activists in two marches were arrested”"""
    near = line.lowers[figure.last : figure.last + 8]
    inside = line.lower(figure.first - 1) in {"in", "at", "of", "on", "during", "after", "from", "with", "over", "for"}
    return not inside and not grammar("persons_only").isdisjoint(near)


def _is_of_crowd(line: Line, first: int) -> bool:
    """“a crowd of 5,000”, “put the crowd at 5,000”"""
    led = line.before(first, bound_phrases("before"))
    at = led[0] if led else first
    at -= line.lower(at - 1) in {"“", '"', "‘"}
    return line.lower(at - 1) in {"of", "at"} and line.lower(at - 2) in grammar("crowds")


def _elliptic(line: Line, figure: Figure) -> Harm | None:
    """“Four people were shot, one fatally”, “leaves 4 wounded, 1 critically”"""
    word, following = line.lower(figure.stop), line.lower(figure.stop + 1)
    if following[:1].isalpha() and following not in {"and", "in", "on", "at"}:
        return None
    if word in FATALLY:
        return Harm("killed", left=False)
    return Harm("injured", left=False) if word in {"critically", "seriously", "severely"} else None


def _are_lost(line: Line, figure: Figure) -> bool:
    """“claimed 12 lives”, “two lives were lost”: lives are lost by their verb alone"""
    near = [*line.lowers[max(0, figure.first - 6) : figure.first], *line.lowers[figure.last : figure.last + 4]]
    return bool(grammar("loses_lives") & set(near))


def _lives(line: Line, figure: Figure) -> bool:
    """Whether the noun says of itself that those counted live: "68 survivors and 47 people missing"."""
    return figure.head is not None and line.lower(figure.head) in grammar("unharmed")


def _serves(line: Line, at: int) -> bool:
    """Whether people are of an armed force: "a few dozen men belonging to the special forces"."""
    if line.lower(at) not in {"belonging", "of", "from", "in"}:
        return False
    return any(measure_of("nouns").get(line.lower(i)) == "personnel" for i in range(at + 1, at + 8))


def _names_people(line: Line, figure: Figure) -> bool:
    """Whether what is counted is a people or a group by name: "three Tunisians", "six Senegalese"."""
    if figure.head is None or not line.tokens[figure.head].text[0].isupper():
        return False
    return line.lower(figure.head).endswith(("s", "ese", "ish"))


def _premodified(line: Line, figure: Figure) -> Harm | None:
    """“the five wounded brigade members”"""
    if figure.counted is None or figure.head is None:
        return None
    for i in range(figure.counted[0], figure.head):
        found = measure_of("participles").get(line.lower(i))
        if found is not None and line.lower(i + 1) != "-":
            return Harm(found, left=False)
    return None
