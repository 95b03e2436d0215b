"""A reader that fails on demand: the file says how."""

from __future__ import annotations

import ctypes
import os
import sys
import time

from skillgap.readers import Draft, DraftLine, Limits

SIGN = b"FAULT "


def accepts(head: bytes, name: str) -> bool:
    """Accept files that ask for a fault."""
    return head.startswith(SIGN)


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Do what the file says."""
    what = data[len(SIGN) :].split()[0].decode()
    if what == "sleep":
        time.sleep(1000)
    elif what == "spin":
        while True:
            pass
    elif what == "allocate":
        hoard = []
        while True:
            hoard.append(bytearray(50_000_000))
    elif what == "abort":
        os.abort()
    elif what == "segfault":
        ctypes.string_at(0)
    elif what == "exit":
        os._exit(7)
    elif what == "exit0":
        os._exit(0)
    elif what == "sysexit":
        sys.exit(3)
    elif what == "raise":
        raise RuntimeError("an error that no reader should raise")
    elif what == "recurse":
        _recurse(0)
    elif what == "print":
        print("rubbish between the messages", flush=True)
        os.write(1, b"more rubbish")
    elif what == "close":
        os.close(0)
    elif what == "garbage":
        return Draft("text/plain", lines=[("not", "a", "line")])  # type: ignore[list-item]
    return Draft("text/x-fault", [DraftLine(f"survived {what}")])


def _recurse(depth: int) -> int:
    return _recurse(depth + 1) + 1


class Shouting:
    """A reader handed in as a class, without arguments."""

    def accepts(self, head: bytes, name: str) -> bool:
        """Accept files that begin with SHOUT."""
        return head.startswith(b"SHOUT")

    def read(self, data: bytes, *, name: str, limits: Limits) -> Draft:
        """Return the text in capitals."""
        return Draft("text/x-shout", [DraftLine(data.decode().upper())])
