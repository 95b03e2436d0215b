"""Page objects → whether anything on the page could hide text.

Drawing a page costs about as much as reading it, so the list of its objects is looked at first. A page is clear when
each piece of text is filled, opaque, of a colour that stands out from the last fill below its middle, inside its clip,
and nothing is painted over it later. Forms and shadings, and anything odd, are left to the drawing.
"""

from __future__ import annotations

import ctypes
import struct
from ctypes import byref, c_float, c_int, c_uint
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from skillgap.readers.pdf_calls import Handle, calls, handle_of

_MAX_OBJECTS = 1200
_MAX_FILLS = 60
_MAX_SHAPES = 80
"""Corners of lines and boxes of an empty page; letters drawn as outlines have thousands."""
_CONTRAST = 60
_THIN = 3.0
_FILL_MODE = pdfium.FPDF_TEXTRENDERMODE_FILL
_COLOUR = struct.Struct("4I").unpack_from
_EDGES = struct.Struct("4f").unpack_from
_WHITE = (255, 255, 255)
_TEXT, _PATH, _IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE


class PageObjects(NamedTuple):
    """`suspect`: something may hide text. `pictures`: the page holds images, forms, shadings or very many objects.

    `scanned`: a picture fills at least half of the page. `bare`: nothing but a few plain shapes besides text.
    """

    suspect: bool
    pictures: bool
    scanned: bool = False
    bare: bool = False


def _handle(thing: Handle) -> Any:
    return ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT)


def _is_box(path: Any, left: float, bottom: float, right: float, top: float) -> bool:
    """Tell an upright rectangle that fills its bounds; a triangle or a bow tie has the same bounds."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 4 <= count <= 6:
        return False
    x, y = c_float(), c_float()
    corners: list[tuple[bool, bool]] = []
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        corners.append((abs(x.value - left) < abs(x.value - right), abs(y.value - bottom) < abs(y.value - top)))
    steps = pairwise(corners)
    return len(set(corners)) == 4 and all(one[0] == two[0] or one[1] == two[1] for one, two in steps)


class _Fill(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float
    colour: tuple[int, int, int] | None
    sure: bool
    """Whether it surely covers all of its bounds: else text must stand out from what lies below it, too."""


def _stands_out(ground: tuple[int, int, int], red: int, green: int, blue: int) -> bool:
    return max(abs(ground[0] - red), abs(ground[1] - green), abs(ground[2] - blue)) >= _CONTRAST


def look_at(page: Any, area: float) -> PageObjects:
    """Tell whether a page could hide text, and whether it holds pictures."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MAX_OBJECTS:
        return PageObjects(True, True)
    scan = _Scan()
    pictures = scanned = False
    shapes = 0
    get_object, get_type, render_mode = calls().get_object, calls().get_type, calls().render_mode
    at, count_segments = handle_of(page), calls().count_segments
    for index in range(count):
        thing = get_object(at, index)
        # Only a text has a mode, and nearly all texts have this one.
        if render_mode(thing) == _FILL_MODE:
            scan.suspect = scan.suspect or scan.hides(thing)
            continue
        kind = get_type(thing)
        if kind == _TEXT:
            scan.suspect = True
        elif kind == _PATH:
            scan.suspect = scan.suspect or scan.covers(thing, image=False)
            shapes += count_segments(thing) if index < _MAX_SHAPES else 1
        elif kind == _IMAGE:
            pictures = True
            scan.suspect = scan.covers(thing, image=True) or scan.suspect
            scanned = scanned or scan.last_area >= 0.5 * area
        else:
            return PageObjects(True, True)
    return PageObjects(scan.suspect, pictures, scanned, not pictures and shapes < _MAX_SHAPES)


class _Scan:
    """The fills and the boxes of texts so far."""

    def __init__(self) -> None:
        self._calls = calls()
        self.suspect = False
        self.last_area = 0.0
        self._fills: list[_Fill] = []
        self._texts: list[tuple[float, float, float, float]] = []
        # The extent of the first texts, and how many they are.
        self._lowest, self._highest, self._measured = float("inf"), float("-inf"), 0
        # The fills that lie at all heights strictly between two.
        self._level: tuple[float, float, list[_Fill]] = (float("inf"), float("-inf"), [])
        self._contrast: dict[tuple[tuple[int, int, int] | None, tuple[int, int, int, int]], bool] = {}
        self._colour = (c_uint * 4)()
        self._colour_refs = [byref(self._colour, 4 * number) for number in range(4)]
        self._edges = (c_float * 4)()
        self._edge_refs = [byref(self._edges, 4 * number) for number in range(4)]
        pdf = self._calls
        functions = (pdf.fill_colour, pdf.has_transparency, pdf.bounds, pdf.clip_path, pdf.count_clips)
        self._tools = (*functions, *self._colour_refs, *self._edge_refs)

    def hides(self, thing: Handle) -> bool:
        """Tell whether a text object, which is to be filled, might not be seen."""
        fill_colour, has_transparency, bounds, clip_path, count_clips, c0, c1, c2, c3, e0, e1, e2, e3 = self._tools
        if not fill_colour(thing, c0, c1, c2, c3):
            return True
        colour: tuple[int, int, int, int] = _COLOUR(self._colour)
        if colour[3] < 255 or has_transparency(thing):
            return True
        bounds(thing, e0, e1, e2, e3)
        box: tuple[float, float, float, float] = _EDGES(self._edges)
        left, bottom, right, top = box
        y = (bottom + top) / 2
        self._texts.append(box)
        below, above, fills = self._level
        for fill_left, _, fill_right, _, ground, sure in fills if below < y < above else self._at(y):
            if fill_left <= right and left <= fill_right:
                if not self._clear(ground, colour):
                    return right > left
                if sure and fill_left <= left + 1 and right - 1 <= fill_right:
                    break
        else:
            if not self._clear(_WHITE, colour):
                return right > left
        clip = clip_path(thing)
        paths = count_clips(clip)
        return paths > 0 and not self._inside(ctypes.cast(clip, pdfium.FPDF_CLIPPATH), paths, left, bottom, right, top)

    def _clear(self, ground: tuple[int, int, int] | None, colour: tuple[int, int, int, int]) -> bool:
        known = self._contrast.get((ground, colour))
        if known is None:
            known = self._contrast[ground, colour] = ground is not None and _stands_out(ground, *colour[:3])
        return known

    def _at(self, y: float) -> list[_Fill]:
        """Return the fills at one height, the last first, and keep them: most texts stand beside the text before."""
        found = [fill for fill in reversed(self._fills) if fill.bottom <= y <= fill.top]
        edges = [edge for fill in self._fills for edge in (fill.bottom, fill.top)]
        below = max([edge for edge in edges if edge <= y], default=float("-inf"))
        above = min([edge for edge in edges if edge >= y], default=float("inf"))
        self._level = below, above, found
        return found

    def _inside(self, clip: Any, paths: int, left: float, bottom: float, right: float, top: float) -> bool:
        """Tell whether the clip is of rectangles that hold nearly all of the text."""
        x, y = c_float(), c_float()
        for path in range(paths):
            segments = pdfium.FPDFClipPath_CountPathSegments(clip, path)
            if not 4 <= segments <= 6 or paths > 4:
                return False
            corners = []
            for corner in (0, 2):
                segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, corner)
                pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
                corners.append((x.value, y.value))
            (x0, y0), (x1, y1) = corners
            if min(x0, x1) > left + 2 or max(x0, x1) < right - 2 or min(y0, y1) > bottom + 2 or max(y0, y1) < top - 2:
                return False
        return True

    def covers(self, thing: Handle, *, image: bool) -> bool:
        """Note a fill or an image; tell whether it is painted over text that came before."""
        self._calls.bounds(thing, *self._edge_refs)
        left, bottom, right, top = _EDGES(self._edges)
        self.last_area = (right - left) * (top - bottom)
        if min(right - left, top - bottom) < _THIN:
            return False
        colour: tuple[int, int, int] | None = None
        sure = False
        if not image:
            path = _handle(thing)
            mode, stroked, width = c_int(), c_int(), c_float()
            pdfium.FPDFPath_GetDrawMode(path, byref(mode), byref(stroked))
            if mode.value == pdfium.FPDF_FILLMODE_NONE:
                pdfium.FPDFPageObj_GetStrokeWidth(path, byref(width))
                if not stroked.value or width.value < _THIN:
                    return False
            elif self._calls.fill_colour(thing, *self._colour_refs):
                red, green, blue, alpha = _COLOUR(self._colour)
                if alpha == 0:
                    return False
                colour = (red, green, blue)
                sure = alpha == 255 and _is_box(path, left, bottom, right, top)
        self._fills.append(_Fill(left, bottom, right, top, colour, sure))
        self._level = float("inf"), float("-inf"), []
        if len(self._fills) > _MAX_FILLS:
            return True
        texts = self._texts[self._measured :]
        self._lowest = min([self._lowest, *(text[1] for text in texts)])
        self._highest = max([self._highest, *(text[3] for text in texts)])
        self._measured = len(self._texts)
        if bottom >= self._highest - 1 or self._lowest + 1 >= top:
            return False
        return bool(
            [
                True
                for x0, low, x1, high in self._texts
                if bottom < high - 1 and low + 1 < top and left < x1 - 1 and x0 + 1 < right
            ]
        )
