"""Parts of a PDF page → grey pixels on white paper."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from skillgap.readers.visibility import Grey

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""
_MARGIN = 3
_APART = 24
"""Pixels between parts below which they are drawn as one."""
_MANY = 150
"""Boxes for which all of the page is drawn at once."""

_Part = tuple[int, int, int, int]
"""The same in pixels, in the order top, x0, bottom, x1."""


class Drawing:
    """A page at a scale, of which only the parts are drawn that are asked for."""

    def __init__(self, page: Any, width: float, height: float, scale: float, *, turns: int = 0) -> None:
        """Take the size of the page in points, as it is after some quarter turns."""
        self._page, self._turns, self._scale = page, turns, scale
        self._wide, self._high = int(width * scale), int(height * scale)
        self._parts: list[tuple[_Part, Grey]] = []

    def cover(self, boxes: Sequence[Box]) -> list[Grey]:
        """Return for each box, in the frame of the page, a part of the drawing that holds it."""
        if len(boxes) > _MANY and not self._parts:
            whole = (0, 0, self._high, self._wide)
            self._parts.append((whole, self._draw(*whole)))
        if self._parts and self._parts[0][0] == (0, 0, self._high, self._wide):
            return [self._parts[0][1]] * len(boxes)
        wanted = [self._part(box) for box in boxes]
        missing = [part for part in wanted if not any(_holds(drawn, part) for drawn, _ in self._parts)]
        self._parts += [(part, self._draw(*part)) for part in _joined(sorted(missing))]
        return [next(grey for drawn, grey in self._parts if _holds(drawn, part)) for part in wanted]

    def whole(self, *, notes: bool = True) -> Grey:
        """Return all of it; `notes` are what is stuck on the page."""
        return self._draw(0, 0, self._high, self._wide, notes=notes)

    def _part(self, box: Box) -> _Part:
        # Places far off the page stay numbers that PDFium takes.
        x0, top, x1, bottom = (min(max(edge * self._scale, -1e6), 1e6) for edge in box)
        first, left = max(int(top) - _MARGIN, 0), max(int(x0) - _MARGIN, 0)
        last, right = min(int(bottom) + _MARGIN, self._high), min(int(x1) + _MARGIN, self._wide)
        return (first, left, last, right) if first < last and left < right else (0, 0, 0, 0)

    def _draw(self, first: int, left: int, last: int, right: int, *, notes: bool = True) -> Grey:
        wide, high = right - left, last - first
        bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_Gray, None, 0) if wide and high else None
        if not bitmap:
            return Grey(b"", 0, 0, 0, 0, 0, self._scale)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
            flags = pdfium.FPDF_ANNOT if notes else 0
            place = (-left, -first, self._wide, self._high, self._turns, flags)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page, *place)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
            return Grey(pixels, left, first, right, last, stride, self._scale)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)


def _holds(drawn: _Part, part: _Part) -> bool:
    return drawn[0] <= part[0] and drawn[1] <= part[1] and drawn[2] >= part[2] and drawn[3] >= part[3]


def _joined(parts: list[_Part]) -> list[_Part]:
    """Join parts that stand at about the same height, since each drawing goes through all objects of the page."""
    joined: list[_Part] = []
    for first, left, last, right in parts:
        if joined and first - joined[-1][2] < _APART:
            above = joined.pop()
            joined.append((above[0], min(above[1], left), max(above[2], last), max(above[3], right)))
        else:
            joined.append((first, left, last, right))
    return joined
