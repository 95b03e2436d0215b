"""Page objects → what their marks say: a layer that may be switched off, or a text that replaces what is drawn."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from ctypes import byref, c_ulong, create_string_buffer
from itertools import repeat
from typing import Any

from skillgap.readers.pdf_calls import Address, all_passed, calls

_LAYER = "OC".encode("utf-16-le") + b"\0\0"
_ROOM = len(_LAYER)
"""Bytes for the name of a layer's mark; pdfium leaves longer names out."""
_BATCH = 128


class Marks:
    """The marks of some page objects; most objects of a tagged page have one, which those of a paragraph share."""

    def __init__(self, things: Sequence[Address], arguments: Sequence[Any]) -> None:
        counts = list(map(calls().count_marks, arguments))
        most = max(counts, default=0)
        if min(counts, default=0) == most == 1:
            self._owners, self._owned = list(things), list(map(calls().mark, arguments, repeat(0)))
        else:
            held = (
                [
                    (thing, argument, index)
                    for thing, argument, count in zip(things, arguments, counts, strict=True)
                    for index in range(count)
                ]
                if most > 0
                else []
            )
            self._owners = [thing for thing, _, _ in held]
            self._owned = [calls().mark(argument, index) for _, argument, index in held]
        self._marks = all_passed(dict.fromkeys(self._owned))

    def has_layers(self) -> bool:
        """Tell whether any of the objects belongs to a layer (optional content)."""
        size = min(_BATCH, len(self._marks))
        names = create_string_buffer(_ROOM * size)
        refs = [byref(names, _ROOM * number) for number in range(size)]
        name, out, room = calls().mark_name, repeat(byref(c_ulong())), repeat(c_ulong(_ROOM))
        for start in range(0, len(self._marks), _BATCH):
            deque(map(name, self._marks[start : start + _BATCH], refs, room, out), 0)
            if _LAYER in names.raw:
                return True
        return False

    def replaced(self) -> set[Address]:
        """Return the objects that stand for another text (ActualText)."""
        text, key, out = calls().mark_text, repeat(b"ActualText"), repeat(byref(c_ulong()))
        found = map(text, self._marks, key, repeat(None), repeat(c_ulong(0)), out)
        marks = {mark for mark, is_found in zip(dict.fromkeys(self._owned), found, strict=True) if is_found}
        return {thing for thing, mark in zip(self._owners, self._owned, strict=True) if mark in marks}
