"""Page objects → what their marks say: a layer that may be switched off, or a text that replaces what is drawn."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from ctypes import byref, c_ulong, create_string_buffer
from itertools import compress, repeat
from typing import Any

from skillgap.readers import pdf_calls as calls
from skillgap.readers.pdf_calls import Address, all_passed

_LAYER = "OC".encode("utf-16-le") + b"\0\0"
_ROOM = len(_LAYER)
"""Bytes for the name of a layer's mark; pdfium leaves longer names out."""
_BATCH = 128
_LIGATURE_ROOM = 8
_LIGATURES = frozenset(
    letters.encode("utf-16-le").ljust(_LIGATURE_ROOM, b"\0")
    for letters in ("ff", "fi", "fl", "ffi", "ffl", "fj", "ft", "tt", "ti", "tti", "tf", "Th")
)
"""As PDFium writes the letters of one glyph, the room filled up."""


class Marks:
    """The marks of some page objects; most objects of a tagged page have one, which those of a paragraph share."""

    def __init__(self, things: Sequence[Address], arguments: Sequence[Any]) -> None:
        counts = list(map(calls.count_marks, arguments))
        if min(counts, default=0) < 0:
            counts = [max(count, 0) for count in counts]
        self._owners = list(compress(things, counts))
        self._owned = list(map(calls.mark, compress(arguments, counts), repeat(0)))
        for number in [number for number, count in enumerate(counts) if count > 1]:
            for index in range(1, counts[number]):
                self._owners.append(things[number])
                self._owned.append(calls.mark(arguments[number], index))
        self._marks = all_passed(dict.fromkeys(self._owned))

    def has_layers(self) -> bool:
        """Tell whether any of the objects belongs to a layer (optional content)."""
        size = min(_BATCH, len(self._marks))
        names = create_string_buffer(_ROOM * size)
        refs = [byref(names, _ROOM * number) for number in range(size)]
        name, out, room = calls.mark_name, repeat(byref(c_ulong())), repeat(c_ulong(_ROOM))
        for start in range(0, len(self._marks), _BATCH):
            deque(map(name, self._marks[start : start + _BATCH], refs, room, out), 0)
            if _LAYER in names.raw:
                return True
        return False

    def replaced(self) -> set[Address]:
        """Return the objects that stand for another text (ActualText): what they draw may be anything or nothing.

        Browsers say so of each ligature; what "fi" could hide is no word.
        """
        size = min(_BATCH, len(self._marks))
        texts = create_string_buffer(_LIGATURE_ROOM * size)
        refs = [byref(texts, _LIGATURE_ROOM * number) for number in range(size)]
        text, key, room, out = calls.mark_text, repeat(b"ActualText"), c_ulong(_LIGATURE_ROOM), byref(c_ulong())
        marks: set[Address] = set()
        own = list(dict.fromkeys(self._owned))
        for start in range(0, len(own), _BATCH):
            found = list(map(text, self._marks[start : start + _BATCH], key, refs, repeat(room), repeat(out)))
            if any(found):
                # A longer text leaves its room as it was.
                raw = texts.raw
                told = [raw[at : at + _LIGATURE_ROOM] for at in range(0, len(raw), _LIGATURE_ROOM)]
                marks.update(
                    mark
                    for mark, is_found, said in zip(own[start : start + _BATCH], found, told, strict=False)
                    if is_found and said not in _LIGATURES
                )
                texts.raw = bytes(len(raw))
        return {thing for thing, mark in zip(self._owners, self._owned, strict=True) if mark in marks}
