"""Pages: visible text, the map to the original, body blocks, metadata, and the limits of lxml."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.ingest import Document, TextRun, ingest
from rashomon.read import read

_SPEC = importlib.util.spec_from_file_location("ingest_pages", Path(__file__).parent / "pages.py")
assert _SPEC is not None
assert _SPEC.loader is not None
pages = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pages)


def page_of(tmp_path: Path, source: str) -> Document:
    (tmp_path / "page.html").write_text(source, encoding="utf-8", newline="")
    (one,) = ingest([tmp_path / "page.html"])
    assert one.document is not None, one.problems
    return one.document


def kind_at(document: Document, words: str) -> str:
    at = document.text.index(words)
    return next(p.kind for p in read(document).passages if p.start <= at < p.end)


def original(document: Document, source: str, words: str) -> str:
    """The stretch of the source that the runs give for `words`."""
    start = document.text.index(words)
    covered = [r for r in document.runs if r.start < start + len(words) and r.end > start]
    first, last = covered[0], covered[-1]
    at = first.at + (start - first.start if literal(first) else 0)
    at_end = last.at_end - (last.end - start - len(words) if literal(last) else 0)
    return source[at:at_end]


def literal(run: TextRun) -> bool:
    return run.end - run.start == run.at_end - run.at


def test_scripts_styles_comments_and_hidden_elements_give_no_text(tmp_path: Path) -> None:
    hidden = '<div hidden>SECRET</div><p style="color:red; display: none">SECRET</p><template>SECRET</template>'
    text = page_of(tmp_path, pages.article(extra=f"<!-- SECRET -->{hidden}<noscript>SECRET</noscript>")).text
    assert "SECRET" not in text
    assert "not text" not in text


def test_every_planted_word_leads_back_to_its_place_in_the_source(tmp_path: Path) -> None:
    source = pages.article(
        extra="<p>Ten &amp; more,\n   said <b>the</b> mayor&rsquo;s&nbsp;office &#x1F600; today \u2013 ناس كثيرون.</p>"
    )
    document = page_of(tmp_path, source)
    assert original(document, source, "Tomas Reyes") == "Tomas Reyes"
    assert original(document, source, "Ten & more, said the mayor’s\xa0office 😀") == (
        "Ten &amp; more,\n   said <b>the</b> mayor&rsquo;s&nbsp;office &#x1F600;"
    )
    assert original(document, source, "ناس كثيرون") == "ناس كثيرون"


def test_runs_cover_all_text_but_separators_and_tell_the_truth(tmp_path: Path) -> None:
    source = pages.article()
    document = page_of(tmp_path, source)
    covered = bytearray(len(document.text))
    for run in document.runs:
        if literal(run):
            assert document.text[run.start : run.end].split() == source[run.at : run.at_end].split()
        covered[run.start : run.end] = b"\1" * (run.end - run.start)
    assert all(covered[i] or c in "\n\t" for i, c in enumerate(document.text))


def test_body_is_body_and_the_rest_of_the_page_is_marked(tmp_path: Path) -> None:
    document = page_of(tmp_path, pages.article())
    assert document.extracted
    for paragraph in pages.BODY:
        assert kind_at(document, paragraph[:40]) == "body"
    for furniture in ("World news", "More stories", "Dam wall cracks", "Anna says", "Rolf says", "© 2018", "Privacy"):
        assert kind_at(document, furniture) == "boilerplate", furniture
    assert kind_at(document, "Rescuers at the camp") == "caption"
    assert kind_at(document, "By Mara Quill") == "byline"
    assert kind_at(document, "May 4, 2018") == "dateline"


def test_a_table_in_the_article_is_body_and_keeps_its_cells_apart(tmp_path: Path) -> None:
    table = "<table><tr><th>Village<th>Dead<tr><td>Ossa<td>9<tr><td>Tellin<td>2</table>"
    document = page_of(tmp_path, pages.article(extra=table))
    assert "Village\tDead\nOssa\t9\nTellin\t2" in document.text
    assert kind_at(document, "Tellin\t2") == "body"


def test_passages_of_a_page_stand_in_the_original(tmp_path: Path) -> None:
    source = pages.article()
    for passage in read(page_of(tmp_path, source)).passages:
        assert passage.original is not None
        inner = source[passage.original.start : passage.original.end]
        assert passage.text.split()[0][:4].strip("“") in inner.replace("&amp;", "&")


def test_json_ld_gives_publisher_author_date_and_title(tmp_path: Path) -> None:
    meta = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
      {"@type": "Organization", "name": "Not this"}, {"@type": ["NewsArticle"],
      "headline": "Nine killed in Ossa landslide",
      "datePublished": "2018-05-04T10:15:00+02:00", "dateModified": "2018-05-06T09:00:00+02:00",
      "author": [{"@type": "Person", "name": "Mara Quill"}], "publisher": {"name": "Ossa Post"}}]}</script>"""
    facts = page_of(tmp_path, pages.article(meta=meta)).facts
    assert (facts.outlet, facts.outlet_basis, facts.author) == ("Ossa Post", "metadata", "Mara Quill")
    assert facts.published is not None
    assert (facts.published.earliest, facts.published.zone) == ("2018-05-04T10:15", "Etc/GMT-2")


def test_opengraph_and_canonical_link_give_outlet_and_address(tmp_path: Path) -> None:
    meta = (
        '<meta property="og:site_name" content="Ossa Post"><link rel="canonical" href="https://ossapost.example/1">'
        '<meta property="article:published_time" content="2018-05-04"><meta name="author" content="Mara Quill">'
        '<meta property="article:modified_time" content="2018-05-09">'
    )
    facts = page_of(tmp_path, pages.article(meta=meta)).facts
    assert (facts.outlet, facts.url, facts.author) == ("Ossa Post", "https://ossapost.example/1", "Mara Quill")
    assert facts.published is not None
    assert facts.published.latest == "2018-05-04"


def test_a_page_that_names_no_site_gets_no_outlet_from_its_file_or_title(tmp_path: Path) -> None:
    bare = pages.article().replace("© 2018 Ossa Post. All rights reserved.", "").replace(">Ossa Post<", ">Menu<")
    assert read(page_of(tmp_path, bare)).report.outlet is None


def test_the_site_in_the_page_title_counts_where_the_page_shows_it_as_its_logo(tmp_path: Path) -> None:
    facts = page_of(tmp_path, pages.article()).facts
    assert (facts.outlet, facts.outlet_basis) == ("Ossa Post", "metadata")


def test_a_site_with_the_day_behind_it_over_the_page_counts_as_its_logo(tmp_path: Path) -> None:
    source = pages.article().replace("© 2018 Ossa Post. All rights reserved.", "")
    dated = source.replace(">Ossa Post<", ">Ossa Post <b>Tuesday, 6 March 2018</b><")
    assert page_of(tmp_path, dated).facts.outlet == "Ossa Post"
    assert page_of(tmp_path, source.replace(">Ossa Post<", ">Ossa Post opens its archive<")).facts.outlet is None


def test_the_title_of_the_metadata_is_found_in_the_page_or_put_before_it(tmp_path: Path) -> None:
    document = page_of(tmp_path, pages.article())
    title = read(document).report.title
    assert title is not None
    assert (title.text, document.title_added) == ("Nine killed in Ossa landslide", False)
    bare = pages.article().replace("<h1>Nine killed in Ossa landslide</h1>", "")
    document = page_of(tmp_path, bare)
    assert document.title_added
    assert document.text.startswith("Nine killed in Ossa landslide\n\n")


def test_a_single_file_page_reads_like_the_page_and_tells_its_address(tmp_path: Path) -> None:
    source = pages.single_file()
    document = page_of(tmp_path, source)
    assert document.text == page_of(tmp_path, pages.article(extra="<p></p>")).text
    assert document.facts.url == "https://ossapost.example/landslide"
    assert original(document, source, "Tomas Reyes") == "Tomas Reyes"


def test_text_below_three_hundred_elements_is_read_and_told(tmp_path: Path) -> None:
    inner = "".join(f"<p>{p}</p>" for p in pages.BODY)
    (tmp_path / "deep.html").write_text(pages.nested(300, inner), encoding="utf-8")
    (one,) = ingest([tmp_path / "deep.html"])
    assert one.document is not None
    assert all(p in one.document.text for p in pages.BODY)
    assert [p.code for p in one.problems] == ["page_beyond_extractor"]
    assert kind_at(one.document, "Tomas Reyes") == "body"


def test_a_text_of_eleven_megabytes_is_read_whole(tmp_path: Path) -> None:
    giant = "Nine people died there on Friday, officials said. " * 220_000 + "THE END."
    (tmp_path / "giant.html").write_text(f"<html><body><p>{giant}</p></body></html>", encoding="utf-8")
    (one,) = ingest([tmp_path / "giant.html"])
    assert one.document is not None
    assert one.document.text == giant
    assert [p.code for p in one.problems] == ["page_beyond_extractor"]


@pytest.mark.parametrize(
    "source",
    [
        "<p>one<p>two",
        "<div><p>one</div>two",
        "<b><p>one</b></p>two",
        "one<br><br>two",
        "<ul><li>one<li>two</ul>",
        "<p title='a > b'>one</p><p data-x=\"it's\">two</p>",
        "<p class=x don't>one</p>two",
        "<table><tr><td>one<tr><td>two</table>",
        "one<!-- <p>gone</p> --><p>two",
        "one<p>two</p",
        "</p>one</div><p>two<![if IE]>",
    ],
)
def test_broken_markup_keeps_its_words_in_order(tmp_path: Path, source: str) -> None:
    assert page_of(tmp_path, source).text.split() == ["one", "two"]


def test_inline_elements_do_not_part_words_and_blocks_do(tmp_path: Path) -> None:
    text = page_of(tmp_path, "<p>Ta<b>mra</b>t is <i>cut</i> off.</p><div>Aid waits.</div>").text
    assert text == "Tamrat is cut off.\n\nAid waits."


def test_preformatted_text_keeps_its_lines(tmp_path: Path) -> None:
    assert page_of(tmp_path, "<pre>a  b\r\n  c &lt; d</pre>").text == "a  b\n  c < d"


def test_a_page_with_no_visible_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "app.html").write_text("<html><body><div id=app></div><script>x()</script></body></html>")
    (one,) = ingest([tmp_path / "app.html"])
    assert one.document is None
    assert [p.code for p in one.problems] == ["no_text"]


@settings(max_examples=150)
@given(st.text(alphabet="<>/='\"!-&;ab p\n\u00a0é😀#x3", max_size=120))
def test_no_markup_breaks_the_walk_and_its_map(tmp_path_factory: pytest.TempPathFactory, source: str) -> None:
    path = tmp_path_factory.mktemp("walk") / "x.html"
    path.write_text(source, encoding="utf-8", newline="")
    for one in ingest([path]):
        if one.document is None:
            continue
        document = one.document
        for run in document.runs:
            assert 0 <= run.at <= run.at_end <= len(source)
            assert 0 <= run.start < run.end <= len(document.text)
        ends = [(run.start, run.end) for run in document.runs]
        assert ends == sorted(ends)
        assert "".join(p.text for p in read(document).passages) == document.text
