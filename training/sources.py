"""What the weights learn from, set by set, with licences as the sets state them; goes into the manifest."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from training.corpora import DATA


@dataclass(frozen=True)
class Source:
    """A corpus file, what it serves for, and its licence."""

    name: str
    file: str
    use: str
    licence: str
    stated: bool = True
    """Whether the set states a licence at all; those that do not are left out by `--licensed-only`."""


SOURCES = (
    Source("UD_English-EWT train", "syntax/en_ewt-train.conllu.gz", "syntax, lemmas", "CC BY-SA 4.0"),
    Source(
        "UD_English-GUM train, without essay, fiction, letter, podcast, whow",
        "syntax/en_gum-train.conllu.gz",
        "syntax, lemmas",
        "annotation CC BY 4.0; texts CC BY 2.5, CC BY-SA 3.0, CC BY 4.0, CC BY or public domain by genre",
    ),
    Source(
        "English Worldwide Newswire train",
        "names/worldwide_train.jsonl.gz",
        "names; statements and trees as our own models read them",
        "none stated",
        stated=False,
    ),
    Source("wikigold train", "names/wikigold_train.jsonl.gz", "names (coarse labels)", "CC BY 4.0"),
    Source(
        "UNER English-EWT train, pre-release",
        "names/uner_ewt_train_prerelease.jsonl.gz",
        "names (coarse labels; every third document)",
        "CC BY-SA 4.0",
    ),
    Source(
        "PolNeAR v1.0.0 train",
        "polnear/train.jsonl.gz",
        "statements; unlabelled wording; names and trees as our own models read them",
        "none stated",
        stated=False,
    ),
    Source(
        "TempEval-3 train (TimeBank, AQUAINT)", "tempeval3/train.jsonl.gz", "event words", "none stated", stated=False
    ),
    Source(
        "ECB+ train",
        "ecbplus/train.jsonl.gz",
        "event words",
        "annotation CC BY 3.0; the texts belong to their publishers",
    ),
    Source(
        "Article-Bias-Prediction, 2,481 articles, 2,400 titles",
        "load/outlets.jsonl.gz",
        "unlabelled wording (600 articles and the titles); statements, names, trees as our own models read them",
        "repository Apache-2.0; the articles belong to their publishers",
    ),
)


def digest(path: Path) -> str:
    """A file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def described(*, licensed_only: bool) -> list[dict[str, object]]:
    """The sources of a run with the SHA-256 of their files, as the manifest keeps them."""
    found: list[dict[str, object]] = []
    for source in SOURCES:
        if source.stated or not licensed_only:
            path = DATA / source.file
            found.append({**asdict(source), "sha256": digest(path) if path.exists() else None})
    return found
