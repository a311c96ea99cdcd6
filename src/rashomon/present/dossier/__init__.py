"""The dossier: one HTML file to read, without network, script or server.

In: a ledger, its case's title and the manifest's versions. Out: the text of the page. All that the reports say is
quoted and leads to its characters in the reports below; what is Rashomon's own is set apart by its type.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources

import jinja2
import msgspec

from rashomon.ingest import INFORMATION
from rashomon.ledger import Ledger
from rashomon.present.dossier import citations, pages, told, view, words

__all__ = ["Version", "dossier"]


SHOWN = 3
"""So many quotations of a side or a stance are shown; the rest is folded."""
INDEXED_FROM = 4
"""From so many findings on, a list of them leads."""


class Version(msgspec.Struct, frozen=True):
    """A line of the page's colophon: what made it, and which."""

    name: str
    value: str


def _environment(index: citations.Index) -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("rashomon.present.dossier"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    env.filters |= {
        "interval": words.interval_words,
        "counted": words.counted,
        "report": index.name,
        "number": words.number_words,
        "doubtful": words.doubtful,
        "told": told.told,
        "shortened": told.shortened,
    }
    env.globals |= {
        "KINDS": words.KINDS,
        "SOURCES": words.SOURCES,
        "BASES": words.BASES,
        "REASONS": words.REASONS,
        "SHOWN": SHOWN,
    }
    return env


def dossier(ledger: Ledger, title: str, versions: Sequence[Version] = ()) -> str:
    """The page for a ledger, the same bytes for the same ledger.

    `title` is the case's, `versions` the lines of the colophon. Every address that the page links to stands on it.
    """
    style = (resources.files(__name__) / "style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    index = citations.Index(ledger)
    found = view.findings(index)
    return (
        _environment(index)
        .get_template("dossier.html")
        .render(
            title=title,
            style=style,
            style_hash=f"sha256-{digest}",
            ledger=ledger,
            index=index,
            findings=found,
            unread=[p for p in ledger.problems if p.code not in INFORMATION],
            undated=sum(r.published is None for r in ledger.reports),
            unnamed=sum(r.outlet is None for r in ledger.reports),
            is_indexed=len(found) >= INDEXED_FROM,
            severities=view.by_severity(found),
            claims=view.claims(index),
            origins=view.origins(index),
            incidents=view.incidents(index),
            rests_on=view.rests_on(index),
            reports=pages.reports(index),
            versions=versions,
        )
    )
