"""The table of modality (lexicon/modality.toml): hedges, modals, negation, what is meant, believed, called false."""

from __future__ import annotations

from functools import cache

import msgspec

from rashomon.lexicon import table
from rashomon.records import Certainty


class Graded(msgspec.Struct, frozen=True):
    """Words that leave a clause at one certainty; `deontic` ones ask for it instead."""

    source: str
    certainty: Certainty
    lemmas: tuple[str, ...]
    deontic: bool = False


class Negation(msgspec.Struct, frozen=True):
    """Words that turn a clause round, and phrases that only look so."""

    source: str
    words: tuple[str, ...]
    no_negation: tuple[str, ...]
    litotes: tuple[str, ...]
    opening: tuple[str, ...]


class Intent(msgspec.Struct, frozen=True):
    """Predicates and modals by which an own subject says what it means to do; `states` are nobody's plan."""

    source: str
    predicates: tuple[str, ...]
    modals: tuple[str, ...]
    states: tuple[str, ...]


class Belief(msgspec.Struct, frozen=True):
    """Predicates by which an own subject says what it takes to be so."""

    source: str
    probable: tuple[str, ...]
    possible: tuple[str, ...]
    certain: tuple[str, ...]


class Order(msgspec.Struct, frozen=True):
    """Verbs that open a quotation in the base form without giving an order: "thank you", "let me say"."""

    source: str
    never: tuple[str, ...]


class Open(msgspec.Struct, frozen=True):
    """Predicates that leave what they deny possible ("cannot be ruled out"), words that make "certainly" less, what
    something denied is not ("not clear"), and what one could perceive, and did.
    """

    source: str
    excluding: tuple[str, ...]
    nearly: tuple[str, ...]
    sureness: tuple[str, ...]
    settled: tuple[str, ...]
    unsettled: tuple[str, ...]
    perceiving: tuple[str, ...]


class Falsity(msgspec.Struct, frozen=True):
    """Predicates that call something false or true, and phrases that point at what was said to deny it."""

    source: str
    false: tuple[str, ...]
    tales: tuple[str, ...]
    true: tuple[str, ...]
    denying: tuple[str, ...]


class ModalityTable(msgspec.Struct, frozen=True):
    """The table of modality."""

    hedge: tuple[Graded, ...]
    modal: tuple[Graded, ...]
    negation: Negation
    intent: Intent
    belief: Belief
    falsity: Falsity
    order: Order
    open: Open


@cache
def modality_table() -> ModalityTable:
    """The table, read once."""
    read: ModalityTable = table("modality", ModalityTable)
    return read
