from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from rashomon.case import EDITABLE
from rashomon.case.decisions import Do

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "case.md").read_text("utf-8")
CODE = re.compile(
    r'"((?:bad|blank|changed|duplicate|missing|not|on|orphaned|torn|unknown|unnamed|unresolved|wrong)_[a-z]+|unreadable)"'
)


def codes() -> set[str]:
    """Every code of a problem that the case's own modules tell."""
    found = set()
    for name in ("check", "settings", "decisions", "applying"):
        found |= set(CODE.findall((ROOT / f"src/rashomon/case/{name}.py").read_text("utf-8")))
    return found


def test_the_page_names_every_code_of_a_problem() -> None:
    assert len(codes()) >= 20
    assert [code for code in sorted(codes()) if f"`{code}`" not in PAGE] == []


@pytest.mark.parametrize("do", get_args(Do))
def test_the_page_names_every_kind_of_decision(do: str) -> None:
    assert f"`{do}`" in PAGE


@pytest.mark.parametrize("table", EDITABLE)
def test_the_page_names_every_field_that_may_be_set(table: str) -> None:
    line = next(row for row in PAGE.splitlines() if row.startswith(f"| `{table}` |"))
    assert re.findall(r"`(\w+)`", line)[1:] == list(EDITABLE[table])
