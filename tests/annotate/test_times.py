"""Time expressions of a report: no boilerplate, no passage's border crossed, ids that stand on the span."""

from rashomon.annotate.times import times
from rashomon.parse import Parse
from rashomon.records import Passage, Report, row_id

NO_PARSE = Parse(report="R-000000000000", words=(), sentences=(), names=(), attributions=(), wordings=())


def report_of(text):
    return Report(id="R-000000000000", sha256="", names=("a.txt",), words=len(text.split()), text=text)


def passages_of(text, *kinds):
    at, rows = 0, []
    for kind, part in zip(kinds, text.split("\n\n"), strict=True):
        rows.append(Passage(id=f"P-{at}", report="R-0", start=at, end=at + len(part), text=part, kind=kind))
        at += len(part) + 2
    return rows


def test_nothing_stands_on_boilerplate():
    text = "Posted May 3, 2013\n\nThe dam broke on Tuesday."
    found = times(report_of(text), passages_of(text, "boilerplate", "body"), NO_PARSE)
    assert [t.expression.text for t in found] == ["Tuesday"]


def test_no_expression_crosses_the_border_of_a_passage():
    text = "They met in early\n\nMay said nothing."
    assert times(report_of(text), passages_of(text, "title", "body"), NO_PARSE) == ()


def test_an_id_stands_on_report_and_span():
    text = "The dam broke on Tuesday."
    (row,) = times(report_of(text), passages_of(text, "body"), NO_PARSE)
    assert row.id == row_id("times", "R-000000000000", 17, 24)


def test_digits_in_addresses_paths_and_ids_are_no_dates():
    text = 'string(12) "{"id":"1780522","pic":"/2016/01/18/front_635887344874364361_25f_4x3.jpg"}" https://a.example/2016/01'
    assert times(report_of(text), passages_of(text, "body"), NO_PARSE) == ()


def test_a_deed_laid_to_somebody_is_past_whatever_the_tense_of_the_charge(hand_made):
    text = "They are suspected of shooting Ann Jan. 7"
    told = (
        "They/they/PRON/3/nsubj are/be/AUX/3/aux suspected/suspect/VERB/0/root of/of/SCONJ/5/mark "
        "shooting/shoot/VERB/3/advcl Ann/Ann/PROPN/5/obj Jan./January/PROPN/5/obl 7/7/NUM/7/nummod"
    )
    (row,) = times(report_of(text), passages_of(text, "body"), hand_made(text, told))
    assert row.expression.lean == "past"
    hunting = told.replace("suspected/suspect", "thinking/think")
    (row,) = times(
        report_of(text), passages_of(text, "body"), hand_made(text.replace("suspected", "thinking"), hunting)
    )
    assert row.expression.lean == "present"
