"""Everything Rashomon raises.

    RashomonError
    ├── CaseError        E-case      a case folder that cannot be opened, read or written
    │   └── LockedError  E-locked    another build holds the case
    ├── InputError       E-input     what the user named cannot be used at all (usage, a column map, case.toml)
    ├── DecisionError    E-decision  a decision that names nothing, or sets a field that a person may not set
    ├── LexiconError     E-lexicon   a lexicon table, the package's or a user's, that cannot be read
    └── ModelError       E-model     weights missing, damaged or made for another version

A bad report never raises through a build: it becomes a row in `problems`, and the rest goes on.
"""

from __future__ import annotations


class RashomonError(Exception):
    """The base of all; `code` is short and stable, the message says what to do next."""

    code = "E-rashomon"


class CaseError(RashomonError):
    """A case folder that cannot be opened, read or written."""

    code = "E-case"


class LockedError(CaseError):
    """Another build holds the case."""

    code = "E-locked"


class InputError(RashomonError):
    """What the user named cannot be used at all."""

    code = "E-input"


class DecisionError(RashomonError):
    """A decision that names nothing, or sets what a person may not set."""

    code = "E-decision"


class LexiconError(RashomonError):
    """A lexicon table that cannot be read."""

    code = "E-lexicon"


class ModelError(RashomonError):
    """Weights that are missing, damaged or made for another version."""

    code = "E-model"
