"""The cases of benchmarks/cases/events.csv and incidents.csv, read by the whole way: traps above all."""

import pytest
from benchmarks.event_cases import (
    EventCase,
    IncidentCase,
    Read,
    event_cases,
    event_fault,
    incident_cases,
    incident_fault,
    linked_pair,
    reader,
    report_of,
)

EVENTS_THAT_HOLD, TRAPS_THAT_HOLD, PAIRS_THAT_HOLD = 0.9, 0.9, 0.9


@pytest.fixture(scope="module")
def read() -> Read:
    return reader()


def _holds(case: EventCase, read: Read) -> bool:
    return event_fault(case, read(*report_of("a", case.text))) is None


def test_sentences_give_the_events_that_they_tell(read):
    cases = [c for c in event_cases() if not c.about.startswith("trap") and not c.known_failure]
    assert sum(_holds(c, read) for c in cases) >= EVENTS_THAT_HOLD * len(cases)


def test_traps_give_none(read):
    cases = [c for c in event_cases() if c.about.startswith("trap") and not c.known_failure]
    assert sum(_holds(c, read) for c in cases) >= TRAPS_THAT_HOLD * len(cases)


def test_two_reports_of_one_happening_meet_and_of_two_do_not(read):
    cases = [c for c in incident_cases() if not c.known_failure]
    assert sum(_pair_holds(c, read) for c in cases) >= PAIRS_THAT_HOLD * len(cases)


def test_two_happenings_are_kept_apart(read):
    cases = [c for c in incident_cases() if c.expect == "different" and not c.known_failure]
    assert [c.id for c in cases if incident_fault(c, *linked_pair(c, read)) == "one incident"] == []


def test_what_only_was_planned_denied_or_filmed_is_no_incident(read):
    cases = [c for c in incident_cases() if c.expect == "none" and not c.known_failure]
    assert [c.id for c in cases if not _pair_holds(c, read)] == []


def test_every_trigger_of_a_case_stands_in_its_text():
    assert all(c.trigger in c.text for c in event_cases())
    assert all(c.trigger_a in c.text_a and c.trigger_b in c.text_b for c in incident_cases())
    assert len({c.id for c in (*event_cases(), *incident_cases())}) == len(event_cases()) + len(incident_cases())


def _pair_holds(case: IncidentCase, read: Read) -> bool:
    return incident_fault(case, *linked_pair(case, read)) is None
