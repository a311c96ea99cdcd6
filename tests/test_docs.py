"""The documents name what the code has: every table, field, kind, command, option and error code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import click
import pytest
import typer.main

from rashomon import errors, records
from rashomon.cli import app

DOCS = Path(__file__).parents[1] / "docs"


def told(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("table", records.TABLES)
def test_ledger_page_names_every_field_of_a_table(table):
    page = told("ledger.md")
    line = next(row for row in page.splitlines() if row.startswith(f"| `{table}` "))
    for field in records.TABLES[table].__struct_fields__:
        assert f"`{field}`" in line, f"{table}.{field} is not named in docs/ledger.md"


@pytest.mark.parametrize("kind", get_args(records.FindingKind) + get_args(records.DismissalReason))
def test_ledger_page_names_every_kind_of_finding_and_dismissal(kind):
    assert f"`{kind}`" in told("ledger.md")


def commands() -> dict[str, click.Command]:
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group) or hasattr(group, "commands")
    return dict(group.commands)


def test_guide_names_every_command_and_option():
    guide = told("guide.md")
    for name, command in commands().items():
        assert f"rashomon {name}" in guide
        for option in command.params:
            for flag in (f for f in option.opts if f.startswith("--")):
                assert flag in guide, f"rashomon {name} {flag} is not named in docs/guide.md"


def test_guide_names_every_error_code():
    guide = told("guide.md")
    kinds = [v for v in vars(errors).values() if isinstance(v, type) and issubclass(v, errors.RashomonError)]
    assert kinds
    for kind in kinds:
        assert kind.code in guide


def test_documents_link_to_files_that_exist():
    for page in [*DOCS.rglob("*.md"), DOCS.parent / "README.md"]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
