"""Captions between the paragraphs of a report, by how they open and end; and sentences on pictures that are body."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.read import Reading

Reader = Callable[..., Reading]
BODY = (
    "Two boats sank off Tamrat on Monday night, the harbour master said, and five men were brought ashore.\n\n"
    "The owners of the boats denied that either had been overloaded, and blamed the storm.\n\n"
)


def kind(reading: Reader, line: str) -> str:
    text = f"Two boats sink off Tamrat in storm\n\nBy Lina Haddad\n14 March 2019\n\n{BODY}{line}\n\n{BODY}"
    at = text.index(line)
    return next(p.kind for p in reading(text).passages if p.start <= at < p.end)


@pytest.mark.parametrize(
    "line",
    [
        "Above: Divers at the mole on Tuesday",
        "Divers search the harbour on Tuesday. Pic: Sara Odeh",
        "Divers search the harbour on Tuesday. Foto: Sara Odeh",
        "Divers search the harbour on Tuesday. Photo supplied",
        "Divers search the harbour on Tuesday. Credit Sara Odeh for The Echo",
        "Divers search the harbour on Tuesday — Photo by Sara Odeh",
        "A still from a video shared on Telegram shows the boat going down",
        "The harbour of Tamrat, seen on Tuesday. Archive photo",
        "The harbour of Tamrat in a file picture. Echo archive",
        "Photo: the harbour master at his desk. / TDE",
        "The harbour master speaks to reporters at the mole. Source: Facebook",
        "Divers at the mole on Tuesday. EPA-EFE",
        "Illustrative photo: a boat in the harbour of Tamrat",
        "Divers search the harbour on Tuesday. Sara Odeh/Handout via REUTERS",
    ],
)
def test_a_line_that_opens_or_ends_as_captions_do_is_one(reading: Reader, line: str) -> None:
    assert kind(reading, line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Pictures from the mole showed five men in blankets.",
        "A photo posted on Telegram shows the boat with its hull torn open.",
        "A video showed the boat going down, the harbour master said.",
        "The owners said: “Photo or no photo, they were fit.”",
        "Above all, the owners said, the storm had come without a warning.",
        "The harbour master wrote so on Facebook.",
    ],
)
def test_a_sentence_that_speaks_of_a_picture_is_body(reading: Reader, line: str) -> None:
    assert kind(reading, line) == "body"
