"""The command `rashomon`: thin; every command calls what the Python API calls.

Data goes to standard output, talk to standard error. Exit codes: 0 all was read, 1 failed, 2 wrong usage, 3 done, but
some inputs could not be read in full.
"""

from __future__ import annotations

import sys

import typer

from rashomon.cli.build import build, remove
from rashomon.cli.decide import decide
from rashomon.cli.doctor import doctor
from rashomon.cli.look import check, dossier, export, show
from rashomon.cli.sample import demo
from rashomon.errors import RashomonError

app = typer.Typer(
    name="rashomon",
    help="Who says what, through whom: a ledger and a dossier from a folder of reports about the same events.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (demo, build, remove, dossier, export, show, check, decide, doctor):
    app.command()(command)


def main() -> None:
    """The entry point: an error of Rashomon's own is one line on standard error, and exit code 1."""
    try:
        app()
    except RashomonError as error:
        sys.stderr.write(f"rashomon: {error} [{error.code}]\n")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
