"""A command in a process of its own that can be killed, but need not load: it is forked from one that has."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import warnings
from functools import cache
from multiprocessing.context import ForkProcess
from pathlib import Path

from batch_cases import SETTINGS
from skillgap.__main__ import main
from skillgap.analyzer import Analyzer


def start(*arguments: str | Path, errors: Path, file_bytes: int | None = None) -> ForkProcess:
    """Start `skillgap` in a session of its own; stderr goes into a file, and no file grows beyond `file_bytes`."""
    _load()
    process = multiprocessing.get_context("fork").Process(target=_run, args=(arguments, errors, file_bytes))
    with warnings.catch_warnings():
        # The test runner's threads sleep (Python 3.12 warns of any).
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    return process


def finish(process: ForkProcess, *, seconds: float = 60) -> int:
    """Wait for the end; return the exit status, -9 for a process that was killed."""
    process.join(seconds)
    assert process.exitcode is not None, "it still runs"
    return process.exitcode


@cache
def _load() -> None:
    """Load here what each process would load."""
    Analyzer(settings=SETTINGS, isolated=False).warm()


def _run(arguments: tuple[str | Path, ...], errors: Path, file_bytes: int | None) -> None:
    os.setsid()
    with errors.open("wb") as stream:
        os.dup2(stream.fileno(), 2)
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if file_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    sys.argv = ["skillgap", *map(str, arguments)]
    main()
