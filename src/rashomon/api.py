"""The public way in from Python: build a case, open one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rashomon.case import Case
from rashomon.pipeline import BuildSettings
from rashomon.pipeline import build as _build


def build(paths: Sequence[Path | str] | Path | str, case: Path | str, settings: BuildSettings | None = None) -> Case:
    """The case in the folder `case` (made if need be), with the reports at `paths` added and its ledger made anew.

    `paths` are files and folders. Reports that are in the case already are not read again. Raises RashomonError
    where the case or its settings cannot be used; a report that cannot be read is a row of `case.problems`.
    """
    listed = [paths] if isinstance(paths, (str, Path)) else paths
    return _build(listed, Case.create(case), settings)


def open(path: Path | str) -> Case:  # noqa: A001 – `rashomon.open` reads as it should
    """The case in a folder, as its last build left it. Raises CaseError where there is none."""
    return Case.open(path)
