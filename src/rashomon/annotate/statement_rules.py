"""How often each rule that finds statements is right: the confidence of the rows that no model vouches for.

The table lexicon/statement_rules.toml is measured, not chosen: `python -m benchmarks.statements --measure-rules`
writes it.
"""

from __future__ import annotations

from functools import cache

import msgspec

from rashomon.lexicon import table


class MeasuredRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule with the share of its rows that were right, how many they were, and where they were counted."""

    name: str
    confidence: float
    rows: int
    source: str


class RuleTable(msgspec.Struct, frozen=True):
    """lexicon/statement_rules.toml."""

    rule: tuple[MeasuredRule, ...]


@cache
def _measured() -> dict[str, float]:
    read: RuleTable = table("statement_rules", RuleTable)
    return {rule.name: rule.confidence for rule in read.rule}


def confidence_of(rule: str) -> float | None:
    """The share of a rule's rows that were right; null where it was not measured."""
    return _measured().get(rule)
