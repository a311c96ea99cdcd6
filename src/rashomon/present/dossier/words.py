"""The page's own words: dates, intervals, counts and names for what the ledger says in codes."""

from __future__ import annotations

from datetime import date

from rashomon.records import Bound, Interval, Report, Stance

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STANCES = {"asserts": "says so", "denies": "denies it", "doubts": "doubts it", "declines": "would not comment"}
KINDS = {
    "denial": "Denial", "number": "Figures differ", "date": "Dates differ", "place": "Places differ",
    "actor": "Actors differ", "update": "Moved on", "corroboration": "Two origins agree",
    "circular": "One origin, several reports", "framing": "Framing", "tension": "Tension",
}  # fmt: skip
SOURCES = {
    "person": "person", "body": "body", "anonymous": "unnamed", "crowd": "crowd", "document": "document",
    "media": "media", "outlet": "outlet’s own words", "unresolved": "not resolved",
}  # fmt: skip
TALLIES = {
    "asserts": ("says so", "say so"), "denies": ("denies it", "deny it"), "doubts": ("doubts it", "doubt it"),
    "declines": ("would not comment", "would not comment"),
}  # fmt: skip
"""The same after a number: of one, and of several."""
SIDES: dict[str, tuple[Stance, ...]] = {"denial": ("asserts", "denies")}
"""What each side of a finding does, in their order, where its kind tells."""
BASES = {
    "stated": "stated in the report", "metadata": "from the page’s metadata", "table": "from your table",
    "inferred": "inferred from the text", "cross_report": "narrowed by the other reports",
    "decision": "decided by a person",
}  # fmt: skip
PRECISIONS = {
    1: "the place itself", 2: "within some 25 km", 3: "its district", 4: "its province", 5: "a wider region",
    6: "the whole country", 7: "sea or air",
}  # fmt: skip
"""UCDP GED’s `where_prec`, in words."""
REASONS = {
    "other_period": "another period", "other_scope": "another scope", "subset": "a part of the other",
    "revision": "a revision", "other_definition": "another definition", "same_origin": "one origin",
    "not_contrary": "not contrary", "too_uncertain": "too uncertain",
}  # fmt: skip


UNSURE_BELOW = 0.5
"""A statement read with less confidence than this is marked: it is wrong more often than right."""


def doubtful(confidence: float | None) -> bool:
    """Whether a row's confidence, where it has one, is too small to stand without a mark."""
    return confidence is not None and confidence < UNSURE_BELOW


def _day(text: str) -> tuple[int, int, int, str]:
    year, month, day = (int(part) for part in text[:10].split("-"))
    return year, month, day, text[11:16]


def day_words(text: str) -> str:
    """A day or minute of the ledger as a reader writes it: `26 Feb 2016`, `26 Feb 2016 11:14`."""
    year, month, day, clock = _day(text)
    return f"{day} {MONTHS[month - 1]} {year}" + (f" {clock}" if clock else "")


def interval_words(interval: Interval | None) -> str:
    """An interval as a reader writes it; an open end is said, never filled in."""
    if interval is None or (interval.earliest is None and interval.latest is None):
        return "date not known"
    if interval.earliest is None:
        return f"by {day_words(interval.latest or '')}"
    if interval.latest is None:
        return f"{day_words(interval.earliest)} or later"
    first, last = interval.earliest[:10], interval.latest[:10]
    if first == last:
        same = interval.earliest == interval.latest
        return day_words(interval.earliest if same else first)
    return _range_words(first, last)


def _range_words(first: str, last: str) -> str:
    (y1, m1, d1, _), (y2, m2, d2, _) = _day(first), _day(last)
    if (m1, d1, m2, d2) == (1, 1, 12, 31):
        return str(y1) if y1 == y2 else f"{y1}–{y2}"
    if (y1, m1) == (y2, m2):
        whole = d1 == 1 and (date(y2 + m2 // 12, m2 % 12 + 1, 1) - date(y2, m2, d2)).days == 1
        return f"{MONTHS[m1 - 1]} {y1}" if whole else f"{d1}–{d2} {MONTHS[m1 - 1]} {y1}"
    if y1 == y2:
        return f"{d1} {MONTHS[m1 - 1]} – {d2} {MONTHS[m2 - 1]} {y1}"
    return f"{day_words(first)} – {day_words(last)}"


def number_words(number: float | None) -> str:
    """A number with thousands set apart, without a needless fraction."""
    if number is None:
        return "?"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.10g}"


def figure_words(low: float | None, high: float | None, bound: Bound) -> str:
    """A quantity as its bounds have it: `29`, `at least 58`, `150–200`, `vague`."""
    if bound == "vague" and low is None and high is None:
        return "no number"
    if bound == "range":
        return f"{number_words(low)}–{number_words(high)}"
    before = {"at_least": "at least ", "more_than": "more than ", "at_most": "at most ", "less_than": "less than ",
              "about": "about "}.get(bound, "")  # fmt: skip
    return before + number_words(low if low is not None else high)


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 report`, `5 reports`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def same_name(one: str, other: str) -> bool:
    """Whether two names say the same but for capitals and an article."""
    return one.casefold().removeprefix("the ") == other.casefold().removeprefix("the ")


def report_name(report: Report) -> str:
    """What a page calls a report: its outlet where stated, else its file."""
    return report.outlet or report.names[0].rsplit("/", 1)[-1]
