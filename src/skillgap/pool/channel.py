"""Messages between a worker process and its owner: a kind, the number of a request, and bytes.

A result may be half a megabyte, and both ends share the processors with the work: it is sent as it lies in memory
and read into the place where it stays. (`Connection` copies it five times on the way.)
"""

from __future__ import annotations

import os
import struct
from multiprocessing.connection import Connection
from typing import NamedTuple

READY, DONE, SUSPECT, RETIRED, BROKEN = range(5)
_HEAD = struct.Struct(">BQQ")
_RAW = hasattr(os, "writev")


class Message(NamedTuple):
    """What was received."""

    kind: int
    number: int
    data: bytes | bytearray


def send(pipe: Connection, kind: int, number: int, data: bytes = b"") -> None:
    """Send a message; raise `OSError` where nobody is left to read it."""
    head = _HEAD.pack(kind, number, len(data))
    if not _RAW:
        pipe.send_bytes(head)
        pipe.send_bytes(data)
        return
    descriptor = pipe.fileno()
    parts = [memoryview(head), memoryview(data)]
    while parts:
        sent = os.writev(descriptor, parts)
        while parts and sent >= len(parts[0]):
            sent -= len(parts.pop(0))
        if parts:
            parts[0] = parts[0][sent:]


def receive(pipe: Connection) -> Message:
    """Wait for a message; raise `EOFError` or `OSError` where the other end is gone, also in the middle of one."""
    if not _RAW:
        kind, number, _ = _HEAD.unpack(pipe.recv_bytes())
        return Message(kind, number, pipe.recv_bytes())
    kind, number, size = _HEAD.unpack(_read(pipe.fileno(), _HEAD.size))
    return Message(kind, number, _read(pipe.fileno(), size))


def _read(descriptor: int, size: int) -> bytearray:
    data = bytearray(size)
    rest = memoryview(data)
    while rest:
        count = os.readv(descriptor, [rest])
        if not count:
            raise EOFError
        rest = rest[count:]
    return data
