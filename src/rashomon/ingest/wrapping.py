"""What a plain text was copied out of, as far as the copy shows it: the facts that stand there, and its furniture."""

from __future__ import annotations

from rashomon.ingest.bodies import of_bulletin, of_letterhead, of_release
from rashomon.ingest.copies import of_broadcast, of_chat, of_wire
from rashomon.ingest.databases import of_counted
from rashomon.ingest.fields import of_fields
from rashomon.ingest.lines import Wrapping, joined, lines_of
from rashomon.ingest.printed import of_print
from rashomon.ingest.sites import of_site

_READERS = (
    of_chat, of_broadcast, of_fields, of_counted, of_wire, of_letterhead, of_release, of_bulletin, of_print, of_site,
)  # fmt: skip
"""Those that state whose a text is before those that state less."""


def wrapping(text: str) -> Wrapping:
    """The wrapping of a text; empty where it shows none. What one reader takes for furniture the next does not see."""
    lines = lines_of(text)
    found: list[Wrapping] = []
    for reader in _READERS:
        found.append(reader(text, lines))
        taken = [block for block in found[-1].blocks if block.tag != "h1"]
        lines = [line for line in lines if all(line.end <= block.start or block.end <= line.start for block in taken)]
    return joined(found)
