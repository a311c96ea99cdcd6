"""Lemmas by form and tag: exceptions first, then the longest suffix rule. Table: `tables/lemmas.txt`."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from rashomon.model.words import APOSTROPHES, TABLES

TABLE = resources.files(__package__).joinpath("tables/lemmas.txt")
SUFFIX_LENGTHS = (1, 2, 3, 4, 5, 6)
"""Suffix rules look at so many last letters."""
OPEN_CLASSES = frozenset(("ADJ", "ADV", "NOUN", "VERB"))
"""Only these have suffix rules; the forms of closed classes are all in the table, names stay as they are."""
_GENTILIC: tuple[str, ...] = tuple(TABLES["gentilics"]["endings"])
_PLAIN = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


def lemma_key(form: str, upos: str) -> str:
    """The form as the table knows it: small letters but for proper nouns, plain apostrophes."""
    plain = form.translate(_PLAIN)
    return plain if upos == "PROPN" else plain.lower()


def changed(form: str, cut: int, add: str) -> str:
    """The form with its last `cut` letters replaced."""
    return form[: len(form) - cut] + add


class _Rule:
    __slots__ = ("add", "cut")

    def __init__(self, cut: int, add: str) -> None:
        self.cut, self.add = cut, add


class Lemmas:
    """The table, read once."""

    def __init__(self) -> None:
        self._rules: dict[str, _Rule] = {}
        if TABLE.is_file():
            for line in TABLE.read_text("utf-8").splitlines():
                if line and line[0] != "#":
                    upos, form, cut, add = line.split("\t")
                    self._rules[f"{upos}\t{form}"] = _Rule(int(cut), add)
        self.lemma = lru_cache(maxsize=65536)(self._lemma)

    def _lemma(self, form: str, upos: str) -> str:
        """The lemma of a form with this UPOS tag: a verb's infinitive, a noun's singular; of a name the form itself."""
        key = lemma_key(form, upos)
        if upos == "ADJ" and form[:1].isupper() and key.endswith(_GENTILIC):
            return form
        rule = self._rules.get(f"{upos}\t{key}")
        if rule is None and upos in OPEN_CLASSES and not any(c.isdigit() for c in key):
            for n in reversed(SUFFIX_LENGTHS):
                if len(key) > n and (rule := self._rules.get(f"{upos}\t-{key[-n:]}")) is not None:
                    break
        return key if rule is None else changed(key, rule.cut, rule.add) or key
