"""A statement as it is found, before anything is read from it."""

from __future__ import annotations

import msgspec

from rashomon.annotate.sentence_tails import Parts
from rashomon.parse import Range

FIGURE = "figure"
"""The rule of figures that a party gives, whose verbs are no verbs of saying."""


class Draft(msgspec.Struct, frozen=True):
    """A statement as found, before anything is read from it. `outer`: the draft whose content holds it."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    confidence: float | None = None
    outer: Draft | None = None
    by: tuple[Range, ...] = ()
    """Who hands the words on, where the source is somebody they quote."""
    rule: str = ""
    """The rule that found it; empty for the model's."""
    after: Draft | None = None
    """The draft whose words a sentence without a speaker goes on with."""

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return min([each.start for part in (self.source, self.cue, self.content) for each in part])

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return max([each.end for part in (self.source, self.cue, self.content) for each in part])


def draft_of(parts: Parts, rule: str) -> Draft:
    """A draft of the parts that the order of words shows to a rule."""
    return Draft(source=parts.source, cue=parts.cue, content=parts.content, rule=rule)
