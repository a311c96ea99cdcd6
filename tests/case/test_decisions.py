from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.case import (
    Anchor,
    Case,
    Decision,
    Decisions,
    Manifest,
    anchor_of,
    applied,
    check,
    decided,
    ordered,
    validate,
)
from rashomon.case.anchors import Pile
from rashomon.case.decisions import read_decisions
from rashomon.errors import DecisionError
from rashomon.ledger import Ledger
from rashomon.records import TABLES, Interval, Mention, Report, Span, row_id


def decision(do: Any, *on: Anchor, note: str | None = None, **changes: Any) -> Decision:
    return Decision(at="2031-05-09T10:00:00Z", by="R. Kurosawa", do=do, on=on, changes=changes, note=note)


def lines(*told: Decision) -> Decisions:
    return Decisions(lines=told)


@pytest.fixture
def ledger(sample: Any) -> Ledger:
    return ordered(sample.ledger())


def by_id(ledger: Ledger) -> dict[str, Report]:
    return {report.id: report for report in ledger.reports}


def anchor(ledger: Ledger, table: str, at: int = 0) -> Anchor:
    return Pile(ledger).anchor_of(table, getattr(ledger, table)[at])


def renamed_statement(ledger: Ledger) -> Ledger:
    """The ledger as a rebuild with another model might give it: the statements have other ids."""
    statements = tuple(msgspec.structs.replace(s, id=row_id("statements", "new", s.id)) for s in ledger.statements)
    return msgspec.structs.replace(ledger, statements=statements)


def test_a_rejected_row_goes_and_all_that_stood_on_it_alone(ledger: Ledger) -> None:
    told = lines(decision("reject", anchor(ledger, "statements")))
    after = decided(ledger, told, ("statements",))
    gone = ledger.statements[0].id
    assert gone not in str(msgspec.to_builtins(after))
    assert len(after.statements) == 1
    assert len(after.positions) == 1
    assert after.findings == ()
    assert validate(after) == ()


@pytest.mark.parametrize(
    "table", ["times", "places", "quantities", "events", "findings", "claims", "mentions", "copies"]
)
def test_rejecting_leaves_a_ledger_that_keeps_the_contract(table: str, ledger: Ledger) -> None:
    after = decided(ledger, lines(decision("reject", anchor(ledger, table))), (table,))
    assert len(getattr(after, table)) == len(getattr(ledger, table)) - 1
    assert validate(after) == ()


def test_a_claim_takes_its_positions_and_findings_with_it(ledger: Ledger) -> None:
    after = decided(ledger, lines(decision("reject", anchor(ledger, "claims"))), ("claims",))
    assert (after.claims, after.positions, after.findings) == ((), (), ())


def test_an_accepted_row_is_certain(ledger: Ledger) -> None:
    after = decided(ledger, lines(decision("accept", anchor(ledger, "findings"))), ("findings",))
    assert after.findings[0].confidence == 1.0


def test_an_edited_report_says_that_a_person_decided(ledger: Ledger) -> None:
    told = decision("edit", anchor(ledger, "reports"), note="masthead", outlet="The Gull", published="2031-05")
    (report, _) = applied("reports", ledger.reports, lines(told), by_id(ledger), ledger).rows
    assert (report.outlet, report.outlet_basis) == ("The Gull", "decision")
    assert report.published == Interval(earliest="2031-05-01", latest="2031-05-31")
    assert (report.published_basis, report.published_why) == ("decision", "Decided by R. Kurosawa: masthead")


def test_an_edited_holder_is_the_root_of_the_chain(ledger: Ledger) -> None:
    told = decision("edit", anchor(ledger, "statements"), holder_text="Deputy mayor", source_kind="person")
    (statement, _) = applied("statements", ledger.statements, lines(told), by_id(ledger), ledger).rows
    assert (statement.holder, statement.holder_text) == (None, "Deputy mayor")
    assert (statement.chain[-1].holder_text, statement.chain[-1].source_kind) == ("Deputy mayor", "person")
    assert statement.confidence == 1.0


def test_edits_set_values_of_times_places_and_quantities(ledger: Ledger) -> None:
    told = lines(
        decision("edit", anchor(ledger, "times"), interval={"earliest": "2031-05-02", "latest": None}),
        decision("edit", anchor(ledger, "places"), name="Old Vellmar", lat=1, lon=2.5),
        decision("edit", anchor(ledger, "quantities"), high=None, bound="at_least"),
    )
    after = decided(ledger, told, ("times", "places", "quantities"))
    assert after.times[0].interval == Interval(earliest="2031-05-02", latest=None)
    assert (after.times[0].readings, after.times[0].why) == ((), "Decided by R. Kurosawa")
    assert (after.places[0].name, after.places[0].lat) == ("Old Vellmar", 1.0)
    assert (after.quantities[0].low, after.quantities[0].high, after.quantities[0].bound) == (12.0, None, "at_least")
    assert validate(after) == ()


def test_the_last_edit_of_a_field_counts(ledger: Ledger) -> None:
    on = anchor(ledger, "statements")
    told = lines(decision("edit", on, polarity="negative"), decision("edit", on, polarity="positive", kind="belief"))
    (statement, _) = applied("statements", ledger.statements, told, by_id(ledger), ledger).rows
    assert (statement.polarity, statement.kind) == ("positive", "belief")


def test_a_row_is_found_again_by_its_words_when_its_id_has_changed(ledger: Ledger) -> None:
    told = lines(decision("reject", anchor(ledger, "statements")))
    rebuilt = renamed_statement(ledger)
    result = applied("statements", rebuilt.statements, told, by_id(rebuilt), rebuilt)
    assert result.problems == ()
    assert [row.kind for row in result.rows] == [ledger.statements[1].kind]


def test_of_rows_on_the_same_words_the_nearest_is_meant(ledger: Ledger) -> None:
    text = "said said said"
    report = msgspec.structs.replace(ledger.reports[0], text=text)
    rows = tuple(
        Mention(id=row_id("mentions", start), report=report.id, span=Span(start=start, end=start + 4, text="said"),
                kind="other", entity=None, head="name")
        for start in (0, 5, 10)
    )  # fmt: skip
    lost = Anchor(table="mentions", id="M-000000000000", sha256=report.sha256, start=6, end=10, text="said")
    result = applied("mentions", rows, lines(decision("reject", lost)), {report.id: report})
    assert [row.span.start for row in result.rows] == [0, 10]


def test_a_decision_whose_row_is_gone_is_told(ledger: Ledger) -> None:
    lost = Anchor(table="statements", id="A-000000000000", sha256="0" * 64, start=1, end=4, text="gone")
    after = decided(ledger, lines(decision("reject", lost)), ("statements",))
    assert after.statements == ledger.statements
    (problem,) = (p for p in after.problems if p.stage == "decisions")
    assert problem.code == "orphaned_decision"
    assert "line 1" in problem.message


def test_a_group_is_found_again_by_its_members(ledger: Ledger) -> None:
    on = anchor(ledger, "entities", 0)
    assert on.members
    entity, other = ledger.entities
    new = msgspec.structs.replace(entity, id="N-ffffffffffff")
    mentions = tuple(
        msgspec.structs.replace(m, entity=new.id if m.entity == entity.id else m.entity) for m in ledger.mentions
    )
    rebuilt = msgspec.structs.replace(ledger, entities=(new, other), mentions=mentions)
    (found, _) = applied(
        "entities", rebuilt.entities, lines(decision("edit", on, name="The mayor")), by_id(rebuilt), rebuilt
    ).rows
    assert (found.id, found.name) == (new.id, "The mayor")


def test_a_finding_is_found_again_by_its_evidence(ledger: Ledger) -> None:
    on = anchor(ledger, "findings")
    finding = msgspec.structs.replace(ledger.findings[0], id="F-ffffffffffff")
    result = applied("findings", (finding,), lines(decision("reject", on)), by_id(ledger))
    assert (result.rows, result.problems) == ((), ())


def test_a_finding_on_other_evidence_is_another_finding(ledger: Ledger) -> None:
    on = anchor(ledger, "findings")
    side = ledger.findings[0].sides[0]
    more = msgspec.structs.replace(side.evidence[0], start=1, end=3, text="la")
    wider = msgspec.structs.replace(side, evidence=(*side.evidence, more))
    finding = msgspec.structs.replace(
        ledger.findings[0], id="F-ffffffffffff", sides=(wider, ledger.findings[0].sides[1])
    )
    result = applied("findings", (finding,), lines(decision("reject", on)), by_id(ledger))
    assert [problem.code for problem in result.problems] == ["orphaned_decision"]


def test_merged_entities_are_one_wherever_they_stand(ledger: Ledger) -> None:
    told = lines(decision("merge", anchor(ledger, "entities", 0), anchor(ledger, "entities", 1)))
    after = decided(ledger, told, ("entities",))
    (entity,) = after.entities
    assert entity.mentions == 2
    assert entity.reports == tuple(sorted(report.id for report in ledger.reports))
    assert {mention.entity for mention in after.mentions} == {entity.id}
    assert {link.holder for statement in after.statements for link in statement.chain} == {entity.id}
    assert validate(after) == ()


def test_a_split_entity_leaves_its_mentions_to_a_new_one(ledger: Ledger, sample: Any) -> None:
    entity = ledger.entities[0].id
    more = Mention(
        id=row_id("mentions", "dock"), report=sample.reports[1].id, span=sample.span(1, "dock"), kind="person",
        entity=entity, head="nominal",
    )  # fmt: skip
    mine = [m for m in ledger.mentions if m.entity == entity]
    wider = ordered(msgspec.structs.replace(ledger, mentions=(*ledger.mentions, more)))
    told = decision("split", anchor(wider, "entities"), Pile(wider).anchor_of("mentions", more))
    after = decided(wider, lines(told), ("mentions", "entities"))
    assert after.problems == wider.problems
    assert len(after.entities) == 3
    new = next(e for e in after.entities if e.name == "dock")
    assert {m.id for m in after.mentions if m.entity == new.id} == {more.id}
    assert {m.id for m in after.mentions if m.entity == entity} == {m.id for m in mine}


def test_merged_incidents_unite_events_and_figures(ledger: Ledger, sample: Any) -> None:
    event = msgspec.structs.replace(
        ledger.events[0], id="E-ffffffffffff", span=sample.span(0, "Blast"), incident="I-ffffffffffff"
    )
    other = msgspec.structs.replace(
        ledger.incidents[0], id="I-ffffffffffff", events=(event.id,), figures=(), title="Fire"
    )
    two = ordered(msgspec.structs.replace(
        ledger, incidents=(*ledger.incidents, other), events=(*ledger.events, event),
    ))  # fmt: skip
    ids = [incident.id for incident in two.incidents]
    told = decision("merge", *(Pile(two).anchor(ident) for ident in (ledger.incidents[0].id, other.id)))
    after = decided(two, lines(told), ("incidents",))
    assert len(ids) == 2
    (incident,) = after.incidents
    assert set(incident.events) == {event.id, ledger.events[0].id}
    assert {e.incident for e in after.events} == {incident.id}


def test_best_chooses_figures_of_an_incident(ledger: Ledger) -> None:
    quantity = ledger.incidents[0].figures[0].quantity
    bare = msgspec.structs.replace(ledger.incidents[0], best=None)
    told = lines(decision("best", anchor(ledger, "incidents"), best=[quantity]))
    (incident,) = applied("incidents", (bare,), told, by_id(ledger)).rows
    assert incident.best == bare.figures


def test_a_row_added_by_hand_stands_on_its_words(ledger: Ledger, sample: Any) -> None:
    span = sample.span(0, "blast")
    on = Anchor(table="places", id="", sha256=sample.reports[0].sha256, start=span.start, end=span.end, text=span.text)
    after = decided(ledger, lines(decision("add", on, name="The harbour")), ("places",))
    added = next(place for place in after.places if place.name == "The harbour")
    assert (added.report, added.span) == (sample.reports[0].id, span)
    assert validate(ordered(after)) == ()


def test_notes_and_grades_change_no_row(ledger: Ledger) -> None:
    told = lines(
        decision("note", anchor(ledger, "claims"), note="?"), decision("grade", anchor(ledger, "reports"), grade="B")
    )
    assert decided(ledger, told, tuple(TABLES)) == ledger


def test_undo_takes_back_a_line_or_the_last_decision_on_a_row(ledger: Ledger) -> None:
    on = anchor(ledger, "statements")
    rejected, edited = decision("reject", on), decision("edit", on, kind="belief")
    assert lines(rejected, decision("undo", lines=[1])).standing == ()
    assert lines(edited, rejected, decision("undo", on)).standing == ((1, edited),)
    assert lines(edited, rejected, decision("undo", on), decision("undo", on)).standing == ()
    assert lines(rejected, decision("undo", lines=[1]), decision("undo", lines=[2])).standing == ((1, rejected),)


@given(st.lists(st.one_of(st.just("reject"), st.just("edit"), st.just("row"), st.integers(1, 12)), max_size=12))
def test_undoing_never_fails_and_undone_lines_do_not_count(steps: list[Any]) -> None:
    on = Anchor(table="claims", id="K-0")
    told = [
        decision("undo", lines=[step]) if isinstance(step, int) else decision("undo", on) if step == "row"
        else decision(step, on, kind="x")
        for step in steps
    ]  # fmt: skip
    decisions = Decisions(lines=tuple(told))
    assert all(number not in decisions.undone and d.do != "undo" for number, d in decisions.standing)


@pytest.mark.parametrize(
    ("table", "told", "why"),
    [
        ("reports", {"do": "reject"}, "rashomon remove"),
        ("passages", {"do": "reject"}, "cannot be rejected"),
        ("statements", {"do": "edit", "content": []}, "may be set"),
        ("claims", {"do": "edit", "text": "Other words"}, "may be set"),
        ("sentences", {"do": "edit", "quoted": True}, "nothing may be set"),
        ("statements", {"do": "edit", "kind": "shout"}, "cannot be the kind"),
        ("statements", {"do": "edit"}, "sets no field"),
        ("reports", {"do": "edit", "published": "last week"}, "cannot be the published"),
        ("statements", {"do": "merge"}, "two or more"),
        ("entities", {"do": "merge"}, "two or more"),
        ("entities", {"do": "split"}, "split names"),
        ("claims", {"do": "add"}, "add names"),
        ("incidents", {"do": "best"}, "best names"),
        ("incidents", {"do": "undo"}, "undo names|no decision"),
    ],
)
def test_a_decision_that_cannot_be_meant_is_refused(table: str, told: dict[str, Any], why: str, built: Case) -> None:
    on = anchor_of(built, built.table(table)[0].id)  # type: ignore[attr-defined]
    with pytest.raises(DecisionError, match=why):
        built.decide(decision(told.pop("do"), on, **told))
    assert built.decisions == Decisions()


def test_decisions_are_read_as_they_were_written(built: Case) -> None:
    told = [
        decision("note", anchor_of(built, built.claims[0].id), note="ß 😀"),
        decision("reject", anchor_of(built, built.places[0].id)),
    ]
    assert [built.decide(each) for each in told] == [1, 2]
    assert Case.open(built.path).decisions == Decisions(lines=tuple(told))
    with pytest.raises(DecisionError, match="no row"):
        anchor_of(built, "K-000000000000")
    with pytest.raises(DecisionError, match="no row"):
        anchor_of(built, "what")


def test_a_torn_last_line_is_told_and_costs_nothing_else(built: Case) -> None:
    on = anchor_of(built, built.claims[0].id)
    path = built.path / "decisions.jsonl"
    built.decide(decision("note", on))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    (problem,) = built.decisions.problems
    assert problem.code == "torn_decision"
    assert built.decide(decision("note", on, note="after")) == 3
    assert [line is not None for line in built.decisions.lines] == [True, False, True]
    assert [problem.code for problem in built.decisions.problems] == ["bad_decision"]
    assert check(built) == ()


@given(st.binary(max_size=200))
def test_no_bytes_in_the_file_of_decisions_raise(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.jsonl"
        path.write_bytes(content)
        read_decisions(path)


def test_every_kind_of_row_has_an_anchor_that_finds_it(ledger: Ledger) -> None:
    for table in TABLES:
        for row in getattr(ledger, table):
            on = Pile(ledger).anchor(row.id)
            assert on.table == table
            assert msgspec.json.decode(msgspec.json.encode(on), type=Anchor) == on


def test_a_case_after_decisions_is_checked_clean(built: Case) -> None:
    for table in ("places", "copies"):
        built.decide(decision("reject", anchor_of(built, built.table(table)[0].id)))  # type: ignore[attr-defined]
    built.write(decided(built.ledger(), built.decisions, tuple(TABLES)), Manifest())
    assert check(built) == ()
    assert built.places == ()
