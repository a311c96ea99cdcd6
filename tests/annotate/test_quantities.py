"""Figures: the bank (benchmarks/cases/quantities.csv), what times and mentions give them, and any text at all."""

import pytest
from benchmarks.value_cases import bank, quantity_faults
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.quantities import quantities
from rashomon.annotate.times import times
from rashomon.parse import Parse
from rashomon.records import Mention, Passage, Report, Span

NO_PARSE = Parse(report="R-000000000000", words=(), sentences=(), names=(), attributions=(), wordings=())


def report_of(text):
    return Report(id="R-000000000000", sha256="", names=("a.txt",), words=len(text.split()), text=text)


def passage(text, start=0, end=None, kind="body"):
    end = len(text) if end is None else end
    return Passage(id=f"P-{start}", report="R-000000000000", start=start, end=end, text=text[start:end], kind=kind)


def read(text, mentions=(), passages=None):
    report, passages = report_of(text), passages or [passage(text)]
    return quantities(report, passages, NO_PARSE, mentions, times(report, passages, NO_PARSE))


def rows():
    for row in bank("quantities"):
        known = row["known_failure"]
        marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
        yield pytest.param(row, id=f"{row['id']}-{row['trap']}", marks=marks)


@pytest.mark.parametrize("row", list(rows()))
def test_a_figure_of_the_bank_has_its_measure_and_bounds(row):
    assert quantity_faults(row) == []


def test_a_figure_since_a_date_is_cumulative_and_points_to_its_time():
    text = "Jets have carried out 36 strikes over the town since August 1."
    reading = read(text)
    (row,) = reading.rows
    (timing,) = reading.timings
    assert row.cumulative is True
    assert (timing.row, timing.field) == (row.id, "since")


def test_a_figure_as_of_a_day_points_to_its_time():
    reading = read("As of Wednesday, drones had carried out 29 strikes.")
    assert [t.field for t in reading.timings] == ["as_of"]


def test_whom_is_the_mention_inside_what_is_counted():
    text = "The raid killed 47 Aksun militants."
    at = text.index("Aksun")
    inside = Mention(
        id="M-000000000001", report="R-000000000000", span=Span(start=at, end=at + 5, text="Aksun"),
        kind="armed_group", entity=None, head="name",
    )  # fmt: skip
    (row,) = read(text, [inside]).rows
    assert row.whom == "M-000000000001"


@pytest.mark.parametrize(
    "text",
    [
        "Five shot, man dead in Orrin",
        "A dog that was shot after attacking an officer is dead.",
        "The blast hurt nobody in her 20s.",
        "A guide explaining that the wall fell was given water. No one was injured.",
        "None of the 14 passengers was hurt.",
        "He would sooner see his son die in an accident.",
        "The minister is shooting himself in the foot on trade.",
    ],
)
def test_nobody_is_killed_or_injured_by_what_befell_another_or_nobody(text):
    assert [row.span.text for row in read(text).rows if row.measure in ("killed", "injured")] == []


def test_whoever_shot_himself_in_the_foot_with_a_pistol_is_injured():
    (row,) = (r for r in read("A man shot himself in the foot with a pistol.").rows if r.measure == "injured")
    assert row.span.text == "himself"


def test_nothing_stands_on_boilerplate():
    text = "Share 12 photos\n\nThe blast killed 12 people."
    split = text.index("The")
    found = read(text, passages=[passage(text, 0, split, "boilerplate"), passage(text, split)]).rows
    assert [q.span.text for q in found] == ["12 people"]


def test_a_length_of_time_is_a_duration_and_a_window_is_none():
    found = read("The battle lasted three days. Over the last 10 days rain fell.").rows
    assert [(q.measure, q.low) for q in found] == [("duration", 3.0)]


def test_a_mark_that_opens_and_never_closes_stops_nothing():
    found = read("“We lost 12 people, he said. Nine soldiers were wounded.").rows
    assert ("injured", 9.0) in [(q.measure, q.low) for q in found]


@given(st.text(alphabet=st.sampled_from("12 a5,.-–“”'’\n\u00a0killedman%$people0 to🙂ر"), max_size=120))
def test_any_text_gives_spans_that_read_back_and_never_raises(text):
    for row in read(text).rows:
        assert text[row.span.start : row.span.end] == row.span.text
        assert row.span.text == row.span.text.strip()
        assert row.low is None or row.high is None or row.low <= row.high


def test_a_figure_says_what_decided_its_measure_and_its_bound() -> None:
    (row,) = read("At least 12 tanks crossed the river.").rows
    assert row.why == "“tanks” says what is counted; “At least”: that many or more."
    (row,) = read("The shelling wounded 20 villagers.").rows
    assert row.why == "By what is said of “villagers”."
