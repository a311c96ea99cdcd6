"""What `assess` makes of the whole pile."""

from __future__ import annotations

import msgspec

from rashomon.link.record import Assigned
from rashomon.records import Claim, Dismissed, Finding, Origin, Position


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """Claims with their positions, origins, findings, and what was compared and dismissed."""

    claims: tuple[Claim, ...] = ()
    positions: tuple[Position, ...] = ()
    origins: tuple[Origin, ...] = ()
    origin_of: tuple[Assigned, ...] = ()
    """The origin of each statement."""
    findings: tuple[Finding, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
