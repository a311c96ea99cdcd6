"""How the tests of `read` make a document of a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.ingest import Document, Facts
from rashomon.read import Reading, read

Reader = Callable[..., Reading]


@pytest.fixture
def reading() -> Reader:
    def of(text: str, facts: Facts | None = None, **given: object) -> Reading:
        known: dict[str, object] = {"media": "plain", "facts": facts or Facts(), **given}
        return read(Document(id="R-0", sha256="", names=("t.txt",), text=text, **known))  # type: ignore[arg-type]

    return of
