"""A file's bytes → a draft, read in a process that can be killed and replaced.

Idle processes are kept for the next file; one that was killed, died or served its share is not used again.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, BinaryIO, cast

from skillgap.errors import InputError, MissingDependencyError, SkillgapError
from skillgap.readers.draft import Draft, Limits
from skillgap.readers.worker import receive, send

_START_SECONDS = 60.0
_FILES_PER_PROCESS = 200
_MAX_IDLE = 4
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
_CODE = (
    "import sys,json\n"
    "memory,sys.path[:]=json.loads(sys.argv[1])\n"
    "from skillgap.readers.worker import main\n"
    "main(memory)\n"
)
_idle: list[_Process] = []
_lock = threading.Lock()


class _Process:
    """One reading process and its pipes."""

    def __init__(self, memory_bytes: int) -> None:
        self.memory_bytes, self.owner, self.served = memory_bytes, os.getpid(), 0
        path = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100 - an empty entry means here
        self._popen = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _CODE, json.dumps([memory_bytes, path])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
        )
        self.requests = cast("BinaryIO", self._popen.stdin)
        self.replies = cast("BinaryIO", self._popen.stdout)
        self.hello: dict[str, Any] | None = None

    @property
    def pid(self) -> int:
        """Return its number."""
        return self._popen.pid

    @property
    def base_peak(self) -> int:
        """Return the peak memory in bytes before the first file; it includes what its parent had when it forked."""
        return int((self.hello or {}).get("peak", 0)) * _MAXRSS_UNIT

    def alive(self) -> bool:
        """Tell whether it still runs and belongs to this process."""
        return self.owner == os.getpid() and self._popen.poll() is None

    def kill(self) -> None:
        """End it and close its pipes."""
        if self.owner != os.getpid():
            return
        if self._popen.poll() is None:
            self._popen.kill()
        self._popen.wait()
        for stream in (self.requests, self.replies):
            with contextlib.suppress(OSError):
                stream.close()

    def wait(self, seconds: float) -> tuple[int | None, int]:
        """Wait for its end; return its exit status, None when it still runs, and its peak memory in bytes."""
        deadline = time.monotonic() + seconds
        if self._popen.returncode is None and hasattr(os, "wait4"):
            while time.monotonic() < deadline:
                try:
                    pid, status, usage = os.wait4(self._popen.pid, os.WNOHANG)
                except ChildProcessError:
                    break
                if pid:
                    self._popen.returncode = os.waitstatus_to_exitcode(status)
                    return self._popen.returncode, usage.ru_maxrss * _MAXRSS_UNIT
                time.sleep(0.002)
        return self._popen.poll(), 0


class PendingDraft:
    """A draft that is being read; `result` waits for it, kills the process at the deadline and raises its error."""

    def __init__(
        self, data: bytes, *, name: str, limits: Limits, memory_bytes: int, readers: Sequence[str] = ()
    ) -> None:
        self._name, self._limits = name, limits
        self._request = {"name": name, "size": len(data), "limits": asdict(limits), "readers": list(readers)}
        self._process = _take(memory_bytes)
        self._sent, self._done = threading.Event(), threading.Event()
        self._sent_at = time.monotonic()
        self._reply: dict[str, Any] | None = None
        self._lock = threading.Lock()
        self._draft: Draft | None = None
        self._closed = False
        # Writing blocks until the process reads, and the caller wants to import meanwhile.
        self._thread = threading.Thread(target=self._talk, args=(data,), daemon=True, name="skillgap-reading")
        self._thread.start()

    def _talk(self, data: bytes) -> None:
        try:
            if self._process.hello is None:
                self._process.hello = receive(self._process.replies)
            self._sent_at = time.monotonic()
            self._sent.set()
            send(self._process.requests, self._request, data)
            self._reply = receive(self._process.replies)
        except (OSError, ValueError):
            self._reply = None
        finally:
            self._sent.set()
            self._done.set()

    def result(self) -> Draft:
        """Return the draft; errors of the file and of the process are raised as `SkillgapError`."""
        with self._lock:
            if self._draft is None:
                self._closed = True
                self._draft = self._wait()
            return self._draft

    def close(self) -> None:
        """Give up a reading that nobody will ask for; nothing happens once there is a result."""
        with self._lock:
            if self._draft is None and not self._closed:
                self._process.kill()
                self._thread.join(5)
            self._closed = True

    def _wait(self) -> Draft:
        in_time = self._sent.wait(_START_SECONDS)
        left = self._sent_at + self._limits.seconds - time.monotonic()
        if not in_time or not self._done.wait(max(0.0, left)):
            self._process.kill()
            self._thread.join(5)
            raise self._timeout()
        if self._reply is None:
            raise self._died()
        self._process.served += 1
        _give_back(self._process)
        if "error" in self._reply:
            raise _error(*self._reply["error"])
        return Draft.from_json(self._reply["draft"])

    def _timeout(self) -> InputError:
        return InputError(
            "timeout",
            f"{self._name} took longer than {self._limits.seconds:g} seconds to read",
            hint="save it again from the program that made it, or raise `seconds` in ReadingSettings",
        )

    def _died(self) -> SkillgapError:
        status, peak = self._process.wait(2.0)
        self._process.kill()
        if status == -24:  # SIGXCPU
            return self._timeout()
        grown = peak > max(0.5 * self._process.memory_bytes, 1.05 * self._process.base_peak)
        if status == -9 or (status is not None and status < 0 and grown):
            return InputError(
                "out_of_memory",
                f"{self._name} needs more memory than is allowed",
                hint="save it again with smaller pictures, or raise `memory_bytes` in ReadingSettings",
            )
        return InputError(
            "crashed",
            f"{self._name} made its reader stop (exit status {status})",
            hint="open the file in the program that made it and save it again",
        )


def _error(exit_code: int, code: str, message: str, hint: str) -> SkillgapError:
    if exit_code == MissingDependencyError.exit_code:
        return MissingDependencyError(message, hint=hint)
    return InputError(cast("Any", code), message, hint=hint)


def _take(memory_bytes: int) -> _Process:
    with _lock:
        while _idle:
            process = _idle.pop()
            if process.memory_bytes == memory_bytes and process.alive():
                return process
            process.kill()
    return _Process(memory_bytes)


def _give_back(process: _Process) -> None:
    with _lock:
        if len(_idle) < _MAX_IDLE and process.served < _FILES_PER_PROCESS and process.alive():
            _idle.append(process)
            return
    process.kill()


def close_idle() -> None:
    """End the idle reading processes; called at exit."""
    with _lock:
        while _idle:
            _idle.pop().kill()


atexit.register(close_idle)
