"""The command line: parse, call one public function, print.

Nothing heavy is imported before a command needs it, so that `skillgap --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

from skillgap.cli import batches, edge, measures, resumes, streams, taxonomies, taxonomy_files
from skillgap.cli.streams import say
from skillgap.errors import InputError, SkillgapError

app = typer.Typer(
    name="skillgap",
    help="Score a resume against roles: what fits, what is missing, what to learn first. Offline and deterministic.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (resumes, batches, taxonomies, taxonomy_files, measures):
    group.register(app)


def main() -> None:
    """Run the command line; every error leaves as one line on stderr and the contract's exit status."""
    streams.prepare()
    try:
        with edge.BEGUN:
            app()
    except SkillgapError as error:
        _leave(error)
    except SystemExit as error:
        # Typer's own answer to `skillgap --help | true`; a closed pipe is no error.
        sys.exit(0 if isinstance(error.__context__, BrokenPipeError) else error.code)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("SKILLGAP_DEBUG"):
            raise
        if _was_stopped(error):
            sys.exit(130)
        if isinstance(error, OSError) and error.filename is None and error.errno in streams.BROKEN:
            # Typer prints its help itself, so what stdout says of that arrives here.
            streams.silence(sys.stdout.fileno())
            _leave(InputError("permission", f"can't write to standard output: {error.strerror}"))
        say(f"error: bug: {type(error).__name__}: {error} (please report it; SKILLGAP_DEBUG=1 shows the traceback)")
        sys.exit(1)


def _was_stopped(error: BaseException | None) -> bool:
    """Tell Ctrl-C that a library written in C hands on as an error of its own."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _leave(error: SkillgapError) -> NoReturn:
    say(f"error: {error}")
    sys.exit(error.exit_code)


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
