"""What one report gives by itself: the rows of `annotate`, cached by report and model and never rewritten.

In these rows a field that holds an entity's id (`entity`, `holder`, `whom`) holds the id of a *mention* instead: the
one that introduces the entity in this report. `link` puts the entity there. Intervals that hang on the date of
publication are left open: `timings` says which time expression each of them is read from, and `link` grounds it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.parse import Wording
from rashomon.records import Event, Mention, Place, Quantity, Sentence, Statement
from rashomon.timex import Expression


class TimeReading(msgspec.Struct, frozen=True):
    """A time expression as read, not yet grounded; `id` is the id of the row of `times` that it becomes."""

    id: str
    report: str
    expression: Expression
    added: bool = False
    """Whether it stands in a note that was added to the report, some days later it may be: "Editor's note: …"."""


class Timing(msgspec.Struct, frozen=True):
    """A field of a row that is the interval of a time expression: `since`, `as_of` (quantities), `said_at`."""

    row: str
    field: Literal["since", "as_of", "said_at"]
    time: str


class Annotations(msgspec.Struct, frozen=True, kw_only=True):
    """All that one report gives by itself."""

    report: str
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeReading, ...] = ()
    caption_dates: tuple[TimeReading, ...] = ()
    """Days with their year that captions tell: no rows, but they may say which year a pile without dates is of."""
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    timings: tuple[Timing, ...] = ()
    wordings: tuple[Wording, ...] = ()
