"""The reading process: requests on standard input, drafts or errors on standard output.

A message is 4 bytes of length and then JSON; a request is followed by the file's bytes. The process limits its own
memory before it reads anything, and its processor time before each file, so that a hostile file ends it and nothing
else. It imports no pydantic and no spaCy: it must be ready while its parent still imports.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from importlib import import_module
from typing import Any, BinaryIO

from skillgap.errors import InputError, SkillgapError
from skillgap.readers.draft import Limits, ReaderLike
from skillgap.readers.registry import read_bytes

resource: Any
try:
    import resource
except ImportError:  # Windows: only the wall clock guards
    resource = None

_HEADER = struct.Struct(">I")


def send(stream: BinaryIO, values: dict[str, Any], data: bytes | None = None) -> None:
    """Write a message, with the bytes of a file after it if given."""
    message = json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()
    stream.write(_HEADER.pack(len(message)))
    stream.write(message)
    if data is not None:
        stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> dict[str, Any] | None:
    """Return the next message, or None at the end of the stream."""
    head = stream.read(_HEADER.size)
    if len(head) < _HEADER.size:
        return None
    (length,) = _HEADER.unpack(head)
    message = stream.read(length)
    if len(message) < length:
        return None
    values: dict[str, Any] = json.loads(message)
    return values


def main(memory_bytes: int) -> None:
    """Serve requests until the parent closes the pipe."""
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    # What a library prints must not end up between the messages.
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    _limit_memory(memory_bytes)
    send(replies, {"ready": True, "peak": _peak()})
    while (request := receive(requests)) is not None:
        data = requests.read(request["size"])
        _limit_time(request["limits"]["seconds"])
        send(replies, _answer(request, data))


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        readers = [load_reader(spec) for spec in request["readers"]]
        draft = read_bytes(data, name=request["name"], limits=Limits(**request["limits"]), readers=readers)
        return {"draft": draft.as_json()}
    except SkillgapError as error:
        return {"error": [error.exit_code, error.code, error.message, error.hint]}
    except MemoryError:
        return {"error": [3, "out_of_memory", f"{request['name']} needs more memory than is allowed", ""]}


def load_reader(spec: str) -> ReaderLike:
    """Return the reader that `module` or `module:name` stands for."""
    module, _, name = spec.partition(":")
    try:
        found: Any = import_module(module)
        for part in name.split(".") if name else ():
            found = getattr(found, part)
    except (ImportError, AttributeError) as error:
        raise InputError("crashed", f"the reader {spec} can't be loaded: {error}") from error
    reader: ReaderLike = found() if isinstance(found, type) else found
    return reader


def _peak() -> int:
    """Return the highest memory so far; on Linux it begins with that of the parent, which forked."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss if resource else 0


def _limit_memory(memory_bytes: int) -> None:
    if resource:
        _limit(resource.RLIMIT_AS, memory_bytes)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    if resource:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime + seconds) + 1)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
