"""Fit `src/rashomon/lexicon/likeness.toml`: how likely two wordings tell one thing (`rashomon.assess.likeness`).

    python -m tools.train_alike [--dry]

Pairs: STS benchmark news without its MSRpar rows (same from 3.5 of 5 on, not the same up to 2.5), and sentences of two
ECB+ documents of a topic (same where most of the events that either tells are coreferent, not the same where none is;
half of these of one happening, half of another happening of the like kind). And sentences worded alike of two articles
of load/outlets that came out months apart, which are not the same: what comparing a pile's contents mostly meets. The
sets weigh the same. Only train parts are fitted, the dev parts give the figures (of the outlets those that
`benchmarks.findings` counts findings over have no part). Sets under a non-commercial licence (SICK, MSRP, MSRpar) have
no part either. Logistic regression by Newton's method with a ridge, in numpy.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rashomon.assess.likeness import FEATURES, features, worded
from rashomon.assess.terms import terms
from rashomon.model import ReadingModel

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
OUT = ROOT / "src" / "rashomon" / "lexicon" / "likeness.toml"
SAME, OTHER = 3.5, 2.5
POSITIVE, NEGATIVE = 150, 125
RIDGE = 1.0
NEAR, APART_DAYS, MOST = 0.5, 60, 4000
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")
PRIOR = 20

Floats = npt.NDArray[np.float64]


class Pair(NamedTuple):
    """Two wordings, whether they tell one thing, and the documents they stand in, where known."""

    corpus: str
    part: str
    group: str
    a: str
    b: str
    same: int
    documents: tuple[str, str] | None = None


class Sentence(NamedTuple):
    """A sentence of ECB+ with the events across documents that it tells."""

    subtopic: str
    document: str
    text: str
    events: frozenset[str]


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a corpus file."""
    with gzip.open(DATA / name, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def sts() -> Iterator[Pair]:
    """Headlines and forum news of the STS benchmark."""
    for row in rows("wording/stsb_news.jsonl.gz"):
        if row["origin"] != "MSRpar" and not OTHER < row["score"] < SAME:
            same = int(row["score"] >= SAME)
            yield Pair("STS benchmark, news", row["part"], row["origin"], row["a"], row["b"], same)


def ecb(part: str, documents: dict[str, list[str]]) -> Iterator[Pair]:
    """Pairs of sentences of ECB+; fills `documents` with the sentences of each."""
    chance = random.Random(7)  # noqa: S311 -- a sample, no secret
    topics = defaultdict[int, list[Sentence]](list)
    for row in rows(f"ecbplus/{part}.jsonl.gz"):
        texts = [row["text"][a:b].strip() for a, b in row["sentences"]]
        documents[row["doc"]] = texts[1:] if "plus" in row["doc"] else texts
        for n in row["selected_sentences"]:
            if len(texts[n].split()) > 4:
                topics[row["topic"]].append(Sentence(row["subtopic"], row["doc"], texts[n], events(row, n)))
    for topic, held in topics.items():
        sorts: dict[str, list[Pair]] = {"same": [], "here": [], "elsewhere": []}
        for x, y in itertools.combinations(held, 2):
            sort = sort_of(x, y)
            if sort:
                same = int(sort == "same")
                sorts[sort].append(Pair("ECB+", part, str(topic), x.text, y.text, same, (x.document, y.document)))
        for sort, found in sorts.items():
            chance.shuffle(found)
            yield from found[: POSITIVE if sort == "same" else NEGATIVE]


def outlets(part: str, documents: dict[str, list[str]]) -> Iterator[Pair]:
    """Sentences worded alike of articles months apart; fills `documents` with the sentences of each."""
    held = [r for n, r in enumerate(rows("load/outlets.jsonl.gz")) if n % 12 == (3 if part == "train" else 9)]
    texts: list[tuple[str, str, date]] = []
    for row in held:
        told = [s.strip() for s in SENTENCE.split(row["text"]) if 5 <= len(s.split()) <= 45]
        documents[row["id"]] = told
        texts += [(row["id"], s, date.fromisoformat(row["date"][:10])) for s in told] if row["date"] else []
    known = vectors(sorted({s for _, s, _ in texts}))
    all_of = np.stack([known[s] for _, s, _ in texts])
    found: list[Pair] = []
    for i, (document, text, day) in enumerate(texts):
        for j in np.flatnonzero(all_of[i] @ all_of[i + 1 :].T >= NEAR) + i + 1:
            other, told, then = texts[int(j)]
            if document != other and abs((day - then).days) > APART_DAYS and text != told:
                found.append(Pair("outlets, months apart", part, part, text, told, 0, (document, other)))
    random.Random(7).shuffle(found)  # noqa: S311 -- a sample, no secret
    yield from found[:MOST]


def events(row: dict[str, Any], sentence: int) -> frozenset[str]:
    """The events of a sentence that other documents may tell too."""
    told = (m for m in row["mentions"] if m["selected"] and m["is_event"] and m["sentence"] == sentence)
    return frozenset(m["cluster"] for m in told if not m["cluster"].startswith(("SINGLE", "INTRA")))


def sort_of(x: Sentence, y: Sentence) -> str | None:
    """What a pair of sentences is an example of; None where it is no clear one."""
    if x.document == y.document or not x.events or not y.events:
        return None
    shared = len(x.events & y.events) / max(len(x.events), len(y.events))
    if shared >= 0.5:
        return "same"
    if shared:
        return None
    return "here" if x.subtopic == y.subtopic else "elsewhere"


def vectors(texts: Sequence[str]) -> dict[str, npt.NDArray[np.float32]]:
    """The unit wording vectors of texts."""
    raw = np.frombuffer(b"".join(ReadingModel.load().wording(texts)), np.int8).reshape(len(texts), -1)
    told = raw.astype(np.float32)
    told /= np.maximum(np.linalg.norm(told, axis=1, keepdims=True), 1e-9)
    return dict(zip(texts, told, strict=True))


def matrix(pairs: Sequence[Pair], documents: dict[str, list[str]]) -> Floats:
    """The features of all pairs."""
    loose = {t for p in pairs for t in (p.a, p.b)} | {t for told in documents.values() for t in told}
    vector = vectors(sorted(loose))
    whole = {d: np.sum([vector[t] for t in told], axis=0) for d, told in documents.items() if told}
    whole = {d: v / np.linalg.norm(v) for d, v in whole.items()}
    held = defaultdict[tuple[str, str], set[str]](set)
    for p in pairs:
        held[p.corpus, p.group] |= {p.a, p.b}
    weight = {key: weights(texts) for key, texts in held.items()}
    found = []
    for p in pairs:
        near = float(whole[p.documents[0]] @ whole[p.documents[1]]) if p.documents else None
        a, b = (worded(t, terms(t)) for t in (p.a, p.b))
        found.append(features(a, b, float(vector[p.a] @ vector[p.b]), weight[p.corpus, p.group], near))
    return np.array(found)


def weights(texts: set[str]) -> dict[str, float]:
    """How much each stem of a group of texts weighs, as in a pile (`assess.alike`)."""
    spread = Counter(s for t in texts for s in terms(t).stems)
    return {s: math.log(1 + (PRIOR + len(texts)) / (1 + n)) for s, n in spread.items()}


def fitted(x: Floats, y: Floats, weight: Floats) -> Floats:
    """The coefficients, bias last, of a weighted logistic regression."""
    z, found = np.c_[x, np.ones(len(x))], np.zeros(x.shape[1] + 1)
    ridge = RIDGE * np.eye(len(found))
    ridge[-1, -1] = 0
    for _ in range(100):
        p = 1 / (1 + np.exp(-z @ found))
        bend = (z * (weight * p * (1 - p))[:, None]).T @ z + ridge
        step = np.linalg.solve(bend, z.T @ (weight * (y - p)) - ridge @ found)
        found += step
        if np.abs(step).max() < 1e-10:
            break
    return found


def area(score: Floats, y: Floats) -> float:
    """The area under the curve of a score, in percent."""
    ranks = np.argsort(np.argsort(score, kind="stable"), kind="stable") + 1
    ones = float(y.sum())
    return 100 * float((ranks[y == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(y) - ones)))


def at_precision(score: Floats, y: Floats, wanted: float = 0.9) -> float:
    """The most recall to be had at a precision, in percent."""
    order = np.argsort(-score, kind="stable")
    right = np.cumsum(y[order])
    reached = right / np.arange(1, len(y) + 1) >= wanted
    return 100 * float(right[reached].max() / y.sum()) if reached.any() else 0.0


def written(mean: Floats, spread: Floats, found: Floats, share: float, pairs: Sequence[Pair]) -> str:
    """The table as TOML."""
    counts = Counter(p.corpus for p in pairs if p.part == "train")
    licence = {
        "STS benchmark, news": "scores CC BY-SA 4.0 (headlines: European Media Monitor; deft-news; no MSRpar rows)",
        "outlets, months apart": "Apache-2.0 (ramybaly/Article-Bias-Prediction); articles are their publishers'",
        "ECB+": "annotation CC BY 3.0 (Cybulska and Vossen, VU University Amsterdam)",
    }

    def numbers(values: Floats) -> str:
        return "[" + ", ".join(f"{v:.5f}" for v in values) + "]"

    out = [
        "# How likely two wordings tell one thing: a logistic regression. Written by tools/train_alike.py.",
        'source = "fitted to the train parts of the corpora below; no text of theirs is in here"',
        'script = "tools/train_alike.py"',
        "features = [" + ", ".join(f'"{f}"' for f in FEATURES) + "]",
        f"mean = {numbers(mean)}",
        f"spread = {numbers(spread)}",
        f"weight = {numbers(found[:-1])}",
        f"bias = {found[-1]:.5f}",
        f"same = {share:.5f}",
    ]
    for name in sorted(counts):
        out += ["", "[[corpora]]", f'name = "{name}"', 'part = "train"', f'licence = "{licence[name]}"']
        out += [f"pairs = {counts[name]}"]
    return "\n".join(out) + "\n"


def main() -> None:
    """Fit, print the figures on the dev parts, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    dry = parser.parse_args().dry
    documents: dict[str, list[str]] = {}
    pairs = [*sts(), *(p for part in ("train", "dev") for made in (ecb, outlets) for p in made(part, documents))]
    x, y = matrix(pairs, documents), np.array([p.same for p in pairs], float)
    corpus, part = np.array([p.corpus for p in pairs]), np.array([p.part for p in pairs])
    train = part == "train"
    size = Counter(corpus[train].tolist())
    weight = np.array([train.sum() / (len(size) * size[c]) for c in corpus])
    mean, spread = x[train].mean(0), x[train].std(0) + 1e-9
    z = (x - mean) / spread
    found = fitted(z[train], y[train], weight[train])
    learned, hand = np.c_[z, np.ones(len(z))] @ found, 0.6 * x[:, 0] + 0.4 * x[:, 1]
    for name in sorted(size):
        dev = ~train & (corpus == name)
        if not y[dev].any():
            above = 100 * (learned[dev] >= np.median(learned[~train & (y == 1)])).mean()
            print(f"{name}, dev ({dev.sum()} pairs): {above:.2f} % above the median positive")
            continue
        for title, score in (("set by hand", hand), ("learned", learned)):
            told = f"AUC {area(score[dev], y[dev]):.1f}, recall at precision 90 {at_precision(score[dev], y[dev]):.1f}"
            print(f"{name}, dev ({dev.sum()} pairs), {title}: {told}")
    print(", ".join(f"{f} {v:+.2f}" for f, v in zip(FEATURES, found[:-1], strict=True)))
    if not dry:
        share = float((weight * y)[train].sum() / weight[train].sum())
        OUT.write_text(written(mean, spread, found, share, pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
