"""The rows of `sentences`, from the parse: a sentence is quoted where quotation marks hold all of it."""

from __future__ import annotations

from rashomon.parse import Parse
from rashomon.records import Report, Sentence, row_id

OPENING = "\"“‘'«„``"
CLOSING = "\"”’'»“''"


def is_quoted(text: str) -> bool:
    """Whether a sentence stands wholly inside quotation marks.

    `“We won.”` does; `“We won,” he said.` and `“One.” “Two.”` do not.
    """
    body = text.strip().rstrip(".,;:")
    if len(body) < 3 or body[0] not in OPENING or body[-1] not in CLOSING:
        return False
    inner = body[1:-1]
    return not any(mark in inner for mark in '"“”«»')


def sentences(report: Report, parse: Parse) -> tuple[Sentence, ...]:
    """A row for each sentence of the parse, in text order."""
    return tuple(
        Sentence(
            id=row_id("sentences", report.id, span.start, span.end),
            report=report.id,
            start=span.start,
            end=span.end,
            text=report.text[span.start : span.end],
            quoted=is_quoted(report.text[span.start : span.end]),
        )
        for span in parse.sentences
        if report.text[span.start : span.end].strip()
    )
