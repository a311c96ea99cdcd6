"""The town in capitals before a colon that opens a report: "HALDIN: Two men were held ..." has nobody speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.annotate.source_words import source_table
from rashomon.annotate.trees import Tree
from rashomon.annotate.voices import Page
from rashomon.annotate.word_order import NOMINAL
from rashomon.parse import Attribution, Parse, Range
from rashomon.records import Mention, Passage

TOWN = re.compile(r"[A-Z][A-Z.’'-]{2,}(?: [A-Z.’'-]{2,}){0,2}: (?=[A-Z“\"'‘][\w’']* (?:\S+ ){7})")
LONGEST_PARTY = 8
BODIES = frozenset({"government", "military", "media", "armed_group"})
"""Who opens a paragraph with words of their own: "POLICE: ..."."""


def town_ahead(page: Page, passages: Sequence[Passage]) -> Range | None:
    """Where it stands, its colon with it; None where it is a party's name, or other paragraphs open so too: those are
    the speakers of a transcript.
    """
    text, body = page.report.text, [p for p in passages if p.kind == "body"]
    towns = [m for p in body if (m := TOWN.match(text, p.start, p.end))]
    if len(towns) != 1 or towns[0].start() != body[0].start:
        return None
    (found,) = towns
    town = Range(found.start(), found.end())
    sources = source_table()
    speaking = (sources.body, sources.anonymous, sources.crowd, sources.office)
    noun = any(page.tree.lower(i) in each.lemmas for i in page.tree.within([town]) for each in speaking)
    return None if noun or any(_is_party(page, m) for m in page.mentions.inside(town)) else town


def behind_town(each: Range, town: Range | None) -> tuple[Range, ...]:
    """A stretch without the town that opens it."""
    return (each,) if town is None or each.start != town.start else (Range(town.end, each.end),)


def without_town(page: Page, parse: Parse, town: Range | None) -> Parse:
    """A parse whose attributions to the town are of who stands behind their words (", the state police said on Monday,
    after ..."), or left out where nobody does.
    """
    if town is None:
        return parse
    read = ((a, any(town.start <= s.start < town.end for s in a.source)) for a in parse.attributions)
    found = (_of_next(page.tree, a) if of_town else a for a, of_town in read)
    return msgspec.structs.replace(parse, attributions=tuple(a for a in found if a is not None))


def _of_next(tree: Tree, told: Attribution) -> Attribution | None:
    """An attribution with the party and verb of saying right behind the comma that ends its content."""
    words = tree.within(told.content)
    comma = words[-1] if words and tree.lower(words[-1]) == "," else words[-1] + 1 if words else len(tree.words)
    ahead = range(comma + 1, min(comma + 2 + LONGEST_PARTY, len(tree.words)))
    verb = next((i for i in ahead if tree.words[i].lemma.lower() in source_table().handed.verbs), None)
    party = list(range(comma + 1, verb or comma))
    plain = all(tree.words[i].upos in (*NOMINAL, "DET", "ADJ", "ADP", "PART", "PUNCT") for i in party)
    if verb is None or not party or not plain or tree.lower(comma) != ",":
        return None
    return msgspec.structs.replace(told, source=tree.ranges(party), cue=tree.ranges([verb]))


def _is_party(page: Page, mention: Mention) -> bool:
    """Whether a mention is of a body, or of a person whom the report names elsewhere too: a tagger takes a town in
    capitals for a person.
    """
    person = mention.kind == "person" and sum(m.head == "name" for m in page.mentions.of(mention.entity)) > 1
    return person or mention.kind in BODIES
