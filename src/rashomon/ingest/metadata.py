"""What a page says of itself: JSON-LD (schema.org), OpenGraph, meta tags, `time`, and htmldate where these are silent.

Order of trust: JSON-LD, then OpenGraph and article tags, then plain meta tags. A date of modification is never taken
for one of publication.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from rashomon.ingest.dates import printed_date, stated_interval
from rashomon.ingest.markup import Token, attributes, tokens
from rashomon.ingest.record import Facts
from rashomon.records import Interval

_ARTICLES = re.compile(r"(?:Article|Report|BlogPosting|Posting|Review|WebPage)$")
_SAVED = re.compile(r"url:\s*(https?://\S+)")
_OUTLET_KEYS = ("og:site_name", "article:publisher_name", "application-name", "twitter:app:name:iphone", "dc.publisher")
_PUBLISHED_KEYS = (
    "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date",
    "citation_publication_date", "originalpublicationdate", "article_date_original",
    "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_MODIFIED_KEYS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "lastmod",
)
_DATE_LINE = 80
"""Characters of a line that prints a date, at most."""
_TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "parsely-title")
_AUTHOR_KEYS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_URL_KEYS = ("og:url", "twitter:url", "parsely-link")
_SILENT_DATES = ("1970-01-01", "0001-01-01")


class PageHead(msgspec.Struct, frozen=True):
    """What a page's head and scripts hold, as found."""

    metas: dict[str, str]
    jsonld: tuple[str, ...]
    title: str | None
    language: str | None
    canonical: str | None
    times: tuple[str, ...]


def page_head(source: str) -> PageHead:
    """The parts of a page that speak of it: meta tags (first of a name), JSON-LD scripts, title, language, address."""
    metas: dict[str, str] = {}
    jsonld: list[str] = []
    times: list[str] = []
    title = language = canonical = None
    wants = ""
    for token in tokens(source):
        if token.kind == "open":
            wants = _taken(token, metas, times)
            if token.name == "html":
                language = language or attributes(token.attributes).get("lang") or None
            if token.name == "link" and "canonical" in token.attributes:
                canonical = canonical or attributes(token.attributes).get("href") or None
        elif token.kind in ("raw", "text") and wants:
            body = source[token.start : token.end]
            if wants == "jsonld":
                jsonld.append(body)
            else:
                title = title or " ".join(html.unescape(body).split()) or None
            wants = ""
        elif token.kind == "comment" and "SingleFile" in source[token.start : token.start + 80]:
            saved = _SAVED.search(source, token.start, token.end)
            canonical = canonical or (saved[1] if saved else None)
    return PageHead(metas, tuple(jsonld), title, language, canonical, tuple(times))


def _taken(token: Token, metas: dict[str, str], times: list[str]) -> str:
    if token.name == "meta":
        said = attributes(token.attributes)
        key = said.get("property") or said.get("name") or said.get("itemprop")
        if key and said.get("content", "").strip():
            metas.setdefault(key.lower(), " ".join(said["content"].split()))
    elif token.name == "time" and "datetime" in token.attributes:
        said = attributes(token.attributes)
        if "pubdate" in said or "published" in said.get("itemprop", "").lower() or "published" in said.get("class", ""):
            times.append(said.get("datetime", ""))
    elif token.name == "script" and "ld+json" in token.attributes:
        return "jsonld"
    return "title" if token.name == "title" else ""


def page_facts(head: PageHead, source: str, text: str) -> Facts:
    """What the page says of its publisher, author, address, title, language and date of publication; `text` is what it
    shows.
    """
    linked = _article(head.jsonld)
    published = _published(head, linked) or _by_htmldate(source, _modified(head, linked), text)
    outlet = _named(linked.get("publisher")) or _first(head.metas, _OUTLET_KEYS)
    url = head.canonical or _first(head.metas, _URL_KEYS) or _text(linked.get("url"))
    return Facts(
        outlet=outlet,
        outlet_basis="metadata" if outlet else None,
        author=_named(linked.get("author")) or _author(head.metas),
        title=_text(linked.get("headline")) or _first(head.metas, _TITLE_KEYS) or head.title,
        url=url if url and re.match(r"https?://", url) else None,
        language=_text(linked.get("inLanguage")) or head.language,
        published=published.interval if published else None,
        published_basis="metadata" if published else None,
        published_why=published.why if published else None,
    )


class _Dated(msgspec.Struct, frozen=True):
    interval: Interval
    why: str


def _published(head: PageHead, linked: dict[str, Any]) -> _Dated | None:
    told = [("JSON-LD datePublished", _text(linked.get("datePublished")))]
    told += [(f"meta tag {key}", head.metas.get(key)) for key in _PUBLISHED_KEYS]
    told += [("time element", value) for value in head.times]
    for where, value in told:
        interval = stated_interval(value) if value and not value.startswith(_SILENT_DATES) else None
        if interval is not None:
            return _Dated(interval, f"The page's metadata ({where}) says “{value}”.")
    return None


def _modified(head: PageHead, linked: dict[str, Any]) -> frozenset[str]:
    """The days on which the page says that it was changed."""
    told = [_text(linked.get("dateModified")), *(head.metas.get(key) for key in _MODIFIED_KEYS)]
    return frozenset(value[:10] for value in told if value)


def _by_htmldate(source: str, modified: frozenset[str], text: str) -> _Dated | None:
    """The day that htmldate finds in the markup: none that the page was changed on, and none where the page prints days
    on lines of their own, of which `read` knows more.
    """
    if any(printed_date(line) for line in text.split("\n") if len(line) < _DATE_LINE):
        return None
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        day = find_date(source, original_date=True, extensive_search=False, max_date="2199-12-31")
    except Exception:
        return None
    interval = stated_interval(day) if day and day not in modified else None
    return _Dated(interval, f"The page's markup says {day} (found by htmldate).") if interval else None


def _article(scripts: tuple[str, ...]) -> dict[str, Any]:
    """The first object of the JSON-LD that is an article, with the publisher of its graph where it names none."""
    found: list[dict[str, Any]] = []
    for script in scripts:
        try:
            told = msgspec.json.decode(script.strip().removeprefix("<!--").removesuffix("-->").strip())
        except msgspec.DecodeError:
            continue
        found.extend(_objects(told, 0))
    for strict in ("Article", "Report", "Posting", "Page"):
        for item in found:
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(n, str) and strict in n and _ARTICLES.search(n) for n in names):
                return item
    return {}


def _objects(told: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(told, list):
        for item in told:
            yield from _objects(item, depth + 1)
    elif isinstance(told, dict):
        yield told
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if isinstance(told.get(key), (list, dict)):
                yield from _objects(told[key], depth + 1)


def _named(told: Any) -> str | None:
    """The name of a person or organisation of schema.org; of several, all."""
    if isinstance(told, list):
        return ", ".join(name for item in told if (name := _named(item))) or None
    if isinstance(told, dict):
        return _text(told.get("name"))
    name = _text(told)
    return None if name and re.match(r"https?://", name) else name


def _author(metas: dict[str, str]) -> str | None:
    return next((metas[k] for k in _AUTHOR_KEYS if k in metas and not re.match(r"https?://", metas[k])), None)


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metas[key] for key in keys if key in metas), None)


def _text(told: Any) -> str | None:
    return (" ".join(html.unescape(told).split()) or None) if isinstance(told, str) else None
