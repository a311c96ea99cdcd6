"""Rashomon: a ledger of who says what, through whom, from a folder of reports about the same events.

    >>> import rashomon
    >>> case = rashomon.build(["reports/"], "my-case")
    >>> [finding.sentence for finding in case.findings]
    >>> case.query("SELECT outlet, count(*) FROM reports GROUP BY outlet")

Every table of the ledger (docs/ledger.md) is an attribute of the case: typed records, read when asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.api import build, open  # noqa: A004
    from rashomon.case import Case
    from rashomon.errors import RashomonError
    from rashomon.intake import BuildSettings
    from rashomon.ledger import Ledger

__all__ = ["BuildSettings", "Case", "Ledger", "RashomonError", "build", "open"]

_HOMES = {"BuildSettings": "intake", "Case": "case", "Ledger": "ledger", "RashomonError": "errors"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'rashomon' has no attribute {name!r}")
    return getattr(import_module(f"rashomon.{_HOMES.get(name, 'api')}"), name)
