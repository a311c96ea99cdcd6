"""Names, nominals, pronouns: their kinds, and who is who in one report."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.kinds import gender_of, initials_of, kind_of_name, kind_of_noun
from rashomon.annotate.name_labels import with_outlet
from rashomon.annotate.names import mentions
from rashomon.gazetteer import Gazetteer
from rashomon.parse import Name, Parse
from rashomon.records import Passage, Report


def _found(parse, text, *names, passages=None, gazetteer=None):
    report = Report(id="R-1", sha256="", names=(), words=0, text=text)
    blocks = passages or (Passage(id="P-1", report="R-1", start=0, end=len(text), text=text, kind="body"),)
    tagged = []
    for told in names:
        label, quote, *nth = told.split(":")
        start = -1
        for _ in range(int(nth[0]) if nth else 1):
            start = text.index(quote, start + 1)
        tagged.append(Name(start, start + len(quote), label, 0.9))
    parse = msgspec.structs.replace(parse, names=tuple(sorted(tagged, key=lambda n: n.start)))
    return mentions(report, blocks, parse, gazetteer)


def _kinds(found):
    return {m.span.text: m.kind for m in found}


def _goes_to(found):
    by_id = {m.id: m for m in found}
    return {m.span.text: by_id[m.entity].span.text for m in found}


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("Washington Post", "Organization", "media"),
        ("Lake Tembe Gazette", "Organization", "media"),
        ("Bank of England", "Organization", "company"),
        ("Ministry of Fisheries", "Organization", "government"),
        ("University of Manchester", "Organization", "organisation"),
        ("Tembe Brigade", "Organization", "armed_group"),
        ("Royal Navy", "Organization", "military"),
        ("Orsana Ferries Ltd", "Organization", "company"),
        ("Fishers' Party", "Organization", "party"),
        ("Boko Haram", "NORP", "armed_group"),
        ("Daesh", "Location", "armed_group"),
        ("isis", "Person", "armed_group"),
        ("Pentagon", "Facility", "government"),
        ("Marrow Point Hotel", "Facility", "facility"),
        ("Marrow Point", "Location", "place"),
        ("Marrow Point Road", "Location", "facility"),
        ("Road Town", "Location", "place"),
        ("Elin Maro", "Person", "person"),
        ("Sputnik", "Location", "place"),
        ("World Cup", "Misc", "other"),
        ("Committee on Harbours", "Misc", "organisation"),
    ],
)
def test_the_kind_of_a_name_comes_from_what_is_known_then_its_head_then_its_label(name, label, kind):
    assert kind_of_name(name, label) == kind


@pytest.mark.parametrize(
    ("lemma", "plural", "before", "kind"),
    [
        ("ministry", False, {"defence"}, "government"),
        ("official", True, {"military"}, "people"),
        ("official", False, {"senior"}, "person"),
        ("force", True, {"special"}, "military"),
        ("force", True, {"police"}, "organisation"),
        ("force", False, set(), None),
        ("group", False, {"armed"}, "armed_group"),
        ("group", False, {"parents"}, "organisation"),
        ("agency", False, {"news"}, "media"),
        ("militant", True, set(), "armed_group"),
        ("militant", False, set(), "person"),
        ("base", False, {"air"}, "facility"),
        ("base", False, {"voter"}, None),
        ("idea", False, set(), None),
    ],
)
def test_the_kind_of_a_nominal_hangs_on_its_number_and_what_stands_before_it(lemma, plural, before, kind):
    assert kind_of_noun(lemma, plural, frozenset(before)) == kind


@pytest.mark.parametrize("name", ["WXYZ", "KHOU 11", "WAFB-TV", "KGO-TV", "KYW-AM"])
def test_a_us_call_sign_is_a_station(name):
    assert kind_of_name(name, "Organization") == "media"


@pytest.mark.parametrize("name", ["WNBA", "WHO", "KGB", "KPMG", "WIPO", "WXYZS", "Kans", "DKHOU"])
def test_other_initials_are_none(name):
    assert kind_of_name(name, "Organization") != "media"


def test_a_noun_tells_a_sex_only_where_it_is_marked():
    assert gender_of(frozenset({"spokesman"})) == "male"
    assert gender_of(frozenset({"spokesperson"})) is None
    assert gender_of(frozenset({"mother", "son"})) is None


def test_initials_leave_out_small_words():
    assert initials_of("Government of National Accord") == "GNA"


def test_a_surname_goes_back_to_the_full_name(hand_made):
    text = "Elin Maro spoke . Maro left ."
    parse = hand_made(
        text,
        "Elin/Elin/PROPN/3/nsubj Maro/Maro/PROPN/1/flat spoke/speak/VERB/0/root ././PUNCT/3/punct",
        "Maro/Maro/PROPN/2/nsubj left/leave/VERB/0/root ././PUNCT/2/punct",
    )
    assert _goes_to(_found(parse, text, "Person:Elin Maro", "Person:Maro:2"))["Maro"] == "Elin Maro"


def test_a_first_name_nobody_bears_as_surname_is_nobody_elses(hand_made):
    text = "Khalifa Ghweil spoke . Khalifa left ."
    parse = hand_made(
        text,
        "Khalifa/Khalifa/PROPN/3/nsubj Ghweil/Ghweil/PROPN/1/flat spoke/speak/VERB/0/root ././PUNCT/3/punct",
        "Khalifa/Khalifa/PROPN/2/nsubj left/leave/VERB/0/root ././PUNCT/2/punct",
    )
    assert _goes_to(_found(parse, text, "Person:Khalifa Ghweil", "Person:Khalifa:2"))["Khalifa"] == "Khalifa"


def test_a_surname_that_two_bear_goes_to_neither(hand_made):
    text = "Elin Maro met Jon Maro . Maro left ."
    parse = hand_made(
        text,
        "Elin/Elin/PROPN/3/nsubj Maro/Maro/PROPN/1/flat met/meet/VERB/0/root Jon/Jon/PROPN/3/obj "
        "Maro/Maro/PROPN/4/flat ././PUNCT/3/punct",
        "Maro/Maro/PROPN/2/nsubj left/leave/VERB/0/root ././PUNCT/2/punct",
    )
    found = _found(parse, text, "Person:Elin Maro", "Person:Jon Maro", "Person:Maro:3")
    assert _goes_to(found)["Maro"] == "Maro"


def test_a_surname_before_the_only_full_name_is_that_person(hand_made):
    text = "Maro left . Elin Maro spoke ."
    parse = hand_made(
        text,
        "Maro/Maro/PROPN/2/nsubj left/leave/VERB/0/root ././PUNCT/2/punct",
        "Elin/Elin/PROPN/3/nsubj Maro/Maro/PROPN/1/flat spoke/speak/VERB/0/root ././PUNCT/3/punct",
    )
    assert _goes_to(_found(parse, text, "Person:Maro", "Person:Elin Maro"))["Maro"] == "Elin Maro"


def test_a_woman_is_not_he(hand_made):
    text = "Susan Maro left . He spoke ."
    parse = hand_made(
        text,
        "Susan/Susan/PROPN/3/nsubj Maro/Maro/PROPN/1/flat left/leave/VERB/0/root ././PUNCT/3/punct",
        "He/he/PRON/2/nsubj spoke/speak/VERB/0/root ././PUNCT/2/punct",
    )
    assert _goes_to(_found(parse, text, "Person:Susan Maro"))["He"] == "He"


def test_an_acronym_in_brackets_goes_to_the_name_before_it(hand_made):
    text = "Tembe Lake Board ( TLB ) met . TLB left ."
    parse = hand_made(
        text,
        "Tembe/Tembe/PROPN/3/compound Lake/Lake/PROPN/3/compound Board/Board/PROPN/7/nsubj (/(/PUNCT/5/punct "
        "TLB/TLB/PROPN/3/appos )/)/PUNCT/5/punct met/meet/VERB/0/root ././PUNCT/7/punct",
        "TLB/TLB/PROPN/2/nsubj left/leave/VERB/0/root ././PUNCT/2/punct",
    )
    found = _found(parse, text, "Organization:Tembe Lake Board", "Organization:TLB", "Organization:TLB:2")
    assert {m.entity for m in found} == {found[0].id}


def test_an_outlet_in_brackets_after_a_town_is_not_the_town(hand_made):
    text = "Tembe Lake Board ( CNN ) met ."
    parse = hand_made(
        text,
        "Tembe/Tembe/PROPN/3/compound Lake/Lake/PROPN/3/compound Board/Board/PROPN/7/nsubj (/(/PUNCT/5/punct "
        "CNN/CNN/PROPN/3/appos )/)/PUNCT/5/punct met/meet/VERB/0/root ././PUNCT/7/punct",
    )
    assert _goes_to(_found(parse, text, "Organization:Tembe Lake Board", "Organization:CNN"))["CNN"] == "CNN"


def test_a_country_that_acts_is_its_government_and_one_that_is_acted_in_is_a_place(hand_made):
    text = "Italy denied it . Fighting in Italy stopped ."
    parse = hand_made(
        text,
        "Italy/Italy/PROPN/2/nsubj denied/deny/VERB/0/root it/it/PRON/2/obj ././PUNCT/2/punct",
        "Fighting/fighting/NOUN/4/nsubj in/in/ADP/3/case Italy/Italy/PROPN/1/nmod stopped/stop/VERB/0/root "
        "././PUNCT/4/punct",
    )
    found = [m for m in _found(parse, text, "Location:Italy", "Location:Italy:2") if m.head == "name"]
    assert [m.kind for m in found] == ["government", "place"]
    assert found[0].entity != found[1].entity


def test_the_officials_go_back_to_the_officials_and_they_to_those_who_spoke(hand_made):
    text = "Two lake officials said so . The officials added more . They said less ."
    parse = hand_made(
        text,
        "Two/two/NUM/3/nummod lake/lake/NOUN/3/compound officials/official/NOUN/4/nsubj said/say/VERB/0/root "
        "so/so/ADV/4/advmod ././PUNCT/4/punct",
        "The/the/DET/2/det officials/official/NOUN/3/nsubj added/add/VERB/0/root more/more/ADJ/3/obj ././PUNCT/3/punct",
        "They/they/PRON/2/nsubj said/say/VERB/0/root less/less/ADJ/2/obj ././PUNCT/2/punct",
    )
    goes = _goes_to(_found(parse, text))
    assert goes["The officials"] == "Two lake officials"
    assert goes["They"] == "Two lake officials"


def test_officials_of_another_country_are_others(hand_made):
    text = "French officials said so . The Italian officials left ."
    parse = hand_made(
        text,
        "French/French/ADJ/2/amod officials/official/NOUN/3/nsubj said/say/VERB/0/root so/so/ADV/3/advmod "
        "././PUNCT/3/punct",
        "The/the/DET/3/det Italian/Italian/ADJ/3/amod officials/official/NOUN/4/nsubj left/leave/VERB/0/root "
        "././PUNCT/4/punct",
    )
    assert _goes_to(_found(parse, text))["The Italian officials"] == "The Italian officials"


def test_a_pronoun_with_two_candidates_in_one_sentence_goes_to_the_subject_or_nobody(hand_made):
    text = "Elin Maro met Jon Bast . He left ."
    parse = hand_made(
        text,
        "Elin/Elin/PROPN/3/nsubj Maro/Maro/PROPN/1/flat met/meet/VERB/0/root Jon/Jon/PROPN/3/obj "
        "Bast/Bast/PROPN/4/flat ././PUNCT/3/punct",
        "He/he/PRON/2/nsubj left/leave/VERB/0/root ././PUNCT/2/punct",
    )
    assert _goes_to(_found(parse, text, "Person:Elin Maro", "Person:Jon Bast"))["He"] == "Elin Maro"


def test_an_it_that_stands_for_nothing_is_no_mention(hand_made):
    text = "The ministry met . It was revealed that nobody came ."
    parse = hand_made(
        text,
        "The/the/DET/2/det ministry/ministry/NOUN/3/nsubj met/meet/VERB/0/root ././PUNCT/3/punct",
        "It/it/PRON/3/nsubj:pass was/be/AUX/3/aux:pass revealed/reveal/VERB/0/root that/that/SCONJ/6/mark "
        "nobody/nobody/PRON/6/nsubj came/come/VERB/3/ccomp ././PUNCT/3/punct",
    )
    assert "It" not in _goes_to(_found(parse, text))


def test_a_nationality_before_a_noun_is_no_mention_and_a_people_is_one(hand_made):
    text = "Libyan forces met Tunisians ."
    parse = hand_made(
        text,
        "Libyan/Libyan/ADJ/2/amod forces/force/NOUN/3/nsubj met/meet/VERB/0/root Tunisians/Tunisian/PROPN/3/obj "
        "././PUNCT/3/punct",
    )
    assert _kinds(_found(parse, text, "NORP:Libyan", "NORP:Tunisians")) == {
        "Libyan forces": "military",
        "Tunisians": "people",
    }


def test_a_ship_named_after_a_town_is_no_place_and_a_towns_mayor_does_not_unmake_it(hand_made):
    text = "The Banjul Queen sank . Banjul Mayor Orlo left ."
    parse = hand_made(
        text,
        "The/the/DET/3/det Banjul/Banjul/PROPN/3/compound Queen/Queen/PROPN/4/nsubj sank/sink/VERB/0/root "
        "././PUNCT/4/punct",
        "Banjul/Banjul/PROPN/2/compound Mayor/Mayor/PROPN/3/compound Orlo/Orlo/PROPN/4/nsubj left/leave/VERB/0/root "
        "././PUNCT/4/punct",
    )
    found = [m for m in _found(parse, text, "Location:Banjul", "Location:Banjul:2") if m.span.text == "Banjul"]
    assert [m.kind for m in found] == ["other", "place"]


def test_what_a_towns_people_are_called_is_no_place(hand_made):
    text = "Sabratha fell . Sabrathan men left Benghazi ."
    parse = hand_made(
        text,
        "Sabratha/Sabratha/PROPN/2/nsubj fell/fall/VERB/0/root ././PUNCT/2/punct",
        "Sabrathan/Sabrathan/ADJ/2/amod men/man/NOUN/3/nsubj left/leave/VERB/0/root Benghazi/Benghazi/PROPN/3/obj "
        "././PUNCT/3/punct",
    )
    labels = ("Location:Sabratha", "Location:Sabrathan", "Location:Benghazi")
    kinds = _kinds(_found(parse, text, *labels, gazetteer=Gazetteer.load()))
    assert "Sabrathan" not in kinds
    assert kinds["Benghazi"] == "place"


def test_the_reports_own_outlet_is_one_name():
    text = "Libya’s Channel told Elin Maro of Libya’s Channel."
    names = [Name(0, 5, "Location", 0.9), Name(8, 15, "Organization", 0.9), Name(21, 30, "Person", 0.9)]
    found = with_outlet(names, text, "Libya’s Channel")
    assert [text[n.start : n.end] for n in found] == ["Libya’s Channel", "Elin Maro", "Libya’s Channel"]
    assert with_outlet(names, text, None) == names


def test_a_dateline_is_no_government(hand_made):
    text = "BANJUL said nothing ."
    parse = hand_made(
        text,
        "BANJUL/BANJUL/PROPN/2/nsubj said/say/VERB/0/root nothing/nothing/PRON/2/obj ././PUNCT/2/punct",
    )
    assert _kinds(_found(parse, text, "Location:BANJUL"))["BANJUL"] == "place"


def test_a_town_and_its_state_are_two_names(hand_made):
    text = "DALBY, Ohio said nothing ."
    parse = hand_made(
        text,
        "DALBY/DALBY/PROPN/4/nsubj ,/,/PUNCT/3/punct Ohio/Ohio/PROPN/1/appos said/say/VERB/0/root "
        "nothing/nothing/PRON/4/obj ././PUNCT/4/punct",
    )
    assert _kinds(_found(parse, text, "Location:DALBY, Ohio")) == {"DALBY": "place", "Ohio": "place"}
    text = "Dalby, Inc said nothing ."
    parse = hand_made(
        text,
        "Dalby/Dalby/PROPN/4/nsubj ,/,/PUNCT/3/punct Inc/Inc/PROPN/1/appos said/say/VERB/0/root "
        "nothing/nothing/PRON/4/obj ././PUNCT/4/punct",
    )
    assert list(_kinds(_found(parse, text, "Organization:Dalby, Inc"))) == ["Dalby, Inc"]


def test_a_town_that_was_taken_for_a_person_is_a_place_after_in(hand_made):
    text = "Fighting in Benghazi stopped ."
    parse = hand_made(
        text,
        "Fighting/fighting/NOUN/4/nsubj in/in/ADP/3/case Benghazi/Benghazi/PROPN/1/nmod stopped/stop/VERB/0/root "
        "././PUNCT/4/punct",
    )
    assert _kinds(_found(parse, text, "Person:Benghazi", gazetteer=Gazetteer.load())) == {"Benghazi": "place"}
    assert _kinds(_found(parse, text, "Person:Benghazi")) == {"Benghazi": "person"}


def test_nothing_stands_on_boilerplate(hand_made):
    text = "Elin Maro left ."
    parse = hand_made(text, "Elin/Elin/PROPN/3/nsubj Maro/Maro/PROPN/1/flat left/leave/VERB/0/root ././PUNCT/3/punct")
    barred = (Passage(id="P-1", report="R-1", start=0, end=len(text), text=text, kind="boilerplate", reason="other"),)
    assert _found(parse, text, "Person:Elin Maro", passages=barred) == ()


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["Elin", "Maro", "the", "said", "“", '"', ".", "é", "🙂", "\n", "ISIS", "he"]), max_size=25
    )
)
def test_any_names_over_any_text_give_spans_that_read_back(parts):
    text = " ".join(parts)
    from rashomon.parse import SentenceSpan, Word

    words, at = [], 0
    for part in text.split():
        start = text.index(part, at)
        at = start + len(part)
        words.append(Word(start, at, part.lower(), "PROPN" if part[:1].isupper() else "NOUN", -1, "root"))
    spans = (SentenceSpan(words[0].start, words[-1].end, 0, len(words)),) if words else ()
    names = tuple(Name(w.start, w.end, "Person", 0.5) for w in words[::2])
    report = Report(id="R-1", sha256="", names=(), words=0, text=text)
    parse = Parse(report="R-1", words=tuple(words), sentences=spans, names=names, attributions=(), wordings=())
    found = mentions(report, (), parse, Gazetteer.load())
    ids = {m.id for m in found}
    assert len(ids) == len(found)
    for mention in found:
        assert mention.span.text == text[mention.span.start : mention.span.end] == mention.span.text.strip()
        assert mention.entity in ids
