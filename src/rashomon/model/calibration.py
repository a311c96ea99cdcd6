"""From a decoder's shares to probabilities, by curves fitted on held-out text (the dev splits)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any


def logit(share: float) -> float:
    """The logarithm of the odds, bounded."""
    share = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-score))


@dataclass(frozen=True)
class AttributionSigns:
    """What the confidence of an attribution rests on, each a share in 0..1 (the least of its pieces' words)."""

    cue: float
    source: float
    content: float
    source_link: float
    content_link: float
    has_source: bool

    def values(self) -> tuple[float, ...]:
        """The signs as the curve takes them."""
        shares = (self.cue, self.source, self.content, self.source_link, self.content_link)
        return (*map(logit, shares), float(self.has_source))


@dataclass(frozen=True)
class Calibration:
    """Weights of logistic curves; the first of each is the constant."""

    names: tuple[float, ...] = (0.0, 1.0)
    attributions: tuple[float, ...] = (0.0, 0.2, 0.2, 0.2, 0.2, 0.2, 0.0)

    @classmethod
    def of(cls, described: dict[str, Any] | None) -> Calibration:
        """The curves of a manifest, or the uncalibrated ones where it has none."""
        if not described:
            return cls()
        return cls(tuple(described["names"]), tuple(described["attributions"]))

    def name(self, share: float) -> float:
        """The probability that a name is right in span and label."""
        return _probability(self.names[0] + self.names[1] * logit(share))

    def attribution(self, signs: AttributionSigns) -> float:
        """The probability that content and source of an attribution are right (overlap of a half, as scored)."""
        weighted = zip(self.attributions[1:], signs.values(), strict=True)
        return _probability(self.attributions[0] + sum(w * v for w, v in weighted))
