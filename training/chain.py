"""A linear chain over tags (a CRF with partial labels): its loss, with gradients by forward and backward passes."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

FORBIDDEN = -30.0


def _passes(
    emit: Tensor, step: Tensor, begin: Tensor, end: Tensor, there: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Log partition [N], tag marginals [W, N, L], pair counts [N, L, L], end marginals [N, L]; all in scaled space.

    emit [W, N, L] logits; step [L, L], begin [L], end [L] logits; there [W, N].
    """
    wide = emit.shape[0]
    top = emit.amax(-1, keepdim=True)
    e = (emit - top).exp()
    s, b, f = step.exp(), begin.exp(), end.exp()
    alphas, scales = [], []
    a = e[0] * b
    for t in range(wide):
        if t:
            a = torch.where(there[t, :, None], (a @ s) * e[t], a)
        c = a.sum(-1, keepdim=True).clamp_min(1e-30)
        a = a / c
        alphas.append(a)
        scales.append(c)
    final = (a * f).sum(-1)
    log_z = final.log() + torch.stack(scales).log().sum((0, 2)) + (top[..., 0] * there).sum(0)
    betas = [f.expand_as(a)]
    for t in range(wide - 1, 0, -1):
        beta = betas[-1]
        betas.append(torch.where(there[t, :, None], ((e[t] * beta) @ s.T) / scales[t], beta / scales[t]))
    betas.reverse()
    alpha, beta = torch.stack(alphas), torch.stack(betas)
    marginal = alpha * beta
    marginal = marginal / marginal.sum(-1, keepdim=True).clamp_min(1e-30)
    onward = (e[1:] * beta[1:]) / torch.stack(scales)[1:] / final[None, :, None] * there[1:, :, None]
    pairs = torch.einsum("wni,wnj->nij", alpha[:-1], onward) * s
    return log_z, marginal * there[..., None], pairs, marginal[-1]


class _Loss(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, emit: Tensor, step: Tensor, begin: Tensor, end: Tensor, there: Tensor, allowed: Tensor
    ) -> Tensor:
        both = torch.cat([emit, emit.masked_fill(~allowed, -1e4)], 1)
        log_z, tags, pairs, ends = _passes(both, step, begin, end, torch.cat([there, there], 1))
        n = emit.shape[1]
        ctx.save_for_backward(
            tags[:, :n] - tags[:, n:],
            pairs[:n] - pairs[n:],
            tags[0, :n] - tags[0, n:],
            ends[:n] - ends[n:],
        )
        return log_z[:n] - log_z[n:]

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, ...]:
        emit, step, begin, end = ctx.saved_tensors
        return (
            emit * grad[None, :, None],
            (step * grad[:, None, None]).sum(0),
            (begin * grad[:, None]).sum(0),
            (end * grad[:, None]).sum(0),
            None,
            None,
        )


class Chain(nn.Module):
    """Scores of steps between tags; steps that the scheme forbids stay forbidden."""

    def __init__(self, allowed_steps: list[list[bool]]) -> None:
        super().__init__()
        allowed = torch.tensor(allowed_steps)
        self.register_buffer("fixed", torch.where(allowed, 0.0, FORBIDDEN))
        self.free = nn.Parameter(torch.zeros(allowed.shape))

    def steps(self) -> Tensor:
        """The table [L + 1, L + 1]: the last row is the text's begin, the last column its end."""
        return self.fixed + self.free

    def loss(self, emit: Tensor, there: Tensor, allowed: Tensor) -> Tensor:
        """Negative log likelihood [N] of the allowed tags; emit and allowed [N, W, L], there [N, W].

        In single precision whatever autocast says: over two hundred words the error of bfloat16 adds up.
        """
        table = self.steps()
        with torch.autocast("cpu", enabled=False):
            return _Loss.apply(
                emit.float().transpose(0, 1),
                table[:-1, :-1],
                table[-1, :-1],
                table[:-1, -1],
                there.T,
                allowed.transpose(0, 1),
            )
