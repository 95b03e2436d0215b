"""Text → stdout, stderr or a file, whatever these are: full, closed, ASCII only, a device, a link."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from skillgap.errors import InputError
from skillgap.whole import write_whole

# As `report.wording.safe`, but free of imports: an error must be said before anything heavy is loaded.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\U000e0000-\U000e007f]+"
)
_LONGEST = 1_000
BROKEN = (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EDQUOT)
"""What writing to a full or closed stream gives."""


def prepare() -> None:
    """Make stdin, stdout and stderr usable: open what is closed, UTF-8 to pipes and files, no character that raises."""
    for number, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            # Else the next file to be opened would become the closed stream. Writing to the closed stdout must fail.
            os.open(os.devnull, mode)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None or isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        # PYTHONUNBUFFERED: a full disk takes the first half of a report, and the unbuffered stream says nothing of it.
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            if stream.isatty():
                stream.reconfigure(errors="replace")  # type: ignore[union-attr]
            else:
                # The same bytes on every machine; JSON is UTF-8 whatever the locale says.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def say(text: str) -> None:
    """Print one line on stderr that can't steer a terminal; a stderr that can't be written is no error."""
    line = one_line(text)
    try:
        print(line, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        silence(sys.stderr.fileno())


def one_line(text: str) -> str:
    """Put a message on one line without control characters, cut when it is endless."""
    line = " ".join(_UNSAFE.sub(" ", text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def silence(descriptor: int) -> None:
    """Send to nowhere what a broken stream still holds, so that the flush at exit is silent."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


@contextlib.contextmanager
def to_stdout() -> Iterator[None]:
    """Turn what stdout says while it is written into the contract's errors; a reader that went away is none."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError as error:
        # `skillgap … | head` closed the pipe.
        silence(sys.stdout.fileno())
        raise typer.Exit(0) from error
    except OSError as error:
        silence(sys.stdout.fileno())
        raise InputError("permission", f"can't write to standard output: {error.strerror}") from error


def write(parts: Iterable[str], output: Path | None) -> None:
    """Write to stdout, or to a file that appears only when it is whole."""
    if output is None:
        parts = iter(parts)
        while (part := next(parts, None)) is not None:
            with to_stdout():
                sys.stdout.write(part)
        with to_stdout():
            pass
        return
    written: list[str] = []
    left = None
    try:
        written.extend(parts)
    except typer.Exit as exit:
        # A file among several failed: the others' reports are written, the exit status stays.
        left = exit
    if written or left is None:
        try:
            _put("".join(written).encode("utf-8", "backslashreplace"), output)
        except OSError as error:
            raise _unwritable(output, error) from error
    if left is not None:
        raise left


def _unwritable(output: Path, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError("not_found", f"the folder {output.parent} does not exist", hint="make it, or check --output")
    return InputError("permission", f"can't write {output}: {error.strerror}")


def _put(data: bytes, output: Path) -> None:
    """Write a file whole or not at all; a device or a pipe is written as it is, a link leads to its file."""
    target = Path(os.path.realpath(output))
    if target.exists() and not target.is_file():
        # Renaming onto a device would replace it (`--output /dev/stdout`); a folder raises here.
        with target.open("wb") as stream:
            stream.write(data)
        return
    write_whole(target, data)
