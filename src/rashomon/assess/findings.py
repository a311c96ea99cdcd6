"""The kinds of finding, each with the comparison that makes it, in one table."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.assess.areas import areas
from rashomon.assess.between_claims import corroboration, denial
from rashomon.assess.blame import blame
from rashomon.assess.causes import causes
from rashomon.assess.changed import changed
from rashomon.assess.circles import circular
from rashomon.assess.confirmation import confirmed
from rashomon.assess.contrasts import contrasts
from rashomon.assess.days import days
from rashomon.assess.figures import numbers
from rashomon.assess.framing import framing, tension
from rashomon.assess.headlines import headlines
from rashomon.assess.nobody import nobody
from rashomon.assess.overstated import overstated
from rashomon.assess.unsettled import unsettled
from rashomon.assess.verdicts import Ranked, Verdicts, Weighed, ranked

COMPARISONS: dict[str, Callable[[Weighed], Verdicts]] = {
    "denial": denial,
    "denial, nobody against somebody": nobody,
    "number, update": numbers,
    "date": days,
    "place": areas,
    "framing": framing,
    "framing, by the headline": headlines,
    "framing, as if settled": confirmed,
    "framing, flat or of others": overstated,
    "tension": tension,
    "tension, number: set side by side": contrasts,
    "tension, over a cause": causes,
    "tension, an account that changed": changed,
    "tension, settled or open": unsettled,
    "tension, framing: blame": blame,
    "circular": circular,
    "corroboration": corroboration,
}
"""What is compared, in order. Each gives findings, and what it looked at and dismissed."""


def findings(weighed: Weighed) -> Ranked:
    """The findings of a pile in rank order, and the comparisons dismissed."""
    return ranked([compare(weighed) for compare in COMPARISONS.values()])
