"""Page → the frame in which its text stands upright."""

from __future__ import annotations

from ctypes import byref
from typing import Any

import pypdfium2.raw as pdfium

from skillgap.readers import pdf_calls as calls
from skillgap.readers.pdf_calls import address_of

Place = tuple[float, float, float, float]
"""A box in the frame of the page: x0, top, x1, bottom."""


class PageGeometry:
    """The frame in which a page's text stands upright: box offset and rotation undone, origin at the top left.

    `turns` is the number of quarter turns clockwise from the page of the file. It follows the letters, not the page's
    own rotation, so that a page scanned or printed sideways reads as well.
    """

    def __init__(self, page: Any, turns: int) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, byref(box))
        self.left, self.bottom = min(box.left, box.right), min(box.bottom, box.top)
        self._wide, self._high = abs(box.right - box.left), abs(box.top - box.bottom)
        self.turns = turns
        self.width, self.height = (self._high, self._wide) if turns % 2 else (self._wide, self._high)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the file as (x, distance from the top) in this frame."""
        x, y = x - self.left, y - self.bottom
        if self.turns == 1:
            return y, x
        if self.turns == 2:
            return self._wide - x, y
        if self.turns == 3:
            return self._high - y, self._wide - x
        return x, self._high - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Place:
        """Return a box of the file as (x0, top, x1, bottom) in this frame."""
        if self.turns == 0:
            upper = self.bottom + self._high
            return left - self.left, upper - top, right - self.left, upper - bottom
        (x0, y0), (x1, y1) = self.place(left, bottom), self.place(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def turns_of(text_page: Any, length: int) -> int:
    """Return the quarter turns that set most letters upright, from a sample of them."""
    step = max(1, length // 9)
    angle_of, handle = calls.char_angle, address_of(text_page)
    angles = [angle_of(handle, index) for index in range(step // 2, length, step)]
    quarters = [round(angle / 1.5707963) % 4 for angle in angles if angle >= 0]
    return -max(sorted(set(quarters)), key=quarters.count) % 4 if quarters else 0
