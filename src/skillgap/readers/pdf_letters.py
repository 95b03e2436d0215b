"""Letters of a page → where they stand, how large and how bold they are, asked for in one go for many words."""

from __future__ import annotations

import ctypes
import re
import struct
from array import array
from collections import deque
from collections.abc import Sequence
from ctypes import byref, c_double, c_float, c_int, c_ulong
from functools import cache
from itertools import accumulate, compress, count, repeat
from operator import ne
from typing import Any, NamedTuple

from skillgap.readers import pdf_calls as calls
from skillgap.readers.pdf_calls import Address, all_passed
from skillgap.readers.pdf_frame import PageGeometry

_BATCH = 128
"""Words whose places are asked for at once, so that the calls follow each other without a line of Python between."""
_UPRIGHT = struct.pack("6f", 1, 0, 0, 1, 0, 0)
_BOLD = re.compile(r"(?i)bold|black|heavy|semibold|demi|[-,]bd\b|cmbx|sfbx")

_ICONS = re.compile(
    r"(?i)awesome|marvosym|academicons|wingdings|webdings|material-?icons|ionicons|icomoon|glyphicons|octicons|typicons"
)


class Spots:
    """Where words begin (the origin of the first letter) and end (the box of the last one), as the file says it."""

    def __init__(self, text_page: Any, firsts: list[int], lasts: list[int]) -> None:
        xs, ys = _asked(calls.char_origin, text_page, firsts, *_rooms()[:2])
        (self._boxes,) = _asked(calls.loose_char_box, text_page, lasts, _rooms()[2])
        self.xs, self.ys = xs.tolist(), ys.tolist()

    def in_frame(self, geometry: PageGeometry) -> tuple[list[float], list[float], list[float]]:
        """Return the left ends, the right ends and the baselines."""
        if geometry.turns == 0:
            shift, rise = geometry.left, geometry.bottom + geometry.height
            edges = self._boxes[2::4].tolist()
            lefts = [x - shift for x in self.xs] if shift else self.xs
            return lefts, [edge - shift for edge in edges] if shift else edges, [rise - y for y in self.ys]
        side = (0, 1, 0, 3)[geometry.turns]
        starts = [geometry.place(x, y) for x, y in zip(self.xs, self.ys, strict=True)]
        stops = [geometry.place(edge, edge)[0] for edge in self._boxes[side::4]]
        return [left for left, _ in starts], stops, [base for _, base in starts]

    def ends(self, number: int) -> list[tuple[float, float]]:
        """Return points of the first and of the last letter of one word."""
        start, top, edge, bottom = self._boxes[4 * number : 4 * number + 4]
        return [(self.xs[number], self.ys[number]), (start, bottom), (edge, top)]


def fonts_of(text_page: Any, firsts: list[int], things: list[Address]) -> tuple[list[float], list[bool], list[int]]:
    """Return the size and the weight of each word, and the numbers of those that a font of icons draws.

    All letters of a page object have the same.
    """
    if not things:
        return [], [], []
    # An object of another page is not named: there, each letter may differ.
    begins = [thing or -first for thing, first in zip(things, firsts, strict=True)] if None in things else things
    # Words of one object follow each other, nearly always.
    changes = list(map(ne, begins, begins[1:]))
    starts = [0, *compress(count(1), changes)]
    places = list(map(firsts.__getitem__, starts))
    fonts = list(map(calls.text_font, all_passed(map(things.__getitem__, starts))))
    told, aside, up = list(map(calls.font_size, repeat(text_page), places)), *_slopes(text_page, places)
    # Few looks and fewer fonts for many objects: each is worked out at the first letter that has it.
    known = {font: _look(text_page, places[fonts.index(font)]) for font in set(fonts)}
    bolds = [known[font][0] for font in fonts]
    if aside.count(0.0) == up.count(up[0]) == len(places):
        made = {size: _size(size, 0.0, up[0]) for size in set(told)}
        sizes = list(map(made.__getitem__, told))
    else:
        sizes = list(map(_size, told, aside, up))
    drawn = {number for number, font in enumerate(fonts) if known[font][1]}
    if len(starts) == len(things):
        return sizes, bolds, sorted(drawn)
    run_of = list(accumulate(changes, initial=0))
    icons = [number for number, run in enumerate(run_of) if run in drawn] if drawn else []
    return list(map(sizes.__getitem__, run_of)), list(map(bolds.__getitem__, run_of)), icons


def _size(told: float, aside: float, up: float) -> float:
    steep: float = (aside**2 + up**2) ** 0.5
    return min(max(told * steep, 0.1), 400.0)


def _slopes(text_page: Any, indexes: Sequence[int]) -> tuple[list[float], list[float]]:
    """Return how far the matrix of each letter takes it sideways, and how far up, for one step up."""
    room = _rooms()[3]
    # What PDFium leaves untouched stands upright.
    room.bytes[:] = _UPRIGHT * _BATCH
    (found,) = _asked(calls.matrix, text_page, indexes, room)
    return found[2::6].tolist(), found[3::6].tolist()


class _Room(NamedTuple):
    """Room for what PDFium says of `_BATCH` letters, and references to the part of each."""

    code: str
    bytes: memoryview
    refs: list[Any]

    @classmethod
    def of(cls, kind: Any, size: int) -> _Room:
        room = (kind * (size * _BATCH))()
        step = ctypes.sizeof(kind) * size
        return cls(kind._type_, memoryview(room).cast("B"), [byref(room, step * number) for number in range(_BATCH)])


@cache
def _rooms() -> tuple[_Room, ...]:
    """Return room for two coordinates, a box and a matrix: one page is read at a time."""
    return _Room.of(c_double, 1), _Room.of(c_double, 1), _Room.of(c_float, 4), _Room.of(c_float, 6)


def _asked(call: Any, text_page: Any, indexes: Sequence[int], *rooms: _Room) -> list[array[float]]:
    """Return what a call writes into each of some rooms, of one letter after the other."""
    found: list[array[float]] = [array(room.code) for room in rooms]
    for start in range(0, len(indexes), _BATCH):
        batch = indexes[start : start + _BATCH]
        # A deque without room makes the calls and keeps nothing.
        deque(map(call, repeat(text_page), batch, *(room.refs for room in rooms)), 0)
        for told, room in zip(found, rooms, strict=True):
            told.frombytes(room.bytes[: len(batch) * len(room.bytes) // _BATCH])
    return found


def beginning(text_page: Any, index: int, geometry: PageGeometry) -> tuple[float, float]:
    """Return where a letter begins as its matrix says it: the origin of a ligature in a form is one of the form."""
    matrix = (c_float * 6)()
    calls.matrix(text_page, index, byref(matrix))
    return geometry.place(matrix[4], matrix[5])


def _look(text_page: Any, index: int) -> tuple[bool, bool]:
    """Tell whether the font of a letter is bold, and whether it holds icons."""
    name, flags = ctypes.create_string_buffer(128), c_int()
    length = calls.font_info(text_page, index, name, c_ulong(128), byref(flags))
    called = name.raw[: max(0, min(length, 128) - 1)].decode("latin-1")
    return _BOLD.search(called) is not None or bool(flags.value & 0x40000), _ICONS.search(called) is not None
