"""Page objects → what their marks say: a layer that may be switched off, or a text that replaces what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_ulong, create_string_buffer
from itertools import repeat

from skillgap.readers.pdf_calls import Handle, calls

_LAYER = "OC".encode("utf-16-le")
_ROOM = len(_LAYER) + 2
"""Bytes for the name of a layer's mark; longer names are left out."""


def has_layers(things: Sequence[Handle]) -> bool:
    """Tell whether any of the objects belongs to a layer (optional content)."""
    buffer, size = create_string_buffer(_ROOM), c_ulong(_ROOM)
    name, out = calls().mark_name, byref(c_ulong())
    for mark in _marks(things):
        name(mark, buffer, size, out)
        if buffer.raw.startswith(_LAYER):
            return True
    return False


def replaced(things: Sequence[Handle]) -> list[int]:
    """Return the numbers of the objects that stand for another text (ActualText)."""
    counts = list(map(calls().count_marks, things))
    if not any(counts):
        return []
    text, out = calls().mark_text, byref(c_ulong())
    firsts = map(calls().mark, things, repeat(0))
    found = map(text, firsts, repeat(b"ActualText"), repeat(None), repeat(c_ulong(0)), repeat(out))
    numbers = [number for number, is_found in enumerate(found) if is_found]
    deeper = [number for number, count in enumerate(counts) if count > 1]
    numbers += [number for number in deeper if _is_replaced(things[number], counts[number])]
    return sorted(set(numbers))


def _is_replaced(thing: Handle, count: int) -> bool:
    text, out = calls().mark_text, byref(c_ulong())
    marks = (calls().mark(thing, index) for index in range(1, count))
    return any(text(mark, b"ActualText", None, c_ulong(0), out) for mark in marks)


def _marks(things: Sequence[Handle]) -> list[Handle]:
    counts = list(map(calls().count_marks, things))
    return [
        calls().mark(thing, index)
        for thing, count in zip(things, counts, strict=True)
        for index in range(max(0, count))
    ]
