"""Every row of the case bank: what two statements come to when they stand in one pile."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from piles import PileMaker
from rashomon.assess import Assessment, assess

BANK = Path(__file__).parents[2] / "benchmarks" / "cases" / "findings.csv"
KIND = {"person": "person", "body": "government", "media": "media"}


def rows() -> list[dict[str, str]]:
    with BANK.open(encoding="utf-8", newline="") as bank:
        return list(csv.DictReader(bank))


def built(row: dict[str, str]) -> Assessment:
    maker, quantities, entities = PileMaker(), [], {}
    for side in ("a", "b"):
        content, holder, source = (row[f"{name}_{side}"] for name in ("content", "holder", "source"))
        denied = (row[f"kind_{side}"], row[f"polarity_{side}"]) == ("denial", "positive")
        cue = ("denied" if denied else "said") if holder else None
        text = f"{content}, {holder} {cue}." if holder else f"{content}."
        report = maker.report(f"{side}.txt", text, day=row[f"day_{side}"], outlet=row[f"outlet_{side}"])
        chain = []
        if holder:
            entities.setdefault(holder, None)
            entities[holder] = entities[holder] or maker.entity(holder, KIND[source])
            chain = [maker.link(entities[holder], holder, source)]
        maker.statement(report, content, chain, kind=row[f"kind_{side}"], polarity=row[f"polarity_{side}"], cue=cue)
        for place in filter(None, row[f"places_{side}"].split(";")):
            name, country, *point = place.split(":")
            lat, lon = map(float, point) if point else (None, None)
            maker.place(report, name, country=country, lat=lat, lon=lon, precision=1 if point else 6)
        if row[f"figure_{side}"]:
            measure, low, bound, *counted = row[f"figure_{side}"].split(":")
            quote = content.split(" were ")[0]
            quantities.append(
                maker.quantity(report, quote, float(low), bound=bound, measure=measure,
                               high=float(low) if bound == "about" else None, counted=counted[0] if counted else None)
            )  # fmt: skip
    if quantities:
        maker.incident("the happening", quantities)
    return assess(maker.pile())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_two_statements_come_to_what_the_case_says(row):
    if row["known_failure"]:
        pytest.xfail(row["known_failure"])
    made = built(row)
    kinds = {f.kind for f in made.findings} - ({"corroboration"} if row["expect"] != "corroboration" else set())
    if row["case"].startswith(("no-corroboration", "own-voice", "two-stories")):
        kinds = {f.kind for f in made.findings}
    assert kinds == set(row["expect"].split()) - {"-"}, [f.sentence for f in made.findings]
    if row["dismissed"]:
        assert row["dismissed"] in {d.reason for d in made.dismissed}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_every_side_of_a_finding_quotes_its_report(row):
    made = built(row)
    for finding in made.findings:
        assert len(finding.sides) >= 2
        for evidence in (e for side in finding.sides for e in side.evidence):
            assert evidence.text == evidence.text.strip() != ""
            assert evidence.statement or evidence.quantity or finding.kind in ("framing", "circular")
