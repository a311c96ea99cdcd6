"""Who stands where, on whose word, and where the accounts part: claims, positions, origins, findings.

In: a `Pile`, the rows of every report with entities, intervals and incidents filled in. Out: an `Assessment`: claims
with the positions that holders take to them, the origins that chains of attribution end at, findings with evidence on
every side, and the pairs that were compared and dismissed with the explanation. It never says who is right, never adds
a word of its own to what is quoted, and compares no pairs that share nothing.
"""

from __future__ import annotations

from rashomon.assess.record import Assessment, AssessSettings, Pile, ReportWordings
from rashomon.assess.whole import assess

__all__ = ["AssessSettings", "Assessment", "Pile", "ReportWordings", "assess"]
