# ruff: noqa: E501
"""Pages of our own for the tests: a news site's layout, nested deep, grown large, saved as one file."""

from __future__ import annotations

import html
import random

BODY = (
    "At least nine people were killed when a landslide buried a camp of road workers at Ossa on Friday, officials said.",
    "The company that runs the camp said eleven men had slept there; villagers spoke of twenty or more.",
    "“We could hear them until noon,” said Tomas Reyes, who had dug with his hands since before dawn.",
    "Rain had fallen on the valley for four days. The road to the camp was cut in three places, the army said.",
    "A spokesman for the ministry of works said that the slope had been looked at in March and found to be safe.",
    "An engineer who took part in that visit, and who asked not to be named, said he had warned against the camp.",
)


def article(*, meta: str = "", extra: str = "") -> str:
    """A page in the layout of a news site around `BODY`."""
    paragraphs = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in BODY)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Nine killed in Ossa landslide - Ossa Post</title>{meta}
<style>.menu{{color:red}} p::before{{content:"not text"}}</style><script>var menu = "not text <p>either</p>";</script></head>
<body><header><div class="logo"><a href="/">Ossa Post</a></div>
<nav><ul><li><a href="/n">National</a></li><li><a href="/w">World news</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<main><article><h1>Nine killed in Ossa landslide</h1>
<p class="byline">By Mara Quill</p><p class="date">May 4, 2018 10:15 AM</p>
<figure><img src="x.jpg" alt="not text"><figcaption>Rescuers at the camp near Ossa on Friday. Jon Vale/AFP</figcaption></figure>
{paragraphs}
{extra}
</article>
<aside><h3>More stories</h3><ul><li><a href="/1">Dam wall cracks above Tellin</a></li>
<li><a href="/2">Bus drivers end their strike in Norburg</a></li></ul></aside>
<section id="comments"><h3>2 comments</h3><p>Anna says: Terrible news, my thoughts are with all of the families tonight.</p>
<p>Rolf says: They knew about the slope, everybody in the valley knew about it for years.</p></section>
</main>
<footer><p>© 2018 Ossa Post. All rights reserved.</p><a href="/p">Privacy policy</a></footer></body></html>"""


def nested(depth: int, inner: str) -> str:
    """`inner` within `depth` nested elements."""
    return f"<html><body>{'<div>' * depth}{inner}{'</div>' * depth}</body></html>"


def single_file(seed: int = 5) -> str:
    """A page as SingleFile saves it: a comment with its address, styles and pictures inlined."""
    rng = random.Random(seed)
    picture = "".join(rng.choice("ABCDEFGHabcdefgh0123456789+/") for _ in range(200_000))
    saved = "<!--\n Page saved with SingleFile \n url: https://ossapost.example/landslide \n saved date: Sat May 05 2018\n-->"
    page = article(extra=f'<p><img src="data:image/jpeg;base64,{picture}"></p>')
    style = f"<style>.a{{background:url(data:image/png;base64,{picture})}}</style>"
    return page.replace("<head>", f"{saved}<head>{style}", 1)
