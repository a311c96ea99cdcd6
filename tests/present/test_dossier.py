"""The dossier's own marks."""

import msgspec

from rashomon.case import Case
from rashomon.present.dossier import dossier

MARK = 'class="unsure" title'


def test_a_statement_read_with_little_confidence_is_marked_and_a_firm_one_is_not(built: Case) -> None:
    ledger = built.ledger()

    def page(confidence: float | None) -> str:
        rows = tuple(msgspec.structs.replace(s, confidence=confidence) for s in ledger.statements)
        return dossier(msgspec.structs.replace(ledger, statements=rows), "A case")

    assert MARK in page(0.3)
    assert MARK not in page(0.9)
    assert MARK not in page(None)
