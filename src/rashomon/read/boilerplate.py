"""Which units are boilerplate: evidence from words, place and page is added up; a sentence speaks against.

The words are in lexicon/boilerplate.toml. A unit is marked, never cut; a body sentence marked wrongly is lost to
everything downstream, so running prose needs strong evidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from rashomon.read.tables import BoilerplateRules, atom_words, boilerplate_rules
from rashomon.read.units import Unit, split_unit
from rashomon.records import BoilerplateReason

_CODE_START = re.compile(
    r"\b(?:string|array|int|object|bool|float)\(\d+\)|\bArray\s*\(\s*\[|\bstdClass Object|\[?\{\s*\"[\w$-]+\"\s*:|<\?php"
    r"|\bfunction\s*\w*\([\w, ]*\)\s*\{|\b(?:var|let|const)\s+[\w$]+\s*=|\bwindow\.\w+|\bdocument\.\w+\(|\$\(['\"(d]|@media\b"
    r"|[.#][\w-]+\s*\{[^}]*:|\bpush\(\{|\(adsbygoogle|googletag|<(?:div|span|script|iframe|img|p|a|blockquote|tweet)\b[^>]*>"
)
_CODE_MARKS = re.compile(r"[{}\[\]<>=;|\\_]|\":|\",|\"\s*:|/\w+/|\w+\(\)|=>")
_SPOKEN = re.compile(r"[“”\"].*\b(?:said|says|told|added|asked|wrote)\b|\b(?:said|says|told|added)\b.*[“”\"]", re.DOTALL)
_FRAGMENT = re.compile(r"[a-z]{1,3}\Z")
_LIST_RUN = 3


class Evidence(msgspec.Struct):
    """What speaks for and against one unit."""

    score: float = 0.0
    by_reason: dict[BoilerplateReason, float] = {}
    opens: bool = False
    closes: bool = False

    def add(self, weight: float, reason: BoilerplateReason | None = None) -> None:
        """Add weight, for one reason where there is one."""
        self.score += weight
        if reason is not None:
            self.by_reason[reason] = self.by_reason.get(reason, 0.0) + weight

    @property
    def reason(self) -> BoilerplateReason:
        """The reason with the most evidence; `other` where none has any."""
        return max(sorted(self.by_reason), key=self.by_reason.__getitem__, default="other")


def marked(units: Sequence[Unit]) -> list[Unit]:
    """The units, cut where data dumps begin, with `kind` and `reason` set on those that are boilerplate."""
    rules = boilerplate_rules()
    cut = [part for unit in units for part in _without_code(unit)]
    prose = [unit.is_prose for unit in cut]
    last = max((i for i, is_prose in enumerate(prose) if is_prose), default=-1)
    seen = Counter(unit.line.casefold() for unit in cut if len(unit.text) < 120)
    evidence: list[Evidence] = []
    for place, unit in enumerate(cut):
        told = _evidence(unit, rules, prose=prose[place])
        if seen[unit.line.casefold()] > 1 and not prose[place]:
            told.add(rules.weights.repeated)
        if -1 < last < place:
            told.add(rules.weights.after_close)
        evidence.append(told)
        if unit.kind is None and told.score >= rules.weights.threshold:
            unit.kind, unit.reason = "boilerplate", told.reason
    _mark_lists(cut, evidence, prose)
    _mark_fragments(cut)
    return cut


def _evidence(unit: Unit, rules: BoilerplateRules, *, prose: bool) -> Evidence:
    told, weights, line = Evidence(by_reason={}), rules.weights, unit.line
    if atom := _atoms(line, rules):
        told.add(3.0, atom)
    head = line[:600].replace("'", "’")
    for marker in rules.markers:
        found = marker.pattern.match(head) if marker.whole else marker.pattern.search(head)
        if found:
            told.add(marker.weight, marker.reason)
            told.opens |= marker.opens
            told.closes |= marker.closes
    if _is_code(unit.text):
        told.add(4.0, "code")
    if prose and not told.by_reason.get("code"):
        told.add(weights.prose)
        told.add(weights.long if len(unit.words) > 40 else 0.0)
        told.add(weights.quoted if _SPOKEN.search(line) else 0.0)
    if unit.within and unit.within != "figure":
        told.add(weights.landmark, "navigation")
    if unit.links > 0.75:
        told.add(weights.links, "navigation")
    if unit.body is not None and unit.tag not in ("h1", "h2", "h3", "figcaption"):
        told.add(weights.body if unit.body else weights.not_body, None if unit.body else "other")
    return told


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


def _is_code(text: str) -> bool:
    if len(text) < 20 or not _CODE_START.search(text[:4000]):
        return False
    sample = text[:4000]
    return len(_CODE_MARKS.findall(sample)) >= max(4, 0.025 * len(sample))


def _without_code(unit: Unit) -> list[Unit]:
    """A unit cut before a dump that begins within it, where what follows is a dump to its end."""
    if "(" not in unit.text and "{" not in unit.text and "<" not in unit.text:
        return [unit]
    begin = _CODE_START.search(unit.text)
    if begin is None or begin.start() == 0 or not _is_code(unit.text[begin.start() :]):
        return [unit]
    return split_unit(unit, unit.start + begin.start())


def _is_headline_like(unit: Unit) -> bool:
    return 3 <= len(unit.words) <= 22 and not unit.ends_sentence and len(unit.text) < 160


def _mark_lists(units: list[Unit], evidence: list[Evidence], prose: list[bool]) -> None:
    """What stands under a heading of other stories goes with it, up to the next prose."""
    under = False
    for place, unit in enumerate(units):
        if unit.kind == "boilerplate":
            under = evidence[place].opens or (under and not prose[place])
        elif under and not prose[place] and _is_headline_like(unit):
            unit.kind, unit.reason = "boilerplate", "related"
        else:
            under = False


def _mark_fragments(units: list[Unit]) -> None:
    """A crumb of two or three small letters beside boilerplate of its own group is the rest of an icon's label."""
    for before, unit in zip(units, units[1:], strict=False):
        if unit.kind is None and before.kind == "boilerplate" and not unit.opens_group and _FRAGMENT.match(unit.text):
            unit.kind, unit.reason = "boilerplate", before.reason
