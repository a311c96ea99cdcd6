"""What a page says to its reader, and what reads like it and is the report's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.read import Reading

Reader = Callable[..., Reading]
TITLE = "Two boats sink off Tamrat\n\n"
BODY = "Two boats sank off Tamrat on Monday night, the harbour master said, and five men were brought ashore.\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on WhatsApp",
        "Try our tide tables free for a month",
        "Kindly share this story:",
        "Got a picture of the storm? Send it to our WhatsApp desk",
        "Receive the Tamrat briefing in your inbox every morning",
        "Keep up with the port. Subscribe to our weekly selection of stories.",
        "Save articles to read later and create your own reading list.",
        "By providing an email address you agree to the terms of use and have read the privacy policy.",
        "READ: Five men saved from a sinking boat",
        "Also in the Gazette: What the divers of Tamrat saw",
        "Sponsored: Boat insurance made simple",
        "This page updates automatically",
        "Your subscription could not be saved. Please try again.",
        "Contact: desk[at]tamratgazette.example",
        "list 2 of 4",
        "This material, and other content on this website, may not be reproduced without prior permission.",
    ],
)
def test_a_call_on_the_reader_and_terms_of_use_are_boilerplate(reading: Reader, line: str) -> None:
    assert reading(f"{TITLE}{BODY}{line}\n\n{BODY}").passages[2].kind == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Keep your boats in the harbour until noon, the coast guard said.",
        "Boil your water for ten minutes before you drink it.",
        "“Share our grief,” the families wrote on a banner at the quay.",
        "Follow the coast road to the north and you reach the village of the men.",
        "The company’s privacy policy and its terms were changed without consent, users said.",
        "EXPLAINED: the harbour master said that both boats were old.",
        "(Corrects day of the storm in the second paragraph to Monday, from Sunday)",
        "Your boat was safer than mine, he wrote in a letter to the mayor.",
        "Readers of our sister paper had warned of the storm.",
    ],
)
def test_advice_quotations_and_news_of_terms_are_body(reading: Reader, line: str) -> None:
    assert reading(f"{TITLE}{BODY}{line}\n\n{BODY}").passages[2].kind == "body"
