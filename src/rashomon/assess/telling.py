"""What a stranger reads: sentences made of quoted words, names and dates, held together by fixed words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.assess.content import Content
from rashomon.assess.index import PileIndex
from rashomon.assess.origins import NAMELESS
from rashomon.assess.positions import holder_text
from rashomon.assess.terms import is_pointing
from rashomon.records import Evidence, Report, Sentence, Side, Span

_MARKS = "“”\"„«»‘’' \n\t"
_LONGEST = 220
_BEHIND_HEAD = re.compile(r" (?:of|in|from|with|at|who|on|near|for|to|familiar|briefed|close|speaking)\b")
_ONE = frozenset(("a", "an", "one"))
_MANY = frozenset(("people", "police"))
_SEVERAL = frozenset(("both", "all", "many", "several", "others"))
_NO_PLURAL = ("ss", "us", "is")


def quoted(text: str) -> str:
    """Words of a report in quotation marks, its own outer marks left out, cut at a word where long."""
    plain = " ".join(text.split())
    if plain[:1] in _MARKS and plain[-1:] in _MARKS:
        plain = plain.strip(_MARKS)
    plain = plain.rstrip(",;: ").replace("“", "‘").replace("”", "’")
    if len(plain) > _LONGEST:
        plain = plain[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{plain}”"


def listed(names: Sequence[str]) -> str:
    """Names in a row: `A`, `A and B`, `A, B and C`; each once."""
    told = list(dict.fromkeys(names))
    return told[0] if len(told) == 1 else ", ".join(told[:-1]) + " and " + told[-1] if told else ""


def whence(index: PileIndex, holder: str, report: str) -> str:
    """Who gives something and where, in brackets; one name where they are the same."""
    return f"({', '.join(dict.fromkeys((holder, index.name_of(report))))})"


def says(count: int, verb: str = "say") -> str:
    """A verb in the number of its subject."""
    plural = {"say": "say", "deny": "deny", "give": "give", "tell": "tell"}
    single = {"say": "says", "deny": "denies", "give": "gives", "tell": "tells"}
    return (single if count == 1 else plural)[verb]


def how_many(index: PileIndex, contents: Sequence[Content]) -> int:
    """How many hold the contents, for the verb: several may be told under one description."""
    return 2 if any(is_several(holder_text(index, c)) for c in contents) else len(holders(index, contents))


def is_several(holder: str) -> bool:
    """Whether a holder is told as several: `federal officials`, `the authorities`, `both`. What is written with a
    capital is a name, whatever its last letter.
    """
    return holder.lower() in _SEVERAL or (_head_of(holder)[-1].islower() and is_plural(holder))


def is_plural(name: str) -> bool:
    """Whether a description without a name is of several, by its head noun."""
    head = [w.casefold() for w in _head_of(name)]
    last = head[-1]
    return head[0] not in _ONE and (last in _MANY or (last.endswith("s") and not last.endswith(_NO_PLURAL)))


def _head_of(holder: str) -> list[str]:
    """The words of a holder up to its head noun: `two clerks` of `two clerks in Paris (to AP)`."""
    return _BEHIND_HEAD.split(holder.partition(" (")[0])[0].split() or [""]


def carried(index: PileIndex, contents: Sequence[Content]) -> str:
    """Who of others carries the words: ` (told by A and B)`; nothing where each speaks for itself."""
    own = holders(index, contents)
    reports = [index.name_of(c.statement.report) for c in contents if c.statement.voice != "outlet"]
    others = [r for r in reports if r not in own]
    return f" (told by {listed(others)})" if others else ""


def holders(index: PileIndex, contents: Sequence[Content]) -> list[str]:
    """The holders of contents, each once, in order.

    People without a name are told once where one report describes them more fully than another: `two officers` beside
    `two coastguard officers`.
    """
    told = dict.fromkeys(holder_text(index, c) for c in contents)
    nameless = {holder_text(index, c) for c in contents if c.statement.source_kind in NAMELESS}
    described = {name: frozenset(_bare(name).split()) for name in told}
    return [n for n in told if not (n in nameless and any(described[n] < described[o] for o in nameless))]


def _bare(name: str) -> str:
    """A holder in small letters, without whom they spoke to."""
    return name.partition(" (")[0].casefold()


def evidence_of(content: Content) -> Evidence:
    """A content as evidence; of a pointing content the cue and what it points to, so that it can be read alone."""
    longest = max(content.spans, key=lambda s: (s.end - s.start, -s.start))
    return Evidence(
        report=content.statement.report,
        start=longest.start,
        end=longest.end,
        text=longest.text,
        statement=content.id,
    )


def evidence_of_sentence(sentence: Sentence) -> Evidence:
    """A sentence as evidence, white space at its ends left out."""
    text = sentence.text.strip()
    start = sentence.start + len(sentence.text) - len(sentence.text.lstrip())
    return Evidence(report=sentence.report, start=start, end=start + len(text), text=text)


def stretch(index: PileIndex, content: Content) -> Evidence:
    """Source, cue and content of a statement as one stretch: what shows a refusal or `denied the report`."""
    statement = content.statement
    spans = (*statement.source, *statement.cue, *statement.content)
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    text = index.pile.text_of(statement.report)[start:end]
    return Evidence(report=statement.report, start=start, end=end, text=text, statement=content.id)


def shown(index: PileIndex, content: Content) -> Evidence:
    """A content as evidence, with its source and cue where it says nothing by itself."""
    return stretch(index, content) if is_pointing(content.text) else evidence_of(content)


def told_side(index: PileIndex, contents: Sequence[Content]) -> Side:
    """A side of a finding: whose words its contents are, and the words."""
    return Side(label=listed(holders(index, contents)), evidence=tuple(map(evidence_of, contents)))


def headline_side(index: PileIndex, report: Report, title: Span) -> Side:
    """A side of a finding that is a report's headline."""
    evidence = Evidence(report=report.id, start=title.start, end=title.end, text=title.text)
    return Side(label=f"headline of {index.name_of(report.id)}", evidence=(evidence,))
