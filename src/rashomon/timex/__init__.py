"""Time expressions of English news: recognised (TIMEX3 extents and types) and grounded on a calendar.

In: a text, a stretch of it, and its words where they are known. Out: `Expression`, what the words say; and, with the
interval of publication, `Grounded`, where that lies on the calendar. Nothing here reads a clock, guesses a date of
publication, or knows of other reports.
"""

from rashomon.timex.grounding import grounded, hangs_on_publication
from rashomon.timex.numerals import Numeral, numerals
from rashomon.timex.recognise import expressions
from rashomon.timex.record import (
    Calendar,
    Expression,
    Grounded,
    Leaning,
    Length,
    Pattern,
    Recurring,
    Shift,
    Unit,
    Vague,
)
from rashomon.timex.sequence import in_text_order

__all__ = [
    "Calendar",
    "Expression",
    "Grounded",
    "Leaning",
    "Length",
    "Numeral",
    "Pattern",
    "Recurring",
    "Shift",
    "Unit",
    "Vague",
    "expressions",
    "grounded",
    "hangs_on_publication",
    "in_text_order",
    "numerals",
]
