"""The command line: parse, call one public function, print.

Nothing heavy is imported before a command needs it, so that `skillgap --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from skillgap.cli import batches, edge, measures, resumes, taxonomies, taxonomy_files
from skillgap.errors import SkillgapError

app = typer.Typer(
    name="skillgap",
    help="Score a resume against roles: what fits, what is missing, what to learn first. Offline and deterministic.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (resumes, batches, taxonomies, taxonomy_files, measures):
    group.register(app)


def main() -> None:
    """Run the command line; every error leaves as one line on stderr and the contract's exit status."""
    try:
        with edge.BEGUN:
            app()
    except SkillgapError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except Exception as error:
        if os.environ.get("SKILLGAP_DEBUG"):
            raise
        print(
            f"error: bug: {type(error).__name__}: {error} (please report it; SKILLGAP_DEBUG=1 shows the traceback)",
            file=sys.stderr,
        )
        sys.exit(1)


def _version(value: bool) -> None:
    if value:
        from skillgap import __version__

        print(f"skillgap {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass
