"""Furniture told by its shape: menus on one line, labels above the headline, crumbs beside furniture, the page's foot.

Words alone tell little here, since every site names its sections in its own way; the company that a line keeps does.
Running prose is never marked, nor a byline, a date or a place, and a list of facts is left alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from rashomon.ingest import printed_date
from rashomon.read.tables import atom_words, boilerplate_rules, heading_rules, page_talk, word_sets
from rashomon.read.units import Unit, split_unit

_BAR = re.compile(r"\s*(?:[|›»·•]|>{1,2})\s*| [./*] ")
_WIDE = re.compile(r" {2,}")
"""What divides labels that only wide spaces part."""
_GLUE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GLUED = re.compile(r"[a-z][A-Z](?:\S*[a-z][A-Z]){2}")
"""Labels whose line breaks are lost ("NewsBusinessMoviesSports"): three joints in one word."""
_NO_LABEL = re.compile(r"\d{2}|[“”\"@]|[.!?…:;]\Z")
_CODES = re.compile(r"[A-ZА-Я]{2,3}\Z")
_STARTS_LIST = re.compile(r"[-–•*·▪■●◦]\s|\d{1,2}[.)]\s")
_COUNTED_ENTRY = re.compile(r"[-–•▪■●◦]\s+\D{0,40}\d")
"""An entry of a list that gives a figure."""
_COMMENT_BUTTON = re.compile(r"(?:reply|recommend|like|report|upvote|flag)\b.{0,30}\Z", re.IGNORECASE)
_COMMENT_STAMP = re.compile(r"\b(?:19|20)\d\d,?(?: at)? \d{1,2}:\d{2}|\b\d+ \w+ ago\b", re.IGNORECASE)
_LEAST_STAMPS = 2
_WIDGETS = frozenset({"navigation", "share", "comments", "related", "author_box", "notice"})
"""Furniture that labels stand among; between two advertisements there may be a sub-head."""
_LABEL_WORDS = 4
_FEW_WORDS = 20
"""Weighty words below which too little of a report is told to say what belongs to it."""
_LINE = 0.35
"""What a line of furniture takes from the paragraphs behind it."""
_LINK = 10
"""Words of a link in a page's foot at most."""
_LEAST_LABELS = 3
"""Lines of labels that make a menu."""
KIN = 0.2
"""The share of a headline's weighty words that come again in the first paragraphs."""


def without_sections(unit: Unit) -> list[Unit]:
    """A date line cut before the sections that are printed behind the date ("7 March 2024 | City | State")."""
    if len(unit.text) > 160 or "|" not in unit.text:
        return [unit]
    date = printed_date(unit.text, 0, 60)
    if date is None or unit.text[: date.start].strip():
        return [unit]
    parts = _parts(unit.text[date.end :])
    if len(parts) < 2 or not all(_is_label(part) for part in parts):
        return [unit]
    cut = split_unit(unit, unit.start + date.end)
    cut[-1].kind, cut[-1].reason = "boilerplate", "navigation"
    return cut


def is_menu_row(unit: Unit) -> bool:
    """Whether a unit is a menu on one line, its labels parted by bars or by wide spaces."""
    wide = _WIDE.split(unit.text) if "\n" not in unit.text else []
    if len(wide) > 3 and all(_is_label(part) for part in wide):
        is_link = any(tuple(atom_words(part)) in boilerplate_rules().atoms for part in wide)
        return is_link and sum(_share_known(part) > 0.5 for part in wide) >= 0.5 * len(wide)
    return is_menu(unit.line)


def is_head_menu(unit: Unit) -> bool:
    """Whether a line of a page's head is a menu, though no table knows its labels ("Portada | Cantones | Agro | Cine"):
    four and more, most of one word or with a small one among them, as names of authors are not.
    """
    if is_menu_row(unit):
        return True
    parts = _parts(unit.line) if _BAR.search(unit.line) else _WIDE.split(unit.text)
    if len(parts) < 4 or "\n" in unit.text or not all(map(_is_label, parts)) or any(map(str.isdigit, parts)):
        return False
    return sum(len(part.split()) == 1 or not part.istitle() for part in parts) >= 0.5 * len(parts)


def is_foot_menu(unit: Unit) -> bool:
    """Whether a line of a page's foot is a row of links: three and more, no sentences, one of a known label."""
    parts = _parts(unit.line)
    if len(parts) < _LEAST_LABELS or unit.ends_sentence or any(map(str.isdigit, parts)):
        return False
    if any(len(part.split()) > _LINK for part in parts):
        return False
    return any(_share_known(part) > 0.5 for part in parts)


def is_menu(line: str) -> bool:
    """Whether a line is a menu: labels divided by bars, some of them known, or a row of known labels."""
    if len(line) > 240 or line[-1:] in ".!?…":
        return False
    if _GLUED.search(line):
        line = _GLUE.sub(" ", line)
    parts = _parts(line) if _BAR.search(line) else []
    if len(parts) > 1:
        if not all(_is_label(part) for part in parts):
            return False
        known = sum(_share_known(part) > 0.5 for part in parts)
        codes = all(_CODES.match(part) for part in parts)
        return codes or (known >= 1 and len(parts) > 3) or known >= 0.5 * len(parts)
    return _is_row(line)


def _parts(line: str) -> list[str]:
    return [part for part in _BAR.split(line.strip()) if part]


def _is_label(text: str) -> bool:
    """Whether words read as the label of a section or a button: few, no sentence, no figures, no name of an author."""
    words = text.split()
    return 1 <= len(words) <= _LABEL_WORDS and not _NO_LABEL.search(text) and not heading_rules().byline.match(text)


def _is_row(line: str) -> bool:
    """Whether a line is a row of section names: capitals, nothing between them but "and", most of them known."""
    words = line.split()
    if len(words) < 4 or any(map(str.isdigit, line)):
        return False
    heavy = [word for word in words if word not in ("&", "and")]
    return all(word[0].isupper() for word in heavy) and _share_known(line) >= 0.6


def _share_known(text: str) -> float:
    """How many of the words are labels that the tables know, as a share."""
    rules = boilerplate_rules()
    words = atom_words(text)
    at = known = 0
    while at < len(words):
        for size in range(min(rules.longest_atom, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + size])
            if phrase in rules.atoms or phrase in rules.labels:
                known += size
                at += size
                break
        else:
            at += 1
    return known / len(words) if words else 0.0


def mark_above(units: Sequence[Unit], place: int) -> None:
    """Mark what stands above the headline, where that is the head of a page: labels, and lines among them. A line that
    speaks of what the first paragraphs tell is left.
    """
    above = units[:place]
    prose = first_prose(units)
    labels = [unit for unit in above if unit.kind == "boilerplate" or (unit.kind is None and _is_free_label(unit))]
    known = [unit for unit in labels if unit.kind == "boilerplate" or _share_known(unit.line) > 0.5]
    if not any(map(is_head_menu, above)) and (len(labels) < _LEAST_LABELS or not known):
        return
    for unit in above:
        short = len(unit.words) <= _LABEL_WORDS or not unit.ends_sentence
        if unit.kind is None and not unit.is_prose and short and not is_head(unit):
            if len(unit.words) > _LABEL_WORDS and overlap(unit, prose) >= 2 * KIN:
                continue
            unit.kind, unit.reason = "boilerplate", "navigation"


def _is_free_label(unit: Unit) -> bool:
    return len(unit.words) <= _LABEL_WORDS and not unit.ends_sentence and not is_head(unit)


def is_head(unit: Unit) -> bool:
    """Whether a line belongs to a report's head: who wrote, when, where."""
    line, rules = unit.line, heading_rules()
    told = rules.byline.match(line) or rules.time_line.fullmatch(line) or rules.institution.fullmatch(line)
    return bool(told) or printed_date(line[:120]) is not None


def mark_crumbs(units: Sequence[Unit]) -> None:
    """Mark a line of one to three words between two lines of furniture: the rest of a button's or a widget's label."""
    for before, unit, after in zip(units, units[1:], units[2:], strict=False):
        if (
            unit.kind is None
            and before.kind == after.kind == "boilerplate"
            and before.reason in _WIDGETS
            and after.reason in _WIDGETS
            and len(unit.words) <= 3
            and not unit.ends_sentence
            and not _STARTS_LIST.match(unit.text)
            and not is_head(unit)
        ):
            unit.kind, unit.reason = "boilerplate", before.reason


def mark_author_box(units: Sequence[Unit], byline: str) -> None:
    """Mark the box on the author behind the report: the byline's name on a line of its own, what stands under it, and
    one paragraph that tells of nothing past.
    """
    first = next((place for place, unit in enumerate(units) if unit.is_prose), len(units))
    name = next((i for i, unit in enumerate(units) if i > first and _is_name_of(unit, byline)), None)
    if name is None or any(unit.is_prose and unit.kind is None and _tells(unit) for unit in units[name:]):
        return
    units[name].kind, units[name].reason = "boilerplate", "author_box"
    for unit in itertools.islice(units, name + 1, name + 5):
        if unit.kind is None and not _is_kept(unit):
            unit.kind, unit.reason = "boilerplate", "author_box"
        if unit.is_prose:
            return


def mark_bios(units: Sequence[Unit]) -> None:
    """Mark a name on a line of its own with the note on an author under it: it goes on from the name in the present,
    and speaks of reporting. A list of the dead tells what was.
    """
    talk = page_talk()
    for name, note in itertools.pairwise(units):
        if name.kind is not None or note.kind is not None or not 2 <= len(name.words) <= _LABEL_WORDS:
            continue
        said = [word.casefold() for word in note.words]
        is_name = all(word[0].isupper() for word in name.words) and not name.ends_sentence
        of_name = sum(1 for _ in itertools.takewhile({word.casefold() for word in name.words}.__contains__, said))
        goes_on = 0 < of_name < len(said) and said[of_name] in talk.bio
        if is_name and goes_on and note.is_prose and not talk.trade.isdisjoint(said):
            for unit in (name, note):
                unit.kind, unit.reason = "boilerplate", "author_box"


def _is_name_of(unit: Unit, byline: str) -> bool:
    return (
        unit.kind is None
        and 2 <= len(unit.words) <= 4
        and unit.line.casefold() in byline.casefold()
        and unit.line.casefold() != byline.casefold()
    )


def _tells(unit: Unit) -> bool:
    """Whether a paragraph tells what was, or what was said."""
    return not word_sets().telling.isdisjoint(word.casefold() for word in unit.words)


def mark_reader_comments(units: Sequence[Unit]) -> None:
    """Mark what readers wrote under the report: behind a heading of comments, where stamps of date and time or buttons
    to reply come again and again, everything to the end.
    """
    heads = [place for place, unit in enumerate(units) if unit.kind == "boilerplate" and unit.reason == "comments"]
    for place in heads:
        below = units[place + 1 :]
        stamps = [i for i, unit in enumerate(below) if _is_comment_stamp(below, i) and not unit.is_prose]
        if len(stamps) < _LEAST_STAMPS or stamps[0] > 4 or len(below) > 6 * len(stamps) + 12:
            continue
        for unit in below:
            if unit.kind != "boilerplate":
                unit.kind, unit.reason = "boilerplate", "comments"
        return


def _is_comment_stamp(units: Sequence[Unit], place: int) -> bool:
    """Whether a line is a reader's button, or a date and time under a reader's name (a live page's stamp has none)."""
    if _COMMENT_BUTTON.match(units[place].line):
        return True
    name = units[place - 1] if place else None
    named = name is not None and len(name.words) <= _LABEL_WORDS and not name.ends_sentence
    return named and _COMMENT_STAMP.search(units[place].line) is not None


def mark_foot(units: Sequence[Unit]) -> None:
    """Mark what stands in the foot of a page: behind the last paragraph of the report, between and behind lines of
    furniture. A paragraph goes with them that two such lines part from the report, and a short sentence behind three
    that tells of nothing past.
    """
    if sum(unit.reason in _WIDGETS for unit in units) < 2 or (last := _last_paragraph(units)) < 0:
        return
    foot = list(itertools.dropwhile(lambda unit: not _is_widget(unit), units[last + 1 :]))
    if sum(unit.reason in _WIDGETS for unit in foot) < 2:
        return
    seen, reason = 0, foot[0].reason
    for unit in foot:
        if unit.reason in _WIDGETS:
            seen, reason = seen + 1, unit.reason
        elif (
            unit.kind is None
            and not _is_kept(unit)
            and (not unit.ends_sentence or seen >= _LEAST_LABELS - unit.is_prose)
        ):
            unit.kind, unit.reason = "boilerplate", reason


def _last_paragraph(units: Sequence[Unit]) -> int:
    """The place of the last paragraph of the report: each adds what speaks for it, each line of furniture takes away,
    and the sum is highest there (body text extraction, Finn et al. 2001, "Fact or fiction: content classification for
    digital libraries", by paragraphs instead of words); -1 where there is none.
    """
    told: set[str] = set()
    total = best = 0.0
    last = -1
    for place, unit in enumerate(units):
        if unit.is_prose and unit.kind is None:
            total += _speaks_for(unit, told)
            if total >= best or len(told) < _FEW_WORDS:
                last, best = place, total
                told |= _stems(unit.words)
        elif last >= 0 and _is_widget(unit):
            total -= _LINE
    return last


def _speaks_for(unit: Unit, told: set[str]) -> float:
    """How much speaks for a paragraph being the report's: words of saying, what was, words in common with the report;
    and against it, that it speaks to a reader or of the writer.
    """
    words = {word.casefold() for word in unit.words}
    stems = _stems(unit.words)
    is_said = not page_talk().telling.isdisjoint(words) or "“" in unit.text or '"' in unit.text
    weight = 0.4 + 1.0 * is_said + 0.4 * _tells(unit) + min(3 * len(stems & told) / max(len(stems), 1), 0.6)
    return weight - (0.0 if is_said or page_talk().parties.isdisjoint(words - {"this"}) else 0.8)


def _is_widget(unit: Unit) -> bool:
    """Whether a line is furniture as feet are made of; one link to another story may stand between any paragraphs."""
    return not unit.set_apart and unit.reason in _WIDGETS and not (unit.reason == "related" and ":" in unit.text)


def _is_kept(unit: Unit) -> bool:
    """Whether a line in the foot speaks for the report: a correction, a short sentence on what was, a credit, an entry
    with a figure.
    """
    rules = heading_rules()
    told = (unit.ends_sentence and not unit.is_prose and _tells(unit)) or _COUNTED_ENTRY.match(unit.text) is not None
    return told or any(p.match(unit.line) for p in (rules.added_note, rules.noted, rules.contributed))


def is_label(line: str) -> bool:
    """Whether a line is made of labels that the tables know, for the most part."""
    return _share_known(line) > 0.5


def is_page_head(units: Sequence[Unit]) -> bool:
    """Whether lines of a page's head stand among these units, those before a line that may be the headline: a menu,
    three known labels, or four lines of a label's length, one of them known.
    """
    if any(map(is_head_menu, units)):
        return True
    known = sum(unit.kind == "boilerplate" or _share_known(unit.line) > 0.5 for unit in units)
    short = sum(unit.kind == "boilerplate" or _is_free_label(unit) for unit in units)
    return known >= _LEAST_LABELS or (known > 0 and short > _LEAST_LABELS)


def likeliest_headline(lines: Mapping[int, Unit], prose: Sequence[Unit]) -> int | None:
    """The place of the first of some lines whose words come again in the first paragraphs about as often as any one's;
    None where none has words in common with them.
    """
    kin = {place: _kin(unit, prose) for place, unit in lines.items() if len(unit.words) >= _LABEL_WORDS}
    least = max(KIN, 0.3 * max(kin.values(), default=0.0))
    return next((place for place, share in kin.items() if share >= least), None)


def _kin(unit: Unit, prose: Sequence[Unit]) -> float:
    """The overlap of a line; half of it where one word alone comes again, as "police" may in any two stories."""
    share = overlap(unit, prose)
    return share if share * len(_stems(unit.words)) > 1.5 else share / 2


def first_prose(units: Sequence[Unit]) -> list[Unit]:
    """The first paragraphs of the report."""
    return list(itertools.islice((unit for unit in units if unit.is_prose and unit.kind is None), 8))


def overlap(unit: Unit, prose: Sequence[Unit]) -> float:
    """Which share of a line's weighty words come again in the first paragraphs, by their first five letters."""
    weighty = _stems(unit.words)
    found = {stem for told in prose for stem in _stems(told.words)}
    return len(weighty & found) / len(weighty) if weighty else 0.0


def _stems(words: Sequence[str]) -> set[str]:
    function = word_sets().function
    folded = (word.casefold() for word in words)
    return {word[:5] for word in folded if len(word) > 3 and word not in function}
