"""The label sets of the reading model's heads; the exported weights carry them, so that both sides agree."""

from __future__ import annotations

UPOS = (
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
)
NAME_KINDS = ("Date", "Facility", "Location", "Misc", "Money", "NORP", "Organization", "Person", "Product")
ROLES = ("source", "cue", "content")


def scheme(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The tags of a BIOES scheme over some kinds, `O` first."""
    return ("O", *(f"{part}-{kind}" for kind in kinds for part in "BIES"))


NAME_TAGS = scheme(NAME_KINDS)
STATEMENT_TAGS = scheme(ROLES)


def allowed_steps(tags: tuple[str, ...]) -> list[list[bool]]:
    """Whether tag j may follow tag i; one more row and column stand for the text's border."""
    border = len(tags)

    def follows(first: str, second: str) -> bool:
        inside = first[0] in "BI"
        goes_on = second[0] in "IE"
        return (first[2:] == second[2:]) if inside and goes_on else not inside and not goes_on

    rows = [[follows(a, b) for b in tags] + [a[0] not in "BI"] for a in tags]
    rows.append([tag[0] not in "IE" for tag in tags] + [False])
    assert len(rows) == border + 1
    return rows
