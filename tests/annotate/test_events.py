"""Events from hand-made parses: what is a happening, who has part in it, how real it is, and what only looks so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rashomon.annotate.event_lexicon import event_lexicon, noun_forms, verb_forms
from rashomon.annotate.events import events, with_events
from rashomon.annotate.record import TimeReading
from rashomon.parse import EventWord, Parse, SentenceSpan, Word
from rashomon.records import Mention, Passage, Place, Quantity, Report, Span, Statement, row_id
from rashomon.timex import expressions


def parsed(*sentences: str) -> tuple[Report, Parse]:
    """A report and its parse; each token is `form/UPOS/head/relation`, or with a lemma `form/lemma/UPOS/head/relation`;
    heads count from 1 within the sentence, 0 is the root. A token that ends in `!` tells of an occurrence.
    """
    text, words, spans, told = "", [], [], []
    for sentence in sentences:
        first, begin = len(words), len(text)
        for token in sentence.split():
            parts = token.split("/")
            form, lemma = parts[0], parts[1] if len(parts) == 5 else parts[0].lower()
            upos, head, relation = parts[-3], parts[-2], parts[-1].removesuffix("!")
            if form.startswith(("'", "’", ",", ".", "-")) and text.endswith(" "):
                text = text[:-1]
            start = len(text)
            text += form + (" " if form != "-" else "")
            if token.endswith("!"):
                told.append(EventWord(start, start + len(form), "OCCURRENCE", 0.9))
            words.append(
                Word(start, start + len(form), lemma, upos, first + int(head) - 1 if int(head) else -1, relation)
            )
        text = text.rstrip() + "\n"
        spans.append(SentenceSpan(begin, len(text) - 1, first, len(words)))
    report = Report(id="R-a", sha256="a", names=("a.txt",), words=len(words), text=text)
    return report, Parse("R-a", tuple(words), tuple(spans), (), (), (), tuple(told))


def found(*sentences: str, kind: str = "body", mentions=(), places=(), quantities=(), statements=(), timed=False):
    """The events of some sentences; `mentions` and `places` are (words, kind) and words."""
    report, parse = parsed(*sentences)
    passage = Passage(id="P", report="R-a", start=0, end=len(report.text), text=report.text, kind=kind)

    def span(words: str) -> Span:
        at = report.text.index(words)
        return Span(start=at, end=at + len(words), text=words)

    who = tuple(
        Mention(id=i, report="R-a", span=s, kind=k, entity=i, head="name")
        for words, k in mentions
        for s in [span(words)]
        for i in [row_id("mentions", "R-a", s.start, s.end)]
    )
    where = tuple(Place(id=f"L-{w}", report="R-a", span=span(w), name=w, precision=1) for w in places)
    when = ()
    if timed:
        when = tuple(
            TimeReading(id=f"T-{e.start}", report="R-a", expression=e)
            for e in expressions(report.text, 0, len(report.text), parse.words)
        )
    counts = tuple(
        Quantity(id=f"Q-{w}", report="R-a", span=span(w), low=1, high=1, bound="exact", measure=m)
        for w, m in quantities
    )
    said = tuple(
        Statement(id=f"A-{w[:9]}", report="R-a", voice="attributed", content=(span(w),), source_kind="person", kind=k,
                  certainty=c, polarity="positive", quotation="indirect")
        for w, k, c in statements
    )  # fmt: skip
    return events(report, (passage,), parse, who, when, where, counts, said)


STORMED = (
    "Militants/militant/NOUN/2/nsubj stormed/storm/VERB/0/root the/DET/4/det centre/NOUN/2/obj of/ADP/6/case "
    "Tembe/PROPN/4/nmod on/ADP/8/case Tuesday/PROPN/2/obl ,/PUNCT/10/punct killing/kill/VERB/2/advcl 11/NUM/12/nummod "
    "people/NOUN/10/obj ./PUNCT/2/punct"
)


def test_a_verb_and_its_participle_share_actor_place_and_day():
    stormed, killing = found(STORMED, places=["Tembe"], timed=True, quantities=[("11", "killed")])
    assert (stormed.type, stormed.span.text, killing.mode) == ("ASSAULT", "stormed", "killing")
    assert [p.span.text for p in killing.participants] == ["Militants", "11 people"]
    assert [p.role for p in killing.participants] == ["actor", "recipient"]
    assert stormed.place == killing.place == "L-Tembe"
    assert stormed.time == killing.time is not None
    assert killing.quantities == ("Q-11",)


def test_the_passives_subject_suffers_and_its_agent_acts():
    (event,) = found(
        "Two/NUM/2/nummod fishermen/fisherman/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass arrested/arrest/VERB/0/root "
        "by/ADP/7/case the/DET/7/det navy/NOUN/4/obl:agent ./PUNCT/4/punct",
        mentions=[("the navy", "military")],
    )
    assert (event.type, event.mode, event.tense) == ("COERCE", "arrest", "past")
    assert {p.role: p.span.text for p in event.participants} == {"actor": "the navy", "recipient": "Two fishermen"}


@pytest.mark.parametrize(
    ("behind", "both"),
    [
        ("Luss/Luss/PROPN/4/obj", [("actor", "Ja'Mare"), ("recipient", "Luss")]),
        ("there/there/ADV/4/advmod", [("recipient", "Ja'Mare")]),
    ],
)
def test_joined_verbs_are_done_to_what_stands_behind_both(behind, both):
    rows = found(
        f"Ja'Mare/Ja'Mare/PROPN/2/nsubj shot/shoot/VERB/0/root and/and/CCONJ/4/cc killed/kill/VERB/2/conj {behind}",
        mentions=[("Ja'Mare", "person"), ("Luss", "person")] if "Luss" in behind else [("Ja'Mare", "person")],
    )
    assert [[(p.role, p.span.text) for p in e.participants] for e in rows] == [both, both]


def test_a_headline_without_the_auxiliary_is_a_passive():
    (event,) = found("Teen/NOUN/2/nsubj arrested/arrest/VERB/0/root in/ADP/4/case raids/NOUN/2/obl", kind="title")[:1]
    assert [(p.role, p.span.text) for p in event.participants] == [("recipient", "Teen")]


def test_a_noun_gets_its_actor_from_the_verb_that_carries_it():
    (event,) = found(
        "The/DET/2/det rebels/rebel/NOUN/3/nsubj launched/launch/VERB/0/root "
        "an/DET/5/det attack/NOUN/3/obj on/ADP/8/case "
        "the/DET/8/det barracks/NOUN/5/nmod ./PUNCT/3/punct",
    )
    assert (event.span.text, event.tense) == ("attack", "past")
    assert [(p.role, p.span.text) for p in event.participants] == [
        ("actor", "The rebels"),
        ("recipient", "the barracks"),
    ]


def test_whose_aircraft_they_are_acts():
    (event,) = found(
        "Sulvan/ADJ/2/amod warplanes/warplane/NOUN/3/nsubj bombed/bomb/VERB/0/root a/DET/5/det depot/NOUN/3/obj",
        mentions=[("Sulvan", "government")],
    )
    assert (event.mode, event.participants[0].span.text) == ("airstrike", "Sulvan warplanes")
    assert event.participants[0].entity is not None


@pytest.mark.parametrize(
    ("sentence", "tense", "polarity", "certainty"),
    [
        (("Rebels/NOUN/3/nsubj will/AUX/3/aux attack/VERB/0/root the/DET/5/det "
         "port/NOUN/3/obj"), "future", "positive", "probable"),
        (("Rebels/NOUN/3/nsubj may/AUX/3/aux attack/VERB/0/root the/DET/5/det "
         "port/NOUN/3/obj"), "future", "positive", "possible"),
        ("Rebels/NOUN/4/nsubj did/AUX/4/aux n't/PART/4/advmod attack/VERB/0/root the/DET/6/det port/NOUN/4/obj",
         "past", "negative", "certain"),
        ("Rebels/NOUN/2/nsubj failed/fail/VERB/0/root to/PART/4/mark storm/VERB/2/xcomp the/DET/6/det port/NOUN/4/obj",
         "past", "negative", "certain"),
        ("Rebels/NOUN/2/nsubj vowed/vow/VERB/0/root to/PART/4/mark storm/VERB/2/xcomp the/DET/6/det port/NOUN/4/obj",
         "future", "positive", "possible"),
        (("Rebels/NOUN/2/nsubj managed/manage/VERB/0/root to/PART/4/mark "
         "storm/VERB/2/xcomp the/DET/6/det port/NOUN/4/obj"),
         "past", "positive", "certain"),
        ("Nobody/PRON/3/nsubj:pass was/AUX/3/aux:pass killed/kill/VERB/0/root", "past", "negative", "certain"),
        ("Rebels/NOUN/3/nsubj are/AUX/3/aux storming/storm/VERB/0/root the/DET/5/det port/NOUN/3/obj",
         "present", "positive", "certain"),
        ("Rebels/NOUN/2/nsubj attack/VERB/0/root villages/village/NOUN/2/obj every/DET/5/det year/NOUN/2/obl:tmod",
         "background", "positive", "certain"),
        (("They/PRON/2/nsubj denounced/denounce/VERB/0/root attacks/attack/NOUN/2/obj "
         "on/ADP/5/case civilians/civilian/NOUN/3/nmod"),
         "background", "positive", "certain"),
    ],
)  # fmt: skip
def test_a_happening_is_as_real_as_its_clause_makes_it(sentence, tense, polarity, certainty):
    (event,) = found(sentence)
    assert (event.tense, event.polarity, event.certainty) == (tense, polarity, certainty)


def test_what_a_doubtful_statement_carries_is_doubtful_and_belongs_to_it():
    (event,) = found(
        "Mayor/NOUN/2/nsubj fears/fear/VERB/0/root rebels/NOUN/4/nsubj "
        "stormed/storm/VERB/2/ccomp the/DET/6/det port/NOUN/4/obj",
        statements=[("rebels stormed the port", "belief", "possible")],
    )  # fmt: skip
    assert (event.certainty, event.statement) == ("possible", "A-rebels st")


@pytest.mark.parametrize(
    "sentence",
    [
        "She/PRON/2/nsubj shot/shoot/VERB/0/root a/DET/4/det film/NOUN/2/obj",
        "Senators/NOUN/2/nsubj killed/kill/VERB/0/root the/DET/4/det bill/NOUN/2/obj",
        "The/DET/2/det deal/NOUN/3/nsubj died/die/VERB/0/root",
        "The/DET/3/det fire/NOUN/3/compound sale/NOUN/4/nsubj ended/end/VERB/0/root",
        "He/PRON/2/nsubj had/have/VERB/0/root a/DET/5/det heart/NOUN/5/compound attack/NOUN/2/obj",
        (
            "The/DET/2/det striker/NOUN/3/nsubj attacked/attack/VERB/0/root "
            "the/DET/5/det goal/NOUN/3/obj in/ADP/8/case the/DET/8/det league/NOUN/3/obl"
        ),
        "They/PRON/2/nsubj beat/VERB/0/root the/DET/4/det champions/champion/NOUN/2/obj",
        "Critics/NOUN/2/nsubj attacked/attack/VERB/0/root the/DET/4/det proposal/NOUN/2/obj",
        "The/DET/2/det market/NOUN/3/nsubj crashed/crash/VERB/0/root",
        "A/DET/3/det bomb/NOUN/3/compound squad/NOUN/4/nsubj waited/wait/VERB/0/root",
        "He/PRON/2/nsubj fights/fight/VERB/0/root cancer/NOUN/2/obj",
        "A/DET/2/det flood/NOUN/6/nsubj of/ADP/4/case emails/email/NOUN/2/nmod soon/ADV/6/advmod came/come/VERB/0/root",
        "The/DET/2/det company/NOUN/3/nsubj released/release/VERB/0/root a/DET/5/det report/NOUN/3/obj",
    ],
)
def test_idioms_sport_and_talk_are_no_happenings(sentence):
    assert found(sentence) == ()


def test_people_killed_in_a_stampede_were_not_assaulted():
    killed, stampede = found(
        "Nine/NUM/2/nummod pilgrims/people/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass "
        "killed/kill/VERB/0/root in/ADP/7/case "
        "a/DET/7/det stampede/NOUN/4/obl",
    )
    assert (killed.type, stampede.type) == ("ACCIDENT", "ACCIDENT")


def test_nothing_stands_on_boilerplate():
    assert found(STORMED, kind="boilerplate") == ()


def test_a_place_that_is_a_party_locates_nothing():
    (event,) = found("Tembe/PROPN/2/nsubj attacked/attack/VERB/0/root the/DET/4/det port/NOUN/2/obj", places=["Tembe"])
    assert event.place is None


def test_forms_of_words_come_by_rule():
    assert {"stopped", "stopping"} <= set(verb_forms("stop"))
    assert {"seized", "seizing", "seizes"} <= set(verb_forms("seize"))
    assert "buried" in verb_forms("bury")
    assert "clashes" in noun_forms("clash")
    assert event_lexicon().candidates("slain", "verb")


def test_an_empty_report_has_no_events():
    report = Report(id="R-a", sha256="a", names=("a",), words=0, text="")
    assert events(report, (), Parse("R-a", (), (), (), (), ()), (), (), (), (), ()) == ()


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["killed", "attack", "fire", "police", "fire", "he", "to", "deal", "shot", "dead", "no"]),
            st.sampled_from(["VERB", "NOUN", "PROPN", "ADJ", "PRON", "PART", "AUX", "NUM"]),
            st.integers(-1, 8),
            st.sampled_from(
                ["nsubj", "obj", "obl", "acl", "acl:relcl", "xcomp", "conj", "nmod", "amod", "compound", "root"]
            ),
        ),
        max_size=9,
    )
)
def test_a_wrong_parse_raises_nothing(tokens):
    text = " ".join(t[0] for t in tokens)
    words, at = [], 0
    for form, upos, head, relation in tokens:
        words.append(Word(at, at + len(form), form, upos, head if head < len(tokens) else -1, relation))
        at += len(form) + 1
    report = Report(id="R-a", sha256="a", names=("a",), words=0, text=text)
    parse = Parse("R-a", tuple(words), (SentenceSpan(0, len(text), 0, len(words)),) if words else (), (), (), ())
    passage = Passage(id="P", report="R-a", start=0, end=len(text), text=text, kind="body")
    for event in events(report, (passage,), parse, (), (), (), (), ()):
        assert text[event.span.start : event.span.end] == event.span.text
        assert all(text[p.span.start : p.span.end] == p.span.text for p in event.participants)


def test_forms_of_verbs_in_two_es_have_no_third():
    assert {"freed", "freeing", "frees"} <= set(verb_forms("free"))
    assert "agreed" in verb_forms("agree")


HANDED = (
    "The/DET/2/det surgeon/NOUN/3/nsubj handed/hand/VERB/0/root! the/DET/5/det knife/NOUN/3/obj to/ADP/8/case "
    "a/DET/8/det clerk/NOUN/3/obl"
)


def test_what_was_done_on_a_day_is_a_happening_whatever_its_verb():
    (event,) = found(HANDED + " on/ADP/10/case Thursday/PROPN/3/obl ./PUNCT/3/punct", timed=True)
    assert (event.type, event.mode, event.span.text, event.time is not None) == ("OTHER", "deed", "handed", True)
    (undated,) = found(HANDED + " ./PUNCT/3/punct", timed=True)
    assert (undated.mode, undated.time) == ("deed", None)


def test_saying_and_rising_prices_are_no_deeds_whatever_their_day():
    day = " on/ADP/5/case Thursday/PROPN/3/obl ./PUNCT/3/punct"
    assert found("The/DET/2/det clerk/NOUN/3/nsubj spoke/speak/VERB/0/root" + day, timed=True) == ()
    assert found("The/DET/2/det price/NOUN/3/nsubj rose/rise/VERB/0/root!" + day, timed=True) == ()


def test_a_noun_of_an_occurrence_with_somebodys_part_is_a_deed():
    told = (
        "The/DET/2/det {}/NOUN/6/nsubj{} of/ADP/5/case the/DET/5/det guard/NOUN/2/nmod angered/anger/VERB/0/root "
        "them/PRON/6/obj"
    )
    (event,) = found(told.format("removal", "!"))
    assert (event.span.text, event.type, event.mode) == ("removal", "OTHER", "deed")
    assert found(told.format("colour", "")) == found(told.format("soldiers", "!")) == ()
    assert found("The/DET/2/det process/NOUN/3/nsubj! angered/anger/VERB/0/root them/PRON/3/obj") == ()


def test_what_somebody_was_to_do_is_no_deed():
    told = (
        "Envoys/envoy/NOUN/2/nsubj promised/promise/VERB/0/root to/PART/4/mark mend/VERB/2/xcomp! the/DET/6/det "
        "door/NOUN/4/obj"
    )
    assert "mend" not in [e.span.text for e in found(told)]


def test_a_definite_noun_is_taken_for_granted_under_a_refusal():
    text = (
        "He/PRON/2/nsubj declined/decline/VERB/0/root to/PART/4/mark comment/VERB/2/xcomp on/ADP/7/case the/DET/7/det "
        "explosion/NOUN/4/obl ./PUNCT/2/punct"
    )
    (event,) = found(text, statements=[("comment on the explosion", "refusal", "unknown")])
    assert event.certainty == "certain"


def test_what_is_laid_down_for_later_is_to_come():
    (event,) = found(
        "Envoys/envoy/NOUN/4/nsubj are/be/AUX/4/aux to/PART/4/mark meet/VERB/0/root in/ADP/6/case Tembe/PROPN/4/obl "
        "./PUNCT/4/punct",
        places=["Tembe"],
    )
    assert (event.type, event.tense) == ("CONSULT", "future")


def test_a_verb_with_a_particle_acts_on_what_stands_after_it():
    (event,) = found(
        "Rebels/rebel/NOUN/2/nsubj took/take/VERB/0/root over/ADP/2/compound:prt the/DET/6/det police/NOUN/6/compound "
        "station/NOUN/2/obl ./PUNCT/2/punct"
    )
    assert (event.mode, [p.span.text for p in event.participants if p.role == "recipient"]) == (
        "territory", ["the police station"],
    )  # fmt: skip


def test_a_hyphened_word_of_the_tables_is_one_trigger():
    (event,) = found(
        "The/DET/2/det sit/NOUN/5/nsubj -/PUNCT/2/punct in/ADP/2/fixed lasted/last/VERB/0/root ./PUNCT/5/punct"
    )
    assert (event.span.text, event.type, event.mode) == ("sit-in", "PROTEST", "obstruct")
    assert found("The/DET/2/det log/NOUN/5/nsubj -/PUNCT/2/punct in/ADP/2/fixed lasted/last/VERB/0/root") == ()


def test_a_part_is_of_the_sort_of_what_it_is_part_of():
    (event,) = found(
        "Shells/shell/NOUN/2/nsubj destroyed/destroy/VERB/0/root most/ADJ/2/obj of/ADP/6/case a/DET/6/det "
        "hospital/NOUN/3/nmod ./PUNCT/2/punct"
    )
    assert (event.type, event.mode) == ("ASSAULT", "heavy-weapons")


def test_a_building_hit_by_nobody_knows_what_was_attacked():
    hit = "The/DET/2/det clinic/NOUN/4/nsubj:pass was/be/AUX/4/aux:pass hit/VERB/0/root"
    (event,) = found(hit + " ./PUNCT/4/punct")
    assert (event.type, event.mode, event.tense) == ("ASSAULT", "attack", "past")
    assert found(hit + " by/ADP/6/case costs/cost/NOUN/4/obl:agent ./PUNCT/4/punct") == ()


def test_a_bare_noun_of_which_a_past_is_told_is_no_kind():
    voting = "Voting/NOUN/3/nsubj {}/be/AUX/3/cop calm/ADJ/0/root ./PUNCT/3/punct"
    assert [e.tense for e in found(voting.format("was")) + found(voting.format("is"))] == ["past", "background"]


def test_a_deed_has_the_thing_that_it_was_done_to():
    (event,) = found(HANDED + " ./PUNCT/3/punct")
    assert [(p.role, p.span.text) for p in event.participants] == [
        ("actor", "The surgeon"), ("recipient", "the knife"),
    ]  # fmt: skip


def test_a_verb_of_the_tables_without_their_conditions_is_a_deed_only_when_done_to_a_thing():
    told = "Guards/guard/NOUN/2/nsubj blocked/block/VERB/0/root! the/DET/4/det {}/NOUN/2/obj ./PUNCT/2/punct"
    assert [e.mode for e in found(told.format("door")) + found(told.format("plan"))] == ["deed"]


def test_a_definite_noun_takes_up_an_inquiry_that_was_told_of_before():
    told = "{}/DET/2/det inquiry/NOUN/4/nsubj has/have/AUX/4/aux lasted/last/VERB/0/root ./PUNCT/4/punct"
    assert [e.mode for e in found(told.format("The")) + found(told.format("Any"))] == ["investigate"]


def test_a_deal_is_one_by_its_parties():
    told = "A/DET/2/det deal/NOUN/0/root {}/ADP/4/case rebels/rebel/NOUN/2/nmod ./PUNCT/2/punct"
    assert [e.type for e in found(told.format("between")) + found(told.format("with"))] == ["AGREE"]


def test_what_was_cancelled_did_not_happen():
    (event,) = found(
        "The/DET/2/det talks/talk/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass cancelled/cancel/VERB/0/root ./PUNCT/4/punct"
    )
    assert (event.type, event.polarity) == ("CONSULT", "negative")


def test_the_dead_are_told_of_by_a_noun_and_behind_those_who_died():
    (event,) = found("Among/ADP/3/case the/DET/3/det dead/ADJ/4/obl is/be/AUX/0/root a/DET/6/det nurse/NOUN/4/nsubj")
    assert (event.mode, event.span.text) == ("death", "dead")
    (event,) = found("It/PRON/2/nsubj left/leave/VERB/0/root nine/NUM/4/nummod guards/guard/NOUN/2/obj dead/ADJ/2/obl")
    assert [p.span.text for p in event.participants] == ["nine guards"]
    assert found("The/DET/3/det dead/ADJ/3/amod end/NOUN/0/root") == ()


def test_who_fires_into_or_from_somewhere_acts():
    told = (
        "Soldiers/soldier/NOUN/2/nsubj fired/fire/VERB/0/root {}/ADP/5/case the/DET/5/det {}/NOUN/2/obl ./PUNCT/2/punct"
    )
    (event,) = found(told.format("into", "crowd"))
    assert (event.mode, [p.role for p in event.participants]) == ("firearms", ["actor"])
    assert found(told.format("with", "enthusiasm")) == ()


def test_a_state_or_a_row_is_carried_like_what_it_is_of():
    (event,) = found(
        "Ministers/minister/NOUN/2/nsubj declared/declare/VERB/0/root a/DET/4/det state/NOUN/2/obj of/ADP/6/case "
        "emergency/NOUN/4/nmod ./PUNCT/2/punct"
    )
    assert (event.span.text, event.type) == ("emergency", "COERCE")


def test_an_ambiguous_noun_is_a_happening_only_where_the_report_tells_of_one_it_may_mean():
    strike = "The/DET/2/det strike/NOUN/3/nsubj killed/kill/VERB/0/root four/NUM/5/nummod guards/guard/NOUN/3/obj"
    bombed = (
        "Warplanes/warplane/NOUN/2/nsubj bombed/bomb/VERB/0/root a/DET/4/det depot/NOUN/2/obj ./PUNCT/2/punct",
        "Nurses/nurse/NOUN/2/nsubj walked/walk/VERB/0/root out/ADV/2/compound:prt ./PUNCT/2/punct",
    )
    assert "strike" not in [e.span.text for e in found(strike)]
    for told, kind in zip(bombed, ("ASSAULT", "PROTEST"), strict=True):
        (taken_up,) = (e for e in found(told, strike) if e.span.text == "strike")
        assert taken_up.type == kind


def test_a_plain_present_is_a_deed_in_a_headline_alone():
    told = "Captain/NOUN/2/nsubj greets/greet/VERB/0/root! passengers/passenger/NOUN/2/obj"
    (event,) = found(told, kind="title")
    assert (event.mode, event.tense) == ("deed", "past")
    assert found(told) == ()


def test_what_somebody_did_or_is_doing_is_a_deed_what_they_will_do_is_none():
    told = "They/PRON/3/nsubj {}/AUX/3/aux {}/feed/VERB/0/root! the/DET/5/det pupils/pupil/NOUN/3/obj"
    for words in (("were", "feeding"), ("did", "feed")):
        (event,) = found(told.format(*words))
        assert (event.mode, event.tense) == ("deed", "past")
    (event,) = found(told.format("are", "feeding"))
    assert (event.mode, event.tense) == ("deed", "present")
    assert found(told.format("will", "feed")) == ()


def test_an_alleged_deed_is_possible_one_under_a_condition_is_none():
    told = (
        "Parties/party/NOUN/2/nsubj alleged/allege/VERB/0/root {}/SCONJ/6/mark clerks/clerk/NOUN/6/nsubj "
        "had/have/AUX/6/aux stuffed/stuff/VERB/2/ccomp! ballots/ballot/NOUN/6/obj"
    )
    (event,) = found(told.format("that"))
    assert (event.span.text, event.certainty) == ("stuffed", "possible")
    assert found(told.format("if")) == ()


def test_a_noun_of_people_is_known_by_its_ending_or_its_who():
    told = "The/DET/2/det {}/NOUN/{}/{} died/die/VERB/{}/{} ./PUNCT/2/punct"
    (event,) = found(told.format("herdswoman", 3, "nsubj", 0, "root"))
    assert event.mode == "death"
    assert found(told.format("lamp", 3, "nsubj", 0, "root")) == ()
    (event,) = found("The/DET/2/det icon/NOUN/5/nsubj who/PRON/4/nsubj sang/sing/VERB/2/acl:relcl died/die/VERB/0/root")
    assert event.mode == "death"


def test_a_participle_behind_a_noun_carries_it():
    told = "They/PRON/2/nsubj spoke/speak/VERB/0/root of/ADP/5/case a/DET/5/det deal/NOUN/2/obl {}/{}/VERB/5/acl"
    (event,) = found(told.format("reached", "reach"))
    assert (event.span.text, event.type) == ("deal", "AGREE")
    assert found(told.format("wanted", "want")) == ()


def test_a_sum_of_money_is_aid_and_nobody():
    told = "Ministries/ministry/NOUN/2/nsubj gave/give/VERB/0/root {}/SYM/2/obj 2/NUM/5/compound million/NUM/3/nummod"
    (event,) = found(told.format("$"))
    assert event.type == "AID"


def test_a_quantity_has_the_event_that_it_belongs_to_the_nearest_of_several():
    (one,) = found("Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root the/DET/4/det town/NOUN/2/obj")
    other = replace(one, id="E-other", span=Span(start=40, end=45, text="after"), quantities=("Q-1",))
    count = Quantity(
        id="Q-1", report="R-a", span=Span(start=30, end=33, text="ten"), low=10, high=10, bound="exact",
        measure="killed", why="",
    )  # fmt: skip
    rows = with_events((count, replace(count, id="Q-2")), (replace(one, quantities=("Q-1",)), other))
    assert [q.event for q in rows] == ["E-other", None]
