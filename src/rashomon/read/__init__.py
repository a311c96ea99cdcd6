"""A document in; the report's row and the passages that tile its text out.

Title, byline, dateline, captions and boilerplate are told from body; outlet, language and date of publication are
taken where the report or its wrapping states them. It never alters or cuts text, never guesses an outlet from a file
name, never infers a date (that is `link`'s), and never raises for what a text holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.ingest import Document
from rashomon.read.boilerplate import marked, settled
from rashomon.read.heading import headed
from rashomon.read.language import language
from rashomon.read.outlet import outlet
from rashomon.read.passages import passages
from rashomon.read.published import published
from rashomon.read.record import Reading
from rashomon.read.units import Unit, units
from rashomon.records import Problem, Report, row_id

__all__ = ["Reading", "read"]

_WORD = re.compile(r"\w+(?:[’'.,:-]\w+)*")


def read(document: Document) -> Reading:
    """The report and passages of a document. A pure function: the same document, the same rows."""
    found, heading = headed(document, marked(units(document)))
    found = settled(found)
    whose, when = outlet(document, found, heading), published(document, found, heading)
    spoken = language(document, found)
    report = Report(
        id=document.id,
        sha256=document.sha256,
        container=document.container,
        names=document.names,
        url=document.facts.url or _address(found),
        outlet=whose.name,
        outlet_basis=whose.basis,
        publisher=whose.publisher,
        title=heading.title,
        byline=heading.byline,
        dateline=heading.dateline,
        language=spoken,
        published=when.interval,
        published_basis=when.basis,
        published_why=when.why,
        words=len(_WORD.findall(document.text)),
        text=document.text,
    )
    return Reading(report=report, passages=passages(document, found), problems=_problems(report))


def _address(units: Sequence[Unit]) -> str | None:
    """The address that stands alone over the text, as pasted from a browser."""
    first = units[0].text if units else ""
    return first if re.fullmatch(r"https?://[^\s<>\"]+", first) else None


def _problems(report: Report) -> tuple[Problem, ...]:
    if report.language in (None, "en"):
        return ()
    message = (
        f"This report is in another language than English ({report.language}): it is kept and shown, and not "
        "annotated. Give a translation as a report of its own if one is at hand."
    )
    ident = row_id("problems", "read", "language", report.id)
    return (Problem(id=ident, report=report.id, stage="read", code="language", message=message),)
