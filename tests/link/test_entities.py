"""Entities across reports: who is one, and above all who is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.link.entities import entities
from rashomon.link.entities_names import body_of_state, contested_states, state_of_government
from rashomon.link.entities_persons import is_one_person, person_name, romanised_alike
from rashomon.records import Interval, Mention, Report, row_id, span_of


def _pile(*texts):
    """Reports from texts: [kind:words] is a name, {kind:words} a nominal, [kind:words@n] goes to mention n."""
    reports, mentions = [], {}
    for number, told in enumerate(texts):
        text, found, at = "", [], 0
        for mark in re.finditer(r"[\[{](\w+):([^\]}@]+)(?:@(\d+))?[\]}]", told):
            text += told[at : mark.start()]
            start = len(text)
            text += mark[2]
            found.append((start, len(text), mark[1], "name" if mark[0][0] == "[" else "nominal", mark[3]))
            at = mark.end()
        text += told[at:]
        identity = f"R-{number}"
        ids = [row_id("mentions", identity, f[0], f[1]) for f in found]
        mentions[identity] = tuple(
            Mention(
                id=ids[i],
                report=identity,
                span=span_of(text, start, end),
                kind=kind,
                entity=ids[int(to)] if to else ids[i],
                head=head,
            )
            for i, (start, end, kind, head, to) in enumerate(found)
        )
        day = f"2021-03-{number + 1:02}"
        reports.append(
            Report(
                id=identity,
                sha256=identity,
                names=(identity,),
                words=0,
                text=text,
                published=Interval(earliest=day, latest=day),
            )
        )
    return reports, mentions


def _entities(*texts, aliases=None):
    reports, mentions = _pile(*texts)
    by_id = {r.id: r.text for r in reports}
    solution = entities(mentions, reports, aliases or {}, by_id.__getitem__)
    assert {a.row for a in solution.entity_of} == {m.id for ms in mentions.values() for m in ms}
    return solution


def _names(*texts, aliases=None):
    return sorted(e.name for e in _entities(*texts, aliases=aliases).entities)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[person:Fayez al-Serraj] spoke.", "[person:Faiz Sarraj] left."),
        ("[person:Hussain Dawood] spoke.", "[person:Hussein Dawood] left."),
        ("[person:Jane Maria Orlo] spoke.", "[person:Jane Orlo] left."),
        ("[person:Tom Orlo] spoke.", "[person:Thomas Orlo] left."),
        ("[place:Mo.] is wide.", "[place:Missouri] is wide."),
        ("[place:the U.S.] is wide.", "[place:United States] is wide."),
        ("[armed_group:ISIS] came.", "[armed_group:Daesh] went."),
        ("[media:AP] said.", "[media:The Associated Press] said."),
        ("[government:France] denied it.", "{government:the French government} denied it."),
        ("[government:Paris] denied it.", "[government:France] denied it."),
        ("{government:The French defence ministry} spoke.", "[government:French Defense Ministry] spoke."),
        ("[organisation:Tembe Relief Union] helped.", "[company:Tembe Relief Union] left."),
        ("[place:Estuary Crossings] sank.", "[facility:Estuary Crossings] closed."),
        ("[organisation:Lakeside Police] came.", "[government:Lakeside Police Department] came."),
        ("[person:Wen Huali] spoke.", "[person:Huali Wen] left."),
        ("[organisation:Lake Board] met. The [organisation:LKB@0] left.", "[organisation:LKB] met."),
    ],
)
def test_one_party_under_two_names_is_one_entity(one, other):
    (entity,) = _entities(one, other).entities
    assert entity.reports == ("R-0", "R-1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[person:Hassan Orabi] spoke.", "[person:Hussein Orabi] left."),
        ("[person:Mahmoud Saleh] spoke.", "[person:Mohammed Saleh] left."),
        ("[person:Maria Dorn] spoke.", "[person:Marie Dorn] left."),
        ("[person:George W. Holm] spoke.", "[person:George H. Holm] left."),
        ("[person:James Thomas] spoke.", "[person:Thomas James] left."),
        ("[organisation:Lakeside Police] came.", "[organisation:Lakeside Health Department] came."),
        ("[person:Ron Orlo] spoke.", "[person:Rob Orlo] left."),
        (
            "[person:George W. Holm] spoke. [person:George Holm@0] left.",
            "[person:George H.W. Holm] left. [person:George Holm@0]",
        ),
        ("[media:New Lake Times] wrote. [media:Times@0] wrote.", "[media:Quarry Times] wrote. [media:Times@0] wrote."),
        ("[person:Khalifa] spoke.", "[person:Khalifa Ghweil] left."),
        ("[person:Khalifa] spoke.", "[person:Khalifa] left."),
        ("[place:France] is wide.", "[government:France] denied it."),
        ("[place:New Zealand] is wide.", "[government:New Zealand] denied it."),
        ("{government:the French defence ministry} spoke.", "[government:France] denied it."),
        ("[military:Libyan National Army] came.", "{military:Libyan forces} came."),
        ("[military:Libyan Army] came.", "[military:Libyan National Army] came."),
        ("{people:two military officials} spoke.", "{people:two military officials} spoke."),
        ("{people:residents} spoke.", "{people:residents} spoke."),
        ("[government:Congress] met.", "[government:Parliament] met."),
    ],
)
def test_two_parties_stay_two_entities(one, other):
    assert len(_entities(one, other).entities) == 2


def test_where_two_governments_are_spoken_of_the_capital_is_not_the_state():
    pile = (
        "{government:Libya's internationally recognised government} spoke. [government:Libya] rejects it.",
        "[government:Tripoli] said. {government:the Libyan government} said.",
    )
    assert len(_entities(*pile).entities) == 4


def test_an_acronym_of_two_bodies_joins_neither():
    texts = (
        "[organisation:Rural Health Union] met. [organisation:RHX@0] met.",
        "[organisation:River Harbour Union] met. [organisation:RHX@0] met.",
        "[organisation:RHX] met.",
    )
    assert len(_entities(*texts).entities) == 3


def test_a_users_aliases_join_what_no_table_knows():
    texts = ("[armed_group:Albinyan Almarsos] came.", "[military:Solid Structure] went.")
    assert len(_entities(*texts).entities) == 2
    assert _names(*texts, aliases={"Solid Structure": ["Albinyan Almarsos"]}) == ["Solid Structure"]


def test_the_name_shown_is_the_fullest_common_form():
    (entity,) = _entities("[person:Jane Orlo] spoke. [person:Orlo@0] left. [person:Orlo@0] came.").entities
    assert (entity.name, entity.aliases, entity.mentions) == ("Jane Orlo", ("Orlo",), 3)


def test_descriptions_are_kept_word_for_word():
    text = "[person:Aron Beck], unrecognised by the lake towns, confirmed it. {person:The mayor@0}, he said, left."
    (entity,) = _entities(text).entities
    assert [d.text for d in entity.described_as] == ["unrecognised by the lake towns"]


def test_an_aside_that_describes_nobody_is_no_description():
    (entity,) = _entities("[person:Aron Beck], however it may be put, left.").entities
    assert entity.described_as == ()


def test_the_id_comes_from_the_earliest_published_report_in_any_order():
    reports, mentions = _pile("[media:Lake Gazette] said.", "[media:Lake Gazette] said.")
    texts = {r.id: r.text for r in reports}
    one = entities(mentions, reports, {}, texts.__getitem__)
    other = entities(dict(reversed(mentions.items())), reports[::-1], {}, texts.__getitem__)
    assert one == other
    assert one.entities[0].id == row_id("entities", mentions["R-0"][0].id)


@pytest.mark.parametrize(
    ("phrase", "state"),
    [
        ("the French government", "FR"),
        ("Libya’s government", "LY"),
        ("the government of Italy", "IT"),
        ("the recognised Libyan government", None),
        ("the government", None),
    ],
)
def test_a_government_is_its_states_only_where_nothing_else_is_said(phrase, state):
    assert state_of_government(phrase) == state


def test_a_ministry_is_known_by_state_and_function():
    assert body_of_state("the French defence ministry") == body_of_state("Ministry of Defense of France")
    assert body_of_state("the French foreign ministry") != body_of_state("the French defence ministry")
    assert body_of_state("the defence ministry") is None


def test_rival_governments_are_noticed():
    assert contested_states(["the country's government", "Libya’s UN-backed unity government"]) == {"LY"}
    assert contested_states(["the French government"]) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Fayez", "Faiz", True),
        ("Serraj", "Sarraj", True),
        ("Omar", "Umar", True),
        ("Mohammed", "Muhammad", True),
        ("Khaled", "Khalid", True),
        ("Hassan", "Hussein", False),
        ("Mahmoud", "Mohammed", False),
        ("Salman", "Suleiman", False),
        ("Hamid", "Hamad", False),
    ],
)
def test_romanisations_differ_in_their_vowels_alone(one, other, alike):
    assert romanised_alike(one, other) is alike
    assert romanised_alike(other, one) is alike


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_names_can_be_compared_and_the_order_does_not_matter(one, other):
    a, b = person_name(one), person_name(other)
    assert is_one_person(a, b) == is_one_person(b, a)
