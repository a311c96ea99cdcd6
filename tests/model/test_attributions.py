"""Attributions over windows: each decided where its cue is at home, no words given to two cues."""

from rashomon.model.attributions import found_attributions
from rashomon.model.chains import TaggedSpan
from rashomon.model.links import Joined
from rashomon.model.plan import WindowPlan
from rashomon.parse import Range

WORDS = [Range(4 * i, 4 * i + 3) for i in range(40)]
FIRST, SECOND = WindowPlan(0, 20, 0, 15), WindowPlan(10, 40, 15, 40)


def joined(cue: int, *contents: Range, source: int | None = None) -> Joined:
    spoken = [TaggedSpan(c.start, c.end, "content", 0.9) for c in contents]
    named = TaggedSpan(source, source, "source", 0.9) if source is not None else None
    return Joined(TaggedSpan(cue, cue, "cue", 0.9), named, 0.9, spoken)


def words(first: int, last: int) -> Range:
    return Range(WORDS[first].start, WORDS[last].end)


def test_an_attribution_belongs_to_the_window_in_whose_core_its_cue_lies() -> None:
    found = found_attributions(
        WORDS, [FIRST, SECOND], [[joined(17, Range(18, 18))], [joined(7, Range(8, 12), source=6)]]
    )
    assert [(a.cue, a.content, a.source) for a in found] == [(words(17, 17), (words(18, 22),), (words(16, 16),))]


def test_a_content_cut_by_its_windows_end_goes_on_in_the_next() -> None:
    found = found_attributions(WORDS, [FIRST, SECOND], [[joined(12, Range(13, 19))], [joined(2, Range(3, 14))]])
    assert [a.content for a in found] == [(words(13, 24),)]


def test_words_that_two_cues_claim_stay_with_the_window_that_saw_their_end() -> None:
    found = found_attributions(WORDS, [FIRST, SECOND], [[joined(12, Range(13, 19))], [joined(16, Range(6, 14))]])
    assert [(a.cue, a.content) for a in found] == [(words(12, 12), (words(13, 15),)), (words(26, 26), (words(16, 24),))]


def test_an_absent_source_stays_absent() -> None:
    (found,) = found_attributions(WORDS, [FIRST], [[joined(3, Range(5, 6))]])
    assert found.source == ()
    assert found.at(0.12345).confidence == 0.123
