"""The package's gazetteer as this stage asks it, opened once."""

from __future__ import annotations

from functools import cache

from rashomon.gazetteer import Gazetteer


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer without a user's own places: those are looked up where places are read."""
    return Gazetteer.load()
