"""Pronouns and descriptions: whom they go to, and each class with a case that it must not touch."""

from __future__ import annotations

import pytest

from rashomon.annotate.candidates import Candidate
from rashomon.annotate.coreference import introduced_by
from rashomon.annotate.kinds import kind_of_noun
from rashomon.annotate.names import candidates
from rashomon.parse import Name, Parse
from rashomon.records import Report


def _told(text: str, *marked: tuple[str, str], lemmas: tuple[str, ...] = ()) -> dict[str, str]:
    """Of each marked stretch, in text order, with its place in the text's words: whom it goes to.

    A mark: the stretch and its signs: kind (`person` unless told), `S` subject, `V` it speaks, `m`, `f`, `Q` quoted,
    `n` nominal, `p` pronoun, `pl` plural. A full stop and a capital begin a sentence.
    """
    found, offset = [], 0
    for stretch, signs in marked:
        told = set(signs.split())
        start = text.index(stretch, offset)
        offset = start + len(stretch)
        form = "pronoun" if "p" in told else "nominal" if "n" in told else "name"
        kind = next((k for k in ("organisation", "people", "media") if k in told), "person")
        found.append(
            Candidate(
                start=start,
                end=offset,
                text=stretch,
                kind=kind,
                form=form,
                sentence=text[:start].count(". "),
                word=len(text[:start].split()),
                number="plural" if "pl" in told else "singular",
                lemma=stretch.lower().split()[-1],
                described=frozenset(w[1:] for w in told if w.startswith("=")),
                definite=form != "pronoun" and (form == "name" or stretch.lower().startswith("the ")),
                subject=bool({"S", "V"} & told),
                speaks="V" in told,
                governor=-len(found) - 1,
                quoted="Q" in told,
                gender="male" if "m" in told else "female" if "f" in told else None,
            )
        )
    first = introduced_by(found, text, lemmas)
    return {f"{c.text}@{i}": found[first[i]].text for i, c in enumerate(found)}


def test_a_name_in_what_he_said_is_not_he():
    text = "Jon Orlo said no. Tam Bast was shot twice, he said."
    told = _told(text, ("Jon Orlo", "V"), ("Tam Bast", "S"), ("he", "p V m"))
    assert told["he@2"] == "Jon Orlo"


def test_a_name_before_what_he_says_may_be_he():
    text = "When Tam Bast came in, he said that it was late."
    told = _told(text, ("Tam Bast", "S"), ("he", "p V m"))
    assert told["he@1"] == "Tam Bast"


def test_a_name_before_the_words_that_he_then_says_may_be_he():
    text = 'When Tam Bast was asked, he calmly replied, "It was late."'
    told = _told(text, ("Tam Bast", "S"), ("he", "p V m"))
    assert told["he@1"] == "Tam Bast"


def test_a_description_is_not_of_whom_its_bearer_speaks_of():
    text = "Police Chief Jon Orlo spoke. Tam Bast was shot twice, the chief said."
    told = _told(text, ("Jon Orlo", "V =chief"), ("Tam Bast", "S =chief"), ("the chief", "n V"))
    assert told["the chief@2"] == "Jon Orlo"


def test_a_description_before_what_is_told_of_its_bearer_is_left_alone():
    text = "Police Chief Jon Orlo was shot. The chief said that it was late."
    told = _told(text, ("Jon Orlo", "S =chief"), ("The chief", "n V"))
    assert told["The chief@1"] == "Jon Orlo"


def test_a_long_quotation_does_not_part_its_speaker_from_who_shouted():
    text = 'Ana Kos wept at the gate. "Give them back. I want them home. I want them now. Do you hear me?" she said.'
    marks = (("Ana Kos", "S"), ("them", "p Q pl"), ("them", "p Q pl"), ("them", "p Q pl"), ("she", "p V f"))
    assert _told(text, *marks)["she@4"] == "Ana Kos"


def test_sentences_outside_marks_do_part_them():
    text = "Ana Kos wept at the gate. It rained. It snowed. It froze. Then she said no."
    assert _told(text, ("Ana Kos", "S"), ("she", "p V f"))["she@1"] == "she"


def test_somebody_named_only_inside_marks_since_is_still_who_spoke_before_them():
    text = 'Jon Orlo left. "Orlo is late," he said.'
    told = _told(text, ("Jon Orlo", "V"), ("Orlo", "S Q"), ("he", "p V m"))
    assert told["he@2"] == "he"
    text = 'Jon Orlo left. "Orlo is late." Then he said no.'
    assert _told(text, ("Jon Orlo", "V"), ("Orlo", "S Q"), ("he", "p V m"))["he@2"] == "Jon Orlo"


def test_who_spoke_twice_stays_the_topic_over_somebody_without_a_name():
    text = "Jon Orlo said no. He said so twice. One friend lost a leg. He said it was loud."
    marks = (("Jon Orlo", "V"), ("He", "p V m"), ("One friend", "n S"), ("He", "p V m"))
    assert _told(text, *marks)["He@3"] == "Jon Orlo"


def test_who_spoke_once_gives_way_to_the_subject_since():
    text = "Jon Orlo said no. A guard came in. He said it was loud."
    assert _told(text, ("Jon Orlo", "V"), ("A guard", "n S"), ("He", "p V m"))["He@2"] == "A guard"


def test_who_spoke_twice_gives_way_to_somebody_named():
    text = "Jon Orlo said no. He said so twice. Tam Bast came in. He said it was loud."
    marks = (("Jon Orlo", "V"), ("He", "p V m"), ("Tam Bast", "S"), ("He", "p V m"))
    assert _told(text, *marks)["He@3"] == "Tam Bast"


def test_a_second_verb_of_saying_shares_the_first_ones_subject():
    text = "Jon Orlo thanked Tam Bast and said he would come ."
    marks = (("Jon Orlo", "S"), ("Tam Bast", "S"), ("he", "p S m"))
    lemmas = ("Jon", "Orlo", "thank", "Tam", "Bast", "and", "say", "he", "would", "come", ".")
    assert _told(text, *marks, lemmas=lemmas)["he@2"] == "Jon Orlo"


def test_a_verb_of_saying_with_its_own_subject_shares_none():
    text = "Jon Orlo left and Tam Bast said he would come ."
    marks = (("Jon Orlo", "S"), ("Tam Bast", "S"), ("he", "p S m"))
    lemmas = ("Jon", "Orlo", "leave", "and", "Tam", "Bast", "say", "he", "would", "come", ".")
    assert _told(text, *marks, lemmas=lemmas)["he@2"] == "he"


def test_whose_owner_is_his():
    text = "Orlo's win troubles Tam Bast, whose party has backed his plan."
    marks = (("Orlo", "S"), ("Tam Bast", ""), ("his", "p m"))
    assert _told(text, *marks)["his@2"] == "Tam Bast"


def test_his_behind_another_name_in_a_whose_clause_is_nobodys():
    text = "Orlo's win troubles Tam Bast, whose brother Emil Kos has left his plan."
    marks = (("Orlo", ""), ("Tam Bast", ""), ("Emil Kos", ""), ("his", "p m"))
    assert _told(text, *marks)["his@3"] == "his"


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("They heard Ana Kos, a special agent for the Lake Board, who spoke first.", "Ana Kos"),
        ("They heard Ana Kos, former security adviser to President Tam Bast, who spoke first.", "Ana Kos"),
        ("They heard Ana Kos, a friend of Tam Bast who spoke first.", "Tam Bast"),
        ("After Ana Kos, the agent met Tam Bast, who spoke first.", "Tam Bast"),
    ],
)
def test_who_is_the_person_described_and_not_the_last_name_of_the_description(text, whom):
    noun = next(n for n in ("a special agent", "adviser", "a friend", "the agent") if n in text)
    last = "Lake Board" if "Lake Board" in text else "Tam Bast"
    kind = "organisation" if last == "Lake Board" else ""
    told = _told(text, ("Ana Kos", ""), (noun, "n"), (last, kind), ("who", "p V"))
    assert told["who@3"] == whom


def test_they_are_the_people_who_were_the_subject_before():
    text = "Villagers blamed the Lake Board and two guards. They left."
    marks = (("Villagers", "people n S pl"), ("two guards", "people n pl"), ("They", "p S pl"))
    assert _told(text, *marks)["They@2"] == "Villagers"


def test_they_are_nobody_where_two_were_subjects():
    text = "Villagers came and two guards came. They left."
    marks = (("Villagers", "people n S pl"), ("two guards", "people n S pl"), ("They", "p S pl"))
    assert _told(text, *marks)["They@2"] == "They"


def _candidates(parse: Parse, text: str, *names: str) -> list[Candidate]:
    found = tuple(Name(text.index(n), text.index(n) + len(n), "Person", 0.9) for n in names)
    report = Report(id="R-000000000000", sha256="", names=("a.txt",), words=0, text=text)
    read = Parse(
        report=report.id, words=parse.words, sentences=parse.sentences, names=found, attributions=(), wordings=()
    )
    return candidates(report, (), read)


def test_a_pronoun_is_no_name(hand_made):
    text = "He left ."
    parse = hand_made(text, "He/he/PRON/2/nsubj left/leave/VERB/0/root ././PUNCT/2/punct")
    assert [c.form for c in _candidates(parse, text, "He")] == ["pronoun"]


def test_a_title_and_a_verb_of_saying_beside_a_name_are_its_own_though_hung_elsewhere(hand_made):
    text = "Rain stopped , Chief Jon Orlo said ."
    parse = hand_made(
        text,
        "Rain/rain/NOUN/2/nsubj stopped/stop/VERB/0/root ,/,/PUNCT/2/punct Chief/chief/NOUN/1/nmod Jon/Jon/PROPN/2/obj "
        "Orlo/Orlo/PROPN/5/flat said/say/VERB/2/parataxis ././PUNCT/2/punct",
    )
    (orlo,) = (c for c in _candidates(parse, text, "Jon Orlo"))
    assert orlo.speaks
    assert "chief" in orlo.described


def test_a_verb_that_is_not_beside_it_and_one_of_doing_are_not(hand_made):
    text = "Jon Orlo left ."
    parse = hand_made(text, "Jon/Jon/PROPN/3/nsubj Orlo/Orlo/PROPN/1/flat left/leave/VERB/0/root ././PUNCT/3/punct")
    assert not any(c.speaks for c in _candidates(parse, text, "Jon Orlo"))


def test_a_media_player_is_nobody_and_a_player_is_somebody():
    assert kind_of_noun("player", False, frozenset({"media"})) is None
    assert kind_of_noun("player", False, frozenset({"tennis"})) == "person"


def test_a_subject_behind_an_unknown_he_is_not_plain_beyond_a_long_quotation():
    text = 'They asked how he and Tam Bast agree. "We do not. We never did. Ask them. We talk," he said.'
    marks = (("he", "p S m"), ("Tam Bast", "S"), ("them", "p Q pl"), ("We", "p Q pl"), ("he", "p V m"))
    assert _told(text, *marks)["he@4"] == "he"


@pytest.mark.parametrize(("address", "gender"), [("Mrs.", "female"), ("Mr.", "male"), ("Dr.", None)])
def test_a_form_of_address_tells_the_sex_and_a_degree_does_not(hand_made, address, gender):
    text = f"{address} Orlo left ."
    parse = hand_made(
        text, f"{address}/{address}/PROPN/2/compound Orlo/Orlo/PROPN/3/nsubj left/leave/VERB/0/root ././PUNCT/3/punct"
    )
    assert [c.gender for c in _candidates(parse, text, "Orlo")] == [gender]
    assert [c.gender for c in _candidates(parse, text, f"{address} Orlo")] == [gender]
