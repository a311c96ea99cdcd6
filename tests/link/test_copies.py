"""Copied text between reports: what is a copy, where it stands, which report came first."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.link.copies import UNDECIDED, copies
from rashomon.records import Interval, Passage, Report

STORY = (
    "The ferry Orsana ran aground on the western bar of Lake Tembe shortly before dawn with eighty people on board. "
    "Fishermen from three villages pulled most of them out of the water within the hour, and a navy launch took the "
    "injured to the district hospital at Marrow Point. The harbour office closed the channel until divers had looked "
    "at the hull, and the owner was told to keep its second boat in port. "
)
OTHER = (
    "Traders at the spring market complained that prices for salt and rope had doubled since the road was washed away. "
    "A committee will meet next week to decide whether lorries may use the forest track until the bridge is rebuilt. "
)
QUOTE = (
    "“We heard the keel grind on the sand and then the lights went out, and for what felt like an hour nobody on deck "
    "knew whether help had been called or whether the radio had failed with everything else on the bridge,”"
)


def _report(name: str, text: str, day: str | None = None, outlet: str | None = None) -> Report:
    published = Interval(earliest=day, latest=day) if day else None
    return Report(id=name, sha256=name, names=(name,), words=0, text=text, published=published, outlet=outlet)


def _body(report: Report) -> tuple[Passage, ...]:
    return (
        Passage(id=f"P-{report.id}", report=report.id, start=0, end=len(report.text), text=report.text, kind="body"),
    )


def _found(*reports: Report, passages=None):
    texts = {r.id: r.text for r in reports}
    return copies(reports, passages or {r.id: _body(r) for r in reports}, texts.__getitem__)


def test_a_report_that_takes_anothers_text_is_its_copy_and_the_earlier_published_comes_first():
    a, b = _report("R-b", STORY + OTHER, "2021-03-02"), _report("R-a", "Lake news. " + STORY, "2021-03-04")
    (row,) = _found(b, a)
    assert (row.earlier, row.later, row.direction_basis) == ("R-b", "R-a", "published")
    assert row.share > 0.9
    for pair in row.passages:
        assert a.text[pair.earlier.start : pair.earlier.end] == pair.earlier.text
        assert b.text[pair.later.start : pair.later.end] == pair.later.text


def test_a_quotation_that_two_reports_share_is_no_copy():
    a, b = _report("R-a", OTHER + QUOTE + " the mate said."), _report("R-b", "At sea. " + QUOTE + " said the mate.")
    assert _found(a, b) == ()


def test_a_quotation_in_straight_marks_that_is_never_closed_is_no_copy_either():
    words = QUOTE.replace("“", '"').replace("”", "")
    assert _found(_report("R-a", OTHER + "\n" + words), _report("R-b", "At sea.\n" + words)) == ()


def test_words_changed_here_and_there_stay_one_passage():
    changed = STORY.replace("shortly before dawn", "just before dawn").replace("pulled most", "got most")
    (row,) = _found(_report("R-a", STORY), _report("R-b", changed))
    assert len(row.passages) == 1
    assert row.share < 1


def test_one_sentence_in_a_pattern_is_no_copy():
    a = _report("R-a", "The bank will issue notes worth 40 million crowns paying six per cent due May. " + OTHER)
    b = _report("R-b", "The bank will issue notes worth 90 million crowns paying nine per cent due June. " + STORY)
    assert _found(a, b) == ()


def test_text_that_only_boilerplate_shares_is_no_copy():
    a, b = _report("R-a", STORY + OTHER), _report("R-b", STORY + QUOTE)
    menu = {
        r.id: (
            Passage(id="P", report=r.id, start=0, end=len(STORY), text=STORY, kind="boilerplate", reason="notice"),
            Passage(id="Q", report=r.id, start=len(STORY), end=len(r.text), text=r.text[len(STORY) :], kind="body"),
        )
        for r in (a, b)
    }
    assert _found(a, b, passages=menu) == ()


def test_no_copied_passage_reaches_over_boilerplate():
    half = len(STORY) // 2
    half = STORY.index(" ", half)
    text = STORY[:half] + "\nShare this\n" + STORY[half:]
    a, b = _report("R-a", STORY), _report("R-b", text)
    cut = (half, half + len("\nShare this\n"))
    parts = [(0, cut[0], "body"), (cut[0], cut[1], "boilerplate"), (cut[1], len(text), "body")]
    torn = tuple(
        Passage(id=f"P{i}", report="R-b", start=s, end=e, text=text[s:e], kind=k) for i, (s, e, k) in enumerate(parts)
    )
    (row,) = _found(a, b, passages={"R-a": _body(a), "R-b": torn})
    assert all(not (p.later.start < cut[1] and cut[0] < p.later.end) for p in row.passages)


def test_without_dates_the_report_that_names_the_others_outlet_is_the_later():
    a = _report("R-a", STORY + " The Tembe Courier reported this first.", outlet="Shore Radio")
    b = _report("R-b", STORY, outlet="Tembe Courier")
    (row,) = _found(a, b)
    assert (row.earlier, row.later) == ("R-b", "R-a")
    assert row.direction_basis.startswith("names")


def test_what_nothing_decides_is_said_to_be_undecided():
    (row,) = _found(_report("R-b", STORY), _report("R-a", STORY))
    assert (row.earlier, row.direction_basis) == ("R-a", UNDECIDED)


def test_a_text_in_more_reports_than_a_set_phrase_leads_each_back_to_the_first():
    reports = [_report(f"R-{i:02}", f"Edition {i}. " + STORY, f"2021-03-{i + 1:02}") for i in range(20)]
    rows = _found(*reports)
    assert {r.later for r in rows if r.earlier == "R-00"} == {r.id for r in reports[1:]}
    assert len(rows) == 19


def test_texts_too_short_or_empty_are_no_copies_and_raise_nothing():
    assert _found(_report("R-a", ""), _report("R-b", "   "), _report("R-c", "Two words")) == ()


def test_arabic_emoji_and_no_break_spaces_keep_their_offsets():
    body = STORY.replace(" on ", "\u00a0on\u00a0").replace("dawn", "dawn 🚢 الفجر")
    a, b = _report("R-a", "🚨 " + body), _report("R-b", "عاجل\r\n" + body)
    (row,) = _found(a, b)
    assert all(b.text[p.later.start : p.later.end] == p.later.text for p in row.passages)


@settings(max_examples=25)
@given(st.randoms(use_true_random=False), st.lists(st.sampled_from([STORY, OTHER, QUOTE, "Short. "]), min_size=1))
def test_order_of_the_reports_changes_nothing(rng: random.Random, parts: list[str]):
    reports = [_report("R-a", STORY), _report("R-b", "".join(parts), "2021-03-02"), _report("R-c", OTHER + STORY)]
    mixed = list(reports)
    rng.shuffle(mixed)
    assert _found(*reports) == _found(*mixed)
