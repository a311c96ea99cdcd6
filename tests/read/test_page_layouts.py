# ruff: noqa: E501
"""Pages in the layouts that sites are built in: the report's own words are body, the rest is marked."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from rashomon.ingest import Document, ingest
from rashomon.read import read

BODY = (
    "At least nine people were killed when a landslide buried a camp of road workers at Ossa on Friday, officials said.",
    "The company that runs the camp said eleven men had slept there; villagers spoke of twenty or more.",
    "“We could hear them until noon,” said Tomas Reyes, who had dug with his hands since before dawn.",
    "Rain had fallen on the valley for four days. The road to the camp was cut in three places, the army said.",
    "A spokesman for the ministry of works said that the slope had been looked at in March and found to be safe.",
    "An engineer who took part in that visit, and who asked not to be named, said he had warned against the camp.",
)
OTHERS = (
    "Dam wall cracks above Tellin",
    "Bus drivers end their strike in Norburg",
    "Minister resigns over bridge contract",
)
FURNITURE = (
    "Home", "World", "Contact us", *OTHERS, "Terrible news", "They knew about", "The story of the day", "We use cookies",
    "Sign up for our daily", "Share this", "Leave a Reply", "Proudly powered", "© 2018", "Read more:", "Recent Posts",
)  # fmt: skip
H1 = "<h1>Nine killed in Ossa landslide</h1>"
PARAGRAPHS = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in BODY)
LIST = "".join(f'<li><a href="/{i}">{title}</a></li>' for i, title in enumerate(OTHERS))
TEASERS = "".join(
    f'<div><h3><a href="/{i}">{title}</a></h3><p>The story of the day in short words that run on for a while here, we write.</p></div>'
    for i, title in enumerate(OTHERS)
)  # fmt: skip
COMMENTS = (
    "<div><b>Anna</b> says: <p>Terrible news, my thoughts are with all of the families tonight and always.</p></div>"
    "<div><b>Rolf</b><p>They knew about the slope, everybody in the valley knew about it for years and years.</p></div>"
)


def menu(tag: str) -> str:
    return "".join(f'<{tag}><a href="/{name}">{name}</a></{tag}>' for name in ("Home", "World", "Contact us"))


LAYOUTS = {
    "blog": f'<div id="header"><ul>{menu("li")}</ul></div><div class="post">{H1}<div class="meta">Posted on <a href="/d">May '
    f'4, 2018</a> by <a href="/a">Mara Quill</a></div><div class="entry-content">{PARAGRAPHS}</div><h3>Share this:</h3>'
    f'<ul><li><a href="#">Facebook</a></li></ul></div><div id="comments">{COMMENTS}<h3>Leave a Reply</h3></div>'
    f'<div id="sidebar"><h3>Recent Posts</h3><ul>{LIST}</ul></div><div id="footer">Proudly powered by WordPress</div>',
    "bare divs": f"<div><div>{menu('span')}</div><div><div>Nine killed in Ossa landslide</div>"
    f"<div>{PARAGRAPHS.replace('<p>', '<div>').replace('</p>', '</div>')}</div></div><div>{TEASERS}</div>"
    "<p>We use cookies to improve your experience. By continuing to use this site you accept our use of cookies.</p></div>",
    "one form around all": f'<form method="post"><div>{menu("td")}</div><table><tr><td>{H1}<span>Friday, May 4, 2018</span>'
    f"{PARAGRAPHS}</td><td><ul>{LIST}</ul></td></tr></table></form>",
    "line breaks": f"<div>{menu('div')}</div>{H1}<div>{'<br><br>'.join(BODY)}</div>"
    f"<div><p>Sign up for our daily newsletter</p></div><div><h4>Related</h4><ul>{LIST}</ul></div>",
    "tables": f"<table><tr><td colspan=2>{menu('b')}</td></tr><tr><td><font size=5>Nine killed in Ossa landslide</font>"
    f"<p>{PARAGRAPHS}</td><td>{'<br>'.join(f'<a href=/x>{title}</a>' for title in OTHERS)}</td></tr></table>",
    "links between": f"<header>{menu('li')}</header><article>{H1}"
    + "".join(f'<p>{p}</p><p><b><a href="/r">Read more: {OTHERS[0]}</a></b></p><div>Advertisement</div>' for p in BODY)
    + f"</article>{COMMENTS}<footer>© 2018 Ossa Post</footer>",
    "short": f"<nav>{menu('li')}</nav>{H1}<p>{BODY[0]}</p><p>{BODY[1]}</p><footer>© 2018 Ossa Post</footer>",
}


def page(tmp_path: Path, body: str) -> Document:
    source = f"<!DOCTYPE html><html><head><title>Nine killed in Ossa landslide | Ossa Post</title></head><body>{body}</body></html>"
    (tmp_path / "page.html").write_text(source, encoding="utf-8")
    (one,) = ingest([tmp_path / "page.html"])
    assert one.document is not None
    return one.document


def kind_of(document: Document, words: str) -> str | None:
    at = document.text.find(words)
    return None if at < 0 else next(p.kind for p in read(document).passages if p.start <= at < p.end)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_its_body_and_marks_its_furniture(tmp_path: Path, layout: str) -> None:
    document = page(tmp_path, LAYOUTS[layout])
    assert {kind_of(document, p[:40]) for p in BODY} <= {"body", None}
    assert kind_of(document, BODY[0][:40]) == "body"
    assert [w for w in FURNITURE if kind_of(document, w) not in ("boilerplate", None)] == []
    title = read(document).report.title
    assert title is not None
    assert title.text == "Nine killed in Ossa landslide"


def test_subheads_lists_and_quotations_within_the_body_are_body(tmp_path: Path) -> None:
    body = (
        f"<main><article>{H1}<p>{BODY[0]}</p><p>{BODY[1]}</p><h2>What the ministry says</h2><ul><li>{BODY[4]}</li>"
        f"<li>{BODY[5]}</li></ul><blockquote><p>I told them in March, he said.</p></blockquote><p>{BODY[3]}</p></article></main>"
        f"<aside>{TEASERS}</aside>"
    )
    document = page(tmp_path, body)
    for words in ("What the ministry says", BODY[4][:30], BODY[5][:30], "I told them in March"):
        assert kind_of(document, words) == "body", words
    assert kind_of(document, OTHERS[0]) == "boilerplate"


def test_a_table_of_figures_and_a_standfirst_are_body_and_a_table_beside_the_report_is_not(tmp_path: Path) -> None:
    figures = "<table><tr><th>Source</th><th>Dead</th></tr><tr><td>Police</td><td>9</td></tr><tr><td>Union</td><td>14</td></tr></table>"
    rates = "<table><tr><td>Sugar</td><td>1.18</td></tr><tr><td>Cotton</td><td>1.38</td></tr></table>"
    standfirst = "Villagers say twenty slept in the camp; company counts eleven road workers"
    body = (
        f"{H1}<h2>{standfirst}</h2>{PARAGRAPHS.replace('</p>', '</p>' + figures, 2)}{figures}<p>{BODY[0]} {BODY[3]}</p>"
    )
    document = page(tmp_path, f"<main><article>{body}</article></main><footer>{rates}<p>© 2018 Ossa Post</p></footer>")
    for words in (standfirst, "Source", "14"):
        assert kind_of(document, words) == "body", words
    assert kind_of(document, "Cotton") == "boilerplate"
