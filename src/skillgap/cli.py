"""The command line: parse, call one public function, print.

Nothing heavy is imported before a command needs it, so that `skillgap --help` answers at once.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillgap.errors import InputError, SkillgapError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from skillgap.analyzer import Analyzer
    from skillgap.models.document import Document

app = typer.Typer(
    name="skillgap",
    help="Score a resume against roles: what fits, what is missing, what to learn first. Offline and deterministic.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Resume files; - reads standard input.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A resume file; - reads standard input.")]
TaxonomyOption = Annotated[Path | None, typer.Option("--taxonomy", metavar="DIR", help="A taxonomy folder.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help='The day that "present" means (default: today).')
]
Output = Annotated[Path | None, typer.Option("--output", metavar="PATH", help="Write here instead of stdout.")]
RoleIds = Annotated[list[str] | None, typer.Option("--role", metavar="ID", help="A role id; may be repeated.")]
Jobs = Annotated[list[str] | None, typer.Option("--job", metavar="AD", help="A job ad file; may be repeated.")]


def main() -> None:
    """Run the command line; every error leaves as one line on stderr and the contract's exit status."""
    try:
        app()
    except SkillgapError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # `skillgap … | head` closed the pipe: not our error. stdout is replaced so that the exit flush is silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
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


@app.command()
def score(
    files: Files,
    role: RoleIds = None,
    job: Jobs = None,
    taxonomy: TaxonomyOption = None,
    as_of: AsOf = None,
    format: Annotated[str, typer.Option("--format", help="text, json, markdown, html or csv.")] = "text",
    output: Output = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show every contribution with its evidence.")] = False,
) -> None:
    """Rank the roles that a resume fits, with what is held, what is missing and why."""
    documents = _start(files)
    analyzer = _analyzer(taxonomy, as_of)
    from skillgap.report import render

    roles = analyzer.roles(role or (), [_source(ad) for ad in job or ()])
    results = _each(documents, lambda document: analyzer.score(document, roles=roles))
    if format == "json" and len(files) > 1:
        _write((result.model_dump_json() + "\n" for result in results), output)
    else:
        _write((render(r, format=format, explain=explain, **_terminal(output)) for r in results), output)


@app.command()
def extract(file: File, taxonomy: TaxonomyOption = None, format: str = "text", output: Output = None) -> None:
    """Show the text of a document and the skill mentions found in it."""
    documents = _start([file])
    analyzer = _analyzer(taxonomy, None)
    for report in _each(documents, analyzer.extract):
        if format == "json":
            _write([_json(report)], output)
        else:
            rows = (
                f"{m.start}–{m.end}\t{m.status}\t{m.skill_id or '(unlisted)'}\t{m.method}\t{m.section}\t"
                f"{_safe(m.text)}\t{m.reason}\n"
                for m in report.mentions
            )
            _write(rows, output)


@app.command()
def profile(
    file: File,
    taxonomy: TaxonomyOption = None,
    as_of: AsOf = None,
    format: Annotated[str, typer.Option("--format", help="json or jsonresume.")] = "json",
    output: Output = None,
) -> None:
    """Show what a resume says: sections, jobs, degrees, skills with months and last use."""
    documents = _start([file])
    analyzer = _analyzer(taxonomy, as_of)
    for result in _each(documents, analyzer.profile):
        _write([_json(result)], output)


@app.command()
def role(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="A role document or job ad; - reads stdin.")],
    taxonomy: TaxonomyOption = None,
    format: Annotated[str, typer.Option("--format", help="json or yaml.")] = "yaml",
    output: Output = None,
) -> None:
    """Draw a role from a role document or job ad, for review."""
    documents = _start([document])
    analyzer = _analyzer(taxonomy, None)
    for result in _each(documents, analyzer.role):
        _write([_yaml(result) if format == "yaml" else _json(result)], output)


@app.command()
def roles(
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Part of an id or title.")] = "",
    taxonomy: TaxonomyOption = None,
) -> None:
    """List the roles that the taxonomy holds."""
    from skillgap.taxonomy import load_taxonomy

    for item in load_taxonomy(taxonomy).roles.values():
        if query.lower() in f"{item.id} {item.title}".lower():
            print(f"{item.id}\t{item.title}\t{len(item.requirements)} requirements")


@app.command()
def skills(
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Part of an id, name or alias.")] = "",
    taxonomy: TaxonomyOption = None,
) -> None:
    """List the skills that the taxonomy holds."""
    from skillgap.taxonomy import load_taxonomy

    for item in load_taxonomy(taxonomy).skills.values():
        if query.lower() in " ".join((item.id, item.name, *item.aliases)).lower():
            print(f"{item.id}\t{item.name}\t{item.category}\t{', '.join(item.aliases)}")


def _analyzer(taxonomy: Path | None, as_of: str | None) -> Analyzer:
    from skillgap.analyzer import Analyzer
    from skillgap.settings import Settings
    from skillgap.taxonomy import load_taxonomy

    settings = Settings.today()
    if as_of is not None:
        try:
            settings = Settings(as_of=datetime.date.fromisoformat(as_of))
        except ValueError as error:
            raise typer.BadParameter(f"--as-of wants YYYY-MM-DD, not {as_of!r}") from error
    return Analyzer(load_taxonomy(taxonomy) if taxonomy else None, settings=settings)


def _source(name: str) -> Path | bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name)


def _start(files: Iterable[str]) -> list[Any]:
    """Start reading in worker processes, before spaCy is imported."""
    from skillgap.readers import start_reading
    from skillgap.settings import ReadingSettings

    return [
        start_reading(_source(name), name="stdin" if name == "-" else None, settings=ReadingSettings())
        for name in files
    ]


def _each(documents: Iterable[Any], work: Any) -> Iterator[Any]:
    """Yield what `work` makes of each document; a bad file costs only itself and sets the exit status to 3."""
    failed: SkillgapError | None = None
    for pending in documents:
        try:
            document: Document = pending.result()
            for notice in document.notices:
                print(f"notice: {notice.code}: {_safe(notice.message)}", file=sys.stderr)
            yield work(document)
        except InputError as error:
            print(f"error: {error}", file=sys.stderr)
            failed = error
    if failed is not None:
        raise typer.Exit(failed.exit_code)


def _terminal(output: Path | None) -> dict[str, int]:
    return {"width": 100} if output is not None else {"width": _width()}


def _width() -> int:
    import shutil

    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 140))


def _safe(text: str) -> str:
    from skillgap.report.terminal import safe

    return safe(text)


def _json(model: BaseModel) -> str:
    return model.model_dump_json(indent=2) + "\n"


def _yaml(model: BaseModel) -> str:
    import yaml

    return yaml.safe_dump(model.model_dump(mode="json", exclude_defaults=True), sort_keys=False, allow_unicode=True)


def _write(parts: Iterable[str], output: Path | None) -> None:
    """Write to stdout, or to a file that appears only when it is whole."""
    if output is None:
        for part in parts:
            sys.stdout.write(part)
        sys.stdout.flush()
        return
    text = "".join(parts)
    temporary = output.with_name(output.name + ".part")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(output)
    except OSError as error:
        raise InputError("permission", f"can't write {output}: {error.strerror}") from error
