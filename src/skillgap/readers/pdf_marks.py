"""Page objects → what their marks say: a layer that may be switched off, or a text that replaces what is drawn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from ctypes import byref, c_ulong, create_string_buffer
from itertools import repeat

from skillgap.readers.pdf_calls import Handle, calls

_LAYER = "OC".encode("utf-16-le") + b"\0\0"
_ROOM = len(_LAYER)
"""Bytes for the name of a layer's mark; pdfium leaves longer names out."""
_BATCH = 128


class Marks:
    """The marks of some page objects; most objects of a tagged page have one, which those of a paragraph share."""

    def __init__(self, things: Iterable[Handle]) -> None:
        every = list(things)
        counts = list(map(calls().count_marks, every))
        self._owners = [thing for thing, count in zip(every, counts, strict=True) if count > 0]
        owned = list(map(calls().mark, self._owners, repeat(0)))
        if self._owners and max(counts) > 1:
            for thing, count in zip(every, counts, strict=True):
                for index in range(1, count):
                    self._owners.append(thing)
                    owned.append(calls().mark(thing, index))
        self._owned = [mark.value for mark in owned]
        self._marks = list(dict(zip(self._owned, owned, strict=True)).values())

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

    def replaced(self) -> set[int]:
        """Return the addresses of the objects that stand for another text (ActualText)."""
        text, key, out = calls().mark_text, repeat(b"ActualText"), repeat(byref(c_ulong()))
        found = map(text, self._marks, key, repeat(None), repeat(c_ulong(0)), out)
        marks = {mark.value for mark, is_found in zip(self._marks, found, strict=True) if is_found}
        if not marks:
            return set()
        return {thing.value or 0 for thing, mark in zip(self._owners, self._owned, strict=True) if mark in marks}
