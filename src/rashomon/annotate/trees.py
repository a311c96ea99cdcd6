"""Ways through a parse: words under a range, a phrase's head, the phrase under a head (Universal Dependencies 2)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence

from rashomon.parse import Parse, Range, SentenceSpan, Word


class Tree:
    """A report's parse as trees: words are named by their index in `Parse.words`."""

    def __init__(self, text: str, parse: Parse) -> None:
        self.text = text
        self.words: tuple[Word, ...] = parse.words
        self.sentences: tuple[SentenceSpan, ...] = parse.sentences
        self.children: list[list[int]] = [[] for _ in parse.words]
        for index, word in enumerate(parse.words):
            if 0 <= word.head < len(parse.words) and word.head != index:
                self.children[word.head].append(index)
        self._lowers = [text[word.start : word.end].lower() for word in parse.words]
        self._relations = [(word.deprel, word.deprel.split(":")[0]) for word in parse.words]
        self._starts = [word.start for word in parse.words]
        self._ends = [word.end for word in parse.words]
        self._sentence_starts = [span.start for span in parse.sentences]

    def within(self, ranges: Iterable[Range]) -> list[int]:
        """The words that lie (with most of themselves) in `ranges`, in text order."""
        found: list[int] = []
        ordered = True
        for each in ranges:
            first, last = bisect_right(self._ends, each.start), bisect_left(self._starts, each.end)
            if first < last and self._starts[first] < each.start and not self._lies_in(first, each):
                first += 1
            if first < last and self._ends[last - 1] > each.end and not self._lies_in(last - 1, each):
                last -= 1
            ordered = ordered and not (found and first <= found[-1])
            found += range(first, last)
        return found if ordered else sorted(set(found))

    def _lies_in(self, index: int, each: Range) -> bool:
        start, end = self._starts[index], self._ends[index]
        return 2 * (min(end, each.end) - max(start, each.start)) > end - start

    def sentence(self, offset: int) -> int:
        """The index of the sentence that holds `offset`, or of the last before it; -1 before the first."""
        return bisect_right(self._sentence_starts, offset) - 1

    def lower(self, index: int) -> str:
        """The word's form in small letters."""
        return self._lowers[index]

    def top(self, indices: Sequence[int]) -> int | None:
        """The word that the others hang on: the first whose governor lies outside, punctuation and markers apart."""
        inside = set(indices)
        outer = [i for i in indices if self.words[i].head not in inside]
        full = [i for i in outer if self.words[i].upos not in {"PUNCT", "ADP", "SCONJ", "PART", "CCONJ", "DET"}]
        return next(iter(full or outer), None)

    def under(self, index: int, leave_out: Collection[str] = (), keep: int | None = None) -> list[int]:
        """The word and all that hangs on it, in text order; branches whose relation is in `leave_out` are not
        followed, nor the branch at `keep`. A relation without its subtype stands for every subtype.
        """
        found, open_ = {index}, [index]
        while open_:
            for child in self.children[open_.pop()]:
                relation, kind = self._relations[child]
                if child == keep or relation in leave_out or kind in leave_out or child in found:
                    continue
                found.add(child)
                open_.append(child)
        return sorted(found)

    def child(self, index: int, *relations: str) -> int | None:
        """The first child with one of `relations` (with any subtype where none is given)."""
        for child in self.children[index]:
            relation, kind = self._relations[child]
            if relation in relations or kind in relations:
                return child
        return None

    def all_children(self, index: int, *relations: str) -> list[int]:
        """Every child with one of `relations`, in text order."""
        told = self._relations
        return [c for c in self.children[index] if told[c][0] in relations or told[c][1] in relations]

    def governors(self, index: int) -> list[int]:
        """The word's governor, its governor, and so on to the root."""
        found: list[int] = []
        here = self.words[index].head
        while 0 <= here < len(self.words) and here not in found:
            found.append(here)
            here = self.words[here].head
        return found

    def ranges(self, indices: Sequence[int]) -> tuple[Range, ...]:
        """The stretches of neighbouring words, punctuation at both ends of each left out."""
        found: list[Range] = []
        for run in _runs(indices):
            while run and self.words[run[-1]].upos == "PUNCT" and not self._is_mark(run[-1]):
                run.pop()
            while run and self.words[run[0]].upos == "PUNCT" and not self._is_mark(run[0]):
                run.pop(0)
            if run and any(self.words[i].upos != "PUNCT" for i in run):
                found.append(Range(self.words[run[0]].start, self.words[run[-1]].end))
        return tuple(found)

    def _is_mark(self, index: int) -> bool:
        return self.lower(index)[:1] in "\"“”‘’«»'`"


def _runs(indices: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in sorted(indices):
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
