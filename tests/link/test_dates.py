"""The dates of a pile: inferred from the text, narrowed by shared references, left open where they are open."""

from itertools import permutations

import pytest
from msgspec.structs import replace

from rashomon.annotate import Annotations
from rashomon.annotate.times import caption_dates, times
from rashomon.link.dates import narrowed
from rashomon.link.dates_related import about_one_thing
from rashomon.link.dates_system import Difference, Held, System
from rashomon.link.dates_timeline import Telling, Timeline
from rashomon.link.dates_wording import shared, wording
from rashomon.parse import Parse
from rashomon.records import Interval, Mention, Passage, Report, Span


def report_of(name, text, published=None):
    told = Interval(earliest=published, latest=published) if published else None
    basis = "stated" if published else None
    return Report(
        id=f"R-{name}", sha256="", names=(f"{name}.txt",), words=len(text.split()), text=text, published=told,
        published_basis=basis,
    )  # fmt: skip


CAPTION = "\n\nPhoto: "


def annotated(report, media=()):
    parse = Parse(report=report.id, words=(), sentences=(), names=(), attributions=(), wordings=())
    end = report.text.find(CAPTION) if CAPTION in report.text else len(report.text)
    body = Passage(id="P-0", report=report.id, start=0, end=end, text=report.text[:end], kind="body")
    under = Passage(id="P-1", report=report.id, start=end, end=len(report.text), text=report.text[end:], kind="caption")
    who = []
    for name in media:
        at = report.text.find(name)
        if at >= 0:
            span = Span(start=at, end=at + len(name), text=name)
            who.append(
                Mention(id=f"M-{report.id}-{at}", report=report.id, span=span, kind="media", entity=None, head="name")
            )
    return Annotations(
        report=report.id, mentions=tuple(who), times=times(report, [body], parse),
        caption_dates=caption_dates(report, [body, under], parse),
    )  # fmt: skip


def solved(*reports, media=()):
    text = {r.id: r.text for r in reports}
    return narrowed(reports, {r.id: annotated(r, media) for r in reports}, text.__getitem__)


def published(solution, name):
    return next((d for d in solution.dates if d.report == f"R-{name}"), None)


def interval(solution, name, quote):
    row = next(t for t in solution.times if t.report == f"R-{name}" and t.span.text == quote)
    return None if row.interval is None else (row.interval.earliest, row.interval.latest)


DATED = report_of(
    "dated",
    "Vardian marines are secretly training Aksun militia near Port Selim, the Courier newspaper reported on Wednesday. "
    "The Aksun government denied it.",
    "2019-03-15",
)
UNDATED = report_of(
    "undated",
    "Officials in Aksun were reacting to a report by the Courier newspaper on Wednesday that Vardian marines were "
    "training Aksun militia near Port Selim. The capital was angry.",
)


def test_a_date_that_is_stated_stands():
    assert published(solved(DATED), "dated") is None


def test_a_day_in_a_note_that_was_added_may_come_after_the_report():
    told = "On Monday the mayor revised the toll of the fire."
    noted = solved(report_of("a", f"EDITOR'S NOTE: {told}\n\nThe depot burnt on Sunday.", "2016-06-12"))
    assert interval(noted, "a", "Monday") == ("2016-06-06", "2016-06-13")
    assert interval(noted, "a", "Sunday") == ("2016-06-12", "2016-06-12")
    plain = solved(report_of("a", f"A note: {told}", "2016-06-12"))
    assert interval(plain, "a", "Monday") == ("2016-06-06", "2016-06-06")


def test_of_two_days_that_an_update_leaves_open_the_weekday_told_says_which():
    text = (
        "An explosion tore through a grain elevator on Tuesday, and two workers died. The blast was heard on Tuesday."
    )
    two = replace(report_of("two", text), published=Interval(earliest="2024-08-12", latest="2024-08-13T20:52"))
    dated = published(solved(replace(two, published_basis="stated", published_why="Printed as updated.")), "two")
    assert (dated.published.earliest, dated.published.latest) == ("2024-08-13T20:52", "2024-08-13T20:52")
    assert dated.why.startswith("Printed as updated. Of the two it is 2024-08-13:")


def test_two_days_stay_where_the_text_fits_both():
    text = "An explosion tore through a grain elevator on Sunday, and two workers died."
    two = replace(report_of("two", text), published=Interval(earliest="2024-08-12", latest="2024-08-13"))
    assert published(solved(two), "two") is None


def test_a_text_that_says_nothing_of_its_date_gets_none():
    assert solved(report_of("empty", "The bridge was closed and nobody knew why.")).dates == ()


def test_two_reports_that_speak_of_one_story_on_wednesday_speak_of_one_wednesday():
    solution = solved(DATED, UNDATED)
    dated = published(solution, "undated")
    assert interval(solution, "undated", "Wednesday") == ("2019-03-13", "2019-03-13")
    assert (dated.published.earliest, dated.published.latest) == ("2019-03-13", "2019-03-20")
    assert dated.basis == "cross_report"
    assert "are one day" in dated.why


def test_a_weekday_that_two_unlike_sentences_share_joins_nothing():
    other = report_of("other", "Prices at the Selim fish market rose on Wednesday after a storm.")
    assert published(solved(DATED, other), "other") is None


def test_a_past_date_with_its_year_is_the_earliest_and_the_latest_stays_open():
    dated = published(solved(report_of("one", "The port has been closed since May 12, 2016. Ships wait.")), "one")
    assert (dated.published.earliest, dated.published.latest) == ("2016-05-12", None)
    assert dated.basis == "inferred"


def test_last_week_and_early_may_of_one_thing_give_the_weeks_after():
    first = report_of(
        "first", "The mine at Dol Harin was taken in June 2015, and Karsk rebels made Dol Harin a stronghold."
    )
    text = (
        "Karsk rebels made a stronghold of the Dol Harin mine in June of last year. "
        "An attack at the Old Sarva checkpoint killed five guards of the Karsk army in early May. "
        "The Karsk army said its guards lost the Old Sarva checkpoint last week."
    )
    dated = published(solved(first, report_of("second", text)), "second")
    assert (dated.published.earliest, dated.published.latest) == ("2016-05-02", "2016-05-22")


def test_the_days_a_campaign_has_gone_on_reach_back_to_its_beginning():
    text = (
        "Over the last 10 days, Vardian jets have struck Port Selim. "
        "Vardian jets have carried out 36 strikes on Port Selim since August 1. The port fell on October 3, 2018."
    )
    other = report_of(
        "other", "Since last Wednesday, Vardian jets have carried out strikes on Port Selim.", "2018-08-05"
    )
    dated = published(solved(report_of("one", text.replace(" The port fell on October 3, 2018.", "")), other), "one")
    assert dated.published.earliest == "2018-08-10"
    assert dated.published.latest <= "2018-08-16"


def test_the_order_of_the_reports_changes_nothing():
    third = report_of("third", "Vardian marines left Port Selim last week, Aksun officials said on Friday.")
    answers = {str(solved(*order)) for order in permutations([DATED, UNDATED, third])}
    assert len(answers) == 1


def test_an_uncertain_publication_widens_the_times_of_its_report():
    wide = replace(DATED, published=Interval(earliest="2019-03-13", latest="2019-03-19"))
    assert interval(solved(wide), "dated", "Wednesday") == ("2019-03-13", "2019-03-13")


def test_quoted_days_say_nothing_of_the_publication():
    text = "“We will come back on May 3, 2030,” he said. “They came in May 2001 and left,” she wrote."
    assert solved(report_of("one", text)).dates == ()


def test_references_that_contradict_each_other_are_left_out():
    later = report_of(
        "later", UNDATED.text + " The port had been closed since May 2, 2019, sailors said of the Courier report."
    )
    solution = solved(DATED, later)
    assert published(solution, "later").published.earliest == "2019-05-02"


@pytest.mark.parametrize(("weekday", "expected"), [(1, 7), (3, 2)])
def test_a_day_held_to_a_weekday_moves_its_bounds_there(weekday, expected):
    system = System()
    system.day("a", Held(weekday=weekday))
    system.day("b")
    origin = 737425  # 2020-01-01, a Wednesday
    assert system.add([Difference("b", "a", 0, 6, "within a week")])
    found = system.where("b", origin - 1)
    assert found["a"].low.at == found["a"].high.at
    assert found["a"].low.at == origin - 1 + expected - 1


def test_what_contradicts_the_system_is_refused_and_changes_nothing():
    system = System()
    system.day("a")
    system.day("b")
    assert system.add([Difference("a", "b", 1, 2, "one or two after")])
    assert not system.add([Difference("b", "a", 1, 1, "after it too")])
    assert system.where("a", 700000)["b"].low.at == 700001


def test_names_of_several_forms_are_one_and_stand_as_the_text_has_them():
    one, two = wording("The raids of the United States"), wording("American bombing, said the U.S.")
    assert shared(one, two) == ("United States", "raids")


def test_a_sentence_that_ends_within_a_longer_name_is_read():
    assert "United" in wording("They sailed to the United").forms.values()


# ------------------------------------------------------------------ a pile about one thing

FIRST = """A granary burned down at Port Selim on Tuesday night, the harbour master Odo Varga said. The firemen of
Port Selim fought the granary fire until dawn on Wednesday."""
SECOND = """Insurers came to Port Selim on Thursday to see the granary that burned on Tuesday. Odo Varga met them."""
OPEN = "Families buried two firemen on Thursday afternoon. They had died on Tuesday when a roof fell in."


def placed(text, first="2019-03-13", second="2019-03-14"):
    """The publication of a report without a date beside two dated ones."""
    return published(solved(report_of("a", FIRST, first), report_of("b", SECOND, second), report_of("c", text)), "c")


def test_weekdays_that_the_dated_reports_tell_place_the_one_without_a_date():
    dated = placed(OPEN)
    assert (dated.published.earliest, dated.published.latest) == ("2019-03-14", "2019-03-15")
    assert dated.basis == "cross_report"
    assert "about one thing" in dated.why


def test_one_weekday_alone_places_nothing():
    assert placed("The roof is to be rebuilt, a mason said on Thursday.") is None


def test_dated_reports_months_apart_are_no_timeline():
    assert placed(OPEN, second="2019-08-15") is None


def test_one_dated_report_is_no_timeline():
    assert placed(OPEN, second=None) is None


@pytest.mark.parametrize("days", [[], [5], [5, 60]])
def test_few_or_distant_days_make_no_timeline(days):
    assert Timeline.of([Telling(str(d), (), (d, d)) for d in days], {}) is None


def test_an_empty_pile_is_about_one_thing_without_harm():
    assert about_one_thing([])


MARKET = "The market hall of Selmer burned down on Monday, the mayor of Selmer said. The stalls are lost. "
FOUNDRY = (
    "The fire at the market hall of Selmer began in a kitchen, firefighters said on Wednesday. The hall of Selmer "
    "burned on May 6. On Tuesday the stalls of the market hall still smouldered."
)


THIRD = "The fire of May 6 at the market hall of Selmer was the third in the hall."


def undated(*captions):
    """Three reports on a fire, none with a date; the first with captions."""
    first = MARKET + "On Tuesday the mayor opened an inquiry." + "".join(f"{CAPTION}{c}" for c in captions)
    reports = report_of("a", first), report_of("b", FOUNDRY), report_of("c", THIRD)
    return solved(*reports)


def test_a_day_that_three_reports_tell_by_its_date_places_a_pile_without_dates():
    solution = undated("The market hall burns on May 6, 2019.")
    assert published(solution, "a").published.earliest == "2019-05-07"
    assert published(solution, "b").published.earliest == "2019-05-08"


def test_without_a_year_anywhere_a_pile_stays_undated():
    assert published(undated("The market hall burns."), "a") is None


def test_a_caption_of_later_days_moves_no_publication():
    solution = undated("The market hall burns on May 6, 2019.", "Masons rebuild the market hall on June 20, 2019.")
    assert published(solution, "a").published.latest < "2019-06-01"


def test_a_date_without_a_year_is_not_one_of_long_ago():
    solution = undated("The market hall burns on May 6, 1931.", "The mayor opens the new market hall on May 30, 2018.")
    assert published(solution, "b") is None
