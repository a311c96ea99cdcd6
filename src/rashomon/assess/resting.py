"""Parties that are said to have what they say from another outlet's report.

`Asked how it knew, the party pointed to a report in The Cable`: what the party says of the matter is The Cable's.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from rashomon.assess.index import PileIndex, content_text
from rashomon.assess.origins import Origins, chain_of
from rashomon.assess.publishers import folded_name
from rashomon.assess.terms import words
from rashomon.lexicon import table
from rashomon.lexicon.groups import Phrases
from rashomon.records import Link, Statement

_NO_PARTY = frozenset(("media", "document", "unresolved", "outlet"))
_REPORT = re.compile(r"\b(?:report|article|story|account|coverage)\b")


class Resting(msgspec.Struct, frozen=True):
    """A statement by which a party points to an outlet's report, and the report where the pile holds it."""

    pointing: Statement
    story: str | None


class _Resting(msgspec.Struct, frozen=True):
    resting: Phrases


@cache
def _cues() -> frozenset[str]:
    return frozenset(table("confirming", _Resting).resting.phrases)


def restings(index: PileIndex, origins: Origins) -> list[Resting]:
    """All of a pile, in the reports' order."""
    reports = {outlet: report for report, outlet in sorted(origins.outlet_of.items(), reverse=True)}
    media = {folded_name(n): e.id for e in index.pile.entities if e.kind == "media" for n in (e.name, *e.aliases)}
    found = []
    for statement in sorted(index.pile.statements, key=index.order):
        if statement.voice != "attributed" or statement.source_kind in _NO_PARTY:
            continue
        cue = " ".join(words(" ".join(s.text for s in statement.cue)))
        text = content_text(statement)
        if cue in _cues() and _REPORT.search(text):
            told = f" {folded_name(text)} "
            named = [n for n in (*reports, *media) if len(n) > 1 and f" {n} " in told]
            if named:
                found.append(Resting(statement, reports.get(max(named, key=len))))
    return found


def rests(index: PileIndex, origins: Origins, resting: Resting, statement: Statement) -> bool:
    """Whether a statement of the same report is of the party that points to the outlet's report, or of its house."""
    one, two = (_party(chain_of(s)) for s in (resting.pointing, statement))
    here = resting.pointing.report == statement.report and statement.id != resting.pointing.id
    return here and bool(one and two) and (one == two or origins.houses.are_one(one, two))


def _party(chain: tuple[Link, ...]) -> str:
    return (chain[-1].holder or folded_name(chain[-1].holder_text)) if chain else ""
