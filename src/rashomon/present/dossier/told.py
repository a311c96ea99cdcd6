"""Rashomon's own sentences, with the reports' words in them set in the reports' type.

The ledger puts what it quotes between curly quotation marks; here these stretches are set apart, and in a heading
cut to what can be taken in at a glance, each leading to its characters. Nothing is reworded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from rashomon.present.dossier.citations import Citation

QUOTED = re.compile("“([^“”]*)”")
LONGEST = 110
"""A quotation longer than this is cut in a heading: it stands in full under it."""
FEW = 2
LONGEST_OF_MANY = 64
"""The same where a sentence holds more than FEW."""
_OUTER = "“”\"„«»‘’'.,;:… \n\t"


def told(sentence: str) -> Markup:
    """A sentence with what it quotes in the type of quotations."""
    return _set(sentence, lambda words: Markup('<q class="quoted">{}</q>').format(words))


def heading(sentence: str, cited: Sequence[Citation]) -> Markup:
    """A finding's sentence: its quotations cut where long, and led to the characters that are cited under it.

    Where it lists many, it ends before the list: the sides under it are that list.
    """
    lead = sentence.partition("“")[0].rstrip()
    if len(QUOTED.findall(sentence)) > FEW and lead.endswith(":") and lead.count(":") == 1:
        return escape(f"{lead[:-1]}.")
    cut = _Cut(sentence, [c.text for c in cited])

    def linked(words: str) -> Markup:
        shown, number = cut(words)
        if number is None:
            return Markup('<q class="quoted">{}</q>').format(shown)
        return Markup('<q><a class="quoted" href="{}">{}</a></q>').format(cited[number].href, shown)

    return _set(sentence, linked)


def brief(sentence: str, cited: Sequence[str]) -> str:
    """A finding's sentence as plain text, its quotations cut where long to what is cited."""
    cut = _Cut(sentence, cited)
    return QUOTED.sub(lambda found: f"“{cut(found[1])[0]}”", sentence)


class _Cut:
    """Cuts the quotations of a sentence in their order, each about the words cited that it is there for."""

    def __init__(self, sentence: str, cited: Sequence[str]) -> None:
        self._longest = LONGEST if len(QUOTED.findall(sentence)) <= FEW else LONGEST_OF_MANY
        self._cited = cited
        self._free = list(range(len(cited)))

    def __call__(self, words: str) -> tuple[str, int | None]:
        """The words cut, and the number of what is cited for them, each first for the first that holds it."""
        every = (*self._free, *range(len(self._cited)))
        number = next((n for n in every if _same_words(words, self._cited[n])), None)
        if number in self._free:
            self._free.remove(number)
        kept = _plain(self._cited[number]) if number is not None else ""
        return shortened(words, kept if kept in words else "", self._longest), number


def shortened(words: str, kept: str = "", longest: int = LONGEST) -> str:
    """Words cut at the space between two, with dots; `kept`, where it is among them, stays in view."""
    if len(words) <= longest:
        return words
    lead = (longest - len(kept)) // 2
    at = max(words.find(kept) - lead, 0) if kept and lead > 0 else 0
    at = min(at, len(words) - longest)
    cut = words[at : at + longest]
    if at:
        cut = "… " + cut.partition(" ")[2]
    return cut if at + longest >= len(words) else cut.rpartition(" ")[0].rstrip(_OUTER) + " …"


def _set(sentence: str, shown: Callable[[str], Markup]) -> Markup:
    out: list[Markup] = []
    last = 0
    for found in QUOTED.finditer(sentence):
        out += [escape(sentence[last : found.start()]), shown(found[1])]
        last = found.end()
    return Markup("").join([*out, escape(sentence[last:])])


def _plain(text: str) -> str:
    return " ".join(text.replace("“", "‘").replace("”", "’").split()).strip(_OUTER)


def _same_words(quoted: str, cited: str) -> bool:
    """Whether one holds the other, the marks around them apart."""
    ours, theirs = _plain(quoted), _plain(cited)
    return bool(ours and theirs) and (ours in theirs or theirs in ours)
