"""Marks in a text: nothing of the text is lost, every address stands once."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from rashomon.present.dossier.marked import Mark, address, marked

TEXT = "“A <b>bold</b> claim” & a قرش 🐟, said she."


def plain(html: Markup) -> str:
    return Markup(re.sub(r"</?(span|a)\b[^>]*>", "", html)).unescape()


def test_text_without_marks_is_only_escaped():
    assert plain(marked(TEXT, 0, len(TEXT), [])) == TEXT
    assert "<b>" not in marked(TEXT, 0, len(TEXT), [])


def test_marks_that_cross_are_cut_and_keep_one_address():
    html = marked("abcdef", 0, 6, [Mark(0, 4, "x"), Mark(2, 6, "y")])
    assert html.count('id="x"') == 1
    assert html.count('id="y"') == 1
    assert html.count("<span") == html.count("</span>")
    assert plain(html) == "abcdef"


def test_a_mark_that_begins_before_the_passage_keeps_its_address_where_it_begins():
    assert 'id="x"' in marked("abcdef", 0, 3, [Mark(1, 5, "x")])
    assert 'id="x"' not in marked("abcdef", 3, 6, [Mark(1, 5, "x")])


def test_a_note_with_quotation_marks_stays_in_its_attribute():
    html = marked("abc", 0, 3, [Mark(0, 3, "x", "s", 'he said "no" <b>')])
    assert "<b>" not in html
    assert "&#34;no&#34;" in html


def test_a_mark_that_opens_leads_to_itself_and_never_stands_in_another_link():
    html = marked(
        "west of Barra", 0, 13, [Mark(0, 13, "x", "place", "Why.", True), Mark(8, 13, "y", "place", "", True)]
    )
    assert html.startswith('<a href="#x" id="x" class="place" title="Why.">')
    assert '<span id="y" class="place">Barra</span></a>' in html
    assert plain(html) == "west of Barra"


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=12))
def test_any_marks_keep_the_text_and_balance(pairs):
    marks = [
        Mark(a, min(a + n, len(TEXT)), address("R", a, a + n), opens=n % 2 == 0) for a, n in pairs if a < len(TEXT)
    ]
    html = marked(TEXT, 0, len(TEXT), marks)
    assert plain(html) == TEXT
    assert html.count("<span") == html.count("</span>")
    assert html.count("<a ") == html.count("</a>")
    for mark in marks:
        assert html.count(f'id="{mark.address}"') == 1
