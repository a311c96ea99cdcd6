"""The original encoder as a teacher: its sentence vectors for unlabelled text, which the reading model must keep."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from rashomon.model.pieces import PieceTable
from training import corpora
from training.corpora import Document
from training.network import Encoder, encoder_folder, encoder_weights
from training.windows import Window, cut_windows

LONGEST = 600
"""Sentences of more characters than this are no examples."""


class Teacher:
    """MiniLM as published: mean over all pieces, unit length."""

    def __init__(self) -> None:
        self._encoder = Encoder(encoder_weights()).eval()
        self._tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
        self._tokenizer.enable_truncation(192)
        self._tokenizer.enable_padding()

    @torch.no_grad()
    def vectors(self, texts: Sequence[str], at_once: int = 64) -> np.ndarray:
        """Unit vectors [N, 384] of loose texts."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        out = np.zeros((len(texts), 384), np.float32)
        for at in range(0, len(order), at_once):
            chosen = order[at : at + at_once]
            encoded = self._tokenizer.encode_batch([texts[i] for i in chosen])
            ids = torch.tensor([e.ids for e in encoded])
            there = torch.tensor([e.attention_mask for e in encoded]).bool()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = self._encoder(ids, None, None, there).float() * there[..., None]
            pooled = states.sum(1) / there.sum(1, keepdim=True)
            out[chosen] = torch.nn.functional.normalize(pooled, dim=-1).numpy()
        return out


@dataclass(frozen=True)
class Taught:
    """Documents with the teacher's vector of each sentence, and loose texts as documents of their own."""

    documents: list[Document]
    vectors: list[np.ndarray]
    loose: list[Document]
    loose_vectors: np.ndarray


def sentence_texts(text: str, document: Document) -> list[str]:
    """A text's sentences, as its document divides it."""
    sentence = document.spelling.sentence
    firsts = np.flatnonzero(np.concatenate([[True], sentence[1:] != sentence[:-1]]))
    lasts = np.append(firsts[1:], len(sentence)) - 1
    return [text[document.ranges[a].start : document.ranges[b].end] for a, b in zip(firsts, lasts, strict=True)]


def taught(cache: Path, articles: int, seed: int = 5) -> Taught:
    """What the teacher says of load texts (articles, titles) and of PolNeAR contents; cached as one file."""
    texts = corpora.load_texts("outlets", articles)
    documents = [replace(corpora.divided(t), name=str(i)) for i, t in enumerate(texts)]
    sentences = [sentence_texts(t, d) for t, d in zip(texts, documents, strict=True)]
    chance = random.Random(seed)
    loose = [s for part in sentences for s in part if 20 < len(s) < LONGEST]
    chance.shuffle(loose)
    loose = loose[: articles * 10]
    for title in corpora.load_texts("outlets", articles * 4, field_name="title"):
        loose.append(title)
    contents = [
        c
        for row in corpora.rows("polnear/train.jsonl.gz")
        for a in row["attributions"]
        for c in [row["text"][a["content"][0][0] : a["content"][-1][1]]]
    ]
    chance.shuffle(contents)
    loose += [c for c in contents if 15 < len(c) < LONGEST][: articles * 5]
    if cache.exists():
        kept = np.load(cache)
        flat, loose_vectors = kept["flat"], kept["loose"]
    else:
        teacher = Teacher()
        flat = teacher.vectors([s for part in sentences for s in part])
        loose_vectors = teacher.vectors(loose)
        np.savez(cache, flat=flat, loose=loose_vectors)
    assert len(flat) == sum(map(len, sentences))
    assert len(loose_vectors) == len(loose)
    ends = np.cumsum([len(s) for s in sentences])
    return Taught(documents, np.split(flat, ends[:-1]), [corpora.divided(t) for t in loose], loose_vectors)


@dataclass(frozen=True)
class Lesson:
    """A window and the teacher's vectors of its sentences, in the window's order."""

    window: Window
    vectors: np.ndarray


def lessons(source: Taught, table: PieceTable, chance: random.Random) -> list[Lesson]:
    """All windows of the taught articles with the vectors of the sentences that lie in them, shuffled."""
    found = []
    for document, vectors in zip(source.documents, source.vectors, strict=True):
        for window in cut_windows(document, table, chance):
            inside = np.unique(document.spelling.sentence[window.first : window.last])
            found.append(Lesson(window, vectors[inside]))
    chance.shuffle(found)
    return found


def loose_lessons(source: Taught, table: PieceTable) -> list[Lesson]:
    """A window for each loose text (its first where it is long)."""
    found = []
    for document, vector in zip(source.loose, source.loose_vectors, strict=True):
        window = next(cut_windows(document, table, None), None)
        if window is not None and window.last == len(document.spelling.forms):
            found.append(Lesson(window, vector[None]))
    return found
