"""Grounding: an uncertain publication widens the answer, and nothing is grounded against one that is not known."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.parse import Word
from rashomon.records import Interval
from rashomon.timex import Calendar, Expression, Shift, expressions, grounded, hangs_on_publication, in_text_order
from rashomon.timex.tense import lean

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31))
LOOKING_BACK = ("last Monday", "last week", "last month", "last year", "yesterday", "three days ago", "two weeks ago")
LOOKING_AHEAD = ("next Friday", "next week", "tomorrow")
OPEN = ("Tuesday", "early May", "May 12", "last November", "this year", "the last 10 days", "June of last year")
HANGING = (*LOOKING_BACK, *LOOKING_AHEAD, *OPEN, "the weekend", "last summer")


def one(text):
    found = expressions(text, 0, len(text))
    assert len(found) == 1, [e.text for e in found]
    return found[0]


def day(moment):
    return Interval(earliest=moment.isoformat(), latest=moment.isoformat())


@pytest.mark.parametrize("words", HANGING)
@settings(max_examples=40)
@given(first=DAYS, width=st.integers(0, 40))
def test_a_later_publication_never_gives_an_earlier_time(words, first, width):
    expression = one(f"It burned {words}.")
    low = grounded(expression, day(first), None).interval
    high = grounded(expression, day(first + timedelta(days=width)), None).interval
    assert low.earliest <= high.earliest
    assert low.latest <= high.latest


@pytest.mark.parametrize("words", HANGING)
@settings(max_examples=40)
@given(first=DAYS, width=st.integers(0, 40), inside=st.integers(0, 40))
def test_a_wide_publication_holds_what_each_of_its_days_gives(words, first, width, inside):
    expression = one(f"It burned {words}.")
    last = first + timedelta(days=width)
    whole = grounded(expression, Interval(earliest=first.isoformat(), latest=last.isoformat()), None).interval
    exact = grounded(expression, day(min(last, first + timedelta(days=inside))), None).interval
    assert whole.earliest <= exact.earliest
    assert exact.latest <= whole.latest


@pytest.mark.parametrize("words", HANGING)
def test_nothing_is_grounded_against_an_unknown_publication(words):
    told = grounded(one(f"It burned {words}."), None, None)
    assert told.interval is None
    assert told.anchor is None
    assert "not known" in told.why


def test_a_date_with_its_year_needs_no_publication():
    expression = one("It burned on May 12, 2016.")
    assert not hangs_on_publication(expression)
    assert grounded(expression, None, None).interval == day(date(2016, 5, 12))


def test_last_monday_keeps_both_readings():
    told = grounded(one("They have been there since last Monday."), day(date(2014, 3, 12)), None)
    assert [i.earliest for i in told.readings] == ["2014-03-03", "2014-03-10"]
    assert (told.interval.earliest, told.interval.latest) == ("2014-03-03", "2014-03-10")


def test_a_day_later_counts_from_the_day_spoken_of_and_says_so():
    text = "It burned on May 12, 2016. A day later it fell."
    found = expressions(text, 0, len(text))
    ground = in_text_order(found, None)
    assert ground[1].value == "2016-05-13"
    assert (ground[1].anchor, ground[1].counted_from) == ("text", 0)


def test_a_sentence_says_why():
    told = grounded(one("Guards were attacked on Tuesday."), day(date(2014, 3, 12)), None)
    assert told.why == "Seen from the publication, 2014-03-12: a bare Tuesday looks back less than a week."


@pytest.mark.parametrize("pattern", [Calendar(month=6, of=Shift(unit="year", count=-1)), Shift(unit="day", count=0.0)])
def test_an_expression_reads_back_from_disk_as_it_was(pattern):
    expression = Expression(start=0, end=3, text="abc", type="DATE", pattern=pattern)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(expression), type=Expression) == expression


@settings(max_examples=40)
@given(st.text(alphabet=st.sampled_from("12 09:/,.-–’'\n\u00a0MaytueslastweekofTheagopm'sXم🙂"), max_size=150))
def test_any_text_gives_spans_that_read_back_and_never_raises(text):
    found = expressions(text, 0, len(text))
    reached = 0
    for expression in found:
        assert text[expression.start : expression.end] == expression.text
        assert expression.text == expression.text.strip()
        assert expression.start >= reached
        reached = expression.end
    in_text_order(found, day(date(2014, 3, 12)))


@settings(max_examples=40)
@given(st.text(alphabet=st.sampled_from("ab 🙂م\u00a0\r\n.,"), max_size=40))
def test_an_expression_is_found_wherever_it_is_planted(before):
    text = f"{before} It burned on May 12, 2016."
    found = [e for e in expressions(text, 0, len(text)) if e.text == "May 12, 2016"]
    assert [text[e.start : e.end] for e in found] == ["May 12, 2016"]


@pytest.mark.parametrize(
    "words", ["4,000 years ago", "three million years ago", "in 9,000 years", "5,000,000 days ago"]
)
def test_what_lies_beyond_the_calendar_gets_no_day_and_stops_nothing(words):
    text = f"The valley was settled {words}."
    published = Interval(earliest="2018-03-01", latest="2018-03-01")
    for expression in expressions(text, 0, len(text)):
        assert grounded(expression, published, None).interval is None


def test_a_noun_of_what_has_been_looks_back_whatever_its_verb():
    def lean_of(adjective):
        forms = ("There", "would", "be", "a", "price", "after", "a", adjective, "attack", "Saturday")
        parts = (
            ("PRON", 2, "expl"), ("AUX", 2, "aux"), ("VERB", -1, "root"), ("DET", 4, "det"), ("NOUN", 2, "nsubj"),
            ("ADP", 8, "case"), ("DET", 8, "det"), ("ADJ", 8, "amod"), ("NOUN", 2, "obl"),
            ("PROPN", 8, "nmod:unmarked"),
        )  # fmt: skip
        text, words = " ".join(forms), []
        for form, (upos, head, relation) in zip(forms, parts, strict=True):
            start = words[-1].end + 1 if words else 0
            words.append(Word(start, start + len(form), form.lower(), upos, head, relation))
        return lean(text, len(text) - 8, len(text), words)

    assert (lean_of("suspected"), lean_of("big")) == ("past", "future")
