"""Through whom words came, and whose they are in the end."""

import pytest

from rashomon.annotate.chains import is_own
from rashomon.annotate.holder_names import person_name
from rashomon.annotate.statements import statements
from rashomon.parse import Attribution
from rashomon.records import Mention, Passage, Report, Span


def report_of(text, outlet=None):
    return Report(id="R-000000000000", sha256="", names=("a.txt",), words=len(text.split()), text=text, outlet=outlet)


def body(text):
    return [Passage(id="P-1", report="R-000000000000", start=0, end=len(text), text=text, kind="body")]


def mention(where, text, kind, head="name", entity=None):
    span = Span(start=where.start, end=where.end, text=text[where.start : where.end])
    name = f"M-{where.start:012d}"
    return Mention(id=name, report="R-000000000000", span=span, kind=kind, entity=entity or name, head=head)


@pytest.fixture
def read(hand_made, at):
    def reading(text, *sentences, said=(), mentions=(), outlet=None):
        attributions = tuple(
            Attribution(
                source=(at(text, *source),) if source else (), cue=(at(text, *cue),), content=(at(text, *content),),
                confidence=0.9,
            )
            for source, cue, content in said
        )  # fmt: skip
        parse = hand_made(text, *sentences, attributions=attributions)
        who = [mention(at(text, *where), text, kind, *more) for where, kind, *more in mentions]
        return statements(report_of(text, outlet), body(text), parse, who, ()).rows

    return reading


OFFICERS = "Two officers confirmed it to AFP . They said it lasted an hour ."
OFFICERS_PARSE = (
    (
        "Two/two/NUM/2/nummod officers/officer/NOUN/3/nsubj confirmed/confirm/VERB/0/root it/it/PRON/3/obj "
        "to/to/ADP/6/case AFP/AFP/PROPN/3/obl ././PUNCT/3/punct"
    ),
    (
        "They/they/PRON/2/nsubj said/say/VERB/0/root it/it/PRON/4/nsubj lasted/last/VERB/2/ccomp an/a/DET/6/det "
        "hour/hour/NOUN/4/obj ././PUNCT/2/punct"
    ),
)
OFFICERS_SAID = (
    (("Two officers",), ("confirmed",), (" it ",)),
    (("They",), ("said",), ("it lasted an hour",)),
)


def names_of(row):
    return [link.holder_text for link in row.chain]


def test_an_agency_that_words_were_told_to_stands_before_the_officials_through_the_report(read):
    first, second = read(OFFICERS, *OFFICERS_PARSE, said=OFFICERS_SAID, mentions=[(("AFP",), "media")])
    assert names_of(first) == names_of(second) == ["AFP", "two officers (to AFP)"]
    assert {first.source_kind, second.source_kind} == {"anonymous"}
    assert second.holder_text == "two officers (to AFP)"


def test_the_reports_own_outlet_is_no_step_of_a_chain(read):
    rows = read(OFFICERS, *OFFICERS_PARSE, said=OFFICERS_SAID, mentions=[(("AFP",), "media")], outlet="AFP")
    assert [names_of(row) for row in rows] == [["two officers"], ["two officers"]]


def test_a_statement_inside_a_newspapers_story_has_the_newspaper_first(read):
    text = "The Post reported that aides said the palace fell ."
    rows = read(
        text,
        (
            "The/the/DET/2/det Post/Post/PROPN/3/nsubj reported/report/VERB/0/root that/that/SCONJ/6/mark "
            "aides/aide/NOUN/6/nsubj said/say/VERB/3/ccomp the/the/DET/8/det palace/palace/NOUN/9/nsubj "
            "fell/fall/VERB/6/ccomp ././PUNCT/3/punct"
        ),
        said=[(("The Post",), ("reported",), ("that aides said the palace fell",))],
        mentions=[(("Post",), "media")],
    )  # fmt: skip
    inner = next(row for row in rows if row.content[0].text == "the palace fell")
    assert names_of(inner) == ["Post", "aides (to Post)"]
    assert inner.source_kind == "anonymous"
    outer = next(row for row in rows if row is not inner)
    assert names_of(outer) == ["Post"]


def test_a_party_that_a_newspaper_cites_is_the_root(read):
    text = "The Post , citing bankers , reported that it failed ."
    rows = read(
        text,
        (
            "The/the/DET/2/det Post/Post/PROPN/7/nsubj ,/,/PUNCT/4/punct citing/cite/VERB/7/advcl "
            "bankers/banker/NOUN/4/obj ,/,/PUNCT/4/punct reported/report/VERB/0/root "
            "that/that/SCONJ/10/mark it/it/PRON/10/nsubj "
            "failed/fail/VERB/7/ccomp ././PUNCT/7/punct"
        ),
        said=[(("The Post",), ("reported",), ("that it failed",))],
        mentions=[(("Post",), "media"), (("bankers",), "people", "nominal")],
    )  # fmt: skip
    assert names_of(rows[0])[0] == "Post"
    assert names_of(rows[0])[-1].startswith("bankers")


def test_a_policy_that_is_cited_is_nobody(read):
    text = "The navy declined to comment , citing a policy ."
    rows = read(
        text,
        (
            "The/the/DET/2/det navy/navy/NOUN/3/nsubj declined/decline/VERB/0/root to/to/PART/5/mark "
            "comment/comment/VERB/3/xcomp ,/,/PUNCT/7/punct citing/cite/VERB/3/advcl a/a/DET/9/det "
            "policy/policy/NOUN/7/obj ././PUNCT/3/punct"
        ),
        said=[(("The navy",), ("declined",), ("to comment",))],
        mentions=[(("The navy",), "military", "nominal")],
    )  # fmt: skip
    assert names_of(rows[0]) == ["the navy"]
    assert rows[0].kind == "refusal"


@pytest.mark.parametrize(
    ("outlet", "name", "same"),
    [
        ("Libya’s Channel", "Libya's Channel", True),
        ("The Harbour Gazette", "the Harbour Gazette newspaper", True),
        ("Harbour Gazette", "Harbour Post", False),
        (None, "Harbour Post", False),
        ("Harbour Gazette", None, False),
    ],
)
def test_an_outlet_is_known_by_its_name_articles_and_marks_apart(outlet, name, same):
    assert is_own(outlet, name) is same


def test_he_is_the_person_of_the_sentence_before_and_not_an_earlier_speaker(read):
    text = "Ana said it sank . Omar waited outside . He said nobody came ."
    rows = read(
        text,
        "Ana/Ana/PROPN/2/nsubj said/say/VERB/0/root it/it/PRON/4/nsubj sank/sink/VERB/2/ccomp ././PUNCT/2/punct",
        "Omar/Omar/PROPN/2/nsubj waited/wait/VERB/0/root outside/outside/ADV/2/advmod ././PUNCT/2/punct",
        "He/he/PRON/2/nsubj said/say/VERB/0/root nobody/nobody/PRON/4/nsubj came/come/VERB/2/ccomp ././PUNCT/2/punct",
        said=[(("Ana",), ("said",), ("it sank",)), (("He",), ("said", 2), ("nobody came",))],
        mentions=[(("Ana",), "person"), (("Omar",), "person"), (("He",), "person", "pronoun")],
    )
    last = next(row for row in rows if row.content[0].text == "nobody came")
    assert last.holder_text == "Omar"
    assert last.polarity == "negative"


def test_a_pronoun_that_nobody_precedes_is_unresolved(read):
    text = "It rained . He said it sank ."
    rows = read(
        text,
        "It/it/PRON/2/nsubj rained/rain/VERB/0/root ././PUNCT/2/punct",
        "He/he/PRON/2/nsubj said/say/VERB/0/root it/it/PRON/4/nsubj sank/sink/VERB/2/ccomp ././PUNCT/2/punct",
        said=[(("He",), ("said",), ("it sank",))],
        mentions=[(("He",), "person", "pronoun")],
    )
    told = next(row for row in rows if row.voice == "attributed")
    assert (told.source_kind, told.holder, told.holder_text, told.chain) == ("unresolved", None, None, ())


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ana Kos,", "Ana Kos"),
        ("Ana Kos, D-Ohio", "Ana Kos"),
        ("Ana Kos (D)", "Ana Kos"),
        ("Omar 24", "Omar"),
        ("Omar Haddad.", "Omar Haddad"),
        ("Deputy Director Ana Kos", "Ana Kos"),
        ("Ana Kos, Jr.", "Ana Kos, Jr."),
        ("President Kos", "President Kos"),
        ("Ana K.", "Ana K."),
    ],
)
def test_a_persons_name_loses_what_was_swept_in_and_nothing_of_its_own(name, plain):
    assert person_name(name) == plain


def test_a_weekday_behind_telling_is_no_outlet_and_a_broadcaster_is(read):
    sentence = (
        "Ana/Ana/PROPN/2/nsubj told/tell/VERB/0/root {0}/{0}/{1}/2/obj {2}/{2}/PROPN/2/obl:tmod it/it/PRON/6/nsubj "
        "sank/sink/VERB/2/ccomp ././PUNCT/2/punct"
    )
    chains = []
    for whom, tag, day in (("reporters", "NOUN", "Monday"), ("the", "DET", "BBC")):
        (row,) = (
            r
            for r in read(
                f"Ana told {whom} {day} it sank .",
                sentence.format(whom, tag, day),
                said=[(("Ana",), ("told",), ("it sank",))],
                mentions=[(("Ana",), "person")],
            )
            if r.voice == "attributed"
        )
        chains.append(names_of(row))
    assert chains == [["Ana"], ["BBC", "Ana"]]


@pytest.mark.parametrize(
    ("noun", "lemma", "kind"), [("delay", "delay", "unresolved"), ("delegation", "delegation", "body")]
)
def test_a_deed_is_nobody_and_a_body_is_a_party(read, noun, lemma, kind):
    rows = read(
        f"The {noun} showed it sank .",
        f"The/the/DET/2/det {noun}/{lemma}/NOUN/3/nsubj showed/show/VERB/0/root it/it/PRON/5/nsubj "
        "sank/sink/VERB/3/ccomp ././PUNCT/3/punct",
        said=[((f"The {noun}",), ("showed",), ("it sank",))],
    )
    assert next(r for r in rows if r.voice == "attributed").source_kind == kind
