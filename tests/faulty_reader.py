"""A reader that sleeps, eats memory, aborts, exits or raises, as the content says: for tests of isolation."""

from __future__ import annotations

import os
import time
from pathlib import Path

from skillgap.readers import Draft, Limits


class FaultyReader:
    """Accepts content that begins with `fault:`; `fault:once:PATH` aborts only where PATH doesn't exist yet."""

    def accepts(self, head: bytes, name: str) -> bool:
        """Tell by the first bytes."""
        return head.startswith(b"fault:")

    def read(self, data: bytes, *, name: str, limits: Limits) -> Draft:
        """Do what the content says."""
        from skillgap.readers import plain

        _, word, rest = data.decode().split(":", 2)
        if word == "sleep":
            time.sleep(60)
        elif word == "spin":
            while True:
                pass
        elif word == "eat":
            blocks = []
            while True:
                blocks.append(bytearray(50_000_000))  # untouched: a busy machine runs out of memory before time
        elif word == "abort":
            os.abort()
        elif word == "exit":
            os._exit(1)
        elif word == "raise":
            raise ValueError("a fault")
        elif word == "once" and not Path(rest).exists():
            Path(rest).touch()
            os.abort()
        return plain.read(b"Skills\nPython\n", name=name, limits=limits)
