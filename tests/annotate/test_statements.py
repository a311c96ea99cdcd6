"""The statements of a report: what every row keeps, whatever the parse; and the bank of cases over the whole way."""

import csv
import importlib.util
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.drafting import prose_ranges
from rashomon.annotate.statements import statements
from rashomon.parse import Attribution, Parse, Range, SentenceSpan, Word
from rashomon.records import Passage, Report, Span

BANK = Path(__file__).parents[2] / "benchmarks/cases/statements.csv"


def report_of(text, outlet=None):
    return Report(id="R-000000000000", sha256="", names=("a.txt",), words=len(text.split()), text=text, outlet=outlet)


def passage(text, start, end, kind="body"):
    return Passage(id=f"P-{start}", report="R-000000000000", start=start, end=end, text=text[start:end], kind=kind)


TEXTS = st.text(alphabet="ab “”\"' .,\n\u00a0😀م", min_size=1, max_size=60)


@st.composite
def parses(draw):
    """Any text, cut into words and sentences anyhow, with attributions anywhere."""
    text = draw(TEXTS)
    words, start = [], 0
    while start < len(text):
        end = draw(st.integers(start + 1, len(text)))
        inner = text[start:end].strip()
        if inner:
            head = draw(st.integers(-1, max(len(words) - 1, -1)))
            upos = draw(st.sampled_from(["VERB", "NOUN", "PRON", "PUNCT", "PROPN"]))
            relation = draw(st.sampled_from(["root", "nsubj", "ccomp", "obl", "punct", "advcl", "parataxis"]))
            lemma = draw(st.sampled_from(["say", "he", "official", "newspaper", "tell", "a"]))
            first = text.index(inner, start)
            words.append(Word(first, first + len(inner), lemma, upos, head, relation))
        start = end
    spans = [SentenceSpan(words[0].start, words[-1].end, 0, len(words))] if words else []
    ranges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda t: Range(min(t), max(t)))
    some = st.lists(ranges, max_size=2).map(tuple)
    found = draw(st.lists(st.tuples(some, some, some), max_size=3))
    attributions = tuple(Attribution(source=s, cue=c, content=k, confidence=0.5) for s, c, k in found)
    parse = Parse(
        report="R-000000000000", words=tuple(words), sentences=tuple(spans), names=(), attributions=attributions,
        wordings=(),
    )  # fmt: skip
    return text, parse


@settings(max_examples=150)
@given(parses(), st.integers(0, 60))
def test_every_span_is_read_again_and_none_begins_in_white_space_or_stands_on_boilerplate(made, cut):
    text, parse = made
    cut = min(cut, len(text))
    passages = [passage(text, 0, cut, "boilerplate"), passage(text, cut, len(text))]
    rows = statements(report_of(text), [p for p in passages if p.end > p.start], parse, (), ()).rows
    for row in rows:
        spans = [*row.source, *row.cue, *row.content, *(link.span for link in row.chain if link.span)]
        assert row.content
        for span in spans:
            assert text[span.start : span.end] == span.text == span.text.strip()
        for span in (*row.source, *row.cue, *row.content):
            assert span.start >= cut
    assert len({row.id for row in rows}) == len(rows)


def test_the_same_report_gives_the_same_rows(hand_made):
    text = "Ana said it rained ."
    parse = hand_made(
        text,
        "Ana/Ana/PROPN/2/nsubj said/say/VERB/0/root it/it/PRON/4/nsubj rained/rain/VERB/2/ccomp ././PUNCT/2/punct",
    )
    given_passages = [passage(text, 0, len(text))]
    assert statements(report_of(text), given_passages, parse, (), ()) == statements(
        report_of(text), given_passages, parse, (), ()
    )


def test_a_report_without_words_has_no_statements():
    text = "Menu"
    empty = Parse(report="R-000000000000", words=(), sentences=(), names=(), attributions=(), wordings=())
    assert statements(report_of(text), [passage(text, 0, 4, "boilerplate")], empty, (), ()).rows == ()


def test_a_sentence_that_nobody_says_is_the_outlets_own(hand_made):
    text = "The ferry may sink ."
    parse = hand_made(
        text,
        "The/the/DET/2/det ferry/ferry/NOUN/4/nsubj may/may/AUX/4/aux sink/sink/VERB/0/root ././PUNCT/4/punct",
    )
    (row,) = statements(report_of(text, "Harbour Gazette"), [passage(text, 0, len(text))], parse, (), ()).rows
    assert (row.voice, row.source_kind, row.holder, row.holder_text) == ("outlet", "outlet", None, "Harbour Gazette")
    assert (row.content[0].text, row.certainty, row.chain) == ("The ferry may sink", "possible", ())


def test_according_to_schedule_is_nobodys_word(hand_made):
    text = "It left according to schedule ."
    parse = hand_made(
        text,
        "It/it/PRON/2/nsubj left/leave/VERB/0/root according/accord/VERB/5/case to/to/ADP/3/fixed "
        "schedule/schedule/NOUN/2/obl ././PUNCT/2/punct",
        attributions=(
            Attribution(source=(Range(21, 29),), cue=(Range(8, 20),), content=(Range(0, 7),), confidence=0.9),
        ),
    )
    (row,) = statements(report_of(text), [passage(text, 0, len(text))], parse, (), ()).rows
    assert row.voice == "outlet"


def bench():
    """The benchmark that judges cases, as a module."""
    spec = importlib.util.spec_from_file_location("statement_cases", BANK.parents[1] / "statement_cases.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases():
    with BANK.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def test_every_row_of_the_bank_is_whole_and_named_once():
    bank = cases()
    assert len(bank) >= 150
    assert len({row["id"] for row in bank}) == len(bank)
    assert all(row["content"] in row["text"] for row in bank)


@pytest.fixture(scope="module")
def judge():
    module = bench()
    model = module.ReadingModel.load()
    return lambda case: module.faults(case, module.read(model, case))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['id']}-{case['about'].replace(' ', '-')}")
def test_a_case_of_the_bank_is_read_as_a_careful_reader_does(case, judge, request):
    if case["known_failure"]:
        request.applymarker(pytest.mark.xfail(reason=case["known_failure"], strict=False))
    assert judge(case) == []


def test_a_dateline_is_nobodys_words():
    text = "OSTRAVA, May 4 (North Press) - The bridge will stay closed, the mayor said."
    line = Span(start=0, end=14, text=text[:14])
    report = Report(id="R-1", sha256="0", names=("a.txt",), dateline=line, words=14, text=text)
    whole = Passage(id="P-1", report="R-1", start=0, end=len(text), text=text, kind="body")
    (prose,) = prose_ranges(report, whole)
    assert text[prose.start :].startswith("The bridge")
    bare = msgspec.structs.replace(report, text=text.replace(" - ", " and "))
    assert prose_ranges(bare, whole) == (Range(0, len(text)),)
