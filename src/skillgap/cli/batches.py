"""The command over folders and tables of resumes: batch."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillgap.cli import edge
from skillgap.cli.help import PlainCommand
from skillgap.cli.options import AsOf, Jobs, RoleIds, TaxonomyFolder
from skillgap.errors import InputError, unopened

if TYPE_CHECKING:
    from skillgap.pipelines.batch import Progress, Summary
    from skillgap.pipelines.tables import Item

LEFT_OUT = "left out in folders (hidden, links, programs, tables)"
_STOPPED = 130
_REFRESH_SECONDS = 0.2


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(cls=PlainCommand)(batch)


def batch(
    output: Annotated[
        Path, typer.Option("--output", metavar="OUT", help="Write here: *.jsonl, *.jsonl.gz, *.csv or *.parquet.")
    ],
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|DIR",
            help="Resumes, folders, patterns, *.zip, tables (*.jsonl, *.parquet), @LIST: a file of paths; "
            "- reads one resume from standard input.",
        ),
    ] = None,
    role: RoleIds = None,
    job: Jobs = None,
    taxonomy: TaxonomyFolder = None,
    as_of: AsOf = None,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="Processes (default: one a processor).")
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", min=0.1, max=86_400, help="For one file (default: 10)."),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what an earlier run left.")] = False,
    files_from: Annotated[
        str | None, typer.Option("--files-from", metavar="LIST", help="Read paths from a file; - is standard input.")
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option("--cache", metavar="DIR", help="Keep results here; unchanged files aren't read again."),
    ] = None,
    column: Annotated[
        str | None, typer.Option("--column", metavar="NAME", help="The column of a table that holds the resume.")
    ] = None,
    name_column: Annotated[
        str | None, typer.Option("--name-column", metavar="NAME", help="The column that names a table's rows.")
    ] = None,
    base64: Annotated[bool, typer.Option("--base64", help="The column of a JSON Lines table holds base64.")] = False,
) -> None:
    """Score folders and tables of resumes into one file of rows.

    JSON Lines, CSV or Parquet, by its ending; a file that fails is a row too.
    """
    from skillgap.pipelines.batch import run_batch
    from skillgap.pipelines.cache import why_unusable
    from skillgap.pipelines.outputs import as_of_before, form_of
    from skillgap.pipelines.tables import Columns
    from skillgap.scoring.ranking import ad_left_out

    form_of(output)
    lists = [files_from] if files_from is not None else []
    edge.spare(output, [*(files or ()), *lists, *(job or ())])
    arguments = _arguments(files or [], files_from)
    edge.spare(output, [*arguments, *(job or ())])
    given = [_standard_input()] if "-" in arguments else []
    if resume and as_of is None:
        as_of = as_of_before(output)
    analyzer = edge.make_analyzer(taxonomy, as_of)
    roles = analyzer.roles(role or (), edge.ads(analyzer, job or ()))
    if cache is not None and (why := why_unusable(cache)):
        edge.say(f"notice: cache_unused: nothing is kept in {cache}: {why}")
    for ad in job or ():
        if any(Path(ad).absolute().is_relative_to(Path(name).absolute()) for name in arguments):
            edge.say_notices([ad_left_out(ad)])
    try:
        summary = run_batch(
            [name for name in arguments if name != "-"],
            output,
            analyzer=analyzer,
            roles=roles,
            workers=workers,
            timeout=timeout,
            resume=resume,
            columns=Columns(column, name_column, base64),
            cache=cache,
            given=given,
            exclude=[ad for ad in job or () if ad != "-"],
            on_progress=_bar() if sys.stderr.isatty() else None,
        )
    except KeyboardInterrupt:
        edge.say(f"stopped: what is done is in {output}; --resume goes on")
        raise typer.Exit(_STOPPED) from None
    edge.say(_said(summary, output))
    if summary.failures:
        raise typer.Exit(InputError.exit_code)


def _standard_input() -> Item:
    """Read one resume from standard input; its content is its key, for a run that goes on with another."""
    from skillgap.pipelines.tables import Item

    data = edge.read_stdin()
    return Item(f"stdin {hashlib.sha256(data).hexdigest()}", "stdin", data=data)


def _arguments(files: list[str], files_from: str | None) -> list[str]:
    from skillgap.pipelines.inputs import read_list

    found: list[str] = []
    lists = [files_from] if files_from is not None else []
    for name in files:
        if name.startswith("@") and len(name) > 1 and not Path(name).exists():
            lists.append(name[1:])
        else:
            found.append(name)
    for name in lists:
        try:
            text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8", "surrogateescape")
        except OSError as error:
            raise unopened(name, error) from error
        found.extend(read_list([text]))
    if not found and not lists:
        raise typer.BadParameter("give files, folders, @LIST or --files-from LIST")
    return found


def _said(summary: Summary, output: Path) -> str:
    bad = sum(summary.failures.values())
    total = summary.done + summary.before
    rate = f", {summary.done / summary.seconds:.0f} a second" if summary.done >= summary.seconds > 0 else ""
    parts = [f"{total} in {output}: {total - bad} scored, {bad} failed" if total else f"no resume found for {output}"]
    if bad:
        parts[0] += " (" + ", ".join(f"{code} {count}" for code, count in summary.failures.items()) + ")"
    if summary.before:
        parts.append(f"{summary.before} were there before")
    if summary.left_out:
        parts.append(f"{LEFT_OUT}: {summary.left_out}")
    return "done: " + "; ".join(parts) + f"; {summary.seconds:.1f} s{rate}"


def _bar() -> Callable[[Progress], None]:
    """Return what shows progress on one line of a terminal."""
    shown = 0.0

    def show(progress: Progress) -> None:
        nonlocal shown
        now = time.monotonic()
        done = progress.done + progress.before
        finished = done >= progress.total
        if now - shown < _REFRESH_SECONDS and not finished:
            return
        shown = now
        rate = progress.done / max(progress.seconds, 0.001)
        left = max(0, int((progress.total - done) / max(rate, 0.001)))
        filled = round(20 * min(1.0, done / progress.total))
        head = f"[{'#' * filled}{'.' * (20 - filled)}] {done:,}/{progress.total:,}"
        tail = f", {left // 60}:{left % 60:02} left" + (f", {progress.failed:,} failed" if progress.failed else "")
        print(f"\r\x1b[K{head}  {rate:.1f} a second{tail}", end="", file=sys.stderr, flush=True)
        if finished:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    return show
