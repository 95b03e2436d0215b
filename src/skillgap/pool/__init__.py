"""Requests → replies, worked on in processes that are replaced one by one.

A request that ends, hangs or overfills its process is taken out of the crowd and run once more, alone, in a process of
its own; only what fails there too is a fault. All other requests go on, and those that waited behind the suspect are
worked on by its successor. Messages are bytes, never pickles: a process that reads hostile files must not be able to
run code in this one. (Neither pebble nor loky does this: pebble times a chunk, not a file, loky gives up its pool.)
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Literal, NamedTuple

from skillgap.pool.channel import BROKEN, DONE, READY, RETIRED, receive, send
from skillgap.pool.worker import Handler, PoolLimits, Suspect, serve

__all__ = ["Fault", "Handler", "PoolLimits", "Reply", "Suspect", "default_workers", "run"]

Fault = Literal["timeout", "out_of_memory", "crashed"]
_AHEAD = 32
"""Requests that wait in a process's pipe, so that it never waits for us; a process that dies gives them back."""
_AHEAD_BYTES = 32_768
"""Less than a pipe holds: we never block on a process that is itself blocked on us."""
_START_SECONDS = 120.0


class Reply(NamedTuple):
    """What came of the request with this number (0-based, in the order of the requests): data or a fault."""

    number: int
    data: bytes | bytearray
    fault: Fault | None = None


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, our end of its pipe, and what it was sent and has not answered, oldest first."""

    process: Any
    pipe: Connection
    alone: bool
    since: float
    ready: bool = False
    waiting: deque[tuple[int, bytes]] = field(default_factory=deque)
    waiting_bytes: int = 0


def default_workers() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Tell whether loaded things may be handed on by fork: elsewhere it is unsafe, beside threads it may hang."""
    return sys.platform == "linux" and threading.active_count() == 1


def run(requests: Iterable[bytes], make: Callable[[], Handler], *, limits: PoolLimits) -> Generator[Reply, None, None]:
    """Yield a reply to each request, exactly one each, in no promised order; requests are drawn as they are needed.

    `make` loads what the work needs and returns the handler: once, here, where processes can be forked (Linux, no
    other threads); else once in each process, and then it must be picklable. Close the iterator to end early.
    """
    pool = _Pool(requests, make, limits)
    try:
        yield from pool.replies()
    finally:
        pool.close()


class _Pool:
    def __init__(self, requests: Iterable[bytes], make: Callable[[], Handler], limits: PoolLimits) -> None:
        self._requests = enumerate(requests)
        self._limits = limits
        forks = can_fork()
        self._context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self._make: Callable[[], Handler] = _Made(make()) if forks else make
        self._crew: list[_Worker] = []
        self._returned: deque[tuple[int, bytes]] = deque()
        self._suspects: deque[tuple[int, bytes]] = deque()
        if forks:
            gc.collect()
            gc.freeze()  # what is loaded stays shared between the processes

    def replies(self) -> Iterator[Reply]:
        while True:
            self._feed()
            busy = [worker for worker in self._crew if worker.waiting]
            if not busy:
                return
            pipes = {worker.pipe: worker for worker in busy}
            left = min(self._deadline(worker) for worker in busy) - time.monotonic()
            for pipe in wait(list(pipes), timeout=max(0.0, left)):
                yield from self._receive(pipes[pipe])  # type: ignore[index]
            now = time.monotonic()
            for worker in [worker for worker in self._crew if worker.waiting and self._deadline(worker) <= now]:
                if not worker.pipe.poll():
                    yield from self._lost(worker, "timeout")

    def close(self) -> None:
        """End all processes."""
        for worker in self._crew:
            self._end(worker, kill=True)
        self._crew.clear()

    def _feed(self) -> None:
        """Give each process enough to do; start processes while there is work for them."""
        for worker in self._crew:
            self._load(worker)
        while sum(not worker.alone for worker in self._crew) < self._limits.workers:
            following = self._next()
            if following is None:
                break
            worker = self._start(alone=False)
            self._returned.appendleft(following)
            self._load(worker)
        while self._suspects and sum(worker.alone for worker in self._crew) < self._limits.workers:
            self._send(self._start(alone=True), self._suspects.popleft())

    def _load(self, worker: _Worker) -> None:
        # One large request is sent only to a process that has nothing else and so is reading.
        while not worker.alone and (
            not worker.waiting
            or (worker.ready and len(worker.waiting) < _AHEAD and worker.waiting_bytes < _AHEAD_BYTES)
        ):
            following = self._next()
            if following is None:
                return
            if worker.waiting and worker.waiting_bytes + len(following[1]) > _AHEAD_BYTES:
                self._returned.appendleft(following)
                return
            self._send(worker, following)

    def _next(self) -> tuple[int, bytes] | None:
        return self._returned.popleft() if self._returned else next(self._requests, None)

    def _send(self, worker: _Worker, request: tuple[int, bytes]) -> None:
        number, data = request
        if not worker.waiting:
            worker.since = time.monotonic()
        worker.waiting.append(request)
        worker.waiting_bytes += len(data)
        with contextlib.suppress(OSError):  # it died: reading its pipe will tell
            send(worker.pipe, READY, number, data)

    def _receive(self, worker: _Worker) -> Iterator[Reply]:
        try:
            kind, number, data = receive(worker.pipe)
        except (EOFError, OSError):
            yield from self._lost(worker, None)
            return
        worker.since = time.monotonic()
        if kind == READY:
            worker.ready = True
        elif kind == BROKEN:
            raise RuntimeError("a worker process can't start: " + data.decode("utf-8", "replace"))
        elif kind == RETIRED:
            self._drop(worker)
        else:
            request = worker.waiting.popleft()
            worker.waiting_bytes -= len(request[1])
            if kind == DONE:
                yield Reply(number, data)
            elif worker.alone:
                yield Reply(number, b"", "out_of_memory")
            else:
                self._suspects.append(request)
            if worker.alone:
                self._drop(worker)

    def _lost(self, worker: _Worker, fault: Fault | None) -> Iterator[Reply]:
        """Deal with a process that died (no fault) or must be killed for one."""
        if not worker.ready and fault is None:
            self._drop(worker)
            raise RuntimeError("a worker process can't start")
        request = worker.waiting.popleft() if worker.waiting else None
        status = self._drop(worker, kill=fault is not None)
        if request is None:
            return
        if worker.alone:
            yield Reply(request[0], b"", fault or _fault(status))
        else:
            self._suspects.append(request)

    def _drop(self, worker: _Worker, *, kill: bool = False) -> int:
        """End a process and take back what it has not begun."""
        self._crew.remove(worker)
        self._returned.extendleft(reversed(worker.waiting))
        return self._end(worker, kill=kill)

    def _deadline(self, worker: _Worker) -> float:
        if not worker.ready:
            return worker.since + _START_SECONDS
        # Alone, the handler may start a process for the file: that one's limit is the one that should strike.
        return worker.since + (2 * self._limits.seconds + 5 if worker.alone else self._limits.seconds)

    def _start(self, *, alone: bool) -> _Worker:
        ours, theirs = self._context.Pipe()
        foreign = [worker.pipe for worker in self._crew] + [ours] if isinstance(self._make, _Made) else []
        process = self._context.Process(
            target=serve, args=(theirs, foreign, self._make, self._limits, alone), daemon=not alone
        )
        with _no_interrupts(), warnings.catch_warnings():
            # Python 3.12 warns when a library holds sleeping threads (BLAS does); they are not used in the child.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        theirs.close()
        worker = _Worker(process, ours, alone, time.monotonic())
        self._crew.append(worker)
        return worker

    @staticmethod
    def _end(worker: _Worker, *, kill: bool) -> int:
        """Let a process end, or kill it; return its exit status (a signal is negative)."""
        worker.pipe.close()  # a process that waits for requests takes this as its end
        if not kill:
            worker.process.join(2.0)
        if worker.process.exitcode is None:
            worker.process.kill()
        worker.process.join()
        status: int = worker.process.exitcode or 0
        worker.process.close()
        return status


class _Made:
    """A handler that is loaded already; it reaches the processes by fork, not by pickle."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    def __call__(self) -> Handler:
        return self._handler


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back: a child that is born meanwhile inherits that, and can't be hit before it ignores it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _fault(status: int) -> Fault:
    if status in (-signal.SIGXCPU, -signal.SIGALRM) if os.name == "posix" else False:
        return "timeout"
    if os.name == "posix" and status == -signal.SIGKILL:
        return "out_of_memory"  # we did not kill it, so the system did
    return "crashed"
