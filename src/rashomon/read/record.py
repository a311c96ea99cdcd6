"""What `read` hands on: the report's row, and the passages that tile its text."""

from __future__ import annotations

import msgspec

from rashomon.records import Passage, Problem, Report


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its passages; `problems` are those of reading it."""

    report: Report
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...] = ()
