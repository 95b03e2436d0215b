"""Page + words → visible words and hidden ones: is there ink under the glyph?

The page is drawn in grey at a moderate resolution and each word's box looked at: without contrast there, nobody can
see the word. Drawing costs as much as reading, so it is skipped when nothing on the page could hide text: only dark
text in fill mode, thin rules, no pictures, no clip, no forms.
"""

from __future__ import annotations

from ctypes import byref, c_float, c_uint
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from skillgap.readers.visibility import Grey, hidden_reason

_SCALE = 2.0
_MAX_PIXELS = 6_000_000
_SCAN_LIMIT = 600
_DARK = 150

_TEXT, _PATH, _IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE


class Word(NamedTuple):
    """A word on a page; `y` is its baseline and `low` the bottom of its box, both from the top of the page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    low: float
    order: int


Hidden = tuple[str, str, tuple[float, float, float, float]]


class InkTest:
    """Look for what hides text on one page; `has_pictures` tells of images or many shapes."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        self._page = page
        self._width, self._height = width, height
        self.has_pictures = False
        self._could_hide = self._scan()

    def _scan(self) -> bool:
        """Tell whether anything on the page could hide text."""
        page = self._page
        count = pdfium.FPDFPage_CountObjects(page)
        red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
        colour = byref(red), byref(green), byref(blue), byref(alpha)
        suspect = count > _SCAN_LIMIT
        for index in range(count):
            thing = pdfium.FPDFPage_GetObject(page, index)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == _TEXT:
                if suspect:
                    continue
                pdfium.FPDFPageObj_GetFillColor(thing, *colour)
                suspect = (
                    max(red.value, green.value, blue.value) > _DARK
                    or alpha.value < 200
                    or pdfium.FPDFTextObj_GetTextRenderMode(thing) != pdfium.FPDF_TEXTRENDERMODE_FILL
                    or pdfium.FPDFClipPath_CountPaths(pdfium.FPDFPageObj_GetClipPath(thing)) > 0
                )
            elif kind == _PATH:
                suspect = suspect or not self._thin(thing)
            else:
                suspect = True
                self.has_pictures = True
            if suspect and (self.has_pictures or index > 2000):
                break
        return bool(suspect)

    def _thin(self, thing: Any) -> bool:
        left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
        pdfium.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
        return bool(min(right.value - left.value, top.value - bottom.value) < 3.0)

    def part(self, words: list[Word]) -> tuple[list[Word], list[Hidden]]:
        """Part the words into those that show and those that don't, runs of the latter joined."""
        grey = self._draw() if self._could_hide else None
        visible: list[Word] = []
        hidden: list[Hidden] = []
        last = -2
        for word in words:
            reason = hidden_reason(word, grey, self._width, self._height)
            if reason is None:
                visible.append(word)
                continue
            place = (round(word.x0, 1), round(word.y - word.size, 1), round(word.x1, 1), round(word.y, 1))
            if hidden and last == word.order - 1 and hidden[-1][1] == reason:
                text, _, box = hidden[-1]
                box = (min(box[0], place[0]), min(box[1], place[1]), max(box[2], place[2]), max(box[3], place[3]))
                hidden[-1] = (f"{text} {word.text}", reason, box)
            else:
                hidden.append((word.text, reason, place))
            last = word.order
        return visible, hidden

    def _draw(self) -> Grey | None:
        scale = min(_SCALE, (_MAX_PIXELS / max(1.0, self._width * self._height)) ** 0.5)
        wide, high = int(self._width * scale), int(self._height * scale)
        if wide < 1 or high < 1 or wide * high > 2 * _MAX_PIXELS:
            return None
        bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            return None
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, wide, high, 0, pdfium.FPDF_ANNOT)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            pointer = pdfium.FPDFBitmap_GetBuffer(bitmap)
            return Grey(_copy(pointer, stride * high), wide, high, stride, scale)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)


def _copy(pointer: Any, size: int) -> bytes:
    import ctypes

    return ctypes.string_at(pointer, size)
