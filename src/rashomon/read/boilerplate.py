"""Which units are boilerplate: evidence from words, place and page is added up; a sentence speaks against.

The words are in lexicon/boilerplate.toml. A unit is marked, never cut; a body sentence marked wrongly is lost to
everything downstream, so running prose needs strong evidence.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from rashomon.ingest import printed_date
from rashomon.read.calls import is_call, is_terms
from rashomon.read.code import code_start, is_code
from rashomon.read.inlaid import without_edges, without_inlaid
from rashomon.read.menus import (
    first_prose,
    is_foot_menu,
    is_head,
    is_head_menu,
    is_menu_row,
    likeliest_headline,
    mark_bios,
    mark_crumbs,
    mark_foot,
    mark_reader_comments,
    overlap,
    without_sections,
)
from rashomon.read.tables import BoilerplateRules, atom_words, boilerplate_rules, heading_rules, word_sets
from rashomon.read.units import Unit, split_unit
from rashomon.records import BoilerplateReason

_SPOKEN = re.compile(
    r"[“”\"].*\b(?:said|says|told|added|asked|wrote)\b|\b(?:said|says|told|added)\b.*[“”\"]", re.DOTALL
)
_SIGNS = re.compile(r"\A(?:[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\s]+|(?:[-–—•*]{1,3}|>) )+")
_LATIN = re.compile(r"[A-Za-z0-9]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SUBHEAD = 0.5
"""The share of a sub-head's weighty words that come again in the paragraph under it."""
_FEW = 4
"""Words in another script that stand alone: the switch to a page in another language."""
_KEYWORDS = 6
"""Words of a line of keywords at most."""
_CAPITALS = 6
"""Words of a headline in capitals at least; sub-heads are shorter."""
_PLAYER = re.compile(r"\b(?:listen|watch|play|replay)\b.*\d:\d{2}", re.IGNORECASE)
_CELL = 12
"""Words of a table's cell at most."""
_FRAGMENT = re.compile(r"[a-z]{1,3}\Z")


_PARTS_OF_BODY = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "figcaption",
        "caption",
        "td",
        "th",
        "li",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "summary",
    ]
)
_STRUCTURE_REASONS: dict[str, BoilerplateReason] = {
    "nav": "navigation", "button": "navigation", "select": "navigation", "aside": "related", "footer": "notice",
    "form": "comments",
}  # fmt: skip


class Evidence(msgspec.Struct):
    """What speaks for and against one unit: its words, and its place in a page."""

    words: float = 0.0
    place: float = 0.0
    by_reason: dict[BoilerplateReason, float] = {}
    opens: bool = False
    keywords: bool = False
    """Whether it opens a list of the report's keywords, not of other stories."""

    def add(self, weight: float, reason: BoilerplateReason | None = None) -> None:
        """Add weight of words, for one reason where there is one."""
        self.words += weight
        if reason is not None:
            self.by_reason[reason] = self.by_reason.get(reason, 0.0) + weight

    @property
    def reason(self) -> BoilerplateReason:
        """The reason with the most evidence; `other` where none has any."""
        return max(sorted(self.by_reason), key=self.by_reason.__getitem__, default="other")


class _Layout(msgspec.Struct, frozen=True):
    """Where prose and an extractor's body begin and end, as places of units."""

    first_prose: int
    third_prose: int
    """Two captions may stand between headline and byline."""
    last_prose: int
    first_body: int
    last_body: int


def marked(units: Sequence[Unit]) -> list[Unit]:
    """The units, cut where data dumps begin, with `kind` and `reason` set on those that are boilerplate by their
    words, and `suspect` on those that only their place in a page speaks against.
    """
    rules = boilerplate_rules()
    cut = [part for unit in units for piece in without_sections(unit) for part in _without_code(piece)]
    cut = without_inlaid(without_edges(cut, rules), rules)
    layout = _layout(cut)
    is_latin = sum(_LATIN.search(unit.line) is not None for unit in cut) > 0.5 * len(cut)
    seen = Counter(unit.line.casefold() for unit in cut if len(unit.text) < 120)
    evidence: list[Evidence] = []
    cells = _cells(cut)
    for place, unit in enumerate(cut):
        told = (
            Evidence(by_reason={})
            if place in cells
            else _evidence(unit, rules, within=place > layout.first_prose, tail=place >= len(cut) - 4)
        )
        told.place = _by_place(unit, rules, place, layout)
        if is_latin and len(unit.words) <= _FEW and not _LATIN.search(unit.line) and _LETTERS.search(unit.line):
            told.add(2.0, "navigation")
        if (place < layout.first_prose and is_head_menu(unit)) or (place > layout.last_prose and is_foot_menu(unit)):
            told.add(3.0, "navigation")
        if seen[unit.line.casefold()] > 1 and not unit.is_prose:
            told.add(rules.weights.repeated)
        if -1 < layout.last_prose < place:
            told.add(rules.weights.after_close)
        evidence.append(told)
        sure = told.words + min(told.place, 0.0) >= rules.weights.threshold and bool(told.by_reason)
        unit.suspect = not sure and told.words + told.place >= rules.weights.threshold
        if unit.kind == "boilerplate":
            evidence[-1].opens = False
        elif unit.kind is None and sure:
            unit.kind, unit.reason = "boilerplate", told.reason
    _mark_lists(cut, evidence, layout)
    _mark_runs(cut, rules.weights.run)
    _mark_capitals(cut, layout)
    _mark_echoes(cut)
    _mark_fragments(cut)
    return cut


def settled(units: Sequence[Unit]) -> list[Unit]:
    """The units with the suspect ones that nothing has claimed marked as boilerplate, and the page's foot."""
    standfirst = _standfirst(units)
    for unit in units:
        if unit.suspect and unit.kind is None and unit is not standfirst:
            unit.kind, unit.reason = "boilerplate", _STRUCTURE_REASONS.get(unit.within, "other")
            if unit.reason == "other" and unit.links > 0.75:
                unit.reason = "navigation" if len(unit.words) < 4 else "related"
    mark_reader_comments(units)
    mark_bios(units)
    mark_foot(units)
    mark_crumbs(units)
    return list(units)


def _standfirst(units: Sequence[Unit]) -> Unit | None:
    """The line right under a page's headline that speaks of what the first paragraphs tell."""
    for title, unit in itertools.pairwise(units):
        if title.kind == "title" and title.tag:
            is_line = len(unit.words) > _FEW and not unit.links and unit.kind is None
            return unit if is_line and overlap(unit, first_prose(units)) >= _SUBHEAD else None
    return None


def _cells(units: Sequence[Unit]) -> set[int]:
    """The places of the cells of tables of figures: four or more side by side, short, without links, some with digits.
    Their words ("Source", "14") tell nothing.
    """
    found: set[int] = set()
    for is_cell, run in itertools.groupby(range(len(units)), key=lambda place: units[place].tag in ("td", "th")):
        places = list(run)
        cells = [units[place] for place in places]
        short = all(len(cell.words) <= _CELL and cell.links < 0.5 for cell in cells)
        if is_cell and len(cells) >= _FEW and short and any(cell.text[:1].isdigit() for cell in cells):
            found.update(places)
    return found


def _layout(units: Sequence[Unit]) -> _Layout:
    prose = [i for i, unit in enumerate(units) if unit.is_prose and unit.body is not False]
    body = [i for i, unit in enumerate(units) if unit.body]
    last = body[-1] if body else len(units)
    while last + 1 < len(units) and _goes_on(units[last + 1]):
        last += 1
    return _Layout(
        first_prose=prose[0] if prose else len(units),
        third_prose=prose[:3][-1] if prose else len(units),
        last_prose=prose[-1] if prose else -1,
        first_body=body[0] if body else 0,
        last_body=last,
    )


def _goes_on(unit: Unit) -> bool:
    """Whether a unit behind the body is a cell of its table (extractors often leave tables out)."""
    return unit.tag in ("td", "th", "caption") and unit.within in ("", "figure") and unit.links < 0.5


def _by_place(unit: Unit, rules: BoilerplateRules, place: int, layout: _Layout) -> float:
    weights = rules.weights
    told = weights.landmark.get(unit.within, 0.0) + (weights.links if unit.links > 0.75 else 0.0)
    if unit.body is None:
        return told
    if unit.body and (unit.is_prose or unit.links <= 0.75):
        return told + weights.body
    inside = layout.first_body <= place <= layout.last_body
    if inside and unit.tag in _PARTS_OF_BODY and unit.links < 0.5:
        return told
    return told + weights.not_body + (0.0 if inside else weights.outside)


def _evidence(unit: Unit, rules: BoilerplateRules, *, within: bool, tail: bool) -> Evidence:
    told, weights, line = Evidence(by_reason={}), rules.weights, unit.line
    if len(line) < 60 and _is_date(line):
        return told
    if not unit.is_prose:
        if atom := _atoms(line, rules):
            told.add(3.0, atom)
            told.opens = atom == "related" or tuple(atom_words(line)) in rules.opening
            told.keywords = told.opens and atom == "navigation"
        elif is_menu_row(unit):
            told.add(3.0, "navigation")
    head = line[:400].replace("'", "’")
    head = head if head[:1].isalnum() else _SIGNS.sub("", head)
    lowered = head.lower()
    for marker in rules.of_prose if unit.is_prose else rules.markers:
        if (marker.whole and len(line) > 300) or (marker.within and not within) or (marker.tail and not tail):
            continue
        if marker.hints and not any(map(lowered.__contains__, marker.hints)):
            continue
        if marker.pattern.match(head) if marker.anchored else marker.pattern.search(head):
            told.add(marker.weight, marker.reason)
            told.opens |= marker.opens
    if is_code(unit.text):
        told.add(4.0, "code")
    elif talk := weights.call * is_call(unit) or weights.terms * is_terms(unit):
        told.add(talk, told.reason if told.by_reason else "notice")
    if unit.is_prose and not told.by_reason.get("code"):
        told.add(weights.prose)
        told.add(weights.long if len(unit.words) > 40 else 0.0)
        told.add(weights.quoted if _is_spoken(line) else 0.0)
    return told


def _is_date(line: str) -> bool:
    """Whether a line is a printed date, with its time of day, and nothing else."""
    if not any(map(str.isdigit, line)):
        return False
    date = printed_date(line)
    return date is not None and not any(map(str.isalnum, line[: date.start] + line[date.end :]))


def _atoms(line: str, rules: BoilerplateRules) -> BoilerplateReason | None:
    """The reason of a line that is made of atoms alone (the longest first), else None."""
    if len(line) > 240:
        return None
    words = atom_words(line)
    if not words:
        return None
    found: dict[BoilerplateReason, int] = defaultdict(int)
    at = 0
    while at < len(words):
        for size in range(min(rules.longest_atom, len(words) - at), 0, -1):
            reason = rules.atoms.get(tuple(words[at : at + size]))
            if reason is not None:
                found[reason] += size
                at += size
                break
        else:
            return None
    return max(sorted(found), key=found.__getitem__)


def _is_spoken(line: str) -> bool:
    return ("“" in line or "”" in line or '"' in line) and _SPOKEN.search(line) is not None


def _without_code(unit: Unit) -> list[Unit]:
    """A unit cut before a dump that begins within it, where what follows is a dump to its end."""
    begin = code_start(unit.text)
    return [unit] if begin is None else split_unit(unit, unit.start + begin)


def _is_headline_like(unit: Unit) -> bool:
    ended = (unit.ends_sentence and not unit.text.endswith(("?", "’", "'"))) or unit.text.endswith(":")
    return 3 <= len(unit.words) <= 22 and not ended and len(unit.text) < 160


def _mark_lists(units: list[Unit], evidence: list[Evidence], layout: _Layout) -> None:
    """What stands under a heading of other stories goes with it, up to the next prose; under a comment form, what is
    no prose, to the end of the text.
    """
    spared = _spared(units, layout)
    under: BoilerplateReason | None = None
    keywords = False
    for place, unit in enumerate(units):
        if unit.kind == "boilerplate":
            if evidence[place].opens and (unit.reason != "comments" or place > layout.last_prose):
                keywords = under is None and evidence[place].keywords
                under = under or unit.reason if evidence[place].keywords else unit.reason
            elif unit.is_prose:
                under = None
        elif under is None or unit.is_prose or place in spared or (place < layout.third_prose and is_head(unit)):
            under = None
        elif under == "comments" or (_is_keyword(unit, place, layout) if keywords else _is_listed(units, place)):
            unit.kind, unit.reason = "boilerplate", under
        else:
            under = None


def _is_keyword(unit: Unit, place: int, layout: _Layout) -> bool:
    return place > layout.last_prose and not unit.ends_sentence and len(unit.words) <= _KEYWORDS


def _is_listed(units: Sequence[Unit], place: int) -> bool:
    """Whether a line may be of a list of other stories."""
    return _is_headline_like(units[place]) or _is_crumb(units, place)


def _spared(units: list[Unit], layout: _Layout) -> set[int]:
    """The places of lines that no list of other stories takes: the likeliest headline, and sub-heads of the paragraph
    under them, by the words that come again.
    """
    free = {place: unit for place, unit in enumerate(units) if unit.kind is None and _is_headline_like(unit)}
    above = {place: unit for place, unit in free.items() if place < layout.first_prose}
    likeliest = likeliest_headline(above, first_prose(units)) if above else None
    found = {_headline_before(units, layout.first_prose), -1 if likeliest is None else likeliest}
    found |= {place for place, unit in enumerate(units) if unit.text.startswith("# ")}
    for place, unit in free.items():
        after = units[place + 1] if place + 1 < len(units) else unit
        if place > layout.first_prose and after.is_prose and after.kind is None and overlap(unit, [after]) >= _SUBHEAD:
            found.add(place)
    return found


def _is_crumb(units: Sequence[Unit], place: int) -> bool:
    """Whether a word or two in a list of other stories label what follows there (a section, "Premium")."""
    unit = units[place]
    if len(unit.words) > 2 or unit.ends_sentence or place + 1 >= len(units):
        return False
    return units[place + 1].kind == "boilerplate" or _is_headline_like(units[place + 1])


def _mark_runs(units: list[Unit], least: int) -> None:
    """Headlines of other stories, one after the other: title case, five words and more, no sentence among them."""
    start = 0
    for place in range(len(units) + 1):
        if place < len(units) and units[place].kind is None and _is_other_headline(units[place]):
            continue
        run = units[start:place]
        if len(run) >= least and (start == 0 or not units[start - 1].text.endswith(":")):
            for unit in run:
                unit.kind, unit.reason = "boilerplate", "related"
        start = place + 1


def _is_other_headline(unit: Unit) -> bool:
    if not 5 <= len(unit.words) <= 20 or unit.ends_sentence or unit.suspect or unit.text[0].islower():
        return False
    is_entry = ":" in unit.text and any(map(str.isdigit, unit.text))
    if is_entry or unit.text.count("(") > 1 or not (unit.text[0].isalnum() or unit.text[0] in "‘“'\""):
        return False
    if unit.text.isupper():
        return False
    small = word_sets().headline_small
    heavy = [word for word in unit.words if word.lower() not in small and word[0].isalpha()]
    return len(heavy) >= 4 and sum(word[0].isupper() for word in heavy) >= 0.8 * len(heavy)


def _mark_capitals(units: Sequence[Unit], layout: _Layout) -> None:
    """Mark headlines of other stories that are set in capitals between the paragraphs of a report that is not: longer
    than sub-heads are, with few words in common with what stands under them.
    """
    for unit, after in itertools.pairwise(units[layout.first_prose :]):
        is_line = unit.kind is None and unit.line.isupper() and not unit.ends_sentence and unit.line[-1] not in ":)"
        told = after.line.isupper() or (after.is_prose and after.kind is None and overlap(unit, [after]) >= _SUBHEAD)
        if is_line and _CAPITALS <= len(unit.words) <= 25 and not told:
            unit.kind, unit.reason = "boilerplate", "related"


def _mark_echoes(units: Sequence[Unit]) -> None:
    """Mark the title of a recording or a film where it stands alone, too: the player's line goes on from it."""
    players = [unit.line for unit in units if unit.kind == "boilerplate" and _PLAYER.search(unit.line)]
    first = next((place for place, unit in enumerate(units) if unit.kind is None and _is_headline_like(unit)), 0)
    for unit in units[first + 1 :] if players else ():
        is_line = unit.kind is None and len(unit.words) > _FEW and not unit.is_prose
        if is_line and any(line.startswith(unit.line) for line in players) and unit.line != units[first].line:
            unit.kind, unit.reason = "boilerplate", "related"


def _headline_before(units: list[Unit], first_prose: int) -> int:
    """The place of the last line before the first prose that opens a paragraph and may be the headline; else -1."""
    for place in range(min(first_prose, len(units)) - 1, -1, -1):
        unit = units[place]
        is_free = unit.opens_group and unit.kind is None and len(unit.words) >= 4
        if is_free and _is_headline_like(unit) and not heading_rules().byline.match(unit.line):
            return place
    return -1


def _mark_fragments(units: list[Unit]) -> None:
    """A crumb of two or three small letters beside boilerplate of its own group is the rest of an icon's label."""
    for before, unit in itertools.pairwise(units):
        if unit.kind is None and before.kind == "boilerplate" and not unit.opens_group and _FRAGMENT.match(unit.text):
            unit.kind, unit.reason = "boilerplate", before.reason
