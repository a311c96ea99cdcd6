"""The town in capitals before a colon that opens a report."""

import pytest

from rashomon.annotate.source_words import Mentions
from rashomon.annotate.towns_ahead import town_ahead
from rashomon.annotate.trees import Tree
from rashomon.annotate.voices import Page
from rashomon.parse import Parse, Range, SentenceSpan, Word
from rashomon.records import Passage, Report

REST = "Two men were held at the ford on Monday night by keepers."


def plain(text):
    """A parse of one sentence whose words are parted at spaces."""
    words, at = [], 0
    for form in text.replace(":", " :").split():
        at = text.index(form, at)
        words.append(Word(at, at + len(form), form.lower(), "NOUN", -1, "root"))
        at += len(form)
    span = SentenceSpan(0, len(text), 0, len(words))
    return Parse(report="R-1", words=tuple(words), sentences=(span,), names=(), attributions=(), wordings=())


@pytest.mark.parametrize(
    ("paragraphs", "town"),
    [
        ((f"HALDIN: {REST}",), "HALDIN: "),
        ((f"NEW HALDIN: {REST}", REST), "NEW HALDIN: "),
        ((f"POLICE: {REST}",), None),
        ((f"HALDIN: {REST}", f"ORLO: {REST}"), None),
        ((REST, f"HALDIN: {REST}"), None),
        (("HALDIN: Two men held",), None),
        ((f"Haldin: {REST}",), None),
    ],
)
def test_a_town_in_capitals_opens_a_report_and_no_transcript(paragraphs, town):
    text = "\n".join(paragraphs)
    report = Report(id="R-1", sha256="0", names=("a.txt",), words=9, text=text)
    starts = [sum(len(p) + 1 for p in paragraphs[:n]) for n in range(len(paragraphs))]
    passages = [
        Passage(id=f"P-{a}", report="R-1", start=a, end=a + len(p), text=p, kind="body")
        for a, p in zip(starts, paragraphs, strict=True)
    ]
    page = Page(report=report, tree=Tree(text, plain(text)), mentions=Mentions(()), quoted=())
    assert town_ahead(page, passages) == (Range(0, len(town)) if town else None)
