"""Every figure of the shipped model on the dev splits: `python -m training.evaluate [--only NAME…]`.

Statements and names are scored by `../shared/scorers`, on raw text; syntax on gold words, and words and
sentences on raw text; wording by Spearman's rank correlation beside the encoder that we started from.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, pairwise
from pathlib import Path
from types import ModuleType

import numpy as np

from rashomon.model.chains import tagged_spans
from rashomon.model.pieces import Integers, Spelling
from rashomon.model.plan import sentence_borders
from rashomon.model.reading import NAME_LABELS, ReadingModel, WordTrees
from rashomon.model.sentences import sentence_starts
from rashomon.model.weights import Weights
from rashomon.model.words import word_ranges
from rashomon.parse import Attribution, Range
from training import corpora
from training.corpora import Document
from training.labels import NAME_TAGS, UPOS

DEV_TREEBANKS = ("en_ewt-dev", "en_gum-dev")
NEWS_TEXTS, NEWS_SENTENCES, NEWS_AROUND = 30, 2, (3, 6)
"""Articles; sentences of a treebank put into one; the article's sentences that end before and behind them."""


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    name: str
    value: float


def scorer(name: str) -> ModuleType:
    """A scorer of `../shared/scorers` as a module."""
    path = corpora.SHARED / "scorers" / f"{name}.py"
    if not path.exists():
        raise corpora.CorpusMissingError(f"{path} is absent: put the scorers beside the checkout (shared/scorers)")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _pieces(ranges: tuple[Range, ...]) -> list[list[int]]:
    return [[r.start, r.end] for r in ranges]


def as_scored(number: int, a: Attribution) -> dict[str, object]:
    """An attribution as the corpus and its scorer write it."""
    return {"id": str(number), "source": _pieces(a.source), "cue": _pieces(a.cue), "content": _pieces(a.content)}


def statement_figures(model: ReadingModel) -> Iterator[Figure]:
    """PolNeAR dev by `score_statements.py`."""
    gold = {row["id"]: row for row in corpora.rows("polnear/dev.jsonl.gz")}
    found = {}
    for name, row in gold.items():
        parse = model.parse(name, row["text"], corpora.text_blocks(row["text"]))
        found[name] = {
            "text": row["text"],
            "attributions": [as_scored(i, a) for i, a in enumerate(parse.attributions)],
        }
    result = scorer("score_statements").score(gold, found)
    for role, part in result["exact"].items():
        yield Figure(f"exact {role} F1", part["f1"])
    for kind in ("attribution", "content_only"):
        for measure in ("precision", "recall", "f1"):
            yield Figure(f"{kind} {measure}", result[kind][measure])
    for kind, part in result["attribution_recall_by_cue"].items():
        yield Figure(f"recall, {kind}", part["recall"])


def name_figures(model: ReadingModel) -> Iterator[Figure]:
    """Worldwide Newswire dev by `score_names.py`, seven labels."""
    gold = {row["id"]: row for row in corpora.rows("names/worldwide_dev.jsonl.gz")}
    found = {}
    for name, row in gold.items():
        parse = model.parse(name, row["text"], corpora.text_blocks(row["text"]))
        found[name] = {
            "text": row["text"],
            "entities": [{"start": n.start, "end": n.end, "label": n.label} for n in parse.names],
        }

    def kept(entity: dict[str, str]) -> bool:
        return entity["label"] in NAME_LABELS

    result = scorer("score_names").score(gold, found, kept, kept)
    for label, part in result["labels"].items():
        yield Figure(f"names {label} F1", part["f1"])
    for measure in ("precision", "recall", "f1"):
        yield Figure(f"names, all seven, {measure}", result["micro"][measure])


def _tree_counts(model: ReadingModel, trees: WordTrees, document: Document, part: slice, at: int) -> Integers:
    """Words of a part of a treebank's document, and those of them right in tag, head, relation, and its subtype.

    `at` is where the part begins in what was read. A relation is right with its head only.
    """
    assert document.tags is not None
    assert document.heads is not None
    assert document.relations is not None
    gold, wanted = document.relations[part], document.heads[part]
    read = slice(at, at + len(gold))
    heads = np.where(trees.heads[read] < 0, -1, trees.heads[read] - at + part.start) == wanted
    found = [model.relation_labels[r] for r in trees.relations[read].tolist()]
    base = np.array([f.split(":")[0] == g.split(":")[0] for f, g in zip(found, gold, strict=True)])
    whole = np.array([f == g for f, g in zip(found, gold, strict=True)])
    tags = np.array([model.tag_labels[t] for t in trees.tags[read]]) == np.array(UPOS)[document.tags[part]]
    return np.array([len(gold), tags.sum(), heads.sum(), (heads & base).sum(), (heads & whole).sum()])


def _dev_trees() -> Iterator[Document]:
    for name in DEV_TREEBANKS:
        yield from corpora.syntax(name, shippable=False)


def syntax_figures(model: ReadingModel) -> Iterator[Figure]:
    """Tags, heads, labels on gold words, all genres of the dev splits; relations with their subtypes and without."""
    counts = np.zeros(5, np.int64)
    for document in _dev_trees():
        whole = slice(0, len(document.spelling.forms))
        counts += _tree_counts(model, model.trees(model.read(document.spelling)), document, whole, 0)
    titles = ("UPOS", "UAS", "LAS, relations without subtypes", "LAS, with subtypes")
    for title, count in zip(titles, counts[1:].tolist(), strict=True):
        yield Figure(title, 100 * count / counts[0])


def _part(spelling: Spelling, begin: int, end: int) -> Spelling:
    """Words of a spelling, their sentences and blocks numbered from nought."""
    here = slice(begin, end)
    sentence, block = (array[here] - array[begin] for array in (spelling.sentence, spelling.block))
    return Spelling(spelling.forms[here], spelling.spaced[here], sentence, block)


def _one_after_another(parts: Sequence[Spelling]) -> Spelling:
    """Spellings as one text, each in blocks of its own."""
    sentence, block, sentences, blocks = [], [], 0, 0
    for part in parts:
        sentence.append(part.sentence + sentences)
        block.append(part.block + blocks)
        sentences, blocks = int(sentence[-1][-1]) + 1, int(block[-1][-1]) + 1
    forms = tuple(form for part in parts for form in part.forms)
    spaced = np.concatenate([part.spaced for part in parts])
    return Spelling(forms, spaced, np.concatenate(sentence), np.concatenate(block))


def _chunks(spelling: Spelling) -> Iterator[tuple[int, int]]:
    """The first word of every few sentences, and the one after their last."""
    edges = sentence_borders(spelling.sentence)
    yield from pairwise([*edges[:-1:NEWS_SENTENCES].tolist(), int(edges[-1])])


def _in_company(article: Spelling, part: Spelling) -> tuple[Spelling, int]:
    """A few sentences between those of an article, and where they begin."""
    before, behind = sentence_borders(article.sentence)[list(NEWS_AROUND)].tolist()
    return _one_after_another([_part(article, 0, before), part, _part(article, before, behind)]), before


def news_figures(model: ReadingModel) -> Iterator[Figure]:
    """Syntax and names in the company of news of outlets (docs/decisions/0011).

    A network that learns each task on texts of one kind can come to tell the kinds apart and do badly on each what was
    never asked of it there, which the dev splits do not show. So every few sentences of the dev splits are put between
    those of an article and scored there; and of the articles, which have no gold, it is counted how many words keep
    head and relation where their sentence is read by itself.
    """
    articles = [model.divided(t, corpora.text_blocks(t))[1] for t in corpora.load_texts("outlets", NEWS_TEXTS)]
    company, counts = cycle(articles), np.zeros(5, np.int64)
    for document in _dev_trees():
        for begin, end in _chunks(document.spelling):
            spelling, at = _in_company(next(company), _part(document.spelling, begin, end))
            counts += _tree_counts(model, model.trees(model.read(spelling)), document, slice(begin, end), at)
    yield Figure("LAS of treebank sentences among news, no subtypes", 100 * counts[3] / counts[0])
    company, hits = cycle(articles), np.zeros(3, np.int64)
    for document in islice(corpora.names("dev"), NEWS_TEXTS):
        assert document.names is not None
        for begin, end in _chunks(document.spelling):
            spelling, at = _in_company(next(company), _part(document.spelling, begin, end))
            rows = tagged_spans(document.names[begin:end], np.ones(end - begin, np.float32), NAME_TAGS)
            gold = {(x.first + at, x.last + at, x.kind) for x in rows if x.kind in NAME_LABELS}
            inside = (n for n in model.names(model.read(spelling)) if at <= n.first < at + end - begin)
            found = {(n.first, n.last, n.label) for n in inside if n.label in NAME_LABELS}
            hits += [len(gold & found), len(gold), len(found)]
    yield Figure("names of newswire sentences among other news, F1", _f1(*hits.tolist()))
    same = 0
    for article in articles:
        whole = model.trees(model.read(article))
        for begin, end in pairwise(sentence_borders(article.sentence).tolist()):
            part = slice(begin, end)
            alone = model.trees(model.read(_part(article, begin, end)))
            heads = np.where(alone.heads < 0, -1, alone.heads + begin)
            same += int(((heads == whole.heads[part]) & (alone.relations == whole.relations[part])).sum())
    words = sum(len(article.forms) for article in articles)
    yield Figure("heads and relations of news read alone as among others", 100 * same / words)


def _f1(hits: int, gold: int, found: int) -> float:
    return 200 * hits / (gold + found)


def division_figures(_: ReadingModel) -> Iterator[Figure]:
    """F1 of words and of sentences on raw text (paragraphs as marked; sentences joined by a space)."""
    for name in DEV_TREEBANKS:
        words, sentences = np.zeros(3, int), np.zeros(3, int)
        for paragraph in corpora.treebank_paragraphs(name):
            ranges = word_ranges(paragraph.text)
            found, gold = {(r.start, r.end) for r in ranges}, {(r.start, r.end) for r in paragraph.words}
            words += [len(found & gold), len(gold), len(found)]
            begins = [ranges[i].start for i in sentence_starts(paragraph.text, ranges)]
            a = set(zip(begins, [*begins[1:], len(paragraph.text)], strict=True))
            b = set(zip(paragraph.sentences, [*paragraph.sentences[1:], len(paragraph.text)], strict=True))
            sentences += [len(a & b), len(b), len(a)]
        yield Figure(f"{name} words F1", _f1(*words.tolist()))
        yield Figure(f"{name} sentences F1", _f1(*sentences.tolist()))


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks with ties shared."""
    _, number, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + ends - 1) / 2)[number]


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    """Spearman's rank correlation in percent."""
    return 100 * float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def wording_figures(model: ReadingModel) -> Iterator[Figure]:
    """STS benchmark, news, all rows here and its dev part: our vectors beside the original encoder's."""
    from training.distil import Teacher

    pairs = list(corpora.rows("wording/stsb_news.jsonl.gz"))
    texts = [p["a"] for p in pairs] + [p["b"] for p in pairs]
    gold = np.array([p["score"] for p in pairs], float)
    ours = np.frombuffer(b"".join(model.wording(texts)), np.int8).reshape(len(texts), -1).astype(np.float32)
    ours /= np.maximum(np.linalg.norm(ours, axis=1, keepdims=True), 1e-9)
    theirs = Teacher().vectors(texts)
    dev = np.array([p["part"] == "dev" for p in pairs])
    for title, vectors in (("ours", ours), ("original", theirs)):
        close = (vectors[: len(pairs)] * vectors[len(pairs) :]).sum(1)
        yield Figure(f"STS news Spearman, {title}, all", spearman(close, gold))
        yield Figure(f"STS news Spearman, {title}, dev", spearman(close[dev], gold[dev]))


MEASURES: dict[str, Callable[[ReadingModel], Iterator[Figure]]] = {
    "statements": statement_figures,
    "names": name_figures,
    "syntax": syntax_figures,
    "news": news_figures,
    "division": division_figures,
    "wording": wording_figures,
}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=sorted(MEASURES), default=list(MEASURES))
    parser.add_argument("--weights", type=Path, help="a folder of weights other than the shipped one")
    parser.add_argument("--json", action="store_true")
    a = parser.parse_args()
    model = ReadingModel(Weights(a.weights))
    figures = [f for name in a.only for f in MEASURES[name](model)]
    if a.json:
        print(json.dumps({f.name: round(f.value, 2) for f in figures}, indent=1))
        return
    print(f"model {model.version}")
    for f in figures:
        print(f"{f.name:44}{f.value:8.2f}")


if __name__ == "__main__":
    main()
