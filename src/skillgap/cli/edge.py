"""Files in, text out: what stands between a command and the world."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from skillgap.cli.streams import say as say
from skillgap.cli.streams import write as write
from skillgap.errors import InputError, SkillgapError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from skillgap.analyzer import Analyzer
    from skillgap.models.base import Notice
    from skillgap.models.document import Document
    from skillgap.readers import PendingDocument

Result = TypeVar("Result")

# What `main` closes whatever happens: readings that were begun and never asked for.
BEGUN = ExitStack()


def make_analyzer(taxonomy: Path | None, as_of: str | None = None) -> Analyzer:
    """Make the analyzer that a command asked for; the machine's date is read here and nowhere below."""
    from skillgap.analyzer import Analyzer
    from skillgap.settings import Settings

    settings = Settings.today()
    if as_of is not None:
        try:
            settings = Settings(as_of=datetime.date.fromisoformat(as_of))
        except ValueError as error:
            raise typer.BadParameter(f"--as-of wants YYYY-MM-DD, not {as_of!r}") from error
    return Analyzer(taxonomy, settings=settings)


def source(name: str) -> Path | bytes:
    """Turn an argument into what the readers take; `-` is standard input."""
    return read_stdin() if name == "-" else Path(name)


def ads(analyzer: Analyzer, names: Iterable[str]) -> list[Path | Document]:
    """Return the ads named; the one on standard input is read."""
    return [analyzer.read(read_stdin(), name="stdin") if name == "-" else Path(name) for name in names]


def read_stdin() -> bytes:
    """Return what standard input holds, and no more than is needed to see that it is too large."""
    from skillgap.settings import ReadingSettings

    return sys.stdin.buffer.read(ReadingSettings().max_bytes + 1)


def start(name: str) -> PendingDocument | InputError:
    """Start reading in another process, while this one loads the taxonomy; an error keeps until it is asked for."""
    from skillgap.readers import start_reading

    try:
        pending = start_reading(source(name), name="stdin" if name == "-" else None)
    except InputError as error:
        return error
    BEGUN.callback(pending.close)
    return pending


def begin(name: str, output: Path | None, format: str, *known: str) -> PendingDocument | InputError:
    """Refuse a format or an output that can't be, then start reading the one input."""
    need_format(format, *known)
    spare(output, [name])
    return start(name)


def finish(pending: PendingDocument | InputError, *, among: bool = False) -> Document:
    """Wait for a document and say its notices on stderr, with its name where it is one `among` several."""
    if isinstance(pending, InputError):
        raise pending
    document = pending.result()
    say_notices(document.notices, of=document.name if among else None)
    return document


def say_notices(notices: Iterable[Notice], *, of: str | None = None) -> None:
    """Say what is odd but survivable on stderr."""
    said = "" if of is None else f"{of}: "
    for notice in notices:
        place = f" (page {notice.page})" if notice.page is not None else ""
        say(f"notice: {notice.code}: {said}{notice.message}{place}")


def each(names: list[str], work: Callable[[Document], Result]) -> Iterator[Result]:
    """Give what `work` makes of each file; a bad file costs only itself and makes the exit status 3.

    The first file is started at once, the next one while one is worked on.
    """
    first = start(names[0])

    def results() -> Iterator[Result]:
        failed: SkillgapError | None = None
        following = first
        for i in range(len(names)):
            pending = following
            if i + 1 < len(names):
                following = start(names[i + 1])
            try:
                yield work(finish(pending, among=len(names) > 1))
            except InputError as error:
                say(f"error: {error}")
                failed = error
        if failed is not None:
            raise typer.Exit(failed.exit_code)

    return results()


def write_each(pages: Iterable[tuple[str, str]], folder: Path, *, suffix: str) -> None:
    """Write (name, text) pairs as files of a folder, which is made; equal names are numbered."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("permission", f"can't make {folder}: {error.strerror}") from error
    taken: set[str] = set()
    for name, text in pages:
        stem, number = Path(name).name or "resume", 1
        while (target := f"{stem}{f'-{number}' if number > 1 else ''}{suffix}") in taken:
            number += 1
        taken.add(target)
        write([text], folder / target)


def spare(output: Path | None, inputs: Sequence[str | Path]) -> None:
    """Refuse an output that is one of the inputs: the report would take the place of the resume; and two inputs that
    are standard input: the second one would be empty."""  # fmt: skip
    if sum(str(name) == "-" for name in inputs) > 1:
        raise typer.BadParameter("standard input can be read once: give - for one input, and files for the others")
    if output is None:
        return
    for name in inputs:
        with contextlib.suppress(OSError, ValueError):
            if str(name) != "-" and Path(name).samefile(output) and output.is_file():
                raise typer.BadParameter(f"--output {output} is one of the inputs")


def width(output: Path | None) -> int:
    """Return the columns to write for: the terminal's, 100 in a pipe or file."""
    if output is not None or not sys.stdout.isatty():
        return 100
    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 160))


def color(output: Path | None) -> bool:
    """Tell whether to colour: only on a terminal, and never with NO_COLOR."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def plain(text: str) -> str:
    """Take out of a resume's words what could steer a terminal."""
    from skillgap.report.wording import safe

    return safe(text)


def as_json(model: BaseModel) -> str:
    """Write one result as indented JSON."""
    return model.model_dump_json(indent=2) + "\n"


def as_yaml(model: BaseModel) -> str:
    """Write one result as YAML, for people to edit."""
    import yaml

    data = model.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120)


def need_format(given: str, *known: str) -> None:
    """Refuse a format that a command doesn't have."""
    if given not in known:
        raise typer.BadParameter(f"--format {given!r} is not one of {', '.join(known)}")
