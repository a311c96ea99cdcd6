"""Time expressions of English news: recognised (TIMEX3 extents and types) and grounded on a calendar."""

from rashomon.timex.record import Expression

__all__ = ["Expression"]
