"""What the dossier says of a ledger, and how it sets the reports' words apart from its own."""

import re
from typing import Any

import msgspec
import pytest

from rashomon.case import Case
from rashomon.ledger import Ledger
from rashomon.present.dossier import INDEXED_FROM, dossier
from rashomon.present.dossier.citations import Index
from rashomon.records import Sentence, Span

MARK = 'class="unsure" href'


@pytest.fixture
def ledger(built: Case) -> Ledger:
    return built.ledger()


def page(ledger: Ledger, **changed: Any) -> str:
    return dossier(msgspec.structs.replace(ledger, **changed), "A case")


def section(html: str, name: str) -> str:
    return html.split(f'<section id="{name}">')[1].split("</section>")[0]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_a_statement_read_with_little_confidence_is_marked_and_a_firm_one_is_not(ledger: Ledger) -> None:
    def marked(confidence: float | None) -> bool:
        rows = tuple(msgspec.structs.replace(s, confidence=confidence) for s in ledger.statements)
        return MARK in page(ledger, statements=rows)

    assert marked(0.3)
    assert not marked(0.9)
    assert not marked(None)


def test_what_somebody_denies_is_quoted_in_its_sentence(ledger: Ledger) -> None:
    denial = section(page(ledger), "findings").split('class="side denies"')[1]
    assert "the mayor’s office" in denial
    assert '<span class="around">The mayor’s office denied on Saturday that </span>' in denial
    assert '<span class="words">12 people had died</span>' in denial


def test_what_was_read_with_little_confidence_is_quoted_in_its_sentence_too(ledger: Ledger) -> None:
    def about(confidence: float) -> str:
        rows = tuple(msgspec.structs.replace(s, confidence=confidence) for s in ledger.statements)
        said = next(s for s in rows if s.kind == "assertion")
        long = msgspec.structs.replace(said.content[0], start=said.content[0].start - 5)
        index = Index(msgspec.structs.replace(ledger, statements=rows))
        return index.citation(said.report, long.start, long.end, said.id).before

    assert about(0.3).endswith("said on Saturday ")
    assert about(0.9) == ""


def test_each_side_of_a_denial_says_what_it_does_and_how_many_origins_are_behind_it(ledger: Ledger) -> None:
    findings = words(section(page(ledger), "findings"))
    assert "Mayor Ida Ström says so 1 origin, 1 report" in findings
    assert "The mayor’s office denies it 1 origin, 1 report" in findings


def test_the_words_that_a_finding_quotes_lead_to_their_characters(ledger: Ledger) -> None:
    sentence = "One says “12 people had died”, the other “something else”."
    finding = msgspec.structs.replace(ledger.findings[0], sentence=sentence)
    told = re.search(r"<h3>(.*?)</h3>", section(page(ledger, findings=(finding,)), "findings"))
    assert told is not None
    assert words(told[1]) == "One says 12 people had died, the other something else."
    first = ledger.findings[0].sides[0].evidence[0]
    assert f'href="#{first.report}.{first.start}-{first.end}">12 people had died</a></q>' in told[1]
    assert '<q class="quoted">something else</q>' in told[1]


def test_a_claim_that_nobody_disputes_is_folded_away_after_the_disputed_ones(ledger: Ledger) -> None:
    claim = ledger.claims[0]
    alone = msgspec.structs.replace(claim, id="K-000000000000", positions=claim.positions[:1])
    claims = section(page(ledger, claims=(alone, claim)), "claims")
    assert claims.index('class="claim disputed"') < claims.index("1 further claim that one holder alone makes")
    assert claims.count('class="claim disputed"') == 1
    assert "1 says so 1 denies it 1 origin behind it, 2 reports" in words(claims)


def test_many_findings_are_listed_first(ledger: Ledger) -> None:
    rows = tuple(msgspec.structs.replace(ledger.findings[0], id=f"F-{n:012x}", rank=n + 1) for n in range(INDEXED_FROM))
    assert 'class="glance' not in page(ledger)
    assert section(page(ledger, findings=rows), "findings").count('<a href="#F-') == INDEXED_FROM


def test_what_could_not_be_read_is_told_at_the_top_and_what_is_only_told_is_not(ledger: Ledger) -> None:
    head = words(page(ledger).split("</header>")[0])
    assert "1 input or row could not be read in full" in head
    told = msgspec.structs.replace(ledger.problems[0], code="character_set")
    assert "could not be read" not in page(ledger, problems=(told,)).split("</header>")[0]


def test_a_figure_is_shown_with_all_who_give_it(ledger: Ledger) -> None:
    incident = ledger.incidents[0]
    twice = msgspec.structs.replace(incident, figures=incident.figures * 2)
    table = section(page(ledger, incidents=(twice,)), "incidents")
    assert table.count('class="figure"') == 1
    assert table.count("<b>Ida Ström</b>") == 2


def test_a_date_says_in_the_text_what_it_comes_to_and_why(ledger: Ledger) -> None:
    reports = section(page(ledger), "reports")
    assert 'class="time" title="3 May 2031. A weekday.">Saturday</a>' in reports


def test_every_address_that_the_page_links_to_stands_on_it_once(ledger: Ledger) -> None:
    html = page(ledger)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_a_denial_in_a_word_is_quoted_with_the_sentence_that_it_answers(ledger: Ledger) -> None:
    text = "Aid fell short, a nurse said. The ministry denied it."
    report = msgspec.structs.replace(ledger.reports[1], text=text, title=None)

    def sentence(start: int, end: int) -> Sentence:
        return Sentence(
            id=f"S-{start:012x}", report=report.id, start=start, end=end, text=text[start:end], quoted=False
        )

    it = Span(start=50, end=52, text="it")
    said = next(s for s in ledger.statements if s.kind == "denial")
    denial = msgspec.structs.replace(said, report=report.id, content=(it,), source=(), cue=())
    index = Index(Ledger(reports=(report,), statements=(denial,), sentences=(sentence(0, 29), sentence(30, 53))))
    cited = index.citation(report.id, 50, 52, denial.id)
    assert (cited.before, cited.text, cited.after) == ("Aid fell short, a nurse said. The ministry denied ", "it", ".")


def test_reports_without_date_or_outlet_are_counted_where_the_pile_is_shown(ledger: Ledger) -> None:
    bare = msgspec.structs.replace(ledger.reports[0], published=None, outlet=None)
    assert "reports.csv" not in section(page(ledger), "pile")
    pile = words(section(page(ledger, reports=(bare, *ledger.reports[1:])), "pile"))
    assert "1 report without a date and 1 without an outlet" in pile


def test_two_reports_of_one_outlet_are_told_apart_by_their_files(ledger: Ledger) -> None:
    assert '">=Harbour Post (01.txt)</a>' in section(page(ledger), "pile")
    other = msgspec.structs.replace(ledger.reports[1], outlet="Vellmar Courier")
    assert '">=Harbour Post</a>' in section(page(ledger, reports=(ledger.reports[0], other)), "pile")
