"""The life of a worker process: requests from a pipe, replies into it."""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import mmap
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from skillgap.pool.channel import BROKEN, DONE, READY, RETIRED, SUSPECT, receive, send

_GARBAGE = 20_000
"""New objects between two looks for garbage; three hundredths of the time, beside 700."""

Handler = Callable[[bytes, bool], bytes]
"""Works on one request; the second argument tells whether it runs alone, for the last time."""


class Suspect(Exception):  # noqa: N818 - not an error: a wish to be run again
    """Raised by a handler that wants its request to run again alone."""


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """Limits of the work: `seconds` and `memory_bytes` are for one request.

    `growth_bytes` is what a process may gain before it is replaced.
    """

    workers: int
    seconds: float = 10.0
    memory_bytes: int = 1_000_000_000
    growth_bytes: int = 400_000_000


def serve(
    pipe: Connection, foreign: list[Connection], make: Callable[[], Handler], limits: PoolLimits, alone: bool
) -> None:
    """Answer requests until the pipe closes: the life of a worker process."""
    for other in foreign:
        other.close()
    # Ctrl-C reaches the whole group; who stops is decided by the parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    try:
        handler = make()
    except Exception as error:
        send(pipe, BROKEN, 0, f"{type(error).__name__}: {error}".encode())
        return
    # What is loaded is no garbage, and a request makes tens of thousands of objects, hardly one of them in a cycle.
    gc.freeze()
    gc.set_threshold(_GARBAGE, 20, 50)
    _limit_memory(limits.memory_bytes)
    most = _resident() + limits.growth_bytes
    with contextlib.suppress(EOFError, OSError):
        send(pipe, READY, 0)
        while True:
            _, number, request = receive(pipe)
            if hasattr(signal, "setitimer"):  # should the parent be gone, nobody else ends a request that hangs
                signal.setitimer(signal.ITIMER_REAL, 3 * limits.seconds + 30)
            try:
                kind, data = DONE, handler(bytes(request), alone)
            except (Suspect, MemoryError):
                kind, data = SUSPECT, b""
            send(pipe, kind, number, data)
            if _resident() > most:
                send(pipe, RETIRED, 0)
                return


def _silence() -> None:
    """Send to nowhere what libraries print, and what is reported of their crashes."""
    faulthandler.disable()
    sink = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(sink, descriptor)
    sys.stdout = sys.stderr = os.fdopen(sink, "w")


def _resident() -> int:
    """Return the memory of its own that this process holds, in bytes; 0 where the system doesn't say.

    Pages of files don't count: the system takes them away when others need room, which would hide growth.
    """
    return (_pages(1) - _pages(2)) * mmap.PAGESIZE


def _pages(column: int) -> int:
    """Give a figure of `/proc/self/statm` (0 address space, 1 resident, 2 of that in files), 0 where there is none."""
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123 - half the time of pathlib, for each file
            return int(stream.read().split()[column])
    except (OSError, ValueError):
        return 0


def _limit_memory(memory_bytes: int) -> None:
    """Limit the address space to what is in use now and the allowance of one request."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = _pages(0) * mmap.PAGESIZE
    if not used:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = used + memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
