"""Time expressions as read from words, before anything grounds them."""

from __future__ import annotations

import msgspec

from rashomon.records import TimexType


class Expression(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression of a text (TimeML 1.2.1, TIMEX3), by its words alone."""

    start: int
    end: int
    text: str
    type: TimexType
