"""What each head is asked: the losses of a batch, task by task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from rashomon.parse import Range
from training.chain import Chain
from training.corpora import ANY_NAME, Integers, Link, name_set_table
from training.labels import NAME_TAGS, STATEMENT_TAGS
from training.network import DISTANCES, LinkScore, ReadingNetwork
from training.windows import Batch, Window, links_inside

IGNORED = -100
"""A target that no loss counts."""
_NAME_SETS = name_set_table()
_STATEMENT_SETS = np.concatenate([np.eye(len(STATEMENT_TAGS), dtype=bool), np.ones((1, len(STATEMENT_TAGS)), bool)])


def _border_moves(tags: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """What a tag becomes as the first, and as the last word of a window that cuts its span."""
    index = {t: i for i, t in enumerate(tags)}
    first = {"I": "B", "E": "S"}
    last = {"B": "S", "I": "E"}
    return (
        np.array([index[first.get(t[0], t[0]) + t[1:]] for t in tags]),
        np.array([index[last.get(t[0], t[0]) + t[1:]] for t in tags]),
    )


_AT_FIRST, _AT_LAST = {}, {}
for _tags in (NAME_TAGS, STATEMENT_TAGS):
    _AT_FIRST[len(_tags)], _AT_LAST[len(_tags)] = _border_moves(_tags)


def allowed_tags(batch: Batch, labels: list[np.ndarray], sets: np.ndarray) -> Tensor:
    """Allowed tags [B, W, L]; at a window's borders a span that is cut begins or ends there."""
    wide, count = batch.word_there.shape[1], sets.shape[1]
    out = np.ones((len(labels), wide, count), bool)
    for row, label in zip(out, labels, strict=True):
        row[: len(label)] = sets[label]
        for at, moves in ((0, _AT_FIRST[count]), (len(label) - 1, _AT_LAST[count])):
            moved = np.zeros(count, bool)
            moved[moves[row[at]]] = True
            row[at] = moved
    return torch.from_numpy(out)


@dataclass(frozen=True)
class SyntaxLoss:
    """Mean losses of tags, arcs and relations over the batch's words."""

    tags: Tensor
    arcs: Tensor
    relations: Tensor


def syntax_loss(net: ReadingNetwork, words: Tensor, batch: Batch, relation_index: dict[str, int]) -> SyntaxLoss:
    """Cross entropies over the words whose head is known and lies in the window, its sentence being whole there."""
    shape = batch.word_there.shape
    tags = np.full(shape, IGNORED)
    heads = np.full(shape, IGNORED)
    relations = np.full(shape, IGNORED)
    for b, w in enumerate(batch.windows):
        document, n = w.document, w.last - w.first
        if document.tags is None or document.heads is None or document.relations is None:
            continue
        there = document.heads[w.first : w.last]
        inside = (there >= w.first) & (there < w.last)
        tags[b, :n] = document.tags[w.first : w.last]
        heads[b, :n] = np.where(inside, there - w.first, np.where(there == -1, -1, IGNORED))
        names = (r if r in relation_index else r.split(":")[0] for r in document.relations[w.first : w.last])
        relations[b, :n] = np.where(heads[b, :n] == IGNORED, IGNORED, [relation_index[name] for name in names])
    head = torch.from_numpy(heads)
    target = torch.where(head == -1, shape[1], head)
    return SyntaxLoss(
        _mean_choice(net.tags(words).float(), torch.from_numpy(tags)),
        _mean_choice(net.arcs(words, batch.sentence), target),
        _mean_choice(net.relations(words, head.clamp_min(-1)), torch.from_numpy(relations)),
    )


def _mean_choice(scores: Tensor, target: Tensor) -> Tensor:
    """The mean cross entropy of scores [B, W, C] over the words with a target; nought where none has one."""
    total = F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="sum")
    return total / (target != IGNORED).sum().clamp_min(1)


def names_losses(net: ReadingNetwork, words: Sequence[Tensor], batches: Sequence[Batch]) -> list[Tensor]:
    """Negative log likelihood of the allowed tags a word, batch by batch; words of texts without names may bear any."""
    labels = [_parts(b, [w.document.names for w in b.windows], ANY_NAME) for b in batches]
    return _chain_losses(net.name_chain, [net.names(w) for w in words], batches, labels, _NAME_SETS, ANY_NAME)


def statements_losses(net: ReadingNetwork, words: Sequence[Tensor], batches: Sequence[Batch]) -> list[Tensor]:
    """The same for statements' tags; words in doubt, and those of texts without statements, may bear any."""
    labels = [_parts(b, [w.document.statements for w in b.windows], -1) for b in batches]
    return _chain_losses(net.statement_chain, [net.statements(w) for w in words], batches, labels, _STATEMENT_SETS, -1)


def _parts(batch: Batch, labels: Sequence[Integers | None], free: int) -> list[Integers]:
    """The labels of each window's words, `free` for all of a text that has none."""
    return [
        np.full(w.last - w.first, free) if label is None else label[w.first : w.last]
        for w, label in zip(batch.windows, labels, strict=True)
    ]


def _chain_losses(
    chain: Chain,
    emit: Sequence[Tensor],
    batches: Sequence[Batch],
    labels: Sequence[list[Integers]],
    sets: np.ndarray,
    free: int,
) -> list[Tensor]:
    """Mean losses a labelled word, batch by batch: the chain, whose time goes by its length, is run once for all."""
    wide = max(e.shape[1] for e in emit)
    found = chain.loss(
        torch.cat([F.pad(e.float(), (0, 0, 0, wide - e.shape[1])) for e in emit]),
        torch.cat([F.pad(b.word_there, (0, wide - b.word_there.shape[1])) for b in batches]),
        torch.cat(
            [
                F.pad(a, (0, 0, 0, wide - a.shape[1]), value=True)
                for a in (allowed_tags(b, x, sets) for b, x in zip(batches, labels, strict=True))
            ]
        ),
    )
    parts = found.split([len(b.windows) for b in batches])
    bound = [max(sum(int((one != free).sum()) for one in x), 1) for x in labels]
    return [part.sum() / count for part, count in zip(parts, bound, strict=True)]


def span_states(words: Tensor, spans: list[Range]) -> Tensor:
    """First and last word's states side by side, [N, 2·384], of one window's spans."""
    first = torch.tensor([s.start for s in spans], dtype=torch.long)
    last = torch.tensor([s.end for s in spans], dtype=torch.long)
    return torch.cat([words[first], words[last]], -1)


@dataclass(frozen=True)
class PairPlaces:
    """Where child and parent lie to each other: three tables [C, P] of indices."""

    distance: Tensor
    sentences: Tensor
    between: Tensor


def pair_places(children: list[Range], parents: list[Range], sentence: np.ndarray) -> PairPlaces:
    """Bins of the signed distance in words and in sentences, and how many other parents lie between."""
    c0, c1 = (np.array([getattr(s, k) for s in children]) for k in ("start", "end"))
    p0, p1 = (np.array([getattr(s, k) for s in parents]) for k in ("start", "end"))
    ahead = np.maximum(p0[None] - c1[:, None], 0) - np.maximum(c0[:, None] - p1[None], 0)
    distance = np.searchsorted(DISTANCES, ahead, "left")
    apart = np.clip(sentence[p0][None] - sentence[c0][:, None], -3, 3) + 3
    middle = (p0 + p1) / 2
    low = np.minimum((c0 + c1)[:, None] / 2, middle[None])[..., None]
    high = np.maximum((c0 + c1)[:, None] / 2, middle[None])[..., None]
    between = ((middle > low) & (middle < high)).sum(-1)
    return PairPlaces(*(torch.from_numpy(x.astype(np.int64)) for x in (distance, apart, np.clip(between, 0, 3))))


def _one_link_loss(
    score: LinkScore,
    words: Tensor,
    sentence: np.ndarray,
    children: list[Range],
    parents: list[Range],
    target: list[int],
) -> Tensor:
    places = pair_places(children, parents, sentence)
    scores = score(
        span_states(words, children), span_states(words, parents), places.distance, places.sentences, places.between
    )
    return F.cross_entropy(scores.float(), torch.tensor(target), reduction="sum")


def links_loss(net: ReadingNetwork, words: Tensor, batch: Batch) -> Tensor:
    """Cross entropies of the right cue of each content piece and the right source (or none) of each cue, a choice."""
    total, choices = words.new_zeros((), dtype=torch.float32), 0
    for b, window in enumerate(batch.windows):
        links = links_inside(window)
        if not links:
            continue
        sentence = window.document.spelling.sentence[window.first : window.last]
        for pairs in (_content_choices(links), _source_choices(links)):
            if pairs.children and pairs.parents:
                score = net.cue_of_content if pairs.of_content else net.source_of_cue
                total = total + _one_link_loss(score, words[b], sentence, pairs.children, pairs.parents, pairs.target)
                choices += len(pairs.children)
    return total / max(choices, 1)


@dataclass(frozen=True)
class _Choices:
    children: list[Range]
    parents: list[Range]
    target: list[int]
    of_content: bool


def _content_choices(links: list[Link]) -> _Choices:
    cues = sorted({c for x in links for c in x.cue})
    pairs = [(p, cues.index(x.cue[0])) for x in links for p in x.content]
    return _Choices([p for p, _ in pairs], cues, [t for _, t in pairs], True)


def _source_choices(links: list[Link]) -> _Choices:
    sources = sorted({s for x in links for s in x.source})
    target = [sources.index(x.source[0]) if x.source else len(sources) for x in links]
    return _Choices([x.cue[0] for x in links], sources, target, False)


def wording_loss(net: ReadingNetwork, states: Tensor, windows: list[Window], vectors: list[np.ndarray]) -> Tensor:
    """One minus the cosine between each sentence's pooled and projected states and the teacher's vector.

    A loose text has one vector however many sentences it holds.
    """
    found, wanted = [], []
    for b, (window, goal) in enumerate(zip(windows, vectors, strict=True)):
        sentence = window.document.spelling.sentence[window.first : window.last]
        firsts = np.flatnonzero(np.concatenate([[True], sentence[1:] != sentence[:-1]]))
        begins = window.word_piece[firsts[: len(goal)]]
        ends = np.append(begins[1:], window.upto)
        for begin, end, vector in zip(begins.tolist(), ends.tolist(), goal, strict=True):
            found.append(states[b, begin:end].mean(0))
            wanted.append(vector)
    pooled = net.wording(torch.stack(found)).float()
    return (1 - F.cosine_similarity(pooled, torch.from_numpy(np.array(wanted)), dim=-1)).mean()
