"""The corpora as documents of words with labels; what may not ship is left out here (see `licences`)."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.model.pieces import Spelling, spelling_of
from rashomon.model.sentences import sentence_starts
from rashomon.model.words import word_ranges
from rashomon.parse import Range
from training.labels import NAME_KINDS, NAME_TAGS, ROLES, STATEMENT_TAGS, UPOS

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"
DATA = SHARED / "data"
NON_COMMERCIAL_GENRES = frozenset(("essay", "fiction", "letter", "podcast", "whow"))
WITHOUT_ANNOTATION = "breitbart_2016-06-29_donald-trump-denies-mike-tyson-i"
"""A PolNeAR document full of attributions of which none is annotated (its corpus's README)."""
UNSURE = -2
"""For a head: not known."""
_BLOCKS = re.compile(r"\n[ \t\r\u00a0]*\n\s*")

Integers = npt.NDArray[np.int64]


class CorpusMissingError(Exception):
    """A corpus that training needs is not beside the checkout."""


@dataclass(frozen=True)
class Link:
    """An attribution by its words: each part a list of (first, last) word indices, both inclusive."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True)
class Document:
    """A text's words with the labels that its corpus gives; what a corpus lacks is None."""

    name: str
    spelling: Spelling
    ranges: tuple[Range, ...] = ()
    tags: Integers | None = None
    heads: Integers | None = None
    """The head of each word by its number, -1 at a root; `UNSURE` where whoever labelled the text was in doubt."""
    relations: tuple[str, ...] | None = None
    names: Integers | None = None
    """Index into `NAME_SETS` of the tags allowed for each word."""
    statements: Integers | None = None
    """Index into `STATEMENT_TAGS`; -1 where the annotators were in doubt."""
    links: tuple[Link, ...] = field(default=())

    def without(self, dropped: frozenset[int]) -> Document:
        """The document with some words taken out; the pieces of links shrink to what is left.

        What hung on a word taken out hangs nowhere for sure.
        """
        keep = np.array([i not in dropped for i in range(len(self.spelling.forms))])
        moved = np.concatenate([np.zeros(1, np.int64), np.cumsum(keep)])
        s = self.spelling
        spelling = Spelling(
            tuple(f for f, k in zip(s.forms, keep, strict=True) if k), s.spaced[keep], s.sentence[keep], s.block[keep]
        )

        def cut(array: Integers | None) -> Integers | None:
            return None if array is None else array[keep]

        def hung() -> Integers | None:
            if self.heads is None:
                return None
            known = np.maximum(self.heads, 0)
            moved_heads = np.where(keep[known], moved[known], UNSURE)
            return np.where(self.heads < 0, self.heads, moved_heads)[keep]

        def shifted(pieces: Sequence[Range]) -> tuple[Range, ...]:
            found = (Range(int(moved[p.start]), int(moved[p.end + 1]) - 1) for p in pieces)
            return tuple(p for p in found if p.start <= p.end)

        links = (Link(shifted(x.source), shifted(x.cue), shifted(x.content)) for x in self.links)
        whole = tuple(x for x in links if x.cue and x.content)
        return replace(
            self,
            spelling=spelling,
            ranges=(),
            tags=cut(self.tags),
            heads=hung(),
            relations=tuple(r for r, k in zip(self.relations, keep, strict=True) if k) if self.relations else None,
            names=cut(self.names),
            statements=cut(self.statements),
            links=whole,
        )


def corpus(name: str) -> Path:
    """The path of a corpus file under `../shared/data`; CorpusMissingError says what to do where it is absent."""
    path = DATA / name
    if not path.exists():
        message = f"{name} is not in {DATA}: put the corpora beside the checkout (shared/data) to train or to evaluate"
        raise CorpusMissingError(message)
    return path


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The JSON documents of a gzipped corpus file."""
    yield from rows_of(corpus(name))


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON documents of a gzipped file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def write_rows(path: Path, rows: Iterable[str]) -> None:
    """Write JSON documents, a line each, as `rows_of` reads them; the same rows give the same bytes."""
    with gzip.GzipFile(path, "wb", mtime=0) as lines:
        for row in rows:
            lines.write(f"{row}\n".encode())


def text_blocks(text: str) -> list[Range]:
    """A plain text's paragraphs, divided by empty lines."""
    blocks, start = [], 0
    for gap in _BLOCKS.finditer(text):
        blocks.append(Range(start, gap.start()))
        start = gap.end()
    blocks.append(Range(start, len(text)))
    return [b for b in blocks if text[b.start : b.end].strip()]


def divided(text: str) -> Document:
    """A text without labels: its words and sentences by our rules, its blocks by empty lines."""
    ranges: list[Range] = []
    sentence: list[int] = []
    block: list[int] = []
    for number, part in enumerate(text_blocks(text)):
        words = word_ranges(text, part.start, part.end)
        starts = set(sentence_starts(text, words))
        at = sentence[-1] if sentence else -1
        for i in range(len(words)):
            at += i in starts
            sentence.append(at)
        block += [number] * len(words)
        ranges += words
    spaced = [i == 0 or ranges[i - 1].end < r.start for i, r in enumerate(ranges)]
    forms = [text[r.start : r.end] for r in ranges]
    return Document("", spelling_of(forms, spaced, sentence, block), tuple(ranges))


def words_of_span(ranges: Sequence[Range], starts: Integers, start: int, end: int) -> Range | None:
    """First and last word (inclusive) of which a character span covers at least half."""
    first = max(int(np.searchsorted(starts, start, "right")) - 1, 0)
    found = []
    for i in range(first, len(ranges)):
        if ranges[i].start >= end:
            break
        common = min(end, ranges[i].end) - max(start, ranges[i].start)
        if 2 * common >= ranges[i].end - ranges[i].start:
            found.append(i)
    return Range(found[0], found[-1]) if found else None


def bioes(tags: Integers, tag_names: tuple[str, ...], first: int, last: int, kind: str) -> None:
    """Write a span's tags in place."""
    if first == last:
        tags[first] = tag_names.index("S-" + kind)
        return
    tags[first : last + 1] = tag_names.index("I-" + kind)
    tags[first] = tag_names.index("B-" + kind)
    tags[last] = tag_names.index("E-" + kind)


# --- syntax ------------------------------------------------------------------


def syntax(name: str, *, shippable: bool = True) -> Iterator[Document]:
    """A treebank's documents with gold words and sentences; GUM's non-commercial genres are left out if shippable."""
    with gzip.open(corpus(f"syntax/{name}.conllu.gz"), "rt", encoding="utf-8") as lines:
        blocks = lines.read().strip().split("\n\n")
    document: list[list[str]] = []
    genre = ""
    for block in blocks:
        parts = block.split("\n")
        if document and any(line.startswith("# newdoc") for line in parts):
            if not (shippable and genre in NON_COMMERCIAL_GENRES):
                yield _treebank_document(name, document)
            document, genre = [], ""
        genre = next((line.split("=")[1].strip() for line in parts if line.startswith("# meta::genre")), genre)
        document.append(parts)
    if document and not (shippable and genre in NON_COMMERCIAL_GENRES):
        yield _treebank_document(name, document)


@dataclass(frozen=True)
class Paragraph:
    """Raw text of a treebank's paragraph with its gold words and the offsets at which its sentences begin."""

    text: str
    words: tuple[Range, ...]
    sentences: tuple[int, ...]


def treebank_paragraphs(name: str) -> Iterator[Paragraph]:
    """The paragraphs of a treebank, all genres, sentences joined by a space."""
    with gzip.open(corpus(f"syntax/{name}.conllu.gz"), "rt", encoding="utf-8") as lines:
        blocks = lines.read().strip().split("\n\n")
    text, words, sentences = "", [], []
    for block in blocks:
        parts = block.split("\n")
        if text and any(line.startswith(("# newpar", "# newdoc")) for line in parts):
            yield Paragraph(text, tuple(words), tuple(sentences))
            text, words, sentences = "", [], []
        text += " " if text else ""
        sentences.append(len(text))
        own = next(line[9:] for line in parts if line.startswith("# text = "))
        words += _aligned(own, [line.split("\t") for line in parts if line and line[0] != "#"], len(text))
        text += own
    yield Paragraph(text, tuple(words), tuple(sentences))


def _aligned(text: str, rows: list[list[str]], offset: int) -> Iterator[Range]:
    """Where each word of a sentence stands; a contraction whose parts do not spell it is one stretch."""
    at, skipped = 0, 0
    for number, fields in enumerate(rows):
        if "." in fields[0] or skipped:
            skipped -= bool(skipped and "." not in fields[0])
            continue
        forms = [fields[1]]
        if "-" in fields[0]:
            first, last = map(int, fields[0].split("-"))
            skipped = last - first + 1
            parts = [r[1] for r in rows[number + 1 :] if "." not in r[0]][:skipped]
            forms = parts if "".join(parts) == fields[1] else forms
        at = text.index("".join(forms), at)
        for form in forms:
            yield Range(offset + at, offset + at + len(form))
            at += len(form)


def lemma_rows(name: str) -> Iterator[tuple[str, str, str]]:
    """Form, UPOS and lemma of each word of a treebank's shippable documents."""
    with gzip.open(corpus(f"syntax/{name}.conllu.gz"), "rt", encoding="utf-8") as lines:
        genre = ""
        for line in lines:
            if line.startswith("# newdoc"):
                genre = ""
            elif line.startswith("# meta::genre"):
                genre = line.split("=")[1].strip()
            fields = line.split("\t")
            if len(fields) == 10 and fields[0].isdigit() and genre not in NON_COMMERCIAL_GENRES:
                yield fields[1], fields[3], fields[2]


def _treebank_document(name: str, sentences: list[list[str]]) -> Document:
    forms: list[str] = []
    spaced: list[bool] = []
    sentence: list[int] = []
    block: list[int] = []
    tags: list[int] = []
    heads: list[int] = []
    relations: list[str] = []
    space, paragraph = True, -1
    for number, lines in enumerate(sentences):
        if number == 0 or any(line.startswith("# newpar") for line in lines):
            paragraph += 1
        base, inside = len(forms), 0
        for fields in (line.split("\t") for line in lines if line and line[0] != "#"):
            if "." in fields[0]:
                continue
            if "-" in fields[0]:
                inside = int(fields[0].split("-")[1]) - int(fields[0].split("-")[0]) + 1
                after = "SpaceAfter=No" not in fields[9]
                continue
            forms.append(fields[1])
            spaced.append(space)
            inside = max(inside - 1, -1)
            space = "SpaceAfter=No" not in fields[9] if inside < 0 else (after if inside == 0 else False)
            if inside == 0:
                inside = -1
            sentence.append(number)
            block.append(paragraph)
            tags.append(UPOS.index(fields[3]))
            heads.append(base + int(fields[6]) - 1 if fields[6] != "0" else -1)
            relations.append(fields[7])
        space = True
    spelling = spelling_of(forms, spaced, sentence, block)
    return Document(name, spelling, (), np.array(tags), np.array(heads), tuple(relations))


# --- names -------------------------------------------------------------------


def _tags_of(*kinds: str) -> frozenset[str]:
    return frozenset(t for t in NAME_TAGS if t[2:] in kinds)


def _one(tag: str) -> frozenset[str]:
    return frozenset((tag,))


_FREE = {"wikigold": ("Date", "Money"), "uner": ("Date", "Money", "Misc", "Product", "NORP", "Facility")}
_COARSE = {
    "wikigold": {
        "PER": ("Person",),
        "ORG": ("Organization",),
        "LOC": ("Location", "Facility"),
        "MISC": ("Misc", "NORP", "Product", "Facility"),
    },
    "uner": {
        "PER": ("Person",),
        "ORG": ("Organization", "Facility"),
        "LOC": ("Location", "Facility"),
        "OTH": ("NORP", "Misc", "Product"),
    },
}


def _name_sets() -> list[frozenset[str]]:
    sets = [_one(tag) for tag in NAME_TAGS]
    for coarse, kinds in _COARSE.items():
        sets.append(_one("O") | _tags_of(*_FREE[coarse]))
        sets += [frozenset(f"{part}-{kind}" for kind in fine) for fine in kinds.values() for part in "BIES"]
    return list(dict.fromkeys([*sets, frozenset(NAME_TAGS)]))


NAME_SETS = _name_sets()
"""Sets of tags that a word may bear; a corpus with coarser labels leaves several open (partial labels).

The first are the single tags in the order of `NAME_TAGS`.
"""
ANY_NAME = len(NAME_SETS) - 1
"""The set of all tags: nothing is known of the word."""


def name_set_table() -> npt.NDArray[np.bool_]:
    """`NAME_SETS` as a table: a row a set, a column a tag."""
    return np.array([[tag in members for tag in NAME_TAGS] for members in NAME_SETS])


def names(part: str) -> Iterator[Document]:
    """Worldwide Newswire, `train` or `dev`, all nine labels."""
    for row in rows(f"names/worldwide_{part}.jsonl.gz"):
        document = divided(row["text"])
        tags = np.zeros(len(document.ranges), np.int64)
        starts = np.array([r.start for r in document.ranges])
        for entity in row["entities"]:
            span = words_of_span(document.ranges, starts, entity["start"], entity["end"])
            if span and entity["label"] in NAME_KINDS:
                bioes(tags, NAME_TAGS, span.start, span.end, entity["label"])
        yield replace(document, name=row["id"], names=tags)


def coarse_names(name: str, scheme: str) -> Iterator[Document]:
    """A corpus with coarser labels (`wikigold`, `uner`) as partial labels; non-commercial documents left out."""
    index = {members: i for i, members in enumerate(NAME_SETS)}
    outside = index[_one("O") | _tags_of(*_FREE[scheme])]
    for row in rows(f"names/{name}.jsonl.gz"):
        if "NC" in row.get("licence", ""):
            continue
        document = divided(row["text"])
        tags = np.full(len(document.ranges), outside)
        starts = np.array([r.start for r in document.ranges])
        for entity in row["entities"]:
            span = words_of_span(document.ranges, starts, entity["start"], entity["end"])
            fine = _COARSE[scheme].get(entity["label"])
            if span and fine:
                for at in range(span.start, span.end + 1):
                    tags[at] = index[frozenset(f"{_part(at, span)}-{kind}" for kind in fine)]
        yield replace(document, name=row["id"], names=tags)


def _part(at: int, span: Range) -> str:
    if span.start == span.end:
        return "S"
    return "B" if at == span.start else "E" if at == span.end else "I"


# --- statements --------------------------------------------------------------


def statements(part: str) -> Iterator[Document]:
    """PolNeAR, `train` or `dev`; spans in doubt are masked (-1), one document without annotation is left out."""
    for row in rows(f"polnear/{part}.jsonl.gz"):
        if row["id"] != WITHOUT_ANNOTATION:
            yield _polnear_document(row)


def labelled_statements(path: Path) -> Iterator[Document]:
    """Articles that an ensemble labelled (`training.ensemble`), written as PolNeAR's documents are."""
    for row in rows_of(path):
        yield _polnear_document(row)


def _polnear_document(row: dict[str, Any]) -> Document:
    text = row["text"]
    document = divided(text)
    starts = np.array([r.start for r in document.ranges])
    tags = np.zeros(len(document.ranges), np.int64)
    links = []
    for attribution in row["attributions"]:
        parts = {role: _joined_pieces(text, document.ranges, starts, attribution[role]) for role in ROLES}
        free = all(not tags[p.start : p.end + 1].any() for role in ("cue", "content") for p in parts[role])
        if not (parts["cue"] and parts["content"] and free):
            continue
        for role in ROLES:
            for piece in parts[role]:
                bioes(tags, STATEMENT_TAGS, piece.start, piece.end, role)
        links.append(Link(parts["source"], parts["cue"], parts["content"]))
    doubtful = [*row["discard"], *(piece for span in row["discuss"] for piece in span)]
    for start, end in doubtful:
        span = words_of_span(document.ranges, starts, start, end)
        if span:
            tags[span.start : span.end + 1] = -1
    sure = tuple(x for x in links if all(tags[p.start] >= 0 for p in (*x.source, *x.cue, *x.content)))
    return replace(document, name=row["id"], statements=tags, links=sure)


def _joined_pieces(
    text: str, ranges: Sequence[Range], starts: Integers, pieces: Sequence[Sequence[int]]
) -> tuple[Range, ...]:
    """The pieces as words; neighbours with no letter or digit between them are one."""
    joined: list[list[int]] = []
    for start, end in pieces:
        if joined and not any(c.isalnum() for c in text[joined[-1][1] : start]):
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    found = (words_of_span(ranges, starts, s, e) for s, e in joined)
    return tuple(f for f in found if f is not None)


# --- lent labels ---------------------------------------------------------------


def lent_labels(path: Path) -> dict[str, dict[str, Any]]:
    """What specialists say of texts (`training.lend`), by the texts' names."""
    return {row["id"]: row for row in rows_of(path)}


def filled(document: Document, lent: dict[str, Any] | None, attributed: Document | None) -> Document:
    """The document with trees, names and statements lent to it where it has none of its own.

    Raises ValueError where a lender divided the text into other words.
    """
    count = len(document.spelling.forms)
    if lent and document.heads is None:
        if len(lent["heads"]) != count:
            raise ValueError(f"the trees of {document.name} have other words")
        tags, heads = np.array(lent["tags"]), np.array(lent["heads"])
        document = replace(document, tags=tags, heads=heads, relations=tuple(lent["relations"]))
    if lent and document.names is None:
        names = np.array(lent["names"])
        document = replace(document, names=np.where(names < 0, ANY_NAME, names))
    if attributed and document.statements is None:
        document = replace(document, statements=attributed.statements, links=attributed.links)
    return document


# --- unlabelled --------------------------------------------------------------


def load_texts(name: str, most: int, *, field_name: str = "text") -> list[str]:
    """The first texts of a load corpus."""
    found = []
    for row in rows(f"load/{name}.jsonl.gz"):
        if len(found) == most:
            break
        found.append(row[field_name])
    return found
